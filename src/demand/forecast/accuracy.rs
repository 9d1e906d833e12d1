//! How good forecasts were.

use super::count;
use crate::error::{Error, ErrorKind, Result};

/// Errors of forecasts, `error = came − forecast`; what cannot be said is none.
///
/// ```
/// use clearfloor::demand::forecast::accuracy;
/// // 10 and 20 came, 12 and 16 were forecast.
/// let found = accuracy(&[], &[10.0, 20.0], &[12.0, 16.0], 1).unwrap();
/// assert_eq!((found.mean, found.mean_absolute), (1.0, 3.0));
/// assert_eq!(found.weighted_percentage, Some(0.2));
/// assert_eq!(found.scaled, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Mean error, units: above zero, too little was forecast.
    pub mean: f64,
    /// Mean size of the error, units (MAE).
    pub mean_absolute: f64,
    /// Root of the mean squared error, units (RMSE).
    pub root_mean_square: f64,
    /// MAE / mean step of the history from one season to the next (MASE; Hyndman & Koehler 2006): below 1 is better
    /// than the naive forecast was. None if the history is too short, or never changes.
    pub scaled: Option<f64>,
    /// RMSE / root of the mean squared step.
    pub root_scaled: Option<f64>,
    /// Sum of error sizes / sum of units (WAPE); none if nothing came.
    pub weighted_percentage: Option<f64>,
    /// Sum of errors / sum of units; none if they sum to nothing.
    pub bias: Option<f64>,
    /// Mean of |error / came| as a share (MAPE); none if nothing came in any period.
    pub percentage: Option<f64>,
    /// Mean of error / came as a share; none as above.
    pub signed_percentage: Option<f64>,
    /// Mean of 2·|error| / (|came| + |forecast|) as a share; none as above.
    pub symmetric_percentage: Option<f64>,
    /// Mean of |error| / came over the periods in which something came; none if there are none.
    pub percentage_where_sold: Option<f64>,
    /// Share of the periods that this leaves out.
    pub left_out: f64,
}

/// Errors of forecasts for the periods after a history. `season` is the length that the naive forecast looks back, 1
/// without a season. An empty history gives no scaled errors.
///
/// # Errors
/// `history_empty` without periods; `history_lengths` if there are not as many forecasts; `sales_not_a_number`;
/// `window_range` for a season of 0.
///
/// ```
/// use clearfloor::demand::forecast::accuracy;
/// // The history stepped by 2 from week to week, the forecast missed by 1: half of what the naive one would have.
/// let found = accuracy(&[4.0, 6.0, 4.0], &[5.0, 7.0], &[6.0, 6.0], 1).unwrap();
/// assert_eq!(found.scaled, Some(0.5));
/// assert_eq!(accuracy(&[], &[5.0], &[], 1).unwrap_err().code(), "history_lengths");
/// ```
pub fn accuracy(history: &[f64], came: &[f64], forecast: &[f64], season: usize) -> Result<Accuracy> {
    if came.is_empty() {
        return Err(Error::new(ErrorKind::Missing, "history_empty"));
    }
    if came.len() != forecast.len() {
        let error = Error::new(ErrorKind::Mismatch, "history_lengths").with("market", "forecast");
        return Err(error.with("periods", forecast.len().to_string()));
    }
    if season == 0 {
        return Err(Error::new(ErrorKind::Range, "window_range").with("window", "0"));
    }
    if let Some(wrong) = history.iter().chain(came).chain(forecast).find(|units| !units.is_finite()) {
        return Err(Error::new(ErrorKind::Range, "sales_not_a_number").with("units", wrong.to_string()));
    }
    let pairs = || came.iter().zip(forecast).map(|(came, forecast)| (*came, *forecast, came - forecast));
    let number = count(came.len());
    let mean_of = |of: &dyn Fn((f64, f64, f64)) -> f64| pairs().map(of).sum::<f64>() / number;
    let mean_absolute = mean_of(&|(_, _, error)| error.abs());
    let mean_square = mean_of(&|(_, _, error)| error * error);
    let steps: Vec<f64> = history.iter().skip(season).zip(history).map(|(now, before)| now - before).collect();
    let step = |of: &dyn Fn(f64) -> f64| {
        let mean = steps.iter().map(|step| of(*step)).sum::<f64>() / count(steps.len());
        (mean > 0.0).then_some(mean)
    };
    let (size, total) = (came.iter().map(|units| units.abs()).sum::<f64>(), came.iter().sum::<f64>());
    let all_sold = came.iter().all(|units| *units != 0.0);
    let share = |of: &dyn Fn((f64, f64, f64)) -> f64| all_sold.then(|| mean_of(of));
    let sold = came.iter().filter(|units| **units > 0.0).count();
    let of_sold: f64 = pairs().filter(|(came, _, _)| *came > 0.0).map(|(came, _, error)| error.abs() / came).sum();
    Ok(Accuracy {
        mean: mean_of(&|(_, _, error)| error),
        mean_absolute,
        root_mean_square: mean_square.sqrt(),
        scaled: step(&f64::abs).map(|scale| mean_absolute / scale),
        root_scaled: step(&|step| step * step).map(|scale| (mean_square / scale).sqrt()),
        weighted_percentage: (size > 0.0).then(|| mean_absolute * number / size),
        bias: (total != 0.0).then(|| pairs().map(|(_, _, error)| error).sum::<f64>() / total),
        percentage: share(&|(came, _, error)| (error / came).abs()),
        signed_percentage: share(&|(came, _, error)| error / came),
        symmetric_percentage: share(&|(came, forecast, error)| 2.0 * error.abs() / (came.abs() + forecast.abs())),
        percentage_where_sold: (sold > 0).then(|| of_sold / count(sold)),
        left_out: count(came.len() - sold) / number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_said_is_not_said() {
        let nothing = accuracy(&[5.0, 5.0], &[0.0, 0.0], &[1.0, 2.0], 1).unwrap();
        let none = [nothing.scaled, nothing.weighted_percentage, nothing.bias, nothing.percentage];
        assert_eq!(none, [None; 4]);
        assert_eq!((nothing.percentage_where_sold, nothing.left_out), (None, 1.0));
        assert!(nothing.root_mean_square > 0.0);
        assert_eq!(accuracy(&[], &[1.0], &[1.0], 1).unwrap().scaled, None);
    }

    #[test]
    fn the_naive_forecast_of_its_own_history_scales_to_one() {
        let history = [3.0, 8.0, 4.0, 9.0, 1.0];
        let found = accuracy(&history, &history[1..], &history[..4], 1).unwrap();
        assert!((found.scaled.unwrap() - 1.0).abs() < 1e-15);
        assert!((found.root_scaled.unwrap() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn refuses_forecasts_that_do_not_fit() {
        assert_eq!(accuracy(&[], &[], &[], 1).unwrap_err().code(), "history_empty");
        assert_eq!(accuracy(&[], &[1.0], &[], 1).unwrap_err().code(), "history_lengths");
        assert_eq!(accuracy(&[], &[f64::NAN], &[1.0], 1).unwrap_err().code(), "sales_not_a_number");
        assert_eq!(accuracy(&[], &[1.0], &[1.0], 0).unwrap_err().code(), "window_range");
    }
}
