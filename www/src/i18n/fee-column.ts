/** Keys of the fee files in words: columns of rows, and figures of a whole table. */

import { shortMonth } from "./format";
import { nameOf, t, wordsOf } from "./locale";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const PATTERNS: readonly { pattern: RegExp; words: (found: RegExpExecArray) => string }[] = [
  { pattern: /^under_(\d+)$/, words: ([, to = ""]) => t("fee_column.under", { to }) },
  { pattern: /^from_(\d+)_to_(\d+)$/, words: ([, from = "", to = ""]) => t("fee_column.from_to", { from, to }) },
  { pattern: /^over_(\d+)$/, words: ([, from = ""]) => t("fee_column.over", { from }) },
  { pattern: /^units_(\d+)$/, words: ([, n = ""]) => t("fee_column.units", { units: n }) },
  {
    pattern: /^([a-z]{3})_([a-z]{3})$/,
    words: ([whole, first = "", last = ""]) => {
      const [from, to] = [MONTHS.indexOf(first) + 1, MONTHS.indexOf(last) + 1];
      if (from === 0 || to === 0) return nameOf("fee_key", whole);
      return t("fee_column.months", { from: monthName(from), to: monthName(to) });
    },
  },
];

function monthName(month: number): string {
  return shortMonth(`2026-${String(month).padStart(2, "0")}-01`);
}

/** What a key of a fee file is called. */
export function feeColumn(key: string): string {
  for (const { pattern, words } of PATTERNS) {
    const found = pattern.exec(key);
    if (found) return words(found);
  }
  return nameOf("fee_key", key);
}

/** A value of a fee file: codes in words, figures and sentences as they stand. */
export function feeValue(key: string, text: string): string {
  if (text === "true") return t("value.yes");
  if (text === "false") return t("value.no");
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(text) || /^\d/.test(text)) return text;
  const words = wordsOf("term", text) ?? wordsOf("fee_value", text);
  return words ?? (key === "tier" ? nameOf("term", text) : text);
}
