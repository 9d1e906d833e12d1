// Everything the seller has put in, in order. It is the state: results are calculated from
// it again after a reload and in a new worker, and never kept.

import { type Call, readFileBy } from "../engine/client";
import { Refused, WorkerEnded } from "../engine/failure";
import type { Answer, Ask, FileEncoding } from "../engine/protocol";
import type { Input, Problem, Progress, TableInput } from "../engine/types";
import type { Choice } from "./compare";
import { home } from "./market";
import { sizeOf, type TableText } from "./table-text";

/**
 * The file a table was read from, as long as the page is open: under a symbol, because neither the storage nor a
 * workspace file takes it over. Its bytes hold what the text no longer says of buyers.
 */
export const asDropped = Symbol("asDropped");

export interface Dropped {
  readonly file: Blob;
  /** What was read from it. */
  readonly text: TableText;
}

/**
 * One thing the seller has done. `order` says when, and is unique. What was entered for a product
 * or as a setting is of one marketplace: prices and fees of one say nothing in another.
 */
export type Entry = Done & {
  /** Code of the marketplace it was entered for; missing = `US`. */
  readonly of?: string;
};

type Done =
  /** Another marketplace than `US` to calculate for. */
  | { readonly order: number; readonly kind: "market"; readonly market: string }
  /** A day to calculate for in place of today. */
  | { readonly order: number; readonly kind: "today"; readonly today: string }
  | {
      readonly order: number;
      readonly kind: "table";
      readonly input: Omit<TableInput, "text">;
      readonly text: TableText;
      /** What the file was read in; missing = it came as text, or was read before this was noted. */
      readonly encoding?: FileEncoding;
      readonly [asDropped]?: Dropped;
    }
  /** A product made by hand. */
  | { readonly order: number; readonly kind: "product"; readonly key: string }
  /** Text in a field of a product, or of the settings (`key` null). */
  | {
      readonly order: number;
      readonly kind: "edit";
      readonly key: string | null;
      readonly field: string;
      readonly text: string;
    }
  /** The same text in a field of several products. */
  | {
      readonly order: number;
      readonly kind: "bulk";
      readonly keys: readonly string[];
      readonly field: string;
      readonly text: string;
    }
  /** Ways put side by side for a product, with the seller's names and notes. */
  | { readonly order: number; readonly kind: "comparison"; readonly key: string; readonly choice: Choice }
  /**
   * What stands in a view that keeps input of its own (a shipment, promotions side by side):
   * texts as the seller typed them. `key` null = not about one product.
   */
  | {
      readonly order: number;
      readonly kind: "worksheet";
      readonly view: string;
      readonly key: string | null;
      readonly sheet: Sheet;
    }
  /** How columns of a heading are read in files of a report (null = of the seller's own), by the seller's word; newest first. */
  | {
      readonly order: number;
      readonly kind: "heading";
      readonly report: string | null;
      readonly heading: string;
      readonly words: readonly string[];
    }
  /** Text in a field that could not be used; the edit before it stays in use beside it. */
  | {
      readonly order: number;
      readonly kind: "draft";
      readonly key: string | null;
      readonly field: string;
      readonly text: string;
    };

/** A worksheet in the shape its view gives it: plain data, which the storage can hold. */
export type Sheet = { readonly [name: string]: unknown };

type Unordered<E> = E extends unknown ? Omit<E, "order"> : never;
export type NewEntry = Unordered<Entry>;

/** What to write and what to delete, so that storage equals the log again. */
export interface Difference {
  readonly put: readonly Entry[];
  readonly remove: readonly number[];
}

export class InputLog {
  #entries: Entry[] = [];
  #nextOrder = 1;
  /** Number of a table in the present book, by the order of its entry. */
  readonly #tableIds = new Map<number, number>();
  /** Entries that stopped the engine; they are kept but not used again. */
  readonly #broken = new Set<number>();

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** What is in use in the present marketplace. */
  get present(): readonly Entry[] {
    return this.#entries.filter((entry) => !this.#broken.has(entry.order) && this.#isHere(entry));
  }

  /** Of the tables in use. */
  get characters(): number {
    return this.present.reduce((sum, entry) => sum + (entry.kind === "table" ? sizeOf(entry.text) : 0), 0);
  }

  /** Takes over what was saved. Entries to come are newer than `newest`, which a step may hold that is not in the log. */
  load(entries: readonly Entry[], newest = 0): void {
    this.#entries = [...entries].sort((a, b) => a.order - b.order);
    this.#nextOrder = Math.max(newest, this.#entries.at(-1)?.order ?? 0) + 1;
    this.#tableIds.clear();
    this.#broken.clear();
  }

  /** Adds an entry; what it makes pointless goes. A table takes the place of the one that has its number in the book. */
  add(entry: NewEntry, tableId?: number): Difference {
    const earlier = entry.kind === "table" && tableId !== undefined ? this.table(tableId) : undefined;
    if (earlier !== undefined) {
      const put = { ...entry, order: earlier.order } as Entry;
      this.#exchange(earlier, put);
      return { put: [put], remove: [] };
    }
    const isReplaced = entry.kind === "bulk" ? replacesMany(entry) : (old: Entry) => replaces(entry, old);
    const remove = this.#drop((old) => this.#isHere(old) && isReplaced(old));
    // An emptied field holds again what the tables say.
    if ((entry.kind === "edit" || entry.kind === "bulk") && entry.text === "" && !this.#isBulk(entry)) {
      return { put: [], remove };
    }
    const place = isOfMarket(entry) && this.market !== home ? { of: this.market } : {};
    const added = { ...entry, ...place, order: this.#nextOrder++ } as Entry;
    this.#entries.push(added);
    if (tableId !== undefined) this.#tableIds.set(added.order, tableId);
    return { put: [added], remove };
  }

  /**
   * Takes entries out and puts others in, at the places in the order that they name: what a
   * step did, or its opposite.
   */
  exchange(removed: readonly Entry[], added: readonly Entry[]): Difference {
    const gone = new Set(removed.map(({ order }) => order));
    const put = new Set(added.map(({ order }) => order));
    const others = this.#entries.filter(({ order }) => !gone.has(order) && !put.has(order));
    this.#entries = [...others, ...added].sort((a, b) => a.order - b.order);
    return { put: [...added], remove: [...gone].filter((order) => !put.has(order)) };
  }

  /** Puts other entries in the place of all there are; they come after everything there was. */
  exchangeAll(entries: readonly Entry[]): Difference {
    const added = entries.map((entry) => ({ ...entry, order: this.#nextOrder++ }));
    return this.exchange(this.#entries, added);
  }

  /** The newest there was. */
  get newest(): number {
    return this.#nextOrder - 1;
  }

  /** Keys by the text in use in a field; the empty text where the seller has typed none. */
  textsOf(keys: readonly (string | null)[], field: string): Map<string, (string | null)[]> {
    const texts = new Map<string | null, string>(keys.map((key) => [key, ""]));
    for (const entry of this.#entries) {
      if (!("field" in entry) || entry.field !== field || entry.kind === "draft" || !this.#isHere(entry)) continue;
      for (const key of entry.kind === "bulk" ? entry.keys : [entry.key]) {
        if (texts.has(key)) texts.set(key, entry.text);
      }
    }
    const byText = new Map<string, (string | null)[]>();
    for (const [key, text] of texts) byText.set(text, [...(byText.get(text) ?? []), key]);
    return byText;
  }

  /** Whether a text for many stands in this field too: an emptied field must then be kept. */
  #isBulk(entry: Extract<NewEntry, { kind: "edit" | "bulk" }>): boolean {
    const keys = new Set(entry.kind === "bulk" ? entry.keys : [entry.key]);
    return this.#entries.some(
      (old) =>
        old.kind === "bulk" && this.#isHere(old) && old.field === entry.field && old.keys.some((key) => keys.has(key)),
    );
  }

  removeTable(tableId: number): Difference {
    const entry = this.table(tableId);
    if (entry === undefined) return { put: [], remove: [] };
    this.#tableIds.delete(entry.order);
    return { put: [], remove: this.#drop((old) => old === entry) };
  }

  /** Takes a text that could not be used out of a field; the good one before it stays. */
  removeDraft(key: string | null, field: string): Difference {
    const isIt = (old: Entry): boolean =>
      old.kind === "draft" && old.key === key && old.field === field && this.#isHere(old);
    return { put: [], remove: this.#drop(isIt) };
  }

  /** Takes out a product made by hand, with what was typed for it. */
  removeProduct(key: string): Difference {
    const isOfIt = (old: Entry): boolean => "key" in old && old.key === key && this.#isHere(old);
    return { put: [], remove: this.#drop(isOfIt) };
  }

  /** The seller calculates for the real today again. */
  removeToday(): Difference {
    return { put: [], remove: this.#drop((old) => old.kind === "today") };
  }

  /** Entry of a table of the present book. */
  table(tableId: number): Extract<Entry, { kind: "table" }> | undefined {
    for (const entry of this.#entries) {
      if (entry.kind === "table" && this.#tableIds.get(entry.order) === tableId) return entry;
    }
    return undefined;
  }

  /**
   * Says how a heading is to be read: as which field, or its numbers in which form. Both may
   * be said of one heading, and of two answers to the same question the engine takes the
   * first, so the newest stands in front. The table keeps its place; the book must be filled
   * anew.
   */
  correct(tableId: number, heading: string, word: string): Difference {
    const old = this.table(tableId);
    if (old === undefined) return { put: [], remove: [] };
    const others = old.input.mapping.filter(({ name, text }) => name !== heading || text !== word);
    const mapping: Input[] = [{ name: heading, text: word }, ...others];
    const corrected: Entry = { ...old, input: { ...old.input, mapping } };
    this.#exchange(old, corrected);
    return { put: [corrected], remove: [] };
  }

  /** Says what stands between the cells of a table; the book must be filled anew. */
  separate(tableId: number, separator: string): Difference {
    const old = this.table(tableId);
    if (old === undefined) return { put: [], remove: [] };
    const separated: Entry = { ...old, input: { ...old.input, separator } };
    this.#exchange(old, separated);
    return { put: [separated], remove: [] };
  }

  /** Puts another text in the place of a table's; the book must be filled anew. */
  amend(tableId: number, text: TableText): Difference {
    const old = this.table(tableId);
    if (old === undefined) return { put: [], remove: [] };
    const amended: Entry = { ...old, text };
    this.#exchange(old, amended);
    return { put: [amended], remove: [] };
  }

  /** What the seller has said of a heading in files of a report, newest first. */
  wordsFor(report: string | null, heading: string): readonly string[] {
    for (const entry of this.#entries) {
      if (entry.kind === "heading" && entry.report === report && entry.heading === heading) return entry.words;
    }
    return [];
  }

  /** The day the seller has fixed, if any. */
  get fixedToday(): string | null {
    for (const entry of this.#entries) if (entry.kind === "today") return entry.today;
    return null;
  }

  /** What the seller has put side by side, by product. */
  get choices(): Readonly<Record<string, Choice>> {
    const choices: Record<string, Choice> = {};
    for (const entry of this.#entries) {
      if (entry.kind === "comparison" && this.#isHere(entry)) choices[entry.key] = entry.choice;
    }
    return choices;
  }

  /** Worksheets by view and product, as `sheetName` names them. */
  get worksheets(): Readonly<Record<string, Sheet>> {
    const sheets: Record<string, Sheet> = {};
    for (const entry of this.#entries) {
      if (entry.kind === "worksheet" && this.#isHere(entry)) sheets[sheetName(entry.view, entry.key)] = entry.sheet;
    }
    return sheets;
  }

  /** Code of the marketplace that is calculated for. */
  get market(): string {
    for (const entry of this.#entries) if (entry.kind === "market") return entry.market;
    return home;
  }

  /** Turns to another marketplace; what was entered for the others stays in the log. */
  turnTo(market: string): Difference {
    const remove = this.#drop((old) => old.kind === "market");
    if (market === home) return { put: [], remove };
    const { put } = this.add({ kind: "market", market });
    return { put, remove };
  }

  /** Whether an entry is in use in the present marketplace. */
  #isHere(entry: Entry): boolean {
    return !isOfMarket(entry) || (entry.of ?? home) === this.market;
  }

  forget(): void {
    this.load([]);
  }

  /**
   * Fills an empty book. `onBroken` hears of an entry on which the worker ended; the next
   * replay leaves it out. Keys of hand-made products may come out anew: `onRenamed` hears
   * of it, and later entries follow. `onDraft` hears of each text that still cannot be used.
   */
  async replay(call: Call, today: string, hooks: ReplayHooks): Promise<Difference> {
    const renamed = new Map<string, string>();
    const put: Entry[] = [];
    this.#tableIds.clear();
    const remove: number[] = [];
    const { market } = this;
    if (market !== home) await call("chooseMarket", { market, pack: await hooks.readPack(market) });
    await call("setToday", { today: this.fixedToday ?? today });
    const usable = this.present;
    for (const [index, entry] of usable.entries()) {
      hooks.onProgress({ done: index, total: usable.length }, entry);
      const current = rename(entry, renamed);
      try {
        if (current.kind === "draft") {
          const edit = await this.#repeatDraft(call, current, hooks);
          if (edit !== null) {
            const difference = this.add(edit);
            put.push(...difference.put);
            remove.push(...difference.remove);
            continue;
          }
        }
        if (current.kind === "worksheet") await hooks.onWorksheet(call, current);
        if (current.kind === "table") {
          const kept = await this.#repeatTable(call, current, ({ done, total }) =>
            hooks.onProgress({ done: index + done / total, total: usable.length }, entry),
          );
          // A text that an earlier version kept whole is kept without what it says of buyers.
          if (kept !== current.text) put.push(this.#exchange(entry, { ...current, text: kept }));
          continue;
        }
        const key = await this.#repeat(call, current);
        if (key !== null && current.kind === "product" && key !== current.key) {
          renamed.set(current.key, key);
          hooks.onRenamed(current.key, key);
          put.push(this.#exchange(entry, { ...current, key }));
        } else if (current !== entry) {
          put.push(this.#exchange(entry, current));
        }
      } catch (thrown) {
        // A refusal is an edit whose product has gone with its table: it waits for it.
        if (thrown instanceof Refused) continue;
        // A worker that was ended from outside says nothing about the entry.
        if (thrown instanceof WorkerEnded && thrown.reason === "closed") throw thrown;
        this.#broken.add(entry.order);
        hooks.onBroken(entry, thrown);
        throw thrown;
      }
    }
    return { put, remove };
  }

  /** Asks anew what is wrong with a text. What can be used by now becomes an edit. */
  async #repeatDraft(
    call: Call,
    draft: Extract<Entry, { kind: "draft" }>,
    hooks: ReplayHooks,
  ): Promise<NewEntry | null> {
    const { key, field, text } = draft;
    const { result } = await call("edit", { key, field, text, look: {} });
    if (result.field.problem === null) return { kind: "edit", key, field, text };
    hooks.onDraft(draft, result.field.problem);
    return null;
  }

  /** The text that is to be kept of a table. */
  async #repeatTable(
    call: Call,
    { input, text, order }: Extract<Entry, { kind: "table" }>,
    onProgress: (progress: Progress) => void,
  ): Promise<TableText> {
    const isString = typeof text === "string";
    const taken = isString
      ? await call("addTable", { input, source: { text } })
      : await readFileBy(call, input, text, onProgress);
    this.#tableIds.set(order, taken.view.id);
    return taken.text ?? text;
  }

  async #repeat(call: Call, entry: Entry): Promise<string | null> {
    switch (entry.kind) {
      case "market":
      case "today":
      case "comparison":
      case "worksheet":
      case "heading":
      case "draft":
        return null;
      case "table":
        return null;
      case "product":
        return (await call("addProduct", {})).key;
      case "edit": {
        const { key, field, text } = entry;
        await call("edit", { key, field, text, look: {} });
        return null;
      }
      case "bulk": {
        const { keys, field, text } = entry;
        await call("editMany", { keys, field, text });
        return null;
      }
    }
  }

  #exchange(old: Entry, entry: Entry): Entry {
    this.#entries = this.#entries.map((other) => (other === old ? entry : other));
    return entry;
  }

  #drop(isDropped: (entry: Entry) => boolean): number[] {
    const dropped = this.#entries.filter(isDropped).map((entry) => entry.order);
    this.#entries = this.#entries.filter((entry) => !isDropped(entry));
    return dropped;
  }
}

export interface ReplayHooks {
  /** The fee tables of a marketplace. */
  readonly readPack: (market: string) => Promise<ArrayBuffer>;
  readonly onProgress: (progress: { done: number; total: number }, entry: Entry) => void;
  readonly onRenamed: (from: string, to: string) => void;
  readonly onBroken: (entry: Entry, why: unknown) => void;
  readonly onDraft: (draft: Extract<Entry, { kind: "draft" }>, problem: Problem) => void;
  /** The book is to be given what a worksheet holds for it. */
  readonly onWorksheet: (call: Call, worksheet: Extract<Entry, { kind: "worksheet" }>) => Promise<void>;
}

/** What is kept of a table that was read. */
export function tableOf(
  ask: Ask<"addTable"> | Ask<"takeTable">,
  answer: Answer<"addTable"> | Answer<"takeTable">,
): NewEntry {
  const text = answer.text ?? ("file" in ask ? ask.file : "");
  const { encoding } = answer;
  const file = "file" in ask ? ask.file : ask.original;
  return {
    kind: "table",
    input: ask.input,
    text,
    ...(encoding ? { encoding } : {}),
    ...(encoding && file ? { [asDropped]: { file, text } } : {}),
  };
}

/** Whether what was entered is of one marketplace; tables, the day and worksheets of no product are of all. */
function isOfMarket(entry: NewEntry | Entry): boolean {
  switch (entry.kind) {
    case "market":
    case "today":
    case "table":
    case "heading":
      return false;
    case "worksheet":
      return entry.key !== null;
    default:
      return true;
  }
}

/** Name of the worksheet of a view, for a product or for none. */
export function sheetName(view: string, key: string | null): string {
  return JSON.stringify([view, key]);
}

function rename(entry: Entry, renamed: ReadonlyMap<string, string>): Entry {
  if (entry.kind === "bulk" && entry.keys.some((key) => renamed.has(key))) {
    return { ...entry, keys: entry.keys.map((key) => renamed.get(key) ?? key) };
  }
  if (!("key" in entry) || entry.kind === "product" || entry.key === null) return entry;
  const key = renamed.get(entry.key);
  return key === undefined ? entry : { ...entry, key };
}

/**
 * A second text in a field, and a second day, take the place of the first. A text that can be
 * used also takes that of one that cannot, but not the other way round.
 */
function replaces(entry: NewEntry, old: Entry): boolean {
  if (entry.kind === "today") return old.kind === "today";
  if (entry.kind === "heading") {
    return old.kind === "heading" && old.report === entry.report && old.heading === entry.heading;
  }
  if (entry.kind === "comparison") return old.kind === "comparison" && old.key === entry.key;
  if (entry.kind === "worksheet") return old.kind === "worksheet" && old.view === entry.view && old.key === entry.key;
  if (entry.kind !== "edit" && entry.kind !== "draft") return false;
  if (old.kind !== "draft" && !(old.kind === "edit" && entry.kind === "edit")) return false;
  return old.key === entry.key && old.field === entry.field;
}

/** A text for many takes the place of what stood in that field of each, alone or for no others. */
function replacesMany(entry: Extract<NewEntry, { kind: "bulk" }>): (old: Entry) => boolean {
  const keys = new Set<string | null>(entry.keys);
  return (old) => {
    if (!("field" in old) || old.field !== entry.field) return false;
    return old.kind === "bulk" ? old.keys.every((key) => keys.has(key)) : keys.has(old.key);
  };
}

/** What an entry is called where it is spoken of: its file, field or product. */
export function nameOfEntry(entry: Entry): string {
  switch (entry.kind) {
    case "table":
      return entry.input.name;
    case "edit":
    case "bulk":
    case "draft":
      return entry.field;
    case "today":
      return entry.today;
    case "market":
      return entry.market;
    case "heading":
      return entry.heading;
    case "worksheet":
      return entry.key ?? entry.view;
    default:
      return entry.key;
  }
}
