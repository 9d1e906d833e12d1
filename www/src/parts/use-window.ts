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
 * of the first row. `isForcedWhole` draws all of it, as for printing.
 */
export function useWindow(
  count: number,
  rowHeight: number,
  list: { readonly current: HTMLElement | null },
  isForcedWhole = false,
) {
  const [, redraw] = useState(0);
  const isWhole = isForcedWhole || count <= DRAWN_WHOLE;
  const virtualizer = useRef<Virtualizer<Window, Element> | null>(null);
  const margin =
    (list.current?.getBoundingClientRect().top ?? 0) + (typeof window === "undefined" ? 0 : window.scrollY);
  const options = {
    count: isWhole ? 0 : count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: margin,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    onChange: () => redraw((n) => n + 1),
  };
  if (virtualizer.current) virtualizer.current.setOptions(options);
  else virtualizer.current = new Virtualizer<Window, Element>(options);
  const current = virtualizer.current;
  useEffect(() => current._didMount(), [current]);
  useLayoutEffect(() => current._willUpdate());
  useEffect(() => current.measure(), [current, rowHeight]);

  const items = isWhole ? [] : current.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const end = isWhole ? count : (items[items.length - 1]?.index ?? -1) + 1;
  const shown: Shown = { first, end, above: first * rowHeight, below: Math.max(0, count - end) * rowHeight };
  const scrollTo = (index: number) => {
    if (!isWhole) current.scrollToIndex(index, { align: "auto" });
  };
  return { shown, scrollTo };
}
