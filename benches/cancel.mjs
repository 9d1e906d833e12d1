// The cancel bench: how long the engine's worker is held by one slice of long work, in a catalogue of many SKUs. Who
// stops such work, or asks for something else, waits for the end of the slice at most.

import { withCatalogueFiles } from "./js/catalogue-files.mjs";

const READ_MS = 600_000; // for reading and calculating on a busy machine
export const MARK = "ask ";

/** Runs inside the page: puts a mark into the trace for whatever a worker is asked. */
export function marked(mark) {
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    postMessage(message, transfer) {
      if (message?.kind) performance.mark(`${mark}${message.kind}`);
      super.postMessage(message, transfer);
    }
  };
}

/** Milliseconds of the worker's own time that the longest task took, by what it was asked before. */
export function longestTasks(events) {
  const asked = events
    .filter(({ name }) => name.startsWith(MARK))
    .map(({ name, ts }) => ({ kind: name.slice(MARK.length), ts }))
    .sort((a, b) => a.ts - b.ts);
  const workers = events.filter(({ name, args }) => name === "thread_name" && /DedicatedWorker/.test(args?.name ?? ""));
  const threads = new Set(workers.map(({ pid, tid }) => `${pid} ${tid}`));
  const ofWorkers = events.filter(
    ({ name, ph, pid, tid }) => ph === "X" && name === "RunTask" && threads.has(`${pid} ${tid}`),
  );
  // The engine's own is the first; nobody waits for those it starts beside it.
  const own = ofWorkers.reduce(
    (first, event) => (first === undefined || event.ts < first.ts ? event : first),
    undefined,
  );
  const longest = {};
  for (const { pid, tid, ts, tdur = 0 } of ofWorkers) {
    if (pid !== own.pid || tid !== own.tid) continue;
    // One request at a time is with the worker: what runs belongs to the one before it.
    const of = asked.findLast((one) => one.ts <= ts);
    if (of) longest[of.kind] = Math.max(longest[of.kind] ?? 0, tdur / 1000);
  }
  return longest;
}

/**
 * Reads, calculates and plans a seeded catalogue of `count` SKUs in the page at `url`, then one product of it. Gives the
 * longest task by request.
 */
export function slices(browser, url, tables, count, today) {
  return withCatalogueFiles(tables, count, today, (files) => slicesOf(browser, url, count, files));
}

async function slicesOf(browser, url, count, files) {
  const page = await browser.newPage({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  try {
    await page.addInitScript(marked, MARK);
    await page.goto(url);
    await browser.startTracing(page, {
      categories: ["toplevel", "disabled-by-default-devtools.timeline", "blink.user_timing", "__metadata"],
    });
    await page.locator('input[type="file"]').first().setInputFiles(files);
    await page.locator(`.catalogue[aria-rowcount="${count + 1}"]`).waitFor({ timeout: READ_MS });
    await page.locator(".notices progress").waitFor({ state: "detached", timeout: READ_MS });
    // Health of all, of a product, alerts and calendar, and a review that asks what is slow.
    const go = (hash, shown) =>
      page
        .evaluate((to) => location.assign(to), hash)
        .then(() => page.locator(shown).first().waitFor({ timeout: READ_MS }));
    await go("#health", '[data-answer="stop"] li');
    await page.locator('.health table a[href^="#health/"]').first().click();
    await page.locator("[data-figure]").first().waitFor({ timeout: READ_MS });
    await go("#calendar", ".day-list");
    await go("#review", "#review-before-after");
    await page.evaluate(() => {
      location.hash = "#plan";
    });
    const verdict = page.locator(".plan-why");
    await verdict.waitFor({ timeout: READ_MS });
    const before = await verdict.textContent();
    await page.locator('[data-field="need_cash"] input').fill(String(count * 20));
    await page.waitForFunction((text) => document.querySelector(".plan-why")?.textContent !== text, before, {
      timeout: READ_MS,
    });
    // The plan of one product, its exits, and what it hangs on.
    await page.locator('table a[href^="#plan/"]').first().click();
    await page.locator('.plan[aria-busy="false"]').waitFor({ timeout: READ_MS });
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    return longestTasks(traceEvents);
  } finally {
    await page.close();
  }
}
