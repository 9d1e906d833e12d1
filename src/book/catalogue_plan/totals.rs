//! What a plan comes to over all its products, summed up a few of them at a time.

use super::super::{Book, count};
use super::view::{CashPeriod, CataloguePlan, CohortDeadline, PlanSums};
use super::ways::PERIODS;
use super::wishes::Wishes;
use super::work::{Picked, Work};
use super::{MOST_DEADLINES, feet};
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use crate::portfolio::choose::{Choice, Needs};
use std::collections::BTreeMap;

/// Products summed up in a step: some tens of microseconds.
const AT_A_STEP: usize = 256;

/// Sums so far; amounts in minor units.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    /// Products before this one are in.
    next: usize,
    /// All doing nothing, and each at its best.
    held: Choice,
    best: Choice,
    to_act: usize,
    wait_week: Option<i64>,
    deadlines: BTreeMap<Day, (u32, f64, Option<i64>)>,
    /// Cash by period of the plan, the best ways, and doing nothing.
    periods: [[i64; PERIODS]; 3],
}

impl Totals {
    /// All doing nothing.
    pub const fn held(&self) -> Choice {
        self.held
    }
}

impl Work {
    /// Whether what was picked is summed up.
    pub(super) fn is_summed_up(picked: &Picked) -> bool {
        picked.totals.next >= picked.members.len()
    }

    /// Goes on summing up what was picked, in up to so many steps, which are counted down; true = it is done.
    pub(super) fn sum_up(&mut self, book: &Book, needs: Needs, filter: &super::Filter, steps: &mut usize) -> bool {
        let Some((known, of, mut picked)) = self.last.take() else { return true };
        if known == needs && of == *filter {
            while *steps > 0 && !Self::is_summed_up(&picked) {
                *steps -= 1;
                let end = picked.totals.next.saturating_add(AT_A_STEP);
                while picked.totals.next < end {
                    self.add(book, &mut picked);
                    picked.totals.next += 1;
                }
            }
        }
        let is_done = Self::is_summed_up(&picked);
        self.last = Some((known, of, picked));
        is_done
    }

    fn add(&self, book: &Book, picked: &mut Picked) {
        let Some((member, at)) = self.chosen_at(picked, picked.totals.next) else { return };
        let totals = &mut picked.totals;
        let (at_hold, at_best) = (member.at_hold(), member.at_best());
        totals.held = totals.held.plus(self.lists.choice(at_hold));
        totals.best = totals.best.plus(self.lists.choice(at_best));
        totals.to_act += usize::from(self.courses.get(at).is_some_and(|course| !course.is_hold()));
        for (sums, place) in totals.periods.iter_mut().zip([at, at_best, at_hold]) {
            for (sum, cash) in sums.iter_mut().zip(self.cash_of(member, place)) {
                *sum = sum.saturating_add(cash);
            }
        }
        let Some(computed) = book.results.known(member.product) else { return };
        let plus = |sum: &mut Option<i64>, more: Money| *sum = Some(sum.unwrap_or(0).saturating_add(more.minor()));
        if let Some(wait) = computed.wait_week {
            plus(&mut totals.wait_week, wait);
        }
        if let Some(next) = computed.deadline {
            let (products, units, cost) = totals.deadlines.entry(next.date).or_default();
            *products += 1;
            *units += next.units;
            if let Some(more) = next.cost {
                plus(cost, more);
            }
        }
    }
}

impl Book {
    pub(super) fn plan_sums(&self, sums: Choice) -> Result<PlanSums> {
        let money = |minor: i64| Money::new(minor, self.currency);
        Ok(PlanSums { value: money(sums.value)?, cash: money(sums.cash)?, volume: feet(sums.volume) })
    }

    /// The plan without its rows and groups.
    pub(super) fn totals_of_plan(&self, work: &Work, picked: &Picked, wishes: &Wishes) -> Result<CataloguePlan> {
        let money = |minor: i64| Money::new(minor, self.currency);
        let (chosen, totals) = (&picked.chosen, &picked.totals);
        let mut calendar = Vec::new();
        let mut from = 0;
        let [plan, own, hold] = totals.periods;
        let (mut plan_so_far, mut hold_so_far) = (Money::zero(self.currency), Money::zero(self.currency));
        for (((&end, plan), own), hold) in work.days.ends.iter().zip(plan).zip(own).zip(hold) {
            plan_so_far = plan_so_far.plus(money(plan)?)?;
            hold_so_far = hold_so_far.plus(money(hold)?)?;
            calendar.push(CashPeriod {
                from: self.today.plus(from),
                until: self.today.plus(end - 1),
                plan: money(plan)?,
                best: money(own)?,
                hold: money(hold)?,
                plan_so_far,
                hold_so_far,
            });
            from = end;
        }
        let deadline = |(&on, &(products, units, cost)): (&Day, &(u32, f64, Option<i64>))| {
            Ok(CohortDeadline { on, products, units, cost: cost.map(money).transpose()? })
        };
        Ok(CataloguePlan {
            products: count(picked.members.len()),
            to_act: count(totals.to_act),
            left_out: picked.left_out,
            without_stock: picked.without_stock,
            has_target: wishes.needs != Needs::default(),
            is_met: chosen.is_met,
            is_impossible: chosen.is_impossible,
            plan: self.plan_sums(chosen.sums)?,
            best: self.plan_sums(totals.best)?,
            hold: self.plan_sums(totals.held)?,
            gap: money(chosen.bound.saturating_sub(chosen.sums.value).max(0))?,
            loss: money(totals.best.value.saturating_sub(chosen.sums.value))?,
            gain: money(chosen.sums.value.saturating_sub(totals.held.value))?,
            most_cash: money(chosen.most_cash)?,
            most_volume: feet(chosen.most_volume),
            wait_week: totals.wait_week.map(money).transpose()?,
            deadlines: totals.deadlines.iter().take(MOST_DEADLINES).map(deadline).collect::<Result<_>>()?,
            calendar,
            groups: Vec::new(),
            what_if: None,
            total: 0,
            rows: Vec::new(),
        })
    }
}
