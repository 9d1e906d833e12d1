// Where the seller stood in each view, and how the list was put together. Laid by in the storage of this tab, so that
// it is there after a reload and gone with the tab.

import * as store from "./store";

/** Where a view was left. */
export interface Place {
  /** How far the page was scrolled, in pixels. */
  readonly y: number;
  /** The same from the top of the view's long list; null if the list began below. What stands above may change. */
  readonly intoList: number | null;
}

/** What is laid by. Another `shape` is of another version of the page, and not used. */
interface Kept {
  readonly shape: typeof shape;
  readonly places: readonly (readonly [fragment: string, place: Place])[];
  readonly list: typeof store.list.value;
  readonly openRow: typeof store.openRow.value;
}

const shape = 1;
const name = "clearfloor places";
const places = new Map<string, Place>();

/** Where the view of a fragment was left; undefined = it was not shown yet. */
export function placeOf(fragment: string): Place | undefined {
  return places.get(fragment);
}

export function notePlace(fragment: string, place: Place): void {
  places.set(fragment, place);
}

/** Lays all by for a reload. */
export function keepPlaces(): void {
  if (places.size === 0) return;
  const kept: Kept = { shape, places: [...places], list: store.list.peek(), openRow: store.openRow.peek() };
  inTab((storage) => storage.setItem(name, JSON.stringify(kept)));
}

/** Takes up what was laid by, after a reload; who opens the page anew begins at its top. */
export function recallPlaces(): void {
  const kept: unknown = inTab((storage) => {
    const text = storage.getItem(name);
    storage.removeItem(name);
    return text === null || !isReload() ? null : JSON.parse(text);
  });
  if (!isKept(kept)) return;
  for (const [fragment, place] of kept.places) places.set(fragment, place);
  // Whether the list is narrowed is told by its filter being another one than this.
  const isAll = JSON.stringify(kept.list.filter) === JSON.stringify(store.noFilter);
  store.list.value = isAll ? { ...kept.list, filter: store.noFilter } : kept.list;
  store.openRow.value = kept.openRow;
}

/** Other products, or none: nothing of the old ones stays. */
export function forgetPlaces(): void {
  places.clear();
  inTab((storage) => storage.removeItem(name));
}

/** A browser may refuse its storage; then a reload begins at the top. */
function inTab<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

function isReload(): boolean {
  const [opened] = performance.getEntriesByType("navigation");
  return opened !== undefined && "type" in opened && opened.type !== "navigate";
}

function isKept(state: unknown): state is Kept {
  return typeof state === "object" && state !== null && "shape" in state && state.shape === shape;
}
