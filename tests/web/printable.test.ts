import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPrintable, toPrintable } from "../../www/src/engine/printable.ts";

/** Bytes without a pattern, the same at every run. */
function bytesOf(length: number): Uint8Array {
  let state = 2026 + length;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

test("bytes of every length come back as they were", () => {
  for (let length = 0; length <= 300; length += 1) {
    for (const bytes of [bytesOf(length), new Uint8Array(length), new Uint8Array(length).fill(255)]) {
      assert.deepEqual(fromPrintable(toPrintable(bytes)), bytes, `${length} bytes`);
    }
  }
});

test("every value of a pair comes back, in characters that mean nothing inside a script element", () => {
  // Thirteen bytes are eight pairs: all 8,192 values, one after the other.
  const bits = Array.from({ length: 8192 }, (_, value) => Array.from({ length: 13 }, (_, bit) => (value >> bit) & 1));
  const flat = bits.flat();
  const bytes = Uint8Array.from({ length: flat.length / 8 }, (_, at) =>
    flat.slice(8 * at, 8 * at + 8).reduce((byte, bit, place) => byte | (bit << place), 0),
  );
  const text = toPrintable(bytes);
  assert.equal(text.length, 2 * 8192);
  assert.match(text, /^[!#-;=-}]+$/);
  assert.deepEqual(fromPrintable(text), bytes);
});

test("text has less than a quarter more characters than there are bytes", () => {
  assert.ok(toPrintable(bytesOf(100_000)).length < 123_100);
});
