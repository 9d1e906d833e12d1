// Ways side by side: chosen, pinned, copied, named and noted, and there again after a reload.

import type { Page } from "@playwright/test";
import { expect, openProduct, test, words } from "./stage.ts";

async function openComparison(page: Page): Promise<void> {
  await openProduct(page, "0012345");
  await page.getByRole("button", { name: words("compare.open") }).click();
  await expect(page.getByRole("table", { name: words("compare.caption") })).toBeVisible();
}

test("puts ways side by side and keeps what the seller wrote", { tag: "@both" }, async ({ page, stage, traffic }) => {
  await stage.open();
  await stage.loadSample();
  await openComparison(page);
  expect(page.url()).toContain("#compare/");
  const table = page.getByRole("table", { name: words("compare.caption") });
  const heads = table.getByRole("columnheader");
  await expect(heads).toHaveCount(6);
  // Doing nothing is pinned; the others say what they change.
  await expect(table.locator(".compare-change").first()).toBeVisible();

  await heads
    .last()
    .getByRole("button", { name: /^Take out/ })
    .click();
  await expect(heads).toHaveCount(5);
  traffic.entered.add("13.37").add("as agreed with Li").add("Spring plan");
  const price = page.getByLabel(words("compare.add_price"));
  await price.fill("13.37");
  await price.press("Enter");
  await expect(heads).toHaveCount(6);
  await expect(
    table
      .getByRole("row")
      .filter({ hasText: words("column.price") })
      .first(),
  ).toContainText("13.37");
  await heads.last().getByRole("textbox").first().fill("Spring plan");
  await table
    .getByRole("textbox", { name: /^Note on/ })
    .last()
    .fill("as agreed with Li");
  await table
    .getByRole("textbox", { name: /^Note on/ })
    .last()
    .blur();
  await heads.last().getByRole("button", { name: /^Pin/ }).click();
  await expect(heads.last().getByRole("button", { name: /^Pin/ })).toHaveAttribute("aria-pressed", "true");
  await stage.picture("compare");

  await page.reload();
  await expect(heads).toHaveCount(6);
  await expect(heads.last().getByRole("textbox").first()).toHaveValue("Spring plan");
  await expect(table.getByRole("textbox", { name: /^Note on/ }).last()).toHaveValue("as agreed with Li");
  await expect(heads.last().getByRole("button", { name: /^Pin/ })).toHaveAttribute("aria-pressed", "true");

  await page.goBack();
  await expect(page.getByRole("form", { name: words("inputs.label") })).toBeVisible();
});

test("says beside a price of one's own why it cannot be read", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openComparison(page);
  const table = page.getByRole("table", { name: words("compare.caption") });
  const heads = table.getByRole("columnheader");
  await heads
    .last()
    .getByRole("button", { name: /^Take out/ })
    .click();
  const price = page.getByLabel(words("compare.add_price"));
  await price.fill("soon");
  await price.press("Enter");
  await expect(heads.last().locator(".field-problem")).toBeVisible();
  await heads
    .last()
    .getByRole("textbox", { name: /^Price of/ })
    .fill("30 %");
  await heads
    .last()
    .getByRole("textbox", { name: /^Price of/ })
    .blur();
  await expect(heads.last().locator(".field-problem")).toHaveCount(0);
});
