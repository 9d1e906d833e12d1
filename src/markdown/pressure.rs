//! Prices when a shrinking stock itself hurts sales: broken sizes, lost ranking (Smith and Achabal 1998).
//!
//! Sales rate `kappa(t) (I/I_ref)^delta e^(-gamma p)`, `I` the stock, without chance. The optimum keeps the pressure
//! the same: `p(t) = p_T + (delta/gamma) ln(I(t)/I_T)`, so prices fall as the stock gets thin, the opposite of a stock
//! whose buyers do not look at what is left (math.md §2).

use super::{finite, not_negative, out_of_reach, positive};
use crate::error::Result;

/// A season's stock whose sales depend on how much of it is left.
///
/// ```
/// use clearfloor::markdown::pressure::ThinningStock;
/// let stock = ThinningStock {
///     demand: 2500.0, gamma: 0.2, delta: 0.4, reference_units: 400.0, units: 400.0, leftover_per_unit: 1.0,
/// };
/// let plan = stock.best().unwrap();
/// // The last price is 1.00 + 1/0.2; the first is higher by (0.4/0.2) ln(400 / what is left).
/// assert!((plan.price_end - 6.0).abs() < 1e-12);
/// assert!((plan.price_start - 6.0 - 2.0 * (400.0 / plan.leftover).ln()).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThinningStock {
    /// Demand of the whole season at price zero and reference stock: the integral of kappa, units.
    pub demand: f64,
    /// How demand follows the price: it falls by the factor e for each `1/gamma` of money.
    pub gamma: f64,
    /// How demand follows the stock; 0 = not at all.
    pub delta: f64,
    /// Stock at which `demand` is measured.
    pub reference_units: f64,
    /// Stock at the start.
    pub units: f64,
    /// What a unit left brings.
    pub leftover_per_unit: f64,
}

/// The best course of prices.
///
/// ```
/// use clearfloor::markdown::pressure::ThinningStock;
/// // Demand for a quarter of the stock at 1.00 + 1/0.2 = 6.00, whatever is left of it.
/// let stock = ThinningStock {
///     demand: 100.0 * 1.2_f64.exp(), gamma: 0.2, delta: 0.0,
///     reference_units: 400.0, units: 400.0, leftover_per_unit: 1.0,
/// };
/// let plan = stock.best().unwrap();
/// assert!((plan.revenue - 600.0).abs() < 1e-9 && (plan.leftover - 300.0).abs() < 1e-9);
/// assert!((plan.total - 900.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThinningPlan {
    /// Price at the start.
    pub price_start: f64,
    /// Price at the end.
    pub price_end: f64,
    /// Units left at the end.
    pub leftover: f64,
    /// Income from sales.
    pub revenue: f64,
    /// With what the rest brings.
    pub total: f64,
}

impl ThinningStock {
    /// `p_T = s + 1/gamma`, `I_0 - I_T = K (I_T/I_ref)^delta e^(-gamma p_T)`; without an effect of the stock, and
    /// demand enough for all, `p = ln(K/I_0)/gamma`. Solved in the logarithm of `I_T/I_0`, so that a stock that
    /// almost runs out is no special case.
    ///
    /// # Errors
    /// `plan_input_range` unless demand, gamma, both stocks are above zero and delta is not below;
    /// `plan_out_of_reach` if the answer is no float.
    ///
    /// ```
    /// use clearfloor::markdown::pressure::ThinningStock;
    /// let stock = ThinningStock {
    ///     demand: 2500.0, gamma: 0.2, delta: 0.0, reference_units: 400.0, units: 400.0, leftover_per_unit: 1.0,
    /// };
    /// let plan = stock.best().unwrap();
    /// assert!((plan.price_end - 5.0 * 6.25_f64.ln()).abs() < 1e-12);
    /// assert_eq!(plan.leftover, 0.0);
    /// ```
    pub fn best(&self) -> Result<ThinningPlan> {
        let demand = positive(self.demand, "demand")?;
        let gamma = positive(self.gamma, "gamma")?;
        let delta = not_negative(self.delta, "delta")?;
        let reference = positive(self.reference_units, "reference_units")?;
        let units = positive(self.units, "units")?;
        let leftover_per_unit = finite(self.leftover_per_unit, "leftover_per_unit")?;
        let price_end = leftover_per_unit + 1.0 / gamma;
        // Logarithm of the sales at the end's pressure, as a share of the stock, when all of it were still there.
        let log_sales = demand.ln() - gamma * price_end + delta * (units / reference).ln() - units.ln();
        let plan = if delta == 0.0 {
            if log_sales >= 0.0 {
                let price = (demand / units).ln() / gamma;
                ThinningPlan { price_start: price, price_end: price, leftover: 0.0, revenue: units * price, total: 0.0 }
            } else {
                let sold = units * log_sales.exp();
                let leftover = units - sold;
                let revenue = sold * price_end;
                ThinningPlan { price_start: price_end, price_end, leftover, revenue, total: 0.0 }
            }
        } else {
            let log_left = log_left(log_sales, delta);
            let leftover = units * log_left.exp();
            let sold = units - leftover;
            let revenue = sold * price_end + delta / gamma * (-units * log_left - sold);
            let price_start = price_end - delta / gamma * log_left;
            ThinningPlan { price_start, price_end, leftover, revenue, total: 0.0 }
        };
        let plan = ThinningPlan { total: plan.revenue + leftover_per_unit * plan.leftover, ..plan };
        if plan.total.is_finite() && plan.price_start.is_finite() { Ok(plan) } else { Err(out_of_reach()) }
    }
}

/// The `x < 0` with `ln(1 - e^x) = log_sales + delta x`: the left side falls, the right side rises.
fn log_left(log_sales: f64, delta: f64) -> f64 {
    let too_low = |x: f64| (-x.exp()).ln_1p() > log_sales + delta * x;
    let mut low = -1.0;
    while !too_low(low) && low > -1e300 {
        low *= 2.0;
    }
    let mut high = 0.0;
    for _ in 0..1100 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if too_low(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(delta: f64) -> ThinningStock {
        let (demand, gamma, reference_units, units, leftover_per_unit) = (9000.0, 0.12, 1000.0, 1000.0, 4.0);
        ThinningStock { demand, gamma, delta, reference_units, units, leftover_per_unit }
    }

    #[test]
    fn prices_fall_as_the_stock_gets_thin() {
        let plan = stock(0.4).best().unwrap();
        assert!(plan.price_start > plan.price_end);
        assert!((plan.price_end - 12.333_333_333_333_334).abs() < 1e-12);
    }

    #[test]
    fn what_is_sold_is_what_demand_allows() {
        let plan = stock(0.4).best().unwrap();
        let sold = 9000.0 * (plan.leftover / 1000.0).powf(0.4) * (-0.12 * plan.price_end).exp();
        assert!((1000.0 - plan.leftover - sold).abs() < 1e-9);
    }

    #[test]
    fn a_faint_effect_of_the_stock_tends_to_none() {
        let (faint, none) = (stock(1e-6).best().unwrap(), stock(0.0).best().unwrap());
        assert!((faint.total - none.total).abs() < 1e-2 * none.total);
        assert!(faint.leftover < 1e-9);
    }

    #[test]
    fn few_buyers_leave_most_of_it() {
        let quiet = ThinningStock { demand: 10.0, ..stock(0.0) };
        let plan = quiet.best().unwrap();
        assert!(plan.leftover > 990.0 && plan.price_start == plan.price_end);
    }

    #[test]
    fn refuses_what_has_no_optimum() {
        for odd in [
            ThinningStock { gamma: 0.0, ..stock(0.4) },
            ThinningStock { delta: -0.1, ..stock(0.4) },
            ThinningStock { units: 0.0, ..stock(0.4) },
            ThinningStock { demand: f64::NAN, ..stock(0.4) },
        ] {
            assert_eq!(odd.best().unwrap_err().code(), "plan_input_range");
        }
    }
}
