//! Promotions and discounts (`promo.json`).

use super::{Case, Outcome, Registry};
use crate::value::Value;
use clearfloor::scenario::promotion::{DiscountComparison, DiscountRow, Promotion, best_discount, textbook_lift};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("promo_breakeven", promo_breakeven);
    registry.kind("discount_comparison", discount_comparison);
}

fn promo_breakeven(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.ratio();
    let promotion = Promotion {
        price: number("price")?,
        discount: number("discount")?,
        kept: number("k")?,
        unit_cost: number("unit_cost")?,
        unit_fees: number("unit_fees")?,
        baseline_units: number("baseline_units")?,
        fixed_cost: number("fixed_promo_cost")?,
        cost_per_unit: number("per_unit_promo_cost")?,
        cannibal_rate: number("cannibal_rate")?,
        cannibal_margin: number("cannibal_margin")?,
        pull_forward_rate: number("pull_forward_rate")?,
    };
    let answer = promotion.answer()?;
    let mut keys = vec![
        ("contribution_before", Value::exact(answer.contribution_before)),
        ("contribution_during", Value::exact(answer.contribution_during)),
        ("cannibal_and_dip_cost_per_incremental_unit", Value::exact(answer.cost_of_extra_unit)),
        ("breakeven_units", Value::or_null(answer.breakeven_units, Value::exact)),
        ("breakeven_lift", Value::or_null(answer.breakeven_lift, Value::exact)),
        ("breakeven_elasticity", Value::or_null(answer.breakeven_elasticity, Value::float)),
    ];
    if let Some(margin) = case.inputs.optional("textbook_margin") {
        let lift = textbook_lift(margin.ratio()?, promotion.discount)?;
        keys.push(("textbook_lift", Value::or_null(lift, Value::exact)));
    }
    if let Some(units) = case.inputs.optional("expected_units") {
        let result = promotion.result(units.ratio()?)?;
        keys.push(("incremental_profit", Value::exact(result.incremental_profit)));
        keys.push(("profitable", Value::Bool(result.is_profitable)));
        keys.push(("promo_roi", Value::or_null(result.return_on_promotion, Value::exact)));
    }
    Ok(Value::map(keys))
}

fn row(row: &DiscountRow) -> Value {
    Value::map([
        ("discount", Value::float(row.discount)),
        ("price", Value::float(row.price)),
        ("daily_units", Value::float(row.daily_units)),
        ("units_sold", Value::float(row.units_sold)),
        ("units_left", Value::float(row.units_left)),
        ("days_to_clear", Value::or_null(row.days_to_clear, Value::float)),
        ("net_per_unit", Value::float(row.net_per_unit)),
        ("holding_cost", Value::float(row.holding_cost)),
        ("total_net", Value::float(row.total_net)),
    ])
}

fn discount_comparison(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let comparison = DiscountComparison {
        price: number("price")?,
        daily_units: number("daily_units")?,
        elasticity: number("elasticity")?,
        stock: number("stock")?,
        days: number("days")?,
        kept: number("k")?,
        unit_fees: number("unit_fees")?,
        hold_per_day: number("hold_per_day")?,
        leftover_value: number("leftover_value")?,
    };
    let discounts = case.inputs.key("discounts")?.items()?.iter().map(|d| d.f64()).collect::<Result<Vec<_>, _>>()?;
    let rows = comparison.rows(&discounts)?;
    let best = best_discount(&rows).ok_or("no discounts")?;
    Ok(Value::map([
        ("best_discount", Value::float(best.discount)),
        ("best_total_net", Value::float(best.total_net)),
        ("rows", Value::list(rows.iter().map(row))),
    ]))
}
