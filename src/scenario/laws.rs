//! What must hold for any product: the list and the comparison agree, and both with the day-exact path.

use super::*;
use crate::date::Day;
use crate::demand::{Elasticity, Stretch, factor_on};
use crate::exits::{Exit, ExitKind, Flows};
use crate::money::{Currency, Money};
use crate::stock::{
    AgedBand, AgedSchedule, Cohort, HoldingCalendar, Phase, Snapshot, day_exact, event_wise::Holding, snapshot_days,
    total_units,
};
use proptest::prelude::*;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

/// A product, owned.
#[derive(Clone, Debug)]
pub(super) struct Product {
    pub(super) calendar: HoldingCalendar,
    pub(super) cohorts: Vec<Cohort>,
    pub(super) volume: Option<f64>,
    pub(super) is_exempt: bool,
    pub(super) units_per_day: Option<f64>,
    pub(super) season: Vec<Stretch>,
    pub(super) elasticity: Elasticity,
    pub(super) prices: Vec<PriceWay>,
    pub(super) exits: Vec<Exit>,
    pub(super) holding_unknown: Vec<String>,
}

impl Product {
    pub(super) fn situation(&self) -> Situation<'_> {
        Situation {
            calendar: &self.calendar,
            cohorts: &self.cohorts,
            volume: self.volume,
            is_exempt: self.is_exempt,
            units_per_day: self.units_per_day,
            season: &self.season,
            elasticity: self.elasticity,
            price_in_force: self.prices[0].price,
            prices: &self.prices,
            exits: &self.exits,
            holding_unknown: &self.holding_unknown,
            has_utilization: true,
        }
    }

    /// A phase a day, each at its own factor: the season as it is meant.
    fn by_day(&self, steady: &[Phase]) -> Vec<Phase> {
        let on = |day: i32| steady.iter().rev().find(|phase| phase.from_day <= day).copied().unwrap();
        let of_day = |day: i32| {
            let phase = on(day);
            Phase { from_day: day, units_per_day: phase.units_per_day * factor_on(&self.season, day), ..phase }
        };
        (0..self.calendar.horizon_days()).map(of_day).collect()
    }

    fn units(&self) -> f64 {
        total_units(&self.cohorts)
    }

    fn exit_values(&self) -> Vec<Option<f64>> {
        self.exits.iter().map(|e| e.value_per_unit(&self.calendar)).collect()
    }

    fn bulk(&self) -> (BulkAnswer, Vec<Option<f64>>) {
        let prices: Vec<f64> = self.prices.iter().map(|p| p.price.to_expectation()).collect();
        let starts: Vec<i32> = self.prices[0].nets.iter().map(|n| n.from_day).collect();
        let nets: Vec<_> =
            self.prices.iter().flat_map(|p| p.nets.iter().map(|n| n.net.map(Money::to_expectation))).collect();
        let mut bulk = Bulk::default();
        let situation = BulkSituation {
            calendar: &self.calendar,
            cohorts: &self.cohorts,
            volume: self.volume.filter(|_| self.holding_unknown.is_empty()),
            is_exempt: self.is_exempt,
            units_per_day: self.units_per_day,
            season: &self.season,
            elasticity: self.elasticity.mid,
            price_in_force: prices[0],
            prices: &prices,
            segment_starts: &starts,
            nets: &nets,
            exits: &self.exit_values(),
        };
        // Twice, so that what the first left behind would be seen.
        bulk.compare(&situation);
        (bulk.compare(&situation), bulk.present_values().to_vec())
    }
}

prop_compose! {
    fn exit()(kind in 0_usize..4, at_once in -400_i64..50, later in -50_i64..900, lag_days in 0_i32..120, known in 0..9) -> Exit {
        let kind = [ExitKind::Liquidate, ExitKind::Remove, ExitKind::Resell, ExitKind::Dispose][kind];
        let is_known = known > 0;
        Exit {
            kind,
            flows: is_known.then_some(Flows { at_once: usd(at_once), later: usd(later), lag_days }),
            irrevocable: &[],
            blocks: &[],
            unknown: if is_known { Vec::new() } else { vec!["removal".to_owned()] },
        }
    }
}

/// Factors from some days on, the first of them today; most products have none.
fn season() -> impl Strategy<Value = Vec<Stretch>> {
    let factor = prop_oneof![Just(0.0), Just(1.0), 0.1..4.0_f64];
    let later = proptest::collection::btree_map(1_i32..400, factor.clone(), 0..6);
    let seasonal = (factor, later).prop_map(|(first, later)| {
        let all = core::iter::once((0, first)).chain(later);
        all.map(|(from_day, factor)| Stretch { from_day, factor }).collect()
    });
    prop_oneof![Just(Vec::new()), seasonal]
}

prop_compose! {
    pub(super) fn product()(
        start in 20_000_i32..21_500,
        horizon in 1_i32..420,
        annual_rate in 0.0..0.4_f64,
        storage in proptest::array::uniform12(0.0..300.0_f64),
        fee in 0.0..900.0_f64,
        cohorts in proptest::collection::vec(((1_u32..300).prop_map(f64::from), 0_i32..500), 0..6),
        volume in 0.01..2.0_f64,
        is_exempt in any::<bool>(),
        units_per_day in prop_oneof![Just(0.0), 0.02..6.0_f64],
        season in season(),
        elasticity in -4.0..-0.5_f64,
        list in 500_i64..6000,
        cuts in proptest::collection::vec(10_000_i64..700_000, 0..6),
        segment in 1_i32..200,
        nets in proptest::collection::vec((-500_i64..3000, 0_i64..200), 7),
        exits in proptest::collection::vec(exit(), 0..4),
        holes in (0..12, 0..12, 0..12),
        hole_at in 0_usize..7,
        utilization in proptest::option::of(0.0..200.0_f64),
    ) -> Product {
        let start = Day::from_number(start);
        let band = |from_days, to_days, per_volume| AgedBand { from_days, to_days, per_volume, min_per_unit: 15.0 };
        let bands = vec![band(181, Some(270), fee / 4.0), band(271, None, fee)];
        let schedule = AgedSchedule { bands, exempt_ages: Some((181, 270)) };
        let snapshots = snapshot_days(start, horizon, 15).into_iter();
        let snapshots = snapshots.map(|day| Snapshot { day, schedule: schedule.clone() }).collect();
        let of_month = |day: Day| storage[usize::from(day.month()) - 1];
        let calendar = HoldingCalendar::new(start, horizon, annual_rate, of_month, snapshots).unwrap();
        let calendar = match utilization {
            Some(rate) => calendar.with_utilization(30, |_| rate).unwrap(),
            None => calendar,
        };
        let mut names = vec![ScenarioName::hold(usd(list))];
        for ppm in cuts {
            let discount = crate::rate::Rate::from_ppm(ppm);
            names.push(ScenarioName::cut(discount, cut_price(usd(list), discount).unwrap()));
        }
        let mut prices: Vec<_> = names.into_iter().zip(nets).map(|(name, (net, more))| {
            let nets = vec![
                NetFrom { from_day: 0, net: Some(usd(net)) },
                NetFrom { from_day: segment, net: Some(usd(net + more)) },
            ];
            PriceWay { price: name.price.unwrap(), name, nets, unknown: Vec::new() }
        }).collect();
        if holes.0 == 0 && let Some(way) = prices.get_mut(hole_at) {
            way.nets[0].net = None;
            way.unknown = vec!["fulfilment".to_owned()];
        }
        Product {
            calendar,
            cohorts: cohorts.into_iter().map(|(units, age_days)| Cohort { units, age_days, is_assumed: true }).collect(),
            volume: (holes.1 > 0).then_some(volume),
            is_exempt,
            units_per_day: (holes.2 > 0).then_some(units_per_day),
            season,
            elasticity: Elasticity::typed(elasticity, None).unwrap(),
            prices,
            exits,
            holding_unknown: Vec::new(),
        }
    }
}

/// Equal to the cent that is shown.
fn same_cent(shown: Option<Money>, exact: Option<f64>) -> bool {
    match (shown, exact) {
        (Some(shown), Some(exact)) => (shown.to_expectation() - exact).abs() <= 0.5 + 1e-6,
        (None, None) => true,
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn list_says_what_the_comparison_says(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let (bulk, values) = product.bulk();
        prop_assert_eq!(full.outcomes.len(), values.len());
        for (outcome, value) in full.outcomes.iter().zip(&values) {
            prop_assert!(same_cent(outcome.present_value, *value), "{:?} {:?}", outcome, value);
        }
        prop_assert_eq!(full.recommended, bulk.recommended);
        prop_assert_eq!(full.without_value.len(), bulk.without_value);
        prop_assert!(same_cent(full.wait_week, bulk.wait_week), "{:?} {:?}", full.wait_week, bulk.wait_week);
        // The shown gain is a difference of two shown values.
        match (full.gain, bulk.gain) {
            (Some(shown), Some(exact)) => prop_assert!((shown.to_expectation() - exact).abs() <= 1.0 + 1e-6),
            (None, None) => {}
            other => prop_assert!(false, "{:?}", other),
        }
        prop_assert_eq!(full.deadline.map(|d| d.day), bulk.next_charge.map(|c| product.calendar.date(c.day - 1)));
        prop_assert!(same_cent(full.deadline.map(|d| d.cost), bulk.next_charge.map(|c| c.charge)));
    }

    #[test]
    fn every_value_is_that_of_the_day_exact_path(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let worth = product.exit_values().into_iter().flatten().reduce(f64::max);
        let within = 0.5 + 0.1 * product.units();
        for (way, outcome) in product.prices.iter().zip(&full.outcomes) {
            let Some(value) = outcome.present_value else { continue };
            let ratio = way.price.to_expectation() / product.prices[0].price.to_expectation();
            let pace = product.units_per_day.unwrap() * ratio.powf(product.elasticity.mid);
            let phases: Vec<_> = way.nets.iter().map(|n| Phase {
                from_day: n.from_day, units_per_day: pace, net_per_unit: n.net.unwrap().to_expectation(),
            }).collect();
            let phases = product.by_day(&phases);
            let path =
                day_exact::follow(&product.calendar, &product.cohorts, product.volume.unwrap(), product.is_exempt, &phases);
            let s = path.leaving(worth.unwrap_or(0.0)).last().unwrap();
            prop_assert!((value.to_expectation() - s).abs() <= within);
            prop_assert_eq!(outcome.days_to_clear, path.sold_out_day);
            let last = outcome.cash_path.last().unwrap();
            prop_assert!((last.minor - outcome.cash.unwrap().to_expectation()).abs() <= 0.5 + 1e-6);
            prop_assert!(outcome.cash_path.windows(2).all(|pair| pair[0].day <= pair[1].day));
        }
    }

    #[test]
    fn waiting_a_week_is_a_week_of_nothing_and_then_the_best(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let (Some(cost), Some(best)) = (full.wait_week, full.best()) else { return Ok(()) };
        let worth = product.exit_values().into_iter().flatten().reduce(f64::max);
        let (volume, now) = (product.volume.unwrap(), product.prices[0].price.to_expectation());
        let phases = |way: &PriceWay| {
            let pace = product.units_per_day.unwrap()
                * (way.price.to_expectation() / now).powf(product.elasticity.mid);
            let phase = |n: &NetFrom| Some(Phase {
                from_day: n.from_day, units_per_day: pace, net_per_unit: n.net?.to_expectation(),
            });
            way.nets.iter().map(phase).collect::<Option<Vec<_>>>().map(|steady| product.by_day(&steady))
        };
        let hold = phases(&product.prices[0]).unwrap();
        let follow = |phases: &[Phase]| {
            day_exact::follow(&product.calendar, &product.cohorts, volume, product.is_exempt, phases)
        };
        let on = |phases: &[Phase], day: i32| {
            phases.iter().rev().find(|p| p.from_day <= day).copied().unwrap()
        };
        let mut then = Vec::new();
        for way in product.prices.iter().filter_map(phases) {
            // A phase a day: nothing is done for seven days.
            let days: Vec<_> = (0..product.calendar.horizon_days())
                .map(|day| Phase { from_day: day, ..on(if day < WAIT_DAYS { &hold } else { &way }, day) })
                .collect();
            let path = follow(&days);
            if path.sold_out_day.is_some() || worth.is_some() {
                then.push(path.leaving(worth.unwrap_or(0.0)).last().unwrap());
            }
        }
        let path = follow(&hold);
        let day = usize::try_from(WAIT_DAYS.min(path.end_day)).unwrap();
        then.extend(product.exit_values().into_iter().flatten().map(|w| path.leaving(w).nth(day).unwrap()));
        let later = then.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let expected = best.present_value.unwrap().to_expectation() - later;
        prop_assert!((cost.to_expectation() - expected).abs() <= 1.0 + 0.1 * product.units(), "{} {}", cost, expected);
    }

    #[test]
    fn steady_factor_is_another_pace_and_none_is_no_season(product in product(), factor in 0.05..4.0_f64) {
        let steady = |season: Vec<Stretch>, pace: f64| {
            let units_per_day = product.units_per_day.map(|rate| rate * pace);
            let product = Product { season, units_per_day, ..product.clone() };
            (compare(&product.situation()).unwrap(), product.bulk())
        };
        let flat = steady(Vec::new(), 1.0);
        let ones = [0, 3, 50].map(|from_day| Stretch { from_day, factor: 1.0 });
        // To the bit where the season says nothing; cut in pieces that change nothing, to what adding in another order does.
        prop_assert_eq!(&steady(vec![Stretch { from_day: 0, factor: 1.0 }], 1.0), &flat);
        let near = |a: &(Comparison, (BulkAnswer, Vec<Option<f64>>)), b: &(Comparison, (BulkAnswer, Vec<Option<f64>>))| {
            a.1.1.iter().zip(&b.1.1).all(|(a, b)| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() <= 0.01 + 0.1 * product.units(),
                (a, b) => a.is_none() == b.is_none(),
            })
        };
        prop_assert!(near(&steady(ones.to_vec(), 1.0), &flat));
        let (by_season, by_pace) = (steady(vec![Stretch { from_day: 0, factor }], 1.0), steady(Vec::new(), factor));
        prop_assert!(near(&by_season, &by_pace));
    }

    #[test]
    fn months_of_holding_add_up_to_the_outcome_of_doing_nothing(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let hold = &full.outcomes[0];
        let (Some(storage), Some(surcharge)) = (hold.storage, hold.surcharge) else {
            prop_assert!(full.holding.is_empty());
            return Ok(());
        };
        let sum = |part: fn(&HoldingMonth) -> f64| full.holding.iter().map(part).sum::<f64>();
        prop_assert!(same_cent(Some(storage), Some(sum(|m| m.storage))));
        prop_assert!(same_cent(Some(surcharge), Some(sum(|m| m.surcharge))));
        prop_assert!(same_cent(hold.utilization, Some(sum(|m| m.utilization))));
        prop_assert!(full.holding.windows(2).all(|pair| pair[0].units >= pair[1].units));
    }

    #[test]
    fn lift_needed_is_where_the_price_reaches_the_best_exit(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let worth = product.exit_values().into_iter().flatten().reduce(f64::max);
        for (way, outcome) in product.prices.iter().zip(&full.outcomes) {
            let Some(multiple) = outcome.lift_needed.filter(|m| *m > 0.0) else { continue };
            let mut holding = Holding::default();
            holding.prepare(&product.calendar, &product.cohorts, product.volume.unwrap(), product.is_exempt);
            let value = |multiple: f64| {
                let phases: Vec<_> = way.nets.iter().map(|n| Phase {
                    from_day: n.from_day,
                    units_per_day: product.units_per_day.unwrap() * multiple,
                    net_per_unit: n.net.unwrap().to_expectation(),
                }).collect();
                let phases = product.by_day(&phases);
                holding.follow(&product.calendar, &phases).leaving(&product.calendar, worth.unwrap())
            };
            let target = worth.unwrap() * product.units();
            prop_assert!(value(multiple) >= target - 1e-6);
            prop_assert!(value(multiple * (1.0 - 1e-6)) <= target + 1e-3 * product.units());
        }
    }

    #[test]
    fn recommended_way_is_never_worse_than_any_known_one(product in product()) {
        let full = compare(&product.situation()).unwrap();
        let values: Vec<_> = full.outcomes.iter().filter_map(|o| o.present_value).map(Money::minor).collect();
        match full.best() {
            Some(best) => prop_assert_eq!(best.present_value.map(Money::minor), values.iter().max().copied()),
            None => prop_assert!(values.is_empty()),
        }
        prop_assert_eq!(full.outcomes.iter().filter(|o| o.is_best).count(), usize::from(full.best().is_some()));
        prop_assert_eq!(full.without_value.len(), full.outcomes.len() - values.len());
        let unnamed = full.outcomes.iter().find(|o| {
            o.present_value.is_none() && o.unknown.is_empty() && o.blocks.is_empty()
        });
        prop_assert!(unnamed.is_none(), "{:?}", unnamed);
    }
}
