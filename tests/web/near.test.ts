// The small book of the open product says what the whole book says, or it is not used.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Book, initSync } from "../../www/src/engine/generated/clearfloor.js";
import { excerpt } from "../../www/src/engine/near-book.ts";
import type { Look, Seen } from "../../www/src/engine/protocol.ts";
import { see } from "../../www/src/engine/see.ts";
import { InputLog } from "../../www/src/state/input-log.ts";
import { Near } from "../../www/src/state/near.ts";

globalThis.requestAnimationFrame = (then) => setTimeout(then, 0) as unknown as number;

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const module = new WebAssembly.Module(readFileSync(at("www/src/engine/generated/clearfloor_bg.wasm")));
initSync({ module });

const today = "2026-11-21";
const sku = "BIG-BASKET-3";
const reports = ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"];

/** The sample in a whole book and in the log of what was entered. */
function sample(): { book: Book; log: InputLog } {
  const book = new Book();
  book.setToday(today);
  const log = new InputLog();
  for (const name of reports) {
    const text = readFileSync(at(`tests/conformance/reports/${name}`), "utf8");
    const input = { name, isClipboard: false, currency: null, mapping: [] };
    const { id } = book.addTable({ ...input, text });
    log.add({ kind: "table", input, text }, id);
  }
  return { book, log };
}

const look: Look = { key: sku, product: true };

const readPack = (): Promise<ArrayBuffer> => Promise.reject(new Error("no other marketplace"));

async function filled(book: Book, log: InputLog, truth: () => Seen = () => see(book, look)): Promise<Near> {
  const near = new Near();
  near.takeCode([module]);
  await near.fill({ log, today, key: sku, sku, readPack, truth: async () => truth() });
  return near;
}

test("keeps the lines of one product in their places, and the first lines whole", () => {
  const lines = Array.from({ length: 40 }, (_, i) => `row ${i}`);
  const kept = excerpt(lines.join("\n"), "row 35").split("\n");
  assert.equal(kept.length, 40);
  assert.deepEqual(kept.slice(0, 30), lines.slice(0, 30));
  assert.deepEqual(kept.slice(30), ["", "", "", "", "", "row 35", "", "", "", ""]);
});

test("answers an edit as the whole book does", async () => {
  const { book, log } = sample();
  book.edit(sku, "ad_rate", "7");
  log.add({ kind: "edit", key: sku, field: "ad_rate", text: "7" });
  const near = await filled(book, log);
  assert.ok(near.holds(sku));
  for (const text of ["31", "31.", "31.9", "x", "24.49"]) {
    const answer = near.edit(sku, "price_list", text, look);
    assert.deepEqual(answer?.result, book.edit(sku, "price_list", text));
    assert.deepEqual(answer?.seen, see(book, look));
  }
});

test("takes in what is typed while it is being filled", async () => {
  const { book, log } = sample();
  const near = new Near();
  near.takeCode([module]);
  const type = (text: string): void => {
    book.edit(sku, "price_list", text);
    near.miss(sku, "price_list", text);
  };
  let asked = 0;
  const truth = async (): Promise<Seen> => {
    asked += 1;
    const seen = see(book, look);
    // A key between the answer and its coming.
    if (asked === 1) type("24.49");
    return seen;
  };
  const filling = near.fill({ log, today, key: sku, sku, readPack, truth });
  type("31");
  await filling;
  assert.ok(near.holds(sku));
  assert.equal(asked, 2);
  assert.deepEqual(near.see(look), see(book, look));
});

test("is not used where it says something else", async () => {
  const { book, log } = sample();
  // The log has not heard of it.
  book.edit(sku, "cost_unit", "1");
  assert.equal((await filled(book, log)).holds(sku), false);
});

test("is given up when something else changes, also while it is being filled", async () => {
  const { book, log } = sample();
  const near = await filled(book, log);
  near.drop();
  assert.equal(near.holds(sku), false);
  assert.equal(near.edit(sku, "price_list", "31", look), null);
  const late = new Near();
  late.takeCode([module]);
  const truth = async (): Promise<Seen> => {
    late.drop();
    return see(book, look);
  };
  await late.fill({ log, today, key: sku, sku, readPack, truth });
  assert.equal(late.holds(sku), false);
});
