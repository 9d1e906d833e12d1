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
pub fn period_demand(units_per_day: Ratio, periods: u32, days_per_period: u32) -> Result<PeriodDemand> {
    let days = u64::from(periods) * u64::from(days_per_period);
    let units = pace(units_per_day)?.times(Ratio::whole(i128::from(days)))?.round(Rounding::Ceiling)?;
    Ok(PeriodDemand { days, units })
}

/// The line below which a purchase is suggested.
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
pub fn purchase_line(available: i64, units_per_day: Ratio, cover_days: u32) -> Result<PurchaseLine> {
    let units = pace(units_per_day)?.times(Ratio::whole(i128::from(cover_days)))?;
    Ok(PurchaseLine { units, is_due: Ratio::whole(i128::from(available)) < units })
}

/// Reasonable total stock = current target + expected growth, which may be below zero.
///
/// # Errors
/// `out_of_range`.
pub fn reasonable_stock(current_target: i64, expected_growth: i64) -> Result<i64> {
    current_target.checked_add(expected_growth).ok_or_else(|| Error::out_of_range("units"))
}

/// What a band of safe stock says.
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
