import { slugOf } from "./hole-text";
import { t, wordsOf } from "./locale";

/** A unit in words; a currency is its code. */
export function unitName(unit: string): string {
  if (/^[A-Z]{3}$/.test(unit)) return unit;
  const pair = /^([A-Z]{3}) per ([A-Z]{3})$/.exec(unit);
  // A rate between a currency and itself has no unit to show.
  if (pair && pair[1] === pair[2]) return "";
  if (pair) return t("unit.per_currency", { from: pair[1] ?? "", to: pair[2] ?? "" });
  return wordsOf("unit", `name.${slugOf(unit)}`) ?? wordsOf("choice", unit) ?? unit;
}
