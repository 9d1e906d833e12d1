//! Chances of a demand: the normal curve, and counts that are Poisson or negative binomial.
//!
//! Expectations, so `f64`. Where the pace itself is uncertain (a Gamma distribution, `math.md` §3) the units
//! asked for are negative binomial; both "sold out early" and "stuck" are then likelier than at a known pace
//! (`math.md` §10).

use crate::error::{Error, ErrorKind, Result};
use core::f64::consts::PI;

/// Beyond this many standard deviations the continued fraction is used for the tail.
const TAIL_FROM: f64 = 2.5;

/// Height of the unit normal curve.
#[must_use]
pub(crate) fn normal_density(x: f64) -> f64 {
    (-x * x / 2.0).exp() / (2.0 * PI).sqrt()
}

/// Chance that a unit normal lies above `x`, to the last digits in both tails.
///
/// ```
/// use clearfloor::demand::chance::normal_above;
/// assert!((normal_above(1.6448536269514722) - 0.05).abs() < 1e-15);
/// ```
#[must_use]
pub fn normal_above(x: f64) -> f64 {
    if x < -TAIL_FROM {
        return 1.0 - normal_above(-x);
    }
    if x > TAIL_FROM {
        // Q(x) = φ(x) / (x + 1 / (x + 2 / (x + 3 / …))), from the inside out.
        let inside = (1..=120_u32).rev().fold(x, |below, k| x + f64::from(k) / below);
        return normal_density(x) / inside;
    }
    // Φ(x) = 1/2 + φ(x) · (x + x³/3 + x⁵/(3·5) + …)
    let (mut term, mut sum, mut odd) = (x, x, 1.0);
    while term.abs() > 1e-18 {
        odd += 2.0;
        term *= x * x / odd;
        sum += term;
    }
    0.5 - normal_density(x) * sum
}

/// The unit normal's quantile: the `x` with `chance` below it.
///
/// A rational start (Abramowitz & Stegun 26.2.23, within 5·10⁻⁴), then three steps of Halley's method.
///
/// # Errors
/// `chance_range` unless `chance` lies strictly between 0 and 1.
///
/// ```
/// use clearfloor::demand::chance::normal_quantile;
/// assert!((normal_quantile(0.95).unwrap() - 1.6448536269514722).abs() < 1e-14);
/// assert_eq!(normal_quantile(1.0).unwrap_err().code(), "chance_range");
/// ```
pub fn normal_quantile(chance: f64) -> Result<f64> {
    check_chance(chance)?;
    if chance == 0.5 {
        return Ok(0.0);
    }
    // The smaller tail, where the chance has all its digits.
    let tail = chance.min(1.0 - chance);
    let t = (-2.0 * tail.ln()).sqrt();
    let top = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let bottom = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut x = t - top / bottom;
    for _ in 0..3 {
        let step = (tail - normal_above(x)) / normal_density(x);
        x -= step / (1.0 + x * step / 2.0);
    }
    Ok(if chance < 0.5 { -x } else { x })
}

fn check_chance(chance: f64) -> Result<()> {
    if chance > 0.0 && chance < 1.0 {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Range, "chance_range").with("chance", chance.to_string()))
}

/// Units by which a unit normal is expected to exceed `z`: `φ(z) − z · (1 − Φ(z))` (`math.md` §11).
#[must_use]
pub(crate) fn unit_normal_loss(z: f64) -> f64 {
    (normal_density(z) - z * normal_above(z)).max(0.0)
}

/// A number of units asked for: Poisson, or negative binomial where the pace is uncertain.
///
/// ```
/// use clearfloor::demand::chance::CountDemand;
/// // A pace of 9 units seen in 15 days, for the next 60 days.
/// let demand = CountDemand::gamma_poisson(9.0, 15.0, 60.0).unwrap();
/// assert_eq!((demand.mean(), demand.variance()), (36.0, 180.0));
/// assert_eq!(demand.smallest_stock_for(0.95).unwrap(), 60);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountDemand {
    mean: f64,
    /// Shape of the Gamma that the mean follows; `None` = the mean is known.
    shape: Option<f64>,
}

impl CountDemand {
    /// Independent customers at a known mean.
    ///
    /// # Errors
    /// `demand_range` unless the mean is finite and not below zero.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// let month = CountDemand::poisson(12.0).unwrap();
    /// assert_eq!((month.mean(), month.variance()), (12.0, 12.0));
    /// assert_eq!(CountDemand::poisson(-1.0).unwrap_err().code(), "demand_range");
    /// ```
    pub fn poisson(mean: f64) -> Result<Self> {
        if !(mean.is_finite() && mean >= 0.0) {
            return Err(Error::new(ErrorKind::Range, "demand_range").with("mean", mean.to_string()));
        }
        Ok(Self { mean, shape: None })
    }

    /// A pace that follows a Gamma distribution (`shape`, `rate` in days) over `days` days.
    ///
    /// # Errors
    /// `demand_range` unless shape and rate are above zero, the days not below, and all finite.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// // 4 units in 8 days, for two more days: 1 on average, spread wider than chance alone by 1²/4.
    /// let demand = CountDemand::gamma_poisson(4.0, 8.0, 2.0).unwrap();
    /// assert_eq!((demand.mean(), demand.variance()), (1.0, 1.25));
    /// ```
    pub fn gamma_poisson(shape: f64, rate: f64, days: f64) -> Result<Self> {
        let is_good = shape > 0.0 && rate > 0.0 && days >= 0.0 && shape.is_finite();
        let mean = shape / rate * days;
        if !is_good || !mean.is_finite() {
            let error = Error::new(ErrorKind::Range, "demand_range").with("shape", shape.to_string());
            return Err(error.with("rate", rate.to_string()).with("days", days.to_string()));
        }
        Ok(Self { mean, shape: Some(shape) })
    }

    /// The count with this mean and variance; a variance up to the mean is Poisson.
    ///
    /// # Errors
    /// `demand_range` as [`CountDemand::poisson`].
    pub(crate) fn from_moments(mean: f64, variance: f64) -> Result<Self> {
        let known = Self::poisson(mean)?;
        let shape = mean * mean / (variance - mean);
        Ok(if variance > mean && shape > 0.0 && shape.is_finite() { Self { mean, shape: Some(shape) } } else { known })
    }

    /// Mean units.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// // 9 units in 30 days are 0.3 a day, so 27 in 90.
    /// assert!((CountDemand::gamma_poisson(9.0, 30.0, 90.0).unwrap().mean() - 27.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub const fn mean(self) -> f64 {
        self.mean
    }

    /// Variance, units squared: the mean, and `mean² / shape` where the pace is uncertain.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// // 16 a month: 4 units up or down at a known pace, and far more where only one unit was seen.
    /// assert_eq!(CountDemand::poisson(16.0).unwrap().variance(), 16.0);
    /// assert_eq!(CountDemand::gamma_poisson(1.0, 1.0, 16.0).unwrap().variance(), 16.0 + 256.0);
    /// ```
    #[must_use]
    pub fn variance(self) -> f64 {
        self.mean + self.shape.map_or(0.0, |shape| self.mean * self.mean / shape)
    }

    /// Chances of 0, 1, 2, … units, endless. Logarithms, so that a large mean does not start from zero.
    fn chances(self) -> impl Iterator<Item = f64> {
        let mut log = match self.shape {
            None => -self.mean,
            Some(shape) => -shape * (self.mean / shape).ln_1p(),
        };
        let step = match self.shape {
            None => self.mean.ln(),
            Some(shape) => (self.mean / (shape + self.mean)).ln(),
        };
        let mut k = 0.0_f64;
        core::iter::from_fn(move || {
            let chance = log.exp();
            let grows = self.shape.map_or(0.0, |shape| (shape + k).ln());
            k += 1.0;
            log += grows + step - k.ln();
            Some(chance)
        })
    }

    /// Chance that at most `units` are asked for.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// // Nobody or one: e^(-2) · (1 + 2).
    /// let demand = CountDemand::poisson(2.0).unwrap();
    /// assert!((demand.at_most(1) - 3.0 * (-2.0_f64).exp()).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn at_most(self, units: u32) -> f64 {
        1.0 - self.at_least(units.saturating_add(1))
    }

    /// Chance that `units` or more are asked for.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// // One unit seen in one day, for one more day: nobody comes with chance 1/2.
    /// let demand = CountDemand::gamma_poisson(1.0, 1.0, 1.0).unwrap();
    /// assert!((demand.at_least(1) - 0.5).abs() < 1e-12 && (demand.at_least(3) - 0.125).abs() < 1e-12);
    /// assert_eq!(demand.at_least(0), 1.0);
    /// ```
    #[must_use]
    pub fn at_least(self, units: u32) -> f64 {
        let count = usize::try_from(units).unwrap_or(usize::MAX);
        if f64::from(units) <= self.mean {
            let fewer: f64 = self.chances().take(count).sum();
            return (1.0 - fewer).clamp(0.0, 1.0);
        }
        // The tail itself: one less the rest would lose its digits.
        let mut sum = 0.0;
        for chance in self.chances().skip(count) {
            sum += chance;
            if chance <= sum * 1e-18 {
                break;
            }
        }
        sum.clamp(0.0, 1.0)
    }

    /// Units of `stock` that are expected to be left: `E max(0, stock − demand)`.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// // Of two units both are left with chance 1/e and one with 1/e.
    /// let demand = CountDemand::poisson(1.0).unwrap();
    /// assert!((demand.expected_left(2) - 3.0 * (-1.0_f64).exp()).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn expected_left(self, stock: u32) -> f64 {
        let mut below = 0.0_f64;
        let mut left = 0.0;
        for chance in self.chances().take(usize::try_from(stock).unwrap_or(usize::MAX)) {
            below += chance;
            left += below.min(1.0);
        }
        left
    }

    /// The smallest stock that is enough with at least this chance.
    ///
    /// # Errors
    /// `chance_range` unless `chance` lies strictly between 0 and 1.
    ///
    /// ```
    /// use clearfloor::demand::chance::CountDemand;
    /// // Chances of none, one, two: 0.37, 0.37, 0.18.
    /// let demand = CountDemand::poisson(1.0).unwrap();
    /// assert_eq!([0.3, 0.7, 0.9].map(|chance| demand.smallest_stock_for(chance).unwrap()), [0, 1, 2]);
    /// ```
    pub fn smallest_stock_for(self, chance: f64) -> Result<u32> {
        check_chance(chance)?;
        let mut below = 0.0;
        let mut stock = 0_u32;
        for one in self.chances() {
            below += one;
            // Rounding may keep the sum a hair below one for ever; past the mean an empty tail ends it.
            let is_spent = f64::from(stock) > self.mean && one < 1e-300;
            if below >= chance || is_spent || stock == u32::MAX {
                break;
            }
            stock += 1;
        }
        Ok(stock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_curve_agrees_with_published_quantiles() {
        // Tables of the normal distribution to sixteen digits.
        for (chance, z) in [
            (0.9, 1.281_551_565_544_600_4),
            (0.975, 1.959_963_984_540_054),
            (0.999, 3.090_232_306_167_813),
            (0.02, -2.053_748_910_631_823),
            (1e-10, -6.361_340_902_404_056),
        ] {
            let found = normal_quantile(chance).unwrap();
            assert!((found - z).abs() < 1e-12, "{chance}: {found}");
        }
        assert_eq!(normal_quantile(0.5).unwrap(), 0.0);
    }

    #[test]
    fn both_tails_meet_where_the_method_changes() {
        for x in [2.499_999_999, 2.500_000_001, -2.499_999_999, -2.500_000_001] {
            assert!((normal_above(x) + normal_above(-x) - 1.0).abs() < 1e-15);
        }
        assert!((normal_above(2.499_999_999) - normal_above(2.500_000_001)).abs() < 1e-10);
    }

    #[test]
    fn counts_add_up_and_left_units_follow_from_their_mean() {
        for demand in [
            CountDemand::poisson(700.0).unwrap(),
            CountDemand::gamma_poisson(2.0, 30.0, 90.0).unwrap(),
            CountDemand::poisson(0.0).unwrap(),
        ] {
            assert!((demand.at_most(100_000) - 1.0).abs() < 1e-9);
            // With more stock than anyone asks for, what is left is stock less mean.
            let stock = 3000;
            assert!((demand.expected_left(stock) - (3000.0 - demand.mean())).abs() < 1e-6);
        }
    }

    #[test]
    fn more_confidence_never_needs_less_stock() {
        let demand = CountDemand::from_moments(12.0, 40.0).unwrap();
        let stocks: Vec<u32> =
            [0.1, 0.5, 0.9, 0.99, 1.0 - 1e-16].iter().map(|&c| demand.smallest_stock_for(c).unwrap()).collect();
        assert!(stocks.is_sorted(), "{stocks:?}");
    }

    #[test]
    fn refuses_what_is_no_chance_or_no_demand() {
        for chance in [0.0, 1.0, -0.1, f64::NAN] {
            assert_eq!(normal_quantile(chance).unwrap_err().code(), "chance_range");
        }
        assert_eq!(CountDemand::poisson(-1.0).unwrap_err().code(), "demand_range");
        assert_eq!(CountDemand::gamma_poisson(0.0, 1.0, 1.0).unwrap_err().code(), "demand_range");
        assert_eq!(CountDemand::poisson(f64::NAN).unwrap_err().code(), "demand_range");
    }
}
