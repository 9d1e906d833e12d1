//! What a clearance brought, and what asks for attention (`seed-cases.toml`).

use super::clearance::Purse;
use super::health::{count, counts, either, exact, names, or_none};
use super::{Case, Failure, Outcome, Registry};
use crate::value::Value;
use clearfloor::alerts::level::{AlertLevel, BaseLine, LevelLines, TrendCombine, stock_alert};
use clearfloor::alerts::schedule::{ReportEvery, review_schedule};
use clearfloor::review::change::{ChangeWording, before_after, change_multiple, slow_removed};
use clearfloor::review::clearance::{Clearance, RoiBase, cost_recovery};
use clearfloor::review::speed::{ChannelSales, cash_speed, channel_speeds};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("alert_level", alert_level_case);
    registry.kind("review_schedule", review_schedule_case);
    registry.kind("before_after", before_after_case);
    registry.kind("change_multiple", change_multiple_case);
    registry.kind("slow_skus_removed", slow_removed_case);
    registry.kind("cost_recovery", cost_recovery_case);
    registry.kind("clearance_roi", clearance_roi_case);
    registry.kind("cash_recovery_speed", cash_speed_case);
    registry.kind("channel_efficiency", channel_efficiency_case);
}

fn alert_level_case(case: &Case) -> Outcome {
    let base = BaseLine {
        safety_stock: count(case, "safety_stock")?,
        trend_coefficient: exact(case, "trend_coefficient")?,
        combine: either(case, "combine", ("multiply", TrendCombine::Multiply), ("add", TrendCombine::Add))?,
        promotion_factor: exact(case, "promotion_factor")?,
        supply_risk_factor: exact(case, "supply_risk_factor")?,
    };
    let lines = LevelLines {
        mild_below: exact(case, "mild_below")?,
        medium_below: exact(case, "medium_below")?,
        severe_below: exact(case, "severe_below")?,
    };
    let by_hand = case.inputs.optional("override_level").map(|level| level.int::<i64>()).transpose()?;
    let by_hand = by_hand.map(AlertLevel::from_number).transpose()?;
    let found = stock_alert(count(case, "stock")?, &base, &lines, by_hand)?;
    Ok(Value::map([
        ("base_line", Value::exact(found.base_line)),
        ("computed_level", Value::int(found.computed.number())),
        ("level", Value::int(found.level.number())),
        ("action", Value::text(found.level.action())),
    ]))
}

fn review_schedule_case(case: &Case) -> Outcome {
    let every = case.inputs.optional("report_every_days").map(|days| days.int::<i64>()).transpose()?;
    let every = match case.inputs.key("report_by")?.text()? {
        "days" => ReportEvery::Days(every.ok_or("no report_every_days")?),
        "quarter_end" => ReportEvery::QuarterEnd,
        other => return Err(Failure::Error(format!("report_by is {other}"))),
    };
    let reports = case.inputs.key("reports")?.int()?;
    let found = review_schedule(case.day()?, &counts(case, "checkpoints_days")?, every, reports)?;
    Ok(Value::map([
        ("checkpoint_dates", Value::list(found.checkpoints.iter().map(Value::text))),
        ("report_dates", Value::list(found.reports.iter().map(Value::text))),
    ]))
}

fn before_after_case(case: &Case) -> Outcome {
    let found = before_after(exact(case, "before")?, exact(case, "after")?)?;
    Ok(Value::map([("change", Value::exact(found.change)), ("change_rate", or_none(found.rate, Value::exact))]))
}

fn change_multiple_case(case: &Case) -> Outcome {
    let wording = match case.inputs.key("wording")?.text()? {
        "up_by" => ChangeWording::UpBy,
        "up_to" => ChangeWording::UpTo,
        "down_by" => ChangeWording::DownBy,
        other => return Err(Failure::Error(format!("wording is {other}"))),
    };
    Ok(Value::map([("multiple", Value::exact(change_multiple(exact(case, "change")?, wording)?))]))
}

fn slow_removed_case(case: &Case) -> Outcome {
    let share = slow_removed(count(case, "slow_before")?, count(case, "slow_after")?)?;
    Ok(Value::map([("removed_share", or_none(share, Value::exact))]))
}

fn cost_recovery_case(case: &Case) -> Outcome {
    let found = cost_recovery(count(case, "units_sold")?, exact(case, "net_proceeds")?, exact(case, "unit_cost")?)?;
    Ok(Value::map([
        ("recovered_per_unit_unrounded", or_none(found.per_unit, Value::exact)),
        ("cost_recovery", or_none(found.share_of_cost, Value::exact)),
    ]))
}

fn clearance_roi_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let clearance = Clearance {
        list_revenue: purse.money("list_revenue")?,
        discount_cost: purse.money("discount_cost")?,
        selling_costs: purse.money("selling_costs")?,
        stock_cost: purse.money("stock_cost")?,
        annual_capital_rate: exact(case, "annual_capital_rate")?,
        days_tied_up: count(case, "days_tied_up")?,
        days_per_year: count(case, "days_per_year")?,
    };
    let base =
        either(case, "base", ("capital_cost", RoiBase::CapitalCost), ("capital_tied_up", RoiBase::CapitalTiedUp))?;
    let found = clearance.roi(base)?;
    Ok(Value::map([
        ("released_cash", Value::text(found.released_cash)),
        ("base_amount", Value::text(found.base)),
        ("roi", or_none(found.roi, Value::exact)),
    ]))
}

fn cash_speed_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let found = cash_speed(&purse.all("cash_by_week")?, purse.money("target")?)?;
    Ok(Value::map([
        ("collected", Value::text(found.collected)),
        ("weeks_to_target", or_none(found.weeks_to_target, Value::text)),
        ("share_of_target", Value::exact(found.share_of_target)),
    ]))
}

fn channel_efficiency_case(case: &Case) -> Outcome {
    let names = names(case, "channels")?;
    let (start, sold, days) = (counts(case, "units_start")?, counts(case, "units_sold")?, counts(case, "days")?);
    if [start.len(), sold.len(), days.len()] != [names.len(); 3] {
        return Err("lists of different lengths".into());
    }
    let channels: Vec<ChannelSales> = start
        .into_iter()
        .zip(sold)
        .zip(days)
        .map(|((units_start, units_sold), days)| ChannelSales { units_start, units_sold, days })
        .collect();
    let (speeds, best) = channel_speeds(&channels)?;
    Ok(Value::map([
        ("sell_through", Value::list(speeds.iter().map(|speed| or_none(speed.sell_through, Value::exact)))),
        ("units_per_day", Value::list(speeds.iter().map(|speed| or_none(speed.units_per_day, Value::exact)))),
        ("best", or_none(best.and_then(|place| names.get(place)), Value::text)),
    ]))
}
