//! How long stock lies: against a limit, against what was expected, as a flag.
#![deny(clippy::float_arithmetic)]

use crate::date::Day;
use crate::error::Result;
use crate::rounding::Ratio;

/// How old stock may get.
///
/// ```
/// use clearfloor::{date::Day, health::age::{AgeLimit, age_check}};
/// let (received, on) = (Day::parse("2026-08-31").unwrap(), Day::parse("2026-11-30").unwrap());
/// // 91 days lie between the two: three months, and more than ninety days.
/// assert!(!age_check(received, on, AgeLimit::CalendarMonths(3)).unwrap().is_over);
/// assert!(age_check(received, on, AgeLimit::Days(90)).unwrap().is_over);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeLimit {
    /// Whole days since it was received.
    Days(i64),
    /// Until the same day of the month so many months later, the last day of a shorter month.
    CalendarMonths(i64),
}

/// Age on a day, and whether it is above the limit.
///
/// ```
/// use clearfloor::{date::Day, health::age::{AgeCheck, AgeLimit, age_check}};
/// let (received, on) = (Day::parse("2026-08-29").unwrap(), Day::parse("2026-11-27").unwrap());
/// let found = age_check(received, on, AgeLimit::Days(90)).unwrap();
/// assert_eq!(found, AgeCheck { age_days: 90, is_over: false });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeCheck {
    /// Days since it was received; below zero if it comes later.
    pub age_days: i64,
    /// Due for a discount or clearance.
    pub is_over: bool,
}

/// Whether stock received on a day is older than the limit on another: on the last day of the limit it is not.
///
/// # Errors
/// `below_zero` for a limit below zero; `out_of_range` for one beyond the calendar.
///
/// ```
/// use clearfloor::{date::Day, health::age::{AgeLimit, age_check}};
/// let day = |text| Day::parse(text).unwrap();
/// let over = |on, limit| age_check(day("2025-11-30"), day(on), limit).unwrap().is_over;
/// // February has no 30th: three months end on its last day.
/// assert!(!over("2026-02-28", AgeLimit::CalendarMonths(3)));
/// assert!(over("2026-03-01", AgeLimit::CalendarMonths(3)));
/// assert!(!over("2026-02-28", AgeLimit::Days(90)));
/// ```
pub fn age_check(received_on: Day, on: Day, limit: AgeLimit) -> Result<AgeCheck> {
    let age_days = i64::from(on.days_since(received_on));
    let (AgeLimit::Days(count) | AgeLimit::CalendarMonths(count)) = limit;
    Ratio::from(count).not_negative("limit")?;
    let is_over = match limit {
        AgeLimit::Days(days) => age_days > days,
        AgeLimit::CalendarMonths(months) => on > received_on.plus_months(months)?,
    };
    Ok(AgeCheck { age_days, is_over })
}

/// How bad an age is.
///
/// ```
/// use clearfloor::health::age::{AgeLevel, age_level};
/// let worst = [20, 95, 400].map(|age| age_level(age, 90, 180)).into_iter().max();
/// assert_eq!(worst, Some(AgeLevel::Critical));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeLevel {
    /// Not above a line.
    Fine,
    /// Above the first line.
    Slow,
    /// Above the second.
    Critical,
}

impl AgeLevel {
    /// Stable code: `ok`, `slow`, `critical`.
    ///
    /// ```
    /// use clearfloor::health::age::AgeLevel;
    /// assert_eq!(AgeLevel::Fine.code(), "ok");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Slow => "slow",
            Self::Critical => "critical",
        }
    }
}

/// The flag of an age: slow above `slow_after` days, critical above `critical_after`; a line itself is not above it.
///
/// ```
/// use clearfloor::health::age::{AgeLevel, age_level};
/// let flags = [90, 91, 180, 181].map(|age| age_level(age, 90, 180));
/// assert_eq!(flags, [AgeLevel::Fine, AgeLevel::Slow, AgeLevel::Slow, AgeLevel::Critical]);
/// ```
#[must_use]
pub const fn age_level(age_days: i64, slow_after: i64, critical_after: i64) -> AgeLevel {
    if age_days > critical_after {
        AgeLevel::Critical
    } else if age_days > slow_after {
        AgeLevel::Slow
    } else {
        AgeLevel::Fine
    }
}

/// Days in stock against the days expected.
///
/// ```
/// use clearfloor::{health::age::{AgeOverrun, age_overrun}, rounding::Ratio};
/// let line = Ratio::new(3, 2).unwrap();
/// let found = age_overrun(45, 90, line).unwrap();
/// assert_eq!(found, AgeOverrun { ratio: Some(Ratio::whole(2)), warns: true });
/// assert_eq!(age_overrun(0, 90, line).unwrap(), AgeOverrun { ratio: None, warns: false });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeOverrun {
    /// Days in stock for each day expected; none where nothing was expected.
    pub ratio: Option<Ratio>,
    /// Above the ratio that warns: think of a promotion.
    pub warns: bool,
}

/// Compares days in stock with the days expected: warns only above `warn_ratio`, and not where none were expected.
///
/// # Errors
/// `below_zero`.
///
/// ```
/// use clearfloor::{health::age::age_overrun, rounding::Ratio};
/// let line = Ratio::new(3, 2).unwrap();
/// assert!(age_overrun(45, 90, line).unwrap().warns);
/// assert!(!age_overrun(60, 90, line).unwrap().warns); // exactly one and a half times
/// ```
pub fn age_overrun(expected_days: i64, days_in_stock: i64, warn_ratio: Ratio) -> Result<AgeOverrun> {
    let expected = Ratio::from(expected_days).not_negative("expected_days")?;
    let ratio = Ratio::from(days_in_stock).not_negative("days_in_stock")?.per(expected)?;
    Ok(AgeOverrun { ratio, warns: ratio.is_some_and(|ratio| ratio > warn_ratio) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_older_age_is_never_less_alarming(age in 0..2000_i64, more in 0..500_i64, slow in 0..400_i64, critical in 0..800_i64) {
            prop_assert!(age_level(age, slow, critical) <= age_level(age + more, slow, critical));
            let warns = |days| age_overrun(slow, days, Ratio::new(3, 2).unwrap()).unwrap().warns;
            prop_assert!(!warns(age) || warns(age + more));
        }

        #[test]
        fn a_day_more_in_stock_never_ends_a_limit_that_is_passed(received in 0..60_000_i32, age in 0..2000_i32, limit in 0..40_i64) {
            let received = Day::from_number(received);
            for limit in [AgeLimit::Days(limit * 30), AgeLimit::CalendarMonths(limit)] {
                let over = |age| age_check(received, received.plus(age), limit).unwrap().is_over;
                prop_assert!(!over(age) || over(age + 1));
            }
        }
    }

    #[test]
    fn what_is_yet_to_come_is_not_old() {
        let check = age_check(Day::from_number(100), Day::from_number(40), AgeLimit::Days(0)).unwrap();
        assert_eq!((check.age_days, check.is_over), (-60, false));
    }

    #[test]
    fn without_an_expectation_there_is_no_ratio_and_no_warning() {
        let overrun = age_overrun(0, 90, Ratio::ONE).unwrap();
        assert_eq!(overrun, AgeOverrun { ratio: None, warns: false });
        assert_eq!(age_overrun(10, -1, Ratio::ONE).unwrap_err().code(), "below_zero");
    }
}
