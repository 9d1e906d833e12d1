//! A sheet of a workbook as text: its cells as a spreadsheet shows them, apart by [`CELL_END`], rows by a line feed.
//!
//! Row n of the sheet is line n of the text, so that a problem is found again where it stands. Days are
//! written `2026-11-21`, numbers with the fifteen digits a spreadsheet shows, shares and money with the sign their format
//! gives, errors such as `#N/A` as they stand. Merged cells are filled with their text; empty rows at the end are dropped.

use crate::number::plain;
use crate::refusal::Refusal;
use crate::shown::Shown;
use crate::unpacked::check;
use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;

/// What stands between two cells: a character that no cell holds.
pub const CELL_END: char = '\u{1f}';

/// Largest text of a sheet in bytes.
const MOST_TEXT: usize = 512 << 20;
/// Rows and columns of a spreadsheet.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;
/// Merged cells filled at most.
const MOST_FILLED: u64 = 200_000;
/// Days a spreadsheet can show: up to the end of 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// First bytes of a packed file.
const PACKED: [u8; 4] = *b"PK\x03\x04";
/// First bytes of the files of Excel before 2007, and of newer ones under a password.
const OLD: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What a file is by its first bytes.
///
/// ```
/// use clearfloor_sheets::read::{Kind, kind};
/// assert_eq!(kind(b"PK\x03\x04\x14\0"), Kind::Packed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is packed, as workbooks are.
    Packed,
    /// A workbook of Excel before 2007, or one under a password.
    Old,
    /// Something else: text, as far as is known here.
    Other,
}

/// What a file is by its first bytes; its name says nothing.
///
/// ```
/// use clearfloor_sheets::read::{Kind, kind};
/// assert_eq!(kind(b"SKU,Price\n"), Kind::Other);
/// // Excel before 2007, whatever the file is called.
/// assert_eq!(kind(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), Kind::Old);
/// ```
#[must_use]
pub fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(&PACKED) {
        Kind::Packed
    } else if bytes.starts_with(&OLD) {
        Kind::Old
    } else {
        Kind::Other
    }
}

/// A sheet of a workbook.
///
/// ```
/// use clearfloor_sheets::{description::{Cell, Sheet, Workbook}, read, write};
/// let cell = |number: &str| Cell { number: Some(number.into()), ..Cell::default() };
/// let full = Sheet { name: "Stock".into(), rows: vec![vec![cell("1"), cell("2"), cell("3")]], ..Sheet::default() };
/// let sheets = vec![full, Sheet { name: "Notes".into(), ..Sheet::default() }];
/// let file = write(&Workbook { sheets, ..Workbook::default() }).unwrap();
/// let found = read::Workbook::open(file).unwrap().sheets().unwrap();
/// assert_eq!((found[0].rows, found[0].columns, found[0].has_data), (1, 3, true));
/// assert_eq!((found[1].index, found[1].has_data, found[1].is_hidden), (1, false, false));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetInfo {
    /// Place among all sheets, from 0.
    pub index: usize,
    /// Name.
    pub name: String,
    /// Rows and columns, as far as the workbook says.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
    /// It is hidden.
    pub is_hidden: bool,
    /// It holds anything.
    pub has_data: bool,
}

type Inner = Xlsx<Cursor<Vec<u8>>>;

/// A workbook that is open.
///
/// ```
/// use clearfloor_sheets::{description, read::Workbook, write};
/// let sheet = description::Sheet { name: "Costs".into(), ..Default::default() };
/// let file = write(&description::Workbook { sheets: vec![sheet], ..Default::default() }).unwrap();
/// assert_eq!(format!("{:?}", Workbook::open(file).unwrap()), r#"["Costs"]"#);
/// ```
pub struct Workbook {
    inner: Inner,
}

impl core::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.inner.sheets_metadata().iter().map(|sheet| &sheet.name)).finish()
    }
}

impl Workbook {
    /// Opens the bytes of an XLSX or XLSM file.
    ///
    /// ```
    /// use clearfloor_sheets::read::Workbook;
    /// let why = |bytes: &[u8]| Workbook::open(bytes.to_vec()).unwrap_err().code;
    /// assert_eq!(why(b"SKU,Price\n"), "file_no_workbook");
    /// assert_eq!(why(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "file_old_excel");
    /// ```
    ///
    /// # Errors
    /// `file_old_excel`, `file_binary_excel`, `file_open_document`, `file_numbers`, `file_no_workbook` for what is
    /// something else; `workbook_too_large`, `file_unpacks_too_large` beyond the limits; `file_broken`.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        match kind(&bytes) {
            Kind::Packed => check(&bytes)?,
            Kind::Old => return Err(Refusal::new("file_old_excel")),
            Kind::Other => return Err(Refusal::new("file_no_workbook")),
        }
        guarded(|| Inner::new(Cursor::new(bytes)).map_err(refused)).map(|inner| Self { inner })
    }

    /// Its sheets with cells, in their order.
    ///
    /// ```
    /// use clearfloor_sheets::{description, read::Workbook, write};
    /// let sheets = ["One", "Two"].map(|name| description::Sheet { name: name.into(), ..Default::default() });
    /// let file = write(&description::Workbook { sheets: sheets.to_vec(), ..Default::default() }).unwrap();
    /// assert_eq!(Workbook::open(file).unwrap().sheets().unwrap().len(), 2);
    /// ```
    ///
    /// # Errors
    /// `file_broken`.
    pub fn sheets(&mut self) -> Result<Vec<SheetInfo>, Refusal> {
        guarded(|| self.list())
    }

    fn list(&mut self) -> Result<Vec<SheetInfo>, Refusal> {
        let metadata = self.inner.sheets_metadata().to_vec();
        let mut sheets = Vec::with_capacity(metadata.len());
        for (index, sheet) in metadata.into_iter().enumerate() {
            if sheet.typ != SheetType::WorkSheet {
                continue;
            }
            let mut cells = match self.inner.worksheet_cells_reader(&sheet.name) {
                Ok(cells) => cells,
                Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => continue,
                Err(why) => return Err(refused(why)),
            };
            let end = cells.dimensions().end;
            let mut has_data = false;
            while !has_data {
                match cells.next_cell() {
                    Ok(Some(cell)) => has_data = !matches!(cell.get_value(), DataRef::Empty),
                    Ok(None) => break,
                    Err(XlsxError::CellError(_)) => has_data = true,
                    Err(why) => return Err(refused(why)),
                }
            }
            let (rows, columns) = (end.0.saturating_add(1), end.1.saturating_add(1));
            let is_hidden = sheet.visible != SheetVisible::Visible;
            sheets.push(SheetInfo { index, name: sheet.name, rows, columns, is_hidden, has_data });
        }
        Ok(sheets)
    }

    /// The text of a sheet.
    ///
    /// ```
    /// use clearfloor_sheets::{description::{self, Cell}, read::Workbook, write};
    /// let sku = Cell { text: Some("0012345".into()), ..Default::default() };
    /// let share = Cell { number: Some("0.253".into()), looks: "percent".into(), ..Default::default() };
    /// let sheet = description::Sheet { rows: vec![vec![sku, share]], ..Default::default() };
    /// let file = write(&description::Workbook { sheets: vec![sheet], ..Default::default() }).unwrap();
    /// let mut workbook = Workbook::open(file).unwrap();
    /// // A number as its format shows it, between cells the unit separator.
    /// assert_eq!(workbook.table(0).unwrap(), "0012345\u{1f}25.3%\n");
    /// assert_eq!(workbook.table(1).unwrap_err().code, "sheet_missing");
    /// ```
    ///
    /// # Errors
    /// `sheet_missing`; `sheet_too_large` beyond the limits; `file_broken`.
    pub fn table(&mut self, sheet: usize) -> Result<String, Refusal> {
        guarded(|| self.text_of(sheet))
    }

    fn text_of(&mut self, sheet: usize) -> Result<String, Refusal> {
        let missing = || Refusal::new("sheet_missing").with("sheet", sheet);
        let name = self.inner.sheets_metadata().get(sheet).map(|sheet| sheet.name.clone()).ok_or_else(missing)?;
        let merged = self.inner.merge_cells_by_sheet_name(&name).map_err(refused)?;
        let mut cells = self.inner.worksheet_cells_reader(&name).map_err(refused)?;
        let styles: Vec<Shown> = cells
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref().map_or(Shown::Plain, |f| Shown::of(&f.format_code, f.format_id)))
            .collect();
        let mut text = Text::new(merged);
        loop {
            match cells.next_cell_with_style_id() {
                Ok(Some((cell, style))) => {
                    let shown = styles.get(style).unwrap_or(&Shown::Plain);
                    let (value, is_text) = value_text(cell.get_value(), shown);
                    text.put(cell.get_position(), value, is_text)?;
                }
                Ok(None) => break,
                // An error newer than the reader: like one it knows, there is no value in the cell.
                Err(XlsxError::CellError(_)) => {}
                Err(why) => return Err(refused(why)),
            }
        }
        text.finish()
    }
}

/// Files that the reader itself stumbles over are broken; where panics do not unwind, the module ends with them.
fn guarded<T>(act: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    let stumbled = |_| Err(Refusal::new("file_broken").with("why", "the reader stopped"));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(act)).unwrap_or_else(stumbled)
}

fn refused(why: XlsxError) -> Refusal {
    match why {
        XlsxError::Password => Refusal::new("file_old_excel"),
        other => Refusal::new("file_broken").with("why", other),
    }
}

/// What a cell shows, and whether it is words.
fn value_text(value: &DataRef<'_>, shown: &Shown) -> (String, bool) {
    match value {
        DataRef::Empty => (String::new(), false),
        DataRef::String(text) => (clean(text), true),
        DataRef::SharedString(text) => (clean(text), true),
        DataRef::Int(number) => (number.to_string(), false),
        DataRef::Float(number) => (shown.text(*number), false),
        DataRef::Bool(is_so) => ((if *is_so { "TRUE" } else { "FALSE" }).to_owned(), false),
        DataRef::DateTime(moment) => (moment_text(moment), false),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            let day = text.strip_suffix("T00:00:00").unwrap_or(text);
            (clean(day), false)
        }
        DataRef::Error(error) => (error.to_string(), false),
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() || !(0.0..LAST_DAY).contains(&serial) {
        return plain(serial);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (serial < 1.0, time.as_str()) {
        (true, _) => time,
        (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

/// The text of a cell on one line: breaks and other control characters are blanks.
fn clean(text: &str) -> String {
    if text.contains(char::is_control) {
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    } else {
        text.to_owned()
    }
}

/// The text as it grows, row by row.
struct Text {
    text: String,
    /// Length up to the end of the last row with anything in it.
    filled: usize,
    row: u32,
    cells: Vec<(u32, String)>,
    /// Merged cells below the row, by their first row, the last first.
    ahead: Vec<Dimensions>,
    /// Merged cells that hold words and reach into the row or below.
    open: Vec<(Dimensions, String)>,
    filled_cells: u64,
}

impl Text {
    fn new(mut merged: Vec<Dimensions>) -> Self {
        merged.sort_unstable_by_key(|area| core::cmp::Reverse(area.start));
        let (text, cells, open) = (String::new(), Vec::new(), Vec::new());
        Self { text, filled: 0, row: 0, cells, ahead: merged, open, filled_cells: 0 }
    }

    fn put(&mut self, (row, column): (u32, u32), value: String, is_text: bool) -> Result<(), Refusal> {
        if value.is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Refusal::new("sheet_too_large"));
        }
        if row < self.row {
            return Err(Refusal::new("file_broken").with("why", "rows are not in order"));
        }
        while self.row < row {
            self.end_row()?;
        }
        if is_text {
            while self.ahead.pop_if(|area| area.start < (row, column)).is_some() {}
            if let Some(area) = self.ahead.pop_if(|area| area.start == (row, column)) {
                self.open.push((area, value.clone()));
            }
        }
        self.cells.push((column, value));
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let row = self.row;
        let mut cells = core::mem::take(&mut self.cells);
        let is_filled = !cells.is_empty();
        for (area, text) in &self.open {
            for column in area.start.1..=area.end.1.min(MOST_COLUMNS) {
                self.filled_cells = self.filled_cells.saturating_add(1);
                if self.filled_cells > MOST_FILLED {
                    break;
                }
                if !cells.iter().any(|(taken, _)| *taken == column) {
                    cells.push((column, text.clone()));
                }
            }
        }
        self.open.retain(|(area, _)| area.end.0 > row);
        cells.sort_by_key(|(column, _)| *column);
        let mut at = 0;
        for (column, text) in &cells {
            while at < *column {
                self.text.push(CELL_END);
                at += 1;
            }
            self.text.push_str(text);
        }
        self.text.push('\n');
        if is_filled {
            self.filled = self.text.len();
        }
        if self.text.len() > MOST_TEXT {
            return Err(Refusal::new("sheet_too_large"));
        }
        self.row = row.saturating_add(1);
        Ok(())
    }

    fn finish(mut self) -> Result<String, Refusal> {
        self.end_row()?;
        self.text.truncate(self.filled);
        Ok(self.text)
    }
}
