//! What the whole catalogue is expected to sell: a forecast a product by week, from what the seller pasted or what the tables
//! say, with how well it would have done against the naive one.
//!
//! A forecast of two years of weeks takes milliseconds, so a catalogue is gone through a few products at a time and kept.
//! Each is the forecast of the product's own view (`book::restock`) by week, with its market, gaps and events.

mod ets;
mod take_over;
#[cfg(test)]
mod tests;
mod view;

use super::calculation::Context;
use super::health::{FieldText, OwnSheet};
use super::listing::by_figure;
use super::restock::{WeeksAhead, weeks_ahead};
use super::view::Progress;
use super::{Book, count};
use crate::error::Result;
use crate::export::{Cell, Sheet};
use crate::number::Decimal;
use serde::Deserialize;

pub use ets::{EtsAnswers, EtsQuestions};
pub(super) use ets::{Lookup, Store};
pub use take_over::{ForecastUse, TakeOver};
pub use view::{ForecastMarket, ForecastMethod, ForecastRow, ForecastsBody};

/// Steps that a forecast counts for: it takes as long as so many products of the catalogue pass.
const STEPS: usize = 8;
/// Weeks looked ahead: a quarter.
pub(super) const WEEKS: usize = 13;
/// Weeks that are made: the year that a stock is followed for.
pub(super) const YEAR_WEEKS: usize = 52;
/// Days after which what lasts never ends: a hundred years.
const NEVER: f64 = 36_500.0;
/// Weeks of the nearer figure.
const NEAR: usize = 4;

/// Which rows are wanted.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\nMUG\t40\n", &options("stock.tsv"));
/// let days = (0..20).map(|week| book.today().plus(7 * week - 133));
/// let sold: String = days.map(|day| format!("{day}\tPAD\t14\n{day}\tMUG\t7\n")).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// book.forecast_some(&[], 100).unwrap();
/// let window = ForecastWindow { count: 1, sort: "next_4".to_owned(), ..ForecastWindow::default() };
/// let body = book.forecasts(&window);
/// // The smallest first, and of two only one is wanted.
/// assert_eq!((body.count, body.rows.len(), body.rows[0].sku.as_str()), (2, 1, "MUG"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ForecastWindow {
    /// First place, from 0.
    pub offset: usize,
    /// Rows wanted.
    pub count: usize,
    /// `next_4`, `next_13`, `trend`, `mase`, `bias`, `lasts`, `order`, `sku`; others are `next_13`.
    pub sort: String,
    /// Largest first.
    pub is_descending: bool,
    /// Only these: `method:simple`, `worse` (than the naive forecast), `problem`; empty = all.
    pub only: String,
}

/// A product with its forecast.
#[derive(Clone, Debug)]
struct Line {
    index: usize,
    /// The weeks, or the code of what keeps the history from being read.
    found: core::result::Result<WeeksAhead, String>,
}

/// Forecasts that are made, and how far.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    /// Worksheets of products that were looked at, as typed.
    sheets: Vec<OwnSheet>,
    lines: Vec<Line>,
    next: usize,
    /// Products without any history.
    without: u32,
    /// Lines that were tried with ETS.
    ets: usize,
}

impl Line {
    fn ahead(&self) -> Option<&WeeksAhead> {
        self.found.as_ref().ok()
    }

    fn units(&self, weeks: usize) -> Option<f64> {
        Some(self.ahead()?.weeks.iter().take(weeks).sum())
    }

    /// Change of a week to come against one of the last 13; none where nothing sold in them.
    fn trend(&self) -> Option<f64> {
        let before = self.ahead()?.lately.filter(|before| *before > 0.0)?;
        Some(self.units(WEEKS)? / super::facts::to_f64(13) / before - 1.0)
    }

    fn is_worse(&self) -> bool {
        self.ahead().and_then(WeeksAhead::is_better).is_some_and(|better| !better)
    }

    fn passes(&self, only: &str) -> bool {
        match only {
            "" => true,
            "worse" => self.is_worse(),
            "problem" => self.found.is_err(),
            _ => match only.strip_prefix("method:") {
                Some(code) => self.ahead().is_some_and(|ahead| ahead.method == code),
                None => true,
            },
        }
    }
}

impl Book {
    /// Forecasts further products, a few a call, and says how far it is; the caller goes on until `done` is `total`. A
    /// product counts for eight of `limit`, at least one is done. `sheets` are the worksheets of buying again, as typed: what
    /// is pasted there comes before what the tables say. Begins anew when they are others than before or the book has
    /// changed.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
    /// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
    /// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
    /// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
    /// let progress = book.forecast_some(&[], 8).unwrap();
    /// assert_eq!((progress.done, progress.total), (1, 1));
    /// let body = book.forecasts(&ForecastWindow { count: 10, ..ForecastWindow::default() });
    /// // Two a day: 56 in four weeks, and the stock of 90 lasts 45 days.
    /// assert_eq!((body.rows[0].next_4.unwrap().round(), body.rows[0].lasts_days.unwrap().round()), (56.0, 45.0));
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn forecast_some(&mut self, sheets: &[OwnSheet], limit: usize) -> Result<Progress> {
        let context = self.take_context()?;
        let progress = self.forecast_slice(&context, sheets, limit);
        self.context = Some(context);
        Ok(progress)
    }

    fn forecast_slice(&mut self, context: &Context, sheets: &[OwnSheet], limit: usize) -> Progress {
        let total = self.products.len();
        let mut work = self
            .forecasts
            .take()
            .filter(|work| work.sheets == sheets)
            .unwrap_or_else(|| Work { sheets: sheets.to_vec(), ..Work::default() });
        let lookup = Lookup::of(self.ets.as_deref());
        let mut left = limit.div_ceil(STEPS).max(1);
        // Who has no history costs next to nothing.
        let mut passed = 0_usize;
        while left > 0 && work.next < total && passed < limit.saturating_mul(STEPS).max(STEPS) {
            let index = work.next;
            work.next += 1;
            passed += 1;
            match self.ahead_of(Some(context), &work.sheets, index, &lookup) {
                None => work.without += 1,
                Some(found) => {
                    work.lines.push(Line { index, found });
                    left -= 1;
                }
            }
        }
        let progress = Progress { done: count(work.next), total: count(total) };
        self.forecasts = Some(work);
        progress
    }

    /// The weeks of one product; none without a history. With a context, also what an order would be.
    fn ahead_of(
        &self,
        context: Option<&Context>,
        sheets: &[OwnSheet],
        index: usize,
        ets: &Lookup<'_>,
    ) -> Option<core::result::Result<WeeksAhead, String>> {
        let key = self.key_of(index);
        let pasted = sheets.iter().find(|own| own.key == key).map(|own| own.texts.as_slice()).unwrap_or_default();
        // The list is by week, whatever the product's own view is by.
        let texts = pasted.iter().filter(|typed| typed.field != "period");
        let texts: Vec<(String, String)> =
            texts.map(|FieldText { field, text }| (field.clone(), text.clone())).collect();
        let is_pasted = texts.iter().any(|(field, text)| field == "sales" && !text.trim().is_empty());
        if !is_pasted && !self.products.sold().has(index) {
            return None;
        }
        let here = (self.today, self.market.code(), self.currency);
        let mut found = weeks_ahead(&texts, &self.sold_of(index, false), ets, here, (WEEKS, YEAR_WEEKS))?;
        if let (Ok(ahead), Some(context)) = (&mut found, context) {
            ahead.order = self.order_ahead(context, index, &texts, ahead.pace);
        }
        Some(found)
    }

    /// Units that the weeks to come are expected to sell of a product, where its forecast is made.
    pub(super) fn expected_weeks(&self, index: usize) -> Option<&[f64]> {
        let work = self.forecasts.as_ref()?;
        let place = work.lines.binary_search_by_key(&index, |line| line.index).ok()?;
        work.lines.get(place)?.ahead()?.weeks.get(..WEEKS)
    }

    /// The forecasts made so far: sums, methods, markets, and rows.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
    /// book.add_table("SKU\tQuantity\nPAD\t90\nMUG\t40\n", &options("stock.tsv"));
    /// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
    /// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
    /// while book.forecast_some(&[], 8).unwrap().done < 2 {}
    /// let body = book.forecasts(&ForecastWindow::default());
    /// assert_eq!((body.forecast, body.without, body.next_4.round()), (1, 1, 56.0));
    /// ```
    pub fn forecasts(&self, window: &ForecastWindow) -> ForecastsBody {
        let nothing = Work::default();
        let work = self.forecasts.as_ref().unwrap_or(&nothing);
        let mut body = view::body(self.today, work, self.products.len());
        let mut shown: Vec<&Line> = work.lines.iter().filter(|line| line.passes(&window.only)).collect();
        self.sort_forecasts(&mut shown, window);
        body.count = count(shown.len());
        let rows = shown.into_iter().skip(window.offset).take(window.count);
        body.rows = rows.map(|line| self.forecast_row(line)).collect();
        body
    }

    /// The forecasts made so far as a table, a line a product, in the order of the book.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
    /// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
    /// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
    /// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
    /// book.forecast_some(&[], 8).unwrap();
    /// let sheet = book.forecasts_sheet();
    /// assert_eq!((sheet.headings[0], sheet.headings[6], sheet.rows.len()), ("sku", "sold_last_13_weeks", 1));
    /// ```
    pub fn forecasts_sheet(&self) -> Sheet {
        let headings = vec![
            "sku",
            "title",
            "market",
            "history",
            "method",
            "known_weeks",
            "sold_last_13_weeks",
            "expected_4_weeks",
            "expected_13_weeks",
            "change",
            "mase",
            "mase_naive",
            "bias",
            "units",
            "lasts_days",
            "order",
            "order_advice",
            "order_lacks",
            "problem",
        ];
        let lines = self.forecasts.iter().flat_map(|work| &work.lines);
        let figure = |figure: Option<f64>| Cell::number(figure.and_then(|figure| Decimal::nearest(figure, 4).ok()));
        let rows = lines.map(|line| {
            let row = self.forecast_row(line);
            vec![
                Cell::text(Some(row.sku)),
                Cell::text(Some(row.title).filter(|title| !title.is_empty())),
                Cell::text(row.market),
                Cell::text(row.basis),
                Cell::text(row.method),
                Cell::number(row.known),
                figure(row.sold_13),
                figure(row.next_4),
                figure(row.next_13),
                figure(row.trend),
                figure(row.mase),
                figure(row.naive_mase),
                figure(row.bias),
                Cell::number(row.units),
                figure(row.lasts_days),
                Cell::number(row.order),
                Cell::text(row.order_advice),
                Cell::text(row.order_lacks),
                Cell::text(row.problem),
            ]
        });
        Sheet { headings, rows: rows.collect() }
    }

    fn sort_forecasts(&self, lines: &mut [&Line], window: &ForecastWindow) {
        let is_descending = window.is_descending;
        if window.sort == "sku" {
            let sku = |line: &Line| self.products.get(line.index).map_or("", |facts| facts.sku.as_str());
            lines.sort_by(|a, b| {
                let order = sku(a).cmp(sku(b));
                if is_descending { order.reverse() } else { order }
            });
            return;
        }
        let figure = |line: &Line| match window.sort.as_str() {
            "next_4" => line.units(NEAR),
            "trend" => line.trend(),
            "mase" => line.ahead().and_then(|ahead| ahead.mase),
            "bias" => line.ahead().and_then(|ahead| ahead.bias),
            "lasts" => self.lasts(line),
            "order" => line.ahead().and_then(|ahead| ahead.order.units).map(f64::from),
            _ => line.units(WEEKS),
        };
        lines.sort_by(|a, b| by_figure(figure(a), figure(b), is_descending));
    }

    fn units_of(&self, index: usize) -> Option<i64> {
        let facts = self.products.get(index)?;
        let typed = self.entries.of(&facts.key).entry("units").and_then(crate::state::field::Entry::as_whole);
        typed.or(facts.stock.units.map(|units| units.value))
    }

    /// Days that the stock lasts as the weeks are expected, the last of them for what comes after; infinite = never ends.
    fn lasts(&self, line: &Line) -> Option<f64> {
        let weeks = &line.ahead()?.weeks;
        let mut left = super::facts::to_f64(self.units_of(line.index)?);
        let mut days = 0.0;
        for week in weeks {
            if *week >= left {
                return Some(days + if *week > 0.0 { 7.0 * left / week } else { 0.0 });
            }
            left -= week;
            days += 7.0;
        }
        // Where next to nothing sells, the last of it would be a matter of centuries.
        let after = weeks.last().copied().filter(|week| *week > 0.0).map(|week| days + 7.0 * left / week);
        Some(after.filter(|days| *days < NEVER).unwrap_or(f64::INFINITY))
    }

    fn forecast_row(&self, line: &Line) -> ForecastRow {
        let facts = self.products.get(line.index);
        let ahead = line.ahead();
        ForecastRow {
            key: facts.map(|facts| facts.key.clone()).unwrap_or_default(),
            sku: facts.map(|facts| facts.sku.clone()).unwrap_or_default(),
            title: self.title_of(line.index).to_owned(),
            market: ahead.and_then(|ahead| ahead.market.clone()),
            basis: ahead.map(|ahead| ahead.basis),
            method: ahead.map(|ahead| ahead.method),
            known: ahead.map(|ahead| ahead.known),
            sold_13: ahead.and_then(|ahead| ahead.lately).map(|mean| 13.0 * mean),
            next_4: line.units(NEAR),
            next_13: line.units(WEEKS),
            trend: line.trend(),
            mase: ahead.and_then(|ahead| ahead.mase),
            naive_mase: ahead.and_then(|ahead| ahead.naive_mase),
            bias: ahead.and_then(|ahead| ahead.bias),
            units: self.units_of(line.index),
            lasts_days: self.lasts(line),
            order: ahead.and_then(|ahead| ahead.order.units),
            order_advice: ahead.and_then(|ahead| ahead.order.advice),
            order_lacks: ahead.and_then(|ahead| ahead.order.lacks),
            problem: line.found.as_ref().err().cloned(),
            used: self.use_of(line.index, ahead),
        }
    }
}
