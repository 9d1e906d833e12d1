// Another marketplace: its currency, taxes and units, and what was typed for each kept apart.

import { axeFindings } from "./axe.ts";
import { catalogueRows, expect, openProduct, test, words } from "./stage.ts";

test("turns to Britain and back, and keeps what was typed for each", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  traffic.entered.add("uk-lamp");
  await stage.open();
  const box = page.getByLabel(words("entry.paste_label"));
  await box.fill("sku\tmarketplace\tprice\tunits\nuk-lamp\tAmazon.co.uk\t24.99\t40\nus-lamp\tAmazon.com\t19.99\t10\n");
  await page.getByRole("button", { name: words("entry.read") }).click();
  await expect(catalogueRows(page)).toHaveCount(1);
  await expect(catalogueRows(page)).toContainText("us-lamp");

  await page.getByRole("button", { name: "Turn to UK (1 row)" }).click();
  await expect(catalogueRows(page)).toContainText("uk-lamp");
  await expect(page.getByRole("banner")).toContainText("UK · ");
  await openProduct(page, "uk-lamp");
  await expect(page.getByText(words("line.tax_in_price")).first()).toBeVisible();
  await expect(page.getByText("GBP").first()).toBeVisible();
  await page.getByLabel(words("field.side_longest"), { exact: true }).fill("20");
  expect(await axeFindings(page)).toEqual([]);
  await stage.picture("britain");

  await page.reload();
  await expect(page.getByLabel(words("field.side_longest"), { exact: true })).toHaveValue("20");
  await page.getByRole("link", { name: words("nav.catalogue") }).click();
  await page.getByRole("button", { name: "Turn to US (1 row)" }).click();
  await expect(catalogueRows(page)).toContainText("us-lamp");
  await expect(page.getByRole("banner")).toContainText("US · ");
});
