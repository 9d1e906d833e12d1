// What the products of the sample sold, week by week: made up, in keeping with the units shipped of its inventory report. A level,
// a decline, a season of the year and of the holidays, growth with a season, a stock-out, and one that sells no more.

/** The last day of the last week; two years and eight weeks end with it. */
const lastDay = "2026-11-15";

/** Units of each week, oldest first. */
export const sampleWeeks: Readonly<Record<string, string>> = {
  "0012345":
    "24 15 12 20 15 15 11 15 16 17 9 10 14 8 17 12 19 13 14 13 10 14 12 11 11 7 16 12 13 9 12 10 13 7 9 9 11 9 11 9 5 12 12 10 6 10 11 8 13 6 11 11 9 7 5 6 9 6 7 11 8 7 5 8 4 6 7 7 7 3 12 5 5 11 5 7 5 12 11 6 2 4 8 6 6 5 10 8 8 6 10 6 7 9 4 6 2 7 2 7 1 4 3 6 2 6 6 3 2 3 6 3",
  "1E5":
    "4 5 8 4 9 11 2 9 11 10 8 12 13 8 5 8 7 13 9 8 5 6 11 4 7 11 7 9 10 5 7 6 5 5 4 11 10 15 11 7 11 13 6 5 8 9 12 4 11 19 7 8 11 7 5 14 9 8 4 10 10 10 12 5 7 7 7 8 4 6 5 14 6 9 11 7 13 10 8 5 9 5 11 10 6 15 6 5 7 4 8 8 4 6 13 11 11 12 12 4 6 11 15 7 13 6 6 12 11 12 6 9",
  "OOS-MAT-01":
    "5 4 2 6 3 12 7 13 5 3 10 11 8 4 15 10 7 1 7 7 6 4 6 5 8 7 9 5 7 7 8 9 9 3 6 8 11 5 5 6 8 8 5 3 4 10 7 14 8 8 11 10 14 8 7 4 8 5 9 7 6 4 4 6 9 4 7 7 8 10 8 7 9 15 5 10 8 9 5 7 7 9 9 13 8 10 5 9 9 5 4 9 9 11 9 7 8 12 13 8 9 8 6 9 7 9 10 10 5 7 9 0",
  "CAFÉ-MUG-12":
    "12 16 11 20 13 15 23 27 38 16 26 30 30 29 30 24 26 21 19 18 21 20 13 16 12 15 13 13 14 12 15 26 18 20 15 24 19 22 22 18 13 14 14 18 13 16 12 17 19 8 14 20 19 18 25 19 21 22 27 30 26 52 32 41 37 40 30 23 28 20 26 22 33 21 31 20 24 27 25 22 21 28 25 23 20 22 23 24 20 24 23 23 26 19 24 25 23 21 18 22 25 32 22 31 21 20 36 37 30 39 31 31",
  "BIG-BASKET-3":
    "1 3 3 3 3 5 2 1 2 4 4 5 5 3 2 2 5 3 4 4 3 4 4 0 4 5 0 3 3 3 1 1 3 1 0 0 0 0 1 1 2 1 0 1 1 0 1 1 1 1 1 1 1 0 0 0 0 1 1 0 0 1 1 1 0 0 0 0 1 0 0 0 1 0 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
  "AB 12-xy":
    "8 2 3 2 6 7 10 1 4 9 7 4 6 5 3 4 13 4 6 7 4 7 10 8 3 7 6 8 2 10 6 11 3 12 7 5 3 5 8 4 9 2 6 8 2 10 4 7 6 6 7 2 7 4 3 5 5 3 5 4 9 1 5 4 8 3 4 3 5 4 6 5 7 2 3 7 3 4 6 9 11 3 5 4 8 4 4 5 5 2 9 3 8 7 8 5 4 7 3 3 7 3 6 6 3 5 6 8 6 6 5 6",
  "000-777":
    "0 0 2 0 0 0 0 0 0 1 0 0 1 0 0 0 0 0 0 1 0 0 0 0 2 1 1 2 6 6 4 6 16 7 11 14 10 7 6 11 7 2 4 1 2 0 4 0 2 0 0 0 2 0 2 0 1 0 0 0 0 0 0 0 1 1 0 0 0 1 0 0 0 2 0 0 2 0 1 1 7 6 9 5 6 11 7 13 8 8 6 10 6 6 3 4 0 0 2 5 4 1 2 1 1 3 1 0 0 1 0 0",
  "GIFT-BOW-100":
    "0 0 0 0 1 1 8 17 29 48 57 55 43 39 29 8 1 2 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 3 4 21 29 47 54 44 42 29 16 5 4 2 1 0 0 0 0 0 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2 0 0 0 3 0 3 13 12",
  "TEA-TIN-GRN":
    "6 8 8 3 3 9 5 1 10 5 4 6 4 12 4 9 5 5 4 5 5 7 1 7 4 3 8 4 2 6 8 6 3 4 6 8 4 5 5 7 5 8 4 6 7 3 6 3 6 3 3 2 4 8 3 9 4 5 3 7 4 7 6 7 4 7 4 4 9 3 4 4 7 1 5 4 7 6 15 6 4 3 10 6 5 4 8 9 2 6 12 4 8 1 5 5 4 3 11 2 4 5 6 8 4 6 7 5 4 7 3 5",
  "YOGA-STRAP-2":
    "2 3 5 0 3 1 3 1 4 0 0 1 3 4 4 5 7 5 5 4 2 3 0 0 3 1 1 1 1 2 2 3 1 3 4 1 3 2 1 4 2 4 2 2 0 2 0 3 2 4 3 3 0 2 0 1 3 4 2 3 1 1 2 2 6 1 4 4 3 4 3 2 2 4 2 2 3 3 2 4 1 1 0 4 2 0 2 3 1 2 1 2 1 2 6 2 2 1 2 0 3 5 1 1 2 2 2 2 2 2 2 2",
};

/** Days on which nothing was there. */
const outOfStock: Readonly<Record<string, string>> = { "OOS-MAT-01": "2026-11-07 2026-11-20" };

/** Days from an order to the shelf, where the seller knows them. */
const leadDays: Readonly<Record<string, string>> = {
  "OOS-MAT-01": "25",
  "1E5": "30",
  "CAFÉ-MUG-12": "35",
  "TEA-TIN-GRN": "40",
};

/** The worksheet of buying again of a product: its weeks as they would be pasted, a line a week. */
export function sampleTexts(sku: string): Readonly<Record<string, string>> {
  const weeks = (sampleWeeks[sku] ?? "").split(" ");
  const last = Date.parse(lastDay);
  const day = (place: number) =>
    new Date(last - 7 * 86_400_000 * (weeks.length - 1 - place)).toISOString().slice(0, "2026-11-15".length);
  const sales = weeks.map((units, place) => `${day(place)} ${units}`).join("\n");
  const texts: Record<string, string> = { sales };
  const [days, lead] = [outOfStock[sku], leadDays[sku]];
  if (days !== undefined) texts["out_of_stock"] = days;
  if (lead !== undefined) texts["lead_days"] = lead;
  return texts;
}
