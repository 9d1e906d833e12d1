// Promotions side by side and bundles of one product: what the seller typed, and the answers.

import { computed, signal } from "@preact/signals";
import type { Bundle, BundleSheet, Compared, Outcome, PromotionSheet, Promotions } from "../engine/types";
import { leaveWorksheet, saveWorksheet } from "./actions";
import { asked, type Choice } from "./compare";
import { theSession } from "./current";
import { sheetName } from "./input-log";
import { selectedKey, worksheets } from "./store";

/** Texts by field, as typed. */
export type Texts = Readonly<Record<string, string>>;

/** A promotion in a column. */
export interface OfferColumn {
  readonly id: string;
  readonly mechanic: string;
  readonly texts: Texts;
}

/** Everything typed about the promotions and bundles of a product. */
export interface OfferSheet {
  readonly shared: Texts;
  readonly columns: readonly OfferColumn[];
  /** Key of the other product of the bundle; null = the best that is found. */
  readonly partner: string | null;
  readonly bundle: Texts;
}

/** Most promotions that stand side by side. */
export const mostOffers = 4;

/** What stands there before the seller has typed anything: three ways to give about a fifth. */
const usualSheet: OfferSheet = {
  shared: {},
  columns: [
    { id: "1", mechanic: "percent-off", texts: { discount: "20 %" } },
    { id: "2", mechanic: "second-half-price", texts: {} },
    { id: "3", mechanic: "coupon", texts: { discount: "20 %" } },
  ],
  partner: null,
  bundle: {},
};

const view = "promotions";

/** The sheet of the selected product. */
export const offerSheet = computed<OfferSheet>(() => {
  const kept = worksheets.value[sheetName(view, selectedKey.value)];
  return kept === undefined ? usualSheet : readSheet(kept);
});

/** The seller has changed what stands there at first. */
export const hasOwnOffers = computed(() => worksheets.value[sheetName(view, selectedKey.value)] !== undefined);

/** The answers; those of the question before until the new ones are there. */
export const promotions = signal<Promotions | null>(null);
export const bundle = signal<Bundle | null>(null);

/** What was kept may be of another version: whatever is not as it should be is left out. */
function readSheet(kept: Partial<Record<keyof OfferSheet, unknown>>): OfferSheet {
  const columns = Array.isArray(kept.columns) ? kept.columns.filter(isColumn) : [];
  return {
    shared: readTexts(kept.shared),
    columns: columns.map(({ id, mechanic, texts }) => ({ id, mechanic, texts: readTexts(texts) })),
    partner: typeof kept.partner === "string" ? kept.partner : null,
    bundle: readTexts(kept.bundle),
  };
}

function isColumn(value: unknown): value is OfferColumn {
  const column = value as Partial<OfferColumn> | null;
  return typeof column?.id === "string" && typeof column.mechanic === "string";
}

function readTexts(value: unknown): Texts {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function keep(next: OfferSheet, field: string | null): void {
  const key = selectedKey.peek();
  if (key === null) return;
  saveWorksheet(view, key, { ...next }, field);
}

/** A text with a field put in, or taken out if it is empty. */
function withText(texts: Texts, field: string, text: string): Texts {
  const { [field]: _, ...others } = texts;
  return text === "" ? others : { ...others, [field]: text };
}

/** Puts text into a field of a promotion. */
export function typeOffer(id: string, field: string, text: string): void {
  const sheet = offerSheet.peek();
  const columns = sheet.columns.map((column) =>
    column.id === id ? { ...column, texts: withText(column.texts, field, text) } : column,
  );
  keep({ ...sheet, columns }, `${id} ${field}`);
}

/** Puts text into a field that all promotions share. */
export function typeShared(field: string, text: string): void {
  const sheet = offerSheet.peek();
  keep({ ...sheet, shared: withText(sheet.shared, field, text) }, `shared ${field}`);
}

/** Puts text into a field of the bundle. */
export function typeBundle(field: string, text: string): void {
  const sheet = offerSheet.peek();
  keep({ ...sheet, bundle: withText(sheet.bundle, field, text) }, `bundle ${field}`);
}

/** A field is left: what is typed next is a step of its own. */
export const leaveOffer = leaveWorksheet;

/** Makes a promotion one of another kind; what was typed for it stays where it fits. */
export function chooseMechanic(id: string, mechanic: string): void {
  const sheet = offerSheet.peek();
  const columns = sheet.columns.map((column) => (column.id === id ? { ...column, mechanic } : column));
  keep({ ...sheet, columns }, null);
}

/** Puts another promotion beside the others. */
export function addOffer(mechanic: string): void {
  const sheet = offerSheet.peek();
  if (sheet.columns.length >= mostOffers) return;
  const used = sheet.columns.map(({ id }) => Number(id)).filter(Number.isFinite);
  const id = String(Math.max(0, ...used) + 1);
  keep({ ...sheet, columns: [...sheet.columns, { id, mechanic, texts: {} }] }, null);
}

/** Takes a promotion out. */
export function removeOffer(id: string): void {
  const sheet = offerSheet.peek();
  keep({ ...sheet, columns: sheet.columns.filter((column) => column.id !== id) }, null);
}

/** Chooses the other product of the bundle; null = the best that is found. */
export function choosePartner(key: string | null): void {
  keep({ ...offerSheet.peek(), partner: key }, null);
}

const inputs = (texts: Texts) => Object.entries(texts).map(([name, text]) => ({ name, text }));

/** The sheet as the engine reads it. */
function toAsked(sheet: OfferSheet): { promotions: PromotionSheet; bundle: BundleSheet } {
  const columns = sheet.columns.map(({ mechanic, texts }) => ({ mechanic, texts: inputs(texts) }));
  return {
    promotions: { shared: inputs(sheet.shared), columns },
    bundle: { partner: sheet.partner, texts: inputs(sheet.bundle) },
  };
}

/** Ways of a choice beside promotions and bundles: which columns, and every offer there is. */
export interface OffersCompared {
  readonly key: string;
  readonly choice: Choice;
  readonly columns: readonly Compared[];
  readonly offers: readonly Outcome[];
}

/** The answer about ways and offers side by side. */
export const offersCompared = signal<OffersCompared | null>(null);

/** Whether a way is a promotion, a bundle or a split of the stock, by its id: those are asked for apart. */
export function isOffer(scenario: string | null): boolean {
  return scenario !== null && /^(promotion|virtual_bundle|physical_bundle|split)-/.test(scenario);
}

/** Asks what the ways of a choice bring, the promotions and bundles of the sheet among them. */
export async function compareWithOffers(key: string, choice: Choice, sheet: OfferSheet): Promise<void> {
  try {
    const ask = { key, ...asked(choice), ...toAsked(sheet) };
    const answer = await theSession().client.request("compareOffers", ask, { lane: "compareOffers" });
    if (selectedKey.peek() === key) offersCompared.value = { key, choice, ...answer };
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
  }
}

/** Asks the engine about the sheet as it stands. */
export async function lookAtOffers(key: string, sheet: OfferSheet): Promise<void> {
  const { client } = theSession();
  const { promotions: ofPromotions, bundle: bundled } = toAsked(sheet);
  const take = async <T>(answer: Promise<T>, put: (value: T) => void): Promise<void> => {
    try {
      const value = await answer;
      if (selectedKey.peek() === key) put(value);
    } catch (thrown) {
      theSession().tellFailure(thrown, "refused");
    }
  };
  await Promise.all([
    take(client.request("promotions", { key, sheet: ofPromotions }, { lane: "promotions" }), (value) => {
      promotions.value = value;
    }),
    take(client.request("bundle", { key, sheet: bundled }, { lane: "bundle" }), (value) => {
      bundle.value = value;
    }),
  ]);
}

/** The answers belong to the product that was looked at. */
export function forgetOffers(): void {
  promotions.value = null;
  bundle.value = null;
}
