//! Exact fractions and the named ways to round them.
//!
//! Everything charged, paid or compared with a fee band passes through here once
//! (`math.md` §12: half away from zero for each charged line; allocation by largest
//! remainder, ties to the lower index).

use crate::error::{Error, Result};
use core::cmp::Ordering;

/// How a fraction becomes a whole number.
///
/// ```
/// use clearfloor::rounding::{Rounding, divide};
/// let both = |mode| (divide(5, 2, mode).unwrap(), divide(-5, 2, mode).unwrap());
/// assert_eq!(both(Rounding::HalfAwayFromZero), (3, -3));
/// assert_eq!(both(Rounding::HalfEven), (2, -2));
/// assert_eq!(both(Rounding::TowardZero), (2, -2));
/// assert_eq!((both(Rounding::Ceiling), both(Rounding::Floor)), ((3, -2), (2, -3)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Ties away from zero: the rule for every money line that is charged or paid.
    HalfAwayFromZero,
    /// Ties to the even digit.
    HalfEven,
    /// Cut off.
    TowardZero,
    /// Toward plus infinity.
    Ceiling,
    /// Toward minus infinity.
    Floor,
}

/// Rounds `numerator / denominator` to a whole number.
///
/// # Errors
/// `out_of_range` if the denominator is zero or the result does not fit.
///
/// ```
/// use clearfloor::rounding::{Rounding, divide};
/// assert_eq!(divide(6675, 10, Rounding::HalfAwayFromZero).unwrap(), 668);
/// assert_eq!(divide(-6675, 10, Rounding::HalfAwayFromZero).unwrap(), -668);
/// assert_eq!(divide(6675, 10, Rounding::Floor).unwrap(), 667);
/// ```
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub fn divide(numerator: i128, denominator: i128, mode: Rounding) -> Result<i128> {
    if denominator == 0 {
        return Err(Error::out_of_range("division by zero"));
    }
    let small = (i64::try_from(numerator), i64::try_from(denominator));
    let (quotient, remainder) = if let (Ok(top), Ok(bottom)) = small
        && let (Some(quotient), Some(remainder)) = (top.checked_div(bottom), top.checked_rem(bottom))
    {
        (i128::from(quotient), i128::from(remainder))
    } else {
        let quotient = numerator.checked_div(denominator).ok_or_else(|| Error::out_of_range("quotient"))?;
        (quotient, numerator.checked_rem(denominator).ok_or_else(|| Error::out_of_range("quotient"))?)
    };
    if remainder == 0 {
        return Ok(quotient);
    }
    let sign = if (remainder < 0) == (denominator < 0) { 1 } else { -1 };
    let twice = remainder.unsigned_abs().checked_mul(2).ok_or_else(|| Error::out_of_range("remainder"))?;
    let half = twice.cmp(&denominator.unsigned_abs());
    let away = match mode {
        Rounding::HalfAwayFromZero => half != Ordering::Less,
        Rounding::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && quotient % 2 != 0),
        Rounding::TowardZero => false,
        Rounding::Ceiling => sign > 0,
        Rounding::Floor => sign < 0,
    };
    if away { quotient.checked_add(sign).ok_or_else(|| Error::out_of_range("quotient")) } else { Ok(quotient) }
}

/// An exact fraction in lowest terms with a positive denominator.
///
/// For break-even points, dimensional weights and any amount finer than the
/// minor unit; use [`crate::money::Money`] for what is charged.
///
/// ```
/// use clearfloor::rounding::Ratio;
/// let a = Ratio::new(1, 3).unwrap();
/// let b = Ratio::new(1, 6).unwrap();
/// assert_eq!(a.plus(b).unwrap(), Ratio::new(1, 2).unwrap());
/// assert!(a > b);
/// assert_eq!(a.to_string(), "1/3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Nearly all parts are small, and a machine divides 64 bits itself.
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(small_gcd(small_a, small_b));
        }
        (a, b) = (b, a % b);
    }
    a
}

const fn small_gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// The fraction `numerator / denominator`, reduced.
    ///
    /// # Errors
    /// `out_of_range` if the denominator is zero or a part does not fit in 127 bits.
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::new(6, -4).unwrap().to_string(), "-3/2");
    /// assert_eq!(Ratio::new(1, 0).unwrap_err().code(), "out_of_range");
    /// ```
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn new(numerator: i128, denominator: i128) -> Result<Self> {
        if denominator == 0 {
            return Err(Error::out_of_range("division by zero"));
        }
        if denominator == 1 {
            return Ok(Self { numerator, denominator });
        }
        if let (Ok(top), Ok(bottom)) = (i64::try_from(numerator), i64::try_from(denominator))
            && bottom > 0
            && let Ok(divisor) = i64::try_from(small_gcd(top.unsigned_abs(), bottom.unsigned_abs()))
            && let (Some(top), Some(bottom)) = (top.checked_div(divisor), bottom.checked_div(divisor))
        {
            return Ok(Self { numerator: i128::from(top), denominator: i128::from(bottom) });
        }
        let divisor = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs()))
            .map_err(|_| Error::out_of_range("fraction"))?;
        let sign = if denominator < 0 { -1 } else { 1 };
        let part = |x: i128| {
            x.checked_div(divisor).and_then(|x| x.checked_mul(sign)).ok_or_else(|| Error::out_of_range("fraction"))
        };
        Ok(Self { numerator: part(numerator)?, denominator: part(denominator)? })
    }

    /// A whole number.
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::whole(1728), Ratio::new(3456, 2).unwrap());
    /// ```
    #[must_use]
    pub const fn whole(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// Top of the reduced fraction.
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::new(6, 4).unwrap().numerator(), 3);
    /// ```
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// Bottom of the reduced fraction, above zero.
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::new(6, -4).unwrap().denominator(), 2);
    /// ```
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Sum.
    ///
    /// # Errors
    /// `out_of_range` on overflow; so for the other operations.
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// // A third of the stock and a quarter of it.
    /// let sold = Ratio::new(1, 3).unwrap().plus(Ratio::new(1, 4).unwrap()).unwrap();
    /// assert_eq!(sold.to_string(), "7/12");
    /// ```
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn plus(self, other: Self) -> Result<Self> {
        let err = || Error::out_of_range("fraction");
        if self.denominator == other.denominator {
            return Self::new(self.numerator.checked_add(other.numerator).ok_or_else(err)?, self.denominator);
        }
        let left = self.numerator.checked_mul(other.denominator).ok_or_else(err)?;
        let right = other.numerator.checked_mul(self.denominator).ok_or_else(err)?;
        Self::new(
            left.checked_add(right).ok_or_else(err)?,
            self.denominator.checked_mul(other.denominator).ok_or_else(err)?,
        )
    }

    /// Difference.
    ///
    /// # Errors
    /// As [`Ratio::plus`].
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// let left = Ratio::ONE.minus(Ratio::new(7, 12).unwrap()).unwrap();
    /// assert_eq!(left.to_string(), "5/12");
    /// ```
    pub fn minus(self, other: Self) -> Result<Self> {
        self.plus(other.negated()?)
    }

    /// Product.
    ///
    /// # Errors
    /// As [`Ratio::plus`].
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// let product = Ratio::new(3, 20).unwrap().times(Ratio::whole(2850)).unwrap();
    /// assert_eq!(product.to_string(), "855/2"); // 15 % of 28.50: 427.5 cents
    /// ```
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn times(self, other: Self) -> Result<Self> {
        if self == Self::ONE || other == Self::ONE {
            return Ok(if self == Self::ONE { other } else { self });
        }
        // Reduce across first so that intermediate products stay small.
        let a = Self::new(self.numerator, other.denominator)?;
        let b = Self::new(other.numerator, self.denominator)?;
        let err = || Error::out_of_range("fraction");
        // Nothing is left in common, and both denominators are above zero.
        Ok(Self {
            numerator: a.numerator.checked_mul(b.numerator).ok_or_else(err)?,
            denominator: a.denominator.checked_mul(b.denominator).ok_or_else(err)?,
        })
    }

    /// Quotient.
    ///
    /// # Errors
    /// As [`Ratio::plus`], and if `other` is zero.
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::whole(300).over(Ratio::whole(45)).unwrap().to_string(), "20/3"); // days of supply
    /// assert_eq!(Ratio::whole(300).over(Ratio::ZERO).unwrap_err().code(), "out_of_range");
    /// ```
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn over(self, other: Self) -> Result<Self> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    /// Quotient, or nothing where the divisor is zero: a ratio that has no value is never infinite.
    ///
    /// # Errors
    /// As [`Ratio::plus`].
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::whole(3).per(Ratio::whole(4)).unwrap(), Some(Ratio::new(3, 4).unwrap()));
    /// assert_eq!(Ratio::whole(3).per(Ratio::ZERO).unwrap(), None);
    /// ```
    pub fn per(self, other: Self) -> Result<Option<Self>> {
        if other == Self::ZERO { Ok(None) } else { self.over(other).map(Some) }
    }

    /// This, unless it is negative.
    ///
    /// # Errors
    /// `below_zero` with `what` it is.
    pub(crate) fn not_negative(self, what: &'static str) -> Result<Self> {
        // The denominator is above zero.
        if self.numerator < 0 { Err(Error::below_zero(what)) } else { Ok(self) }
    }

    /// This, if it is above zero.
    ///
    /// # Errors
    /// `not_above_zero` with `what` it is.
    pub(crate) fn positive(self, what: &'static str) -> Result<Self> {
        if self.numerator > 0 { Ok(self) } else { Err(Error::not_above_zero(what)) }
    }

    /// The same size with the other sign.
    ///
    /// # Errors
    /// As [`Ratio::plus`].
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::new(3, 4).unwrap().negated().unwrap().to_string(), "-3/4");
    /// ```
    pub fn negated(self) -> Result<Self> {
        let numerator = self.numerator.checked_neg().ok_or_else(|| Error::out_of_range("fraction"))?;
        Ok(Self { numerator, denominator: self.denominator })
    }

    /// The nearest whole number by `mode`.
    ///
    /// # Errors
    /// `out_of_range` if it does not fit.
    ///
    /// ```
    /// use clearfloor::rounding::{Ratio, Rounding};
    /// let days = Ratio::new(20, 3).unwrap();
    /// assert_eq!((days.round(Rounding::Floor).unwrap(), days.round(Rounding::HalfAwayFromZero).unwrap()), (6, 7));
    /// ```
    pub fn round(self, mode: Rounding) -> Result<i128> {
        divide(self.numerator, self.denominator, mode)
    }

    /// The nearest float, for showing and for expectations; never for a charge.
    ///
    /// ```
    /// use clearfloor::rounding::Ratio;
    /// assert_eq!(Ratio::new(7, 8).unwrap().to_f64(), 0.875);
    /// ```
    #[must_use]
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "the named change from exact to float")]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl From<i64> for Ratio {
    /// A count of units, days or minor units.
    fn from(count: i64) -> Self {
        Self::whole(i128::from(count))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn cmp(&self, other: &Self) -> Ordering {
        let small = |part: i128| i64::try_from(part).map(i128::from);
        if let (Ok(top), Ok(bottom)) = (small(self.numerator), small(self.denominator))
            && let (Ok(other_top), Ok(other_bottom)) = (small(other.numerator), small(other.denominator))
        {
            // Nearly all parts are small, and a product of two of them fits.
            return (top * other_bottom).cmp(&(other_top * bottom));
        }
        // Continued-fraction comparison: no overflow, whatever the parts.
        let (mut a, mut b, mut c, mut d) = (self.numerator, self.denominator, other.numerator, other.denominator);
        let mut flipped = false;
        loop {
            let (qa, qc) = (a.div_euclid(b), c.div_euclid(d));
            let found = qa.cmp(&qc);
            if found != Ordering::Equal {
                return if flipped { found.reverse() } else { found };
            }
            let (ra, rc) = (a.rem_euclid(b), c.rem_euclid(d));
            match (ra == 0, rc == 0) {
                (true, true) => return Ordering::Equal,
                (true, false) => return if flipped { Ordering::Greater } else { Ordering::Less },
                (false, true) => return if flipped { Ordering::Less } else { Ordering::Greater },
                (false, false) => {
                    (a, b, c, d) = (b, ra, d, rc);
                    flipped = !flipped;
                }
            }
        }
    }
}

impl core::fmt::Display for Ratio {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

/// Splits a whole `total` in proportion to `weights` so that the parts add up to it:
/// floors first, the rest by largest fraction, ties to the lower index. Weights that
/// are all zero split equally; a negative total mirrors the positive one.
///
/// # Errors
/// `out_of_range` if a weight is negative, there are no weights for a non-zero total,
/// or a product overflows.
///
/// ```
/// use clearfloor::rounding::split_by_largest_remainder;
/// assert_eq!(split_by_largest_remainder(100, &[1, 1, 1]).unwrap(), [34, 33, 33]);
/// ```
pub fn split_by_largest_remainder(total: i64, weights: &[u64]) -> Result<Vec<i64>> {
    let count = u64::try_from(weights.len()).map_err(|_| Error::out_of_range("weights"))?;
    if count == 0 {
        return if total == 0 { Ok(Vec::new()) } else { Err(Error::out_of_range("weights")) };
    }
    let all_zero = weights.iter().all(|&w| w == 0);
    let weight = |w: u64| if all_zero { 1_u128 } else { u128::from(w) };
    let sum: u128 = weights.iter().map(|&w| weight(w)).sum();
    let size = u128::from(total.unsigned_abs());
    let mut parts = Vec::with_capacity(weights.len());
    let mut rests = Vec::with_capacity(weights.len());
    let mut given = 0_u128;
    for (index, &w) in weights.iter().enumerate() {
        let product = size.checked_mul(weight(w)).ok_or_else(|| Error::out_of_range("weights"))?;
        let part = product.checked_div(sum).unwrap_or(0);
        given += part;
        parts.push(part);
        rests.push((product.checked_rem(sum).unwrap_or(0), index));
    }
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let left = usize::try_from(size - given).map_err(|_| Error::out_of_range("weights"))?;
    for &(_, index) in rests.iter().take(left) {
        if let Some(part) = parts.get_mut(index) {
            *part += 1;
        }
    }
    parts
        .into_iter()
        .map(|part| {
            let part = i64::try_from(part).map_err(|_| Error::out_of_range("weights"))?;
            Ok(if total < 0 { -part } else { part })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_large_parts_stand_in_the_order_of_their_sizes() {
        let of = |top: i128, bottom: i128| Ratio::new(top, bottom).unwrap();
        // A hair above and below a third, of parts beyond 64 bits.
        let large = 10_i128.pow(30);
        let (below, third, above) = (of(large - 1, 3 * large), of(1, 3), of(large + 1, 3 * large));
        assert!(below < third && third < above && below < above);
        assert!(above.negated().unwrap() < third.negated().unwrap() && below.negated().unwrap() < above);
        assert_eq!(above.cmp(&above), Ordering::Equal);
    }
}
