//! What must be known of a product to quote a sale of it.

use super::low_inventory::LowInventory;
use super::tax::SellerTax;
use crate::fees::{Programme, Split};
use crate::landed::UnitCost;
use crate::money::Money;
use crate::rate::Rate;
use crate::units::Package;

/// Who says a figure that beats the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureSource {
    /// Typed or kept by the seller.
    Yours,
    /// Printed by a report of the marketplace.
    Report,
}

/// A fee of one unit that beats the tables, at every price and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnFigure {
    /// Charged per unit, not negative.
    pub amount: Money,
    /// Who says so.
    pub source: FigureSource,
}

/// A referral fee that beats the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnReferral {
    /// A share of the price, without a minimum.
    Rate {
        /// The share.
        rate: Rate,
        /// Who says so.
        source: FigureSource,
    },
    /// A fee printed at a price. Other prices are charged the same share, marked as assumed.
    AtPrice {
        /// The fee.
        fee: OwnFigure,
        /// The price it was printed at, above zero.
        price: Money,
    },
}

/// A fulfilment fee that beats the tables. The fees that come on top of or off it (packaging,
/// over-long goods, batteries) are taken to be within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnFulfilment {
    /// The fee.
    pub fee: OwnFigure,
    /// The fuel surcharge is within it, as in Amazon's fee preview; no line is added for it.
    pub includes_surcharge: bool,
}

/// Figures that beat the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnFees {
    /// Referral fee.
    pub referral: Option<OwnReferral>,
    /// Closing fee.
    pub closing: Option<OwnFigure>,
    /// Fulfilment fee.
    pub fulfilment: Option<OwnFulfilment>,
    /// Fee for processing one return.
    pub returns_processing: Option<OwnFigure>,
    /// The fee preview prints what the tables say: shown as the confirmation of it.
    pub is_fulfilment_confirmed: bool,
}

/// How units get into the marketplace's warehouses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inbound {
    /// They are there already: paid, and no part of what a sale now brings.
    #[default]
    AlreadyReceived,
    /// Sent in by a split; the fee depends on the region, so unless both ends of the range agree
    /// it is not known.
    Split(Split),
    /// An amount per unit that the seller knows.
    Amount(Money),
}

/// What it costs the seller to ship an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnShipping {
    /// Carriage.
    pub shipping: Option<Money>,
    /// Packing; `None` counts as nothing.
    pub packing: Option<Money>,
    /// Share of the price for payment; `None` counts as nothing.
    pub payment_rate: Option<Rate>,
    /// Amount for payment on top of the share.
    pub payment_fixed: Option<Money>,
}

/// Returns of sold units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Returns {
    /// Share of sold units that come back.
    pub rate: Option<Rate>,
    /// Share of those that cannot be sold again.
    pub unsellable_share: Option<Rate>,
}

/// A product as far as one sale of it goes. What is `None` was not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// Packaged unit.
    pub package: Option<Package>,
    /// Canonical id of the category.
    pub category: Option<String>,
    /// Under dangerous-goods rules.
    pub is_dangerous: bool,
    /// What of the seller decides on taxes.
    pub seller: SellerTax,
    /// Tax contained in the price, if it is not the standard rate (food, books): the tables know only that one.
    pub tax_in_price: Option<Rate>,
    /// Fulfilment card, if it is not the category's.
    pub programme: Option<Programme>,
    /// Enrolled to ship in its own packaging.
    pub is_sipp: bool,
    /// Has a lithium battery that is charged for.
    pub has_lithium_battery: bool,
    /// Bulky and overboxed by the marketplace.
    pub is_overboxed: bool,
    /// Returns.
    pub returns: Returns,
    /// Advertising as a share of all sales (TACoS).
    pub ad_share: Option<Rate>,
    /// Inbound placement.
    pub inbound: Inbound,
    /// For the low-inventory fee; `None` = not charged for in the quote.
    pub low_inventory: Option<LowInventory>,
    /// For own fulfilment.
    pub own_shipping: OwnShipping,
    /// Landed cost.
    pub landed: Option<UnitCost>,
    /// Figures that beat the tables.
    pub own_fees: OwnFees,
}
