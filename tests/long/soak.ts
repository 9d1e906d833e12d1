// Scripted use for a long time: what the page and its engine hold must not grow. Garbage is
// collected before each reading, of the page and of the worker apart; less than 5 % growth after
// the first sixth of the time, which warms everything up. `--minutes 60`; `--json` for figures.

import { parseArgs } from "node:util";
import type { CDPSession, Page } from "puppeteer-core";
import { words } from "../e2e/words.ts";
import { serveHosted } from "./hosted.mjs";
import {
  frames,
  goTo,
  launchChromium,
  loadSample,
  openProduct,
  pasteTable,
  report,
  shows,
  skusOf,
  speak,
  typeInto,
} from "./use.ts";

const mostGrowth = 0.05;
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "60" }, json: { type: "boolean", default: false } },
  strict: false,
});
const minutes = Number(values.minutes);
const isJson = values.json === true;

/** What is held, in bytes; nodes and listeners are counts. */
interface Reading {
  readonly page: number;
  readonly worker: number;
  readonly buffers: number;
  readonly nodes: number;
  readonly listeners: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

async function heapOf(session: CDPSession): Promise<HeapUsage> {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")) as HeapUsage;
}

async function read(page: Page, session: CDPSession): Promise<Reading> {
  const own = await heapOf(session);
  let worker = 0;
  let buffers = own.backingStorageSize ?? 0;
  for (const each of page.workers()) {
    const usage = await heapOf(each.client);
    worker += usage.usedSize;
    buffers += usage.backingStorageSize ?? 0;
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (name: string): number => metrics.find((found) => found.name === name)?.value ?? 0;
  return { page: own.usedSize, worker, buffers, nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
}

/** A round of everything a seller does; always the same, so that what is held can be compared. */
async function round(page: Page, skus: readonly string[], turn: number): Promise<void> {
  for (let i = 0; i < 4; i += 1) {
    await openProduct(page, skus[(turn * 4 + i) % skus.length] ?? "");
    await typeInto(page, "price_list", `1${(turn + i) % 10}.49`);
    const door = await page.$("main button.door");
    await door?.click();
    await page.keyboard.press("Escape");
    await door?.dispose();
  }
  for (const view of ["#tables", "#settings", "#about", "#catalogue"]) await goTo(page, view);
  await speak(page, "zh");
  await openProduct(page, skus[turn % skus.length] ?? "");
  await goTo(page, "#catalogue");
  await speak(page, "en");
  await pasteTable(page, report("pasted_from_excel.tsv"));
  await goTo(page, "#tables");
  // Its name counts on; it is the last of the tables.
  await page.waitForFunction(
    (before) => document.querySelectorAll("main .table-read, main article").length > before,
    {},
    3,
  );
  await removeLastTable(page);
  await goTo(page, "#catalogue");
  // Read when the view is whole: it is built part by part.
  const row = await page.waitForSelector(".catalogue .row-open", { timeout: 30_000 });
  await row?.dispose();
  await frames(page, 30);
}

/** Those that have a product of this key; a key may be more than the SKU shown. */
async function openable(page: Page, skus: readonly string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const sku of skus) {
    await goTo(page, `#product/${encodeURIComponent(sku)}`);
    const field = await page.waitForSelector('[data-field="price_list"] input', { timeout: 5000 }).catch(() => null);
    if (field !== null) kept.push(sku);
    await field?.dispose();
    await goTo(page, "#catalogue");
  }
  return kept;
}

async function removeLastTable(page: Page): Promise<void> {
  const count = await page.evaluate((label) => {
    const buttons = [...document.querySelectorAll("button")].filter((found) => found.textContent?.includes(label));
    buttons.at(-1)?.click();
    return buttons.length;
  }, words("tables.remove"));
  if (count === 0) throw new Error("no table can be taken out");
  await page.waitForFunction(
    (label, before) =>
      [...document.querySelectorAll("button")].filter((found) => found.textContent?.includes(label)).length < before,
    { timeout: 30_000 },
    words("tables.remove"),
    count,
  );
}

const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / Math.max(1, list.length);
const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(2)} MB`;

const server = await serveHosted();
// Code that V8 makes of functions that become hot is counted with the heap, and is nothing that the page holds.
const browser = await launchChromium("--js-flags=--no-opt --no-maglev --no-sparkplug");
let isWell = true;
try {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  const session = await page.createCDPSession();
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  await page.goto(server.address);
  await shows(page, words("entry.sample"));
  await loadSample(page);
  const skus = await openable(page, await skusOf(page));
  if (skus.length < 4) throw new Error(`only ${skus.length} products can be opened`);
  const start = performance.now();
  const passed = (): number => (performance.now() - start) / 60_000;
  const readings: { readonly minute: number; readonly turn: number; readonly reading: Reading }[] = [];
  for (let turn = 0; passed() < minutes; turn += 1) {
    await round(page, skus, turn);
    const reading = await read(page, session);
    readings.push({ minute: passed(), turn, reading });
    if (isJson) process.stdout.write(`${JSON.stringify({ soak: turn, minute: passed(), ...reading })}\n`);
    else if (turn % Math.max(1, Math.round(minutes)) === 0) {
      process.stdout.write(
        `${passed().toFixed(1).padStart(6)} min  page ${megabytes(reading.page)}  worker ${megabytes(reading.worker)}  buffers ${megabytes(reading.buffers)}  nodes ${reading.nodes}  listeners ${reading.listeners}\n`,
      );
    }
  }
  const warm = readings.filter(({ minute }) => minute > minutes / 6);
  const few = Math.max(1, Math.min(5, Math.floor(warm.length / 3)));
  if (warm.length < 4) throw new Error(`only ${warm.length} rounds after the warm-up: more --minutes are needed`);
  for (const part of ["page", "worker", "buffers", "nodes", "listeners"] as const) {
    const before = mean(warm.slice(0, few).map(({ reading }) => reading[part]));
    const after = mean(warm.slice(-few).map(({ reading }) => reading[part]));
    const growth = before === 0 ? 0 : after / before - 1;
    const isGrown = growth >= mostGrowth;
    if (isGrown) isWell = false;
    if (isJson)
      process.stdout.write(`${JSON.stringify({ soak: part, before, after, growth, rounds: readings.length })}\n`);
    else
      process.stdout.write(
        `${isGrown ? "FAILED" : "ok    "} ${part.padEnd(10)} ${(growth * 100).toFixed(2)} %  from ${Math.round(before)} to ${Math.round(after)}\n`,
      );
  }
  if (faults.length > 0) {
    isWell = false;
    process.stdout.write(`FAILED errors nobody caught:\n${faults.join("\n")}\n`);
  }
  if (!isJson)
    process.stdout.write(
      `${readings.length} rounds in ${passed().toFixed(1)} minutes; at most ${mostGrowth * 100} % after the warm-up\n`,
    );
} finally {
  await browser.close();
  await server.close();
}
process.exit(isWell ? 0 : 1);
