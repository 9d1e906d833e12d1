// The main job, end to end: tables in, an answer out, kept, forgotten, by keyboard, on a phone.

import { axeFindings } from "./axe.ts";
import {
  catalogueRows,
  expect,
  goTo,
  inBothLanguages,
  openProduct,
  report,
  reportPath,
  sideways,
  test,
  words,
} from "./stage.ts";

test("gives an answer for every product of the sample", { tag: "@both" }, async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const rows = catalogueRows(page);
  await expect(rows.filter({ hasText: "0012345" })).toHaveCount(1);
  await expect(page.getByText(/^US · as if/)).toBeVisible();
  await stage.picture("catalogue");
  await openProduct(page, "0012345");
  await expect(page.getByRole("table", { name: words("outcomes.caption") })).toBeVisible();
  await expect(page.getByRole("button", { name: /explain$/ }).first()).toBeVisible();
  await stage.picture("product");
});

test("reads a paste into the box, and a drop beside it", { tag: "@both" }, async ({ page, stage, traffic }) => {
  await stage.open();
  traffic.entered.add("LUNA-LAMP-BLK").add("Garden kneeler");
  const box = page.getByLabel(words("entry.paste_label"));
  await box.fill(report("fba_inventory_us.txt"));
  // What is in the box stays while one looks elsewhere.
  await page.evaluate(() => location.assign("#settings"));
  await expect(page.getByRole("heading", { name: words("settings.title"), level: 1 })).toBeVisible();
  await page.goBack();
  await expect(box).toHaveValue(/000-777/);
  // Cut and pasted again: what comes from the clipboard of the system is what stood there.
  await box.press("ControlOrMeta+A");
  await box.press("ControlOrMeta+X");
  await expect(box).toHaveValue("");
  await box.press("ControlOrMeta+V");
  await expect(catalogueRows(page).filter({ hasText: "000-777" })).toHaveCount(1);
  await page.getByRole("link", { name: words("nav.tables") }).click();
  await page.getByLabel(words("entry.choose")).last().setInputFiles(reportPath("cost_sheet_us.csv"));
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "fee_preview_us.txt", { type: "text/plain" }));
    return data;
  }, report("fee_preview_us.txt"));
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  await expect(page.getByRole("heading", { name: "cost_sheet_us.csv" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "fee_preview_us.txt" })).toBeVisible();
  await stage.picture("tables");
});

test("keeps tables and entries over a reload, and forgets them on request", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  await stage.open();
  await stage.loadSample();
  await openProduct(page, "0012345");
  const cost = page.getByRole("form", { name: words("inputs.label") }).locator('[data-field="cost_unit"] input');
  traffic.entered.add("7.7731");
  await cost.fill("7.7731");
  await cost.blur();
  await expect(page.locator('[data-field="cost_unit"]')).toContainText(words("source.typed"));
  await page.reload();
  await expect(cost).toHaveValue(/7\.7731/);
  await expect(page.locator('[data-field="cost_unit"]')).toContainText(words("source.typed"));
  await page.getByText(/^0 requests out/).click();
  await page.getByRole("button", { name: words("forget.label") }).click();
  await page.getByRole("button", { name: words("forget.confirm") }).click();
  await expect(page.getByRole("button", { name: words("entry.sample") })).toBeVisible();
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
  await page.reload();
  await expect(page.getByRole("button", { name: words("entry.sample") })).toBeVisible();
  await expect(page.getByText("0012345")).toHaveCount(0);
  // What a page lays by when it goes was laid by at the reload.
  expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([[], []]);
  const left = await page.evaluate(async () => {
    let records = 0;
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name ?? "");
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of database.objectStoreNames) {
        records += await new Promise<number>((resolve) => {
          const counting = database.transaction(store).objectStore(store).count();
          counting.onsuccess = () => resolve(counting.result);
        });
      }
      database.close();
    }
    return records;
  });
  expect(left).toBe(0);
});

test("takes a table out, and it stays out", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await page.getByRole("link", { name: words("nav.tables") }).click();
  const takeOut = page.getByRole("button", { name: words("tables.remove") });
  await expect(takeOut).toHaveCount(3);
  await page.getByRole("button", { name: `${words("tables.remove")} cost_sheet_us.csv` }).click();
  await expect(takeOut).toHaveCount(2);
  await expect(page.getByRole("heading", { name: "cost_sheet_us.csv" })).toHaveCount(0);
  await page.reload();
  await expect(takeOut).toHaveCount(2);
});

test("keeps the last good result beside a wrong entry", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openProduct(page, "0012345");
  const outcomes = page.getByRole("table", { name: words("outcomes.caption") });
  const before = await outcomes.textContent();
  const price = page.getByRole("form", { name: words("inputs.label") }).locator('[data-field="price_list"] input');
  await price.fill("twelve");
  await expect(price).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(words("product.stale"))).toBeVisible();
  expect(await outcomes.textContent()).toBe(before);
  await stage.picture("wrong-entry");
  await page.reload();
  await expect(price).toHaveValue("twelve");
  await expect(price).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(words("product.stale"))).toBeVisible();
  await expect.poll(() => outcomes.textContent()).toBe(before);
  await price.fill("12.34");
  await expect(page.getByText(words("product.stale"))).toHaveCount(0);
  await expect(price).not.toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => outcomes.textContent()).not.toBe(before);
});

test("leads by keyboard alone from the sample to an explanation", { tag: "@both" }, async ({ page, stage }) => {
  await stage.open();
  /** Goes on with the tabulator until the focus is where it should be. */
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let step = 0; step < 120; step += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      });
      if (name.test(focused)) return;
    }
    throw new Error(`the tabulator does not lead to ${name}`);
  };
  await tabTo(new RegExp(words("entry.sample")));
  await page.keyboard.press("Enter");
  await expect(catalogueRows(page)).not.toHaveCount(0);
  await tabTo(/^(0012345|1E5|LUNA|OOS|CAFÉ|BIG|AB 12|000-777|GIFT|TEA|YOGA)/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("form", { name: words("inputs.label") })).toBeVisible();
  await tabTo(/explain$/);
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await expect(drawer).toBeVisible();
  await stage.picture("explanation");
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  // The focus goes back once the drawer is gone.
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await expect.poll(focused).toMatch(/explain$/);
});

test("enters a view at its top, with the focus and its name", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const last = catalogueRows(page).last().locator(".row-open");
  await last.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  const sku = (await last.locator(".sku").textContent()) ?? "";
  await last.click();
  await expect(page.getByRole("form", { name: words("inputs.label") })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`^${sku} `));
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
});

test("comes back to the place in the list that a product was opened from, by any way and after a reload", async ({
  page,
  stage,
}) => {
  test.setTimeout(120_000);
  await stage.open();
  const rows = Array.from({ length: 240 }, (_, at) => `S${String(at).padStart(3, "0")}\t${at + 5}`);
  await page.getByRole("textbox", { name: words("entry.paste_label") }).fill(["sku\tavailable", ...rows].join("\n"));
  await page.getByRole("button", { name: words("entry.read") }).click();
  await expect(page.getByRole("table", { name: words("catalogue.title") })).toHaveAttribute("aria-rowcount", "241");
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  // A row in the middle of the window, so that nothing has to be scrolled to press it.
  const key = await page.evaluate(async () => {
    const list = document.querySelector("table.catalogue");
    scrollBy(0, (list?.getBoundingClientRect().top ?? 0) + 5000);
    for (;;) {
      await new Promise(requestAnimationFrame);
      const row = document.elementFromPoint(400, 400)?.closest("[data-key]");
      if (row) return row.getAttribute("data-key");
    }
  });
  const row = page.locator(`[data-key="${key}"] .row-toggle`);
  await row.click();
  await expect(row).toHaveAttribute("aria-expanded", "true");
  const name = (await row.getAttribute("aria-label")) ?? "";
  const sku = name.split(":")[0] ?? "";
  const toggle = page.getByRole("button", { name, exact: true });
  const place = async () => ((await toggle.isVisible()) ? Math.round((await toggle.boundingBox())?.y ?? -1) : -1);
  const left = await place();
  const open = () =>
    page
      .getByRole("button", { name: new RegExp(`^${sku}`) })
      .last()
      .click();
  const ways = [
    () => page.goBack(),
    () =>
      page
        .locator(".product-head")
        .getByRole("button", { name: words("product.back") })
        .click(),
    () => page.getByRole("link", { name: words("nav.catalogue") }).click(),
  ];
  for (const back of ways) {
    await open();
    await expect(page.getByRole("form", { name: words("inputs.label") })).toBeVisible();
    await back();
    await expect.poll(place, { timeout: 30_000 }).toBe(left);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? "")).toContain(sku);
  }
  await page.reload();
  await expect.poll(place, { timeout: 30_000 }).toBe(left);
  await expect(toggle).toHaveAttribute("aria-expanded", "true");
});

test("prints the ledger and the tables of the pictures, folded or not", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openProduct(page, "0012345");
  // Printed at once: what is still to be built comes with the paper.
  await expect(page.locator(".product-head")).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator("table.ledger")).toBeVisible();
  const tables = page.locator(".results details.figures");
  await expect.poll(() => tables.count()).toBeGreaterThan(3);
  await expect(page.locator(".results details.figures:not([open])")).toHaveCount(0);
  await expect(tables.filter({ hasNot: page.locator("tbody tr") })).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.locator("table.ledger")).toHaveCount(0);
  await expect(page.locator(".results details.figures[open]")).toHaveCount(0);
});

test("has nothing that axe finds, in both languages", async ({ page, stage }) => {
  test.slow();
  const found: string[] = [];
  const look = async (where: string): Promise<void> => {
    found.push(...(await axeFindings(page)).map((finding) => `${where}: ${finding}`));
  };
  await stage.open();
  await inBothLanguages(page, (language) => look(`start, ${language}`));
  await page.getByRole("button", { name: "English" }).click();
  await stage.loadSample();
  await inBothLanguages(page, async (language) => {
    await page.getByRole("link", { name: words("nav.catalogue", language) }).click();
    const list = page.getByRole("table", { name: words("catalogue.title", language) });
    await expect(list.getByText("0012345")).toBeVisible();
    await look(`catalogue, ${language}`);
    for (const view of ["nav.tables", "nav.settings", "nav.about"] as const) {
      await goTo(page, view, language);
      await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
      await look(`${view}, ${language}`);
    }
    await page.getByRole("link", { name: words("nav.catalogue", language) }).click();
    await list.locator(".row-open", { hasText: "0012345" }).click();
    await page.locator("button.door").first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(`product, ${language}`);
    await page.keyboard.press("Escape");
  });
  expect(found).toEqual([]);
});

test("needs no sideways scrolling of the page at 320, 390 and 1600 px", async ({ page, stage }) => {
  const widths = [320, 390, 1600];
  const look = async (where: string): Promise<void> => {
    expect(await sideways(page, widths), where).toEqual([0, 0, 0]);
  };
  await page.setViewportSize({ width: 320, height: 844 });
  await stage.open();
  await look("start");
  await stage.loadSample();
  await look("catalogue");
  await stage.picture("catalogue");
  await openProduct(page, "0012345");
  await expect(page.getByRole("table", { name: words("outcomes.caption") })).toBeVisible();
  await look("product");
  await stage.picture("product");
  for (const view of ["nav.tables", "nav.settings", "nav.about"] as const) {
    await goTo(page, view);
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
    await look(view);
  }
});

test("sorts and searches the catalogue", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const skus = (): Promise<string[]> => catalogueRows(page).locator(".sku").allInnerTexts();
  await page.getByRole("button", { name: words("column.sku") }).click();
  await expect.poll(skus).toEqual([...(await skus())].sort());
  await page.getByRole("searchbox").fill("lamp");
  await expect.poll(skus).toEqual(expect.arrayContaining(["LUNA-LAMP-BLK"]));
  await expect.poll(async () => new Set(await skus()).size).toBe(1);
});

test("hands the results over as a file", { tag: "@both" }, async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: words("catalogue.download") }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("clearfloor-2026-11-21.csv");
});
