//! What must hold for any plan (math.md, "Checks that must hold"), and a second way to the same figures.

use super::convolve::size;
use super::course::Course;
use super::fixed_price::OnePriceRules;
use super::ladder::{Ladder, LadderDemand, Reaction};
use super::learning::{best_value_with_learning, value_with_perfect_information};
use super::lookahead::Lookahead;
use super::menu::fluid_bound;
use super::plan::{Plan, START};
use super::rules::Rules;
use super::tier_plan::{Scenario, TierPlan};
use crate::demand::Poisson;
use proptest::prelude::*;

/// What floats may lose on the way.
const HAIR: f64 = 1e-7;

#[derive(Clone, Debug)]
struct Situation {
    ladder: Ladder,
    units: u32,
}

fn prices() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0.5..0.95_f64, 1..5).prop_map(|cuts| {
        let mut price = 25.0;
        let mut prices = vec![price];
        for cut in cuts {
            price *= cut;
            prices.push(price);
        }
        prices
    })
}

prop_compose! {
    fn ladder()(
        prices in prices(),
        season in proptest::collection::vec(0.0..2.0_f64, 1..6),
    )(
        nets in proptest::collection::vec(-3.0..20.0_f64, prices.len()),
        holds in proptest::collection::vec(0.0..0.4_f64, season.len()),
        prices in Just(prices),
        season in Just(season),
        base in 0.0..8.0_f64,
        elasticity in -5.0..-0.3_f64,
        leftover in -2.0..4.0_f64,
        discount in 0.9..=1.0_f64,
    ) -> Ladder {
        let reaction = Reaction::Isoelastic { elasticity };
        let demand = LadderDemand { base, reference_price: 25.0, reaction, season: &season };
        Ladder::new(&prices, &nets, &demand, &holds).unwrap().ending(leftover, discount)
    }
}

fn situation() -> impl Strategy<Value = Situation> {
    (ladder(), 0_u32..40).prop_map(|(ladder, units)| Situation { ladder, units })
}

/// The recursion as it is written, without anything that makes it quick.
fn by_the_book(ladder: &Ladder, units: u32, may_rise: bool) -> f64 {
    let prices = ladder.prices.len();
    let mut later: Vec<Vec<f64>> = vec![(0..=units).map(|n| f64::from(n) * ladder.leftover_per_unit).collect(); prices];
    for period in ladder.periods.iter().rev() {
        let of = |price: usize, n: u32| {
            let offer = period.offers[price];
            let sales = Poisson::new(offer.rate).unwrap();
            let mut value = -period.hold_per_unit * f64::from(n);
            for sold in 0..=n {
                let chance = if sold == n { sales.at_least(n) } else { sales.exactly(sold) };
                let then = later[price][size(n - sold)];
                value += chance * (offer.net * f64::from(sold) + ladder.discount_factor * then);
            }
            value
        };
        later = (0..prices)
            .map(|from| {
                let allowed = if may_rise { 0 } else { from }..prices;
                let best = |n| allowed.clone().map(|price| of(price, n)).fold(f64::NEG_INFINITY, f64::max);
                (0..=units).map(best).collect()
            })
            .collect();
    }
    later[0][size(units)]
}

fn best(situation: &Situation, rules: Rules) -> f64 {
    Plan::best(&situation.ladder, situation.units, &rules).unwrap().value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_quick_recursion_is_the_plain_one(situation in situation()) {
        let Situation { ladder, units } = &situation;
        let falling = by_the_book(ladder, *units, false);
        prop_assert!((best(&situation, Rules::falling()) - falling).abs() < HAIR);
        prop_assert!((best(&situation, Rules::free()) - by_the_book(ladder, *units, true)).abs() < HAIR);
    }

    #[test]
    fn a_plan_carried_out_brings_what_it_promised(situation in situation(), changes in 0_u32..3, stands in 1_u32..4) {
        let rules = Rules { least_periods: stands, ..Rules::changes(changes) };
        let plan = Plan::best(&situation.ladder, situation.units, &rules).unwrap();
        let course = Course::of_plan(&situation.ladder, situation.units, &plan).unwrap();
        prop_assert!((course.value - plan.value).abs() < HAIR);
        let last = course.stock.last().unwrap();
        prop_assert!((last.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!(course.expected_leftover() <= f64::from(situation.units) + HAIR);
    }

    #[test]
    fn more_freedom_never_brings_less(situation in situation()) {
        let values = [
            best(&situation, Rules::changes(0)),
            best(&situation, Rules::changes(1)),
            best(&situation, Rules::changes(2)),
            best(&situation, Rules::falling()),
            best(&situation, Rules::free()),
        ];
        prop_assert!(values.windows(2).all(|pair| pair[0] <= pair[1] + HAIR), "{values:?}");
        let slow = best(&situation, Rules { least_periods: 2, ..Rules::falling() });
        let coarse = best(&situation, Rules { least_change: 0.2, ..Rules::falling() });
        prop_assert!(values[0] <= slow + HAIR && slow <= values[3] + HAIR);
        prop_assert!(values[0] <= coarse + HAIR && coarse <= values[3] + HAIR);
    }

    #[test]
    fn being_able_to_let_go_never_brings_less_and_is_carried_out(situation in situation(), per_unit in -1.0..6.0_f64) {
        let mut exits = situation.clone();
        for period in &mut exits.ladder.periods {
            period.let_go_per_unit = Some(per_unit);
        }
        let plan = Plan::best(&exits.ladder, exits.units, &Rules::falling()).unwrap();
        prop_assert!(plan.value >= best(&situation, Rules::falling()) - HAIR);
        prop_assert!(plan.value >= f64::from(exits.units) * per_unit - HAIR);
        let course = Course::of_plan(&exits.ladder, exits.units, &plan).unwrap();
        prop_assert!((course.value - plan.value).abs() < HAIR);
    }

    #[test]
    fn a_larger_stock_is_worth_more_only_without_storage(mut situation in situation()) {
        situation.ladder.leftover_per_unit = situation.ladder.leftover_per_unit.abs();
        for period in &mut situation.ladder.periods {
            period.hold_per_unit = 0.0;
            for offer in &mut period.offers {
                offer.net = offer.net.abs() + situation.ladder.leftover_per_unit;
            }
        }
        let more = Situation { units: situation.units + 1, ..situation.clone() };
        prop_assert!(best(&more, Rules::falling()) >= best(&situation, Rules::falling()) - HAIR);
    }

    #[test]
    fn no_plan_brings_more_than_the_fluid_bound(mut situation in situation()) {
        let first = situation.ladder.periods[0].clone();
        for period in &mut situation.ladder.periods {
            *period = first.clone();
            period.hold_per_unit = 0.0;
        }
        let ladder = situation.ladder.clone().ending(0.0, 1.0);
        let time = f64::from(u32::try_from(ladder.periods.len()).unwrap());
        let bound = fluid_bound(&first.offers, f64::from(situation.units), time).unwrap();
        let forced_loss = first.offers.iter().all(|offer| offer.net < 0.0);
        let free = best(&Situation { ladder, ..situation.clone() }, Rules::free());
        prop_assert!(forced_loss || free <= bound + HAIR);
    }

    #[test]
    fn one_price_stays_between_its_bounds(a in 0.5..50.0_f64, theta in 0.5..30.0_f64, n in 1_u32..80, t in 0.1..60.0_f64) {
        let rules = OnePriceRules::compare(a, theta, n, t).unwrap();
        prop_assert!(rules.bound_price_kept <= rules.best_kept * (1.0 + 1e-12));
        prop_assert!(rules.best_kept <= rules.best * (1.0 + 1e-12));
        prop_assert!(rules.best <= rules.bound * (1.0 + 1e-12));
        prop_assert!(rules.share_of_bound_price() >= rules.sure_share - 1e-12);
    }
}

/// Two or three truths over one short ladder.
fn scenarios() -> impl Strategy<Value = (Vec<Scenario>, u32)> {
    let truths = proptest::collection::vec((0.1..1.0_f64, 0.2..3.0_f64, -4.0..-0.5_f64), 2..4);
    (truths, prices(), 1_usize..4, 0_u32..7, 0.0..0.3_f64).prop_map(|(truths, prices, periods, units, hold)| {
        let sum: f64 = truths.iter().map(|truth| truth.0).sum();
        let nets: Vec<f64> = prices.iter().map(|price| 0.85 * price - 5.0).collect();
        let season = vec![1.0; periods];
        let of = |(weight, base, elasticity): (f64, f64, f64)| {
            let reaction = Reaction::Isoelastic { elasticity };
            let demand = LadderDemand { base, reference_price: 25.0, reaction, season: &season };
            let ladder = Ladder::new(&prices, &nets, &demand, &vec![hold; periods]).unwrap().ending(0.4, 1.0);
            Scenario { weight: weight / sum, ladder }
        };
        (truths.into_iter().map(of).collect(), units)
    })
}

/// Expectation of a policy that looks ahead, over all that can be seen.
fn carried_out(
    planner: &Lookahead,
    scenario: &Ladder,
    seen: &super::lookahead::Belief,
    at: (usize, u32, usize),
) -> f64 {
    let (period, units, from) = at;
    let Some(price) = planner.best(seen, period, units, from).filter(|_| units > 0) else {
        return f64::from(units) * scenario.leftover_per_unit;
    };
    let terms = &scenario.periods[period];
    let sales = Poisson::new(terms.offers[price].rate).unwrap();
    let mut value = -terms.hold_per_unit * f64::from(units);
    for sold in 0..=units {
        let chance = if sold == units { sales.at_least(units) } else { sales.exactly(sold) };
        let mut then = seen.clone();
        planner.learn(&mut then, period, price, units, sold);
        let later = carried_out(planner, scenario, &then, (period + 1, units - sold, price));
        value += chance * (terms.offers[price].net * f64::from(sold) + scenario.discount_factor * later);
    }
    value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn fixed_plans_stay_below_learning_and_learning_below_knowing((scenarios, units) in scenarios()) {
        let open = TierPlan::best(&scenarios, units).unwrap();
        let learning = best_value_with_learning(&scenarios, units).unwrap();
        let knowing = value_with_perfect_information(&scenarios, units).unwrap();
        prop_assert!(open.worst <= open.value + HAIR && open.hold_first <= open.best_constant + HAIR);
        prop_assert!(open.value <= learning + HAIR, "{} {learning}", open.value);
        prop_assert!(learning <= knowing + HAIR, "{learning} {knowing}");
        let planner = Lookahead::new(&scenarios, units).unwrap();
        let mut ahead = 0.0;
        for scenario in &scenarios {
            ahead += scenario.weight * carried_out(&planner, &scenario.ladder, &planner.prior(), (0, units, 0));
        }
        prop_assert!(ahead <= learning + HAIR, "{ahead} {learning}");
        prop_assert!(ahead >= open.best_constant - HAIR, "{ahead} {}", open.best_constant);
    }

    #[test]
    fn extreme_figures_give_a_number_or_a_named_error(
        base in prop_oneof![Just(0.0), Just(1e-300), 0.0..1e9_f64, Just(f64::INFINITY), Just(f64::NAN)],
        net in prop_oneof![Just(0.0), Just(-1e300), Just(1e308), -1e6..1e6_f64, Just(f64::NAN)],
        leftover in prop_oneof![Just(0.0), Just(-1e308), -1e3..1e3_f64],
        elasticity in prop_oneof![Just(0.0), Just(5.0), Just(-400.0), -6.0..0.0_f64],
        units in prop_oneof![Just(0_u32), Just(1), Just(1_000_000), 0_u32..300],
    ) {
        let reaction = Reaction::Isoelastic { elasticity };
        let demand = LadderDemand { base, reference_price: 25.0, reaction, season: &[1.0, 0.0, 2.0] };
        let answer = Ladder::new(&[25.0, 10.0], &[net, net], &demand, &[0.1; 3]).and_then(|ladder| {
            let plan = Plan::best(&ladder.ending(leftover, 1.0), units, &Rules::falling())?;
            Ok((plan.value, plan.first()))
        });
        match answer {
            Ok((value, first)) => prop_assert!(value.is_finite() && first.is_some()),
            Err(error) => prop_assert!(
                ["plan_input_range", "plan_out_of_reach", "demand_out_of_range"].contains(&error.code())
            ),
        }
    }
}

#[test]
fn a_price_step_of_the_fees_is_jumped_over() {
    // 10.79 keeps less than 9.99, for the fee is higher from 10.00 on: it is never named.
    let reaction = Reaction::Isoelastic { elasticity: -2.6 };
    let demand = LadderDemand { base: 3.0, reference_price: 12.99, reaction, season: &[1.0; 6] };
    let ladder = Ladder::new(&[12.99, 10.79, 9.99], &[5.2, 3.0, 3.1], &demand, &[0.1; 6]).unwrap();
    let plan = Plan::best(&ladder, 30, &Rules::falling()).unwrap();
    let course = Course::follow(&ladder, 30, plan.standings(), &mut |period, units, at| {
        let step = plan.step(period, units, at);
        assert_ne!(step.map(|step| step.price), Some(1), "{period} {units}");
        step
    });
    assert!(course.is_ok());
}

#[test]
fn a_million_units_that_sell_slowly_are_planned_at_once() {
    let reaction = Reaction::Isoelastic { elasticity: -2.6 };
    let demand = LadderDemand { base: 20.0, reference_price: 20.0, reaction, season: &[1.0; 12] };
    let ladder = Ladder::new(&[20.0, 15.0], &[11.0, 7.0], &demand, &[0.05; 12]).unwrap().ending(-0.5, 1.0);
    let plan = Plan::best(&ladder, 1_000_000, &Rules::falling()).unwrap();
    assert_eq!(plan.step(0, 1_000_000, START).unwrap().price, 1);
    assert!(plan.step(3, 5, START).is_none());
}

#[test]
fn letting_go_what_will_not_sell_leaves_what_will() {
    let reaction = Reaction::Isoelastic { elasticity: -2.6 };
    let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0; 4] };
    let mut ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.2; 4]).unwrap();
    for period in &mut ladder.periods {
        period.let_go_per_unit = Some(1.0);
    }
    let step = Plan::best(&ladder, 200, &Rules::falling()).unwrap().first().unwrap();
    let kept = 200 - step.let_go;
    assert!((7..=15).contains(&kept), "{kept}");
}
