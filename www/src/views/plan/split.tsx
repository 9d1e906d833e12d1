import type { PlanSplit } from "../../engine/types";
import { expected, fullDay, price, quantity, sum } from "../../i18n/format";
import { listOf, t } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { exitName } from "./exit-name";

/** How many units to keep and how many to let go today, by which exit, in one sentence with its figures. */
export function Split(props: { split: PlanSplit; opened: string | null; onOpen: (id: string) => void }) {
  const { split } = props;
  return (
    <section aria-labelledby="plan-split">
      <h2 id="plan-split">{t("plan.split")}</h2>
      <p class="plan-split">{splitText(split)}</p>
      <p>
        {t("plan.split_worth")}{" "}
        <Door
          label={t("plan.explain", { figure: t("plan.split") })}
          isOpen={props.opened === "split"}
          onOpen={() => props.onOpen("split")}
        >
          {split.value ? sum(split.value) : "–"}
        </Door>
        {t("place.join")}
        {t("plan.split_against", {
          gain: split.gain ? sum(split.gain, "always") : "–",
          without: split.without ? sum(split.without) : "–",
          gone: split.allGone ? sum(split.allGone) : "–",
        })}
      </p>
    </section>
  );
}

function splitText(split: PlanSplit): string {
  const params = {
    keep: quantity(split.keep),
    price: split.price ? price(split.price) : "–",
    date: split.until ? fullDay(split.until) : "–",
    left: expected(split.left),
    parts: listOf(
      split.parts.map(({ code, units }) => t("plan.split_part", { exit: exitName(code), units: quantity(units) })),
    ),
  };
  if (split.parts.length === 0) return t(split.until ? "plan.split_none" : "plan.split_none_left", params);
  if (split.keep === 0) return t("plan.split_all", params);
  return t(split.until ? "plan.split_some" : "plan.split_some_left", params);
}
