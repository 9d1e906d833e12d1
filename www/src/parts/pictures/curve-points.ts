/** Points of the price axis: charm prices, loss pockets, samples. Prices are minor units. */

import type { PriceRange } from "../../engine/types";
import { minorDigits } from "../../i18n/format";

/** Prices that lose between two runs of prices that do not. */
export interface Pocket {
  readonly from: number;
  readonly to: number;
}

/** The gaps between runs of prices, both ends within the gap. */
export function pocketsBetween(ranges: readonly PriceRange[]): Pocket[] {
  const pockets: Pocket[] = [];
  for (let i = 1; i < ranges.length; i += 1) {
    const before = ranges[i - 1];
    const after = ranges[i];
    if (before && after && after.from.minor > before.to.minor + 1) {
      pockets.push({ from: before.to.minor + 1, to: after.from.minor - 1 });
    }
  }
  return pockets;
}

/** Most ticks that still stand apart on a phone. */
const MOST_CHARMS = 40;

/** Prices ending in .99 between two prices, every one, or every second, fifth, tenth … if they are many. */
export function charmPrices(from: number, to: number, currency: string): number[] {
  const major = 10 ** minorDigits(currency);
  if (major === 1) return [];
  const first = Math.ceil((from + 1) / major);
  const last = Math.floor((to + 1) / major);
  const step = [1, 2, 5, 10, 20, 50, 100, 1000].find((size) => (last - first) / size <= MOST_CHARMS) ?? 10_000;
  const charms: number[] = [];
  for (let whole = Math.ceil(first / step) * step; whole <= last; whole += step) charms.push(whole * major - 1);
  return charms;
}

/** Index of the price nearest to one asked for; -1 if there are none. Prices rise. */
export function nearestIndex(prices: Float64Array, price: number): number {
  let low = 0;
  let high = prices.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((prices[middle] ?? 0) < price) low = middle + 1;
    else high = middle;
  }
  const before = prices[low - 1];
  const at = prices[low];
  return before !== undefined && at !== undefined && price - before < at - price ? low - 1 : high < 0 ? -1 : low;
}
