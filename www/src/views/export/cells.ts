// Cells of a workbook going out, and their places.

import type { OutCell } from "../../engine/sheets";
import type { Amount, ProductView } from "../../engine/types";
import { fullDay, minorDigits, toDecimalText } from "../../i18n/format";
import { t } from "../../i18n/locale";

export const words = (t: string, f = "wrap"): OutCell => ({ t, f });
export const head = (t: string, note = ""): OutCell => ({ t, f: "head", ...(note === "" ? {} : { c: note }) });
export const empty: OutCell = {};

/** What stands above the table of each sheet. */
export function titleRows(product: ProductView, what: string, on: string): OutCell[][] {
  const { sku, title } = product.row;
  return [
    [words(what, "title")],
    [words(`${sku} ${title}`.trim(), "strong")],
    [words(t("export.made_on", { date: fullDay(on) }), "second")],
  ];
}

/** Looks of money of a currency. */
export function moneyLook(currency: string): string {
  return minorDigits(currency) === 0 ? "money0" : "money2";
}

/** An amount; where there is none, what is said instead. */
export function money(amount: Amount | null, otherwise = "", looks = ""): OutCell {
  if (amount === null) return words(otherwise, "second");
  return { n: decimalOf(amount), f: `${moneyLook(amount.currency)} ${looks}`.trim() };
}

export function decimalOf(amount: Amount): string {
  return toDecimalText(amount.minor, minorDigits(amount.currency));
}

export function figure(number: number | null): OutCell {
  return number === null || !Number.isFinite(number) ? empty : { n: String(number), f: "units" };
}

/** A day that may be unknown. */
export function dayCell(day: string | null): OutCell {
  return day === null ? empty : { d: day };
}

/** Letters of a column, from 0: `A`, `Z`, `AA`. */
export function columnName(place: number): string {
  const rest = Math.floor(place / 26);
  return `${rest === 0 ? "" : columnName(rest - 1)}${String.fromCharCode(65 + (place % 26))}`;
}

/** Puts cells in the places that a formula of the core leaves open: `{price}` becomes `$B$5`. */
export function filled(formula: string, cell: (name: string) => string): string {
  return formula.replace(/\{(\w+)\}/g, (_, name: string) => cell(name));
}
