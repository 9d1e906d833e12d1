//! Prices over time, as JavaScript sees them. All but the fields is plain in the core and needs no mirror.

use super::book::Book;
use super::channels::{ChannelField, SheetTexts};
use super::edge::{Answer, give, object, or_throw, size, text};
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
    /** Days until nine tenths of the cash are in. */
    daysToCash: number;
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
    /** Plain rules beside the plan: the market's price against the floor, the step in force, and the next one of a probe. */
    figures: HealthFigure[];
}
/** Where a figure comes from. */
export interface PlanSource {
    table: string;
    row: string;
    effectiveFrom: string | null;
    source: string;
    confidence: string;
    isAssumed: boolean;
}
/** A line of what one unit brings by an exit. */
export interface PlanExitLine {
    id: string;
    amount: Amount;
    params: Input[];
    source: PlanSource | null;
}
/** A way out: `liquidate`, `staff`, `channel-ebay`, `promotion-outlet`, `way-plan`; `kind` is exit, channel, promotion, way. */
export interface PlanExitRow {
    code: string;
    kind: string;
    units: number | null;
    isAll: boolean;
    perUnit: Amount | null;
    cash: Amount | null;
    presentValue: Amount | null;
    withRest: Amount | null;
    againstPlan: Amount | null;
    daysToCash: number | null;
    irrevocable: string[];
    blocks: string[];
    missing: string[];
    notes: string[];
    lines: PlanExitLine[];
    isEfficient: boolean;
}
/** The best number of units to let go today by each exit, the rest sold at the best prices. */
export interface PlanSplit {
    parts: { code: string; units: number; value: Amount | null }[];
    keep: number;
    price: Amount | null;
    until: string | null;
    left: number;
    keepValue: Amount | null;
    value: Amount | null;
    without: Amount | null;
    allGone: Amount | null;
    gain: Amount | null;
    lastKept: Amount | null;
    firstGone: Amount | null;
}
/** All ways out of a product. */
export interface PlanExitsBody {
    units: number | null;
    today: string;
    deadline: string;
    rows: PlanExitRow[];
    split: PlanSplit | null;
    missing: string[];
    notes: PlanSentence[];
}
/** One end of the range of an assumption. */
export interface PlanEffect {
    text: string;
    value: Amount | null;
    leaving: Amount | null;
}
/** An assumption with its range: `velocity`, `elasticity`, `storage`, `exit`, `season`. */
export interface PlanSwing {
    id: string;
    less: PlanEffect | null;
    more: PlanEffect | null;
}
/** How much must come true for going on to be worth what leaving today is. */
export interface PlanReverse {
    way: string;
    price: Amount | null;
    multiple: number | null;
    perWeek: number;
    exit: string;
    leaving: Amount | null;
}
/** What being able to leave later is worth. */
export interface PlanWaiting {
    price: Amount | null;
    decideLater: Amount | null;
    hold: Amount | null;
    leave: Amount | null;
    option: Amount | null;
    stops: { on: string; leastSold: number | null }[];
}
/** What to do after a test, by what sold in it. */
export interface PlanProbeRule {
    fromSold: number;
    toSold: number;
    decision: string;
    price: Amount;
    depthNeeded: number | null;
}
/** A test first. */
export interface PlanProbe {
    price: Amount;
    until: string;
    value: Amount | null;
    atOnce: Amount | null;
    gain: Amount | null;
    isWorthIt: boolean;
    isLongEnough: boolean;
    rules: PlanProbeRule[];
}
/** How sure the plan is. */
export interface PlanDoubtsBody {
    value: Amount | null;
    swings: PlanSwing[];
    reverse: PlanReverse | null;
    waiting: PlanWaiting | null;
    probe: PlanProbe | null;
    missing: string[];
    notes: PlanSentence[];
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

/// All ways out of a product with the fields they were made by.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct PlanExits {
    /// Fields of the worksheet that the exits ask for.
    pub fields: Vec<ChannelField>,
    /// All else.
    #[tsify(type = "PlanExitsBody")]
    pub body: core::ExitsBody,
}

/// How sure the plan of a product is, with the fields of the test.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct PlanDoubts {
    /// Fields of the worksheet about the test.
    pub fields: Vec<ChannelField>,
    /// All else.
    #[tsify(type = "PlanDoubtsBody")]
    pub body: core::DoubtsBody,
}

fn pairs(texts: SheetTexts) -> Vec<(String, String)> {
    texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect()
}

#[wasm_bindgen]
impl Book {
    /// Every way out of a product beside its plan, and the best split, by the worksheets of plan and channels: goes on
    /// for up to so many steps, and gives nothing while it is not through.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    #[wasm_bindgen(js_name = planExits)]
    pub fn plan_exits(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
        channels: Ts<SheetTexts>,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "steps")] slice: JsValue,
    ) -> Answer<Option<Ts<PlanExits>>> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let channels: SheetTexts = or_throw(object("channels", &channels))?;
        let mut steps = or_throw(size("steps", &slice))?;
        let (texts, channels) = (pairs(texts), pairs(channels));
        let view = or_throw(self.at()?.plan_exits_in_steps(&key, &texts, &channels, &mut steps))?;
        let plain =
            |core::ExitsView { fields, body }| PlanExits { fields: fields.into_iter().map(Into::into).collect(), body };
        view.map(plain).map(give).transpose()
    }

    /// How sure the plan of a product is, by what was typed in its worksheet: goes on for up to so many steps, and
    /// gives nothing while it is not through.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    #[wasm_bindgen(js_name = planDoubts)]
    pub fn plan_doubts(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "steps")] slice: JsValue,
    ) -> Answer<Option<Ts<PlanDoubts>>> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let mut steps = or_throw(size("steps", &slice))?;
        let view = or_throw(self.at()?.plan_doubts_in_steps(&key, &pairs(texts), &mut steps))?;
        let plain = |core::DoubtsView { fields, body }| PlanDoubts {
            fields: fields.into_iter().map(Into::into).collect(),
            body,
        };
        view.map(plain).map(give).transpose()
    }

    /// The best prices of a product over time, by what was typed in the worksheet: goes on for up to so many steps,
    /// and gives nothing while it is not through.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    pub fn plan(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "steps")] slice: JsValue,
    ) -> Answer<Option<Ts<PlanView>>> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let mut steps = or_throw(size("steps", &slice))?;
        let view = or_throw(self.at()?.plan_in_steps(&key, &pairs(texts), &mut steps))?;
        view.map(|view| give(PlanView::from(view))).transpose()
    }
}
