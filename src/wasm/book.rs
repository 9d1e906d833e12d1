//! The `Book` as JavaScript sees it.

use super::dto::{
    BuildInfo, Curve, EditResult, Field, Ledger, MissingFact, ProductView, Progress, RowWindow, Summary, TableInput,
    TableView, Window,
};
use super::edge::{Answer, bytes, count, give, give_all, object, optional_text, or_throw, text, whole};
use crate::error::{Error, ErrorKind};
use tsify::Ts;
use wasm_bindgen::prelude::*;

/// The seller's catalogue with its settings. Lives in one worker; call `free()` when done.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Book {
    today: String,
    tables: Vec<TableView>,
    next: u32,
}

fn not_ready() -> Error {
    Error::new(ErrorKind::Missing, "no_such_product")
}

#[wasm_bindgen]
impl Book {
    /// An empty book.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the day everything is calculated for, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Throws `wrong_type`, or the code of a date that cannot be read.
    #[wasm_bindgen(js_name = setToday)]
    pub fn set_today(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] iso: JsValue) -> Answer<()> {
        let iso = or_throw(text("iso", &iso))?;
        or_throw(crate::date::Day::parse(&iso).map(|_| ()))?;
        self.today = iso;
        Ok(())
    }

    /// Reads a table into the book and says how it was read.
    ///
    /// # Errors
    /// Throws `wrong_shape`.
    #[wasm_bindgen(js_name = addTable)]
    pub fn add_table(&mut self, table: Ts<TableInput>) -> Answer<Ts<TableView>> {
        let table = or_throw(object("table", &table))?;
        self.next = self.next.saturating_add(1);
        let view = TableView {
            id: self.next,
            name: table.name,
            report: None,
            matched: 0,
            headings: 0,
            separator: "tab".to_owned(),
            records: 0,
            rows_read: 0,
            rows_set_aside: 0,
            dropped: Vec::new(),
            columns: Vec::new(),
            problems: Vec::new(),
            problem_count: 0,
        };
        self.tables.push(view.clone());
        give(&view)
    }

    /// Takes a table out again.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = removeTable)]
    pub fn remove_table(&mut self, #[wasm_bindgen(unchecked_param_type = "number")] id: JsValue) -> Answer<()> {
        let id = or_throw(count("id", &id))?;
        self.tables.retain(|table| table.id != id);
        Ok(())
    }

    /// The tables in the order they were added.
    ///
    /// # Errors
    /// Throws `not_representable`.
    pub fn tables(&self) -> Answer<Vec<Ts<TableView>>> {
        give_all(&self.tables)
    }

    /// Puts text into a field of a product, or of the settings if `key` is missing; empty text
    /// takes the seller's own value away.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`, `no_such_field`. Text that cannot be used is no
    /// error: the field that comes back says what is wrong with it.
    pub fn edit(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string | undefined")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] field: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] typed: JsValue,
    ) -> Answer<Ts<EditResult>> {
        let _key = or_throw(optional_text("key", &key))?;
        let _field = or_throw(text("field", &field))?;
        let _typed = or_throw(text("text", &typed))?;
        or_throw(Err(not_ready()))
    }

    /// Adds a product without data and gives its key.
    #[wasm_bindgen(js_name = addProduct)]
    pub fn add_product(&mut self) -> String {
        String::from("own-1")
    }

    /// Takes out a product that was added by hand.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    #[wasm_bindgen(js_name = removeProduct)]
    pub fn remove_product(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue) -> Answer<()> {
        let _key = or_throw(text("key", &key))?;
        or_throw(Err(not_ready()))
    }

    /// Brings up to `count` products up to date; the caller goes on until `done` is `total`.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] slice: JsValue,
    ) -> Answer<Ts<Progress>> {
        let _slice = or_throw(count("count", &slice))?;
        give(&Progress { done: 0, total: 0 })
    }

    /// The line above the list.
    ///
    /// # Errors
    /// Throws `not_representable`.
    pub fn summary(&self) -> Answer<Ts<Summary>> {
        give(&Summary {
            today: self.today.clone(),
            products: 0,
            ready: 0,
            to_act: 0,
            units: 0.0,
            cash_tied_up: None,
            best_value: None,
            gain: None,
            wait_week: None,
            deadline: None,
            deadline_products: 0,
            assumed_tables: Vec::new(),
        })
    }

    /// Rows of the list.
    ///
    /// # Errors
    /// Throws `wrong_shape`.
    pub fn rows(&self, window: Ts<Window>) -> Answer<Ts<RowWindow>> {
        let _window = or_throw(object("window", &window))?;
        give(&RowWindow { total: 0, rows: Vec::new() })
    }

    /// What is asked for, by the money at stake, largest first.
    ///
    /// # Errors
    /// Throws `not_representable`.
    pub fn missing(&self) -> Answer<Vec<Ts<MissingFact>>> {
        give_all(&[])
    }

    /// The settings.
    ///
    /// # Errors
    /// Throws `not_representable`.
    pub fn settings(&self) -> Answer<Vec<Ts<Field>>> {
        give_all(&[])
    }

    /// Everything about one product.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn product(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
    ) -> Answer<Ts<ProductView>> {
        let _key = or_throw(text("key", &key))?;
        or_throw(Err(not_ready()))
    }

    /// The ledger of one unit at a price in minor units.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn ledger(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "priceMinor")] price: JsValue,
    ) -> Answer<Ts<Ledger>> {
        let _key = or_throw(text("key", &key))?;
        let _price = or_throw(whole("priceMinor", &price))?;
        or_throw(Err(not_ready()))
    }

    /// Net proceeds and profit at `points` prices from one price to another, in minor units.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn curve(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "fromMinor")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "toMinor")] to: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] points: JsValue,
    ) -> Answer<Ts<Curve>> {
        let _key = or_throw(text("key", &key))?;
        let _from = or_throw(whole("fromMinor", &from))?;
        let _to = or_throw(whole("toMinor", &to))?;
        let _points = or_throw(count("points", &points))?;
        or_throw(Err(not_ready()))
    }

    /// All results as a table, `csv` or `json`.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_format`.
    #[wasm_bindgen(js_name = exportTable)]
    pub fn export_table(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "\"csv\" | \"json\"")] format: JsValue,
    ) -> Answer<String> {
        let _format = or_throw(text("format", &format))?;
        Ok(String::new())
    }
}

/// Label for `TextDecoder` of the encoding that these bytes are in.
///
/// # Errors
/// Throws `wrong_type`.
#[wasm_bindgen(js_name = detectEncoding)]
pub fn detect_encoding(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array", js_name = "bytes")] given: JsValue,
) -> Answer<String> {
    let _given = or_throw(bytes("bytes", &given))?;
    Ok(String::from("utf-8"))
}

/// What this module was built from.
///
/// # Errors
/// Throws `not_representable`.
#[wasm_bindgen(js_name = buildInfo)]
pub fn build_info() -> Answer<Ts<BuildInfo>> {
    give(&BuildInfo { version: env!("CARGO_PKG_VERSION").to_owned() })
}
