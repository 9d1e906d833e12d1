import { nameOf, wordsOf } from "./locale";

/** Words for a choice of a field: categories by their own family, the rest by field and choice. */
export function choiceName(field: string, choice: string): string {
  if (field === "category") return nameOf("category", choice);
  return wordsOf("choice", `${field}.${choice}`) ?? nameOf("choice", choice);
}
