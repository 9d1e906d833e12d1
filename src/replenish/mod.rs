//! When to buy again, how much, and when not to.
//!
//! Lines and dates are exact; what hangs on chance (safety stock, the best single order) is an expectation, so `f64`.
//! What a rule needs and does not get is named, never taken as nothing.

mod advice;
mod order;
mod safety;
mod single_order;
mod timing;

pub use advice::{BuyAdvice, BuyingLines, BuyingSituation, Judgement, Reason, judge_buying};
pub use order::{OrderLimit, OrderOutlook, OrderQuantity, OrderRules, order_outlook, order_quantity};
pub use safety::{SafetyStock, SupplyRisk, safety_stock};
pub use single_order::{EconomicOrder, SingleOrder, economic_order, newsvendor_normal, newsvendor_poisson};
pub use timing::{
    BandAction, LegDays, PeriodDemand, PurchaseLine, ReorderStart, leg_days, period_demand, purchase_line,
    reasonable_stock, reorder_start, safety_band,
};

use crate::error::{Error, ErrorKind, Result};

/// A figure that must be finite and not below zero.
fn not_below_zero(what: &'static str, figure: f64) -> Result<f64> {
    if figure.is_finite() && figure >= 0.0 {
        return Ok(figure);
    }
    Err(Error::new(ErrorKind::Range, "supply_range").with("what", what).with("figure", figure.to_string()))
}

/// A figure that must be finite and above zero.
fn above_zero(what: &'static str, figure: f64) -> Result<f64> {
    if figure.is_finite() && figure > 0.0 {
        return Ok(figure);
    }
    Err(Error::new(ErrorKind::Range, "supply_range").with("what", what).with("figure", figure.to_string()))
}
