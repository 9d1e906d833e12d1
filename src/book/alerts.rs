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
use crate::rounding::Ratio;
use crate::state::field::Entry;

/// What the book knows of a product, held for a [`StockRow`].
pub(super) struct Known {
    pub units: i64,
    pub ages: Vec<(i64, i64)>,
    /// Sold in 30, 60 and 90 days, each as far as it is known.
    pub windows: [Option<i64>; 3],
    pub unit_cost: Option<Ratio>,
    pub fee_after_days: Option<i64>,
}

impl Known {
    /// All three of the windows; none unless each is known.
    pub fn sold(&self) -> Option<SoldIn> {
        let [Some(days_30), Some(days_60), Some(days_90)] = self.windows else { return None };
        Some(SoldIn { days_30, days_60, days_90 })
    }

    pub fn row(&self) -> StockRow<'_> {
        StockRow {
            units: self.units,
            ages: &self.ages,
            sold: self.sold(),
            unit_cost: self.unit_cost,
            fee_after_days: self.fee_after_days,
            ..StockRow::default()
        }
    }
}

impl Book {
    /// Every rule over one product; `now` is what plans fall due from.
    ///
    /// # Errors
    /// `no_such_product`; as [`Thresholds::lines`] and [`row_alerts`].
    pub fn alerts_of(&mut self, key: &str, thresholds: &Thresholds, now: LocalMinute) -> Result<RowAlerts> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let known = self.known(&context, index);
        self.context = Some(context);
        row_alerts(&known?.row(), &thresholds.lines()?, now)
    }

    /// Every rule over every product, in the order of the book.
    ///
    /// # Errors
    /// As [`Thresholds::lines`] and [`catalogue_alerts`].
    pub fn alerts(&mut self, thresholds: &Thresholds, now: LocalMinute) -> Result<CatalogueAlerts> {
        let context = self.take_context()?;
        let known: Result<Vec<Known>> = (0..self.products.len()).map(|index| self.known(&context, index)).collect();
        self.context = Some(context);
        let known = known?;
        let rows: Vec<StockRow> = known.iter().map(Known::row).collect();
        catalogue_alerts(&rows, &thresholds.lines()?, now)
    }

    fn known(&self, context: &Context, index: usize) -> Result<Known> {
        let resolved = self.resolved(context, index)?;
        self.known_of(&resolved, index)
    }

    /// What the book knows of a product that is resolved.
    pub(super) fn known_of(&self, resolved: &Resolved, index: usize) -> Result<Known> {
        // Holding counts an age that nobody gave as new; a rule of age must not.
        let is_age_known = resolved.notes.iter().all(|note| note.code != "age_unknown");
        let ages = resolved.cohorts.iter().filter(|_| is_age_known).filter_map(|cohort| {
            let units = Decimal::nearest(cohort.units, 0).ok()?;
            Some((i64::from(cohort.age_days), i64::try_from(units.coefficient()).ok()?))
        });
        let per_major = Ratio::from(self.currency.minor_per_major());
        let cost = resolved.landed.as_ref().and_then(|landed| landed.total);
        Ok(Known {
            units: resolved.units.unwrap_or_default(),
            ages: ages.collect(),
            windows: self.sold_windows(index),
            unit_cost: cost.map(|cost| cost.times(per_major)).transpose()?,
            fee_after_days: self.fee_after_days(resolved),
        })
    }

    /// Sales of 30, 60 and 90 days, typed before printed.
    fn sold_windows(&self, index: usize) -> [Option<i64>; 3] {
        let Some(facts) = self.products.get(index) else { return [None; 3] };
        let entries = self.entries.of(&facts.key);
        let [_, in_30, in_60, in_90] = facts.sold;
        [("units_sold_30", in_30), ("units_sold_60", in_60), ("units_sold_90", in_90)]
            .map(|(field, fact)| entries.entry(field).and_then(Entry::as_whole).or(fact.map(|fact| fact.value)))
    }

    /// Last age in days that pays nothing for age by the table of the day; none where there is no such table.
    fn fee_after_days(&self, resolved: &Resolved) -> Option<i64> {
        let table = self.fees.aged(self.today).ok()?.value;
        let first = i64::from(table.bands.first()?.from_day);
        let (from, to) = table.exempt_days;
        let is_free = resolved.is_exempt && (i64::from(from)..=i64::from(to)).contains(&first);
        Some(if is_free { i64::from(to) } else { first - 1 })
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
