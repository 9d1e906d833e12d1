//! Size tier and billed weight of a packaged unit.

use super::data_shape::{Body, Family, Tier, TierRow, WeightsRow};
use super::lookup::{Hole, HoleReason, Known, Lookup};
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::Result;
use crate::rounding::{Ratio, Rounding};
use crate::units::{LengthUnit, Package, WeightUnit};

/// Which weight is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BilledBy {
    /// The weight of the packaged unit.
    Unit,
    /// Its volume over the dimensional divisor.
    Dimensional,
}

impl BilledBy {
    /// Stable text: `unit`, `dimensional`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Dimensional => "dimensional",
        }
    }
}

/// A packaged unit in the size tables of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizedUnit {
    /// The unit as given.
    pub package: Package,
    /// Its tier.
    pub tier: Tier,
    /// Exact weight that fees are charged by, in ounces (Amazon's "shipping weight").
    pub billed_weight_oz: Ratio,
    /// Exact weight of the unit, in ounces.
    pub unit_weight_oz: Ratio,
    /// Exact dimensional weight in ounces, with the minimum sides where they count for the tier.
    pub dimensional_weight_oz: Ratio,
    /// Which of the two is billed.
    pub billed_by: BilledBy,
    /// Longest side, in inches.
    pub longest_in: Ratio,
    /// Longest side plus twice the sum of the others, in inches.
    pub length_plus_girth_in: Ratio,
    /// Volume of the unit, in cubic feet.
    pub cubic_feet: Ratio,
    /// Billed weight rounded up to whole ounces: a limit in whole ounces holds for the one if and
    /// only if it holds for the other, and a begun step counts whole either way.
    billed_oz_up: i64,
}

impl SizedUnit {
    /// Whether storage, removal and liquidation count the unit as oversize.
    #[must_use]
    pub const fn is_oversize(&self) -> bool {
        self.tier.is_oversize()
    }

    pub(super) fn is_within(&self, up_to_oz: Option<u32>) -> bool {
        up_to_oz.is_none_or(|limit| self.billed_oz_up <= i64::from(limit))
    }

    pub(super) fn is_above(&self, over_oz: u32) -> bool {
        self.billed_oz_up > i64::from(over_oz)
    }

    /// Begun steps of `step_oz` above `first_oz`.
    pub(super) const fn steps(&self, first_oz: u32, step_oz: u32) -> i64 {
        steps(self.billed_oz_up, first_oz, step_oz)
    }
}

#[expect(clippy::as_conversions, reason = "u32 to i64 is exact, and `from` is not const")]
pub(super) const fn steps(weight_oz_up: i64, first_oz: u32, step_oz: u32) -> i64 {
    let above = weight_oz_up - first_oz as i64;
    let step = step_oz as i64;
    if above <= 0 || step <= 0 { 0 } else { (above + step - 1).div_euclid(step) }
}

/// What the walk over the tiers needs to know of a unit.
struct Measures {
    /// Longest, median, shortest, in inches.
    sides: [Ratio; 3],
    length_plus_girth: Ratio,
    unit_oz: Ratio,
    plain_oz: Ratio,
    minimum_sides_oz: Ratio,
}

impl Measures {
    fn of(package: &Package, weights: &WeightsRow) -> Result<Self> {
        let sides = package.sorted_sides(LengthUnit::In)?;
        let [longest, median, shortest] = sides;
        let per_pound = Ratio::whole(i128::from(weights.divisor)).over(Ratio::whole(16))?;
        let minimum = Ratio::new(i128::from(weights.minimum_side), 1000)?;
        let dimensional = |m: Ratio, s: Ratio| longest.times(m)?.times(s)?.over(per_pound);
        Ok(Self {
            sides,
            length_plus_girth: longest.plus(median.plus(shortest)?.times(Ratio::whole(2))?)?,
            unit_oz: package.weight.in_unit(WeightUnit::Oz)?,
            plain_oz: dimensional(median, shortest)?,
            minimum_sides_oz: dimensional(median.max(minimum), shortest.max(minimum))?,
        })
    }

    fn dimensional_oz(&self, tier: Tier, weights: &WeightsRow) -> Ratio {
        if weights.minimum_applies_to.contains(&tier) { self.minimum_sides_oz } else { self.plain_oz }
    }

    /// Whether the sides fit, and whether the weight that counts does.
    fn fits(&self, row: &TierRow, weights: &WeightsRow) -> (bool, bool) {
        let [longest, median, shortest] = self.sides;
        let holds = |side: Ratio, limit: Option<u32>| {
            limit.is_none_or(|thousandths| Ratio::new(i128::from(thousandths), 1000).is_ok_and(|limit| side <= limit))
        };
        let sides = holds(longest, row.longest)
            && holds(median, row.median)
            && holds(shortest, row.shortest)
            && holds(self.length_plus_girth, row.length_plus_girth);
        let weight =
            if row.is_unit_weight { self.unit_oz } else { self.unit_oz.max(self.dimensional_oz(row.tier, weights)) };
        (sides, row.max_oz.is_none_or(|max| weight <= Ratio::whole(i128::from(max))))
    }
}

impl FeeTables {
    /// Tier and billed weight of a packaged unit in the size tables of a day.
    ///
    /// The sides are sorted and the tiers walked from the smallest; the first whose every limit
    /// holds (limits inclusive) is the unit's. Dimensional weight = sides in inches / 139 lb, with
    /// median and shortest side at least 2 inches for bulky and extra-large. Source: Amazon's
    /// pages on size tiers and dimensional weight, `size_tiers_*` and `weights` in `us.toml`.
    ///
    /// # Errors
    /// A [`Hole`] of `size_tiers` or `weights`: no table, or a unit whose dimensional weight is
    /// above the heaviest such tier and whose unit weight is not (the data do not say what is billed).
    pub fn size(&self, package: &Package, on: Day) -> Lookup<SizedUnit> {
        let tiers = self.in_force(Family::SizeTiers, on)?;
        let weighing = self.in_force(Family::Weights, on)?;
        let (Body::SizeTiers(rows), Body::Weights(weights)) = (&tiers.table.body, &weighing.table.body) else {
            return Err(self.hole(Family::SizeTiers, HoleReason::NoRow, None, &[]));
        };
        let measures = Measures::of(package, weights).map_err(|_| self.out_of_range(Family::SizeTiers))?;
        let mut kept_out_by_volume = false;
        for (place, row) in rows.iter().enumerate() {
            let (sides, weight) = measures.fits(row, weights);
            if !(sides && weight) {
                let by_unit = row.max_oz.is_some_and(|max| measures.unit_oz <= Ratio::whole(i128::from(max)));
                kept_out_by_volume = sides && !weight && by_unit;
                continue;
            }
            // Too voluminous for the heaviest tier by dimensional weight, yet not heavy enough for the one above.
            if kept_out_by_volume && row.is_unit_weight && row.max_oz.is_none() {
                return Err(self.hole(Family::Weights, HoleReason::NotSettled, Some(weighing.table), &[]));
            }
            let value = self.sized(package, row.tier, &measures, weights)?;
            return Ok(Known { value, row: tiers.row(place) });
        }
        Err(self.hole(Family::SizeTiers, HoleReason::NoRow, Some(tiers.table), &[]))
    }

    fn sized(
        &self,
        package: &Package,
        tier: Tier,
        measures: &Measures,
        weights: &WeightsRow,
    ) -> core::result::Result<SizedUnit, Hole> {
        let out = |_| self.out_of_range(Family::SizeTiers);
        let [longest, _, _] = measures.sides;
        let dimensional = measures.dimensional_oz(tier, weights);
        let is_by_volume = !weights.unit_only.contains(&tier) && dimensional > measures.unit_oz;
        let billed = if is_by_volume { dimensional } else { measures.unit_oz };
        let up = billed.round(Rounding::Ceiling).map_err(out)?;
        Ok(SizedUnit {
            package: *package,
            tier,
            billed_weight_oz: billed,
            unit_weight_oz: measures.unit_oz,
            dimensional_weight_oz: dimensional,
            billed_by: if is_by_volume { BilledBy::Dimensional } else { BilledBy::Unit },
            longest_in: longest,
            length_plus_girth_in: measures.length_plus_girth,
            cubic_feet: package.cubic_feet().map_err(out)?,
            billed_oz_up: i64::try_from(up).map_err(|_| self.out_of_range(Family::SizeTiers))?,
        })
    }
}
