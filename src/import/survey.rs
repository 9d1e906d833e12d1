//! All cells of all columns looked at once; then every column decided, then every cell checked.
//!
//! The first look goes row by row, as the text lies in memory, and is short: what was marked as blank or as a few digits
//! is not looked at, plain numbers end there, and only odd cells are kept for the decision and the check.

use super::calendar::{Order, printed_day};
use super::cell::{NoValue, no_value, printed, unwrapped};
use super::column::{Part, Reading, Source, plain};
use super::layout::{RECORDS_AT_ONCE, some_at_a_time};
use super::made_of::Column;
use super::marks::around_point;
use super::packed::PackedKind;
use super::problem::{Problem, Problems, Severity};
use super::reading::{RateTally, Sign, Tally, decimal, evidence};
use super::split::{Grid, to_usize};
use super::unit_word::MoneyMark;
use super::words::field_number;
use crate::steps::Pace;
use core::ops::Range;

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
    /// Whether all cells are the same, where that is looked at.
    pub is_same: bool,
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

/// Fields that others ask row after row: worth knowing where all rows have the same there, as of money, of which a whole
/// column may be zeros that are no value.
const ASKED_BY_ROW: [&str; 4] = ["snapshot_date", "age_snapshot_date", "marketplace", "condition"];

/// Which sources look at what.
#[derive(Default)]
struct Eyes<'a> {
    /// Sources of numbers by column, and whether they are counts. The marks of a text say of most of their cells that
    /// there is nothing to see.
    numbers: Vec<Vec<(usize, bool)>>,
    /// Columns of numbers in which nothing was found so far.
    unseen: Vec<usize>,
    /// Sources that look at every cell, with their columns.
    others: Vec<(usize, usize, Look)>,
    /// Sources whose cells were all the same so far, with that cell.
    same: Vec<(usize, usize, &'a [u8])>,
}

impl<'a> Eyes<'a> {
    fn of(grid: &'a Grid, rows: &[u32], sources: &[Source]) -> Self {
        let width = sources.iter().map(|source| source.column.saturating_add(1)).max().unwrap_or(0);
        let mut eyes = Self { numbers: vec![Vec::new(); width], ..Self::default() };
        let asked = ASKED_BY_ROW.map(field_number);
        for (place, source) in sources.iter().enumerate() {
            match look(source) {
                None => {}
                Some(look @ (Look::Whole | Look::Number)) => {
                    if let Some(of_column) = eyes.numbers.get_mut(source.column) {
                        of_column.push((place, look == Look::Whole));
                    }
                    eyes.unseen.push(source.column);
                }
                Some(look @ (Look::Day | Look::All)) => eyes.others.push((place, source.column, look)),
            }
            let is_asked = asked.contains(&Some(source.field));
            if (is_asked || matches!(source.kind, PackedKind::Money | PackedKind::Cost))
                && let Some(cell) = rows.first().and_then(|&record| grid.raw(to_usize(record), source.column))
            {
                eyes.same.push((place, source.column, cell));
            }
        }
        eyes
    }

    fn numbers(&self, column: usize) -> &[(usize, bool)] {
        self.numbers.get(column).map_or(&[], Vec::as_slice)
    }
}

/// Looks at every cell of every source. `rows` holds the records of the data rows.
pub(super) async fn survey(grid: &Grid, rows: &[u32], sources: &[Source], pace: &mut impl Pace) -> Vec<Survey> {
    let mut surveys = vec![Survey::default(); sources.len()];
    let mut eyes = Eyes::of(grid, rows, sources);
    for (from, some) in (0_u32..).step_by(RECORDS_AT_ONCE).zip(rows.chunks(RECORDS_AT_ONCE)) {
        look_at(grid, from, some, &mut eyes, &mut surveys);
        pace.did(grid.weight(some.len())).await;
    }
    for (place, _, _) in eyes.same {
        if let Some(survey) = surveys.get_mut(place) {
            survey.is_same = true;
        }
    }
    for (source, survey) in sources.iter().zip(&mut surveys) {
        for some in some_at_a_time(survey.odd.len()) {
            pace.did(some.len().saturating_mul(CELL_WORK)).await;
            survey.weigh_odd(source, grid, rows, some);
        }
    }
    surveys
}

/// Looks at the next rows, the first of which is `from`.
fn look_at<'a>(grid: &'a Grid, from: u32, rows: &[u32], eyes: &mut Eyes<'a>, surveys: &mut [Survey]) {
    for (row, &record) in (from..).zip(rows) {
        let cells = grid.record(to_usize(record));
        grid.for_each_marked(to_usize(record), |column| {
            for &(place, is_whole) in eyes.numbers(column) {
                let bytes = cells.raw(column);
                if let Some(survey) = surveys.get_mut(place).filter(|_| !bytes.is_empty()) {
                    survey.number(bytes, is_whole, row);
                }
            }
        });
        for &(place, column, look) in &eyes.others {
            let bytes = cells.raw(column);
            let Some(survey) = surveys.get_mut(place).filter(|_| !bytes.is_empty()) else { continue };
            survey.is_filled = true;
            if look == Look::All || !is_iso_day(bytes) {
                survey.odd.push(row);
            }
        }
        let mut unseen = core::mem::take(&mut eyes.unseen);
        unseen.retain(|&column| {
            let is_seen = !cells.raw(column).is_empty();
            for &(place, _) in eyes.numbers(column).iter().filter(|_| is_seen) {
                if let Some(survey) = surveys.get_mut(place) {
                    survey.is_filled = true;
                }
            }
            !is_seen
        });
        eyes.unseen = unseen;
        eyes.same.retain(|&(_, column, cell)| cells.raw(column) == cell);
    }
}

/// What reading a cell by itself weighs as work, in bytes gone through.
const CELL_WORK: usize = 32;

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
        // Nearly all that come here: a few digits, a point, and neither three digits behind it nor too many before.
        if !is_whole && around_point(bytes).is_some_and(|(_, behind)| behind != 3) {
            self.plain_points += 1;
            self.tally.point += 1;
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

    /// Weighs the cells at some places among the odd ones.
    fn weigh_odd(&mut self, source: &Source, grid: &Grid, rows: &[u32], places: Range<usize>) {
        let odd = core::mem::take(&mut self.odd);
        let some = odd.get(places).unwrap_or_default();
        for record in some.iter().filter_map(|&row| rows.get(to_usize(row))) {
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
                        && let Some(number) = decimal(&printed, None)
                            .or(decimal(&printed, Some(Sign::Point)))
                            .or(decimal(&printed, Some(Sign::Comma)))
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
    pub async fn check(&self, source: &Source, place: &Place<'_>, problems: &mut Problems, pace: &mut impl Pace) {
        // Points that look like decimals stand in a column with decimal commas: all cells again.
        let is_all = self.plain_points > 0 && source.sign == Some(Sign::Comma);
        for some in some_at_a_time(if is_all { place.rows.len() } else { self.odd.len() }) {
            pace.did(some.len().saturating_mul(CELL_WORK)).await;
            for place_of_row in some {
                let row = if is_all { u32::try_from(place_of_row).ok() } else { self.odd.get(place_of_row).copied() };
                if let Some(row) = row {
                    check_cell(source, place, row, problems);
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::column::MoneySource;
    use crate::import::split::Quotes;
    use crate::steps::{Endless, at_once};
    use proptest::prelude::*;

    fn source(column: usize, kind: PackedKind) -> Source {
        Source {
            column,
            part: None,
            field: field_number("condition").unwrap(),
            kind,
            sign: None,
            form: None,
            order: None,
            zero_is_no_value: false,
            is_blank: false,
            is_same: false,
            money: MoneySource::default(),
        }
    }

    const KINDS: [PackedKind; 6] =
        [PackedKind::Int, PackedKind::Money, PackedKind::Text, PackedKind::Date, PackedKind::Rate, PackedKind::Decimal];

    proptest! {
        /// What the marks leave out is nothing: with every cell marked the survey is the same.
        #[test]
        fn sees_with_the_marks_what_it_sees_without(
            rows in prop::collection::vec(prop::collection::vec(
                "[0-9]{0,4}|[0-9]{9,19}|-?[0-9]{1,4}[.,][0-9]{0,4}|[0-9]%|\\$[0-9]{1,3}|N/A|x|2026-1[0-3]-[0-3][0-9]| 5 |[0-9 ]{70}", 0..9), 0..12),
            line_end in "\r?\n", quotes in prop::sample::select(vec![Quotes::AreData, Quotes::Rfc4180]), is_quoted: bool,
        ) {
            let line = |row: &Vec<String>| {
                let row: Vec<String> = row.iter().map(|cell| if is_quoted { format!("\"{cell}\"") } else { cell.clone() }).collect();
                row.join(";") + &line_end
            };
            let text: String = rows.iter().map(line).collect();
            let sources: Vec<Source> = (0..7).map(|column| source(column, KINDS[column % KINDS.len()])).collect();
            let mut grid = at_once(Grid::split(text, b';', quotes, &mut Endless));
            let records: Vec<u32> = (0_u32..).take(grid.record_count()).collect();
            let survey_of = |grid: &Grid| at_once(survey(grid, &records, &sources, &mut Endless));
            let seen = survey_of(&grid);
            for (survey, source) in seen.iter().zip(&sources) {
                let cells: Vec<_> = records.iter().map(|&record| grid.raw(to_usize(record), source.column).unwrap_or_default()).collect();
                prop_assert_eq!(survey.is_same, !cells.is_empty() && cells.iter().all(|cell| *cell == cells[0]) && grid.raw(0, source.column).is_some());
                prop_assert_eq!(survey.is_blank(source), look(source).is_some() && cells.iter().all(|cell| cell.is_empty()));
            }
            grid.mark_all();
            prop_assert_eq!(format!("{:?}", survey_of(&grid)), format!("{seen:?}"));
        }
    }
}
