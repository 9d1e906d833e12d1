import type { ComponentType } from "preact";
import { loadLaterWords } from "../../i18n/locale";
import { later } from "../../parts/later";
import { view } from "../../state/store";
import { CheckView } from "../about/check-view";
import { CatalogueView } from "../catalogue/catalogue-view";
import { CompareView } from "../compare/compare-view";
import { TablesView } from "../data/tables-view";
import { ProductPage } from "../product/product-page";
import { SettingsView } from "../settings/settings-view";

/** A view that comes with its words when it is asked for. */
function withWords(load: () => Promise<ComponentType<object>>) {
  return later(() => Promise.all([load(), loadLaterWords()]).then(([View]) => View));
}

const abroad = withWords(() => import("../abroad/abroad-view").then((part) => part.AbroadView));
const channels = withWords(() => import("../channels/channels-view").then((part) => part.ChannelsView));
const landed = withWords(() => import("../landed/landed-view").then((part) => part.LandedView));
const plan = withWords(() => import("../plan/plan-view").then((part) => part.PlanView));
const promotions = withWords(() => import("../promotions/promotions-view").then((part) => part.PromotionsView));
const fees = withWords(() => import("../fees/fees-view").then((part) => part.FeesView));

/** The view asked for. Nearly all of them are in one part of the page's code, which the first screen does not wait for. */
export function CurrentView() {
  const current = view.value;
  if (current.name === "about") return <CheckView />;
  if (current.name === "settings") return <SettingsView />;
  if (current.name === "landed") return <landed.View />;
  if (current.name === "fees") return <fees.View />;
  if (current.name === "tables") return <TablesView />;
  if (current.name === "product") return <ProductPage />;
  if (current.name === "compare") return <CompareView />;
  if (current.name === "plan") return <plan.View />;
  if (current.name === "promotions") return <promotions.View />;
  if (current.name === "channels") return <channels.View />;
  if (current.name === "abroad") return <abroad.View />;
  return <CatalogueView />;
}
