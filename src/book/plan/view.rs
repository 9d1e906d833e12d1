//! What is answered about the prices of one product over time; plain, so that it crosses as it is.

use super::super::health::FigureView;
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// A value of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Param {
    /// Name of the place.
    pub name: &'static str,
    /// What stands there, plain.
    pub text: String,
}

/// A sentence: a code with the values in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Stable code.
    pub code: &'static str,
    /// Values.
    pub params: Vec<Param>,
}

impl Sentence {
    pub(super) const fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.params.push(Param { name, text: text.to_string() });
        self
    }
}

/// A stretch of days with one price, if sales go as expected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// First day.
    pub from: Day,
    /// First day of the next stretch, or the deadline.
    pub until: Day,
    /// Price to name.
    pub price: Money,
    /// Share off the price in force, parts per million; below zero for a rise.
    pub discount_ppm: i64,
    /// What a sale brings on its first day.
    pub net: Option<Money>,
    /// Units to let go first by the best exit.
    pub let_go: u32,
    /// Units expected to sell.
    pub sold: f64,
    /// Units expected to be left at its end.
    pub left: f64,
    /// One time in ten no more than so many are left.
    pub left_low: f64,
    /// One time in ten more than so many are left.
    pub left_high: f64,
}

/// What to do at the next review, by the stock there is then.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    /// At least so many units.
    pub from_units: u32,
    /// At most so many.
    pub to_units: u32,
    /// Price to name.
    pub price: Money,
    /// Most units to let go first.
    pub let_go: u32,
}

/// One way to name prices, followed to the deadline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanWay {
    /// `plan`, `own`, `single`, `hold`.
    pub code: &'static str,
    /// Its first price.
    pub price: Option<Money>,
    /// Money in less money out, expected; what is left at the deadline goes by the best exit.
    pub cash: Option<Money>,
    /// The same, discounted to today.
    pub present_value: Option<Money>,
    /// Days until nine tenths of the money are in; the last one where there is none.
    pub days_to_cash: i32,
    /// Present value less that of doing nothing.
    pub against_hold: Option<Money>,
    /// Units expected to sell.
    pub sold: f64,
    /// Units expected to be let go before the deadline.
    pub let_go: f64,
    /// Units expected to be left at the deadline.
    pub left: f64,
    /// One time in ten no more than so many are left.
    pub left_low: f64,
    /// One time in two.
    pub left_mid: f64,
    /// One time in ten more than so many are left.
    pub left_high: f64,
    /// First review at which nothing is left with an even chance.
    pub clears_on: Option<Day>,
    /// Chance that nothing is left at the deadline.
    pub chance_to_clear: f64,
    /// Present value if demand reacts weakly.
    pub weak: Option<Money>,
    /// Present value if it reacts strongly.
    pub strong: Option<Money>,
    /// The most that it falls behind the best plan of any of the three reactions.
    pub regret: Option<Money>,
}

/// A review, for the pictures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PointView {
    /// The day.
    pub on: Day,
    /// Price from that day on; none at the deadline.
    pub price: Option<Money>,
    /// Price of the seller's own ladder.
    pub own_price: Option<Money>,
    /// Stock that is not exceeded one time in ten, one in two, nine in ten.
    pub units: [f64; 3],
    /// Stock expected if nothing is done.
    pub hold_units: f64,
    /// Cash so far: the same three, minor units.
    pub cash: [f64; 3],
}

/// A price of the menu today.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MenuView {
    /// The price.
    pub price: Money,
    /// Share off the price in force, parts per million.
    pub discount_ppm: i64,
    /// What a sale brings today.
    pub net: Option<Money>,
    /// Units a week it is expected to sell.
    pub per_week: f64,
    /// Present value of keeping it to the deadline.
    pub kept: Option<Money>,
}

/// The plan and what it is held against.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanAnswer {
    /// Why.
    pub why: Sentence,
    /// What to do and when, if sales go as expected.
    pub steps: Vec<StepView>,
    /// Day of the next review.
    pub next_on: Day,
    /// What to do then, from the largest stock down.
    pub next: Vec<RuleView>,
    /// The ways side by side, the plan first.
    pub ways: Vec<PlanWay>,
    /// Each review.
    pub points: Vec<PointView>,
    /// Prices there were to choose from.
    pub menu: Vec<MenuView>,
    /// No plan of this menu brings more than this, holding cost left out.
    pub bound: Option<Money>,
    /// What a unit let go brings by the best exit on the day.
    pub exit: Option<&'static str>,
    /// Its worth today.
    pub exit_value: Option<Money>,
    /// Units are counted by so many.
    pub lot: f64,
}

/// A place of the picture of what is believed about the elasticity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BeliefPoint {
    /// Elasticity.
    pub at: f64,
    /// Density before the history.
    pub before: f64,
    /// Density after.
    pub after: f64,
}

/// A cut that was made, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepTestView {
    /// `keep`, `keep_testing`, `escalate`.
    pub decision: &'static str,
    /// Price before.
    pub before: Money,
    /// Price since.
    pub after: Money,
    /// Rate since over rate before.
    pub ratio: f64,
    /// Ends of its exact interval of 90 %.
    pub ratio_low: f64,
    /// The higher end; infinite where nothing sold before.
    pub ratio_high: f64,
    /// Ratio at which the stock is gone by the deadline.
    pub required: f64,
    /// Price to take next.
    pub next_price: Option<Money>,
    /// Days until the stock is gone at the rate since.
    pub days_to_clear: Option<f64>,
}

/// What the price history says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// Rows used.
    pub rows: u32,
    /// Different prices among them.
    pub prices: u32,
    /// Units sold in them.
    pub units: f64,
    /// Days in stock.
    pub days: f64,
    /// What cannot be said, and why.
    pub problems: Vec<&'static str>,
    /// Mean of the elasticity, its spread, and the interval of 90 %; none = the history cannot be used.
    pub elasticity: Option<[f64; 4]>,
    /// Share that 10 % off sells more, at the mean.
    pub tenth_off: f64,
    /// Chance that sales react more than in proportion.
    pub elastic_chance: f64,
    /// Units a day at the price in force.
    pub per_day: f64,
    /// From the history alone (Poisson, at least three prices): elasticity and interval of 95 %.
    pub alone: Option<[f64; 3]>,
    /// The picture.
    pub belief: Vec<BeliefPoint>,
    /// The last cut, if the last two rows are one.
    pub step: Option<StepTestView>,
}

/// All but the fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanBody {
    /// Price in force.
    pub price: Option<Money>,
    /// Units planned.
    pub units: Option<f64>,
    /// First day.
    pub today: Day,
    /// Last day.
    pub deadline: Day,
    /// Elasticity of the plan: weak, expected, strong.
    pub elasticity: [f64; 3],
    /// It is assumed.
    pub is_elasticity_assumed: bool,
    /// Lowest price that still beats every exit.
    pub floor: Option<Money>,
    /// Fields and facts without which there is no plan.
    pub missing: Vec<String>,
    /// What is taken to be so or left out.
    pub notes: Vec<Sentence>,
    /// The plan; none if something is missing.
    pub answer: Option<PlanAnswer>,
    /// What the price history says; none without one.
    pub history: Option<HistoryView>,
    /// Plain rules beside the plan: the market's price against the floor, the step in force, and the next one of a probe.
    pub figures: Vec<FigureView>,
}
