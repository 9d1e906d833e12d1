import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { History, mostCharacters, mostSteps, type Recorded, type Step } from "../../www/src/state/history.ts";
import { type Difference, type Entry, InputLog, type NewEntry } from "../../www/src/state/input-log.ts";

const edit = (key: string, field: string, text: string): NewEntry => ({ kind: "edit", key, field, text });
const bulk = (keys: string[], field: string, text: string): NewEntry => ({ kind: "bulk", keys, field, text });
const step = (what: Step["what"] = "edit"): Step => ({ what, name: "cost", count: 1 });

/** A log with its history, as the session ties them together. */
class Desk {
  readonly log = new InputLog();
  readonly history = new History();

  do(change: (log: InputLog) => Difference, field: string | null = null, what: Step["what"] = "edit"): void {
    const before = [...this.log.entries];
    const { put, remove } = change(this.log);
    const gone = new Set([...remove, ...put.map(({ order }) => order)]);
    this.history.record(
      step(what),
      before.filter(({ order }) => gone.has(order)),
      put,
      field,
    );
  }

  undo(): void {
    const undone = this.history.undo();
    if (undone) this.log.exchange(undone.added, undone.removed);
  }

  redo(): void {
    const redone: Recorded | null = this.history.redo();
    if (redone) this.log.exchange(redone.removed, redone.added);
  }

  texts(field: string, ...keys: string[]): string[] {
    const byText = this.log.textsOf(keys, field);
    return keys.map((key) => [...byText].find(([, of]) => of.includes(key))?.[0] ?? "?");
  }
}

describe("undo and redo", () => {
  test("lead back to every earlier state of the log and forth again", () => {
    const desk = new Desk();
    const states: (readonly Entry[])[] = [[]];
    for (const entry of [
      edit("a", "cost", "1"),
      bulk(["a", "b"], "cost", "2"),
      edit("b", "cost", ""),
      edit("a", "cost", "3"),
      bulk(["a", "b", "c"], "cost", "4"),
    ]) {
      desk.do((log) => log.add(entry));
      states.push([...desk.log.entries]);
    }
    for (const state of states.slice(0, -1).reverse()) {
      desk.undo();
      assert.deepEqual(desk.log.entries, state);
    }
    desk.undo();
    assert.deepEqual(desk.log.entries, []);
    for (const state of states.slice(1)) {
      desk.redo();
      assert.deepEqual(desk.log.entries, state);
    }
  });

  test("take what is typed into one field as one step until it is left", () => {
    const desk = new Desk();
    desk.do((log) => log.add(edit("a", "cost", "5")));
    desk.history.close();
    for (const text of ["7", "7.", "7.7"]) desk.do((log) => log.add(edit("a", "cost", text)), "a cost");
    desk.history.close();
    desk.do((log) => log.add(edit("a", "cost", "8")), "a cost");
    desk.undo();
    assert.deepEqual(desk.texts("cost", "a"), ["7.7"]);
    desk.undo();
    assert.deepEqual(desk.texts("cost", "a"), ["5"]);
    desk.redo();
    assert.deepEqual(desk.texts("cost", "a"), ["7.7"]);
  });

  test("take a group as one step", () => {
    const desk = new Desk();
    desk.history.beginGroup(step("sample"));
    desk.do((log) => log.add({ kind: "today", today: "2026-11-21" }));
    desk.do((log) => log.add({ kind: "product", key: "own-1" }));
    desk.history.endGroup();
    assert.equal(desk.history.undoable?.what, "sample");
    desk.undo();
    assert.deepEqual(desk.log.entries, []);
    assert.equal(desk.history.undoable, null);
    desk.redo();
    assert.equal(desk.log.entries.length, 2);
  });

  test("forget what was undone once something else is done", () => {
    const desk = new Desk();
    desk.do((log) => log.add(edit("a", "cost", "1")));
    desk.undo();
    desk.do((log) => log.add(edit("a", "cost", "2")));
    assert.equal(desk.history.redoable, null);
  });

  test("put a table back at its place among the others", () => {
    const desk = new Desk();
    const table = (name: string): NewEntry => ({
      kind: "table",
      input: { name, isClipboard: false, currency: null, mapping: [] },
      text: name,
    });
    desk.do((log) => log.add(table("first"), 1));
    desk.do((log) => log.add(table("second"), 2));
    desk.do((log) => log.removeTable(1), null, "table_removed");
    desk.undo();
    assert.deepEqual(
      desk.log.entries.map((entry) => entry.kind === "table" && entry.text),
      ["first", "second"],
    );
  });
});

describe("what is kept of the steps", () => {
  test("ends, however much is done", () => {
    const desk = new Desk();
    for (let i = 0; i < 3 * mostSteps; i += 1) desk.do((log) => log.add(edit("a", "cost", String(i))));
    assert.equal(desk.history.steps.done.length, mostSteps);
    desk.undo();
    assert.deepEqual(desk.texts("cost", "a"), [String(3 * mostSteps - 2)]);
  });

  test("ends by the size of its tables, but never before the last step", () => {
    const desk = new Desk();
    const paste = (name: string, length: number): NewEntry => ({
      kind: "table",
      input: { name, isClipboard: true, currency: null, mapping: [] },
      text: "x".repeat(length),
    });
    desk.do((log) => log.add(edit("a", "cost", "1")));
    desk.do((log) => log.add(paste("one", 0.6 * mostCharacters), 1), null, "table_added");
    assert.equal(desk.history.steps.done.length, 2);
    desk.do((log) => log.add(paste("two", 0.6 * mostCharacters), 2), null, "table_added");
    assert.equal(desk.history.steps.done.length, 1);
    desk.do((log) => log.add(paste("three", 2 * mostCharacters), 3), null, "table_added");
    assert.deepEqual(
      desk.history.steps.done.map(({ added }) => added.length),
      [1],
    );
  });
});

describe("a text for many", () => {
  test("holds for each until one of them gets its own", () => {
    const desk = new Desk();
    desk.do((log) => log.add(bulk(["a", "b"], "cost", "2")));
    desk.do((log) => log.add(edit("b", "cost", "9")));
    assert.deepEqual(desk.texts("cost", "a", "b", "c"), ["2", "9", ""]);
  });

  test("does not come back in a field that was emptied after it", () => {
    const desk = new Desk();
    desk.do((log) => log.add(bulk(["a", "b"], "cost", "2")));
    desk.do((log) => log.add(edit("b", "cost", "")));
    assert.deepEqual(desk.texts("cost", "a", "b"), ["2", ""]);
  });

  test("takes the place of what stood there for each of them alone", () => {
    const { log } = new Desk();
    log.add(edit("a", "cost", "1"));
    log.add(edit("c", "cost", "1"));
    log.add(bulk(["a", "b"], "cost", "2"));
    log.add(bulk(["a", "b", "d"], "cost", "3"));
    assert.deepEqual(
      log.entries.map((entry) => ("text" in entry ? entry.text : "")),
      ["1", "3"],
    );
  });
});
