//! Several promotions on one item at the same time.

use crate::error::{Error, ErrorKind, Result};
use crate::fees::{Meeting, PromotionRules};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// How discounts that stack are put together.
///
/// ```
/// use clearfloor::fees::PromotionRules;
/// use clearfloor::offer::stacking::{Combine, Stacked, stacked_price};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let both = [100_000, 200_000].map(|ppm| Stacked { name: None, share: Rate::from_ppm(ppm) });
/// let price = Money::parse("50.00", Currency::USD).unwrap();
/// let paid = |combine| stacked_price(PromotionRules::built_in().unwrap(), price, &both, combine).unwrap().to_string();
/// // 50.00 − 5.00 − 10.00, or 45.00 less a fifth of it.
/// assert_eq!([Combine::Additive, Combine::Sequential].map(paid), ["35.00", "36.00"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Each off the list price: the buyer pays least.
    Additive,
    /// Each off what is left.
    Sequential,
}

/// A discount by the name of its row in the stacking table.
///
/// ```
/// use clearfloor::fees::PromotionRules;
/// use clearfloor::offer::stacking::{Combine, Stacked, stacked_price};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let of = |name: &str, ppm| Stacked { name: Some(name.to_owned()), share: Rate::from_ppm(ppm) };
/// let price = Money::parse("50.00", Currency::USD).unwrap();
/// let rules = PromotionRules::built_in().unwrap();
/// // These two exclude each other: the larger applies.
/// let both = [of("lightning-deal", 300_000), of("prime-exclusive", 200_000)];
/// assert_eq!(stacked_price(rules, price, &both, Combine::Additive).unwrap().to_string(), "35.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacked {
    /// Name in the stacking table; none = the table does not name it.
    pub name: Option<String>,
    /// Share off the price.
    pub share: Rate,
}

/// Which of the discounts apply when all run at once: of two that exclude each other the larger, the
/// first of equal ones. Where the seller may choose, and where the table does not say, both are
/// taken to apply: that is the lowest price it can come to.
#[must_use]
pub(crate) fn applying(rules: &PromotionRules, discounts: &[Stacked]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..discounts.len()).collect();
    order.sort_by_key(|place| core::cmp::Reverse(discounts.get(*place).map(|discount| discount.share)));
    let mut taken: Vec<&Stacked> = Vec::new();
    let mut applies = vec![false; discounts.len()];
    for place in order {
        let (Some(discount), Some(slot)) = (discounts.get(place), applies.get_mut(place)) else { continue };
        let is_free = taken.iter().all(|other| meeting(rules, discount, other) != Meeting::Larger);
        if is_free {
            taken.push(discount);
            *slot = true;
        }
    }
    applies
}

/// What happens when two discounts meet. A discount that the table calls meaningless beside itself is not given twice.
#[must_use]
pub(crate) fn meeting(rules: &PromotionRules, one: &Stacked, other: &Stacked) -> Meeting {
    match (&one.name, &other.name) {
        (Some(a), Some(b)) => match rules.meeting(a, b) {
            Meeting::NotSaid if rules.meeting(a, a) == Meeting::NotSaid && rules.meeting(b, b) == Meeting::NotSaid => {
                Meeting::Larger
            }
            meeting => meeting,
        },
        _ => Meeting::NotSaid,
    }
}

/// The price of one item when all discounts run at once, rounded once, never below nothing.
///
/// ```
/// use clearfloor::fees::PromotionRules;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::offer::stacking::{Combine, Stacked, stacked_price};
/// use clearfloor::rate::Rate;
/// let of = |name: &str, ppm| Stacked { name: Some(name.to_owned()), share: Rate::from_ppm(ppm) };
/// let price = Money::parse("40.00", Currency::USD).unwrap();
/// let rules = PromotionRules::built_in().unwrap();
/// let both = [of("coupon", 100_000), of("prime-exclusive", 200_000)];
/// let paid = |combine| stacked_price(rules, price, &both, combine).unwrap().to_string();
/// assert_eq!((paid(Combine::Additive), paid(Combine::Sequential)), ("28.00".to_owned(), "28.80".to_owned()));
/// ```
///
/// # Errors
/// `discount_not_a_share`; `out_of_range`.
pub fn stacked_price(rules: &PromotionRules, price: Money, discounts: &[Stacked], combine: Combine) -> Result<Money> {
    let mut kept = Ratio::ONE;
    for (discount, applies) in discounts.iter().zip(applying(rules, discounts)) {
        if discount.share < Rate::ZERO || discount.share > Rate::ONE {
            let error = Error::new(ErrorKind::Range, "discount_not_a_share");
            return Err(error.with("share", discount.share.to_string()));
        }
        if applies {
            let share = discount.share.to_ratio()?;
            kept = match combine {
                Combine::Additive => kept.minus(share)?,
                Combine::Sequential => kept.times(Ratio::ONE.minus(share)?)?,
            };
        }
    }
    let exact = Ratio::whole(i128::from(price.minor())).times(kept.max(Ratio::ZERO))?;
    Money::from_ratio_minor(exact, price.currency(), Rounding::HalfAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn of(name: &str, percent: i64) -> Stacked {
        Stacked { name: Some(name.to_owned()), share: Rate::from_ppm(percent * 10_000) }
    }

    #[test]
    fn price_never_falls_below_nothing() {
        let rules = PromotionRules::built_in().unwrap();
        let price = Money::parse("10.00", Currency::USD).unwrap();
        let much = [of("coupon", 60), of("price-discount", 70)];
        assert_eq!(stacked_price(rules, price, &much, Combine::Additive).unwrap().minor(), 0);
        assert_eq!(stacked_price(rules, price, &much, Combine::Sequential).unwrap().minor(), 120);
    }

    #[test]
    fn of_two_that_exclude_each_other_the_larger_applies_whatever_their_order() {
        let rules = PromotionRules::built_in().unwrap();
        assert_eq!(applying(rules, &[of("prime-exclusive", 20), of("lightning-deal", 25)]), [false, true]);
        assert_eq!(applying(rules, &[of("lightning-deal", 25), of("prime-exclusive", 20)]), [true, false]);
    }

    #[test]
    fn one_kind_is_not_given_twice() {
        let rules = PromotionRules::built_in().unwrap();
        assert_eq!(applying(rules, &[of("coupon", 10), of("coupon", 15)]), [false, true]);
        assert_eq!(applying(rules, &[of("lightning-deal", 10), of("outlet", 20)]), [false, true]);
    }
}
