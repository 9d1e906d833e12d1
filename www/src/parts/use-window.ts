import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** The part of a long list that is on the screen. */
export interface Shown {
  /** First row to draw. */
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Height of what is above, in pixels. */
  readonly above: number;
  /** Height of what is below. */
  readonly below: number;
}

/** Lists up to this long are drawn whole: they then also print and are searched whole. */
const DRAWN_WHOLE = 200;
/** So many rows are drawn beyond the screen, above and below. */
const BEYOND = 12;
/** Of them so many in one frame: what is on the screen comes first, and the hand waits for no more than that. */
const BEYOND_A_FRAME = 3;
/** After a leap the screen fills in a few frames, each of them in time. */
const MOST_A_FRAME = 8;

/** The library makes an object for each place: a million of them would hold the page for half a second. */
const MOST_PLACES = 50_000;

/** Rows that share a place in a list of so many: one each, but for very long lists. */
export function rowsAPlace(count: number): number {
  return Math.max(1, Math.ceil(count / MOST_PLACES));
}

function common(one: Range, other: Range): Range {
  return { first: Math.max(one.first, other.first), end: Math.min(one.end, other.end) };
}

interface Range {
  readonly first: number;
  readonly end: number;
}

/**
 * The next step from the rows that were drawn to those that are wanted: those on the screen (`seen`) come first, of the
 * others a few more.
 */
export function nextDrawn(drawn: Range, seen: Range, wanted: Range, isUpwards: boolean): Range {
  const isApart = drawn.end <= drawn.first || drawn.end < seen.first || drawn.first > seen.end;
  const edge = isUpwards ? seen.end : seen.first;
  const kept = isApart ? { first: edge, end: edge } : common(drawn, wanted);
  let first = Math.max(Math.min(kept.first, seen.first), kept.first - MOST_A_FRAME);
  let end = Math.min(Math.max(kept.end, seen.end), kept.end + MOST_A_FRAME);
  let left = BEYOND_A_FRAME - (kept.first - first) - (end - kept.end);
  const down = (): void => {
    const more = Math.max(0, Math.min(left, wanted.end - end));
    end += more;
    left -= more;
  };
  if (!isUpwards) down();
  const more = Math.max(0, Math.min(left, first - wanted.first));
  first -= more;
  left -= more;
  down();
  return { first, end };
}

/**
 * Where a list begins on the page, in pixels, while that is needed. What comes above it makes the page longer, and the
 * browser tells that with the layout it makes anyway: asked for while the list is scrolled, it would lay out for the answer.
 */
function useTop(list: { readonly current: HTMLElement | null }, isNeeded: boolean, count: number): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (!isNeeded) return;
    const measure = (): void => {
      if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list, isNeeded, count]);
  return top;
}

/**
 * Which rows of a list of `count` rows of one height are on the screen.
 *
 * The page itself scrolls, not a box in it. `list` is the element whose top is the top
 * of the first row.
 */
export function useWindow(
  count: number,
  rowHeight: number,
  list: { readonly current: HTMLElement | null },
  options: {
    /** Draws all of it, as for printing. */
    readonly isWhole?: boolean;
    /** One row that is higher than the others by so many pixels. */
    readonly extra?: { readonly index: number; readonly height: number } | null;
    /** The rows that are there to be drawn; the others are still to come. */
    readonly there?: Range;
  } = {},
) {
  const [, redraw] = useState(0);
  const extra = options.extra ?? null;
  const heightBefore = (index: number): number =>
    index * rowHeight + (extra !== null && extra.index < index ? extra.height : 0);
  const isWhole = options.isWhole || count <= DRAWN_WHOLE;
  const virtualizer = useRef<Virtualizer<Window, Element> | null>(null);
  const isNeeded = !isWhole || virtualizer.current !== null;
  const margin = useTop(list, isNeeded, count);
  const each = rowsAPlace(count);
  /** First row of a place. */
  const rowAt = (place: number): number => Math.min(place * each, count);
  const settings = {
    count: isWhole ? 0 : Math.ceil(count / each),
    estimateSize: (place: number) => heightBefore(rowAt(place + 1)) - heightBefore(rowAt(place)),
    overscan: 0,
    scrollMargin: margin,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    onChange: () => redraw((n) => n + 1),
  };
  if (virtualizer.current) virtualizer.current.setOptions(settings);
  else if (isNeeded) virtualizer.current = new Virtualizer<Window, Element>(settings);
  const { current } = virtualizer;
  useEffect(() => current?._didMount(), [current]);
  useLayoutEffect(() => current?._willUpdate());
  const extraIndex = extra?.index;
  useEffect(() => current?.measure(), [current, rowHeight, extraIndex, each]);

  const items = isWhole ? [] : (current?.getVirtualItems() ?? []);
  const seen = { first: rowAt(items[0]?.index ?? 0), end: rowAt((items[items.length - 1]?.index ?? -1) + 1) };
  // What has not come yet is not drawn, and not waited for: when it comes this is asked again.
  const there = options.there ?? { first: 0, end: count };
  const beyond = seen.end > seen.first ? BEYOND : 0;
  const wanted = {
    first: Math.min(seen.first, Math.max(there.first, seen.first - beyond)),
    end: Math.max(seen.end, Math.min(there.end, seen.end + beyond)),
  };
  const last = useRef<Range>({ first: 0, end: 0 });
  const drawn = nextDrawn(common(last.current, there), seen, wanted, current?.scrollDirection === "backward");
  last.current = common(drawn, there);
  const due = common(wanted, there);
  const isBehind = !isWhole && due.end > due.first && (drawn.first > due.first || drawn.end < due.end);
  useEffect(() => {
    if (!isBehind) return;
    const frame = requestAnimationFrame(() => redraw((n) => n + 1));
    return () => cancelAnimationFrame(frame);
  });
  const first = isWhole ? 0 : drawn.first;
  const end = isWhole ? count : drawn.end;
  const shown: Shown = {
    first,
    end,
    above: heightBefore(first),
    below: Math.max(0, heightBefore(count) - heightBefore(end)),
  };
  const scrollTo = (index: number) => {
    if (isWhole) return;
    if (each === 1) {
      current?.scrollToIndex(index, { align: "auto" });
      return;
    }
    const [top, bottom] = [margin + heightBefore(index), margin + heightBefore(index + 1)];
    if (top < window.scrollY) window.scrollTo({ top });
    else if (bottom > window.scrollY + window.innerHeight) window.scrollTo({ top: bottom - window.innerHeight });
  };
  return { shown, scrollTo };
}
