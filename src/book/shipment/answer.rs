//! What a shipment comes to, ready to be shown.

use crate::fees::ImportSource;
use crate::money::Money;
use serde::Serialize;

/// A value of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Param {
    /// Name of the place.
    pub name: &'static str,
    /// What stands there.
    pub text: String,
}

/// Something to be said about a text of the sheet, or about the whole.
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryView {
    /// Table.
    pub table: &'static str,
    /// In the words of the data.
    pub category: &'static str,
}

/// What a shipment comes to.
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
