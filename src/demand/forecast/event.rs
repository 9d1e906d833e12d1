//! Days on which much more, or less, is sold than usual.

use super::history::{History, PeriodLength};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};

const TABLE: &str = include_str!("../data/event-days.tsv");

/// Days that sell some times as much as others: a sale of the marketplace, a holiday, a promotion of one's own.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{Event, PeriodLength, with_events};
/// let day = |text| Day::parse(text).unwrap();
/// // Four days that sell three times as much.
/// let event = Event {
///     name: "Black Friday".to_owned(), first: day("2026-11-27"), last: day("2026-11-30"), factor: 3.0,
/// };
/// let mut days = [5.0, 5.0];
/// with_events(day("2026-11-26"), PeriodLength::Day, &mut days, &[event]).unwrap();
/// assert_eq!(days, [5.0, 15.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// Sales of such a day / sales of a usual day, above zero.
    pub factor: f64,
}

/// The history as it would have been without the events: each period divided by its mean factor.
///
/// # Errors
/// `event_range` with the `name` if a factor is not above zero or the days are turned around.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{AbsentDay, Event, HistoryOptions, PeriodLength, SalesRow};
/// use clearfloor::demand::forecast::{history, without_events};
/// let day = |text| Day::parse(text).unwrap();
/// let options =
///     HistoryOptions { today: day("2026-11-15"), period: PeriodLength::Week, absent: AbsentDay::SoldNothing };
/// let mut weeks = history(&[SalesRow { day: day("2026-11-11"), units: 26.0 }], &[], options).unwrap();
/// // Double 11 sells seven times as much: six usual days and one of seven make thirteen.
/// let event = Event { name: "Double 11".to_owned(), first: day("2026-11-11"), last: day("2026-11-11"), factor: 7.0 };
/// without_events(&mut weeks, &[event]).unwrap();
/// assert_eq!(weeks.units, [Some(14.0)]);
/// ```
pub fn without_events(history: &mut History, events: &[Event]) -> Result<()> {
    check(events)?;
    let ends = history.starts.iter().skip(1).copied().chain([history.end]);
    for ((units, start), end) in history.units.iter_mut().zip(&history.starts).zip(ends) {
        if let Some(units) = units {
            *units /= mean_factor(*start, end, events);
        }
    }
    Ok(())
}

/// Units of periods to come, the first beginning on `start`, with the events in them.
///
/// # Errors
/// As [`without_events`].
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{Event, PeriodLength, with_events};
/// let day = |text| Day::parse(text).unwrap();
/// let event = Event { name: "Double 11".to_owned(), first: day("2026-11-11"), last: day("2026-11-11"), factor: 7.0 };
/// // Six usual days and one of seven make thirteen of a week's seven.
/// let mut weeks = [14.0, 14.0];
/// with_events(day("2026-11-09"), PeriodLength::Week, &mut weeks, &[event]).unwrap();
/// assert_eq!(weeks, [26.0, 14.0]);
/// ```
pub fn with_events(start: Day, period: PeriodLength, per_period: &mut [f64], events: &[Event]) -> Result<()> {
    check(events)?;
    let mut start = start;
    for units in per_period {
        let end = start.plus(match period {
            PeriodLength::Day => 1,
            PeriodLength::Week => 7,
            PeriodLength::Month => i32::from(start.days_in_month()),
        });
        *units *= mean_factor(start, end, events);
        start = end;
    }
    Ok(())
}

/// Days of the calendar on which marketplaces sell more, under one code each: what they sell more is the seller's to say.
///
/// ```
/// use clearfloor::demand::forecast::event_days;
/// let days = event_days().unwrap();
/// let double_11 = days.iter().find(|of| of.code == "double_11" && of.first.to_string() == "2026-11-11").unwrap();
/// assert_eq!(double_11.first, double_11.last);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventDays {
    /// `prime_day`, `deal_days`, `black_friday`, `double_11`.
    pub code: &'static str,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

/// The days of events that are known, by day; from the table `src/demand/data/event-days.tsv`, which says what they rest on.
///
/// # Errors
/// `date_unknown` for a table that cannot be read, which a test rules out.
///
/// ```
/// use clearfloor::demand::forecast::event_days;
/// let days = event_days().unwrap();
/// let friday = days.iter().find(|of| of.code == "black_friday" && of.first.to_string() == "2026-11-27").unwrap();
/// assert_eq!(friday.last.to_string(), "2026-11-30");
/// ```
pub fn event_days() -> Result<Vec<EventDays>> {
    let rows = TABLE.lines().filter(|row| !row.starts_with('#'));
    let row = |row: &'static str| {
        let mut cells = row.split('\t');
        let (code, first, last) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Day::parse(first).and_then(|first| Ok(EventDays { code, first, last: Day::parse(last)? })))
    };
    rows.filter_map(row).collect()
}

/// How many times as much a day of an event sold as a usual one, by the history: the mean over the `spans` (first and last
/// day) that lie in it wholly; none without one, or without two usual periods within four of it.
///
/// What the periods of a span sold is its days at the factor and the rest at the usual pace, which is the mean of the
/// periods up to four before and four after that no day of `busy` touches.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::demand::forecast::{History, PeriodLength, learned_factor};
/// let start = Day::parse("2025-10-24").unwrap();
/// let starts: Vec<Day> = (0..8).map(|week| start.plus(7 * week)).collect();
/// let mut units = vec![Some(70.0); 8];
/// // The week from 28 November: four days at three times ten, three usual ones.
/// units[5] = Some(150.0);
/// let past = History { period: PeriodLength::Week, starts, end: start.plus(56), units, notes: Vec::new() };
/// let span = (Day::parse("2025-11-28").unwrap(), Day::parse("2025-12-01").unwrap());
/// assert_eq!(learned_factor(&past, &[span], &[span]), Some(3.0));
/// ```
#[must_use]
pub fn learned_factor(history: &History, spans: &[(Day, Day)], busy: &[(Day, Day)]) -> Option<f64> {
    let ends = history.starts.iter().skip(1).copied().chain([history.end]);
    let periods: Vec<(Day, Day, Option<f64>)> = history
        .starts
        .iter()
        .zip(ends)
        .zip(&history.units)
        .map(|((start, end), units)| (*start, end, *units))
        .collect();
    let touches = |from: Day, end: Day, (first, last): (Day, Day)| first < end && last >= from;
    let (mut sum, mut found) = (0.0, 0.0);
    for &span in spans {
        let first = periods.iter().position(|&(from, end, _)| touches(from, end, span));
        let last = periods.iter().rposition(|&(from, end, _)| touches(from, end, span));
        let (Some(first), Some(last)) = (first, last) else { continue };
        let is_inside = periods.first().is_some_and(|(from, _, _)| *from <= span.0) && span.1 < history.end;
        let around = periods.iter().take(last + 5).skip(first.saturating_sub(4));
        let usual = around.filter(|(from, end, _)| !busy.iter().any(|busy| touches(*from, *end, *busy)));
        let usual: Vec<(f64, f64)> =
            usual.filter_map(|(from, end, units)| Some(((*units)?, f64::from(end.days_since(*from))))).collect();
        let within = periods.iter().take(last + 1).skip(first);
        let sold: Option<f64> = within.clone().map(|(_, _, units)| *units).sum();
        let days: f64 = within.map(|(from, end, _)| f64::from(end.days_since(*from))).sum();
        let usual_days: f64 = usual.iter().map(|(_, days)| days).sum();
        let usual_units: f64 = usual.iter().map(|(units, _)| units).sum();
        let busy_days = f64::from(span.1.days_since(span.0) + 1);
        let (Some(sold), true) = (sold, is_inside && usual.len() >= 2 && usual_units > 0.0) else { continue };
        let pace = usual_units / usual_days;
        sum += ((sold / pace - (days - busy_days)) / busy_days).max(0.0);
        found += 1.0;
    }
    (found > 0.0).then(|| sum / found)
}

fn check(events: &[Event]) -> Result<()> {
    match events.iter().find(|event| !(event.factor > 0.0 && event.factor.is_finite()) || event.first > event.last) {
        Some(wrong) => Err(Error::new(ErrorKind::Range, "event_range")
            .with("name", wrong.name.as_str())
            .with("factor", wrong.factor.to_string())),
        None => Ok(()),
    }
}

/// Mean factor of the days from `start` up to the day before `end`; events on one day multiply.
fn mean_factor(start: Day, end: Day, events: &[Event]) -> f64 {
    let days = (start.number()..end.number()).map(Day::from_number);
    let of_day = |day: Day| -> f64 {
        events.iter().filter(|event| (event.first..=event.last).contains(&day)).map(|event| event.factor).product()
    };
    let all = f64::from(end.days_since(start)).max(1.0);
    days.map(of_day).sum::<f64>() / all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(first: &str, last: &str, factor: f64) -> Event {
        let day = |text| Day::parse(text).unwrap();
        Event { name: "sale".to_owned(), first: day(first), last: day(last), factor }
    }

    #[test]
    fn what_is_taken_out_comes_back_the_same() {
        let start = Day::parse("2026-10-01").unwrap();
        let events = [event("2026-10-07", "2026-10-08", 4.0), event("2026-11-27", "2026-11-30", 3.0)];
        let starts: Vec<Day> = (0..10).map(|week| start.plus(7 * week)).collect();
        let units = vec![Some(21.0); 10];
        let mut past = History { period: PeriodLength::Week, starts, end: start.plus(70), units, notes: Vec::new() };
        without_events(&mut past, &events).unwrap();
        let mut again: Vec<f64> = past.units.iter().flatten().copied().collect();
        with_events(start, PeriodLength::Week, &mut again, &events).unwrap();
        assert!(again.iter().all(|units| (units - 21.0).abs() < 1e-12));
        assert!(past.units[0].unwrap() < 21.0 && past.units[2] == Some(21.0));
    }

    #[test]
    fn the_table_of_days_is_in_order_and_each_span_runs_forward() {
        let days = event_days().unwrap();
        assert_eq!(days.len(), TABLE.lines().filter(|row| !row.starts_with('#')).count());
        assert!(days.iter().zip(days.iter().skip(1)).all(|(one, next)| one.first <= next.first));
        assert!(days.iter().all(|of| of.first <= of.last && of.last.days_since(of.first) < 5));
    }

    #[test]
    fn a_factor_is_learned_from_whole_spans_with_usual_periods_around() {
        let start = Day::parse("2025-11-01").unwrap();
        let units = |of: &[f64]| of.iter().map(|units| Some(*units)).collect::<Vec<_>>();
        let past = |sold: &[f64]| {
            let starts = (0..5).map(|day| start.plus(day)).collect();
            History { period: PeriodLength::Day, starts, end: start.plus(5), units: units(sold), notes: Vec::new() }
        };
        let span = |first: i32, last: i32| (start.plus(first), start.plus(last));
        let learned = |sold: &[f64], one| learned_factor(&past(sold), &[one], &[one]);
        assert_eq!(learned(&[2.0, 2.0, 8.0, 2.0, 2.0], span(2, 2)), Some(4.0));
        // A span that is not over, one that begins before the rows, and one with nothing usual around.
        assert_eq!(learned(&[2.0, 2.0, 8.0, 2.0, 2.0], span(4, 5)), None);
        assert_eq!(learned(&[2.0, 2.0, 8.0, 2.0, 2.0], span(-1, 0)), None);
        assert_eq!(learned(&[2.0, 2.0, 8.0, 2.0, 2.0], span(0, 3)), None);
        assert_eq!(learned(&[0.0, 0.0, 8.0, 0.0, 0.0], span(2, 2)), None);
    }

    #[test]
    fn refuses_factors_of_nothing_and_days_turned_around() {
        let start = Day::from_number(0);
        for wrong in [event("2026-10-07", "2026-10-08", 0.0), event("2026-10-09", "2026-10-08", 2.0)] {
            let found = with_events(start, PeriodLength::Day, &mut [1.0], &[wrong]);
            assert_eq!(found.unwrap_err().code(), "event_range");
        }
    }
}
