// What the export menu does.

import { reasonOf } from "../../engine/failure";
import { Sheets } from "../../engine/sheets";
import type { PlanView } from "../../engine/types";
import { t } from "../../i18n/locale";
import { copyText, download, tableText } from "../../state/actions";
import { textsOf } from "../../state/channels";
import { theSession } from "../../state/current";
import { sourcesOf, sourcesOfAll } from "../../state/fee-sources";
import { healthSheets } from "../../state/health";
import { sheetName } from "../../state/input-log";
import { plan as planned } from "../../state/plan";
import { ledger, market, product, summary, worksheets } from "../../state/store";
import { sheetOf } from "../product/ledger-fold";
import { calendarOf, careOf, stepsOf } from "./calendar";
import { catalogueCells, catalogueWorkbook } from "./catalogue-workbook";
import { memoText } from "./memo-text";
import { productWorkbook } from "./product-workbook";
import { asCells, asText, shownTables } from "./shown-tables";

export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function today(): string {
  return summary.peek()?.today ?? "";
}

/** A part of a name of a file that every system takes. */
export function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, "_").slice(0, 60);
}

/** Does a piece of work with a worker of its own; what it refuses is said. */
export async function withSheets(act: (sheets: Sheets) => Promise<void>): Promise<void> {
  try {
    const sheets = await Sheets.start();
    try {
      await act(sheets);
    } finally {
      sheets.end();
    }
  } catch (thrown) {
    theSession().tell("not_exported", "error", { why: reasonOf(thrown) });
  }
}

/** The plan of a product, if it is looked at or something was typed for it: only then is there one to keep to. */
async function planOf(key: string): Promise<PlanView | null> {
  const typed = textsOf(worksheets.peek()[sheetName("plan", key)]);
  const looked = planned.peek();
  if (looked?.key === key) return looked.view;
  if (Object.keys(typed).length === 0) return null;
  const texts = Object.entries(typed).map(([field, text]) => ({ field, text }));
  return theSession().client.inSlices("plan", { key, texts });
}

export async function saveCatalogueWorkbook(): Promise<void> {
  const text = await tableText("cells");
  if (text === null) return;
  await withSheets(async (sheets) => {
    const bytes = await sheets.workbook(catalogueWorkbook(text, today(), await sourcesOfAll()));
    download(new Blob([bytes], { type: workbookType }), `clearfloor-${today()}.xlsx`);
  });
}

/** The catalogue as cells for a spreadsheet. */
export async function copyCatalogue(): Promise<void> {
  const text = await tableText("cells");
  if (text !== null) await copyText(catalogueCells(text));
}

export async function saveProductWorkbook(): Promise<void> {
  const shown = product.peek();
  if (shown === null) return;
  await withSheets(async (sheets) => {
    const live = await theSession().client.request("liveLedger", { key: shown.row.key });
    const plan = (await planOf(shown.row.key))?.body ?? null;
    const sources = await sourcesOf(shown.row.key);
    const bytes = await sheets.workbook(productWorkbook(shown, ledger.peek(), live, today(), plan, sources));
    download(new Blob([bytes], { type: workbookType }), `clearfloor-${plain(shown.row.sku)}-${today()}.xlsx`);
  });
}

/** The days of a product, or of all. */
export async function saveCalendar(key: string | null): Promise<void> {
  await withSheets(async (sheets) => {
    const dates = await theSession().client.request("dates", { key });
    const plan = key === null ? null : ((await planOf(key))?.body ?? null);
    const sku = key === null ? "" : (product.peek()?.row.sku ?? "");
    const name = [t("page.name"), sku].filter(Boolean).join(" · ");
    const steps = key === null || plan === null ? [] : stepsOf(plan, key, sku, today(), market.peek());
    const days = calendarOf(dates, name, today(), market.peek());
    const wanted = { count: 0, only: "" };
    const { entries } = await theSession().client.inSlices("calendar", { sheets: healthSheets.peek(), wanted });
    const care = careOf(entries, key, today(), market.peek());
    const text = await sheets.calendar({ ...days, events: [...days.events, ...steps, ...care] });
    const file = ["clearfloor", sku === "" ? "" : plain(sku), today()].filter(Boolean).join("-");
    download(new Blob([text], { type: "text/calendar;charset=utf-8" }), `${file}.ics`);
  });
}

/** The ledger as cells for a spreadsheet, each line with its formula and its source. */
export async function copyLedger(): Promise<void> {
  const shown = ledger.peek();
  if (shown !== null) await copyText(sheetOf(shown, today()));
}

/** What is decided, in plain words, for a message. */
export async function copyAsText(): Promise<void> {
  await copyText(memoText(today()));
}

/** The tables of the view as they stand there. */
export async function copyShown(form: "cells" | "text"): Promise<void> {
  const tables = shownTables();
  await copyText(form === "cells" ? asCells(tables) : asText(tables));
}
