import type { Input, Line } from "../engine/types";
import { holeText } from "./hole-text";
import { nameOf, t, wordsOf } from "./locale";
import { toParams } from "./problem-text";
import { valueText } from "./value-text";

/** The rule of a line in words, with its figures in their places. */
export function formulaText(line: Line): string {
  if (line.amount === null) {
    const unknown =
      line.holes.length > 0
        ? t("formula_text.hole", { why: line.holes.map(holeText).join(t("place.join")) })
        : t("formula_text.unknown");
    // What is known of it, such as a range, is said all the same.
    return line.inputs.length > 1 ? `${unknown}${t("place.join")}${ruleText(line)}` : unknown;
  }
  return ruleText(line);
}

function ruleText(line: Line): string {
  const params = toParams(line.inputs);
  for (const formula of [line.formula, `${line.formula}.short`]) {
    const words = wordsOf("formula", formula, params);
    // A place left open: the rule has a form that these inputs do not fill.
    if (words !== null && !/\{\w+\}/.test(words)) return words;
  }
  return line.inputs.map(inputText).join(t("place.join"));
}

/** One input: its name and what stood there. */
export function inputText(input: Input): string {
  return `${nameOf("input", input.name)} ${valueText(input.name, input.text)}`;
}
