//! What the page calls. Refusals are thrown as JSON text: `{"code":…,"params":[[name,text],…]}`.

use crate::read;
use crate::refusal::Refusal;
use wasm_bindgen::prelude::*;

fn thrown(refusal: Refusal) -> JsValue {
    JsValue::from_str(&serde_json::to_string(&refusal).unwrap_or_else(|_| "{}".to_owned()))
}

fn described<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, JsValue> {
    serde_json::from_str(json).map_err(|why| thrown(Refusal::new("description_unreadable").with("why", why)))
}

/// A workbook that is open.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Workbook {
    inner: read::Workbook,
}

#[wasm_bindgen]
impl Workbook {
    /// Opens the bytes of an XLSX or XLSM file.
    ///
    /// # Errors
    /// Throws what [`read::Workbook::open`] refuses.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Workbook, JsValue> {
        read::Workbook::open(bytes).map(|inner| Self { inner }).map_err(thrown)
    }

    /// Its sheets, as JSON text.
    ///
    /// # Errors
    /// Throws what [`read::Workbook::sheets`] refuses.
    pub fn sheets(&mut self) -> Result<String, JsValue> {
        let sheets = self.inner.sheets().map_err(thrown)?;
        Ok(serde_json::to_string(&sheets).unwrap_or_default())
    }

    /// The text of a sheet.
    ///
    /// # Errors
    /// Throws what [`read::Workbook::table`] refuses.
    pub fn table(&mut self, sheet: usize) -> Result<String, JsValue> {
        self.inner.table(sheet).map_err(thrown)
    }
}

/// An XLSX file of a description in JSON text.
///
/// # Errors
/// Throws `description_unreadable`, and what [`crate::write`] refuses.
#[wasm_bindgen(js_name = writeWorkbook)]
pub fn write_workbook(description: &str) -> Result<Vec<u8>, JsValue> {
    crate::write(&described(description)?).map_err(thrown)
}

/// A calendar file of a description in JSON text.
///
/// # Errors
/// Throws `description_unreadable`.
#[wasm_bindgen(js_name = writeCalendar)]
pub fn write_calendar(description: &str) -> Result<String, JsValue> {
    Ok(crate::calendar::write(&described(description)?))
}
