// The page's own words, so that a flow finds what a seller would read.

import { en } from "../../www/src/i18n/en.ts";
import { zh } from "../../www/src/i18n/zh.ts";

export type Language = "en" | "zh";

/** Words of the page in one of its languages. */
export function words(key: keyof typeof en, language: Language = "en"): string {
  const message: unknown = (language === "en" ? en : zh)[key];
  if (typeof message !== "string") throw new Error(`${key} is no plain message`);
  return message;
}
