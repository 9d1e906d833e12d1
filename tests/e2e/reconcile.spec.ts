// Reconcile: charges of a statement held against the tables, planted faults found with their cause, cases saved, what
// cannot be compared named, all of it there again after a reload, in both languages.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, type Stage, test, words } from "./stage.ts";
import { sampleDay } from "./views.ts";
import type { Language } from "./words.ts";

const products = [
  "SKU\tASIN\tFNSKU\tPrice\tcategory\tlongest-side\tmedian-side\tshortest-side\tunit-of-dimension\titem-package-weight\tunit-of-weight",
  "PAD\tB0SYN00001\tX00SYN0001\t24.99\toffice\t17.5\t3.2\t3.1\tinches\t1.80\tpounds",
].join("\n");

const head =
  "settlement-id\tsettlement-start-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\tposted-date\tsku\tquantity-purchased";

function line(order: string, type: string, what: string, amount: string, sku: string, units = ""): string {
  return `9\t\t\t\tOrder\t${order}\tAmazon.com\t${type}\t${what}\t${amount}\t2026-11-05\t${sku}\t${units}`;
}

/** An order charged right, one at 17 % instead of 15, one of a product nobody knows. */
const statement = [
  head,
  "9\t2026-11-01 07:00:00 UTC\t0.00\tUSD\t\t\t\t\t\t\t\t\t",
  line("111-1", "ItemPrice", "Principal", "24.99", "PAD", "1"),
  line("111-1", "ItemFees", "Commission", "-3.75", "PAD"),
  line("111-1", "ItemFees", "FBAPerUnitFulfillmentFee", "-6.37", "PAD"),
  line("111-2", "ItemPrice", "Principal", "24.99", "PAD", "1"),
  line("111-2", "ItemFees", "Commission", "-4.25", "PAD"),
  line("111-3", "ItemFees", "Commission", "-4.25", "NOBODY"),
].join("\n");

async function open(page: Page, stage: Stage, language: Language = "en"): Promise<void> {
  await page.clock.setFixedTime(new Date(sampleDay));
  await stage.open();
  if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
  const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page
    .getByLabel(words("entry.choose", language))
    .last()
    .setInputFiles([file("products.tsv", products), file("statement.txt", statement)]);
  await expect(page.getByRole("link", { name: new RegExp(`^${words("nav.tables", language)} \\d`) })).toBeVisible();
  await page.evaluate(() => {
    location.hash = "#reconcile";
  });
  await expect(differences(page, language)).toBeVisible();
}

function differences(page: Page, language: Language = "en") {
  return page.getByRole("table", { name: words("reconcile.differences", language), exact: true });
}

for (const language of ["en", "zh"] as const) {
  test(`finds what was planted, with its cause and both calculations, in ${language}`, async ({ page, stage }) => {
    await open(page, stage, language);
    const rows = differences(page, language).getByRole("row");
    await expect(rows).toHaveCount(2);
    const row = rows.last();
    for (const text of ["PAD", "4.25", "3.75", "0.50", words("reconcile.raise_mark", language)]) {
      await expect(row).toContainText(text);
    }
    await row.getByRole("button").focus();
    await page.keyboard.press("Enter");
    const calculations = page.locator(".reconcile-calculations");
    await expect(calculations).toContainText("111-2");
    await expect(calculations.getByRole("table")).toHaveCount(3);
    await expect(page.getByRole("main")).toContainText(words("reconcile_why.no_product", language));
    expect(await axeFindings(page, "main")).toEqual([]);
    await stage.picture(`reconcile-${language}`);
  });
}

test("saves the cases, narrows the list, and is there again after a reload", { tag: "@both" }, async ({
  page,
  stage,
}) => {
  await open(page, stage);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: words("reconcile.save_cases") }).click();
  const csv = readFileSync(await (await saved).path(), "utf8");
  expect(csv.split("\r\n")[1]).toContain(
    "PAD,B0SYN00001,X00SYN0001,referral,statement.txt,7,2026-11-05,111-2,1,4.25,3.75,0.50,USD,category",
  );
  const show = page.getByRole("combobox", { name: words("reconcile.show"), exact: true });
  await show.selectOption("fee:fulfilment");
  await expect(page.getByText(words("reconcile.no_rows"), { exact: true })).toBeVisible();
  await page.reload();
  await expect(differences(page).getByRole("row")).toHaveCount(2);
});

test("says which reports it needs where none is", async ({ page, stage }) => {
  await page.clock.setFixedTime(new Date(sampleDay));
  await stage.open();
  await page.getByLabel(words("entry.paste_label")).fill(products);
  await page.getByRole("button", { name: words("entry.read") }).click();
  await expect(page.getByRole("link", { name: new RegExp(`^${words("nav.tables")} \\d`) })).toBeVisible();
  await page.evaluate(() => {
    location.hash = "#reconcile";
  });
  await expect(page.getByText(words("reconcile.empty"))).toBeVisible();
  await expect(page.getByText(words("reconcile.which_settlement"))).toBeVisible();
});
