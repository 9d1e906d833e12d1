// The forecast bench: a sheet with two years of weeks for many products is dropped into the built page, and the list of
// forecasts is opened: how long until it is there, and how long one slice of it holds the worker.

import { longestTasks, MARK, marked } from "./cancel.mjs";

const READ_MS = 600_000; // for reading and forecasting on a busy machine

/** Pseudo-random numbers below one (mulberry32), the same in every run. */
function draws(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Steady, rising, with a season of a year, and rare, in turn: as `clearfloor-bench-forecast` makes them. */
function units(draw, series, week) {
  const noise = 0.6 + 0.8 * draw();
  const season = 1 + 0.6 * Math.sin((2 * Math.PI * week) / 52);
  const means = [20 * noise, (10 + 0.3 * week) * noise, 30 * season * noise, draw() < 0.2 ? 4 * noise : 0];
  return Math.round(means[series % means.length]);
}

function files(series, weeks, today) {
  const draw = draws(20261121);
  const stock = ["SKU\tQuantity"];
  const sold = ["Date\tSKU\tUnits sold"];
  const days = Array.from({ length: weeks }, (_, week) => {
    const day = new Date(Date.parse(today) - 7 * 86_400_000 * (weeks - 1 - week));
    return day.toISOString().slice(0, 10);
  });
  for (let number = 0; number < series; number += 1) {
    stock.push(`S${number}\t${50 + (number % 300)}`);
    for (const [week, day] of days.entries()) sold.push(`${day}\tS${number}\t${units(draw, number, week)}`);
  }
  const file = (name, lines) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`${lines.join("\n")}\n`) });
  return [file("stock.tsv", stock), file("sold.tsv", sold)];
}

/** Milliseconds until `series` of `weeks` are forecast and shown in the page at `url`, and of the longest task for it. */
export async function forecasts(browser, url, series, weeks, today) {
  const page = await browser.newPage({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  try {
    await page.addInitScript(marked, MARK);
    await page.goto(url);
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles(files(series, weeks, today));
    await page.locator(`.catalogue[aria-rowcount="${series + 1}"]`).waitFor({ timeout: READ_MS });
    await page.locator(".notices progress").waitFor({ state: "detached", timeout: READ_MS });
    await browser.startTracing(page, {
      categories: ["toplevel", "disabled-by-default-devtools.timeline", "blink.user_timing", "__metadata"],
    });
    const began = performance.now();
    await page.evaluate(() => {
      location.hash = "#forecasts";
    });
    await page.locator('.forecasts table a[href^="#restock/"]').first().waitFor({ timeout: READ_MS });
    const ms = performance.now() - began;
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    return { ms, longest: longestTasks(traceEvents).forecastSome };
  } finally {
    await page.close();
  }
}
