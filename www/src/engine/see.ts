// Looks at a book: the worker's, or the small one on the page's own thread.

import type { Book } from "./generated/clearfloor.js";
import { type Look, mostMissing, type Refusal, type Seen } from "./protocol";
import type { Input } from "./types";

/** Whether the core refused, as opposed to a bug that leaves the instance unusable. */
export function refusalOf(thrown: unknown): Refusal | null {
  if (!(thrown instanceof Error) || thrown instanceof WebAssembly.RuntimeError) return null;
  const { code, params } = thrown as { code?: unknown; params?: unknown };
  if (typeof code !== "string") return null;
  return {
    code,
    params: Array.isArray(params) ? (params as Input[]) : [],
    message: thrown.message,
  };
}

/** What a look shows of a book. */
export function see(at: Book, look: Look): Seen {
  const seen: { -readonly [Part in keyof Seen]: Seen[Part] } = { refused: [] };
  const refused: Refusal[] = [];
  const part = (give: () => void): void => {
    try {
      give();
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      if (refusal === null) throw thrown;
      refused.push(refusal);
    }
  };
  const { key, list, priceMinor, curve, pictures, difference, compare } = look;
  if (key !== undefined) {
    if (pictures !== undefined) part(() => (seen.pictures = at.pictures(key, pictures.scenario ?? undefined)));
    if (look.product) {
      part(() => (seen.product = at.product(key, drawnOf(pictures, seen.pictures?.bestExit))));
    }
    if (priceMinor !== undefined) {
      part(() => (seen.ledger = at.ledger(key, priceMinor)));
      part(() => (seen.tried = at.tryPrice(key, priceMinor) ?? null));
    }
    if (compare) part(() => (seen.compared = at.compare(key, { ways: [...compare.ways] }, compare.base)));
    if (curve !== undefined) {
      part(() => (seen.curve = at.curve(key, curve.fromMinor, curve.toMinor, curve.points)));
    }
    if (difference !== undefined) {
      part(() => (seen.difference = at.difference(key, difference.from, difference.to) ?? null));
    }
    if (look.sensitivity) part(() => (seen.sensitivity = at.sensitivity(key) ?? null));
  }
  if (list !== undefined) part(() => (seen.rows = at.rows(list)));
  const { first, totals, selection, ages, points } = look;
  if (first !== undefined) part(() => (seen.first = at.rows(first)));
  if (totals !== undefined) part(() => (seen.totals = at.totals(totals, [])));
  if (ages !== undefined) part(() => (seen.ages = at.totals(ages, [])));
  if (points !== undefined) part(() => (seen.points = at.points(points.filter, points.x, points.y)));
  if (selection !== undefined) {
    part(() => {
      seen.selected =
        "keys" in selection ? at.totalsOf([...selection.keys]) : at.totals(selection.filter, [...selection.except]);
    });
  }
  if (look.overview) {
    part(() => (seen.summary = at.summary()));
    part(() => (seen.missing = at.missing(mostMissing)));
  }
  if (look.settings) part(() => (seen.settings = at.settings()));
  if (look.tables) part(() => (seen.tables = at.tables()));
  return { ...seen, refused };
}

/** Ways whose cash over time is drawn beside the recommended one. */
function drawnOf(pictures: Look["pictures"], bestExit: string | null | undefined): string[] {
  if (pictures === undefined) return [];
  return ["hold", ...(bestExit ? [bestExit] : []), ...pictures.ways];
}
