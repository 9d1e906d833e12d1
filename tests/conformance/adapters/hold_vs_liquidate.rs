//! Holding against letting go (`hold_vs_liquidate.json`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::stock::fluid::Fluid;
use clearfloor::stock::uncertain::{LearningStock, PoissonStock};
use clearfloor::stock::{
    AgedBand, AgedSchedule, Cohort, HoldingCalendar, Snapshot, best_removal_by_trial, day_exact, phases_by_month,
    snapshot_days,
};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("fifo_path", fifo_path);
    registry.kind("fluid_constant_rate", fluid_constant_rate);
    registry.kind("poisson_marginal", poisson_marginal);
    registry.kind("stopping_gamma_poisson", stopping_gamma_poisson);
}

fn twelve(list: &Input) -> Result<[f64; 12], Failure> {
    let rates = list.items()?.iter().map(Input::f64).collect::<Result<Vec<_>, _>>()?;
    rates.try_into().map_err(|_| Failure::from("not twelve months"))
}

fn cohort(bucket: &Input) -> Result<Cohort, Failure> {
    Ok(Cohort { units: bucket.key("units")?.f64()?, age_days: bucket.key("age_days")?.int()?, is_assumed: false })
}

fn band(band: &Input) -> Result<AgedBand, Failure> {
    Ok(AgedBand {
        from_days: band.key("from")?.int()?,
        to_days: band.key("to")?.non_null().map(Input::int).transpose()?,
        per_volume: band.key("per_volume")?.f64()?,
        min_per_unit: band.optional("min_per_unit").map_or(Ok(0.0), Input::f64)?,
    })
}

fn fifo_path(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let start = inputs.key("start_date")?.day()?;
    let horizon_days = inputs.key("horizon_days")?.int()?;
    let storage = twelve(inputs.key("storage_per_volume_month")?)?;
    let factors = inputs.optional("velocity_factor_by_month").map_or(Ok([1.0; 12]), twelve)?;
    let bands = inputs.key("aged_bands")?.items()?.iter().map(band).collect::<Result<_, _>>()?;
    let schedule = AgedSchedule { bands, exempt_ages: None };
    let snapshots = snapshot_days(start, horizon_days, inputs.key("snapshot_day")?.int()?)
        .into_iter()
        .map(|day| Snapshot { day, schedule: schedule.clone() })
        .collect();
    let of_month = |day: clearfloor::date::Day| storage.get(usize::from(day.month()) - 1).copied().unwrap_or(f64::NAN);
    let calendar = HoldingCalendar::new(start, horizon_days, inputs.key("annual_rate")?.f64()?, of_month, snapshots)?;
    let cohorts = inputs.key("buckets")?.items()?.iter().map(cohort).collect::<Result<Vec<_>, _>>()?;
    let volume = inputs.key("unit_volume")?.f64()?;
    let (pace, net) = (inputs.key("daily_velocity")?.f64()?, inputs.key("net_per_sale")?.f64()?);
    let phases = phases_by_month(&calendar, pace, &factors, net);
    let lag = inputs.key("liquidation_lag_days")?.int()?;
    let value = inputs.key("liquidation_net")?.f64()? * calendar.paid_after(lag);
    let step = inputs.key("removal_step")?.f64()?;

    let path = day_exact::follow(&calendar, &cohorts, volume, false, &phases);
    let removal = best_removal_by_trial(&calendar, &cohorts, volume, false, &phases, value, value, step)
        .ok_or("the step is not above zero")?;
    let leaving: Vec<f64> = path.leaving(value).collect();
    let (best_stop_day, best_stop) = path.best_stop(value);
    let float = |x: Option<&f64>| Value::or_null(x.copied(), Value::float);
    Ok(Value::map([
        ("hold_to_end_npv", float(leaving.last())),
        ("liquidate_now_npv", float(leaving.first())),
        ("storage_total", Value::float(path.end().storage)),
        ("surcharge_total", Value::float(path.end().surcharge)),
        ("sales_net_total", Value::float(path.end().sales)),
        ("units_left", Value::float(path.end().units)),
        ("end_day", Value::int(path.end_day)),
        ("sold_out_day", Value::or_null(path.sold_out_day, Value::int)),
        ("best_stop_day", Value::int(best_stop_day)),
        ("best_stop_npv", Value::float(best_stop)),
        ("first_day_worse_than_now", Value::or_null(path.first_day_worse_than_now(value), Value::int)),
        ("best_removal_units", Value::float(removal.units)),
        ("best_removal_npv", Value::float(removal.present_value)),
        ("remove_all_npv", Value::or_null(removal.remove_all, Value::float)),
    ]))
}

fn fluid_constant_rate(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let stock = Fluid {
        units: number("n")?,
        units_per_day: number("v")?,
        net_per_unit: number("m")?,
        let_go_per_unit: number("w")?,
        hold_per_unit_day: number("c")?,
        annual_rate: number("rho")?,
    };
    let answer = stock.answer().ok_or("the pace is not above zero")?;
    Ok(Value::map([
        ("sell_out_days", Value::float(answer.sell_out_days)),
        ("hold_npv", Value::float(answer.hold_all)),
        ("liquidate_npv", Value::float(answer.let_all_go)),
        ("marginal_net_last_unit", Value::float(answer.net_of_last)),
        ("threshold_days", Value::or_null(answer.threshold_days, Value::float)),
        ("keep_units", Value::float(answer.keep_units)),
        ("remove_units", Value::float(answer.remove_units)),
        ("mixed_npv", Value::float(answer.mixed)),
    ]))
}

fn poisson_marginal(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let stock = PoissonStock {
        units: case.inputs.key("n")?.int()?,
        units_per_day: number("v")?,
        days: number("T")?,
        net_per_unit: number("m")?,
        leftover_per_unit: number("s")?,
        let_go_per_unit: number("w")?,
        hold_per_unit_day: number("c")?,
    };
    let answer = stock.answer();
    Ok(Value::map([
        ("keep_units", Value::int(answer.keep_units)),
        ("remove_units", Value::int(answer.remove_units)),
        ("hold_all_value", Value::float(answer.hold_all)),
        ("liquidate_all_value", Value::float(answer.let_all_go)),
        ("mixed_value", Value::float(answer.mixed)),
        ("marginal_first", Value::float(answer.net_of_first)),
        ("marginal_last", Value::float(answer.net_of_last)),
    ]))
}

fn stopping_gamma_poisson(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let stock = LearningStock {
        units: case.inputs.key("n")?.int()?,
        periods: case.inputs.key("periods")?.int()?,
        shape: number("gamma_shape")?,
        rate: number("gamma_rate")?,
        net_per_unit: number("net")?,
        hold_per_unit: number("hold")?,
        let_go_per_unit: number("liquidation")?,
        leftover_per_unit: number("salvage_end")?,
    };
    let answer = stock.answer().ok_or("shape or rate is not above zero")?;
    Ok(Value::map([
        ("value_stop_any_time", Value::float(answer.stop_any_time)),
        ("value_hold_to_end", Value::float(answer.hold_to_end)),
        ("value_liquidate_now", Value::float(answer.let_go_now)),
        ("value_best_fixed_stop", Value::float(answer.best_fixed_stop)),
        ("option_value_vs_commit", Value::float(answer.option_value())),
        ("option_value_vs_best_fixed_stop", Value::float(answer.option_value_over_fixed_stop())),
    ]))
}
