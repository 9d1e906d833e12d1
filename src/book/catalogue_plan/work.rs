//! The ways of all products under one set of assumptions, found slice by slice, and a choice among them.

use super::super::Book;
use super::super::calculation::{Context, HORIZON_DAYS, Prepared};
use super::super::filter::Filter;
use super::super::resolve::Resolved;
use super::pick::{Lists, Picking};
use super::totals::Totals;
use super::ways::{Course, Days, Found, PERIODS};
use super::wishes::{Changes, Wishes};
use crate::demand::Season;
use crate::error::Result;
use crate::portfolio::choose::{Choice, Chosen, Needs};
use crate::rate::Rate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A product with its ways in the lists of the work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// Place in the book.
    pub(super) product: usize,
    /// First of its ways.
    pub(super) first: usize,
    /// Places of doing nothing and of its best way among them.
    pub(super) hold: usize,
    pub(super) best: usize,
    /// Place of the cash of these two.
    pub(super) cash: usize,
}

/// What was found of a product.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// There is stock, and too little is known of it.
    LeftOut,
    /// There is none.
    WithoutStock,
    /// Its ways, the places of doing nothing and of its best among them, and the cash of these two by period.
    Ways { ways: Vec<(Choice, Course)>, hold: usize, best: usize, cash: Box<[[i64; PERIODS]; 2]> },
}

/// Ways of all products under one set of assumptions, as far as they are found.
#[derive(Debug)]
pub(in crate::book) struct Work {
    pub(super) days: Days,
    pub(super) season: Season,
    pub(super) changes: Changes,
    pub(super) context: Context,
    pub(super) found: Found,
    /// Products before this one are in.
    pub(super) next: usize,
    /// What another worker found of products that are not in yet, by the first of them.
    pub(super) shares: BTreeMap<usize, Vec<Outcome>>,
    /// Shared with a choice that is being made among them.
    pub(super) lists: Lists,
    /// By way, as in the lists.
    pub(super) courses: Vec<Course>,
    /// Cash by period of doing nothing and of the best way, a pair a member.
    pub(super) cash: Vec<[[i64; PERIODS]; 2]>,
    /// Cash by period of ways that a target chose, by their places.
    pub(super) laid_out: BTreeMap<usize, [i64; PERIODS]>,
    /// The choice that is being made, and the last one, by what it is made for.
    pub(super) picking: Option<Picking>,
    pub(super) last: Option<(Needs, Filter, Picked)>,
    /// Products and ways of the last choice of which the cash is still to be laid out.
    pub(super) open: Vec<(usize, usize)>,
}

/// A choice among the ways of a work.
#[derive(Clone, Debug)]
pub(super) struct Picked {
    /// Places in `members`, ascending.
    pub(super) members: Vec<usize>,
    pub(super) chosen: Chosen,
    pub(super) left_out: u32,
    pub(super) without_stock: u32,
    pub(super) totals: Totals,
}

impl Work {
    pub(super) fn new(book: &Book, wishes: &Wishes, changes: Changes) -> Result<Self> {
        let context =
            Context::with_storage_times(book.today, book.currency, &book.entries.settings, book.fees, changes.storage)?;
        let season = wishes.season.later(changes.late);
        let by = (wishes.days, wishes.payout);
        Ok(Self {
            days: Days::new(book.today, by, HORIZON_DAYS, &context.segments, &season, changes.pause),
            season: wishes.season.clone(),
            changes,
            context,
            found: Found::default(),
            next: 0,
            shares: BTreeMap::new(),
            lists: Lists::default(),
            courses: Vec::new(),
            cash: Vec::new(),
            laid_out: BTreeMap::new(),
            picking: None,
            last: None,
            open: Vec::new(),
        })
    }

    pub(super) fn is_for(&self, wishes: &Wishes, changes: &Changes) -> bool {
        let of_days = self.days.by == wishes.days && self.days.payout == wishes.payout;
        of_days && self.season == wishes.season && self.changes == *changes
    }

    /// What is computed with for a product, under the assumptions of this work.
    pub(super) fn resolve(&self, book: &Book, product: usize) -> Option<Resolved> {
        let facts = book.products.get(product)?;
        let mut resolved = self.context.resolve(facts, book.entries.of(&facts.key));
        self.changes.apply(&mut resolved);
        Some(resolved)
    }

    pub(super) fn prepare<'r>(&self, resolved: &'r Resolved) -> Option<Prepared<'r>> {
        let mut prepared = Prepared::new(&self.context, resolved).ok()?;
        if self.changes.fuel != Rate::ZERO {
            prepared.add_fuel(self.changes.fuel);
        }
        Some(prepared)
    }

    /// Finds the ways of a product.
    pub(super) fn find(&mut self, book: &Book, product: usize) -> Outcome {
        let Some(resolved) = self.resolve(book, product) else { return Outcome::LeftOut };
        if resolved.units == Some(0) {
            return Outcome::WithoutStock;
        }
        let mut found = std::mem::take(&mut self.found);
        let prepared = self.prepare(&resolved);
        let known = prepared.filter(|prepared| found.find(&self.context, prepared, &self.days).is_some());
        let outcome = known.map_or(Outcome::LeftOut, |prepared| {
            let cash = [found.hold, found.best].map(|place| {
                let course = found.ways.get(place).map(|(_, course)| *course);
                course.map_or([0; PERIODS], |course| found.lay_out(&self.context, &prepared, &self.days, &course))
            });
            Outcome::Ways { ways: found.ways.clone(), hold: found.hold, best: found.best, cash: Box::new(cash) }
        });
        self.found = found;
        outcome
    }

    /// Takes in what was found of the next product.
    pub(super) fn put(&mut self, outcome: Outcome) {
        let product = self.next;
        let lists = &mut self.lists;
        match outcome {
            Outcome::LeftOut => Arc::make_mut(&mut lists.left_out).push(product),
            Outcome::WithoutStock => Arc::make_mut(&mut lists.without_stock).push(product),
            Outcome::Ways { ways, hold, best, cash } => {
                let choices = Arc::make_mut(&mut lists.choices);
                let first = choices.len();
                choices.extend(ways.iter().map(|(choice, _)| *choice));
                Arc::make_mut(&mut lists.ends).push(choices.len());
                self.courses.extend(ways.into_iter().map(|(_, course)| course));
                let member = Member { product, first, hold, best, cash: self.cash.len() };
                Arc::make_mut(&mut lists.members).push(member);
                self.cash.push(*cash);
            }
        }
        self.next += 1;
    }

    /// Lays out the cash of up to so many products, which are counted down, where a target chose neither the best way nor
    /// doing nothing; true = of all.
    pub(super) fn lay_out(&mut self, book: &Book, limit: &mut usize) -> bool {
        let mut found = std::mem::take(&mut self.found);
        while *limit > 0
            && let Some((product, at)) = self.open.pop()
        {
            *limit -= 1;
            let Some((resolved, course)) = self.resolve(book, product).zip(self.courses.get(at).copied()) else {
                continue;
            };
            let Some(prepared) = self.prepare(&resolved) else { continue };
            if found.take_stock(&self.context, &prepared) {
                let cash = found.lay_out(&self.context, &prepared, &self.days, &course);
                self.laid_out.insert(at, cash);
            }
        }
        self.found = found;
        self.open.is_empty()
    }

    pub(super) fn cash_of(&self, member: &Member, at: usize) -> [i64; PERIODS] {
        let [hold, best] = self.cash.get(member.cash).copied().unwrap_or([[0; PERIODS]; 2]);
        if at == member.at_best() {
            best
        } else if at == member.at_hold() {
            hold
        } else {
            self.laid_out.get(&at).copied().unwrap_or([0; PERIODS])
        }
    }

    /// The choice made last, if it was made for this.
    pub(super) fn picked(&self, needs: Needs, filter: &Filter) -> Option<&Picked> {
        self.last.as_ref().filter(|(known, of, _)| *known == needs && of == filter).map(|(_, _, picked)| picked)
    }

    /// Whether the cash of all that was chosen is laid out.
    pub(super) const fn is_laid_out(&self) -> bool {
        self.open.is_empty()
    }

    /// Each product of a choice with the place of its way in the lists.
    pub(super) fn chosen<'w>(&'w self, picked: &'w Picked) -> impl Iterator<Item = (&'w Member, usize)> + 'w {
        (0..picked.members.len()).filter_map(|place| self.chosen_at(picked, place))
    }

    /// One product of a choice with the place of its way in the lists.
    pub(super) fn chosen_at(&self, picked: &Picked, place: usize) -> Option<(&Member, usize)> {
        let member = self.lists.members.get(*picked.members.get(place)?)?;
        Some((member, member.first + usize::try_from(*picked.chosen.places.get(place)?).ok()?))
    }

    pub(super) fn choice(&self, at: usize) -> Choice {
        self.lists.choice(at)
    }
}

impl Member {
    pub(super) const fn at_hold(&self) -> usize {
        self.first.saturating_add(self.hold)
    }

    pub(super) const fn at_best(&self) -> usize {
        self.first.saturating_add(self.best)
    }
}
