//! A clearance against its plan, as JavaScript sees it. The shapes are plain in the core and need no mirror.

use super::book::Book;
use super::edge::{Answer, give_plain, or_throw, shape, size, text};
use crate::book::health::{HealthSheets, OwnSheet};
use crate::book::review::{ReviewSheet, paste_actuals, paste_plans};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** A clearance as typed. A missing part is an empty text; see the core's `book::review`. */
export interface ReviewSheet {
    start: string;
    tiedDays: string;
    annual: string;
    plans: ReviewPlan[];
    rows: ReviewActual[];
    slowBefore: string;
    slowAfter: string;
    skusBefore: string;
    skusAfter: string;
    turnoverBefore: string;
    turnoverAfter: string;
    effects: ReviewEffect[];
}
/** What was planned for a product in a channel, as typed. */
export interface ReviewPlan {
    sku: string;
    channel: string;
    units: string;
    list: string;
    price: string;
    net: string;
    days: string;
    stock: string;
    cost: string;
    pace: string;
    supplier: string;
}
/** What came, as typed. */
export interface ReviewActual {
    sku: string;
    channel: string;
    on: string;
    days: string;
    units: string;
    price: string;
    fees: string;
}
/** An effect on customers, as typed. */
export interface ReviewEffect {
    name: string;
    before: string;
    after: string;
}
/** One figure as planned, or before, and as it came, or after. */
export interface ReviewFigure {
    code: string;
    unit: "units" | "money" | "days" | "share" | "figure";
    planned: number | null;
    actual: number | null;
    change: number | null;
    rate: number | null;
}
/** A product in a channel against its plan. */
export interface ReviewGroup {
    sku: string;
    channel: string;
    plan: number | null;
    from: string | null;
    until: string | null;
    against: ReviewFigure[];
}
/** What a clearance returned. */
export interface ReviewReturn {
    skus: string[];
    leftOut: string[];
    listRevenue: Amount;
    discount: Amount;
    sellingCosts: Amount;
    released: Amount;
    stockCost: Amount;
    capitalCost: Amount;
    annualPpm: number;
    isAnnualAssumed: boolean;
    tiedDays: number;
    areDaysAssumed: boolean;
    cameBack: number | null;
    onCapital: number | null;
    onCapitalCost: number | null;
    perDiscount: number | null;
}
/** What came back of the cost of a product. */
export interface ReviewRecovery {
    sku: string;
    units: number;
    cost: Amount;
    perUnit: Amount | null;
    share: number | null;
}
/** A channel, over all products. */
export interface ReviewChannel {
    channel: string;
    unitsStart: number | null;
    units: number;
    days: number | null;
    sellThrough: number | null;
    perDay: number | null;
    net: Amount | null;
    isBest: boolean;
}
/** Money week by week. */
export interface ReviewCash {
    start: string;
    weeks: Amount[];
    collected: Amount;
    target: Amount | null;
    weeksToTarget: number | null;
    share: number | null;
}
/** What sales at different prices say about a product. */
export interface ReviewLearned {
    sku: string;
    key: string | null;
    channel: string;
    prices: number;
    units: number;
    days: number;
    elasticity: [number, number, number, number] | null;
    believed: [number, number];
    problems: string[];
    lift: number | null;
    take: string | null;
}
/** What slow products have in common. */
export interface ReviewCommon {
    by: "category" | "price_band" | "supplier";
    groups: { name: string; products: number; slow: number; share: number; againstAll: number | null }[];
}
/** A clearance against its plan. */
export interface ReviewAnswer {
    currency: string;
    start: string | null;
    checkpoints: string[];
    total: ReviewGroup | null;
    groups: ReviewGroup[];
    roi: ReviewReturn | null;
    recovery: ReviewRecovery[];
    channels: ReviewChannel[];
    cash: ReviewCash | null;
    changes: ReviewFigure[];
    slowRemoved: number | null;
    standing: Input[];
    learned: ReviewLearned[];
    common: ReviewCommon[];
    said: ShipmentSaid[];
}
"#;

#[wasm_bindgen]
impl Book {
    /// A clearance against its plan, with what the seller entered about health; wrong texts are part of the answer.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `today_missing`.
    #[wasm_bindgen(unchecked_return_type = "ReviewAnswer | undefined")]
    pub fn review(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ReviewSheet")] sheet: JsValue,
        #[wasm_bindgen(unchecked_param_type = "HealthSheets")] health: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "steps")] slice: JsValue,
    ) -> Answer<JsValue> {
        let sheet: ReviewSheet = or_throw(shape("sheet", sheet))?;
        let health: HealthSheets = or_throw(shape("health", health))?;
        let mut steps = or_throw(size("steps", &slice))?;
        let answer = or_throw(self.at()?.review_in_steps(&sheet, &health, &mut steps))?;
        answer.map_or(Ok(JsValue::UNDEFINED), |answer| give_plain(&answer))
    }

    /// Plans of products as they stand now, to be kept until what came is known; `plans` are the worksheets of plans.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `today_missing`.
    #[wasm_bindgen(js_name = offerPlans, unchecked_return_type = "ReviewPlan[]")]
    pub fn offer_plans(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ReviewSheet")] sheet: JsValue,
        #[wasm_bindgen(unchecked_param_type = "{ key: string; texts: { field: string; text: string }[] }[]")]
        plans: JsValue,
    ) -> Answer<JsValue> {
        let sheet: ReviewSheet = or_throw(shape("sheet", sheet))?;
        let plans: Vec<OwnSheet> = or_throw(shape("plans", plans))?;
        give_plain(&or_throw(self.at()?.offer_plans(&sheet, &plans))?)
    }
}

/// Planned rows (`plans`) or actual ones (any other word) out of what was copied from a spreadsheet.
///
/// # Errors
/// Throws `wrong_type`.
#[wasm_bindgen(js_name = pasteReview, unchecked_return_type = "PastedTable")]
pub fn paste_review(
    #[wasm_bindgen(unchecked_param_type = "string")] table: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] copied: JsValue,
) -> Answer<JsValue> {
    let (table, copied) = (or_throw(text("table", &table))?, or_throw(text("text", &copied))?);
    give_plain(&if table == "plans" { paste_plans(&copied) } else { paste_actuals(&copied) })
}
