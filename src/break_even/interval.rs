//! Exact intervals: the roots of each affine piece.

use super::model::{PriceModel, Target, Within};
use crate::error::Result;
use crate::rounding::Ratio;
use core::cmp::Ordering;

/// A maximal interval of prices, in exact minor units. A single price has equal, closed ends.
///
/// ```
/// use clearfloor::break_even::{PriceLine, PriceModel, Target, Within};
/// use clearfloor::{money::Currency, rounding::Ratio};
/// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap()
///     .with_fee(PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap()).with_unit_cost(Ratio::whole(850));
/// let within = Within { low: Ratio::ZERO, high: Ratio::whole(5000) };
/// // 15 % and 8.50: every price from 10.00 on.
/// let found = model.intervals(Target::BREAK_EVEN, within).unwrap()[0];
/// assert_eq!((found.low, found.is_low_closed, found.high), (Ratio::whole(1000), true, Ratio::whole(5000)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceInterval {
    /// Lower end.
    pub low: Ratio,
    /// The lower end belongs to it.
    pub is_low_closed: bool,
    /// Upper end.
    pub high: Ratio,
    /// The upper end belongs to it.
    pub is_high_closed: bool,
}

impl PriceInterval {
    fn is_empty(&self) -> bool {
        match self.low.cmp(&self.high) {
            Ordering::Less => false,
            Ordering::Equal => !(self.is_low_closed && self.is_high_closed),
            Ordering::Greater => true,
        }
    }

    fn raise_low(&mut self, low: Ratio, is_closed: bool) {
        match low.cmp(&self.low) {
            Ordering::Less => {}
            Ordering::Equal => self.is_low_closed &= is_closed,
            Ordering::Greater => (self.low, self.is_low_closed) = (low, is_closed),
        }
    }

    fn drop_high(&mut self, high: Ratio, is_closed: bool) {
        match high.cmp(&self.high) {
            Ordering::Less => (self.high, self.is_high_closed) = (high, is_closed),
            Ordering::Equal => self.is_high_closed &= is_closed,
            Ordering::Greater => {}
        }
    }
}

impl PriceModel {
    /// All maximal intervals of prices within `within` that meet the target, rising, fees not
    /// rounded; an empty list means that no price does (math.md §5).
    ///
    /// # Errors
    /// `out_of_range` if the figures are too fine for exact fractions.
    ///
    /// ```
    /// use clearfloor::break_even::{PriceModel, Target, Within};
    /// use clearfloor::{money::Currency, rounding::Ratio};
    /// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap().with_unit_cost(Ratio::whole(850));
    /// let below = Within { low: Ratio::ZERO, high: Ratio::whole(800) };
    /// // No price up to 8.00 covers a cost of 8.50.
    /// assert!(model.intervals(Target::BREAK_EVEN, below).unwrap().is_empty());
    /// ```
    pub fn intervals(&self, target: Target, within: Within) -> Result<Vec<PriceInterval>> {
        let slack = self.slack(target)?;
        let mut found: Vec<PriceInterval> = Vec::new();
        let mut start: Option<(Ratio, bool)> = None;
        for piece in slack.pieces() {
            let mut part =
                PriceInterval { low: within.low, is_low_closed: true, high: within.high, is_high_closed: true };
            if let Some((price, is_included)) = start {
                part.raise_low(price, !is_included);
            }
            if let Some(end) = piece.end {
                part.drop_high(end.price, end.is_included);
                start = Some((end.price, end.is_included));
            }
            if !piece.is_known {
                continue;
            }
            // slope · p + constant ≥ 0; the shared denominator is positive.
            match piece.slope.cmp(&0) {
                Ordering::Greater => part.raise_low(Ratio::new(piece.constant, piece.slope)?.negated()?, true),
                Ordering::Less => part.drop_high(Ratio::new(piece.constant, piece.slope)?.negated()?, true),
                Ordering::Equal if piece.constant < 0 => continue,
                Ordering::Equal => {}
            }
            if part.is_empty() {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.high == part.low && (last.is_high_closed || part.is_low_closed) => {
                    last.high = part.high;
                    last.is_high_closed = part.is_high_closed;
                }
                _ => found.push(part),
            }
        }
        Ok(found)
    }
}
