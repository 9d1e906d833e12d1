import type { ComponentChildren } from "preact";
import type { Amount, Change, Compared, Outcome } from "../../engine/types";
import { money, multiple, quantity } from "../../i18n/format";
import { type Key, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { OUTCOME_CELLS } from "../../parts/outcome-cells";

/** What a row of the comparison shows of each way. */
export interface CompareRow {
  readonly id: string;
  readonly label: Key;
  readonly isMoney: boolean;
  /** What is compared for the best cell; null takes no part. */
  readonly rank: (column: Compared) => number | null;
  readonly isLowestBest?: boolean;
  readonly cell: (outcome: Outcome, column: Compared, today: string) => ComponentChildren;
  /** What it changes against the base, signed; null = nothing to say. */
  readonly change?: (change: Change) => string | null;
}

/** A cell as it stands wherever ways are shown. */
const plain =
  (id: keyof typeof OUTCOME_CELLS): CompareRow["cell"] =>
  (outcome, _, today) =>
    OUTCOME_CELLS[id].cell(outcome, today, false);

const signed = (amount: Amount | null): string | null => (amount === null ? null : money(amount, "always"));
const signedUnits = (units: number | null, digits: number): string | null =>
  units === null ? null : `${units > 0 ? "+" : ""}${quantity(units, digits)}`;

function amountRow(
  id: string,
  label: Key,
  of: (column: Compared) => Amount | null,
  change: (change: Change) => Amount | null,
  options: { isLowestBest?: boolean; ranks?: boolean; isGain?: boolean } = {},
): CompareRow {
  return {
    id,
    label,
    isMoney: true,
    rank: (column) => (options.ranks === false ? null : (of(column)?.minor ?? null)),
    isLowestBest: options.isLowestBest ?? false,
    cell: (_, column) => Money({ amount: of(column), isGain: options.isGain ?? false }),
    change: (made) => signed(change(made)),
  };
}

/** Rows in the order in which a seller reads a way: price, pace, cost, what is left, what it brings. */
export const COMPARE_ROWS: readonly CompareRow[] = [
  {
    id: "price",
    label: "column.price",
    isMoney: true,
    rank: () => null,
    cell: plain("price"),
  },
  amountRow(
    "net",
    "column.net_per_unit",
    (c) => c.outcome?.netPerUnit ?? null,
    (c) => c.netPerUnit,
  ),
  amountRow(
    "fees",
    "compare.fees",
    (c) => c.fees,
    (c) => c.fees,
    { isLowestBest: true },
  ),
  {
    id: "pace",
    label: "column.units_per_week",
    isMoney: false,
    rank: (c) => c.outcome?.unitsPerWeek ?? null,
    cell: plain("pace"),
    change: (made) => signedUnits(made.unitsPerWeek, 1),
  },
  {
    id: "clears",
    label: "column.clears_on",
    isMoney: false,
    rank: (c) => c.outcome?.daysToClear ?? null,
    isLowestBest: true,
    cell: plain("clears"),
    change: (made) =>
      made.daysToClear === null ? null : t("compare.days", { days: signedUnits(made.daysToClear, 0) ?? "" }),
  },
  amountRow(
    "storage",
    "column.storage",
    (c) => c.outcome?.storage ?? null,
    (c) => c.storage,
    { isLowestBest: true },
  ),
  amountRow(
    "surcharge",
    "column.surcharge",
    (c) => c.outcome?.surcharge ?? null,
    (c) => c.surcharge,
    { isLowestBest: true },
  ),
  {
    id: "left",
    label: "column.units_left",
    isMoney: false,
    rank: (c) => c.outcome?.unitsLeft ?? null,
    isLowestBest: true,
    cell: plain("left"),
    change: (made) => signedUnits(made.unitsLeft, 0),
  },
  amountRow(
    "cash",
    "column.cash",
    (c) => c.outcome?.cash ?? null,
    (c) => c.cash,
  ),
  amountRow(
    "value",
    "column.present_value",
    (c) => c.outcome?.presentValue ?? null,
    (c) => c.presentValue,
  ),
  {
    id: "against",
    label: "column.against_hold",
    isMoney: true,
    rank: (c) => c.outcome?.againstHold?.minor ?? null,
    cell: plain("against"),
  },
  {
    id: "lift",
    label: "column.lift",
    isMoney: false,
    rank: () => null,
    cell: ({ liftNeededPpm, liftExpectedPpm }) =>
      liftNeededPpm === null && liftExpectedPpm === null
        ? t("value.none")
        : `${liftNeededPpm === null ? "–" : multiple(liftNeededPpm)} / ${liftExpectedPpm === null ? "–" : multiple(liftExpectedPpm)}`,
  },
];

/** Places of the best cells of a row; none where all are alike. */
export function bestPlaces(row: CompareRow, columns: readonly Compared[]): ReadonlySet<number> {
  const ranks = columns.map(row.rank);
  const known = ranks.filter((rank) => rank !== null);
  const best = row.isLowestBest ? Math.min(...known) : Math.max(...known);
  const places = ranks.flatMap((rank, place) => (rank === best ? [place] : []));
  return new Set(known.length < 2 || places.length === known.length ? [] : places);
}
