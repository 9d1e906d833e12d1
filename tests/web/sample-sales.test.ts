import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sampleTexts, sampleWeeks } from "../../www/src/state/sample-sales.ts";

const report = new URL("../conformance/reports/fba_inventory_us.txt", import.meta.url);
const [head = "", ...lines] = readFileSync(report, "utf8").split(/\r?\n/);
const headings = head.replace("\uFEFF", "").split("\t");

/** A column of the first row of a product in the inventory report of the sample. */
function reported(sku: string, heading: string): number {
  const row = lines.map((line) => line.split("\t")).find((cells) => cells[headings.indexOf("sku")] === sku);
  assert.ok(row, `${sku} is in the report`);
  return Number(row[headings.indexOf(heading)]);
}

test("the weeks of the sample are those of its inventory report", () => {
  for (const [sku, text] of Object.entries(sampleWeeks)) {
    const weeks = text.split(" ").map(Number);
    assert.equal(weeks.length, 112, sku);
    const last = (count: number) => weeks.slice(-count).reduce((sum, units) => sum + units, 0);
    assert.equal(last(1), reported(sku, "units-shipped-t7"), sku);
    assert.equal(last(13), reported(sku, "units-shipped-t90"), sku);
    for (const [days, whole] of [
      [30, 4],
      [60, 8],
    ] as const) {
      const shipped = reported(sku, `units-shipped-t${days}`);
      assert.ok(last(whole) <= shipped && shipped <= last(whole + 1), `${sku}: ${shipped} in ${days} days`);
    }
  }
});

test("weeks are dated lines to the day before the report, and the stock-out is one of days", () => {
  const { sales = "" } = sampleTexts("1E5");
  const rows = sales.split("\n");
  assert.equal(rows.length, 112);
  assert.equal(rows.at(-1), "2026-11-15 9");
  assert.match(rows[0] ?? "", /^2024-09-29 \d+$/);
  assert.equal(sampleTexts("OOS-MAT-01")["out_of_stock"], "2026-11-07 2026-11-20");
});
