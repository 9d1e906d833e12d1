//! Text into records and cells, without copying a cell.
//!
//! A [`Grid`] keeps the text once and the end of every cell. Where no quote has a meaning the text is searched in
//! blocks, and cells that are counts or blank are told from the others on the way ([`super::marks`]); this is what makes
//! a large report fast.

use super::marks::{BLOCK, Finder, Marks, equal_bytes};
use crate::steps::Pace;

/// What a quote character means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// It is data (`.txt` downloads).
    AreData,
    /// It quotes a cell that starts with it (RFC 4180, `.csv`).
    Rfc4180,
    /// It quotes only cells that hold a line break or the separator (clipboard of a spreadsheet).
    Clipboard,
}

/// Records and cells of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// The text; quoted cells are unescaped in place and padded with blanks.
    text: String,
    /// End of each cell; a cell starts one behind the end of the one before in its record.
    ends: Vec<u32>,
    /// A bit for each byte that ends a cell, until the cells were looked at; so as not to count them one by one.
    stops: Vec<u64>,
    /// A bit for each of those whose cell may be anything but blank or a few digits.
    marked: Vec<u64>,
    /// Start of each record.
    starts: Vec<u32>,
    /// Place in `ends` of each record's first cell.
    firsts: Vec<u32>,
    /// Line of each record; empty if record `i` is line `i + 1`.
    lines: Vec<u32>,
    /// Lines of cells whose quote never closes; the quote is read as data there.
    pub open_quotes: Vec<u32>,
    /// Whether any cell was quoted.
    pub has_quoted: bool,
}

impl Grid {
    /// Splits `text`, at most 4 GiB of it; the caller refuses more.
    pub async fn split(text: String, separator: u8, quotes: Quotes, pace: &mut impl Pace) -> Self {
        let mut grid = Self { text, ..Self::default() };
        let line_end = line_end_byte(grid.text.as_bytes());
        if quotes != Quotes::AreData && holds_quote(grid.text.as_bytes(), pace).await {
            let mut bytes = core::mem::take(&mut grid.text).into_bytes();
            let words = bytes.len() / BLOCK + 1;
            (grid.stops, grid.marked) = (vec![0; words], vec![0; words]);
            let mut reached = Reached { at: 0, line: 1, is_quoting: true };
            while to_usize(reached.at) < bytes.len() {
                let from = reached.at;
                grid.split_quoted(&mut bytes, separator, line_end, quotes, &mut reached);
                pace.did(to_usize(reached.at.saturating_sub(from))).await;
            }
            // Unescaping moves whole characters and pads with ASCII, so this cannot fail.
            grid.text = String::from_utf8(bytes).unwrap_or_default();
        } else {
            let text = core::mem::take(&mut grid.text);
            let bytes = text.as_bytes();
            grid.reserve_for(bytes, separator, line_end);
            let (blocks, rest) = bytes.as_chunks::<BLOCK>();
            let mut last = [0; BLOCK];
            for (to, from) in last.iter_mut().zip(rest) {
                *to = *from;
            }
            let mut open = Open::default();
            for some in blocks.chunks(BYTES_AT_ONCE / BLOCK).chain([&[last][..]]) {
                grid.split_plain(bytes, some, separator, line_end, &mut open);
                pace.did(some.len().saturating_mul(BLOCK)).await;
            }
            let length = to_u32(bytes.len());
            if open.start < length {
                grid.ends.push(length);
                grid.mark(length);
                grid.close(bytes, open.start, open.first);
            }
            grid.text = text;
        }
        grid.firsts.push(to_u32(grid.ends.len()));
        grid
    }

    /// Goes on with the next blocks of the text.
    fn split_plain(&mut self, bytes: &[u8], blocks: &[[u8; BLOCK]], separator: u8, line_end: u8, open: &mut Open) {
        let Open { mut finder, mut base, mut start, mut first } = *open;
        for block in blocks {
            let marks = Marks::of(block, separator, line_end);
            self.stops.push(marks.stops);
            self.marked.push(finder.marked(&marks));
            let mut stops = marks.stops;
            while stops != 0 {
                let at = base + stops.trailing_zeros();
                self.ends.push(at);
                if stops & stops.wrapping_neg() & marks.ends != 0 {
                    self.close(bytes, start, first);
                    start = at + 1;
                    first = to_u32(self.ends.len());
                }
                stops &= stops - 1;
            }
            base = base.wrapping_add(64);
        }
        *open = Open { finder, base, start, first };
    }

    /// Room for as many cells as the first part of the text promises.
    fn reserve_for(&mut self, bytes: &[u8], separator: u8, line_end: u8) {
        const SAMPLE: usize = 1 << 16;
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        let count = |wanted: u8| sample.iter().filter(|&&b| b == wanted).count();
        let times = (bytes.len() / SAMPLE).saturating_add(1);
        let records = count(line_end).saturating_add(1).saturating_mul(times);
        let cells = count(separator).saturating_add(1).saturating_mul(times).saturating_add(records);
        // A sixteenth more, for the first part says only so much of the others.
        let (records, cells) = (records.saturating_add(records / 16), cells.saturating_add(cells / 16));
        let most = bytes.len().saturating_add(1);
        self.ends.reserve(cells.min(most));
        self.starts.reserve(records.min(most));
        self.stops.reserve(bytes.len() / BLOCK + 1);
        self.marked.reserve(bytes.len() / BLOCK + 1);
        self.firsts.reserve(records.min(most));
    }

    /// Ends a record with the cell that was put down last; a carriage return before its line break belongs to the break.
    fn close(&mut self, bytes: &[u8], start: u32, first: u32) {
        if let Some(end) = self.ends.last_mut() {
            let before = end.checked_sub(1).filter(|&before| before >= start);
            if before.is_some_and(|before| byte_at(bytes, before) == Some(b'\r')) {
                *end -= 1;
            }
        }
        self.starts.push(start);
        self.firsts.push(first);
    }

    /// Marks the cell that ends at a byte as one to be looked at.
    fn mark(&mut self, at: u32) {
        let (place, bit) = (to_usize(at) / BLOCK, 1_u64 << (at % 64));
        if let (Some(stops), Some(marked)) = (self.stops.get_mut(place), self.marked.get_mut(place)) {
            *stops |= bit;
            *marked |= bit;
        }
    }

    /// Goes on with the next records.
    fn split_quoted(&mut self, bytes: &mut [u8], separator: u8, line_end: u8, quotes: Quotes, reached: &mut Reached) {
        let Reached { mut at, mut line, mut is_quoting } = *reached;
        let until = to_u32(bytes.len().min(to_usize(at).saturating_add(BYTES_AT_ONCE)));
        while at < until {
            let (start, first) = (at, to_u32(self.ends.len()));
            self.lines.push(line);
            loop {
                let quoted = if is_quoting && byte_at(bytes, at) == Some(b'"') {
                    unquote(bytes, at, separator, line_end, quotes)
                } else {
                    Unquoted::Bare
                };
                let end = match quoted {
                    Unquoted::Quoted { end, breaks } => {
                        self.has_quoted = true;
                        line = line.saturating_add(breaks);
                        end
                    }
                    Unquoted::Bare => find(bytes, at, separator, line_end),
                    Unquoted::Open => {
                        self.open_quotes.push(line);
                        // Each failed search reads to the end of the text, so they are limited.
                        is_quoting = self.open_quotes.len() < 16;
                        find(bytes, at, separator, line_end)
                    }
                };
                self.ends.push(end);
                self.mark(end);
                if byte_at(bytes, end) == Some(separator) {
                    at = end + 1;
                } else {
                    self.close(bytes, start, first);
                    at = end.saturating_add(1);
                    line = line.saturating_add(1);
                    break;
                }
            }
        }
        *reached = Reached { at, line, is_quoting };
    }

    /// The record that holds a byte of the text, or the first one.
    pub fn record_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| to_usize(start) <= byte).saturating_sub(1)
    }

    /// What so many records weigh as work: their bytes, on average.
    pub fn weight(&self, records: usize) -> usize {
        records.saturating_mul(self.text.len().checked_div(self.starts.len()).unwrap_or(0).saturating_add(1))
    }

    /// Bytes of the text.
    pub const fn length(&self) -> usize {
        self.text.len()
    }

    /// Number of records.
    pub fn record_count(&self) -> usize {
        self.starts.len()
    }

    /// Number of cells of a record.
    pub fn cell_count(&self, record: usize) -> usize {
        let first = self.firsts.get(record).copied().unwrap_or(0);
        let next = record.checked_add(1).and_then(|next| self.firsts.get(next)).copied().unwrap_or(first);
        to_usize(next.saturating_sub(first))
    }

    /// Bytes of a cell as they stand, with blanks around them; none beyond the record's cells.
    #[inline]
    pub fn raw(&self, record: usize, cell: usize) -> Option<&[u8]> {
        let (start, end) = self.span(record, cell)?;
        self.text.as_bytes().get(start..end)
    }

    /// Where a cell stands in the text, also in the text as it came: unescaping moves nothing out of its cell.
    #[inline]
    pub fn span(&self, record: usize, cell: usize) -> Option<(usize, usize)> {
        let first = to_usize(*self.firsts.get(record)?);
        let place = first.checked_add(cell)?;
        if place >= to_usize(*self.firsts.get(record.checked_add(1)?)?) {
            return None;
        }
        let end = to_usize(*self.ends.get(place)?);
        let start = match cell {
            0 => to_usize(*self.starts.get(record)?),
            _ => to_usize(*self.ends.get(place.checked_sub(1)?)?).saturating_add(1),
        };
        Some((start.min(end), end))
    }

    /// The record's cells for reading many of them: one look-up for the record instead of one for each cell.
    #[inline]
    pub fn record(&self, record: usize) -> Record<'_> {
        let bounds = || {
            let first = to_usize(*self.firsts.get(record)?);
            let next = to_usize(*self.firsts.get(record.checked_add(1)?)?);
            Some((*self.starts.get(record)?, self.ends.get(first..next)?))
        };
        let (start, ends) = bounds().unwrap_or((0, &[]));
        Record { text: self.text.as_bytes(), start, ends }
    }

    /// Goes over the cells of a record that may be anything but blank or up to twelve digits.
    #[inline]
    pub fn for_each_marked(&self, record: usize, mut act: impl FnMut(usize)) {
        let start = self.starts.get(record).copied().unwrap_or_default();
        // A record ends where the next one starts, or with the text.
        let end = record.checked_add(1).and_then(|next| self.starts.get(next)).map_or(u32::MAX, |next| next - 1);
        let (first, last) = (to_usize(start) / BLOCK, to_usize(end) / BLOCK);
        let words =
            self.stops.get(first..).unwrap_or_default().iter().zip(self.marked.get(first..).unwrap_or_default());
        let mut column = 0;
        for (place, (stops, marked)) in (first..=last).zip(words) {
            let after = if place == first { u64::MAX << (start % 64) } else { u64::MAX };
            let within = if place == last { after & (u64::MAX >> (63 - end % 64)) } else { after };
            let stops = stops & within;
            let mut marked = marked & within;
            while marked != 0 {
                let before = (marked & marked.wrapping_neg()) - 1;
                act(to_usize(column + (stops & before).count_ones()));
                marked &= marked - 1;
            }
            column += stops.count_ones();
        }
    }

    /// Marks every cell.
    #[cfg(test)]
    pub fn mark_all(&mut self) {
        self.marked.clone_from(&self.stops);
    }

    /// Forgets which cells were to be looked at.
    pub fn forget_marks(&mut self) {
        (self.stops, self.marked) = (Vec::new(), Vec::new());
    }

    /// Text of a cell as it stands; none beyond the record's cells.
    #[inline]
    pub fn raw_text(&self, record: usize, cell: usize) -> Option<&str> {
        let (start, end) = self.span(record, cell)?;
        self.text.get(start..end)
    }

    /// Text of a cell without the blanks around it; empty beyond the record's cells.
    pub fn cell(&self, record: usize, cell: usize) -> &str {
        self.raw_text(record, cell).map_or("", trimmed)
    }

    /// The cells of a record.
    pub fn cells(&self, record: usize) -> impl Iterator<Item = &str> {
        (0..self.cell_count(record)).map(move |cell| self.cell(record, cell))
    }

    /// The whole record as it stands in the text.
    pub fn record_bytes(&self, record: usize) -> &[u8] {
        let last = self.cell_count(record).saturating_sub(1);
        match (self.span(record, 0), self.span(record, last)) {
            (Some((start, _)), Some((_, end))) => self.text.as_bytes().get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Line a record starts on, from 1.
    pub fn line(&self, record: usize) -> u32 {
        self.lines.get(record).copied().unwrap_or_else(|| to_u32(record).saturating_add(1))
    }
}

/// Bytes that are gone through between two looks at whether a step is over.
const BYTES_AT_ONCE: usize = 1 << 16;

/// How far a text without quotes is split.
#[derive(Clone, Copy, Default)]
struct Open {
    finder: Finder,
    /// Place of the next block.
    base: u32,
    /// Start of the record that is open, and place of its first cell.
    start: u32,
    first: u32,
}

/// How far a text with quotes is split: the next record, its line, and whether a quote still means anything.
#[derive(Clone, Copy)]
struct Reached {
    at: u32,
    line: u32,
    is_quoting: bool,
}

async fn holds_quote(bytes: &[u8], pace: &mut impl Pace) -> bool {
    for some in bytes.chunks(BYTES_AT_ONCE) {
        if some.contains(&b'"') {
            return true;
        }
        pace.did(some.len() / 8).await;
    }
    false
}

/// Without the blanks around it. Nearly every cell has none and ends here at once.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        [only] if only.is_ascii_graphic() => text,
        [] => text,
        _ => text.trim(),
    }
}

/// The cells of one record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    text: &'a [u8],
    start: u32,
    ends: &'a [u32],
}

impl<'a> Record<'a> {
    /// Bytes of a cell as they stand; empty beyond the record's cells.
    #[inline]
    pub fn raw(&self, cell: usize) -> &'a [u8] {
        let Some(&end) = self.ends.get(cell) else { return &[] };
        let start = match cell.checked_sub(1).and_then(|before| self.ends.get(before)) {
            Some(&before) => before + 1,
            None => self.start,
        };
        self.text.get(to_usize(start)..to_usize(end)).unwrap_or_default()
    }
}

/// What stands at a quote at the start of a cell.
enum Unquoted {
    /// A quoted cell, unescaped in place; its separator or line break is at `end`.
    Quoted { end: u32, breaks: u32 },
    /// The quote is data.
    Bare,
    /// The quote never closes.
    Open,
}

/// Reads the quoted cell at `at`, unescapes it in place and pads it with blanks.
fn unquote(bytes: &mut [u8], at: u32, separator: u8, line_end: u8, quotes: Quotes) -> Unquoted {
    let mut from = at + 1;
    let mut doubled = Vec::new();
    let close = loop {
        let Some(quote) = find_byte(bytes, from, b'"') else { return Unquoted::Open };
        if byte_at(bytes, quote + 1) == Some(b'"') {
            doubled.push(quote);
            from = quote + 2;
        } else {
            break quote;
        }
    };
    let end = find(bytes, close + 1, separator, line_end);
    let inside = slice(bytes, at + 1, close);
    let breaks = to_u32(inside.iter().filter(|&&b| b == line_end).count());
    // Between the closing quote and the separator only the carriage return of the line break may stand.
    let is_closed = slice(bytes, close + 1, end).iter().all(|&b| matches!(b, b'\r' | b' '));
    if quotes == Quotes::Clipboard {
        let holds_break = inside.iter().any(|&b| b == separator || b == b'\n' || b == b'\r');
        if !is_closed || !holds_break {
            return Unquoted::Bare;
        }
    }
    // Shift what lies between the quotes to the left; what is left over becomes blanks.
    let mut to = at;
    let mut source = at + 1;
    for quote in doubled.into_iter().chain([close]) {
        let is_last = quote == close;
        let stop = if is_last { quote } else { quote + 1 };
        copy(bytes, source, stop, to);
        to += stop.saturating_sub(source);
        source = quote + if is_last { 1 } else { 2 };
    }
    // RFC 4180 knows nothing behind a closing quote; what stands there is kept behind the text.
    let tail = if byte_at(bytes, end.saturating_sub(1)) == Some(b'\r') && end > source { end - 1 } else { end };
    copy(bytes, source, tail, to);
    to += tail.saturating_sub(source);
    if let Some(rest) = bytes.get_mut(to_usize(to)..to_usize(tail)) {
        rest.fill(b' ');
    }
    Unquoted::Quoted { end, breaks }
}

fn copy(bytes: &mut [u8], from: u32, to: u32, target: u32) {
    if from < to && to_usize(to) <= bytes.len() && target <= from {
        bytes.copy_within(to_usize(from)..to_usize(to), to_usize(target));
    }
}

fn slice(bytes: &[u8], from: u32, to: u32) -> &[u8] {
    bytes.get(to_usize(from)..to_usize(to)).unwrap_or_default()
}

fn byte_at(bytes: &[u8], at: u32) -> Option<u8> {
    bytes.get(to_usize(at)).copied()
}

/// Place of the next separator or line break from `from`, or the end of the text.
fn find(bytes: &[u8], from: u32, separator: u8, line_end: u8) -> u32 {
    let rest = bytes.get(to_usize(from)..).unwrap_or_default();
    let (chunks, _) = rest.as_chunks::<8>();
    let mut skipped = 0_usize;
    for chunk in chunks {
        let word = u64::from_le_bytes(*chunk);
        let hits = equal_bytes(word, line_end) | equal_bytes(word, separator);
        if hits != 0 {
            return from.saturating_add(to_u32(skipped)).saturating_add(hits.trailing_zeros() >> 3);
        }
        skipped += 8;
    }
    let tail = rest.get(skipped..).unwrap_or_default();
    let at = tail.iter().position(|&b| b == separator || b == line_end).unwrap_or(tail.len());
    from.saturating_add(to_u32(skipped.saturating_add(at)))
}

fn find_byte(bytes: &[u8], from: u32, wanted: u8) -> Option<u32> {
    let rest = bytes.get(to_usize(from)..)?;
    rest.iter().position(|&b| b == wanted).map(|at| from.saturating_add(to_u32(at)))
}

/// A line feed, or a carriage return in a text that has no line feed at all.
fn line_end_byte(bytes: &[u8]) -> u8 {
    if !bytes.contains(&b'\n') && bytes.contains(&b'\r') { b'\r' } else { b'\n' }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[expect(clippy::as_conversions, reason = "widening on every target the crate builds for; `from` does not exist")]
pub(super) const fn to_usize(number: u32) -> usize {
    number as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::{Endless, at_once};

    fn split(text: String, separator: u8, quotes: Quotes) -> Grid {
        at_once(Grid::split(text, separator, quotes, &mut Endless))
    }

    fn cells(text: &str, separator: u8, quotes: Quotes) -> Vec<Vec<String>> {
        let grid = split(text.to_owned(), separator, quotes);
        (0..grid.record_count()).map(|r| grid.cells(r).map(str::to_owned).collect()).collect()
    }

    #[test]
    fn keeps_quotes_of_a_download_as_data() {
        let found = cells("a\t\"b\r\n\tc\"\td", b'\t', Quotes::AreData);
        assert_eq!(found, [vec!["a", "\"b"], vec!["", "c\"", "d"]]);
    }

    #[test]
    fn unquotes_as_rfc_4180_says() {
        let found = cells("\"a, \"\"b\"\"\",c\r\n\"d\ne\",\"\"\n,\n", b',', Quotes::Rfc4180);
        assert_eq!(found, [vec!["a, \"b\"", "c"], vec!["d\ne", ""], vec!["", ""]]);
    }

    #[test]
    fn unquotes_clipboard_cells_only_if_they_hold_a_break() {
        let found = cells("\"Cozy\" rope\t\"a\nb\"\t\"c\td\"\t\"e\"\nx\n", b'\t', Quotes::Clipboard);
        assert_eq!(found, [vec!["\"Cozy\" rope", "a\nb", "c\td", "\"e\""], vec!["x"]]);
    }

    #[test]
    fn counts_lines_through_quoted_breaks() {
        let grid = split("\"a\nb\",1\nc,2\n".to_owned(), b',', Quotes::Rfc4180);
        assert_eq!([grid.line(0), grid.line(1)], [1, 3]);
    }

    #[test]
    fn reads_a_quote_that_never_closes_as_data_and_says_where() {
        let grid = split("a,b\n\"c,d\ne,f".to_owned(), b',', Quotes::Rfc4180);
        assert_eq!(grid.record_count(), 3);
        assert_eq!(grid.cell(1, 0), "\"c");
        assert_eq!(grid.open_quotes, [2]);
    }

    #[test]
    fn reads_carriage_returns_alone_as_line_ends() {
        assert_eq!(cells("a;b\rc;d\r", b';', Quotes::AreData), [vec!["a", "b"], vec!["c", "d"]]);
    }

    #[test]
    fn survives_a_million_separators() {
        let grid = split(",".repeat(1_000_000), b',', Quotes::Rfc4180);
        assert_eq!((grid.record_count(), grid.cell_count(0)), (1, 1_000_001));
    }

    proptest::proptest! {
        /// The `csv` crate is the judge of RFC 4180 (it leaves out empty lines, so there are none here).
        #[test]
        fn agrees_with_the_csv_crate(rows in proptest::collection::vec(proptest::collection::vec("[a-zé\",;\n ]{1,9}", 1..5), 1..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Necessary).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let found = cells(&text, b',', Quotes::Rfc4180);
            let wanted: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|c| c.trim().to_owned()).collect()).collect();
            proptest::prop_assert_eq!(found, wanted);
        }

        #[test]
        fn finds_the_cells_a_plain_split_finds(text in "[a\t\n\r\"é,]{0,60}") {
            let text = text.replace('\r', "");
            let found = cells(&text, b'\t', Quotes::AreData);
            let mut wanted: Vec<Vec<String>> = text.split('\n').map(|line| line.split('\t').map(|c| c.trim().to_owned()).collect()).collect();
            if text.is_empty() || text.ends_with('\n') {
                wanted.pop();
            }
            proptest::prop_assert_eq!(found, wanted);
        }

        #[test]
        fn never_panics_on_any_text(text in "\\PC*|[\",\t\n\r;a]{0,80}") {
            for quotes in [Quotes::AreData, Quotes::Rfc4180, Quotes::Clipboard] {
                for separator in [b'\t', b',', b';'] {
                    let grid = split(text.clone(), separator, quotes);
                    let _ = (0..grid.record_count()).map(|r| grid.cells(r).count()).sum::<usize>();
                }
            }
        }
    }
}
