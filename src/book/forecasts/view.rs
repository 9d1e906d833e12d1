//! What is answered about the forecasts of the catalogue; plain, so that it crosses as it is.

use super::take_over::ForecastUse;
use super::{Line, NEAR, WEEKS, Work};
use crate::book::count;
use crate::date::Day;
use serde::Serialize;

/// A product with what it is expected to sell.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// book.forecast_some(&[], 8).unwrap();
/// let row = &book.forecasts(&ForecastWindow { count: 1, ..ForecastWindow::default() }).rows[0];
/// // 14 a week, for thirteen weeks.
/// assert_eq!((row.sku.as_str(), row.known, row.sold_13), ("PAD", Some(20), Some(182.0)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForecastRow {
    /// Key.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// The market it is of, where the history tells several apart.
    pub market: Option<String>,
    /// `pasted` or `tables`.
    pub basis: Option<&'static str>,
    /// The method chosen.
    pub method: Option<&'static str>,
    /// Weeks it was made from.
    pub known: Option<u32>,
    /// Units of the last 13 known weeks, of fewer made to 13.
    #[serde(rename = "sold13")]
    pub sold_13: Option<f64>,
    /// Units of the next four weeks.
    #[serde(rename = "next4")]
    pub next_4: Option<f64>,
    /// Units of the next 13.
    #[serde(rename = "next13")]
    pub next_13: Option<f64>,
    /// Change against the last 13 known weeks, as a share.
    pub trend: Option<f64>,
    /// Size of the error against the naive step, by rolling origin: below 1 is better than the step from season to season.
    pub mase: Option<f64>,
    /// The same of the seasonal naive forecast on the same weeks.
    pub naive_mase: Option<f64>,
    /// Sum of errors / units that came: above zero, too little was forecast.
    pub bias: Option<f64>,
    /// On hand.
    pub units: Option<i64>,
    /// Days they last; infinite = never end.
    pub lasts_days: Option<f64>,
    /// Units that its worksheet of buying again would order by this forecast.
    pub order: Option<u32>,
    /// What is said of buying it at all: `buy`, `hold_back`, `stop`.
    pub order_advice: Option<&'static str>,
    /// What an order lacks: `lead_days`, `units`, `unit_cost`.
    pub order_lacks: Option<&'static str>,
    /// What keeps its history from being read, a code.
    pub problem: Option<String>,
    /// What the product is calculated with; none = neither pace nor season was typed or taken over.
    pub used: Option<ForecastUse>,
}

/// A method with the products it was chosen for.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// book.forecast_some(&[], 8).unwrap();
/// let methods = book.forecasts(&ForecastWindow::default()).methods;
/// assert_eq!((methods.len(), methods[0].products), (1, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForecastMethod {
    /// Code.
    pub code: &'static str,
    /// Products.
    pub products: u32,
}

/// A market with what all products together are expected to sell there.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let days = (0..20).map(|week| book.today().plus(7 * week - 133));
/// let sold: String = days.map(|day| format!("{day}\tPAD\t14\tAmazon.com\n{day}\tPAD\t7\tAmazon.de\n")).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\tMarketplace\n{sold}"), &options("sold.tsv"));
/// book.forecast_some(&[], 8).unwrap();
/// let markets = book.forecasts(&ForecastWindow::default()).markets;
/// let names: Vec<_> = markets.iter().map(|market| (market.name.as_str(), market.next_13.round())).collect();
/// assert_eq!(names, [("US", 182.0), ("DE", 91.0)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForecastMarket {
    /// As the rows name it.
    pub name: String,
    /// Products that sell there.
    pub products: u32,
    /// Units of the next 13 weeks.
    #[serde(rename = "next13")]
    pub next_13: f64,
}

/// The forecasts made so far.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// book.forecast_some(&[], 8).unwrap();
/// let body = book.forecasts(&ForecastWindow::default());
/// assert_eq!((body.done, body.total, body.forecast), (1, 1, 1));
/// assert_eq!((body.next_4.round(), body.next_13.round()), (56.0, 182.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForecastsBody {
    /// The day.
    pub today: Day,
    /// Products looked at.
    pub done: u32,
    /// Products in all.
    pub total: u32,
    /// Products with a forecast.
    pub forecast: u32,
    /// Products without a history.
    pub without: u32,
    /// Products whose history cannot be read or is empty.
    pub problems: u32,
    /// Forecasts that would have erred no more than the naive one, on the products where both can be judged.
    pub better: u32,
    /// Products where both can be judged.
    pub judged: u32,
    /// Forecasts that were tried with ETS, whether or not it could be.
    pub ets_tried: u32,
    /// Forecasts in which ETS was judged beside the others.
    pub ets_judged: u32,
    /// Units of the next four weeks.
    #[serde(rename = "next4")]
    pub next_4: f64,
    /// Units of the next 13.
    #[serde(rename = "next13")]
    pub next_13: f64,
    /// Methods, the most used first.
    pub methods: Vec<ForecastMethod>,
    /// Markets, where the histories tell several apart.
    pub markets: Vec<ForecastMarket>,
    /// Rows that pass.
    pub count: u32,
    /// Rows of the window.
    pub rows: Vec<ForecastRow>,
}

/// All but the rows.
pub(super) fn body(today: Day, work: &Work, total: usize) -> ForecastsBody {
    let sum = |weeks: usize| work.lines.iter().filter_map(|line| line.units(weeks)).sum();
    let judged: Vec<bool> = work.lines.iter().filter_map(|line| line.ahead()?.is_better()).collect();
    let mut methods: Vec<ForecastMethod> = Vec::new();
    let mut markets: Vec<ForecastMarket> = Vec::new();
    for ahead in work.lines.iter().filter_map(Line::ahead) {
        match methods.iter_mut().find(|method| method.code == ahead.method) {
            Some(method) => method.products += 1,
            None => methods.push(ForecastMethod { code: ahead.method, products: 1 }),
        }
        for (name, units) in &ahead.markets {
            match markets.iter_mut().find(|market| market.name == *name) {
                Some(market) => {
                    market.products += 1;
                    market.next_13 += units;
                }
                None => markets.push(ForecastMarket { name: name.clone(), products: 1, next_13: *units }),
            }
        }
    }
    methods.sort_by_key(|method| core::cmp::Reverse(method.products));
    markets.sort_by(|a, b| b.next_13.total_cmp(&a.next_13));
    let problems = work.lines.iter().filter(|line| line.found.is_err()).count();
    ForecastsBody {
        today,
        done: count(work.next),
        total: count(total),
        forecast: count(work.lines.len() - problems),
        without: work.without,
        problems: count(problems),
        better: count(judged.iter().filter(|better| **better).count()),
        judged: count(judged.len()),
        ets_tried: count(work.ets),
        ets_judged: count(work.lines.iter().filter_map(Line::ahead).filter(|ahead| ahead.has_ets()).count()),
        next_4: sum(NEAR),
        next_13: sum(WEEKS),
        methods,
        markets,
        count: 0,
        rows: Vec::new(),
    }
}
