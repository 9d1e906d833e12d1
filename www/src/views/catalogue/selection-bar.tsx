import { useId, useState } from "preact/hooks";
import type { Problem } from "../../engine/types";
import { choiceName } from "../../i18n/choice-name";
import { fieldName } from "../../i18n/field-name";
import { quantity, sum } from "../../i18n/format";
import { codesOf, t } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { editMarked, markAll } from "../../state/catalogue";
import { marked, markedTotals } from "../../state/store";

/** Fields that many products often share, with the codes of those that are chosen. */
const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ["category", []],
  ["price_list", []],
  ["price_sale", []],
  ["cost_unit", []],
  ["cost_currency", ["CNY", "USD", "GBP", "EUR", "JPY", "CAD", "MXN", "AUD"]],
  ["fx_rate", []],
  ["cost_freight", []],
  ["cost_duty_rate", []],
  ["cost_packaging", []],
  ["return_rate", []],
  ["unsellable_share", []],
  ["ad_rate", []],
  ["elasticity", []],
  ["sales_season", []],
  ["velocity_rule", ["sold_30", "sold_7", "sold_60", "sold_90", "weighted"]],
  ["recovery_rate", []],
  ["own_prices", []],
  ["is_dangerous", ["yes", "no"]],
  ["is_sipp", ["yes", "no"]],
  ["fulfilment_channel", ["amazon_fba", "own_fulfilment"]],
];

/** What is marked, summed up, and a field that can be filled in all of it at once. */
export function SelectionBar() {
  const totals = markedTotals.value;
  const marks = marked.value;
  if ((marks.kind === "keys" && marks.keys.size === 0) || totals === null) return null;
  return (
    <section class="selection-bar" aria-label={t("selection.label")}>
      <p class="selection-sums" role="status">
        <strong>{t("selection.count", { n: totals.products })}</strong>
        <Sum label={t("column.units")}>{quantity(totals.units)}</Sum>
        <Sum label={t("figure.cash_tied_up")}>
          {totals.cashTiedUp ? sum(totals.cashTiedUp) : t("value.unknown")}
          {totals.costUnknown > 0 ? ` (${t("selection.without", { n: totals.costUnknown })})` : ""}
        </Sum>
        <Sum label={t("selection.volume")}>
          {t("unit.cubic_feet", { n: quantity(totals.volumeCubicFeet, 1) })}
          {totals.volumeUnknown > 0 ? ` (${t("selection.without", { n: totals.volumeUnknown })})` : ""}
        </Sum>
        <Sum label={t("column.gain")}>{totals.gain ? sum(totals.gain, "always") : t("value.unknown")}</Sum>
      </p>
      <BulkEdit count={totals.products} />
      <button type="button" class="quiet" onClick={() => markAll(false)}>
        {t("selection.clear")}
      </button>
    </section>
  );
}

function Sum(props: { label: string; children: preact.ComponentChildren }) {
  return (
    <span class="selection-sum">
      <span class="second">{props.label}</span> {props.children}
    </span>
  );
}

function BulkEdit(props: { count: number }) {
  const id = useId();
  const [field, setField] = useState("");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const choices = field === "category" ? codesOf("category") : (FIELDS.find(([name]) => name === field)?.[1] ?? []);
  const put = async () => {
    const wrong = await editMarked(field, text);
    setProblem(wrong);
    if (wrong === null) setText("");
  };
  return (
    <form
      class="bulk-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void put();
      }}
    >
      <label for={`${id}-field`}>{t("selection.put")}</label>
      <select
        id={`${id}-field`}
        value={field}
        onChange={(event) => {
          setField(event.currentTarget.value);
          setText("");
          setProblem(null);
        }}
      >
        <option value="">{t("field_state.choose")}</option>
        {FIELDS.map(([name]) => (
          <option key={name} value={name}>
            {fieldName(name)}
          </option>
        ))}
      </select>
      {field === "" ? null : (
        <>
          <label for={`${id}-text`} class="only-read">
            {fieldName(field)}
          </label>
          {choices.length > 0 ? (
            <select id={`${id}-text`} value={text} onChange={(event) => setText(event.currentTarget.value)}>
              <option value="">{t("field_state.choose")}</option>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choiceName(field, choice)}
                </option>
              ))}
            </select>
          ) : (
            <input
              id={`${id}-text`}
              type="text"
              inputMode="decimal"
              autocomplete="off"
              value={text}
              aria-invalid={problem ? true : undefined}
              aria-describedby={problem ? `${id}-problem` : undefined}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
          <button type="submit" class="primary" disabled={text.trim() === ""}>
            {t("selection.put_into", { n: props.count })}
          </button>
          <button type="button" class="quiet" onClick={() => void editMarked(field, "")}>
            {t("selection.take_out")}
          </button>
        </>
      )}
      {problem ? (
        <p id={`${id}-problem`} class="field-problem">
          {problemText(problem)}
        </p>
      ) : null}
    </form>
  );
}
