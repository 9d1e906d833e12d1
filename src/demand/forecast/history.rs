//! From dated sales to equal periods.

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use std::collections::{BTreeMap, BTreeSet};

/// A period in stock for less than this share of its days counts as not known: a day or two say too little of it.
const LEAST_IN_STOCK: f64 = 0.5;
/// Longest history taken, in days: a slip in a year would otherwise make a hundred thousand periods.
const MOST_DAYS: i32 = 366 * 20;

/// Sales of a day.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{AbsentDay, HistoryOptions, PeriodLength, SalesRow, history};
/// let day = |text| Day::parse(text).unwrap();
/// // One of three came back.
/// let rows = [(3.0, "2026-11-10"), (-1.0, "2026-11-14")].map(|(units, text)| SalesRow { day: day(text), units });
/// let options =
///     HistoryOptions { today: day("2026-11-16"), period: PeriodLength::Week, absent: AbsentDay::SoldNothing };
/// assert_eq!(history(&rows, &[], options).unwrap().units, [Some(2.0)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SalesRow {
    /// The day.
    pub day: Day,
    /// Units; below zero: returns.
    pub units: f64,
}

/// Length of a period.
///
/// ```
/// use clearfloor::demand::forecast::PeriodLength;
/// let seasons = [PeriodLength::Day, PeriodLength::Week, PeriodLength::Month].map(PeriodLength::season);
/// assert_eq!(seasons, [7, 52, 12]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodLength {
    /// A day; a season has 7.
    Day,
    /// Seven days, ending today; a season has 52.
    Week,
    /// A calendar month; a season has 12.
    Month,
}

impl PeriodLength {
    /// Periods of a season.
    ///
    /// ```
    /// use clearfloor::demand::forecast::PeriodLength;
    /// // A year of weeks.
    /// assert_eq!(PeriodLength::Week.season(), 52);
    /// ```
    #[must_use]
    pub const fn season(self) -> usize {
        match self {
            Self::Day => 7,
            Self::Week => 52,
            Self::Month => 12,
        }
    }
}

/// What a day without a row means.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{AbsentDay, HistoryOptions, PeriodLength, SalesRow, history};
/// let day = |text| Day::parse(text).unwrap();
/// let rows = ["2026-11-14", "2026-11-16"].map(|text| SalesRow { day: day(text), units: 2.0 });
/// let units = |absent| {
///     let options = HistoryOptions { today: day("2026-11-16"), period: PeriodLength::Day, absent };
///     history(&rows, &[], options).unwrap().units
/// };
/// // Nothing on the fifteenth, or nobody knows.
/// assert_eq!(units(AbsentDay::SoldNothing), [Some(2.0), Some(0.0), Some(2.0)]);
/// assert_eq!(units(AbsentDay::NotKnown), [Some(2.0), None, Some(2.0)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentDay {
    /// Nothing was sold: rows are orders.
    SoldNothing,
    /// It is not known: rows are a report with gaps.
    NotKnown,
}

/// How a history is made.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{AbsentDay, HistoryOptions, PeriodLength, SalesRow, history};
/// let day = |text| Day::parse(text).unwrap();
/// let rows = ["2026-09-01", "2026-10-15"].map(|text| SalesRow { day: day(text), units: 9.0 });
/// // November is not over.
/// let options =
///     HistoryOptions { today: day("2026-11-16"), period: PeriodLength::Month, absent: AbsentDay::SoldNothing };
/// assert_eq!(history(&rows, &[], options).unwrap().units, [Some(9.0), Some(9.0)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryOptions {
    /// The day the rows were drawn up; it is the last that counts.
    pub today: Day,
    /// Length of a period.
    pub period: PeriodLength,
    /// What a day without a row means.
    pub absent: AbsentDay,
}

/// What was done to the rows.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{AbsentDay, HistoryNote, HistoryOptions, PeriodLength, SalesRow, history};
/// let day = |text| Day::parse(text).unwrap();
/// let rows = ["2026-11-16", "2026-11-17"].map(|text| SalesRow { day: day(text), units: 2.0 });
/// let options =
///     HistoryOptions { today: day("2026-11-16"), period: PeriodLength::Day, absent: AbsentDay::SoldNothing };
/// // The second row is of tomorrow.
/// assert_eq!(history(&rows, &[], options).unwrap().notes, [HistoryNote::FutureRows(1)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HistoryNote {
    /// Rows of days after today, left out: how many.
    FutureRows(usize),
    /// Days that occur more than once, added up: how many.
    RepeatedDays(usize),
    /// Rows below zero, taken off what was sold in their period: how many.
    Returns(usize),
    /// Periods that came out below zero by returns and count as nothing sold.
    BelowZero(usize),
    /// Periods that are not known, because stock was out for most of them or their rows are missing.
    NotKnown(usize),
    /// Periods with some days out of stock, scaled up to whole ones.
    ScaledUp(usize),
    /// Days at the beginning that make no whole period, left out.
    BegunPeriod(i32),
}

/// Sales in equal periods, oldest first.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{AbsentDay, HistoryOptions, PeriodLength, SalesRow, history};
/// let day = |text| Day::parse(text).unwrap();
/// let rows = ["2026-11-03", "2026-11-12"].map(|text| SalesRow { day: day(text), units: 4.0 });
/// let options =
///     HistoryOptions { today: day("2026-11-16"), period: PeriodLength::Week, absent: AbsentDay::SoldNothing };
/// // Two weeks that end today.
/// let weeks = history(&rows, &[], options).unwrap();
/// assert_eq!(weeks.starts, [day("2026-11-03"), day("2026-11-10")]);
/// assert_eq!(weeks.end, day("2026-11-17"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Length of a period.
    pub period: PeriodLength,
    /// First day of each period.
    pub starts: Vec<Day>,
    /// Day after the last period.
    pub end: Day,
    /// Units of each period as if stock had been there all the time; none if not known.
    pub units: Vec<Option<f64>>,
    /// What was done to the rows.
    pub notes: Vec<HistoryNote>,
}

/// Makes equal periods of dated sales and says what it did. `out_of_stock` are spans of days, first and last, on which
/// there was nothing to sell: they are taken out, not counted as days without demand.
///
/// Weeks end today; a month that is not over is left out, and so is a begun period at the beginning.
///
/// # Errors
/// `history_empty` if no row is left, or none makes a whole period; `sales_not_a_number`; `span_reversed`;
/// `history_too_long` beyond twenty years.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{AbsentDay, HistoryOptions, PeriodLength, SalesRow, history};
/// let day = |text| Day::parse(text).unwrap();
/// let rows = [
///     SalesRow { day: day("2026-11-02"), units: 4.0 },
///     SalesRow { day: day("2026-11-12"), units: 6.0 },
/// ];
/// let options =
///     HistoryOptions { today: day("2026-11-15"), period: PeriodLength::Week, absent: AbsentDay::SoldNothing };
/// let weeks = history(&rows, &[], options).unwrap();
/// assert_eq!(weeks.units, [Some(4.0), Some(6.0)]);
/// // Stock ran out with the sale of the twelfth: four days of seven sold 6, so a whole week would have sold 10.5.
/// let out = [(day("2026-11-13"), day("2026-11-15"))];
/// assert_eq!(history(&rows, &out, options).unwrap().units[1], Some(10.5));
/// ```
pub fn history(rows: &[SalesRow], out_of_stock: &[(Day, Day)], options: HistoryOptions) -> Result<History> {
    let mut by_day: BTreeMap<Day, f64> = BTreeMap::new();
    let mut repeated = BTreeSet::new();
    let (mut future, mut returns) = (0, 0);
    for row in rows {
        if !row.units.is_finite() {
            return Err(Error::new(ErrorKind::Range, "sales_not_a_number").with("units", row.units.to_string()));
        }
        if row.day > options.today {
            future += 1;
            continue;
        }
        returns += usize::from(row.units < 0.0);
        if by_day.insert(row.day, row.units).is_some_and(|before| {
            by_day.insert(row.day, row.units + before);
            true
        }) {
            repeated.insert(row.day);
        }
    }
    let empty = || Error::new(ErrorKind::Missing, "history_empty");
    let first = *by_day.keys().next().ok_or_else(empty)?;
    if options.today.days_since(first) >= MOST_DAYS {
        return Err(Error::new(ErrorKind::Range, "history_too_long").with("first", first.to_string()));
    }
    if let Some((from, to)) = out_of_stock.iter().find(|(from, to)| from > to) {
        let error = Error::new(ErrorKind::Mismatch, "span_reversed").with("from", from.to_string());
        return Err(error.with("to", to.to_string()));
    }
    let edges = edges(first, options)?;
    let begun = edges.first().ok_or_else(empty)?.days_since(first);
    let (mut starts, mut units) = (Vec::new(), Vec::new());
    let (mut below, mut unknown, mut scaled) = (0, 0, 0);
    for pair in edges.windows(2) {
        let [start, end] = pair else { continue };
        let is_in_stock = |day: Day| !out_of_stock.iter().any(|(from, to)| (*from..=*to).contains(&day));
        let (mut all, mut days, mut sold) = (0.0, 0.0, 0.0);
        for number in start.number()..end.number() {
            let day = Day::from_number(number);
            all += 1.0;
            let row = by_day.get(&day);
            // A sale proves stock, whatever a span of days says; returns prove nothing.
            let is_known = row.is_some() || options.absent == AbsentDay::SoldNothing;
            if is_known && (is_in_stock(day) || row.is_some_and(|units| *units > 0.0)) {
                days += 1.0;
            }
            sold += row.copied().unwrap_or(0.0);
        }
        starts.push(*start);
        if days < LEAST_IN_STOCK * all {
            unknown += 1;
            units.push(None);
            continue;
        }
        below += usize::from(sold < 0.0);
        scaled += usize::from(days < all);
        units.push(Some(sold.max(0.0) * all / days));
    }
    let end = *edges.last().ok_or_else(empty)?;
    if units.is_empty() {
        return Err(empty());
    }
    let counted = [
        (future, HistoryNote::FutureRows(future)),
        (repeated.len(), HistoryNote::RepeatedDays(repeated.len())),
        (returns, HistoryNote::Returns(returns)),
        (below, HistoryNote::BelowZero(below)),
        (unknown, HistoryNote::NotKnown(unknown)),
        (scaled, HistoryNote::ScaledUp(scaled)),
    ];
    let mut notes: Vec<HistoryNote> =
        counted.into_iter().filter(|(number, _)| *number > 0).map(|(_, note)| note).collect();
    if begun > 0 {
        notes.push(HistoryNote::BegunPeriod(begun));
    }
    Ok(History { period: options.period, starts, end, units, notes })
}

/// First days of the whole periods from the first row on, and the day after the last of them.
fn edges(first: Day, options: HistoryOptions) -> Result<Vec<Day>> {
    let after = options.today.plus(1);
    let mut edges = Vec::new();
    match options.period {
        PeriodLength::Day => edges.extend((first.number()..=after.number()).map(Day::from_number)),
        PeriodLength::Week => {
            let begun = after.days_since(first).rem_euclid(7);
            // A week of which the first row is not the first day is whole where a day without a row means something.
            let start = if options.absent == AbsentDay::SoldNothing && begun > 0 { begun - 7 } else { begun };
            let start = first.number().saturating_add(start);
            edges.extend((start..=after.number()).step_by(7).map(Day::from_number));
        }
        PeriodLength::Month => {
            let month_of = |day: Day| day.plus(1 - i32::from(day.day_of_month()));
            let mut month = month_of(first);
            while month <= after {
                edges.push(month);
                month = month.plus(i32::from(month.days_in_month()));
            }
            if options.absent == AbsentDay::NotKnown && edges.first().is_some_and(|start| *start < first) {
                edges.remove(0);
            }
        }
    }
    if edges.len() < 2 {
        return Err(Error::new(ErrorKind::Missing, "history_empty"));
    }
    Ok(edges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn row(text: &str, units: f64) -> SalesRow {
        SalesRow { day: day(text), units }
    }

    fn months(today: &str, absent: AbsentDay) -> HistoryOptions {
        HistoryOptions { today: day(today), period: PeriodLength::Month, absent }
    }

    #[test]
    fn order_of_rows_does_not_matter_and_repeated_days_add_up() {
        let rows = [row("2026-09-05", 2.0), row("2026-10-20", 5.0), row("2026-09-05", 3.0)];
        let mut turned = rows;
        turned.reverse();
        let options = months("2026-11-15", AbsentDay::SoldNothing);
        let found = history(&rows, &[], options).unwrap();
        assert_eq!(found, history(&turned, &[], options).unwrap());
        // November is not over.
        assert_eq!(found.units, [Some(5.0), Some(5.0)]);
        assert!(found.notes.contains(&HistoryNote::RepeatedDays(1)));
        assert_eq!(found.end, day("2026-11-01"));
    }

    #[test]
    fn returns_are_taken_off_and_never_make_demand_negative() {
        let rows = [row("2026-09-05", 2.0), row("2026-10-02", -3.0)];
        let found = history(&rows, &[], months("2026-10-31", AbsentDay::SoldNothing)).unwrap();
        assert_eq!(found.units, [Some(2.0), Some(0.0)]);
        assert!(found.notes.contains(&HistoryNote::Returns(1)));
        assert!(found.notes.contains(&HistoryNote::BelowZero(1)));
    }

    #[test]
    fn days_to_come_are_left_out_and_said() {
        let rows = [row("2026-10-01", 2.0), row("2026-12-24", 50.0)];
        let found = history(&rows, &[], months("2026-10-31", AbsentDay::SoldNothing)).unwrap();
        assert_eq!(found.units, [Some(2.0)]);
        assert!(found.notes.contains(&HistoryNote::FutureRows(1)));
        let only = history(&rows[1..], &[], months("2026-10-31", AbsentDay::SoldNothing));
        assert_eq!(only.unwrap_err().code(), "history_empty");
    }

    #[test]
    fn days_out_of_stock_are_no_days_without_demand() {
        let rows = [row("2026-09-01", 15.0), row("2026-10-01", 15.0)];
        let out = [(day("2026-10-17"), day("2026-10-31"))];
        let found = history(&rows, &out, months("2026-10-31", AbsentDay::SoldNothing)).unwrap();
        // 16 of 31 days in stock.
        assert_eq!(found.units, [Some(15.0), Some(15.0 * 31.0 / 16.0)]);
        let most = [(day("2026-10-10"), day("2026-10-31"))];
        let found = history(&rows, &most, months("2026-10-31", AbsentDay::SoldNothing)).unwrap();
        assert_eq!(found.units, [Some(15.0), None]);
        let turned = [(day("2026-10-31"), day("2026-10-10"))];
        let found = history(&rows, &turned, months("2026-10-31", AbsentDay::SoldNothing));
        assert_eq!(found.unwrap_err().code(), "span_reversed");
    }

    #[test]
    fn a_report_with_gaps_is_not_known_where_it_says_nothing() {
        let rows = [row("2026-08-15", 9.0), row("2026-10-01", 2.0)];
        let found = history(&rows, &[], months("2026-10-31", AbsentDay::NotKnown)).unwrap();
        assert_eq!(found.units, [None, None]);
        let days = HistoryOptions { period: PeriodLength::Day, ..months("2026-10-02", AbsentDay::NotKnown) };
        let found = history(&rows[1..], &[], days).unwrap();
        assert_eq!(found.units, [Some(2.0), None]);
    }

    #[test]
    fn a_slip_in_the_year_is_refused() {
        let rows = [row("1926-10-01", 2.0)];
        let found = history(&rows, &[], months("2026-10-31", AbsentDay::SoldNothing));
        assert_eq!(found.unwrap_err().code(), "history_too_long");
    }
}
