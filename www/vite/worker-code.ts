// `virtual:worker-code`: the worker as text, to be run from a blob.

import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { bundle } from "./bundle.ts";

const virtual = "virtual:worker-code";
const entry = fileURLToPath(new URL("../src/engine/worker.ts", import.meta.url));

export function workerCode(): Plugin {
  return {
    name: "clearfloor:worker-code",
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    async load(id) {
      if (id !== `\0${virtual}`) return null;
      const { code, files } = await bundle(entry);
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(code)};`;
    },
  };
}
