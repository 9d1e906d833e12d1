import { slugOf } from "./hole-text";
import { nameOf, wordsOf } from "./locale";

/** Words for a choice of a field: categories by their own family, the rest by field and choice. */
export function choiceName(field: string, choice: string): string {
  if (field === "category") return nameOf("category", choice);
  if (field.endsWith(".category")) return shopCategoryName(choice);
  return wordsOf("choice", `${field}.${choice}`) ?? nameOf("choice", choice);
}

/** A category of another channel, which its table names by words of its own. */
export function shopCategoryName(category: string): string {
  return wordsOf("shop_category", slugOf(category)) ?? category;
}
