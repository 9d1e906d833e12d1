//! All cells of all columns looked at once; then every column decided, then every cell checked.
//!
//! Rows are taken in blocks, and within a block column by column, so that the text of a block stays in the cache
//! while each column's cells run through one short loop. Plain numbers end there; only odd cells are kept for the
//! decision and the check.

use super::calendar::{Order, printed_day};
use super::cell::{NoValue, no_value, printed, unwrapped};
use super::column::{Part, Reading, Source, plain};
use super::packed::PackedKind;
use super::problem::{Problem, Problems, Severity};
use super::reading::{RateTally, Sign, Tally, decimal, evidence};
use super::split::Grid;
use super::table::Column;
use super::unit_word::MoneyMark;

/// What the cells of one column showed.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    /// Decimal signs.
    pub tally: Tally,
    /// Sizes of bare rates.
    pub rates: RateTally,
    /// Cells with a percent sign.
    pub percents: u32,
    /// Signs and codes of money, counted.
    pub moneys: Vec<(MoneyMark, u32)>,
    /// Dates that prove the day first, the month first, and neither.
    pub orders: (u32, u32, u32),
    /// Plain numbers with a point: to be looked at again if the sign turns out to be a comma.
    plain_points: u32,
    /// Rows (from 0) whose cell is no plain number.
    odd: Vec<u32>,
}

const BLOCK: usize = 512;

/// Looks at every cell of every source. `rows` holds the records of the data rows.
pub(super) fn survey(grid: &Grid, rows: &[u32], sources: &[Source]) -> Vec<Survey> {
    let mut surveys = vec![Survey::default(); sources.len()];
    let mut first_row = 0_u32;
    for block in rows.chunks(BLOCK) {
        for (source, survey) in sources.iter().zip(&mut surveys) {
            match source.kind {
                PackedKind::Text | PackedKind::Packed => {}
                PackedKind::Date | PackedKind::Month | PackedKind::Rate => {
                    for (row, &record) in (first_row..).zip(block) {
                        let is_blank = source.raw(grid, super::split::to_usize(record)).is_none_or(<[u8]>::is_empty);
                        if !is_blank && !is_iso_day(source, grid, record) {
                            survey.odd.push(row);
                        }
                    }
                }
                _ => survey.numbers(source, grid, first_row, block),
            }
        }
        first_row = first_row.saturating_add(u32::try_from(block.len()).unwrap_or(u32::MAX));
    }
    for (source, survey) in sources.iter().zip(&mut surveys) {
        survey.weigh_odd(source, grid, rows);
    }
    surveys
}

/// Whether a date cell starts with a well-formed `YYYY-MM-DD` up to the 28th, which needs no second look.
fn is_iso_day(source: &Source, grid: &Grid, record: u32) -> bool {
    if source.kind != PackedKind::Date {
        return false;
    }
    match source.raw(grid, super::split::to_usize(record)) {
        Some([b'2', b'0', y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..]) => {
            let month = (m1.wrapping_sub(b'0'), m2.wrapping_sub(b'0'));
            let day = (d1.wrapping_sub(b'0'), d2.wrapping_sub(b'0'));
            y3.is_ascii_digit()
                && y4.is_ascii_digit()
                && matches!(month, (0, 1..=9) | (1, 0..=2))
                && matches!(day, (0, 1..=9) | (1, 0..=9) | (2, 0..=8))
                && matches!(rest.first(), None | Some(b'T' | b' '))
        }
        _ => false,
    }
}

impl Survey {
    fn numbers(&mut self, source: &Source, grid: &Grid, first_row: u32, block: &[u32]) {
        let is_whole = source.is_whole();
        let is_packed = source.part.is_some();
        for (row, &record) in (first_row..).zip(block) {
            let bytes = source.raw(grid, super::split::to_usize(record)).unwrap_or_default();
            if bytes.is_empty() {
                continue;
            }
            match plain(bytes).filter(|found| found.coefficient >= 0 && !is_packed) {
                Some(found) if found.scale == 0 => {
                    // More than twelve digits may be too large; the slow way tells.
                    if found.whole_digits > 12 {
                        self.odd.push(row);
                    }
                }
                Some(found) if !is_whole && found.whole_digits <= 12 => {
                    self.plain_points += 1;
                    let is_either =
                        found.scale == 3 && (1..=3).contains(&found.whole_digits) && !found.starts_with_zero;
                    if is_either {
                        self.tally.either_point += 1;
                        self.tally.uneven += u32::from(found.coefficient % 1000 != 0);
                    } else {
                        self.tally.point += 1;
                    }
                }
                _ => self.odd.push(row),
            }
        }
    }

    fn weigh_odd(&mut self, source: &Source, grid: &Grid, rows: &[u32]) {
        let odd = core::mem::take(&mut self.odd);
        for record in odd.iter().filter_map(|&row| rows.get(super::split::to_usize(row))) {
            let text = unwrapped(source.cell(grid, super::split::to_usize(*record)));
            if no_value(text).is_some() {
                continue;
            }
            match source.kind {
                PackedKind::Date => match printed_day(text) {
                    Some((_, Some(Order::DayFirst))) => self.orders.0 += 1,
                    Some((_, Some(Order::MonthFirst))) => self.orders.1 += 1,
                    Some((super::calendar::PrintedDay::Either { .. }, None)) => self.orders.2 += 1,
                    _ => {}
                },
                PackedKind::Month => {}
                _ => {
                    let Some(printed) = printed(text) else { continue };
                    self.tally.add(evidence(&printed.core));
                    self.percents += u32::from(printed.is_percent);
                    if !printed.is_percent
                        && let Some(number) =
                            decimal(&printed, Some(Sign::Point)).or(decimal(&printed, Some(Sign::Comma)))
                    {
                        self.rates.add(number);
                    }
                    if let Some(mark) = printed.money {
                        match self.moneys.iter_mut().find(|(known, _)| *known == mark) {
                            Some((_, count)) => *count += 1,
                            None => self.moneys.push((mark, 1)),
                        }
                    }
                }
            }
        }
        self.odd = odd;
    }

    /// Checks every cell that could be wrong under the readings decided by now, and tells what is.
    pub fn check(&self, source: &Source, place: &Place<'_>, problems: &mut Problems) {
        let all = (0_u32..).take(place.rows.len());
        if self.plain_points > 0 && source.sign == Some(Sign::Comma) {
            // Points that look like decimals stand in a column with decimal commas: all cells again.
            all.for_each(|row| check_cell(source, place, row, problems));
        } else {
            self.odd.iter().for_each(|&row| check_cell(source, place, row, problems));
        }
    }
}

/// Where problems of a table's cells lie.
pub(super) struct Place<'a> {
    /// The cells.
    pub grid: &'a Grid,
    /// Records of the data rows.
    pub rows: &'a [u32],
    /// The columns of the file.
    pub columns: &'a [Column],
    /// The column that holds the SKU.
    pub sku: Option<&'a Source>,
}

impl Place<'_> {
    /// Puts the place of a cell on a problem.
    pub fn locate(&self, mut problem: Problem, row: u32, column: Option<usize>) -> Problem {
        let record = self.rows.get(super::split::to_usize(row)).copied().map(super::split::to_usize);
        problem.line = record.map(|record| self.grid.line(record));
        problem.sku = record.zip(self.sku).and_then(|(record, sku)| sku.text(self.grid, record).map(str::to_owned));
        if let Some(column) = column.and_then(|column| self.columns.get(column)) {
            problem.column = Some(column.number);
            problem.heading = Some(column.heading.clone());
            problem.field = column.field;
        }
        problem
    }
}

fn check_cell(source: &Source, place: &Place<'_>, row: u32, problems: &mut Problems) {
    let Some(&record) = place.rows.get(super::split::to_usize(row)) else { return };
    let cell = source.cell(place.grid, super::split::to_usize(record));
    let (code, severity) = match source.read(cell) {
        // A zero that is no value is no fault of the cell.
        Reading::Nothing(NoValue::Nothing) | Reading::Day(_) | Reading::Open => return,
        Reading::Nothing(NoValue::Fault) => ("error_value", Severity::Warning),
        Reading::Unfit(code) => (code, Severity::Error),
        Reading::Number(number, _) if number.coefficient() < 0 => match negative(source) {
            Some(code) => (code, Severity::Warning),
            None => return,
        },
        Reading::Number(..) => return,
    };
    if problems.count(code) {
        let problem = Problem::new(code, severity).with("text", cell);
        problems.keep(place.locate(problem, row, Some(source.column)));
    }
}

/// Fields in which a number below zero is worth a word: stock and prices, not profit or settlement lines.
fn negative(source: &Source) -> Option<&'static str> {
    let name = super::words::field(source.field).map_or("", |field| field.name);
    let has = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    if has(&["units_", "age_", "ais_qty_"]) && source.part != Some(Part::Unit) {
        Some("units_negative")
    } else if has(&["price_", "cost_", "weight", "side_", "item_volume", "fx_rate"]) {
        Some("amount_negative")
    } else {
        None
    }
}
