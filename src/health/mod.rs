//! How healthy stock is: indicators with named definitions.
//!
//! Each figure is one function whose inputs, unit and source are written at it; a figure that does not exist (no
//! sales, no stock) is `None`, never an infinity. Ratios that are held against a line are exact
//! ([`Ratio`](crate::rounding::Ratio)), so a point exactly on the line falls on the side the rule names.
//!
//! Triggers, flags and classes take their lines as arguments, and their reading where a rule can be read in two
//! ways. A rule whose history is too short does not fire.

pub mod abc;
pub mod age;
pub mod depth;
pub mod pace;
pub mod trend;

mod aging;
mod classes;
mod clearing;
mod cover;
mod margin;
mod shortage;
mod turnover;

pub use aging::{Aging, AgingBucket, BucketOutlook, aging};
pub use classes::{AbcClass, abc_classes};
pub use clearing::{ClearChance, clear_chance};
pub use cover::{
    Cover, DaysOfSupply, MarketplaceSellThrough, cover, days_of_supply, marketplace_sell_through, sell_through,
    stock_to_sales,
};
pub use margin::{GrossMargin, gross_margin};
pub use shortage::{Overstock, OverstockLine, OverstockLines, Shortage, is_low_stock, overstock, shortage};
pub use turnover::{
    InventoryReturn, Line, Rounds, Turnover, inventory_return, is_turnover_good, rounds_per_year, turnover,
};
