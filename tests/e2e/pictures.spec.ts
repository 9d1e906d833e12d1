// The pictures of a product: each with its sentence and its table, by keyboard, in both languages, on a phone, on paper.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, inBothLanguages, openProduct as openSample, sideways, test, words } from "./stage.ts";

const titles = [
  "waterfall.title",
  "cash.title",
  "stock.title",
  "discounts.title",
  "difference.title",
  "frontier.title",
  "tornado.title",
] as const;

/** Opens a product of the sample and waits for its last picture. */
async function openProduct(page: Page, language: "en" | "zh" = "en"): Promise<void> {
  if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
  await page.getByRole("button", { name: words("entry.sample", language) }).click();
  const catalogue = page.getByRole("table", { name: words("catalogue.title", language) });
  await catalogue.locator(".row-open", { hasText: "0012345" }).click();
  await expect(picture(page, words("tornado.title", language))).toBeVisible();
}

function picture(page: Page, title: string) {
  return page.getByRole("region", { name: new RegExp(`^${title}`) });
}

test("gives each picture a sentence, its figures, and nothing that axe finds, in both languages", async ({
  page,
  stage,
}) => {
  test.slow();
  await stage.open();
  await openProduct(page);
  await inBothLanguages(page, async (language) => {
    for (const title of titles) {
      const shown = picture(page, words(title, language));
      await expect(shown.locator(".picture-sentence")).not.toBeEmpty();
      // The figures stand in the picture itself, or folded beneath it; what was unfolded stays so in the other language.
      const fold = shown.locator("details:not([open]) > summary");
      if ((await fold.count()) > 0) await fold.click();
      const rows = shown.getByRole("table").getByRole("row");
      await expect.poll(() => rows.count(), { message: title }).toBeGreaterThan(3);
      for (const sentence of await shown.locator(".picture-sentence").allInnerTexts()) {
        expect(sentence, title).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
    expect(await axeFindings(page, ".pictures"), language).toEqual([]);
    await stage.picture(`pictures-${language}`);
  });
});

test("adds the steps of the pocket and of the difference up to their ends", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openSample(page, "0012345");
  const cents = (text: string): number => Math.round(Number(text.replaceAll(",", "").replace("\u2212", "-")) * 100);
  /** Amounts of a waterfall, row by row. */
  const amounts = async (title: (typeof titles)[number]): Promise<number[]> => {
    const rows = picture(page, words(title)).getByRole("row");
    const texts = await rows.locator("td.is-number > :first-child, td.is-number > .is-gain, td.is-number > .is-loss");
    return (await texts.allInnerTexts()).map((text) => text.match(/[+\u2212]?[\d,]+\.\d\d/)?.[0] ?? "0.00").map(cents);
  };
  await expect(picture(page, words("difference.title"))).toBeVisible();
  const difference = await amounts("difference.title");
  expect(difference.length).toBeGreaterThan(3);
  const end = difference.pop();
  expect(difference.reduce((sum, step) => sum + step, 0)).toBe(end);
});

test("follows the price under the hand and the choice of a way", async ({ page, stage }) => {
  await stage.open();
  await openProduct(page);
  const pocket = picture(page, words("waterfall.title"));
  const before = await pocket.getByRole("table").textContent();
  await page.getByRole("slider", { name: words("hand.price"), exact: true }).press("ArrowLeft");
  await expect.poll(() => pocket.getByRole("table").textContent()).not.toBe(before);
  const stock = picture(page, words("stock.title"));
  await stock.getByLabel(words("stock.way")).selectOption("hold");
  await expect(stock.locator(".picture-sentence")).toContainText(words("scenario.hold"));
  const difference = picture(page, words("difference.title"));
  await difference.getByLabel(words("difference.to"), { exact: true }).selectOption("liquidate");
  await expect(difference.locator(".picture-sentence")).toContainText(words("scenario.liquidate"));
});

test("lights a step up together with the curve that shows the same", async ({ page, stage }) => {
  await stage.open();
  await openProduct(page);
  const net = picture(page, words("waterfall.title")).getByRole("row", {
    name: new RegExp(words("ledger.net_proceeds")),
  });
  await net.hover();
  await expect(net).toHaveAttribute("data-lit", "");
  await expect(page.locator("path[data-part=net_proceeds]")).toHaveAttribute("data-lit", "");
  await page.mouse.move(0, 0);
  await expect(net).not.toHaveAttribute("data-lit", "");
});

test("opens the explanation of a step by keyboard", async ({ page, stage }) => {
  await stage.open();
  await openProduct(page);
  const step = picture(page, words("waterfall.title"))
    .getByRole("row", { name: /Referral/ })
    .getByRole("button");
  await step.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("fits its pictures into 320 and 390 px", async ({ page, stage }) => {
  await page.setViewportSize({ width: 320, height: 844 });
  await stage.open();
  await openProduct(page);
  expect(await sideways(page, [320, 390])).toEqual([0, 0]);
  await stage.picture("pictures");
});

test("tells ways apart without colour", async ({ page, stage }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await stage.open();
  await openProduct(page);
  const dashes = await picture(page, words("cash.title"))
    .locator("svg[role=img] path")
    .evaluateAll((paths) => paths.map((path) => getComputedStyle(path).strokeDasharray));
  expect(new Set(dashes).size).toBe(dashes.length);
  await stage.picture("forced-colors");
});
