// Words, amounts and days as the page writes them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { feeRowText } from "../../www/src/i18n/fee-row-text.ts";
import { feeTableName } from "../../www/src/i18n/fee-table-name.ts";
import { fieldName } from "../../www/src/i18n/field-name.ts";
import {
  day,
  discount,
  fullDay,
  money,
  month,
  multiple,
  percent,
  shortMonth,
  sum,
  toDecimalText,
} from "../../www/src/i18n/format.ts";
import { formulaText } from "../../www/src/i18n/formula-text.ts";
import { holeText, slugOf } from "../../www/src/i18n/hole-text.ts";
import { loadLaterWords, localeIn, setLocale, t, wordsOf } from "../../www/src/i18n/locale.ts";
import { fill, splitPlaces } from "../../www/src/i18n/message.ts";
import { problemText } from "../../www/src/i18n/problem-text.ts";
import { shareText, valueText } from "../../www/src/i18n/value-text.ts";

const usd = (minor: number) => ({ minor, currency: "USD" });
/** Spaces that do not break are told apart by no reader of a test. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const line = {
  id: "referral",
  amount: usd(-375),
  formula: "share_or_minimum",
  inputs: [
    { name: "price", text: "24.99" },
    { name: "rate", text: "0.15" },
  ],
  spreadsheet: "=-MAX(ROUND(24.99*15%,2),0.30)",
  fee: null,
  status: "official",
  isSunk: false,
  isNeeded: true,
  holes: [],
  total: null,
};
const problem = { severity: "error", file: null, line: null, column: null, heading: null, field: null, sku: null };

for (const [locale, tag] of [
  ["en", "en-GB"],
  ["zh", "zh-CN"],
] as const) {
  test(`days and months are those that Intl writes in ${tag}`, async () => {
    await setLocale(locale);
    const by = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
    const full = by({ day: "numeric", month: "short", year: "numeric" });
    const short = by({ day: "numeric", month: "short" });
    const monthly = by({ month: "short", year: "numeric" });
    const [named, yearly] = [by({ month: "short" }), by({ year: "numeric" })];
    for (let m = 0; m < 12; m += 1) {
      const date = new Date(Date.UTC(2026, m, 2 + 2 * m));
      const iso = date.toISOString().slice(0, 10);
      assert.equal(fullDay(iso), full.format(date));
      assert.equal(day(iso, "2026-11-21"), short.format(date));
      assert.equal(day(iso, "2027-01-02"), full.format(date));
      assert.equal(month(iso.slice(0, 7)), monthly.format(date));
      assert.equal(shortMonth(iso), (m === 0 ? yearly : named).format(date));
    }
    assert.equal(fullDay("2026-13-01"), "2026-13-01");
    await setLocale("en");
  });
}

test("makes a decimal of minor units by their digits alone", () => {
  assert.equal(toDecimalText(-1250, 2), "-12.50");
  assert.equal(toDecimalText(7, 2), "0.07");
  assert.equal(toDecimalText(2 ** 51 - 1, 2), "22517998136852.47");
  assert.equal(toDecimalText(1500, 0), "1500");
});

test("finds the language asked for in a fragment", () => {
  assert.equal(localeIn("#?locale=en"), "en");
  assert.equal(localeIn("#product/A?locale=zh"), "zh");
  assert.equal(localeIn("#product/A"), null);
  assert.equal(localeIn("#?locale=fr"), null);
});

test("leaves a place open that has no value", () => {
  assert.equal(fill("{a} of {b}", { a: 1 }, String), "1 of {b}");
  assert.deepEqual(splitPlaces("Clear {n} now"), ["Clear ", "n", " now"]);
});

describe("in English", () => {
  before(() => setLocale("en"));

  test("writes money exactly, its sign as a minus", () => {
    assert.equal(money(usd(-123456)), "−1,234.56");
    assert.equal(money(usd(2 ** 51 - 1)), "22,517,998,136,852.47");
    assert.equal(money(usd(121400), "always"), "+1,214.00");
    assert.equal(money(usd(0), "always"), "0.00");
    assert.equal(money({ minor: 1500, currency: "JPY" }), "1,500");
    assert.equal(plain(sum(usd(3842049))), "38,420 USD");
  });

  test("says no minus before a sum that rounds to nothing", () => {
    assert.equal(plain(sum(usd(-40))), "0 USD");
  });

  test("writes shares, discounts and multiples", () => {
    assert.equal(plain(percent(253_000)), "25.3 %");
    // A share worked out elsewhere comes with more digits than a millionth.
    assert.equal(plain(percent(-15_925_925.925)), "−1,592.59 %");
    assert.equal(plain(discount(300_000)), "−30 %");
    assert.equal(multiple(1_800_000), "1.8×");
    assert.equal(plain(shareText("0.125")), "12.5 %");
    assert.equal(plain(shareText("-1")), "−100 %");
    assert.equal(shareText("about half"), "about half");
  });

  test("names the year only if it is another one", () => {
    assert.equal(day("2026-12-14", "2026-11-21"), "14 Dec");
    assert.equal(day("2027-01-15", "2026-11-21"), "15 Jan 2027");
    assert.equal(day("soon", "2026-11-21"), "soon");
  });

  test("chooses the plural", () => {
    assert.equal(t("catalogue.count", { n: 1 }), "1 SKU");
    assert.equal(t("catalogue.count", { n: 1200 }), "1,200 SKUs");
  });

  test("puts a rule into words, in the form its inputs fill", () => {
    assert.equal(plain(formulaText(line)), "15 % of 24.99, rounded to the cent");
    const withMinimum = { ...line, inputs: [...line.inputs, { name: "minimum", text: "0.30" }] };
    assert.equal(plain(formulaText(withMinimum)), "15 % of 24.99, at least 0.30, rounded to the cent");
    assert.equal(plain(formulaText({ ...line, formula: "of_tomorrow" })), "price 24.99, rate 15 %");
  });

  test("says why a line is not known", () => {
    const unknown = { ...line, amount: null, inputs: [], holes: ["category"], total: null };
    assert.equal(formulaText(unknown), "Not known: Fee category");
    assert.equal(
      holeText("returns_processing: threshold"),
      "Returns processing fee: the return rate above which it is charged",
    );
    assert.equal(holeText("a thing the data say"), "a thing the data say");
    assert.equal(slugOf("the 2026 amounts for bulky are not known"), "the_2026_amounts_for_bulky_are_not_known");
  });

  test("puts tables and rows of fees into words", () => {
    assert.equal(feeTableName("fulfilment_2026_peak"), "Fulfilment fee 2026, peak season");
    assert.equal(feeTableName("referral"), "Referral fee");
    assert.equal(
      feeRowText("non_apparel large_standard, above 24 oz, up to 28 oz"),
      "not apparel, large standard, above 24 oz, up to 28 oz",
    );
    assert.equal(feeRowText("181 to 210 days"), "181 to 210 days");
    assert.equal(feeRowText("Office Products"), "Office Products");
  });

  test("names fields that differ only in their numbers", () => {
    assert.equal(fieldName("age_181_270"), "Aged 181–270 days");
    assert.equal(fieldName("units_sold_30"), "Units sold in 30 days");
  });

  test("says a problem in words, and names the code only if it has none", () => {
    const unreadable = { ...problem, code: "number_unreadable", params: [{ name: "text", text: "12,50,0" }] };
    assert.equal(problemText(unreadable), "“12,50,0” is not a number.");
    assert.match(problemText({ ...problem, code: "of_tomorrow", params: [] }), /of_tomorrow/);
  });
});

describe("in Chinese", () => {
  before(() => setLocale("zh"));

  test("says a discount as what is left of the price", () => {
    assert.equal(discount(300_000), "7折（−30%）");
    assert.equal(discount(50_000), "9.5折（−5%）");
    assert.equal(discount(0), "原价");
  });

  test("writes days and rules as Chinese does", () => {
    assert.equal(day("2026-12-14", "2026-11-21"), "12月14日");
    assert.equal(formulaText(line), "24.99 的 15%，四舍五入到分");
    assert.equal(feeTableName("fulfilment_2026_peak"), "2026 年配送费（旺季）");
    assert.equal(feeRowText("up to 28 oz"), "28 盎司以内");
    assert.equal(valueText("tier", "large_standard"), "大号标准尺寸");
  });
});

test("every field that a column can be read as has a name in both languages, and every use of one that is none", async () => {
  const fields = readFileSync(new URL("../../src/import/data/fields.tsv", import.meta.url), "utf8");
  const names = fields.trim().split("\n").slice(1);
  assert.ok(names.length > 200, String(names.length));
  for (const language of ["zh", "en"] as const) {
    await setLocale(language);
    await loadLaterWords();
    for (const row of names) {
      const [name = "", usage = ""] = [row.split("\t")[0], row.split("\t")[6]];
      // A code that is shown for want of words has its strokes taken out.
      assert.ok(
        wordsOf("field", name) !== null || fieldName(name) !== name.replaceAll("_", " "),
        `${language}: ${name}`,
      );
      assert.ok(usage === "used" || wordsOf("usage", usage) !== null, `${language}: ${usage}`);
    }
  }
});
