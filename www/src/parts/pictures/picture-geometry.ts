/** Geometry of the pictures: where things stand, not what they are worth. Money is minor units throughout. */

import type { CashPoint, StockPath } from "../../engine/types";

const DAY_MS = 86_400_000;

/** Number of a day `YYYY-MM-DD`, to place it on an axis. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

/** First days of months between two days, thinned out to at most `most`: every one, second, third, sixth. */
export function monthTicks(from: string, to: string, most: number): string[] {
  const months: string[] = [];
  let year = Number(from.slice(0, 4));
  let month = Number(from.slice(5, 7));
  for (;;) {
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
    const first = `${year}-${String(month).padStart(2, "0")}-01`;
    if (first > to || months.length > 600) break;
    months.push(first);
  }
  const step = [1, 2, 3, 6, 12].find((size) => months.length / size <= most) ?? 24;
  return months.filter((first) => (Number(first.slice(5, 7)) - 1) % step === 0);
}

/** Moves labels apart that would cover each other, as little as needed, within bounds; keeps their order. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let floor = low;
  for (const i of order) {
    placed[i] = Math.max(floor, wanted[i] ?? 0);
    floor = (placed[i] ?? 0) + gap;
  }
  let ceiling = high;
  for (const i of [...order].reverse()) {
    placed[i] = Math.min(ceiling, placed[i] ?? 0);
    ceiling = (placed[i] ?? 0) - gap;
  }
  return placed;
}

/** A bar of a waterfall: from one place to another, in percent of the width; `isBack` = it leads back. */
export interface Bar {
  readonly start: number;
  readonly length: number;
  readonly end: number;
  readonly isBack: boolean;
}

/** Places of amounts in percent of a width that holds all of them and zero, with a little room at either end. */
export function percentScale(minors: readonly number[]): (minor: number) => number {
  const low = Math.min(0, ...minors);
  const high = Math.max(0, ...minors);
  const span = high - low || 1;
  return (minor) => 1 + ((minor - low) / span) * 98;
}

/** Places in percent of a width that holds all amounts and no more; zero need not be among them. */
export function rangeScale(minors: readonly number[]): (minor: number) => number {
  const low = Math.min(...minors);
  const span = Math.max(...minors) - low || 1;
  return (minor) => 1 + ((minor - low) / span) * 98;
}

/** The bar between two places. */
export function bar(from: number, to: number): Bar {
  return { start: Math.min(from, to), length: Math.max(0.4, Math.abs(to - from)), end: to, isBack: to < from };
}

/** Where cash stands at the end of a day: at its last point until then, in money and not between two. */
export function cashOn(path: readonly CashPoint[], date: string): number | null {
  let minor: number | null = null;
  for (const point of path) {
    if (point.date > date) break;
    minor = point.minor;
  }
  return minor;
}

/** Upper edges of stacked bands, youngest lowest: by band, then by morning. */
export function stackedUnits(path: StockPath): number[][] {
  const bands = path.bands.length;
  const edges = path.bands.map(() => new Array<number>(path.dates.length).fill(0));
  for (let at = 0; at < path.dates.length; at += 1) {
    let sum = 0;
    for (let band = 0; band < bands; band += 1) {
      sum += path.units[at * bands + band] ?? 0;
      const edge = edges[band];
      if (edge) edge[at] = sum;
    }
  }
  return edges;
}

/** Which of some marks on an axis keep their label: from the left, each at least `gap` from the one before. */
export function keptLabels(places: readonly number[], gap: number): boolean[] {
  let last = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    const isKept = place - last >= gap;
    if (isKept) last = place;
    return isKept;
  });
}

/** Where a name stands: its left end and its middle line. */
export interface Name {
  readonly x: number;
  readonly y: number;
}

/** Half the height of a name, and its distance from its point and from other names. */
const HALF_NAME = 7;
const FROM_POINT = 10;
/** Places tried for a name, the best first: lines up or down from its point, right or left of it. */
const TRIED = [0, -1, 1].flatMap((lines) => [
  { lines, isLeft: false },
  { lines, isLeft: true },
]);

/**
 * Names beside points of a scatter, the first ones first: none covers another or a point or leaves the frame. A name
 * for which no place is left is null.
 */
export function placedNames(
  wanted: readonly { readonly x: number; readonly y: number; readonly width: number }[],
  points: readonly Name[],
  frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): (Name | null)[] {
  const taken: { x: number; y: number; width: number }[] = [];
  const isFree = (x: number, y: number, width: number): boolean =>
    x >= frame.left &&
    x + width <= frame.right &&
    y - HALF_NAME >= frame.top &&
    y + HALF_NAME <= frame.bottom &&
    taken.every(
      (other) => x + width + 4 < other.x || other.x + other.width + 4 < x || Math.abs(y - other.y) >= 2 * HALF_NAME,
    ) &&
    points.every((point) => point.x < x - 5 || point.x > x + width + 5 || Math.abs(point.y - y) > HALF_NAME + 4);
  return wanted.map(({ x, y, width }) => {
    for (const { lines, isLeft } of TRIED) {
      // Off its line a name may stand closer, for it is above or below the point.
      const beside = lines === 0 ? FROM_POINT : FROM_POINT / 2;
      const place = { x: isLeft ? x - beside - width : x + beside, y: y + lines * (2 * HALF_NAME - 1) };
      if (!isFree(place.x, place.y, width)) continue;
      taken.push({ ...place, width });
      return place;
    }
    return null;
  });
}
