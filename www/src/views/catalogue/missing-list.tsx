import { useId, useState } from "preact/hooks";
import type { AskedField, Field, MissingFact, Problem } from "../../engine/types";
import { choiceName } from "../../i18n/choice-name";
import { fieldName } from "../../i18n/field-name";
import { sum } from "../../i18n/format";
import { codesOf, listOf, nameOf, t } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { afterPress } from "../../parts/after-press";
import { FieldInput } from "../../parts/field-input";
import { edit, go, leaveField, revertField, select } from "../../state/actions";
import { fillMissing, narrow, setMissingUnit } from "../../state/catalogue";
import { draftKey, drafts, missing, noFilter, settings, summary, tables } from "../../state/store";

/** Facts shown at first; the rest on request. */
const FIRST_SHOWN = 5;

/** The report that holds these facts for every product. */
const PREVIEW = "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA";
const IN_PREVIEW = new Set(["side_longest", "side_median", "side_shortest", "weight", "category"]);

/** Everything that is asked for, over all products, the most money first. Answers are given in place. */
export function MissingList() {
  const facts = missing.value;
  if (facts.length === 0) return null;
  const asked = summary.value?.asked ?? [];
  // A fact that all share is one question, however many wait for it.
  const isShared = ({ field }: AskedField) => facts.some((fact) => fact.key === null && fact.field === field);
  const total = asked.reduce((sum, known) => sum + (isShared(known) ? 1 : known.products), 0);
  const unlisted = Math.max(0, total - facts.length);
  const many = asked.filter((known) => known.products > 1 && !isShared(known));
  const first = facts.slice(0, FIRST_SHOWN);
  const rest = facts.slice(FIRST_SHOWN);
  return (
    <section class="missing" aria-labelledby="missing-title">
      <div class="section-head">
        <h2 id="missing-title">{t("missing_list.title", { n: facts.length + unlisted })}</h2>
        <p class="second">{t("missing_list.why")}</p>
      </div>
      {many.some(({ field }) => IN_PREVIEW.has(field)) && tables.value.every(({ report }) => report !== PREVIEW) ? (
        <p class="missing-hint">
          {t("missing_list.from_preview")}{" "}
          <button type="button" class="link" onClick={() => go({ name: "tables" })}>
            {t("missing_list.add_table")}
          </button>
        </p>
      ) : null}
      {many.length > 0 ? (
        <ul class="missing-fields">
          {many.map((known) => (
            <FillAll
              key={known.field}
              asked={known}
              unit={facts.find(({ field }) => field === known.field)?.unit ?? null}
            />
          ))}
        </ul>
      ) : null}
      <MissingTable facts={first} label={t("missing_list.title", { n: facts.length })} />
      {rest.length > 0 ? (
        <details>
          <summary>{t("missing_list.more", { n: rest.length })}</summary>
          <MissingTable facts={rest} label={t("missing_list.more", { n: rest.length })} />
          {unlisted > 0 ? <p class="second">{t("missing_list.not_listed", { n: unlisted })}</p> : null}
        </details>
      ) : null}
    </section>
  );
}

/** What the sides and the weight of a product can be given in. */
const UNITS = {
  dim_unit: ["in", "cm", "mm"],
  weight_unit: ["lb", "oz", "kg", "g"],
} as const;

/** One fact that many products lack: an answer for all of them at once, and the way to see which. */
function FillAll(props: { asked: AskedField; unit: string | null }) {
  const { field, products, stake } = props.asked;
  const id = useId();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const put = async () => {
    const wrong = await fillMissing(field, text);
    setProblem(wrong);
    if (wrong === null) setText("");
  };
  return (
    <li>
      <span>
        {t("missing_list.of_field", {
          field: fieldName(field),
          n: products,
          stake: stake ? sum(stake) : t("value.unknown"),
        })}
      </span>
      <form
        class="fill-all"
        onSubmit={(event) => {
          event.preventDefault();
          void put();
        }}
      >
        <label for={id} class="only-read">
          {t("missing_list.for_all", { field: fieldName(field) })}
        </label>
        {field === "category" ? (
          <select id={id} value={text} onChange={(event) => setText(event.currentTarget.value)}>
            <option value="">{t("field_state.choose")}</option>
            {codesOf("category").map((code) => (
              <option key={code} value={code}>
                {choiceName("category", code)}
              </option>
            ))}
          </select>
        ) : (
          <input
            id={id}
            type="text"
            inputMode="decimal"
            class="is-number"
            autocomplete="off"
            value={text}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${id}-problem` : undefined}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
        {props.unit === null ? null : <UnitChoice asked={field} unit={props.unit} />}
        <button type="submit" disabled={text.trim() === ""}>
          {t("missing_list.put", { n: products })}
        </button>
        <button type="button" class="link" onClick={() => narrow({ ...noFilter, missing: field })}>
          {t("missing_list.show")}
        </button>
        {problem ? (
          <p id={`${id}-problem`} class="field-problem">
            {problemText(problem)}
          </p>
        ) : null}
      </form>
    </li>
  );
}

/** The unit that a missing size is given in: chosen for all products that lack it. */
function UnitChoice(props: { asked: string; unit: string }) {
  const field = props.asked === "weight" ? "weight_unit" : "dim_unit";
  return (
    <select
      class="unit-choice"
      aria-label={`${fieldName(field)}: ${fieldName(props.asked)}`}
      value={props.unit}
      onChange={(event) => void setMissingUnit(props.asked, field, event.currentTarget.value)}
    >
      {UNITS[field].map((unit) => (
        <option key={unit} value={unit} selected={unit === props.unit}>
          {choiceName(field, unit)}
        </option>
      ))}
    </select>
  );
}

function MissingTable(props: { facts: readonly MissingFact[]; label: string }) {
  return (
    <table class="plain missing-table">
      <caption class="only-read">{props.label}</caption>
      <thead>
        <tr>
          <th scope="col">{t("column.sku")}</th>
          <th scope="col">{t("missing_list.fact")}</th>
          <th scope="col">{t("missing_list.answer")}</th>
          <th scope="col">{t("missing_list.blocks")}</th>
          <th scope="col" class="is-number">
            {t("missing_list.stake")}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.facts.map((fact) => (
          <MissingRow key={`${fact.key ?? ""}-${fact.field}`} fact={fact} />
        ))}
      </tbody>
    </table>
  );
}

function MissingRow(props: { fact: MissingFact }) {
  const { fact } = props;
  const key = fact.key;
  return (
    <tr>
      <th scope="row" class="cell-sku">
        {key === null ? (
          t("missing_list.all_products")
        ) : (
          <button type="button" class="row-open" onClick={() => select(key)}>
            <bdi class="sku">{fact.sku}</bdi>
            <bdi class="title">{fact.title}</bdi>
          </button>
        )}
      </th>
      <td>{fieldName(fact.field)}</td>
      <td>
        <FieldInput
          field={toField(fact)}
          isNeeded
          typed={drafts.value[draftKey(key, fact.field)]}
          suggestions={fact.suggestions}
          label={
            key === null
              ? fieldName(fact.field)
              : t("missing_list.answer_for", { field: fieldName(fact.field), sku: fact.sku })
          }
          isLabelHidden
          onType={(text) => void edit(key, fact.field, text)}
          // The row goes when it is answered, and what is below moves up.
          onLeave={() => afterPress(() => leaveField(key, fact.field))}
          onRevert={() => revertField(key, fact.field)}
        />
      </td>
      <td class="second" data-label={t("missing_list.blocks")}>
        {listOf(fact.blocks.map((code) => nameOf("missing", code)))}
      </td>
      <td class="is-number is-nowrap" data-label={t("missing_list.stake")}>
        {fact.stake ? sum(fact.stake) : t("value.unknown")}
      </td>
    </tr>
  );
}

/** A fact as an open field. Categories are chosen; the rest is typed. */
function toField(fact: MissingFact): Field {
  const setting = fact.key === null ? settings.value.find((field) => field.field === fact.field) : undefined;
  if (setting) return setting;
  const isCategory = fact.field === "category";
  const isMoney = /^(price|cost)_/.test(fact.field);
  return {
    field: fact.field,
    group: "product",
    kind: isCategory ? "choice" : isMoney ? "money" : "number",
    text: "",
    unit: fact.unit ?? (isMoney ? (summary.value?.currency ?? null) : null),
    source: "unknown",
    sourceName: null,
    sourceLine: null,
    choices: isCategory ? [...codesOf("category")] : fact.suggestions,
    problem: null,
  };
}
