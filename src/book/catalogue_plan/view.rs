//! What is answered about the plan of the whole catalogue; plain, so that it crosses as it is.

use super::super::plan::Sentence;
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// What to do with a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    /// As [`crate::scenario::ScenarioName::id`].
    pub id: String,
    /// `hold`, `cut`, `liquidate`, `remove`, `resell`, `dispose`, `grade_resell`, `split`.
    pub kind: &'static str,
    /// Share off today's price, parts per million.
    pub discount_ppm: Option<i64>,
    /// Price to ask.
    pub price: Option<Money>,
    /// A price of the seller's own.
    pub is_own: bool,
    /// Exit by which what is left then goes, code.
    pub then: Option<&'static str>,
    /// Exit by which a part goes today while the rest sells at the price, code.
    pub part: Option<&'static str>,
}

/// A product of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskRow {
    /// Key of the product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Units planned.
    pub units: f64,
    /// What to do.
    pub task: TaskView,
    /// Units sold by the day.
    pub sold: f64,
    /// Units that leave by an exit by then.
    pub let_go: f64,
    /// Day on which nothing is left; none = not within a year.
    pub clears_on: Option<Day>,
    /// Money in by the day.
    pub cash: Money,
    /// Room free by the day, cubic feet.
    pub volume: f64,
    /// Present value.
    pub value: Money,
    /// More than doing nothing.
    pub gain: Money,
    /// Less than the best way of this product alone: what the target costs here.
    pub loss: Money,
    /// What a week of waiting costs; none = not known.
    pub wait_week: Option<Money>,
    /// Last day before the next surcharge of doing nothing.
    pub deadline: Option<Day>,
    /// Why.
    pub why: Vec<Sentence>,
}

/// Sums over the products of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanSums {
    /// Present value.
    pub value: Money,
    /// Money in by the day.
    pub cash: Money,
    /// Room free by the day, cubic feet.
    pub volume: f64,
}

/// Products with the same task, deadline, age or category.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanGroup {
    /// `cut`, `2026-12-14`, `4`, a category id, `none`, …
    pub code: String,
    /// Products.
    pub products: u32,
    /// Sums over them.
    pub sums: PlanSums,
    /// More than doing nothing.
    pub gain: Money,
    /// What the target costs them.
    pub loss: Money,
}

/// Stock that would pay a surcharge if it were kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CohortDeadline {
    /// Last day to act.
    pub on: Day,
    /// Products.
    pub products: u32,
    /// Units that would pay.
    pub units: f64,
    /// What they would pay then.
    pub cost: Option<Money>,
}

/// Money in less money out in a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CashPeriod {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// By the plan.
    pub plan: Money,
    /// Each product by its own best way, without a target.
    pub best: Money,
    /// Doing nothing.
    pub hold: Money,
    /// By the plan from today to the last day.
    pub plan_so_far: Money,
    /// Doing nothing, likewise.
    pub hold_so_far: Money,
}

/// What a product would do otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangedTask {
    /// Key of the product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// As things are.
    pub before: TaskView,
    /// As they would be; none = nothing can be said.
    pub after: Option<TaskView>,
    /// Change of the present value.
    pub change: Money,
}

/// Totals as they would be, and what changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIfView {
    /// The plan as it would be.
    pub plan: PlanSums,
    /// Doing nothing, as it would be.
    pub hold: PlanSums,
    /// Whether the target is still met.
    pub is_met: bool,
    /// Products with another task.
    pub changed: u32,
    /// Of them those whose value changes most.
    pub rows: Vec<ChangedTask>,
}

/// The plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CataloguePlan {
    /// Products planned.
    pub products: u32,
    /// Of them those that do anything.
    pub to_act: u32,
    /// Products with stock that are left out, because a figure is not known.
    pub left_out: u32,
    /// Products without stock.
    pub without_stock: u32,
    /// Whether a target is asked for.
    pub has_target: bool,
    /// Whether it is met.
    pub is_met: bool,
    /// Whether it is proven that nothing meets it.
    pub is_impossible: bool,
    /// The plan.
    pub plan: PlanSums,
    /// Each product by its own best way.
    pub best: PlanSums,
    /// Doing nothing.
    pub hold: PlanSums,
    /// No plan that meets the target is worth more than this beyond the plan; zero = it is the best there is.
    pub gap: Money,
    /// What the target costs: the plan less the best ways.
    pub loss: Money,
    /// The plan less doing nothing.
    pub gain: Money,
    /// Most money that could be in by the day, whatever it costs.
    pub most_cash: Money,
    /// Most room that could be free.
    pub most_volume: f64,
    /// What a week of waiting costs in all, where known.
    pub wait_week: Option<Money>,
    /// The next deadlines.
    pub deadlines: Vec<CohortDeadline>,
    /// Cash over the year.
    pub calendar: Vec<CashPeriod>,
    /// What the products are put together by: sums.
    pub groups: Vec<PlanGroup>,
    /// What would follow if something were otherwise; none = nothing is.
    pub what_if: Option<WhatIfView>,
    /// Rows in all.
    pub total: u32,
    /// Rows asked for.
    pub rows: Vec<TaskRow>,
}

/// All but the fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueBody {
    /// The day it is calculated for.
    pub today: Day,
    /// The day by which it is to be free.
    pub by: Day,
    /// None while products are still being looked at.
    pub plan: Option<CataloguePlan>,
}
