//! What came back of the money in a cleared stock.

use crate::error::Result;
use crate::money::Money;
use crate::rounding::{Ratio, Rounding};

/// Money that came back of each unit.
///
/// ```
/// use clearfloor::{review::clearance::{CostRecovery, cost_recovery}, rounding::Ratio};
/// // Ten units brought 50.00 and cost nothing that is known of.
/// let found = cost_recovery(10, Ratio::whole(50), Ratio::ZERO).unwrap();
/// assert_eq!(found, CostRecovery { per_unit: Some(Ratio::whole(5)), share_of_cost: None });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostRecovery {
    /// Net proceeds over units sold, exact, in the unit of the proceeds; none if nothing was sold.
    pub per_unit: Option<Ratio>,
    /// That as a share of the unit cost; none without a cost.
    pub share_of_cost: Option<Ratio>,
}

/// Net proceeds against what the sold units cost. Proceeds may be below zero: fees ate more than the price.
///
/// # Errors
/// `below_zero` for units or a cost below zero; `out_of_range`.
///
/// ```
/// use clearfloor::{review::clearance::cost_recovery, rounding::Ratio};
/// let found = cost_recovery(850, Ratio::whole(5100), Ratio::whole(8)).unwrap();
/// assert_eq!((found.per_unit, found.share_of_cost), (Some(Ratio::whole(6)), Some(Ratio::new(3, 4).unwrap())));
/// ```
pub fn cost_recovery(units_sold: i64, net_proceeds: Ratio, unit_cost: Ratio) -> Result<CostRecovery> {
    let per_unit = net_proceeds.per(Ratio::from(units_sold).not_negative("units_sold")?)?;
    let unit_cost = unit_cost.not_negative("unit_cost")?;
    let share_of_cost = match per_unit {
        Some(recovered) => recovered.per(unit_cost)?,
        None => None,
    };
    Ok(CostRecovery { per_unit, share_of_cost })
}

/// What the return of a clearance is measured against.
///
/// ```
/// use clearfloor::review::clearance::{Clearance, RoiBase};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let clearance = Clearance {
///     list_revenue: usd("10000"), discount_cost: usd("3000"), selling_costs: usd("1000"), stock_cost: usd("4000"),
///     annual_capital_rate: Ratio::new(1, 10).unwrap(), days_tied_up: 73, days_per_year: 365,
/// };
/// // A tenth of 4,000 for a fifth of a year.
/// assert_eq!(clearance.roi(RoiBase::CapitalCost).unwrap().base, usd("80"));
/// assert_eq!(clearance.roi(RoiBase::CapitalTiedUp).unwrap().base, usd("4000"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoiBase {
    /// What the capital costs over the time it was tied up.
    CapitalCost,
    /// The capital itself.
    CapitalTiedUp,
}

/// A clearance in amounts.
///
/// ```
/// use clearfloor::review::clearance::{Clearance, RoiBase};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let clearance = Clearance {
///     list_revenue: usd("2499"), discount_cost: usd("750"), selling_costs: usd("812"), stock_cost: usd("900"),
///     annual_capital_rate: Ratio::new(12, 100).unwrap(), days_tied_up: 90, days_per_year: 365,
/// };
/// assert_eq!(clearance.roi(RoiBase::CapitalTiedUp).unwrap().released_cash, usd("937"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearance {
    /// Units sold at list price.
    pub list_revenue: Money,
    /// Given away in discounts.
    pub discount_cost: Money,
    /// Fees and advertising.
    pub selling_costs: Money,
    /// What the stock cost.
    pub stock_cost: Money,
    /// Return asked of capital in a year, a share.
    pub annual_capital_rate: Ratio,
    /// Days the capital was tied up.
    pub days_tied_up: i64,
    /// Days of the year.
    pub days_per_year: i64,
}

/// Return of a clearance.
///
/// ```
/// use clearfloor::review::clearance::{Clearance, ClearanceRoi, RoiBase};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let clearance = Clearance {
///     list_revenue: usd("3000"), discount_cost: usd("1500"), selling_costs: usd("900"), stock_cost: usd("0"),
///     annual_capital_rate: Ratio::ZERO, days_tied_up: 30, days_per_year: 365,
/// };
/// let roi = clearance.roi(RoiBase::CapitalTiedUp).unwrap();
/// assert_eq!(roi, ClearanceRoi { released_cash: usd("600"), base: usd("0"), roi: None });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClearanceRoi {
    /// List revenue less discounts and selling costs.
    pub released_cash: Money,
    /// What it is measured against, rounded once.
    pub base: Money,
    /// `(released − base) / base`, from the rounded base; none if that is nothing.
    pub roi: Option<Ratio>,
}

impl Clearance {
    /// Cash released against a base.
    ///
    /// # Errors
    /// `below_zero` for days below zero; `not_above_zero` for a year without days; `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::review::clearance::{Clearance, RoiBase};
    /// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let clearance = Clearance {
    ///     list_revenue: usd("10000"), discount_cost: usd("3000"), selling_costs: usd("1000"), stock_cost: usd("4000"),
    ///     annual_capital_rate: Ratio::new(1, 10).unwrap(), days_tied_up: 73, days_per_year: 365,
    /// };
    /// // 6,000 came back: half more than the capital, and 75 times what it cost to tie it up.
    /// assert_eq!(clearance.roi(RoiBase::CapitalTiedUp).unwrap().roi, Some(Ratio::new(1, 2).unwrap()));
    /// assert_eq!(clearance.roi(RoiBase::CapitalCost).unwrap().roi, Some(Ratio::whole(74)));
    /// ```
    pub fn roi(&self, against: RoiBase) -> Result<ClearanceRoi> {
        let released_cash = self.list_revenue.minus(self.discount_cost)?.minus(self.selling_costs)?;
        let base = match against {
            RoiBase::CapitalTiedUp => self.stock_cost,
            RoiBase::CapitalCost => {
                let days = Ratio::from(self.days_tied_up).not_negative("days_tied_up")?;
                let years = days.over(Ratio::from(self.days_per_year).positive("days_per_year")?)?;
                let exact = Ratio::from(self.stock_cost.minor()).times(self.annual_capital_rate)?.times(years)?;
                Money::from_ratio_minor(exact, self.stock_cost.currency(), Rounding::HalfAwayFromZero)?
            }
        };
        let gain = released_cash.minus(base)?;
        Ok(ClearanceRoi { released_cash, base, roi: Ratio::from(gain.minor()).per(Ratio::from(base.minor()))? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD).unwrap()
    }

    fn clearance(discount: i64, days: i64) -> Clearance {
        Clearance {
            list_revenue: usd(2_000_000),
            discount_cost: usd(discount),
            selling_costs: usd(300_000),
            stock_cost: usd(750_000),
            annual_capital_rate: Ratio::new(12, 100).unwrap(),
            days_tied_up: days,
            days_per_year: 365,
        }
    }

    proptest! {
        #[test]
        fn a_deeper_discount_or_a_longer_wait_never_raises_the_return(discount in 0..2_000_000_i64, more in 0..500_000_i64, days in 1..700_i64) {
            for base in [RoiBase::CapitalCost, RoiBase::CapitalTiedUp] {
                let roi = |discount, days| clearance(discount, days).roi(base).unwrap().roi;
                prop_assert!(roi(discount + more, days) <= roi(discount, days));
            }
            let cost = |days| clearance(discount, days).roi(RoiBase::CapitalCost).unwrap().base.minor();
            prop_assert!(cost(days) <= cost(days + 1));
        }
    }

    #[test]
    fn capital_that_costs_nothing_has_no_return() {
        let free = Clearance { annual_capital_rate: Ratio::ZERO, ..clearance(0, 73) };
        assert_eq!(free.roi(RoiBase::CapitalCost).unwrap().roi, None);
    }

    #[test]
    fn refuses_a_year_without_days() {
        let wrong = Clearance { days_per_year: 0, ..clearance(0, 73) };
        assert_eq!(wrong.roi(RoiBase::CapitalCost).unwrap_err().code(), "not_above_zero");
        assert_eq!(clearance(0, -1).roi(RoiBase::CapitalCost).unwrap_err().code(), "below_zero");
    }

    #[test]
    fn nothing_sold_recovers_nothing_that_has_a_value() {
        let found = cost_recovery(0, Ratio::ZERO, Ratio::whole(4)).unwrap();
        assert_eq!((found.per_unit, found.share_of_cost), (None, None));
        assert_eq!(cost_recovery(5, Ratio::whole(10), Ratio::ZERO).unwrap().share_of_cost, None);
        assert_eq!(cost_recovery(-5, Ratio::whole(10), Ratio::ONE).unwrap_err().code(), "below_zero");
    }
}
