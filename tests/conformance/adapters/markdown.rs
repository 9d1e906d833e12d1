//! Prices from a list (`markdown.json`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::markdown::Terms;
use clearfloor::markdown::course::Course;
use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
use clearfloor::markdown::learning::{best_value_with_learning, value_with_perfect_information};
use clearfloor::markdown::menu::{Offer, fluid_bound, values_at_any_moment};
use clearfloor::markdown::plan::Plan;
use clearfloor::markdown::pressure::ThinningStock;
use clearfloor::markdown::rules::Rules;
use clearfloor::markdown::tier_plan::{Scenario, TierPlan};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("ladder_dp", ladder_dp);
    registry.kind("menu_hjb", menu_hjb);
    registry.kind("fluid_menu_lp", fluid_menu_lp);
    registry.kind("open_loop_tier_plan", open_loop_tier_plan);
    registry.kind("bayes_ladder_dp", bayes_ladder_dp);
    registry.kind("smith_achabal", smith_achabal);
}

fn floats(list: &Input) -> Result<Vec<f64>, Failure> {
    Ok(list.items()?.iter().map(Input::f64).collect::<Result<_, _>>()?)
}

/// The ladder of the case with the demand that `of` names (the case itself, or a scenario of it).
fn ladder(case: &Case, of: &Input) -> Result<Ladder, Failure> {
    let inputs = &case.inputs;
    let number = |key| inputs.key(key)?.f64();
    let prices = floats(inputs.key("prices")?)?;
    let season = floats(inputs.key("season")?)?;
    if inputs.key("periods")?.int::<usize>()? != season.len() {
        return Err("the season has another number of periods".into());
    }
    let terms = Terms {
        kept_share: number("k")?,
        cost_per_sale: number("c")?,
        leftover_per_unit: number("salvage")?,
        hold_per_unit: number("hold")?,
    };
    let reaction = match inputs.key("demand")?.text()? {
        "isoelastic" => Reaction::Isoelastic { elasticity: of.key("elasticity")?.f64()? },
        "exponential" => {
            let scale = of.optional("theta").or_else(|| inputs.optional("theta")).ok_or("no theta")?;
            Reaction::Exponential { scale: scale.f64()? }
        }
        other => return Err(format!("unknown demand {other}").into()),
    };
    // The key of the other form of demand may stand there too.
    for key in ["theta", "elasticity"] {
        of.optional(key).map(Input::value);
    }
    let demand =
        LadderDemand { base: of.key("base")?.f64()?, reference_price: number("p0")?, reaction, season: &season };
    let nets: Vec<f64> = prices.iter().map(|price| terms.net(*price)).collect();
    let holds = vec![terms.hold_per_unit; season.len()];
    let ladder = Ladder::new(&prices, &nets, &demand, &holds)?;
    Ok(ladder.ending(terms.leftover_per_unit, number("discount_factor")?))
}

/// A place in the list of prices.
fn place(at: usize) -> Value {
    Value::or_null(i128::try_from(at).ok(), Value::int)
}

fn scenarios(case: &Case) -> Result<Vec<Scenario>, Failure> {
    let list = case.inputs.key("scenarios")?.items()?;
    list.iter().map(|of| Ok(Scenario { weight: of.key("weight")?.f64()?, ladder: ladder(case, of)? })).collect()
}

fn ladder_dp(case: &Case) -> Outcome {
    let ladder = ladder(case, &case.inputs)?;
    let units = case.inputs.key("n")?.int()?;
    let plan = |rules: Rules| Plan::best(&ladder, units, &rules);
    let (free, falling, once) = (plan(Rules::free())?, plan(Rules::falling())?, plan(Rules::changes(1))?);
    let held = plan(Rules::changes(0))?;
    let mut constant = Vec::new();
    for price in 0..ladder.prices.len() {
        constant.push(Course::of_schedule(&ladder, units, &vec![price; ladder.periods.len()])?.value);
    }
    let best_constant = constant.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let first = |plan: &Plan| Value::or_null(plan.first(), |step| place(step.price));
    Ok(Value::map([
        ("value_free", Value::float(free.value)),
        ("value_monotone", Value::float(falling.value)),
        ("value_monotone_one_change", Value::float(once.value)),
        ("value_hold_first_price", Value::float(held.value)),
        ("value_best_constant", Value::float(best_constant)),
        ("values_constant", Value::list(constant.into_iter().map(Value::float))),
        ("first_index_monotone", first(&falling)),
        ("first_index_free", first(&free)),
    ]))
}

fn offers(inputs: &Input, net: impl Fn(f64) -> f64) -> Result<Vec<Offer>, Failure> {
    let (prices, rates) = (floats(inputs.key("prices")?)?, floats(inputs.key("rates")?)?);
    if prices.len() != rates.len() {
        return Err("as many rates as prices".into());
    }
    Ok(prices.into_iter().zip(rates).map(|(price, rate)| Offer { net: net(price), rate }).collect())
}

fn menu_hjb(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let terms = Terms {
        kept_share: number("k")?,
        cost_per_sale: number("c")?,
        leftover_per_unit: number("s")?,
        hold_per_unit: number("h")?,
    };
    let offers = offers(&case.inputs, |price| terms.net(price))?;
    let units: u32 = case.inputs.key("n")?.int()?;
    let values = values_at_any_moment(&offers, units, number("t")?, terms.leftover_per_unit, terms.hold_per_unit)?;
    let at =
        |units: u32| Value::or_null(usize::try_from(units).ok().and_then(|at| values.get(at).copied()), Value::float);
    Ok(Value::map([("value", at(units)), ("value_half_stock", at(units / 2)), ("value_one", at(1))]))
}

fn fluid_menu_lp(case: &Case) -> Outcome {
    let offers = offers(&case.inputs, |price| price)?;
    let bound = fluid_bound(&offers, case.inputs.key("n")?.f64()?, case.inputs.key("t")?.f64()?)?;
    Ok(Value::map([("value", Value::float(bound))]))
}

fn open_loop_tier_plan(case: &Case) -> Outcome {
    let plan = TierPlan::best(&scenarios(case)?, case.inputs.key("n")?.int()?)?;
    Ok(Value::map([
        ("best_value", Value::float(plan.value)),
        ("best_schedule", Value::list(plan.schedule.iter().map(|price| place(*price)))),
        ("runner_up_value", Value::or_null(plan.runner_up, Value::float)),
        ("expected_leftover", Value::float(plan.expected_leftover)),
        ("best_constant_value", Value::float(plan.best_constant)),
        ("hold_first_value", Value::float(plan.hold_first)),
        ("worst_value", Value::float(plan.worst)),
        ("schedules_enumerated", Value::int(plan.schedules)),
    ]))
}

fn bayes_ladder_dp(case: &Case) -> Outcome {
    let scenarios = scenarios(case)?;
    let units = case.inputs.key("n")?.int()?;
    Ok(Value::map([
        ("value_learning", Value::float(best_value_with_learning(&scenarios, units)?)),
        ("value_open_loop", Value::float(TierPlan::best(&scenarios, units)?.value)),
        ("value_perfect_information", Value::float(value_with_perfect_information(&scenarios, units)?)),
    ]))
}

fn smith_achabal(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let plan = ThinningStock {
        demand: number("k_total")?,
        gamma: number("gamma")?,
        delta: number("delta")?,
        reference_units: number("i_ref")?,
        units: number("i0")?,
        leftover_per_unit: number("salvage")?,
    }
    .best()?;
    Ok(Value::map([
        ("price_start", Value::float(plan.price_start)),
        ("price_end", Value::float(plan.price_end)),
        ("leftover", Value::float(plan.leftover)),
        ("revenue", Value::float(plan.revenue)),
        ("total", Value::float(plan.total)),
    ]))
}
