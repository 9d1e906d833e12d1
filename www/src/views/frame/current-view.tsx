import { useEffect } from "preact/hooks";
import { fetchFollowing, followingFirst } from "../../parts/later";
import { isRestoring, summary, view } from "../../state/store";
import { CatalogueView } from "../catalogue/catalogue-view";

// In the order in which they are likely to be wanted.
const product = followingFirst(() => import("../product/product-page").then((part) => part.ProductPage));
const compare = followingFirst(() => import("../compare/compare-view").then((part) => part.CompareView));
const tables = followingFirst(() => import("../data/tables-view").then((part) => part.TablesView));
const settings = followingFirst(() => import("../settings/settings-view").then((part) => part.SettingsView));
const plan = followingFirst(() => import("../plan/plan-view").then((part) => part.PlanView));
const cataloguePlan = followingFirst(() =>
  import("../catalogue-plan/catalogue-plan-view").then((part) => part.CataloguePlanView),
);
const health = followingFirst(() => import("../health/health-view").then((part) => part.HealthView));
const productHealth = followingFirst(() =>
  import("../health/product-health-view").then((part) => part.ProductHealthView),
);
const calendar = followingFirst(() => import("../calendar/calendar-view").then((part) => part.CalendarView));
const reconcile = followingFirst(() => import("../reconcile/reconcile-view").then((part) => part.ReconcileView));
const forecasts = followingFirst(() => import("../forecasts/forecasts-view").then((part) => part.ForecastsView));
const restock = followingFirst(() => import("../restock/restock-view").then((part) => part.RestockView));
const transfers = followingFirst(() => import("../transfers/transfers-view").then((part) => part.TransfersView));
const review = followingFirst(() => import("../review/review-view").then((part) => part.ReviewView));
const landed = followingFirst(() => import("../landed/landed-view").then((part) => part.LandedView));
const promotions = followingFirst(() => import("../promotions/promotions-view").then((part) => part.PromotionsView));
const channels = followingFirst(() => import("../channels/channels-view").then((part) => part.ChannelsView));
const abroad = followingFirst(() => import("../abroad/abroad-view").then((part) => part.AbroadView));
const memo = followingFirst(() => import("../memo/memo-view").then((part) => part.MemoView));
const fees = followingFirst(() => import("../fees/fees-view").then((part) => part.FeesView));
const workspace = followingFirst(() => import("../workspace/workspace-view").then((part) => part.WorkspaceView));
const about = followingFirst(() => import("../about/check-view").then((part) => part.CheckView));

/** The view asked for. What the first result needs comes with this; the rest follows it. */
export function CurrentView() {
  const current = view.value;
  const hasResult = !isRestoring.value && (summary.value?.products ?? 0) > 0;
  useEffect(() => {
    if (hasResult) void fetchFollowing();
  }, [hasResult]);
  useEffect(holdFocusByKeys, []);
  if (current.name === "about") return <about.View />;
  if (current.name === "workspace" || current.name === "shared") return <workspace.View />;
  if (current.name === "settings") return <settings.View />;
  if (current.name === "landed") return <landed.View />;
  if (current.name === "transfers") return <transfers.View />;
  if (current.name === "review") return <review.View />;
  if (current.name === "fees") return <fees.View />;
  if (current.name === "tables") return <tables.View />;
  if (current.name === "product") return <product.View />;
  if (current.name === "compare") return <compare.View />;
  if (current.name === "catalogue-plan") return <cataloguePlan.View />;
  if (current.name === "health") return <health.View />;
  if (current.name === "product-health") return <productHealth.View />;
  if (current.name === "reconcile") return <reconcile.View />;
  if (current.name === "forecasts") return <forecasts.View />;
  if (current.name === "restock") return <restock.View />;
  if (current.name === "calendar") return <calendar.View />;
  if (current.name === "plan") return <plan.View />;
  if (current.name === "promotions") return <promotions.View />;
  if (current.name === "channels") return <channels.View />;
  if (current.name === "abroad") return <abroad.View />;
  if (current.name === "memo" || current.name === "overview") return <memo.View />;
  return <CatalogueView />;
}

/** From the first key on; whoever uses none has no need of it. */
function holdFocusByKeys(): () => void {
  let stop = (): void => document.removeEventListener("keydown", begin);
  const begin = (): void => {
    stop();
    void import("./hold-focus").then(({ holdFocus }) => {
      stop = holdFocus();
    });
  };
  document.addEventListener("keydown", begin);
  return () => stop();
}
