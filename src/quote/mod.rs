//! The ledger of one unit of an offer: named lines that sum to the result to the cent.
//!
//! [`SaleModel::new`] looks up everything that does not depend on the price once, for a product,
//! a channel and a ship date. From it come
//!
//! - [`SaleModel::net_proceeds`]: what a sale brings at a price, quickly;
//! - [`SaleModel::ledger`]: the same with every line, its formula, its inputs and its fee row;
//! - [`SaleModel::price_model`]: the same as a function of the price, for [`crate::break_even`].
//!
//! All three evaluate the same lines, so they agree to the cent. Per-unit [`Money`](crate::money::Money)
//! goes on to expectations through [`Money::to_expectation`](crate::money::Money::to_expectation) only.
//!
//! Returns. Of the sold units a share r comes back, and u of those cannot be sold again. A returned
//! sale gives the buyer the price p back and the seller the referral fee R less the refund
//! administration fee A. The unit is then lost (u), or sold again and carried again (1−u, carriage F).
//! To first order in r a return costs
//!
//! ```text
//! A + u·(p − R) + (1 − u)·F
//! ```
//!
//! and the ledger charges r times that, rounded once. Returns processing by the marketplace comes
//! beside it as a line of its own.
#![deny(clippy::float_arithmetic)]

mod charge;
mod explain;
mod ledger;
mod live;
mod low_inventory;
mod model;
mod model_line;
mod product;
mod sale;
mod season;
mod spreadsheet;
mod tax;

pub use explain::decimal as decimal_text;
pub use ledger::{Input, Ledger, LedgerLine, LineId, NamedRatio, Status};
pub use live::LiveLine;
pub use low_inventory::{LowInventory, LowInventoryGap};
pub use model::SaleModel;
pub use product::{
    FigureSource, Inbound, OwnFees, OwnFigure, OwnFulfilment, OwnReferral, OwnShipping, Product, Returns,
};
pub use season::SeasonModels;
pub use tax::{SellerTax, has_tax_in_fees, has_taxes, standard_tax_in_price, tax_on_stock_fees};

#[cfg(test)]
mod tests;
