//! How fast units sell, and how that reacts to the price.
//!
//! Both are expectations, so `f64`. The pace comes from sales windows by a rule with a name
//! ([`VelocityRule`]); the reaction is an elasticity with a weak, a middle and a strong value
//! ([`Elasticity`]), always marked as assumed unless it was measured.

pub mod chance;
mod elasticity;
mod velocity;

pub use elasticity::{Elasticity, ElasticitySource, rate_at};
pub use velocity::{SalesWindows, Velocity, VelocityRule, velocity};
