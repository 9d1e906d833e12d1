//! The days that matter, for a calendar.

use super::calculation::NextDeadline;
use super::{Book, count};
use crate::date::Day;
use crate::error::Result;
use crate::fees::{Family, Standing};
use crate::money::Money;
use std::collections::BTreeMap;

/// Surcharge snapshots looked ahead.
const SNAPSHOTS: usize = 3;
/// Days looked ahead for changes of fees.
const AHEAD_DAYS: i32 = 365;
/// Days after which to look at the figures again.
const REVIEW_DAYS: [i32; 2] = [7, 30];
/// Products named on a day; the others are counted.
const MOST_NAMED: usize = 12;

/// What is to be done on a day, or happens on it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let dates = book.dates(Some("MAT")).unwrap();
/// let deadline = dates.iter().find(|date| date.kind == "deadline").unwrap();
/// // The last day before the snapshot of the 15th; by then 24 days at 0.3 a day are sold of 400.
/// assert_eq!((deadline.on.to_string(), deadline.units.round()), ("2026-12-14".to_owned(), 393.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DateToKeep {
    /// Names it in every later calendar, so that one takes the place of the other.
    pub id: String,
    /// `deadline` (last day to let stock go before a surcharge), `snapshot` (of the ages, for the surcharge), `fees` (a
    /// table changes), `review` (look at the figures again).
    pub kind: &'static str,
    /// The day.
    pub on: Day,
    /// Products it concerns: how many, and the SKUs of those with most money at stake.
    pub products: u32,
    /// Their SKUs.
    pub skus: Vec<String>,
    /// Units it concerns.
    pub units: f64,
    /// What missing it costs, as far as it is known.
    pub cost: Option<Money>,
    /// What changes about fees, for `fees`: `peak_begins`, `peak_ends` (the fulfilment fees of the season), `tables_change`,
    /// `storage_season`; empty for other kinds.
    pub change: &'static str,
    /// Families whose tables change with it, codes.
    pub families: Vec<&'static str>,
}

/// What changes about the fees on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChangeOfFees {
    pub on: Day,
    /// As [`DateToKeep::change`].
    pub code: &'static str,
    /// Families whose tables change, codes.
    pub families: Vec<&'static str>,
}

impl Book {
    /// The days that matter of one product, or of all that are up to date, in order.
    ///
    /// # Errors
    /// `no_such_product`.
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let dates = book.dates(None).unwrap();
    /// let seen: Vec<_> = dates.iter().map(|date| (date.kind, date.on.to_string())).collect();
    /// assert_eq!(seen[0], ("review", "2026-11-28".to_owned()));
    /// assert!(seen.contains(&("snapshot", "2026-12-15".to_owned())));
    /// // The fees of the season end.
    /// let ends = dates.iter().find(|date| date.kind == "fees" && date.on.to_string() == "2027-01-15").unwrap();
    /// assert_eq!((ends.change, &ends.families[..]), ("peak_ends", &["fulfilment"][..]));
    /// ```
    pub fn dates(&self, key: Option<&str>) -> Result<Vec<DateToKeep>> {
        let only = key.map(|key| self.position(key)).transpose()?;
        let mut by_day: BTreeMap<Day, Vec<(&str, NextDeadline)>> = BTreeMap::new();
        for (facts, computed) in self.products.iter().zip(self.results.iter()) {
            let Some(deadline) = computed.as_ref().and_then(|computed| computed.deadline) else { continue };
            if key.is_none_or(|key| key == facts.key) {
                by_day.entry(deadline.date).or_default().push((&facts.sku, deadline));
            }
        }
        let market = self.market.code();
        let mut dates: Vec<DateToKeep> = by_day
            .into_iter()
            .map(|(on, mut of)| {
                of.sort_by_key(|(_, deadline)| core::cmp::Reverse(deadline.cost.map_or(0, Money::minor)));
                let sum = |sum: Option<Money>, cost: Money| sum.map_or(Some(cost), |sum| sum.plus(cost).ok());
                DateToKeep {
                    id: match key {
                        Some(key) => format!("deadline-{market}-{key}"),
                        None => format!("deadline-{market}-{on}"),
                    },
                    kind: "deadline",
                    on,
                    products: count(of.len()),
                    skus: of.iter().take(MOST_NAMED).map(|(sku, _)| (*sku).to_owned()).collect(),
                    units: of.iter().map(|(_, deadline)| deadline.units).sum(),
                    cost: of.iter().filter_map(|(_, deadline)| deadline.cost).fold(None, sum),
                    change: "",
                    families: Vec::new(),
                }
            })
            .collect();
        let plain = |kind: &'static str, id: String, on: Day| DateToKeep {
            id,
            kind,
            on,
            products: 0,
            skus: Vec::new(),
            units: 0.0,
            cost: None,
            change: "",
            families: Vec::new(),
        };
        dates.extend(self.snapshots().map(|on| plain("snapshot", format!("snapshot-{market}-{on}"), on)));
        dates.extend(self.changes_of_fees(AHEAD_DAYS).into_iter().map(|ChangeOfFees { on, code, families }| {
            DateToKeep { change: code, families, ..plain("fees", format!("fees-{market}-{on}"), on) }
        }));
        dates.extend(REVIEW_DAYS.map(|days| {
            let of = only.and_then(|index| self.products.get(index)).map_or("all", |facts| facts.key.as_str());
            plain("review", format!("review-{market}-{of}-{days}"), self.today.plus(days))
        }));
        dates.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
        Ok(dates)
    }

    /// Days of the next `ahead` on which a fee table begins, ends or changes its season, with what changes.
    pub(super) fn changes_of_fees(&self, ahead: i32) -> Vec<ChangeOfFees> {
        let change = |on: Day| {
            let (before, after) = (self.fees.standings(on.plus(-1)), self.fees.standings(on));
            let table = |standings: &[Standing<'_>], family| {
                let of_family = standings.iter().find(|standing| standing.family == family);
                of_family.map(|standing| (standing.table.to_owned(), standing.is_assumed))
            };
            let families = Family::ALL.into_iter().filter(|family| family.is_of_sale_or_stock());
            let families = families.filter(|family| table(&before, *family) != table(&after, *family));
            let families: Vec<&'static str> = families.map(Family::code).collect();
            let code = match (self.fees.season(on.plus(-1)), self.fees.season(on)) {
                (Some("non_peak"), Some("peak")) => "peak_begins",
                (Some("peak"), Some("non_peak")) => "peak_ends",
                _ if families.is_empty() => "storage_season",
                _ => "tables_change",
            };
            ChangeOfFees { on, code, families }
        };
        self.fees.change_days(self.today, self.today.plus(ahead)).into_iter().map(change).collect()
    }

    /// The next snapshots of the ages, where there is a surcharge.
    fn snapshots(&self) -> impl Iterator<Item = Day> {
        let month = |ahead: i64| {
            let in_month = self.today.plus_months(ahead).ok()?;
            self.fees.aged(in_month).ok()?.value.snapshot_of_month(in_month).ok()
        };
        (0..12).filter_map(month).filter(|on| *on > self.today).take(SNAPSHOTS)
    }
}
