// The formulas that the core makes of ledger lines, put into a formula engine. `tests/spreadsheet.rs` keeps
// the file equal to what the core says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import FormulaParser from "fast-formula-parser";

const rows = readFileSync(new URL("../golden/spreadsheet.tsv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((row) => row.split("\t"));

test("formulas of all kinds of lines give the amount of the ledger to the cent", () => {
  assert.ok(rows.length > 100);
  // The engine leaves out these two.
  const numbers = (cells) => cells.map((cell) => cell.value);
  const functions = { MAX: (...cells) => Math.max(...numbers(cells)), MIN: (...cells) => Math.min(...numbers(cells)) };
  const parser = new FormulaParser({ functions });
  for (const [formula, amount] of rows) {
    assert.match(formula, /^=/);
    const value = parser.parse(formula.slice(1), { sheet: "1", row: 1, col: 1 });
    assert.equal(typeof value, "number", `${formula} gives ${value}`);
    assert.ok(Math.abs(value - Number(amount)) < 1e-9, `${formula} gives ${value}, the ledger ${amount}`);
  }
});

test("formulas use only what every spreadsheet reads in US notation", () => {
  for (const [formula] of rows) assert.match(formula, /^=-?(?:ROUND|MAX|MIN|[0-9.,()+*/%-])+$/);
});
