// What outlives a reload: the seller's input and choices, in the browser's own storage.

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Difference, Entry } from "./input-log";

/** Choices that are kept beside the input. */
export interface Preferences {
  readonly locale?: "zh" | "en";
  readonly theme?: "auto" | "light" | "dark";
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

  /** `onWritten` hears after each write whether it went well. */
  constructor(onWritten: (why: Error | null) => void) {
    this.#onWritten = onWritten;
  }

  /** Opens the storage and reads everything. */
  async load(): Promise<Kept> {
    const database = await this.#open();
    const transaction = database.transaction(["entries", "preferences"]);
    const kept = transaction.objectStore("preferences");
    const [entries, locale, theme] = await Promise.all([
      transaction.objectStore("entries").getAll(),
      kept.get("locale"),
      kept.get("theme"),
      transaction.done,
    ]);
    const preferences: Preferences = {
      ...(locale === "zh" || locale === "en" ? { locale } : {}),
      ...(theme === "auto" || theme === "light" || theme === "dark" ? { theme } : {}),
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
    while (this.#pending.size > 0) {
      const batch = new Map(this.#pending);
      this.#pending.clear();
      try {
        const database = await this.#open();
        const transaction = database.transaction("entries", "readwrite");
        // The outcome is the transaction's; a single request that fails ends it.
        const requests = [...batch].map(([order, entry]) =>
          entry === null ? transaction.store.delete(order) : transaction.store.put(entry),
        );
        await Promise.all([...requests, transaction.done]);
        this.#onWritten(null);
      } catch (thrown) {
        for (const [order, entry] of batch) {
          if (!this.#pending.has(order)) this.#pending.set(order, entry);
        }
        this.#onWritten(asError(thrown));
        return;
      }
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
