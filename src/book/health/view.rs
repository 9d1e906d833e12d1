//! What is answered about the health of the catalogue; plain, so that it crosses as it is.

use super::super::channels::ChannelField;
use super::super::plan::Param;
use super::measure::text;
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// Which rule a line of the form belongs to.
///
/// ```
/// use clearfloor::book::{Book, Day, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let body = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap().body;
/// let line = body.lines.iter().find(|line| line.name == "critical_after").unwrap();
/// assert_eq!((line.rule, line.is_given), ("age_level", true));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 7 days,Sold last 30 days,Landed cost ($)\nMAT,0,0,7,30,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let findings = book.health_of("MAT", &HealthSheets::default()).unwrap().body.findings;
/// let drawn = findings.iter().find_map(|finding| finding.drawn).unwrap();
/// // What sold before Monday the 16th is not known by day.
/// assert_eq!((drawn.code, drawn.on.to_string()), ("not_dated", "2026-11-16".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DrawnLine {
    /// `week` or `month`: from sales before the day; `not_dated`: what sold before it is not known by day, so today's pace
    /// counts.
    pub code: &'static str,
    /// The first day of the week or month.
    pub on: Day,
}

/// What a rule says of a product.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let findings = book.health_of("MAT", &HealthSheets::default()).unwrap().body.findings;
/// let aged = findings.iter().find(|finding| finding.rule == "aged_fee_status").unwrap();
/// // All 400 pay for their age from day 181 on.
/// assert_eq!((aged.code, aged.level, aged.params[0].text.as_str()), ("charged", 3, "400"));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let row = book.health_of("MAT", &HealthSheets::default()).unwrap().body.row;
/// // 90 days at 0.3 a day are 27 of 400; the others cost 6.00 each.
/// assert_eq!((row.excess_units, row.excess_cost.unwrap().to_string()), (Some(373.0), "2238.00".to_owned()));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),units-shipped-t30,units-shipped-t60,units-shipped-t90\n\
///     MAT,400,200,0,0,1\nRUG,300,20,300,600,900\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap().body;
/// let clear = body.quadrants.iter().find(|group| group.code == "clear_now").unwrap();
/// assert_eq!((clear.products, clear.units), (1, 400.0));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),units-shipped-t30,units-shipped-t60,units-shipped-t90\n\
///     MAT,400,200,0,0,1\nRUG,300,20,90,180,270\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let cells = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap().body.cells;
/// assert_eq!(cells.iter().map(|cell| cell.products).sum::<u32>(), 2);
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,400\nRUG,300\n", &ReadOptions::default());
/// let lacks = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap().body.lacks;
/// assert_eq!(lacks.iter().find(|lack| lack.what == "sold").unwrap().products, 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthLack {
    /// What, a code.
    pub what: &'static str,
    /// Products with stock.
    pub products: u32,
}

/// Stored volume against shipped volume of a size group.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.edit(Some("MAT"), "units_sold_60", "18").unwrap();
/// book.edit(Some("MAT"), "units_sold_90", "27").unwrap();
/// let estimates = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap().body.utilization;
/// // 400 boxes of 140 cubic inches, of 1,728 a cubic foot.
/// assert_eq!((estimates[0].group, format!("{:.2}", estimates[0].cubic_feet)), ("standard", "32.41".to_owned()));
/// // 27 in 90 days are 2.1 a week: 190 weeks.
/// assert_eq!(estimates[0].weeks.round(), 190.0);
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),On hand,units-shipped-t30,units-shipped-t60,units-shipped-t90\n\
///     MAT,25.00,400,10,20,30\nRUG,40.00,300,90,180,270\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let shares = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap().body.abc_shares;
/// assert_eq!(shares.iter().map(|share| share.code).collect::<Vec<_>>(), ["A", "B", "C"]);
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow, LogLine}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let open = LogLine {
///     key: "MAT".into(), rule: "aged_fee_status".into(), raised_on: "2026-11-01".into(), computed: "3".into(),
///     ..LogLine::default()
/// };
/// let sheets = HealthSheets { log: vec![open], ..HealthSheets::default() };
/// let record = book.health(&sheets, &HealthWindow::default()).unwrap().body.record.unwrap();
/// assert_eq!((record.events, record.open, record.hit_rate), (1, 1, None));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, health::{HealthSheets, HealthWindow, LogLine}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let line = LogLine { key: "MAT".into(), rule: "no_such_rule".into(), ..LogLine::default() };
/// let sheets = HealthSheets { log: vec![line], ..HealthSheets::default() };
/// let log = book.health(&sheets, &HealthWindow::default()).unwrap().body.log;
/// assert_eq!((log[0].place, log[0].key.as_str()), (0, "MAT"));
/// assert!(log[0].problem.is_some());
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let totals = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap().body.totals;
/// // 400 at 6.00 and 300 at 11.00; 400 of 700 are older than 180 days.
/// assert_eq!((totals.products, totals.cost.unwrap().to_string()), (2, "5700.00".to_owned()));
/// assert_eq!((totals.aged_units, totals.aged_share), (400.0, Some(400.0 / 700.0)));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = HealthWindow { count: 10, ..HealthWindow::default() };
/// let body = book.health(&HealthSheets::default(), &window).unwrap().body;
/// assert_eq!((body.total, body.rows[0].sku.as_str(), body.rows[0].level), (1, "MAT", 3));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, health::{HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let view = book.health(&HealthSheets::default(), &HealthWindow::default()).unwrap();
/// let slow = view.fields.iter().find(|field| field.name == "slow_after").unwrap();
/// assert_eq!((slow.text.as_str(), view.body.totals.products), ("90", 0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct HealthView {
    /// Fields of the worksheet.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: HealthBody,
}

/// An indicator of a product with what it came from.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let figures = book.health_of("MAT", &HealthSheets::default()).unwrap().body.figures;
/// let days = figures.iter().find(|figure| figure.code == "days_of_supply_30").unwrap();
/// assert_eq!((days.unit, days.figure.unwrap().round()), ("days", 1333.0));
/// assert_eq!((days.params[0].text.as_str(), days.params[1].text.as_str()), ("400", "9"));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand,Age (days),Sold last 30 days\nMAT,60,100,30\n", &ReadOptions::default());
/// let ages = book.health_of("MAT", &HealthSheets::default()).unwrap().body.ages;
/// // At one a day they are gone in 60 days, and 160 days old by then.
/// assert_eq!((ages[0].units, ages[0].age_days, ages[0].age_when_cleared), (60.0, 100, 160.0));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.health_of("MAT", &HealthSheets::default()).unwrap().body;
/// // Age costs from day 181 on, and all 400 are older.
/// assert_eq!((body.fee_after_days, body.units_reaching_fee), (Some(180), Some(400.0)));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.health_of("MAT", &HealthSheets::default()).unwrap();
/// let season = view.fields.iter().find(|field| field.name == "is_seasonal").unwrap();
/// assert_eq!((season.text.as_str(), view.body.row.sku.as_str()), ("no", "MAT"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ProductHealthView {
    /// Fields.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: ProductHealthBody,
}
