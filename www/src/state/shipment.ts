// A shipment: what stands in its sheet, what it comes to, and how that becomes the products' landed cost.

import { computed, signal } from "@preact/signals";
import { Superseded, WorkerEnded } from "../engine/failure";
import type { ShipmentAnswer, ShipmentBill, ShipmentFreight, ShipmentRow, ShipmentSheet } from "../engine/types";
import { saveWorksheet } from "./actions";
import { editMany } from "./catalogue";
import { theSession } from "./current";
import { sheetName } from "./input-log";
import { likeSheet } from "./sheet-shape";
import { worksheets } from "./store";

/** Name of the view and of its worksheet. */
const name = "landed";

export const emptyRow: ShipmentRow = {
  sku: "",
  units: "",
  price: "",
  weight: "",
  size: "",
  perCarton: "",
  duty: "",
  listed: "",
};

export const emptyBill: ShipmentBill = { id: "", name: "", per: "", amount: "", currency: "", basis: "", counts: "" };

const emptyFreight: ShipmentFreight = {
  mode: "",
  per: "",
  rate: "",
  currency: "",
  minimum: "",
  divisor: "",
  days: "",
};

/** What stands there before anything is typed: the lines that nearly every bill has. */
const emptySheet: ShipmentSheet = {
  market: "US",
  origin: "CN",
  entryOn: "",
  currency: "CNY",
  rates: [],
  weightUnit: "kg",
  lengthUnit: "cm",
  rows: [],
  duty: "",
  listed: "",
  metals: "",
  section232: "",
  dutyBase: "",
  isDutyIncluded: false,
  isInformal: false,
  taxRate: "",
  isTaxCost: false,
  mode: "ocean",
  freights: [],
  freightBasis: "",
  bill: ["insurance", "import_clearance", "delivery"].map((id) => ({ ...emptyBill, id })),
};

/** The sheet as typed; parts that an older page did not know, or that are none, are empty. */
export const sheet = computed<ShipmentSheet>(() =>
  likeSheet(emptySheet, lines, worksheets.value[sheetName(name, null)]),
);

/** What a line of each list must look like. */
const lines: Readonly<Record<string, object>> = {
  rates: { currency: "", text: "" },
  rows: emptyRow,
  freights: emptyFreight,
  bill: emptyBill,
};

/** What it comes to; that of the sheet before until the new one is there. */
export const shipment = signal<ShipmentAnswer | null>(null);

/** Rows taken from the last paste, and headings of which nothing was taken. */
export const pasted = signal<{ readonly count: number; readonly leftOut: readonly string[] } | null>(null);

/** SKUs of the products that the last taking over changed. */
export const takenOver = signal<readonly string[] | null>(null);

/** Changes the sheet. Texts typed into one `field` join to one step. */
export function changeSheet(change: Partial<ShipmentSheet>, field: string | null = null): void {
  takenOver.value = null;
  saveWorksheet(name, null, { ...sheet.value, ...change }, field);
}

export function changeRow(place: number, change: Partial<ShipmentRow>, field: string | null = null): void {
  const rows = [...sheet.value.rows];
  while (rows.length <= place) rows.push(emptyRow);
  rows[place] = { ...emptyRow, ...rows[place], ...change };
  changeSheet({ rows }, field);
}

export function changeFreight(mode: string, change: Partial<ShipmentFreight>, field: string | null = null): void {
  const others = sheet.value.freights.filter((freight) => freight.mode !== mode);
  changeSheet({ freights: [...others, { ...freightOf(mode), ...change }] }, field);
}

export function freightOf(mode: string): ShipmentFreight {
  return { ...emptyFreight, ...sheet.value.freights.find((freight) => freight.mode === mode), mode };
}

export function changeBill(place: number, change: Partial<ShipmentBill>, field: string | null = null): void {
  changeSheet(
    { bill: sheet.value.bill.map((line, at) => (at === place ? { ...emptyBill, ...line, ...change } : line)) },
    field,
  );
}

export function changeRate(currency: string, text: string): void {
  const others = sheet.value.rates.filter((rate) => rate.currency !== currency);
  changeSheet({ rates: [...others, { currency, text }] }, `rates.${currency}`);
}

/** Asks what the sheet comes to. */
export async function lookAtShipment(): Promise<void> {
  const session = theSession();
  try {
    shipment.value = await session.client.request("shipment", { sheet: sheet.value }, { lane: "shipment" });
  } catch (thrown) {
    if (thrown instanceof Superseded || thrown instanceof WorkerEnded) return;
    session.tellFailure(thrown, "refused");
  }
}

/** Takes rows copied from a spreadsheet into the sheet, from a row on. */
export async function pasteRows(text: string, from: number): Promise<void> {
  const session = theSession();
  try {
    const taken = await session.client.request("pasteShipment", { text });
    if (taken.rows.length === 0) return;
    const rows = [...sheet.value.rows];
    while (rows.length < from) rows.push(emptyRow);
    rows.splice(from, taken.rows.length, ...taken.rows.map((row) => ({ ...emptyRow, ...row })));
    const units = {
      ...(taken.weightUnit === "" ? {} : { weightUnit: taken.weightUnit }),
      ...(taken.lengthUnit === "" ? {} : { lengthUnit: taken.lengthUnit }),
    };
    changeSheet({ rows, ...units });
    pasted.value = { count: taken.rows.length, leftOut: taken.leftOut };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** Writes the cost of each product that the catalogue has into its field: one step, taken back by undo. */
export async function takeOver(): Promise<void> {
  const costs = (shipment.value?.lines ?? []).flatMap(({ key, unit, sku }) =>
    key === null || unit === null ? [] : [{ key, unit, sku }],
  );
  if (costs.length === 0) return;
  const changed: string[] = [];
  await theSession().asOneStep({ what: "bulk", name: "cost_landed", count: costs.length }, async () => {
    for (const { key, unit, sku } of costs) {
      if ((await editMany([key], "cost_landed", unit)) === null) changed.push(sku);
    }
  });
  takenOver.value = changed;
}
