import { choiceName } from "./choice-name";
import { day } from "./format";
import { nameOf, t } from "./locale";

/** Ages of the five bands, youngest first. */
export const AGE_BANDS = ["0–90", "91–180", "181–270", "271–365", "366+"] as const;

/** A group of the list in words: an action, a deadline, an age, a category, a supplier. */
export function groupName(group: string, code: string, today: string): string {
  if (group === "deadline") return code === "none" ? t("group.no_deadline") : t("group.by", { date: day(code, today) });
  if (group === "age") {
    return code === "none" ? t("group.no_stock") : t("group.age", { band: AGE_BANDS[Number(code)] ?? code });
  }
  if (group === "category") return code === "none" ? t("group.no_category") : choiceName("category", code);
  if (group === "supplier") return code === "none" ? t("group.no_supplier") : code;
  return nameOf("action_kind", code);
}
