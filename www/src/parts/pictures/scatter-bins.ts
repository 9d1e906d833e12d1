// Where points of the scatter fall: on the axes, in cells of the picture, in the classes of its table.

import { scaleLog, scalePow } from "d3-scale";

/** Cells of the picture, in pixels. */
const CELL = 5;
/** Room at the right for stock that never sells out. */
const NEVER_ROOM = 34;

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Axes {
  /** Place of a figure; figures without end stand in a strip of their own. */
  readonly x: (figure: number) => number;
  readonly y: (figure: number) => number;
  /** Figure at a place. */
  readonly xAt: (place: number) => number;
  readonly yAt: (place: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Place from which on stock never sells out; null = there is none. */
  readonly never: number | null;
}

/** Axes for the points: the first by decades, the second by roots, which shows small and large together. */
export function axesOf(xs: Float64Array, ys: Float64Array, frame: Frame): Axes {
  const [xLow, xHigh, isEndless] = reach(xs, 1);
  const [, yHigh] = reach(ys, 0);
  const end = isEndless ? frame.right - NEVER_ROOM : frame.right;
  const x = scaleLog()
    .domain([Math.max(0.1, xLow), Math.max(xHigh, Math.max(0.1, xLow) * 2)])
    .range([frame.left, end])
    .clamp(true);
  const y = scalePow()
    .exponent(0.5)
    .domain([0, Math.max(1, yHigh)])
    .range([frame.bottom, frame.top])
    .clamp(true);
  const decades = x.ticks().filter((tick) => /^[125]/.test(tick.toExponential()));
  return {
    x: (figure) =>
      figure === Number.POSITIVE_INFINITY ? frame.right - NEVER_ROOM / 2 : x(Math.max(figure, x.domain()[0] ?? 1)),
    y: (figure) => y(Math.max(0, figure)),
    xAt: (place) => (isEndless && place > end + 4 ? Number.POSITIVE_INFINITY : x.invert(place)),
    yAt: (place) => y.invert(place),
    xTicks: thinned(decades, (tick) => x(tick), 52).filter((tick) => !isEndless || end - x(tick) >= 52),
    yTicks: thinned(y.ticks(6), (tick) => -y(tick), 24),
    never: isEndless ? end : null,
  };
}

/** Ticks that are far enough apart to be read. */
function thinned(ticks: readonly number[], place: (tick: number) => number, apart: number): number[] {
  const kept: number[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || place(tick) - place(last) >= apart) kept.push(tick);
  }
  return kept;
}

function reach(figures: Float64Array, least: number): [number, number, boolean] {
  let low = Number.POSITIVE_INFINITY;
  let high = least;
  let isEndless = false;
  for (const figure of figures) {
    if (figure === Number.POSITIVE_INFINITY) isEndless = true;
    else if (Number.isFinite(figure)) {
      if (figure > 0 && figure < low) low = figure;
      if (figure > high) high = figure;
    }
  }
  return [Number.isFinite(low) ? low : least, high, isEndless];
}

/** A cell of the picture with how many points fall into it. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly isToAct: boolean;
}

export const cellSize = CELL;

/** Points by cell: a hundred thousand of them are a few thousand squares. */
export function cellsOf(xs: Float64Array, ys: Float64Array, acts: Float64Array, axes: Axes): Cell[] {
  const cells = new Map<number, { x: number; y: number; count: number; acts: number }>();
  for (let i = 0; i < xs.length; i += 1) {
    const x = Math.floor(axes.x(xs[i] ?? 0) / CELL);
    const y = Math.floor(axes.y(ys[i] ?? 0) / CELL);
    const place = x * 4096 + y;
    const cell = cells.get(place);
    if (cell) {
      cell.count += 1;
      cell.acts += acts[i] ?? 0;
    } else cells.set(place, { x: x * CELL, y: y * CELL, count: 1, acts: acts[i] ?? 0 });
  }
  return [...cells.values()].map(({ x, y, count, acts: toAct }) => ({ x, y, count, isToAct: toAct * 2 >= count }));
}

/** Ends of the classes of the table, lowest first; the last class has no end. */
export interface Classes {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** How many products fall into each class: rows by the second figure, columns by the first. */
export function countsOf(xs: Float64Array, ys: Float64Array, classes: Classes): number[][] {
  const counts = [...classes.y, 0].map(() => [...classes.x, 0].map(() => 0));
  const classOf = (figure: number, ends: readonly number[]): number => {
    const place = ends.findIndex((end) => figure <= end);
    return place < 0 ? ends.length : place;
  };
  for (let i = 0; i < xs.length; i += 1) {
    const row = counts[classOf(ys[i] ?? 0, classes.y)];
    const column = classOf(xs[i] ?? 0, classes.x);
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}
