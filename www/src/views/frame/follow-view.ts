import { useLayoutEffect, useRef } from "preact/hooks";
import { fragmentOf } from "../../state/location";
import { keepPlaces, notePlace, type Place, placeOf } from "../../state/places";
import { isRestoring, type View, view } from "../../state/store";
import { isBuilding } from "../../state/turns";

/**
 * Goes with the seller from view to view: a new one is read from its top, one returned to stands where it was left,
 * and so does the list that a product was opened from, and everything after a reload.
 *
 * The focus goes into the view, so that the next stop is in it and a screen reader reads on there; back in the list it
 * goes to the product looked at.
 */
export function useFollowView(current: View): void {
  const shown = useRef(current);
  /** The view left last. */
  const left = useRef<View | null>(null);
  const isReturn = useRef(false);
  const stop = useRef(() => {});
  useLayoutEffect(() => {
    // The browser would scroll before the view is there to be scrolled.
    history.scrollRestoration = "manual";
    stop.current = standAt(placeOf(fragmentOf(shown.current)));
    const returned = () => {
      isReturn.current = true;
    };
    const note = () => notePlace(fragmentOf(shown.current), placeNow());
    const leave = () => {
      note();
      keepPlaces();
    };
    // Told at once, while the view that is left is still on the page.
    const unsubscribe = view.subscribe((next) => {
      if (fragmentOf(next) === fragmentOf(shown.current)) return;
      note();
      left.current = shown.current;
      shown.current = next;
    });
    addEventListener("popstate", returned);
    addEventListener("pagehide", leave);
    return () => {
      stop.current();
      unsubscribe();
      removeEventListener("popstate", returned);
      removeEventListener("pagehide", leave);
    };
  }, []);
  const fragment = fragmentOf(current);
  useLayoutEffect(() => {
    if (left.current === null) return;
    const product = "key" in left.current && current.name === "catalogue" ? left.current.key : null;
    const place = isReturn.current || product !== null ? placeOf(fragment) : undefined;
    isReturn.current = false;
    stop.current();
    document.getElementById("main")?.focus({ preventScroll: true });
    scrollTo(0, 0);
    stop.current = standAt(place, () => product !== null && focusRow(product));
  }, [fragment]);
}

function placeNow(): Place {
  const list = listTop();
  return { y: scrollY, intoList: list !== null && list < 0 ? -list : null };
}

/** Top of the view's long list, from the top of the window; null = it has none. */
function listTop(): number | null {
  return document.querySelector("[data-long-list]")?.getBoundingClientRect().top ?? null;
}

/** A view that is built is done when it stood for so many frames, and at the latest after so long. */
const QUIET_FRAMES = 20;
/** And after so many where it has become shorter than it was, so that the place is no more. */
const SHORT_FRAMES = 60;
const LONGEST_MS = 30_000;
/** What shows that the seller has gone on. */
const HANDS = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/**
 * Stands at a place as soon as the view, which is built part by part, reaches so far, and until it is built or the
 * seller goes on; then calls `whenThere` once. Gives how to stop it.
 */
function standAt(place: Place | undefined, whenThere: () => void = () => {}): () => void {
  if (place === undefined) return () => {};
  let isStopped = false;
  let quiet = 0;
  let last = -1;
  let until = performance.now() + LONGEST_MS;
  const end = () => {
    isStopped = true;
    for (const hand of HANDS) removeEventListener(hand, end);
  };
  const step = () => {
    if (isStopped) return;
    const top = place.intoList === null ? null : listTop();
    const wanted = top === null ? place.y : scrollY + top + (place.intoList ?? 0);
    scrollTo(0, wanted);
    // A view that is still empty does not scroll, and stands still for all that.
    const isStill = scrollY === last && !isRestoring.peek() && !isBuilding();
    const enough = Math.abs(scrollY - wanted) <= 1 ? QUIET_FRAMES : SHORT_FRAMES;
    quiet = isStill ? quiet + 1 : 0;
    last = scrollY;
    if (isRestoring.peek()) until = performance.now() + LONGEST_MS;
    if (quiet >= enough || performance.now() > until) {
      end();
      whenThere();
    } else requestAnimationFrame(step);
  };
  for (const hand of HANDS) addEventListener(hand, end, { passive: true });
  step();
  return end;
}

function focusRow(key: string): void {
  const row = document.querySelector(`[data-long-list] [data-key="${CSS.escape(key)}"]`);
  const { top = -1, bottom = 0 } = row?.getBoundingClientRect() ?? {};
  // It may have been opened from elsewhere, and stand where nobody looks.
  if (top < 0 || bottom > innerHeight) return;
  row?.querySelector<HTMLElement>(".row-open")?.focus({ preventScroll: true });
}
