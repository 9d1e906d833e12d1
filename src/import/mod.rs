//! Text tables in: separator, headings, numbers, rows, and every problem found.

mod calendar;
mod cell;
mod encoding;
mod layout;
mod normal;
mod options;
mod packed;
mod problem;
mod reading;
mod split;
mod table;
mod unit_word;
mod words;

pub use encoding::{Encoding, detect, has_mark};
pub use options::{Answer, ReadOptions};
pub use problem::{Problem, Problems, Severity};
pub use table::{Column, Dropped, FieldId, FieldKind, LineEnd, Separator, Table};

use crate::error::Result;
use crate::units::{Length, LengthUnit};

/// Reads a table.
#[must_use]
pub fn read(text: impl Into<String>, options: &ReadOptions) -> Table {
    let _ = (text.into(), options);
    Table::default()
}

/// Three sides out of a text such as `6.1 x 4.2 x 4.2`.
///
/// # Errors
/// `size_unreadable`.
pub fn dimensions(text: &str, unit: Option<LengthUnit>) -> Result<[Length; 3]> {
    let _ = (text, unit);
    Err(crate::error::Error::new(crate::error::ErrorKind::Syntax, "size_unreadable"))
}
