import type { Input, Problem } from "../engine/types";
import { fieldName } from "./field-name";
import { askForLaterWords, t, wordsOf } from "./locale";
import type { Params } from "./message";
import { valueText } from "./value-text";

/** Params of a code as the places of its sentence; codes among them are put into words. */
export function toParams(inputs: readonly Input[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const { name, text } of inputs) {
    const words = valueText(name, text);
    const before = params[name];
    params[name] = before === undefined ? words : `${before}${t("place.join")}${words}`;
  }
  return params;
}

/** The sentence of a problem: what is wrong, in the reader's language. Never the core's own text. */
export function problemText(problem: Problem): string {
  const params: Params = {
    field: problem.field ? fieldName(problem.field) : "",
    heading: problem.heading ?? "",
    sku: problem.sku ?? "",
    ...toParams(problem.params),
  };
  const words = wordsOf("problem", problem.code, params);
  if (words === null) askForLaterWords();
  return words ?? t("problem.unknown_code", { code: problem.code });
}

/** Where it stands: file, line and column, as far as they are known. */
export function problemPlace(problem: Problem): string {
  const place: string[] = [];
  if (problem.file) place.push(problem.file);
  if (problem.line) place.push(t("place.line", { line: String(problem.line) }));
  if (problem.heading) place.push(t("place.heading", { heading: problem.heading }));
  else if (problem.column) place.push(t("place.column", { column: String(problem.column) }));
  return place.join(t("place.join"));
}
