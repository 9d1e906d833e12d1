//! The `Book` as JavaScript sees it: decode, call, encode.

use super::convert;
use super::dto::{
    BuildInfo, Curve, EditResult, Field, Filter, FirstPass, Found, Ledger, MissingFact, Outcome, Points, ProductView,
    Progress, RowWindow, Summary, TableInput, Totals, Window,
};
use super::edge::{
    Answer, bytes, count, give, give_all, give_whole, object, optional_text, or_throw, size, text, texts, whole,
};
use super::table::TableView;
use crate::book::{Book as Core, Day, Error, ErrorKind, Figure, IncomingTable, Market, detect, supply};
use tsify::Ts;
use wasm_bindgen::prelude::*;

/// The seller's catalogue with its settings. Lives in one worker; call `free()` when done.
///
/// Knows nothing before `setToday` has said which day to calculate for: everything else throws
/// `today_missing` until then.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Book {
    pub(super) core: Option<Core>,
    market: Market,
    /// A table that comes in piece by piece.
    pub(super) incoming: Option<IncomingTable>,
}

impl Book {
    pub(super) fn at(&mut self) -> Answer<&mut Core> {
        or_throw(self.core.as_mut().ok_or_else(|| Error::new(ErrorKind::Missing, "today_missing")))
    }
}

#[wasm_bindgen]
impl Book {
    /// An empty book.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Chooses the marketplace, by its code, with the pack of its fee tables unless it is `US` or
    /// its pack was given before. Everything in the book is gone after it: prices and fees of one
    /// marketplace say nothing in another.
    ///
    /// # Errors
    /// Throws `wrong_type`, `market_unknown`, `market_mismatch`, `fee_data_unreadable`,
    /// `fee_tables_not_loaded`.
    #[wasm_bindgen(js_name = chooseMarket)]
    pub fn choose_market(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] code: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | undefined")] pack: JsValue,
    ) -> Answer<()> {
        let market = or_throw(text("code", &code).and_then(|code| Market::parse(&code)))?;
        if !pack.is_undefined() {
            or_throw(bytes("pack", &pack).and_then(|pack| supply(market, &pack)))?;
        }
        if let Some(core) = &self.core {
            self.core = Some(or_throw(Core::of(market, core.today()))?);
        }
        self.market = market;
        Ok(())
    }

    /// Sets the day everything is calculated for, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Throws `wrong_type`, or the code of a date that cannot be read.
    #[wasm_bindgen(js_name = setToday)]
    pub fn set_today(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] iso: JsValue) -> Answer<()> {
        let today = or_throw(text("iso", &iso).and_then(|iso| Day::parse(&iso)))?;
        match &mut self.core {
            Some(core) => core.set_today(today),
            None => self.core = Some(or_throw(Core::of(self.market, today))?),
        }
        Ok(())
    }

    /// Reads a table into the book and says how it was read. A table of the same name takes the
    /// place of the earlier one and keeps its number.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `currency_unknown`, `separator_unknown`.
    #[wasm_bindgen(js_name = addTable)]
    pub fn add_table(&mut self, table: Ts<TableInput>) -> Answer<Ts<TableView>> {
        let table: TableInput = or_throw(object("table", &table))?;
        let (text, options) = or_throw(table.text_and_options())?;
        give(self.at()?.add_table(text, &options))
    }

    /// The text of a table with what it says of buyers emptied, for keeping; `undefined` if it says nothing of them.
    ///
    /// # Errors
    /// Throws `wrong_type`, `today_missing`.
    #[wasm_bindgen(js_name = withoutBuyers)]
    pub fn without_buyers(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] table_text: JsValue,
    ) -> Answer<Option<String>> {
        let (id, table_text) = or_throw(count("id", &id).and_then(|id| Ok((id, text("text", &table_text)?))))?;
        Ok(self.at()?.without_buyers(id, &table_text))
    }

    /// Takes a table out again; what was typed stays.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = removeTable)]
    pub fn remove_table(&mut self, #[wasm_bindgen(unchecked_param_type = "number")] id: JsValue) -> Answer<()> {
        let id = or_throw(count("id", &id))?;
        self.at()?.remove_table(id);
        Ok(())
    }

    /// The tables in the order they were added.
    ///
    /// # Errors
    /// Throws `today_missing`.
    pub fn tables(&mut self) -> Answer<Vec<Ts<TableView>>> {
        give_all(self.at()?.tables())
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
        let key = or_throw(optional_text("key", &key))?;
        let field = or_throw(text("field", &field))?;
        let typed = or_throw(text("text", &typed))?;
        let field = or_throw(self.at()?.edit(key.as_deref(), &field, &typed))?;
        give(EditResult { field: field.into() })
    }

    /// Adds a product without data and gives its key.
    ///
    /// # Errors
    /// Throws `today_missing`.
    #[wasm_bindgen(js_name = addProduct)]
    pub fn add_product(&mut self) -> Answer<String> {
        Ok(self.at()?.add_product())
    }

    /// Takes out a product that was added by hand, with everything typed for it.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    #[wasm_bindgen(js_name = removeProduct)]
    pub fn remove_product(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue) -> Answer<()> {
        let key = or_throw(text("key", &key))?;
        or_throw(self.at()?.remove_product(&key))
    }

    /// Goes over up to `count` products and brings those up to date that the catalogue pass answers; the caller
    /// goes on until none is `left`. What it does not answer is left to `advance`.
    ///
    /// # Errors
    /// Throws `wrong_type`, and what [`Core::first_pass`] cannot do.
    #[wasm_bindgen(js_name = firstPass)]
    pub fn first_pass(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] slice: JsValue,
    ) -> Answer<Ts<FirstPass>> {
        let slice = or_throw(size("count", &slice))?;
        give(or_throw(self.at()?.first_pass(slice))?)
    }

    /// Brings up to `count` products up to date; the caller goes on until `done` is `total`.
    ///
    /// # Errors
    /// Throws `wrong_type`, and what [`Core::advance`] cannot do.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] slice: JsValue,
    ) -> Answer<Ts<Progress>> {
        let slice = or_throw(size("count", &slice))?;
        give(or_throw(self.at()?.advance(slice))?)
    }

    /// The line above the list.
    ///
    /// # Errors
    /// Throws `today_missing`.
    pub fn summary(&mut self) -> Answer<Ts<Summary>> {
        give(self.at()?.summary())
    }

    /// Rows of the list, as far as they are up to date.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `no_such_sort`, `no_such_group`, `no_such_figure`, and the code of a date that
    /// cannot be read.
    pub fn rows(&mut self, window: Ts<Window>) -> Answer<Ts<RowWindow>> {
        let window = or_throw(object("window", &window).and_then(convert::window))?;
        give(self.at()?.rows(&window))
    }

    /// Sums over the products that pass a filter, but for those of these keys.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_figure`.
    pub fn totals(
        &mut self,
        filter: Ts<Filter>,
        #[wasm_bindgen(unchecked_param_type = "string[]", js_name = "leftOut")] left_out: JsValue,
    ) -> Answer<Ts<Totals>> {
        let filter = or_throw(object("filter", &filter).and_then(convert::filter))?;
        let left_out = or_throw(texts("leftOut", &left_out))?;
        give(self.at()?.totals_without(&filter, &left_out))
    }

    /// Sums over the products of these keys.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = totalsOf)]
    pub fn totals_of(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string[]")] keys: JsValue,
    ) -> Answer<Ts<Totals>> {
        let keys = or_throw(texts("keys", &keys))?;
        give(self.at()?.totals_of(&keys))
    }

    /// Keys of all products that pass a filter.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `no_such_figure`.
    pub fn keys(&mut self, filter: Ts<Filter>) -> Answer<Vec<String>> {
        let filter = or_throw(object("filter", &filter).and_then(convert::filter))?;
        Ok(self.at()?.keys(&filter))
    }

    /// Two figures of every product that passes a filter, for the picture.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_figure`.
    pub fn points(
        &mut self,
        filter: Ts<Filter>,
        #[wasm_bindgen(unchecked_param_type = "string")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] y: JsValue,
    ) -> Answer<Ts<Points>> {
        let filter = or_throw(object("filter", &filter).and_then(convert::filter))?;
        let x = or_throw(text("x", &x).and_then(|code| Figure::from_code(&code)))?;
        let y = or_throw(text("y", &y).and_then(|code| Figure::from_code(&code)))?;
        give_whole(self.at()?.points(&filter, x, y))
    }

    /// Products by SKU or title, the closest first.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    pub fn find(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] wanted: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] limit: JsValue,
    ) -> Answer<Vec<Ts<Found>>> {
        let wanted = or_throw(text("text", &wanted))?;
        let limit = or_throw(size("limit", &limit))?;
        give_all(self.at()?.find(&wanted, limit))
    }

    /// Puts the same text into a field of several products and gives how many there are; empty text
    /// takes the seller's values away.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_field`, and the code of a text that cannot be read: then nothing
    /// changes.
    #[wasm_bindgen(js_name = editMany)]
    pub fn edit_many(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string[]")] keys: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] field: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] typed: JsValue,
    ) -> Answer<u32> {
        let keys = or_throw(texts("keys", &keys))?;
        let field = or_throw(text("field", &field))?;
        let typed = or_throw(text("text", &typed))?;
        or_throw(self.at()?.edit_many(&keys, &field, &typed))
    }

    /// The first `limit` of what is asked for, by the money at stake, largest first.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    pub fn missing(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] limit: JsValue,
    ) -> Answer<Vec<Ts<MissingFact>>> {
        let limit = or_throw(size("limit", &limit))?;
        give_all(self.at()?.missing_up_to(limit))
    }

    /// The settings.
    ///
    /// # Errors
    /// Throws `today_missing`.
    pub fn settings(&mut self) -> Answer<Vec<Ts<Field>>> {
        give_all(self.at()?.settings())
    }

    /// Everything about one product. The cash over time, most of its weight, comes with the recommended
    /// way and with those of `drawn` alone.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn product(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[]")] drawn: JsValue,
    ) -> Answer<Ts<ProductView>> {
        let key = or_throw(text("key", &key))?;
        let drawn = or_throw(texts("drawn", &drawn))?;
        let core = self.at()?;
        let mut product = or_throw(core.product(&key))?;
        let recommended = product.recommended.clone();
        for outcome in &mut product.outcomes {
            let id = &outcome.scenario.id;
            if recommended.as_ref() != Some(id) && !drawn.contains(id) {
                outcome.cash_path.clear();
            }
        }
        give(convert::product(core, product))
    }

    /// The ledger of one unit at a price in minor units.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`, `price_negative`.
    pub fn ledger(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "priceMinor")] price: JsValue,
    ) -> Answer<Ts<Ledger>> {
        let key = or_throw(text("key", &key))?;
        let price = or_throw(whole("priceMinor", &price))?;
        let core = self.at()?;
        let ledger = or_throw(core.ledger(&key, price))?;
        give(convert::ledger(core, ledger))
    }

    /// What selling at a price in minor units from today on would bring, without taking the price
    /// over; null where too little is known.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`, `price_negative`.
    #[wasm_bindgen(js_name = tryPrice)]
    pub fn try_price(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "priceMinor")] price: JsValue,
    ) -> Answer<Option<Ts<Outcome>>> {
        let key = or_throw(text("key", &key))?;
        let price = or_throw(whole("priceMinor", &price))?;
        or_throw(self.at()?.try_price(&key, price))?.map(give).transpose()
    }

    /// Net proceeds and profit at up to `points` prices from one price to another, in minor units.
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
        let key = or_throw(text("key", &key))?;
        let from = or_throw(whole("fromMinor", &from))?;
        let to = or_throw(whole("toMinor", &to))?;
        let points = or_throw(size("points", &points))?;
        let core = self.at()?;
        let curve = or_throw(core.curve(&key, from, to, points))?;
        give_whole(convert::curve(&curve, core.currency()))
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
    let given = or_throw(bytes("bytes", &given))?;
    Ok(detect(&given).label().to_owned())
}

/// What this module was built from.
///
/// # Errors
/// Throws `not_representable`.
#[wasm_bindgen(js_name = buildInfo)]
pub fn build_info() -> Answer<Ts<BuildInfo>> {
    give(BuildInfo { version: env!("CARGO_PKG_VERSION").to_owned() })
}
