import { signal } from "@preact/signals";

/**
 * Whether the page is being printed.
 *
 * What hangs on it is drawn before the browser takes the page: what waits for its turn comes at once, and what
 * is folded stands open.
 */
export const isPrinting = signal(false);

/** Listens for the browser's printing of this page. */
export function followPrinting(): void {
  addEventListener("beforeprint", () => {
    isPrinting.value = true;
  });
  addEventListener("afterprint", () => {
    isPrinting.value = false;
  });
}
