import type { ProductView } from "../../engine/types";
import { minorDigits } from "../../i18n/format";
import type { CurveRange } from "../../state/store";

/** Most points of a curve: beyond the pixels of a wide screen nothing is gained. */
const MOST_POINTS = 800;

/**
 * The stretch of prices to draw: from well below the floor to well above today's price.
 *
 * It starts and ends on a charm price and steps by a divisor of the major unit, so that
 * every charm price is calculated and none is read off between two points.
 */
export function rangeToDraw(product: ProductView, drawn: CurveRange | null = null): CurveRange | null {
  const range = fittingRange(product);
  // While the hand moves or a price is typed the picture stays where it is, as long as it serves.
  return drawn && range && serves(drawn, range) ? drawn : range;
}

/** Whether what is drawn holds what is wanted, and is not so wide that it could not be read. */
function serves(drawn: CurveRange, wanted: CurveRange): boolean {
  const isWithin = drawn.fromMinor <= wanted.fromMinor && wanted.toMinor <= drawn.toMinor;
  const isSame = wanted.toMinor === drawn.toMinor && wanted.points === drawn.points;
  return isWithin && (isSame || drawn.toMinor - drawn.fromMinor < 2 * (wanted.toMinor - wanted.fromMinor));
}

function fittingRange(product: ProductView): CurveRange | null {
  const price = product.row.price;
  if (!price || price.minor <= 0) return null;
  const major = 10 ** minorDigits(price.currency);
  const marks = [price.minor, product.row.floor?.minor, product.paysFullCost[0]?.from.minor].filter(
    (minor) => minor !== undefined && minor > 0,
  ) as number[];
  const lowest = Math.min(...marks);
  const highest = Math.min(Math.max(...marks), price.minor * 3);
  // Below the first charm price every cent is drawn; there are few.
  const isBelowCharms = price.minor < major;
  const from = isBelowCharms ? 1 : Math.max(1, Math.floor((lowest * 0.5) / major)) * major - (major > 1 ? 1 : 0);
  const to = Math.ceil((highest * 1.25) / major) * major + (major > 1 ? major - 1 : 0);
  if (to <= from) return null;
  const steps = [1, 2, 5, 10, 20, 50].filter((size) => size <= major || major === 1);
  const step = (isBelowCharms ? 1 : steps.find((size) => (to - from) / size < MOST_POINTS)) ?? major;
  const end = from + Math.ceil((to - from) / step) * step;
  return { fromMinor: from, toMinor: end, points: (end - from) / step + 1 };
}
