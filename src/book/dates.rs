//! The days that matter, for a calendar.

use super::calculation::NextDeadline;
use super::{Book, count};
use crate::date::Day;
use crate::error::Result;
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
    /// assert!(seen.contains(&("fees", "2027-01-15".to_owned())));
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
        };
        dates.extend(self.snapshots().map(|on| plain("snapshot", format!("snapshot-{market}-{on}"), on)));
        let changes = self.fees.change_days(self.today, self.today.plus(AHEAD_DAYS));
        dates.extend(changes.into_iter().map(|on| plain("fees", format!("fees-{market}-{on}"), on)));
        dates.extend(REVIEW_DAYS.map(|days| {
            let of = only.and_then(|index| self.products.get(index)).map_or("all", |facts| facts.key.as_str());
            plain("review", format!("review-{market}-{of}-{days}"), self.today.plus(days))
        }));
        dates.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
        Ok(dates)
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
