//! What the pictures of a product show, as JavaScript sees it.

use super::book::Book;
use super::convert::{all, amount};
use super::dto::{Amount, ScenarioName};
use super::edge::{Answer, give, optional_text, or_throw, text};
use crate::book::pictures::{self as core, AGE_BANDS};
use crate::book::sensitivity as sense;
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A day on which the aged surcharge falls due.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct SurchargeStep {
    /// The day; an order until the day before still avoids it.
    pub date: String,
    /// Units that pay.
    pub units: f64,
    /// What they pay.
    pub cost: Option<Amount>,
}

/// A band of ages in which stock is shown.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct AgeBand {
    /// First age in days.
    pub from: i32,
    /// Last; null = no end.
    pub to: Option<i32>,
    /// Units of this product pay a surcharge at some age in it.
    pub is_charged: bool,
}

/// How the stock of one way falls, units leaving from the oldest.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct StockPath {
    /// Which way.
    pub scenario: ScenarioName,
    /// Bands, youngest first.
    pub bands: Vec<AgeBand>,
    /// Mornings, in order.
    pub dates: Vec<String>,
    /// Units by morning and then by band.
    pub units: Vec<f64>,
    /// Surcharges on the way.
    pub steps: Vec<SurchargeStep>,
}

/// Net of one unit today and present value of all, by discount; all columns have one entry a discount.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Discounts {
    /// ISO 4217 code.
    pub currency: String,
    /// Parts per million off the price in force, rising.
    pub discounts: Vec<f64>,
    /// Prices, minor units.
    pub prices: Vec<f64>,
    /// Net of one unit, minor units; null = not known.
    pub nets: Vec<Option<f64>>,
    /// Present value of the stock, minor units; null = not known.
    pub values: Vec<Option<f64>>,
    /// Place of the highest present value.
    pub best: Option<u32>,
}

/// What the pictures of a product show beside its outcomes.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Pictures {
    /// Id of the exit worth most.
    pub best_exit: Option<String>,
    /// Days on which a surcharge falls due if nothing is done.
    pub surcharges: Vec<SurchargeStep>,
    /// Stock by age of the way asked for; null = something about it is not known.
    pub stock: Option<StockPath>,
    /// What each discount brings.
    pub discounts: Discounts,
}

/// One step from one present value to another.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct DifferenceStep {
    /// `price`, `quantity`, `storage`, `surcharge`, `exit`, `timing`.
    pub id: String,
    /// By how much; above zero speaks for the second way.
    pub amount: Amount,
    /// Where the sum stands after it.
    pub total: Amount,
}

/// Why one way brings more than another.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Difference {
    /// The one way.
    pub from: ScenarioName,
    /// The other.
    pub to: ScenarioName,
    /// Present value of the one.
    pub from_value: Amount,
    /// Present value of the other.
    pub to_value: Amount,
    /// From the one to the other, to the cent.
    pub steps: Vec<DifferenceStep>,
}

/// What comes of one changed input.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Effect {
    /// What the input is changed to, plain text in its own unit; shares in percent.
    pub text: String,
    /// Change of the net of one unit sold today.
    pub net: Option<Amount>,
    /// Present value of the way recommended now.
    pub value: Option<Amount>,
    /// Change of it.
    pub change: Option<Amount>,
    /// The way that would be recommended, if it is another.
    pub becomes: Option<ScenarioName>,
}

/// An input moved both ways.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Swing {
    /// `elasticity`, `velocity`, `recovery`, `annual_rate`, `assumed_fees`, `size`, `weight`; for a
    /// field its canonical name.
    pub id: String,
    /// Length of the step of a field, plain text in its unit; empty for an assumption.
    pub step: String,
    /// Unit of that step: `%`, `in`, `lb`, a currency, `days`; null = it has no name.
    pub unit: Option<String>,
    /// The lower end; null = no value of this input.
    pub less: Option<Effect>,
    /// The upper end.
    pub more: Option<Effect>,
}

/// How much the answer hangs on each input.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Sensitivity {
    /// The way recommended now.
    pub scenario: ScenarioName,
    /// Its present value.
    pub value: Amount,
    /// Assumptions, the widest swing first.
    pub assumptions: Vec<Swing>,
    /// Fields on which a step makes a difference, in the order of the form.
    pub fields: Vec<Swing>,
}

#[wasm_bindgen]
impl Book {
    /// What the pictures of a product show beside its outcomes; the stock is that of the scenario
    /// with this id, else of the recommended one, else (if that is an exit) of doing nothing.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn pictures(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string | undefined")] scenario: JsValue,
    ) -> Answer<Ts<Pictures>> {
        let key = or_throw(text("key", &key))?;
        let scenario = or_throw(optional_text("scenario", &scenario))?;
        let book = self.at()?;
        let pictures = or_throw(book.pictures(&key, scenario.as_deref()))?;
        let best_exit = pictures.best_exit.map(|name| name.id);
        give(Pictures {
            best_exit,
            surcharges: all(pictures.surcharges),
            stock: pictures.stock.map(Into::into),
            discounts: discounts(pictures.discounts, book.currency().code()),
        })
    }

    /// Why the second way has another present value than the first, by their scenario ids; nothing
    /// if one of them is not there or has no value.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn difference(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] to: JsValue,
    ) -> Answer<Option<Ts<Difference>>> {
        let key = or_throw(text("key", &key))?;
        let from = or_throw(text("from", &from))?;
        let to = or_throw(text("to", &to))?;
        or_throw(self.at()?.difference(&key, &from, &to))?.map(give).transpose()
    }

    /// How much the answer for a product hangs on each of its inputs; nothing without an answer. Takes longer than a frame:
    /// ask when nothing is being typed.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`.
    pub fn sensitivity(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
    ) -> Answer<Option<Ts<Sensitivity>>> {
        let key = or_throw(text("key", &key))?;
        or_throw(self.at()?.sensitivity(&key))?.map(give).transpose()
    }
}

fn discounts(curve: core::Discounts, currency: &str) -> Discounts {
    Discounts {
        currency: currency.to_owned(),
        discounts: curve.discounts.into_iter().map(|rate| rate.to_f64() * 1e6).collect(),
        prices: curve.prices,
        nets: curve.nets,
        values: curve.values,
        best: curve.best.and_then(|place| u32::try_from(place).ok()),
    }
}

impl From<core::SurchargeStep> for SurchargeStep {
    fn from(step: core::SurchargeStep) -> Self {
        Self { date: step.day.to_string(), units: step.units, cost: amount(step.cost) }
    }
}

impl From<core::StockPath> for StockPath {
    fn from(path: core::StockPath) -> Self {
        let bands = AGE_BANDS.iter().zip(path.is_charged);
        Self {
            scenario: path.scenario.into(),
            bands: bands.map(|(&(from, to), is_charged)| AgeBand { from, to, is_charged }).collect(),
            dates: path.points.iter().map(|point| point.day.to_string()).collect(),
            units: path.points.iter().flat_map(|point| point.units).collect(),
            steps: all(path.steps),
        }
    }
}

impl From<core::DifferenceStep> for DifferenceStep {
    fn from(step: core::DifferenceStep) -> Self {
        Self { id: step.part.code().to_owned(), amount: step.amount.into(), total: step.total.into() }
    }
}

impl From<core::Difference> for Difference {
    fn from(difference: core::Difference) -> Self {
        Self {
            from: difference.from.into(),
            to: difference.to.into(),
            from_value: difference.from_value.into(),
            to_value: difference.to_value.into(),
            steps: all(difference.steps),
        }
    }
}

impl From<sense::Effect> for Effect {
    fn from(effect: sense::Effect) -> Self {
        Self {
            text: effect.text,
            net: amount(effect.net),
            value: amount(effect.value),
            change: amount(effect.change),
            becomes: effect.becomes.map(Into::into),
        }
    }
}

impl From<sense::Swing> for Swing {
    fn from(swing: sense::Swing) -> Self {
        Self {
            id: swing.id.to_owned(),
            step: swing.step,
            unit: swing.unit,
            less: swing.less.map(Into::into),
            more: swing.more.map(Into::into),
        }
    }
}

impl From<sense::Sensitivity> for Sensitivity {
    fn from(sensitivity: sense::Sensitivity) -> Self {
        Self {
            scenario: sensitivity.scenario.into(),
            value: sensitivity.value.into(),
            assumptions: all(sensitivity.assumptions),
            fields: all(sensitivity.fields),
        }
    }
}
