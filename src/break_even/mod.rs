//! Every price that meets a target, exactly: intervals, cent grid, floors, charm prices.
//!
//! Source: math.md §5. Profit of one sale at the shown price p is
//!
//! ```text
//! profit(p) = p/(1+v) − (Σ fees(p))·(1+v_f) − Σ others(p) − C
//! ```
//!
//! with v the VAT in the price, v_f the VAT on fees that cannot be recovered, and C the unit
//! cost. Fees and others are [`PriceLine`]s: affine between breakpoints, free to jump at them.
//! So the prices that meet a target are a finite union of intervals, and fee bands that rise
//! with the price cut *holes* into it: 9.99 may pay where 10.00 to 10.32 do not.
//!
//! Prices and amounts are exact numbers of **minor units** ([`Ratio`](crate::rounding::Ratio)).
//! Three answers, from the most exact to what is charged:
//!
//! - [`PriceModel::intervals`]: exact ends with open and closed flags, fees not rounded;
//! - [`PriceModel::cent_ranges`]: the whole cents inside them;
//! - [`PriceModel::rounded_cent_ranges`]: whole cents with each line rounded once, as a ledger
//!   has it. This is what a seller acts on.
#![deny(clippy::float_arithmetic)]

mod fee_rule;
mod flat_rate;
mod floor;
mod interval;
mod line;
mod live;
mod model;
mod range;

pub use flat_rate::{BELOW_FLOOR_OPTIONS, FlatBreakEven, FloorAdvice, flat_break_even, floor_advice};
pub use floor::{CharmEnding, affordable_cost, charm_in_ranges, charm_price, required_proceeds};
pub use interval::PriceInterval;
pub use line::{Band, BandEnd, PriceLine};
pub use model::{PriceModel, Target, Within};
pub use range::PriceRange;

#[cfg(test)]
mod tests;
