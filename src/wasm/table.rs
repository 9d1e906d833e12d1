//! Tables that were read, as they cross.

use super::convert::all;
use super::dto::{Input, Problem, TableInput};
use crate::book::{Error, ErrorKind, ReadOptions, Result, Separator, read_options, view};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// A column of a table that was read.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ColumnView {
    /// Heading as printed.
    pub heading: String,
    /// Canonical field; null = not read.
    pub field: Option<String>,
    /// What becomes of it: `used`, `computed`, `repeated`, `typed`, `ended`, `spare`, `buyer`, `not_needed`, `left_out`,
    /// `unknown`.
    pub usage: String,
    /// How it was read: `text`, `int`, `decimal`, `money`, `rate`, `date`, `month`.
    pub kind: String,
    /// Currency or unit found.
    pub unit: Option<String>,
    /// Number format in words: `1,234.50` or `1.234,50`; null where it does not matter.
    pub reading: Option<String>,
    /// The heading or its numbers could mean two things: the seller is asked.
    pub is_question: bool,
    /// What it could mean.
    pub choices: Vec<String>,
}

/// A table that was read.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct TableView {
    /// Number to remove it by.
    pub id: u32,
    /// Name of the file, or of the paste.
    pub name: String,
    /// Report id, or null for the seller's own table.
    pub report: Option<String>,
    /// Headings of the report found, and how many it has.
    pub matched: u32,
    /// Headings in all.
    pub headings: u32,
    /// `tab`, `comma`, `semicolon`, …
    pub separator: String,
    /// ISO day it is of, or null where nothing says so.
    pub of_day: Option<String>,
    /// Only the name of the file says so.
    pub is_day_by_name: bool,
    /// Lines that are records, headings and dropped ones included.
    pub records: u32,
    /// Rows read.
    pub rows_read: u32,
    /// Rows set aside.
    pub rows_set_aside: u32,
    /// Blank, total and preamble records.
    pub dropped: Vec<Input>,
    /// Columns.
    pub columns: Vec<ColumnView>,
    /// Everything to be told, at most 200; `problemCount` is the whole number.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub problem_count: u32,
}

impl TableInput {
    /// The text, and how it is to be read.
    pub(super) fn text_and_options(self) -> Result<(String, ReadOptions)> {
        let corrections: Vec<_> = self.mapping.into_iter().map(|entry| (entry.name, entry.text)).collect();
        let mut options = read_options(&self.name, self.is_clipboard, self.currency.as_deref(), &corrections)?;
        if let Some(code) = self.separator {
            let unknown = || Error::new(ErrorKind::Missing, "separator_unknown").with("separator", &code);
            options.separator = Some(Separator::from_code(&code).ok_or_else(unknown)?);
        }
        Ok((self.text, options))
    }
}

impl From<view::ColumnView> for ColumnView {
    fn from(column: view::ColumnView) -> Self {
        Self {
            heading: column.heading,
            field: column.field,
            usage: column.usage.to_owned(),
            kind: column.kind,
            unit: column.unit,
            reading: column.reading,
            is_question: column.is_question,
            choices: column.choices,
        }
    }
}

impl From<view::TableView> for TableView {
    fn from(table: view::TableView) -> Self {
        Self {
            id: table.id,
            name: table.name,
            report: table.report,
            matched: table.matched,
            headings: table.headings,
            separator: table.separator,
            of_day: table.of_day.map(|day| day.to_string()),
            is_day_by_name: table.is_day_by_name,
            records: table.records,
            rows_read: table.rows_read,
            rows_set_aside: table.rows_set_aside,
            dropped: all(table.dropped),
            columns: all(table.columns),
            problems: all(table.problems),
            problem_count: table.problem_count,
        }
    }
}
