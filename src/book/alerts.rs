//! What asks for attention, of the products the book holds.
//!
//! The book knows units, ages, sales of three windows, cost and the day's line of the fee for age. What else the rules
//! ask for (a forecast, safety stock, months of turnover) it does not hold; those rules are left out and named.

use super::calculation::Context;
use super::resolve::Resolved;
use super::{Book, Result};
use crate::alerts::list::{CatalogueAlerts, RowAlerts, StockRow, catalogue_alerts, row_alerts};
use crate::alerts::thresholds::Thresholds;
use crate::date::LocalMinute;
use crate::health::pace::SoldIn;
use crate::number::Decimal;
use crate::offer::Channel;
use crate::rounding::Ratio;

/// What the rules ask of a product. One of each product stands beside its line of the list, so it is kept small.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub units: i64,
    /// Age in days and units of it; empty = not known.
    pub ages: Box<[(i64, i64)]>,
    /// Sold in 30, 60 and 90 days; [`NOT_KNOWN`] in the place of what is not.
    sold: [i64; 3],
    /// Minor units.
    pub unit_cost: Option<Ratio>,
    pub units_per_day: Option<f64>,
    /// Volume of one unit in cubic feet, wherever it lies.
    unit_volume: Option<f64>,
    place: Place,
    /// Its category is free of the fee for age for a while.
    is_exempt: bool,
}

/// No number of units that a table or a person names.
const NOT_KNOWN: i64 = i64::MIN;

/// Whose room a unit takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The seller's own.
    OwnRoom,
    /// The marketplace's, among units of standard size or not.
    Marketplace { is_oversize: bool },
    /// The marketplace's, of no settled size.
    OfNoSize,
}

impl Known {
    /// What is known of a product that is resolved.
    pub fn of(resolved: &Resolved) -> Self {
        // Holding counts an age that nobody gave as new; a rule of age must not.
        let is_age_known = resolved.notes.iter().all(|note| note.code != "age_unknown");
        let ages = resolved.cohorts.iter().filter(|_| is_age_known).filter_map(|cohort| {
            let units = Decimal::nearest(cohort.units, 0).ok()?;
            Some((i64::from(cohort.age_days), i64::try_from(units.coefficient()).ok()?))
        });
        let unit_cost = resolved.landed.as_ref().and_then(|landed| {
            let per_major = Ratio::from(landed.currency.minor_per_major());
            landed.total?.times(per_major).ok()
        });
        let place = match (resolved.channel, resolved.is_oversize) {
            (Channel::OwnFulfilment, _) => Place::OwnRoom,
            (_, Some(is_oversize)) => Place::Marketplace { is_oversize },
            (_, None) => Place::OfNoSize,
        };
        Self {
            units: resolved.units.unwrap_or_default(),
            ages: ages.collect(),
            sold: resolved.sold.map(|sold| sold.unwrap_or(NOT_KNOWN)),
            unit_cost,
            units_per_day: resolved.units_per_day,
            unit_volume: resolved.volume,
            place,
            is_exempt: resolved.is_exempt,
        }
    }

    /// Sold in 30, 60 and 90 days, each as far as it is known.
    pub fn windows(&self) -> [Option<i64>; 3] {
        self.sold.map(|sold| Some(sold).filter(|&sold| sold != NOT_KNOWN))
    }

    /// All three of the windows; none unless each is known.
    pub fn sold(&self) -> Option<SoldIn> {
        let [Some(days_30), Some(days_60), Some(days_90)] = self.windows() else { return None };
        Some(SoldIn { days_30, days_60, days_90 })
    }

    /// Room of one unit at the marketplace, in cubic feet.
    pub fn volume(&self) -> Option<f64> {
        if self.place == Place::OwnRoom { Some(0.0) } else { self.unit_volume }
    }

    /// Whether it is stored by the marketplace among oversize units; none where it is not stored there, or of no settled
    /// size.
    pub const fn is_oversize_there(&self) -> Option<bool> {
        match self.place {
            Place::Marketplace { is_oversize } => Some(is_oversize),
            Place::OwnRoom | Place::OfNoSize => None,
        }
    }

    /// What the rules look at; `free` as [`Book::days_free_of_age_fee`] has it.
    pub fn row(&self, free: DaysFree) -> StockRow<'_> {
        StockRow {
            units: self.units,
            ages: &self.ages,
            sold: self.sold(),
            unit_cost: self.unit_cost,
            fee_after_days: free.of(self),
            ..StockRow::default()
        }
    }
}

/// Last ages in days that pay nothing for age: of goods, and of those whose category is free of it for a while; none where
/// there is no such table.
#[derive(Clone, Copy, Debug)]
pub(super) struct DaysFree {
    plain: Option<i64>,
    exempt: Option<i64>,
}

impl DaysFree {
    /// That of a product.
    pub const fn of(self, known: &Known) -> Option<i64> {
        if known.is_exempt { self.exempt } else { self.plain }
    }
}

impl Book {
    /// Every rule over one product; `now` is what plans fall due from.
    ///
    /// ```
    /// use clearfloor::alerts::thresholds::Thresholds;
    /// use clearfloor::{book::{Book, Day, ReadOptions}, date::LocalMinute};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand,Age (days)\nMAT,400,200\n", &ReadOptions::default());
    /// let now = LocalMinute::parse("2026-11-21T09:00").unwrap();
    /// let found = book.alerts_of("MAT", &Thresholds::default(), now).unwrap();
    /// // Without sales the rules that need them are silent, and named.
    /// assert!(found.missing.contains(&"sold"));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; as [`Thresholds::lines`] and [`row_alerts`].
    pub fn alerts_of(&mut self, key: &str, thresholds: &Thresholds, now: LocalMinute) -> Result<RowAlerts> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let known = self.known(&context, index);
        self.context = Some(context);
        row_alerts(&known?.row(self.days_free_of_age_fee()), &thresholds.lines()?, now)
    }

    /// Every rule over every product, in the order of the book.
    ///
    /// ```
    /// use clearfloor::alerts::thresholds::Thresholds;
    /// use clearfloor::{book::{Book, Day, ReadOptions}, date::LocalMinute};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand,Age (days)\nMAT,400,200\nRUG,300,40\n", &ReadOptions::default());
    /// let now = LocalMinute::parse("2026-11-21T09:00").unwrap();
    /// let found = book.alerts(&Thresholds::default(), now).unwrap();
    /// // At 200 days the surcharge for age is charged, and the rule of it is severe.
    /// assert_eq!((found.by_level, found.rows[0].as_ref().unwrap().findings[0].code), ([1, 0, 0, 1], "charged"));
    /// ```
    ///
    /// # Errors
    /// As [`Thresholds::lines`] and [`catalogue_alerts`].
    pub fn alerts(&mut self, thresholds: &Thresholds, now: LocalMinute) -> Result<CatalogueAlerts> {
        let context = self.take_context()?;
        let known: Result<Vec<Known>> = (0..self.products.len()).map(|index| self.known(&context, index)).collect();
        self.context = Some(context);
        let known = known?;
        let free = self.days_free_of_age_fee();
        let rows: Vec<StockRow> = known.iter().map(|known| known.row(free)).collect();
        catalogue_alerts(&rows, &thresholds.lines()?, now)
    }

    fn known(&self, context: &Context, index: usize) -> Result<Known> {
        self.resolved(context, index).map(|resolved| Known::of(&resolved))
    }

    /// Ages that pay nothing by the table of the day.
    pub(super) fn days_free_of_age_fee(&self) -> DaysFree {
        let last_free = |is_exempt: bool| {
            let table = self.fees.aged(self.today).ok()?.value;
            let first = i64::from(table.bands.first()?.from_day);
            let (from, to) = table.exempt_days;
            let is_free = is_exempt && (i64::from(from)..=i64::from(to)).contains(&first);
            Some(if is_free { i64::from(to) } else { first - 1 })
        };
        DaysFree { plain: last_free(false), exempt: last_free(true) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::level::AlertLevel;
    use crate::date::Day;
    use crate::health::pace::PaceClass;

    fn now() -> LocalMinute {
        LocalMinute::parse("2026-11-26T09:30").unwrap()
    }

    fn book(entries: &[(&str, &str)]) -> (Book, String) {
        let mut book = Book::new(Day::parse("2026-11-26").unwrap()).unwrap();
        let key = book.add_product();
        for (field, text) in entries {
            book.edit(Some(&key), field, text).unwrap();
        }
        (book, key)
    }

    #[test]
    fn old_stock_without_sales_is_an_alert_and_says_what_it_rests_on() {
        let entries = [
            ("units", "100"),
            ("age_days", "200"),
            ("units_sold_30", "0"),
            ("units_sold_60", "0"),
            ("units_sold_90", "2"),
            ("cost_landed", "4.50"),
        ];
        let (mut book, key) = book(&entries);
        let found = book.alerts_of(&key, &Thresholds::default(), now()).unwrap();
        assert_eq!(found.pace, Some(PaceClass::HighRisk));
        // The table of the day charges from the 181st day on.
        let rules: Vec<_> = found.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["aged_fee_status", "age_velocity_class", "age_level", "quadrant"]);
        let all = book.alerts(&Thresholds::default(), now()).unwrap();
        assert_eq!((all.by_level, all.slow_share, all.left_out), ([0, 0, 0, 1], Some(Ratio::ONE), 0));
    }

    #[test]
    fn lines_of_the_seller_hold() {
        let entries = [
            ("units", "100"),
            ("age_days", "120"),
            ("units_sold_30", "9"),
            ("units_sold_60", "18"),
            ("units_sold_90", "27"),
        ];
        let (mut book, key) = book(&entries);
        let mut own = Thresholds::default();
        let slow = |found: RowAlerts| found.pace.is_some_and(PaceClass::is_slow);
        assert!(slow(book.alerts_of(&key, &own, now()).unwrap()));
        own.set("slow_after", "150").unwrap();
        assert!(!slow(book.alerts_of(&key, &own, now()).unwrap()));
    }

    #[test]
    fn an_empty_product_is_no_alert() {
        let (mut book, key) = book(&[]);
        let found = book.alerts_of(&key, &Thresholds::default(), now()).unwrap();
        assert_eq!(found.level(None), AlertLevel::None);
        assert_eq!(book.alerts_of("nothing", &Thresholds::default(), now()).unwrap_err().code(), "no_such_product");
    }
}
