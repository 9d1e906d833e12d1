import { useLayoutEffect, useState } from "preact/hooks";

/** Widths found last, by what was taken for a start: the next view of the kind is drawn right at once. */
const found = new Map<number, number>();

/**
 * Width of an element in whole pixels, followed as it changes.
 *
 * The browser tells it with the layout it makes anyway, before it paints: asked for outright, it
 * would have to lay out the page for each picture anew.
 */
export function useWidth(element: { readonly current: Element | null }, first: number): number {
  const [width, setWidth] = useState(() => found.get(first) ?? first);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => {
      const wide = entry?.contentRect.width ?? 0;
      // Out of the layout, such as in something folded: it is told again when it is there.
      if (wide === 0) return;
      const whole = Math.max(240, Math.floor(wide));
      found.set(first, whole);
      setWidth(whole);
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, first]);
  return width;
}
