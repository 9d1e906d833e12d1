//! Size tier and billed weight of a packaged unit.

use super::data_shape::{Body, Family, Tier, TierRow, WeightsRow};
use super::lookup::{HoleReason, Known, Lookup};
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::{Error, Result};
use crate::rounding::{Ratio, Rounding};
use crate::units::{Length, LengthUnit, Package, Weight, WeightUnit};

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

    /// The same unit billed by its own weight, whatever its volume.
    ///
    /// Amazon's page of its liquidation programme charges "based on the item size and weight", its own
    /// example gives no sides; removal goes by shipping weight. [`super::FeeTables::liquidation`] takes the
    /// shipping weight of what it is given, which never promises more than the programme pays.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn billed_by_own_weight(self) -> Result<Self> {
        let up = self.unit_weight_oz.round(Rounding::Ceiling)?;
        let billed_oz_up = i64::try_from(up).map_err(|_| Error::out_of_range("weight"))?;
        Ok(Self { billed_weight_oz: self.unit_weight_oz, billed_by: BilledBy::Unit, billed_oz_up, ..self })
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

/// A fraction that is not reduced: the walk over the tiers only multiplies and compares, and
/// reducing at each step would cost most of the time of a large catalogue.
#[derive(Clone, Copy)]
struct Part {
    top: i128,
    bottom: i128,
}

impl Part {
    fn of(ratio: Ratio) -> Self {
        Self { top: ratio.numerator(), bottom: ratio.denominator() }
    }

    fn thousandths(number: u32) -> Self {
        Self { top: i128::from(number), bottom: 1000 }
    }

    fn times(self, other: Self) -> Result<Self> {
        Ok(Self { top: product(self.top, other.top)?, bottom: product(self.bottom, other.bottom)? })
    }

    fn plus(self, other: Self) -> Result<Self> {
        let (left, right) = (product(self.top, other.bottom)?, product(other.top, self.bottom)?);
        let top = left.checked_add(right).ok_or_else(|| Error::out_of_range("size"))?;
        Ok(Self { top, bottom: product(self.bottom, other.bottom)? })
    }

    fn is_at_most(self, other: Self) -> Result<bool> {
        Ok(product(self.top, other.bottom)? <= product(other.top, self.bottom)?)
    }

    fn is_at_most_whole(self, limit: u32) -> Result<bool> {
        Ok(self.top <= product(i128::from(limit), self.bottom)?)
    }

    fn max(self, other: Self) -> Result<Self> {
        Ok(if self.is_at_most(other)? { other } else { self })
    }

    /// Whether this is above another; only two of the same whole number need the exact comparison.
    fn is_above(self, other: Self) -> Result<bool> {
        match self.top.div_euclid(self.bottom).cmp(&other.top.div_euclid(other.bottom)) {
            core::cmp::Ordering::Equal => Ok(self.reduced()? > other.reduced()?),
            different => Ok(different == core::cmp::Ordering::Greater),
        }
    }

    fn reduced(self) -> Result<Ratio> {
        Ratio::new(self.top, self.bottom)
    }
}

fn product(a: i128, b: i128) -> Result<i128> {
    a.checked_mul(b).ok_or_else(|| Error::out_of_range("size"))
}

/// A side in inches; the usual unit needs no conversion.
fn inches(side: Length) -> Result<Part> {
    match side.unit {
        LengthUnit::In => Ratio::new(i128::from(side.micros), 1_000_000).map(Part::of),
        _ => side.in_unit(LengthUnit::In).map(Part::of),
    }
}

/// A weight in ounces; the usual units need no conversion beyond 16 ounces a pound.
fn ounces(weight: Weight) -> Result<Part> {
    let micros = i128::from(weight.micros);
    match weight.unit {
        WeightUnit::Oz => Ratio::new(micros, 1_000_000).map(Part::of),
        WeightUnit::Lb => Ratio::new(product(micros, 16)?, 1_000_000).map(Part::of),
        _ => weight.in_unit(WeightUnit::Oz).map(Part::of),
    }
}

/// What the walk over the tiers needs to know of a unit.
struct Measures {
    /// Longest, median, shortest, in inches.
    sides: [Part; 3],
    length_plus_girth: Part,
    volume: Part,
    unit_oz: Part,
    plain_oz: Part,
    minimum_sides_oz: Part,
}

impl Measures {
    fn of(package: &Package, weights: &WeightsRow) -> Result<Self> {
        let [a, b, c] = package.sides;
        let (a, b, c) = (inches(a)?, inches(b)?, inches(c)?);
        let (a, b) = if a.is_at_most(b)? { (b, a) } else { (a, b) };
        let (b, c) = if b.is_at_most(c)? { (c, b) } else { (b, c) };
        let (longest, median) = if a.is_at_most(b)? { (b, a) } else { (a, b) };
        let shortest = c;
        // A pound has 16 ounces.
        let ounces_per_cubic_inch = Part { top: 16, bottom: i128::from(weights.divisor) };
        let minimum = Part::thousandths(weights.minimum_side);
        let volume = longest.times(median)?.times(shortest)?;
        let at_least = longest.times(median.max(minimum)?)?.times(shortest.max(minimum)?)?;
        Ok(Self {
            sides: [longest, median, shortest],
            length_plus_girth: longest.plus(median.plus(shortest)?.times(Part { top: 2, bottom: 1 })?)?,
            volume,
            unit_oz: ounces(package.weight)?,
            plain_oz: volume.times(ounces_per_cubic_inch)?,
            minimum_sides_oz: at_least.times(ounces_per_cubic_inch)?,
        })
    }

    fn dimensional_oz(&self, tier: Tier, weights: &WeightsRow) -> Part {
        if weights.minimum_applies_to.contains(&tier) { self.minimum_sides_oz } else { self.plain_oz }
    }

    fn sides_fit(&self, row: &TierRow) -> Result<bool> {
        let [longest, median, shortest] = self.sides;
        let limits = [
            (longest, row.longest),
            (median, row.median),
            (shortest, row.shortest),
            (self.length_plus_girth, row.length_plus_girth),
        ];
        for (side, limit) in limits {
            if let Some(limit) = limit
                && !side.is_at_most(Part::thousandths(limit))?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn unit_weight_fits(&self, row: &TierRow) -> Result<bool> {
        row.max_oz.map_or(Ok(true), |limit| self.unit_oz.is_at_most_whole(limit))
    }

    fn weight_fits(&self, row: &TierRow, weights: &WeightsRow) -> Result<bool> {
        let by_volume = row.is_unit_weight
            || row.max_oz.map_or(Ok(true), |limit| self.dimensional_oz(row.tier, weights).is_at_most_whole(limit))?;
        Ok(by_volume && self.unit_weight_fits(row)?)
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
    /// A [`Hole`](super::Hole) of `size_tiers` or `weights`: no table, or a unit whose dimensional weight is
    /// above the heaviest such tier and whose unit weight is not (the data do not say what is billed).
    pub fn size(&self, package: &Package, on: Day) -> Lookup<SizedUnit> {
        let tiers = self.in_force(Family::SizeTiers, on)?;
        let weighing = self.in_force(Family::Weights, on)?;
        let (Body::SizeTiers(rows), Body::Weights(weights)) = (&tiers.table.body, &weighing.table.body) else {
            return Err(self.hole(Family::SizeTiers, HoleReason::NoRow, None, &[]));
        };
        let found = Measures::of(package, weights).and_then(|m| Ok((walk(rows, weights, &m)?, m)));
        let (walked, measures) = found.map_err(|_| self.out_of_range(Family::SizeTiers))?;
        match walked {
            Walked::Fits(place, tier) => {
                let value = sized(package, tier, &measures, weights);
                let value = value.map_err(|_| self.out_of_range(Family::SizeTiers))?;
                Ok(Known { value, row: tiers.row(place) })
            }
            Walked::NotSettled => Err(self.hole(Family::Weights, HoleReason::NotSettled, Some(weighing.table), &[])),
            Walked::Nothing => Err(self.hole(Family::SizeTiers, HoleReason::NoRow, Some(tiers.table), &[])),
        }
    }
}

/// Where the walk over the tiers ended.
enum Walked {
    /// At a row.
    Fits(usize, Tier),
    /// Too voluminous for the heaviest tier by dimensional weight, yet not heavy enough for the one above.
    NotSettled,
    /// Beyond the last row.
    Nothing,
}

fn walk(rows: &[TierRow], weights: &WeightsRow, measures: &Measures) -> Result<Walked> {
    let mut is_kept_out_by_volume = false;
    for (place, row) in rows.iter().enumerate() {
        let sides = measures.sides_fit(row)?;
        if sides && measures.weight_fits(row, weights)? {
            let is_open = row.is_unit_weight && row.max_oz.is_none();
            return Ok(if is_kept_out_by_volume && is_open {
                Walked::NotSettled
            } else {
                Walked::Fits(place, row.tier)
            });
        }
        is_kept_out_by_volume = sides && measures.unit_weight_fits(row)?;
    }
    Ok(Walked::Nothing)
}

fn sized(package: &Package, tier: Tier, measures: &Measures, weights: &WeightsRow) -> Result<SizedUnit> {
    let [longest, _, _] = measures.sides;
    let dimensional = measures.dimensional_oz(tier, weights);
    let is_by_volume = !weights.unit_only.contains(&tier) && dimensional.is_above(measures.unit_oz)?;
    let (unit_weight_oz, dimensional_weight_oz) = (measures.unit_oz.reduced()?, dimensional.reduced()?);
    let billed_weight_oz = if is_by_volume { dimensional_weight_oz } else { unit_weight_oz };
    let up = billed_weight_oz.round(Rounding::Ceiling)?;
    let cubic_inches_per_foot = Part { top: 1, bottom: 1728 };
    Ok(SizedUnit {
        package: *package,
        tier,
        billed_weight_oz,
        unit_weight_oz,
        dimensional_weight_oz,
        billed_by: if is_by_volume { BilledBy::Dimensional } else { BilledBy::Unit },
        longest_in: longest.reduced()?,
        length_plus_girth_in: measures.length_plus_girth.reduced()?,
        cubic_feet: measures.volume.times(cubic_inches_per_foot)?.reduced()?,
        billed_oz_up: i64::try_from(up).map_err(|_| Error::out_of_range("weight"))?,
    })
}
