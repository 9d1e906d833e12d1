/**
 * `npm run looks`: takes the stored pictures of the parts and the views anew, with the fonts of this machine.
 *
 * Look at what changed before it is committed; `npm test` compares with what is stored. Words after `--` choose
 * specs, such as `parts`; `--no-build` takes the page as it was built last.
 */
import { rmSync } from "node:fs";
import { needPrograms } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { inProject, must, run, tool } from "./command.mjs";

const words = process.argv.slice(2);
const specs = ["parts.spec.ts", "views.spec.ts"];
const chosen = words.filter((word) => !word.startsWith("--"));
const wanted = specs.filter((spec) => chosen.length === 0 || chosen.some((word) => spec.includes(word)));

if (!words.includes("--no-build")) await build();
if (!(await needPrograms(["headless"]))) process.exit(1);
// A picture that nothing is compared with any more would stay for ever.
for (const spec of wanted) rmSync(inProject("tests/e2e/looks", spec), { recursive: true, force: true });
const filter = ["--project", "hosted", "--grep", "look as they did", ...wanted];
await run(...tool("@playwright/test/cli.js", "test", ...filter, "--update-snapshots=all", "--reporter=line"));
// What was taken must stand: a picture that differs from itself at once shows something that moves.
await must(...tool("@playwright/test/cli.js", "test", ...filter, "--reporter=line"));
