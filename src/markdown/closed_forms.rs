//! Plans on a fine menu with many reviews against the closed forms of math.md §1: another theory, the same money.

use super::Terms;
use super::exponential::{ExponentialStock, Stretch};
use super::ladder::{Ladder, LadderDemand, Reaction};
use super::plan::Plan;
use super::rules::Rules;

const REVIEWS: usize = 120;
/// Weeks from one review to the next.
const EACH: f64 = 0.1;
/// All of them.
const WEEKS: f64 = 12.0;
const KEPT: f64 = 0.85;
const COST: f64 = 3.0;
const HOLD: f64 = 0.05;
const LEFT: f64 = 0.5;

/// Prices a fortieth apart.
fn menu() -> Vec<f64> {
    (0..60).map(|step| 40.0 * 0.975_f64.powi(step)).collect()
}

fn ladder(weekly: f64, reference_price: f64, reaction: Reaction) -> Ladder {
    let prices = menu();
    let nets: Vec<f64> = prices.iter().map(|price| KEPT * price - COST).collect();
    let demand = LadderDemand { base: weekly * EACH, reference_price, reaction, season: &[1.0; REVIEWS] };
    Ladder::new(&prices, &nets, &demand, &[HOLD * EACH; REVIEWS]).unwrap().ending(LEFT, 1.0)
}

/// Value and first price of re-pricing freely.
fn best(ladder: &Ladder, units: u32) -> (f64, f64) {
    let plan = Plan::best(ladder, units, &Rules::free()).unwrap();
    (plan.value, ladder.prices[plan.first().unwrap().price])
}

#[test]
fn free_re_pricing_comes_close_to_the_closed_form_of_exponential_buyers_and_never_above() {
    let scale = 8.0;
    for (units, rate_at_zero) in [(4, 12.0), (20, 30.0), (60, 45.0)] {
        let stock = ExponentialStock {
            units,
            stretches: vec![Stretch { time: WEEKS, rate_at_zero }],
            price_scale: scale,
            terms: Terms { kept_share: KEPT, cost_per_sale: COST, leftover_per_unit: LEFT, hold_per_unit: HOLD },
        };
        let exact = stock.best_now().unwrap();
        let weekly = rate_at_zero * (-20.0 / scale).exp();
        let (value, price) = best(&ladder(weekly, 20.0, Reaction::Exponential { scale }), units);
        // A menu and reviews are a part of all prices at all moments.
        assert!(value <= exact.value + 1e-9 && value >= 0.998 * exact.value, "{units}: {value} {exact:?}");
        assert!((price / exact.price - 1.0).abs() < 0.03, "{units}: {price} {exact:?}");
    }
}

#[test]
fn price_for_buyers_of_constant_elasticity_is_the_marked_up_worth_of_the_last_unit() {
    for elasticity in [-1.8, -2.6, -4.0] {
        let ladder = ladder(4.0, 20.0, Reaction::Isoelastic { elasticity });
        let (value, price) = best(&ladder, 30);
        let (one_fewer, _) = best(&ladder, 29);
        let marked_up = elasticity / (1.0 + elasticity) * (COST + value - one_fewer) / KEPT;
        let highest = menu()[0];
        assert!((price / marked_up.min(highest) - 1.0).abs() < 0.03, "{elasticity}: {price} {marked_up}");
    }
}
