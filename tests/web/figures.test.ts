// Figures as the page writes them by itself, held to what `Intl` writes in both of its languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { figure, figureOf } from "../../www/src/i18n/figures.ts";
import { minorDigits } from "../../www/src/i18n/format.ts";
import { listOf, setLocale } from "../../www/src/i18n/locale.ts";
import { chooseForm } from "../../www/src/i18n/message.ts";

const MINUS = "\u2212";
const languages = ["en-GB", "zh-CN"] as const;
const digitsOf = [
  [0, 0],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
  [0, 3],
  [0, 4],
] as const;

/** Texts of many lengths, always the same. */
function* decimals(): Generator<string> {
  yield* [
    "0",
    "-0",
    "0.5",
    "-0.5",
    "0.49",
    "0.005",
    "-0.004",
    "9.995",
    "99.95",
    "999.5",
    "-999999.999",
    "1000",
    "0012",
  ];
  yield* ["22517998136852.47", "-22517998136852.47", "1.005", "2.675", "1234567.5", "12.", "1999999999999.995"];
  let state = 12345;
  for (let i = 0; i < 3000; i += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const whole = state % 10 ** (1 + (i % 9));
    yield `${i % 3 === 0 ? "-" : ""}${whole}.${String(state >>> 7).slice(0, i % 6)}`;
  }
}

test("a decimal is written as Intl writes it, to the last digit and with either sign", () => {
  for (const language of languages) {
    for (const [least, most] of digitsOf) {
      const options = { minimumFractionDigits: least, maximumFractionDigits: most };
      for (const sign of ["negative", "exceptZero"] as const) {
        const format = new Intl.NumberFormat(language, { ...options, signDisplay: sign as "auto" });
        for (const text of decimals()) {
          const said = format.format(text as unknown as number).replace("-", MINUS);
          assert.equal(figure(text, { least, most }, sign === "exceptZero" ? "always" : "auto"), said, text);
        }
      }
    }
  }
});

test("a number is written by the shortest decimal that is that number", () => {
  const numbers = [0, -0.3, 0.1 + 0.2, 1.005, 2.5, -2.5, 1 / 3, 1e-7, -4e-9, 999.95, 123456.789, 1e21, 12.5e22, 5e-324];
  for (const language of languages) {
    for (const [least, most] of digitsOf) {
      const options = { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: "negative" as "auto" };
      const format = new Intl.NumberFormat(language, options);
      for (const n of numbers)
        assert.equal(figureOf(n, { least, most }), format.format(n).replace("-", MINUS), `${n} ${least} ${most}`);
    }
  }
  assert.equal(figureOf(Number.POSITIVE_INFINITY, { least: 0, most: 1 }), "∞");
});

test("what is no decimal stays as it is", () => {
  assert.equal(figure("12,5", { least: 0, most: 2 }), "12,5");
  assert.equal(figure("", { least: 2, most: 2 }), "");
});

test("a list is joined and a form chosen as Intl does in both languages", async () => {
  for (const [locale, language] of [
    ["en", "en-GB"],
    ["zh", "zh-CN"],
  ] as const) {
    await setLocale(locale);
    const format = new Intl.ListFormat(language, { type: "conjunction", style: "short" });
    const rules = new Intl.PluralRules(language);
    for (let n = 0; n < 6; n += 1) {
      const items = ["a", "b", "c", "d", "e"].slice(0, n);
      assert.equal(listOf(items), format.format(items));
    }
    const forms = { one: "one", other: "other" };
    for (const n of [0, 1, 2, 1.5, 21, 1000]) assert.equal(chooseForm(forms, locale, n), rules.select(n), `${n}`);
    assert.equal(chooseForm(forms, locale, "1"), "other");
  }
  await setLocale("en");
});

test("a currency has as many digits on the page as in the core", () => {
  const core = readFileSync(new URL("../../src/money.rs", import.meta.url), "utf8");
  const [, arm = ""] = /((?:b"[A-Z]{3}"(?: \| )?)+) => 0,/.exec(core) ?? [];
  const whole = [...arm.matchAll(/[A-Z]{3}/g)].map(([code]) => code);
  assert.ok(whole.includes("JPY"), "the core's list is not where it was");
  for (let at = 0; at < 26 ** 3; at += 1) {
    const code = String.fromCharCode(65 + (at % 26), 65 + (Math.floor(at / 26) % 26), 65 + Math.floor(at / 676));
    assert.equal(minorDigits(code), whole.includes(code) ? 0 : 2, code);
  }
});
