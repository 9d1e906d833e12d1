//! The sheet read: typed texts, and what the tables of the book know of its own site.

use super::super::Book;
use super::super::calculation::{Context, Prepared};
use super::super::facts::to_f64;
use super::super::shipment::read::{Reader, param};
use super::sheet::{SiteText, TransferSheet};
use super::{MONTH, MOST, MOST_OFFERED};
use crate::error::Result;
use crate::number::Decimal;
use crate::rate::Rate;
use crate::state::field::{Entry, FieldKind};

/// A row that was read. Amounts are in the major unit.
#[derive(Clone, Debug)]
pub(super) struct SiteAsked {
    pub row: usize,
    pub sku: String,
    pub site: String,
    pub units: f64,
    pub inbound: f64,
    pub wanted: Option<f64>,
    pub keep: f64,
    pub storage: Option<f64>,
    pub net: Option<f64>,
    pub worth: Option<f64>,
    pub value: Option<f64>,
    /// Units in a full box.
    pub carton: Option<u32>,
    /// Fields that the tables answered, with their texts.
    pub from_list: Vec<(&'static str, String)>,
}

/// A lane that was read.
#[derive(Clone, Debug)]
pub(super) struct LaneAsked {
    pub from: String,
    pub to: String,
    pub days: f64,
    pub cost: Option<f64>,
    pub fixed: f64,
    pub duty: f64,
    pub vat: f64,
    pub capacity: Option<f64>,
}

/// What the tables know of a product at the site they are of.
#[derive(Default)]
struct Known {
    units: Option<f64>,
    sold: Option<f64>,
    net: Option<f64>,
    storage: Option<f64>,
    value: Option<f64>,
}

fn number(entry: Option<Entry>) -> Option<f64> {
    entry.and_then(|entry| match entry {
        Entry::Whole(number) => Some(to_f64(number)),
        Entry::Number(number) | Entry::Money(number) => Some(number.to_f64()),
        Entry::Rate(rate) => Some(Rate::to_f64(rate)),
        _ => None,
    })
}

/// Money that may be below zero: a sale that loses, a unit that costs to get rid of.
fn signed(reader: &mut Reader, place: &str, text: &str) -> Option<f64> {
    let text = text.trim();
    match text.strip_prefix(['-', '−']) {
        Some(rest) => number(reader.read(place, FieldKind::Money, rest)).map(|major| -major),
        None => number(reader.read(place, FieldKind::Money, text)),
    }
}

fn shown(figure: f64, places: u32) -> String {
    let text = Decimal::nearest(figure, places).map(|number| number.to_string()).unwrap_or_default();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Lanes with two ends; what cannot be read is said.
pub(super) fn lanes(reader: &mut Reader, sheet: &TransferSheet) -> Vec<LaneAsked> {
    let mut found: Vec<LaneAsked> = Vec::new();
    for (place, lane) in sheet.lanes.iter().enumerate().take(MOST).filter(|(_, lane)| !lane.is_empty()) {
        let at = |field: &str| format!("lanes.{place}.{field}");
        let (from, to) = (lane.from.trim(), lane.to.trim());
        for (field, site) in [("from", from), ("to", to)] {
            if site.is_empty() {
                reader.say(at(field), "error", "lane_without_end", vec![param("n", (place + 1).to_string())]);
            } else if !sheet.rows.iter().any(|row| row.site.trim() == site) {
                reader.say(at(field), "warning", "site_without_stock", vec![param("site", site)]);
            }
        }
        let days = number(reader.read(&at("days"), FieldKind::Days, &lane.days));
        let cost = number(reader.read(&at("cost"), FieldKind::Money, &lane.cost));
        let fixed = number(reader.read(&at("fixed"), FieldKind::Money, &lane.fixed));
        let duty = number(reader.read(&at("duty"), FieldKind::Return, &lane.duty));
        let vat = number(reader.read(&at("vat"), FieldKind::Percent, &lane.vat));
        let capacity = number(reader.read(&at("capacity"), FieldKind::Units, &lane.capacity));
        if from.is_empty() || to.is_empty() {
            continue;
        }
        let names = vec![param("from", from), param("to", to)];
        if from == to || found.iter().any(|other| (other.from.as_str(), other.to.as_str()) == (from, to)) {
            reader.say(at("to"), "error", if from == to { "lane_to_itself" } else { "lane_twice" }, names);
            continue;
        }
        // A text that cannot be read is no figure of nothing.
        let is_wrong = |text: &str, read: Option<f64>| !text.trim().is_empty() && read.is_none();
        let is_unclear = [
            (&lane.days, days),
            (&lane.fixed, fixed),
            (&lane.duty, duty),
            (&lane.vat, vat),
            (&lane.capacity, capacity),
        ]
        .into_iter()
        .any(|(text, read)| is_wrong(text, read));
        if cost.is_none() && lane.cost.trim().is_empty() {
            reader.say(at("cost"), "error", "lane_cost_unknown", names);
        } else if days.is_none() && lane.days.trim().is_empty() {
            reader.say(at("days"), "warning", "lane_days_unknown", names);
        }
        found.push(LaneAsked {
            from: from.to_owned(),
            to: to.to_owned(),
            days: days.unwrap_or(0.0),
            cost: cost.filter(|_| !is_unclear),
            fixed: fixed.unwrap_or(0.0),
            duty: duty.unwrap_or(0.0),
            vat: vat.unwrap_or(0.0),
            capacity,
        });
    }
    found
}

impl Book {
    /// Rows with a SKU, a site and units; what cannot be read is said.
    pub(super) fn sites_asked(
        &self,
        reader: &mut Reader,
        context: &Context,
        sheet: &TransferSheet,
        home: &str,
        days: f64,
    ) -> Result<Vec<SiteAsked>> {
        let places = self.places_of(sheet.rows.iter().map(|row| row.sku.as_str()));
        let mut found: Vec<SiteAsked> = Vec::new();
        if sheet.rows.len().max(sheet.lanes.len()) > MOST {
            reader.say("", "error", "transfer_too_many_rows", vec![param("limit", MOST.to_string())]);
        }
        for (place, row) in sheet.rows.iter().enumerate().take(MOST).filter(|(_, row)| !row.is_empty()) {
            let at = |field: &str| format!("rows.{place}.{field}");
            let (sku, site) = (row.sku.trim(), row.site.trim());
            let row_number = || vec![param("n", (place + 1).to_string())];
            if sku.is_empty() || site.is_empty() {
                let field = if sku.is_empty() { "sku" } else { "site" };
                reader.say(
                    at(field),
                    "error",
                    if sku.is_empty() { "row_without_sku" } else { "row_without_site" },
                    row_number(),
                );
                continue;
            }
            if found.iter().any(|other| other.sku == sku && other.site == site) {
                let params = vec![param("sku", sku), param("site", site)];
                reader.say(at("site"), "error", "site_twice", params);
                continue;
            }
            let known = match places.get(sku).map(Vec::as_slice) {
                Some([index]) if site == home => self.known_at_home(context, *index, days)?,
                _ => Known::default(),
            };
            found.extend(read_row(reader, row, place, &known, days));
        }
        Ok(found)
    }

    /// What the tables say of a product at the book's own site; its pace is the mean of the days looked at.
    fn known_at_home(&self, context: &Context, index: usize, days: f64) -> Result<Known> {
        let resolved = self.resolved(context, index)?;
        let per_major = to_f64(self.currency.minor_per_major());
        let group = context.group(&resolved);
        let volume = resolved.volume.filter(|_| group.unknown.is_empty() && resolved.is_oversize.is_some());
        let month: f64 = (0..30).map(|day| group.calendar.storage_per_volume(day)).sum();
        let net = Prepared::new(context, &resolved).ok().and_then(|prepared| prepared.net_now());
        Ok(Known {
            units: resolved.units.map(to_f64),
            sold: resolved.mean_pace(days),
            net: net.map(|net| net.to_expectation() / per_major),
            storage: volume.map(|volume| volume * month / per_major * (MONTH / 30.0)),
            value: resolved.landed.as_ref().and_then(|landed| landed.total).map(crate::rounding::Ratio::to_f64),
        })
    }

    /// Rows of the book's own site that a sheet lacks: of the products that it names, or, where it names none, of those
    /// whose stock lasts longest. Their figures are taken from the tables and need not be typed.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, transfers::TransferSheet};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand,Sold last 30 days\nMAT,400,9\nRUG,300,90\n", &ReadOptions::default());
    /// let rows = book.offer_sites(&TransferSheet::default()).unwrap();
    /// // Mats last 1,333 days, rugs 100: what lasts longest stands first.
    /// let skus: Vec<_> = rows.iter().map(|row| (row.sku.as_str(), row.site.as_str())).collect();
    /// assert_eq!(skus, [("MAT", "US"), ("RUG", "US")]);
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; as [`Book::advance`].
    pub fn offer_sites(&mut self, sheet: &TransferSheet) -> Result<Vec<SiteText>> {
        let context = self.take_context()?;
        let rows = self.offered(&context, sheet);
        self.context = Some(context);
        rows
    }

    fn offered(&self, context: &Context, sheet: &TransferSheet) -> Result<Vec<SiteText>> {
        let home = if sheet.home.trim().is_empty() { self.market.code() } else { sheet.home.trim() };
        let mut named: Vec<&str> = sheet.rows.iter().map(|row| row.sku.trim()).filter(|sku| !sku.is_empty()).collect();
        named.dedup();
        let row = |sku: &str| SiteText { sku: sku.to_owned(), site: home.to_owned(), ..SiteText::default() };
        if !named.is_empty() {
            let places = self.places_of(named.iter().copied());
            let mut rows: Vec<SiteText> = Vec::new();
            for sku in named {
                let is_there =
                    sheet.rows.iter().chain(&rows).any(|row| row.sku.trim() == sku && row.site.trim() == home);
                if !is_there && places.get(sku).is_some_and(|found| found.len() == 1) {
                    rows.push(row(sku));
                }
            }
            return Ok(rows);
        }
        let mut lasting = Vec::new();
        for (index, facts) in self.products.iter().enumerate() {
            let resolved = self.resolved(context, index)?;
            if let Some((units, _)) = resolved.units.zip(resolved.units_per_day).filter(|(units, _)| *units > 0) {
                lasting.push((resolved.cover_days(to_f64(units)).unwrap_or(f64::INFINITY), facts.sku.as_str()));
            }
        }
        lasting.sort_by(|a, b| b.0.total_cmp(&a.0));
        Ok(lasting.into_iter().take(MOST_OFFERED).map(|(_, sku)| row(sku)).collect())
    }
}

/// A row with its figures; those that are not typed are what the tables know. None without units.
fn read_row(reader: &mut Reader, row: &SiteText, place: usize, known: &Known, days: f64) -> Option<SiteAsked> {
    let at = |field: &str| format!("rows.{place}.{field}");
    let mut from_list = Vec::new();
    let mut or_known = |name: &'static str, text: &str, typed: Option<f64>, known: Option<f64>, places: u32| {
        let known = known.filter(|_| text.trim().is_empty());
        from_list.extend(known.map(|figure| (name, shown(figure, places))));
        typed.or(known)
    };
    let units = number(reader.read(&at("units"), FieldKind::Units, &row.units));
    let units = or_known("units", &row.units, units, known.units, 0);
    let sold = number(reader.read(&at("sold"), FieldKind::Quantity, &row.sold));
    let sold = or_known("sold", &row.sold, sold, known.sold, 2);
    let net = signed(reader, &at("net"), &row.net);
    let net = or_known("net", &row.net, net, known.net, 2);
    let storage = number(reader.read(&at("storage"), FieldKind::Money, &row.storage));
    let storage = or_known("storage", &row.storage, storage, known.storage, 2);
    let value = number(reader.read(&at("value"), FieldKind::Money, &row.value));
    let value = or_known("value", &row.value, value, known.value, 2);
    let inbound = number(reader.read(&at("inbound"), FieldKind::Units, &row.inbound)).unwrap_or(0.0);
    let target = number(reader.read(&at("target"), FieldKind::Units, &row.target));
    let keep = number(reader.read(&at("keep"), FieldKind::Units, &row.keep));
    let worth = signed(reader, &at("worth"), &row.worth);
    let carton = reader.read(&at("carton"), FieldKind::Units, &row.carton).and_then(|entry| entry.as_whole());
    let params = || vec![param("sku", row.sku.trim()), param("site", row.site.trim())];
    let Some(units) = units else {
        if row.units.trim().is_empty() {
            reader.say(at("units"), "error", "site_without_units", params());
        }
        return None;
    };
    let wanted = target.or_else(|| sold.map(|sold| sold * days));
    if wanted.is_none() && row.sold.trim().is_empty() && row.target.trim().is_empty() {
        reader.say(at("sold"), "note", "site_sells_nothing", params());
    }
    Some(SiteAsked {
        row: place,
        sku: row.sku.trim().to_owned(),
        site: row.site.trim().to_owned(),
        units,
        inbound,
        wanted,
        // A floor that cannot be read keeps all of it, rather than none.
        keep: match keep {
            Some(keep) => keep,
            None if row.keep.trim().is_empty() => wanted.unwrap_or(0.0).ceil(),
            None => units,
        },
        storage,
        net,
        worth,
        value,
        carton: carton.and_then(|units| u32::try_from(units).ok()).filter(|units| *units > 0),
        from_list,
    })
}
