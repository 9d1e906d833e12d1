//! What a workbook is to hold, without a word of any program: the page and the command fill it.

use serde::Deserialize;

/// A workbook going out.
///
/// ```
/// use clearfloor_sheets::{description::{Sheet, Workbook}, read, write};
/// let sheets = ["Prices", "Fees"].map(|name| Sheet { name: name.into(), ..Sheet::default() }).to_vec();
/// let file = write(&Workbook { title: "Catalogue".into(), made_on: "2026-11-21".into(), sheets }).unwrap();
/// let names: Vec<_> = read::Workbook::open(file).unwrap().sheets().unwrap().into_iter().map(|sheet| sheet.name).collect();
/// assert_eq!(names, ["Prices", "Fees"]);
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Workbook {
    /// Title among its properties.
    pub title: String,
    /// Day it was made, `YYYY-MM-DD`; the same input gives the same file.
    pub made_on: String,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet going out.
///
/// ```
/// use clearfloor_sheets::{description::{Cell, Sheet, Workbook}, read, write};
/// let cell = |text: &str| Cell { text: Some(text.into()), ..Cell::default() };
/// let rows = vec![vec![cell("SKU")], vec![cell("MAT")]];
/// let sheet = Sheet { name: "a/b".into(), frozen_rows: 1, rows, ..Sheet::default() };
/// let file = write(&Workbook { sheets: vec![sheet], ..Workbook::default() }).unwrap();
/// let mut read = read::Workbook::open(file).unwrap();
/// // A slash is none of a name; both rows are there.
/// assert!(!read.sheets().unwrap()[0].name.contains('/'));
/// assert_eq!(read.table(0).unwrap(), "SKU\nMAT\n");
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Sheet {
    /// Name; what a spreadsheet refuses in it is replaced.
    pub name: String,
    /// Widths of the columns in characters.
    pub widths: Vec<f64>,
    /// Rows that stay in sight at the top, and are repeated on each printed page.
    pub frozen_rows: u32,
    /// Columns that stay in sight at the left.
    pub frozen_columns: u16,
    /// Printed across the page.
    pub is_landscape: bool,
    /// Row of headings, from 0, that offers to sort and filter what is below.
    pub filter_row: Option<u32>,
    /// Cells, row by row.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell going out: one of text, number, day or formula, or none of them.
///
/// ```
/// use clearfloor_sheets::{description::{Cell, Sheet, Workbook}, read, write};
/// let price = Cell { number: Some("24.5".into()), looks: "money2".into(), ..Cell::default() };
/// let sum = Cell { formula: Some("A1*2".into()), number: Some("49".into()), ..Cell::default() };
/// let sheet = Sheet { rows: vec![vec![price, sum]], ..Sheet::default() };
/// let file = write(&Workbook { sheets: vec![sheet], ..Workbook::default() }).unwrap();
/// // Of a formula the result is read that was known when it was written.
/// assert_eq!(read::Workbook::open(file).unwrap().table(0).unwrap(), "24.5\u{1f}49\n");
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Cell {
    /// Words, whatever they begin with.
    #[serde(rename = "t")]
    pub text: Option<String>,
    /// A plain decimal.
    #[serde(rename = "n")]
    pub number: Option<String>,
    /// A day, `YYYY-MM-DD`.
    #[serde(rename = "d")]
    pub day: Option<String>,
    /// A formula in US notation; `n` or `t` is its result as known now.
    #[serde(rename = "x")]
    pub formula: Option<String>,
    /// Looks, as words apart by blanks: `title`, `head`, `money0`, `money2`, `units`, `percent`, `input`, `assumed`, `strong`, `second`,
    /// `wrap`, `loss`.
    #[serde(rename = "f")]
    pub looks: String,
    /// A note that opens at the cell.
    #[serde(rename = "c")]
    pub note: Option<String>,
}
