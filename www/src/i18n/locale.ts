/** The language in use, and the functions that put keys and codes into its words. */

import { batch, computed, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { en } from "./en";
import { figureOf } from "./figures";
import { type Catalogue, chooseForm, fill, type Params, splitPlaces } from "./message";

/** Languages of the page. */
export type Locale = "en" | "zh";

/** Key of a message. */
export type Key = keyof typeof en;

/** The language in use. Change it with {@link setLocale}, which loads the words first. */
export const locale = signal<Locale>("en");

const catalogue = signal<Catalogue | null>(null);

/** The words of a language are there. */
export const hasWords = computed(() => catalogue.value !== null);

/** A number in a sentence. */
function written(n: number): string {
  return figureOf(n, { least: 0, most: 2 });
}

/** Languages offered in the header, each in its own words. */
export const LANGUAGES: readonly { id: Locale; name: string; short: string }[] = [
  { id: "zh", name: "简体中文", short: "中" },
  { id: "en", name: "English", short: "EN" },
];

/** Language asked for by the address the page was opened at, such as `#?locale=zh`. */
export const askedLocale: Locale | null = typeof location === "undefined" ? null : localeIn(location.hash);

/** Language named in a fragment; null if none is. */
export function localeIn(fragment: string): Locale | null {
  const asked = new URLSearchParams(fragment.slice(fragment.indexOf("?") + 1)).get("locale");
  return asked === "zh" || asked === "en" ? asked : null;
}

/** The words of a language that the first views need. They come in a file of their own. */
export async function loadWords(next: Locale): Promise<Catalogue> {
  return next === "zh" ? (await import("./zh-first")).zhFirst : (await import("./en-first")).enFirst;
}

/** The words of the views whose code comes when it is asked for. */
async function wordsOfLaterViews(of: Locale): Promise<Catalogue> {
  return of === "zh" ? (await import("./zh-later")).zhLater() : (await import("./en-later")).enLater();
}

/** A view whose words come later was asked for; from then on every language brings them along. */
let needsLater = false;

/** Loads the words of a language and then shows them. */
export async function setLocale(next: Locale): Promise<void> {
  const [first, later] = await Promise.all([loadWords(next), needsLater ? wordsOfLaterViews(next) : null]);
  batch(() => {
    catalogue.value = { ...first, ...later };
    locale.value = next;
  });
  // Asked for while the others were on their way.
  if (needsLater && later === null) await loadLaterWords();
}

/** Loads the words of the later views, in the language in use. */
export async function loadLaterWords(): Promise<void> {
  needsLater = true;
  const of = locale.peek();
  const later = await wordsOfLaterViews(of);
  // A language chosen meanwhile brings its own.
  if (of === locale.peek() && catalogue.peek() !== null) catalogue.value = { ...catalogue.peek(), ...later };
}

/** A word is not among the first: a view shows something of a later one. It follows as soon as it is there. */
export function askForLaterWords(): void {
  if (needsLater || catalogue.peek() === null) return;
  loadLaterWords().catch((thrown: unknown) => {
    needsLater = false;
    console.warn("words could not be loaded:", thrown);
  });
}

function pattern(key: string, params?: Params): string | null {
  const message = catalogue.value?.[key];
  const { n } = params ?? {};
  return message === undefined ? null : chooseForm(message, locale.value, n);
}

/** The message of a key, its places filled. Reads a signal: what shows it follows the language. */
export function t(key: Key, params?: Params): string {
  const words = pattern(key, params);
  if (words === null) askForLaterWords();
  return words === null ? key : fill(words, params, written);
}

/** As {@link t}, with elements in the places, such as a figure that opens its explanation. */
export function rich(key: Key, nodes: Readonly<Record<string, ComponentChildren>>, n?: number): ComponentChildren[] {
  const words = pattern(key, n === undefined ? undefined : { n });
  return splitPlaces(words ?? key).map((part, i) => (i % 2 === 1 ? (nodes[part] ?? `{${part}}`) : part));
}

/** Families of codes that the core hands out, each a prefix of keys. */
export type Family =
  | "abroad_field"
  | "abroad_hint"
  | "abroad_note"
  | "act_left"
  | "action_kind"
  | "alert_action"
  | "alert_rule"
  | "alert_why"
  | "base"
  | "block"
  | "calendar_deal"
  | "calendar_text"
  | "category"
  | "choice"
  | "condition"
  | "condition_status"
  | "drop"
  | "duty"
  | "encoding"
  | "fee"
  | "fee_key"
  | "fee_per"
  | "fee_state"
  | "fee_value"
  | "field"
  | "formula"
  | "forecasts_advice"
  | "forecasts_lack"
  | "forecasts_problem"
  | "health_drawn"
  | "health_class"
  | "health_figure"
  | "health_hint"
  | "health_lack"
  | "health_line"
  | "health_own"
  | "health_rule"
  | "hint"
  | "hole"
  | "hole_text"
  | "input"
  | "irrevocable"
  | "kind"
  | "landed_basis"
  | "landed_bill"
  | "landed_counts"
  | "landed_mode"
  | "landed_per"
  | "line"
  | "market"
  | "mechanic"
  | "meeting"
  | "missing"
  | "notice"
  | "offer_line"
  | "offer_rule"
  | "part"
  | "task_field"
  | "task_hint"
  | "task_why"
  | "plan_exit"
  | "plan_exit_line"
  | "plan_exit_note"
  | "plan_exit_rule"
  | "plan_field"
  | "plan_figure"
  | "plan_hint"
  | "plan_lack"
  | "plan_note"
  | "plan_probe"
  | "plan_rule"
  | "plan_season"
  | "plan_step"
  | "plan_swing"
  | "plan_way"
  | "plan_why"
  | "problem"
  | "ratio"
  | "reading"
  | "reason"
  | "report"
  | "reconcile_cause"
  | "reconcile_code"
  | "reconcile_fee"
  | "reconcile_rule"
  | "reconcile_why"
  | "restock_class"
  | "restock_code"
  | "restock_ets"
  | "restock_field"
  | "restock_figure"
  | "restock_hint"
  | "restock_note"
  | "restock_rule"
  | "restock_source"
  | "review_figure"
  | "scenario"
  | "seen"
  | "season"
  | "separator"
  | "sheet"
  | "shop"
  | "shop_category"
  | "shop_field"
  | "shop_hint"
  | "shop_note"
  | "status"
  | "swing"
  | "term"
  | "transfer_if"
  | "transfer_short"
  | "transfer_way"
  | "transfer_why"
  | "unit"
  | "workspace_fault"
  | "usage";

/** Words for a code of a family, or null if the catalogue has none. */
export function wordsOf(family: Family, code: string, params?: Params): string | null {
  const words = pattern(`${family}.${code}`, params);
  return words === null ? null : fill(words, params, written);
}

/** Words for a code; the code itself, its underscores as spaces, if the catalogue has none. */
export function nameOf(family: Family, code: string): string {
  const words = wordsOf(family, code);
  if (words === null) askForLaterWords();
  return words ?? code.replace(/_/g, " ");
}

/** Codes by family: the words are some thousands, and a table asks for its choices in every row. */
const codesByFamily = computed(() => {
  const families = new Map<string, string[]>();
  for (const key of Object.keys(catalogue.value ?? {})) {
    const dot = key.indexOf(".");
    const family = key.slice(0, dot);
    const codes = families.get(family);
    if (codes === undefined) families.set(family, [key.slice(dot + 1)]);
    else codes.push(key.slice(dot + 1));
  }
  return families;
});

/** All codes of a family that the catalogue has words for, in its order. */
export function codesOf(family: Family): readonly string[] {
  return codesByFamily.value.get(family) ?? [];
}

/** Words joined as the language joins a list: `a, b and c`, `a、b和c`. */
export function listOf(items: readonly string[]): string {
  const [comma, and] = locale.value === "zh" ? ["、", "和"] : [", ", " and "];
  const last = items[items.length - 1] ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(comma)}${and}${last}`;
}
