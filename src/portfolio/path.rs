//! The event-wise path of one product at a steady pace: present values only, for many prices.
//!
//! Says what [`crate::stock::event_wise::Holding`] says of the same phases (held to it by a property),
//! with everything that the prices of a product share worked out once: the sums of a day lie side by
//! side, surcharges are discounted beforehand, and ship dates that bring the same net are one.

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

/// A calendar laid out for [`Path`].
#[derive(Clone, Debug)]
pub(super) struct Year {
    pub calendar: HoldingCalendar,
    /// One a day and one for the horizon.
    sums: Vec<Sums>,
    /// Days of the snapshots.
    snapshots: Vec<i32>,
}

impl Year {
    pub fn new(calendar: HoldingCalendar) -> Self {
        let mut sum = Sums::default();
        let mut sums = Vec::new();
        for day in 0..calendar.horizon_days() {
            sum.discount = calendar.discount(day);
            sums.push(sum);
            let rate = calendar.storage_per_volume(day) * sum.discount;
            sum.discounts += sum.discount;
            sum.rates += rate;
            sum.day_rates += f64::from(day) * rate;
        }
        sum.discount = calendar.discount(calendar.horizon_days());
        sums.push(sum);
        Self { snapshots: calendar.snapshot_offsets().collect(), sums, calendar }
    }

    /// The sums before a day; those of the horizon if it lies beyond.
    #[inline]
    fn sums(&self, day: i32) -> &Sums {
        const NONE: &Sums = &Sums { discount: 0.0, discounts: 0.0, rates: 0.0, day_rates: 0.0 };
        let found = usize::try_from(day).ok().and_then(|day| self.sums.get(day));
        found.or_else(|| self.sums.last()).unwrap_or(NONE)
    }
}

/// One straight piece of a snapshot's discounted surcharge: `intercept − slope · units gone`, as long
/// as fewer than `through` units are gone.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    through: f64,
    intercept: f64,
    slope: f64,
}

/// Net of one sale from a ship date on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NetFrom {
    pub day: i32,
    pub net: f64,
}

/// The stock of one product, prepared for its prices; kept and filled again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    cohorts: Vec<(i32, f64)>,
    pieces: Vec<Piece>,
    volume: f64,
    units: f64,
}

impl Path {
    /// Takes in the stock of a product: units of `volume`, exempt from part of the surcharge or not.
    pub fn prepare(&mut self, year: &Year, cohorts: &[Cohort], volume: f64, is_exempt: bool) {
        self.volume = volume;
        self.cohorts.clear();
        self.cohorts.extend(cohorts.iter().filter(|c| c.units > 0.0).map(|c| (c.age_days, c.units)));
        if !self.cohorts.is_sorted_by_key(|(age, _)| core::cmp::Reverse(*age)) {
            self.cohorts.sort_by_key(|(age, _)| core::cmp::Reverse(*age));
        }
        self.units = self.cohorts.iter().map(|(_, units)| units).sum();
        self.pieces.clear();
        for (index, day) in year.snapshots.iter().enumerate() {
            let discount = year.sums(*day).discount;
            // From the youngest: what all younger cohorts pay is the floor of the piece.
            let mut younger = 0.0;
            let mut through = self.units;
            let first = self.pieces.len();
            for (age, units) in self.cohorts.iter().rev() {
                let fee = year.calendar.surcharge_at(index, *age, volume, is_exempt) * discount;
                self.pieces.push(Piece { through, intercept: younger + fee * through, slope: fee });
                younger += fee * units;
                through -= units;
            }
            if let Some(row) = self.pieces.get_mut(first..) {
                row.reverse();
            }
        }
    }

    /// All units.
    pub const fn units(&self) -> f64 {
        self.units
    }

    /// Present value of selling `units_per_day` at nets by ship date until all is sold or the horizon
    /// is reached, where what is left brings `leftover` a unit.
    #[inline]
    pub fn value(&self, year: &Year, units_per_day: f64, nets: &[NetFrom], leftover: f64) -> f64 {
        let horizon = year.calendar.horizon_days();
        let pace = if units_per_day > 0.0 { units_per_day } else { 0.0 };
        // Infinite without any pace, and no number without any stock.
        let days_needed = ((self.units - NO_UNITS) / pace).ceil();
        let sells_out = days_needed <= f64::from(horizon);
        let (end, full_days) = if self.units <= NO_UNITS {
            return 0.0;
        } else if sells_out {
            let end = to_days(days_needed);
            (end, end - 1)
        } else {
            (horizon, horizon)
        };
        let to = year.sums(end);
        let full = year.sums(full_days);
        let mut present = -self.volume * (self.units * to.rates - pace * to.day_rates);
        let rest = self.units - pace * f64::from(full_days);
        let mut sales = 0.0;
        let mut from = 0.0;
        let mut rest_of_nets = nets.iter().peekable();
        while let Some(NetFrom { net, .. }) = rest_of_nets.next() {
            match rest_of_nets.peek() {
                Some(next) if next.day <= full_days => {
                    let until = year.sums(next.day).discounts;
                    sales += net * (until - from);
                    from = until;
                }
                _ => {
                    sales += net * (full.discounts - from);
                    present += if sells_out { rest * net * full.discount } else { rest * leftover * full.discount };
                    break;
                }
            }
        }
        present += pace * sales;
        let count = self.cohorts.len();
        let mut head = 0;
        for (day, row) in year.snapshots.iter().zip(self.pieces.chunks_exact(count.max(1))) {
            if *day >= end {
                break;
            }
            let gone = pace * f64::from(*day);
            while row.get(head).is_some_and(|piece| piece.through <= gone) {
                head += 1;
            }
            if let Some(piece) = row.get(head) {
                // Never below zero but for the rounding of floats at the very end of a cohort.
                present -= piece.intercept - piece.slope * gone;
            }
        }
        present
    }
}

/// Whole days known to be small and not below zero.
#[inline]
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "at most the horizon")]
const fn to_days(days: f64) -> i32 {
    days as i32
}
