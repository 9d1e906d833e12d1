// The plan of the whole catalogue: what the seller typed for it, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import { Cancelled, Superseded } from "../engine/failure";
import type { CataloguePlan, CataloguePlanView, Filter, Progress } from "../engine/types";
import { downloadText, saveWorksheet } from "./actions";
import { textsOf } from "./channels";
import { theSession } from "./current";
import { sheetName } from "./input-log";
import { Shards, shardsFor } from "./shards";
import { list, noFilter, worksheets } from "./store";

/** Name of the view in worksheets. */
const sheet = "catalogue-plan";

/** Rows shown at first, and that a further look adds. */
export const rowsAtOnce = 50;

/** How the rows are shown. */
export interface Shown {
  readonly count: number;
  readonly sort: string;
  readonly isDescending: boolean;
  readonly group: "action" | "deadline" | "age" | "category" | "supplier";
  /** Rows of this group only; null = all. */
  readonly only: string | null;
  /** Only what passes the filter of the catalogue is planned. */
  readonly isFiltered: boolean;
}

export const shown = signal<Shown>({
  count: rowsAtOnce,
  sort: "gain",
  isDescending: true,
  group: "action",
  only: null,
  isFiltered: true,
});

/** The answer; null until there is one. */
export const cataloguePlan = signal<CataloguePlanView | null>(null);
/** Products looked at so far; null while nothing is on its way. */
export const finding = signal<Progress | null>(null);
/** The work was stopped on request. */
export const isStopped = signal(false);

/** What was typed. */
export const catalogueTexts = computed<Readonly<Record<string, string>>>(() =>
  textsOf(worksheets.value[sheetName(sheet, null)]),
);

/** Products that are planned. */
export const planned = computed<Filter>(() => (shown.value.isFiltered ? list.value.filter : noFilter));

/** More than any catalogue has: a count that crosses the boundary. */
const mostRows = 0xffff_ffff;

let present: AbortController | null = null;

function asked(texts: Readonly<Record<string, string>>, how: Shown, filter: Filter) {
  const { count, sort, isDescending, group, only } = how;
  return {
    texts: Object.entries(texts).map(([field, text]) => ({ field, text })),
    window: { offset: 0, count, sort, isDescending, group, only, filter },
  };
}

/** Asks for the plan, slice by slice. A newer question takes the place of an older one. */
export async function lookAtCataloguePlan(
  typed: Readonly<Record<string, string>>,
  how: Shown,
  filter: Filter,
): Promise<void> {
  const session = theSession();
  const { client } = session;
  present?.abort();
  const own = new AbortController();
  present = own;
  const isCurrent = (): boolean => present === own;
  const { texts, window } = asked(typed, how, filter);
  isStopped.value = false;
  let tries = 3;
  // What a question before this one has begun goes on where the ways it looks for are the same.
  if (shards?.isOver || !isSame(shards?.texts ?? [], texts)) endShards();
  try {
    for (;;) {
      const wish = { lane: "find_ways", isBackground: true, signal: own.signal };
      const progress = await client.request("findWays", { texts, filter }, wish);
      if (!isCurrent()) return;
      if (progress.done < progress.total) {
        finding.value = progress;
        shards?.follow(progress);
        const count = shards === null ? shardsFor(progress, session.log.characters, navigator.hardwareConcurrency) : 0;
        if (count > 0) {
          shards = new Shards(session, texts, progress);
          void shards.start(count);
        }
        continue;
      }
      const view = await client.request("cataloguePlan", { texts, window }, { lane: "catalogue_plan" });
      if (!isCurrent()) return;
      // The book changed between the two: the change asks anew.
      tries -= 1;
      if (view.body.plan === null && tries > 0) continue;
      cataloguePlan.value = view;
      finding.value = null;
      return;
    }
  } catch (thrown) {
    if (!isCurrent()) return;
    finding.value = null;
    if (thrown instanceof Cancelled) isStopped.value = true;
    else if (!(thrown instanceof Superseded)) session.tellFailure(thrown, "refused");
  } finally {
    if (isCurrent()) endShards();
  }
}

/** Further workers that look for ways, for the present question and those after it that ask for the same. */
let shards: Shards | null = null;

function endShards(): void {
  shards?.end();
  shards = null;
}

type Typed = readonly { readonly field: string; readonly text: string }[];

function isSame(some: Typed, others: Typed): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** Stops the work after the present slice. */
export function stopFinding(): void {
  present?.abort();
}

/** Keeps what is typed in a field of the worksheet; null takes it out. */
export function typeInCataloguePlan(field: string, text: string | null): void {
  const { [field]: _, ...others } = catalogueTexts.peek();
  saveWorksheet(sheet, null, { texts: text === null ? others : { ...others, [field]: text } }, field);
}

/** The plan with all its rows; null if it cannot be had now. */
export async function wholePlan(): Promise<CataloguePlan | null> {
  const { texts, window } = asked(catalogueTexts.peek(), shown.peek(), planned.peek());
  const all = { ...window, count: mostRows };
  try {
    return (await theSession().client.request("cataloguePlan", { texts, window: all })).body.plan;
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
    return null;
  }
}

/** The whole plan as comma-separated text. */
async function planAsText(): Promise<string> {
  const how = shown.peek();
  const { texts, window } = asked(catalogueTexts.peek(), how, planned.peek());
  const answer = await theSession().client.request("exportCataloguePlan", { texts, window, format: "csv" });
  return answer.text;
}

/** Saves the whole plan as a file. */
export async function savePlan(name: string): Promise<void> {
  try {
    // Excel takes a CSV for UTF-8 only with the mark in front.
    downloadText(`\uFEFF${await planAsText()}`, name);
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
  }
}
