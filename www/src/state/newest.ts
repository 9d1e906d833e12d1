// Work of which only the newest goes on.

import { theSession } from "./current";

/** Work in slices that is given up when it is begun anew. */
export class Newest {
  #present: AbortController | null = null;

  /** Begins it; what was begun before is given up. What fails is told, unless it was given up meanwhile. */
  async begin(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.stop();
    const own = new AbortController();
    this.#present = own;
    try {
      await work(own.signal);
    } catch (thrown) {
      if (!own.signal.aborted) theSession().tellFailure(thrown, "refused");
    }
  }

  /** Gives it up after the present slice. */
  stop(): void {
    this.#present?.abort();
  }
}
