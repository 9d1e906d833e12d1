//! Fees of the places beside the marketplace: dated tables of eBay, Walmart, Shopify, TikTok Shop,
//! Etsy and of warehouses, and what each charges.
//!
//! A lookup answers with the figure and its row ([`ChannelKnown`]) or with a [`ChannelHole`]. What the data
//! mark as unverified, and all of a family that is a hole, is never answered with: the seller is asked,
//! and [`ChannelTables::ranges`] says what has been seen.

mod fulfilment;
mod storage;
mod tables;

pub use super::data_shape::ChannelFamily;
pub use fulfilment::{ParcelWeight, PoundFee, PoundFulfilment, UnitFee, UnitFulfilment};
pub use storage::DaySteps;
pub use tables::{
    ChannelHole, ChannelKnown, ChannelLookup, ChannelRow, ChannelTables, Donation, OrderFee, OrderFeeRule, Plan,
    SeenRange, ShareFee,
};
