import type { Input, Line } from "../engine/types";
import { nameOf, t, wordsOf } from "./locale";
import { toParams } from "./problem-text";

/** The rule of a line in words, with its figures in their places. */
export function formulaText(line: Line): string {
  if (line.status === "unknown" && line.amount === null) {
    return line.holes.length > 0 ? t("formula_text.hole", { why: line.holes.join("; ") }) : t("formula_text.unknown");
  }
  const params = toParams(line.inputs);
  const words = wordsOf("formula", line.formula, params);
  // A place left open means that the rule has a form that these inputs do not fill; then the inputs speak for themselves.
  if (words !== null && !/\{\w+\}/.test(words)) return words;
  return line.inputs.map(inputText).join(t("place.join"));
}

/** One input: its name and what stood there. */
export function inputText(input: Input): string {
  return `${nameOf("input", input.name)} ${input.text}`;
}
