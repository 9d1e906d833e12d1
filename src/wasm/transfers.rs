//! Transfers, as JavaScript sees them. The shapes are plain in the core and need no mirror.

use super::book::Book;
use super::edge::{Answer, give_plain, or_throw, shape, text, texts};
use crate::book::draft::DraftForm;
use crate::book::transfers::{TransferSheet, paste_lanes, paste_sites};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** Transfers as typed. A missing part is an empty text; see the core's `book::transfers`. */
export interface TransferSheet {
    days: string;
    home: string;
    rows: TransferRow[];
    lanes: TransferLane[];
    isVatBack: boolean;
    delay: string;
    factor: string;
    factorSite: string;
}
/** A product at a site, as typed. */
export interface TransferRow {
    sku: string;
    site: string;
    units: string;
    inbound: string;
    sold: string;
    target: string;
    keep: string;
    storage: string;
    net: string;
    worth: string;
    value: string;
    carton: string;
}
/** A way between sites, as typed. */
export interface TransferLane {
    from: string;
    to: string;
    days: string;
    cost: string;
    fixed: string;
    duty: string;
    vat: string;
    capacity: string;
}
/** A product at a site, read, and what becomes of it. */
export interface TransferSite {
    row: number;
    sku: string;
    site: string;
    units: number;
    inbound: number;
    wanted: number | null;
    keep: number;
    leave: number;
    come: number;
    after: number;
    net: Amount | null;
    keepValue: Amount | null;
    fromList: string[];
    fromListTexts: string[];
    short: number;
    whyShort: string | null;
}
/** Units that go, and why. */
export interface TransferMove {
    sku: string;
    from: string;
    to: string;
    units: number;
    days: number;
    boxUnits: number | null;
    /** Last day on which it can go without the receiver standing empty before it is there. */
    shipBy: string;
    thereBy: string;
    costPerUnit: Amount;
    duty: Amount;
    vat: Amount;
    charge: Amount;
    cost: Amount;
    netThere: Amount | null;
    keptHere: Amount | null;
    displacedThere: Amount | null;
    gain: Amount | null;
    why: string;
}
/** What goes one way, of all products. */
export interface TransferLoad {
    from: string;
    to: string;
    products: number;
    units: number;
    shipBy: string;
}
/** One of the ways compared. */
export interface TransferWay {
    code: "nothing" | "greedy" | "plan";
    moved: number;
    cost: Amount;
    value: Amount | null;
    gain: Amount | null;
    short: number;
}
/** The same moves where something turns out otherwise. */
export interface TransferWhatIf {
    code: "delay" | "promotion";
    asPlanned: Amount | null;
    sameMoves: Amount | null;
    bestThen: Amount | null;
    changes: { sku: string; from: string; to: string; planned: number; best: number }[];
    short: number;
}
/** What to move. */
export interface TransferAnswer {
    currency: string;
    days: number;
    areDaysAssumed: boolean;
    home: string;
    sites: TransferSite[];
    moves: TransferMove[];
    loads: TransferLoad[];
    ways: TransferWay[];
    isProven: boolean;
    gap: Amount | null;
    whatIfs: TransferWhatIf[];
    said: ShipmentSaid[];
}
/** A line of a draft of what is to be sent. */
export interface DraftLine {
    sku: string;
    units: number;
    boxUnits: number | null;
    fullBoxes: number | null;
    looseUnits: number | null;
    shipBy: string | null;
    thereBy: string | null;
}
/** A file of what is to be sent, with what is in it and what is not. */
export interface Draft {
    from: string;
    to: string;
    lines: DraftLine[];
    units: number;
    shipBy: string | null;
    /** Why: `sku_unwritable`, `sku_missing`. */
    leftOut: { sku: string; why: string }[];
    text: string;
    /** Read again, it names what was chosen and nothing else. */
    isChecked: boolean;
}
/** Rows copied from a spreadsheet into a table of a view: texts by the name of their column. */
export interface PastedTable {
    rows: { name: string; text: string }[][];
    hasHeading: boolean;
    leftOut: string[];
}
"#;

#[wasm_bindgen]
impl Book {
    /// What to move; wrong texts are part of the answer.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `today_missing`.
    #[wasm_bindgen(unchecked_return_type = "TransferAnswer")]
    pub fn transfers(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "TransferSheet")] sheet: JsValue,
    ) -> Answer<JsValue> {
        let sheet: TransferSheet = or_throw(shape("sheet", sheet))?;
        give_plain(&or_throw(self.at()?.transfers(&sheet))?)
    }

    /// The moves of one way as a file: `list` or `upload`; `names` are the headings of a list.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_file`, `no_such_way`.
    #[wasm_bindgen(js_name = transferDraft, unchecked_return_type = "Draft")]
    pub fn transfer_draft(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "TransferSheet")] sheet: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] to: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] form: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[]")] names: JsValue,
    ) -> Answer<JsValue> {
        let sheet: TransferSheet = or_throw(shape("sheet", sheet))?;
        let (from, to) = (or_throw(text("from", &from))?, or_throw(text("to", &to))?);
        let form = or_throw(text("form", &form).and_then(|form| DraftForm::from_code(&form)))?;
        let names = or_throw(texts("names", &names))?;
        give_plain(&or_throw(self.at()?.transfer_draft(&sheet, &from, &to, form, &names))?)
    }

    /// Rows of the book's own site that a sheet lacks.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `today_missing`.
    #[wasm_bindgen(js_name = offerSites, unchecked_return_type = "TransferRow[]")]
    pub fn offer_sites(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "TransferSheet")] sheet: JsValue,
    ) -> Answer<JsValue> {
        let sheet: TransferSheet = or_throw(shape("sheet", sheet))?;
        give_plain(&or_throw(self.at()?.offer_sites(&sheet))?)
    }
}

/// Rows of stock (`sites`) or lanes (any other word) out of what was copied from a spreadsheet.
///
/// # Errors
/// Throws `wrong_type`.
#[wasm_bindgen(js_name = pasteTransfers, unchecked_return_type = "PastedTable")]
pub fn paste_transfers(
    #[wasm_bindgen(unchecked_param_type = "string")] table: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] copied: JsValue,
) -> Answer<JsValue> {
    let (table, copied) = (or_throw(text("table", &table))?, or_throw(text("text", &copied))?);
    give_plain(&if table == "sites" { paste_sites(&copied) } else { paste_lanes(&copied) })
}
