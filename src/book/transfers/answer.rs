//! What is answered about transfers, ready to be shown.

pub use super::super::shipment::{Param, Said};
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// What a row holds, with what the tables of the book add to it.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let found = book.transfers(&TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() }).unwrap();
/// let [us, de] = &found.sites[..] else { panic!() };
/// assert_eq!((us.units, us.leave, us.after), (900.0, 250.0, 650.0));
/// assert_eq!((de.come, de.after, de.short), (250.0, 350.0, 0.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteView {
    /// Number of the row of the sheet.
    pub row: usize,
    /// SKU.
    pub sku: String,
    /// Site.
    pub site: String,
    /// Units on hand.
    pub units: f64,
    /// Units on the way already.
    pub inbound: f64,
    /// Units wanted there in the days looked at; none = nothing is sold there.
    pub wanted: Option<f64>,
    /// No transfer leaves it below this.
    pub keep: f64,
    /// Units that leave it under the plan.
    pub leave: f64,
    /// Units that come.
    pub come: f64,
    /// Units there afterwards, without those on the way before.
    pub after: f64,
    /// Net of a sale, after storage until then.
    pub net: Option<Money>,
    /// Worth of a unit that is left over, after storage.
    pub keep_value: Option<Money>,
    /// Fields taken from the tables of the book.
    pub from_list: Vec<&'static str>,
    /// Their texts, in the same order.
    pub from_list_texts: Vec<String>,
    /// Units wanted that neither lie there nor come; nothing where enough does.
    pub short: f64,
    /// Why, a code.
    pub why_short: Option<&'static str>,
}

/// Units that go, and why.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let found = book.transfers(&TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() }).unwrap();
/// let one = &found.moves[0];
/// // 9.00 of net for what would have lain, less 0.50 of carriage: 8.50 for 250.
/// assert_eq!((one.why, one.gain.unwrap().to_string()), ("idle_here", "2125.00".to_owned()));
/// // 100 of 350 in 60 days last 17 days, five of which are the way.
/// assert_eq!((one.ship_by.to_string(), one.there_by.to_string()), ("2026-12-03".into(), "2026-12-08".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MoveView {
    /// SKU.
    pub sku: String,
    /// From this site.
    pub from: String,
    /// To this one.
    pub to: String,
    /// Units.
    pub units: f64,
    /// Days on the way.
    pub days: f64,
    /// Units in a full box; none = not typed.
    pub box_units: Option<u32>,
    /// Last day on which it can go without the receiver standing empty before it is there: what lies there and is on the way
    /// lasts that long at the pace wanted there. Today where that is too late already.
    pub ship_by: Day,
    /// Day on which it is there then.
    pub there_by: Day,
    /// Cost of a unit: carriage, duty, VAT that is not got back.
    pub cost_per_unit: Money,
    /// Of it duty.
    pub duty: Money,
    /// Of it VAT.
    pub vat: Money,
    /// Its share in the charge of the lane.
    pub charge: Money,
    /// All it costs.
    pub cost: Money,
    /// Net of a sale there; none where nets are not known and needs are filled at least cost.
    pub net_there: Option<Money>,
    /// What a unit would have been worth where it lies.
    pub kept_here: Option<Money>,
    /// What it takes from stock that lies there.
    pub displaced_there: Option<Money>,
    /// What the move adds.
    pub gain: Option<Money>,
    /// Why: `idle_here` (it would not be sold there in the days), `dearer_there` (it would, but for less), `needed`
    /// (the receiver lacks it; nets are not known).
    pub why: &'static str,
}

/// What goes one way, of all products.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let found = book.transfers(&TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() }).unwrap();
/// let load = &found.loads[0];
/// assert_eq!((load.from.as_str(), load.to.as_str(), load.products, load.units), ("US", "DE", 1, 250.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WayLoad {
    /// From this site.
    pub from: String,
    /// To this one.
    pub to: String,
    /// Products.
    pub products: u32,
    /// Units of them.
    pub units: f64,
    /// The earliest of the days by which a move must go.
    pub ship_by: Day,
}

/// One of the ways compared.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let found = book.transfers(&TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() }).unwrap();
/// let ways: Vec<_> = found.ways.iter().map(|way| (way.code, way.short)).collect();
/// assert_eq!(ways, [("nothing", 250.0), ("greedy", 0.0), ("plan", 0.0)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WayView {
    /// `nothing`, `greedy`, `plan`.
    pub code: &'static str,
    /// Units moved.
    pub moved: f64,
    /// What that costs.
    pub cost: Money,
    /// What all stock brings in the days looked at; none where some net is not known.
    pub value: Option<Money>,
    /// More than doing nothing.
    pub gain: Option<Money>,
    /// Units wanted somewhere that are not there.
    pub short: f64,
}

/// The same moves where something turns out otherwise.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let sheet = TransferSheet { delay: text("10"), rows, lanes: vec![lane], ..TransferSheet::default() };
/// let what_if = &book.transfers(&sheet).unwrap().what_ifs[0];
/// // Ten days more leave 45 of the 60 to sell in, and nothing better to do.
/// assert_eq!((what_if.code, what_if.changes.len(), what_if.best_then), ("delay", 0, what_if.same_moves));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIf {
    /// `delay`, `promotion`.
    pub code: &'static str,
    /// What the plan adds as it is.
    pub as_planned: Option<Money>,
    /// What the same moves add then.
    pub same_moves: Option<Money>,
    /// What the best plan for that adds.
    pub best_then: Option<Money>,
    /// Units that go in the plan and in the best one for that, by lane, where they differ.
    pub changes: Vec<ChangeView>,
    /// Units wanted that are not there, with the same moves.
    pub short: f64,
}

/// A lane on which another number should go.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let sheet = TransferSheet {
///     factor: text("2"), factor_site: text("DE"), rows, lanes: vec![lane], ..TransferSheet::default()
/// };
/// let what_if = &book.transfers(&sheet).unwrap().what_ifs[0];
/// // 700 are wanted there then: 600 more than lie there, and 600 can be spared.
/// assert_eq!((what_if.changes[0].planned, what_if.changes[0].best), (250.0, 600.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// SKU.
    pub sku: String,
    /// From this site.
    pub from: String,
    /// To this one.
    pub to: String,
    /// Units of the plan.
    pub planned: f64,
    /// Units of the best plan then.
    pub best: f64,
}

/// What to move.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::TransferSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let found = book.transfers(&TransferSheet::default()).unwrap();
/// assert_eq!((found.currency.as_str(), found.days, found.are_days_assumed), ("USD", 60.0, true));
/// assert!(found.moves.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferAnswer {
    /// Currency of all amounts.
    pub currency: String,
    /// Days looked at.
    pub days: f64,
    /// Nobody typed them.
    pub are_days_assumed: bool,
    /// The site the tables of the book are of.
    pub home: String,
    /// Stock by product and site.
    pub sites: Vec<SiteView>,
    /// The moves.
    pub moves: Vec<MoveView>,
    /// The same by way, in the order of the moves.
    pub loads: Vec<WayLoad>,
    /// Doing nothing, the plain way, the plan.
    pub ways: Vec<WayView>,
    /// No plan is better.
    pub is_proven: bool,
    /// Otherwise: how much better one could be at most.
    pub gap: Option<Money>,
    /// What-ifs asked for.
    pub what_ifs: Vec<WhatIf>,
    /// What is to be said.
    pub said: Vec<Said>,
}
