//! What a table is made of: its columns and the fields they name, and how the file is written.

use super::options::Answer;
use crate::money::Currency;

/// Column of one table by its field: ask [`Table::field`](super::Table::field) once, then read rows without looking up names.
///
/// ```
/// use clearfloor::import::{ReadOptions, read};
///
/// let table = read("SKU\tOn hand\nA-1\t3\nA-2\t40\n", &ReadOptions::default());
/// let on_hand = table.field("units_available").unwrap();
/// assert_eq!(table.rows().filter_map(|row| table.int(row, on_hand)).sum::<i64>(), 43);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub(super) u16);

/// What the cells of a field are.
///
/// ```
/// use clearfloor::import::{FieldKind, ReadOptions, read};
/// let table = read("SKU\tPrice ($)\tDate received\nA-1\t9.99\t2026-03-10\n", &ReadOptions::default());
/// let kinds: Vec<FieldKind> = table.columns().iter().map(|column| column.kind).collect();
/// assert_eq!(kinds, [FieldKind::Text, FieldKind::Money, FieldKind::Date]);
/// ```
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
///
/// ```
/// use clearfloor::import::{ReadOptions, Separator, read};
/// let of = |text: &str| read(text, &ReadOptions::default()).separator();
/// assert_eq!(of("SKU;Price ($);On hand\nA-1;9,99;3\nA-2;12,50;4\n"), Separator::Semicolon);
/// assert_eq!(of("SKU\tPrice ($)\nA-1\t9.99\n"), Separator::Tab);
/// ```
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
    /// The sign that stands between the cells of a sheet of a workbook (U+001F); nobody types it.
    Cells,
}

impl Separator {
    /// The code it is told by.
    ///
    /// ```
    /// use clearfloor::import::Separator;
    /// assert_eq!([Separator::Tab.code(), Separator::Pipe.code()], ["tab", "pipe"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tab => "tab",
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Pipe => "pipe",
            Self::Cells => "cells",
        }
    }

    /// The separator of a code, of those that somebody can choose.
    ///
    /// ```
    /// use clearfloor::import::Separator;
    /// assert_eq!(Separator::from_code("semicolon"), Some(Separator::Semicolon));
    /// assert_eq!(Separator::from_code("cells"), None);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Tab, Self::Comma, Self::Semicolon, Self::Pipe].into_iter().find(|separator| separator.code() == code)
    }
}

/// What ends a record.
///
/// ```
/// use clearfloor::import::{LineEnd, ReadOptions, read};
/// let of = |text: &str| read(text, &ReadOptions::default()).line_end();
/// assert_eq!((of("SKU\tTitle\r\nA-1\tMug\r\n"), of("SKU\tTitle\nA-1\tMug\n")), (LineEnd::Crlf, LineEnd::Lf));
/// ```
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
///
/// ```
/// use clearfloor::import::{ReadOptions, read};
///
/// let table = read("SKU\tOn hand\nA-1\t3\n\t\nSKU\tOn hand\nA-2\t4\n", &ReadOptions::default());
/// // Two pages copied one below the other.
/// assert_eq!((table.row_count(), table.dropped().blank, table.dropped().repeated_header), (2, 1, 1));
/// ```
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

/// What becomes of a column.
///
/// ```
/// use clearfloor::import::{ReadOptions, Usage, read};
/// let mapping = vec![("Title".to_owned(), String::new())];
/// let table = read("SKU\tTitle\tMood\nA-1\tMug\tgood\n", &ReadOptions { mapping, ..ReadOptions::default() });
/// let usage: Vec<Usage> = table.columns().iter().map(|column| column.usage).collect();
/// assert_eq!(usage, [Usage::Used, Usage::LeftOut, Usage::Unknown]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// It goes into figures, or tells which product, store or day a row speaks of.
    Used,
    /// What it says is worked out here, by the seller's own tables.
    Computed,
    /// It says once more what other columns say.
    Repeated,
    /// The view that needs the figure asks for it.
    Typed,
    /// It is of a fee that is no longer charged, or not yet.
    Ended,
    /// No figure here hangs on it.
    Spare,
    /// It speaks of the buyer: its cells are emptied before anything is kept.
    Buyer,
    /// A known column of a known report that holds nothing that is needed.
    NotNeeded,
    /// The seller leaves it out.
    LeftOut,
    /// Its heading is not known.
    Unknown,
}

impl Usage {
    /// Stable word for the page.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, Usage, read};
    /// let table = read("SKU\tPrice ($)\tROI\tship-city\tMine\nA-1\t9.99\t20%\tSynville\tx\n", &ReadOptions::default());
    /// let usage: Vec<&str> = table.columns().iter().map(|column| column.usage.code()).collect();
    /// assert_eq!(usage, ["used", "used", "computed", "buyer", "unknown"]);
    /// assert_eq!(table.columns()[3].usage, Usage::Buyer);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Computed => "computed",
            Self::Repeated => "repeated",
            Self::Typed => "typed",
            Self::Ended => "ended",
            Self::Spare => "spare",
            Self::Buyer => "buyer",
            Self::NotNeeded => "not_needed",
            Self::LeftOut => "left_out",
            Self::Unknown => "unknown",
        }
    }
}

/// A column as the seller sees it.
///
/// ```
/// use clearfloor::import::{ReadOptions, read};
///
/// let table = read("SKU\tPackage weight (lb)\nA-1\t1.8\n", &ReadOptions::default());
/// let column = &table.columns()[1];
/// assert_eq!((column.number, column.field, column.unit.as_deref()), (2, Some("weight"), Some("lb")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Column {
    /// Place in the table, from 1.
    pub number: u32,
    /// Heading as printed.
    pub heading: String,
    /// Canonical field, or none if the column is not read.
    pub field: Option<&'static str>,
    /// What becomes of it.
    pub usage: Usage,
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
