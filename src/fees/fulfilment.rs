//! What shipping one unit to the buyer costs, and the fees that hang on it.

use super::data_shape::{Body, Confidence, Family, FulfilmentRow, LowInventoryExemptions, PriceLimit, Programme, Tier};
use super::lookup::{Hole, HoleReason, Known, Lookup, RowRef};
use super::rule::{Limit, PriceBand, PriceBandedFee};
use super::size::SizedUnit;
use super::tables::{FeeTables, Hit};
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// The season of a fulfilment table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// Holiday peak.
    Peak,
    /// The rest of the year.
    NonPeak,
}

impl Season {
    /// Stable text: `peak`, `non_peak`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Peak => "peak",
            Self::NonPeak => "non_peak",
        }
    }
}

/// The fulfilment fee of one unit at every price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fulfilment {
    /// The fee by price band.
    pub fee: PriceBandedFee,
    /// Steps charged above the first weight of the row.
    pub weight_steps: i64,
    /// Season of the table.
    pub season: Season,
}

/// The low-inventory-level fee of one unit by days of supply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowInventoryRule {
    /// Days of supply below which the fee is charged, rising, each with its fee.
    pub below_days: Vec<(u16, Money)>,
    /// The fee of a unit that is not low.
    nothing: Money,
}

impl LowInventoryRule {
    /// The days of supply that pick the column: the greater of the 30-day and the 90-day figure.
    #[must_use]
    pub fn days_used(days_30: Ratio, days_90: Ratio) -> Ratio {
        days_30.max(days_90)
    }

    /// Days of supply of a window: units on hand averaged over it / units shipped per day in it.
    ///
    /// # Errors
    /// `out_of_range` if nothing was shipped.
    pub fn days_of_supply(average_units: Ratio, shipped_per_day: Ratio) -> Result<Ratio> {
        average_units.over(shipped_per_day)
    }

    /// The fee of a shipped unit. Charged only when both windows are below the last limit, which is
    /// so if and only if the greater is. Source: Amazon's page on the low-inventory-level fee.
    #[must_use]
    pub fn charge(&self, days_30: Ratio, days_90: Ratio) -> Money {
        let used = Self::days_used(days_30, days_90);
        let column = self.below_days.iter().find(|(limit, _)| used < Ratio::whole(i128::from(*limit)));
        column.map_or(self.nothing, |(_, fee)| *fee)
    }
}

/// The row of a programme and tier that holds the billed weight. Rows are sorted by both.
fn weight_row<'r>(
    rows: &'r [FulfilmentRow],
    programme: Option<Programme>,
    sized: &SizedUnit,
) -> Option<(usize, &'r FulfilmentRow)> {
    let wanted = (programme, sized.tier);
    let start = rows.partition_point(|r| (r.programme, r.tier) < wanted);
    let of_tier = rows.iter().enumerate().skip(start).take_while(|(_, r)| (r.programme, r.tier) == wanted);
    of_tier.into_iter().find(|(_, r)| sized.is_within(r.up_to_oz)).filter(|(_, r)| sized.is_above(r.over_oz))
}

fn asked(sized: &SizedUnit, programme: Option<Programme>) -> Vec<(&'static str, &'static str)> {
    let product = programme.map(|p| ("product", p.code()));
    core::iter::once(("tier", sized.tier.code())).chain(product).collect()
}

impl FeeTables {
    /// The FBA fulfilment fee of one unit shipped on a day, by price band.
    ///
    /// The ship date picks the table, not the order date. Fee = price-band column of the row that
    /// holds the billed weight + step fee × begun steps above the row's first weight. Without fuel
    /// surcharge, SIPP discount and other extras. Source: Amazon's FBA fee pages, `fulfilment_*`.
    ///
    /// # Errors
    /// A [`Hole`] of `fulfilment`: no table, or no row for programme, tier and weight.
    pub fn fulfilment(&self, sized: &SizedUnit, programme: Programme, on: Day) -> Lookup<Fulfilment> {
        let hit = self.in_force(Family::Fulfilment, on)?;
        self.fulfilment_in(hit, sized, programme)
    }

    /// The fulfilment fee at one price, with the hole named where the table leaves the price band out.
    ///
    /// # Errors
    /// As [`FeeTables::fulfilment`]; also where the figure of the price band is not known.
    pub fn fulfilment_fee(&self, sized: &SizedUnit, programme: Programme, price: Money, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::Fulfilment, on)?;
        let known = self.fulfilment_in(hit, sized, programme)?;
        let no_figure =
            |_| self.hole(Family::Fulfilment, HoleReason::NoFigure, Some(hit.table), &asked(sized, Some(programme)));
        Ok(Known { value: known.value.fee.charge(price).map_err(no_figure)?, row: known.row })
    }

    /// Season of the fulfilment fees of a day: `peak` or `non_peak`; none = no table is in force.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let season = |iso| FeeTables::us().unwrap().season(Day::parse(iso).unwrap());
    /// assert_eq!((season("2026-11-21"), season("2026-07-01")), (Some("peak"), Some("non_peak")));
    /// ```
    #[must_use]
    pub fn season(&self, on: Day) -> Option<&'static str> {
        let hit = self.in_force(Family::Fulfilment, on).ok()?;
        Some(if hit.table.is_peak { "peak" } else { "non_peak" })
    }

    fn fulfilment_in(&self, hit: Hit<'_>, sized: &SizedUnit, programme: Programme) -> Lookup<Fulfilment> {
        let no_row =
            || self.hole(Family::Fulfilment, HoleReason::NoRow, Some(hit.table), &asked(sized, Some(programme)));
        let Body::Fulfilment { limits, rows } = &hit.table.body else { return Err(no_row()) };
        let (place, row) = weight_row(rows, Some(programme), sized).ok_or_else(no_row)?;
        let steps = row.step.map_or(0, |s| sized.steps(s.first_oz, s.step_oz));
        let added = steps.saturating_mul(row.step.map_or(0, |s| s.fee));
        let fee = self.banded(limits, row, added).map_err(|_| self.out_of_range(Family::Fulfilment))?;
        let season = if hit.table.is_peak { Season::Peak } else { Season::NonPeak };
        Ok(Known { value: Fulfilment { fee, weight_steps: steps, season }, row: hit.row(place) })
    }

    fn banded(&self, limits: &[PriceLimit], row: &FulfilmentRow, added: i64) -> Result<PriceBandedFee> {
        let bands = limits.iter().zip(&row.amounts).map(|(limit, amount)| {
            let money = |minor| Money::new(minor, self.currency);
            let up_to = limit.amount.map(money).transpose()?;
            Ok(PriceBand {
                up_to: up_to.map(|amount| Limit { amount, is_inclusive: limit.is_inclusive }),
                fee: amount.map(|amount| money(amount.saturating_add(added))).transpose()?,
            })
        });
        PriceBandedFee::new(bands.collect::<Result<_>>()?)
    }

    /// The fee of the unit at a price by every fulfilment table there is, each with the tier of its
    /// own time; to see whether a fee that differs is one of another season or year. Tables without
    /// a figure for it are left out.
    #[must_use]
    pub fn fulfilment_history(&self, sized: &SizedUnit, programme: Programme, price: Money) -> Vec<(RowRef, Money)> {
        let tables = (0_u16..).zip(&self.pack.tables).filter(|(_, t)| t.family == Family::Fulfilment);
        let fees = tables.filter_map(|(place, table)| {
            let day = Day::from_number(table.from.or(table.to)?);
            let then = self.size(&sized.package, day).ok()?.value;
            let fee = self.fulfilment_in(Hit { table, place, is_assumed: false }, &then, programme).ok()?;
            Some((fee.row, fee.value.fee.charge(price).ok()?))
        });
        fees.collect()
    }

    /// The fuel and logistics surcharge as a share of the fulfilment fee of the season.
    ///
    /// # Errors
    /// A [`Hole`] of `fuel_surcharge`: before it began.
    pub fn fuel_surcharge(&self, on: Day) -> Lookup<Rate> {
        let hit = self.in_force(Family::FuelSurcharge, on)?;
        match &hit.table.body {
            Body::FuelSurcharge { ppm } => Ok(Known { value: Rate::from_ppm(*ppm), row: hit.whole() }),
            _ => Err(self.hole(Family::FuelSurcharge, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Taken off the fulfilment fee of a unit enrolled to ship in its own packaging.
    ///
    /// # Errors
    /// A [`Hole`] of `sipp_discount`: no table or no row (bulky and extra-large; dangerous goods).
    pub fn sipp_discount(&self, sized: &SizedUnit, programme: Programme, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::SippDiscount, on)?;
        let Body::SippDiscount(rows) = &hit.table.body else {
            return Err(self.hole(Family::SippDiscount, HoleReason::NoRow, Some(hit.table), &[]));
        };
        self.first_amount(hit, rows, Some(programme), sized, 0)
    }

    fn first_amount(
        &self,
        hit: Hit<'_>,
        rows: &[FulfilmentRow],
        programme: Option<Programme>,
        sized: &SizedUnit,
        column: usize,
    ) -> Lookup<Money> {
        let family = hit.table.family;
        let hole = |reason| self.hole(family, reason, Some(hit.table), &asked(sized, programme));
        let (place, row) = weight_row(rows, programme, sized).ok_or_else(|| hole(HoleReason::NoRow))?;
        let amount = row.amounts.get(column).copied().flatten().ok_or_else(|| hole(HoleReason::NoFigure))?;
        Ok(Known { value: self.money(family, amount)?, row: hit.row(place) })
    }

    /// Taken off the fulfilment fee of each unit of an eligible Amazon Business order of several
    /// units of one product; nothing for a single unit. Standard size only.
    ///
    /// # Errors
    /// A [`Hole`] of `business_multi_unit_discount`: no row for the tier.
    pub fn business_multi_unit_discount(&self, sized: &SizedUnit, units: u32, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::BusinessMultiUnitDiscount, on)?;
        let Body::BusinessMultiUnitDiscount { from_units, rows } = &hit.table.body else {
            return Err(self.hole(Family::BusinessMultiUnitDiscount, HoleReason::NoRow, Some(hit.table), &[]));
        };
        match from_units.iter().rposition(|from| *from <= units) {
            Some(column) => self.first_amount(hit, rows, None, sized, column),
            None => Ok(Known { value: Money::zero(self.currency), row: hit.whole() }),
        }
    }

    /// The low-inventory-level fee of a shipped unit. Exemptions are the caller's to know
    /// ([`super::Category::is_low_inventory_exempt`] and the seller's own circumstances).
    ///
    /// # Errors
    /// A [`Hole`] of `low_inventory`: no row for the tier (extra-large; bulky before 2026).
    pub fn low_inventory(&self, sized: &SizedUnit, on: Day) -> Lookup<LowInventoryRule> {
        let hit = self.in_force(Family::LowInventory, on)?;
        let hole = |reason| self.hole(Family::LowInventory, reason, Some(hit.table), &asked(sized, None));
        let Body::LowInventory { limits, rows, .. } = &hit.table.body else { return Err(hole(HoleReason::NoRow)) };
        let (place, row) = weight_row(rows, None, sized).ok_or_else(|| hole(HoleReason::NoRow))?;
        let mut below_days = Vec::with_capacity(limits.len());
        for (limit, amount) in limits.iter().zip(&row.amounts) {
            let amount = amount.ok_or_else(|| hole(HoleReason::NoFigure))?;
            below_days.push((*limit, self.money(Family::LowInventory, amount)?));
        }
        let value = LowInventoryRule { below_days, nothing: Money::zero(self.currency) };
        Ok(Known { value, row: hit.row(place) })
    }

    /// Who is free of the low-inventory fee by a number; categories by
    /// [`super::Category::is_low_inventory_exempt`].
    ///
    /// # Errors
    /// A [`Hole`] of `low_inventory`: no table on the day.
    pub fn low_inventory_exemptions(&self, on: Day) -> Lookup<LowInventoryExemptions> {
        let hit = self.in_force(Family::LowInventory, on)?;
        match &hit.table.body {
            Body::LowInventory { exemptions, .. } => Ok(Known { value: *exemptions, row: hit.whole() }),
            _ => Err(self.hole(Family::LowInventory, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Overmax handling of an extra-large unit with a very long side or girth; nothing for all others.
    ///
    /// # Errors
    /// A [`Hole`] of `overmax_handling`: no table on the day.
    pub fn overmax_handling(&self, sized: &SizedUnit, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::OvermaxHandling, on)?;
        let Body::OvermaxHandling { longest_above, length_plus_girth_above, rows } = &hit.table.body else {
            return Err(self.hole(Family::OvermaxHandling, HoleReason::NoRow, Some(hit.table), &[]));
        };
        let is_above = |side: Ratio, limit: u32| Ratio::new(i128::from(limit), 1000).is_ok_and(|limit| side > limit);
        let is_long = || {
            is_above(sized.longest_in, *longest_above) || is_above(sized.length_plus_girth_in, *length_plus_girth_above)
        };
        match rows.iter().position(|(tier, _)| *tier == sized.tier).filter(|_| is_long()) {
            Some(place) => {
                let fee = rows.get(place).map_or(0, |(_, fee)| *fee);
                Ok(Known { value: self.money(Family::OvermaxHandling, fee)?, row: hit.row(place) })
            }
            None => Ok(Known { value: Money::zero(self.currency), row: hit.whole() }),
        }
    }

    /// Packaging of a bulky unit that is not enrolled to ship in its own packaging and that the
    /// marketplace has to overbox; by dimensional weight. Whether it does is not known ahead.
    ///
    /// # Errors
    /// A [`Hole`] of `bulky_packaging_fee`: no table, or a unit that is not bulky.
    pub fn bulky_packaging(&self, sized: &SizedUnit, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::BulkyPackagingFee, on)?;
        let no_row = || self.hole(Family::BulkyPackagingFee, HoleReason::NoRow, Some(hit.table), &asked(sized, None));
        let Body::BulkyPackagingFee(rows) = &hit.table.body else { return Err(no_row()) };
        if !matches!(sized.tier, Tier::SmallBulky | Tier::LargeBulky) {
            return Err(no_row());
        }
        let weight = sized.dimensional_weight_oz;
        let is_within = |limit: Option<u32>| limit.is_none_or(|l| weight <= Ratio::whole(i128::from(l)));
        let place = rows.iter().position(|r| is_within(r.up_to_oz)).ok_or_else(no_row)?;
        let fee = rows.get(place).ok_or_else(no_row)?.fee;
        Ok(Known { value: self.money(Family::BulkyPackagingFee, fee)?, row: hit.row(place) })
    }

    /// Extra fee of a unit with a lithium battery.
    ///
    /// # Errors
    /// A [`Hole`] of `lithium_battery_fee`: no table on the day.
    pub fn lithium_battery(&self, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::LithiumBatteryFee, on)?;
        match &hit.table.body {
            Body::LithiumBatteryFee { fee } => {
                Ok(Known { value: self.money(Family::LithiumBatteryFee, *fee)?, row: hit.whole() })
            }
            _ => Err(self.hole(Family::LithiumBatteryFee, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }
}

impl Hole {
    /// Stable code of the family.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.family.code()
    }
}

/// The confidence of a row, which may be another than that of its table.
pub(super) fn confidence_of(table: &super::data_shape::Table, row: u16) -> Confidence {
    table.row_confidence.iter().find(|(r, _)| *r == row).map_or(table.confidence, |(_, c)| *c)
}
