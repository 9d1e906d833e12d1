//! The ledger of one sale: named lines, each with its reason.

use crate::date::Day;
use crate::error::Result;
use crate::fees::{FeeTables, RowRef};
use crate::money::Money;
use crate::rate::Rate;

/// Which line.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{LineId, OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// let ledger = sale.ledger(usd("20.00")).unwrap();
/// // 15 % of 20.00, and carriage by the seller's word.
/// let amount = |id| ledger.line(id).and_then(|line| line.amount);
/// assert_eq!([LineId::Referral, LineId::OwnShipping].map(amount), [Some(usd("-3.00")), Some(usd("-5.00"))]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineId {
    /// What the buyer pays.
    Price,
    /// Tax contained in the price.
    TaxInPrice,
    /// Referral fee of the marketplace.
    Referral,
    /// Closing fee of media.
    Closing,
    /// Fulfilment by the marketplace.
    Fulfilment,
    /// Fuel surcharge on it.
    FuelSurcharge,
    /// Discount for goods that ship in their own packaging.
    SippDiscount,
    /// Overboxing of bulky goods.
    BulkyPackaging,
    /// Handling of over-long goods.
    Overmax,
    /// Lithium batteries.
    Lithium,
    /// Inbound placement.
    InboundPlacement,
    /// Low-inventory fee.
    LowInventory,
    /// Uplift of the selling fees for taxes on digital services.
    DigitalServices,
    /// The same on the fulfilment fees.
    DigitalServicesFulfilment,
    /// Tax on the marketplace's fees that is not given back.
    TaxOnFees,
    /// Tax that the figures of the fees contain and the seller takes back.
    TaxInFees,
    /// Shipping by the seller.
    OwnShipping,
    /// Packing by the seller.
    OwnPacking,
    /// Payment fee.
    Payment,
    /// Advertising.
    Ads,
    /// Expected cost of returns.
    Returns,
    /// Returns processing by the marketplace, expected.
    ReturnsProcessing,
    /// What the unit cost.
    LandedCost,
}

impl LineId {
    /// Stable code: `price`, `referral`, `fulfilment`, …
    ///
    /// ```
    /// use clearfloor::quote::LineId;
    /// assert_eq!([LineId::TaxInPrice, LineId::FuelSurcharge].map(LineId::code), ["tax_in_price", "fuel_surcharge"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::TaxInPrice => "tax_in_price",
            Self::Referral => "referral",
            Self::Closing => "closing",
            Self::Fulfilment => "fulfilment",
            Self::FuelSurcharge => "fuel_surcharge",
            Self::SippDiscount => "sipp_discount",
            Self::BulkyPackaging => "bulky_packaging",
            Self::Overmax => "overmax",
            Self::Lithium => "lithium",
            Self::InboundPlacement => "inbound_placement",
            Self::LowInventory => "low_inventory",
            Self::DigitalServices => "digital_services",
            Self::DigitalServicesFulfilment => "digital_services_fulfilment",
            Self::TaxOnFees => "tax_on_fees",
            Self::TaxInFees => "tax_in_fees",
            Self::OwnShipping => "own_shipping",
            Self::OwnPacking => "own_packing",
            Self::Payment => "payment",
            Self::Ads => "ads",
            Self::Returns => "returns",
            Self::ReturnsProcessing => "returns_processing",
            Self::LandedCost => "landed_cost",
        }
    }
}

impl LineId {
    /// Charged by the marketplace for the sale itself; neither own costs nor what is only expected.
    #[must_use]
    pub(crate) const fn is_marketplace_fee(self) -> bool {
        matches!(
            self,
            Self::Referral
                | Self::Closing
                | Self::Fulfilment
                | Self::FuelSurcharge
                | Self::SippDiscount
                | Self::BulkyPackaging
                | Self::Overmax
                | Self::Lithium
                | Self::InboundPlacement
                | Self::LowInventory
                | Self::DigitalServices
                | Self::DigitalServicesFulfilment
                | Self::TaxInFees
        )
    }
}

/// What an amount rests on.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{LineId, OwnShipping, Product, SaleModel, Status};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// let ledger = sale.ledger(usd("20.00")).unwrap();
/// let status = |id| ledger.line(id).map(|line| line.status);
/// assert_eq!(status(LineId::OwnShipping), Some(Status::Yours));
/// assert_eq!(Status::default(), Status::Unknown);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// A stored copy of the marketplace's own page.
    Official,
    /// Two or more independent readings.
    CrossChecked,
    /// One reading.
    SingleSource,
    /// The seller entered it.
    Yours,
    /// A report of the marketplace prints it.
    Report,
    /// Taken to hold though nothing says so.
    Assumed,
    /// Worked out from the lines and facts named.
    Computed,
    /// Not known.
    #[default]
    Unknown,
}

impl Status {
    /// How sure the figure of a fee row is.
    #[must_use]
    pub(crate) fn of_row(fees: &FeeTables, row: RowRef) -> Self {
        if fees.is_own(row) {
            return Self::Yours;
        }
        if row.is_assumed() {
            return Self::Assumed;
        }
        match fees.describe(row).confidence {
            "official" => Self::Official,
            "cross-checked" => Self::CrossChecked,
            _ => Self::SingleSource,
        }
    }

    /// Stable code: `official`, `cross-checked`, `single-source`, `yours`, …
    ///
    /// ```
    /// use clearfloor::quote::Status;
    /// assert_eq!([Status::CrossChecked, Status::Yours].map(Status::code), ["cross-checked", "yours"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::CrossChecked => "cross-checked",
            Self::SingleSource => "single-source",
            Self::Yours => "yours",
            Self::Report => "report",
            Self::Assumed => "assumed",
            Self::Computed => "computed",
            Self::Unknown => "unknown",
        }
    }
}

/// One named value of a formula, as text.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{LineId, OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// let ledger = sale.ledger(usd("20.00")).unwrap();
/// let referral = ledger.line(LineId::Referral).unwrap();
/// let price = referral.inputs.iter().find(|input| input.name == "price").unwrap();
/// assert_eq!(price.text, "20.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Code, such as `price`, `rate`, `billed_weight_oz`.
    pub name: &'static str,
    /// Plain decimal, or a code.
    pub text: String,
}

/// One line of a ledger.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{LineId, OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// let ledger = sale.ledger(usd("20.00")).unwrap();
/// let referral = ledger.line(LineId::Referral).unwrap();
/// assert_eq!(referral.amount, Some(usd("-3.00")));
/// // It rests on a row of the fee tables and steers what is done.
/// assert!(referral.fee.is_some() && referral.is_needed && !referral.is_sunk);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// Which.
    pub id: LineId,
    /// Signed: what comes in is positive. `None` = not known.
    pub amount: Option<Money>,
    /// Code of the rule, such as `share_or_minimum`.
    pub formula: &'static str,
    /// The values in it.
    pub inputs: Vec<Input>,
    /// The same as a spreadsheet formula in US notation, such as `=-ROUND(24.99*15%,2)`; `None` = not
    /// known.
    pub spreadsheet: Option<String>,
    /// The fee row, if one was used.
    pub fee: Option<RowRef>,
    /// What it rests on.
    pub status: Status,
    /// Already paid, so it never steers an exit.
    pub is_sunk: bool,
    /// Without it nothing can be said of the result. An unknown line that is not needed is left
    /// out of the sums and said to be.
    pub is_needed: bool,
    /// For an unknown line: canonical names of facts to give, and what the data say is missing.
    pub holes: Vec<String>,
}

/// A ratio with its base named.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// let ledger = sale.ledger(usd("20.00")).unwrap();
/// // Without a landed cost no margin is known; the base is named all the same.
/// let margin = ledger.ratios.iter().find(|ratio| ratio.id == "margin").unwrap();
/// assert_eq!(margin.ratio, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedRatio {
    /// `margin`, `markup`, `roi`, `break_even_acos`.
    pub id: &'static str,
    /// `displayed_price`, `net_revenue`, `landed_cost`.
    pub base: &'static str,
    /// The ratio, to the nearest millionth; `None` = not known, or its base is nothing.
    pub ratio: Option<Rate>,
}

/// The ledger of one unit sold.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::quote::{OwnShipping, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
/// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
/// let ledger = sale.ledger(usd("20.00")).unwrap();
/// // 20.00 − 3.00 − 5.00. What the unit cost was not said, so neither is a profit.
/// assert_eq!((ledger.net_proceeds, ledger.profit), (Some(usd("12.00")), None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// What the buyer pays.
    pub price: Money,
    /// Ship date.
    pub on: Day,
    /// Lines in order; the known ones that are not sunk sum to `net_proceeds`, all known ones to `profit`.
    pub lines: Vec<LedgerLine>,
    /// What the sale brings before what is already paid; `None` = a needed line is not known.
    pub net_proceeds: Option<Money>,
    /// Net proceeds less landed cost; `None` = not known.
    pub profit: Option<Money>,
    /// Margins and the like.
    pub ratios: Vec<NamedRatio>,
}

impl Ledger {
    /// What the marketplace takes of the sale: its known fee lines, as a positive sum; `None` if one
    /// that is needed is not known.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::quote::{OwnShipping, Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
    /// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
    /// let ledger = sale.ledger(usd("20.00")).unwrap();
    /// // The referral fee; carriage is the seller's own.
    /// assert_eq!(ledger.marketplace_fees().unwrap(), Some(usd("3.00")));
    /// ```
    pub fn marketplace_fees(&self) -> Result<Option<Money>> {
        let mut sum = Money::zero(self.price.currency());
        for line in self.lines.iter().filter(|line| line.id.is_marketplace_fee()) {
            match line.amount {
                Some(amount) => sum = sum.minus(amount)?,
                None if line.is_needed => return Ok(None),
                None => {}
            }
        }
        Ok(Some(sum))
    }

    /// Sum of the lines named, each with its sign; `None` if one of them is not there or not known.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::quote::{LineId, OwnShipping, Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
    /// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
    /// let ledger = sale.ledger(usd("20.00")).unwrap();
    /// let sum = |ids: &[LineId]| ledger.sum_of(ids).unwrap();
    /// assert_eq!(sum(&[LineId::Referral, LineId::OwnShipping]), Some(usd("-8.00")));
    /// assert_eq!(sum(&[LineId::Fulfilment]), None);
    /// ```
    pub fn sum_of(&self, ids: &[LineId]) -> Result<Option<Money>> {
        let mut sum = Money::zero(self.price.currency());
        for &id in ids {
            let Some(amount) = self.line(id).and_then(|line| line.amount) else { return Ok(None) };
            sum = sum.plus(amount)?;
        }
        Ok(Some(sum))
    }

    /// Where the sum of the known lines stands after each line; `None` beyond what money can hold.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::quote::{OwnShipping, Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
    /// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
    /// let ledger = sale.ledger(usd("20.00")).unwrap();
    /// // From the price down to what the sale brings.
    /// let totals = ledger.running_totals();
    /// assert_eq!((totals[0], *totals.last().unwrap()), (Some(usd("20.00")), Some(usd("12.00"))));
    /// ```
    #[must_use]
    pub fn running_totals(&self) -> Vec<Option<Money>> {
        let mut sum = Some(Money::zero(self.price.currency()));
        let add = |line: &LedgerLine| {
            if let Some(amount) = line.amount {
                sum = sum.and_then(|sum| sum.plus(amount).ok());
            }
            sum
        };
        self.lines.iter().map(add).collect()
    }

    /// The line with an id.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::quote::{LineId, OwnShipping, Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
    /// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
    /// let ledger = sale.ledger(usd("20.00")).unwrap();
    /// assert_eq!(ledger.line(LineId::Price).unwrap().amount, Some(usd("20.00")));
    /// assert!(ledger.line(LineId::Fulfilment).is_none());
    /// ```
    #[must_use]
    pub fn line(&self, id: LineId) -> Option<&LedgerLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// Needed lines that are not known: why there is no result.
    ///
    /// ```
    /// use clearfloor::quote::{LineId, Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
    /// let price = clearfloor::money::Money::parse("20.00", fees.currency()).unwrap();
    /// // Without a size the fulfilment fee is not known, and the ledger says why there is no result.
    /// let ledger = sale.ledger(price).unwrap();
    /// assert_eq!(ledger.net_proceeds, None);
    /// assert!(ledger.missing().any(|line| line.id == LineId::Fulfilment && !line.holes.is_empty()));
    /// ```
    pub fn missing(&self) -> impl Iterator<Item = &LedgerLine> {
        self.lines.iter().filter(|line| line.amount.is_none() && line.is_needed)
    }

    /// Lines that are not known and were left out of the sums.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::quote::{LineId, OwnShipping, Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
    /// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
    /// let ledger = sale.ledger(usd("20.00")).unwrap();
    /// // Advertising and returns were not said: they count as nothing, and that is shown.
    /// let left_out: Vec<_> = ledger.left_out().map(|line| line.id).collect();
    /// assert_eq!(left_out, [LineId::Ads, LineId::Returns]);
    /// ```
    pub fn left_out(&self) -> impl Iterator<Item = &LedgerLine> {
        self.lines.iter().filter(|line| line.amount.is_none() && !line.is_needed)
    }
}
