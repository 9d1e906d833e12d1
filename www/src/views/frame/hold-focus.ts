// Whoever works by the keyboard is never thrown back to the top of the page: where a press takes its own button away, or
// makes it useless, the focus goes on to what stands in its place.

/** What can hold the focus, and is reached by the tabulator. */
const stops =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary";

/** An element on the way from the focus up, with those beside it. */
interface Step {
  readonly node: Element;
  readonly next: Element | null;
  readonly previous: Element | null;
}

/** Follows the focus from now on; returns how to stop. */
export function holdFocus(): () => void {
  let way = document.activeElement === null ? [] : wayUp(document.activeElement);
  /** A hand on a screen has no focus to lose, and a box that took it would call the keyboard up. It begins with a key. */
  let isByKeys = true;
  let isComing = false;
  const note = ({ target }: FocusEvent): void => {
    way = target instanceof Element ? wayUp(target) : [];
  };
  const keys = (): void => {
    isByKeys = true;
  };
  const hand = (): void => {
    isByKeys = false;
  };
  const isLost = (): boolean => {
    const focused = way[0]?.node;
    if (!isByKeys || focused === undefined || document.activeElement !== document.body) return false;
    // Somebody who leaves the page, or lets go, takes nothing away.
    return !focused.isConnected || focused.matches(":disabled");
  };
  const goOn = (): void => {
    isComing = false;
    if (!isLost()) return;
    const place = placeAfter(way);
    way = [];
    place?.focus({ preventScroll: place.id === "main" });
  };
  /** A part that knows where the focus goes, such as a drawer that closes, says so once the page is drawn, and comes first. */
  const look = (): void => {
    if (isComing || !isLost()) return;
    isComing = true;
    requestAnimationFrame(() => setTimeout(goOn));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  document.addEventListener("focusin", note);
  document.addEventListener("keydown", keys, true);
  document.addEventListener("pointerdown", hand, true);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", note);
    document.removeEventListener("keydown", keys, true);
    document.removeEventListener("pointerdown", hand, true);
  };
}

function wayUp(target: Element): readonly Step[] {
  const way: Step[] = [];
  for (let node: Element | null = target; node !== null && node !== document.body; node = node.parentElement) {
    way.push({ node, next: node.nextElementSibling, previous: node.previousElementSibling });
  }
  return way;
}

/** The nearest that can hold the focus: after what has gone, before it, then around it, and at last the view as a whole. */
function placeAfter(way: readonly Step[]): HTMLElement | null {
  for (const [at, { node }] of way.entries()) {
    if (!node.isConnected) continue;
    const gone = way[at - 1];
    for (const beside of [gone?.next, gone?.previous]) {
      const place = beside?.isConnected && node.contains(beside) ? stopIn(beside) : null;
      if (place !== null) return place;
    }
    if (node.id === "main") break;
    const place = stopIn(node);
    if (place !== null) return place;
  }
  return document.getElementById("main");
}

function stopIn(node: Element): HTMLElement | null {
  const all = node.matches(stops) ? [node, ...node.querySelectorAll(stops)] : node.querySelectorAll(stops);
  for (const one of all) {
    if (one instanceof HTMLElement && one.tabIndex >= 0 && one.checkVisibility()) return one;
  }
  return null;
}
