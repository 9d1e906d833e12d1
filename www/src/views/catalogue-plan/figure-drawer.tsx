import type { CataloguePlan, PlanSums } from "../../engine/types";
import { expected, fullDay, quantity } from "../../i18n/format";
import { type Key, t } from "../../i18n/locale";
import { Drawer } from "../../parts/drawer";
import { Pair } from "../../parts/line-reasons";
import { Money } from "../../parts/money";
import { fragmentOf } from "../../state/location";
import { taskName, whyText } from "./task-name";

/** Figures that open an explanation: the rule of each. */
const RULES: Readonly<Record<string, Key>> = {
  cash: "catalogue_rule.cash",
  room: "catalogue_rule.room",
  gain: "catalogue_rule.gain",
  value: "catalogue_rule.value",
  loss: "catalogue_rule.loss",
  act: "catalogue_rule.act",
  wait: "catalogue_rule.wait",
};

/** Names of the figures. */
const TITLES: Readonly<Record<string, Key>> = {
  cash: "catalogue_plan.group_cash",
  room: "catalogue_plan.group_room",
  gain: "catalogue_plan.gain",
  value: "catalogue_plan.value",
  loss: "catalogue_plan.cost_of_target",
  act: "catalogue_plan.act",
  wait: "catalogue_plan.wait",
};

interface DrawerProps {
  /** The figure, and after a colon the key of the product it is of. */
  readonly id: string;
  readonly plan: CataloguePlan;
  readonly today: string;
  readonly by: string;
  readonly onClose: () => void;
}

/** Why a figure of the plan is what it is: its rule, and what it was worked out with. */
export function FigureDrawer(props: DrawerProps) {
  const { id, plan, today, by } = props;
  const [figure = "", ...rest] = id.split(":");
  const key = rest.join(":");
  const row = plan.rows.find((known) => known.key === key);
  const [rule, title] = [RULES[figure], TITLES[figure]];
  if (!rule || !title || (key !== "" && !row)) return null;
  return (
    <Drawer
      key={id}
      title={row ? t("catalogue_plan.explained", { figure: t(title), sku: row.sku || row.key }) : t(title)}
      onClose={props.onClose}
    >
      <p>{t(rule, { date: fullDay(by) })}</p>
      {row ? (
        <>
          <p>
            <strong>{taskName(row.task, by, today)}</strong>
          </p>
          <p>{whyText(row.why, today, row.value.currency)}</p>
          <dl class="pairs">
            <Pair name={t("catalogue_plan.units_all")}>{expected(row.units)}</Pair>
            <Pair name={t("catalogue_plan.sold")}>{expected(row.sold)}</Pair>
            <Pair name={t("catalogue_plan.let_go")}>{expected(row.letGo)}</Pair>
            <Pair name={t("catalogue_plan.group_cash")}>
              <Money amount={row.cash} withCurrency />
            </Pair>
            <Pair name={t("catalogue_plan.group_room")}>{quantity(row.volume, 1)}</Pair>
            <Pair name={t("catalogue_plan.value")}>
              <Money amount={row.value} withCurrency />
            </Pair>
            <Pair name={t("catalogue_plan.gain")}>
              <Money amount={row.gain} withCurrency />
            </Pair>
            <Pair name={t("catalogue_plan.cost_of_target")}>
              <Money amount={row.loss} withCurrency />
            </Pair>
            <Pair name={t("catalogue_plan.week")}>
              <Money amount={row.waitWeek} withCurrency />
            </Pair>
          </dl>
          <p>
            <a href={fragmentOf({ name: "product", key })}>{t("catalogue_plan.to_product")}</a>
          </p>
        </>
      ) : (
        <>
          <h3>{t("explain.inputs")}</h3>
          <Sums name={t("catalogue_plan.of_plan")} sums={plan.plan} />
          <Sums name={t("catalogue_plan.of_best")} sums={plan.best} />
          <Sums name={t("catalogue_plan.of_hold")} sums={plan.hold} />
        </>
      )}
      <p class="second">{t("catalogue_plan.assumed")}</p>
    </Drawer>
  );
}

function Sums(props: { name: string; sums: PlanSums }) {
  const { sums } = props;
  return (
    <>
      <h4>{props.name}</h4>
      <dl class="pairs">
        <Pair name={t("catalogue_plan.value")}>
          <Money amount={sums.value} withCurrency />
        </Pair>
        <Pair name={t("catalogue_plan.group_cash")}>
          <Money amount={sums.cash} withCurrency />
        </Pair>
        <Pair name={t("catalogue_plan.group_room")}>{quantity(sums.volume, 1)}</Pair>
      </dl>
    </>
  );
}
