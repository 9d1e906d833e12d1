/**
 * Amounts, days and shares as the reader's language writes them.
 *
 * Money arrives as whole minor units. The decimal string is made from the digits and
 * rounded as text: the page does no arithmetic on money.
 */

import type { Amount } from "../engine/types";
import { figure, figureOf, type Sign } from "./figures";
import { locale, t } from "./locale";

export type { Sign };

const NARROW_SPACE = "\u202f";
const NO_BREAK_SPACE = "\u00a0";

/** Currencies without a minor unit, as the core has them. */
const WITHOUT_MINOR = new Set(["JPY", "KRW", "VND", "CLP"]);

/** Digits after the point of a currency: 2 for USD, 0 for JPY. */
export function minorDigits(currency: string): number {
  return WITHOUT_MINOR.has(currency) ? 0 : 2;
}

/** Plain decimal of whole units of 10^-digits: `(-1250, 2)` is `-12.50`. */
export function toDecimalText(whole: number, digits: number): string {
  const sign = whole < 0 ? "-" : "";
  const figures = String(whole)
    .replace("-", "")
    .padStart(digits + 1, "0");
  if (digits === 0) return `${sign}${figures}`;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

/** An amount without its currency, with all its digits: `1,214.00`. */
export function money(amount: Amount, sign: Sign = "auto"): string {
  const digits = minorDigits(amount.currency);
  return figure(toDecimalText(amount.minor, digits), { least: digits, most: digits }, sign);
}

/** An amount without its currency, in whole units: for columns of expectations, where cents say nothing. */
export function whole(amount: Amount, sign: Sign = "auto"): string {
  return figure(toDecimalText(amount.minor, minorDigits(amount.currency)), { least: 0, most: 0 }, sign);
}

/** The same amount the other way round: a cost as what it changes. */
export function negated(amount: Amount): Amount {
  return { ...amount, minor: amount.minor === 0 ? 0 : -amount.minor };
}

/** An amount with its currency, shown in whole units: for sums in sentences and headlines. */
export function sum(amount: Amount, sign: Sign = "auto"): string {
  return `${whole(amount, sign)}${NO_BREAK_SPACE}${amount.currency}`;
}

/** An amount with its currency and all its digits: `24.99 USD`. */
export function price(amount: Amount, sign: Sign = "auto"): string {
  return `${money(amount, sign)}${NO_BREAK_SPACE}${amount.currency}`;
}

/** Whole units, or an expectation to one digit: `2,310`, `3.5`. */
export function quantity(units: number, digits = 0): string {
  return figureOf(units, { least: digits, most: digits });
}

/** An expected number of units: whole where it is whole, else to one digit. */
export function expected(units: number): string {
  return figureOf(units, { least: 0, most: 1 });
}

/** A plain decimal of the core, such as `-2.6`, as the reader writes it, to three digits. */
export function decimal(text: string): string {
  return figure(text, { least: 0, most: 3 });
}

/** Parts per million as a percentage: `25.3 %`, `25.3%`. A share may come with a part of a millionth, which is no digit of it. */
export function percent(ppm: number, sign: Sign = "auto", digits = 2): string {
  const figures = figure(toDecimalText(Math.round(ppm), 4), { least: 0, most: digits }, sign);
  return locale.value === "zh" ? `${figures}%` : `${figures}${NARROW_SPACE}%`;
}

/** A discount: `−30 %`; in Chinese what is left of the price first, `7折（−30%）`, and 原价 for none. */
export function discount(ppm: number): string {
  const off = percent(-ppm);
  if (locale.value !== "zh") return off;
  if (ppm === 0) return "原价";
  const left = figure(toDecimalText(1_000_000 - ppm, 5), { least: 0, most: 2 });
  return `${left}折（${off}）`;
}

/** A multiple of demand: `1.8×`. */
export function multiple(ppm: number): string {
  return `${figure(toDecimalText(Math.round(ppm), 6), { least: 1, most: 2 })}×`;
}

/** As `Intl` writes them in `languageTag`. Asked for the first date it would keep the thread busy for longer than a frame. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

interface CalendarDay {
  readonly year: string;
  /** The name of the month in English, its number with 月 in Chinese. */
  readonly month: string;
  readonly day: string;
}

/** Reads `2026-12-14` or `2026-12`; null for anything else. */
function calendarDay(iso: string): CalendarDay | null {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  const name = MONTHS[Number(parts?.[2]) - 1];
  if (!parts || name === undefined) return null;
  const isChinese = locale.value === "zh";
  return {
    year: isChinese ? `${parts[1]}年` : (parts[1] ?? ""),
    month: isChinese ? `${Number(parts[2])}月` : name,
    day: `${Number(parts[3] ?? "1")}${isChinese ? "日" : ""}`,
  };
}

/** The largest part first and nothing between them in Chinese; the smallest first in English. */
function joined(...largestFirst: readonly string[]): string {
  return locale.value === "zh" ? largestFirst.join("") : [...largestFirst].reverse().join(" ");
}

/** A day with its year: `21 Nov 2026`, `2026年11月21日`. */
export function fullDay(iso: string): string {
  const date = calendarDay(iso);
  return date ? joined(date.year, date.month, date.day) : iso;
}

/** A day; the year only if it is not that of `today`. */
export function day(iso: string, today: string): string {
  const date = calendarDay(iso);
  if (!date) return iso;
  return iso.slice(0, 4) === today.slice(0, 4) ? joined(date.month, date.day) : fullDay(iso);
}

/** A month: `Dec 2026`, `2026年12月`. */
export function month(iso: string): string {
  const date = calendarDay(iso);
  return date ? joined(date.year, date.month) : iso;
}

/** A month on an axis: `Dec`, `12月`; a January is its year. */
export function shortMonth(iso: string): string {
  const date = calendarDay(iso);
  if (!date) return iso;
  return iso.slice(5, 7) === "01" ? date.year : date.month;
}

/** How long stock lasts: in days below ten weeks, else in weeks, from a year and a half on in years. */
export function cover(days: number): string {
  // Nothing sells: the core says infinity.
  if (!Number.isFinite(days)) return t("unit.never");
  if (days < 70) return t("unit.days", { n: Math.round(days) });
  if (days < 548) return t("unit.weeks", { n: Math.round(days / 7) });
  return t("unit.years", { n: Math.round(days / 36.5) / 10 });
}
