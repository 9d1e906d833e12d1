//! From tables to products: rows of several tables that speak of one product become one
//! [`Facts`].
//!
//! A product is a SKU; where one SKU stands in several conditions they are told apart by
//! FNSKU, then by the words of the condition. A table that knows neither (a cost sheet)
//! speaks of all of them. Tables are taken in the order of what they know best, not in the
//! order they were given, and rows in any order give the same products.

use super::facts::{Facts, Note};
use super::row::Reader;
use crate::import::Table;
use crate::money::Currency;
use rustc_hash::FxHashMap;

/// Report that holds stock, ages and sales.
pub(super) const PLANNING: &str = "GET_FBA_INVENTORY_PLANNING_DATA";
/// Report that holds sizes and fees.
pub(super) const FEE_PREVIEW: &str = "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA";

/// A table with its number in the book.
#[derive(Clone, Copy)]
pub struct Numbered<'a> {
    /// Number by which the book knows it.
    pub id: u32,
    /// The table.
    pub table: &'a Table,
}

/// A row that no product was made of or that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Table.
    pub table: u32,
    /// Line of the file.
    pub line: u32,
    /// SKU of the row.
    pub sku: String,
    /// Why.
    pub note: Note,
}

/// All products of the tables, in the order of their keys, and the rows left out.
#[must_use]
pub fn join(tables: &[Numbered<'_>], currency: Currency) -> (Vec<Facts>, Vec<LeftOut>) {
    let mut order: Vec<&Numbered<'_>> = tables.iter().collect();
    order.sort_by_key(|numbered| (rank(numbered.table), numbered.id));
    let mut joined = Joined::default();
    for numbered in order {
        joined.add(numbered, currency);
    }
    joined.finish()
}

fn rank(table: &Table) -> u8 {
    match table.report() {
        Some(PLANNING) => 0,
        Some(FEE_PREVIEW) => 1,
        Some(_) => 2,
        None if table.field("fnsku").is_some() || table.field("condition").is_some() => 3,
        None => 4,
    }
}

/// No product: the end of a chain of products of one SKU.
const NO_MORE: usize = usize::MAX;

#[derive(Default)]
struct Joined<'a> {
    products: Vec<Facts>,
    /// By product: what the join alone looks at.
    seen: Vec<Seen<'a>>,
    /// By SKU: its first product.
    by_sku: FxHashMap<&'a str, usize>,
    left_out: Vec<LeftOut>,
    /// The products of the row at hand.
    found: Vec<usize>,
}

/// What of a product tells whether a row speaks of it.
struct Seen<'a> {
    condition: Option<&'a str>,
    fnsku: Option<&'a str>,
    /// The next product of the same SKU.
    next: usize,
    /// Table that spoke of it last, and the line of its row.
    spoken: Option<(u32, u32)>,
}

/// The parts of a row that say which product it speaks of.
struct Identity<'a> {
    sku: &'a str,
    fnsku: Option<&'a str>,
    condition: Option<&'a str>,
}

impl<'a> Joined<'a> {
    fn add(&mut self, numbered: &Numbered<'a>, currency: Currency) {
        let table = numbered.table;
        let reader = Reader::new(numbered, currency);
        let fields = reader.fields;
        if fields.sku.is_none() {
            return;
        }
        if self.products.is_empty() {
            let rows = table.row_count();
            self.products.reserve_exact(rows);
            self.seen.reserve_exact(rows);
            self.by_sku.reserve(rows);
        }
        for row in 0..table.row_count() {
            let Some(sku) = reader.text(row, fields.sku) else { continue };
            let line = table.line(row);
            let leave = |note: Note| LeftOut { table: numbered.id, line, sku: sku.to_owned(), note };
            if let Some(other) = reader.text(row, fields.marketplace).filter(|m| !is_us(m)) {
                self.left_out.push(leave(Note::new("marketplace_not_covered").on("marketplace").with("text", other)));
                continue;
            }
            let identity =
                Identity { sku, fnsku: reader.text(row, fields.fnsku), condition: reader.text(row, fields.condition) };
            self.find(&identity);
            let spoken = self.found.iter().find_map(|&index| self.seen.get(index)?.spoken);
            if let Some((_, first)) = spoken.filter(|(by, _)| *by == numbered.id) {
                let note = Note::new("sku_twice").on("sku").with("line", first.to_string());
                self.left_out.push(leave(note));
                continue;
            }
            for &index in &self.found {
                let (Some(facts), Some(seen)) = (self.products.get_mut(index), self.seen.get_mut(index)) else {
                    continue;
                };
                seen.spoken = Some((numbered.id, line));
                seen.condition = seen.condition.or(identity.condition);
                seen.fnsku = seen.fnsku.or(identity.fnsku);
                reader.fill(row, facts);
            }
        }
    }

    /// Finds the products the row speaks of; makes one if there is none.
    fn find(&mut self, identity: &Identity<'a>) {
        self.found.clear();
        let first = self.by_sku.get(identity.sku).copied().unwrap_or(NO_MORE);
        let mut at = first;
        let mut last = NO_MORE;
        while let Some(seen) = self.seen.get(at) {
            if identity.fnsku.is_some() && seen.fnsku == identity.fnsku {
                self.found.clear();
                self.found.push(at);
                return;
            }
            if agree(seen.condition, identity.condition) && agree(seen.fnsku, identity.fnsku) {
                self.found.push(at);
            }
            (last, at) = (at, seen.next);
        }
        if !self.found.is_empty() {
            return;
        }
        let index = self.products.len();
        self.products.push(Facts { sku: identity.sku.to_owned(), ..Facts::default() });
        self.seen.push(Seen { condition: None, fnsku: None, next: NO_MORE, spoken: None });
        match self.seen.get_mut(last) {
            Some(before) => before.next = index,
            None => {
                self.by_sku.insert(identity.sku, index);
            }
        }
        self.found.push(index);
    }

    fn finish(mut self) -> (Vec<Facts>, Vec<LeftOut>) {
        let firsts: Vec<usize> = self.by_sku.values().copied().collect();
        for first in firsts {
            let is_shared = self.seen.get(first).is_some_and(|seen| seen.next != NO_MORE);
            let mut at = first;
            while let (Some(facts), Some(seen)) = (self.products.get_mut(at), self.seen.get(at)) {
                facts.key = match (seen.condition, &facts.fnsku) {
                    (Some(condition), _) if is_shared => format!("{}\u{1f}{condition}", facts.sku),
                    (None, Some(fnsku)) if is_shared => format!("{}\u{1f}{fnsku}", facts.sku),
                    _ => facts.sku.clone(),
                };
                if is_shared {
                    facts.notes.push(Note::new("sku_in_conditions").on("condition"));
                }
                let shown = seen.condition.filter(|c| is_shared || !c.eq_ignore_ascii_case("new"));
                facts.condition = shown.map(str::to_owned);
                at = seen.next;
            }
        }
        // A product is large and most files are in order.
        if !self.products.is_sorted_by(|a, b| a.key <= b.key) {
            self.products.sort_by(|a, b| a.key.cmp(&b.key));
        }
        self.left_out.sort_by_key(|left| (left.table, left.line));
        (self.products, self.left_out)
    }
}

fn agree(known: Option<&str>, given: Option<&str>) -> bool {
    match (known, given) {
        (Some(known), Some(given)) => known == given,
        _ => true,
    }
}

fn is_us(marketplace: &str) -> bool {
    const NAMES: [&str; 6] = ["US", "USA", "AMAZON.COM", "ATVPDKIKX0DER", "美国", "美国站"];
    let name = marketplace.trim();
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}
