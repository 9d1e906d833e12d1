// The rows of the fee tables that the figures of a workbook rest on: table, row, dates, page, and how sure it is.

import type { OutCell, OutSheet } from "../../engine/sheets";
import type { FeeSources } from "../../engine/types";
import { feeRowText } from "../../i18n/fee-row-text";
import { feeTableName } from "../../i18n/fee-table-name";
import { nameOf, t } from "../../i18n/locale";
import { dayCell, head, words } from "./cells";

/** The sheet of a workbook; beneath `titles` stands one row for each. */
export function sourcesSheet(found: FeeSources, titles: readonly OutCell[][]): OutSheet {
  const isOfAll = found.total > 1;
  const rows: OutCell[][] = [
    ...titles,
    [
      head(t("export.family")),
      head(t("explain.table")),
      head(t("ledger.fee_row")),
      head(t("export.from")),
      head(t("export.to")),
      head(t("explain.source")),
      head(t("ledger.confidence")),
      ...(isOfAll ? [head(t("export.products"))] : []),
    ],
    ...found.rows.map(({ fee, products }) => [
      words(nameOf("fee", fee.family)),
      words(feeTableName(fee.table), fee.isAssumed ? "assumed wrap" : "wrap"),
      words(feeRowText(fee.row)),
      dayCell(fee.effectiveFrom),
      dayCell(fee.effectiveTo),
      words(fee.source),
      words(nameOf("status", fee.isAssumed ? "assumed" : fee.confidence)),
      ...(isOfAll ? [{ n: String(products), f: "units" }] : []),
    ]),
  ];
  return {
    name: t("export.sheet_sources"),
    widths: [26, 32, 36, 11, 11, 60, 16, 11],
    frozenRows: titles.length + 1,
    isLandscape: true,
    filterRow: titles.length,
    rows,
  };
}
