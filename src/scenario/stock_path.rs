//! Stock by age while it falls.

use super::name::ScenarioName;
use super::situation::Situation;
use crate::date::Day;
use crate::money::Money;
use crate::stock::event_wise::Holding;
use crate::stock::{AGE_BANDS, age_band};

/// Days between two points where nothing happens.
const POINT_DAYS: i32 = 7;

/// Units by age on a morning.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, stock_path};
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
/// let path = stock_path(&situation, "hold").unwrap();
/// assert_eq!(path.points[0].units, [2.0, 0.0, 0.0, 0.0, 0.0]);
/// assert_eq!(path.points.last().unwrap().units, [0.0; 5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StockPoint {
    /// The morning of this day.
    pub day: Day,
    /// Units by [`AGE_BANDS`].
    pub units: [f64; AGE_BANDS.len()],
}

/// A day on which the aged surcharge falls due.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, stock_path};
/// use clearfloor::{date::Day, stock::{AgedBand, AgedSchedule, Cohort, HoldingCalendar, Snapshot}};
/// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
/// // 1.00 a unit from the 181st day on, charged on the 15th.
/// let old = AgedBand { from_days: 181, to_days: None, per_volume: 100.0, min_per_unit: 0.0 };
/// let snapshot = Snapshot { day: 14, schedule: AgedSchedule { bands: vec![old], exempt_ages: None } };
/// let calendar = HoldingCalendar::new(Day::parse("2026-11-01").unwrap(), 30, 0.0, |_| 300.0, vec![snapshot]).unwrap();
/// let nets = vec![NetFrom { from_day: 0, net: Some(usd(1200)) }];
/// let prices = [PriceWay { name: ScenarioName::hold(usd(2000)), price: usd(2000), nets, unknown: Vec::new() }];
/// let cohorts = [Cohort { units: 20.0, age_days: 200, is_assumed: false }];
/// let situation = Situation {
///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
///     elasticity: Elasticity::prior(), price_in_force: usd(2000), prices: &prices, exits: &[],
///     holding_unknown: &[], has_utilization: true,
/// };
/// let step = stock_path(&situation, "hold").unwrap().steps[0];
/// assert_eq!((step.day.to_string(), step.units, step.cost), ("2026-11-15".to_owned(), 6.0, Some(usd(600))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurchargeStep {
    /// The snapshot; an order until the day before still avoids it.
    pub day: Day,
    /// Units that pay.
    pub units: f64,
    /// What they pay.
    pub cost: Option<Money>,
}

/// How the stock of one way falls.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, stock_path};
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
/// // Removal takes all of it today.
/// let path = stock_path(&situation, "remove").unwrap();
/// assert_eq!((path.scenario.id.as_str(), path.points.len(), path.steps.len()), ("remove", 2, 0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct StockPath {
    /// Which way.
    pub scenario: ScenarioName,
    /// Mornings in order: every week, every day on which something happens, the end.
    pub points: Vec<StockPoint>,
    /// Surcharges on the way.
    pub steps: Vec<SurchargeStep>,
    /// Bands of [`AGE_BANDS`] in which units of this product pay a surcharge at some age.
    pub is_charged: [bool; AGE_BANDS.len()],
}

/// Follows the stock of the way with this id, units leaving from the oldest; an exit takes all of it
/// today. `None` = there is no such way, or its pace, its net or the size is not known.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, stock_path};
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
/// assert!(stock_path(&situation, "hold").is_some());
/// assert_eq!(stock_path(&situation, "cut-250000"), None);
/// ```
#[must_use]
pub fn stock_path(situation: &Situation<'_>, id: &str) -> Option<StockPath> {
    let volume = situation.volume.filter(|_| situation.holding_unknown.is_empty())?;
    let calendar = situation.calendar;
    let mut holding = Holding::default();
    holding.prepare(calendar, situation.cohorts, volume, situation.is_exempt);
    let is_charged = charged_bands(situation, volume);
    let morning = |day: i32, units| StockPoint { day: calendar.date(day), units };
    let start = holding.at_start();
    let first = morning(0, holding.units_by_age(&start));
    let Some(way) = situation.prices.iter().find(|way| way.name.id == id) else {
        let exit = situation.exits.iter().find(|exit| exit.kind.code() == id)?;
        let points = vec![first, morning(0, [0.0; AGE_BANDS.len()])];
        return Some(StockPath { scenario: ScenarioName::exit(exit.kind), points, steps: Vec::new(), is_charged });
    };
    let phases = situation.phases(way, situation.elasticity.mid)?;
    let steps = holding.snapshots(calendar, &phases).into_iter().map(|charged| SurchargeStep {
        day: calendar.date(charged.day),
        units: charged.units,
        cost: Money::from_expectation(charged.charge, situation.price_in_force.currency()).ok(),
    });
    let mut path = StockPath { scenario: way.name.clone(), points: vec![first], steps: steps.collect(), is_charged };
    let mut at = start;
    for day in looked_at(situation) {
        at = holding.advance::<false>(calendar, &phases, at, day);
        path.points.push(morning(at.day, holding.units_by_age(&at)));
        if at.is_sold_out() {
            break;
        }
    }
    Some(path)
}

/// Days on which a point is taken, after the first, in order, to the horizon.
fn looked_at(situation: &Situation<'_>) -> Vec<i32> {
    let horizon = situation.calendar.horizon_days();
    let mut days: Vec<i32> = (1..).map(|week| week * POINT_DAYS).take_while(|&day| day < horizon).collect();
    days.extend(situation.calendar.snapshot_offsets().filter(|&day| day > 0));
    // A cohort passes from one band to the next within a day: a point on either side of it.
    for cohort in situation.cohorts {
        for (from, _) in AGE_BANDS.iter().skip(1) {
            let day = from.saturating_sub(cohort.age_days);
            if (2..horizon).contains(&day) {
                days.extend([day - 1, day]);
            }
        }
    }
    days.push(horizon);
    days.sort_unstable();
    days.dedup();
    days.retain(|&day| day > 0);
    days
}

fn charged_bands(situation: &Situation<'_>, volume: f64) -> [bool; AGE_BANDS.len()] {
    let mut is_charged = [false; AGE_BANDS.len()];
    let calendar = situation.calendar;
    let Some(schedule) = calendar.snapshot_offsets().next().and_then(|day| calendar.schedule_on(day)) else {
        return is_charged;
    };
    // A band starts to charge at its first age, or at the first after the exempt ones.
    let exempt = schedule.exempt_ages.map(|(_, last)| last.saturating_add(1));
    for age in schedule.bands.iter().map(|band| band.from_days).chain(exempt) {
        if schedule.per_unit(age, volume, situation.is_exempt) > 0.0
            && let Some(slot) = is_charged.get_mut(age_band(age))
        {
            *slot = true;
        }
    }
    is_charged
}
