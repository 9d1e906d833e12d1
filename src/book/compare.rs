//! Up to a handful of ways side by side, with what each changes against one of them.

use super::Book;
use crate::error::Result;
use crate::money::Money;
use crate::scenario::Outcome;

/// A way to stand in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// One of the built-in ways or of the seller's own prices, by its id.
    Scenario(String),
    /// Selling at a price from today on, in minor units.
    Price(i64),
}

/// A way less the base: what choosing it instead changes. None where either is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Net of one unit on the first day.
    pub net_per_unit: Option<Money>,
    /// Fees of one unit.
    pub fees: Option<Money>,
    /// Units sold a week.
    pub units_per_week: Option<f64>,
    /// Days until nothing is left.
    pub days_to_clear: Option<i32>,
    /// Storage paid.
    pub storage: Option<Money>,
    /// Aged surcharge paid.
    pub surcharge: Option<Money>,
    /// Units left at the horizon.
    pub units_left: Option<f64>,
    /// Money in less money out.
    pub cash: Option<Money>,
    /// Present value.
    pub present_value: Option<Money>,
}

/// A column of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What the way brings.
    pub outcome: Outcome,
    /// Price less net of one unit on the first day; none for a way without a price.
    pub fees: Option<Money>,
    /// Against the base; none for the base itself.
    pub change: Option<Change>,
}

impl Book {
    /// The ways asked for, in that order, each against the one at place `base`. A way that is not
    /// there any more, such as an own price taken out, is none.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, compare::Way}, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// let columns = book.compare(&key, &[Way::Scenario("hold".into()), Way::Price(1999)], 0).unwrap();
    /// assert_eq!(columns.len(), 2); // Nothing is known of the product: both are none.
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `price_negative`; `out_of_range`.
    pub fn compare(&mut self, key: &str, ways: &[Way], base: usize) -> Result<Vec<Option<Compared>>> {
        let outcomes = self.outcomes(key)?;
        let mut columns = Vec::with_capacity(ways.len());
        for way in ways {
            let outcome = match way {
                Way::Scenario(id) => outcomes.iter().find(|outcome| outcome.scenario.id == *id).cloned(),
                Way::Price(minor) => self.try_price(key, *minor)?,
            };
            columns.push(outcome.map(|outcome| Compared { fees: fees(&outcome), outcome, change: None }));
        }
        let Some(against) = columns.get(base).cloned().flatten() else { return Ok(columns) };
        for (place, column) in columns.iter_mut().enumerate() {
            if let Some(column) = column.as_mut().filter(|_| place != base) {
                column.change = Some(change(column, &against));
            }
        }
        Ok(columns)
    }
}

fn fees(outcome: &Outcome) -> Option<Money> {
    outcome.scenario.price?.minus(outcome.net_per_unit?).ok()
}

fn change(way: &Compared, base: &Compared) -> Change {
    let less = |a: Option<Money>, b: Option<Money>| a?.minus(b?).ok();
    let units = |a: Option<f64>, b: Option<f64>| Some(a? - b?);
    let (a, b) = (&way.outcome, &base.outcome);
    Change {
        net_per_unit: less(a.net_per_unit, b.net_per_unit),
        fees: less(way.fees, base.fees),
        units_per_week: units(a.units_per_week, b.units_per_week),
        days_to_clear: a.days_to_clear.zip(b.days_to_clear).map(|(a, b)| a - b),
        storage: less(a.storage, b.storage),
        surcharge: less(a.surcharge, b.surcharge),
        units_left: units(a.units_left, b.units_left),
        cash: less(a.cash, b.cash),
        present_value: less(a.present_value, b.present_value),
    }
}
