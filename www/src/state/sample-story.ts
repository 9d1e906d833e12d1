// What the sample tells beyond its tables: stock in other places and ways between them, a clearance that was held, and what
// sold week by week, so that what to move, what was learned and what is to be expected stand beside what to clear. All of it
// about the products of the sample, and none of it needed for the first result.

import { batch } from "@preact/signals";
import { saveWorksheet } from "./actions";
import { sheetName } from "./input-log";
import { changeReview, emptyActual, emptyPlan, reviewSheet } from "./review";
import { sampleTexts, sampleWeeks } from "./sample-sales";
import { worksheets } from "./store";
import { changeTransfers, emptyLane, emptyRow, transferSheet } from "./transfers";

/** Puts the sheets of the sample where nothing was entered. */
export function tellStory(): void {
  batch(() => {
    for (const sku of Object.keys(sampleWeeks)) {
      if (worksheets.peek()[sheetName("restock", sku)] === undefined) {
        saveWorksheet("restock", sku, { texts: sampleTexts(sku) });
      }
    }
  });
  if (transferSheet.peek().rows.length === 0) changeTransfers(places);
  if (reviewSheet.peek().plans.length === 0 && reviewSheet.peek().rows.length === 0) changeReview(clearance);
}

/** What is left empty at the home of the tables is taken from them. */
const places = {
  home: "US",
  days: "60",
  rows: [
    { ...emptyRow, sku: "0012345", site: "US" },
    { ...emptyRow, sku: "0012345", site: "DE", units: "12", sold: "1.6", net: "15.80", storage: "0.35" },
    { ...emptyRow, sku: "CAFÉ-MUG-12", site: "US" },
    { ...emptyRow, sku: "CAFÉ-MUG-12", site: "DE", units: "20", sold: "2.5", net: "7.90", storage: "0.14" },
    { ...emptyRow, sku: "1E5", site: "US", sold: "2.2" },
    { ...emptyRow, sku: "1E5", site: "3PL", units: "240", storage: "0.06" },
  ],
  lanes: [
    { ...emptyLane, from: "3PL", to: "US", days: "7", cost: "0.45", fixed: "40" },
    {
      ...emptyLane,
      from: "US",
      to: "DE",
      days: "24",
      cost: "2.10",
      fixed: "120",
      duty: "3.7",
      vat: "19",
      capacity: "300",
    },
  ],
};

/** A clearance of last autumn, two weeks at each price; its fees are those of the tables. */
const clearance = {
  tiedDays: "150",
  plans: [
    { ...emptyPlan, sku: "0012345", units: "60", price: "20.99", net: "9.10", days: "42", stock: "300" },
    { ...emptyPlan, sku: "GIFT-BOW-100", units: "120", price: "10.49", net: "3.40", days: "42", stock: "430" },
  ],
  rows: [
    { ...emptyActual, sku: "0012345", on: "2026-09-07", days: "14", units: "12", price: "23.49" },
    { ...emptyActual, sku: "0012345", on: "2026-09-21", days: "14", units: "19", price: "20.99" },
    { ...emptyActual, sku: "0012345", on: "2026-10-05", days: "14", units: "31", price: "18.49" },
    { ...emptyActual, sku: "GIFT-BOW-100", on: "2026-09-07", days: "14", units: "31", price: "12.49" },
    { ...emptyActual, sku: "GIFT-BOW-100", on: "2026-09-21", days: "14", units: "34", price: "10.49" },
    { ...emptyActual, sku: "GIFT-BOW-100", on: "2026-10-05", days: "14", units: "38", price: "8.99" },
  ],
  slowBefore: "11",
  skusBefore: "12",
  turnoverBefore: "1.1",
};
