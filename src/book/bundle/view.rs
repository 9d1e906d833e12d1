//! What is asked about a bundle of two products, and what is answered.

use crate::book::offer_sheet::OfferLine;
use crate::book::promotion::ConditionView;
use crate::book::view::FieldView;
use crate::money::Money;
use crate::rate::Rate;
use crate::scenario::Outcome;

/// What was typed about a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BundleSheet {
    /// Key of the other product; none = the best that is found.
    pub partner: Option<String>,
    /// Texts by field.
    pub texts: Vec<(String, String)>,
}

/// A product that could carry the slow one along.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// Product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Price in force.
    pub price: Option<Money>,
    /// Units sold a week.
    pub per_week: f64,
    /// Days its stock lasts.
    pub cover_days: Option<f64>,
    /// What it earns alone, landed cost paid; none = not known.
    pub margin: Option<Money>,
    /// Of the same category.
    pub is_same_category: bool,
    /// Slow units that it would move in the days looked at if a tenth of its buyers took the bundle.
    pub units_moved: f64,
    /// What that gains over letting them go; none = not known.
    pub gain: Option<Money>,
}

/// What a bundle gains at one share of cannibalised sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GainAt {
    /// Share of bundle buyers who would have bought the other alone.
    pub cannibal: Rate,
    /// More than letting the slow unit go.
    pub gain: Option<Money>,
    /// Lowest price that gains something over letting it go.
    pub least_price: Option<Money>,
    /// Lowest price that gains at least what the best price alone does.
    pub least_against_markdown: Option<Money>,
}

/// One kind of bundle.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleWay {
    /// `physical_bundle`, `virtual_bundle`.
    pub code: &'static str,
    /// From its price to what it brings.
    pub lines: Vec<OfferLine>,
    /// By share of cannibalised sales.
    pub gains: Vec<GainAt>,
    /// The share at which nothing is gained.
    pub most_cannibal: Option<Rate>,
    /// What it requires.
    pub conditions: Vec<ConditionView>,
}

/// What a bundle does to the slow stock if a share of the other's buyers takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleOutcome {
    /// `physical_bundle`, `virtual_bundle`.
    pub way: &'static str,
    /// Share of the other's buyers.
    pub attach: Rate,
    /// The stock.
    pub outcome: Outcome,
}

/// A bundle of a product with another.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// Price of the slow product.
    pub price: Option<Money>,
    /// Fields.
    pub fields: Vec<FieldView>,
    /// The other product; none = nothing suits.
    pub partner: Option<Partner>,
    /// It was chosen by the seller.
    pub is_partner_chosen: bool,
    /// What suits, the best first.
    pub partners: Vec<Partner>,
    /// Products looked at.
    pub considered: u32,
    /// The two kinds.
    pub ways: Vec<BundleWay>,
    /// What holds for both: the best other use, the best price alone, how many must take it.
    pub lines: Vec<OfferLine>,
    /// The way that gains most at the share used: also `single_markdown`, `dispose`; none = not known.
    pub best: Option<&'static str>,
    /// What it does to the stock.
    pub outcomes: Vec<BundleOutcome>,
    /// Doing nothing.
    pub hold: Option<Outcome>,
    /// The best way without a bundle.
    pub recommended: Option<Outcome>,
}
