// Main-thread tasks of the main flows, traced: none may take longer than 50 ms. Judged by the
// thread's own time, since a busy machine makes any task wait; the time on the clock is printed
// beside it. `--json` prints one object a line.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "puppeteer-core";
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
  speak,
  typeInto,
} from "./use.ts";

const mostMs = 50;
const { values } = parseArgs({ options: { json: { type: "boolean", default: false } }, strict: false });

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly cat: string;
  readonly args?: { readonly name?: string; readonly data?: Readonly<Record<string, unknown>> };
}

interface Task {
  readonly threadMs: number;
  readonly clockMs: number;
  /** The longest work in it. */
  readonly does: string;
}

/** What an event did, in words for who looks for it. */
function described({ name, args, dur = 0 }: TraceEvent): string {
  const data = args?.data ?? {};
  const where = ["type", "functionName", "url"]
    .map((key) => data[key])
    .filter((text) => typeof text === "string" && text !== "");
  const line = typeof data.lineNumber === "number" ? `:${data.lineNumber}` : "";
  const place = where.length === 0 ? "" : ` ${where.join(" ").replace(/https?:\/\/[^/]+/, "")}${line}`;
  return `${name}${place} ${(dur / 1000).toFixed(0)} ms`;
}

/** The process of the page, found with its first document: a browser has pages of its own beside it. */
let ownProcess: number | null = null;

function findOwnProcess(events: readonly TraceEvent[], address: string): void {
  const isOpening = ({ args }: TraceEvent): boolean => {
    const { documentLoaderURL: url } = args?.data ?? {};
    return typeof url === "string" && url.startsWith(address);
  };
  ownProcess ??= events.find((event) => event.name === "navigationStart" && isOpening(event))?.pid ?? null;
  if (ownProcess === null) throw new Error("the trace does not hold the opening of the page");
}

/** Tasks of the page's main thread, longest first. */
function tasksOf(events: readonly TraceEvent[]): Task[] {
  const isMain = (event: TraceEvent): boolean =>
    event.name === "thread_name" && event.args?.name === "CrRendererMain" && event.pid === ownProcess;
  const threads = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
  const onMain = events.filter(({ ph, pid, tid }) => ph === "X" && threads.has(`${pid} ${tid}`));
  // The same task may stand in the trace twice, under the name each of two categories gives it.
  const taskName = onMain.some(({ name }) => name === "RunTask") ? "RunTask" : "ThreadControllerImpl::RunTask";
  const isTask = ({ name }: TraceEvent): boolean => /RunTask$/.test(name);
  const inner = onMain.filter((event) => !isTask(event) && (event.dur ?? 0) > 1000);
  return onMain
    .filter(({ name }) => name === taskName)
    .map((task) => {
      const end = task.ts + (task.dur ?? 0);
      const within = inner
        .filter(({ ts, pid, tid }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts < end)
        .sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0));
      const does = within.slice(0, 4).map(described).join("; ");
      return { threadMs: (task.tdur ?? task.dur ?? 0) / 1000, clockMs: (task.dur ?? 0) / 1000, does };
    })
    .sort((a, b) => b.threadMs - a.threadMs);
}

/** The main flows, in the order a seller goes through them. */
const flows: readonly { readonly name: string; readonly run: (page: Page, address: string) => Promise<void> }[] = [
  {
    name: "open the page",
    run: async (page, address) => {
      await page.goto(address);
      await shows(page, words("entry.sample"));
    },
  },
  { name: "load the sample", run: loadSample },
  { name: "open a product", run: (page) => openProduct(page, "0012345") },
  { name: "type a price", run: (page) => typeInto(page, "price_list", "18.49") },
  { name: "type a cost", run: (page) => typeInto(page, "cost_unit", "6.30") },
  {
    name: "explain a figure",
    run: async (page) => {
      const door = await page.waitForSelector("main button.door");
      await door?.click();
      await page.waitForSelector("dialog[open]");
      await page.keyboard.press("Escape");
      await frames(page, 3);
    },
  },
  ...["catalogue", "tables", "settings", "about"].map((view) => ({
    name: `show ${view}`,
    run: (page: Page) => goTo(page, `#${view}`),
  })),
  {
    name: "change the language",
    run: async (page) => {
      await speak(page, "zh");
      await speak(page, "en");
    },
  },
  {
    name: "paste a table",
    run: async (page) => {
      await pasteTable(page, report("cn_seller_sheet.csv"));
      await frames(page, 30);
    },
  },
];

const folder = mkdtempSync(join(tmpdir(), "clearfloor-trace-"));
const server = await serveHosted();
const browser = await launchChromium();
let failed = 0;
try {
  const page = await browser.newPage();
  for (const { name, run } of flows) {
    const path = join(folder, `${name.replace(/\W/g, "-")}.json`);
    await page.tracing.start({
      path,
      categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing", "v8"],
    });
    await run(page, server.address);
    await frames(page, 5);
    await page.tracing.stop();
    const { traceEvents } = JSON.parse(readFileSync(path, "utf8")) as { traceEvents: TraceEvent[] };
    findOwnProcess(traceEvents, server.address);
    const tasks = tasksOf(traceEvents);
    if (tasks.length === 0) throw new Error(`the trace of “${name}” holds no task of the main thread`);
    const long = tasks.filter(({ threadMs }) => threadMs > mostMs);
    if (long.length > 0) failed += 1;
    const worst = tasks[0];
    if (values.json)
      process.stdout.write(`${JSON.stringify({ flow: name, tasks: tasks.length, worst, over: long.length })}\n`);
    else {
      const figures = `worst ${worst?.threadMs.toFixed(1)} ms (${worst?.clockMs.toFixed(1)} ms on the clock)`;
      process.stdout.write(
        `${long.length === 0 ? "ok    " : "FAILED"} ${name.padEnd(22)} ${figures}, ${tasks.length} tasks\n`,
      );
      for (const task of long.slice(0, 5))
        process.stdout.write(`         ${task.threadMs.toFixed(1)} ms: ${task.does}\n`);
    }
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
process.exit(failed === 0 ? 0 : 1);
