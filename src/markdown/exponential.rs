//! Any price at any moment, buyers' willingness to pay exponential: Gallego and van Ryzin (1994), with fees,
//! salvage and holding cost (math.md §1).
//!
//! `n` units, time `t` left, sales at rate `a e^(-p/theta)`. With `b = k theta`, `mu = h/b` and
//! `L = a exp(-1 - (c+s)/b)` the value is `V_n = n s + b ln y_n`,
//! `y_n = sum over i = 0..n of u^i/i! e^(-mu t (n-i))`, and the best price `theta + (c + V_n - V_(n-1))/k`.
//! There is no upper or lower bound on the price; with bounds see [`menu`](super::menu).

use super::integrate::integrate;
use super::{Terms, finite, not_negative, out_of_reach, positive};
use crate::error::Result;

/// A stretch of time with one base rate.
///
/// ```
/// use clearfloor::markdown::{Terms, exponential::{ExponentialStock, Stretch}};
/// let terms = Terms { kept_share: 1.0, cost_per_sale: 0.0, leftover_per_unit: 0.0, hold_per_unit: 0.0 };
/// let stock = |stretches| ExponentialStock { units: 3, stretches, price_scale: 8.0, terms };
/// // Buyers count, not days, where holding is free: a busy week is worth four quiet ones.
/// let busy = stock(vec![Stretch { time: 7.0, rate_at_zero: 4.0 }]).best_now().unwrap();
/// let quiet = stock(vec![Stretch { time: 28.0, rate_at_zero: 1.0 }]).best_now().unwrap();
/// assert!((busy.value - quiet.value).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// How long it lasts.
    pub time: f64,
    /// Demand rate at price zero, units per unit of time.
    pub rate_at_zero: f64,
}

/// A stock, its buyers and its terms.
///
/// ```
/// use clearfloor::markdown::{Terms, exponential::{ExponentialStock, Stretch}};
/// let stock = ExponentialStock {
///     units: 10,
///     stretches: vec![Stretch { time: 90.0, rate_at_zero: 0.0 }],
///     price_scale: 8.0,
///     terms: Terms { kept_share: 0.85, cost_per_sale: 5.2, leftover_per_unit: 1.1, hold_per_unit: 0.01 },
/// };
/// // Nobody comes: each unit brings 1.10 in the end and costs 0.90 until then.
/// assert!((stock.best_now().unwrap().value - 2.0).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ExponentialStock {
    /// Units on hand.
    pub units: u32,
    /// The time left, in the order in which it passes; usually one stretch.
    pub stretches: Vec<Stretch>,
    /// Price at which demand has fallen by the factor e.
    pub price_scale: f64,
    /// Fees, salvage, holding cost.
    pub terms: Terms,
}

/// What is best now.
///
/// ```
/// use clearfloor::markdown::{Terms, exponential::{ExponentialStock, Stretch}};
/// let terms = Terms { kept_share: 1.0, cost_per_sale: 0.0, leftover_per_unit: 0.0, hold_per_unit: 0.0 };
/// let stretches = vec![Stretch { time: 30.0, rate_at_zero: 1.0_f64.exp() / 30.0 }];
/// let best = ExponentialStock { units: 1, stretches, price_scale: 12.0, terms }.best_now().unwrap();
/// // The price is the scale and what the unit is worth kept: 12 + 12 ln 2.
/// assert!((best.price - (12.0 + best.value)).abs() < 1e-12);
/// assert!((best.rate * 30.0 - 0.5).abs() < 1e-12);
/// assert_eq!(best.value_of_one_fewer, 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestNow {
    /// Expected net from now on.
    pub value: f64,
    /// The same with one unit fewer; zero for one unit.
    pub value_of_one_fewer: f64,
    /// Best price now.
    pub price: f64,
    /// Units per unit of time at that price.
    pub rate: f64,
}

impl ExponentialStock {
    fn checked(&self) -> Result<()> {
        positive(self.price_scale, "price_scale")?;
        positive(f64::from(self.units), "units")?;
        for stretch in &self.stretches {
            not_negative(stretch.time, "time")?;
            not_negative(stretch.rate_at_zero, "rate_at_zero")?;
        }
        self.terms.checked()?;
        Ok(())
    }

    /// `b`: what a price scale is worth after fees.
    fn scale_kept(&self) -> f64 {
        self.terms.kept_share * self.price_scale
    }

    fn now(&self, value: f64, gain_of_last: f64) -> Result<BestNow> {
        let price = self.price_scale + (self.terms.cost_per_sale + gain_of_last) / self.terms.kept_share;
        let rate_at_zero = self.stretches.first().map_or(0.0, |stretch| stretch.rate_at_zero);
        let rate = rate_at_zero * (-price / self.price_scale).exp();
        let value_of_one_fewer = if self.units == 1 { 0.0 } else { value - gain_of_last };
        if [value, price, rate].iter().all(|figure| figure.is_finite()) {
            Ok(BestNow { value, value_of_one_fewer, price, rate })
        } else {
            Err(out_of_reach())
        }
    }

    /// The closed form, also for base rates that change from stretch to stretch.
    ///
    /// With stretches `u` is the sum over them of `L_i` times the integral of `e^(-mu e)` over the time `e` from
    /// now, which for one stretch is `L (1 - e^(-mu t))/mu`. Everything is kept in logarithms, so that thousands
    /// of units neither overflow nor vanish. Source: math.md §1, eqs. (8)–(10) of the paper.
    ///
    /// # Errors
    /// `plan_input_range` for figures that are none, times or rates below zero, a share or scale not above zero,
    /// no units; `plan_out_of_reach` if the answer is no float.
    ///
    /// ```
    /// use clearfloor::markdown::{Terms, exponential::{ExponentialStock, Stretch}};
    /// // The published case: one unit, a = e, t = 1: value ln 2, price 1 + ln 2.
    /// let stock = ExponentialStock {
    ///     units: 1,
    ///     stretches: vec![Stretch { time: 1.0, rate_at_zero: 1.0_f64.exp() }],
    ///     price_scale: 1.0,
    ///     terms: Terms { kept_share: 1.0, cost_per_sale: 0.0, leftover_per_unit: 0.0, hold_per_unit: 0.0 },
    /// };
    /// let best = stock.best_now().unwrap();
    /// assert!((best.value - 2.0_f64.ln()).abs() < 1e-15);
    /// assert!((best.price - 1.0 - 2.0_f64.ln()).abs() < 1e-15);
    /// ```
    pub fn best_now(&self) -> Result<BestNow> {
        self.checked()?;
        let b = self.scale_kept();
        let Terms { cost_per_sale, leftover_per_unit, hold_per_unit, .. } = self.terms;
        let decay = hold_per_unit / b;
        let mut passed = 0.0;
        let mut log_u = f64::NEG_INFINITY;
        for &Stretch { time, rate_at_zero } in &self.stretches {
            let log_start = rate_at_zero.ln() - 1.0 - (cost_per_sale + leftover_per_unit) / b;
            log_u = log_sum(log_u, log_start - decay * passed + log_weight(decay, time));
            passed += time;
        }
        let fade = decay * passed;
        let mut log_term = 0.0;
        let mut log_y = 0.0;
        let mut log_before = 0.0;
        for n in 1..=self.units {
            log_term += log_u - f64::from(n).ln();
            log_before = log_y;
            log_y = log_sum(log_before - fade, log_term);
        }
        // y_n = y_(n-1) e^(-mu t) + u^n/n!, so the gain of the last unit needs no difference of large values.
        let gain = leftover_per_unit + b * log_ratio(log_term - log_before, fade);
        self.now(f64::from(self.units) * leftover_per_unit + b * log_y, gain)
    }

    /// The same with money later worth less, by integration: `dV_n/dt = -h n - r V_n + max over p of …`.
    ///
    /// # Errors
    /// As [`best_now`](Self::best_now); `plan_input_range` also if the rate is below zero; `plan_out_of_reach` also
    /// if the integration would take too long.
    ///
    /// ```
    /// use clearfloor::markdown::{Terms, exponential::{ExponentialStock, Stretch}};
    /// let terms = Terms { kept_share: 1.0, cost_per_sale: 0.0, leftover_per_unit: 0.0, hold_per_unit: 0.0 };
    /// let stretches = vec![Stretch { time: 1.0, rate_at_zero: 1.0_f64.exp() }];
    /// let stock = ExponentialStock { units: 1, stretches, price_scale: 12.0, terms };
    /// assert!((stock.best_now_discounted(0.0).unwrap().value - 12.0 * 2.0_f64.ln()).abs() < 1e-7);
    /// // Money later is worth less, so the unit is, and it is offered for less.
    /// let patient = stock.best_now().unwrap();
    /// assert!(stock.best_now_discounted(0.1).unwrap().price < patient.price);
    /// ```
    pub fn best_now_discounted(&self, discount_rate: f64) -> Result<BestNow> {
        self.checked()?;
        not_negative(discount_rate, "discount_rate")?;
        let b = self.scale_kept();
        let Terms { cost_per_sale, leftover_per_unit, hold_per_unit, .. } = self.terms;
        let count = usize::try_from(self.units).map_err(|_| out_of_reach())?;
        let mut values: Vec<f64> = (0..=self.units).map(|n| f64::from(n) * leftover_per_unit).collect();
        if count > 100_000 {
            return Err(out_of_reach());
        }
        // Backward from the end: the last stretch is nearest to it.
        for stretch in self.stretches.iter().rev() {
            integrate(&mut values, stretch.time, &mut |values, slopes| {
                let mut before = 0.0;
                for ((n, value), slope) in (0_u32..).zip(values).zip(slopes) {
                    *slope = if n == 0 {
                        0.0
                    } else {
                        let income = stretch.rate_at_zero * b * (-1.0 - (cost_per_sale + value - before) / b).exp();
                        income - hold_per_unit * f64::from(n) - discount_rate * value
                    };
                    before = *value;
                }
            })?;
        }
        let mut last = values.iter().rev();
        let (value, before) = (last.next().copied().unwrap_or(0.0), last.next().copied().unwrap_or(0.0));
        self.now(value, value - before)
    }
}

/// `ln(e^a + e^b)`.
fn log_sum(a: f64, b: f64) -> f64 {
    let (high, low) = if a >= b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

/// `ln(e^x + e^(-fade))`, exact also where both are near one another or one is tiny.
fn log_ratio(x: f64, fade: f64) -> f64 {
    log_sum(x, -fade)
}

/// Logarithm of the integral of `e^(-decay e)` over `0..time`.
fn log_weight(decay: f64, time: f64) -> f64 {
    let x = decay * time;
    // (1 - e^-x)/x by its series where the quotient is zero over zero.
    let mean = if x.abs() < 1e-8 { 1.0 - x / 2.0 } else { -(-x).exp_m1() / x };
    time.ln() + mean.ln()
}

/// Periods with at most one customer each, willingness to pay exponential.
///
/// ```
/// use clearfloor::markdown::exponential::OneBuyerPeriods;
/// // Two units and one buyer at most: the second unit changes nothing.
/// let one = OneBuyerPeriods { units: 1, periods: 1, arrival_chance: 0.5, price_scale: 20.0 };
/// let two = OneBuyerPeriods { units: 2, ..one };
/// assert_eq!(one.first_price().unwrap(), two.first_price().unwrap());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneBuyerPeriods {
    /// Units on hand.
    pub units: u32,
    /// Periods left.
    pub periods: u32,
    /// Chance that a customer comes in a period.
    pub arrival_chance: f64,
    /// Mean willingness to pay.
    pub price_scale: f64,
}

/// Value and first price of [`OneBuyerPeriods`].
///
/// ```
/// use clearfloor::markdown::exponential::{FirstPrice, OneBuyerPeriods};
/// let stock = OneBuyerPeriods { units: 1, periods: 1, arrival_chance: 1.0, price_scale: 20.0 };
/// let FirstPrice { value, price } = stock.first_price().unwrap();
/// // One buyer in e pays the mean of what buyers would.
/// assert_eq!(price, 20.0);
/// assert!((value - 20.0 / 1.0_f64.exp()).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstPrice {
    /// Expected revenue.
    pub value: f64,
    /// Best price in the first period.
    pub price: f64,
}

impl OneBuyerPeriods {
    /// `v_t(n) = v_(t-1)(n) + q theta e^(-1-D/theta)`, price `theta + D`, `D = v_(t-1)(n) - v_(t-1)(n-1)`
    /// (math.md §1, discrete time).
    ///
    /// # Errors
    /// `plan_input_range` unless the chance lies between 0 and 1, the scale is above zero and there are periods;
    /// `plan_out_of_reach` for more than 10^9 steps.
    ///
    /// ```
    /// use clearfloor::markdown::exponential::OneBuyerPeriods;
    /// let stock = OneBuyerPeriods { units: 1, periods: 2, arrival_chance: 0.5, price_scale: 20.0 };
    /// // What the last period would bring, 0.5 · 20/e = 3.68, is asked for on top.
    /// assert!((stock.first_price().unwrap().price - (20.0 + 10.0 * (-1.0_f64).exp())).abs() < 1e-12);
    /// ```
    pub fn first_price(&self) -> Result<FirstPrice> {
        let (chance, theta) = (self.arrival_chance, positive(self.price_scale, "price_scale")?);
        not_negative(chance, "arrival_chance")?;
        not_negative(1.0 - chance, "arrival_chance")?;
        positive(f64::from(self.periods), "periods")?;
        positive(f64::from(self.units), "units")?;
        // More units than periods cannot sell.
        let units = self.units.min(self.periods.saturating_add(1));
        if f64::from(units) * f64::from(self.periods) > 1e9 {
            return Err(out_of_reach());
        }
        let mut values: Vec<f64> = (0..=units).map(|_| 0.0).collect();
        let mut price = theta;
        for _ in 0..self.periods {
            let mut before = 0.0;
            for (n, value) in (0_u32..).zip(&mut values) {
                let old = *value;
                if n > 0 {
                    let gain = old - before;
                    price = theta + gain;
                    *value = old + chance * theta * (-1.0 - gain / theta).exp();
                }
                before = old;
            }
        }
        let value = finite(values.last().copied().unwrap_or(0.0), "price_scale")?;
        Ok(FirstPrice { value, price })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(units: u32) -> ExponentialStock {
        ExponentialStock {
            units,
            stretches: vec![Stretch { time: 90.0, rate_at_zero: 2.5 }],
            price_scale: 8.0,
            terms: Terms { kept_share: 0.85, cost_per_sale: 5.2, leftover_per_unit: 1.1, hold_per_unit: 0.01 },
        }
    }

    #[test]
    fn integration_without_discount_agrees_with_the_closed_form() {
        let (closed, followed) = (stock(60).best_now().unwrap(), stock(60).best_now_discounted(0.0).unwrap());
        assert!((closed.value - followed.value).abs() < 1e-7);
        assert!((closed.price - followed.price).abs() < 1e-7);
    }

    #[test]
    fn stretches_with_holding_cost_agree_with_integration() {
        let mut seasonal = stock(40);
        seasonal.stretches = vec![Stretch { time: 20.0, rate_at_zero: 4.0 }, Stretch { time: 50.0, rate_at_zero: 1.5 }];
        let (closed, followed) = (seasonal.best_now().unwrap(), seasonal.best_now_discounted(0.0).unwrap());
        assert!((closed.value - followed.value).abs() < 1e-7);
        assert!((closed.rate - followed.rate).abs() < 1e-9);
    }

    #[test]
    fn nobody_coming_leaves_salvage_less_holding() {
        let mut quiet = stock(10);
        quiet.stretches = vec![Stretch { time: 90.0, rate_at_zero: 0.0 }];
        let best = quiet.best_now().unwrap();
        assert!((best.value - 10.0 * (1.1 - 0.9)).abs() < 1e-12);
        assert_eq!(best.rate, 0.0);
    }

    #[test]
    fn no_time_leaves_salvage() {
        let mut over = stock(10);
        over.stretches.clear();
        assert!((over.best_now().unwrap().value - 11.0).abs() < 1e-12);
    }

    #[test]
    fn thousands_of_units_neither_overflow_nor_vanish() {
        let best = stock(50_000).best_now().unwrap();
        assert!(best.value.is_finite() && best.price.is_finite());
        let mut busy = stock(5_000);
        busy.stretches = vec![Stretch { time: 365.0, rate_at_zero: 5e4 }];
        let best = busy.best_now().unwrap();
        assert!(best.value > 0.0 && best.price > 30.0);
    }

    #[test]
    fn refuses_what_is_no_stock() {
        let code = |stock: ExponentialStock| stock.best_now().unwrap_err().code();
        assert_eq!(code(ExponentialStock { price_scale: 0.0, ..stock(1) }), "plan_input_range");
        assert_eq!(code(stock(0)), "plan_input_range");
        let nan = Terms { hold_per_unit: f64::NAN, ..stock(1).terms };
        assert_eq!(code(ExponentialStock { terms: nan, ..stock(1) }), "plan_input_range");
        let absurd = Terms { leftover_per_unit: 1e308, cost_per_sale: 1e308, ..stock(1).terms };
        assert_eq!(code(ExponentialStock { terms: absurd, units: 9, ..stock(1) }), "plan_out_of_reach");
    }

    #[test]
    fn many_more_units_than_buyers_change_nothing() {
        let periods = OneBuyerPeriods { units: 3, periods: 2, arrival_chance: 1.0, price_scale: 2.0 };
        let more = OneBuyerPeriods { units: 3_000_000_000, ..periods };
        assert_eq!(periods.first_price().unwrap(), more.first_price().unwrap());
    }
}
