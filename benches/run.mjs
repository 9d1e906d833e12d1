// `npm run bench`: our engine against the JavaScript references, native code and Papa Parse, in one run on one machine.
// `--json` prints one object a line; `--small` takes a hundredth of the work, to try the harness; a name keeps only the
// benches whose name begins with it. Nothing here passes or fails: ratios are printed, bars are in benches/README.md.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { readTables } from "./js/tables.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TODAY = "2026-11-21";
const SEED = 20261121;

const flags = process.argv.slice(2);
const asJson = flags.includes("--json");
const small = flags.includes("--small");
const only = flags.find((flag) => !flag.startsWith("--")) ?? "";

const TYPES = { ".html": "text/html", ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm" };

function serve() {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    try {
      const body = await readFile(join(ROOT, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}` }));
  });
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)];

function say(line) {
  if (!asJson) process.stdout.write(`${line}\n`);
}

/** One comparison: `ratio` says how many times faster ours was than theirs. */
function report(bench, vs, ratio, ms) {
  const rounded = (value) => Number(value.toPrecision(4));
  const object = { bench, vs, ratio: rounded(ratio), ms: rounded(ms) };
  if (asJson) process.stdout.write(`${JSON.stringify(object)}\n`);
  else say(`${bench.padEnd(34)} ${`${object.ratio} x`.padStart(10)} vs ${vs.padEnd(16)} ${object.ms} ms`);
}

async function catalogueBench(page, tables, count, runs) {
  const size = count % 1000 === 0 ? `${count / 1000}k` : String(count);
  const common = { tables, count, seed: SEED, today: TODAY };
  const workers = await page.evaluate(() => globalThis.bench.workers);
  const run = (side, on) =>
    page.evaluate((ask) => globalThis.bench.catalogue(ask.side, ask.common, ask.on, ask.runs), { side, common, on, runs });
  const reference = await run("js-reference", workers);
  const eventwise = await run("js-eventwise", 1);
  say(`# catalogue ${size}: ${workers} workers; best scenarios hold…dispose ${reference.bests.join(" ")}`);
  report(`catalogue-${size}-js-eventwise`, "js-reference", median(reference.ms) / median(eventwise.ms), median(eventwise.ms));
  return { reference, eventwise };
}

async function readingBench(page, tables, count, runs) {
  const common = { tables, count, seed: SEED, today: TODAY };
  const run = (quotes) =>
    page.evaluate((ask) => globalThis.bench.reading("papaparse", ask.common, ask.runs), { common: { ...common, quotes }, runs });
  const asShipped = await run(true);
  const fast = await run(false);
  say(`# papaparse ${JSON.stringify(asShipped.proof)} ${median(asShipped.inside)} ms; without quotes ${median(fast.inside)} ms`);
}

async function main() {
  const tables = readTables();
  const { server, origin } = await serve();
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/benches/browser/index.html`);
    await page.waitForFunction(() => globalThis.bench !== undefined);
    const counts = small ? [100, 1000] : [10_000, 100_000];
    for (const count of counts) {
      if ("catalogue".startsWith(only) || only.startsWith("catalogue")) await catalogueBench(page, tables, count, 3);
    }
    if ("reading".startsWith(only) || only.startsWith("reading")) await readingBench(page, tables, small ? 1000 : 100_000, 3);
  } finally {
    await browser.close();
    server.close();
  }
}

await main();
