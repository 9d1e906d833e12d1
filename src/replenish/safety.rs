//! Safety stock and the point at which to order.

use super::{above_zero, not_below_zero};
use crate::demand::chance::{normal_quantile, unit_normal_loss};
use crate::error::Result;

/// Demand and supply of one product, both with their spread.
///
/// ```
/// use clearfloor::replenish::{SupplyRisk, safety_stock};
/// let sure = SupplyRisk { units_per_day: 4.0, units_sd: 0.0, lead_days: 30.0, lead_sd: 0.0, review_days: 7.0 };
/// // Nothing is uncertain, so 37 days of sales are enough.
/// assert_eq!(safety_stock(&sure, 0.95, None).unwrap().reorder_point, 148.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SupplyRisk {
    /// Mean units a day.
    pub units_per_day: f64,
    /// Standard deviation of a day's units.
    pub units_sd: f64,
    /// Mean days from order to sellable.
    pub lead_days: f64,
    /// Standard deviation of these days.
    pub lead_sd: f64,
    /// Days between looks at the stock; zero if it is watched all the time. They add to the days to be covered.
    pub review_days: f64,
}

/// What to keep against chance.
///
/// ```
/// use clearfloor::replenish::{SupplyRisk, safety_stock};
/// let risk = SupplyRisk { units_per_day: 10.0, units_sd: 3.0, lead_days: 16.0, lead_sd: 0.9, review_days: 0.0 };
/// let found = safety_stock(&risk, 0.5, None).unwrap();
/// // √(16 · 3² + 10² · 0.9²) = 15; a level of one half asks for no stock beyond what is expected.
/// assert!((found.sigma - 15.0).abs() < 1e-9);
/// assert_eq!((found.units, found.reorder_point), (0.0, 160.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SafetyStock {
    /// Standard deviations that the service level asks for.
    pub deviations: f64,
    /// Standard deviation of the demand over the days to be covered, units.
    pub sigma: f64,
    /// Units beyond the expected demand; below zero for a service level under one half.
    pub units: f64,
    /// Expected demand of the days to be covered, plus safety stock. With a review period this is the level to order
    /// up to; without, the level at which to order.
    pub reorder_point: f64,
    /// Units expected to be short in a cycle.
    pub short_per_cycle: f64,
    /// Share of demand served from stock, if the order quantity is known; it can be below zero for tiny orders.
    pub fill_rate: Option<f64>,
}

/// Safety stock `z · σ` with `σ = √((L + R) · sd² + d² · s_L²)` (`math.md` §11; Silver, Pyke & Peterson).
///
/// # Errors
/// `supply_range` with `what` if a figure is below zero or not finite, or the order quantity not above zero;
/// `chance_range` unless the service level lies strictly between 0 and 1.
///
/// ```
/// use clearfloor::replenish::{SupplyRisk, safety_stock};
/// let risk = SupplyRisk { units_per_day: 75.0, units_sd: 10.0, lead_days: 7.0, lead_sd: 1.5, review_days: 0.0 };
/// let found = safety_stock(&risk, 0.95, None).unwrap();
/// assert!((found.units - 190.094489).abs() < 1e-6);
/// assert!((found.reorder_point - 715.094489).abs() < 1e-6);
/// ```
pub fn safety_stock(risk: &SupplyRisk, service_level: f64, order_units: Option<f64>) -> Result<SafetyStock> {
    let demand = not_below_zero("units_per_day", risk.units_per_day)?;
    let demand_sd = not_below_zero("units_sd", risk.units_sd)?;
    let lead_sd = not_below_zero("lead_sd", risk.lead_sd)?;
    let days = not_below_zero("lead_days", risk.lead_days)? + not_below_zero("review_days", risk.review_days)?;
    let deviations = normal_quantile(service_level)?;
    let sigma = (days * demand_sd * demand_sd + demand * demand * lead_sd * lead_sd).sqrt();
    let units = deviations * sigma;
    let short_per_cycle = sigma * unit_normal_loss(deviations);
    let order_units = order_units.map(|units| above_zero("order_units", units)).transpose()?;
    Ok(SafetyStock {
        deviations,
        sigma,
        units,
        reorder_point: demand * days + units,
        short_per_cycle,
        fill_rate: order_units.map(|units| 1.0 - short_per_cycle / units),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RISK: SupplyRisk =
        SupplyRisk { units_per_day: 20.0, units_sd: 6.0, lead_days: 45.0, lead_sd: 8.0, review_days: 14.0 };

    #[test]
    fn more_service_a_longer_way_and_more_spread_never_need_less() {
        let of = |risk: SupplyRisk, level| safety_stock(&risk, level, None).unwrap().reorder_point;
        let base = of(RISK, 0.95);
        assert!(of(RISK, 0.99) > base);
        assert!(of(SupplyRisk { lead_days: 60.0, ..RISK }, 0.95) > base);
        assert!(of(SupplyRisk { lead_sd: 9.0, ..RISK }, 0.95) > base);
        assert!(of(SupplyRisk { units_sd: 7.0, ..RISK }, 0.95) > base);
    }

    #[test]
    fn nothing_uncertain_needs_no_safety_stock() {
        let sure = SupplyRisk { units_sd: 0.0, lead_sd: 0.0, ..RISK };
        let found = safety_stock(&sure, 0.99, Some(100.0)).unwrap();
        assert_eq!((found.units, found.short_per_cycle, found.fill_rate), (0.0, 0.0, Some(1.0)));
        assert_eq!(found.reorder_point, 20.0 * 59.0);
    }

    #[test]
    fn refuses_what_cannot_be() {
        let code = |risk: SupplyRisk| safety_stock(&risk, 0.9, None).unwrap_err().code();
        assert_eq!(code(SupplyRisk { units_per_day: -1.0, ..RISK }), "supply_range");
        assert_eq!(code(SupplyRisk { lead_sd: f64::NAN, ..RISK }), "supply_range");
        assert_eq!(safety_stock(&RISK, 1.0, None).unwrap_err().code(), "chance_range");
        assert_eq!(safety_stock(&RISK, 0.9, Some(0.0)).unwrap_err().code(), "supply_range");
    }
}
