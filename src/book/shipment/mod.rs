//! A purchase order on its way: what the seller typed about it, and what each product comes to.
//!
//! Landed cost = goods + shares of the bill + duty + fees of the entry + import tax that is not got back
//! (math.md §8). The sheet holds texts; what cannot be read is said and nothing is guessed for it.

mod answer;
mod cost;
mod goods;
mod paste;
pub(in crate::book) mod read;
mod sheet;

pub use answer::{
    CategoryView, ChargeView, DutyView, EntryFeeView, LineView, ModeView, Param, RateView, Said, ShipmentAnswer,
    SourceView, SumsView,
};
pub use paste::{PastedRow, PastedRows, paste_rows};
pub use sheet::{BillText, FreightText, RateText, RowText, ShipmentSheet};

use super::Book;
use super::resolve::Defaults;
use crate::date::Day;
use crate::error::Result;
use crate::fees::{FreightMode, LandedTables};
use crate::landed::FxRate;
use crate::money::Currency;
use crate::number::Decimal;
use crate::state::field::{Entry, FieldKind};
use crate::units::{LengthUnit, WeightUnit};
use goods::{Column, Goods};
use read::{Reader, param};
use rustc_hash::FxHashMap;

/// Markets a shipment can be entered in, with their currencies.
const MARKETS: [(&str, Currency); 10] = [
    ("US", Currency::USD),
    ("UK", Currency::GBP),
    ("DE", Currency::EUR),
    ("FR", Currency::EUR),
    ("IT", Currency::EUR),
    ("ES", Currency::EUR),
    ("JP", Currency::JPY),
    ("CA", Currency::CAD),
    ("MX", Currency::MXN),
    ("AU", Currency::AUD),
];

/// Everything read of a sheet.
struct Read<'a> {
    sheet: &'a ShipmentSheet,
    tables: &'static LandedTables,
    market: &'static str,
    home: Currency,
    currency: Currency,
    rates: Vec<FxRate>,
    rate_views: Vec<RateView>,
    entry_on: Day,
    mode: FreightMode,
    goods: Vec<Goods>,
    keys: Vec<Option<String>>,
    is_complete: bool,
    annual: crate::rate::Rate,
    reader: Reader,
}

impl Book {
    /// What a shipment comes to. Wrong texts are part of the answer.
    ///
    /// ```
    /// use clearfloor::{book::{Book, shipment::{RowText, ShipmentSheet}}, date::Day};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
    /// let rates = vec![clearfloor::book::shipment::RateText { currency: "CNY".into(), text: "7.10".into() }];
    /// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
    /// let answer = book.shipment(&sheet).unwrap();
    /// assert_eq!(answer.lines[0].goods.to_string(), "769.01"); // 18.20 · 300 / 7.10
    /// // 6.5 % ordinary and 12.5 % on all goods from China: 49.99 + 96.13
    /// assert_eq!(answer.lines[0].duty.unwrap().to_string(), "146.12");
    /// ```
    ///
    /// # Errors
    /// `fee_data_unreadable`; `out_of_range`.
    pub fn shipment(&self, sheet: &ShipmentSheet) -> Result<ShipmentAnswer> {
        let defaults = Defaults::new(&self.entries.settings, self.fees, self.today);
        let mut reader = Reader::default();
        let market = reader.code("market", &sheet.market, |code| MARKETS.into_iter().find(|(m, _)| *m == code));
        let (market, home) = market.unwrap_or(("US", Currency::USD));
        let currency = read_currency(&mut reader, "currency", &sheet.currency).unwrap_or(Currency::CNY);
        let entry_on = reader.read("entryOn", FieldKind::Day, &sheet.entry_on).and_then(|entry| entry.as_day());
        if sheet.entry_on.trim().is_empty() {
            let params = vec![param("day", self.today.to_string())];
            reader.say("entryOn", "note", "entry_day_assumed", params);
        }
        let settings_rate = defaults.fx_rate.filter(|_| home == self.currency);
        let (rates, rate_views) = exchange(&mut reader, sheet, currency, home, settings_rate)?;
        let mode = reader.code("mode", &sheet.mode, FreightMode::from_code).unwrap_or(FreightMode::Ocean);
        let weight_unit = reader.code("weightUnit", &sheet.weight_unit, WeightUnit::from_word);
        let length_unit = reader.code("lengthUnit", &sheet.length_unit, LengthUnit::from_word);
        let column = Column {
            currency,
            home,
            rates: &rates,
            weight_unit: weight_unit.unwrap_or(WeightUnit::Kg),
            length_unit: length_unit.unwrap_or(LengthUnit::Cm),
        };
        let by_sku = self.places_of(sheet.rows.iter().map(|row| row.sku.as_str()));
        let (mut goods, mut keys, mut is_complete) = (Vec::new(), Vec::new(), true);
        for (place, row) in sheet.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let found = by_sku.get(row.sku.trim()).map_or(&[][..], Vec::as_slice);
            let facts = found.first().and_then(|index| self.products.get(*index));
            match goods::read(&mut reader, sheet, place, &column, facts)? {
                Some(read) => {
                    if found.len() > 1 {
                        let params = vec![param("sku", row.sku.trim()), param("n", found.len().to_string())];
                        reader.say(format!("rows.{place}.sku"), "note", "sku_of_many", params);
                    }
                    goods.push(read);
                    keys.push(facts.filter(|_| found.len() == 1).map(|facts| facts.key.clone()));
                }
                None => is_complete = false,
            }
        }
        let read = Read {
            sheet,
            tables: LandedTables::get()?,
            market,
            home,
            currency,
            rates,
            rate_views,
            entry_on: entry_on.unwrap_or(self.today),
            mode,
            goods,
            keys,
            is_complete,
            annual: defaults.annual_rate.value,
            reader,
        };
        let mut answer = read.answer()?;
        answer.is_book_currency = home == self.currency;
        answer.is_annual_assumed = defaults.annual_rate.source == super::facts::Source::Assumed;
        Ok(answer)
    }

    /// Places of the products of the SKUs that a sheet names.
    pub(in crate::book) fn places_of<'a>(&self, skus: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, Vec<usize>> {
        let mut places: FxHashMap<&str, Vec<usize>> =
            skus.map(|sku| (sku.trim(), Vec::new())).filter(|(sku, _)| !sku.is_empty()).collect();
        for index in 0..self.products.len() {
            let facts = self.products.get(index);
            if let Some(of_sku) = facts.and_then(|facts| places.get_mut(facts.sku.as_str())) {
                of_sku.push(index);
            }
        }
        places
    }
}

fn read_currency(reader: &mut Reader, place: &str, text: &str) -> Option<Currency> {
    if text.trim().is_empty() {
        return None;
    }
    Currency::parse(text).map_err(|error| reader.wrong(place, &error)).ok()
}

/// The exchange rates a sheet needs. They are written the way round that has figures before the point.
fn exchange(
    reader: &mut Reader,
    sheet: &ShipmentSheet,
    order: Currency,
    home: Currency,
    settings: Option<Decimal>,
) -> Result<(Vec<FxRate>, Vec<RateView>)> {
    let mut needed = vec![order];
    let named = sheet
        .freights
        .iter()
        .map(|f| (&f.currency, &f.rate))
        .chain(sheet.bill.iter().map(|b| (&b.currency, &b.amount)));
    for (text, _) in named.filter(|(_, amount)| !amount.trim().is_empty()) {
        needed.extend(Currency::parse(text).ok());
    }
    let is_small = |currency| [Currency::JPY, Currency::MXN, Currency::CNY].contains(&currency);
    let (mut rates, mut views) = (Vec::new(), Vec::<RateView>::new());
    for foreign in needed {
        if foreign == home || views.iter().any(|view| view.currency == foreign.code()) {
            continue;
        }
        let is_home_first = is_small(foreign) && !(home == Currency::JPY && foreign == Currency::CNY);
        let (base, quote) = if is_home_first || !is_small(home) { (home, foreign) } else { (foreign, home) };
        let place = format!("rates.{}", foreign.code());
        let text = sheet.rates.iter().find(|rate| rate.currency == foreign.code()).map_or("", |rate| &rate.text);
        let typed = reader.read(&place, FieldKind::Quantity, text);
        let typed = typed.as_ref().and_then(Entry::as_number);
        let of_settings = settings.filter(|_| text.trim().is_empty() && foreign == Currency::CNY);
        let mut view = RateView {
            currency: foreign.code().to_owned(),
            unit: format!("{quote} per {base}"),
            rate: None,
            is_from_settings: typed.is_none() && of_settings.is_some(),
        };
        if let Some(rate) = typed.or(of_settings) {
            match FxRate::new(base, quote, rate) {
                Ok(fx) => {
                    rates.push(fx);
                    view.rate = Some(rate.to_string());
                    upside_down(reader, &place, rate, base, quote);
                }
                Err(error) => reader.wrong(&place, &error),
            }
        } else if text.trim().is_empty() {
            let params = vec![param("first", foreign.code()), param("second", view.unit.as_str())];
            reader.say(place, "error", "rate_missing", params);
        }
        views.push(view);
    }
    Ok((rates, views))
}

/// One yuan never bought a dollar, a euro or a pound: a rate below one is the other way round.
fn upside_down(reader: &mut Reader, place: &str, rate: Decimal, base: Currency, quote: Currency) {
    let is_below_one = rate.to_ratio().is_ok_and(|rate| rate < crate::rounding::Ratio::ONE);
    if quote == Currency::CNY && base != Currency::JPY && is_below_one {
        let params = vec![param("text", rate.to_string()), param("first", format!("{quote} per {base}"))];
        reader.say(place, "warning", "rate_upside_down", params);
    }
}
