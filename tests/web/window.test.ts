import assert from "node:assert/strict";
import { test } from "node:test";
import { nextDrawn, rowsAPlace } from "../../www/src/parts/use-window.ts";

test("rows of a very long list share places, so that there are never too many of these", () => {
  assert.deepEqual([1, 200, 50_000, 50_001, 1_000_000, 1_000_001].map(rowsAPlace), [1, 1, 1, 2, 20, 21]);
});

const none = { first: 0, end: 0 };

test("what is on the screen is drawn first, what lies beyond it a few rows a frame until all of it is there", () => {
  const seen = { first: 100, end: 120 };
  const wanted = { first: 88, end: 132 };
  const rows: number[] = [];
  let drawn = none;
  while (drawn.first > wanted.first || drawn.end < wanted.end) {
    drawn = nextDrawn(drawn, seen, wanted, false);
    rows.push(drawn.end - drawn.first);
  }
  assert.deepEqual(rows, [8, 16, 20, 23, 26, 29, 32, 35, 38, 41, 44]);
  assert.deepEqual(nextDrawn(drawn, seen, wanted, false), wanted);
});

test("the rows that the hand moves to come first", () => {
  const seen = { first: 100, end: 120 };
  const wanted = { first: 88, end: 132 };
  assert.deepEqual(nextDrawn(seen, seen, wanted, false), { first: 100, end: 123 });
  assert.deepEqual(nextDrawn(seen, seen, wanted, true), { first: 97, end: 120 });
});

test("a step that shows more new rows than lie beyond draws these and no others", () => {
  const drawn = { first: 88, end: 132 };
  assert.deepEqual(nextDrawn(drawn, { first: 117, end: 137 }, { first: 105, end: 149 }, false), {
    first: 105,
    end: 137,
  });
  assert.deepEqual(nextDrawn(drawn, { first: 113, end: 133 }, { first: 101, end: 145 }, false), {
    first: 101,
    end: 135,
  });
});

test("a leap leaves nothing of what was drawn, and fills the screen from where it came", () => {
  const drawn = { first: 88, end: 132 };
  const seen = { first: 5000, end: 5020 };
  const wanted = { first: 4988, end: 5032 };
  assert.deepEqual(nextDrawn(drawn, seen, wanted, false), { first: 5000, end: 5008 });
  assert.deepEqual(nextDrawn(drawn, seen, wanted, true), { first: 5012, end: 5020 });
});

test("where nothing is to be seen nothing is drawn", () => {
  assert.deepEqual(nextDrawn(none, none, none, false), none);
});
