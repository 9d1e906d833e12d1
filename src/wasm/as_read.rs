//! What every cell of a table was read as, as JavaScript sees it. All of it is plain in the core.

use super::book::Book;
use super::edge::{Answer, count, give_plain, or_throw, size};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** A value as read: a plain decimal, an ISO day, a share for a percentage; the currency of an amount, if it is known, and
 * the parts per million of a percentage. */
export interface ReadCell {
    text: string;
    currency: string | null;
    ppm: number | null;
}
/** A field of a table. */
export interface ReadField {
    field: string;
    kind: string;
}
/** A row as read; a cell is null where it holds no value. */
export interface ReadRow {
    line: number;
    setAside: string | null;
    cells: (ReadCell | null)[];
}
/** Some rows of a table as read. */
export interface AsRead {
    fields: ReadField[];
    rows: ReadRow[];
    rowCount: number;
}
/** What the rows of a field come to: how many hold a value, and their exact sum, one for each currency. */
export interface ReadTotal {
    filled: number;
    sums: ReadCell[];
}
/** Totals of a table, as far as its rows were added up. */
export interface ReadTotals {
    done: number;
    total: number;
    fields: ReadTotal[];
}
"#;

#[wasm_bindgen]
impl Book {
    /// Rows of a table as they were read, from row `offset`; nothing if there is no such table.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = asRead, unchecked_return_type = "AsRead")]
    pub fn as_read(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] offset: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] limit: JsValue,
    ) -> Answer<JsValue> {
        let id = or_throw(count("id", &id))?;
        let (offset, limit) = (or_throw(size("offset", &offset))?, or_throw(size("count", &limit))?);
        give_plain(&self.at()?.as_read(id, offset, limit))
    }

    /// Adds up to `count` further rows of a table, and gives what its fields come to so far.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = readTotals, unchecked_return_type = "ReadTotals")]
    pub fn read_totals(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] limit: JsValue,
    ) -> Answer<JsValue> {
        let (id, limit) = (or_throw(count("id", &id))?, or_throw(size("count", &limit))?);
        give_plain(&self.at()?.read_totals(id, limit))
    }

    /// Rows of a table as they were read, as comma-separated text; the headings stand in front of the first.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = asReadCsv)]
    pub fn as_read_csv(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] offset: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] limit: JsValue,
    ) -> Answer<String> {
        let id = or_throw(count("id", &id))?;
        let (offset, limit) = (or_throw(size("offset", &offset))?, or_throw(size("count", &limit))?);
        Ok(self.at()?.as_read_csv(id, offset, limit))
    }
}
