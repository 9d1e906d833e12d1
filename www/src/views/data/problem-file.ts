import type { TableView } from "../../engine/types";
import { t } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { severityName } from "../../parts/problem-list";
import { download } from "../../state/actions";
import { lineTexts } from "../../state/set-aside";

/** Saves everything there is to know about the tables as one list: where it stands, what it is, what the line says. */
export async function downloadProblems(tables: readonly TableView[]): Promise<void> {
  const heads = [
    t("mend.column_file"),
    t("mend.column_line"),
    t("mend.column_column"),
    t("mend.column_heading"),
    t("column.sku"),
    t("mend.column_state"),
    t("mend.column_what"),
    t("mend.column_text"),
  ];
  const rows: string[][] = [];
  for (const table of tables) {
    const lines = await lineTexts(
      table,
      table.problems.flatMap(({ line }) => line ?? []),
    );
    for (const problem of table.problems) {
      rows.push([
        problem.file ?? table.name,
        problem.line === null ? "" : String(problem.line),
        problem.column === null ? "" : String(problem.column),
        problem.heading ?? "",
        problem.sku ?? "",
        severityName(problem.severity),
        problemText(problem),
        problem.line === null ? "" : (lines.get(problem.line) ?? ""),
      ]);
    }
    rows.push(...notListed(table));
  }
  const text = [heads, ...rows].map((cells) => cells.map(cellText).join(",")).join("\r\n");
  // Excel takes a CSV for UTF-8 only with the mark in front.
  download(new Blob(["\uFEFF", text, "\r\n"], { type: "text/csv;charset=utf-8" }), "clearfloor-rows.csv");
}

/** What the list does not hold: of a code the first 200 have their places, all are counted. */
function notListed({ name, problems, problemCount }: TableView): string[][] {
  const more = problemCount - problems.length;
  if (more <= 0) return [];
  return [[name, "", "", "", "", "", `${t("as_read.listed", { n: more })} ${t("as_read.listed_where")}`, ""]];
}

/** A cell in quotes where it must be; what a spreadsheet would take for a formula is text. */
function cellText(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
