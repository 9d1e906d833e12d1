//! All cells of all columns looked at once; then every column decided, then every cell checked.
//!
//! The first look goes row by row, as the text lies in memory, and is short: plain numbers end there, and only odd
//! cells are kept for the decision and the check.

use super::calendar::{Order, printed_day};
use super::cell::{NoValue, no_value, printed, unwrapped};
use super::column::{Part, Reading, Source, plain};
use super::packed::PackedKind;
use super::problem::{Problem, Problems, Severity};
use super::reading::{RateTally, Sign, Tally, decimal, evidence};
use super::split::{Grid, to_usize};
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
    /// Whether any cell of a column that is looked at is filled.
    is_filled: bool,
}

/// How the first look at a source's cells is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Counts: a point is odd.
    Whole,
    /// Other numbers.
    Number,
    /// Days: anything but `YYYY-MM-DD` is odd.
    Day,
    /// Every filled cell is odd.
    All,
}

/// Looks at every cell of every source. `rows` holds the records of the data rows.
pub(super) fn survey(grid: &Grid, rows: &[u32], sources: &[Source]) -> Vec<Survey> {
    let mut surveys = vec![Survey::default(); sources.len()];
    let looks: Vec<Option<Look>> = sources.iter().map(look).collect();
    for (row, &record) in (0_u32..).zip(rows) {
        let cells = grid.record(to_usize(record));
        for ((source, look), survey) in sources.iter().zip(&looks).zip(&mut surveys) {
            let Some(look) = *look else { continue };
            let bytes = cells.raw(source.column);
            if bytes.is_empty() {
                continue;
            }
            survey.is_filled = true;
            match look {
                Look::Whole | Look::Number => survey.number(bytes, look == Look::Whole, row),
                Look::Day if is_iso_day(bytes) => {}
                Look::Day | Look::All => survey.odd.push(row),
            }
        }
    }
    for (source, survey) in sources.iter().zip(&mut surveys) {
        survey.weigh_odd(source, grid, rows);
    }
    surveys
}

fn look(source: &Source) -> Option<Look> {
    match source.kind {
        PackedKind::Text | PackedKind::Packed => None,
        PackedKind::Month | PackedKind::Rate => Some(Look::All),
        _ if source.part.is_some() => Some(Look::All),
        PackedKind::Date => Some(Look::Day),
        PackedKind::Int => Some(Look::Whole),
        PackedKind::Days | PackedKind::Decimal | PackedKind::Money | PackedKind::Cost => Some(Look::Number),
    }
}

/// Whether a date cell starts with a well-formed `YYYY-MM-DD` up to the 28th, which needs no second look.
fn is_iso_day(bytes: &[u8]) -> bool {
    let [b'2', b'0', y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = bytes else { return false };
    let month = (m1.wrapping_sub(b'0'), m2.wrapping_sub(b'0'));
    let day = (d1.wrapping_sub(b'0'), d2.wrapping_sub(b'0'));
    y3.is_ascii_digit()
        && y4.is_ascii_digit()
        && matches!(month, (0, 1..=9) | (1, 0..=2))
        && matches!(day, (0, 1..=9) | (1, 0..=9) | (2, 0..=8))
        && matches!(rest.first(), None | Some(b'T' | b' '))
}

impl Survey {
    /// Takes in a filled cell: plain numbers end here, the rest is kept.
    #[inline]
    fn number(&mut self, bytes: &[u8], is_whole: bool, row: u32) {
        // A single digit, the most common cell of a report.
        if let [b'0'..=b'9'] = bytes {
            return;
        }
        match plain(bytes) {
            // More than twelve digits may be too large, and a minus may be worth a word: the slow way tells.
            Some(found) if found.coefficient < 0 || found.whole_digits > 12 => self.odd.push(row),
            Some(found) if found.scale == 0 => {}
            Some(found) if !is_whole => {
                self.plain_points += 1;
                if found.scale == 3 && found.whole_digits <= 3 && !found.starts_with_zero {
                    self.tally.either_point += 1;
                    self.tally.uneven += u32::from(found.coefficient % 1000 != 0);
                } else {
                    self.tally.point += 1;
                }
            }
            _ => self.odd.push(row),
        }
    }

    /// Whether every cell was looked at and none is filled.
    pub fn is_blank(&self, source: &Source) -> bool {
        look(source).is_some() && !self.is_filled
    }

    fn weigh_odd(&mut self, source: &Source, grid: &Grid, rows: &[u32]) {
        let odd = core::mem::take(&mut self.odd);
        for record in odd.iter().filter_map(|&row| rows.get(to_usize(row))) {
            let text = unwrapped(source.cell(grid, to_usize(*record)));
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
        let record = self.rows.get(to_usize(row)).copied().map(super::split::to_usize);
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
    let Some(&record) = place.rows.get(to_usize(row)) else { return };
    let cell = source.cell(place.grid, to_usize(record));
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
