// The text of a table as it is kept: a string, or, where that would be too long for the page's own thread, a file of the
// browser's, which is handed on without being copied and read in pieces.

/** Text of a table; a `Blob` holds it as UTF-8 without a mark. */
export type TableText = string | Blob;

/** Files above so many bytes are read in pieces and kept as such. */
export const largeBytes = 8_000_000;
/** Type of a file that holds a text as it is kept. */
export const keptType = "text/plain;charset=utf-8";
/** Read at once on the page's own thread: some milliseconds of work. */
const pieceBytes = 1 << 19;
const lineFeed = 10;
const carriageReturn = 13;

/** Characters of a string, bytes of a file. */
export function sizeOf(text: TableText): number {
  return typeof text === "string" ? text.length : text.size;
}

/** What stands in a line, and where it begins and ends: without the line feed, or return, that ends it. */
export interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Lines of a text by their number, from 1. An old Macintosh parts them by returns alone. */
export async function findLines(text: TableText, numbers: Iterable<number>): Promise<Map<number, Line>> {
  return typeof text === "string" ? linesOfString(text, numbers) : linesOfFile(text, new Set(numbers));
}

function linesOfString(text: string, numbers: Iterable<number>): Map<number, Line> {
  const lines = text.split(text.includes("\n") ? "\n" : "\r");
  const found = new Map<number, Line>();
  const starts = new Map<number, number>();
  let at = 0;
  for (const [place, line] of lines.entries()) {
    starts.set(place + 1, at);
    at += line.length + 1;
  }
  for (const number of numbers) {
    const line = lines[number - 1];
    const from = starts.get(number);
    if (line !== undefined && from !== undefined) found.set(number, { text: line, from, to: from + line.length });
  }
  return found;
}

async function linesOfFile(file: Blob, numbers: ReadonlySet<number>): Promise<Map<number, Line>> {
  const end = await endOfLines(file);
  const places: { readonly number: number; readonly from: number; readonly to: number }[] = [];
  let number = 1;
  let from = 0;
  for await (const { bytes, at } of pieces(file)) {
    for (let place = bytes.indexOf(end); place !== -1; place = bytes.indexOf(end, place + 1)) {
      if (numbers.has(number)) places.push({ number, from, to: at + place });
      number += 1;
      from = at + place + 1;
    }
    if (places.length === numbers.size) break;
  }
  if (numbers.has(number) && places.length < numbers.size) places.push({ number, from, to: file.size });
  const found = new Map<number, Line>();
  for (const { number, from, to } of places) {
    found.set(number, { text: await file.slice(from, to).text(), from, to });
  }
  return found;
}

/** A text with another one in the place of a line. */
export function withLine(text: TableText, { from, to }: Line, line: string): TableText {
  if (typeof text === "string") return text.slice(0, from) + line + text.slice(to);
  return new Blob([text.slice(0, from), line, text.slice(to)], { type: text.type });
}

/** The first lines with something in them, as many as are asked for, and those that `isKept`; null if there is none of these. */
export async function onlyLines(
  text: TableText,
  headLines: number,
  isKept: (line: string) => boolean,
): Promise<string | null> {
  let heads = 0;
  let isAny = false;
  const kept: string[] = [];
  const take = (line: string): void => {
    if (heads < headLines) {
      if (line.trim() !== "") heads += 1;
      kept.push(line);
    } else if (isKept(line)) {
      kept.push(line);
      isAny = true;
    }
  };
  if (typeof text === "string") {
    for (const line of text.split("\n")) take(line);
  } else {
    let open = "";
    for await (const piece of textPieces(text)) {
      const lines = (open + piece).split("\n");
      open = lines.pop() ?? "";
      for (const line of lines) take(line);
    }
    take(open);
  }
  return isAny ? kept.join("\n") : null;
}

async function endOfLines(file: Blob): Promise<number> {
  const start = new Uint8Array(await file.slice(0, pieceBytes).arrayBuffer());
  return start.includes(lineFeed) || !start.includes(carriageReturn) ? lineFeed : carriageReturn;
}

/** A kept file as text, some of it at a time. */
export async function* textPieces(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const { bytes } of pieces(file)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

async function* pieces(file: Blob): AsyncGenerator<{ readonly bytes: Uint8Array; readonly at: number }> {
  for (let at = 0; at < file.size; at += pieceBytes) {
    yield { bytes: new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()), at };
  }
}
