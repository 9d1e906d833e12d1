//! The day a table is of: by its own columns of days, else by a date in the name of its file.
//!
//! Of two tables of one kind the newer one is believed, but only where dates say so; what says so is shown.

use super::join::Numbered;
use crate::date::Day;
use crate::import::Table;
use core::cmp::Reverse;

/// The day a table is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The newest day its rows name, or the one in its name.
    pub day: Day,
    /// Only the name of the file says so.
    pub is_by_name: bool,
}

/// What a table says of its day; none = nothing.
pub(super) fn dated(table: &Table) -> Option<Dated> {
    let by_rows = ["snapshot_date", "age_snapshot_date"].into_iter().find_map(|name| newest(table, name));
    match by_rows {
        Some(day) => Some(Dated { day, is_by_name: false }),
        None => day_in_name(table.name()).map(|day| Dated { day, is_by_name: true }),
    }
}

fn newest(table: &Table, name: &str) -> Option<Day> {
    let field = table.field(name)?;
    // A snapshot names the same day in every row.
    if table.text_in_all_rows(field).is_some() {
        return table.day(0, field);
    }
    let (mut newest, mut last) = (None, None);
    for row in table.rows() {
        let text = table.text(row, field);
        // Or in nearly every row.
        if text != last {
            newest = newest.max(table.day(row, field));
            last = text;
        }
    }
    newest
}

/// The only day that a file's name holds as `2026-11-21`, `2026_11_21`, `2026.11.21` or `20261121`.
fn day_in_name(name: &str) -> Option<Day> {
    let days = days_in_name(name);
    // Several are a span of days, or anything else.
    days.iter().all(|day| days.first() == Some(day)).then(|| days.first().copied()).flatten()
}

/// The span that a file's name holds: its first and last day, or a month as `2026-10`. One day alone is the day on which
/// the file was made.
pub(super) fn span_in_name(name: &str) -> Option<(Day, Day)> {
    match *days_in_name(name).as_slice() {
        [from, to] if from <= to => Some((from, to)),
        [] => month_in_name(name),
        _ => None,
    }
}

fn month_in_name(name: &str) -> Option<(Day, Day)> {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = None;
    for at in 0..bytes.len() {
        let is_apart = (at == 0 || !digit(at - 1)) && !digit(at + 7);
        let is_month = matches!(bytes.get(at + 4), Some(b'-' | b'_' | b'.')) && digit(at + 5) && digit(at + 6);
        if !is_apart || !is_month || !(at..at + 4).all(digit) {
            continue;
        }
        let (Some(year), Some(month)) = (name.get(at..at + 4), name.get(at + 5..at + 7)) else { continue };
        let Ok(from) = Day::parse(&format!("{year}-{month}-01")) else { continue };
        if found.replace(from).is_some() || !(2000..2100).contains(&from.year()) {
            return None;
        }
    }
    found.map(|from| (from, from.plus(i32::from(from.days_in_month()) - 1)))
}

/// Days in a file's name, as they stand.
fn days_in_name(name: &str) -> Vec<Day> {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    for at in 0..bytes.len() {
        if (at > 0 && digit(at - 1)) || !(at..at + 4).all(digit) {
            continue;
        }
        let sign = bytes.get(at + 4).copied().filter(|sign| matches!(sign, b'-' | b'_' | b'.'));
        let (month, day) = if sign.is_some() { (at + 5, at + 8) } else { (at + 4, at + 6) };
        let is_apart = sign.is_none() || bytes.get(at + 7).copied() == sign;
        if !is_apart || digit(day + 2) {
            continue;
        }
        let parts = [name.get(at..at + 4), name.get(month..month + 2), name.get(day..day + 2)];
        let [Some(year), Some(month), Some(day)] = parts else { continue };
        let Ok(day) = Day::parse(&format!("{year}-{month}-{day}")) else { continue };
        if !(2000..2100).contains(&day.year()) {
            continue;
        }
        found.push(day);
    }
    found
}

/// Puts dated tables of one rank in the order of their days, the newest first; those without a day keep their places.
pub(super) fn newest_first(tables: &mut [Numbered], rank: impl Fn(&Table) -> u8) {
    for group in tables.chunk_by_mut(|a, b| rank(&a.table) == rank(&b.table)) {
        let places: Vec<usize> =
            (0..group.len()).filter(|&at| group.get(at).is_some_and(|t| t.dated.is_some())).collect();
        let mut sorted: Vec<Numbered> = places.iter().filter_map(|&at| group.get(at).cloned()).collect();
        sorted.sort_by_key(|numbered| Reverse(numbered.dated.map(|dated| dated.day)));
        for (at, numbered) in places.into_iter().zip(sorted) {
            if let Some(slot) = group.get_mut(at) {
                *slot = numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<String> {
        day_in_name(name).map(|day| day.to_string())
    }

    #[test]
    fn takes_a_day_from_a_name_only_where_it_is_one() {
        for name in ["stock-2026-11-21.csv", "stock_20261121.txt", "2026.11.21 stock", "a_2026_11_21_b"] {
            assert_eq!(named(name).as_deref(), Some("2026-11-21"), "{name}");
        }
        let none = [
            "stock.csv",
            "13520261121.txt",
            "202611211.txt",
            "2026-13-01",
            "2026-11_21",
            "18991121",
            "2026-11-01_2026-11-30",
        ];
        for name in none {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn takes_a_span_from_a_name_where_it_has_two_ends_or_is_a_month() {
        let span = |name: &str| span_in_name(name).map(|(from, to)| format!("{from} {to}"));
        for (name, expected) in [
            ("BusinessReport 2026-10-01_2026-10-31.csv", Some("2026-10-01 2026-10-31")),
            ("20261005-20261005", Some("2026-10-05 2026-10-05")),
            ("business 2026-02.csv", Some("2026-02-01 2026-02-28")),
            ("BusinessReport-08-03-26.csv", None),
            ("business 2026-10-31.csv", None),
            ("2026-10-31 2026-10-01", None),
            ("2026-09 2026-10", None),
            ("2026-13", None),
        ] {
            assert_eq!(span(name).as_deref(), expected, "{name}");
        }
    }
}
