//! The cent grid: runs of whole prices that meet a target.

use super::line::Piece;
use super::model::{PriceModel, Target, Within};
use crate::error::{Error, Result};
use crate::money::Money;
use crate::rounding::{Ratio, Rounding, divide};
use core::cmp::Ordering;

/// A run of whole prices, both ends included.
///
/// ```
/// use clearfloor::break_even::{PriceModel, Target, Within};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap().with_unit_cost(Ratio::whole(540));
/// let ranges = model.cent_ranges(Target::BREAK_EVEN, Within::between(usd("0.01"), usd("50.00"))).unwrap();
/// assert_eq!((ranges[0].first, ranges[0].last), (usd("5.40"), usd("50.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRange {
    /// First price.
    pub first: Money,
    /// Last price.
    pub last: Money,
}

impl PriceRange {
    /// Whether a price lies in it (same currency taken for granted).
    ///
    /// ```
    /// use clearfloor::{break_even::PriceRange, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let range = PriceRange { first: usd("9.44"), last: usd("9.99") };
    /// let is_in = ["9.43", "9.44", "9.99", "10.00"].map(|price| range.contains(usd(price)));
    /// assert_eq!(is_in, [false, true, true, false]);
    /// ```
    #[must_use]
    pub fn contains(&self, price: Money) -> bool {
        (self.first.minor()..=self.last.minor()).contains(&price.minor())
    }
}

/// Runs of whole numbers, rising; neighbours are joined.
#[derive(Default)]
struct Runs(Vec<(i64, i64)>);

impl Runs {
    fn add(&mut self, first: i64, last: i64) {
        if first > last {
            return;
        }
        match self.0.last_mut() {
            Some((_, end)) if end.saturating_add(1) >= first => *end = last.max(*end),
            _ => self.0.push((first, last)),
        }
    }

    fn into_ranges(self, model: &PriceModel) -> Result<Vec<PriceRange>> {
        let money = |minor| Money::new(minor, model.currency());
        self.0.into_iter().map(|(first, last)| Ok(PriceRange { first: money(first)?, last: money(last)? })).collect()
    }
}

fn whole_ends(within: Within) -> Result<(i64, i64)> {
    let narrow = |x: i128| i64::try_from(x).map_err(|_| Error::out_of_range("price"));
    Ok((narrow(within.low.round(Rounding::Ceiling)?)?, narrow(within.high.round(Rounding::Floor)?)?))
}

/// First whole number at which `slope · p + constant ≥ bound` if it rises, or the last if it falls.
fn crossing(piece: &Piece, bound: i128, slope: i128) -> Result<i64> {
    let gap = bound.checked_sub(piece.constant).ok_or_else(|| Error::out_of_range("price"))?;
    let mode = if slope > 0 { Rounding::Ceiling } else { Rounding::Floor };
    let at = divide(gap, slope, mode)?;
    // Far outside any price: the caller clips it to the piece.
    Ok(i64::try_from(at).unwrap_or(if at > 0 { i64::MAX } else { i64::MIN }))
}

impl PriceModel {
    /// Runs of whole prices that meet the target, fees not rounded.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::break_even::{PriceLine, PriceModel, Target, Within};
    /// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap()
    ///     .with_fee(PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap()).with_unit_cost(Ratio::whole(800));
    /// // 8.00 / 0.85 = 9.4117…
    /// let ranges = model.cent_ranges(Target::BREAK_EVEN, Within::between(usd("0.01"), usd("50.00"))).unwrap();
    /// assert_eq!(ranges[0].first, usd("9.42"));
    /// ```
    pub fn cent_ranges(&self, target: Target, within: Within) -> Result<Vec<PriceRange>> {
        let (mut first, end) = whole_ends(within)?;
        let mut runs = Runs::default();
        for piece in self.slack(target)?.pieces() {
            let last = piece.last.min(end);
            match piece.slope.cmp(&0) {
                _ if !piece.is_known => {}
                Ordering::Greater => runs.add(first.max(crossing(piece, 0, piece.slope)?), last),
                Ordering::Less => runs.add(first, last.min(crossing(piece, 0, piece.slope)?)),
                Ordering::Equal if piece.constant >= 0 => runs.add(first, last),
                Ordering::Equal => {}
            }
            if last == end {
                break;
            }
            first = first.max(last.saturating_add(1));
        }
        runs.into_ranges(self)
    }

    /// Runs of whole prices that meet the target with every line rounded as it is charged
    /// ([`PriceModel::rounded_profit`]); a profit target is rounded likewise, a margin is asked of
    /// the rounded net revenue, a return of the rounded unit cost.
    ///
    /// Away from the roots the exact slack decides, for rounding moves it by at most half a cent a
    /// line; nearer than that every cent is tried.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::break_even::{PriceLine, PriceModel, Target, Within};
    /// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap()
    ///     .with_fee(PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap()).with_unit_cost(Ratio::whole(800));
    /// // At 9.41 the fee of 1.4115 is charged as 1.41, and nothing is lost.
    /// let ranges = model.rounded_cent_ranges(Target::BREAK_EVEN, Within::between(usd("0.01"), usd("50.00"))).unwrap();
    /// assert_eq!(ranges[0].first, usd("9.41"));
    /// ```
    pub fn rounded_cent_ranges(&self, target: Target, within: Within) -> Result<Vec<PriceRange>> {
        let (mut first, end) = whole_ends(within)?;
        let slack = self.slack(target)?;
        let overflow = || Error::out_of_range("price");
        let sure = self.rounding_bound(target)?.checked_mul(slack.denominator()).ok_or_else(overflow)?;
        let unsure = sure.checked_neg().ok_or_else(overflow)?;
        let test = RoundedTest::new(self, target)?;
        let mut runs = Runs::default();
        let try_each = |runs: &mut Runs, first: i64, last: i64| -> Result<()> {
            for price in first..=last {
                if test.is_met(price)? {
                    runs.add(price, price);
                }
            }
            Ok(())
        };
        for piece in slack.pieces() {
            let last = piece.last.min(end);
            match piece.slope.cmp(&0) {
                _ if !piece.is_known => {}
                Ordering::Greater => {
                    let from = crossing(piece, unsure, piece.slope)?.max(first);
                    let sure_from = crossing(piece, sure, piece.slope)?.max(first);
                    try_each(&mut runs, from, last.min(sure_from.saturating_sub(1)))?;
                    runs.add(sure_from, last);
                }
                Ordering::Less => {
                    let sure_to = crossing(piece, sure, piece.slope)?.min(last);
                    let to = crossing(piece, unsure, piece.slope)?.min(last);
                    runs.add(first, sure_to);
                    try_each(&mut runs, first.max(sure_to.saturating_add(1)), to)?;
                }
                Ordering::Equal if piece.constant >= sure => runs.add(first, last),
                Ordering::Equal if piece.constant < unsure => {}
                Ordering::Equal => try_each(&mut runs, first, last)?,
            }
            if last == end {
                break;
            }
            first = first.max(last.saturating_add(1));
        }
        runs.into_ranges(self)
    }
}

/// Whether rounded lines meet a target at one price.
struct RoundedTest<'a> {
    model: &'a PriceModel,
    unit_cost: i64,
    asked: Asked,
}

enum Asked {
    Amount(i64),
    OfPrice(Ratio),
    OfRevenue(Ratio),
}

impl<'a> RoundedTest<'a> {
    fn new(model: &'a PriceModel, target: Target) -> Result<Self> {
        let unit_cost = model.rounded_unit_cost()?;
        let asked = match target {
            Target::Profit(amount) => {
                let amount = amount.round(Rounding::HalfAwayFromZero)?;
                Asked::Amount(i64::try_from(amount).map_err(|_| Error::out_of_range("target"))?)
            }
            Target::MarginGross(share) => Asked::OfPrice(share),
            Target::MarginNet(share) => Asked::OfRevenue(share),
            Target::Roi(share) => {
                // A whole profit is at least the share exactly if it is at least the share rounded up.
                let amount = share.times(Ratio::whole(i128::from(unit_cost)))?.round(Rounding::Ceiling)?;
                Asked::Amount(i64::try_from(amount).map_err(|_| Error::out_of_range("target"))?)
            }
        };
        Ok(Self { model, unit_cost, asked })
    }

    fn is_met(&self, price_minor: i64) -> Result<bool> {
        let parts = self.model.rounded_parts(price_minor)?;
        let profit = i128::from(parts.proceeds) - i128::from(self.unit_cost);
        let is_share_met = |share: Ratio, base: i64| {
            let left = profit.checked_mul(share.denominator());
            let right = share.numerator().checked_mul(i128::from(base));
            left.zip(right).map(|(left, right)| left >= right).ok_or_else(|| Error::out_of_range("target"))
        };
        match self.asked {
            Asked::Amount(amount) => Ok(profit >= i128::from(amount)),
            Asked::OfPrice(share) => is_share_met(share, price_minor),
            Asked::OfRevenue(share) => is_share_met(share, parts.revenue),
        }
    }
}
