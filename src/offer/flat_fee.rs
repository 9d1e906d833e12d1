//! What an order brings where all fees are one share of the price and one fixed amount.
//!
//! For a seller without a fee table, and for a quick comparison. Where the marketplace's tables are known,
//! [`crate::quote`] says what is charged.

use super::basket::BasketRule;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// Fees of a sale.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{FlatFee, FlatOrder}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let order = FlatOrder {
///     price: usd("20"), units: 1, unit_cost: usd("8"), discount: Rate::ZERO,
///     gift_cost: usd("0"), ad_cost: usd("0"), storage_cost: usd("0"),
/// };
/// // 15 % and 4.00 an order: 20.00 − 3.00 − 4.00 − 8.00.
/// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd("4") };
/// assert_eq!(fee.profit(&order).unwrap().profit, usd("5.00"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatFee {
    /// Share of what the buyer pays.
    pub rate: Rate,
    /// For each order.
    pub fixed: Money,
}

/// An order of equal units under an offer.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{FlatFee, FlatOrder}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let one = FlatOrder {
///     price: usd("20"), units: 1, unit_cost: usd("8"), discount: Rate::ZERO,
///     gift_cost: usd("0"), ad_cost: usd("0"), storage_cost: usd("0"),
/// };
/// let three = FlatOrder { units: 3, discount: Rate::from_ppm(100_000), ..one };
/// // 54.00 − 24.00 − 8.10 − 4.00: the fixed fee counts once.
/// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd("4") };
/// assert_eq!(fee.profit(&three).unwrap().profit, usd("17.90"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatOrder {
    /// Of one unit, before the discount.
    pub price: Money,
    /// Units in the order.
    pub units: u32,
    /// Of one unit.
    pub unit_cost: Money,
    /// Share off the price.
    pub discount: Rate,
    /// Cost of a gift in the order.
    pub gift_cost: Money,
    /// Advertising for the order.
    pub ad_cost: Money,
    /// Storage for the order.
    pub storage_cost: Money,
}

/// What is left of an order.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{FlatFee, FlatOrder}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let order = FlatOrder {
///     price: usd("20"), units: 1, unit_cost: usd("8"), discount: Rate::from_ppm(250_000),
///     gift_cost: usd("1"), ad_cost: usd("2"), storage_cost: usd("0.20"),
/// };
/// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd("4") };
/// let found = fee.profit(&order).unwrap();
/// assert_eq!((found.revenue, found.fee, found.profit), (usd("15"), usd("2.25"), usd("-2.45")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatProfit {
    /// What the buyer pays: price · units · (1 − discount), rounded once.
    pub revenue: Money,
    /// The share of it, rounded once.
    pub fee: Money,
    /// Revenue less units · cost, fee, fixed fee, gift, advertising and storage.
    pub profit: Money,
}

impl FlatFee {
    /// What an order leaves; the fixed fee counts once for it, whatever the units. An order without units brings nothing
    /// and still costs what is counted per order.
    ///
    /// # Errors
    /// As [`BasketRule::order`], except that it may be empty; `currency_mismatch`.
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{FlatFee, FlatOrder}, rate::Rate};
    /// let cny = |text| Money::parse(text, Currency::CNY).unwrap();
    /// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: cny("5") };
    /// let order = FlatOrder {
    ///     price: cny("100"), units: 2, unit_cost: cny("50"), discount: Rate::from_ppm(200_000),
    ///     gift_cost: cny("0"), ad_cost: cny("4"), storage_cost: cny("0.60"),
    /// };
    /// assert_eq!(fee.profit(&order).unwrap().profit.to_string(), "26.40");
    /// ```
    pub fn profit(&self, order: &FlatOrder) -> Result<FlatProfit> {
        let revenue = match order.units {
            0 => Money::zero(order.price.currency()),
            units => BasketRule::Percent(order.discount).order(order.price, units)?.total,
        };
        let fee = revenue.share(self.rate)?;
        let mut profit =
            revenue.minus(order.unit_cost.times(i64::from(order.units))?)?.minus(fee)?.minus(self.fixed)?;
        for cost in [order.gift_cost, order.ad_cost, order.storage_cost] {
            profit = profit.minus(cost)?;
        }
        Ok(FlatProfit { revenue, fee, profit })
    }
}

/// A straight price cut against the full price with a gift, one unit an order.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{Better, CutOrGift, FlatFee}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let both = CutOrGift {
///     price: usd("100"), unit_cost: usd("50"), cut_rate: Rate::from_ppm(200_000), cut_orders: 30,
///     gift_cost: usd("8"), gift_orders: 20, stock: 500,
/// };
/// // 30 orders that keep 80 − 50 − 12 − 5 = 13 each, or 20 that keep 100 − 50 − 15 − 5 − 8 = 22.
/// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd("5") };
/// assert_eq!(both.compare(&fee).unwrap().better, Better::Gift);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOrGift {
    /// Of one unit.
    pub price: Money,
    /// Of one unit.
    pub unit_cost: Money,
    /// Share off the price.
    pub cut_rate: Rate,
    /// Orders expected with the cut.
    pub cut_orders: i64,
    /// Cost of the gift.
    pub gift_cost: Money,
    /// Orders expected with the gift.
    pub gift_orders: i64,
    /// Units there are; no more are sold.
    pub stock: i64,
}

/// Which of the two keeps more.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{Better, CutOrGift, FlatFee}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// // A tenth off 100.00 and a gift of 10.00, without a share of the price to pay: the same.
/// let even = CutOrGift {
///     price: usd("100"), unit_cost: usd("50"), cut_rate: Rate::from_ppm(100_000), cut_orders: 20,
///     gift_cost: usd("10"), gift_orders: 20, stock: 500,
/// };
/// let fee = FlatFee { rate: Rate::ZERO, fixed: usd("5") };
/// assert_eq!(even.compare(&fee).unwrap().better, Better::Equal);
/// // With a share of 15 % the cut saves fees.
/// let fee = FlatFee { rate: Rate::from_ppm(150_000), ..fee };
/// assert_eq!(even.compare(&fee).unwrap().better, Better::Cut);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The cut.
    Cut,
    /// The gift.
    Gift,
    /// Both the same.
    Equal,
}

impl Better {
    /// Stable code: `cut`, `gift`, `equal`.
    ///
    /// ```
    /// use clearfloor::offer::flat_fee::Better;
    /// assert_eq!([Better::Cut, Better::Gift, Better::Equal].map(Better::code), ["cut", "gift", "equal"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Gift => "gift",
            Self::Equal => "equal",
        }
    }
}

/// One of the two over all its orders.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{CutOrGift, FlatFee}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let both = CutOrGift {
///     price: usd("100"), unit_cost: usd("50"), cut_rate: Rate::from_ppm(200_000), cut_orders: 30,
///     gift_cost: usd("8"), gift_orders: 20, stock: 25,
/// };
/// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd("5") };
/// // Only 25 of the 30 orders can be served, at 13.00 each.
/// let cut = both.compare(&fee).unwrap().cut;
/// assert_eq!((cut.profit, cut.units_left), (usd("325"), 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromotionTotal {
    /// Profit of an order, rounded as charged, times the orders.
    pub profit: Money,
    /// Units that stay.
    pub units_left: i64,
}

/// Both side by side.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{CutOrGift, FlatFee}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let both = CutOrGift {
///     price: usd("100"), unit_cost: usd("50"), cut_rate: Rate::from_ppm(200_000), cut_orders: 30,
///     gift_cost: usd("8"), gift_orders: 20, stock: 500,
/// };
/// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd("5") };
/// let answer = both.compare(&fee).unwrap();
/// assert_eq!([answer.cut.profit, answer.gift.profit], [usd("390"), usd("440")]);
/// assert_eq!([answer.cut.units_left, answer.gift.units_left], [470, 480]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOrGiftAnswer {
    /// With the cut.
    pub cut: PromotionTotal,
    /// With the gift.
    pub gift: PromotionTotal,
    /// Which keeps more profit.
    pub better: Better,
}

impl CutOrGift {
    /// Puts the two side by side.
    ///
    /// # Errors
    /// `below_zero` for orders or stock below zero; as [`FlatFee::profit`].
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, offer::flat_fee::{CutOrGift, FlatFee}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let both = CutOrGift {
    ///     price: usd("100"), unit_cost: usd("50"), cut_rate: Rate::from_ppm(200_000), cut_orders: 40,
    ///     gift_cost: usd("8"), gift_orders: 20, stock: 500,
    /// };
    /// let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd("5") };
    /// // 40 · 13.00 against 20 · 22.00.
    /// assert_eq!(both.compare(&fee).unwrap().better.code(), "cut");
    /// let wrong = CutOrGift { stock: -1, ..both };
    /// assert_eq!(wrong.compare(&fee).unwrap_err().code(), "below_zero");
    /// ```
    pub fn compare(&self, fee: &FlatFee) -> Result<CutOrGiftAnswer> {
        Ratio::from(self.stock).not_negative("stock")?;
        let none = Money::zero(self.price.currency());
        let total = |discount, gift_cost, orders: i64| {
            Ratio::from(orders).not_negative("orders")?;
            let order = FlatOrder {
                price: self.price,
                units: 1,
                unit_cost: self.unit_cost,
                discount,
                gift_cost,
                ad_cost: none,
                storage_cost: none,
            };
            let sold = orders.min(self.stock);
            let units_left = self.stock.checked_sub(sold).ok_or_else(|| Error::out_of_range("stock"))?;
            Ok(PromotionTotal { profit: fee.profit(&order)?.profit.times(sold)?, units_left })
        };
        let cut = total(self.cut_rate, none, self.cut_orders)?;
        let gift = total(Rate::ZERO, self.gift_cost, self.gift_orders)?;
        let better = match cut.profit.minor().cmp(&gift.profit.minor()) {
            core::cmp::Ordering::Greater => Better::Cut,
            core::cmp::Ordering::Less => Better::Gift,
            core::cmp::Ordering::Equal => Better::Equal,
        };
        Ok(CutOrGiftAnswer { cut, gift, better })
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
        fn parts_of_an_order_add_up_to_its_revenue(price in 0..90_000_i64, units in 0..9_u32, cost in 0..60_000_i64, off in 0..=1_000_000_i64, rate in 0..600_000_i64) {
            let order = FlatOrder {
                price: usd(price), units, unit_cost: usd(cost), discount: Rate::from_ppm(off),
                gift_cost: usd(3), ad_cost: usd(5), storage_cost: usd(7),
            };
            let fee = FlatFee { rate: Rate::from_ppm(rate), fixed: usd(11) };
            let found = fee.profit(&order).unwrap();
            let spent = found.fee.minor() + cost * i64::from(units) + 3 + 5 + 7 + 11;
            prop_assert_eq!(found.revenue.minor(), found.profit.minor() + spent);
        }

        #[test]
        fn no_more_is_sold_than_there_is(stock in 0..500_i64, cut in 0..900_i64, gift in 0..900_i64) {
            let both = CutOrGift {
                price: usd(10_000), unit_cost: usd(5000), cut_rate: Rate::from_ppm(200_000), cut_orders: cut,
                gift_cost: usd(800), gift_orders: gift, stock,
            };
            let fee = FlatFee { rate: Rate::from_ppm(150_000), fixed: usd(500) };
            let found = both.compare(&fee).unwrap();
            prop_assert!(found.cut.units_left >= 0 && found.gift.units_left >= 0);
            prop_assert_eq!(found.cut.profit, usd(1300 * cut.min(stock)));
        }
    }

    #[test]
    fn refuses_orders_below_zero_and_amounts_in_two_currencies() {
        let both = CutOrGift {
            price: usd(100),
            unit_cost: usd(1),
            cut_rate: Rate::ZERO,
            cut_orders: -1,
            gift_cost: usd(0),
            gift_orders: 0,
            stock: 5,
        };
        let fee = FlatFee { rate: Rate::ZERO, fixed: usd(0) };
        assert_eq!(both.compare(&fee).unwrap_err().code(), "below_zero");
        let foreign = FlatFee { rate: Rate::ZERO, fixed: Money::zero(Currency::EUR) };
        let fine = CutOrGift { cut_orders: 1, ..both };
        assert_eq!(fine.compare(&foreign).unwrap_err().code(), "currency_mismatch");
    }
}
