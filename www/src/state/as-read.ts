// What every cell of a table was read as: some rows beside the totals of all, and all rows as a file.

import type { AsRead, ReadTotals, TableView } from "../engine/types";
import { download } from "./actions";
import { theSession } from "./current";
import { plain } from "./file-name";

/** Rows shown at a time. */
export const rowsAtOnce = 5;
/** Rows made into text at a time: some 50,000 cells of the widest report, so that the worker is soon free for others. */
const rowsAsText = 500;

/** Rows of a table from `offset` on; null if it was given up. */
export async function rowsAsRead(table: number, offset: number, signal: AbortSignal): Promise<AsRead | null> {
  try {
    return await theSession().client.request("asRead", { table, offset, count: rowsAtOnce }, { signal });
  } catch (thrown) {
    if (!signal.aborted) theSession().tellFailure(thrown, "refused");
    return null;
  }
}

/** Adds up the rows of a table, slice by slice; null if it was given up. */
export async function totalsAsRead(table: number, signal: AbortSignal): Promise<ReadTotals | null> {
  try {
    for (;;) {
      const totals = await theSession().client.request("readTotals", { table }, { isBackground: true, signal });
      if (signal.aborted) return null;
      if (totals.done >= totals.total) return totals;
    }
  } catch (thrown) {
    if (!signal.aborted) theSession().tellFailure(thrown, "refused");
    return null;
  }
}

/** Saves every row of a table as it was read, those set aside too. */
export async function saveAsRead(table: TableView, name: string): Promise<void> {
  const { client } = theSession();
  try {
    // Excel takes a CSV for UTF-8 only with the mark in front.
    const parts = ["\uFEFF"];
    for (let offset = 0; ; offset += rowsAsText) {
      const { text } = await client.request("asReadCsv", { table: table.id, offset, count: rowsAsText });
      if (text === "") break;
      parts.push(text);
    }
    download(new Blob(parts, { type: "text/csv;charset=utf-8" }), `clearfloor-${plain(name)}-read.csv`);
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
  }
}
