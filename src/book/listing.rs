//! The list, the line above it, and what is asked for.

use super::view::{MissingFact, Row, Summary};
use super::{Book, count};
use crate::money::Money;
use std::cmp::Ordering;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// More than doing nothing.
    Gain,
    /// SKU as text.
    Sku,
    /// Units planned.
    Units,
    /// Days the stock lasts.
    Cover,
    /// Price in force.
    Price,
    /// Walk-away floor.
    Floor,
    /// Present value of the best way.
    Value,
    /// What a week of waiting costs.
    Wait,
    /// Next deadline.
    Deadline,
}

impl Sort {
    /// Reads the page's word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "gain" => Self::Gain,
            "sku" => Self::Sku,
            "units" => Self::Units,
            "cover" => Self::Cover,
            "price" => Self::Price,
            "floor" => Self::Floor,
            "value" => Self::Value,
            "wait" => Self::Wait,
            "deadline" => Self::Deadline,
            _ => return None,
        })
    }
}

/// Which rows of the list are wanted.
#[derive(Clone, Debug)]
pub struct Window {
    /// First row, from 0.
    pub offset: usize,
    /// Rows wanted.
    pub count: usize,
    /// What it is sorted by.
    pub sort: Sort,
    /// Largest first.
    pub is_descending: bool,
    /// Only products whose SKU or title holds this text.
    pub search: String,
}

/// Rows of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct RowWindow {
    /// Rows that match in all.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<Row>,
}

/// A sorted and filtered list, kept until something changes.
#[derive(Clone, Debug)]
pub(super) struct Order {
    sort: Sort,
    is_descending: bool,
    search: String,
    indexes: Vec<usize>,
}

/// Rows without a figure stand last, whichever way it is sorted.
fn by_figure<T: PartialOrd>(a: Option<T>, b: Option<T>, is_descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => {
            let order = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
            if is_descending { order.reverse() } else { order }
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

impl Book {
    /// Rows of the list as far as they are computed; sorting is stable by key.
    pub fn rows(&mut self, window: &Window) -> RowWindow {
        let order = match self.order.take() {
            Some(order)
                if order.sort == window.sort
                    && order.is_descending == window.is_descending
                    && order.search == window.search =>
            {
                order
            }
            _ => self.sorted(window),
        };
        let rows = order.indexes.iter().skip(window.offset).take(window.count).filter_map(|&i| self.row(i)).collect();
        let total = count(order.indexes.len());
        self.order = Some(order);
        RowWindow { total, rows }
    }

    fn sorted(&self, window: &Window) -> Order {
        let wanted = window.search.trim().to_lowercase();
        let mut indexes: Vec<usize> = (0..self.products.len())
            .filter(|&index| {
                wanted.is_empty()
                    || self.products.get(index).is_some_and(|facts| {
                        facts.sku.to_lowercase().contains(&wanted)
                            || self.title_of(index).to_lowercase().contains(&wanted)
                    })
            })
            .collect();
        let computed = |index: usize| self.results.get(index).and_then(Option::as_ref);
        let descending = window.is_descending;
        indexes.sort_by(|&a, &b| {
            let (x, y) = (computed(a), computed(b));
            let figure =
                |of: fn(&super::Computed) -> Option<i64>| by_figure(x.and_then(of), y.and_then(of), descending);
            let order = match window.sort {
                Sort::Gain => figure(|c| c.gain.map(Money::minor)),
                Sort::Sku => by_figure(Some(self.sku_of(a)), Some(self.sku_of(b)), descending),
                Sort::Units => by_figure(x.map(|c| c.units), y.map(|c| c.units), descending),
                Sort::Cover => by_figure(x.and_then(|c| c.cover_days), y.and_then(|c| c.cover_days), descending),
                Sort::Price => figure(|c| c.price.map(Money::minor)),
                Sort::Floor => figure(|c| c.floor.map(Money::minor)),
                Sort::Value => figure(|c| c.best_value.map(Money::minor)),
                Sort::Wait => figure(|c| c.wait_week.map(Money::minor)),
                Sort::Deadline => figure(|c| c.deadline.map(|d| i64::from(d.date.number()))),
            };
            order.then_with(|| a.cmp(&b))
        });
        Order { sort: window.sort, is_descending: descending, search: window.search.clone(), indexes }
    }

    fn sku_of(&self, index: usize) -> &str {
        self.products.get(index).map_or("", |facts| facts.sku.as_str())
    }

    pub(super) fn title_of(&self, index: usize) -> &str {
        let Some(facts) = self.products.get(index) else { return "" };
        let typed = self.entries.of(&facts.key).entry("title").and_then(crate::state::field::Entry::as_text);
        typed.or_else(|| facts.title.as_ref().map(|fact| fact.value.as_str())).unwrap_or("")
    }

    /// One row, or none while it is not computed.
    pub(super) fn row(&self, index: usize) -> Option<Row> {
        let facts = self.products.get(index)?;
        let computed = self.results.get(index)?.as_ref()?;
        Some(computed.to_row(facts, self.title_of(index)))
    }

    /// The line above the list, over the products computed so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let zero = Money::zero(self.currency);
        let add = |sum: &mut Option<Money>, money: Option<Money>| {
            if let Some(money) = money {
                // A catalogue beyond what money can hold has no total.
                *sum = sum.unwrap_or(zero).plus(money).ok();
            }
        };
        let mut summary = Summary {
            today: self.today,
            products: count(self.products.len()),
            ready: 0,
            to_act: 0,
            units: 0.0,
            cash_tied_up: None,
            cost_unknown: 0,
            best_value: None,
            gain: None,
            wait_week: None,
            deadline: None,
            deadline_products: 0,
            assumed_tables: self.context.as_ref().map(|context| context.assumed_tables.clone()).unwrap_or_default(),
        };
        for computed in self.results.iter().flatten() {
            summary.units += computed.units;
            add(&mut summary.cash_tied_up, computed.landed_total);
            summary.cost_unknown += u32::from(computed.landed_total.is_none() && computed.units > 0.0);
            summary.ready += u32::from(computed.best.is_some());
            summary.to_act += u32::from(computed.best.is_some_and(|best| !best.is_hold()));
            add(&mut summary.best_value, computed.best_value);
            add(&mut summary.gain, computed.gain);
            add(&mut summary.wait_week, computed.wait_week);
            let Some(next) = computed.deadline else { continue };
            match &mut summary.deadline {
                Some(first) if next.date > first.date => {}
                Some(first) if next.date == first.date => {
                    first.units += next.units;
                    let mut cost = first.cost;
                    add(&mut cost, next.cost);
                    first.cost = cost;
                    summary.deadline_products += 1;
                }
                slot => {
                    *slot = Some(next.to_view());
                    summary.deadline_products = 1;
                }
            }
        }
        summary
    }

    /// What is asked for, by the money at stake, largest first; what concerns all stands first.
    #[must_use]
    pub fn missing(&self) -> Vec<MissingFact> {
        let mut asked: Vec<MissingFact> = Vec::new();
        let mut shared: Option<MissingFact> = None;
        for (index, computed) in self.results.iter().enumerate() {
            let (Some(facts), Some(computed)) = (self.products.get(index), computed) else { continue };
            for missing in &computed.missing {
                if missing.is_shared {
                    let all = shared.get_or_insert_with(|| MissingFact {
                        key: None,
                        sku: String::new(),
                        title: String::new(),
                        field: missing.field,
                        stake: None,
                        blocks: missing.blocks.to_vec(),
                        suggestions: Vec::new(),
                    });
                    all.stake = match (all.stake, computed.stake) {
                        (Some(a), Some(b)) => a.plus(b).ok(),
                        (a, b) => a.or(b),
                    };
                    continue;
                }
                asked.push(MissingFact {
                    key: Some(facts.key.clone()),
                    sku: facts.sku.clone(),
                    title: self.title_of(index).to_owned(),
                    field: missing.field,
                    stake: computed.stake,
                    blocks: missing.blocks.to_vec(),
                    suggestions: missing.suggestions.clone(),
                });
            }
        }
        asked.sort_by(|a, b| by_figure(a.stake.map(Money::minor), b.stake.map(Money::minor), true));
        shared.into_iter().chain(asked).collect()
    }
}
