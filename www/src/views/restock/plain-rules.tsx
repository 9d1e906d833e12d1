import type { RestockBody, RestockCycle } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { healthParams } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { IndicatorTable } from "../../parts/indicator-table";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";

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
  const unit = currency ? <span class="unit"> {currency}</span> : null;
  const title = t("restock.cycles");
  return (
    <section aria-labelledby="restock-cycles">
      <h2 id="restock-cycles">{title}</h2>
      <p class="second">{t("restock.cycles_note")}</p>
      <ScrollBox label={title}>
        <table class="plain health-sums">
          <caption class="only-read">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("restock.cycle")}</th>
              <th scope="col" class="is-number">
                {t("restock.cycle_units")}
              </th>
              <th scope="col" class="is-number">
                {t("restock.cycle_missed")}
              </th>
              <th scope="col" class="is-number">
                {t("restock.cycle_missed_profit")}
                {unit}
              </th>
              <th scope="col" class="is-number">
                {t("restock.cycle_lies")}
              </th>
              <th scope="col" class="is-number">
                {t("restock.cycle_tied")}
                {unit}
              </th>
            </tr>
          </thead>
          <tbody>
            {cycles.map((cycle) => (
              <tr key={cycle.periods}>
                <th scope="row">{t("restock.cycle_of", { n: cycle.periods, days: quantity(cycle.days) })}</th>
                <td class="is-number">{quantity(cycle.units)}</td>
                <td class="is-number">{expected(cycle.missed)}</td>
                <td class="is-number">
                  <Money amount={cycle.missedProfit} isWhole />
                </td>
                <td class="is-number">{expected(cycle.averageUnits)}</td>
                <td class="is-number">
                  <Money amount={cycle.tiedUp} isWhole />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
