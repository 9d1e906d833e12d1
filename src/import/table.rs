//! A table as read: columns by canonical field, rows by number, and what was found.

use super::column::{Part, Source, unit_in_cell};
use super::currency::{Context, settle};
use super::decide::{Script, public};
use super::layout::Rows;
use super::options::Answer;
use super::packed::PackedKind;
use super::problem::{Problem, Problems};
use super::split::{Grid, to_usize};
use super::words::{FieldNumber, field, field_number};
use crate::date::Day;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::rate::Rate;

/// Column of one table by its field: ask [`Table::field`] once, then read rows without looking up names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub(super) u16);

/// What the cells of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Text as printed.
    Text,
    /// A whole number.
    Int,
    /// A number.
    Decimal,
    /// Money.
    Money,
    /// A share.
    Rate,
    /// A calendar day.
    Date,
    /// A month.
    Month,
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    /// Tab.
    #[default]
    Tab,
    /// Comma.
    Comma,
    /// Semicolon.
    Semicolon,
    /// Vertical bar.
    Pipe,
    /// The sign that stands between the cells of a sheet of a workbook (U+001F); nobody types it.
    Cells,
}

impl Separator {
    /// The code it is told by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tab => "tab",
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Pipe => "pipe",
            Self::Cells => "cells",
        }
    }

    /// The separator of a code, of those that somebody can choose.
    ///
    /// ```
    /// use clearfloor::import::Separator;
    /// assert_eq!(Separator::from_code("semicolon"), Some(Separator::Semicolon));
    /// assert_eq!(Separator::from_code("cells"), None);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Tab, Self::Comma, Self::Semicolon, Self::Pipe].into_iter().find(|separator| separator.code() == code)
    }
}

/// What ends a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// Line feed.
    #[default]
    Lf,
    /// Carriage return and line feed.
    Crlf,
    /// Carriage return.
    Cr,
}

/// Records that are no data rows, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Dropped {
    /// Lines above the headings.
    pub preamble: u32,
    /// Records without any text.
    pub blank: u32,
    /// Headings printed again.
    pub repeated_header: u32,
    /// Statement summaries of a settlement.
    pub summary: u32,
    /// Total rows.
    pub total: u32,
}

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// It goes into figures, or tells which product, store or day a row speaks of.
    Used,
    /// What it says is worked out here, by the seller's own tables.
    Computed,
    /// It says once more what other columns say.
    Repeated,
    /// The view that needs the figure asks for it.
    Typed,
    /// It is of a fee that is no longer charged, or not yet.
    Ended,
    /// No figure here hangs on it.
    Spare,
    /// It speaks of the buyer: its cells are emptied before anything is kept.
    Buyer,
    /// A known column of a known report that holds nothing that is needed.
    NotNeeded,
    /// The seller leaves it out.
    LeftOut,
    /// Its heading is not known.
    Unknown,
}

impl Usage {
    /// Stable word for the page.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, Usage, read};
    /// let table = read("SKU\tPrice ($)\tROI\tship-city\tMine\nA-1\t9.99\t20%\tSynville\tx\n", &ReadOptions::default());
    /// let usage: Vec<&str> = table.columns().iter().map(|column| column.usage.code()).collect();
    /// assert_eq!(usage, ["used", "used", "computed", "buyer", "unknown"]);
    /// assert_eq!(table.columns()[3].usage, Usage::Buyer);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Computed => "computed",
            Self::Repeated => "repeated",
            Self::Typed => "typed",
            Self::Ended => "ended",
            Self::Spare => "spare",
            Self::Buyer => "buyer",
            Self::NotNeeded => "not_needed",
            Self::LeftOut => "left_out",
            Self::Unknown => "unknown",
        }
    }
}

/// A column as the seller sees it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Column {
    /// Place in the table, from 1.
    pub number: u32,
    /// Heading as printed.
    pub heading: String,
    /// Canonical field, or none if the column is not read.
    pub field: Option<&'static str>,
    /// What becomes of it.
    pub usage: Usage,
    /// What its cells are read as.
    pub kind: FieldKind,
    /// Unit from the heading, such as `lb` or `days`, as printed.
    pub unit: Option<String>,
    /// Currency of the whole column, if one is known.
    pub currency: Option<Currency>,
    /// How its numbers or dates were read.
    pub reading: Option<Answer>,
    /// Whether only the seller can say how it is to be read.
    pub is_question: bool,
    /// What the seller can choose from.
    pub choices: Vec<Answer>,
}

/// A table as read.
///
/// Rows count from 0; [`Table::line`] gives the line of the file. Cells stay in the text of the file and are read
/// when asked for, by the reading their column was given.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub(super) name: String,
    pub(super) report: Option<&'static str>,
    pub(super) separator: Separator,
    pub(super) line_end: LineEnd,
    pub(super) header_record: Option<u32>,
    pub(super) given: Option<Currency>,
    pub(super) otherwise: Option<Currency>,
    pub(super) script: Script,
    pub(super) grid: Grid,
    pub(super) rows: Rows,
    pub(super) columns: Vec<Column>,
    pub(super) sources: Vec<Source>,
    pub(super) slots: Vec<Slot>,
    pub(super) statements: Vec<Statement>,
    /// Where rows print their currency and their store.
    pub(super) currency: Option<FieldId>,
    pub(super) marketplace: Option<FieldId>,
    pub(super) duplicates: Vec<usize>,
    pub(super) problems: Problems,
}

/// A field of one table and the columns it is in.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub field: FieldNumber,
    pub kind: PackedKind,
    pub adds: bool,
    /// Places in `sources`.
    pub sources: Vec<usize>,
}

/// The summary record of a settlement statement; it holds for the lines below it.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub record: u32,
    pub currency: Option<Currency>,
    pub total: Option<Decimal>,
}

impl Table {
    /// Id of the known report this is, such as `GET_FBA_INVENTORY_PLANNING_DATA`, or none for a seller's own table.
    #[must_use]
    pub fn report(&self) -> Option<&'static str> {
        self.report
    }

    /// Name of the file, empty for a paste.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands between two cells.
    #[must_use]
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// What ends a record.
    #[must_use]
    pub fn line_end(&self) -> LineEnd {
        self.line_end
    }

    /// Place of the headings among the records, from 1; none if no headings were found.
    #[must_use]
    pub fn header_record(&self) -> Option<u32> {
        self.header_record
    }

    /// Number of data rows.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.data.len()
    }

    /// The data rows.
    pub fn rows(&self) -> core::ops::Range<usize> {
        0..self.row_count()
    }

    /// Records that are no data rows.
    #[must_use]
    pub fn dropped(&self) -> Dropped {
        self.rows.dropped
    }

    /// The columns, in the order of the file.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The field by its canonical name, if the table has it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldId> {
        let number = field_number(name)?;
        let at = self.slots.iter().position(|slot| slot.field == number)?;
        u16::try_from(at).ok().map(FieldId)
    }

    /// Canonical names of the fields the table has.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.slots.iter().filter_map(|slot| field(slot.field).map(|field| field.name))
    }

    /// What the field's cells are.
    #[must_use]
    pub fn kind(&self, field: FieldId) -> FieldKind {
        self.slot(field).map_or(FieldKind::Text, |slot| public(slot.kind))
    }

    pub(super) fn slot(&self, field: FieldId) -> Option<&Slot> {
        self.slots.get(usize::from(field.0))
    }

    fn sources_of(&self, field: FieldId) -> impl Iterator<Item = &Source> {
        let places = self.slot(field).map_or(&[][..], |slot| &slot.sources);
        places.iter().filter_map(|&place| self.sources.get(place))
    }

    pub(super) fn record(&self, row: usize) -> Option<usize> {
        self.rows.data.get(row).copied().map(to_usize)
    }

    /// Text as printed; none if there is no value. Works for every field.
    ///
    /// Lines of a settlement have the currency of their statement.
    #[must_use]
    pub fn text(&self, row: usize, field: FieldId) -> Option<&str> {
        let record = self.record(row)?;
        self.sources_of(field).find_map(|source| source.text(&self.grid, record)).or_else(|| {
            if self.currency == Some(field) {
                self.statement(record)?.currency.as_ref().map(Currency::code)
            } else {
                None
            }
        })
    }

    /// The text that every row has in a field, where the table is known to have but one there.
    pub(crate) fn text_in_all_rows(&self, field: FieldId) -> Option<&str> {
        let [place] = self.slot(field)?.sources.as_slice() else { return None };
        let source = self.sources.get(*place).filter(|source| source.is_same)?;
        source.text(&self.grid, self.record(0)?)
    }

    /// Text of every column of a field that has a value: an item may be cancelled in an order that is not.
    pub(crate) fn texts(&self, row: usize, field: FieldId) -> impl Iterator<Item = &str> {
        let record = self.record(row);
        self.sources_of(field).filter_map(move |source| source.text(&self.grid, record?))
    }

    fn statement(&self, record: usize) -> Option<&Statement> {
        self.statements.iter().rev().find(|statement| to_usize(statement.record) < record)
    }

    /// A number of any field that has numbers, in the unit printed; a rate as a share.
    ///
    /// Several columns of a field that counts add up; else the first with a value counts.
    #[must_use]
    pub fn number(&self, row: usize, field: FieldId) -> Option<Decimal> {
        let record = self.record(row)?;
        let slot = self.slot(field)?;
        let mut numbers = self.sources_of(field).filter_map(|source| source.number(&self.grid, record));
        let (first, _) = numbers.next()?;
        if !slot.adds || slot.sources.len() < 2 {
            return Some(first);
        }
        numbers.try_fold(first, |sum, (number, _)| super::totals::plus(sum, number))
    }

    /// A whole number.
    #[must_use]
    pub fn int(&self, row: usize, field: FieldId) -> Option<i64> {
        if let [only] = self.slot(field)?.sources.as_slice()
            && let Some(count) = self.sources.get(*only)?.plain_count(&self.grid, self.record(row)?)
        {
            return Some(count);
        }
        let number = self.number(row, field)?;
        if number.scale() == 0 { i64::try_from(number.coefficient()).ok() } else { None }
    }

    /// An amount in major units with its currency; none if either is not known.
    #[must_use]
    pub fn money(&self, row: usize, field: FieldId) -> Option<(Decimal, Currency)> {
        let record = self.record(row)?;
        let slot = self.slot(field)?;
        let mut sum: Option<(Decimal, Currency)> = None;
        for source in self.sources_of(field) {
            let Some((number, mark)) = source.number(&self.grid, record) else { continue };
            let currency = settle(source, mark, &self.context(record))?;
            sum = match sum {
                None => Some((number, currency)),
                Some((so_far, known)) if known == currency => Some((super::totals::plus(so_far, number)?, known)),
                // Two currencies are never added.
                Some(_) => return None,
            };
            if !slot.adds {
                break;
            }
        }
        sum
    }

    /// What a row says about the currency of its money.
    pub(super) fn context(&self, record: usize) -> Context<'_> {
        Context {
            row_currency: self.cell_of(self.currency, record),
            statement: self.statement(record).and_then(|statement| statement.currency),
            marketplace: self.cell_of(self.marketplace, record),
            given: self.given,
            otherwise: self.otherwise,
            script: self.script,
            is_chinese_sheet: self.report == Some(super::CHINESE_SHEET) || self.script.is_chinese,
        }
    }

    fn cell_of(&self, field: Option<FieldId>, record: usize) -> Option<&str> {
        self.sources_of(field?).find_map(|source| source.text(&self.grid, record))
    }

    /// An amount that is whole minor units, such as a price or a fee; none if it is finer.
    #[must_use]
    pub fn exact_money(&self, row: usize, field: FieldId) -> Option<Money> {
        let (amount, currency) = self.money(row, field)?;
        Money::parse(&amount.to_string(), currency).ok()
    }

    /// A share, to the nearest millionth.
    #[must_use]
    pub fn rate(&self, row: usize, field: FieldId) -> Option<Rate> {
        if self.slot(field)?.kind != PackedKind::Rate {
            return None;
        }
        Rate::nearest(self.number(row, field)?.to_ratio().ok()?).ok()
    }

    /// A calendar day; the first of the month for a month.
    #[must_use]
    pub fn day(&self, row: usize, field: FieldId) -> Option<Day> {
        let record = self.record(row)?;
        self.sources_of(field).find_map(|source| source.day(&self.grid, record))
    }

    /// Unit of a measure: from the cell (`1.6 oz`), else from the heading (`weight (kg)`).
    #[must_use]
    pub fn unit(&self, row: usize, field: FieldId) -> Option<&str> {
        let record = self.record(row)?;
        self.sources_of(field).find_map(|source| {
            let in_cell = if source.part.is_some_and(|part| part != Part::Number) {
                None
            } else {
                unit_in_cell(source.cell(&self.grid, record))
            };
            in_cell.or_else(|| self.columns.get(source.column)?.unit.as_deref())
        })
    }

    /// Line of the file or paste the row starts on, from 1.
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        self.record(row).map_or(0, |record| self.grid.line(record))
    }

    /// What was found, with places: at most 200 of each code.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.problems.kept()
    }

    /// How often each code was found.
    #[must_use]
    pub fn problem_counts(&self) -> &[(&'static str, u64)] {
        self.problems.counts()
    }

    /// Rows that are equal in every cell to an earlier one, ascending; they stay in the table.
    #[must_use]
    pub fn duplicates(&self) -> &[usize] {
        &self.duplicates
    }
}
