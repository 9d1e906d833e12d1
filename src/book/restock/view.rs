//! What is answered about buying a product again; plain, so that it crosses as it is.

use super::super::channels::ChannelField;
use super::super::health::FigureView;
use super::super::plan::Param;
use super::super::sold::SoldSource;
use crate::book::forecasts::ForecastUse;
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// A code with its figures.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let body = book.restock("PAD", &[("lead_days".to_owned(), "15".to_owned())]).unwrap().body;
/// // Whether buying it again earns anything was not looked at: no price and no cost are known.
/// assert!(body.reasons.iter().any(|said| said.code == "profit_not_checked"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Stable code.
    pub code: &'static str,
    /// Figures of the sentence.
    pub params: Vec<Param>,
}

/// A period of the history.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let outlook = book.restock("PAD", &[]).unwrap().body.outlook.unwrap();
/// assert_eq!((outlook.past.len(), outlook.past[0].units), (20, Some(14.0)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastPeriod {
    /// Its first day.
    pub start: Day,
    /// Units as if stock had been there all the time; none = not known.
    pub units: Option<f64>,
}

/// A period to come.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let outlook = book.restock("PAD", &[]).unwrap().body.outlook.unwrap();
/// let next = &outlook.next[0];
/// // The week after the last one, and within its band.
/// assert_eq!(next.start.days_since(outlook.past[19].start), 7);
/// assert!(next.low <= next.units && next.units <= next.high);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NextPeriod {
    /// Its first day.
    pub start: Day,
    /// Units expected.
    pub units: f64,
    /// Lower end of the band of 80 %.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// How a method would have done on the seller's own history.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let outlook = book.restock("PAD", &[]).unwrap().body.outlook.unwrap();
/// let chosen = outlook.judged.iter().find(|method| method.is_chosen).unwrap();
/// assert_eq!(chosen.code, outlook.method);
/// // What never changes is forecast without an error.
/// assert_eq!(chosen.rmse, 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JudgedMethod {
    /// `mean`, `rare_demand`, `simple`, `damped_trend`, `season_added`, `season_multiplied`, `seasonal_naive`.
    pub code: &'static str,
    /// The one used.
    pub is_chosen: bool,
    /// Against the naive forecast: below 1 is better.
    pub mase: Option<f64>,
    /// Root of the mean squared error, units a period.
    pub rmse: f64,
    /// Mean of error / came where something came.
    pub mape: Option<f64>,
    /// Sum of error sizes / units that came.
    pub wape: Option<f64>,
    /// Sum of errors / units that came.
    pub bias: Option<f64>,
}

/// A history and what it leads one to expect.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let outlook = book.restock("PAD", &[]).unwrap().body.outlook.unwrap();
/// assert_eq!((outlook.period, outlook.basis, outlook.known), ("week", "tables", 20));
/// assert_eq!(outlook.next[0].units.round(), 14.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outlook {
    /// `day`, `week`, `month`.
    pub period: &'static str,
    /// Periods of the past.
    pub past: Vec<PastPeriod>,
    /// What was done to the rows.
    pub notes: Vec<Said>,
    /// The method chosen.
    pub method: &'static str,
    /// What became of ETS: `not_asked` (rare demand, or too short), `open`, `refused` (it could not be fitted), `judged`.
    pub ets: &'static str,
    /// How demand comes: `smooth`, `erratic`, `intermittent`, `lumpy`, `none`.
    pub pattern: &'static str,
    /// Known periods it was made from.
    pub known: u32,
    /// Periods to come.
    pub next: Vec<NextPeriod>,
    /// The methods compared, the naive one among them.
    pub judged: Vec<JudgedMethod>,
    /// The market it is of, where the history tells several apart.
    pub market: Option<String>,
    /// All of them; empty where it does not.
    pub markets: Vec<MarketView>,
    /// Mean units a period of all markets together: to compare with, nothing is made from it.
    pub pooled_mean: Option<f64>,
    /// Days on which more is sold than usual, in the days of the history and of what comes.
    pub events: Vec<EventView>,
    /// Where the history comes from: `pasted`, or `tables`.
    pub basis: &'static str,
}

/// A market of the history with a forecast of its own.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let days = (0..20).map(|week| book.today().plus(7 * week - 133));
/// let sold: String = days.map(|day| format!("{day}\tPAD\t14\tAmazon.com\n{day}\tPAD\t7\tAmazon.de\n")).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\tMarketplace\n{sold}"), &options("sold.tsv"));
/// let outlook = book.restock("PAD", &[]).unwrap().body.outlook.unwrap();
/// let markets: Vec<_> = outlook.markets.iter().map(|market| (market.name.as_str(), market.is_chosen)).collect();
/// // The book's own is the one forecast from.
/// assert_eq!(markets, [("US", true), ("DE", false)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarketView {
    /// As the rows name it.
    pub name: String,
    /// The order is for it.
    pub is_chosen: bool,
    /// Mean units a period over the periods that all markets have.
    pub mean: Option<f64>,
    /// Units expected in the next period.
    pub next: Option<f64>,
    /// Units a day expected over the days looked at.
    pub per_day: Option<f64>,
    /// The method chosen for it.
    pub method: &'static str,
    /// Known periods.
    pub known: u32,
}

/// An event with what its days sell more.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let outlook = book.restock("PAD", &[]).unwrap().body.outlook.unwrap();
/// let friday = outlook.events.iter().find(|event| event.code == "black_friday").unwrap();
/// // Nobody said that more sells then.
/// assert_eq!((friday.spans[0].0.to_string(), friday.factor), ("2026-11-27".to_owned(), 1.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventView {
    /// `prime_day`, `deal_days`, `black_friday`, `double_11`; `own` for one of the seller's.
    pub code: &'static str,
    /// Name of one of the seller's.
    pub name: Option<String>,
    /// First and last days.
    pub spans: Vec<(Day, Day)>,
    /// Sales of such a day / sales of a usual one, as it is counted.
    pub factor: f64,
    /// The same by the history; none where it holds no whole one.
    pub learned: Option<f64>,
}

/// Ordering for some periods at a time: what a year of it misses, and what lies meanwhile.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let texts = [("lead_days", "15"), ("next_cost", "4.00")].map(|(field, text)| (field.to_owned(), text.to_owned()));
/// let cycles = book.restock("PAD", &texts).unwrap().body.cycles;
/// // Who orders for longer at a time orders more at once.
/// assert!(cycles.is_sorted_by_key(|cycle| cycle.units));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CycleView {
    /// Periods that an order covers.
    pub periods: u32,
    /// Days of them.
    pub days: i64,
    /// Units of an order: what sells in these days.
    pub units: i64,
    /// Units asked for in a year while there are none.
    pub missed: f64,
    /// What they would have earned above their cost.
    pub missed_profit: Option<Money>,
    /// Units that lie on average: half an order and the safety stock.
    pub average_units: f64,
    /// Landed cost of them.
    pub tied_up: Option<Money>,
}

/// What to order.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand,Sold last 30 days\nPAD,10,60\n", &ReadOptions::default());
/// let texts = [("lead_days", "15"), ("box_units", "36")].map(|(field, text)| (field.to_owned(), text.to_owned()));
/// let order = book.restock("PAD", &texts).unwrap().body.order.unwrap();
/// // Full boxes, and no fewer units than are needed.
/// assert!(order.units % 36 == 0 && order.units >= order.needed);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    /// Units to order up to.
    pub up_to: f64,
    /// Units missing to it.
    pub needed: u32,
    /// Units to order.
    pub units: u32,
    /// Units in a full box; none = not typed.
    pub box_units: Option<u32>,
    /// Why they differ, codes.
    pub limits: Vec<&'static str>,
    /// Cost of the order.
    pub cost: Option<Money>,
    /// Days the stock lasts with it; infinite = never ends.
    pub cover_days: f64,
}

/// When the fee for low stock threatens: the marketplace charges it while its days of supply of 30 and of 90 days are
/// both below the limit, so stock below it today is a warning, not yet the fee.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Sold last 30 days\n\
///     PAD,25.00,home,10x7x2in,1.2,20,60\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.restock("PAD", &[("lead_days".to_owned(), "30".to_owned())]).unwrap().body;
/// // 20 at two a day last ten days; the fee is charged below 28.
/// assert_eq!(body.low_stock.unwrap().days, 28);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LowStock {
    /// Days of supply below which it is charged.
    pub days: u32,
    /// The most that it is on a unit, at the fewest days.
    pub fee: Money,
    /// Day on which stock on hand falls below at the pace expected; none = never.
    pub falls_on: Option<Day>,
    /// It does so before an order of today is there; none without the days of the way.
    pub is_before_order: Option<bool>,
}

/// Everything about buying a product again.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand,Sold last 30 days\nPAD,90,60\n", &ReadOptions::default());
/// let body = book.restock("PAD", &[("lead_days".to_owned(), "15".to_owned())]).unwrap().body;
/// // Two a day: 90 last 45 days.
/// assert_eq!((body.units, body.per_day, body.cover_days), (Some(90), Some(2.0), Some(45.0)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RestockBody {
    /// The day.
    pub today: Day,
    /// Days of the way, from order to shelf.
    pub lead_days: Option<i64>,
    /// On hand.
    pub units: Option<i64>,
    /// On hand and on the way.
    pub position: Option<i64>,
    /// What the history says; none without one.
    pub outlook: Option<Outlook>,
    /// What holding and plans go by, beside the newest forecast; none = neither pace nor season was typed or taken over.
    pub used: Option<ForecastUse>,
    /// Tables that say what sold of the product, and those that would if their name said which days they are of.
    pub sources: Vec<SoldSource>,
    /// Tables have sales of a number that this product shares with others: they count for none of them.
    pub is_sold_unclear: bool,
    /// Units a day over the days to be covered.
    pub per_day: Option<f64>,
    /// Spread of a day.
    pub per_day_sd: Option<f64>,
    /// `forecast` or `pace`.
    pub basis: &'static str,
    /// Days to be covered: from order to shelf, and between looks.
    pub days_covered: Option<i64>,
    /// Units beyond the expected demand.
    pub safety_units: Option<f64>,
    /// Units at which to order.
    pub order_point: Option<f64>,
    /// Days until the stock is there; below zero: it was some days ago.
    pub order_in_days: Option<f64>,
    /// That day.
    pub order_on: Option<Day>,
    /// Days the stock lasts.
    pub cover_days: Option<f64>,
    /// By the plain rule: cover less the way, without chance.
    pub latest_start: Option<Day>,
    /// What to order.
    pub order: Option<OrderView>,
    /// Landed cost of a unit of it.
    pub unit_cost: Option<Money>,
    /// When the fee for low stock threatens; none where there is none, or pace or stock is not known.
    pub low_stock: Option<LowStock>,
    /// `buy`, `hold_back`, `stop`.
    pub advice: Option<&'static str>,
    /// Why.
    pub reasons: Vec<Said>,
    /// Figures by the plain rules, each with what it came from.
    pub figures: Vec<FigureView>,
    /// Longer and shorter cycles beside each other.
    pub cycles: Vec<CycleView>,
    /// What is missing, codes.
    pub lacks: Vec<&'static str>,
}

/// The same with the fields of its worksheet.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand,Sold last 30 days\nPAD,90,60\n", &ReadOptions::default());
/// let view = book.restock("PAD", &[]).unwrap();
/// let lead = view.fields.iter().find(|field| field.name == "lead_days").unwrap();
/// // Without the days of the way nothing is said of an order.
/// assert_eq!((lead.text.as_str(), view.body.lacks.contains(&"lead_days")), ("", true));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RestockView {
    /// Fields.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: RestockBody,
}
