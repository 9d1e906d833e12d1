// The list as a tool: what to do first, narrowing by words, figures and pictures, marks, many at once, back and forth.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { catalogueRows, expect, inBothLanguages, openProduct, test, words } from "./stage.ts";

const skus = (page: Page): Promise<string[]> => catalogueRows(page).locator(".sku").allInnerTexts();
const filter = (page: Page) => page.getByRole("search", { name: words("filter.label") });

for (const language of ["en", "zh"] as const) {
  test(`says in one look what to do first, in ${language}`, async ({ page, stage }) => {
    await stage.open();
    if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("button", { name: words("entry.sample", language) }).click();
    const first = page.getByRole("region", { name: words("first.title", language) });
    const rows = first.getByRole("listitem");
    await expect(rows).toHaveCount(5);
    await expect(rows.first()).toContainText("BIG-BASKET-3");
    await expect(rows.first()).toContainText(words("scenario.liquidate", language));
    await expect(rows.first()).toContainText(/\+[\d,]+\sUSD/);
    await expect(rows.first()).toContainText(language === "en" ? "14 Dec" : "12月14日");
    await first.getByRole("button", { name: words("first_by.deadline", language) }).click();
    await expect(rows).toHaveCount(5);
    await stage.picture("first");
    await rows.first().getByRole("button").click();
    await expect(page).toHaveURL(/#product\//);
    await page.goBack();
    await expect(first).toBeVisible();
    await page.goForward();
    await expect(page).toHaveURL(/#product\//);
  });
}

test("narrows the list by its fields, and shows everything again", { tag: "@both" }, async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const all = (await skus(page)).length;
  // Only categories that some product is of, with how many are of each.
  const categories = filter(page)
    .getByRole("combobox", { name: words("filter.category") })
    .locator("option");
  await expect
    .poll(async () => {
      const counts = (await categories.allTextContents()).slice(1).map((text) => Number(/\((\d+)\)$/.exec(text)?.[1]));
      return counts.reduce((sum, count) => sum + count, 0);
    })
    .toBe(all);
  await filter(page)
    .getByRole("combobox", { name: words("filter.action") })
    .selectOption("liquidate");
  await expect.poll(async () => (await skus(page)).length).toBe(4);
  await filter(page)
    .getByRole("group", { name: words("filter.units") })
    .getByLabel(words("filter.from"))
    .fill("100");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await skus(page)).sort()).toEqual(["AB 12-xy", "GIFT-BOW-100"]);
  await expect(page.getByRole("table", { name: words("catalogue.title") }).locator("tfoot")).toContainText("1,569");
  await stage.picture("narrowed");
  await filter(page).getByLabel(words("filter.text")).fill("nothing like it");
  await expect(page.getByText(words("catalogue.nothing_shown"))).toBeVisible();
  await page
    .getByRole("button", { name: words("filter.clear") })
    .first()
    .click();
  await expect.poll(async () => (await skus(page)).length).toBe(all);
});

test("narrows the list by a press or a drag on the ages, and by a box over the scatter", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const all = (await skus(page)).length;
  const bars = page.getByRole("group", { name: words("board.ages_choose") }).getByRole("button");
  await bars.nth(4).click();
  await expect(bars.nth(4)).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await skus(page)).length).toBeLessThan(all);
  const oldest = (await skus(page)).length;
  await bars.nth(4).press("Shift+ArrowLeft");
  await expect(bars.nth(3)).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await skus(page)).length).toBeGreaterThan(oldest);
  await page.getByRole("button", { name: words("filter.clear") }).click();
  await expect.poll(async () => (await skus(page)).length).toBe(all);
  const picture = page.locator(".scatter-picture");
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (box === null) throw new Error("the scatter has no place");
  // The right half: what lasts long.
  await page.mouse.move(box.x + box.width * 0.5, box.y + 14);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + 184, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await skus(page)).length).toBeLessThan(all);
  const from = filter(page)
    .getByRole("group", { name: words("filter.cover") })
    .getByLabel(words("filter.from"));
  await expect(from).not.toHaveValue("");
  await from.fill("");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await skus(page)).length).toBe(all);
});

test("puts rows together with their sums, closed at first", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await filter(page).getByLabel(words("filter.group")).selectOption("action");
  const heads = page.locator(".group-row");
  await expect(heads).toHaveCount(3);
  await expect(heads.first()).toContainText(words("action_kind.liquidate"));
  await heads.first().getByRole("button").click();
  await expect(heads.first().getByRole("button")).toHaveAttribute("aria-expanded", "true");
  await expect(page.locator(".catalogue .sku")).toHaveCount(4);
  await stage.picture("grouped");
});

test("sums what is marked, fills a field of it at once, and takes that back", { tag: "@both" }, async ({
  page,
  stage,
}) => {
  await stage.open();
  await stage.loadSample();
  await page.getByRole("checkbox", { name: /Mark 0012345/ }).check();
  await page.getByRole("checkbox", { name: /Mark GIFT-BOW-100/ }).check();
  const bar = page.getByRole("region", { name: words("selection.label") });
  await expect(bar).toContainText("2 SKUs marked");
  await expect(bar).toContainText("553");
  await bar.getByLabel(words("selection.put")).selectOption("ad_rate");
  const field = bar.getByLabel(/^Advert/);
  await field.fill("much");
  await bar.getByRole("button", { name: "Put into 2 SKUs" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  const gain = async () => (await bar.getByRole("status").textContent()) ?? "";
  const before = await gain();
  await field.fill("20");
  await bar.getByRole("button", { name: "Put into 2 SKUs" }).click();
  await expect.poll(gain).not.toBe(before);
  await stage.picture("marked");
  await bar.getByRole("button", { name: words("selection.clear") }).focus();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: words("undo.redo") })).toBeEnabled();
  await expect.poll(gain).toBe(before);
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByRole("button", { name: words("undo.redo") })).toBeDisabled();
  await openProduct(page, "0012345");
  await expect(page.locator('[data-field="ad_rate"] input')).toHaveValue(/^20/);
  // It outlives a reload as everything entered does.
  await page.reload();
  await expect(page.locator('[data-field="ad_rate"] input')).toHaveValue(/^20/);
  // So does the step that takes it back.
  await page.getByRole("button", { name: words("undo.undo"), exact: true }).click();
  await expect(page.locator('[data-field="ad_rate"] input')).not.toHaveValue(/^20/);
});

test("takes a whole sample back and puts it back", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const all = (await skus(page)).length;
  await page.getByRole("button", { name: words("undo.undo") }).click();
  await expect(page.getByRole("button", { name: words("entry.sample") })).toBeVisible();
  await page.getByRole("button", { name: words("undo.redo") }).click();
  await expect.poll(async () => (await skus(page)).length).toBe(all);
});

test("opens a row in place, and keeps the columns chosen", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await page.getByRole("button", { name: "0012345: the ways out in short" }).click();
  const short = page.getByRole("table", { name: /^0012345:/ });
  await expect(short.getByRole("row")).toHaveCount(4);
  await expect(page.getByRole("columnheader", { name: words("column.category") })).toHaveCount(0);
  await page.locator(".column-choice > summary").click();
  await page.getByRole("checkbox", { name: words("column.category") }).check();
  await expect(page.getByRole("columnheader", { name: words("column.category") })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("columnheader", { name: words("column.category") })).toBeVisible();
});

test("jumps by keyboard to a SKU, a view and an action", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const box = page.getByRole("combobox", { name: words("search.label") });
  await page.locator("body").press("Control+k");
  await expect(box).toBeFocused();
  await page.keyboard.type("lamp");
  await expect(page.getByRole("option", { name: /LUNA-LAMP-BLK/ }).first()).toHaveAttribute("aria-selected", "true");
  await stage.picture("search");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#product\/.*LUNA/i);
  await page.locator("body").press("/");
  await expect(box).toBeFocused();
  await page.keyboard.type("assum");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#settings$/);
  await page.locator("body").press("Control+k");
  await page.keyboard.type("简体");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
  await page.locator("body").press("Control+k");
  await page.keyboard.type(words("forget.label", "zh"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: words("forget.question", "zh") })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(`${stage.address}#catalogue`);
  await expect(page.locator(".catalogue .sku").first()).toBeVisible();
});

test("leads by keyboard alone to what is to be cleared first", async ({ page, stage }) => {
  await stage.open();
  const isOn = (selector: string) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  const tabTo = async (selector: string): Promise<void> => {
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press("Tab");
      if (await isOn(selector)) return;
    }
    throw new Error(`the tabulator does not lead to ${selector}`);
  };
  await tabTo("button.primary");
  await page.keyboard.press("Enter");
  await expect(page.locator(".first-open").first()).toBeVisible();
  await tabTo(".first-open");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#product\//);
  await page.goBack();
  await expect(page.locator(".row-open").first()).toBeVisible();
  await tabTo(".row-open");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".short-form table")).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.locator(".selection-bar")).toBeVisible();
});

test("has nothing that axe finds, whatever the list is in, in both languages", async ({ page, stage }) => {
  test.setTimeout(180_000);
  await stage.open();
  await stage.loadSample();
  await page.locator(".row-toggle").nth(1).click();
  await page.locator(".catalogue-row .mark input").first().check();
  await page.locator(".bulk-edit select").selectOption("category");
  await page.locator(".figures-table > summary").first().click();
  await inBothLanguages(page, async (language) => {
    await expect(page.getByRole("table", { name: words("catalogue.title", language) })).toBeVisible();
    await expect(page.locator(".short-form table")).toBeVisible();
    await expect(page.locator(".bulk-edit select").first()).toHaveValue("category");
    await expect(page.locator(".figures-table[open]")).not.toHaveCount(0);
    expect(await axeFindings(page), language).toEqual([]);
  });
  const narrowed = async (): Promise<void> => {
    await page.locator("body").press("Control+k");
    await expect(page.getByRole("option").first()).toBeVisible();
    expect(await axeFindings(page), "narrowed, grouped, searched").toEqual([]);
    await page.keyboard.press("Escape");
  };
  await page.locator(".bounds input").first().fill("100");
  await page.keyboard.press("Enter");
  await page.locator(".filter-bar select").last().selectOption("age");
  await expect(page.locator(".group-row").first()).toBeVisible();
  await narrowed();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await narrowed();
});

test("asks for what many lack in one place, and fills it in all of them at once", async ({ page, stage, traffic }) => {
  await stage.open();
  traffic.entered.add("PLAIN-1");
  const sheet = ["sku\tprice\tstock", "PLAIN-1\t24.99\t100", "PLAIN-2\t19.99\t50", "PLAIN-3\t9.99\t5"].join("\n");
  await page.getByLabel(words("entry.paste_label")).fill(sheet);
  await page.getByRole("button", { name: words("entry.read") }).click();
  const asked = page.locator(".missing-fields li").filter({ hasText: words("field.category") });
  await expect(asked).toContainText("3 SKUs");
  // A size is asked for in its unit, which is chosen for all that lack it.
  const weight = page.locator(".missing-fields li").filter({ hasText: words("field.weight") });
  await expect(weight.getByRole("combobox")).toHaveValue("lb");
  await weight.getByRole("combobox").selectOption("g");
  await expect(page.locator(".missing-table").getByText(words("choice.g"), { exact: true }).first()).toBeAttached();
  await weight.getByRole("textbox").fill("350");
  await weight.getByRole("button", { name: "Put into all 3" }).click();
  await expect(weight).toHaveCount(0);
  await asked.getByRole("combobox").selectOption("office");
  await asked.getByRole("button", { name: "Put into all 3" }).click();
  await expect(asked).toHaveCount(0);
  await page.getByRole("button", { name: words("undo.undo") }).click();
  await expect(asked).toHaveCount(1);
  await asked.getByRole("button", { name: words("missing_list.show") }).click();
  await expect(catalogueRows(page)).toHaveCount(3);
});
