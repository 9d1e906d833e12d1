// A table's file read once more in another way: in another encoding, or with something else between its cells.

import type { FileEncoding } from "../engine/protocol";
import type { TableView } from "../engine/types";
import { theSession } from "./current";
import { asDropped } from "./input-log";
import { givenBy, readAll } from "./read-files";
import * as store from "./store";

/** How a table that came as a file was read; null of a paste and of a sheet of a workbook, whose cells are text already. */
export function encodingOf(table: TableView): { readonly encoding: FileEncoding | null } | null {
  // It may change, by a step taken back, while all that is told of the table stays the same.
  void store.undoable.value;
  const entry = theSession().log.table(table.id);
  if (entry === undefined || entry.input.isClipboard || table.separator === "cells") return null;
  return { encoding: entry.encoding ?? null };
}

/**
 * Reads the file of a table in another encoding. After a reload the page no longer has it: `file` is what the seller
 * has chosen once more. False = it is to be chosen; nothing has changed.
 */
export async function readIn(table: TableView, encoding: string, file: File | null = null): Promise<boolean> {
  const session = theSession();
  const entry = session.log.table(table.id);
  if (entry === undefined) return true;
  const { input, text } = entry;
  if (file !== null && file.name !== input.name) {
    session.tell("other_file", "error", { file: input.name, chosen: file.name });
    return false;
  }
  const dropped = entry[asDropped];
  const given = file ?? dropped?.file;
  if (given === undefined) return false;
  const isMended = file === null && dropped?.text !== text;
  const source = {
    ...{ name: input.name, isClipboard: false, file: given, again: { input, encoding } },
    read: () => givenBy(given),
  };
  const taken = await readAll([source]);
  session.closeStep();
  if (taken > 0 && isMended) session.tell("mended_read_anew", "note", { file: input.name });
  return taken > 0;
}

/** Reads the text of a table with another sign between its cells. */
export function separateBy(table: TableView, separator: string): void {
  const session = theSession();
  const name = session.log.table(table.id)?.input.name ?? "";
  session.isAsked();
  session.record({ what: "reading", name, count: 1 }, () => session.log.separate(table.id, separator));
  session.closeStep();
  // The table keeps its place among the others, so the book is filled anew.
  session.client.replace();
}
