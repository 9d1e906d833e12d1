import type { Input, Problem } from "../engine/types";
import { fieldName } from "./field-name";
import { nameOf, t, wordsOf } from "./locale";
import type { Params } from "./message";

/** Params of a code as the places of its sentence; names of fields and reports are put into words. */
export function toParams(inputs: readonly Input[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const input of inputs) params[input.name] = toWords(input.name, input.text);
  return params;
}

function toWords(name: string, text: string): string {
  if (name === "field" || name === "fields" || name === "other_field") {
    return text
      .split(",")
      .map((field) => fieldName(field.trim()))
      .join(", ");
  }
  if (name === "report") return nameOf("report", text);
  if (name === "category") return nameOf("category", text);
  if (name === "family") return nameOf("fee", text);
  return text;
}

/** The sentence of a problem: what is wrong, in the reader's language. Never the core's own text. */
export function problemText(problem: Problem): string {
  const params: Params = {
    field: problem.field ? fieldName(problem.field) : "",
    heading: problem.heading ?? "",
    sku: problem.sku ?? "",
    ...toParams(problem.params),
  };
  return wordsOf("problem", problem.code, params) ?? t("problem.unknown_code", { code: problem.code });
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
