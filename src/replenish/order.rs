//! A purchase order: how much by need and by the rules of those who make, carry, store and pay.

use super::not_below_zero;
use crate::demand::chance::CountDemand;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Money, UnitAmount};
use crate::rounding::{Ratio, Rounding};

/// What limits an order; what is absent does not.
///
/// ```
/// use clearfloor::{money::{Currency, Money, UnitAmount}, replenish::{OrderRules, order_quantity}};
/// let rules = OrderRules {
///     box_units: Some(20),
///     unit_cost: UnitAmount::parse("3.50", Currency::USD).ok(),
///     budget: Money::parse("500.00", Currency::USD).ok(),
///     ..OrderRules::default()
/// };
/// // 500.00 pays for 142 units: seven boxes.
/// let order = order_quantity(260.0, 60, &rules).unwrap();
/// assert_eq!((order.units, order.cost.unwrap().to_string().as_str()), (140, "490.00"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderRules {
    /// The maker's least quantity.
    pub minimum_units: Option<u32>,
    /// Units of a box: only whole boxes are ordered.
    pub box_units: Option<u32>,
    /// Cost of a unit. Without it nothing is held against the budget, and that is said.
    pub unit_cost: Option<UnitAmount>,
    /// Money there is for the order.
    pub budget: Option<Money>,
    /// Units there is room for.
    pub capacity_units: Option<u32>,
}

/// What changed the quantity, or could not be looked at.
///
/// ```
/// use clearfloor::replenish::{OrderLimit, OrderRules, order_quantity};
/// let rules = OrderRules { minimum_units: Some(300), capacity_units: Some(250), ..OrderRules::default() };
/// let order = order_quantity(180.0, 30, &rules).unwrap();
/// assert_eq!((order.needed, order.units), (150, 0));
/// let said = [OrderLimit::RaisedToMinimum, OrderLimit::LoweredToCapacity, OrderLimit::MinimumNotReached];
/// assert_eq!(order.limits, said);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderLimit {
    /// Raised to the least quantity.
    RaisedToMinimum,
    /// Raised to whole boxes.
    RaisedToBoxes,
    /// Lowered to what there is room for.
    LoweredToCapacity,
    /// Lowered to what the budget pays for.
    LoweredToBudget,
    /// The least quantity, in whole boxes, is more than room or budget allow: nothing can be ordered.
    MinimumNotReached,
    /// There is a budget, but the cost of a unit is not known.
    BudgetNotChecked,
}

/// What to order.
///
/// ```
/// use clearfloor::replenish::{OrderLimit, OrderRules, order_quantity};
/// let rules = OrderRules { box_units: Some(12), ..OrderRules::default() };
/// let order = order_quantity(100.0, 50, &rules).unwrap();
/// assert_eq!((order.needed, order.units), (50, 60));
/// assert_eq!((order.limits, order.cost), (vec![OrderLimit::RaisedToBoxes], None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderQuantity {
    /// Units that are needed.
    pub needed: u32,
    /// Units to order.
    pub units: u32,
    /// Why they differ.
    pub limits: Vec<OrderLimit>,
    /// Cost of the order, rounded once; none if the cost of a unit is not known.
    pub cost: Option<Money>,
}

/// Units from the stock position (on hand, on the way, less what is promised) up to a level, by the rules.
///
/// First raised to the least quantity and to whole boxes, then lowered to the whole boxes that room and budget allow.
/// Where nothing is needed nothing is ordered, whatever the least quantity.
///
/// # Errors
/// `supply_range` if the level is not a number; `box_without_units`; `budget_negative`; `currency_mismatch`;
/// `out_of_range`.
///
/// ```
/// use clearfloor::replenish::{OrderRules, order_quantity};
/// let rules = OrderRules { minimum_units: Some(100), box_units: Some(24), ..OrderRules::default() };
/// let order = order_quantity(715.1, 640, &rules).unwrap();
/// assert_eq!((order.needed, order.units), (76, 120));
/// ```
pub fn order_quantity(up_to: f64, position: i64, rules: &OrderRules) -> Result<OrderQuantity> {
    let per_box = u64::from(rules.box_units.unwrap_or(1));
    if per_box == 0 {
        return Err(Error::new(ErrorKind::Range, "box_without_units"));
    }
    let needed = missing_units(not_below_zero("up_to", up_to)?, position)?;
    let mut limits = Vec::new();
    let (mut units, minimum) = (u64::from(needed), u64::from(rules.minimum_units.unwrap_or(0)));
    if units > 0 && units < minimum {
        units = minimum;
        limits.push(OrderLimit::RaisedToMinimum);
    }
    let boxed = units.div_ceil(per_box) * per_box;
    if boxed > units {
        units = boxed;
        limits.push(OrderLimit::RaisedToBoxes);
    }
    let mut lower = |most: u64, limit: OrderLimit, units: &mut u64| {
        if *units > most {
            *units = most - most % per_box;
            limits.push(limit);
        }
    };
    if let Some(capacity) = rules.capacity_units {
        lower(u64::from(capacity), OrderLimit::LoweredToCapacity, &mut units);
    }
    if let Some((budget, unit_cost)) = rules.budget.zip(rules.unit_cost)
        && let Some(most) = affordable(budget, unit_cost)?
    {
        lower(most, OrderLimit::LoweredToBudget, &mut units);
    }
    if rules.budget.is_some() && rules.unit_cost.is_none() {
        limits.push(OrderLimit::BudgetNotChecked);
    }
    if needed > 0 && (units == 0 || units < minimum) {
        units = 0;
        limits.push(OrderLimit::MinimumNotReached);
    }
    let units = u32::try_from(units).map_err(|_| Error::out_of_range("units"))?;
    let cost = rules.unit_cost.map(|unit_cost| cost_of(units, unit_cost)).transpose()?;
    Ok(OrderQuantity { needed, units, limits, cost })
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "range checked"
)]
fn missing_units(up_to: f64, position: i64) -> Result<u32> {
    // A hair above a whole number is rounding, not a unit.
    let missing = (up_to - position as f64 - 1e-9).ceil().max(0.0);
    if missing > f64::from(u32::MAX) { Err(Error::out_of_range("units")) } else { Ok(missing as i64) }
        .and_then(|missing| u32::try_from(missing).map_err(|_| Error::out_of_range("units")))
}

/// Whole units a budget pays for; none if a unit costs nothing.
fn affordable(budget: Money, unit_cost: UnitAmount) -> Result<Option<u64>> {
    if budget.currency() != unit_cost.currency() {
        return Err(Error::new(ErrorKind::Mismatch, "currency_mismatch")
            .with("left", budget.currency().code())
            .with("right", unit_cost.currency().code()));
    }
    if budget.minor() < 0 {
        return Err(Error::new(ErrorKind::Range, "budget_negative").with("budget", budget.to_string()));
    }
    if unit_cost.micros() <= 0 {
        return Ok(None);
    }
    let units = UnitAmount::from(budget).to_ratio_major()?.over(unit_cost.to_ratio_major()?)?;
    u64::try_from(units.round(Rounding::Floor)?).map(Some).map_err(|_| Error::out_of_range("units"))
}

fn cost_of(units: u32, unit_cost: UnitAmount) -> Result<Money> {
    let currency = unit_cost.currency();
    let major = unit_cost.to_ratio_major()?.times(Ratio::whole(i128::from(units)))?;
    let minor = major.times(Ratio::whole(i128::from(currency.minor_per_major())))?;
    Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero)
}

/// What an order is expected to bring.
///
/// ```
/// use clearfloor::money::{Currency, Money, UnitAmount};
/// use clearfloor::{demand::chance::CountDemand, replenish::order_outlook};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let cost = UnitAmount::parse("4.00", Currency::USD).unwrap();
/// // A demand far beyond ten units: all of the order sells.
/// let demand = CountDemand::poisson(500.0).unwrap();
/// let outlook = order_outlook(10, 0, demand, cost, usd("11.50"), usd("-0.50")).unwrap();
/// assert_eq!((outlook.cost, outlook.profit), (usd("40.00"), usd("75.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderOutlook {
    /// Units of stock and order expected to sell in the time looked at, beyond what stock alone would sell.
    pub extra_sold: f64,
    /// Units of the order expected to be left.
    pub left: f64,
    /// Cost of the order.
    pub cost: Money,
    /// Net of the extra sales and of what is left, less the cost; rounded once.
    pub profit: Money,
}

/// Cost and expected profit of an order, against ordering nothing.
///
/// `net_per_unit` is what a sale brings before the cost of the unit, `leftover_per_unit` what a unit left brings
/// (below zero if a fee is paid); `demand` is that of the time looked at.
///
/// # Errors
/// `currency_mismatch`; `out_of_range`.
///
/// ```
/// use clearfloor::money::{Currency, Money, UnitAmount};
/// use clearfloor::{demand::chance::CountDemand, replenish::order_outlook};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let cost = UnitAmount::parse("2.00", Currency::USD).unwrap();
/// // Nothing sells any more: ten units cost 20.00, and 0.50 each to be rid of.
/// let outlook = order_outlook(10, 5, CountDemand::poisson(0.0).unwrap(), cost, usd("8.00"), usd("-0.50")).unwrap();
/// assert_eq!((outlook.left, outlook.profit), (10.0, usd("-25.00")));
/// ```
pub fn order_outlook(
    units: u32,
    stock: u32,
    demand: CountDemand,
    unit_cost: UnitAmount,
    net_per_unit: Money,
    leftover_per_unit: Money,
) -> Result<OrderOutlook> {
    let cost = cost_of(units, unit_cost)?;
    // Asks for one currency.
    cost.plus(net_per_unit)?.plus(leftover_per_unit)?;
    let all = stock.checked_add(units).ok_or_else(|| Error::out_of_range("units"))?;
    let left = (demand.expected_left(all) - demand.expected_left(stock)).clamp(0.0, f64::from(units));
    let extra_sold = f64::from(units) - left;
    let earned = extra_sold * net_per_unit.to_expectation() + left * leftover_per_unit.to_expectation();
    let profit = Money::from_expectation(earned - cost.to_expectation(), cost.currency())?;
    Ok(OrderOutlook { extra_sold, left, cost, profit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    fn unit(text: &str) -> UnitAmount {
        UnitAmount::parse(text, Currency::USD).unwrap()
    }

    #[test]
    fn budget_and_room_lower_to_whole_boxes_and_the_minimum_still_counts() {
        let rules = OrderRules {
            minimum_units: Some(48),
            box_units: Some(24),
            unit_cost: Some(unit("3.333333")),
            budget: Some(usd("400.00")),
            capacity_units: Some(500),
        };
        let order = order_quantity(300.0, 0, &rules).unwrap();
        // 120 units cost 399.99996: just paid for.
        assert_eq!((order.units, order.cost), (120, Some(usd("400.00"))));
        assert_eq!(order.limits, [OrderLimit::RaisedToBoxes, OrderLimit::LoweredToBudget]);
        let poor = OrderRules { budget: Some(usd("100.00")), ..rules };
        let none = order_quantity(300.0, 0, &poor).unwrap();
        assert_eq!((none.units, none.limits.last()), (0, Some(&OrderLimit::MinimumNotReached)));
    }

    #[test]
    fn nothing_needed_is_nothing_ordered() {
        let rules = OrderRules { minimum_units: Some(500), ..OrderRules::default() };
        let order = order_quantity(100.0, 100, &rules).unwrap();
        assert_eq!((order.units, order.limits.len()), (0, 0));
    }

    #[test]
    fn a_budget_without_a_cost_is_said() {
        let rules = OrderRules { budget: Some(usd("10.00")), ..OrderRules::default() };
        let order = order_quantity(50.0, 0, &rules).unwrap();
        assert_eq!((order.units, order.cost), (50, None));
        assert_eq!(order.limits, [OrderLimit::BudgetNotChecked]);
    }

    #[test]
    fn refuses_empty_boxes_two_currencies_and_levels_that_are_no_number() {
        let empty = OrderRules { box_units: Some(0), ..OrderRules::default() };
        assert_eq!(order_quantity(1.0, 0, &empty).unwrap_err().code(), "box_without_units");
        let mixed = OrderRules {
            unit_cost: Some(unit("1")),
            budget: Some(Money::zero(Currency::EUR)),
            ..OrderRules::default()
        };
        assert_eq!(order_quantity(1.0, 0, &mixed).unwrap_err().code(), "currency_mismatch");
        assert_eq!(order_quantity(f64::NAN, 0, &OrderRules::default()).unwrap_err().code(), "supply_range");
    }

    #[test]
    fn an_order_that_cannot_sell_loses_its_cost() {
        let none = CountDemand::poisson(0.0).unwrap();
        let outlook = order_outlook(10, 5, none, unit("2.00"), usd("8.00"), usd("-0.50")).unwrap();
        assert_eq!((outlook.extra_sold, outlook.left), (0.0, 10.0));
        assert_eq!(outlook.profit, usd("-25.00"));
    }

    proptest! {
        #[test]
        fn an_order_keeps_every_rule(
            up_to in 0.0_f64..5000.0, position in -200_i64..5000, minimum in 0_u32..400, per_box in 1_u32..60,
            budget in 0_i64..2_000_000, capacity in 0_u32..4000, cost in 1_i64..20_000_000,
        ) {
            let unit_cost = UnitAmount::from_micros(cost, Currency::USD);
            let rules = OrderRules {
                minimum_units: Some(minimum), box_units: Some(per_box), unit_cost: Some(unit_cost),
                budget: Some(Money::new(budget, Currency::USD).unwrap()), capacity_units: Some(capacity),
            };
            let order = order_quantity(up_to, position, &rules).unwrap();
            prop_assert_eq!(order.units % per_box, 0);
            prop_assert!(order.units <= capacity);
            prop_assert!(order.units == 0 || order.units >= minimum);
            prop_assert!(order.cost.unwrap().minor() <= budget + 1);
            prop_assert!(order.needed > 0 || order.units == 0);
        }
    }
}
