//! Probe first: a cut for a while, then the best prices by what it taught, against deciding at once.

use super::Planner;
use super::asked::Wanted;
use super::doubts::{ProbeRule, ProbeView};
use super::follow::{Policy, follow};
use super::setting::{Counted, whole};
use super::whole_units::WholeUnits;
use super::worked::Worked;
use crate::demand::step_test::{StepDecision, StepTest};
use crate::error::Result;
use crate::markdown::course::Course;
use crate::markdown::ladder::Ladder;
use crate::markdown::plan::{Plan, START};
use crate::markdown::rules::Rules;
use crate::steps::pause;

/// Elasticities that may be true: this many standard deviations from the mean, each weighted by its density.
const NODES: [f64; 5] = [-1.6, -0.8, 0.0, 0.8, 1.6];
/// Depth of the cut that is tried, if the seller names no price.
const DEPTH: f64 = 0.2;
/// Days that the sales before the cut are taken to have been counted over.
const BEFORE_DAYS: f64 = 30.0;
/// A gain below this share of the plan is within what the model cannot tell.
const WORTH_IT: f64 = 0.005;

/// What may be true, and the best plan if it is.
struct Truth {
    elasticity: f64,
    weight: f64,
    ladder: Ladder,
    /// From the price of the test on.
    plan: Plan,
}

impl Planner<'_> {
    /// The probe; `None` where no lower price can be tested or there is no time for it.
    pub(super) async fn probe(&self, wanted: &Wanted, worked: &Worked<'_>) -> Result<Option<ProbeView>> {
        let Worked { setting, rules, ladders, .. } = worked;
        let stock = setting.stock();
        let review = f64::from(setting.review_days());
        let periods = ladders.present.periods.len();
        let tested = whole((f64::from(wanted.probe_days) / review).ceil()).max(1);
        let tested = usize::try_from(tested).unwrap_or(usize::MAX);
        if tested >= periods || setting.limits.per_day <= 0.0 || rules.most_changes == Some(0) {
            return Ok(None);
        }
        let start = setting.limits.start.to_expectation();
        let off = |place: usize| ladders.prices.get(place).map(|price| 1.0 - price.to_expectation() / start);
        let lower = (rules.start + 1..ladders.prices.len()).filter(|place| off(*place).is_some_and(|off| off > 0.0));
        let wanted_off = wanted.probe_price.map_or(DEPTH, |price| 1.0 - price.to_expectation() / start);
        let distance = |place: &usize| (off(*place).unwrap_or(0.0) - wanted_off).abs();
        let Some(place) = lower.min_by(|a, b| distance(a).total_cmp(&distance(b))) else { return Ok(None) };
        let Some(price) = ladders.prices.get(place).copied() else { return Ok(None) };
        let depth = off(place).unwrap_or(DEPTH);

        let [_, mean, high] = wanted.elasticity;
        let sd = (mean - high).abs();
        let after =
            Rules { start: place, most_changes: rules.most_changes.map(|most| most.saturating_sub(1)), ..*rules };
        let sum: f64 = NODES.iter().map(|z| (-z * z / 2.0).exp()).sum();
        let mut truths = Vec::with_capacity(NODES.len());
        for z in NODES {
            let elasticity = (mean + z * sd).min(-0.05);
            let ladder = setting.ladder(&ladders.prices, elasticity, Counted::Present)?;
            let plan = Plan::best_in_steps(&ladder, stock, &after).await?;
            truths.push(Truth { elasticity, weight: (-z * z / 2.0).exp() / sum, ladder, plan });
        }
        let at_once = {
            let mut value = 0.0;
            for truth in &truths {
                value += truth.weight * follow(&truth.ladder, stock, &Policy::Plan(&worked.plan)).await?.value;
            }
            value
        };
        // What is left after the test, in each truth, and what the test brought.
        let mut left: Vec<Vec<f64>> = Vec::with_capacity(truths.len());
        let mut value = 0.0;
        for truth in &truths {
            let mut short = truth.ladder.clone();
            short.periods.truncate(tested);
            for period in &mut short.periods {
                period.let_go_per_unit = None;
            }
            short.leftover_per_unit = 0.0;
            let course = Course::of_schedule_in_steps(&short, stock, &vec![place; tested]).await?;
            value += truth.weight * course.value;
            left.push(course.stock.last().cloned().unwrap_or_default());
        }
        // By units left: the plan of the elasticity that is then the likeliest on average.
        let steps = usize::try_from(stock).unwrap_or(0);
        let chosen: Vec<usize> = (0..=steps).map(|n| learned(&truths, &left, n)).collect();
        for (truth, left) in truths.iter().zip(&left) {
            for (class, learned) in truths.iter().enumerate() {
                let of_class = left.iter().zip(&chosen).map(|(chance, at)| if *at == class { *chance } else { 0.0 });
                let chances: Vec<f64> = of_class.collect();
                if chances.iter().all(|chance| *chance < 1e-12) {
                    continue;
                }
                let plan = &learned.plan;
                let known = (0..truth.ladder.periods.len()).map(|period| least(plan, period, stock));
                let known: Vec<u32> = known.collect();
                let mut deciding = |at: usize, n: u32, from: usize| {
                    let mut step = plan.step(at, n.max(known.get(at).copied().unwrap_or(0)), from)?;
                    step.let_go = step.let_go.min(n);
                    Some(step)
                };
                let (from, standings) = ((tested, chances.as_slice()), plan.standings());
                let course = Course::follow_later_in_steps(&truth.ladder, from, standings, &mut deciding).await?;
                value += truth.weight * course.value;
            }
        }
        let days = wanted.days.min(i32::try_from(tested).unwrap_or(i32::MAX).saturating_mul(setting.review_days()));
        let rules_of_test = self.rules_of_test(worked, &truths, (&left, &chosen), (tested, depth)).await;
        let gain = value - at_once;
        let is_long_enough = f64::from(setting.limits.units) > setting.limits.per_day * f64::from(days);
        Ok(Some(ProbeView {
            price,
            until: self.context.today.plus(days),
            value: self.money(value),
            at_once: self.money(at_once),
            gain: self.money(gain),
            is_worth_it: is_long_enough && gain > (WORTH_IT * at_once.abs()).max(100.0),
            is_long_enough,
            rules: rules_of_test,
        }))
    }

    /// What to do after the test, by units sold in it: the step test's word and the price of what was learned.
    async fn rules_of_test(
        &self,
        worked: &Worked<'_>,
        truths: &[Truth],
        (left, chosen): (&[Vec<f64>], &[usize]),
        (tested, depth): (usize, f64),
    ) -> Vec<ProbeRule> {
        let Worked { setting, ladders, .. } = worked;
        let (stock, lot) = (setting.stock(), setting.lot());
        let likely = |n: usize| -> f64 {
            truths.iter().zip(left).map(|(truth, left)| truth.weight * left.get(n).copied().unwrap_or(0.0)).sum()
        };
        let test_days = f64::from(setting.review_days()) * f64::from(u32::try_from(tested).unwrap_or(1));
        let days_left = f64::from(setting.limits.days) - test_days;
        let mut rules: Vec<ProbeRule> = Vec::new();
        for n in (0..=stock).rev() {
            let at = usize::try_from(n).unwrap_or(0);
            let is_likely = likely(at) > 1e-4;
            if !is_likely || n == 0 {
                continue;
            }
            let sold = f64::from(stock - n) * lot;
            let test = StepTest {
                units_before: whole(setting.limits.per_day * BEFORE_DAYS),
                days_before: BEFORE_DAYS,
                units_after: whole(sold),
                days_after: test_days,
                discount: depth,
                remaining: whole(f64::from(n) * lot),
                days_left,
                most_discount: 0.95_f64.max(depth),
            };
            let answer = test.answer().ok();
            pause().await;
            let plan = chosen.get(at).and_then(|class| truths.get(*class)).map(|truth| &truth.plan);
            let step = plan.and_then(|plan| plan.step(tested, n.max(least(plan, tested, stock)), START));
            let Some(price) = step.and_then(|step| ladders.prices.get(step.price).copied()) else { continue };
            let verdict = answer.map_or("keep_testing", |answer| answer.decision.name());
            let depth_needed = answer
                .filter(|answer| answer.decision == StepDecision::Escalate)
                .and_then(|answer| answer.discount_needed);
            let (from_sold, to_sold) = WholeUnits::of(setting).range(stock - n, stock - n);
            match rules.last_mut() {
                Some(rule) if rule.price == price && rule.decision == verdict => {
                    rule.to_sold = to_sold;
                    rule.depth_needed = depth_needed.or(rule.depth_needed);
                }
                _ => rules.push(ProbeRule { from_sold, to_sold, decision: verdict, price, depth_needed }),
            }
        }
        rules
    }
}

/// The smallest stock a plan has an answer for at a review.
fn least(plan: &Plan, period: usize, units: u32) -> u32 {
    let (mut without, mut with) = (0_u32, units);
    while without < with {
        let middle = without.midpoint(with);
        if plan.step(period, middle, START).is_some() {
            with = middle;
        } else {
            without = middle + 1;
        }
    }
    with
}

/// Place of the elasticity nearest to the mean of what is believed once `n` are left.
fn learned(truths: &[Truth], left: &[Vec<f64>], n: usize) -> usize {
    let chance = |left: &Vec<f64>| left.get(n).copied().unwrap_or(0.0);
    let joint: Vec<f64> = truths.iter().zip(left).map(|(truth, left)| truth.weight * chance(left)).collect();
    let sum: f64 = joint.iter().sum();
    let mean = if sum > 0.0 {
        truths.iter().zip(&joint).map(|(truth, joint)| truth.elasticity * joint / sum).sum()
    } else {
        truths.iter().map(|truth| truth.elasticity * truth.weight).sum::<f64>()
    };
    let distance = |truth: &Truth| (truth.elasticity - mean).abs();
    let nearest = truths.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
    nearest.map_or(0, |(place, _)| place)
}
