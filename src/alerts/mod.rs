//! What asks for attention, how urgently, and when to look again.
#![deny(clippy::float_arithmetic)]

pub mod level;
pub mod schedule;
