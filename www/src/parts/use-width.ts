import { useLayoutEffect, useState } from "preact/hooks";

/** Width of an element in whole pixels, followed as it changes. */
export function useWidth(element: { readonly current: Element | null }, first: number): number {
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => setWidth(Math.max(240, Math.floor(target.getBoundingClientRect().width)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
