// Lighthouse on the hosted form: its default mobile preset and its desktop preset. Fails below
// 99 in any category it gives. `--json` prints one object a line; `--runs 3` takes the median.

import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { programs } from "../../../scripts/bootstrap.mjs";
import { serveHosted } from "../hosted.mjs";

const least = 99;
const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, runs: { type: "string", default: "3" } },
  strict: false,
});

const { default: lighthouse, desktopConfig } = await import("lighthouse");
const { version } = createRequire(import.meta.url)("lighthouse/package.json");
const { launch } = await import("chrome-launcher");

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)];
const say = (line) => process.stdout.write(`${line}\n`);

/** One run in a browser of its own, so that nothing is left from the run before. */
async function runOnce(address, config) {
  const browser = await launch({
    chromePath: programs.chromium,
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
    logLevel: "silent",
  });
  try {
    const result = await lighthouse(address, { port: browser.port, logLevel: "silent", output: "json" }, config);
    if (result?.lhr === undefined) throw new Error("Lighthouse gave no result");
    if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
    return result.lhr;
  } finally {
    browser.kill();
  }
}

/** Audits that cost a category something, worst first. */
function shortfalls(lhr, category) {
  return category.auditRefs
    .map(({ id, weight }) => ({ audit: lhr.audits[id], weight }))
    .filter(({ audit, weight }) => weight > 0 && audit?.score !== null && audit.score < 1)
    .sort((a, b) => b.weight * (1 - b.audit.score) - a.weight * (1 - a.audit.score))
    .map(({ audit }) => `${audit.id} ${audit.score.toFixed(2)}${audit.displayValue ? ` (${audit.displayValue})` : ""}`);
}

const server = await serveHosted();
let failed = 0;
try {
  for (const [preset, config] of [
    ["mobile", undefined],
    ["desktop", desktopConfig],
  ]) {
    const runs = [];
    for (let i = 0; i < Number(values.runs); i += 1) runs.push(await runOnce(server.address, config));
    for (const [id, category] of Object.entries(runs[0].categories)) {
      const scores = runs.map((lhr) => Math.round((lhr.categories[id].score ?? 0) * 100));
      const score = median(scores);
      const isEnough = score >= least;
      if (!isEnough) failed += 1;
      const missing = isEnough ? [] : shortfalls(runs[0], category);
      if (values.json) {
        say(JSON.stringify({ lighthouse: version, preset, category: id, score, scores, least, missing }));
      } else {
        say(`${isEnough ? "ok    " : "FAILED"} ${preset.padEnd(8)} ${id.padEnd(16)} ${score}  of ${scores.join(" ")}`);
        for (const line of missing) say(`         ${line}`);
      }
    }
  }
} finally {
  await server.close();
}
if (!values.json) say(`Lighthouse ${version}, ${values.runs} runs a preset; at least ${least} in every category`);
process.exit(failed === 0 ? 0 : 1);
