//! From text to a [`Table`].

use super::column::Source;
use super::decide::{columns, decide, script};
use super::layout::{Header, Landmarks, Rows, dialect, find_header, headings, rows, some_at_a_time};
use super::options::ReadOptions;
use super::packed::PackedKind;
use super::problem::{Problem, Problems, Severity};
use super::split::{Grid, to_usize};
use super::survey::{Place, survey};
use super::table::{Slot, Statement, Table};
use super::words::{FieldNumber, field, field_number, report_of};
use super::{CHINESE_SHEET, check, spoken};
use crate::money::Currency;
use crate::steps::{Endless, Pace, at_once};
use core::ops::Range;

/// Reads a table: finds what it is, decides how each column is read, and checks every cell.
///
/// Never fails: what cannot be read is among the problems of the table, and the rest is there.
///
/// ```
/// use clearfloor::import::{ReadOptions, read};
/// let table = read("SKU\tPrice ($)\n0012345\t1,249.50\n", &ReadOptions::default());
/// let price = table.field("price_list").unwrap();
/// assert_eq!(table.number(0, price).unwrap().to_string(), "1249.50");
/// ```
#[must_use]
pub fn read(text: impl Into<String>, options: &ReadOptions) -> Table {
    at_once(read_in_steps(text.into(), options, &mut Endless))
}

/// More than this cannot be addressed; no browser hands over as much.
pub(super) const LONGEST_TEXT: usize = to_usize(u32::MAX - 16);

/// The same, with pauses where a long table takes long.
pub(super) async fn read_in_steps(mut text: String, options: &ReadOptions, pace: &mut impl Pace) -> Table {
    let mut table =
        Table { name: options.name.clone(), given: options.currency, otherwise: options.otherwise, ..Table::default() };
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.len() > LONGEST_TEXT {
        table.problems.push(Problem::new("file_too_large", Severity::Error));
        return table;
    }
    let dialect = dialect(&text, options);
    table.separator = dialect.separator;
    table.line_end = dialect.line_end;
    table.grid = Grid::split(text, dialect.separator.byte(), dialect.quotes, pace).await;
    for line in table.grid.open_quotes.clone() {
        let mut problem = Problem::new("quote_not_closed", Severity::Warning);
        problem.line = Some(line);
        table.problems.push(problem);
    }
    let mut header = find_header(&table.grid, options);
    let mut header_record = header.as_ref().map(|header| header.record);
    let mut headings = header_record.map(|record| headings(&table.grid, record)).unwrap_or_default();
    let known: Vec<_> = headings.iter().map(|(_, heading)| heading.clone()).collect();
    let report = report_of(&known);
    let spoken = if report.is_none() { spoken::find(&table.grid) } else { None };
    if let Some((of_report, spoken)) = &spoken {
        header_record = Some(of_report.record);
        headings = spoken::headings_in(&table.grid, of_report.record, spoken);
        header = Some(Header { ..*of_report });
    }
    table.script = script(&headings);
    let named = known.iter().filter(|heading| heading.field.is_some()).count();
    table.report = match report {
        Some(report) => Some(report.id),
        None if spoken.is_some() => Some(spoken::TRANSACTIONS),
        None if table.script.is_chinese && named > 1 => Some(CHINESE_SHEET),
        None => None,
    };
    let (columns, sources) = columns(&headings, report, options);
    table.columns = columns;
    table.sources = sources;
    table.rows = rows(&table.grid, header_record, &landmarks(&table.sources), pace).await;
    table.header_record = header_record.and_then(|record| u32::try_from(record).ok()).map(|record| record + 1);

    let surveys = survey(&table.grid, &table.rows.data, &table.sources, pace).await;
    table.grid.forget_marks();
    decide(&mut table.sources, &surveys, &mut table.columns, (report, table.script), options, &mut table.problems);
    for (source, survey) in table.sources.iter_mut().zip(&surveys) {
        source.is_same = survey.is_same;
    }
    // What a summary or total says of a column is no row.
    if table.rows.summaries.is_empty() && table.rows.totals.is_empty() {
        for (source, survey) in table.sources.iter_mut().zip(&surveys) {
            source.is_blank = survey.is_blank(source);
        }
    }
    table.slots = slots(&table.sources, &table.grid, &table.rows.data);
    table.currency = table.field("currency");
    table.marketplace = table.field("marketplace");
    table.statements = statements(&table);

    let sku = field_number("sku").and_then(|sku| table.sources.iter().find(|source| source.field == sku));
    let place = Place { grid: &table.grid, rows: &table.rows.data, columns: &table.columns, sku };
    let mut problems = core::mem::take(&mut table.problems);
    for (source, survey) in table.sources.iter().zip(&surveys) {
        survey.check(source, &place, &mut problems, pace).await;
    }
    for some in some_at_a_time(place.rows.len()) {
        pace.did(place.grid.weight(some.len()) / 8).await;
        shape(&place, some, headings.len(), &mut problems);
    }
    whole(header.as_ref(), &table.rows, &mut problems);
    if let Some((_, spoken)) = spoken.filter(|(_, spoken)| !spoken.is_read()) {
        problems.push(Problem::new("report_language", Severity::Error).with("language", spoken.language));
    }
    table.problems = problems;
    check::check(&mut table, pace).await;
    table
}

/// Columns by which records that are no data rows are told.
fn landmarks(sources: &[Source]) -> Landmarks {
    let column = |name: &str| {
        let number = field_number(name);
        sources.iter().find(|source| Some(source.field) == number && source.part.is_none()).map(|source| source.column)
    };
    let identity = ["sku", "asin", "fnsku", "title", "product_id"].into_iter().filter_map(column).collect();
    let lines: Vec<usize> = ["transaction_type", "amount_type", "amount"].into_iter().filter_map(column).collect();
    let summary = column("settlement_total").filter(|_| !lines.is_empty()).map(|total| (total, lines));
    Landmarks { identity, summary }
}

/// The fields of a table with the columns each is in.
fn slots(sources: &[Source], grid: &Grid, rows: &[u32]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for (place, source) in sources.iter().enumerate() {
        match slots.iter_mut().find(|slot| slot.field == source.field) {
            Some(slot) => slot.sources.push(place),
            None => slots.push(Slot {
                field: source.field,
                kind: source.kind,
                adds: field(source.field).is_some_and(|field| field.adds) && source.kind != PackedKind::Rate,
                sources: vec![place],
            }),
        }
    }
    // A listing without its own ASIN column has the ASIN as product id.
    if let (Some(asin), Some(id)) = (field_number("asin"), field_number("product_id"))
        && !slots.iter().any(|slot| slot.field == asin)
        && let Some(ids) = slots.iter().find(|slot| slot.field == id).cloned()
        && has_asins(&ids, sources, grid, rows)
    {
        slots.push(Slot { field: asin, ..ids });
    }
    slots
}

/// Whether the first filled cell has the form of an ASIN: ten capitals and digits.
fn has_asins(slot: &Slot, sources: &[Source], grid: &Grid, rows: &[u32]) -> bool {
    let first = slot.sources.first().and_then(|&place| sources.get(place));
    let cell = first.and_then(|source| rows.iter().find_map(|&record| source.text(grid, to_usize(record))));
    cell.is_some_and(|cell| cell.len() == 10 && cell.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()))
}

fn statements(table: &Table) -> Vec<Statement> {
    let source = |name: &str| {
        let number: Option<FieldNumber> = field_number(name);
        table.sources.iter().find(|source| Some(source.field) == number)
    };
    let (currency, total) = (source("currency"), source("settlement_total"));
    let read = |&record: &u32| {
        let at = to_usize(record);
        Statement {
            record,
            currency: currency.and_then(|s| s.text(&table.grid, at)).and_then(|code| Currency::parse(code).ok()),
            total: total.and_then(|source| source.number(&table.grid, at)).map(|(number, _)| number),
        }
    };
    table.rows.summaries.iter().map(read).collect()
}

/// Rows with more filled cells than headings (their values may have moved), and rows cut short.
fn shape(place: &Place<'_>, rows: Range<usize>, headings: usize, problems: &mut Problems) {
    for row in rows {
        let (Some(&record), Ok(row)) = (place.rows.get(row), u32::try_from(row)) else { continue };
        let record = to_usize(record);
        let count = place.grid.cell_count(record);
        if count == headings {
            continue;
        }
        let (code, severity) = if count > headings {
            let is_filled = (headings..count).any(|cell| !place.grid.cell(record, cell).is_empty());
            if !is_filled {
                continue;
            }
            ("row_too_long", Severity::Error)
        } else {
            ("row_too_short", Severity::Warning)
        };
        if problems.count(code) {
            let problem =
                Problem::new(code, severity).with("cells", count.to_string()).with("headings", headings.to_string());
            problems.keep(place.locate(problem, row, None));
        }
    }
}

/// What is wrong with the table as a whole.
fn whole(header: Option<&Header>, rows: &Rows, problems: &mut Problems) {
    if header.is_none() && rows.dropped.preamble == 0 {
        problems.push(Problem::new("table_empty", Severity::Error));
    } else if header.is_none_or(|header| header.known == 0) {
        problems.push(Problem::new("headings_unknown", Severity::Error));
    } else if rows.data.is_empty() {
        problems.push(Problem::new("rows_missing", Severity::Error));
    }
}
