import type { Column } from "./columns";

/** Widths of columns in pixels; kept equal to `catalogue.css`. */
const WIDTHS: Readonly<Record<string, number>> = {
  units: 64,
  ages: 86,
  pace: 62,
  cover: 86,
  price: 78,
  floor: 78,
  net: 94,
  do: 152,
  value: 92,
  gain: 98,
  wait: 94,
  by: 108,
  category: 130,
  cash: 96,
  volume: 84,
};
/** Room for the mark and the SKU with its title. */
const FIRST = 32 + 180;
/** What gives way first where there is no room; what the seller has added stays longest. */
const ORDER = ["pace", "net", "cover", "ages", "wait", "floor", "price", "value", "volume", "category", "cash"];
/** What a stacked row has no place for. */
const NOT_STACKED = new Set(["pace", "cover", "net", "value", "category", "cash", "volume"]);

/** The columns that stand in a row of this width, and those that are left for the row opened in place. */
export function fitted(
  chosen: readonly Column[],
  width: number,
  isStacked: boolean,
): { readonly inRow: readonly Column[]; readonly left: readonly Column[] } {
  if (isStacked) return { inRow: chosen, left: chosen.filter(({ id }) => NOT_STACKED.has(id)) };
  const gone = new Set<string>();
  let needed = chosen.reduce((sum, { id }) => sum + (WIDTHS[id] ?? 0), FIRST);
  for (const id of ORDER) {
    if (needed <= width) break;
    if (!chosen.some((column) => column.id === id)) continue;
    gone.add(id);
    needed -= WIDTHS[id] ?? 0;
  }
  return { inRow: chosen.filter(({ id }) => !gone.has(id)), left: chosen.filter(({ id }) => gone.has(id)) };
}
