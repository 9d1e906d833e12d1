//! Present values of every way of many products, without allocating for each.
//!
//! The rules are those of [`super::compare`]; a property test holds the two together.

use super::WAIT_DAYS;
use super::bend::bend;
use crate::demand::{Stretch, rate_at};
use crate::stock::day_exact::SnapshotCharge;
use crate::stock::event_wise::{Holding, Standing};
use crate::stock::{Cohort, HoldingCalendar, Phase, total_units};

/// A product in plain numbers; money in minor units.
///
/// ```
/// use clearfloor::{date::Day, scenario::{Bulk, BulkSituation}, stock::{Cohort, HoldingCalendar}};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let cohorts = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let situation = BulkSituation {
///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
///     elasticity: -2.6, price_in_force: 2000.0, prices: &[2000.0], segment_starts: &[0], nets: &[Some(1200.0)],
///     exits: &[Some(-104.0)],
/// };
/// // Selling on brings more than removal at 1.04 a unit.
/// assert_eq!(Bulk::default().compare(&situation).recommended, Some(0));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct BulkSituation<'a> {
    /// Today, the horizon, return and storage rates of the product's group.
    pub calendar: &'a HoldingCalendar,
    /// The stock.
    pub cohorts: &'a [Cohort],
    /// Volume of one unit; `None` = something about holding is not known.
    pub volume: Option<f64>,
    /// Exempt from part of the aged surcharge.
    pub is_exempt: bool,
    /// Units sold a day at the price in force; `None` = not known.
    pub units_per_day: Option<f64>,
    /// What that is multiplied by over the days ahead; empty = every day sells alike.
    pub season: &'a [Stretch],
    /// How that reacts to the price, below zero.
    pub elasticity: f64,
    /// The price at which it sells so.
    pub price_in_force: f64,
    /// Prices to sell at; the first is doing nothing.
    pub prices: &'a [f64],
    /// First days of the ship dates told apart; the first is 0, in order.
    pub segment_starts: &'a [i32],
    /// Net of one sale: for each price, one a segment.
    pub nets: &'a [Option<f64>],
    /// What a unit let go is worth, by exit ([`crate::exits::Exit::value_per_unit`]).
    pub exits: &'a [Option<f64>],
}

/// What is said of one product in the list.
///
/// ```
/// use clearfloor::{date::Day, scenario::{Bulk, BulkSituation}, stock::{Cohort, HoldingCalendar}};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let cohorts = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let situation = BulkSituation {
///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
///     elasticity: -2.6, price_in_force: 2000.0, prices: &[2000.0], segment_starts: &[0], nets: &[Some(1200.0)],
///     exits: &[Some(-104.0)],
/// };
/// let answer = Bulk::default().compare(&situation);
/// // Two sold at 12.00, less three days of a unit stored at ten cents.
/// assert!((answer.best.unwrap() - 2370.0).abs() < 1e-9);
/// assert_eq!((answer.gain, answer.next_charge, answer.without_value), (Some(0.0), None, 0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BulkAnswer {
    /// Place of the recommended way: prices, then exits.
    pub recommended: Option<usize>,
    /// Its present value.
    pub best: Option<f64>,
    /// More than doing nothing.
    pub gain: Option<f64>,
    /// Best now less best after a week of doing nothing; negative = waiting gains.
    pub wait_week: Option<f64>,
    /// The next avoidable surcharge of doing nothing: the snapshot, which is the day after the deadline.
    pub next_charge: Option<SnapshotCharge>,
    /// Ways without a value.
    pub without_value: usize,
}

/// Room for one product at a time, used again for the next.
///
/// ```
/// use clearfloor::{date::Day, scenario::{Bulk, BulkSituation}, stock::{Cohort, HoldingCalendar}};
/// let start = Day::parse("2026-11-21").unwrap();
/// let calendar = HoldingCalendar::new(start, 365, 0.1, |_| 78.0, Vec::new()).unwrap();
/// let cohorts = [Cohort { units: 100.0, age_days: 30, is_assumed: false }];
/// let mut bulk = Bulk::default();
/// let answer = bulk.compare(&BulkSituation {
///     calendar: &calendar, cohorts: &cohorts, volume: Some(0.25), is_exempt: false,
///     units_per_day: Some(1.0), season: &[], elasticity: -2.6, price_in_force: 2499.0,
///     prices: &[2499.0, 1999.0], segment_starts: &[0], nets: &[Some(900.0), Some(500.0)],
///     exits: &[Some(60.0), None],
/// });
/// assert_eq!(answer.recommended, Some(0));
/// assert_eq!(bulk.present_values().len(), 4);
/// assert_eq!(answer.without_value, 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Bulk {
    holding: Holding,
    phases: Vec<Phase>,
    hold_phases: Vec<Phase>,
    present_values: Vec<Option<f64>>,
}

impl Bulk {
    /// Present values of the last product, prices first, then exits; `None` = not known.
    ///
    /// ```
    /// use clearfloor::{date::Day, scenario::{Bulk, BulkSituation}, stock::{Cohort, HoldingCalendar}};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let cohorts = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let situation = BulkSituation {
    ///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
    ///     elasticity: -2.6, price_in_force: 2000.0, prices: &[2000.0], segment_starts: &[0], nets: &[Some(1200.0)],
    ///     exits: &[Some(-104.0)],
    /// };
    /// let mut bulk = Bulk::default();
    /// bulk.compare(&situation);
    /// let values: Vec<_> = bulk.present_values().iter().map(|value| value.map(f64::round)).collect();
    /// assert_eq!(values, [Some(2370.0), Some(-208.0)]);
    /// ```
    #[must_use]
    pub fn present_values(&self) -> &[Option<f64>] {
        &self.present_values
    }

    /// Finds them, and what follows.
    ///
    /// ```
    /// use clearfloor::{date::Day, scenario::{Bulk, BulkSituation}, stock::{Cohort, HoldingCalendar}};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let cohorts = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let situation = BulkSituation {
    ///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
    ///     elasticity: -2.6, price_in_force: 2000.0, prices: &[2000.0], segment_starts: &[0], nets: &[Some(1200.0)],
    ///     exits: &[Some(-104.0)],
    /// };
    /// // Nothing sells: a month of storage costs 3.00 a unit, removal 1.04 today.
    /// let still = BulkSituation { units_per_day: Some(0.0), ..situation };
    /// let answer = Bulk::default().compare(&still);
    /// assert_eq!((answer.recommended, answer.gain.map(f64::round)), (Some(1), Some(600.0)));
    /// ```
    pub fn compare(&mut self, situation: &BulkSituation<'_>) -> BulkAnswer {
        let calendar = situation.calendar;
        let horizon = calendar.horizon_days();
        let worth = situation.exits.iter().copied().flatten().reduce(f64::max);
        self.present_values.clear();
        let mut then: Option<f64> = None;
        let mut week = None;
        let known = situation.volume.zip(situation.units_per_day);
        if let Some((volume, _)) = known {
            self.holding.prepare(calendar, situation.cohorts, volume, situation.is_exempt);
        }
        let segments = situation.segment_starts.len();
        let no_nets: &[Option<f64>] = &[];
        let mut rows = situation.nets.chunks_exact(segments.max(1));
        for (place, price) in situation.prices.iter().enumerate() {
            let nets = rows.next().unwrap_or(no_nets);
            let multiple = rate_at(1.0, *price, situation.price_in_force, situation.elasticity);
            let value = known.zip(multiple).and_then(|((_, rate), multiple)| {
                self.fill(situation, nets, rate * multiple)?;
                let start = self.holding.at_start();
                let end = self.holding.advance::<false>(calendar, &self.phases, start, horizon);
                if place == 0 {
                    self.hold_phases.clone_from(&self.phases);
                    week = Some(self.holding.advance::<false>(calendar, &self.phases, start, WAIT_DAYS));
                }
                if let Some(week) = week {
                    let end = if place == 0 {
                        end
                    } else {
                        self.holding.advance::<false>(calendar, &self.phases, week, horizon)
                    };
                    then = higher(then, value_of(calendar, end, worth));
                }
                value_of(calendar, end, worth)
            });
            self.present_values.push(value);
        }
        let units = total_units(situation.cohorts);
        for exit in situation.exits {
            self.present_values.push(exit.map(|worth| worth * units));
            if let Some((week, worth)) = week.zip(*exit) {
                then = higher(then, Some(week.leaving(calendar, worth)));
            }
        }
        self.answer(situation, then, week.is_some())
    }

    fn answer(&self, situation: &BulkSituation<'_>, then: Option<f64>, is_hold_known: bool) -> BulkAnswer {
        let mut answer = BulkAnswer::default();
        for (place, value) in self.present_values.iter().enumerate() {
            match *value {
                Some(value) if answer.best.is_none_or(|best| value > best) => {
                    (answer.best, answer.recommended) = (Some(value), Some(place));
                }
                Some(_) => {}
                None => answer.without_value += 1,
            }
        }
        if is_hold_known {
            let hold = self.present_values.first().copied().flatten();
            answer.gain = answer.best.zip(hold).map(|(best, hold)| best - hold);
            answer.wait_week = answer.best.zip(then).map(|(best, then)| best - then);
            answer.next_charge = self.holding.next_charge(situation.calendar, &self.hold_phases);
        }
        answer
    }

    /// Phases of one price; `None` if a net is not known.
    fn fill(&mut self, situation: &BulkSituation<'_>, nets: &[Option<f64>], units_per_day: f64) -> Option<()> {
        self.phases.clear();
        if situation.segment_starts.first().is_none_or(|first| *first > 0) {
            return None;
        }
        for (from_day, net) in situation.segment_starts.iter().zip(nets) {
            if *from_day < situation.calendar.horizon_days() {
                self.phases.push(Phase { from_day: *from_day, units_per_day, net_per_unit: (*net)? });
            }
        }
        bend(&mut self.phases, situation.season);
        (!nets.is_empty()).then_some(())
    }
}

/// S at the end of a path; `None` if something is left and no exit is known.
#[inline]
fn value_of(calendar: &HoldingCalendar, end: Standing, worth: Option<f64>) -> Option<f64> {
    let left = if end.is_sold_out() { 0.0 } else { worth? };
    Some(end.leaving(calendar, left))
}

#[inline]
fn higher(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, None) => a,
        (None, b) => b,
    }
}
