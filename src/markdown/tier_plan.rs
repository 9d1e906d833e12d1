//! Prices with dates, fixed in advance, when demand itself is not known for sure (math.md §2, open loop).

use super::convolve::size;
use super::ladder::{Demands, Ladder};
use super::{not_negative, out_of_reach};
use crate::error::Result;
use crate::steps::at_once;

/// Products and sums for all schedules together: about ten seconds.
const MOST_WORK: f64 = 2e10;
/// Schedules that are gone through at most.
const MOST_SCHEDULES: f64 = 3e6;

/// One thing demand may be, and how likely that is.
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// use clearfloor::markdown::tier_plan::{Scenario, TierPlan};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let of = |weight, base| {
///     let demand = LadderDemand { base, reference_price: 20.0, reaction, season: &[1.0] };
///     Scenario { weight, ladder: Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap() }
/// };
/// // One chance in four of 8 sales instead of 2: ample stock sells 3.5 on average.
/// let plan = TierPlan::best(&[of(0.75, 2.0), of(0.25, 8.0)], 60).unwrap();
/// assert!((plan.value - 3.5 * 11.0).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its chance; over all scenarios they add up to 1.
    pub weight: f64,
    /// The ladder with its demand. All scenarios share prices, nets, holding cost and ends.
    pub ladder: Ladder,
}

/// # Errors
/// `plan_input_range` unless there is a scenario, all have the same shape and the weights add up to 1.
pub(super) fn checked(scenarios: &[Scenario]) -> Result<&Ladder> {
    let first = scenarios.first().ok_or_else(|| super::refused("scenarios"))?;
    let mut sum = 0.0;
    for Scenario { weight, ladder } in scenarios {
        ladder.checked()?;
        sum += not_negative(*weight, "weight")?;
        if ladder.prices != first.ladder.prices || ladder.periods.len() != first.ladder.periods.len() {
            return Err(super::refused("scenarios"));
        }
    }
    if (sum - 1.0).abs() > 1e-6 { Err(super::refused("weight")) } else { Ok(&first.ladder) }
}

/// The best of all schedules whose price never rises, and what stands beside it.
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// use clearfloor::markdown::tier_plan::{Scenario, TierPlan};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
/// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0, 0.0]).unwrap();
/// // Ample stock brings 11.00 a period at 20.00 and 12.00 at 10.00; between them 20.00, then 10.00.
/// let plan = TierPlan::best(&[Scenario { weight: 1.0, ladder }], 60).unwrap();
/// assert_eq!((plan.schedule, plan.schedules), (vec![1, 1], 3));
/// assert!((plan.value - 24.0).abs() < 1e-9 && (plan.runner_up.unwrap() - 23.0).abs() < 1e-9);
/// assert!((plan.hold_first - 22.0).abs() < 1e-9 && (plan.expected_leftover - 52.0).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TierPlan {
    /// Places in the list, one a period.
    pub schedule: Vec<usize>,
    /// Its expected net over all scenarios.
    pub value: f64,
    /// Units it is expected to leave.
    pub expected_leftover: f64,
    /// Value of the second best; `None` if there is only one schedule.
    pub runner_up: Option<f64>,
    /// The best schedule without a change of price.
    pub best_constant: f64,
    /// The first price kept.
    pub hold_first: f64,
    /// The worst schedule.
    pub worst: f64,
    /// How many there are: `C(periods + prices - 1, periods)`.
    pub schedules: u32,
}

/// One scenario on its way through the schedules: chances of the stock at each depth.
struct Walk<'a> {
    weight: f64,
    ladder: &'a Ladder,
    demands: Demands,
    stock: Vec<Vec<f64>>,
    money: Vec<f64>,
}

impl Walk<'_> {
    /// From the stock before `period` to that after it, at a price.
    fn step(&mut self, period: usize, price: usize, discount: f64) {
        let (Some(terms), Some(demand)) = (self.ladder.periods.get(period), self.demands.get(period, price)) else {
            return;
        };
        let net = self.ladder.offer(period, price).net;
        let (before, after) = self.stock.split_at_mut(period + 1);
        let (Some(before), Some(after)) = (before.last(), after.first_mut()) else { return };
        after.fill(0.0);
        let mut money = 0.0;
        let mut sold = 0.0;
        for (n, &chance) in (0_u32..).zip(before) {
            if n > 0 {
                sold += demand.at_least(n);
            }
            if chance <= 0.0 {
                continue;
            }
            money += chance * (net * sold - terms.hold(n));
            if let Some(none) = after.first_mut() {
                *none += chance * demand.at_least(n);
            }
            let fewest = demand.first();
            if n > fewest
                && let Some(to) = after.get_mut(1..=size(n - fewest))
            {
                for (slot, of_demand) in to.iter_mut().rev().zip(demand.chances()) {
                    *slot += chance * of_demand;
                }
            }
        }
        let so_far = self.money.get(period).copied().unwrap_or(0.0);
        if let Some(slot) = self.money.get_mut(period + 1) {
            *slot = so_far + discount * money;
        }
    }

    fn left(&self) -> f64 {
        let stock = self.stock.last().map_or(&[][..], Vec::as_slice);
        (0_u32..).zip(stock).map(|(n, chance)| f64::from(n) * chance).sum()
    }
}

impl TierPlan {
    /// Goes through all schedules; a stock's chances are carried on once for each common beginning.
    ///
    /// # Errors
    /// `plan_input_range` for scenarios that are none, `plan_out_of_reach` for more than three million schedules or
    /// too much work.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// use clearfloor::markdown::tier_plan::{Scenario, TierPlan};
    /// let of = |weight, elasticity| {
    ///     let reaction = Reaction::Isoelastic { elasticity };
    ///     let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
    ///     Scenario { weight, ladder: Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap() }
    /// };
    /// // Half the price sells 2 or 8 units at 3.00 instead of 1 at 11.00: 15.00 on average.
    /// let plan = TierPlan::best(&[of(0.5, -1.0), of(0.5, -3.0)], 60).unwrap();
    /// assert_eq!(plan.schedule, [1]);
    /// assert!((plan.value - 15.0).abs() < 1e-9);
    /// ```
    pub fn best(scenarios: &[Scenario], units: u32) -> Result<Self> {
        let shape = checked(scenarios)?;
        let (periods, prices) = (shape.periods.len(), shape.prices.len());
        // C(t + K - 1, t), and beginnings of all lengths: C(t + K, t).
        let mut beginnings = 1.0;
        let mut schedules = 1.0;
        for t in (1_u32..).take(periods) {
            let prices = u32::try_from(prices).map_err(|_| out_of_reach())?;
            beginnings *= (f64::from(t) + f64::from(prices)) / f64::from(t);
            schedules *= (f64::from(t) + f64::from(prices) - 1.0) / f64::from(t);
        }
        let mut walks = Vec::with_capacity(scenarios.len());
        let mut widest = 1_u32;
        for Scenario { weight, ladder } in scenarios {
            let demands = at_once(ladder.demands())?;
            widest = (0..periods).map(|period| demands.most(period)).fold(widest, u32::max);
            let mut stock = vec![vec![0.0; size(units).saturating_add(1)]; periods + 1];
            if let Some(all) = stock.first_mut().and_then(|chances| chances.last_mut()) {
                *all = 1.0;
            }
            walks.push(Walk { weight: *weight, ladder, demands, stock, money: vec![0.0; periods + 1] });
        }
        let width = f64::from(widest.min(units) + 1);
        let count = u32::try_from(scenarios.len()).map_err(|_| out_of_reach())?;
        let work = beginnings * f64::from(count) * f64::from(units) * width;
        if !(schedules < MOST_SCHEDULES && work < MOST_WORK) {
            return Err(out_of_reach());
        }
        let mut discounts = Vec::with_capacity(periods + 1);
        let mut weight = 1.0;
        for _ in 0..=periods {
            discounts.push(weight);
            weight *= shape.discount_factor;
        }
        let mut found = Found::default();
        let mut schedule = Vec::with_capacity(periods);
        visit(&mut walks, prices, periods, &discounts, &mut schedule, &mut found);
        let best = found.best.ok_or_else(|| super::refused("periods"))?;
        if !(best.value.is_finite() && found.worst.is_finite()) {
            return Err(out_of_reach());
        }
        Ok(Self {
            schedule: best.schedule,
            value: best.value,
            expected_leftover: best.left,
            runner_up: found.runner_up,
            best_constant: found.best_constant,
            hold_first: found.hold_first,
            worst: found.worst,
            schedules: found.count,
        })
    }
}

struct Best {
    value: f64,
    left: f64,
    schedule: Vec<usize>,
}

struct Found {
    best: Option<Best>,
    runner_up: Option<f64>,
    best_constant: f64,
    hold_first: f64,
    worst: f64,
    count: u32,
}

impl Default for Found {
    fn default() -> Self {
        let (best_constant, hold_first, worst) = (f64::NEG_INFINITY, f64::NAN, f64::INFINITY);
        Self { best: None, runner_up: None, best_constant, hold_first, worst, count: 0 }
    }
}

impl Found {
    fn take(&mut self, value: f64, left: f64, schedule: &[usize]) {
        self.count += 1;
        self.worst = self.worst.min(value);
        let first = schedule.first().copied().unwrap_or(0);
        if schedule.iter().all(|price| *price == first) {
            self.best_constant = self.best_constant.max(value);
            if first == 0 {
                self.hold_first = value;
            }
        }
        match &mut self.best {
            Some(best) if value <= best.value => {
                self.runner_up = Some(self.runner_up.map_or(value, |second| second.max(value)));
            }
            best => {
                self.runner_up = best.as_ref().map(|before| before.value);
                *best = Some(Best { value, left, schedule: schedule.to_vec() });
            }
        }
    }
}

fn visit(
    walks: &mut [Walk<'_>],
    prices: usize,
    periods: usize,
    discounts: &[f64],
    schedule: &mut Vec<usize>,
    found: &mut Found,
) {
    let period = schedule.len();
    let discount = discounts.get(period).copied().unwrap_or(0.0);
    if period == periods {
        let (mut value, mut left) = (0.0, 0.0);
        for walk in walks.iter() {
            let of_walk = walk.left();
            let money = walk.money.last().copied().unwrap_or(0.0);
            value += walk.weight * (money + discount * walk.ladder.leftover_per_unit * of_walk);
            left += walk.weight * of_walk;
        }
        found.take(value, left, schedule);
        return;
    }
    for price in schedule.last().copied().unwrap_or(0)..prices {
        for walk in walks.iter_mut() {
            walk.step(period, price, discount);
        }
        schedule.push(price);
        visit(walks, prices, periods, discounts, schedule, found);
        schedule.pop();
    }
}
