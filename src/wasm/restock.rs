//! Buying a product again, as JavaScript sees it. All but the fields is plain in the core and needs no mirror.

use super::book::Book;
use super::channels::{ChannelField, SheetTexts};
use super::edge::{Answer, give, give_plain, object, or_throw, text, texts as all_texts};
use crate::book::draft::DraftForm;
use crate::book::restock as core;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** How a method would have done on the seller's own history. */
export interface JudgedMethod {
    code: string;
    isChosen: boolean;
    mase: number | null;
    rmse: number;
    mape: number | null;
    wape: number | null;
    bias: number | null;
}
/** A history and what it leads one to expect. */
export interface RestockOutlook {
    period: "day" | "week" | "month";
    past: { start: string; units: number | null }[];
    notes: PlanSentence[];
    method: string;
    /** What became of ETS: not asked, not asked yet, could not be fitted, judged beside the others. */
    ets: "not_asked" | "open" | "refused" | "judged";
    pattern: string;
    known: number;
    next: { start: string; units: number; low: number; high: number }[];
    judged: JudgedMethod[];
    /** The market it is of, where the history tells several apart. */
    market: string | null;
    markets: RestockMarket[];
    /** Mean units a period of all markets together: to compare with. */
    pooledMean: number | null;
    events: RestockEvent[];
    /** Where the history comes from. */
    basis: "pasted" | "tables";
}
/** A table that says what sold; without days its name does not say which days it is of. */
export interface SoldSource {
    table: number;
    file: string;
    kind: "orders" | "shipments" | "dated" | "ledger" | "span";
    from: string | null;
    to: string | null;
    rows: number;
    cancelled: number;
    returned: number;
    future: number;
    repeated: number;
    notTold: number;
    unclear: number;
    unread: number;
}
/** A market of the history with a forecast of its own. */
export interface RestockMarket {
    name: string;
    isChosen: boolean;
    mean: number | null;
    next: number | null;
    perDay: number | null;
    method: string;
    known: number;
}
/** Days that sell more than usual: `own` for one of the seller's. */
export interface RestockEvent {
    code: string;
    name: string | null;
    spans: [string, string][];
    factor: number;
    learned: number | null;
}
/** Ordering for some periods at a time: what a year of it misses, and what lies meanwhile. */
export interface RestockCycle {
    periods: number;
    days: number;
    units: number;
    missed: number;
    missedProfit: Amount | null;
    averageUnits: number;
    tiedUp: Amount | null;
}
/** What to order. */
export interface RestockOrder {
    upTo: number;
    needed: number;
    units: number;
    boxUnits: number | null;
    limits: string[];
    cost: Amount | null;
    coverDays: number;
}
/** When the fee for low stock threatens. */
export interface LowStock {
    days: number;
    fee: Amount;
    fallsOn: string | null;
    isBeforeOrder: boolean | null;
}
/** Everything about buying a product again; infinite = never. */
export interface RestockBody {
    today: string;
    leadDays: number | null;
    units: number | null;
    position: number | null;
    outlook: RestockOutlook | null;
    /** What holding and plans go by; null = neither pace nor season was typed or taken over. */
    used: ForecastUse | null;
    sources: SoldSource[];
    isSoldUnclear: boolean;
    perDay: number | null;
    perDaySd: number | null;
    basis: "forecast" | "pace";
    daysCovered: number | null;
    safetyUnits: number | null;
    orderPoint: number | null;
    orderInDays: number | null;
    orderOn: string | null;
    coverDays: number | null;
    latestStart: string | null;
    order: RestockOrder | null;
    unitCost: Amount | null;
    lowStock: LowStock | null;
    advice: "buy" | "hold_back" | "stop" | null;
    reasons: PlanSentence[];
    figures: HealthFigure[];
    cycles: RestockCycle[];
    lacks: string[];
}
"#;

/// Buying a product again, with the fields of its worksheet.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct RestockView {
    /// Fields.
    pub fields: Vec<ChannelField>,
    /// All else.
    #[tsify(type = "RestockBody")]
    pub body: core::RestockBody,
}

impl From<core::RestockView> for RestockView {
    fn from(view: core::RestockView) -> Self {
        Self { fields: view.fields.into_iter().map(Into::into).collect(), body: view.body }
    }
}

#[wasm_bindgen]
impl Book {
    /// Buying a product again, by what was typed in its worksheet; wrong texts are part of the answer.
    ///
    /// # Errors
    /// Throws `wrong_type`, `wrong_shape`, `no_such_product`.
    pub fn restock(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
    ) -> Answer<Ts<RestockView>> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let texts: Vec<(String, String)> = texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect();
        give::<RestockView>(or_throw(self.at()?.restock(&key, &texts))?)
    }

    /// What the order of a product would bring, as a file: `list` or `upload`; `names` are the headings of a list.
    ///
    /// # Errors
    /// Throws `wrong_type`, `wrong_shape`, `no_such_product`, `no_such_file`, `nothing_to_order`.
    #[wasm_bindgen(js_name = orderDraft, unchecked_return_type = "Draft")]
    pub fn order_draft(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
        #[wasm_bindgen(unchecked_param_type = "string")] form: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[]")] names: JsValue,
    ) -> Answer<JsValue> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let texts: Vec<(String, String)> = texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect();
        let form = or_throw(text("form", &form).and_then(|form| DraftForm::from_code(&form)))?;
        let names = or_throw(all_texts("names", &names))?;
        give_plain(&or_throw(self.at()?.order_draft(&key, &texts, form, &names))?)
    }
}
