import { useState } from "preact/hooks";
import type { ColumnView, TableView } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { fullDay } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { unitName } from "../../i18n/unit-name";
import { InTurn } from "../../parts/in-turn";
import { ProblemList } from "../../parts/problem-list";
import { ScrollBox } from "../../parts/scroll-box";
import { correctMapping, pasteNumber, removeTable } from "../../state/actions";
import { tables } from "../../state/store";
import { OFFERED_FIELDS } from "../product/offered-fields";
import { Entry } from "../start/entry";
import { AsReadRows } from "./as-read";
import { ConflictList } from "./conflict-list";
import { FileForm } from "./file-form";
import { downloadProblems } from "./problem-file";
import { RowMender } from "./row-mender";

/** Columns shown at first, and added on request: the widest report has 97. */
const COLUMNS_SHOWN = 120;

/** Every table that was read: what it is, what was taken from it, and what was not. */
export function TablesView() {
  return (
    <>
      <h1>{t("tables.title")}</h1>
      <Entry hasSample={false} />
      {tables.value.some(({ problems }) => problems.length > 0) ? (
        <p class="row-actions">
          <button type="button" class="quiet" onClick={() => downloadProblems(tables.value)}>
            {t("mend.download")}
          </button>
        </p>
      ) : null}
      <ConflictList />
      {tables.value.map((table) => (
        <InTurn key={table.id}>
          <TableRead table={table} />
        </InTurn>
      ))}
    </>
  );
}

function TableRead(props: { table: TableView }) {
  const { table } = props;
  const name = tableName(table.name);
  return (
    <article class="table-read" aria-labelledby={`table-${table.id}`}>
      <div class="section-head">
        <h2 id={`table-${table.id}`}>
          <bdi>{name}</bdi>
        </h2>
        <button type="button" class="quiet" onClick={() => void removeTable(table.id)}>
          {t("tables.remove")}
          <span class="only-read"> {name}</span>
        </button>
      </div>
      <p>
        {table.report
          ? t("tables.is_report", {
              report: nameOf("report", table.report),
              n: table.matched,
              of: String(table.headings),
            })
          : t("tables.own_table")}
        {table.separator === "cells" ? (
          <>
            {" · "}
            {t("tables.separator", { separator: nameOf("separator", table.separator) })}
          </>
        ) : null}
        {table.ofDay === null ? null : (
          <>
            {" · "}
            {t(table.isDayByName ? "tables.of_day_by_name" : "tables.of_day", { day: fullDay(table.ofDay) })}
          </>
        )}
      </p>
      <FileForm table={table} name={name} />
      <p>
        <strong>{t("tables.rows_read", { n: table.rowsRead })}</strong>
        {table.rowsSetAside > 0 ? (
          <span class="is-loss">
            {t("place.join")}
            {t("tables.rows_set_aside", { n: table.rowsSetAside })}
          </span>
        ) : null}
        {table.dropped.map((dropped) => (
          <span key={dropped.name} class="second">
            {t("place.join")}
            {wordsOf("drop", dropped.name, { n: Number(dropped.text) }) ??
              `${nameOf("drop", dropped.name)} ${dropped.text}`}
          </span>
        ))}
        <span class="second">
          {t("place.join")}
          {t("tables.in_all", { n: table.records })}
        </span>
      </p>
      <ProblemList
        problems={table.problems}
        total={table.problemCount}
        label={t("tables.problems_of", { name })}
        mend={(problem) => <RowMender table={table} problem={problem} />}
      />
      <Columns table={table} name={name} />
      <AsReadRows table={table} name={name} />
    </article>
  );
}

/** The columns, those that are a question first; a sheet may have thousands, and each row holds a list of fields. */
function Columns(props: { table: TableView; name: string }) {
  const { columns, id } = props.table;
  const [shown, setShown] = useState(COLUMNS_SHOWN);
  const questions = columns.filter((column) => column.isQuestion);
  const ordered = [...questions, ...columns.filter((column) => !column.isQuestion)];
  const used = columns.filter((column) => column.usage === "used").length;
  const label = t("tables.columns_of", { name: props.name });
  // Folded, its rows are not drawn.
  const [isOpen, setOpen] = useState(questions.length > 0);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t("tables.columns", { n: used, of: String(columns.length) })}
        {questions.length > 0 ? <span class="is-asked"> {t("tables.questions", { n: questions.length })}</span> : null}
      </summary>
      {isOpen ? (
        <ScrollBox label={label}>
          <table class="plain">
            <caption class="only-read">{label}</caption>
            <thead>
              <tr>
                <th scope="col">{t("tables.heading")}</th>
                <th scope="col">{t("tables.read_as")}</th>
                <th scope="col">{t("tables.kind")}</th>
                <th scope="col">{t("tables.reading")}</th>
              </tr>
            </thead>
            <tbody>
              {ordered.slice(0, shown).map((column, i) => (
                <ColumnRow key={i} table={id} column={column} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
      {ordered.length > shown ? (
        <button type="button" class="quiet" onClick={() => setShown(shown + COLUMNS_SHOWN)}>
          {t("range.more", { n: ordered.length - shown })}
        </button>
      ) : null}
    </details>
  );
}

/** How numbers and dates of a column are read; where they can be read two ways, the seller chooses. */
function Reading(props: { table: number; column: ColumnView }) {
  const { column } = props;
  const readings = column.choices.filter(isReading);
  if (readings.length === 0) return column.reading === null ? null : <span>{readingName(column.reading)}</span>;
  // Asked, or read cell by cell: no one reading holds for all.
  const isOpen = column.isQuestion || column.reading === null || !readings.includes(column.reading);
  return (
    <select
      class={column.isQuestion ? "is-asked" : undefined}
      aria-label={t("tables.reading_of", { heading: column.heading })}
      value={isOpen ? "" : (column.reading ?? "")}
      onChange={(event) => void correctMapping(props.table, column.heading, event.currentTarget.value)}
    >
      {isOpen ? <option value="">{t("field_state.choose")}</option> : null}
      {readings.map((reading) => (
        <option key={reading} value={reading}>
          {readingName(reading)}
        </option>
      ))}
    </select>
  );
}

/** A choice that says how numbers are written, not what field they are. */
function isReading(choice: string): boolean {
  return /^([\d.,]+|[A-Z]{3})$/.test(choice) || wordsOf("reading", choice) !== null;
}

function readingName(reading: string): string {
  return wordsOf("reading", reading) ?? reading;
}

/** Name of a file; a paste has a number instead. */
function tableName(name: string): string {
  const paste = pasteNumber(name);
  return paste === null ? name : t("tables.paste", { number: String(paste) });
}

function ColumnRow(props: { table: number; column: ColumnView }) {
  const { column } = props;
  const likely = column.choices.filter((choice) => !isReading(choice));
  // A list of all fields in each of a hundred rows would be most of the page: it is filled when it is gone to.
  const [isFull, setFull] = useState(false);
  const fill = () => setFull(true);
  // Of a column that goes into no figure it stands why.
  const why = wordsOf("usage", column.usage);
  const others = isFull ? OFFERED_FIELDS.filter((field) => !likely.includes(field) && field !== column.field) : [];
  return (
    <tr class={column.usage === "used" ? undefined : "is-second"}>
      <th scope="row">
        <bdi>{column.heading || t("tables.no_heading")}</bdi>
      </th>
      <td>
        <select
          class={column.isQuestion && likely.length > 0 ? "is-asked" : undefined}
          aria-label={t("tables.read_as_of", { heading: column.heading })}
          value={column.field ?? ""}
          onPointerEnter={fill}
          onPointerDown={fill}
          onFocus={fill}
          onChange={(event) => void correctMapping(props.table, column.heading, event.currentTarget.value)}
        >
          <option value="">{t("tables.not_used")}</option>
          {column.field !== null && !likely.includes(column.field) ? (
            <option value={column.field}>{fieldName(column.field)}</option>
          ) : null}
          {likely.length > 0 ? (
            <optgroup label={t("field_state.likely")}>
              {likely.map((field) => (
                <option key={field} value={field}>
                  {fieldName(field)}
                </option>
              ))}
            </optgroup>
          ) : null}
          {isFull ? (
            <optgroup label={t("field_state.others")}>
              {others.map((field) => (
                <option key={field} value={field}>
                  {fieldName(field)}
                </option>
              ))}
            </optgroup>
          ) : null}
        </select>
        {column.isQuestion ? <span class="is-asked"> {t("tables.question")}</span> : null}
        {why === null ? null : <span class="second"> {why}</span>}
      </td>
      <td>
        {column.field === null ? "" : nameOf("kind", column.kind)}
        {column.unit ? <span class="unit"> {unitName(column.unit)}</span> : null}
      </td>
      <td>
        <Reading table={props.table} column={column} />
      </td>
    </tr>
  );
}
