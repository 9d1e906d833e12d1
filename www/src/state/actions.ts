// What the seller can do. Views call these; nothing else changes what is shown.

import { batch } from "@preact/signals";
import { reasonOf, Superseded, WorkerEnded } from "../engine/failure";
import type { Answer, Ask, Look, TableFormat } from "../engine/protocol";
import type { Problem } from "../engine/types";
import { minorDigits, toDecimalText } from "../i18n/format";
import { type ChannelTexts, channels, channelTexts } from "./channels";
import { clearShown } from "./clear-shown";
import { asked, type Choice } from "./compare";
import { holdSession } from "./current";
import type { Step } from "./history";
import { type Sheet, sheetName } from "./input-log";
import { fragmentOf, viewOf } from "./location";
import * as pictureState from "./pictures";
import { forgetPlaces, recallPlaces } from "./places";
import { applyLocale, applyPreferences, applyTheme, localeOf } from "./preferences";
import { givenBy, readAll, stopReading } from "./read-files";
import { sample, sampleDay } from "./sample";
import { type Environment, Session } from "./session";
import * as store from "./store";

let session: Session;

/** After so long an unanswered edit shows: the result is greyed. */
const staleMs = 200;
/** What the open product's own book has answered goes to the worker after so long without another key. */
const holdMs = 300;

/**
 * Makes the page's one session and reads what was kept; `main.tsx` calls it once. The page
 * can be shown when it resolves; what is asked of the engine waits for `startEngine`.
 */
export async function boot(environment: Environment): Promise<void> {
  session = new Session(environment);
  holdSession(session);
  applyPreferences(await session.load());
  recallPlaces();
}

/** The page is out of sight and may be gone at any moment: what was entered is kept. */
export function leavePage(): void {
  session.leave();
}

/** Starts the engine. */
export function startEngine(): void {
  session.client.start();
}

// --- tables ---------------------------------------------------------------------------

/** Reads dropped or chosen files, one after the other, joined by SKU. */
export async function dropFiles(dropped: readonly File[]): Promise<void> {
  // A workspace is no table: what is to be done with it is asked.
  const workspace = dropped.find(isWorkspace);
  if (workspace !== undefined) void import("./workspace").then((part) => part.takeWorkspaceFile(workspace));
  const files = dropped.filter((file) => !isWorkspace(file));
  if (files.length === 0) return;
  const step: Step = { what: "table_added", name: files[0]?.name ?? "", count: files.length };
  await session.asOneStep(step, () => readFiles(files));
}

function isWorkspace({ name }: File): boolean {
  return /\.json$/i.test(name);
}

async function readFiles(files: readonly File[]): Promise<void> {
  await readAll(
    files.map((file) => ({
      name: file.name,
      isClipboard: false,
      file,
      read: () => givenBy(file),
    })),
  );
}

/** Reads text from the clipboard or the paste box; whether it became a table. */
export async function pasteText(text: string): Promise<boolean> {
  if (text.trim() === "") {
    session.tell("nothing_pasted", "note");
    return false;
  }
  const name = nextPasteName();
  let read = 0;
  await session.asOneStep({ what: "table_added", name, count: 1 }, async () => {
    read = await readAll([{ name, isClipboard: true, read: async () => ({ text }) }]);
  });
  return read > 0;
}

/** Loads the sample tables beside whatever is there. */
export async function loadSample(): Promise<void> {
  await session.asOneStep({ what: "sample", name: "", count: 1 }, readSample);
}

async function readSample(): Promise<void> {
  const isFirst = store.isEmpty.value;
  if (isFirst && !store.isTodayFixed.value) {
    await setToday(sampleDay);
    session.tell("sample_day", "note", { date: sampleDay });
  }
  await readAll(
    sample.map((name) => ({
      name,
      isClipboard: false,
      read: async () => ({ bytes: await session.environment.readAsset(name) }),
    })),
    "sample_not_loaded",
  );
  if (isFirst && !store.isEmpty.value) (await import("./sample-story")).tellStory();
}

/** Takes a table out again. */
export async function removeTable(id: number): Promise<void> {
  await change(() => session.client.request("removeTable", { table: id }));
}

/** Reads the columns of this heading as `field` (canonical name; empty = leave it out). */
export async function correctMapping(tableId: number, heading: string, field: string): Promise<void> {
  session.isAsked();
  const name = session.log.table(tableId)?.input.name ?? "";
  const report = store.tables.value.find(({ id }) => id === tableId)?.report ?? null;
  const { correctAndRemember } = await import("./headings");
  session.record({ what: "columns", name, count: 1 }, () => correctAndRemember(tableId, report, heading, field));
  // The table keeps its place among the others, so the book is filled anew.
  session.client.replace();
}

// --- products -------------------------------------------------------------------------

/**
 * Puts text into a field of a product (`key` null: a setting). Called on every input event;
 * the newest text of a field wins. A wrong text leaves the last good result and stands in
 * `drafts` with its problem.
 */
export async function edit(key: string | null, field: string, text: string): Promise<void> {
  session.isAsked();
  const name = store.draftKey(key, field);
  const before = store.drafts.value[name];
  const look = session.productLook(true);
  /** Whether a draft says it already; one that was told at once and is gone since was left. */
  const isTold = (draft: store.Draft | undefined, text: string, problem: Problem | null): boolean => {
    if (draft === undefined) return isShown;
    return draft.text === text && !draft.isPending && draft.problem === null && problem === null;
  };
  let isShown = false;
  const take = ({ result, seen }: Answer<"edit">, of: Look): void =>
    batch(() => {
      const { problem, kind } = result.field;
      // A choice is made in one go: there is nothing more to type.
      if (problem === null && kind === "choice") dropDraft(name);
      else if (!isTold(store.drafts.peek()[name], text, problem)) setDraft(name, { text, isPending: false, problem });
      session.show(of, seen);
    });
  const atOnce = key === null ? null : (session.near?.edit(key, field, text, look) ?? null);
  if (atOnce) {
    take(atOnce, look);
    isShown = true;
  } else {
    session.near?.miss(key, field, text);
    setDraft(name, { text, isPending: true, problem: before?.problem ?? null });
  }
  // What is answered at once is never late.
  const stopTimer = atOnce
    ? null
    : session.environment.clock.after(staleMs, () => {
        if (store.drafts.value[name]?.isPending) store.isAnswerLate.value = true;
      });
  // What was seen already is not asked for again.
  const left = atOnce ? {} : look;
  try {
    // What is shown already may wait for the keys that follow.
    const isTyped = atOnce !== null && atOnce.result.field.kind !== "choice";
    const wish = { lane: `edit ${name}`, ...(isTyped ? { holdMs } : {}) };
    const answer = session.client.request("edit", { key, field, text, look: left }, wish);
    session.noteTyped(answer, isTyped ? { ask: { key, field, text, look: left }, answer: atOnce } : null);
    take(await answer, left);
    store.isAnswerLate.value = false;
    session.fillNear();
    // The product has been seen already; the tables do not change by an edit.
    session.calculateSoon();
  } catch (thrown) {
    // Taken back meanwhile, or everything was forgotten.
    if (thrown instanceof Superseded || store.drafts.value[name] === undefined) return;
    // Its worker was replaced for another reason: the next one gets the text again.
    if (thrown instanceof WorkerEnded && thrown.reason === "closed") return edit(key, field, text);
    // The worker ended on it or before it: the text stays in the field, and that it is not used is said there.
    const problem = thrown instanceof WorkerEnded ? notTaken(field) : (before?.problem ?? null);
    setDraft(name, { text, isPending: false, problem });
    store.isAnswerLate.value = false;
    session.tellFailure(thrown, "refused");
  } finally {
    stopTimer?.();
  }
}

/** The seller leaves a field: an accepted text gives way to the engine's own writing of it. */
export function leaveField(key: string | null, field: string): void {
  const name = store.draftKey(key, field);
  void session.stopTyping().then(() => session.closeStep());
  const draft = store.drafts.value[name];
  if (!draft || draft.isPending || draft.problem !== null) return;
  dropDraft(name);
  session.releaseFacts();
}

/** Takes the seller's own value away: what the tables or the assumption say holds again. */
export async function resetField(key: string | null, field: string): Promise<void> {
  const done = edit(key, field, "");
  leaveField(key, field);
  await done;
  leaveField(key, field);
}

/** Takes a wrong text back: the last good value stands in the field again. */
export function revertField(key: string | null, field: string): void {
  dropDraft(store.draftKey(key, field));
  session.keep(session.log.removeDraft(key, field));
  session.releaseFacts();
}

/** Makes an empty product and shows it. */
export async function addProduct(): Promise<void> {
  session.isAsked();
  try {
    const { key } = await session.client.request("addProduct", {});
    select(key);
    void session.calculate();
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** Takes a product out of the book. */
export async function removeProduct(key: string): Promise<void> {
  if (store.selectedKey.value === key) go({ name: "catalogue" });
  await change(() => session.client.request("removeProduct", { key }));
}

// --- looking --------------------------------------------------------------------------

/** Shows a view and notes it in the history. */
export function go(view: store.View): void {
  if (fragmentOf(view) !== location.hash) history.pushState(null, "", fragmentOf(view));
  show(view);
}

/** Shows a product; null goes back to the catalogue. */
export function select(key: string | null): void {
  go(key === null ? { name: "catalogue" } : { name: "product", key });
}

/** Shows what the URL says, after back, forward or a typed fragment. */
export function followLocation(): void {
  show(viewOf(location.hash));
}

/** Holds a price under the hand; null lets go. */
export function setHandPrice(minor: number | null): void {
  store.handPriceMinor.value = minor;
  const key = store.selectedKey.value;
  if (minor === null) {
    store.handLedger.value = null;
    store.handOutcome.value = null;
  } else if (key !== null) void session.refresh({ key, priceMinor: minor }, "hand");
}

/** Takes the price under the hand over as one of the seller's own prices, to stand beside the others. */
export async function keepHandPrice(): Promise<void> {
  const minor = store.handPriceMinor.value;
  const product = store.product.value;
  const price = product?.row.price;
  if (minor === null || !product || !price) return;
  const own = product.fields.find(({ field }) => field === "own_prices")?.text ?? "";
  const text = toDecimalText(minor, minorDigits(price.currency));
  const done = edit(product.row.key, "own_prices", own === "" ? text : `${own}; ${text}`);
  void session.stopTyping();
  await done;
  leaveField(product.row.key, "own_prices");
  setHandPrice(null);
}

/** Chooses the ratio that stands beside the net. */
export function showRatio(name: string): void {
  store.shownRatio.value = name;
}

/** Chooses the stretch of prices to draw. */
export function setCurveRange(range: store.CurveRange | null): void {
  store.curveRange.value = range;
  const key = store.selectedKey.value;
  if (range === null) store.curve.value = null;
  else if (key !== null) void session.refresh({ key, curve: range }, "curve");
}

/** Takes over another choice of ways to stand side by side; it is kept. */
export function compareWays(change: (chosen: Choice) => Choice): void {
  const key = store.selectedKey.value;
  // As it is now: what was drawn may be a step behind, and must not take that step back.
  const chosen = store.choice.peek();
  if (key === null || chosen === null) return;
  const next = change(chosen);
  store.choices.value = { ...store.choices.value, [key]: next };
  const add = () => session.log.add({ kind: "comparison", key, choice: next });
  session.record({ what: "comparison", name: "", count: 1 }, add);
}

/**
 * Keeps what stands in the worksheet of a view. Texts typed into one `field` of it join to one
 * step until `leaveWorksheet`; without a field each call is a step.
 */
export function saveWorksheet(view: string, key: string | null, sheet: Sheet, field: string | null = null): void {
  const name = sheetName(view, key);
  store.worksheets.value = { ...store.worksheets.value, [name]: sheet };
  const add = () => session.log.add({ kind: "worksheet", view, key, sheet });
  session.record({ what: "worksheet", name: view, count: 1 }, add, field === null ? null : `${name} ${field}`);
}

/** A field of a worksheet is left: what is typed next is a step of its own. */
export function leaveWorksheet(): void {
  session.closeStep();
}

/** Asks what the ways of a choice bring; null stops asking. */
export function lookAtChoice(choice: Choice | null): void {
  const key = store.selectedKey.value;
  store.askedComparison.value = choice === null ? null : asked(choice);
  if (key !== null && choice !== null) {
    void session.refresh({ key, compare: store.askedComparison.value }, "compare");
  }
}

/** Shows the pictures, or no longer: what they show is asked for with every look at the product from then on. */
export function showPictures(areShown: boolean): void {
  pictureState.arePicturesShown.value = areShown;
  if (areShown) lookAtPictures("pictures");
  else pictureState.forgetSights();
}

/** Somebody who shows a part of the pictures came into sight or left it: what is old there is looked at anew. */
export function sightPicture(part: pictureState.PicturePart, by: string, isSeen: boolean): void {
  if (pictureState.noteSight(part, by, isSeen)) lookAtPictures("pictures");
}

/** Chooses the way whose stock is shown; null = the recommended one. */
export function chooseStock(scenario: string | null): void {
  pictureState.stockScenario.value = scenario;
  lookAtPictures("pictures");
}

/** Holds two ways against each other. */
export function comparePair(from: string, to: string): void {
  pictureState.comparedPair.value = { from, to };
  lookAtPictures("difference");
}

/** Asks how much the answer hangs on each input. Longer work than a frame: when nothing is being typed. */
export function lookAtSensitivity(): void {
  const key = store.selectedKey.value;
  if (key !== null) void session.refresh({ key, sensitivity: true }, "sensitivity");
}

function lookAtPictures(lane: string): void {
  const key = store.selectedKey.value;
  // The outcomes come anew: now with the cash over time that is drawn.
  if (key !== null) void session.refresh({ key, product: true, ...pictureState.pictureLook() }, lane);
}

/** Opens the explanation of a ledger line or figure; null closes it. */
export function explain(id: string | null): void {
  store.openExplanation.value = id;
}

/** Asks what would follow if a field held another text; null = nothing is asked any more. */
export async function askWhatIf(ask: Ask<"whatIf"> | null): Promise<void> {
  if (ask === null) {
    store.whatIf.value = null;
    return;
  }
  try {
    store.whatIf.value = await session.client.request("whatIf", ask, { lane: "what if" });
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** Asks what the product brings on other channels, by what was typed in its worksheet. */
export async function lookAtChannels(key: string, texts: ChannelTexts): Promise<void> {
  const ask = { key, texts: Object.entries(texts).map(([field, text]) => ({ field, text })) };
  try {
    channels.value = { key, view: await session.client.request("channels", ask, { lane: "channels" }) };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** Keeps what is typed in a field of the channels' worksheet; null takes it out. */
export function typeInChannels(key: string, field: string, text: string | null): void {
  const { [field]: _, ...others } = channelTexts.peek();
  saveWorksheet("channels", key, { texts: text === null ? others : { ...others, [field]: text } }, field);
}

// --- page -----------------------------------------------------------------------------

/** Calculates as if it were that day (`YYYY-MM-DD`); null = the real today. */
export async function setToday(today: string | null): Promise<void> {
  const day = today ?? session.environment.today();
  await change(async () => {
    await session.client.request("setToday", { today: day }, { lane: "today" });
    const { log } = session;
    session.record({ what: "today", name: day, count: 1 }, () =>
      today === null ? log.removeToday() : log.add({ kind: "today", today }),
    );
    store.isTodayFixed.value = today !== null;
  });
}

/** Calculates for another marketplace, by its code. What was entered for the present one is kept for it. */
export function turnTo(market: string): void {
  if (market === session.log.market) return;
  session.isAsked();
  cancelWork();
  session.record({ what: "market", name: market, count: 1 }, () => session.log.turnTo(market));
  clearShown();
  go({ name: "catalogue" });
  forgetPlaces();
  session.client.replace();
}

/** Follows the calendar: a page left open over midnight calculates for the new day. */
export function followCalendar(): void {
  const today = session.environment.today();
  const shown = store.summary.value?.today;
  if (!store.isTodayFixed.value && shown !== undefined && shown !== today) void setToday(null);
}

export function setLocale(locale: store.Locale): void {
  applyLocale(locale);
  void session.storage.prefer("locale", locale);
}

export function setTheme(theme: store.Theme): void {
  applyTheme(theme);
  void session.storage.prefer("theme", theme);
}

/** Stops reading and calculating; what is done stays. */
export function cancelWork(): void {
  stopReading();
  session.stopCalculation();
}

/** Deletes everything entered, here and in the browser's storage. */
export async function forgetEverything(): Promise<void> {
  cancelWork();
  // The worker first: an answer still under way would be kept again.
  session.forget();
  session.isAsked();
  session.client.replace();
  clearShown();
  batch(() => {
    store.tables.value = [];
    store.worksheets.value = {};
    store.pasteBox.value = "";
    store.isTodayFixed.value = false;
    store.beside.value = null;
    store.notices.value = [];
  });
  go({ name: "catalogue" });
  forgetPlaces();
  try {
    await session.storage.forget();
    // The lights of the room are a setting too; the language, as the question says, is not.
    applyTheme("auto");
    // Who chose a language reads on in it; what the browser asks for anyway needs no keeping.
    const { value: language } = store.locale;
    if (language !== localeOf(navigator.languages)) await session.storage.prefer("locale", language);
    session.tell("forgotten", "note");
  } catch (thrown) {
    session.tell("not_saved", "error", { why: reasonOf(thrown) });
  }
}

/** Saves the result table as a file. */
export async function downloadTable(format: "csv" | "csv_semicolon"): Promise<void> {
  const text = await tableText(format);
  if (text === null) return;
  // Excel takes a CSV for UTF-8 only with the mark in front.
  const content = new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" });
  download(content, `clearfloor-${store.summary.value?.today ?? ""}.csv`);
}

/** Saves a text as a file. */
export function downloadText(text: string, name: string): void {
  download(new Blob([text], { type: "text/plain;charset=utf-8" }), name);
}

/** Saves a file. */
export function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Puts the result table on the clipboard. */
export async function copyTable(format: "csv"): Promise<void> {
  const text = await tableText(format);
  if (text !== null) await copyText(text);
}

/** Puts text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    session.tell("copied", "note");
  } catch (thrown) {
    session.tell("not_copied", "warning", { why: reasonOf(thrown) });
  }
}

export function dismissNotice(id: number): void {
  store.notices.value = store.notices.value.filter((notice) => notice.id !== id);
}

/** Tries again after `engine_failed`. */
export function restartEngine(): void {
  session.isAsked();
  store.notices.value = store.notices.value.filter(({ code }) => code !== "engine_failed");
  if (store.status.value === "failed") {
    store.status.value = "starting";
    session.client.start();
  } else {
    void session.calculate();
  }
}

// --- behind them ----------------------------------------------------------------------

/** A change of the whole book: afterwards everything shown is looked at again. */
async function change(make: () => Promise<unknown>): Promise<void> {
  session.isAsked();
  try {
    await make();
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
    return;
  }
  await session.calculate();
}

/** All results as text; null if it could not be had, which is then said. */
export async function tableText(format: TableFormat): Promise<string | null> {
  try {
    const { lookForAllSplits } = await import("./better-split");
    await session.calculateMore(lookForAllSplits);
    return (await session.client.request("exportTable", { format })).text;
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
    return null;
  }
}

function show(view: store.View): void {
  const key = "key" in view ? view.key : null;
  const isOther = key !== store.selectedKey.value;
  batch(() => {
    store.view.value = view;
    if (key !== null) store.lastKey.value = key;
    if (!isOther) return;
    store.product.value = null;
    store.handPriceMinor.value = null;
    store.handLedger.value = null;
    store.handOutcome.value = null;
    store.curveRange.value = null;
    store.curve.value = null;
    pictureState.clearPictures();
    store.askedComparison.value = null;
    store.compared.value = [];
    store.openExplanation.value = null;
    store.isAnswerLate.value = false;
  });
  if (view.name === "catalogue") void session.refresh(session.overviewLook(), "list");
  if (view.name === "settings" && store.settings.value.length === 0)
    void session.refresh({ settings: true }, "settings");
  if (isOther && key !== null) void session.refresh({ key, product: true }, "product").then(() => session.fillNear());
}

function setDraft(name: string, draft: store.Draft): void {
  store.drafts.value = { ...store.drafts.value, [name]: draft };
}

function dropDraft(name: string): void {
  const { [name]: _, ...others } = store.drafts.value;
  store.drafts.value = others;
}

/** Said of a text on which the calculation stopped before it had answered. */
function notTaken(field: string): Problem {
  return {
    code: "not_taken",
    severity: "error",
    file: null,
    line: null,
    column: null,
    heading: null,
    field,
    sku: null,
    params: [],
  };
}

function nextPasteName(): string {
  const used = store.tables.value.map(({ name }) => pasteNumber(name) ?? 0);
  return `paste-${Math.max(0, ...used) + 1}`;
}

/** Number of a table that came from a paste, for its translated name; null for a file. */
export function pasteNumber(name: string): number | null {
  const match = /^paste-(\d+)$/.exec(name);
  return match?.[1] === undefined ? null : Number(match[1]);
}
