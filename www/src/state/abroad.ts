// The product in several marketplaces: what the seller typed for it, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import type { AbroadView } from "../engine/types";
import { saveWorksheet } from "./actions";
import { textsOf } from "./channels";
import { theSession } from "./current";
import { type Entry, sheetName } from "./input-log";
import { home, packOf } from "./market";
import { selectedKey, worksheets } from "./store";

/** Name of the view in worksheets. */
export const abroadSheet = "abroad";

/** Texts by field, `market.field` or `field`, as typed. */
type Texts = Readonly<Record<string, string>>;

/** The answer, and for which product it is. */
export const abroad = signal<{ readonly key: string; readonly view: AbroadView } | null>(null);

/** Marketplaces whose fee tables are on their way, or could not be had. */
export const awaited = signal<ReadonlySet<string>>(new Set());

/** What was typed for all products: exchange rates, the country of the business, where it is registered. */
const sharedTexts = computed<Texts>(() => textsOf(worksheets.value[sheetName(abroadSheet, null)]));

/** What was typed for the selected product alone. */
const ownTexts = computed<Texts>(() => {
  const key = selectedKey.value;
  return key === null ? {} : textsOf(worksheets.value[sheetName(abroadSheet, key)]);
});

/** All of it. */
export const abroadTexts = computed<Texts>(() => ({ ...sharedTexts.value, ...ownTexts.value }));

/** Whether what stands in a field holds for all products. */
export function isShared(field: string): boolean {
  return !field.includes(".") || field.startsWith("fx.") || field.endsWith(".registered");
}

/** The worksheet that a field stands in with another text in it; null takes it out. */
export function withText(field: string, text: string | null): Texts {
  const { [field]: _, ...others } = (isShared(field) ? sharedTexts : ownTexts).peek();
  return text === null ? others : { ...others, [field]: text };
}

/** Prices of a product that were typed while calculating for other marketplaces: a sale price before a regular one. */
export function pricesThere(entries: readonly Entry[], key: string): Texts {
  const prices: Record<string, Record<string, string>> = {};
  for (const entry of entries) {
    const isPrice = (field: string) => field === "price_list" || field === "price_sale";
    const speaks = (entry.kind === "edit" && entry.key === key) || (entry.kind === "bulk" && entry.keys.includes(key));
    if (!speaks || !isPrice(entry.field)) continue;
    const of = entry.of ?? home;
    prices[of] = { ...prices[of], [entry.field]: entry.text };
  }
  const found = Object.entries(prices).map(([market, { price_sale, price_list }]) => [
    `${market}.price_there`,
    price_sale || price_list || "",
  ]);
  return Object.fromEntries(found.filter(([, text]) => text !== ""));
}

/** Fee tables that were fetched for a comparison, by marketplace. A new engine is given them again. */
const packs = new Map<string, ArrayBuffer>();

/** Asks what the product brings in several marketplaces; tables that are missing are fetched and asked with again. */
export async function lookAbroad(key: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const all = { ...pricesThere(theSession().log.entries, key), ...texts };
  const sheet = Object.entries(all).map(([field, text]) => ({ field, text }));
  const ask = (given: readonly string[]) => {
    const known = given.flatMap((market) => {
      const bytes = packs.get(market);
      return bytes === undefined ? [] : [{ market, bytes }];
    });
    return theSession().client.request("abroad", { key, texts: sheet, packs: known }, { lane: "abroad" });
  };
  try {
    let view = await ask([]);
    const missing = view.markets.filter((market) => market.isChosen && !market.isLoaded).map(({ market }) => market);
    if (missing.length > 0) {
      awaited.value = new Set(missing);
      for (const market of missing) {
        if (!packs.has(market)) packs.set(market, await theSession().environment.readAsset(packOf(market)));
      }
      view = await ask(missing);
      awaited.value = new Set();
    }
    abroad.value = { key, view };
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
  }
}

/** Keeps what is typed in a field of the comparison of marketplaces; null takes it out. */
export function typeAbroad(key: string, field: string, text: string | null): void {
  const of = isShared(field) ? null : key;
  saveWorksheet(abroadSheet, of, { texts: withText(field, text) }, field);
}
