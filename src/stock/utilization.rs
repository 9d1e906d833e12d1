//! A surcharge on the storage of units past an age: the storage utilization surcharge.
//!
//! Like storage it is paid for each day on the volume there; unlike storage, young units are free.
//! Which units are old enough on a day follows from the ages at the start, so between two events the
//! units that pay fall in a straight line, as those that are stored do.

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};

/// Sums over the days before one day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct UtilizationSums {
    /// Σ rate · discount.
    pub rates: f64,
    /// Σ day · rate · discount.
    pub day_rates: f64,
    /// Σ rate.
    pub plain_rates: f64,
    /// Σ day · rate.
    pub plain_day_rates: f64,
}

/// Daily rates of the surcharge over a horizon, and the last age that is free.
///
/// ```
/// use clearfloor::{date::Day, stock::HoldingCalendar};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 60, 0.0, |_| 240.0, Vec::new()).unwrap();
/// let calendar = calendar.with_utilization(30, |_| 62.0).unwrap();
/// // 0.62 a month: by thirty in November, by 31 in December.
/// let surcharge = calendar.utilization().unwrap();
/// assert!((surcharge.per_volume(0) - 62.0 / 30.0).abs() < 1e-12 && (surcharge.per_volume(30) - 2.0).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Utilization {
    free_age_days: i32,
    per_volume: Vec<f64>,
    sums: Vec<UtilizationSums>,
}

impl Utilization {
    /// Rates for each day from `start`; of the month's rate each day pays an equal part. `discounts`
    /// are the factors of these days.
    pub(super) fn new(
        start: Day,
        discounts: impl Iterator<Item = f64>,
        free_age_days: i32,
        per_volume_month: impl Fn(Day) -> f64,
    ) -> Result<Self> {
        let mut sum = UtilizationSums::default();
        let (mut per_volume, mut sums) = (Vec::new(), Vec::new());
        for (i, discount) in (0..).zip(discounts) {
            let day = start.plus(i);
            let rate = per_volume_month(day) / f64::from(day.days_in_month());
            if !rate.is_finite() || rate < 0.0 {
                return Err(Error::new(ErrorKind::Range, "holding_rate").with("what", "utilization surcharge"));
            }
            let at = f64::from(i);
            sums.push(sum);
            sum.rates += rate * discount;
            sum.day_rates += at * rate * discount;
            sum.plain_rates += rate;
            sum.plain_day_rates += at * rate;
            per_volume.push(rate);
        }
        sums.push(sum);
        Ok(Self { free_age_days, per_volume, sums })
    }

    /// The last age in days that is free.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 240.0, Vec::new()).unwrap();
    /// // The first day that pays is the 31st of a unit's age.
    /// let calendar = calendar.with_utilization(30, |_| 44.0).unwrap();
    /// assert_eq!(calendar.utilization().unwrap().free_age_days(), 30);
    /// ```
    #[must_use]
    pub const fn free_age_days(&self) -> i32 {
        self.free_age_days
    }

    /// What one volume of units that are old enough pays on `day`.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 240.0, Vec::new()).unwrap();
    /// let calendar = calendar.with_utilization(30, |_| 45.0).unwrap();
    /// // Beyond the horizon nothing is charged.
    /// assert_eq!([0, 29, 30].map(|day| calendar.utilization().unwrap().per_volume(day)), [1.5, 1.5, 0.0]);
    /// ```
    #[must_use]
    pub fn per_volume(&self, day: i32) -> f64 {
        usize::try_from(day).ok().and_then(|i| self.per_volume.get(i)).copied().unwrap_or(0.0)
    }

    /// Whether nothing is charged on any day.
    #[must_use]
    pub(crate) fn is_nothing(&self) -> bool {
        self.per_volume.iter().all(|rate| *rate <= 0.0)
    }

    /// Days on which the rate differs from the day before.
    pub(super) fn rate_changes(&self) -> impl Iterator<Item = i32> + '_ {
        let pairs = (1_i32..).zip(self.per_volume.windows(2));
        pairs.filter(|(_, pair)| matches!(pair, [a, b] if a.to_bits() != b.to_bits())).map(|(day, _)| day)
    }

    /// The sums before `day`; those of the horizon if it lies beyond.
    #[inline]
    pub(super) fn sums(&self, day: i32) -> UtilizationSums {
        let found = usize::try_from(day).ok().and_then(|i| self.sums.get(i));
        found.or_else(|| self.sums.last()).copied().unwrap_or_default()
    }
}
