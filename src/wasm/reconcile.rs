//! What was charged beside what the tables give, as JavaScript sees it. All of it is plain in the core.

use super::book::Book;
use super::edge::{Answer, give_plain, or_throw, shape, text};
use crate::book::{Format, reconcile as core};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** Which differences are wanted. */
export interface ReconcileWindow {
    offset: number;
    count: number;
    only: string;
}
/** Sums of charges that were compared. */
export interface ReconcileSums {
    entries: number;
    agreeing: number;
    charged: Amount;
    computed: Amount;
    difference: Amount;
    unknown: number;
    unknownCharged: Amount;
}
/** The same of one table and fee. */
export interface ReconcileTable extends ReconcileSums {
    table: number;
    file: string;
    report: string | null;
    fee: string;
    isEstimate: boolean;
    units: number;
}
/** A fee row. */
export interface ReconcileFeeRow {
    family: string;
    table: string;
    row: string;
    effectiveFrom: string | null;
    effectiveTo: string | null;
    source: string;
    own: string | null;
}
/** One line of a calculation. */
export interface ReconcileLine {
    code: string;
    formula: string;
    inputs: Input[];
    amount: Amount;
    fee: ReconcileFeeRow | null;
    status: string;
}
/** A row of a file that shows a difference. */
export interface ReconcileEvidence {
    line: number;
    on: string;
    order: string | null;
    units: number;
    charged: Amount;
    computed: Amount | null;
}
/** A difference of one product, one file and one cause. */
export interface ReconcileRow {
    key: string;
    sku: string;
    title: string;
    file: string;
    report: string | null;
    fee: string;
    /** `and` is a second cause, where only both together give what was charged. */
    cause: {
        code: string;
        params: Input[];
        shownBy: { file: string; line: number } | null;
        and: { code: string; params: Input[] } | null;
    };
    isEstimate: boolean;
    entries: number;
    units: number;
    charged: Amount;
    computed: Amount | null;
    difference: Amount | null;
    isWorthRaising: boolean;
    lines: ReconcileLine[];
    instead: ReconcileLine[];
    holes: string[];
    evidence: ReconcileEvidence[];
}
/** Everything about what was charged. */
export interface ReconcileBody {
    today: string;
    market: string;
    currency: string;
    asOf: string;
    charged: ReconcileSums;
    foretold: ReconcileSums;
    raised: number;
    raisedSum: Amount;
    causes: { code: string; findings: number; difference: Amount }[];
    tables: ReconcileTable[];
    types: {
        file: string;
        transaction: string;
        description: string;
        lines: number;
        amount: Amount;
        isCompared: boolean;
    }[];
    leftOut: { file: string; why: string; rows: number; firstLine: number }[];
    unknown: number;
    total: number;
    rows: ReconcileRow[];
}
"#;

#[wasm_bindgen]
impl Book {
    /// What reports say or charged beside what the tables give.
    ///
    /// # Errors
    /// Throws `wrong_shape`.
    #[wasm_bindgen(unchecked_return_type = "ReconcileBody")]
    pub fn reconcile(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ReconcileWindow", js_name = "asked")] window: JsValue,
    ) -> Answer<JsValue> {
        let window: core::ReconcileWindow = or_throw(shape("asked", window))?;
        give_plain(&or_throw(self.at()?.reconcile(&window))?)
    }

    /// Cases worth raising as text: `csv`, `csv_semicolon` or `json`.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_format`.
    #[wasm_bindgen(js_name = exportCases)]
    pub fn export_cases(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] format: JsValue) -> Answer<String> {
        let format = or_throw(text("format", &format).and_then(|code| Format::from_code(&code)))?;
        Ok(format.text_of(&or_throw(self.at()?.reconcile_sheet(false))?))
    }
}
