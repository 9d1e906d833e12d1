//! Any price at any moment (`gvr.json`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::markdown::Terms;
use clearfloor::markdown::exponential::{BestNow, ExponentialStock, OneBuyerPeriods, Stretch};
use clearfloor::markdown::fixed_price::{FixedPrice, OnePriceRules};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("exp_closed_form", exp_closed_form);
    registry.kind("exp_hjb_discounted", exp_hjb_discounted);
    registry.kind("exp_time_varying", exp_time_varying);
    registry.kind("fixed_price_heuristic", fixed_price_heuristic);
    registry.kind("fixed_price_value", fixed_price_value);
    registry.kind("bernoulli_exp_dp", bernoulli_exp_dp);
}

fn terms(inputs: &Input) -> Result<Terms, Failure> {
    Ok(Terms {
        kept_share: inputs.key("k")?.f64()?,
        cost_per_sale: inputs.key("c")?.f64()?,
        leftover_per_unit: inputs.key("s")?.f64()?,
        hold_per_unit: inputs.key("h")?.f64()?,
    })
}

fn stock(inputs: &Input, stretches: Vec<Stretch>) -> Result<ExponentialStock, Failure> {
    let price_scale = inputs.key("theta")?.f64()?;
    Ok(ExponentialStock { units: inputs.key("n")?.int()?, stretches, price_scale, terms: terms(inputs)? })
}

fn one_stretch(inputs: &Input) -> Result<Vec<Stretch>, Failure> {
    Ok(vec![Stretch { time: inputs.key("t")?.f64()?, rate_at_zero: inputs.key("a")?.f64()? }])
}

fn answer(best: BestNow) -> Outcome {
    Ok(Value::map([
        ("value", Value::float(best.value)),
        ("value_n_minus_1", Value::float(best.value_of_one_fewer)),
        ("price", Value::float(best.price)),
        ("price_now", Value::float(best.price)),
        ("intensity", Value::float(best.rate)),
    ]))
}

fn exp_closed_form(case: &Case) -> Outcome {
    answer(stock(&case.inputs, one_stretch(&case.inputs)?)?.best_now()?)
}

fn exp_hjb_discounted(case: &Case) -> Outcome {
    let stock = stock(&case.inputs, one_stretch(&case.inputs)?)?;
    answer(stock.best_now_discounted(case.inputs.key("r")?.f64()?)?)
}

fn stretch(pair: &Input) -> Result<Stretch, Failure> {
    match pair.items()? {
        [time, rate] => Ok(Stretch { time: time.f64()?, rate_at_zero: rate.f64()? }),
        _ => Err("a stretch is no pair".into()),
    }
}

fn exp_time_varying(case: &Case) -> Outcome {
    let stretches = case.inputs.key("profile")?.items()?.iter().map(stretch).collect::<Result<_, _>>()?;
    answer(stock(&case.inputs, stretches)?.best_now()?)
}

fn fixed_price_heuristic(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let rules = OnePriceRules::compare(number("a")?, number("theta")?, case.inputs.key("n")?.int()?, number("t")?)?;
    Ok(Value::map([
        ("j_opt", Value::float(rules.best)),
        ("j_det", Value::float(rules.bound)),
        ("p_det", Value::float(rules.bound_price)),
        ("j_fp", Value::float(rules.bound_price_kept)),
        ("j_ofp", Value::float(rules.best_kept)),
        ("ratio_fp", Value::float(rules.share_of_bound_price())),
        ("ratio_ofp", Value::float(rules.share_of_best_kept())),
        ("gvr_bound", Value::float(rules.sure_share)),
    ]))
}

fn fixed_price_value(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let terms = terms(&case.inputs)?;
    let time = number("t")?;
    let price = number("p")?;
    let stock = ExponentialStock {
        units: case.inputs.key("n")?.int()?,
        stretches: vec![Stretch { time, rate_at_zero: number("a")? }],
        price_scale: number("theta")?,
        terms,
    };
    let value = FixedPrice::of(&stock, price)?.value()?;
    Ok(Value::map([
        ("value", Value::float(value.value)),
        ("expected_sales", Value::float(value.expected_sales)),
        ("prob_sell_out", Value::float(value.sell_out_chance)),
        ("expected_unit_time", Value::float(value.unit_time)),
    ]))
}

fn bernoulli_exp_dp(case: &Case) -> Outcome {
    let first = OneBuyerPeriods {
        units: case.inputs.key("n")?.int()?,
        periods: case.inputs.key("periods")?.int()?,
        arrival_chance: case.inputs.key("arrival_prob")?.f64()?,
        price_scale: case.inputs.key("theta")?.f64()?,
    }
    .first_price()?;
    Ok(Value::map([("value", Value::float(first.value)), ("price_first", Value::float(first.price))]))
}
