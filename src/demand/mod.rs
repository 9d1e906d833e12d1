//! How fast units sell, and how that reacts to the price.
//!
//! Both are expectations, so `f64`. The pace comes from sales windows by a rule with a name
//! ([`VelocityRule`]); the reaction is an elasticity with a weak, a middle and a strong value
//! ([`Elasticity`]), always marked as assumed unless it was measured. [`forecast`] makes periods to come of a history,
//! [`chance`] knows how likely a number of units is, [`demand_shape`] how regularly they are asked for.

pub mod chance;
mod elasticity;
pub mod forecast;
mod shape;
mod velocity;

pub use elasticity::{Elasticity, ElasticitySource, rate_at};
pub use shape::{DemandPattern, DemandShape, XyzClass, demand_shape};
pub use velocity::{SalesWindows, Velocity, VelocityRule, velocity};
