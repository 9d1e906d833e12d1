// Geometry of the pictures: where things stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { StockPath } from "../../www/src/engine/types.ts";
import {
  bar,
  cashOn,
  dayNumber,
  keptLabels,
  monthTicks,
  percentScale,
  spread,
  stackedUnits,
} from "../../www/src/parts/pictures/picture-geometry.ts";
import { xmlText } from "../../www/src/views/export/xml-text.ts";

test("places days at equal distances, over the end of a year and of February", () => {
  assert.equal(dayNumber("2027-01-01") - dayNumber("2026-12-31"), 1);
  assert.equal(dayNumber("2028-03-01") - dayNumber("2028-02-28"), 2);
});

test("names months after the first day shown, every one or as many as fit", () => {
  assert.deepEqual(monthTicks("2026-11-21", "2027-02-01", 9), ["2026-12-01", "2027-01-01", "2027-02-01"]);
  const year = monthTicks("2026-11-21", "2027-11-21", 5);
  assert.ok(year.length <= 5 && year.includes("2027-01-01"), year.join());
  assert.deepEqual(monthTicks("2026-11-21", "2026-11-29", 9), []);
});

test("moves labels apart by no more than they need, in their order, within bounds", () => {
  assert.deepEqual(spread([10, 100], 15, 0, 200), [10, 100]);
  const moved = spread([100, 101, 99], 15, 0, 200);
  const sorted = [...moved].sort((a, b) => a - b);
  assert.ok(sorted.every((at, i) => i === 0 || at - (sorted[i - 1] ?? 0) >= 15));
  assert.ok((moved[2] ?? 0) < (moved[0] ?? 0) && (moved[0] ?? 0) < (moved[1] ?? 0));
  assert.deepEqual(spread([195, 198], 15, 0, 200), [185, 200]);
});

test("holds all sums of a waterfall and zero within its width", () => {
  for (const minors of [[2499, 1487], [-300, -120], [-50, 400], [0], []]) {
    const x = percentScale(minors);
    for (const minor of [0, ...minors]) assert.ok(x(minor) >= 0 && x(minor) <= 100, String(minor));
  }
  const x = percentScale([100, -100]);
  assert.ok(x(-100) < x(0) && x(0) < x(100));
});

test("draws a step back from where the sum before stood", () => {
  assert.deepEqual(bar(60, 40), { start: 40, length: 20, end: 40, isBack: true });
  assert.deepEqual(bar(40, 60), { start: 40, length: 20, end: 60, isBack: false });
  // A step of nothing is still to be seen.
  assert.ok(bar(40, 40).length > 0);
});

test("reads cash off at its last point, never between two", () => {
  const path = [
    { date: "2026-11-21", minor: 0, units: 10 },
    { date: "2026-11-21", minor: -50, units: 0 },
    { date: "2027-02-04", minor: 400, units: 0 },
  ];
  assert.equal(cashOn(path, "2026-11-20"), null);
  assert.equal(cashOn(path, "2026-11-21"), -50);
  assert.equal(cashOn(path, "2027-02-03"), -50);
  assert.equal(cashOn(path, "2030-01-01"), 400);
});

test("stacks the bands, the uppermost edge being all units", () => {
  const path = {
    bands: [
      { from: 0, to: 90, isCharged: false },
      { from: 91, to: null, isCharged: true },
    ],
    dates: ["2026-11-21", "2026-12-21"],
    units: [10, 5, 0, 8],
  } as unknown as StockPath;
  assert.deepEqual(stackedUnits(path), [
    [10, 0],
    [15, 8],
  ]);
});

test("keeps labels that stand far enough from the one before", () => {
  assert.deepEqual(keptLabels([0, 30, 61, 90], 60), [true, false, true, false]);
});

test("a drawing going out holds no letter that XML has none of", () => {
  const odd = "<text>a\u0000b\u000Bc\uD800d\uDC00e\uFFFEf\u202Eg\t\n\u{1F9FA}</text>";
  const bare = "<text>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\u202Eg\t\n\u{1F9FA}</text>";
  assert.equal(xmlText(odd), bare);
  // What a program that reads it as bytes and back gets is the same.
  assert.equal(decodeURIComponent(encodeURIComponent(xmlText(odd))), bare);
});
