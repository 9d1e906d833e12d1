import type { ChannelField, PlanBody } from "../../engine/types";
import { healthParams } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { IndicatorTable } from "../../parts/indicator-table";
import { fragmentOf } from "../../state/location";
import { PlanField } from "./plan-field";

const FIELDS = ["market_price", "probe_tier", "probe_target", "probe_observed"];

/** Two plain rules beside the plan: what the market pays against the floor, and the next step of a probe. */
export function PlainRules(props: { product: string; fields: readonly ChannelField[]; body: PlanBody }) {
  const { figures, today } = props.body;
  const isBelow = figures.some((figure) => figure.class === "weigh");
  return (
    <div class="plan-group">
      <IndicatorTable
        id="plan-rules"
        title={t("plan.rules")}
        note={t("plan.rules_note")}
        figures={figures}
        nameOf={(figure) => nameOf("plan_figure", figure.code)}
        classOf={(code) => nameOf("plan_figure", code)}
        howOf={(figure) => wordsOf("plan_rule", `${figure.code}.${figure.class}`, healthParams(figure.params, today))}
        assumedOf={() => null}
      />
      {isBelow ? (
        <p class="second">
          <a href={fragmentOf({ name: "compare", key: props.product })}>{t("plan.rules_weigh")}</a>{" "}
          <a href={fragmentOf({ name: "promotions", key: props.product })}>{t("plan.rules_promotions")}</a>
        </p>
      ) : null}
      <div class="plan-fields">
        {FIELDS.flatMap((name) => props.fields.filter((field) => field.name === name)).map((field) => (
          <PlanField key={field.name} product={props.product} field={field} />
        ))}
      </div>
    </div>
  );
}
