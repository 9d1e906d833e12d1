import { feeTableName } from "../../i18n/fee-table-name";
import { day, negated, price, quantity, sum } from "../../i18n/format";
import { listOf, nameOf, rich, t } from "../../i18n/locale";
import { Figure } from "../../parts/figure";
import { toneOf } from "../../parts/money";
import { summary } from "../../state/store";

/** The decision in one sentence with money and date, then the four figures behind it. */
export function DecisionLine() {
  const current = summary.value;
  if (!current) return null;
  const { today } = current;
  const deadline = current.deadline;
  const strong = (text: string) => <strong>{text}</strong>;
  const isAct = current.toAct > 0 && current.bestValue !== null;
  return (
    <section class="decision" aria-labelledby="decision-line">
      <h1 id="decision-line">
        {current.ready === 0
          ? t("decision.not_ready", { n: current.products })
          : isAct && current.bestValue && current.gain
            ? rich(
                "decision.act",
                {
                  n: strong(quantity(current.toAct)),
                  of: quantity(current.products),
                  value: strong(sum(current.bestValue)),
                  gain: <strong class={toneOf(current.gain)}>{sum(current.gain)}</strong>,
                },
                current.toAct,
              )
            : isAct && current.bestValue
              ? rich(
                  "decision.act_alone",
                  {
                    n: strong(quantity(current.toAct)),
                    of: quantity(current.products),
                    value: strong(sum(current.bestValue)),
                  },
                  current.toAct,
                )
              : t("decision.hold", { n: current.products })}
        {deadline ? (
          <>
            {t("place.sentence")}
            {rich(
              "decision.deadline",
              {
                date: strong(day(deadline.date, today)),
                n: quantity(current.deadlineProducts),
                reason: nameOf("reason", deadline.reason),
              },
              current.deadlineProducts,
            )}
          </>
        ) : null}
      </h1>
      <dl class="figures-row">
        <Figure
          label={t("figure.cash_tied_up")}
          tone="second"
          note={
            current.costUnknown > 0
              ? t("figure.cash_tied_up_part", { n: current.costUnknown })
              : t("figure.cash_tied_up_note")
          }
        >
          {current.cashTiedUp ? sum(current.cashTiedUp) : t("value.unknown")}
        </Figure>
        <Figure
          label={t("figure.best_value")}
          note={t("figure.best_value_note", { n: current.ready, of: quantity(current.products) })}
        >
          {current.bestValue ? sum(current.bestValue) : t("value.unknown")}
        </Figure>
        <Figure label={t("figure.wait_week")} note={t("figure.wait_week_note")}>
          {current.waitWeek ? (
            <span class={toneOf(negated(current.waitWeek))}>{price(negated(current.waitWeek), "always")}</span>
          ) : (
            t("value.unknown")
          )}
        </Figure>
        <Figure
          label={t("figure.deadline_units")}
          note={
            deadline
              ? t("figure.deadline_note", {
                  date: day(deadline.date, today),
                  cost: deadline.cost ? price(deadline.cost) : t("value.unknown"),
                })
              : undefined
          }
        >
          {deadline ? t("figure.units", { n: Math.round(deadline.units) }) : t("value.none")}
        </Figure>
      </dl>
      {current.assumedTables.length > 0 ? (
        <p class="assumed-note">
          <span class="is-assumed">{t("status.assumed")}</span>{" "}
          {t("decision.assumed_tables", {
            tables: listOf(current.assumedTables.map(feeTableName)),
          })}
        </p>
      ) : null}
    </section>
  );
}
