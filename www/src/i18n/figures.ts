/**
 * Figures as both languages of the page write them: `1,234.50`.
 *
 * English and Chinese group by thousands with a comma and have a point before the fraction, so nothing here asks for the
 * language. The first `Intl.NumberFormat` keeps a browser's thread busy for longer than a frame; this never does, and
 * a test holds it to what that writes.
 */

/** How a number shows its sign. */
export type Sign = "auto" | "always";

/** How many digits stand behind the point. */
export interface Digits {
  readonly least: number;
  readonly most: number;
}

const MINUS = "\u2212";

/** A plain decimal such as `-1250.5`, with all its digits. */
const DECIMAL = /^-?\d+(?:\.\d*)?$/;
const ANY_BUT_ZERO = /[1-9]/;

/** A plain decimal, exactly, halves rounded away from zero. What is no decimal stays as it is. */
export function figure(text: string, digits: Digits, sign: Sign = "auto"): string {
  if (!DECIMAL.test(text)) return text;
  const from = text.startsWith("-") ? 1 : 0;
  const point = text.indexOf(".");
  const end = point < 0 ? text.length : point;
  let whole = text.slice(from, end);
  let fraction = digits.most === 0 || point < 0 ? "" : text.slice(point + 1, point + 1 + digits.most);
  if (point >= 0 && (text[point + 1 + digits.most] ?? "0") >= "5") {
    const raised = plusOne(whole + fraction);
    whole = raised.slice(0, raised.length - fraction.length);
    fraction = raised.slice(raised.length - fraction.length);
  }
  while (fraction.length > digits.least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  if (fraction.length < digits.least) fraction = fraction.padEnd(digits.least, "0");
  const grouped = groupedOf(whole);
  const size = fraction === "" ? grouped : `${grouped}.${fraction}`;
  if (from === 0 && sign === "auto") return size;
  if (!ANY_BUT_ZERO.test(size)) return size;
  return from === 1 ? MINUS + size : `+${size}`;
}

/** Whole digits with a comma between the thousands. */
function groupedOf(whole: string): string {
  let rest = whole;
  while (rest.length > 1 && rest.startsWith("0")) rest = rest.slice(1);
  let grouped = "";
  while (rest.length > 3) {
    grouped = `,${rest.slice(-3)}${grouped}`;
    rest = rest.slice(0, -3);
  }
  return rest + grouped;
}

/** A number, by the shortest decimal that is that number; without an end it is `∞`. */
export function figureOf(n: number, digits: Digits): string {
  if (Number.isNaN(n)) return "NaN";
  if (!Number.isFinite(n)) return n < 0 ? `${MINUS}∞` : "∞";
  const text = String(n);
  return figure(text.includes("e") ? expanded(text) : text, digits);
}

/** `1.25e+21` and `4e-7` as plain decimals. */
function expanded(text: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (parts === null) return text;
  const [, minus = "", first = "", behind = "", exponent = "0"] = parts;
  const shift = Number(exponent);
  if (shift < 0) return `${minus}0.${"0".repeat(-shift - 1)}${first}${behind}`;
  // A number of so many digits has no fraction.
  return `${minus}${first}${behind.padEnd(shift, "0")}`;
}

/** The whole number after one written in digits. */
function plusOne(digits: string): string {
  let at = digits.length - 1;
  while (at >= 0 && digits[at] === "9") at -= 1;
  const zeros = "0".repeat(digits.length - 1 - at);
  if (at < 0) return `1${zeros}`;
  return digits.slice(0, at) + String(Number(digits[at]) + 1) + zeros;
}
