import { holeText } from "../../i18n/hole-text";
import { nameOf, wordsOf } from "../../i18n/locale";

/** Name of a way out, by its code. */
export function exitName(code: string): string {
  const [, family, rest] = /^(way|channel|promotion)-(.+)$/.exec(code) ?? [];
  if (family === "way") return nameOf("plan_way", rest ?? code);
  if (family === "channel") return nameOf("shop", rest ?? code);
  if (family === "promotion") return nameOf("mechanic", rest ?? code);
  return wordsOf("plan_exit", code) ?? nameOf("scenario", code);
}

/** What a way out lacks, in words: one of its own fields, or a fact or fee. */
export function lackText(code: string, lack: string): string {
  return wordsOf("plan_field", `${code}.${lack}`) ?? wordsOf("plan_lack", lack) ?? holeText(lack);
}
