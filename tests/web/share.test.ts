import assert from "node:assert/strict";
import { test } from "node:test";
import { share } from "../../www/src/state/share.ts";

const view = (price: number, curve = [1, Number.NaN]) => ({
  row: { sku: "A", price: { minor: price, currency: "USD" } },
  outcomes: [
    { id: "hold", value: 5 },
    { id: "cut", value: price },
  ],
  curve: Float64Array.from(curve),
  cover: Number.POSITIVE_INFINITY,
  best: null,
});

test("gives the older object back where nothing changed", () => {
  const older = view(1);
  assert.equal(share(older, view(1)), older);
});

test("keeps what did not change and takes what did", () => {
  const older = view(1);
  const shared = share(older, view(2));
  assert.deepEqual(shared, view(2));
  assert.equal(shared.outcomes[0], older.outcomes[0]);
  assert.notEqual(shared.outcomes[1], older.outcomes[1]);
  assert.equal(shared.curve, older.curve);
});

test("sees a column, a length, a missing part and a null that differ", () => {
  const older = view(1);
  assert.notEqual(share(older, view(1, [1, 2])).curve, older.curve);
  assert.deepEqual(share([1, 2], [1]), [1]);
  assert.deepEqual(share<object>({ a: 1, b: 2 }, { a: 1 }), { a: 1 });
  assert.deepEqual(share<object>({ a: undefined }, { b: undefined }), { b: undefined });
  assert.equal(share({ a: 1 }, null), null);
});
