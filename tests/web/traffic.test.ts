import assert from "node:assert/strict";
import { test } from "node:test";
import { requestCounts } from "../../www/src/state/store.ts";
import { Traffic } from "../../www/src/state/traffic.ts";

const own = "https://clearfloor.example";

test("counts the page's own files apart from everything else", () => {
  const traffic = new Traffic(own);
  traffic.note([`${own}/`, `${own}/assets/a.js`, "https://elsewhere.example/x.js"]);
  traffic.note(["https://clearfloor.example.evil.example/y"]);
  assert.deepEqual(requestCounts.value, { own: 2, others: 2, refused: 0 });
});

test("does not count what never leaves the browser", () => {
  new Traffic(own).note([`blob:${own}/1`, "data:image/svg+xml,x"]);
  assert.deepEqual(requestCounts.value, { own: 0, others: 0, refused: 0 });
});

test("counts a refused attempt as refused only, whether it is noted before, after or not at all", () => {
  const traffic = new Traffic(own);
  traffic.note(["https://a.example/"]);
  traffic.refuse("https://a.example/");
  traffic.refuse("https://b.example/");
  traffic.note(["https://b.example/"]);
  traffic.refuse("https://c.example/");
  assert.deepEqual(requestCounts.value, { own: 0, others: 0, refused: 3 });
});

test("counts what got through though the same address was refused once", () => {
  const traffic = new Traffic(own);
  traffic.refuse("https://a.example/");
  traffic.note(["https://a.example/", "https://a.example/"]);
  assert.deepEqual(requestCounts.value, { own: 0, others: 1, refused: 1 });
});
