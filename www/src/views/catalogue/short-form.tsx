import { useEffect } from "preact/hooks";
import type { Outcome, Row } from "../../engine/types";
import { day } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { OUTCOME_CELLS } from "../../parts/outcome-cells";
import { select } from "../../state/actions";
import { peekProduct } from "../../state/catalogue";
import { peeked, rows } from "../../state/store";
import { SplitSentence } from "./better-splits";
import type { Column } from "./columns";

const CELLS = (["price", "net", "pace", "clears", "value", "against"] as const).map((id) => ({
  id,
  ...OUTCOME_CELLS[id],
  isNumber: id !== "clears",
}));

/** A product in a few lines below its row: doing nothing, the best way, and the best exit beside each other. */
export function ShortForm(props: { row: Row; today: string; left: readonly Column[] }) {
  const { row, today } = props;
  const { value: seen } = rows;
  // Whenever the list is another one, so may be the product.
  useEffect(() => void peekProduct(row.key), [row.key, seen]);
  const product = peeked.value?.key === row.key ? peeked.value.product : null;
  return (
    <div class="short-form">
      {product ? (
        <table class="plain">
          <caption class="only-read">{t("short.caption", { sku: row.sku })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("column.scenario")}</th>
              {CELLS.map(({ id, label, isNumber }) => (
                <th key={id} scope="col" class={isNumber ? "is-number" : undefined}>
                  {t(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {worthShowing(product.outcomes, product.recommended).map((outcome) => (
              <tr key={outcome.scenario.id} class={outcome.scenario.id === product.recommended ? "is-recommended" : ""}>
                <th scope="row">
                  {scenarioName(outcome.scenario)}
                  {outcome.scenario.id === product.recommended ? (
                    <span class="tag">{t("outcomes.recommended")}</span>
                  ) : null}
                </th>
                {CELLS.map(({ id, cell, isNumber }) => (
                  <td key={id} class={isNumber ? "is-number" : undefined}>
                    {cell(outcome, today, false)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {props.left.length > 0 ? (
        <dl class="short-figures">
          {props.left.map((column) => (
            <div key={column.id}>
              <dt>{t(column.words)}</dt>
              <dd>{column.cell(row, today)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <p class="short-notes">
        {row.deadline ? (
          <span>
            {t("short.deadline", {
              date: day(row.deadline.date, today),
              n: Math.round(row.deadline.units),
              reason: nameOf("reason", row.deadline.reason),
            })}
          </span>
        ) : null}
        <SplitSentence row={row} />
        <button type="button" class="link" onClick={() => select(row.key)}>
          {t("short.whole")}
        </button>
      </p>
    </div>
  );
}

/** Doing nothing, the recommended way, and the exit that is worth most; each once. */
function worthShowing(outcomes: readonly Outcome[], recommended: string | null): Outcome[] {
  const exits = outcomes.filter(({ scenario }) => scenario.kind !== "hold" && scenario.kind !== "cut");
  const worth = ({ presentValue }: Outcome): number => presentValue?.minor ?? Number.NEGATIVE_INFINITY;
  const bestExit = exits.reduce<Outcome | null>(
    (best, exit) => (best && worth(best) >= worth(exit) ? best : exit),
    null,
  );
  return outcomes.filter(
    (outcome) => outcome.scenario.kind === "hold" || outcome.scenario.id === recommended || outcome === bestExit,
  );
}
