// What outlives a reload: the seller's input and choices, in the browser's own storage.

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Difference, Entry } from "./input-log";
import type { KeptStep, StepDifference } from "./kept-steps";

/** Choices that are kept beside the input. */
export interface Preferences {
  readonly locale?: "zh" | "en";
  readonly theme?: "auto" | "light" | "dark";
  /** Columns of the list that are hidden, with blanks between. */
  readonly columns?: string;
}

interface Shape extends DBSchema {
  entries: { key: number; value: Entry };
  steps: { key: number; value: KeptStep };
  preferences: { key: string; value: string };
}

const databaseName = "clearfloor";
const journalName = "clearfloor.not-written-yet";
const markName = "clearfloor.something-kept";
/** Raised whenever the shape of what is kept changes, with a step in `upgrade`. */
const version = 4;

export interface Kept {
  readonly entries: readonly Entry[];
  /** What can be taken back and put back. */
  readonly steps: readonly KeptStep[];
  readonly preferences: Preferences;
  /** Order of the newest entry, read or not: what comes next must not take the place of one. */
  readonly newest: number;
  /** Entries that are none; they stay where they are. */
  readonly unreadable: number;
  /** There was something, and the browser has nothing of it any more. */
  readonly isLost: boolean;
}

/** A place for one text that is written without waiting, for when the page goes. */
export interface Journal {
  read(): string | null;
  /** `null` clears it. */
  write(text: string | null): void;
  /** A mark that the database holds something: what a browser does with a damaged one is to begin an empty one. */
  isMarked(): boolean;
  mark(isKept: boolean): void;
}

/** The browser's own; it throws where the browser forbids or has no room. */
export const browserJournal: Journal = {
  read: () => localStorage.getItem(journalName),
  write: (text) => (text === null ? localStorage.removeItem(journalName) : localStorage.setItem(journalName, text)),
  isMarked: () => localStorage.getItem(markName) !== null,
  mark: (isKept) => (isKept ? localStorage.setItem(markName, "yes") : localStorage.removeItem(markName)),
};

/** What differs from what is stored, by order and number; null = deleted. */
interface Changes {
  readonly entries: ReadonlyMap<number, Entry | null>;
  readonly steps: ReadonlyMap<number, KeptStep | null>;
}

const noChanges: Changes = { entries: new Map(), steps: new Map() };

export class Storage {
  #database: IDBPDatabase<Shape> | null = null;
  /** To be written. */
  #pending = noChanges;
  /** In the write that is under way. */
  #underWay = noChanges;
  #isWriter = false;
  #isNoted = false;
  /** How the mark stands, once it is known. */
  #isMarkedAs: boolean | null = null;
  #endRest = (): void => {};
  #writing: Promise<void> | null = null;
  readonly #onWritten: (why: Error | null) => void;
  readonly #mayWrite: Promise<boolean>;
  readonly #rest: () => Promise<void>;
  readonly #journal: Journal | null;

  /**
   * `onWritten` hears after each write whether it went well. Nothing is written before
   * `mayWrite` says so, and nothing at all if it says no: another tab is the one that writes.
   * `rest` is waited for after each write: the first change is written at once, those that
   * follow quickly go together. What the page leaves unwritten when it goes stands in `journal`.
   */
  constructor(
    onWritten: (why: Error | null) => void,
    mayWrite: Promise<boolean> = Promise.resolve(true),
    rest: () => Promise<void> = () => Promise.resolve(),
    journal: Journal | null = null,
  ) {
    this.#journal = journal;
    void mayWrite.then((isWriter) => {
      this.#isWriter = isWriter;
    });
    this.#onWritten = onWritten;
    this.#mayWrite = mayWrite;
    this.#rest = rest;
  }

  /** Opens the storage and reads everything. */
  async load(): Promise<Kept> {
    const database = await this.#open();
    const transaction = database.transaction(["entries", "steps", "preferences"]);
    const kept = transaction.objectStore("preferences");
    const [entries, orders, steps, locale, theme, columns] = await Promise.all([
      transaction.objectStore("entries").getAll(),
      transaction.objectStore("entries").getAllKeys(),
      transaction.objectStore("steps").getAll(),
      kept.get("locale"),
      kept.get("theme"),
      kept.get("columns"),
      transaction.done,
    ]);
    const left = this.#noted();
    const preferences: Preferences = {
      ...(locale === "zh" || locale === "en" ? { locale } : {}),
      ...(theme === "auto" || theme === "light" || theme === "dark" ? { theme } : {}),
      ...(typeof columns === "string" ? { columns } : {}),
    };
    const all = withChanges(entries, left.entries, ({ order }) => order);
    const newest = Math.max(0, ...orders.filter((order) => typeof order === "number"), ...left.entries.keys());
    // A first visit has nothing to be looked through.
    const shape = all.length + left.entries.size > 0 ? await import("./entry-shape") : null;
    const readable = shape === null ? all : shape.entriesIn(all);
    if (shape !== null && !isNone(left)) {
      this.#isNoted = true;
      void this.#write({ ...left, entries: shape.changesIn(left.entries) });
    }
    const allSteps = withChanges(steps, left.steps, ({ number }) => number);
    return {
      entries: readable,
      steps: shape === null ? allSteps : shape.stepsIn(allSteps),
      preferences,
      newest,
      unreadable: all.length - readable.length,
      isLost: all.length + orders.length === 0 && this.#isMarked(),
    };
  }

  /**
   * The page may be gone after this: what is not written is noted where that takes no waiting, and the
   * write that was to come is begun. A note that has no room is left out; the write may still end.
   */
  leave(): void {
    this.#endRest();
    if (!this.#isWriter || this.#journal === null) return;
    const left = joined(this.#underWay, this.#pending);
    if (isNone(left)) return;
    try {
      // A file cannot be noted; whoever leaves while it is written was asked.
      const entries = [...left.entries].filter(([, entry]) => !holdsFile(entry));
      const steps = [...left.steps].filter(([, step]) => !partsOf(step).some(holdsFile));
      this.#journal.write(JSON.stringify({ entries, steps }));
      this.#isNoted = true;
    } catch {
      // Too much for it, or not allowed.
    }
  }

  /**
   * Writes what differs. Changes that come while a write is under way go together in the
   * next; each write is one transaction, so a failed one leaves the older state whole, and
   * what it held is tried again with the next change.
   */
  write(difference: Difference, steps: StepDifference = { put: [], remove: [] }): Promise<void> {
    return this.#write({
      entries: new Map<number, Entry | null>([
        ...difference.remove.map((order) => [order, null] as const),
        ...difference.put.map((entry) => [entry.order, entry] as const),
      ]),
      steps: new Map<number, KeptStep | null>([
        ...steps.remove.map((number) => [number, null] as const),
        ...steps.put.map((step) => [step.number, step] as const),
      ]),
    });
  }

  #write(changes: Changes): Promise<void> {
    this.#pending = joined(this.#pending, changes);
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  /** Keeps a choice. */
  async prefer(name: keyof Preferences, text: string): Promise<void> {
    try {
      const database = await this.#open();
      await database.put("preferences", text, name);
    } catch (thrown) {
      this.#onWritten(asError(thrown));
    }
  }

  /** Deletes the whole database. */
  async forget(): Promise<void> {
    this.#pending = noChanges;
    await this.#writing?.catch(() => {});
    this.#database?.close();
    this.#database = null;
    this.#clearNote();
    this.#mark(false);
    await deleteDB(databaseName);
  }

  /** Whether a file is to be written, which takes longer than a page takes to go, and which no note can hold. */
  get isFileWaiting(): boolean {
    const { entries, steps } = joined(this.#underWay, this.#pending);
    return [...entries.values()].some(holdsFile) || [...steps.values()].some((step) => partsOf(step).some(holdsFile));
  }

  /** What a page that went before had not written. */
  #noted(): Changes {
    try {
      const text = this.#journal?.read() ?? null;
      if (text === null) return noChanges;
      const { entries, steps } = JSON.parse(text) as {
        entries: [number, Entry | null][];
        steps: [number, KeptStep | null][];
      };
      return { entries: new Map(entries), steps: new Map(steps) };
    } catch {
      return noChanges;
    }
  }

  #isMarked(): boolean {
    try {
      return this.#journal?.isMarked() === true;
    } catch {
      return false;
    }
  }

  #mark(isKept: boolean): void {
    if (isKept === this.#isMarkedAs) return;
    this.#isMarkedAs = isKept;
    try {
      this.#journal?.mark(isKept);
    } catch {
      // Where it may not be written, a loss is not noticed.
    }
  }

  #clearNote(): void {
    this.#isNoted = false;
    try {
      this.#journal?.write(null);
    } catch {
      // Where it may not be written there is none.
    }
  }

  async #drain(): Promise<void> {
    if (!(await this.#mayWrite)) return;
    while (!isNone(this.#pending)) {
      this.#underWay = this.#pending;
      this.#pending = noChanges;
      try {
        await this.#commit(this.#underWay);
        this.#underWay = noChanges;
        if (this.#isNoted && isNone(this.#pending)) this.#clearNote();
        this.#onWritten(null);
        await Promise.race([this.#rest(), new Promise<void>((resolve) => (this.#endRest = resolve))]);
      } catch (thrown) {
        this.#pending = joined(this.#underWay, this.#pending);
        this.#underWay = noChanges;
        this.#onWritten(asError(thrown));
        return;
      }
    }
  }

  /** All of a batch, or nothing. */
  async #commit(changes: Changes): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(["entries", "steps"], "readwrite");
    const done = transaction.done;
    const entries = transaction.objectStore("entries");
    const steps = transaction.objectStore("steps");
    // A request that fails fails the transaction, and that is where it is told.
    const isTold = () => {};
    try {
      for (const [order, entry] of changes.entries) {
        (entry === null ? entries.delete(order) : entries.put(entry)).catch(isTold);
      }
      for (const [number, step] of changes.steps) {
        (step === null ? steps.delete(number) : steps.put(step)).catch(isTold);
      }
      let count = 0;
      entries
        .count()
        .then((entries) => {
          count = entries;
        })
        .catch(isTold);
      // Asked for, so that a page that goes leaves a write that ends.
      transaction.commit();
      await done;
      this.#mark(count > 0);
    } catch (thrown) {
      // What cannot be stored is refused before the database hears of it, and would leave
      // the requests made so far to be committed alone.
      try {
        transaction.abort();
      } catch {
        // It has ended by itself.
      }
      await done.catch(() => {});
      throw thrown;
    }
  }

  async #open(): Promise<IDBPDatabase<Shape>> {
    this.#database ??= await openDB<Shape>(databaseName, version, {
      upgrade: (database, from) => {
        if (from < 1) {
          database.createObjectStore("entries", { keyPath: "order" });
          database.createObjectStore("preferences");
        }
        if (from < 2) database.createObjectStore("steps", { keyPath: "number" });
        // 3: entries may be headings, which a version before would take for something else.
        // 4: the text of a large table is a file, which a version before would take for damage.
      },
      // Another tab wants to delete or upgrade: it must not wait for this one.
      blocking: () => {
        this.#database?.close();
        this.#database = null;
      },
      terminated: () => {
        this.#database = null;
      },
    });
    return this.#database;
  }
}

function partsOf(step: KeptStep | null): KeptStep["added"] {
  return step === null ? [] : [...step.removed, ...step.added];
}

function holdsFile(entry: KeptStep["added"][number] | null): boolean {
  return entry?.kind === "table" && entry.text instanceof Blob;
}

function isNone({ entries, steps }: Changes): boolean {
  return entries.size + steps.size === 0;
}

/** One change after the other. */
function joined(first: Changes, second: Changes): Changes {
  return {
    entries: new Map([...first.entries, ...second.entries]),
    steps: new Map([...first.steps, ...second.steps]),
  };
}

/** What is stored once changes are written, in order. */
function withChanges<T>(
  stored: readonly T[],
  changes: ReadonlyMap<number, T | null>,
  placeOf: (item: T) => number,
): readonly T[] {
  const all = new Map<number, T | null>(stored.map((item) => [placeOf(item), item]));
  for (const [place, item] of changes) all.set(place, item);
  return [...all.values()].filter((item) => item !== null).sort((a, b) => placeOf(a) - placeOf(b));
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
