//! Indicators and triggers of the stock (`seed-cases.toml`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::date::LocalMinute;
use clearfloor::health::abc::{AbcBoundary, AbcCuts, AbcRanges, abc, abc_share_check, slow_share};
use clearfloor::health::age::{AgeLimit, age_check, age_level, age_overrun};
use clearfloor::health::depth::{QuadrantLines, Side, StockTurn, quadrant, structural_clearance};
use clearfloor::health::pace::{PaceLines, SoldIn, no_movement, pace, slow_by_weeks};
use clearfloor::health::trend::{FallReading, LaunchLines, TrendLines, launch_cliff, seasonal_drop, turnover_trend};
use clearfloor::rounding::Ratio;
use clearfloor::stock::aged_fee_status;

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("age_over_limit", age_over_limit_case);
    registry.kind("age_level", age_level_case);
    registry.kind("age_overrun_warning", age_overrun_case);
    registry.kind("age_velocity_class", age_velocity_case);
    registry.kind("slow_by_weeks", slow_by_weeks_case);
    registry.kind("no_movement_trigger", no_movement_case);
    registry.kind("turnover_trend_trigger", turnover_trend_case);
    registry.kind("seasonal_drop_trigger", seasonal_drop_case);
    registry.kind("launch_cliff_plan", launch_cliff_case);
    registry.kind("quadrant", quadrant_case);
    registry.kind("structural_clearance", structural_clearance_case);
    registry.kind("abc_class", abc_case);
    registry.kind("abc_share_check", abc_share_case);
    registry.kind("slow_share", slow_share_case);
    registry.kind("aged_fee_status", aged_fee_case);
}

/// What has no value is the word `none` in these cases.
pub(super) fn or_none<T>(option: Option<T>, make: impl FnOnce(T) -> Value) -> Value {
    option.map_or_else(|| Value::text("none"), make)
}

/// An exact number of the case.
pub(super) fn exact(case: &Case, key: &str) -> Result<Ratio, Failure> {
    Ok(case.inputs.key(key)?.ratio()?)
}

/// A whole number of the case.
pub(super) fn count(case: &Case, key: &str) -> Result<i64, Failure> {
    Ok(case.inputs.key(key)?.int()?)
}

/// A list of exact numbers.
pub(super) fn exact_list(case: &Case, key: &str) -> Result<Vec<Ratio>, Failure> {
    Ok(case.inputs.key(key)?.items()?.iter().map(Input::ratio).collect::<Result<_, _>>()?)
}

/// A list of whole numbers.
pub(super) fn counts(case: &Case, key: &str) -> Result<Vec<i64>, Failure> {
    Ok(case.inputs.key(key)?.items()?.iter().map(Input::int).collect::<Result<_, _>>()?)
}

/// A list of names.
pub(super) fn names<'a>(case: &'a Case, key: &str) -> Result<Vec<&'a str>, Failure> {
    Ok(case.inputs.key(key)?.items()?.iter().map(Input::text).collect::<Result<_, _>>()?)
}

/// One of two words.
pub(super) fn either<T>(case: &Case, key: &str, first: (&str, T), second: (&str, T)) -> Result<T, Failure> {
    let word = case.inputs.key(key)?.text()?;
    [first, second]
        .into_iter()
        .find_map(|(name, meaning)| (name == word).then_some(meaning))
        .ok_or_else(|| Failure::Error(format!("{key} is {word}")))
}

/// A number of periods.
fn periods(case: &Case, key: &str) -> Result<usize, Failure> {
    Ok(case.inputs.key(key)?.int()?)
}

fn age_over_limit_case(case: &Case) -> Outcome {
    let limit = count(case, "limit")?;
    let limit = either(
        case,
        "count_by",
        ("days", AgeLimit::Days(limit)),
        ("calendar_months", AgeLimit::CalendarMonths(limit)),
    )?;
    let found = age_check(case.inputs.key("received_on")?.day()?, case.day()?, limit)?;
    Ok(Value::map([("age_days", Value::int(found.age_days)), ("act", Value::Bool(found.is_over))]))
}

fn age_level_case(case: &Case) -> Outcome {
    let level = age_level(count(case, "age_days")?, count(case, "slow_after")?, count(case, "critical_after")?);
    Ok(Value::map([("level", Value::text(level.code()))]))
}

fn age_overrun_case(case: &Case) -> Outcome {
    let found = age_overrun(count(case, "expected_days")?, count(case, "days_in_stock")?, exact(case, "warn_ratio")?)?;
    Ok(Value::map([("ratio", or_none(found.ratio, Value::exact)), ("warn", Value::Bool(found.warns))]))
}

fn age_velocity_case(case: &Case) -> Outcome {
    let sold =
        SoldIn { days_30: count(case, "sold_30")?, days_60: count(case, "sold_60")?, days_90: count(case, "sold_90")? };
    let lines = PaceLines {
        slow_after: count(case, "slow_after")?,
        poor_sold_90: count(case, "poor_sold_90")?,
        steady_share: exact(case, "steady_share")?,
        cover_limit_days: count(case, "cover_limit_days")?,
    };
    let found = pace(count(case, "age_days")?, count(case, "stock")?, sold, &lines)?;
    let [by_30, by_60, by_90] = found.days_of_supply.map(|days| or_none(days, Value::exact));
    Ok(Value::map([
        ("days_of_supply_30", by_30),
        ("days_of_supply_60", by_60),
        ("days_of_supply_90", by_90),
        ("age_class", Value::text(found.class.code())),
        ("slow", Value::Bool(found.class.is_slow())),
    ]))
}

fn slow_by_weeks_case(case: &Case) -> Outcome {
    let found = slow_by_weeks(
        &counts(case, "weekly_sales")?,
        count(case, "threshold")?,
        periods(case, "weeks")?,
        count(case, "age_days")?,
        count(case, "age_limit")?,
    )?;
    Ok(Value::map([("low_weeks", Value::text(found.length)), ("slow", Value::Bool(found.fires))]))
}

fn no_movement_case(case: &Case) -> Outcome {
    let found = no_movement(&counts(case, "monthly_sales")?, periods(case, "months")?)?;
    Ok(Value::map([("idle_months", Value::text(found.length)), ("trigger", Value::Bool(found.fires))]))
}

fn turnover_trend_case(case: &Case) -> Outcome {
    let lines = TrendLines {
        months: periods(case, "months")?,
        drop_rate: exact(case, "drop_rate")?,
        reading: either(case, "reading", ("each_month", FallReading::EachMonth), ("total", FallReading::Total))?,
        days_over_rate: exact(case, "days_over_rate")?,
    };
    let months = exact_list(case, "monthly_turnover")?;
    let found = turnover_trend(&months, exact(case, "days_of_stock")?, exact(case, "safe_days")?, &lines)?;
    Ok(Value::map([
        ("turnover_falling", Value::Bool(found.is_falling)),
        ("days_over_line", Value::Bool(found.is_over)),
        ("review", Value::Bool(found.asks_for_review())),
    ]))
}

fn seasonal_drop_case(case: &Case) -> Outcome {
    let found = seasonal_drop(
        case.inputs.key("seasonal")?.bool()?,
        exact(case, "previous_turnover")?,
        exact(case, "current_turnover")?,
        exact(case, "drop_above")?,
    )?;
    Ok(Value::map([("drop", or_none(found.share, Value::exact)), ("clear", Value::Bool(found.fires))]))
}

fn launch_cliff_case(case: &Case) -> Outcome {
    let lines = LaunchLines {
        window_days: count(case, "window_days")?,
        cliff_above: exact(case, "cliff_above")?,
        plan_within_hours: count(case, "plan_within_hours")?,
    };
    let found = launch_cliff(
        count(case, "days_to_launch")?,
        exact(case, "previous_turnover")?,
        exact(case, "current_turnover")?,
        LocalMinute::parse(case.inputs.key("detected_at")?.text()?)?,
        &lines,
    )?;
    Ok(Value::map([
        ("drop", or_none(found.share, Value::exact)),
        ("plan_due", Value::Bool(found.due_at.is_some())),
        ("due_at", or_none(found.due_at, Value::text)),
    ]))
}

fn quadrant_case(case: &Case) -> Outcome {
    let lines = QuadrantLines {
        turnover: exact(case, "turnover_cut")?,
        days_of_stock: exact(case, "days_cut")?,
        on_the_line: either(case, "on_the_line", ("high", Side::High), ("low", Side::Low))?,
    };
    let found = quadrant(exact(case, "turnover")?, exact(case, "days_of_stock")?, &lines);
    Ok(Value::map([
        ("turnover_side", Value::text(found.turnover.code())),
        ("stock_side", Value::text(found.stock.code())),
        ("action", Value::text(found.action().code())),
    ]))
}

fn structural_clearance_case(case: &Case) -> Outcome {
    let names = names(case, "categories")?;
    let (cogs, inventory) = (exact_list(case, "annual_cogs")?, exact_list(case, "average_inventory")?);
    if names.len() != cogs.len() || names.len() != inventory.len() {
        return Err("lists of different lengths".into());
    }
    let categories: Vec<StockTurn> = cogs
        .into_iter()
        .zip(inventory)
        .map(|(annual_cogs, average_inventory)| StockTurn { annual_cogs, average_inventory })
        .collect();
    let found = structural_clearance(&categories, exact(case, "normal_turnover")?, exact(case, "far_below")?)?;
    Ok(Value::map([
        ("total_turnover", or_none(found.total_turnover, Value::exact)),
        ("mode", Value::text(found.breadth.code())),
        ("clear", Value::list(found.clear.iter().filter_map(|place| names.get(*place)).map(Value::text))),
    ]))
}

fn abc_case(case: &Case) -> Outcome {
    let sales = exact_list(case, "sales_values")?;
    let stock = case.inputs.optional("stock_values").map(|_| exact_list(case, "stock_values")).transpose()?;
    let values = match case.inputs.key("measure")?.text()? {
        "sales_value" => sales,
        "stock_value" => stock.ok_or("no stock_values")?,
        other => return Err(format!("measure is {other}").into()),
    };
    let cuts = AbcCuts {
        a: exact(case, "cut_a")?,
        b: exact(case, "cut_b")?,
        boundary: either(case, "boundary", ("inclusive", AbcBoundary::Inclusive), ("crossing", AbcBoundary::Crossing))?,
    };
    let found = abc(&values, &cuts)?;
    Ok(Value::map([
        ("cumulative", Value::list(found.items.iter().map(|item| Value::exact(item.cumulative)))),
        ("classes", Value::list(found.items.iter().map(|item| Value::text(item.class.code())))),
        ("policies", Value::list(found.items.iter().map(|item| Value::text(item.class.policy())))),
        ("a_item_share", Value::exact(found.a_item_share)),
        ("a_value_share", Value::exact(found.a_value_share)),
    ]))
}

fn abc_share_case(case: &Case) -> Outcome {
    let ranges = AbcRanges {
        a: (exact(case, "a_min")?, exact(case, "a_max")?),
        b: (exact(case, "b_min")?, exact(case, "b_max")?),
        c_below: exact(case, "c_below")?,
    };
    let shares = [exact(case, "share_a")?, exact(case, "share_b")?, exact(case, "share_c")?];
    let [a, b, c] = abc_share_check(shares, &ranges);
    Ok(Value::map([("a_ok", Value::Bool(a)), ("b_ok", Value::Bool(b)), ("c_ok", Value::Bool(c))]))
}

fn slow_share_case(case: &Case) -> Outcome {
    let share = slow_share(exact(case, "slow_value")?, exact(case, "total_value")?)?;
    Ok(Value::map([("slow_share", or_none(share, Value::exact))]))
}

fn aged_fee_case(case: &Case) -> Outcome {
    let found = aged_fee_status(count(case, "age_days")?, count(case, "fee_after_days")?, count(case, "warn_days")?)?;
    Ok(Value::map([
        ("charged", Value::Bool(found.is_charged)),
        ("days_until_fee", Value::int(found.days_until_fee)),
        ("warn", Value::Bool(found.warns)),
    ]))
}
