//! Forecasts (`forecast.json`) and the rules of the seeds about them (`seed-cases.toml`).

use super::seed_supply::whole;
use super::{Case, Failure, Outcome, Registry};
use crate::compare::Difference;
use crate::value::{Input, Value};
use clearfloor::demand::forecast::{
    Followed, Season, Smoothing, Tsb, Weights, accuracy, croston, fit_ses, market_means, moving_average,
};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("ses", ses);
    registry.kind("ses_optimise", ses_optimise);
    registry.pass_rule("ses_optimise", ses_optimise_passes);
    registry.kind("holt", holt);
    registry.kind("holt_winters", holt_winters);
    registry.kind("accuracy", errors);
    registry.kind("intermittent", intermittent);
    registry.kind("moving_average", average);
    registry.kind("exponential_smoothing", levels);
    registry.kind("forecast_error", forecast_error);
    registry.kind("forecast_by_market", by_market);
}

fn numbers(list: &Input) -> Result<Vec<f64>, String> {
    list.items()?.iter().map(Input::f64).collect()
}

fn known(list: &Input) -> Result<Vec<Option<f64>>, String> {
    Ok(numbers(list)?.into_iter().map(Some).collect())
}

fn floats(list: impl IntoIterator<Item = f64>) -> Value {
    Value::list(list.into_iter().map(Value::float))
}

fn of_followed(followed: &Followed) -> Vec<(&'static str, Value)> {
    let float = |number: Option<f64>| Value::or_null(number, Value::float);
    vec![
        ("fitted", floats(followed.fitted.iter().copied())),
        ("sse", Value::float(followed.squared)),
        ("rmse", float(followed.root_mean_square())),
        ("mae", float(followed.mean_absolute())),
        ("me", float(followed.mean())),
    ]
}

fn ses(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let mut state = Smoothing::simple(number("alpha")?, number("level0")?)?;
    let mut keys = of_followed(&state.follow(&known(case.inputs.key("y")?)?));
    keys.push(("level_last", Value::float(state.level())));
    Ok(Value::map(keys))
}

fn ses_optimise(case: &Case) -> Outcome {
    let fit = fit_ses(&known(case.inputs.key("y")?)?)?;
    Ok(Value::map([
        ("sse_min", Value::float(fit.squared)),
        ("alpha", Value::float(fit.alpha)),
        ("level0", Value::float(fit.level)),
    ]))
}

/// `pass` of the kind: `ses` with the alpha and level obtained reaches the least sum, and that is the sum reported.
fn ses_optimise_passes(case: &Case, answer: &Value, differences: &mut Vec<Difference>) {
    let judged = || -> Result<Option<String>, Failure> {
        let got = Input::new("answer", answer.clone());
        let (alpha, level) = (got.key("alpha")?.f64()?, got.key("level0")?.f64()?);
        let reported = got.key("sse_min")?.f64()?;
        let least = Input::new("expected", case.expected.clone()).key("sse_min")?.f64()?;
        let reached = Smoothing::simple(alpha, level)?.follow(&known(case.inputs.key("y")?)?).squared;
        let within = case.tolerance.unwrap_or_default().rel * reached.abs();
        let passes = alpha > 0.0 && alpha < 1.0 && reached <= least * (1.0 + 1e-6);
        let fault = format!("alpha {alpha}, level {level}, reached {reached}, reported {reported}");
        Ok(if passes && (reported - reached).abs() <= within { None } else { Some(fault) })
    };
    let fault = judged().unwrap_or_else(|failure| Some(format!("{failure:?}")));
    if let Some(got) = fault {
        let expected = case.expected.get("sse_min").map(Value::to_string).unwrap_or_default();
        differences.push(Difference { path: "expected.sse_min".to_owned(), got, expected });
    }
}

fn holt(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let weights = Weights { alpha: number("alpha")?, beta_star: number("beta_star")?, gamma: 0.0, phi: number("phi")? };
    let mut state = Smoothing::new(weights, number("level0")?, number("trend0")?, Season::Additive, &[])?;
    let mut keys = of_followed(&state.follow(&known(case.inputs.key("y")?)?));
    keys.push(("level_last", Value::float(state.level())));
    keys.push(("trend_last", Value::float(state.trend())));
    keys.push(("forecast", floats(state.ahead(case.inputs.key("h")?.int()?))));
    Ok(Value::map(keys))
}

fn holt_winters(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let weights =
        Weights { alpha: number("alpha")?, beta_star: number("beta_star")?, gamma: number("gamma")?, phi: 1.0 };
    let season = match case.inputs.key("seasonal")?.text()? {
        "additive" => Season::Additive,
        "multiplicative" => Season::Multiplicative,
        other => return Err(format!("no season {other}").into()),
    };
    let starts = numbers(case.inputs.key("seasonals0")?)?;
    if case.inputs.key("m")?.int::<usize>()? != starts.len() {
        return Err("not as many starting seasons as a season has periods".into());
    }
    let mut state = Smoothing::new(weights, number("level0")?, number("trend0")?, season, &starts)?;
    let mut keys = of_followed(&state.follow(&known(case.inputs.key("y")?)?));
    keys.push(("level_last", Value::float(state.level())));
    keys.push(("trend_last", Value::float(state.trend())));
    keys.push(("seasonals_last", floats(state.seasons())));
    keys.push(("forecast", floats(state.ahead(case.inputs.key("h")?.int()?))));
    Ok(Value::map(keys))
}

fn errors(case: &Case) -> Outcome {
    let list = |key| numbers(case.inputs.key(key)?);
    let (train, actual, forecast) = (list("train")?, list("actual")?, list("forecast")?);
    let found = accuracy(&train, &actual, &forecast, case.inputs.key("m")?.int()?)?;
    let float = |number: Option<f64>| Value::or_null(number, Value::float);
    let mut keys = vec![
        ("me", Value::float(found.mean)),
        ("mae", Value::float(found.mean_absolute)),
        ("rmse", Value::float(found.root_mean_square)),
        ("mase", float(found.scaled)),
        ("rmsse", float(found.root_scaled)),
        ("wape", float(found.weighted_percentage)),
        ("bias", float(found.bias)),
    ];
    // Percent in the case, shares in the API.
    let percent = [("mape", found.percentage), ("mpe", found.signed_percentage), ("smape", found.symmetric_percentage)];
    keys.extend(percent.into_iter().filter_map(|(key, share)| share.map(|share| (key, Value::float(100.0 * share)))));
    Ok(Value::map(keys))
}

fn intermittent(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let units = numbers(case.inputs.key("y")?)?;
    let rare = croston(&units, number("alpha")?)?.ok_or("no demand")?;
    let (alpha, beta) = (number("tsb_alpha")?, number("tsb_beta")?);
    let mut tsb = Tsb::new(alpha, beta, number("tsb_size0")?, number("tsb_prob0")?)?;
    units.iter().for_each(|&units| tsb.see(Some(units)));
    Ok(Value::map([
        ("size_level", Value::float(rare.size)),
        ("interval_level", Value::float(rare.interval)),
        ("croston", Value::float(rare.per_period())),
        ("sba", Value::float(rare.syntetos_boylan())),
        ("sbj", Value::float(rare.shale_boylan_johnston())),
        ("tsb", Value::float(tsb.per_period())),
    ]))
}

/// Two files use this kind: `y` and `k` in the one, `series` and `window` in the other.
fn average(case: &Case) -> Outcome {
    let key = |one, other| case.inputs.optional(one).map_or_else(|| case.inputs.key(other), Ok);
    let found = moving_average(&numbers(key("y", "series")?)?, key("k", "window")?.int()?)?;
    Ok(Value::map([
        ("simple", Value::float(found.plain)),
        ("linear_weighted", Value::float(found.weighted)),
        ("next", Value::float(found.plain)),
    ]))
}

fn levels(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let mut state = Smoothing::simple(number("alpha")?, number("start_level")?)?;
    let mut levels = Vec::new();
    for units in known(case.inputs.key("series")?)? {
        state.see(units);
        levels.push(state.level());
    }
    Ok(Value::map([("levels", floats(levels)), ("next", Value::float(state.next()))]))
}

fn forecast_error(case: &Case) -> Outcome {
    let list = |key| numbers(case.inputs.key(key)?);
    let found = accuracy(&[], &list("actual")?, &list("forecast")?, 1)?;
    Ok(Value::map([
        ("rmse", Value::float(found.root_mean_square)),
        ("mape", found.percentage_where_sold.map_or_else(|| Value::text("none"), Value::float)),
        ("left_out", Value::float(found.left_out)),
    ]))
}

fn by_market(case: &Case) -> Outcome {
    let names = case.inputs.key("markets")?.items()?;
    names.iter().try_for_each(|name| name.text().map(|_| ()))?;
    let mut series = Vec::new();
    for market in case.inputs.key("series")?.items()? {
        series.push(whole::<i32>(market)?.into_iter().map(f64::from).collect());
    }
    if names.len() != series.len() {
        return Err("not as many names as markets".into());
    }
    let means = market_means(&series)?;
    Ok(Value::map([("means", floats(means.of_market)), ("pooled_mean", Value::float(means.pooled))]))
}
