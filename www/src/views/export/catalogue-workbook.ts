// The catalogue as a workbook: a row a product, formulas that follow the price of the row.

import type { OutCell, OutWorkbook } from "../../engine/sheets";
import type { FeeSources } from "../../engine/types";
import { discount, fullDay } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { columnName, filled, head, moneyLook, words } from "./cells";
import { sourcesSheet } from "./fee-sources";

/** The table as the core gives it. */
interface Cells {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (null | string | { readonly n: string; readonly x?: string })[])[];
}

/** Columns that are no money. */
const counts = new Set(["units", "units_per_week", "cover_days", "deadline_units"]);
const wide = new Set([
  "title",
  "pays_full_cost",
  "beats_exits",
  "target_prices",
  "own_prices",
  "recommended",
  "missing",
]);

export function catalogueWorkbook(text: string, today: string, sources: FeeSources): OutWorkbook {
  const { headings, rows } = JSON.parse(text) as Cells;
  const currency = rows.map((row) => row[headings.indexOf("currency")]).find((cell) => typeof cell === "string");
  const look = moneyLook(typeof currency === "string" ? currency : "USD");
  const looks = headings.map((heading) => {
    if (heading === "price") return `${look} input`;
    return counts.has(heading) ? "units" : look;
  });
  const titles = [
    [words(t("catalogue.title"), "title")],
    [words(t("export.made_on", { date: fullDay(today) }), "second")],
    [words(t("export.catalogue_note"), "second")],
  ];
  const first = titles.length + 1;
  const columns = new Map(headings.map((heading, i) => [heading, columnName(i)]));
  const cell = (value: Cells["rows"][number][number], column: number, row: number): OutCell => {
    if (value === null) return {};
    const heading = headings[column] ?? "";
    if (typeof value === "string") return textCell(heading, value);
    const f = looks[column] ?? look;
    if (value.x === undefined) return { n: value.n, f };
    return { n: value.n, f, x: filled(value.x, (name) => `$${columns.get(name) ?? "A"}${row}`) };
  };
  const sheet = {
    name: t("catalogue.title"),
    widths: headings.map((heading) => (wide.has(heading) ? 28 : heading === "sku" ? 18 : 12)),
    frozenRows: first,
    frozenColumns: 1,
    isLandscape: true,
    filterRow: first - 1,
    rows: [
      ...titles,
      headings.map((heading) => head(headingText(heading), heading)),
      ...rows.map((row, i) => row.map((value, column) => cell(value, column, first + i + 1))),
    ],
  };
  const of = [
    [words(t("export.sheet_sources"), "title")],
    [words(t("export.made_on", { date: fullDay(today) }), "second")],
  ];
  return { title: t("catalogue.title"), madeOn: today, sheets: [sheet, sourcesSheet(sources, of)] };
}

/** The same as cells for the clipboard: a spreadsheet puts each in a cell of its own and runs none as a formula. */
export function catalogueCells(text: string): string {
  const { headings, rows } = JSON.parse(text) as Cells;
  const plain = (value: Cells["rows"][number][number]): string => {
    if (value === null) return "";
    if (typeof value !== "string") return value.n;
    const words = value.replace(/\s+/g, " ");
    return /^[=+\-@]/.test(words) ? `'${words}` : words;
  };
  return [headings.map(headingText), ...rows.map((row) => row.map(plain))].map((cells) => cells.join("\t")).join("\n");
}

/** A heading in words: what is left after `value_cut_30` is that discount. */
function headingText(heading: string): string {
  const [, share] = /^value_cut_(\d+)$/.exec(heading) ?? [];
  if (share !== undefined) return t("export.value_of", { way: discount(Number(share) * 10_000) });
  const [, exit] = /^value_(\w+)$/.exec(heading) ?? [];
  if (exit !== undefined) return t("export.value_of", { way: nameOf("scenario", exit) });
  return wordsOf("sheet", heading) ?? wordsOf("line", heading) ?? nameOf("field", heading);
}

function textCell(heading: string, text: string): OutCell {
  if (heading === "next_deadline") return { d: text };
  if (heading === "recommended") return words(wayText(text), "");
  if (heading === "missing")
    return words(
      text
        .split("; ")
        .map((field) => nameOf("field", field))
        .join("; "),
      "",
    );
  return words(text, "");
}

function wayText(id: string): string {
  const [, ppm] = /^cut-(\d+)$/.exec(id) ?? [];
  if (ppm !== undefined) return discount(Number(ppm));
  const [, own] = /^price-(\d+)$/.exec(id) ?? [];
  return own === undefined ? nameOf("scenario", id) : t("export.own_price");
}
