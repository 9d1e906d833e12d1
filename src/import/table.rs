//! A table as read: columns by canonical field, rows by number, and what was found.

use super::column::{Part, Source, unit_in_cell};
use super::currency::{Context, settle};
use super::decide::{Script, public};
use super::layout::Rows;
use super::made_of::{Column, Dropped, FieldId, FieldKind, LineEnd, Separator};
use super::packed::PackedKind;
use super::problem::{Problem, Problems};
use super::split::{Grid, to_usize};
use super::words::{FieldNumber, field, field_number};
use crate::date::Day;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::rate::Rate;

/// A table as read.
///
/// Rows count from 0; [`Table::line`] gives the line of the file. Cells stay in the text of the file and are read
/// when asked for, by the reading their column was given.
///
/// ```
/// use clearfloor::import::{ReadOptions, read};
///
/// let table = read("SKU\tTitle\tPrice (USD)\nA-1\tMug\t9.99\nA-2\tBowl\t14.50\n", &ReadOptions::default());
/// let (title, price) = (table.field("title").unwrap(), table.field("price_list").unwrap());
/// let dear = table.rows().find(|&row| table.exact_money(row, price).unwrap().minor() > 1000).unwrap();
/// assert_eq!((table.text(dear, title), table.line(dear)), (Some("Bowl"), 3));
/// ```
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
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let report = |text: &str| read(text, &ReadOptions::default()).report();
    /// assert_eq!(report("sku\tsellable-removal-quantity\nA-1\t12\n"), Some("GET_FBA_RECOMMENDED_REMOVAL_DATA"));
    /// assert_eq!(report("SKU\tMy note\nA-1\tslow\n"), None);
    /// ```
    #[must_use]
    pub fn report(&self) -> Option<&'static str> {
        self.report
    }

    /// Name of the file, empty for a paste.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let options = ReadOptions { name: "costs.csv".to_owned(), ..ReadOptions::default() };
    /// assert_eq!(read("SKU,Unit cost ($)\nA-1,3.10\n", &options).name(), "costs.csv");
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands between two cells.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, Separator, read};
    /// // The decimal comma does not make it a table of commas.
    /// let table = read("SKU;Preis\nA-1;9,99\nA-2;14,50\n", &ReadOptions::default());
    /// assert_eq!(table.separator(), Separator::Semicolon);
    /// ```
    #[must_use]
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// What ends a record.
    ///
    /// ```
    /// use clearfloor::import::{LineEnd, ReadOptions, read};
    /// assert_eq!(read("SKU\tTitle\rA-1\tMug\r", &ReadOptions::default()).line_end(), LineEnd::Cr);
    /// ```
    #[must_use]
    pub fn line_end(&self) -> LineEnd {
        self.line_end
    }

    /// Place of the headings among the records, from 1; none if no headings were found.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let options = ReadOptions { name: "costs.csv".to_owned(), ..ReadOptions::default() };
    /// assert_eq!(read("My costs,,\nSKU,Title,Unit cost ($)\nA-1,Mug,3.10\n", &options).header_record(), Some(2));
    /// ```
    #[must_use]
    pub fn header_record(&self) -> Option<u32> {
        self.header_record
    }

    /// Number of data rows.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let options = ReadOptions { name: "stock.csv".to_owned(), ..ReadOptions::default() };
    /// // The total is no row.
    /// assert_eq!(read("SKU,On hand\nA-1,3\nA-2,4\nTotal,7\n", &options).row_count(), 2);
    /// ```
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.data.len()
    }

    /// The data rows.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tTitle\nA-1\tMug\nA-2\tBowl\n", &ReadOptions::default());
    /// let sku = table.field("sku").unwrap();
    /// assert_eq!(table.rows().filter_map(|row| table.text(row, sku)).collect::<Vec<_>>(), ["A-1", "A-2"]);
    /// ```
    pub fn rows(&self) -> core::ops::Range<usize> {
        0..self.row_count()
    }

    /// Records that are no data rows.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let options = ReadOptions { name: "stock.csv".to_owned(), ..ReadOptions::default() };
    /// let dropped = read("SKU,On hand\nA-1,3\nA-2,4\nTotal,7\n", &options).dropped();
    /// assert_eq!((dropped.preamble, dropped.total), (0, 1));
    /// ```
    #[must_use]
    pub fn dropped(&self) -> Dropped {
        self.rows.dropped
    }

    /// The columns, in the order of the file.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tUnit cost (CNY)\nA-1\t18.20\n", &ReadOptions::default());
    /// let cost = &table.columns()[1];
    /// assert_eq!((cost.heading.as_str(), cost.currency.unwrap().code()), ("Unit cost (CNY)", "CNY"));
    /// ```
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The field by its canonical name, if the table has it.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("商品SKU\t采购价(元)\nA-1\t18.20\n", &ReadOptions::default());
    /// assert_eq!(table.field("sku").and_then(|sku| table.text(0, sku)), Some("A-1"));
    /// assert_eq!(table.field("price_list"), None);
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldId> {
        let number = field_number(name)?;
        let at = self.slots.iter().position(|slot| slot.field == number)?;
        u16::try_from(at).ok().map(FieldId)
    }

    /// Canonical names of the fields the table has.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tTitle\tMood\nA-1\tMug\tgood\n", &ReadOptions::default());
    /// assert!(table.fields().eq(["sku", "title"]));
    /// ```
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.slots.iter().filter_map(|slot| field(slot.field).map(|field| field.name))
    }

    /// What the field's cells are.
    ///
    /// ```
    /// use clearfloor::import::{FieldKind, ReadOptions, read};
    /// let table = read("SKU\tDuty %\nA-1\t25.3%\n", &ReadOptions::default());
    /// assert_eq!(table.kind(table.field("cost_duty_rate").unwrap()), FieldKind::Rate);
    /// ```
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
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tTitle\tPrice ($)\n0012345\t\t$9.50\n", &ReadOptions::default());
    /// let text = |name| table.text(0, table.field(name).unwrap());
    /// assert_eq!((text("sku"), text("title"), text("price_list")), (Some("0012345"), None, Some("$9.50")));
    /// ```
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
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tDuty %\tPrice (€)\nA-1\t25.3%\t1.249,50\n", &ReadOptions::default());
    /// let number = |name| table.number(0, table.field(name).unwrap()).unwrap().to_string();
    /// assert_eq!((number("cost_duty_rate"), number("price_list")), ("0.253".to_owned(), "1249.50".to_owned()));
    /// ```
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
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tOn hand\nA-1\t1,240\nA-2\t\n", &ReadOptions::default());
    /// let on_hand = table.field("units_available").unwrap();
    /// assert_eq!((table.int(0, on_hand), table.int(1, on_hand)), (Some(1240), None));
    /// ```
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
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tUnit cost\nA-1\t€3.12\nA-2\t4.50\n", &ReadOptions::default());
    /// let cost = table.field("cost_unit").unwrap();
    /// let (amount, currency) = table.money(0, cost).unwrap();
    /// assert_eq!((amount.to_string().as_str(), currency.code()), ("3.12", "EUR"));
    /// // The one currency of a column holds for its bare cells, too.
    /// assert_eq!(table.money(1, cost).unwrap().1.code(), "EUR");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tUnit cost (USD)\nA-1\t3.10\nA-2\t3.125\n", &ReadOptions::default());
    /// let cost = table.field("cost_unit").unwrap();
    /// assert_eq!(table.exact_money(0, cost).unwrap().minor(), 310);
    /// // Finer than a cent: `money` has it.
    /// assert_eq!(table.exact_money(1, cost), None);
    /// ```
    #[must_use]
    pub fn exact_money(&self, row: usize, field: FieldId) -> Option<Money> {
        let (amount, currency) = self.money(row, field)?;
        Money::parse(&amount.to_string(), currency).ok()
    }

    /// A share, to the nearest millionth.
    ///
    /// ```
    /// use clearfloor::{import::{ReadOptions, read}, rate::Rate};
    /// let table = read("SKU\tDuty %\nA-1\t25.3%\n", &ReadOptions::default());
    /// assert_eq!(table.rate(0, table.field("cost_duty_rate").unwrap()), Some(Rate::from_ppm(253_000)));
    /// assert_eq!(table.rate(0, table.field("sku").unwrap()), None);
    /// ```
    #[must_use]
    pub fn rate(&self, row: usize, field: FieldId) -> Option<Rate> {
        if self.slot(field)?.kind != PackedKind::Rate {
            return None;
        }
        Rate::nearest(self.number(row, field)?.to_ratio().ok()?).ok()
    }

    /// A calendar day; the first of the month for a month.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tDate received\nA-1\t31/03/2026\n", &ReadOptions::default());
    /// // No month has the number 31.
    /// assert_eq!(table.day(0, table.field("received_date").unwrap()).unwrap().to_string(), "2026-03-31");
    /// ```
    #[must_use]
    pub fn day(&self, row: usize, field: FieldId) -> Option<Day> {
        let record = self.record(row)?;
        self.sources_of(field).find_map(|source| source.day(&self.grid, record))
    }

    /// Unit of a measure: from the cell (`1.6 oz`), else from the heading (`weight (kg)`).
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tPackage weight (kg)\nA-1\t0.82\nA-2\t1.6 oz\n", &ReadOptions::default());
    /// let weight = table.field("weight").unwrap();
    /// assert_eq!((table.unit(0, weight), table.unit(1, weight)), (Some("kg"), Some("oz")));
    /// ```
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
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let options = ReadOptions { name: "list.csv".to_owned(), ..ReadOptions::default() };
    /// let table = read("SKU,Title\nA-1,\"Mug,\nblue\"\nA-2,Bowl\n", &options);
    /// assert_eq!((table.line(0), table.line(1)), (2, 4));
    /// ```
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        self.record(row).map_or(0, |record| self.grid.line(record))
    }

    /// What was found, with places: at most 200 of each code.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tPrice ($)\nA-1\tcheap\n", &ReadOptions::default());
    /// assert_eq!((table.problems()[0].code, table.problems()[0].line), ("number_unreadable", Some(2)));
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.problems.kept()
    }

    /// How often each code was found.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let rows: String = (0..300).map(|number| format!("A-{number}\tcheap\n")).collect();
    /// let table = read(format!("SKU\tPrice ($)\n{rows}"), &ReadOptions::default());
    /// // All are counted, the first 200 kept.
    /// assert!(table.problem_counts().contains(&("number_unreadable", 300)));
    /// assert_eq!(table.problems().iter().filter(|problem| problem.code == "number_unreadable").count(), 200);
    /// ```
    #[must_use]
    pub fn problem_counts(&self) -> &[(&'static str, u64)] {
        self.problems.counts()
    }

    /// Rows that are equal in every cell to an earlier one, ascending; they stay in the table.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    ///
    /// let table = read("SKU\tOn hand\nA-1\t3\nA-2\t4\nA-1\t3\nA-1\t5\n", &ReadOptions::default());
    /// assert_eq!((table.duplicates(), table.row_count()), (&[2][..], 4));
    /// ```
    #[must_use]
    pub fn duplicates(&self) -> &[usize] {
        &self.duplicates
    }
}
