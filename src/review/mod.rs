//! What a clearance brought: return, recovery of cost, depth, speed, and what changed.
//!
//! Figures are exact. A ratio without a divisor has no value (`None`).
#![deny(clippy::float_arithmetic)]

pub mod change;
pub mod clearance;
pub mod plan;
pub mod speed;
