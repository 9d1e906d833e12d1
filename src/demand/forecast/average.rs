//! Moving averages, and means by market.

use super::count;
use crate::error::{Error, ErrorKind, Result};

/// Means of the last periods.
///
/// ```
/// use clearfloor::demand::forecast::moving_average;
/// // (20 + 2 · 30 + 3 · 40) / 6: what sold lately counts more.
/// let mean = moving_average(&[10.0, 20.0, 30.0, 40.0], 3).unwrap();
/// assert!((mean.weighted - 200.0 / 6.0).abs() < 1e-12 && mean.plain == 30.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MovingAverage {
    /// All alike.
    pub plain: f64,
    /// Weights 1, 2, …, the newest period's the greatest.
    pub weighted: f64,
}

/// Forecast of the next period from the last `window` ones, oldest first.
///
/// # Errors
/// `window_range` unless the window lies between 1 and the number of periods; `sales_not_a_number`.
///
/// ```
/// use clearfloor::demand::forecast::moving_average;
/// assert_eq!(moving_average(&[10.0, 20.0, 30.0, 40.0], 3).unwrap().plain, 30.0);
/// ```
pub fn moving_average(units: &[f64], window: usize) -> Result<MovingAverage> {
    let from = units.len().checked_sub(window).filter(|_| window > 0);
    let Some(last) = from.and_then(|from| units.get(from..)) else {
        let error = Error::new(ErrorKind::Range, "window_range").with("window", window.to_string());
        return Err(error.with("periods", units.len().to_string()));
    };
    all_finite(last)?;
    let (mut sum, mut weighted, mut weight) = (0.0, 0.0, 0.0);
    for units in last {
        weight += 1.0;
        sum += units;
        weighted += weight * units;
    }
    Ok(MovingAverage { plain: sum / weight, weighted: weighted / (weight * (weight + 1.0) / 2.0) })
}

fn all_finite(units: &[f64]) -> Result<()> {
    match units.iter().find(|units| !units.is_finite()) {
        Some(wrong) => Err(Error::new(ErrorKind::Range, "sales_not_a_number").with("units", wrong.to_string())),
        None => Ok(()),
    }
}

/// Mean demand of each market, and of all together.
///
/// ```
/// use clearfloor::demand::forecast::market_means;
/// let means = market_means(&[vec![2.0, 4.0], vec![7.0, 7.0]]).unwrap();
/// assert_eq!((means.of_market, means.pooled), (vec![3.0, 7.0], 10.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MarketMeans {
    /// Units a period, one a market: what forecasts are made from.
    pub of_market: Vec<f64>,
    /// Units a period of all markets: for comparison only, since stock lies in one market and not in the mean.
    pub pooled: f64,
}

/// Mean units a period, market by market.
///
/// # Errors
/// `history_empty` without markets or periods; `history_lengths` if markets have unlike numbers of periods;
/// `sales_not_a_number`.
///
/// ```
/// use clearfloor::demand::forecast::market_means;
/// let means = market_means(&[vec![10.0, 10.0, 10.0], vec![0.0, 0.0, 30.0]]).unwrap();
/// assert_eq!((means.of_market, means.pooled), (vec![10.0, 10.0], 20.0));
/// ```
pub fn market_means(markets: &[Vec<f64>]) -> Result<MarketMeans> {
    let Some(periods) = markets.first().map(Vec::len).filter(|&periods| periods > 0) else {
        return Err(Error::new(ErrorKind::Missing, "history_empty"));
    };
    let mut of_market = Vec::with_capacity(markets.len());
    for (market, units) in markets.iter().enumerate() {
        if units.len() != periods {
            let error = Error::new(ErrorKind::Mismatch, "history_lengths").with("market", market.to_string());
            return Err(error.with("periods", units.len().to_string()));
        }
        all_finite(units)?;
        of_market.push(units.iter().sum::<f64>() / count(periods));
    }
    let pooled = of_market.iter().sum();
    Ok(MarketMeans { of_market, pooled })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_favour_the_newest() {
        let rising = moving_average(&[1.0, 2.0, 3.0], 3).unwrap();
        assert_eq!(rising.plain, 2.0);
        assert!((rising.weighted - 14.0 / 6.0).abs() < 1e-15);
        let constant = moving_average(&[5.0; 9], 4).unwrap();
        assert_eq!((constant.plain, constant.weighted), (5.0, 5.0));
    }

    #[test]
    fn refuses_windows_that_do_not_fit_and_markets_of_unlike_length() {
        for (units, window) in [(&[1.0][..], 2), (&[1.0][..], 0), (&[][..], 1)] {
            assert_eq!(moving_average(units, window).unwrap_err().code(), "window_range");
        }
        assert_eq!(market_means(&[vec![1.0], vec![]]).unwrap_err().code(), "history_lengths");
        assert_eq!(market_means(&[]).unwrap_err().code(), "history_empty");
        assert_eq!(market_means(&[vec![f64::NAN]]).unwrap_err().code(), "sales_not_a_number");
    }
}
