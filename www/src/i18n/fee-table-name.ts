import { nameOf, t, wordsOf } from "./locale";

/** A table by its name: `fulfilment_2026_peak` is the fulfilment fee of 2026, peak season. */
export function feeTableName(table: string): string {
  const found = /^([a-z_]+?)(?:_(\d{4})(?:_\d{2}){0,2})?(_peak)?$/.exec(table);
  const fee = found?.[1] === undefined ? null : wordsOf("fee", found[1]);
  if (!found || fee === null) return nameOf("fee", table);
  const year = found[2];
  const dated = year === undefined ? fee : t("fee_table.of_year", { fee, year });
  return found[3] === undefined ? dated : t("fee_table.peak", { fee: dated });
}
