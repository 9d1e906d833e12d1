//! Every way of one product, with what it brings by a day: present value, cash, room.

use super::super::better_split::is_worth_saying;
use super::super::calculation::{Context, Prepared, PricePoint, Way};
use super::super::resolve::Resolved;
use super::wishes::{Changes, VOLUME_PARTS};
use crate::date::Day;
use crate::demand::{self, Season, rate_at};
use crate::exits::{ExitKind, Flows};
use crate::money::Money;
use crate::portfolio::choose::Choice;
use crate::quote::LineId;
use crate::rate::Rate;
use crate::scenario::bend;
use crate::stock::event_wise::{Holding, Standing};
use crate::stock::{HoldingCalendar, Phase, best_removal, keeps_all};

/// Most periods of a cash calendar: the months that a year touches.
pub(super) const PERIODS: usize = 13;

/// From a day on sales go by the fees of a segment and at so many times today's pace.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    from: i32,
    segment: usize,
    times: f64,
}

/// The days that are looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Days {
    /// Days from today to the day by which it is to be free.
    pub by: i32,
    /// Days from a sale to the money.
    pub payout: i32,
    /// First mornings after the periods, ascending; the last is the horizon.
    pub ends: Vec<i32>,
    /// From which day on something about sales is otherwise.
    stretches: Vec<Stretch>,
}

impl Days {
    /// `segments` are the days on which the fees of a sale change; before day `pause` nothing sells.
    pub fn new(
        today: Day,
        (by, payout): (i32, i32),
        horizon: i32,
        segments: &[i32],
        season: &Season,
        pause: i32,
    ) -> Self {
        let firsts = (1..horizon).filter(|&day| today.plus(day).day_of_month() == 1);
        let mut ends: Vec<i32> = firsts.take(PERIODS - 1).collect();
        ends.push(horizon);
        let mut stretches: Vec<Stretch> = Vec::new();
        for day in pause.clamp(0, horizon - 1)..horizon {
            let segment = segments.partition_point(|from| *from <= day).saturating_sub(1);
            let times = season.on(today.plus(day));
            let is_same = |last: &Stretch| last.segment == segment && last.times.to_bits() == times.to_bits();
            if !stretches.last().is_some_and(is_same) {
                stretches.push(Stretch { from: day, segment, times });
            }
        }
        Self { by, payout, ends, stretches }
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
    /// The exit by which a part of the oldest goes today, the rest selling on.
    pub part: Option<ExitKind>,
    /// Units sold by the day, and units that leave by an exit by then.
    pub sold: f64,
    pub let_go: f64,
    /// Days until nothing is left; none = something is left after the year.
    pub clears: Option<i32>,
}

impl Course {
    /// Units that leave today while the rest sells on.
    fn gone(&self) -> f64 {
        if self.part.is_some() { self.let_go } else { 0.0 }
    }

    /// Its price, if it has one.
    pub const fn point(&self) -> Option<PricePoint> {
        if let Way::At(point) = self.way { Some(point) } else { None }
    }

    /// Whether it is doing nothing.
    pub const fn is_hold(&self) -> bool {
        self.way.is_hold() && self.then.is_none() && self.part.is_none()
    }

    /// Whether it asks for the same to be done: what goes today counts in whole units.
    pub fn is_same_task(&self, other: &Self) -> bool {
        let is_same_way = match (self.way, other.way) {
            (Way::At(a), Way::At(b)) => (a.price, a.discount, a.is_own) == (b.price, b.discount, b.is_own),
            (Way::Exit(a), Way::Exit(b)) => a == b,
            _ => false,
        };
        let goes = |course: &Self| course.gone().round().to_bits();
        is_same_way && (self.then, self.part) == (other.then, other.part) && goes(self) == goes(other)
    }
}

/// What was found of one product; kept and filled again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub holding: Holding,
    pub phases: Vec<Phase>,
    /// Doing nothing first, then the prices, each of them also with an exit on the day, then the exits, then a split.
    pub ways: Vec<(Choice, Course)>,
    /// Place of doing nothing and of the recommended way in `ways`.
    pub hold: usize,
    pub best: usize,
}

/// An exit with what a unit is worth that leaves by it.
type Worth = (ExitKind, Flows, f64);

impl Found {
    /// Phases of a price; false if its net is not known on some day.
    /// The product's own season multiplies the one wished for.
    fn fill(&mut self, nets: &[Option<Money>], per_day: f64, own: &[demand::Stretch], days: &Days) -> bool {
        self.phases.clear();
        if nets.iter().any(Option::is_none) {
            return false;
        }
        for stretch in &days.stretches {
            let Some(net) = nets.get(stretch.segment).copied().flatten() else { return false };
            let units_per_day = per_day * stretch.times;
            self.phases.push(Phase { from_day: stretch.from, units_per_day, net_per_unit: net.to_expectation() });
        }
        bend(&mut self.phases, own);
        !self.phases.is_empty()
    }

    /// The same for one of the prices of a product; false also if the price is none of them.
    pub fn sell_at(&mut self, context: &Context, prepared: &Prepared<'_>, days: &Days, point: PricePoint) -> bool {
        let resolved = prepared.resolved;
        let segments = context.segments.len().max(1);
        let is_it = |other: &PricePoint| {
            (other.price, other.discount, other.is_own) == (point.price, point.discount, point.is_own)
        };
        let place = prepared.points.iter().position(is_it);
        let nets = place.and_then(|place| prepared.nets.chunks(segments).nth(place));
        let (Some(nets), Some(now), Some(per_day)) = (nets, resolved.price, resolved.units_per_day) else {
            return false;
        };
        let multiple = rate_at(1.0, point.price.to_expectation(), now.to_expectation(), resolved.elasticity.mid);
        multiple.is_some_and(|multiple| self.fill(nets, per_day * multiple, resolved.season(), days))
    }

    /// Takes in the stock of a product; false where its room is not known.
    pub fn take_stock(&mut self, context: &Context, prepared: &Prepared<'_>) -> bool {
        let group = context.group(prepared.resolved);
        let Some(volume) = prepared.volume(group) else { return false };
        self.holding.prepare(&group.calendar, &prepared.resolved.cohorts, volume, prepared.resolved.is_exempt);
        true
    }

    /// All ways of a product. `None` if doing nothing has no value, whatever it lacks.
    pub fn find(&mut self, context: &Context, prepared: &Prepared<'_>, days: &Days) -> Option<()> {
        let resolved = prepared.resolved;
        let calendar = &context.group(resolved).calendar;
        let volume = prepared.volume(context.group(resolved))?;
        let price_now = resolved.price.filter(|_| resolved.units.is_some())?.to_expectation();
        let per_day = resolved.units_per_day?;
        self.ways.clear();
        self.take_stock(context, prepared);
        let units = self.holding.units();
        let exits: Vec<(ExitKind, Flows)> =
            prepared.exits.iter().filter_map(|exit| Some((exit.kind, exit.flows?))).collect();
        let best_exit = exits.iter().map(|(kind, flows)| (*kind, *flows, flows.value_per_unit(calendar))).fold(
            None,
            |best: Option<Worth>, next| match best {
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
            if !self.fill(nets, per_day * multiple, resolved.season(), days) {
                continue;
            }
            let (there, cash) = self.by_the_day(calendar, days, 0.0);
            let end = self.holding.advance::<false>(calendar, &self.phases, there, calendar.horizon_days());
            let course = Course {
                way: Way::At(*point),
                then: None,
                part: None,
                sold: units - there.units,
                let_go: 0.0,
                clears: end.is_sold_out().then_some(end.day),
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
        self.hold = self.ways.iter().position(|(_, course)| course.is_hold())?;
        for (kind, flows) in exits {
            let by_then = if flows.lag_days <= days.by { flows.later.to_expectation() } else { 0.0 };
            let choice = Choice {
                value: minor(flows.value_per_unit(calendar) * units)?,
                cash: minor((flows.at_once.to_expectation() + by_then) * units)?,
                volume: parts(units),
            };
            let way = Way::Exit(kind);
            self.ways.push((choice, Course { way, then: None, part: None, sold: 0.0, let_go: units, clears: Some(0) }));
        }
        self.best = self.best_place();
        if let Some(split) = best_exit.and_then(|exit| self.split(context, prepared, days, exit)) {
            self.ways.push((Choice { volume: parts(split.1.let_go + split.1.sold), ..split.0 }, split.1));
            self.best = self.ways.len() - 1;
        }
        self.keep_unbeaten();
        Some(())
    }

    /// Recommended is a way that asks for nothing on the day: the first of the highest.
    fn best_place(&self) -> usize {
        let mut best = self.hold;
        for (place, (choice, course)) in self.ways.iter().enumerate() {
            let known = self.ways.get(best).map_or(i64::MIN, |(choice, _)| choice.value);
            if course.then.is_none() && choice.value > known {
                best = place;
            }
        }
        best
    }

    /// How it stands on the morning after the day, with the oldest away from today, and the money in by then from what
    /// sells, less what stock costs.
    fn by_the_day(&self, calendar: &HoldingCalendar, days: &Days, gone: f64) -> (Standing, f64) {
        let from = self.holding.without_oldest(gone);
        let at = |day: i32| self.holding.advance::<true>(calendar, &self.phases, from, day);
        let there = at(days.by + 1);
        let paid = if days.payout == 0 { there } else { at((days.by + 1 - days.payout).max(0)) };
        (there, paid.sales - costs(&there))
    }

    /// Letting a part go today by the best exit and selling the rest at today's price or the best one, where that leaves
    /// more than the best way for the whole stock and enough more to be said.
    fn split(
        &mut self,
        context: &Context,
        prepared: &Prepared<'_>,
        days: &Days,
        (kind, flows, worth): Worth,
    ) -> Option<(Choice, Course)> {
        let calendar = &context.group(prepared.resolved).calendar;
        let whole = self.ways.get(self.best).map(|(choice, _)| choice.value)?;
        let of_prices = self.ways.iter().filter(|(_, course)| course.then.is_none());
        let mut at_best: Option<(i64, PricePoint)> = None;
        for (choice, course) in of_prices {
            if let Way::At(point) = course.way
                && at_best.is_none_or(|(known, _)| choice.value > known)
            {
                at_best = Some((choice.value, point));
            }
        }
        let now = self.ways.get(self.hold).and_then(|(_, course)| course.point());
        let mut found: Option<(f64, f64, PricePoint)> = None;
        for point in now
            .into_iter()
            .chain(at_best.map(|(_, point)| point).filter(|point| point.discount.is_some() || point.is_own))
        {
            if !self.sell_at(context, prepared, days, point) || keeps_all(calendar, &self.holding, &self.phases, worth)
            {
                continue;
            }
            let best = best_removal(calendar, &self.holding, &self.phases, worth, worth, 1.0)?;
            if found.is_none_or(|(value, _, _)| best.present_value > value) {
                found = Some((best.present_value, best.units, point));
            }
        }
        let (value, gone, point) = found.filter(|(_, gone, _)| *gone > 0.5 && *gone < self.holding.units() - 0.5)?;
        let value = minor(value)?;
        if !is_worth_saying(value.saturating_sub(whole), whole) {
            return None;
        }
        self.sell_at(context, prepared, days, point);
        let (there, cash) = self.by_the_day(calendar, days, gone);
        let end = self.holding.advance::<false>(calendar, &self.phases, there, calendar.horizon_days());
        let by_then = if flows.lag_days <= days.by { flows.later.to_expectation() } else { 0.0 };
        let course = Course {
            way: Way::At(point),
            then: None,
            part: Some(kind),
            sold: self.holding.units() - gone - there.units,
            let_go: gone,
            clears: end.is_sold_out().then_some(end.day),
        };
        let cash = minor(cash + gone * (flows.at_once.to_expectation() + by_then))?;
        Some((Choice { value, cash, volume: 0 }, course))
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

    /// Cash by period of a way; the stock of its product has been taken in.
    pub fn lay_out(
        &mut self,
        context: &Context,
        prepared: &Prepared<'_>,
        days: &Days,
        course: &Course,
    ) -> [i64; PERIODS] {
        let calendar = &context.group(prepared.resolved).calendar;
        let flows_of =
            |kind: ExitKind| prepared.exits.iter().find(|exit| exit.kind == kind).and_then(|exit| exit.flows);
        let mut cash = [0.0; PERIODS];
        match course.way {
            Way::Exit(kind) => {
                if let Some(flows) = flows_of(kind) {
                    pay_out(&mut cash, days, flows, 0, self.holding.units());
                }
            }
            Way::At(point) if self.sell_at(context, prepared, days, point) => {
                let last = if course.then.is_some() { days.by + 1 } else { calendar.horizon_days() };
                let end = self.by_period(calendar, days, last, course.gone(), &mut cash);
                if let Some(flows) = course.part.and_then(flows_of) {
                    pay_out(&mut cash, days, flows, 0, course.gone());
                }
                let worths =
                    prepared.exits.iter().filter_map(|exit| Some((exit.flows?, exit.value_per_unit(calendar)?)));
                let exit = match course.then {
                    Some(kind) => flows_of(kind),
                    None => {
                        worths.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(flows, _)| flows)
                    }
                };
                if let Some(flows) = exit.filter(|_| !end.is_sold_out()) {
                    pay_out(&mut cash, days, flows, last.min(calendar.horizon_days()), end.units);
                }
            }
            Way::At(_) => {}
        }
        cash.map(|sum| minor(sum).unwrap_or(0))
    }

    /// Sales by the day they are paid and costs by the day they fall due, up to a morning.
    fn by_period(
        &self,
        calendar: &HoldingCalendar,
        days: &Days,
        last: i32,
        gone: f64,
        cash: &mut [f64; PERIODS],
    ) -> Standing {
        let phases = &self.phases;
        let mut at = self.holding.without_oldest(gone);
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
