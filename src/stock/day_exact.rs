//! The path of stock day by day: the definition that everything else is held to.
//!
//! Day `i` is `start + i`. Each day in order (math.md §4): the surcharge on a snapshot day, by the
//! age of each cohort on that day; storage on the units there, and on the old ones of them the
//! utilization surcharge; the sale of the day, from the
//! oldest. Money of day `i` counts `(1 + yearly return)^(−i/365)`.

use super::calendar::{HoldingCalendar, Phase};
use super::cohort::Cohort;
use super::{NO_UNITS, SAME_VALUE};

/// Sums of all days before one, and the units on its morning.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, day_exact::follow};
/// use clearfloor::date::Day;
/// let start = Day::parse("2026-11-01").unwrap();
/// // 3.00 a unit of volume in November: ten cents a day.
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
/// let path = follow(&calendar, &stock, 1.0, false, &sales);
/// // The second morning: one sold, two stored for a day.
/// let morning = path.mornings[1];
/// assert_eq!((morning.units, morning.sales), (1.0, 400.0));
/// assert!((morning.storage - 20.0).abs() < 1e-9 && (morning.present_value - 380.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Morning {
    /// Units there.
    pub units: f64,
    /// Discounted sales less storage less both surcharges.
    pub present_value: f64,
    /// What sales brought, not discounted.
    pub sales: f64,
    /// Storage, not discounted.
    pub storage: f64,
    /// Aged surcharge, not discounted.
    pub surcharge: f64,
    /// Utilization surcharge, not discounted.
    pub utilization: f64,
}

/// What a snapshot charges.
///
/// ```
/// use clearfloor::stock::{AgedBand, AgedSchedule, Cohort, HoldingCalendar, Snapshot, day_exact::follow};
/// use clearfloor::date::Day;
/// let old = AgedBand { from_days: 181, to_days: None, per_volume: 50.0, min_per_unit: 0.0 };
/// let snapshots = vec![Snapshot { day: 14, schedule: AgedSchedule { bands: vec![old], exempt_ages: None } }];
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, snapshots).unwrap();
/// let stock = [Cohort { units: 3.0, age_days: 170, is_assumed: false }];
/// let path = follow(&calendar, &stock, 1.0, false, &[]);
/// // 184 days old on the fifteenth: three units at 0.50.
/// let charged = path.snapshots[0];
/// assert_eq!((charged.day, charged.units, charged.charge), (14, 3.0, 150.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SnapshotCharge {
    /// Days after the start.
    pub day: i32,
    /// Units that pay.
    pub units: f64,
    /// What they pay, not discounted.
    pub charge: f64,
}

/// A whole path.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, day_exact::follow};
/// use clearfloor::date::Day;
/// let start = Day::parse("2026-11-01").unwrap();
/// // 3.00 a unit of volume in November: ten cents a day.
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
/// let path = follow(&calendar, &stock, 1.0, false, &sales);
/// assert_eq!((path.end_day, path.sold_out_day, path.mornings.len()), (2, Some(2), 3));
/// ```
#[derive(Clone, Debug)]
pub struct DayPath {
    /// One a day from the start to `end_day`, which is the last.
    pub mornings: Vec<Morning>,
    /// Snapshots on which something was paid.
    pub snapshots: Vec<SnapshotCharge>,
    /// First morning without units, else the horizon.
    pub end_day: i32,
    /// That morning; `None` = stock is left at the horizon.
    pub sold_out_day: Option<i32>,
    discounts: Vec<f64>,
}

/// One cohort on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket {
    pub units: f64,
    pub age_at_start: i32,
    pub present_value: f64,
    pub sales: f64,
    pub storage: f64,
    pub surcharge: f64,
    pub utilization: f64,
}

/// Walks day by day; buckets are oldest first.
pub(super) struct Walk<'a> {
    calendar: &'a HoldingCalendar,
    volume: f64,
    is_exempt: bool,
    phases: &'a [Phase],
    pub buckets: Vec<Bucket>,
    pub day: i32,
}

impl<'a> Walk<'a> {
    pub fn new(
        calendar: &'a HoldingCalendar,
        cohorts: &[Cohort],
        volume: f64,
        is_exempt: bool,
        phases: &'a [Phase],
    ) -> Self {
        let mut buckets: Vec<_> = cohorts
            .iter()
            .map(|c| Bucket {
                units: c.units.max(0.0),
                age_at_start: c.age_days,
                present_value: 0.0,
                sales: 0.0,
                storage: 0.0,
                surcharge: 0.0,
                utilization: 0.0,
            })
            .collect();
        buckets.sort_by_key(|b| core::cmp::Reverse(b.age_at_start));
        Self { calendar, volume, is_exempt, phases, buckets, day: 0 }
    }

    pub fn units(&self) -> f64 {
        self.buckets.iter().map(|b| b.units).sum()
    }

    pub fn has_ended(&self) -> bool {
        self.day >= self.calendar.horizon_days() || self.units() <= NO_UNITS
    }

    /// Lets one day pass; says what a snapshot charged on it.
    pub fn step(&mut self) -> Option<SnapshotCharge> {
        let discount = self.calendar.discount(self.day);
        let mut charged = None;
        if let Some(schedule) = self.calendar.schedule_on(self.day) {
            let (mut units, mut charge) = (0.0, 0.0);
            for bucket in &mut self.buckets {
                let fee = schedule.per_unit(bucket.age_at_start + self.day, self.volume, self.is_exempt);
                let due = fee * bucket.units;
                if due > 0.0 {
                    units += bucket.units;
                    charge += due;
                    bucket.surcharge += due;
                    bucket.present_value -= due * discount;
                }
            }
            charged = (charge > 0.0).then_some(SnapshotCharge { day: self.day, units, charge });
        }
        let storage = self.calendar.storage_per_volume(self.day) * self.volume;
        for bucket in &mut self.buckets {
            bucket.storage += storage * bucket.units;
            bucket.present_value -= storage * bucket.units * discount;
        }
        if let Some(utilization) = self.calendar.utilization() {
            let surcharge = utilization.per_volume(self.day) * self.volume;
            let is_old = |bucket: &&mut Bucket| bucket.age_at_start + self.day > utilization.free_age_days();
            for bucket in self.buckets.iter_mut().filter(is_old) {
                bucket.utilization += surcharge * bucket.units;
                bucket.present_value -= surcharge * bucket.units * discount;
            }
        }
        if let Some(phase) = self.phases.iter().rev().find(|p| p.from_day <= self.day) {
            let mut wanted = phase.units_per_day;
            for bucket in &mut self.buckets {
                let sold = wanted.min(bucket.units);
                if sold > 0.0 {
                    wanted -= sold;
                    bucket.units -= sold;
                    bucket.sales += sold * phase.net_per_unit;
                    bucket.present_value += sold * phase.net_per_unit * discount;
                }
            }
        }
        self.day += 1;
        charged
    }

    fn morning(&self) -> Morning {
        let sum = |part: fn(&Bucket) -> f64| self.buckets.iter().map(part).sum();
        Morning {
            units: self.units(),
            present_value: sum(|b| b.present_value),
            sales: sum(|b| b.sales),
            storage: sum(|b| b.storage),
            surcharge: sum(|b| b.surcharge),
            utilization: sum(|b| b.utilization),
        }
    }
}

/// Follows `cohorts` of units of `volume` to the last unit or the horizon.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, day_exact::follow};
/// use clearfloor::date::Day;
/// let start = Day::parse("2026-11-01").unwrap();
/// // 3.00 a unit of volume in November: ten cents a day.
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
/// let path = follow(&calendar, &stock, 1.0, false, &sales);
/// // Both sold, two stored on the first day and one on the second.
/// assert_eq!(path.end().sales, 800.0);
/// assert!((path.end().storage - 30.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn follow(
    calendar: &HoldingCalendar,
    cohorts: &[Cohort],
    volume: f64,
    is_exempt: bool,
    phases: &[Phase],
) -> DayPath {
    let mut walk = Walk::new(calendar, cohorts, volume, is_exempt, phases);
    let mut mornings = vec![walk.morning()];
    let mut snapshots = Vec::new();
    while !walk.has_ended() {
        snapshots.extend(walk.step());
        mornings.push(walk.morning());
    }
    let discounts = (0..=walk.day).map(|i| calendar.discount(i)).collect();
    let sold_out_day = (walk.units() <= NO_UNITS).then_some(walk.day);
    DayPath { mornings, snapshots, end_day: walk.day, sold_out_day, discounts }
}

impl DayPath {
    /// The last morning.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, day_exact::follow};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let path = follow(&calendar, &stock, 1.0, false, &[]);
    /// // Nothing sells: two units for thirty days.
    /// assert_eq!(path.end().units, 2.0);
    /// assert!((path.end().present_value + 600.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn end(&self) -> Morning {
        self.mornings.last().copied().unwrap_or_default()
    }

    /// S(0), S(1), …, S(end): present values of leaving on each day for `value` a unit.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, day_exact::follow};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
    /// let path = follow(&calendar, &stock, 1.0, false, &sales);
    /// // Two let go at 1.00; one sold, two stored for a day, one let go; all sold.
    /// let leaving: Vec<f64> = path.leaving(100.0).map(f64::round).collect();
    /// assert_eq!(leaving, [200.0, 480.0, 770.0]);
    /// ```
    pub fn leaving(&self, value: f64) -> impl Iterator<Item = f64> + '_ {
        self.mornings.iter().zip(&self.discounts).map(move |(m, discount)| m.present_value + discount * value * m.units)
    }

    /// The earliest day with the highest S, and that S; ties within [`SAME_VALUE`].
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, day_exact::follow};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
    /// let path = follow(&calendar, &stock, 1.0, false, &sales);
    /// // A sale brings 4.00 less storage: at 5.00 a unit all go today, at 1.00 none ever.
    /// assert_eq!(path.best_stop(500.0), (0, 1000.0));
    /// assert_eq!(path.best_stop(100.0).0, path.end_day);
    /// ```
    #[must_use]
    pub fn best_stop(&self, value: f64) -> (i32, f64) {
        let best = self.leaving(value).fold(f64::NEG_INFINITY, f64::max);
        let day = (0..).zip(self.leaving(value)).find(|(_, s)| *s >= best - SAME_VALUE);
        (day.map_or(0, |(day, _)| day), best)
    }

    /// The first day on which leaving is worth less than leaving at once.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, day_exact::follow};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
    /// let path = follow(&calendar, &stock, 1.0, false, &sales);
    /// // At 1.00 waiting always gains, at 5.00 it loses from the first day on.
    /// assert_eq!([100.0, 500.0].map(|value| path.first_day_worse_than_now(value)), [None, Some(1)]);
    /// ```
    #[must_use]
    pub fn first_day_worse_than_now(&self, value: f64) -> Option<i32> {
        let now = self.leaving(value).next()?;
        (0..).zip(self.leaving(value)).find(|(_, s)| *s < now - SAME_VALUE).map(|(day, _)| day)
    }
}
