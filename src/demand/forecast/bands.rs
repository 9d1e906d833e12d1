//! How far off a forecast may be, period by period and in sum.

use super::count;
use crate::demand::chance::{CountDemand, normal_quantile};
use crate::error::Result;

/// Above this mean a count is as good as normal.
const MANY: f64 = 2_000.0;

/// Where the spread of a forecast comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spread {
    /// Errors that echo in later periods (smoothing, naive).
    Echoes {
        /// Standard deviation of an error one period ahead, in units or, if relative, as a share of the forecast.
        sigma: f64,
        /// Whether it is a share.
        is_relative: bool,
        /// What an error adds to each later period.
        echoes: Vec<f64>,
    },
    /// Counts: variance of one period, and what the uncertainty of the mean adds for each pair of periods.
    Counts {
        /// Variance of one period.
        own: f64,
        /// Covariance of two periods: the mean is not known.
        joint: f64,
    },
}

impl Spread {
    /// Standard deviation of the sum of the periods `from..to` of a forecast.
    pub(super) fn of_sum(&self, per_period: &[f64], from: usize, to: usize) -> f64 {
        match self {
            Self::Echoes { sigma, is_relative, echoes } => {
                let scale = |period: usize| {
                    let forecast = if *is_relative { per_period.get(period).copied().unwrap_or(0.0) } else { 1.0 };
                    sigma * forecast
                };
                // An error of period j counts there and echoes in those after it.
                let of_error = |j: usize| -> f64 {
                    (from.max(j)..to)
                        .map(|period| {
                            let weight = match period.checked_sub(j + 1) {
                                None => 1.0,
                                Some(later) => echoes.get(later).copied().unwrap_or(0.0),
                            };
                            weight * scale(period)
                        })
                        .sum()
                };
                (0..to).map(|j| of_error(j).powi(2)).sum::<f64>().sqrt()
            }
            Self::Counts { own, joint } => {
                let periods = count(to.saturating_sub(from));
                (periods * own + periods * (periods - 1.0) * joint).max(0.0).sqrt()
            }
        }
    }

    /// The band of a period that holds what comes with `chance`, never below zero.
    pub(super) fn band(&self, per_period: &[f64], period: usize, chance: f64) -> Result<(f64, f64)> {
        let mean = per_period.get(period).copied().unwrap_or(0.0);
        let sd = self.of_sum(per_period, period, period + 1);
        let tail = (1.0 - chance) / 2.0;
        if matches!(self, Self::Counts { .. }) && mean < MANY {
            let counts = CountDemand::from_moments(mean, sd * sd)?;
            let below = counts.smallest_stock_for(tail)?;
            return Ok((f64::from(below), f64::from(counts.smallest_stock_for(1.0 - tail)?)));
        }
        let reach = normal_quantile(1.0 - tail)? * sd;
        Ok(((mean - reach).max(0.0), mean + reach))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_a_level_add_up_in_the_sum() {
        let spread = Spread::Echoes { sigma: 2.0, is_relative: false, echoes: vec![0.5, 0.5] };
        let forecast = [10.0; 3];
        // Period 2: its own error and half of the one before.
        assert!((spread.of_sum(&forecast, 1, 2) - 2.0 * 1.25_f64.sqrt()).abs() < 1e-12);
        // Sum of both: the first error counts one and a half times.
        assert!((spread.of_sum(&forecast, 0, 2) - 2.0 * (1.0 + 2.25_f64).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_band_never_goes_below_nothing() {
        let spread = Spread::Echoes { sigma: 9.0, is_relative: false, echoes: vec![] };
        assert_eq!(spread.band(&[3.0], 0, 0.8).unwrap().0, 0.0);
        let none = Spread::Counts { own: 0.0, joint: 0.0 };
        assert_eq!(none.band(&[0.0], 0, 0.8).unwrap(), (0.0, 0.0));
    }
}
