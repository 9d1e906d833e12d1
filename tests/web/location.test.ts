import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf, viewOf } from "../../www/src/state/location.ts";

test("finds a view again by its fragment, whatever the SKU", () => {
  for (const key of ["0012345", "A/B", "红色 连衣裙", "100%", "#1", "a?b&c=d", ""]) {
    for (const name of ["product", "compare", "product-health"] as const) {
      const view = { name, key };
      assert.deepEqual(viewOf(fragmentOf(view)), view);
    }
  }
  for (const name of ["catalogue", "catalogue-plan", "health", "calendar", "tables", "settings", "about"] as const) {
    assert.deepEqual(viewOf(fragmentOf({ name })), { name });
  }
});

test("shows the catalogue for a fragment that says nothing", () => {
  for (const fragment of ["", "#", "#nowhere", "#product", "#product/%E0%A4%A"]) {
    assert.deepEqual(viewOf(fragment), { name: "catalogue" });
  }
});
