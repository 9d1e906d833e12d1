//! What must be known of a product to quote a sale of it.

use super::low_inventory::LowInventory;
use super::tax::SellerTax;
use crate::fees::{Programme, Split};
use crate::landed::UnitCost;
use crate::money::Money;
use crate::rate::Rate;
use crate::units::Package;

/// Who says a figure that beats the tables.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{FigureSource, LineId, OwnFees, OwnReferral, OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let rate = clearfloor::rate::Rate::from_ppm(100_000);
/// let own_fees = OwnFees {
///     referral: Some(OwnReferral::Rate { rate, source: FigureSource::Yours }), ..OwnFees::default()
/// };
/// let product = Product { category: Some("office".to_owned()), own_shipping, own_fees, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// // A tenth by the seller's word, not the 15 % of the table.
/// let ledger = sale.ledger(usd("20.00")).unwrap();
/// assert_eq!(ledger.line(LineId::Referral).unwrap().status.code(), "yours");
/// assert_eq!(ledger.net_proceeds, Some(usd("13.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureSource {
    /// Typed or kept by the seller.
    Yours,
    /// Printed by a report of the marketplace.
    Report,
}

/// A fee of one unit that beats the tables, at every price and date.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, quote::{FigureSource, OwnFigure}};
/// let amount = Money::parse("6.15", Currency::USD).unwrap();
/// let printed = OwnFigure { amount, source: FigureSource::Report };
/// assert_ne!(printed, OwnFigure { source: FigureSource::Yours, ..printed });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnFigure {
    /// Charged per unit, not negative.
    pub amount: Money,
    /// Who says so.
    pub source: FigureSource,
}

/// A referral fee that beats the tables.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{FigureSource, OwnFees, OwnFigure, OwnReferral, OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let fee = OwnFigure { amount: usd("2.00"), source: FigureSource::Report };
/// let referral = Some(OwnReferral::AtPrice { fee, price: usd("25.00") });
/// let own_fees = OwnFees { referral, ..OwnFees::default() };
/// let product = Product { category: Some("office".to_owned()), own_shipping, own_fees, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// // 2.00 printed at 25.00 are 8 %: 1.60 at 20.00.
/// assert_eq!(sale.net_proceeds(usd("20.00")), Some(usd("13.40")));
/// ```
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
///
/// ```
/// use clearfloor::quote::{Product, SaleModel, FigureSource, OwnFees, OwnFigure, OwnFulfilment};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let usd = |text| clearfloor::money::Money::parse(text, clearfloor::money::Currency::USD).unwrap();
/// let fee = OwnFigure { amount: usd("6.00"), source: FigureSource::Report };
/// let fulfilment = Some(OwnFulfilment { fee, includes_surcharge: true });
/// let own_fees = OwnFees { fulfilment, ..OwnFees::default() };
/// let product = Product { category: Some("office".to_owned()), own_fees, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
/// // 20.00 − 3.00 − 6.00, with the fuel surcharge in it.
/// assert_eq!(sale.net_proceeds(usd("20.00")), Some(usd("11.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnFulfilment {
    /// The fee.
    pub fee: OwnFigure,
    /// The fuel surcharge is within it, as in Amazon's fee preview; no line is added for it.
    pub includes_surcharge: bool,
}

/// Figures that beat the tables.
///
/// ```
/// use clearfloor::quote::OwnFees;
/// // Nothing beats the tables.
/// let own = OwnFees::default();
/// assert!(own.referral.is_none() && own.fulfilment.is_none() && !own.is_fulfilment_confirmed);
/// ```
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
///
/// ```
/// use clearfloor::quote::{Inbound, LineId, Product, SaleModel};
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| clearfloor::money::Money::parse(text, clearfloor::money::Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).ok();
/// let inbound = Inbound::Amount(usd("0.32"));
/// let product = Product { package, inbound, category: Some("office".to_owned()), ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
/// let placement = sale.ledger(usd("20.00")).unwrap();
/// assert_eq!(placement.line(LineId::InboundPlacement).unwrap().amount, Some(usd("-0.32")));
/// ```
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
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping {
///     shipping: Some(usd("5.00")), packing: Some(usd("0.60")), ..OwnShipping::default()
/// };
/// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// // 20.00 − 3.00 − 5.00 − 0.60.
/// assert_eq!(sale.net_proceeds(usd("20.00")), Some(usd("11.40")));
/// ```
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
///
/// ```
/// use clearfloor::{quote::Returns, rate::Rate};
/// // Four in a hundred come back, half of them unfit for sale.
/// let returns = Returns { rate: Some(Rate::from_ppm(40_000)), unsellable_share: Some(Rate::from_ppm(500_000)) };
/// assert_ne!(returns, Returns::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Returns {
    /// Share of sold units that come back.
    pub rate: Option<Rate>,
    /// Share of those that cannot be sold again.
    pub unsellable_share: Option<Rate>,
}

/// A product as far as one sale of it goes. What is `None` was not given.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let ad_share = Some(clearfloor::rate::Rate::from_ppm(100_000));
/// let product = Product { category: Some("office".to_owned()), own_shipping, ad_share, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// // 20.00 − 3.00 − 5.00 less a tenth for advertising.
/// assert_eq!(sale.net_proceeds(usd("20.00")), Some(usd("10.00")));
/// ```
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
