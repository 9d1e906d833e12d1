// The product in other marketplaces: tables fetched when asked for, what is typed, why each figure, a reload.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, inBothLanguages, type Stage, test, words } from "./stage.ts";
import type { Language } from "./words.ts";

async function openAbroad(page: Page, stage: Stage, language: Language = "en"): Promise<void> {
  await stage.open();
  if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
  await stage.loadSample(language);
  await page.evaluate(() => {
    location.hash = "#abroad/0012345";
  });
  await expect(page.getByRole("table", { name: words("abroad.table", language) })).toBeVisible();
}

function cell(page: Page, row: string, column: number) {
  const table = page.getByRole("table", { name: words("abroad.table") });
  return table
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: row, exact: true }) })
    .first()
    .getByRole("cell")
    .nth(column);
}

function priceIn(page: Page, market: string) {
  return page.getByLabel(`${market}: ${words("abroad_field.price")}`, { exact: true });
}

const uk = 1;

test("fetches the tables of a marketplace when it is chosen and follows what is typed", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  await openAbroad(page, stage);
  traffic.entered.add("21.37").add("1.3456");
  // The mark follows what the page holds, with the next painting.
  const britain = page.getByLabel(words("market.UK"), { exact: true });
  await britain.click();
  await expect(britain).toBeChecked();
  await priceIn(page, "UK").fill("21.37");
  // 21.37 with 20 % of tax within: 17.81 is left.
  await expect(cell(page, words("line.tax_in_price"), uk)).toContainText("3.56");
  await expect(cell(page, words("ledger.net_proceeds"), uk).first()).toContainText(/\d/);
  // Nothing is converted at a rate that was not given.
  await expect(cell(page, words("line.landed_cost"), uk)).toContainText(words("field_state.ask"));
  await page.getByLabel("1 GBP is", { exact: true }).fill("0");
  await expect(page.locator('[data-field="fx.GBP"] .field-problem')).toBeVisible();
  await page.getByLabel("1 GBP is", { exact: true }).fill("1.3456");
  await expect(cell(page, words("line.landed_cost"), uk)).toContainText(/\d\.\d\d/);

  await cell(page, words("line.referral"), uk).getByRole("button").click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText(words("explain.source"));
  await page.keyboard.press("Escape");
  for (const [row, rule] of [
    ["abroad.margin_net", "abroad.margin_net_rule"],
    ["channels.pays_cost", "abroad.pays_cost_rule"],
  ] as const) {
    await cell(page, words(row), uk).getByRole("button").click();
    await expect(drawer).toContainText(words(rule));
    await page.keyboard.press("Escape");
  }
  // Stock there has a way out of its own.
  await page.getByLabel(`UK: ${words("abroad_field.units")}`, { exact: true }).fill("50");
  await page.getByLabel(`UK: ${words("abroad_field.units_per_day")}`, { exact: true }).fill("0.4");
  await cell(page, words("abroad.best"), uk).getByRole("button").click();
  await expect(drawer).toContainText(words("abroad.best_rule"));
  await page.keyboard.press("Escape");

  await priceIn(page, "UK").fill("much");
  await expect(page.locator('[data-field="UK.price"] .field-problem')).toBeVisible();
  await priceIn(page, "UK").fill("21.37");
  await page.reload();
  await expect(priceIn(page, "UK")).toHaveValue("21.37");
  await expect(cell(page, words("line.tax_in_price"), uk)).toContainText("3.56");
});

test("all ten stand side by side without anything that axe finds, in both languages", async ({ page, stage }) => {
  test.slow();
  await openAbroad(page, stage);
  await page.getByRole("button", { name: words("abroad.all") }).click();
  await inBothLanguages(page, async (language) => {
    const table = page.getByRole("table", { name: words("abroad.table", language) });
    await expect(table.getByRole("columnheader")).toHaveCount(11);
    expect(await axeFindings(page), language).toEqual([]);
    await stage.picture(`abroad-${language}`);
  });
});
