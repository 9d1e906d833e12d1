//! What a scenario brings, and all of them together.

use super::cash::CashPoint;
use super::months::HoldingMonth;
use super::name::ScenarioName;
use crate::date::Day;
use crate::money::Money;
use crate::stock::{BestRemoval, BestStop, CohortDates};

/// What a scenario brings. `None` = not known, or does not apply to an exit.
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
/// assert_eq!((hold.sales, hold.storage, hold.cash), (Some(usd(2400)), Some(usd(30)), Some(usd(2370))));
/// assert_eq!((hold.days_to_clear, hold.is_best), (Some(2), true));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Which.
    pub scenario: ScenarioName,
    /// Money in less money out until the horizon, what is left then let go by the best exit.
    pub cash: Option<Money>,
    /// The same, each day discounted to today.
    pub present_value: Option<Money>,
    /// Present value less that of doing nothing.
    pub against_hold: Option<Money>,
    /// Net of one unit on the first day.
    pub net_per_unit: Option<Money>,
    /// Units sold a week while there are any.
    pub units_per_week: Option<f64>,
    /// First morning without stock; `None` = some is left at the horizon.
    pub clears_on: Option<Day>,
    /// Days until then.
    pub days_to_clear: Option<i32>,
    /// Units left at the horizon.
    pub units_left: Option<f64>,
    /// What they are let go for, within `cash`.
    pub leftover: Option<Money>,
    /// What the units sold bring, the fees of each sale taken off; `sales` − `storage` − `surcharge` −
    /// `utilization` + `exit` = `cash`, to the cent.
    pub sales: Option<Money>,
    /// What is let go brings: all of it today by an exit, the rest at the horizon (`leftover`) by a price.
    pub exit: Option<Money>,
    /// What waiting for the money takes: `present_value` − `cash`.
    pub timing: Option<Money>,
    /// Storage paid.
    pub storage: Option<Money>,
    /// Aged surcharge paid.
    pub surcharge: Option<Money>,
    /// Storage utilization surcharge paid; `None` = not counted, because it is not known.
    pub utilization: Option<Money>,
    /// Present value if demand reacts weakly to the price.
    pub low: Option<Money>,
    /// Present value if it reacts strongly.
    pub high: Option<Money>,
    /// Multiple of today's units a day at which this price just beats the best exit; `None` = none would.
    pub lift_needed: Option<f64>,
    /// Multiple expected of this price by the elasticity used.
    pub lift_expected: Option<f64>,
    /// Cash over time.
    pub cash_path: Vec<CashPoint>,
    /// Days until nine tenths of `cash` are in; the last day of the path if it is not above zero.
    pub days_to_cash: Option<i32>,
    /// No other way brings at least as much cash as soon: it lies on the frontier of the ways.
    pub is_efficient: bool,
    /// Codes of what cannot be undone.
    pub irrevocable: &'static [&'static str],
    /// Codes of what stands in the way or follows.
    pub blocks: &'static [&'static str],
    /// Codes and fee families of what is not known.
    pub unknown: Vec<String>,
    /// It is the recommended one.
    pub is_best: bool,
}

/// The next day that matters if nothing is done.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, compare};
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
/// let deadline = compare(&situation).unwrap().deadline.unwrap();
/// // 14 have sold before the snapshot; an order of the day before still avoids it for the rest.
/// assert_eq!((deadline.day.to_string(), deadline.units, deadline.cost), ("2026-11-14".to_owned(), 6.0, usd(600)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deadline {
    /// The last day on which an order still avoids the surcharge: the one before the snapshot.
    pub day: Day,
    /// Units that would pay it.
    pub units: f64,
    /// What they would pay.
    pub cost: Money,
}

/// All scenarios of one product.
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
/// let comparison = compare(&situation).unwrap();
/// // Doing nothing and removal; selling on is best, and nothing is more than doing nothing.
/// assert_eq!((comparison.outcomes.len(), comparison.recommended), (2, Some(0)));
/// assert_eq!((comparison.best_exit, comparison.gain), (Some(1), Some(usd(0))));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// In the order of the situation: prices, then exits.
    pub outcomes: Vec<Outcome>,
    /// Place of the recommended one; `None` = no scenario has a value.
    pub recommended: Option<usize>,
    /// Place of the exit worth most.
    pub best_exit: Option<usize>,
    /// More than doing nothing.
    pub gain: Option<Money>,
    /// Best now less best after a week of doing nothing; negative = waiting gains.
    pub wait_week: Option<Money>,
    /// The next surcharge that can be avoided.
    pub deadline: Option<Deadline>,
    /// Ids of scenarios without a value: the recommendation is among the others.
    pub without_value: Vec<String>,
    /// Months of doing nothing.
    pub holding: Vec<HoldingMonth>,
    /// Dates of each cohort, oldest first, against the best exit.
    pub cohorts: Vec<CohortDates>,
    /// The best day to let everything go by the best exit.
    pub best_stop: Option<BestStop>,
    /// The best number of units to let go now by the best exit.
    pub remove_now: Option<BestRemoval>,
}

impl Comparison {
    /// The recommended outcome.
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
    /// assert_eq!(compare(&situation).unwrap().best().unwrap().scenario.id, "hold");
    /// // Without a size nothing can be said of selling on, so removal is what is left.
    /// let unknown = Situation { volume: None, ..situation };
    /// assert_eq!(compare(&unknown).unwrap().best().unwrap().scenario.id, "remove");
    /// ```
    #[must_use]
    pub fn best(&self) -> Option<&Outcome> {
        self.recommended.and_then(|place| self.outcomes.get(place))
    }
}
