//! Sums over products: the line above the list, a filter, a group, a selection.

use super::asked::sum;
use super::calculation::{Computed, NextDeadline};
use super::filter::Filter;
use super::view::{AskedField, Summary};
use super::{Book, count};
use crate::money::{Currency, Money};

/// Sums over some products, as far as they are computed.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let totals = book.totals(&Filter::default());
/// assert_eq!((totals.products, totals.to_act, totals.units), (2, 1, 700.0));
/// // 400 at 6.00 and 300 at 11.00.
/// assert_eq!(totals.cash_tied_up.unwrap().to_string(), "5700.00");
/// assert_eq!(totals.ages, [300.0, 0.0, 400.0, 0.0, 0.0]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Products.
    pub products: u32,
    /// Products with a recommendation.
    pub ready: u32,
    /// Products whose best way is not doing nothing.
    pub to_act: u32,
    /// Units planned.
    pub units: f64,
    /// Units by age: 0–90, 91–180, 181–270, 271–365, 366 and more.
    pub ages: [f64; 5],
    /// Room the units take up at the marketplace, in cubic feet, where known.
    pub volume_cubic_feet: f64,
    /// Products with stock of which the volume is not known.
    pub volume_unknown: u32,
    /// Landed cost of the stock, where known.
    pub cash_tied_up: Option<Money>,
    /// Products with stock of which the landed cost is not known.
    pub cost_unknown: u32,
    /// Present value of the best ways out.
    pub best_value: Option<Money>,
    /// More than doing nothing.
    pub gain: Option<Money>,
    /// What a week of waiting costs.
    pub wait_week: Option<Money>,
}

fn add(sum: &mut Option<Money>, money: Option<Money>, currency: Currency) {
    if let Some(money) = money {
        // A catalogue beyond what money can hold has no total.
        *sum = sum.unwrap_or(Money::zero(currency)).plus(money).ok();
    }
}

impl Totals {
    /// Takes a product in.
    pub(super) fn count_in(&mut self, computed: Option<&Computed>, currency: Currency) {
        self.products = self.products.saturating_add(1);
        let Some(computed) = computed else { return };
        let has_stock = computed.units > 0.0;
        self.units += computed.units;
        for (sum, units) in self.ages.iter_mut().zip(computed.ages) {
            *sum += units;
        }
        let volume = computed.volume();
        self.volume_cubic_feet += volume.unwrap_or(0.0);
        self.volume_unknown += u32::from(has_stock && volume.is_none());
        self.cost_unknown += u32::from(has_stock && computed.landed_total.is_none());
        self.ready += u32::from(computed.best.is_some());
        self.to_act += u32::from(computed.best.is_some_and(|best| !best.is_hold()));
        add(&mut self.cash_tied_up, computed.landed_total, currency);
        add(&mut self.best_value, computed.best_value, currency);
        add(&mut self.gain, computed.gain, currency);
        add(&mut self.wait_week, computed.wait_week, currency);
    }
}

/// What is said of the whole catalogue, from one look at each product.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole {
    pub totals: Totals,
    /// Fee families that are left out of figures because they are not known.
    not_counted: Vec<&'static str>,
    /// The next deadline, with what goes then of all products it is the next of.
    deadline: Option<NextDeadline>,
    deadline_products: u32,
    /// What is asked for, in the order it was met.
    pub asked: Vec<AskedField>,
}

impl Whole {
    pub fn of(results: &[Option<Box<Computed>>], currency: Currency) -> Self {
        let mut whole = Self::default();
        for computed in results {
            whole.totals.count_in(computed.as_deref(), currency);
            if let Some(computed) = computed {
                whole.take_in(computed, currency);
            }
        }
        whole
    }

    fn take_in(&mut self, computed: &Computed, currency: Currency) {
        for family in &computed.not_counted {
            if !self.not_counted.contains(family) {
                self.not_counted.push(family);
            }
        }
        for missing in &computed.missing {
            match self.asked.iter_mut().find(|known| known.field == missing.field) {
                Some(known) => {
                    known.products = known.products.saturating_add(1);
                    known.stake = sum(known.stake, computed.stake);
                }
                None => self.asked.push(AskedField { field: missing.field, products: 1, stake: computed.stake }),
            }
        }
        let Some(next) = computed.deadline else { return };
        match &mut self.deadline {
            Some(first) if next.date > first.date => {}
            Some(first) if next.date == first.date => {
                first.units += next.units;
                add(&mut first.cost, next.cost, currency);
                self.deadline_products += 1;
            }
            slot => {
                *slot = Some(next);
                self.deadline_products = 1;
            }
        }
    }
}

impl Book {
    fn sum(&self, places: impl Iterator<Item = usize>) -> Totals {
        let mut totals = Totals::default();
        for index in places {
            totals.count_in(self.results.known(index), self.currency);
        }
        totals
    }

    /// Sums over all products that pass a filter.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Filter, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Title,On hand\nMAT,Bath mat,40\nRUG,Rug,15\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let filter = Filter { text: "bath".to_owned(), ..Filter::default() };
    /// assert_eq!((book.totals(&filter).units, book.totals(&Filter::default()).units), (40.0, 55.0));
    /// ```
    #[must_use]
    pub fn totals(&self, filter: &Filter) -> Totals {
        self.totals_without(filter, &[])
    }

    /// Sums over the products of these keys; keys that are not there count nothing.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\nRUG,15\nPAD,7\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let chosen = ["MAT", "PAD", "GONE"].map(str::to_owned);
    /// assert_eq!((book.totals_of(&chosen).products, book.totals_of(&chosen).units), (2, 47.0));
    /// ```
    #[must_use]
    pub fn totals_of(&self, keys: &[String]) -> Totals {
        self.sum(keys.iter().filter_map(|key| self.products.position(key)))
    }

    /// Sums over all products that pass a filter, but for some.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Filter, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\nRUG,15\nPAD,7\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// assert_eq!(book.totals_without(&Filter::default(), &["RUG".to_owned()]).units, 47.0);
    /// ```
    #[must_use]
    pub fn totals_without(&self, filter: &Filter, left_out: &[String]) -> Totals {
        if filter.is_empty() && left_out.is_empty() {
            return self.results.whole(self.currency).totals.clone();
        }
        let mut out: Vec<usize> = left_out.iter().filter_map(|key| self.products.position(key)).collect();
        out.sort_unstable();
        self.sum(self.passing(filter).filter(|index| out.binary_search(index).is_err()))
    }

    /// The line above the list, over the products computed so far.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let summary = book.summary();
    /// assert_eq!((summary.market, summary.products, summary.ready), ("US", 1, 0));
    /// // What is asked for keeps 40 units at 25.00 without advice.
    /// assert_eq!(summary.asked[0].stake.unwrap().to_string(), "1000.00");
    /// ```
    #[must_use]
    pub fn summary(&self) -> Summary {
        let Whole { totals, not_counted, deadline, deadline_products, .. } = self.results.whole(self.currency);
        Summary {
            today: self.today,
            market: self.market.code(),
            currency: self.currency,
            other_markets: self.other_markets.iter().map(|&(market, rows)| (market.code(), rows)).collect(),
            season: self.fees.season(self.today),
            products: count(self.products.len()),
            ready: totals.ready,
            to_act: totals.to_act,
            units: totals.units,
            cash_tied_up: totals.cash_tied_up,
            cost_unknown: totals.cost_unknown,
            best_value: totals.best_value,
            gain: totals.gain,
            wait_week: totals.wait_week,
            deadline: deadline.map(NextDeadline::to_view),
            deadline_products: *deadline_products,
            assumed_tables: self.context.as_ref().map(|context| context.assumed_tables.clone()).unwrap_or_default(),
            not_counted: not_counted.iter().map(|family| (*family).to_owned()).collect(),
            asked: self.asked(),
        }
    }
}
