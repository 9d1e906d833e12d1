// What is entered survives what can go wrong with a browser's storage, or the seller is told and can save a file.

import { readFileSync, writeFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { expect as atOnce, catalogueRows, openProduct, reportPath, test, words } from "./stage.ts";

/** A page that is opened again fills its engine anew, which takes its time on a busy machine. */
const expect = atOnce.configure({ timeout: 40_000 });
test.describe.configure({ timeout: 150_000 });

function skus(page: Page) {
  return catalogueRows(page).locator(".sku");
}

/** Pastes a table of one product; it stands in the list then, beside the others. */
async function enter(page: Page, sku: string): Promise<void> {
  await page.evaluate(() => location.assign("#tables"));
  const text = `sku\tproduct-name\tyour-price\tavailable\n${sku}\tStool\t29.99\t12\n`;
  await page.getByLabel(words("entry.paste_label")).fill(text);
  await page.getByRole("button", { name: words("entry.read") }).click();
  await page.evaluate(() => location.assign("#catalogue"));
  await expect(skus(page).filter({ hasText: sku })).toHaveCount(1);
}

/** Saves a workspace file by the way that a notice offers. */
async function savedByNotice(page: Page): Promise<string> {
  await page
    .getByRole("button", { name: words("action.to_workspace") })
    .first()
    .click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: words("workspace.save"), exact: true }).click();
  return readFileSync(await (await waiting).path(), "utf8");
}

/** Whether the browser asks before it leaves the page. It asks who has pressed something on it. */
async function asksBeforeLeaving(page: Page): Promise<boolean> {
  let isAsked = false;
  page.once("dialog", (dialog) => {
    isAsked = dialog.type() === "beforeunload";
    void dialog.accept();
  });
  await page.reload();
  page.removeAllListeners("dialog");
  return isAsked;
}

/** Everything the browser holds of this page: databases, both storages, and the caches' addresses. */
async function everythingHeld(page: Page): Promise<Readonly<Record<string, unknown>>> {
  return page.evaluate(async () => {
    const held: Record<string, unknown> = { local: { ...localStorage }, session: { ...sessionStorage } };
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      for (const store of database.objectStoreNames) {
        held[`${name}/${store}`] = await new Promise((done, fail) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => done(reading.result);
          reading.onerror = () => fail(reading.error);
        });
      }
      database.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) cached.push(url);
    }
    return { ...held, cached };
  });
}

/** Puts a database in the place of the page's own, before the page is opened. */
async function prepare(page: Page, address: string, version: number, stores: Record<string, unknown[]>): Promise<void> {
  await page.goto(`${address}icon.svg`);
  await page.evaluate(
    async ([version, stores]) => {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open("clearfloor", version);
        opening.onupgradeneeded = () => {
          for (const name of Object.keys(stores)) {
            const keyPath = { entries: "order", steps: "number" }[name];
            opening.result.createObjectStore(name, keyPath === undefined ? {} : { keyPath });
          }
        };
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      for (const [name, records] of Object.entries(stores)) {
        const writing = database.transaction(name, "readwrite");
        for (const record of records) writing.objectStore(name).put(record);
        await new Promise((done) => {
          writing.oncomplete = done;
        });
      }
      database.close();
    },
    [version, stores] as const,
  );
}

/** The page in a tab beside. */
async function openBeside(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.getByRole("main")).toBeVisible();
  return page;
}

for (const fault of ["is not there", "may not be opened"]) {
  test(`works where the browser's storage ${fault}, says so and saves a file`, async ({ page, stage }) => {
    await page.addInitScript((fault) => {
      const open = { value: fault === "is not there" ? undefined : { open: refuse, deleteDatabase: refuse } };
      Object.defineProperty(window, "indexedDB", { ...open, configurable: true });
      function refuse(): never {
        throw new DOMException("not in a private window", "InvalidStateError");
      }
    }, fault);
    await stage.open();
    await expect(page.getByText(words("notice.not_loaded"))).toBeVisible();
    await enter(page, "PRIVATE-1");
    expect(await savedByNotice(page)).toContain("PRIVATE-1");
    expect(await asksBeforeLeaving(page)).toBe(true);
  });
}

test("keeps what was entered while there was no room as soon as there is", async ({ page, stage }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function refuse(...given) {
      if ("isFull" in window) throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  await stage.open();
  await enter(page, "BEFORE-1");
  await page.evaluate(() => Object.assign(window, { isFull: true }));
  await enter(page, "FULL-2");
  await expect(page.getByText(words("notice.not_saved"))).toBeVisible();
  expect(await savedByNotice(page)).toContain("FULL-2");
  await page.evaluate(() => Reflect.deleteProperty(window, "isFull"));
  // By itself, a few seconds later.
  await expect(page.getByText(words("notice.saved_again"))).toBeVisible();
  await expect(page.getByText(words("notice.not_saved"))).toHaveCount(0);
  expect(await asksBeforeLeaving(page)).toBe(false);
  await page.evaluate(() => location.assign("#catalogue"));
  await expect(skus(page)).toHaveText(["BEFORE-1", "FULL-2"]);
});

test("lets a second tab work, which keeps nothing and says so, and touches nothing of the first", async ({
  page,
  stage,
  context,
}) => {
  await stage.open();
  await enter(page, "FIRST-1");
  const other = await openBeside(context, stage.address);
  await expect(other.getByText(words("notice.open_elsewhere"))).toBeVisible();
  await enter(other, "SECOND-2");
  expect(await savedByNotice(other)).toContain("SECOND-2");
  await enter(page, "THIRD-3");
  expect(await asksBeforeLeaving(other)).toBe(true);
  await other.close();
  await page.reload();
  await expect(skus(page)).toHaveText(["FIRST-1", "THIRD-3"]);
});

test("has the state before or after when the page crashes in the middle of a write, never a part of it", async ({
  page,
  stage,
  context,
}) => {
  await stage.open();
  await enter(page, "BEFORE-1");
  await expect.poll(async () => JSON.stringify(await everythingHeld(page))).toContain("BEFORE-1");
  const rows = Array.from({ length: 5_000 }, (_, at) => `MANY-${at}\t${"stool ".repeat(20)}\t29.99\t12`);
  const text = ["sku\tproduct-name\tyour-price\tavailable", ...rows].join("\n");
  await page.evaluate(() => location.assign("#tables"));
  // As soon as the write is begun.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function note(...given) {
      Object.assign(window, { isWriting: true });
      return put.apply(this, given);
    };
  });
  const many = { name: "many.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
  await page.getByLabel(words("entry.choose")).last().setInputFiles(many);
  await page.waitForFunction(() => "isWriting" in window);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  const next = await openBeside(context, `${stage.address}#tables`);
  const titles = next.locator(".table-read h2");
  await expect(titles.first()).toBeVisible();
  await expect(next.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  const held = JSON.stringify(await everythingHeld(next));
  // A table and the step that put it there came together, or neither.
  const isThere = held.includes("MANY-4999");
  expect(await titles.count()).toBe(isThere ? 2 : 1);
  await enter(next, "AFTER-2");
  await next.reload();
  await expect(next.getByText("AFTER-2").first()).toBeVisible();
});

test("goes on with what can be read of a spoilt storage, and leaves the rest where it is", async ({ page, stage }) => {
  const input = { name: "kept.txt", isClipboard: false, currency: null, mapping: [] };
  const text = "sku\tproduct-name\tyour-price\tavailable\nKEPT-1\tStool\t29.99\t12\n";
  const entries = [
    { order: 1, kind: "table", input, text },
    { order: 2, kind: "edit", key: 5, field: {}, text: null },
    { order: 3, kind: "telepathy" },
  ];
  await prepare(page, stage.address, 2, { entries, steps: [{ number: 1 }], preferences: [] });
  await stage.open("#catalogue");
  await expect(page.getByText(/that cannot be read: 2\./)).toBeVisible();
  await expect(skus(page)).toHaveText(["KEPT-1"]);
  await enter(page, "NEW-2");
  await page.reload();
  await expect(skus(page)).toHaveText(["KEPT-1", "NEW-2"]);
  expect(JSON.stringify(await everythingHeld(page))).toContain("telepathy");
});

test("leaves the storage of a newer version as it is", async ({ page, stage }) => {
  await prepare(page, stage.address, 99, { entries: [{ order: 1, kind: "from the future" }] });
  const before = await everythingHeld(page);
  await stage.open();
  await expect(page.getByText(words("notice.kept_by_newer"))).toBeVisible();
  await enter(page, "NOW-1");
  expect(await savedByNotice(page)).toContain("NOW-1");
  expect((await everythingHeld(page))["clearfloor/entries"]).toEqual(before["clearfloor/entries"]);
});

test("says that a storage without its parts cannot be read, and keeps again once it is emptied", async ({
  page,
  stage,
}) => {
  await prepare(page, stage.address, 2, { others: [] });
  await stage.open();
  await expect(page.getByText(words("notice.not_loaded"))).toBeVisible();
  await enter(page, "NOW-1");
  expect(await savedByNotice(page)).toContain("NOW-1");
  const forget = page.getByRole("region", { name: words("forget.label") });
  await forget.getByRole("button", { name: words("forget.label") }).click();
  await forget.getByRole("button", { name: words("forget.confirm") }).click();
  await expect(page.getByText(words("notice.forgotten"))).toBeVisible();
  await page.reload();
  await enter(page, "AGAIN-2");
  await page.reload();
  await expect(skus(page)).toHaveText(["AGAIN-2"]);
});

test("keeps nothing of what a report of orders says of buyers, and says so", async ({ page, stage, traffic }) => {
  traffic.entered.add("SYNVILLE").add("luna-lamp-blk-fbm");
  await stage.open();
  await page.evaluate(() => location.assign("#tables"));
  await page.getByLabel(words("entry.choose")).last().setInputFiles(reportPath("all_orders_us.txt"));
  // What was read leads to the list.
  await page.evaluate(() => location.assign("#tables"));
  const table = page.getByRole("article", { name: "all_orders_us.txt" });
  await expect(table).toContainText(/ship-city, ship-state, ship-postal-code/);
  await table.locator("summary").first().click();
  const city = table.getByRole("row", { name: /ship-city/ });
  await expect(city).toContainText(words("usage.buyer"));
  await expect.poll(async () => JSON.stringify(await everythingHeld(page))).toContain("luna-lamp-blk-fbm");
  expect(JSON.stringify(await everythingHeld(page))).not.toContain("SYNVILLE");
  await page.reload();
  await expect(table).toContainText(/ship-city, ship-state, ship-postal-code/);
});

/** Writes a table of stock of so many megabytes; how many rows it has. */
function writeLargeTable(path: string, megabytes: number): number {
  const row = (place: number): string =>
    `LARGE-${String(place).padStart(7, "0")}\tA stool that is one of very many, no. ${place}\t29.99\t12\tNew\tUS\n`;
  const rows = Math.ceil((megabytes * 1e6) / row(0).length);
  const lines = Array.from({ length: rows }, (_, place) => row(place));
  writeFileSync(path, `sku\tproduct-name\tyour-price\tavailable\tcondition\tmarketplace\n${lines.join("")}`);
  return rows;
}

test("reads a large file while the page goes on, stops at once, and has it again after a reload", async ({
  page,
  stage,
  traffic,
}, testInfo) => {
  traffic.entered.add("LARGE-0000001").add("A stool that is one of very many");
  await stage.open();
  await page.evaluate(() => {
    const noted: number[] = [];
    Object.assign(globalThis, { noted });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) noted.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  // By its path: bytes would be put into the page by the test, on the page's own thread.
  const file = testInfo.outputPath("large.txt");
  const rows = writeLargeTable(file, 20);
  const choose = page.getByLabel(words("entry.choose")).last();
  // It is told how far the file is, and Stop stops it there and then.
  const stopping = page.evaluate(async () => {
    for (;;) {
      const bar = document.querySelector<HTMLProgressElement>(".notices progress");
      if ((bar?.position ?? 0) > 0.05) break;
      await new Promise(requestAnimationFrame);
    }
    const said = document.querySelector(".notices")?.textContent;
    const began = performance.now();
    document.querySelector<HTMLButtonElement>(".notices progress + button")?.click();
    while (document.querySelector(".notices progress") !== null) await new Promise(requestAnimationFrame);
    return { said, ms: performance.now() - began };
  });
  await choose.setInputFiles(file);
  const { said, ms } = await stopping;
  expect(said).toContain("large.txt");
  // One frame; on a busy machine a few.
  expect(ms).toBeLessThan(500);
  await atOnce(page.getByText(words("notice.cancelled"))).toBeVisible();
  expect(JSON.stringify(await everythingHeld(page))).not.toContain("large.txt");
  await choose.setInputFiles(file);
  await expect(page.locator(`.catalogue[aria-rowcount="${rows + 1}"]`)).toBeVisible();
  // Far from a text of this size on the page's own thread, which takes a second; the exact bound is that of the long run.
  const longest = await page.evaluate(() => Math.max(0, ...(globalThis as unknown as { noted: number[] }).noted));
  expect(longest).toBeLessThan(500);
  await page.reload();
  await expect(page.locator(`.catalogue[aria-rowcount="${rows + 1}"]`)).toBeVisible();
});

test.describe("with the copy for use without a network", () => {
  test.use({ serviceWorkers: "allow" });

  test("holds nothing of what was entered once everything is forgotten, wherever a browser can hold it", async ({
    page,
    stage,
  }) => {
    await stage.open();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await stage.loadSample();
    await openProduct(page, "0012345");
    const cost = page.getByRole("form", { name: words("inputs.label") }).locator('[data-field="cost_unit"] input');
    await cost.fill("7.7731");
    await cost.blur();
    await page.evaluate(() => location.assign("#workspace"));
    await page.getByRole("button", { name: words("workspace.link_make") }).click();
    await expect(page.getByLabel(words("workspace.link_itself"), { exact: true })).toBeVisible();
    await expect.poll(async () => JSON.stringify(await everythingHeld(page))).toContain("7.7731");
    // A note for the next page, places in views, and what was shown: all that is written when a page goes.
    await page.reload();
    const forget = page.getByRole("region", { name: words("forget.label") });
    await forget.getByRole("button", { name: words("forget.label") }).click();
    await forget.getByRole("button", { name: words("forget.confirm") }).click();
    await expect(page.getByText(words("notice.forgotten"))).toBeVisible();
    for (const when of ["at once", "after the page was left", "after the next visit"]) {
      const { cached, local, ...held } = await everythingHeld(page);
      // Language and light for the first painting, which nobody has entered.
      for (const name of Object.keys(local as object)) expect(name, when).toBe("clearfloor first screen");
      const text = JSON.stringify([held, local]);
      for (const entered of ["0012345", "kneeler", "7.7731", "fba_inventory", "cost_sheet", "shared/", "#product"]) {
        expect(text, when).not.toContain(entered);
      }
      expect(
        Object.keys(held).filter((name) => name.startsWith("clearfloor/")),
        when,
      ).toEqual(when === "at once" ? [] : ["clearfloor/entries", "clearfloor/preferences", "clearfloor/steps"]);
      for (const [name, records] of Object.entries(held)) {
        if (name.startsWith("clearfloor/")) expect(records, `${name} ${when}`).toEqual([]);
      }
      const strangers = (cached as string[]).filter(
        (address) => new URL(address).origin !== new URL(stage.address).origin,
      );
      expect(strangers, when).toEqual([]);
      for (const address of cached as string[]) expect(address, when).not.toMatch(/#|0012345|7\.7731/);
      await page.reload();
      await expect(page.getByRole("button", { name: words("entry.sample") })).toBeVisible();
    }
  });
});
