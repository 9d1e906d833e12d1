// Points of the price curve: what is drawn and what is read off it.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProductView } from "../../www/src/engine/types.ts";
import { charmPrices, nearestIndex, pocketsBetween } from "../../www/src/parts/pictures/curve-points.ts";
import { rangeToDraw } from "../../www/src/views/product/curve-range.ts";

const usd = (minor: number) => ({ minor, currency: "USD" });
const range = (from: number, to: number) => ({ from: usd(from), to: usd(to), open: false });
const product = (price: number, floor: number | null) =>
  ({
    row: { price: usd(price), floor: floor === null ? null : usd(floor) },
    paysFullCost: [],
  }) as unknown as ProductView;

test("finds the pockets between runs of prices, both ends within them", () => {
  assert.deepEqual(pocketsBetween([range(971, 999), range(1083, 9999)]), [{ from: 1000, to: 1082 }]);
  assert.deepEqual(pocketsBetween([range(971, 999), range(1000, 9999)]), []);
  assert.deepEqual(pocketsBetween([]), []);
});

test("lists prices ending in .99, thinned out where they are many", () => {
  assert.deepEqual(charmPrices(450, 750, "USD"), [499, 599, 699]);
  assert.ok(charmPrices(99, 99_999, "USD").length <= 41);
  assert.ok(charmPrices(99, 99_999, "USD").every((minor) => minor % 100 === 99));
  assert.deepEqual(charmPrices(100, 900, "JPY"), []);
});

test("finds the price nearest to one asked for", () => {
  const prices = Float64Array.of(99, 199, 299);
  assert.equal(nearestIndex(prices, 50), 0);
  assert.equal(nearestIndex(prices, 140), 0);
  assert.equal(nearestIndex(prices, 160), 1);
  assert.equal(nearestIndex(prices, 900), 2);
  assert.equal(nearestIndex(new Float64Array(), 900), -1);
});

test("draws a stretch on whose grid every charm price lies", () => {
  for (const [price, floor] of [
    [2499, 1162],
    [649, 402],
    [99, 20],
    [129_900, 5000],
    [1, null],
  ] as const) {
    const drawn = rangeToDraw(product(price, floor));
    assert.ok(drawn !== null && drawn.fromMinor > 0 && drawn.fromMinor < drawn.toMinor, `at ${price}`);
    const step = (drawn.toMinor - drawn.fromMinor) / (drawn.points - 1);
    assert.ok(Number.isInteger(step), `at ${price}`);
    assert.ok(drawn.points <= 801 || step === 100, `at ${price}`);
    for (const charm of charmPrices(drawn.fromMinor, drawn.toMinor, "USD")) {
      assert.equal((charm - drawn.fromMinor) % step, 0, `${charm} at ${price}`);
    }
    assert.ok(drawn.fromMinor <= price && price <= drawn.toMinor, `at ${price}`);
  }
});

test("draws nothing without a price", () => {
  assert.equal(rangeToDraw({ row: { price: null }, paysFullCost: [] } as unknown as ProductView), null);
});
