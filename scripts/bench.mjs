/** `npm run bench [-- --json]`: builds what is compared and runs the comparisons of `benches/`. */
import { needBrowsers } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { must } from "./command.mjs";

await build();
if (!(await needBrowsers(["chromium"]))) process.exit(1);
await must(process.execPath, ["benches/run.mjs", ...process.argv.slice(2)]);
