//! From tables to products: rows of several tables that speak of one product become one
//! [`Facts`].
//!
//! A product is a SKU; where one SKU stands in several conditions they are told apart by
//! FNSKU, then by the words of the condition. A table that knows neither (a cost sheet)
//! speaks of all of them. A table without SKUs speaks of the products that have its FNSKU, else of all that have its
//! ASIN. Tables are taken in the order of what they know best, those of one kind from the newest on where dates say which
//! that is, not in the order they were given, and rows in any order give the same products. Where the seller takes SKUs in
//! other letter case or condition as one product, such rows of one table add up.

use super::dated::{Dated, newest_first};
use super::facts::{Fact, Facts, Note, Source};
use super::marketplace::{Addressed, Others};
use super::reconcile::{AGED, SETTLEMENT, TRANSACTIONS};
use super::row::Reader;
use super::sold::{self, Sold};
use crate::date::Day;
use crate::fees::Market;
use crate::import::{FieldId, Firsts, Table, hash_bytes, hash_without_case, is_same_without_case};
use crate::money::Currency;
use crate::steps::{self, Endless, Pace, sort_in_steps};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::ops::Deref;
use std::sync::Arc;

/// Report that holds stock, ages and sales.
pub(super) const PLANNING: &str = "GET_FBA_INVENTORY_PLANNING_DATA";
/// Report that holds sizes and fees.
pub(super) const FEE_PREVIEW: &str = "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA";

/// A table with its number in the book.
#[derive(Clone, Debug)]
pub(super) struct Numbered {
    /// Number by which the book knows it.
    pub id: u32,
    /// The table.
    pub table: Arc<Table>,
    /// The day it is of.
    pub dated: Option<Dated>,
}

/// What the seller takes as one product although it is written in several ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OneProduct {
    /// SKUs that differ in letter case.
    pub in_any_case: bool,
    /// One SKU in several conditions.
    pub in_any_condition: bool,
}

/// A row that no product was made of or that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Table.
    pub table: u32,
    /// Line of the file.
    pub line: u32,
    /// SKU of the row.
    pub sku: String,
    /// Why.
    pub note: Note,
}

/// The products of all tables in the order of their keys, then those added by hand.
///
/// Which row speaks of which product is found out at once, for that says which rows are left out. The facts
/// themselves are put together when they are first looked at: tables that are given one after the other are
/// then joined once. In a large catalogue that takes longer than anything should wait, so it can be done in slices
/// ([`Products::read_some`]); who looks before they are through has the rest done at once.
#[derive(Debug)]
pub(super) struct Products {
    tables: Vec<Numbered>,
    currency: Currency,
    told: Told,
    by_hand: Vec<String>,
    facts: OnceCell<Vec<Facts>>,
    /// Facts that are being put together.
    begun: RefCell<Begun>,
    /// What sold on which day, by the tables.
    sold: Sold,
}

/// Products of the tables as far as their facts are put together.
#[derive(Debug, Default)]
struct Begun {
    facts: Vec<Facts>,
    /// By product, whether its SKU does not tell it apart.
    is_shared: Vec<bool>,
    /// Mentions before this one are taken in.
    next: usize,
}

/// Which rows speak of which products.
#[derive(Debug)]
struct Told {
    mentions: Vec<Mention>,
    /// Places of the mentions whose units add to those of an earlier row of their table, rising.
    further: Vec<usize>,
    /// Keys of products whose SKU does not tell them apart, rising by place.
    shared: Vec<(usize, String)>,
    /// How many products the tables speak of.
    count: usize,
}

/// A row that speaks of a product.
#[derive(Clone, Copy, Debug)]
struct Mention {
    /// Place of the product.
    product: u32,
    /// Place of the table in `tables`.
    table: u32,
    row: u32,
}

impl Products {
    /// The same as [`Products::new`], all at once.
    pub fn at_once(
        tables: Vec<Numbered>,
        market: Market,
        currency: Currency,
        one_product: OneProduct,
        by_hand: &[String],
        today: Day,
    ) -> (Self, Vec<LeftOut>, Others) {
        steps::at_once(Self::new(tables, market, currency, one_product, by_hand, today, &mut Endless))
    }

    /// Finds out which row of which table speaks of which product, and which rows are left out.
    pub async fn new(
        mut tables: Vec<Numbered>,
        market: Market,
        currency: Currency,
        one_product: OneProduct,
        by_hand: &[String],
        today: Day,
        pace: &mut impl Pace,
    ) -> (Self, Vec<LeftOut>, Others) {
        tables.sort_by_key(|numbered| (rank(&numbered.table), numbered.id));
        newest_first(&mut tables, rank);
        let mut joined = Joined { market, one_product, ..Joined::default() };
        for (place, numbered) in (0_u32..).zip(&tables) {
            joined.add(place, &tables, numbered, pace).await;
        }
        let others = core::mem::take(&mut joined.others);
        let (told, left_out) = joined.finish(pace).await;
        let sold = told.sold(&tables, market, one_product, today);
        let products = Self {
            tables,
            currency,
            told,
            by_hand: by_hand.to_vec(),
            facts: OnceCell::new(),
            begun: RefCell::default(),
            sold,
        };
        (products, left_out, others)
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.told.count + self.by_hand.len()
    }

    /// Adds one by hand.
    pub fn add(&mut self, key: &str) {
        self.by_hand.push(key.to_owned());
        if let Some(facts) = self.facts.get_mut() {
            facts.push(by_hand(key));
        }
    }

    /// Place of the product with a key.
    pub fn position(&self, key: &str) -> Option<usize> {
        let joined = self.get(..self.told.count)?;
        let found = joined.binary_search_by(|facts| facts.key.as_str().cmp(key)).ok();
        found.or_else(|| self.by_hand.iter().position(|own| own == key).map(|place| self.told.count + place))
    }

    /// The tables in the order in which they are believed.
    pub fn tables(&self) -> &[Numbered] {
        &self.tables
    }

    /// What sold on which day, by the tables.
    pub const fn sold(&self) -> &Sold {
        &self.sold
    }

    /// Every row that speaks of a product: place of the product, place of the table, row.
    pub fn mentions(&self) -> impl ExactSizeIterator<Item = (usize, usize, usize)> {
        self.told.mentions.iter().map(|said| (to_usize(said.product), to_usize(said.table), to_usize(said.row)))
    }

    /// Takes in up to so many further rows, which are counted down, and says whether all are taken in.
    pub fn read_some(&mut self, limit: &mut usize) -> bool {
        if self.facts.get().is_none() {
            let begun = self.begun.get_mut();
            let mut taken = core::mem::take(begun);
            if self.take_in(&mut taken, limit) {
                // Nobody has looked meanwhile: it is held alone.
                let _ = self.facts.set(self.finished(taken));
            } else {
                *self.begun.get_mut() = taken;
            }
        }
        self.facts.get().is_some()
    }

    /// Takes rows into the products; true = all of them.
    fn take_in(&self, begun: &mut Begun, limit: &mut usize) -> bool {
        let Begun { facts: all, is_shared, next } = begun;
        let count = self.told.count;
        if all.len() < count {
            // Places come first: of a large catalogue they are more memory than one slice should touch.
            all.reserve_exact(self.len().saturating_sub(all.len()));
            all.resize_with(limit.saturating_mul(PLACES_A_ROW).saturating_add(all.len()).min(count), Facts::default);
            if all.len() < count {
                *limit = 0;
                return false;
            }
            is_shared.resize(count, false);
            for (place, key) in &self.told.shared {
                if let (Some(facts), Some(flag)) = (all.get_mut(*place), is_shared.get_mut(*place)) {
                    facts.key.clone_from(key);
                    facts.notes.push(Note::new("sku_in_conditions").on("condition"));
                    *flag = true;
                }
            }
        }
        let readers: Vec<Reader<'_>> =
            self.tables.iter().map(|numbered| Reader::new(numbered.id, &numbered.table, self.currency)).collect();
        let open = self.told.mentions.get(*next..).unwrap_or_default();
        let now = open.get(..*limit).unwrap_or(open);
        for (at, Mention { product, table, row }) in (*next..).zip(now) {
            let (product, row) = (to_usize(*product), to_usize(*row));
            let reader = readers.get(to_usize(*table));
            let (Some(reader), Some(facts)) = (reader, all.get_mut(product)) else { continue };
            if facts.sku.is_empty() {
                // A product of a sheet without SKUs goes by its number.
                let sku = [reader.fields.sku, reader.fields.fnsku, reader.fields.asin];
                let sku = sku.into_iter().find_map(|field| reader.text(row, field));
                sku.unwrap_or_default().clone_into(&mut facts.sku);
            }
            if !self.told.further.is_empty() && self.told.further.binary_search(&at).is_ok() {
                let mut further = Facts::default();
                reader.fill(row, &mut further);
                facts.add_units(further);
                let sku = reader.text(row, reader.fields.sku).unwrap_or_default();
                let line = self.tables.get(to_usize(*table)).map_or(0, |numbered| numbered.table.line(row));
                facts.notes.push(Note::new("rows_as_one").on("sku").with("sku", sku).with("line", line.to_string()));
            }
            let is_shared = is_shared.get(product) == Some(&true);
            if facts.condition.is_none() {
                let shown = reader.text(row, reader.fields.condition);
                facts.condition = shown.filter(|c| is_shared || !c.eq_ignore_ascii_case("new")).map(str::to_owned);
            }
            reader.fill(row, facts);
        }
        *next += now.len();
        *limit -= now.len();
        *next >= self.told.mentions.len()
    }

    /// All products, those added by hand behind the others.
    fn finished(&self, begun: Begun) -> Vec<Facts> {
        let mut all = begun.facts;
        for facts in &mut all {
            if facts.key.is_empty() {
                facts.key.clone_from(&facts.sku);
            }
        }
        if !self.sold.is_empty() {
            for (product, facts) in all.iter_mut().enumerate() {
                self.fill_sold(product, facts);
            }
        }
        all.extend(self.by_hand.iter().map(|key| by_hand(key)));
        all
    }

    /// Where no report says what sold lately, the days of the tables do.
    fn fill_sold(&self, product: usize, facts: &mut Facts) {
        let is_open = facts.sold.iter().any(Option::is_none);
        let Some(lately) = self.sold.lately(product).filter(|_| is_open) else { return };
        let mut is_used = false;
        for (slot, units) in facts.sold.iter_mut().zip(lately.units) {
            if slot.is_none() {
                *slot = units.map(|units| Fact::new(units, Source::Report { table: lately.table, line: 1 }));
                is_used |= slot.is_some();
            }
        }
        let file =
            self.tables.iter().find(|numbered| numbered.id == lately.table).map(|numbered| numbered.table.name());
        if is_used {
            let note = Note::new("sold_by_tables").on("units_sold_30").with("file", file.unwrap_or_default());
            facts.notes.push(note.with("date", lately.up_to.to_string()));
        }
    }

    fn read(&self) -> Vec<Facts> {
        let mut begun = self.begun.take();
        let mut limit = usize::MAX;
        self.take_in(&mut begun, &mut limit);
        self.finished(begun)
    }
}

/// A product of which nothing is known yet.
fn by_hand(key: &str) -> Facts {
    Facts { key: key.to_owned(), sku: key.to_owned(), ..Facts::default() }
}

impl Deref for Products {
    type Target = [Facts];

    fn deref(&self) -> &[Facts] {
        self.facts.get_or_init(|| self.read())
    }
}

#[expect(clippy::as_conversions, reason = "widening on every target the crate builds for; `from` does not exist")]
const fn to_usize(number: u32) -> usize {
    number as usize
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The less, the better a table knows: it is believed before those of a higher rank.
pub(super) fn rank(table: &Table) -> u8 {
    match table.report() {
        // They are found by what the others say of FNSKU and ASIN.
        _ if table.field("sku").is_none() => 5,
        Some(PLANNING) => 0,
        Some(FEE_PREVIEW) => 1,
        Some(_) => 2,
        None if table.field("fnsku").is_some() || table.field("condition").is_some() => 3,
        None => 4,
    }
}

/// A report of the marketplace whose lines are orders or removals: how many units a line moves is no stock, its money is
/// that of the line, and a product that is sold no more has lines too.
fn is_of_orders(table: &Table) -> bool {
    let has = |name: &str| table.field(name).is_some();
    let is_told = || matches!(sold::kind_of(table), Some(sold::Kind::Orders | sold::Kind::Shipments));
    (is_of_marketplace(table) && ["order_id", "order_date", "removal_type"].into_iter().any(has)) || is_told()
}

/// A report of the marketplace, not a sheet of the seller's or of another program.
pub(super) fn is_of_marketplace(table: &Table) -> bool {
    table.report().is_some_and(|report| report.starts_with("GET_"))
}

/// Places of products that are made in the time a row takes to be taken in.
const PLACES_A_ROW: usize = 8;

/// No product: the end of a chain of products of one SKU.
const NO_MORE: usize = usize::MAX;

#[derive(Default)]
struct Joined<'a> {
    /// Rows of other marketplaces are left out.
    market: Market,
    one_product: OneProduct,
    others: Others,
    /// By product, in the order found.
    seen: Vec<Seen<'a>>,
    /// The first product of a SKU.
    by_sku: Firsts,
    mentions: Vec<Mention>,
    further: Vec<usize>,
    left_out: Vec<LeftOut>,
    /// The products of the row at hand.
    found: Vec<usize>,
    /// The ways in which the table at hand has written a product that the seller takes as one.
    written: FxHashSet<(usize, &'a str, Option<&'a str>, Option<&'a str>)>,
    /// Products by FNSKU and ASIN, once a table has no SKUs.
    by_number: Option<FxHashMap<&'a str, Vec<usize>>>,
}

/// What of a product tells whether a row speaks of it.
struct Seen<'a> {
    sku: &'a str,
    condition: Option<&'a str>,
    fnsku: Option<&'a str>,
    /// No product before it has the same SKU.
    is_first: bool,
    /// The next product of the same SKU.
    next: usize,
    /// Place of the table that spoke of it last, and the line of its row.
    spoken: Option<(u32, u32)>,
}

impl Seen<'_> {
    /// Other products have the same SKU.
    const fn is_shared(&self) -> bool {
        self.next != NO_MORE || !self.is_first
    }
}

/// Rows that are gone through between two looks at whether a step is over.
const ROWS_AT_ONCE: usize = 64;
/// What a row weighs as work, in bytes gone through.
pub(super) const ROW_WORK: usize = 256;

/// Where a table says which product a row speaks of.
struct Asked<'a> {
    sku: FieldId,
    fnsku: Option<FieldId>,
    condition: Option<FieldId>,
    /// The condition of all rows.
    in_all_rows: Option<&'a str>,
    addressed: Addressed<'a>,
    /// Rows of several days, the newest first.
    is_of_days: bool,
}

/// The parts of a row that say which product it speaks of.
struct Identity<'a> {
    sku: &'a str,
    fnsku: Option<&'a str>,
    condition: Option<&'a str>,
}

impl<'a> Joined<'a> {
    async fn add(&mut self, place: u32, tables: &'a [Numbered], numbered: &'a Numbered, pace: &mut impl Pace) {
        let table = &*numbered.table;
        let [sku, fnsku, condition, asin] = ["sku", "fnsku", "condition", "asin"].map(|name| table.field(name));
        // What was charged says nothing of a product: its lines are held against the tables (`book::reconcile`).
        if matches!(table.report(), Some(SETTLEMENT | TRANSACTIONS)) || is_of_orders(table) {
            return;
        }
        let Some(sku) = sku else {
            if fnsku.is_some() || asin.is_some() {
                self.add_by_number(place, tables, numbered, [fnsku, asin], pace).await;
            }
            return;
        };
        self.written.clear();
        let addressed = Addressed::new(table);
        if self.seen.is_empty() {
            let rows = table.row_count();
            self.seen.reserve(rows);
            self.mentions.reserve(rows);
            self.by_sku = Firsts::with_room(rows);
        }
        let in_all_rows = condition.and_then(|field| table.text_in_all_rows(field));
        // Of a table of several days the newest says how things are; the others say what sold.
        let newest = sold::newest_rows(table);
        let asked = Asked { sku, fnsku, condition, in_all_rows, addressed, is_of_days: newest.is_some() };
        for some in (0..table.row_count()).step_by(ROWS_AT_ONCE) {
            pace.did(ROWS_AT_ONCE.saturating_mul(ROW_WORK)).await;
            for place_of_row in some..some.saturating_add(ROWS_AT_ONCE).min(table.row_count()) {
                let row = newest.as_ref().and_then(|rows| rows.get(place_of_row)).copied().unwrap_or(place_of_row);
                self.add_row(place, numbered, &asked, row);
            }
        }
    }

    /// Finds out which products a row speaks of.
    fn add_row(&mut self, place: u32, numbered: &'a Numbered, asked: &Asked<'a>, row: usize) {
        let table = &*numbered.table;
        let Asked { fnsku, condition, in_all_rows, .. } = *asked;
        let text = |field: Option<FieldId>| table.text(row, field?);
        let Some(sku) = table.text(row, asked.sku) else { return };
        let leave = |note: Note| LeftOut { table: numbered.id, line: table.line(row), sku: sku.to_owned(), note };
        let address = asked.addressed.of(row);
        if !address.is(self.market) {
            self.others.add(address);
            self.left_out.push(leave(address.why_left_out()));
            return;
        }
        let identity = Identity { sku, fnsku: text(fnsku), condition: in_all_rows.or_else(|| text(condition)) };
        self.find(&identity);
        let spoken = self.found.iter().find_map(|&index| self.seen.get(index)?.spoken.filter(|(by, _)| *by == place));
        let is_new_way = self.one_product != OneProduct::default()
            && self.found.first().is_some_and(|&product| {
                self.written.insert((product, identity.sku, identity.condition, identity.fnsku))
            });
        if let (Some(_), true, [product]) = (spoken, is_new_way, self.found.as_slice()) {
            self.further.push(self.mentions.len());
            self.mentions.push(Mention { product: to_u32(*product), table: place, row: to_u32(row) });
            return;
        }
        if let Some((_, first)) = spoken {
            if table.report() == Some(AGED) || asked.is_of_days {
                // A line an age band, each of which is held against the tables; or a day, each of which is history.
                return;
            }
            let note = Note::new("sku_twice").on("sku").with("line", first.to_string());
            self.left_out.push(leave(note));
            return;
        }
        for &index in &self.found {
            let Some(seen) = self.seen.get_mut(index) else { continue };
            seen.spoken = Some((place, table.line(row)));
            seen.condition = seen.condition.or(identity.condition);
            seen.fnsku = seen.fnsku.or(identity.fnsku);
            self.mentions.push(Mention { product: to_u32(index), table: place, row: to_u32(row) });
        }
    }

    /// A table without SKUs: its rows speak of the products that have their FNSKU, else of all that have their ASIN. In
    /// a seller's own sheet a number that no other table knows is a product by itself.
    async fn add_by_number(
        &mut self,
        place: u32,
        tables: &'a [Numbered],
        numbered: &'a Numbered,
        [fnsku, asin]: [Option<FieldId>; 2],
        pace: &mut impl Pace,
    ) {
        let table = &*numbered.table;
        let addressed = Addressed::new(table);
        let mut by_number = self.by_number.take().unwrap_or_else(|| self.numbers(tables));
        for row in table.rows() {
            pace.did(ROW_WORK).await;
            let text = |field: Option<FieldId>| table.text(row, field?);
            let numbers = [text(fnsku), text(asin)];
            let Some(number) = numbers.into_iter().flatten().next() else { continue };
            let leave =
                |note: Note| LeftOut { table: numbered.id, line: table.line(row), sku: number.to_owned(), note };
            let address = addressed.of(row);
            if !address.is(self.market) {
                self.others.add(address);
                self.left_out.push(leave(address.why_left_out()));
                continue;
            }
            self.found.clear();
            if let Some(known) = numbers.into_iter().flatten().find_map(|number| by_number.get(number)) {
                self.found.extend_from_slice(known);
            } else if table.report().is_none() {
                self.find(&Identity { sku: number, fnsku: numbers[0], condition: None });
                for number in numbers.into_iter().flatten() {
                    by_number.entry(number).or_default().extend_from_slice(&self.found);
                }
            }
            let spoken = self
                .found
                .iter()
                .find_map(|&index| self.seen.get(index)?.spoken.filter(|(by, _)| *by == place).map(|(_, line)| line));
            if let Some(first) = spoken {
                // A report has a row for each place or day, all of which it is read for elsewhere.
                if table.report().is_none() {
                    self.left_out.push(leave(Note::new("number_twice").on("asin").with("line", first.to_string())));
                }
                continue;
            }
            for &index in &self.found {
                let Some(seen) = self.seen.get_mut(index) else { continue };
                seen.spoken = Some((place, table.line(row)));
                self.mentions.push(Mention { product: to_u32(index), table: place, row: to_u32(row) });
            }
        }
        self.by_number = Some(by_number);
    }

    /// Products by the FNSKU and ASIN that their rows name.
    fn numbers(&self, tables: &'a [Numbered]) -> FxHashMap<&'a str, Vec<usize>> {
        let mut by_number: FxHashMap<&'a str, Vec<usize>> = FxHashMap::default();
        let fields: Vec<[Option<FieldId>; 2]> =
            tables.iter().map(|numbered| ["fnsku", "asin"].map(|name| numbered.table.field(name))).collect();
        for Mention { product, table, row } in &self.mentions {
            let (product, place) = (to_usize(*product), to_usize(*table));
            let (Some(numbered), Some(fields)) = (tables.get(place), fields.get(place)) else { continue };
            let texts = fields.map(|field| numbered.table.text(to_usize(*row), field?));
            for number in texts.into_iter().flatten() {
                let known = by_number.entry(number).or_default();
                if !known.contains(&product) {
                    known.push(product);
                }
            }
        }
        by_number
    }

    /// Finds the products the row speaks of; makes one if there is none.
    fn find(&mut self, identity: &Identity<'a>) {
        self.found.clear();
        let OneProduct { in_any_case, in_any_condition } = self.one_product;
        let hash = if in_any_case { hash_without_case(identity.sku) } else { hash_bytes(0, identity.sku.as_bytes()) };
        let (seen, index) = (&self.seen, self.seen.len());
        let is_same = |index: usize| {
            seen.get(index).is_some_and(|seen| {
                seen.sku == identity.sku || (in_any_case && is_same_without_case(seen.sku, identity.sku))
            })
        };
        // In most rows of a first table nobody has spoken of the product before: one search finds that and notes it.
        let Some(first) = self.by_sku.get_or_put(hash, index, is_same) else {
            self.make(identity.sku, true);
            return;
        };
        if in_any_condition {
            self.found.push(first);
            return;
        }
        let mut at = first;
        let mut last = NO_MORE;
        while let Some(seen) = self.seen.get(at) {
            if identity.fnsku.is_some() && seen.fnsku == identity.fnsku {
                self.found.clear();
                self.found.push(at);
                return;
            }
            if agree(seen.condition, identity.condition) && agree(seen.fnsku, identity.fnsku) {
                self.found.push(at);
            }
            (last, at) = (at, seen.next);
        }
        if !self.found.is_empty() {
            return;
        }
        if let Some(before) = self.seen.get_mut(last) {
            before.next = index;
        }
        self.make(identity.sku, false);
    }

    /// Makes the product that the row at hand speaks of.
    fn make(&mut self, sku: &'a str, is_first: bool) {
        self.found.push(self.seen.len());
        self.seen.push(Seen { sku, condition: None, fnsku: None, is_first, next: NO_MORE, spoken: None });
    }

    /// Products by place in the order of keys, and the rows left out.
    async fn finish<P: Pace>(mut self, pace: &mut P) -> (Told, Vec<LeftOut>) {
        let count = self.seen.len();
        let key = |seen: &Seen<'a>| -> Cow<'a, str> {
            match seen.condition.or(seen.fnsku).filter(|_| seen.is_shared()) {
                Some(told_apart) => format!("{}\u{1f}{told_apart}", seen.sku).into(),
                None => seen.sku.into(),
            }
        };
        let keys: Vec<Cow<'a, str>> = self.seen.iter().map(key).collect();
        // Most files are in order.
        let mut order: Vec<usize> = (0..count).collect();
        if !keys.is_sorted() {
            let by_key = |&a: &usize, &b: &usize| keys.get(a).cmp(&keys.get(b));
            if P::HAS_PAUSES {
                sort_in_steps(&mut order, by_key).await;
            } else {
                order.sort_by(by_key);
            }
            let mut places = vec![0; count];
            for (place, &index) in (0_u32..).zip(&order) {
                if let Some(slot) = places.get_mut(index) {
                    *slot = place;
                }
            }
            for mentions in self.mentions.chunks_mut(ROWS_AT_ONCE) {
                pace.did(ROWS_AT_ONCE.saturating_mul(8)).await;
                for mention in mentions {
                    mention.product = places.get(to_usize(mention.product)).copied().unwrap_or_default();
                }
            }
        }
        let is_shared = |index: usize| self.seen.get(index).is_some_and(Seen::is_shared);
        let shared = order.iter().enumerate().filter(|(_, index)| is_shared(**index));
        let shared = shared.filter_map(|(place, &index)| Some((place, keys.get(index)?.clone().into_owned())));
        let shared: Vec<(usize, String)> = shared.collect();
        self.left_out.sort_by_key(|left| (left.table, left.line));
        (Told { mentions: self.mentions, further: self.further, shared, count }, self.left_out)
    }
}

impl Told {
    /// What sold on which day: rows that say so, joined by the numbers that the other rows gave each product.
    fn sold(&self, tables: &[Numbered], market: Market, one_product: OneProduct, today: Day) -> Sold {
        if tables.iter().all(|numbered| sold::kind_of(&numbered.table).is_none()) {
            return Sold::default();
        }
        self.sold_by(tables, market, one_product, today)
    }

    /// A function of its own: the first list of reports that say nothing of it does without its code.
    #[inline(never)]
    fn sold_by(&self, tables: &[Numbered], market: Market, one_product: OneProduct, today: Day) -> Sold {
        let mut finder = sold::Finder::new(one_product.in_any_case);
        let fields: Vec<_> =
            tables.iter().map(|numbered| ["sku", "fnsku", "asin"].map(|name| numbered.table.field(name))).collect();
        for Mention { product, table, row } in &self.mentions {
            let place = to_usize(*table);
            let (Some(numbered), Some(fields)) = (tables.get(place), fields.get(place)) else { continue };
            finder.put(to_usize(*product), fields.map(|field| numbered.table.text(to_usize(*row), field?)));
        }
        sold::read(tables, &finder, market, today)
    }
}

fn agree(known: Option<&str>, given: Option<&str>) -> bool {
    match (known, given) {
        (Some(known), Some(given)) => known == given,
        _ => true,
    }
}
