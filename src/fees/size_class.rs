//! Tier and billed weight of many packages: what [`FeeTables::size`] says, in whole numbers.

use super::data_shape::{Body, Family, Measures, Tier, TierRow};
use super::lookup::{Hole, HoleReason};
use super::tables::FeeTables;
use crate::date::Day;
use crate::units::{LengthUnit, Package, WeightUnit};

/// Longest side and heaviest weight read here; what lies beyond is left to [`FeeTables::size`].
const MAX_SIDE_MILS: i64 = 200_000;
const MAX_WEIGHT_MICRO_OZ: i64 = 100_000_000_000;

/// What of a size the fees of a day hang on: two packages of one class pay the same.
///
/// Fee bands end on whole ounces, so a weight counts as the next whole ounce.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, SizeClasses}, units::{LengthUnit, Package, WeightUnit}};
/// let classes = SizeClasses::new(FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap()).unwrap();
/// let class = |ounces| classes.of(&Package::parse(["9", "6", "0.7"], LengthUnit::In, ounces, WeightUnit::Oz).unwrap());
/// // Both pay the fees of 4 oz.
/// assert_eq!(class("3.2"), class("4"));
/// assert_eq!(class("4").unwrap().billed_oz_up, 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SizeClass {
    /// Tier.
    pub tier: Tier,
    /// Place of the tier in the size table of the day, smallest first.
    pub place: u8,
    /// Billed weight in ounces, rounded up.
    pub billed_oz_up: i64,
    /// Weight on the scale in ounces, rounded up: what liquidation goes by.
    pub unit_oz_up: i64,
    /// Whether the dimensional weight is the one billed.
    pub is_by_volume: bool,
}

/// The size tables of one day, prepared for a catalogue. Tables with limits in grams, or with limits
/// that this does not know, are left to [`FeeTables::size`]: no package has a class in them.
///
/// Sides in whole thousandths of an inch and weights in millionths of an ounce make every product a
/// whole number below 2^63, so all comparisons are exact without fractions.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, SizeClasses}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let classes = SizeClasses::new(fees, Day::parse("2026-11-21").unwrap()).unwrap();
/// let package = Package::parse(["17.5", "3.2", "3.1"], LengthUnit::In, "1.8", WeightUnit::Lb).unwrap();
/// let class = classes.of(&package).unwrap();
/// assert_eq!((class.tier.code(), class.billed_oz_up), ("large_standard", 29));
/// ```
#[derive(Clone, Debug)]
pub struct SizeClasses {
    rows: Vec<Row>,
    minimum_side: i64,
    /// One ounce in the scale in which weights are compared.
    ounce: i64,
    /// One millionth of an ounce of unit weight in that scale.
    micro_ounce: i64,
}

/// Limits of a tier; what has none holds the largest number.
#[derive(Clone, Copy, Debug)]
struct Row {
    tier: Tier,
    sides: [i64; 3],
    length_plus_girth: i64,
    weight: i64,
    is_unit_weight: bool,
    has_minimum: bool,
    is_billed_by_unit: bool,
    is_open: bool,
}

impl SizeClasses {
    /// Prepares the tables of a day.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, SizeClasses}};
    /// let on = Day::parse("2010-01-01").unwrap();
    /// assert_eq!(SizeClasses::new(FeeTables::us().unwrap(), on).unwrap_err().reason.code(), "no_table");
    /// ```
    ///
    /// # Errors
    /// A [`Hole`] of `size_tiers` or `weights`: no table on the day.
    pub fn new(fees: &FeeTables, on: Day) -> Result<Self, Hole> {
        let tiers = fees.in_force(Family::SizeTiers, on)?;
        let no_row = || fees.hole(Family::SizeTiers, HoleReason::NoRow, None, &[]);
        let Body::SizeTiers { rows, first, weights } = &tiers.table.body else { return Err(no_row()) };
        let has_more = |r: &TierRow| {
            let limit = r.max_dimensional.or(r.max_unit);
            r.over_unit.is_some() || r.sum.is_some() || r.round_up_to != 1 || limit != r.max_unit
        };
        if fees.pack.measures != Measures::Imperial || first.is_some() || weights.is_some() || rows.iter().any(has_more)
        {
            return Ok(Self { rows: Vec::new(), minimum_side: 0, ounce: 1, micro_ounce: 1 });
        }
        let weighing = fees.in_force(Family::Weights, on)?;
        let Body::Weights(weights) = &weighing.table.body else { return Err(no_row()) };
        // Dimensional ounces = mils³ · 16 / (10^9 · divisor): `mils³ · 16` is the weight in this scale.
        let micro_ounce = i64::from(weights.per_volume.1) * 1_000;
        let ounce = micro_ounce * 1_000_000;
        let limit = |side: Option<u32>| side.map_or(i64::MAX, i64::from);
        let row = |row: &TierRow| Row {
            tier: row.tier,
            sides: row.sides.map(limit),
            length_plus_girth: limit(row.length_plus_girth),
            weight: row.max_unit.map_or(i64::MAX, |max| i64::from(max).saturating_mul(ounce)),
            is_unit_weight: row.max_dimensional.is_none() && weights.unit_only.contains(&row.tier),
            has_minimum: weights.minimum_applies_to.contains(&row.tier),
            is_billed_by_unit: weights.unit_only.contains(&row.tier),
            is_open: row.max_unit.is_none(),
        };
        Ok(Self {
            rows: rows.iter().map(row).collect(),
            minimum_side: i64::from(weights.minimum_side),
            ounce,
            micro_ounce,
        })
    }

    /// The class of a package; `None` if its figures are too fine, too large or of other units for
    /// this, or if [`FeeTables::size`] has no answer: then ask that.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, SizeClasses}, units::{LengthUnit, Package, WeightUnit}};
    /// let classes = SizeClasses::new(FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap()).unwrap();
    /// let package = Package::parse(["20", "15", "10"], LengthUnit::In, "8", WeightUnit::Lb).unwrap();
    /// let class = classes.of(&package).unwrap();
    /// // 3,000 cubic inches / 139 are 345.3 oz.
    /// assert_eq!((class.tier.code(), class.billed_oz_up, class.is_by_volume), ("small_bulky", 346, true));
    /// ```
    #[must_use]
    #[inline]
    pub fn of(&self, package: &Package) -> Option<SizeClass> {
        let [mut longest, mut median, mut shortest] = mils(package)?;
        if longest < median {
            (longest, median) = (median, longest);
        }
        if median < shortest {
            (median, shortest) = (shortest, median);
        }
        if longest < median {
            (longest, median) = (median, longest);
        }
        let unit = micro_ounces(package)? * self.micro_ounce;
        let plain = longest * median * shortest * 16;
        let padded = longest * median.max(self.minimum_side) * shortest.max(self.minimum_side) * 16;
        let length_plus_girth = longest + 2 * (median + shortest);
        let mut is_kept_out_by_volume = false;
        for (place, row) in (0_u8..).zip(&self.rows) {
            let dimensional = if row.has_minimum { padded } else { plain };
            let counts = if row.is_unit_weight { unit } else { unit.max(dimensional) };
            let [long, middle, short] = row.sides;
            let is_fitting =
                longest <= long && median <= middle && shortest <= short && length_plus_girth <= row.length_plus_girth;
            if !is_fitting || counts > row.weight {
                is_kept_out_by_volume = is_fitting && unit <= row.weight;
                continue;
            }
            if is_kept_out_by_volume && row.is_unit_weight && row.is_open {
                return None;
            }
            let is_by_volume = !row.is_billed_by_unit && dimensional > unit;
            let billed = if is_by_volume { dimensional } else { unit };
            let ounces_up = |weight: i64| (weight + self.ounce - 1) / self.ounce;
            let (billed_oz_up, unit_oz_up) = (ounces_up(billed), ounces_up(unit));
            return Some(SizeClass { tier: row.tier, place, billed_oz_up, unit_oz_up, is_by_volume });
        }
        None
    }
}

/// Sides in thousandths of an inch, if they are whole.
#[inline]
fn mils(package: &Package) -> Option<[i64; 3]> {
    let mut sides = [0; 3];
    for (mils, side) in sides.iter_mut().zip(&package.sides) {
        let is_whole = side.micros % 1_000 == 0 && side.unit == LengthUnit::In;
        *mils = side.micros / 1_000;
        if !is_whole || !(1..=MAX_SIDE_MILS).contains(mils) {
            return None;
        }
    }
    Some(sides)
}

/// Weight in millionths of an ounce.
#[inline]
fn micro_ounces(package: &Package) -> Option<i64> {
    let per_unit = match package.weight.unit {
        WeightUnit::Oz => 1,
        WeightUnit::Lb => 16,
        _ => return None,
    };
    package.weight.micros.checked_mul(per_unit).filter(|weight| (1..=MAX_WEIGHT_MICRO_OZ).contains(weight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rounding::Rounding;
    use crate::units::{Length, Weight};
    use proptest::prelude::*;

    fn package(mils: [i64; 3], ounces_micros: i64) -> Package {
        let side = |mils: i64| Length { micros: mils * 1_000, unit: LengthUnit::In };
        let [a, b, c] = mils;
        Package { sides: [side(a), side(b), side(c)], weight: Weight { micros: ounces_micros, unit: WeightUnit::Oz } }
    }

    fn agrees(package: &Package, on: &str) {
        let fees = FeeTables::us().unwrap();
        let on = Day::parse(on).unwrap();
        let exact = fees.size(package, on).ok().map(|known| {
            let sized = known.value;
            let up = |weight: crate::rounding::Ratio| weight.round(Rounding::Ceiling).unwrap();
            (sized.tier, up(sized.billed_weight), up(sized.unit_weight))
        });
        let quick = SizeClasses::new(fees, on).unwrap().of(package);
        let quick = quick.map(|class| (class.tier, class.billed_oz_up.into(), class.unit_oz_up.into()));
        assert_eq!(quick, exact, "{package:?}");
    }

    proptest! {
        #[test]
        fn classes_are_those_of_the_exact_walk(
            sides in [1_i64..70_000, 1_i64..40_000, 1_i64..36_000],
            weight in 1_i64..2_600_000_000,
            is_2025 in any::<bool>(),
        ) {
            agrees(&package(sides, weight), if is_2025 { "2025-06-10" } else { "2026-11-21" });
        }

        #[test]
        fn classes_agree_on_and_beside_every_limit(
            long in prop::sample::select(vec![15_000_i64, 18_000, 37_000, 59_000]),
            middle in prop::sample::select(vec![2_000_i64, 12_000, 14_000, 28_000, 33_000]),
            short in prop::sample::select(vec![750_i64, 2_000, 8_000, 20_000, 33_000]),
            ounces in prop::sample::select(vec![16_i64, 48, 320, 800, 1_120, 2_400]),
            off in [-1_i64..=1, -1_i64..=1, -1_i64..=1, -1_i64..=1],
        ) {
            let [a, b, c, w] = off;
            agrees(&package([long + a, middle + b, short + c], ounces * 1_000_000 + w), "2026-11-21");
        }
    }

    #[test]
    fn leaves_other_units_and_finer_figures_to_the_exact_walk() {
        let classes = SizeClasses::new(FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap()).unwrap();
        let metric = Package::parse(["20", "10", "5"], LengthUnit::Cm, "8", WeightUnit::Oz).unwrap();
        assert_eq!(classes.of(&metric), None);
        let fine = Package::parse(["9.00001", "8", "2"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
        assert_eq!(classes.of(&fine), None);
        let vast = Package::parse(["900", "8", "2"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
        assert_eq!(classes.of(&vast), None);
    }
}
