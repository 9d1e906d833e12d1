//! Rows that repeat an earlier one, as a whole or in their SKU.

use super::check::is_same_without_case;
use super::table::Table;
use crate::lower::lower;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// What repeats.
pub(super) struct Repeats {
    /// Rows whose SKU stands on an earlier row, letter case ignored, with the first such row.
    pub rows: Vec<(usize, usize)>,
    /// Rows equal to an earlier one in every cell.
    pub duplicates: Vec<usize>,
}

/// Finds what repeats. Where rows have SKUs only those with a repeated one are compared as a whole.
pub(super) fn repeats(table: &Table) -> Repeats {
    let Some(sku) = table.field("sku") else {
        return Repeats { rows: Vec::new(), duplicates: duplicates(table, table.rows()) };
    };
    let mut first_rows: HashMap<u64, usize, Plain> = HashMap::default();
    first_rows.reserve(table.row_count());
    let mut rows = Vec::new();
    let mut firsts = HashSet::new();
    let mut nameless = Vec::new();
    for row in table.rows() {
        let Some(text) = table.text(row, sku) else {
            nameless.push(row);
            continue;
        };
        let first = *first_rows.entry(hash_without_case(text)).or_insert(row);
        // Two SKUs with one hash are as good as never met; the later one then counts as new.
        if first != row && table.text(first, sku).is_some_and(|other| is_same_without_case(text, other)) {
            rows.push((row, first));
            firsts.insert(first);
        }
    }
    let mut suspects: Vec<usize> = rows.iter().map(|(row, _)| *row).chain(firsts).chain(nameless).collect();
    suspects.sort_unstable();
    Repeats { rows, duplicates: duplicates(table, suspects.into_iter()) }
}

fn duplicates(table: &Table, rows: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen: HashMap<u64, usize, Plain> = HashMap::default();
    let mut found = Vec::new();
    for row in rows {
        let Some(record) = table.record(row) else { continue };
        let hash = if table.grid.has_quoted {
            table.grid.cells(record).fold(0, |hash, cell| mix(hash_bytes(hash, cell.as_bytes()), 1))
        } else {
            hash_bytes(0, table.grid.record_bytes(record))
        };
        let first = *seen.entry(hash).or_insert(row);
        if first != row && table.record(first).is_some_and(|first| table.grid.cells(first).eq(table.grid.cells(record)))
        {
            found.push(row);
        }
    }
    found
}

/// For keys that are hashes already.
#[derive(Default)]
struct AsIs(u64);

type Plain = BuildHasherDefault<AsIs>;

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_bytes(self.0, bytes);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// Spreads a word over all bits (the multiplier is 2^64 over the golden ratio).
const fn mix(hash: u64, word: u64) -> u64 {
    let x = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^ (x >> 29)
}

fn hash_bytes(start: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(start, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let tail = rest.iter().fold(1_u64, |tail, byte| (tail << 8) | u64::from(*byte));
    mix(mix(hash, tail), 0x5851_F42D_4C95_7F2D)
}

/// A hash that is the same for texts that differ in letter case at most; others may share it.
fn hash_without_case(text: &str) -> u64 {
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
