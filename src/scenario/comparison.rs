//! Follows every way to the horizon and says which leaves the most money.

use super::WAIT_DAYS;
use super::cash;
use super::difference::Parts;
use super::frontier::mark_frontier;
use super::lift::multiple_needed;
use super::months::holding_months;
use super::name::ScenarioName;
use super::outcome::{Comparison, Deadline, Outcome};
use super::situation::{PriceWay, Situation};
use crate::error::Result;
use crate::exits::{Exit, best_exit};
use crate::money::{Currency, Money};
use crate::stock::event_wise::{Holding, Standing};
use crate::stock::{Phase, best_removal, best_stop, cohort_dates, total_units};

/// What a unit left at the horizon brings.
#[derive(Clone, Copy)]
struct Leftover {
    /// On the day of leaving, later payment discounted for its lag.
    value: f64,
    /// Not discounted.
    net: f64,
}

pub(super) struct Comparer<'a> {
    situation: &'a Situation<'a>,
    currency: Currency,
    holding: Holding,
    units: f64,
    leftover: Option<Leftover>,
}

/// Compares every way of a situation.
///
/// # Errors
/// `out_of_range` if an amount does not fit; `currency_mismatch` if nets are of several currencies.
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
/// // Nothing sells: a month of storage costs 3.00 a unit, removal 1.04 today.
/// let still = Situation { units_per_day: Some(0.0), ..situation };
/// let comparison = compare(&still).unwrap();
/// assert_eq!(comparison.best().unwrap().scenario.id, "remove");
/// assert_eq!(comparison.gain, Some(usd(600)));
/// ```
pub fn compare(situation: &Situation<'_>) -> Result<Comparison> {
    let comparer = Comparer::new(situation)?;
    let mut outcomes = Vec::new();
    let mut values = Vec::new();
    for way in situation.prices {
        let (outcome, value) = comparer.price(way)?;
        outcomes.push(outcome);
        values.push(value);
    }
    for exit in situation.exits {
        let (outcome, value) = comparer.exit(exit)?;
        outcomes.push(outcome);
        values.push(value);
    }
    comparer.conclude(outcomes, &values)
}

/// What two of the ways bring, found by their ids; `None` for an id that is not among them.
///
/// # Errors
/// As [`compare`].
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, outcomes_of};
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
/// let [remove, none] = outcomes_of(&situation, ["remove", "cut-250000"]).unwrap();
/// assert_eq!(remove.unwrap().cash, Some(usd(-208)));
/// assert_eq!(none, None);
/// ```
pub fn outcomes_of(situation: &Situation<'_>, ids: [&str; 2]) -> Result<[Option<Outcome>; 2]> {
    let comparer = Comparer::new(situation)?;
    let find = |id: &str| -> Result<Option<Outcome>> {
        if let Some(way) = situation.prices.iter().find(|way| way.name.id == id) {
            return comparer.price(way).map(|(outcome, _)| Some(outcome));
        }
        let exit = situation.exits.iter().find(|exit| exit.kind.code() == id);
        exit.map(|exit| comparer.exit(exit).map(|(outcome, _)| outcome)).transpose()
    };
    let [a, b] = ids;
    Ok([find(a)?, find(b)?])
}

/// How sales go at one reaction of demand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Branch {
    /// Units a day and net of each, in order of days; the first from day 0.
    pub phases: Vec<Phase>,
    /// Minor units paid today for it as a whole.
    pub paid_at_once: f64,
}

/// A way to sell whose pace changes on the way, such as a promotion of a week.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Course {
    /// What it is called.
    pub name: ScenarioName,
    /// Net of one unit on the first day.
    pub net_now: Option<Money>,
    /// Units a day at first.
    pub units_per_day: Option<f64>,
    /// As expected; none = something is not known.
    pub mid: Option<Branch>,
    /// If demand reacts weakly.
    pub low: Option<Branch>,
    /// If it reacts strongly.
    pub high: Option<Branch>,
    /// Codes and fee families of what is not known.
    pub unknown: Vec<String>,
}

/// What courses bring, each against doing nothing, in the same way as [`compare`] values a price.
///
/// # Errors
/// As [`compare`].
pub(crate) fn follow(situation: &Situation<'_>, courses: &[Course]) -> Result<Vec<Outcome>> {
    let comparer = Comparer::new(situation)?;
    let hold = match situation.prices.first() {
        Some(way) => comparer.price(way)?.0.present_value,
        None => None,
    };
    courses
        .iter()
        .map(|course| {
            let mut outcome = comparer.course(course)?;
            outcome.against_hold = match outcome.present_value.zip(hold) {
                Some((value, hold)) => Some(value.minus(hold)?),
                None => None,
            };
            Ok(outcome)
        })
        .collect()
}

/// Units that phases sell before a day.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, units_sold_before};
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
/// let phases = situation.hold_phases().unwrap();
/// // One a day, and no more than there are.
/// assert_eq!([0, 1, 9].map(|day| units_sold_before(&situation, &phases, day)), [0.0, 1.0, 2.0]);
/// ```
#[must_use]
pub fn units_sold_before(situation: &Situation<'_>, phases: &[Phase], day: i32) -> f64 {
    let mut holding = Holding::default();
    // How much is sold does not hang on the room it takes.
    holding.prepare(situation.calendar, situation.cohorts, situation.volume.unwrap_or(0.0), situation.is_exempt);
    let last = day.clamp(0, situation.calendar.horizon_days());
    holding.units() - holding.on(situation.calendar, phases, last).units
}

impl<'a> Comparer<'a> {
    pub(super) fn new(situation: &'a Situation<'a>) -> Result<Self> {
        let mut holding = Holding::default();
        if let Some(volume) = situation.volume {
            holding.prepare(situation.calendar, situation.cohorts, volume, situation.is_exempt);
        }
        let leftover = match best_exit(situation.exits, situation.calendar) {
            Some((exit, value)) => exit.net_per_unit()?.map(|net| Leftover { value, net: net.to_expectation() }),
            None => None,
        };
        let units = total_units(situation.cohorts);
        Ok(Self { situation, currency: situation.price_in_force.currency(), holding, units, leftover })
    }

    pub(super) fn money(&self, minor: f64) -> Result<Money> {
        Money::from_expectation(minor, self.currency)
    }

    fn is_holding_known(&self) -> bool {
        self.situation.volume.is_some() && self.situation.holding_unknown.is_empty()
    }

    /// S at the end of a path; `None` if something is left and no exit is known.
    fn value(&self, end: Standing) -> Option<f64> {
        let left = if end.is_sold_out() { 0.0 } else { self.leftover?.value };
        Some(end.leaving(self.situation.calendar, left))
    }

    fn follow(&self, phases: &[Phase]) -> Standing {
        self.holding.follow(self.situation.calendar, phases)
    }

    /// Present value of a price for one elasticity.
    pub(super) fn value_by(&self, way: &PriceWay, elasticity: f64) -> Option<f64> {
        self.is_holding_known().then_some(())?;
        self.value(self.follow(&self.situation.phases(way, elasticity)?))
    }

    pub(super) fn price(&self, way: &PriceWay) -> Result<(Outcome, Option<f64>)> {
        let situation = self.situation;
        let elasticity = situation.elasticity;
        let expected = situation.multiple(way, elasticity.mid);
        let mut outcome = Outcome::named(way.name.clone());
        outcome.net_per_unit = way.nets.iter().rev().find(|n| n.from_day <= 0).and_then(|n| n.net);
        if let Some(net) = outcome.net_per_unit {
            // One currency throughout, or the sums below mean nothing.
            Money::zero(self.currency).plus(net)?;
        }
        outcome.lift_expected = expected;
        outcome.units_per_week = situation.units_per_day.zip(expected).map(|(rate, multiple)| rate * multiple * 7.0);
        outcome.unknown = situation.missing(way);
        let phases = situation.phases(way, elasticity.mid).filter(|_| self.is_holding_known());
        let Some(phases) = phases else { return Ok((outcome, None)) };

        let (mut outcome, value) = self.path(outcome, &phases, 0.0)?;
        if value.is_some() {
            let either = |elasticity| self.value_by(way, elasticity).map(|v| self.money(v)).transpose();
            outcome.low = either(elasticity.low)?;
            outcome.high = either(elasticity.high)?;
            outcome.lift_needed = self.lift_needed(way);
        }
        Ok((outcome, value))
    }

    /// What sales in phases bring, less `paid_at_once`; the value is missing if something is left
    /// and no exit is known.
    fn path(&self, mut outcome: Outcome, phases: &[Phase], paid_at_once: f64) -> Result<(Outcome, Option<f64>)> {
        let situation = self.situation;
        let end = self.follow(phases);
        outcome.storage = Some(self.money(end.storage)?);
        outcome.surcharge = Some(self.money(end.surcharge)?);
        outcome.utilization = situation.has_utilization.then(|| self.money(end.utilization)).transpose()?;
        outcome.units_left = Some(end.units);
        if end.is_sold_out() {
            outcome.clears_on = Some(situation.calendar.date(end.day));
            outcome.days_to_clear = Some(end.day);
        }
        let Some(value) = self.value(end) else {
            outcome.unknown.push("leftover".to_owned());
            return Ok((outcome, None));
        };
        let value = value - paid_at_once;
        let leftover = if end.is_sold_out() { 0.0 } else { end.units * self.leftover.map_or(0.0, |l| l.net) };
        let cash = end.cash() + leftover;
        outcome.leftover = Some(self.money(leftover)?);
        outcome.cash = Some(self.money(cash - paid_at_once)?);
        outcome.present_value = Some(self.money(value)?);
        outcome.cash_path = cash::of_price(situation.calendar, &self.holding, phases, leftover);
        outcome.cash_path.iter_mut().for_each(|point| point.minor -= paid_at_once);
        outcome.days_to_cash = Some(cash::days_of_price(situation.calendar, &self.holding, phases, end, cash));
        Ok((outcome, Some(value)))
    }

    fn course(&self, course: &Course) -> Result<Outcome> {
        let mut outcome = Outcome::named(course.name.clone());
        outcome.net_per_unit = course.net_now;
        outcome.units_per_week = course.units_per_day.map(|rate| rate * 7.0);
        outcome.lift_expected = course
            .units_per_day
            .zip(self.situation.units_per_day)
            .and_then(|(rate, now)| (now > 0.0).then_some(rate / now));
        outcome.unknown.clone_from(&course.unknown);
        let Some(mid) = course.mid.as_ref().filter(|_| self.is_holding_known()) else { return Ok(outcome) };
        let (mut outcome, value) = self.path(outcome, &mid.phases, mid.paid_at_once)?;
        if value.is_some() {
            let either = |branch: &Option<Branch>| -> Result<Option<Money>> {
                let value = branch
                    .as_ref()
                    .and_then(|branch| Some(self.value(self.follow(&branch.phases))? - branch.paid_at_once));
                value.map(|value| self.money(value)).transpose()
            };
            outcome.low = either(&course.low)?;
            outcome.high = either(&course.high)?;
        }
        Ok(outcome)
    }

    /// The multiple of demand at which a price just reaches the best exit.
    fn lift_needed(&self, way: &PriceWay) -> Option<f64> {
        let rate = self.situation.units_per_day?;
        let target = self.units * self.leftover?.value;
        // All is sold on the first day that sells anything, however slow the season makes it.
        let first = self.situation.season.iter().map(|stretch| stretch.factor).find(|factor| *factor > 0.0);
        let slowest = first.map_or(1.0, |factor| factor.min(1.0));
        multiple_needed(target, self.units / rate / slowest, |multiple| {
            self.value(self.follow(&self.situation.phases_at(way, rate * multiple)?))
        })
    }

    fn exit(&self, exit: &Exit) -> Result<(Outcome, Option<f64>)> {
        let mut outcome = Outcome::named(ScenarioName::exit(exit.kind));
        (outcome.irrevocable, outcome.blocks) = (exit.irrevocable, exit.blocks);
        outcome.unknown.clone_from(&exit.unknown);
        let Some((worth, net)) = exit.value_per_unit(self.situation.calendar).zip(exit.net_per_unit()?) else {
            return Ok((outcome, None));
        };
        let value = worth * self.units;
        outcome.net_per_unit = Some(Money::zero(self.currency).plus(net)?);
        outcome.cash = Some(self.money(net.to_expectation() * self.units)?);
        outcome.present_value = Some(self.money(value)?);
        (outcome.low, outcome.high) = (outcome.present_value, outcome.present_value);
        outcome.clears_on = Some(self.situation.calendar.start());
        outcome.days_to_clear = Some(0);
        outcome.units_left = Some(0.0);
        let nothing = Some(Money::zero(self.currency));
        (outcome.storage, outcome.surcharge, outcome.leftover) = (nothing, nothing, nothing);
        outcome.utilization = nothing;
        outcome.cash_path = cash::of_exit(self.situation.calendar, exit, self.units);
        outcome.days_to_cash = exit.flows.as_ref().map(cash::days_of_exit);
        Ok((outcome, Some(value)))
    }

    fn conclude(&self, mut outcomes: Vec<Outcome>, values: &[Option<f64>]) -> Result<Comparison> {
        let situation = self.situation;
        let recommended = first_highest(values);
        let exits = values.get(situation.prices.len()..).unwrap_or(&[]);
        let best_exit = first_highest(exits).map(|place| place + situation.prices.len());
        let hold = outcomes.first().and_then(|o| o.present_value).filter(|_| !situation.prices.is_empty());
        for (place, outcome) in outcomes.iter_mut().enumerate() {
            outcome.is_best = Some(place) == recommended;
            outcome.against_hold = match outcome.present_value.zip(hold) {
                Some((value, hold)) => Some(value.minus(hold)?),
                None => None,
            };
            if let Some(parts) = Parts::of(outcome, self.units)? {
                (outcome.sales, outcome.exit, outcome.timing) =
                    (Some(parts.sales), Some(parts.exit), Some(parts.timing));
            }
        }
        mark_frontier(&mut outcomes);
        let best = recommended.and_then(|place| values.get(place).copied().flatten());
        let unvalued = outcomes.iter().filter(|o| o.present_value.is_none());
        let mut comparison = Comparison {
            recommended,
            best_exit,
            gain: recommended.and_then(|place| outcomes.get(place)?.against_hold),
            wait_week: None,
            deadline: None,
            without_value: unvalued.map(|o| o.scenario.id.clone()).collect(),
            holding: Vec::new(),
            cohorts: Vec::new(),
            best_stop: None,
            remove_now: None,
            outcomes,
        };
        let phases = situation.hold_phases().filter(|_| self.is_holding_known());
        let Some(phases) = phases else { return Ok(comparison) };
        let (calendar, holding) = (situation.calendar, &self.holding);
        let worth = self.leftover.map(|l| l.value);
        comparison.holding = holding_months(calendar, holding, &phases, worth);
        comparison.deadline = match holding.next_charge(calendar, &phases) {
            Some(charge) => Some(Deadline {
                day: calendar.date(charge.day - 1),
                units: charge.units,
                cost: self.money(charge.charge)?,
            }),
            None => None,
        };
        comparison.wait_week = match best.zip(self.best_after_a_week(&phases)) {
            Some((now, then)) => Some(self.money(now - then)?),
            None => None,
        };
        if let (Some(worth), Some(volume)) = (worth, situation.volume) {
            comparison.cohorts = cohort_dates(calendar, situation.cohorts, volume, situation.is_exempt, &phases, worth);
            comparison.best_stop = Some(best_stop(calendar, holding, &phases, worth));
            comparison.remove_now = best_removal(calendar, holding, &phases, worth, worth, 1.0);
        }
        Ok(comparison)
    }

    /// The highest present value after doing nothing for a week.
    fn best_after_a_week(&self, hold: &[Phase]) -> Option<f64> {
        let situation = self.situation;
        let calendar = situation.calendar;
        let week = self.holding.on(calendar, hold, WAIT_DAYS);
        let of_price = |way: &PriceWay| {
            let phases = situation.phases(way, situation.elasticity.mid)?;
            self.value(self.holding.advance::<true>(calendar, &phases, week, calendar.horizon_days()))
        };
        let prices = situation.prices.iter().filter_map(of_price);
        let exits = situation.exits.iter().filter_map(|e| Some(week.leaving(calendar, e.value_per_unit(calendar)?)));
        prices.chain(exits).reduce(f64::max)
    }
}

impl Outcome {
    fn named(scenario: ScenarioName) -> Self {
        Self {
            scenario,
            cash: None,
            present_value: None,
            against_hold: None,
            net_per_unit: None,
            units_per_week: None,
            clears_on: None,
            days_to_clear: None,
            units_left: None,
            leftover: None,
            sales: None,
            exit: None,
            timing: None,
            storage: None,
            surcharge: None,
            utilization: None,
            low: None,
            high: None,
            lift_needed: None,
            lift_expected: None,
            cash_path: Vec::new(),
            days_to_cash: None,
            is_efficient: false,
            irrevocable: &[],
            blocks: &[],
            unknown: Vec::new(),
            is_best: false,
        }
    }
}

/// Place of the highest, the first of equal ones.
fn first_highest(values: &[Option<f64>]) -> Option<usize> {
    let known = values.iter().enumerate().filter_map(|(place, value)| Some((place, (*value)?)));
    known.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(place, _)| place)
}
