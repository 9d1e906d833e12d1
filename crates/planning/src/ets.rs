//! One series.

use augurs_core::{Fit, Predict};
use augurs_ets::AutoETS;
use core::fmt;

/// Fewest periods that are forecast from: with fewer the largest of the models has no figure left to be judged by.
pub const LEAST: usize = 8;

/// Chance of the band that the library is asked for, to work the deviation out of it.
const BAND: f64 = 0.8;
/// Standard deviations from the middle to either end of a band that holds 80 %: the 0.9 quantile of the normal distribution.
const REACH: f64 = 1.281_551_565_544_6;

/// What is smoothed: how errors enter, and what trend there is. No season: the library has none yet.
///
/// ```
/// use clearfloor_planning::{Model, ets};
/// assert_eq!(ets(&[7.0; 20], 2).unwrap().model, Model::Constant);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// The history never changes, and so does the forecast.
    Constant,
    /// A level; errors add up (simple smoothing).
    Level,
    /// A level with a trend.
    Trend,
    /// A level with a trend that dies away.
    DampedTrend,
}

/// What is ahead of a series.
///
/// ```
/// use clearfloor_planning::ets;
/// let ahead = ets(&[7.0; 20], 3).unwrap();
/// // What never changes is expected to stay, without doubt.
/// assert_eq!((ahead.point, ahead.deviation), (vec![7.0; 3], vec![0.0; 3]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ahead {
    /// Expected units of each period to come. A falling trend may lead below zero: what that means is the caller's.
    pub point: Vec<f64>,
    /// Standard deviation of each, units; never smaller than that of the period before.
    pub deviation: Vec<f64>,
    /// The model of the highest likelihood for its size (AICc).
    pub model: Model,
}

/// Why a series cannot be forecast.
///
/// ```
/// use clearfloor_planning::{Refusal, ets};
/// let refusal = ets(&[3.0, 4.0], 1).unwrap_err();
/// assert_eq!(refusal, Refusal::TooShort { periods: 2 });
/// assert_eq!(refusal.to_string(), "2 periods are too few, 8 are needed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Fewer periods than [`LEAST`].
    TooShort {
        /// Periods given.
        periods: usize,
    },
    /// A period is not a finite number.
    NotFinite {
        /// Its place, from 0.
        place: usize,
    },
    /// No model could be fitted.
    NoModel,
}

impl Refusal {
    /// A word that does not change.
    ///
    /// ```
    /// use clearfloor_planning::Refusal;
    /// assert_eq!(Refusal::NotFinite { place: 4 }.code(), "series_not_finite");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort { .. } => "series_too_short",
            Self::NotFinite { .. } => "series_not_finite",
            Self::NoModel => "no_model",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort { periods } => write!(to, "{periods} periods are too few, {LEAST} are needed"),
            Self::NotFinite { place } => write!(to, "period {place} is not a finite number"),
            Self::NoModel => write!(to, "no model could be fitted"),
        }
    }
}

impl core::error::Error for Refusal {}

/// Forecasts `periods` periods of a series, oldest first, by the exponential smoothing of the highest likelihood (AICc):
/// additive and multiplicative errors, each without a trend, with one and with a damped one (`ZZN` of R's `ets`).
///
/// A series that never changes has no likelihood; it is forecast as what it always was, without doubt.
///
/// # Errors
/// [`Refusal::TooShort`], [`Refusal::NotFinite`]; [`Refusal::NoModel`] where nothing finite comes of any model.
///
/// ```
/// use clearfloor_planning::{Refusal, ets};
/// assert_eq!(ets(&[7.0; 20], 2).unwrap().point, [7.0, 7.0]);
/// assert_eq!(ets(&[7.0; 3], 2), Err(Refusal::TooShort { periods: 3 }));
/// assert_eq!(ets(&[1.0, 2.0, f64::NAN, 1.0, 2.0, 1.0, 2.0, 3.0], 2), Err(Refusal::NotFinite { place: 2 }));
/// ```
pub fn ets(series: &[f64], periods: usize) -> Result<Ahead, Refusal> {
    if let Some(place) = series.iter().position(|units| !units.is_finite()) {
        return Err(Refusal::NotFinite { place });
    }
    if series.len() < LEAST {
        return Err(Refusal::TooShort { periods: series.len() });
    }
    if let Some(first) = series.first()
        && series.iter().all(|units| units == first)
    {
        return Ok(Ahead { point: vec![*first; periods], deviation: vec![0.0; periods], model: Model::Constant });
    }
    let fitted = AutoETS::non_seasonal().fit(series).map_err(|_| Refusal::NoModel)?;
    let model = match (fitted.model().model_type().trend.included(), fitted.model().damped()) {
        (false, _) => Model::Level,
        (true, false) => Model::Trend,
        (true, true) => Model::DampedTrend,
    };
    let forecast = fitted.predict(periods, BAND).map_err(|_| Refusal::NoModel)?;
    let ends = forecast.intervals.map(|intervals| intervals.upper).unwrap_or_default();
    let mut least = 0.0_f64;
    let deviation: Vec<f64> = forecast
        .point
        .iter()
        .zip(&ends)
        .map(|(middle, end)| {
            // A multiplicative error shrinks with a falling level; the core adds errors up, so that later ones are no smaller.
            least = least.max((end - middle) / REACH);
            least
        })
        .collect();
    let is_whole = deviation.len() == forecast.point.len();
    if !is_whole || forecast.point.iter().chain(&deviation).any(|figure| !figure.is_finite()) {
        return Err(Refusal::NoModel);
    }
    Ok(Ahead { point: forecast.point, deviation, model })
}
