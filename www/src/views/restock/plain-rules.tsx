import type { RestockBody, RestockCycle } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { healthParams } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { IndicatorTable } from "../../parts/indicator-table";
import { Money } from "../../parts/money";
import { RowTable } from "../../parts/row-table";

/** Figures by the plain rules, each with its definition. */
export function PlainRules(props: { body: RestockBody }) {
  const { body } = props;
  return (
    <IndicatorTable
      id="restock-rules"
      title={t("restock.rules")}
      note={t("restock.rules_note")}
      figures={body.figures}
      nameOf={(figure) => nameOf("restock_figure", figure.code)}
      classOf={(code) => nameOf("restock_class", code)}
      howOf={(figure) => {
        const params = healthParams(figure.params, body.today);
        const ofClass =
          figure.class === null ? null : wordsOf("restock_rule", `${figure.code}.${figure.class}`, params);
        return ofClass ?? wordsOf("restock_rule", figure.code, params);
      }}
      assumedOf={() => null}
    />
  );
}

/** Ordering for one, two and three periods: what a year of it misses, and what lies meanwhile. */
export function Cycles(props: { cycles: readonly RestockCycle[] }) {
  const { cycles } = props;
  const first = cycles[0];
  if (!first) return null;
  const currency = first.tiedUp?.currency ?? first.missedProfit?.currency;
  const title = t("restock.cycles");
  return (
    <section aria-labelledby="restock-cycles">
      <h2 id="restock-cycles">{title}</h2>
      <p class="second">{t("restock.cycles_note")}</p>
      <RowTable
        caption={title}
        kind="fitted"
        rows={cycles}
        keyOf={({ periods }) => String(periods)}
        columns={[
          {
            id: "cycle",
            words: t("restock.cycle"),
            cell: ({ periods, days }) => t("restock.cycle_of", { n: periods, days: quantity(days) }),
          },
          { id: "units", words: t("restock.cycle_units"), kind: "figure", cell: ({ units }) => quantity(units) },
          { id: "missed", words: t("restock.cycle_missed"), kind: "figure", cell: ({ missed }) => expected(missed) },
          {
            id: "profit",
            words: t("restock.cycle_missed_profit"),
            unit: currency,
            kind: "figure",
            cell: ({ missedProfit }) => <Money amount={missedProfit} isWhole />,
          },
          {
            id: "lies",
            words: t("restock.cycle_lies"),
            kind: "figure",
            cell: ({ averageUnits }) => expected(averageUnits),
          },
          {
            id: "tied",
            words: t("restock.cycle_tied"),
            unit: currency,
            kind: "figure",
            cell: ({ tiedUp }) => <Money amount={tiedUp} isWhole />,
          },
        ]}
      />
    </section>
  );
}
