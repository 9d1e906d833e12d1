// What the whole catalogue is expected to sell: made slice by slice once it is looked at, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import { Cancelled, Superseded } from "../engine/failure";
import type { ForecastsBody, Progress, TypedSheet } from "../engine/types";
import { download } from "./actions";
import { textsOf } from "./channels";
import { theSession } from "./current";
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
/** The seller stopped it: what is there is of the products before. */
export const isForecastStopped = signal(false);

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

let present: AbortController | null = null;

/** Makes the forecasts that are not made yet and shows them. A newer question takes the place of an older one. */
export async function lookAtForecasts(sheets: readonly TypedSheet[], shown: ForecastShown): Promise<void> {
  const { count, sort, isDescending, only } = shown;
  const window = { offset: 0, count, sort, isDescending, only };
  present?.abort();
  const own = new AbortController();
  present = own;
  const { client } = theSession();
  const isCurrent = () => present === own;
  isForecastStopped.value = false;
  try {
    for (;;) {
      const wish = { lane: "forecast_some", isBackground: true, signal: own.signal };
      const progress = await client.request("forecastSome", { sheets }, wish);
      if (!isCurrent()) return;
      if (progress.done >= progress.total) break;
      forecasting.value = progress;
    }
    forecasts.value = await client.request("forecasts", window, { lane: "forecasts" });
    if (isCurrent()) forecasting.value = null;
  } catch (thrown) {
    if (!isCurrent()) return;
    forecasting.value = null;
    if (thrown instanceof Cancelled) {
      isForecastStopped.value = true;
      forecasts.value = await client.request("forecasts", window, { lane: "forecasts" });
    } else if (!(thrown instanceof Superseded)) theSession().tellFailure(thrown, "refused");
  }
}

/** Stops the work after the present slice. */
export function stopForecasting(): void {
  present?.abort();
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
