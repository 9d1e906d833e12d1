// Counts the page's own requests, as the browser itself records them.

import { requestCounts } from "./store";

interface Attempts {
  /** Noted by the browser as loaded, or as failed to load. */
  noted: number;
  /** Refused by the page's policy before anything was sent. */
  refused: number;
}

/** The count; the page has one. */
export class Traffic {
  readonly #ownOrigin: string;
  #own = 0;
  #refused = 0;
  /** A browser may note a refused attempt as a request that failed, so the two are held against each other. */
  readonly #elsewhere = new Map<string, Attempts>();

  constructor(ownOrigin: string) {
    this.#ownOrigin = ownOrigin;
  }

  /** Adds addresses that the browser notes. */
  note(addresses: readonly string[]): void {
    for (const address of addresses) {
      const { protocol, origin } = new URL(address);
      // Neither leaves the browser.
      if (protocol === "blob:" || protocol === "data:") continue;
      if (protocol === "file:" || origin === this.#ownOrigin) this.#own += 1;
      else this.#attempts(address).noted += 1;
    }
    this.#show();
  }

  /** Adds an attempt that the policy refused. */
  refuse(address: string): void {
    this.#refused += 1;
    this.#attempts(address).refused += 1;
    this.#show();
  }

  #attempts(address: string): Attempts {
    const known = this.#elsewhere.get(address);
    if (known) return known;
    const attempts = { noted: 0, refused: 0 };
    this.#elsewhere.set(address, attempts);
    return attempts;
  }

  #show(): void {
    let others = 0;
    for (const { noted, refused } of this.#elsewhere.values()) others += Math.max(0, noted - refused);
    requestCounts.value = { own: this.#own, others, refused: this.#refused };
  }
}

/** Counts from now on, and what was fetched before this script ran. */
export function watchTraffic(): Traffic {
  const traffic = new Traffic(location.origin);
  if (location.protocol !== "file:") traffic.note([location.href]);
  const observer = new PerformanceObserver((list) => traffic.note(list.getEntries().map((entry) => entry.name)));
  observer.observe({ type: "resource", buffered: true });
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    // Where no address is named, such as for code made from text, nothing was to be sent.
    if (/^https?:|^wss?:/.test(blockedURI)) traffic.refuse(blockedURI);
  });
  return traffic;
}
