//! Where a split of the stock beats the line of the list, as JavaScript sees it; plain in the core.

use super::book::Book;
use super::edge::{Answer, give, object, or_throw, size};
use crate::book::better_split as core;
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** A part of the stock to let go today, the rest selling on, and what that adds to the line of the list. */
export interface BetterSplit {
    units: number;
    /** Exit by which the part goes. */
    exit: string;
    /** Price at which the rest sells. */
    price: Amount;
    discountPpm: number | null;
    value: Amount;
    /** More than the recommended way for the whole stock. */
    more: Amount;
}
"#;

/// Products by key.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct SplitKeys {
    /// Their keys.
    pub keys: Vec<String>,
}

/// How far the work is, what it found so far, and the lines asked for.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct BetterSplits {
    /// All of it.
    #[tsify(
        type = "{ done: number; total: number; looked: number; products: number; more: Amount | null; rows: { key: string; split: BetterSplit }[] }"
    )]
    pub found: core::BetterSplits,
}

#[wasm_bindgen]
impl Book {
    /// Looks at up to `count` further products, those named first, for a split that leaves more than their line says.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`.
    #[wasm_bindgen(js_name = betterSplits)]
    pub fn better_splits(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
        keys: Ts<SplitKeys>,
    ) -> Answer<Ts<BetterSplits>> {
        let limit = or_throw(size("count", &count))?;
        let SplitKeys { keys } = or_throw(object("keys", &keys))?;
        give(BetterSplits { found: or_throw(self.at()?.better_splits(limit, &keys))? })
    }
}
