//! What sold at which price for how long.

use crate::error::{Error, ErrorKind, Result};

/// Days at one price, and what they sold. Days without stock are no exposure and do not belong here; a season
/// multiplies the days by its factor (math.md §3). A stretch in which nothing sold does belong here: it says much.
///
/// ```
/// use clearfloor::demand::history::{SalesPeriod, different_prices};
/// // A week at 24.99, and three weeks at 19.99 of which the last had no stock; nothing sold in the first.
/// let seen = [
///     SalesPeriod { price: 24.99, days: 7.0, units: 0 },
///     SalesPeriod { price: 19.99, days: 14.0, units: 5 },
/// ];
/// assert_eq!(different_prices(&seen), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SalesPeriod {
    /// Price shown to the buyer.
    pub price: f64,
    /// Days in stock.
    pub days: f64,
    /// Units sold.
    pub units: u32,
}

#[cold]
pub(super) fn refused(code: &'static str) -> Error {
    Error::new(ErrorKind::Range, code)
}

/// # Errors
/// `history_price_range` for a price that is not above zero, `history_days_range` for days below zero or none that
/// sold something.
pub(super) fn checked(periods: &[SalesPeriod]) -> Result<()> {
    for period in periods {
        if !(period.price > 0.0 && period.price < f64::INFINITY) {
            return Err(refused("history_price_range"));
        }
        let is_time = period.days >= 0.0 && period.days < f64::INFINITY;
        if !is_time || (period.days == 0.0 && period.units > 0) {
            return Err(refused("history_days_range"));
        }
    }
    Ok(())
}

/// Number of different prices with time in stock: below three, a regression says nothing worth showing.
///
/// ```
/// use clearfloor::demand::history::{SalesPeriod, different_prices};
/// let at = |price| SalesPeriod { price, days: 7.0, units: 3 };
/// assert_eq!(different_prices(&[at(20.0), at(15.0), at(20.0)]), 2);
/// ```
#[must_use]
pub fn different_prices(periods: &[SalesPeriod]) -> usize {
    let mut prices: Vec<f64> = periods.iter().filter(|period| period.days > 0.0).map(|period| period.price).collect();
    prices.sort_by(f64::total_cmp);
    prices.dedup();
    prices.len()
}
