// A small book on the page's own thread that holds the open product alone: what follows from a key is
// there before the next frame is painted, where an answer from the worker comes a frame or two later.

import { Book, extendSync, initSync } from "./generated/clearfloor.js";
import type { Look, Seen } from "./protocol";
import { see } from "./see";
import type { EditResult, TableInput } from "./types";

/** Texts above so many characters in all are not gone through for one product. */
export const mostCharacters = 8_000_000;
/** Lines kept whatever they hold: headings, and what stands above them. */
const headLines = 30;

/** A table with only the lines of one product left in it, each in its place. */
export function excerpt(text: string, sku: string): string {
  const lines = text.split("\n");
  if (lines.length <= headLines) return text;
  return lines.map((line, i) => (i < headLines || line.includes(sku) ? line : "")).join("\n");
}

/** The book of one product. Any of its methods may throw; it is then of no more use. */
export class NearBook {
  readonly #book: Book;

  /** `code` = the engine's parts; `pack` = the fee tables of another marketplace than the one that is in the engine. */
  constructor(
    [first, second]: readonly WebAssembly.Module[],
    today: string,
    pack: { market: string; bytes: Uint8Array } | null,
  ) {
    if (first === undefined) throw new Error("no code");
    initSync({ module: first });
    if (second !== undefined) extendSync(second);
    this.#book = new Book();
    if (pack !== null) this.#book.chooseMarket(pack.market, pack.bytes);
    this.#book.setToday(today);
  }

  addTable(input: Omit<TableInput, "text">, text: string): void {
    this.#book.addTable({ ...input, text });
  }

  /** Makes products by hand until the one with this key is there. */
  addProduct(key: string): void {
    for (let tries = 0; tries < 1000; tries += 1) if (this.#book.addProduct() === key) return;
    throw new Error(`no product ${key}`);
  }

  edit(key: string | null, field: string, text: string): EditResult {
    return this.#book.edit(key ?? undefined, field, text);
  }

  see(look: Look): Seen {
    return see(this.#book, look);
  }

  free(): void {
    this.#book.free();
  }
}
