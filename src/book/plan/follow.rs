//! Ways of naming prices, followed: what each brings, its steps, and the bands of cash.

use super::setting::{Counted, Setting, plan_error, whole};
use crate::demand::Poisson;
use crate::demand::draws::Draws;
use crate::error::Result;
use crate::markdown::course::Course;
use crate::markdown::ladder::Ladder;
use crate::markdown::plan::{Plan, START, Step};
use crate::money::Money;
use crate::steps::Meter;

/// Courses drawn for the bands of cash: the 10 % and 90 % points are then good to about a hundredth of the spread.
const DRAWN: usize = 2000;
/// Products and sums that a period of a drawn course takes, about.
const WORK_OF_DRAW: usize = 30;

/// How prices are named.
pub(super) enum Policy<'p> {
    /// As the plan says, for every stock.
    Plan(&'p Plan),
    /// By dates fixed in advance: places in the list, one a period.
    Dates(&'p [usize]),
}

impl Policy<'_> {
    /// How much it remembers.
    fn memories(&self) -> usize {
        match self {
            Self::Plan(plan) => plan.standings(),
            Self::Dates(_) => 1,
        }
    }

    pub fn step(&self, period: usize, units: u32, standing: usize) -> Option<Step> {
        match self {
            Self::Plan(plan) => plan.step(period, units, standing),
            Self::Dates(places) => places.get(period).map(|price| Step { let_go: 0, price: *price, standing: START }),
        }
    }
}

/// The smallest stock a plan has an answer for, by period: under another demand a smaller one can be on hand.
fn lows(policy: &Policy<'_>, periods: usize, units: u32) -> Vec<u32> {
    (0..periods)
        .map(|period| {
            let (mut without, mut with) = (0_u32, units);
            while without < with {
                let middle = without.midpoint(with);
                if policy.step(period, middle, START).is_some() {
                    with = middle;
                } else {
                    without = middle + 1;
                }
            }
            with
        })
        .collect()
}

/// Follows a way of naming prices under a demand that may be another than it was made for.
pub(super) async fn follow(ladder: &Ladder, stock: u32, policy: &Policy<'_>) -> Result<Course> {
    let lows = lows(policy, ladder.periods.len(), stock);
    Course::follow_in_steps(ladder, stock, policy.memories(), &mut |period, units, standing| {
        let least = lows.get(period).copied().unwrap_or(0);
        let mut step = policy.step(period, units.max(least), standing)?;
        step.let_go = step.let_go.min(units);
        Some(step)
    })
    .await
}

/// One stretch of the way a stock goes if sales come as expected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    pub from: i32,
    pub to: i32,
    /// Place in the list.
    pub price: usize,
    /// Steps of the stock.
    pub let_go: u32,
}

/// Prices named when sales come as expected, one leg a change.
pub(super) fn legs(ladder: &Ladder, stock: u32, plan: &Plan) -> Vec<Leg> {
    let policy = Policy::Plan(plan);
    let lows = lows(&policy, ladder.periods.len(), stock);
    let mut legs: Vec<Leg> = Vec::new();
    let mut left = f64::from(stock);
    let mut standing = START;
    for ((period, terms), review) in ladder.periods.iter().enumerate().zip(0_i32..) {
        let least = lows.get(period).copied().unwrap_or(0);
        let on_hand = whole(left).clamp(least, stock);
        let gone_by_now = left < 0.5;
        let step = policy.step(period, on_hand, standing).filter(|_| !gone_by_now);
        let Some(step) = step else { break };
        standing = step.standing;
        left = (left - f64::from(step.let_go)).max(0.0);
        match legs.last_mut() {
            Some(leg) if leg.price == step.price && step.let_go == 0 => leg.to = review + 1,
            _ => legs.push(Leg { from: review, to: review + 1, price: step.price, let_go: step.let_go }),
        }
        if let Some(offer) = terms.offers.get(step.price) {
            left = (left - offer.rate).max(0.0);
        }
    }
    legs
}

/// Cash so far at each review and at the end, what is left then let go: the 10 %, 50 % and 90 % points of drawn courses.
pub(super) async fn cash_bands(cash: &Ladder, stock: u32, plan: &Plan) -> Result<Vec<[f64; 3]>> {
    let policy = Policy::Plan(plan);
    let lows = lows(&policy, cash.periods.len(), stock);
    let mut kinds: Vec<Poisson> = Vec::new();
    let mut of: Vec<Vec<Option<usize>>> = Vec::new();
    let mut draws = Draws::of(0x636c_6561_7266_6c6f);
    let mut paths: Vec<Vec<f64>> = vec![Vec::with_capacity(DRAWN); cash.periods.len() + 1];
    for period in &cash.periods {
        of.push(vec![None; period.offers.len()]);
    }
    let mut meter = Meter::default();
    for _ in 0..DRAWN {
        meter.did(WORK_OF_DRAW * cash.periods.len()).await;
        let (mut left, mut standing, mut money) = (stock, START, 0.0);
        for (period, terms) in cash.periods.iter().enumerate() {
            if let Some(at) = paths.get_mut(period) {
                at.push(money);
            }
            // As many draws whatever happens, so that courses stay comparable.
            let chance = draws.unit();
            if left == 0 {
                continue;
            }
            let least = lows.get(period).copied().unwrap_or(0);
            let step = policy.step(period, left.max(least), standing).ok_or_else(|| plan_error("plan_out_of_reach"))?;
            standing = step.standing;
            let gone = step.let_go.min(left);
            left -= gone;
            money += f64::from(gone) * terms.let_go_per_unit.unwrap_or(0.0);
            money -= terms.hold(left);
            let Some(offer) = terms.offers.get(step.price) else { continue };
            let slot = of.get_mut(period).and_then(|row| row.get_mut(step.price));
            let kind = match slot {
                Some(Some(kind)) => *kind,
                Some(slot) => {
                    let known = kinds.iter().rposition(|kind| kind.mean().to_bits() == offer.rate.to_bits());
                    let kind = match known {
                        Some(kind) => kind,
                        None => {
                            kinds.push(Poisson::narrow(offer.rate)?);
                            kinds.len() - 1
                        }
                    };
                    *slot = Some(kind);
                    kind
                }
                None => continue,
            };
            let sold = kinds.get(kind).map_or(0, |kind| kind.quantile(chance)).min(left);
            money += f64::from(sold) * offer.net;
            left -= sold;
        }
        money += f64::from(left) * cash.leftover_per_unit;
        if let Some(at) = paths.last_mut() {
            at.push(money);
        }
    }
    Ok(paths
        .into_iter()
        .map(|mut at| {
            at.sort_by(f64::total_cmp);
            let point = |tenths: usize| at.get(at.len() * tenths / 10).copied().unwrap_or(0.0);
            [point(1), point(5), point(9)]
        })
        .collect())
}

/// Both ladders of a list of prices at the expected reaction, and those of the others.
pub(super) struct Ladders {
    pub prices: Vec<Money>,
    pub present: Ladder,
    pub cash: Ladder,
    pub weak: Ladder,
    pub strong: Ladder,
}

impl Ladders {
    pub fn new(setting: &Setting<'_>, prices: Vec<Money>, elasticity: [f64; 3]) -> Result<Self> {
        let [weak, mid, strong] = elasticity;
        Ok(Self {
            present: setting.ladder(&prices, mid, Counted::Present)?,
            cash: setting.ladder(&prices, mid, Counted::Cash)?,
            weak: setting.ladder(&prices, weak, Counted::Present)?,
            strong: setting.ladder(&prices, strong, Counted::Present)?,
            prices,
        })
    }
}
