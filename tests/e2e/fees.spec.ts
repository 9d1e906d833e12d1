// The fee library: what the tables say, a figure of the seller's own in them, a file that contradicts itself, two days.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, inBothLanguages, type Stage, test, words } from "./stage.ts";
import type { Language } from "./words.ts";

const storage = { en: "Monthly storage fee", zh: "月度仓储费" } as const;

async function openLibrary(page: Page, stage: Stage, language: Language = "en"): Promise<void> {
  await stage.open();
  if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
  await stage.loadSample(language);
  await page.evaluate(() => {
    location.hash = "#fees";
  });
  await expect(page.getByRole("heading", { name: words("fees.title", language) })).toBeVisible();
}

function family(page: Page, name: string) {
  return page
    .locator(".fee-families > li")
    .filter({ has: page.locator("summary > strong").getByText(name, { exact: true }) });
}

/** Puts a figure into the first row of the storage table. */
async function changeStorage(page: Page, figure: string): Promise<void> {
  const row = family(page, storage.en).getByRole("row").nth(1);
  await row.getByRole("button").click();
  const form = page.getByRole("form", { name: words("fees.own_title") });
  await form.getByLabel(words("fees.own_which")).selectOption({ index: 0 });
  await form.getByLabel(words("fees.own_figure"), { exact: true }).fill(figure);
  await form.getByLabel(words("fees.own_from"), { exact: true }).fill("2027-01-01");
  await form.getByLabel(words("fees.own_name")).fill("letter of November");
  await form.getByRole("button", { name: words("fees.own_save") }).click();
}

test("takes a figure of one's own, keeps it and takes it back", { tag: "@both" }, async ({ page, stage, traffic }) => {
  traffic.entered.add("letter of November");
  await openLibrary(page, stage);
  await family(page, storage.en).locator("summary").first().click();
  await changeStorage(page, "0,90");
  const own = page.locator(".own-list li");
  await expect(own).toContainText("letter of November");
  await expect(own.locator(".field-problem")).toHaveCount(0);
  // The table in force next year has the figure, and the row says whose it is.
  await page.getByLabel(words("fees.on_day")).fill("2027-02-01");
  const row = family(page, storage.en).locator("tr.is-own");
  await expect(row).toContainText("0.90");
  await expect(row).toContainText("letter of November");

  await page.reload();
  await expect(own).toContainText("letter of November");
  await page.getByRole("button", { name: words("fees.own_remove") }).click();
  await expect(own).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(own).toContainText("letter of November");
});

test("says why a figure or a file cannot be used, and calculates on with the tables", async ({ page, stage }) => {
  await openLibrary(page, stage);
  await family(page, storage.en).locator("summary").first().click();
  await changeStorage(page, "ninety");
  await expect(page.locator(".own-list .field-problem")).toBeVisible();
  const text = readFileSync("src/fees/data/us.toml", "utf8").replace(
    "from_day = 211, to_day = 240",
    "from_day = 205, to_day = 240",
  );
  await page.locator(".own-fees input[type=file]").setInputFiles({
    name: "mine.toml",
    mimeType: "text/plain",
    buffer: Buffer.from(text),
  });
  await expect(page.locator(".own-list li").first()).toContainText("mine.toml");
  await expect(page.locator(".own-list .field-problem").first()).toContainText("205");
  await expect(page.locator(".own-list .field-problem").first()).toContainText(/line \d+/);
  await expect(page.locator(".fee-families > li").first()).toBeVisible();
});

test("shows what changes between two days, and passes axe, in both languages", async ({ page, stage }) => {
  test.slow();
  await openLibrary(page, stage);
  await page.getByLabel(words("fees.after")).fill("2027-01-15");
  await page.getByLabel(words("fees.with_holes")).check();
  await page.locator(".fee-families summary").first().click();
  await inBothLanguages(page, async (language) => {
    const byProduct = page.getByRole("table", { name: words("fees.by_product", language) });
    await expect(byProduct.getByRole("row").nth(1)).toBeVisible();
    await expect(page.getByRole("table", { name: words("fees.by_family", language) })).toContainText(storage[language]);
    await expect(page.getByLabel(words("fees.with_holes", language))).toBeChecked();
    await expect(page.locator(".fee-table").first()).toBeVisible();
    expect(await axeFindings(page), language).toEqual([]);
    await stage.picture(`fees-${language}`);
  });
  await page
    .getByRole("table", { name: words("fees.by_product", "zh") })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("form", { name: words("inputs.label", "zh") })).toBeVisible();
});
