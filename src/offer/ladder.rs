//! A clearance in tiers: their prices, the one of a day, and when to go deeper.

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// How the discounts of tiers are meant.
///
/// ```
/// use clearfloor::offer::ladder::{LadderMethod, tiers};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let list = Money::parse("40.00", Currency::USD).unwrap();
/// let last = |method| tiers(list, &[200_000, 500_000].map(Rate::from_ppm), method).unwrap()[1].price.to_string();
/// // Half of 40.00, or half of the 32.00 of the first tier.
/// assert_eq!([LadderMethod::OffOriginal, LadderMethod::Compounding].map(last), ["20.00", "16.00"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LadderMethod {
    /// Each off the list price.
    OffOriginal,
    /// Each off what the tier before left.
    Compounding,
}

/// One tier.
///
/// ```
/// use clearfloor::offer::ladder::{LadderMethod, tiers};
/// use clearfloor::{money::{Currency, Money}, rate::Rate, rounding::Ratio};
/// let list = Money::parse("24.99", Currency::USD).unwrap();
/// let found = tiers(list, &[500_000, 500_000].map(Rate::from_ppm), LadderMethod::Compounding).unwrap();
/// // A quarter of 24.99 is 6.2475; the depth stays exact.
/// assert_eq!((found[1].price.to_string(), found[1].depth), ("6.25".to_owned(), Ratio::new(3, 4).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Price, rounded once from the exact product.
    pub price: Money,
    /// Exact share off the list price.
    pub depth: Ratio,
}

/// Share off a price: `1 − actual / original`, below zero for a rise; none without an original.
///
/// For one price, or for revenue taken against revenue at list price.
///
/// # Errors
/// `below_zero` for an original below zero; `out_of_range`.
///
/// ```
/// use clearfloor::{offer::ladder::discount_depth, rounding::Ratio};
/// let depth = discount_depth(Ratio::whole(100), Ratio::whole(30)).unwrap();
/// assert_eq!(depth, Some(Ratio::new(7, 10).unwrap()));
/// ```
pub fn discount_depth(original: Ratio, actual: Ratio) -> Result<Option<Ratio>> {
    let original = original.not_negative("original")?;
    original.minus(actual)?.per(original)
}

/// Every tier of a clearance, in the order of the discounts.
///
/// # Errors
/// `price_negative`; `discount_not_a_share`; `out_of_range`, also for more tiers than exact fractions can hold.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::offer::ladder::{LadderMethod, tiers};
/// use clearfloor::rate::Rate;
/// let list = Money::parse("24.99", Currency::USD).unwrap();
/// let off = [300_000, 500_000, 700_000].map(Rate::from_ppm);
/// let prices = |method| tiers(list, &off, method).unwrap().iter().map(|t| t.price.to_string()).collect::<Vec<_>>();
/// assert_eq!(prices(LadderMethod::OffOriginal), ["17.49", "12.50", "7.50"]);
/// assert_eq!(prices(LadderMethod::Compounding), ["17.49", "8.75", "2.62"]);
/// ```
pub fn tiers(list_price: Money, discounts: &[Rate], method: LadderMethod) -> Result<Vec<Tier>> {
    if list_price.minor() < 0 {
        return Err(Error::new(ErrorKind::Range, "price_negative").with("price", list_price.to_string()));
    }
    let mut kept = Ratio::ONE;
    let mut found = Vec::with_capacity(discounts.len());
    for discount in discounts {
        let left = Ratio::ONE.minus(share(*discount)?)?;
        kept = match method {
            LadderMethod::OffOriginal => left,
            LadderMethod::Compounding => kept.times(left)?,
        };
        let exact = Ratio::from(list_price.minor()).times(kept)?;
        let price = Money::from_ratio_minor(exact, list_price.currency(), Rounding::HalfAwayFromZero)?;
        found.push(Tier { price, depth: Ratio::ONE.minus(kept)? });
    }
    Ok(found)
}

fn share(discount: Rate) -> Result<Ratio> {
    if discount < Rate::ZERO || discount > Rate::ONE {
        return Err(Error::new(ErrorKind::Range, "discount_not_a_share").with("share", discount.to_string()));
    }
    discount.to_ratio()
}

/// Where a clearance stands on a day.
///
/// ```
/// use clearfloor::{date::Day, offer::ladder::{LadderDay, ladder_day}};
/// let day = |text| Day::parse(text).unwrap();
/// let on = |text| ladder_day(day("2026-11-21"), &[day("2026-12-04")], day(text)).unwrap();
/// assert_eq!(on("2026-11-19"), LadderDay::NotStarted { days_left: 2 });
/// // The last day belongs to the tier.
/// assert_eq!(on("2026-12-04"), LadderDay::Running { place: 0, days_left: 0 });
/// assert_eq!(on("2026-12-05"), LadderDay::Over);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LadderDay {
    /// At list price.
    NotStarted {
        /// Days until the first tier.
        days_left: i64,
    },
    /// In a tier.
    Running {
        /// Its place among the tiers, from 0.
        place: usize,
        /// Days after this one until its last.
        days_left: i64,
    },
    /// After the last day of the last tier.
    Over,
}

/// The tier in force: the first from `start_on`, each to its last day, which belongs to it; the next from the day after.
///
/// # Errors
/// `days_not_rising` unless the last days rise and none lies before the start.
///
/// ```
/// use clearfloor::{date::Day, offer::ladder::{LadderDay, ladder_day}};
/// let day = |text| Day::parse(text).unwrap();
/// let last = [day("2026-12-04"), day("2026-12-18")];
/// let on = |text| ladder_day(day("2026-11-21"), &last, day(text)).unwrap();
/// assert_eq!(on("2026-12-05"), LadderDay::Running { place: 1, days_left: 13 });
/// assert_eq!(on("2026-12-19"), LadderDay::Over);
/// ```
pub fn ladder_day(start_on: Day, last_days: &[Day], on: Day) -> Result<LadderDay> {
    let mut first = start_on;
    for last in last_days {
        if *last < first {
            return Err(Error::new(ErrorKind::Mismatch, "days_not_rising").with("day", last.to_string()));
        }
        first = last.plus(1);
    }
    let days_to = |day: Day| i64::from(day.days_since(on));
    if on < start_on {
        return Ok(LadderDay::NotStarted { days_left: days_to(start_on) });
    }
    let running = last_days.iter().position(|last| on <= *last);
    let found = running.and_then(|place| last_days.get(place).map(|last| (place, *last)));
    Ok(found.map_or(LadderDay::Over, |(place, last)| LadderDay::Running { place, days_left: days_to(last) }))
}

/// What a look at the sales of a tier says.
///
/// ```
/// use clearfloor::{offer::ladder::{ProbeStep, probe_next}, rate::Rate, rounding::Ratio};
/// let off = [200_000, 300_000].map(Rate::from_ppm);
/// let step = |tier, sold| probe_next(&off, tier, Ratio::whole(4), Ratio::whole(sold)).unwrap().0;
/// assert_eq!([step(1, 4), step(1, 3), step(2, 3)], [ProbeStep::Hold, ProbeStep::Deepen, ProbeStep::EndOfLadder]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProbeStep {
    /// The target is reached: stay.
    Hold,
    /// It is missed: take the next tier.
    Deepen,
    /// It is missed and there is no deeper tier.
    EndOfLadder,
}

impl ProbeStep {
    /// Stable code: `hold`, `deepen`, `end_of_ladder`.
    ///
    /// ```
    /// use clearfloor::offer::ladder::ProbeStep;
    /// assert_eq!(ProbeStep::EndOfLadder.code(), "end_of_ladder");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Deepen => "deepen",
            Self::EndOfLadder => "end_of_ladder",
        }
    }
}

/// Feels for the price: stays where turnover reaches the target, else goes one tier deeper. `tier` counts from 1.
/// Answers with the discount from now on.
///
/// # Errors
/// `discounts_not_rising`; `tier_unknown`.
///
/// ```
/// use clearfloor::{offer::ladder::{ProbeStep, probe_next}, rate::Rate, rounding::Ratio};
/// let off = [200_000, 300_000, 500_000].map(Rate::from_ppm);
/// let next = probe_next(&off, 1, Ratio::whole(4), Ratio::whole(3)).unwrap();
/// assert_eq!(next, (ProbeStep::Deepen, Rate::from_ppm(300_000)));
/// ```
pub fn probe_next(discounts: &[Rate], tier: usize, target: Ratio, observed: Ratio) -> Result<(ProbeStep, Rate)> {
    if discounts.iter().zip(discounts.iter().skip(1)).any(|(one, next)| one >= next) {
        return Err(Error::new(ErrorKind::Mismatch, "discounts_not_rising"));
    }
    let now = tier.checked_sub(1).and_then(|place| discounts.get(place));
    let now = *now.ok_or_else(|| Error::new(ErrorKind::Range, "tier_unknown").with("tier", tier.to_string()))?;
    if observed >= target {
        return Ok((ProbeStep::Hold, now));
    }
    Ok(discounts.get(tier).map_or((ProbeStep::EndOfLadder, now), |next| (ProbeStep::Deepen, *next)))
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
        fn compounding_never_asks_more_than_each_off_the_list_price(
            list in 0..90_000_i64, off in proptest::collection::vec(0..=1_000_000_i64, 0..5),
        ) {
            let off: Vec<Rate> = off.into_iter().map(Rate::from_ppm).collect();
            let of = |method| tiers(usd(list), &off, method).unwrap();
            for (one, other) in of(LadderMethod::Compounding).iter().zip(of(LadderMethod::OffOriginal)) {
                prop_assert!(one.price.minor() <= other.price.minor() && one.depth >= other.depth);
                prop_assert!((0..=list).contains(&one.price.minor()));
            }
        }

        #[test]
        fn tiers_follow_one_another_day_by_day(lengths in proptest::collection::vec(1..20_i32, 1..5)) {
            let start = Day::from_number(20_000);
            let mut last = start.plus(-1);
            let last_days: Vec<Day> = lengths.iter().map(|days| { last = last.plus(*days); last }).collect();
            let mut before = None;
            for offset in 0..lengths.iter().sum::<i32>() {
                let LadderDay::Running { place, days_left } = ladder_day(start, &last_days, start.plus(offset)).unwrap() else {
                    panic!("a gap on day {offset}");
                };
                if let Some((earlier, left)) = before {
                    let goes_on = place == earlier && days_left == left - 1;
                    prop_assert!(goes_on || (left == 0 && place == earlier + 1));
                }
                before = Some((place, days_left));
            }
            prop_assert_eq!(ladder_day(start, &last_days, last.plus(1)).unwrap(), LadderDay::Over);
        }
    }

    #[test]
    fn refuses_days_that_fall_and_discounts_that_do_not_rise() {
        let day = Day::from_number;
        assert_eq!(ladder_day(day(10), &[day(12), day(12)], day(10)).unwrap_err().code(), "days_not_rising");
        assert_eq!(ladder_day(day(10), &[day(9)], day(10)).unwrap_err().code(), "days_not_rising");
        let flat = [Rate::from_ppm(200_000); 2];
        assert_eq!(probe_next(&flat, 1, Ratio::ONE, Ratio::ONE).unwrap_err().code(), "discounts_not_rising");
        for tier in [0, 3, usize::MAX] {
            let off = [Rate::ZERO, Rate::ONE];
            assert_eq!(probe_next(&off, tier, Ratio::ONE, Ratio::ONE).unwrap_err().code(), "tier_unknown");
        }
    }

    #[test]
    fn a_clearance_without_tiers_is_over_when_it_starts() {
        let day = Day::from_number;
        assert_eq!(ladder_day(day(10), &[], day(9)).unwrap(), LadderDay::NotStarted { days_left: 1 });
        assert_eq!(ladder_day(day(10), &[], day(10)).unwrap(), LadderDay::Over);
    }

    #[test]
    fn a_price_without_an_original_has_no_depth() {
        assert_eq!(discount_depth(Ratio::ZERO, Ratio::ONE).unwrap(), None);
        assert_eq!(discount_depth(Ratio::whole(-1), Ratio::ONE).unwrap_err().code(), "below_zero");
    }
}
