//! What a promotion must sell to pay, and discounts compared in one line (math.md §7).
//!
//! These are the textbook comparisons with one holding cost and one net a unit; the whole
//! comparison with months, ages and fee bands is [`crate::scenario`] itself.

use crate::demand::rate_at;
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

/// A promotion against selling on without it. Exact fractions of the money unit in use.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::promotion::Promotion};
/// let [price, unit_cost, unit_fees, baseline_units] = [20, 5, 3, 100].map(Ratio::whole);
/// let promotion = Promotion {
///     price, discount: Ratio::new(1, 5).unwrap(), kept: Ratio::new(4, 5).unwrap(),
///     unit_cost, unit_fees, baseline_units,
///     fixed_cost: Ratio::whole(40), cost_per_unit: Ratio::ZERO,
///     cannibal_rate: Ratio::ZERO, cannibal_margin: Ratio::ZERO, pull_forward_rate: Ratio::ZERO,
/// };
/// // 8.00 a unit before, 4.80 during: (100 · 8.00 + 40) / 4.80.
/// assert_eq!(promotion.answer().unwrap().breakeven_units, Some(Ratio::whole(175)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promotion {
    /// Price without tax.
    pub price: Ratio,
    /// Share taken off.
    pub discount: Ratio,
    /// Share of the price that is kept after percentage fees.
    pub kept: Ratio,
    /// Cost of a unit; for dead stock what it would bring in its best other use.
    pub unit_cost: Ratio,
    /// Fees of one sale.
    pub unit_fees: Ratio,
    /// Units sold without the promotion.
    pub baseline_units: Ratio,
    /// Cost of the promotion as a whole.
    pub fixed_cost: Ratio,
    /// Cost of each promoted unit.
    pub cost_per_unit: Ratio,
    /// Share of an extra unit that a sister product loses.
    pub cannibal_rate: Ratio,
    /// What that product's sale would have brought.
    pub cannibal_margin: Ratio,
    /// Share of an extra unit that would have sold later at full price.
    pub pull_forward_rate: Ratio,
}

/// What the promotion needs.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::promotion::Promotion};
/// let [price, unit_cost, unit_fees, baseline_units] = [20, 5, 3, 100].map(Ratio::whole);
/// let half = Ratio::new(1, 2).unwrap();
/// let promotion = Promotion {
///     price, discount: half, kept: Ratio::new(4, 5).unwrap(),
///     unit_cost, unit_fees, baseline_units,
///     fixed_cost: Ratio::ZERO, cost_per_unit: Ratio::ZERO,
///     cannibal_rate: Ratio::ZERO, cannibal_margin: Ratio::ZERO, pull_forward_rate: half,
/// };
/// // Half off leaves 16 − 8 − 8 = 0 a unit: no number of them makes up for what was kept before.
/// let answer = promotion.answer().unwrap();
/// assert_eq!((answer.contribution_before, answer.contribution_during), (Ratio::whole(8), Ratio::ZERO));
/// assert_eq!((answer.cost_of_extra_unit, answer.breakeven_units), (Ratio::whole(4), None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PromotionAnswer {
    /// One sale without it.
    pub contribution_before: Ratio,
    /// One sale with it.
    pub contribution_during: Ratio,
    /// What each extra unit costs elsewhere.
    pub cost_of_extra_unit: Ratio,
    /// Units at which both bring the same; `None` = no number does.
    pub breakeven_units: Option<Ratio>,
    /// Those over the baseline, less one.
    pub breakeven_lift: Option<Ratio>,
    /// Elasticity that would bring them; `None` also without units or discount.
    pub breakeven_elasticity: Option<f64>,
}

/// What a number of promoted units brings.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::promotion::Promotion};
/// let [price, unit_cost, unit_fees, baseline_units] = [20, 5, 3, 100].map(Ratio::whole);
/// let promotion = Promotion {
///     price, discount: Ratio::new(1, 5).unwrap(), kept: Ratio::new(4, 5).unwrap(),
///     unit_cost, unit_fees, baseline_units,
///     fixed_cost: Ratio::ZERO, cost_per_unit: Ratio::ZERO,
///     cannibal_rate: Ratio::ZERO, cannibal_margin: Ratio::ZERO, pull_forward_rate: Ratio::ZERO,
/// };
/// // 200 · 4.80 − 100 · 8.00 = 160, for 200 · 3.20 given away.
/// let result = promotion.result(Ratio::whole(200)).unwrap();
/// assert_eq!(result.return_on_promotion, Some(Ratio::new(1, 4).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PromotionResult {
    /// More than without the promotion.
    pub incremental_profit: Ratio,
    /// At least as much as without.
    pub is_profitable: bool,
    /// That over everything given away and paid; `None` if nothing was.
    pub return_on_promotion: Option<Ratio>,
}

/// One sale before and during a promotion, and what comes with it: the same whether a unit keeps one
/// share of its price or is charged by fee tables.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::promotion::Contributions};
/// let [before, during, extra, baseline_units, fixed_cost] = [8, 5, 1, 100, 100].map(Ratio::whole);
/// let sales = Contributions { before, during, extra, baseline_units, fixed_cost };
/// // (100 · 7 + 100) / 4 units; there nothing is won or lost.
/// let units = sales.breakeven_units().unwrap().unwrap();
/// assert_eq!((units, sales.incremental_profit(units).unwrap()), (Ratio::whole(200), Ratio::ZERO));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contributions {
    /// What one sale without it brings over the unit's cost or best other use.
    pub before: Ratio,
    /// The same with it.
    pub during: Ratio,
    /// What each extra unit costs elsewhere.
    pub extra: Ratio,
    /// Units sold without the promotion.
    pub baseline_units: Ratio,
    /// Cost of the promotion as a whole.
    pub fixed_cost: Ratio,
}

impl Contributions {
    /// What an extra unit costs elsewhere: `sister share · sister's margin + pulled forward · before`.
    ///
    /// # Errors
    /// `out_of_range` if a fraction does not fit.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::promotion::Contributions};
    /// // One extra unit in ten costs a sister's sale of 6.00, one in three is a later sale of 9.00: 0.60 + 3.00.
    /// let share = |n| Ratio::new(1, n).unwrap();
    /// let cost = Contributions::cost_of_extra(share(10), Ratio::whole(6), share(3), Ratio::whole(9)).unwrap();
    /// assert_eq!(cost, Ratio::new(18, 5).unwrap());
    /// ```
    pub fn cost_of_extra(
        sister_share: Ratio,
        sister_margin: Ratio,
        pull_forward: Ratio,
        before: Ratio,
    ) -> Result<Ratio> {
        sister_share.times(sister_margin)?.plus(pull_forward.times(before)?)
    }

    /// Units at which both bring the same; `None` = no number does.
    ///
    /// # Errors
    /// `out_of_range` if a fraction does not fit.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::promotion::Contributions};
    /// let [before, during, baseline_units] = [8, 4, 100].map(Ratio::whole);
    /// let sales = Contributions { before, during, extra: Ratio::ZERO, baseline_units, fixed_cost: Ratio::ZERO };
    /// // Half the margin wants twice the units.
    /// assert_eq!(sales.breakeven_units().unwrap(), Some(Ratio::whole(200)));
    /// let none = Contributions { extra: during, ..sales };
    /// assert_eq!(none.breakeven_units().unwrap(), None);
    /// ```
    pub fn breakeven_units(&self) -> Result<Option<Ratio>> {
        if self.during <= self.extra {
            return Ok(None);
        }
        let wanted = self.baseline_units.times(self.before.minus(self.extra)?)?.plus(self.fixed_cost)?;
        wanted.over(self.during.minus(self.extra)?).map(Some)
    }

    /// What `units` sold with the promotion bring more than the baseline without.
    ///
    /// # Errors
    /// `out_of_range` if a fraction does not fit.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::promotion::Contributions};
    /// let [before, during, extra, baseline_units, fixed_cost] = [8, 5, 1, 100, 50].map(Ratio::whole);
    /// let sales = Contributions { before, during, extra, baseline_units, fixed_cost };
    /// // 200 · 5 − 100 · 8 − 50 − 100 · 1.
    /// assert_eq!(sales.incremental_profit(Ratio::whole(200)).unwrap(), Ratio::whole(50));
    /// ```
    pub fn incremental_profit(&self, units: Ratio) -> Result<Ratio> {
        units
            .times(self.during)?
            .minus(self.baseline_units.times(self.before)?)?
            .minus(self.fixed_cost)?
            .minus(self.extra.times(units.minus(self.baseline_units)?)?)
    }
}

/// Elasticity that makes `multiple` times the units of a price with `discount` off; `None` = none does.
///
/// ```
/// use clearfloor::scenario::promotion::elasticity_needed;
/// // Four times the units at half the price.
/// assert!((elasticity_needed(4.0, 0.5).unwrap() + 2.0).abs() < 1e-12);
/// assert_eq!(elasticity_needed(4.0, 0.0), None);
/// ```
#[must_use]
pub fn elasticity_needed(multiple: f64, discount: f64) -> Option<f64> {
    let elasticity = multiple.ln() / (-discount).ln_1p();
    Some(elasticity).filter(|found| multiple > 0.0 && found.is_finite())
}

impl Promotion {
    fn contributions(&self) -> Result<Contributions> {
        let gross = self.kept.times(self.price)?;
        let before = gross.minus(self.unit_fees)?.minus(self.unit_cost)?;
        let during = before.minus(gross.times(self.discount)?)?.minus(self.cost_per_unit)?;
        let extra =
            Contributions::cost_of_extra(self.cannibal_rate, self.cannibal_margin, self.pull_forward_rate, before)?;
        let (baseline_units, fixed_cost) = (self.baseline_units, self.fixed_cost);
        Ok(Contributions { before, during, extra, baseline_units, fixed_cost })
    }

    /// Units, lift and elasticity at which the promotion pays.
    ///
    /// # Errors
    /// `out_of_range` if a fraction does not fit.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::promotion::Promotion};
    /// let [price, unit_cost, unit_fees, baseline_units] = [20, 5, 3, 100].map(Ratio::whole);
    /// let promotion = Promotion {
    ///     price, discount: Ratio::new(1, 4).unwrap(), kept: Ratio::new(4, 5).unwrap(),
    ///     unit_cost, unit_fees, baseline_units,
    ///     fixed_cost: Ratio::ZERO, cost_per_unit: Ratio::ZERO,
    ///     cannibal_rate: Ratio::ZERO, cannibal_margin: Ratio::ZERO, pull_forward_rate: Ratio::ZERO,
    /// };
    /// // 8.00 before, 4.00 during: twice the units at three quarters of the price.
    /// let answer = promotion.answer().unwrap();
    /// assert_eq!(answer.breakeven_lift, Some(Ratio::ONE));
    /// assert!((answer.breakeven_elasticity.unwrap() - 2.0_f64.ln() / 0.75_f64.ln()).abs() < 1e-12);
    /// ```
    pub fn answer(&self) -> Result<PromotionAnswer> {
        let sales = self.contributions()?;
        let mut answer = PromotionAnswer {
            contribution_before: sales.before,
            contribution_during: sales.during,
            cost_of_extra_unit: sales.extra,
            breakeven_units: sales.breakeven_units()?,
            breakeven_lift: None,
            breakeven_elasticity: None,
        };
        if let Some(units) = answer.breakeven_units.filter(|_| self.baseline_units != Ratio::ZERO) {
            let multiple = units.over(self.baseline_units)?;
            answer.breakeven_lift = Some(multiple.minus(Ratio::ONE)?);
            answer.breakeven_elasticity = elasticity_needed(multiple.to_f64(), self.discount.to_f64());
        }
        Ok(answer)
    }

    /// What `units` sold with the promotion bring against the baseline without.
    ///
    /// # Errors
    /// `out_of_range` if a fraction does not fit.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::promotion::Promotion};
    /// let [price, unit_cost, unit_fees, baseline_units] = [20, 5, 3, 100].map(Ratio::whole);
    /// let promotion = Promotion {
    ///     price, discount: Ratio::new(1, 5).unwrap(), kept: Ratio::new(4, 5).unwrap(),
    ///     unit_cost, unit_fees, baseline_units,
    ///     fixed_cost: Ratio::whole(200), cost_per_unit: Ratio::ZERO,
    ///     cannibal_rate: Ratio::ZERO, cannibal_margin: Ratio::ZERO, pull_forward_rate: Ratio::ZERO,
    /// };
    /// // 200 · 4.80 − 100 · 8.00 do not pay for 200.00.
    /// let result = promotion.result(Ratio::whole(200)).unwrap();
    /// assert_eq!((result.incremental_profit, result.is_profitable), (Ratio::whole(-40), false));
    /// ```
    pub fn result(&self, units: Ratio) -> Result<PromotionResult> {
        let incremental_profit = self.contributions()?.incremental_profit(units)?;
        let given_away = self.kept.times(self.price)?.times(self.discount)?.plus(self.cost_per_unit)?;
        let spent = self.fixed_cost.plus(given_away.times(units)?)?;
        let return_on_promotion = if spent == Ratio::ZERO { None } else { Some(incremental_profit.over(spent)?) };
        Ok(PromotionResult {
            incremental_profit,
            is_profitable: incremental_profit >= Ratio::ZERO,
            return_on_promotion,
        })
    }
}

/// The formula of textbooks, for a margin share and a discount share without any fees:
/// `margin / (margin − discount) − 1`. `None` if the margin is gone.
///
/// # Errors
/// `out_of_range` if a fraction does not fit.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::promotion::textbook_lift};
/// // A fifth off where 40 % are margin: half the margin is gone, so twice the units are needed.
/// let share = |n, of| Ratio::new(n, of).unwrap();
/// assert_eq!(textbook_lift(share(2, 5), share(1, 5)).unwrap(), Some(Ratio::ONE));
/// assert_eq!(textbook_lift(share(1, 5), share(1, 5)).unwrap(), None);
/// ```
pub fn textbook_lift(margin: Ratio, discount: Ratio) -> Result<Option<Ratio>> {
    if margin <= discount {
        return Ok(None);
    }
    margin.over(margin.minus(discount)?)?.minus(Ratio::ONE).map(Some)
}

/// Discounts to be compared over a number of days.
///
/// ```
/// use clearfloor::scenario::promotion::DiscountComparison;
/// let comparison = DiscountComparison {
///     price: 20.0, daily_units: 1.0, elasticity: -2.0, stock: 200.0, days: 50.0,
///     kept: 0.85, unit_fees: 4.0, hold_per_day: 0.0, leftover_value: 0.5,
/// };
/// // 50 sold at 17.00 − 4.00, 150 left at 0.50.
/// assert_eq!(comparison.rows(&[0.0]).unwrap()[0].total_net, 50.0 * 13.0 + 75.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiscountComparison {
    /// Price now.
    pub price: f64,
    /// Units a day at it.
    pub daily_units: f64,
    /// Price elasticity, below zero.
    pub elasticity: f64,
    /// Units on hand.
    pub stock: f64,
    /// Days looked at.
    pub days: f64,
    /// Share of the price that is kept.
    pub kept: f64,
    /// Fees of one sale.
    pub unit_fees: f64,
    /// Holding cost of a unit and day.
    pub hold_per_day: f64,
    /// Value of a unit left at the end.
    pub leftover_value: f64,
}

/// What one discount brings.
///
/// ```
/// use clearfloor::scenario::promotion::DiscountComparison;
/// let comparison = DiscountComparison {
///     price: 20.0, daily_units: 1.0, elasticity: -2.0, stock: 200.0, days: 80.0,
///     kept: 0.85, unit_fees: 4.0, hold_per_day: 0.01, leftover_value: 0.5,
/// };
/// let half_off = comparison.rows(&[0.5]).unwrap()[0];
/// assert_eq!((half_off.daily_units, half_off.days_to_clear), (4.0, Some(50.0)));
/// // A hundred units on average, for the 50 days until all are gone.
/// assert!((half_off.holding_cost - 50.0).abs() < 1e-9 && (half_off.total_net - (900.0 - 50.0)).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiscountRow {
    /// Share taken off.
    pub discount: f64,
    /// Price with it.
    pub price: f64,
    /// Units a day.
    pub daily_units: f64,
    /// Units sold.
    pub units_sold: f64,
    /// Units left at the end.
    pub units_left: f64,
    /// Days until the stock is gone, also beyond the days looked at; `None` = never.
    pub days_to_clear: Option<f64>,
    /// Net of one sale.
    pub net_per_unit: f64,
    /// Holding on the average stock until it is gone or the days are over.
    pub holding_cost: f64,
    /// Sales less holding plus what is left.
    pub total_net: f64,
}

impl DiscountComparison {
    /// One row a discount, in the order given.
    ///
    /// # Errors
    /// `discount_range` unless a discount is below 1 (and the price above zero).
    ///
    /// ```
    /// use clearfloor::scenario::promotion::{DiscountComparison, best_discount};
    /// let comparison = DiscountComparison {
    ///     price: 20.0, daily_units: 1.0, elasticity: -3.0, stock: 200.0, days: 50.0,
    ///     kept: 0.85, unit_fees: 4.0, hold_per_day: 0.01, leftover_value: 0.5,
    /// };
    /// let rows = comparison.rows(&[0.0, 0.2, 0.5]).unwrap();
    /// assert_eq!(rows[0].units_sold, 50.0);
    /// assert_eq!(best_discount(&rows).unwrap().discount, 0.2);
    /// ```
    pub fn rows(&self, discounts: &[f64]) -> Result<Vec<DiscountRow>> {
        discounts.iter().map(|discount| self.row(*discount)).collect()
    }

    fn row(&self, discount: f64) -> Result<DiscountRow> {
        let kept_share = 1.0 - discount;
        let daily_units = rate_at(self.daily_units, kept_share, 1.0, self.elasticity)
            .ok_or_else(|| Error::new(ErrorKind::Range, "discount_range").with("discount", discount.to_string()))?;
        let units_sold = self.stock.min(daily_units * self.days);
        let units_left = self.stock - units_sold;
        let days_to_clear = (daily_units > 0.0).then(|| self.stock / daily_units);
        let days_held = days_to_clear.map_or(self.days, |days| days.min(self.days));
        let price = self.price * kept_share;
        let net_per_unit = self.kept * price - self.unit_fees;
        let holding_cost = self.hold_per_day * days_held * f64::midpoint(self.stock, units_left);
        let total_net = units_sold * net_per_unit - holding_cost + units_left * self.leftover_value;
        Ok(DiscountRow {
            discount,
            price,
            daily_units,
            units_sold,
            units_left,
            days_to_clear,
            net_per_unit,
            holding_cost,
            total_net,
        })
    }
}

/// The row that brings most, the first of equal ones.
///
/// ```
/// use clearfloor::scenario::promotion::{DiscountComparison, best_discount};
/// let comparison = DiscountComparison {
///     price: 20.0, daily_units: 1.0, elasticity: -2.0, stock: 200.0, days: 50.0,
///     kept: 0.85, unit_fees: 4.0, hold_per_day: 0.0, leftover_value: 0.5,
/// };
/// // 725 without, 900 at half the price.
/// let rows = comparison.rows(&[0.0, 0.5]).unwrap();
/// assert_eq!(best_discount(&rows).map(|row| row.discount), Some(0.5));
/// assert_eq!(best_discount(&[]), None);
/// ```
#[must_use]
pub fn best_discount(rows: &[DiscountRow]) -> Option<&DiscountRow> {
    rows.iter().reduce(|best, row| if row.total_net > best.total_net { row } else { best })
}
