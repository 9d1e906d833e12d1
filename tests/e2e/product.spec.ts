// The product as an instrument: a price under the hand, figures that explain themselves, by keyboard, in both languages.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { catalogueRows, expect, inBothLanguages, sideways, test, words } from "./stage.ts";

async function openDeskPad(page: Page, language: "en" | "zh" = "en"): Promise<void> {
  await page
    .getByRole("table", { name: words("catalogue.title", language) })
    .getByRole("row")
    .filter({ hasText: "0012345" })
    .locator(".row-open")
    .click();
  await expect(page.getByRole("form", { name: words("inputs.label", language) })).toBeVisible();
}

/** Goes on with the tabulator until the focus is on an element that fits. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 250; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((of) => document.activeElement?.matches(of) ?? false, selector)) return;
  }
  throw new Error(`the tabulator does not lead to ${selector}`);
}

test("sets a price by keyboard alone: the handle of the curve, then a way of one's own", { tag: "@both" }, async ({
  page,
  stage,
}) => {
  await stage.open();
  await stage.loadSample();
  await openDeskPad(page);
  await expect(page.getByRole("slider", { name: words("curve.handle") })).toBeVisible();
  await page
    .getByRole("form", { name: words("inputs.label") })
    .locator("input")
    .first()
    .focus();
  await tabTo(page, ".curve-handle");
  const handle = page.getByRole("slider", { name: words("curve.handle") });
  await expect(handle).toHaveAttribute("aria-valuenow", "2499");
  const net = page.locator('.figure[data-part="net_proceeds"] .figure-value');
  const before = await net.textContent();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowLeft");
  await expect(handle).toHaveAttribute("aria-valuenow", "2448");
  await expect.poll(() => net.textContent()).not.toBe(before);
  await expect(page.locator(".hand-result")).toContainText(/doing nothing/);
  await stage.picture("hand");
  await tabTo(page, ".hand-actions button:last-child");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-field="own_prices"] input')).toHaveValue("24.48");
  await expect(page.getByRole("table", { name: words("outcomes.caption") })).toContainText("24.48");
});

test("moves price and discount together and goes back to today's", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openDeskPad(page);
  await page.getByLabel(words("hand.discount"), { exact: true }).fill("30");
  await expect(page.getByLabel(words("hand.price"), { exact: true })).toHaveValue("1749");
  await page.getByRole("button", { name: words("hand.back") }).click();
  await expect(page.getByLabel(words("hand.price"), { exact: true })).toHaveValue("2499");
});

for (const language of ["en", "zh"] as const) {
  test(`explains a figure and tries another, in ${language}`, { tag: language === "zh" ? "@both" : [] }, async ({
    page,
    stage,
  }) => {
    await stage.open();
    if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("button", { name: words("entry.sample", language) }).click();
    await openDeskPad(page, language);
    await page.locator(".ledger-fold > summary").click();
    const line = page.locator('.ledger tr[data-part="referral"]');
    // What belongs to it lights up with it; the pictures come part by part.
    await expect(async () => {
      await line.getByRole("button").blur();
      await line.getByRole("button").focus();
      await expect(page.locator("[data-lit]").first()).toBeAttached({ timeout: 1000 });
    }).toPass();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog");
    await expect(drawer.locator(".spreadsheet code")).toContainText(/^=/);
    const box = drawer.getByRole("textbox");
    await box.fill("8");
    await expect(drawer.getByRole("button", { name: words("what_if.use", language) })).toBeVisible();
    await stage.picture(`explanation-${language}`);
    // Nothing is taken over before it is asked for.
    await expect(page.locator('[data-field="fee_referral_rate"] input')).toHaveValue("");
    await drawer.getByRole("button", { name: words("what_if.use", language) }).click();
    await expect(page.locator('[data-field="fee_referral_rate"] input')).toHaveValue(/^8/);
    await page.keyboard.press("Escape");
    await expect(drawer).toHaveCount(0);
  });
}

test("shows the prices that reach a target", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openDeskPad(page);
  await page.locator('[data-field="target_kind"] select').selectOption("margin_displayed_price");
  await page.locator('[data-field="target_share"] input').fill("20");
  const figure = page.locator(".figure").filter({ hasText: words("choice.margin_displayed_price") });
  await expect(figure).toContainText("20 %");
  await figure.getByRole("button").click();
  await expect(page.getByRole("dialog")).toContainText(words("explain.target_title"));
});

test("keeps the catalogue's rows in step with a price typed in the product", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openDeskPad(page);
  const price = page.locator('[data-field="price_list"] input');
  await price.fill("19.95");
  await price.blur();
  await page.goBack();
  await expect(catalogueRows(page).filter({ hasText: "0012345" })).toContainText("19.95");
});

test("has nothing that axe finds in the product and the comparison, in both languages", async ({ page, stage }) => {
  test.slow();
  await stage.open();
  await stage.loadSample();
  await openDeskPad(page);
  await page.getByLabel(words("hand.discount"), { exact: true }).fill("25");
  await page.locator(".ledger-fold > summary").click();
  await inBothLanguages(page, async (language) => {
    await expect(page.getByLabel(words("hand.discount", language), { exact: true })).toHaveValue("25");
    await page.locator('.ledger tr[data-part="referral"]').getByRole("button").click();
    await page.getByRole("dialog").getByRole("textbox").fill("soon");
    await expect(page.getByRole("dialog").locator(".field-problem")).toBeVisible();
    expect(await axeFindings(page), `product, ${language}`).toEqual([]);
    await page.keyboard.press("Escape");
  });
  await page.getByRole("button", { name: words("compare.open", "zh") }).click();
  await expect(page.getByRole("table", { name: words("compare.caption", "zh") })).toBeVisible();
  expect(await axeFindings(page), "comparison, zh").toEqual([]);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("table", { name: words("compare.caption") })).toBeVisible();
  expect(await axeFindings(page), "comparison, en").toEqual([]);
});

test("needs no sideways scrolling of the comparison at 320, 390 and 1600 px", async ({ page, stage }) => {
  await page.setViewportSize({ width: 320, height: 844 });
  await stage.open();
  await stage.loadSample();
  await openDeskPad(page);
  await page.getByRole("button", { name: words("compare.open") }).click();
  await expect(page.getByRole("table", { name: words("compare.caption") })).toBeVisible();
  expect(await sideways(page, [320, 390, 1600])).toEqual([0, 0, 0]);
  await stage.picture("compare");
});
