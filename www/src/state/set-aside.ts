// Rows that could not be used, or not wholly: mended in the seller's own text, in place.

import type { Problem, TableView } from "../engine/types";
import { theSession } from "./current";
import { findLines, type Line, withLine } from "./table-text";

const separators: Readonly<Record<string, string>> = { tab: "\t", comma: ",", semicolon: ";", pipe: "|" };

/** What stands in lines of a table, by their number from 1; one that is not there is missing. */
export async function lineTexts(table: TableView, lines: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const text = theSession().log.table(table.id)?.text;
  const found = text === undefined ? new Map<number, Line>() : await findLines(text, lines);
  return new Map([...found].map(([number, { text }]) => [number, text.replace(/\r$/, "")]));
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
export async function mendCell(table: TableView, line: number, place: number, text: string): Promise<void> {
  const separator = separators[table.separator] ?? "\t";
  const cells = (await lineTexts(table, [line])).get(line)?.split(separator);
  if (cells === undefined) return;
  // What parts cells and lines cannot stand in one.
  cells[place] = text.replace(/[\r\n]/g, " ").replaceAll(separator, " ");
  await mendLine(table, line, cells.join(separator));
}

/** Puts another line in the place of one; an empty one leaves the row out. */
export async function mendLine(table: TableView, line: number, text: string): Promise<void> {
  const session = theSession();
  const entry = session.log.table(table.id);
  if (entry === undefined) return;
  const old = (await findLines(entry.text, [line])).get(line);
  // Meanwhile it may have been mended elsewhere, or taken out.
  if (old === undefined || session.log.table(table.id) !== entry) return;
  const mended = withLine(entry.text, old, `${text.replace(/[\r\n]+/g, " ")}${old.text.endsWith("\r") ? "\r" : ""}`);
  const name = entry.input.name;
  session.isAsked();
  session.record({ what: "row", name, count: 1 }, () => session.log.amend(table.id, mended));
  session.closeStep();
  // The table keeps its place among the others, so the book is filled anew.
  session.client.replace();
}
