// Rows that could not be used, or not wholly: mended in the seller's own text, in place.

import type { Problem, TableView } from "../engine/types";
import { theSession } from "./current";

const separators: Readonly<Record<string, string>> = { tab: "\t", comma: ",", semicolon: ";", pipe: "|" };

/** Lines of a text and what parts them; an old Macintosh parts them by returns alone. */
function linesOf(text: string): { readonly lines: string[]; readonly end: string } {
  const end = text.includes("\n") ? "\n" : "\r";
  return { lines: text.split(end), end };
}

/** What stands in a line of a table, from 1; null if there is no such line. */
export function lineText(table: TableView, line: number): string | null {
  const text = theSession().log.table(table.id)?.text;
  return text === undefined ? null : (linesOf(text).lines[line - 1]?.replace(/\r$/, "") ?? null);
}

/** A cell that can be changed alone: its column, and what stands in it. */
export interface Cell {
  readonly place: number;
  readonly text: string;
}

/** The cell a problem speaks of; null if it speaks of the row, or the line is quoted, so that cells are not told apart. */
export function cellOf(table: TableView, problem: Problem, line: string): Cell | null {
  const separator = separators[table.separator];
  const { field } = problem;
  const byField = field === null ? -1 : table.columns.findIndex((column) => column.field === field);
  const place = problem.column === null ? byField : problem.column - 1;
  if (separator === undefined || place < 0 || line.includes('"')) return null;
  const text = line.split(separator)[place];
  return text === undefined ? null : { place, text };
}

/** Puts another text into a cell. */
export function mendCell(table: TableView, line: number, place: number, text: string): void {
  const separator = separators[table.separator] ?? "\t";
  const cells = lineText(table, line)?.split(separator);
  if (cells === undefined) return;
  // What parts cells and lines cannot stand in one.
  cells[place] = text.replace(/[\r\n]/g, " ").replaceAll(separator, " ");
  mendLine(table, line, cells.join(separator));
}

/** Puts another line in the place of one; an empty one leaves the row out. */
export function mendLine(table: TableView, line: number, text: string): void {
  const session = theSession();
  const entry = session.log.table(table.id);
  if (entry === undefined) return;
  const { lines, end } = linesOf(entry.text);
  const old = lines[line - 1];
  if (old === undefined) return;
  lines[line - 1] = `${text.replace(/[\r\n]+/g, " ")}${old.endsWith("\r") ? "\r" : ""}`;
  const name = entry.input.name;
  session.isAsked();
  session.record({ what: "row", name, count: 1 }, () => session.log.amend(table.id, lines.join(end)));
  session.closeStep();
  // The table keeps its place among the others, so the book is filled anew.
  session.client.replace();
}
