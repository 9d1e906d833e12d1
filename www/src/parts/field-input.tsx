import { useId } from "preact/hooks";
import type { Field, Problem } from "../engine/types";
import { choiceName } from "../i18n/choice-name";
import { fieldName } from "../i18n/field-name";
import { t } from "../i18n/locale";
import { problemText } from "../i18n/problem-text";
import { unitName } from "../i18n/unit-name";
import { SourceMark } from "./source-mark";

/** What stands in a field while it is being typed. */
export interface Typed {
  readonly text: string;
  readonly isPending: boolean;
  readonly problem: Problem | null;
}

/**
 * One field: label, input, unit, where the value comes from, and what is wrong with it.
 *
 * Numbers are text with a decimal keyboard: both separators are taken, the core reads
 * them and says how. A value that is not known shows the open word "ask", never a zero.
 */
export function FieldInput(props: {
  field: Field;
  typed?: Typed | undefined;
  /** An answer depends on it: while it is not known it is asked for. */
  isNeeded: boolean;
  /** Choices to put first, such as likely categories. */
  suggestions?: readonly string[] | undefined;
  label?: string;
  isLabelHidden?: boolean;
  /** What the value means and where it comes from, beneath the label. */
  hint?: string | null;
  onType: (text: string) => void;
  /** The field is left: what was accepted is shown as the core writes it. */
  onLeave?: () => void;
  /** Takes a wrong text back. */
  onRevert?: () => void;
  /** Takes a typed value back to what a report or the setting says. */
  onReset?: (() => void) | undefined;
}) {
  const { field, typed } = props;
  const id = useId();
  const text = typed ? typed.text : field.text;
  const problem = typed ? typed.problem : field.problem;
  const label = props.label ?? fieldName(field.field);
  const isAsked = props.isNeeded && field.source === "unknown" && text === "";
  // What stands beside the box is read out with it.
  const described = [
    problem ? `${id}-problem` : "",
    field.unit ? `${id}-unit` : "",
    `${id}-source`,
    !problem && props.hint ? `${id}-hint` : "",
  ]
    .filter(Boolean)
    .join(" ");
  const tone = problem ? "is-wrong" : isAsked ? "is-asked" : field.source === "assumed" && !typed ? "is-assumed" : "";
  return (
    <div class={`field ${tone}`} data-field={field.field} data-part={`field:${field.field}`}>
      <label for={id} class={props.isLabelHidden ? "only-read" : "field-label"}>
        {label}
      </label>
      <div class="field-box">
        {field.kind === "choice" ? (
          <Choice
            id={id}
            field={field}
            text={text}
            suggestions={props.suggestions ?? []}
            described={described}
            onType={props.onType}
          />
        ) : (
          // A box of a known size: what is typed in it is laid out in there and nowhere else.
          <div class="field-text">
            <input
              id={id}
              class={field.kind === "text" ? undefined : "is-number"}
              type="text"
              inputMode={field.kind === "text" || field.kind === "date" ? "text" : "decimal"}
              autocomplete="off"
              spellcheck={false}
              value={text}
              placeholder={isAsked ? t("field_state.ask") : field.kind === "date" ? "2026-11-21" : ""}
              aria-invalid={problem ? true : undefined}
              aria-describedby={described}
              onInput={(event) => props.onType(event.currentTarget.value)}
              onBlur={props.onLeave}
            />
          </div>
        )}
        {field.unit ? (
          <span id={`${id}-unit`} class="field-unit">
            {unitName(field.unit)}
          </span>
        ) : null}
      </div>
      <span id={`${id}-source`} class="field-source">
        {typed?.isPending && !problem ? (
          <span class="source-mark">{t("field_state.pending")}</span>
        ) : field.source === "unknown" && !isAsked ? null : (
          <SourceMark source={field.source} name={field.sourceName} line={field.sourceLine} />
        )}
        {props.onReset && field.source === "typed" ? (
          <button type="button" class="link" title={t("field_state.reset_hint")} onClick={props.onReset}>
            {t("field_state.reset")}
          </button>
        ) : null}
      </span>
      {props.hint ? (
        <p id={`${id}-hint`} class="field-hint">
          {props.hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} class="field-problem">
          {problemText(problem)}{" "}
          {typed && props.onRevert ? (
            <button type="button" class="link" onClick={props.onRevert}>
              {t("field_state.revert")}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

function Choice(props: {
  id: string;
  field: Field;
  text: string;
  suggestions: readonly string[];
  described: string;
  onType: (text: string) => void;
}) {
  const { field } = props;
  const likely = props.suggestions.filter((choice) => field.choices.length === 0 || field.choices.includes(choice));
  const rest = field.choices.filter((choice) => !likely.includes(choice));
  const options = (choices: readonly string[]) =>
    choices.map((choice) => (
      <option key={choice} value={choice} selected={choice === props.text}>
        {choiceName(field.field, choice)}
      </option>
    ));
  return (
    <select
      id={props.id}
      value={props.text}
      // Where the box is narrower than the words.
      title={props.text === "" ? undefined : choiceName(field.field, props.text)}
      aria-invalid={field.problem ? true : undefined}
      aria-describedby={props.described}
      onChange={(event) => props.onType(event.currentTarget.value)}
    >
      <option value="">{t("field_state.choose")}</option>
      {likely.length > 0 && rest.length > 0 ? (
        <>
          <optgroup label={t("field_state.likely")}>{options(likely)}</optgroup>
          <optgroup label={t("field_state.others")}>{options(rest)}</optgroup>
        </>
      ) : (
        options([...likely, ...rest])
      )}
    </select>
  );
}
