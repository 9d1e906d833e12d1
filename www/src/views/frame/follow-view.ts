import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Goes with the seller from view to view: a new one is read from its top, one returned to stands where it was left.
 * The focus goes into it, so that the next stop is in it and a screen reader reads on there.
 */
export function useFollowView(fragment: string): void {
  const places = useRef(new Map<string, number>());
  const shown = useRef(fragment);
  const isReturn = useRef(false);
  useLayoutEffect(() => {
    const note = () => places.current.set(shown.current, scrollY);
    const returned = () => {
      isReturn.current = true;
    };
    addEventListener("scroll", note, { passive: true });
    addEventListener("popstate", returned);
    return () => {
      removeEventListener("scroll", note);
      removeEventListener("popstate", returned);
    };
  }, []);
  useLayoutEffect(() => {
    if (shown.current === fragment) return;
    shown.current = fragment;
    const place = isReturn.current ? (places.current.get(fragment) ?? 0) : 0;
    isReturn.current = false;
    document.getElementById("main")?.focus({ preventScroll: true });
    standAt(place, () => shown.current === fragment);
  }, [fragment]);
}

/** Frames that a view may take to be as high as it was. */
const FRAMES = 90;

/** Stands at a place as soon as the view, which is built part by part, reaches so far. */
function standAt(place: number, isWanted: () => boolean, frames = FRAMES): void {
  scrollTo(0, place);
  if (scrollY + 1 >= place || frames === 0) return;
  requestAnimationFrame(() => {
    if (isWanted()) standAt(place, isWanted, frames - 1);
  });
}
