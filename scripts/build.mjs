/** `npm run build`: `dist/` is the hosted form, `dist/clearfloor.html` the whole page as one file. */
import { needBuildTools } from "./bootstrap.mjs";
import { must, tool } from "./command.mjs";

/** Builds the WebAssembly modules in release and both forms of the page. */
export async function build() {
  await needBuildTools();
  await must("cargo", ["xtask", "build-wasm", "--release"]);
  await buildPage();
}

/** Builds both forms of the page around modules that are there. */
export async function buildPage() {
  await must(...tool("vite/bin/vite.js", "build", "--logLevel", "warn"));
}

if (process.argv[1] === import.meta.filename) await build();
