//! What stands where: the separator, the row of headings, and which records are data.

use super::cell::no_value;
use super::made_of::{Dropped, LineEnd, Separator};
use super::options::ReadOptions;
use super::split::{Grid, Quotes};
use super::words::{Heading, look_up};
use crate::lower::lower;
use crate::steps::{Endless, Pace, at_once};
use core::ops::Range;

/// How a text is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between cells.
    pub separator: Separator,
    /// What a quote means.
    pub quotes: Quotes,
    /// What ends a record.
    pub line_end: LineEnd,
}

impl Separator {
    /// The byte itself.
    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Pipe => b'|',
            Self::Cells => 0x1f,
        }
    }
}

/// As much of the text as is looked at to find the separator.
const SAMPLE_BYTES: usize = 1 << 16;
/// As many records as may stand above the headings.
const HEADER_WITHIN: usize = 60;
/// As many cells of a record as are looked up to find out whether it is the headings.
const CELLS_LOOKED_UP: usize = 400;

/// Finds the dialect: the separator under which most headings are known, else the one that gives the most regular
/// table, else what the name of the file promises.
pub(super) fn dialect(text: &str, options: &ReadOptions) -> Dialect {
    let bytes = text.as_bytes();
    let line_end = line_end(bytes);
    let ending = options.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let promised = if ending == "csv" { Separator::Comma } else { Separator::Tab };
    // The text of a workbook: what is a cell is no question there.
    if bytes.get(..SAMPLE_BYTES).unwrap_or(bytes).contains(&Separator::Cells.byte()) {
        return Dialect { separator: Separator::Cells, quotes: Quotes::AreData, line_end };
    }
    let by_line = options.separator.or_else(|| sep_line(text));
    let mut cut = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let sample = text.get(..cut).unwrap_or_default();
    let mut best: Option<((usize, usize, bool), Separator)> = None;
    for separator in [Separator::Tab, Separator::Comma, Separator::Semicolon, Separator::Pipe] {
        if by_line.is_some_and(|said| said != separator) || !sample.as_bytes().contains(&separator.byte()) {
            continue;
        }
        let quotes = quotes(separator, &ending, options);
        let grid = at_once(Grid::split(sample.to_owned(), separator.byte(), quotes, &mut Endless));
        let known = find_header(&grid, options).map_or(0, |found| found.known);
        let rank = (known, regular_records(&grid), separator == promised);
        if best.is_none_or(|(so_far, _)| rank > so_far) {
            best = Some((rank, separator));
        }
    }
    let separator = by_line.or(best.map(|(_, separator)| separator)).unwrap_or(promised);
    Dialect { separator, quotes: quotes(separator, &ending, options), line_end }
}

/// In a tab-separated download a quote is data; in clipboard text it quotes cells that need it; with another
/// separator it quotes as RFC 4180 says.
fn quotes(separator: Separator, ending: &str, options: &ReadOptions) -> Quotes {
    if separator != Separator::Tab || ending == "csv" {
        Quotes::Rfc4180
    } else if options.is_clipboard || ending == "tsv" || ending.is_empty() {
        Quotes::Clipboard
    } else {
        Quotes::AreData
    }
}

/// `sep=;` as a spreadsheet writes it above a table.
fn sep_line(text: &str) -> Option<Separator> {
    let line = text.lines().next()?.trim().trim_matches('"');
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..))?;
    [Separator::Tab, Separator::Comma, Separator::Semicolon, Separator::Pipe]
        .into_iter()
        .find(|separator| sign.bytes().eq([separator.byte()]))
}

fn line_end(bytes: &[u8]) -> LineEnd {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let feeds = sample.iter().filter(|&&b| b == b'\n').count();
    let pairs = sample.windows(2).filter(|pair| *pair == b"\r\n").count();
    if pairs > 0 {
        LineEnd::Crlf
    } else if feeds == 0 && sample.contains(&b'\r') {
        LineEnd::Cr
    } else {
        LineEnd::Lf
    }
}

/// How many records have the most common number of cells above one.
fn regular_records(grid: &Grid) -> usize {
    let mut counts: Vec<usize> =
        (0..grid.record_count()).map(|record| grid.cell_count(record)).filter(|&n| n > 1).collect();
    counts.sort_unstable();
    counts.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0)
}

/// The record that holds the headings.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its place among the records, from 0.
    pub record: usize,
    /// How many different headings of it are known.
    pub known: usize,
}

/// Finds the headings: of the first records the one with the most known headings, at least two or all it has; if
/// none is known, the first record with two filled cells.
pub(super) fn find_header(grid: &Grid, options: &ReadOptions) -> Option<Header> {
    let mut best: Option<Header> = None;
    let mut first_filled = None;
    let mut looked_at = 0_usize;
    for record in 0..grid.record_count() {
        let cells: Vec<&str> = grid.cells(record).take(CELLS_LOOKED_UP).filter(|cell| !cell.is_empty()).collect();
        if cells.is_empty() {
            continue;
        }
        looked_at += 1;
        if looked_at > HEADER_WITHIN {
            break;
        }
        if cells.len() > 1 {
            first_filled.get_or_insert(record);
        }
        let mut fields: Vec<Known<'_>> = cells.iter().filter_map(|cell| known(cell, options)).collect();
        fields.sort_unstable();
        fields.dedup();
        let is_enough = fields.len() >= 2 || (fields.len() == 1 && cells.len() == 1);
        if is_enough && best.as_ref().is_none_or(|so_far| fields.len() > so_far.known) {
            best = Some(Header { record, known: fields.len() });
        }
    }
    best.or_else(|| first_filled.map(|record| Header { record, known: 0 }))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Known<'a> {
    Place(u16),
    Mapped(&'a str),
}

fn known<'a>(cell: &'a str, options: &ReadOptions) -> Option<Known<'a>> {
    if options.mapping.iter().any(|(heading, _)| heading.trim() == cell) {
        return Some(Known::Mapped(cell));
    }
    // No known heading is a number or a date, and most cells that are asked for are.
    if cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'/')) {
        return None;
    }
    look_up(cell).known.map(Known::Place)
}

/// A heading of the file as printed, with what is known about it.
pub(super) fn headings(grid: &Grid, record: usize) -> Vec<(String, Heading)> {
    grid.cells(record)
        .map(|cell| {
            let printed = cell.trim_matches(|c: char| c.is_whitespace() || super::words::is_mark(c));
            (printed.to_owned(), look_up(cell))
        })
        .collect()
}

/// Why a record below the headings is no data row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Data,
    Blank,
    RepeatedHeader,
    Summary,
    Total,
}

/// What the classification of records needs to know about the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Landmarks {
    /// Columns that name a product beside the first one: a row that fills them is no total.
    pub identity: Vec<usize>,
    /// Column of a settlement statement's total, and columns a line of it has and the summary lacks.
    pub summary: Option<(usize, Vec<usize>)>,
}

/// Records sorted into data and the rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Data rows as places of records.
    pub data: Vec<u32>,
    /// Statement summaries as places of records.
    pub summaries: Vec<u32>,
    /// Total rows as places of records.
    pub totals: Vec<u32>,
    /// What was left out.
    pub dropped: Dropped,
}

/// Records that are looked at between two looks at whether a step is over.
pub(super) const RECORDS_AT_ONCE: usize = 64;

/// Places from 0 to `count`, some at a time.
pub(super) fn some_at_a_time(count: usize) -> impl Iterator<Item = Range<usize>> {
    (0..count).step_by(RECORDS_AT_ONCE).map(move |from| from..from.saturating_add(RECORDS_AT_ONCE).min(count))
}

/// Sorts all records of a table.
pub(super) async fn rows(grid: &Grid, header: Option<usize>, landmarks: &Landmarks, pace: &mut impl Pace) -> Rows {
    let mut rows = Rows { data: Vec::with_capacity(grid.record_count()), ..Rows::default() };
    let head: Vec<&str> = header.map(|record| grid.cells(record).collect()).unwrap_or_default();
    for some in some_at_a_time(grid.record_count()) {
        pace.did(grid.weight(some.len())).await;
        sort(grid, some, header, &head, landmarks, &mut rows);
    }
    rows
}

fn sort(
    grid: &Grid,
    records: Range<usize>,
    header: Option<usize>,
    head: &[&str],
    landmarks: &Landmarks,
    rows: &mut Rows,
) {
    for record in records {
        let place = u32::try_from(record).unwrap_or(u32::MAX);
        let starts_filled = grid.raw(record, 0).and_then(<[u8]>::first).is_some_and(u8::is_ascii_graphic);
        let first = if starts_filled { Some(0) } else { grid.cells(record).position(|cell| !cell.is_empty()) };
        match header {
            None => match first {
                Some(_) => rows.dropped.preamble += 1,
                None => rows.dropped.blank += 1,
            },
            Some(header) if record == header => {}
            Some(header) if record < header => match first {
                Some(_) => rows.dropped.preamble += 1,
                None => rows.dropped.blank += 1,
            },
            Some(_) => match first.map_or(Kind::Blank, |first| kind(grid, record, first, head, landmarks)) {
                Kind::Data => rows.data.push(place),
                Kind::Blank => rows.dropped.blank += 1,
                Kind::RepeatedHeader => rows.dropped.repeated_header += 1,
                Kind::Summary => {
                    rows.dropped.summary += 1;
                    rows.summaries.push(place);
                }
                Kind::Total => {
                    rows.dropped.total += 1;
                    rows.totals.push(place);
                }
            },
        }
    }
}

fn kind(grid: &Grid, record: usize, first: usize, head: &[&str], landmarks: &Landmarks) -> Kind {
    // A row that starts with a digit is no total, and no heading unless the headings do.
    if landmarks.summary.is_none()
        && grid.raw(record, first).and_then(<[u8]>::first).is_some_and(u8::is_ascii_digit)
        && !head.get(first).is_some_and(|heading| heading.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Kind::Data;
    }
    let cell = grid.cell(record, first);
    if head.get(first) == Some(&cell) && head.iter().enumerate().all(|(i, heading)| grid.cell(record, i) == *heading) {
        return Kind::RepeatedHeader;
    }
    let is_empty = |column: &usize| no_value(grid.cell(record, *column)).is_some();
    if let Some((total, lines)) = &landmarks.summary
        && !is_empty(total)
        && lines.iter().all(is_empty)
    {
        return Kind::Summary;
    }
    if is_total_word(cell) {
        let names = landmarks.identity.iter().filter(|column| **column != first);
        if names.clone().all(|column| is_empty(column) || is_total_word(grid.cell(record, *column))) {
            return Kind::Total;
        }
    }
    Kind::Data
}

/// Words total rows start with in the seven languages.
pub(super) fn is_total_word(cell: &str) -> bool {
    // Nearly every row is told apart by its first letter.
    let Some(first) = cell.chars().next() else { return false };
    if cell.len() > 40
        || !matches!(
            first,
            'T' | 't'
                | 'G'
                | 'g'
                | 'S'
                | 's'
                | 'I'
                | 'i'
                | '合'
                | '总'
                | '總'
                | '小'
                | '汇'
                | '共'
                | '計'
                | '计'
                | '全'
        )
    {
        return false;
    }
    let word = lower(cell.trim_end_matches([':', '：']).trim());
    matches!(
        word.as_str(),
        "total"
            | "totals"
            | "grand total"
            | "total general"
            | "total général"
            | "sum"
            | "summe"
            | "gesamt"
            | "gesamtsumme"
            | "insgesamt"
            | "totale"
            | "totale complessivo"
            | "suma"
            | "subtotal"
            | "sub-total"
            | "sub total"
            | "somme"
            | "sous-total"
            | "zwischensumme"
            | "subtotale"
            | "totales"
            | "totaux"
            | "total:"
            | "合计"
            | "总计"
            | "總計"
            | "小计"
            | "汇总"
            | "总和"
            | "合計"
            | "共计"
            | "計"
            | "计"
            | "小計"
            | "総計"
            | "总数"
            | "全部合计"
            | "合计："
            | "total sum"
            | "gesamtergebnis"
            | "total geral"
            | "总合计"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, separator: u8, quotes: Quotes) -> Grid {
        at_once(Grid::split(text.to_owned(), separator, quotes, &mut Endless))
    }

    fn found(text: &str, name: &str) -> (Separator, Option<usize>) {
        let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
        let dialect = dialect(text, &options);
        let grid = split(text, dialect.separator.byte(), dialect.quotes);
        (dialect.separator, find_header(&grid, &options).map(|h| h.record))
    }

    #[test]
    fn finds_the_separator_by_the_headings_it_shows() {
        assert_eq!(found("SKU;Title;ROI, %\na;b, c, d;1\n", "x.csv"), (Separator::Semicolon, Some(0)));
        assert_eq!(found("SKU\tTitle\na,b\tc,d\n", "x.txt"), (Separator::Tab, Some(0)));
        assert_eq!(found("sep=;\nSKU;Price\n1;2,50\n", "x.csv"), (Separator::Semicolon, Some(1)));
        assert_eq!(found("foo|bar|baz\n1|2|3\n4|5|6\n", ""), (Separator::Pipe, Some(0)));
    }

    #[test]
    fn a_sign_of_workbooks_far_below_is_a_letter_of_its_cell() {
        let rows = |cell: &str| format!("SKU\tTitle\n{}B\tlamp{cell}\n", "A\tlamp\n".repeat(10_000));
        assert_eq!(found(&rows("\u{1f}"), "x.txt"), (Separator::Tab, Some(0)));
        assert_eq!(found("SKU\u{1f}Title\nA\u{1f}lamp\n", "x.txt"), (Separator::Cells, Some(0)));
    }

    #[test]
    fn finds_headings_below_a_title() {
        assert_eq!(found("Costs, updated 3 Nov,,\n\nSKU,Price,MOQ\n1,2,3\n", "x.csv").1, Some(2));
    }

    #[test]
    fn finds_a_single_column() {
        assert_eq!(found("SKU\nA\nB\n", "x.csv").1, Some(0));
    }

    #[test]
    fn knows_total_rows_but_not_products_called_total() {
        let text = "SKU,Title,Price\nTotal,Total care soap,3\nTotal,,3\nTOTAL-1,,3\n合计,,3\n";
        let grid = split(text, b',', Quotes::Rfc4180);
        let landmarks = Landmarks { identity: vec![0, 1], summary: None };
        let rows = at_once(rows(&grid, Some(0), &landmarks, &mut Endless));
        assert_eq!((rows.data, rows.dropped.total), (vec![1, 3], 2));
    }
}
