/**
 * `npm run test:long`: what takes too long for every change.
 *
 * Words after `--` choose runs whose name contains one; what begins with `--` is handed to the chosen runs
 * (`-- soak --minutes 5`, `-- lighthouse --json`). `--no-build` takes the page as it was built last.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { needBuildTools, needPrograms, needToolchains } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { inProject, must, run } from "./command.mjs";

const typescript = (path) => [process.execPath, ["--import", "tsx", path]];

const runs = [
  {
    name: "properties, 50,000 cases each",
    command: ["cargo", ["test", "--locked", "--release", "--workspace", "--no-fail-fast"]],
    env: { PROPTEST_CASES: "50000" },
  },
  { name: "workbooks in LibreOffice", command: typescript("tests/long/libreoffice.ts"), isOfModules: true },
  { name: "fuzzing", command: [process.execPath, ["scripts/fuzz.mjs"]] },
  { name: "examples of public items", command: [process.execPath, ["scripts/examples.mjs"]] },
  { name: "policy study", command: [process.execPath, ["scripts/study.mjs"]] },
  {
    name: "growth: 10,000 and 1,000,000 products",
    command: [process.execPath, ["tests/long/growth.mjs"]],
    isFlagged: true,
  },
  { name: "million rows in the page", command: typescript("tests/long/million.ts"), isOfPage: true },
  { name: "lighthouse", command: [process.execPath, ["tests/long/lighthouse/run.mjs"]], isOfPage: true },
  { name: "main-thread tasks", command: typescript("tests/long/tasks.ts"), isOfPage: true },
  { name: "soak", command: typescript("tests/long/soak.ts"), isOfPage: true },
  { name: "comparisons", command: [process.execPath, ["scripts/bench.mjs"]] },
];

/** Lighthouse and what it needs, by a lock file of its own: it is larger than all other packages together. */
async function needLongPackages() {
  const lock = readFileSync(inProject("tests/long/lighthouse/package-lock.json"), "utf8");
  const stamp = inProject("tests/long/lighthouse/node_modules/.installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  process.stdout.write("installing Lighthouse\n");
  const env = { PUPPETEER_SKIP_DOWNLOAD: "1" };
  await must("npm", ["ci", "--prefix", "tests/long/lighthouse", "--no-audit", "--no-fund"], { env, isQuiet: true });
  writeFileSync(stamp, lock);
}

const values = process.argv.slice(2);
/** A flag and the number after it go together. */
const isFlag = (value, i) => value.startsWith("--") || (values[i - 1]?.startsWith("--") && /^\d/.test(value));
const flags = values.filter((value, i) => isFlag(value, i) && value !== "--no-build");
const words = values.filter((value, i) => !isFlag(value, i));
const chosen = runs.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (chosen.length === 0) {
  process.stderr.write(
    `nothing is called ${words.join(", ")}; there are: ${runs.map(({ name }) => name).join(", ")}\n`,
  );
  process.exit(2);
}

needToolchains();
let failed = 0;
const isAnyOfPage = chosen.some(({ isOfPage }) => isOfPage);
if (isAnyOfPage || chosen.some(({ isOfModules }) => isOfModules)) {
  await needBuildTools();
  if (!values.includes("--no-build")) await build();
  if (isAnyOfPage && !(await needPrograms(["chromium"]))) process.exit(1);
}
if (chosen.some(({ name }) => name === "lighthouse")) await needLongPackages();
for (const { name, command, env, isOfPage, isFlagged } of chosen) {
  process.stdout.write(`\n── ${name}\n`);
  const [program, args] = command;
  const { code } = await run(program, isOfPage || isFlagged ? [...args, ...flags] : args, { env });
  if (code !== 0) failed += 1;
  process.stdout.write(`${code === 0 ? "ok" : "FAILED"}  ${name}\n`);
}
process.exit(failed === 0 ? 0 : 1);
