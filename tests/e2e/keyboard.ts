// The way of somebody without a mouse: from stop to stop by the tabulator, and at every
// stop it must be seen where one is.

import { expect, type Page } from "@playwright/test";

/** What has the focus. */
export interface Stop {
  /** Its name as a screen reader would say it, near enough to find it by. */
  readonly name: string;
  /** What it is, for messages: element, role. */
  readonly kind: string;
  /** What is wrong with how it is shown; null if nothing is. */
  readonly fault: string | null;
  /** It had the focus before since the walk began. */
  readonly isRepeated: boolean;
  /** Still inside the same field: day, month and year of a date are stops of their own. */
  readonly isWithin: boolean;
}

/** Stops that a walk makes at most; a page with more of them is no page for the keyboard. */
const mostStops = 400;

/** Looks at what has the focus now. `null` if nothing has it. */
async function lookAtFocus(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || element === document.documentElement) return null;

    const textOf = (id: string): string => document.getElementById(id)?.textContent ?? "";
    const labels = "labels" in element ? [...((element.labels as NodeListOf<HTMLLabelElement> | null) ?? [])] : [];
    const name =
      element.getAttribute("aria-labelledby")?.split(/\s+/).map(textOf).join(" ") ??
      element.getAttribute("aria-label") ??
      (labels.map((label) => label.textContent ?? "").join(" ") ||
        element.textContent ||
        element.getAttribute("title"));

    /** A ring of its own: at least one pixel wide and not transparent. */
    const hasRing = (candidate: Element): boolean => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(candidate);
      const isClear = /^(transparent|rgba\(.*,\s*0\))$/.test(outlineColor);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1 && !isClear;
    };
    // A group may carry the ring for what is in it, a handle of a picture may show it inside itself.
    const around = [element.parentElement, element.parentElement?.parentElement];
    const isShown =
      hasRing(element) || [...element.querySelectorAll("*"), ...around].some((e) => e != null && hasRing(e));

    const box = element.getBoundingClientRect();
    const left = Math.max(box.left, 0);
    const right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0);
    const bottom = Math.min(box.bottom, innerHeight);
    const isInSight = right - left > 0 && bottom - top > 0;
    const isFree = [0.1, 0.5, 0.9].some((across) =>
      [0.1, 0.5, 0.9].some((down) => {
        const hit = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
        // A field may lie beneath its label, a row beneath its cells.
        // Marks of one picture may lie on each other: the figures are in its table too.
        const isOfPicture = hit?.closest("svg") != null && hit.closest("svg") === element.closest("svg");
        return (
          hit !== null &&
          (element.contains(hit) || hit.contains(element) || isOfPicture || labels.some((l) => l.contains(hit)))
        );
      }),
    );

    const notes = globalThis as { seenStops?: WeakSet<Element>; lastStop?: Element };
    const isWithin = notes.lastStop === element && element.matches('input[type="date"]');
    notes.lastStop = element;
    const seen = notes.seenStops ?? new WeakSet<Element>();
    notes.seenStops = seen;
    const isRepeated = seen.has(element);
    seen.add(element);
    const role = element.getAttribute("role");
    return {
      name: (name ?? "").replace(/\s+/g, " ").trim(),
      kind: role === null ? element.localName : `${element.localName} (${role})`,
      fault: !isShown ? "has no visible ring" : !isInSight ? "is out of sight" : !isFree ? "is covered" : null,
      isRepeated,
      isWithin,
    };
  });
}

/** Where the focus is; fails unless it is somewhere and can be seen there. */
export async function expectVisibleFocus(page: Page): Promise<Stop> {
  let stop: Stop | null = null;
  await expect
    .poll(async () => {
      stop = await lookAtFocus(page);
      return stop === null
        ? "the focus is nowhere"
        : stop.fault === null
          ? ""
          : `${stop.kind} “${stop.name}” ${stop.fault}`;
    })
    .toBe("");
  return stop as unknown as Stop;
}

/**
 * Goes on by the tabulator until the focus is on what has this name.
 *
 * Every stop on the way must be visible. `back` goes the other way.
 */
export async function tabTo(page: Page, name: RegExp | string, { back = false } = {}): Promise<Stop> {
  const passed: string[] = [];
  for (let step = 0; step < mostStops; step += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const stop = await lookAtFocus(page);
    if (stop === null) continue; // Between the last and the first stop the browser itself has the focus.
    if (stop.fault !== null) await expectVisibleFocus(page);
    if (typeof name === "string" ? stop.name.includes(name) : name.test(stop.name)) return stop;
    passed.push(stop.name.slice(0, 40));
  }
  throw new Error(`the tabulator does not lead to ${name}; it leads to ${[...new Set(passed)].join(" | ")}`);
}

/** Everything the tabulator leads to, once round, each stop with what is wrong with it. */
export async function walk(page: Page): Promise<Stop[]> {
  await page.evaluate(() => {
    const notes = globalThis as { seenStops?: WeakSet<Element>; lastStop?: Element };
    delete notes.seenStops;
    delete notes.lastStop;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  const stops: Stop[] = [];
  for (let step = 0; step < mostStops; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await lookAtFocus(page);
    if (stop === null || stop.isWithin) continue;
    if (stop.isRepeated) return stops;
    stops.push(stop);
  }
  return stops;
}

/** What is wrong with the stops of a walk, in words; empty if nothing is. */
export function faultsOf(stops: readonly Stop[]): string[] {
  return stops.flatMap(({ name, kind, fault }) => (fault === null ? [] : [`${kind} “${name.slice(0, 60)}” ${fault}`]));
}
