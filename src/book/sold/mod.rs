//! What sold on which day and where, as the tables say it: orders, shipments, a ledger of stock, sheets with a day in each
//! row, and business reports whose file name says which days they are of.
//!
//! Several tables may speak of one day. For each place and day the one that knows best is believed: orders, then what was
//! shipped, then the seller's own dated sheets, then the ledger, then totals over a span, which are spread evenly over the
//! days that nothing better covers. Orders that stand in two files count once, by the newer file. Days that no table
//! covers are not known, not without sales.

mod read;
#[cfg(test)]
mod tests;

use crate::date::Day;
use crate::demand::forecast::SalesRow;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

pub(super) use read::{Finder, Kind, kind_of, newest_rows, read};

/// Days that windows of sales look back.
const WINDOWS: [i32; 4] = [7, 30, 60, 90];

/// A table that says what sold, and what was made of it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// book.add_table("Date\tSKU\tUnits sold\n2026-11-02\tPAD\t3\n2026-11-19\tPAD\t5\n", &options("sold.tsv"));
/// let body = book.restock("PAD", &[]).unwrap().body;
/// let source = &body.sources[0];
/// assert_eq!((source.file.as_str(), source.kind, source.rows), ("sold.tsv", "dated", 2));
/// assert_eq!(source.from.unwrap().to_string(), "2026-11-02");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SoldSource {
    /// Number of the table.
    pub table: u32,
    /// Name of its file.
    pub file: String,
    /// `orders`, `shipments`, `dated`, `ledger`, `span`.
    pub kind: &'static str,
    /// Its first day; none where neither its rows nor its name say one.
    pub from: Option<Day>,
    /// Its last.
    pub to: Option<Day>,
    /// Rows that were counted.
    pub rows: u32,
    /// Rows of cancelled orders, left out.
    pub cancelled: u32,
    /// Rows of orders that came back, left out.
    pub returned: u32,
    /// Rows of days to come, left out.
    pub future: u32,
    /// Rows left out because another table says the same day or order better.
    pub repeated: u32,
    /// Rows of products that the book does not have.
    pub not_told: u32,
    /// Rows of a number that several products of the book have, such as a SKU in two conditions: they count for none.
    pub unclear: u32,
    /// Rows without a day or units that can be read.
    pub unread: u32,
}

/// Units of a product on a day at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
struct SoldDay {
    channel: u16,
    day: Day,
    units: f64,
    table: u32,
}

/// Days of a place that a table covers.
#[derive(Clone, Copy, Debug)]
struct Covered {
    channel: u16,
    kind: Kind,
    from: Day,
    to: Day,
    table: u32,
}

/// Sales of one product at a place, and the days of it that no table covers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SoldAt {
    /// Code of a marketplace, else the place as the rows name it.
    pub name: String,
    pub rows: Vec<SalesRow>,
    pub not_covered: Vec<(Day, Day)>,
}

/// Units of the last 7, 30, 60 and 90 days up to a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SoldLately {
    pub units: [Option<i64>; 4],
    /// The last day that is covered.
    pub up_to: Day,
    /// The table that covers it.
    pub table: u32,
}

/// What all tables say sold.
#[derive(Debug, Default)]
pub(super) struct Sold {
    today: Option<Day>,
    /// Places; the first is that of the book.
    channels: Vec<String>,
    days: FxHashMap<usize, Vec<SoldDay>>,
    /// Days on which nothing was there, rising.
    out: FxHashMap<usize, Vec<Day>>,
    covered: Vec<Covered>,
    /// Products that rows may speak of which cannot be told apart.
    not_told: FxHashSet<usize>,
    sources: Vec<SoldSource>,
}

/// Joins days that follow each other to spans; they rise.
fn spans(days: impl Iterator<Item = Day>) -> Vec<(Day, Day)> {
    let mut spans: Vec<(Day, Day)> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some((_, last)) if last.plus(1) >= day => *last = day.max(*last),
            _ => spans.push((day, day)),
        }
    }
    spans
}

impl Sold {
    /// Whether any table says what sold.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The tables.
    pub fn sources(&self) -> &[SoldSource] {
        &self.sources
    }

    /// Whether rows are there for a product.
    pub fn has(&self, product: usize) -> bool {
        self.days.contains_key(&product)
    }

    /// Sales of a product, a place each: that of the book first, then the others as they came.
    pub fn of(&self, product: usize) -> Vec<SoldAt> {
        let Some(days) = self.days.get(&product) else { return Vec::new() };
        let mut places: Vec<u16> = days.iter().map(|sold| sold.channel).collect();
        places.sort_unstable();
        places.dedup();
        let at = |channel: u16| SoldAt {
            name: self.channels.get(usize::from(channel)).cloned().unwrap_or_default(),
            rows: by_day(days.iter().filter(|sold| sold.channel == channel)),
            not_covered: self.not_covered(channel),
        };
        places.into_iter().map(at).collect()
    }

    /// Numbers of the tables that say what sold of a product.
    pub fn tables_of(&self, product: usize) -> Vec<u32> {
        let mut tables: Vec<u32> =
            self.days.get(&product).map(|days| days.iter().map(|sold| sold.table).collect()).unwrap_or_default();
        tables.sort_unstable();
        tables.dedup();
        tables
    }

    /// Days on which nothing of a product was there.
    pub fn out_of_stock(&self, product: usize) -> Vec<(Day, Day)> {
        self.out.get(&product).map(|days| spans(days.iter().copied())).unwrap_or_default()
    }

    /// What is covered of a place, joined, rising.
    fn spans_covered(&self, channel: u16) -> Vec<(Day, Day)> {
        let of_place = self.covered.iter().filter(|covered| covered.channel == channel);
        let mut all: Vec<(Day, Day)> = of_place.map(|covered| (covered.from, covered.to)).collect();
        all.sort_unstable();
        let mut joined: Vec<(Day, Day)> = Vec::new();
        for (from, to) in all {
            match joined.last_mut() {
                Some((_, last)) if last.plus(1) >= from => *last = to.max(*last),
                _ => joined.push((from, to)),
            }
        }
        joined
    }

    /// Days of a place between the first that is covered and today that no table covers.
    fn not_covered(&self, channel: u16) -> Vec<(Day, Day)> {
        let covered = self.spans_covered(channel);
        let mut gaps: Vec<(Day, Day)> = covered
            .windows(2)
            .filter_map(|pair| match pair {
                [(_, before), (after, _)] => Some((before.plus(1), after.plus(-1))),
                _ => None,
            })
            .collect();
        if let (Some((_, last)), Some(today)) = (covered.last(), self.today)
            && *last < today
        {
            gaps.push((last.plus(1), today));
        }
        gaps
    }

    /// Whether rows of sales have a number that this product shares with others, so that they may be of it or not.
    pub fn is_unclear(&self, product: usize) -> bool {
        self.not_told.contains(&product)
    }

    /// Units of the last 7, 30, 60 and 90 days here, each where every day of it is covered, with none sold counted as
    /// nothing sold; none where no table covers this place or the product cannot be told in its tables.
    pub fn lately(&self, product: usize) -> Option<SoldLately> {
        self.up_to(product, *self.spans_covered(0).last()?)
    }

    /// The same for the last days that are covered before a day.
    pub fn before(&self, product: usize, day: Day) -> Option<SoldLately> {
        let spans = self.spans_covered(0);
        let &(from, to) = spans.iter().rev().find(|(from, _)| *from < day)?;
        self.up_to(product, (from, to.min(day.plus(-1))))
    }

    /// The same for the last days of a span that is covered.
    fn up_to(&self, product: usize, (from, up_to): (Day, Day)) -> Option<SoldLately> {
        let days = self.days.get(&product);
        if days.is_none() && (self.is_unclear(product) || !self.lists_all_products()) {
            return None;
        }
        let is_it = |covered: &&Covered| covered.channel == 0 && (covered.from..=covered.to).contains(&up_to);
        let table = self.covered.iter().find(is_it)?.table;
        let units = WINDOWS.map(|window| {
            let first = up_to.plus(1 - window);
            if first < from {
                return None;
            }
            let here = days.into_iter().flatten().filter(|sold| sold.channel == 0);
            let units: f64 = here.filter(|sold| (first..=up_to).contains(&sold.day)).map(|sold| sold.units).sum();
            super::health::whole_of(units.max(0.0))
        });
        Some(SoldLately { units, up_to, table })
    }

    /// Whether rows are there for a product at the place of the book.
    pub fn has_here(&self, product: usize) -> bool {
        self.days.get(&product).is_some_and(|days| days.iter().any(|sold| sold.channel == 0))
    }

    /// A file of orders or shipments lists whatever sold, so a product that is not in it did not sell.
    fn lists_all_products(&self) -> bool {
        let lists = |covered: &&Covered| matches!(covered.kind, Kind::Orders | Kind::Shipments);
        self.covered.iter().filter(|covered| covered.channel == 0).any(|covered| lists(&covered))
    }

    /// Units of whole weeks here that end on the last covered day, oldest first, at most so many.
    pub fn weeks(&self, product: usize, most: usize) -> Vec<i64> {
        let (Some(days), Some(&(from, up_to))) = (self.days.get(&product), self.spans_covered(0).last()) else {
            return Vec::new();
        };
        let here = || days.iter().filter(|sold| sold.channel == 0);
        // Before its first sale a product may not have been there.
        let Some(first) = here().map(|sold| sold.day).min() else { return Vec::new() };
        let known = up_to.plus(1).days_since(first.max(from));
        let count = usize::try_from(known / 7).unwrap_or(0).min(most);
        let mut weeks = vec![0.0; count];
        for sold in here() {
            let back = usize::try_from(up_to.days_since(sold.day) / 7).unwrap_or(usize::MAX);
            if let Some(week) = count.checked_sub(back + 1).and_then(|place| weeks.get_mut(place)) {
                *week += sold.units;
            }
        }
        weeks.into_iter().filter_map(|units: f64| super::health::whole_of(units.max(0.0))).collect()
    }
}

/// Units of one day added up, so that days are not taken for repeated ones.
fn by_day<'a>(sold: impl Iterator<Item = &'a SoldDay>) -> Vec<SalesRow> {
    let mut rows: Vec<SalesRow> = sold.map(|sold| SalesRow { day: sold.day, units: sold.units }).collect();
    rows.sort_by_key(|row| row.day);
    rows.dedup_by(|further, kept| {
        let is_same = further.day == kept.day;
        if is_same {
            kept.units += further.units;
        }
        is_same
    });
    rows
}
