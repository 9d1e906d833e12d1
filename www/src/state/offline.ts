// The service worker of the hosted form: everything from the cache after one visit, and a
// newer version only when the seller asks for it.

import { trustedScriptUrl } from "../engine/script-url";
import { isUpdateReady } from "./store";

let waiting: ServiceWorker | null = null;

function offer(registration: ServiceWorkerRegistration): void {
  // Without a controller this is the first visit: nothing older is shown.
  if (registration.waiting === null || navigator.serviceWorker.controller === null) return;
  waiting = registration.waiting;
  isUpdateReady.value = true;
}

/** Registers the service worker and notices newer versions. */
export function offerUpdates(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  // After the first result, so that it takes nothing away from it.
  const register = async (): Promise<void> => {
    const address = trustedScriptUrl(new URL("sw.js", document.baseURI).href);
    try {
      const registration = await navigator.serviceWorker.register(address);
      offer(registration);
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", () => offer(registration));
      });
    } catch (thrown) {
      // Without it the page works as before, only not offline.
      console.warn("no service worker:", thrown);
    }
  };
  if (document.readyState === "complete") void register();
  else addEventListener("load", () => void register(), { once: true });
}

/** Takes the newer version and shows it. What was entered is kept. */
export function applyUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  waiting?.postMessage({ type: "SKIP_WAITING" });
}
