//! How old stock is, and how old it will be before it sells.

use crate::error::{Error, ErrorKind, Result};

/// Units of one age.
///
/// ```
/// use clearfloor::health::{AgingBucket, aging};
/// let buckets = [AgingBucket { units: 30.0, age_days: 60 }, AgingBucket { units: 10.0, age_days: 200 }];
/// // (30 · 60 + 10 · 200) / 40
/// assert_eq!(aging(&buckets, 1.0).unwrap().mean_age_days, Some(95.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgingBucket {
    /// Units.
    pub units: f64,
    /// Age in days.
    pub age_days: i32,
}

/// What becomes of the units of one age when the oldest sell first.
///
/// ```
/// use clearfloor::health::{AgingBucket, aging};
/// let buckets = [AgingBucket { units: 80.0, age_days: 300 }, AgingBucket { units: 120.0, age_days: 150 }];
/// let younger = aging(&buckets, 2.0).unwrap().buckets[1];
/// // The 80 older ones sell in 40 days; these are gone after 100, the last of them 250 days old.
/// assert_eq!((younger.units_ahead, younger.days_until_first_sold), (80.0, Some(40.0)));
/// assert_eq!((younger.days_until_cleared, younger.age_when_cleared), (Some(100.0), Some(250.0)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BucketOutlook {
    /// The bucket.
    pub bucket: AgingBucket,
    /// Older units, which sell before.
    pub units_ahead: f64,
    /// Days until the first of them sells; none if nothing sells.
    pub days_until_first_sold: Option<f64>,
    /// Days until the last of them sells.
    pub days_until_cleared: Option<f64>,
    /// Age of the last of them when it sells.
    pub age_when_cleared: Option<f64>,
}

/// Ages of a stock.
///
/// ```
/// use clearfloor::health::{AgingBucket, aging};
/// let buckets = [AgingBucket { units: 120.0, age_days: 150 }, AgingBucket { units: 80.0, age_days: 300 }];
/// let ages = aging(&buckets, 1.5).unwrap();
/// assert_eq!((ages.total_units, ages.mean_age_days), (200.0, Some(210.0)));
/// assert_eq!(ages.buckets[0].bucket.age_days, 300);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Aging {
    /// All units.
    pub total_units: f64,
    /// Mean age of the units in days; none without units.
    pub mean_age_days: Option<f64>,
    /// Oldest first; equal ages in the order they were given.
    pub buckets: Vec<BucketOutlook>,
    units_per_day: f64,
}

/// Ages crossed with pace: the oldest are sold first at a constant pace (`math.md` §10).
///
/// # Errors
/// `units_negative`; `sales_not_a_count` if the pace is below zero or not finite.
///
/// ```
/// use clearfloor::health::{AgingBucket, aging};
/// let buckets = [AgingBucket { units: 80.0, age_days: 300 }, AgingBucket { units: 120.0, age_days: 150 }];
/// let ages = aging(&buckets, 1.5).unwrap();
/// // 200 units sell in 133 days; of the younger, those sold after day 31 are past 181 days by then.
/// assert_eq!(ages.units_that_reach(181), 80.0 + 120.0);
/// assert_eq!(ages.units_that_reach(284), 80.0);
/// ```
pub fn aging(buckets: &[AgingBucket], units_per_day: f64) -> Result<Aging> {
    if !(units_per_day >= 0.0 && units_per_day.is_finite()) {
        let error = Error::new(ErrorKind::Range, "sales_not_a_count").with("window", "pace");
        return Err(error.with("units", units_per_day.to_string()));
    }
    if let Some(wrong) = buckets.iter().find(|bucket| !(bucket.units >= 0.0 && bucket.units.is_finite())) {
        let error = Error::new(ErrorKind::Range, "units_negative").with("what", "bucket");
        return Err(error.with("units", wrong.units.to_string()));
    }
    let mut sorted = buckets.to_vec();
    sorted.sort_by_key(|bucket| core::cmp::Reverse(bucket.age_days));
    let in_days = |units: f64| (units_per_day > 0.0).then(|| units / units_per_day);
    let mut ahead = 0.0;
    let mut age_sum = 0.0;
    let mut found = Vec::with_capacity(sorted.len());
    for bucket in sorted {
        let days_until_cleared = in_days(ahead + bucket.units);
        found.push(BucketOutlook {
            bucket,
            units_ahead: ahead,
            days_until_first_sold: in_days(ahead),
            days_until_cleared,
            age_when_cleared: days_until_cleared.map(|days| f64::from(bucket.age_days) + days),
        });
        ahead += bucket.units;
        age_sum += bucket.units * f64::from(bucket.age_days);
    }
    let mean_age_days = (ahead > 0.0).then(|| age_sum / ahead);
    Ok(Aging { total_units: ahead, mean_age_days, buckets: found, units_per_day })
}

impl Aging {
    /// Share of the units that are `age_days` old or older today; zero without units.
    ///
    /// ```
    /// use clearfloor::health::{AgingBucket, aging};
    /// let buckets = [AgingBucket { units: 150.0, age_days: 90 }, AgingBucket { units: 50.0, age_days: 181 }];
    /// let ages = aging(&buckets, 1.0).unwrap();
    /// assert_eq!((ages.share_over(181), ages.share_over(90)), (0.25, 1.0));
    /// ```
    #[must_use]
    pub fn share_over(&self, age_days: i32) -> f64 {
        let old: f64 = self.buckets.iter().map(|b| b.bucket).filter(|b| b.age_days >= age_days).map(|b| b.units).sum();
        if self.total_units > 0.0 { old / self.total_units } else { 0.0 }
    }

    /// Units that are that old, or will be before they sell:
    /// `clamp(ahead + units − pace · (age − own age), 0, units)` of each bucket.
    ///
    /// ```
    /// use clearfloor::health::{AgingBucket, aging};
    /// let buckets = [AgingBucket { units: 100.0, age_days: 121 }];
    /// // 60 days until the surcharge of day 181: at one a day 60 sell before, at two a day all.
    /// let left = |pace| aging(&buckets, pace).unwrap().units_that_reach(181);
    /// assert_eq!((left(1.0), left(2.0)), (40.0, 0.0));
    /// ```
    #[must_use]
    pub fn units_that_reach(&self, age_days: i32) -> f64 {
        let of = |outlook: &BucketOutlook| {
            let units = outlook.bucket.units;
            let days_left = f64::from(age_days) - f64::from(outlook.bucket.age_days);
            if days_left <= 0.0 || self.units_per_day == 0.0 {
                return units;
            }
            (outlook.units_ahead + units - self.units_per_day * days_left).clamp(0.0, units)
        };
        self.buckets.iter().map(of).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STOCK: [AgingBucket; 3] = [
        AgingBucket { units: 100.0, age_days: 20 },
        AgingBucket { units: 80.0, age_days: 300 },
        AgingBucket { units: 120.0, age_days: 150 },
    ];

    #[test]
    fn faster_sales_never_let_more_units_grow_old() {
        let mut before = f64::INFINITY;
        for pace in 0..80 {
            let reach = aging(&STOCK, f64::from(pace) / 10.0).unwrap().units_that_reach(271);
            assert!(reach <= before);
            before = reach;
        }
        assert_eq!(before, 80.0);
    }

    #[test]
    fn what_does_not_sell_grows_old_altogether() {
        let still = aging(&STOCK, 0.0).unwrap();
        assert_eq!(still.units_that_reach(456), 300.0);
        assert!(still.buckets.iter().all(|bucket| bucket.age_when_cleared.is_none()));
    }

    #[test]
    fn no_units_have_no_age() {
        let none = aging(&[], 1.0).unwrap();
        assert_eq!((none.mean_age_days, none.share_over(0)), (None, 0.0));
    }

    #[test]
    fn refuses_units_below_zero() {
        let below = [AgingBucket { units: -1.0, age_days: 5 }];
        assert_eq!(aging(&below, 1.0).unwrap_err().code(), "units_negative");
        assert_eq!(aging(&STOCK, f64::NAN).unwrap_err().code(), "sales_not_a_count");
    }
}
