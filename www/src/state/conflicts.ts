// Where the seller's tables contradict each other: compared once they are looked at, slice by slice.

import { signal } from "@preact/signals";
import type { Conflicts } from "../engine/types";
import { theSession } from "./current";
import { Newest } from "./newest";

/** What was found of the tables as they are now; null until all of it is there. */
export const conflicts = signal<Conflicts | null>(null);

const comparing = new Newest();

/** Compares the tables. A newer look takes the place of an older one. */
export function lookForConflicts(): Promise<void> {
  return comparing.begin(async (signal) => {
    const { client } = theSession();
    for (;;) {
      const found = await client.request("conflicts", {}, { lane: "conflicts", isBackground: true, signal });
      if (signal.aborted) return;
      if (found.done < found.total) continue;
      conflicts.value = found;
      return;
    }
  });
}
