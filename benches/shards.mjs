// The bench of further workers: how long the built page takes to find the ways of a large catalogue with the engine's
// worker alone, and with those it starts beside it on this machine.

import { withCatalogueFiles } from "./js/catalogue-files.mjs";

const READ_MS = 600_000; // for reading and calculating on a busy machine

/** Runs inside the page: the browser says it has so many processors (0 = as it is), and workers are counted. */
function counted(processors) {
  if (processors > 0) Object.defineProperty(navigator, "hardwareConcurrency", { get: () => processors });
  const Plain = globalThis.Worker;
  globalThis.workersStarted = 0;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      globalThis.workersStarted += 1;
    }
  };
}

/** Milliseconds from opening the plan of the catalogue to its answer, and the workers there were. */
async function planned(browser, url, files, count, processors) {
  const page = await browser.newPage({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  try {
    await page.addInitScript(counted, processors);
    await page.goto(url);
    await page.locator('input[type="file"]').first().setInputFiles(files);
    await page.locator(`.catalogue[aria-rowcount="${count + 1}"]`).waitFor({ timeout: READ_MS });
    await page.locator(".notices progress").waitFor({ state: "detached", timeout: READ_MS });
    const before = await page.evaluate(() => {
      location.hash = "#plan";
      return performance.now();
    });
    await page.locator(".plan-why").waitFor({ timeout: READ_MS });
    const [ms, workers] = await page.evaluate((from) => [performance.now() - from, globalThis.workersStarted], before);
    return { ms, workers };
  } finally {
    await page.close();
  }
}

/** The same catalogue of `count` SKUs by one worker and by all, in turn; the least of `rounds`. */
export function shards(browser, url, tables, count, today, rounds) {
  return withCatalogueFiles(tables, count, today, async (files) => {
    const least = { one: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY, workers: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const one = await planned(browser, url, files, count, 1);
      const all = await planned(browser, url, files, count, 0);
      least.one = Math.min(least.one, one.ms);
      least.all = Math.min(least.all, all.ms);
      least.workers = all.workers;
    }
    return least;
  });
}
