// What is looked at and what is shown of it.

import type { Signal } from "@preact/signals";
import type { Look } from "../engine/protocol";
import type { Row } from "../engine/types";
import { share } from "./share";
import * as store from "./store";

/** Whether a look is at nothing but the open product, and at what is there at once. */
export function isOfProductAlone(look: Look): boolean {
  const { key, product, priceMinor, curve, pictures, difference, ...others } = look;
  return key !== undefined && Object.keys(others).length === 0;
}

/** A look without what it sees of the open product. */
export function withoutProduct({ key: _, product: __, ...others }: Look): Look {
  return others;
}

/** Shows what is newer; what of it did not change stays the same object and is not drawn again. */
export function take<T>(shown: Signal<T>, newer: T): void {
  shown.value = share(shown.peek(), newer);
}

/** Rows that are as they were stay the same objects, wherever in the list they stand by now. */
export function sameRows(newer: readonly Row[]): Row[] {
  const older = new Map(store.rows.peek().rows.map((row) => [row.key, row]));
  return newer.map((row) => share(older.get(row.key), row));
}

export function isSameWindow(a: ReturnType<typeof store.list.peek>, b: typeof a): boolean {
  return (
    a.offset === b.offset &&
    a.count === b.count &&
    a.sort === b.sort &&
    a.isDescending === b.isDescending &&
    a.filter === b.filter &&
    a.group === b.group &&
    a.open === b.open
  );
}
