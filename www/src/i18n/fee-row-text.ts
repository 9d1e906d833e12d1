/** Rows of fee tables in words. The core names them by the codes of the data. */

import { slugOf } from "./hole-text";
import { nameOf, t, wordsOf } from "./locale";

/** How the core writes the parts of a row, and what they are in words. */
const PARTS: readonly { pattern: RegExp; words: (found: RegExpExecArray) => string }[] = [
  {
    pattern: /^up to ([\d.]+) (\w+)$/,
    words: (found) => t("fee_row.up_to", { n: found[1] ?? "", unit: unitWord(found[2] ?? "") }),
  },
  {
    pattern: /^above ([\d.]+) (\w+)$/,
    words: (found) => t("fee_row.above", { n: found[1] ?? "", unit: unitWord(found[2] ?? "") }),
  },
  {
    pattern: /^then each begun (\d+) oz above (\d+) oz$/,
    words: (found) => t("fee_row.each", { step: found[1] ?? "", first: found[2] ?? "" }),
  },
  {
    pattern: /^(\d+) to (\d+) days$/,
    words: (found) => t("fee_row.days", { from: found[1] ?? "", to: found[2] ?? "" }),
  },
  { pattern: /^(\d+) days and more$/, words: (found) => t("fee_row.days_more", { from: found[1] ?? "" }) },
];

/** A row in words; what is the marketplace's own name stays as it is printed. */
export function feeRowText(row: string): string {
  if (row === "") return t("fee_row.whole");
  // A channel's category is one name, commas in it or not; the marketplace's own names begin with a capital.
  const isOwn = /^[A-Z]/.test(row) || wordsOf("term", row.replace(/ /g, "_")) !== null;
  const category = isOwn ? null : wordsOf("shop_category", slugOf(row));
  if (category !== null) return category;
  return row.split(", ").map(partText).join(t("place.join"));
}

function partText(part: string): string {
  for (const { pattern, words } of PARTS) {
    const found = pattern.exec(part);
    if (found) return words(found);
  }
  const whole = wordsOf("term", part.replace(/ /g, "_"));
  if (whole !== null) return whole;
  if (!/^[a-z0-9_]+( [a-z0-9_]+)*$/.test(part)) return part;
  return part
    .split(" ")
    .map((code) => nameOf("term", code))
    .join(t("place.join"));
}

function unitWord(unit: string): string {
  return wordsOf("choice", unit) ?? (unit === "weeks" ? t("fee_row.weeks") : unit);
}
