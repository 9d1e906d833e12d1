// Every rule that the product was conceived from has its place on the page: docs/rules.md names it, in words that are there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { en } from "../../www/src/i18n/en.ts";
import { zh } from "../../www/src/i18n/zh.ts";

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

const seed = read("tests/conformance/seed-cases.toml");
const kinds = [...seed.matchAll(/^\[kinds\.(\w+)\]/gm)].map(([, name]) => name ?? "");
const told = [...seed.matchAll(/^\[\[rule\]\]\nid = "([^"]+)"/gm)].map(([, id]) => id ?? "");
const claims = told.filter((id) => id.startsWith("claim-"));

const rows = read("docs/rules.md")
  .split("\n")
  .filter((line) => /^\| [a-z]/.test(line) && !line.startsWith("| rule "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, rule = "", view = "", words = "", data = ""]) => ({ rule, view, words: words.split(", "), data }));

test("the file of rules is read", () => {
  assert.ok(kinds.length > 50, String(kinds.length));
  assert.ok(told.length > 40 && claims.length > 5, String(told.length));
});

test("each rule has one row, and each row a rule", () => {
  const wanted = [...kinds, ...told.filter((id) => !claims.includes(id))].sort();
  assert.deepEqual(rows.map(({ rule }) => rule).sort(), wanted);
});

test("each row names a view that there is, words in both languages, and data", () => {
  const views = read("www/src/state/location.ts");
  for (const { rule, view, words, data } of rows) {
    for (const one of view.split(", ")) assert.ok(views.includes(`"${one.slice(1)}"`), `${rule}: ${one}`);
    assert.ok(data.length > 5, rule);
    for (const key of words) assert.ok(key in en && key in zh, `${rule}: ${key}`);
  }
});
