//! Bundles (`bundle.json`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::rounding::Ratio;
use clearfloor::scenario::bundle::SellerBundle;
use clearfloor::scenario::bundle::spread::{Normal, Uniform};
use clearfloor::scenario::bundle::values::{BuyerType, Market, Prices};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("bundle_discrete", bundle_discrete);
    registry.kind("bundle_uniform", bundle_uniform);
    registry.kind("bundle_gaussian", bundle_gaussian);
    registry.kind("seller_bundle_rule", seller_bundle_rule);
}

fn buyer(input: &Input) -> Result<BuyerType, Failure> {
    let [weight, first, second] = input.items()? else { return Err("a buyer has a weight and two values".into()) };
    Ok(BuyerType { weight: weight.ratio()?, values: [first.ratio()?, second.ratio()?] })
}

fn bundle_discrete(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.ratio();
    let market = Market {
        buyers: case.inputs.key("types")?.items()?.iter().map(buyer).collect::<Result<_, _>>()?,
        costs: [number("c1")?, number("c2")?],
        tick: number("tick")?,
    };
    let best = market.best()?;
    let [first, second] = best.separate;
    let mut keys = vec![
        ("separate_profit", Value::exact(best.separate_profit)),
        ("separate_p1", Value::exact(first)),
        ("separate_p2", Value::exact(second)),
        ("pure_profit", Value::exact(best.pure_profit)),
        ("pure_price", Value::exact(best.pure_price)),
        ("mixed_profit", Value::exact(best.mixed_profit)),
    ];
    if let Some(given) = case.inputs.optional("given") {
        let price =
            |key| -> Result<Option<Ratio>, Failure> { Ok(given.key(key)?.non_null().map(Input::ratio).transpose()?) };
        let prices = Prices { single: [price("p1")?, price("p2")?], bundle: price("pb")? };
        keys.push(("given_profit", Value::exact(market.profit(&prices)?)));
    }
    Ok(Value::map(keys))
}

fn bundle_uniform(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let answer = Uniform { largest: [number("a1")?, number("a2")?] }.answer();
    Ok(Value::map([
        ("separate_profit", Value::float(answer.separate_profit)),
        ("pure_price", Value::float(answer.pure_price)),
        ("pure_profit", Value::float(answer.pure_profit)),
        ("mixed_profit", Value::float(answer.mixed_profit)),
    ]))
}

fn bundle_gaussian(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let normal = Normal {
        means: [number("mu1")?, number("mu2")?],
        deviations: [number("sd1")?, number("sd2")?],
        correlation: number("corr")?,
        costs: [number("c1")?, number("c2")?],
    };
    let answer = normal.answer();
    let [first, second] = answer.separate;
    Ok(Value::map([
        ("separate_profit", Value::float(answer.separate_profit)),
        ("p1", Value::float(first)),
        ("p2", Value::float(second)),
        ("bundle_sd", Value::float(answer.bundle_deviation)),
        ("pure_price", Value::float(answer.pure_price)),
        ("pure_profit", Value::float(answer.pure_profit)),
        ("pure_beats_separate", Value::Bool(answer.pure_profit > answer.separate_profit)),
    ]))
}

fn seller_bundle_rule(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.ratio();
    let bundle = SellerBundle {
        price: number("bundle_price")?,
        kept: number("k")?,
        fee: number("bundle_fee")?,
        prep: number("prep")?,
        fast_cost: number("cost_fast")?,
        fast_margin: number("margin_fast")?,
        cannibal: number("cannibal")?,
        slow_alternative: number("slow_alt")?,
        slow_units: number("slow_units")?,
        fast_units_per_day: number("fast_units_per_day")?,
        days: number("horizon_days")?,
        markdown_price: number("markdown_price")?,
        slow_fee: number("slow_single_fee")?,
        virtual_fees: case.inputs.key("virtual_fees")?.items()?.iter().map(Input::ratio).collect::<Result<_, _>>()?,
    };
    let answer = bundle.answer()?;
    Ok(Value::map([
        ("net_physical", Value::exact(answer.net_physical)),
        ("net_virtual", Value::exact(answer.net_virtual)),
        ("gain_per_slow_unit_physical", Value::exact(answer.gain_physical)),
        ("gain_per_slow_unit_virtual", Value::exact(answer.gain_virtual)),
        ("gain_per_slow_unit_markdown", Value::exact(answer.gain_markdown)),
        ("attach_rate_needed", Value::exact(answer.attach_rate)),
        ("min_bundle_price_vs_disposal", Value::exact(answer.least_price_against_disposal)),
        ("min_bundle_price_vs_markdown", Value::exact(answer.least_price_against_markdown)),
        ("max_cannibalisation", Value::or_null(answer.most_cannibal, Value::exact)),
        ("best", Value::text(answer.best.code())),
        ("best_gain_per_unit", Value::exact(answer.best_gain)),
    ]))
}
