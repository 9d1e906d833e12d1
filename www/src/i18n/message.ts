/**
 * Messages: a string with `{name}` places, or one string per plural category.
 *
 * A catalogue is a flat object of such messages. English is the pattern: its keys are
 * the type that Chinese must fill, so a missing translation does not compile.
 *
 * Why not `@lingui/core`: its runtime is 2.2 KB against the 0.5 KB of this file (both
 * `gzip -9`), needs a macro or a compile step for ICU strings, and would not know the
 * keys at compile time.
 */

/** Plural forms by CLDR category; `{n}` chooses. */
export type Forms = {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
};

/** A message of a catalogue. */
export type Message = string | Forms;

/** Values for the places of a message. A number `n` also chooses the plural form. */
export type Params = Readonly<Record<string, string | number>>;

/** A catalogue with any keys. */
export type Catalogue = Readonly<Record<string, Message>>;

const PLACE = /\{(\w+)\}/g;

/**
 * The string of a message for `n`: in English one is one and all else other, Chinese has no plural. Any other language
 * needs its own line here; a browser takes several milliseconds to make its first `Intl.PluralRules`.
 */
export function chooseForm(message: Message, language: string, n: unknown): string {
  if (typeof message === "string") return message;
  return (language === "en" && n === 1 ? message.one : undefined) ?? message.other;
}

/** Fills the places of a pattern; a place without a value stays visible, so that it is seen in tests. */
export function fill(pattern: string, params: Params | undefined, number: (n: number) => string): string {
  if (!params) return pattern;
  return pattern.replace(PLACE, (place, name: string) => {
    const value = params[name];
    if (value === undefined) return place;
    return typeof value === "number" ? number(value) : value;
  });
}

/**
 * Splits a pattern at its places: text, name, text, name, …, text.
 *
 * `splitPlaces("Clear {n} now")` is `["Clear ", "n", " now"]`.
 */
export function splitPlaces(pattern: string): string[] {
  return pattern.split(PLACE);
}
