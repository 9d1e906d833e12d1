//! Tax in the price and on fees, and the uplift of fees by the seller's country.

use super::data_shape::{Body, Family, FeeClass};
use super::lookup::{HoleReason, Known, Lookup};
use super::tables::FeeTables;
use crate::date::Day;
use crate::rate::Rate;

/// Tax on what the buyer pays.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Market}, rate::Rate};
/// let on = Day::parse("2026-11-21").unwrap();
/// let tax = FeeTables::of(Market::De).unwrap().price_tax(on).unwrap().value;
/// assert_eq!((tax.is_in_price, tax.standard), (true, Some(Rate::from_ppm(190_000))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceTax {
    /// The shown price contains it; else it is added at the till.
    pub is_in_price: bool,
    /// Standard rate; none where it hangs on the buyer's region. Reduced rates are not in the tables.
    pub standard: Option<Rate>,
}

/// How tax stands to the figures of a class of fees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeeTaxing {
    /// The figures contain it (fulfilment and storage in Japan, all fees in Mexico).
    Contained,
    /// It is added to them, whoever the seller is (referral fees in Japan).
    Added,
    /// By the seller's country, as far as known: [`FeeTables::vat_on_fees`].
    ByCountry,
}

/// Tax that the marketplace adds to its fees.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Market}};
/// let on = Day::parse("2026-11-21").unwrap();
/// let tax = FeeTables::of(Market::Uk).unwrap().vat_on_fees("UK", on).unwrap().value;
/// assert_eq!((tax.rate.ppm(), tax.is_recoverable_if_registered), (200_000, true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeTax {
    /// Share of the fees.
    pub rate: Rate,
    /// A seller who is registered for it there takes it back.
    pub is_recoverable_if_registered: bool,
}

impl FeeTax {
    /// Whether the seller takes it back.
    ///
    /// ```
    /// use clearfloor::{fees::FeeTax, rate::Rate};
    /// let tax = FeeTax { rate: Rate::from_ppm(200_000), is_recoverable_if_registered: true };
    /// assert!(tax.is_recovered_by(true) && !tax.is_recovered_by(false));
    /// ```
    #[must_use]
    pub const fn is_recovered_by(self, is_registered: bool) -> bool {
        self.is_recoverable_if_registered && is_registered
    }
}

/// The row of a country, else the one for all others.
fn of_country<'r, R>(rows: &'r [R], country_of: impl Fn(&R) -> &str, wanted: &str) -> Option<(usize, &'r R)> {
    let named = |name: &str| rows.iter().enumerate().find(|(_, row)| country_of(row).eq_ignore_ascii_case(name));
    named(wanted.trim()).or_else(|| named("other"))
}

impl FeeTables {
    /// The tax on what the buyer pays. Where the tables have none, as in the US, it is added at the till
    /// and no part of price or fees.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let tax = |market| FeeTables::of(market).unwrap().price_tax(on);
    /// // In Canada it is added at the till and hangs on the province; in the US no table has it.
    /// assert_eq!(tax(Market::Ca).unwrap().value.standard, None);
    /// assert!(tax(Market::Us).is_err());
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `price_tax`: no table on the day.
    pub fn price_tax(&self, on: Day) -> Lookup<PriceTax> {
        let hit = self.in_force(Family::PriceTax, on)?;
        match &hit.table.body {
            Body::PriceTax(tax) => {
                let value = PriceTax { is_in_price: tax.is_in_price, standard: tax.ppm.map(Rate::from_ppm) };
                Ok(Known { value, row: hit.whole() })
            }
            _ => Err(self.hole(Family::PriceTax, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Sales tax of a region: of the federation, and what the province adds (Canada).
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fees = FeeTables::of(Market::Ca).unwrap();
    /// // 5 % of the federation and 9.975 % of Québec.
    /// let (federal, provincial) = fees.regional_tax("QC", on).unwrap().value;
    /// assert_eq!((federal.ppm(), provincial.ppm()), (50_000, 99_750));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `price_tax`: no table, or a region it does not name.
    pub fn regional_tax(&self, region: &str, on: Day) -> Lookup<(Rate, Rate)> {
        let hit = self.in_force(Family::PriceTax, on)?;
        let no_row = || self.hole(Family::PriceTax, HoleReason::NoRow, Some(hit.table), &[("region", region)]);
        let Body::PriceTax(tax) = &hit.table.body else { return Err(no_row()) };
        let found = tax.regions.iter().enumerate().find(|(_, (name, ..))| name.eq_ignore_ascii_case(region.trim()));
        let (place, (_, federal, provincial)) = found.ok_or_else(no_row)?;
        Ok(Known { value: (Rate::from_ppm(*federal), Rate::from_ppm(*provincial)), row: hit.row(place) })
    }

    /// How tax stands to the figures of a class of fees.
    ///
    /// # Errors
    /// A [`super::Hole`] of `price_tax`: no table on the day.
    pub(crate) fn fee_taxing(&self, class: FeeClass, on: Day) -> Lookup<FeeTaxing> {
        let hit = self.in_force(Family::PriceTax, on)?;
        let Body::PriceTax(tax) = &hit.table.body else {
            return Err(self.hole(Family::PriceTax, HoleReason::NoFigure, Some(hit.table), &[]));
        };
        let value = if tax.fees_with_tax.contains(&class) {
            FeeTaxing::Contained
        } else if tax.fees_taxed_on_top.contains(&class) {
            FeeTaxing::Added
        } else {
            FeeTaxing::ByCountry
        };
        Ok(Known { value, row: hit.whole() })
    }

    /// Tax that the marketplace adds to its fees for a seller established in a country; a country
    /// without a row of its own takes that of all others.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fees = FeeTables::of(Market::Uk).unwrap();
    /// assert_eq!(fees.vat_on_fees("CN", on).unwrap().value.rate.ppm(), 0);
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `vat_on_fees`: no table on the day.
    pub fn vat_on_fees(&self, seller_country: &str, on: Day) -> Lookup<FeeTax> {
        let hit = self.in_force(Family::VatOnFees, on)?;
        let no_row = || self.hole(Family::VatOnFees, HoleReason::NoRow, Some(hit.table), &[]);
        let Body::VatOnFees(rows) = &hit.table.body else { return Err(no_row()) };
        let (place, row) = of_country(rows, |row| &row.country, seller_country).ok_or_else(no_row)?;
        let value = FeeTax { rate: Rate::from_ppm(row.ppm), is_recoverable_if_registered: row.is_recoverable };
        Ok(Known { value, row: hit.row(place) })
    }

    /// The uplift of a class of fees for digital services, for a seller established in a country:
    /// a share of the fee. Source: `digital_services_fee` in the data.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeClass, FeeTables, Market}};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let italy = FeeTables::of(Market::It).unwrap();
    /// let uplift = |class| italy.digital_services_fee("CN", class, on).unwrap().value.ppm();
    /// // 3 % on referral fees only.
    /// assert_eq!((uplift(FeeClass::Selling), uplift(FeeClass::Fba)), (30_000, 0));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `digital_services_fee`: no table on the day.
    pub fn digital_services_fee(&self, seller_country: &str, class: FeeClass, on: Day) -> Lookup<Rate> {
        let hit = self.in_force(Family::DigitalServicesFee, on)?;
        let no_row = || self.hole(Family::DigitalServicesFee, HoleReason::NoRow, Some(hit.table), &[]);
        let Body::DigitalServicesFee(rows) = &hit.table.body else { return Err(no_row()) };
        let (place, row) = of_country(rows, |row| &row.country, seller_country).ok_or_else(no_row)?;
        let ppm = if row.classes.contains(&class) { row.ppm } else { 0 };
        Ok(Known { value: Rate::from_ppm(ppm), row: hit.row(place) })
    }
}
