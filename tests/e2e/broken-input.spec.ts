// Whatever is pasted or dropped: the page stands, says something, and goes on working.

import { catalogueRows, expect, test, words } from "./stage.ts";

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
