//! Where the seller's tables contradict each other: both values, both files, and why one of them counts.
//!
//! A fact is taken from the first table that knows it, in the order in which tables are believed (`book::join`). Here
//! every row that speaks of a product is read once more by itself, with the same reading, and held against what counts.
//! What the marketplace measured and what a sheet of the seller's own says are two facts, never one.

use super::facts::{Fact, Facts, Source};
use super::join::{Numbered, rank};
use super::row::Reader;
use super::view::{Problem, Severity};
use super::{Book, count};
use crate::error::Result;
use crate::export::{Cell, Sheet};
use crate::import::FieldKind;
use crate::units::{LengthUnit, WeightUnit};
use std::collections::BTreeMap;

/// Handed out at most; `count` is the whole number.
const MOST: usize = 200;

/// How far the tables are compared, and where they differ.
///
/// ```
/// use clearfloor::{book::{Book, ReadOptions}, date::Day};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// for (name, price) in [("a.csv", "19.99"), ("b.csv", "24.99")] {
///     let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
///     book.add_table(&format!("SKU,Price ($)\nPAD-1,{price}\n"), &options);
/// }
/// let found = book.conflicts(usize::MAX).unwrap();
/// assert_eq!((found.count, found.problems[0].code.as_str()), (1, "differ_given"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conflicts {
    /// Products looked at.
    pub done: u32,
    /// Products in the book.
    pub total: u32,
    /// How many contradictions there are in all.
    pub count: u32,
    /// The first 200, by product: file and line are those of the value that does not count, the params hold both.
    pub problems: Vec<Problem>,
}

/// Work of comparing: goes on where it stopped.
#[derive(Debug)]
pub(super) struct Work {
    /// Rows by product, of the products that more than one table speaks of.
    rows: Vec<Said>,
    /// The next one of `rows`.
    next: usize,
    found: Conflicts,
}

/// A row that speaks of a product: place of the product, place of the table, row.
type Said = (usize, usize, usize);

impl Book {
    /// Compares the tables for up to `limit` further products, and says what was found so far.
    ///
    /// What the seller typed settles a contradiction, so it is not told.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// for (name, units) in [("a.csv", 40), ("b.csv", 38)] {
    ///     let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
    ///     book.add_table(format!("SKU,On hand\nMAT,{units}\n"), &options);
    /// }
    /// assert_eq!(book.conflicts(10).unwrap().count, 1);
    /// assert_eq!(book.conflicts(10).unwrap().problems[0].sku.as_deref(), Some("MAT"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn conflicts(&mut self, limit: usize) -> Result<Conflicts> {
        if self.conflicts.is_none() {
            let mut rows: Vec<Said> = self.products.mentions().collect();
            // By product; within it the order of mentions is the order of belief.
            rows.sort_by_key(|&(product, ..)| product);
            self.conflicts = Some(Work { rows, next: 0, found: Conflicts::default() });
        }
        let Some(mut work) = self.conflicts.take() else { return Ok(Conflicts::default()) };
        let readers = self.readers();
        for _ in 0..limit {
            let open = work.rows.get(work.next..).unwrap_or_default();
            let Some(said) = open.chunk_by(|a, b| a.0 == b.0).next() else { break };
            let found = self.differences(said, &readers);
            work.next = work.next.saturating_add(said.len());
            work.found.done = work.found.done.saturating_add(1);
            work.found.count = work.found.count.saturating_add(count(found.len()));
            let room = MOST.saturating_sub(work.found.problems.len());
            work.found.problems.extend(found.into_iter().take(room));
        }
        let total = count(self.products.len());
        work.found.total = total;
        if work.next >= work.rows.len() {
            work.found.done = total;
        }
        let found = work.found.clone();
        drop(readers);
        self.conflicts = Some(work);
        Ok(found)
    }

    /// Every contradiction as a table, by product: what counts and the file and line it is from, what does not, the days
    /// of both where they have one, and why the first counts (`differ_kind`, `differ_newer`, `differ_given`).
    ///
    /// ```
    /// use clearfloor::{book::{Book, ReadOptions}, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// for (name, price) in [("a.csv", "19.99"), ("b.csv", "24.99")] {
    ///     let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
    ///     book.add_table(&format!("SKU,Price ($)\nPAD-1,{price}\n"), &options);
    /// }
    /// let csv = book.conflict_sheet().to_csv();
    /// assert!(csv.ends_with("PAD-1,price_list,19.99 USD,a.csv,2,,24.99 USD,b.csv,2,,differ_given\r\n"));
    /// ```
    #[must_use]
    pub fn conflict_sheet(&self) -> Sheet {
        let mut rows: Vec<Said> = self.products.mentions().collect();
        rows.sort_by_key(|&(product, ..)| product);
        let readers = self.readers();
        let problems = rows.chunk_by(|a, b| a.0 == b.0).flat_map(|said| self.differences(said, &readers));
        let row = |problem: Problem| {
            let of = |name: &str| {
                Cell::text(problem.params.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()))
            };
            let line = |name: &str| match of(name) {
                Cell::Text(text) => Cell::Number(text),
                other => other,
            };
            vec![
                Cell::text(problem.sku.as_deref()),
                Cell::text(problem.field.as_deref()),
                of("value"),
                of("file"),
                line("line"),
                of("of_day"),
                of("other"),
                of("other_file"),
                line("other_line"),
                of("other_day"),
                Cell::text(Some(&problem.code)),
            ]
        };
        let headings = vec![
            "sku",
            "field",
            "value",
            "file",
            "line",
            "of_day",
            "other",
            "other_file",
            "other_line",
            "other_day",
            "why",
        ];
        Sheet { headings, rows: problems.map(row).collect() }
    }

    /// Where the tables contradict each other on one product.
    pub(super) fn conflicts_of(&self, index: usize) -> Vec<Problem> {
        let said: Vec<Said> = self.products.mentions().filter(|&(product, ..)| product == index).collect();
        self.differences(&said, &self.readers())
    }

    fn readers(&self) -> Vec<Reader<'_>> {
        let tables = self.products.tables();
        tables.iter().map(|numbered| Reader::new(numbered.id, &numbered.table, self.currency)).collect()
    }

    fn differences(&self, said: &[Said], readers: &[Reader<'_>]) -> Vec<Problem> {
        let [(product, first, _), rest @ ..] = said else { return Vec::new() };
        if rest.iter().all(|(_, table, _)| table == first) {
            return Vec::new();
        }
        let Some(facts) = self.products.get(*product) else { return Vec::new() };
        let typed = self.entries.of(&facts.key);
        // What counts of each fact so far, and the row it is from.
        let mut counts: BTreeMap<(&'static str, bool), (String, usize, usize)> = BTreeMap::new();
        let mut problems = Vec::new();
        for &(_, table, row) in said {
            let Some(reader) = readers.get(table) else { continue };
            let mut alone = Facts::default();
            reader.fill(row, &mut alone);
            for (field, is_measured, value) in values(&alone) {
                let Some((known, used, used_row)) = counts.get(&(field, is_measured)) else {
                    counts.insert((field, is_measured), (value, table, row));
                    continue;
                };
                let typed_as = if field == "units_available" { "units" } else { field };
                if *known == value || *used == table || typed.entry(typed_as).is_some() {
                    continue;
                }
                problems.extend(self.told((*used, *used_row, known), (table, row, &value), field, &facts.sku));
            }
        }
        problems
    }

    fn told(
        &self,
        (used, used_row, value): (usize, usize, &str),
        (other, row, other_value): (usize, usize, &str),
        field: &'static str,
        sku: &str,
    ) -> Option<Problem> {
        let tables = self.products.tables();
        let (used, other) = (tables.get(used)?, tables.get(other)?);
        let (code, severity) = why(used, other);
        let mut params = vec![
            ("value", printed(used, used_row, field, value)),
            ("file", used.table.name().to_owned()),
            ("line", used.table.line(used_row).to_string()),
            ("other", printed(other, row, field, other_value)),
            ("other_file", other.table.name().to_owned()),
            ("other_line", other.table.line(row).to_string()),
        ];
        for (name, numbered) in [("of_day", used), ("other_day", other)] {
            params.extend(numbered.dated.map(|dated| (name, dated.day.to_string())));
        }
        Some(Problem {
            code: code.to_owned(),
            severity,
            file: Some(other.table.name().to_owned()),
            line: Some(other.table.line(row)),
            column: None,
            heading: None,
            field: Some(field.to_owned()),
            sku: Some(sku.to_owned()),
            params: params.into_iter().map(|(name, text)| (name.to_owned(), text)).collect(),
        })
    }
}

/// A value as its cell has it, with its currency or unit; what is put together from several cells as it was read.
fn printed(numbered: &Numbered, row: usize, name: &str, value: &str) -> String {
    let table = &*numbered.table;
    let cell = |name: &str| table.field(name).and_then(|field| table.text(row, field));
    let Some((field, text)) = table.field(name).zip(cell(name)) else { return value.to_owned() };
    if text.chars().any(|letter| letter.is_alphabetic() || matches!(letter, '%' | '$' | '€' | '£' | '¥' | '￥')) {
        return text.to_owned();
    }
    let beside = match name {
        "weight" => table.unit(row, field).or_else(|| cell("weight_unit")),
        "side_longest" | "side_median" | "side_shortest" => table.unit(row, field).or_else(|| cell("dim_unit")),
        _ => None,
    };
    let is_money = table.kind(field) == FieldKind::Money;
    let currency = table.money(row, field).filter(|_| is_money).map(|(_, currency)| currency.code().to_owned());
    match beside.map(str::to_owned).or(currency) {
        Some(unit) => format!("{text} {unit}"),
        None => text.to_owned(),
    }
}

/// Why the first of two tables counts: what it is, its day, or only that it was given first.
fn why(used: &Numbered, other: &Numbered) -> (&'static str, Severity) {
    if rank(&used.table) != rank(&other.table) {
        return ("differ_kind", Severity::Note);
    }
    match (used.dated, other.dated) {
        (Some(used), Some(other)) if used.day > other.day => ("differ_newer", Severity::Note),
        _ => ("differ_given", Severity::Warning),
    }
}

/// The facts of one row that another table may contradict, as text that is equal only for equal values, and whether the
/// marketplace measured them.
fn values(facts: &Facts) -> Vec<(&'static str, bool, String)> {
    let mut found = Vec::new();
    let mut put = |field: &'static str, is_measured: bool, value: Option<String>| {
        found.extend(value.map(|value| (field, is_measured, value)));
    };
    put("price_list", false, text(facts.price_list, |money| money.to_string()));
    put("price_sale", false, text(facts.price_sale, |money| money.to_string()));
    let amounts = [
        ("cost_unit", facts.cost_unit),
        ("cost_freight", facts.cost_freight),
        ("cost_duty", facts.cost_duty),
        ("cost_packaging", facts.cost_packaging),
        ("cost_landed", facts.cost_landed),
    ];
    for (field, fact) in amounts {
        put(field, false, text(fact, |amount| format!("{} {}", amount.micros(), amount.currency())));
    }
    let rates = [
        ("cost_duty_rate", facts.cost_duty_rate),
        ("return_rate", facts.return_rate),
        ("ad_rate", facts.ad_rate),
        ("fee_referral_rate", facts.own_referral_rate),
    ];
    for (field, fact) in rates {
        put(field, false, text(fact, |rate| rate.ppm().to_string()));
    }
    put("fx_rate", false, facts.fx_rate.and_then(|fact| fact.value.to_ratio().ok()).map(|ratio| ratio.to_string()));
    put("asin", false, facts.asin.clone());
    put("category", false, facts.category_word.as_ref().map(|fact| fact.value.clone()));
    put("fee_fulfilment", false, text(facts.own_fulfilment, |money| money.to_string()));
    put("fee_fulfilment", true, text(facts.preview.fulfilment, |money| money.to_string()));
    put("fee_referral", true, text(facts.preview.referral, |money| money.to_string()));
    put("units_available", false, text(facts.stock.units, |units| units.to_string()));
    for (field, fact) in ["units_sold_7", "units_sold_30", "units_sold_60", "units_sold_90"].into_iter().zip(facts.sold)
    {
        put(field, false, text(fact, |units| units.to_string()));
    }
    for (is_measured, size) in [(true, &facts.measured), (false, &facts.own_size)] {
        for (field, fact) in ["side_longest", "side_median", "side_shortest"].into_iter().zip(size.sides) {
            let inches = fact.and_then(|fact| fact.value.in_unit(LengthUnit::In).ok());
            put(field, is_measured, inches.map(|inches| inches.to_string()));
        }
        let ounces = size.weight.and_then(|fact| fact.value.in_unit(WeightUnit::Oz).ok());
        put("weight", is_measured, ounces.map(|ounces| ounces.to_string()));
    }
    found
}

fn text<T>(fact: Option<Fact<T>>, show: impl Fn(T) -> String) -> Option<String> {
    let Fact { value, source } = fact?;
    matches!(source, Source::Report { .. }).then(|| show(value))
}
