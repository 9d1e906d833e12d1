//! What the calendar and the list of alerts answer.

use super::super::plan::Param;
use super::view::{FindingView, LogEntry, RecordView};
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// An entry of the calendar: plain data, for the page and for calendar files.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{CalendarAsk, HealthSheets}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let entries = book.calendar(&HealthSheets::default(), &CalendarAsk::default()).unwrap().entries;
/// let snapshot = entries.iter().find(|entry| entry.kind == "surcharge").unwrap();
/// assert_eq!((snapshot.on.to_string(), snapshot.key.as_deref()), ("2026-12-15".to_owned(), Some("MAT")));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{CalendarAsk, HealthSheets}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let ask = CalendarAsk { count: 1, only: String::new() };
/// let alert = &book.calendar(&HealthSheets::default(), &ask).unwrap().alerts[0];
/// // 400 units at 6.00 lie there.
/// let tied_up = alert.stakes.iter().find(|stake| stake.kind == "cash_tied_up").unwrap();
/// assert_eq!(tied_up.amount.to_string(), "2400.00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StakeView {
    /// What money it is: `surcharge`, `cash_tied_up`, `lost_sales`.
    pub kind: &'static str,
    /// How much.
    pub amount: Money,
}

/// A product of the list of alerts: it stands there once, with all that the rules say of it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{CalendarAsk, HealthSheets}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let ask = CalendarAsk { count: 1, only: String::new() };
/// let alert = &book.calendar(&HealthSheets::default(), &ask).unwrap().alerts[0];
/// let first = &alert.findings[0];
/// assert_eq!((alert.sku.as_str(), first.rule, first.level, alert.level), ("MAT", "aged_fee_status", 3, 3));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{CalendarAsk, HealthSheets}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.calendar(&HealthSheets::default(), &CalendarAsk::default()).unwrap();
/// assert_eq!((body.alerts.len(), body.by_level.iter().sum::<u32>() == body.total), (0, true));
/// ```
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
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{CalendarAsk, HealthSheets}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,On hand,Age (days),Sold last 30 days,Landed cost ($)\nMAT,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let by_rule = book.calendar(&HealthSheets::default(), &CalendarAsk::default()).unwrap().by_rule;
/// let aged = by_rule.iter().find(|count| count.rule == "aged_fee_status").unwrap();
/// assert_eq!(aged.products, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static str,
    /// Products.
    pub products: u32,
}
