import { fieldName } from "./field-name";
import { wordsOf } from "./locale";

/**
 * What is not known, in words: a field, a fee, or what the fee data say of it.
 *
 * The data speak English; the sentences that can reach the page are translated under the
 * first letters of their text, anything else is shown as the data have it.
 */
export function holeText(hole: string): string {
  const parts = hole.split(/:\s+/);
  if (parts.length > 1) {
    const [head = "", ...rest] = parts;
    return `${holeText(head)}: ${holeText(rest.join(": "))}`;
  }
  return (
    wordsOf("hole", hole) ??
    wordsOf("hole_text", slugOf(hole)) ??
    wordsOf("fee", hole) ??
    wordsOf("line", hole) ??
    wordsOf("problem", hole) ??
    fieldName(hole)
  );
}

/** Key of a sentence of the fee data: its first 48 letters, what is no letter or figure as `_`. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 48)
    .replace(/_+$/, "");
}
