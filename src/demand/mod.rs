//! How fast units sell, and how that reacts to the price.
//!
//! Both are expectations, so `f64`. The pace comes from sales windows by a rule with a name
//! ([`VelocityRule`]); the reaction is an elasticity with a weak, a middle and a strong value
//! ([`Elasticity`]), always marked as assumed unless it was measured. [`forecast`] makes periods to come of a history,
//! [`Season`] holds factors of months and windows, cut into [`Stretch`]es for a path, [`chance`] knows how likely a number of units is, [`demand_shape`] how regularly they are asked for; [`Poisson`]
//! holds all chances of a period at once, for plans that go through them.
//!
//! What the seller's own sales say about the reaction: [`history`] holds them, [`posterior`] joins them with what
//! is believed before (the default), [`regression`] reads them alone, [`step_test`] judges one cut.

pub mod chance;
pub(crate) mod draws;
mod elasticity;
pub mod forecast;
pub mod history;
mod poisson;
pub mod posterior;
pub mod regression;
mod season;
mod shape;
pub mod special;
pub mod step_test;
mod velocity;

pub use elasticity::{Elasticity, ElasticitySource, rate_at};
pub use poisson::Poisson;
pub use season::{Season, Stretch, days_to_sell, factor_on, usual_days};
pub use shape::{DemandPattern, DemandShape, XyzClass, demand_shape};
pub use velocity::{SalesWindows, Velocity, VelocityRule, velocity};
