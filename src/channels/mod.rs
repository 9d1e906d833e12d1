//! The same product sold elsewhere: what each channel takes of a sale, and what moving stock there brings.
//!
//! [`SaleElsewhere`] holds the lines of one channel as functions of the price, so that the ledger, the net and
//! the break-even search agree to the cent. [`Moving`] follows units that were moved there day by day.
//!
//! Every figure is a row of [`crate::fees::channel`], a word of the seller, or a line that is not known and
//! says what to ask for. The buyer's average sales tax is an average, so it is not rounded; each fee on the
//! total is rounded once, half away from zero.

mod moving;
mod outside_us;
mod place;
mod sale;
#[cfg(test)]
mod tests;

pub use moving::{Moved, Moving, StorageThere};
pub use place::{Gateway, Offered, Place, Ships, Word, has_table};
pub use sale::{ElsewhereLine, SaleElsewhere};
