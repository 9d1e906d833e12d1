// Steps over a reload: what is stored of them, and that they take back and put back as before it.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { deleteDB } from "idb";
import { History, type Step } from "../../www/src/state/history.ts";
import { type Difference, InputLog, type NewEntry } from "../../www/src/state/input-log.ts";
import { type KeptStep, KeptSteps } from "../../www/src/state/kept-steps.ts";
import { Storage } from "../../www/src/state/storage.ts";

const step: Step = { what: "edit", name: "cost", count: 1 };
const edit = (text: string): NewEntry => ({ kind: "edit", key: "K", field: "cost", text });
const table = (text: string): NewEntry => ({
  kind: "table",
  input: { name: "a.txt", isClipboard: false, currency: null, mapping: [] },
  text,
});

/** A page on the storage there is, as the session ties its parts together. */
class Page {
  readonly log = new InputLog();
  readonly history = new History();
  readonly steps = new KeptSteps();
  readonly storage = new Storage(() => {});
  /** Steps written last. */
  put: readonly KeptStep[] = [];

  static async opened(): Promise<Page> {
    const page = new Page();
    const kept = await page.storage.load();
    const steps = page.steps.restore(kept.steps, kept.entries);
    page.log.load(kept.entries);
    page.history.load(steps);
    page.steps.follow(steps.done, steps.undone, kept.entries);
    return page;
  }

  async keep(difference: Difference): Promise<void> {
    const { done, undone } = this.history.steps;
    const steps = this.steps.follow(done, undone, this.log.entries);
    this.put = steps.put;
    await this.storage.write(difference, steps);
  }

  async do(change: (log: InputLog) => Difference): Promise<void> {
    const before = [...this.log.entries];
    const difference = change(this.log);
    const gone = new Set([...difference.remove, ...difference.put.map(({ order }) => order)]);
    this.history.record(
      step,
      before.filter(({ order }) => gone.has(order)),
      difference.put,
    );
    await this.keep(difference);
  }

  async undo(): Promise<void> {
    const undone = this.history.undo();
    if (undone) await this.keep(this.log.exchange(undone.added, undone.removed));
  }

  async redo(): Promise<void> {
    const redone = this.history.redo();
    if (redone) await this.keep(this.log.exchange(redone.removed, redone.added));
  }

  texts(): string[] {
    return this.log.entries.flatMap((entry) => ("text" in entry ? [String(entry.text)] : []));
  }
}

beforeEach(() => deleteDB("clearfloor"));

test("takes back and puts back after a reload, in the order in which it was done", async () => {
  const first = await Page.opened();
  await first.do((log) => log.add(edit("1")));
  await first.do((log) => log.add(edit("2")));
  await first.do((log) => log.add(edit("3")));
  await first.undo();
  const second = await Page.opened();
  assert.deepEqual(second.texts(), ["2"]);
  await second.redo();
  assert.deepEqual(second.texts(), ["3"]);
  await second.undo();
  await second.undo();
  const third = await Page.opened();
  assert.deepEqual(third.texts(), ["1"]);
  await third.redo();
  await third.redo();
  assert.deepEqual(third.texts(), ["3"]);
});

test("has a table again that was taken out before the reload, and stores its text once while it is in", async () => {
  const first = await Page.opened();
  await first.do((log) => log.add(table("sku\tprice"), 1));
  assert.deepEqual(
    first.put.flatMap(({ added }) => added.map((entry) => entry.kind === "table" && entry.text)),
    [null],
  );
  await first.do((log) => log.removeTable(1));
  const second = await Page.opened();
  assert.deepEqual(second.texts(), []);
  await second.undo();
  assert.deepEqual(second.texts(), ["sku\tprice"]);
  await second.undo();
  assert.deepEqual(second.texts(), []);
  const third = await Page.opened();
  await third.redo();
  assert.deepEqual(third.texts(), ["sku\tprice"]);
});

test("keeps the last fifty steps", async () => {
  const first = await Page.opened();
  for (let at = 1; at <= 60; at += 1) await first.do((log) => log.add(edit(String(at))));
  const second = await Page.opened();
  assert.equal(second.history.steps.done.length, 50);
  for (let at = 0; at < 60; at += 1) await second.undo();
  assert.deepEqual(second.texts(), ["10"]);
});

test("lets go of a step whose table is lost, and of those before it", () => {
  const { put } = new InputLog().add(table("sku"));
  const [entry] = put;
  assert.ok(entry?.kind === "table");
  const kept = (number: number, lost: boolean): KeptStep => ({
    ...step,
    number,
    side: "done",
    removed: [],
    added: lost ? [{ ...entry, text: null }] : [],
  });
  const { done } = new KeptSteps().restore([kept(1, false), kept(2, true), kept(3, false)], []);
  assert.deepEqual(
    done.map(({ number }) => number),
    [3],
  );
});
