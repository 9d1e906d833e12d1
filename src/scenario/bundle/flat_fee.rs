//! A bundle against marking the slow item down alone, where all fees are one share of the price.

use super::BundleGain;
use crate::error::Result;
use crate::money::Money;
use crate::offer::basket::BasketRule;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// A best seller with a slow item.
///
/// ```
/// use clearfloor::scenario::bundle::flat_fee::FlatBundle;
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let bundle = FlatBundle {
///     hero: (usd("30"), usd("12")), slow: (usd("15"), usd("8")), bundle_price: usd("40"),
///     markdown: Rate::from_ppm(300_000), fee_rate: Rate::from_ppm(150_000),
///     fulfilment_single: usd("4"), fulfilment_bundle: usd("5"),
/// };
/// // 40.00 − 6.00 − 5.00 − 20.00.
/// assert_eq!(bundle.answer().unwrap().bundle_profit, usd("9.00"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatBundle {
    /// Price and cost of the best seller.
    pub hero: (Money, Money),
    /// Price and cost of the slow item.
    pub slow: (Money, Money),
    /// Price of both together.
    pub bundle_price: Money,
    /// Share off the slow item sold alone.
    pub markdown: Rate,
    /// Fees as a share of a price.
    pub fee_rate: Rate,
    /// Fulfilment of an order of one.
    pub fulfilment_single: Money,
    /// Fulfilment of the bundle.
    pub fulfilment_bundle: Money,
}

/// The two ways side by side.
///
/// ```
/// use clearfloor::scenario::bundle::flat_fee::FlatBundle;
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let bundle = FlatBundle {
///     hero: (usd("30"), usd("12")), slow: (usd("15"), usd("8")), bundle_price: usd("40"),
///     markdown: Rate::from_ppm(300_000), fee_rate: Rate::from_ppm(150_000),
///     fulfilment_single: usd("4"), fulfilment_bundle: usd("5"),
/// };
/// let answer = bundle.answer().unwrap();
/// // The slow item at 10.50 loses 3.08 (1.575 of fees are 1.58), so the two apart earn 9.50 − 3.08.
/// assert_eq!(answer.slow_markdown_profit, usd("-3.08"));
/// assert_eq!((answer.separate_profit, answer.is_better), (usd("6.42"), true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatBundleAnswer {
    /// Against buying both alone; below zero = dearer.
    pub buyer_saves: Money,
    /// Of one bundle.
    pub bundle_profit: Money,
    /// Of the best seller alone.
    pub hero_profit: Money,
    /// Of the slow item, marked down alone.
    pub slow_markdown_profit: Money,
    /// The two added.
    pub separate_profit: Money,
    /// The buyer saves something and the bundle earns more, with every buyer of the bundle lost to the best seller.
    pub is_better: bool,
}

impl FlatBundle {
    /// Compares. Each fee and the marked-down price are rounded once.
    ///
    /// # Errors
    /// As [`BasketRule::order`]; `currency_mismatch`.
    ///
    /// ```
    /// use clearfloor::scenario::bundle::flat_fee::FlatBundle;
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let dear = FlatBundle {
    ///     hero: (usd("30"), usd("12")), slow: (usd("15"), usd("8")), bundle_price: usd("46"),
    ///     markdown: Rate::from_ppm(300_000), fee_rate: Rate::from_ppm(150_000),
    ///     fulfilment_single: usd("4"), fulfilment_bundle: usd("5"),
    /// };
    /// // It would earn more, but nobody pays 46.00 for what costs 45.00 apart.
    /// let answer = dear.answer().unwrap();
    /// assert_eq!((answer.buyer_saves, answer.is_better), (usd("-1.00"), false));
    /// ```
    pub fn answer(&self) -> Result<FlatBundleAnswer> {
        let ((hero_price, hero_cost), (slow_price, slow_cost)) = (self.hero, self.slow);
        let profit =
            |price: Money, fulfilment, cost| price.minus(price.share(self.fee_rate)?)?.minus(fulfilment)?.minus(cost);
        let marked_down = BasketRule::Percent(self.markdown).order(slow_price, 1)?.total;
        let bundle_profit = profit(self.bundle_price, self.fulfilment_bundle, hero_cost.plus(slow_cost)?)?;
        let hero_profit = profit(hero_price, self.fulfilment_single, hero_cost)?;
        let slow_markdown_profit = profit(marked_down, self.fulfilment_single, slow_cost)?;
        let buyer_saves = hero_price.plus(slow_price)?.minus(self.bundle_price)?;
        let minor = |money: Money| Ratio::from(money.minor());
        let gain = BundleGain {
            net: minor(bundle_profit),
            fast_margin: minor(hero_profit),
            slow_alternative: minor(slow_markdown_profit),
        };
        Ok(FlatBundleAnswer {
            buyer_saves,
            bundle_profit,
            hero_profit,
            slow_markdown_profit,
            separate_profit: hero_profit.plus(slow_markdown_profit)?,
            is_better: buyer_saves.minor() > 0 && gain.at(Ratio::ONE)? > Ratio::ZERO,
        })
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

    proptest! {
        #[test]
        fn a_bundle_is_better_only_if_both_sides_gain(price in 0..6000_i64, off in 0..=1_000_000_i64) {
            let bundle = FlatBundle {
                hero: (usd(3000), usd(1200)), slow: (usd(1500), usd(800)), bundle_price: usd(price),
                markdown: Rate::from_ppm(off), fee_rate: Rate::from_ppm(150_000),
                fulfilment_single: usd(400), fulfilment_bundle: usd(500),
            };
            let found = bundle.answer().unwrap();
            let both = found.buyer_saves.minor() > 0 && found.bundle_profit.minor() > found.separate_profit.minor();
            prop_assert_eq!(found.is_better, both);
        }
    }
}
