import type { PlanHistory as History } from "../../engine/types";
import { chanceText } from "../../i18n/chance-text";
import { expected, multiple, percent, price, quantity } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Belief } from "./belief";

/** What the price history says about the reaction of demand, in words and as a picture. */
export function PlanHistory(props: { history: History; prior: readonly [number, number, number] }) {
  const { history } = props;
  const { elasticity, alone, step } = history;
  return (
    <div class="plan-history">
      <p>
        {t("plan.history_read", {
          rows: String(history.rows),
          prices: String(history.prices),
          units: expected(history.units),
          days: expected(history.days),
        })}
      </p>
      {history.problems.map((code) => (
        <p key={code} class="field-problem">
          {wordsOf("problem", code) ?? t("problem.unknown_code", { code })}
        </p>
      ))}
      {elasticity ? (
        <>
          <p>
            {t("plan.history_says", {
              mean: quantity(elasticity[0], 2),
              low: quantity(elasticity[2], 2),
              high: quantity(elasticity[3], 2),
              more: percent(Math.round(history.tenthOff * 100) * 10_000, "always", 0),
              chance: chanceText(history.elasticChance),
              pace: expected(history.perDay * 7),
            })}
          </p>
          <Belief points={history.belief} mean={elasticity[0]} />
        </>
      ) : null}
      {alone ? (
        <p class="second">
          {t("plan.history_alone", {
            mean: quantity(alone[0], 2),
            low: quantity(alone[1], 2),
            high: quantity(alone[2], 2),
          })}
        </p>
      ) : null}
      {step ? (
        <>
          <h3>{t("plan.step_test")}</h3>
          <p>
            {t("plan.step_seen", {
              before: price(step.before),
              after: price(step.after),
              ratio: multiple(step.ratio * 1_000_000),
              low: multiple(step.ratioLow * 1_000_000),
              high: Number.isFinite(step.ratioHigh) ? multiple(step.ratioHigh * 1_000_000) : "∞",
              required: multiple(step.required * 1_000_000),
            })}{" "}
            <strong>{nameOf("plan_step", step.decision)}</strong>{" "}
            {step.nextPrice && step.decision === "escalate"
              ? t("plan.step_next", { price: price(step.nextPrice) })
              : ""}
          </p>
        </>
      ) : null}
    </div>
  );
}
