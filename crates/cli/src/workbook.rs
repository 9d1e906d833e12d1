//! A table as a workbook, its formulas at their places.

use clearfloor::book::Day;
use clearfloor::export::{Cell, Sheet};
use clearfloor_sheets::description::{self, Workbook};

/// Rows above the first product.
const HEAD_ROWS: usize = 1;

/// The bytes of an XLSX file of one sheet. Headings are the codes of the other forms, so that one program reads both.
///
/// # Errors
/// More rows than a sheet holds.
pub fn bytes(sheet: &Sheet, on: Day) -> Result<Vec<u8>, String> {
    all_bytes(&[("Clearfloor", sheet)], on)
}

/// The same of several sheets, each with its name.
///
/// # Errors
/// As [`bytes`].
pub fn all_bytes(sheets: &[(&str, &Sheet)], on: Day) -> Result<Vec<u8>, String> {
    let sheets = sheets.iter().map(|(name, sheet)| described(name, sheet)).collect();
    let workbook = Workbook { title: "Clearfloor".to_owned(), made_on: on.to_string(), sheets };
    clearfloor_sheets::write(&workbook).map_err(|why| why.to_string())
}

fn described(name: &str, sheet: &Sheet) -> description::Sheet {
    let heads = sheet.headings.iter().map(|heading| description::Cell {
        text: Some((*heading).to_owned()),
        looks: "head".to_owned(),
        ..Default::default()
    });
    let mut rows = vec![heads.collect()];
    for (place, row) in sheet.rows.iter().enumerate() {
        let line = place.saturating_add(HEAD_ROWS).saturating_add(1);
        rows.push(
            row.iter().zip(&sheet.headings).map(|(cell, heading)| out(cell, heading, &sheet.headings, line)).collect(),
        );
    }
    description::Sheet {
        name: name.to_owned(),
        widths: sheet.headings.iter().map(|_| 14.0).collect(),
        frozen_rows: 1,
        frozen_columns: 1,
        is_landscape: true,
        filter_row: Some(0),
        rows,
    }
}

fn out(cell: &Cell, heading: &str, headings: &[&str], line: usize) -> description::Cell {
    let looks = if heading == "price" { "input" } else { "" }.to_owned();
    match cell {
        Cell::Empty => description::Cell::default(),
        Cell::Text(text) if heading == "next_deadline" => {
            description::Cell { day: Some(text.clone()), ..Default::default() }
        }
        Cell::Text(text) => description::Cell { text: Some(text.clone()), ..Default::default() },
        Cell::Number(number) => description::Cell { number: Some(number.clone()), looks, ..Default::default() },
        Cell::Formula { formula, number } => description::Cell {
            number: Some(number.clone()),
            formula: Some(filled(formula, headings, line)),
            looks,
            ..Default::default()
        },
    }
}

/// Puts cells of the row in the places that a formula leaves open: `{price}` becomes `$H2`.
fn filled(formula: &str, headings: &[&str], line: usize) -> String {
    let mut text = String::with_capacity(formula.len());
    for (i, piece) in formula.split('{').enumerate() {
        let Some((name, rest)) = piece.split_once('}').filter(|_| i > 0) else {
            text.push_str(piece);
            continue;
        };
        let place = headings.iter().position(|heading| *heading == name).unwrap_or(0);
        text.push_str(&format!("${}{line}{rest}", column_name(place)));
    }
    text
}

/// Letters of a column, from 0: `A`, `Z`, `AA`.
fn column_name(place: usize) -> String {
    let before = place.checked_div(26).filter(|&rest| rest > 0).map(|rest| column_name(rest.saturating_sub(1)));
    let last = u8::try_from(place % 26).unwrap_or(0).saturating_add(b'A');
    before.unwrap_or_default() + char::from(last).encode_utf8(&mut [0; 4])
}

#[cfg(test)]
mod tests {
    use super::{column_name, filled};

    #[test]
    fn a_formula_speaks_of_the_cells_of_its_row() {
        assert_eq!(filled("-ROUND({price}*15%,2)+{closing}", &["sku", "price", "closing"], 7), "-ROUND($B7*15%,2)+$C7");
        assert_eq!([0, 25, 26, 701, 702].map(column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
