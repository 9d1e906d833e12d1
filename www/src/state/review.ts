// The review of a clearance: what stands in its sheet, and how it came out.

import { computed, signal } from "@preact/signals";
import { Superseded, WorkerEnded } from "../engine/failure";
import type { ReviewActual, ReviewAnswer, ReviewEffect, ReviewPlan, ReviewSheet } from "../engine/types";
import { saveWorksheet } from "./actions";
import { editMany } from "./catalogue";
import { textsOf } from "./channels";
import { theSession } from "./current";
import { healthSheets, ownTextsOf, typeOwn } from "./health";
import { sheetName } from "./input-log";
import { likeSheet, pastedRow } from "./sheet-shape";
import { worksheets } from "./store";

/** Name of the view and of its worksheet. */
const name = "review";

export const emptyPlan: ReviewPlan = {
  sku: "",
  channel: "",
  units: "",
  list: "",
  price: "",
  net: "",
  days: "",
  stock: "",
  cost: "",
  pace: "",
  supplier: "",
};

export const emptyActual: ReviewActual = { sku: "", channel: "", on: "", days: "", units: "", price: "", fees: "" };

export const emptyEffect: ReviewEffect = { name: "", before: "", after: "" };

const emptySheet: ReviewSheet = {
  start: "",
  tiedDays: "",
  annual: "",
  plans: [],
  rows: [],
  slowBefore: "",
  slowAfter: "",
  skusBefore: "",
  skusAfter: "",
  turnoverBefore: "",
  turnoverAfter: "",
  effects: [],
};

const lines = { plans: emptyPlan, rows: emptyActual, effects: emptyEffect };

/** The sheet as typed. */
export const reviewSheet = computed<ReviewSheet>(() =>
  likeSheet(emptySheet, lines, worksheets.value[sheetName(name, null)]),
);

/** How it came out; that of the sheet before until the new one is there. */
export const review = signal<ReviewAnswer | null>(null);

/** What was taken from the last paste or offer. */
export const taken = signal<{ readonly count: number; readonly leftOut: readonly string[] } | null>(null);

/** SKU of the product whose price reaction was taken over last, and of those put into the calendar. */
export const takenOver = signal<string | null>(null);
export const inCalendar = signal<number | null>(null);

/** Changes the sheet. Texts typed into one `field` join to one step. */
export function changeReview(change: Partial<ReviewSheet>, field: string | null = null): void {
  saveWorksheet(name, null, { ...reviewSheet.value, ...change }, field);
}

/** Changes a row of one of the lists; a row that is not there yet is added. */
export function changeLine(list: "plans" | "rows" | "effects", at: number, change: object, field: string): void {
  const next: object[] = [...reviewSheet.value[list]];
  while (next.length <= at) next.push(lines[list]);
  next[at] = { ...lines[list], ...next[at], ...change };
  changeReview({ [list]: next }, field);
}

export function removeLine(list: "plans" | "rows" | "effects", at: number): void {
  changeReview({ [list]: (reviewSheet.value[list] as readonly object[]).filter((_, place) => place !== at) });
}

/** Asks how it came out. */
export async function lookAtReview(): Promise<void> {
  const session = theSession();
  try {
    const ask = { sheet: reviewSheet.value, health: healthSheets.value };
    review.value = await session.client.inSlices("review", ask, { lane: "review" });
  } catch (thrown) {
    if (thrown instanceof Superseded || thrown instanceof WorkerEnded) return;
    session.tellFailure(thrown, "refused");
  }
}

/** Takes rows copied from a spreadsheet, from a row on. */
export async function pasteReview(list: "plans" | "rows", text: string, from: number): Promise<void> {
  const session = theSession();
  try {
    const pasted = await session.client.request("pasteReview", { table: list, text });
    if (pasted.rows.length === 0) return;
    const next: object[] = [...reviewSheet.value[list]];
    while (next.length < from) next.push(lines[list]);
    next.splice(from, pasted.rows.length, ...pasted.rows.map((row) => ({ ...lines[list], ...pastedRow(row) })));
    changeReview({ [list]: next });
    taken.value = { count: pasted.rows.length, leftOut: pasted.leftOut };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** Keeps the plans of products as they stand now: of those sold, else of those planned or to act on. */
export async function keepPlans(): Promise<void> {
  const session = theSession();
  try {
    const plans = Object.entries(worksheets.value).flatMap(([named, kept]) => {
      const [view, key] = JSON.parse(named) as [string, string | null];
      if (view !== "plan" || key === null) return [];
      return [{ key, texts: Object.entries(textsOf(kept)).map(([field, text]) => ({ field, text })) }];
    });
    const rows = await session.client.request("offerPlans", { sheet: reviewSheet.value, plans });
    if (rows.length > 0) changeReview({ plans: [...reviewSheet.value.plans, ...rows] });
    taken.value = { count: rows.length, leftOut: [] };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** Writes what was learned about the price reaction into the product: one step, taken back by undo. */
export async function takeOverReaction(key: string, text: string, sku: string): Promise<void> {
  if ((await editMany([key], "elasticity", text)) === null) takenOver.value = sku;
}

/** Writes the first day of the clearance into the products it names, so that the calendar shows when to look again. */
export function putIntoCalendar(): void {
  const answer = review.value;
  if (!answer?.start) return;
  const { start } = answer;
  const keys = [...new Set(answer.learned.flatMap(({ key }) => (key === null ? [] : [key])))];
  for (const key of keys) {
    if (ownTextsOf(key)["review_from"] !== start) typeOwn(key, "review_from", start);
  }
  inCalendar.value = keys.length;
}

/** An example in the place of an empty sheet. */
export function fillInExample(): void {
  const plan = (sku: string, channel: string, figures: Partial<ReviewPlan>) => ({
    ...emptyPlan,
    sku,
    channel,
    ...figures,
  });
  const row = (sku: string, channel: string, on: string, units: string, price: string, fees: string) => ({
    ...emptyActual,
    sku,
    channel,
    on,
    units,
    price,
    fees,
  });
  const lamp = { list: "29.99", cost: "9.40", pace: "1.5", supplier: "Ningbo Light" };
  changeReview({
    tiedDays: "180",
    plans: [
      plan("LAMP-20", "Amazon", { ...lamp, units: "200", price: "21.50", net: "9.10", days: "42", stock: "220" }),
      plan("LAMP-20", "eBay", { ...lamp, units: "40", price: "20.00", net: "10.40", days: "42", stock: "60" }),
      plan("MUG-06", "", {
        units: "300",
        list: "14.99",
        price: "9.99",
        net: "3.10",
        days: "35",
        stock: "320",
        cost: "2.60",
        pace: "4",
        supplier: "Dehua Clay",
      }),
    ],
    rows: [
      row("LAMP-20", "Amazon", "2026-09-01", "38", "23.99", "470"),
      row("LAMP-20", "Amazon", "2026-09-15", "61", "21.49", "730"),
      row("LAMP-20", "Amazon", "2026-09-29", "88", "18.99", "980"),
      { ...row("LAMP-20", "eBay", "2026-09-01", "22", "21.00", "200"), days: "42" },
      row("MUG-06", "Amazon", "2026-09-01", "140", "10.99", "1010"),
      row("MUG-06", "Amazon", "2026-09-15", "165", "8.99", "1090"),
      row("MUG-06", "Amazon", "2026-09-29", "-6", "8.99", "12"),
    ],
    slowBefore: "14",
    skusBefore: "40",
    slowAfter: "6",
    skusAfter: "38",
    turnoverBefore: "3.1",
    turnoverAfter: "4.4",
    effects: [],
  });
}
