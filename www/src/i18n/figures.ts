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
const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?$/;

/** A plain decimal, exactly, halves rounded away from zero. What is no decimal stays as it is. */
export function figure(text: string, digits: Digits, sign: Sign = "auto"): string {
  const parts = DECIMAL.exec(text);
  if (parts === null) return text;
  const [, minus, before = "", behind = ""] = parts;
  let whole = before;
  let fraction = behind.slice(0, digits.most);
  if ((behind[digits.most] ?? "0") >= "5") {
    const raised = plusOne(whole + fraction);
    whole = raised.slice(0, raised.length - fraction.length);
    fraction = raised.slice(raised.length - fraction.length);
  }
  while (fraction.length > digits.least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  fraction = fraction.padEnd(digits.least, "0");
  whole = whole.replace(/^0+(?=\d)/, "");
  const isZero = !/[1-9]/.test(whole + fraction);
  const before1000 = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  const size = fraction === "" ? before1000 : `${before1000}.${fraction}`;
  if (isZero) return size;
  if (minus) return MINUS + size;
  return sign === "always" ? `+${size}` : size;
}

/** A number, by the shortest decimal that is that number; without an end it is `∞`. */
export function figureOf(n: number, digits: Digits): string {
  if (Number.isNaN(n)) return "NaN";
  if (!Number.isFinite(n)) return n < 0 ? `${MINUS}∞` : "∞";
  return figure(expanded(String(n)), digits);
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
