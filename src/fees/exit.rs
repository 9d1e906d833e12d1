//! What it costs or brings to take stock out: removal, disposal, liquidation, grade and resell.

use super::data_shape::{Body, ExitRow, Family, GradeRow};
use super::lookup::{HoleReason, Known, Lookup};
use super::rule::ReferralRule;
use super::size::{Basis, SizedUnit, Weighed};
use super::storage::SizeGroup;
use super::tables::{FeeTables, Hit};
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// Whether the marketplace counts an item as special handling; it decides item by item.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Handling}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let fee = |handling| fees.removal(&sized, handling, on).unwrap().value.to_string();
/// assert_eq!((fee(Handling::Ordinary), fee(Handling::Special)), ("0.84".to_owned(), "3.12".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// It does not.
    Ordinary,
    /// It does.
    Special,
}

/// Group of the removal and liquidation tables.
///
/// ```
/// use clearfloor::{date::Day, fees::{ExitGroup, FeeTables, Handling}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["20", "15", "10"], LengthUnit::In, "8", WeightUnit::Lb).unwrap();
/// let bulky = fees.size(&package, on).unwrap().value;
/// assert_eq!(ExitGroup::of(&bulky, Handling::Ordinary), ExitGroup::OversizeOrSpecial);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitGroup {
    /// Standard size without special handling.
    Standard,
    /// Bulky, extra-large or special handling.
    OversizeOrSpecial,
}

impl ExitGroup {
    /// The group of a unit.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{ExitGroup, FeeTables, Handling}, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// assert_eq!(ExitGroup::of(&sized, Handling::Ordinary), ExitGroup::Standard);
    /// // A watch is small, and handled with care.
    /// assert_eq!(ExitGroup::of(&sized, Handling::Special), ExitGroup::OversizeOrSpecial);
    /// ```
    #[must_use]
    pub fn of(sized: &SizedUnit, handling: Handling) -> Self {
        if handling == Handling::Special || sized.group == SizeGroup::Oversize {
            Self::OversizeOrSpecial
        } else {
            Self::Standard
        }
    }

    /// Stable text: `standard`, `oversize_or_special`.
    ///
    /// ```
    /// use clearfloor::fees::ExitGroup;
    /// assert_eq!(ExitGroup::OversizeOrSpecial.code(), "oversize_or_special");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::OversizeOrSpecial => "oversize_or_special",
        }
    }
}

/// Terms of liquidating a unit.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Handling}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let terms = fees.liquidation(&sized, Handling::Ordinary, on).unwrap().value;
/// assert_eq!((terms.recovery_low.ppm(), terms.recovery_high.ppm()), (50_000, 100_000));
/// assert_eq!((terms.payout_days_low, terms.payout_days_high, terms.is_cancellable), (60, 90, false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiquidationTerms {
    /// Fee per unit.
    pub processing: Money,
    /// Share of the gross recovery.
    pub referral_share: Rate,
    /// Least share of the average selling price that buyers pay.
    pub recovery_low: Rate,
    /// Middle of the range, as pages use it.
    pub recovery_mid: Rate,
    /// Greatest share.
    pub recovery_high: Rate,
    /// Fewest days until the money comes.
    pub payout_days_low: u32,
    /// Most days.
    pub payout_days_high: u32,
    /// Whether an order can be taken back.
    pub is_cancellable: bool,
    /// Whether dangerous goods are taken.
    pub is_dangerous_eligible: bool,
    /// Days, cancelling and dangerous goods are those of the US: not stated for this marketplace.
    pub is_terms_assumed: bool,
}

/// What liquidating one unit brings.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::{FeeTables, Handling};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let terms = fees.liquidation(&sized, Handling::Ordinary, on).unwrap().value;
/// let proceeds = terms.proceeds(Money::parse("20.00", Currency::USD).unwrap(), terms.recovery_high).unwrap();
/// // A tenth of 20.00, less 15 % of it and the processing fee.
/// assert_eq!((proceeds.gross_recovery.to_string(), proceeds.referral.to_string()), ("2.00".to_owned(), "0.30".to_owned()));
/// assert_eq!((proceeds.processing.to_string(), proceeds.net.to_string()), ("0.25".to_owned(), "1.45".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiquidationProceeds {
    /// Recovery × average selling price.
    pub gross_recovery: Money,
    /// Share the marketplace keeps.
    pub referral: Money,
    /// Processing fee.
    pub processing: Money,
    /// Gross less both; may be negative.
    pub net: Money,
}

impl LiquidationTerms {
    /// Proceeds of one unit at a recovery rate, each line rounded once.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{FeeTables, Handling};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let terms = fees.liquidation(&sized, Handling::Ordinary, on).unwrap().value;
    /// let net = |price| terms.proceeds(Money::parse(price, Currency::USD).unwrap(), terms.recovery_low).unwrap().net;
    /// // 5 % of a cheap product does not pay for its processing.
    /// assert_eq!((net("40.00").to_string(), net("4.00").to_string()), ("1.45".to_owned(), "-0.08".to_owned()));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn proceeds(&self, average_selling_price: Money, recovery: Rate) -> Result<LiquidationProceeds> {
        let gross_recovery = average_selling_price.share(recovery)?;
        let referral = gross_recovery.share(self.referral_share)?;
        let net = gross_recovery.minus(referral)?.minus(self.processing)?;
        Ok(LiquidationProceeds { gross_recovery, referral, processing: self.processing, net })
    }

    /// Days until the money comes: middle of the range, rounded down.
    #[must_use]
    pub(crate) const fn payout_days_mid(&self) -> u32 {
        self.payout_days_low.midpoint(self.payout_days_high)
    }
}

/// What a graded unit brings when it is sold again.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, GradedResale}, money::{Currency, Money}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let rule = fees.referral(fees.category("home").unwrap(), on).unwrap().value;
/// let resale = GradedResale::new(usd("20.00"), rule, usd("1.50"), usd("3.61")).unwrap();
/// // 20.00 less 3.00, 1.50 and 3.61.
/// assert_eq!((resale.referral, resale.net), (usd("3.00"), usd("11.89")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradedResale {
    /// Referral fee of the resale price.
    pub referral: Money,
    /// Grading fee.
    pub grading: Money,
    /// Price less both and less fulfilment.
    pub net: Money,
}

impl GradedResale {
    /// Proceeds of one unit.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, GradedResale}, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let rule = fees.referral(fees.category("home").unwrap(), on).unwrap().value;
    /// let resale = GradedResale::new(usd("6.00"), rule, usd("1.50"), usd("3.61")).unwrap();
    /// assert_eq!(resale.net, usd("-0.01"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn new(price: Money, rule: &ReferralRule, grading: Money, fulfilment: Money) -> Result<Self> {
        let referral = rule.charge(price)?;
        let net = price.minus(referral)?.minus(grading)?.minus(fulfilment)?;
        Ok(Self { referral, grading, net })
    }
}

impl FeeTables {
    fn exit_fee(
        &self,
        hit: Hit<'_>,
        (rows, is_by_unit_weight): (&[ExitRow], bool),
        sized: &SizedUnit,
        handling: Handling,
    ) -> Lookup<Money> {
        let family = hit.table.family;
        let group = ExitGroup::of(sized, handling);
        let no_row = || self.hole(family, HoleReason::NoRow, Some(hit.table), &[("group", group.code())]);
        let weight = sized.weighed(if is_by_unit_weight { Basis::Unit } else { Basis::Billed });
        let is_row = |r: &ExitRow| {
            r.is_oversize_or_special == (group == ExitGroup::OversizeOrSpecial) && weight.is_within(r.up_to)
        };
        let place = rows.iter().position(is_row).ok_or_else(no_row)?;
        let row = rows.get(place).ok_or_else(no_row)?;
        let (added, is_assumed) = weight.added(row.step.as_ref(), 0).map_err(|_| self.out_of_range(family))?;
        let value = self.money(family, row.fee.saturating_add(added))?;
        Ok(Known { value, row: hit.row(place).or_assumed(is_assumed) })
    }

    /// Removal of one unit to the seller. The day the order is created decides. By billed weight in the
    /// US, by the weight on the scale elsewhere.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Handling}, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let fee = |iso, ounces| {
    ///     let on = Day::parse(iso).unwrap();
    ///     let package = Package::parse(["9", "6", "0.7"], LengthUnit::In, ounces, WeightUnit::Oz).unwrap();
    ///     let sized = fees.size(&package, on).unwrap().value;
    ///     fees.removal(&sized, Handling::Ordinary, on).unwrap().value.to_string()
    /// };
    /// assert_eq!((fee("2026-11-21", "8"), fee("2026-11-21", "8.1")), ("0.84".to_owned(), "1.53".to_owned()));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `removal`: no table on the day.
    pub fn removal(&self, sized: &SizedUnit, handling: Handling, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::Removal, on)?;
        match &hit.table.body {
            Body::Removal { is_by_unit_weight, rows, .. } => {
                self.exit_fee(hit, (rows, *is_by_unit_weight), sized, handling)
            }
            _ => Err(self.hole(Family::Removal, HoleReason::NoRow, Some(hit.table), &[])),
        }
    }

    /// Disposal of one unit: what removal costs where the table says that it is the same.
    ///
    /// # Errors
    /// A [`super::Hole`] of `removal` or `disposal`: no table on the day, or rates of its own that are not known.
    pub(crate) fn disposal(&self, sized: &SizedUnit, handling: Handling, on: Day) -> Lookup<Money> {
        if let Some(hit) = self.find(Family::Disposal, on) {
            return Err(self.hole(Family::Disposal, HoleReason::NoFigure, Some(hit.table), &[]));
        }
        let hit = self.in_force(Family::Removal, on)?;
        match &hit.table.body {
            Body::Removal { is_disposal_too: true, .. } => self.removal(sized, handling, on),
            _ => Err(self.hole(Family::Disposal, HoleReason::NoTable, None, &[])),
        }
    }

    /// Lowest, middle and highest share of the average selling price that liquidation is said to
    /// recover, whatever the product.
    ///
    /// # Errors
    /// A hole if no table is in force.
    pub(crate) fn liquidation_recovery(&self, on: Day) -> Lookup<[Rate; 3]> {
        let hit = self.in_force(Family::Liquidation, on)?;
        match &hit.table.body {
            Body::Liquidation { terms, .. } => Ok(Known {
                value: [terms.recovery_low_ppm, terms.recovery_mid_ppm, terms.recovery_high_ppm].map(Rate::from_ppm),
                row: hit.whole(),
            }),
            _ => Err(self.hole(Family::Liquidation, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Liquidation of one unit, by the weight on the scale where the table says so. Storage stops when the
    /// order is submitted.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Handling}, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let terms = fees.liquidation(&sized, Handling::Ordinary, on).unwrap().value;
    /// assert_eq!((terms.processing.to_string(), terms.referral_share.ppm()), ("0.25".to_owned(), 150_000));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `liquidation`: no table on the day.
    pub fn liquidation(&self, sized: &SizedUnit, handling: Handling, on: Day) -> Lookup<LiquidationTerms> {
        let hit = self.in_force(Family::Liquidation, on)?;
        let Body::Liquidation { terms, is_by_unit_weight, rows } = &hit.table.body else {
            return Err(self.hole(Family::Liquidation, HoleReason::NoRow, Some(hit.table), &[]));
        };
        let fee = self.exit_fee(hit, (rows, *is_by_unit_weight), sized, handling)?;
        Ok(fee.map(|processing| LiquidationTerms {
            processing,
            referral_share: Rate::from_ppm(terms.referral_ppm),
            recovery_low: Rate::from_ppm(terms.recovery_low_ppm),
            recovery_mid: Rate::from_ppm(terms.recovery_mid_ppm),
            recovery_high: Rate::from_ppm(terms.recovery_high_ppm),
            payout_days_low: terms.payout_days_low,
            payout_days_high: terms.payout_days_high,
            is_cancellable: terms.is_cancellable,
            is_dangerous_eligible: terms.is_dangerous_eligible,
            is_terms_assumed: terms.is_terms_assumed,
        }))
    }

    /// Grading fee of one unit by the tier name the page uses (`small_standard`, `large_standard`,
    /// `small_or_medium_oversize`, `large_or_special_oversize`) and its weight in ounces.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, rounding::Ratio};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fee = |tier, ounces| fees.grading_fee(tier, Ratio::whole(ounces), on).map(|known| known.value.to_string());
    /// assert_eq!(fee("large_standard", 40).unwrap(), "1.80");
    /// assert!(fee("small_standard", 17).is_err());
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `grade_and_resell`: no table, or no row of that name for the weight.
    pub fn grading_fee(&self, tier_name: &str, weight_oz: Ratio, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::GradeAndResell, on)?;
        let no_row = || self.hole(Family::GradeAndResell, HoleReason::NoRow, Some(hit.table), &[]);
        let Body::GradeAndResell(rows) = &hit.table.body else { return Err(no_row()) };
        let too_large = |_| self.out_of_range(Family::GradeAndResell);
        let weight = Weighed::new(weight_oz).map_err(too_large)?;
        let is_row = |r: &GradeRow| r.tier == tier_name && weight.is_within(r.up_to);
        let place = rows.iter().position(is_row).ok_or_else(no_row)?;
        let row = rows.get(place).ok_or_else(no_row)?;
        let (added, _) = weight.added(row.step.as_ref(), 0).map_err(too_large)?;
        Ok(Known { value: self.money(Family::GradeAndResell, row.fee.saturating_add(added))?, row: hit.row(place) })
    }

    /// Grading fee of a unit in today's tiers. Only the standard tiers have kept their names; how
    /// the old oversize names map is a hole.
    ///
    /// # Errors
    /// A [`super::Hole`] of `grade_and_resell`.
    pub(crate) fn grade_and_resell(&self, sized: &SizedUnit, on: Day) -> Lookup<Money> {
        if sized.is_oversize() {
            let hit = self.in_force(Family::GradeAndResell, on)?;
            return Err(self.hole(Family::GradeAndResell, HoleReason::NotSettled, Some(hit.table), &[]));
        }
        self.grading_fee(sized.tier.code(), sized.billed_weight, on)
    }
}
