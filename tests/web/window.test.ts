import assert from "node:assert/strict";
import { test } from "node:test";
import { nextDrawn } from "../../www/src/parts/use-window.ts";

const none = { first: 0, end: 0 };

test("what is on the screen is drawn at once, what lies beyond it a few rows a frame until all of it is there", () => {
  const seen = { first: 100, end: 120 };
  const wanted = { first: 88, end: 132 };
  let drawn = nextDrawn(none, seen, wanted, false);
  assert.deepEqual(drawn, seen);
  for (let frame = 1; frame <= 8; frame += 1) {
    const next = nextDrawn(drawn, seen, wanted, false);
    assert.equal(next.end - next.first, drawn.end - drawn.first + 3);
    drawn = next;
  }
  assert.deepEqual(drawn, wanted);
  assert.deepEqual(nextDrawn(drawn, seen, wanted, false), wanted);
});

test("the rows that the hand moves to come first", () => {
  const seen = { first: 100, end: 120 };
  const wanted = { first: 88, end: 132 };
  assert.deepEqual(nextDrawn(seen, seen, wanted, false), { first: 100, end: 123 });
  assert.deepEqual(nextDrawn(seen, seen, wanted, true), { first: 97, end: 120 });
});

test("a step that shows more new rows than a frame takes draws these and no others", () => {
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

test("a leap leaves nothing of what was drawn", () => {
  const seen = { first: 5000, end: 5020 };
  assert.deepEqual(nextDrawn({ first: 88, end: 132 }, seen, { first: 4988, end: 5032 }, false), seen);
});

test("where nothing is to be seen nothing is drawn", () => {
  assert.deepEqual(nextDrawn(none, none, none, false), none);
});
