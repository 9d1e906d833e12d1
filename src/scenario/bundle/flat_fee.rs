//! A bundle against marking the slow item down alone, where all fees are one share of the price.

use super::BundleGain;
use crate::error::Result;
use crate::money::Money;
use crate::offer::basket::BasketRule;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// A best seller with a slow item.
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
