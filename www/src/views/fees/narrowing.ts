import type { FeeTable } from "../../engine/types";

/** Which tables are looked for. */
export interface Narrowing {
  /** A confidence; empty = any. */
  readonly confidence: string;
  /** Only where the data say that something is missing. */
  readonly withHoles: boolean;
  /** Only what is assumed or past its date. */
  readonly isPast: boolean;
}

export const noNarrowing: Narrowing = { confidence: "", withHoles: false, isPast: false };

/** Whether a table is in force on the day looked at, assumed or not. */
export function isInForce(table: FeeTable): boolean {
  return table.state === "in_force" || table.state === "assumed";
}

/** Whether the seller had better check it before relying on it. */
export function isToCheck(table: FeeTable): boolean {
  return isInForce(table) && (table.state === "assumed" || table.isPastItsTime);
}

export function isWanted(table: FeeTable, narrowing: Narrowing): boolean {
  const { confidence } = narrowing;
  const has =
    confidence === "" || table.confidence === confidence || table.rows.some((row) => row.confidence === confidence);
  return has && (!narrowing.withHoles || table.holes.length > 0) && (!narrowing.isPast || isToCheck(table));
}
