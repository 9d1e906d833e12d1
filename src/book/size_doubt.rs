//! Whether a size looks as if it were given in the other unit of length: a box of 25 cm typed as 25 in.

use super::facts::Size;
use crate::error::Result;
use crate::landed::Cargo;
use crate::rounding::Ratio;
use crate::units::{Length, LengthUnit, Weight, WeightUnit};

/// Kilograms a cubic metre that goods for parcels have: lighter are only pillows, heavier only metal.
const LIGHTEST: Ratio = Ratio::whole(40);
const HEAVIEST: Ratio = Ratio::whole(2500);

/// The unit that the sides would fit better in: by how long the marketplace measured the product, where it did,
/// else by the density of parcels. None where the size is as usual, or no unit makes it so.
///
/// # Errors
/// `out_of_range`.
pub(super) fn likelier_unit(
    sides: &[Length; 3],
    weight: Option<Weight>,
    measured: Option<&Size>,
) -> Result<Option<LengthUnit>> {
    let other = |unit| if unit == LengthUnit::In { LengthUnit::Cm } else { LengthUnit::In };
    let [first, ..] = sides;
    let swapped = sides.map(|side| Length { unit: other(side.unit), ..side });
    let measured = measured.and_then(|size| {
        let all: Option<Vec<Length>> = size.sides.iter().map(|side| side.map(|fact| fact.value)).collect();
        all?.into_iter().filter_map(|side| side.in_unit(LengthUnit::Cm).ok()).max()
    });
    let is_odd = match (measured, weight) {
        (Some(measured), _) => {
            let is_near = |sides: &[Length; 3]| -> Result<bool> {
                let lengths = sides.iter().map(|side| side.in_unit(LengthUnit::Cm)).collect::<Result<Vec<_>>>()?;
                let share = lengths.into_iter().max().unwrap_or(Ratio::ONE).over(measured)?;
                Ok(share > Ratio::new(85, 100)? && share < Ratio::new(118, 100)?)
            };
            !is_near(sides)? && is_near(&swapped)?
        }
        (None, Some(weight)) => {
            let kg = weight.in_unit(WeightUnit::Kg)?;
            let is_usual = |sides: &[Length; 3]| -> Result<bool> {
                let density = kg.over(Cargo::box_m3(sides)?)?;
                Ok(density >= LIGHTEST && density <= HEAVIEST)
            };
            first.unit != LengthUnit::Mm && !is_usual(sides)? && is_usual(&swapped)?
        }
        (None, None) => false,
    };
    Ok(is_odd.then(|| other(first.unit)))
}
