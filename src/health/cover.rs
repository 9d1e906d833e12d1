//! How long stock lasts, and what share of it sells.

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::{Ratio, Rounding};

/// Days of historical supply below which a marketplace calls stock low (`math.md` §10: both windows under 28).
const LOW_DAYS: i128 = 28;

/// A count that the caller may have got from a table: never below zero.
pub(super) fn count(what: &'static str, units: i64) -> Result<Ratio> {
    if units < 0 {
        return Err(Error::new(ErrorKind::Range, "units_negative").with("what", what).with("units", units.to_string()));
    }
    Ok(Ratio::whole(i128::from(units)))
}

/// A length of time: above zero.
pub(super) fn length(what: &'static str, days: u32) -> Result<Ratio> {
    if days == 0 {
        return Err(Error::new(ErrorKind::Range, "days_not_above_zero").with("what", what));
    }
    Ok(Ratio::whole(i128::from(days)))
}

/// `top / bottom`, or none if there is nothing to divide by.
pub(super) fn share(top: Ratio, bottom: Ratio) -> Result<Option<Ratio>> {
    if bottom == Ratio::ZERO { Ok(None) } else { top.over(bottom).map(Some) }
}

/// Pace and how long stock lasts at it.
///
/// ```
/// use clearfloor::{health::days_of_supply, rounding::Ratio};
/// let supply = days_of_supply(450, 90, 30, 360).unwrap();
/// assert_eq!(supply.units_per_day, Ratio::whole(3));
/// assert_eq!((supply.days, supply.months), (Some(Ratio::whole(150)), Some(Ratio::whole(5))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysOfSupply {
    /// Units a day.
    pub units_per_day: Ratio,
    /// Days; none if nothing was sold: at this pace it lasts for ever.
    pub days: Option<Ratio>,
    /// The same in months: days · 12 / days in the year.
    pub months: Option<Ratio>,
}

/// Days of supply = stock / (units sold / window) (`math.md` §10).
///
/// # Errors
/// `units_negative`; `days_not_above_zero` for the window or the year.
///
/// ```
/// use clearfloor::health::days_of_supply;
/// use clearfloor::rounding::Ratio;
/// // Three units, one sold in a year: stock for 36 months.
/// let supply = days_of_supply(3, 1, 365, 365).unwrap();
/// assert_eq!(supply.months, Some(Ratio::whole(36)));
/// assert_eq!(days_of_supply(3, 0, 365, 365).unwrap().days, None);
/// ```
pub fn days_of_supply(stock: i64, units_sold: i64, window_days: u32, days_per_year: u32) -> Result<DaysOfSupply> {
    let stock = count("stock", stock)?;
    let units_per_day = count("units_sold", units_sold)?.over(length("window", window_days)?)?;
    let year = length("year", days_per_year)?;
    let days = share(stock, units_per_day)?;
    let months = days.map(|days| days.times(Ratio::whole(12))?.over(year)).transpose()?;
    Ok(DaysOfSupply { units_per_day, days, months })
}

/// Stock against a wanted number of days.
///
/// ```
/// use clearfloor::{date::Day, health::cover, rounding::Ratio};
/// let today = Day::parse("2026-11-21").unwrap();
/// // Three a day: 61 on hand are gone after 20 whole days, 29 more are on the way, and 60 days would need 180.
/// let found = cover(today, 61, 29, 90, 30, 60).unwrap();
/// assert_eq!(found.stockout.unwrap().to_string(), "2026-12-11");
/// assert_eq!(found.days_with_inbound, Some(Ratio::whole(30)));
/// assert_eq!((found.excess_units, found.shortage_units), (Ratio::ZERO, Ratio::whole(90)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Units a day.
    pub units_per_day: Ratio,
    /// Days that the units on hand last; none if nothing was sold.
    pub days: Option<Ratio>,
    /// The same with what is on the way.
    pub days_with_inbound: Option<Ratio>,
    /// Units beyond what the wanted days need, what is on the way included.
    pub excess_units: Ratio,
    /// Units that are missing for the wanted days.
    pub shortage_units: Ratio,
    /// The day the units on hand are gone: today and the whole days they last; none also beyond the calendar (the year
    /// 9999).
    pub stockout: Option<Day>,
}

/// Cover of units on hand and on the way (`math.md` §10: excess = max(0, on hand + inbound − target days · pace)).
///
/// # Errors
/// `units_negative`; `days_not_above_zero` for the window; `out_of_range`.
///
/// ```
/// use clearfloor::{date::Day, health::cover, rounding::Ratio};
/// let today = Day::parse("2026-11-21").unwrap();
/// let found = cover(today, 400, 0, 60, 30, 90).unwrap();
/// assert_eq!((found.days, found.excess_units), (Some(Ratio::whole(200)), Ratio::whole(220)));
/// // Nothing sold: it lasts for ever, and no day is named.
/// assert_eq!(cover(today, 400, 0, 0, 30, 90).unwrap().stockout, None);
/// ```
pub fn cover(
    today: Day,
    on_hand: i64,
    inbound: i64,
    units_sold: i64,
    window_days: u32,
    target_days: u32,
) -> Result<Cover> {
    let (on_hand, inbound) = (count("on_hand", on_hand)?, count("inbound", inbound)?);
    let units_per_day = count("units_sold", units_sold)?.over(length("window", window_days)?)?;
    let all = on_hand.plus(inbound)?;
    let days = share(on_hand, units_per_day)?;
    let beyond = all.minus(units_per_day.times(Ratio::whole(i128::from(target_days)))?)?;
    let whole = days.map(|days| days.round(Rounding::Floor)).transpose()?;
    let stockout = whole.and_then(|days| i64::try_from(days).ok()).and_then(|days| today.later(days).ok());
    Ok(Cover {
        units_per_day,
        days,
        days_with_inbound: share(all, units_per_day)?,
        excess_units: beyond.max(Ratio::ZERO),
        shortage_units: beyond.negated()?.max(Ratio::ZERO),
        stockout,
    })
}

/// What a marketplace looks at when it judges how stock sells.
///
/// ```
/// use clearfloor::{health::marketplace_sell_through, rounding::Ratio};
/// let on_hand = Ratio::whole(80);
/// let found = marketplace_sell_through(360, [60, 80, 100, 80], on_hand, 90, on_hand).unwrap();
/// // Four a day in 90 days and three in 30: 80 on hand are 20 and 26 2/3 days, both under 28.
/// assert_eq!((found.days_of_supply_90, found.days_of_supply_30), (Some(Ratio::whole(20)), Ratio::new(80, 3).ok()));
/// assert!(found.is_low);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarketplaceSellThrough {
    /// Units shipped in 90 days / mean of the four counts; none without stock.
    pub sell_through_90: Option<Ratio>,
    /// Average on hand in 90 days / units shipped a day; none if nothing was shipped.
    pub days_of_supply_90: Option<Ratio>,
    /// The same for 30 days.
    pub days_of_supply_30: Option<Ratio>,
    /// Both exist and are below 28.
    pub is_low: bool,
}

/// Sell-through and historical days of supply as the marketplace counts them (`math.md` §10).
///
/// `counts` are the units on hand today, 30, 60 and 90 days ago.
///
/// # Errors
/// `units_negative`.
///
/// ```
/// use clearfloor::{health::marketplace_sell_through, rounding::Ratio};
/// let mean = Ratio::whole(150);
/// let found = marketplace_sell_through(300, [100, 150, 150, 200], mean, 90, mean).unwrap();
/// // 300 shipped, 150 on hand in the mean of the four counts.
/// assert_eq!((found.sell_through_90, found.is_low), (Some(Ratio::whole(2)), false));
/// ```
pub fn marketplace_sell_through(
    shipped_90: i64,
    counts: [i64; 4],
    average_on_hand_90: Ratio,
    shipped_30: i64,
    average_on_hand_30: Ratio,
) -> Result<MarketplaceSellThrough> {
    let of_window = |average: Ratio, shipped: i64, days: i128| {
        if average < Ratio::ZERO {
            let error = Error::new(ErrorKind::Range, "units_negative").with("what", "average_on_hand");
            return Err(error.with("units", average.to_string()));
        }
        share(average, count("shipped", shipped)?.over(Ratio::whole(days))?)
    };
    let days_of_supply_90 = of_window(average_on_hand_90, shipped_90, 90)?;
    let days_of_supply_30 = of_window(average_on_hand_30, shipped_30, 30)?;
    let mut sum = Ratio::ZERO;
    for units in counts {
        sum = sum.plus(count("on_hand", units)?)?;
    }
    let is_low = [days_of_supply_90, days_of_supply_30]
        .iter()
        .all(|days| days.is_some_and(|days| days < Ratio::whole(LOW_DAYS)));
    Ok(MarketplaceSellThrough {
        sell_through_90: share(count("shipped", shipped_90)?.times(Ratio::whole(4))?, sum)?,
        days_of_supply_90,
        days_of_supply_30,
        is_low,
    })
}

/// Sell-through of a lot: units sold / units at the start; none if there were none.
///
/// # Errors
/// `units_negative`.
///
/// ```
/// use clearfloor::{health::sell_through, rounding::Ratio};
/// assert_eq!(sell_through(200, 150).unwrap(), Ratio::new(3, 4).ok());
/// assert_eq!(sell_through(0, 0).unwrap(), None);
/// ```
pub fn sell_through(units_at_start: i64, units_sold: i64) -> Result<Option<Ratio>> {
    share(count("units_sold", units_sold)?, count("units_at_start", units_at_start)?)
}

/// Stock-to-sales ratio in months: stock / units sold in a month; none if nothing sells.
///
/// # Errors
/// `units_negative`.
///
/// ```
/// use clearfloor::{health::stock_to_sales, rounding::Ratio};
/// assert_eq!(stock_to_sales(450, 180).unwrap(), Ratio::new(5, 2).ok());
/// assert_eq!(stock_to_sales(450, 0).unwrap(), None);
/// ```
pub fn stock_to_sales(stock: i64, monthly_units: i64) -> Result<Option<Ratio>> {
    share(count("stock", stock)?, count("monthly_units", monthly_units)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_that_does_not_sell_lasts_for_ever_and_is_all_excess() {
        let still = cover(Day::from_number(0), 37, 3, 0, 30, 60).unwrap();
        assert_eq!((still.days, still.days_with_inbound, still.stockout), (None, None, None));
        assert_eq!((still.excess_units, still.shortage_units), (Ratio::whole(40), Ratio::ZERO));
    }

    #[test]
    fn exactly_28_days_is_not_low() {
        let of = |average| {
            let average = Ratio::whole(average);
            marketplace_sell_through(90, [0; 4], average, 30, average).unwrap()
        };
        assert!(!of(28).is_low);
        assert!(of(27).is_low);
        assert_eq!(of(27).sell_through_90, None);
    }

    #[test]
    fn refuses_returns_above_sales_and_windows_without_days() {
        let code = |result: Result<Cover>| result.unwrap_err().code();
        assert_eq!(code(cover(Day::from_number(0), 1, 0, -1, 30, 60)), "units_negative");
        assert_eq!(code(cover(Day::from_number(0), 1, 0, 1, 0, 60)), "days_not_above_zero");
        // A unit in ten years: the day is beyond the calendar, the days are not.
        let slow = cover(Day::from_number(0), 100_000, 0, 1, 3650, 60).unwrap();
        assert_eq!((slow.days, slow.stockout), (Some(Ratio::whole(365_000_000)), None));
    }
}
