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
/** Raised whenever the shape of what is kept changes, with a step in `upgrade`. */
const version = 1;

export interface Kept {
  readonly entries: readonly Entry[];
  readonly preferences: Preferences;
}

export class Storage {
  #database: IDBPDatabase<Shape> | null = null;
  /** Entries that differ from what is stored; null = deleted. */
  readonly #pending = new Map<number, Entry | null>();
  #writing: Promise<void> | null = null;
  readonly #onWritten: (why: Error | null) => void;
  readonly #mayWrite: Promise<boolean>;
  readonly #rest: () => Promise<void>;

  /**
   * `onWritten` hears after each write whether it went well. Nothing is written before
   * `mayWrite` says so, and nothing at all if it says no: another tab is the one that writes.
   * `rest` is waited for after each write: the first change is written at once, those that
   * follow quickly go together.
   */
  constructor(
    onWritten: (why: Error | null) => void,
    mayWrite: Promise<boolean> = Promise.resolve(true),
    rest: () => Promise<void> = () => Promise.resolve(),
  ) {
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
    const preferences: Preferences = {
      ...(locale === "zh" || locale === "en" ? { locale } : {}),
      ...(theme === "auto" || theme === "light" || theme === "dark" ? { theme } : {}),
      ...(columns === undefined ? {} : { columns }),
    };
    return { entries, preferences };
  }

  /**
   * Writes what differs. Changes that come while a write is under way go together in the
   * next; each write is one transaction, so a failed one leaves the older state whole, and
   * what it held is tried again with the next change.
   */
  write(difference: Difference): Promise<void> {
    for (const order of difference.remove) this.#pending.set(order, null);
    for (const entry of difference.put) this.#pending.set(entry.order, entry);
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
    await deleteDB(databaseName);
  }

  async #drain(): Promise<void> {
    if (!(await this.#mayWrite)) return;
    while (this.#pending.size > 0) {
      const batch = new Map(this.#pending);
      this.#pending.clear();
      try {
        await this.#commit(batch);
        this.#onWritten(null);
        await this.#rest();
      } catch (thrown) {
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
