// The steps that can be taken back after a reload, in the form in which they are stored: a table that is in the log
// anyway is not stored once more.

import type { Recorded, Side } from "./history";
import type { Entry } from "./input-log";
import type { TableText } from "./table-text";

type Table = Extract<Entry, { kind: "table" }>;
/** A table whose text is the one stored with the entry of the same order. */
type Reference = Omit<Table, "text"> & { readonly text: null };

/** A step as it is stored. */
export interface KeptStep extends Omit<Recorded, "removed" | "added"> {
  readonly removed: readonly (Entry | Reference)[];
  readonly added: readonly (Entry | Reference)[];
  readonly side: Side;
}

/** What to write and what to delete, so that the storage has the steps there are. */
export interface StepDifference {
  readonly put: readonly KeptStep[];
  readonly remove: readonly number[];
}

/** Steps kept on either side: each that took a table out holds it. */
const mostKept = 50;

/** By the number of a step: the step and which of its tables have their text with them. */
type Stored = Map<number, { readonly step: Recorded; readonly form: string }>;

export class KeptSteps {
  #stored: Stored = new Map();

  /** How the storage differs from these steps, given what is in the log; from then on it is taken to hold them. */
  follow(done: readonly Recorded[], undone: readonly Recorded[], entries: readonly Entry[]): StepDifference {
    const texts = textsOf(entries);
    const isInLog = (entry: Entry): boolean => entry.kind === "table" && texts.get(entry.order) === entry.text;
    const next: Stored = new Map();
    const put: KeptStep[] = [];
    const keep = (step: Recorded, side: Side): void => {
      const form = [side, ...[...step.removed, ...step.added].map((entry) => (isInLog(entry) ? "r" : "t"))].join("");
      next.set(step.number, { step, form });
      const stored = this.#stored.get(step.number);
      if (stored?.step === step && stored.form === form) return;
      const strip = (entry: Entry): Entry | Reference =>
        entry.kind === "table" && isInLog(entry) ? { ...entry, text: null } : entry;
      put.push({ ...step, side, removed: step.removed.map(strip), added: step.added.map(strip) });
    };
    for (const step of done.slice(-mostKept)) keep(step, "done");
    for (const step of undone.slice(-mostKept)) keep(step, "undone");
    const remove = [...this.#stored.keys()].filter((number) => !next.has(number));
    this.#stored = next;
    return { put, remove };
  }

  /** Steps as they were, from what is stored. One that lacks a text cannot be taken back, nor any before it. */
  restore(kept: readonly KeptStep[], entries: readonly Entry[]): Record<Side, Recorded[]> {
    const texts = textsOf(entries);
    const sides: Record<Side, Recorded[]> = { done: [], undone: [] };
    const whole = (some: KeptStep["added"]): Entry[] | null => {
      const entries: Entry[] = [];
      for (const entry of some) {
        const text = entry.kind === "table" ? (entry.text ?? texts.get(entry.order)) : "";
        if (text === undefined) return null;
        entries.push(entry.kind === "table" ? { ...entry, text } : entry);
      }
      return entries;
    };
    const byNumber = [...kept].sort((a, b) => a.number - b.number);
    // The stacks: what was done last, and what was taken back last, lie on top.
    for (const { side, ...step } of [
      ...byNumber.filter(({ side }) => side === "done"),
      ...byNumber.filter(({ side }) => side === "undone").reverse(),
    ]) {
      const removed = whole(step.removed);
      const added = whole(step.added);
      if (removed && added) sides[side].push({ ...step, removed, added });
      else sides[side] = [];
    }
    return sides;
  }

  forget(): void {
    this.#stored.clear();
  }
}

/** Texts of the tables of the log, by the order of their entries. */
function textsOf(entries: readonly Entry[]): Map<number, TableText> {
  const texts = new Map<number, TableText>();
  for (const entry of entries) if (entry.kind === "table") texts.set(entry.order, entry.text);
  return texts;
}
