//! The boundary to JavaScript; the only place that knows it.
//!
//! Each method decodes what it was given, calls the [`Book`](crate::book::Book) once and encodes the
//! answer; there is no rule of business here. Arguments are taken as plain JavaScript
//! values and checked inside, so that a wrong type is a JavaScript `Error` with a `code`
//! and never a garbled value or a leak.

pub mod abroad;
pub mod as_read;
pub mod better_split;
pub mod book;
pub mod catalogue_plan;
pub mod channels;
pub mod compare;
pub mod conflicts;
mod convert;
pub mod dto;
pub mod edge;
pub mod export;
pub mod fees;
pub mod forecasts;
pub mod health;
pub mod incoming;
mod json;
pub mod list;
mod panic;
pub mod pictures;
pub mod plan;
pub mod progress;
pub mod promotion;
pub mod reconcile;
pub mod restock;
pub mod review;
pub mod shipment;
pub mod table;
pub mod transfers;

use wasm_bindgen::prelude::*;

/// Runs once when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    panic::install();
}

/// Text and place of the panic that stopped this instance, if one did.
///
/// Readable after the trap, so that the page can say what happened before it
/// replaces the worker.
#[wasm_bindgen(js_name = lastPanic)]
#[must_use]
pub fn last_panic() -> Option<String> {
    panic::last()
}
