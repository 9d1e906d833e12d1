//! Prices that meet a target (`breakeven.json`). Cases speak in major units, the API in minor.

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::break_even::{
    Band, BandEnd, PriceInterval, PriceLine, PriceModel, PriceRange, Target, Within, required_proceeds,
};
use clearfloor::money::Currency;
use clearfloor::rounding::Ratio;

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("profitable_intervals", profitable_intervals);
    registry.kind("cent_grid_rounded_fees", cent_grid_rounded_fees);
    registry.kind("sunk_cost_floor", sunk_cost_floor);
}

const PER_MAJOR: Ratio = Ratio::whole(100);

fn minor(input: &Input) -> Result<Ratio, Failure> {
    Ok(input.ratio()?.times(PER_MAJOR)?)
}

fn major(minor: Ratio) -> Result<Value, Failure> {
    Ok(Value::exact(minor.over(PER_MAJOR)?))
}

fn bands(list: &Input, figure: fn(&Input) -> Result<Ratio, Failure>) -> Result<Vec<Band>, Failure> {
    let band = |band: &Input| {
        let upto = band.key("upto")?;
        let is_included = band.key("incl")?.bool()?;
        let end = if upto.is_null() { None } else { Some(BandEnd { price: minor(upto)?, is_included }) };
        Ok(Band { end, figure: Some(figure(band)?) })
    };
    list.items()?.iter().map(band).collect()
}

fn model(fees: &Input) -> Result<(PriceModel, Within), Failure> {
    let rule = fees.key("referral")?;
    let rates = bands(rule.key("bands")?, |band| Ok(band.key("rate")?.ratio()?))?;
    let referral = match rule.key("mode")?.text()? {
        "threshold" => PriceLine::threshold(&rates)?,
        "marginal" => PriceLine::marginal(&rates)?,
        other => return Err(format!("unknown mode {other}").into()),
    };
    let referral = referral.at_least(minor(rule.key("min_fee")?)?)?;
    let fulfil = PriceLine::by_band(&bands(fees.key("fulfil")?, |band| minor(band.key("fee")?))?)?;
    let model = PriceModel::new(Currency::USD, fees.key("vat")?.ratio()?, fees.key("vat_on_fees")?.ratio()?)?
        .with_fee(referral)
        .with_fee(fulfil)
        .with_other(PriceLine::share(fees.key("pct_of_price")?.ratio()?)?);
    Ok((model, Within { low: minor(fees.key("p_min")?)?, high: minor(fees.key("p_max")?)? }))
}

fn target(input: &Input) -> Result<Target, Failure> {
    let figure = input.key("value")?;
    Ok(match input.key("kind")?.text()? {
        "profit" => Target::Profit(minor(figure)?),
        "margin_net" => Target::MarginNet(figure.ratio()?),
        "margin_gross" => Target::MarginGross(figure.ratio()?),
        "roi" => Target::Roi(figure.ratio()?),
        other => return Err(format!("unknown target {other}").into()),
    })
}

fn intervals(found: &[PriceInterval]) -> Result<Value, Failure> {
    let interval = |interval: &PriceInterval| {
        Ok(Value::map([
            ("lo", major(interval.low)?),
            ("lo_exact", major(interval.low)?),
            ("lo_closed", Value::Bool(interval.is_low_closed)),
            ("hi", major(interval.high)?),
            ("hi_exact", major(interval.high)?),
            ("hi_closed", Value::Bool(interval.is_high_closed)),
        ]))
    };
    Ok(Value::list(found.iter().map(interval).collect::<Result<Vec<_>, Failure>>()?))
}

fn ranges(found: &[PriceRange]) -> Value {
    Value::list(found.iter().map(|r| Value::list([Value::int(r.first.minor()), Value::int(r.last.minor())])))
}

fn lowest(found: &[PriceRange]) -> Value {
    Value::or_null(found.first(), |range| Value::int(range.first.minor()))
}

fn profitable_intervals(case: &Case) -> Outcome {
    let (model, within) = model(&case.inputs)?;
    let model = model.with_unit_cost(minor(case.inputs.key("unit_cost")?)?);
    let target = target(case.inputs.key("target")?)?;
    let grid = model.cent_ranges(target, within)?;
    let mut profits = Vec::new();
    for point in case.points("profit_at") {
        profits.push(Value::list([point.value(), major(model.profit(minor(&point)?)?)?]));
    }
    Ok(Value::map([
        ("intervals", intervals(&model.intervals(target, within)?)?),
        ("cent_ranges", ranges(&grid)),
        ("lowest_cent_price", lowest(&grid)),
        ("profit_at", Value::list(profits)),
    ]))
}

fn cent_grid_rounded_fees(case: &Case) -> Outcome {
    let (model, within) = model(&case.inputs)?;
    let model = model.with_unit_cost(minor(case.inputs.key("unit_cost")?)?);
    let found = model.rounded_cent_ranges(target(case.inputs.key("target")?)?, within)?;
    Ok(Value::map([("cent_ranges_rounded", ranges(&found))]))
}

fn sunk_cost_floor(case: &Case) -> Outcome {
    let (model, within) = model(case.inputs.key("fees")?)?;
    let mut names = Vec::new();
    let mut nets = Vec::new();
    for (name, net) in case.inputs.key("disposal")?.entries()? {
        names.push(name);
        nets.push(minor(net)?);
    }
    let (best, required) = required_proceeds(&nets, minor(case.inputs.key("avoidable_holding")?)?)?;
    let model = model.with_unit_cost(required);
    let grid = model.cent_ranges(Target::BREAK_EVEN, within)?;
    Ok(Value::map([
        ("required_proceeds", major(required)?),
        ("best_alternative", Value::or_null(names.get(best), Value::text)),
        ("intervals", intervals(&model.intervals(Target::BREAK_EVEN, within)?)?),
        ("cent_ranges", ranges(&grid)),
        ("floor_cent_price", lowest(&grid)),
    ]))
}
