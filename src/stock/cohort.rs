//! Units of one age, and the dates that matter for them.

use super::calendar::{HoldingCalendar, Phase};
use super::day_exact::Walk;
use super::{NO_UNITS, SAME_VALUE};

/// Units that arrived together.
///
/// ```
/// use clearfloor::stock::{Cohort, age_band, total_units};
/// let old = Cohort { units: 80.0, age_days: 300, is_assumed: false };
/// // From a band of 46 to 90 days: its middle is assumed.
/// let young = Cohort { units: 120.0, age_days: 68, is_assumed: true };
/// assert_eq!(total_units(&[old, young]), 200.0);
/// assert_eq!([old, young].map(|cohort| age_band(cohort.age_days)), [3, 0]);
/// ```
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
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{AgedBand, AgedSchedule, Cohort, HoldingCalendar, Snapshot, cohort_dates};
/// let old = AgedBand { from_days: 181, to_days: None, per_volume: 50.0, min_per_unit: 0.0 };
/// let snapshots = vec![Snapshot { day: 14, schedule: AgedSchedule { bands: vec![old], exempt_ages: None } }];
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, snapshots).unwrap();
/// let stock = [Cohort { units: 3.0, age_days: 170, is_assumed: false }];
/// // Ordered on the fourteenth, a removal is in time for the fifteenth.
/// let dates = cohort_dates(&calendar, &stock, 1.0, false, &[], 100.0);
/// let last = dates[0].last_removals[0];
/// assert_eq!((last.day, last.units, last.per_unit, last.charge), (13, 3.0, 50.0, 150.0));
/// ```
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
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{Cohort, HoldingCalendar, cohort_dates};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let stock = [Cohort { units: 3.0, age_days: 170, is_assumed: false }];
/// // Nothing sells: best at once, worse from the first day on, and no surcharge to avoid.
/// let dates = &cohort_dates(&calendar, &stock, 1.0, false, &[], 100.0)[0];
/// assert_eq!((dates.best_stop, dates.worse_than_now), (Some(0), Some(1)));
/// assert!(dates.last_removals.is_empty());
/// ```
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
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, cohort_dates};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let cohort = |units, age_days| Cohort { units, age_days, is_assumed: false };
/// // One a day for 4.00, the oldest first: they are held, the young ones wait too long for their turn.
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
/// let dates = cohort_dates(&calendar, &[cohort(50.0, 10), cohort(5.0, 300)], 1.0, false, &sales, 350.0);
/// assert_eq!([dates[0].cohort.age_days, dates[1].cohort.age_days], [300, 10]);
/// assert_eq!((dates[0].best_stop, dates[1].best_stop), (None, Some(0)));
/// ```
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
