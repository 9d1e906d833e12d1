import { useEffect } from "preact/hooks";
import type { Outcome, Row } from "../../engine/types";
import { day, expected } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../../parts/money";
import { select } from "../../state/actions";
import { peekProduct } from "../../state/catalogue";
import { peeked, rows } from "../../state/store";
import type { Column } from "./columns";

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
              <th scope="col" class="is-number">
                {t("column.price")}
              </th>
              <th scope="col" class="is-number">
                {t("column.net_per_unit")}
              </th>
              <th scope="col" class="is-number">
                {t("column.units_per_week")}
              </th>
              <th scope="col">{t("column.clears_on")}</th>
              <th scope="col" class="is-number">
                {t("column.present_value")}
              </th>
              <th scope="col" class="is-number">
                {t("column.against_hold")}
              </th>
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
                <td class="is-number">{outcome.scenario.price ? <Money amount={outcome.scenario.price} /> : "–"}</td>
                <td class="is-number">{outcome.netPerUnit ? <Money amount={outcome.netPerUnit} /> : "–"}</td>
                <td class="is-number">{outcome.unitsPerWeek === null ? "–" : expected(outcome.unitsPerWeek)}</td>
                <td>{outcome.clearsOn ? day(outcome.clearsOn, today) : t("outcomes.not_cleared")}</td>
                <td class="is-number">
                  <Money amount={outcome.presentValue} />
                </td>
                <td class="is-number">
                  <Money amount={outcome.againstHold} isGain />
                </td>
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
