//! A forecast as what holding and plans go by: its mean as the pace of the product, its weeks as the season.

use super::super::Book;
use super::super::health::OwnSheet;
use super::super::restock::WeeksAhead;
use super::super::season::{self, FIELD};
use super::{Lookup, WEEKS, YEAR_WEEKS};
use crate::date::Day;
use crate::error::Result;
use crate::export::{Cell, Sheet};
use crate::number::Decimal;
use crate::state::field::Entry;
use crate::state::season::TakenFrom;
use serde::Serialize;

/// The field of the pace.
const PACE: &str = "units_per_day";
/// Steps of one call where nobody waits for the next.
const ALL_AT_ONCE: usize = 4096;
/// A newer forecast is said where it lies so far from what is calculated with: our choice.
const OFF: f64 = 0.1;

/// What taking a forecast over writes into the fields of a product.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// let taken = book.take_over(&[], &["PAD".to_owned()]).unwrap().remove(0);
/// // 14 a week are two a day.
/// assert_eq!((taken.sku.as_str(), taken.units_per_day.as_str(), taken.problem), ("PAD", "2", None));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TakeOver {
    /// Key.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Units a day, the mean of the year; empty = there is nothing to take over.
    pub units_per_day: String,
    /// The season: which forecast it is, and the factor of each week that differs from the mean.
    pub sales_season: String,
    /// Why there is nothing: `forecast_no_history`, `forecast_nothing_sells`, or what keeps the history from being read.
    pub problem: Option<String>,
}

/// What a product is calculated with, beside its newest forecast.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
/// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
/// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
/// book.take_over_all(&[]).unwrap();
/// book.forecast_some(&[], 8).unwrap();
/// let window = ForecastWindow { count: 1, ..ForecastWindow::default() };
/// let used = book.forecasts(&window).rows.remove(0).used.unwrap();
/// assert_eq!((used.on, used.is_newest, used.is_off), (Some(book.today()), true, false));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForecastUse {
    /// The day of the forecast that was taken over; none = none was, or the pace has been changed since.
    pub on: Option<Day>,
    /// Code of its method.
    pub method: Option<String>,
    /// By what share the next 13 weeks of the newest forecast lie above what is calculated with.
    pub change: Option<f64>,
    /// That is more than a tenth, either way.
    pub is_off: bool,
    /// Taking the newest over would change nothing.
    pub is_newest: bool,
    /// Units a day that the seller typed, which taking over replaces.
    pub own_pace: Option<String>,
    /// The season that the seller typed, which it replaces too.
    pub own_season: Option<String>,
}

impl TakeOver {
    /// A line a product: what is put into which field, and why nothing is.
    ///
    /// ```
    /// use clearfloor::{book::forecasts::TakeOver, export::Cell};
    /// let none = TakeOver {
    ///     key: "PAD".into(), sku: "PAD".into(), units_per_day: String::new(), sales_season: String::new(),
    ///     problem: Some("forecast_no_history".into()),
    /// };
    /// let sheet = TakeOver::sheet(&[none]);
    /// assert_eq!(sheet.headings, ["sku", "units_per_day", "sales_season", "problem"]);
    /// assert_eq!(sheet.rows[0][3], Cell::text(Some("forecast_no_history".to_owned())));
    /// ```
    #[must_use]
    pub fn sheet(taken: &[Self]) -> Sheet {
        let some = |text: &str| Cell::text(Some(text.to_owned()).filter(|text| !text.is_empty()));
        let row = |one: &Self| {
            vec![some(&one.sku), some(&one.units_per_day), some(&one.sales_season), Cell::text(one.problem.clone())]
        };
        Sheet { headings: vec!["sku", PACE, FIELD, "problem"], rows: taken.iter().map(row).collect() }
    }
}

impl Book {
    /// What taking over the forecasts of products writes into their fields, in the order asked for: as in the list of
    /// forecasts where that is made, else made now. Nothing is changed; edit the two fields to take it over.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, forecasts::ForecastWindow};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
    /// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
    /// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
    /// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
    /// book.forecast_some(&[], 8).unwrap();
    /// let window = ForecastWindow { count: 1, ..ForecastWindow::default() };
    /// let key = book.forecasts(&window).rows.remove(0).key;
    /// let taken = book.take_over(&[], &[key.clone()]).unwrap().remove(0);
    /// // Two a day all year: no week differs from the mean.
    /// assert_eq!((taken.units_per_day.as_str(), taken.problem), ("2", None));
    /// assert!(taken.sales_season.starts_with("forecast 2026-11-21 "));
    /// book.edit(Some(&key), "units_per_day", &taken.units_per_day).unwrap();
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; as [`Book::advance`].
    pub fn take_over(&mut self, sheets: &[OwnSheet], keys: &[String]) -> Result<Vec<TakeOver>> {
        let context = self.take_context()?;
        let found = keys.iter().map(|key| self.taken_over(sheets, key)).collect();
        self.context = Some(context);
        found
    }

    /// Takes the forecasts of all products that have a history over into their fields, as if they had been typed, and says what
    /// was written and what could not be. `sheets` as for [`Book::forecast_some`].
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
    /// book.add_table("SKU\tQuantity\nPAD\t90\nLID\t5\n", &options("stock.tsv"));
    /// let sold: String = (0..20).map(|week| format!("{}\tPAD\t14\n", book.today().plus(7 * week - 133))).collect();
    /// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
    /// let taken = book.take_over_all(&[]).unwrap();
    /// assert_eq!((taken.len(), taken[0].sku.as_str(), taken[0].units_per_day.as_str()), (1, "PAD", "2"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn take_over_all(&mut self, sheets: &[OwnSheet]) -> Result<Vec<TakeOver>> {
        loop {
            let progress = self.forecast_some(sheets, ALL_AT_ONCE)?;
            if progress.done >= progress.total {
                break;
            }
        }
        let lines = self.forecasts.iter().flat_map(|work| &work.lines);
        let keys: Vec<String> = lines.map(|line| self.key_of(line.index).to_owned()).collect();
        let taken = self.take_over(sheets, &keys)?;
        for one in taken.iter().filter(|one| one.problem.is_none()) {
            self.edit(Some(&one.key), PACE, &one.units_per_day)?;
            self.edit(Some(&one.key), FIELD, &one.sales_season)?;
        }
        Ok(taken)
    }

    fn taken_over(&self, sheets: &[OwnSheet], key: &str) -> Result<TakeOver> {
        let index = self.position(key)?;
        let texts = match self.newest_of(sheets, index) {
            None => Err("forecast_no_history".to_owned()),
            Some(Err(problem)) => Err(problem),
            Some(Ok(ahead)) => texts(self.today, &ahead).ok_or_else(|| "forecast_nothing_sells".to_owned()),
        };
        let sku = self.products.get(index).map(|facts| facts.sku.clone()).unwrap_or_default();
        let (units_per_day, sales_season, problem) = match texts {
            Ok((pace, season)) => (pace, season, None),
            Err(problem) => (String::new(), String::new(), Some(problem)),
        };
        Ok(TakeOver { key: key.to_owned(), sku, units_per_day, sales_season, problem })
    }

    /// The forecast of the list where it is made with the same worksheets, else one made now.
    fn newest_of(&self, sheets: &[OwnSheet], index: usize) -> Option<core::result::Result<WeeksAhead, String>> {
        let work = self.forecasts.as_ref().filter(|work| work.sheets == sheets);
        let line = work.and_then(|work| {
            let place = work.lines.binary_search_by_key(&index, |line| line.index).ok()?;
            work.lines.get(place)
        });
        match line {
            Some(line) => Some(line.found.clone()),
            None => self.ahead_of(None, sheets, index, &Lookup::of(self.ets.as_deref())),
        }
    }

    /// What a product is calculated with beside a forecast that is made here, for its own view; none where nothing was
    /// typed.
    pub(in crate::book) fn use_beside(&self, index: usize, texts: &[(String, String)]) -> Option<ForecastUse> {
        let used = self.use_of(index, None)?;
        if used.on.is_none() {
            return Some(used);
        }
        let texts = texts.iter().map(|(field, text)| super::FieldText { field: field.clone(), text: text.clone() });
        let sheet = OwnSheet { key: self.key_of(index).to_owned(), texts: texts.collect() };
        let ahead = self.ahead_of(None, &[sheet], index, &Lookup::of(self.ets.as_deref()));
        self.use_of(index, ahead.as_ref().and_then(|found| found.as_ref().ok()))
    }

    /// What a product is calculated with beside a forecast, if there is one.
    pub(super) fn use_of(&self, index: usize, ahead: Option<&WeeksAhead>) -> Option<ForecastUse> {
        let entries = self.entries.of(&self.products.get(index)?.key);
        let text_of = |field: &str| entries.get(field).map(|typed| typed.text.clone());
        let mut used = ForecastUse::default();
        match season::taken(entries) {
            Some((from, is_pace_kept)) => {
                used.own_pace = text_of(PACE).filter(|_| !is_pace_kept);
                if is_pace_kept {
                    used.on = Some(from.on);
                    used.method = Some(from.method.clone()).filter(|method| !method.is_empty());
                }
            }
            None => (used.own_pace, used.own_season) = (text_of(PACE), text_of(FIELD)),
        }
        let pace = entries.entry(PACE).and_then(Entry::as_number).map(Decimal::to_f64);
        let season = entries.entry(FIELD).and_then(Entry::as_season);
        if let (Some(_), Some(pace), Some(season), Some(ahead)) = (used.on, pace, season, ahead) {
            let days = i32::try_from(7 * WEEKS).unwrap_or(i32::MAX);
            let used_with = pace * season.season.mean(ahead.from, days) * f64::from(days);
            let expected: f64 = ahead.weeks.iter().take(WEEKS).sum();
            used.change = (used_with > 0.0).then(|| expected / used_with - 1.0);
            used.is_off = used.change.is_some_and(|change| change.abs() > OFF);
            let stands = text_of(PACE).zip(text_of(FIELD));
            used.is_newest = stands.is_some() && stands == texts(self.today, ahead);
        }
        (used != ForecastUse::default()).then_some(used)
    }
}

/// Pace and season of a forecast: the mean of a year of weeks, and the weeks that differ from it by a hundredth at least. None
/// where next to nothing sells.
fn texts(today: Day, ahead: &WeeksAhead) -> Option<(String, String)> {
    let weeks = ahead.weeks.get(..YEAR_WEEKS).unwrap_or(&ahead.weeks);
    let number = u32::try_from(weeks.len()).ok().filter(|number| *number > 0)?;
    let mean = weeks.iter().sum::<f64>() / f64::from(number);
    let per_day = trimmed(mean / 7.0, 4).filter(|pace| pace.coefficient() > 0)?;
    let one = Decimal::new(1, 0).ok()?;
    let mut windows: Vec<(Day, Day, Decimal)> = Vec::new();
    let mut first = ahead.from.min(today);
    for (place, week) in (1_i32..).zip(weeks) {
        let last = ahead.from.plus(7 * place - 1);
        let factor = trimmed(week / mean, 2)?;
        match windows.last_mut() {
            Some((_, end, before)) if *before == factor && end.plus(1) == first => *end = last,
            _ if factor != one => windows.push((first, last, factor)),
            _ => {}
        }
        first = last.plus(1);
    }
    let from = TakenFrom { on: today, method: ahead.method.to_owned(), per_day: Some(per_day) };
    Some((per_day.to_string(), crate::state::season::text(&from, &windows)))
}

/// A figure to some places, without zeros behind.
fn trimmed(figure: f64, places: u32) -> Option<Decimal> {
    let text = Decimal::nearest(figure, places).ok()?.to_string();
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    Decimal::parse(text).ok()
}
