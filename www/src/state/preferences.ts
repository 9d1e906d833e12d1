// The seller's choices, kept from visit to visit.

import { askedLocale } from "../i18n/locale";
import type { Preferences } from "./storage";
import { hiddenColumns, type Locale, locale, type Theme, theme } from "./store";

/** The language asked of the browser, of the two the page speaks. */
export function localeOf(languages: readonly string[]): Locale {
  const known = languages.find((language) => /^(zh|en)\b/i.test(language));
  return known !== undefined && /^zh\b/i.test(known) ? "zh" : "en";
}

/** Shows a language. */
export function applyLocale(choice: Locale): void {
  locale.value = choice;
  document.documentElement.lang = choice === "zh" ? "zh-Hans" : "en";
}

/** Shows a theme; `auto` leaves it to the style sheet. */
export function applyTheme(choice: Theme): void {
  theme.value = choice;
  if (choice === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", choice);
}

/** Takes the language that the address asks for, and what was kept, else what the browser says. */
export function applyPreferences(kept: Preferences): void {
  applyLocale(askedLocale ?? kept.locale ?? localeOf(navigator.languages));
  applyTheme(kept.theme ?? "auto");
  if (kept.columns !== undefined) hiddenColumns.value = new Set(kept.columns.split(" ").filter(Boolean));
}
