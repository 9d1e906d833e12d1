//! From a product and the seller's limits to the ladder that is planned on: nets by price and ship date, holding by
//! month with every surcharge for the ages of what is left, the worth of leaving.

use super::super::calculation::{Context, Prepared};
use crate::demand::{Season, rate_at};
use crate::error::{Error, ErrorKind, Result};
use crate::exits::best_exit;
use crate::markdown::course::Course;
use crate::markdown::ladder::{Ladder, Period};
use crate::markdown::menu::Offer;
use crate::markdown::rules::Rules;
use crate::money::Money;
use crate::stock::{Cohort, HoldingCalendar};

/// What the seller allows, and what the plan is made for.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// Days from today to the deadline.
    pub days: i32,
    /// Days between reviews.
    pub review: i32,
    /// Units on hand.
    pub units: u32,
    /// Units in one step of the stock.
    pub lot: u32,
    /// Units a day at the price in force.
    pub per_day: f64,
    /// How that goes through the year.
    pub season: Season,
    /// Price the pace holds for.
    pub price: Money,
    /// Price the plan starts from.
    pub start: Money,
    pub most_changes: Option<u32>,
    pub least_days: i32,
    pub may_rise: bool,
    pub lets_go: bool,
}

/// Money as it comes, or discounted to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    Cash,
    Present,
}

/// The product as the plan sees it.
pub(super) struct Setting<'a> {
    pub calendar: &'a HoldingCalendar,
    pub limits: Limits,
    prepared: &'a Prepared<'a>,
    segments: &'a [i32],
    /// Youngest first: what is left of a stock that sells from the oldest.
    cohorts: Vec<Cohort>,
    volume: f64,
    is_exempt: bool,
    /// The exit a unit leaves by, its worth on the day, and its net.
    pub exit: Option<(&'static str, f64, f64)>,
    /// Days until that is paid.
    pub exit_lag: i32,
}

/// What is taken to be otherwise than it is thought to be: multiples, and another season.
#[derive(Clone, Debug)]
pub(super) struct Otherwise {
    pub pace: f64,
    pub storage: f64,
    /// Of what an exit brings; a cost falls where it rises.
    pub exit: f64,
    pub season: Season,
}

pub(super) fn plan_error(code: &'static str) -> Error {
    Error::new(ErrorKind::Range, code)
}

/// Units as a whole number.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "range checked")]
pub(super) fn whole(units: f64) -> u32 {
    units.round().clamp(0.0, 4e9) as u32
}

/// Days as a number of periods.
fn per(days: i32, review: i32) -> i32 {
    (days + review - 1).div_euclid(review.max(1))
}

impl<'a> Setting<'a> {
    /// `None` if the room of a unit is not known.
    pub fn new(context: &'a Context, prepared: &'a Prepared<'a>, limits: Limits) -> Result<Option<Self>> {
        let group = context.group(prepared.resolved);
        let Some(volume) = prepared.volume(group) else { return Ok(None) };
        let best = best_exit(&prepared.exits, &group.calendar);
        let exit_lag = best.and_then(|(exit, _)| exit.flows).map_or(0, |flows| flows.lag_days);
        let exit = match best {
            Some((exit, value)) => exit.net_per_unit()?.map(|net| (exit.kind.code(), value, net.to_expectation())),
            None => None,
        };
        let mut cohorts: Vec<Cohort> = prepared.resolved.cohorts.iter().copied().filter(|c| c.units > 0.0).collect();
        cohorts.sort_by_key(|cohort| cohort.age_days);
        Ok(Some(Self {
            calendar: &group.calendar,
            limits,
            prepared,
            segments: &context.segments,
            cohorts,
            volume,
            is_exempt: prepared.resolved.is_exempt,
            exit,
            exit_lag,
        }))
    }

    /// Steps of the stock.
    pub fn stock(&self) -> u32 {
        self.limits.units.div_ceil(self.limits.lot.max(1))
    }

    /// Units in a step of the stock: all steps together are all units, also where these are no multiple of the lot.
    pub fn lot(&self) -> f64 {
        if self.limits.lot <= 1 { 1.0 } else { f64::from(self.limits.units) / f64::from(self.stock().max(1)) }
    }

    pub fn periods(&self) -> i32 {
        per(self.limits.days, self.limits.review)
    }

    /// Days between reviews.
    pub const fn review_days(&self) -> i32 {
        self.limits.review
    }

    /// First and last day (not included) of a period.
    pub fn days_of(&self, period: i32) -> (i32, i32) {
        let from = (period * self.limits.review).min(self.limits.days);
        (from, (from + self.limits.review).min(self.limits.days))
    }

    /// What the seller allows, for a falling list of prices.
    pub fn rules(&self, prices: &[Money]) -> Rules {
        let start = prices.iter().position(|price| *price == self.limits.start).unwrap_or(0);
        let least = per(self.limits.least_days, self.limits.review).max(1);
        Rules {
            start,
            may_rise: self.limits.may_rise,
            most_changes: self.limits.most_changes,
            least_periods: u32::try_from(least).unwrap_or(1),
            least_change: 0.0,
        }
    }

    /// Net of a price by ship date; `None` if a fee of that time is not known.
    pub fn nets(&self, price: Money) -> Vec<Option<Money>> {
        self.prepared.models.iter().map(|model| model.net_proceeds(price)).collect()
    }

    /// Mean net of the days of a period, minor units.
    fn net_over(&self, nets: &[Option<Money>], from: i32, to: i32) -> Option<f64> {
        let mut sum = 0.0;
        for day in from..to {
            let segment = self.segments.iter().rposition(|start| *start <= day)?;
            sum += nets.get(segment).copied().flatten()?.to_expectation();
        }
        Some(sum / f64::from((to - from).max(1)))
    }

    /// All as it is thought to be.
    pub fn as_thought(&self) -> Otherwise {
        Otherwise { pace: 1.0, storage: 1.0, exit: 1.0, season: self.limits.season.clone() }
    }

    /// The ladder of a falling list of prices, for an elasticity.
    ///
    /// # Errors
    /// `plan_net_unknown` if a fee of the time is not known; as [`Ladder::new`].
    pub fn ladder(&self, prices: &[Money], elasticity: f64, counted: Counted) -> Result<Ladder> {
        self.ladder_if(prices, elasticity, counted, &self.as_thought())
    }

    /// The same if something is otherwise.
    ///
    /// # Errors
    /// As [`Setting::ladder`].
    pub fn ladder_if(
        &self,
        prices: &[Money],
        elasticity: f64,
        counted: Counted,
        otherwise: &Otherwise,
    ) -> Result<Ladder> {
        let nets: Vec<_> = prices.iter().map(|price| self.nets(*price)).collect();
        let now = self.limits.price.to_expectation();
        let lot = self.lot();
        let moved = |money: f64| money + money.abs() * (otherwise.exit - 1.0);
        let exit = self.exit.map(|(code, value, net)| (code, moved(value), moved(net)));
        let mut periods = Vec::new();
        for period in 0..self.periods() {
            let (from, to) = self.days_of(period);
            let weight = |day: i32| match counted {
                Counted::Cash => 1.0,
                Counted::Present => self.calendar.discount(day),
            };
            let days = f64::from(to - from);
            // A day's sales wait for it on average in the middle of the period.
            let middle = f64::midpoint(weight(from), weight((to - 1).max(from)));
            let storage: f64 =
                (from..to).map(|day| self.volume * self.calendar.storage_per_volume(day) * weight(day)).sum();
            let storage = storage * otherwise.storage;
            let unpaid = storage * (days - 1.0) / (2.0 * days);
            let season = otherwise.season.mean(self.calendar.date(from), to - from) * otherwise.pace;
            let mut offers = Vec::with_capacity(prices.len());
            for (price, nets) in prices.iter().zip(&nets) {
                let net = self.net_over(nets, from, to).ok_or_else(|| plan_error("plan_net_unknown"))?;
                let pace = rate_at(self.limits.per_day, price.to_expectation(), now, elasticity)
                    .ok_or_else(|| plan_error("plan_input_range"))?;
                offers.push(Offer { net: (net * middle + unpaid) * lot, rate: pace * season * days / lot });
            }
            let exit = exit.filter(|_| self.limits.lets_go);
            let let_go = exit.map(|(_, value, net)| if counted == Counted::Cash { net } else { value * weight(from) });
            periods.push(Period {
                hold_per_unit: storage * lot,
                offers,
                let_go_per_unit: let_go.map(|money| money * lot),
                charges: self.charges(from, to, &|day| weight(day) * otherwise.storage),
            });
        }
        let end = exit.map_or(0.0, |(_, value, net)| match counted {
            Counted::Cash => net,
            Counted::Present => value * self.calendar.discount(self.limits.days),
        });
        Ok(Ladder {
            prices: prices.iter().map(|price| price.to_expectation()).collect(),
            periods,
            discount_factor: 1.0,
            leftover_per_unit: end * lot,
        })
    }

    /// Surcharges of a period for each number of steps on hand at its start: those that are left are the youngest.
    fn charges(&self, from: i32, to: i32, weight: &dyn Fn(i32) -> f64) -> Vec<f64> {
        let utilization = self.calendar.utilization();
        let fees: Vec<f64> = self
            .cohorts
            .iter()
            .map(|cohort| {
                (from..to)
                    .map(|day| {
                        let age = cohort.age_days.saturating_add(day);
                        let aged = self.calendar.schedule_on(day);
                        let aged = aged.map_or(0.0, |table| table.per_unit(age, self.volume, self.is_exempt));
                        let old = utilization.filter(|utilization| age > utilization.free_age_days());
                        (aged + old.map_or(0.0, |rates| rates.per_volume(day) * self.volume)) * weight(day)
                    })
                    .sum()
            })
            .collect();
        if fees.iter().all(|fee| *fee == 0.0) {
            return Vec::new();
        }
        let mut charges = vec![0.0];
        let mut sum = 0.0;
        let mut cohorts = self.cohorts.iter().zip(&fees).map(|(cohort, fee)| (cohort.units, *fee));
        let mut current = cohorts.next();
        for _ in 0..self.stock() {
            let mut wanted = self.lot();
            while wanted > 0.0 {
                let Some((units, fee)) = current else { break };
                let taken = units.min(wanted);
                sum += taken * fee;
                wanted -= taken;
                current = if units - taken > 1e-9 { Some((units - taken, fee)) } else { cohorts.next() };
            }
            charges.push(sum);
        }
        charges
    }

    /// Money of a course by days, by its ladder in plain cash: a sale in the middle of its period, what is let go
    /// after the exit's lag.
    pub fn flows(&self, cash: &Ladder, course: &Course) -> Vec<(i32, f64)> {
        let mut paid: Vec<(i32, f64)> = Vec::new();
        let gone = course.gone.iter().copied().chain(core::iter::repeat(0.0));
        for (period, (money, gone)) in (0_i32..).zip(course.money.iter().zip(gone)) {
            let (from, to) = self.days_of(period);
            let terms = usize::try_from(period).ok().and_then(|period| cash.periods.get(period));
            let by_exit = terms.map_or(*money, |terms| gone * terms.let_go_per_unit.unwrap_or(0.0));
            paid.push((i32::midpoint(from, to), money - by_exit));
            paid.push((from + self.exit_lag, by_exit));
        }
        paid
    }

    /// Days until nine tenths of the money of a course are in; the last of them where the course brings nothing.
    pub fn days_to_cash(&self, cash: &Ladder, course: &Course) -> i32 {
        nine_tenths(self.flows(cash, course))
    }
}

/// The day on which nine tenths of what comes in all are in; the last one where nothing does.
pub(super) fn nine_tenths(mut paid: Vec<(i32, f64)>) -> i32 {
    paid.sort_by_key(|(day, _)| *day);
    let total: f64 = paid.iter().map(|(_, money)| money).sum();
    let last = paid.iter().rev().find(|(_, money)| money.abs() >= 0.5).map_or(0, |(day, _)| *day);
    let mut sum = 0.0;
    let reached = paid.iter().find(|(_, money)| {
        sum += money;
        sum >= 0.9 * total
    });
    reached.filter(|_| total > 0.0).map_or(last, |(day, _)| *day)
}
