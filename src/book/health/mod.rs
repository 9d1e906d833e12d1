//! Health of the catalogue and of a product: every indicator the book can know, and what the rules make of it.
//!
//! A product is measured in one pass (`measure`): the rules of [`crate::alerts`] over what is known, and the figures
//! of its row. Sums, classes and the picture are made of those figures. What reports do not hold (a launch, a season,
//! weeks of history) comes from a worksheet of the product; without it the rules that need it are silent, and named.

mod base_line;
mod calendar;
mod calendar_view;
mod lines;
mod measure;
mod own;
mod product;
mod slices;
mod sums;
#[cfg(test)]
mod tests;
mod view;

use super::calculation::{Computed, Context};
use super::channels::Sheet;
use super::listing::{by_figure, first_sorted};
use super::{Book, count};
use crate::alerts::list::RowAlerts;
use crate::error::{Error, ErrorKind, Result};
use core::cmp::Ordering;
use lines::Held;
use measure::{By, Findings, Heard, Line, most_first, start_of};
use own::{Logged, Own, read_log};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use slices::Measuring;

pub(super) use measure::nearest as whole_of;
pub(super) use slices::Begun;

pub use calendar::CalendarAsk;
pub use calendar_view::{AlertRow, CalendarBody, CalendarEntry, RuleCount, StakeView};
pub use own::{FieldText, LogLine, OwnSheet};
pub use view::{
    AbcShare, AgeOutlook, DrawnLine, FigureView, FindingView, HealthBody, HealthCell, HealthGroup, HealthLack,
    HealthRow, HealthTotals, HealthView, LineView, LogEntry, ProductHealthBody, ProductHealthView, RecordView,
    UtilizationEstimate,
};

/// Everything the seller entered about health.
///
/// ```
/// use clearfloor::book::health::{FieldText, HealthSheets, HealthWindow};
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand,Age (days)\nMAT,400,200\n", &ReadOptions::default());
/// let line = FieldText { field: "critical_after".to_owned(), text: "365".to_owned() };
/// let sheets = HealthSheets { lines: vec![line], ..HealthSheets::default() };
/// assert_eq!(book.health(&sheets, &HealthWindow::default()).unwrap().body.aged_after, 365);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HealthSheets {
    /// Lines as typed.
    pub lines: Vec<FieldText>,
    /// Worksheets of products.
    pub own: Vec<OwnSheet>,
    /// What became of alerts.
    pub log: Vec<LogLine>,
}

/// Which rows are wanted.
///
/// ```
/// use clearfloor::book::health::{HealthSheets, HealthWindow};
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,400\nRUG,300\nPAD,0\n", &ReadOptions::default());
/// let window = HealthWindow { count: 1, sort: "units".to_owned(), is_descending: true, ..HealthWindow::default() };
/// let body = book.health(&HealthSheets::default(), &window).unwrap().body;
/// assert_eq!((body.rows.len(), body.rows[0].sku.as_str()), (1, "MAT"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HealthWindow {
    /// First place, from 0.
    pub offset: usize,
    /// Rows wanted.
    pub count: usize,
    /// `level`, `cost`, `units`, `turnover`, `days`, `aged`, `sell_through`, `excess`, `sku`; others are `level`.
    pub sort: String,
    /// Largest first.
    pub is_descending: bool,
    /// Only these: `quadrant:clear_now`, `level:3`, `pace:slow`, `cleared`, `abc:A`, `xyz:Z`, `class:AX`,
    /// `stage:declining`, `lack:sold`; empty = all with stock or an alert.
    pub only: String,
}

/// What was entered, read.
#[derive(Debug)]
struct Said {
    held: Held,
    own: FxHashMap<String, Own>,
    logged: Vec<Logged>,
    log: Vec<LogEntry>,
}

/// Which products are slow, by their place in the book.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SlowProducts {
    /// None = without stock, or not known.
    pub is_slow: Vec<Option<bool>>,
    /// Products with stock.
    pub products: u32,
    /// Slow ones.
    pub slow: u32,
    /// Turns a year over all.
    pub turnover: Option<f64>,
}

fn pairs(texts: &[FieldText]) -> Vec<(String, String)> {
    texts.iter().map(|typed| (typed.field.clone(), typed.text.clone())).collect()
}

impl Book {
    fn said(&self, sheets: &HealthSheets) -> Result<(Said, Vec<super::channels::ChannelField>)> {
        let texts = pairs(&sheets.lines);
        let mut sheet = Sheet { texts: &texts, currency: self.currency, fields: Vec::new() };
        let held = Held::read(&mut sheet)?;
        let own = sheets.own.iter().map(|own| {
            let texts = pairs(&own.texts);
            let mut sheet = Sheet { texts: &texts, currency: self.currency, fields: Vec::new() };
            (own.key.clone(), Own::read(&mut sheet))
        });
        let (logged, log) = read_log(&sheets.log);
        Ok((Said { held, own: own.collect(), logged, log }, sheet.take()))
    }

    /// Runs with everything that measuring rests on, by what was entered.
    fn by_said<T>(&mut self, said: &Said, work: impl FnOnce(&Self, &By<'_>) -> Result<T>) -> Result<T> {
        let context = self.take_context()?;
        let answer = self.with_by(&context, said, work);
        self.context = Some(context);
        answer
    }

    fn with_by<T>(&self, context: &Context, said: &Said, work: impl FnOnce(&Self, &By<'_>) -> Result<T>) -> Result<T> {
        let mut log: FxHashMap<&str, Vec<&Logged>> = FxHashMap::default();
        for logged in &said.logged {
            log.entry(logged.key.as_str()).or_default().push(logged);
        }
        let nothing = Own::default();
        let now = start_of(self.today)?;
        let free = self.days_free_of_age_fee();
        let line_since = said.held.rules.worked_out.since(self.today);
        work(
            self,
            &By { context, held: &said.held, own: &said.own, log: &log, now, nothing: &nothing, free, line_since },
        )
    }

    /// The figures of the products from the last one measured to a place; `each` hears of a product with what is known and
    /// what the rules say.
    fn lines(
        &self,
        by: &By<'_>,
        until: usize,
        heard: &mut Heard,
        lines: &mut Vec<Line>,
        mut each: impl FnMut(&Line, &Computed, &RowAlerts),
    ) -> Result<()> {
        for index in lines.len()..until {
            lines.push(self.with_computed(by, index, |computed| {
                let line = self.line(by, index, computed, Findings::Counted, heard)?;
                each(&line, computed, &heard.alerts);
                Ok(line)
            })?);
        }
        Ok(())
    }

    /// The sums with the rows that are wanted.
    fn with_rows(
        &self,
        by: &By<'_>,
        measuring: &Measuring,
        window: &HealthWindow,
        mut body: HealthBody,
    ) -> Result<HealthBody> {
        let Measuring { lines, lacks, .. } = measuring;
        let mut shown: Vec<&Line> = lines.iter().filter(|line| passes(line, &window.only, lacks)).collect();
        body.total = count(shown.len());
        self.sort_lines(&mut shown, window);
        for line in shown.into_iter().skip(window.offset).take(window.count) {
            let measured = self.measure(by, line.index)?;
            body.rows.push(self.health_row(by, &measured, line.abc));
        }
        Ok(body)
    }

    /// The lines that are shown come first, in order; what follows them is in none.
    fn sort_lines(&self, lines: &mut [&Line], window: &HealthWindow) {
        let is_descending = window.is_descending;
        let upto = window.offset.saturating_add(window.count);
        let figure = |line: &Line| match window.sort.as_str() {
            "units" => Some(line.units),
            "turnover" => line.turnover,
            "days" => line.days,
            "aged" => line.aged_units.map(|old| old / line.units.max(1.0)),
            "sell_through" => line.sell_through(),
            _ => line.excess,
        };
        match window.sort.as_str() {
            "sku" => keep_first(lines, upto, |a, b| {
                let order = self.sku(a).cmp(self.sku(b));
                if is_descending { order.reverse() } else { order }
            }),
            "cost" => keep_first(lines, upto, |a, b| by_figure(a.cost, b.cost, is_descending)),
            "units" | "turnover" | "days" | "aged" | "sell_through" | "excess" => {
                keep_first(lines, upto, |a, b| by_figure(figure(a), figure(b), is_descending));
            }
            _ => keep_first(lines, upto, |a, b| {
                let order = if is_descending { b.level.cmp(&a.level) } else { a.level.cmp(&b.level) };
                order.then_with(|| most_first(a.cost, b.cost))
            }),
        }
    }

    fn sku(&self, line: &Line) -> &str {
        self.products.get(line.index).map_or("", |facts| facts.sku.as_str())
    }

    pub(super) fn key_of(&self, index: usize) -> &str {
        self.products.get(index).map_or("", |facts| facts.key.as_str())
    }
}

/// Sorts what comes first, equal lines in the order of the book; the rest is left as it falls.
fn keep_first(lines: &mut [&Line], upto: usize, order: impl Fn(&Line, &Line) -> Ordering) {
    first_sorted(lines, upto, |a, b| order(a, b).then_with(|| a.index.cmp(&b.index)));
}

/// Whether a row is wanted.
fn passes(line: &Line, only: &str, lacks: &sums::Lacks) -> bool {
    let Some((family, code)) = only.split_once(':') else {
        return if only == "cleared" { line.is_cleared } else { line.units > 0.0 || line.level > 0 };
    };
    match family {
        "quadrant" => line.quadrant.is_some_and(|action| action.code() == code),
        "level" => code == line.level.to_string(),
        "pace" => line.pace.is_some_and(|class| class.code() == code),
        "abc" => line.abc.is_some_and(|class| class.code() == code),
        "xyz" => line.xyz.is_some_and(|class| class.code() == code),
        "class" => line.class() == Some(code),
        "stage" => line.stage.is_some_and(|stage| stage.code() == code),
        "lack" => lacks.has(line.index),
        _ => true,
    }
}

fn no_such_rule(rule: &str) -> Error {
    Error::new(ErrorKind::Missing, "no_such_alert_rule").with("rule", rule)
}
