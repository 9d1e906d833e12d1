import { percent } from "./format";

/** A chance in whole percent, never rounded up to certainty nor down to none. */
export function chanceText(chance: number): string {
  if (chance > 0.995 && chance < 1 - 1e-9) return `>${percent(990_000, "auto", 0)}`;
  if (chance > 1e-9 && chance < 0.005) return `<${percent(10_000, "auto", 0)}`;
  return percent(Math.round(chance * 100) * 10_000, "auto", 0);
}
