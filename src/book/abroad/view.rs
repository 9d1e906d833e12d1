//! What is answered about one product in several marketplaces.

use super::super::channels::{ChannelField, ChannelLine};
use super::super::view::{PriceRange, Problem};
use crate::money::Money;
use crate::rate::Rate;
use crate::scenario::ScenarioName;

/// A marketplace.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let texts = [("markets", "US UK"), ("UK.price", "20.00"), ("fx.GBP", "1.25"), ("seller_country", "CN")];
/// let texts = texts.map(|(field, text)| (field.to_owned(), text.to_owned()));
/// let view = book.abroad("MAT", &texts).unwrap();
/// let uk = view.markets.iter().find(|market| market.market == "UK").unwrap();
/// // 20.00 pounds without the 20 % of tax in them.
/// assert_eq!((uk.currency.as_str(), uk.net_revenue.unwrap().to_string()), ("GBP", "16.67".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AbroadMarket {
    /// Code: `US`, `UK`, …
    pub market: &'static str,
    /// Code of its currency.
    pub currency: String,
    /// It is the one the book calculates for.
    pub is_home: bool,
    /// It is looked at; of the others nothing is said.
    pub is_chosen: bool,
    /// Its fee tables are there.
    pub is_loaded: bool,
    /// Its fields; those of a name stand in the same row.
    pub fields: Vec<ChannelField>,
    /// Price there.
    pub price: Option<Money>,
    /// Lines of a sale in order, the price first.
    pub lines: Vec<ChannelLine>,
    /// What a sale brings before what is already paid.
    pub net: Option<Money>,
    /// That less landed cost.
    pub profit: Option<Money>,
    /// Profit as a share of the price without tax.
    pub margin_net: Option<Rate>,
    /// Profit as a share of the price shown.
    pub margin_displayed: Option<Rate>,
    /// The price without the tax in it; what the first margin is a share of.
    pub net_revenue: Option<Money>,
    /// Units on hand there; none = not said, and none are taken to be.
    pub units: Option<f64>,
    /// What to do with them; none = there are none, or too little is known.
    pub best: Option<ScenarioName>,
    /// Its present value.
    pub best_value: Option<Money>,
    /// That less doing nothing.
    pub gain: Option<Money>,
    /// Storage of one unit in the month of today.
    pub storage: Option<ChannelLine>,
    /// Lowest price that beats the best exit there.
    pub floor: Option<Money>,
    /// Where the floor is not known: facts, fee families and lines of a sale that it would take.
    pub floor_unknown: Vec<String>,
    /// That exit.
    pub exit: Option<ScenarioName>,
    /// What it brings of one unit today.
    pub exit_value: Option<Money>,
    /// Prices that pay the landed cost.
    pub pays_full_cost: Vec<PriceRange>,
    /// Units of the currency of comparison for one of this one; none = it is the same, or not known.
    pub rate: Option<String>,
    /// Net in the currency of comparison; none = not known, or no exchange rate.
    pub net_compared: Option<Money>,
    /// Profit in it.
    pub profit_compared: Option<Money>,
    /// Codes of what is taken to be so or left out.
    pub notes: Vec<&'static str>,
    /// What looks wrong in what was entered.
    pub problem: Option<Problem>,
}

/// The product in every marketplace.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.abroad("MAT", &[("markets".to_owned(), "US".to_owned())]).unwrap();
/// assert_eq!((view.home, view.base.as_str()), ("US", "USD"));
/// // Of one marketplace none is the best.
/// assert_eq!(view.best_net, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AbroadView {
    /// Marketplace of the book.
    pub home: &'static str,
    /// Currency that amounts of several marketplaces are compared in.
    pub base: String,
    /// Marketplace of the highest net; none = fewer than two are known.
    pub best_net: Option<&'static str>,
    /// Marketplace of the highest profit.
    pub best_profit: Option<&'static str>,
    /// Fields for all marketplaces.
    pub fields: Vec<ChannelField>,
    /// All marketplaces, in the order of their list.
    pub markets: Vec<AbroadMarket>,
}
