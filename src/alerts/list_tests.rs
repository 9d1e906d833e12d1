//! The list of alerts as sentences.

use super::level::AlertLevel;
use super::list::{Direction, Figure, Finding, RowAlerts, StockRow, catalogue_alerts, row_alerts, row_levels};
use super::thresholds::{Lines, Thresholds};
use crate::date::LocalMinute;
use crate::health::depth::QuadrantAction;
use crate::health::pace::{PaceClass, SoldIn};
use crate::rounding::Ratio;
use proptest::prelude::*;

fn lines() -> Lines {
    Thresholds::default().lines().unwrap()
}

fn now() -> LocalMinute {
    LocalMinute::parse("2026-11-26T09:30").unwrap()
}

fn sold(days_30: i64, days_60: i64, days_90: i64) -> Option<SoldIn> {
    Some(SoldIn { days_30, days_60, days_90 })
}

fn first(row: &StockRow) -> Option<(&'static str, &'static str, AlertLevel)> {
    let found = row_alerts(row, &lines(), now()).unwrap();
    found.first().map(|finding| (finding.rule, finding.action, finding.level))
}

proptest! {
    #[test]
    fn what_is_counted_is_what_is_said(
        units in 0..900_i64, recent in 0..90_i64, between in 0..90_i64, earlier in 0..90_i64, age in 0..500_i64,
        safety in proptest::option::of(0..400_i64), forecast in 0..60_i64, is_seasonal in any::<bool>(),
        expected_days in proptest::option::of(1..200_i64), days_to_launch in proptest::option::of(0..30_i64),
        turns in proptest::collection::vec(0..6_i64, 0..5),
    ) {
        let (forecast, ages) = ([forecast; 8], [(age, units)]);
        let turns: Vec<Ratio> = turns.into_iter().map(Ratio::from).collect();
        let row = StockRow {
            units, ages: &ages, sold: sold(recent, recent + between, recent + between + earlier), safety_stock: safety,
            weekly_sales: &[9, 1, 0, 0, 0], monthly_sales: &[earlier, between, recent], monthly_turnover: &turns,
            weekly_forecast: &forecast, fee_after_days: Some(180), capacity: Some(200), is_seasonal, expected_days,
            days_to_launch, ..StockRow::default()
        };
        let whole = row_alerts(&row, &lines(), now()).unwrap();
        // Room with another row in it.
        let mut counted = row_alerts(&StockRow { units: 5, ..StockRow::default() }, &lines(), now()).unwrap();
        row_levels(&row, &lines(), now(), &mut counted).unwrap();
        prop_assert!(whole.findings.iter().all(|finding| !finding.figures.is_empty()));
        let bare = |finding: &Finding| Finding { figures: Vec::new(), ..finding.clone() };
        prop_assert_eq!(counted, RowAlerts { findings: whole.findings.iter().map(bare).collect(), ..whole });
    }

    #[test]
    fn more_stock_never_lowers_the_level_of_too_much_nor_raises_that_of_too_little(
        units in 1..2000_i64, more in 0..2000_i64, recent in 0..300_i64, between in 0..300_i64, earlier in 0..300_i64,
        age in 0..500_i64, safety in 0..400_i64, forecast in 0..90_i64,
    ) {
        let forecast = [forecast; 8];
        let of = |units: i64| {
            let ages = [(age, units)];
            let row = StockRow {
                units, ages: &ages, sold: sold(recent, recent + between, recent + between + earlier), safety_stock: Some(safety),
                weekly_forecast: &forecast, fee_after_days: Some(180), capacity: Some(1000), ..StockRow::default()
            };
            let found = row_alerts(&row, &lines(), now()).unwrap();
            (found.level(Some(Direction::TooMuch)), found.level(Some(Direction::TooLittle)))
        };
        let (few, many) = (of(units), of(units + more));
        prop_assert!(few.0 <= many.0 && few.1 >= many.1, "{few:?} {many:?}");
    }

    #[test]
    fn more_sales_at_the_same_share_never_raise_the_level_of_too_much(
        units in 1..2000_i64, a_month in 0..300_i64, more in 0..300_i64, age in 0..500_i64,
    ) {
        let ages = [(age, units)];
        let level = |a_month: i64| {
            let row = StockRow { units, ages: &ages, sold: sold(a_month, 2 * a_month, 3 * a_month), ..StockRow::default() };
            row_alerts(&row, &lines(), now()).unwrap().level(Some(Direction::TooMuch))
        };
        prop_assert!(level(a_month + more) <= level(a_month));
    }

    #[test]
    fn no_row_breaks_the_list(
        units in any::<i64>(), age in any::<i64>(), of_age in any::<i64>(), a in any::<i64>(), b in any::<i64>(), c in any::<i64>(),
        safety in any::<Option<i64>>(), launch in any::<Option<i64>>(), expected in any::<Option<i64>>(), line in any::<Option<i64>>(),
    ) {
        let ages = [(age, of_age), (3, 4)];
        let row = StockRow {
            units, ages: &ages, sold: sold(a, b, c), weekly_sales: &[0, a], monthly_sales: &[b, 0, 0, 0], expected_days: expected,
            is_seasonal: true, days_to_launch: launch, safety_stock: safety, capacity: Some(0), fee_after_days: line,
            unit_cost: Some(Ratio::whole(100)), ..StockRow::default()
        };
        let fine = StockRow { units: 1, ..StockRow::default() };
        if let Ok(all) = catalogue_alerts(&[row, fine], &lines(), now()) {
            prop_assert!(all.rows[1].is_ok());
        }
    }
}

#[test]
fn old_stock_that_sells_steadily_is_no_alarm() {
    let ages = [(120, 300)];
    let row = StockRow {
        units: 300,
        ages: &ages,
        sold: sold(150, 300, 450),
        fee_after_days: Some(365),
        ..StockRow::default()
    };
    let found = row_alerts(&row, &lines(), now()).unwrap();
    assert_eq!(found.pace, Some(PaceClass::OldButSteady));
    assert_eq!(found.level(None), AlertLevel::None);
    assert_eq!(found.findings.first().map(|finding| finding.code), Some("old_but_steady"));
}

#[test]
fn young_stock_that_does_not_sell_is_to_be_cleared_or_moved() {
    let ages = [(60, 300)];
    let row = StockRow { units: 300, ages: &ages, sold: sold(0, 2, 3), ..StockRow::default() };
    assert_eq!(first(&row), Some(("age_velocity_class", "clear_or_transfer", AlertLevel::Severe)));
    let found = row_alerts(&row, &lines(), now()).unwrap();
    assert_eq!(found.quadrant.unwrap().action(), QuadrantAction::ClearNow);
    let depth = found.findings.iter().find(|finding| finding.rule == "quadrant").unwrap();
    assert!(depth.figures.contains(&("days_of_stock", Figure::Never)));
}

#[test]
fn a_launch_with_a_date_comes_before_equally_urgent_findings() {
    let ages = [(400, 50)];
    let row = StockRow {
        units: 50,
        ages: &ages,
        sold: sold(1, 30, 60),
        days_to_launch: Some(7),
        fee_after_days: Some(180),
        ..StockRow::default()
    };
    assert_eq!(first(&row), Some(("launch_cliff_plan", "plan_clearance", AlertLevel::Severe)));
    let found = row_alerts(&row, &lines(), now()).unwrap();
    let due = Figure::At(LocalMinute::parse("2026-11-27T09:30").unwrap());
    assert!(found.findings[0].figures.contains(&("due_at", due)));
}

#[test]
fn goods_of_a_season_are_cleared_when_turnover_breaks_down() {
    let months = [Ratio::whole(2), Ratio::ONE];
    let row = StockRow { units: 9, monthly_turnover: &months, is_seasonal: true, ..StockRow::default() };
    assert_eq!(first(&row), Some(("seasonal_drop_trigger", "clear_before_next_season", AlertLevel::Severe)));
    assert_eq!(first(&StockRow { is_seasonal: false, ..row }), None);
}

#[test]
fn the_fee_for_age_is_warned_of_before_it_is_charged() {
    let at = |age| {
        let ages = [(age, 2), (0, 98)];
        let row = StockRow {
            units: 100,
            ages: &ages,
            sold: sold(100, 200, 300),
            fee_after_days: Some(180),
            ..StockRow::default()
        };
        first(&row)
    };
    assert_eq!(at(150), None);
    assert_eq!(at(151), Some(("aged_fee_status", "promote_before_fee", AlertLevel::Medium)));
    assert_eq!(at(181), Some(("aged_fee_status", "choose_exit", AlertLevel::Severe)));
}

#[test]
fn what_is_not_known_is_named_and_stops_no_other_rule() {
    let row = StockRow { units: 5, monthly_sales: &[0, 0, 0], ..StockRow::default() };
    let found = row_alerts(&row, &lines(), now()).unwrap();
    assert_eq!(found.first().map(|finding| finding.rule), Some("no_movement_trigger"));
    assert_eq!(found.missing, ["ages", "sold", "weekly_forecast", "safety_stock"]);
}

#[test]
fn an_empty_shelf_is_only_ever_too_little() {
    let ages = [(900, 0)];
    let row = StockRow { ages: &ages, sold: sold(0, 0, 0), safety_stock: Some(10), ..StockRow::default() };
    assert_eq!(first(&row), Some(("alert_level", "freeze_outbound_and_escalate", AlertLevel::Severe)));
    assert_eq!(first(&StockRow { safety_stock: Some(0), ..row }), None);
    let by_hand = StockRow { override_level: Some(AlertLevel::Mild), ..row };
    assert_eq!(first(&by_hand), Some(("alert_level", "notify_and_suggest_quantity", AlertLevel::Mild)));
}

#[test]
fn a_catalogue_counts_its_levels_and_its_slow_stock() {
    let (old, young) = ([(200, 10)], [(10, 30)]);
    let cost = Some(Ratio::whole(500));
    let slow = StockRow { units: 10, ages: &old, sold: sold(0, 0, 5), unit_cost: cost, ..StockRow::default() };
    let fine = StockRow { units: 30, ages: &young, sold: sold(30, 60, 90), unit_cost: cost, ..StockRow::default() };
    let unknown = StockRow { units: 7, ..StockRow::default() };
    let wrong = StockRow { units: -1, ..StockRow::default() };
    let all = catalogue_alerts(&[slow, fine, unknown, wrong], &lines(), now()).unwrap();
    assert_eq!(all.slow_share, Some(Ratio::new(1, 4).unwrap()));
    assert_eq!((all.by_level, all.left_out), ([2, 0, 0, 1], 1));
    assert_eq!(all.rows[3].as_ref().unwrap_err().code(), "below_zero");
}
