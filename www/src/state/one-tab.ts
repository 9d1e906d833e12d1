// Two tabs that write the same storage would overwrite each other: the first one writes.

/** A reload hands the lock over; so long the new page waits for the old one to let go. */
const patienceMs = 1500;

/** Whether this tab is the one that writes. It stays so until it is closed. */
export async function isOnlyTab(): Promise<boolean> {
  if (!("locks" in navigator)) return true;
  return new Promise((resolve) => {
    const held = navigator.locks.request("clearfloor", { signal: AbortSignal.timeout(patienceMs) }, () => {
      resolve(true);
      // Held as long as the page lives.
      return new Promise<void>(() => {});
    });
    held.catch((thrown: unknown) => {
      // Where there are no locks for this page, two tabs are told apart by nobody.
      resolve((thrown as Error).name !== "TimeoutError");
    });
  });
}
