/**
 * `npm run test:long -- million`: a file of a million rows dropped into the built page.
 *
 * Twice: 14 columns (some 110 MB) and the planning report's 97 (some 440 MB). Prints seconds, frames that took longer than
 * 16.7 ms and than 50, the longest task of the main thread by its own time (on a busy machine any task waits) and by the
 * clock, memory of the page's process, and how long Stop takes. Fails where a task or Stop takes longer than 50 ms.
 * `--rows N` takes another number, `--columns 14` one of the two, `--reading` waits for no calculation, `--json` prints one
 * object a line.
 */
import { mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { makeCatalogue, PLANNING_HEADINGS, planningPieces } from "../../benches/js/dataset.mjs";
import { readTables } from "../../benches/js/tables.mjs";
import { serveHosted } from "./hosted.mjs";
import { findOwnProcess, type Task, type TraceEvent, tasksOf } from "./trace.ts";
import { goTo, launchChromium } from "./use.ts";

const seed = 20_261_121;
const today = "2026-11-21";
/** What a seller's own export has. */
const fewColumns = [
  "snapshot-date",
  "sku",
  "fnsku",
  "asin",
  "product-name",
  "condition",
  "available",
  "inv-age-0-to-90-days",
  "inv-age-91-to-180-days",
  "inv-age-181-to-270-days",
  "inv-age-271-to-365-days",
  "units-shipped-t30",
  "your-price",
  "marketplace",
];
const longestTaskMs = 50;
const categories = ["toplevel", "devtools.timeline", "blink.user_timing", "__metadata"];
const longestStopMs = 50;
/** For reading and calculating on a busy machine. */
const patienceMs = 1_200_000;

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rows: { type: "string", default: "1000000" },
    columns: { type: "string" },
    reading: { type: "boolean", default: false },
  },
  strict: false,
});
const rows = Number(values.rows);

/** What the page counts of itself. */
interface Counted {
  frames: number;
  /** Longer than one at 60 a second, with some tolerance for the clock; and than three. */
  late: number;
  over50: number;
  longestFrameMs: number;
}

/** Runs in the page: counts frames and tasks from now on. A text, since what compiles this file would put names of its own in. */
const count = `{
  const counted = { frames: 0, late: 0, over50: 0, longestFrameMs: 0 };
  globalThis.counted = counted;
  let last = performance.now();
  requestAnimationFrame(function frame() {
    const now = performance.now();
    const ms = now - last;
    last = now;
    counted.frames += 1;
    if (ms > 17.7) counted.late += 1;
    if (ms > 50) counted.over50 += 1;
    counted.longestFrameMs = Math.max(counted.longestFrameMs, ms);
    if (counted === globalThis.counted) requestAnimationFrame(frame);
  });
}`;

const countedOf = (page: Page): Promise<Counted> =>
  page.evaluate(() => ({ ...(globalThis as unknown as { counted: Counted }).counted }));

/** Megabytes that the largest process of the browser takes now, and has taken at most. */
function memoryOf(browser: Browser): { now: number; peak: number } {
  const children = (pid: number): number[] => {
    try {
      const own = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
        .trim()
        .split(" ")
        .filter(Boolean)
        .map(Number);
      return [pid, ...own.flatMap(children)];
    } catch {
      return [];
    }
  };
  const all = children(browser.process()?.pid ?? 0).map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
    return { now: kb("VmRSS") / 1024, peak: kb("VmHWM") / 1024 };
  });
  return all.reduce((most, one) => (one.peak > most.peak ? one : most), { now: 0, peak: 0 });
}

function write(path: string, columns: readonly string[]): void {
  const file = openSync(path, "w");
  const tables = readTables();
  for (const piece of planningPieces(tables, makeCatalogue(tables, rows, seed), today, { columns }))
    writeSync(file, piece);
}

async function drop(page: Page, path: string): Promise<void> {
  // Where tables are listed already, files are taken beside them.
  if ((await page.$('input[type="file"]')) === null) await goTo(page, "#tables");
  const input = (await page.waitForSelector('input[type="file"]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
}

const say = (line: object): void => {
  const inWords = Object.entries(line).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${values.json ? JSON.stringify(line) : inWords.join(", ")}\n`);
};
const round = (ms: number): number => Math.round(ms * 10) / 10;

/** Seconds until the condition holds. */
async function until(page: Page, condition: string): Promise<number> {
  const began = performance.now();
  await page.waitForFunction(condition, { timeout: patienceMs, polling: 100 });
  return round((performance.now() - began) / 1000);
}

const isAtRest = `!document.querySelector(".notices progress")`;
const isListed = `document.querySelector('.catalogue[aria-rowcount="${rows + 1}"]') !== null`;
const isRefused = `document.querySelector(".notices .is-error") !== null`;

async function run(columns: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "clearfloor-million-"));
  const path = join(folder, "planning.txt");
  const server = await serveHosted();
  const browser = await launchChromium();
  try {
    write(path, columns);
    const page = await browser.newPage();
    let parts = 0;
    const begin = (): Promise<void> => page.tracing.start({ path: join(folder, `${parts}.json`), categories });
    const end = async (): Promise<Task> => {
      await page.tracing.stop();
      const trace = readFileSync(join(folder, `${parts}.json`), "utf8");
      const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
      findOwnProcess(traceEvents, server.address);
      parts += 1;
      return tasksOf(traceEvents)[0] ?? { threadMs: 0, clockMs: 0, does: "" };
    };
    await begin();
    await page.goto(server.address);
    await page.waitForSelector('input[type="file"]');
    await page.waitForFunction(isAtRest);
    await end();
    await begin();
    await page.evaluate(count);
    const report = async (what: string, more: object): Promise<boolean> => {
      const { frames, late, over50, longestFrameMs } = await countedOf(page);
      const { now, peak } = memoryOf(browser);
      const { threadMs, clockMs, does } = await end();
      const heard = { frames, late, over50, longestFrameMs: round(longestFrameMs) };
      const task = { longestTaskMs: round(threadMs), byTheClockMs: round(clockMs) };
      const memory = { memoryMb: Math.round(now), peakMb: Math.round(peak) };
      say({ what, rows, columns: columns.length, ...more, ...heard, ...task, ...memory });
      if (threadMs > longestTaskMs) say({ longest: does });
      await begin();
      await page.evaluate(count);
      return threadMs <= longestTaskMs;
    };

    // Stopped in the middle: the page is as it was, at once.
    await drop(page, path);
    await page
      .waitForFunction(`(document.querySelector(".notices progress")?.position ?? 0) > 0.2 || ${isRefused}`, {
        timeout: 120_000,
        polling: 20,
      })
      .catch(() => {});
    const stopMs = await page.evaluate(async () => {
      const button = document.querySelector<HTMLButtonElement>(".notices progress + button");
      if (button === null) return null;
      const began = performance.now();
      button.click();
      while (document.querySelector(".notices progress") !== null) await new Promise(requestAnimationFrame);
      return performance.now() - began;
    });
    const stopped = await report("stop", { megabytes: Math.round(statSync(path).size / 1e6), stopMs });

    await drop(page, path);
    const readS = await until(page, `${isListed} || ${isRefused}`);
    const read = await report("read", { seconds: readS });
    const calculated = values.reading || (await report("calculate", { seconds: await until(page, isAtRest) }));
    say({ notices: await page.$eval(".notices", (notices) => notices.textContent) });

    await page.reload();
    await page.evaluate(count);
    const againS = await until(page, `${isListed} || ${isRefused}`);
    const again = await report("reload", { seconds: againS });
    const isThere = (await page.$(`.catalogue[aria-rowcount="${rows + 1}"]`)) !== null;
    const isStopped = stopMs !== null && stopMs <= longestStopMs;
    return isThere && isStopped && stopped && read && calculated && again;
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

let isGood = true;
for (const columns of [fewColumns, PLANNING_HEADINGS]) {
  if (values.columns !== undefined && Number(values.columns) !== columns.length) continue;
  isGood = (await run(columns)) && isGood;
}
process.exit(isGood ? 0 : 1);
