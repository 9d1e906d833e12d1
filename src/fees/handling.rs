//! Extra handling of single units: very long ones, those that must be boxed, dangerous ones, and
//! stock that is spread over Europe.

use super::data_shape::{Body, Family};
use super::fulfilment::asked;
use super::lookup::{HoleReason, Known, Lookup, RowRef};
use super::size::SizedUnit;
use super::tables::FeeTables;
use crate::date::Day;
use crate::money::Money;
use crate::rounding::Ratio;

impl FeeTables {
    /// Overmax handling of an extra-large unit with a very long side or girth; nothing for all others and
    /// in marketplaces that have no such fee.
    ///
    /// # Errors
    /// A [`super::Hole`] of `overmax_handling`: no table on the day.
    pub(crate) fn overmax_handling(&self, sized: &SizedUnit, on: Day) -> Lookup<Money> {
        if !self.has_family(Family::OvermaxHandling) {
            return Ok(self.nothing());
        }
        let hit = self.in_force(Family::OvermaxHandling, on)?;
        let Body::OvermaxHandling { longest_above, length_plus_girth_above, rows } = &hit.table.body else {
            return Err(self.hole(Family::OvermaxHandling, HoleReason::NoRow, Some(hit.table), &[]));
        };
        let is_above = |side: Ratio, limit: u32| Ratio::new(i128::from(limit), 1000).is_ok_and(|limit| side > limit);
        let is_long =
            || is_above(sized.longest, *longest_above) || is_above(sized.length_plus_girth, *length_plus_girth_above);
        match rows.iter().position(|(tier, _)| *tier == sized.tier).filter(|_| is_long()) {
            Some(place) => {
                let fee = rows.get(place).map_or(0, |(_, fee)| *fee);
                Ok(Known { value: self.money(Family::OvermaxHandling, fee)?, row: hit.row(place) })
            }
            None => Ok(Known { value: Money::zero(self.currency), row: hit.whole() }),
        }
    }

    /// Packaging of an oversize unit that is not enrolled to ship in its own packaging and goes in a box
    /// of the marketplace. In the US by dimensional weight, for bulky goods that the marketplace has to
    /// overbox (whether it does is not known ahead); in Europe by billed weight, for each such unit, and
    /// nothing for a unit of standard size.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["20", "15", "10"], LengthUnit::In, "8", WeightUnit::Lb).unwrap();
    /// let bulky = fees.size(&package, on).unwrap().value;
    /// // By its dimensional weight of 345.3 oz, not by the 8 lb on the scale.
    /// assert_eq!(fees.packaging(&bulky, on).unwrap().value.to_string(), "2.92");
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `bulky_packaging_fee` or `oversize_packaging_fee`: no table, or no row for the unit.
    pub fn packaging(&self, sized: &SizedUnit, on: Day) -> Lookup<Money> {
        if let Some(hit) = self.find(Family::OversizePackagingFee, on)
            && let Body::ByBilledWeight(rows) = &hit.table.body
        {
            return match sized.is_oversize() {
                true => self.first_amount(hit, rows, None, sized, 0),
                false => Ok(Known { value: Money::zero(self.currency), row: hit.whole() }),
            };
        }
        let hit = self.in_force(Family::BulkyPackagingFee, on)?;
        let no_row = || self.hole(Family::BulkyPackagingFee, HoleReason::NoRow, Some(hit.table), &asked(sized, None));
        let Body::BulkyPackagingFee { tiers, rows } = &hit.table.body else { return Err(no_row()) };
        let weight = sized.dimensional_weight.filter(|_| tiers.contains(&sized.tier)).ok_or_else(no_row)?;
        let is_within = |limit: Option<u32>| limit.is_none_or(|l| weight <= Ratio::whole(i128::from(l)));
        let place = rows.iter().position(|r| is_within(r.up_to)).ok_or_else(no_row)?;
        let fee = rows.get(place).ok_or_else(no_row)?.fee;
        Ok(Known { value: self.money(Family::BulkyPackagingFee, fee)?, row: hit.row(place) })
    }

    /// Whether a unit of this tier may have to be put into a box of the marketplace for a fee.
    #[must_use]
    pub(crate) fn may_be_overboxed(&self, sized: &SizedUnit, on: Day) -> bool {
        let tiers = |family| self.find(family, on).map(|hit| &hit.table.body);
        match (tiers(Family::OversizePackagingFee), tiers(Family::BulkyPackagingFee)) {
            (Some(Body::ByBilledWeight(_)), _) => sized.is_oversize(),
            (_, Some(Body::BulkyPackagingFee { tiers, .. })) => tiers.contains(&sized.tier),
            _ => false,
        }
    }

    /// Added to the fulfilment fee of an oversize unit that is sold from stock spread over Europe.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::of(Market::De).unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["50", "40", "3"], LengthUnit::Cm, "700", WeightUnit::G).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// // 1.64 up to 760 g, 0.03 for each begun kilogram above; billed are 1.2 kg by volume.
    /// assert_eq!(sized.tier.code(), "small-oversize");
    /// assert_eq!(fees.pan_european_oversize(&sized, on).unwrap().value.to_string(), "1.67");
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `pan_eu_oversize_surcharge`: no table, or no row for the tier.
    pub fn pan_european_oversize(&self, sized: &SizedUnit, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::PanEuOversizeSurcharge, on)?;
        match &hit.table.body {
            Body::ByBilledWeight(rows) => self.first_amount(hit, rows, None, sized, 0),
            _ => Err(self.hole(Family::PanEuOversizeSurcharge, HoleReason::NoRow, Some(hit.table), &[])),
        }
    }

    /// Added to a unit shipped to another store from stock that lies in Germany only; for the German
    /// store itself it is inside the fee of that placement.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fees = FeeTables::of(Market::De).unwrap();
    /// assert_eq!(fees.central_europe(on).unwrap().value.to_string(), "0.26");
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `central_europe_surcharge`: no table.
    pub fn central_europe(&self, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::CentralEuropeSurcharge, on)?;
        match &hit.table.body {
            Body::CentralEuropeSurcharge { fee } => {
                Ok(Known { value: self.money(Family::CentralEuropeSurcharge, *fee)?, row: hit.whole() })
            }
            _ => Err(self.hole(Family::CentralEuropeSurcharge, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Extra fee of a unit that is dangerous goods or has a lithium battery, where the marketplace has
    /// one fee for both (Europe).
    ///
    /// # Errors
    /// A [`super::Hole`] of `dangerous_goods_surcharge`: no table on the day.
    pub(crate) fn dangerous_goods(&self, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::DangerousGoodsSurcharge, on)?;
        match &hit.table.body {
            Body::DangerousGoodsSurcharge { fee } => {
                Ok(Known { value: self.money(Family::DangerousGoodsSurcharge, *fee)?, row: hit.whole() })
            }
            _ => Err(self.hole(Family::DangerousGoodsSurcharge, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Extra handling of a unit by what it is: the fee of a lithium battery, or the one fee of both.
    /// Nothing for a unit that is neither, and for dangerous goods where they have a card of their own.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fee = |market, is_dangerous, has_battery| {
    ///     let fees = FeeTables::of(market).unwrap();
    ///     fees.special_goods(is_dangerous, has_battery, on).unwrap().value.to_string()
    /// };
    /// assert_eq!((fee(Market::Us, false, true), fee(Market::Us, true, false)), ("0.11".to_owned(), "0.00".to_owned()));
    /// assert_eq!((fee(Market::De, true, true), fee(Market::De, false, false)), ("0.10".to_owned(), "0.00".to_owned()));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] where one of them is charged and the table is missing on the day.
    pub fn special_goods(&self, is_dangerous: bool, has_battery: bool, on: Day) -> Lookup<Money> {
        if (is_dangerous || has_battery) && self.has_family(Family::DangerousGoodsSurcharge) {
            return self.dangerous_goods(on);
        }
        if has_battery { self.lithium_battery(on) } else { Ok(self.nothing()) }
    }

    /// Nothing charged, and no row that had to say it.
    pub(super) const fn nothing(&self) -> Known<Money> {
        Known { value: Money::zero(self.currency), row: RowRef::NONE }
    }

    /// Extra fee of a unit with a lithium battery.
    ///
    /// # Errors
    /// A [`super::Hole`] of `lithium_battery_fee`: no table on the day.
    pub(crate) fn lithium_battery(&self, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::LithiumBatteryFee, on)?;
        match &hit.table.body {
            Body::LithiumBatteryFee { fee } => {
                Ok(Known { value: self.money(Family::LithiumBatteryFee, *fee)?, row: hit.whole() })
            }
            _ => Err(self.hole(Family::LithiumBatteryFee, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }
}
