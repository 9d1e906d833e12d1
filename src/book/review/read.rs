//! The sheet read: figures, and what the list knows where nothing is typed.

use super::super::Book;
use super::super::calculation::Context;
use super::super::resolve::Resolved;
use super::super::shipment::read::{Reader, param};
use super::sheet::{ActualText, PlannedText, ReviewSheet};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::quote::SaleModel;
use crate::rounding::{Ratio, Rounding};
use crate::state::field::{self, FieldKind};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// Most rows looked at.
pub(super) const MOST: usize = 2000;

/// What came, read.
#[derive(Clone, Debug)]
pub(super) struct Actual {
    pub sku: String,
    pub channel: String,
    pub on: Option<Day>,
    pub days: Option<i64>,
    pub units: i64,
    pub price: Money,
    pub revenue: Money,
    /// Fees and advertising; none = not known.
    pub fees: Option<Money>,
}

/// What was planned, read.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub row: usize,
    pub sku: String,
    pub channel: String,
    pub units: Option<i64>,
    pub price: Option<UnitAmount>,
    pub net: Option<Money>,
    pub days: Option<i64>,
    pub stock: Option<i64>,
    pub supplier: String,
}

/// What is known of a product.
#[derive(Clone, Debug, Default)]
pub(super) struct Product {
    /// Its place in the book, where one product alone has the SKU.
    pub index: Option<usize>,
    pub key: Option<String>,
    pub list: Option<UnitAmount>,
    pub cost: Option<UnitAmount>,
    pub pace: Option<f64>,
    pub believed: Option<(f64, f64)>,
}

/// Fees of the day for products of which some row names none, each compiled once.
struct Models<'a> {
    products: &'a FxHashMap<String, Product>,
    of: FxHashMap<usize, SaleModel<'a>>,
}

impl Models<'_> {
    /// Fees of so many sales at the book's own marketplace.
    fn fees(&self, sku: &str, price: Money, units: i64) -> Result<Option<Money>> {
        let index = self.products.get(sku).and_then(|product| product.index);
        let net = index.and_then(|index| self.of.get(&index)).and_then(|model| model.net_proceeds(price));
        net.map(|net| price.minus(net)?.times(units)).transpose()
    }
}

/// Whole minor units of an amount for so many.
pub(super) fn for_units(amount: UnitAmount, units: i64) -> Result<Money> {
    amount.for_each(Ratio::from(units))
}

fn amount(reader: &mut Reader, place: &str, text: &str, currency: Currency) -> Option<UnitAmount> {
    reader.read(place, FieldKind::Money, text).and_then(|entry| entry.as_amount(currency)?.ok())
}

/// Whole units, below zero for returns.
fn signed(reader: &mut Reader, place: &str, text: &str) -> Option<i64> {
    let text = text.trim();
    let (digits, sign) = text.strip_prefix(['-', '−']).map_or((text, 1), |rest| (rest, -1));
    reader.read(place, FieldKind::Units, digits).as_ref().and_then(field::Entry::as_whole).map(|units| sign * units)
}

/// Money below zero, too: a sale that loses.
fn signed_money(reader: &mut Reader, place: &str, text: &str, currency: Currency) -> Option<Money> {
    let text = text.trim();
    let (digits, is_loss) = text.strip_prefix(['-', '−']).map_or((text, false), |rest| (rest, true));
    let minor = amount(reader, place, digits, currency)?.to_ratio_minor().ok()?;
    let money = Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero).ok()?;
    if is_loss { Money::new(-money.minor(), currency).ok() } else { Some(money) }
}

pub(super) fn whole(reader: &mut Reader, place: &str, kind: FieldKind, text: &str) -> Option<i64> {
    reader.read(place, kind, text).as_ref().and_then(field::Entry::as_whole)
}

/// A row without its days lasts until the next of its product and channel; the last one, as long as the one before.
fn fill_days(rows: &mut [Actual]) {
    let filled: Vec<Option<i64>> = rows
        .iter()
        .map(|row| {
            let on = row.on?;
            let others = rows.iter().filter(|other| other.sku == row.sku && other.channel == row.channel);
            let gaps = others.filter_map(|other| other.on).map(|other| i64::from(other.days_since(on)));
            let (next, before) = gaps.fold((None, None), |(next, before): (Option<i64>, Option<i64>), gap| match gap {
                1.. => (Some(next.map_or(gap, |next| next.min(gap))), before),
                0 => (next, before),
                _ => (next, Some(before.map_or(-gap, |before| before.min(-gap)))),
            });
            Some(next.or(before).unwrap_or(1))
        })
        .collect();
    for (row, days) in rows.iter_mut().zip(filled) {
        row.days = row.days.or(days);
    }
}

impl Book {
    /// Products that the sheet names: what it says of them, else what the list knows.
    pub(super) fn products_reviewed(
        &self,
        reader: &mut Reader,
        context: &Context,
        sheet: &ReviewSheet,
    ) -> Result<FxHashMap<String, Product>> {
        let named =
            sheet.plans.iter().map(|plan| plan.sku.as_str()).chain(sheet.rows.iter().map(|row| row.sku.as_str()));
        let places = self.places_of(named);
        let mut found: FxHashMap<String, Product> = FxHashMap::default();
        for (sku, indices) in &places {
            let mut product = Product::default();
            if let [index] = indices.as_slice()
                && let Some(facts) = self.products.get(*index)
            {
                let resolved = self.resolved(context, *index)?;
                let of_money = |money: Money| {
                    Ratio::from(money.minor())
                        .over(Ratio::from(money.currency().minor_per_major()))
                        .and_then(|major| UnitAmount::from_ratio_major(major, money.currency()))
                        .ok()
                };
                product = Product {
                    index: Some(*index),
                    key: Some(facts.key.clone()),
                    list: facts
                        .price_list
                        .as_ref()
                        .and_then(|fact| of_money(fact.value))
                        .or(resolved.price.and_then(of_money)),
                    cost: resolved
                        .landed
                        .as_ref()
                        .and_then(|landed| landed.total)
                        .and_then(|major| UnitAmount::from_ratio_major(major, self.currency).ok()),
                    pace: resolved.units_per_day,
                    believed: Some((
                        resolved.elasticity.mid,
                        (resolved.elasticity.low - resolved.elasticity.mid).abs(),
                    )),
                };
            }
            found.insert((*sku).to_owned(), product);
        }
        // What is typed wins; the first row of a product that says it.
        for (place, plan) in sheet.plans.iter().enumerate() {
            let at = |field: &str| format!("plans.{place}.{field}");
            let Some(product) = found.get_mut(plan.sku.trim()) else { continue };
            product.list = amount(reader, &at("list"), &plan.list, self.currency).or(product.list);
            product.cost = amount(reader, &at("cost"), &plan.cost, self.currency).or(product.cost);
            let pace = reader.read(&at("pace"), FieldKind::Quantity, &plan.pace);
            product.pace = pace.as_ref().and_then(field::Entry::as_number).map(|pace| pace.to_f64()).or(product.pace);
        }
        Ok(found)
    }

    pub(super) fn plans_read(&self, reader: &mut Reader, sheet: &ReviewSheet) -> Vec<Planned> {
        let mut found: Vec<Planned> = Vec::new();
        for (row, plan) in sheet.plans.iter().enumerate().take(MOST) {
            if *plan == PlannedText::default() {
                continue;
            }
            let at = |field: &str| format!("plans.{row}.{field}");
            let (sku, channel) = (plan.sku.trim().to_owned(), plan.channel.trim().to_owned());
            if sku.is_empty() {
                reader.say(at("sku"), "error", "row_without_sku", vec![param("n", (row + 1).to_string())]);
                continue;
            }
            if found.iter().any(|other| other.sku == sku && other.channel == channel) {
                let params = vec![param("sku", sku.as_str()), param("channel", channel.as_str())];
                reader.say(at("channel"), "error", "plan_twice", params);
                continue;
            }
            found.push(Planned {
                row,
                units: whole(reader, &at("units"), FieldKind::Units, &plan.units),
                price: amount(reader, &at("price"), &plan.price, self.currency),
                net: signed_money(reader, &at("net"), &plan.net, self.currency),
                days: whole(reader, &at("days"), FieldKind::Days, &plan.days),
                stock: whole(reader, &at("stock"), FieldKind::Units, &plan.stock),
                supplier: plan.supplier.trim().to_owned(),
                sku,
                channel,
            });
        }
        found
    }

    pub(super) fn actuals_read(
        &self,
        reader: &mut Reader,
        context: &Context,
        sheet: &ReviewSheet,
        products: &FxHashMap<String, Product>,
    ) -> Result<Vec<Actual>> {
        let mut found = Vec::new();
        if sheet.rows.len().max(sheet.plans.len()) > MOST {
            reader.say("", "error", "transfer_too_many_rows", vec![param("limit", MOST.to_string())]);
        }
        let rows = || sheet.rows.iter().enumerate().take(MOST);
        let open = rows().filter(|(_, row)| row.fees.trim().is_empty());
        let priced = open.filter_map(|(_, row)| products.get(row.sku.trim())?.index);
        let mut resolved: FxHashMap<usize, Resolved> = FxHashMap::default();
        for index in priced {
            if let Entry::Vacant(place) = resolved.entry(index) {
                place.insert(self.resolved(context, index)?);
            }
        }
        let mut of: FxHashMap<usize, SaleModel<'_>> = FxHashMap::default();
        for (&index, of_row) in &resolved {
            let model = SaleModel::new(context.fees, &of_row.product, of_row.channel, context.today);
            of.extend(model.ok().map(|model| (index, model)));
        }
        let models = Models { products, of };
        for (place, row) in rows().filter(|(_, row)| **row != ActualText::default()) {
            found.extend(self.actual_read(reader, &models, (place, row))?);
        }
        fill_days(&mut found);
        Ok(found)
    }

    fn actual_read(
        &self,
        reader: &mut Reader,
        models: &Models<'_>,
        (place, row): (usize, &ActualText),
    ) -> Result<Option<Actual>> {
        let at = |field: &str| format!("rows.{place}.{field}");
        let n = || vec![param("n", (place + 1).to_string())];
        let sku = row.sku.trim();
        let on = reader.read(&at("on"), FieldKind::Day, &row.on).as_ref().and_then(field::Entry::as_day);
        let days = whole(reader, &at("days"), FieldKind::Days, &row.days).filter(|days| *days > 0);
        let units = signed(reader, &at("units"), &row.units);
        let price = amount(reader, &at("price"), &row.price, self.currency);
        let fees = signed_money(reader, &at("fees"), &row.fees, self.currency);
        for (field, is_missing) in [
            ("sku", sku.is_empty()),
            ("units", units.is_none() && row.units.trim().is_empty()),
            ("price", price.is_none() && row.price.trim().is_empty()),
        ] {
            if is_missing {
                reader.say(
                    at(field),
                    "error",
                    if field == "sku" { "row_without_sku" } else { "actual_incomplete" },
                    n(),
                );
            }
        }
        if on.is_some_and(|on| on > self.today) {
            reader.say(at("on"), "error", "actual_in_future", n());
            return Ok(None);
        }
        if on.is_none() && row.on.trim().is_empty() {
            reader.say(at("on"), "warning", "actual_without_day", n());
        }
        let Some((units, price)) = units.zip(price).filter(|_| !sku.is_empty()) else { return Ok(None) };
        let revenue = for_units(price, units)?;
        let each = price.to_money()?;
        let mut known = fees;
        if row.fees.trim().is_empty() {
            let is_own = row.channel.trim().is_empty() || row.channel.trim().eq_ignore_ascii_case(self.market.code());
            known = if is_own { models.fees(sku, each, units)? } else { None };
            let code = if known.is_some() { "fees_by_table" } else { "fees_unknown" };
            reader.say(at("fees"), if known.is_some() { "note" } else { "warning" }, code, n());
        }
        let (sku, channel) = (sku.to_owned(), row.channel.trim().to_owned());
        Ok(Some(Actual { sku, channel, on, days, units, price: each, revenue, fees: known }))
    }
}

/// What a code says that no field stands for.
pub(super) fn no_such_plan() -> Error {
    Error::new(ErrorKind::Missing, "no_such_product")
}
