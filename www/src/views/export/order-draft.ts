// The draft of a purchase order, as a workbook whose amounts follow the units, or as text.

import type { OutCell, OutSheet } from "../../engine/sheets";
import type { ProductView, RestockView } from "../../engine/types";
import { minorDigits, toDecimalText } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { download } from "../../state/actions";
import { plain } from "../../state/file-name";
import { restock } from "../../state/restock";
import { product } from "../../state/store";
import { dayCell, empty, figure, head, money, moneyLook, titleRows, words } from "./cells";
import { withSheets, workbookType } from "./out";

interface Draft {
  readonly sku: string;
  readonly name: string;
  readonly units: number;
  readonly boxes: number | null;
  readonly cost: RestockView["body"]["unitCost"];
  readonly amount: RestockView["body"]["unitCost"];
  readonly orderBy: string | null;
  readonly thereOn: string | null;
}

/** Days later, as the calendar counts. */
function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function draftOf(current: ProductView, view: RestockView): Draft | null {
  const { body, fields } = view;
  if (!body.order || body.order.units === 0) return null;
  const whole = (name: string) => {
    const text = fields.find((field) => field.name === name)?.field.text ?? "";
    return /^\d+$/.test(text.trim()) ? Number(text) : null;
  };
  const box = whole("box_units");
  const lead = whole("lead_days");
  const orderBy = body.orderOn !== null && body.orderOn > body.today ? body.orderOn : body.today;
  return {
    sku: current.row.sku,
    name: current.row.title,
    units: body.order.units,
    boxes: box ? Math.ceil(body.order.units / box) : null,
    cost: body.unitCost,
    amount: body.order.cost,
    orderBy,
    thereOn: lead === null ? null : later(orderBy, lead),
  };
}

function headings(currency: string): string[] {
  return [
    t("restock.draft_sku"),
    t("restock.draft_name"),
    t("restock.draft_units"),
    t("restock.draft_boxes"),
    `${t("restock.draft_cost")} ${currency}`.trim(),
    `${t("restock.draft_amount")} ${currency}`.trim(),
    t("restock.draft_order_by"),
    t("restock.draft_there_on"),
  ];
}

function sheetOf(current: ProductView, draft: Draft, today: string): OutSheet {
  const currency = draft.cost?.currency ?? "";
  const row = 6;
  const amount: OutCell =
    draft.amount === null || draft.cost === null
      ? empty
      : {
          n: toDecimalText(draft.amount.minor, minorDigits(currency)),
          x: `=C${row}*E${row}`,
          f: moneyLook(currency),
        };
  return {
    name: t("restock.draft").slice(0, 31),
    widths: [18, 32, 10, 10, 14, 14, 14, 14],
    frozenRows: 5,
    isLandscape: true,
    rows: [
      ...titleRows(current, t("restock.draft"), today),
      [words(t("restock.draft_note"), "second")],
      headings(currency).map((text) => head(text)),
      [
        words(draft.sku),
        words(draft.name),
        figure(draft.units),
        figure(draft.boxes),
        money(draft.cost),
        amount,
        dayCell(draft.orderBy),
        dayCell(draft.thereOn),
      ],
    ],
  };
}

/** A text that a spreadsheet neither splits nor takes for a formula. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}

/** Excel takes a CSV for UTF-8 only with it in front. */
const mark = "\uFEFF";

function textOf(draft: Draft): string {
  const currency = draft.cost?.currency ?? "";
  const amount = (of: Draft["cost"]) => (of === null ? "" : toDecimalText(of.minor, minorDigits(of.currency)));
  const cells = [
    quoted(draft.sku),
    quoted(draft.name),
    String(draft.units),
    draft.boxes === null ? "" : String(draft.boxes),
    amount(draft.cost),
    amount(draft.amount),
    draft.orderBy ?? "",
    draft.thereOn ?? "",
  ];
  return `${mark}${headings(currency).map(quoted).join(",")}\r\n${cells.join(",")}\r\n`;
}

/** Saves the order of the product looked at. */
export async function saveOrder(format: "xlsx" | "csv"): Promise<void> {
  const current = product.peek();
  const shown = restock.peek();
  const draft = current && shown?.key === current.row.key ? draftOf(current, shown.view) : null;
  if (!current || !shown || draft === null) return;
  const { today } = shown.view.body;
  const name = `order-${plain(draft.sku)}-${today}.${format}`;
  if (format === "csv") {
    download(new Blob([textOf(draft)], { type: "text/csv;charset=utf-8" }), name);
    return;
  }
  await withSheets(async (sheets) => {
    const bytes = await sheets.workbook({
      title: t("restock.draft"),
      madeOn: today,
      sheets: [sheetOf(current, draft, today)],
    });
    download(new Blob([bytes], { type: workbookType }), name);
  });
}
