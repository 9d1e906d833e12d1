// The view in the URL fragment, which no browser sends anywhere.

import type { View } from "./store";

const productViews = ["product", "compare", "plan", "promotions", "channels", "abroad", "memo", "restock"] as const;
const plainViews = [
  "catalogue",
  "overview",
  "health",
  "calendar",
  "forecasts",
  "reconcile",
  "landed",
  "transfers",
  "review",
  "tables",
  "fees",
  "settings",
  "workspace",
  "about",
] as const;

/** What stands in front of a workspace in a link. */
export const sharedFragment = "#shared/";

/** Fragment of a view, with its `#`; for links and history. */
export function fragmentOf(view: View): string {
  if (view.name === "catalogue-plan") return "#plan";
  if (view.name === "shared") return `${sharedFragment}${view.link}`;
  if (view.name === "product-health") return `#health/${encodeURIComponent(view.key)}`;
  return "key" in view ? `#${view.name}/${encodeURIComponent(view.key)}` : `#${view.name}`;
}

/** View of a fragment; whatever is not known is the catalogue. */
export function viewOf(fragment: string): View {
  if (fragment.startsWith(sharedFragment)) return { name: "shared", link: fragment.slice(sharedFragment.length) };
  const [name = "", ...rest] = fragment.replace(/^#/, "").split("/");
  const ofProduct = name === "health" ? "product-health" : productViews.find((known) => known === name);
  if (ofProduct !== undefined && rest.length > 0) {
    try {
      return { name: ofProduct, key: decodeURIComponent(rest.join("/")) };
    } catch {
      return { name: "catalogue" };
    }
  }
  if (name === "plan") return { name: "catalogue-plan" };
  const plain = plainViews.find((known) => known === name);
  return { name: plain ?? "catalogue" };
}
