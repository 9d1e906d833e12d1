//! How fast the money came back, and where it came back best.

use crate::error::Result;
use crate::money::Money;
use crate::rounding::Ratio;

/// Money collected week by week.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, review::speed::{CashSpeed, cash_speed}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let found = cash_speed(&["900", "-150"].map(usd), usd("1000")).unwrap();
/// let share_of_target = Ratio::new(3, 4).unwrap();
/// assert_eq!(found, CashSpeed { collected: usd("750"), weeks_to_target: None, share_of_target });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CashSpeed {
    /// In all weeks.
    pub collected: Money,
    /// Weeks until the target was first reached; none if it was not.
    pub weeks_to_target: Option<usize>,
    /// Collected in the end, as a share of the target.
    pub share_of_target: Ratio,
}

/// Weeks until the money collected so far reaches the target. A week may be below zero (refunds).
///
/// # Errors
/// `not_above_zero` for a target that is nothing; `currency_mismatch`; `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, review::speed::cash_speed};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let weeks = ["1200", "900", "400"].map(usd);
/// assert_eq!(cash_speed(&weeks, usd("2000")).unwrap().weeks_to_target, Some(2));
/// ```
pub fn cash_speed(by_week: &[Money], target: Money) -> Result<CashSpeed> {
    let goal = Ratio::from(target.minor()).positive("target")?;
    let mut collected = Money::zero(target.currency());
    let mut weeks_to_target = None;
    for (week, cash) in by_week.iter().enumerate() {
        collected = collected.plus(*cash)?;
        if weeks_to_target.is_none() && collected.minor() >= target.minor() {
            weeks_to_target = Some(week.saturating_add(1));
        }
    }
    Ok(CashSpeed { collected, weeks_to_target, share_of_target: Ratio::from(collected.minor()).over(goal)? })
}

/// Units of a clearance in one channel.
///
/// ```
/// use clearfloor::{review::speed::{ChannelSales, channel_speeds}, rounding::Ratio};
/// let outlet = ChannelSales { units_start: 120, units_sold: 90, days: 30 };
/// let (speeds, _) = channel_speeds(&[outlet]).unwrap();
/// assert_eq!(speeds[0].sell_through, Some(Ratio::new(3, 4).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelSales {
    /// Units at the start.
    pub units_start: i64,
    /// Units sold.
    pub units_sold: i64,
    /// Days on sale.
    pub days: i64,
}

/// How well one channel sold.
///
/// ```
/// use clearfloor::{review::speed::{ChannelSales, ChannelSpeed, channel_speeds}, rounding::Ratio};
/// let (speeds, _) = channel_speeds(&[ChannelSales { units_start: 0, units_sold: 0, days: 10 }]).unwrap();
/// assert_eq!(speeds, [ChannelSpeed { sell_through: None, units_per_day: Some(Ratio::ZERO) }]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelSpeed {
    /// Sold of what was there; none if nothing was.
    pub sell_through: Option<Ratio>,
    /// None without a day on sale.
    pub units_per_day: Option<Ratio>,
}

/// Every channel in the order given, and the place of the one that sold the largest share: the first of equal ones,
/// none if no channel had units.
///
/// # Errors
/// `below_zero` for units at the start or days below zero.
///
/// ```
/// use clearfloor::review::speed::{ChannelSales, channel_speeds};
/// let sold = |units_start, units_sold| ChannelSales { units_start, units_sold, days: 30 };
/// // 40 of 50 is more than 90 of 120.
/// assert_eq!(channel_speeds(&[sold(120, 90), sold(50, 40)]).unwrap().1, Some(1));
/// assert_eq!(channel_speeds(&[sold(0, 0)]).unwrap().1, None);
/// ```
pub fn channel_speeds(channels: &[ChannelSales]) -> Result<(Vec<ChannelSpeed>, Option<usize>)> {
    let mut speeds = Vec::with_capacity(channels.len());
    let mut best: Option<(usize, Ratio)> = None;
    for (place, channel) in channels.iter().enumerate() {
        let sold = Ratio::from(channel.units_sold);
        let sell_through = sold.per(Ratio::from(channel.units_start).not_negative("units_start")?)?;
        let units_per_day = sold.per(Ratio::from(channel.days).not_negative("days")?)?;
        if let Some(share) = sell_through
            && best.is_none_or(|(_, so_far)| share > so_far)
        {
            best = Some((place, share));
        }
        speeds.push(ChannelSpeed { sell_through, units_per_day });
    }
    Ok((speeds, best.map(|(place, _)| place)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD).unwrap()
    }

    proptest! {
        #[test]
        fn a_lower_target_is_never_reached_later(weeks in proptest::collection::vec(-500..9000_i64, 0..12), target in 2..40_000_i64, less in 1..20_000_i64) {
            let weeks: Vec<Money> = weeks.into_iter().map(usd).collect();
            let reached = |target: i64| cash_speed(&weeks, usd(target.max(1))).unwrap().weeks_to_target;
            if let Some(week) = reached(target) {
                prop_assert!(reached(target - less).is_some_and(|earlier| earlier <= week));
            }
        }

        #[test]
        fn no_channel_sells_a_larger_share_than_the_best(channels in proptest::collection::vec((0..90_i64, 0..90_i64, 0..40_i64), 0..6)) {
            let channels: Vec<ChannelSales> = channels.into_iter()
                .map(|(units_start, units_sold, days)| ChannelSales { units_start, units_sold, days }).collect();
            let (speeds, best) = channel_speeds(&channels).unwrap();
            let best = best.and_then(|place| speeds[place].sell_through);
            prop_assert_eq!(best, speeds.iter().filter_map(|speed| speed.sell_through).max());
        }
    }

    #[test]
    fn without_weeks_nothing_is_collected_and_no_target_reached() {
        let found = cash_speed(&[], usd(100)).unwrap();
        assert_eq!((found.collected, found.weeks_to_target, found.share_of_target), (usd(0), None, Ratio::ZERO));
        assert_eq!(cash_speed(&[], usd(0)).unwrap_err().code(), "not_above_zero");
    }

    #[test]
    fn a_channel_without_units_or_days_has_no_ratio_and_is_never_best() {
        let none = ChannelSales { units_start: 0, units_sold: 0, days: 0 };
        let (speeds, best) = channel_speeds(&[none]).unwrap();
        assert_eq!(speeds, [ChannelSpeed { sell_through: None, units_per_day: None }]);
        assert_eq!(best, None);
        assert_eq!(channel_speeds(&[ChannelSales { days: -1, ..none }]).unwrap_err().code(), "below_zero");
    }
}
