//! The plan of a product worked out, for all that is asked about it.

use super::Planner;
use super::asked::Wanted;
use super::follow::{Ladders, Policy, follow};
use super::setting::{Limits, Setting};
use super::view::Sentence;
use crate::error::Result;
use crate::markdown::course::Course;
use crate::markdown::plan::Plan;
use crate::markdown::rules::Rules;
use crate::money::Money;
use crate::steps::pause;

/// Setting, limits, ladders and the best plan.
pub(super) struct Worked<'a> {
    pub setting: Setting<'a>,
    pub rules: Rules,
    pub ladders: Ladders,
    pub plan: Plan,
}

impl Worked<'_> {
    /// Place of the price in reach that is worth the most if it is kept to the deadline, and its course.
    pub async fn single(&self) -> Result<(usize, Course)> {
        let mut best: Option<(usize, Course)> = None;
        for place in 0..self.ladders.prices.len() {
            if place < self.rules.start && !self.rules.may_rise {
                continue;
            }
            let course = self.kept(place).await?;
            if best.as_ref().is_none_or(|(_, most)| course.value > most.value + 1e-6) {
                best = Some((place, course));
            }
        }
        match best {
            Some(best) => Ok(best),
            None => Ok((self.rules.start, self.kept(self.rules.start).await?)),
        }
    }

    /// Course of a price that is kept to the deadline.
    pub async fn kept(&self, place: usize) -> Result<Course> {
        let places = vec![place; self.ladders.present.periods.len()];
        follow(&self.ladders.present, self.setting.stock(), &Policy::Dates(&places)).await
    }
}

impl Planner<'_> {
    /// Fields and facts without which there is no plan.
    pub(super) fn missing_of(&self, wanted: &Wanted) -> Vec<String> {
        let resolved = self.prepared.resolved;
        let group = self.context.group(resolved);
        let mut missing: Vec<String> = group.unknown.clone();
        if resolved.price.is_none() {
            missing.push("price_list".to_owned());
        }
        if resolved.units.is_none() {
            missing.push("units".to_owned());
        }
        if wanted.per_day.is_none() {
            missing.push("velocity".to_owned());
        }
        if self.prepared.volume(group).is_none() && missing.is_empty() {
            missing.push("size".to_owned());
        }
        let nets = self.prepared.nets.get(..self.context.segments.len()).unwrap_or(&[]);
        if let Some(price) = resolved.price
            && nets.iter().any(Option::is_none)
        {
            missing.extend(self.prepared.unknown_of(price, nets));
        }
        missing.dedup();
        missing
    }

    /// Works the plan out; `None` if the room of a unit is not known.
    pub(super) async fn worked(
        &self,
        wanted: &Wanted,
        limits: &mut Limits,
        notes: &mut Vec<Sentence>,
    ) -> Result<Option<Worked<'_>>> {
        let menu = self.menu_of(wanted);
        limits.lot = wanted.lot(limits, menu.len());
        if limits.lot > 1 {
            notes.push(Sentence::new("counted_in_lots").with("lot", limits.lot));
        }
        self.worked_in(wanted, limits, menu, notes).await
    }

    /// The same in at most so many steps of the stock: for what is worked out many times over and held against itself.
    pub(super) async fn worked_coarsely(
        &self,
        wanted: &Wanted,
        limits: &Limits,
        most: u32,
    ) -> Result<Option<Worked<'_>>> {
        let mut limits = limits.clone();
        limits.lot = limits.lot.max(limits.units.div_ceil(most.max(1)));
        self.worked_in(wanted, &limits, self.menu_of(wanted), &mut Vec::new()).await
    }

    fn menu_of(&self, wanted: &Wanted) -> Vec<Money> {
        wanted.menu.iter().copied().filter(|price| self.is_known(*price)).collect()
    }

    async fn worked_in(
        &self,
        wanted: &Wanted,
        limits: &Limits,
        menu: Vec<Money>,
        notes: &mut Vec<Sentence>,
    ) -> Result<Option<Worked<'_>>> {
        let Some(setting) = Setting::new(self.context, self.prepared, limits.clone())? else { return Ok(None) };
        if setting.exit.is_none() {
            notes.push(Sentence::new("leftover_nothing"));
        }
        if setting.limits.per_day <= 0.0 {
            notes.push(Sentence::new("no_sales"));
        }
        let rules = setting.rules(&menu);
        let ladders = Ladders::new(&setting, menu, wanted.elasticity)?;
        pause().await;
        let plan = Plan::best_in_steps(&ladders.present, setting.stock(), &rules).await?;
        Ok(Some(Worked { setting, rules, ladders, plan }))
    }
}
