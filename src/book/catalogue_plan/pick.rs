//! A choice among the ways that were found, in steps: which products pass, which way each takes, what it comes to.

use super::super::filter::{Filter, Sieve};
use super::super::{Book, count};
use super::work::{Member, Picked, Work};
use crate::portfolio::choose::{Choice, Choosing, Needs};
use crate::steps::{Steps, pause};
use std::sync::Arc;

/// Products looked at between two pauses: some tens of microseconds.
const AT_A_STEP: usize = 512;

/// What a choice is made among. While ways are being found nobody holds it, and nothing is copied.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// Products that have ways, ascending.
    pub members: Arc<Vec<Member>>,
    /// Their ways, one product after the other.
    pub choices: Arc<Vec<Choice>>,
    /// By member, where its ways end.
    pub ends: Arc<Vec<usize>>,
    /// Products with stock of which too little is known, and those without stock.
    pub left_out: Arc<Vec<usize>>,
    pub without_stock: Arc<Vec<usize>>,
}

impl Lists {
    pub fn choice(&self, at: usize) -> Choice {
        self.choices.get(at).copied().unwrap_or_default()
    }

    fn ways_of(&self, place: usize) -> Option<&[Choice]> {
        self.choices.get(self.members.get(place)?.first..*self.ends.get(place)?)
    }
}

/// What is chosen, with the products and ways of it that are neither doing nothing nor the best: their cash is open.
type Made = (Picked, Vec<(usize, usize)>);

/// A choice that is being made.
#[derive(Debug)]
pub(super) struct Picking {
    needs: Needs,
    filter: Filter,
    /// Products before this one were held against the filter, and those that pass.
    next: usize,
    passes: Vec<usize>,
    steps: Option<Steps<Option<Made>>>,
}

impl Work {
    /// Chooses among the ways of the products that pass a filter, in up to so many steps, which are counted down;
    /// true = it is chosen.
    pub(super) fn pick(&mut self, book: &Book, needs: Needs, filter: &Filter, steps: &mut usize) -> bool {
        if self.picked(needs, filter).is_some() {
            return true;
        }
        let begun = self.picking.take().filter(|begun| begun.needs == needs && begun.filter == *filter);
        let mut picking = begun.unwrap_or_else(|| Picking {
            needs,
            filter: filter.clone(),
            next: 0,
            passes: Vec::new(),
            steps: None,
        });
        let is_made = picking.go_on(book, &self.lists, steps);
        match is_made {
            None => self.picking = Some(picking),
            Some(None) => {}
            Some(Some((picked, mut open))) => {
                open.retain(|(_, at)| !self.laid_out.contains_key(at));
                self.open = open;
                self.last = Some((needs, filter.clone(), picked));
            }
        }
        self.picking.is_none()
    }
}

impl Picking {
    fn go_on(&mut self, book: &Book, lists: &Lists, steps: &mut usize) -> Option<Option<Made>> {
        if self.steps.is_none() && !self.filter.is_empty() {
            let sieve = Sieve::new(&self.filter);
            while self.next < book.products.len() {
                if *steps == 0 {
                    return None;
                }
                *steps -= 1;
                let end = self.next.saturating_add(AT_A_STEP).min(book.products.len());
                self.passes.extend((self.next..end).filter(|&product| sieve.lets_through(book, product)));
                self.next = end;
            }
        }
        let Self { needs, ref filter, ref mut passes, .. } = *self;
        let begin = || Steps::of(made(lists.clone(), (!filter.is_empty()).then(|| std::mem::take(passes)), needs));
        self.steps.get_or_insert_with(begin).go_on(steps)
    }
}

/// `None` only if a product had no way, which does not come about.
async fn made(lists: Lists, passes: Option<Vec<usize>>, needs: Needs) -> Option<Made> {
    let is_in = |product: usize| passes.as_ref().is_none_or(|passes| passes.binary_search(&product).is_ok());
    let mut members = Vec::with_capacity(lists.members.len());
    let (mut choices, mut ends) = (Vec::new(), Vec::new());
    for (from, some) in lists.members.chunks(AT_A_STEP).enumerate() {
        let places = (from * AT_A_STEP..).zip(some);
        for (place, own) in places
            .filter(|(_, member)| is_in(member.product))
            .filter_map(|(place, _)| Some((place, lists.ways_of(place)?)))
        {
            members.push(place);
            if passes.is_some() {
                choices.extend_from_slice(own);
                ends.push(choices.len());
            }
        }
        pause().await;
    }
    let mut choosing = match &passes {
        None => Choosing::new(Arc::clone(&lists.choices), Arc::clone(&lists.ends), needs),
        Some(_) => Choosing::new(Arc::new(choices), Arc::new(ends), needs),
    };
    let mut chosen = loop {
        if let Some(chosen) = choosing.go_on(&mut 1) {
            break chosen?;
        }
        pause().await;
    };
    // What each product does best by itself needs no choice; an exit on the day is for those who need it.
    let mut own = Vec::with_capacity(members.len());
    let mut sums = Choice::default();
    for some in members.chunks(AT_A_STEP) {
        for member in some.iter().filter_map(|&place| lists.members.get(place)) {
            sums = sums.plus(lists.choice(member.at_best()));
            own.push(u32::try_from(member.best).unwrap_or(0));
        }
        pause().await;
    }
    if needs.are_met(sums) {
        (chosen.places, chosen.bound, chosen.sums, chosen.is_met) = (own, sums.value, sums, true);
    }
    let mut open = Vec::new();
    for (members, ways) in members.chunks(AT_A_STEP).zip(chosen.places.chunks(AT_A_STEP)) {
        for (member, &way) in members.iter().filter_map(|&place| lists.members.get(place)).zip(ways) {
            let at = member.first.saturating_add(usize::try_from(way).unwrap_or(0));
            if at != member.at_hold() && at != member.at_best() {
                open.push((member.product, at));
            }
        }
        pause().await;
    }
    let mut out = [0, 0];
    for (sum, of) in out.iter_mut().zip([&lists.left_out, &lists.without_stock]) {
        for some in of.chunks(AT_A_STEP) {
            *sum += some.iter().filter(|&&product| is_in(product)).count();
            pause().await;
        }
    }
    let [left_out, without_stock] = out.map(count);
    let picked = Picked { members, chosen, left_out, without_stock, totals: super::totals::Totals::default() };
    Some((picked, open))
}
