import { useState } from "preact/hooks";
import type { Outcome, PromotionColumn, Promotions } from "../../engine/types";
import { holeText } from "../../i18n/hole-text";
import { listOf, nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../../parts/money";
import { OUTCOME_CELLS } from "../../parts/outcome-cells";
import { chooseMechanic, type OfferSheet, removeOffer, typeOffer } from "../../state/offers";
import { OfferField } from "./offer-field";
import { LineFigure, LineReason } from "./offer-line";

/** Lines of an order and of what it needs, in the order in which they follow from each other. */
const GROUPS: readonly {
  readonly words: "offers.group_order" | "offers.group_need";
  readonly lines: readonly string[];
}[] = [
  {
    words: "offers.group_order",
    lines: [
      "order_total",
      "effective_price",
      "effective_discount",
      "gift",
      "net_before",
      "net_per_unit",
      "campaign_fee",
    ],
  },
  {
    words: "offers.group_need",
    lines: [
      "best_other_use",
      "units_without",
      "units_needed",
      "lift_needed",
      "elasticity_needed",
      "units_expected",
      "incremental_profit",
      "acos_sunk",
      "acos_cost",
    ],
  },
];

const GAINS = new Set(["incremental_profit"]);

/** A promotion a column: its fields, its lines with their reasons, what it does to the stock. */
export function PromotionTable(props: { answer: Promotions; sheet: OfferSheet; today: string }) {
  const { answer, sheet, today } = props;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const references = [answer.hold, answer.best].filter((outcome): outcome is Outcome => outcome !== null);
  // Doing nothing can be the best way itself.
  const beside = references.filter(
    (outcome, i) => references.findIndex((o) => o.scenario.id === outcome.scenario.id) === i,
  );
  const currency = answer.price?.currency ?? null;
  const all = beside.length + answer.columns.length;
  return (
    <table class="plain compare-table offer-table">
      <caption class="only-read">{t("offers.caption")}</caption>
      <thead>
        <tr>
          <th scope="col" class="is-first">
            {currency ? <span class="unit">{currency}</span> : null}
          </th>
          {answer.columns.map((column, place) => (
            <Head key={sheet.columns[place]?.id ?? place} answer={answer} column={column} sheet={sheet} place={place} />
          ))}
          {beside.map((outcome) => (
            <th key={outcome.scenario.id} scope="col" class="is-pinned">
              {outcome === answer.best ? <span class="second">{t("offers.without")} </span> : null}
              {scenarioName(outcome.scenario)}
            </th>
          ))}
        </tr>
      </thead>
      {GROUPS.map(({ words, lines }) => (
        <tbody key={words}>
          <tr class="offer-group">
            <th scope="rowgroup" colSpan={all + 1}>
              {t(words)}
            </th>
          </tr>
          {lines
            .filter((id) => answer.columns.some((column) => column.lines.some((line) => line.id === id)))
            .map((id) => (
              <LineRows
                key={id}
                id={id}
                answer={answer}
                beside={beside}
                today={today}
                isOpen={opened.has(id)}
                onToggle={() => toggle(id)}
              />
            ))}
        </tbody>
      ))}
      <StockRows answer={answer} beside={beside} today={today} all={all} />
    </table>
  );
}

function Head(props: { answer: Promotions; column: PromotionColumn; sheet: OfferSheet; place: number }) {
  const { answer, column } = props;
  const own = props.sheet.columns[props.place];
  if (!own) return <th scope="col">{nameOf("mechanic", column.mechanic)}</th>;
  const name = nameOf("mechanic", column.mechanic);
  const isAsked = (field: string) => column.asked.includes(field);
  return (
    <th scope="col" class="offer-head">
      <label class="offer-kind">
        <span class="only-read">{t("offers.kind", { n: props.place + 1 })}</span>
        <select value={own.mechanic} onChange={(event) => chooseMechanic(own.id, event.currentTarget.value)}>
          {answer.mechanics.map((mechanic) => (
            <option key={mechanic} value={mechanic} selected={mechanic === own.mechanic}>
              {nameOf("mechanic", mechanic)}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="offer-fields">
        <legend class="only-read">{name}</legend>
        {column.fields.map((field) => (
          <OfferField
            key={field.field}
            field={field}
            typed={own.texts[field.field]}
            isNeeded={isAsked(field.field)}
            onType={(text) => typeOffer(own.id, field.field, text)}
          />
        ))}
      </fieldset>
      <button type="button" class="quiet" disabled={props.sheet.columns.length < 2} onClick={() => removeOffer(own.id)}>
        {t("compare.remove")}
        <span class="only-read"> {name}</span>
      </button>
    </th>
  );
}

/** A line, and beneath it how it is worked out for each promotion. */
function LineRows(props: {
  id: string;
  answer: Promotions;
  beside: readonly Outcome[];
  today: string;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { id, answer, beside } = props;
  const lineOf = (column: PromotionColumn) => column.lines.find((line) => line.id === id) ?? null;
  return (
    <>
      <tr>
        <th scope="row" class="is-first">
          <button type="button" class="door" aria-expanded={props.isOpen} onClick={props.onToggle}>
            {nameOf("offer_line", id)}
          </button>
        </th>
        {answer.columns.map((column, place) => (
          <td key={place} class="is-number">
            {lineOf(column) ? <LineFigure line={lineOf(column)} isGain={GAINS.has(id)} /> : t("value.none")}
          </td>
        ))}
        {beside.map((outcome) => (
          <td key={outcome.scenario.id} class="is-number is-pinned">
            {id === "effective_price" ? <Money amount={outcome.scenario.price} /> : null}
            {id === "net_per_unit" ? <Money amount={outcome.netPerUnit} /> : null}
          </td>
        ))}
      </tr>
      {props.isOpen ? (
        <tr class="offer-reasons">
          <th scope="row" class="is-first">
            {t("offers.how")}
          </th>
          {answer.columns.map((column, place) => (
            <td key={place}>
              <LineReason line={lineOf(column)} today={props.today} />
            </td>
          ))}
          {beside.map((outcome) => (
            <td key={outcome.scenario.id} class="is-pinned" />
          ))}
        </tr>
      ) : null}
    </>
  );
}

/** The stock under each way, as in the comparison of all ways. */
const STOCK = ["pace", "clears", "left", "cash", "value", "against"] as const;

function StockRows(props: { answer: Promotions; beside: readonly Outcome[]; today: string; all: number }) {
  const outcomes = [...props.answer.columns.map(({ outcome }) => outcome), ...props.beside];
  const { bestColumn, isBestWithout, best } = props.answer;
  const isBestOf = (outcome: Outcome | null, place: number) =>
    isBestWithout ? outcome !== null && outcome.scenario.id === best?.scenario.id : place === bestColumn;
  const unknown = [...new Set(outcomes.flatMap((outcome) => outcome?.unknown ?? []))];
  return (
    <tbody>
      <tr class="offer-group">
        <th scope="rowgroup" colSpan={props.all + 1}>
          {t("offers.group_stock")}
          {unknown.length > 0 ? (
            <span class="second"> {t("offers.open", { what: listOf(unknown.map(holeText)) })}</span>
          ) : null}
        </th>
      </tr>
      {STOCK.map((id) => (
        <tr key={id} class={id === "value" ? "is-sum" : undefined}>
          <th scope="row" class="is-first">
            {t(OUTCOME_CELLS[id].label)}
          </th>
          {outcomes.map((outcome, place) => {
            const isBest = id === "value" && isBestOf(outcome, place);
            const classes = [
              "is-number",
              place >= props.answer.columns.length ? "is-pinned" : "",
              isBest ? "is-best" : "",
            ];
            return (
              <td key={place} class={classes.filter(Boolean).join(" ")}>
                {outcome ? OUTCOME_CELLS[id].cell(outcome, props.today, true) : t("value.none")}
                {isBest ? <span class="only-read"> {t("compare.best")}</span> : null}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}
