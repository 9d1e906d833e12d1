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
    const { entries } = await theSession().client.request("calendar", { sheets: healthSheets.peek(), wanted });
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

/** The pictures in sight as drawings of their own. */
export function pictureCount(): number {
  return drawings().length;
}

function drawings(): SVGSVGElement[] {
  return [...document.querySelectorAll<SVGSVGElement>("main svg.picture-drawing, main .curve svg")];
}

/** Dots of a picture for one of the page: sharp on paper and on good screens. */
const sharpness = 2;

/** Saves every picture of the view, its looks written into it: as a drawing, or as dots for programs that take no drawing. */
export async function savePictures(form: "svg" | "png"): Promise<void> {
  const sku = plain(product.peek()?.row.sku ?? "");
  for (const [i, drawing] of drawings().entries()) {
    const name = ["clearfloor", sku, String(i + 1)].filter(Boolean).join("-");
    const { width, height } = drawing.getBoundingClientRect();
    const text = new XMLSerializer().serializeToString(alone(drawing, width, height));
    try {
      const file = form === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await dotted(text, width, height);
      download(file, `${name}.${form}`);
    } catch (thrown) {
      theSession().tell("not_exported", "error", { why: reasonOf(thrown) });
    }
  }
}

/** A drawing as dots. */
async function dotted(drawing: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * sharpness);
  canvas.height = Math.ceil(height * sharpness);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((settle) => {
    canvas.toBlob(settle, "image/png");
  });
  if (blob === null) throw new Error("the browser made no picture of it");
  return blob;
}

const looks = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "display",
  "visibility",
];

/** A copy of a drawing that needs no style sheet. */
function alone(drawing: SVGSVGElement, width: number, height: number): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [i, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const look of looks) copies[i]?.setAttribute(look, style.getPropertyValue(look));
  }
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  return copy;
}
