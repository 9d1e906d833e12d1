//! A plan that learns, for ladders of any length: it looks one review ahead (math.md §2 and §3).
//!
//! What demand may be is a list of scenarios with weights. After each period the weights are multiplied by the
//! chance of what was sold. The price of a review is the one whose next period, followed by the best single price
//! under the weights that its sales would give, is worth most. So a price that would tell scenarios apart is worth
//! its price, which re-estimating and then keeping one price does not see.

use super::convolve::{Later, size};
use super::ladder::{Demands, Ladder, most};
use super::out_of_reach;
use super::tier_plan::{Scenario, checked};
use crate::demand::Poisson;
use crate::error::Result;
use crate::steps::at_once;

/// Values that differ by less are equal, and the dearer price is taken.
const TIE: f64 = 1e-9;
/// Outcomes less likely than this change no decision.
const NEGLIGIBLE: f64 = 1e-17;
/// Numbers that are held at most: half a gigabyte.
const MOST_NUMBERS: f64 = 6e7;
/// Products and sums at most: about ten seconds.
const MOST_WORK: f64 = 2e10;

/// How likely each scenario is, after what was seen.
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let of = |base| {
///     let demand = LadderDemand { base, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
///     Scenario { weight: 0.5, ladder: Ladder::new(&[20.0], &[11.0], &demand, &[0.0, 0.0]).unwrap() }
/// };
/// let planner = Lookahead::new(&[of(2.0_f64.ln()), of(0.0)], 1).unwrap();
/// let mut belief = planner.prior();
/// // A sale: somebody comes, so it is the first scenario.
/// planner.learn(&mut belief, 0, 0, 1, 1);
/// assert_eq!(belief.weights(), [1.0, 0.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    weights: Vec<f64>,
}

impl Belief {
    /// Weights of the scenarios, adding up to 1.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
    /// let demand = LadderDemand {
    ///     base: 2.0, reference_price: 20.0, reaction: Reaction::Exponential { scale: 8.0 }, season: &[1.0; 4],
    /// };
    /// let ladder = Ladder::new(&[20.0, 15.0], &[11.0, 7.0], &demand, &[0.0; 4]).unwrap();
    /// let planner = Lookahead::new(&[Scenario { weight: 1.0, ladder }], 12).unwrap();
    /// assert_eq!(planner.prior().weights(), [1.0]);
    /// ```
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }
}

/// The planner: everything about the scenarios that can be known beforehand.
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
/// let of = |elasticity| {
///     let reaction = Reaction::Isoelastic { elasticity };
///     let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0; 4] };
///     Scenario { weight: 0.5, ladder: Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0; 4]).unwrap() }
/// };
/// // Half the price: twice or sixteen times the sales. With much stock the cut is worth a look.
/// let planner = Lookahead::new(&[of(-1.0), of(-4.0)], 200).unwrap();
/// assert_eq!(planner.best(&planner.prior(), 0, 200, 0), Some(1));
/// // With two units it is not.
/// assert_eq!(planner.best(&planner.prior(), 0, 2, 0), Some(0));
/// ```
#[derive(Clone, Debug)]
pub struct Lookahead {
    units: u32,
    prices: usize,
    /// Net of a sale, by period and price.
    nets: Vec<Vec<f64>>,
    holds: Vec<f64>,
    discount_factor: f64,
    weights: Vec<f64>,
    /// By scenario.
    demands: Vec<Demands>,
    /// Value of keeping a price: for each review, stock and price the scenarios side by side.
    kept: Vec<f64>,
}

impl Lookahead {
    /// Values every price kept from every review on, in every scenario: work in proportion to scenarios × periods ×
    /// prices × stocks × width of the demand.
    ///
    /// # Errors
    /// `plan_input_range` for scenarios that are none; `demand_out_of_range`; `plan_out_of_reach` if it would take
    /// half a gigabyte or ten seconds.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
    /// let demand = LadderDemand {
    ///     base: 2.0, reference_price: 20.0, reaction: Reaction::Exponential { scale: 8.0 }, season: &[1.0; 4],
    /// };
    /// let ladder = Ladder::new(&[20.0, 15.0], &[11.0, 7.0], &demand, &[0.0; 4]).unwrap();
    /// assert!(Lookahead::new(&[Scenario { weight: 1.0, ladder: ladder.clone() }], 12).is_ok());
    /// // The weights are chances and must add up to 1.
    /// let half = [Scenario { weight: 0.5, ladder }];
    /// assert_eq!(Lookahead::new(&half, 12).unwrap_err().code(), "plan_input_range");
    /// ```
    pub fn new(scenarios: &[Scenario], units: u32) -> Result<Self> {
        let shape = checked(scenarios)?;
        let (periods, prices, count) = (shape.periods.len(), shape.prices.len(), scenarios.len());
        let stocks = size(units).saturating_add(1);
        let numbers = [periods + 1, prices, count, stocks];
        let numbers: f64 = numbers.iter().map(|n| u32::try_from(*n).map_or(f64::INFINITY, f64::from)).product();
        if numbers >= MOST_NUMBERS {
            return Err(out_of_reach());
        }
        let mut planner = Self {
            units,
            prices,
            nets: Vec::new(),
            holds: shape.periods.iter().map(|period| period.hold_per_unit).collect(),
            discount_factor: shape.discount_factor,
            weights: scenarios.iter().map(|scenario| scenario.weight).collect(),
            demands: Vec::with_capacity(count),
            kept: vec![0.0; (periods + 1) * stocks * prices * count],
        };
        for period in &shape.periods {
            planner.nets.push(period.offers.iter().map(|offer| offer.net).collect());
        }
        let mut work = 0.0;
        for (scenario, Scenario { ladder, .. }) in scenarios.iter().enumerate() {
            let demands = at_once(ladder.demands())?;
            for price in 0..prices {
                work += planner.keep(scenario, price, ladder, &demands, MOST_WORK - work)?;
            }
            planner.demands.push(demands);
        }
        Ok(planner)
    }

    /// Goes backward with one price kept, and stores the values.
    fn keep(&mut self, scenario: usize, price: usize, ladder: &Ladder, demands: &Demands, left: f64) -> Result<f64> {
        let mut values: Vec<f64> = (0..=self.units).map(|n| f64::from(n) * ladder.leftover_per_unit).collect();
        let mut after = vec![0.0; values.len()];
        let mut later = Later::default();
        let mut work = 0.0;
        self.store(ladder.periods.len(), scenario, price, &values);
        for (period, terms) in ladder.periods.iter().enumerate().rev() {
            let net = ladder.offer(period, price).net;
            let Some(sales) = demands.get(period, price) else { continue };
            work += f64::from(self.units) * u32::try_from(sales.chances().len()).map_or(f64::INFINITY, f64::from);
            if work > left {
                return Err(out_of_reach());
            }
            let shifted = (0_u32..).zip(&values).map(|(n, v)| ladder.discount_factor * v - net * f64::from(n));
            later.fill(0, shifted, most(sales));
            later.expect(sales, 0, &mut after);
            for ((n, value), out) in (0_u32..).zip(&mut values).zip(&after) {
                *value = out + net * f64::from(n) - terms.hold(n);
            }
            self.store(period, scenario, price, &values);
        }
        Ok(work)
    }

    fn store(&mut self, review: usize, scenario: usize, price: usize, values: &[f64]) {
        let count = self.weights.len();
        let from = self.place(review, 0, price) + scenario;
        let step = self.prices * count;
        let slots = self.kept.get_mut(from..).unwrap_or(&mut []);
        for (slot, value) in slots.iter_mut().step_by(step.max(1)).zip(values) {
            *slot = *value;
        }
    }

    /// Where the scenarios of a review, stock and price begin.
    fn place(&self, review: usize, stock: usize, price: usize) -> usize {
        ((review * (size(self.units) + 1) + stock) * self.prices + price) * self.weights.len()
    }

    fn kept(&self, review: usize, units: u32, price: usize) -> &[f64] {
        let from = self.place(review, size(units), price);
        self.kept.get(from..from + self.weights.len()).unwrap_or(&[])
    }

    fn sales(&self, scenario: usize, period: usize, price: usize) -> Option<&Poisson> {
        self.demands.get(scenario)?.get(period, price)
    }

    /// What is believed before anything is seen.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let of = |weight, base| {
    ///     let demand = LadderDemand { base, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
    ///     Scenario { weight, ladder: Ladder::new(&[20.0], &[11.0], &demand, &[0.0, 0.0]).unwrap() }
    /// };
    /// let planner = Lookahead::new(&[of(0.25, 1.0), of(0.75, 3.0)], 5).unwrap();
    /// assert_eq!(planner.prior().weights(), [0.25, 0.75]);
    /// ```
    #[must_use]
    pub fn prior(&self) -> Belief {
        Belief { weights: self.weights.clone() }
    }

    /// Takes a period's sales into account: `sold` of `units` at `price`. Sales of the whole stock only say that at
    /// least so many were asked for. What no scenario allows teaches nothing.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let of = |base| {
    ///     let demand = LadderDemand { base, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
    ///     Scenario { weight: 0.5, ladder: Ladder::new(&[20.0], &[11.0], &demand, &[0.0, 0.0]).unwrap() }
    /// };
    /// let planner = Lookahead::new(&[of(2.0_f64.ln()), of(0.0)], 1).unwrap();
    /// let mut belief = planner.prior();
    /// // No sale: one chance in two in the first scenario, sure in the second, so 1 : 2.
    /// planner.learn(&mut belief, 0, 0, 1, 0);
    /// assert!((belief.weights()[0] - 1.0 / 3.0).abs() < 1e-9);
    /// ```
    pub fn learn(&self, belief: &mut Belief, period: usize, price: usize, units: u32, sold: u32) {
        let chance = |scenario: usize| {
            let sales = self.sales(scenario, period, price)?;
            Some(if sold < units { sales.exactly(sold) } else { sales.at_least(units) })
        };
        let weighed: Vec<f64> =
            belief.weights.iter().enumerate().map(|(at, weight)| weight * chance(at).unwrap_or(0.0)).collect();
        let sum: f64 = weighed.iter().sum();
        if sum > 0.0 {
            belief.weights = weighed.into_iter().map(|weight| weight / sum).collect();
        }
    }

    /// Value of keeping a price from a review on, under a belief.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let of = |base| {
    ///     let demand = LadderDemand { base, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
    ///     Scenario { weight: 0.5, ladder: Ladder::new(&[20.0], &[11.0], &demand, &[0.0, 0.0]).unwrap() }
    /// };
    /// let planner = Lookahead::new(&[of(2.0_f64.ln()), of(0.0)], 1).unwrap();
    /// // Half: the unit sells at 11.00 within two periods with chance 3/4. The other half: never.
    /// assert!((planner.value_of_keeping(&planner.prior(), 0, 1, 0) - 0.5 * 0.75 * 11.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn value_of_keeping(&self, belief: &Belief, review: usize, units: u32, price: usize) -> f64 {
        dot(&belief.weights, self.kept(review, units, price))
    }

    /// The price, at `from` or below, that is best if it is kept to the end. `None` beyond the deadline.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
    /// let demand = LadderDemand {
    ///     base: 1.0, reference_price: 20.0, reaction: Reaction::Isoelastic { elasticity: -2.0 }, season: &[1.0],
    /// };
    /// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap();
    /// let planner = Lookahead::new(&[Scenario { weight: 1.0, ladder }], 40).unwrap();
    /// let best = |review, units| planner.best_kept(&planner.prior(), review, units, 0);
    /// // Of many units 4 sell at 3.00 rather than 1 at 11.00; a single one is worth the higher price.
    /// assert_eq!([best(0, 40), best(0, 1)], [Some(1), Some(0)]);
    /// assert_eq!(best(1, 40), None);
    /// ```
    #[must_use]
    pub fn best_kept(&self, belief: &Belief, review: usize, units: u32, from: usize) -> Option<usize> {
        let values =
            (from..self.prices).map(|price| self.value_of_keeping(belief, review, units.min(self.units), price));
        dearest_best(values.collect()).filter(|_| review < self.holds.len()).map(|at| from + at)
    }

    /// The price to name at a review, at `from` or below, looking one review ahead. `None` beyond the deadline.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::{lookahead::Lookahead, tier_plan::Scenario};
    /// let demand = LadderDemand {
    ///     base: 1.0, reference_price: 20.0, reaction: Reaction::Isoelastic { elasticity: -2.0 }, season: &[1.0],
    /// };
    /// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap();
    /// let planner = Lookahead::new(&[Scenario { weight: 1.0, ladder }], 1).unwrap();
    /// let best = |from| planner.best(&planner.prior(), 0, 1, from);
    /// // One unit is worth the higher price; once the lower one is named there is no way back.
    /// assert_eq!([best(0), best(1)], [Some(0), Some(1)]);
    /// ```
    #[must_use]
    pub fn best(&self, belief: &Belief, review: usize, units: u32, from: usize) -> Option<usize> {
        let hold = self.holds.get(review)?;
        let units = units.min(self.units);
        let nets = self.nets.get(review)?;
        let mut joint = vec![0.0; self.weights.len()];
        let mut values = Vec::with_capacity(self.prices.saturating_sub(from));
        for (price, net) in nets.iter().enumerate().skip(from) {
            let mut value = 0.0;
            for (scenario, weight) in belief.weights.iter().enumerate() {
                let sold = self.sales(scenario, review, price).map_or(0.0, |sales| sales.expected_sales(units));
                value += weight * (net * sold - hold * f64::from(units));
            }
            for sold in 0..units {
                let mut chance = 0.0;
                for (scenario, (slot, weight)) in joint.iter_mut().zip(&belief.weights).enumerate() {
                    let sales = self.sales(scenario, review, price);
                    *slot = if *weight > 0.0 { weight * sales.map_or(0.0, |sales| sales.exactly(sold)) } else { 0.0 };
                    chance += *slot;
                }
                if chance < NEGLIGIBLE {
                    continue;
                }
                let then = (price..self.prices).map(|later| dot(&joint, self.kept(review + 1, units - sold, later)));
                value += self.discount_factor * then.fold(f64::NEG_INFINITY, f64::max);
            }
            values.push(value);
        }
        dearest_best(values).map(|at| from + at)
    }
}

/// The first of those within a hair of the highest.
fn dearest_best(values: Vec<f64>) -> Option<usize> {
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().position(|value| *value >= highest - TIE)
}

/// Sum of products, in four lanes.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let (mut left, mut right) = (a.chunks_exact(4), b.chunks_exact(4));
    for (x, y) in (&mut left).zip(&mut right) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    let rest: f64 = left.remainder().iter().zip(right.remainder()).map(|(x, y)| x * y).sum();
    let [p, q, r, s] = lanes;
    (p + q) + (r + s) + rest
}
