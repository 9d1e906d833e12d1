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

/** Bytes that are these values of seven bits, one after the other. */
function bytesOfValues(values: readonly number[]): Uint8Array {
  const bits = values.flatMap((value) => Array.from({ length: 7 }, (_, bit) => (value >> bit) & 1));
  return Uint8Array.from({ length: bits.length >> 3 }, (_, at) =>
    bits.slice(8 * at, 8 * at + 8).reduce((byte, bit, place) => byte | (bit << place), 0),
  );
}

test("every value after every other comes back, in characters that HTML leaves as they are", () => {
  const every = Array.from({ length: 128 }, (_, value) => value);
  const bytes = bytesOfValues(every.flatMap((one) => every.flatMap((other) => [one, other])));
  const text = toPrintable(bytes);
  // No NUL, no carriage return, no `<`; nothing beyond the letters for pairs, so no surrogate and nothing that joins.
  assert.ok([...text].every((letter) => !"\0\r<".includes(letter) && (letter < "\x80" || letter >= "\u0100")));
  assert.ok([...text].every((letter) => letter < "\u0283"));
  assert.deepEqual(fromPrintable(text), bytes);
  // As a file in UTF-8 and back.
  const kept = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new TextEncoder().encode(text));
  assert.deepEqual(fromPrintable(kept), bytes);
});

test("a value that HTML would change comes back from the very end", () => {
  // 7 bytes are 8 values: the last of them is NUL, the carriage return or `<`.
  for (const last of [0x00, 0x0d, 0x3c]) {
    const bytes = bytesOfValues([1, 2, 3, 4, 5, 6, 7, last]);
    assert.equal(bytes.length, 7);
    assert.deepEqual(fromPrintable(toPrintable(bytes)), bytes, `${last}`);
  }
});

test("text in UTF-8 is a seventh longer than the bytes", () => {
  assert.ok(new TextEncoder().encode(toPrintable(bytesOf(100_000))).length < 114_350);
});
