// The scroll bench: a catalogue of many SKUs read by the built page, scrolled by the wheel and by leaps, narrowed and
// sorted. How long was each frame, and did any task hold the main thread?

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costSheet, feePreview, makeCatalogue, planningReport } from "./js/dataset.mjs";

const READ_MS = 600_000; // for reading and calculating on a busy machine
const SEED = 20_261_121;

/** Runs inside the page: notes the length of every frame and of every task over 50 ms. */
function watch() {
  globalThis.frames = [];
  globalThis.longTasks = [];
  let last = performance.now();
  const count = (now) => {
    globalThis.frames.push(now - last);
    last = now;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: "longtask" });
}

/** Reads a seeded catalogue of `count` SKUs into the page at `url` and works the list. Gives frames and long tasks by part. */
export async function scrolls(browser, url, tables, count, today) {
  const folder = mkdtempSync(join(tmpdir(), "clearfloor-scroll-"));
  const page = await browser.newPage({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  try {
    const catalogue = makeCatalogue(tables, count, SEED);
    const files = [
      ["planning.txt", planningReport(tables, catalogue, today)],
      ["preview.txt", feePreview(tables, catalogue, today)],
      ["costs.csv", costSheet(tables, catalogue)],
    ].map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    await page.goto(url);
    await page.locator('input[type="file"]').first().setInputFiles(files);
    const whole = `aria-rowcount="${count + 1}"`;
    await page.locator(`.catalogue[${whole}]`).waitFor({ timeout: READ_MS });
    await page.locator(".notices progress").waitFor({ state: "detached", timeout: READ_MS });
    await page.evaluate(watch);
    const parts = {};
    const during = async (name, act) => {
      await page.evaluate(() => {
        globalThis.frames.length = 0;
        globalThis.longTasks.length = 0;
      });
      await act();
      parts[name] = await page.evaluate(() => ({
        frames: [...globalThis.frames],
        longTasks: [...globalThis.longTasks],
      }));
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
    rmSync(folder, { recursive: true });
  }
}
