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
import { findOwnProcess, type TraceEvent, tasksOf } from "./trace.ts";
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
