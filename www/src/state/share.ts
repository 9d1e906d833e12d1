// What did not change stays the same object, so that nothing is drawn again for it.

/**
 * The newer of two values of plain data, with every part that equals the older's part in its
 * place taken from the older. Columns of numbers are compared whole.
 */
export function share<T>(older: unknown, newer: T): T {
  if (Object.is(older, newer)) return newer;
  if (typeof older !== "object" || typeof newer !== "object" || older === null || newer === null) return newer;
  if (newer instanceof Float64Array) return (isSameColumn(older, newer) ? older : newer) as T;
  if (Array.isArray(newer)) return (Array.isArray(older) ? shareList(older, newer) : newer) as T;
  return shareObject(older as Plain, newer as Plain) as T;
}

type Plain = Readonly<Record<string, unknown>>;

function isSameColumn(older: object, newer: Float64Array): boolean {
  if (!(older instanceof Float64Array) || older.length !== newer.length) return false;
  return newer.every((figure, place) => Object.is(figure, older[place]));
}

/** Nothing is made before the first difference: most answers are like the one before. */
function shareList(older: readonly unknown[], newer: readonly unknown[]): readonly unknown[] {
  let isSame = older.length === newer.length;
  let shared: unknown[] | null = null;
  for (let place = 0; place < newer.length; place += 1) {
    const kept = share(older[place], newer[place]);
    if (kept !== older[place]) isSame = false;
    if (shared === null && kept !== newer[place]) shared = newer.slice(0, place);
    shared?.push(kept);
  }
  return isSame ? older : (shared ?? newer);
}

function shareObject(older: Plain, newer: Plain): Plain {
  let isSame = true;
  let count = 0;
  let shared: Record<string, unknown> | null = null;
  for (const name in newer) {
    count += 1;
    const kept = share(older[name], newer[name]);
    if (kept !== older[name] || !(name in older)) isSame = false;
    if (shared === null && kept !== newer[name]) shared = { ...newer };
    if (shared !== null) shared[name] = kept;
  }
  if (isSame) for (const _ in older) count -= 1;
  return isSame && count === 0 ? older : (shared ?? newer);
}
