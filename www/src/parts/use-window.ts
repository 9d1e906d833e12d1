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
  } = {},
) {
  const [, redraw] = useState(0);
  const extra = options.extra ?? null;
  const heightBefore = (index: number): number =>
    index * rowHeight + (extra !== null && extra.index < index ? extra.height : 0);
  const isWhole = options.isWhole || count <= DRAWN_WHOLE;
  const virtualizer = useRef<Virtualizer<Window, Element> | null>(null);
  const isNeeded = !isWhole || virtualizer.current !== null;
  // Where the list begins is asked of the browser only for a list that is drawn in part.
  const margin = isNeeded ? (list.current?.getBoundingClientRect().top ?? 0) + window.scrollY : 0;
  const settings = {
    count: isWhole ? 0 : count,
    estimateSize: (index: number) => heightBefore(index + 1) - heightBefore(index),
    overscan: 12,
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
  useEffect(() => current?.measure(), [current, rowHeight, extraIndex]);

  const items = isWhole ? [] : (current?.getVirtualItems() ?? []);
  const first = items[0]?.index ?? 0;
  const end = isWhole ? count : (items[items.length - 1]?.index ?? -1) + 1;
  const shown: Shown = {
    first,
    end,
    above: heightBefore(first),
    below: Math.max(0, heightBefore(count) - heightBefore(end)),
  };
  const scrollTo = (index: number) => {
    if (!isWhole) current?.scrollToIndex(index, { align: "auto" });
  };
  return { shown, scrollTo };
}
