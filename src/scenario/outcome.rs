//! What a scenario brings, and all of them together.

use super::cash::CashPoint;
use super::months::HoldingMonth;
use super::name::ScenarioName;
use crate::date::Day;
use crate::money::Money;
use crate::stock::{BestRemoval, BestStop, CohortDates};

/// What a scenario brings. `None` = not known, or does not apply to an exit.
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
    #[must_use]
    pub fn best(&self) -> Option<&Outcome> {
        self.recommended.and_then(|place| self.outcomes.get(place))
    }
}
