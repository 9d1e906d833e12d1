//! Value-added and consumption tax inside a shown price, and on fees.
//!
//! The United States have none of either here: sales tax is added at the till, collected by the
//! marketplace, and no part of the price or of the fees (`us.toml`, `fees_exclude_sales_tax`).
#![deny(clippy::float_arithmetic)]

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// Which taxes bear on a sale.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, rate::Rate, tax::{SaleTax, extract_vat}};
/// // A seller in the UK who recovers the tax on fees.
/// let tax = SaleTax { in_price: Rate::from_ppm(200_000), ..SaleTax::NONE };
/// let shown = Money::parse("24.00", Currency::GBP).unwrap();
/// assert_eq!(extract_vat(shown, tax.in_price).unwrap().net.to_string(), "20.00");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaleTax {
    /// Contained in the shown price: net = price / (1 + rate).
    pub in_price: Rate,
    /// On top of the marketplace's fees and not recovered.
    pub on_fees: Rate,
}

impl SaleTax {
    /// Neither: the United States.
    pub const NONE: Self = Self { in_price: Rate::ZERO, on_fees: Rate::ZERO };
}

/// A shown price taken apart; the parts add up to it.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, rate::Rate, tax::extract_vat};
/// let shown = Money::parse("19.99", Currency::GBP).unwrap();
/// let split = extract_vat(shown, Rate::from_ppm(200_000)).unwrap();
/// // 16.6583… is left; the parts add up to the cent.
/// assert_eq!(split.net.to_string(), "16.66");
/// assert_eq!(split.net.plus(split.vat).unwrap(), shown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatSplit {
    /// What is left after tax.
    pub net: Money,
    /// The tax.
    pub vat: Money,
}

/// Takes the tax out of a shown price: net = gross / (1 + rate), rounded half away from zero;
/// vat = gross − net (math.md §12).
///
/// # Errors
/// `rate_not_a_tax` for a rate of −100 % or less; `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, rate::Rate, tax::extract_vat};
/// let gross = Money::parse("49.95", Currency::EUR).unwrap();
/// let split = extract_vat(gross, Rate::parse("0.055").unwrap()).unwrap();
/// assert_eq!((split.net.to_string(), split.vat.to_string()), ("47.35".into(), "2.60".into()));
/// ```
pub fn extract_vat(gross: Money, rate: Rate) -> Result<VatSplit> {
    let whole = Rate::ONE.ppm().checked_add(rate.ppm()).filter(|&whole| whole > 0);
    let whole = whole.ok_or_else(|| Error::new(ErrorKind::Range, "rate_not_a_tax").with("rate", rate.to_string()))?;
    let net = Ratio::new(i128::from(gross.minor()) * i128::from(Rate::ONE.ppm()), i128::from(whole))?;
    let net = Money::from_ratio_minor(net, gross.currency(), Rounding::HalfAwayFromZero)?;
    Ok(VatSplit { net, vat: gross.minus(net)? })
}

/// Tax on fees, rounded half away from zero once on their sum.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, rate::Rate, tax::vat_on_fees};
/// let fees = Money::parse("5.32", Currency::GBP).unwrap();
/// // A fifth is 1.064.
/// assert_eq!(vat_on_fees(fees, Rate::from_ppm(200_000)).unwrap().to_string(), "1.06");
/// ```
pub fn vat_on_fees(fees: Money, rate: Rate) -> Result<Money> {
    fees.share(rate)
}

/// Fees with what is laid on them.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, rate::Rate, tax::load_fees};
/// let fees = Money::parse("10.00", Currency::GBP).unwrap();
/// let loaded = load_fees(fees, Rate::from_ppm(20_000), Rate::from_ppm(200_000)).unwrap();
/// // 10.00 + 0.20, and a fifth of both.
/// assert_eq!(loaded.total.to_string(), "12.24");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadedFees {
    /// Uplift for digital services.
    pub digital_services: Money,
    /// Tax on fees and uplift.
    pub tax: Money,
    /// Fees, uplift and tax.
    pub total: Money,
}

/// Lays the uplift for digital services on a sum of fees, and tax on both; each rounded once.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, rate::Rate, tax::load_fees};
/// let fees = Money::parse("15.00", Currency::GBP).unwrap();
/// let loaded = load_fees(fees, Rate::parse("0.02").unwrap(), Rate::parse("0.2").unwrap()).unwrap();
/// assert_eq!((loaded.digital_services.to_string(), loaded.tax.to_string()), ("0.30".into(), "3.06".into()));
/// ```
pub fn load_fees(fees: Money, digital_services: Rate, tax: Rate) -> Result<LoadedFees> {
    let digital_services = fees.share(digital_services)?;
    let taxed = fees.plus(digital_services)?;
    let tax = vat_on_fees(taxed, tax)?;
    Ok(LoadedFees { digital_services, tax, total: taxed.plus(tax)? })
}
