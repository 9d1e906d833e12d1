//! Rows that repeat an earlier one, as a whole or in their SKU.

use super::check::is_same_without_case;
use super::firsts::Firsts;
use super::layout::some_at_a_time;
use super::made_of::FieldId;
use super::table::Table;
use crate::lower::lower;
use crate::steps::Pace;
use core::ops::Range;
use std::collections::BTreeSet;

/// What repeats.
pub(super) struct Repeats {
    /// Rows whose SKU stands on an earlier row, letter case ignored, with the first such row.
    pub rows: Vec<(usize, usize)>,
    /// Rows equal to an earlier one in every cell.
    pub duplicates: Vec<usize>,
}

/// Looks for what repeats, some rows at a time. Where rows have SKUs only those with a repeated one are compared as a
/// whole.
pub(super) struct Search {
    sku: Option<FieldId>,
    first_rows: Firsts,
    rows: Vec<(usize, usize)>,
    firsts: BTreeSet<usize>,
    nameless: Vec<usize>,
}

impl Search {
    /// A search through a table of which no row was looked at.
    pub fn of(table: &Table) -> Self {
        let sku = table.field("sku");
        let first_rows = Firsts::with_room(if sku.is_some() { table.row_count() } else { 0 });
        Self { sku, first_rows, rows: Vec::new(), firsts: BTreeSet::new(), nameless: Vec::new() }
    }

    /// Looks at the next rows.
    pub fn look_at(&mut self, table: &Table, rows: Range<usize>) {
        let Some(sku) = self.sku else { return };
        for row in rows {
            let Some(text) = table.text(row, sku) else {
                self.nameless.push(row);
                continue;
            };
            let is_same = |other| table.text(other, sku).is_some_and(|other| is_same_without_case(text, other));
            if let Some(first) = self.first_rows.get_or_put(hash_without_case(text), row, is_same) {
                self.rows.push((row, first));
                self.firsts.insert(first);
            }
        }
    }

    /// What repeats, once all rows were looked at.
    pub async fn found(self, table: &Table, pace: &mut impl Pace) -> Repeats {
        let mut equals = Equals::default();
        if self.sku.is_none() {
            for rows in some_at_a_time(table.row_count()) {
                pace.did(table.grid.weight(rows.len())).await;
                equals.look_at(table, rows);
            }
            return Repeats { rows: Vec::new(), duplicates: equals.found };
        }
        let rows = self.rows;
        let mut suspects: Vec<usize> =
            rows.iter().map(|(row, _)| *row).chain(self.firsts).chain(self.nameless).collect();
        suspects.sort_unstable();
        for some in some_at_a_time(suspects.len()) {
            pace.did(table.grid.weight(some.len())).await;
            equals.look_at(table, suspects.get(some).unwrap_or_default().iter().copied());
        }
        Repeats { rows, duplicates: equals.found }
    }
}

/// Rows that are equal to an earlier one, as far as they were looked at.
#[derive(Default)]
struct Equals {
    seen: Firsts,
    found: Vec<usize>,
}

impl Equals {
    fn look_at(&mut self, table: &Table, rows: impl Iterator<Item = usize>) {
        for row in rows {
            let Some(record) = table.record(row) else { continue };
            let hash = if table.grid.has_quoted {
                table.grid.cells(record).fold(0, |hash, cell| mix(hash_bytes(hash, cell.as_bytes()), 1))
            } else {
                hash_bytes(0, table.grid.record_bytes(record))
            };
            let is_same =
                |other| table.record(other).is_some_and(|other| table.grid.cells(other).eq(table.grid.cells(record)));
            if self.seen.get_or_put(hash, row, is_same).is_some() {
                self.found.push(row);
            }
        }
    }
}

/// Spreads a word over all bits (the multiplier is 2^64 over the golden ratio).
const fn mix(hash: u64, word: u64) -> u64 {
    let x = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^ (x >> 29)
}

/// A hash of some bytes, going on from another one.
pub(crate) fn hash_bytes(start: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(start, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let tail = rest.iter().fold(1_u64, |tail, byte| (tail << 8) | u64::from(*byte));
    mix(mix(hash, tail), 0x5851_F42D_4C95_7F2D)
}

/// A hash that is the same for texts that differ in letter case at most; others may share it.
pub(crate) fn hash_without_case(text: &str) -> u64 {
    if !text.is_ascii() {
        return hash_bytes(0, lower(text).as_bytes());
    }
    // Setting this bit makes capitals small; the few other signs it merges are told apart by the comparison.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let hash = words.iter().fold(0, |hash, word| mix(hash, u64::from_le_bytes(*word) | SMALL));
    let tail = rest.iter().fold(1_u64, |tail, byte| (tail << 8) | u64::from(*byte | 0x20));
    mix(mix(hash, tail), 0x5851_F42D_4C95_7F2D)
}
