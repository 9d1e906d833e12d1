//! Rules of the seeds about supply: figures of stock, lines, purchases (`seed-cases.toml`).

use super::{Case, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::health::{
    Line, OverstockLine, OverstockLines, days_of_supply, gross_margin, is_low_stock, is_turnover_good, overstock,
    rounds_per_year, sell_through, shortage, stock_to_sales, turnover,
};
use clearfloor::money::{Currency, Money};
use clearfloor::rounding::Ratio;

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("turnover", yearly_turnover);
    registry.kind("turnover_level", turnover_level);
    registry.kind("rounds_per_year", rounds);
    registry.kind("days_of_supply", supply);
    registry.kind("sell_through", sold_share);
    registry.kind("stock_to_sales", stock_months);
    registry.kind("gross_margin", margin);
    registry.kind("low_stock_alert", low_stock);
    registry.kind("shortage_indicator", shortage_indicator);
    registry.kind("overstock_indicator", overstock_indicator);
}

/// What does not exist is the word "none" in this file.
pub fn or_none(ratio: Option<Ratio>) -> Value {
    ratio.map_or_else(|| Value::text("none"), Value::exact)
}

/// Whole numbers of a list.
pub fn whole<T: TryFrom<i128>>(list: &Input) -> Result<Vec<T>, String> {
    list.items()?.iter().map(Input::int).collect()
}

fn yearly_turnover(case: &Case) -> Outcome {
    // The case names no currency; the rule holds in any one.
    let money =
        |key| -> Result<Money, super::Failure> { Ok(Money::parse(case.inputs.key(key)?.text()?, Currency::USD)?) };
    let days = case.inputs.key("days_per_year")?.int()?;
    let found = turnover(money("annual_cogs")?, money("average_inventory")?, days)?;
    Ok(Value::map([
        ("turnover", or_none(found.turns)),
        ("days_per_turn", or_none(found.days)),
        ("months_per_turn", or_none(found.months)),
    ]))
}

fn turnover_level(case: &Case) -> Outcome {
    let line = match case.inputs.key("boundary")?.text()? {
        "above" => Line::Above,
        "at_or_above" => Line::AtOrAbove,
        other => return Err(format!("no boundary {other}").into()),
    };
    let turns = case.inputs.key("turnover")?.ratio()?;
    let good = is_turnover_good(turns, case.inputs.key("good_above")?.ratio()?, line);
    Ok(Value::map([("good", Value::Bool(good))]))
}

fn rounds(case: &Case) -> Outcome {
    let legs = whole(case.inputs.key("legs_days")?)?;
    let found = rounds_per_year(&legs, case.inputs.key("days_per_year")?.int()?)?;
    Ok(Value::map([
        ("round_days", Value::int(found.round_days)),
        ("rounds", Value::exact(found.rounds)),
        ("full_rounds", Value::int(found.full_rounds)),
    ]))
}

fn supply(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let (stock, sold) = (inputs.key("stock")?.int()?, inputs.key("units_sold")?.int()?);
    let found = days_of_supply(stock, sold, inputs.key("window_days")?.int()?, inputs.key("days_per_year")?.int()?)?;
    Ok(Value::map([
        ("daily_sales", Value::exact(found.units_per_day)),
        ("days_of_supply", or_none(found.days)),
        ("months_of_supply", or_none(found.months)),
    ]))
}

fn sold_share(case: &Case) -> Outcome {
    let found = sell_through(case.inputs.key("units_start")?.int()?, case.inputs.key("units_sold")?.int()?)?;
    Ok(Value::map([("sell_through", or_none(found))]))
}

fn stock_months(case: &Case) -> Outcome {
    let found = stock_to_sales(case.inputs.key("stock_units")?.int()?, case.inputs.key("monthly_sales")?.int()?)?;
    Ok(Value::map([("ratio", or_none(found))]))
}

fn margin(case: &Case) -> Outcome {
    let currency = Currency::parse(case.inputs.key("currency")?.text()?)?;
    let revenue = Money::parse(case.inputs.key("revenue")?.text()?, currency)?;
    let found = gross_margin(revenue, Money::parse(case.inputs.key("cost_of_goods")?.text()?, currency)?)?;
    Ok(Value::map([("gross_margin", Value::text(found.amount)), ("rate", or_none(found.rate))]))
}

fn low_stock(case: &Case) -> Outcome {
    let alert = is_low_stock(case.inputs.key("stock")?.int()?, case.inputs.key("safety_stock")?.int()?);
    Ok(Value::map([("alert", Value::Bool(alert))]))
}

fn shortage_indicator(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let weekly = whole::<i64>(inputs.key("weekly_forecast")?)?;
    let (weeks, safety) = (inputs.key("weeks")?.int()?, inputs.key("safety_stock")?.int()?);
    let found = shortage(&weekly, weeks, safety, inputs.key("stock")?.int()?)?;
    Ok(Value::map([
        ("forecast_units", Value::int(found.forecast_units)),
        ("indicator", Value::int(found.missing_units)),
        ("short", Value::Bool(found.is_short())),
    ]))
}

fn overstock_indicator(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let weekly = whole::<i64>(inputs.key("weekly_forecast")?)?;
    let line = |base, part| -> Result<Option<(i64, Ratio)>, super::Failure> {
        let (base, part) = (inputs.optional(base).map(Input::int), inputs.optional(part).map(Input::ratio));
        Ok(base.transpose()?.zip(part.transpose()?))
    };
    let lines =
        OverstockLines { safety: line("safety_stock", "multiple")?, capacity: line("capacity", "capacity_share")? };
    let found = overstock(inputs.key("stock")?.int()?, &weekly, inputs.key("weeks")?.int()?, lines)?;
    let crossed = found.crossed.iter().map(|line| match line {
        OverstockLine::SafetyMultiple => "safety_multiple",
        OverstockLine::CapacityShare => "capacity_share",
    });
    Ok(Value::map([
        ("overstock_units", Value::int(found.units)),
        ("tripped", Value::list(crossed.map(Value::text))),
        ("alert", Value::Bool(found.is_alert())),
    ]))
}
