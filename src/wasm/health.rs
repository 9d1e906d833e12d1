//! Health, alerts and calendar, as JavaScript sees them. All but the fields is plain in the core and needs no mirror.

use super::book::Book;
use super::channels::ChannelField;
use super::edge::{Answer, give, give_plain, or_throw, shape, size, text};
use crate::book::health as core;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** A field of a worksheet as typed. */
export interface HealthText {
    field: string;
    text: string;
}
/** What a person said of an alert, every part as it was entered. */
export interface AlertLogLine {
    key: string;
    rule: string;
    raisedOn: string;
    computed: string;
    level: string;
    reason: string;
    handledOn: string;
    result: string;
}
/** Everything the seller entered about health. */
export interface HealthSheets {
    lines: HealthText[];
    own: { key: string; texts: HealthText[] }[];
    log: AlertLogLine[];
}
/** Which rows are wanted. */
export interface HealthWindow {
    offset: number;
    count: number;
    sort: string;
    isDescending: boolean;
    only: string;
}
/** Which alerts are wanted. */
export interface CalendarAsk {
    count: number;
    only: string;
}
/** Which rule a line of the form belongs to. */
export interface HealthLine {
    name: string;
    rule: string;
    isGiven: boolean;
}
/** Since when a line that follows from sales holds; `not_dated`: today's pace counts. */
export interface DrawnLine {
    code: "week" | "month" | "not_dated";
    on: string;
}
/** What a rule says of a product. */
export interface HealthFinding {
    rule: string;
    code: string;
    level: number;
    computed: number;
    reason: string | null;
    direction: "too_much" | "too_little";
    action: string;
    params: Input[];
    drawn: DrawnLine | null;
    on: string | null;
    stake: Amount | null;
    stakeKind: string | null;
}
/** A product in the list; infinite = never. */
export interface HealthRow {
    key: string;
    sku: string;
    title: string;
    units: number;
    level: number;
    first: HealthFinding | null;
    quadrant: string | null;
    pace: string | null;
    isCleared: boolean;
    turnover: number | null;
    daysOfSupply: number | null;
    agedShare: number | null;
    sellThrough: number | null;
    excessUnits: number | null;
    excessCost: Amount | null;
    cost: Amount | null;
    abc: string | null;
    xyz: string | null;
    stage: string | null;
}
/** Products of one kind put together. */
export interface HealthGroup {
    code: string;
    products: number;
    units: number;
    cost: Amount | null;
    turnover: number | null;
    isFarBelow: boolean;
}
/** Products that lie close together in the picture of the quadrants. */
export interface HealthCell {
    days: number;
    turnover: number;
    action: string;
    products: number;
    key: string;
    sku: string;
}
/** Stored volume against shipped volume of a size group. */
export interface UtilizationEstimate {
    group: string;
    weeks: number;
    typed: number | null;
    cubicFeet: number;
    leftOut: number;
}
/** Past alerts. */
export interface AlertRecord {
    hitRate: number | null;
    daysToHandle: number | null;
    events: number;
    open: number;
    overridden: number;
}
/** A line of the log as it was read. */
export interface AlertLogEntry {
    place: number;
    key: string;
    problem: string | null;
}
/** Sums over the catalogue. */
export interface HealthTotals {
    products: number;
    withoutStock: number;
    units: number;
    cost: Amount | null;
    costUnknown: number;
    byLevel: [number, number, number, number];
    slow: number;
    slowCost: Amount | null;
    slowShare: number | null;
    slowLeftOut: number;
    cleared: number;
    agedUnits: number;
    agedShare: number | null;
    excessUnits: number;
    excessCost: Amount | null;
    excessShare: number | null;
    turnover: number | null;
    isTurnoverGood: boolean | null;
    daysPerTurn: number | null;
    sellThrough: number | null;
    unitsPerDay: number;
    daysOfSupply: number | null;
    inbound: number;
}
/** The part of the value that a class has, against the part it usually has. */
export interface AbcShare {
    code: "A" | "B" | "C";
    share: number;
    ofProducts: number;
    from: number | null;
    to: number;
    isUsual: boolean;
}
/** All but the fields. */
export interface HealthBody {
    today: string;
    lines: HealthLine[];
    cuts: [number, number];
    agedAfter: number;
    excessDays: number;
    totals: HealthTotals;
    quadrants: HealthGroup[];
    cells: HealthCell[];
    breadth: "none" | "by_category" | "whole_catalogue";
    categories: HealthGroup[];
    matrix: HealthGroup[];
    abcMeasure: string;
    /** Shares of value and of products; empty where nothing has a value. */
    abcShares: AbcShare[];
    stages: HealthGroup[];
    utilization: UtilizationEstimate[];
    lacks: { what: string; products: number }[];
    record: AlertRecord | null;
    log: AlertLogEntry[];
    total: number;
    rows: HealthRow[];
}
/** An indicator of a product with what it came from. */
export interface HealthFigure {
    code: string;
    figure: number | null;
    amount: Amount | null;
    class: string | null;
    unit: string;
    isAssumed: boolean;
    lacks: string | null;
    params: Input[];
}
/** Health of a product, all but its fields. */
export interface ProductHealthBody {
    today: string;
    row: HealthRow;
    figures: HealthFigure[];
    findings: HealthFinding[];
    drawn: DrawnLine | null;
    lacks: string[];
    ages: { units: number; ageDays: number; ageWhenCleared: number }[];
    feeAfterDays: number | null;
    unitsReachingFee: number | null;
}
/** An entry of the calendar. */
export interface CalendarEntry {
    id: string;
    kind: "deadline" | "surcharge" | "fees" | "deal" | "alert" | "restock" | "launch" | "review";
    on: string;
    /** The first day after several; null = that day alone. */
    ends: string | null;
    level: number;
    key: string | null;
    sku: string;
    products: number;
    units: number | null;
    stake: Amount | null;
    code: string;
    params: Input[];
    skus: string[];
}
/** A product of the list of alerts: once, with all that the rules say of it. */
export interface AlertRow {
    key: string;
    sku: string;
    title: string;
    level: number;
    /** Of the rule asked for first, then the most urgent. */
    findings: HealthFinding[];
    /** Each kind of money once. */
    stakes: { kind: string; amount: Amount }[];
}
/** Alerts and calendar. */
export interface CalendarBody {
    today: string;
    byLevel: [number, number, number];
    products: number;
    byRule: { rule: string; products: number }[];
    total: number;
    alerts: AlertRow[];
    entries: CalendarEntry[];
    record: AlertRecord | null;
    log: AlertLogEntry[];
}
"#;

/// Health of the catalogue with the fields it was worked out by.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct HealthView {
    /// Fields of the worksheet.
    pub fields: Vec<ChannelField>,
    /// All else.
    #[tsify(type = "HealthBody")]
    pub body: core::HealthBody,
}

/// Health of a product with the fields of its worksheet.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct ProductHealthView {
    /// Fields.
    pub fields: Vec<ChannelField>,
    /// All else.
    #[tsify(type = "ProductHealthBody")]
    pub body: core::ProductHealthBody,
}

impl From<core::HealthView> for HealthView {
    fn from(view: core::HealthView) -> Self {
        Self { fields: view.fields.into_iter().map(Into::into).collect(), body: view.body }
    }
}

impl From<core::ProductHealthView> for ProductHealthView {
    fn from(view: core::ProductHealthView) -> Self {
        Self { fields: view.fields.into_iter().map(Into::into).collect(), body: view.body }
    }
}

#[wasm_bindgen]
impl Book {
    /// Health of the whole catalogue; wrong texts are part of the answer. Goes on for up to so many steps, and gives
    /// nothing while it is not through.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `today_missing`.
    pub fn health(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "HealthSheets")] sheets: JsValue,
        #[wasm_bindgen(unchecked_param_type = "HealthWindow", js_name = "asked")] window: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "steps")] slice: JsValue,
    ) -> Answer<Option<Ts<HealthView>>> {
        let sheets: core::HealthSheets = or_throw(shape("sheets", sheets))?;
        let window: core::HealthWindow = or_throw(shape("asked", window))?;
        let mut steps = or_throw(size("steps", &slice))?;
        let view = or_throw(self.at()?.health_in_steps(&sheets, &window, &mut steps))?;
        view.map(give::<HealthView>).transpose()
    }

    /// Health of a product, whose class is one among all: goes on for up to so many steps, and gives nothing while it is
    /// not through.
    ///
    /// # Errors
    /// Throws `wrong_type`, `wrong_shape`, `no_such_product`.
    #[wasm_bindgen(js_name = healthOf)]
    pub fn health_of(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "HealthSheets")] sheets: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "steps")] slice: JsValue,
    ) -> Answer<Option<Ts<ProductHealthView>>> {
        let key = or_throw(text("key", &key))?;
        let sheets: core::HealthSheets = or_throw(shape("sheets", sheets))?;
        let mut steps = or_throw(size("steps", &slice))?;
        let view = or_throw(self.at()?.health_of_in_steps(&key, &sheets, &mut steps))?;
        view.map(give::<ProductHealthView>).transpose()
    }

    /// Every alert, and the days of the year ahead that matter: goes on for up to so many steps, and gives nothing while
    /// it is not through.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_alert_rule`.
    #[wasm_bindgen(unchecked_return_type = "CalendarBody | undefined")]
    pub fn calendar(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "HealthSheets")] sheets: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CalendarAsk", js_name = "asked")] ask: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "steps")] slice: JsValue,
    ) -> Answer<JsValue> {
        let sheets: core::HealthSheets = or_throw(shape("sheets", sheets))?;
        let ask: core::CalendarAsk = or_throw(shape("asked", ask))?;
        let mut steps = or_throw(size("steps", &slice))?;
        let body = or_throw(self.at()?.calendar_in_steps(&sheets, &ask, &mut steps))?;
        body.map_or(Ok(JsValue::UNDEFINED), |body| give_plain(&body))
    }
}
