//! What the marketplace takes of a sale and of a return.

use super::category::Category;
use super::data_shape::{Body, Family, ReturnsCharged};
use super::lookup::{HoleReason, Known, Lookup};
use super::rule::ReferralRule;
use super::size::SizedUnit;
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Rounding, divide};

/// Who ships a sold unit.
///
/// ```
/// use clearfloor::{date::Day, fees::{Carrier, FeeTables, Market}, money::{Currency, Money}};
/// let fees = FeeTables::of(Market::Uk).unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let clothing = fees.category("clothing").unwrap();
/// let price = Money::parse("100.00", Currency::GBP).unwrap();
/// let fee = |carrier| fees.referral_of(clothing, carrier, None, on).unwrap().value.charge(price).unwrap().to_string();
/// // The rate falls above a price only for what the marketplace ships.
/// assert_eq!((fee(Carrier::Marketplace), fee(Carrier::Seller)), ("10.20".to_owned(), "15.00".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Carrier {
    /// The marketplace, or the seller under the marketplace's own delivery promise.
    #[default]
    Marketplace,
    /// The seller.
    Seller,
}

/// What is kept of the referral fee when a unit is refunded.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let rule = fees.refund_administration(on).unwrap().value;
/// assert_eq!((rule.cap.to_string(), rule.share.ppm()), ("5.00".to_owned(), 200_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundRule {
    /// The most that is kept.
    pub cap: Money,
    /// Share of the referral fee.
    pub share: Rate,
}

impl RefundRule {
    /// The lesser of the cap and the share of the referral fee; the rest of the fee is returned.
    ///
    /// ```
    /// use clearfloor::{fees::RefundRule, money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let rule = RefundRule { cap: usd("5.00"), share: Rate::from_ppm(200_000) };
    /// // A fifth of a referral fee of 4.50, and at most 5.00.
    /// assert_eq!(rule.charge(usd("4.50")).unwrap(), usd("0.90"));
    /// assert_eq!(rule.charge(usd("60.00")).unwrap(), usd("5.00"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn charge(&self, referral: Money) -> Result<Money> {
        let share = referral.share(self.share)?;
        Ok(if share.minus(self.cap)?.minor() > 0 { self.cap } else { share })
    }
}

/// Which customer returns are charged. The amount per unit is a hole.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, ReturnsAbove}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let rule = fees.returns_processing(fees.category("clothing").unwrap(), on).unwrap().value;
/// // Every return of clothing is charged.
/// assert_eq!(rule.charged, ReturnsAbove::Nothing);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnsRule {
    /// Each return, or only those above the threshold; the threshold is none where it is not known.
    pub charged: ReturnsAbove,
    /// A seller who ships fewer units of the product in the month is exempt.
    pub exempt_below_units: u32,
    /// Ends of the range in which the fee per unit is said to lie, where one is known.
    pub fee_range: Option<(Money, Money)>,
    /// Where every return is charged: the share of the unit's fulfilment fee, if the fee is one.
    pub share_of_fulfilment: Option<Rate>,
}

/// Above which share of shipped units returns are charged.
///
/// ```
/// use clearfloor::{fees::ReturnsAbove, rate::Rate};
/// let text = |above| match above {
///     ReturnsAbove::Nothing => "every return".to_owned(),
///     ReturnsAbove::Threshold(rate) => format!("returns above {} % of what was shipped", rate.ppm() / 10_000),
///     ReturnsAbove::UnknownThreshold => "ask the seller".to_owned(),
///     ReturnsAbove::Everything => "none".to_owned(),
/// };
/// assert_eq!(text(ReturnsAbove::Threshold(Rate::from_ppm(120_000))), "returns above 12 % of what was shipped");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnsAbove {
    /// Every return is charged.
    Nothing,
    /// Returns above this share of the units shipped.
    Threshold(Rate),
    /// Above the category's threshold, which is not known.
    UnknownThreshold,
    /// No return is charged.
    Everything,
}

/// Returned units of a month of shipping.
///
/// ```
/// use clearfloor::{fees::{ReturnCounts, ReturnsAbove, ReturnsRule}, rate::Rate};
/// let rule = ReturnsRule {
///     charged: ReturnsAbove::Threshold(Rate::from_ppm(100_000)),
///     exempt_below_units: 25,
///     fee_range: None,
///     share_of_fulfilment: None,
/// };
/// // A tenth of 215 shipped units is 21.5: 21 returns are free.
/// assert_eq!(rule.counts(215, 30).unwrap(), Some(ReturnCounts { allowed: 21, charged: 9 }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnCounts {
    /// Free of charge.
    pub allowed: u64,
    /// Charged.
    pub charged: u64,
}

impl ReturnsRule {
    /// The same rule with the seller's own threshold; a category of which every return is charged keeps that.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, ReturnsAbove, ReturnsRule}, rate::Rate};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let rule = fees.returns_processing(fees.category("clothing").unwrap(), on).unwrap().value;
    /// // All returns of the category are charged, whatever the threshold of the others.
    /// assert_eq!(rule.with_threshold(Rate::from_ppm(80_000)).charged, ReturnsAbove::Nothing);
    /// let other = ReturnsRule { charged: ReturnsAbove::UnknownThreshold, ..rule };
    /// assert_eq!(other.with_threshold(Rate::from_ppm(80_000)).charged, ReturnsAbove::Threshold(Rate::from_ppm(80_000)));
    /// ```
    #[must_use]
    pub fn with_threshold(self, threshold: Rate) -> Self {
        match self.charged {
            ReturnsAbove::Threshold(_) | ReturnsAbove::UnknownThreshold => {
                Self { charged: ReturnsAbove::Threshold(threshold), ..self }
            }
            _ => self,
        }
    }

    /// Splits the returns of a month: whole units up to threshold × shipped are free, the rest is
    /// charged. None if the threshold is not known.
    ///
    /// ```
    /// use clearfloor::{fees::{ReturnsAbove, ReturnsRule}, rate::Rate};
    /// let charged = ReturnsAbove::Threshold(Rate::from_ppm(100_000));
    /// let rule = ReturnsRule { charged, exempt_below_units: 25, fee_range: None, share_of_fulfilment: None };
    /// // Too few units were shipped for a fee.
    /// assert_eq!(rule.counts(24, 10).unwrap().unwrap().charged, 0);
    /// assert_eq!(rule.counts(25, 10).unwrap().unwrap().charged, 8);
    /// let unknown = ReturnsRule { charged: ReturnsAbove::UnknownThreshold, ..rule };
    /// assert!(unknown.counts(25, 10).unwrap().is_none());
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn counts(&self, shipped: u64, returned: u64) -> Result<Option<ReturnCounts>> {
        if shipped < u64::from(self.exempt_below_units) {
            return Ok(Some(ReturnCounts { allowed: returned, charged: 0 }));
        }
        let allowed = match self.charged {
            ReturnsAbove::Nothing => 0,
            ReturnsAbove::Everything => returned,
            ReturnsAbove::UnknownThreshold => return Ok(None),
            ReturnsAbove::Threshold(rate) => {
                let whole = divide(i128::from(shipped) * i128::from(rate.ppm()), 1_000_000, Rounding::Floor)?;
                u64::try_from(whole).map_err(|_| crate::error::Error::out_of_range("units"))?
            }
        };
        Ok(Some(ReturnCounts { allowed, charged: returned.saturating_sub(allowed) }))
    }
}

impl FeeTables {
    /// The referral fee of a category, for a unit that the marketplace ships.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let rule = fees.referral(fees.category("home").unwrap(), on).unwrap().value;
    /// // 15 %, at least 0.30.
    /// let fee = |text| rule.charge(Money::parse(text, Currency::USD).unwrap()).unwrap().to_string();
    /// assert_eq!((fee("29.99"), fee("1.50")), ("4.50".to_owned(), "0.30".to_owned()));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `referral`: no table, or no row for the category.
    pub fn referral(&self, category: &Category, on: Day) -> Lookup<&ReferralRule> {
        self.referral_of(category, Carrier::Marketplace, None, on)
    }

    /// The referral fee of a category by who ships the unit and by its size: in Europe the rate of
    /// clothing falls above a price for what the marketplace ships, and very large goods have a minimum
    /// that replaces the usual one. Without a size the usual one holds.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{Carrier, FeeTables, Market};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let fees = FeeTables::of(Market::De).unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["80", "50", "40"], LengthUnit::Cm, "25", WeightUnit::Kg).unwrap();
    /// let heavy = fees.size(&package, on).unwrap().value;
    /// let price = Money::parse("50.00", Currency::EUR).unwrap();
    /// let home = fees.category("home").unwrap();
    /// let fee = |sized| fees.referral_of(home, Carrier::Marketplace, sized, on).unwrap().value.charge(price).unwrap();
    /// // 15 % of 50.00, and the minimum of heavy oversize.
    /// assert_eq!((fee(None).to_string(), fee(Some(&heavy)).to_string()), ("7.50".to_owned(), "20.00".to_owned()));
    /// ```
    ///
    /// # Errors
    /// As [`FeeTables::referral`].
    pub fn referral_of(
        &self,
        category: &Category,
        carrier: Carrier,
        sized: Option<&SizedUnit>,
        on: Day,
    ) -> Lookup<&ReferralRule> {
        let hit = self.in_force(Family::Referral, on)?;
        let no_row = || self.hole(Family::Referral, HoleReason::NoRow, Some(hit.table), &[]);
        let place = usize::from(hit.place);
        let row = category.referral_rows.get(place).copied().flatten().ok_or_else(no_row)?;
        if let Body::Referral(rows) = &hit.table.body
            && rows.get(usize::from(row)).and_then(|r| r.from).is_some_and(|from| from > on.number())
        {
            return Err(no_row());
        }
        let rules = self.referral_rules.get(place).and_then(|rules| rules.get(usize::from(row))).ok_or_else(no_row)?;
        let by_size = sized.and_then(|sized| self.size_minimum(sized, on)).and_then(|i| rules.by_size.get(i));
        let of_carrier = rules.seller.as_ref().filter(|_| carrier == Carrier::Seller);
        let rule = by_size.or(of_carrier).unwrap_or(&rules.marketplace);
        Ok(Known { value: rule, row: hit.row(usize::from(row)) })
    }

    /// Place of the minimum by size that holds for a unit.
    fn size_minimum(&self, sized: &SizedUnit, on: Day) -> Option<usize> {
        let table = self.find(Family::ReferralMinimumBySize, on)?.place;
        self.size_minimums.iter().position(|minimum| minimum.table == table && minimum.tier == sized.tier)
    }

    /// The minimum of the referral fee that the size of a unit brings with it, if it has one.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::of(Market::De).unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let least = |kilograms| {
    ///     let package = Package::parse(["80", "50", "40"], LengthUnit::Cm, kilograms, WeightUnit::Kg).unwrap();
    ///     fees.referral_minimum_by_size(&fees.size(&package, on).unwrap().value, on).map(|known| known.value.to_string())
    /// };
    /// assert_eq!(least("25"), Some("20.00".to_owned()));
    /// ```
    #[must_use]
    pub fn referral_minimum_by_size(&self, sized: &SizedUnit, on: Day) -> Option<Known<Money>> {
        let hit = self.find(Family::ReferralMinimumBySize, on)?;
        let place = self.size_minimum(sized, on)?;
        let row = usize::from(self.size_minimums.get(place)?.row);
        let Body::ReferralMinimumBySize(rows) = &hit.table.body else { return None };
        let (_, minor) = rows.get(row)?;
        Some(Known { value: Money::new(*minor, self.currency).ok()?, row: hit.row(row) })
    }

    /// The closing fee of a sold unit: charged for media, nothing for all others.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fee = |id| fees.closing_fee(fees.category(id).unwrap(), on).unwrap().value.to_string();
    /// assert_eq!((fee("books"), fee("home")), ("1.80".to_owned(), "0.00".to_owned()));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `closing_fee`: a category of media, and no figure on the day.
    pub fn closing_fee(&self, category: &Category, on: Day) -> Lookup<Money> {
        let hit = match (self.find(Family::ClosingFee, on), category.has_closing_fee()) {
            (None, false) => return Ok(self.nothing()),
            (None, true) => return Err(self.hole(Family::ClosingFee, HoleReason::NoTable, None, &[])),
            (Some(hit), _) => hit,
        };
        match &hit.table.body {
            Body::ClosingFee { fee } => {
                let fee = if category.has_closing_fee() { *fee } else { 0 };
                Ok(Known { value: self.money(Family::ClosingFee, fee)?, row: hit.whole() })
            }
            _ if !category.has_closing_fee() => Ok(self.nothing()),
            _ => Err(self.hole(Family::ClosingFee, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// What is kept of the referral fee when a unit is refunded.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let referral = Money::parse("4.50", Currency::USD).unwrap();
    /// let rule = fees.refund_administration(on).unwrap().value;
    /// assert_eq!(rule.charge(referral).unwrap().to_string(), "0.90");
    /// // In Australia the cap is not known.
    /// assert!(FeeTables::of(Market::Au).unwrap().refund_administration(on).is_err());
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `refund_administration`: no table on the day, or a cap that is not known.
    pub fn refund_administration(&self, on: Day) -> Lookup<RefundRule> {
        let hit = self.in_force(Family::RefundAdministration, on)?;
        match &hit.table.body {
            Body::RefundAdministration { cap: Some(cap), ppm_of_referral } => {
                let cap = self.money(Family::RefundAdministration, *cap)?;
                Ok(Known { value: RefundRule { cap, share: Rate::from_ppm(*ppm_of_referral) }, row: hit.whole() })
            }
            _ => Err(self.hole(Family::RefundAdministration, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Which returns of a category are charged (month of shipping).
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, ReturnsAbove}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let rule = |id| fees.returns_processing(fees.category(id).unwrap(), on).unwrap().value;
    /// assert_eq!(rule("shoes").charged, ReturnsAbove::Nothing);
    /// assert_eq!(rule("home").exempt_below_units, 25);
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `returns_processing`: no table, or nothing known of the category.
    pub fn returns_processing(&self, category: &Category, on: Day) -> Lookup<ReturnsRule> {
        let hit = self.in_force(Family::ReturnsProcessing, on)?;
        let hole = || self.hole(Family::ReturnsProcessing, HoleReason::NoRow, Some(hit.table), &[]);
        let Body::ReturnsProcessing(table) = &hit.table.body else { return Err(hole()) };
        let found = category
            .returns_name
            .as_deref()
            .and_then(|name| table.thresholds.iter().enumerate().find(|(_, (category, _))| category == name));
        let charged = match (category.returns.ok_or_else(hole)?, found) {
            (ReturnsCharged::EveryReturn, _) => ReturnsAbove::Nothing,
            (ReturnsCharged::AboveThreshold, Some((_, (_, ppm)))) => ReturnsAbove::Threshold(Rate::from_ppm(*ppm)),
            (ReturnsCharged::AboveThreshold, None) => ReturnsAbove::UnknownThreshold,
            (ReturnsCharged::None, _) => ReturnsAbove::Everything,
        };
        let money = |minor| self.money(Family::ReturnsProcessing, minor);
        let fee_range = match table.range {
            Some((low, high)) => Some((money(low)?, money(high)?)),
            None => None,
        };
        let share = table.every_return_ppm_of_fulfilment.filter(|_| charged == ReturnsAbove::Nothing);
        let value = ReturnsRule {
            charged,
            exempt_below_units: table.exempt_below_units,
            fee_range,
            share_of_fulfilment: share.map(Rate::from_ppm),
        };
        Ok(Known { value, row: found.map_or_else(|| hit.whole(), |(place, _)| hit.row(place)) })
    }

    /// The fee of a charged return. Only a range is known since 2024, so this is a hole.
    ///
    /// # Errors
    /// Always a [`super::Hole`] of `returns_processing`, with what the data say about it.
    pub(crate) fn returns_processing_fee(&self, sized: &SizedUnit, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::ReturnsProcessing, on)?;
        let asked = [("tier", sized.tier.code())];
        Err(self.hole(Family::ReturnsProcessing, HoleReason::NoFigure, Some(hit.table), &asked))
    }
}
