//! The best prices when what sells also tells what demand is (math.md §2, closed loop with learning).

use super::ladder::Ladder;
use super::out_of_reach;
use super::plan::Plan;
use super::rules::Rules;
use super::tier_plan::{Scenario, checked};
use crate::demand::Poisson;
use crate::error::Result;
use rustc_hash::FxHashMap;

/// States of knowledge that are gone through at most; each takes some hundred bytes.
const MOST_STATES: usize = 2_000_000;

/// What has been seen at each price so far: periods and units. With Poisson demand nothing else counts: the chance
/// of single sales given their sum is the same in every scenario, and a season is a factor common to all.
type Seen = Vec<(u16, u32)>;

/// Value of the best plan that learns, whose price never rises.
///
/// `V_t(n, j, w) = max over i >= j of -h n + sum over q of w_q E_q[net_i min(D, n) + beta V_(t+1)(n - D, i, w')]`
/// with `w'_q` in proportion to `w_q Poisson(d; mu_q)`, or to `P(D >= n)` once sold out. It goes through all that
/// can be seen (all scenarios must have the same season), so it is for short ladders and small stocks, and tells what simpler plans miss
/// ([`Lookahead`](super::lookahead::Lookahead)).
///
/// # Errors
/// `plan_input_range` for scenarios that are none or of different seasons, `plan_out_of_reach` for more than two
/// million states.
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// use clearfloor::markdown::{learning::best_value_with_learning, tier_plan::Scenario};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let of = |weight, base| {
///     let demand = LadderDemand { base, reference_price: 20.0, reaction, season: &[1.0] };
///     Scenario { weight, ladder: Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap() }
/// };
/// // Four chances in five that one in two units sells at 11.00, one in five that none does.
/// let value = best_value_with_learning(&[of(0.8, 2.0_f64.ln()), of(0.2, 0.0)], 1).unwrap();
/// assert!((value - 0.8 * 0.5 * 11.0).abs() < 1e-9);
/// ```
pub fn best_value_with_learning(scenarios: &[Scenario], units: u32) -> Result<f64> {
    let ladder = checked(scenarios)?;
    same_season(scenarios)?;
    let mut demands = Vec::with_capacity(scenarios.len());
    for scenario in scenarios {
        let mut periods = Vec::with_capacity(ladder.periods.len());
        for period in &scenario.ladder.periods {
            let offers = period.offers.iter().map(|offer| Poisson::new(offer.rate));
            periods.push(offers.collect::<Result<Vec<_>>>()?);
        }
        demands.push(periods);
    }
    let mut search = Search { ladder, demands, known: FxHashMap::default() };
    let weights: Vec<f64> = scenarios.iter().map(|scenario| scenario.weight).collect();
    let seen = vec![(0, 0); ladder.prices.len()];
    let value = search.value(0, units, 0, &weights, &seen)?;
    if value.is_finite() { Ok(value) } else { Err(out_of_reach()) }
}

/// Weighted mean of the best values with each scenario known: no plan that learns can bring more.
///
/// # Errors
/// As [`Plan::best`]; `plan_input_range` also for scenarios that are none.
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// use clearfloor::markdown::{learning::value_with_perfect_information, tier_plan::Scenario};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let of = |base| {
///     let demand = LadderDemand { base, reference_price: 20.0, reaction, season: &[1.0] };
///     Scenario { weight: 0.5, ladder: Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap() }
/// };
/// // Ample stock sells 1 or 2 at 11.00, and 4 or 8 at 3.00, which is more.
/// let value = value_with_perfect_information(&[of(1.0), of(2.0)], 60).unwrap();
/// assert!((value - (0.5 * 12.0 + 0.5 * 24.0)).abs() < 1e-9);
/// ```
pub fn value_with_perfect_information(scenarios: &[Scenario], units: u32) -> Result<f64> {
    checked(scenarios)?;
    let mut sum = 0.0;
    for scenario in scenarios {
        sum += scenario.weight * Plan::best(&scenario.ladder, units, &Rules::falling())?.value;
    }
    Ok(sum)
}

/// Demand of a scenario is that of the first one times a factor of the price alone.
fn same_season(scenarios: &[Scenario]) -> Result<()> {
    let Some(first) = scenarios.first() else { return Ok(()) };
    for Scenario { ladder, .. } in scenarios {
        for period in 0..ladder.periods.len() {
            for price in 0..ladder.prices.len() {
                let rate = |ladder: &Ladder, period| ladder.offer(period, price).rate;
                let (here, there) = (rate(ladder, period), rate(&first.ladder, 0));
                let (start, then) = (rate(ladder, 0), rate(&first.ladder, period));
                if (here * there - start * then).abs() > 1e-9 * (here * there).max(start * then) {
                    return Err(super::refused("season"));
                }
            }
        }
    }
    Ok(())
}

struct Search<'a> {
    ladder: &'a Ladder,
    /// By scenario, period and price.
    demands: Vec<Vec<Vec<Poisson>>>,
    known: FxHashMap<Seen, f64>,
}

impl Search<'_> {
    fn value(&mut self, period: usize, units: u32, price: usize, weights: &[f64], seen: &Seen) -> Result<f64> {
        let Some(terms) = self.ladder.periods.get(period) else {
            return Ok(f64::from(units) * self.ladder.leftover_per_unit);
        };
        if units == 0 {
            return Ok(0.0);
        }
        if let Some(known) = self.known.get(seen) {
            return Ok(*known);
        }
        if self.known.len() > MOST_STATES {
            return Err(out_of_reach());
        }
        let mut best = f64::NEG_INFINITY;
        for (choice, offer) in terms.offers.iter().enumerate().skip(price) {
            let mut value = -terms.hold(units);
            for sold in 0..=units {
                let chance_of = |demand: &Poisson| {
                    if sold == units { demand.at_least(units) } else { demand.exactly(sold) }
                };
                let mut joint: Vec<f64> = Vec::with_capacity(weights.len());
                for (weight, periods) in weights.iter().zip(&self.demands) {
                    let demand = periods.get(period).and_then(|prices| prices.get(choice));
                    joint.push(demand.map_or(0.0, |demand| weight * chance_of(demand)));
                }
                let chance: f64 = joint.iter().sum();
                if chance <= 0.0 {
                    continue;
                }
                let mut then = seen.clone();
                if let Some((periods, sales)) = then.get_mut(choice) {
                    *periods += 1;
                    *sales += sold;
                }
                for weight in &mut joint {
                    *weight /= chance;
                }
                let later = self.value(period + 1, units - sold, choice, &joint, &then)?;
                value += chance * (offer.net * f64::from(sold) + self.ladder.discount_factor * later);
            }
            best = best.max(value);
        }
        self.known.insert(seen.clone(), best);
        Ok(best)
    }
}
