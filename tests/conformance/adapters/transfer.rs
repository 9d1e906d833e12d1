//! Transportation and transfers between warehouses (`transport.json`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::transfer::{Lane, Site, TransferProblem, cheapest_shipment, plan};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("transport", transport);
    registry.kind("transfer_plan", transfer_plan);
}

fn numbers(list: &Input) -> Result<Vec<f64>, String> {
    list.items()?.iter().map(Input::f64).collect()
}

fn table(list: &Input) -> Result<Vec<Vec<f64>>, String> {
    list.items()?.iter().map(numbers).collect()
}

fn transport(case: &Case) -> Outcome {
    let costs = table(case.inputs.key("cost")?)?;
    let (supply, demand) = (numbers(case.inputs.key("supply")?)?, numbers(case.inputs.key("demand")?)?);
    Ok(Value::map([("min_cost", Value::float(cheapest_shipment(&costs, &supply, &demand)?.cost))]))
}

fn transfer_plan(case: &Case) -> Outcome {
    let list = |key| numbers(case.inputs.key(key)?);
    let (stock, keep, sellable) = (list("stock")?, list("keep_value")?, list("sellable")?);
    let net = list("net_if_sold")?;
    if [keep.len(), sellable.len(), net.len()] != [stock.len(); 3] {
        return Err("lists of unlike length".into());
    }
    let figures = stock.iter().zip(&keep).zip(sellable.iter().zip(&net)).enumerate();
    let sites = figures.map(|(number, ((&stock, &keep_value), (&sellable, &net_if_sold)))| Site {
        name: number.to_string(),
        stock,
        own_target: 0.0,
        room: None,
        sellable: Some(sellable),
        net_if_sold,
        keep_value,
    });
    let sites: Vec<Site> = sites.collect();
    let (costs, charges) = (table(case.inputs.key("cost")?)?, table(case.inputs.key("fixed")?)?);
    let mut lanes = Vec::new();
    for (from, (costs, charges)) in costs.iter().zip(&charges).enumerate() {
        for (to, (&cost, &fixed)) in costs.iter().zip(charges).enumerate() {
            if from != to {
                lanes.push(Lane {
                    from,
                    to,
                    cost_per_unit: Some(cost),
                    fixed,
                    days: 0.0,
                    capacity: None,
                    booking: None,
                });
            } else if cost != 0.0 || fixed != 0.0 {
                return Err(Failure::from("selling where the unit lies is no lane and costs nothing"));
            }
        }
    }
    let problem = TransferProblem { sites, lanes, days: 1.0, is_whole: false };
    let found = plan(&problem)?;
    if !found.is_proven {
        return Err("the search was not finished".into());
    }
    Ok(Value::map([
        ("best_total", Value::float(found.value)),
        ("no_transfer_total", Value::float(found.value_without)),
        ("gain", Value::float(found.gain())),
    ]))
}
