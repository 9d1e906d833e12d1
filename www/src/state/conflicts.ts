// Where the seller's tables contradict each other: compared once they are looked at, slice by slice.

import { signal } from "@preact/signals";
import { Cancelled, Superseded } from "../engine/failure";
import type { Conflicts } from "../engine/types";
import { theSession } from "./current";

/** What was found of the tables as they are now; null until all of it is there. */
export const conflicts = signal<Conflicts | null>(null);

let present: AbortController | null = null;

/** Compares the tables. A newer look takes the place of an older one. */
export async function lookForConflicts(): Promise<void> {
  const session = theSession();
  present?.abort();
  const own = new AbortController();
  present = own;
  try {
    for (;;) {
      const wish = { lane: "conflicts", isBackground: true, signal: own.signal };
      const found = await session.client.request("conflicts", {}, wish);
      if (present !== own) return;
      if (found.done >= found.total) {
        conflicts.value = found;
        return;
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof Superseded || thrown instanceof Cancelled)) session.tellFailure(thrown, "refused");
  }
}
