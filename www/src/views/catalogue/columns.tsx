import type { ComponentChildren } from "preact";
import type { Amount, Row, Totals } from "../../engine/types";
import { choiceName } from "../../i18n/choice-name";
import { fieldName } from "../../i18n/field-name";
import { cover, day, expected, money, negated, quantity } from "../../i18n/format";
import { type Key, listOf, nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../../parts/money";
import { AgeBars } from "../../parts/pictures/age-bars";
import { SplitTag } from "./better-splits";

/** A column of the list beside the SKU, which is always there. */
export interface Column {
  readonly id: string;
  readonly words: Key;
  /** What the core sorts by; null = not sortable. */
  readonly sort: string | null;
  readonly isNumber: boolean;
  readonly hasCurrency: boolean;
  readonly cell: (row: Row, today: string) => ComponentChildren;
  /** The same over many products; null = a sum of it says nothing. */
  readonly total: ((totals: Totals) => ComponentChildren) | null;
}

const number = (
  id: string,
  words: Key,
  sort: string | null,
  cell: Column["cell"],
  total: Column["total"] = null,
): Column => ({ id, words, sort, isNumber: true, hasCurrency: false, cell, total });

const amount = (
  id: string,
  words: Key,
  sort: string,
  of: (row: Row) => Amount | null,
  options: { isGain?: boolean; total?: (totals: Totals) => Amount | null } = {},
): Column => {
  const { total } = options;
  const isGain = options.isGain ?? false;
  return {
    id,
    words,
    sort,
    isNumber: true,
    hasCurrency: true,
    // An amount without a tone stands there as its text alone: a list has many.
    cell: (row) => {
      const shown = of(row);
      return shown && !isGain ? money(shown) : <Money amount={shown} isGain={isGain} />;
    },
    total: total ? (totals) => <Money amount={total(totals)} isGain={isGain} isWhole /> : null,
  };
};

const text = (id: string, words: Key, sort: string | null, cell: Column["cell"]): Column => ({
  id,
  words,
  sort,
  isNumber: false,
  hasCurrency: false,
  cell,
  total: null,
});

/** Columns in their order. Names are those of the classes in `catalogue.css`. */
export const columns: readonly Column[] = [
  number(
    "units",
    "column.units",
    "units",
    (row) => quantity(row.units),
    (totals) => quantity(totals.units),
  ),
  {
    ...text("ages", "column.ages", "age", (row) => <AgeBars ages={row.ages} />),
    total: (totals) => <AgeBars ages={totals.ages} />,
  },
  number("pace", "column.per_week", "pace", (row) => (row.perWeek === null ? <Unknown /> : expected(row.perWeek))),
  number("cover", "column.cover", "cover", (row) => {
    if (row.coverDays === null) return <Unknown />;
    return row.units === 0 ? "–" : cover(row.coverDays);
  }),
  amount("price", "column.price", "price", (row) => row.price),
  amount("floor", "column.floor", "floor", (row) => row.floor),
  amount("net", "column.net_per_unit", "net", (row) => row.netPerUnit),
  text("do", "column.do_this", null, (row) => <DoThis row={row} />),
  amount("value", "column.present_value", "value", (row) => row.bestValue, { total: (totals) => totals.bestValue }),
  {
    ...amount("gain", "column.gain", "gain", (row) => row.gain, { isGain: true, total: (totals) => totals.gain }),
    cell: (row) => (
      <>
        <Money amount={row.gain} isGain />
        <SplitTag row={row} />
      </>
    ),
  },
  amount("wait", "column.wait_week", "wait", (row) => row.waitWeek && negated(row.waitWeek), {
    isGain: true,
    total: (totals) => totals.waitWeek && negated(totals.waitWeek),
  }),
  text("by", "column.by", "deadline", (row, today) =>
    row.deadline ? (
      <span title={nameOf("reason", row.deadline.reason)}>{day(row.deadline.date, today)}</span>
    ) : (
      <span class="second">–</span>
    ),
  ),
  text("category", "column.category", null, (row) =>
    row.category === null ? <Unknown /> : choiceName("category", row.category),
  ),
  amount("cash", "column.cash_tied_up", "cash", (row) => row.cashTiedUp, { total: (totals) => totals.cashTiedUp }),
  number(
    "volume",
    "column.volume",
    "volume",
    (row) => (row.volumeCubicFeet === null ? <Unknown /> : quantity(row.volumeCubicFeet, 1)),
    (totals) => quantity(totals.volumeCubicFeet, 1),
  ),
];

/** What to do with a product, in words. */
export function DoThis(props: { row: Row }) {
  const { row } = props;
  if (row.units === 0 && row.missing.length === 0) return <span class="second">{t("catalogue.no_stock")}</span>;
  if (row.best === null) return <span class="is-asked">{askWords(row.missing)}</span>;
  return <span class={row.best.kind === "hold" ? "second" : "do-this"}>{scenarioName(row.best)}</span>;
}

function Unknown() {
  return <Money amount={null} />;
}

/** What must be known first, in words: `needs category, size`. */
function askWords(missing: readonly string[]): string {
  if (missing.length === 0) return t("catalogue.no_answer");
  return t("catalogue.needs", { fields: listOf(missing.map(fieldName)) });
}
