//! What asks for attention, how urgently, and when to look again.
//!
//! [`list`] puts the rules of [`crate::health`] over a product and over a catalogue, by the lines that [`thresholds`]
//! names; [`level`] is the rule of stock that runs low, [`schedule`] says when to look again and how long a line holds,
//! [`record`] what became of past alerts.
#![deny(clippy::float_arithmetic)]

pub mod level;
pub mod list;
#[cfg(test)]
mod list_tests;
pub mod record;
pub mod schedule;
pub mod thresholds;
