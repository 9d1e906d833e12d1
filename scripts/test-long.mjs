/** `npm run test:long`: what takes too long for every change. Words after `--` choose runs whose name contains one. */
import { needToolchains } from "./bootstrap.mjs";
import { run } from "./command.mjs";

const runs = [
  {
    name: "properties, 50,000 cases each",
    command: ["cargo", ["test", "--locked", "--release", "--workspace", "--no-fail-fast"]],
    env: { PROPTEST_CASES: "50000" },
  },
  { name: "comparisons", command: [process.execPath, ["scripts/bench.mjs"]] },
];

needToolchains();
const words = process.argv.slice(2);
let failed = 0;
for (const { name, command, env } of runs.filter((r) => words.length === 0 || words.some((w) => r.name.includes(w)))) {
  process.stdout.write(`\n── ${name}\n`);
  const { code } = await run(...command, { env });
  if (code !== 0) failed += 1;
  process.stdout.write(`${code === 0 ? "ok" : "FAILED"}  ${name}\n`);
}
process.exit(failed === 0 ? 0 : 1);
