//! Rounding and apportionment (`rounding.json`).

use super::{Case, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::break_even;
use clearfloor::landed::share_out;
use clearfloor::money::{Currency, Money};
use clearfloor::number::Decimal;
use clearfloor::rate::Rate;
use clearfloor::rounding::{Ratio, Rounding, split_by_largest_remainder};
use clearfloor::tax;

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("round", round);
    registry.kind("largest_remainder", largest_remainder);
    registry.kind("vat_extract", vat_extract);
    registry.kind("charm_price", charm_price);
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
    let weights = case.inputs.key("weights")?.items()?;
    let parts = match weights.iter().map(|weight| weight.int()).collect::<Result<Vec<u64>, _>>() {
        Ok(whole) => split_by_largest_remainder(total, &whole)?,
        Err(_) => {
            let exact = weights.iter().map(Input::ratio).collect::<Result<Vec<_>, _>>()?;
            share_out(Money::new(total, Currency::USD)?, &exact)?.into_iter().map(Money::minor).collect()
        }
    };
    Ok(Value::map([("parts", Value::list(parts.into_iter().map(Value::int)))]))
}

fn vat_extract(case: &Case) -> Outcome {
    // With a marketplace its own rate is asked for.
    if let Some(market) = super::fees_intl::market(case)? {
        return super::fees_intl::vat_extract(case, market);
    }
    let gross = Money::parse(case.inputs.key("gross")?.text()?, Currency::EUR)?;
    let split = tax::extract_vat(gross, Rate::parse(case.inputs.key("rate")?.text()?)?)?;
    Ok(Value::map([("net", Value::text(split.net)), ("vat", Value::text(split.vat))]))
}

fn charm_price(case: &Case) -> Outcome {
    let floor = case.inputs.key("floor_price")?.ratio()?.times(Ratio::whole(100))?;
    let ending = match case.inputs.key("mode")?.text()? {
        "ceil_99" => break_even::CharmEnding::NinetyNine,
        other => return Err(format!("unknown mode {other}").into()),
    };
    Ok(Value::map([("cents", Value::int(break_even::charm_price(floor, ending, Currency::EUR)?.minor()))]))
}
