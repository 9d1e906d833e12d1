//! The path of stock event by event: what the catalogue uses.
//!
//! Gives what [`super::day_exact`] gives without looking at each day. Between two events units fall
//! in a straight line, so storage is a difference of prepared sums, a phase of sales is one product,
//! and a snapshot is one straight piece of "surcharge over units already gone". The work is a few
//! multiplications for each phase and snapshot, whatever the horizon; nothing is allocated on the
//! way once a [`Holding`] has grown to its size.

use super::calendar::{HoldingCalendar, Phase};
use super::cohort::{AGE_BANDS, Cohort, age_band};
use super::day_exact::SnapshotCharge;
use super::utilization::Utilization;
use super::{NO_UNITS, total_units};

/// One straight piece of a snapshot's surcharge: `intercept − slope · units gone`.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    intercept: f64,
    slope: f64,
}

/// The stock of one product, prepared for a calendar: what each snapshot would charge for any
/// number of units already gone from the oldest.
///
/// Kept and filled again for the next product, so that a catalogue needs one.
///
/// ```
/// use clearfloor::{date::Day, stock::{Cohort, HoldingCalendar, Phase, event_wise::Holding}};
/// let start = Day::parse("2026-11-21").unwrap();
/// let calendar = HoldingCalendar::new(start, 365, 0.0, |_| 30.0, Vec::new()).unwrap();
/// let cohorts = [Cohort { units: 100.0, age_days: 30, is_assumed: false }];
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &cohorts, 0.5, false);
/// let sales = [Phase { from_day: 0, units_per_day: 2.0, net_per_unit: 400.0 }];
/// let end = holding.follow(&calendar, &sales);
/// assert_eq!((end.day, end.units), (50, 0.0));
/// assert_eq!(end.sales, 40_000.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Holding {
    cohorts: Vec<Cohort>,
    /// Units of all cohorts up to and with each, oldest first.
    through: Vec<f64>,
    /// By snapshot, then cohort.
    pieces: Vec<Piece>,
    /// Days from which units are too young for the utilization surcharge, and how many: fewer each time.
    young: Vec<(i32, f64)>,
    volume: f64,
    units: f64,
    is_exempt: bool,
}

/// Where a path stands on the morning of a day.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, event_wise::Holding};
/// use clearfloor::date::Day;
/// let start = Day::parse("2026-11-01").unwrap();
/// // 3.00 a unit of volume in November: ten cents a day.
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &stock, 1.0, false);
/// let end = holding.follow(&calendar, &sales);
/// assert_eq!((end.day, end.units, end.sales), (2, 0.0, 800.0));
/// assert!((end.storage - 30.0).abs() < 1e-9 && end.surcharge == 0.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// Days after the start; the first morning without units once it has sold out.
    pub day: i32,
    /// Units there.
    pub units: f64,
    /// Discounted sales less storage less both surcharges of the days before.
    pub present_value: f64,
    /// What sales brought, not discounted (zero when only present values are asked for).
    pub sales: f64,
    /// Storage, not discounted (likewise).
    pub storage: f64,
    /// Aged surcharge, not discounted (likewise).
    pub surcharge: f64,
    /// Utilization surcharge, not discounted (likewise).
    pub utilization: f64,
    /// Next snapshot to come.
    snapshot: usize,
    /// Cohort that is being sold.
    cohort: usize,
}

impl Standing {
    /// Whether nothing is left.
    #[must_use]
    #[inline]
    pub(crate) fn is_sold_out(&self) -> bool {
        self.units <= NO_UNITS
    }

    /// Money in less money out so far, not discounted.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &stock, 1.0, false);
    /// // Two sold at 4.00, less three days of a unit stored.
    /// assert!((holding.follow(&calendar, &sales).cash() - 770.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn cash(&self) -> f64 {
        self.sales - self.storage - self.surcharge - self.utilization
    }

    /// S of this morning: the days before, and `value` a unit for what is left.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &stock, 1.0, false);
    /// // The second morning: 4.00 less 0.20 so far, and 1.00 for the unit left.
    /// let morning = holding.on(&calendar, &sales, 1);
    /// assert!((morning.leaving(&calendar, 100.0) - 480.0).abs() < 1e-9);
    /// ```
    #[must_use]
    #[inline]
    pub fn leaving(&self, calendar: &HoldingCalendar, value: f64) -> f64 {
        self.present_value + calendar.discount(self.day) * value * self.units
    }
}

/// Whole days of a span known to be small and not below zero.
#[inline]
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "bounded by the horizon before the call")]
fn to_days(days: f64) -> i32 {
    days as i32
}

impl Holding {
    /// Takes in the stock of a product: units of `volume`, exempt from part of the surcharge or not.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &stock, 1.0, false);
    /// assert_eq!(holding.units(), 2.0);
    /// // Filled again for the next product.
    /// holding.prepare(&calendar, &[Cohort { units: 5.0, age_days: 0, is_assumed: true }], 0.5, false);
    /// assert_eq!(holding.units(), 5.0);
    /// ```
    pub fn prepare(&mut self, calendar: &HoldingCalendar, cohorts: &[Cohort], volume: f64, is_exempt: bool) {
        self.volume = volume;
        self.is_exempt = is_exempt;
        self.units = total_units(cohorts);
        self.cohorts.clear();
        self.cohorts.extend(cohorts.iter().filter(|c| c.units > 0.0));
        self.cohorts.sort_unstable_by_key(|c| core::cmp::Reverse(c.age_days));
        self.through.clear();
        let mut sum = 0.0;
        for cohort in &self.cohorts {
            sum += cohort.units;
            self.through.push(sum);
        }
        self.young.clear();
        if let Some(utilization) = calendar.utilization() {
            let mut young = self.units;
            self.young.push((0, young));
            for cohort in &self.cohorts {
                young -= cohort.units;
                let grown = utilization.free_age_days().saturating_add(1).saturating_sub(cohort.age_days);
                self.young.push((grown.max(0), young));
            }
        }
        let count = self.cohorts.len();
        let snapshots = calendar.snapshot_offsets().len();
        self.pieces.clear();
        self.pieces.resize(snapshots * count, Piece::default());
        for (index, row) in self.pieces.chunks_exact_mut(count.max(1)).enumerate() {
            // From the youngest: what all younger cohorts pay is the floor of the piece.
            let mut younger = 0.0;
            for ((piece, cohort), through) in row.iter_mut().zip(&self.cohorts).zip(&self.through).rev() {
                let fee = calendar.surcharge_at(index, cohort.age_days, volume, is_exempt);
                *piece = Piece { intercept: younger + fee * through, slope: fee };
                younger += fee * cohort.units;
            }
        }
    }

    /// All units.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let cohort = |units, age_days| Cohort { units, age_days, is_assumed: false };
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &[cohort(80.0, 300), cohort(120.0, 45)], 1.0, false);
    /// assert_eq!(holding.units(), 200.0);
    /// ```
    #[must_use]
    pub fn units(&self) -> f64 {
        self.units
    }

    /// Volume of one unit, in the calendar's measure.
    #[must_use]
    pub(crate) fn volume(&self) -> f64 {
        self.volume
    }

    /// The first morning, with the `gone` oldest units already away.
    #[must_use]
    #[inline]
    pub(crate) fn without_oldest(&self, gone: f64) -> Standing {
        Standing { units: (self.units - gone).max(0.0), ..Standing::default() }
    }

    /// The first morning.
    #[must_use]
    #[inline]
    pub(crate) fn at_start(&self) -> Standing {
        self.without_oldest(0.0)
    }

    /// From the first morning to the last unit or the horizon, with all sums.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &stock, 1.0, false);
    /// // Nothing sells: two units for thirty days at ten cents.
    /// let end = holding.follow(&calendar, &[]);
    /// assert_eq!((end.day, end.units), (30, 2.0));
    /// assert!((end.storage - 600.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn follow(&self, calendar: &HoldingCalendar, phases: &[Phase]) -> Standing {
        self.advance::<true>(calendar, phases, self.at_start(), calendar.horizon_days())
    }

    /// The morning of `day` (or the one on which the last unit was gone), with all sums.
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let stock = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &stock, 1.0, false);
    /// assert_eq!(holding.on(&calendar, &sales, 1).units, 1.0);
    /// // Sold out on the second evening.
    /// assert_eq!(holding.on(&calendar, &sales, 20).day, 2);
    /// ```
    #[must_use]
    pub fn on(&self, calendar: &HoldingCalendar, phases: &[Phase], day: i32) -> Standing {
        self.advance::<true>(calendar, phases, self.at_start(), day)
    }

    /// Present values only, from a standing to the last unit or the horizon.
    #[must_use]
    #[inline]
    pub(crate) fn present_value_from(&self, calendar: &HoldingCalendar, phases: &[Phase], from: Standing) -> Standing {
        self.advance::<false>(calendar, phases, from, calendar.horizon_days())
    }

    /// Goes on from a standing to `until`, at most the horizon; `ALL` also sums what is not discounted.
    #[must_use]
    #[inline]
    pub(crate) fn advance<const ALL: bool>(
        &self,
        calendar: &HoldingCalendar,
        phases: &[Phase],
        mut at: Standing,
        until: i32,
    ) -> Standing {
        let until = until.min(calendar.horizon_days());
        let resting = Phase { from_day: at.day, units_per_day: 0.0, net_per_unit: 0.0 };
        let first = phases.first().map_or(until, |p| p.from_day).min(until);
        if at.day < first {
            self.sell::<ALL>(calendar, resting, &mut at, first);
        }
        let mut rest = phases.iter().peekable();
        while let Some(phase) = rest.next() {
            let end = rest.peek().map_or(until, |next| next.from_day.min(until));
            if at.is_sold_out() {
                break;
            }
            if end > at.day {
                self.sell::<ALL>(calendar, *phase, &mut at, end);
            }
        }
        at
    }

    /// One phase from where the path stands to `end` or the last unit.
    #[inline]
    fn sell<const ALL: bool>(&self, calendar: &HoldingCalendar, phase: Phase, at: &mut Standing, end: i32) {
        if at.is_sold_out() {
            return;
        }
        let pace = if phase.units_per_day > 0.0 { phase.units_per_day } else { 0.0 };
        let begin = at.day;
        let span = f64::from(end - begin);
        let days_needed = ((at.units - NO_UNITS) / pace).ceil();
        // False also without any pace, when the days needed are infinite.
        let sells_out = days_needed <= span;
        let (end, full_days) = if sells_out {
            let end = begin + to_days(days_needed);
            (end, end - 1)
        } else {
            (end, end)
        };
        let from = calendar.sums(begin);
        let to = calendar.sums(end);
        let full = if sells_out { calendar.sums(full_days) } else { to };
        // Units on the morning of day j: `level − pace · j`.
        let level = at.units + pace * f64::from(begin);
        at.present_value -= self.volume * (level * (to.rates - from.rates) - pace * (to.day_rates - from.day_rates));
        at.present_value += phase.net_per_unit * pace * (full.discounts - from.discounts);
        let sold_in_full = pace * f64::from(full_days - begin);
        let last = if sells_out { at.units - sold_in_full } else { 0.0 };
        at.present_value += phase.net_per_unit * last * full.discount;
        if ALL {
            let plain = level * (to.plain_rates - from.plain_rates);
            at.storage += self.volume * (plain - pace * (to.plain_day_rates - from.plain_day_rates));
            at.sales += phase.net_per_unit * (sold_in_full + last);
        }
        if let Some(utilization) = calendar.utilization() {
            self.charge_utilization::<ALL>(utilization, at, begin..end, level, pace);
        }
        let gone_at_zero = self.units - level;
        while let Some(day) = calendar.snapshot_day(at.snapshot) {
            if day >= end {
                break;
            }
            if day >= begin {
                let gone = gone_at_zero + pace * f64::from(day);
                let charge = self.surcharge(at, gone);
                at.present_value -= charge * calendar.discount(day);
                if ALL {
                    at.surcharge += charge;
                }
            }
            at.snapshot += 1;
        }
        at.units = if sells_out { 0.0 } else { at.units - sold_in_full };
        at.day = end;
    }

    /// The utilization surcharge of some days, on the mornings of which `level − pace · day` units are there.
    #[inline]
    fn charge_utilization<const ALL: bool>(
        &self,
        utilization: &Utilization,
        at: &mut Standing,
        days: core::ops::Range<i32>,
        level: f64,
        pace: f64,
    ) {
        let mut steps = self.young.iter().peekable();
        while let Some((from, young)) = steps.next() {
            let from = days.start.max(*from);
            let until = steps.peek().map_or(days.end, |(next, _)| days.end.min(*next));
            // The old ones go first, so those that pay are the units there less the young.
            let paying = level - young;
            let lasts = if pace > 0.0 { (paying / pace).ceil() } else { f64::INFINITY };
            let until = if lasts < f64::from(until) { to_days(lasts.max(0.0)) } else { until };
            if from >= until || paying <= 0.0 {
                continue;
            }
            let (before, after) = (utilization.sums(from), utilization.sums(until));
            let falls = pace * (after.day_rates - before.day_rates);
            at.present_value -= self.volume * (paying * (after.rates - before.rates) - falls);
            if ALL {
                let falls = pace * (after.plain_day_rates - before.plain_day_rates);
                at.utilization += self.volume * (paying * (after.plain_rates - before.plain_rates) - falls);
            }
        }
    }

    /// What the next snapshot charges when `gone` units are away; `gone` never falls on a path.
    #[inline]
    fn surcharge(&self, at: &mut Standing, gone: f64) -> f64 {
        while self.through.get(at.cohort).is_some_and(|through| *through <= gone) {
            at.cohort += 1;
        }
        let piece = self.pieces.get(at.snapshot * self.through.len() + at.cohort);
        match piece {
            Some(piece) if at.cohort < self.through.len() => (piece.intercept - piece.slope * gone).max(0.0),
            _ => 0.0,
        }
    }

    /// Each snapshot of the path on which something is paid.
    ///
    /// ```
    /// use clearfloor::stock::{AgedBand, AgedSchedule, Cohort, HoldingCalendar, Snapshot, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let old = AgedBand { from_days: 181, to_days: None, per_volume: 50.0, min_per_unit: 0.0 };
    /// let snapshots = vec![Snapshot { day: 14, schedule: AgedSchedule { bands: vec![old], exempt_ages: None } }];
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, snapshots).unwrap();
    /// let stock = [Cohort { units: 3.0, age_days: 170, is_assumed: false }];
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &stock, 1.0, false);
    /// let charged = holding.snapshots(&calendar, &[]);
    /// assert_eq!((charged.len(), charged[0].units, charged[0].charge), (1, 3.0, 150.0));
    /// ```
    #[must_use]
    pub fn snapshots(&self, calendar: &HoldingCalendar, phases: &[Phase]) -> Vec<SnapshotCharge> {
        self.charges(calendar, phases).collect()
    }

    /// The first snapshot after today on which something is paid.
    ///
    /// ```
    /// use clearfloor::stock::{AgedBand, AgedSchedule, Cohort, HoldingCalendar, Phase, Snapshot, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let old = AgedBand { from_days: 181, to_days: None, per_volume: 50.0, min_per_unit: 0.0 };
    /// let snapshots = vec![Snapshot { day: 14, schedule: AgedSchedule { bands: vec![old], exempt_ages: None } }];
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, snapshots).unwrap();
    /// let stock = [Cohort { units: 3.0, age_days: 170, is_assumed: false }];
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &stock, 1.0, false);
    /// assert_eq!(holding.next_charge(&calendar, &[]).map(|charge| charge.day), Some(14));
    /// // At a unit a day all are gone by then.
    /// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
    /// assert_eq!(holding.next_charge(&calendar, &sales), None);
    /// ```
    #[must_use]
    pub fn next_charge(&self, calendar: &HoldingCalendar, phases: &[Phase]) -> Option<SnapshotCharge> {
        self.charges(calendar, phases).find(|c| c.day > 0)
    }

    fn charges<'a>(
        &'a self,
        calendar: &'a HoldingCalendar,
        phases: &'a [Phase],
    ) -> impl Iterator<Item = SnapshotCharge> + 'a {
        let mut at = self.at_start();
        calendar.snapshot_offsets().enumerate().filter_map(move |(index, day)| {
            at = self.advance::<false>(calendar, phases, at, day);
            if at.is_sold_out() {
                return None;
            }
            let gone = self.units - at.units;
            let (mut units, mut charge) = (0.0, 0.0);
            for (cohort, through) in self.cohorts.iter().zip(&self.through) {
                let left = (through - gone).clamp(0.0, cohort.units);
                let fee = calendar.surcharge_at(index, cohort.age_days, self.volume, self.is_exempt);
                if fee > 0.0 && left > 0.0 {
                    units += left;
                    charge += fee * left;
                }
            }
            (charge > 0.0).then_some(SnapshotCharge { day, units, charge })
        })
    }

    /// Units of a standing by their age on its morning, in the bands of [`AGE_BANDS`].
    ///
    /// ```
    /// use clearfloor::stock::{Cohort, HoldingCalendar, event_wise::Holding};
    /// use clearfloor::date::Day;
    /// let start = Day::parse("2026-11-01").unwrap();
    /// // 3.00 a unit of volume in November: ten cents a day.
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let cohort = |units, age_days| Cohort { units, age_days, is_assumed: false };
    /// let mut holding = Holding::default();
    /// holding.prepare(&calendar, &[cohort(80.0, 350), cohort(120.0, 45)], 1.0, false);
    /// // Twenty days later the old ones are past a year.
    /// let ages = |day| holding.units_by_age(&holding.on(&calendar, &[], day));
    /// assert_eq!(ages(0), [120.0, 0.0, 0.0, 80.0, 0.0]);
    /// assert_eq!(ages(20), [120.0, 0.0, 0.0, 0.0, 80.0]);
    /// ```
    #[must_use]
    pub fn units_by_age(&self, at: &Standing) -> [f64; AGE_BANDS.len()] {
        let mut units = [0.0; AGE_BANDS.len()];
        let gone = self.units - at.units;
        for (cohort, through) in self.cohorts.iter().zip(&self.through) {
            let left = (through - gone).clamp(0.0, cohort.units);
            if let Some(slot) = units.get_mut(age_band(cohort.age_days.saturating_add(at.day))) {
                *slot += left;
            }
        }
        units
    }

    /// The first day on which no unit is too young for the utilization surcharge.
    pub(super) fn grown_on(&self) -> i32 {
        self.young.last().map_or(0, |(day, _)| *day)
    }

    /// Numbers of units gone after which the next unit pays more at a snapshot than the last one gone would have: none
    /// where, as in most tables, older units pay no less.
    pub(super) fn rises(&self, snapshot: usize) -> impl Iterator<Item = f64> + '_ {
        let count = self.through.len();
        let row = self.pieces.get(snapshot * count..(snapshot + 1) * count).unwrap_or_default();
        let pairs = row.windows(2).zip(&self.through);
        pairs.filter(|(pair, _)| matches!(pair, [older, younger] if younger.slope > older.slope)).map(|(_, gone)| *gone)
    }
}
