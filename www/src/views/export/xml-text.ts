/**
 * Letters that XML has none of: a drawing that holds one is no drawing to any program. Control characters beside tab and
 * line break, the two that are no characters (XML 1.0, 2.2), and halves of letters that lost the other half.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const noLetters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Text of a drawing with a sign in the place of what is no letter. */
export function xmlText(text: string): string {
  return text.replace(noLetters, "\uFFFD");
}
