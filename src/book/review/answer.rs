//! What is answered about a clearance, ready to be shown.

pub use super::super::shipment::{Param, Said};
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// One figure as planned and as it came.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let units = &found.groups[0].against[0];
/// // 80 of 100.
/// assert_eq!((units.code.as_str(), units.change, units.rate), ("units", Some(-20.0), Some(-0.2)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgainstView {
    /// `units`, `revenue`, `net`, `days`, `depth`, `net_per_unit`; or `slow_share`, `turnover`, or an effect's own name.
    pub code: String,
    /// `units`, `money` (minor units), `days`, `share`, `figure`.
    pub unit: &'static str,
    /// As planned, or before.
    pub planned: Option<f64>,
    /// As it came, or after.
    pub actual: Option<f64>,
    /// Actual less planned.
    pub change: Option<f64>,
    /// That as a share of the plan; none if the plan was nothing.
    pub rate: Option<f64>,
}

/// A product in a channel against its plan.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let group = &found.groups[0];
/// assert_eq!((group.sku.as_str(), group.plan), ("MAT", Some(0)));
/// // 45 days from 1 October.
/// assert_eq!(group.until.unwrap().to_string(), "2026-11-14");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupView {
    /// SKU; empty = all together.
    pub sku: String,
    /// Channel; empty = all that have no plan of their own.
    pub channel: String,
    /// Number of its row among the planned; none = it was not planned.
    pub plan: Option<usize>,
    /// First day of sales.
    pub from: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
    /// The figures.
    pub against: Vec<AgainstView>,
}

/// What a clearance returned.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let roi = found.roi.unwrap();
/// // 80 at 30.00 less 12.00 of discount each, and less 960.00 of fees; they cost 6.00 each.
/// assert_eq!((roi.released.to_string(), roi.stock_cost.to_string()), ("480.00".to_owned(), "480.00".to_owned()));
/// assert_eq!((roi.on_capital, roi.per_discount), (Some(0.0), Some(0.5)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoiView {
    /// Products that it holds, by SKU.
    pub skus: Vec<String>,
    /// Products left out: list price or landed cost is not known.
    pub left_out: Vec<String>,
    /// Units sold at list price.
    pub list_revenue: Money,
    /// Given away in discounts.
    pub discount: Money,
    /// Fees and advertising.
    pub selling_costs: Money,
    /// List revenue less discounts and selling costs.
    pub released: Money,
    /// What the stock sold cost.
    pub stock_cost: Money,
    /// What that capital costs over the days it was tied up.
    pub capital_cost: Money,
    /// Return asked in a year, parts per million.
    pub annual_ppm: i64,
    /// Nobody typed it.
    pub is_annual_assumed: bool,
    /// Days the capital was tied up.
    pub tied_days: i64,
    /// Nobody typed them.
    pub are_days_assumed: bool,
    /// Released / stock cost: the share of the cost that came back.
    pub came_back: Option<f64>,
    /// (released − stock cost) / stock cost.
    pub on_capital: Option<f64>,
    /// (released − capital cost) / capital cost.
    pub on_capital_cost: Option<f64>,
    /// Released for one of discount given; none where none was.
    pub per_discount: Option<f64>,
}

/// What came back of the cost of a product.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let back = &found.recovery[0];
/// // 1,440.00 less 960.00 of fees over 80 units, all of the 6.00 that one cost.
/// assert_eq!((back.per_unit.unwrap().to_string(), back.share), ("6.00".to_owned(), Some(1.0)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryView {
    /// SKU.
    pub sku: String,
    /// Units sold.
    pub units: i64,
    /// Landed cost of one.
    pub cost: Money,
    /// Net of one.
    pub per_unit: Option<Money>,
    /// As a share of the cost.
    pub share: Option<f64>,
}

/// A channel, over all products.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let channel = &found.channels[0];
/// assert_eq!((channel.units_start, channel.units, channel.sell_through), (Some(100), 80, Some(0.8)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelView {
    /// Its name; empty = none was named.
    pub channel: String,
    /// Units at the start, by the plans; none = not known.
    pub units_start: Option<i64>,
    /// Units sold.
    pub units: i64,
    /// Days on sale.
    pub days: Option<i64>,
    /// Sold of what was there.
    pub sell_through: Option<f64>,
    /// Units a day.
    pub per_day: Option<f64>,
    /// Net of all; none = the fees of some row are not known.
    pub net: Option<Money>,
    /// It sold the largest share of its stock.
    pub is_best: bool,
}

/// Money week by week.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let cash = found.cash.unwrap();
/// // 480.00 of the 900.00 that 100 units at 9.00 were to bring.
/// assert_eq!((cash.collected.to_string(), cash.target.unwrap().to_string()), ("480.00".to_owned(), "900.00".to_owned()));
/// assert_eq!(cash.weeks_to_target, None);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CashView {
    /// First day of the first week.
    pub start: Day,
    /// Net of each week.
    pub weeks: Vec<Money>,
    /// Collected in all.
    pub collected: Money,
    /// Net of the plans; none where they say none.
    pub target: Option<Money>,
    /// Weeks until it was reached.
    pub weeks_to_target: Option<usize>,
    /// Collected as a share of it.
    pub share: Option<f64>,
}

/// What sales at different prices say about a product.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let learned = &found.learned[0];
/// // One price says nothing about how buyers react to another.
/// assert_eq!((learned.prices, learned.elasticity, &learned.problems[..]), (1, None, &["history_one_price"][..]));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LearnedView {
    /// SKU.
    pub sku: String,
    /// Its product in the book.
    pub key: Option<String>,
    /// Channel that it was learned in.
    pub channel: String,
    /// Different prices.
    pub prices: u32,
    /// Units.
    pub units: f64,
    /// Days.
    pub days: f64,
    /// Elasticity, its spread, and the interval of 90 %; none = nothing can be learned.
    pub elasticity: Option<[f64; 4]>,
    /// What was believed before: mean and spread.
    pub believed: [f64; 2],
    /// Why not, codes.
    pub problems: Vec<&'static str>,
    /// Units a day over those before the clearance.
    pub lift: Option<f64>,
    /// The text that would be taken over; none = nothing to take over.
    pub take: Option<String>,
}

/// Products that share something.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets, review::ReviewSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Category,On hand,Age (days),units-shipped-t30,units-shipped-t60,units-shipped-t90\n\
///     MAT,home,400,200,0,0,1\nRUG,home,300,20,90,180,270\nCAR,toys,300,20,90,180,270\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let found = book.review(&ReviewSheet::default(), &HealthSheets::default()).unwrap();
/// let home = found.common[0].groups.iter().find(|group| group.name == "home").unwrap();
/// // One of two, where one of all three is slow.
/// assert_eq!((home.products, home.slow, home.share, home.against_all), (2, 1, 0.5, Some(1.5)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CommonGroup {
    /// Code of a category, name of a supplier, or `from–to` of a price band in whole major units.
    pub name: String,
    /// Products.
    pub products: i64,
    /// Slow ones.
    pub slow: i64,
    /// As a share.
    pub share: f64,
    /// That share over the share of all; none if nothing is slow.
    pub against_all: Option<f64>,
}

/// What slow products have in common.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets, review::ReviewSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Category,On hand,Age (days),units-shipped-t30,units-shipped-t60,units-shipped-t90\n\
///     MAT,home,400,200,0,0,1\nCAR,toys,300,20,90,180,270\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let found = book.review(&ReviewSheet::default(), &HealthSheets::default()).unwrap();
/// assert_eq!((found.common[0].by, found.common[0].groups[0].name.as_str()), ("category", "home"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CommonView {
    /// `category`, `price_band`, `supplier`.
    pub by: &'static str,
    /// Groups, the largest share of slow ones first.
    pub groups: Vec<CommonGroup>,
}

/// A clearance against its plan.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, PlannedText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let plan = PlannedText {
///     sku: text("MAT"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
///     stock: text("100"), cost: text("6"), ..PlannedText::default()
/// };
/// let row = ActualText {
///     sku: text("MAT"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
///     ..ActualText::default()
/// };
/// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// assert_eq!((found.currency.as_str(), found.start.unwrap().to_string()), ("USD", "2026-10-01".to_owned()));
/// // One product: there is nothing to put together.
/// assert_eq!((found.groups.len(), found.total), (1, None));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewAnswer {
    /// Currency of all amounts.
    pub currency: String,
    /// First day of the clearance.
    pub start: Option<Day>,
    /// A week and a month after it.
    pub checkpoints: Vec<Day>,
    /// All together, where more than one was planned.
    pub total: Option<GroupView>,
    /// By product and channel.
    pub groups: Vec<GroupView>,
    /// What it returned.
    pub roi: Option<RoiView>,
    /// What came back of the cost.
    pub recovery: Vec<RecoveryView>,
    /// Channels.
    pub channels: Vec<ChannelView>,
    /// Money week by week.
    pub cash: Option<CashView>,
    /// Slow share, turnover and effects on customers, before and after.
    pub changes: Vec<AgainstView>,
    /// Share of slow products that are gone.
    pub slow_removed: Option<f64>,
    /// Fields of the list that stand where nothing is typed, by their names, with texts.
    pub standing: Vec<Param>,
    /// What was learned.
    pub learned: Vec<LearnedView>,
    /// What slow products have in common.
    pub common: Vec<CommonView>,
    /// What is to be said.
    pub said: Vec<Said>,
}
