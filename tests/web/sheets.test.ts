// The module for workbooks as the page's worker calls it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { initSync, Workbook, writeCalendar, writeWorkbook } from "../../www/src/engine/generated/sheets.js";
import type { OutCalendar, OutWorkbook } from "../../www/src/engine/sheets.ts";
import { catalogueCells, catalogueWorkbook } from "../../www/src/views/export/catalogue-workbook.ts";
import { columnName, filled } from "../../www/src/views/export/cells.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url));

initSync({ module: new WebAssembly.Module(read("../../www/src/engine/generated/sheets_bg.wasm")) });

/** Cells of a sheet of a file, a bar between them. */
function sheetOf(file: Uint8Array, place = 0): string[] {
  return new Workbook(file).table(place).replaceAll("\u001f", "|").trimEnd().split("\n");
}

test("a workbook is read sheet by sheet", () => {
  const workbook = new Workbook(read("../golden/samples.xlsx"));
  const sheets = JSON.parse(workbook.sheets());
  assert.deepEqual(
    sheets.map(({ name, hasData }: { name: string; hasData: boolean }) => [name, hasData]),
    [
      ["Stock", true],
      ["Fees", true],
      ["Costs", true],
    ],
  );
  const [title, heads] = sheetOf(read("../golden/samples.xlsx"), 2);
  assert.match(`${title}\n${heads}`, /^Cost sheet US store.*\nSKU\|Product\|/);
});

test("what is no workbook is refused with a code", () => {
  const refused = (bytes: number[]) => {
    try {
      new Workbook(new Uint8Array(bytes));
    } catch (thrown) {
      return JSON.parse(String(thrown)).code;
    }
    return null;
  };
  assert.equal(refused([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "file_old_excel");
  assert.equal(refused([0x50, 0x4b, 3, 4, 0]), "file_broken");
  assert.equal(refused([]), "file_no_workbook");
});

test("a description becomes a workbook with its figures", () => {
  const description: OutWorkbook = {
    title: "A",
    madeOn: "2026-11-21",
    sheets: [
      {
        name: "One",
        rows: [[{ t: "=1+1" }, { n: "24.99", f: "money2" }, { d: "2026-12-14" }, { x: "B1*2", n: "49.98" }]],
      },
    ],
  };
  assert.deepEqual(sheetOf(writeWorkbook(JSON.stringify(description))), ["=1+1|24.99|2026-12-14|49.98"]);
});

test("a calendar is written", () => {
  const calendar: OutCalendar = {
    name: "C",
    madeOn: "2026-11-21",
    events: [{ id: "a", on: "2026-12-14", title: "Act", text: "", remindDays: 3 }],
  };
  assert.match(writeCalendar(JSON.stringify(calendar)), /DTSTART;VALUE=DATE:20261214\r\n/);
});

test("the catalogue goes out with formulas of its own row, and on the clipboard without any", () => {
  const cells = JSON.stringify({
    headings: ["sku", "currency", "price", "referral"],
    rows: [
      ["=cmd|A", "USD", { n: "24.99" }, { n: "-3.75", x: "-ROUND({price}*15%,2)" }],
      ["B", "USD", { n: "10.00" }, null],
    ],
  });
  const fee = {
    family: "fulfilment",
    table: "fulfilment_2026_peak",
    row: "small_standard, up to 4 oz",
    effectiveFrom: "2026-10-15",
    effectiveTo: "2027-01-14",
    source: "https://example.org/fees",
    sourceKind: "secondary",
    confidence: "cross-checked",
    isAssumed: false,
    unit: "per unit",
    note: null,
    own: null,
  };
  const sources = { done: 2, total: 2, rows: [{ fee, products: 2 }] };
  const { sheets } = catalogueWorkbook(cells, "2026-11-21", sources);
  const row = sheets[0]?.rows[4];
  assert.equal(row?.[3]?.x, "-ROUND($C5*15%,2)");
  const file = writeWorkbook(JSON.stringify(catalogueWorkbook(cells, "2026-11-21", sources)));
  // The rows of the tables behind the figures: row, dates, page, how sure, and for how many products.
  assert.match(sheetOf(file, 1).at(-1) ?? "", /\|2026-10-15\|2027-01-14\|https:\/\/example\.org\/fees\|[^|]+\|2$/);
  assert.deepEqual(sheetOf(file).slice(4), ["=cmd|A|USD|24.99|-3.75", "B|USD|10"]);
  assert.deepEqual(catalogueCells(cells).split("\n").slice(1), ["'=cmd|A\tUSD\t24.99\t-3.75", "B\tUSD\t10.00\t"]);
});

test("columns are named as spreadsheets name them", () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnName), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  assert.equal(
    filled("{a}+{b}", (name) => name.toUpperCase()),
    "A+B",
  );
});
