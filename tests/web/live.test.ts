// Formulas that follow the price, put into a formula engine at prices around the ends of bands.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
// @ts-expect-error: it comes without types.
import FormulaParser from "fast-formula-parser";
import { Book, initSync } from "../../www/src/engine/generated/clearfloor.js";
import { firstWindow } from "../../www/src/state/store.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url));

initSync({ module: new WebAssembly.Module(read("../../www/src/engine/generated/clearfloor_bg.wasm")) });

function sampleBook(): Book {
  const book = new Book();
  book.setToday("2026-11-21");
  for (const name of ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"]) {
    const text = read(`../conformance/reports/${name}`)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    book.addTable({ name, isClipboard: false, currency: null, mapping: [], text });
  }
  book.advance(1000);
  return book;
}

/** Amount of minor units as a decimal. */
const decimal = (minor: number) => minor / 100;

test("formulas that follow the price give the amount of the ledger at every price", () => {
  const book = sampleBook();
  const parser = new FormulaParser();
  let tried = 0;
  for (const { key } of book.rows({ ...firstWindow, open: [] }).rows) {
    const live = book.liveLedger(key);
    for (const price of [1, 199, 200, 999, 1000, 1250, 1499, 1501, 2499, 5001, 25_000]) {
      const { lines } = book.ledger(key, price);
      const amountOf = (id: string) => lines.find((line) => line.id === id)?.amount ?? null;
      for (const { id, formula } of live) {
        const amount = amountOf(id);
        if (formula === null) {
          assert.equal(amount, null, id);
          continue;
        }
        // What every spreadsheet reads in US notation.
        assert.match(formula, /^-(?:ROUND|IF|NA|\{\w+\}|[0-9.,()+*/<=-])+$/);
        const filled = formula.replace(/\{(\w+)\}/g, (_, name: string) =>
          name === "minor" ? String(price) : String(decimal(amountOf(name)?.minor ?? 0)),
        );
        const value: unknown = parser.parse(filled, { sheet: "1", row: 1, col: 1 });
        if (amount === null) assert.equal(String(value), "#N/A", filled);
        else
          assert.ok(
            Math.abs(Number(value) - decimal(amount.minor)) < 1e-9,
            `${id} at ${price}: ${filled} gives ${value}`,
          );
        tried += 1;
      }
    }
  }
  assert.ok(tried > 300, String(tried));
});

test("the catalogue for a workbook has formulas for fees, net and profit of the row", () => {
  const { headings, rows } = JSON.parse(sampleBook().exportTable("cells"));
  for (const heading of ["referral", "fulfilment", "net_per_unit", "profit"]) {
    const place = headings.indexOf(heading);
    assert.ok(
      rows.some((row: ({ x?: string } | null)[]) => row[place]?.x !== undefined),
      heading,
    );
  }
});

test("days to keep have ids that stay, and stand in order", () => {
  const dates = sampleBook().dates(undefined);
  assert.ok(dates.some(({ kind, cost }) => kind === "deadline" && cost !== null));
  assert.equal(new Set(dates.map(({ id }) => id)).size, dates.length);
  assert.deepEqual(
    dates.map(({ on }) => on).sort(),
    dates.map(({ on }) => on),
  );
});
