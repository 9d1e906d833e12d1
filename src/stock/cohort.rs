//! Units of one age, and the dates that matter for them.

use super::calendar::{HoldingCalendar, Phase};
use super::day_exact::Walk;
use super::{NO_UNITS, SAME_VALUE};

/// Units that arrived together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cohort {
    /// How many; fractions are allowed for planning.
    pub units: f64,
    /// Age in days at the start of the calendar.
    pub age_days: i32,
    /// The age is the middle of a range, not a known arrival.
    pub is_assumed: bool,
}

/// The bands in which stock by age is shown: first and last age in days; the last has no end.
pub const AGE_BANDS: [(i32, Option<i32>); 5] =
    [(0, Some(90)), (91, Some(180)), (181, Some(270)), (271, Some(365)), (366, None)];

/// Place of an age in [`AGE_BANDS`].
///
/// ```
/// use clearfloor::stock::age_band;
/// assert_eq!([0, 90, 91, 365, 366, 900].map(age_band), [0, 0, 1, 3, 4, 4]);
/// ```
#[must_use]
pub fn age_band(age_days: i32) -> usize {
    AGE_BANDS.iter().rposition(|(from, _)| age_days >= *from).unwrap_or(0)
}

/// All units of some cohorts.
///
/// ```
/// use clearfloor::stock::{Cohort, total_units};
/// let cohort = |units, age_days| Cohort { units, age_days, is_assumed: false };
/// assert_eq!(total_units(&[cohort(80.0, 300), cohort(120.0, 45)]), 200.0);
/// ```
#[must_use]
pub fn total_units(cohorts: &[Cohort]) -> f64 {
    cohorts.iter().map(|c| c.units.max(0.0)).sum()
}

/// The last day on which a removal still avoids a surcharge step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastRemoval {
    /// Days after the start: the day before the snapshot.
    pub day: i32,
    /// Units still there at that snapshot if nothing is done.
    pub units: f64,
    /// What one of them pays at it.
    pub per_unit: f64,
    /// What they pay together.
    pub charge: f64,
}

/// When to stop holding one cohort (decisions of the product: S(i) per cohort).
#[derive(Clone, Debug, PartialEq)]
pub struct CohortDates {
    /// The cohort.
    pub cohort: Cohort,
    /// Best day to let what is left of it go; `None` = hold to the end.
    pub best_stop: Option<i32>,
    /// First day on which letting go is worth less than today; `None` = never.
    pub worse_than_now: Option<i32>,
    /// Before each rise of the surcharge that it would reach unsold.
    pub last_removals: Vec<LastRemoval>,
}

/// Dates of each cohort, oldest first, when the whole stock sells by `phases` from the oldest and a
/// unit let go brings `value` (discounted for its lag).
#[must_use]
pub fn cohort_dates(
    calendar: &HoldingCalendar,
    cohorts: &[Cohort],
    volume: f64,
    is_exempt: bool,
    phases: &[Phase],
    value: f64,
) -> Vec<CohortDates> {
    let mut sorted = cohorts.to_vec();
    sorted.sort_by_key(|c| core::cmp::Reverse(c.age_days));
    let mut walk = Walk::new(calendar, &sorted, volume, is_exempt, phases);
    let mut found: Vec<Watch> = sorted.iter().map(|c| Watch::new(*c, value)).collect();
    while !walk.has_ended() {
        if let Some(schedule) = calendar.schedule_on(walk.day) {
            for (watch, bucket) in found.iter_mut().zip(&walk.buckets) {
                let fee = schedule.per_unit(bucket.age_at_start + walk.day, volume, is_exempt);
                watch.snapshot(walk.day, bucket.units, fee);
            }
        }
        walk.step();
        for (watch, bucket) in found.iter_mut().zip(&walk.buckets) {
            let leaving = calendar.discount(walk.day) * value * bucket.units;
            watch.morning(walk.day, bucket.units, bucket.present_value + leaving);
        }
    }
    found.into_iter().map(|w| w.dates(walk.day)).collect()
}

/// Follows S of one cohort.
struct Watch {
    dates: CohortDates,
    now: f64,
    best: f64,
    best_day: i32,
    sold_out: Option<i32>,
    fee: f64,
}

impl Watch {
    fn new(cohort: Cohort, value: f64) -> Self {
        let now = value * cohort.units.max(0.0);
        let dates = CohortDates { cohort, best_stop: None, worse_than_now: None, last_removals: Vec::new() };
        let sold_out = (cohort.units <= NO_UNITS).then_some(0);
        Self { dates, now, best: now, best_day: 0, sold_out, fee: 0.0 }
    }

    fn snapshot(&mut self, day: i32, units: f64, fee: f64) {
        // A snapshot today is past avoiding: orders count from the day before.
        if day > 0 && fee > self.fee && units > NO_UNITS {
            let step = LastRemoval { day: day - 1, units, per_unit: fee, charge: fee * units };
            self.dates.last_removals.push(step);
        }
        self.fee = fee;
    }

    fn morning(&mut self, day: i32, units: f64, leaving: f64) {
        if leaving > self.best + SAME_VALUE {
            (self.best, self.best_day) = (leaving, day);
        }
        if leaving < self.now - SAME_VALUE && self.dates.worse_than_now.is_none() {
            self.dates.worse_than_now = Some(day);
        }
        if units <= NO_UNITS && self.sold_out.is_none() {
            self.sold_out = Some(day);
        }
    }

    fn dates(self, end_day: i32) -> CohortDates {
        let end = self.sold_out.unwrap_or(end_day);
        CohortDates { best_stop: (self.best_day < end).then_some(self.best_day), ..self.dates }
    }
}
