//! Buying again (`replenishment.json`).

use super::{Case, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::demand::chance::CountDemand;
use clearfloor::replenish::{SupplyRisk, economic_order, newsvendor_normal, newsvendor_poisson, safety_stock};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("safety_stock", safety);
    registry.kind("eoq", eoq);
    registry.kind("newsvendor", newsvendor);
    registry.kind("gamma_poisson_stock", gamma_poisson_stock);
}

fn safety(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let optional = |key| case.inputs.optional(key).map(Input::f64).transpose();
    let risk = SupplyRisk {
        units_per_day: number("demand")?,
        units_sd: number("demand_sd")?,
        lead_days: number("lead_time")?,
        lead_sd: number("lead_time_sd")?,
        review_days: optional("review")?.unwrap_or(0.0),
    };
    let found = safety_stock(&risk, number("service_level")?, optional("order_qty")?)?;
    let mut keys = vec![
        ("z", Value::float(found.deviations)),
        ("sigma_lead_time_demand", Value::float(found.sigma)),
        ("safety_stock", Value::float(found.units)),
        ("reorder_point", Value::float(found.reorder_point)),
        ("expected_short_per_cycle", Value::float(found.short_per_cycle)),
    ];
    keys.extend(found.fill_rate.map(|rate| ("fill_rate", Value::float(rate))));
    Ok(Value::map(keys))
}

fn eoq(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let order = economic_order(number("annual_demand")?, number("order_cost")?, number("holding_per_unit_year")?)?;
    let given = case.inputs.optional("given_q").map(Input::f64).transpose()?;
    let at_given = given.map(|units| order.cost_a_year_at(units)).transpose()?;
    Ok(Value::map([
        ("eoq", Value::float(order.units)),
        ("orders_per_year", Value::float(order.orders_a_year)),
        ("cycle_days", Value::float(order.cycle_days)),
        ("annual_cost", Value::float(order.cost_a_year)),
        ("cost_at_given", Value::or_null(at_given, Value::float)),
    ]))
}

fn newsvendor(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let (mean, price, cost, salvage) = (number("mean")?, number("price")?, number("cost")?, number("salvage")?);
    let order = match case.inputs.key("dist")?.text()? {
        "normal" => newsvendor_normal(mean, number("sd")?, price, cost, salvage)?,
        "poisson" => newsvendor_poisson(mean, price, cost, salvage)?,
        other => return Err(format!("no demand {other}").into()),
    };
    Ok(Value::map([
        ("critical_ratio", Value::float(order.critical_ratio)),
        ("order_qty", Value::float(order.units)),
        ("expected_profit", Value::float(order.profit)),
        ("expected_left", Value::float(order.left)),
    ]))
}

fn gamma_poisson_stock(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let demand = CountDemand::gamma_poisson(number("gamma_shape")?, number("gamma_rate")?, number("horizon")?)?;
    Ok(Value::map([
        ("mean", Value::float(demand.mean())),
        ("variance", Value::float(demand.variance())),
        ("stock_for_service", Value::int(demand.smallest_stock_for(number("service_level")?)?)),
        ("prob_demand_le", Value::float(demand.at_most(case.inputs.key("stock")?.int()?))),
    ]))
}
