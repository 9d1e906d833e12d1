// Two tabs that write the same storage would overwrite each other: the first one writes.

const lockName = "clearfloor";
/** A reload hands the lock over; so long the new page waits for the old one to let go. */
const patienceMs = 1500;

/** Whether this tab is the one that writes. It stays so until it is closed. */
export async function isOnlyTab(): Promise<boolean> {
  if (!("locks" in navigator)) return true;
  const { locks } = navigator;
  return new Promise((resolve) => {
    const waiting = new AbortController();
    const held = locks.request(lockName, { signal: waiting.signal }, () => {
      resolve(true);
      clearTimeout(timer);
      // Held as long as the page lives.
      return new Promise<void>(() => {});
    });
    held.catch((thrown: unknown) => {
      // Where there are no locks for this page, two tabs are told apart by nobody.
      resolve((thrown as Error).name !== "AbortError");
    });
    // On a busy machine the lock itself takes its time: only a tab that has it is another one. What is
    // granted to this one meanwhile can no longer be given up.
    const ask = async (): Promise<void> => {
      // Where a page may keep nothing it may not ask for locks either: the refusal of the lock itself has told it.
      const { held: holders } = await locks.query().catch((): LockManagerSnapshot => ({}));
      if (holders?.some(({ name }) => name === lockName)) waiting.abort();
      else timer = setTimeout(() => void ask(), patienceMs);
    };
    let timer = setTimeout(() => void ask(), patienceMs);
  });
}
