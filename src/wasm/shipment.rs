//! A shipment, as JavaScript sees it. The shapes are those of `book::shipment`, which are made of texts, whole
//! numbers and amounts only and so need no mirror.

use super::book::Book;
use super::edge::{Answer, give_plain, or_throw, shape, text};
use crate::book::shipment::{ShipmentSheet, paste_rows};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** A shipment as typed. A missing part is an empty text; see the core's `book::shipment`. */
export interface ShipmentSheet {
    market: string;
    origin: string;
    entryOn: string;
    currency: string;
    rates: { currency: string; text: string }[];
    weightUnit: string;
    lengthUnit: string;
    rows: ShipmentRow[];
    duty: string;
    listed: string;
    metals: string;
    section232: string;
    dutyBase: string;
    isDutyIncluded: boolean;
    isInformal: boolean;
    taxRate: string;
    isTaxCost: boolean;
    mode: string;
    freights: ShipmentFreight[];
    freightBasis: string;
    bill: ShipmentBill[];
}
/** A product of the order, as typed. */
export interface ShipmentRow {
    sku: string;
    units: string;
    price: string;
    weight: string;
    size: string;
    perCarton: string;
    duty: string;
    listed: string;
}
/** Freight by one mode, as typed. */
export interface ShipmentFreight {
    mode: string;
    per: string;
    rate: string;
    currency: string;
    minimum: string;
    divisor: string;
    days: string;
}
/** A line of the bill, as typed. */
export interface ShipmentBill {
    id: string;
    name: string;
    per: string;
    amount: string;
    currency: string;
    basis: string;
    counts: string;
}
/** Something said about a text of the sheet; `place` is `rows.2.weight` and the like. */
export interface ShipmentSaid {
    place: string;
    code: string;
    severity: string;
    params: Input[];
}
/** Where a figure stands. */
export interface ImportSource {
    table: string;
    row: string;
    from: string | null;
    to: string | null;
    seenOn: string | null;
    page: string;
    isOfficial: boolean;
    confidence: string;
    note: string | null;
}
/** A cost of the whole shipment. */
export interface ShipmentCharge {
    id: string;
    name: string;
    per: string;
    quantity: string | null;
    rate: string;
    rateCurrency: string | null;
    amount: Amount;
    basis: string;
    counts: string;
}
/** A duty programme on one product. */
export interface ShipmentDuty {
    programme: string;
    ratePpm: number | null;
    why: string;
    amount: Amount | null;
    source: ImportSource | null;
}
/** A fee of the entry. */
export interface ShipmentEntryFee {
    id: string;
    ratePpm: number;
    min: Amount | null;
    max: Amount | null;
    amount: Amount | null;
    source: ImportSource;
}
/** What one product comes to; null = something it hangs on is not known. */
export interface ShipmentLine {
    row: number;
    sku: string;
    units: number;
    key: string | null;
    weightKg: string | null;
    volumeM3: string | null;
    goods: Amount;
    charges: (Amount | null)[];
    customsValue: Amount | null;
    duties: ShipmentDuty[];
    duty: Amount | null;
    entryFees: (Amount | null)[];
    taxBase: Amount | null;
    tax: Amount | null;
    landed: Amount | null;
    unit: string | null;
}
/** The shipment by one mode of freight. */
export interface ShipmentMode {
    mode: string;
    isChosen: boolean;
    per: string;
    quantity: string | null;
    divisor: string | null;
    freight: Amount | null;
    days: number | null;
    entryOn: string;
    landed: Amount | null;
    capital: Amount | null;
    total: Amount | null;
    difference: Amount | null;
    daysDifference: number | null;
}
/** What a shipment comes to. */
export interface ShipmentAnswer {
    currency: string;
    isBookCurrency: boolean;
    entryOn: string;
    isCif: boolean | null;
    baseSource: ImportSource | null;
    taxPpm: number | null;
    hasTax: boolean;
    categories: { table: string; category: string }[];
    rates: { currency: string; unit: string; rate: string | null; isFromSettings: boolean }[];
    charges: ShipmentCharge[];
    entryFees: ShipmentEntryFee[];
    lines: ShipmentLine[];
    sums: {
        goods: Amount;
        customsValue: Amount | null;
        duty: Amount | null;
        tax: Amount | null;
        landed: Amount | null;
        way: Amount | null;
    } | null;
    modes: ShipmentMode[];
    annualPpm: number;
    isAnnualAssumed: boolean;
    said: ShipmentSaid[];
}
/** Rows copied from a spreadsheet. */
export interface PastedRows {
    rows: Omit<ShipmentRow, "listed">[];
    hasHeading: boolean;
    weightUnit: string;
    lengthUnit: string;
    leftOut: string[];
}
"#;

#[wasm_bindgen]
impl Book {
    /// What a shipment comes to; wrong texts are part of the answer.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `today_missing`.
    #[wasm_bindgen(unchecked_return_type = "ShipmentAnswer")]
    pub fn shipment(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ShipmentSheet")] sheet: JsValue,
    ) -> Answer<JsValue> {
        let sheet: ShipmentSheet = or_throw(shape("sheet", sheet))?;
        give_plain(&or_throw(self.at()?.shipment(&sheet))?)
    }
}

/// Rows of a shipment out of what was copied from a spreadsheet.
///
/// # Errors
/// Throws `wrong_type`.
#[wasm_bindgen(js_name = pasteShipment, unchecked_return_type = "PastedRows")]
pub fn paste_shipment(
    #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] copied: JsValue,
) -> Answer<JsValue> {
    give_plain(&paste_rows(&or_throw(text("text", &copied))?))
}
