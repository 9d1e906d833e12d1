// The open product's own small book: filled while the hand rests, asked at every key, and given up at
// whatever it cannot follow. The worker hears of every change all the same and has the last word.

import type { NearBook } from "../engine/near-book";
import type { Look, Seen } from "../engine/protocol";
import type { EditResult } from "../engine/types";
import type { Entry, InputLog } from "./input-log";
import { home } from "./market";
import { inTurn } from "./turns";

/** What is needed to fill it. */
export interface Sources {
  readonly log: InputLog;
  readonly today: string;
  readonly key: string;
  readonly sku: string;
  /** The fee tables of another marketplace than the home one. */
  readonly readPack: (market: string) => Promise<ArrayBuffer>;
  /** What the worker sees of the product now. */
  readonly truth: () => Promise<Seen>;
}

/** An answer that takes longer costs the hand more than it gives: on a slow machine the worker alone answers. */
const longestMs = 40;
/** It is filled in pieces of so long. */
const mostMsAFrame = 4;
/** So many of them in a row are no accident. */
const mostLong = 10;

export class Near {
  #code: readonly WebAssembly.Module[] | null = null;
  #book: NearBook | null = null;
  #key: string | null = null;
  /** Rises with every change; a filling that was under way meanwhile is for nothing. */
  #changes = 0;
  /** It has failed once: from then on the worker alone answers. */
  #isBroken = false;
  #longInARow = 0;
  /** The product that it cannot be filled with. */
  #refused: string | null = null;
  /** The product that it is being filled with. */
  #filling: string | null = null;
  /** What was typed into that product meanwhile. */
  #typed: { readonly field: string; readonly text: string }[] = [];
  /** How often it did not say what the worker says. */
  #differed = 0;

  /** Takes over all of the engine's code, its parts as they were compiled. */
  takeCode(code: readonly WebAssembly.Module[]): void {
    this.#code = code;
    this.drop();
  }

  /** The engine's code, if it may be used here. */
  get code(): readonly WebAssembly.Module[] | null {
    return this.#isBroken ? null : this.#code;
  }

  /** Whether it holds this product. */
  holds(key: string | null | undefined): boolean {
    return key !== null && key !== undefined && this.#key === key && this.#book !== null;
  }

  /** Whether it could hold this product and does not yet. */
  isWanted(key: string): boolean {
    return this.#code !== null && !this.#isBroken && !this.holds(key) && this.#refused !== key && this.#filling !== key;
  }

  /** Whether it knows what is typed into this product. */
  follows(key: string | null): boolean {
    return key !== null && (this.holds(key) || this.#filling === key);
  }

  /** A text was put into a field that it did not answer: it is followed if the book is being filled with its product. */
  miss(key: string | null, field: string, text: string): void {
    if (key === null || this.#filling !== key) this.drop();
    else this.#typed.push({ field, text });
  }

  /** How often something was changed so far. */
  get changes(): number {
    return this.#changes;
  }

  /** Gives it up: something changed that it has not heard of. */
  drop(): void {
    this.#changes += 1;
    this.#refused = null;
    this.#filling = null;
    this.#differed = 0;
    this.#free();
  }

  /** Puts a text into a field of its product and looks; null if it cannot say. */
  edit(key: string, field: string, text: string, look: Look): { result: EditResult; seen: Seen } | null {
    if (!this.holds(key)) return null;
    if (this.#code === null) {
      this.drop();
      return null;
    }
    this.#changes += 1;
    return this.#try((book) => ({ result: book.edit(key, field, text), seen: book.see(look) }));
  }

  /** Looks at its product; null if it cannot say. */
  see(look: Look): Seen | null {
    return this.holds(look.key) ? this.#try((book) => book.see(look)) : null;
  }

  /** Fills it with a product, a step a frame, and takes it into use if it says what the worker says. */
  async fill({ log, today, key, sku, readPack, truth }: Sources): Promise<void> {
    const code = this.#code;
    if (code === null || !this.isWanted(key)) return;
    this.#free();
    this.#changes += 1;
    const begun = this.#changes;
    this.#filling = key;
    const { excerpt, mostCharacters, NearBook } = await import("../engine/near-book");
    const entries = log.present;
    const { market } = log;
    if (log.characters > mostCharacters) {
      this.#refused = key;
      return;
    }
    this.#typed = [];
    let book: NearBook | null = null;
    let until = 0;
    /** In the frame under way if there is time left in it, else in one of the next. */
    const step = async <T>(act: () => T): Promise<T> => {
      if (performance.now() > until) {
        await new Promise<void>((resolve) => inTurn(resolve));
        until = performance.now() + mostMsAFrame;
      }
      if (this.#changes !== begun) throw new Error("something changed meanwhile");
      return act();
    };
    try {
      const pack = market === home ? null : { market, bytes: new Uint8Array(await readPack(market)) };
      const filling = await step(() => new NearBook(code, today, pack));
      book = filling;
      for (const entry of entries) {
        if (entry.kind !== "table") continue;
        const { input, text } = entry;
        // Files are larger than all that is gone through here.
        if (typeof text !== "string") throw new Error("a file is not gone through for one product");
        const lines = await step(() => excerpt(text, sku));
        await step(() => filling.addTable(input, lines));
      }
      await step(() => repeat(filling, entries, key));
      const look = { key, product: true } as const;
      let isTaken = false;
      while (!isTaken) {
        const typed = this.#typed;
        const seen = await step(() => {
          for (const { field, text } of typed.splice(0)) filling.edit(key, field, text);
          return filling.see(look);
        });
        const known = await truth();
        await step(() => {
          // Typed while the worker was asked: once more.
          if (typed.length > 0) return;
          const said = JSON.stringify(seen.product);
          if (said === undefined || said !== JSON.stringify(known.product)) {
            // Once may be an answer that was under way when it was begun.
            this.#differed += 1;
            if (this.#differed > 1) this.#refused = key;
            throw new Error("the product's own book says something else");
          }
          this.#book = filling;
          this.#key = key;
          book = null;
          isTaken = true;
        });
      }
    } catch (thrown) {
      // The worker answers as before.
      if (this.#changes === begun) console.info("no quick answers for this product:", thrown);
    } finally {
      if (this.#changes === begun) this.#filling = null;
      if (!this.#isBroken) book?.free();
    }
  }

  #try<T>(act: (book: NearBook) => T): T | null {
    const book = this.#book;
    if (book === null) return null;
    const began = performance.now();
    try {
      const answer = act(book);
      this.#longInARow = performance.now() - began > longestMs ? this.#longInARow + 1 : 0;
      // This answer stands; the next change is the worker's again.
      if (this.#longInARow >= mostLong) this.#code = null;
      return answer;
    } catch (thrown) {
      // Nothing can be said about what is left in there; the worker will meet the same and say so.
      console.info("no quick answers any more:", thrown);
      this.#isBroken = true;
      this.#book = null;
      this.#key = null;
      return null;
    }
  }

  #free(): void {
    if (!this.#isBroken) this.#book?.free();
    this.#book = null;
    this.#key = null;
  }
}

/** Does again what was entered for one product and for all. */
function repeat(book: NearBook, entries: readonly Entry[], key: string): void {
  for (const entry of entries) {
    if (entry.kind === "product" && entry.key === key) book.addProduct(key);
    else if ((entry.kind === "edit" || entry.kind === "draft") && (entry.key === key || entry.key === null))
      book.edit(entry.key, entry.field, entry.text);
    else if (entry.kind === "bulk" && entry.keys.includes(key)) book.edit(key, entry.field, entry.text);
  }
}
