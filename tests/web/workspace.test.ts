import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { entryOf } from "../../www/src/state/entry-shape.ts";
import type { Entry } from "../../www/src/state/input-log.ts";
import { linkOf, workspaceOfLink } from "../../www/src/state/share-link.ts";
import {
  formatName,
  formatVersion,
  type Reading,
  textOfWorkspace,
  workspaceOf,
} from "../../www/src/state/workspace-text.ts";
import { entriesFrom, Random } from "./made-entries.ts";

const saved = "2026-11-27T01:02:03.004Z";

const faultOf = (reading: Reading): string => ("fault" in reading ? reading.fault.code : "none");

function entriesOf(reading: Reading): readonly Entry[] {
  assert.ok("workspace" in reading, faultOf(reading));
  return reading.workspace.entries;
}

/** A workspace file of these entries, whatever they are. */
const file = (...entries: unknown[]): string => JSON.stringify({ format: formatName, version: 1, saved, entries });

test("a workspace comes back from its text as it was, whatever was entered", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const entries = entriesFrom(new Random(seed));
    for (const indent of [0, 1]) {
      const reading = workspaceOf(textOfWorkspace(entries, saved, indent));
      assert.deepEqual(reading, { workspace: { saved, entries } }, `seed ${seed}`);
    }
  }
});

test("a workspace comes back from a link as it was, whatever was entered", async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const entries = entriesFrom(new Random(seed));
    const link = await linkOf(textOfWorkspace(entries, saved));
    assert.match(link, /^[\w.-]+$/, `seed ${seed}`);
    assert.deepEqual(await workspaceOfLink(link), { workspace: { saved, entries } }, `seed ${seed}`);
  }
});

test("a link that was cut, changed or padded says so, and never becomes another workspace", async () => {
  const entries = entriesFrom(new Random(7));
  const link = await linkOf(textOfWorkspace(entries, saved));
  assert.deepEqual(entriesOf(await workspaceOfLink(`${link}.`)), entries);
  assert.deepEqual(entriesOf(await workspaceOfLink(`${link}）see above`)), entries);
  for (let end = 0; end < link.length; end += 7) {
    const code = faultOf(await workspaceOfLink(link.slice(0, end)));
    assert.ok(code === "link_cut" || code === "link_changed", `${code} at ${end}`);
  }
  assert.equal(faultOf(await workspaceOfLink(link.slice(0, -1))), "link_cut");
  const random = new Random(3);
  for (let tries = 0; tries < 200; tries += 1) {
    const at = random.below(link.length);
    const changed = `${link.slice(0, at)}${random.of("ABCabc012-_.")}${link.slice(at + 1)}`;
    const reading = await workspaceOfLink(changed);
    if ("workspace" in reading) assert.deepEqual(reading.workspace.entries, entries, changed);
  }
});

test("a link or file of a newer version is told apart from a broken one", async () => {
  assert.equal(faultOf(await workspaceOfLink("2.zz.zz.AAAA")), "newer");
  const newer = JSON.stringify({ format: formatName, version: formatVersion + 1, entries: [{ kind: "telepathy" }] });
  assert.deepEqual(workspaceOf(newer), { fault: { code: "newer", params: { version: String(formatVersion + 1) } } });
  assert.equal(faultOf(await workspaceOfLink(await linkOf(newer))), "newer");
});

test("a link that unpacks without end is stopped", async () => {
  const link = await linkOf("0".repeat(60_000_000));
  assert.ok(link.length < 100_000);
  assert.equal(faultOf(await workspaceOfLink(link)), "too_large");
});

const key = "A-1";
const hostile: Readonly<Record<string, readonly [text: string, code: string]>> = {
  "no text at all": ["", "not_ours"],
  "a table": ["sku\tprice\nA\t1", "not_ours"],
  "bytes that are no text": ["\u0000\uFFFD\uD800", "not_ours"],
  "another program's file": [JSON.stringify({ format: "something else", version: 1, entries: [] }), "not_ours"],
  "a list": ["[]", "not_ours"],
  null: ["null", "not_ours"],
  "half of a file": [file({ kind: "edit", key, field: "price_list", text: "1" }).slice(0, -5), "damaged"],
  "no version": [JSON.stringify({ format: formatName, entries: [] }), "damaged"],
  "a version that is no number": [JSON.stringify({ format: formatName, version: "1", entries: [] }), "damaged"],
  "a version below one": [JSON.stringify({ format: formatName, version: 0, entries: [] }), "damaged"],
  "no entries": [JSON.stringify({ format: formatName, version: 1 }), "damaged"],
  "entries that are no list": [JSON.stringify({ format: formatName, version: 1, entries: { length: 3 } }), "damaged"],
  "100,000 levels of lists": [
    `{"format":"${formatName}","version":1,"entries":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    "damaged_at",
  ],
  "a worksheet 100,000 levels deep": [
    `{"format":"${formatName}","version":1,"entries":[{"kind":"worksheet","view":"landed","key":null,"sheet":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}]}`,
    "damaged_at",
  ],
  "an unknown kind": [file({ kind: "telepathy", key, text: "1" }), "damaged_at"],
  "a text that is a number": [file({ kind: "edit", key, field: "price_list", text: 1 }), "damaged_at"],
  "a key that is missing": [file({ kind: "edit", field: "price_list", text: "1" }), "damaged_at"],
  "keys that are a text": [file({ kind: "bulk", keys: "A", field: "price_list", text: "1" }), "damaged_at"],
  "a day that is none": [file({ kind: "today", today: "2026-02-30" }), "damaged_at"],
  "a marketplace that is a path": [file({ kind: "market", market: "../../etc" }), "damaged_at"],
  "a marketplace of an edit that is a path": [
    file({ of: "../x", kind: "edit", key, field: "price_list", text: "1" }),
    "damaged_at",
  ],
  "a table without a text": [
    file({ kind: "table", input: { name: "a", isClipboard: false, currency: null, mapping: [] } }),
    "damaged_at",
  ],
  "a mapping that is an object": [
    file({ kind: "table", input: { name: "a", isClipboard: false, currency: null, mapping: {} }, text: "" }),
    "damaged_at",
  ],
  "a comparison of a thousand columns": [
    file({ kind: "comparison", key, choice: { base: "1", columns: Array(1000).fill({ id: "1" }) } }),
    "damaged_at",
  ],
  "__proto__ in a worksheet": [
    `{"format":"${formatName}","version":1,"entries":[{"kind":"worksheet","view":"landed","key":null,"sheet":{"__proto__":{"rows":1}}}]}`,
    "damaged_at",
  ],
  "1e400 in a worksheet": [
    `{"format":"${formatName}","version":1,"entries":[{"kind":"worksheet","view":"landed","key":null,"sheet":{"a":1e400}}]}`,
    "damaged_at",
  ],
};

for (const [name, [text, code]] of Object.entries(hostile)) {
  test(`a file with ${name} is refused with a reason`, () => {
    assert.equal(faultOf(workspaceOf(text)), code);
  });
}

test("__proto__ beside what is known is not taken over", () => {
  const text = `{"__proto__":{"polluted":1},"format":"${formatName}","version":1,"entries":[{"__proto__":{"order":99},"constructor":1,"kind":"edit","key":"A","field":"price_list","text":"1"}]}`;
  const entries = entriesOf(workspaceOf(text));
  assert.deepEqual(entries, [{ order: 1, kind: "edit", key: "A", field: "price_list", text: "1" }]);
  assert.equal(Object.getPrototypeOf(entries[0]), Object.prototype);
  assert.equal(({} as { polluted?: number }).polluted, undefined);
});

test("texts of any letters are taken as they are: markup, NUL, half a surrogate, right to left", () => {
  for (const text of ["<img src=x onerror=alert(1)>", "\u0000", "\uD800", "\u202Eabc\u202C", "=1+1", "𝒳🧺"]) {
    const [entry] = entriesOf(workspaceOf(file({ kind: "edit", key: text, field: text, text })));
    assert.deepEqual(entry, { order: 1, kind: "edit", key: text, field: text, text });
  }
});

test("nothing but entries is read as an entry", () => {
  for (const none of [null, undefined, 1, "edit", [], {}, { kind: 5 }, () => {}]) assert.equal(entryOf(none, 1), null);
});

test("the file of every version that was given out is read", () => {
  const at = (name: string): string => readFileSync(new URL(`workspaces/${name}`, import.meta.url), "utf8");
  const expected = JSON.parse(at("entries.json")) as Entry[];
  assert.deepEqual(entriesOf(workspaceOf(at("file-1.json"))), expected);
});

test("the link of every version that was given out is read", async () => {
  const at = (name: string): string => readFileSync(new URL(`workspaces/${name}`, import.meta.url), "utf8");
  const expected = JSON.parse(at("entries.json")) as Entry[];
  assert.deepEqual(entriesOf(await workspaceOfLink(at("link-1.txt").trim())), expected);
});
