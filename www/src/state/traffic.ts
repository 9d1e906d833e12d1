// Counts the page's own requests, as the browser itself records them.

import { requestCounts } from "./store";

/** Adds addresses that were fetched. */
export function count(addresses: readonly string[], ownOrigin: string): void {
  let { own, others } = requestCounts.value;
  for (const address of addresses) {
    const { protocol, origin } = new URL(address);
    // Neither leaves the browser.
    if (protocol === "blob:" || protocol === "data:") continue;
    if (protocol === "file:" || origin === ownOrigin) own += 1;
    else others += 1;
  }
  requestCounts.value = { ...requestCounts.value, own, others };
}

/** Counts from now on, and what was fetched before this script ran. */
export function watchTraffic(): void {
  if (location.protocol !== "file:") count([location.href], location.origin);
  const observer = new PerformanceObserver((list) => {
    count(
      list.getEntries().map((entry) => entry.name),
      location.origin,
    );
  });
  observer.observe({ type: "resource", buffered: true });
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.effectiveDirective.startsWith("trusted-types")) return;
    const { refused } = requestCounts.value;
    requestCounts.value = { ...requestCounts.value, refused: refused + 1 };
  });
}
