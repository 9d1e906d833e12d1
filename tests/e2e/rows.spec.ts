// Every row is accounted for, can be mended where it stands, and a heading is asked about once.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect as atOnce, catalogueRows, test, words } from "./stage.ts";

/** A page that is opened again fills its engine anew, which takes its time on a busy machine. */
const expect = atOnce.configure({ timeout: 40_000 });
test.describe.configure({ timeout: 150_000 });

async function drop(page: Page, name: string, text: string | Buffer): Promise<void> {
  await page.evaluate(() => location.assign("#tables"));
  const file = { name, mimeType: "text/plain", buffer: Buffer.from(text) };
  await page.getByLabel(words("entry.choose")).last().setInputFiles(file);
  await page.evaluate(() => location.assign("#tables"));
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

function skus(page: Page) {
  return catalogueRows(page).locator(".sku");
}

const stock = [
  "sku\tproduct-name\tyour-price\tavailable",
  "GOOD-1\tStool\t29.99\t12",
  "\tLamp\t19.99\t40",
  "ODD-3\tBench\ttwelve\t7",
  "GOOD-1\tStool again\t28.99\t3",
  "",
].join("\n");

test("counts every row, and reads one that was mended in place, until that is taken back", async ({ page, stage }) => {
  await stage.open();
  await drop(page, "stock.txt", stock);
  const table = page.getByRole("article", { name: "stock.txt" });
  await expect(table).toContainText("2 rows read, 2 rows set aside");
  await expect(table).toContainText("5 lines in all, headings counted");

  const list = page.waitForEvent("download");
  await page.getByRole("button", { name: words("mend.download") }).click();
  const text = readFileSync(await (await list).path(), "utf8");
  expect(text).toMatch(/^\uFEFFFile,Line,Column,/);
  expect(text).toMatch(/stock\.txt,3,1,sku,,Not used,.*\tLamp\t19\.99\t40/);
  expect(text).toMatch(/stock\.txt,4,3,your-price,ODD-3,/);

  // The cell alone, by keyboard.
  await table.getByRole("button", { name: "Mend line 3", exact: true }).press("Enter");
  const cell = table.getByLabel("sku in line 3");
  await expect(cell).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await cell.fill("MENDED-2");
  await cell.press("Enter");
  await expect(table).toContainText("3 rows read, 1 row set aside");
  await table.getByRole("button", { name: "Mend line 4", exact: true }).first().click();
  await table.getByLabel("your-price in line 4").fill("12.00");
  await table.getByRole("button", { name: words("mend.save") }).click();
  await expect(table.getByRole("button", { name: "Mend line 4", exact: true })).toHaveCount(0);
  // A row that stands twice is left out by choice.
  await table.getByRole("button", { name: "Mend line 5", exact: true }).first().click();
  await table.getByRole("button", { name: words("mend.leave_out") }).click();
  await expect(table).not.toContainText("set aside");
  await page.reload();
  await expect(table).toContainText("3 rows read");
  await page.evaluate(() => location.assign("#catalogue"));
  await expect.poll(async () => (await skus(page).allInnerTexts()).sort()).toEqual(["GOOD-1", "MENDED-2", "ODD-3"]);
  await page.evaluate(() => location.assign("#tables"));
  for (const left of ["3 rows read, 1 row set aside", "“twelve”", "2 rows read, 2 rows set aside"]) {
    await page.keyboard.press("Control+z");
    await expect(table).toContainText(left);
  }
});

test("reads a heading as it was told once, in the next file of the same kind", async ({ page, stage }) => {
  const sheet = (sku: string): string => `sku\twhat we paid\n${sku}\t3.50\n`;
  await stage.open();
  await drop(page, "july.txt", sheet("A-1"));
  const meaning = page.getByLabel("Read what we paid as");
  const columns = page.locator(".table-read summary").filter({ hasText: "columns" });
  const open = async (): Promise<void> => {
    if (!(await meaning.isVisible())) await columns.click();
  };
  await open();
  await meaning.focus();
  await meaning.selectOption("cost_unit");
  await expect(columns).toContainText("2 of 2");
  // How its numbers are written was decided by its cells; it can be turned, and turned back.
  const written = page.getByLabel("Numbers of what we paid are written");
  await open();
  await expect(written).toHaveValue("1,234.50");
  await written.selectOption("1.234,50");
  await expect(page.locator(".table-read .problems")).toContainText("“3.50”");
  await open();
  await written.selectOption("1,234.50");
  await expect(page.locator(".table-read")).not.toContainText("“3.50”");
  await page.getByRole("button", { name: `${words("tables.remove")} july.txt` }).click();
  await expect(page.getByRole("heading", { name: "july.txt" })).toHaveCount(0);
  await page.reload();
  await drop(page, "august.txt", sheet("B-2"));
  await expect(page.getByText(/^august\.txt: read as you said before: what we paid/)).toBeVisible();
  await expect(columns).toContainText("2 of 2");
  await open();
  await expect(meaning).toHaveValue("cost_unit");
  // Taken back in one step, with the table.
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("heading", { name: "august.txt" })).toHaveCount(0);
});

test("shows where files do not agree about a product, with what each says and which is used", async ({
  page,
  stage,
}) => {
  await stage.open();
  await drop(page, "first.txt", "sku\tyour-price\tavailable\nA-1\t29.99\t12\nB-2\t5.00\t1\n");
  await drop(page, "second.txt", "sku\tyour-price\tavailable\nA-1\t27.50\t12\nB-2\t6.00\t1\n");
  await page.evaluate(() => location.assign("#product/A-1"));
  const fold = page.locator("details", { has: page.getByRole("heading", { name: words("said.title") }) });
  await fold.locator("summary").click();
  await expect(fold.getByText("1 field on which files do not agree.")).toBeVisible();
  const rows = fold.getByRole("row");
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toContainText(/29\.99.*first\.txt.*line 2.*used/);
  await expect(rows.nth(2)).toContainText(/27\.5.*second\.txt.*line 2.*not used/);
  await expect(fold).not.toContainText("6.00");
  expect(await axeFindings(page)).toEqual([]);
  await page.evaluate(() => location.assign("#tables"));
  const differing = page.getByRole("region", { name: words("tables.conflicts") });
  await expect(differing.getByRole("listitem")).toHaveCount(2);
  await expect(differing).toContainText(/A-1.*29\.99 USD in first\.txt \(line 2\), 27\.50? USD in second\.txt/);
  expect(await axeFindings(page)).toEqual([]);
});

test("says what a file was read in, and reads it in another encoding, also after a reload and back", async ({
  page,
  stage,
}) => {
  await stage.open();
  // Of the letters before the last one Windows-1252 has the bytes of an everyday Chinese character.
  const bytes = Buffer.from(`sku\tproduct-name\tyour-price\tavailable\nA-1\tPROMO\u{c7}\u{c3}O\t29.99\t12\n`, "latin1");
  await drop(page, "guess.txt", bytes);
  const table = page.getByRole("article", { name: "guess.txt" });
  const encoding = table.getByLabel(words("tables.encoding"));
  const cells = table.locator("details", { hasText: words("as_read.title") });
  await cells.locator("summary").click();
  await expect(encoding).toHaveValue("gb18030");
  await expect(table).toContainText("as much sense as Windows-1252");
  await expect(cells).toContainText("PROMO\u6572O");
  // By keyboard; the choice keeps the focus.
  await encoding.focus();
  await page.keyboard.press("ArrowUp");
  await expect(cells).toContainText("PROMO\u{c7}\u{c3}O");
  await expect(encoding).toHaveValue("windows-1252");
  await expect(encoding).toBeFocused();
  await expect(table.locator(".is-asked")).toHaveCount(0);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Control+z");
  await expect(encoding).toHaveValue("gb18030");
  await expect(cells).toContainText("PROMO\u6572O");
  await page.keyboard.press("Control+Shift+z");
  await expect(encoding).toHaveValue("windows-1252");

  // After a reload the page has the text, and asks for the file to read it anew.
  await page.reload();
  await expect(encoding).toHaveValue("windows-1252");
  await encoding.selectOption("shift_jis");
  const again = table.locator("input[type=file]");
  await again.setInputFiles({ name: "other.txt", mimeType: "text/plain", buffer: bytes });
  await expect(page.getByText(/\u201cother\.txt\u201d is another file/)).toBeVisible();
  await again.setInputFiles({ name: "guess.txt", mimeType: "text/plain", buffer: bytes });
  await expect(again).toHaveCount(0);
  await expect(encoding).toHaveValue("shift_jis");

  await table.getByLabel(words("tables.separated")).selectOption("comma");
  await expect(table).toContainText("0 rows read");
  await page.keyboard.press("Control+z");
  await expect(table).toContainText("1 row read");
});
