//! Which units to move between warehouses and marketplaces.
//!
//! [`plan`] finds the moves that are worth the most, with lane charges that are paid once, donors that keep their own
//! target, room, and the days on the way; [`cheapest_shipment`] is the plain transportation problem. Both are flows of
//! whole billionths of a unit, so the answer is exact, ends, and is the same on every machine.

mod flow;
mod greedy;
#[cfg(test)]
mod laws;
mod problem;
mod search;
mod shipment;
mod single;

pub(crate) use greedy::plain_moves;
pub use problem::{Lane, Move, Note, Plan, Site, TransferProblem};
pub use search::plan;
pub use shipment::{Shipment, cheapest_shipment};
pub use single::{SingleTransfer, single_transfer};

/// Sum of figures; of none 0.0, where [`Iterator::sum`] gives −0.0.
pub(crate) fn sum(figures: impl IntoIterator<Item = f64>) -> f64 {
    figures.into_iter().fold(0.0, |sum, figure| sum + figure)
}
