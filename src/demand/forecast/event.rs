//! Days on which much more, or less, is sold than usual.

use super::history::{History, PeriodLength};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};

/// Days that sell some times as much as others: a sale of the marketplace, a holiday, a promotion of one's own.
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
    fn refuses_factors_of_nothing_and_days_turned_around() {
        let start = Day::from_number(0);
        for wrong in [event("2026-10-07", "2026-10-08", 0.0), event("2026-10-09", "2026-10-08", 2.0)] {
            let found = with_events(start, PeriodLength::Day, &mut [1.0], &[wrong]);
            assert_eq!(found.unwrap_err().code(), "event_range");
        }
    }
}
