/** Values that the core names in a formula or a problem, in the reader's words. */

import { shopCategoryName } from "./choice-name";
import { feeFaultText, feePlaceText } from "./fee-fault";
import { feeTableName } from "./fee-table-name";
import { fieldName } from "./field-name";
import { fullDay, percent } from "./format";
import { holeText } from "./hole-text";
import { locale, nameOf, t, wordsOf } from "./locale";

/** Inputs that are shares, printed by the core as fractions: `0.15`. */
const SHARES = new Set([
  "rate",
  "return_rate",
  "unsellable_share",
  "charged_rate",
  "share",
  "discount",
  "sales_tax_rate",
  "fee_tax_rate",
]);

/** Inputs that are days: `2026-11-21`. */
const DAYS = new Set(["date", "until", "of_day", "other_day"]);

/** Inputs that are codes of the fee tables. */
const TERMS = new Set(["programme", "season", "tier", "billed_by", "confirmed_by", "split"]);

/** What stood in an input: a share as a percentage, a code in words, anything else as it is. */
export function valueText(name: string, text: string): string {
  if (SHARES.has(name)) return shareText(text);
  if (TERMS.has(name)) return nameOf("term", text);
  if (name === "exit") return nameOf("scenario", text);
  if (DAYS.has(name)) return fullDay(text);
  if (name === "slice") return sliceText(text);
  if (name === "hole") return holeText(text);
  if (name === "fee_place") return feePlaceText(text);
  if (name === "fee_fault") return feeFaultText(text);
  if (name === "table") return feeTableName(text);
  if (name === "category") return nameOf("category", text);
  if (name === "channel_category") return shopCategoryName(text);
  if (name === "report") return nameOf("report", text);
  if (name === "field") return fieldName(text);
  if (name === "language") return new Intl.DisplayNames([locale.value], { type: "language" }).of(text) ?? text;
  if (name === "rule" || name === "window") return wordsOf("choice", text.replace(/^units_/, "")) ?? text;
  return text;
}

/** A fraction as a percentage, moved by its digits: `0.125` is `12.5 %`. */
export function shareText(text: string): string {
  const found = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (!found) return text;
  const ppm = Number(`${found[2]}${(found[3] ?? "").padEnd(6, "0")}`);
  return percent(found[1] ? -ppm : ppm);
}

/** `0.15 to 100.00` is a rate up to a price; without a price it is for the rest. */
function sliceText(text: string): string {
  const [rate = "", limit = ""] = text.split(" to ");
  return limit === "" ? t("slice.rest", { rate: shareText(rate) }) : t("slice.up_to", { rate: shareText(rate), limit });
}
