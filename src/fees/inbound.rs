//! What receiving one unit costs: the inbound placement fee.

use super::data_shape::{Body, Family, PlacementRow, Tier};
use super::lookup::{HoleReason, Known, Lookup};
use super::size::SizedUnit;
use super::tables::{FeeTables, Hit};
use crate::date::Day;
use crate::money::Money;

/// How a shipment is spread over the destinations.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Split}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let fee = |identical_cartons| fees.inbound_placement(&sized, Split::Optimized { identical_cartons }, on);
/// // Free from five identical cartons on; what fewer cost, the data do not say.
/// assert_eq!(fee(5).unwrap().value.1.to_string(), "0.00");
/// assert!(fee(4).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// To the fewest destinations.
    Minimal,
    /// To some.
    Partial,
    /// To all the marketplace asks for, with so many identical cartons or pallets an item.
    Optimized {
        /// Identical cartons or pallets.
        identical_cartons: u32,
    },
}

impl Split {
    /// Stable text: `minimal`, `partial`, `optimized`.
    #[must_use]
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Partial => "partial",
            Self::Optimized { .. } => "optimized",
        }
    }
}

impl FeeTables {
    /// The inbound placement fee of one unit received on a day: lowest and highest over the destinations.
    /// A tier that the table does not list, and of which the data do not say that it is missing, pays
    /// none: extra-large.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Split}, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let (low, high) = fees.inbound_placement(&sized, Split::Minimal, on).unwrap().value;
    /// assert_eq!((low.to_string(), high.to_string()), ("0.14".to_owned(), "0.32".to_owned()));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `inbound_placement`: no table, no row for tier and weight, a split the
    /// row does not know, or an optimized split with too few cartons.
    pub fn inbound_placement(&self, sized: &SizedUnit, split: Split, on: Day) -> Lookup<(Money, Money)> {
        let family = Family::InboundPlacement;
        let hit = self.placement_table(sized.tier, on);
        let hit = hit.ok_or_else(|| self.hole(family, HoleReason::NoTable, None, &[]))?;
        let hole = |reason| {
            self.hole(family, reason, Some(hit.table), &[("tier", sized.tier.code()), ("split", split.code())])
        };
        let Body::InboundPlacement { optimized_fee, optimized_cartons, rows, .. } = &hit.table.body else {
            return Err(hole(HoleReason::NoRow));
        };
        if let Split::Optimized { identical_cartons } = split {
            // With fewer cartons the marketplace charges another split; which, the data do not say.
            let fee = optimized_fee.filter(|_| optimized_cartons.is_some_and(|least| identical_cartons >= least));
            let fee = self.money(family, fee.ok_or_else(|| hole(HoleReason::NotSettled))?)?;
            return Ok(Known { value: (fee, fee), row: hit.whole() });
        }
        if !rows.iter().any(|row| row.tier == sized.tier) && hole(HoleReason::NoRow).texts.is_empty() {
            let none = Money::zero(self.currency);
            return Ok(Known { value: (none, none), row: hit.whole() });
        }
        let is_row = |r: &PlacementRow| r.tier == sized.tier && sized.is_within(r.up_to);
        let place = rows.iter().position(is_row).ok_or_else(|| hole(HoleReason::NoRow))?;
        let range = rows.get(place).and_then(|r| if split == Split::Minimal { r.minimal } else { r.partial });
        let (low, high) = range.ok_or_else(|| hole(HoleReason::NoFigure))?;
        Ok(Known { value: (self.money(family, low)?, self.money(family, high)?), row: hit.row(place) })
    }

    /// The table of a tier: one that says since when it holds for the tier comes before the one of
    /// the day, and large bulky had a card of its own in 2024.
    fn placement_table(&self, tier: Tier, on: Day) -> Option<Hit<'_>> {
        let since = |body: &Body| match body {
            Body::InboundPlacement { since, .. } => since.iter().find(|(t, _)| *t == tier).map(|(_, day)| *day),
            _ => None,
        };
        let early = (0_u16..).zip(&self.pack.tables).find(|(_, t)| {
            let begins = since(&t.body).is_some_and(|day| day <= on.number());
            t.family == Family::InboundPlacement && begins && t.to.is_none_or(|to| on.number() <= to)
        });
        if let Some((place, table)) = early {
            return Some(Hit { table, place, is_assumed: false, is_resumed: false });
        }
        let has_tier = |hit: &Hit<'_>| match &hit.table.body {
            Body::InboundPlacement { rows, .. } => rows.iter().any(|row| row.tier == tier),
            _ => false,
        };
        let own = self.find(Family::InboundPlacementLargeBulky, on).filter(has_tier);
        own.or_else(|| self.find(Family::InboundPlacement, on))
    }
}
