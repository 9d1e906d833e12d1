//! What taxes do to a sale: tax in the shown price, tax on the marketplace's fees, and the uplift
//! of fees for national taxes on digital services.
//!
//! Source: math.md §12 for the arithmetic; the rates are dated data of each marketplace.

use super::charge::Charge;
use super::ledger::LineId;
use super::model::{Basis, Compiler, Holes, ModelLine, without_tax};
use super::product::FigureSource;
use crate::break_even::PriceLine;
use crate::date::Day;
use crate::error::Result;
use crate::fees::{FeeClass, FeeTables, FeeTaxing, HoleReason, Known, Lookup, PriceTax};
use crate::rate::Rate;
use crate::rounding::Ratio;

/// What of the seller decides on taxes.
///
/// ```
/// use clearfloor::quote::SellerTax;
/// let tax = SellerTax { established: Some("UK"), is_registered: Some(true), recovers_fee_tax: None };
/// assert_ne!(tax, SellerTax::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SellerTax {
    /// Code of the country the seller is established in, as in the fee tables (`UK`, `DE`, …,
    /// `other`); `None` = not said.
    pub established: Option<&'static str>,
    /// Registered for the tax in the price of this marketplace; `None` = not said, taken as
    /// registered and marked as assumed, as a marketplace asks for it.
    pub is_registered: Option<bool>,
    /// Takes back the tax that the figures of fees contain (Japan, Mexico), which needs papers for it;
    /// `None` = not said, taken as a cost and marked as assumed.
    pub recovers_fee_tax: Option<bool>,
}

/// Whether taxes bear on sales in a marketplace in a way that hangs on the seller.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Market}, quote::has_taxes};
/// let bears = |market| has_taxes(FeeTables::of(market).unwrap(), Day::parse("2026-11-21").unwrap());
/// // Sales tax in the United States is added at the till and is the marketplace's to collect.
/// assert_eq!([Market::Us, Market::Uk].map(bears), [false, true]);
/// ```
#[must_use]
pub fn has_taxes(fees: &FeeTables, on: Day) -> bool {
    let taxes = SaleTaxes::of(fees, SellerTax::default(), None, on);
    taxes.in_price.is_some() || taxes.asks_for_country
}

/// The standard rate of the tax that shown prices contain; none where they contain none.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Market}, quote::standard_tax_in_price, rate::Rate};
/// let rate = |market| standard_tax_in_price(FeeTables::of(market).unwrap(), Day::parse("2026-11-21").unwrap());
/// assert_eq!([Market::Us, Market::Uk].map(rate), [None, Some(Rate::from_ppm(200_000))]);
/// ```
#[must_use]
pub fn standard_tax_in_price(fees: &FeeTables, on: Day) -> Option<Rate> {
    fees.price_tax(on).ok().filter(|tax| tax.value.is_in_price).and_then(|tax| tax.value.standard)
}

/// Whether the figures of some fees of a sale contain tax.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Market}, quote::has_tax_in_fees};
/// let holds = |market| has_tax_in_fees(FeeTables::of(market).unwrap(), Day::parse("2026-11-21").unwrap());
/// assert_eq!([Market::Us, Market::Jp].map(holds), [false, true]);
/// ```
#[must_use]
pub fn has_tax_in_fees(fees: &FeeTables, on: Day) -> bool {
    let is_contained = |class| fees.fee_taxing(class, on).is_ok_and(|known| known.value == FeeTaxing::Contained);
    is_contained(FeeClass::Selling) || is_contained(FeeClass::Fba)
}

impl SellerTax {
    /// Registered, said or assumed.
    #[must_use]
    pub(crate) const fn counts_as_registered(self) -> bool {
        !matches!(self.is_registered, Some(false))
    }
}

/// Where a seller is whose country has no row of its own.
const OTHER: &str = "other";

/// Fees of selling, then those of fulfilment.
const SELLING_AND_FULFILMENT: &[LineId] = &[
    LineId::Referral,
    LineId::Closing,
    LineId::Fulfilment,
    LineId::FuelSurcharge,
    LineId::SippDiscount,
    LineId::BulkyPackaging,
    LineId::Overmax,
    LineId::Lithium,
    LineId::InboundPlacement,
    LineId::LowInventory,
];
/// The first two are of selling.
const BY_CLASS: (&[LineId], &[LineId]) = SELLING_AND_FULFILMENT.split_at(2);
/// Fees of selling.
const SELLING: &[LineId] = BY_CLASS.0;
/// Fees of fulfilment.
const FULFILMENT: &[LineId] = BY_CLASS.1;

/// What a fee of storage or removal comes to, in parts of its figure, once tax is looked at: less than one where
/// the figure contains tax that the seller takes back, more than one where tax is added that the seller bears.
/// Sales carry the same as lines of their own. `None` = the country of the business is not known, or nothing of it.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::quote::{SellerTax, tax_on_stock_fees};
/// use clearfloor::{date::Day, fees::{FeeTables, Market}, rate::Rate, rounding::Ratio};
/// let (fees, on) = (FeeTables::of(Market::Jp).unwrap(), Day::parse("2026-11-21").unwrap());
/// // A seller in Japan who takes back the tenth of tax that the figures contain.
/// let seller = SellerTax { established: Some("JP"), is_registered: Some(true), recovers_fee_tax: Some(true) };
/// let found = tax_on_stock_fees(fees, seller, on).unwrap().unwrap();
/// assert_eq!(found, (Ratio::new(10, 11).unwrap(), Rate::from_ppm(100_000)));
/// ```
pub fn tax_on_stock_fees(fees: &FeeTables, seller: SellerTax, on: Day) -> Result<Option<(Ratio, Rate)>> {
    let taxes = SaleTaxes::of(fees, seller, None, on);
    let given_back = taxes.in_fees.filter(|(_, of)| of.contains(&LineId::Fulfilment)).map(|(rate, _)| rate.value);
    Ok(match (given_back, taxes.on_fees) {
        (Some(rate), _) => Some((without_tax(rate)?, rate)),
        (None, Some(rate)) => Some((Ratio::ONE.plus(rate.value.to_ratio()?)?, rate.value)),
        (None, None) => None,
    })
}

fn is_charged(rate: &Known<Rate>) -> bool {
    rate.value != Rate::ZERO
}

/// Rates that bear on one sale on a day; what the marketplace does not have is `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct SaleTaxes {
    /// Contained in the shown price and owed by the seller.
    pub in_price: Option<Lookup<Rate>>,
    /// The seller says what the price contains instead.
    pub own_in_price: Option<Rate>,
    /// The seller's registration is assumed.
    pub is_registration_assumed: bool,
    /// Added to the fees and not given back.
    pub on_fees: Option<Known<Rate>>,
    /// Added to the selling fees alone and not given back.
    pub on_selling: Option<Known<Rate>>,
    /// Uplift of the selling fees.
    pub digital_on_selling: Option<Known<Rate>>,
    /// Uplift of the fulfilment fees.
    pub digital_on_fulfilment: Option<Known<Rate>>,
    /// Contained in the figures of these fees and given back.
    pub in_fees: Option<(Known<Rate>, &'static [LineId])>,
    /// What must be said by the seller before the fees can be known.
    pub asks_for_country: bool,
}

impl SaleTaxes {
    /// What bears on a sale in a marketplace on a day. Where the tables say nothing of tax, as in
    /// the United States, it is added at the till and is no part of price or fees.
    ///
    /// Tax that the figures of fees contain (Japan, Mexico) is a cost of the seller unless the seller says that it
    /// is given back: that hangs on papers nobody shows us. `own_rate` stands for the standard rate.
    pub fn of(fees: &FeeTables, seller: SellerTax, own_rate: Option<Rate>, on: Day) -> Self {
        let tax = match fees.price_tax(on) {
            Ok(tax) => tax,
            Err(hole) if hole.reason == HoleReason::NoTable => return Self::default(),
            Err(hole) => return Self { in_price: Some(Err(hole)), ..Self::default() },
        };
        let is_registered = seller.counts_as_registered();
        let in_price = match tax.value {
            PriceTax { is_in_price: true, standard: Some(rate) } if is_registered => Some(Ok(tax.map(|_| rate))),
            _ => None,
        };
        let own_in_price = own_rate.filter(|_| is_registered && tax.value.is_in_price);
        let is_registration_assumed = seller.is_registered.is_none();
        let mut taxes = Self { in_price, own_in_price, is_registration_assumed, ..Self::default() };
        if let (true, Some(true), Some(rate)) = (is_registered, seller.recovers_fee_tax, tax.value.standard) {
            let is_in = |class| fees.fee_taxing(class, on).is_ok_and(|known| known.value == FeeTaxing::Contained);
            let of = match (is_in(FeeClass::Selling), is_in(FeeClass::Fba)) {
                (true, true) => Some(SELLING_AND_FULFILMENT),
                (true, false) => Some(SELLING),
                (false, true) => Some(FULFILMENT),
                (false, false) => None,
            };
            taxes.in_fees = of.map(|of| (tax.map(|_| rate), of));
        }
        match fees.fee_taxing(FeeClass::Selling, on).map(|known| known.value) {
            // Added whoever the seller is, and given back to whoever is registered.
            Ok(FeeTaxing::Added) if !is_registered => {
                taxes.on_selling = tax.value.standard.map(|rate| tax.map(|_| rate));
            }
            Ok(FeeTaxing::ByCountry) => match (seller.established, fees.vat_on_fees(OTHER, on)) {
                (_, Err(_)) => {}
                (None, Ok(_)) => taxes.asks_for_country = true,
                (Some(country), Ok(_)) => {
                    let on_fees = fees.vat_on_fees(country, on).ok();
                    let borne = on_fees.filter(|tax| !tax.value.is_recovered_by(is_registered));
                    taxes.on_fees = borne.map(|tax| tax.map(|tax| tax.rate)).filter(is_charged);
                }
            },
            _ => {}
        }
        if fees.digital_services_fee(OTHER, FeeClass::Selling, on).is_ok() {
            match seller.established {
                None => taxes.asks_for_country = true,
                Some(country) => {
                    let uplift = |class| fees.digital_services_fee(country, class, on).ok().filter(is_charged);
                    taxes.digital_on_selling = uplift(FeeClass::Selling);
                    taxes.digital_on_fulfilment = uplift(FeeClass::Fba);
                }
            }
        }
        taxes
    }

    /// The tax in the price as a rate; none if there is none or it is not known.
    pub fn rate_in_price(&self) -> Rate {
        match (self.own_in_price, &self.in_price) {
            (Some(own), _) => own,
            (None, Some(Ok(known))) => known.value,
            (None, _) => Rate::ZERO,
        }
    }
}

impl Compiler<'_> {
    /// Tax contained in the price, which the seller owes.
    pub(super) fn tax_in_price(&mut self) -> Result<()> {
        let id = LineId::TaxInPrice;
        let own = self.taxes.own_in_price;
        let line = match self.taxes.in_price.clone() {
            _ if own == Some(Rate::ZERO) => return Ok(()),
            _ if own.is_some() => {
                let rate = own.unwrap_or(Rate::ZERO);
                let charge = Charge::TaxInPrice(PriceLine::share(without_tax(rate)?)?);
                ModelLine::known(id, charge, Basis::TaxInPrice(rate)).said_by(FigureSource::Yours)
            }
            None => return Ok(()),
            Some(Ok(Known { value: rate, row })) => {
                let charge = Charge::TaxInPrice(PriceLine::share(without_tax(rate)?)?);
                let line = ModelLine::known(id, charge, Basis::TaxInPrice(rate)).with_row(row);
                ModelLine { is_assumed: self.taxes.is_registration_assumed, ..line }
            }
            Some(Err(hole)) => ModelLine::hole(id, hole),
        };
        self.push(line);
        Ok(())
    }

    /// The uplift of the fees for taxes on digital services, shares of the fees as charged, and tax on the fees that is not given back.
    pub(super) fn taxes_on_fees(&mut self) -> Result<()> {
        if self.taxes.asks_for_country {
            let holes = Holes::Facts(&["seller_country"]);
            self.push(ModelLine::unknown(LineId::DigitalServices, Basis::Flat, holes).not_needed());
        }
        let uplifts = [
            (LineId::DigitalServices, self.taxes.digital_on_selling, SELLING),
            (LineId::DigitalServicesFulfilment, self.taxes.digital_on_fulfilment, FULFILMENT),
            (LineId::TaxOnFees, self.taxes.on_selling, SELLING),
        ];
        for (id, rate, of) in uplifts {
            let Some(Known { value: rate, row }) = rate else { continue };
            if !self.has_any(of) {
                continue;
            }
            let charge = Charge::OnLines { share: rate.to_ratio()?, of };
            self.push(ModelLine::known(id, charge, Basis::ShareOf { rate, of }).with_row(row));
        }
        if let Some((Known { value: rate, row }, of)) = self.taxes.in_fees.filter(|(_, of)| self.has_any(of)) {
            let kept = without_tax(rate)?;
            let charge = Charge::OnLines { share: kept.minus(Ratio::ONE)?, of };
            self.push(ModelLine::known(LineId::TaxInFees, charge, Basis::TaxWithin { rate, of }).with_row(row));
        }
        if let Some(Known { value: rate, row }) = self.taxes.on_fees {
            let basis = Basis::ShareOf { rate, of: &[] };
            self.push(ModelLine::known(LineId::TaxOnFees, Charge::OnFees(rate), basis).with_row(row));
        }
        Ok(())
    }
}
