// One product as a workbook: the ledger of a sale with formulas that follow the price, every way, what is known.

import type { OutCell, OutSheet, OutWorkbook } from "../../engine/sheets";
import type { FeeSources, Field, Ledger, Line, LiveLine, Outcome, PlanBody, ProductView } from "../../engine/types";
import { choiceName } from "../../i18n/choice-name";
import { feeRowText } from "../../i18n/fee-row-text";
import { feeTableName } from "../../i18n/fee-table-name";
import { fieldName } from "../../i18n/field-name";
import { minorDigits } from "../../i18n/format";
import { formulaText } from "../../i18n/formula-text";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { remarksOf } from "../../parts/outcome-table";
import {
  columnName,
  dayCell,
  decimalOf,
  empty,
  figure,
  filled,
  head,
  money,
  moneyLook,
  titleRows,
  words,
} from "./cells";
import { sourcesSheet } from "./fee-sources";
import { planSheet } from "./plan-sheet";

export function productWorkbook(
  product: ProductView,
  ledger: Ledger | null,
  live: readonly LiveLine[],
  today: string,
  plan: PlanBody | null,
  sources: FeeSources,
): OutWorkbook {
  const sheets = [
    ...(ledger === null ? [] : [saleSheet(product, ledger, live)]),
    waysSheet(product, today),
    ...(plan?.answer ? [planSheet(product, plan.answer, today)] : []),
    inputSheet(product, today),
    sourcesSheet(sources, titleRows(product, t("export.sheet_sources"), today)),
  ];
  return { title: `${product.row.sku} ${product.row.title}`.trim(), madeOn: today, sheets };
}

/** The ledger; a change of the price, or of a figure in it, changes what follows. */
function saleSheet(product: ProductView, ledger: Ledger, live: readonly LiveLine[]): OutSheet {
  const { currency } = ledger.price;
  const look = moneyLook(currency);
  const rows: OutCell[][] = [
    ...titleRows(product, t("export.sheet_sale"), ledger.on),
    [words(t("export.sale_note"), "second")],
    [
      head(t("ledger.line")),
      head(`${t("ledger.amount")} ${currency}`),
      head(t("export.as_exported", { currency })),
      head(t("ledger.rule")),
      head(t("explain.table")),
      head(t("ledger.fee_row")),
      head(t("export.from")),
      head(t("export.to")),
      head(t("explain.source")),
      head(t("ledger.confidence")),
    ],
  ];
  const first = rows.length;
  const cellOf = new Map(ledger.lines.map(({ id }, i) => [id, `$B$${first + i + 1}`]));
  const minor = `ROUND(${cellOf.get("price")}*${10 ** minorDigits(currency)},0)`;
  const place = (name: string): string => (name === "minor" ? minor : (cellOf.get(name) ?? "0"));
  const formulaOf = (line: Line): string | null => {
    const formula = live.find(({ id }) => id === line.id)?.formula ?? null;
    return formula === null ? null : filled(formula, place);
  };
  const amountCell = (line: Line): OutCell => {
    if (line.amount === null) return words(t("ledger.not_known"), "second right");
    const n = decimalOf(line.amount);
    const formula = formulaOf(line);
    // A figure that hangs on nothing is a figure to be changed.
    return formula === null || !formula.includes("$B$") ? { n, f: `${look} input` } : { n, x: formula, f: look };
  };
  for (const line of ledger.lines) {
    const isAssumed = line.status === "assumed" || (line.fee?.isAssumed ?? false);
    rows.push([
      words(nameOf("line", line.id), isAssumed ? "assumed" : ""),
      amountCell(line),
      money(line.amount, "", "second"),
      words(formulaText(line)),
      words(line.fee ? feeTableName(line.fee.table) : ""),
      words(line.fee ? feeRowText(line.fee.row) : ""),
      dayCell(line.fee?.effectiveFrom ?? null),
      dayCell(line.fee?.effectiveTo ?? null),
      words(line.fee?.source ?? ""),
      words(nameOf("status", line.fee?.isAssumed ? "assumed" : line.status)),
    ]);
  }
  const cells = (isIn: (line: Line) => boolean): string =>
    ledger.lines
      .filter(isIn)
      .map(({ id }) => cellOf.get(id))
      .join(",");
  const total = (id: "net_proceeds" | "profit", amount: Ledger["profit"], of: string): OutCell[] => [
    words(t(`ledger.${id}`), "strong"),
    amount === null
      ? words(t("ledger.not_known"), "second right")
      : { n: decimalOf(amount), x: `SUM(${of})`, f: `${look} strong` },
    money(amount, "", "second"),
    words(t(id === "profit" ? "ledger.profit_rule" : "ledger.net_rule")),
  ];
  rows.push(
    total(
      "net_proceeds",
      ledger.netProceeds,
      cells((line) => !line.isSunk),
    ),
  );
  rows.push(
    total(
      "profit",
      ledger.profit,
      cells(() => true),
    ),
  );
  return {
    name: t("export.sheet_sale"),
    widths: [28, 12, 12, 52, 26, 26, 11, 11, 36, 14],
    frozenRows: first,
    frozenColumns: 1,
    isLandscape: true,
    rows,
  };
}

/** Every way there is, each against doing nothing. */
function waysSheet(product: ProductView, today: string): OutSheet {
  const { outcomes, recommended } = product;
  const currency = outcomes.find(({ cash }) => cash)?.cash?.currency ?? "";
  const heads = [
    "price",
    "net_per_unit",
    "units_per_week",
    "clears_on",
    "storage",
    "surcharge",
    "units_left",
    "cash",
    "present_value",
    "against_hold",
  ] as const;
  const isMoney = new Set<string>([
    "price",
    "net_per_unit",
    "storage",
    "surcharge",
    "cash",
    "present_value",
    "against_hold",
  ]);
  const rows: OutCell[][] = [
    ...titleRows(product, t("outcomes.title"), today),
    [
      head(t("column.scenario")),
      ...heads.map((id) => head(isMoney.has(id) ? `${t(`column.${id}`)} ${currency}` : t(`column.${id}`))),
      head(t("export.low", { currency })),
      head(t("export.high", { currency })),
      head(t("export.remarks")),
    ],
  ];
  const first = rows.length;
  const valueColumn = columnName(heads.indexOf("present_value") + 1);
  const holdRow = first + outcomes.findIndex(({ scenario }) => scenario.kind === "hold") + 1;
  const against = (outcome: Outcome, row: number): OutCell => {
    const cell = money(outcome.againstHold);
    return outcome.againstHold === null || holdRow <= first
      ? cell
      : { ...cell, x: `${valueColumn}${row}-$${valueColumn}$${holdRow}` };
  };
  for (const [i, outcome] of outcomes.entries()) {
    const isBest = outcome.scenario.id === recommended;
    const name = scenarioName(outcome.scenario);
    rows.push([
      words(isBest ? `${name} (${t("outcomes.recommended")})` : name, isBest ? "strong" : ""),
      money(outcome.scenario.price),
      money(outcome.netPerUnit),
      figure(outcome.unitsPerWeek),
      outcome.clearsOn === null ? words(t("outcomes.not_cleared"), "second") : dayCell(outcome.clearsOn),
      money(outcome.storage),
      money(outcome.surcharge),
      figure(outcome.unitsLeft),
      money(outcome.cash),
      money(outcome.presentValue),
      against(outcome, first + i + 1),
      money(outcome.low),
      money(outcome.high),
      words(remarksOf(outcome).join(" · ")),
    ]);
  }
  return {
    name: t("outcomes.title"),
    widths: [34, 11, 11, 9, 13, 11, 11, 9, 13, 13, 13, 12, 12, 50],
    frozenRows: first,
    frozenColumns: 1,
    isLandscape: true,
    filterRow: first - 1,
    rows,
  };
}

/** What is known of the product, and by whom it is said. */
function inputSheet(product: ProductView, today: string): OutSheet {
  const shown = product.fields.filter(({ text, source }) => text !== "" || source === "unknown");
  const rows: OutCell[][] = [
    ...titleRows(product, t("export.sheet_inputs"), today),
    [head(t("export.field")), head(t("export.value")), head(t("export.unit")), head(t("export.said_by"))],
    ...shown.map((field) => [
      words(fieldName(field.field)),
      fieldCell(field),
      words(field.unit ?? ""),
      words(nameOf("status", stateOf(field)), field.source === "assumed" ? "assumed" : ""),
    ]),
  ];
  return { name: t("export.sheet_inputs"), widths: [34, 30, 12, 24], frozenRows: 4, rows };
}

function stateOf(field: Field): "yours" | "report" | "computed" | "assumed" | "unknown" {
  if (field.source === "typed") return "yours";
  if (field.source === "report" || field.source === "computed" || field.source === "assumed") return field.source;
  return "unknown";
}

function fieldCell(field: Field): OutCell {
  if (field.kind === "choice") return words(choiceName(field.field, field.text));
  if (field.kind === "date") return { d: field.text };
  if (/^-?\d+(\.\d+)?$/.test(field.text) && field.kind !== "text") return { n: field.text };
  return field.text === "" ? empty : words(field.text);
}
