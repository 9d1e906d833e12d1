/** `npm start`: installs what is missing, builds in release, serves the built page and prints its address. */
import { spawn } from "node:child_process";
import { build } from "./build.mjs";
import { root, tool } from "./command.mjs";

await build();
const [program, args] = tool("vite/bin/vite.js", "preview");
// A port of its own, or the next free one; vite prints the address once it listens.
const server = spawn(program, args, { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("close", (code) => process.exit(code ?? 0));
