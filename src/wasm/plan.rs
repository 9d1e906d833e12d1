//! Prices over time, as JavaScript sees them. All but the fields is plain in the core and needs no mirror.

use super::book::Book;
use super::channels::{ChannelField, SheetTexts};
use super::edge::{Answer, give, object, or_throw, text};
use crate::book::plan as core;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** A sentence: a code with the values in it. */
export interface PlanSentence {
    code: string;
    params: Input[];
}
/** A stretch of days with one price, if sales go as expected. */
export interface PlanStep {
    from: string;
    until: string;
    price: Amount;
    discountPpm: number;
    net: Amount | null;
    letGo: number;
    sold: number;
    left: number;
    leftLow: number;
    leftHigh: number;
}
/** What to do at the next review, by the stock there is then. */
export interface PlanRule {
    fromUnits: number;
    toUnits: number;
    price: Amount;
    letGo: number;
}
/** One way to name prices, followed to the deadline: `plan`, `own`, `single`, `hold`. */
export interface PlanWay {
    code: string;
    price: Amount | null;
    cash: Amount | null;
    presentValue: Amount | null;
    againstHold: Amount | null;
    sold: number;
    letGo: number;
    left: number;
    leftLow: number;
    leftMid: number;
    leftHigh: number;
    clearsOn: string | null;
    chanceToClear: number;
    weak: Amount | null;
    strong: Amount | null;
    regret: Amount | null;
}
/** A review, for the pictures: 10 %, 50 % and 90 % points of stock and of cash so far (minor units). */
export interface PlanPoint {
    on: string;
    price: Amount | null;
    ownPrice: Amount | null;
    units: [number, number, number];
    holdUnits: number;
    cash: [number, number, number];
}
/** A price there was to choose from. */
export interface PlanPrice {
    price: Amount;
    discountPpm: number;
    net: Amount | null;
    perWeek: number;
    kept: Amount | null;
}
/** The plan and what it is held against. */
export interface PlanAnswer {
    why: PlanSentence;
    steps: PlanStep[];
    nextOn: string;
    next: PlanRule[];
    ways: PlanWay[];
    points: PlanPoint[];
    menu: PlanPrice[];
    bound: Amount | null;
    exit: string | null;
    exitValue: Amount | null;
    lot: number;
}
/** A cut that was made, judged: `keep`, `keep_testing`, `escalate`. */
export interface PlanStepTest {
    decision: string;
    before: Amount;
    after: Amount;
    ratio: number;
    ratioLow: number;
    ratioHigh: number;
    required: number;
    nextPrice: Amount | null;
    daysToClear: number | null;
}
/** What the price history says. */
export interface PlanHistory {
    rows: number;
    prices: number;
    units: number;
    days: number;
    problems: string[];
    /** Mean, spread, and the ends of the interval of 90 %. */
    elasticity: [number, number, number, number] | null;
    /** Share that 10 % off sells more, at the mean. */
    tenthOff: number;
    elasticChance: number;
    perDay: number;
    /** From the history alone, with the interval of 95 %. */
    alone: [number, number, number] | null;
    belief: { at: number; before: number; after: number }[];
    step: PlanStepTest | null;
}
/** All but the fields. */
export interface PlanBody {
    price: Amount | null;
    units: number | null;
    today: string;
    deadline: string;
    /** Weak, expected, strong. */
    elasticity: [number, number, number];
    isElasticityAssumed: boolean;
    floor: Amount | null;
    missing: string[];
    notes: PlanSentence[];
    answer: PlanAnswer | null;
    history: PlanHistory | null;
}
"#;

/// The plan of a product with the fields it was made by.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct PlanView {
    /// Fields of the worksheet.
    pub fields: Vec<ChannelField>,
    /// All else.
    #[tsify(type = "PlanBody")]
    pub body: core::PlanBody,
}

impl From<core::PlanView> for PlanView {
    fn from(view: core::PlanView) -> Self {
        Self { fields: view.fields.into_iter().map(Into::into).collect(), body: view.body }
    }
}

#[wasm_bindgen]
impl Book {
    /// The best prices of a product over time, by what was typed in the worksheet.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    pub fn plan(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
    ) -> Answer<Ts<PlanView>> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let texts: Vec<_> = texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect();
        give::<PlanView>(or_throw(self.at()?.plan(&key, &texts))?)
    }
}
