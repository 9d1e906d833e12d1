// A clearance reviewed: the plan kept, what came pasted, what was learned taken over and taken back; in both languages.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { catalogueRows, expect, pasteInto, reportPath, test, words } from "./stage.ts";

async function openReview(page: Page, language: "en" | "zh" = "en"): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#review";
  });
  await expect(page.getByRole("heading", { level: 1, name: words("review.title", language) })).toBeVisible();
}

/** Pastes into a cell of a region as a spreadsheet does. */
async function paste(page: Page, region: string, label: string, text: string): Promise<void> {
  await pasteInto(page.getByRole("region", { name: region }).getByLabel(label, { exact: true }).first(), text);
}

const came =
  "SKU\tDate\tUnits\tPrice\tFees\n0012345\t2026-09-01\t30\t24.99\t300\n0012345\t2026-09-15\t60\t19.99\t520\n0012345\t2026-09-29\tmany\t16.99\t1\n";

test("keeps a plan, holds what came against it, and takes over what was learned", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  await stage.open();
  // The seller's own tables: the sample brings a review with it.
  const tables = ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"].map(reportPath);
  await page.locator('input[type="file"]').first().setInputFiles(tables);
  await expect(catalogueRows(page).filter({ hasText: "0012345" })).toHaveCount(1);
  await openReview(page);
  traffic.entered.add("24.99");
  await paste(page, words("review.rows"), "SKU, row 1", came);
  const said = page.getByRole("region", { name: words("landed.said") });
  await expect(said).toContainText("“many” cannot be read as a number");
  await page.getByRole("button", { name: words("review.keep_plans") }).click();
  const plans = page.locator("section", { has: page.locator("#review-plans") }).last();
  await expect(plans.getByLabel("SKU, row 1", { exact: true })).toHaveValue("0012345");
  const against = page.getByRole("table", { name: words("review.against") });
  // 30 · 24.99 + 60 · 19.99
  await expect(against.getByRole("row", { name: /Revenue/ }).first()).toContainText("1,949.10");
  await expect(page.getByRole("region", { name: words("review.return") }).first()).toContainText("1,129.10");
  const take = page.getByRole("button", { name: "Take over the elasticity of 0012345" });
  await take.click();
  await expect(page.getByText("0012345 now has the elasticity learned here.")).toBeVisible();
  await page.getByRole("button", { name: words("review.into_calendar") }).click();
  await expect(page.getByText("1 product has its days in the calendar.")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect(against.getByRole("row", { name: /Revenue/ }).first()).toContainText("1,949.10");
});

test("reviews an example without tables, in Chinese", async ({ page, stage }) => {
  await stage.open();
  await page.getByRole("button", { name: "简体中文" }).click();
  await openReview(page, "zh");
  await page.getByRole("button", { name: "填入示例" }).click();
  await expect(page.getByRole("table", { name: "计划与实际" })).toContainText("全部计划合计");
  await expect(page.getByRole("table", { name: "各渠道" })).toContainText("售罄率最高");
  await expect(page.getByText("滞销品减少了 57.1%")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
});
