//! What a shipment comes to, ready to be shown.

use crate::fees::ImportSource;
use crate::money::Money;
use serde::Serialize;

/// A value of a sentence.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let answer = book.shipment(&ShipmentSheet { rows: vec![row], ..ShipmentSheet::default() }).unwrap();
/// // Without a rate the price in yuan comes to nothing in dollars.
/// assert!(answer.said.iter().flat_map(|said| &said.params).any(|param| param.text == "CNY"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Param {
    /// Name of the place.
    pub name: &'static str,
    /// What stands there.
    pub text: String,
}

/// Something to be said about a text of the sheet, or about the whole.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let answer = book.shipment(&ShipmentSheet { entry_on: "soon".into(), ..sheet }).unwrap();
/// let said = answer.said.iter().find(|said| said.place == "entryOn").unwrap();
/// assert_eq!(said.severity, "error");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Where: `entryOn`, `rows.2.weight`, `bill.0.amount`; empty = the whole.
    pub place: String,
    /// Stable code.
    pub code: &'static str,
    /// `error` (the text is not used), `warning` (a question), `note`.
    pub severity: &'static str,
    /// Values of the sentence.
    pub params: Vec<Param>,
}

/// Where a figure stands.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let answer = book.shipment(&sheet).unwrap();
/// let fee = answer.entry_fees.iter().find(|fee| fee.id == "us-mpf").unwrap();
/// // The fee of the fiscal year, from the page that sets it.
/// assert_eq!((fee.source.from.as_deref(), fee.source.to.as_deref()), (Some("2026-10-01"), Some("2027-09-30")));
/// assert!(fee.source.page.starts_with("https://www.federalregister.gov/"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// Table.
    pub table: String,
    /// Row in the words of the data.
    pub row: String,
    /// First day in force, ISO; null = not known.
    pub from: Option<String>,
    /// Last day in force.
    pub to: Option<String>,
    /// When it was last read.
    pub seen_on: Option<String>,
    /// Address; empty = trade knowledge.
    pub page: String,
    /// The authority's own page was read.
    pub is_official: bool,
    /// `official`, `cross-checked`, `single-source`, `unverified`.
    pub confidence: &'static str,
    /// Remark of the data, in English.
    pub note: Option<String>,
}

impl SourceView {
    pub(super) fn of(source: &ImportSource) -> Self {
        Self {
            table: source.table.to_owned(),
            row: source.row.to_owned(),
            from: source.from.map(|day| day.to_string()),
            to: source.to.map(|day| day.to_string()),
            seen_on: source.seen_on.map(str::to_owned),
            page: source.page.to_owned(),
            is_official: source.is_official,
            confidence: source.confidence.code(),
            note: source.note.map(str::to_owned),
        }
    }
}

/// An exchange rate the shipment needs.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let rate = &book.shipment(&sheet).unwrap().rates[0];
/// assert_eq!((rate.unit.as_str(), rate.rate.as_deref(), rate.is_from_settings), ("CNY per USD", Some("7.10"), false));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RateView {
    /// The foreign currency.
    pub currency: String,
    /// Form of the rate: `CNY per USD`.
    pub unit: String,
    /// The rate in use; null = none.
    pub rate: Option<String>,
    /// It is the one of the settings.
    pub is_from_settings: bool,
}

/// A cost of the whole shipment.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{BillText, RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let labels = BillText {
///     id: "other".into(), name: "Labels".into(), per: "unit".into(), amount: "0.05".into(), currency: "USD".into(),
///     ..BillText::default()
/// };
/// let answer = book.shipment(&ShipmentSheet { bill: vec![labels], ..sheet }).unwrap();
/// let charge = answer.charges.iter().find(|charge| charge.name == "Labels").unwrap();
/// // Five cents for each of 300.
/// assert_eq!((charge.quantity.as_deref(), charge.amount.to_string()), (Some("300"), "15.00".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChargeView {
    /// Usual line it is: `freight`, `insurance`, …
    pub id: String,
    /// The seller's own name.
    pub name: String,
    /// What is counted: `bill`, `percent`, `unit`, `kg`, `cbm`, `revenue_ton`, `chargeable_kg`.
    pub per: &'static str,
    /// How many of them are billed.
    pub quantity: Option<String>,
    /// Price for one, as read.
    pub rate: String,
    /// Its currency; null for a percentage.
    pub rate_currency: Option<String>,
    /// In the home currency.
    pub amount: Money,
    /// How it is shared out.
    pub basis: &'static str,
    /// Tax bases it goes into.
    pub counts: &'static str,
}

/// A duty programme on one product.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let duty = &book.shipment(&sheet).unwrap().lines[0].duties[0];
/// // 6.5 % of 769.01.
/// assert_eq!((duty.programme, duty.why, duty.rate_ppm), ("ordinary", "typed", Some(65_000)));
/// assert_eq!(duty.amount.unwrap().to_string(), "49.99");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DutyView {
    /// `ordinary`, `us-301-china`, …
    pub programme: &'static str,
    /// Parts per million; null = not known.
    pub rate_ppm: Option<i64>,
    /// `table`, `typed`, `replaced`, `unknown`.
    pub why: &'static str,
    /// Rate × customs value.
    pub amount: Option<Money>,
    /// Where the rate stands.
    pub source: Option<SourceView>,
}

/// A fee of the entry.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let answer = book.shipment(&sheet).unwrap();
/// let fee = answer.entry_fees.iter().find(|fee| fee.id == "us-mpf").unwrap();
/// // 0.3464 % of 769.01 are 2.66, and the least is 34.58.
/// assert_eq!((fee.rate_ppm, fee.amount, fee.amount.unwrap().to_string()), (3464, fee.min, "34.58".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryFeeView {
    /// Table.
    pub id: String,
    /// Parts per million of the customs value.
    pub rate_ppm: i64,
    /// Least.
    pub min: Option<Money>,
    /// Most.
    pub max: Option<Money>,
    /// What it comes to; null = the customs value is not known.
    pub amount: Option<Money>,
    /// Where it stands.
    pub source: SourceView,
}

/// What one product costs. Null = something it hangs on is not known.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let line = &book.shipment(&sheet).unwrap().lines[0];
/// // 18.20 for 300, at 7.10 yuan a dollar; the customs value of a US entry is the same.
/// assert_eq!((line.goods.to_string(), line.customs_value), ("769.01".to_owned(), Some(line.goods)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineView {
    /// Row of the sheet, from 0.
    pub row: usize,
    /// SKU.
    pub sku: String,
    /// Units.
    pub units: u32,
    /// Key of the product of that SKU; null = not in the catalogue.
    pub key: Option<String>,
    /// Kilograms of all units as they travel.
    pub weight_kg: Option<String>,
    /// Cubic metres of all units as they travel.
    pub volume_m3: Option<String>,
    /// Goods.
    pub goods: Money,
    /// Share of each charge.
    pub charges: Vec<Option<Money>>,
    /// Customs value.
    pub customs_value: Option<Money>,
    /// Duties.
    pub duties: Vec<DutyView>,
    /// The duties together.
    pub duty: Option<Money>,
    /// Share of each fee of the entry.
    pub entry_fees: Vec<Option<Money>>,
    /// What the import tax is taken of.
    pub tax_base: Option<Money>,
    /// Import tax.
    pub tax: Option<Money>,
    /// All that is a cost.
    pub landed: Option<Money>,
    /// For one unit, to the hundredth of a cent, plain decimal.
    pub unit: Option<String>,
}

/// Sums of the lines.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let sums = book.shipment(&sheet).unwrap().sums.unwrap();
/// // 49.99 ordinary and 96.13 on all goods from China.
/// assert_eq!((sums.goods.to_string(), sums.duty.unwrap().to_string()), ("769.01".to_owned(), "146.12".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SumsView {
    /// Goods.
    pub goods: Money,
    /// Customs value.
    pub customs_value: Option<Money>,
    /// Duty.
    pub duty: Option<Money>,
    /// Import tax.
    pub tax: Option<Money>,
    /// All that is a cost.
    pub landed: Option<Money>,
    /// The same without the goods: what the way there costs.
    pub way: Option<Money>,
}

/// The shipment by one mode of freight.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{FreightText, RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let freight = |mode: &str, rate: &str, days: &str| FreightText {
///     mode: mode.into(), per: "bill".into(), rate: rate.into(), currency: "USD".into(), days: days.into(),
///     ..FreightText::default()
/// };
/// let freights = vec![freight("ocean", "150", "35"), freight("air", "900", "10")];
/// let answer = book.shipment(&ShipmentSheet { freights, ..sheet }).unwrap();
/// let air = answer.modes.iter().find(|mode| mode.mode == "air").unwrap();
/// assert_eq!((air.is_chosen, air.days_difference), (false, Some(-25)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModeView {
    /// `ocean`, `air`, `express`, `rail`.
    pub mode: &'static str,
    /// It is the one chosen.
    pub is_chosen: bool,
    /// What is counted.
    pub per: &'static str,
    /// Quantity the goods come to; null = a weight or size is missing.
    pub quantity: Option<String>,
    /// Divisor in use.
    pub divisor: Option<String>,
    /// The freight.
    pub freight: Option<Money>,
    /// Days on the way.
    pub days: Option<u32>,
    /// Day of the entry.
    pub entry_on: String,
    /// All that is a cost.
    pub landed: Option<Money>,
    /// What the goods' money costs while they travel.
    pub capital: Option<Money>,
    /// Landed cost with it.
    pub total: Option<Money>,
    /// Total less that of the chosen mode.
    pub difference: Option<Money>,
    /// Days less those of the chosen mode.
    pub days_difference: Option<i64>,
}

/// A choice that the tables offer.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::ShipmentSheet};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let categories = book.shipment(&ShipmentSheet::default()).unwrap().categories;
/// assert_eq!((categories[0].table, categories[0].category), ("us-301-china", "List 1 (9903.88.01)"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryView {
    /// Table.
    pub table: &'static str,
    /// In the words of the data.
    pub category: &'static str,
}

/// What a shipment comes to.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let answer = book.shipment(&sheet).unwrap();
/// // Customs value without freight, as the tables of the US say, and no tax on imports.
/// assert_eq!((answer.is_cif, answer.has_tax, answer.is_book_currency), (Some(false), false, true));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShipmentAnswer {
    /// Currency of all costs.
    pub currency: String,
    /// The book calculates in this currency, so that the result can be taken over.
    pub is_book_currency: bool,
    /// Day of the entry.
    pub entry_on: String,
    /// Freight and insurance count for duty; null = the tables do not say and the seller has not.
    pub is_cif: Option<bool>,
    /// Where that stands.
    pub base_source: Option<SourceView>,
    /// Import tax in parts per million; null = none, or not known.
    pub tax_ppm: Option<i64>,
    /// There is a tax on imports.
    pub has_tax: bool,
    /// What goods may be listed under.
    pub categories: Vec<CategoryView>,
    /// Exchange rates needed.
    pub rates: Vec<RateView>,
    /// Costs of the whole.
    pub charges: Vec<ChargeView>,
    /// Fees of the entry.
    pub entry_fees: Vec<EntryFeeView>,
    /// Products; empty while a row lacks units or price.
    pub lines: Vec<LineView>,
    /// Sums; null while there are no lines.
    pub sums: Option<SumsView>,
    /// By mode.
    pub modes: Vec<ModeView>,
    /// Yearly cost of capital in parts per million.
    pub annual_ppm: i64,
    /// It is the assumption, not the seller's figure.
    pub is_annual_assumed: bool,
    /// What is wrong, in question or worth knowing.
    pub said: Vec<Said>,
}
