// What was charged beside what the tables give: how the list is shown, and the engine's last answer.

import { signal } from "@preact/signals";
import { Cancelled, Superseded } from "../engine/failure";
import type { ReconcileBody } from "../engine/types";
import { copyText, download } from "./actions";
import { theSession } from "./current";
import { summary } from "./store";

/** Rows shown at first, and that a further look adds. */
export const reconcileRows = 50;

/** Which differences are shown; empty = all. */
export const reconcileShown = signal<{ readonly count: number; readonly only: string }>({
  count: reconcileRows,
  only: "",
});

/** The answer; null until there is one. */
export const reconciled = signal<ReconcileBody | null>(null);

/** Asks for the differences. A newer question takes the place of an older one. */
export async function lookAtReconcile(shown: { readonly count: number; readonly only: string }): Promise<void> {
  const window = { offset: 0, count: shown.count, only: shown.only };
  try {
    reconciled.value = await theSession().client.request("reconcile", window, { lane: "reconcile" });
  } catch (thrown) {
    if (!(thrown instanceof Cancelled || thrown instanceof Superseded)) theSession().tellFailure(thrown, "refused");
  }
}

/** The cases worth raising as text; null if they could not be had. */
async function casesText(): Promise<string | null> {
  try {
    return (await theSession().client.request("exportCases", { format: "csv" })).text;
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
    return null;
  }
}

/** Saves the cases worth raising. */
export async function saveCases(): Promise<void> {
  const text = await casesText();
  if (text === null) return;
  // Excel takes a CSV for UTF-8 only with the mark in front.
  const content = new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" });
  download(content, `clearfloor-cases-${summary.peek()?.today ?? ""}.csv`);
}

/** Puts them on the clipboard. */
export async function copyCases(): Promise<void> {
  const text = await casesText();
  if (text !== null) await copyText(text);
}
