//! Rounding and apportionment (`rounding.json`).

use super::{Case, Outcome, Registry};
use crate::value::Value;
use clearfloor::number::Decimal;
use clearfloor::rounding::{Rounding, split_by_largest_remainder};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("round", round);
    registry.kind("largest_remainder", largest_remainder);
}

fn round(case: &Case) -> Outcome {
    let number = Decimal::parse(case.inputs.key("value")?.text()?)?;
    let places = case.inputs.key("places")?.int()?;
    let by = |mode| Ok::<_, clearfloor::error::Error>(Value::text(number.round(places, mode)?));
    Ok(Value::map([
        ("half_up", by(Rounding::HalfAwayFromZero)?),
        ("half_even", by(Rounding::HalfEven)?),
        ("toward_zero", by(Rounding::TowardZero)?),
        ("ceiling", by(Rounding::Ceiling)?),
        ("floor", by(Rounding::Floor)?),
    ]))
}

fn largest_remainder(case: &Case) -> Outcome {
    let total = case.inputs.key("total")?.int()?;
    let weights = case.inputs.key("weights")?.items()?.iter().map(|w| w.int()).collect::<Result<Vec<u64>, _>>()?;
    let parts = split_by_largest_remainder(total, &weights)?;
    Ok(Value::map([("parts", Value::list(parts.into_iter().map(Value::int)))]))
}
