// Tables of a view on the clipboard, for a spreadsheet and for a message.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asCells, asText } from "../../www/src/views/export/shown-tables.ts";

const moves = {
  name: "Move",
  heads: ["Transfer", "Units", "Gain"],
  rows: [
    ["A: US → DE", "180", "+810.00"],
    ["=cmd|B", "", "−4"],
  ],
};
const bare = { name: "", heads: [], rows: [["-7", "-x", "@y"]] };

test("cells stand apart, figures stay figures, and nothing runs as a formula", () => {
  assert.equal(
    asCells([moves, bare]),
    "Move\nTransfer\tUnits\tGain\nA: US → DE\t180\t+810.00\n'=cmd|B\t\t−4\n\n\n-7\t'-x\t'@y",
  );
});

test("a message names each figure and leaves out what is not there", () => {
  assert.equal(asText([moves]), "Move\nA: US → DE · Units: 180; Gain: +810.00\n=cmd|B · Gain: −4");
  assert.equal(asText([bare]), "-7 · -x; @y");
});
