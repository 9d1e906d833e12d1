//! What the whole catalogue is expected to sell, as JavaScript sees it; plain in the core.

use super::book::Book;
use super::channels::SheetTexts;
use super::edge::{Answer, give, give_plain, object, or_throw, shape, size, text, texts as all_texts};
use super::progress::Progress;
use crate::book::Format;
use crate::book::forecasts as core;
use crate::book::health::OwnSheet;
use tsify::Ts;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** The worksheet of a product, as typed. */
export interface TypedSheet {
    key: string;
    texts: { field: string; text: string }[];
}
/** Which forecasts are wanted. */
export interface ForecastWindow {
    offset: number;
    count: number;
    /** `next_4`, `next_13`, `trend`, `mase`, `bias`, `lasts`, `order`, `sku`. */
    sort: string;
    isDescending: boolean;
    /** `method:simple`, `worse`, `problem`; empty = all. */
    only: string;
}
/** A product with what it is expected to sell; infinite = never ends. */
export interface ForecastRow {
    key: string;
    sku: string;
    title: string;
    market: string | null;
    basis: "pasted" | "tables" | null;
    method: string | null;
    known: number | null;
    sold13: number | null;
    next4: number | null;
    next13: number | null;
    trend: number | null;
    mase: number | null;
    naiveMase: number | null;
    bias: number | null;
    units: number | null;
    lastsDays: number | null;
    /** Units that its worksheet of buying again would order by this forecast. */
    order: number | null;
    orderAdvice: "buy" | "hold_back" | "stop" | null;
    /** What an order lacks. */
    orderLacks: "lead_days" | "units" | "unit_cost" | null;
    problem: string | null;
    /** What the product is calculated with; null = neither pace nor season was typed or taken over. */
    used: ForecastUse | null;
}
/** What a product is calculated with, beside its newest forecast. */
export interface ForecastUse {
    /** The day of the forecast that was taken over; null = none was, or the pace has been changed since. */
    on: string | null;
    method: string | null;
    /** By what share the next 13 weeks of the newest forecast lie above what is calculated with. */
    change: number | null;
    /** That is more than a tenth, either way. */
    isOff: boolean;
    /** Taking the newest over would change nothing. */
    isNewest: boolean;
    /** Units a day that the seller typed, which taking over replaces. */
    ownPace: string | null;
    /** The season that the seller typed, which it replaces too. */
    ownSeason: string | null;
}
/** What taking a forecast over writes into two fields of a product, `units_per_day` and `sales_season`. */
export interface TakeOver {
    key: string;
    sku: string;
    unitsPerDay: string;
    salesSeason: string;
    /** Why there is nothing to take over. */
    problem: string | null;
}
/** The forecasts made so far. */
export interface ForecastsBody {
    today: string;
    done: number;
    total: number;
    forecast: number;
    without: number;
    problems: number;
    better: number;
    judged: number;
    /** Forecasts tried with ETS, and those in which it could be judged. */
    etsTried: number;
    etsJudged: number;
    next4: number;
    next13: number;
    methods: { code: string; products: number }[];
    markets: { name: string; products: number; next13: number }[];
    count: number;
    rows: ForecastRow[];
}
/** Series to be forecast by the module for planning, one after the other. */
export interface EtsQuestions {
    id: number;
    /** Products, or markets of one, that the series are of. */
    histories: number;
    /** Lines of the list that are tried with these. */
    lines: number;
    values: Float64Array;
    lengths: Uint32Array;
    ahead: Uint32Array;
}
/** What it forecast of them. */
export interface EtsAnswers {
    id: number;
    points: Float64Array;
    deviations: Float64Array;
    answered: Uint8Array;
}
"#;

/// As arrays of JavaScript.
fn questions(asked: &core::EtsQuestions) -> JsValue {
    let object = js_sys::Object::new();
    let set = |name: &str, value: &JsValue| {
        // A plain object takes any field.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    };
    for (name, number) in [("id", asked.id), ("histories", asked.histories), ("lines", asked.lines)] {
        set(name, &JsValue::from(number));
    }
    set("values", &js_sys::Float64Array::from(asked.values.as_slice()));
    set("lengths", &js_sys::Uint32Array::from(asked.lengths.as_slice()));
    set("ahead", &js_sys::Uint32Array::from(asked.ahead.as_slice()));
    object.into()
}

#[wasm_bindgen]
impl Book {
    /// Forecasts further products, a few a call, and says how far it is. `sheets` are the worksheets of buying again.
    ///
    /// # Errors
    /// Throws `wrong_type`, `wrong_shape`.
    #[wasm_bindgen(js_name = forecastSome)]
    pub fn forecast_some(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "TypedSheet[]")] sheets: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Answer<Ts<Progress>> {
        let sheets: Vec<OwnSheet> = or_throw(shape("sheets", sheets))?;
        let limit = or_throw(size("count", &count))?;
        give(Progress::from(or_throw(self.at()?.forecast_some(&sheets, limit))?))
    }

    /// The forecasts made so far.
    ///
    /// # Errors
    /// Throws `wrong_shape`.
    #[wasm_bindgen(unchecked_return_type = "ForecastsBody")]
    pub fn forecasts(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ForecastWindow", js_name = "asked")] window: JsValue,
    ) -> Answer<JsValue> {
        let window: core::ForecastWindow = or_throw(shape("asked", window))?;
        give_plain(&self.at()?.forecasts(&window))
    }

    /// What taking over the forecasts of products writes into their fields, in the order asked for. Nothing is changed.
    ///
    /// # Errors
    /// Throws `wrong_type`, `wrong_shape`, `no_such_product`.
    #[wasm_bindgen(js_name = takeOver, unchecked_return_type = "TakeOver[]")]
    pub fn take_over(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "TypedSheet[]")] sheets: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[]")] keys: JsValue,
    ) -> Answer<JsValue> {
        let sheets: Vec<OwnSheet> = or_throw(shape("sheets", sheets))?;
        let keys = or_throw(all_texts("keys", &keys))?;
        give_plain(&or_throw(self.at()?.take_over(&sheets, &keys))?)
    }

    /// The forecasts made so far as text: `csv`, `csv_semicolon` or `json`.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_format`.
    #[wasm_bindgen(js_name = exportForecasts)]
    pub fn export_forecasts(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] format: JsValue,
    ) -> Answer<String> {
        let format = or_throw(text("format", &format).and_then(|code| Format::from_code(&code)))?;
        Ok(format.text_of(&self.at()?.forecasts_sheet()))
    }

    /// Series of the next forecasts of the list, `count` of them at most, that have not been tried with ETS.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = etsQuestions, unchecked_return_type = "EtsQuestions")]
    pub fn ets_questions(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Answer<JsValue> {
        let limit = or_throw(size("count", &count))?;
        Ok(questions(&self.at()?.ets_questions(limit)))
    }

    /// Series of the history of one product's worksheet of buying again.
    ///
    /// # Errors
    /// Throws `wrong_type`, `wrong_shape`, `no_such_product`.
    #[wasm_bindgen(js_name = etsQuestionsOf, unchecked_return_type = "EtsQuestions")]
    pub fn ets_questions_of(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
    ) -> Answer<JsValue> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let texts: Vec<(String, String)> = texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect();
        Ok(questions(&or_throw(self.at()?.ets_questions_of(&key, &texts))?))
    }

    /// Takes in what was forecast of the series of a question; says how far the list is.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `outside_shape`.
    #[wasm_bindgen(js_name = etsAnswers)]
    pub fn ets_answers(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "EtsAnswers")] answers: JsValue,
    ) -> Answer<Ts<Progress>> {
        let answers: core::EtsAnswers = or_throw(shape("answers", answers))?;
        give(Progress::from(or_throw(self.at()?.ets_answers(&answers))?))
    }
}
