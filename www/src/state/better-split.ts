// Where letting a part of the stock go today leaves more than the list says: looked for once the lines are there.

import { signal } from "@preact/signals";
import type { Amount, BetterSplit } from "../engine/types";
import { theSession } from "./current";
import { Newest } from "./newest";
import { work } from "./store";

/** What was found of the rows in sight, by key. */
export const splits = signal<ReadonlyMap<string, BetterSplit>>(new Map());

/** Over all products looked at: for how many a split leaves more, and how much in all. */
export const splitSums = signal<{ readonly products: number; readonly more: Amount | null }>({
  products: 0,
  more: null,
});

const looking = new Newest();

/** Looks at the rows in sight first, then at all others, slice by slice. A newer look takes the place of an older one. */
export function lookForSplits(keys: readonly string[]): Promise<void> {
  return looking.begin(async (signal) => {
    const { client } = theSession();
    for (;;) {
      const found = await client.request(
        "betterSplits",
        { keys },
        { lane: "better_splits", isBackground: true, signal },
      );
      if (signal.aborted) return;
      splits.value = new Map(found.rows.map(({ key, split }) => [key, split]));
      const isSame = splitSums.peek().products === found.products && splitSums.peek().more?.minor === found.more?.minor;
      if (!isSame) splitSums.value = { products: found.products, more: found.more };
      // Lines that are not there yet are looked at when they have come.
      if (found.done >= found.total || found.looked === 0) return;
    }
  });
}

/** Looks at all products, for whoever takes the whole table out. */
export async function lookForAllSplits(signal: AbortSignal): Promise<void> {
  const { client } = theSession();
  for (;;) {
    const { done, total, looked } = await client.request("betterSplits", { keys: [] }, { isBackground: true, signal });
    if (done >= total || looked === 0) return;
    work.value = { kind: "calculating", name: null, progress: { done, total } };
  }
}

/** Stops after the present slice. */
export function stopLookingForSplits(): void {
  looking.stop();
}
