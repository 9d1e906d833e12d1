//! Settings whose demand is known: exact expectations.

use crate::Fault;
use crate::report::{Line, Report};
use crate::setting::Setting;
use clearfloor::markdown::course::Course;
use clearfloor::markdown::ladder::Ladder;
use clearfloor::markdown::plan::{Plan, Step};
use clearfloor::markdown::rules::Rules;

/// Prices worth the same within this: the highest is taken.
const TIE: f64 = 1e-9;

fn told<T>(answer: clearfloor::error::Result<T>) -> Result<T, Fault> {
    answer.map_err(|error| error.to_string())
}

pub fn schedule_value(setting: &Setting, ladder: &Ladder, schedule: &[usize]) -> Result<f64, Fault> {
    Ok(told(Course::of_schedule(ladder, setting.units, schedule))?.value)
}

pub fn behind_plan_value(setting: &Setting, ladder: &Ladder) -> Result<f64, Fault> {
    let course = Course::follow(ladder, setting.units, setting.rungs.len(), &mut |week, units, rung| {
        let rung = setting.behind_plan(week, units, rung);
        Some(Step { let_go: 0, price: setting.rungs[rung], standing: rung })
    });
    Ok(told(course)?.value)
}

/// Value of each price kept for ever.
pub fn kept_values(setting: &Setting, ladder: &Ladder) -> Result<Vec<f64>, Fault> {
    (0..setting.prices.len()).map(|price| schedule_value(setting, ladder, &vec![price; setting.weeks])).collect()
}

/// The highest price whose value is within a hair of the best.
pub fn dearest_best(values: &[f64]) -> usize {
    let best = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().position(|value| *value >= best - TIE).unwrap_or(0)
}

pub fn run(setting: &Setting, report: &mut Report) -> Result<(), Fault> {
    let ladder = setting.ladder(setting.number("base_rate")?, setting.number("elasticity")?)?;
    let units = setting.units;
    let plan = told(Plan::best(&ladder, units, &Rules::falling()))?;
    let optimum = plan.value;
    // The plan as a seller would carry it out, followed forward: another way to the same figure.
    let recommended = told(Course::of_plan(&ladder, units, &plan))?.value;
    let kept = kept_values(setting, &ladder)?;
    let best_kept = dearest_best(&kept);
    let values = [
        ("optimal_monotone", optimum),
        ("free_repricing", told(Plan::best(&ladder, units, &Rules::free()))?.value),
        ("hold_list", kept[setting.list]),
        ("calendar", schedule_value(setting, &ladder, &setting.calendar())?),
        ("behind_plan", behind_plan_value(setting, &ladder)?),
        ("best_single_price", kept[best_kept]),
        ("liquidate_now", f64::from(units) * setting.salvage),
    ];
    let pct = |value: f64| 100.0 * value / optimum;
    report.setting(&setting.id, &setting.note, "the best falling plan");
    let bar_pct = setting.expected(&["recommended_min_pct"]);
    let line =
        Line { policy: "recommended", value: recommended, pct: pct(recommended), se_pct: None, price: None, bar_pct };
    report.line(&setting.id, &line);
    report.at_least(&format!("{} recommended", setting.id), pct(recommended), bar_pct);
    for (policy, value) in values {
        let price = (policy == "best_single_price").then(|| setting.prices[best_kept]);
        report.line(&setting.id, &Line { policy, value, pct: pct(value), se_pct: None, price, bar_pct: None });
        let expected = setting.expected(&[policy]);
        let (abs, rel) = setting.tolerance;
        let allowed = abs + rel * expected.unwrap_or(0.0).abs();
        report.check(&format!("{} {policy}", setting.id), value, expected, allowed);
    }
    let stated = setting.expected(&["best_single_price_is"]);
    report.check(&format!("{} best_single_price_is", setting.id), setting.prices[best_kept], stated, 0.0);
    Ok(())
}
