import { useState } from "preact/hooks";
import type { FeeCell, FeeRow, FeeTable } from "../../engine/types";
import { feeColumn, feeValue } from "../../i18n/fee-column";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { nameOf, t } from "../../i18n/locale";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { ScrollBox } from "../../parts/scroll-box";
import { copyText } from "../../state/actions";
import { isToCheck } from "./narrowing";
import { OwnFigureForm, type Place } from "./own-figure-form";

/** Everything that a table says, and who says it. */
export function TableDetail(props: { table: FeeTable; currency: string; day: string }) {
  const { table } = props;
  const [place, setPlace] = useState<Place | null>(null);
  const name = feeTableName(table.name);
  const figures = table.facts.filter((fact) => fact.path !== null);
  const rules = table.facts.filter((fact) => fact.path === null);
  const change = (label: string, cells: readonly FeeCell[]) =>
    setPlace({ table: table.name, label, cells: cells.filter((cell) => cell.path !== null) });
  return (
    <article class="fee-table" aria-label={name}>
      {isToCheck(table) ? (
        <p class="fee-warning">
          {table.isPastItsTime
            ? t("fees.past_text")
            : table.resumesOn !== null && table.to !== null
              ? t("fees.resumed_text", { date: fullDay(table.resumesOn) })
              : t("fees.assumed_text")}
        </p>
      ) : null}
      <dl class="fee-about">
        <dt>{t("explain.unit")}</dt>
        <dd>
          {holeText(table.unit)} · {props.currency}
        </dd>
        <dt>{t("explain.source")}</dt>
        <dd>
          {nameOf("status", table.confidence)} ·{" "}
          {t(table.sourceKind === "official" ? "explain.source_official" : "explain.source_secondary")}
          {table.seenOn === null ? null : (
            <span lang="en">
              {" "}
              ·{" "}
              {t("fees.seen_on", {
                when: /^\d{4}-\d\d-\d\d$/.test(table.seenOn) ? fullDay(table.seenOn) : table.seenOn,
              })}
            </span>
          )}
          {table.sources.map((source) => (
            <span key={source} class="fee-source">
              <bdi lang="en">{source}</bdi>{" "}
              <button type="button" class="link" onClick={() => void copyText(source)}>
                {t("fees.copy")}
                <span class="only-read"> {source}</span>
              </button>
            </span>
          ))}
        </dd>
        {figures.map((fact) => (
          <FactOf key={fact.path} fact={fact} onChange={() => change(feeColumn(fact.name), [fact])} />
        ))}
      </dl>
      {table.rows.length > 0 ? (
        <ScrollBox label={name}>
          <table class="plain fee-rows">
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col" class={isFigure(table, column) ? "is-number" : undefined}>
                    {feeColumn(column)}
                  </th>
                ))}
                <th scope="col">{t("ledger.confidence")}</th>
                <th scope="col">
                  <span class="only-read">{t("fees.change")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, i) => (
                // Rows have no name of their own; they stand as they stand in the file.
                <RowOf key={i} row={row} table={table} onChange={(label) => change(label, row.cells)} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
      {place === null ? null : (
        <OwnFigureForm key={place.label} place={place} from={startOf(table, props.day)} onDone={() => setPlace(null)} />
      )}
      {rules.length > 0 ? (
        <dl class="fee-about fee-rules">
          {rules.map((fact, i) => (
            <div key={i}>
              <dt>{feeColumn(fact.name)}</dt>
              <dd lang="en">{fact.text}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {table.holes.length > 0 ? (
        <>
          <h3>{t("fees.not_known")}</h3>
          <ul>
            {table.holes.map((hole) => (
              <li key={hole}>{holeText(hole)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </article>
  );
}

/** A day from which a change of the table can hold: the one looked at, or the table's first. */
function startOf(table: FeeTable, day: string): string {
  if (table.from !== null && day < table.from) return table.from;
  if (table.to !== null && day > table.to) return table.resumesOn !== null && table.resumesOn <= day ? day : table.to;
  return day;
}

function isFigure(table: FeeTable, column: string): boolean {
  const at = table.columns.indexOf(column);
  return table.rows.some((row) => row.cells[at]?.path != null && row.cells[at]?.text !== "");
}

function FactOf(props: { fact: FeeCell; onChange: () => void }) {
  const { fact } = props;
  return (
    <>
      <dt>{feeColumn(fact.name)}</dt>
      <dd>
        {fact.text}{" "}
        <button type="button" class="link" onClick={props.onChange}>
          {t("fees.change")}
          <span class="only-read"> {feeColumn(fact.name)}</span>
        </button>
      </dd>
    </>
  );
}

function RowOf(props: { row: FeeRow; table: FeeTable; onChange: (label: string) => void }) {
  const { row, table } = props;
  const words = row.cells.filter((cell) => cell.path === null && cell.text !== "");
  const limit = row.cells.find((cell) => /^(up_to|from_day)/.test(cell.name) && cell.text !== "");
  const label = [...words, ...(limit ? [limit] : [])]
    .map((cell) => feeValue(cell.name, cell.text))
    .join(t("place.join"));
  const hasFigures = row.cells.some((cell) => cell.path !== null);
  return (
    <tr class={row.own === null ? undefined : "is-own"}>
      {row.cells.map((cell, i) => (
        <td key={table.columns[i]} class={isFigure(table, cell.name) ? "is-number" : undefined}>
          {cell.text === "" ? "" : feeValue(cell.name, cell.text)}
        </td>
      ))}
      <td>
        {row.confidence === table.confidence && row.own === null ? (
          nameOf("status", row.confidence)
        ) : (
          <ConfidenceBadge status={row.confidence} />
        )}
        {row.own ? <span class="second"> {row.own}</span> : null}
        {row.note ? (
          <span class="second" lang="en">
            {" "}
            {row.note}
          </span>
        ) : null}
      </td>
      <td>
        {hasFigures ? (
          <button type="button" class="link" onClick={() => props.onChange(label)}>
            {t("fees.change")}
            <span class="only-read"> {label}</span>
          </button>
        ) : null}
      </td>
    </tr>
  );
}
