//! Ways found elsewhere: a book with the same input in another worker finds those of some products, and this one takes
//! them in. What crosses is a row of numbers, so neither side pays for names.

use super::super::Book;
use super::super::calculation::{PricePoint, Way};
use super::ways::{Course, PERIODS};
use super::work::{Outcome, Work};
use crate::error::{Error, ErrorKind, Result};
use crate::exits::ExitKind;
use crate::money::{Currency, Money};
use crate::portfolio::choose::Choice;
use crate::rate::Rate;
use std::hash::Hasher;

/// Products found here in the time in which a share is taken in.
pub(super) const COST: usize = 8;

/// Stands for what is not there.
const NONE: i64 = -1;

/// How a product stands: as the variants of [`Outcome`].
const LEFT_OUT: i64 = 0;
const WITHOUT_STOCK: i64 = 1;
const WAYS: i64 = 2;

impl Book {
    /// Changes whenever the ways that were found hold no more: a share belongs to the input of one number.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let before = book.ways_revision();
    /// let key = book.add_product();
    /// book.edit(Some(&key), "units", "40").unwrap();
    /// assert!(book.ways_revision() > before);
    /// ```
    #[must_use]
    pub const fn ways_revision(&self) -> u32 {
        self.ways_revision
    }

    /// The ways of some products for a book that holds the same input, which takes them in by [`Book::take_ways`].
    ///
    /// `from` and `until` are places as [`Book::find_ways`] counts them: the products, once more for what is taken to be
    /// otherwise. A share never spans both; it then begins where the second do.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, Filter, read_options}, date::Day};
    /// # fn book() -> Book {
    /// #     let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// #     let text = "SKU\tPrice\tQuantity\nA\t9.99\t50\nB\t19.99\t0\n";
    /// #     book.add_table(text, &read_options("own.txt", false, None, &[]).unwrap());
    /// #     book
    /// # }
    /// let (mut book, mut other) = (book(), book());
    /// book.find_ways(&[], &Filter::default(), 0).unwrap();
    /// let share = other.share_of_ways(&[], 1, 2).unwrap();
    /// assert!(book.take_ways(&[], book.ways_revision(), &share).unwrap());
    /// assert_eq!(book.find_ways(&[], &Filter::default(), 0).unwrap().done, 1);
    /// ```
    ///
    /// # Errors
    /// As [`Book::find_ways`].
    pub fn share_of_ways(&mut self, texts: &[(String, String)], from: usize, until: usize) -> Result<Vec<u8>> {
        self.keep_context()?;
        let (wishes, _) = self.catalogue_wishes(texts)?;
        let mut all = usize::MAX;
        self.products.read_some(&mut all);
        let products = self.products.len().max(1);
        let mut works = self.works_for(&wishes)?;
        let until = until.min(products.saturating_mul(works.len()));
        let place = until.saturating_sub(1) / products;
        let from = from.max(place.saturating_mul(products)).min(until);
        let mut numbers = Numbers::default();
        for number in [from, until] {
            numbers.count(number);
        }
        numbers.whole(i64::from(self.fingerprint(from % products, until - from)));
        if let Some(work) = works.get_mut(place) {
            for product in from..until {
                let outcome = work.find(self, product - place * products);
                numbers.outcome(&outcome);
            }
        }
        self.catalogue_works = works;
        Ok(numbers.0)
    }

    /// Takes in what a book with the same input found; false if it belongs to other input than `revision`, or these
    /// products are in already.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Filter, ReadOptions};
    /// let filled = || {
    ///     let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    ///     book.add_table("SKU\tPrice\tQuantity\nA\t9.99\t50\nB\t19.99\t0\n", &ReadOptions::default());
    ///     book
    /// };
    /// let (mut book, share) = (filled(), filled().share_of_ways(&[], 0, 1).unwrap());
    /// book.find_ways(&[], &Filter::default(), 0).unwrap();
    /// // The book has changed meanwhile: what was found for the other input is not taken.
    /// let revision = book.ways_revision();
    /// book.edit(Some("A"), "price_list", "8.99").unwrap();
    /// assert_eq!(book.take_ways(&[], revision, &share), Ok(false));
    /// ```
    ///
    /// # Errors
    /// `share_unreadable` if the bytes are not those of a share; as [`Book::find_ways`].
    pub fn take_ways(&mut self, texts: &[(String, String)], revision: u32, share: &[u8]) -> Result<bool> {
        let (wishes, _) = self.catalogue_wishes(texts)?;
        let unreadable = || Error::new(ErrorKind::Syntax, "share_unreadable");
        let mut read = Read { rest: share, currency: self.currency };
        let head = (|| Some((read.count()?, read.count()?, read.whole()?)))();
        let (from, until, fingerprint) = head.filter(|(from, until, _)| from <= until).ok_or_else(unreadable)?;
        let products = self.products.len().max(1);
        let (place, first) = (from / products, from % products);
        let is_same = revision == self.ways_revision
            && fingerprint == i64::from(self.fingerprint(first, until - from))
            && first.saturating_add(until - from) <= products;
        let changes = wishes.worlds().nth(place);
        let work = self.catalogue_works.iter_mut().find(|work| changes.is_some_and(|c| work.is_for(&wishes, &c)));
        let Some(work) = work.filter(|work| is_same && work.next <= first) else { return Ok(false) };
        let outcomes: Option<Vec<Outcome>> = (from..until).map(|_| read.outcome()).collect();
        let outcomes = outcomes.filter(|_| read.rest.is_empty()).ok_or_else(unreadable)?;
        work.shares.insert(first, outcomes);
        Ok(true)
    }

    /// Of the names of some products, so that a share of others is not taken for theirs.
    fn fingerprint(&self, from: usize, count: usize) -> u32 {
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write_usize(self.products.len());
        for facts in (from..from.saturating_add(count)).filter_map(|product| self.products.get(product)) {
            hasher.write(facts.sku.as_bytes());
        }
        let [low, high] = [0, 32].map(|shift| u32::try_from((hasher.finish() >> shift) & 0xffff_ffff).unwrap_or(0));
        low ^ high
    }
}

impl Work {
    /// Takes in the share that begins with the next product; false if there is none.
    pub(super) fn take_share(&mut self) -> bool {
        let share = self.shares.remove(&self.next);
        let is_there = share.is_some();
        for outcome in share.into_iter().flatten() {
            self.put(outcome);
        }
        // What it overtook is of no more use.
        self.shares.retain(|from, _| *from >= self.next);
        is_there
    }

    /// Products that others found and that are not in yet.
    pub(super) fn shared(&self) -> usize {
        self.shares.values().map(Vec::len).sum()
    }
}

/// Written one after the other, each as eight bytes.
#[derive(Default)]
struct Numbers(Vec<u8>);

impl Numbers {
    fn float(&mut self, number: f64) {
        self.0.extend(number.to_le_bytes());
    }

    fn whole(&mut self, number: i64) {
        self.0.extend(number.to_le_bytes());
    }

    fn count(&mut self, number: usize) {
        self.whole(i64::try_from(number).unwrap_or(i64::MAX));
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::LeftOut => self.whole(LEFT_OUT),
            Outcome::WithoutStock => self.whole(WITHOUT_STOCK),
            Outcome::Ways { ways, hold, best, cash } => {
                self.whole(WAYS);
                for number in [ways.len(), *hold, *best] {
                    self.count(number);
                }
                for &minor in cash.iter().flatten() {
                    self.whole(minor);
                }
                for (choice, course) in ways {
                    self.way(*choice, course);
                }
            }
        }
    }

    fn way(&mut self, choice: Choice, course: &Course) {
        for number in [choice.value, choice.cash, choice.volume] {
            self.whole(number);
        }
        let (point, exit) = match course.way {
            Way::At(point) => (Some(point), None),
            Way::Exit(kind) => (None, Some(kind)),
        };
        self.whole(point.map_or(NONE, |point| point.price.minor()));
        self.whole(point.and_then(|point| point.discount).map_or(NONE, Rate::ppm));
        self.whole(i64::from(point.is_some_and(|point| point.is_own)));
        for kind in [exit, course.then, course.part] {
            let place = kind.and_then(|kind| ExitKind::ALL.iter().position(|known| *known == kind));
            self.whole(place.and_then(|place| i64::try_from(place).ok()).unwrap_or(NONE));
        }
        self.float(course.sold);
        self.float(course.let_go);
        self.whole(course.clears.map_or(NONE, i64::from));
    }
}

/// What is left of them.
struct Read<'b> {
    rest: &'b [u8],
    currency: Currency,
}

impl Read<'_> {
    fn bytes(&mut self) -> Option<[u8; 8]> {
        let (first, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*first)
    }

    fn whole(&mut self) -> Option<i64> {
        self.bytes().map(i64::from_le_bytes)
    }

    fn float(&mut self) -> Option<f64> {
        self.bytes().map(f64::from_le_bytes).filter(|number| number.is_finite())
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.whole()?).ok()
    }

    /// None within where nothing stands there.
    fn exit(&mut self) -> Option<Option<ExitKind>> {
        match self.whole()? {
            NONE => Some(None),
            place => ExitKind::ALL.get(usize::try_from(place).ok()?).copied().map(Some),
        }
    }

    fn outcome(&mut self) -> Option<Outcome> {
        match self.whole()? {
            LEFT_OUT => Some(Outcome::LeftOut),
            WITHOUT_STOCK => Some(Outcome::WithoutStock),
            WAYS => {
                let (count, hold, best) = (self.count()?, self.count()?, self.count()?);
                let mut cash = Box::new([[0; PERIODS]; 2]);
                for minor in cash.iter_mut().flatten() {
                    *minor = self.whole()?;
                }
                let ways: Vec<_> = (0..count).map(|_| self.way()).collect::<Option<_>>()?;
                (hold < count && best < count).then_some(Outcome::Ways { ways, hold, best, cash })
            }
            _ => None,
        }
    }

    fn way(&mut self) -> Option<(Choice, Course)> {
        let choice = Choice { value: self.whole()?, cash: self.whole()?, volume: self.whole()? };
        let (price, discount, is_own) = (self.whole()?, self.whole()?, self.whole()? != 0);
        let (exit, then, part) = (self.exit()?, self.exit()?, self.exit()?);
        let way = match exit {
            Some(kind) => Way::Exit(kind),
            None => Way::At(PricePoint {
                discount: (discount != NONE).then(|| Rate::from_ppm(discount)),
                is_own,
                price: Money::new(price, self.currency).ok()?,
            }),
        };
        let (sold, let_go) = (self.float()?, self.float()?);
        let clears = match self.whole()? {
            NONE => None,
            days => Some(i32::try_from(days).ok()?),
        };
        Some((choice, Course { way, then, part, sold, let_go, clears }))
    }
}
