// Bytes as printable text, for what lies packed inside the one-file form: two characters hold thirteen bits, for 91
// times 91 is just more than two to the thirteenth. So it is 23 % more characters than bytes, where base64 is 33 %.

const base = 91;
const bitsOfPair = 13;
/** What a last character by itself holds. */
const bitsOfOne = 6;
/** Digits are the characters in a row from `#` to `}`; only `<`, which could open an element, is written as `!`. */
const first = 35;
const opening = 60;
const instead = 33;

function codeOf(digit: number): number {
  return first + digit === opening ? instead : first + digit;
}

function digitOf(code: number): number {
  return (code === instead ? opening : code) - first;
}

/** Text that opens and ends no element, and has no line that could be read in two ways. */
export function toPrintable(bytes: Uint8Array): string {
  const codes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits < bitsOfPair) continue;
    const value = held & ((1 << bitsOfPair) - 1);
    codes.push(codeOf(value % base), codeOf(Math.floor(value / base)));
    held >>= bitsOfPair;
    bits -= bitsOfPair;
  }
  if (bits > 0) codes.push(codeOf(held % base));
  if (bits > bitsOfOne) codes.push(codeOf(Math.floor(held / base)));
  return new TextDecoder().decode(new Uint8Array(codes));
}

/** The bytes of such a text. Other text gives other bytes: it is for whoever unpacks them to find out. */
export function fromPrintable(text: string): Uint8Array<ArrayBuffer> {
  const { length } = text;
  const bytes = new Uint8Array(((length >> 1) * bitsOfPair + (length & 1) * bitsOfOne) >> 3);
  let at = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < length; i += 2) {
    const high = i + 1 < length ? digitOf(text.charCodeAt(i + 1)) : 0;
    held |= (digitOf(text.charCodeAt(i)) + base * high) << bits;
    for (bits += bitsOfPair; bits >= 8; bits -= 8) {
      // Past the last byte there are none but the bits that fill its character up.
      bytes[at] = held;
      at += 1;
      held >>= 8;
    }
  }
  return bytes;
}
