//! Results going out: tables, formulas, days.

use super::book::Book;
use super::convert::amount;
use super::dto::{Amount, FeeSource};
use super::edge::{Answer, give, give_all, optional_text, or_throw, size, text, texts};
use crate::book::Format;
use crate::book::act::{self, Act};
use crate::book::dates::DateToKeep;
use crate::book::fee_sources;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A line of the ledger as a formula that follows the price.
#[derive(Clone, Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct LiveLine {
    /// Which.
    pub id: String,
    /// In US notation without its `=`; `{minor}` stands for the price in whole minor units, `{referral}` and the like
    /// for the amount of that line. Null = not known at any price.
    pub formula: Option<String>,
    /// Without it nothing can be said of the result.
    pub is_needed: bool,
}

impl From<crate::book::LiveLine> for LiveLine {
    fn from(line: crate::book::LiveLine) -> Self {
        Self { id: line.id.code().to_owned(), formula: line.formula, is_needed: line.is_needed }
    }
}

/// A day for the calendar.
#[derive(Clone, Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct DateEntry {
    /// Names it in every later calendar.
    pub id: String,
    /// `deadline`, `snapshot`, `fees`, `review`.
    pub kind: String,
    /// The day, `YYYY-MM-DD`.
    pub on: String,
    /// Products it concerns.
    pub products: u32,
    /// SKUs of those with most money at stake.
    pub skus: Vec<String>,
    /// Units it concerns.
    pub units: f64,
    /// What missing it costs.
    pub cost: Option<Amount>,
    /// What changes about fees: `peak_begins`, `peak_ends`, `tables_change`, `storage_season`; empty for other kinds.
    pub change: String,
    /// Families whose tables change.
    pub families: Vec<String>,
}

impl From<DateToKeep> for DateEntry {
    fn from(date: DateToKeep) -> Self {
        let DateToKeep { id, kind, on, products, skus, units, cost, change, families } = date;
        let families = families.into_iter().map(str::to_owned).collect();
        let (kind, change) = (kind.to_owned(), change.to_owned());
        Self { id, kind, on: on.to_string(), products, skus, units, cost: amount(cost), change, families }
    }
}

/// A row of a fee table that figures rest on.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct UsedFee {
    /// The row, its dates, and where it was read.
    pub fee: FeeSource,
    /// Products that rest on it.
    pub products: u32,
}

/// How far the products were looked at, and the rows once all of them were.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct FeeSources {
    /// Products looked at.
    pub done: u32,
    /// Products of the book.
    pub total: u32,
    /// Rows in the order of the fees; none while products are left.
    pub rows: Vec<UsedFee>,
}

impl From<fee_sources::FeeSources> for FeeSources {
    fn from(found: fee_sources::FeeSources) -> Self {
        let rows = found.rows.into_iter().map(|row| UsedFee { fee: row.fee.into(), products: row.products });
        Self { done: found.done, total: found.total, rows: rows.collect() }
    }
}

/// A line of a file for the marketplace.
#[derive(Clone, Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ActRow {
    /// Identity of the product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Price in force.
    pub before: Option<Amount>,
    /// Price in the file; null in an order.
    pub price: Option<Amount>,
    /// Units in the file; null where prices change.
    pub units: Option<String>,
    /// It is what the list recommends for the product.
    pub is_advised: bool,
}

/// A product that was chosen and is not in the file.
#[derive(Clone, Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ActLeft {
    /// Identity of the product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// `no_answer`, `keeps_price`, `no_price`, `no_units`, `sku_missing`, `sku_unwritable`, `sku_twice`.
    pub why: String,
}

/// A file for the marketplace, with what is in it and what is not.
#[derive(Clone, Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ActFile {
    /// Its text.
    pub text: String,
    /// Its lines, in the order chosen.
    pub rows: Vec<ActRow>,
    /// Chosen, but not in it.
    pub left_out: Vec<ActLeft>,
    /// Read again, it names what was chosen and nothing else.
    pub is_checked: bool,
}

impl From<act::ActFile> for ActFile {
    fn from(file: act::ActFile) -> Self {
        let rows = file.rows.into_iter().map(|act::ActRow { key, sku, before, price, units, is_advised }| ActRow {
            key,
            sku,
            before: amount(before),
            price: amount(price),
            units: units.map(|units| units.to_string()),
            is_advised,
        });
        let left =
            file.left_out.into_iter().map(|act::ActLeft { key, sku, why }| ActLeft { key, sku, why: why.to_owned() });
        Self { text: file.text, rows: rows.collect(), left_out: left.collect(), is_checked: file.is_checked }
    }
}

#[wasm_bindgen]
impl Book {
    /// A file for the marketplace of these products: `prices`, `sale_prices` (with its days), `removal`, `disposal`.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`, `no_such_file`, `sale_ends_before`, or the code of a day that cannot be read.
    #[wasm_bindgen(js_name = actFile)]
    pub fn act_file(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] kind: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[]")] keys: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] to: JsValue,
    ) -> Answer<Ts<ActFile>> {
        let kind = or_throw(text("kind", &kind))?;
        let keys = or_throw(texts("keys", &keys))?;
        let (from, to) = (or_throw(text("from", &from))?, or_throw(text("to", &to))?);
        let act = or_throw(Act::from_code(&kind, &from, &to))?;
        give::<ActFile>(or_throw(self.at()?.act(act, &keys))?)
    }

    /// Which rows of the fee tables the figures rest on, looking at up to `count` further products; or those of one.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    #[wasm_bindgen(js_name = feeSources)]
    pub fn fee_sources(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string | undefined")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Answer<Ts<FeeSources>> {
        let (key, limit) = (or_throw(optional_text("key", &key))?, or_throw(size("count", &count))?);
        let book = self.at()?;
        let found = match key {
            Some(key) => book.fee_sources_of(&key),
            None => book.fee_sources(limit),
        };
        give::<FeeSources>(or_throw(found)?)
    }

    /// All results as a table: `csv`, `csv_semicolon`, `json`, or `cells` for a writer of workbooks. Everything is brought
    /// up to date first.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_format`.
    #[wasm_bindgen(js_name = exportTable)]
    pub fn export_table(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] format: JsValue) -> Answer<String> {
        let format = or_throw(text("format", &format).and_then(|code| Format::from_code(&code)))?;
        or_throw(self.at()?.export(format))
    }

    /// The ledger of one unit sold today as formulas.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    #[wasm_bindgen(js_name = liveLedger)]
    pub fn live_ledger(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
    ) -> Answer<Vec<Ts<LiveLine>>> {
        let key = or_throw(text("key", &key))?;
        let lines = or_throw(self.at()?.live_ledger(&key))?;
        give_all::<LiveLine>(lines)
    }

    /// The days that matter of one product, or of all that are up to date.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn dates(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string | undefined")] key: JsValue,
    ) -> Answer<Vec<Ts<DateEntry>>> {
        let key = or_throw(optional_text("key", &key))?;
        give_all::<DateEntry>(or_throw(self.at()?.dates(key.as_deref()))?)
    }
}
