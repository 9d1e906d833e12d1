// After a real trap: a new worker has everything again, and the seller is told.

import { readFileSync } from "node:fs";
import { catalogueRows, dist, expect, openProduct, test, turnToChinese, words } from "./stage.ts";
import { trappingIn } from "./trapping-module.ts";

// The module is taken from the wire and spoilt there, once; a cache would hide it from that.
test.use({ serviceWorkers: "block" });

test("takes everything over into a new worker after a trap, and says so", async ({ page, stage }) => {
  // The first part comes anew for every worker; the second, fetched once for all of them, is the one that is spoilt.
  let loads = 0;
  await page.route("**/*.wasm", async (route) => {
    const path = new URL(route.request().url()).pathname;
    const bytes = readFileSync(`${dist}${path}`);
    const isSecond = path.includes("engine-second");
    if (!isSecond) loads += 1;
    const body = isSecond ? Buffer.from(trappingIn("book_exportTable", bytes)) : bytes;
    await route.fulfill({ body, contentType: "application/wasm" });
  });
  await stage.open();
  await stage.loadSample();
  // That a split leaves more is said last.
  await expect(page.locator(".better")).toBeVisible();
  const before = await catalogueRows(page).allInnerTexts();
  await page.getByRole("button", { name: words("catalogue.download") }).click();
  await expect(page.getByText(words("notice.engine_restarted"))).toBeVisible();
  expect(loads).toBe(2);
  await expect.poll(() => catalogueRows(page).allInnerTexts()).toEqual(before);
  await page.unroute("**/*.wasm");
  await page.reload();
  await expect.poll(() => catalogueRows(page).allInnerTexts()).toEqual(before);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: words("catalogue.download") }).click();
  await waiting;
});

test("makes the first list without the second part of the engine", async ({ page, stage }) => {
  let letGo = (): void => {};
  const listed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/engine-second*.wasm", async (route) => {
    await listed;
    await route.continue();
  });
  await stage.open();
  await stage.loadSample();
  await expect(page.locator(".better")).toHaveCount(0);
  letGo();
  await expect(page.locator(".better")).toBeVisible();
});

test("holds no element of views that were left, nor of the other language", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const elements = async (): Promise<number> => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "Nodes")?.value ?? Number.NaN;
  };
  const round = async (): Promise<void> => {
    await turnToChinese(page);
    await openProduct(page, "0012345", "zh");
    await page.evaluate(() => location.assign("#catalogue"));
    await page.getByRole("button", { name: "English" }).click();
    await expect(catalogueRows(page).first()).toBeVisible();
  };
  const counts: number[] = [];
  for (let time = 0; time < 6; time += 1) {
    await round();
    counts.push(await elements());
  }
  // Whatever holds on to a view holds fifty elements or more of each round; what comes or goes once does so in one of them.
  const added = counts.slice(1).map((count, time) => count - (counts[time] ?? 0));
  const median = added.sort((a, b) => a - b)[2];
  expect(median, added.join(" ")).toBeLessThan(30);
});

test("gives up when every worker traps, says so, and starts again on request", async ({ page, stage }) => {
  let isSpoilt = true;
  await page.route("**/*.wasm", async (route) => {
    const path = new URL(route.request().url()).pathname;
    const bytes = readFileSync(`${dist}${path}`);
    const body = isSpoilt ? Buffer.from(trappingIn("book_setToday", bytes)) : bytes;
    await route.fulfill({ body, contentType: "application/wasm" });
  });
  await stage.open();
  await expect(page.getByText(words("notice.engine_failed"))).toBeVisible();
  isSpoilt = false;
  await page.getByRole("button", { name: words("action.try_again") }).click();
  await stage.loadSample();
  await expect(page.getByText(words("notice.engine_failed"))).toHaveCount(0);
});
