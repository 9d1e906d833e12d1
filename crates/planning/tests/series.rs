//! Series with known processes, and whatever else may come.

use clearfloor_planning::{LEAST, Model, Refusal, ets, ets_many};
use proptest::prelude::*;

/// Numbers between 0 and 1 that come in the same order each time.
fn draws(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper 31 bits.
        f64::from(u32::try_from(state >> 33).unwrap_or(u32::MAX)) / f64::from(u32::MAX >> 1)
    }
}

#[test]
fn a_trend_is_followed_and_a_level_is_not_taken_for_one() {
    let mut draw = draws(7);
    let rising: Vec<f64> = (0..60).map(|week| 20.0 + 2.0 * f64::from(week) + draw()).collect();
    let ahead = ets(&rising, 5).unwrap();
    assert_eq!(ahead.model, Model::Trend);
    // 20.5 + 2 · 64
    assert!((ahead.point[4] - 148.5).abs() < 2.0, "{ahead:?}");
    let level: Vec<f64> = (0..60).map(|_| 20.0 + 6.0 * draw()).collect();
    let ahead = ets(&level, 5).unwrap();
    assert_eq!(ahead.model, Model::Level);
    assert!((ahead.point[4] - 23.0).abs() < 1.5, "{ahead:?}");
}

/// 80 % of the weeks that come lie within 1.28 deviations.
#[test]
fn a_deviation_is_that_of_the_errors() {
    let mut draw = draws(11);
    let (mut within, mut all) = (0_u32, 0_u32);
    for _ in 0..60 {
        let weeks: Vec<f64> = (0..104).map(|_| 50.0 + (0..12).map(|_| draw()).sum::<f64>() * 4.0).collect();
        let ahead = ets(&weeks[..96], 8).unwrap();
        for ((came, point), deviation) in weeks[96..].iter().zip(&ahead.point).zip(&ahead.deviation) {
            within += u32::from((came - point).abs() < 1.2816 * deviation);
            all += 1;
        }
    }
    let share = f64::from(within) / f64::from(all);
    assert!((0.74..0.86).contains(&share), "{share}");
}

#[test]
fn a_refused_series_takes_nothing_from_its_neighbours() {
    let good = [3.0, 5.0, 4.0, 6.0, 3.0, 5.0, 4.0, 6.0, 5.0, 4.0];
    let mut values = vec![1.0, f64::INFINITY];
    values.extend([f64::NAN; LEAST]);
    values.extend(good);
    let many = ets_many(&values, &[2, 8, 10, 99], &[1, 2, 3, 1]);
    assert_eq!(many.answered, [0, 0, 1, 0]);
    assert_eq!(many.points[..3], [0.0; 3]);
    assert_eq!(many.points[3..6], ets(&good, 3).unwrap().point);
    assert_eq!((many.points.len(), many.deviations.len()), (7, 7));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_sold_what_comes_is_finite(
        series in prop::collection::vec(prop_oneof![3 => 0..40_i32, 1 => Just(0), 1 => 0..100_000_i32], 0..40),
        periods in 0..20_usize,
    ) {
        let series: Vec<f64> = series.into_iter().map(f64::from).collect();
        match ets(&series, periods) {
            Ok(ahead) => {
                prop_assert_eq!((ahead.point.len(), ahead.deviation.len()), (periods, periods));
                prop_assert!(ahead.point.iter().all(|units| units.is_finite()));
                prop_assert!(ahead.deviation.iter().all(|units| units.is_finite() && *units >= 0.0));
                prop_assert!(ahead.deviation.is_sorted());
            }
            Err(refusal) => prop_assert!(series.len() < LEAST || refusal == Refusal::NoModel),
        }
    }

    #[test]
    fn a_constant_is_forecast_as_the_constant(units in 0.0..1e6_f64, known in LEAST..60, periods in 1..30_usize) {
        let ahead = ets(&vec![units; known], periods).unwrap();
        prop_assert_eq!(ahead.point, vec![units; periods]);
    }
}
