// The seller's choice of ways that stand side by side: which, in what order, under what names.

import type { ComparedWay, Outcome, ProductView } from "../engine/types";

/** A way in a column. Name, note and price are the seller's own words. */
export interface Column {
  /** Identity within the comparison. */
  readonly id: string;
  /** A way that is there, by its id; null = what is typed decides. */
  readonly scenario: string | null;
  /** Price or discount as typed; null for a way that is there. */
  readonly typed: string | null;
  /** The seller's name for it; empty = the usual one. */
  readonly name: string;
  readonly note: string;
}

/** Ways side by side, and the one that the others are held against. */
export interface Choice {
  readonly columns: readonly Column[];
  readonly base: string;
}

/** Most ways that stand side by side. */
export const mostColumns = 5;

const plain = { typed: null, name: "", note: "" };

/** What stands there before the seller has chosen: doing nothing, the best way, the best exits. */
export function usualChoice(product: Pick<ProductView, "outcomes" | "recommended">): Choice {
  const byValue = [...product.outcomes]
    .filter((outcome) => outcome.presentValue !== null)
    .sort((a, b) => (b.presentValue?.minor ?? 0) - (a.presentValue?.minor ?? 0));
  const exits = byValue.filter(isExit).slice(0, 2);
  const cuts = byValue.filter((outcome) => outcome.scenario.kind === "cut").slice(0, 2);
  const ids = [
    product.outcomes[0]?.scenario.id,
    product.recommended,
    ...cuts.map(({ scenario }) => scenario.id),
    ...exits.map(({ scenario }) => scenario.id),
  ];
  const unique = [...new Set(ids)].filter((id): id is string => typeof id === "string");
  const columns = unique.slice(0, mostColumns).map((id) => ({ ...plain, id, scenario: id }));
  return { columns, base: columns[0]?.id ?? "" };
}

function isExit({ scenario }: Outcome): boolean {
  return scenario.kind !== "hold" && scenario.kind !== "cut";
}

/** Puts a way beside the others; nothing changes if there is no room. */
export function withWay(choice: Choice, scenario: string): Choice {
  return withColumn(choice, { ...plain, scenario }, choice.columns.length);
}

/** Puts a price of the seller's own beside the others. */
export function withPrice(choice: Choice, typed: string): Choice {
  return withColumn(choice, { ...plain, scenario: null, typed }, choice.columns.length);
}

/**
 * The same column again at its right. `price` is the price of a way that has one: the copy
 * then stands on its own and can be changed.
 */
export function duplicated(choice: Choice, id: string, price: string | null, name: string): Choice {
  const place = choice.columns.findIndex((column) => column.id === id);
  const column = choice.columns[place];
  if (!column) return choice;
  const typed = column.typed ?? price;
  const copy = { ...column, typed, scenario: typed === null ? column.scenario : null, name };
  return withColumn(choice, copy, place + 1);
}

/** Takes a column out; the first that is left becomes the base if the base went. */
export function without(choice: Choice, id: string): Choice {
  const columns = choice.columns.filter((column) => column.id !== id);
  return { columns, base: choice.base === id ? (columns[0]?.id ?? "") : choice.base };
}

/** Changes what the seller wrote in a column. */
export function withWords(choice: Choice, id: string, words: Partial<Pick<Column, "name" | "note" | "typed">>): Choice {
  return { ...choice, columns: choice.columns.map((column) => (column.id === id ? { ...column, ...words } : column)) };
}

/** Holds the others against this column. */
export function pinned(choice: Choice, id: string): Choice {
  return choice.columns.some((column) => column.id === id) ? { ...choice, base: id } : choice;
}

/** What the engine is asked. */
export function asked(choice: Choice): { ways: ComparedWay[]; base: number } {
  return {
    ways: choice.columns.map(({ scenario, typed }) => ({ scenario, typed })),
    base: Math.max(
      0,
      choice.columns.findIndex((column) => column.id === choice.base),
    ),
  };
}

function withColumn(choice: Choice, column: Omit<Column, "id">, place: number): Choice {
  if (choice.columns.length >= mostColumns) return choice;
  const used = new Set(choice.columns.map(({ id }) => id));
  const wanted = column.scenario ?? "own";
  let id = wanted;
  for (let n = 2; used.has(id); n += 1) id = `${wanted} ${n}`;
  const columns = [...choice.columns];
  columns.splice(place, 0, { ...column, id });
  return { columns, base: choice.base === "" ? id : choice.base };
}
