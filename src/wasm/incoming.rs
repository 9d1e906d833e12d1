//! A file too large to be handed over whole, as JavaScript sees it: its text comes in pieces, it is read in slices, and
//! until it is taken in the book is as it was.

use super::book::Book;
use super::dto::{Progress, TableInput};
use super::edge::{Answer, bytes, count, give, object, or_throw, size, text};
use super::table::TableView;
use crate::book::{Encoding, Error, ErrorKind, IncomingTable, detect_otherwise, detect_start, rival};
use tsify::Ts;
use wasm_bindgen::prelude::*;

/// Pages of memory that an address of 32 bits reaches, and the bytes of one.
const MOST_PAGES: usize = 1 << 16;
const PAGE_BYTES: u64 = 1 << 16;

/// Bytes by which the module's memory can still grow.
fn room() -> Option<u64> {
    let left = MOST_PAGES.saturating_sub(core::arch::wasm32::memory_size::<0>());
    u64::try_from(left).ok().map(|pages| pages.saturating_mul(PAGE_BYTES))
}

impl Book {
    fn table_under_way(&mut self) -> Answer<&mut IncomingTable> {
        or_throw(self.incoming.as_mut().ok_or_else(|| Error::new(ErrorKind::Missing, "table_not_opened")))
    }
}

#[wasm_bindgen]
impl Book {
    /// Opens a table of so many bytes, of which `text` is not looked at: it comes in pieces. One that was opened before
    /// and not taken in is given up.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `currency_unknown`, `separator_unknown`, `memory_full`.
    #[wasm_bindgen(js_name = openTable)]
    pub fn open_table(
        &mut self,
        table: Ts<TableInput>,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "bytes")] length: JsValue,
    ) -> Answer<()> {
        let table: TableInput = or_throw(object("table", &table))?;
        let length = or_throw(size("bytes", &length))?;
        let (_, options) = or_throw(table.text_and_options())?;
        // Its memory is free before that of the next one is asked for.
        self.incoming = None;
        self.incoming = Some(or_throw(IncomingTable::open(self.at()?, &options, length, room()))?);
        Ok(())
    }

    /// The next bytes of a UTF-8 text; false = they are none, and the table has to be opened anew.
    ///
    /// # Errors
    /// Throws `wrong_type`, `table_not_opened`.
    #[wasm_bindgen(js_name = pushBytes)]
    pub fn push_bytes(&mut self, #[wasm_bindgen(unchecked_param_type = "Uint8Array")] piece: JsValue) -> Answer<bool> {
        let piece = or_throw(bytes("piece", &piece))?;
        Ok(self.table_under_way()?.push_bytes(&piece))
    }

    /// The next characters of a text in another encoding.
    ///
    /// # Errors
    /// Throws `wrong_type`, `table_not_opened`.
    #[wasm_bindgen(js_name = pushText)]
    pub fn push_text(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] piece: JsValue) -> Answer<()> {
        let piece = or_throw(text("piece", &piece))?;
        self.table_under_way()?.push_text(&piece);
        Ok(())
    }

    /// All of the text is there. False = it ends in the middle of a character: the table has to be opened anew.
    ///
    /// # Errors
    /// Throws `table_not_opened`, `table_too_large`.
    #[wasm_bindgen(js_name = endTable)]
    pub fn end_table(&mut self) -> Answer<bool> {
        let table = self.table_under_way()?;
        table.set_room(room());
        or_throw(table.end())
    }

    /// Goes on with reading and joining for at most so many steps; the caller goes on until `done` is `total`.
    ///
    /// # Errors
    /// Throws `wrong_type`, `table_not_opened`, `table_too_large`.
    #[wasm_bindgen(js_name = readTable)]
    pub fn read_table(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] steps: JsValue,
    ) -> Answer<Ts<Progress>> {
        let steps = or_throw(size("count", &steps))?;
        let Self { core: Some(core), incoming: Some(incoming), .. } = self else {
            return or_throw(Err(Error::new(ErrorKind::Missing, "table_not_opened")));
        };
        incoming.set_room(room());
        give(or_throw(incoming.go_on(core, steps))?)
    }

    /// Takes the table in that was read, and says how. A table of the same name gives way to it.
    ///
    /// # Errors
    /// Throws `table_not_opened`, `table_not_read`.
    #[wasm_bindgen(js_name = takeTable)]
    pub fn take_table(&mut self) -> Answer<Ts<TableView>> {
        let incoming = self.incoming.take().ok_or_else(|| Error::new(ErrorKind::Missing, "table_not_opened"));
        let incoming = or_throw(incoming)?;
        give(or_throw(self.at()?.take_in(incoming))?)
    }

    /// Gives a table up that was opened and not taken in.
    #[wasm_bindgen(js_name = dropTable)]
    pub fn drop_table(&mut self) {
        self.incoming = None;
    }

    /// A piece of a table's text with what it says of buyers emptied, for keeping; `undefined` if the table says nothing
    /// of them. `from` is the place of its first byte in the text, without a mark of the encoding.
    ///
    /// # Errors
    /// Throws `wrong_type`, `today_missing`.
    #[wasm_bindgen(js_name = emptyBuyers)]
    pub fn empty_buyers(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] piece: JsValue,
    ) -> Answer<Option<Vec<u8>>> {
        let id = or_throw(count("id", &id))?;
        let from = or_throw(size("from", &from))?;
        let mut piece = or_throw(bytes("piece", &piece))?;
        Ok(self.at()?.empty_buyers(id, from, &mut piece).then_some(piece))
    }
}

/// Label for `TextDecoder` of the encoding of a file that begins with these bytes, at least a megabyte of it where there
/// is as much. `utf-8` holds as long as what follows is UTF-8.
///
/// # Errors
/// Throws `wrong_type`.
#[wasm_bindgen(js_name = detectStart)]
pub fn encoding_of_start(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array", js_name = "start")] given: JsValue,
) -> Answer<String> {
    Ok(detect_start(&or_throw(bytes("start", &given))?).label().to_owned())
}

/// The same where what follows turned out not to be UTF-8.
///
/// # Errors
/// Throws `wrong_type`.
#[wasm_bindgen(js_name = detectOtherwise)]
pub fn encoding_otherwise(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array", js_name = "start")] given: JsValue,
) -> Answer<String> {
    Ok(detect_otherwise(&or_throw(bytes("start", &given))?).label().to_owned())
}

/// Label of the encoding that bytes make about as much sense in as in the one of this label, which they were found to be
/// in; `undefined` if nothing was guessed. Of a long file the first megabyte is enough.
///
/// # Errors
/// Throws `wrong_type`.
#[wasm_bindgen(js_name = encodingRival)]
pub fn encoding_rival(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array", js_name = "start")] given: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string", js_name = "found")] found: JsValue,
) -> Answer<Option<String>> {
    let (given, found) = or_throw(bytes("start", &given).and_then(|given| Ok((given, text("found", &found)?))))?;
    let found = Encoding::from_label(&found);
    Ok(found.and_then(|found| rival(&given, found)).map(|encoding| encoding.label().to_owned()))
}
