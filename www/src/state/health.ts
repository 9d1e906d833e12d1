// Health, alerts and calendar: what the seller entered about them, and the engine's last answers.

import { computed, signal } from "@preact/signals";
import { Cancelled, Superseded } from "../engine/failure";
import type {
  AlertLogLine,
  CalendarBody,
  HealthRow,
  HealthSheets,
  HealthView,
  ProductHealthView,
} from "../engine/types";
import { saveWorksheet } from "./actions";
import { textsOf } from "./channels";
import { theSession } from "./current";
import { type Sheet, sheetName } from "./input-log";
import { summary, worksheets } from "./store";

/** Names of the views in worksheets: the lines and the word on a product, and the log of alerts. */
const sheet = "health";
const logSheet = "alerts";

/** Rows shown at first, and that a further look adds. */
export const healthRows = 50;

/** How the rows of the catalogue are shown. */
export interface HealthShown {
  readonly count: number;
  readonly sort: string;
  readonly isDescending: boolean;
  /** Only these, such as `quadrant:clear_now`; empty = all. */
  readonly only: string;
}

/** Products named in an answer; the rest stand behind its link. */
export const answersNamed = 3;

export const healthShown = signal<HealthShown>({ count: healthRows, sort: "level", isDescending: true, only: "" });

/** Which alerts of the calendar are shown, and which kind of day. */
export const alertShown = signal({ count: healthRows, only: "" });
export const dayKind = signal<string>("");

/** The answers; null until there is one. */
export const health = signal<HealthView | null>(null);
export const productHealth = signal<{ readonly key: string; readonly view: ProductHealthView } | null>(null);
export const calendar = signal<CalendarBody | null>(null);

/** What to clear: rows of the whole catalogue, the most urgent first; of what to stop buying the alerts that say so. */
export const toClear = signal<readonly HealthRow[]>([]);
export const stopBuying = signal<{ readonly total: number; readonly alerts: CalendarBody["alerts"] } | null>(null);

/** Lines as typed. */
export const lineTexts = computed(() => textsOf(worksheets.value[sheetName(sheet, null)]));

/** What was typed for products. */
const ownTexts = computed(() => {
  const found: { key: string; texts: Readonly<Record<string, string>> }[] = [];
  for (const [name, kept] of Object.entries(worksheets.value)) {
    const [view, key] = JSON.parse(name) as [string, string | null];
    if (view === sheet && key !== null) found.push({ key, texts: textsOf(kept) });
  }
  return found;
});

const parts = ["key", "rule", "raisedOn", "computed", "level", "reason", "handledOn", "result"] as const;

/** A line of the log in its shape; what else was kept there is left out. */
function logLine(kept: unknown): AlertLogLine {
  const of = (kept ?? {}) as Readonly<Record<string, unknown>>;
  const read = (part: string): string => (typeof of[part] === "string" ? of[part] : "");
  return Object.fromEntries(parts.map((part) => [part, read(part)])) as unknown as AlertLogLine;
}

/** What became of alerts, the oldest first. */
export const alertLog = computed<readonly AlertLogLine[]>(() => {
  const kept = (worksheets.value[sheetName(logSheet, null)] as { log?: unknown } | undefined)?.log;
  return Array.isArray(kept) ? kept.map(logLine) : [];
});

const listed = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([field, text]) => ({ field, text }));

/** Everything entered about health. */
export const healthSheets = computed<HealthSheets>(() => ({
  lines: listed(lineTexts.value),
  own: ownTexts.value.map(({ key, texts }) => ({ key, texts: listed(texts) })),
  log: [...alertLog.value],
}));

/** What was typed for one product. */
export function ownTextsOf(key: string): Readonly<Record<string, string>> {
  return ownTexts.value.find((own) => own.key === key)?.texts ?? {};
}

/** Everything the answers hang on beside what is typed here: a change asks anew. */
export const bookState = computed(() => summary.value);

function tell(thrown: unknown): void {
  if (thrown instanceof Cancelled || thrown instanceof Superseded) return;
  theSession().tellFailure(thrown, "refused");
}

/** Asks for the health of the catalogue. A newer question takes the place of an older one. */
export async function lookAtHealth(sheets: HealthSheets, shown: HealthShown): Promise<void> {
  const { count, sort, isDescending, only } = shown;
  const window = { offset: 0, count, sort, isDescending, only };
  try {
    const view = await theSession().client.inSlices("health", { sheets, window }, { lane: "health" });
    health.value = view;
    const clear = view.body.rows.filter(({ quadrant }) => quadrant === "clear_now");
    // Rows narrowed to something else say nothing of the whole.
    if (only === "" || only === "quadrant:clear_now") toClear.value = clear.slice(0, answersNamed);
  } catch (thrown) {
    tell(thrown);
  }
}

/** Asks which products to stop buying: those of which the weeks ahead sell far less than there is. */
export async function lookAtBuying(sheets: HealthSheets): Promise<void> {
  const wanted = { count: answersNamed, only: "rule:overstock_indicator" };
  try {
    const { total, alerts } = await theSession().client.inSlices("calendar", { sheets, wanted }, { lane: "buying" });
    stopBuying.value = { total, alerts };
  } catch (thrown) {
    tell(thrown);
  }
}

/** Asks for the health of a product. */
export async function lookAtProductHealth(key: string, sheets: HealthSheets): Promise<void> {
  try {
    const view = await theSession().client.inSlices("healthOf", { key, sheets }, { lane: "health" });
    productHealth.value = { key, view };
  } catch (thrown) {
    tell(thrown);
  }
}

/** Asks for alerts and calendar. */
export async function lookAtCalendar(
  sheets: HealthSheets,
  wanted: { readonly count: number; readonly only: string },
): Promise<void> {
  try {
    calendar.value = await theSession().client.inSlices("calendar", { sheets, wanted }, { lane: "health" });
  } catch (thrown) {
    tell(thrown);
  }
}

/** Keeps what is typed in a line; null takes it out. */
export function typeLine(field: string, text: string | null): void {
  const { [field]: _, ...others } = lineTexts.peek();
  saveWorksheet(sheet, null, { texts: text === null ? others : { ...others, [field]: text } }, field);
}

/** Keeps what is typed in a field of a product; null takes it out. */
export function typeOwn(key: string, field: string, text: string | null): void {
  const { [field]: _, ...others } = ownTexts.peek().find((own) => own.key === key)?.texts ?? {};
  saveWorksheet(sheet, key, { texts: text === null ? others : { ...others, [field]: text } }, field);
}

function saveLog(log: readonly AlertLogLine[]): void {
  saveWorksheet(logSheet, null, { log } as unknown as Sheet);
}

/** Adds a line to the log. */
export function logAlert(line: AlertLogLine): void {
  saveLog([...alertLog.peek(), line]);
}

/** Changes a line of the log. */
export function changeLog(place: number, change: Partial<AlertLogLine>): void {
  saveLog(alertLog.peek().map((line, i) => (i === place ? { ...line, ...change } : line)));
}

/** Takes a line out of the log. */
export function forgetLog(place: number): void {
  saveLog(alertLog.peek().filter((_, i) => i !== place));
}
