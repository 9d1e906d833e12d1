/** The axes of all pictures: ticks with thin lines across, and labels that neither cover each other nor leave the picture. */

import { shortMonth } from "../../i18n/format";
import { monthTicks } from "./picture-geometry";

/** Widths of a letter in pixels at the size of a tick, a little generous: Latin and figures, Chinese. */
const NARROW_LETTER = 7;
const WIDE_LETTER = 12;
/** Least room between two labels. */
const GAP = 8;
const WIDE = /[\u2e80-\uffef]/;

/** About how wide a label is, in pixels. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? WIDE_LETTER : NARROW_LETTER;
  return width;
}

/** Room that labels at the left edge need, with their distance to it. */
export function roomFor(labels: readonly string[]): number {
  return Math.max(0, ...labels.map(widthOf)) + 14;
}

/** Values up the left edge, each with a line across; zero is drawn stronger. */
export function SideAxis(props: {
  ticks: readonly number[];
  y: (figure: number) => number;
  left: number;
  right: number;
  write: (figure: number) => string;
}) {
  const { ticks, y, left, right, write } = props;
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line class={tick === 0 ? "picture-zero" : "picture-grid"} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text class="picture-tick" x={left - 8} y={y(tick)} dy="0.32em" text-anchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
    </>
  );
}

/** A label along the foot: where it starts and ends. */
interface Placed {
  readonly key: string | number;
  readonly text: string;
  /** Where its tick is. */
  readonly at: number;
  /** Middle of its text. */
  readonly middle: number;
}

/** Which labels stand along the foot, from the left: moved in from the edges, without those that would touch the one before. */
export function placedLabels(
  labels: readonly { readonly key: string | number; readonly text: string; readonly at: number }[],
  right: number,
): Placed[] {
  const placed: Placed[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const label of labels) {
    const half = widthOf(label.text) / 2;
    const middle = Math.max(half, Math.min(label.at, right - half));
    if (middle - half < end + GAP) continue;
    placed.push({ ...label, middle });
    end = middle + half;
  }
  return placed;
}

/** Values along the foot. `right` is the edge of the picture; `isTicked` draws a short line at each. */
export function FootAxis(props: {
  labels: readonly { readonly key: string | number; readonly text: string; readonly at: number }[];
  /** Where the text stands. */
  y: number;
  right: number;
  isTicked?: boolean;
}) {
  const { labels, y, right, isTicked } = props;
  return (
    <>
      {isTicked
        ? labels.map(({ key, at }) => <line key={key} class="picture-axis" x1={at} x2={at} y1={y - 18} y2={y - 13} />)
        : null}
      {placedLabels(labels, right).map(({ key, text, middle }) => (
        <text key={key} class="picture-tick" x={middle} y={y} text-anchor="middle">
          {text}
        </text>
      ))}
    </>
  );
}

/** Names of months along the foot of a picture. */
export function MonthAxis(props: {
  from: string;
  to: string;
  at: (iso: string) => number;
  y: number;
  right: number;
  most: number;
}) {
  const labels = monthTicks(props.from, props.to, props.most).map((first) => ({
    key: first,
    text: shortMonth(first),
    at: props.at(first),
  }));
  return <FootAxis labels={labels} y={props.y} right={props.right} isTicked />;
}
