// Promotions and bundles of a product: both discount grammars, reasons, bad input, kept over a reload.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, inBothLanguages, type Stage, test, words } from "./stage.ts";
import type { Language } from "./words.ts";

async function openPromotions(page: Page, stage: Stage, language: Language = "en"): Promise<void> {
  await stage.open(language === "zh" ? "#?locale=zh" : "");
  await stage.loadSample(language);
  await page.evaluate(() => {
    location.hash = "#promotions/0012345";
  });
  await expect(tableOf(page, language)).toBeVisible();
}

const tableOf = (page: Page, language: Language = "en") =>
  page.getByRole("table", { name: words("offers.caption", language) });

const rowOf = (page: Page, key: Parameters<typeof words>[0], language: Language = "en") =>
  tableOf(page, language)
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: words(key, language), exact: true }) });

test("puts promotions side by side, explains them, and keeps what was typed", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  await openPromotions(page, stage);
  const table = tableOf(page);
  const first = table.getByRole("group").first();
  const discount = first.getByLabel(words("field.discount"), { exact: true });
  const total = rowOf(page, "offer_line.order_total").getByRole("cell");
  await discount.fill("20 %");
  await expect(total.first()).not.toContainText("–");
  const before = await total.first().textContent();
  await discount.fill("8折");
  await expect(total.first()).toHaveText(before ?? "");

  // Tenths typed as percent are questioned, and what was typed stays.
  traffic.entered.add("8.5 %");
  await discount.fill("8.5 %");
  await expect(first.locator(".field-problem")).toContainText("8.5折");
  await discount.fill("8.5折");
  await expect(first.locator(".field-problem")).toHaveCount(0);

  // Each line says how it is worked out.
  await table.getByRole("button", { name: words("offer_line.campaign_fee"), exact: true }).click();
  await expect(table.locator(".offer-reasons")).toContainText("2.5");

  await page.getByLabel(words("offers.add")).selectOption("bogo");
  await expect(table.getByRole("combobox", { name: /^Kind of promotion/ })).toHaveCount(4);
  await page.reload();
  await expect(table.getByRole("combobox", { name: /^Kind of promotion/ })).toHaveCount(4);
  await expect(discount).toHaveValue("8.5折");
  await stage.picture("promotions");

  // What was entered stands among the ways compared.
  await page.evaluate(() => {
    location.hash = "#compare/0012345";
  });
  const add = page.getByLabel(words("compare.add_way"));
  await expect(add.locator("option", { hasText: words("mechanic.bogo") })).toHaveCount(1);
  const compared = page.getByRole("table", { name: words("compare.caption") });
  await compared
    .getByRole("button", { name: words("compare.remove") })
    .last()
    .click();
  await expect(add).toBeEnabled();
  const bogo = await add.locator("option", { hasText: words("mechanic.bogo") }).getAttribute("value");
  await add.selectOption(bogo);
  const value = compared.getByRole("row", { name: new RegExp(`^${words("column.present_value")}`) });
  await expect(value.getByRole("cell").last()).toContainText(/\d/);
});

test("finds a partner for a bundle and says from which price it pays", async ({ page, stage }) => {
  await openPromotions(page, stage);
  const bundle = page.getByRole("region", { name: words("bundle.title") });
  await expect(bundle).toBeVisible();
  await bundle.getByLabel(words("bundle.take_other")).selectOption({ index: 1 });
  const ways = bundle.getByRole("table", { name: words("bundle.caption") });
  await expect(ways).toBeVisible();
  const prep = bundle.getByLabel(words("field.prep_cost"), { exact: true });
  await prep.fill("soon");
  await expect(bundle.locator(".field-problem")).toBeVisible();
  await prep.fill("0.60");
  await expect(bundle.locator(".field-problem")).toHaveCount(0);
  await expect(ways).toContainText("0.60");
  await page.reload();
  await expect(prep).toHaveValue("0.60");
});

test("shows promotions that axe finds nothing on, in both languages", async ({ page, stage }) => {
  test.slow();
  await openPromotions(page, stage);
  const reasons = tableOf(page).getByRole("button", { name: words("offer_line.units_needed") });
  await reasons.click();
  await inBothLanguages(page, async (language) => {
    const open = tableOf(page, language).getByRole("button", { name: words("offer_line.units_needed", language) });
    await expect(open).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByText(/\{\w+\}/)).toHaveCount(0);
    expect(await axeFindings(page), language).toEqual([]);
  });
});
