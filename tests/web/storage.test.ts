import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { deleteDB, openDB } from "idb";
import { type Entry, InputLog } from "../../www/src/state/input-log.ts";
import { type Journal, Storage } from "../../www/src/state/storage.ts";

const edit = (order: number, text: string): Entry => ({
  order,
  kind: "edit",
  key: "K",
  field: "price",
  text,
});

/** What a page that opens next finds. */
async function found(): Promise<readonly Entry[]> {
  const storage = new Storage(() => {});
  return (await storage.load()).entries;
}

beforeEach(() => deleteDB("clearfloor"));

test("gives back what was entered, in order", async () => {
  const log = new InputLog();
  const storage = new Storage(() => {});
  const input = { name: "a.txt", isClipboard: false, currency: null, mapping: [] };
  await storage.write(log.add({ kind: "table", input, text: "sku\tprice" }));
  await storage.write(log.add({ kind: "edit", key: "K", field: "price", text: "1" }));
  await storage.write(log.add({ kind: "today", today: "2026-11-21" }));
  await storage.write(log.add({ kind: "edit", key: "K", field: "price", text: "12" }));
  assert.deepEqual(await found(), log.entries);
});

test("keeps choices beside the input, and ignores one it does not know", async () => {
  const storage = new Storage(() => {});
  await storage.prefer("locale", "zh");
  await storage.prefer("theme", "sepia");
  const { preferences } = await new Storage(() => {}).load();
  assert.deepEqual(preferences, { locale: "zh" });
});

test("puts changes that come together into one write, the last state of each", async () => {
  const written: (Error | null)[] = [];
  const storage = new Storage((why) => written.push(why));
  const first = storage.write({ put: [edit(1, "1")], remove: [] });
  storage.write({ put: [edit(2, "12")], remove: [1] });
  storage.write({ put: [edit(3, "123")], remove: [2] });
  await first;
  assert.deepEqual(await found(), [edit(3, "123")]);
  assert.deepEqual(written, [null]);
});

test("writes what comes during a write after it", async () => {
  let writes = 0;
  const storage: Storage = new Storage(() => {
    writes += 1;
    if (writes === 1) storage.write({ put: [edit(2, "12")], remove: [1] });
  });
  await storage.write({ put: [edit(1, "1")], remove: [] });
  assert.deepEqual(await found(), [edit(2, "12")]);
  assert.equal(writes, 2);
});

test("keeps the older state when a write fails, tells, and tries again with the next change", async () => {
  const told: (string | null)[] = [];
  const storage = new Storage((why) => told.push(why?.name ?? null));
  await storage.write({ put: [edit(1, "good")], remove: [] });
  // A function cannot be stored: the whole transaction must fall.
  const bad = { ...edit(2, "bad"), text: () => {} } as unknown as Entry;
  await storage.write({ put: [bad], remove: [1] });
  assert.deepEqual(await found(), [edit(1, "good")]);
  await storage.write({ put: [edit(2, "mended")], remove: [] });
  assert.deepEqual(await found(), [edit(2, "mended")]);
  assert.deepEqual(told, [null, "DataCloneError", null]);
});

test("leaves nothing behind when everything is forgotten", async () => {
  const storage = new Storage(() => {});
  await storage.write({ put: [edit(1, "1")], remove: [] });
  await storage.prefer("locale", "zh");
  await storage.forget();
  assert.deepEqual(await indexedDB.databases(), []);
  const kept = await storage.load();
  assert.deepEqual(kept, { entries: [], steps: [], preferences: {}, newest: 0, unreadable: 0, isLost: false });
});

test("lets another tab delete the storage, and opens it again when needed", async () => {
  const storage = new Storage(() => {});
  await storage.write({ put: [edit(1, "1")], remove: [] });
  await new Storage(() => {}).forget();
  await storage.write({ put: [edit(2, "2")], remove: [] });
  assert.deepEqual(await found(), [edit(2, "2")]);
});

test("says so when the storage was made by a newer version", async () => {
  const newer = await openDB("clearfloor", 99);
  newer.close();
  await assert.rejects(new Storage(() => {}).load(), { name: "VersionError" });
});

/** A journal in memory, as two pages of one browser share it. */
class MemoryJournal implements Journal {
  text: string | null;
  isKept = false;
  constructor(text: string | null = null) {
    this.text = text;
  }
  read(): string | null {
    return this.text;
  }
  write(text: string | null): void {
    this.text = text;
  }
  isMarked(): boolean {
    return this.isKept;
  }
  mark(isKept: boolean): void {
    this.isKept = isKept;
  }
}

const yes = Promise.resolve(true);
const never = () => new Promise<void>(() => {});

test("notices that the browser has lost what was kept, and takes what was taken out or forgotten for no loss", async () => {
  const journal = new MemoryJournal();
  const open = (): Storage => new Storage(() => {}, yes, undefined, journal);
  assert.equal((await open().load()).isLost, false);
  await open().write({ put: [edit(1, "1")], remove: [] });
  assert.equal((await open().load()).isLost, false);
  await deleteDB("clearfloor");
  assert.equal((await open().load()).isLost, true);
  const storage = open();
  await storage.write({ put: [edit(1, "1")], remove: [] });
  await storage.write({ put: [], remove: [1] });
  assert.equal((await open().load()).isLost, false);
  await storage.write({ put: [edit(2, "2")], remove: [] });
  await storage.forget();
  assert.equal((await open().load()).isLost, false);
});

test("notes what is not written yet when the page goes, and the next page has it", async () => {
  const gone = new MemoryJournal();
  let writes = 0;
  const leaving = new Storage(() => (writes += 1), yes, never, gone);
  void leaving.write({ put: [edit(1, "1"), edit(2, "2")], remove: [] });
  while (writes === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  // The first write has ended; these wait for their turn when the page goes.
  void leaving.write({ put: [edit(3, "3")], remove: [2] });
  leaving.leave();
  const note = gone.text;
  assert.notEqual(note, null);

  // The page ended here: of the database only the first write is there.
  await leaving.forget();
  await new Storage(() => {}).write({ put: [edit(1, "1"), edit(2, "2")], remove: [] });
  const kept = new MemoryJournal(note);
  const next = new Storage(() => {}, yes, undefined, kept);
  assert.deepEqual((await next.load()).entries, [edit(1, "1"), edit(3, "3")]);
  await next.write({ put: [], remove: [] });
  assert.equal(kept.text, null);
  assert.deepEqual(await found(), [edit(1, "1"), edit(3, "3")]);
});

test("says while a file waits to be written, which no note can hold, and notes what is beside it", async () => {
  const notes = new MemoryJournal();
  const storage = new Storage(() => {}, yes, undefined, notes);
  const input = { name: "large.txt", isClipboard: false, currency: null, mapping: [] };
  const table = { order: 1, kind: "table", input, text: new Blob(["sku\nA-1\n"]) } as const;
  assert.equal(storage.isFileWaiting, false);
  // By now it knows that it is the one that writes.
  await new Promise((resolve) => setTimeout(resolve, 0));
  const writing = storage.write({ put: [table, edit(2, "2")], remove: [] });
  assert.equal(storage.isFileWaiting, true);
  storage.leave();
  assert.deepEqual(JSON.parse(notes.text ?? "").entries, [[2, edit(2, "2")]]);
  await writing;
  assert.equal(storage.isFileWaiting, false);
  const { entries } = await new Storage(() => {}).load();
  assert.deepEqual(await textsOf(entries), ["sku\nA-1\n", "2"]);
});

test("leaves no note once everything is written, and none after everything is forgotten", async () => {
  const notes = new MemoryJournal();
  const storage = new Storage(() => {}, yes, undefined, notes);
  const writing = storage.write({ put: [edit(1, "1")], remove: [] });
  storage.leave();
  await writing;
  storage.leave();
  assert.equal(notes.text, null);
  void storage.write({ put: [edit(2, "2")], remove: [] });
  storage.leave();
  await storage.forget();
  assert.equal(notes.text, null);
});

test("a note that cannot be read or written costs nothing else", async () => {
  const full: Journal = {
    read: () => "{",
    write: () => {
      throw new Error("no room");
    },
    isMarked: () => {
      throw new Error("not allowed");
    },
    mark: () => {
      throw new Error("no room");
    },
  };
  const storage = new Storage(() => {}, yes, undefined, full);
  assert.deepEqual((await storage.load()).entries, []);
  const writing = storage.write({ put: [edit(1, "1")], remove: [] });
  storage.leave();
  await writing;
  assert.deepEqual(await found(), [edit(1, "1")]);
});

/** What a version of the page left in the browser, as it was. */
interface Left {
  readonly version: number;
  readonly stores: Readonly<Record<string, IDBObjectStoreParameters>>;
  readonly entries: readonly Entry[];
  readonly steps: readonly unknown[];
  readonly preferences: Readonly<Record<string, string>>;
}

/** Puts it there, by the browser's own means. */
async function leave({ version, stores, entries, steps, preferences }: Left): Promise<void> {
  const database = await openDB("clearfloor", version, {
    upgrade: (made) => {
      for (const [name, options] of Object.entries(stores)) made.createObjectStore(name, options);
    },
  });
  for (const entry of entries) await database.put("entries", entry);
  for (const step of steps) await database.put("steps", step);
  for (const [name, text] of Object.entries(preferences)) await database.put("preferences", text, name);
  database.close();
}

function fixture(name: string): Left {
  const text = readFileSync(new URL(`workspaces/${name}`, import.meta.url), "utf8");
  // What the browser keeps as a file stands there as what is in it.
  return JSON.parse(text, (_, value) => (typeof value?.file === "string" ? new Blob([value.file]) : value)) as Left;
}

/** What the tables hold, files as well. */
function textsOf(entries: readonly object[]): Promise<string[]> {
  const texts = entries.flatMap((entry) => ("text" in entry ? [entry.text] : []));
  return Promise.all(texts.map((text) => (text instanceof Blob ? text.text() : String(text))));
}

for (const name of ["database-1.json", "database-2.json", "database-3.json", "database-4.json"]) {
  test(`opens what an older version kept, with all of it: ${name}`, async () => {
    const left = fixture(name);
    await leave(left);
    const storage = new Storage(() => {});
    const kept = await storage.load();
    assert.deepEqual(kept.entries, left.entries);
    assert.deepEqual(await textsOf(kept.entries), await textsOf(left.entries));
    assert.deepEqual(kept.steps, left.steps);
    assert.deepEqual(kept.preferences, left.preferences);
    assert.equal(kept.unreadable, 0);
    // And goes on in it.
    const order = kept.newest + 1;
    await storage.write({ put: [edit(order, "1")], remove: [] });
    assert.deepEqual(await found(), [...left.entries, edit(order, "1")]);
  });
}

test("goes on with what can be read where a part of the store is spoilt, and leaves the rest as it is", async () => {
  const left = fixture("database-2.json");
  await leave(left);
  const spoilt: readonly object[] = [
    { order: 91, kind: "telepathy" },
    { order: 92, kind: "table", input: null, text: 5 },
    { order: 93 },
  ];
  const database = await openDB("clearfloor", 2);
  for (const entry of spoilt) await database.put("entries", entry);
  await database.put("steps", { number: 3, side: "done", what: "edit", added: 7 });
  database.close();
  const storage = new Storage(() => {});
  const kept = await storage.load();
  assert.deepEqual(kept.entries, left.entries);
  assert.equal(kept.unreadable, spoilt.length);
  assert.deepEqual(kept.steps, []);
  // What is entered next takes the place of none of them.
  assert.equal(kept.newest, 93);
  await storage.write({ put: [edit(94, "1")], remove: [] });
  const after = await openDB("clearfloor");
  assert.deepEqual(await after.getAll("entries"), [...left.entries, ...spoilt, edit(94, "1")]);
  after.close();
});

test("leaves what a newer version kept exactly as it is", async () => {
  const newer = { ...fixture("database-2.json"), version: 99, entries: [edit(1, "from the future")] };
  await leave(newer);
  const storage = new Storage(() => {});
  await assert.rejects(storage.load(), { name: "VersionError" });
  await storage.write({ put: [edit(1, "mine")], remove: [] });
  const after = await openDB("clearfloor", 99);
  assert.deepEqual(await after.getAll("entries"), newer.entries);
  after.close();
});

test("takes of a spoilt note what can be written, so that it stands in the way of nothing", async () => {
  const note = {
    entries: [
      [1, edit(1, "good")],
      [2, { order: 2, kind: "telepathy" }],
      [3, edit(4, "elsewhere")],
      ["x", 5],
    ],
    steps: [],
  };
  const storage = new Storage(() => {}, yes, undefined, new MemoryJournal(JSON.stringify(note)));
  assert.deepEqual((await storage.load()).entries.slice(0, 1), [edit(1, "good")]);
  await storage.write({ put: [edit(9, "next")], remove: [] });
  assert.deepEqual(await found(), [edit(1, "good"), edit(9, "next")]);
});
