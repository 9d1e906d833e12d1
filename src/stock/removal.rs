//! How many units to let go now and keep the rest.

use super::calendar::{HoldingCalendar, Phase};
use super::cohort::{Cohort, total_units};
use super::day_exact;
use super::event_wise::Holding;
use super::{NO_UNITS, SAME_VALUE};

/// The best number of the oldest units to let go today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestRemoval {
    /// Units to let go, a multiple of the step.
    pub units: f64,
    /// Present value of letting them go and holding the rest to its end.
    pub present_value: f64,
    /// Present value of holding all.
    pub hold_all: f64,
    /// Present value of letting all go; `None` if all is no multiple of the step.
    pub remove_all: Option<f64>,
}

/// Whole steps in `units`, and whether nothing remains over.
fn whole_steps(units: f64, step: f64) -> (f64, bool) {
    let steps = ((units + NO_UNITS) / step).floor().max(0.0);
    (steps, (units - steps * step).abs() <= NO_UNITS)
}

/// The best multiple of `step` units to let go today for `now` a unit, when what is left at the
/// horizon brings `leftover` a unit then (both discounted for their lag).
///
/// The value is made of straight pieces in the number let go: they meet where a cohort falls to
/// nothing at a snapshot or the rest lasts a whole number of days. Only the steps beside these
/// are tried, which gives the same as trying all.
///
/// `None` if `step` is no number above zero.
#[must_use]
pub fn best_removal(
    calendar: &HoldingCalendar,
    holding: &Holding,
    phases: &[Phase],
    now: f64,
    leftover: f64,
    step: f64,
) -> Option<BestRemoval> {
    if !(step > 0.0 && step.is_finite()) {
        return None;
    }
    let total = holding.units();
    let (steps, is_whole) = whole_steps(total, step);
    let end = f64::from(calendar.horizon_days());
    let left_at_end = calendar.discount(calendar.horizon_days()) * leftover;
    let value_of = |count: f64| {
        let removed = (count * step).min(total);
        let start = holding.without_oldest(removed);
        let rest = holding.present_value_from(calendar, phases, start);
        removed * now + rest.present_value + left_at_end * rest.units
    };
    let mut kinks = vec![0.0, total];
    let mut day = 0.0;
    while day <= end {
        // `day` stands for a morning; what would have been sold by then without an end of stock.
        let sold = sold_before(phases, day, end);
        kinks.push(total - sold);
        let is_snapshot = calendar.snapshot_offsets().any(|s| f64::from(s).to_bits() == day.to_bits());
        // Likewise where the units old enough for the utilization surcharge are just gone.
        if is_snapshot || day <= f64::from(holding.grown_on()) {
            kinks.extend(holding.cohort_ends().iter().map(|through| through - sold));
        }
        day += 1.0;
    }
    let mut counts: Vec<f64> = kinks
        .into_iter()
        .flat_map(|kink| {
            let place = (kink / step).floor();
            [place - 1.0, place, place + 1.0]
        })
        .filter(|count| (0.0..=steps).contains(count))
        .chain([0.0, steps])
        .collect();
    counts.sort_unstable_by(f64::total_cmp);
    counts.dedup();
    let (count, present_value) = best_of(counts.into_iter().map(|count| (count, value_of(count))))?;
    Some(BestRemoval {
        units: count * step,
        present_value,
        hold_all: value_of(0.0),
        remove_all: is_whole.then_some(total * now),
    })
}

/// Whether it is plain, without trying any number, that none should go for `now` a unit: all sells before any surcharge,
/// and even the last unit sold brings no less after paying storage until then. `false` says nothing.
///
/// The oldest going leaves the others their days of sale, so letting some go loses the last sales and saves their storage.
#[must_use]
pub fn keeps_all(calendar: &HoldingCalendar, holding: &Holding, phases: &[Phase], now: f64) -> bool {
    let end = holding.follow(calendar, phases);
    if !end.is_sold_out() || end.surcharge > 0.0 || calendar.utilization().is_some() {
        return false;
    }
    let stored: f64 = (0..=end.day).map(|day| calendar.storage_per_volume(day)).sum();
    let least = phases.iter().map(|phase| phase.net_per_unit).fold(f64::INFINITY, f64::min);
    least.min(least * calendar.discount(end.day)) - stored * holding.volume() >= now
}

/// The earliest of the highest.
fn best_of(tried: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    tried.fold(None, |best, (count, value)| match best {
        Some((_, most)) if value <= most + SAME_VALUE => best,
        _ => Some((count, value)),
    })
}

/// Units that `phases` would sell before a morning if there were enough.
fn sold_before(phases: &[Phase], morning: f64, end: f64) -> f64 {
    let mut rest = phases.iter().peekable();
    let mut sold = 0.0;
    while let Some(phase) = rest.next() {
        let from = f64::from(phase.from_day).max(0.0);
        let to = rest.peek().map_or(end, |next| f64::from(next.from_day)).min(morning);
        sold += phase.units_per_day.max(0.0) * (to - from).max(0.0);
    }
    sold
}

/// The same by following the stock day by day for every multiple of `step`: the definition.
///
/// `None` if `step` is no number above zero.
#[must_use]
#[expect(clippy::too_many_arguments, reason = "the definition takes exactly what math.md §4 names")]
pub fn best_removal_by_trial(
    calendar: &HoldingCalendar,
    cohorts: &[Cohort],
    volume: f64,
    is_exempt: bool,
    phases: &[Phase],
    now: f64,
    leftover: f64,
    step: f64,
) -> Option<BestRemoval> {
    if !(step > 0.0 && step.is_finite()) {
        return None;
    }
    let total = total_units(cohorts);
    let (steps, is_whole) = whole_steps(total, step);
    let mut sorted = cohorts.to_vec();
    sorted.sort_by_key(|c| core::cmp::Reverse(c.age_days));
    let left_at_end = calendar.discount(calendar.horizon_days()) * leftover;
    let value_of = |count: f64| {
        let mut wanted = count * step;
        let kept: Vec<_> = sorted
            .iter()
            .map(|cohort| {
                let gone = wanted.min(cohort.units.max(0.0));
                wanted -= gone;
                Cohort { units: cohort.units.max(0.0) - gone, ..*cohort }
            })
            .collect();
        let rest = day_exact::follow(calendar, &kept, volume, is_exempt, phases).end();
        count * step * now + rest.present_value + left_at_end * rest.units
    };
    let mut count = 0.0;
    let tried = core::iter::from_fn(|| {
        let this = count;
        count += 1.0;
        (this <= steps).then(|| (this, value_of(this)))
    });
    let (count, present_value) = best_of(tried)?;
    Some(BestRemoval {
        units: count * step,
        present_value,
        hold_all: value_of(0.0),
        remove_all: is_whole.then_some(total * now),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::stock::{AgedBand, AgedSchedule, Snapshot};

    #[test]
    fn lets_exactly_the_cohort_go_that_a_snapshot_charges() {
        // Nothing sells; at the horizon a unit brings 10 more than now. Day 5 charges 50 for the 37 old ones.
        let start = Day::parse("2027-03-10").unwrap();
        let band = AgedBand { from_days: 181, to_days: None, per_volume: 50.0, min_per_unit: 0.0 };
        let snapshot = Snapshot { day: 5, schedule: AgedSchedule { bands: vec![band], exempt_ages: None } };
        let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 0.0, vec![snapshot]).unwrap();
        let cohort = |units, age_days| Cohort { units, age_days, is_assumed: false };
        let cohorts = [cohort(63.0, 20), cohort(37.0, 200)];
        let mut holding = Holding::default();
        holding.prepare(&calendar, &cohorts, 1.0, false);
        let best = best_removal(&calendar, &holding, &[], 100.0, 110.0, 1.0).unwrap();
        assert_eq!((best.units, best.present_value), (37.0, 37.0 * 100.0 + 63.0 * 110.0));
        assert_eq!(best, best_removal_by_trial(&calendar, &cohorts, 1.0, false, &[], 100.0, 110.0, 1.0).unwrap());
    }

    #[test]
    fn refuses_steps_that_lead_nowhere() {
        let start = Day::parse("2027-03-10").unwrap();
        let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 0.0, Vec::new()).unwrap();
        for step in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(best_removal(&calendar, &Holding::default(), &[], 1.0, 1.0, step).is_none());
            assert!(best_removal_by_trial(&calendar, &[], 1.0, false, &[], 1.0, 1.0, step).is_none());
        }
    }
}
