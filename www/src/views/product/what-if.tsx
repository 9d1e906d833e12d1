import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Field, ProductView } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { money, sum } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { scenarioName } from "../../i18n/scenario-name";
import { unitName } from "../../i18n/unit-name";
import { askWhatIf, edit, leaveField } from "../../state/actions";
import { whatIf } from "../../state/store";

/** Fields of one's own that take the place of what the fee tables say, by the line they change. */
const FIELD_OF_LINE: Readonly<Record<string, string>> = {
  price: "price_list",
  referral: "fee_referral_rate",
  fulfilment: "fee_fulfilment",
  returns_processing: "fee_returns_processing",
  ads: "ad_rate",
  payment: "fee_payment_rate",
  landed_cost: "cost_unit",
  returns: "return_rate",
};

/** The field that a line can be tried with: its own, else the first of its inputs that has one. */
export function fieldToTry(line: string, inputs: readonly (string | null)[], product: ProductView): Field | null {
  const names = [FIELD_OF_LINE[line], ...inputs];
  for (const name of names) {
    const field = product.fields.find((candidate) => candidate.field === name);
    if (field && field.kind !== "choice") return field;
  }
  return null;
}

/** "What if it were …": the answer follows while typing, and is taken over only on request. */
export function WhatIfField(props: { product: ProductView; field: Field; line: string }) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const text = useSignal("");
  const { product, field, line } = props;
  const key = product.row.key;
  useEffect(() => () => askWhatIf(null), []);
  const would = text.value === "" ? null : whatIf.value;
  const currency = product.row.price?.currency ?? "";
  return (
    <section class="what-if" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t("what_if.title")}</h3>
      <label for={id}>{t("what_if.were", { field: fieldName(field.field) })}</label>{" "}
      <input
        ref={box}
        id={id}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        placeholder={field.text}
        value={text.value}
        aria-invalid={would?.problem ? true : undefined}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          askWhatIf(text.value === "" ? null : { key, field: field.field, text: text.value, line });
        }}
      />{" "}
      {field.unit ? <span class="unit">{unitName(field.unit)}</span> : null}
      {would?.problem ? <p class="field-problem">{problemText(would.problem)}</p> : null}
      {would && !would.problem ? (
        <>
          <dl class="pairs" aria-live="polite">
            {would.line ? <Then name={t("what_if.line")} text={`${money(would.line)} ${currency}`} /> : null}
            <Then
              name={t("column.net_per_unit")}
              text={would.netPerUnit ? `${money(would.netPerUnit)} ${currency}` : t("value.unknown")}
            />
            <Then
              name={t("figure.floor")}
              text={would.floor ? `${money(would.floor)} ${currency}` : t("value.unknown")}
            />
            <Then
              name={t("figure.best")}
              text={
                would.best && would.bestValue
                  ? `${scenarioName(would.best)}: ${sum(would.bestValue)}`
                  : t("value.unknown")
              }
            />
          </dl>
          <button
            type="button"
            onClick={() => {
              void edit(key, field.field, text.value).then(() => leaveField(key, field.field));
              text.value = "";
              askWhatIf(null);
              // The button goes; the focus stays in the drawer.
              box.current?.focus();
            }}
          >
            {t("what_if.use")}
          </button>
        </>
      ) : null}
    </section>
  );
}

function Then(props: { name: string; text: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.text}</dd>
    </div>
  );
}
