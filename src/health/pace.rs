//! How fast stock moves, alone and crossed with its age.
#![deny(clippy::float_arithmetic)]

use super::days_of_supply;
use crate::error::Result;
use crate::rounding::Ratio;

/// For the months that [`days_of_supply`] gives beside the days and nobody asks for here.
const DAYS_PER_YEAR: u32 = 365;

/// Units sold in the last 30, 60 and 90 days.
///
/// ```
/// use clearfloor::{health::pace::{PaceClass, PaceLines, SoldIn, pace_class}, rounding::Ratio};
/// let lines = PaceLines { slow_after: 90, poor_sold_90: 3, steady_share: Ratio::ONE, cover_limit_days: 90 };
/// // Each window holds the shorter ones: two of the three units of 90 days went in the last 60.
/// let sold = SoldIn { days_30: 0, days_60: 2, days_90: 3 };
/// assert_eq!(pace_class(20, 300, sold, &lines).unwrap(), PaceClass::HighRisk);
/// assert_eq!(pace_class(20, 300, SoldIn { days_30: 1, ..sold }, &lines).unwrap(), PaceClass::Fine);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoldIn {
    /// In 30 days.
    pub days_30: i64,
    /// In 60 days.
    pub days_60: i64,
    /// In 90 days.
    pub days_90: i64,
}

/// Where slow begins when age and sales are crossed.
///
/// ```
/// use clearfloor::{health::pace::{PaceClass, PaceLines, SoldIn, pace_class}, rounding::Ratio};
/// let sold = SoldIn { days_30: 60, days_60: 120, days_90: 180 };
/// let strict = PaceLines { slow_after: 90, poor_sold_90: 3, steady_share: Ratio::ONE, cover_limit_days: 90 };
/// let patient = PaceLines { cover_limit_days: 150, ..strict };
/// // Two a day: 300 units last 150 days.
/// assert_eq!(pace_class(120, 300, sold, &strict).unwrap(), PaceClass::Slow);
/// assert_eq!(pace_class(120, 300, sold, &patient).unwrap(), PaceClass::OldButSteady);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaceLines {
    /// Age in days up to which stock is young.
    pub slow_after: i64,
    /// Units in 90 days up to which sales are very poor.
    pub poor_sold_90: i64,
    /// Share of the daily sales of 90 days that those of 30 days must reach to be steady.
    pub steady_share: Ratio,
    /// Days of supply by the last 30 days up to which old stock is no trouble.
    pub cover_limit_days: i64,
}

/// Age crossed with sales.
///
/// ```
/// use clearfloor::health::pace::PaceClass;
/// let classes = [PaceClass::Fine, PaceClass::OldButSteady, PaceClass::Slow, PaceClass::HighRisk];
/// assert_eq!(classes.map(PaceClass::is_slow), [false, false, true, true]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaceClass {
    /// Young and selling.
    Fine,
    /// Old, but it sells steadily and does not lie for long: no false alarm.
    OldButSteady,
    /// Old and not steady.
    Slow,
    /// Nothing sold in 30 days and very little in 90, whatever its age.
    HighRisk,
}

impl PaceClass {
    /// Stable code: `ok`, `old_but_steady`, `slow`, `high_risk`.
    ///
    /// ```
    /// use clearfloor::health::pace::PaceClass;
    /// assert_eq!((PaceClass::Fine.code(), PaceClass::HighRisk.code()), ("ok", "high_risk"));
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::OldButSteady => "old_but_steady",
            Self::Slow => "slow",
            Self::HighRisk => "high_risk",
        }
    }

    /// Whether it counts as slow-moving.
    ///
    /// ```
    /// use clearfloor::health::pace::PaceClass;
    /// assert!(PaceClass::HighRisk.is_slow() && !PaceClass::OldButSteady.is_slow());
    /// ```
    #[must_use]
    pub const fn is_slow(self) -> bool {
        matches!(self, Self::Slow | Self::HighRisk)
    }
}

/// Days of supply by three windows, and the class.
///
/// ```
/// use clearfloor::{health::pace::{PaceLines, SoldIn, pace}, rounding::Ratio};
/// let lines = PaceLines { slow_after: 90, poor_sold_90: 3, steady_share: Ratio::ONE, cover_limit_days: 90 };
/// let found = pace(20, 90, SoldIn { days_30: 0, days_60: 30, days_90: 90 }, &lines).unwrap();
/// assert_eq!(found.days_of_supply, [None, Some(Ratio::whole(180)), Some(Ratio::whole(90))]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Days the stock lasts at the sales of 30, 60 and 90 days; none where nothing was sold.
    pub days_of_supply: [Option<Ratio>; 3],
    /// What it is.
    pub class: PaceClass,
}

/// Days the stock lasts; none where nothing was sold on balance.
fn lasts(stock: i64, sold: i64, window_days: u32) -> Result<Option<Ratio>> {
    if sold <= 0 { Ok(None) } else { Ok(days_of_supply(stock, sold, window_days, DAYS_PER_YEAR)?.days) }
}

/// Age crossed with sales, so that old stock that sells is no alarm and young stock that does not is one:
///
/// 1. nothing sold in 30 days and at most `poor_sold_90` in 90: high risk;
/// 2. else not older than `slow_after`: fine;
/// 3. else daily sales of 30 days at least `steady_share` of those of 90, and days of supply by 30 days at
///    most `cover_limit_days`: old but steady;
/// 4. else slow.
///
/// Returns may make a window negative; it then counts as nothing sold.
///
/// # Errors
/// `below_zero` for stock or age below zero; `out_of_range`.
///
/// ```
/// use clearfloor::{health::pace::{PaceClass, PaceLines, SoldIn, pace}, rounding::Ratio};
/// let lines = PaceLines { slow_after: 90, poor_sold_90: 3, steady_share: Ratio::new(4, 5).unwrap(), cover_limit_days: 90 };
/// let sold = SoldIn { days_30: 150, days_60: 300, days_90: 450 };
/// assert_eq!(pace(120, 300, sold, &lines).unwrap().class, PaceClass::OldButSteady);
/// let dead = SoldIn { days_30: 0, days_60: 2, days_90: 3 };
/// assert_eq!(pace(60, 300, dead, &lines).unwrap().class, PaceClass::HighRisk);
/// ```
pub fn pace(age_days: i64, stock: i64, sold: SoldIn, lines: &PaceLines) -> Result<Pace> {
    let class = pace_class(age_days, stock, sold, lines)?;
    let days_of_supply =
        [lasts(stock, sold.days_30, 30)?, lasts(stock, sold.days_60, 60)?, lasts(stock, sold.days_90, 90)?];
    Ok(Pace { days_of_supply, class })
}

/// The class alone, as [`pace`] gives it with the days of supply it rests on.
///
/// ```
/// use clearfloor::{health::pace::{PaceClass, PaceLines, SoldIn, pace_class}, rounding::Ratio};
/// let lines = PaceLines { slow_after: 90, poor_sold_90: 3, steady_share: Ratio::new(4, 5).unwrap(), cover_limit_days: 90 };
/// let sold = SoldIn { days_30: 10, days_60: 30, days_90: 90 };
/// assert_eq!(pace_class(120, 300, sold, &lines).unwrap(), PaceClass::Slow);
/// ```
///
/// # Errors
/// As [`pace`].
pub fn pace_class(age_days: i64, stock: i64, sold: SoldIn, lines: &PaceLines) -> Result<PaceClass> {
    Ratio::from(age_days).not_negative("age_days")?;
    Ratio::from(stock).not_negative("stock")?;
    if sold.days_30 <= 0 && sold.days_90 <= lines.poor_sold_90 {
        return Ok(PaceClass::HighRisk);
    }
    if age_days <= lines.slow_after {
        return Ok(PaceClass::Fine);
    }
    // Sales of 30 days are a third of those of 90 where both are the same a day.
    let recent = Ratio::whole(i128::from(sold.days_30) * 3);
    let is_steady = recent >= lines.steady_share.times(Ratio::from(sold.days_90))?;
    let lasts_at_most = i128::from(lines.cover_limit_days) * i128::from(sold.days_30);
    let is_short = sold.days_30 > 0 && i128::from(stock) * 30 <= lasts_at_most;
    Ok(if is_steady && is_short { PaceClass::OldButSteady } else { PaceClass::Slow })
}

/// How many of the latest entries in a row hold what is asked.
fn latest_in_a_row(series: &[i64], holds: impl Fn(i64) -> bool) -> usize {
    series.iter().rev().take_while(|&&units| holds(units)).count()
}

/// A run of latest weeks or months, and whether it is long enough.
///
/// ```
/// use clearfloor::health::pace::{Run, no_movement};
/// assert_eq!(no_movement(&[5, 0, 0], 3).unwrap(), Run { length: 2, fires: false });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Latest weeks or months in a row.
    pub length: usize,
    /// The rule fires.
    pub fires: bool,
}

/// Slow when each of the latest `weeks` weeks sold less than `threshold` units, or when the stock is older than
/// `age_limit` days. A history shorter than `weeks` does not fire by sales.
///
/// # Errors
/// `not_above_zero` for no weeks.
///
/// ```
/// use clearfloor::health::pace::slow_by_weeks;
/// let weekly = [9, 4, 3, 0, 4]; // the latest four are below five
/// assert!(slow_by_weeks(&weekly, 5, 4, 40, 365).unwrap().fires);
/// let found = slow_by_weeks(&[9, 9], 5, 4, 366, 365).unwrap();
/// assert_eq!((found.length, found.fires), (0, true)); // by age alone
/// ```
pub fn slow_by_weeks(weekly_sales: &[i64], threshold: i64, weeks: usize, age_days: i64, age_limit: i64) -> Result<Run> {
    positive(weeks, "weeks")?;
    let length = latest_in_a_row(weekly_sales, |units| units < threshold);
    Ok(Run { length, fires: length >= weeks || age_days > age_limit })
}

/// Nothing moved: the latest `months` months in a row brought no sale, returns not counted as any.
///
/// # Errors
/// `not_above_zero` for no months.
///
/// ```
/// use clearfloor::health::pace::no_movement;
/// assert!(no_movement(&[5, 0, 0, 0], 3).unwrap().fires);
/// assert!(!no_movement(&[0, 0], 3).unwrap().fires); // too short a history
/// ```
pub fn no_movement(monthly_sales: &[i64], months: usize) -> Result<Run> {
    positive(months, "months")?;
    let length = latest_in_a_row(monthly_sales, |units| units <= 0);
    Ok(Run { length, fires: length >= months })
}

fn positive(count: usize, what: &'static str) -> Result<()> {
    Ratio::from(i64::from(count > 0)).positive(what).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines() -> PaceLines {
        PaceLines { slow_after: 90, poor_sold_90: 3, steady_share: Ratio::new(4, 5).unwrap(), cover_limit_days: 90 }
    }

    proptest! {
        #[test]
        fn old_stock_is_steady_by_the_days_it_is_shown_with(stock in 0..900_i64, recent in -5..60_i64, earlier in 0..120_i64) {
            let sold = SoldIn { days_30: recent, days_60: recent, days_90: recent + earlier };
            let found = pace(91, stock, sold, &lines()).unwrap();
            let [by_30, ..] = found.days_of_supply;
            let is_short = by_30.is_some_and(|days| days <= Ratio::whole(90));
            let daily = |units: i64, days| Ratio::from(units).over(Ratio::whole(days)).unwrap();
            let usual = daily(recent + earlier, 90).times(lines().steady_share).unwrap();
            let is_cleared = is_short && daily(recent, 30) >= usual;
            prop_assert_eq!(found.class == PaceClass::OldButSteady, is_cleared);
        }

        #[test]
        fn more_stock_at_the_same_sales_never_turns_slow_into_fine(
            age in 0..400_i64, stock in 0..3000_i64, more in 0..3000_i64,
            recent in 0..200_i64, earlier in 0..400_i64,
        ) {
            let sold = SoldIn { days_30: recent, days_60: recent + earlier / 2, days_90: recent + earlier };
            let is_slow = |stock| pace(age, stock, sold, &lines()).unwrap().class.is_slow();
            prop_assert!(!is_slow(stock) || is_slow(stock + more));
        }

        #[test]
        fn an_older_product_is_never_less_slow(age in 0..400_i64, more in 0..400_i64, stock in 0..900_i64, recent in 0..50_i64) {
            let sold = SoldIn { days_30: recent, days_60: recent, days_90: recent + 20 };
            let is_slow = |age| pace(age, stock, sold, &lines()).unwrap().class.is_slow();
            prop_assert!(!is_slow(age) || is_slow(age + more));
        }

        #[test]
        fn a_sale_in_the_latest_month_ends_standstill(mut months in proptest::collection::vec(0..3_i64, 0..12), needed in 1..6_usize) {
            months.push(1);
            prop_assert_eq!(no_movement(&months, needed).unwrap(), Run { length: 0, fires: false });
        }
    }

    #[test]
    fn returns_count_as_nothing_sold() {
        let found = pace(10, 5, SoldIn { days_30: -2, days_60: 1, days_90: 2 }, &lines()).unwrap();
        assert_eq!(found.class, PaceClass::HighRisk);
        assert_eq!(found.days_of_supply[0], None);
        assert!(no_movement(&[0, -1, 0], 3).unwrap().fires);
    }

    #[test]
    fn no_history_fires_by_age_alone() {
        assert!(!slow_by_weeks(&[], 5, 4, 90, 90).unwrap().fires);
        assert!(slow_by_weeks(&[], 5, 4, 91, 90).unwrap().fires);
    }

    #[test]
    fn a_rule_over_no_weeks_is_refused() {
        assert_eq!(slow_by_weeks(&[1], 5, 0, 0, 90).unwrap_err().code(), "not_above_zero");
        assert_eq!(no_movement(&[], 0).unwrap_err().code(), "not_above_zero");
    }
}
