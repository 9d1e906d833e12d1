//! The same product elsewhere, as JavaScript sees it.

use super::book::Book;
use super::convert::amount;
use super::dto::{Amount, Field, Line, PriceRange, ScenarioName};
use super::edge::{Answer, give, object, or_throw, text};
use crate::book::channels as core;
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A field of a worksheet as typed: `field`, or `place.field`.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct SheetText {
    /// Its name.
    pub field: String,
    /// As typed.
    pub text: String,
}

/// All that was typed.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct SheetTexts {
    /// In any order; of a name that stands twice the later counts.
    pub texts: Vec<SheetText>,
}

/// A field of a channel; its name is `place.field`, or `field` for all channels.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ChannelField {
    /// How it is shown.
    pub field: Field,
    /// The name without the channel.
    pub name: String,
    /// Without it something is not known.
    pub is_needed: bool,
}

/// What has been seen of a figure that is asked for, as the data write it.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct SeenRange {
    /// In words, in English.
    pub what: String,
    /// Lowest.
    pub low: String,
    /// Highest.
    pub high: String,
    /// For what.
    pub per: String,
}

/// A point of cash over time.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct MovedPoint {
    /// The day, at its end.
    pub date: String,
    /// Minor units.
    pub minor: f64,
    /// Units still there.
    pub units: f64,
}

/// What moving the units there brings; null where it is not known.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Moving {
    /// Fees and carriage of getting one unit there.
    pub cost_per_unit: Option<Amount>,
    /// Money in less money out of the units moved.
    pub cash: Option<Amount>,
    /// The same, discounted to today.
    pub present_value: Option<Amount>,
    /// With the units that stay.
    pub with_rest: Option<Amount>,
    /// That less doing nothing.
    pub against_hold: Option<Amount>,
    /// That less the best way here.
    pub against_best: Option<Amount>,
    /// Storage there.
    pub storage: Option<Amount>,
    /// Days until the moved units are gone.
    pub days_to_clear: Option<i32>,
    /// Units left after a year.
    pub units_left: Option<f64>,
    /// Cash of the moved units over time.
    pub path: Vec<MovedPoint>,
    /// Fields and facts that are not known.
    pub missing: Vec<String>,
}

/// A channel.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ChannelPlace {
    /// `amazon`, `amazon_own`, `ebay`, `walmart`, `shopify`, `tiktok`, `etsy`, `lot`.
    pub place: String,
    /// Its fields.
    pub fields: Vec<ChannelField>,
    /// Price there.
    pub price: Option<Amount>,
    /// Lines in order, the price first.
    pub lines: Vec<Line>,
    /// What a sale brings before what is already paid.
    pub net: Option<Amount>,
    /// That less landed cost.
    pub profit: Option<Amount>,
    /// Prices that pay the landed cost.
    pub pays_full_cost: Vec<PriceRange>,
    /// Prices at which a unit brings what it brings here today, the move paid.
    pub beats_here: Vec<PriceRange>,
    /// Moving units there.
    pub moving: Moving,
    /// Codes of what is taken to be so or left out.
    pub notes: Vec<String>,
    /// What has been seen of figures that are asked for.
    pub seen: Vec<SeenRange>,
}

/// The product on every channel.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ChannelsView {
    /// Fields for all channels.
    pub fields: Vec<ChannelField>,
    /// Units that are moved.
    pub units: Option<f64>,
    /// Present value of doing nothing.
    pub hold_value: Option<Amount>,
    /// The best way here.
    pub best: Option<ScenarioName>,
    /// Its present value.
    pub best_value: Option<Amount>,
    /// Day of the data of the channels.
    pub as_of: Option<String>,
    /// The channels.
    pub places: Vec<ChannelPlace>,
    /// Where units wait until they are sold: `fba_store`, `awd`, `own_store`; only fields and lines.
    pub stores: Vec<ChannelPlace>,
}

impl From<core::ChannelField> for ChannelField {
    fn from(field: core::ChannelField) -> Self {
        let full =
            if field.place.is_empty() { field.name.to_owned() } else { format!("{}.{}", field.place, field.name) };
        Self {
            name: field.name.to_owned(),
            is_needed: field.is_needed,
            field: Field {
                field: full,
                group: "channels".to_owned(),
                kind: field.kind.to_owned(),
                text: field.text,
                unit: field.unit,
                source: field.source.to_owned(),
                source_name: None,
                source_line: None,
                choices: field.choices,
                problem: field.problem.map(Into::into),
            },
        }
    }
}

impl From<core::ChannelLine> for Line {
    fn from(line: core::ChannelLine) -> Self {
        Self {
            id: line.id.to_owned(),
            amount: amount(line.amount),
            formula: line.formula.to_owned(),
            inputs: line.inputs.into_iter().map(Into::into).collect(),
            spreadsheet: line.spreadsheet,
            fee: line.fee.map(Into::into),
            status: line.status.code().to_owned(),
            is_sunk: line.is_sunk,
            is_needed: line.is_needed,
            holes: line.holes,
            total: None,
        }
    }
}

impl From<core::MovingView> for Moving {
    fn from(moving: core::MovingView) -> Self {
        let point = |point: crate::book::view::CashPoint| MovedPoint {
            date: point.day.to_string(),
            minor: point.minor,
            units: point.units,
        };
        Self {
            cost_per_unit: amount(moving.cost_per_unit),
            cash: amount(moving.cash),
            present_value: amount(moving.present_value),
            with_rest: amount(moving.with_rest),
            against_hold: amount(moving.against_hold),
            against_best: amount(moving.against_best),
            storage: amount(moving.storage),
            days_to_clear: moving.days_to_clear,
            units_left: moving.units_left,
            path: moving.path.into_iter().map(point).collect(),
            missing: moving.missing,
        }
    }
}

impl From<core::PlaceView> for ChannelPlace {
    fn from(place: core::PlaceView) -> Self {
        let seen = |range: core::Seen| SeenRange { what: range.what, low: range.low, high: range.high, per: range.per };
        Self {
            place: place.place.to_owned(),
            fields: place.fields.into_iter().map(Into::into).collect(),
            price: amount(place.price),
            lines: place.lines.into_iter().map(Into::into).collect(),
            net: amount(place.net),
            profit: amount(place.profit),
            pays_full_cost: place.pays_full_cost.into_iter().map(Into::into).collect(),
            beats_here: place.beats_here.into_iter().map(Into::into).collect(),
            moving: place.moving.into(),
            notes: place.notes.into_iter().map(str::to_owned).collect(),
            seen: place.seen.into_iter().map(seen).collect(),
        }
    }
}

impl From<core::ChannelsView> for ChannelsView {
    fn from(view: core::ChannelsView) -> Self {
        Self {
            fields: view.fields.into_iter().map(Into::into).collect(),
            units: view.units,
            hold_value: amount(view.hold_value),
            best: view.best.map(Into::into),
            best_value: amount(view.best_value),
            as_of: view.as_of.map(|day| day.to_string()),
            places: view.places.into_iter().map(Into::into).collect(),
            stores: view.stores.into_iter().map(Into::into).collect(),
        }
    }
}

#[wasm_bindgen]
impl Book {
    /// A product on every channel, by what was typed in the worksheet.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    pub fn channels(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
    ) -> Answer<Ts<ChannelsView>> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let texts: Vec<_> = texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect();
        give::<ChannelsView>(or_throw(self.at()?.channels(&key, &texts))?)
    }
}
