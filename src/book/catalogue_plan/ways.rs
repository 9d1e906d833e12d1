//! Every way of one product, with what it brings by a day: present value, cash, room.

use super::super::calculation::{Context, Prepared, Way};
use super::super::resolve::Resolved;
use super::wishes::{Changes, VOLUME_PARTS};
use crate::date::Day;
use crate::demand::rate_at;
use crate::exits::{ExitKind, Flows};
use crate::money::Money;
use crate::portfolio::choose::Choice;
use crate::quote::LineId;
use crate::rate::Rate;
use crate::stock::event_wise::{Holding, Standing};
use crate::stock::{HoldingCalendar, Phase};

/// Most periods of a cash calendar: the months that a year touches.
pub(super) const PERIODS: usize = 13;

/// The days that are looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Days {
    /// Days from today to the day by which it is to be free.
    pub by: i32,
    /// Days from a sale to the money.
    pub payout: i32,
    /// First mornings after the periods, ascending; the last is the horizon.
    pub ends: Vec<i32>,
}

impl Days {
    pub fn new(today: Day, by: i32, payout: i32, horizon: i32) -> Self {
        let firsts = (1..horizon).filter(|&day| today.plus(day).day_of_month() == 1);
        let mut ends: Vec<i32> = firsts.take(PERIODS - 1).collect();
        ends.push(horizon);
        Self { by, payout, ends }
    }

    fn period(&self, day: i32) -> usize {
        self.ends.partition_point(|end| *end <= day).min(self.ends.len().saturating_sub(1))
    }
}

/// A way with what is shown of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    pub way: Way,
    /// The exit by which what is left goes on the day.
    pub then: Option<ExitKind>,
    /// Units sold by the day, and units that leave by an exit by then.
    pub sold: f64,
    pub let_go: f64,
    /// Days until nothing is left; none = something is left after the year.
    pub clears: Option<i32>,
    /// Money in less money out by period, minor units.
    pub cash: [i64; PERIODS],
}

/// What was found of one product; kept and filled again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    holding: Holding,
    phases: Vec<Phase>,
    /// Doing nothing first, then the prices, each of them also with an exit on the day, then the exits.
    pub ways: Vec<(Choice, Course)>,
    /// Place of doing nothing and of the recommended way in `ways`.
    pub hold: usize,
    pub best: usize,
}

impl Found {
    /// Phases of a price; false if its net is not known on some day.
    fn fill(&mut self, context: &Context, nets: &[Option<Money>], per_day: f64, pause: i32) -> bool {
        self.phases.clear();
        for (&from, net) in context.segments.iter().zip(nets) {
            let Some(net) = net else { return false };
            let phase = Phase { from_day: from.max(pause), units_per_day: per_day, net_per_unit: net.to_expectation() };
            match self.phases.last_mut() {
                // Before sales begin another table came into force.
                Some(last) if last.from_day == phase.from_day => *last = phase,
                _ => self.phases.push(phase),
            }
        }
        !self.phases.is_empty()
    }

    /// All ways of a product. `None` if doing nothing has no value, whatever it lacks.
    pub fn find(&mut self, context: &Context, prepared: &Prepared<'_>, days: &Days, changes: &Changes) -> Option<()> {
        let resolved = prepared.resolved;
        let calendar = &context.group(resolved).calendar;
        let volume = prepared.volume(context.group(resolved))?;
        let price_now = resolved.price.filter(|_| resolved.units.is_some())?.to_expectation();
        let per_day = resolved.units_per_day?;
        self.ways.clear();
        self.holding.prepare(calendar, &resolved.cohorts, volume, resolved.is_exempt);
        let units = self.holding.units();
        let exits: Vec<(ExitKind, Flows)> =
            prepared.exits.iter().filter_map(|exit| Some((exit.kind, exit.flows?))).collect();
        let best_exit = exits.iter().map(|(kind, flows)| (*kind, *flows, flows.value_per_unit(calendar))).fold(
            None,
            |best: Option<(ExitKind, Flows, f64)>, next| match best {
                Some(known) if next.2 <= known.2 => Some(known),
                _ => Some(next),
            },
        );
        let parts = |gone: f64| super::whole((gone * volume * VOLUME_PARTS + 1e-6).floor());
        let segments = context.segments.len().max(1);
        for (point, nets) in prepared.points.iter().zip(prepared.nets.chunks(segments)) {
            let Some(multiple) = rate_at(1.0, point.price.to_expectation(), price_now, resolved.elasticity.mid) else {
                continue;
            };
            if !self.fill(context, nets, per_day * multiple, changes.pause) {
                continue;
            }
            let at = |day: i32| self.holding.on(calendar, &self.phases, day);
            let there = at(days.by + 1);
            let paid = if days.payout == 0 { there } else { at((days.by + 1 - days.payout).max(0)) };
            let end = self.holding.advance::<false>(calendar, &self.phases, there, calendar.horizon_days());
            let cash = paid.sales - costs(&there);
            let way = Way::At(*point);
            let course = Course {
                way,
                then: None,
                sold: units - there.units,
                let_go: 0.0,
                clears: end.is_sold_out().then_some(end.day),
                cash: [0; PERIODS],
            };
            let worth = best_exit.map(|(_, _, worth)| worth);
            let left = if end.is_sold_out() { Some(0.0) } else { worth };
            if let Some(value) = left.map(|left| end.leaving(calendar, left)) {
                let choice = Choice { value: minor(value)?, cash: minor(cash)?, volume: parts(units - there.units) };
                self.ways.push((choice, course));
            }
            if let Some((kind, flows, worth)) = best_exit.filter(|_| !there.is_sold_out()) {
                let by_then = if flows.lag_days <= 0 { flows.later.to_expectation() } else { 0.0 };
                let cash = cash + there.units * (flows.at_once.to_expectation() + by_then);
                let choice =
                    Choice { value: minor(there.leaving(calendar, worth))?, cash: minor(cash)?, volume: parts(units) };
                let course = Course { then: Some(kind), let_go: there.units, clears: Some(days.by + 1), ..course };
                self.ways.push((choice, course));
            }
        }
        let is_hold = |(_, course): &(Choice, Course)| course.way.is_hold() && course.then.is_none();
        self.hold = self.ways.iter().position(is_hold)?;
        for (kind, flows) in exits {
            let by_then = if flows.lag_days <= days.by { flows.later.to_expectation() } else { 0.0 };
            let choice = Choice {
                value: minor(flows.value_per_unit(calendar) * units)?,
                cash: minor((flows.at_once.to_expectation() + by_then) * units)?,
                volume: parts(units),
            };
            let course = Course {
                way: Way::Exit(kind),
                then: None,
                sold: 0.0,
                let_go: units,
                clears: Some(0),
                cash: [0; PERIODS],
            };
            self.ways.push((choice, course));
        }
        // Recommended is one that asks for nothing on the day: the first of the highest.
        let mut best = self.hold;
        for (place, (choice, course)) in self.ways.iter().enumerate() {
            let known = self.ways.get(best).map_or(i64::MIN, |(choice, _)| choice.value);
            if course.then.is_none() && choice.value > known {
                best = place;
            }
        }
        self.best = best;
        self.keep_unbeaten();
        self.lay_out(context, prepared, days, changes);
        Some(())
    }

    /// Drops ways that another beats in everything; doing nothing and the recommended way stay.
    fn keep_unbeaten(&mut self) {
        let all: Vec<Choice> = self.ways.iter().map(|(choice, _)| *choice).collect();
        let mut kept = all.iter().enumerate().map(|(place, way)| {
            place == self.hold
                || place == self.best
                || !all.iter().enumerate().any(|(other, than)| {
                    let no_less = than.value >= way.value && than.cash >= way.cash && than.volume >= way.volume;
                    other != place && no_less && (than != way || other < place)
                })
        });
        let kept: Vec<bool> = kept.by_ref().collect();
        let before = |place: usize| kept.iter().take(place).filter(|is_kept| **is_kept).count();
        (self.hold, self.best) = (before(self.hold), before(self.best));
        let mut each = kept.iter();
        self.ways.retain(|_| each.next().copied().unwrap_or(false));
    }

    /// Cash by period of the ways that are left.
    fn lay_out(&mut self, context: &Context, prepared: &Prepared<'_>, days: &Days, changes: &Changes) {
        let resolved = prepared.resolved;
        let calendar = &context.group(resolved).calendar;
        let segments = context.segments.len().max(1);
        let (Some(price_now), Some(per_day)) = (resolved.price, resolved.units_per_day) else { return };
        let flows_of =
            |kind: ExitKind| prepared.exits.iter().find(|exit| exit.kind == kind).and_then(|exit| exit.flows);
        let worths = prepared.exits.iter().filter_map(|exit| Some((exit.flows?, exit.value_per_unit(calendar)?)));
        let at_the_end = worths.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let mut ways = std::mem::take(&mut self.ways);
        for (_, course) in &mut ways {
            let mut cash = [0.0; PERIODS];
            match course.way {
                Way::Exit(kind) => {
                    if let Some(flows) = flows_of(kind) {
                        pay_out(&mut cash, days, flows, 0, self.holding.units());
                    }
                }
                Way::At(point) => {
                    let place = prepared.points.iter().position(|other| {
                        other.price == point.price && other.discount == point.discount && other.is_own == point.is_own
                    });
                    let nets = place.and_then(|place| prepared.nets.chunks(segments).nth(place)).unwrap_or(&[]);
                    let (asked, now) = (point.price.to_expectation(), price_now.to_expectation());
                    let multiple = rate_at(1.0, asked, now, resolved.elasticity.mid).unwrap_or(0.0);
                    if !self.fill(context, nets, per_day * multiple, changes.pause) {
                        continue;
                    }
                    let last = if course.then.is_some() { days.by + 1 } else { calendar.horizon_days() };
                    let end = self.by_period(calendar, days, last, &mut cash);
                    let exit = match course.then {
                        Some(kind) => flows_of(kind),
                        None => at_the_end.map(|(flows, _)| flows),
                    };
                    if let Some(flows) = exit.filter(|_| !end.is_sold_out()) {
                        pay_out(&mut cash, days, flows, last.min(calendar.horizon_days()), end.units);
                    }
                }
            }
            for (slot, sum) in course.cash.iter_mut().zip(cash) {
                *slot = minor(sum).unwrap_or(0);
            }
        }
        self.ways = ways;
    }

    /// Sales by the day they are paid and costs by the day they fall due, up to a morning.
    fn by_period(&self, calendar: &HoldingCalendar, days: &Days, last: i32, cash: &mut [f64; PERIODS]) -> Standing {
        let phases = &self.phases;
        let mut at = self.holding.at_start();
        let mut paid = at;
        let horizon = calendar.horizon_days();
        for (slot, &end) in cash.iter_mut().zip(&days.ends) {
            let next = self.holding.advance::<true>(calendar, phases, at, end.min(last));
            // What is paid after the year is counted at its end.
            let until = if end >= horizon { last } else { (end - days.payout).clamp(0, last) };
            let next_paid = self.holding.advance::<true>(calendar, phases, paid, until);
            *slot += next_paid.sales - paid.sales - (costs(&next) - costs(&at));
            (at, paid) = (next, next_paid);
        }
        at
    }
}

/// Storage and surcharges so far.
fn costs(at: &Standing) -> f64 {
    at.storage + at.surcharge + at.utilization
}

/// What units that leave on a day bring, by period.
fn pay_out(cash: &mut [f64; PERIODS], days: &Days, flows: Flows, on: i32, units: f64) {
    for (day, money) in [(on, flows.at_once), (on.saturating_add(flows.lag_days), flows.later)] {
        if let Some(slot) = cash.get_mut(days.period(day)) {
            *slot += money.to_expectation() * units;
        }
    }
}

/// Whole minor units of an expectation.
fn minor(expectation: f64) -> Option<i64> {
    Money::from_expectation(expectation, crate::money::Currency::USD).ok().map(Money::minor)
}

impl Changes {
    /// Puts another pace and price reaction in the place of what is known of a product.
    pub fn apply(&self, resolved: &mut Resolved) {
        resolved.units_per_day = resolved.units_per_day.map(|rate| rate * self.pace);
        resolved.elasticity.mid *= self.reaction;
    }
}

impl Prepared<'_> {
    /// Adds a share of the fulfilment fee to the fuel surcharge wherever there is one.
    pub(super) fn add_fuel(&mut self, share: Rate) {
        let models = self.models.len().max(1);
        for (point, nets) in self.points.iter().zip(self.nets.chunks_mut(models)) {
            for (model, net) in self.models.iter().zip(nets) {
                let (Some(known), Ok(amounts)) = (*net, model.amounts(point.price)) else { continue };
                let of = |id: LineId| amounts.iter().find(|(line, _)| *line == id).and_then(|(_, amount)| *amount);
                // Charges stand in the ledger below zero.
                if let (Some(fulfilment), Some(_)) = (of(LineId::Fulfilment), of(LineId::FuelSurcharge)) {
                    *net = fulfilment.share(share).and_then(|added| known.plus(added)).ok();
                }
            }
        }
    }
}
