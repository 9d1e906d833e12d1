//! What the book answers: the seller's questions in plain records of core types.

use super::facts::Note;
pub use crate::date::Day;
pub use crate::fees::{FeeSource, RowRef};
pub use crate::money::{Currency, Money};
pub use crate::quote::{Input, Ledger, LedgerLine, NamedRatio};
pub use crate::scenario::{CashPoint, HoldingMonth, Outcome, ScenarioName};

/// A date that matters.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let deadline = book.product("MAT").unwrap().row.deadline.unwrap();
/// // The last day before the ages are taken on the 15th, for what is left of 400 after 24 days at 0.3 a day.
/// assert_eq!((deadline.date.to_string(), deadline.reason), ("2026-12-14".to_owned(), "before_surcharge"));
/// assert_eq!(deadline.units.round(), 393.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// Last day on which it can still be done.
    pub date: Day,
    /// Code of the reason, such as `before_surcharge`.
    pub reason: &'static str,
    /// Units it concerns.
    pub units: f64,
    /// What missing it costs.
    pub cost: Option<Money>,
}

/// One product in the list.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let row = book.product("MAT").unwrap().row;
/// // Nine in 30 days; 400 at 6.00.
/// assert_eq!((row.units, row.per_week), (400.0, Some(2.1)));
/// assert_eq!(row.cash_tied_up.unwrap().to_string(), "2400.00");
/// assert_eq!(row.best.unwrap().id, "cut-400000");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Identity inside the book.
    pub key: String,
    /// SKU as text.
    pub sku: String,
    /// Condition, where the SKU stands in several.
    pub condition: Option<String>,
    /// Title.
    pub title: String,
    /// Units planned.
    pub units: f64,
    /// Units by age: 0–90, 91–180, 181–270, 271–365, 366 and more.
    pub ages: [f64; 5],
    /// Units sold a week.
    pub per_week: Option<f64>,
    /// Days the stock lasts at that pace.
    pub cover_days: Option<f64>,
    /// Price in force.
    pub price: Option<Money>,
    /// Lowest price that still beats every exit.
    pub floor: Option<Money>,
    /// Net of one unit at the price in force.
    pub net_per_unit: Option<Money>,
    /// What to do.
    pub best: Option<ScenarioName>,
    /// Its present value.
    pub best_value: Option<Money>,
    /// More than doing nothing.
    pub gain: Option<Money>,
    /// What a week of waiting costs.
    pub wait_week: Option<Money>,
    /// Next deadline.
    pub deadline: Option<Deadline>,
    /// Canonical id of the category.
    pub category: Option<String>,
    /// Landed cost of the stock.
    pub cash_tied_up: Option<Money>,
    /// Room the stock takes up at the marketplace, in cubic feet.
    pub volume_cubic_feet: Option<f64>,
    /// Facts that are missing, by canonical field.
    pub missing: Vec<&'static str>,
    /// How many notes there are for it.
    pub notes: u32,
}

/// The line above the list.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let summary = book.summary();
/// // Mats are to be marked down, rugs sell well.
/// assert_eq!((summary.products, summary.ready, summary.to_act), (2, 2, 1));
/// assert_eq!((summary.season, summary.units), (Some("peak"), 700.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The day calculated for.
    pub today: Day,
    /// Code of the marketplace calculated for.
    pub market: &'static str,
    /// Its currency.
    pub currency: Currency,
    /// Rows of the tables that are of other marketplaces, by their codes, the most first.
    pub other_markets: Vec<(&'static str, u32)>,
    /// Season of the fulfilment fees on that day, `peak` or `non_peak`; none = no table is in force.
    pub season: Option<&'static str>,
    /// Products in the book.
    pub products: u32,
    /// Products with a recommendation.
    pub ready: u32,
    /// Products whose best way is not doing nothing.
    pub to_act: u32,
    /// Units planned.
    pub units: f64,
    /// Landed cost of the stock, where known.
    pub cash_tied_up: Option<Money>,
    /// Products of which the landed cost is not known.
    pub cost_unknown: u32,
    /// Present value of the best ways out.
    pub best_value: Option<Money>,
    /// More than doing nothing.
    pub gain: Option<Money>,
    /// What a week of waiting costs.
    pub wait_week: Option<Money>,
    /// Next deadline of all.
    pub deadline: Option<Deadline>,
    /// Products with that deadline.
    pub deadline_products: u32,
    /// Fee tables that are assumed or past their time on this day or within the year.
    pub assumed_tables: Vec<String>,
    /// Fee families that apply to some product and are left out because they are not known.
    pub not_counted: Vec<String>,
    /// Every fact that is asked for, the most money first.
    pub asked: Vec<AskedField>,
}

/// A fact that some products lack.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\nRUG,40.00,100\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let asked = book.summary().asked;
/// let category = asked.iter().find(|asked| asked.field == "category").unwrap();
/// // 1,000.00 of mats and 4,000.00 of rugs.
/// assert_eq!((category.products, category.stake.unwrap().to_string()), (2, "5000.00".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct AskedField {
    /// Canonical field.
    pub field: &'static str,
    /// Products that lack it.
    pub products: u32,
    /// Money at stake: their stock at the price in force.
    pub stake: Option<Money>,
}

/// A fact that is asked for.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let missing = book.missing();
/// let side = missing.iter().find(|missing| missing.field == "side_longest").unwrap();
/// assert_eq!((side.key.as_deref(), side.unit), (Some("MAT"), Some("in")));
/// assert!(side.blocks.contains(&"quote"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MissingFact {
    /// Product; none = concerns all (an exchange rate).
    pub key: Option<String>,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Canonical field to fill.
    pub field: &'static str,
    /// Money at stake: the stock at its price in force.
    pub stake: Option<Money>,
    /// Unit a number is read in unless the seller names another: `in`, `kg`; none = it has no unit.
    pub unit: Option<&'static str>,
    /// What stands in the way without it: `quote`, `exits`, `holding`, `profit`.
    pub blocks: Vec<&'static str>,
    /// Codes to choose from, best first.
    pub suggestions: Vec<String>,
}

/// How loud a problem is.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, view::Severity};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let table = book.add_table("SKU,Price ($)\nMAT,25.00\n", &ReadOptions::default());
/// // Which dollar it is was not said; that it was taken for the US one is told.
/// assert_eq!((table.problems[0].code.as_str(), table.problems[0].severity), ("dollar_read_as", Severity::Note));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// A row or cell was not used.
    Error,
    /// Used, but look at it.
    Warning,
    /// For information.
    Note,
}

impl Severity {
    /// Stable word.
    ///
    /// ```
    /// use clearfloor::book::view::Severity;
    /// assert_eq!([Severity::Error, Severity::Warning, Severity::Note].map(Severity::code), ["error", "warning", "note"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A problem or note, put into words by its code.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = ReadOptions { name: "stock.csv".to_owned(), ..ReadOptions::default() };
/// let table = book.add_table("SKU,On hand\nMAT,40\nMAT,38\n", &options);
/// let problem = table.problems.iter().find(|problem| problem.code == "sku_twice").unwrap();
/// assert_eq!((problem.file.as_deref(), problem.line, problem.sku.as_deref()), (Some("stock.csv"), Some(3), Some("MAT")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code.
    pub code: String,
    /// How loud.
    pub severity: Severity,
    /// Table it stands in.
    pub file: Option<String>,
    /// Line of the file, from 1.
    pub line: Option<u32>,
    /// Column, from 1.
    pub column: Option<u32>,
    /// Heading as printed.
    pub heading: Option<String>,
    /// Canonical field.
    pub field: Option<String>,
    /// SKU.
    pub sku: Option<String>,
    /// Values for the sentence.
    pub params: Vec<(String, String)>,
}

impl Problem {
    /// A note about a product.
    #[must_use]
    pub(super) fn of_note(note: &Note, sku: &str, severity: Severity) -> Self {
        Self {
            code: note.code.to_owned(),
            severity,
            file: None,
            line: None,
            column: None,
            heading: None,
            field: note.field.map(str::to_owned),
            sku: Some(sku.to_owned()),
            params: note.params.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect(),
        }
    }

    /// An error about one field.
    #[must_use]
    pub(crate) fn of_error(error: &crate::error::Error, field: &str, sku: Option<&str>) -> Self {
        Self {
            code: error.code().to_owned(),
            severity: Severity::Error,
            file: None,
            line: None,
            column: None,
            heading: None,
            field: Some(field.to_owned()),
            sku: sku.map(str::to_owned),
            params: error.params().iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect(),
        }
    }
}

/// A column of a table.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let table = book.add_table("SKU,Price ($),Colour\nMAT,25.00,blue\n", &ReadOptions::default());
/// let [_, price, colour] = &table.columns[..] else { panic!() };
/// assert_eq!((price.field.as_deref(), price.unit.as_deref()), (Some("price_list"), Some("USD")));
/// assert_eq!(colour.field, None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnView {
    /// Heading as printed.
    pub heading: String,
    /// Canonical field; none = not read.
    pub field: Option<String>,
    /// What becomes of it, a code of [`Usage`](crate::import::Usage).
    pub usage: &'static str,
    /// `text`, `int`, `decimal`, `money`, `rate`, `date`, `month`.
    pub kind: String,
    /// Currency or unit found.
    pub unit: Option<String>,
    /// How its numbers are read: `1,234.50` or `1.234,50`.
    pub reading: Option<String>,
    /// Could mean two things: the seller is asked.
    pub is_question: bool,
    /// What it could mean.
    pub choices: Vec<String>,
}

/// A table that was read.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let table = book.add_table("SKU;On hand;Colour\nMAT;40;blue\n;7;red\n", &ReadOptions::default());
/// assert_eq!((table.separator.as_str(), table.matched, table.headings), ("semicolon", 2, 3));
/// // A row without a SKU is no product.
/// assert_eq!((table.rows_read, table.rows_set_aside), (1, 1));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableView {
    /// Number to name it by.
    pub id: u32,
    /// Name of the file or paste.
    pub name: String,
    /// Report id; none = the seller's own table.
    pub report: Option<String>,
    /// Headings of a known field.
    pub matched: u32,
    /// Headings in all.
    pub headings: u32,
    /// `tab`, `comma`, `semicolon`, …
    pub separator: String,
    /// The day it is of; none = nothing says so.
    pub of_day: Option<Day>,
    /// Only the name of the file says so.
    pub is_day_by_name: bool,
    /// Records, headings and dropped ones included.
    pub records: u32,
    /// Rows read.
    pub rows_read: u32,
    /// Rows set aside.
    pub rows_set_aside: u32,
    /// Blank, total and preamble records.
    pub dropped: Vec<(String, u32)>,
    /// Columns.
    pub columns: Vec<ColumnView>,
    /// Everything to be told, at most 200.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub problem_count: u32,
}

/// One field with what stands in it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = ReadOptions { name: "stock.csv".to_owned(), ..ReadOptions::default() };
/// book.add_table("SKU,Price ($)\nMAT,25.00\n", &options);
/// let fields = book.product("MAT").unwrap().fields;
/// let price = fields.iter().find(|field| field.field == "price_list").unwrap();
/// assert_eq!((price.text.as_str(), price.unit.as_deref(), price.source), ("25.00", Some("USD"), "report"));
/// assert_eq!((price.source_name.as_deref(), price.source_line), (Some("stock.csv"), Some(2)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// Canonical name.
    pub field: &'static str,
    /// Group of the form.
    pub group: &'static str,
    /// `text`, `number`, `money`, `rate`, `choice`, `date`.
    pub kind: &'static str,
    /// What stands in it; empty = nothing.
    pub text: String,
    /// Unit or currency.
    pub unit: Option<String>,
    /// `typed`, `report`, `computed`, `assumed`, `unknown`.
    pub source: &'static str,
    /// Table of a `report` value.
    pub source_name: Option<String>,
    /// Line of it.
    pub source_line: Option<u32>,
    /// Choices of a `choice` field.
    pub choices: Vec<String>,
    /// What is wrong with what was typed; the last good value stays in use.
    pub problem: Option<Problem>,
}

/// A run of prices on the cent grid, both ends included.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let paid = book.product("MAT").unwrap().pays_full_cost;
/// // 13.56 less 2.03, 5.34 and 0.19 leaves 6.00, the landed cost; above, no price was too low.
/// assert_eq!((paid[0].from.to_string(), paid[0].open), ("13.56".to_owned(), true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRange {
    /// First price.
    pub from: Money,
    /// Last price.
    pub to: Money,
    /// No end was found below the highest price looked at.
    pub open: bool,
}

/// Units of one age.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let cohorts = book.product("MAT").unwrap().cohorts;
/// assert_eq!((cohorts[0].units, cohorts[0].age_days), (400.0, 200));
/// assert_eq!(cohorts[0].last_removals[0].date.to_string(), "2026-12-14");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CohortView {
    /// Units.
    pub units: f64,
    /// Age today in days.
    pub age_days: i32,
    /// The age is the middle of a range.
    pub is_assumed: bool,
    /// Best day to stop holding it; none = hold to the end.
    pub best_stop: Option<Day>,
    /// First day on which leaving is worth less than leaving today.
    pub worse_than_now: Option<Day>,
    /// Last day before each surcharge step on which a removal still avoids it.
    pub last_removals: Vec<Deadline>,
}

/// What a sale should reach, as the seller put it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.edit(Some("MAT"), "target_kind", "profit").unwrap();
/// book.edit(Some("MAT"), "target_profit", "5.00").unwrap();
/// let product = book.product("MAT").unwrap();
/// let target = product.target.unwrap();
/// assert_eq!((target.kind, target.text.as_str()), ("profit", "5.00"));
/// // 19.45 less 2.92, 5.34, 0.19 and 6.00.
/// assert_eq!(product.target_ranges[0].from.to_string(), "19.45");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetView {
    /// `profit`, `margin_displayed_price`, `margin_net_revenue`, `roi_landed_cost`, `roi_purchase_cost`.
    pub kind: &'static str,
    /// Plain decimal: money of one unit for a profit, else percent.
    pub text: String,
}

/// How much of the usual pace some days sell, both ends included.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),On hand,Age (days),Sold last 30 days\nMAT,25.00,400,200,9\n", &ReadOptions::default());
/// book.edit(Some("MAT"), "sales_season", "12 1.5").unwrap();
/// let season = book.product("MAT").unwrap().season.unwrap();
/// let december = season.factors.iter().find(|part| part.factor == 1.5).unwrap();
/// assert_eq!((december.from.to_string(), december.to.to_string()), ("2026-12-01".into(), "2026-12-31".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeasonFactor {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Multiple of the pace.
    pub factor: f64,
}

/// How a product sells through the year ahead.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),On hand,Age (days),Sold last 30 days\nMAT,25.00,400,200,9\n", &ReadOptions::default());
/// book.edit(Some("MAT"), "sales_season", "12 1.5").unwrap();
/// let season = book.product("MAT").unwrap().season.unwrap();
/// // The last days of November, December, and the rest of the year; typed by hand.
/// assert_eq!((season.factors.len(), season.forecast_on), (3, None));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonView {
    /// The year ahead in order of days; empty = every day sells alike.
    pub factors: Vec<SeasonFactor>,
    /// The day of the forecast it was taken over from; none = it was typed.
    pub forecast_on: Option<Day>,
    /// Code of that forecast's method.
    pub method: Option<String>,
}

/// Everything about one product.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let product = book.product("MAT").unwrap();
/// assert_eq!(product.recommended.as_deref(), Some("cut-400000"));
/// assert_eq!(product.outcomes[0].scenario.id, "hold");
/// // 25.00 less 3.75, 5.34 and 0.19: a unit may cost so much.
/// assert_eq!(product.affordable_cost.unwrap().to_string(), "15.72");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ProductView {
    /// As in the list.
    pub row: Row,
    /// Fields in the order sellers know.
    pub fields: Vec<FieldView>,
    /// Its season; none = nothing was said.
    pub season: Option<SeasonView>,
    /// Ledger of one unit at the price in force; none without a price.
    pub ledger: Option<Ledger>,
    /// Prices at which one sale pays its full cost.
    pub pays_full_cost: Vec<PriceRange>,
    /// Prices at which one sale beats every exit, cost sunk.
    pub beats_exits: Vec<PriceRange>,
    /// What a sale should reach; none = the seller has not said.
    pub target: Option<TargetView>,
    /// Prices at which one sale reaches it; none = no price does, or the cost is not known.
    pub target_ranges: Vec<PriceRange>,
    /// What one unit must bring to beat the best exit.
    pub required_net: Option<Money>,
    /// Where there is no floor: codes of facts, fee families and lines of a sale that it would take.
    pub floor_unknown: Vec<String>,
    /// Lowest price ending in .99 that beats every exit.
    pub charm_floor: Option<Money>,
    /// Highest unit cost that the price in force still pays.
    pub affordable_cost: Option<Money>,
    /// Every way, in the order of the list; the recommended one is marked.
    pub outcomes: Vec<Outcome>,
    /// Id of the recommended one.
    pub recommended: Option<String>,
    /// Months of holding, doing nothing.
    pub holding: Vec<HoldingMonth>,
    /// The storage utilization surcharge is counted (`charged`), is nothing (`nothing`), or is left out
    /// because the ratio of the account (`not_given`) or the fee (`not_known`) is not known.
    pub utilization: &'static str,
    /// Cohorts.
    pub cohorts: Vec<CohortView>,
    /// Units to let go now if the rest is kept.
    pub remove_now_units: Option<f64>,
    /// What that adds to holding all.
    pub remove_now_gain: Option<Money>,
    /// Notes and problems.
    pub problems: Vec<Problem>,
}

/// Profit against price for the picture, on whole cents.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let curve = book.curve("MAT", 20_00, 25_00, 2).unwrap();
/// // 20.00 less 3.00, 5.34 and 0.19; and less 6.00 of landed cost.
/// assert_eq!((curve.prices[0], curve.net[0], curve.profit[0]), (2000.0, Some(1147.0), Some(547.0)));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Prices in minor units.
    pub prices: Vec<f64>,
    /// Net of one unit before what is sunk, minor units; none = not known.
    pub net: Vec<Option<f64>>,
    /// Profit after landed cost, minor units; none = not known.
    pub profit: Vec<Option<f64>>,
}

/// How far the work is.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,40\nRUG,15\nPAD,7\n", &ReadOptions::default());
/// let progress = book.advance(2).unwrap();
/// assert!(progress.done < progress.total && progress.total == 3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Products computed.
    pub done: u32,
    /// Products in all.
    pub total: u32,
}

/// How far the catalogue pass is.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let mut pass = book.first_pass(1).unwrap();
/// while pass.left > 0 {
///     pass = book.first_pass(1).unwrap();
/// }
/// assert_eq!((pass.done, pass.total), (2, 2));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FirstPass {
    /// Products computed.
    pub done: u32,
    /// Products in all.
    pub total: u32,
    /// Products it has not been over.
    pub left: u32,
}
