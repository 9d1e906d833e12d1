//! Letting some units go now and selling the rest on: one way among the others.

use super::cash::{CashPoint, of_exit};
use super::comparison::Comparer;
use super::name::{ScenarioKind, ScenarioName};
use super::outcome::Outcome;
use super::situation::{PriceWay, Situation};
use crate::error::Result;
use crate::exits::{Exit, best_exit};
use crate::stock::event_wise::Holding;
use crate::stock::{Cohort, best_removal, keeps_all, total_units};

/// Fewer units than this are none.
const A_UNIT: f64 = 0.5;

/// A part of the stock to let go today by the best exit, and the price at which the rest sells on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    /// Units to let go, of the oldest.
    pub units: f64,
    /// How the rest is sold.
    pub way: &'a PriceWay,
    /// By which exit the part goes.
    pub exit: &'a Exit,
    /// What a unit of the part brings, discounted for its lag, minor units.
    pub worth: f64,
    /// Present value of both, minor units.
    pub present_value: f64,
}

/// The best number of units to let go today by the best exit, the rest being sold at one price of the situation:
/// today's, or the one worth most for the whole stock. `None` where keeping all or letting all go is worth as much, or
/// too little is known.
///
/// # Errors
/// `out_of_range`; `currency_mismatch`.
pub(crate) fn best_part<'a>(situation: &Situation<'a>) -> Result<Option<Part<'a>>> {
    let Some((exit, worth)) = best_exit(situation.exits, situation.calendar) else { return Ok(None) };
    let (Some(volume), true) = (situation.volume, situation.holding_unknown.is_empty()) else { return Ok(None) };
    let comparer = Comparer::new(situation)?;
    let mut ways: Vec<&PriceWay> = situation.prices.first().into_iter().collect();
    let mut best: Option<(f64, &PriceWay)> = None;
    for way in situation.prices {
        let value = comparer.value_by(way, situation.elasticity.mid);
        if let Some(value) = value.filter(|value| best.is_none_or(|(most, _)| *value > most)) {
            best = Some((value, way));
        }
    }
    let total = total_units(situation.cohorts);
    ways.extend(
        best.map(|(_, way)| way).filter(|way| way.name.id != situation.prices.first().map_or("", |w| &w.name.id)),
    );
    let mut holding = Holding::default();
    holding.prepare(situation.calendar, situation.cohorts, volume, situation.is_exempt);
    let mut found: Option<Part<'a>> = None;
    for way in ways {
        let Some(phases) = situation.phases(way, situation.elasticity.mid) else { continue };
        if keeps_all(situation.calendar, &holding, &phases, worth) {
            continue;
        }
        let Some(split) = best_removal(situation.calendar, &holding, &phases, worth, worth, 1.0) else { continue };
        let present_value = split.present_value;
        if found.is_none_or(|known| present_value > known.present_value) {
            found = Some(Part { units: split.units, way, exit, worth, present_value });
        }
    }
    Ok(found.filter(|part| part.units > A_UNIT && part.units < total - A_UNIT))
}

/// The way that [`best_part`] names, with all that it brings.
///
/// # Errors
/// As [`best_part`].
pub(crate) fn split(situation: &Situation<'_>) -> Result<Option<Outcome>> {
    let Some(Part { units: gone, way, exit, worth, present_value: value, .. }) = best_part(situation)? else {
        return Ok(None);
    };
    let comparer = Comparer::new(situation)?;
    let kept = without_oldest(situation.cohorts, gone);
    let rest = Situation { cohorts: &kept, ..*situation };
    let (mut outcome, _) = Comparer::new(&rest)?.price(way)?;
    let money = |minor: f64| comparer.money(minor);
    let net = exit.net_per_unit()?.map_or(0.0, |net| net.to_expectation() * gone);
    outcome.scenario = ScenarioName {
        id: format!("split-{}", gone.round()),
        kind: ScenarioKind::Split,
        discount: way.name.discount,
        price: Some(way.price),
        is_own: way.name.is_own,
    };
    outcome.cash = outcome.cash.map(|cash| money(cash.to_expectation() + net)).transpose()?;
    outcome.present_value = Some(money(value)?);
    for end in [&mut outcome.low, &mut outcome.high] {
        *end = end.map(|end| money(end.to_expectation() + worth * gone)).transpose()?;
    }
    outcome.irrevocable = exit.irrevocable;
    outcome.blocks = exit.blocks;
    outcome.lift_needed = None;
    outcome.cash_path = together(&outcome.cash_path, situation, exit, gone);
    let all = outcome.cash_path.last().map_or(0.0, |point| point.minor);
    let reached = outcome.cash_path.iter().find(|point| point.minor >= 0.9 * all).filter(|_| all > 0.0);
    let reached = reached.or(outcome.cash_path.last());
    outcome.days_to_cash = reached.map(|point| point.day.days_since(situation.calendar.start()));
    if let Some(hold) = situation.prices.first() {
        let hold = comparer.price(hold)?.0.present_value;
        outcome.against_hold = outcome.present_value.zip(hold).map(|(value, hold)| value.minus(hold)).transpose()?;
    }
    Ok(Some(outcome))
}

/// What stays when so many of the oldest are away.
fn without_oldest(cohorts: &[Cohort], mut gone: f64) -> Vec<Cohort> {
    let mut kept = cohorts.to_vec();
    kept.sort_by_key(|cohort| core::cmp::Reverse(cohort.age_days));
    for cohort in &mut kept {
        let taken = gone.min(cohort.units.max(0.0));
        cohort.units -= taken;
        gone -= taken;
    }
    kept.retain(|cohort| cohort.units > 1e-9);
    kept
}

/// Cash of the sales and of the exit together.
fn together(sales: &[CashPoint], situation: &Situation<'_>, exit: &Exit, gone: f64) -> Vec<CashPoint> {
    let paid = of_exit(situation.calendar, exit, gone);
    let mut days: Vec<_> = sales.iter().chain(&paid).map(|point| point.day).collect();
    days.sort_unstable();
    days.dedup();
    let start = situation.calendar.start();
    let units = sales.first().map_or(0.0, |point| point.units);
    let mut path = vec![CashPoint { day: start, minor: 0.0, units: units + gone }];
    for day in days {
        let of = |points: &[CashPoint]| points.iter().rev().find(|point| point.day <= day).copied();
        let (sold, left) = of(sales).map_or((0.0, units), |point| (point.minor, point.units));
        path.push(CashPoint { day, minor: sold + of(&paid).map_or(0.0, |point| point.minor), units: left });
    }
    path
}
