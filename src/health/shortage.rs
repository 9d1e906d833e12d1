//! Too little and too much, held against a forecast.

use super::cover::count;
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

/// Whether stock is below the safety stock the seller set; exactly on it is enough.
///
/// ```
/// use clearfloor::health::is_low_stock;
/// assert_eq!((is_low_stock(299, 300), is_low_stock(300, 300)), (true, false));
/// ```
#[must_use]
pub const fn is_low_stock(stock: i64, safety_stock: i64) -> bool {
    stock < safety_stock
}

/// What the next weeks need beyond what is there.
///
/// ```
/// use clearfloor::health::{Shortage, shortage};
/// let enough = shortage(&[100, 120], 2, 50, 400).unwrap();
/// // 130 more than the two weeks and the safety stock need.
/// assert_eq!(enough, Shortage { forecast_units: 220, missing_units: -130 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Forecast of the weeks looked at.
    pub forecast_units: i64,
    /// Forecast and safety stock less stock: above zero, so many units are missing.
    pub missing_units: i64,
}

impl Shortage {
    /// Whether stock is short.
    ///
    /// ```
    /// use clearfloor::health::shortage;
    /// let is_short = |stock| shortage(&[100, 120], 2, 50, stock).unwrap().is_short();
    /// assert_eq!((is_short(269), is_short(270)), (true, false));
    /// ```
    #[must_use]
    pub const fn is_short(self) -> bool {
        self.missing_units > 0
    }
}

/// Shortage = forecast of the next `weeks` + safety stock − stock, short above zero (the printed rule has the sign
/// reversed; this is the one that makes sense).
///
/// # Errors
/// `units_negative`; `forecast_too_short` if fewer weeks are given than looked at; `out_of_range`.
///
/// ```
/// use clearfloor::health::shortage;
/// let short = shortage(&[350, 350, 350, 350], 4, 300, 1000).unwrap();
/// assert_eq!((short.forecast_units, short.missing_units, short.is_short()), (1400, 700, true));
/// ```
pub fn shortage(weekly_forecast: &[i64], weeks: u32, safety_stock: i64, stock: i64) -> Result<Shortage> {
    count("safety_stock", safety_stock)?;
    let forecast_units = forecast_of(weekly_forecast, weeks)?;
    let missing = forecast_units.checked_add(safety_stock).and_then(|needed| needed.checked_sub(stock));
    Ok(Shortage { forecast_units, missing_units: missing.ok_or_else(|| Error::out_of_range("units"))? })
}

fn forecast_of(weekly: &[i64], weeks: u32) -> Result<i64> {
    let wanted = usize::try_from(weeks).unwrap_or(usize::MAX);
    let Some(looked_at) = weekly.get(..wanted) else {
        let error = Error::new(ErrorKind::Missing, "forecast_too_short").with("wanted", weeks.to_string());
        return Err(error.with("given", weekly.len().to_string()));
    };
    let mut sum = 0_i64;
    for &units in looked_at {
        count("weekly_forecast", units)?;
        sum = sum.checked_add(units).ok_or_else(|| Error::out_of_range("units"))?;
    }
    Ok(sum)
}

/// Lines that overstock is held against; a line whose figures are absent is off.
///
/// ```
/// use clearfloor::{health::{OverstockLines, overstock}, rounding::Ratio};
/// // 500 beyond a forecast of 500: more than four times 100, and no line for capacity.
/// let lines = OverstockLines { safety: Some((100, Ratio::whole(4))), capacity: None };
/// assert!(overstock(1000, &[250, 250], 2, lines).unwrap().is_alert());
/// assert!(!overstock(1000, &[250, 250], 2, OverstockLines::default()).unwrap().is_alert());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OverstockLines {
    /// Safety stock and how many times it may lie beyond the forecast.
    pub safety: Option<(i64, Ratio)>,
    /// Capacity and what share of it may lie beyond the forecast.
    pub capacity: Option<(i64, Ratio)>,
}

/// A line that was crossed.
///
/// ```
/// use clearfloor::{health::{OverstockLine, OverstockLines, overstock}, rounding::Ratio};
/// let lines = OverstockLines {
///     safety: Some((300, Ratio::whole(10))), capacity: Some((8000, Ratio::new(1, 4).unwrap())),
/// };
/// // 2,500 too many: under ten times the safety stock, over a quarter of the capacity.
/// assert_eq!(overstock(2900, &[200, 200], 2, lines).unwrap().crossed, [OverstockLine::CapacityShare]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverstockLine {
    /// The multiple of safety stock.
    SafetyMultiple,
    /// The share of capacity.
    CapacityShare,
}

/// Stock beyond what the next weeks sell.
///
/// ```
/// use clearfloor::health::{OverstockLines, overstock};
/// let found = overstock(300, &[200, 150], 2, OverstockLines::default()).unwrap();
/// assert_eq!((found.units, found.crossed), (-50, vec![]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overstock {
    /// Stock less forecast; below zero: none.
    pub units: i64,
    /// Lines crossed, in this order.
    pub crossed: Vec<OverstockLine>,
}

impl Overstock {
    /// Whether any line is crossed.
    ///
    /// ```
    /// use clearfloor::{health::{OverstockLines, overstock}, rounding::Ratio};
    /// let lines = OverstockLines { safety: Some((50, Ratio::whole(3))), ..OverstockLines::default() };
    /// let is_alert = |stock| overstock(stock, &[100], 1, lines).unwrap().is_alert();
    /// assert_eq!((is_alert(250), is_alert(251)), (false, true));
    /// ```
    #[must_use]
    pub fn is_alert(&self) -> bool {
        !self.crossed.is_empty()
    }
}

/// Potential overstock = stock − forecast of the next `weeks`; an alert when it is more than a multiple of safety
/// stock, or more than a share of capacity. Exactly on a line is no alert.
///
/// # Errors
/// `units_negative`; `forecast_too_short`; `out_of_range`.
///
/// ```
/// use clearfloor::health::{OverstockLines, overstock};
/// let off = OverstockLines::default();
/// assert_eq!(overstock(1200, &[90, 110, 100, 100], 4, off).unwrap().units, 800);
/// // A forecast that ends early is not stretched.
/// assert_eq!(overstock(1200, &[90, 110], 4, off).unwrap_err().code(), "forecast_too_short");
/// ```
pub fn overstock(stock: i64, weekly_forecast: &[i64], weeks: u32, lines: OverstockLines) -> Result<Overstock> {
    count("stock", stock)?;
    let units = stock - forecast_of(weekly_forecast, weeks)?;
    let beyond = Ratio::whole(i128::from(units));
    let is_over = |line: Option<(i64, Ratio)>, what| {
        line.map_or(Ok(false), |(base, part)| Ok(beyond > count(what, base)?.times(part)?))
    };
    let mut crossed = Vec::new();
    if is_over(lines.safety, "safety_stock")? {
        crossed.push(OverstockLine::SafetyMultiple);
    }
    if is_over(lines.capacity, "capacity")? {
        crossed.push(OverstockLine::CapacityShare);
    }
    Ok(Overstock { units, crossed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(multiple: i128, share: i128) -> OverstockLines {
        OverstockLines {
            safety: Some((300, Ratio::whole(multiple))),
            capacity: Some((12_000, Ratio::new(share, 100).unwrap())),
        }
    }

    proptest! {
        #[test]
        fn more_sales_never_raise_an_overstock_alert(
            stock in 0_i64..20_000, weekly in proptest::collection::vec(0_i64..900, 8),
            more in proptest::collection::vec(0_i64..400, 8), multiple in 0_i128..20, share in 0_i128..100,
        ) {
            let now = overstock(stock, &weekly, 8, lines(multiple, share)).unwrap();
            let faster: Vec<i64> = weekly.iter().zip(&more).map(|(a, b)| a + b).collect();
            let then = overstock(stock, &faster, 8, lines(multiple, share)).unwrap();
            prop_assert!(now.is_alert() || !then.is_alert());
        }

        #[test]
        fn more_stock_never_raises_a_shortage_nor_lowers_an_overstock_alert(
            stock in 0_i64..20_000, extra in 0_i64..5_000, weekly in proptest::collection::vec(0_i64..900, 4),
        ) {
            let (now, then) = (shortage(&weekly, 4, 300, stock).unwrap(), shortage(&weekly, 4, 300, stock + extra).unwrap());
            prop_assert!(now.is_short() || !then.is_short());
            let over = |stock| overstock(stock, &weekly, 4, lines(10, 25)).unwrap().is_alert();
            prop_assert!(!over(stock) || over(stock + extra));
        }
    }

    #[test]
    fn a_forecast_that_ends_early_is_said_not_stretched() {
        let code = shortage(&[100, 100], 4, 0, 0).unwrap_err();
        assert_eq!(code.code(), "forecast_too_short");
        assert_eq!(overstock(-1, &[1], 1, OverstockLines::default()).unwrap_err().code(), "units_negative");
        assert_eq!(shortage(&[-5], 1, 0, 0).unwrap_err().code(), "units_negative");
    }
}
