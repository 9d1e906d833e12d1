//! Turnover that falls: over months, at the end of a season, before a successor comes.
#![deny(clippy::float_arithmetic)]

use crate::date::LocalMinute;
use crate::error::Result;
use crate::rounding::Ratio;

/// How "down by a share for some months running" is read.
///
/// ```
/// use clearfloor::{health::trend::{FallReading, TrendLines, turnover_trend}, rounding::Ratio};
/// let (months, days) = ([10, 9, 6].map(Ratio::whole), Ratio::whole(100));
/// let drop_rate = Ratio::new(1, 5).unwrap();
/// let falls = |reading| {
///     let lines = TrendLines { months: 2, drop_rate, reading, days_over_rate: Ratio::ZERO };
///     turnover_trend(&months, days, days, &lines).unwrap().is_falling
/// };
/// // From 10 to 9 is a tenth only, from 10 to 6 two fifths.
/// assert_eq!((falls(FallReading::EachMonth), falls(FallReading::Total)), (false, true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FallReading {
    /// Every month at least the share below the one before.
    EachMonth,
    /// The last month at least the share below the first; what lies between does not matter.
    Total,
}

/// Lines of the trend rule.
///
/// ```
/// use clearfloor::{health::trend::{FallReading, TrendLines, turnover_trend}, rounding::Ratio};
/// let share = |tenths| Ratio::new(tenths, 10).unwrap();
/// let lines = TrendLines { months: 1, drop_rate: share(2), reading: FallReading::Total, days_over_rate: share(3) };
/// let found = turnover_trend(&[10, 8].map(Ratio::whole), Ratio::whole(130), Ratio::whole(100), &lines).unwrap();
/// // Both are exactly on their lines.
/// assert_eq!((found.is_falling, found.is_over), (true, false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrendLines {
    /// Months looked at.
    pub months: usize,
    /// Share by which turnover must have fallen; exactly this counts.
    pub drop_rate: Ratio,
    /// How it must have fallen.
    pub reading: FallReading,
    /// Share above the safe days of stock that must be passed; exactly this does not count.
    pub days_over_rate: Ratio,
}

/// What the trend rule says.
///
/// ```
/// use clearfloor::{health::trend::{FallReading, Trend, TrendLines, turnover_trend}, rounding::Ratio};
/// let (drop_rate, reading) = (Ratio::new(1, 5).unwrap(), FallReading::Total);
/// let lines = TrendLines { months: 3, drop_rate, reading, days_over_rate: Ratio::ZERO };
/// // Two months are too few to say that it falls.
/// let found = turnover_trend(&[10, 1].map(Ratio::whole), Ratio::whole(200), Ratio::whole(90), &lines).unwrap();
/// assert_eq!(found, Trend { is_falling: false, is_over: true });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trend {
    /// Turnover has fallen as the rule asks.
    pub is_falling: bool,
    /// Days of stock are above the line.
    pub is_over: bool,
}

impl Trend {
    /// Both: a clearance is to be looked at.
    ///
    /// ```
    /// use clearfloor::health::trend::Trend;
    /// assert!(Trend { is_falling: true, is_over: true }.asks_for_review());
    /// assert!(!Trend { is_falling: true, is_over: false }.asks_for_review());
    /// ```
    #[must_use]
    pub const fn asks_for_review(self) -> bool {
        self.is_falling && self.is_over
    }
}

/// Whether turnover has fallen by `drop_rate` over the latest months while days of stock are more than
/// `days_over_rate` above the safe line. `monthly_turnover` is oldest first; `months + 1` values are looked at,
/// fewer do not fire. A month without turnover cannot fall any further.
///
/// # Errors
/// `not_above_zero` for no months; `out_of_range`.
///
/// ```
/// use clearfloor::{health::trend::{FallReading, TrendLines, turnover_trend}, number::Decimal, rounding::Ratio};
/// let exact = |text: &str| Decimal::parse(text).unwrap().to_ratio().unwrap();
/// let months = ["1.00", "0.80", "0.64", "0.512"].map(exact);
/// let lines = TrendLines { months: 3, drop_rate: exact("0.2"), reading: FallReading::EachMonth, days_over_rate: exact("0.3") };
/// let found = turnover_trend(&months, exact("131"), exact("100"), &lines).unwrap();
/// assert!(found.asks_for_review());
/// ```
pub fn turnover_trend(
    monthly_turnover: &[Ratio],
    days_of_stock: Ratio,
    safe_days: Ratio,
    lines: &TrendLines,
) -> Result<Trend> {
    Ratio::from(i64::from(lines.months > 0)).positive("months")?;
    let is_over = days_of_stock > safe_days.times(Ratio::ONE.plus(lines.days_over_rate)?)?;
    let kept = Ratio::ONE.minus(lines.drop_rate)?;
    let has_fallen = |from: Ratio, to: Ratio| Ok(from > Ratio::ZERO && to <= from.times(kept)?);
    let first = monthly_turnover.len().checked_sub(lines.months.saturating_add(1));
    let looked_at = first.and_then(|first| monthly_turnover.get(first..));
    let is_falling = match (looked_at, lines.reading) {
        (None, _) => false,
        (Some(months), FallReading::EachMonth) => {
            let mut all = true;
            for (from, to) in months.iter().zip(months.iter().skip(1)) {
                all = all && has_fallen(*from, *to)?;
            }
            all
        }
        (Some(months), FallReading::Total) => match (months.first(), months.last()) {
            (Some(from), Some(to)) => has_fallen(*from, *to)?,
            _ => false,
        },
    };
    Ok(Trend { is_falling, is_over })
}

/// The share by which a figure fell, below zero where it rose: `(before − now) / before`; none without a figure before.
///
/// # Errors
/// `below_zero`; `out_of_range`.
///
/// ```
/// use clearfloor::{health::trend::drop_share, rounding::Ratio};
/// let share = |before, now| drop_share(Ratio::whole(before), Ratio::whole(now)).unwrap();
/// assert_eq!(share(4, 3), Some(Ratio::new(1, 4).unwrap()));
/// assert_eq!(share(4, 5), Some(Ratio::new(-1, 4).unwrap()));
/// assert_eq!(share(0, 5), None);
/// ```
pub fn drop_share(before: Ratio, now: Ratio) -> Result<Option<Ratio>> {
    let before = before.not_negative("previous_turnover")?;
    before.minus(now.not_negative("current_turnover")?)?.per(before)
}

/// A fall, and whether it asks for something to be done.
///
/// ```
/// use clearfloor::{health::trend::{Drop, seasonal_drop}, rounding::Ratio};
/// let (half, line) = (Ratio::new(1, 2).unwrap(), Ratio::new(2, 5).unwrap());
/// // Goods of no season: the fall is told, the rule is silent.
/// let found = seasonal_drop(false, Ratio::whole(2), Ratio::ONE, line).unwrap();
/// assert_eq!(found, Drop { share: Some(half), fires: false });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drop {
    /// Share of the figure before.
    pub share: Option<Ratio>,
    /// The rule fires.
    pub fires: bool,
}

/// Goods of a season are cleared before the next season's come when turnover falls by more than `drop_above` in a
/// month, even if stock has not peaked; for other goods the rule never fires.
///
/// # Errors
/// As [`drop_share`].
///
/// ```
/// use clearfloor::{health::trend::seasonal_drop, number::Decimal};
/// let exact = |text: &str| Decimal::parse(text).unwrap().to_ratio().unwrap();
/// assert!(seasonal_drop(true, exact("2.0"), exact("1.19"), exact("0.40")).unwrap().fires);
/// assert!(!seasonal_drop(true, exact("2.0"), exact("1.20"), exact("0.40")).unwrap().fires);
/// ```
pub fn seasonal_drop(is_seasonal: bool, before: Ratio, now: Ratio, drop_above: Ratio) -> Result<Drop> {
    let share = drop_share(before, now)?;
    Ok(Drop { share, fires: is_seasonal && share.is_some_and(|share| share > drop_above) })
}

/// Lines of the rule for an old model.
///
/// ```
/// use clearfloor::{date::LocalMinute, health::trend::{LaunchLines, launch_cliff}, rounding::Ratio};
/// let lines = LaunchLines { window_days: 14, cliff_above: Ratio::new(1, 2).unwrap(), plan_within_hours: 24 };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = |days, now_turns| launch_cliff(days, Ratio::whole(4), Ratio::whole(now_turns), now, &lines).unwrap();
/// let is_due = |days, turns| found(days, turns).due_at.is_some();
/// // The window's last day counts, a fall of exactly a half does not.
/// assert_eq!((is_due(14, 1), is_due(15, 1), is_due(14, 2)), (true, false, false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaunchLines {
    /// Days before the successor's launch in which the rule holds.
    pub window_days: i64,
    /// Share by which turnover must fall; exactly this does not count.
    pub cliff_above: Ratio,
    /// Hours after which a plan is due.
    pub plan_within_hours: i64,
}

/// A fall before a launch, and by when a plan is due.
///
/// ```
/// use clearfloor::{date::LocalMinute, health::trend::{LaunchCliff, LaunchLines, launch_cliff}, rounding::Ratio};
/// let lines = LaunchLines { window_days: 14, cliff_above: Ratio::new(1, 2).unwrap(), plan_within_hours: 24 };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// // On the day of the launch the rule is silent; the fall is still told.
/// let found = launch_cliff(0, Ratio::whole(4), Ratio::ONE, now, &lines).unwrap();
/// assert_eq!(found, LaunchCliff { share: Some(Ratio::new(3, 4).unwrap()), due_at: None });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaunchCliff {
    /// Share of the turnover before.
    pub share: Option<Ratio>,
    /// When the plan for clearing is due; none if none is.
    pub due_at: Option<LocalMinute>,
}

/// An old model whose turnover falls by more than `cliff_above` while 1 to `window_days` days are left until its
/// successor comes needs a plan within `plan_within_hours` hours. Once the successor is there the rule is silent.
///
/// # Errors
/// As [`drop_share`]; `below_zero` for hours below zero.
///
/// ```
/// use clearfloor::{date::LocalMinute, health::trend::{LaunchLines, launch_cliff}, rounding::Ratio};
/// let lines = LaunchLines { window_days: 14, cliff_above: Ratio::new(1, 2).unwrap(), plan_within_hours: 24 };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = launch_cliff(10, Ratio::whole(4), Ratio::ONE, now, &lines).unwrap();
/// assert_eq!(found.due_at.unwrap().to_string(), "2026-11-28T09:30");
/// ```
pub fn launch_cliff(
    days_to_launch: i64,
    before: Ratio,
    now: Ratio,
    detected_at: LocalMinute,
    lines: &LaunchLines,
) -> Result<LaunchCliff> {
    let share = drop_share(before, now)?;
    Ratio::from(lines.plan_within_hours).not_negative("plan_within_hours")?;
    let is_near = days_to_launch >= 1 && days_to_launch <= lines.window_days;
    let is_due = is_near && share.is_some_and(|share| share > lines.cliff_above);
    let due_at = if is_due { Some(detected_at.plus_hours(lines.plan_within_hours)?) } else { None };
    Ok(LaunchCliff { share, due_at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(reading: FallReading) -> TrendLines {
        TrendLines {
            months: 3,
            drop_rate: Ratio::new(1, 5).unwrap(),
            reading,
            days_over_rate: Ratio::new(3, 10).unwrap(),
        }
    }

    fn whole(number: i64) -> Ratio {
        Ratio::from(number)
    }

    proptest! {
        #[test]
        fn a_fall_in_each_month_is_a_fall_in_total(months in proptest::collection::vec(0..100_i64, 4), days in 0..300_i64) {
            let months: Vec<Ratio> = months.into_iter().map(whole).collect();
            let trend = |reading| turnover_trend(&months, whole(days), whole(100), &lines(reading)).unwrap();
            prop_assert!(!trend(FallReading::EachMonth).is_falling || trend(FallReading::Total).is_falling);
        }

        #[test]
        fn a_lower_turnover_never_silences_a_rule_of_falls(before in 1..100_i64, now in 0..150_i64, less in 0..50_i64) {
            let fires = |now: i64| seasonal_drop(true, whole(before), whole(now.max(0)), Ratio::new(2, 5).unwrap()).unwrap().fires;
            prop_assert!(!fires(now) || fires(now - less));
        }
    }

    #[test]
    fn a_short_history_does_not_fall() {
        let months = [whole(4), whole(1)];
        let trend = turnover_trend(&months, whole(500), whole(100), &lines(FallReading::Total)).unwrap();
        assert_eq!(trend, Trend { is_falling: false, is_over: true });
        assert!(!turnover_trend(&[], whole(0), whole(0), &lines(FallReading::EachMonth)).unwrap().is_falling);
    }

    #[test]
    fn standstill_is_no_fall() {
        let months = [whole(0); 4];
        assert!(!turnover_trend(&months, whole(1), whole(0), &lines(FallReading::EachMonth)).unwrap().is_falling);
    }

    #[test]
    fn only_the_latest_months_are_looked_at() {
        let months = [whole(100), whole(10), whole(10), whole(10), whole(10)];
        assert!(!turnover_trend(&months, whole(1), whole(0), &lines(FallReading::Total)).unwrap().is_falling);
    }

    #[test]
    fn launch_without_a_turnover_before_needs_no_plan() {
        let at = LocalMinute::parse("2026-11-21T09:30").unwrap();
        let lines = LaunchLines { window_days: 14, cliff_above: Ratio::new(1, 2).unwrap(), plan_within_hours: 24 };
        let found = launch_cliff(5, Ratio::ZERO, Ratio::ZERO, at, &lines).unwrap();
        assert_eq!(found, LaunchCliff { share: None, due_at: None });
        assert_eq!(launch_cliff(5, whole(-1), Ratio::ZERO, at, &lines).unwrap_err().code(), "below_zero");
    }
}
