import type { Condition } from "../../engine/types";
import { offerFieldName } from "../../i18n/field-name";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { toParams } from "../../i18n/problem-text";

/** What an offer requires and what follows from it, each with where it stands and where it was read. */
export function ConditionList(props: { conditions: readonly Condition[]; label: string }) {
  if (props.conditions.length === 0) return <p class="second">{t("offers.no_conditions")}</p>;
  return (
    <ul class="conditions" aria-label={props.label}>
      {props.conditions.map((condition) => (
        <li key={condition.id}>
          <span class={`badge is-${condition.status.replace("_", "-")}`}>
            {nameOf("condition_status", condition.status)}
          </span>{" "}
          {sentence(condition)}
          {condition.status === "ask" && condition.field ? (
            <span class="second"> {t("offers.ask_field", { field: offerFieldName(condition.field) })}</span>
          ) : null}
          {condition.source ? (
            <span class="second condition-source">
              {" "}
              {nameOf("status", condition.confidence)} · <bdi>{condition.source}</bdi>
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function sentence({ id, inputs }: Condition): string {
  const params = toParams(inputs);
  for (const code of [id, `${id}.short`]) {
    const words = wordsOf("condition", code, params);
    if (words !== null && !/\{\w+\}/.test(words)) return words;
  }
  return nameOf("condition", id);
}
