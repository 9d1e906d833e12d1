//! Where letting a part of the stock go today and selling the rest leaves more than what the list recommends.
//!
//! The list compares ways for the whole stock, for that is what a pass over a catalogue has room for. This goes over
//! the products once more, slice by slice, with the numbers that the split of a product (`scenario::split`) tries, and
//! completes the lines.

use super::calculation::{Context, Prepared};
use super::{Book, count};
use crate::error::Result;
use crate::exits::ExitKind;
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::scenario::best_part;
use serde::Serialize;

/// A split is said where it leaves more than one part in so many of what the recommended way leaves: our choice, so that
/// no line tells of a unit and some cents.
const WORTH_SAYING: i64 = 200;

/// Whether a split that leaves so much more than the best way for the whole stock is said; minor units.
pub(super) const fn is_worth_saying(more: i64, whole: i64) -> bool {
    more > 0 && more.saturating_mul(WORTH_SAYING) >= whole.saturating_abs()
}

/// A part to let go, and what it adds.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),Sold last 30 days\n\
///     BOX,14.99,home,14x10x6in,2.5,300,250,9\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let found = book.better_splits(10, &["BOX".to_owned()]).unwrap();
/// let split = &found.rows[0].split;
/// // What both parts leave is so much above the recommended way for all 300.
/// let whole = book.product("BOX").unwrap().row.best_value.unwrap();
/// assert_eq!(split.value.minus(whole).unwrap(), split.more);
/// assert!(split.units < 300.0 && split.more.minor() > 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetterSplit {
    /// Units to let go today, of the oldest.
    pub units: f64,
    /// Exit by which they go, code.
    pub exit: &'static str,
    /// Price at which the rest sells on.
    pub price: Money,
    /// Share off today's price, parts per million; none = today's price, or one of the seller's own.
    pub discount_ppm: Option<i64>,
    /// Present value of both.
    pub value: Money,
    /// More than the recommended way for the whole stock leaves.
    pub more: Money,
}

/// Whether a line of the list has been looked at, and what was found.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Looked {
    #[default]
    NotYet,
    Nothing,
    Found(BetterSplit),
}

impl Looked {
    pub const fn found(self) -> Option<BetterSplit> {
        if let Self::Found(split) = self { Some(split) } else { None }
    }
}

/// For how many products a split leaves more, and how much in all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    products: u32,
    more: Option<Money>,
}

impl Sums {
    fn add(&mut self, split: Option<BetterSplit>, currency: Currency) {
        let Some(split) = split else { return };
        self.products = self.products.saturating_add(1);
        self.more = self.more.unwrap_or(Money::zero(currency)).plus(split.more).ok();
    }
}

/// A product with its split.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),Sold last 30 days\n\
///     BOX,14.99,home,14x10x6in,2.5,300,250,9\nFEW,14.99,home,14x10x6in,2.5,4,250,9\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let found = book.better_splits(10, &["BOX".to_owned(), "FEW".to_owned()]).unwrap();
/// // Four units sell in two weeks: nothing is gained by letting some of them go.
/// assert_eq!(found.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["BOX"]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SplitRow {
    /// Key of the product.
    pub key: String,
    /// What was found.
    pub split: BetterSplit,
}

/// How far the work is, what it found so far, and the lines asked for.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,40\nRUG,15\n", &ReadOptions::default());
/// // Nothing is worked out yet, so there is nothing to look at.
/// assert_eq!(book.better_splits(10, &[]).unwrap().looked, 0);
/// book.finish().unwrap();
/// let found = book.better_splits(1, &[]).unwrap();
/// assert_eq!((found.looked, found.done, found.total), (1, 1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BetterSplits {
    /// Products looked at, from the first.
    pub done: u32,
    /// Products in all.
    pub total: u32,
    /// Products looked at just now; none = the others are not worked out yet.
    pub looked: u32,
    /// Products of them for which a split leaves more.
    pub products: u32,
    /// By how much in all; none = for none.
    pub more: Option<Money>,
    /// Those of the products asked for that have one.
    pub rows: Vec<SplitRow>,
}

impl Book {
    /// Looks at up to `limit` further products, those named by `keys` first, and tells what is known so far. It goes as
    /// far as [`Book::advance`] has been; keys that are not there any more are passed over. What was found holds until something the product rests on changes.
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// // 400 units at 9 a month: more than the year sells, and storage of what is left is paid for nothing.
    /// for (field, text) in [("price_list", "29.99"), ("category", "home"), ("side_longest", "10"), ("side_median", "7"),
    ///     ("side_shortest", "2"), ("weight", "1.2"), ("units", "400"), ("age_days", "200"), ("units_sold_30", "9")] {
    ///     book.edit(Some(&key), field, text).unwrap();
    /// }
    /// book.finish().unwrap();
    /// let found = book.better_splits(10, &[key]).unwrap();
    /// assert_eq!((found.done, found.total), (1, 1));
    /// assert_eq!(found.rows.len(), usize::try_from(found.products).unwrap());
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn better_splits(&mut self, limit: usize, keys: &[String]) -> Result<BetterSplits> {
        let asked: Vec<usize> = keys.iter().filter_map(|key| self.products.position(key)).collect();
        let context = self.take_context()?;
        let mut left = limit;
        for &index in &asked {
            if left > 0 && self.look_for_split(&context, index) {
                left -= 1;
            }
        }
        while left > 0 && self.results.get(self.splits_to).is_some_and(Option::is_some) {
            let index = self.splits_to;
            if self.look_for_split(&context, index) {
                left -= 1;
            }
            self.splits_to += 1;
            let split = self.split_of(index);
            if let Some(sums) = &mut self.split_sums {
                sums.add(split, self.currency);
            }
        }
        self.context = Some(context);
        let sums = match self.split_sums {
            Some(sums) => sums,
            None => {
                let mut sums = Sums::default();
                (0..self.splits_to).for_each(|index| sums.add(self.split_of(index), self.currency));
                self.split_sums = Some(sums);
                sums
            }
        };
        let mut answer = BetterSplits {
            done: count(self.splits_to),
            total: count(self.products.len()),
            looked: count(limit - left),
            products: sums.products,
            more: sums.more,
            rows: Vec::new(),
        };
        for index in asked {
            if let (Some(facts), Some(split)) = (self.products.get(index), self.split_of(index)) {
                answer.rows.push(SplitRow { key: facts.key.clone(), split });
            }
        }
        Ok(answer)
    }

    fn split_of(&self, index: usize) -> Option<BetterSplit> {
        self.results.known(index)?.split.found()
    }

    /// Looks at a product whose line is there; says whether there was anything to do.
    fn look_for_split(&mut self, context: &Context, index: usize) -> bool {
        let computed = self.results.known(index);
        let Some((computed, Looked::NotYet)) = computed.map(|computed| (computed, computed.split)) else {
            return false;
        };
        let looked = match computed.best_value {
            Some(whole) if computed.units >= 2.0 => self.split_beyond(context, index, whole).ok().flatten(),
            _ => None,
        };
        if let Some(slot) = self.results.of_mut(index) {
            slot.split = looked.map_or(Looked::Nothing, Looked::Found);
        }
        true
    }

    fn split_beyond(&self, context: &Context, index: usize, whole: Money) -> Result<Option<BetterSplit>> {
        let resolved = self.resolved(context, index)?;
        let prepared = Prepared::new(context, &resolved)?;
        let ways = prepared.ways(context);
        let situation = prepared.situation(context.group(&resolved), &ways).filter(|_| resolved.units.is_some());
        let Some(part) = situation.map(|situation| best_part(&situation)).transpose()?.flatten() else {
            return Ok(None);
        };
        let value = Money::from_expectation(part.present_value, self.currency)?;
        let more = value.minus(whole)?;
        Ok(is_worth_saying(more.minor(), whole.minor()).then(|| BetterSplit {
            units: part.units,
            exit: ExitKind::code(part.exit.kind),
            price: part.way.price,
            discount_ppm: part.way.name.discount.map(Rate::ppm),
            value,
            more,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Book;
    use crate::book::Day;
    use crate::book::compare::Way;
    use crate::book::{bundle::BundleSheet, promotion::PromotionSheet};

    fn book(units: &[&str]) -> (Book, Vec<String>) {
        let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
        let mut keys = Vec::new();
        for units in units {
            let key = book.add_product();
            for (field, text) in [
                ("price_list", "14.99"),
                ("category", "home"),
                ("side_longest", "14"),
                ("side_median", "10"),
                ("side_shortest", "6"),
                ("weight", "2.5"),
                ("age_days", "250"),
                ("units_sold_30", "9"),
                ("units", units),
            ] {
                assert!(book.edit(Some(&key), field, text).unwrap().problem.is_none(), "{field}");
            }
            keys.push(key);
        }
        book.finish().unwrap();
        (book, keys)
    }

    #[test]
    fn list_says_the_split_that_the_comparison_shows_and_by_how_much_it_is_more() {
        let (mut book, keys) = book(&["300", "4"]);
        let found = book.better_splits(usize::MAX, &keys).unwrap();
        let [row] = &found.rows[..] else { panic!("{found:?}") };
        assert_eq!((&row.key, found.products, found.more), (&keys[0], 1, Some(row.split.more)));
        let ways = [Way::Scenario("hold".into())];
        let sheets = (&PromotionSheet::default(), &BundleSheet::default());
        let (_, offers) = book.compare_offers(&keys[0], &ways, 0, sheets).unwrap();
        let shown = offers.iter().find(|offer| offer.scenario.id.starts_with("split-")).unwrap();
        assert_eq!(shown.scenario.id, format!("split-{}", row.split.units));
        assert_eq!((shown.present_value, shown.scenario.price), (Some(row.split.value), Some(row.split.price)));
        let best = book.product(&keys[0]).unwrap().row.best_value.unwrap();
        assert_eq!(row.split.value.minus(best).unwrap(), row.split.more);
        assert!(row.split.more.minor() > 0);
    }

    #[test]
    fn what_was_found_goes_with_what_it_rests_on_and_slices_take_up_where_they_stopped() {
        let (mut book, keys) = book(&["300", "300", "300"]);
        // The one asked for comes first.
        let first = book.better_splits(1, &keys[2..]).unwrap();
        assert_eq!((first.done, first.rows.len()), (0, 1));
        assert_eq!(book.better_splits(1, &[]).unwrap().done, 1);
        assert_eq!(book.better_splits(9, &[]).unwrap().products, 3);
        book.edit(Some(&keys[1]), "units", "3").unwrap();
        // Not further than the list is.
        assert_eq!(book.better_splits(9, &[]).unwrap().done, 1);
        book.finish().unwrap();
        let after = book.better_splits(9, &keys).unwrap();
        assert_eq!((after.done, after.products, after.rows.len()), (3, 2, 2));
        // A list that is shown may be older than the book.
        assert_eq!(book.better_splits(1, &["none".to_owned()]).unwrap().rows.len(), 0);
    }
}
