//! Gross margin.

use super::cover::share;
use crate::error::Result;
use crate::money::Money;
use crate::rounding::Ratio;

/// Gross margin of a period or a line.
///
/// ```
/// use clearfloor::{health::gross_margin, money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let margin = gross_margin(usd("8000.00"), usd("5000.00")).unwrap();
/// assert_eq!((margin.amount, margin.rate), (usd("3000.00"), Ratio::new(3, 8).ok()));
/// assert_eq!(gross_margin(usd("0.00"), usd("12.50")).unwrap().rate, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrossMargin {
    /// Revenue less cost of goods sold.
    pub amount: Money,
    /// Its share of revenue; none without revenue.
    pub rate: Option<Ratio>,
}

/// Gross margin = revenue − cost of goods sold, and its share of revenue.
///
/// # Errors
/// `currency_mismatch`; `out_of_range`.
///
/// ```
/// use clearfloor::{health::gross_margin, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let margin = gross_margin(usd("5100.00"), usd("6800.00")).unwrap();
/// assert_eq!(margin.amount.to_string(), "-1700.00");
/// assert_eq!(margin.rate.unwrap().to_string(), "-1/3");
/// ```
pub fn gross_margin(revenue: Money, cost_of_goods: Money) -> Result<GrossMargin> {
    let amount = revenue.minus(cost_of_goods)?;
    let whole = |money: Money| Ratio::whole(i128::from(money.minor()));
    Ok(GrossMargin { amount, rate: share(whole(amount), whole(revenue))? })
}
