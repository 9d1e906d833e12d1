//! From tables to products: rows of several tables that speak of one product become one
//! [`Facts`].
//!
//! A product is a SKU; where one SKU stands in several conditions they are told apart by
//! FNSKU, then by the words of the condition. A table that knows neither (a cost sheet)
//! speaks of all of them. Tables are taken in the order of what they know best, not in the
//! order they were given, and rows in any order give the same products.

use super::facts::{Bucket, Fact, Facts, Note, Size, Source, money_of};
use crate::import::Table;
use crate::money::{Currency, UnitAmount};
use crate::units::{Length, LengthUnit, Weight, WeightUnit};
use rustc_hash::FxHashMap;

/// Report that holds stock, ages and sales.
const PLANNING: &str = "GET_FBA_INVENTORY_PLANNING_DATA";
/// Report that holds sizes and fees.
const FEE_PREVIEW: &str = "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA";

/// Age buckets: field, first day, last day.
type BucketField = (&'static str, i32, Option<i32>);

/// A coarse bucket and the finer ones that may stand for it, if they add up to it.
const BUCKETS: &[(BucketField, &[BucketField])] = &[
    (("age_0_90", 0, Some(90)), &[("age_0_30", 0, Some(30)), ("age_31_60", 31, Some(60)), ("age_61_90", 61, Some(90))]),
    (("age_91_180", 91, Some(180)), &[]),
    (
        ("age_181_270", 181, Some(270)),
        &[
            ("ais_qty_181_210", 181, Some(210)),
            ("ais_qty_211_240", 211, Some(240)),
            ("ais_qty_241_270", 241, Some(270)),
        ],
    ),
    (
        ("age_271_365", 271, Some(365)),
        &[
            ("ais_qty_271_300", 271, Some(300)),
            ("ais_qty_301_330", 301, Some(330)),
            ("ais_qty_331_365", 331, Some(365)),
        ],
    ),
    (("age_365_plus", 366, None), &[("age_366_455", 366, Some(455)), ("age_456_plus", 456, None)]),
];

/// A table with its number in the book.
#[derive(Clone, Copy)]
pub struct Numbered<'a> {
    /// Number by which the book knows it.
    pub id: u32,
    /// The table.
    pub table: &'a Table,
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

/// All products of the tables, in the order of their keys, and the rows left out.
#[must_use]
pub fn join(tables: &[Numbered<'_>], currency: Currency) -> (Vec<Facts>, Vec<LeftOut>) {
    let mut order: Vec<&Numbered<'_>> = tables.iter().collect();
    order.sort_by_key(|numbered| (rank(numbered.table), numbered.id));
    let mut joined = Joined::default();
    for numbered in order {
        joined.add(numbered, currency);
    }
    joined.finish()
}

fn rank(table: &Table) -> u8 {
    match table.report() {
        Some(PLANNING) => 0,
        Some(FEE_PREVIEW) => 1,
        Some(_) => 2,
        None if table.field("fnsku").is_some() || table.field("condition").is_some() => 3,
        None => 4,
    }
}

#[derive(Default)]
struct Joined {
    products: Vec<Facts>,
    by_sku: FxHashMap<String, Vec<usize>>,
    left_out: Vec<LeftOut>,
}

/// The parts of a row that say which product it speaks of.
struct Identity<'a> {
    sku: &'a str,
    fnsku: Option<&'a str>,
    condition: Option<&'a str>,
}

impl Joined {
    fn add(&mut self, numbered: &Numbered<'_>, currency: Currency) {
        let table = numbered.table;
        let Some(sku_field) = table.field("sku") else { return };
        let (fnsku, condition, market) = (table.field("fnsku"), table.field("condition"), table.field("marketplace"));
        let reader = Reader::new(numbered, currency);
        let mut seen_here: FxHashMap<usize, u32> = FxHashMap::default();
        for row in 0..table.row_count() {
            let Some(sku) = table.text(row, sku_field) else { continue };
            let line = table.line(row);
            let leave = |note: Note| LeftOut { table: numbered.id, line, sku: sku.to_owned(), note };
            if let Some(other) = market.and_then(|f| table.text(row, f)).filter(|m| !is_us(m)) {
                self.left_out.push(leave(Note::new("marketplace_not_covered").on("marketplace").with("text", other)));
                continue;
            }
            let identity = Identity {
                sku,
                fnsku: fnsku.and_then(|f| table.text(row, f)),
                condition: condition.and_then(|f| table.text(row, f)),
            };
            let found = self.products_of(&identity);
            if let Some(&first) = found.iter().find_map(|index| seen_here.get(index)) {
                let note = Note::new("sku_twice").on("sku").with("line", first.to_string());
                self.left_out.push(leave(note));
                continue;
            }
            for index in found {
                seen_here.insert(index, line);
                if let Some(facts) = self.products.get_mut(index) {
                    reader.fill(row, facts);
                }
            }
        }
    }

    /// Products the row speaks of; makes one if there is none.
    fn products_of(&mut self, identity: &Identity<'_>) -> Vec<usize> {
        let known = self.by_sku.get(identity.sku).cloned().unwrap_or_default();
        let get = |index: &usize| self.products.get(*index);
        if let Some(fnsku) = identity.fnsku {
            let same = |i: &&usize| get(i).is_some_and(|p| p.fnsku.as_deref() == Some(fnsku));
            if let Some(&index) = known.iter().find(same) {
                return vec![index];
            }
        }
        let compatible: Vec<usize> = known
            .iter()
            .copied()
            .filter(|index| {
                get(index).is_some_and(|p| {
                    agree(p.condition.as_deref(), identity.condition) && agree(p.fnsku.as_deref(), identity.fnsku)
                })
            })
            .collect();
        if !compatible.is_empty() {
            return compatible;
        }
        let index = self.products.len();
        self.products.push(Facts { sku: identity.sku.to_owned(), ..Facts::default() });
        self.by_sku.entry(identity.sku.to_owned()).or_default().push(index);
        vec![index]
    }

    fn finish(mut self) -> (Vec<Facts>, Vec<LeftOut>) {
        for indexes in self.by_sku.values() {
            let is_shared = indexes.len() > 1;
            for &index in indexes {
                let Some(facts) = self.products.get_mut(index) else { continue };
                facts.key = match (&facts.condition, &facts.fnsku) {
                    (Some(condition), _) if is_shared => format!("{}\u{1f}{condition}", facts.sku),
                    (None, Some(fnsku)) if is_shared => format!("{}\u{1f}{fnsku}", facts.sku),
                    _ => facts.sku.clone(),
                };
                if is_shared {
                    facts.notes.push(Note::new("sku_in_conditions").on("condition"));
                } else {
                    facts.condition = facts.condition.take().filter(|c| !c.eq_ignore_ascii_case("new"));
                }
            }
        }
        self.products.sort_by(|a, b| a.key.cmp(&b.key));
        self.left_out.sort_by_key(|left| (left.table, left.line));
        (self.products, self.left_out)
    }
}

fn agree(known: Option<&str>, given: Option<&str>) -> bool {
    match (known, given) {
        (Some(known), Some(given)) => known == given,
        _ => true,
    }
}

fn is_us(marketplace: &str) -> bool {
    matches!(
        marketplace.trim().to_ascii_uppercase().as_str(),
        "US" | "USA" | "AMAZON.COM" | "ATVPDKIKX0DER" | "美国" | "美国站"
    )
}

/// Reads rows of one table, its columns found once.
struct Reader<'a> {
    table: &'a Table,
    id: u32,
    currency: Currency,
    fields: FxHashMap<&'static str, crate::import::FieldId>,
    is_marketplace_report: bool,
}

/// Every field a product is made of.
const FIELDS: &[&str] = &[
    "fnsku",
    "condition",
    "asin",
    "title",
    "price_list",
    "price_sale",
    "category",
    "side_longest",
    "side_median",
    "side_shortest",
    "side_length",
    "side_width",
    "side_height",
    "dim_unit",
    "dims_text",
    "weight",
    "weight_unit",
    "item_volume",
    "volume_unit",
    "cost_unit",
    "fx_rate",
    "cost_freight",
    "cost_duty_rate",
    "cost_duty",
    "cost_packaging",
    "cost_landed",
    "fee_fulfilment",
    "fee_referral",
    "fee_referral_rate",
    "units_available",
    "units_reserved",
    "units_customer_order",
    "units_pending_removal",
    "units_on_hand_total",
    "age_snapshot_date",
    "snapshot_date",
    "age_avg_days",
    "units_sold_7",
    "units_sold_30",
    "units_sold_60",
    "units_sold_90",
    "return_rate",
    "ad_rate",
    "age_0_90",
    "age_0_30",
    "age_31_60",
    "age_61_90",
    "age_91_180",
    "age_181_270",
    "ais_qty_181_210",
    "ais_qty_211_240",
    "ais_qty_241_270",
    "age_271_365",
    "ais_qty_271_300",
    "ais_qty_301_330",
    "ais_qty_331_365",
    "age_365_plus",
    "age_366_455",
    "age_456_plus",
    "units",
];

impl<'a> Reader<'a> {
    fn new(numbered: &Numbered<'a>, currency: Currency) -> Self {
        let table = numbered.table;
        Self {
            table,
            id: numbered.id,
            currency,
            fields: FIELDS.iter().filter_map(|&name| table.field(name).map(|field| (name, field))).collect(),
            is_marketplace_report: matches!(table.report(), Some(PLANNING | FEE_PREVIEW)),
        }
    }

    fn text(&self, row: usize, field: &str) -> Option<&'a str> {
        self.table.text(row, *self.fields.get(field)?)
    }

    fn int(&self, row: usize, field: &str) -> Option<i64> {
        self.table.int(row, *self.fields.get(field)?)
    }

    fn source(&self, row: usize) -> Source {
        Source::Report { table: self.id, line: self.table.line(row) }
    }

    fn put<T>(&self, row: usize, slot: &mut Option<Fact<T>>, value: Option<T>) {
        if slot.is_none() {
            *slot = value.map(|value| Fact::new(value, self.source(row)));
        }
    }

    fn amount(&self, row: usize, field: &str) -> Option<UnitAmount> {
        let (decimal, currency) = self.table.money(row, *self.fields.get(field)?)?;
        UnitAmount::from_ratio_major(decimal.to_ratio().ok()?, currency).ok()
    }

    /// Money in the currency of the marketplace; a figure in another currency is told, not used.
    fn money(&self, row: usize, field: &'static str, notes: &mut Vec<Note>) -> Option<crate::money::Money> {
        let (decimal, currency) = self.table.money(row, *self.fields.get(field)?)?;
        if currency == self.currency {
            return money_of(decimal, currency);
        }
        notes.push(Note::new("currency_not_of_market").on(field).with("currency", currency.code()));
        None
    }

    fn fill(&self, row: usize, facts: &mut Facts) {
        let own = |text: Option<&str>| text.map(str::to_owned);
        if facts.fnsku.is_none() {
            facts.fnsku = own(self.text(row, "fnsku"));
        }
        if facts.condition.is_none() {
            facts.condition = own(self.text(row, "condition"));
        }
        if facts.asin.is_none() {
            facts.asin = own(self.text(row, "asin"));
        }
        self.put(row, &mut facts.title, own(self.text(row, "title")));
        let mut notes = std::mem::take(&mut facts.notes);
        let price_list = self.money(row, "price_list", &mut notes).filter(|price| price.minor() > 0);
        let price_sale = self.money(row, "price_sale", &mut notes).filter(|price| price.minor() > 0);
        let preview_price = price_sale.or(price_list);
        self.put(row, &mut facts.price_list, price_list);
        // The preview fills both columns; a sale runs only where they differ.
        self.put(row, &mut facts.price_sale, price_sale.filter(|_| price_sale != price_list));
        if let Some(group) = self.text(row, "category") {
            if self.is_marketplace_report {
                facts.product_groups.push(group.to_owned());
            } else {
                self.put(row, &mut facts.category_word, Some(group.to_owned()));
            }
        }
        let size = if self.is_marketplace_report { &mut facts.measured } else { &mut facts.own_size };
        self.fill_size(row, size);
        self.put(row, &mut facts.item_volume, self.cubic_feet(row));
        self.fill_costs(row, facts);
        if self.is_marketplace_report {
            if facts.preview.price.is_none() {
                let referral = self.money(row, "fee_referral", &mut notes);
                let fulfilment = self.money(row, "fee_fulfilment", &mut notes);
                if referral.is_some() || fulfilment.is_some() {
                    facts.preview.price = preview_price;
                }
                self.put(row, &mut facts.preview.referral, referral);
                self.put(row, &mut facts.preview.fulfilment, fulfilment.filter(|fee| fee.minor() > 0));
            }
        } else {
            let fulfilment = self.money(row, "fee_fulfilment", &mut notes);
            self.put(row, &mut facts.own_fulfilment, fulfilment);
            let rate = self.fields.get("fee_referral_rate").and_then(|&f| self.table.rate(row, f));
            self.put(row, &mut facts.own_referral_rate, rate);
        }
        facts.notes = notes;
        self.fill_stock(row, facts);
    }

    fn fill_size(&self, row: usize, size: &mut Size) {
        let word = self
            .text(row, "dim_unit")
            .or_else(|| self.unit_of(row, "side_longest"))
            .or_else(|| self.unit_of(row, "side_length"));
        let unit = word.and_then(LengthUnit::from_word);
        let mut sides = [None; 3];
        for (i, names) in
            [["side_longest", "side_length"], ["side_median", "side_width"], ["side_shortest", "side_height"]]
                .into_iter()
                .enumerate()
        {
            let number = names.iter().find_map(|name| self.table.number(row, *self.fields.get(name)?));
            if let (Some(slot), Some(number), Some(unit)) = (sides.get_mut(i), number, unit) {
                *slot = Length::parse(&number.to_string(), unit).ok();
            }
        }
        if let Some(text) = self.text(row, "dims_text") {
            let unit = self.unit_of(row, "dims_text").and_then(LengthUnit::from_word);
            if let Ok(read) = crate::import::dimensions(text, unit) {
                sides = read.map(Some);
            }
        }
        for (slot, side) in size.sides.iter_mut().zip(sides) {
            self.put(row, slot, side);
        }
        let weight_unit =
            self.text(row, "weight_unit").or_else(|| self.unit_of(row, "weight")).and_then(WeightUnit::from_word);
        let weight = self.fields.get("weight").and_then(|&f| self.table.number(row, f));
        let weight = weight.zip(weight_unit).and_then(|(w, unit)| Weight::parse(&w.to_string(), unit).ok());
        self.put(row, &mut size.weight, weight);
    }

    fn unit_of(&self, row: usize, field: &str) -> Option<&'a str> {
        self.table.unit(row, *self.fields.get(field)?)
    }

    fn cubic_feet(&self, row: usize) -> Option<crate::number::Decimal> {
        let unit = self.text(row, "volume_unit")?;
        let volume = self.table.number(row, *self.fields.get("item_volume")?)?;
        (unit.eq_ignore_ascii_case("cubic feet") && volume.coefficient() > 0).then_some(volume)
    }

    fn fill_costs(&self, row: usize, facts: &mut Facts) {
        let amount = |field| self.amount(row, field);
        self.put(row, &mut facts.cost_unit, amount("cost_unit"));
        self.put(row, &mut facts.cost_freight, amount("cost_freight"));
        self.put(row, &mut facts.cost_duty, amount("cost_duty"));
        self.put(row, &mut facts.cost_packaging, amount("cost_packaging"));
        self.put(row, &mut facts.cost_landed, amount("cost_landed"));
        let rate = |field| self.fields.get(field).and_then(|&f| self.table.rate(row, f));
        self.put(row, &mut facts.cost_duty_rate, rate("cost_duty_rate"));
        self.put(row, &mut facts.return_rate, rate("return_rate"));
        self.put(row, &mut facts.ad_rate, rate("ad_rate"));
        let fx = self.fields.get("fx_rate").and_then(|&f| self.table.number(row, f)).filter(|fx| fx.coefficient() > 0);
        self.put(row, &mut facts.fx_rate, fx);
    }

    fn fill_stock(&self, row: usize, facts: &mut Facts) {
        let int = |field| self.int(row, field);
        for (slot, field) in
            facts.sold.iter_mut().zip(["units_sold_7", "units_sold_30", "units_sold_60", "units_sold_90"])
        {
            self.put(row, slot, int(field).filter(|&n| n >= 0));
        }
        let available = int("units_available").or_else(|| int("units_on_hand_total")).or_else(|| int("units"));
        let Some(available) = available else { return };
        if facts.stock.units.is_some() {
            return;
        }
        if available < 0 {
            facts.notes.push(Note::new("stock_negative").on("units").with("text", available.to_string()));
            return;
        }
        let stock = &mut facts.stock;
        stock.customer_orders = int("units_customer_order").unwrap_or(0).max(0);
        let reserved = int("units_reserved").unwrap_or(0).max(0);
        let leaving = int("units_pending_removal").unwrap_or(0).max(0);
        let units = available.saturating_add(reserved).saturating_sub(stock.customer_orders).saturating_sub(leaving);
        stock.units = Some(Fact::new(units.max(0), self.source(row)));
        if leaving > 0 {
            facts
                .notes
                .push(Note::new("removal_pending").on("units_pending_removal").with("units", leaving.to_string()));
        }
        stock.buckets = BUCKETS.iter().flat_map(|(coarse, fine)| self.buckets(row, *coarse, fine)).collect();
        stock.bucket_source = (!stock.buckets.is_empty()).then(|| self.source(row));
        if stock.buckets.is_empty() {
            stock.single_age = int("age_avg_days").filter(|&a| a >= 0).map(|age| Fact::new(age, self.source(row)));
        }
        let day = |field| self.fields.get(field).and_then(|&f| self.table.day(row, f));
        stock.age_date = day("age_snapshot_date").or_else(|| day("snapshot_date"));
    }

    /// The finer buckets if they add up to the coarse one, else the coarse one: no unit twice.
    fn buckets(&self, row: usize, coarse: BucketField, fine: &[BucketField]) -> Vec<Bucket> {
        let one = |&(field, from, to): &BucketField| {
            self.int(row, field).filter(|&units| units > 0).map(|units| Bucket { from, to, units })
        };
        let finer: Vec<Bucket> = fine.iter().filter_map(one).collect();
        let sum: i64 = finer.iter().map(|bucket| bucket.units).sum();
        match self.int(row, coarse.0) {
            Some(units) if units != sum || finer.is_empty() => one(&coarse).into_iter().collect(),
            _ => finer,
        }
    }
}
