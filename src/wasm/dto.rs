//! What crosses to the page: plain mirrors of the core's results.
//!
//! The core never hears of these; each is made by a `From` beside it. Money crosses as
//! whole minor units, shares as parts per million, days as `YYYY-MM-DD`, choices as
//! stable codes that the page puts into words.

pub use super::list::{Bounds, Filter, GroupHead, RowWindow, Window};
pub use super::progress::{FirstPass, Progress};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// Money: whole minor units of a currency.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct Amount {
    /// Cents; whole yen.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

/// One named value inside a formula, as text to show: `["price", "24.99"]`.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct Input {
    /// Code of the input, such as `price`, `rate`, `minimum`, `billed_weight_oz`.
    pub name: String,
    /// Plain decimal or text.
    pub text: String,
}

/// The fee row a line rests on.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct FeeSource {
    /// Family, such as `fulfilment`.
    pub family: String,
    /// Table, such as `fulfilment_2026_peak`.
    pub table: String,
    /// The row in words.
    pub row: String,
    /// First day in force; null = start unknown.
    pub effective_from: Option<String>,
    /// Last day in force; null = no end known.
    pub effective_to: Option<String>,
    /// Address of the source, shown as text and never fetched.
    pub source: String,
    /// `official` or `secondary`.
    pub source_kind: String,
    /// `official`, `cross-checked`, `single-source` or `yours`.
    pub confidence: String,
    /// The table is taken to hold though nothing says so for this day.
    pub is_assumed: bool,
    /// Unit of the figures.
    pub unit: String,
    /// Remark of the data on the row.
    pub note: Option<String>,
    /// What the seller calls a figure of the seller's own; null = the data say it.
    pub own: Option<String>,
}

/// One line of a ledger.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Line {
    /// Code: `price`, `referral`, `fulfilment`, `fuel_surcharge`, `landed_cost`, …
    pub id: String,
    /// Signed: what comes in is positive. Null = not known.
    pub amount: Option<Amount>,
    /// Code of the rule the page puts into words.
    pub formula: String,
    /// The values in it.
    pub inputs: Vec<Input>,
    /// The same as a spreadsheet formula in US notation, `=ROUND(24.99*15%,2)`; null = not known.
    pub spreadsheet: Option<String>,
    /// The fee row, if one was used.
    pub fee: Option<FeeSource>,
    /// `official`, `cross-checked`, `single-source`, `yours`, `report`, `assumed`, `computed` or `unknown`.
    pub status: String,
    /// Already paid, so it never steers an exit.
    pub is_sunk: bool,
    /// Without it there is no result; an unknown line that is not needed is left out of the sums.
    pub is_needed: bool,
    /// For an unknown line: what the data say is missing.
    pub holes: Vec<String>,
    /// Where the sum of the known lines stands after this one.
    pub total: Option<Amount>,
}

/// A ratio with its base named.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct NamedRatio {
    /// `margin`, `markup`, `roi`, `break_even_acos`.
    pub id: String,
    /// `displayed_price`, `net_revenue`, `landed_cost`, …
    pub base: String,
    /// Parts per million; null = not known.
    pub ppm: Option<i64>,
}

/// The ledger of one unit of an offer.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Ledger {
    /// Price shown to the buyer.
    pub price: Amount,
    /// Ship date.
    pub on: String,
    /// Lines in order; the known ones that are not sunk sum to `netProceeds`, all known ones to `profit`.
    pub lines: Vec<Line>,
    /// What one sale brings before what is already paid; null = a needed line is not known.
    pub net_proceeds: Option<Amount>,
    /// Net proceeds less landed cost; null = not known.
    pub profit: Option<Amount>,
    /// Margins and the like.
    pub ratios: Vec<NamedRatio>,
}

/// A run of prices on the cent grid, ends included.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct PriceRange {
    /// First price.
    pub from: Amount,
    /// Last price; equal to the highest price looked at when the run has no end.
    pub to: Amount,
    /// No end was found below the highest price looked at.
    pub open: bool,
}

/// Which scenario.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ScenarioName {
    /// Stable within a product: `hold`, `cut-250000`, `price-1999`, `liquidate`, `remove`, `resell`, `dispose`, `grade_resell`.
    pub id: String,
    /// `hold`, `cut`, `liquidate`, `remove`, `resell`, `dispose`, `grade_resell`.
    pub kind: String,
    /// Discount in parts per million of today's price.
    pub discount_ppm: Option<i64>,
    /// The price it sells at.
    pub price: Option<Amount>,
    /// Entered by the seller.
    pub is_own: bool,
}

/// A point of cash over time.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct CashPoint {
    /// Day.
    pub date: String,
    /// Money received less money paid since today, minor units.
    pub minor: f64,
    /// Units still there.
    pub units: f64,
}

/// What a scenario brings.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Outcome {
    /// Which.
    pub scenario: ScenarioName,
    /// Money in less money out until the horizon, what is left then valued at the best exit.
    pub cash: Option<Amount>,
    /// The same, each day discounted to today.
    pub present_value: Option<Amount>,
    /// Present value less that of doing nothing.
    pub against_hold: Option<Amount>,
    /// Net of one unit on the first day.
    pub net_per_unit: Option<Amount>,
    /// Units sold a week.
    pub units_per_week: Option<f64>,
    /// Day on which nothing is left; null = stock is left at the horizon.
    pub clears_on: Option<String>,
    /// Days until then.
    pub days_to_clear: Option<i32>,
    /// Units left at the horizon.
    pub units_left: Option<f64>,
    /// What the units left are valued at, within `cash`.
    pub leftover: Option<Amount>,
    /// What the units sold bring, the fees of each sale taken off.
    pub sales: Option<Amount>,
    /// What is let go brings: all of it today by an exit, what is left at the horizon by a price.
    pub exit: Option<Amount>,
    /// What waiting for the money takes: `presentValue` less `cash`.
    pub timing: Option<Amount>,
    /// Storage paid.
    pub storage: Option<Amount>,
    /// Aged surcharge paid.
    pub surcharge: Option<Amount>,
    /// Storage utilization surcharge paid; null = not counted, because it is not known.
    pub utilization: Option<Amount>,
    /// Present value if demand reacts weakly to price.
    pub low: Option<Amount>,
    /// Present value if it reacts strongly.
    pub high: Option<Amount>,
    /// Demand multiple that must come true to beat the best exit, parts per million; null = none would, or does not apply.
    pub lift_needed_ppm: Option<f64>,
    /// Demand multiple expected of this price by the elasticity used.
    pub lift_expected_ppm: Option<f64>,
    /// Cash over time.
    pub cash_path: Vec<CashPoint>,
    /// Days until nine tenths of `cash` are in.
    pub days_to_cash: Option<i32>,
    /// No other way brings at least as much cash as soon.
    pub is_efficient: bool,
    /// Codes: `cannot_be_cancelled`, …
    pub irrevocable: Vec<String>,
    /// Codes: what it blocks or needs.
    pub blocks: Vec<String>,
    /// Codes and families of what is not known and left out.
    pub unknown: Vec<String>,
    /// It is the recommended one.
    pub is_best: bool,
}

/// A date that matters.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Deadline {
    /// Last day on which it can still be done.
    pub date: String,
    /// Code: `before_surcharge_step`, `best_stop`, `peak_ends`, …
    pub reason: String,
    /// Units it concerns.
    pub units: f64,
    /// What missing it costs, if known.
    pub cost: Option<Amount>,
}

/// One product in the list.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Row {
    /// Identity inside this book.
    pub key: String,
    /// SKU as text.
    pub sku: String,
    /// Condition, where the SKU stands more than once.
    pub condition: Option<String>,
    /// Title.
    pub title: String,
    /// Units planned.
    pub units: f64,
    /// Units by age: 0–90, 91–180, 181–270, 271–365, 366 and more.
    pub ages: Vec<f64>,
    /// Units sold a week.
    pub per_week: Option<f64>,
    /// Days the stock lasts at that pace.
    pub cover_days: Option<f64>,
    /// Today's price.
    pub price: Option<Amount>,
    /// Lowest price that still beats every exit.
    pub floor: Option<Amount>,
    /// Net of one unit at today's price.
    pub net_per_unit: Option<Amount>,
    /// What to do.
    pub best: Option<ScenarioName>,
    /// Its present value.
    pub best_value: Option<Amount>,
    /// More than doing nothing.
    pub gain: Option<Amount>,
    /// What a week of waiting costs.
    pub wait_week: Option<Amount>,
    /// Next deadline.
    pub deadline: Option<Deadline>,
    /// Canonical id of the category.
    pub category: Option<String>,
    /// Landed cost of the stock.
    pub cash_tied_up: Option<Amount>,
    /// Room the stock takes up at the marketplace, in cubic feet.
    pub volume_cubic_feet: Option<f64>,
    /// Fields that are missing, by canonical name.
    pub missing: Vec<String>,
    /// How many notes and problems there are for it.
    pub notes: u32,
}

/// The line above the list.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Summary {
    /// The day calculated for.
    pub today: String,
    /// Code of the marketplace calculated for, such as `US`.
    pub market: String,
    /// Its currency.
    pub currency: String,
    /// Rows of the tables that are of other marketplaces, the most first.
    pub other_markets: Vec<OtherMarket>,
    /// Season of the fulfilment fees on that day: `peak` or `non_peak`; null = no table is in force.
    pub season: Option<String>,
    /// Products in the book.
    pub products: u32,
    /// Products with a recommendation.
    pub ready: u32,
    /// Products whose best way is not doing nothing.
    pub to_act: u32,
    /// Units planned.
    pub units: f64,
    /// Landed cost of the stock, where known.
    pub cash_tied_up: Option<Amount>,
    /// Products with stock of which the landed cost is not known, and so not in it.
    pub cost_unknown: u32,
    /// Present value of the best ways out.
    pub best_value: Option<Amount>,
    /// More than doing nothing.
    pub gain: Option<Amount>,
    /// What a week of waiting costs.
    pub wait_week: Option<Amount>,
    /// Next deadline of all and the products it concerns.
    pub deadline: Option<Deadline>,
    /// Products with that deadline.
    pub deadline_products: u32,
    /// Fees of which the table is past its time or assumed on this day, by table.
    pub assumed_tables: Vec<String>,
    /// Fee families that apply to some product and are left out because they are not known.
    pub not_counted: Vec<String>,
    /// Every fact that is asked for, the most money first.
    pub asked: Vec<AskedField>,
}

/// A marketplace that rows of the tables belong to, which is not the one calculated for.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct OtherMarket {
    /// Code of the marketplace.
    pub market: String,
    /// Rows of the tables.
    pub rows: u32,
}

/// A fact that some products lack.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct AskedField {
    /// Canonical field.
    pub field: String,
    /// Products that lack it.
    pub products: u32,
    /// Money at stake: their stock at today's price.
    pub stake: Option<Amount>,
}

/// Sums over some products, as far as they are up to date.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Totals {
    /// Products.
    pub products: u32,
    /// Products with a recommendation.
    pub ready: u32,
    /// Products whose best way is not doing nothing.
    pub to_act: u32,
    /// Units planned.
    pub units: f64,
    /// Units by age: 0–90, 91–180, 181–270, 271–365, 366 and more.
    pub ages: Vec<f64>,
    /// Room the units take up at the marketplace, in cubic feet, where known.
    pub volume_cubic_feet: f64,
    /// Products with stock of which the volume is not known.
    pub volume_unknown: u32,
    /// Landed cost of the stock, where known.
    pub cash_tied_up: Option<Amount>,
    /// Products with stock of which the landed cost is not known.
    pub cost_unknown: u32,
    /// Present value of the best ways out.
    pub best_value: Option<Amount>,
    /// More than doing nothing.
    pub gain: Option<Amount>,
    /// What a week of waiting costs.
    pub wait_week: Option<Amount>,
}

/// A product that was looked for.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct Found {
    /// Identity inside this book.
    pub key: String,
    /// SKU as text.
    pub sku: String,
    /// Title.
    pub title: String,
}

/// Two figures of every product, for the picture.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Points {
    /// First figure; infinite where nothing sells.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    pub x: js_sys::Float64Array,
    /// Second figure.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    pub y: js_sys::Float64Array,
    /// 1 where something is better than doing nothing, else 0.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    pub is_to_act: js_sys::Float64Array,
    /// Products of which a figure is not known.
    pub left_out: u32,
    /// The products in the same order, if they are few enough to be told apart; else empty.
    pub named: Vec<Found>,
}

/// A fact that is asked for.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct MissingFact {
    /// Product; null = concerns all (such as an exchange rate).
    pub key: Option<String>,
    /// SKU, for showing.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Canonical field to fill.
    pub field: String,
    /// Money at stake: what the stock would sell for at today's price.
    pub stake: Option<Amount>,
    /// Unit a number is read in unless the seller names another; null = it has no unit.
    pub unit: Option<String>,
    /// What stands in the way without it: codes such as `exits`, `profit`, `quote`.
    pub blocks: Vec<String>,
    /// Suggestions to choose from (category ids), best first.
    pub suggestions: Vec<String>,
}

/// A problem or note, to be put into words by its code.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Problem {
    /// Stable code.
    pub code: String,
    /// `error` (row or cell not used), `warning` or `note`.
    pub severity: String,
    /// Table it stands in.
    pub file: Option<String>,
    /// Line of the file, from 1.
    pub line: Option<u32>,
    /// Column, from 1.
    pub column: Option<u32>,
    /// Heading of the column as printed.
    pub heading: Option<String>,
    /// Canonical field.
    pub field: Option<String>,
    /// SKU, where known.
    pub sku: Option<String>,
    /// Values for the sentence.
    pub params: Vec<Input>,
}

/// One field of a product, or of the settings.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Field {
    /// Canonical field name.
    pub field: String,
    /// `product`, `costs`, `stock`, `assumptions`; `settings` for those of the whole book.
    pub group: String,
    /// `text`, `number`, `money`, `rate`, `choice`, `date`.
    pub kind: String,
    /// What stands in the field, as plain text; empty = nothing.
    pub text: String,
    /// Unit or currency.
    pub unit: Option<String>,
    /// `typed`, `report`, `computed`, `assumed` or `unknown`.
    pub source: String,
    /// File and line of a `report` value; table of a computed one.
    pub source_name: Option<String>,
    /// Line.
    pub source_line: Option<u32>,
    /// Choices of a `choice` field.
    pub choices: Vec<String>,
    /// What is wrong with what was typed; the last good value stays in use.
    pub problem: Option<Problem>,
}

/// Cost of holding in one month.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct HoldingMonth {
    /// `YYYY-MM`.
    pub month: String,
    /// Units at its start.
    pub units: f64,
    /// Storage; null = beyond what money can hold.
    pub storage: Option<Amount>,
    /// Aged surcharge; null = beyond what money can hold.
    pub surcharge: Option<Amount>,
    /// Storage utilization surcharge; null = not counted, because it is not known.
    pub utilization: Option<Amount>,
    /// Return given up on the money the stock would bring; null = no exit is known.
    pub capital: Option<Amount>,
}

/// Units of one age.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct CohortView {
    /// Units.
    pub units: f64,
    /// Age today in days.
    pub age_days: i32,
    /// The report gave a range; this age is its middle.
    pub is_assumed: bool,
    /// Best day to stop holding it; null = hold to the end.
    pub best_stop: Option<String>,
    /// First day on which leaving is worth less than leaving today.
    pub worse_than_now: Option<String>,
    /// Last removal dates before each surcharge step: date and rate text.
    pub last_removals: Vec<Deadline>,
}

/// What a sale should reach, as the seller put it.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct Target {
    /// `profit`, `margin_displayed_price`, `margin_net_revenue`, `roi_landed_cost`, `roi_purchase_cost`.
    pub kind: String,
    /// Plain decimal: money of one unit for `profit`, else percent (`30` = 30 %).
    pub text: String,
}

/// How much of the usual pace some days sell, both ends included.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct SeasonFactor {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Multiple of the pace.
    pub factor: f64,
}

/// How a product sells through the year ahead.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Season {
    /// The year ahead in order of days; empty = every day sells alike.
    pub factors: Vec<SeasonFactor>,
    /// The day of the forecast it was taken over from; null = it was typed.
    pub forecast_on: Option<String>,
    /// Code of that forecast's method.
    pub method: Option<String>,
}

/// Everything about one product.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ProductView {
    /// As in the list.
    pub row: Row,
    /// Fields in the order sellers know.
    pub fields: Vec<Field>,
    /// Its season; null = nothing was said.
    pub season: Option<Season>,
    /// Ledger at today's price, today; null without a price.
    pub ledger: Option<Ledger>,
    /// Prices at which one sale pays its full cost.
    pub pays_full_cost: Vec<PriceRange>,
    /// Prices at which one sale beats every exit (the walk-away floor, cost sunk).
    pub beats_exits: Vec<PriceRange>,
    /// What a sale should reach; null = the seller has not said.
    pub target: Option<Target>,
    /// Prices at which one sale reaches it; empty = none does, or the cost is not known.
    pub target_ranges: Vec<PriceRange>,
    /// What one unit must bring to beat the best exit, with holding still avoidable.
    pub required_net: Option<Amount>,
    /// Where there is no floor: codes of facts, fee families and lines of a sale that it would take.
    pub floor_unknown: Vec<String>,
    /// Lowest price ending in .99 that beats every exit and does not fall into a hole.
    pub charm_floor: Option<Amount>,
    /// Highest unit cost that today's price still pays.
    pub affordable_cost: Option<Amount>,
    /// Every way, in the order of the list; the recommended one is marked.
    pub outcomes: Vec<Outcome>,
    /// Id of the recommended one.
    pub recommended: Option<String>,
    /// Months of holding, doing nothing.
    pub holding: Vec<HoldingMonth>,
    /// Storage utilization surcharge: `charged`, `nothing`, or left out: `not_given` (the account's ratio is
    /// not known), `not_known` (the tables have no figure).
    pub utilization: String,
    /// Cohorts.
    pub cohorts: Vec<CohortView>,
    /// Units to remove now if the rest is kept.
    pub remove_now_units: Option<f64>,
    /// What that adds to holding all.
    pub remove_now_gain: Option<Amount>,
    /// Notes and problems for it.
    pub problems: Vec<Problem>,
}

/// A table handed to the book.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct TableInput {
    /// File name, or a name for a paste.
    pub name: String,
    /// The text; bytes are decoded at the edge.
    pub text: String,
    /// From the clipboard: only cells with a line break or tab are quoted.
    pub is_clipboard: bool,
    /// Currency, if the file does not say it and the seller did.
    pub currency: Option<String>,
    /// Corrections by heading as printed: a canonical field (empty = leave the column out), or one of
    /// the readings a column offers as `choices`.
    pub mapping: Vec<Input>,
    /// What stands between cells, if the seller says so: `tab`, `comma`, `semicolon`, `pipe`; missing = it is found.
    #[serde(default)]
    #[tsify(optional)]
    pub separator: Option<String>,
}

/// What came of an edit.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
// What holds rows or fields decides for them how a missing value is written.
#[tsify(missing_as_null)]
pub struct EditResult {
    /// The field as it stands now; with `problem` if the text could not be used.
    pub field: Field,
}

/// Net proceeds and profit over a run of prices, for the picture.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Curve {
    /// ISO 4217 code of all three.
    pub currency: String,
    /// Prices, minor units, ascending.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    pub prices: js_sys::Float64Array,
    /// Net proceeds of one unit, minor units; NaN = not known at this price.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    pub net: js_sys::Float64Array,
    /// Profit of one unit, minor units; NaN = not known at this price.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    pub profit: js_sys::Float64Array,
}

/// What this module was built from.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct BuildInfo {
    /// Version of Clearfloor.
    pub version: String,
}
