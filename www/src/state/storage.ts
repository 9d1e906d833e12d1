// What outlives a reload: the seller's input and choices, in the browser's own storage.

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Difference, Entry } from "./input-log";

/** Choices that are kept beside the input. */
export interface Preferences {
  readonly locale?: "zh" | "en";
  readonly theme?: "auto" | "light" | "dark";
  /** Columns of the list that are hidden, with blanks between. */
  readonly columns?: string;
}

interface Shape extends DBSchema {
  entries: { key: number; value: Entry };
  preferences: { key: string; value: string };
}

const databaseName = "clearfloor";
const journalName = "clearfloor.not-written-yet";
/** Raised whenever the shape of what is kept changes, with a step in `upgrade`. */
const version = 1;

export interface Kept {
  readonly entries: readonly Entry[];
  readonly preferences: Preferences;
}

/** A place for one text that is written without waiting, for when the page goes. */
export interface Journal {
  read(): string | null;
  /** `null` clears it. */
  write(text: string | null): void;
}

/** The browser's own; it throws where the browser forbids or has no room. */
export const browserJournal: Journal = {
  read: () => localStorage.getItem(journalName),
  write: (text) => (text === null ? localStorage.removeItem(journalName) : localStorage.setItem(journalName, text)),
};

export class Storage {
  #database: IDBPDatabase<Shape> | null = null;
  /** Entries that differ from what is stored; null = deleted. */
  readonly #pending = new Map<number, Entry | null>();
  /** Entries of the write that is under way. */
  #underWay: ReadonlyMap<number, Entry | null> = new Map();
  #isWriter = false;
  #isNoted = false;
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
    const transaction = database.transaction(["entries", "preferences"]);
    const kept = transaction.objectStore("preferences");
    const [entries, locale, theme, columns] = await Promise.all([
      transaction.objectStore("entries").getAll(),
      kept.get("locale"),
      kept.get("theme"),
      kept.get("columns"),
      transaction.done,
    ]);
    const left = this.#noted();
    const preferences: Preferences = {
      ...(locale === "zh" || locale === "en" ? { locale } : {}),
      ...(theme === "auto" || theme === "light" || theme === "dark" ? { theme } : {}),
      ...(columns === undefined ? {} : { columns }),
    };
    if (left.size === 0) return { entries, preferences };
    const all = new Map<number, Entry | null>(entries.map((entry) => [entry.order, entry]));
    for (const [order, entry] of left) all.set(order, entry);
    const whole = [...all.values()].filter((entry) => entry !== null).sort((a, b) => a.order - b.order);
    this.#isNoted = true;
    void this.#later(left);
    return { entries: whole, preferences };
  }

  /**
   * The page may be gone after this: what is not written is noted where that takes no waiting, and the
   * write that was to come is begun. A note that has no room is left out; the write may still end.
   */
  leave(): void {
    this.#endRest();
    if (!this.#isWriter || this.#journal === null) return;
    const left = new Map([...this.#underWay, ...this.#pending]);
    if (left.size === 0) return;
    try {
      this.#journal.write(JSON.stringify([...left]));
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
  write(difference: Difference): Promise<void> {
    for (const order of difference.remove) this.#pending.set(order, null);
    for (const entry of difference.put) this.#pending.set(entry.order, entry);
    return this.#write();
  }

  #later(changes: ReadonlyMap<number, Entry | null>): Promise<void> {
    for (const [order, entry] of changes) this.#pending.set(order, entry);
    return this.#write();
  }

  #write(): Promise<void> {
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
    this.#pending.clear();
    await this.#writing?.catch(() => {});
    this.#database?.close();
    this.#database = null;
    this.#clearNote();
    await deleteDB(databaseName);
  }

  /** What a page that went before had not written. */
  #noted(): ReadonlyMap<number, Entry | null> {
    try {
      const text = this.#journal?.read() ?? null;
      return text === null ? new Map() : new Map(JSON.parse(text) as [number, Entry | null][]);
    } catch {
      return new Map();
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
    while (this.#pending.size > 0) {
      const batch = new Map(this.#pending);
      this.#pending.clear();
      this.#underWay = batch;
      try {
        await this.#commit(batch);
        this.#underWay = new Map();
        if (this.#isNoted && this.#pending.size === 0) this.#clearNote();
        this.#onWritten(null);
        await Promise.race([this.#rest(), new Promise<void>((resolve) => (this.#endRest = resolve))]);
      } catch (thrown) {
        this.#underWay = new Map();
        for (const [order, entry] of batch) {
          if (!this.#pending.has(order)) this.#pending.set(order, entry);
        }
        this.#onWritten(asError(thrown));
        return;
      }
    }
  }

  /** All of a batch, or nothing. */
  async #commit(batch: ReadonlyMap<number, Entry | null>): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction("entries", "readwrite");
    const done = transaction.done;
    try {
      for (const [order, entry] of batch) {
        const { store } = transaction;
        const request = entry === null ? store.delete(order) : store.put(entry);
        // A request that fails fails the transaction, and that is where it is told.
        request.catch(() => {});
      }
      // Asked for, so that a page that goes leaves a write that ends.
      transaction.commit();
      await done;
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

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
