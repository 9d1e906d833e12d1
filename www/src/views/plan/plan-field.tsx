import { useId } from "preact/hooks";
import type { ChannelField } from "../../engine/types";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { leaveSheet, SheetField } from "../../parts/sheet-field";
import { planTexts, typeInPlan } from "../../state/plan";

/** A field of the worksheet. */
export function PlanField(props: { product: string; field: ChannelField; place?: string }) {
  const { field, name } = props.field;
  const code = props.place ? `${props.place}.${name}` : name;
  return (
    <SheetField
      field={props.field}
      text={planTexts.value[field.field]}
      label={nameOf("plan_field", code)}
      hint={wordsOf("plan_hint", code)}
      onType={(next) => typeInPlan(props.product, field.field, next)}
    />
  );
}

/** The pasted history: rows, so a field of several lines. */
export function HistoryField(props: { product: string; field: ChannelField }) {
  const { product } = props;
  const { field, name } = props.field;
  const id = useId();
  const text = planTexts.value[field.field] ?? "";
  const problem = text === "" ? null : field.problem;
  return (
    <div class={problem ? "field plan-rows is-wrong" : "field plan-rows"} data-field={field.field}>
      <label for={id} class="field-label">
        {nameOf("plan_field", name)}
      </label>
      <textarea
        id={id}
        rows={5}
        spellcheck={false}
        autocomplete="off"
        value={text}
        placeholder={"24.99 30 15\n19.99 28 26 4"}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : `${id}-hint`}
        onInput={(event) => typeInPlan(product, field.field, event.currentTarget.value)}
        onBlur={() => leaveSheet(text, (next) => typeInPlan(product, field.field, next))}
      />
      <p id={`${id}-hint`} class="field-hint">
        {t("plan_hint.history")}
      </p>
      {problem ? (
        <p id={`${id}-problem`} class="field-problem">
          {problemText(problem)}
        </p>
      ) : null}
    </div>
  );
}
