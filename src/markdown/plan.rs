//! The best prices for every stock at every review, by going backward from the deadline (math.md §2).

use super::convolve::{Later, size};
use super::ladder::Ladder;
use super::out_of_reach;
use super::rules::{Rules, Standings};
use crate::error::Result;
use crate::steps::{Meter, at_once};

/// Values that differ by less are equal, and the dearer price is taken.
const TIE: f64 = 1e-9;
/// Products and sums in one plan: some seconds.
const MOST_WORK: f64 = 5e9;

/// What to do at a review.
///
/// ```
/// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 0.0, reference_price: 20.0, reaction, season: &[1.0] };
/// let mut ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap();
/// ladder.periods[0].let_go_per_unit = Some(2.0);
/// // Nobody buys, so all five go.
/// let plan = Plan::best(&ladder, 5, &Rules::falling()).unwrap();
/// assert_eq!((plan.first().unwrap().let_go, plan.value), (5, 10.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Units to let go first.
    pub let_go: u32,
    /// Price to name, as its place in the list.
    pub price: usize,
    /// Where the plan then stands; handed in at the next review.
    pub standing: usize,
}

/// The decisions of one review.
#[derive(Clone, Debug)]
struct Review {
    /// The smallest stock that can be on hand.
    low: u32,
    /// For each standing: the next standing of each stock from `low` on.
    next: Vec<Vec<u16>>,
    /// For each standing the units to let go, where units may be.
    let_go: Vec<Vec<u32>>,
}

/// The best plan for a stock.
///
/// ```
/// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::{Plan, START}, rules::Rules};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 2.0_f64.ln(), reference_price: 20.0, reaction, season: &[1.0, 1.0] };
/// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0, 0.0]).unwrap();
/// // One unit: a chance of 1/2 in each period at 20.00; the 15/16 at 10.00 bring less.
/// let plan = Plan::best(&ladder, 1, &Rules::falling()).unwrap();
/// assert!((plan.value - 0.75 * 11.0).abs() < 1e-9);
/// assert_eq!(plan.step(1, 1, START).unwrap().price, 0);
/// ```
#[derive(Clone, Debug)]
pub struct Plan {
    /// Expected net of it, in money of today.
    pub value: f64,
    reviews: Vec<Review>,
    standings: Standings,
    /// The smallest stock whose value is known, and the values from it on.
    of_stocks: (u32, Vec<f64>),
}

/// Standing of a plan before its first review.
pub const START: usize = 0;

impl Plan {
    /// Works out the best plan for `units` on hand.
    ///
    /// `V_t(n, j) = max over allowed i of -h_t(n) + E[net_i min(D, n) + beta V_(t+1)(n - min(D, n), i)]`, with
    /// `V_t(n) = max(V_t(n), V_t(n-1) + w_t)` where units may be let go at `w_t`, and `leftover n` after the last
    /// period. Of prices that are worth the same the dearest is taken. Work: periods × standings × stocks × width
    /// of the demand.
    ///
    /// # Errors
    /// `plan_input_range` for a ladder or rules that are none, `demand_out_of_range` for more than 10^8 units a
    /// period, `plan_out_of_reach` if it would take too long or leaves the range of floats.
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.62 };
    /// let demand = LadderDemand { base: 2.0, reference_price: 24.99, reaction, season: &[1.0; 8] };
    /// let ladder = Ladder::new(&[24.99, 17.49], &[15.84, 9.47], &demand, &[0.05; 8]).unwrap().ending(0.4, 1.0);
    /// let plan = Plan::best(&ladder, 40, &Rules::falling()).unwrap();
    /// assert_eq!(plan.first().unwrap().price, 1);
    /// ```
    pub fn best(ladder: &Ladder, units: u32, rules: &Rules) -> Result<Self> {
        at_once(Self::best_in_steps(ladder, units, rules))
    }

    /// The same with pauses.
    pub(crate) async fn best_in_steps(ladder: &Ladder, units: u32, rules: &Rules) -> Result<Self> {
        Self::solve(ladder, units, rules, false).await
    }

    /// The same with the value of every smaller stock too ([`Plan::value_of`]): what a unit more or less is worth.
    ///
    /// # Errors
    /// As [`Plan::best`].
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap();
    /// let plan = Plan::best_up_to(&ladder, 2, &Rules::falling()).unwrap();
    /// // The second unit sells if at least two are asked for: 1 - 3 e^(-2).
    /// let second = plan.value_of(2).unwrap() - plan.value_of(1).unwrap();
    /// assert!((second - 11.0 * (1.0 - 3.0 * (-2.0_f64).exp())).abs() < 1e-9);
    /// ```
    pub fn best_up_to(ladder: &Ladder, units: u32, rules: &Rules) -> Result<Self> {
        at_once(Self::best_up_to_in_steps(ladder, units, rules))
    }

    /// The same with pauses.
    pub(crate) async fn best_up_to_in_steps(ladder: &Ladder, units: u32, rules: &Rules) -> Result<Self> {
        Self::solve(ladder, units, rules, true).await
    }

    async fn solve(ladder: &Ladder, units: u32, rules: &Rules, is_for_all: bool) -> Result<Self> {
        ladder.checked()?;
        let standings = Standings::of(&ladder.prices, rules, ladder.periods.len())?;
        let demands = ladder.demands().await?;
        let mut meter = Meter::default();
        let lows = lows(ladder, units, is_for_all, &|period| demands.most(period));
        let mut work = 0.0;
        let rows: Vec<(usize, u32)> = lows.iter().copied().enumerate().collect();
        for &(period, low) in rows.iter().take(ladder.periods.len()) {
            for standing in 0..standings.len() {
                let width = demands.get(period, standings.price(standing)).map_or(0, |d| d.chances().len());
                work += f64::from(units - low + 1) * u32::try_from(width).map_or(f64::INFINITY, f64::from);
            }
        }
        if work >= MOST_WORK {
            return Err(out_of_reach());
        }
        let last_low = lows.last().copied().unwrap_or(0);
        let ends: Vec<f64> = (last_low..=units).map(|n| f64::from(n) * ladder.leftover_per_unit).collect();
        let mut values: Vec<Vec<f64>> = vec![ends; standings.len()];
        let mut reviews = Vec::with_capacity(ladder.periods.len());
        let mut later = Later::default();
        let mut after: Vec<Vec<f64>> = vec![Vec::new(); standings.len()];
        for (period, terms) in ladder.periods.iter().enumerate().rev() {
            let low = lows.get(period).copied().unwrap_or(0);
            let low_after = lows.get(period + 1).copied().unwrap_or(0);
            let count = size(units - low) + 1;
            for (standing, (value, out)) in values.iter().zip(&mut after).enumerate() {
                let price = standings.price(standing);
                let net = ladder.offer(period, price).net;
                let Some(sales) = demands.get(period, price) else { continue };
                // net * sold + beta V(left) = net * n + (beta V(left) - net * left)
                let shifted = (low_after..=units).zip(value);
                let shifted = shifted.map(|(n, v)| ladder.discount_factor * v - net * f64::from(n));
                later.fill(low_after, shifted, demands.most(period));
                out.clear();
                out.resize(count, 0.0);
                later.expect(sales, low, out);
                for (n, slot) in (low..=units).zip(out.iter_mut()) {
                    *slot += net * f64::from(n);
                }
                meter.did(count.saturating_mul(sales.chances().len())).await;
            }
            let mut review = Review { low, next: Vec::new(), let_go: Vec::new() };
            let choices = choose(&standings, &after, count)?;
            for ((best, choice), value) in choices.into_iter().zip(&mut values) {
                *value = best;
                for (n, best) in (low..=units).zip(value.iter_mut()) {
                    *best -= terms.hold(n);
                }
                if let Some(per_unit) = terms.let_go_per_unit {
                    review.let_go.push(let_go(per_unit, value));
                }
                review.next.push(choice);
            }
            reviews.push(review);
        }
        reviews.reverse();
        let value = values.first().and_then(|value| value.last()).copied().unwrap_or(f64::NAN);
        if !value.is_finite() {
            return Err(out_of_reach());
        }
        let first_low = lows.first().copied().unwrap_or(0);
        let of_stocks = (first_low, values.into_iter().next().unwrap_or_default());
        Ok(Self { value, reviews, standings, of_stocks })
    }

    /// Expected net with another number of units on hand today; `None` if it was not worked out
    /// ([`Plan::best_up_to`] works out all).
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 2.0_f64.ln(), reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap();
    /// let plan = Plan::best_up_to(&ladder, 8, &Rules::falling()).unwrap();
    /// assert_eq!((plan.value_of(0), plan.value_of(8), plan.value_of(9)), (Some(0.0), Some(plan.value), None));
    /// assert!((plan.value_of(1).unwrap() - 0.5 * 11.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn value_of(&self, units: u32) -> Option<f64> {
        let (low, values) = &self.of_stocks;
        values.get(size(units.checked_sub(*low)?)).copied()
    }

    /// What to do at a review with `units` on hand; [`START`] is the standing before the first one.
    ///
    /// `None` beyond the deadline, and for a stock that cannot be on hand then (its chance is below 10^-15).
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::{Plan, START}, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
    /// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0, 0.0]).unwrap();
    /// let plan = Plan::best(&ladder, 40, &Rules::falling()).unwrap();
    /// // Of 40 units 4 sell a period at 3.00 rather than 1 at 11.00; the lower price then stays.
    /// let now = plan.step(0, 40, START).unwrap();
    /// assert_eq!(now.price, 1);
    /// assert_eq!(plan.step(1, 36, now.standing).unwrap().price, 1);
    /// assert_eq!(plan.step(2, 32, now.standing), None);
    /// ```
    #[must_use]
    pub fn step(&self, period: usize, units: u32, standing: usize) -> Option<Step> {
        let review = self.reviews.get(period)?;
        let of = |n: u32| n.checked_sub(review.low).map(size);
        let let_go = match review.let_go.get(standing) {
            Some(amounts) => *amounts.get(of(units)?)?,
            None => 0,
        };
        let standing = usize::from(*review.next.get(standing)?.get(of(units - let_go)?)?);
        Some(Step { let_go, price: self.standings.price(standing), standing })
    }

    /// How many standings there are, [`START`] the first.
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0; 4] };
    /// let ladder = Ladder::new(&[20.0, 15.0, 10.0], &[11.0, 7.0, 3.0], &demand, &[0.0; 4]).unwrap();
    /// let standings = |rules| Plan::best(&ladder, 6, &rules).unwrap().standings();
    /// // The price in force; with one change allowed also whether it is still to come: only the first price has it.
    /// assert_eq!((standings(Rules::falling()), standings(Rules::changes(1))), (3, 3));
    /// ```
    #[must_use]
    pub fn standings(&self) -> usize {
        self.standings.len()
    }

    /// What to do now; `None` if there is no period.
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap();
    /// let first = |units| Plan::best(&ladder, units, &Rules::falling()).unwrap().first().unwrap();
    /// // 4 of many at 3.00 are more than 1 at 11.00; a single unit is worth the higher price.
    /// assert_eq!((first(40).price, first(1).price), (1, 0));
    /// ```
    #[must_use]
    pub fn first(&self) -> Option<Step> {
        let review = self.reviews.first()?;
        let stocks = review.next.first()?.len();
        self.step(0, review.low + u32::try_from(stocks.checked_sub(1)?).ok()?, START)
    }
}

/// Best value and standing after a review, for each standing before it and each stock. What may follow a standing is
/// mostly what may follow the next one, and one price more: then only that one is compared.
fn choose(standings: &Standings, after: &[Vec<f64>], count: usize) -> Result<Vec<(Vec<f64>, Vec<u16>)>> {
    let mut found: Vec<(Vec<f64>, Vec<u16>)> = Vec::with_capacity(standings.len());
    let mut before: Option<&Vec<usize>> = None;
    for next in standings.next().iter().rev() {
        let (shared, more) = match (before, next.split_first()) {
            (Some(known), _) if known == next => (found.last().cloned(), &[][..]),
            (Some(known), Some((first, rest))) if known == rest => {
                (found.last().cloned(), core::slice::from_ref(first))
            }
            _ => (None, next.as_slice()),
        };
        let (mut best, mut choice) = shared.unwrap_or_else(|| (vec![f64::NEG_INFINITY; count], vec![0; count]));
        // The cheapest first, so that of equal ones the dearest stays.
        for standing in more.iter().rev() {
            let code = u16::try_from(*standing).map_err(|_| out_of_reach())?;
            let values = after.get(*standing).map_or(&[][..], Vec::as_slice);
            for ((best, chosen), value) in best.iter_mut().zip(&mut choice).zip(values) {
                *chosen = if *value >= *best - TIE { code } else { *chosen };
                *best = if *value > *best { *value } else { *best };
            }
        }
        found.push((best, choice));
        before = Some(next);
    }
    found.reverse();
    Ok(found)
}

/// Smallest stock that can be on hand at each review and at the end. The first review has the whole stock, so a
/// large stock that sells slowly costs no more than a small one. Where units may be let go any stock can occur, and
/// where all are asked for any does.
fn lows(ladder: &Ladder, units: u32, is_for_all: bool, most: &dyn Fn(usize) -> u32) -> Vec<u32> {
    let is_cut = is_for_all || ladder.periods.iter().any(|period| period.let_go_per_unit.is_some());
    let mut low = if is_cut { 0 } else { units };
    let mut lows = vec![low];
    for period in 0..ladder.periods.len() {
        low = low.saturating_sub(most(period));
        lows.push(low);
    }
    lows
}

/// Lets go what is worth more gone: `V(n) = max(V(n), V(n-1) + w)`. Gives the units for each stock from none on.
fn let_go(per_unit: f64, values: &mut [f64]) -> Vec<u32> {
    let mut amounts = Vec::with_capacity(values.len());
    let mut before: Option<(f64, u32)> = None;
    for value in values {
        let (kept, amount) = match before {
            Some((less, amount)) if less + per_unit > *value + TIE => (less + per_unit, amount + 1),
            _ => (*value, 0),
        };
        *value = kept;
        amounts.push(amount);
        before = Some((kept, amount));
    }
    amounts
}
