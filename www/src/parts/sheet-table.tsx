import type { ShipmentSaid } from "../engine/types";
import { t } from "../i18n/locale";
import { type Column, RowTable } from "./row-table";
import { SheetCell } from "./sheet-cell";

/** A column of a table that is filled in like a spreadsheet. */
export interface SheetColumn {
  readonly id: string;
  readonly words: string;
  readonly isText?: boolean;
  /** Id of a list of texts that are likely. */
  readonly likely?: string;
}

/** A table that is filled in like a spreadsheet; one row is always free for what comes next. */
export function SheetTable(props: {
  /** What its rows are called in places of the answer. */
  name: string;
  words: string;
  columns: readonly SheetColumn[];
  rows: readonly Readonly<Record<string, string>>[];
  said: readonly ShipmentSaid[];
  /** What stands for a text that is not typed. */
  standing?: (row: number, column: string) => string | undefined;
  onType: (row: number, column: string, text: string, place: string) => void;
  /** Several rows were pasted at a row. */
  onPaste: (text: string, row: number) => void;
  onRemove: (row: number) => void;
}) {
  const { name, columns, rows } = props;
  const shown = [...rows, ...Array.from({ length: Math.max(1, 2 - rows.length) }, () => ({}))] as typeof rows;
  return (
    <RowTable
      caption={props.words}
      kind="filled-in"
      rows={shown}
      // A row is its place: rows have no other identity, and the focus stays in the place typed into.
      keyOf={(_, at) => String(at)}
      columns={[
        ...columns.map(
          (column): Column<Readonly<Record<string, string>>> => ({
            id: column.id,
            words: column.words,
            isTyped: true,
            cell: (row, at) => {
              const place = `${name}.${at}.${column.id}`;
              return (
                <SheetCell
                  place={place}
                  label={t("landed.cell", { column: column.words, row: at + 1 })}
                  text={row[column.id] ?? ""}
                  said={props.said}
                  isNumber={!column.isText}
                  placeholder={props.standing?.(at, column.id) ?? ""}
                  likely={column.likely}
                  onType={(text) => props.onType(at, column.id, text, place)}
                  onPaste={(event) => takePaste(event, (text) => props.onPaste(text, at))}
                />
              );
            },
          }),
        ),
        {
          id: "remove",
          words: t("landed.remove"),
          isNameless: true,
          cell: (_, at) =>
            at < rows.length ? (
              <button
                type="button"
                class="quiet"
                aria-label={t("landed.remove_row", { row: at + 1 })}
                onClick={() => props.onRemove(at)}
              >
                <span aria-hidden="true">×</span>
              </button>
            ) : null,
        },
      ]}
    />
  );
}

/** Several cells are rows of a spreadsheet. */
function takePaste(event: ClipboardEvent, take: (text: string) => void) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (!text.includes("\t") && lines.length < 2) return;
  event.preventDefault();
  take(text);
}
