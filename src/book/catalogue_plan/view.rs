//! What is answered about the plan of the whole catalogue; plain, so that it crosses as it is.

use super::super::plan::Sentence;
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// What to do with a product.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// let task = &plan.rows[0].task;
/// assert_eq!((task.id.as_str(), task.kind, task.price.unwrap().to_string()), ("cut-400000", "cut", "15.00".to_owned()));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// let rug = &plan.rows[1];
/// // Three a day: 72 by 14 December, and all 300 in 100 days.
/// assert_eq!((rug.sku.as_str(), rug.sold.round(), rug.clears_on.unwrap().to_string()), ("RUG", 72.0, "2027-03-01".into()));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// let cash: i64 = plan.rows.iter().map(|row| row.cash.minor()).sum();
/// assert_eq!(plan.plan.cash.minor(), cash);
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// let groups: Vec<_> = plan.groups.iter().map(|group| (group.code.as_str(), group.products)).collect();
/// assert!(groups.contains(&("cut", 1)) && groups.contains(&("hold", 1)));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// let first = &plan.deadlines[0];
/// // What is left of 400 mats after 24 days at 0.3 a day.
/// assert_eq!((first.on.to_string(), first.products, first.units.round()), ("2026-12-14".to_owned(), 1, 393.0));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// let first = plan.calendar[0];
/// assert_eq!((first.from, first.until.to_string()), (book.today(), "2026-11-30".to_owned()));
/// // Of the first period the sum so far is its own.
/// assert_eq!((first.plan, first.hold), (first.plan_so_far, first.hold_so_far));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// let half = [("pace_share".to_owned(), "50".to_owned())];
/// book.finish().unwrap();
/// book.find_ways(&half, &window.filter, 1_000).unwrap();
/// let what_if = book.catalogue_plan(&half, &window).unwrap().body.plan.unwrap().what_if.unwrap();
/// let mat = what_if.rows.iter().find(|row| row.sku == "MAT").unwrap();
/// assert_eq!(mat.before.id, "cut-400000");
/// assert_ne!(mat.after.as_ref(), Some(&mat.before));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// let half = [("pace_share".to_owned(), "50".to_owned())];
/// book.finish().unwrap();
/// book.find_ways(&half, &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&half, &window).unwrap().body.plan.unwrap();
/// // Half of what sells is worth less, whatever is done.
/// assert!(plan.what_if.unwrap().plan.value.minor() < plan.plan.value.minor());
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// assert_eq!((plan.products, plan.to_act, plan.has_target, plan.is_met), (2, 1, false, true));
/// assert_eq!(plan.gain, plan.plan.value.minus(plan.hold.value).unwrap());
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 9, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// let body = book.catalogue_plan(&[], &window).unwrap().body;
/// // Until the ways are found there is a day, but no plan.
/// assert_eq!((body.today, body.plan.is_none()), (book.today(), true));
/// ```
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
