//! How much to order at once: against the cost of ordering, and before a season that comes once.

use super::{above_zero, not_below_zero};
use crate::demand::chance::{CountDemand, normal_density, normal_quantile};
use crate::error::{Error, ErrorKind, Result};

/// The order quantity at which ordering and holding cost the least.
///
/// ```
/// use clearfloor::replenish::economic_order;
/// // 1,000 a year, 50.00 an order, 4.00 to hold a unit for a year: √(2 · 1,000 · 50 / 4) = √25,000.
/// let order = economic_order(1000.0, 50.0, 4.0).unwrap();
/// assert!((order.units - 158.113883).abs() < 1e-6);
/// assert!((order.cycle_days - 57.711567).abs() < 1e-6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EconomicOrder {
    /// Units of an order.
    pub units: f64,
    /// Orders a year.
    pub orders_a_year: f64,
    /// Days between orders (of 365).
    pub cycle_days: f64,
    /// Cost of ordering and holding a year.
    pub cost_a_year: f64,
    annual_units: f64,
    order_cost: f64,
    holding_cost: f64,
}

/// Economic order quantity `√(2 · D · K / h)` (Harris 1913; `math.md` §11). Amounts are of one currency, in any unit.
///
/// # Errors
/// `supply_range` with `what` unless yearly demand, cost of an order and of holding a unit a year are above zero.
///
/// ```
/// use clearfloor::replenish::economic_order;
/// let order = economic_order(1200.0, 90.0, 2.4).unwrap();
/// assert_eq!((order.units, order.orders_a_year, order.cost_a_year), (300.0, 4.0, 720.0));
/// assert_eq!(order.cost_a_year_at(600.0).unwrap(), 900.0);
/// ```
pub fn economic_order(annual_units: f64, order_cost: f64, holding_cost: f64) -> Result<EconomicOrder> {
    let annual_units = above_zero("annual_units", annual_units)?;
    let order_cost = above_zero("order_cost", order_cost)?;
    let holding_cost = above_zero("holding_cost", holding_cost)?;
    let units = (2.0 * annual_units * order_cost / holding_cost).sqrt();
    let mut order = EconomicOrder {
        units,
        orders_a_year: annual_units / units,
        cycle_days: 365.0 * units / annual_units,
        cost_a_year: 0.0,
        annual_units,
        order_cost,
        holding_cost,
    };
    order.cost_a_year = order.cost_a_year_at(units)?;
    Ok(order)
}

impl EconomicOrder {
    /// Cost a year of another order quantity: `D · K / q + h · q / 2`.
    ///
    /// # Errors
    /// `supply_range` unless the quantity is above zero.
    ///
    /// ```
    /// use clearfloor::replenish::economic_order;
    /// let order = economic_order(1200.0, 90.0, 2.4).unwrap();
    /// // A year in one go: one order at 90.00, and 600 units held in the mean.
    /// assert_eq!(order.cost_a_year_at(1200.0).unwrap(), 90.0 + 600.0 * 2.4);
    /// assert_eq!(order.cost_a_year_at(0.0).unwrap_err().code(), "supply_range");
    /// ```
    pub fn cost_a_year_at(&self, units: f64) -> Result<f64> {
        let units = above_zero("order_units", units)?;
        Ok(self.annual_units * self.order_cost / units + self.holding_cost * units / 2.0)
    }
}

/// One order before a demand that comes once.
///
/// ```
/// use clearfloor::replenish::newsvendor_normal;
/// // A lantern sold at 15.00, bought at 10.00, worth 3.00 after the season: 5 are won, or 7 lost.
/// let order = newsvendor_normal(100.0, 0.0, 15.0, 10.0, 3.0).unwrap();
/// assert_eq!(order.critical_ratio, 5.0 / 12.0);
/// assert_eq!((order.units, order.profit, order.left), (100.0, 500.0, 0.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SingleOrder {
    /// Chance to sell out that pays: (price − cost) / (price − salvage).
    pub critical_ratio: f64,
    /// Units to order.
    pub units: f64,
    /// Expected profit, in the unit of the amounts.
    pub profit: f64,
    /// Units expected to be left.
    pub left: f64,
}

/// Above 0 and below 1: with a normal demand the order at either has no end.
fn critical_ratio(price: f64, cost: f64, salvage: f64) -> Result<f64> {
    let ratio = (price - cost) / (price - salvage);
    if price > cost && cost > salvage && ratio.is_finite() {
        return Ok(ratio);
    }
    let error = Error::new(ErrorKind::Range, "single_order_amounts").with("price", price.to_string());
    Err(error.with("cost", cost.to_string()).with("salvage", salvage.to_string()))
}

/// Newsvendor with a normal demand: `q = μ + z · σ`, profit `(p − c) · μ − (p − s) · σ · φ(z)` (`math.md` §11).
///
/// # Errors
/// `single_order_amounts` unless price > cost > salvage (which may be below zero); `supply_range`.
///
/// ```
/// use clearfloor::replenish::newsvendor_normal;
/// // Where a unit too many loses what a unit too few misses, the mean is ordered; chance costs 12.00 · 30 · φ(0).
/// let order = newsvendor_normal(200.0, 30.0, 20.0, 14.0, 8.0).unwrap();
/// assert_eq!((order.critical_ratio, order.units), (0.5, 200.0));
/// assert!((order.profit - (1200.0 - 12.0 * 30.0 * 0.398942)).abs() < 1e-3);
/// ```
pub fn newsvendor_normal(mean: f64, sd: f64, price: f64, cost: f64, salvage: f64) -> Result<SingleOrder> {
    let (mean, sd) = (not_below_zero("mean", mean)?, not_below_zero("sd", sd)?);
    let critical_ratio = critical_ratio(price, cost, salvage)?;
    let z = normal_quantile(critical_ratio)?;
    let units = mean + z * sd;
    let density = sd * normal_density(z);
    let profit = (price - cost) * mean - (price - salvage) * density;
    // E max(0, q − D) = σ · (z · Φ(z) + φ(z)), and Φ(z) is the critical ratio.
    Ok(SingleOrder { critical_ratio, units, profit, left: sd * z * critical_ratio + density })
}

/// Newsvendor with a Poisson demand: the smallest whole `q` with `F(q)` at least the critical ratio (`math.md` §11).
/// A unit that sells for no more than its cost is not ordered.
///
/// # Errors
/// As [`newsvendor_normal`], except that the price may be the cost.
///
/// ```
/// use clearfloor::replenish::newsvendor_poisson;
/// // F(0) = e⁻¹ = 0.37, F(1) = 0.74: the first count whose chance is at least (10 − 4) / (10 − 0) = 0.6.
/// let order = newsvendor_poisson(1.0, 10.0, 4.0, 0.0).unwrap();
/// assert_eq!((order.critical_ratio, order.units), (0.6, 1.0));
/// assert!((order.left - (-1.0_f64).exp()).abs() < 1e-12);
/// ```
pub fn newsvendor_poisson(mean: f64, price: f64, cost: f64, salvage: f64) -> Result<SingleOrder> {
    let demand = CountDemand::poisson(not_below_zero("mean", mean)?)?;
    if cost > salvage && (price - cost) / (price - salvage) == 0.0 {
        return Ok(SingleOrder { critical_ratio: 0.0, units: 0.0, profit: 0.0, left: 0.0 });
    }
    let critical_ratio = critical_ratio(price, cost, salvage)?;
    let whole = demand.smallest_stock_for(critical_ratio)?;
    let (units, left) = (f64::from(whole), demand.expected_left(whole));
    let profit = price * (units - left) + salvage * left - cost * units;
    Ok(SingleOrder { critical_ratio, units, profit, left })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_quantity_costs_less() {
        let order = economic_order(730.0, 350.0, 6.1).unwrap();
        for units in [1.0, 200.0, order.units - 1.0, order.units + 1.0, 5000.0] {
            assert!(order.cost_a_year_at(units).unwrap() > order.cost_a_year);
        }
    }

    #[test]
    fn no_other_whole_order_earns_more() {
        let best = newsvendor_poisson(24.0, 19.0, 8.0, -1.0).unwrap();
        let demand = CountDemand::poisson(24.0).unwrap();
        for units in 0..80_u32 {
            let left = demand.expected_left(units);
            let profit = 19.0 * (f64::from(units) - left) - left - 8.0 * f64::from(units);
            assert!(profit <= best.profit + 1e-9);
        }
    }

    #[test]
    fn a_unit_that_earns_nothing_is_not_ordered() {
        let none = newsvendor_poisson(9.75, 4.31, 4.31, 0.01).unwrap();
        assert_eq!((none.critical_ratio, none.units, none.profit, none.left), (0.0, 0.0, 0.0, 0.0));
    }

    #[test]
    fn a_sure_demand_is_ordered_exactly() {
        let sure = newsvendor_normal(100.0, 0.0, 15.0, 10.0, 3.0).unwrap();
        assert_eq!((sure.units, sure.profit, sure.left), (100.0, 500.0, 0.0));
    }

    #[test]
    fn refuses_amounts_without_a_best_order() {
        for (price, cost, salvage) in [(10.0, 10.0, 10.0), (10.0, 5.0, 5.0), (10.0, 12.0, 1.0), (f64::NAN, 1.0, 0.0)] {
            assert_eq!(newsvendor_poisson(5.0, price, cost, salvage).unwrap_err().code(), "single_order_amounts");
        }
        assert_eq!(newsvendor_normal(5.0, 1.0, 10.0, 10.0, 1.0).unwrap_err().code(), "single_order_amounts");
        assert_eq!(economic_order(0.0, 1.0, 1.0).unwrap_err().code(), "supply_range");
    }
}
