// Transfers: what stands in their sheet, and what to move by it.

import { computed, signal } from "@preact/signals";
import { Superseded, WorkerEnded } from "../engine/failure";
import type { Draft, TransferAnswer, TransferLane, TransferRow, TransferSheet } from "../engine/types";
import { saveWorksheet } from "./actions";
import { theSession } from "./current";
import { sheetName } from "./input-log";
import { likeSheet, pastedRow } from "./sheet-shape";
import { worksheets } from "./store";

/** Name of the view and of its worksheet. */
const name = "transfers";

export const emptyRow: TransferRow = {
  sku: "",
  site: "",
  units: "",
  inbound: "",
  sold: "",
  target: "",
  keep: "",
  storage: "",
  net: "",
  worth: "",
  value: "",
  carton: "",
};

export const emptyLane: TransferLane = {
  from: "",
  to: "",
  days: "",
  cost: "",
  fixed: "",
  duty: "",
  vat: "",
  capacity: "",
};

const emptySheet: TransferSheet = {
  days: "",
  home: "",
  rows: [],
  lanes: [],
  isVatBack: false,
  delay: "",
  factor: "",
  factorSite: "",
};

/** The sheet as typed. */
export const transferSheet = computed<TransferSheet>(() =>
  likeSheet(emptySheet, { rows: emptyRow, lanes: emptyLane }, worksheets.value[sheetName(name, null)]),
);

/** What to move; that of the sheet before until the new one is there. */
export const transfers = signal<TransferAnswer | null>(null);

/** What was taken from the last paste or offer. */
export const taken = signal<{ readonly count: number; readonly leftOut: readonly string[] } | null>(null);

/** Changes the sheet. Texts typed into one `field` join to one step. */
export function changeTransfers(change: Partial<TransferSheet>, field: string | null = null): void {
  saveWorksheet(name, null, { ...transferSheet.value, ...change }, field);
}

export function changeSite(at: number, change: Partial<TransferRow>, field: string): void {
  changeTransfers({ rows: changed(transferSheet.value.rows, emptyRow, at, change) }, field);
}

export function changeLane(at: number, change: Partial<TransferLane>, field: string): void {
  changeTransfers({ lanes: changed(transferSheet.value.lanes, emptyLane, at, change) }, field);
}

function changed<T>(rows: readonly T[], empty: T, at: number, change: Partial<T>): T[] {
  const next = [...rows];
  while (next.length <= at) next.push(empty);
  next[at] = { ...empty, ...next[at], ...change };
  return next;
}

/** Asks what to move. */
export async function lookAtTransfers(): Promise<void> {
  const session = theSession();
  try {
    const ask = { sheet: transferSheet.value };
    transfers.value = await session.client.request("transfers", ask, { lane: "transfers" });
  } catch (thrown) {
    if (thrown instanceof Superseded || thrown instanceof WorkerEnded) return;
    session.tellFailure(thrown, "refused");
  }
}

/** The moves of one way as a file. */
export function draftOfWay(
  from: string,
  to: string,
  form: "list" | "upload",
  names: readonly string[],
): Promise<Draft> {
  return theSession().client.request("transferDraft", { sheet: transferSheet.peek(), from, to, form, names });
}

/** Takes rows copied from a spreadsheet into one of the two tables, from a row on. */
export async function pasteTransfers(table: "sites" | "lanes", text: string, from: number): Promise<void> {
  const session = theSession();
  try {
    const pasted = await session.client.request("pasteTransfers", { table, text });
    const rows = pasted.rows.map(pastedRow);
    if (rows.length === 0) return;
    if (table === "sites") changeTransfers({ rows: spliced(transferSheet.value.rows, emptyRow, from, rows) });
    else changeTransfers({ lanes: spliced(transferSheet.value.lanes, emptyLane, from, rows) });
    taken.value = { count: pasted.rows.length, leftOut: pasted.leftOut };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

function spliced<T>(rows: readonly T[], empty: T, from: number, added: readonly object[]): T[] {
  const next = [...rows];
  while (next.length < from) next.push(empty);
  next.splice(from, added.length, ...added.map((row) => ({ ...empty, ...row })));
  return next;
}

/** Adds the rows that the products' own tables know: of the SKUs named, else of what lasts longest. */
export async function takeFromList(): Promise<void> {
  const session = theSession();
  try {
    const rows = await session.client.request("offerSites", { sheet: transferSheet.value });
    if (rows.length > 0) changeTransfers({ rows: [...transferSheet.value.rows, ...rows] });
    taken.value = { count: rows.length, leftOut: [] };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** An example in the place of an empty sheet: two products, three sites, three ways. */
export function fillInExample(): void {
  const row = (sku: string, site: string, figures: Partial<TransferRow>) => ({ ...emptyRow, sku, site, ...figures });
  const lane = (from: string, to: string, figures: Partial<TransferLane>) => ({ ...emptyLane, from, to, ...figures });
  changeTransfers({
    days: "60",
    rows: [
      row("LAMP-20", "US", { units: "900", sold: "3", storage: "0.42", net: "6.10", worth: "1.50", value: "7.20" }),
      row("LAMP-20", "DE", { units: "40", sold: "5.5", inbound: "60", storage: "0.55", net: "9.80", value: "7.20" }),
      row("LAMP-20", "3PL", { units: "320", storage: "0.18", value: "7.20" }),
      row("MUG-06", "US", { units: "60", sold: "4", storage: "0.12", net: "3.90", value: "2.10" }),
      row("MUG-06", "DE", { units: "700", sold: "1.5", storage: "0.16", net: "3.20", worth: "0.60", value: "2.10" }),
    ],
    lanes: [
      lane("3PL", "US", { days: "7", cost: "0.85", fixed: "60" }),
      lane("US", "DE", { days: "28", cost: "2.10", fixed: "180", duty: "3.7", vat: "19", capacity: "400" }),
      lane("DE", "US", { days: "28", cost: "1.20", fixed: "180", duty: "6" }),
    ],
  });
}
