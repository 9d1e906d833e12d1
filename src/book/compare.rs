//! Up to a handful of ways side by side, with what each changes against one of them.

use super::Book;
use super::bundle::BundleSheet;
use super::calculation::Prepared;
use super::promotion::PromotionSheet;
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::scenario::{Outcome, ScenarioKind, cut_price, split};
use crate::state::field::{self, Entry, OwnPrice, parse, product_field};

/// A way to stand in a column.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, compare::Way};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\n", &ReadOptions::default());
/// let ways = ["17.49", "30 %", "7折"].map(|text| Way::Typed(text.to_owned()));
/// let columns = book.compare("MAT", &ways, 0).unwrap();
/// let prices = columns.iter().map(|column| column.outcome.as_ref().unwrap().scenario.price.unwrap().to_string());
/// // 30 % off 25.00, and seven tenths of it, are the same.
/// assert_eq!(prices.collect::<Vec<_>>(), ["17.49", "17.50", "17.50"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// One of the built-in ways or of the seller's own prices, by its id.
    Scenario(String),
    /// Selling at a price or discount from today on, as the seller writes it: `17.49`, `30 %`, `7折`.
    Typed(String),
}

/// A way less the base: what choosing it instead changes. None where either is not known.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, compare::Way};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let ways = [Way::Scenario("hold".into()), Way::Typed("10 %".into())];
/// let columns = book.compare("MAT", &ways, 0).unwrap();
/// let change = columns[1].change.as_ref().unwrap();
/// // 2.50 less for a unit, of which 15 % are the referral fee.
/// assert_eq!(change.net_per_unit.unwrap().to_string(), "-2.13");
/// assert_eq!(change.fees.unwrap().to_string(), "-0.37");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Net of one unit on the first day.
    pub net_per_unit: Option<Money>,
    /// Fees of one unit.
    pub fees: Option<Money>,
    /// Units sold a week.
    pub units_per_week: Option<f64>,
    /// Days until nothing is left.
    pub days_to_clear: Option<i32>,
    /// Storage paid.
    pub storage: Option<Money>,
    /// Aged surcharge paid.
    pub surcharge: Option<Money>,
    /// Units left at the horizon.
    pub units_left: Option<f64>,
    /// Money in less money out.
    pub cash: Option<Money>,
    /// Present value.
    pub present_value: Option<Money>,
}

/// A column of the comparison.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, compare::Way};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let columns = book.compare("MAT", &[Way::Scenario("hold".into()), Way::Typed("cheap".into())], 0).unwrap();
/// // 3.75 referral, 5.34 fulfilment, 0.19 fuel surcharge.
/// assert_eq!(columns[0].fees.unwrap().to_string(), "9.28");
/// assert_eq!(columns[1].problem.as_ref().unwrap().code(), "number_syntax");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// What the way brings; none if it is not there any more, cannot be read or too little is known.
    pub outcome: Option<Outcome>,
    /// Why what the seller wrote cannot be read.
    pub problem: Option<Error>,
    /// Price less net of one unit on the first day; none for a way without a price.
    pub fees: Option<Money>,
    /// Against the base; none for the base itself.
    pub change: Option<Change>,
}

impl Book {
    /// The ways asked for, in that order, each against the one at place `base`.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, compare::Way}, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// let columns = book.compare(&key, &[Way::Scenario("hold".into()), Way::Typed("19.9x".into())], 0).unwrap();
    /// assert_eq!(columns[0].outcome, None); // Nothing is known of the product.
    /// assert!(columns[1].problem.is_some());
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn compare(&mut self, key: &str, ways: &[Way], base: usize) -> Result<Vec<Compared>> {
        let (outcomes, in_force) = self.outcomes(key)?;
        self.side_by_side(key, ways, base, &outcomes, in_force)
    }

    /// The same with the promotions and bundles of the seller's worksheet and the best split of the stock among the
    /// ways, and all of those that there are, named by the ids that [`Way::Scenario`] takes.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, Day, compare::Way}, book::bundle::BundleSheet};
    /// # use clearfloor::book::promotion::{PromotionSheet, PromotionText};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// # for (field, text) in [("price_list", "29.99"), ("category", "home"), ("side_longest", "10"), ("side_median", "7"),
    /// #     ("side_shortest", "2"), ("weight", "1.2"), ("units", "100"), ("units_sold_30", "15")] {
    /// #     book.edit(Some(&key), field, text).unwrap();
    /// # }
    /// let half = PromotionText { mechanic: "second-half-price".into(), texts: Vec::new() };
    /// let sheet = PromotionSheet { shared: Vec::new(), columns: vec![half] };
    /// let ways = [Way::Scenario("hold".into()), Way::Scenario("promotion-0-second-half-price".into())];
    /// let (columns, offers) = book.compare_offers(&key, &ways, 0, (&sheet, &BundleSheet::default())).unwrap();
    /// assert_eq!(columns[1].outcome.as_ref(), Some(&offers[0]));
    /// assert!(columns[1].change.is_some());
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn compare_offers(
        &mut self,
        key: &str,
        ways: &[Way],
        base: usize,
        (promotions, bundle): (&PromotionSheet, &BundleSheet),
    ) -> Result<(Vec<Compared>, Vec<Outcome>)> {
        let promoted = self.promotions(key, promotions)?.columns.into_iter().filter_map(|column| column.outcome);
        let bundled = self.bundle(key, bundle)?.outcomes.into_iter().map(|found| found.outcome);
        let offers: Vec<Outcome> = promoted.chain(bundled).chain(self.split(key)?).collect();
        let (mut outcomes, in_force) = self.outcomes(key)?;
        outcomes.extend(offers.iter().cloned());
        Ok((self.side_by_side(key, ways, base, &outcomes, in_force)?, offers))
    }

    /// Letting some units go now and selling the rest on, where that is worth the most.
    fn split(&mut self, key: &str) -> Result<Option<Outcome>> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let found = self.resolved(&context, index).and_then(|resolved| {
            let prepared = Prepared::new(&context, &resolved)?;
            let ways = prepared.ways(&context);
            match prepared.situation(context.group(&resolved), &ways).filter(|_| resolved.units.is_some()) {
                Some(situation) => split(&situation),
                None => Ok(None),
            }
        });
        self.context = Some(context);
        found
    }

    fn side_by_side(
        &mut self,
        key: &str,
        ways: &[Way],
        base: usize,
        outcomes: &[Outcome],
        in_force: Option<Money>,
    ) -> Result<Vec<Compared>> {
        let mut columns = Vec::with_capacity(ways.len());
        for way in ways {
            columns.push(match way {
                Way::Scenario(id) => Compared::of(outcomes.iter().find(|outcome| is_named(outcome, id)).cloned()),
                Way::Typed(text) => match price_of(text, in_force) {
                    Ok(Some(price)) => Compared::of(self.try_price(key, price.minor())?),
                    Ok(None) => Compared::default(),
                    Err(problem) => Compared { problem: Some(problem), ..Compared::default() },
                },
            });
        }
        let Some(against) = columns.get(base).cloned() else { return Ok(columns) };
        for (place, column) in columns.iter_mut().enumerate() {
            column.change = change(column, &against).filter(|_| place != base);
        }
        Ok(columns)
    }
}

/// The price that a text means; none without a price that a discount could be taken off.
fn price_of(text: &str, in_force: Option<Money>) -> Result<Option<Money>> {
    let no_field = || Error::new(ErrorKind::Missing, "no_such_field").with("field", "own_prices");
    let read = parse(product_field("own_prices").ok_or_else(no_field)?, text)?;
    let first = if let Entry::Prices(prices) = read { prices.into_iter().next() } else { None };
    let Some((own, price)) = first.zip(in_force) else { return Ok(None) };
    match own {
        OwnPrice::Hundredths(own) => field::price_of(own, price.currency()).map(Some),
        OwnPrice::Cut(discount) => cut_price(price, discount).map(Some),
    }
}

/// Whether a way is the one named. Of splits there is one, whatever number of units its id has by now.
fn is_named(outcome: &Outcome, id: &str) -> bool {
    outcome.scenario.id == id || (outcome.scenario.kind == ScenarioKind::Split && id.starts_with("split-"))
}

impl Compared {
    fn of(outcome: Option<Outcome>) -> Self {
        let fees = outcome.as_ref().and_then(|way| way.scenario.price?.minus(way.net_per_unit?).ok());
        Self { outcome, fees, ..Self::default() }
    }
}

fn change(way: &Compared, base: &Compared) -> Option<Change> {
    let less = |a: Option<Money>, b: Option<Money>| a?.minus(b?).ok();
    let units = |a: Option<f64>, b: Option<f64>| Some(a? - b?);
    let (a, b) = (way.outcome.as_ref()?, base.outcome.as_ref()?);
    Some(Change {
        net_per_unit: less(a.net_per_unit, b.net_per_unit),
        fees: less(way.fees, base.fees),
        units_per_week: units(a.units_per_week, b.units_per_week),
        days_to_clear: a.days_to_clear.zip(b.days_to_clear).map(|(a, b)| a - b),
        storage: less(a.storage, b.storage),
        surcharge: less(a.surcharge, b.surcharge),
        units_left: units(a.units_left, b.units_left),
        cash: less(a.cash, b.cash),
        present_value: less(a.present_value, b.present_value),
    })
}
