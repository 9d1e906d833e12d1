// The product on other channels: what is asked, what follows, what is wrong, and there again after a reload.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, inBothLanguages, type Stage, test, words } from "./stage.ts";
import type { Language } from "./words.ts";

async function openChannels(page: Page, stage: Stage, language: Language = "en"): Promise<void> {
  await stage.open();
  if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
  await stage.loadSample(language);
  await page.evaluate(() => {
    location.hash = "#channels/0012345";
  });
  await expect(page.getByRole("table", { name: words("channels.table", language) })).toBeVisible();
}

function cell(page: Page, row: string, shop: number) {
  const table = page.getByRole("table", { name: words("channels.table") });
  return table
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: row, exact: true }) })
    .getByRole("cell")
    .nth(shop);
}

function field(page: Page, shop: string, name: string) {
  return page.getByLabel(`${shop}: ${name}`, { exact: true });
}

const ebay = 2;

test("asks for what no table gives and follows what is typed", { tag: "@both" }, async ({ page, stage, traffic }) => {
  await openChannels(page, stage);
  traffic.entered.add("23.45").add("4.85");
  // The final value fee is known, the carriage is not: no net.
  await expect(cell(page, words("line.own_shipping"), ebay)).toHaveText(words("field_state.ask"));
  const shop = words("shop.ebay");
  await field(page, shop, words("shop_field.price")).fill("23.45");
  await field(page, shop, words("shop_field.ship_cost")).fill("4.85");
  // 23.45 · 13.6 % = 3.1892; an order above 10.00 pays 0.40.
  await expect(cell(page, words("line.final_value"), ebay)).toContainText("3.19");
  await expect(cell(page, words("line.order_fee"), ebay)).toContainText("0.40");
  await expect(cell(page, words("ledger.net_proceeds"), ebay)).toContainText("15.01");
  await field(page, shop, words("shop_field.per_week")).fill("14");
  await expect(cell(page, words("channels.value"), ebay)).toHaveText(/\d/);

  await field(page, shop, words("shop_field.price")).fill("soon");
  await expect(page.locator('[data-field="ebay.price"] .field-problem')).toBeVisible();
  await expect(cell(page, words("ledger.net_proceeds"), ebay)).not.toContainText("15.01");
  await field(page, shop, words("shop_field.price")).fill("23.45");
  await field(page, shop, words("shop_field.price")).blur();
  await expect(cell(page, words("ledger.net_proceeds"), ebay)).toContainText("15.01");

  // Sellers of Greater China have rates that are not known here.
  await field(page, shop, words("shop_field.seller")).selectOption("greater_china");
  await expect(cell(page, words("line.final_value"), ebay)).toHaveText(words("field_state.ask"));
  await field(page, shop, words("shop_field.seller")).selectOption("elsewhere");
  await expect(cell(page, words("ledger.net_proceeds"), ebay)).toContainText("15.01");

  await page.reload();
  await expect(field(page, shop, words("shop_field.ship_cost"))).toHaveValue("4.85");
  await expect(cell(page, words("ledger.net_proceeds"), ebay)).toContainText("15.01");
  await stage.picture("channels");
});

test("says where every line comes from", async ({ page, stage }) => {
  await openChannels(page, stage);
  await page.locator(".channel-details summary", { hasText: words("shop.ebay") }).click();
  const lines = page.getByRole("table", { name: words("channels.lines_of").replace("{shop}", words("shop.ebay")) });
  await expect(lines.getByRole("row").filter({ hasText: words("line.order_fee") })).toContainText("ebay.com");
});

test("has nothing that axe finds on channels, in both languages", async ({ page, stage }) => {
  test.slow();
  await openChannels(page, stage);
  for (const summary of await page.locator(".channel-details summary").all()) await summary.click();
  await inBothLanguages(page, async (language) => {
    await expect(page.getByRole("table", { name: words("channels.table", language) })).toBeVisible();
    await expect(page.locator(".channel-details details:not([open])")).toHaveCount(0);
    expect(await axeFindings(page), language).toEqual([]);
  });
});
