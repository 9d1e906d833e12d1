// Whatever is pasted or dropped: the page stands, says something, and goes on working.

import { readFileSync } from "node:fs";
import type { Download } from "@playwright/test";
import ICAL from "ical.js";
import { catalogueRows, expect, openProduct, test, words } from "./stage.ts";
import { goTo, views } from "./views.ts";

/** Bytes that look random and are the same every time. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 0x9e3779b9;
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return bytes;
}

const heading = "sku\tproduct-name\tyour-price\tavailable";
const line = (...cells: string[]): string => `${heading}\n${cells.join("\t")}\n`;

const inputs: Readonly<Record<string, Buffer>> = {
  "an empty file": Buffer.alloc(0),
  "5 MB of random bytes": noise(5_000_000),
  "one column": Buffer.from("sku\nA\nB\nC\n"),
  "10,000 columns": Buffer.from(
    `${Array.from({ length: 10_000 }, (_, at) => `column ${at}`).join("\t")}\n${"1\t".repeat(9_999)}1\n`,
  ),
  "a heading only": Buffer.from(`${heading}\n`),
  "negative stock": Buffer.from(line("A", "Lamp", "19.99", "-40")),
  "a price of zero": Buffer.from(line("A", "Lamp", "0", "40")),
  "1e308": Buffer.from(line("A", "Lamp", "1e308", "1e308")),
  NaN: Buffer.from(line("A", "Lamp", "NaN", "NaN")),
  emoji: Buffer.from(line("🧺-1", "Basket 🧺👩‍👩‍👧", "19.99", "40")),
  "right-to-left text": Buffer.from(line("A-1", "סל \u202Eabc\u202C قفة", "19.99", "40")),
  HTML: Buffer.from(line("A-1", "<img src=x onerror=alert(1)><script>alert(2)</script>", "19.99", "40")),
  formulas: Buffer.from(line("=1+1", '=HYPERLINK("https://example.com","x")', "19.99", "40")),
};

for (const [name, buffer] of Object.entries(inputs)) {
  test(`stands ${name}`, async ({ page, stage }) => {
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await stage.open();
    const files = page.getByLabel(words("entry.choose")).last();
    await files.setInputFiles({ name: "input.txt", mimeType: "text/plain", buffer });
    // It is over when something is said of it: a table that was read, or a reason.
    const said = page
      .getByRole("link", { name: new RegExp(`^${words("nav.tables")} \\d`) })
      .or(page.getByText(/input\.txt/));
    await expect(said.first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
    await expect(page.getByText(words("notice.engine_restarted"))).toHaveCount(0);
    await page.getByRole("link", { name: new RegExp(`^${words("nav.tables")}`) }).click();
    await expect(page.getByRole("main")).not.toBeEmpty();
    await stage.picture("after");
    // And the page goes on working.
    await page.getByLabel(words("entry.paste_label")).fill(line("GOOD-1", "Stool", "29.99", "12"));
    await page.getByRole("button", { name: words("entry.read") }).click();
    await page.getByRole("link", { name: words("nav.catalogue") }).click();
    await expect(catalogueRows(page).filter({ hasText: "GOOD-1" })).toHaveCount(1);
    expect(dialogs).toEqual([]);
  });
}

/** Texts made to do harm, each in the SKU of a product: what is no letter, what turns text, markup, a path, a formula. */
const hostile = [
  'M-1"><img src=x onerror=alert(1)>\u0000\u202E\uD800\uFFFF/../..?a=1&b#c%00',
  '=HYPERLINK("https://example.com","x")',
];

test("texts made to do harm stay texts in every view, file, picture and link", async ({ page, stage, traffic }) => {
  test.setTimeout(150_000);
  traffic.entered.add("onerror=alert").add("HYPERLINK");
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await stage.open();
  // As script puts text into a field, not as the driver carries it: half a letter stays half a letter.
  await page.getByLabel(words("entry.paste_label")).evaluate((box, skus) => {
    const rows = skus.map((sku) =>
      [sku, `@SUM(1+1) ${sku}`, "24.99", "249", "15", "5", "17.5", "3.2", "3.1", "1.8", "Office"].join("\t"),
    );
    const heads =
      "sku\tproduct-name\tyour-price\tavailable\tunits-shipped-t30\tcost\tlength (in)\twidth (in)\theight (in)\tweight (lb)\tcategory";
    (box as HTMLTextAreaElement).value = [heads, ...rows].join("\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }, hostile);
  await page.getByRole("button", { name: words("entry.read") }).click();
  await expect(catalogueRows(page)).toHaveCount(2);
  await openProduct(page, "M-1");
  const link = await page.evaluate(() => location.hash);
  expect(link).toMatch(/^#product\/M-1/);

  const files: Download[] = [];
  page.on("download", (file) => files.push(file));
  const menu = page.locator("summary").getByText(words("export.title"), { exact: true });
  const take = async (name: RegExp | string): Promise<void> => {
    const count = files.length;
    await menu.click();
    await page.locator(".export-items").getByRole("button", { name }).first().click();
    await expect.poll(() => files.length).toBeGreaterThan(count);
  };
  for (const { name, fragment } of views) {
    if (fragment === null) continue;
    await goTo(page, {
      name,
      fragment: fragment.replace(/^#product\/0012345$/, link).replace("0012345", link.slice(9)),
    });
    await expect(page.getByRole("main").getByRole("heading").first(), name).toBeVisible();
    await expect(page.locator("img"), name).toHaveCount(0);
    if (name === "catalogue" || name === "product") {
      for (const item of [words("export.xlsx"), words("export.calendar"), /\(SVG\)/, /\(PNG\)/]) await take(item);
    }
    if (name === "catalogue") await take(words("export.csv"));
  }
  // What is marked goes out for the marketplace: no line more than was chosen, whatever the SKU holds.
  await page.evaluate(() => location.assign("#catalogue"));
  expect(files.length).toBeGreaterThan(12);
  for (const file of files)
    expect(file.suggestedFilename()).toMatch(/^clearfloor-[\p{L}\p{N}._-]+\.(xlsx|ics|svg|png|csv)$/u);
  // The page itself lets nobody make markup of a text.
  const reader = await page.context().newPage();
  for (const file of files.filter((one) => one.suggestedFilename().endsWith(".svg"))) {
    const drawing = readFileSync(await file.path(), "utf8");
    const fault = await reader.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent ?? null,
      drawing,
    );
    expect(fault, file.suggestedFilename()).toBeNull();
    expect(drawing).not.toMatch(/<(img|script|foreignObject)/i);
  }
  await reader.close();
  const csv = files.find((one) => one.suggestedFilename().endsWith(".csv"));
  expect(readFileSync(await (csv as Download).path(), "utf8")).not.toMatch(/(^|[,\n])"?[=+@]/);
  for (const file of files.filter((one) => one.suggestedFilename().endsWith(".ics"))) {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(await file.path(), "utf8")));
    expect(calendar.getAllSubcomponents().every(({ name }) => name === "vevent" || name === "vtimezone")).toBe(true);
  }

  await page.evaluate(() => location.assign("#workspace"));
  await page.getByRole("button", { name: words("workspace.link_make"), exact: true }).click();
  const shared = await page.getByLabel(words("workspace.link_itself"), { exact: true }).inputValue();
  await page.goto("about:blank");
  await page.goto(shared);
  await page.getByRole("button", { name: words("workspace.beside"), exact: true }).click();
  await expect(catalogueRows(page)).toHaveCount(2);
  expect(dialogs).toEqual([]);
});
