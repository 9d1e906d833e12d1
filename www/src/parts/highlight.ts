// Counterparts that light up together: the figure, the ledger line, the part of a chart, the input.
//
// An element says what it shows by `data-part`, and on which other parts it rests by `data-of`
// (names parted by spaces). Under the hand or the focus, it lights up with everything that shows
// the same, what it rests on, and what rests on it. This is done on the elements themselves: a
// pointer that moves over a table must not draw the page again.

import { effect } from "@preact/signals";
import { highlight } from "../state/store";

/** Part that the pointer or the focus is on; null = on none. */
export function followParts(root: HTMLElement): () => void {
  const partAt = (event: Event): string | null =>
    event.target instanceof Element ? (event.target.closest("[data-part]")?.getAttribute("data-part") ?? null) : null;
  const enter = (event: Event): void => {
    highlight.value = partAt(event);
  };
  const leave = (): void => {
    highlight.value = null;
  };
  root.addEventListener("pointerover", enter);
  root.addEventListener("pointerleave", leave);
  root.addEventListener("focusin", enter);
  root.addEventListener("focusout", leave);
  const stop = effect(() => light(root, highlight.value));
  // A view is built part by part: what comes later lights up with the rest.
  let isAsked = false;
  const later = new MutationObserver(() => {
    if (isAsked || highlight.peek() === null) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      light(root, highlight.peek());
    });
  });
  later.observe(root, { childList: true, subtree: true });
  return () => {
    stop();
    later.disconnect();
    root.removeEventListener("pointerover", enter);
    root.removeEventListener("pointerleave", leave);
    root.removeEventListener("focusin", enter);
    root.removeEventListener("focusout", leave);
  };
}

/** Marks everything that belongs to a part, and nothing else. */
export function light(root: ParentNode, part: string | null): void {
  for (const lit of root.querySelectorAll("[data-lit]")) lit.removeAttribute("data-lit");
  if (part === null) return;
  const own = [...root.querySelectorAll(`[data-part="${CSS.escape(part)}"]`)];
  const ofIt = root.querySelectorAll(`[data-of~="${CSS.escape(part)}"]`);
  const under = own
    .flatMap((element) => (element.getAttribute("data-of") ?? "").split(" "))
    .filter((name) => name !== "")
    .flatMap((name) => [...root.querySelectorAll(`[data-part="${CSS.escape(name)}"]`)]);
  // What stands alone has nothing to be seen together with.
  const all = new Set([...own, ...ofIt, ...under]);
  if (all.size < 2) return;
  for (const element of all) element.setAttribute("data-lit", "");
}
