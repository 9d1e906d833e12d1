// Workbooks in, files out.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Download, Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { catalogueRows, expect, openProduct, reportPath, test, words } from "./stage.ts";
import type { Language } from "./words.ts";

const workbook = fileURLToPath(new URL("../golden/samples.xlsx", import.meta.url));

/** Opens the export menu. */
async function openMenu(page: Page, language: Language): Promise<void> {
  await page.locator("summary").getByText(words("export.title", language), { exact: true }).click();
}

/** Takes something out of the page by the export menu. */
async function take(page: Page, language: Language, of: "product" | "catalogue", item: string): Promise<Download> {
  const waiting = page.waitForEvent("download");
  await openMenu(page, language);
  const section = page.getByRole("region", { name: words(`export.${of}`, language) });
  await section.getByRole("button", { name: item, exact: true }).click();
  return waiting;
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), "latin1");
}

test("a workbook gives the figures of its tables, and asks which sheets are meant", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  traffic.entered.add("LUNA-LAMP-BLK");
  await stage.open();
  const files = page.getByLabel(words("entry.choose")).last();
  const csv = words("export.csv");
  await files.setInputFiles(["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"].map(reportPath));
  await expect(catalogueRows(page)).toHaveCount(12);
  const given = await textOf(await take(page, "en", "catalogue", csv));
  await page.getByText(/^0 requests out/).click();
  await page.getByRole("button", { name: words("forget.label") }).click();
  await page.getByRole("button", { name: words("forget.confirm") }).click();
  await files.setInputFiles(workbook);
  const question = page.locator(".sheet-choice");
  for (const name of ["Stock", "Fees", "Costs"]) await question.getByLabel(name).check();
  expect(await axeFindings(page)).toEqual([]);
  await question.getByRole("button", { name: words("sheets.read") }).click();
  await expect(catalogueRows(page)).toHaveCount(12);
  expect(await textOf(await take(page, "en", "catalogue", csv))).toBe(given);
  // What was read is kept as text: after a reload nothing has to be unpacked again.
  await page.reload();
  await expect(catalogueRows(page)).toHaveCount(12);
});

test("what cannot be read says what to do", async ({ page, stage }) => {
  await stage.open();
  const file = (name: string, bytes: readonly number[]) => ({ name, mimeType: "", buffer: Buffer.from(bytes) });
  await page
    .getByLabel(words("entry.choose"))
    .last()
    .setInputFiles([
      file("old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      file("report.pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]),
      file("cut.xlsx", [0x50, 0x4b, 3, 4, 0, 0]),
    ]);
  const notices = page.locator(".notices");
  for (const code of ["problem.file_old_excel", "problem.file_pdf"] as const) {
    await expect(notices).toContainText(words(code));
  }
  await expect(notices).toContainText(/cut\.xlsx could not be read: it is damaged/);
});

for (const language of ["en", "zh"] as const) {
  test(`a product and the catalogue go out as files and on one page, ${language}`, {
    tag: language === "zh" ? "@both" : [],
  }, async ({ page, stage }) => {
    await stage.open(`#?locale=${language}`);
    await stage.loadSample(language);
    const all = await take(page, language, "catalogue", words("export.xlsx", language));
    expect(all.suggestedFilename()).toMatch(/^clearfloor-2026-11-21\.xlsx$/);
    await openProduct(page, "0012345", language);
    const one = await take(page, language, "product", words("export.xlsx", language));
    for (const file of [all, one]) expect((await textOf(file)).slice(0, 2)).toBe("PK");
    const dates = await textOf(await take(page, language, "product", words("export.calendar", language)));
    expect(dates).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20261215[\s\S]*END:VCALENDAR\r\n$/);
    await openMenu(page, language);
    // The product behind it is looked at elsewhere.
    expect(await axeFindings(page, ".export-items")).toEqual([]);
    await page
      .getByRole("region", { name: words("export.product", language) })
      .getByRole("button", { name: words("export.memo", language) })
      .click();
    await expect(page.getByRole("heading", { name: words("memo.title", language) })).toBeVisible();
    await expect(page.getByRole("heading", { name: words("memo.decision", language), exact: true })).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await stage.picture(`memo-${language}`);
  });
}

test("what is marked goes into a file for the marketplace, and nothing else", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  const row = (sku: string) => catalogueRows(page).filter({ hasText: sku });
  for (const sku of ["0012345", "000-777"]) await row(sku).getByRole("checkbox").check();
  await openMenu(page, "en");
  const section = page.getByRole("region", { name: "For the marketplace, of 2 marked products" });
  await section.getByRole("button", { name: words("act.disposal") }).click();
  await expect(section).toContainText(words("act.checked"));
  expect(await axeFindings(page)).toEqual([]);
  const saved = page.waitForEvent("download");
  await section.getByRole("button", { name: "Save the file (2 lines)" }).click();
  const lines = (await textOf(await saved)).trimEnd().split("\r\n");
  expect(lines.slice(0, 2)).toEqual([
    "MerchantRemovalOrderID\tclearfloor-2026-11-21-Disposal",
    "RemovalDisposition\tDisposal",
  ]);
  expect(
    lines
      .slice(4)
      .map((line) => line.split("\t")[0])
      .sort(),
  ).toEqual(["000-777", "0012345"]);
  // Prices: what is to leave by another way has none, and that is said.
  await section.getByRole("button", { name: words("act.prices") }).click();
  await expect(section).toContainText(words("act_left.no_price"));
  await section.getByRole("button", { name: words("act.sale_prices") }).click();
  await section.getByLabel(words("act.to"), { exact: true }).fill("2026-12-24");
  await section.getByRole("button", { name: words("act.look") }).click();
  await expect(section).toContainText("21.24");
});

test("pictures and tables of a view go out as they stand there", async ({ page, stage, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await stage.open();
  await stage.loadSample();
  await openProduct(page, "0012345");
  await expect(page.getByRole("region", { name: new RegExp(`^${words("tornado.title")}`) })).toBeVisible();
  await openMenu(page, "en");
  const section = page.getByRole("region", { name: words("export.view") });
  const asDrawings = section.getByRole("button", { name: /pictures of this view \(SVG\)/ });
  const count = Number(/\d+/.exec((await asDrawings.textContent()) ?? "")?.[0]);
  // The curve, the pictures, and the tables with bars in their cells.
  expect(count).toBeGreaterThan(6);
  const files: Download[] = [];
  page.on("download", (file) => files.push(file));
  await asDrawings.click();
  await expect.poll(() => files.length).toBe(count);
  const drawings = await Promise.all(files.map(async (file) => readFileSync(await file.path(), "utf8")));
  for (const drawing of drawings) {
    expect(drawing).toMatch(/^<svg [^>]*width="[1-9]/);
    expect(drawing).toContain("<text");
    // Nothing of the page is needed: hatches are within.
    for (const [, name] of drawing.matchAll(/url\(["']?(?:&quot;)?#([\w-]+)/g))
      expect(drawing).toContain(`id="${name}"`);
  }
  // Steps of the pocket stand beside their bars.
  expect(drawings.some((drawing) => drawing.includes("Fulfilment") && drawing.includes("<rect"))).toBe(true);
  await openMenu(page, "en");
  await section.getByRole("button", { name: /\(for a spreadsheet\)$/ }).click();
  await expect(page.locator(".notices")).toContainText(words("notice.copied"));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(words("outcomes.caption"));
  expect(copied.split("\n").some((line) => line.split("\t").length > 5)).toBe(true);
  // The days that matter are a list, and go out day by day.
  await page.evaluate(() => {
    location.hash = "#calendar";
  });
  await expect(page.locator(".day-list")).toBeVisible();
  await openMenu(page, "en");
  await section.getByRole("button", { name: /as text$/ }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/\n15 Jan 2027 · Fees The fulfilment fees of the peak season end\./);
});
