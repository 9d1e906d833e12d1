//! What a way of naming prices leads to: the stock's chances from review to review, and what it brings.

use super::convolve::size;
use super::ladder::{Demands, Ladder};
use super::out_of_reach;
use super::plan::{Plan, START, Step};
use crate::error::Result;
use crate::steps::{Meter, at_once};

/// Chances below this are not followed further.
const NEGLIGIBLE: f64 = 1e-18;

/// What a way of naming prices says: for a review, the units there and what it remembers, the step.
pub(crate) type Deciding<'d> = dyn FnMut(usize, u32, usize) -> Option<Step> + Send + 'd;

/// A course of a stock under some policy, all of it exact expectation.
///
/// ```
/// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
/// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.5]).unwrap();
/// let course = Course::of_schedule(&ladder, 1, &[0]).unwrap();
/// // Nobody comes with chance 1/e; otherwise the unit brings 11.00, less 0.50 for keeping it.
/// let nobody = (-1.0_f64).exp();
/// assert!((course.stock[1][1] - nobody).abs() < 1e-9);
/// assert!((course.value - (11.0 * (1.0 - nobody) - 0.5)).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Expected net, in money of today.
    pub value: f64,
    /// Units let go at the reviews, on average.
    pub let_go: f64,
    /// At each review and at the end: chance of 0, 1, 2, … units.
    pub stock: Vec<Vec<f64>>,
    /// Mean price of each period, over the chances that something is there to sell; `None` if nothing can be.
    pub mean_price: Vec<Option<f64>>,
    /// Expected net of each period as it comes in it, what is let go at its start included; last what is left brings.
    pub money: Vec<f64>,
    /// Units let go at the start of each period, on average.
    pub gone: Vec<f64>,
}

impl Course {
    /// Follows `units` under a policy. `decide(period, units, memory)` gives the step and what it remembers
    /// ([`Step::standing`]) for the next review; memories are `0 .. memories`, the first is [`START`].
    ///
    /// # Errors
    /// As [`Plan::best`]; `plan_input_range` also for a step to a price or memory that does not exist.
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}, plan::{START, Step}};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
    /// let mut ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap();
    /// ladder.periods[0].let_go_per_unit = Some(2.0);
    /// // Keeps three units and lets the others go.
    /// let mut three =
    ///     |_, units: u32, _| Some(Step { let_go: units.saturating_sub(3), price: 0, standing: START });
    /// let course = Course::follow(&ladder, 5, 1, &mut three).unwrap();
    /// assert_eq!((course.let_go, course.gone), (2.0, vec![2.0]));
    /// ```
    pub fn follow(
        ladder: &Ladder,
        units: u32,
        memories: usize,
        decide: &mut (dyn FnMut(usize, u32, usize) -> Option<Step> + Send),
    ) -> Result<Self> {
        at_once(Self::follow_in_steps(ladder, units, memories, decide))
    }

    /// The same with pauses.
    pub(crate) async fn follow_in_steps(
        ladder: &Ladder,
        units: u32,
        memories: usize,
        decide: &mut Deciding<'_>,
    ) -> Result<Self> {
        ladder.checked()?;
        let demands = ladder.demands().await?;
        let count = size(units).saturating_add(1);
        if count.saturating_mul(memories.max(1)) > 50_000_000 {
            return Err(out_of_reach());
        }
        let mut chances = vec![0.0; count];
        if let Some(all) = chances.last_mut() {
            *all = 1.0;
        }
        Self::follow_from(ladder, &demands, (0, &chances), memories, decide).await
    }

    /// The same from a review on, for stocks by chance: what is known of a stock that has sold for a while. Chances of
    /// less than 1 in all give that share of the money.
    ///
    /// # Errors
    /// As [`Course::follow`].
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}, plan::{START, Step}};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0, 0.0]).unwrap();
    /// // At the second review the unit is still there with chance 1/4.
    /// let mut keep = |_, _, _| Some(Step { let_go: 0, price: 0, standing: START });
    /// let course = Course::follow_later(&ladder, (1, &[0.75, 0.25]), 1, &mut keep).unwrap();
    /// assert!((course.value - 0.25 * 11.0 * (1.0 - (-1.0_f64).exp())).abs() < 1e-9);
    /// ```
    pub fn follow_later(
        ladder: &Ladder,
        (review, chances): (usize, &[f64]),
        memories: usize,
        decide: &mut (dyn FnMut(usize, u32, usize) -> Option<Step> + Send),
    ) -> Result<Self> {
        at_once(Self::follow_later_in_steps(ladder, (review, chances), memories, decide))
    }

    /// The same with pauses.
    pub(crate) async fn follow_later_in_steps(
        ladder: &Ladder,
        (review, chances): (usize, &[f64]),
        memories: usize,
        decide: &mut Deciding<'_>,
    ) -> Result<Self> {
        ladder.checked()?;
        let demands = ladder.demands().await?;
        Self::follow_from(ladder, &demands, (review, chances), memories, decide).await
    }

    async fn follow_from(
        ladder: &Ladder,
        demands: &Demands,
        (review, chances): (usize, &[f64]),
        memories: usize,
        decide: &mut Deciding<'_>,
    ) -> Result<Self> {
        let mut meter = Meter::default();
        let count = chances.len().max(1);
        let mut now = vec![vec![0.0; count]; memories.max(1)];
        if let Some(start) = now.get_mut(START) {
            for (slot, chance) in start.iter_mut().zip(chances) {
                *slot = *chance;
            }
        }
        let mut course = Self {
            value: 0.0,
            let_go: 0.0,
            stock: vec![sum(&now)],
            mean_price: Vec::new(),
            money: Vec::new(),
            gone: Vec::new(),
        };
        let mut weight = 1.0;
        for (period, terms) in ladder.periods.iter().enumerate().skip(review) {
            let mut then = vec![vec![0.0; count]; memories.max(1)];
            let (mut money, mut priced, mut there, mut let_go_now) = (0.0, 0.0, 0.0, 0.0);
            for (memory, chances) in now.iter().enumerate() {
                let mut work = chances.len();
                for (n, &chance) in (0_u32..).zip(chances) {
                    if chance < NEGLIGIBLE {
                        continue;
                    }
                    if n == 0 {
                        // Nothing is decided about nothing.
                        add(then.get_mut(memory).and_then(|row| row.first_mut()), chance)?;
                        continue;
                    }
                    let step = decide(period, n, memory).ok_or_else(out_of_reach)?;
                    let let_go = step.let_go.min(n);
                    let kept = n - let_go;
                    let demand = demands.get(period, step.price).ok_or_else(|| super::refused("price"))?;
                    let row = then.get_mut(step.standing).ok_or_else(|| super::refused("memory"))?;
                    let net = ladder.offer(period, step.price).net;
                    let gone = f64::from(let_go);
                    money += chance
                        * (gone * terms.let_go_per_unit.unwrap_or(0.0) - terms.hold(kept)
                            + net * demand.expected_sales(kept));
                    let_go_now += chance * gone;
                    if kept > 0 {
                        priced += chance * ladder.prices.get(step.price).copied().unwrap_or(0.0);
                        there += chance;
                    }
                    add(row.first_mut(), chance * demand.at_least(kept))?;
                    let fewest = demand.first();
                    if kept > fewest
                        && let Some(to) = row.get_mut(1..=size(kept - fewest))
                    {
                        work += to.len().min(demand.chances().len());
                        for (slot, of_demand) in to.iter_mut().rev().zip(demand.chances()) {
                            *slot += chance * of_demand;
                        }
                    }
                }
                meter.did(work).await;
            }
            course.value += weight * money;
            course.money.push(money);
            course.let_go += let_go_now;
            course.gone.push(let_go_now);
            weight *= ladder.discount_factor;
            course.mean_price.push((there > 0.0).then(|| priced / there));
            course.stock.push(sum(&then));
            now = then;
        }
        let left = ladder.leftover_per_unit * course.expected_leftover();
        course.value += weight * left;
        course.money.push(left);
        if course.value.is_finite() { Ok(course) } else { Err(out_of_reach()) }
    }

    /// Follows the best plan.
    ///
    /// # Errors
    /// As [`Course::follow`].
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.62 };
    /// let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0; 3] };
    /// let ladder = Ladder::new(&[20.0, 15.0], &[11.0, 7.0], &demand, &[0.1; 3]).unwrap();
    /// let plan = Plan::best(&ladder, 6, &Rules::falling()).unwrap();
    /// // What goes forward comes to what was worked out backward.
    /// assert!((Course::of_plan(&ladder, 6, &plan).unwrap().value - plan.value).abs() < 1e-9);
    /// ```
    pub fn of_plan(ladder: &Ladder, units: u32, plan: &Plan) -> Result<Self> {
        Self::follow(ladder, units, plan.standings(), &mut |period, n, at| plan.step(period, n, at))
    }

    /// Follows prices fixed in advance, as places in the list, one a period: a seller's own ladder with dates, or
    /// one price for ever.
    ///
    /// # Errors
    /// As [`Course::follow`]; `plan_input_range` also if there are fewer prices than periods.
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.62 };
    /// let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0; 3] };
    /// let ladder = Ladder::new(&[20.0, 15.0], &[11.0, 7.0], &demand, &[0.0; 3]).unwrap();
    /// let course = Course::of_schedule(&ladder, 6, &[0, 0, 1]).unwrap();
    /// let [_, _, Some(last)] = course.mean_price[..] else { panic!("three prices") };
    /// assert!((last - 15.0).abs() < 1e-9);
    /// assert!(course.chance_to_clear_by(3) > course.chance_to_clear_by(2));
    /// ```
    pub fn of_schedule(ladder: &Ladder, units: u32, schedule: &[usize]) -> Result<Self> {
        at_once(Self::of_schedule_in_steps(ladder, units, schedule))
    }

    /// The same with pauses.
    pub(crate) async fn of_schedule_in_steps(ladder: &Ladder, units: u32, schedule: &[usize]) -> Result<Self> {
        if schedule.len() < ladder.periods.len() {
            return Err(super::refused("schedule"));
        }
        Self::follow_in_steps(ladder, units, 1, &mut |period, _, _| {
            schedule.get(period).map(|price| Step { let_go: 0, price: *price, standing: START })
        })
        .await
    }

    /// Units expected at a review; after the last one, what is left.
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
    /// // One sale in two periods: nobody comes with chance e^(-ln 2) = 1/2.
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 2.0_f64.ln(), reference_price: 20.0, reaction, season: &[1.0, 1.0] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0, 0.0]).unwrap();
    /// let course = Course::of_schedule(&ladder, 1, &[0, 0]).unwrap();
    /// assert!((course.expected_units(1) - 0.5).abs() < 1e-9 && (course.expected_units(2) - 0.25).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn expected_units(&self, review: usize) -> f64 {
        let chances = self.stock.get(review).map_or(&[][..], Vec::as_slice);
        (0_u32..).zip(chances).map(|(n, chance)| f64::from(n) * chance).sum()
    }

    /// Units expected to be left at the end.
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 2.0_f64.ln(), reference_price: 20.0, reaction, season: &[1.0; 3] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0; 3]).unwrap();
    /// // The unit outlives a period with chance 1/2, three of them with 1/8.
    /// let course = Course::of_schedule(&ladder, 1, &[0; 3]).unwrap();
    /// assert!((course.expected_leftover() - 0.125).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn expected_leftover(&self) -> f64 {
        self.expected_units(self.stock.len().saturating_sub(1))
    }

    /// Chance that nothing is left by a review.
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 2.0_f64.ln(), reference_price: 20.0, reaction, season: &[1.0; 3] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0; 3]).unwrap();
    /// let course = Course::of_schedule(&ladder, 1, &[0; 3]).unwrap();
    /// assert_eq!(course.chance_to_clear_by(0), 0.0);
    /// assert!((course.chance_to_clear_by(3) - 7.0 / 8.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn chance_to_clear_by(&self, review: usize) -> f64 {
        self.stock.get(review).and_then(|chances| chances.first()).copied().unwrap_or(0.0)
    }

    /// The fewest units that are not exceeded with this chance at a review: 0.1, 0.5, 0.9 make a band.
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 2.0_f64.ln(), reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap();
    /// // Chances of 0, 1, 2, 3 units left: 0.03, 0.12, 0.35, 0.50.
    /// let course = Course::of_schedule(&ladder, 3, &[0]).unwrap();
    /// assert_eq!([0.1, 0.4, 0.9].map(|chance| course.units_at(1, chance)), [1, 2, 3]);
    /// ```
    #[must_use]
    pub fn units_at(&self, review: usize, chance: f64) -> u32 {
        let chances = self.stock.get(review).map_or(&[][..], Vec::as_slice);
        let mut below = 0.0;
        let mut units = 0;
        for (n, of_n) in (0_u32..).zip(chances) {
            below += of_n;
            units = n;
            if below >= chance {
                break;
            }
        }
        units
    }
}

fn add(slot: Option<&mut f64>, chance: f64) -> Result<()> {
    *slot.ok_or_else(|| super::refused("memory"))? += chance;
    Ok(())
}

fn sum(by_memory: &[Vec<f64>]) -> Vec<f64> {
    let mut total = by_memory.first().cloned().unwrap_or_default();
    for chances in by_memory.iter().skip(1) {
        for (slot, chance) in total.iter_mut().zip(chances) {
            *slot += chance;
        }
    }
    total
}
