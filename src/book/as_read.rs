//! What every cell of a table was read as: the first rows for the page to show beside their totals, all rows as text.
//!
//! A seller who sees only which column was taken for what cannot tell whether `1.234` became a thousand. Here stands
//! what did: days in ISO form, plain decimals, shares for percentages, the currency of each amount. Rows that were set
//! aside are there too, with the reason, so that the list has as many rows as the file.

use super::{Book, Given, count};
use crate::export::{Cell, Sheet};
use crate::import::{FieldId, FieldKind, Table, plus};
use crate::money::Currency;
use crate::number::Decimal;
use crate::rounding::Ratio;
use serde::Serialize;
use std::collections::BTreeMap;

/// A value as read.
///
/// ```
/// use clearfloor::{book::{Book, Day, ReadOptions}, money::Currency};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let id = book.add_table("SKU,Price ($)\nMAT,\"1,249.50\"\n", &ReadOptions::default()).id;
/// let read = book.as_read(id, 0, 1);
/// let price = read.rows[0].cells[1].as_ref().unwrap();
/// assert_eq!((price.text.as_str(), price.currency), ("1249.50", Some(Currency::USD)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadCell {
    /// Text as printed, a plain decimal, an ISO day or month; a share for a percentage.
    pub text: String,
    /// Currency of an amount, if it is known.
    pub currency: Option<Currency>,
    /// Parts per million of a percentage.
    pub ppm: Option<f64>,
}

/// A field of a table.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let id = book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\n", &ReadOptions::default()).id;
/// let fields: Vec<_> = book.as_read(id, 0, 0).fields.iter().map(|of| (of.field, of.kind)).collect();
/// assert_eq!(fields, [("sku", "text"), ("price_list", "money"), ("units_available", "int")]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReadField {
    /// Canonical name.
    pub field: &'static str,
    /// `text`, `int`, `decimal`, `money`, `rate`, `date`, `month`.
    pub kind: &'static str,
}

/// A row of a table as read.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let id = book.add_table("SKU,On hand\nMAT,40\nMAT,\n", &ReadOptions::default()).id;
/// let rows = book.as_read(id, 0, 9).rows;
/// assert_eq!((rows[0].line, rows[0].set_aside), (2, None));
/// assert_eq!((rows[1].line, rows[1].set_aside, &rows[1].cells[1]), (3, Some("sku_twice"), &None));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReadRow {
    /// Line of the file, from 1.
    pub line: u32,
    /// Why no product is made of it; none if it is used.
    pub set_aside: Option<&'static str>,
    /// A value a field, in their order; none where the cell holds no value, which is not zero.
    pub cells: Vec<Option<ReadCell>>,
}

/// Some rows of a table as read.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let id = book.add_table("SKU,On hand\nMAT,40\nRUG,15\nPAD,7\n", &ReadOptions::default()).id;
/// let read = book.as_read(id, 2, 5);
/// assert_eq!((read.rows.len(), read.row_count), (1, 3));
/// assert_eq!(read.rows[0].cells[0].as_ref().unwrap().text, "PAD");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AsRead {
    /// The fields, in the order of the file.
    pub fields: Vec<ReadField>,
    /// The rows asked for.
    pub rows: Vec<ReadRow>,
    /// Data rows of the table, those set aside counted in.
    pub row_count: u32,
}

/// What the rows of a field come to.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let id = book.add_table("SKU,Price ($)\nMAT,25.00\nRUG,39.99\nPAD,\n", &ReadOptions::default()).id;
/// let price = &book.read_totals(id, 9).fields[1];
/// assert_eq!((price.filled, price.sums[0].text.as_str()), (2, "64.99"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReadTotal {
    /// Rows with a value.
    pub filled: u32,
    /// Exact sum, one for each currency; none of texts, days and shares, nor beyond 36 digits.
    pub sums: Vec<ReadCell>,
}

/// Totals of a table, as far as its rows were added up.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let id = book.add_table("SKU,On hand\nMAT,40\nRUG,15\nPAD,7\n", &ReadOptions::default()).id;
/// let totals = book.read_totals(id, 2);
/// assert_eq!((totals.done, totals.total, totals.fields[1].sums[0].text.as_str()), (2, 3, "55"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReadTotals {
    /// Rows added up.
    pub done: u32,
    /// Rows of the table.
    pub total: u32,
    /// A total a field, in the order of [`AsRead::fields`].
    pub fields: Vec<ReadTotal>,
}

/// Rows with a value, and their sum by currency; none beyond 36 digits.
type SoFar = (u32, Vec<(Option<Currency>, Option<Decimal>)>);

/// Work of adding up: goes on where it stopped.
#[derive(Debug)]
pub(super) struct Work {
    table: u32,
    next: usize,
    fields: Vec<SoFar>,
}

impl Book {
    /// Rows of a table as they were read, from row `offset` (from 0); nothing if there is no such table.
    ///
    /// ```
    /// use clearfloor::{book::{Book, ReadOptions}, date::Day, money::Currency};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let id = book.add_table("SKU;Preis\n0012345;\"1.249,50 €\"\n", &ReadOptions::default()).id;
    /// let read = book.as_read(id, 0, 5);
    /// let price = read.rows[0].cells[1].as_ref().unwrap();
    /// assert_eq!((read.fields[1].field, price.text.as_str(), price.currency), ("price_list", "1249.50", Some(Currency::EUR)));
    /// // A percentage is a share, and in parts per million what is shown.
    /// let id = book.add_table("SKU,Duty %\nA,8.5%\n", &ReadOptions::default()).id;
    /// let duty = book.as_read(id, 0, 1).rows[0].cells[1].clone().unwrap();
    /// assert_eq!((duty.text.as_str(), duty.ppm), ("0.085", Some(85_000.0)));
    /// ```
    #[must_use]
    pub fn as_read(&self, id: u32, offset: usize, limit: usize) -> AsRead {
        let Some(given) = self.table_of(id) else { return AsRead::default() };
        let table = &*given.table;
        let fields = fields_of(table);
        let rows = offset..offset.saturating_add(limit).min(table.row_count());
        let aside = self.aside(given, rows.clone());
        AsRead {
            rows: rows.map(|row| row_of(table, row, &fields, &aside)).collect(),
            fields: fields
                .iter()
                .map(|&(field, _, kind)| ReadField { field, kind: super::table::kind_code(kind) })
                .collect(),
            row_count: count(table.row_count()),
        }
    }

    /// Adds up to `limit` further rows of a table, and gives what its fields come to so far.
    ///
    /// ```
    /// use clearfloor::{book::{Book, ReadOptions}, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let id = book.add_table("SKU,Units\nA,3\nB,\nC,4\n", &ReadOptions::default()).id;
    /// assert_eq!(book.read_totals(id, 1).done, 1);
    /// let all = book.read_totals(id, usize::MAX);
    /// assert_eq!((all.fields[1].filled, all.fields[1].sums[0].text.as_str()), (2, "7"));
    /// ```
    pub fn read_totals(&mut self, id: u32, limit: usize) -> ReadTotals {
        let kept = self.read_totals.iter().position(|work| work.table == id);
        let kept = kept.map(|place| self.read_totals.swap_remove(place));
        let Some(given) = self.table_of(id) else { return ReadTotals::default() };
        let table = &*given.table;
        let fields = fields_of(table);
        let mut work = kept.unwrap_or_else(|| Work { table: id, next: 0, fields: vec![(0, Vec::new()); fields.len()] });
        let end = work.next.saturating_add(limit).min(table.row_count());
        for row in work.next..end {
            for ((filled, sums), &(_, field, kind)) in work.fields.iter_mut().zip(&fields) {
                let Some((number, currency)) = number_of(table, row, field, kind) else {
                    *filled = filled.saturating_add(u32::from(value_of(table, row, field, kind).is_some()));
                    continue;
                };
                *filled = filled.saturating_add(1);
                if kind == FieldKind::Rate {
                    continue;
                }
                match sums.iter_mut().find(|(known, _)| *known == currency) {
                    Some((_, sum)) => *sum = sum.and_then(|sum| plus(sum, number)),
                    None => sums.push((currency, Some(number))),
                }
            }
        }
        work.next = end;
        let fields = work.fields.iter().map(|(filled, sums)| ReadTotal {
            filled: *filled,
            sums: sums.iter().filter_map(|&(currency, sum)| Some(cell(sum?, currency))).collect(),
        });
        let totals = ReadTotals { done: count(end), total: count(table.row_count()), fields: fields.collect() };
        self.read_totals.push(work);
        totals
    }

    /// The same rows as comma-separated text, the headings in front of the first: line of the file, why it was set aside,
    /// then every field by its canonical name, behind an amount its currency.
    ///
    /// ```
    /// use clearfloor::{book::{Book, ReadOptions}, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let id = book.add_table("SKU,Price ($)\nPAD-1,\"1,249.50\"\nPAD-1,5\n", &ReadOptions::default()).id;
    /// assert_eq!(
    ///     book.as_read_csv(id, 0, 9),
    ///     "line,set_aside,sku,price_list,price_list_currency\r\n\
    ///      2,,PAD-1,1249.50,USD\r\n3,sku_twice,PAD-1,5,USD\r\n",
    /// );
    /// ```
    #[must_use]
    pub fn as_read_csv(&self, id: u32, offset: usize, limit: usize) -> String {
        let Some(given) = self.table_of(id) else { return String::new() };
        let table = &*given.table;
        let fields = fields_of(table);
        let rows = offset..offset.saturating_add(limit).min(table.row_count());
        let aside = self.aside(given, rows.clone());
        let mut names = vec!["line".to_owned(), "set_aside".to_owned()];
        for &(name, _, kind) in &fields {
            names.push(name.to_owned());
            if kind == FieldKind::Money {
                names.push(format!("{name}_currency"));
            }
        }
        let row_cells = |row| {
            let read = row_of(table, row, &fields, &aside);
            let mut cells = vec![Cell::number(Some(read.line)), Cell::text(read.set_aside)];
            for (value, &(_, _, kind)) in read.cells.into_iter().zip(&fields) {
                let currency = value.as_ref().and_then(|value| value.currency);
                let text = value.map(|value| value.text);
                let is_text = matches!(kind, FieldKind::Text | FieldKind::Date | FieldKind::Month);
                cells.push(if is_text { Cell::text(text) } else { Cell::number(text) });
                if kind == FieldKind::Money {
                    cells.push(Cell::text(currency));
                }
            }
            cells
        };
        let sheet = Sheet { headings: vec![""; names.len()], rows: rows.map(row_cells).collect() };
        let csv = sheet.to_csv_under(&names);
        // Names of fields hold no line break, so the first is the end of the headings.
        if offset == 0 { csv } else { csv.split_once("\r\n").map_or(String::new(), |(_, rows)| rows.to_owned()) }
    }

    fn table_of(&self, id: u32) -> Option<&Given> {
        self.given.iter().find(|given| given.id == id)
    }

    /// Why rows were set aside, by their lines.
    fn aside(&self, given: &Given, rows: core::ops::Range<usize>) -> BTreeMap<u32, &'static str> {
        let table = &*given.table;
        let lines = rows.start..rows.end;
        let (Some(first), Some(last)) = (lines.clone().next(), lines.last()) else { return BTreeMap::new() };
        let range = table.line(first)..=table.line(last);
        let left = self.left_out.iter().filter(|left| left.table == given.id && range.contains(&left.line));
        let mut aside: BTreeMap<u32, &'static str> = left.map(|left| (left.line, left.note.code)).collect();
        if table.problem_counts().iter().any(|(code, _)| *code == "sku_missing")
            && let Some(sku) = table.field("sku")
        {
            let nameless = rows.filter(|&row| table.text(row, sku).is_none());
            aside.extend(nameless.map(|row| (table.line(row), "sku_missing")));
        }
        aside
    }
}

fn fields_of(table: &Table) -> Vec<(&'static str, FieldId, FieldKind)> {
    let known = table.fields().filter_map(|name| Some((name, table.field(name)?)));
    known.map(|(name, field)| (name, field, table.kind(field))).collect()
}

fn row_of(
    table: &Table,
    row: usize,
    fields: &[(&'static str, FieldId, FieldKind)],
    aside: &BTreeMap<u32, &'static str>,
) -> ReadRow {
    let line = table.line(row);
    let cells = fields.iter().map(|&(_, field, kind)| value_of(table, row, field, kind)).collect();
    ReadRow { line, set_aside: aside.get(&line).copied(), cells }
}

fn cell(number: Decimal, currency: Option<Currency>) -> ReadCell {
    ReadCell { text: number.to_string(), currency, ppm: None }
}

/// A share in parts per million; none beyond what fractions hold.
fn ppm(share: Decimal) -> Option<f64> {
    share.to_ratio().and_then(|share| share.times(Ratio::whole(1_000_000))).map(Ratio::to_f64).ok()
}

fn number_of(table: &Table, row: usize, field: FieldId, kind: FieldKind) -> Option<(Decimal, Option<Currency>)> {
    match kind {
        FieldKind::Text | FieldKind::Date | FieldKind::Month => None,
        FieldKind::Int | FieldKind::Decimal | FieldKind::Rate => Some((table.number(row, field)?, None)),
        // An amount of which nothing says the currency is still an amount.
        FieldKind::Money => match table.money(row, field) {
            Some((amount, currency)) => Some((amount, Some(currency))),
            None => Some((table.number(row, field)?, None)),
        },
    }
}

fn value_of(table: &Table, row: usize, field: FieldId, kind: FieldKind) -> Option<ReadCell> {
    let plain = |text: String| ReadCell { text, currency: None, ppm: None };
    match kind {
        FieldKind::Text => table.text(row, field).map(str::to_owned).map(plain),
        FieldKind::Date => table.day(row, field).map(|day| plain(day.to_string())),
        FieldKind::Month => table.day(row, field).map(|day| plain(day.to_string().chars().take(7).collect())),
        FieldKind::Rate => table.number(row, field).map(|share| ReadCell { ppm: ppm(share), ..cell(share, None) }),
        _ => number_of(table, row, field, kind).map(|(number, currency)| cell(number, currency)),
    }
}
