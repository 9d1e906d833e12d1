import { nameOf, t, wordsOf } from "./locale";

/** Families of fields that differ only in their numbers, so that each need not be listed. */
const NUMBERED: readonly { pattern: RegExp; key: Parameters<typeof t>[0] }[] = [
  { pattern: /^age_(\d+)_(\d+)$/, key: "field.numbered.age" },
  { pattern: /^age_(\d+)_plus$/, key: "field.numbered.age_plus" },
  { pattern: /^age_cost_(\d+)_(\d+)$/, key: "field.numbered.age_cost" },
  { pattern: /^ais_qty_(\d+)_(\d+)$/, key: "field.numbered.ais_units" },
  { pattern: /^ais_qty_(\d+)_plus$/, key: "field.numbered.ais_units_plus" },
  { pattern: /^ais_est_(\d+)_(\d+)$/, key: "field.numbered.ais_fee" },
  { pattern: /^ais_est_(\d+)_plus$/, key: "field.numbered.ais_fee_plus" },
  { pattern: /^units_sold_(\d+)$/, key: "field.numbered.sold" },
  { pattern: /^sales_amount_(\d+)$/, key: "field.numbered.sales" },
  { pattern: /^weeks_of_cover_(\d+)$/, key: "field.numbered.cover" },
];

/** A canonical field in words. */
export function fieldName(field: string): string {
  const words = wordsOf("field", field);
  if (words !== null) return words;
  for (const { pattern, key } of NUMBERED) {
    const found = pattern.exec(field);
    if (found) return t(key, { from: found[1] ?? "", to: found[2] ?? "" });
  }
  // A problem may lie with a line of the ledger instead.
  return wordsOf("line", field) ?? nameOf("field", field);
}

/** A field of an offer in words: what a report calls an amount, an offer takes off a unit. */
export function offerFieldName(field: string): string {
  return fieldName(field === "amount" ? "amount_off" : field);
}
