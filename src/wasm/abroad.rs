//! One product in several marketplaces, as JavaScript sees it.

use super::book::Book;
use super::channels::{ChannelField, SheetTexts};
use super::convert::amount;
use super::dto::{Amount, Line, PriceRange, Problem, ScenarioName};
use super::edge::{Answer, give, object, or_throw, text};
use crate::book::abroad as core;
use crate::book::{Market, supply};
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A marketplace; null where something is not known.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct AbroadMarket {
    /// Code: `US`, `UK`, …
    pub market: String,
    /// Code of its currency.
    pub currency: String,
    /// It is the one the book calculates for.
    pub is_home: bool,
    /// It is looked at.
    pub is_chosen: bool,
    /// Its fee tables are there.
    pub is_loaded: bool,
    /// Its fields.
    pub fields: Vec<ChannelField>,
    /// Price there.
    pub price: Option<Amount>,
    /// Lines of a sale in order, the price first.
    pub lines: Vec<Line>,
    /// What a sale brings before what is already paid.
    pub net: Option<Amount>,
    /// That less landed cost.
    pub profit: Option<Amount>,
    /// Profit as a share of the price without tax, in millionths.
    pub margin_net_ppm: Option<f64>,
    /// Profit as a share of the price shown, in millionths.
    pub margin_displayed_ppm: Option<f64>,
    /// The price without the tax in it.
    pub net_revenue: Option<Amount>,
    /// Units on hand there; null = not said.
    pub units: Option<f64>,
    /// What to do with them; null = there are none, or too little is known.
    pub best: Option<ScenarioName>,
    /// Its present value.
    pub best_value: Option<Amount>,
    /// That less doing nothing.
    pub gain: Option<Amount>,
    /// Storage of one unit in the month of today.
    pub storage: Option<Line>,
    /// Lowest price that beats the best exit there.
    pub floor: Option<Amount>,
    /// Where the floor is not known: facts, fee families and lines of a sale that it would take.
    pub floor_unknown: Vec<String>,
    /// That exit.
    pub exit: Option<ScenarioName>,
    /// What it brings of one unit today.
    pub exit_value: Option<Amount>,
    /// Prices that pay the landed cost.
    pub pays_full_cost: Vec<PriceRange>,
    /// Units of the currency of comparison for one of this one; null = it is the same, or not known.
    pub rate: Option<String>,
    /// Net in the currency of comparison.
    pub net_compared: Option<Amount>,
    /// Profit in it.
    pub profit_compared: Option<Amount>,
    /// Codes of what is taken to be so or left out.
    pub notes: Vec<String>,
    /// What looks wrong in what was entered.
    pub problem: Option<Problem>,
}

/// The product in every marketplace.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct AbroadView {
    /// Marketplace of the book.
    pub home: String,
    /// Currency that amounts of several marketplaces are compared in.
    pub base: String,
    /// Marketplace of the highest net; null = fewer than two are known.
    pub best_net: Option<String>,
    /// Marketplace of the highest profit.
    pub best_profit: Option<String>,
    /// Fields for all marketplaces.
    pub fields: Vec<ChannelField>,
    /// All marketplaces, in the order of their list.
    pub markets: Vec<AbroadMarket>,
}

/// Millionths in one.
const PPM: f64 = 1e6;

impl From<core::AbroadMarket> for AbroadMarket {
    fn from(market: core::AbroadMarket) -> Self {
        Self {
            market: market.market.to_owned(),
            currency: market.currency,
            is_home: market.is_home,
            is_chosen: market.is_chosen,
            is_loaded: market.is_loaded,
            fields: market.fields.into_iter().map(Into::into).collect(),
            price: amount(market.price),
            lines: market.lines.into_iter().map(Into::into).collect(),
            net: amount(market.net),
            profit: amount(market.profit),
            margin_net_ppm: market.margin_net.map(|rate| rate.to_f64() * PPM),
            margin_displayed_ppm: market.margin_displayed.map(|rate| rate.to_f64() * PPM),
            net_revenue: amount(market.net_revenue),
            units: market.units,
            best: market.best.map(Into::into),
            best_value: amount(market.best_value),
            gain: amount(market.gain),
            storage: market.storage.map(Into::into),
            floor: amount(market.floor),
            floor_unknown: market.floor_unknown,
            exit: market.exit.map(Into::into),
            exit_value: amount(market.exit_value),
            pays_full_cost: market.pays_full_cost.into_iter().map(Into::into).collect(),
            rate: market.rate,
            net_compared: amount(market.net_compared),
            profit_compared: amount(market.profit_compared),
            notes: market.notes.into_iter().map(str::to_owned).collect(),
            problem: market.problem.map(Into::into),
        }
    }
}

#[wasm_bindgen]
impl Book {
    /// A product in several marketplaces, by what was typed in the worksheet.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    pub fn abroad(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        texts: Ts<SheetTexts>,
    ) -> Answer<Ts<AbroadView>> {
        let key = or_throw(text("key", &key))?;
        let texts: SheetTexts = or_throw(object("texts", &texts))?;
        let texts: Vec<_> = texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect();
        let view = or_throw(self.at()?.abroad(&key, &texts))?;
        give(AbroadView {
            home: view.home.to_owned(),
            base: view.base,
            best_net: view.best_net.map(str::to_owned),
            best_profit: view.best_profit.map(str::to_owned),
            fields: view.fields.into_iter().map(Into::into).collect(),
            markets: view.markets.into_iter().map(Into::into).collect(),
        })
    }
}

/// Gives the fee tables of a marketplace without turning to it.
///
/// # Errors
/// Throws `market_unknown`, `fee_data_unreadable`, `market_mismatch`.
#[wasm_bindgen(js_name = supplyFees)]
pub fn supply_fees(#[wasm_bindgen(unchecked_param_type = "string")] market: JsValue, pack: &[u8]) -> Answer<()> {
    let market = or_throw(text("market", &market))?;
    or_throw(Market::parse(&market).and_then(|market| supply(market, pack)))
}
