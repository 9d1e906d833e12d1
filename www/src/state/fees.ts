// The fee library: what is shown of the tables, fees of the seller's own, two days side by side.

import { computed, signal } from "@preact/signals";
import { Cancelled, Refused, Superseded } from "../engine/failure";
import type { FeeChange, FeeLibrary, OwnFees, OwnFigure, ProductChange, Progress } from "../engine/types";
import { saveWorksheet } from "./actions";
import { theSession } from "./current";
import { sheetName } from "./input-log";
import { feeFile, feeView, ownOf } from "./own-fees";
import { lastKey, market, worksheets } from "./store";

/** Day that is looked at, `YYYY-MM-DD`; null = today. */
export const feeDay = signal<string | null>(null);
/** Its tables; null until they are there. */
export const library = signal<FeeLibrary | null>(null);
/** What the seller put in the place of the tables of the marketplace looked at. */
export const ownFees = computed(() => ownOf(worksheets.value[sheetName(feeView, null)], market.value));

/** Two days side by side for the catalogue. */
export interface Comparing {
  readonly before: string;
  readonly after: string;
  /** Null once it is done or stopped. */
  readonly progress: Progress | null;
  readonly isStopped: boolean;
  readonly found: FeeChange | null;
  /** What changes for the product looked at last; null = nothing, or there is none. */
  readonly ofLast: ProductChange | null;
}

export const comparing = signal<Comparing | null>(null);

let comparison: AbortController | null = null;

/** Products shown of those that change. */
const mostShown = 200;

/** Keeps the seller's own fees of the marketplace looked at, and calculates with them. */
async function saveOwnFees(fees: OwnFees): Promise<void> {
  const sheet = worksheets.peek()[sheetName(feeView, null)] ?? {};
  saveWorksheet(feeView, null, { ...sheet, [market.peek()]: fees });
  await theSession().useOwnFees();
}

export async function addOwnFigure(figure: OwnFigure): Promise<void> {
  const own = ownFees.peek();
  const isSame = (other: OwnFigure): boolean =>
    other.table === figure.table && other.path === figure.path && other.from === figure.from;
  await saveOwnFees({ ...own, figures: [...own.figures.filter((other) => !isSame(other)), figure] });
}

export async function removeOwnFigure(place: number): Promise<void> {
  const own = ownFees.peek();
  await saveOwnFees({ ...own, figures: own.figures.filter((_, i) => i !== place) });
}

export async function takeOwnFile(file: File): Promise<void> {
  const text = await file.text();
  await saveOwnFees({ ...ownFees.peek(), file: { name: file.name, text } });
}

export async function removeOwnFile(): Promise<void> {
  await saveOwnFees({ ...ownFees.peek(), file: null });
}

/** The project's text of the file of the marketplace looked at. */
export function projectFile(): Promise<string> {
  return feeFile(market.peek(), theSession().environment.readAsset);
}

/** Looks at the tables of the marketplace on the day. */
export async function lookAtFees(today: string): Promise<void> {
  const session = theSession();
  try {
    const ask = { market: market.peek(), projectFile: await projectFile(), on: feeDay.peek() ?? today };
    library.value = await session.client.request("feeLibrary", ask, { lane: "fees" });
  } catch (thrown) {
    if (thrown instanceof Superseded) return;
    session.tellFailure(thrown, "refused");
  }
}

/** Compares the fees of two days for every product, slice by slice. A newer comparison takes the place of an older one. */
export async function compareDays(before: string, after: string): Promise<void> {
  const session = theSession();
  const { client } = session;
  comparison?.abort();
  const own = new AbortController();
  comparison = own;
  const shown = comparing.peek();
  const old = shown?.before === before && shown.after === after ? shown : null;
  const part = { before, after, found: old?.found ?? null, ofLast: old?.ofLast ?? null };
  comparing.value = { ...part, progress: { done: 0, total: 0 }, isStopped: false };
  const isCurrent = (): boolean => comparison === own;
  try {
    for (;;) {
      const wish = { lane: "fee_change", isBackground: true, signal: own.signal };
      const progress = await client.request("compareFees", { before, after }, wish);
      if (!isCurrent()) return;
      const isDone = progress.done >= progress.total;
      if (!isDone) {
        comparing.value = { ...part, progress, isStopped: false };
        continue;
      }
      const found = await client.request("feeChange", { most: mostShown });
      const key = lastKey.peek();
      const ofLast = key === null ? null : await client.request("feeChangeOf", { key, before, after });
      if (isCurrent()) comparing.value = { ...part, progress: null, isStopped: false, found, ofLast };
      return;
    }
  } catch (thrown) {
    if (!isCurrent()) return;
    comparing.value = { ...part, progress: null, isStopped: thrown instanceof Cancelled };
    if (thrown instanceof Refused) session.tellFailure(thrown, "refused");
  }
}

/** Stops the comparison after the present slice. */
export function stopComparing(): void {
  comparison?.abort();
}
