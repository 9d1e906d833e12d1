//! Inventory figures (`inventory_kpi.json`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::demand::{DemandPattern, XyzClass, demand_shape};
use clearfloor::health::{
    AbcClass, AgingBucket, BucketOutlook, abc_classes, aging, clear_chance, cover, inventory_return,
    marketplace_sell_through,
};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("kpi_cover", kpi_cover);
    registry.kind("kpi_turns", kpi_turns);
    registry.kind("kpi_str90", kpi_str90);
    registry.kind("kpi_aging", kpi_aging);
    registry.kind("kpi_abcxyz", kpi_abcxyz);
    registry.kind("kpi_risk", kpi_risk);
}

fn kpi_cover(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let found = cover(
        inputs.key("as_of")?.day()?,
        inputs.key("on_hand")?.int()?,
        inputs.key("inbound")?.int()?,
        inputs.key("units_sold")?.int()?,
        inputs.key("window_days")?.int()?,
        inputs.key("target_days")?.int()?,
    )?;
    Ok(Value::map([
        ("velocity", Value::exact(found.units_per_day)),
        ("days_of_supply", Value::or_null(found.days, Value::exact)),
        ("days_of_supply_with_inbound", Value::or_null(found.days_with_inbound, Value::exact)),
        ("excess_units", Value::exact(found.excess_units)),
        ("shortage_units", Value::exact(found.shortage_units)),
        ("stockout_date", Value::or_null(found.stockout, Value::text)),
    ]))
}

fn kpi_turns(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let counts = inputs.key("inventory_cost_snapshots")?.items()?;
    let counts = counts.iter().map(Input::ratio).collect::<Result<Vec<_>, _>>()?;
    let (sold, revenue) = (inputs.key("cogs")?.ratio()?, inputs.key("net_revenue")?.ratio()?);
    let found = inventory_return(&counts, sold, revenue, inputs.key("period_days")?.int()?)?;
    Ok(Value::map([
        ("average_inventory_cost", Value::exact(found.average_inventory)),
        ("turnover_period", Value::or_null(found.turnover, Value::exact)),
        ("turnover_annualised", Value::or_null(found.turnover_a_year, Value::exact)),
        ("days_inventory", Value::or_null(found.days_inventory, Value::exact)),
        ("gross_margin", Value::exact(found.gross_margin)),
        ("gmroi_period", Value::or_null(found.return_on_inventory, Value::exact)),
        ("gmroi_annualised", Value::or_null(found.return_on_inventory_a_year, Value::exact)),
        ("gross_margin_pct", Value::or_null(found.margin_rate, Value::exact)),
    ]))
}

fn kpi_str90(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let counts = inputs.key("snapshots_0_30_60_90")?.items()?;
    let counts = counts.iter().map(Input::int).collect::<Result<Vec<i64>, _>>()?;
    let found = marketplace_sell_through(
        inputs.key("shipped_90")?.int()?,
        counts.try_into().map_err(|_| Failure::from("not four counts"))?,
        inputs.key("avg_on_hand_90")?.ratio()?,
        inputs.key("shipped_30")?.int()?,
        inputs.key("avg_on_hand_30")?.ratio()?,
    )?;
    Ok(Value::map([
        ("sell_through_90", Value::or_null(found.sell_through_90, Value::exact)),
        ("hist_days_supply_90", Value::or_null(found.days_of_supply_90, Value::exact)),
        ("hist_days_supply_30", Value::or_null(found.days_of_supply_30, Value::exact)),
        ("low_inventory", Value::Bool(found.is_low)),
    ]))
}

fn outlook(outlook: &BucketOutlook) -> Value {
    Value::map([
        ("age_days", Value::int(outlook.bucket.age_days)),
        ("units", Value::float(outlook.bucket.units)),
        ("units_ahead", Value::float(outlook.units_ahead)),
        ("days_until_first_sold", Value::or_null(outlook.days_until_first_sold, Value::float)),
        ("days_until_cleared", Value::or_null(outlook.days_until_cleared, Value::float)),
        ("age_when_cleared", Value::or_null(outlook.age_when_cleared, Value::float)),
    ])
}

fn kpi_aging(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let bucket = |bucket: &Input| -> Result<AgingBucket, String> {
        Ok(AgingBucket { units: bucket.key("units")?.f64()?, age_days: bucket.key("age_days")?.int()? })
    };
    let buckets = inputs.key("buckets")?.items()?.iter().map(bucket).collect::<Result<Vec<_>, _>>()?;
    let found = aging(&buckets, inputs.key("velocity")?.f64()?)?;
    let ages = inputs.key("age_thresholds")?.items()?.iter().map(Input::int).collect::<Result<Vec<i32>, _>>()?;
    let by_age = |of: &dyn Fn(i32) -> f64| Value::map(ages.iter().map(|&age| (age.to_string(), Value::float(of(age)))));
    Ok(Value::map([
        ("total_units", Value::float(found.total_units)),
        ("weighted_age", Value::or_null(found.mean_age_days, Value::float)),
        ("share_over", by_age(&|age| found.share_over(age))),
        ("units_that_reach_age", by_age(&|age| found.units_that_reach(age))),
        ("buckets", Value::list(found.buckets.iter().map(outlook))),
    ]))
}

fn kpi_abcxyz(case: &Case) -> Outcome {
    let revenue = case.inputs.key("revenue")?.items()?;
    let classes = abc_classes(&revenue.iter().map(Input::ratio).collect::<Result<Vec<_>, _>>()?)?;
    let mut shapes = Vec::new();
    for demand in case.inputs.key("demand")?.items()? {
        shapes.push(demand_shape(&demand.items()?.iter().map(Input::f64).collect::<Result<Vec<_>, _>>()?)?);
    }
    let abc = classes.iter().map(|class| match class {
        AbcClass::A => "A",
        AbcClass::B => "B",
        AbcClass::C => "C",
    });
    let xyz = shapes.iter().map(|shape| match shape.xyz {
        XyzClass::X => "X",
        XyzClass::Y => "Y",
        XyzClass::Z => "Z",
    });
    let pattern = shapes.iter().map(|shape| match shape.pattern {
        DemandPattern::Smooth => "smooth",
        DemandPattern::Erratic => "erratic",
        DemandPattern::Intermittent => "intermittent",
        DemandPattern::Lumpy => "lumpy",
        DemandPattern::None => "none",
    });
    let float = |number: Option<f64>| Value::or_null(number, Value::float);
    Ok(Value::map([
        ("abc", Value::list(abc.map(Value::text))),
        ("cv", Value::list(shapes.iter().map(|shape| float(shape.variation)))),
        ("xyz", Value::list(xyz.map(Value::text))),
        ("adi", Value::list(shapes.iter().map(|shape| float(shape.interval)))),
        ("cv2", Value::list(shapes.iter().map(|shape| float(shape.size_variation)))),
        ("pattern", Value::list(pattern.map(Value::text))),
    ]))
}

fn kpi_risk(case: &Case) -> Outcome {
    let number = |key| case.inputs.key(key)?.f64();
    let units = case.inputs.key("on_hand")?.int()?;
    let found = clear_chance(units, number("days")?, number("gamma_shape")?, number("gamma_rate")?)?;
    Ok(Value::map([
        ("prob_clear_known_rate", Value::float(found.at_known_pace)),
        ("prob_clear_uncertain_rate", Value::float(found.at_uncertain_pace)),
        ("expected_left_known", Value::float(found.left_at_known_pace)),
        ("expected_left_uncertain", Value::float(found.left_at_uncertain_pace)),
    ]))
}
