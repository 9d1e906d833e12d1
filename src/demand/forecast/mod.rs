//! What will be sold: from a history to a forecast with its spread.
//!
//! [`history()`] makes equal periods of dated sales and says what it did; [`forecast`] chooses a method by how it would
//! have done and answers with bands; the methods themselves ([`Smoothing`], [`croston`], [`Tsb`], [`moving_average`])
//! can be asked by hand. A period without stock is `None`: it is no sale of nothing, and no method learns from it.
//! Sources: `math.md` §11; Hyndman & Athanasopoulos, Forecasting: Principles and Practice.

mod accuracy;
mod average;
mod bands;
mod choice;
mod event;
mod fit;
mod history;
mod intermittent;
mod outside;
mod smoothing;
#[cfg(test)]
mod study;

pub use accuracy::{Accuracy, accuracy};
pub use average::{MarketMeans, MovingAverage, market_means, moving_average};
pub use choice::{Forecast, ForecastOptions, Judged, Method, forecast, forecast_with, outside_series};
pub use event::{Event, EventDays, event_days, learned_factor, with_events, without_events};
pub use fit::{SesFit, fit_ses};
pub use history::{AbsentDay, History, HistoryNote, HistoryOptions, PeriodLength, SalesRow, history};
pub use intermittent::{Croston, Tsb, croston};
pub use outside::{OutsideAhead, OutsideSeries, OutsideState};
pub use smoothing::{Followed, Season, Smoothing, Weights};

/// A number of things as a float.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}
