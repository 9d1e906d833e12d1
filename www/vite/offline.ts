// `sw.js`: keeps the hosted form for use without a network.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { bundle } from "./bundle.ts";
import { oneFileName } from "./one-file.ts";

const entry = fileURLToPath(new URL("../src/service-worker.ts", import.meta.url));
const scriptName = "sw.js";

interface Kept {
  readonly url: string;
  /** Null where the name itself carries a hash. */
  readonly revision: string | null;
}

/** Everything the hosted form consists of. */
function filesOf(folder: string): Kept[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => relative(folder, join(found.parentPath, found.name)).replaceAll("\\", "/"))
    .filter((url) => url !== oneFileName && url !== scriptName)
    .sort()
    .map((url) => {
      const digest = createHash("sha256")
        .update(readFileSync(join(folder, url)))
        .digest("hex");
      return { url, revision: url.startsWith("assets/") ? null : digest.slice(0, 16) };
    });
}

/** Adds the service worker once all other files are written. */
export function offline(): Plugin {
  let folder = "";
  return {
    name: "clearfloor:offline",
    apply: "build",
    enforce: "post",
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
    },
    writeBundle: {
      order: "post",
      async handler() {
        const kept = JSON.stringify(filesOf(folder));
        const { code } = await bundle(entry, { "self.__WB_MANIFEST": kept });
        writeFileSync(join(folder, scriptName), code);
      },
    },
  };
}
