//! Ways side by side, as JavaScript sees them.

use super::book::Book;
use super::convert::amount;
use super::dto::{Amount, Outcome, Problem, ScenarioName};
use super::edge::{Answer, give, give_all, object, or_throw, size, text};
use crate::book::compare::{self as core, Way};
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// Ways to stand side by side.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ComparedWay {
    /// Id of a way that is there; null = what is typed decides.
    pub scenario: Option<String>,
    /// Selling at this price or discount from today on, as the seller writes it.
    pub typed: Option<String>,
}

/// Up to a handful of them.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct ComparedWays {
    /// In the order of the columns.
    pub ways: Vec<ComparedWay>,
}

/// What choosing a way instead of the base changes; null where either is not known.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Change {
    /// Net of one unit on the first day.
    pub net_per_unit: Option<Amount>,
    /// Fees of one unit.
    pub fees: Option<Amount>,
    /// Units sold a week.
    pub units_per_week: Option<f64>,
    /// Days until nothing is left.
    pub days_to_clear: Option<i32>,
    /// Storage paid.
    pub storage: Option<Amount>,
    /// Aged surcharge paid.
    pub surcharge: Option<Amount>,
    /// Units left at the horizon.
    pub units_left: Option<f64>,
    /// Money in less money out.
    pub cash: Option<Amount>,
    /// Present value.
    pub present_value: Option<Amount>,
}

/// A column of the comparison.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Compared {
    /// What the way brings; null = it is not there any more.
    pub outcome: Option<Outcome>,
    /// Why what the seller wrote cannot be read.
    pub problem: Option<Problem>,
    /// Price less net of one unit; null for a way without a price.
    pub fees: Option<Amount>,
    /// Against the base; null for the base itself.
    pub change: Option<Change>,
}

impl From<core::Change> for Change {
    fn from(change: core::Change) -> Self {
        Self {
            net_per_unit: amount(change.net_per_unit),
            fees: amount(change.fees),
            units_per_week: change.units_per_week,
            days_to_clear: change.days_to_clear,
            storage: amount(change.storage),
            surcharge: amount(change.surcharge),
            units_left: change.units_left,
            cash: amount(change.cash),
            present_value: amount(change.present_value),
        }
    }
}

impl From<core::Compared> for Compared {
    fn from(column: core::Compared) -> Self {
        let problem = |error| crate::book::view::Problem::of_error(&error, "own_prices", None).into();
        Self {
            outcome: column.outcome.map(Into::into),
            problem: column.problem.map(problem),
            fees: amount(column.fees),
            change: column.change.map(Into::into),
        }
    }
}

/// A product as it would be with another text in a field.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct WhatIf {
    /// What is wrong with the text; the last good value is then shown.
    pub problem: Option<Problem>,
    /// Net of one unit at today's price.
    pub net_per_unit: Option<Amount>,
    /// Lowest price that still beats every exit.
    pub floor: Option<Amount>,
    /// What to do.
    pub best: Option<ScenarioName>,
    /// Its present value.
    pub best_value: Option<Amount>,
    /// The line asked for, of the ledger at today's price; null = there is none of this id.
    pub line: Option<Amount>,
}

#[wasm_bindgen]
impl Book {
    /// What would follow if a field held another text; nothing is taken over. `line` is the id of a
    /// ledger line to look at.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`, `no_such_field`.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] field: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] typed: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] line: JsValue,
    ) -> Answer<Ts<WhatIf>> {
        let (key, field) = (or_throw(text("key", &key))?, or_throw(text("field", &field))?);
        let (typed, line) = (or_throw(text("text", &typed))?, or_throw(text("line", &line))?);
        let would = or_throw(self.at()?.what_if(&key, &field, &typed))?;
        let (row, ledger) = (would.product.row, would.product.ledger);
        let found = ledger.and_then(|ledger| ledger.lines.into_iter().find(|entry| entry.id.code() == line)?.amount);
        give(WhatIf {
            problem: would.field.problem.map(Into::into),
            net_per_unit: amount(row.net_per_unit),
            floor: amount(row.floor),
            best: row.best.map(Into::into),
            best_value: amount(row.best_value),
            line: amount(found),
        })
    }

    /// The ways asked for, in that order, each against the one at place `base`.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    pub fn compare(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        ways: Ts<ComparedWays>,
        #[wasm_bindgen(unchecked_param_type = "number")] base: JsValue,
    ) -> Answer<Vec<Ts<Compared>>> {
        let key = or_throw(text("key", &key))?;
        let ways: ComparedWays = or_throw(object("ways", &ways))?;
        let base = or_throw(size("base", &base))?;
        let ways: Vec<Way> = ways.ways.into_iter().map(wanted).collect();
        give_all::<Compared>(or_throw(self.at()?.compare(&key, &ways, base))?)
    }
}

/// A way as the core names it.
pub(super) fn wanted(way: ComparedWay) -> Way {
    match (way.scenario, way.typed) {
        (None, Some(text)) => Way::Typed(text),
        (scenario, _) => Way::Scenario(scenario.unwrap_or_default()),
    }
}
