import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { deleteDB } from "idb";
import type { Look, Request, Seen } from "../../www/src/engine/protocol.ts";
import type { Field, MissingFact, Summary } from "../../www/src/engine/types.ts";
import { type Entry, sheetName } from "../../www/src/state/input-log.ts";
import { Session } from "../../www/src/state/session.ts";
import { Storage } from "../../www/src/state/storage.ts";
import * as store from "../../www/src/state/store.ts";
import { Traffic } from "../../www/src/state/traffic.ts";
import { FakeClock, FakeWorker, type Reaction, settled } from "./fake-worker.ts";

/** As much of a book as a session can tell from a real one. */
class FakeBook {
  readonly tables: string[] = [];
  readonly edits: string[] = [];
  /** Names of the seller's own figures, at each time they were given. */
  readonly ownFees: string[] = [];
  today = "";

  react(request: Request): Reaction {
    switch (request.kind) {
      case "start":
        return { answer: { build: "test", fetched: ["https://page.example/engine.wasm"] } };
      case "setToday":
        this.today = request.today;
        return { answer: null };
      case "addTable": {
        const text = "text" in request.source ? request.source.text : "decoded";
        if (text === "poison") return { trap: "poisoned" };
        this.tables.push(request.input.name);
        return { answer: { view: { id: this.tables.length, name: request.input.name, problems: [] }, text } };
      }
      case "edit": {
        const isGood = !request.text.includes("x");
        if (isGood) this.edits.push(`${request.key}.${request.field}=${request.text}`);
        return { answer: { result: { field: field(request.text, isGood) }, seen: this.see(request.look) } };
      }
      case "setOwnFees":
        this.ownFees.push(request.fees.figures.map(({ name }) => name).join(" "));
        return { answer: { fileProblem: null, figureProblems: request.fees.figures.map(() => null) } };
      case "look":
        return { answer: this.see(request.look) };
      case "firstPass":
        return { answer: { done: this.tables.length, total: this.tables.length, left: 0 } };
      case "advance":
        return { answer: { done: this.tables.length, total: this.tables.length } };
      default:
        return { answer: null };
    }
  }

  see(look: Look): Seen {
    const products = this.tables.length;
    return {
      ...(look.overview ? { summary: { products, today: this.today } as Summary, missing: this.missing } : {}),
      refused: [],
    };
  }

  missing: MissingFact[] = [];
}

function field(text: string, isGood: boolean): Field {
  const problem = isGood ? null : { code: "not_a_number" };
  return { field: "price", kind: "money", text, problem } as unknown as Field;
}

/** The smallest module there is; a second part stands for itself by it. */
const compiled = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));

interface Stage {
  readonly session: Session;
  readonly clock: FakeClock;
  readonly workers: FakeWorker[];
  readonly books: FakeBook[];
}

/** Of the page opened last, also while it is opening. */
let lastClock: FakeClock | null = null;

/** A page that has just been opened, on whatever the storage holds. */
async function opened(prepare: (book: FakeBook) => void = () => {}, isOnlyTab = true): Promise<Stage> {
  const workers: FakeWorker[] = [];
  const books: FakeBook[] = [];
  const clock = new FakeClock();
  lastClock = clock;
  const session = new Session({
    spawn: () => {
      const book = new FakeBook();
      prepare(book);
      books.push(book);
      const worker = new FakeWorker((request) => book.react(request));
      workers.push(worker);
      return worker;
    },
    code: { first: async () => ({ url: "engine.wasm" }), second: async () => ({ module: compiled }) },
    clock,
    today: () => "2026-11-26",
    traffic: new Traffic("https://page.example"),
    isOnlyTab: async () => isOnlyTab,
    readAsset: async () => new ArrayBuffer(0),
    journal: null,
  });
  await session.load();
  session.client.start();
  await settled();
  return { session, clock, workers, books };
}

function table(session: Session, name: string, text: string): Promise<unknown> {
  const input = { name, isClipboard: false, currency: null, mapping: [] };
  return session.client.request("addTable", { input, source: { text } }).catch((why: unknown) => why);
}

function edit(session: Session, text: string): Promise<unknown> {
  return session.client.request("edit", { key: "K", field: "price", text, look: {} }).catch((why: unknown) => why);
}

/** Lets everything be written that waits for the hand to rest. */
async function rested({ clock }: Stage): Promise<void> {
  await settled();
  clock.pass(1000);
  await settled();
}

const told = (): string[] => store.notices.value.map(({ code }) => code);

beforeEach(async () => {
  await deleteDB("clearfloor");
  store.notices.value = [];
  store.missing.value = [];
  store.drafts.value = {};
  store.isSaved.value = true;
  store.isAtRisk.value = false;
  store.requestCounts.value = { own: 0, others: 0, refused: 0 };
});

test("has the input of the last visit again", async () => {
  const first = await opened();
  await table(first.session, "a.txt", "text");
  await edit(first.session, "12");
  await rested(first);
  const second = await opened();
  assert.deepEqual(second.books[0]?.tables, ["a.txt"]);
  assert.deepEqual(second.books[0]?.edits, ["K.price=12"]);
  assert.equal(second.books[0]?.today, "2026-11-26");
  assert.equal(store.summary.value?.products, 1);
});

test("shows a text that could not be used again after a reload, with the last good one in use", async () => {
  const first = await opened();
  await edit(first.session, "12");
  await edit(first.session, "12x");
  await rested(first);
  store.drafts.value = {};
  const second = await opened();
  assert.deepEqual(second.books[0]?.edits, ["K.price=12"]);
  const draft = store.drafts.value[store.draftKey("K", "price")];
  assert.equal(draft?.text, "12x");
  assert.equal(draft?.problem?.code, "not_a_number");
});

test("shows a text that could not be used again after a trap, unless a newer one is being typed", async () => {
  const name = store.draftKey("K", "price");
  const { session } = await opened();
  await edit(session, "12x");
  await table(session, "bad.txt", "poison");
  await settled();
  assert.equal(store.drafts.value[name]?.text, "12x");
  store.drafts.value = { [name]: { text: "13", isPending: true, problem: null } };
  await table(session, "bad.txt", "poison");
  await settled();
  assert.equal(store.drafts.value[name]?.text, "13");
});

test("has worksheets again, and takes one back in a step without filling the book anew", async () => {
  const first = await opened();
  const put = (text: string): void =>
    first.session.record(
      { what: "worksheet", name: "landed", count: 1 },
      () => first.session.log.add({ kind: "worksheet", view: "landed", key: null, sheet: { freight: text } }),
      "landed freight",
    );
  put("12");
  first.session.closeStep();
  put("120");
  put("1200");
  await rested(first);
  const second = await opened();
  const name = sheetName("landed", null);
  assert.deepEqual(store.worksheets.value, { [name]: { freight: "1200" } });
  await first.session.stepBack();
  assert.deepEqual(store.worksheets.value, { [name]: { freight: "12" } });
  await first.session.stepForth();
  assert.deepEqual(store.worksheets.value, { [name]: { freight: "1200" } });
  assert.equal(first.workers.length + second.workers.length, 2);
});

test("gives fees of the seller's own to every new book, and takes them back in a step", async () => {
  const first = await opened();
  const figure = {
    table: "storage_monthly",
    path: "rows.0.jan_sep",
    from: "2027-01-01",
    to: "",
    text: "0,90",
    name: "letter",
  };
  const sheet = { US: { file: null, figures: [figure] } };
  first.session.record({ what: "worksheet", name: "fees", count: 1 }, () =>
    first.session.log.add({ kind: "worksheet", view: "fees", key: null, sheet }),
  );
  await first.session.useOwnFees();
  await rested(first);
  const second = await opened();
  assert.deepEqual(second.books[0]?.ownFees, ["letter"]);
  // Fee files are read by the second part of the engine, which the same worker goes on with.
  assert.equal(first.books.length, 1);
  const inUse = (): string | undefined => first.books.at(-1)?.ownFees.at(-1);
  assert.equal(inUse(), "letter");
  await first.session.stepBack();
  assert.equal(inUse(), "");
  await first.session.stepForth();
  assert.equal(inUse(), "letter");
  assert.equal(second.books.length, 1);
});

test("gives a new worker everything after a trap, and tells the seller", async () => {
  const { session, workers, books } = await opened();
  await table(session, "a.txt", "text");
  await edit(session, "12");
  await table(session, "bad.txt", "poison");
  await settled();
  assert.equal(workers.length, 2);
  assert.deepEqual(books[1]?.tables, ["a.txt"]);
  assert.deepEqual(books[1]?.edits, ["K.price=12"]);
  assert.deepEqual(told(), ["engine_restarted"]);
  assert.equal(store.status.value, "ready");
});

test("leaves a kept table out that stops the engine, names it, and goes on with the rest", async () => {
  const first = await opened();
  await table(first.session, "a.txt", "text");
  first.session.keep(
    first.session.log.add({
      kind: "table",
      input: { name: "bad.txt", isClipboard: false, currency: null, mapping: [] },
      text: "poison",
    }),
  );
  await edit(first.session, "12");
  await rested(first);
  store.notices.value = [];
  const second = await opened();
  assert.deepEqual(second.books.at(-1)?.tables, ["a.txt"]);
  assert.deepEqual(second.books.at(-1)?.edits, ["K.price=12"]);
  const notice = store.notices.value.find(({ code }) => code === "engine_entry_left_out");
  assert.deepEqual(notice?.params[0], { name: "entry", text: "bad.txt" });
});

test("does not ask by itself again and again for what ends every worker", async () => {
  const { session, workers } = await opened((book) => {
    book.react = (request) =>
      request.kind === "start"
        ? { answer: { build: "test", fetched: [] } }
        : request.kind === "firstPass" || request.kind === "advance"
          ? { trap: "poisoned product" }
          : FakeBook.prototype.react.call(book, request);
  });
  await settled();
  assert.ok(workers.length <= 3, `${workers.length} workers`);
  assert.ok(told().includes("engine_failed"));
  // What the seller asks for is still answered.
  assert.ok(!((await edit(session, "12")) instanceof Error));
});

test("counts what the worker has fetched as the page's own", async () => {
  await opened();
  assert.deepEqual(store.requestCounts.value, { own: 1, others: 0, refused: 0 });
});

test("writes nothing where another tab does, and says so", async () => {
  const first = await opened();
  await edit(first.session, "12");
  await settled();
  const second = await opened(() => {}, false);
  await edit(second.session, "13");
  await settled();
  assert.deepEqual(told(), ["open_elsewhere"]);
  assert.equal(store.isSaved.value, false);
  const third = await opened();
  assert.deepEqual(third.books[0]?.edits, ["K.price=12"]);
});

test("leaves a fact in its place in the list while its answer is being typed", async () => {
  const fact = (key: string): MissingFact => ({ key, field: "price" }) as MissingFact;
  const { session, books } = await opened((book) => {
    book.missing = [fact("A"), fact("B"), fact("C")];
  });
  const keys = (): (string | null)[] => store.missing.value.map(({ key }) => key);
  assert.deepEqual(keys(), ["A", "B", "C"]);
  store.drafts.value = { [store.draftKey("B", "price")]: { text: "1", isPending: false, problem: null } };
  const [book] = books;
  assert.ok(book);
  book.missing = [fact("A"), fact("C")];
  await session.refresh();
  assert.deepEqual(keys(), ["A", "B", "C"]);
  store.drafts.value = {};
  session.releaseFacts();
  assert.deepEqual(keys(), ["A", "C"]);
});

test("says once that the storage refuses, and that what is entered is not kept", async () => {
  const { session } = await opened();
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  try {
    await edit(session, "12");
    await settled();
    await edit(session, "13");
    await settled();
  } finally {
    IDBObjectStore.prototype.put = real;
  }
  assert.deepEqual(told(), ["not_saved"]);
  assert.equal(store.isSaved.value, false);
  await edit(session, "14");
  await settled();
  assert.equal(store.isSaved.value, true);
  const second = await opened();
  assert.deepEqual(second.books[0]?.edits, ["K.price=14"]);
});

test("tries a write that was refused again by itself, and says when everything is kept again", async () => {
  const stage = await opened();
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  try {
    await edit(stage.session, "12");
    await settled();
  } finally {
    IDBObjectStore.prototype.put = real;
  }
  assert.equal(store.isAtRisk.value, true);
  stage.clock.pass(5000);
  await settled();
  assert.deepEqual(told(), ["saved_again"]);
  assert.equal(store.isAtRisk.value, false);
  const second = await opened();
  assert.deepEqual(second.books[0]?.edits, ["K.price=12"]);
});

test("starts without a storage that does not answer, says so, and writes nothing over what is there", async () => {
  const first = await opened();
  await edit(first.session, "12");
  await rested(first);
  const { load } = Storage.prototype;
  Storage.prototype.load = () => new Promise(() => {});
  try {
    const opening = opened();
    await settled();
    lastClock?.pass(10_000);
    const second = await opening;
    assert.deepEqual(told(), ["not_loaded_in_time"]);
    await edit(second.session, "13");
    assert.equal(store.isAtRisk.value, true);
  } finally {
    Storage.prototype.load = load;
  }
  const third = await opened();
  assert.deepEqual(third.books[0]?.edits, ["K.price=12"]);
});

/** A workspace with one table and one price. */
const other: readonly Entry[] = [
  {
    order: 1,
    kind: "table",
    input: { name: "b.txt", isClipboard: false, currency: null, mapping: [] },
    text: "other",
  },
  { order: 2, kind: "edit", key: "K", field: "price", text: "99" },
];

test("puts another workspace in the place of the present one, and takes that back with all of it", async () => {
  const first = await opened();
  await table(first.session, "a.txt", "text");
  await edit(first.session, "12");
  await edit(first.session, "12x");
  const before = first.session.log.entries;
  first.session.adopt({ what: "workspace", name: "", count: 1 }, other);
  await rested(first);
  assert.deepEqual(first.books.at(-1)?.tables, ["b.txt"]);
  assert.deepEqual(first.books.at(-1)?.edits, ["K.price=99"]);
  assert.deepEqual(store.drafts.value, {});
  // Also after a reload.
  const second = await opened();
  assert.deepEqual(second.books.at(-1)?.tables, ["b.txt"]);
  await second.session.stepBack();
  await rested(second);
  assert.deepEqual(second.books.at(-1)?.tables, ["a.txt"]);
  assert.deepEqual(second.books.at(-1)?.edits, ["K.price=12"]);
  assert.equal(store.drafts.value[store.draftKey("K", "price")]?.text, "12x");
  assert.deepEqual(second.session.log.entries, before);
  await second.session.stepForth();
  await rested(second);
  assert.deepEqual(second.books.at(-1)?.tables, ["b.txt"]);
  const third = await opened();
  assert.deepEqual(third.books.at(-1)?.tables, ["b.txt"]);
});

test("looks at another workspace beside its own, which nothing done there touches", async () => {
  const first = await opened();
  await table(first.session, "a.txt", "text");
  await edit(first.session, "12");
  await rested(first);
  const { entries } = first.session.log;
  first.session.lookBeside(other);
  await settled();
  assert.deepEqual(first.books.at(-1)?.tables, ["b.txt"]);
  await edit(first.session, "13");
  await rested(first);
  assert.equal(store.isAtRisk.value, true);
  assert.deepEqual((await opened()).books.at(-1)?.edits, ["K.price=12"]);
  const seen = first.session.returnFromBeside();
  await settled();
  assert.deepEqual(
    seen.map((entry) => ("text" in entry ? entry.text : "")),
    ["other", "13"],
  );
  assert.deepEqual(first.session.log.entries, entries);
  assert.deepEqual(first.books.at(-1)?.tables, ["a.txt"]);
  assert.equal(store.isAtRisk.value, false);
  // The steps before are there, too.
  assert.equal(store.undoable.value?.what, "edit");
  await first.session.stepBack();
  await rested(first);
  assert.deepEqual((await opened()).books.at(-1)?.edits, []);
});
