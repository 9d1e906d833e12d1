//! `tests/golden/samples.xlsx`: the shared US samples as the sheets of one workbook, numbers as numbers and days as days, for
//! the tests of the page and of the command.
//!
//! Written anew with `WRITE_GOLDEN=1 cargo test -p clearfloor-sheets --test samples`.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use clearfloor_sheets::description::{Cell, Sheet, Workbook as Description};
use clearfloor_sheets::read::{CELL_END, Workbook};
use clearfloor_sheets::write;
use std::path::{Path, PathBuf};

const SAMPLES: [(&str, &str, char); 3] = [
    ("Stock", "fba_inventory_us.txt", '\t'),
    ("Fees", "fee_preview_us.txt", '\t'),
    ("Costs", "cost_sheet_us.csv", ','),
];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn sample(name: &str) -> String {
    let bytes = std::fs::read(tests().join("conformance/reports").join(name)).unwrap();
    String::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}').to_owned()
}

/// A cell as a spreadsheet would store it when the file is opened there.
fn stored(text: &str) -> Cell {
    // `1E5` and `0012345` are article numbers that a careful seller keeps as text.
    let has_zeros = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    let is_number = text.parse::<f64>().is_ok() && !has_zeros && !text.contains(['e', 'E']);
    let mut cell = Cell::default();
    if text.is_empty() {
        // Nothing.
    } else if is_number && text.len() < 15 {
        cell.number = Some(text.to_owned());
    } else if text.len() == 10 && text.split('-').map(str::len).eq([4, 2, 2]) {
        cell.day = Some(text.to_owned());
    } else {
        cell.text = Some(text.to_owned());
    }
    cell
}

/// Cells of a line. In the downloads a quote is data; in the sheet it quotes.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '"' && separator == ',' {
            if is_quoted && rest.next_if_eq(&'"').is_some() {
                cells.last_mut().unwrap().push('"');
            } else {
                is_quoted = !is_quoted;
            }
        } else if c == separator && !is_quoted {
            cells.push(String::new());
        } else {
            cells.last_mut().unwrap().push(c);
        }
    }
    cells
}

#[test]
fn the_samples_stand_in_the_workbook() {
    let path = tests().join("golden/samples.xlsx");
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        let sheet = |(name, file, separator): (&str, &str, char)| Sheet {
            name: name.to_owned(),
            rows: sample(file)
                .lines()
                .map(|line| cells(line, separator).iter().map(|cell| stored(cell)).collect())
                .collect(),
            ..Sheet::default()
        };
        let sheets = SAMPLES.into_iter().map(sheet).collect();
        let description = Description { sheets, made_on: "2026-11-21".to_owned(), ..Description::default() };
        std::fs::write(&path, write(&description).unwrap()).unwrap();
    }
    let mut workbook = Workbook::open(std::fs::read(&path).unwrap()).unwrap();
    for (place, (_, file, separator)) in SAMPLES.into_iter().enumerate() {
        let read = workbook.table(place).unwrap();
        let plain = |text: &str| text.parse::<f64>().map_or_else(|_| text.to_owned(), |number| number.to_string());
        for (read, given) in read.lines().zip(sample(file).lines()) {
            let read: Vec<String> = read.split(CELL_END).map(plain).collect();
            let given: Vec<String> = cells(given, separator).iter().map(|cell| plain(cell)).collect();
            let filled = given.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            assert_eq!(read.get(..filled), given.get(..filled));
        }
        assert_eq!(read.lines().count(), sample(file).trim_end().lines().count());
    }
}
