/** `npm run bench [-- --json]`: builds what is compared and runs the comparisons of `benches/`. */
import { needPrograms } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { must } from "./command.mjs";

await build();
if (!(await needPrograms(["chromium"]))) process.exit(1);
await must(process.execPath, ["benches/run.mjs", ...process.argv.slice(2)]);
