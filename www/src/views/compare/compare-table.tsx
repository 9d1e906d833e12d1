import type { Compared, Outcome } from "../../engine/types";
import { minorDigits, toDecimalText } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { scenarioName } from "../../i18n/scenario-name";
import { useTyped } from "../../parts/use-typed";
import { compareWays } from "../../state/actions";
import { type Choice, type Column, duplicated, mostColumns, pinned, without, withWords } from "../../state/compare";
import { isOffer } from "../../state/offers";
import { bestPlaces, COMPARE_ROWS, type CompareRow } from "./compare-rows";

const NOTHING: Compared = { outcome: null, problem: null, fees: null, change: null };

/** The ways in columns; the best cell of each row is framed, what differs from the pinned one stands beneath. */
export function CompareTable(props: {
  choice: Choice;
  columns: readonly Compared[];
  outcomes: readonly Outcome[];
  recommended: string | null;
  today: string;
  currency: string | null;
}) {
  const { choice } = props;
  // The answer to the question before may have fewer columns.
  const columns = choice.columns.map((_, place) => props.columns[place] ?? NOTHING);
  return (
    <table class="plain compare-table">
      <caption class="only-read">{t("compare.caption")}</caption>
      <thead>
        <tr>
          <th scope="col" class="is-first">
            {props.currency ? <span class="unit">{props.currency}</span> : null}
          </th>
          {choice.columns.map((column, place) => (
            <ColumnHead
              key={column.id}
              column={column}
              choice={choice}
              shown={columns[place] ?? NOTHING}
              usual={props.outcomes.find(({ scenario }) => scenario.id === column.scenario) ?? null}
              isRecommended={column.scenario !== null && column.scenario === props.recommended}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {COMPARE_ROWS.map((row) => (
          <Row key={row.id} row={row} choice={choice} columns={columns} today={props.today} />
        ))}
        <tr class="compare-notes">
          <th scope="row" class="is-first">
            {t("compare.note")}
          </th>
          {choice.columns.map((column) => (
            <td key={column.id}>
              <Note column={column} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Note(props: { column: Column }) {
  const { column } = props;
  const box = useTyped(column.note, (note) => putWords(column.id, { note }));
  return <textarea rows={2} aria-label={t("compare.note_for", { name: wordsOf(column, null) })} {...box} />;
}

type Words = Parameters<typeof withWords>[2];

function putWords(id: string, words: Words): void {
  compareWays((now) => withWords(now, id, words));
}

function Row(props: { row: CompareRow; choice: Choice; columns: readonly Compared[]; today: string }) {
  const { row, choice } = props;
  const best = bestPlaces(row, props.columns);
  return (
    <tr class={row.id === "value" ? "is-sum" : undefined}>
      <th scope="row" class="is-first">
        {t(row.label)}
      </th>
      {choice.columns.map((column, place) => {
        const shown = props.columns[place] ?? NOTHING;
        const change = shown.change && row.change ? row.change(shown.change) : null;
        const classes = ["is-number", best.has(place) ? "is-best" : "", column.id === choice.base ? "is-pinned" : ""];
        return (
          <td key={column.id} class={classes.filter(Boolean).join(" ")}>
            {shown.outcome ? row.cell(shown.outcome, shown, props.today) : t("value.none")}
            {best.has(place) ? <span class="only-read"> {t("compare.best")}</span> : null}
            {change === null ? null : <span class="compare-change">{change}</span>}
          </td>
        );
      })}
    </tr>
  );
}

/** The name of a column: the seller's, else the usual one, else what was typed. */
function wordsOf(column: Column, usual: Outcome | null): string {
  if (column.name !== "") return column.name;
  if (usual) return scenarioName(usual.scenario);
  return column.typed ?? column.scenario ?? "";
}

function ColumnHead(props: {
  column: Column;
  choice: Choice;
  shown: Compared;
  usual: Outcome | null;
  isRecommended: boolean;
}) {
  const { column, choice, shown } = props;
  const outcome = shown.outcome ?? props.usual;
  const usual = outcome ? scenarioName(outcome.scenario) : (column.typed ?? "");
  const name = wordsOf(column, outcome);
  const isBase = column.id === choice.base;
  const price = outcome?.scenario.price ?? null;
  const put = (words: Words) => putWords(column.id, words);
  const nameBox = useTyped(column.name, (name) => put({ name: name.replace(/\s+/g, " ").trim() }));
  const priceBox = useTyped(column.typed ?? "", (typed) => put({ typed }));
  return (
    <th scope="col" class={isBase ? "is-pinned" : undefined}>
      <textarea
        class="compare-name"
        rows={2}
        aria-label={t("compare.name_for", { name })}
        placeholder={usual}
        {...nameBox}
        onKeyDown={(event) => {
          // A name is one line, whatever room it takes.
          if (event.key === "Enter" && !event.isComposing) event.currentTarget.blur();
        }}
      />
      {column.typed !== null ? (
        <input
          class="compare-price"
          type="text"
          inputMode="decimal"
          aria-label={t("compare.price_for", { name })}
          aria-invalid={shown.problem ? true : undefined}
          {...priceBox}
        />
      ) : null}
      {shown.problem ? <p class="field-problem">{problemText(shown.problem)}</p> : null}
      <p class="compare-tags">
        {props.isRecommended ? <span class="tag">{t("outcomes.recommended")}</span> : null}
        <button
          type="button"
          class="quiet"
          aria-pressed={isBase}
          onClick={() => compareWays((now) => pinned(now, column.id))}
        >
          {t(isBase ? "compare.pinned" : "compare.pin")}
          <span class="only-read"> {name}</span>
        </button>
        <button
          type="button"
          class="quiet"
          disabled={choice.columns.length >= mostColumns}
          onClick={() =>
            compareWays((now) =>
              duplicated(
                now,
                column.id,
                price && !isOffer(column.scenario) ? toDecimalText(price.minor, minorDigits(price.currency)) : null,
                t("compare.copy_of", { name }),
              ),
            )
          }
        >
          {t("compare.duplicate")}
          <span class="only-read"> {name}</span>
        </button>
        <button
          type="button"
          class="quiet"
          disabled={choice.columns.length < 2}
          onClick={() => compareWays((now) => without(now, column.id))}
        >
          {t("compare.remove")}
          <span class="only-read"> {name}</span>
        </button>
      </p>
    </th>
  );
}
