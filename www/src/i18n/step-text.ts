import type { Step } from "../state/history";
import { fieldName } from "./field-name";
import { fullDay } from "./format";
import { nameOf, t } from "./locale";

/** What a step was, in words: `Category of 3 SKUs`. */
export function stepText(step: Step): string {
  const { name, count } = step;
  switch (step.what) {
    case "edit":
      return fieldName(name);
    case "bulk":
      return t("step.bulk", { field: fieldName(name), n: count });
    case "table_added":
      return t("step.table_added", { n: count });
    case "table_removed":
      return t("step.table_removed", { name });
    case "columns":
      return t("step.columns", { name });
    case "reading":
      return t("step.reading", { name });
    case "product_added":
      return t("step.product_added");
    case "product_removed":
      return t("step.product_removed");
    case "today":
      return t("step.today", { date: fullDay(name) });
    case "comparison":
      return t("step.comparison");
    case "market":
      return t("step.market", { market: nameOf("market", name) });
    case "worksheet":
      return t("step.worksheet");
    case "row":
      return t("step.row", { name });
    case "workspace":
      return t("step.workspace");
    case "sample":
      return t("step.sample");
  }
}
