//! Where the seller's tables contradict each other, as JavaScript sees it; plain in the core.

use super::book::Book;
use super::convert::all;
use super::dto::Problem;
use super::edge::{Answer, give, or_throw, size};
use crate::book::conflicts as core;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// How far the tables are compared, and where they differ.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct Conflicts {
    /// Products looked at.
    pub done: u32,
    /// Products in the book.
    pub total: u32,
    /// How many contradictions there are in all.
    pub count: u32,
    /// The first 200; the place is that of the value that does not count, the params hold both values.
    pub problems: Vec<Problem>,
}

impl From<core::Conflicts> for Conflicts {
    fn from(found: core::Conflicts) -> Self {
        Self { done: found.done, total: found.total, count: found.count, problems: all(found.problems) }
    }
}

#[wasm_bindgen]
impl Book {
    /// Compares what the tables say of up to `count` further products, and gives what was found so far.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    pub fn conflicts(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Answer<Ts<Conflicts>> {
        let limit = or_throw(size("count", &count))?;
        give(Conflicts::from(or_throw(self.at()?.conflicts(limit))?))
    }
}
