//! Cash over time.

use crate::date::Day;
use crate::exits::{Exit, Flows};
use crate::stock::event_wise::{Holding, Standing};
use crate::stock::{HoldingCalendar, Phase};

/// Share of a way's cash that counts as "the cash is in".
const CASH_SHARE: f64 = 0.9;

/// Days between two looks for it; within such a stretch it is then looked for day by day.
const LOOK_DAYS: i32 = 7;

/// A point of cash over time.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, compare};
/// use clearfloor::{date::Day, stock::{Cohort, HoldingCalendar}};
/// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
/// let calendar = HoldingCalendar::new(Day::parse("2026-11-01").unwrap(), 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let nets = vec![NetFrom { from_day: 0, net: Some(usd(1200)) }];
/// let hold = PriceWay { name: ScenarioName::hold(usd(2000)), price: usd(2000), nets, unknown: Vec::new() };
/// let (prices, exits) = ([hold], [Exit::removal(Ok(usd(104)))]);
/// let cohorts = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let situation = Situation {
///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
///     elasticity: Elasticity::prior(), price_in_force: usd(2000), prices: &prices, exits: &exits,
///     holding_unknown: &[], has_utilization: true,
/// };
/// let hold = &compare(&situation).unwrap().outcomes[0];
/// // Nothing at first, 24.00 less 0.30 of storage in the end.
/// let (first, last) = (hold.cash_path.first().unwrap(), hold.cash_path.last().unwrap());
/// assert_eq!((first.minor, first.units), (0.0, 2.0));
/// assert_eq!((last.minor.round(), last.units), (2370.0, 0.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CashPoint {
    /// The day, at its end; the first point is how things stand before anything happens.
    pub day: Day,
    /// Money received less money paid since then, in minor units.
    pub minor: f64,
    /// Units still there.
    pub units: f64,
}

/// Points of a price: today, snapshot days, ends of months and the end, where what is left brings
/// `leftover` in all: there it has a point before and a point after.
pub(super) fn of_price(
    calendar: &HoldingCalendar,
    holding: &Holding,
    phases: &[Phase],
    leftover: f64,
) -> Vec<CashPoint> {
    let horizon = calendar.horizon_days();
    let mut ends: Vec<i32> = calendar.snapshot_offsets().collect();
    ends.extend((1..horizon).filter(|day| calendar.date(day + 1).day_of_month() == 1));
    ends.sort_unstable();
    ends.dedup();
    let start = holding.at_start();
    let mut path = vec![CashPoint { day: calendar.start(), minor: 0.0, units: start.units }];
    let mut at = start;
    for day in ends {
        let next = holding.advance::<true>(calendar, phases, at, day + 1);
        // The last unit went before this day: the closing point says so.
        if next.is_sold_out() && next.day <= day {
            break;
        }
        at = next;
        path.push(CashPoint { day: calendar.date(day), minor: at.cash(), units: at.units });
    }
    let end: Standing = holding.advance::<true>(calendar, phases, at, horizon);
    let day = calendar.date(if end.is_sold_out() { end.day.max(1) - 1 } else { horizon });
    if path.last().is_some_and(|last| last.day == day && path.len() > 1) {
        path.pop();
    }
    if leftover != 0.0 {
        path.push(CashPoint { day, minor: end.cash(), units: end.units });
    }
    path.push(CashPoint { day, minor: end.cash() + leftover, units: 0.0 });
    path
}

/// Points of an exit of `units`: what comes at once and what comes later.
pub(super) fn of_exit(calendar: &HoldingCalendar, exit: &Exit, units: f64) -> Vec<CashPoint> {
    let Some(flows) = exit.flows else { return Vec::new() };
    let at_once = flows.at_once.to_expectation() * units;
    let later = flows.later.to_expectation() * units;
    let point = |day, minor, units| CashPoint { day: calendar.date(day), minor, units };
    let mut path = vec![point(0, 0.0, units), point(0, at_once, 0.0)];
    if flows.lag_days > 0 {
        path.push(point(flows.lag_days, at_once + later, 0.0));
    }
    path
}

/// Days until nine tenths of what a price brings in all (`total`, what is left at the end counted
/// in) have come in; the last day of its path if it brings nothing in all.
///
/// Looked for at the ends of weeks, then day by day within the first week that ends above it.
pub(super) fn days_of_price(
    calendar: &HoldingCalendar,
    holding: &Holding,
    phases: &[Phase],
    end: Standing,
    total: f64,
) -> i32 {
    let last = if end.is_sold_out() { end.day.max(1) - 1 } else { calendar.horizon_days() };
    let target = CASH_SHARE * total;
    if total <= 0.0 || end.cash() < target {
        return last;
    }
    let reaches = |from: Standing, day: i32| {
        let next = holding.advance::<true>(calendar, phases, from, day);
        (next, next.cash() >= target)
    };
    let mut week = holding.at_start();
    while week.day < end.day {
        let until = (week.day + LOOK_DAYS).min(end.day);
        let (next, is_in) = reaches(week, until);
        if is_in {
            let first = (week.day + 1..=until).find(|&day| reaches(week, day).1);
            return first.unwrap_or(until) - 1;
        }
        week = next;
    }
    last
}

/// The same for an exit.
pub(super) fn days_of_exit(flows: &Flows) -> i32 {
    let (at_once, later) = (flows.at_once.to_expectation(), flows.later.to_expectation());
    let total = at_once + later;
    let is_in = if total > 0.0 { at_once >= CASH_SHARE * total } else { later == 0.0 };
    if is_in { 0 } else { flows.lag_days }
}
