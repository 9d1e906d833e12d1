//! What the seller says about a table that the table does not say itself.

use super::made_of::Separator;
use crate::money::Currency;

/// How a table is to be read. The default knows nothing and is right for most files.
///
/// ```
/// use clearfloor::{import::{ReadOptions, read}, money::Currency};
/// let mapping = vec![("Paid".to_owned(), "cost_unit".to_owned())];
/// let options = ReadOptions { currency: Some(Currency::USD), mapping, ..ReadOptions::default() };
/// let table = read("SKU\tPaid\nA-1\t4.20\n", &options);
/// let (amount, currency) = table.money(0, table.field("cost_unit").unwrap()).unwrap();
/// assert_eq!((amount.to_string().as_str(), currency), ("4.20", Currency::USD));
/// ```
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// Name of the file; its ending tells how quotes are meant. Empty for a paste.
    pub name: String,
    /// Whether the text comes from the clipboard of a spreadsheet.
    pub is_clipboard: bool,
    /// What stands between cells, where the seller says so; otherwise it is found.
    pub separator: Option<Separator>,
    /// Currency of money that no cell, column or heading names.
    pub currency: Option<Currency>,
    /// Currency of money of which not even the store of its row says anything.
    pub otherwise: Option<Currency>,
    /// Heading as printed → canonical field; an empty field leaves the column out.
    pub mapping: Vec<(String, String)>,
    /// Heading as printed → how its cells are to be read.
    pub answers: Vec<(String, Answer)>,
}

/// How the cells of a column are to be read, by the seller's word.
///
/// ```
/// use clearfloor::import::{Answer, ReadOptions, read};
/// let day = |answer| {
///     let answers = vec![("Date received".to_owned(), answer)];
///     let table = read("SKU\tDate received\nA-1\t03/10/2026\n", &ReadOptions { answers, ..ReadOptions::default() });
///     table.day(0, table.field("received_date").unwrap()).unwrap().to_string()
/// };
/// assert_eq!((day(Answer::DayFirst), day(Answer::MonthFirst)), ("2026-10-03".into(), "2026-03-10".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// `1,234.50`
    DecimalPoint,
    /// `1.234,50`
    DecimalComma,
    /// Bare numbers are percentages: `15` is 15 %.
    Percent,
    /// Bare numbers are shares: `0.15` is 15 %.
    Share,
    /// `03/10/2026` is 3 October.
    DayFirst,
    /// `03/10/2026` is 10 March.
    MonthFirst,
    /// The money of this column is in this currency.
    Currency(Currency),
}
