import type { ComponentChildren } from "preact";
import type { Outcome } from "../engine/types";
import { day, expected } from "../i18n/format";
import { t } from "../i18n/locale";
import { Money } from "./money";

/** A figure of an outcome: its heading and what stands in a cell. */
export interface OutcomeCell {
  readonly label: Parameters<typeof t>[0];
  readonly hasCurrency: boolean;
  /** `isWhole`: cents of expected amounts are noise. */
  readonly cell: (outcome: Outcome, today: string, isWhole: boolean) => ComponentChildren;
}

const amount = (
  label: OutcomeCell["label"],
  of: (outcome: Outcome) => Outcome["cash"],
  options: { isGain?: boolean; isExact?: boolean } = {},
): OutcomeCell => ({
  label,
  hasCurrency: true,
  // Called, not mounted: a table of components of one word each is slow to compare.
  cell: (outcome, _, isWhole) =>
    Money({ amount: of(outcome), isGain: options.isGain ?? false, isWhole: isWhole && !options.isExact }),
});

/** What is shown of a way wherever ways are shown: in the table of all, in the list, beside promotions and bundles. */
export const OUTCOME_CELLS = {
  price: amount("column.price", (o) => o.scenario.price, { isExact: true }),
  net: amount("column.net_per_unit", (o) => o.netPerUnit, { isExact: true }),
  pace: {
    label: "column.units_per_week",
    hasCurrency: false,
    cell: (o) => (o.unitsPerWeek === null ? <Absent /> : expected(o.unitsPerWeek)),
  },
  clears: {
    label: "column.clears_on",
    hasCurrency: false,
    cell: (o, today) =>
      o.clearsOn ? (
        <span class="is-nowrap">{day(o.clearsOn, today)}</span>
      ) : o.presentValue ? (
        t("outcomes.not_cleared")
      ) : (
        <Absent />
      ),
  },
  storage: amount("column.storage", (o) => o.storage),
  surcharge: amount("column.surcharge", (o) => o.surcharge),
  left: {
    label: "column.units_left",
    hasCurrency: false,
    cell: (o) => (o.unitsLeft === null ? <Absent /> : expected(o.unitsLeft)),
  },
  cash: amount("column.cash", (o) => o.cash),
  value: amount("column.present_value", (o) => o.presentValue),
  against: amount("column.against_hold", (o) => o.againstHold, { isGain: true }),
} as const satisfies Record<string, OutcomeCell>;

/** Stands where a figure is not known. */
export function Absent() {
  return (
    <span class="second">
      <span aria-hidden="true">–</span>
      <span class="only-read">{t("value.none")}</span>
    </span>
  );
}
