// The browser's storage may never answer; the page does not wait for ever.

import type { Clock } from "../engine/client";

/** So long it may take before the page goes on without it. */
const patienceMs = 10_000;

/** Said of a storage that does not answer. */
export const tooSlow = new Error("no answer");

/** What is promised; fails with `tooSlow` if it takes too long. */
export function inTime<T>(promised: Promise<T>, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(patienceMs, () => reject(tooSlow));
    promised.then(resolve, reject).finally(stop);
  });
}
