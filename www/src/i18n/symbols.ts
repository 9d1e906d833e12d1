// The rule of a ledger line with its symbols, the same in every language but for the names in it.

import type { Line } from "../engine/types";
import { nameOf } from "./locale";

/** By the code of the rule; names in braces are inputs of the line. */
const RULES: Readonly<Record<string, string>> = {
  share_of_price: "round({rate} × {price})",
  share_as_printed: "round({printed_fee} ÷ {printed_price} × {price})",
  share_or_minimum: "max(round({rate} × {price}), {minimum})",
  share_by_slice_or_minimum: "max(round(Σ {slice} × {price}), {minimum})",
  share_of_fulfilment: "round({rate} × {fulfilment})",
  share_and_fixed: "round({rate} × {price}) + {fixed}",
  expected_processing: "round({charged_rate} × {fee})",
  range_by_destination: "{lowest} … {highest}",
};

/** The rule in symbols; null for one that is no formula, such as a row of a table. */
export function symbolsOf(line: Pick<Line, "formula" | "inputs">): string | null {
  const rule = RULES[line.formula];
  if (rule === undefined) return null;
  const there = new Set(line.inputs.map(({ name }) => name));
  // A least fee that this line has not is left out with what it limits.
  const fitting = there.has("minimum") ? rule : rule.replace(/^max\((.*), \{minimum\}\)$/, "$1");
  if ([...fitting.matchAll(/\{(\w+)\}/g)].some(([, name]) => !there.has(name ?? ""))) return null;
  return fitting.replace(/\{(\w+)\}/g, (_, name: string) => nameOf("input", name));
}
