//! What is answered about the health of the catalogue; plain, so that it crosses as it is.

use super::super::channels::ChannelField;
use super::super::plan::Param;
use super::measure::text;
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// Which rule a line of the form belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineView {
    /// Name of the field.
    pub name: &'static str,
    /// The rule.
    pub rule: &'static str,
    /// The rules the product was conceived from give its value; else it is our choice.
    pub is_given: bool,
}

/// Since when a line that follows from sales holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DrawnLine {
    /// `week` or `month`: from sales before the day; `not_dated`: what sold before it is not known by day, so today's pace
    /// counts.
    pub code: &'static str,
    /// The first day of the week or month.
    pub on: Day,
}

/// What a rule says of a product.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// The rule.
    pub rule: &'static str,
    /// What it found: a code within the rule.
    pub code: &'static str,
    /// Level that holds, 0 to 3.
    pub level: u8,
    /// Level by the rule.
    pub computed: u8,
    /// Why a person changed it.
    pub reason: Option<String>,
    /// `too_much` or `too_little`.
    pub direction: &'static str,
    /// What to do, a code.
    pub action: &'static str,
    /// Figures of the sentence: days, units, turns, shares; `never` for what lasts for ever.
    pub params: Vec<Param>,
    /// Since when the line holds that it is held against, where that follows from sales.
    pub drawn: Option<DrawnLine>,
    /// The day it falls due; none = now.
    pub on: Option<Day>,
    /// Money at stake.
    pub stake: Option<Money>,
    /// What money that is: `surcharge`, `cash_tied_up`, `lost_sales`.
    pub stake_kind: Option<&'static str>,
}

/// A product in the list. Figures are expectations: days, turns and shares as plain numbers, infinite = never.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthRow {
    /// Key.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Units.
    pub units: f64,
    /// Highest level of all findings.
    pub level: u8,
    /// What to do first.
    pub first: Option<FindingView>,
    /// Action of the quadrant.
    pub quadrant: Option<&'static str>,
    /// Age crossed with sales.
    pub pace: Option<&'static str>,
    /// Old by its age alone, yet no alarm.
    pub is_cleared: bool,
    /// Turns a year.
    pub turnover: Option<f64>,
    /// Days the stock lasts at the sales of 30 days.
    pub days_of_supply: Option<f64>,
    /// Share of the units past the second age line.
    pub aged_share: Option<f64>,
    /// Sold of 90 days / (sold and on hand).
    pub sell_through: Option<f64>,
    /// Units beyond the wanted days.
    pub excess_units: Option<f64>,
    /// Their landed cost.
    pub excess_cost: Option<Money>,
    /// Landed cost of the stock.
    pub cost: Option<Money>,
    /// Class by value.
    pub abc: Option<&'static str>,
    /// Class by regularity.
    pub xyz: Option<&'static str>,
    /// Stage of life.
    pub stage: Option<&'static str>,
}

/// Products of one kind put together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthGroup {
    /// Code: an action of a quadrant, a stage, `A` to `C`, `AX` to `CZ`, a category.
    pub code: String,
    /// Products.
    pub products: u32,
    /// Units.
    pub units: f64,
    /// Landed cost, as far as known.
    pub cost: Option<Money>,
    /// Turns a year; of a category.
    pub turnover: Option<f64>,
    /// Far below normal; of a category.
    pub is_far_below: bool,
}

/// Products that lie close together in the picture of the quadrants.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthCell {
    /// Days of stock; infinite = never.
    pub days: f64,
    /// Turns a year.
    pub turnover: f64,
    /// Action of the quadrant.
    pub action: &'static str,
    /// Products.
    pub products: u32,
    /// Key and SKU of the one with the most stock.
    pub key: String,
    /// Its SKU.
    pub sku: String,
}

/// Something that is not known of some products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthLack {
    /// What, a code.
    pub what: &'static str,
    /// Products with stock.
    pub products: u32,
}

/// Stored volume against shipped volume of a size group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UtilizationEstimate {
    /// `standard` or `oversize`.
    pub group: &'static str,
    /// Volume on hand / volume sold a week, over 90 days; infinite = nothing sold.
    pub weeks: f64,
    /// What the seller says the account shows.
    pub typed: Option<f64>,
    /// Cubic feet on hand.
    pub cubic_feet: f64,
    /// Products with stock of which volume or sales are not known.
    pub left_out: u32,
}

/// The part of the value that a class by value has, against the part it usually has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AbcShare {
    /// `A`, `B`, `C`.
    pub code: &'static str,
    /// Its share of the value.
    pub share: f64,
    /// Its share of the products.
    pub of_products: f64,
    /// Least share usual; C has none.
    pub from: Option<f64>,
    /// Most share usual, itself included; of C excluded.
    pub to: f64,
    /// The share lies there.
    pub is_usual: bool,
}

/// Past alerts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordView {
    /// Right ones of those judged.
    pub hit_rate: Option<f64>,
    /// Days from raising to dealing with.
    pub days_to_handle: Option<f64>,
    /// Lines of the log.
    pub events: u32,
    /// Not dealt with.
    pub open: u32,
    /// Changed by hand.
    pub overridden: u32,
}

/// A line of the log as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// Its place.
    pub place: u32,
    /// Key of the product.
    pub key: String,
    /// What is wrong with it, a code; it is then not used.
    pub problem: Option<&'static str>,
}

/// Sums over the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthTotals {
    /// Products with stock.
    pub products: u32,
    /// Products without.
    pub without_stock: u32,
    /// Units.
    pub units: f64,
    /// Landed cost, as far as known.
    pub cost: Option<Money>,
    /// Products of which it is not known.
    pub cost_unknown: u32,
    /// Products by level, 0 to 3.
    pub by_level: [u32; 4],
    /// Products that are slow.
    pub slow: u32,
    /// Their landed cost.
    pub slow_cost: Option<Money>,
    /// Landed cost of slow stock as a share of all of which cost, age and sales are known.
    pub slow_share: Option<f64>,
    /// Products that the share leaves out.
    pub slow_left_out: u32,
    /// Products that are old yet sell steadily: false alarms cleared.
    pub cleared: u32,
    /// Units past the second age line.
    pub aged_units: f64,
    /// As a share of all units of known age.
    pub aged_share: Option<f64>,
    /// Units beyond the wanted days.
    pub excess_units: f64,
    /// Landed cost of them.
    pub excess_cost: Option<Money>,
    /// As a share of the units of which sales are known.
    pub excess_share: Option<f64>,
    /// Yearly cost of goods sold / landed cost of the stock, as far as both are known.
    pub turnover: Option<f64>,
    /// Whether that is good by the line.
    pub is_turnover_good: Option<bool>,
    /// Days of one turn.
    pub days_per_turn: Option<f64>,
    /// Sold of 90 days / (sold and on hand).
    pub sell_through: Option<f64>,
    /// Units a day over 30 days.
    pub units_per_day: f64,
    /// Days the units of which sales are known last.
    pub days_of_supply: Option<f64>,
    /// Units on the way, as far as typed.
    pub inbound: i64,
}

/// All but the fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthBody {
    /// The day.
    pub today: Day,
    /// Lines of the form with their rules.
    pub lines: Vec<LineView>,
    /// Cut of the turnover, turns a year, and of the days of stock.
    pub cuts: [f64; 2],
    /// Second age line, days.
    pub aged_after: i64,
    /// Wanted days.
    pub excess_days: i64,
    /// Sums.
    pub totals: HealthTotals,
    /// The four quadrants: keep as is, promote harder, restock with caution, clear now.
    pub quadrants: Vec<HealthGroup>,
    /// Points of their picture.
    pub cells: Vec<HealthCell>,
    /// `none`, `by_category`, `whole_catalogue`.
    pub breadth: &'static str,
    /// Categories, the slowest first.
    pub categories: Vec<HealthGroup>,
    /// Value by regularity: nine fields, AX to CZ.
    pub matrix: Vec<HealthGroup>,
    /// `sales_value` or `stock_value`.
    pub abc_measure: &'static str,
    /// Shares of the classes by value; empty where nothing has a value.
    pub abc_shares: Vec<AbcShare>,
    /// Stages of life.
    pub stages: Vec<HealthGroup>,
    /// Storage utilization by size group.
    pub utilization: Vec<UtilizationEstimate>,
    /// What is not known, of the most products first.
    pub lacks: Vec<HealthLack>,
    /// Past alerts.
    pub record: Option<RecordView>,
    /// The log as read.
    pub log: Vec<LogEntry>,
    /// Rows that pass.
    pub total: u32,
    /// Rows asked for.
    pub rows: Vec<HealthRow>,
}

/// Health of the catalogue with the fields it was worked out by.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthView {
    /// Fields of the worksheet.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: HealthBody,
}

/// An indicator of a product with what it came from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureView {
    /// Which.
    pub code: &'static str,
    /// The figure; none = not known, or has no value. Infinite = never.
    pub figure: Option<f64>,
    /// An amount of money.
    pub amount: Option<Money>,
    /// A code, of an indicator that is one.
    pub class: Option<&'static str>,
    /// `days`, `months`, `turns`, `share`, `units`, `multiple`, `weeks`.
    pub unit: &'static str,
    /// Something in it is taken for want of better.
    pub is_assumed: bool,
    /// What is missing for it.
    pub lacks: Option<&'static str>,
    /// Figures of its formula.
    pub params: Vec<Param>,
}

impl FigureView {
    /// A figure without anything said of it yet.
    pub(in crate::book) const fn of(code: &'static str, unit: &'static str) -> Self {
        Self { code, figure: None, amount: None, class: None, unit, is_assumed: false, lacks: None, params: Vec::new() }
    }

    pub(in crate::book) fn with(mut self, name: &'static str, figure: f64) -> Self {
        self.params.push(Param { name, text: text(figure) });
        self
    }

    pub(in crate::book) fn is(self, figure: Option<f64>, lacks: &'static str) -> Self {
        let lacks = if figure.is_none() { Some(lacks) } else { self.lacks };
        Self { figure, lacks, ..self }
    }

    pub(in crate::book) fn of_class(self, class: Option<&'static str>, lacks: &'static str) -> Self {
        Self { class, lacks: if class.is_none() { Some(lacks) } else { None }, ..self }
    }

    pub(in crate::book) fn assumed(self) -> Self {
        Self { is_assumed: true, ..self }
    }
}

/// Stock of one age, and what becomes of it if the oldest sell first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgeOutlook {
    /// Units.
    pub units: f64,
    /// Age, days.
    pub age_days: i32,
    /// Age when the last of them sells; infinite = never.
    pub age_when_cleared: f64,
}

/// Health of a product, all but its fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductHealthBody {
    /// The day.
    pub today: Day,
    /// Its row.
    pub row: HealthRow,
    /// Its indicators.
    pub figures: Vec<FigureView>,
    /// What the rules say.
    pub findings: Vec<FindingView>,
    /// Since when its base line holds, where that follows from sales.
    pub drawn: Option<DrawnLine>,
    /// What is not known: rules left out.
    pub lacks: Vec<&'static str>,
    /// Its ages, oldest first.
    pub ages: Vec<AgeOutlook>,
    /// Days after which age is charged for.
    pub fee_after_days: Option<i64>,
    /// Units that are that old now or will be before they sell.
    pub units_reaching_fee: Option<f64>,
}

/// Health of a product with the fields of its worksheet.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductHealthView {
    /// Fields.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: ProductHealthBody,
}

/// An entry of the calendar: plain data, for the page and for calendar files.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalendarEntry {
    /// Stable: the same entry has it again tomorrow.
    pub id: String,
    /// `deadline`, `surcharge`, `fees`, `deal`, `alert`, `restock`, `launch`, `review`.
    pub kind: &'static str,
    /// The day, or the first of several.
    pub on: Day,
    /// The first day after them, where it is more than a day; none = that day alone.
    pub ends: Option<Day>,
    /// Level of an alert, 0 to 3.
    pub level: u8,
    /// Product, where it is one.
    pub key: Option<String>,
    /// Its SKU.
    pub sku: String,
    /// Products it concerns.
    pub products: u32,
    /// Units.
    pub units: Option<f64>,
    /// Money at stake.
    pub stake: Option<Money>,
    /// What it says, a code within the kind.
    pub code: &'static str,
    /// Figures of the sentence.
    pub params: Vec<Param>,
    /// SKUs of the products with the most at stake, where it concerns several.
    pub skus: Vec<String>,
}

/// Money at stake of a product.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StakeView {
    /// What money it is: `surcharge`, `cash_tied_up`, `lost_sales`.
    pub kind: &'static str,
    /// How much.
    pub amount: Money,
}

/// A product of the list of alerts: it stands there once, with all that the rules say of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlertRow {
    /// Product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Highest level of all, 1 to 3.
    pub level: u8,
    /// What the rules say above level 0: of the rule asked for first, then the most urgent.
    pub findings: Vec<FindingView>,
    /// Money at stake, each kind once however many rules name it; the most first.
    pub stakes: Vec<StakeView>,
}

/// Alerts and calendar.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalendarBody {
    /// The day.
    pub today: Day,
    /// Products by their highest level, 1 to 3.
    pub by_level: [u32; 3],
    /// Products with an alert.
    pub products: u32,
    /// Products by rule, all levels above 0.
    pub by_rule: Vec<RuleCount>,
    /// Products that pass.
    pub total: u32,
    /// Those asked for, the highest level first, then the most money.
    pub alerts: Vec<AlertRow>,
    /// Entries of the year ahead, by day.
    pub entries: Vec<CalendarEntry>,
    /// Past alerts.
    pub record: Option<RecordView>,
    /// The log as read.
    pub log: Vec<LogEntry>,
}

/// Of how many products a rule raised an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static str,
    /// Products.
    pub products: u32,
}
