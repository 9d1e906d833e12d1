//! Workbooks and calendars: what the core gives and takes as plain tables and dates, as files of other programs.
//!
//! [`read`] makes text of a sheet of an XLSX or XLSM file, which the core reads like any pasted table. [`write()`] makes an
//! XLSX file of a description; [`calendar`] makes an iCalendar file of days. Nothing here knows a fee or a rule.
//!
//! ```
//! use clearfloor_sheets::{read::Workbook, write, description};
//! let cell = |text: &str| description::Cell { text: Some(text.into()), ..Default::default() };
//! let rows = vec![vec![cell("SKU"), cell("Cost")], vec![cell("0012"), cell("=1+1")]];
//! let sheet = description::Sheet { name: "Costs".into(), rows, ..Default::default() };
//! let file = write(&description::Workbook { sheets: vec![sheet], ..Default::default() }).unwrap();
//! let mut read = Workbook::open(file).unwrap();
//! assert_eq!(read.table(0).unwrap(), "SKU\u{1f}Cost\n0012\u{1f}=1+1\n");
//! ```

pub mod calendar;
pub mod description;
mod number;
pub mod read;
mod refusal;
mod shown;
mod unpacked;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod writing;

pub use refusal::Refusal;
pub use writing::write;
