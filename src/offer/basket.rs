//! What an order of several equal units costs under a promotion.
//!
//! Totals are exact until they are rounded once, half away from zero; an order of `n` units costs at
//! least nothing and at most `n` times the price.

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding, split_by_largest_remainder};

/// Most units of one order that are looked at.
const MOST_UNITS: u32 = 100_000;

/// How the total of an order is found.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::basket::BasketRule, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let total = |rule: BasketRule| rule.order(usd("10.00"), 7).unwrap().total;
/// // Seven units: two full groups of three, each with one free.
/// assert_eq!(total(BasketRule::BuyGet { buy: 2, free: 1 }), usd("50.00"));
/// // From three units 10 % off, from six 20 %.
/// let tiers = vec![(3, Rate::from_ppm(100_000)), (6, Rate::from_ppm(200_000))];
/// assert_eq!(total(BasketRule::Tiers(tiers)), usd("56.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BasketRule {
    /// A share off everything.
    Percent(Rate),
    /// An amount off each unit.
    Amount(Money),
    /// Of every full group of `buy + free` units the free ones cost nothing.
    BuyGet {
        /// Units paid for.
        buy: u32,
        /// Units given.
        free: u32,
    },
    /// Every `nth` unit at a share off.
    EveryNth {
        /// Which unit.
        nth: u32,
        /// Share off it.
        off: Rate,
    },
    /// An amount off the order from a total on.
    SpendSave {
        /// Total before the promotion that must be reached.
        threshold: Money,
        /// What is taken off.
        saving: Money,
        /// For every full threshold, not once.
        repeats: bool,
    },
    /// The share of the highest number of units that is reached, off everything.
    Tiers(Vec<(u32, Rate)>),
    /// One more unit at its own price.
    AddOn(Money),
    /// Nothing changes the price.
    Unchanged,
}

/// An order under a promotion.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::basket::BasketRule};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// // Two units of 20.00 and a third for 5.00.
/// let order = BasketRule::AddOn(usd("5.00")).order(usd("20.00"), 2).unwrap();
/// assert_eq!((order.units, order.total, order.full), (3, usd("45.00"), usd("60.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basket {
    /// Exact total in minor units.
    pub exact_minor: Ratio,
    /// What the buyer pays.
    pub total: Money,
    /// Units the buyer gets.
    pub units: u32,
    /// Total of the same units at full price.
    pub full: Money,
}

fn minor(money: Money) -> Ratio {
    Ratio::whole(i128::from(money.minor()))
}

fn bad(code: &'static str) -> Error {
    Error::new(ErrorKind::Range, code)
}

impl BasketRule {
    /// An order of `units` at `price`.
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, offer::basket::BasketRule, rate::Rate};
    /// let price = Money::parse("29.99", Currency::USD).unwrap();
    /// let second_at_half = BasketRule::EveryNth { nth: 2, off: Rate::from_ppm(500_000) };
    /// let order = second_at_half.order(price, 2).unwrap();
    /// // 44.985, rounded once.
    /// assert_eq!(order.total.to_string(), "44.99");
    /// assert_eq!(order.unit_price().unwrap().to_string(), "22.49");
    /// ```
    ///
    /// # Errors
    /// `basket_empty`, `basket_too_large`, `price_negative`, `promotion_group_empty`, `discount_not_a_share`,
    /// `threshold_not_positive`; `currency_mismatch`; `out_of_range`.
    pub fn order(&self, price: Money, units: u32) -> Result<Basket> {
        if units == 0 {
            return Err(bad("basket_empty"));
        }
        if units > MOST_UNITS {
            return Err(bad("basket_too_large").with("units", units.to_string()));
        }
        if price.minor() < 0 {
            return Err(bad("price_negative").with("price", price.to_string()));
        }
        let full = price.times(i64::from(units))?;
        let count = Ratio::whole(i128::from(units));
        let (exact, units, full) = match self {
            Self::Unchanged => (minor(full), units, full),
            Self::Percent(rate) => (minor(full).times(kept(*rate)?)?, units, full),
            Self::Amount(off) => {
                let unit = price.minus(*off)?;
                (minor(unit).times(count)?, units, full)
            }
            Self::BuyGet { buy, free } => {
                if *buy == 0 || *free == 0 {
                    return Err(bad("promotion_group_empty"));
                }
                let groups = units.checked_div(buy.saturating_add(*free)).unwrap_or(0);
                let paid = units.saturating_sub(groups.saturating_mul(*free));
                (minor(price).times(Ratio::whole(i128::from(paid)))?, units, full)
            }
            Self::EveryNth { nth, off } => {
                let reduced = units.checked_div(*nth).ok_or_else(|| bad("promotion_group_empty"))?;
                let given = share(*off)?.times(Ratio::whole(i128::from(reduced)))?;
                (minor(price).times(count.minus(given)?)?, units, full)
            }
            Self::SpendSave { threshold, saving, repeats } => {
                (minor(spend_and_save(full, *threshold, *saving, *repeats)?), units, full)
            }
            Self::Tiers(tiers) => {
                let reached = tiers.iter().filter(|(from, _)| *from <= units).max_by_key(|(from, _)| *from);
                (minor(full).times(kept(reached.map_or(Rate::ZERO, |(_, rate)| *rate))?)?, units, full)
            }
            Self::AddOn(add_on) => (minor(full.plus(*add_on)?), units.saturating_add(1), full.plus(price)?),
        };
        // Never below nothing, never dearer than without it.
        let exact = exact.max(Ratio::ZERO).min(minor(full));
        let total = Money::from_ratio_minor(exact, price.currency(), Rounding::HalfAwayFromZero)?;
        Ok(Basket { exact_minor: exact, total, units, full })
    }
}

/// The whole of an order less what is saved; the threshold is tested on the total after discounts of single items.
///
/// # Errors
/// `threshold_not_positive`; `currency_mismatch`; `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::basket::spend_and_save};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let paid = |total, repeats| spend_and_save(usd(total), usd("50.00"), usd("10.00"), repeats).unwrap();
/// assert_eq!([paid("120.00", false), paid("120.00", true)], [usd("110.00"), usd("100.00")]);
/// assert_eq!(paid("49.99", true), usd("49.99"));
/// ```
pub fn spend_and_save(total: Money, threshold: Money, saving: Money, repeats: bool) -> Result<Money> {
    if threshold.minor() <= 0 {
        return Err(bad("threshold_not_positive"));
    }
    total.minus(threshold)?;
    let full = total.minor().checked_div(threshold.minor()).unwrap_or(0).max(0);
    let left = total.minus(saving.times(if repeats { full } else { full.min(1) })?)?;
    if left.minor() < 0 && total.minor() >= 0 { Ok(Money::zero(total.currency())) } else { Ok(left) }
}

fn share(rate: Rate) -> Result<Ratio> {
    if rate < Rate::ZERO || rate > Rate::ONE {
        return Err(bad("discount_not_a_share").with("share", rate.to_string()));
    }
    rate.to_ratio()
}

fn kept(rate: Rate) -> Result<Ratio> {
    Ratio::ONE.minus(share(rate)?)
}

impl Basket {
    /// Exact total over the units, rounded once.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, offer::basket::BasketRule};
    /// let price = Money::parse("10.00", Currency::USD).unwrap();
    /// let order = BasketRule::BuyGet { buy: 2, free: 1 }.order(price, 3).unwrap();
    /// // 20.00 for three.
    /// assert_eq!(order.unit_price().unwrap().to_string(), "6.67");
    /// ```
    pub fn unit_price(&self) -> Result<Money> {
        let unit = self.exact_minor.over(Ratio::whole(i128::from(self.units)))?;
        Money::from_ratio_minor(unit, self.total.currency(), Rounding::HalfAwayFromZero)
    }

    /// What each unit is charged at: the total split evenly, remaining cents to the first units.
    ///
    /// # Errors
    /// `out_of_range`.
    pub(crate) fn unit_prices(&self) -> Result<Vec<Money>> {
        let even = vec![1; usize::try_from(self.units).map_err(|_| Error::out_of_range("units"))?];
        let parts = split_by_largest_remainder(self.total.minor(), &even)?;
        parts.into_iter().map(|part| Money::new(part, self.total.currency())).collect()
    }

    /// Share of the full price that is given away, exact; nothing if the full price is nothing.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, offer::basket::BasketRule, rounding::Ratio};
    /// let price = Money::parse("10.00", Currency::USD).unwrap();
    /// let order = BasketRule::BuyGet { buy: 2, free: 1 }.order(price, 3).unwrap();
    /// assert_eq!(order.discount().unwrap(), Ratio::new(1, 3).unwrap());
    /// ```
    pub fn discount(&self) -> Result<Ratio> {
        if self.full.minor() == 0 {
            return Ok(Ratio::ZERO);
        }
        Ratio::ONE.minus(self.exact_minor.over(minor(self.full))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    fn rules() -> impl Strategy<Value = BasketRule> {
        let rate = (0..=1_000_000_i64).prop_map(Rate::from_ppm);
        let money = (0..20_000_i64).prop_map(|minor| Money::new(minor, Currency::USD).unwrap());
        prop_oneof![
            rate.clone().prop_map(BasketRule::Percent),
            money.clone().prop_map(BasketRule::Amount),
            (1..5_u32, 1..5_u32).prop_map(|(buy, free)| BasketRule::BuyGet { buy, free }),
            (1..5_u32, rate.clone()).prop_map(|(nth, off)| BasketRule::EveryNth { nth, off }),
            (money.clone(), money.clone(), any::<bool>()).prop_map(|(threshold, saving, repeats)| {
                BasketRule::SpendSave { threshold: threshold.plus(usd("0.01")).unwrap(), saving, repeats }
            }),
            proptest::collection::vec((1..6_u32, rate), 0..4).prop_map(BasketRule::Tiers),
            money.prop_map(BasketRule::AddOn),
        ]
    }

    proptest! {
        #[test]
        fn unit_costs_between_nothing_and_the_full_price(rule in rules(), minor in 0..50_000_i64, units in 1..9_u32) {
            let price = Money::new(minor, Currency::USD).unwrap();
            let order = rule.order(price, units).unwrap();
            prop_assert!(order.total.minor() >= 0 && order.total.minor() <= order.full.minor());
            let unit = order.unit_price().unwrap();
            let parts = order.unit_prices().unwrap();
            let (least, most) = (parts.iter().map(|p| p.minor()).min().unwrap(), parts.iter().map(|p| p.minor()).max().unwrap());
            prop_assert!(least <= unit.minor() && unit.minor() <= most.max(least));
            prop_assert_eq!(parts.iter().map(|p| p.minor()).sum::<i64>(), order.total.minor());
        }
    }

    #[test]
    fn promotion_of_no_depth_is_the_full_price() {
        let nothing = [
            BasketRule::Percent(Rate::ZERO),
            BasketRule::Amount(usd("0")),
            BasketRule::EveryNth { nth: 2, off: Rate::ZERO },
            BasketRule::SpendSave { threshold: usd("10"), saving: usd("0"), repeats: true },
            BasketRule::Tiers(Vec::new()),
            BasketRule::Unchanged,
        ];
        for rule in nothing {
            assert_eq!(rule.order(usd("24.99"), 3).unwrap().total, usd("74.97"), "{rule:?}");
        }
    }

    #[test]
    fn odd_unit_of_a_group_is_paid_in_full() {
        let rule = BasketRule::BuyGet { buy: 1, free: 1 };
        assert_eq!(rule.order(usd("100"), 3).unwrap().total, usd("200"));
    }

    #[test]
    fn saving_above_the_total_leaves_nothing_to_pay() {
        let left = spend_and_save(usd("50"), usd("50"), usd("80"), false).unwrap();
        assert_eq!(left, usd("0"));
    }

    #[test]
    fn refuses_groups_and_orders_of_nothing() {
        let code = |rule: BasketRule, units| rule.order(usd("10"), units).unwrap_err().code();
        assert_eq!(code(BasketRule::BuyGet { buy: 0, free: 1 }, 2), "promotion_group_empty");
        assert_eq!(code(BasketRule::EveryNth { nth: 0, off: Rate::ONE }, 2), "promotion_group_empty");
        assert_eq!(code(BasketRule::Unchanged, 0), "basket_empty");
        assert_eq!(code(BasketRule::Percent(Rate::from_ppm(1_000_001)), 1), "discount_not_a_share");
    }
}
