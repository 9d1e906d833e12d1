//! What is asked for: which facts are missing, of which products, and what hangs on them.

use super::facts::Facts;
use super::form::{length_word, weight_word};
use super::listing::{by_figure, first_sorted};
use super::resolve::{length_unit, weight_unit};
use super::view::{AskedField, MissingFact};
use super::{Book, Computed, count};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::state::field::{parse, product_field};

impl Book {
    /// What is asked for, by the money at stake, largest first; what concerns all stands first.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let first = &book.missing()[0];
    /// // 40 units at 25.00 wait for it.
    /// assert_eq!((first.sku.as_str(), first.stake.unwrap().to_string()), ("MAT", "1000.00".to_owned()));
    /// ```
    #[must_use]
    pub fn missing(&self) -> Vec<MissingFact> {
        self.missing_up_to(usize::MAX)
    }

    /// The first `limit` of what is asked for, in the order of [`Book::missing`]; of a large
    /// catalogue no more can be answered by hand. [`super::view::Summary::asked`] counts all.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\nRUG,40.00,100\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let asked = book.missing_up_to(2);
    /// // Most money first: 4,000.00 of rugs before 1,000.00 of mats.
    /// assert_eq!((asked.len(), asked[0].sku.as_str(), asked[1].sku.as_str()), (2, "RUG", "RUG"));
    /// ```
    #[must_use]
    pub fn missing_up_to(&self, limit: usize) -> Vec<MissingFact> {
        let mut shared: Option<MissingFact> = None;
        let mut lacking: Vec<(usize, &Computed)> = Vec::new();
        for (index, computed) in self.results.iter().enumerate() {
            let Some(computed) = computed else { continue };
            if computed.missing.iter().any(|missing| !missing.is_shared) {
                lacking.push((index, computed));
            }
            for missing in computed.missing.iter().filter(|missing| missing.is_shared) {
                let all = shared.get_or_insert_with(|| MissingFact {
                    key: None,
                    sku: String::new(),
                    title: String::new(),
                    field: missing.field,
                    stake: None,
                    unit: None,
                    blocks: missing.blocks.to_vec(),
                    suggestions: Vec::new(),
                });
                all.stake = sum(all.stake, computed.stake);
            }
        }
        // Each of them lacks one fact at least, so no more of them can be shown.
        first_sorted(&mut lacking, limit, |(at, a), (other, b)| {
            let by_stake = by_figure(a.stake.map(Money::minor), b.stake.map(Money::minor), true);
            by_stake.then_with(|| at.cmp(other))
        });
        let of_products = lacking.into_iter().take(limit).filter_map(|(index, computed)| {
            let facts = self.products.get(index)?;
            Some((index, facts, computed))
        });
        let facts = of_products.flat_map(|(index, facts, computed)| {
            computed.missing.iter().filter(|missing| !missing.is_shared).map(move |missing| MissingFact {
                key: Some(facts.key.clone()),
                sku: facts.sku.clone(),
                title: self.title_of(index).to_owned(),
                field: missing.field,
                stake: computed.stake,
                unit: self.unit_asked(facts, missing.field),
                blocks: missing.blocks.to_vec(),
                suggestions: missing.suggestions.clone(),
            })
        });
        shared.into_iter().chain(facts).take(limit).collect()
    }

    /// Unit that a side or a weight of a product is read in.
    fn unit_asked(&self, facts: &Facts, field: &str) -> Option<&'static str> {
        let entries = self.entries.of(&facts.key);
        match field {
            "side_longest" | "side_median" | "side_shortest" => {
                Some(length_word(length_unit(facts, entries, self.fees)))
            }
            "weight" => Some(weight_word(weight_unit(facts, entries, self.fees))),
            _ => None,
        }
    }

    /// Every missing fact with the products that lack it and the money at stake, most money first.
    pub(super) fn asked(&self) -> Vec<AskedField> {
        let mut asked = self.results.whole(self.currency).asked.clone();
        asked.sort_by(|a, b| by_figure(a.stake.map(Money::minor), b.stake.map(Money::minor), true));
        asked
    }

    /// Puts the same text into a field of several products; empty text takes the seller's values
    /// away. Keys that are not there are passed over. Gives the number of products it stands in.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\nRUG,15\n", &ReadOptions::default());
    /// let keys = ["MAT", "RUG", "GONE"].map(str::to_owned);
    /// assert_eq!(book.edit_many(&keys, "category", "home"), Ok(2));
    /// ```
    ///
    /// # Errors
    /// `no_such_field`, and what [`parse`] says of a text that cannot be read: then nothing changes.
    pub fn edit_many(&mut self, keys: &[String], field: &str, text: &str) -> Result<u32> {
        let spec =
            product_field(field).ok_or_else(|| Error::new(ErrorKind::Missing, "no_such_field").with("field", field))?;
        if !text.trim().is_empty() {
            parse(spec, text)?;
        }
        let mut changed = 0_usize;
        for key in keys {
            let Some(index) = self.products.position(key) else { continue };
            self.entries.products.entry(key.clone()).or_default().put(spec, text);
            self.outdate(index);
            changed += 1;
        }
        Ok(count(changed))
    }
}

pub(super) fn sum(a: Option<Money>, b: Option<Money>) -> Option<Money> {
    match (a, b) {
        (Some(a), Some(b)) => a.plus(b).ok(),
        (a, b) => a.or(b),
    }
}
