import { slugOf } from "./hole-text";
import { t, wordsOf } from "./locale";

/** Currencies of an exchange rate: what is counted, for one of what. */
const rate = /^([A-Z]{3}) per ([A-Z]{3})$/;

/** A unit in words; a currency is its code. */
export function unitName(unit: string): string {
  if (/^[A-Z]{3}$/.test(unit)) return unit;
  const pair = rate.exec(unit);
  // A rate between a currency and itself has no unit to show.
  if (pair && pair[1] === pair[2]) return "";
  if (pair) return t("unit.per_currency", { from: pair[1] ?? "", to: pair[2] ?? "" });
  return wordsOf("unit", `name.${slugOf(unit)}`) ?? wordsOf("choice", unit) ?? unit;
}

/** The unit of a change of a figure: of an exchange rate the currency that is counted. */
export function changeUnitName(unit: string): string {
  return rate.exec(unit)?.[1] ?? unitName(unit);
}
