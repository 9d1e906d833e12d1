//! A clearance as the seller typed it: what was planned, what came, and what changed. Texts, readable or not.

use super::super::pasted::{Column, PastedTable, pasted};
use serde::{Deserialize, Serialize};

/// Everything typed about a clearance. A missing part is an empty text.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::ReviewSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = ReviewSheet { start: "2026-10-01".into(), ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// // A week and a month after its start it is looked at again.
/// let days: Vec<String> = found.checkpoints.iter().map(Day::to_string).collect();
/// assert_eq!(days, ["2026-10-08", "2026-10-31"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReviewSheet {
    /// First day of the clearance; empty = the first day of what came.
    pub start: String,
    /// Days the capital was tied up; empty = the days of the clearance.
    pub tied_days: String,
    /// Return asked of capital in a year, percent; empty = that of the settings.
    pub annual: String,
    /// What was planned.
    pub plans: Vec<PlannedText>,
    /// What came.
    pub rows: Vec<ActualText>,
    /// Slow products before and after, and products in all.
    pub slow_before: String,
    /// Slow products after; empty = those of the list.
    pub slow_after: String,
    /// Products before.
    pub skus_before: String,
    /// Products after; empty = those of the list.
    pub skus_after: String,
    /// Turns a year before.
    pub turnover_before: String,
    /// Turns a year after; empty = those of the list.
    pub turnover_after: String,
    /// Effects on customers.
    pub effects: Vec<EffectText>,
}

/// What was planned for a product in a channel.
///
/// ```
/// use clearfloor::book::review::{PlannedText, paste_plans};
/// let pasted = paste_plans("SKU\tUnits\tPrice\nMAT\t100\t21\n");
/// let of = |name: &str| pasted.text(0, name).to_owned();
/// let plan = PlannedText { sku: of("sku"), units: of("units"), price: of("price"), ..PlannedText::default() };
/// assert_eq!((plan.sku.as_str(), plan.units.as_str(), plan.supplier.as_str()), ("MAT", "100", ""));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PlannedText {
    /// SKU.
    pub sku: String,
    /// Channel; empty = all that have no plan of their own.
    pub channel: String,
    /// Units to sell.
    pub units: String,
    /// List price.
    pub list: String,
    /// Price, in the mean.
    pub price: String,
    /// Net of a sale, in the mean.
    pub net: String,
    /// Days it was to take.
    pub days: String,
    /// Units at the start.
    pub stock: String,
    /// Landed cost of a unit.
    pub cost: String,
    /// Units sold a day before.
    pub pace: String,
    /// Supplier.
    pub supplier: String,
}

/// What came: units sold at a price.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{ActualText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sold = ActualText {
///     sku: "MAT".into(), on: "2026-11-01".into(), days: "10".into(), units: "30".into(), price: "18".into(),
///     ..ActualText::default()
/// };
/// let back = ActualText { on: "2026-11-05".into(), days: "6".into(), units: "-2".into(), ..sold.clone() };
/// let sheet = ReviewSheet { rows: vec![sold, back], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// assert_eq!(found.channels[0].units, 28);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ActualText {
    /// SKU.
    pub sku: String,
    /// Channel.
    pub channel: String,
    /// First day of it.
    pub on: String,
    /// Days of it; empty = until the next row of the same product and channel.
    pub days: String,
    /// Units; below zero for returns.
    pub units: String,
    /// Price of one.
    pub price: String,
    /// Fees and advertising of the row.
    pub fees: String,
}

/// An effect on customers, before and after.
///
/// ```
/// use clearfloor::book::{Book, Day, health::HealthSheets, review::{EffectText, ReviewSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let rating = EffectText { name: "rating".into(), before: "4.2".into(), after: "4.4".into() };
/// let sheet = ReviewSheet { effects: vec![rating], ..ReviewSheet::default() };
/// let found = book.review(&sheet, &HealthSheets::default()).unwrap();
/// let rating = found.changes.iter().find(|change| change.code == "rating").unwrap();
/// assert_eq!((rating.planned, rating.actual), (Some(4.2), Some(4.4)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EffectText {
    /// What it is: rating, new customers, returns.
    pub name: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

const PLAN_ORDER: [&str; 11] =
    ["sku", "channel", "units", "list", "price", "net", "days", "stock", "cost", "pace", "supplier"];

/// Words of headings, the more special first.
const PLAN_WORDS: [Column; 11] = [
    ("supplier", &["supplier", "vendor", "供应商", "厂家"]),
    ("list", &["list", "regular", "original", "原价", "标价", "划线价"]),
    ("net", &["net", "净收", "净得", "到手"]),
    ("pace", &["a day", "per day", "daily", "/day", "pace", "velocity", "日均", "日销"]),
    ("stock", &["stock", "start", "inventory", "期初", "库存"]),
    ("cost", &["cost", "成本"]),
    ("days", &["days", "天数", "天"]),
    ("price", &["price", "单价", "售价", "价格"]),
    ("channel", &["channel", "site", "market", "渠道", "站点", "平台"]),
    ("units", &["units", "qty", "quantity", "数量", "件数", "销量"]),
    ("sku", &["sku", "msku", "item", "货号", "编码", "商品"]),
];

const ACTUAL_ORDER: [&str; 7] = ["sku", "channel", "on", "days", "units", "price", "fees"];

const ACTUAL_WORDS: [Column; 7] = [
    ("fees", &["fee", "fees", "commission", "cost", "费用", "佣金", "扣费"]),
    ("price", &["price", "单价", "售价", "价格", "成交价"]),
    ("days", &["days", "天数"]),
    ("on", &["date", "day", "from", "week", "日期", "时间"]),
    ("channel", &["channel", "site", "market", "渠道", "站点", "平台"]),
    ("units", &["units", "qty", "quantity", "sold", "数量", "件数", "销量"]),
    ("sku", &["sku", "msku", "item", "货号", "编码", "商品"]),
];

/// Planned rows out of what was copied from a spreadsheet.
///
/// ```
/// use clearfloor::book::review::paste_plans;
/// let pasted = paste_plans("SKU\tUnits\tList price\tPrice\nMAT\t100\t30\t21\n");
/// assert_eq!((pasted.text(0, "list"), pasted.text(0, "price")), ("30", "21"));
/// ```
#[must_use]
pub fn paste_plans(text: &str) -> PastedTable {
    pasted(text, &PLAN_ORDER, &PLAN_WORDS)
}

/// Actual rows out of what was copied from a spreadsheet.
///
/// ```
/// use clearfloor::book::review::paste_actuals;
/// let pasted = paste_actuals("SKU\tChannel\tDate\tUnits\tPrice\tFees\nA\tAmazon\t2026-11-01\t12\t17.49\t84.20\n");
/// assert_eq!((pasted.text(0, "on"), pasted.text(0, "fees")), ("2026-11-01", "84.20"));
/// ```
#[must_use]
pub fn paste_actuals(text: &str) -> PastedTable {
    pasted(text, &ACTUAL_ORDER, &ACTUAL_WORDS)
}
