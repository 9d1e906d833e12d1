//! Why one way brings more than another: its present value less the other's, step by step.

use super::name::{ScenarioKind, ScenarioName};
use super::outcome::Outcome;
use crate::error::Result;
use crate::money::Money;

/// A reason for which two ways differ.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, DifferencePart, difference, outcomes_of};
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
/// let [hold, remove] = outcomes_of(&situation, ["hold", "remove"]).unwrap().map(Option::unwrap);
/// let found = difference(&remove, &hold, 2.0).unwrap().unwrap();
/// let amount = |part| found.steps.iter().find(|step| step.part == part).map(|step| step.amount);
/// // Two sold at 12.00 instead of two removed for 1.04, after three days of storage at ten cents.
/// assert_eq!(amount(DifferencePart::Quantity), Some(usd(2400)));
/// assert_eq!([DifferencePart::Storage, DifferencePart::Exit].map(amount), [Some(usd(-30)), Some(usd(208))]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferencePart {
    /// Another net per unit, on the units that both ways sell.
    Price,
    /// More or fewer units sold, at the net of the way that sells more.
    Quantity,
    /// Storage.
    Storage,
    /// Aged surcharge.
    Surcharge,
    /// What is let go by an exit: all of it today, or what is left at the horizon.
    Exit,
    /// How much later the money comes, at the return on capital.
    Timing,
}

impl DifferencePart {
    /// Stable code: `price`, `quantity`, `storage`, `surcharge`, `exit`, `timing`.
    ///
    /// ```
    /// use clearfloor::scenario::DifferencePart;
    /// assert_eq!(DifferencePart::Quantity.code(), "quantity");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Quantity => "quantity",
            Self::Storage => "storage",
            Self::Surcharge => "surcharge",
            Self::Exit => "exit",
            Self::Timing => "timing",
        }
    }
}

/// One step from the one value to the other.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, difference, outcomes_of};
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
/// let [hold, remove] = outcomes_of(&situation, ["hold", "remove"]).unwrap().map(Option::unwrap);
/// let found = difference(&remove, &hold, 2.0).unwrap().unwrap();
/// // The last total is the value of the other way.
/// assert_eq!(found.steps.last().map(|step| step.total), hold.present_value);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DifferenceStep {
    /// Why.
    pub part: DifferencePart,
    /// By how much; above zero speaks for the second way.
    pub amount: Money,
    /// Where the sum stands after it.
    pub total: Money,
}

/// The way from the present value of `from` to that of `to`.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, difference, outcomes_of};
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
/// let [hold, remove] = outcomes_of(&situation, ["hold", "remove"]).unwrap().map(Option::unwrap);
/// let found = difference(&remove, &hold, 2.0).unwrap().unwrap();
/// assert_eq!((found.from_value, found.to_value, found.steps.len()), (usd(-208), usd(2370), 6));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The one way.
    pub from: ScenarioName,
    /// The other.
    pub to: ScenarioName,
    /// Present value of the one.
    pub from_value: Money,
    /// Present value of the other.
    pub to_value: Money,
    /// Always the six parts, in the order of [`DifferencePart`]; they sum to the difference exactly.
    pub steps: Vec<DifferenceStep>,
}

/// What a way consists of, in whole minor units: sales − storage − surcharge + exit = cash, and
/// cash + timing = present value.
pub(super) struct Parts {
    units_sold: f64,
    pub(super) sales: Money,
    storage: Money,
    surcharge: Money,
    pub(super) exit: Money,
    pub(super) timing: Money,
}

impl Parts {
    /// `None` if the way has no value.
    pub(super) fn of(outcome: &Outcome, units: f64) -> Result<Option<Self>> {
        let known = outcome.cash.zip(outcome.present_value).zip(outcome.storage.zip(outcome.surcharge));
        let Some(((cash, value), (storage, surcharge))) = known else { return Ok(None) };
        // The utilization surcharge is paid on storage, as part of its bill.
        let storage = outcome.utilization.map_or(Ok(storage), |utilization| storage.plus(utilization))?;
        let Some((leftover, left)) = outcome.leftover.zip(outcome.units_left) else { return Ok(None) };
        // An exit lets all units go today; of a price the rest goes at the horizon.
        let is_exit = matches!(outcome.scenario.kind, ScenarioKind::Exit(_));
        let exit = if is_exit { cash } else { leftover };
        Ok(Some(Self {
            units_sold: if is_exit { 0.0 } else { (units - left).max(0.0) },
            sales: cash.plus(storage)?.plus(surcharge)?.minus(exit)?,
            storage,
            surcharge,
            exit,
            timing: value.minus(cash)?,
        }))
    }

    fn net_per_unit(&self) -> f64 {
        if self.units_sold > 0.0 { self.sales.to_expectation() / self.units_sold } else { 0.0 }
    }
}

/// Takes the difference of two ways of one product apart; `units` is its whole stock. `None` if one
/// of the two has no present value.
///
/// The rule, in this order:
/// 1. `price`: (average net of `to` − average net of `from`) · the units that both sell;
/// 2. `quantity`: the rest of the difference of sales, which is the units that only one sells at its
///    own average net;
/// 3. `storage` and 4. `surcharge`: what `from` pays less what `to` pays;
/// 5. `exit`: what is let go (all of it in an exit, the rest at the horizon for a price);
/// 6. `timing`: present value less cash of `to`, less the same of `from`: the return given up while
///    waiting for the money.
///
/// The average net is sales over units sold, so it holds the fee seasons in which a way sells. Only
/// the first step is rounded (to the minor unit); each other is a difference of whole minor units,
/// so the six sum to the difference exactly, and turning the two ways round turns every sign.
///
/// # Errors
/// `out_of_range`; `currency_mismatch`.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, difference, outcomes_of};
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
/// let [hold, remove] = outcomes_of(&situation, ["hold", "remove"]).unwrap().map(Option::unwrap);
/// // Turned round, every sign turns.
/// let there = difference(&remove, &hold, 2.0).unwrap().unwrap();
/// let back = difference(&hold, &remove, 2.0).unwrap().unwrap();
/// assert!(there.steps.iter().zip(&back.steps).all(|(a, b)| a.amount == b.amount.negated()));
/// ```
pub fn difference(from: &Outcome, to: &Outcome, units: f64) -> Result<Option<Difference>> {
    let (Some(a), Some(b)) = (Parts::of(from, units)?, Parts::of(to, units)?) else { return Ok(None) };
    let Some((from_value, to_value)) = from.present_value.zip(to.present_value) else { return Ok(None) };
    let both = a.units_sold.min(b.units_sold);
    let price = Money::from_expectation((b.net_per_unit() - a.net_per_unit()) * both, to_value.currency())?;
    let amounts = [
        (DifferencePart::Price, price),
        (DifferencePart::Quantity, b.sales.minus(a.sales)?.minus(price)?),
        (DifferencePart::Storage, a.storage.minus(b.storage)?),
        (DifferencePart::Surcharge, a.surcharge.minus(b.surcharge)?),
        (DifferencePart::Exit, b.exit.minus(a.exit)?),
        (DifferencePart::Timing, b.timing.minus(a.timing)?),
    ];
    let mut total = from_value;
    let mut steps = Vec::with_capacity(amounts.len());
    for (part, amount) in amounts {
        total = total.plus(amount)?;
        steps.push(DifferenceStep { part, amount, total });
    }
    Ok(Some(Difference { from: from.scenario.clone(), to: to.scenario.clone(), from_value, to_value, steps }))
}
