//! Pasted sales and spans without stock, as text.

use crate::date::Day;
use crate::demand::forecast::SalesRow;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Decimal;
use crate::state::field::typed_figure;

/// Most rows read: twenty years of days.
const MOST_ROWS: usize = 7400;

/// A day as spreadsheets write it with its year first: `2026-11-21`, `2026/11/21`, `2026年11月21日`.
fn day(text: &str) -> Option<Day> {
    let plain = text.trim().trim_end_matches('日').replace(['/', '.', '年', '月'], "-");
    let mut parts = plain.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn units(text: &str) -> Option<f64> {
    let (text, sign) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (rest, -1.0),
        None => (text, 1.0),
    };
    typed_figure(text).ok().map(Decimal::to_f64).map(|units| sign * units)
}

fn cells(line: &str) -> Vec<&str> {
    let split: Vec<&str> = line.split(['\t', ' ', ',', '，', ';', '；', '\u{3000}']).map(str::trim).collect();
    split.into_iter().filter(|cell| !cell.is_empty()).collect()
}

/// Rows of a day and its units; a first row without a digit is one of headings and left out. Returns may be below zero.
///
/// # Errors
/// `history_row` with the row and its text; `history_too_many_rows`.
pub(super) fn sales(text: &str) -> Result<Vec<SalesRow>> {
    let mut found = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty()) {
        let row = match *cells(line).as_slice() {
            [on, sold] => day(on).zip(units(sold)),
            _ => None,
        };
        match row {
            Some((day, units)) => found.push(SalesRow { day, units }),
            None if number == 1 && !line.contains(|letter: char| letter.is_ascii_digit()) => {}
            None => {
                let error = Error::new(ErrorKind::Syntax, "history_row");
                return Err(error.with("line", number.to_string()).with("text", line));
            }
        }
        if found.len() > MOST_ROWS {
            return Err(Error::new(ErrorKind::Range, "history_too_many_rows").with("limit", MOST_ROWS.to_string()));
        }
    }
    Ok(found)
}

/// Spans without stock: first and last day of each, one a line or with semicolons between.
///
/// # Errors
/// `history_row`.
pub(super) fn spans(text: &str) -> Result<Vec<(Day, Day)>> {
    let lines = text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty());
    let span = |(number, line): (u32, &str)| {
        let found = match *cells(line).as_slice() {
            [one] => day(one).map(|day| (day, day)),
            [from, to] => day(from).zip(day(to)),
            _ => None,
        };
        found.ok_or_else(|| {
            Error::new(ErrorKind::Syntax, "history_row").with("line", number.to_string()).with("text", line)
        })
    };
    (1_u32..).zip(lines).map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_with_any_usual_day_and_separator() {
        let rows = sales("Date\tUnits\n2026-11-01\t4\n2026/11/2, 6\n\n2026年11月3日 -1").unwrap();
        let read: Vec<_> = rows.iter().map(|row| (row.day.to_string(), row.units)).collect();
        assert_eq!(
            read,
            [("2026-11-01".to_owned(), 4.0), ("2026-11-02".to_owned(), 6.0), ("2026-11-03".to_owned(), -1.0)]
        );
        assert_eq!(sales("2026-11-01 4\nsoon 5").unwrap_err().code(), "history_row");
        assert_eq!(sales("2026-13-01 4").unwrap_err().code(), "history_row");
    }

    #[test]
    fn a_span_is_two_days_or_one() {
        assert_eq!(spans("2026-11-01 2026-11-03; 2026-11-09").unwrap().len(), 2);
        assert!(spans("then").is_err());
    }
}
