// What the seller did, step by step, so that it can be taken back and put back.

import type { Entry } from "./input-log";
import { sizeOf } from "./table-text";

/** What a step was, for its words. */
export interface Step {
  readonly what:
    | "edit"
    | "bulk"
    | "table_added"
    | "table_removed"
    | "columns"
    | "reading"
    | "product_added"
    | "product_removed"
    | "today"
    | "market"
    | "sample"
    | "comparison"
    | "worksheet"
    | "workspace"
    | "row";
  /** Field, table or product it was done to; empty where there is none. */
  readonly name: string;
  /** How many products or tables. */
  readonly count: number;
}

/** A step with the entries it took out of the log and those it put in. */
export interface Recorded extends Step {
  /** Rises from step to step. */
  readonly number: number;
  readonly removed: readonly Entry[];
  readonly added: readonly Entry[];
}

/** Whether a step can be taken back or put back. */
export type Side = "done" | "undone";

/** Steps kept; each holds the tables it took out, so there is an end. */
export const mostSteps = 100;
/** Characters of the tables that steps hold, all of them together; the last step is kept however large it is. */
export const mostCharacters = 32_000_000;

export class History {
  #done: Recorded[] = [];
  #undone: Recorded[] = [];
  /** The step that a further text in the same field belongs to. */
  #open: string | null = null;
  #group: Step | null = null;
  #isGroupBegun = false;
  #nextNumber = 1;

  /** All steps that can be taken back and put back, the next ones last. */
  get steps(): Readonly<Record<Side, readonly Recorded[]>> {
    return { done: this.#done, undone: this.#undone };
  }

  /** Takes over the steps of the last visit. */
  load({ done, undone }: Readonly<Record<Side, readonly Recorded[]>>): void {
    this.forget();
    this.#done = [...done];
    this.#undone = [...undone];
    this.#nextNumber = Math.max(0, ...[...done, ...undone].map(({ number }) => number)) + 1;
  }

  get undoable(): Step | null {
    return this.#done.at(-1) ?? null;
  }

  get redoable(): Step | null {
    return this.#undone.at(-1) ?? null;
  }

  /**
   * Notes a step. Texts of one field (`field` names it) join to one step until the field is
   * left, and everything done inside a group is one.
   */
  record(step: Step, removed: readonly Entry[], added: readonly Entry[], field: string | null = null): void {
    if (removed.length + added.length === 0) return;
    this.#undone = [];
    const last = this.#done.at(-1);
    const isJoined = this.#group !== null ? this.#isGroupBegun : field !== null && field === this.#open;
    if (last !== undefined && isJoined) {
      this.#done[this.#done.length - 1] = joined(last, removed, added);
    } else {
      this.#done.push({ ...(this.#group ?? step), number: this.#nextNumber++, removed, added });
      if (this.#done.length > mostSteps) this.#done.shift();
    }
    this.#forgetLarge();
    this.#isGroupBegun = this.#group !== null;
    this.#open = field;
  }

  /** Gives the oldest steps up until what is left is not too large. */
  #forgetLarge(): void {
    let room = mostCharacters;
    let kept = 0;
    for (const step of [...this.#done].reverse()) {
      room -= charactersOf(step);
      if (room < 0 && kept > 0) break;
      kept += 1;
    }
    this.#done.splice(0, this.#done.length - kept);
  }

  /** The field is left: what is typed next is a step of its own. */
  close(): void {
    this.#open = null;
  }

  /** Everything until `endGroup` is one step. */
  beginGroup(step: Step): void {
    this.#group = step;
    this.#isGroupBegun = false;
    this.#open = null;
  }

  endGroup(): void {
    this.#group = null;
    this.#isGroupBegun = false;
  }

  /** The step to take back; it can be put back afterwards. */
  undo(): Recorded | null {
    const step = this.#done.pop() ?? null;
    if (step !== null) this.#undone.push(step);
    this.close();
    return step;
  }

  /** The step to put back. */
  redo(): Recorded | null {
    const step = this.#undone.pop() ?? null;
    if (step !== null) this.#done.push(step);
    this.close();
    return step;
  }

  /** A product made by hand has another key from now on. */
  rename(from: string, to: string): void {
    const renamed = (entry: Entry): Entry => ("key" in entry && entry.key === from ? { ...entry, key: to } : entry);
    const isOfIt = (entry: Entry): boolean => "key" in entry && entry.key === from;
    const inStep = (step: Recorded): Recorded =>
      [...step.removed, ...step.added].some(isOfIt) ? inRenamed(step) : step;
    const inRenamed = (step: Recorded): Recorded => ({
      ...step,
      removed: step.removed.map(renamed),
      added: step.added.map(renamed),
    });
    this.#done = this.#done.map(inStep);
    this.#undone = this.#undone.map(inStep);
  }

  forget(): void {
    this.#done = [];
    this.#undone = [];
    this.endGroup();
    this.close();
  }
}

/** How much text of tables a step holds. */
function charactersOf(step: Recorded): number {
  let count = 0;
  for (const entry of [...step.removed, ...step.added]) if (entry.kind === "table") count += sizeOf(entry.text);
  return count;
}

/** Two steps as one: what the first put in and the second took out is in neither. */
function joined(step: Recorded, removed: readonly Entry[], added: readonly Entry[]): Recorded {
  const own = new Set(step.added.map(({ order }) => order));
  const gone = new Set(removed.map(({ order }) => order));
  return {
    ...step,
    count: step.what === "table_added" ? step.count : Math.max(step.count, 1),
    removed: [...step.removed, ...removed.filter(({ order }) => !own.has(order))],
    added: [...step.added.filter(({ order }) => !gone.has(order)), ...added],
  };
}
