//! One price kept to the end, and how far it stays behind the best (math.md §1).

use super::exponential::{ExponentialStock, Stretch};
use super::{Terms, finite, not_negative, out_of_reach, positive};
use crate::demand::Poisson;
use crate::error::Result;

/// A stock that sells at one rate and one net until the end.
///
/// ```
/// use clearfloor::markdown::fixed_price::FixedPrice;
/// let unwanted = FixedPrice {
///     units: 60, time: 90.0, rate: 0.0, net_per_sale: 12.0, leftover_per_unit: 1.1, hold_per_unit: 0.01,
/// };
/// // 60 units left at 1.10, and kept for 90 days at a cent.
/// assert!((unwanted.value().unwrap().value - (66.0 - 54.0)).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixedPrice {
    /// Units on hand.
    pub units: u32,
    /// Time left.
    pub time: f64,
    /// Mean units sold per unit of time.
    pub rate: f64,
    /// Net of a sale.
    pub net_per_sale: f64,
    /// Net of a unit left at the end.
    pub leftover_per_unit: f64,
    /// Holding cost of a unit and unit of time.
    pub hold_per_unit: f64,
}

/// What one price brings.
///
/// ```
/// use clearfloor::markdown::fixed_price::FixedPrice;
/// let rate = 2.0_f64.ln() / 30.0;
/// let one = FixedPrice {
///     units: 1, time: 30.0, rate, net_per_sale: 11.0, leftover_per_unit: 0.0, hold_per_unit: 0.0,
/// };
/// let value = one.value().unwrap();
/// // Nobody comes within the month with chance e^(-ln 2) = 1/2.
/// assert!((value.sell_out_chance - 0.5).abs() < 1e-12 && (value.expected_sales - 0.5).abs() < 1e-12);
/// assert!((value.value - 5.5).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixedPriceValue {
    /// `(net - leftover) E min(n, N) + n leftover - hold * unit_time`.
    pub value: f64,
    /// Units sold on average.
    pub expected_sales: f64,
    /// Chance that nothing is left.
    pub sell_out_chance: f64,
    /// Stock over time on average, units times time.
    pub unit_time: f64,
}

impl FixedPrice {
    /// A stock with exponential demand, one stretch or several, at one price: the mean rate over the time counts.
    ///
    /// With several stretches of different rates the stock over time is that of the mean rate.
    ///
    /// # Errors
    /// `plan_input_range` if the price is no number or time and scale are not above zero.
    ///
    /// ```
    /// use clearfloor::markdown::{Terms, exponential::{ExponentialStock, Stretch}, fixed_price::FixedPrice};
    /// let stock = ExponentialStock {
    ///     units: 60,
    ///     stretches: vec![Stretch { time: 60.0, rate_at_zero: 2.0 }, Stretch { time: 30.0, rate_at_zero: 8.0 }],
    ///     price_scale: 10.0,
    ///     terms: Terms { kept_share: 0.85, cost_per_sale: 5.0, leftover_per_unit: 0.0, hold_per_unit: 0.0 },
    /// };
    /// // On average 4 a day at price zero; e times fewer at 10.00.
    /// let at_ten = FixedPrice::of(&stock, 10.0).unwrap();
    /// assert!((at_ten.rate - 4.0 * (-1.0_f64).exp()).abs() < 1e-12);
    /// assert_eq!((at_ten.time, at_ten.net_per_sale), (90.0, 3.5));
    /// ```
    pub fn of(stock: &ExponentialStock, price: f64) -> Result<Self> {
        let scale = positive(stock.price_scale, "price_scale")?;
        let reaction = (-finite(price, "price")? / scale).exp();
        let time: f64 = stock.stretches.iter().map(|stretch| stretch.time).sum();
        let demand: f64 = stock.stretches.iter().map(|stretch| stretch.time * stretch.rate_at_zero).sum();
        Ok(Self {
            units: stock.units,
            time,
            rate: if time > 0.0 { demand * reaction / time } else { 0.0 },
            net_per_sale: stock.terms.net(price),
            leftover_per_unit: stock.terms.leftover_per_unit,
            hold_per_unit: stock.terms.hold_per_unit,
        })
    }

    /// Exact expectation for Poisson sales. Source: math.md §1, "Fixed price", eq. (17) of Gallego and van Ryzin.
    ///
    /// # Errors
    /// `plan_input_range` for figures that are none, or time or rate below zero; `demand_out_of_range` for more than
    /// 10^8 units of demand; `plan_out_of_reach` if the answer is no float.
    ///
    /// ```
    /// use clearfloor::markdown::fixed_price::FixedPrice;
    /// let one = FixedPrice {
    ///     units: 1, time: 1.0, rate: 1.0, net_per_sale: 10.0, leftover_per_unit: 2.0, hold_per_unit: 0.0,
    /// };
    /// // 2 + 8 (1 - 1/e)
    /// assert!((one.value().unwrap().value - (10.0 - 8.0 * (-1.0_f64).exp())).abs() < 1e-14);
    /// ```
    pub fn value(&self) -> Result<FixedPriceValue> {
        not_negative(self.time, "time")?;
        not_negative(self.rate, "rate")?;
        let sales = Poisson::new(self.rate * self.time)?;
        let expected_sales = sales.expected_sales(self.units);
        let unit_time = self.unit_time(&sales);
        let units = f64::from(self.units);
        let value = (self.net_per_sale - self.leftover_per_unit) * expected_sales + units * self.leftover_per_unit
            - self.hold_per_unit * unit_time;
        if !value.is_finite() {
            return Err(out_of_reach());
        }
        Ok(FixedPriceValue { value, expected_sales, sell_out_chance: sales.at_least(self.units), unit_time })
    }

    /// The i-th unit to sell waits `E min(T_i, t) = (1/rate) sum over j = 1 .. i of P(N >= j)`.
    ///
    /// Summed over the units that is `(1/rate) sum over j of (n - j + 1) P(N >= j)`. A rate so small that the
    /// quotient is zero over zero leaves the whole stock there all the time.
    fn unit_time(&self, sales: &Poisson) -> f64 {
        let units = f64::from(self.units);
        if sales.mean() < 1e-12 {
            return units * self.time;
        }
        let sure = sales.first().min(self.units);
        // Units up to `sure` are asked for with certainty.
        let certain = f64::from(sure) * (units - (f64::from(sure) - 1.0) / 2.0);
        let rest: f64 = (sure + 1..=self.units)
            .map(|j| (self.units - j, sales.at_least(j)))
            .take_while(|(_, chance)| *chance > 0.0)
            .map(|(after, chance)| (f64::from(after) + 1.0) * chance)
            .sum();
        (certain + rest) / self.rate
    }
}

/// Bounds and one-price rules for exponential demand without fees, salvage or holding.
///
/// ```
/// use clearfloor::markdown::fixed_price::OnePriceRules;
/// // e · e^(-p/12) a day, ten units, ten days: at the mean rate all sell for 12.00.
/// let rules = OnePriceRules::compare(1.0_f64.exp(), 12.0, 10, 10.0).unwrap();
/// assert!((rules.bound_price - 12.0).abs() < 1e-9 && (rules.bound - 120.0).abs() < 1e-9);
/// assert!(rules.bound_price_kept <= rules.best_kept && rules.best_kept <= rules.best && rules.best <= rules.bound);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnePriceRules {
    /// Value of the best price at every moment.
    pub best: f64,
    /// Value if sales came at their mean rate: never below `best`.
    pub bound: f64,
    /// The price of that.
    pub bound_price: f64,
    /// Expected revenue of that price kept to the end.
    pub bound_price_kept: f64,
    /// Expected revenue of the best price kept to the end.
    pub best_kept: f64,
    /// `1 - 1/(2 sqrt(min(n, t a/e)))`: what the kept price is sure to reach as a share of `best`.
    pub sure_share: f64,
}

impl OnePriceRules {
    /// `bound_price_kept / best`.
    ///
    /// ```
    /// use clearfloor::markdown::fixed_price::OnePriceRules;
    /// // math.md §1, table: 91.2 % for one unit and one expected buyer.
    /// let rules = OnePriceRules::compare(1.0_f64.exp(), 1.0, 1, 1.0).unwrap();
    /// assert_eq!((1000.0 * rules.share_of_bound_price()).round(), 912.0);
    /// ```
    #[must_use]
    pub fn share_of_bound_price(&self) -> f64 {
        self.bound_price_kept / self.best
    }

    /// `best_kept / best`.
    ///
    /// ```
    /// use clearfloor::markdown::fixed_price::OnePriceRules;
    /// // math.md §1, table: 98.7 % for one unit and one expected buyer.
    /// let rules = OnePriceRules::compare(1.0_f64.exp(), 1.0, 1, 1.0).unwrap();
    /// assert_eq!((1000.0 * rules.share_of_best_kept()).round(), 987.0);
    /// ```
    #[must_use]
    pub fn share_of_best_kept(&self) -> f64 {
        self.best_kept / self.best
    }

    /// Compares for `rate_at_zero e^(-p/price_scale)`, `units` and `time`.
    ///
    /// Source: math.md §1, deterministic bound and guarantee (Gallego and van Ryzin, Prop. 2, Thm. 2 and 3).
    ///
    /// # Errors
    /// `plan_input_range` unless all four are above zero; otherwise as [`FixedPrice::value`].
    ///
    /// ```
    /// use clearfloor::markdown::fixed_price::OnePriceRules;
    /// // A hundred units and as many expected buyers: 1 - 1/(2 · 10) is sure, 96.6 % is reached.
    /// let rules = OnePriceRules::compare(1.0_f64.exp(), 1.0, 100, 100.0).unwrap();
    /// assert!((rules.sure_share - 0.95).abs() < 1e-12);
    /// assert_eq!((1000.0 * rules.share_of_bound_price()).round(), 966.0);
    /// ```
    pub fn compare(rate_at_zero: f64, price_scale: f64, units: u32, time: f64) -> Result<Self> {
        positive(rate_at_zero, "rate_at_zero")?;
        positive(time, "time")?;
        let terms = Terms { kept_share: 1.0, cost_per_sale: 0.0, leftover_per_unit: 0.0, hold_per_unit: 0.0 };
        let stretches = vec![Stretch { time, rate_at_zero }];
        let best = ExponentialStock { units, stretches, price_scale, terms }.best_now()?.value;
        let free_rate = rate_at_zero * (-1.0_f64).exp();
        let bound_rate = free_rate.min(f64::from(units) / time);
        let bound_price = price_scale * (rate_at_zero / bound_rate).ln();
        let kept = |price: f64| {
            let mean = rate_at_zero * (-price / price_scale).exp() * time;
            Ok(price * Poisson::new(mean)?.expected_sales(units))
        };
        Ok(Self {
            best,
            bound: time * bound_rate * bound_price,
            bound_price,
            bound_price_kept: kept(bound_price)?,
            // Never below the price at which sales come fastest in money, never above what the bound asks for by
            // more than a few scales: beyond, each scale costs a factor e of sales.
            best_kept: highest(&kept, price_scale, bound_price + 3.0 * price_scale)?,
            sure_share: 1.0 - 0.5 / f64::from(units).min(free_rate * time).sqrt(),
        })
    }
}

/// The highest value of a function with one hill, by golden section after a look at a grid.
fn highest(value: &dyn Fn(f64) -> Result<f64>, low: f64, high: f64) -> Result<f64> {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let width = (high - low) / 64.0;
    let mut best = (value(low)?, low);
    for at in 1..=64_u32 {
        let price = low + width * f64::from(at);
        let found = value(price)?;
        if found > best.0 {
            best = (found, price);
        }
    }
    let (mut low, mut high) = ((best.1 - width).max(0.0), best.1 + width);
    for _ in 0..60 {
        let step = GOLDEN * (high - low);
        let (left, right) = (high - step, low + step);
        let (at_left, at_right) = (value(left)?, value(right)?);
        best.0 = best.0.max(at_left).max(at_right);
        if at_left >= at_right {
            high = right;
        } else {
            low = left;
        }
    }
    Ok(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock() -> FixedPrice {
        let (leftover_per_unit, hold_per_unit) = (1.1, 0.01);
        FixedPrice { units: 60, time: 90.0, rate: 0.2, net_per_sale: 12.0, leftover_per_unit, hold_per_unit }
    }

    #[test]
    fn nobody_buying_keeps_the_stock_for_the_whole_time() {
        for rate in [0.0, 1e-20] {
            let value = FixedPrice { rate, ..stock() }.value().unwrap();
            assert!((value.unit_time - 5400.0).abs() < 1e-6);
            assert!((value.value - (66.0 - 54.0)).abs() < 1e-6);
        }
    }

    #[test]
    fn buyers_enough_for_all_leave_nothing() {
        let value = FixedPrice { rate: 1e5, ..stock() }.value().unwrap();
        assert_eq!((value.expected_sales, value.sell_out_chance), (60.0, 1.0));
        // The i-th waits i/rate: 60 * 61 / 2 / 1e5.
        assert!((value.unit_time - 0.0183).abs() < 1e-12);
    }

    #[test]
    fn stock_over_time_is_what_a_fine_grid_adds_up_to() {
        let whole = stock().value().unwrap().unit_time;
        let steps = 9000_u32;
        let sum: f64 = (0..steps)
            .map(|i| {
                let time = 90.0 * (f64::from(i) + 0.5) / f64::from(steps);
                60.0 - Poisson::new(0.2 * time).unwrap().expected_sales(60)
            })
            .sum();
        assert!((whole - sum * 0.01).abs() < 1e-5 * whole);
    }

    #[test]
    fn published_shares_of_the_best() {
        // math.md §1, table: n = 10, lambda* t = 10.
        let rules = OnePriceRules::compare(1.0_f64.exp(), 1.0, 10, 10.0).unwrap();
        assert!((rules.share_of_bound_price() - 0.925).abs() < 5e-4);
        assert!((rules.share_of_best_kept() - 0.980).abs() < 5e-4);
        assert!(rules.bound_price_kept <= rules.best_kept && rules.best_kept <= rules.best);
        assert!(rules.best <= rules.bound && rules.share_of_bound_price() >= rules.sure_share);
    }

    #[test]
    fn refuses_what_has_no_ratio() {
        for (rate, units, time) in [(0.0, 5, 1.0), (1.0, 0, 1.0), (1.0, 5, 0.0), (f64::NAN, 5, 1.0)] {
            assert_eq!(OnePriceRules::compare(rate, 1.0, units, time).unwrap_err().code(), "plan_input_range");
        }
    }
}
