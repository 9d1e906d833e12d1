//! What must hold for any stock: the two paths agree, and neither loses a unit.

use super::*;
use crate::date::Day;
use day_exact::DayPath;
use event_wise::Holding;
use proptest::prelude::*;

/// A tenth of a cent; amounts are in cents.
const TENTH_OF_A_CENT: f64 = 0.1;

#[derive(Clone, Debug)]
struct Stock {
    calendar: HoldingCalendar,
    cohorts: Vec<Cohort>,
    volume: f64,
    is_exempt: bool,
    phases: Vec<Phase>,
    value: f64,
}

impl Stock {
    fn day_exact(&self) -> DayPath {
        day_exact::follow(&self.calendar, &self.cohorts, self.volume, self.is_exempt, &self.phases)
    }

    fn holding(&self) -> Holding {
        let mut holding = Holding::default();
        holding.prepare(&self.calendar, &self.cohorts, self.volume, self.is_exempt);
        holding
    }

    fn units(&self) -> f64 {
        total_units(&self.cohorts)
    }

    fn with_cohorts(&self, cohorts: Vec<Cohort>) -> Self {
        Self { cohorts, ..self.clone() }
    }

    /// Follows the stock both ways, `value` added for what is left.
    fn ends(&self) -> (f64, f64) {
        let by_day = self.day_exact();
        let (holding, phases) = (self.holding(), &self.phases);
        let end = holding.follow(&self.calendar, phases);
        (by_day.leaving(self.value).last().unwrap(), end.leaving(&self.calendar, self.value))
    }
}

fn schedule() -> impl Strategy<Value = AgedSchedule> {
    let band = (1_i32..90, 0.0..900.0_f64, prop_oneof![Just(0.0), 0.0..60.0_f64]);
    (proptest::collection::vec(band, 0..9), 0_i32..250, any::<bool>(), any::<bool>()).prop_map(
        |(widths, first, is_open, has_exemption)| {
            let mut from_days = first;
            let count = widths.len();
            let bands = widths.into_iter().enumerate().map(|(i, (width, per_volume, min_per_unit))| {
                let to_days = (i + 1 < count || !is_open).then_some(from_days + width - 1);
                let band = AgedBand { from_days, to_days, per_volume, min_per_unit };
                from_days += width;
                band
            });
            AgedSchedule { bands: bands.collect(), exempt_ages: has_exemption.then_some((181, 270)) }
        },
    )
}

fn phases() -> impl Strategy<Value = Vec<Phase>> {
    let pace = prop_oneof![Just(0.0), 0.01..1.0_f64, 1.0..40.0_f64, (1_u32..8).prop_map(f64::from)];
    proptest::collection::vec((0_i32..90, pace, -300.0..3000.0_f64), 1..6).prop_map(|steps| {
        let mut from_day = 0;
        steps
            .into_iter()
            .map(|(length, units_per_day, net_per_unit)| {
                let phase = Phase { from_day, units_per_day, net_per_unit };
                from_day += length + 1;
                phase
            })
            .collect()
    })
}

fn cohorts() -> impl Strategy<Value = Vec<Cohort>> {
    let units = prop_oneof![0.0..500.0_f64, (0_u32..400).prop_map(f64::from)];
    proptest::collection::vec((units, 0_i32..600), 0..7).prop_map(|rows| {
        rows.into_iter().map(|(units, age_days)| Cohort { units, age_days, is_assumed: true }).collect()
    })
}

prop_compose! {
    fn stock()(
        start in 20_000_i32..21_500,
        horizon in 0_i32..500,
        annual_rate in prop_oneof![Just(0.0), 0.0..0.6_f64, -0.2..0.0_f64],
        storage in proptest::array::uniform12(0.0..400.0_f64),
        snapshot_day in 1_u8..31,
        schedules in (schedule(), schedule()),
        switch in 0_i32..400,
        cohorts in cohorts(),
        volume in 0.001..3.0_f64,
        is_exempt in any::<bool>(),
        phases in phases(),
        value in -500.0..800.0_f64,
        utilization in proptest::option::of((0_i32..120, 0.0..300.0_f64, 0_i32..400)),
    ) -> Stock {
        let start = Day::from_number(start);
        let snapshots = snapshot_days(start, horizon, snapshot_day).into_iter().map(|day| Snapshot {
            day,
            schedule: if day < switch { schedules.0.clone() } else { schedules.1.clone() },
        });
        let of_month = |day: Day| storage[usize::from(day.month()) - 1];
        let mut calendar = HoldingCalendar::new(start, horizon, annual_rate, of_month, snapshots.collect()).unwrap();
        if let Some((free_age_days, rate, from)) = utilization {
            let charged = |day: Day| if day.days_since(start) >= from { rate } else { 0.0 };
            calendar = calendar.with_utilization(free_age_days, charged).unwrap();
        }
        Stock { calendar, cohorts, volume, is_exempt, phases, value }
    }
}

fn cash_of(morning: &day_exact::Morning) -> f64 {
    morning.sales - morning.storage - morning.surcharge - morning.utilization
}

fn near(a: f64, b: f64, within: f64) -> bool {
    (a - b).abs() <= within
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn event_wise_equals_day_exact_to_a_tenth_of_a_cent_a_unit(stock in stock()) {
        let within = TENTH_OF_A_CENT * stock.units().max(1.0);
        let by_day = stock.day_exact();
        let holding = stock.holding();
        let end = holding.follow(&stock.calendar, &stock.phases);
        prop_assert!(near(end.present_value, by_day.end().present_value, within));
        prop_assert!(near(end.sales, by_day.end().sales, within));
        prop_assert!(near(end.storage, by_day.end().storage, within));
        prop_assert!(near(end.surcharge, by_day.end().surcharge, within));
        prop_assert!(near(end.utilization, by_day.end().utilization, within));
        prop_assert!(near(end.units, by_day.end().units, 1e-6));
        prop_assert_eq!(end.is_sold_out().then_some(end.day), by_day.sold_out_day);
        for day in (0..=by_day.end_day).step_by(7) {
            let morning = by_day.mornings[usize::try_from(day).unwrap()];
            let standing = holding.on(&stock.calendar, &stock.phases, day);
            prop_assert!(near(standing.units, morning.units, 1e-6), "day {}", day);
            prop_assert!(near(standing.present_value, morning.present_value, within), "day {}", day);
            prop_assert!(near(standing.cash(), cash_of(&morning), within));
        }
    }

    #[test]
    fn snapshots_agree_in_days_units_and_charge(stock in stock()) {
        let by_day = stock.day_exact().snapshots;
        let by_event = stock.holding().snapshots(&stock.calendar, &stock.phases);
        prop_assert_eq!(by_day.len(), by_event.len());
        for (a, b) in by_day.iter().zip(&by_event) {
            prop_assert_eq!(a.day, b.day);
            prop_assert!(near(a.units, b.units, 1e-6));
            prop_assert!(near(a.charge, b.charge, TENTH_OF_A_CENT * stock.units().max(1.0)));
        }
    }

    #[test]
    fn best_stop_by_events_is_the_best_of_all_days(stock in stock()) {
        let within = TENTH_OF_A_CENT * stock.units().max(1.0) * 0.01;
        let by_day = stock.day_exact();
        let found = best_stop(&stock.calendar, &stock.holding(), &stock.phases, stock.value);
        let (_, best) = by_day.best_stop(stock.value);
        prop_assert!(near(found.present_value, best, within));
        let s: Vec<f64> = by_day.leaving(stock.value).collect();
        prop_assert!(near(s[usize::try_from(found.day).unwrap()], best, within));
        prop_assert!(s[..usize::try_from(found.day).unwrap()].iter().all(|earlier| *earlier < best + within));
        prop_assert_eq!(found.end_day, by_day.end_day);
        match (found.first_day_worse_than_now, by_day.first_day_worse_than_now(stock.value)) {
            (Some(a), Some(b)) if a == b => {}
            (a, b) => {
                // Only a difference that no one can see may move the day.
                let first = a.into_iter().chain(b).min().map_or(0, |d| usize::try_from(d).unwrap());
                prop_assert!(a == b || near(s[first], s[0], within), "{:?} {:?}", a, b);
            }
        }
    }

    #[test]
    fn units_are_conserved_on_every_day(stock in stock()) {
        let flat: Vec<_> = stock.phases.iter().map(|p| Phase { net_per_unit: 1.0, ..*p }).collect();
        let path = day_exact::follow(&stock.calendar, &stock.cohorts, stock.volume, stock.is_exempt, &flat);
        for morning in path.mornings {
            prop_assert!(near(morning.units + morning.sales, stock.units(), 1e-6));
            prop_assert!(morning.units >= 0.0);
        }
    }

    #[test]
    fn more_stock_never_lowers_what_holding_costs(stock in stock(), units in 0.1..200.0_f64, age_days in 0_i32..600) {
        let cost = |stock: &Stock| {
            let end = stock.holding().follow(&stock.calendar, &stock.phases);
            end.storage + end.surcharge + end.utilization
        };
        let mut more = stock.cohorts.clone();
        more.push(Cohort { units, age_days, is_assumed: false });
        // Whatever their age: the units left are those left before and some more.
        let grown = stock.with_cohorts(more);
        prop_assert!(cost(&grown) >= cost(&stock) - 1e-6);
    }

    #[test]
    fn order_of_cohorts_does_not_matter(stock in stock(), seed in any::<prop::sample::Index>()) {
        let mut turned = stock.cohorts.clone();
        if !turned.is_empty() {
            let by = seed.index(turned.len());
            turned.rotate_left(by);
            turned.reverse();
        }
        let (by_day, by_event) = stock.ends();
        let (by_day_turned, by_event_turned) = stock.with_cohorts(turned).ends();
        prop_assert!(near(by_day, by_day_turned, 1e-6));
        prop_assert!(near(by_event, by_event_turned, 1e-6));
    }

    #[test]
    fn present_values_alone_are_those_with_all_sums(stock in stock()) {
        let holding = stock.holding();
        let all = holding.follow(&stock.calendar, &stock.phases);
        let alone = holding.present_value_from(&stock.calendar, &stock.phases, holding.at_start());
        prop_assert_eq!(all.present_value.to_bits(), alone.present_value.to_bits());
        prop_assert_eq!(all.day, alone.day);
    }

    #[test]
    fn dates_of_cohorts_follow_from_their_own_units(stock in stock()) {
        let dates = cohort_dates(
            &stock.calendar, &stock.cohorts, stock.volume, stock.is_exempt, &stock.phases, stock.value,
        );
        prop_assert_eq!(dates.len(), stock.cohorts.len());
        prop_assert!(dates.windows(2).all(|pair| pair[0].cohort.age_days >= pair[1].cohort.age_days));
        for cohort in &dates {
            for step in &cohort.last_removals {
                prop_assert!(stock.calendar.schedule_on(step.day + 1).is_some());
                prop_assert!(step.units <= cohort.cohort.units + 1e-9);
                prop_assert!(near(step.charge, step.units * step.per_unit, 1e-9));
            }
        }
        if let [only] = &dates[..] {
            let path = stock.day_exact();
            let (day, _) = path.best_stop(stock.value);
            prop_assert_eq!(only.best_stop.unwrap_or(path.end_day), day);
            prop_assert_eq!(only.worse_than_now, path.first_day_worse_than_now(stock.value));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn best_removal_equals_trying_every_number(stock in stock(), now in -200.0..800.0_f64, step in 1_u32..9) {
        let step = f64::from(step);
        let few: Vec<_> = stock.cohorts.iter().map(|c| Cohort { units: (c.units / 5.0).round(), ..*c }).collect();
        let stock = stock.with_cohorts(few);
        let fast = best_removal(&stock.calendar, &stock.holding(), &stock.phases, now, stock.value, step).unwrap();
        let slow = best_removal_by_trial(
            &stock.calendar, &stock.cohorts, stock.volume, stock.is_exempt, &stock.phases, now, stock.value, step,
        ).unwrap();
        let within = 1e-6 * (1.0 + slow.present_value.abs());
        prop_assert!(near(fast.present_value, slow.present_value, within), "{:?} {:?}", fast, slow);
        prop_assert!(near(fast.hold_all, slow.hold_all, within));
        prop_assert_eq!(fast.remove_all.is_some(), slow.remove_all.is_some());
    }

    #[test]
    fn best_removal_of_many_equals_trying_every_number_by_events(
        stock in stock(), now in -200.0..800.0_f64, step in prop_oneof![Just(1.0), 0.4..9.0_f64], share in 0.02..1.0_f64,
    ) {
        // Sales that bring about as much as leaving, so that the best lies within.
        let phases: Vec<_> =
            stock.phases.iter().map(|p| Phase { net_per_unit: p.net_per_unit * share, ..*p }).collect();
        let (calendar, holding) = (&stock.calendar, stock.holding());
        let left_at_end = calendar.discount(calendar.horizon_days()) * stock.value;
        let value_of = |gone: f64| {
            let end = holding.present_value_from(calendar, &phases, holding.without_oldest(gone));
            gone * now + end.present_value + left_at_end * end.units
        };
        let mut best = f64::NEG_INFINITY;
        let mut count = 0.0;
        while count * step <= holding.units() + NO_UNITS {
            best = f64::max(best, value_of((count * step).min(holding.units())));
            count += 1.0;
        }
        let found = best_removal(calendar, &holding, &phases, now, stock.value, step).unwrap();
        prop_assert!(near(found.present_value, best, 1e-9 * (1.0 + best.abs())), "{:?} {}", found, best);
        prop_assert!(near(found.present_value, value_of(found.units.min(holding.units())), 1e-9));
        prop_assert_eq!(found.hold_all, value_of(0.0));
    }

    #[test]
    fn where_all_is_plainly_kept_no_number_let_go_is_worth_more(stock in stock(), now in -600.0..400.0_f64) {
        let holding = stock.holding();
        if keeps_all(&stock.calendar, &holding, &stock.phases, now) {
            let found = best_removal(&stock.calendar, &holding, &stock.phases, now, stock.value, 1.0).unwrap();
            let within = 1e-6 * (1.0 + found.hold_all.abs());
            prop_assert!(found.present_value <= found.hold_all + within, "{:?}", found);
        }
    }
}

#[test]
fn a_hundred_thousand_units_need_no_hundred_thousand_trials() {
    let start = Day::parse("2026-11-21").unwrap();
    let band = AgedBand { from_days: 181, to_days: None, per_volume: 545.0, min_per_unit: 0.0 };
    let schedule = AgedSchedule { bands: vec![band], exempt_ages: None };
    let snapshots = snapshot_days(start, 365, 15).into_iter().map(|day| Snapshot { day, schedule: schedule.clone() });
    let calendar = HoldingCalendar::new(start, 365, 0.1, |_| 78.0, snapshots.collect()).unwrap();
    let cohorts = [Cohort { units: 100_000.0, age_days: 120, is_assumed: false }];
    let mut holding = Holding::default();
    holding.prepare(&calendar, &cohorts, 0.25, false);
    let phases = [Phase { from_day: 0, units_per_day: 150.0, net_per_unit: 420.0 }];
    let best = best_removal(&calendar, &holding, &phases, 110.0, 110.0, 1.0).unwrap();
    // The same stock in lots of a thousand, each followed day by day.
    let trial = best_removal_by_trial(&calendar, &cohorts, 0.25, false, &phases, 110.0, 110.0, 1000.0).unwrap();
    assert!(best.present_value >= trial.present_value - 1e-3, "{best:?} {trial:?}");
    assert!((best.units - trial.units).abs() < 1000.0, "{best:?} {trial:?}");
}
