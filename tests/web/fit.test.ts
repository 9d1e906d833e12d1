import assert from "node:assert/strict";
import { test } from "node:test";
import type { Column } from "../../www/src/views/catalogue/columns.tsx";
import { fitted } from "../../www/src/views/catalogue/fit.ts";

const ids = "units ages pace cover price floor net do value gain wait by category cash volume".split(" ");
const all = ids.map((id) => ({ id }) as unknown as Column);
const idsOf = (columns: readonly Column[]): string[] => columns.map(({ id }) => id);

test("a row holds every column where there is room", () => {
  const { inRow, left } = fitted(all, 1632, false);
  assert.deepEqual(idsOf(inRow), ids);
  assert.deepEqual(left, []);
});

test("where there is none, what was added stays longest and nothing is lost", () => {
  for (const width of [1232, 1000, 800]) {
    const { inRow, left } = fitted(all, width, false);
    assert.deepEqual([...idsOf(inRow), ...idsOf(left)].sort(), [...ids].sort());
    assert.ok(left.length > 0);
    assert.ok(idsOf(inRow).includes("do"), "what to do always stands in the row");
  }
  assert.ok(idsOf(fitted(all, 1232, false).inRow).includes("cash"));
  assert.ok(idsOf(fitted(all, 1232, false).left).includes("pace"));
});

test("a stacked row leaves what it has no place for to the row opened in place", () => {
  const { left } = fitted(all, 342, true);
  assert.deepEqual(idsOf(left).sort(), ["cash", "category", "cover", "net", "pace", "value", "volume"]);
});
