//! Fee schedules as dated data: which table is in force on a day, and what a row charges.
//!
//! [`FeeTables::of`] gives the tables of a [`Market`]. Each lookup takes the day and answers with
//! the figure and the row it came from ([`Known`]), or with a [`Hole`]; never with a guess.
//! The figures come from `src/fees/data/*.toml`, which `build.rs` checks and packs.
#![deny(clippy::float_arithmetic)]

mod account;
mod category;
pub mod channel;
#[allow(dead_code, reason = "what is packed when the library is built is not read again")]
mod data_reader;
mod data_shape;
mod describe;
mod exit;
mod family;
mod fulfilment;
mod handling;
mod inbound;
mod landed_tables;
mod levy;
mod lookup;
mod market;
mod mechanic;
mod otherwise;
mod promotion;
pub mod rule;
mod sale;
pub mod schedule;
mod size;
mod size_class;
mod storage;
mod store;
mod tables;
#[cfg(test)]
mod tests;
mod unpacking;

pub use account::{
    BulkReferral, BulkReferralFee, ListingFee, NewSelection, NewSelectionReading, NewSellerBonus, Plan, Plans,
};
pub use category::{AgedExemption, Category, Suggestion};
pub(crate) use data_shape::{CheckCode, ConditionRow};
pub use data_shape::{Confidence, Family, FeeClass, FeeName, MechanicRow, Programme, RuleCode, Tier, VolumeUnit};
pub use describe::FeeSource;
pub use exit::{ExitGroup, GradedResale, Handling, LiquidationProceeds, LiquidationTerms};
pub use fulfilment::{Carriage, Fulfilment, FulfilmentCell, LowInventoryRule, Season};
pub use inbound::Split;
pub use landed_tables::{
    DutyPart, DutyQuestion, DutyWhy, EntryFee, FlatDuty, FreightMode, ImportBase, ImportSource, LandedTables,
};
pub(crate) use levy::FeeTaxing;
pub use levy::{FeeTax, PriceTax};
pub use lookup::{Hole, HoleReason, Known, Lookup, RowRef};
pub use market::{Market, supply};
pub use mechanic::{Meeting, PromotionRules};
pub use promotion::{CampaignFee, SharedDiscount, SubscribeTerms, WarehouseRates};
pub use sale::{Carrier, RefundRule, ReturnCounts, ReturnsAbove, ReturnsRule};
pub use size::{BilledBy, SizedUnit};

pub use size_class::{SizeClass, SizeClasses};
pub(crate) use storage::charge_by_volume;
pub use storage::{
    AgedBand, AgedCharge, AgedSchedule, Goods, Replenishment, SizeGroup, StorageBill, Stored, Utilization,
};
pub use store::Store;
pub use tables::FeeTables;
pub(crate) use tables::Standing;
