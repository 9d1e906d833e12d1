/**
 * `npm run test:long -- growth`: what a product costs in time and memory at 10,000 products and at 1,000,000.
 *
 * Natively, each size in a process of its own. The cost of a product at the large size is to be within 1.2 times of that
 * at the small one; `--json` prints one object a line, `--products N` takes another large size.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { inProject } from "../../scripts/command.mjs";

const SMALL = 10_000;
/** What a product may cost at the large size, as a multiple of the small one. */
const MOST = 1.2;
/** The small size is over in a moment: the least of several runs is the one that others disturbed least. */
const RUNS = 3;

const flags = process.argv.slice(2);
const isJson = flags.includes("--json");
const asked = Number(flags[flags.indexOf("--products") + 1]);
const large = flags.includes("--products") && asked > SMALL ? asked : 1_000_000;

execFileSync("cargo", ["build", "--release", "--package", "clearfloor-bench", "--quiet", "--locked"], {
  cwd: inProject("."),
  stdio: "inherit",
});
const program = join(process.env.CARGO_TARGET_DIR ?? inProject("target"), "release/clearfloor-bench-growth");

function measured(products, runs) {
  const all = Array.from({ length: runs }, () =>
    JSON.parse(execFileSync(program, [String(products)], { encoding: "utf8" })),
  );
  const least = (of) => Math.min(...all.map(of));
  const [first] = all;
  return {
    ...first,
    us: Object.fromEntries(Object.keys(first.us).map((part) => [part, least(({ us }) => us[part])])),
    longestSliceMs: least(({ longestSliceMs }) => longestSliceMs),
  };
}

const say = (line) => process.stdout.write(`${isJson ? JSON.stringify(line) : inWords(line)}\n`);
const inWords = (line) =>
  "part" in line
    ? `${line.part.padEnd(16)} ${line.small} → ${line.large} ${line.unit} a product: ${line.ratio} ×${line.isWithin ? "" : `, more than ${MOST}`}`
    : `${line.products} products: ${JSON.stringify(line)}`;

const small = measured(SMALL, RUNS);
const many = measured(large, 1);
say(small);
say(many);
let isGood = true;
for (const [unit, key] of [
  ["µs", "us"],
  ["bytes", "bytes"],
]) {
  for (const part of Object.keys(small[key])) {
    const ratio = Number((many[key][part] / small[key][part]).toFixed(3));
    const isWithin = ratio <= MOST;
    isGood &&= isWithin;
    say({
      part: `${part} (${key === "us" ? "time" : "memory"})`,
      unit,
      small: small[key][part],
      large: many[key][part],
      ratio,
      isWithin,
    });
  }
}
process.exit(isGood ? 0 : 1);
