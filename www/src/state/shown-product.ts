// Parts of the open product, each of which is told only when it has changed: a key changes a handful of them, and
// what shows the others is not gone through.

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Amount, Field, Outcome, Season } from "../engine/types";
import { share } from "./share";
import { product, summary } from "./store";

export const isProductShown = computed(() => product.value !== null);
export const shownKey = computed(() => product.value?.row.key ?? null);
export const shownSku = computed(() => product.value?.row.sku ?? "");
export const shownTitle = computed(() => product.value?.row.title ?? "");
export const shownCondition = computed(() => product.value?.row.condition ?? null);
export const shownCurrency = computed(() => product.value?.row.price?.currency ?? null);
/** The day that is calculated for. */
export const shownToday = computed(() => summary.value?.today ?? product.value?.ledger?.on ?? "");
/** Names of the facts that are missing. */
export const shownMissing = computed<readonly string[]>(() => product.value?.row.missing ?? []);
export const shownProblems = computed(() => product.value?.problems ?? []);
export const shownHolding = computed(() => product.value?.holding ?? []);
/** How it sells through the year; null = every day alike. */
let season: Season | null = null;
export const shownSeason = computed(() => {
  season = share(season, product.value?.season ?? null);
  return season;
});
export const shownCohorts = computed(() => product.value?.cohorts ?? []);
export const shownOutcomes = computed<readonly Outcome[]>(() => product.value?.outcomes ?? []);
/** Ids of all ways, parted by blanks. */
export const shownWays = computed(() => shownOutcomes.value.map(({ scenario }) => scenario.id).join(" "));
export const shownRecommended = computed(() => product.value?.recommended ?? null);

/** How many units to let go now, and what that adds to doing nothing with them. */
let removal: { readonly units: number | null; readonly gain: Amount | null } = { units: null, gain: null };
export const shownRemoval = computed(() => {
  const { removeNowUnits: units = null, removeNowGain: gain = null } = product.value ?? {};
  removal = share(removal, { units, gain });
  return removal;
});

/** Those of the product's fields that are chosen. */
export function shownFields(isChosen: (field: Field) => boolean): ReadonlySignal<readonly Field[]> {
  let last: readonly Field[] = [];
  return computed(() => {
    last = share(last, product.value?.fields.filter(isChosen) ?? []);
    return last;
  });
}
