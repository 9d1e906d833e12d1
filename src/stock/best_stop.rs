//! The best day to let everything go, exactly, without looking at each day.

use super::SAME_VALUE;
use super::calendar::{HoldingCalendar, Phase};
use super::event_wise::{Holding, Standing};

/// When to stop holding.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, best_stop, event_wise::Holding};
/// use clearfloor::date::Day;
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &[Cohort { units: 2.0, age_days: 30, is_assumed: false }], 1.0, false);
/// // Nothing sells: 1.00 a unit today, less with every day.
/// let stop = best_stop(&calendar, &holding, &[], 100.0);
/// assert_eq!((stop.day, stop.present_value), (0, 200.0));
/// assert_eq!((stop.first_day_worse_than_now, stop.end_day), (Some(1), 30));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestStop {
    /// Earliest day with the highest S.
    pub day: i32,
    /// That S.
    pub present_value: f64,
    /// First day on which leaving is worth less than leaving at once; `None` = never.
    pub first_day_worse_than_now: Option<i32>,
    /// First morning without units, or the horizon.
    pub end_day: i32,
}

/// Days between which S only rises or only falls.
#[derive(Clone, Copy)]
struct Run {
    standing: Standing,
    from: i32,
    to: i32,
    at_from: f64,
    at_to: f64,
}

/// The best day to stop when a unit let go brings `value` (discounted for its lag).
///
/// Between two events the step S(i+1) − S(i) is the discount of day i times a straight line in the
/// units left, so it changes sign at most once there; that day is found by halving. The events
/// are phases, months, snapshots and the last day of sale.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, Phase, best_stop, event_wise::Holding};
/// use clearfloor::date::Day;
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &[Cohort { units: 40.0, age_days: 30, is_assumed: false }], 1.0, false);
/// // One a day for 4.00; a unit let go brings 2.00. The storage of 20 units for a day is what a sale gains.
/// let sales = [Phase { from_day: 0, units_per_day: 1.0, net_per_unit: 400.0 }];
/// assert_eq!(best_stop(&calendar, &holding, &sales, 200.0).day, 0);
/// let few = [Phase { from_day: 0, units_per_day: 4.0, ..sales[0] }];
/// assert_eq!(best_stop(&calendar, &holding, &few, 200.0).day, 10);
/// ```
#[must_use]
pub fn best_stop(calendar: &HoldingCalendar, holding: &Holding, phases: &[Phase], value: f64) -> BestStop {
    let end = holding.advance::<false>(calendar, phases, holding.at_start(), calendar.horizon_days());
    let end_day = if end.is_sold_out() { end.day } else { calendar.horizon_days() };
    let mut days: Vec<i32> = vec![0, end_day, end_day - 1];
    days.extend(calendar.rate_changes());
    days.extend(calendar.snapshot_offsets().flat_map(|s| [s, s + 1]));
    // While some units are too young for the utilization surcharge, any day may bend S.
    days.extend(0..=holding.grown_on());
    days.extend(phases.iter().map(|p| p.from_day));
    days.retain(|d| (0..=end_day).contains(d));
    days.sort_unstable();
    days.dedup();

    let leave = |from: Standing, day: i32| {
        let standing = holding.advance::<false>(calendar, phases, from, day);
        (standing, standing.leaving(calendar, value))
    };
    let mut runs = Vec::new();
    let (mut standing, mut at_from) = leave(holding.at_start(), 0);
    let now = at_from;
    for pair in days.windows(2) {
        let &[from, to] = pair else { continue };
        let (next, at_to) = leave(standing, to);
        let s = |day: i32| leave(standing, day).1;
        let rises_after = |day: i32| s(day + 1) > s(day);
        let starts_up = rises_after(from);
        let turn = if to - from > 2 && rises_after(to - 1) != starts_up {
            first_day(from, to - 1, |day| rises_after(day) != starts_up)
        } else {
            from
        };
        if turn > from {
            let at_turn = s(turn);
            runs.push(Run { standing, from, to: turn, at_from, at_to: at_turn });
            runs.push(Run { standing, from: turn, to, at_from: at_turn, at_to });
        } else if to - from == 2 {
            let middle = s(from + 1);
            runs.push(Run { standing, from, to: from + 1, at_from, at_to: middle });
            runs.push(Run { standing, from: from + 1, to, at_from: middle, at_to });
        } else {
            runs.push(Run { standing, from, to, at_from, at_to });
        }
        (standing, at_from) = (next, at_to);
    }

    let best = runs.iter().map(|r| r.at_from.max(r.at_to)).fold(now, f64::max);
    let day = first_that(&runs, &leave, |s| s >= best - SAME_VALUE);
    let worse = first_that(&runs, &leave, |s| s < now - SAME_VALUE);
    BestStop { day: day.unwrap_or(0), present_value: best, first_day_worse_than_now: worse, end_day }
}

/// The first day of all runs on which `holds` is true of S; on a run it changes at most once.
fn first_that(
    runs: &[Run],
    leave: &impl Fn(Standing, i32) -> (Standing, f64),
    holds: impl Fn(f64) -> bool,
) -> Option<i32> {
    runs.iter().find_map(|run| {
        if holds(run.at_from) {
            return Some(run.from);
        }
        holds(run.at_to).then(|| first_day(run.from, run.to, |day| holds(leave(run.standing, day).1)))
    })
}

/// The first day in `(from, to]` on which `holds`, which is false at `from` and true at `to`.
fn first_day(from: i32, to: i32, holds: impl Fn(i32) -> bool) -> i32 {
    let (mut no, mut yes) = (from, to);
    while yes - no > 1 {
        let middle = no + (yes - no) / 2;
        if holds(middle) {
            yes = middle;
        } else {
            no = middle;
        }
    }
    yes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::stock::{Cohort, day_exact};

    #[test]
    fn leaves_before_the_season_in_which_storage_eats_what_sales_bring() {
        // From 1 September a day brings 2 · 100; storage takes 0.1 a unit in the cheap months, 1 from
        // October to December. S rises to 1 October, falls, and rises again too late.
        let start = Day::parse("2026-09-01").unwrap();
        let rate = |day: Day| f64::from(day.days_in_month()) * if day.month() >= 10 { 1.0 } else { 0.1 };
        let calendar = HoldingCalendar::new(start, 180, 0.0, rate, Vec::new()).unwrap();
        let cohorts = [Cohort { units: 1000.0, age_days: 0, is_assumed: false }];
        let mut holding = Holding::default();
        holding.prepare(&calendar, &cohorts, 1.0, false);
        let phases = [Phase { from_day: 0, units_per_day: 2.0, net_per_unit: 100.0 }];
        let found = best_stop(&calendar, &holding, &phases, 1.0);
        let by_day = day_exact::follow(&calendar, &cohorts, 1.0, false, &phases);
        // September adds 30 · 98 + 0.2 · 435 = 3,027; the first days of October take 742, 740, 738, 736, 734.
        assert_eq!((found.day, found.first_day_worse_than_now), (30, Some(35)));
        assert_eq!(found.day, by_day.best_stop(1.0).0);
        assert_eq!(found.first_day_worse_than_now, by_day.first_day_worse_than_now(1.0));
    }
}
