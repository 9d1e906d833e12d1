//! Exponential smoothing: simple, with a trend that may be damped, with a season.
//!
//! One state for all of them: without weight on the trend it is simple smoothing, without seasons Holt's.

use crate::error::{Error, ErrorKind, Result};
use std::collections::VecDeque;

/// How much each new period counts, and how far a trend reaches.
///
/// ```
/// use clearfloor::demand::forecast::{Season, Smoothing, Weights};
/// // Holt's trend, not damped: 2 more each week.
/// let weights = Weights { alpha: 0.5, beta_star: 0.5, gamma: 0.0, phi: 1.0 };
/// let state = Smoothing::new(weights, 10.0, 2.0, Season::Additive, &[]).unwrap();
/// assert_eq!(state.ahead(3), [12.0, 14.0, 16.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// On the level, 0 to 1.
    pub alpha: f64,
    /// On the trend, 0 to 1 (β\*; the β of the textbooks is α · β\*).
    pub beta_star: f64,
    /// On the season, 0 to 1.
    pub gamma: f64,
    /// Damping of the trend a period, above 0; 1 = none.
    pub phi: f64,
}

impl Weights {
    /// Simple smoothing.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Weights;
    /// let weights = Weights::simple(0.3);
    /// assert_eq!((weights.alpha, weights.beta_star, weights.gamma), (0.3, 0.0, 0.0));
    /// ```
    #[must_use]
    pub const fn simple(alpha: f64) -> Self {
        Self { alpha, beta_star: 0.0, gamma: 0.0, phi: 1.0 }
    }
}

/// How a season joins level and trend.
///
/// ```
/// use clearfloor::demand::forecast::{Season, Smoothing, Weights};
/// let next = |season, first| Smoothing::new(Weights::simple(0.3), 10.0, 0.0, season, &[first]).unwrap().next();
/// // Five units more, or half as much again.
/// assert_eq!([next(Season::Additive, 5.0), next(Season::Multiplicative, 1.5)], [15.0, 15.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// Units more or less.
    Additive,
    /// Times as much.
    Multiplicative,
}

/// Level, trend and seasons before the next period.
///
/// ```
/// use clearfloor::demand::forecast::Smoothing;
/// // Half the way from 10 to 20.
/// let mut state = Smoothing::simple(0.5, 10.0).unwrap();
/// state.see(Some(20.0));
/// assert_eq!(state.next(), 15.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Smoothing {
    weights: Weights,
    season: Season,
    level: f64,
    trend: f64,
    /// The next period's first; empty without a season.
    seasons: VecDeque<f64>,
}

/// What following a history showed.
///
/// ```
/// use clearfloor::demand::forecast::Smoothing;
/// // 10 was forecast and 20 came, then 15 and 15.
/// let followed = Smoothing::simple(0.5, 10.0).unwrap().follow(&[Some(20.0), None, Some(15.0)]);
/// assert_eq!((followed.fitted, followed.known), (vec![10.0, 15.0, 15.0], 2));
/// assert_eq!((followed.squared, followed.signed), (100.0, 10.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The forecast that was made before each period.
    pub fitted: Vec<f64>,
    /// Squared errors of the periods that are known, summed.
    pub squared: f64,
    /// Their sizes, summed.
    pub absolute: f64,
    /// With their signs (came less forecast), summed.
    pub signed: f64,
    /// How many periods are known.
    pub known: usize,
}

impl Followed {
    /// Mean error; none if no period is known.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Smoothing;
    /// // Errors of 10 and 0.
    /// let followed = Smoothing::simple(0.5, 10.0).unwrap().follow(&[Some(20.0), Some(15.0)]);
    /// assert_eq!(followed.mean(), Some(5.0));
    /// assert_eq!(Smoothing::simple(0.5, 10.0).unwrap().follow(&[None]).mean(), None);
    /// ```
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.per_period(self.signed)
    }

    /// Mean size of the error.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Smoothing;
    /// // Errors of 10 and −15, which do not make up for each other.
    /// let followed = Smoothing::simple(0.5, 10.0).unwrap().follow(&[Some(20.0), Some(0.0)]);
    /// assert_eq!(followed.mean_absolute(), Some(12.5));
    /// ```
    #[must_use]
    pub fn mean_absolute(&self) -> Option<f64> {
        self.per_period(self.absolute)
    }

    /// Root of the mean squared error.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Smoothing;
    /// // Errors of 3 and 4 without any learning: √(25/2).
    /// let followed = Smoothing::simple(0.0, 10.0).unwrap().follow(&[Some(13.0), Some(14.0)]);
    /// assert!((followed.root_mean_square().unwrap() - 12.5_f64.sqrt()).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn root_mean_square(&self) -> Option<f64> {
        self.per_period(self.squared).map(f64::sqrt)
    }

    fn per_period(&self, sum: f64) -> Option<f64> {
        (self.known > 0).then(|| sum / super::count(self.known))
    }
}

impl Smoothing {
    /// Simple smoothing from a level before the first period.
    ///
    /// # Errors
    /// `smoothing_range` unless alpha lies between 0 and 1 and the level is finite.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Smoothing;
    /// let mut state = Smoothing::simple(0.5, 10.0).unwrap();
    /// state.follow(&[Some(10.0), Some(20.0), Some(30.0)]);
    /// assert_eq!(state.level(), 22.5);
    /// ```
    pub fn simple(alpha: f64, level: f64) -> Result<Self> {
        Self::new(Weights::simple(alpha), level, 0.0, Season::Additive, &[])
    }

    /// Any of the methods. `seasons` are those of the first periods in order; none for a method without season.
    ///
    /// # Errors
    /// `smoothing_range` unless alpha, beta\*, gamma and phi lie between 0 and 1 and everything is finite.
    ///
    /// ```
    /// use clearfloor::demand::forecast::{Season, Smoothing, Weights};
    /// // A week in two seasons: 10 less 4, 10 more 4.
    /// let state = Smoothing::new(Weights::simple(0.3), 10.0, 0.0, Season::Additive, &[-4.0, 4.0]).unwrap();
    /// assert_eq!(state.ahead(3), [6.0, 14.0, 6.0]);
    /// let wrong = Smoothing::new(Weights::simple(1.3), 10.0, 0.0, Season::Additive, &[]).unwrap_err();
    /// assert_eq!(wrong.code(), "smoothing_range");
    /// ```
    pub fn new(weights: Weights, level: f64, trend: f64, season: Season, seasons: &[f64]) -> Result<Self> {
        let shares = [weights.alpha, weights.beta_star, weights.gamma].iter().all(|w| (0.0..=1.0).contains(w));
        let states = [level, trend].iter().chain(seasons).all(|state| state.is_finite());
        let is_damping = (0.0..=1.0).contains(&weights.phi);
        if !(shares && states && is_damping) {
            let error = Error::new(ErrorKind::Range, "smoothing_range").with("alpha", weights.alpha.to_string());
            return Err(error.with("level", level.to_string()));
        }
        Ok(Self { weights, season, level, trend, seasons: seasons.iter().copied().collect() })
    }

    /// The level.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Smoothing;
    /// let mut state = Smoothing::simple(0.25, 8.0).unwrap();
    /// state.see(Some(16.0));
    /// assert_eq!(state.level(), 10.0);
    /// ```
    #[must_use]
    pub const fn level(&self) -> f64 {
        self.level
    }

    /// The trend a period.
    ///
    /// ```
    /// use clearfloor::demand::forecast::{Season, Smoothing, Weights};
    /// let weights = Weights { alpha: 1.0, beta_star: 0.5, gamma: 0.0, phi: 1.0 };
    /// let mut state = Smoothing::new(weights, 10.0, 0.0, Season::Additive, &[]).unwrap();
    /// // The level rose by 4; half of that is taken for the trend.
    /// state.see(Some(14.0));
    /// assert_eq!((state.level(), state.trend()), (14.0, 2.0));
    /// ```
    #[must_use]
    pub const fn trend(&self) -> f64 {
        self.trend
    }

    /// The seasons, the next period's first.
    ///
    /// ```
    /// use clearfloor::demand::forecast::{Season, Smoothing, Weights};
    /// let mut state = Smoothing::new(Weights::simple(0.3), 10.0, 0.0, Season::Additive, &[-4.0, 4.0]).unwrap();
    /// // After a week the other season is next.
    /// state.see(None);
    /// assert_eq!(state.seasons().collect::<Vec<_>>(), [4.0, -4.0]);
    /// ```
    pub fn seasons(&self) -> impl Iterator<Item = f64> {
        self.seasons.iter().copied()
    }

    fn joined(&self, base: f64, season: Option<&f64>) -> f64 {
        match (season, self.season) {
            (None, _) => base,
            (Some(season), Season::Additive) => base + season,
            (Some(season), Season::Multiplicative) => base * season,
        }
    }

    /// Forecast of the next period.
    ///
    /// ```
    /// use clearfloor::demand::forecast::{Season, Smoothing, Weights};
    /// let weights = Weights { alpha: 0.5, beta_star: 0.5, gamma: 0.0, phi: 0.5 };
    /// // A trend of 4 that halves each week.
    /// let state = Smoothing::new(weights, 10.0, 4.0, Season::Additive, &[]).unwrap();
    /// assert_eq!(state.next(), 12.0);
    /// ```
    #[must_use]
    pub fn next(&self) -> f64 {
        self.joined(self.level + self.weights.phi * self.trend, self.seasons.front())
    }

    /// Learns from the next period; one that is not known leaves level and season as they would have gone.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Smoothing;
    /// let mut state = Smoothing::simple(0.5, 10.0).unwrap();
    /// // A week without stock teaches nothing.
    /// state.see(None);
    /// assert_eq!(state.level(), 10.0);
    /// state.see(Some(20.0));
    /// assert_eq!(state.level(), 15.0);
    /// ```
    pub fn see(&mut self, units: Option<f64>) {
        let Weights { alpha, beta_star, gamma, phi } = self.weights;
        let base = self.level + phi * self.trend;
        let season = self.seasons.pop_front();
        let Some(units) = units else {
            self.level = base;
            self.trend *= phi;
            self.seasons.extend(season);
            return;
        };
        // A season or a level of nothing divides nothing: then it is left as it was.
        let apart = |units: f64, part: f64, otherwise: f64| match self.season {
            Season::Additive => units - part,
            Season::Multiplicative if part != 0.0 => units / part,
            Season::Multiplicative => otherwise,
        };
        let level = alpha * season.map_or(units, |season| apart(units, season, base)) + (1.0 - alpha) * base;
        let renewed = season.map(|season| gamma * apart(units, base, season) + (1.0 - gamma) * season);
        self.seasons.extend(renewed);
        self.trend = beta_star * (level - self.level) + (1.0 - beta_star) * phi * self.trend;
        self.level = level;
    }

    /// Goes through a history, oldest first.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Smoothing;
    /// let mut state = Smoothing::simple(0.5, 10.0).unwrap();
    /// let followed = state.follow(&[Some(20.0), Some(25.0)]);
    /// // What was forecast before each week, and what is forecast now.
    /// assert_eq!((followed.fitted, state.next()), (vec![10.0, 15.0], 20.0));
    /// ```
    pub fn follow(&mut self, history: &[Option<f64>]) -> Followed {
        let fitted = Vec::with_capacity(history.len());
        let mut found = Followed { fitted, squared: 0.0, absolute: 0.0, signed: 0.0, known: 0 };
        for &units in history {
            let forecast = self.next();
            found.fitted.push(forecast);
            if let Some(units) = units {
                let error = units - forecast;
                found.squared += error * error;
                found.absolute += error.abs();
                found.signed += error;
                found.known += 1;
            }
            self.see(units);
        }
        found
    }

    /// Forecasts of the next `periods`: level + (φ + φ² + …) · trend, with the latest season of each phase.
    ///
    /// ```
    /// use clearfloor::demand::forecast::{Season, Smoothing, Weights};
    /// let weights = Weights { alpha: 0.5, beta_star: 0.5, gamma: 0.0, phi: 0.5 };
    /// // Damped by half: 2, then 1, then a half more.
    /// let state = Smoothing::new(weights, 10.0, 4.0, Season::Additive, &[]).unwrap();
    /// assert_eq!(state.ahead(3), [12.0, 13.0, 13.5]);
    /// ```
    #[must_use]
    pub fn ahead(&self, periods: usize) -> Vec<f64> {
        let (mut damping, mut reach) = (1.0, 0.0);
        let mut seasons = self.seasons.iter().cycle();
        (0..periods)
            .map(|_| {
                damping *= self.weights.phi;
                reach += damping;
                self.joined(self.level + reach * self.trend, seasons.next())
            })
            .collect()
    }

    /// What one error adds to the forecast of each later period: the weights by which its spread grows with the
    /// distance (Hyndman & Athanasopoulos, §8.7): `α + α · β* · (φ + … + φʲ)`, and `γ` where the phase returns.
    pub(super) fn echoes(&self, periods: usize) -> Vec<f64> {
        let Weights { alpha, beta_star, gamma, phi } = self.weights;
        let (mut damping, mut reach) = (1.0, 0.0);
        let mut until_phase = self.seasons.len();
        (1..periods)
            .map(|_| {
                damping *= phi;
                reach += damping;
                until_phase = until_phase.wrapping_sub(1);
                let returns = if until_phase == 0 {
                    until_phase = self.seasons.len();
                    gamma
                } else {
                    0.0
                };
                alpha + alpha * beta_star * reach + returns
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_stays_a_constant_whatever_the_weights() {
        let history = vec![Some(7.0); 40];
        for (alpha, beta_star, gamma, phi) in [(0.1, 0.0, 0.0, 1.0), (0.9, 0.5, 0.3, 0.9), (1.0, 1.0, 1.0, 1.0)] {
            let weights = Weights { alpha, beta_star, gamma, phi };
            for (season, start) in [(Season::Additive, [0.0; 4]), (Season::Multiplicative, [1.0; 4])] {
                let mut state = Smoothing::new(weights, 7.0, 0.0, season, &start).unwrap();
                assert_eq!(state.follow(&history).squared, 0.0);
                assert_eq!(state.ahead(9), [7.0; 9]);
            }
        }
    }

    #[test]
    fn a_period_without_stock_teaches_nothing() {
        let mut with = Smoothing::simple(0.4, 10.0).unwrap();
        with.follow(&[Some(12.0), None, None, Some(8.0)]);
        let mut without = Smoothing::simple(0.4, 10.0).unwrap();
        without.follow(&[Some(12.0), Some(8.0)]);
        assert_eq!(with, without);
    }

    #[test]
    fn seasons_keep_their_place_through_a_gap() {
        let weights = Weights { alpha: 0.3, beta_star: 0.0, gamma: 0.2, phi: 1.0 };
        let mut state = Smoothing::new(weights, 10.0, 0.0, Season::Additive, &[-5.0, 0.0, 5.0]).unwrap();
        let followed = state.follow(&[Some(5.0), None, Some(15.0), Some(5.0)]);
        assert_eq!(followed.squared, 0.0);
        assert_eq!(state.ahead(3), [10.0, 15.0, 5.0]);
    }

    #[test]
    fn all_zeros_are_no_number_that_breaks() {
        let weights = Weights { alpha: 0.3, beta_star: 0.1, gamma: 0.2, phi: 1.0 };
        let mut state = Smoothing::new(weights, 0.0, 0.0, Season::Multiplicative, &[1.0, 1.0]).unwrap();
        state.follow(&[Some(0.0); 8]);
        assert_eq!(state.ahead(2), [0.0, 0.0]);
    }

    #[test]
    fn a_level_below_nothing_still_divides() {
        let weights = Weights { alpha: 0.0, beta_star: 0.0, gamma: 1.0, phi: 1.0 };
        let mut state = Smoothing::new(weights, 10.0, -15.0, Season::Multiplicative, &[2.0]).unwrap();
        state.follow(&[Some(20.0)]);
        // Level −5, so the season is 20 / −5; a period further the level is −20.
        assert_eq!((state.level(), state.ahead(1)), (-5.0, vec![80.0]));
    }

    #[test]
    fn a_trend_damped_at_once_leaves_the_level() {
        let weights = Weights { alpha: 0.5, beta_star: 0.2, gamma: 0.0, phi: 0.0 };
        let mut state = Smoothing::new(weights, 10.0, 3.0, Season::Additive, &[]).unwrap();
        state.follow(&[Some(20.0)]);
        assert_eq!(state.ahead(2), [15.0, 15.0]);
    }

    #[test]
    fn refuses_weights_beyond_their_range() {
        for weights in [Weights::simple(1.1), Weights::simple(f64::NAN), Weights { phi: -0.1, ..Weights::simple(0.5) }]
        {
            let found = Smoothing::new(weights, 1.0, 0.0, Season::Additive, &[]);
            assert_eq!(found.unwrap_err().code(), "smoothing_range");
        }
    }
}
