//! What each day of holding costs, for all products that pay the same storage rate.

use super::utilization::Utilization;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};

/// Longest horizon, in days: ten years.
const MAX_HORIZON: i32 = 3660;

/// Oldest age looked up in a table, in days; beyond it the last band counts.
const MAX_AGE: i32 = 4000;

/// Surcharge for an age, both ends included.
///
/// ```
/// use clearfloor::stock::{AgedBand, AgedSchedule};
/// // 0.50 a volume from the 181st day on, but at least 0.15 a unit.
/// let old = AgedBand { from_days: 181, to_days: None, per_volume: 50.0, min_per_unit: 15.0 };
/// let schedule = AgedSchedule { bands: vec![old], exempt_ages: None };
/// assert_eq!([2.0, 0.1].map(|volume| schedule.per_unit(200, volume, false)), [100.0, 15.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgedBand {
    /// First age in days.
    pub from_days: i32,
    /// Last age in days; `None` = no end.
    pub to_days: Option<i32>,
    /// Money per volume.
    pub per_volume: f64,
    /// Least money per unit; the greater of the two is charged.
    pub min_per_unit: f64,
}

/// A table of aged surcharges: an age in no band pays nothing.
///
/// ```
/// use clearfloor::stock::{AgedBand, AgedSchedule};
/// let band = |from_days, to_days, per_volume| AgedBand { from_days, to_days, per_volume, min_per_unit: 0.0 };
/// let schedule = AgedSchedule {
///     bands: vec![band(181, Some(270), 50.0), band(271, None, 380.0)],
///     exempt_ages: Some((181, 270)),
/// };
/// assert_eq!([180, 181, 271].map(|age| schedule.per_unit(age, 1.0, false)), [0.0, 50.0, 380.0]);
/// assert_eq!([181, 271].map(|age| schedule.per_unit(age, 1.0, true)), [0.0, 380.0]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgedSchedule {
    /// Bands in any order.
    pub bands: Vec<AgedBand>,
    /// Ages that exempt products do not pay for, first and last included.
    pub exempt_ages: Option<(i32, i32)>,
}

impl AgedSchedule {
    /// What one unit of `volume` pays at `age_days`.
    ///
    /// ```
    /// use clearfloor::stock::{AgedBand, AgedSchedule};
    /// let old = AgedBand { from_days: 181, to_days: Some(270), per_volume: 50.0, min_per_unit: 0.0 };
    /// let schedule = AgedSchedule { bands: vec![old], exempt_ages: None };
    /// // Both ends belong to the band.
    /// assert_eq!([180, 181, 270, 271].map(|age| schedule.per_unit(age, 0.5, false)), [0.0, 25.0, 25.0, 0.0]);
    /// ```
    #[must_use]
    pub fn per_unit(&self, age_days: i32, volume: f64, is_exempt: bool) -> f64 {
        if is_exempt && self.exempt_ages.is_some_and(|(from, to)| (from..=to).contains(&age_days)) {
            return 0.0;
        }
        let band = self.bands.iter().find(|b| age_days >= b.from_days && b.to_days.is_none_or(|to| age_days <= to));
        band.map_or(0.0, |b| (b.per_volume * volume).max(b.min_per_unit))
    }
}

/// A day on which ages are looked at and the surcharge falls due.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{AgedBand, AgedSchedule, HoldingCalendar, Snapshot};
/// let old = AgedBand { from_days: 181, to_days: None, per_volume: 50.0, min_per_unit: 0.0 };
/// let schedule = AgedSchedule { bands: vec![old], exempt_ages: None };
/// // On the fifteenth; what lies beyond the horizon is left out.
/// let snapshots = [14, 44].map(|day| Snapshot { day, schedule: schedule.clone() }).to_vec();
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, snapshots).unwrap();
/// assert_eq!(calendar.snapshot_offsets().collect::<Vec<_>>(), [14]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Days after the start.
    pub day: i32,
    /// The table in force on it.
    pub schedule: AgedSchedule,
}

/// A pace of sale that holds until the next phase.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, day_exact};
/// use clearfloor::date::Day;
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// // One a day for 4.00, and from the third day on two a day for 3.00.
/// let slow = Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 };
/// let sales = [slow, Phase { from_day: 2, units_per_day: 2.0, net_per_unit: 300.0 }];
/// let stock = [Cohort { units: 6.0, age_days: 0, is_assumed: false }];
/// let path = day_exact::follow(&calendar, &stock, 1.0, false, &sales);
/// assert_eq!((path.end_day, path.end().sales), (4, 800.0 + 1200.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Phase {
    /// First day, counted from the start.
    pub from_day: i32,
    /// Units sold a day while there are any.
    pub units_per_day: f64,
    /// What one sale brings before holding.
    pub net_per_unit: f64,
}

/// Sums over the days before one day.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    /// Discount factor of this day.
    pub discount: f64,
    /// Σ discount.
    pub discounts: f64,
    /// Σ storage rate · discount.
    pub rates: f64,
    /// Σ day · storage rate · discount.
    pub day_rates: f64,
    /// Σ storage rate.
    pub plain_rates: f64,
    /// Σ day · storage rate.
    pub plain_day_rates: f64,
}

/// A table looked up by age: per volume and least per unit.
#[derive(Clone, Debug)]
struct AgeTable {
    schedule: AgedSchedule,
    /// One entry an age from 0 to the last change.
    by_age: Vec<(f64, f64)>,
}

/// A snapshot and which of the tables it uses.
#[derive(Clone, Copy, Debug)]
struct Dated {
    day: i32,
    table: usize,
}

/// Days, storage rates, snapshots and discounting from one day on.
///
/// Built once for a storage group and a day, then shared by all products.
///
/// ```
/// use clearfloor::{date::Day, stock::HoldingCalendar};
/// let start = Day::parse("2026-11-21").unwrap();
/// // 240 cents a cubic foot and month until December, 78 from January; no surcharge.
/// let rate = |day: Day| if day.month() >= 10 { 240.0 } else { 78.0 };
/// let calendar = HoldingCalendar::new(start, 365, 0.10, rate, Vec::new()).unwrap();
/// assert!((calendar.storage_per_volume(0) - 240.0 / 30.0).abs() < 1e-12);
/// assert!((calendar.discount(365) - 1.0 / 1.1).abs() < 1e-12);
/// ```
#[derive(Clone, Debug)]
pub struct HoldingCalendar {
    start: Day,
    horizon: i32,
    daily: f64,
    storage: Vec<f64>,
    sums: Vec<Sums>,
    tables: Vec<AgeTable>,
    snapshots: Vec<Dated>,
    rate_changes: Vec<i32>,
    utilization: Option<Utilization>,
    /// What the figures of the tables are multiplied by.
    times: f64,
}

/// Days from `start` within the horizon whose day of the month is `day_of_month`.
///
/// ```
/// use clearfloor::{date::Day, stock::snapshot_days};
/// let start = Day::parse("2026-11-21").unwrap();
/// // 15 December and 15 January.
/// assert_eq!(snapshot_days(start, 60, 15), [24, 55]);
/// ```
#[must_use]
pub fn snapshot_days(start: Day, horizon_days: i32, day_of_month: u8) -> Vec<i32> {
    (0..horizon_days).filter(|i| start.plus(*i).day_of_month() == day_of_month).collect()
}

/// Phases of a pace that is multiplied by a factor of the calendar month, January first.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{HoldingCalendar, phases_by_month};
/// let start = Day::parse("2026-11-21").unwrap();
/// let calendar = HoldingCalendar::new(start, 60, 0.0, |_| 78.0, Vec::new()).unwrap();
/// // Twice the pace in December.
/// let mut factors = [1.0; 12];
/// factors[11] = 2.0;
/// let phases = phases_by_month(&calendar, 1.5, &factors, 400.0);
/// let paces: Vec<_> = phases.iter().map(|phase| (phase.from_day, phase.units_per_day)).collect();
/// assert_eq!(paces, [(0, 1.5), (10, 3.0), (41, 1.5)]);
/// ```
#[must_use]
pub fn phases_by_month(calendar: &HoldingCalendar, per_day: f64, factors: &[f64; 12], net_per_unit: f64) -> Vec<Phase> {
    let mut phases = Vec::new();
    let mut last = 0;
    for i in 0..calendar.horizon {
        let month = calendar.start.plus(i).month();
        if month != last {
            let factor = factors.get(usize::from(month.saturating_sub(1))).copied().unwrap_or(1.0);
            phases.push(Phase { from_day: i, units_per_day: per_day * factor, net_per_unit });
            last = month;
        }
    }
    phases
}

impl HoldingCalendar {
    /// A calendar of `horizon_days` days from `start`.
    ///
    /// `annual_rate` is the effective yearly return (0.10 = 10 %); `storage_per_volume_month` is the
    /// rate of the month that holds a day, of which each day pays an equal part.
    ///
    /// # Errors
    /// `holding_horizon` beyond ten years or below zero; `holding_rate` if a rate, a limit or the
    /// return is no finite number or below zero (the return: at or below −100 %).
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 0.90 a volume in a month of thirty days.
    /// let calendar = HoldingCalendar::new(start, 365, 0.10, |_| 90.0, Vec::new()).unwrap();
    /// assert!((calendar.storage_per_volume(0) - 3.0).abs() < 1e-12);
    /// let wrong = HoldingCalendar::new(start, 365, 0.10, |_| -1.0, Vec::new()).unwrap_err();
    /// assert_eq!(wrong.code(), "holding_rate");
    /// ```
    pub fn new(
        start: Day,
        horizon_days: i32,
        annual_rate: f64,
        storage_per_volume_month: impl Fn(Day) -> f64,
        snapshots: Vec<Snapshot>,
    ) -> Result<Self> {
        if !(0..=MAX_HORIZON).contains(&horizon_days) {
            let error = Error::new(ErrorKind::Range, "holding_horizon");
            return Err(error.with("days", horizon_days.to_string()));
        }
        let bad_rate = |what: &'static str| Error::new(ErrorKind::Range, "holding_rate").with("what", what);
        if !annual_rate.is_finite() || annual_rate <= -1.0 {
            return Err(bad_rate("return on capital"));
        }
        let daily = -annual_rate.ln_1p() / 365.0;
        let mut storage = Vec::new();
        let mut sums = Vec::new();
        let mut rate_changes = Vec::new();
        let mut sum = Sums::default();
        for i in 0..horizon_days {
            let day = start.plus(i);
            let rate = storage_per_volume_month(day) / f64::from(day.days_in_month());
            if !rate.is_finite() || rate < 0.0 {
                return Err(bad_rate("storage"));
            }
            if i > 0 && storage.last().is_some_and(|before: &f64| before.to_bits() != rate.to_bits()) {
                rate_changes.push(i);
            }
            let at = f64::from(i);
            sum.discount = (daily * at).exp();
            sums.push(sum);
            sum.discounts += sum.discount;
            sum.rates += rate * sum.discount;
            sum.day_rates += at * rate * sum.discount;
            sum.plain_rates += rate;
            sum.plain_day_rates += at * rate;
            storage.push(rate);
        }
        sum.discount = (daily * f64::from(horizon_days)).exp();
        sums.push(sum);
        let mut calendar = Self {
            start,
            horizon: horizon_days,
            daily,
            storage,
            sums,
            tables: Vec::new(),
            snapshots: Vec::new(),
            rate_changes,
            utilization: None,
            times: 1.0,
        };
        for snapshot in snapshots {
            let sound = |x: f64| x.is_finite() && x >= 0.0;
            if !snapshot.schedule.bands.iter().all(|b| sound(b.per_volume) && sound(b.min_per_unit)) {
                return Err(bad_rate("aged surcharge"));
            }
            if (0..horizon_days).contains(&snapshot.day) {
                calendar.add(snapshot);
            }
        }
        calendar.snapshots.sort_by_key(|s| s.day);
        Ok(calendar)
    }

    /// The same with every figure multiplied: what tax on the fees of stock does to them. A surcharge that is
    /// added later is multiplied too.
    ///
    /// # Errors
    /// As [`HoldingCalendar::new`].
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.10, |_| 330.0, Vec::new()).unwrap();
    /// // A figure that contains a tenth of tax which comes back.
    /// let less = calendar.times(1.0 / 1.1).unwrap();
    /// assert!((less.storage_per_volume(0) - 10.0).abs() < 1e-12);
    /// assert!((less.discount(30) - calendar.discount(30)).abs() < 1e-12);
    /// ```
    pub fn times(&self, factor: f64) -> Result<Self> {
        let rate =
            |day: Day| self.storage_per_volume(day.days_since(self.start)) * f64::from(day.days_in_month()) * factor;
        let snapshot = |dated: &Dated| {
            let mut schedule = self.tables.get(dated.table).map(|table| table.schedule.clone()).unwrap_or_default();
            for band in &mut schedule.bands {
                band.per_volume *= factor;
                band.min_per_unit *= factor;
            }
            Snapshot { day: dated.day, schedule }
        };
        let annual_rate = (-self.daily * 365.0).exp_m1();
        let snapshots = self.snapshots.iter().map(snapshot).collect();
        let calendar = Self::new(self.start, self.horizon, annual_rate, rate, snapshots)?;
        Ok(Self { times: self.times * factor, ..calendar })
    }

    /// The same with a surcharge on the storage of units older than `free_age_days`: so much a volume
    /// and month, of which each day pays an equal part.
    ///
    /// # Errors
    /// `holding_rate` if a rate is no finite number or below zero.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::{Cohort, HoldingCalendar, day_exact}};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 240.0, Vec::new()).unwrap();
    /// let calendar = calendar.with_utilization(30, |_| 44.0).unwrap();
    /// // Twenty days old: free for eleven days of the month, charged for nineteen.
    /// let cohorts = [Cohort { units: 1.0, age_days: 20, is_assumed: false }];
    /// let path = day_exact::follow(&calendar, &cohorts, 1.0, false, &[]);
    /// assert!((path.end().utilization - 44.0 * 19.0 / 30.0).abs() < 1e-9);
    /// ```
    pub fn with_utilization(mut self, free_age_days: i32, per_volume_month: impl Fn(Day) -> f64) -> Result<Self> {
        let discounts = (0..self.horizon).map(|day| self.discount(day));
        let times = self.times;
        let utilization = Utilization::new(self.start, discounts, free_age_days, |day| per_volume_month(day) * times)?;
        self.rate_changes.extend(utilization.rate_changes());
        self.rate_changes.sort_unstable();
        self.rate_changes.dedup();
        self.utilization = Some(utilization).filter(|utilization| !utilization.is_nothing());
        Ok(self)
    }

    /// The surcharge on the storage of older units, if there is any.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 90.0, Vec::new()).unwrap();
    /// assert!(calendar.utilization().is_none());
    /// // A surcharge of nothing is none.
    /// assert!(calendar.clone().with_utilization(30, |_| 0.0).unwrap().utilization().is_none());
    /// assert!(calendar.with_utilization(30, |_| 44.0).unwrap().utilization().is_some());
    /// ```
    #[must_use]
    #[inline]
    pub const fn utilization(&self) -> Option<&Utilization> {
        self.utilization.as_ref()
    }

    fn add(&mut self, snapshot: Snapshot) {
        let known = self.tables.iter().position(|t| t.schedule == snapshot.schedule);
        let table = known.unwrap_or(self.tables.len());
        if known.is_none() {
            self.tables.push(AgeTable::new(snapshot.schedule));
        }
        self.snapshots.push(Dated { day: snapshot.day, table });
    }

    /// The first day.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let calendar = HoldingCalendar::new(start, 365, 0.0, |_| 90.0, Vec::new()).unwrap();
    /// assert_eq!(calendar.start(), start);
    /// ```
    #[must_use]
    pub const fn start(&self) -> Day {
        self.start
    }

    /// How many days are looked at.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// assert_eq!(HoldingCalendar::new(start, 365, 0.0, |_| 90.0, Vec::new()).unwrap().horizon_days(), 365);
    /// let wrong = HoldingCalendar::new(start, 4000, 0.0, |_| 90.0, Vec::new()).unwrap_err();
    /// assert_eq!(wrong.code(), "holding_horizon");
    /// ```
    #[must_use]
    pub const fn horizon_days(&self) -> i32 {
        self.horizon
    }

    /// The calendar day `day` days after the start.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let calendar = HoldingCalendar::new(start, 365, 0.0, |_| 90.0, Vec::new()).unwrap();
    /// assert_eq!(calendar.date(24).to_string(), "2026-12-15");
    /// ```
    #[must_use]
    pub const fn date(&self, day: i32) -> Day {
        self.start.plus(day)
    }

    /// Factor that brings money of `day` to the start: (1 + yearly return)^(−day/365).
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let calendar = HoldingCalendar::new(start, 365, 0.21, |_| 90.0, Vec::new()).unwrap();
    /// // 21 % a year are 10 % for half of it; beyond the horizon it goes on.
    /// assert!((calendar.discount(365) - 1.0 / 1.21).abs() < 1e-12);
    /// assert!((calendar.discount(730) - 1.0 / 1.21 / 1.21).abs() < 1e-12);
    /// ```
    #[must_use]
    #[inline]
    pub fn discount(&self, day: i32) -> f64 {
        match usize::try_from(day).ok().and_then(|i| self.sums.get(i)) {
            Some(sums) => sums.discount,
            None => (self.daily * f64::from(day)).exp(),
        }
    }

    /// Factor for money that comes `lag_days` after the day of leaving.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let calendar = HoldingCalendar::new(start, 365, 0.25, |_| 90.0, Vec::new()).unwrap();
    /// assert_eq!(calendar.paid_after(0), 1.0);
    /// assert!((calendar.paid_after(365) - 0.8).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn paid_after(&self, lag_days: i32) -> f64 {
        self.discount(lag_days)
    }

    /// Return of one day on one unit of money.
    #[must_use]
    pub(crate) fn daily_return(&self) -> f64 {
        (-self.daily).exp_m1()
    }

    /// Storage of one volume on `day`.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// // 2.40 a volume in November, which has thirty days, 0.78 in January, which has 31.
    /// let rate = |day: Day| if day.month() >= 10 { 240.0 } else { 78.0 };
    /// let calendar = HoldingCalendar::new(start, 365, 0.0, rate, Vec::new()).unwrap();
    /// assert!((calendar.storage_per_volume(0) - 8.0).abs() < 1e-12);
    /// assert!((calendar.storage_per_volume(41) - 78.0 / 31.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn storage_per_volume(&self, day: i32) -> f64 {
        usize::try_from(day).ok().and_then(|i| self.storage.get(i)).copied().unwrap_or(0.0)
    }

    /// Days, counted from the start, on which ages are looked at, in order.
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::{AgedSchedule, HoldingCalendar, Snapshot, snapshot_days}};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let snapshot = |day| Snapshot { day, schedule: AgedSchedule::default() };
    /// let snapshots = snapshot_days(start, 60, 15).into_iter().map(snapshot).collect();
    /// let calendar = HoldingCalendar::new(start, 60, 0.0, |_| 90.0, snapshots).unwrap();
    /// assert_eq!(calendar.snapshot_offsets().collect::<Vec<_>>(), [24, 55]);
    /// ```
    pub fn snapshot_offsets(&self) -> impl ExactSizeIterator<Item = i32> + '_ {
        self.snapshots.iter().map(|s| s.day)
    }

    /// The table of a snapshot on `day`, if it is one.
    #[must_use]
    pub(crate) fn schedule_on(&self, day: i32) -> Option<&AgedSchedule> {
        let found = self.snapshots.iter().find(|s| s.day == day)?;
        self.tables.get(found.table).map(|t| &t.schedule)
    }

    /// Days on which the storage rate differs from the day before.
    pub(crate) fn rate_changes(&self) -> &[i32] {
        &self.rate_changes
    }

    /// The sums before `day`; those of the horizon if it lies beyond.
    #[inline]
    pub(crate) fn sums(&self, day: i32) -> Sums {
        let found = usize::try_from(day).ok().and_then(|i| self.sums.get(i));
        found.or_else(|| self.sums.last()).copied().unwrap_or_default()
    }

    /// What one unit of `volume` and `age_days` at the start pays at snapshot number `index`.
    #[inline]
    pub(crate) fn surcharge_at(&self, index: usize, age_days: i32, volume: f64, is_exempt: bool) -> f64 {
        let Some(snapshot) = self.snapshots.get(index) else { return 0.0 };
        let Some(table) = self.tables.get(snapshot.table) else { return 0.0 };
        table.per_unit(age_days.saturating_add(snapshot.day), volume, is_exempt)
    }

    /// Day of snapshot number `index`.
    #[inline]
    pub(crate) fn snapshot_day(&self, index: usize) -> Option<i32> {
        self.snapshots.get(index).map(|s| s.day)
    }
}

impl AgeTable {
    fn new(schedule: AgedSchedule) -> Self {
        let ends = schedule.bands.iter().map(|b| b.to_days.map_or(b.from_days, |to| to.saturating_add(1)));
        let last = ends.max().unwrap_or(0).clamp(0, MAX_AGE);
        let by_age = (0..=last)
            .map(|age| {
                let band = schedule.bands.iter().find(|b| age >= b.from_days && b.to_days.is_none_or(|to| age <= to));
                band.map_or((0.0, 0.0), |b| (b.per_volume, b.min_per_unit))
            })
            .collect();
        Self { schedule, by_age }
    }

    #[inline]
    fn per_unit(&self, age_days: i32, volume: f64, is_exempt: bool) -> f64 {
        let Ok(age) = usize::try_from(age_days) else { return 0.0 };
        let found = self.by_age.get(age).or_else(|| self.by_age.last());
        let (per_volume, least) = found.copied().unwrap_or((0.0, 0.0));
        if is_exempt && self.schedule.exempt_ages.is_some_and(|(from, to)| (from..=to).contains(&age_days)) {
            return 0.0;
        }
        (per_volume * volume).max(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule() -> AgedSchedule {
        let band =
            |from_days, to_days, per_volume, min_per_unit| AgedBand { from_days, to_days, per_volume, min_per_unit };
        AgedSchedule {
            bands: vec![
                band(181, Some(210), 50.0, 0.0),
                band(211, Some(270), 150.0, 0.0),
                band(271, Some(365), 545.0, 0.0),
                band(366, None, 690.0, 30.0),
            ],
            exempt_ages: Some((181, 270)),
        }
    }

    #[test]
    fn table_by_age_says_what_the_bands_say() {
        let table = AgeTable::new(schedule());
        for age in 0..1200 {
            for (volume, is_exempt) in [(0.01, false), (0.25, false), (3.0, true)] {
                let by_bands = schedule().per_unit(age, volume, is_exempt);
                assert_eq!(table.per_unit(age, volume, is_exempt), by_bands, "age {age}");
            }
        }
    }

    #[test]
    fn charges_the_greater_of_volume_and_least_per_unit() {
        assert_eq!(schedule().per_unit(400, 0.01, false), 30.0);
        assert_eq!(schedule().per_unit(400, 1.0, false), 690.0);
    }

    #[test]
    fn exempt_products_pay_again_from_day_271() {
        assert_eq!(schedule().per_unit(270, 1.0, true), 0.0);
        assert_eq!(schedule().per_unit(271, 1.0, true), 545.0);
    }

    #[test]
    fn finds_snapshots_by_day_of_the_month() {
        let start = Day::parse("2026-11-15").unwrap();
        assert_eq!(snapshot_days(start, 62, 15), [0, 30, 61]);
        assert_eq!(snapshot_days(start, 62, 31), [46]);
    }

    #[test]
    fn refuses_rates_that_are_no_money() {
        let start = Day::parse("2026-11-15").unwrap();
        let code = |rate: f64, storage: f64, days| {
            HoldingCalendar::new(start, days, rate, |_| storage, Vec::new()).map_err(|e| e.code()).err()
        };
        assert_eq!(code(f64::NAN, 1.0, 10), Some("holding_rate"));
        assert_eq!(code(-1.0, 1.0, 10), Some("holding_rate"));
        assert_eq!(code(0.1, -1.0, 10), Some("holding_rate"));
        assert_eq!(code(0.1, 1.0, 100_000), Some("holding_horizon"));
        assert_eq!(code(0.1, 1.0, 0), None);
    }
}
