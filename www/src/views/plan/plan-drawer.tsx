import type { PlanAnswer, PlanBody } from "../../engine/types";
import { chanceText } from "../../i18n/chance-text";
import { expected, fullDay, price, quantity } from "../../i18n/format";
import { type Key, nameOf, t } from "../../i18n/locale";
import { Drawer } from "../../parts/drawer";
import { Pair } from "../../parts/line-reasons";
import { Money } from "../../parts/money";

const RULES: Readonly<Record<string, Key>> = {
  value: "plan_rule.value",
  gain: "plan_rule.gain",
  cash: "plan_rule.cash",
  chance: "plan_rule.chance",
  left: "plan_rule.left",
  regret: "plan_rule.regret",
};

const TITLES: Readonly<Record<string, Key>> = {
  value: "plan.value",
  gain: "plan.gain",
  cash: "plan.cash",
  chance: "plan.chance_row",
  left: "plan.left",
  regret: "plan.regret",
};

/** Why a figure of the plan is what it is: its rule, and what it was worked out with. */
export function PlanDrawer(props: { id: string; body: PlanBody; answer: PlanAnswer; onClose: () => void }) {
  const { body, answer } = props;
  const [figure = "", code = "plan"] = props.id.split(":");
  const way = answer.ways.find((known) => known.code === code);
  const rule = RULES[figure];
  const title = TITLES[figure];
  if (!way || !rule || !title) return null;
  const [weak, mid, strong] = body.elasticity;
  return (
    <Drawer
      key={props.id}
      title={t("plan.explained", { figure: t(title), way: nameOf("plan_way", code) })}
      onClose={props.onClose}
    >
      <p>{t(rule)}</p>
      <dl class="pairs">
        <Pair name={t("plan.value")}>
          <Money amount={way.presentValue} withCurrency />
        </Pair>
        <Pair name={t("plan.cash")}>
          <Money amount={way.cash} withCurrency />
        </Pair>
        <Pair name={t("plan.sold")}>{expected(way.sold)}</Pair>
        <Pair name={t("plan.left")}>
          {expected(way.left)} ({quantity(way.leftLow)}–{quantity(way.leftHigh)})
        </Pair>
        <Pair name={t("plan.chance_row")}>{chanceText(way.chanceToClear)}</Pair>
        <Pair name={t("plan.weak")}>
          <Money amount={way.weak} withCurrency />
        </Pair>
        <Pair name={t("plan.strong")}>
          <Money amount={way.strong} withCurrency />
        </Pair>
      </dl>
      <h3>{t("explain.inputs")}</h3>
      <dl class="pairs">
        <Pair name={t("plan.units_now")}>{body.units === null ? "–" : expected(body.units)}</Pair>
        <Pair name={nameOf("plan_field", "deadline")}>{fullDay(body.deadline)}</Pair>
        <Pair name={nameOf("plan_field", "elasticity")}>
          {quantity(mid, 2)} ({quantity(weak, 2)} … {quantity(strong, 2)})
          {body.isElasticityAssumed ? ` ${t("source.assumed")}` : ""}
        </Pair>
        {answer.exit ? (
          <Pair name={t("plan.exit_each", { exit: nameOf("scenario", answer.exit) })}>
            {answer.exitValue ? price(answer.exitValue) : "–"}
          </Pair>
        ) : null}
        <Pair name={t("plan.bound")}>
          <Money amount={answer.bound} withCurrency />
        </Pair>
      </dl>
      <p class="second">{t("plan.bound_note")}</p>
    </Drawer>
  );
}
