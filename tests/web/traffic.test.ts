import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { requestCounts } from "../../www/src/state/store.ts";
import { count } from "../../www/src/state/traffic.ts";

beforeEach(() => {
  requestCounts.value = { own: 0, others: 0, refused: 0 };
});

test("counts the page's own files apart from everything else", () => {
  const own = "https://clearfloor.example";
  count([`${own}/`, `${own}/assets/a.js`, "https://elsewhere.example/x.js"], own);
  count(["https://clearfloor.example.evil.example/y"], own);
  assert.deepEqual(requestCounts.value, { own: 2, others: 2, refused: 0 });
});

test("does not count what never leaves the browser", () => {
  count(["blob:https://clearfloor.example/1", "data:image/svg+xml,x"], "https://clearfloor.example");
  assert.deepEqual(requestCounts.value, { own: 0, others: 0, refused: 0 });
});
