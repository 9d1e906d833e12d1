/** What is wrong in a fee file: the reader of files says it in English, here it is in words. */

import { feeColumn } from "./fee-column";
import { feeTableName } from "./fee-table-name";
import { t } from "./locale";

const FAULTS: readonly { pattern: RegExp; words: (found: readonly string[]) => string }[] = [
  { pattern: /^bands overlap at (.+)$/, words: ([, n = ""]) => t("fee_fault.overlap", { n }) },
  { pattern: /^overlap at day (.+)$/, words: ([, n = ""]) => t("fee_fault.overlap", { n }) },
  {
    pattern: /^rows (?:of \S+ )?overlap (?:at|above) (.+)$/,
    words: ([, n = ""]) => t("fee_fault.rows_overlap", { n }),
  },
  { pattern: /^gap (?:from day|between) (\d+)/, words: ([, n = ""]) => t("fee_fault.gap", { n }) },
  { pattern: /^the last (?:band|tier) has an end$/, words: () => t("fee_fault.last_has_end") },
  { pattern: /^a band after an open one$/, words: () => t("fee_fault.after_open") },
  {
    pattern: /^(\S+) and (\S+) are both in force on one day$/,
    words: ([, first = "", second = ""]) =>
      t("fee_fault.two_in_force", { first: feeTableName(first), second: feeTableName(second) }),
  },
  { pattern: /^`effective_from` is after `effective_to`$/, words: () => t("fee_fault.order_of_days") },
  { pattern: /^no `(.+)`$/, words: ([, key = ""]) => t("fee_fault.no_key", { key: feeColumn(key) }) },
  { pattern: /^unknown key `(.+)`$/, words: ([, key = ""]) => t("fee_fault.unknown_key", { key }) },
  {
    pattern: /^`(.+)` is no decimal with at most (\d+) places: (.*)$/,
    words: ([, key = "", n = "", text = ""]) => t("fee_fault.no_decimal", { key: feeColumn(key), n, text }),
  },
  {
    pattern: /^`(.+)` is no day: (.*)$/,
    words: ([, key = "", text = ""]) => t("fee_fault.no_day", { key: feeColumn(key), text }),
  },
  {
    pattern: /^`(.+)` is unknown: (.*)$/,
    words: ([, key = "", text = ""]) => t("fee_fault.unknown_word", { key: feeColumn(key), text }),
  },
  { pattern: /^belongs to no known family$/, words: () => t("fee_fault.no_family") },
  { pattern: /stand in quotes$/, words: () => t("fee_fault.quotes") },
  { pattern: /^something stands after the value$/, words: () => t("fee_fault.after_value") },
  { pattern: /^`?(.+?)`? is missing$/, words: ([, text = ""]) => t("fee_fault.missing_sign", { text }) },
  { pattern: /^`?\[?(.+?)\]?`? stands twice$/, words: ([, key = ""]) => t("fee_fault.twice", { key }) },
  { pattern: /^a text has no end on its line$/, words: () => t("fee_fault.no_end") },
];

/** The fault itself; one without words is shown as the reader says it. */
export function feeFaultText(text: string): string {
  for (const { pattern, words } of FAULTS) {
    const found = pattern.exec(text);
    if (found) return words(found);
  }
  return t("fee_fault.other", { text });
}

/** Where it is: the table, and the row from 1. */
export function feePlaceText(place: string): string {
  const found = /^([a-z][a-z0-9_]*)(?:\.rows\[(\d+)\])?/.exec(place);
  if (!found) return place;
  const table = feeTableName(found[1] ?? "");
  return found[2] === undefined ? table : t("fee_fault.row", { table, row: String(Number(found[2]) + 1) });
}
