// Bytes as text, for what lies packed inside the one-file form: a character of ASCII holds seven bits. Three of them HTML
// would not leave as they are (NUL and the carriage return are changed, `<` could open an element): in their place stands
// a letter of two bytes in UTF-8 that says which of them it was and holds the seven bits after it too. So it is 8/7 of the
// bytes, 14.3 % more; of printable characters alone it would be 21 %, and base64 is 33 %.

const bitsOfOne = 7;
const values = 1 << bitsOfOne;
/** What HTML changes or takes for something else. */
const forbidden = [0x00, 0x0d, 0x3c] as const;
/** The first letter for a forbidden value and the one after it: Latin letters without any mark of their own to be joined. */
const pairs = 0x100;
/** The first letter for a forbidden value at the very end. */
const lasts = pairs + forbidden.length * values;

/** Characters that go into a string at a time; more would be too many arguments. */
const atOnce = 8192;

/** Text that opens and ends no element, and that HTML in UTF-8 leaves as it is. */
export function toPrintable(bytes: Uint8Array): string {
  const codes: number[] = [];
  /** Place of a forbidden value that waits for the one after it. */
  let waiting = -1;
  const put = (value: number): void => {
    if (waiting >= 0) {
      codes.push(pairs + waiting * values + value);
      waiting = -1;
      return;
    }
    waiting = forbidden.indexOf(value as (typeof forbidden)[number]);
    if (waiting < 0) codes.push(value);
  };
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held |= byte << bits;
    for (bits += 8; bits >= bitsOfOne; bits -= bitsOfOne) {
      put(held % values);
      held >>= bitsOfOne;
    }
  }
  if (bits > 0) put(held);
  if (waiting >= 0) codes.push(lasts + waiting);
  const parts: string[] = [];
  for (let at = 0; at < codes.length; at += atOnce) parts.push(String.fromCharCode(...codes.slice(at, at + atOnce)));
  return parts.join("");
}

/** The bytes of such a text. Other text gives other bytes: it is for whoever unpacks them to find out. */
export function fromPrintable(text: string): Uint8Array<ArrayBuffer> {
  // Were every letter one of two values.
  const bytes = new Uint8Array((text.length * 2 * bitsOfOne) >> 3);
  let at = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < values) {
      held |= code << bits;
      bits += bitsOfOne;
    } else if (code < lasts) {
      const letter = code - pairs;
      held |= ((forbidden[letter >> bitsOfOne] ?? 0) | ((letter % values) << bitsOfOne)) << bits;
      bits += 2 * bitsOfOne;
    } else {
      held |= (forbidden[code - lasts] ?? 0) << bits;
      bits += bitsOfOne;
    }
    for (; bits >= 8; bits -= 8) {
      bytes[at] = held;
      at += 1;
      held >>= 8;
    }
  }
  return bytes.slice(0, at);
}
