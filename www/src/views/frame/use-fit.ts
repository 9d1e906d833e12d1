import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** What the word "More" takes, until it was seen. */
const MORE_WIDTH = 80;
/** The link of the current view is bold, and may become wider by so much than it was measured. */
const BOLD = 8;

/**
 * How many of the children of `row` fit into one line of `box`; those that do not go into a box of their own.
 *
 * All are drawn once after each change of `of`, and their widths kept; the browser tells them with the layout it makes anyway,
 * before it paints, so that nothing is laid out a second time to be measured.
 */
export function useFit(
  box: { readonly current: HTMLElement | null },
  row: { readonly current: HTMLElement | null },
  of: string,
): number {
  const [found, setFound] = useState<{ of: string; count: number }>({ of: "", count: 0 });
  const widths = useRef<{ of: string; all: readonly number[] }>({ of: "", all: [] });
  useLayoutEffect(() => {
    const { current: outer } = box;
    const { current: inner } = row;
    if (!outer || !inner) return;
    const fit = () => {
      if (widths.current.of !== of) widths.current = { of, all: [...inner.children].map(widthOf) };
      const { all } = widths.current;
      const gap = Number.parseFloat(getComputedStyle(inner).columnGap) || 0;
      const whole = outer.clientWidth;
      // Not laid out at all, such as while it is printed.
      if (whole === 0) return;
      const more = (outer.querySelector(":scope > details")?.clientWidth ?? MORE_WIDTH) + gap;
      const needed = BOLD + all.reduce((sum, width) => sum + width + gap, -gap);
      let room = needed <= whole ? needed + gap : whole - more;
      let count = 0;
      for (const width of all) {
        room -= width + gap;
        if (room < -1) break;
        count += 1;
      }
      setFound((last) => (last.of === of && last.count === count ? last : { of, count }));
    };
    const observer = new ResizeObserver(fit);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [box, row, of]);
  return found.of === of ? found.count : Number.POSITIVE_INFINITY;
}

function widthOf(child: Element): number {
  return child.getBoundingClientRect().width;
}
