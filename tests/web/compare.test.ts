import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProductView } from "../../www/src/engine/types.ts";
import {
  asked,
  type Choice,
  duplicated,
  mostColumns,
  pinned,
  usualChoice,
  without,
  withPrice,
  withWay,
  withWords,
} from "../../www/src/state/compare.ts";
import { InputLog } from "../../www/src/state/input-log.ts";

const outcome = (kind: string, id: string, minor: number | null) => ({
  scenario: { id, kind },
  presentValue: minor === null ? null : { minor, currency: "USD" },
});
const product = {
  outcomes: [
    outcome("hold", "hold", 100),
    outcome("cut", "cut-10", 150),
    outcome("cut", "cut-20", 170),
    outcome("cut", "cut-30", 160),
    outcome("liquidate", "liquidate", 50),
    outcome("remove", "remove", -20),
    outcome("dispose", "dispose", null),
  ],
  recommended: "cut-20",
} as unknown as ProductView;
const ids = (choice: Choice) => choice.columns.map(({ id }) => id);

test("puts doing nothing, the best prices and the best exits side by side at first", () => {
  const usual = usualChoice(product);
  assert.deepEqual(ids(usual), ["hold", "cut-20", "cut-30", "liquidate", "remove"]);
  assert.equal(usual.base, "hold");
});

test("takes no more than five, and says the rest stays as it is", () => {
  const usual = usualChoice(product);
  assert.equal(usual.columns.length, mostColumns);
  assert.equal(withWay(usual, "dispose"), usual);
  assert.equal(withPrice(usual, "17.49"), usual);
});

test("pins another base when the base is taken out", () => {
  const left = without(usualChoice(product), "hold");
  assert.equal(left.base, "cut-20");
  assert.equal(pinned(left, "remove").base, "remove");
  assert.equal(pinned(left, "gone").base, "cut-20");
});

test("makes a copy of a price that stands on its own, beside the first", () => {
  const three = without(without(usualChoice(product), "remove"), "liquidate");
  const copied = duplicated(three, "cut-20", "19.99", "copy");
  assert.deepEqual(ids(copied), ["hold", "cut-20", "own", "cut-30"]);
  assert.deepEqual(asked(withWords(copied, "own", { typed: "18" })).ways[2], { scenario: null, typed: "18" });
  // What has no price is copied as it is, under another identity.
  const exit = duplicated(withWay(three, "liquidate"), "liquidate", null, "copy");
  assert.deepEqual(ids(exit).slice(-2), ["liquidate", "liquidate 2"]);
  assert.deepEqual(asked(exit).ways.at(-1), { scenario: "liquidate", typed: null });
});

test("asks against the place of the base", () => {
  assert.equal(asked(pinned(usualChoice(product), "liquidate")).base, 3);
});

test("keeps the newest choice of a product, with names and notes, and lets it go with the product", () => {
  const log = new InputLog();
  const first = usualChoice(product);
  const named = withWords(first, "hold", { name: "as it is", note: "ask Li" });
  log.add({ kind: "comparison", key: "own-1", choice: first });
  log.add({ kind: "comparison", key: "own-1", choice: named });
  log.add({ kind: "comparison", key: "K", choice: first });
  const again = new InputLog();
  again.load(log.entries);
  assert.deepEqual(again.choices, { "own-1": named, K: first });
  again.removeProduct("own-1");
  assert.deepEqual(again.choices, { K: first });
});
