import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call } from "../../www/src/engine/client.ts";
import { Refused, WorkerEnded } from "../../www/src/engine/failure.ts";
import type { FileEncoding, Kind, Request } from "../../www/src/engine/protocol.ts";
import type { TableView } from "../../www/src/engine/types.ts";
import { entryOf } from "../../www/src/state/entry-shape.ts";
import { asDropped, type Entry, InputLog, type NewEntry, sheetName, tableOf } from "../../www/src/state/input-log.ts";

const table = (name: string): NewEntry => ({
  kind: "table",
  input: { name, isClipboard: false, currency: null, mapping: [] },
  text: `text of ${name}`,
});
const edit = (key: string | null, field: string, text: string): NewEntry => ({
  kind: "edit",
  key,
  field,
  text,
});

/** Notes what a replay asks for; the books it fills number tables and products from `first`. */
function recorder(first = 1): { readonly asked: string[]; readonly call: Call } {
  const asked: string[] = [];
  let next = first;
  const call = async (kind: Kind, ask: object): Promise<unknown> => {
    const request = { id: 0, kind, ...ask } as Request;
    switch (request.kind) {
      case "chooseMarket":
        asked.push(`market ${request.market}`);
        return null;
      case "setToday":
        asked.push(`today ${request.today}`);
        return null;
      case "addTable":
        asked.push(`table ${request.input.name}`);
        // As the worker does: what it says of buyers is emptied.
        return {
          view: { id: next++ },
          text: "text" in request.source ? request.source.text.replace("Synville", "        ") : "",
        };
      case "addProduct":
        asked.push("product");
        return { key: `new-${next++}` };
      case "edit": {
        asked.push(`edit ${request.key} ${request.field} ${request.text}`);
        const problem = request.text.includes("x") ? { code: "not_a_number" } : null;
        return { result: { field: { problem } }, seen: { refused: [] } };
      }
      default:
        asked.push(kind);
        return null;
    }
  };
  return { asked, call: call as Call };
}

const quiet = {
  readPack: async () => new ArrayBuffer(0),
  onProgress: () => {},
  onRenamed: () => {},
  onBroken: () => {},
  onDraft: () => {},
  onWorksheet: async () => {},
};

test("replays in the order of entry, from the day on", async () => {
  const log = new InputLog();
  log.add(table("a.txt"), 1);
  log.add(edit("K", "price", "12"));
  log.add(table("b.txt"), 2);
  log.add(edit(null, "annual_return", "8"));
  const { asked, call } = recorder();
  await log.replay(call, "2026-11-26", quiet);
  assert.deepEqual(asked, [
    "today 2026-11-26",
    "table a.txt",
    "edit K price 12",
    "table b.txt",
    "edit null annual_return 8",
  ]);
});

test("keeps a text that says something of buyers without it, in the place of the one that an earlier version kept", async () => {
  const log = new InputLog();
  const [before] = log.add({ ...table("orders.txt"), text: "sku\tship-city\nA\tSynville\n" } as NewEntry, 1).put;
  log.add(table("b.txt"), 2);
  const { put, remove } = await log.replay(recorder().call, "2026-11-26", quiet);
  const kept = { ...before, text: "sku\tship-city\nA\t        \n" };
  assert.deepEqual([put, remove], [[kept], []]);
  assert.deepEqual(log.entries[0], kept);
  assert.deepEqual((await log.replay(recorder().call, "2026-11-26", quiet)).put, []);
});

test("keeps one text for a field, the last, and says what to delete", () => {
  const log = new InputLog();
  const first = log.add(edit("K", "price", "1")).put[0];
  log.add(edit("K", "units", "5"));
  log.add(edit("L", "price", "7"));
  const difference = log.add(edit("K", "price", "12"));
  assert.deepEqual(difference.remove, [first?.order]);
  assert.deepEqual(
    log.entries.map((entry) => (entry.kind === "edit" ? `${entry.key} ${entry.text}` : "")),
    ["K 5", "L 7", "K 12"],
  );
});

test("keeps nothing of a field that was emptied", () => {
  const log = new InputLog();
  const [first] = log.add(edit("K", "price", "1")).put;
  assert.deepEqual(log.add(edit("K", "price", "")), { put: [], remove: [first?.order] });
  assert.deepEqual(log.entries, []);
});

test("fixes a day and lets it go again", async () => {
  const log = new InputLog();
  log.add({ kind: "today", today: "2026-11-21" });
  log.add({ kind: "today", today: "2026-12-01" });
  const fixed = recorder();
  await log.replay(fixed.call, "2026-11-26", quiet);
  log.removeToday();
  const real = recorder();
  await log.replay(real.call, "2026-11-26", quiet);
  assert.deepEqual([...fixed.asked, ...real.asked], ["today 2026-12-01", "today 2026-11-26"]);
});

test("corrects a heading of a table in its place, the newest answer first", () => {
  const log = new InputLog();
  log.add(table("a.txt"), 7);
  log.add(table("b.txt"), 8);
  log.correct(7, "单价", "unit_cost");
  log.correct(7, "单价", "1.234,50");
  log.correct(7, "单价", "price");
  log.correct(7, "单价", "unit_cost");
  const [first, second] = log.entries;
  assert.ok(first?.kind === "table" && second?.kind === "table");
  assert.deepEqual(
    first.input.mapping.map(({ name, text }) => `${name}: ${text}`),
    ["单价: unit_cost", "单价: price", "单价: 1.234,50"],
  );
  assert.equal(second.input.name, "b.txt");
});

test("finds a table by its number in the present book, after a replay by the new one", async () => {
  const log = new InputLog();
  log.add(table("a.txt"), 1);
  log.add(table("b.txt"), 2);
  await log.replay(recorder(11).call, "2026-11-26", quiet);
  assert.equal(log.table(1), undefined);
  assert.equal(log.table(12)?.input.name, "b.txt");
  log.removeTable(11);
  assert.deepEqual(
    log.entries.map((entry) => (entry.kind === "table" ? entry.input.name : "")),
    ["b.txt"],
  );
});

test("lets entries of a hand-made product follow when its key comes out anew", async () => {
  const log = new InputLog();
  log.add({ kind: "product", key: "new-5" });
  log.add(edit("new-5", "price", "12"));
  const renamed: string[] = [];
  const { asked, call } = recorder(1);
  const onRenamed = (from: string, to: string): void => void renamed.push(`${from} ${to}`);
  const difference = await log.replay(call, "2026-11-26", { ...quiet, onRenamed });
  assert.deepEqual(asked.slice(1), ["product", "edit new-1 price 12"]);
  assert.deepEqual(renamed, ["new-5 new-1"]);
  assert.equal(difference.put.length, 2);
  assert.deepEqual(
    log.entries.map((entry) => ("key" in entry ? entry.key : "")),
    ["new-1", "new-1"],
  );
});

test("forgets what was typed for a product that is taken out", () => {
  const log = new InputLog();
  log.add({ kind: "product", key: "new-1" });
  log.add(edit("new-1", "price", "12"));
  log.add(edit("K", "price", "3"));
  const difference = log.removeProduct("new-1");
  assert.equal(difference.remove.length, 2);
  assert.deepEqual(
    log.entries.map(({ kind }) => kind),
    ["edit"],
  );
});

test("goes on after an entry that the core refuses, and keeps it", async () => {
  const log = new InputLog();
  log.add(edit("gone", "price", "12"));
  log.add(table("a.txt"), 1);
  const { asked, call } = recorder();
  const refusing: Call = async (kind, ask) => {
    if (kind === "edit") throw new Refused({ code: "unknown_product", params: [], message: "" });
    return call(kind, ask);
  };
  await log.replay(refusing, "2026-11-26", quiet);
  assert.deepEqual(asked.slice(1), ["table a.txt"]);
  assert.equal(log.entries.length, 2);
});

test("leaves an entry out on which the worker ended, and says which", async () => {
  const log = new InputLog();
  log.add(table("good.txt"), 1);
  log.add(table("bad.txt"), 2);
  log.add(edit("K", "price", "12"));
  const { asked, call } = recorder();
  const trapping: Call = async (kind, ask) => {
    if ("input" in ask && ask.input.name === "bad.txt") throw new WorkerEnded("trap", "unreachable");
    return call(kind, ask);
  };
  const broken: Entry[] = [];
  const hooks = { ...quiet, onBroken: (entry: Entry) => void broken.push(entry) };
  await assert.rejects(log.replay(trapping, "2026-11-26", hooks), WorkerEnded);
  await log.replay(trapping, "2026-11-26", hooks);
  assert.deepEqual(
    broken.map((entry) => (entry.kind === "table" ? entry.input.name : "")),
    ["bad.txt"],
  );
  assert.deepEqual(asked.slice(-2), ["table good.txt", "edit K price 12"]);
  assert.equal(log.entries.length, 3);
});

test("blames no entry for a worker that was ended from outside", async () => {
  const log = new InputLog();
  log.add(table("a.txt"), 1);
  const { asked, call } = recorder();
  let isFirst = true;
  const closing: Call = async (kind, ask) => {
    if (kind === "addTable" && isFirst) {
      isFirst = false;
      throw new WorkerEnded("closed", "replaced on request");
    }
    return call(kind, ask);
  };
  await assert.rejects(log.replay(closing, "2026-11-26", quiet), WorkerEnded);
  await log.replay(closing, "2026-11-26", quiet);
  assert.equal(asked.at(-1), "table a.txt");
});

const draft = (key: string | null, field: string, text: string): NewEntry => ({ kind: "draft", key, field, text });

test("keeps a text that cannot be used beside the last good one, and only the newest", () => {
  const log = new InputLog();
  log.add(edit("K", "price", "12"));
  const [first] = log.add(draft("K", "price", "12x")).put;
  assert.deepEqual(log.add(draft("K", "price", "12xx")).remove, [first?.order]);
  assert.deepEqual(
    log.entries.map((entry) => ("text" in entry ? `${entry.kind} ${entry.text}` : "")),
    ["edit 12", "draft 12xx"],
  );
  log.add(edit("K", "price", "13"));
  assert.deepEqual(
    log.entries.map((entry) => ("text" in entry ? `${entry.kind} ${entry.text}` : "")),
    ["edit 13"],
  );
});

test("takes a text back without touching the good one, and empties both", () => {
  const log = new InputLog();
  log.add(edit("K", "price", "12"));
  log.add(draft("K", "price", "12x"));
  log.removeDraft("K", "price");
  assert.deepEqual(
    log.entries.map(({ kind }) => kind),
    ["edit"],
  );
  log.add(draft("K", "price", "x"));
  assert.equal(log.add(edit("K", "price", "")).remove.length, 2);
  assert.deepEqual(log.entries, []);
});

test("says after a replay which texts still cannot be used, under the new key of their product", async () => {
  const log = new InputLog();
  log.add({ kind: "product", key: "new-5" });
  log.add(edit("new-5", "price", "12"));
  log.add(draft("new-5", "price", "12x"));
  const told: string[] = [];
  const { asked, call } = recorder(1);
  const onDraft: typeof quiet.onDraft = (...[entry, problem]: unknown[]) => {
    const { key, text } = entry as Extract<Entry, { kind: "draft" }>;
    told.push(`${key} ${text} ${(problem as { code: string }).code}`);
  };
  await log.replay(call, "2026-11-26", { ...quiet, onDraft });
  assert.deepEqual(asked.slice(2), ["edit new-1 price 12", "edit new-1 price 12x"]);
  assert.deepEqual(told, ["new-1 12x not_a_number"]);
  assert.equal(log.entries.length, 3);
});

test("makes an edit of a text that can be used by now", async () => {
  const log = new InputLog();
  log.add(edit("K", "price", "12"));
  log.add(draft("K", "price", "1,5"));
  const difference = await log.replay(recorder().call, "2026-11-26", quiet);
  assert.deepEqual(
    log.entries.map((entry) => ("text" in entry ? `${entry.kind} ${entry.text}` : "")),
    ["edit 1,5"],
  );
  assert.equal(difference.put.length, 1);
  assert.equal(difference.remove.length, 2);
});

test("keeps one worksheet a view and product as it was typed, and lets it go with the product", () => {
  const log = new InputLog();
  log.add({ kind: "worksheet", view: "landed", key: null, sheet: { freight: "1 0" } });
  const replaced = log.add({ kind: "worksheet", view: "landed", key: null, sheet: { freight: "twelve?" } });
  log.add({ kind: "worksheet", view: "promotions", key: "own-1", sheet: { depth: "8折" } });
  assert.equal(replaced.remove.length, 1);
  const again = new InputLog();
  again.load(log.entries);
  assert.deepEqual(again.worksheets, {
    [sheetName("landed", null)]: { freight: "twelve?" },
    [sheetName("promotions", "own-1")]: { depth: "8折" },
  });
  again.removeProduct("own-1");
  assert.deepEqual(Object.keys(again.worksheets), [sheetName("landed", null)]);
});

test("keeps what was entered for a marketplace for that one, and tables for all", async () => {
  const log = new InputLog();
  log.add(table("a.txt"), 1);
  log.add(edit("K", "price", "12"));
  log.turnTo("UK");
  log.add(edit("K", "price", "9"));
  log.add({ kind: "worksheet", view: "landed", key: null, sheet: { freight: "1" } });
  log.add({ kind: "worksheet", view: "promotions", key: "K", sheet: { depth: "20" } });
  const again = new InputLog();
  again.load(log.entries);
  assert.equal(again.market, "UK");
  const { asked, call } = recorder();
  await again.replay(call, "2026-11-26", quiet);
  assert.deepEqual(asked, ["market UK", "today 2026-11-26", "table a.txt", "edit K price 9"]);
  assert.deepEqual([...again.textsOf(["K"], "price").keys()], ["9"]);

  again.turnTo("US");
  const home = recorder();
  await again.replay(home.call, "2026-11-26", quiet);
  assert.deepEqual(home.asked, ["today 2026-11-26", "table a.txt", "edit K price 12"]);
  assert.deepEqual(Object.keys(again.worksheets), [sheetName("landed", null)]);
});

test("a table that is read once more keeps its place, and what it was read in and is separated by is kept", () => {
  const log = new InputLog();
  log.add(table("a.txt"), 1);
  log.add(table("b.txt"), 2);
  const read = (encoding: FileEncoding | null, text: string) =>
    tableOf(
      { input: { name: "a.txt", isClipboard: false, currency: null, mapping: [] }, source: { text }, original: file },
      { view: { id: 1 } as TableView, text, encoding },
    );
  const file = new Blob(["bytes"]);
  const western = { label: "windows-1252", isChosen: true, rival: null, isLossy: false };
  const { put, remove } = log.add(read(western, "Gr\u00f6\u00dfe"), 1);
  assert.deepEqual([put.map(({ order }) => order), remove], [[1], []]);
  assert.deepEqual(
    log.entries.map((entry) => entry.kind === "table" && entry.text),
    ["Gr\u00f6\u00dfe", "text of b.txt"],
  );
  assert.equal(log.table(1)?.[asDropped]?.file, file);
  const [separated] = log.separate(1, "pipe").put;
  // Neither the storage nor a file takes the bytes over: they name buyers where the text no longer does.
  const stored = structuredClone(separated) as object;
  assert.deepEqual(Object.getOwnPropertySymbols(stored), []);
  assert.deepEqual(entryOf(JSON.parse(JSON.stringify(separated)), 1), stored);
  assert.deepEqual(entryOf(stored, 1), stored);
  const wrong = { ...stored, encoding: { ...western, label: "../x" } };
  assert.equal(entryOf(wrong, 1), null);
});
