//! A description as the bytes of an XLSX file.

use crate::description::{Cell, Sheet, Workbook};
use crate::refusal::Refusal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note, Workbook as Out, Worksheet,
    XlsxError,
};
use std::collections::BTreeMap;

/// Longest text a cell can hold.
const MOST_CHARACTERS: usize = 32_767;
/// Longest name of a sheet.
const MOST_IN_NAME: usize = 31;

/// Makes the file.
///
/// ```
/// use clearfloor_sheets::{description::Workbook, read, write};
/// let book = Workbook { made_on: "2026-11-21".into(), ..Workbook::default() };
/// let file = write(&book).unwrap();
/// assert_eq!(read::kind(&file), read::Kind::Packed);
/// // The same input gives the same file.
/// assert_eq!(write(&book).unwrap(), file);
/// ```
///
/// # Errors
/// `sheet_too_large` beyond the rows and columns of a spreadsheet; `file_not_made`.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>, Refusal> {
    let mut out = Out::new();
    let mut properties = DocProperties::new().set_title(letters(&workbook.title)).set_author("Clearfloor");
    if let Some(day) = day(&workbook.made_on) {
        properties = properties.set_creation_datetime(&day);
    }
    out.set_properties(&properties);
    let mut looks = Looks::default();
    let mut names: Vec<String> = Vec::new();
    for sheet in &workbook.sheets {
        let name = free_name(&sheet.name, &names);
        fill(out.add_worksheet().set_name(&name).map_err(refused)?, sheet, &mut looks)?;
        names.push(name);
    }
    out.save_to_buffer().map_err(refused)
}

fn refused(why: XlsxError) -> Refusal {
    match why {
        XlsxError::RowColumnLimitError => Refusal::new("sheet_too_large"),
        other => Refusal::new("file_not_made").with("why", other),
    }
}

fn day(text: &str) -> Option<ExcelDateTime> {
    ExcelDateTime::parse_from_str(text).ok().filter(|_| text.len() == 10)
}

/// A name that a spreadsheet takes and no other sheet has.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let is_refused =
        |c: char| c.is_control() || is_no_letter(c) || matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let allowed: String = wanted.chars().map(|c| if is_refused(c) { ' ' } else { c }).collect();
    let trimmed = allowed.trim().trim_matches('\'');
    let base = if trimmed.is_empty() || trimmed.eq_ignore_ascii_case("history") { "Sheet" } else { trimmed };
    let cut = |length: usize| base.chars().take(length).collect::<String>().trim().to_owned();
    let is_free = |name: &str| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let plain = cut(MOST_IN_NAME);
    if is_free(&plain) {
        return plain;
    }
    let mut count = 2_usize;
    loop {
        let end = format!(" {count}");
        let name = cut(MOST_IN_NAME - end.len()) + &end;
        if is_free(&name) {
            return name;
        }
        count += 1;
    }
}

fn fill(out: &mut Worksheet, sheet: &Sheet, looks: &mut Looks) -> Result<(), Refusal> {
    for (column, width) in (0_u16..).zip(&sheet.widths) {
        out.set_column_width(column, *width).map_err(refused)?;
    }
    if sheet.frozen_rows > 0 || sheet.frozen_columns > 0 {
        out.set_freeze_panes(sheet.frozen_rows, sheet.frozen_columns).map_err(refused)?;
    }
    if let Some(last) = sheet.frozen_rows.checked_sub(1) {
        out.set_repeat_rows(0, last).map_err(refused)?;
    }
    if sheet.is_landscape {
        out.set_landscape();
    }
    // All columns on one page across, as many pages down as it takes; A4.
    out.set_print_fit_to_pages(1, 0).set_paper_size(9);
    for (row, cells) in (0_u32..).zip(&sheet.rows) {
        for (column, cell) in cells.iter().enumerate() {
            let column = u16::try_from(column).map_err(|_| Refusal::new("sheet_too_large"))?;
            put(out, row, column, cell, looks).map_err(refused)?;
        }
    }
    if let Some(row) = sheet.filter_row {
        let last = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        let width = usize::try_from(row).ok().and_then(|row| sheet.rows.get(row)).map_or(0, Vec::len);
        if let Some(right) = u16::try_from(width).ok().and_then(|width| width.checked_sub(1)).filter(|_| last >= row) {
            out.autofilter(row, 0, last, right).map_err(refused)?;
        }
    }
    Ok(())
}

fn put(out: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &mut Looks) -> Result<(), XlsxError> {
    let format = looks.of(cell);
    let number = cell.number.as_deref().and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite());
    if let Some(formula) = &cell.formula {
        let result = cell.number.clone().or_else(|| cell.text.clone()).unwrap_or_default();
        out.write_formula_with_format(row, column, Formula::new(formula).set_result(result), format)?;
    } else if let Some(number) = number {
        out.write_number_with_format(row, column, number, format)?;
    } else if let Some(day) = cell.day.as_deref().and_then(day) {
        out.write_datetime_with_format(row, column, &day, format)?;
    } else if let Some(text) = cell.text.as_deref().or(cell.number.as_deref()).or(cell.day.as_deref()) {
        out.write_string_with_format(row, column, cut(text), format)?;
    } else if !cell.looks.is_empty() {
        out.write_blank(row, column, format)?;
    }
    if let Some(note) = cell.note.as_deref().filter(|note| !note.is_empty()) {
        out.insert_note(row, column, &Note::new(cut(note)).add_author_prefix(false).set_width(320).set_height(120))?;
    }
    Ok(())
}

/// Letters that XML has none of, for a spreadsheet would refuse the whole file: control characters beside tab and line
/// break, and the two that are no characters (XML 1.0, 2.2).
fn is_no_letter(c: char) -> bool {
    (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The text with a sign in the place of what is no letter.
fn letters(text: &str) -> String {
    text.replace(is_no_letter, "\u{fffd}")
}

/// As much of a text as a cell can hold.
fn cut(text: &str) -> String {
    let text = letters(text);
    if text.len() <= MOST_CHARACTERS {
        return text;
    }
    // The limit counts units of UTF-16.
    let mut left = MOST_CHARACTERS - 1;
    let kept = text.chars().take_while(|c| {
        left.checked_sub(c.len_utf16()).is_some_and(|rest| {
            left = rest;
            true
        })
    });
    kept.chain(['…']).collect()
}

/// Formats, each made once.
#[derive(Default)]
struct Looks {
    made: BTreeMap<(String, bool), Format>,
}

impl Looks {
    fn of(&mut self, cell: &Cell) -> &Format {
        let is_day = cell.day.is_some() && cell.number.is_none();
        self.made.entry((cell.looks.clone(), is_day)).or_insert_with(|| format(&cell.looks, is_day))
    }
}

fn format(looks: &str, is_day: bool) -> Format {
    let mut format = Format::new().set_align(FormatAlign::Top);
    if is_day {
        format = format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    }
    for look in looks.split_ascii_whitespace() {
        format = match look {
            "title" => format.set_bold().set_font_size(14),
            "head" => format.set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap(),
            "strong" => format.set_bold(),
            "second" => format.set_font_color(0x59_5959),
            "money0" => format.set_num_format("#,##0;[Red]-#,##0"),
            "money2" => format.set_num_format("#,##0.00;[Red]-#,##0.00"),
            "units" => format.set_num_format("#,##0.##"),
            "percent" => format.set_num_format("0.0%"),
            // Blue on yellow: what spreadsheets of accountants mark as to be typed over.
            "input" => format.set_background_color(0xFF_F8DC).set_font_color(0x00_00C0).set_border(FormatBorder::Thin),
            "assumed" => format.set_italic(),
            "loss" => format.set_font_color(0xB0_2020),
            "wrap" => format.set_text_wrap(),
            "right" => format.set_align(FormatAlign::Right),
            _ => format,
        };
    }
    format
}
