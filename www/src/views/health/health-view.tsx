import { useEffect } from "preact/hooks";
import type { HealthBody } from "../../engine/types";
import { quantity, sum } from "../../i18n/format";
import { lasting, shareOf } from "../../i18n/health-text";
import { nameOf, t } from "../../i18n/locale";
import { Figure } from "../../parts/figure";
import { Waiting } from "../../parts/waiting";
import { bookState, health, healthRows, healthSheets, healthShown, lookAtHealth } from "../../state/health";
import { fragmentOf } from "../../state/location";
import { Answers } from "./answers";
import { HealthLines } from "./health-lines";
import { HealthRows } from "./health-rows";
import { Breadth, Matrix, Quadrants, Stages, Utilization } from "./health-sums";
import { QuadrantPicture } from "./quadrant-picture";

/** How healthy the stock is: what lies too long, what to do about it, and what each figure rests on. */
export function HealthView() {
  const sheets = healthSheets.value;
  const how = healthShown.value;
  const current = bookState.value;
  // Asked anew whenever what is entered here, what is shown or what is known of the products changes.
  useEffect(() => {
    if (current !== null) void lookAtHealth(sheets, how);
  }, [sheets, how, current]);
  const view = health.value;
  if (current === null || view === null) return <Waiting isThere={current !== null} />;
  const { fields, body } = view;
  return (
    <div class="plan health">
      <h1>{t("health.title")}</h1>
      <Verdict body={body} />
      <p class="second">
        {t("health.lead")} <a href={fragmentOf({ name: "calendar" })}>{t("health.to_calendar")}</a>
      </p>
      {body.totals.products === 0 ? null : (
        <>
          <Answers body={body} />
          <Figures body={body} />
          <Lacks body={body} />
          <QuadrantPicture body={body} />
          <Quadrants body={body} />
          <HealthRows body={body} />
          <Breadth body={body} />
          <Matrix body={body} />
          <Stages body={body} />
          <Utilization body={body} />
        </>
      )}
      <HealthLines fields={fields} lines={body.lines} />
    </div>
  );
}

function Verdict(props: { body: HealthBody }) {
  const { totals } = props.body;
  if (totals.products === 0) {
    return (
      <p class="empty" role="status">
        {t("health.empty")}
      </p>
    );
  }
  const clear = props.body.quadrants.find(({ code }) => code === "clear_now")?.products ?? 0;
  const params = { n: totals.products, slow: totals.slow, clear, cleared: totals.cleared };
  return (
    <div role="status">
      <p class="plan-why">
        {totals.slowCost
          ? t("health.verdict", {
              ...params,
              money: sum(totals.slowCost),
              share: totals.slowShare === null ? t("value.unknown") : shareOf(totals.slowShare),
            })
          : t("health.verdict_plain", params)}
      </p>
      {totals.cleared > 0 ? <p class="second">{t("health.verdict_cleared", { n: totals.cleared })}</p> : null}
    </div>
  );
}

function Figures(props: { body: HealthBody }) {
  const { body } = props;
  const { totals } = body;
  const unknown = t("value.unknown");
  const share = (value: number | null) => (value === null ? unknown : shareOf(value));
  return (
    <dl class="figures-row">
      <Figure
        label={t("health.slow_share")}
        note={
          totals.slowLeftOut > 0
            ? t("health.slow_share_left_out", { n: totals.slowLeftOut })
            : t("health.slow_share_note")
        }
      >
        {share(totals.slowShare)}
      </Figure>
      <Figure
        label={t("health.turnover")}
        note={
          totals.turnover === null
            ? t("health.turnover_note")
            : t(totals.isTurnoverGood ? "health.turnover_good" : "health.turnover_low", {
                days: totals.daysPerTurn === null ? t("unit.never") : quantity(totals.daysPerTurn),
              })
        }
      >
        {totals.turnover === null ? unknown : quantity(totals.turnover, 1)}
      </Figure>
      <Figure label={t("health.days_of_supply")} note={t("health.days_of_supply_note")}>
        {totals.daysOfSupply === null ? t("unit.never") : lasting(totals.daysOfSupply)}
      </Figure>
      <Figure label={t("health.sell_through")} note={t("health.sell_through_note")}>
        {share(totals.sellThrough)}
      </Figure>
      <Figure label={t("health.aged_over", { days: body.agedAfter })} note={t("health.aged_note")}>
        {share(totals.agedShare)}
      </Figure>
      <Figure
        label={t("health.excess_share")}
        note={
          totals.excessCost
            ? t("health.excess_cost_note", { money: sum(totals.excessCost), days: body.excessDays })
            : t("health.excess_note", { days: body.excessDays })
        }
      >
        {share(totals.excessShare)}
      </Figure>
    </dl>
  );
}

/** What is not known, with what to give so that it is. */
function Lacks(props: { body: HealthBody }) {
  const { lacks } = props.body;
  if (lacks.length === 0) return null;
  return (
    <section aria-labelledby="health-lacks">
      <h2 id="health-lacks">{t("health.lacks")}</h2>
      <ul class="plan-notes">
        {lacks.map(({ what, products }) => (
          <li key={what}>
            <button
              type="button"
              class="link"
              onClick={() => {
                healthShown.value = { ...healthShown.peek(), only: `lack:${what}`, count: healthRows };
              }}
            >
              {t("health.lack_products", { n: products })}
            </button>{" "}
            {nameOf("health_lack", what)}
          </li>
        ))}
      </ul>
    </section>
  );
}
