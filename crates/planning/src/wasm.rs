//! What the page calls.

use crate::many::{Many, ets_many};
use wasm_bindgen::prelude::*;

/// Chance, were any asked for: there is none.
fn no_chance(_: &mut [u8]) -> Result<(), getrandom::Error> {
    Err(getrandom::Error::UNSUPPORTED)
}
getrandom::register_custom_getrandom!(no_chance);

/// What is ahead of many series.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ManyAhead {
    inner: Many,
}

#[wasm_bindgen]
impl ManyAhead {
    /// Expected units of all periods to come, series after series.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn points(&self) -> Vec<f64> {
        self.inner.points.clone()
    }

    /// Standard deviations of the same periods.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn deviations(&self) -> Vec<f64> {
        self.inner.deviations.clone()
    }

    /// Whether each series was forecast.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn answered(&self) -> Vec<u8> {
        self.inner.answered.clone()
    }
}

/// Forecasts many series, as [`ets_many`].
#[wasm_bindgen(js_name = etsMany)]
#[must_use]
pub fn many(values: &[f64], lengths: &[u32], ahead: &[u32]) -> ManyAhead {
    ManyAhead { inner: ets_many(values, lengths, ahead) }
}
