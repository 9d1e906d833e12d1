//! Rules of the seeds about supply: figures of stock, lines, purchases (`seed-cases.toml`).

use super::{Case, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::health::{
    Line, OverstockLine, OverstockLines, days_of_supply, gross_margin, is_low_stock, is_turnover_good, overstock,
    rounds_per_year, sell_through, shortage, stock_to_sales, turnover,
};
use clearfloor::money::{Currency, Money, UnitAmount};
use clearfloor::replenish::{
    BandAction, leg_days, period_demand, purchase_line, reasonable_stock, reorder_start, safety_band,
};
use clearfloor::rounding::Ratio;
use clearfloor::transfer::single_transfer;

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
    registry.kind("reorder_start", reorder);
    registry.kind("period_demand", of_periods);
    registry.kind("purchase_suggestion", purchase_suggestion);
    registry.kind("reasonable_stock", reasonable);
    registry.kind("safety_band", band);
    registry.kind("leg_days", legs);
    registry.kind("transfer_quantity", transfer_quantity);
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

fn reorder(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let (stock, pace) = (inputs.key("stock")?.int()?, inputs.key("daily_sales")?.ratio()?);
    let (lead, safety) = (inputs.key("inbound_lead_days")?.int()?, inputs.key("safety_days")?.int()?);
    let found = reorder_start(case.day()?, stock, pace, lead, safety)?;
    Ok(Value::map([
        ("days_of_cover", or_none(found.days_of_cover)),
        ("start_by_day", or_none(found.start_in_days)),
        ("start_by_date", found.start_by.map_or_else(|| Value::text("none"), Value::text)),
        ("overdue", Value::Bool(found.is_overdue)),
    ]))
}

fn of_periods(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let (periods, days) = (inputs.key("periods")?.int()?, inputs.key("days_per_period")?.int()?);
    let found = period_demand(inputs.key("daily_sales")?.ratio()?, periods, days)?;
    Ok(Value::map([("days", Value::int(found.days)), ("units", Value::int(found.units))]))
}

fn purchase_suggestion(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let (available, pace) = (inputs.key("available")?.int()?, inputs.key("daily_sales")?.ratio()?);
    let found = purchase_line(available, pace, inputs.key("cover_days")?.int()?)?;
    Ok(Value::map([("line_units", Value::exact(found.units)), ("suggest", Value::Bool(found.is_due))]))
}

fn reasonable(case: &Case) -> Outcome {
    let (target, growth) = (case.inputs.key("current_target")?.int()?, case.inputs.key("expected_growth")?.int()?);
    Ok(Value::map([("total", Value::int(reasonable_stock(target, growth)?))]))
}

fn band(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let (low, high) = (inputs.key("low")?.int()?, inputs.key("high")?.int()?);
    let action = match safety_band(inputs.key("stock")?.int()?, low, high)? {
        BandAction::Restock => "restock",
        BandAction::Hold => "hold",
        BandAction::HoldBackPurchasing => "hold_back_purchasing",
    };
    Ok(Value::map([("action", Value::text(action))]))
}

fn legs(case: &Case) -> Outcome {
    let shortest = whole::<u32>(case.inputs.key("legs_min_days")?)?;
    let longest = whole::<u32>(case.inputs.key("legs_max_days")?)?;
    if shortest.len() != longest.len() {
        return Err("lists of unlike length".into());
    }
    let legs: Vec<(u32, u32)> = shortest.into_iter().zip(longest).collect();
    let found = leg_days(&legs)?;
    Ok(Value::map([("total_min_days", Value::int(found.shortest)), ("total_max_days", Value::int(found.longest))]))
}

fn transfer_quantity(case: &Case) -> Outcome {
    let whole = |key| case.inputs.key(key)?.int::<i64>();
    let currency = Currency::parse(case.inputs.key("currency")?.text()?)?;
    let unit_cost = UnitAmount::parse(case.inputs.key("unit_cost")?.text()?, currency)?;
    let (from_stock, from_keep) = (whole("from_stock")?, whole("from_keep")?);
    let (to_stock, to_inbound) = (whole("to_stock")?, whole("to_inbound")?);
    let found = single_transfer(from_stock, from_keep, to_stock, to_inbound, whole("to_target")?, unit_cost)?;
    Ok(Value::map([
        ("quantity", Value::int(found.units)),
        ("cost", Value::text(found.cost)),
        ("from_after", Value::int(found.from_after)),
        ("to_after", Value::int(found.to_after)),
    ]))
}
