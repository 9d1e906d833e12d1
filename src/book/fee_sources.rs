//! Which rows of the fee tables the figures of the catalogue rest on, with how many products rest on each.
//!
//! Of each product the fees of a sale today at its price, a month of storage, the aged surcharge of its stock, and the
//! fees of removal and liquidation.

use super::calculation::Context;
use super::resolve::Resolved;
use super::view::FeeSource;
use super::{Book, count};
use crate::error::Result;
use crate::export::{Cell, Sheet};
use crate::fees::{AgedExemption, Category, Family, Goods, Handling, RowRef, Stored};
use crate::offer::Channel;
use crate::quote::SaleModel;
use rustc_hash::FxHashMap;

/// A row that figures rest on.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),Category\nMAT,25.00,home\nRUG,40.00,home\n", &ReadOptions::default());
/// let found = book.fee_sources(10).unwrap();
/// let referral = found.rows.iter().find(|row| row.fee.family == "referral").unwrap();
/// assert_eq!((referral.fee.row.as_str(), referral.products), ("Home and Kitchen", 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedFee {
    /// The row, its dates, and where it was read.
    pub fee: FeeSource,
    /// Products that rest on it.
    pub products: u32,
}

/// How far the products were looked at, and the rows once all of them were.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),Category\nMAT,25.00,home\nRUG,40.00,home\n", &ReadOptions::default());
/// let half = book.fee_sources(1).unwrap();
/// assert_eq!((half.done, half.total, half.rows.len()), (1, 2, 0));
/// assert!(!book.fee_sources(1).unwrap().rows.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeeSources {
    /// Products looked at.
    pub done: u32,
    /// Products of the book.
    pub total: u32,
    /// Rows in the order of the fees: of the sale, of the stock, of leaving; none while products are left.
    pub rows: Vec<UsedFee>,
}

impl FeeSources {
    /// The rows as a table going out.
    ///
    /// ```
    /// use clearfloor::book::fee_sources::FeeSources;
    /// assert_eq!(FeeSources::default().sheet().headings[..3], ["fee", "table", "row"]);
    /// ```
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let row = |UsedFee { fee, products }: &UsedFee| {
            let confidence = if fee.is_assumed { "assumed" } else { fee.confidence };
            vec![
                Cell::Text(fee.family.to_owned()),
                Cell::Text(fee.table.clone()),
                Cell::text(Some(&fee.row).filter(|row| !row.is_empty())),
                Cell::text(fee.effective_from),
                Cell::text(fee.effective_to),
                Cell::Text(fee.source.clone()),
                Cell::Text(confidence.to_owned()),
                Cell::Number(products.to_string()),
            ]
        };
        let headings = vec!["fee", "table", "row", "in_force_from", "in_force_to", "source", "confidence", "products"];
        Sheet { headings, rows: self.rows.iter().map(row).collect() }
    }
}

/// Work of looking: goes on where it stopped.
#[derive(Debug, Default)]
pub(super) struct Work {
    next: usize,
    rows: FxHashMap<RowRef, u32>,
}

impl Book {
    /// Looks at up to `limit` further products, and gives the rows once all were looked at. What was found holds until
    /// something changes.
    ///
    /// ```
    /// use clearfloor::{book::Book, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// for (field, text) in [("price_list", "24.99"), ("category", "office")] {
    ///     book.edit(Some(&key), field, text).unwrap();
    /// }
    /// let found = book.fee_sources(10).unwrap();
    /// let referral = found.rows.iter().find(|row| row.fee.family == "referral").unwrap();
    /// assert_eq!((referral.products, found.done, found.total), (1, 1, 1));
    /// assert!(referral.fee.source.starts_with("http"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn fee_sources(&mut self, limit: usize) -> Result<FeeSources> {
        let mut work = self.fee_sources.take().unwrap_or_default();
        let context = self.take_context()?;
        let last = work.next.saturating_add(limit).min(self.products.len());
        let looked = (work.next..last).try_for_each(|index| self.count_rows(&context, index, &mut work.rows));
        self.context = Some(context);
        looked?;
        work.next = last;
        let found = if last < self.products.len() {
            FeeSources { done: count(last), total: count(self.products.len()), rows: Vec::new() }
        } else {
            self.told_sources(&work)
        };
        self.fee_sources = Some(work);
        Ok(found)
    }

    /// The same of one product.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let found = book.fee_sources_of("MAT").unwrap();
    /// let fulfilment = found.rows.iter().find(|row| row.fee.family == "fulfilment").unwrap();
    /// // 1.2 lb are 19.2 oz.
    /// assert_eq!(fulfilment.fee.row, "non_apparel large_standard, up to 20 oz");
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; as [`Book::advance`].
    pub fn fee_sources_of(&mut self, key: &str) -> Result<FeeSources> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let mut work = Work { next: 1, rows: FxHashMap::default() };
        let looked = self.count_rows(&context, index, &mut work.rows);
        self.context = Some(context);
        looked?;
        Ok(FeeSources { total: 1, ..self.told_sources(&work) })
    }

    fn count_rows(&self, context: &Context, index: usize, rows: &mut FxHashMap<RowRef, u32>) -> Result<()> {
        for row in rows_of(context, &self.resolved(context, index)?)? {
            *rows.entry(row).or_default() += 1;
        }
        Ok(())
    }

    fn told_sources(&self, work: &Work) -> FeeSources {
        let mut rows: Vec<UsedFee> = work
            .rows
            .iter()
            .map(|(row, products)| UsedFee { fee: self.fees.describe(*row), products: *products })
            .filter(|row| !row.fee.table.is_empty())
            .collect();
        let place = |fee: &FeeSource| Family::ALL.iter().position(|family| family.code() == fee.family);
        rows.sort_by(|a, b| {
            let order = place(&a.fee).cmp(&place(&b.fee)).then_with(|| a.fee.table.cmp(&b.fee.table));
            order.then_with(|| a.fee.row.cmp(&b.fee.row))
        });
        FeeSources { done: count(work.next), total: count(self.products.len()), rows }
    }
}

/// Rows that the figures of a product rest on, each once; what is not known rests on none.
fn rows_of(context: &Context, resolved: &Resolved) -> Result<Vec<RowRef>> {
    let (day, fees) = (context.today, context.fees);
    let mut rows = Vec::new();
    if let Some(price) = resolved.price {
        let ledger = SaleModel::new(fees, &resolved.product, resolved.channel, day)?.ledger(price)?;
        rows.extend(ledger.lines.iter().filter_map(|line| line.fee));
    }
    if let Some(sized) = resolved.sized.as_ref().filter(|_| resolved.channel != Channel::OwnFulfilment) {
        let goods = if resolved.is_dangerous { Goods::Dangerous } else { Goods::Ordinary };
        let handling = if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary };
        let category = resolved.category.and_then(Category::storage_name);
        let stored = Stored { category, ..Stored::of(sized.group, goods) };
        rows.extend(fees.storage(&stored, day).map(|known| known.row));
        if let Ok(schedule) = fees.aged(day) {
            let exemption = if resolved.is_exempt { AgedExemption::Exempt } else { AgedExemption::Charged };
            let ages = resolved.cohorts.iter().filter_map(|cohort| u32::try_from(cohort.age_days).ok());
            rows.extend(
                ages.filter_map(|age| schedule.value.band(age, exemption)).map(|band| schedule.row.at_row(band.row)),
            );
        }
        rows.extend(fees.removal(sized, handling, day).map(|known| known.row));
        rows.extend(fees.liquidation(sized, handling, day).map(|known| known.row));
    }
    let mut once: Vec<RowRef> = Vec::with_capacity(rows.len());
    for row in rows {
        if !once.contains(&row) {
            once.push(row);
        }
    }
    Ok(once)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::product;

    #[test]
    fn a_product_rests_on_the_rows_of_its_own_size_ages_and_ways_out() {
        let (mut book, key) = product("24.99", "office");
        for (field, text) in [("units", "40"), ("age_days", "250")] {
            book.edit(Some(&key), field, text).unwrap();
        }
        let found = book.fee_sources_of(&key).unwrap();
        let of = |family: &str| -> Vec<&str> {
            found.rows.iter().filter(|row| row.fee.family == family).map(|row| row.fee.row.as_str()).collect()
        };
        for family in
            ["referral", "fulfilment", "fuel_surcharge", "storage_monthly", "aged_inventory", "removal", "liquidation"]
        {
            assert_eq!(of(family).len(), 1, "{family}: {:?}", found.rows);
        }
        assert!(of("aged_inventory")[0].contains("241"), "{:?}", of("aged_inventory"));
        assert!(found.rows.iter().all(|row| row.products == 1 && !row.fee.confidence.is_empty()));
        // Each of the ledger's rows is among them.
        let ledger = book.ledger(&key, 2499).unwrap();
        for row in ledger.lines.iter().filter_map(|line| line.fee) {
            let fee = book.fees.describe(row);
            assert!(found.rows.iter().any(|row| row.fee == fee), "{fee:?}");
        }
    }

    #[test]
    fn what_was_found_goes_with_what_it_rests_on_and_slices_take_up_where_they_stopped() {
        let (mut book, key) = product("24.99", "office");
        let other = book.add_product();
        for (field, text) in [("price_list", "9.99"), ("category", "office")] {
            book.edit(Some(&other), field, text).unwrap();
        }
        let first = book.fee_sources(1).unwrap();
        assert_eq!((first.done, first.total, first.rows.len()), (1, 2, 0));
        let referral = |found: &super::FeeSources| {
            found.rows.iter().filter(|row| row.fee.family == "referral").map(|row| row.products).sum::<u32>()
        };
        assert_eq!(referral(&book.fee_sources(9).unwrap()), 2);
        book.edit(Some(&key), "price_list", "").unwrap();
        let after = book.fee_sources(9).unwrap();
        assert_eq!((after.done, referral(&after)), (2, 1));
    }
}
