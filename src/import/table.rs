//! A table as read: columns by canonical field, rows by number, and what was found.

use super::options::Answer;
use super::problem::{Problem, Problems};
use crate::date::Day;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::rate::Rate;

/// Column of one table by its field: ask [`Table::field`] once, then read rows without looking up names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(u16);

/// What the cells of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Text as printed.
    Text,
    /// A whole number.
    Int,
    /// A number.
    Decimal,
    /// Money.
    Money,
    /// A share.
    Rate,
    /// A calendar day.
    Date,
    /// A month.
    Month,
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    /// Tab.
    #[default]
    Tab,
    /// Comma.
    Comma,
    /// Semicolon.
    Semicolon,
    /// Vertical bar.
    Pipe,
}

/// What ends a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// Line feed.
    #[default]
    Lf,
    /// Carriage return and line feed.
    Crlf,
    /// Carriage return.
    Cr,
}

/// Records that are no data rows, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Dropped {
    /// Lines above the headings.
    pub preamble: u32,
    /// Records without any text.
    pub blank: u32,
    /// Headings printed again.
    pub repeated_header: u32,
    /// Statement summaries of a settlement.
    pub summary: u32,
    /// Total rows.
    pub total: u32,
}

/// A column as the seller sees it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Column {
    /// Place in the table, from 1.
    pub number: u32,
    /// Heading as printed.
    pub heading: String,
    /// Canonical field, or none if the column is not used.
    pub field: Option<&'static str>,
    /// What its cells are read as.
    pub kind: FieldKind,
    /// Unit from the heading, such as `lb` or `days`, as printed.
    pub unit: Option<String>,
    /// Currency of the whole column, if one is known.
    pub currency: Option<Currency>,
    /// How its numbers or dates were read.
    pub reading: Option<Answer>,
    /// Whether only the seller can say how it is to be read.
    pub is_question: bool,
    /// What the seller can choose from.
    pub choices: Vec<Answer>,
}

/// A table as read.
///
/// Rows count from 0; [`Table::line`] gives the line of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
    problems: Problems,
}

impl Table {
    /// Id of the known report this is, or none for a seller's own table.
    #[must_use]
    pub fn report(&self) -> Option<&'static str> {
        None
    }

    /// Name of the file, empty for a paste.
    #[must_use]
    pub fn name(&self) -> &str {
        ""
    }

    /// What stands between two cells.
    #[must_use]
    pub fn separator(&self) -> Separator {
        Separator::Tab
    }

    /// What ends a record.
    #[must_use]
    pub fn line_end(&self) -> LineEnd {
        LineEnd::Lf
    }

    /// Place of the headings among the records, from 1; none if no headings were found.
    #[must_use]
    pub fn header_record(&self) -> Option<u32> {
        None
    }

    /// Number of data rows.
    #[must_use]
    pub fn row_count(&self) -> usize {
        0
    }

    /// The data rows.
    pub fn rows(&self) -> core::ops::Range<usize> {
        0..self.row_count()
    }

    /// Records that are no data rows.
    #[must_use]
    pub fn dropped(&self) -> Dropped {
        Dropped::default()
    }

    /// The columns, in the order of the file.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The field by its canonical name, if the table has it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldId> {
        let _ = name;
        None
    }

    /// What the field's cells are.
    #[must_use]
    pub fn kind(&self, field: FieldId) -> FieldKind {
        let _ = field;
        FieldKind::Text
    }

    /// Text as printed; none if there is no value. Works for every field.
    #[must_use]
    pub fn text(&self, row: usize, field: FieldId) -> Option<&str> {
        let _ = (row, field);
        None
    }

    /// A number of any kind of field that has numbers, in the unit printed; a rate as a share.
    #[must_use]
    pub fn number(&self, row: usize, field: FieldId) -> Option<Decimal> {
        let _ = (row, field);
        None
    }

    /// A whole number.
    #[must_use]
    pub fn int(&self, row: usize, field: FieldId) -> Option<i64> {
        let _ = (row, field);
        None
    }

    /// An amount in major units with its currency; none if either is not known.
    #[must_use]
    pub fn money(&self, row: usize, field: FieldId) -> Option<(Decimal, Currency)> {
        let _ = (row, field);
        None
    }

    /// An amount that must be whole minor units, such as a price or a fee.
    #[must_use]
    pub fn exact_money(&self, row: usize, field: FieldId) -> Option<Money> {
        let (amount, currency) = self.money(row, field)?;
        Money::parse(&amount.to_string(), currency).ok()
    }

    /// A share.
    #[must_use]
    pub fn rate(&self, row: usize, field: FieldId) -> Option<Rate> {
        let _ = (row, field);
        None
    }

    /// A calendar day; the first of the month for a month.
    #[must_use]
    pub fn day(&self, row: usize, field: FieldId) -> Option<Day> {
        let _ = (row, field);
        None
    }

    /// Unit of a measure: from the cell (`1.6 oz`), else from the heading (`weight (kg)`).
    #[must_use]
    pub fn unit(&self, row: usize, field: FieldId) -> Option<&str> {
        let _ = (row, field);
        None
    }

    /// Line of the file or paste the row starts on, from 1.
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        let _ = row;
        0
    }

    /// What was found, with places: at most 200 of each code.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.problems.kept()
    }

    /// How often each code was found.
    #[must_use]
    pub fn problem_counts(&self) -> &[(&'static str, u64)] {
        self.problems.counts()
    }

    /// Whether the same row stands in the table before.
    #[must_use]
    pub fn is_duplicate(&self, row: usize) -> bool {
        let _ = row;
        false
    }
}
