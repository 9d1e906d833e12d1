//! The pace that the base line of a product is drawn from: that of today, or what sold before the week or month began, so
//! that the line holds still in between.

use super::super::Book;
use super::super::account::{SOLD_FIELDS, pace_by, windows_of};
use super::super::alerts::Known;
use super::super::facts::to_f64;
use super::measure::{By, Findings};
use super::view::DrawnLine;
use crate::date::Day;
use crate::demand::velocity;

/// What a base line follows from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LinePace {
    /// Units a day.
    pub per_day: Option<f64>,
    /// Since when it holds, or why it does not; none where all that is known counts, or a person says the pace.
    pub drawn: Option<DrawnLine>,
}

impl Book {
    /// The pace that the base line of a product is drawn from. Where what sold is not known by day, today's pace is, and
    /// that is said if figures are wanted.
    pub(super) fn line_pace(&self, by: &By<'_>, index: usize, known: &Known, findings: Findings) -> LinePace {
        let of_today = LinePace { per_day: known.units_per_day, drawn: None };
        let Some(since) = by.line_since else { return of_today };
        let sold = self.products.sold();
        if known.units_per_day.is_none() || (sold.is_empty() && findings == Findings::Counted) {
            return of_today;
        }
        let entries = self.entries.of(self.key_of(index));
        if entries.entry("units_per_day").is_some() || SOLD_FIELDS.iter().any(|field| entries.entry(field).is_some()) {
            return of_today;
        }
        match self.pace_before(by, index, since) {
            Some(per_day) => {
                let code = by.held.rules.worked_out.code();
                LinePace { per_day: Some(per_day), drawn: Some(DrawnLine { code, on: since }) }
            }
            None => LinePace { drawn: Some(DrawnLine { code: "not_dated", on: since }), ..of_today },
        }
    }

    /// Units a day by what sold before a day, by the rule that today's pace has; none where the days of it are not known.
    fn pace_before(&self, by: &By<'_>, index: usize, day: Day) -> Option<f64> {
        let sold = self.products.sold();
        let before = sold.before(index, day)?.units.map(|units| units.map(to_f64));
        let facts = self.products.get(index)?;
        let now = facts.sold.map(|fact| fact.map(|fact| to_f64(fact.value)));
        let (now, _) = pace_by(now, self.entries.of(&facts.key), &by.context.defaults)?;
        let found = velocity(&windows_of(before), now.rule).ok()?;
        // A report that says it sold is believed before tables that do not name it.
        (sold.has_here(index) || now.is_still).then_some(found.per_day)
    }
}
