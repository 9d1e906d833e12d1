//! The ways of all products under one set of assumptions, found slice by slice, and a choice among them.

use super::super::calculation::{Context, HORIZON_DAYS, Prepared};
use super::super::filter::Filter;
use super::super::resolve::Resolved;
use super::super::{Book, count};
use super::ways::{Course, Days, Found, PERIODS};
use super::wishes::{Changes, Wishes};
use crate::demand::Season;
use crate::error::Result;
use crate::portfolio::choose::{Choice, Choosing, Chosen, Needs};
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

/// Ways of all products under one set of assumptions, as far as they are found.
#[derive(Debug)]
pub(in crate::book) struct Work {
    pub(super) days: Days,
    pub(super) season: Season,
    pub(super) changes: Changes,
    pub(super) context: Context,
    pub(super) found: Found,
    pub(super) next: usize,
    pub(super) members: Vec<Member>,
    /// Shared with a choice that is being made among them.
    pub(super) choices: Arc<Vec<Choice>>,
    pub(super) courses: Vec<Course>,
    pub(super) ends: Arc<Vec<usize>>,
    /// Cash by period of doing nothing and of the best way, a pair a member.
    pub(super) cash: Vec<[[i64; PERIODS]; 2]>,
    /// Cash by period of ways that a target chose, by their places.
    pub(super) laid_out: BTreeMap<usize, [i64; PERIODS]>,
    /// Products with stock of which too little is known, and those without stock.
    pub(super) left_out: Vec<usize>,
    pub(super) without_stock: Vec<usize>,
    /// The choice that is being made, and the last one, by what it is made for.
    choosing: Option<(Needs, Filter, Vec<usize>, Choosing)>,
    last: Option<(Needs, Filter, Picked)>,
    /// Products and ways of the last choice of which the cash is still to be laid out.
    open: Vec<(usize, usize)>,
}

/// A choice among the ways of a work.
#[derive(Clone, Debug)]
pub(super) struct Picked {
    /// Places in `members`, ascending.
    pub(super) members: Vec<usize>,
    pub(super) chosen: Chosen,
    pub(super) left_out: u32,
    pub(super) without_stock: u32,
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
            members: Vec::new(),
            choices: Arc::default(),
            courses: Vec::new(),
            ends: Arc::default(),
            cash: Vec::new(),
            laid_out: BTreeMap::new(),
            left_out: Vec::new(),
            without_stock: Vec::new(),
            choosing: None,
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
    pub(super) fn take(&mut self, book: &Book, product: usize) {
        let Some(resolved) = self.resolve(book, product) else { return };
        if resolved.units == Some(0) {
            self.without_stock.push(product);
            return;
        }
        let mut found = std::mem::take(&mut self.found);
        let prepared = self.prepare(&resolved);
        let known = prepared.filter(|prepared| found.find(&self.context, prepared, &self.days).is_some());
        if let Some(prepared) = known {
            let first = self.choices.len();
            let cash = [found.hold, found.best].map(|place| {
                let course = found.ways.get(place).map(|(_, course)| *course);
                course.map_or([0; PERIODS], |course| found.lay_out(&self.context, &prepared, &self.days, &course))
            });
            // While ways are being found nobody chooses among them: they are held alone, and nothing is copied.
            let (choices, ends) = (Arc::make_mut(&mut self.choices), Arc::make_mut(&mut self.ends));
            choices.extend(found.ways.iter().map(|(choice, _)| *choice));
            self.courses.extend(found.ways.iter().map(|(_, course)| *course));
            self.members.push(Member { product, first, hold: found.hold, best: found.best, cash: self.cash.len() });
            self.cash.push(cash);
            ends.push(choices.len());
        } else {
            self.left_out.push(product);
        }
        self.found = found;
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

    /// Chooses among the ways of the products that pass a filter, in up to so many steps, which are counted down;
    /// true = it is chosen.
    pub(super) fn pick(&mut self, book: &Book, needs: Needs, filter: &Filter, steps: &mut usize) -> bool {
        if self.picked(needs, filter).is_some() {
            return true;
        }
        let begun = self.choosing.take().filter(|(known, of, _, _)| *known == needs && of == filter);
        let (_, _, members, mut choosing) = begun.unwrap_or_else(|| self.begin(book, needs, filter));
        match choosing.go_on(steps) {
            None => {
                self.choosing = Some((needs, filter.clone(), members, choosing));
                false
            }
            // Every product here has a way, so there is a choice.
            Some(None) => true,
            Some(Some(chosen)) => {
                self.take_choice(book, needs, filter, members, chosen);
                true
            }
        }
    }

    fn begin(&self, book: &Book, needs: Needs, filter: &Filter) -> (Needs, Filter, Vec<usize>, Choosing) {
        let places = self.members.iter().enumerate();
        let (members, choosing) = if filter.is_empty() {
            let choosing = Choosing::new(Arc::clone(&self.choices), Arc::clone(&self.ends), needs);
            (places.map(|(place, _)| place).collect(), choosing)
        } else {
            let passes: Vec<usize> = book.passing(filter).collect();
            let is_in = |product: usize| passes.binary_search(&product).is_ok();
            let members: Vec<usize> =
                places.filter(|(_, member)| is_in(member.product)).map(|(place, _)| place).collect();
            let (mut choices, mut ends) = (Vec::new(), Vec::new());
            for own in members.iter().filter_map(|&place| self.choices.get(self.ways_of(place)?)) {
                choices.extend_from_slice(own);
                ends.push(choices.len());
            }
            (members, Choosing::new(Arc::new(choices), Arc::new(ends), needs))
        };
        (needs, filter.clone(), members, choosing)
    }

    fn take_choice(&mut self, book: &Book, needs: Needs, filter: &Filter, members: Vec<usize>, mut chosen: Chosen) {
        // What each product does best by itself needs no choice; an exit on the day is for those who need it.
        let own = members.iter().filter_map(|&place| self.members.get(place));
        let sums = self.sums(own.clone().map(Member::at_best));
        if needs.are_met(sums) {
            chosen.places = own.map(|member| u32::try_from(member.best).unwrap_or(0)).collect();
            (chosen.bound, chosen.sums, chosen.is_met) = (sums.value, sums, true);
        }
        let passes: Vec<usize> = if filter.is_empty() { Vec::new() } else { book.passing(filter).collect() };
        let is_in = |product: &usize| filter.is_empty() || passes.binary_search(product).is_ok();
        let out = |of: &[usize]| count(of.iter().filter(|product| is_in(product)).count());
        let (left_out, without_stock) = (out(&self.left_out), out(&self.without_stock));
        let picked = Picked { members, chosen, left_out, without_stock };
        let own_way = |(member, at): &(&Member, usize)| *at == member.at_hold() || *at == member.at_best();
        let open = self.chosen(&picked).filter(|pair| !own_way(pair) && !self.laid_out.contains_key(&pair.1));
        self.open = open.map(|(member, at)| (member.product, at)).collect();
        self.last = Some((needs, filter.clone(), picked));
    }

    pub(super) fn ways_of(&self, place: usize) -> Option<core::ops::Range<usize>> {
        Some(self.members.get(place)?.first..*self.ends.get(place)?)
    }

    /// Each product of a choice with the place of its way in the lists.
    pub(super) fn chosen<'w>(&'w self, picked: &'w Picked) -> impl Iterator<Item = (&'w Member, usize)> {
        picked.members.iter().zip(&picked.chosen.places).filter_map(|(&place, &way)| {
            let member = self.members.get(place)?;
            Some((member, member.first + usize::try_from(way).ok()?))
        })
    }

    pub(super) fn choice(&self, at: usize) -> Choice {
        self.choices.get(at).copied().unwrap_or_default()
    }

    pub(super) fn sums(&self, places: impl Iterator<Item = usize>) -> Choice {
        places.fold(Choice::default(), |sums, at| {
            let way = self.choice(at);
            Choice {
                value: sums.value.saturating_add(way.value),
                cash: sums.cash.saturating_add(way.cash),
                volume: sums.volume.saturating_add(way.volume),
            }
        })
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
