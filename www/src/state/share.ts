// What did not change stays the same object, so that nothing is drawn again for it.

/**
 * The newer of two values of plain data, with every part that equals the older's part in its
 * place taken from the older. Columns of numbers are compared whole.
 *
 * The newer one is changed in place and is the caller's to give away: an answer is gone through at every key, and copying
 * what differs took longer than comparing it.
 */
export function share<T>(older: unknown, newer: T): T {
  if (Object.is(older, newer)) return newer;
  if (typeof older !== "object" || typeof newer !== "object" || older === null || newer === null) return newer;
  if (Array.isArray(newer)) return (Array.isArray(older) ? shareList(older, newer) : newer) as T;
  if (newer instanceof Float64Array) return (isSameColumn(older, newer) ? older : newer) as T;
  if (Array.isArray(older)) return newer;
  return shareObject(older as Plain, newer as Plain) as T;
}

type Plain = Record<string, unknown>;

function isSameColumn(older: object, newer: Float64Array): boolean {
  if (!(older instanceof Float64Array) || older.length !== newer.length) return false;
  return newer.every((figure, place) => Object.is(figure, older[place]));
}

function shareList(older: readonly unknown[], newer: unknown[]): readonly unknown[] {
  let isSame = older.length === newer.length;
  for (let place = 0; place < newer.length; place += 1) {
    const kept = share(older[place], newer[place]);
    if (Object.is(kept, newer[place])) isSame &&= Object.is(kept, older[place]);
    else newer[place] = kept;
  }
  return isSame ? older : newer;
}

function shareObject(older: Plain, newer: Plain): Plain {
  const names = Object.keys(newer);
  let isSame = Object.keys(older).length === names.length;
  for (const name of names) {
    const was = older[name];
    const own = newer[name];
    if (was === own) {
      if (was === undefined && !(name in older)) isSame = false;
      continue;
    }
    const kept = share(was, own);
    if (Object.is(kept, was)) newer[name] = kept;
    else isSame = false;
  }
  return isSame ? older : newer;
}
