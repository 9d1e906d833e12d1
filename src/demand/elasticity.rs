//! How sales react to the price.

use crate::error::{Error, ErrorKind, Result};

/// Mean of the prior where nothing is known: Bijmolt et al. 2005, mean of 1,851 estimates (math.md §3).
const PRIOR_MEAN: f64 = -2.6;
/// Its standard deviation (math.md §3).
const PRIOR_SD: f64 = 1.0;
/// Weakest reaction the prior allows (math.md §3: truncated).
const WEAKEST: f64 = -0.3;
/// Strongest reaction the prior allows.
const STRONGEST: f64 = -6.0;
/// Beyond this a typed elasticity is taken for a slip of the pen.
const BEYOND_BELIEF: f64 = -20.0;

/// Where an elasticity comes from.
///
/// ```
/// use clearfloor::demand::{Elasticity, ElasticitySource};
/// assert_eq!(Elasticity::prior().source, ElasticitySource::Prior);
/// assert_eq!(Elasticity::typed(-1.8, None).unwrap().source, ElasticitySource::Typed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElasticitySource {
    /// The stated prior.
    Prior,
    /// The seller's word.
    Typed,
}

/// Price elasticity of sales with its spread: demand goes with `(price / price now)^e`, e below zero.
///
/// ```
/// use clearfloor::demand::{Elasticity, rate_at};
/// // A fifth off, 2 a day before: between 2.9 and 4.5 a day.
/// let prior = Elasticity::prior();
/// let pace = |elasticity| (10.0 * rate_at(2.0, 16.0, 20.0, elasticity).unwrap()).round() / 10.0;
/// assert_eq!([prior.low, prior.mid, prior.high].map(pace), [2.9, 3.6, 4.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elasticity {
    /// Weak reaction: one standard deviation above the mean.
    pub low: f64,
    /// The mean.
    pub mid: f64,
    /// Strong reaction: one standard deviation below.
    pub high: f64,
    /// Where it comes from; neither is measured, so both are shown as assumed.
    pub source: ElasticitySource,
}

impl Elasticity {
    /// What is taken where nothing is known: −2.6 ± 1.0.
    ///
    /// ```
    /// use clearfloor::demand::Elasticity;
    /// let prior = Elasticity::prior();
    /// assert_eq!((prior.low, prior.mid, prior.high), (-1.6, -2.6, -3.6));
    /// ```
    #[must_use]
    pub fn prior() -> Self {
        Self::spread(PRIOR_MEAN, PRIOR_SD, ElasticitySource::Prior)
    }

    /// The seller's own elasticity; without a spread of theirs that of the prior stays.
    ///
    /// # Errors
    /// `elasticity_range` unless the mean lies between −20 and 0 and the spread is not negative.
    ///
    /// ```
    /// use clearfloor::demand::Elasticity;
    /// let own = Elasticity::typed(-1.8, Some(0.5)).unwrap();
    /// assert_eq!((own.low, own.mid, own.high), (-1.3, -1.8, -2.3));
    /// assert_eq!(Elasticity::typed(1.8, None).unwrap_err().code(), "elasticity_range");
    /// ```
    pub fn typed(mean: f64, sd: Option<f64>) -> Result<Self> {
        let sd = sd.unwrap_or(PRIOR_SD);
        if !(BEYOND_BELIEF..=0.0).contains(&mean) || !(0.0..=-BEYOND_BELIEF).contains(&sd) {
            let error = Error::new(ErrorKind::Range, "elasticity_range");
            return Err(error.with("mean", mean.to_string()).with("sd", sd.to_string()));
        }
        Ok(Self::spread(mean, sd, ElasticitySource::Typed))
    }

    /// The spread stays within what the prior allows, but never on the wrong side of the mean.
    fn spread(mean: f64, sd: f64, source: ElasticitySource) -> Self {
        Self { low: (mean + sd).min(WEAKEST.max(mean)), mid: mean, high: (mean - sd).max(STRONGEST.min(mean)), source }
    }

    /// Whether it is taken rather than measured.
    ///
    /// ```
    /// use clearfloor::demand::Elasticity;
    /// assert!(Elasticity::prior().is_assumed() && Elasticity::typed(-1.8, Some(0.2)).unwrap().is_assumed());
    /// ```
    #[must_use]
    pub const fn is_assumed(&self) -> bool {
        match self.source {
            ElasticitySource::Prior | ElasticitySource::Typed => true,
        }
    }
}

/// Units a day at `price` when `rate` sell at `price_now`: `rate · (price / price_now)^elasticity`.
///
/// `None` if a price is not above zero: there is no such rate.
///
/// ```
/// use clearfloor::demand::rate_at;
/// assert_eq!(rate_at(1.0, 50.0, 100.0, -2.0), Some(4.0));
/// assert_eq!(rate_at(0.0, 50.0, 100.0, -2.0), Some(0.0));
/// assert_eq!(rate_at(1.0, 0.0, 100.0, -2.0), None);
/// ```
#[must_use]
pub fn rate_at(rate: f64, price: f64, price_now: f64, elasticity: f64) -> Option<f64> {
    if !(price > 0.0 && price_now > 0.0) {
        return None;
    }
    let found = rate * (price / price_now).powf(elasticity);
    found.is_finite().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prior_is_the_published_mean_and_a_spread_of_one() {
        let prior = Elasticity::prior();
        assert_eq!((prior.low, prior.mid, prior.high), (-1.6, -2.6, -3.6));
        assert!(prior.is_assumed());
    }

    #[test]
    fn weak_reaction_never_turns_into_a_wrong_one() {
        let flat = Elasticity::typed(-0.5, None).unwrap();
        assert_eq!(flat.low, -0.3);
        let none = Elasticity::typed(-0.1, None).unwrap();
        assert_eq!(none.low, -0.1);
        assert!(none.high < none.mid);
    }

    #[test]
    fn refuses_what_is_no_elasticity() {
        for mean in [0.1, -21.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Elasticity::typed(mean, None).unwrap_err().code(), "elasticity_range");
        }
        assert!(Elasticity::typed(-2.0, Some(-1.0)).is_err());
    }

    #[test]
    fn same_price_sells_at_the_same_rate() {
        assert_eq!(rate_at(1.7, 24.99, 24.99, -3.6), Some(1.7));
    }
}
