//! Buyers of a few known types: separate prices, the bundle alone, or both (math.md §6). Exact.

use crate::error::{Error, Result};
use crate::rounding::Ratio;
use std::collections::BTreeSet;

/// Buyers who value two goods alike.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::values::{BuyerType, Market}};
/// let whole = |values: [i128; 2]| values.map(Ratio::whole);
/// let buyer = |weight, values| BuyerType { weight: Ratio::whole(weight), values: whole(values) };
/// // Three who like the first good, one who likes the second.
/// let buyers = vec![buyer(3, [10, 0]), buyer(1, [0, 10])];
/// let market = Market { buyers, costs: [Ratio::ZERO; 2], tick: Ratio::ONE };
/// assert_eq!(market.best().unwrap().separate_profit, Ratio::whole(40));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuyerType {
    /// How many.
    pub weight: Ratio,
    /// Value of each good.
    pub values: [Ratio; 2],
}

/// Two goods and their buyers.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::values::{BuyerType, Market}};
/// let buyer = |values: [i128; 2]| BuyerType { weight: Ratio::ONE, values: values.map(Ratio::whole) };
/// let market = Market { buyers: vec![buyer([10, 3]), buyer([3, 10])], costs: [Ratio::ZERO; 2], tick: Ratio::ONE };
/// // Apart 10 from one buyer each; together both pay 13.
/// let best = market.best().unwrap();
/// assert_eq!((best.separate_profit, best.pure_profit), (Ratio::whole(20), Ratio::whole(26)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    /// Types of buyers.
    pub buyers: Vec<BuyerType>,
    /// Cost of each good.
    pub costs: [Ratio; 2],
    /// Price step.
    pub tick: Ratio,
}

/// Prices on offer; `None` = not offered.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::values::{BuyerType, Market, Prices}};
/// let buyer = |values: [i128; 2]| BuyerType { weight: Ratio::ONE, values: values.map(Ratio::whole) };
/// let market = Market { buyers: vec![buyer([10, 3]), buyer([3, 10])], costs: [Ratio::ZERO; 2], tick: Ratio::ONE };
/// let only_first = Prices { single: [Some(Ratio::whole(3)), None], bundle: None };
/// assert_eq!(market.profit(&only_first).unwrap(), Ratio::whole(6));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// Of each good alone.
    pub single: [Option<Ratio>; 2],
    /// Of both together.
    pub bundle: Option<Ratio>,
}

/// The best prices of each way to sell.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::values::{BuyerType, Market}};
/// let buyer = |values: [i128; 2]| BuyerType { weight: Ratio::ONE, values: values.map(Ratio::whole) };
/// let market = Market { buyers: vec![buyer([10, 3]), buyer([3, 10])], costs: [Ratio::ZERO; 2], tick: Ratio::ONE };
/// let best = market.best().unwrap();
/// assert_eq!((best.separate, best.pure_price), ([Ratio::whole(10); 2], Ratio::whole(13)));
/// // Both on offer are never worse.
/// assert!(best.mixed_profit >= best.pure_profit && best.mixed_profit >= best.separate_profit);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BestPrices {
    /// Profit with each good by itself.
    pub separate_profit: Ratio,
    /// Their prices, the highest of equally good ones.
    pub separate: [Ratio; 2],
    /// Profit with the bundle only.
    pub pure_profit: Ratio,
    /// Its price, the highest of equally good ones.
    pub pure_price: Ratio,
    /// Profit with both on offer.
    pub mixed_profit: Ratio,
}

/// All figures as whole numbers of one denominator, so that thousands of prices are tried quickly.
struct Scaled {
    /// Weight, two values.
    buyers: Vec<[i128; 3]>,
    costs: [i128; 2],
    tick: i128,
}

/// Prices of good 1, good 2 and the bundle.
type Trial = [Option<i128>; 3];

fn beyond() -> Error {
    Error::out_of_range("prices")
}

impl Market {
    /// The best prices of each way.
    ///
    /// # Errors
    /// `out_of_range` without buyers, or if a fraction does not fit.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::bundle::values::{BuyerType, Market}};
    /// let buyer = |values: [i128; 2]| BuyerType { weight: Ratio::ONE, values: values.map(Ratio::whole) };
    /// // Each costs 2; who wants both pays 16 for them, the others 9 for one.
    /// let buyers = vec![buyer([9, 0]), buyer([0, 9]), buyer([8, 8])];
    /// let market = Market { buyers, costs: [Ratio::whole(2); 2], tick: Ratio::ONE };
    /// let best = market.best().unwrap();
    /// assert_eq!((best.pure_profit, best.mixed_profit), (Ratio::whole(15), Ratio::whole(26)));
    /// ```
    pub fn best(&self) -> Result<BestPrices> {
        let (scale, weight_scale) = self.scales()?;
        let scaled = self.scaled(scale, weight_scale)?;
        let [first, second] = [scaled.separate(0)?, scaled.separate(1)?];
        let pure = scaled.pure()?;
        let separate = first.0 + second.0;
        let mixed = scaled.mixed().max(separate).max(pure.0);
        let profit_scale = scale.checked_mul(weight_scale).ok_or_else(beyond)?;
        let profit = |number| Ratio::new(number, profit_scale);
        let price = |number| Ratio::new(number, scale);
        Ok(BestPrices {
            separate_profit: profit(separate)?,
            separate: [price(first.1)?, price(second.1)?],
            pure_profit: profit(pure.0)?,
            pure_price: price(pure.1)?,
            mixed_profit: profit(mixed)?,
        })
    }

    /// Profit at given prices.
    ///
    /// # Errors
    /// `out_of_range` if a fraction does not fit.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::bundle::values::{BuyerType, Market, Prices}};
    /// let buyer = |values: [i128; 2]| BuyerType { weight: Ratio::ONE, values: values.map(Ratio::whole) };
    /// let market = Market { buyers: vec![buyer([10, 3]), buyer([3, 10])], costs: [Ratio::ONE; 2], tick: Ratio::ONE };
    /// let bundle = |price| Prices { bundle: Some(Ratio::whole(price)), ..Prices::default() };
    /// // Both buyers pay 13 for what costs 2; nobody pays 14.
    /// let profit = |price| market.profit(&bundle(price)).unwrap();
    /// assert_eq!([profit(13), profit(14)], [Ratio::whole(22), Ratio::ZERO]);
    /// ```
    pub fn profit(&self, prices: &Prices) -> Result<Ratio> {
        let (mut scale, weight_scale) = self.scales()?;
        let [first, second] = prices.single;
        let asked = [first, second, prices.bundle];
        for price in asked.into_iter().flatten() {
            scale = common(scale, price.denominator())?;
        }
        let scaled = self.scaled(scale, weight_scale)?;
        let mut trial: Trial = [None; 3];
        for (slot, price) in trial.iter_mut().zip(asked) {
            *slot = price.map(|price| whole(price, scale)).transpose()?;
        }
        Ratio::new(scaled.profit(trial), scale.checked_mul(weight_scale).ok_or_else(beyond)?)
    }

    fn scales(&self) -> Result<(i128, i128)> {
        let [first, second] = self.costs;
        let mut scale = common(common(first.denominator(), second.denominator())?, self.tick.denominator())?;
        let mut weights = 1;
        for buyer in &self.buyers {
            let [a, b] = buyer.values;
            scale = common(common(scale, a.denominator())?, b.denominator())?;
            weights = common(weights, buyer.weight.denominator())?;
        }
        Ok((scale, weights))
    }

    fn scaled(&self, scale: i128, weight_scale: i128) -> Result<Scaled> {
        let buyer = |buyer: &BuyerType| -> Result<[i128; 3]> {
            let [a, b] = buyer.values;
            Ok([whole(buyer.weight, weight_scale)?, whole(a, scale)?, whole(b, scale)?])
        };
        let [first, second] = self.costs;
        Ok(Scaled {
            buyers: self.buyers.iter().map(buyer).collect::<Result<_>>()?,
            costs: [whole(first, scale)?, whole(second, scale)?],
            tick: whole(self.tick, scale)?,
        })
    }
}

/// Least common multiple, kept small enough that no product below overflows.
fn common(a: i128, b: i128) -> Result<i128> {
    let reduced = Ratio::new(a, b)?;
    let multiple = a.checked_mul(reduced.denominator()).ok_or_else(beyond)?.abs();
    if multiple > 1_000_000_000_000 { Err(beyond()) } else { Ok(multiple) }
}

fn whole(ratio: Ratio, scale: i128) -> Result<i128> {
    let number = ratio.times(Ratio::whole(scale))?;
    if number.denominator() == 1 && number.numerator().abs() < 1 << 60 { Ok(number.numerator()) } else { Err(beyond()) }
}

impl Scaled {
    /// The highest of the best prices among `prices`, with its profit by `profit`; not sold if that loses.
    fn highest(prices: BTreeSet<i128>, profit: impl Fn(i128) -> i128) -> Result<(i128, i128)> {
        let best = prices.into_iter().map(|price| (profit(price), price)).max().ok_or_else(beyond)?;
        Ok((best.0.max(0), best.1))
    }

    fn separate(&self, good: usize) -> Result<(i128, i128)> {
        let value = |buyer: &[i128; 3]| buyer.get(good + 1).copied().unwrap_or(0);
        let cost = self.costs.get(good).copied().unwrap_or(0);
        Self::highest(self.buyers.iter().map(value).collect(), |price| {
            let takers: i128 =
                self.buyers.iter().filter(|buyer| value(buyer) >= price).map(|[weight, ..]| weight).sum();
            takers * (price - cost)
        })
    }

    fn sums(&self) -> BTreeSet<i128> {
        self.buyers.iter().map(|[_, a, b]| a + b).collect()
    }

    fn pure(&self) -> Result<(i128, i128)> {
        Self::highest(self.sums(), |price| self.profit([None, None, Some(price)]))
    }

    /// Own values and what a sum leaves over the other good, each also one tick lower.
    fn candidates(&self, own: fn(&[i128; 3]) -> i128, other: fn(&[i128; 3]) -> i128) -> Vec<i128> {
        let sums = self.sums();
        let mut found: BTreeSet<i128> = self.buyers.iter().map(own).collect();
        found.extend(self.buyers.iter().flat_map(|buyer| sums.iter().map(|sum| sum - other(buyer))));
        let lower: Vec<i128> = found.iter().map(|price| price - self.tick).collect();
        found.extend(lower);
        found.into_iter().filter(|price| *price >= 0).collect()
    }

    fn mixed(&self) -> i128 {
        let firsts = self.candidates(|[_, a, _]| *a, |[_, _, b]| *b);
        let seconds = self.candidates(|[_, _, b]| *b, |[_, a, _]| *a);
        let mut best = 0;
        for bundle in self.sums() {
            for &first in &firsts {
                for &second in seconds.iter().filter(|&&second| bundle <= first + second) {
                    best = best.max(self.profit([Some(first), Some(second), Some(bundle)]));
                }
            }
        }
        best
    }

    /// Each buyer takes what leaves them most; among equals what brings the seller most.
    fn profit(&self, [first, second, bundle]: Trial) -> i128 {
        let [c1, c2] = self.costs;
        let both = first.zip(second).map(|(first, second)| first + second);
        let mut total = 0;
        for [weight, a, b] in &self.buyers {
            let offers = [
                first.map(|price| (a - price, price - c1)),
                second.map(|price| (b - price, price - c2)),
                both.map(|price| (a + b - price, price - c1 - c2)),
                bundle.map(|price| (a + b - price, price - c1 - c2)),
            ];
            let chosen =
                offers.into_iter().flatten().fold((0, 0), |best, offer| if offer > best { offer } else { best });
            total += weight * chosen.1;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buyer(a: i128, b: i128) -> BuyerType {
        BuyerType { weight: Ratio::ONE, values: [Ratio::whole(a), Ratio::whole(b)] }
    }

    #[test]
    fn both_on_offer_is_never_worse_than_either_way_alone() {
        let market = Market {
            buyers: vec![buyer(3, 9), buyer(8, 2), buyer(5, 5), buyer(0, 7)],
            costs: [Ratio::ONE, Ratio::whole(2)],
            tick: Ratio::new(1, 100).unwrap(),
        };
        let best = market.best().unwrap();
        assert!(best.mixed_profit >= best.separate_profit && best.mixed_profit >= best.pure_profit);
        let given = Prices { single: best.separate.map(Some), bundle: None };
        assert_eq!(market.profit(&given).unwrap(), best.separate_profit);
    }

    #[test]
    fn nobody_buys_what_is_not_offered() {
        let market = Market { buyers: vec![buyer(3, 9)], costs: [Ratio::ZERO; 2], tick: Ratio::ONE };
        assert_eq!(market.profit(&Prices::default()).unwrap(), Ratio::ZERO);
    }
}
