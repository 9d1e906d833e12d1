//! When to look again, and how long lines hold still in between.

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

/// How often the alerts are reported on.
///
/// ```
/// use clearfloor::{alerts::schedule::{ReportEvery, review_schedule}, date::Day};
/// let start = Day::parse("2026-11-27").unwrap();
/// let last = |every| review_schedule(start, &[], every, 2).unwrap().reports[1].to_string();
/// assert_eq!(last(ReportEvery::Days(14)), "2026-12-25");
/// assert_eq!(last(ReportEvery::QuarterEnd), "2027-03-31");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportEvery {
    /// Every so many days after the start.
    Days(i64),
    /// On the last day of each calendar quarter, the first on or after the start.
    QuarterEnd,
}

/// How long a line that follows from sales holds still.
///
/// ```
/// use clearfloor::{alerts::schedule::WorkedOut, date::Day};
/// // A line of the month holds on the 27th as it was drawn on the first.
/// let today = Day::parse("2026-11-27").unwrap();
/// assert_eq!(WorkedOut::Month.since(today), WorkedOut::Month.since(today.plus(-20)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkedOut {
    /// Until the next look: all sales count.
    EachLook,
    /// From Monday to Sunday.
    Week,
    /// For a calendar month.
    Month,
}

impl WorkedOut {
    /// The first day for which the line of a day holds: sales from it on do not count. None where all count.
    ///
    /// The rule (`three-alert-levels`): thresholds can be recomputed weekly or monthly.
    ///
    /// ```
    /// use clearfloor::{alerts::schedule::WorkedOut, date::Day};
    /// let since = |by: WorkedOut, day| by.since(Day::parse(day).unwrap()).map(|day| day.to_string());
    /// // The 27th of November 2026 is a Friday.
    /// assert_eq!(since(WorkedOut::Week, "2026-11-27").as_deref(), Some("2026-11-23"));
    /// assert_eq!(since(WorkedOut::Month, "2026-11-27").as_deref(), Some("2026-11-01"));
    /// assert_eq!(since(WorkedOut::EachLook, "2026-11-27"), None);
    /// ```
    #[must_use]
    pub fn since(self, today: Day) -> Option<Day> {
        let back = match self {
            Self::EachLook => return None,
            // The first of January 1970 was a Thursday.
            Self::Week => (today.number() + 3).rem_euclid(7),
            Self::Month => i32::from(today.day_of_month()) - 1,
        };
        Some(today.plus(-back))
    }

    /// A stable code.
    ///
    /// ```
    /// use clearfloor::alerts::schedule::WorkedOut;
    /// assert_eq!([WorkedOut::Week.code(), WorkedOut::EachLook.code()], ["week", "each_look"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EachLook => "each_look",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// Most dates of one kind that are worked out.
const MOST_DATES: usize = 1000;

/// Days to look again.
///
/// ```
/// use clearfloor::{alerts::schedule::{ReportEvery, ReviewSchedule, review_schedule}, date::Day};
/// let start = Day::parse("2026-11-27").unwrap();
/// let found = review_schedule(start, &[3], ReportEvery::Days(30), 1).unwrap();
/// assert_eq!(found, ReviewSchedule { checkpoints: vec![start.plus(3)], reports: vec![start.plus(30)] });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSchedule {
    /// One for each checkpoint, in its order.
    pub checkpoints: Vec<Day>,
    /// Report dates, rising.
    pub reports: Vec<Day>,
}

/// Checkpoints and report dates counted from a launch or from the start of a clearance.
///
/// # Errors
/// `below_zero` for a checkpoint before the start; `not_above_zero` for reports every no days; `dates_too_many` above
/// a thousand; `out_of_range` beyond the calendar.
///
/// ```
/// use clearfloor::{alerts::schedule::{ReportEvery, review_schedule}, date::Day};
/// let start = Day::parse("2026-11-21").unwrap();
/// let found = review_schedule(start, &[7, 30], ReportEvery::QuarterEnd, 2).unwrap();
/// let text = |days: &[Day]| days.iter().map(Day::to_string).collect::<Vec<_>>();
/// assert_eq!(text(&found.checkpoints), ["2026-11-28", "2026-12-21"]);
/// assert_eq!(text(&found.reports), ["2026-12-31", "2027-03-31"]);
/// ```
pub fn review_schedule(
    start: Day,
    checkpoints_days: &[i64],
    every: ReportEvery,
    reports: usize,
) -> Result<ReviewSchedule> {
    if reports > MOST_DATES || checkpoints_days.len() > MOST_DATES {
        return Err(Error::new(ErrorKind::Range, "dates_too_many").with("most", MOST_DATES.to_string()));
    }
    let mut checkpoints = Vec::with_capacity(checkpoints_days.len());
    for days in checkpoints_days {
        Ratio::from(*days).not_negative("checkpoints_days")?;
        checkpoints.push(start.later(*days)?);
    }
    let mut dates = Vec::with_capacity(reports);
    let mut last = start;
    for place in 0..reports {
        last = match every {
            ReportEvery::Days(days) => {
                Ratio::from(days).positive("report_every_days")?;
                last.later(days)?
            }
            ReportEvery::QuarterEnd if place == 0 => quarter_end(start)?,
            ReportEvery::QuarterEnd => quarter_end(last.later(1)?)?,
        };
        dates.push(last);
    }
    Ok(ReviewSchedule { checkpoints, reports: dates })
}

/// Last day of the calendar quarter of a day.
fn quarter_end(day: Day) -> Result<Day> {
    let months_left = 2 - (i64::from(day.month()) - 1) % 3;
    let first = day.plus(1 - i32::from(day.day_of_month()));
    let month = first.plus_months(months_left)?;
    month.later(i64::from(month.days_in_month()) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reports_rise_and_quarters_end_on_their_last_day(start in -20_000..60_000_i32, reports in 1..12_usize, every in 1..400_i64) {
            let start = Day::from_number(start);
            let by = |every| review_schedule(start, &[], every, reports).unwrap().reports;
            for dates in [by(ReportEvery::Days(every)), by(ReportEvery::QuarterEnd)] {
                prop_assert_eq!(dates.len(), reports);
                prop_assert!(dates[0] >= start && dates.windows(2).all(|two| two[0] < two[1]));
            }
            for day in by(ReportEvery::QuarterEnd) {
                prop_assert!(day.month() % 3 == 0 && day.plus(1).day_of_month() == 1);
            }
        }
    }

    proptest! {
        #[test]
        fn a_line_holds_from_its_monday_or_first_until_the_next(number in -20_000..60_000_i32) {
            let day = Day::from_number(number);
            let (week, month) = (WorkedOut::Week.since(day).unwrap(), WorkedOut::Month.since(day).unwrap());
            prop_assert!((0..7).contains(&day.days_since(week)));
            // A Monday, as the 23rd of November 2026 is.
            prop_assert_eq!(week.days_since(Day::parse("2026-11-23").unwrap()) % 7, 0);
            prop_assert_eq!((month.day_of_month(), month.month(), month.year()), (1, day.month(), day.year()));
            prop_assert!(WorkedOut::Week.since(week.plus(7)) == Some(week.plus(7)));
            prop_assert_eq!(WorkedOut::Week.since(week.plus(6)), Some(week));
        }
    }

    #[test]
    fn the_last_day_of_a_quarter_is_its_own_report() {
        let day = Day::parse("2026-12-31").unwrap();
        assert_eq!(review_schedule(day, &[], ReportEvery::QuarterEnd, 1).unwrap().reports, [day]);
    }

    #[test]
    fn refuses_what_would_never_end() {
        let day = Day::parse("2026-12-31").unwrap();
        let code = |points: &[i64], every, reports| review_schedule(day, points, every, reports).unwrap_err().code();
        assert_eq!(code(&[], ReportEvery::Days(0), 1), "not_above_zero");
        assert_eq!(code(&[], ReportEvery::Days(90), 1001), "dates_too_many");
        assert_eq!(code(&[-1], ReportEvery::Days(90), 0), "below_zero");
        assert_eq!(code(&[i64::MAX], ReportEvery::Days(90), 0), "out_of_range");
        assert_eq!(code(&[], ReportEvery::Days(i64::MAX), 1), "out_of_range");
    }
}
