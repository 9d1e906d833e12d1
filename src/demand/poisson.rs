//! Sales of a stretch of time when buyers come by themselves: Poisson chances, without special functions.
//!
//! The chances are built from the likeliest number of sales outwards by the ratio of neighbours
//! (`P(d+1)/P(d) = mean/(d+1)`) and divided by their sum. Nothing starts from `e^-mean`, which would be
//! zero from a mean of 746 on, and no logarithm of a factorial loses digits for large counts.

use crate::error::{Error, ErrorKind, Result};

/// Above this mean the chances would fill tens of megabytes; no product sells so much in a week.
const MOST_MEAN: f64 = 1e8;
/// Chances below this share of the largest are left out where the far tail matters (a belief about demand).
const WHOLE: f64 = 1e-290;
/// The same where they are only used to form expectations: what is left out is below 1e-15 in all.
const NARROW: f64 = 1e-18;

/// Chances of 0, 1, 2, … sales when `mean` are expected.
///
/// ```
/// use clearfloor::demand::Poisson;
/// let sales = Poisson::new(2.0).unwrap();
/// assert!((sales.exactly(0) - (-2.0_f64).exp()).abs() < 1e-15);
/// // With one unit on hand: E min(1, N) = P(N >= 1).
/// assert!((sales.expected_sales(1) - (1.0 - (-2.0_f64).exp())).abs() < 1e-15);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Poisson {
    mean: f64,
    first: u32,
    chances: Vec<f64>,
    /// `tails[k]` = chance of at least `first + k`.
    tails: Vec<f64>,
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "range checked")]
const fn floor(mean: f64) -> u32 {
    mean as u32
}

/// Position in a window that begins at `first`.
fn place(sales: u32, first: u32) -> Option<usize> {
    usize::try_from(sales.checked_sub(first)?).ok()
}

impl Poisson {
    /// All chances that a float can tell from zero.
    ///
    /// # Errors
    /// `demand_out_of_range` unless the mean lies between 0 and 10^8.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// assert!(Poisson::new(0.0).is_ok() && Poisson::new(250_000.0).is_ok());
    /// assert_eq!(Poisson::new(-0.1).unwrap_err().code(), "demand_out_of_range");
    /// ```
    pub fn new(mean: f64) -> Result<Self> {
        Self::down_to(mean, WHOLE)
    }

    /// The chances that matter to an expectation; the far tails (below 10^-15 together) are left out.
    ///
    /// # Errors
    /// As [`Poisson::new`].
    pub(crate) fn narrow(mean: f64) -> Result<Self> {
        Self::down_to(mean, NARROW)
    }

    fn down_to(mean: f64, least: f64) -> Result<Self> {
        if !(0.0..=MOST_MEAN).contains(&mean) {
            return Err(Error::new(ErrorKind::Range, "demand_out_of_range"));
        }
        let mode = floor(mean);
        let mut below = Vec::new();
        let mut weight = 1.0;
        let mut at = mode;
        while at > 0 && weight > least {
            weight *= f64::from(at) / mean;
            at -= 1;
            below.push(weight);
        }
        let first = at;
        let mut chances: Vec<f64> = below.into_iter().rev().collect();
        chances.push(1.0);
        weight = 1.0;
        at = mode;
        while weight > least {
            at += 1;
            weight *= mean / f64::from(at);
            chances.push(weight);
        }
        // From both ends, so that small ones are not lost in large ones.
        let middle = chances.len() / 2;
        let (low, high) = chances.split_at(middle);
        let sum = low.iter().sum::<f64>() + high.iter().rev().sum::<f64>();
        let mut tails = vec![0.0; chances.len()];
        let mut tail = 0.0;
        for (chance, slot) in chances.iter_mut().zip(&mut tails).rev() {
            *chance /= sum;
            tail += *chance;
            *slot = f64::min(tail, 1.0);
        }
        Ok(Self { mean, first, chances, tails })
    }

    /// Units expected.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// assert_eq!(Poisson::new(2.5).unwrap().mean(), 2.5);
    /// ```
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The fewest sales that have a chance here.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// assert_eq!(Poisson::new(2.0).unwrap().first(), 0);
    /// // Of a million expected sales none at all is no chance a float can hold.
    /// assert!(Poisson::new(1e6).unwrap().first() > 900_000);
    /// ```
    #[must_use]
    pub const fn first(&self) -> u32 {
        self.first
    }

    /// Chances of [`first`](Self::first), `first + 1`, … sales.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// let sales = Poisson::new(2.0).unwrap();
    /// // One sale is as likely as two: 2 e^(-2).
    /// assert!((sales.chances()[1] - sales.chances()[2]).abs() < 1e-15);
    /// assert!((sales.chances().iter().sum::<f64>() - 1.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn chances(&self) -> &[f64] {
        &self.chances
    }

    /// Chance of exactly so many.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// // 2³/3! · e^(-2).
    /// let sales = Poisson::new(2.0).unwrap();
    /// assert!((sales.exactly(3) - 8.0 / 6.0 * (-2.0_f64).exp()).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn exactly(&self, sales: u32) -> f64 {
        place(sales, self.first).and_then(|at| self.chances.get(at)).copied().unwrap_or(0.0)
    }

    /// Chance of so many or more.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// // All but none and one: 1 − 3 e^(-2).
    /// let sales = Poisson::new(2.0).unwrap();
    /// assert!((sales.at_least(2) - (1.0 - 3.0 * (-2.0_f64).exp())).abs() < 1e-15);
    /// assert_eq!(sales.at_least(0), 1.0);
    /// ```
    #[must_use]
    pub fn at_least(&self, sales: u32) -> f64 {
        place(sales, self.first).map_or(1.0, |at| self.tails.get(at).copied().unwrap_or(0.0))
    }

    /// Units sold on average out of `units` on hand: `E min(units, N) = sum over i = 1 .. units of P(N >= i)`.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// let sales = Poisson::new(2.0).unwrap();
    /// // Two units: P(N >= 1) + P(N >= 2) = 2 − 4 e^(-2); of plenty what is asked for.
    /// assert!((sales.expected_sales(2) - (2.0 - 4.0 * (-2.0_f64).exp())).abs() < 1e-15);
    /// assert!((sales.expected_sales(1000) - 2.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn expected_sales(&self, units: u32) -> f64 {
        let sure = units.min(self.first);
        let wide = usize::try_from(units - sure).unwrap_or(usize::MAX);
        let rest: f64 = self.tails.iter().skip(1).take(wide).rev().sum();
        f64::from(sure) + rest
    }

    /// The fewest sales whose distribution function reaches `share`: what a uniform draw of chance stands for.
    ///
    /// ```
    /// use clearfloor::demand::Poisson;
    /// // None with 0.14, at most one with 0.41, at most two with 0.68.
    /// let sales = Poisson::new(2.0).unwrap();
    /// assert_eq!([0.1, 0.4, 0.5].map(|share| sales.quantile(share)), [0, 1, 2]);
    /// ```
    #[must_use]
    pub fn quantile(&self, share: f64) -> u32 {
        let mut below = 0.0;
        let mut sales = self.first;
        let mut chances = self.chances.iter().peekable();
        while let Some(chance) = chances.next() {
            below += chance;
            if below >= share || chances.peek().is_none() {
                break;
            }
            sales += 1;
        }
        sales
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_formula_where_it_can_be_computed() {
        let sales = Poisson::new(3.5).unwrap();
        let mut chance = (-3.5_f64).exp();
        let mut below = 0.0;
        for d in 0..40_u32 {
            assert!((sales.exactly(d) - chance).abs() < 1e-15, "{d}");
            assert!((sales.at_least(d) - (1.0 - below)).abs() < 1e-14, "{d}");
            below += chance;
            chance *= 3.5 / f64::from(d + 1);
        }
    }

    #[test]
    fn sells_nothing_when_nothing_is_expected() {
        let none = Poisson::new(0.0).unwrap();
        assert_eq!((none.exactly(0), none.at_least(1), none.expected_sales(5)), (1.0, 0.0, 0.0));
    }

    #[test]
    fn large_means_keep_their_mass_and_their_mean() {
        for mean in [700.0, 5e3, 2e6] {
            let sales = Poisson::new(mean).unwrap();
            assert!((sales.chances().iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!((sales.expected_sales(u32::MAX) - mean).abs() < 1e-9 * mean);
        }
    }

    #[test]
    fn narrow_chances_give_the_same_expectation() {
        for mean in [0.001, 1.0, 40.0, 300.0] {
            let (whole, narrow) = (Poisson::new(mean).unwrap(), Poisson::narrow(mean).unwrap());
            for units in [1, 20, 41, 310] {
                assert!((whole.expected_sales(units) - narrow.expected_sales(units)).abs() < 1e-11);
            }
            assert!(narrow.chances().len() < whole.chances().len());
        }
    }

    #[test]
    fn a_uniform_draw_stands_for_the_smallest_count_that_reaches_it() {
        let sales = Poisson::new(1.0).unwrap();
        let none = (-1.0_f64).exp();
        assert_eq!(sales.quantile(0.0), 0);
        assert_eq!(sales.quantile(none * 0.999), 0);
        assert_eq!(sales.quantile(none * 1.001), 1);
        assert!(sales.quantile(1.0) > 10);
    }

    #[test]
    fn refuses_what_is_no_mean() {
        for mean in [-1.0, f64::NAN, f64::INFINITY, 1e9] {
            assert_eq!(Poisson::new(mean).unwrap_err().code(), "demand_out_of_range");
        }
    }
}
