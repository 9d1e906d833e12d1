//! How sales react to the price (`elasticity.json`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::demand::history::SalesPeriod;
use clearfloor::demand::posterior::{ElasticityPrior, Posterior};
use clearfloor::demand::regression::{log_log, poisson};
use clearfloor::demand::step_test::StepTest;

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("loglog_ols", loglog_ols);
    registry.kind("poisson_glm", poisson_glm);
    registry.kind("bayes_elasticity", bayes_elasticity);
    registry.kind("step_test", step_test);
}

fn history(inputs: &Input) -> Result<Vec<SalesPeriod>, Failure> {
    let lists = [inputs.key("prices")?, inputs.key("days")?, inputs.key("units")?];
    let [prices, days, units] = [lists[0].items()?, lists[1].items()?, lists[2].items()?];
    if prices.len() != days.len() || days.len() != units.len() {
        return Err("the lists have different lengths".into());
    }
    let rows = prices.iter().zip(days).zip(units);
    rows.map(|((price, days), units)| Ok(SalesPeriod { price: price.f64()?, days: days.f64()?, units: units.int()? }))
        .collect()
}

fn pair(ends: [f64; 2]) -> Value {
    Value::list(ends.map(Value::float))
}

fn loglog_ols(case: &Case) -> Outcome {
    let fit = log_log(&history(&case.inputs)?)?;
    Ok(Value::map([
        ("intercept", Value::float(fit.intercept)),
        ("elasticity", Value::float(fit.elasticity)),
        ("se", Value::float(fit.standard_error)),
        ("r2", Value::float(fit.r_squared)),
        ("ci95", pair(fit.interval_95)),
    ]))
}

fn poisson_glm(case: &Case) -> Outcome {
    let fit = poisson(&history(&case.inputs)?)?;
    Ok(Value::map([
        ("intercept", Value::float(fit.intercept)),
        ("elasticity", Value::float(fit.elasticity)),
        ("se", Value::float(fit.standard_error)),
        ("deviance", Value::float(fit.deviance)),
        ("ci95", pair(fit.interval_95)),
    ]))
}

fn bayes_elasticity(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let prior = ElasticityPrior {
        mean: number("prior_mean")?,
        sd: number("prior_sd")?,
        within: [f64::NEG_INFINITY, f64::INFINITY],
        rate_shape: number("gamma_shape")?,
        rate_days: number("gamma_rate")?,
    };
    let posterior = Posterior::of(&history(&case.inputs)?, number("p_ref")?, &prior)?;
    Ok(Value::map([
        ("posterior_mode", Value::float(posterior.mode)),
        ("posterior_mean", Value::float(posterior.mean)),
        ("posterior_sd", Value::float(posterior.sd)),
        ("ci90", pair(posterior.interval(0.90))),
        ("ci95", pair(posterior.interval(0.95))),
        ("prob_elastic", Value::float(posterior.elastic_chance)),
        ("base_rate_mean", Value::float(posterior.base_rate_mean)),
    ]))
}

fn step_test(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let number = |key| inputs.key(key)?.f64();
    let answer = StepTest {
        units_before: inputs.key("units_before")?.int()?,
        days_before: number("days_before")?,
        units_after: inputs.key("units_after")?.int()?,
        days_after: number("days_after")?,
        discount: number("discount")?,
        remaining: inputs.key("remaining")?.int()?,
        days_left: number("days_left")?,
        most_discount: number("max_discount")?,
    }
    .answer()?;
    let or_null = |figure: Option<f64>| Value::or_null(figure, Value::float);
    Ok(Value::map([
        ("rate_ratio", Value::float(answer.rate_ratio)),
        ("implied_elasticity", or_null(answer.implied_elasticity)),
        ("ratio_ci90", pair(answer.ratio_interval_90)),
        ("p_value_uplift", Value::float(answer.chance_without_effect)),
        ("required_ratio", Value::float(answer.required_ratio)),
        ("decision", Value::text(answer.decision.name())),
        ("discount_needed", or_null(answer.discount_needed)),
        ("discount_next", Value::float(answer.discount_next)),
        ("days_to_clear_at_new_rate", or_null(answer.days_to_clear)),
    ]))
}
