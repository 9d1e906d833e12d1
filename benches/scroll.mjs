// The scroll bench: a catalogue of many SKUs read by the built page, scrolled by the wheel and by leaps, narrowed and
// sorted. How long was each frame, and did any task hold the main thread?

import { withCatalogueFiles } from "./js/catalogue-files.mjs";

const READ_MS = 600_000; // for reading and calculating on a busy machine

/** Runs inside the page: counts the frames that are painted. */
function watch() {
  globalThis.frames = 0;
  const count = () => {
    globalThis.frames += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

/**
 * Tasks of the page's main thread in a trace, in milliseconds of the thread's own time: on a busy machine every task
 * waits for others, which says nothing about the page.
 */
function tasksIn(events) {
  const byThread = new Map();
  for (const { name, ph, pid, tid, tdur = 0 } of events) {
    if (ph !== "X" || name !== "RunTask") continue;
    const thread = `${pid} ${tid}`;
    const tasks = byThread.get(thread) ?? [];
    tasks.push(tdur / 1000);
    byThread.set(thread, tasks);
  }
  const mains = events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const busy = (tasks) => tasks.reduce((sum, ms) => sum + ms, 0);
  const ofPages = mains.map(({ pid, tid }) => byThread.get(`${pid} ${tid}`) ?? []);
  return ofPages.sort((one, other) => busy(other) - busy(one))[0] ?? [];
}

/** Reads a seeded catalogue of `count` SKUs into the page at `url` and works the list. Gives frames and tasks by part. */
export function scrolls(browser, url, tables, count, today) {
  return withCatalogueFiles(tables, count, today, (files) => scrollsOf(browser, url, count, files));
}

async function scrollsOf(browser, url, count, files) {
  const page = await browser.newPage({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  try {
    await page.goto(url);
    await page.locator('input[type="file"]').first().setInputFiles(files);
    const whole = `aria-rowcount="${count + 1}"`;
    await page.locator(`.catalogue[${whole}]`).waitFor({ timeout: READ_MS });
    await page.locator(".notices progress").waitFor({ state: "detached", timeout: READ_MS });
    await page.evaluate(watch);
    const parts = {};
    const during = async (name, act) => {
      await browser.startTracing(page, {
        categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"],
      });
      const before = await page.evaluate(() => globalThis.frames);
      await act();
      const frames = (await page.evaluate(() => globalThis.frames)) - before;
      const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
      parts[name] = { frames, tasks: tasksIn(traceEvents) };
    };
    await page.locator(".catalogue thead").scrollIntoViewIfNeeded();
    await page.mouse.move(640, 500);
    await during("wheel", async () => {
      for (let turn = 0; turn < 120; turn += 1) {
        await page.mouse.wheel(0, 240);
        await page.waitForTimeout(16);
      }
    });
    await during("leaps", async () => {
      for (let leap = 1; leap <= 20; leap += 1) {
        await page.evaluate((share) => scrollTo(0, document.documentElement.scrollHeight * share), leap / 21);
        await page.waitForTimeout(150);
      }
    });
    await page.evaluate(() => scrollTo(0, 0));
    const text = page.locator('.filter-bar input[type="search"]');
    await during("filter", async () => {
      for (const key of "no. 12") {
        await text.press(key === " " ? "Space" : key);
        await page.waitForTimeout(100);
      }
      await page.waitForTimeout(1500);
    });
    await during("sort", async () => {
      await page.locator(".catalogue .cell-units .sort").click();
      await page.waitForTimeout(1500);
    });
    return parts;
  } finally {
    await page.close();
  }
}
