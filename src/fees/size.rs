//! Size tier and billed weight of a packaged unit.

use super::data_shape::{
    Body, Family, FirstTest, Fits, Measures as Units, Step, StepRounding, Tier, TierRow, WeightsRow,
};
use super::lookup::{HoleReason, Known, Lookup};
use super::storage::SizeGroup;
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::{Error, Result};
use crate::rounding::{Ratio, Rounding};
use crate::units::{Length, LengthUnit, Package, Weight, WeightUnit};

/// Which weight is billed.
///
/// ```
/// use clearfloor::{date::Day, fees::{BilledBy, FeeTables}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let pillow = Package::parse(["17", "13", "7"], LengthUnit::In, "2", WeightUnit::Lb).unwrap();
/// // 1,547 cubic inches / 139 are more than 11 lb.
/// assert_eq!(fees.size(&pillow, on).unwrap().value.billed_by, BilledBy::Dimensional);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BilledBy {
    /// The weight of the packaged unit.
    Unit,
    /// Its volume over the dimensional divisor.
    Dimensional,
}

impl BilledBy {
    /// Stable text: `unit`, `dimensional`.
    ///
    /// ```
    /// use clearfloor::fees::BilledBy;
    /// assert_eq!([BilledBy::Unit, BilledBy::Dimensional].map(BilledBy::code), ["unit", "dimensional"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Dimensional => "dimensional",
        }
    }
}

/// A packaged unit in the size tables of a day.
///
/// Weights are in [`SizedUnit::weight_unit`] and lengths in [`SizedUnit::length_unit`], the units of
/// the marketplace's own limits: ounces and inches, or grams and millimetres.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, rounding::Ratio, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["10", "6", "4"], LengthUnit::In, "3.75", WeightUnit::Lb).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// // In ounces, the unit of the limits in the US.
/// assert_eq!((sized.tier.code(), sized.billed_weight), ("large_standard", Ratio::whole(60)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizedUnit {
    /// The unit as given.
    pub package: Package,
    /// Its tier.
    pub tier: Tier,
    /// Group of storage, removal and liquidation.
    pub group: SizeGroup,
    /// Unit of the weights.
    pub weight_unit: WeightUnit,
    /// Unit of the lengths.
    pub length_unit: LengthUnit,
    /// Exact weight that fees are charged by (Amazon's "shipping weight").
    pub billed_weight: Ratio,
    /// Exact weight of the unit.
    pub unit_weight: Ratio,
    /// Exact dimensional weight, with the minimum sides where they count for the tier; none where the
    /// marketplace has none or its divisor is not known.
    pub dimensional_weight: Option<Ratio>,
    /// Which of the two is billed.
    pub billed_by: BilledBy,
    /// Longest side.
    pub longest: Ratio,
    /// Longest side plus twice the sum of the others.
    pub length_plus_girth: Ratio,
    /// Volume of the unit, in cubic feet.
    pub cubic_feet: Ratio,
    /// Longest, median and shortest side.
    pub(super) sides: [Ratio; 3],
    /// Billed weight rounded up to a whole ounce or gram: a limit in whole units holds for the one if
    /// and only if it holds for the other, and a begun step counts whole either way.
    billed_up: i64,
    /// The same of the weight of the unit.
    unit_up: i64,
}

/// Which weight a table goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Billed,
    Unit,
}

impl SizedUnit {
    /// Whether storage, removal and liquidation count the unit as oversize.
    #[must_use]
    pub(crate) const fn is_oversize(&self) -> bool {
        matches!(self.group, SizeGroup::Oversize)
    }

    /// The weight of a basis: exact, and rounded up to a whole unit.
    pub(super) const fn weighed(&self, by: Basis) -> Weighed {
        match by {
            Basis::Billed => Weighed { exact: self.billed_weight, up: self.billed_up },
            Basis::Unit => Weighed { exact: self.unit_weight, up: self.unit_up },
        }
    }

    pub(super) fn is_within(&self, up_to: Option<u32>) -> bool {
        self.weighed(Basis::Billed).is_within(up_to)
    }

    /// The same unit with another weight, on the scale and billed.
    pub(super) const fn weighing(self, weighed: Weighed) -> Self {
        Self {
            billed_weight: weighed.exact,
            unit_weight: weighed.exact,
            billed_up: weighed.up,
            unit_up: weighed.up,
            ..self
        }
    }

    /// Whether sides and weight of the unit lie within limits of a row.
    pub(super) fn fits(&self, limits: &Fits) -> bool {
        let is_short =
            |(side, limit): (&Ratio, &u32)| Ratio::new(i128::from(*limit), 1000).is_ok_and(|limit| *side <= limit);
        self.sides.iter().zip(&limits.sides).all(is_short) && self.unit_up <= i64::from(limits.max_unit)
    }
}

/// A weight that picks a row and its steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub exact: Ratio,
    up: i64,
}

impl Weighed {
    /// A weight alone.
    pub fn new(exact: Ratio) -> Result<Self> {
        let up = exact.round(Rounding::Ceiling)?;
        Ok(Self { exact, up: i64::try_from(up).map_err(|_| Error::out_of_range("weight"))? })
    }

    pub fn is_within(self, up_to: Option<u32>) -> bool {
        up_to.is_none_or(|limit| self.up <= i64::from(limit))
    }

    pub fn is_above(self, over: u32) -> bool {
        self.up > i64::from(over)
    }

    /// Begun steps above the first weight of a step.
    pub fn begun_steps(self, step: &Step) -> i64 {
        let (above, size) = (self.up - i64::from(step.first), i64::from(step.size));
        if above <= 0 || size <= 0 { 0 } else { (above + size - 1).div_euclid(size) }
    }

    /// What a step adds to a price column, and whether that rests on an assumption: how a begun step
    /// counts where the data do not say it.
    pub fn added(self, step: Option<&Step>, column: usize) -> Result<(i64, bool)> {
        let Some(step) = step else { return Ok((0, false)) };
        let fee = step.fees.get(column).or_else(|| step.fees.first()).copied().unwrap_or(0);
        let begun = || self.begun_steps(step).saturating_mul(fee);
        if step.rounding == StepRounding::Begun {
            return Ok((begun(), false));
        }
        let above = self.exact.minus(Ratio::whole(i128::from(step.first)))?.max(Ratio::ZERO);
        let steps = above.over(Ratio::whole(i128::from(step.size)))?;
        if step.rounding == StepRounding::NotSaid {
            return Ok((begun(), steps.denominator() != 1));
        }
        let exact = steps.times(Ratio::whole(i128::from(fee)))?.round(Rounding::HalfAwayFromZero)?;
        Ok((i64::try_from(exact).map_err(|_| Error::out_of_range("fee"))?, false))
    }
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

/// A side in the unit of the tables; the usual units need no conversion.
fn side_in(side: Length, unit: LengthUnit) -> Result<Part> {
    let micros = i128::from(side.micros);
    match (side.unit, unit) {
        (LengthUnit::In, LengthUnit::In) | (LengthUnit::Mm, LengthUnit::Mm) => {
            Ratio::new(micros, 1_000_000).map(Part::of)
        }
        (LengthUnit::Cm, LengthUnit::Mm) => Ratio::new(micros, 100_000).map(Part::of),
        _ => side.in_unit(unit).map(Part::of),
    }
}

/// A weight in the unit of the tables.
fn weight_in(weight: Weight, unit: WeightUnit) -> Result<Part> {
    let micros = i128::from(weight.micros);
    match (weight.unit, unit) {
        (WeightUnit::Oz, WeightUnit::Oz) | (WeightUnit::G, WeightUnit::G) => {
            Ratio::new(micros, 1_000_000).map(Part::of)
        }
        // A pound has 16 ounces.
        (WeightUnit::Lb, WeightUnit::Oz) => Ratio::new(product(micros, 16)?, 1_000_000).map(Part::of),
        (WeightUnit::Kg, WeightUnit::G) => Ratio::new(micros, 1000).map(Part::of),
        _ => weight.in_unit(unit).map(Part::of),
    }
}

/// What the walk over the tiers needs to know of a unit, in the units of the tables.
struct Measures {
    units: (LengthUnit, WeightUnit),
    /// Longest, median, shortest.
    sides: [Part; 3],
    length_plus_girth: Part,
    volume: Part,
    unit: Part,
    plain: Part,
    minimum_sides: Part,
}

impl Measures {
    fn of(package: &Package, weights: &WeightsRow, units: (LengthUnit, WeightUnit)) -> Result<Self> {
        let [a, b, c] = package.sides;
        let (a, b, c) = (side_in(a, units.0)?, side_in(b, units.0)?, side_in(c, units.0)?);
        let (a, b) = if a.is_at_most(b)? { (b, a) } else { (a, b) };
        let (b, c) = if b.is_at_most(c)? { (c, b) } else { (b, c) };
        let (longest, median) = if a.is_at_most(b)? { (b, a) } else { (a, b) };
        let shortest = c;
        let (top, bottom) = weights.per_volume;
        let per_volume = Part { top: i128::from(top), bottom: i128::from(bottom) };
        let minimum = Part::thousandths(weights.minimum_side);
        let volume = longest.times(median)?.times(shortest)?;
        let at_least = longest.times(median.max(minimum)?)?.times(shortest.max(minimum)?)?;
        Ok(Self {
            units,
            sides: [longest, median, shortest],
            length_plus_girth: longest.plus(median.plus(shortest)?.times(Part { top: 2, bottom: 1 })?)?,
            volume,
            unit: weight_in(package.weight, units.1)?,
            plain: volume.times(per_volume)?,
            minimum_sides: at_least.times(per_volume)?,
        })
    }

    fn dimensional(&self, tier: Tier, weights: &WeightsRow) -> Part {
        if weights.minimum_applies_to.contains(&tier) { self.minimum_sides } else { self.plain }
    }

    fn sides_fit(&self, row: &TierRow) -> Result<bool> {
        let limits = self.sides.into_iter().zip(row.sides);
        for (side, limit) in limits.chain([(self.length_plus_girth, row.length_plus_girth)]) {
            if let Some(limit) = limit
                && !side.is_at_most(Part::thousandths(limit))?
            {
                return Ok(false);
            }
        }
        let Some(sum) = row.sum else { return Ok(true) };
        let [longest, median, shortest] = self.sides;
        longest.plus(median)?.plus(shortest)?.is_at_most(Part::thousandths(sum))
    }

    fn unit_weight_fits(&self, row: &TierRow) -> Result<bool> {
        let is_light = row.max_unit.map_or(Ok(true), |limit| self.unit.is_at_most_whole(limit))?;
        Ok(is_light && !row.over_unit.map_or(Ok(false), |limit| self.unit.is_at_most_whole(limit))?)
    }

    fn weight_fits(&self, row: &TierRow, weights: &WeightsRow) -> Result<bool> {
        let dimensional = self.dimensional(row.tier, weights);
        let by_volume = row.max_dimensional.map_or(Ok(true), |limit| dimensional.is_at_most_whole(limit))?;
        Ok(by_volume && self.unit_weight_fits(row)?)
    }

    fn comes_first(&self, test: &FirstTest) -> Result<bool> {
        let [longest, ..] = self.sides;
        Ok(!self.unit.is_at_most_whole(test.unit_over)?
            || !longest.is_at_most(Part::thousandths(test.longest_over))?
            || !self.length_plus_girth.is_at_most(Part::thousandths(test.length_plus_girth_over))?)
    }
}

impl FeeTables {
    /// Tier and billed weight of a packaged unit in the size tables of a day.
    ///
    /// The sides are sorted and the tiers walked from the smallest; the first whose every limit
    /// holds (limits inclusive) is the unit's. Where the data say so, one tier is tested before the
    /// walk (special oversize in Europe). Dimensional weight = volume by the divisor of the marketplace:
    /// sides in inches / 139 lb in the US, with median and shortest side at least 2 inches for bulky and
    /// extra-large; cubic centimetres / 5,000 kg in Europe and Canada. Source: Amazon's pages on size
    /// tiers and dimensional weight, `size_tiers*` and `weights` in the data.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, units::{LengthUnit, Package, WeightUnit}};
    /// let tier = |iso| {
    ///     let package = Package::parse(["20", "15", "10"], LengthUnit::In, "8", WeightUnit::Lb).unwrap();
    ///     FeeTables::us().unwrap().size(&package, Day::parse(iso).unwrap()).unwrap().value.tier
    /// };
    /// assert_eq!(tier("2026-01-14").code(), "large_bulky");
    /// assert_eq!(tier("2026-01-15").code(), "small_bulky");
    /// ```
    ///
    /// # Errors
    /// A [`Hole`](super::Hole) of `size_tiers` or `weights`: no table; no tier for the unit, which is then not
    /// eligible; or a unit whose dimensional weight is above the heaviest such tier and whose unit
    /// weight is not (the data do not say what is billed).
    pub fn size(&self, package: &Package, on: Day) -> Lookup<SizedUnit> {
        let tiers = self.in_force(Family::SizeTiers, on)?;
        let Body::SizeTiers { rows, first, weights } = &tiers.table.body else {
            return Err(self.hole(Family::SizeTiers, HoleReason::NoRow, None, &[]));
        };
        let weighing = if weights.is_some() { tiers } else { self.in_force(Family::Weights, on)? };
        let weights = match (weights, &weighing.table.body) {
            (Some(weights), _) | (None, Body::Weights(weights)) => weights,
            _ => return Err(self.hole(Family::Weights, HoleReason::NoRow, None, &[])),
        };
        let units = match self.pack.measures {
            Units::Imperial => (LengthUnit::In, WeightUnit::Oz),
            Units::Metric => (LengthUnit::Mm, WeightUnit::G),
        };
        let found =
            Measures::of(package, weights, units).and_then(|m| Ok((walk(rows, first.as_ref(), weights, &m)?, m)));
        let (walked, measures) = found.map_err(|_| self.out_of_range(Family::SizeTiers))?;
        match walked {
            Walked::Fits(place, row) => {
                let value = sized(package, row, &measures, weights);
                let value = value.map_err(|_| self.out_of_range(Family::SizeTiers))?;
                Ok(Known { value, row: tiers.row(place) })
            }
            Walked::NotSettled => Err(self.hole(Family::Weights, HoleReason::NotSettled, Some(weighing.table), &[])),
            Walked::Nothing => Err(self.hole(Family::SizeTiers, HoleReason::NoRow, Some(tiers.table), &[])),
        }
    }
}

/// Where the walk over the tiers ended.
enum Walked<'r> {
    /// At a row.
    Fits(usize, &'r TierRow),
    /// Too voluminous for the heaviest tier by dimensional weight, yet not heavy enough for the one above.
    NotSettled,
    /// Beyond the last row.
    Nothing,
}

fn walk<'r>(
    rows: &'r [TierRow],
    first: Option<&FirstTest>,
    weights: &WeightsRow,
    measures: &Measures,
) -> Result<Walked<'r>> {
    if let Some(test) = first
        && measures.comes_first(test)?
    {
        let place = usize::from(test.tier);
        return Ok(rows.get(place).map_or(Walked::Nothing, |row| Walked::Fits(place, row)));
    }
    let mut is_kept_out_by_volume = false;
    for (place, row) in rows.iter().enumerate() {
        let sides = measures.sides_fit(row)?;
        if sides && measures.weight_fits(row, weights)? {
            let is_open =
                row.max_unit.is_none() && row.max_dimensional.is_none() && weights.unit_only.contains(&row.tier);
            return Ok(if is_kept_out_by_volume && is_open { Walked::NotSettled } else { Walked::Fits(place, row) });
        }
        is_kept_out_by_volume = sides && measures.unit_weight_fits(row)?;
    }
    Ok(Walked::Nothing)
}

fn sized(package: &Package, row: &TierRow, measures: &Measures, weights: &WeightsRow) -> Result<SizedUnit> {
    let dimensional = measures.dimensional(row.tier, weights);
    let is_by_volume = !weights.unit_only.contains(&row.tier) && dimensional.is_above(measures.unit)?;
    let (unit_weight, dimensional_weight) = (measures.unit.reduced()?, dimensional.reduced()?);
    let mut billed = Weighed::new(if is_by_volume { dimensional_weight } else { unit_weight })?;
    if row.round_up_to > 1 {
        let whole = i64::from(row.round_up_to);
        let up = billed.up.saturating_add(whole - 1).div_euclid(whole).saturating_mul(whole);
        billed = Weighed { exact: Ratio::whole(i128::from(up)), up };
    }
    let [longest, median, shortest] = measures.sides;
    let sides = [longest.reduced()?, median.reduced()?, shortest.reduced()?];
    let cubic_foot = match measures.units.0 {
        LengthUnit::In => Part { top: 1, bottom: 1728 },
        // A foot has 304.8 millimetres.
        _ => Part { top: 1000, bottom: 28_316_846_592 },
    };
    Ok(SizedUnit {
        package: *package,
        tier: row.tier,
        group: if row.is_oversize { SizeGroup::Oversize } else { SizeGroup::Standard },
        length_unit: measures.units.0,
        weight_unit: measures.units.1,
        billed_weight: billed.exact,
        unit_weight,
        dimensional_weight: (weights.per_volume.0 > 0).then_some(dimensional_weight),
        billed_by: if is_by_volume { BilledBy::Dimensional } else { BilledBy::Unit },
        longest: longest.reduced()?,
        length_plus_girth: measures.length_plus_girth.reduced()?,
        cubic_feet: measures.volume.times(cubic_foot)?.reduced()?,
        sides,
        billed_up: billed.up,
        unit_up: Weighed::new(unit_weight)?.up,
    })
}
