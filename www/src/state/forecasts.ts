// What the whole catalogue is expected to sell: made slice by slice once it is looked at, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import { Cancelled, Superseded } from "../engine/failure";
import type { ForecastsBody, Progress, TakeOver, TypedSheet } from "../engine/types";
import { download } from "./actions";
import { textsOf } from "./channels";
import { theSession } from "./current";
import { answerEts, endPlanning, isEtsMissing } from "./ets";
import { summary, worksheets } from "./store";

/** Rows shown at first, and that a further look adds. */
export const forecastRows = 50;

/** How the rows are shown. */
export interface ForecastShown {
  readonly count: number;
  readonly sort: string;
  readonly isDescending: boolean;
  /** Only these, such as `worse`; empty = all. */
  readonly only: string;
}

export const forecastShown = signal<ForecastShown>({
  count: forecastRows,
  sort: "next_13",
  isDescending: true,
  only: "",
});

/** The answer; null until there is one. */
export const forecasts = signal<ForecastsBody | null>(null);

/** How far it is; null = nothing is being made. */
export const forecasting = signal<Progress | null>(null);
/** What the seller stopped: making the forecasts, of which those before are there, or trying ETS on them. */
export const stopped = signal<"forecasts" | "ets" | null>(null);

/** Worksheets of buying again that hold a history or say how one is read. */
export const historySheets = computed<readonly TypedSheet[]>(() => {
  const found: TypedSheet[] = [];
  for (const [name, kept] of Object.entries(worksheets.value)) {
    const [view, key] = JSON.parse(name) as [string, string | null];
    if (view !== "restock" || key === null) continue;
    const texts = Object.entries(textsOf(kept)).map(([field, text]) => ({ field, text }));
    found.push({ key, texts });
  }
  return found;
});

/** ETS is tried on every product too, which takes about ten times as long. */
export const triesEts = signal(false);
/** How far that is; null = it is not being done. */
export const tryingEts = signal<Progress | null>(null);
/** Forecasts tried at a time: some 100 ms in the module for planning, and 10 ms in the book. */
const triedAtOnce = 4;
/** The list is shown anew after so long while they are being tried. */
const shownEveryMs = 1_000;

let present: AbortController | null = null;

/** Makes the forecasts that are not made yet and shows them. A newer question takes the place of an older one. */
export async function lookAtForecasts(
  sheets: readonly TypedSheet[],
  shown: ForecastShown,
  withEts: boolean,
): Promise<void> {
  const { count, sort, isDescending, only } = shown;
  const window = { offset: 0, count, sort, isDescending, only };
  present?.abort();
  const own = new AbortController();
  present = own;
  const { client } = theSession();
  const isCurrent = () => present === own;
  stopped.value = null;
  tryingEts.value = null;
  const show = async () => {
    const body = await client.request("forecasts", window, { lane: "forecasts" });
    if (isCurrent()) forecasts.value = body;
    return body;
  };
  try {
    for (;;) {
      const wish = { lane: "forecast_some", isBackground: true, signal: own.signal };
      const progress = await client.request("forecastSome", { sheets }, wish);
      if (!isCurrent()) return;
      if (progress.done >= progress.total) break;
      forecasting.value = progress;
    }
    const { forecast, etsTried } = await show();
    if (!isCurrent()) return;
    forecasting.value = null;
    if (!withEts || forecast === 0) return;
    tryingEts.value = { done: etsTried, total: forecast };
    await tryEts(own.signal, isCurrent, show);
  } catch (thrown) {
    if (!isCurrent()) return;
    const what = tryingEts.peek() === null ? "forecasts" : "ets";
    forecasting.value = null;
    tryingEts.value = null;
    if (thrown instanceof Cancelled) {
      stopped.value = what;
      await show();
    } else if (!(thrown instanceof Superseded)) theSession().tellFailure(thrown, "refused");
  }
}

/** Tries ETS on the forecasts that were not tried yet, a few at a time; the list shows what came of it. */
async function tryEts(signal: AbortSignal, isCurrent: () => boolean, show: () => Promise<unknown>): Promise<void> {
  const { client } = theSession();
  let shownAt = performance.now();
  for (;;) {
    const wish = { lane: "ets_list", isBackground: true, signal };
    const asked = await client.request("etsQuestions", { count: triedAtOnce }, wish);
    if (!isCurrent() || asked.lines === 0) break;
    const progress = await answerEts(asked);
    if (!isCurrent()) return;
    if (signal.aborted) throw new Cancelled();
    if (progress === null) break;
    tryingEts.value = progress;
    if (performance.now() - shownAt < shownEveryMs) continue;
    await show();
    shownAt = performance.now();
  }
  if (!isCurrent()) return;
  tryingEts.value = null;
  await show();
}

/** Stops the work after the present slice. */
export function stopForecasting(): void {
  if (tryingEts.peek() !== null) endPlanning();
  present?.abort();
}

/** Tries ETS once more, where its module could not be loaded. */
export function tryEtsOnListAgain(): void {
  isEtsMissing.value = false;
  void lookAtForecasts(historySheets.peek(), forecastShown.peek(), triesEts.peek());
}

/** Fields that a forecast is taken over into: its mean, and what its weeks are of it. */
const pace = "units_per_day";
const season = "sales_season";

/** What was to be taken over last, of how many products it was, and of which it could not be; null = nothing yet. */
export const takenOver = signal<{
  readonly keys: readonly string[];
  readonly count: number;
  readonly left: readonly TakeOver[];
} | null>(null);

/** Puts the forecasts of products into their fields, so that holding and plans go by them: one step, taken back by undo. */
export async function takeOverForecasts(keys: readonly string[], sheets: readonly TypedSheet[]): Promise<void> {
  const session = theSession();
  try {
    const found = await session.client.request("takeOver", { sheets, keys });
    const usable = found.filter(({ problem }) => problem === null);
    if (usable.length > 0) {
      session.isAsked();
      const edits = usable.flatMap(({ key, unitsPerDay, salesSeason }) => [
        { keys: [key], field: pace, text: unitsPerDay },
        { keys: [key], field: season, text: salesSeason },
      ]);
      await session.client.request("applyEdits", { edits });
      const step = { what: "bulk", name: season, count: usable.length } as const;
      await session.asOneStep(step, async () => {
        for (const edit of edits) session.record(step, () => session.log.add({ kind: "bulk", ...edit }));
      });
      const changed = usable.map(({ key }) => key);
      for (const field of [pace, season]) session.dropDrafts(changed, field);
    }
    takenOver.value = { keys, count: usable.length, left: found.filter(({ problem }) => problem !== null) };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
  void session.calculate();
}

/** Saves all of them as a table. */
export async function saveForecasts(): Promise<void> {
  try {
    const { text } = await theSession().client.request("exportForecasts", { format: "csv" });
    // Excel takes a CSV for UTF-8 only with the mark in front.
    const content = new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" });
    download(content, `clearfloor-forecasts-${summary.peek()?.today ?? ""}.csv`);
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
  }
}
