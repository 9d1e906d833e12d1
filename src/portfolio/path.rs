//! The event-wise path of one product at a steady pace: present values only, for many prices.
//!
//! Says what [`crate::stock::event_wise::Holding`] says of the same phases (held to it by a property),
//! with everything that the prices of a product share worked out once: the sums of a day lie side by
//! side, and the surcharges of each cohort being sold are summed over the snapshots beforehand, so that
//! a price costs a few multiplications for each cohort it sells through, however long that takes.

use crate::stock::day_exact::SnapshotCharge;
use crate::stock::{Cohort, HoldingCalendar, NO_UNITS};

/// Sums over the days before one day.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Discount factor of this day.
    discount: f64,
    /// Σ discount.
    discounts: f64,
    /// Σ storage rate · discount.
    rates: f64,
    /// Σ day · storage rate · discount.
    day_rates: f64,
}

/// The same of storage alone and not discounted, for what leaving today would save.
#[derive(Clone, Copy, Debug, Default)]
struct PlainSums {
    rates: f64,
    day_rates: f64,
}

/// A calendar laid out for [`Path`].
#[derive(Clone, Debug)]
pub(super) struct Year {
    pub calendar: HoldingCalendar,
    /// One a day and one for the horizon.
    sums: Vec<Sums>,
    plain: Vec<PlainSums>,
    /// Days of the snapshots.
    snapshots: Vec<i32>,
    /// By day, one more for the horizon: snapshots before it.
    before: Vec<u16>,
}

impl Year {
    pub fn new(calendar: HoldingCalendar) -> Self {
        let (mut sum, mut plain_sum) = (Sums::default(), PlainSums::default());
        let (mut sums, mut plain, mut before) = (Vec::new(), Vec::new(), Vec::new());
        let snapshots: Vec<i32> = calendar.snapshot_offsets().collect();
        let mut passed = 0_u16;
        for day in 0..=calendar.horizon_days() {
            sum.discount = calendar.discount(day);
            sums.push(sum);
            plain.push(plain_sum);
            before.push(passed);
            let plain_rate = calendar.storage_per_volume(day);
            let rate = plain_rate * sum.discount;
            sum.discounts += sum.discount;
            sum.rates += rate;
            sum.day_rates += f64::from(day) * rate;
            plain_sum.rates += plain_rate;
            plain_sum.day_rates += f64::from(day) * plain_rate;
            passed += u16::from(snapshots.contains(&day));
        }
        Self { sums, plain, snapshots, before, calendar }
    }

    /// The sums before a day; those of the horizon if it lies beyond.
    #[inline]
    fn sums(&self, day: i32) -> &Sums {
        const NONE: &Sums = &Sums { discount: 0.0, discounts: 0.0, rates: 0.0, day_rates: 0.0 };
        let found = usize::try_from(day).ok().and_then(|day| self.sums.get(day));
        found.or_else(|| self.sums.last()).unwrap_or(NONE)
    }

    /// Snapshots before a moment, which may lie beyond the horizon or before today.
    #[inline]
    fn snapshots_before(&self, moment: f64) -> usize {
        let horizon = self.calendar.horizon_days();
        if moment >= f64::from(horizon) {
            return self.snapshots.len();
        }
        let day = usize::try_from(to_days(moment.ceil())).unwrap_or(0);
        self.before.get(day).map_or(0, |passed| usize::from(*passed))
    }

    /// The factor that brings money of a day to today.
    #[inline]
    pub fn discount(&self, day: i32) -> f64 {
        self.sums(day).discount
    }
}

/// Discounted surcharges of the snapshots before one, while one cohort is being sold: each is
/// `intercept − slope · units gone`, and units gone are `start + pace · day`.
#[derive(Clone, Copy, Debug, Default)]
struct Surcharges {
    /// Σ intercept.
    intercepts: f64,
    /// Σ slope.
    slopes: f64,
    /// Σ slope · day.
    day_slopes: f64,
}

/// One cohort that has units.
#[derive(Clone, Copy, Debug)]
struct Batch {
    age_days: i32,
    units: f64,
    /// Units of this one and all older ones.
    through: f64,
}

/// A morning from which a path goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Morning {
    pub day: i32,
    pub units: f64,
    /// Discounted money in less money out of the days before.
    pub present: f64,
}

impl Morning {
    /// Whether nothing is left.
    #[inline]
    pub fn is_sold_out(self) -> bool {
        self.units <= NO_UNITS
    }

    /// What it comes to if what is left is let go for `worth` a unit.
    #[inline]
    pub fn leaving(self, year: &Year, worth: f64) -> f64 {
        if self.is_sold_out() { self.present } else { self.present + year.discount(self.day) * worth * self.units }
    }
}

/// Units sold a day, with what follows from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    per_day: f64,
    /// Days a unit takes; infinite without any sales.
    days: f64,
}

impl Pace {
    #[inline]
    pub fn new(units_per_day: f64) -> Self {
        let per_day = if units_per_day > 0.0 { units_per_day } else { 0.0 };
        Self { per_day, days: 1.0 / per_day }
    }
}

/// Nets of one price: for each ship date told apart its first day and what a sale brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NetFrom {
    pub day: i32,
    pub net: f64,
}

/// The stock of one product, prepared for its prices; kept and filled again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    batches: Vec<Batch>,
    /// By cohort, oldest first, then by number of snapshots passed.
    surcharges: Vec<Surcharges>,
    /// By snapshot: what the cohorts younger than the one at hand pay, while it is filled.
    younger: Vec<f64>,
    volume: f64,
    units: f64,
    is_exempt: bool,
}

impl Path {
    /// Takes in the stock of a product: units of `volume`, exempt from part of the surcharge or not.
    pub fn prepare(&mut self, year: &Year, cohorts: &[Cohort], volume: f64, is_exempt: bool) {
        self.volume = volume;
        self.is_exempt = is_exempt;
        self.batches.clear();
        let batch = |c: &Cohort| Batch { age_days: c.age_days, units: c.units, through: 0.0 };
        self.batches.extend(cohorts.iter().filter(|c| c.units > 0.0).map(batch));
        if !self.batches.is_sorted_by_key(|batch| core::cmp::Reverse(batch.age_days)) {
            self.batches.sort_by_key(|batch| core::cmp::Reverse(batch.age_days));
        }
        self.units = 0.0;
        for batch in &mut self.batches {
            self.units += batch.units;
            batch.through = self.units;
        }
        let width = year.snapshots.len() + 1;
        self.surcharges.clear();
        self.surcharges.resize(width * self.batches.len(), Surcharges::default());
        // From the youngest: what all younger cohorts pay at a snapshot is the floor of the piece.
        self.younger.clear();
        self.younger.resize(year.snapshots.len(), 0.0);
        for (batch, row) in self.batches.iter().zip(self.surcharges.chunks_exact_mut(width)).rev() {
            let mut sum = Surcharges::default();
            let (_, behind) = row.split_at_mut(1);
            let days = year.snapshots.iter().enumerate();
            for (((index, day), floor), slot) in days.zip(&mut self.younger).zip(behind) {
                let fee = year.calendar.surcharge_at(index, batch.age_days, volume, is_exempt) * year.discount(*day);
                sum.intercepts += *floor + fee * batch.through;
                sum.slopes += fee;
                sum.day_slopes += fee * f64::from(*day);
                *slot = sum;
                *floor += fee * batch.units;
            }
        }
    }

    /// All units.
    pub const fn units(&self) -> f64 {
        self.units
    }

    /// The first morning.
    pub const fn start(&self) -> Morning {
        Morning { day: 0, units: self.units, present: 0.0 }
    }

    /// Goes on from a morning to the last unit or `until`; surcharges are not yet taken off.
    #[inline]
    pub fn sell(&self, year: &Year, from: Morning, pace: Pace, nets: &[NetFrom], until: i32) -> Morning {
        if from.is_sold_out() {
            return from;
        }
        let days_needed = ((from.units - NO_UNITS) * pace.days).ceil();
        let sells_out = days_needed <= f64::from(until - from.day);
        let (day, full_days) = if sells_out {
            let day = from.day + to_days(days_needed);
            (day, day - 1)
        } else {
            (until, until)
        };
        let (begin, end, full) = (year.sums(from.day), year.sums(day), year.sums(full_days));
        // Units on the morning of day j: `level − pace · j`.
        let level = from.units + pace.per_day * f64::from(from.day);
        let storage = level * (end.rates - begin.rates) - pace.per_day * (end.day_rates - begin.day_rates);
        let rest = from.units - pace.per_day * f64::from(full_days - from.day);
        let (mut sales, mut since, mut last) = (0.0, begin.discounts, 0.0);
        let mut rest_of_nets = nets.iter();
        let mut next = rest_of_nets.next();
        while let Some(NetFrom { net, .. }) = next {
            next = rest_of_nets.next();
            last = *net;
            match next {
                Some(then) if then.day <= full_days => {
                    if then.day > from.day {
                        let discounts = year.sums(then.day).discounts;
                        sales += last * (discounts - since);
                        since = discounts;
                    }
                }
                _ => break,
            }
        }
        sales += last * (full.discounts - since);
        let mut present = from.present - self.volume * storage + pace.per_day * sales;
        if sells_out {
            present += rest * last * full.discount;
        }
        Morning { day, units: if sells_out { 0.0 } else { rest }, present }
    }

    /// Discounted surcharges from a morning to another day, at a pace.
    #[inline]
    pub fn surcharges(&self, year: &Year, from: Morning, pace: Pace, until: i32) -> f64 {
        let at_zero = self.units - from.units - pace.per_day * f64::from(from.day);
        let mut passed = year.snapshots_before(f64::from(from.day));
        let end = year.snapshots_before(f64::from(until));
        let mut sum = 0.0;
        for (batch, row) in self.batches.iter().zip(self.surcharges.chunks_exact(year.snapshots.len() + 1)) {
            if passed >= end {
                break;
            }
            // Days on which this cohort is the oldest: until it is gone.
            let moment = (batch.through - at_zero) * pace.days;
            let before = year.snapshots_before(moment).min(end);
            if before > passed
                && let (Some(first), Some(last)) = (row.get(passed), row.get(before))
            {
                sum += last.intercepts - first.intercepts;
                sum -= at_zero * (last.slopes - first.slopes) + pace.per_day * (last.day_slopes - first.day_slopes);
                passed = before;
            }
        }
        sum
    }

    /// Present value of selling at a pace until all is sold or the horizon is reached, where what is
    /// left brings `leftover` a unit.
    #[inline]
    pub fn value(&self, year: &Year, pace: Pace, nets: &[NetFrom], leftover: f64) -> f64 {
        let start = self.start();
        let end = self.sell(year, start, pace, nets, year.calendar.horizon_days());
        end.leaving(year, leftover) - self.surcharges(year, start, pace, end.day)
    }

    /// The morning of a day, or the one on which the last unit was gone.
    pub fn stand(&self, year: &Year, pace: Pace, nets: &[NetFrom], day: i32) -> Morning {
        let start = self.start();
        let there = self.sell(year, start, pace, nets, day.min(year.calendar.horizon_days()));
        Morning { present: there.present - self.surcharges(year, start, pace, there.day), ..there }
    }

    /// Storage and surcharge of the average unit until all is sold at a pace or the horizon is
    /// reached, not discounted: what leaving today would save.
    pub fn avoidable(&self, year: &Year, pace: Pace) -> f64 {
        if self.units <= NO_UNITS {
            return 0.0;
        }
        let horizon = year.calendar.horizon_days();
        let end = self.sell(year, self.start(), pace, &[], horizon).day;
        let plain = usize::try_from(end).ok().and_then(|day| year.plain.get(day)).copied().unwrap_or_default();
        let storage = self.volume * (self.units * plain.rates - pace.per_day * plain.day_rates);
        let days = year.snapshots.iter().enumerate().take_while(|(_, day)| **day < end);
        let charged = days.map(|(index, day)| self.charge(year, index, pace.per_day * f64::from(*day)).1);
        (storage + charged.sum::<f64>()) / self.units
    }

    /// Units that pay at a snapshot when `gone` are away, and what they pay together.
    fn charge(&self, year: &Year, index: usize, gone: f64) -> (f64, f64) {
        let (mut units, mut charge) = (0.0, 0.0);
        for batch in &self.batches {
            let left = (batch.through - gone).clamp(0.0, batch.units);
            let fee = year.calendar.surcharge_at(index, batch.age_days, self.volume, self.is_exempt);
            if fee > 0.0 && left > 0.0 {
                units += left;
                charge += fee * left;
            }
        }
        (units, charge)
    }

    /// The first snapshot after today on which something is paid at a pace.
    pub fn next_charge(&self, year: &Year, pace: Pace) -> Option<SnapshotCharge> {
        let last = (self.units - NO_UNITS) * pace.days;
        let days = year.snapshots.iter().enumerate().take_while(|(_, day)| f64::from(**day) < last);
        days.filter(|(_, day)| **day > 0).find_map(|(index, day)| {
            let (units, charge) = self.charge(year, index, pace.per_day * f64::from(*day));
            (charge > 0.0).then_some(SnapshotCharge { day: *day, units, charge })
        })
    }
}

/// Whole days known to be small.
#[inline]
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "at most the horizon")]
const fn to_days(days: f64) -> i32 {
    days as i32
}
