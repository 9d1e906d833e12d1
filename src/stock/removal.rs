//! How many units to let go now and keep the rest.

use super::calendar::{HoldingCalendar, Phase};
use super::cohort::{Cohort, total_units};
use super::day_exact;
use super::event_wise::Holding;
use super::{NO_UNITS, SAME_VALUE};

/// The best number of the oldest units to let go today.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{Cohort, HoldingCalendar, best_removal, event_wise::Holding};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &[Cohort { units: 2.0, age_days: 30, is_assumed: false }], 1.0, false);
/// // Nothing sells: 0.50 a unit today or in thirty days, and 3.00 for the room until then.
/// let best = best_removal(&calendar, &holding, &[], 50.0, 50.0, 1.0).unwrap();
/// assert_eq!((best.units, best.remove_all), (2.0, Some(100.0)));
/// assert!((best.hold_all - (100.0 - 600.0)).abs() < 1e-9);
/// ```
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
/// In the number let go the value is made of straight pieces. At almost every bend it turns down: of the sales lost the
/// earlier bring more after less storage, of the surcharges saved those of younger units are smaller. Between the few
/// bends where it turns up, what one step more gains only falls; the first step that gains nothing is
/// found there by halving. That gives the same as trying every number, which is the definition (math.md §4,
/// [`best_removal_by_trial`]).
///
/// `None` if `step` is no number above zero.
///
/// ```
/// use clearfloor::{date::Day, stock::{Cohort, HoldingCalendar, Phase, best_removal, event_wise::Holding}};
/// let start = Day::parse("2026-11-21").unwrap();
/// // A unit pays 1 cent a day for its room; one sells a day for 120 cents, and leaving brings 50.
/// let calendar = HoldingCalendar::new(start, 365, 0.0, |day| f64::from(day.days_in_month()), Vec::new()).unwrap();
/// let cohorts = [Cohort { units: 100.0, age_days: 30, is_assumed: false }];
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &cohorts, 1.0, false);
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 120.0 }];
/// let best = best_removal(&calendar, &holding, &sales, 50.0, 50.0, 1.0).unwrap();
/// // The 70th has paid 70 when it is sold: as good as leaving. Of equal numbers the least goes.
/// assert_eq!(best.units, 30.0);
/// ```
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
    let left_at_end = calendar.discount(calendar.horizon_days()) * leftover;
    let value_of = |count: f64| {
        let removed = (count * step).min(total);
        let start = holding.without_oldest(removed);
        let rest = holding.present_value_from(calendar, phases, start);
        removed * now + rest.present_value + left_at_end * rest.units
    };
    let mut from = 0.0;
    let peaks = turns_up(calendar, holding, phases, leftover).into_iter().chain([f64::INFINITY]).filter_map(|bend| {
        let place = bend / step;
        let (first, last) = (from, place.floor().min(steps));
        from = place.ceil();
        (first <= last).then(|| {
            let count = first_that_gains_nothing(first, last, value_of);
            (count, value_of(count))
        })
    });
    let (count, present_value) = best_of(peaks)?;
    Some(BestRemoval {
        units: count * step,
        present_value,
        hold_all: value_of(0.0),
        remove_all: is_whole.then_some(total * now),
    })
}

/// The first number from which one more is worth no more, of a value whose gain only falls from `first` to `last`.
fn first_that_gains_nothing(mut first: f64, mut last: f64, value_of: impl Fn(f64) -> f64) -> f64 {
    let gains = |count: f64| value_of(count + 1.0) > value_of(count) + SAME_VALUE;
    // Often none of a stretch should go.
    if first >= last || !gains(first) {
        return first;
    }
    first += 1.0;
    // Enough for every whole number that a float holds exactly.
    for _ in 0..f64::MANTISSA_DIGITS {
        if first >= last {
            break;
        }
        let middle = (first + (last - first) / 2.0).floor();
        if gains(middle) {
            first = middle + 1.0;
        } else {
            last = middle;
        }
    }
    first
}

/// Numbers let go after which the next unit may gain more than the one before, ascending, between none and all.
///
/// The value is a sum over days. What a day pays for room, on the units there or on the old ones of them, falls by each
/// unit let go and then stays nothing, so it never turns the value up. A snapshot does where the younger of two
/// neighbours pays more ([`Holding::rises`]). Sales do where a later day brings more, even after its storage: the oldest
/// going leaves the others their days of sale, so it is the last sales that are lost.
fn turns_up(calendar: &HoldingCalendar, holding: &Holding, phases: &[Phase], leftover: f64) -> Vec<f64> {
    let (total, horizon) = (holding.units(), calendar.horizon_days());
    let mut bends = Vec::new();
    for (index, day) in calendar.snapshot_offsets().enumerate() {
        let mut rises = holding.rises(index).peekable();
        if rises.peek().is_some() {
            let sold = sold_before(phases, day, horizon);
            bends.extend(rises.map(|gone| gone - sold));
        }
    }
    // What the last unit there brings if it is sold on `day`, after its storage.
    let brings = |day: i32, net: f64| {
        let stored = calendar.sums(day.saturating_add(1)).rates;
        net * calendar.discount(day) - holding.volume() * stored
    };
    let is_discounting = calendar.discount(1) <= 1.0;
    let (mut sold, mut before) = (0.0, f64::INFINITY);
    for (phase, days) in
        with_days(phases, horizon).filter(|(phase, days)| phase.units_per_day > 0.0 && !days.is_empty())
    {
        // Within a phase a later day brings less anyway, unless a loss is put off.
        let looked_at =
            if is_discounting && phase.net_per_unit >= 0.0 { days.start..days.start + 1 } else { days.clone() };
        for day in looked_at {
            let this = brings(day, phase.net_per_unit);
            if this > before {
                bends.push(total - sold - phase.units_per_day * f64::from(day - days.start));
            }
            before = this;
        }
        before = brings(days.end - 1, phase.net_per_unit);
        sold += phase.units_per_day * f64::from(days.end - days.start);
        if sold >= total {
            break;
        }
    }
    if brings(horizon, leftover) > before {
        bends.push(total - sold);
    }
    bends.retain(|bend| *bend > 0.0 && *bend < total);
    bends.sort_unstable_by(f64::total_cmp);
    bends
}

/// Each phase with the days it holds.
fn with_days(phases: &[Phase], horizon: i32) -> impl Iterator<Item = (&Phase, core::ops::Range<i32>)> {
    let ends = phases.iter().skip(1).map(move |next| next.from_day.min(horizon)).chain([horizon]);
    phases.iter().zip(ends).map(|(phase, end)| (phase, phase.from_day.max(0)..end))
}

/// Units that `phases` would sell before a morning if there were enough.
fn sold_before(phases: &[Phase], morning: i32, horizon: i32) -> f64 {
    let of_phase = |(phase, days): (&Phase, core::ops::Range<i32>)| {
        phase.units_per_day.max(0.0) * f64::from((days.end.min(morning) - days.start).max(0))
    };
    with_days(phases, horizon).map(of_phase).sum()
}

/// Whether it is plain, without trying any number, that none should go for `now` a unit: all sells before any surcharge,
/// and even the last unit sold brings no less after paying storage until then. `false` says nothing.
///
/// The oldest going leaves the others their days of sale, so letting some go loses the last sales and saves their storage.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, event_wise::Holding, keeps_all};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &[Cohort { units: 5.0, age_days: 30, is_assumed: false }], 1.0, false);
/// // Even the last of five brings 4.00 less six days of storage at most, more than 3.00 today.
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
/// assert!(keeps_all(&calendar, &holding, &sales, 300.0));
/// assert!(!keeps_all(&calendar, &holding, &sales, 399.0));
/// ```
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

/// The same by following the stock day by day for every multiple of `step`: the definition.
///
/// `None` if `step` is no number above zero.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, best_removal_by_trial};
/// let start = Day::parse("2026-11-21").unwrap();
/// // As for `best_removal`: a cent a day for room, one sold a day for 1.20, 0.50 for leaving.
/// let calendar = HoldingCalendar::new(start, 365, 0.0, |day| f64::from(day.days_in_month()), Vec::new()).unwrap();
/// let stock = [Cohort { units: 100.0, age_days: 30, is_assumed: false }];
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 120.0 }];
/// let best = best_removal_by_trial(&calendar, &stock, 1.0, false, &sales, 50.0, 50.0, 1.0).unwrap();
/// assert_eq!(best.units, 30.0);
/// ```
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

    /// Thirty days without storage or return, after five of which units of some ages pay so much each.
    fn charged_once(from_days: i32, to_days: Option<i32>, per_volume: f64) -> HoldingCalendar {
        let band = AgedBand { from_days, to_days, per_volume, min_per_unit: 0.0 };
        let snapshot = Snapshot { day: 5, schedule: AgedSchedule { bands: vec![band], exempt_ages: None } };
        HoldingCalendar::new(Day::parse("2027-03-10").unwrap(), 30, 0.0, |_| 0.0, vec![snapshot]).unwrap()
    }

    /// The best and the trial agree in the number to the unit.
    #[track_caller]
    fn best(
        calendar: &HoldingCalendar,
        units_by_age: &[(f64, i32)],
        phases: &[Phase],
        now: f64,
        leftover: f64,
    ) -> BestRemoval {
        let cohort = |(units, age_days): &(f64, i32)| Cohort { units: *units, age_days: *age_days, is_assumed: false };
        let cohorts: Vec<_> = units_by_age.iter().map(cohort).collect();
        let mut holding = Holding::default();
        holding.prepare(calendar, &cohorts, 1.0, false);
        let best = best_removal(calendar, &holding, phases, now, leftover, 1.0).unwrap();
        let trial = best_removal_by_trial(calendar, &cohorts, 1.0, false, phases, now, leftover, 1.0).unwrap();
        assert_eq!((best.units, best.remove_all), (trial.units, trial.remove_all), "{best:?} {trial:?}");
        assert!((best.present_value - trial.present_value).abs() < 1e-6, "{best:?} {trial:?}");
        best
    }

    #[test]
    fn lets_exactly_the_cohort_go_that_a_snapshot_charges() {
        // Nothing sells. At the horizon a unit brings 10 more than now, or the same: then the least number counts.
        let calendar = charged_once(181, None, 50.0);
        for leftover in [110.0, 100.0] {
            let best = best(&calendar, &[(63.0, 20), (37.0, 200)], &[], 100.0, leftover);
            assert_eq!((best.units, best.present_value), (37.0, 37.0 * 100.0 + 63.0 * leftover));
            assert_eq!(best.hold_all, 100.0 * leftover - 37.0 * 50.0);
        }
    }

    #[test]
    fn looks_beyond_old_ones_that_pay_less_than_younger_ones() {
        // Units past 270 days pay nothing, those of 181 and more do: the old ones go only to reach the others.
        let calendar = charged_once(181, Some(270), 90.0);
        let units = |old| best(&calendar, &[(old, 300), (50.0, 200), (10.0, 20)], &[], 100.0, 140.0).units;
        assert_eq!((units(20.0), units(100.0)), (70.0, 0.0));
        // Of 25 old ones 20 are sold by then: with 15 gone neither an old one nor one of the ten that pay is there.
        let there = [(25.0, 300), (10.0, 200), (10.0, 20)];
        assert_eq!(best(&calendar, &there, &[phase(0, 4.0, 140.0)], 100.0, 140.0).units, 15.0);
    }

    /// A year without storage or snapshots.
    fn year(annual_rate: f64) -> HoldingCalendar {
        HoldingCalendar::new(Day::parse("2027-03-10").unwrap(), 365, annual_rate, |_| 0.0, Vec::new()).unwrap()
    }

    fn phase(from_day: i32, units_per_day: f64, net_per_unit: f64) -> Phase {
        Phase { from_day, units_per_day, net_per_unit }
    }

    #[test]
    fn looks_beyond_poor_sales_for_good_ones() {
        // A unit a day for 100, from day 20 for 900: for 400 none of the good ones should go, and the poor ones cannot
        // without them; with few good ones behind the poor ones all go.
        let phases = [phase(0, 1.0, 100.0), phase(20, 1.0, 900.0)];
        let units = |there| best(&year(0.1), &[(there, 0)], &phases, 400.0, 0.0).units;
        assert_eq!((units(60.0), units(25.0)), (0.0, 25.0));
        // Twice so, with poor ones last, for any stock.
        let phases = [phase(0, 1.5, 100.0), phase(8, 0.5, 900.0), phase(20, 2.0, 150.0), phase(25, 1.0, 600.0)];
        let phases = [&phases[..], &[phase(32, 0.25, 50.0)]].concat();
        for there in 1..=50 {
            for now in [120.0, 300.0, 500.0] {
                best(&year(0.1), &[(f64::from(there), 0)], &phases, now, 0.0);
            }
        }
    }

    #[test]
    fn later_sales_are_the_better_ones_if_they_lose_or_money_grows_dear() {
        // Each sale loses 300 when it comes; going loses less than the first and more than the last of them.
        let losing = [phase(0, 1.0, -300.0)];
        assert_eq!(best(&year(0.1), &[(300.0, 0)], &losing, -280.0, -280.0).units, 300.0);
        assert_eq!(best(&year(0.1), &[(340.0, 0)], &losing, -291.0, -291.0).units, 0.0);
        // Under a return below zero a sale of 300 is worth the more the later it is.
        let winning = [phase(0, 1.0, 300.0)];
        assert_eq!(best(&year(-0.1), &[(300.0, 0)], &winning, 320.0, 320.0).units, 300.0);
        assert_eq!(best(&year(-0.1), &[(340.0, 0)], &winning, 309.0, 309.0).units, 0.0);
    }

    #[test]
    fn what_is_left_at_the_end_may_be_worth_more_than_a_sale() {
        // 182 units are sold for 100 within the year; each of the others brings 300 at its end.
        let phases = [phase(0, 0.5, 100.0)];
        let units = |there| best(&year(0.1), &[(there, 0)], &phases, 150.0, 300.0).units;
        assert_eq!((units(500.0), units(200.0)), (0.0, 200.0));
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
