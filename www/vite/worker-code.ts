// `virtual:worker-code` and its like: the workers as text, to be run from a blob.

import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { bundle } from "./bundle.ts";

const entryOf = (name: string): string => fileURLToPath(new URL(`../src/engine/${name}.ts`, import.meta.url));

const entries: ReadonlyMap<string, string> = new Map([
  ["virtual:worker-code", entryOf("worker")],
  ["virtual:sheets-code", entryOf("sheets-worker")],
  ["virtual:planning-code", entryOf("planning-worker")],
]);

export function workerCode(): Plugin {
  return {
    name: "clearfloor:worker-code",
    resolveId: (id) => (entries.has(id) ? `\0${id}` : null),
    async load(id) {
      const entry = entries.get(id.replace(/^\0/, ""));
      if (entry === undefined || !id.startsWith("\0")) return null;
      const { code, files } = await bundle(entry);
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(code)};`;
    },
  };
}
