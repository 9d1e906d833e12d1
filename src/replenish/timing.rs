//! Lines and dates of buying, exact.

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::{Ratio, Rounding};

fn pace(units_per_day: Ratio) -> Result<Ratio> {
    if units_per_day < Ratio::ZERO {
        let error = Error::new(ErrorKind::Range, "sales_not_a_count").with("window", "pace");
        return Err(error.with("units", units_per_day.to_string()));
    }
    Ok(units_per_day)
}

/// When the next order must start.
///
/// ```
/// use clearfloor::{date::Day, replenish::reorder_start, rounding::Ratio};
/// let today = Day::parse("2026-11-21").unwrap();
/// // 60 units at 4 a day last 15 days; 20 on the way and 5 to be safe are 10 too many.
/// let start = reorder_start(today, 60, Ratio::whole(4), 20, 5).unwrap();
/// assert_eq!((start.start_in_days, start.is_overdue), (Some(Ratio::whole(-10)), true));
/// assert_eq!(start.start_by.unwrap().to_string(), "2026-11-11");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReorderStart {
    /// Days that stock lasts; none if nothing sells, as what follows from it.
    pub days_of_cover: Option<Ratio>,
    /// Days from today until the latest start; below zero: too late by so many.
    pub start_in_days: Option<Ratio>,
    /// The latest day to start: today and these days, rounded down; none also beyond the calendar (the year 9999).
    pub start_by: Option<Day>,
    /// Whether that day is over.
    pub is_overdue: bool,
}

/// Latest start = days of cover − days from order to sellable − safety days.
///
/// # Errors
/// `sales_not_a_count`; `units_negative`; `out_of_range`.
///
/// ```
/// use clearfloor::{date::Day, replenish::reorder_start, rounding::Ratio};
/// let today = Day::parse("2026-11-21").unwrap();
/// // 1,000 on hand, 50 a day, 15 days on the way: start by day 5.
/// let start = reorder_start(today, 1000, Ratio::whole(50), 15, 0).unwrap();
/// assert_eq!(start.start_in_days, Some(Ratio::whole(5)));
/// assert_eq!(start.start_by.unwrap().to_string(), "2026-11-26");
/// ```
pub fn reorder_start(
    today: Day,
    stock: i64,
    units_per_day: Ratio,
    lead_days: u32,
    safety_days: u32,
) -> Result<ReorderStart> {
    if stock < 0 {
        let error = Error::new(ErrorKind::Range, "units_negative").with("what", "stock");
        return Err(error.with("units", stock.to_string()));
    }
    if pace(units_per_day)? == Ratio::ZERO {
        return Ok(ReorderStart { days_of_cover: None, start_in_days: None, start_by: None, is_overdue: false });
    }
    let cover = Ratio::whole(i128::from(stock)).over(units_per_day)?;
    let needed = i128::from(lead_days) + i128::from(safety_days);
    let start = cover.minus(Ratio::whole(needed))?;
    Ok(ReorderStart {
        days_of_cover: Some(cover),
        start_in_days: Some(start),
        start_by: i64::try_from(start.round(Rounding::Floor)?).ok().and_then(|days| today.later(days).ok()),
        is_overdue: start < Ratio::ZERO,
    })
}

/// Demand of some equal periods.
///
/// ```
/// use clearfloor::{replenish::{PeriodDemand, period_demand}, rounding::Ratio};
/// let found = period_demand(Ratio::whole(20), 2, 30).unwrap();
/// assert_eq!(found, PeriodDemand { days: 60, units: 1200 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodDemand {
    /// Days of all periods.
    pub days: u64,
    /// Units, rounded up to whole ones.
    pub units: i128,
}

/// Units of a number of equal periods: pace · days, rounded up.
///
/// # Errors
/// `sales_not_a_count`; `out_of_range`.
///
/// ```
/// use clearfloor::{replenish::period_demand, rounding::Ratio};
/// // Three sold in a week: 30 days need 12.86 units, so 13.
/// assert_eq!(period_demand(Ratio::new(3, 7).unwrap(), 1, 30).unwrap().units, 13);
/// assert_eq!(period_demand(Ratio::whole(-1), 1, 30).unwrap_err().code(), "sales_not_a_count");
/// ```
pub fn period_demand(units_per_day: Ratio, periods: u32, days_per_period: u32) -> Result<PeriodDemand> {
    let days = u64::from(periods) * u64::from(days_per_period);
    let units = pace(units_per_day)?.times(Ratio::whole(i128::from(days)))?.round(Rounding::Ceiling)?;
    Ok(PeriodDemand { days, units })
}

/// The line below which a purchase is suggested.
///
/// ```
/// use clearfloor::{replenish::{PurchaseLine, purchase_line}, rounding::Ratio};
/// let line = purchase_line(100, Ratio::new(7, 2).unwrap(), 45).unwrap();
/// assert_eq!(line, PurchaseLine { units: Ratio::new(315, 2).unwrap(), is_due: true });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PurchaseLine {
    /// Days to be covered · pace.
    pub units: Ratio,
    /// Whether what is available lies below; exactly on the line is enough.
    pub is_due: bool,
}

/// Suggests a purchase when less is available than some days of sales.
///
/// # Errors
/// `sales_not_a_count`; `out_of_range`.
///
/// ```
/// use clearfloor::{replenish::purchase_line, rounding::Ratio};
/// // Thirty days at five a day: 150 are enough, 149 are not.
/// let is_due = |available| purchase_line(available, Ratio::whole(5), 30).unwrap().is_due;
/// assert_eq!((is_due(150), is_due(149)), (false, true));
/// ```
pub fn purchase_line(available: i64, units_per_day: Ratio, cover_days: u32) -> Result<PurchaseLine> {
    let units = pace(units_per_day)?.times(Ratio::whole(i128::from(cover_days)))?;
    Ok(PurchaseLine { units, is_due: Ratio::whole(i128::from(available)) < units })
}

/// Reasonable total stock = current target + expected growth, which may be below zero.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::replenish::reasonable_stock;
/// assert_eq!(reasonable_stock(3000, 300).unwrap(), 3300);
/// assert_eq!(reasonable_stock(3000, -450).unwrap(), 2550);
/// ```
pub fn reasonable_stock(current_target: i64, expected_growth: i64) -> Result<i64> {
    current_target.checked_add(expected_growth).ok_or_else(|| Error::out_of_range("units"))
}

/// What a band of safe stock says.
///
/// ```
/// use clearfloor::replenish::{BandAction, safety_band};
/// let word = match safety_band(640, 200, 500).unwrap() {
///     BandAction::Restock => "buy",
///     BandAction::Hold => "wait",
///     BandAction::HoldBackPurchasing => "buy less",
/// };
/// assert_eq!(word, "buy less");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandAction {
    /// Below the lower line.
    Restock,
    /// On the lines and between.
    Hold,
    /// Above the upper line.
    HoldBackPurchasing,
}

/// Holds stock against a lower and an upper line.
///
/// # Errors
/// `band_reversed` if the lower line lies above the upper one.
///
/// ```
/// use clearfloor::replenish::{BandAction, safety_band};
/// assert_eq!(safety_band(199, 200, 500).unwrap(), BandAction::Restock);
/// assert_eq!([200, 500].map(|stock| safety_band(stock, 200, 500).unwrap()), [BandAction::Hold; 2]);
/// assert_eq!(safety_band(300, 500, 200).unwrap_err().code(), "band_reversed");
/// ```
pub fn safety_band(stock: i64, low: i64, high: i64) -> Result<BandAction> {
    if low > high {
        let error = Error::new(ErrorKind::Mismatch, "band_reversed").with("low", low.to_string());
        return Err(error.with("high", high.to_string()));
    }
    Ok(if stock < low {
        BandAction::Restock
    } else if stock > high {
        BandAction::HoldBackPurchasing
    } else {
        BandAction::Hold
    })
}

/// Shortest and longest time of a chain.
///
/// ```
/// use clearfloor::replenish::{LegDays, leg_days};
/// // Making, by sea, into the warehouse.
/// let days = leg_days(&[(20, 30), (28, 35), (5, 12)]).unwrap();
/// assert_eq!(days, LegDays { shortest: 53, longest: 77 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegDays {
    /// All legs at their shortest.
    pub shortest: u32,
    /// All legs at their longest.
    pub longest: u32,
}

/// Legs of a supply chain follow one another; each is (shortest, longest) in days.
///
/// # Errors
/// `leg_reversed` with the `leg` (from 0) if its shortest time is above its longest; `out_of_range`.
///
/// ```
/// use clearfloor::replenish::leg_days;
/// let days = leg_days(&[(14, 14), (14, 21)]).unwrap();
/// assert_eq!((days.shortest, days.longest), (28, 35));
/// ```
pub fn leg_days(legs: &[(u32, u32)]) -> Result<LegDays> {
    let mut sum = LegDays { shortest: 0, longest: 0 };
    for (leg, &(shortest, longest)) in legs.iter().enumerate() {
        if shortest > longest {
            return Err(Error::new(ErrorKind::Mismatch, "leg_reversed").with("leg", leg.to_string()));
        }
        let add = |total: u32, days: u32| total.checked_add(days).ok_or_else(|| Error::out_of_range("legs"));
        sum = LegDays { shortest: add(sum.shortest, shortest)?, longest: add(sum.longest, longest)? };
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faster_pace_or_a_longer_way_never_lets_the_order_start_later() {
        let today = Day::from_number(20_000);
        let start = |pace, lead| reorder_start(today, 250, Ratio::whole(pace), lead, 3).unwrap().start_by;
        for pace in 1..60 {
            assert!(start(pace + 1, 14) <= start(pace, 14));
            assert!(start(pace, 15) <= start(pace, 14));
        }
    }

    #[test]
    fn a_part_of_a_day_late_is_late() {
        let late = reorder_start(Day::from_number(0), 29, Ratio::whole(2), 15, 0).unwrap();
        assert_eq!(late.start_in_days, Ratio::new(-1, 2).ok());
        assert!(late.is_overdue);
        assert_eq!(late.start_by, Some(Day::from_number(-1)));
    }

    #[test]
    fn refuses_bands_and_legs_that_are_turned_around() {
        assert_eq!(safety_band(5, 10, 9).unwrap_err().code(), "band_reversed");
        assert_eq!(leg_days(&[(1, 2), (5, 4)]).unwrap_err().code(), "leg_reversed");
        assert_eq!(purchase_line(1, Ratio::whole(-1), 30).unwrap_err().code(), "sales_not_a_count");
        assert_eq!(reorder_start(Day::from_number(0), -1, Ratio::ONE, 1, 0).unwrap_err().code(), "units_negative");
    }
}
