//! The lowest price where all fees are fixed amounts and shares of the price.

use super::line::PriceLine;
use super::model::{PriceModel, Target, Within};
use crate::error::{Error, Result};
use crate::money::{Currency, MAX_MINOR, Money};
use crate::rounding::{Ratio, Rounding};

/// The price at which nothing is left and nothing is lost.
///
/// ```
/// use clearfloor::{break_even::flat_break_even, money::Currency, rounding::Ratio};
/// // 8.00 of costs after 15 %: 9.4117…, raised to the cent.
/// let found = flat_break_even(&[Ratio::whole(800)], &[Ratio::new(15, 100).unwrap()], Currency::USD).unwrap().unwrap();
/// assert_eq!(found.exact_minor, Ratio::new(16_000, 17).unwrap());
/// assert_eq!(found.floor.to_string(), "9.42");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatBreakEven {
    /// Exact minor units.
    pub exact_minor: Ratio,
    /// Raised to the next minor unit: the lowest price to ask.
    pub floor: Money,
}

/// The lowest price that covers `costs` (exact minor units) after `rates` of the price, fees not rounded:
/// `Σ costs / (1 − Σ rates)`; none if the rates take the whole price. Solved by [`PriceModel`] like any other.
///
/// # Errors
/// `below_zero` for a cost or rate below zero; `out_of_range`.
///
/// ```
/// use clearfloor::{break_even::flat_break_even, money::Currency, rounding::Ratio};
/// let share = |percent| Ratio::new(percent, 100).unwrap();
/// let costs = [800, 100, 400].map(Ratio::whole);
/// let found = flat_break_even(&costs, &[share(15), share(10)], Currency::USD).unwrap().unwrap();
/// assert_eq!(found.floor.to_string(), "17.34"); // 13 / 0.75 = 17.33…
/// assert_eq!(flat_break_even(&costs, &[share(15), share(85)], Currency::USD).unwrap(), None);
/// ```
pub fn flat_break_even(costs: &[Ratio], rates: &[Ratio], currency: Currency) -> Result<Option<FlatBreakEven>> {
    let mut model = PriceModel::new(currency, Ratio::ZERO, Ratio::ZERO)?;
    let (mut taken, mut spent) = (Ratio::ZERO, Ratio::ZERO);
    for rate in rates {
        taken = taken.plus(rate.not_negative("rate")?)?;
        model = model.with_fee(PriceLine::share(*rate)?);
    }
    for cost in costs {
        spent = spent.plus(cost.not_negative("cost")?)?;
    }
    // With costs of nothing any price is met, also one of which nothing is kept.
    if taken >= Ratio::ONE {
        return Ok(None);
    }
    let model = model.with_unit_cost(spent);
    let within = Within { low: Ratio::ZERO, high: Ratio::from(MAX_MINOR) };
    let lowest = model.intervals(Target::BREAK_EVEN, within)?.first().map(|interval| interval.low);
    // There is one, since something of each price is kept; it may be more than money can be.
    let exact_minor = lowest.ok_or_else(|| Error::out_of_range("price"))?;
    Ok(Some(FlatBreakEven { exact_minor, floor: Money::from_ratio_minor(exact_minor, currency, Rounding::Ceiling)? }))
}

/// What is left to weigh when the market asks less than the floor, in the order it is offered.
pub const BELOW_FLOOR_OPTIONS: [&str; 3] = ["weigh_holding", "bundle", "promotion"];

/// A market price against the floor.
///
/// ```
/// use clearfloor::{break_even::floor_advice, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// assert_eq!(floor_advice(usd("15.99"), usd("17.34")).unwrap().gap, usd("1.35"));
/// assert_eq!(floor_advice(usd("18.99"), usd("17.34")).unwrap().gap, usd("0.00"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloorAdvice {
    /// Floor less market price; nothing at or above the floor.
    pub gap: Money,
}

impl FloorAdvice {
    /// Whether the market asks less.
    ///
    /// ```
    /// use clearfloor::{break_even::floor_advice, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let is_below = |market| floor_advice(usd(market), usd("17.34")).unwrap().is_below();
    /// assert_eq!(["17.33", "17.34"].map(is_below), [true, false]);
    /// ```
    #[must_use]
    pub const fn is_below(&self) -> bool {
        self.gap.minor() > 0
    }

    /// What to weigh instead of only refusing: the cost of holding and the risk of never selling, a bundle, a
    /// promotion that raises the order. Nothing at or above the floor: sell.
    ///
    /// ```
    /// use clearfloor::{break_even::floor_advice, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let options = |market| floor_advice(usd(market), usd("17.34")).unwrap().options();
    /// assert_eq!(options("15.99"), ["weigh_holding", "bundle", "promotion"]);
    /// assert!(options("17.34").is_empty());
    /// ```
    #[must_use]
    pub const fn options(&self) -> &'static [&'static str] {
        if self.is_below() { &BELOW_FLOOR_OPTIONS } else { &[] }
    }
}

/// Looks at a market price against the floor.
///
/// # Errors
/// `currency_mismatch`; `out_of_range`.
///
/// ```
/// use clearfloor::{break_even::floor_advice, money::{Currency, Money}};
/// let usd = Money::parse("17.34", Currency::USD).unwrap();
/// assert!(!floor_advice(usd, usd).unwrap().is_below());
/// let euro = Money::parse("17.34", Currency::EUR).unwrap();
/// assert_eq!(floor_advice(euro, usd).unwrap_err().code(), "currency_mismatch");
/// ```
pub fn floor_advice(market_price: Money, floor: Money) -> Result<FloorAdvice> {
    let gap = floor.minus(market_price)?;
    Ok(FloorAdvice { gap: if gap.minor() > 0 { gap } else { Money::zero(gap.currency()) } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD).unwrap()
    }

    proptest! {
        #[test]
        fn the_floor_covers_its_costs_and_a_cent_less_does_not(cost in 1..900_000_i64, referral in 0..400_i64, ads in 0..400_i64) {
            let (referral, ads) = (Ratio::new(i128::from(referral), 1000).unwrap(), Ratio::new(i128::from(ads), 1000).unwrap());
            let floor = flat_break_even(&[Ratio::from(cost)], &[referral, ads], Currency::USD).unwrap().unwrap().floor.minor();
            let left = |price: i64| {
                let kept = Ratio::ONE.minus(referral).unwrap().minus(ads).unwrap();
                Ratio::from(price).times(kept).unwrap().minus(Ratio::from(cost)).unwrap()
            };
            prop_assert!(left(floor) >= Ratio::ZERO && left(floor - 1) < Ratio::ZERO);
        }

        #[test]
        fn advice_is_given_exactly_below_the_floor(market in -500..5000_i64, floor in 0..5000_i64) {
            let advice = floor_advice(usd(market), usd(floor)).unwrap();
            prop_assert_eq!(advice.is_below(), market < floor);
            prop_assert_eq!(advice.options().is_empty(), market >= floor);
            prop_assert_eq!(advice.gap, usd((floor - market).max(0)));
        }
    }

    #[test]
    fn nothing_to_cover_is_covered_at_nothing() {
        assert_eq!(flat_break_even(&[], &[], Currency::USD).unwrap().unwrap().floor, usd(0));
        assert_eq!(flat_break_even(&[], &[Ratio::ONE], Currency::USD).unwrap(), None);
    }

    #[test]
    fn refuses_negative_costs_and_prices_beyond_money() {
        let code = |cost| flat_break_even(&[cost], &[], Currency::USD).unwrap_err().code();
        assert_eq!(code(Ratio::whole(-1)), "below_zero");
        assert_eq!(code(Ratio::from(MAX_MINOR).plus(Ratio::ONE).unwrap()), "out_of_range");
    }
}
