import type { Key } from "../../i18n/locale";
import { first, lastKey, rows, type View } from "../../state/store";

/** A view that can be gone to. */
export interface Destination {
  readonly id: View["name"];
  readonly words: Key;
  /** Stands in the bar; the others are under "More" on a phone. */
  readonly isMain: boolean;
  /** Where it leads now; null while there is nothing to show. */
  readonly to: () => View | null;
}

/** The product looked at last, else the first one there is to look at. */
export function productKey(): string | null {
  return lastKey.value ?? first.value?.rows[0]?.key ?? rows.value.rows[0]?.key ?? null;
}

/** The place of the navigation a view belongs to. */
export function destinationOf(view: View): View["name"] {
  return view.name === "product-health" ? "health" : view.name;
}

/** Views in the order of the navigation. A line here puts a view into it. */
export const destinations: readonly Destination[] = [
  { id: "catalogue", words: "nav.catalogue", isMain: true, to: () => ({ name: "catalogue" }) },
  {
    id: "product",
    words: "nav.product",
    isMain: true,
    to: () => {
      const key = productKey();
      return key === null ? null : { name: "product", key };
    },
  },
  {
    id: "compare",
    words: "nav.compare",
    isMain: true,
    to: () => {
      const key = productKey();
      return key === null ? null : { name: "compare", key };
    },
  },
  {
    id: "plan",
    words: "nav.plan",
    isMain: false,
    // Where no product was looked at, the plan asked for is that of all of them.
    to: () => {
      const key = lastKey.value;
      if (key !== null) return { name: "plan", key };
      return productKey() === null ? null : { name: "catalogue-plan" };
    },
  },
  {
    id: "catalogue-plan",
    words: "nav.catalogue_plan",
    isMain: false,
    to: () => (productKey() === null ? null : { name: "catalogue-plan" }),
  },
  {
    id: "health",
    words: "nav.health",
    isMain: false,
    to: () => (productKey() === null ? null : { name: "health" }),
  },
  {
    id: "calendar",
    words: "nav.calendar",
    isMain: false,
    to: () => (productKey() === null ? null : { name: "calendar" }),
  },
  {
    id: "forecasts",
    words: "nav.forecasts",
    isMain: false,
    to: () => (productKey() === null ? null : { name: "forecasts" }),
  },
  { id: "tables", words: "nav.tables", isMain: false, to: () => ({ name: "tables" }) },
  { id: "reconcile", words: "nav.reconcile", isMain: false, to: () => ({ name: "reconcile" }) },
  {
    id: "restock",
    words: "nav.restock",
    isMain: false,
    to: () => {
      const key = productKey();
      return key === null ? null : { name: "restock", key };
    },
  },
  { id: "transfers", words: "nav.transfers", isMain: false, to: () => ({ name: "transfers" }) },
  { id: "review", words: "nav.review", isMain: false, to: () => ({ name: "review" }) },
  { id: "landed", words: "nav.landed", isMain: false, to: () => ({ name: "landed" }) },
  {
    id: "promotions",
    words: "nav.promotions",
    isMain: false,
    to: () => {
      const key = productKey();
      return key === null ? null : { name: "promotions", key };
    },
  },
  {
    id: "channels",
    words: "nav.channels",
    isMain: false,
    to: () => {
      const key = productKey();
      return key === null ? null : { name: "channels", key };
    },
  },
  {
    id: "abroad",
    words: "nav.abroad",
    isMain: false,
    to: () => {
      const key = productKey();
      return key === null ? null : { name: "abroad", key };
    },
  },
  { id: "fees", words: "nav.fees", isMain: false, to: () => ({ name: "fees" }) },
  { id: "settings", words: "nav.settings", isMain: false, to: () => ({ name: "settings" }) },
  { id: "workspace", words: "nav.workspace", isMain: false, to: () => ({ name: "workspace" }) },
  { id: "about", words: "nav.about", isMain: false, to: () => ({ name: "about" }) },
];
