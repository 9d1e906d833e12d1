//! What a workbook is to hold, without a word of any program: the page and the command fill it.

use serde::Deserialize;

/// A workbook going out.
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
