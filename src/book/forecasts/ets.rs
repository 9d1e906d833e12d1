//! Exponential smoothing by likelihood (ETS) as one more candidate: what is asked of the module that has the library, and what
//! it answered.
//!
//! The core knows no such library: it gives the pieces of histories out as arrays and takes arrays in. An answer belongs to
//! what was asked, figure for figure, so it never goes stale; the latest are kept.

use super::super::calculation::Context;
use super::super::restock::ask_ahead;
use super::super::view::Progress;
use super::super::{Book, count};
use super::Work;
use crate::demand::forecast::{ForecastOptions, OutsideAhead, OutsideSeries, OutsideState};
use crate::error::{Error, ErrorKind, Result};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

/// Answers of one age; as many older ones are kept beside them.
const KEPT: usize = 2_000;
/// Questions that may be open at a time.
const OPEN: usize = 4;

/// Series to be forecast elsewhere, one after the other.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU\tQuantity\nPAD\t90\n", &ReadOptions::default());
/// let week = |week: i32| format!("{}\t{}\n", book.today().plus(7 * week - 210), 10 + week % 3);
/// let sales: String = (0..30).map(week).collect();
/// let asked = book.ets_questions_of("PAD", &[("sales".to_owned(), sales)]).unwrap();
/// // The series stand one after the other.
/// assert_eq!(asked.values.len() as u32, asked.lengths.iter().sum());
/// assert_eq!(asked.lengths.len(), asked.ahead.len());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EtsQuestions {
    /// To be named in the answer.
    pub id: u32,
    /// Products, or markets of one, that the series are of.
    pub histories: u32,
    /// Lines of the list that are tried with these; more than histories where some are not asked about.
    pub lines: u32,
    /// Units of all periods of all series.
    pub values: Vec<f64>,
    /// Periods of each series.
    pub lengths: Vec<u32>,
    /// Periods to forecast of each.
    pub ahead: Vec<u32>,
}

/// What was forecast of them.
///
/// ```
/// use clearfloor::book::{Book, Day, forecasts::EtsAnswers};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// // Answers to a question that nobody asked change nothing.
/// let stray = EtsAnswers { id: 7, points: vec![11.0], deviations: vec![1.0], answered: vec![1] };
/// assert_eq!(book.ets_answers(&stray).unwrap().done, 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EtsAnswers {
    /// Of which questions.
    pub id: u32,
    /// Expected units of all periods ahead, series after series.
    pub points: Vec<f64>,
    /// Standard deviations of the same.
    pub deviations: Vec<f64>,
    /// Whether each series could be forecast: 1, else 0.
    pub answered: Vec<u8>,
}

/// A history as it was asked about.
type Key = Vec<u64>;
type Answer = Arc<[Option<OutsideAhead>]>;

fn key_of(history: &[Option<f64>], options: ForecastOptions) -> Key {
    let size = |number: usize| u64::from(count(number));
    let units = history.iter().map(|units| units.map_or(u64::MAX, f64::to_bits));
    [size(options.season), size(options.periods), size(options.judged)].into_iter().chain(units).collect()
}

/// What was asked and not answered yet.
#[derive(Clone, Debug)]
struct Asked {
    id: u32,
    /// Each history, with the periods asked for of each of its pieces.
    histories: Vec<(Key, Vec<usize>)>,
    /// Lines of the list, from which to which.
    lines: Option<(usize, usize)>,
}

/// What was asked and answered.
#[derive(Clone, Debug, Default)]
pub(in crate::book) struct Store {
    fresh: FxHashMap<Key, Answer>,
    older: FxHashMap<Key, Answer>,
    open: VecDeque<Asked>,
    last: u32,
}

impl Store {
    fn get(&self, key: &Key) -> Option<&Answer> {
        self.fresh.get(key).or_else(|| self.older.get(key))
    }

    /// What was asked by this number, if it is open still.
    fn close(&mut self, id: u32) -> Option<Asked> {
        let place = self.open.iter().position(|asked| asked.id == id)?;
        self.open.remove(place)
    }

    fn keep(&mut self, key: Key, answer: Answer) {
        if self.fresh.len() >= KEPT {
            self.older = std::mem::take(&mut self.fresh);
        }
        self.fresh.insert(key, answer);
    }

    /// Opens questions; those that have been open for long are forgotten.
    fn ask(&mut self, asked: Vec<Question>, lines: Option<(usize, usize)>) -> EtsQuestions {
        self.last = self.last.wrapping_add(1);
        let mut out = EtsQuestions { id: self.last, histories: count(asked.len()), ..EtsQuestions::default() };
        out.lines = lines.map_or(0, |(from, to)| count(to - from));
        let mut histories = Vec::with_capacity(asked.len());
        for Question { key, series } in asked {
            histories.push((key, series.iter().map(|piece| piece.ahead).collect()));
            for piece in series {
                out.lengths.push(count(piece.units.len()));
                out.ahead.push(count(piece.ahead));
                out.values.extend(piece.units);
            }
        }
        self.open.push_back(Asked { id: out.id, histories, lines });
        while self.open.len() > OPEN {
            self.open.pop_front();
        }
        out
    }
}

/// A history that is asked about.
#[derive(Clone, Debug)]
pub(in crate::book) struct Question {
    key: Key,
    series: Vec<OutsideSeries>,
}

/// How the answers are looked up while a history is forecast, and what has none is noted.
#[derive(Debug)]
pub(in crate::book) struct Lookup<'a> {
    /// None where nothing was ever asked.
    store: Option<&'a Store>,
    /// What lacks an answer; noted in the place of the forecast.
    asked: Option<RefCell<Vec<Question>>>,
}

impl<'a> Lookup<'a> {
    /// Looks answers up.
    pub fn of(store: Option<&'a Store>) -> Self {
        Self { store, asked: None }
    }

    /// Notes what there is to be asked; nothing is forecast.
    pub fn asking(store: Option<&'a Store>) -> Self {
        Self { store, asked: Some(RefCell::default()) }
    }

    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }

    /// What was answered of a history; nothing where it has not been asked.
    pub fn answers(&self, history: &[Option<f64>], options: ForecastOptions) -> &[Option<OutsideAhead>] {
        // With nothing answered no key is made.
        let Some(store) = self.store.filter(|store| !store.fresh.is_empty()) else { return &[] };
        store.get(&key_of(history, options)).map_or(&[], |answer| answer)
    }

    /// Notes a history, if it is to be asked about and was not yet.
    pub fn note(&self, history: &[Option<f64>], options: ForecastOptions) -> Result<()> {
        let Some(asked) = &self.asked else { return Ok(()) };
        let key = key_of(history, options);
        let series = crate::demand::forecast::outside_series(history, options)?;
        let mut asked = asked.borrow_mut();
        let is_answered = self.store.is_some_and(|store| store.get(&key).is_some());
        if !series.is_empty() && !is_answered && asked.iter().all(|other| other.key != key) {
            asked.push(Question { key, series });
        }
        Ok(())
    }

    fn into_asked(self) -> Vec<Question> {
        self.asked.map(RefCell::into_inner).unwrap_or_default()
    }
}

/// Answers of each history, in order.
fn parted(asked: &Asked, answers: &EtsAnswers) -> Option<Vec<Answer>> {
    let (mut at, mut series) = (0, 0);
    let mut found = Vec::with_capacity(asked.histories.len());
    for (_, pieces) in &asked.histories {
        let mut of_history = Vec::with_capacity(pieces.len());
        for ahead in pieces {
            let point = answers.points.get(at..at + ahead)?.to_vec();
            let deviation = answers.deviations.get(at..at + ahead)?.to_vec();
            let is_answered = *answers.answered.get(series)? == 1;
            of_history.push(is_answered.then_some(OutsideAhead { point, deviation }));
            (at, series) = (at + ahead, series + 1);
        }
        found.push(of_history.into());
    }
    let is_whole = (answers.points.len(), answers.deviations.len(), answers.answered.len()) == (at, at, series);
    is_whole.then_some(found)
}

impl Book {
    /// Series of the next `limit` forecasts of the list that have not been tried with ETS, to be forecast elsewhere. None
    /// is left where `lines` of the answer is 0. What comes goes to [`Book::ets_answers`].
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, forecasts::{EtsAnswers, ForecastWindow}};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
    /// book.add_table("SKU\tQuantity\nPAD\t90\n", &options("stock.tsv"));
    /// let sold: String = (0..24).map(|week| format!("{}\tPAD\t{}\n", book.today().plus(7 * week - 161), 10 + week % 3)).collect();
    /// book.add_table(format!("Date\tSKU\tUnits sold\n{sold}"), &options("sold.tsv"));
    /// book.forecast_some(&[], 8).unwrap();
    /// let asked = book.ets_questions(10);
    /// assert_eq!((asked.lines, asked.histories, asked.lengths.last()), (1, 1, Some(&24)));
    /// // A module that says eleven of everything.
    /// let periods = asked.ahead.iter().sum::<u32>() as usize;
    /// let answers = EtsAnswers {
    ///     id: asked.id,
    ///     points: vec![11.0; periods],
    ///     deviations: vec![1.0; periods],
    ///     answered: vec![1; asked.lengths.len()],
    /// };
    /// assert_eq!(book.ets_answers(&answers).unwrap().done, 1);
    /// assert_eq!(book.forecasts(&ForecastWindow::default()).ets_judged, 1);
    /// assert_eq!(book.ets_questions(10).lines, 0);
    /// ```
    pub fn ets_questions(&mut self, limit: usize) -> EtsQuestions {
        let lookup = Lookup::asking(self.ets.as_deref());
        let (mut from, mut to) = (0, 0);
        if let Some(work) = &self.forecasts {
            from = work.ets;
            to = work.lines.len().min(from.saturating_add(limit));
            for line in work.lines.get(from..to).unwrap_or_default() {
                let _ = self.ahead_of(None, &work.sheets, line.index, &lookup);
            }
        }
        let asked = lookup.into_asked();
        self.ets.get_or_insert_default().ask(asked, Some((from, to)))
    }

    /// Series of the history of one product's worksheet of buying again, its markets included. `histories` of the answer is 0
    /// where there is nothing to be asked, or all is answered.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU\tQuantity\nPAD\t90\n", &ReadOptions::default());
    /// // Without a history there is nothing to be asked.
    /// assert_eq!(book.ets_questions_of("PAD", &[]).unwrap().histories, 0);
    /// let week = |week: i32| format!("{}\t{}\n", book.today().plus(7 * week - 210), 10 + week % 3);
    /// let sales: String = (0..30).map(week).collect();
    /// let asked = book.ets_questions_of("PAD", &[("sales".to_owned(), sales)]).unwrap();
    /// assert_eq!((asked.histories, asked.lines), (1, 0));
    /// ```
    ///
    /// # Errors
    /// As [`Book::restock`].
    pub fn ets_questions_of(&mut self, key: &str, texts: &[(String, String)]) -> Result<EtsQuestions> {
        let store = self.ets.take();
        let lookup = Lookup::asking(store.as_deref());
        let read = ask_ahead(self, key, texts, &lookup);
        let asked = lookup.into_asked();
        self.ets = store;
        read?;
        Ok(self.ets.get_or_insert_default().ask(asked, None))
    }

    /// Takes in what was forecast of the series of a question, and forecasts the lines of the list anew that it was about;
    /// says how far the list is. Answers to a question that is no longer open change nothing.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, forecasts::EtsAnswers};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU\tQuantity\nPAD\t90\n", &ReadOptions::default());
    /// let week = |week: i32| format!("{}\t{}\n", book.today().plus(7 * week - 210), 10 + week % 3);
    /// let sales: String = (0..30).map(week).collect();
    /// let asked = book.ets_questions_of("PAD", &[("sales".to_owned(), sales)]).unwrap();
    /// // As many forecasts as were asked for, or none of them counts.
    /// let short = EtsAnswers { id: asked.id, points: vec![11.0], deviations: vec![1.0], answered: vec![1] };
    /// assert_eq!(book.ets_answers(&short).unwrap_err().code(), "outside_shape");
    /// ```
    ///
    /// # Errors
    /// `outside_shape` if the answers are not those of the question; as [`Book::advance`].
    pub fn ets_answers(&mut self, answers: &EtsAnswers) -> Result<Progress> {
        let asked = self.ets.as_mut().and_then(|store| store.close(answers.id));
        if let Some(asked) = asked {
            let parts = parted(&asked, answers).ok_or_else(|| Error::new(ErrorKind::Mismatch, "outside_shape"))?;
            for ((key, _), answer) in asked.histories.into_iter().zip(parts) {
                self.ets.get_or_insert_default().keep(key, answer);
            }
            if let Some((from, to)) = asked.lines {
                let context = self.take_context()?;
                self.forecasts = self.forecasts.take().map(|work| self.tried(&context, work, from, to));
                self.context = Some(context);
            }
        }
        let work = self.forecasts.as_ref();
        let of = |number: fn(&Work) -> usize| count(work.map_or(0, number));
        Ok(Progress { done: of(|work| work.ets), total: of(|work| work.lines.len()) })
    }

    /// The same work with some lines forecast anew.
    fn tried(&self, context: &Context, mut work: Work, from: usize, to: usize) -> Work {
        // The list may have begun anew meanwhile.
        if work.ets != from || to > work.lines.len() {
            return work;
        }
        let lookup = Lookup::of(self.ets.as_deref());
        for line in work.lines.get_mut(from..to).unwrap_or_default() {
            // Those that had their answer when they were made are what they would be.
            if line.ahead().is_none_or(|ahead| ahead.ets != OutsideState::Open) {
                continue;
            }
            if let Some(found) = self.ahead_of(Some(context), &work.sheets, line.index, &lookup) {
                line.found = found;
            }
        }
        work.ets = to;
        work
    }
}
