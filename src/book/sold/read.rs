//! Rows of tables as units of a product on a day at a place.

use super::super::dated::span_in_name;
use super::super::join::{Numbered, is_of_marketplace};
use super::{Covered, Sold, SoldDay, SoldSource};
use crate::date::Day;
use crate::fees::{Market, Store};
use crate::import::{FieldId, Table};
use crate::lower::lower;
use core::cmp::Reverse;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

const LEDGER: &str = "GET_LEDGER_SUMMARY_VIEW_DATA";
/// Longest span of a total, in days: two years and a day.
const LONGEST_SPAN: i32 = 731;

/// How a table says what sold; the first is believed before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::book) enum Kind {
    /// A line an order.
    Orders,
    /// A line a parcel.
    Shipments,
    /// A sheet with a day in each row.
    Dated,
    /// Movements of stock by day.
    Ledger,
    /// Totals of a span of days.
    Span,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Shipments => "shipments",
            Self::Dated => "dated",
            Self::Ledger => "ledger",
            Self::Span => "span",
        }
    }
}

/// How a table says what sold; none = it does not.
pub(in crate::book) fn kind_of(table: &Table) -> Option<Kind> {
    let has = |name: &str| table.field(name).is_some();
    if !["sku", "fnsku", "asin"].into_iter().any(has) {
        return None;
    }
    if has("order_date") && !has("removal_type") && (has("units") || has("units_sold_period")) {
        // Shipments have no status: what was shipped was sold.
        return Some(if has("order_status") || !is_of_marketplace(table) { Kind::Orders } else { Kind::Shipments });
    }
    if !has("units_sold_period") {
        return None;
    }
    if table.report() == Some(LEDGER) {
        return Some(Kind::Ledger);
    }
    if let Some(day) = table.field("snapshot_date") {
        let mut days = table.rows().filter_map(|row| table.day(row, day));
        let first = days.next()?;
        // A sheet of one day shows stock on it; what its sales are of nobody says.
        return days.any(|other| other != first).then_some(Kind::Dated);
    }
    Some(Kind::Span)
}

/// Rows of a table of several days, the newest first, so that it speaks of stock as it is; of a ledger what can be sold first.
pub(in crate::book) fn newest_rows(table: &Table) -> Option<Vec<usize>> {
    if !matches!(kind_of(table), Some(Kind::Dated | Kind::Ledger)) {
        return None;
    }
    by_newest(table)
}

/// A function of its own: tables of one day do without its code.
#[inline(never)]
fn by_newest(table: &Table) -> Option<Vec<usize>> {
    let (day, state) = (table.field("snapshot_date")?, table.field("disposition"));
    let is_sellable = |row: usize| state.and_then(|state| table.text(row, state)).is_none_or(is_sellable);
    let mut rows: Vec<usize> = table.rows().collect();
    rows.sort_by_key(|row| (Reverse(table.day(*row, day)), !is_sellable(*row)));
    Some(rows)
}

fn is_sellable(word: &str) -> bool {
    word.eq_ignore_ascii_case("sellable")
}

/// Which product a row speaks of.
#[derive(Default)]
pub(in crate::book) struct Finder {
    is_in_any_case: bool,
    /// By SKU, FNSKU and ASIN, hashed: the product, or none where there are several.
    by: [FxHashMap<u64, Option<usize>>; 3],
    /// Those that a number does not tell apart.
    several: FxHashMap<u64, Vec<usize>>,
}

/// A product found.
enum Found {
    One(usize),
    /// Several have the number, by its hash.
    Several(u64),
    None,
}

impl Finder {
    pub fn new(is_in_any_case: bool) -> Self {
        Self { is_in_any_case, ..Self::default() }
    }

    fn hash(&self, number: &str) -> u64 {
        let mut hasher = FxHasher::default();
        if self.is_in_any_case {
            lower(number).hash(&mut hasher)
        } else {
            number.hash(&mut hasher)
        }
        hasher.finish()
    }

    /// Takes in what a row says of a product: SKU, FNSKU and ASIN.
    pub fn put(&mut self, product: usize, numbers: [Option<&str>; 3]) {
        for (place, number) in numbers.into_iter().enumerate() {
            let Some(number) = number else { continue };
            let hash = self.hash(number);
            let Some(known) = self.by.get_mut(place).map(|by| by.entry(hash).or_insert(Some(product))) else {
                continue;
            };
            if *known != Some(product) {
                let several = self.several.entry(hash).or_default();
                several.extend(known.take());
                several.push(product);
            }
        }
    }

    /// The FNSKU tells most, for it knows the condition too; the ASIN least.
    fn find(&self, [sku, fnsku, asin]: [Option<&str>; 3]) -> Found {
        let of = |place: usize, number: Option<&str>| {
            let hash = self.hash(number?);
            let known = *self.by.get(place)?.get(&hash)?;
            Some(known.map_or(Found::Several(hash), Found::One))
        };
        match of(1, fnsku) {
            Some(Found::One(one)) => Found::One(one),
            _ if sku.is_some() => of(0, sku).unwrap_or(Found::None),
            _ => of(2, asin).unwrap_or(Found::None),
        }
    }
}

/// The columns of a table.
struct Columns {
    numbers: [Option<FieldId>; 3],
    day: Option<FieldId>,
    units: Option<FieldId>,
    status: Option<FieldId>,
    place: Option<FieldId>,
    currency: Option<FieldId>,
    /// What came in, by whose currency a total without a place is of another marketplace.
    amount: Option<FieldId>,
    order: Option<FieldId>,
    on_hand: Option<FieldId>,
    state: Option<FieldId>,
}

impl Columns {
    fn of(table: &Table, kind: Kind) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| table.field(name));
        let is_by_order = matches!(kind, Kind::Orders | Kind::Shipments);
        Self {
            numbers: ["sku", "fnsku", "asin"].map(|name| table.field(name)),
            day: first(if is_by_order { &["order_date"] } else { &["snapshot_date"] }),
            units: first(if is_by_order { &["units", "units_sold_period"] } else { &["units_sold_period"] }),
            status: table.field("order_status"),
            place: table.field("marketplace"),
            currency: table.field("currency").filter(|_| is_by_order),
            amount: table.field("sales_amount_period").filter(|_| kind == Kind::Span),
            order: table.field("order_id"),
            on_hand: first(&["units_on_hand_total", "units_available", "units"]).filter(|_| !is_by_order),
            state: table.field("disposition"),
        }
    }
}

/// What became of an order.
enum Fate {
    Sold,
    Cancelled,
    Returned,
}

/// By every column of states a row has: an item may be cancelled in an order that is not.
fn fate(table: &Table, row: usize, status: Option<FieldId>) -> Fate {
    let Some(status) = status else { return Fate::Sold };
    let mut fate = Fate::Sold;
    for text in table.texts(row, status) {
        let text = lower(text);
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&["cancel", "annul", "storn", "取消", "キャンセル"]) {
            return Fate::Cancelled;
        }
        if has(&["return", "reject", "refund", "退", "返品"]) {
            fate = Fate::Returned;
        }
    }
    fate
}

/// A table on its way to be read.
struct Told<'a> {
    id: u32,
    table: &'a Table,
    kind: Kind,
    /// First and last day of it.
    span: Option<(Day, Day)>,
}

impl<'a> Told<'a> {
    fn of(numbered: &'a Numbered, today: Day) -> Option<Self> {
        let table = &*numbered.table;
        let kind = kind_of(table)?;
        let span = match (kind, Columns::of(table, kind).day) {
            (Kind::Span, _) => span_in_name(table.name())
                .filter(|(from, to)| *from <= today && to.days_since(*from) < LONGEST_SPAN)
                .map(|(from, to)| (from, to.min(today))),
            (_, Some(day)) => {
                let days = || table.rows().filter_map(|row| table.day(row, day)).filter(|day| *day <= today);
                days().min().zip(days().max())
            }
            (_, None) => None,
        };
        Some(Self { id: numbered.id, table, kind, span })
    }
}

/// Reads every table that says what sold.
pub(in crate::book) fn read(tables: &[Numbered], finder: &Finder, market: Market, today: Day) -> Sold {
    let mut told: Vec<Told<'_>> = tables.iter().filter_map(|numbered| Told::of(numbered, today)).collect();
    told.sort_by_key(|told| (told.kind, Reverse(told.span.map(|(_, to)| to)), Reverse(told.id)));
    let mut reading = Reading {
        finder,
        sold: Sold { today: Some(today), channels: vec![market.code().to_owned()], ..Sold::default() },
        names: FxHashMap::default(),
        orders: FxHashMap::default(),
        on_hand: BTreeMap::new(),
        market,
        today,
    };
    for table in &told {
        reading.table(table);
    }
    let mut sold = reading.sold;
    for ((product, day), units) in reading.on_hand {
        if units <= 0 {
            sold.out.entry(product).or_default().push(day);
        }
    }
    sold
}

struct Reading<'a> {
    finder: &'a Finder,
    sold: Sold,
    /// Places by the words of the rows.
    names: FxHashMap<&'a str, u16>,
    /// The table that an order of a product was first read from.
    orders: FxHashMap<u64, u32>,
    /// Units of a product on hand on a day, over all places it lies at.
    on_hand: BTreeMap<(usize, Day), i64>,
    market: Market,
    today: Day,
}

impl<'a> Reading<'a> {
    /// Each row of a table of which the days are known. A function of its own: a first list without such tables does
    /// without its code.
    #[inline(never)]
    fn rows(&mut self, told: &Told<'a>, span: (Day, Day), source: &mut SoldSource) {
        let Told { id, table, kind, .. } = *told;
        let (from, to) = span;
        (source.from, source.to) = (Some(from), Some(to));
        let columns = Columns::of(table, kind);
        let mut places = vec![];
        for row in table.rows() {
            let place = self.place(table, row, &columns, kind);
            if !places.contains(&place) {
                places.push(place);
            }
            self.row(told, &columns, (row, place, told.span), source);
        }
        let covers = places.into_iter().map(|channel| Covered { channel, kind, from, to, table: id });
        self.sold.covered.extend(covers);
    }

    fn table(&mut self, told: &Told<'a>) {
        let Told { id, table, kind, span } = *told;
        let mut source =
            SoldSource { table: id, file: table.name().to_owned(), kind: kind.code(), ..SoldSource::default() };
        if let Some(span) = span {
            self.rows(told, span, &mut source);
        } else {
            source.unread = u32::try_from(table.row_count()).unwrap_or(u32::MAX);
        }
        self.sold.sources.push(source);
    }

    fn place(&mut self, table: &'a Table, row: usize, columns: &Columns, kind: Kind) -> u16 {
        let here = self.market;
        let known = |word: &str| Store::named(word).and_then(|store| store.market);
        let (word, market) = match columns.place.and_then(|field| table.text(row, field)) {
            // Of a ledger it may be the code of a warehouse, which lies in the marketplace of the file.
            Some(word) => (word, known(word).or((kind == Kind::Ledger).then_some(here))),
            None => match columns.currency.and_then(|field| table.text(row, field)) {
                Some(code) => (code, code.eq_ignore_ascii_case(here.currency().code()).then_some(here)),
                None => {
                    let other = columns.amount.and_then(|field| table.money(row, field)).map(|(_, currency)| currency);
                    return other
                        .filter(|other| *other != here.currency())
                        .map_or(0, |other| self.channel(other.code()));
                }
            },
        };
        if market == Some(here) {
            return 0;
        }
        if let Some(channel) = self.names.get(word) {
            return *channel;
        }
        let name: &str = market.map_or(word, |known| known.code());
        let channel = self.channel(name);
        self.names.insert(word, channel);
        channel
    }

    /// The place of a name.
    fn channel(&mut self, name: &str) -> u16 {
        let channels = &mut self.sold.channels;
        let place = channels.iter().position(|known| known == name).unwrap_or_else(|| {
            channels.push(name.to_owned());
            channels.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn row(
        &mut self,
        told: &Told<'a>,
        columns: &Columns,
        (row, channel, span): (usize, u16, Option<(Day, Day)>),
        source: &mut SoldSource,
    ) {
        let Told { id, table, kind, .. } = *told;
        let add = |count: &mut u32| *count = count.saturating_add(1);
        let numbers = columns.numbers.map(|field| table.text(row, field?));
        let product = match self.finder.find(numbers) {
            Found::One(product) => product,
            Found::Several(number) => {
                self.sold.not_told.extend(self.finder.several.get(&number).into_iter().flatten());
                return add(&mut source.unclear);
            }
            Found::None => return add(&mut source.not_told),
        };
        let units = columns.units.and_then(|field| table.int(row, field));
        let days = match columns.day {
            Some(field) if kind != Kind::Span => table.day(row, field).map(|day| (day, day)),
            _ => span,
        };
        let (Some(units), Some((from, to))) = (units, days) else { return add(&mut source.unread) };
        if from > self.today {
            return add(&mut source.future);
        }
        match fate(table, row, columns.status) {
            Fate::Sold => {}
            Fate::Cancelled => return add(&mut source.cancelled),
            Fate::Returned => return add(&mut source.returned),
        }
        self.stock(told, columns, (row, product, from), channel);
        if kind == Kind::Ledger && !columns.state.and_then(|field| table.text(row, field)).is_none_or(is_sellable) {
            // What is shipped leaves what can be sold; the other rows say the same parcel nowhere.
            return;
        }
        let order = columns.order.and_then(|field| table.text(row, field));
        let is_by_order = order.is_some();
        if let Some(order) = order {
            let mut hasher = FxHasher::default();
            (order, product).hash(&mut hasher);
            if *self.orders.entry(hasher.finish()).or_insert(id) != id {
                return add(&mut source.repeated);
            }
        }
        // A ledger writes what leaves below zero.
        let units = super::super::facts::to_f64(if kind == Kind::Ledger { units.saturating_neg() } else { units });
        let days = f64::from(to.days_since(from) + 1);
        let is_better = |covered: &&Covered, day: Day| {
            covered.channel == channel
                && covered.table != id
                && !(is_by_order && covered.kind == kind)
                && (covered.from..=covered.to).contains(&day)
        };
        let mut is_counted = false;
        for day in (from.number()..=to.number()).map(Day::from_number) {
            if self.sold.covered.iter().any(|covered| is_better(&covered, day)) {
                continue;
            }
            is_counted = true;
            if units != 0.0 || kind != Kind::Orders {
                let sold = SoldDay { channel, day, units: units / days, table: id };
                self.sold.days.entry(product).or_default().push(sold);
            }
        }
        add(if is_counted { &mut source.rows } else { &mut source.repeated });
    }

    /// Keeps what was on hand.
    fn stock(&mut self, told: &Told<'a>, columns: &Columns, (row, product, day): (usize, usize, Day), channel: u16) {
        let Some(field) = columns.on_hand.filter(|_| channel == 0 && told.kind != Kind::Span) else { return };
        let state = columns.state.and_then(|field| told.table.text(row, field));
        let Some(units) = told.table.int(row, field).filter(|_| state.is_none_or(is_sellable)) else { return };
        let there = self.on_hand.entry((product, day)).or_default();
        *there = there.saturating_add(units);
    }
}
