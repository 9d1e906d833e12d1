// A large file on its way into the book, in the worker: it is read piece by piece, so that its text never stands on the
// page's own thread, and between two slices the worker answers whatever else it is asked.

import { keptType } from "../state/table-text";
import { type Book, detectOtherwise, detectStart, encodingRival } from "./generated/clearfloor.js";
import type { FileEncoding } from "./protocol";
import { sliceMs } from "./slice";
import type { Progress, TableInput } from "./types";

/** Bytes read at once; the first piece tells the encoding, for which the core wants as much. */
export const pieceBytes = 1 << 20;
/** What stands in a text for bytes that mean nothing in its encoding. */
export const replaced = "\uFFFD";
/** Steps of reading and joining at a time: each some tenths of a millisecond. */
const fewSteps = 4;

/** What of a book it needs. */
export type Reader = Pick<
  Book,
  "openTable" | "pushBytes" | "pushText" | "endTable" | "readTable" | "takeTable" | "dropTable" | "emptyBuyers"
>;

export class FileReading {
  readonly #book: Reader;
  readonly #input: Omit<TableInput, "text">;
  readonly #file: Blob;
  readonly #decoderFor: (label: string) => TextDecoder;
  /** Null while the bytes are UTF-8, which needs no writing anew. */
  #decoder: TextDecoder | null = null;
  /** The encoding the seller chose, or the one that was found. */
  #label: string | null;
  readonly #isChosen: boolean;
  #isLossy = false;
  #start: Uint8Array | null = null;
  /** The text as it is to be kept, as far as it was read; null = the file is that itself. */
  #kept: Blob[] | null;
  #at = 0;
  /** The piece that comes next is fetched while the one before is gone through. */
  #next: Promise<ArrayBuffer>;
  #isRead = false;

  constructor(
    book: Reader,
    input: Omit<TableInput, "text">,
    file: Blob,
    decoderFor: (label: string) => TextDecoder = (label) => new TextDecoder(label),
    encoding?: string,
  ) {
    this.#label = encoding ?? null;
    this.#isChosen = encoding !== undefined;
    this.#book = book;
    this.#input = input;
    this.#file = file;
    this.#decoderFor = decoderFor;
    this.#kept = file.type === keptType ? null : [];
    this.#begin();
    this.#next = this.#fetch(0);
  }

  /** Goes on for a slice of time; at the total it can be taken in. */
  async goOn(now: () => number = () => performance.now()): Promise<Progress> {
    const end = now() + sliceMs;
    while (!this.#isRead && now() < end) await this.#takePiece();
    let progress = this.#book.readTable(0);
    while (this.#isRead && progress.done < progress.total && now() < end) progress = this.#book.readTable(fewSteps);
    return progress;
  }

  /** Takes it in; the text is what is to be kept, null = the file as it was given. */
  async take() {
    const view = this.#book.takeTable();
    const kept = this.#kept === null ? null : new Blob(this.#kept, { type: keptType });
    const ofBuyers = view.columns.some(({ usage }) => usage === "buyer");
    return {
      view,
      text: ofBuyers ? await this.#withoutBuyers(view.id, kept ?? this.#file) : kept,
      encoding:
        this.#start === null || this.#label === null
          ? null
          : encodingOf(this.#start, this.#label, this.#isChosen, this.#isLossy),
    };
  }

  #begin(): void {
    this.#at = 0;
    if (this.#kept !== null) this.#kept = [];
    this.#book.openTable({ ...this.#input, text: "" }, this.#file.size);
  }

  #fetch(at: number): Promise<ArrayBuffer> {
    const piece = this.#file.slice(at, at + pieceBytes).arrayBuffer();
    // It is told when it is waited for.
    piece.catch(() => {});
    return piece;
  }

  async #takePiece(): Promise<void> {
    const bytes = new Uint8Array(await this.#next);
    const at = this.#at;
    this.#at += bytes.length;
    const isLast = this.#at >= this.#file.size || bytes.length === 0;
    if (!isLast) this.#next = this.#fetch(this.#at);
    if (this.#start === null) {
      this.#start = bytes;
      if (this.#file.type !== keptType) this.#label ??= detectStart(bytes);
      // What is said to be UTF-8 need not be.
      const isText = this.#label === null || (this.#label === "utf-8" && !this.#isChosen);
      if (!isText && this.#label !== null) this.#decoder = this.#decoderFor(this.#label);
    }
    if (this.#decoder === null) {
      const isText = this.#book.pushBytes(bytes) && (!isLast || this.#book.endTable());
      if (!isText) {
        this.#decodeFromStart();
        return;
      }
      this.#keep(at === 0 ? withoutMark(bytes) : bytes);
    } else {
      const text = this.#decoder.decode(bytes, { stream: !isLast });
      this.#book.pushText(text);
      if (isLast) this.#book.endTable();
      this.#isLossy ||= text.includes(replaced);
      this.#keep(text);
    }
    this.#isRead = isLast;
  }

  /** Seems to be UTF-8 by its start and is not: all of it once more. */
  #decodeFromStart(): void {
    this.#label = detectOtherwise(this.#start ?? new Uint8Array());
    this.#decoder = this.#decoderFor(this.#label);
    this.#begin();
    this.#next = this.#fetch(0);
  }

  #keep(part: string | Uint8Array<ArrayBuffer>): void {
    this.#kept?.push(new Blob([part]));
  }

  async #withoutBuyers(id: number, text: Blob): Promise<Blob> {
    const parts: Blob[] = [];
    for (let at = 0; at < text.size; at += pieceBytes) {
      const piece = new Uint8Array(await text.slice(at, at + pieceBytes).arrayBuffer());
      const emptied = this.#book.emptyBuyers(id, at, piece);
      parts.push(new Blob([(emptied as Uint8Array<ArrayBuffer> | undefined) ?? piece]));
    }
    return new Blob(parts, { type: keptType });
  }
}

function withoutMark(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked ? bytes.subarray(3) : bytes;
}

/** What a file that begins with these bytes was read in. */
export function encodingOf(start: Uint8Array, label: string, isChosen: boolean, isLossy: boolean): FileEncoding {
  return { label, isChosen, rival: isChosen ? null : (encodingRival(start, label) ?? null), isLossy };
}
