//! Pasted sales, spans without stock, days of events and legs of the way, as text.

use crate::date::Day;
use crate::demand::forecast::{Event, SalesRow};
use crate::error::{Error, ErrorKind, Result};
use crate::number::Decimal;
use crate::state::field::typed_figure;

/// Most rows read: twenty years of days.
pub(super) const MOST_ROWS: usize = 7400;
/// Most markets told apart.
const MOST_MARKETS: usize = 20;

/// Sales of a market; without a name where the rows tell none apart.
#[derive(Default)]
pub(super) struct MarketRows {
    pub name: String,
    pub rows: Vec<SalesRow>,
    /// Days of which nothing is known.
    pub not_covered: Vec<(Day, Day)>,
}

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

/// Rows of a day, its units, and the market where there are several, in the order in which markets first come; a first row
/// without a digit is one of headings and left out. Returns may be below zero.
///
/// # Errors
/// `sales_row` with the row and its text; `history_market_missing` where some rows name a market and one does not;
/// `history_too_many_markets`; `history_too_many_rows`.
pub(super) fn sales(text: &str) -> Result<Vec<MarketRows>> {
    let mut markets: Vec<MarketRows> = Vec::new();
    let mut rows = 0_usize;
    for (number, line) in (1_u32..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty()) {
        let cells = cells(line);
        let row = match cells.as_slice() {
            [on, sold, market @ ..] => day(on).zip(units(sold)).map(|(day, units)| (SalesRow { day, units }, market)),
            _ => None,
        };
        let Some((row, market)) = row else {
            if number == 1 && !line.contains(|letter: char| letter.is_ascii_digit()) {
                continue;
            }
            let error = Error::new(ErrorKind::Syntax, "sales_row");
            return Err(error.with("line", number.to_string()).with("text", line));
        };
        let market = market.join(" ");
        if markets.first().is_some_and(|first| first.name.is_empty() != market.is_empty()) {
            let error = Error::new(ErrorKind::Missing, "history_market_missing");
            return Err(error.with("line", number.to_string()).with("text", line));
        }
        match markets.iter_mut().find(|known| known.name == market) {
            Some(known) => known.rows.push(row),
            None => markets.push(MarketRows { name: market, rows: vec![row], not_covered: Vec::new() }),
        }
        rows += 1;
        if rows > MOST_ROWS {
            return Err(Error::new(ErrorKind::Range, "history_too_many_rows").with("limit", MOST_ROWS.to_string()));
        }
        if markets.len() > MOST_MARKETS {
            let error = Error::new(ErrorKind::Range, "history_too_many_markets");
            return Err(error.with("limit", MOST_MARKETS.to_string()));
        }
    }
    Ok(markets)
}

/// Spans without stock: first and last day of each, one a line or with semicolons between.
///
/// # Errors
/// `span_row`.
pub(super) fn spans(text: &str) -> Result<Vec<(Day, Day)>> {
    let lines = text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty());
    let span = |(number, line): (u32, &str)| {
        let found = match *cells(line).as_slice() {
            [one] => day(one).map(|day| (day, day)),
            [from, to] => day(from).zip(day(to)),
            _ => None,
        };
        found.ok_or_else(|| {
            Error::new(ErrorKind::Syntax, "span_row").with("line", number.to_string()).with("text", line)
        })
    };
    (1_u32..).zip(lines).map(span).collect()
}

/// Days that sell some times as much as others: first day, last day where there are several, the factor, and a name:
/// `2026-11-27 2026-11-30 2.5 Black Friday`. One a line or with semicolons between.
///
/// # Errors
/// `event_row` with the row and its text; `event_range` for a factor that is not above zero or days turned around.
pub(super) fn events(text: &str) -> Result<Vec<Event>> {
    let lines = text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty());
    let event = |(number, line): (u32, &str)| {
        let cells = cells(line);
        let (first, rest) = cells.split_first()?;
        let first = day(first)?;
        let (last, rest) = match rest.split_first() {
            Some((second, others)) if day(second).is_some() => (day(second)?, others),
            _ => (first, rest),
        };
        let (factor, name) = rest.split_first()?;
        let factor = units(factor.trim_start_matches(['×', 'x']))?;
        let name = if name.is_empty() { number.to_string() } else { name.join(" ") };
        Some(Event { name, first, last, factor })
    };
    let read = |(number, line): (u32, &str)| {
        let found = event((number, line)).ok_or_else(|| {
            Error::new(ErrorKind::Syntax, "event_row").with("line", number.to_string()).with("text", line)
        })?;
        if found.factor <= 0.0 || found.first > found.last {
            let error = Error::new(ErrorKind::Range, "event_range").with("name", found.name);
            return Err(error.with("factor", found.factor.to_string()));
        }
        Ok(found)
    };
    (1_u32..).zip(lines).map(read).collect()
}

/// Legs of the way, shortest and longest days of each: `20-30; 25-35; 3`, each with a name before it or without.
///
/// # Errors
/// `leg_row` with the row and its text.
pub(super) fn legs(text: &str) -> Result<Vec<(u32, u32)>> {
    let lines = text.split(['\n', ';', '；', ',', '，']).map(str::trim).filter(|line| !line.is_empty());
    let leg = |(number, line): (u32, &str)| {
        // What stands before the first digit is a name.
        let from = line.find(|letter: char| letter.is_ascii_digit());
        let days = from.and_then(|from| line.get(from..)).map(|days| days.replace(['–', '—', '~', '～', '至'], "-"));
        let whole = |text: &str| text.trim().trim_end_matches(['天', 'd']).trim().parse::<u32>().ok();
        let found = days.as_deref().and_then(|days| match days.split_once('-') {
            Some((shortest, longest)) => whole(shortest).zip(whole(longest)),
            None => whole(days).map(|days| (days, days)),
        });
        found
            .ok_or_else(|| Error::new(ErrorKind::Syntax, "leg_row").with("line", number.to_string()).with("text", line))
    };
    (1_u32..).zip(lines).map(leg).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_with_any_usual_day_and_separator() {
        let markets = sales("Date\tUnits\n2026-11-01\t4\n2026/11/2, 6\n\n2026年11月3日 -1").unwrap();
        let read: Vec<_> = markets[0].rows.iter().map(|row| (row.day.to_string(), row.units)).collect();
        assert_eq!(
            read,
            [("2026-11-01".to_owned(), 4.0), ("2026-11-02".to_owned(), 6.0), ("2026-11-03".to_owned(), -1.0)]
        );
        assert_eq!(sales("2026-11-01 4\nsoon 5").err().unwrap().code(), "sales_row");
        assert_eq!(sales("2026-13-01 4").err().unwrap().code(), "sales_row");
    }

    #[test]
    fn a_third_cell_is_the_market_and_stands_in_every_row_or_none() {
        let markets = sales("2026-11-01 4 DE\n2026-11-01 9 Shop one\n2026-11-02 6 DE").unwrap();
        let read: Vec<_> = markets.iter().map(|market| (market.name.as_str(), market.rows.len())).collect();
        assert_eq!(read, [("DE", 2), ("Shop one", 1)]);
        assert_eq!(sales("2026-11-01 4 DE\n2026-11-01 9").err().unwrap().code(), "history_market_missing");
        let many: Vec<String> = (0..21).map(|market| format!("2026-11-01 4 M{market}")).collect();
        assert_eq!(sales(&many.join("\n")).err().unwrap().code(), "history_too_many_markets");
    }

    #[test]
    fn an_event_is_its_days_its_factor_and_its_name() {
        let read = events("2026-11-27 2026-11-30 2.5 Black Friday; 2026-11-11 ×3").unwrap();
        assert_eq!(
            (read[0].name.as_str(), read[0].factor, read[0].last.to_string().as_str()),
            ("Black Friday", 2.5, "2026-11-30")
        );
        assert_eq!((read[1].name.as_str(), read[1].factor, read[1].first), ("2", 3.0, read[1].last));
        for (wrong, code) in [
            ("Black Friday 2", "event_row"),
            ("2026-11-11", "event_row"),
            ("2026-11-11 0", "event_range"),
            ("2026-11-11 2026-11-10 2", "event_range"),
        ] {
            assert_eq!(events(wrong).unwrap_err().code(), code, "{wrong}");
        }
    }

    #[test]
    fn a_leg_is_days_or_two_ends_with_or_without_a_name() {
        assert_eq!(legs("maker 20-30; sea 25–35天\n3").unwrap(), [(20, 30), (25, 35), (3, 3)]);
        assert_eq!(legs("by sea").unwrap_err().code(), "leg_row");
        assert_eq!(legs("20-30-40").unwrap_err().code(), "leg_row");
    }

    #[test]
    fn a_span_is_two_days_or_one() {
        assert_eq!(spans("2026-11-01 2026-11-03; 2026-11-09").unwrap().len(), 2);
        assert!(spans("then").is_err());
    }
}
