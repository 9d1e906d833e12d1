// What the comparison of marketplaces keeps for all products, and what it takes from other marketplaces' input.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isShared, pricesThere } from "../../www/src/state/abroad.ts";
import type { Entry } from "../../www/src/state/input-log.ts";

test("takes the last price typed for the product in each marketplace, a sale price first", () => {
  const edit = (order: number, of: string | undefined, key: string, field: string, text: string): Entry => ({
    order,
    kind: "edit",
    key,
    field,
    text,
    ...(of === undefined ? {} : { of }),
  });
  const entries = [
    edit(1, "UK", "lamp", "price_list", "24.99"),
    edit(2, "UK", "lamp", "price_sale", "19.99"),
    edit(3, "DE", "lamp", "price_list", "27.99"),
    edit(4, "DE", "lamp", "price_list", ""),
    edit(5, undefined, "lamp", "price_list", "21.00"),
    edit(6, "JP", "vase", "price_list", "2980"),
    { order: 7, kind: "bulk", keys: ["lamp"], field: "price_list", text: "3200", of: "JP" },
  ] satisfies Entry[];
  assert.deepEqual(pricesThere(entries, "lamp"), {
    "UK.price_there": "19.99",
    "US.price_there": "21.00",
    "JP.price_there": "3200",
  });
});

test("keeps rates, country and registration for all products, prices for one", () => {
  assert.ok(isShared("fx.GBP") && isShared("seller_country") && isShared("UK.registered"));
  assert.ok(!isShared("UK.price") && !isShared("UK.landed"));
});
