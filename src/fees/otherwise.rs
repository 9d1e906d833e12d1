//! What a unit would pay if the marketplace took it for another size: to find out how a charge came about.

use super::data_shape::{Body, Family, FulfilmentRow, Programme};
use super::size::{BilledBy, SizedUnit, Weighed};
use super::storage::SizeGroup;
use super::tables::FeeTables;
use crate::date::Day;
use crate::rounding::Ratio;

/// Begun steps of weight looked at in an open row; no parcel is heavier by more pounds or half kilograms.
const MOST_STEPS: u32 = 300;

impl FeeTables {
    /// The unit as it would count in each other row of the fulfilment table of a day: of its own tier first, then of
    /// the tiers beside it, each with the weights nearest to its own first. The sides stay as given.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Programme}, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let beside = fees.sizes_beside(&sized, Programme::NonApparel, on);
    /// assert_eq!(beside.first().unwrap().tier, sized.tier);
    /// assert!(beside.iter().any(|other| other.tier.code() == "large_standard"));
    /// ```
    #[must_use]
    pub fn sizes_beside(&self, sized: &SizedUnit, programme: Programme, on: Day) -> Vec<SizedUnit> {
        let (Ok(tiers), Ok(fees)) = (self.in_force(Family::SizeTiers, on), self.in_force(Family::Fulfilment, on))
        else {
            return Vec::new();
        };
        let (Body::SizeTiers { rows: tiers, .. }, Body::Fulfilment { rows, .. }) =
            (&tiers.table.body, &fees.table.body)
        else {
            return Vec::new();
        };
        let place = |tier| tiers.iter().position(|row| row.tier == tier);
        let own = place(sized.tier);
        let mut found: Vec<(usize, Ratio, SizedUnit)> = Vec::new();
        for row in rows.iter().filter(|row| row.programme.is_none_or(|of| of == programme)) {
            let (Some(at), Some(own)) = (place(row.tier), own) else { continue };
            let group = match tiers.get(at).is_some_and(|tier| tier.is_oversize) {
                true => SizeGroup::Oversize,
                false => SizeGroup::Standard,
            };
            for weight in weights_of(row) {
                let Ok(weighed) = Weighed::new(Ratio::whole(i128::from(weight))) else { continue };
                let mut unit = sized.weighing(weighed);
                (unit.tier, unit.group, unit.billed_by) = (row.tier, group, BilledBy::Unit);
                let Ok(far) = unit.billed_weight.minus(sized.billed_weight) else { continue };
                let far = if far < Ratio::ZERO { far.negated().unwrap_or(far) } else { far };
                found.push((at.abs_diff(own), far, unit));
            }
        }
        found.sort_by_key(|(tiers, far, _)| (*tiers, *far));
        found.into_iter().map(|(_, _, unit)| unit).collect()
    }
}

/// A weight in a row for each fee it has.
fn weights_of(row: &FulfilmentRow) -> Vec<u32> {
    let Some(step) = &row.step else { return row.up_to.into_iter().collect() };
    let weights = (0..=MOST_STEPS).map(|count| step.first.saturating_add(count.saturating_mul(step.size)));
    weights
        .map(|weight| weight.max(row.over.saturating_add(1)))
        .filter(|&w| row.up_to.is_none_or(|limit| w <= limit))
        .collect()
}
