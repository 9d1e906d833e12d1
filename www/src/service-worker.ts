// Runs in the browser beside the page: gives the page's own files from the cache.

import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";

/** Part of the service worker's global scope that is used; the page's types are in force here. */
declare const self: {
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(
    type: "message" | "activate",
    then: (event: { readonly data?: unknown; waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
};

// Files keep their hash in the name or their revision in the list; those of older versions go.
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });

// A newer version waits until the seller asks for it: nobody is pulled away from what they do.
self.addEventListener("message", (event) => {
  const { data } = event;
  if (typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING") {
    event.waitUntil(self.skipWaiting());
  }
});

// The first visit is served from the cache from now on, without a reload.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
