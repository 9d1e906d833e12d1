//! Exponential smoothing (ETS) chosen by likelihood: what the core's choice of a forecast tries beside its own methods.
//!
//! [`ets()`] forecasts one series, [`ets_many`] many of them; arrays in, arrays out. Nothing here knows a product, a season or
//! how a method is judged: the core cuts a history at its rolling origins, asks for each piece, and judges what came.
//!
//! ```
//! use clearfloor_planning::ets;
//! let weeks = [12.0, 14.0, 11.0, 13.0, 12.0, 15.0, 13.0, 12.0, 14.0, 13.0, 12.0, 14.0];
//! let ahead = ets(&weeks, 4).unwrap();
//! assert_eq!(ahead.point.len(), 4);
//! assert!((ahead.point[0] - 13.0).abs() < 1.5);
//! // Later periods are never surer than earlier ones.
//! assert!(ahead.deviation.is_sorted());
//! ```

mod ets;
mod many;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use ets::{Ahead, LEAST, Model, Refusal, ets};
pub use many::{Many, ets_many};
