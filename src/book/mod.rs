//! The seller's whole catalogue with its settings; the one thing the boundary and the
//! command call.
//!
//! A [`Book`] holds what the seller gave (tables, typed fields, a day) and computes from it.
//! Results are kept per product and thrown away when something they rest on changes, so they
//! cannot be stale. Long work is done in slices by [`Book::advance`].

pub mod abroad;
mod account;
pub mod act;
pub mod alerts;
pub mod as_read;
mod asked;
pub mod better_split;
pub mod bundle;
mod calculation;
pub mod catalogue_plan;
pub mod channels;
pub mod compare;
pub mod conflicts;
mod dated;
pub mod dates;
pub mod draft;
mod facts;
pub mod fee_change;
pub mod fee_sources;
mod filter;
#[cfg(test)]
mod fixture;
pub mod forecasts;
mod form;
mod graded;
pub mod health;
mod holding;
mod incoming;
mod join;
mod listing;
mod marketplace;
mod offer_sheet;
mod order;
mod outside;
pub mod own_fees;
pub mod pasted;
pub mod pictures;
pub mod plan;
mod points;
mod product;
pub mod promotion;
pub mod reconcile;
mod resolve;
pub mod restock;
mod results;
pub mod review;
mod row;
mod season;
pub mod sensitivity;
mod sheet;
pub mod shipment;
mod shortcut;
mod size_doubt;
pub mod sold;
mod table;
mod target;
mod totals;
pub mod transfers;
pub mod view;
pub mod what_if;

use crate::fees::FeeTables;
use crate::import::Table;
use crate::money::Currency;
use crate::state::AllEntries;
use crate::state::field::{Entry, product_field, setting_field};
use calculation::{Computed, Context, Scratch};
use dated::Dated;
use join::{LeftOut, Numbered, OneProduct, Products};
use results::Results;
use std::sync::Arc;
use view::{FieldView, FirstPass, Progress, TableView};

pub use crate::date::Day;
pub use crate::error::{Error, ErrorKind, Result};
pub use crate::fees::{Market, supply};
pub use crate::import::{Encoding, ReadOptions, START_BYTES, Separator, detect, detect_otherwise, detect_start, rival};
pub use crate::quote::{Input, LiveLine};
pub use crate::scenario::Outcome;
pub use filter::{Bounds, Figure, Filter};
pub use incoming::IncomingTable;
pub use listing::{Found, GroupBy, GroupHead, RowWindow, Sort, Window};
pub use outside::{Format, read_options};
pub use points::Points;
pub use totals::Totals;

/// A table handed to the book.
#[derive(Clone, Debug)]
struct Given {
    id: u32,
    table: Arc<Table>,
    dated: Option<Dated>,
}

impl Given {
    fn new(id: u32, table: Table) -> Self {
        Self { id, dated: dated::dated(&table), table: Arc::new(table) }
    }

    fn numbered(&self) -> Numbered {
        Numbered { id: self.id, table: Arc::clone(&self.table), dated: self.dated }
    }
}

/// The seller's catalogue.
///
/// ```
/// use clearfloor::{book::Book, date::Day};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let key = book.add_product();
/// book.edit(Some(&key), "price_list", "24.99").unwrap();
/// book.edit(Some(&key), "units", "100").unwrap();
/// book.finish().unwrap();
/// // Without size and category the fees are not known; they are asked for, never assumed.
/// let asked: Vec<_> = book.missing().iter().map(|fact| fact.field).collect();
/// assert!(asked.contains(&"category") && asked.contains(&"side_longest"));
/// ```
#[derive(Debug)]
pub struct Book {
    today: Day,
    market: Market,
    currency: Currency,
    given: Vec<Given>,
    next_id: u32,
    /// Rises whenever the tables are joined.
    joins: u32,
    by_hand: Vec<String>,
    next_by_hand: u32,
    entries: AllEntries,
    /// Products as joined from tables and added by hand, without what was typed.
    products: Products,
    left_out: Vec<LeftOut>,
    other_markets: Vec<(Market, u32)>,
    /// Products of the tables in other marketplaces, joined when one is looked at there.
    elsewhere: Vec<(Market, Products)>,
    results: Results,
    /// Products before this one are computed.
    computed_to: usize,
    /// Products before this one the catalogue pass has been over.
    passed_to: usize,
    /// Products before this one a split has been looked for.
    splits_to: usize,
    /// What splits leave more in all, of the products before that one; none = to be summed up.
    split_sums: Option<better_split::Sums>,
    context: Option<Context>,
    scratch: Scratch,
    /// Lists as they were last sorted, the newest first.
    orders: Vec<listing::Order>,
    fees: &'static FeeTables,
    own_fees: Vec<own_fees::InUse>,
    fee_change: Option<fee_change::Work>,
    /// Rows of the fee tables that figures rest on, once it was asked for.
    fee_sources: Option<fee_sources::Work>,
    /// Ways of all products for the plan of the catalogue: as things are, and as they would be.
    catalogue_works: Vec<catalogue_plan::Work>,
    /// Rises whenever these hold no more.
    ways_revision: u32,
    /// Answers about the prices of a product that are being worked out.
    under_way: plan::UnderWay,
    /// What was charged beside what the tables give, once it was asked for.
    reconciled: Option<reconcile::Reconciled>,
    /// Where tables contradict each other, once it was asked for.
    conflicts: Option<conflicts::Work>,
    /// What the rows of the tables looked at come to, as far as they were added up.
    read_totals: Vec<as_read::Work>,
    /// What the products are expected to sell, as far as it was asked for.
    forecasts: Option<forecasts::Work>,
    ets: Option<Box<forecasts::Store>>,
}

impl Book {
    /// An empty book of amazon.com for a day.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Market};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// assert_eq!((book.market(), book.progress().total), (Market::Us, 0));
    /// ```
    ///
    /// # Errors
    /// `fee_data_unreadable` if the built-in fee tables cannot be read.
    pub fn new(today: Day) -> Result<Self> {
        Self::of(Market::Us, today)
    }

    /// An empty book of a marketplace for a day. What the seller gave for one marketplace is
    /// not carried to another: prices and fees are in another currency.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Market};
    /// let book = Book::of(Market::De, Day::parse("2026-11-21").unwrap()).unwrap();
    /// assert_eq!(book.currency().code(), "EUR");
    /// ```
    ///
    /// # Errors
    /// `fee_tables_not_loaded` if the program does not carry the tables of the marketplace and
    /// nobody supplied them; `fee_data_unreadable`.
    pub fn of(market: Market, today: Day) -> Result<Self> {
        let fees = FeeTables::of(market)?;
        let currency = fees.currency();
        Ok(Self {
            fees,
            scratch: Scratch::default(),
            today,
            market,
            currency,
            given: Vec::new(),
            next_id: 1,
            joins: 0,
            by_hand: Vec::new(),
            next_by_hand: 1,
            entries: AllEntries::default(),
            products: Products::at_once(Vec::new(), market, currency, OneProduct::default(), &[], today).0,
            left_out: Vec::new(),
            other_markets: Vec::new(),
            elsewhere: Vec::new(),
            results: Results::default(),
            computed_to: 0,
            passed_to: 0,
            splits_to: 0,
            split_sums: None,
            context: None,
            orders: Vec::new(),
            own_fees: Vec::new(),
            fee_change: None,
            fee_sources: None,
            catalogue_works: Vec::new(),
            ways_revision: 0,
            under_way: plan::UnderWay::default(),
            reconciled: None,
            conflicts: None,
            read_totals: Vec::new(),
            forecasts: None,
            ets: None,
        })
    }

    /// The day everything is calculated for.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// let day = Day::parse("2026-11-21").unwrap();
    /// assert_eq!(Book::new(day).unwrap().today(), day);
    /// ```
    #[must_use]
    pub const fn today(&self) -> Day {
        self.today
    }

    /// Sets the day everything is calculated for.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// assert_eq!(book.summary().season, Some("peak"));
    /// // The fees of the season end on 14 January.
    /// book.set_today(Day::parse("2027-01-15").unwrap());
    /// assert_eq!(book.summary().season, Some("non_peak"));
    /// ```
    pub fn set_today(&mut self, today: Day) {
        self.today = today;
        self.forecasts = None;
        if self.products.sold().is_empty() {
            self.invalidate();
        } else {
            // What lies ahead of the day is no history yet.
            self.rejoin();
        }
    }

    /// Reads a table into the book and says how it was read. A table of the same name
    /// takes the place of the earlier one and keeps its number.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let options = ReadOptions { name: "stock.csv".to_owned(), ..ReadOptions::default() };
    /// let first = book.add_table("SKU,On hand\nMAT,40\nRUG,15\n", &options);
    /// assert_eq!((first.rows_read, book.progress().total), (2, 2));
    /// // The export of the next day, under the same name.
    /// let second = book.add_table("SKU,On hand\nMAT,38\n", &options);
    /// assert_eq!((second.id == first.id, book.progress().total), (true, 1));
    /// ```
    pub fn add_table(&mut self, text: impl Into<String>, options: &ReadOptions) -> TableView {
        // What no cell, heading, kind of sheet or store of a row names is money of this marketplace.
        let otherwise = Some(self.currency);
        let table = crate::import::read(text, &ReadOptions { otherwise, ..options.clone() });
        let id = self.put_given(self.given_as(table));
        self.rejoin();
        self.tables().into_iter().find(|view| view.id == id).unwrap_or_else(|| table::empty_view(id))
    }

    /// A table with the number it gets: that of the earlier one of its name, or the next.
    fn given_as(&self, table: Table) -> Given {
        Given::new(self.number_of(table.name()), table)
    }

    fn number_of(&self, name: &str) -> u32 {
        self.given.iter().find(|given| given.table.name() == name).map_or(self.next_id, |given| given.id)
    }

    /// Puts a table into its place and says its number.
    fn put_given(&mut self, given: Given) -> u32 {
        let id = given.id;
        match self.given.iter_mut().find(|other| other.id == id) {
            Some(earlier) => *earlier = given,
            None => {
                self.next_id = id.saturating_add(1);
                self.given.push(given);
            }
        }
        id
    }

    /// The text of a table with what it says of buyers emptied, for keeping; none if it says nothing of them
    /// ([`Table::without_buyers`](crate::import::Table::without_buyers)).
    ///
    /// ```
    /// use clearfloor::{book::Book, date::Day, import::ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let text = "order-id\tsku\tquantity\tship-city\n111\tA-1\t2\tSynville\n";
    /// let id = book.add_table(text, &ReadOptions::default()).id;
    /// assert!(!book.without_buyers(id, text).unwrap().contains("Synville"));
    /// ```
    #[must_use]
    pub fn without_buyers(&self, id: u32, text: &str) -> Option<String> {
        self.given.iter().find(|given| given.id == id)?.table.without_buyers(text)
    }

    /// Takes a table out again; what was typed stays.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let id = book.add_table("SKU,On hand\nMAT,40\n", &ReadOptions::default()).id;
    /// book.remove_table(id);
    /// assert_eq!((book.tables().len(), book.progress().total), (0, 0));
    /// ```
    pub fn remove_table(&mut self, id: u32) {
        self.given.retain(|given| given.id != id);
        self.rejoin();
    }

    /// The tables in the order they were added.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// for name in ["stock.csv", "costs.csv"] {
    ///     book.add_table("SKU,On hand\nMAT,40\n", &ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
    /// }
    /// let tables: Vec<_> = book.tables().into_iter().map(|table| (table.id, table.name)).collect();
    /// assert_eq!(tables, [(1, "stock.csv".to_owned()), (2, "costs.csv".to_owned())]);
    /// ```
    #[must_use]
    pub fn tables(&self) -> Vec<TableView> {
        self.given.iter().map(|given| table::view(given, &self.left_out)).collect()
    }

    /// Adds a product without data and gives its key.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// assert_eq!([book.add_product(), book.add_product()], ["own-1", "own-2"]);
    /// ```
    pub fn add_product(&mut self) -> String {
        let key = loop {
            let key = format!("own-{}", self.next_by_hand);
            self.next_by_hand = self.next_by_hand.saturating_add(1);
            if self.products.position(&key).is_none() {
                break key;
            }
        };
        self.by_hand.push(key.clone());
        self.products.add(&key);
        self.results.add();
        self.forecasts = None;
        self.fee_change = None;
        self.forget_ways();
        self.under_way = plan::UnderWay::default();
        self.reconciled = None;
        self.orders.clear();
        key
    }

    /// Takes out a product that was added by hand, with everything typed for it.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\n", &ReadOptions::default());
    /// let own = book.add_product();
    /// book.remove_product(&own).unwrap();
    /// // What a table brought goes with the table only.
    /// assert_eq!(book.remove_product("MAT").unwrap_err().code(), "no_such_product");
    /// ```
    ///
    /// # Errors
    /// `no_such_product` if it came from a table or is not there.
    pub fn remove_product(&mut self, key: &str) -> Result<()> {
        let before = self.by_hand.len();
        self.by_hand.retain(|own| own != key);
        if self.by_hand.len() == before {
            return Err(no_such_product(key));
        }
        self.entries.products.remove(key);
        self.rejoin();
        Ok(())
    }

    /// Puts text into a field of a product, or of the settings if `key` is none; empty text
    /// takes the seller's value away. Text that cannot be read is kept and explained in the
    /// answer, and the last good value stays in use.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// let price = book.edit(Some(&key), "price_list", "24,99").unwrap();
    /// assert_eq!((price.text.as_str(), price.source, price.problem), ("24,99", "typed", None));
    /// // A setting: what capital is expected to earn.
    /// book.edit(None, "annual_rate", "12 %").unwrap();
    /// let wrong = book.edit(Some(&key), "price_list", "cheap").unwrap();
    /// assert_eq!((wrong.text.as_str(), wrong.problem.unwrap().code.as_str()), ("cheap", "number_syntax"));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`, `no_such_field`.
    pub fn edit(&mut self, key: Option<&str>, field: &str, text: &str) -> Result<FieldView> {
        let no_field = || Error::new(ErrorKind::Missing, "no_such_field").with("field", field);
        let Some(key) = key else {
            let spec = setting_field(field).ok_or_else(no_field)?;
            let before = self.one_product();
            self.entries.settings.put(spec, text);
            if self.one_product() == before {
                self.invalidate();
            } else {
                self.rejoin();
            }
            return Ok(self.setting(spec));
        };
        let spec = product_field(field).ok_or_else(no_field)?;
        let index = self.position(key)?;
        self.entries.products.entry(key.to_owned()).or_default().put(spec, text);
        self.conflicts = None;
        self.outdate(index);
        self.form(index).into_iter().find(|view| view.field == spec.name).ok_or_else(no_field)
    }

    /// How many products are up to date.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\nRUG,15\n", &ReadOptions::default());
    /// assert_eq!((book.progress().done, book.progress().total), (0, 2));
    /// book.finish().unwrap();
    /// assert_eq!(book.progress().done, 2);
    /// ```
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { done: count(self.results.done()), total: count(self.products.len()) }
    }

    /// Goes over up to `limit` products and brings those up to date that the catalogue pass answers; the caller goes
    /// on until none is `left`. The others stay out of every list and sum until [`Book::advance`] has been at them.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// while book.first_pass(100).unwrap().left > 0 {}
    /// assert_eq!(book.progress().done, 1);
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn first_pass(&mut self, limit: usize) -> Result<FirstPass> {
        let context = self.take_context()?;
        let mut left = limit;
        let is_read = self.products.read_some(&mut left);
        while is_read && left > 0 && self.passed_to < self.products.len() {
            let index = self.passed_to;
            if self.results.get(index).is_some_and(Option::is_none)
                && let Some(facts) = self.products.get(index)
            {
                let computed = calculation::compute_in_pass(&context, facts, self.entries.of(&facts.key));
                self.results.put(index, computed);
                left -= 1;
            }
            self.passed_to += 1;
        }
        self.context = Some(context);
        self.orders.clear();
        let Progress { done, total } = self.progress();
        Ok(FirstPass { done, total, left: total.saturating_sub(count(self.passed_to)) })
    }

    /// Brings up to `limit` products up to date, or takes in so many rows of tables that were given since; the caller
    /// goes on until `done` is `total`.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\nRUG,15\n", &ReadOptions::default());
    /// let mut progress = book.progress();
    /// while progress.done < progress.total {
    ///     progress = book.advance(1).unwrap();
    /// }
    /// assert_eq!(book.summary().units, 55.0);
    /// ```
    ///
    /// # Errors
    /// `holding_rate` if a setting makes no sense of the year ahead.
    pub fn advance(&mut self, limit: usize) -> Result<Progress> {
        let context = self.take_context()?;
        let mut left = limit;
        let is_read = self.products.read_some(&mut left);
        while is_read && left > 0 && self.computed_to < self.products.len() {
            let index = self.computed_to;
            if self.results.get(index).is_some_and(Option::is_none) {
                self.compute(&context, index);
                left -= 1;
            }
            self.computed_to += 1;
        }
        self.context = Some(context);
        self.orders.clear();
        Ok(self.progress())
    }

    /// Brings everything up to date.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand,Landed cost ($)\nMAT,40,6.00\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// // 40 units at 6.00.
    /// assert_eq!(book.summary().cash_tied_up.unwrap().to_string(), "240.00");
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn finish(&mut self) -> Result<()> {
        self.advance(usize::MAX).map(|_| ())
    }

    fn compute(&mut self, context: &Context, index: usize) {
        let Some(facts) = self.products.get(index) else { return };
        let computed = calculation::compute(context, facts, self.entries.of(&facts.key), &mut self.scratch);
        self.results.put(index, Some(computed));
    }

    fn take_context(&mut self) -> Result<Context> {
        match self.context.take() {
            Some(context) => Ok(context),
            None => self.make_context(),
        }
    }

    /// Makes what all products share, where it is not there.
    fn keep_context(&mut self) -> Result<()> {
        let context = self.take_context()?;
        self.context = Some(context);
        Ok(())
    }

    fn make_context(&self) -> Result<Context> {
        Context::new(self.today, self.currency, &self.entries.settings, self.fees)
    }

    fn position(&self, key: &str) -> Result<usize> {
        self.products.position(key).ok_or_else(|| no_such_product(key))
    }

    /// The ways found for the plan of the catalogue hold no more.
    fn forget_ways(&mut self) {
        self.catalogue_works.clear();
        self.ways_revision = self.ways_revision.wrapping_add(1);
    }

    /// What was computed of a product holds no more.
    fn outdate(&mut self, index: usize) {
        self.results.put(index, None);
        self.fee_change = None;
        self.forget_ways();
        self.fee_sources = None;
        self.under_way = plan::UnderWay::default();
        self.reconciled = None;
        self.computed_to = self.computed_to.min(index);
        self.passed_to = self.passed_to.min(index);
        self.splits_to = self.splits_to.min(index);
        self.split_sums = None;
        self.orders.clear();
    }

    /// Everything rests on the day and the settings.
    fn invalidate(&mut self) {
        self.results.forget();
        self.forget_sums();
    }

    /// Nothing holds that was made of results.
    fn forget_sums(&mut self) {
        self.context = None;
        self.fee_change = None;
        self.forget_ways();
        self.fee_sources = None;
        self.under_way = plan::UnderWay::default();
        self.reconciled = None;
        self.orders.clear();
        self.computed_to = 0;
        self.passed_to = 0;
        self.splits_to = 0;
        self.split_sums = None;
    }

    /// Joins all tables anew.
    fn rejoin(&mut self) {
        let (products, left_out, others) = Products::at_once(
            self.numbered(),
            self.market,
            self.currency,
            self.one_product(),
            &self.by_hand,
            self.today,
        );
        self.take_joined(products, left_out, others);
    }

    /// Goes on with these products.
    fn take_joined(&mut self, products: Products, left_out: Vec<LeftOut>, others: marketplace::Others) {
        self.joins = self.joins.wrapping_add(1);
        self.results = Results::none_of(products.len());
        self.products = products;
        self.left_out = left_out;
        self.other_markets = others.sorted();
        self.elsewhere.clear();
        self.conflicts = None;
        self.read_totals.clear();
        self.forecasts = None;
        self.forget_sums();
    }

    fn numbered(&self) -> Vec<Numbered> {
        self.given.iter().map(Given::numbered).collect()
    }

    /// What the seller takes as one product.
    fn one_product(&self) -> OneProduct {
        let is_one = |name: &str| self.entries.settings.entry(name).and_then(Entry::as_text) == Some("one_product");
        OneProduct { in_any_case: is_one("sku_letters"), in_any_condition: is_one("sku_conditions") }
    }

    fn table_name(&self, id: u32) -> Option<&str> {
        self.given.iter().find(|given| given.id == id).map(|given| given.table.name())
    }
}

fn no_such_product(key: &str) -> Error {
    Error::new(ErrorKind::Missing, "no_such_product").with("key", key)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
