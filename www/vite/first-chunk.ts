// What the first screen needs lies in one file. Left to itself, the bundler cuts it into pieces by who else uses a
// module: three kilobytes more once they are packed, and a request for each.

import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../src/main.tsx", import.meta.url));

/** What of the bundler is asked. */
interface Bundler {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

let reached: ReadonlySet<string> | null = null;

/** Modules that the entry brings along by itself. */
function withEntry(bundler: Bundler): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found) for (const next of bundler.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** The group of a module; null = the bundler's own choice. */
export function firstChunk(id: string, bundler: Bundler): string | null {
  reached ??= withEntry(bundler);
  return reached.has(id) ? "page" : null;
}
