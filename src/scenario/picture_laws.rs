//! What must hold for the pictures of any product: differences sum, stock falls as its path does,
//! nothing beats the frontier.

use super::laws::product;
use super::*;
use crate::exits::{Exit, Flows};
use crate::money::{Currency, Money};
use crate::stock::{AGE_BANDS, Cohort, HoldingCalendar, event_wise::Holding, total_units};
use proptest::prelude::*;

fn sum(units: &[f64; AGE_BANDS.len()]) -> f64 {
    units.iter().sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn difference_sums_to_the_cent_and_turns_with_the_ways(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let units = total_units(&product.cohorts);
        for a in &full.outcomes {
            for b in &full.outcomes {
                let Some(there) = difference(a, b, units).unwrap() else {
                    prop_assert!(a.present_value.is_none() || b.present_value.is_none());
                    continue;
                };
                let sum: i64 = there.steps.iter().map(|step| step.amount.minor()).sum();
                let (from, to) = (a.present_value.unwrap().minor(), b.present_value.unwrap().minor());
                prop_assert_eq!(sum, to - from);
                prop_assert_eq!(there.steps.last().unwrap().total.minor(), to);
                let back = difference(b, a, units).unwrap().unwrap();
                for (step, turned) in there.steps.iter().zip(&back.steps) {
                    prop_assert_eq!(step.amount.minor(), -turned.amount.minor(), "{:?}", step.part);
                }
            }
        }
    }

    #[test]
    fn two_ways_alone_are_what_they_are_among_all(product in product()) {
        let situation = product.situation();
        let full = compare(&situation).unwrap();
        let (first, last) = (full.outcomes.first().unwrap(), full.outcomes.last().unwrap());
        let [a, b] = outcomes_of(&situation, [&first.scenario.id, &last.scenario.id]).unwrap();
        prop_assert_eq!(a.unwrap().present_value, first.present_value);
        // Two exits of one kind have one id, and the first of them is found.
        let same = full.outcomes.iter().find(|o| o.scenario.id == last.scenario.id).unwrap();
        prop_assert_eq!(b.unwrap().present_value, same.present_value);
    }

    #[test]
    fn stock_by_age_is_the_stock_of_the_path(product in product()) {
        let situation = product.situation();
        let full = compare(&situation).unwrap();
        for outcome in &full.outcomes[..product.prices.len()] {
            let Some(path) = stock_path(&situation, &outcome.scenario.id) else {
                prop_assert!(outcome.units_left.is_none());
                continue;
            };
            prop_assert!(path.points.windows(2).all(|pair| pair[0].day <= pair[1].day));
            prop_assert!(path.points.windows(2).all(|pair| sum(&pair[0].units) >= sum(&pair[1].units) - 1e-6));
            prop_assert!((sum(&path.points[0].units) - total_units(&product.cohorts)).abs() < 1e-6);
            prop_assert!((sum(&path.points.last().unwrap().units) - outcome.units_left.unwrap()).abs() < 1e-6);
            let charged: f64 = path.steps.iter().filter_map(|step| step.cost).map(Money::to_expectation).sum();
            let off = (charged - outcome.surcharge.unwrap().to_expectation()).abs();
            prop_assert!(off <= 0.5 * (1.0 + f64::from(u32::try_from(path.steps.len()).unwrap())) + 1e-6);
            // Who pays is in a band that is said to pay.
            prop_assert!(path.steps.is_empty() || path.is_charged.contains(&true));
        }
    }

    #[test]
    fn nothing_beats_a_way_on_the_frontier(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let point = |outcome: &Outcome| outcome.cash.map(Money::minor).zip(outcome.days_to_cash);
        for outcome in &full.outcomes {
            let Some((cash, days)) = point(outcome) else {
                prop_assert!(!outcome.is_efficient);
                continue;
            };
            let is_beaten = full.outcomes.iter().filter_map(point).any(|(other_cash, other_days)| {
                (other_cash >= cash && other_days < days) || (other_cash > cash && other_days <= days)
            });
            prop_assert_eq!(outcome.is_efficient, !is_beaten);
        }
        let known = full.outcomes.iter().filter_map(point).count();
        prop_assert!(known == 0 || full.outcomes.iter().any(|o| o.is_efficient));
    }

    #[test]
    fn nine_tenths_of_the_cash_are_in_at_the_end_of_the_day_said(product in product()) {
        let situation = product.situation();
        let full = compare(&situation).unwrap();
        let mut holding = Holding::default();
        holding.prepare(situation.calendar, situation.cohorts, situation.volume.unwrap_or(0.0), situation.is_exempt);
        for (way, outcome) in product.prices.iter().zip(&full.outcomes) {
            let (Some(cash), Some(days)) = (outcome.cash, outcome.days_to_cash) else { continue };
            let phases = situation.phases(way, situation.elasticity.mid).unwrap();
            let so_far = |day: i32| holding.on(situation.calendar, &phases, day).cash();
            let last = outcome.days_to_clear.map_or(situation.calendar.horizon_days(), |day| day.max(1) - 1);
            prop_assert!((0..=last).contains(&days));
            if cash.minor() > 0 && days < last {
                // The shown cash is rounded to the cent.
                prop_assert!(so_far(days + 1) >= 0.9 * cash.to_expectation() - 0.5);
            }
        }
    }
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

/// A hundred units of 10.00 net at two a day, storage of 1 cent a day and unit, no return on capital.
fn by_hand(exits: &[Exit], check: impl FnOnce(&Situation<'_>)) {
    let start = crate::date::Day::parse("2026-11-01").unwrap();
    let calendar = HoldingCalendar::new(start, 100, 0.0, |day| f64::from(day.days_in_month()), Vec::new()).unwrap();
    let cohorts = [Cohort { units: 100.0, age_days: 60, is_assumed: false }];
    let way = |name: ScenarioName, net| PriceWay {
        price: name.price.unwrap(),
        name,
        nets: vec![NetFrom { from_day: 0, net: Some(usd(net)) }],
        unknown: Vec::new(),
    };
    let half = crate::rate::Rate::from_ppm(500_000);
    let prices = [way(ScenarioName::hold(usd(2000)), 1000), way(ScenarioName::cut(half, usd(1000)), 400)];
    check(&Situation {
        calendar: &calendar,
        cohorts: &cohorts,
        volume: Some(1.0),
        is_exempt: false,
        units_per_day: Some(0.5),
        season: &[],
        elasticity: crate::demand::Elasticity::typed(-1.0, None).unwrap(),
        price_in_force: usd(2000),
        prices: &prices,
        exits,
        holding_unknown: &[],
        has_utilization: true,
    });
}

#[test]
fn difference_of_a_cut_is_told_step_by_step() {
    let exit = Exit::disposal(Ok(usd(50)));
    by_hand(&[exit], |situation| {
        // Doing nothing sells 50 of 100 in 100 days: 500.00; the rest costs 25.00 to dispose of.
        // Storage: mornings 100, 99.5 … 50.5 = 7,525 unit days at 1 cent. Half the price sells one a day, all
        // of it: 400.00; 5,050 unit days.
        let [hold, cut] = outcomes_of(situation, ["hold", "cut-500000"]).unwrap().map(Option::unwrap);
        assert_eq!(hold.present_value, Some(usd(50_000 - 7525 - 2500)));
        assert_eq!(cut.present_value, Some(usd(40_000 - 5050)));
        let told = difference(&hold, &cut, 100.0).unwrap().unwrap();
        let steps: Vec<_> = told.steps.iter().map(|step| (step.part.code(), step.amount.minor())).collect();
        // 50 units sold in both at 6.00 less; 50 more at 4.00; storage and disposal saved.
        let expected = [
            ("price", -30_000),
            ("quantity", 20_000),
            ("storage", 2475),
            ("surcharge", 0),
            ("exit", 2500),
            ("timing", 0),
        ];
        assert_eq!(steps, expected);
        let [hold, gone] = outcomes_of(situation, ["hold", "dispose"]).unwrap().map(Option::unwrap);
        let told = difference(&hold, &gone, 100.0).unwrap().unwrap();
        let steps: Vec<_> = told.steps.iter().map(|step| step.amount.minor()).collect();
        // Nothing is sold; all of it is disposed of today instead of half of it at the end.
        assert_eq!(steps, [0, -50_000, 7525, 0, -2500, 0]);
        assert!(outcomes_of(situation, ["hold", "nobody"]).unwrap()[1].is_none());
    });
}

#[test]
fn nine_tenths_of_an_exit_are_in_when_the_larger_part_is_paid() {
    let paid_late = Exit { flows: Some(Flows::paid_later(usd(200), 75)), ..Exit::removal(Ok(usd(0))) };
    let fee = Exit::disposal(Ok(usd(50)));
    by_hand(&[paid_late, fee], |situation| {
        let full = compare(situation).unwrap();
        let days: Vec<_> = full.outcomes.iter().map(|o| (o.days_to_cash.unwrap(), o.is_efficient)).collect();
        // Doing nothing: 424.75 by sales and 100.00 for the rest at the end, so not before it. The exits
        // pay on day 75 and at once.
        assert_eq!((days[0].0, days[2].0, days[3].0), (100, 75, 0));
        // Half price brings 349.50: nine tenths are 314.55. After n days n units have brought 4.00 each
        // and storage took 1.00, 0.99, …: 317.86 after 92 days, 313.95 after 91. Day 92 has number 91.
        assert_eq!(days[1].0, 91);
        // Doing nothing brings the most, disposal is the soonest.
        assert!(days[0].1 && days[3].1);
    });
}

#[test]
fn stock_grows_older_while_it_falls() {
    by_hand(&[], |situation| {
        let path = stock_path(situation, "hold").unwrap();
        // Sixty days old today: 0–90 until the thirtieth day, then 91–180.
        let on = |text: &str| path.points.iter().find(|p| p.day.to_string() == text).unwrap().units;
        assert_eq!(on("2026-12-01"), [85.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(on("2026-12-02"), [0.0, 84.5, 0.0, 0.0, 0.0]);
        assert_eq!(path.points.last().unwrap().units, [0.0, 50.0, 0.0, 0.0, 0.0]);
        assert!(stock_path(situation, "nobody").is_none());
    });
}
