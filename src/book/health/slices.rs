//! Health, calendar and slow products of a catalogue that takes longer than anyone should wait for an answer to something
//! else: products are measured a few at a time, and what was begun is kept with the book until it changes.

use super::super::Book;
use super::super::channels::ChannelField;
use super::calendar::Gathering;
use super::measure::{By, Heard, Line};
use super::view::HealthBody;
use super::{
    CalendarAsk, CalendarBody, HealthSheets, HealthTotals, HealthView, HealthWindow, ProductHealthView, Said,
    SlowProducts, sums,
};
use crate::error::Result;
use crate::steps::to_the_end;
use core::mem::discriminant;

/// Products measured in one step: some tenths of a millisecond.
pub(super) const AT_ONCE: usize = 64;
/// Questions that are kept under way: those asked in turn do not drop each other.
const MOST_BEGUN: usize = 4;

/// What is asked by everything entered.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Health(HealthWindow),
    Calendar(CalendarAsk),
    Product(String),
    Slow,
}

impl Asked {
    /// Whether an older question gives way: figures of all products are held for one question of a kind alone.
    fn replaces(&self, older: &Self) -> bool {
        discriminant(self) == discriminant(older) && !matches!(self, Self::Calendar(_))
    }
}

/// Work on an answer.
#[derive(Debug)]
enum Work {
    Sums(Box<Measuring>),
    Calendar(Box<Gathering>),
}

/// A question with the work on its answer.
#[derive(Debug)]
pub(in crate::book) struct Begun {
    sheets: HealthSheets,
    asked: Asked,
    said: Said,
    fields: Vec<ChannelField>,
    work: Work,
}

/// The parts of a question that its work goes on with.
struct Doing<'a> {
    said: &'a Said,
    work: &'a mut Work,
    fields: &'a mut Vec<ChannelField>,
}

/// The figures of every product, and what is summed of them on the way.
#[derive(Debug, Default)]
pub(super) struct Measuring {
    is_classified: bool,
    pub lines: Vec<Line>,
    pub lacks: sums::Lacks,
    room: sums::Room,
    heard: Heard,
    body: Option<HealthBody>,
}

impl Measuring {
    fn lacking(asked: Option<&str>) -> Self {
        Self { lacks: sums::Lacks::new(asked), ..Self::default() }
    }
}

impl Begun {
    fn is(&self, sheets: &HealthSheets, asked: &Asked) -> bool {
        self.asked == *asked && self.sheets == *sheets
    }
}

impl Book {
    /// Health of the whole catalogue by the lines of a worksheet: sums, quadrants, classes, and rows.
    ///
    /// ```
    /// use clearfloor::{book::{Book, health::{HealthSheets, HealthWindow}}, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// for (field, text) in [
    ///     ("units", "100"), ("age_days", "200"), ("cost_landed", "4.50"),
    ///     ("units_sold_30", "0"), ("units_sold_60", "0"), ("units_sold_90", "2"),
    /// ] {
    ///     book.edit(Some(&key), field, text).unwrap();
    /// }
    /// let window = HealthWindow { count: 10, ..HealthWindow::default() };
    /// let body = book.health(&HealthSheets::default(), &window).unwrap().body;
    /// assert_eq!((body.totals.slow, body.totals.slow_share), (1, Some(1.0)));
    /// assert_eq!(body.rows[0].quadrant, Some("clear_now"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; as [`Book::advance`].
    pub fn health(&mut self, sheets: &HealthSheets, window: &HealthWindow) -> Result<HealthView> {
        to_the_end(|steps| self.health_in_steps(sheets, window, steps))
    }

    /// Goes on with [`Book::health`] for at most so many steps, each of some products; nothing while it is not through. What
    /// was begun is kept with the book until it changes.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, health::{HealthSheets, HealthWindow}}, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # book.add_product();
    /// let (sheets, window) = (HealthSheets::default(), HealthWindow { count: 10, ..HealthWindow::default() });
    /// let view = loop {
    ///     if let Some(view) = book.health_in_steps(&sheets, &window, &mut 10).unwrap() {
    ///         break view;
    ///     }
    /// };
    /// assert_eq!(view, book.health(&sheets, &window).unwrap());
    /// ```
    ///
    /// # Errors
    /// As [`Book::health`].
    pub fn health_in_steps(
        &mut self,
        sheets: &HealthSheets,
        window: &HealthWindow,
        steps: &mut usize,
    ) -> Result<Option<HealthView>> {
        self.go_on_by(sheets, Asked::Health(window.clone()), steps, |book, by, doing, steps| {
            let Work::Sums(measuring) = doing.work else { return Ok(None) };
            let Some(body) = book.go_on_summing(by, doing.said, measuring, steps)? else { return Ok(None) };
            let body = book.with_rows(by, measuring, window, body)?;
            Ok(Some(HealthView { fields: core::mem::take(doing.fields), body }))
        })
    }

    /// Every alert, the most urgent first, and the days of the year ahead that matter.
    ///
    /// ```
    /// use clearfloor::{book::{Book, health::{CalendarAsk, HealthSheets}}, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// for (field, text) in [("units", "5"), ("units_per_day", "1")] {
    ///     book.edit(Some(&key), field, text).unwrap();
    /// }
    /// let ask = CalendarAsk { count: 10, only: "rule:alert_level".into() };
    /// let found = book.calendar(&HealthSheets::default(), &ask).unwrap();
    /// // Five units at one a day, and two weeks of them are the base line: less than half.
    /// assert_eq!((found.total, found.alerts[0].level), (1, 3));
    /// ```
    ///
    /// # Errors
    /// `no_such_alert_rule`; `out_of_range`; as [`Book::advance`].
    pub fn calendar(&mut self, sheets: &HealthSheets, ask: &CalendarAsk) -> Result<CalendarBody> {
        to_the_end(|steps| self.calendar_in_steps(sheets, ask, steps))
    }

    /// Goes on with [`Book::calendar`] as [`Book::health_in_steps`] does.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, health::{CalendarAsk, HealthSheets}}, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let (sheets, ask) = (HealthSheets::default(), CalendarAsk { count: 10, only: String::new() });
    /// let body = loop {
    ///     if let Some(body) = book.calendar_in_steps(&sheets, &ask, &mut 10).unwrap() {
    ///         break body;
    ///     }
    /// };
    /// assert_eq!(body, book.calendar(&sheets, &ask).unwrap());
    /// ```
    ///
    /// # Errors
    /// As [`Book::calendar`].
    pub fn calendar_in_steps(
        &mut self,
        sheets: &HealthSheets,
        ask: &CalendarAsk,
        steps: &mut usize,
    ) -> Result<Option<CalendarBody>> {
        self.go_on_by(sheets, Asked::Calendar(ask.clone()), steps, |book, by, doing, steps| {
            let Work::Calendar(gathering) = doing.work else { return Ok(None) };
            book.go_on_gathering(by, doing.said, gathering, ask, steps)
        })
    }

    /// Goes on with [`Book::health_of`] as [`Book::health_in_steps`] does: its class is one among all products.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, health::HealthSheets}, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// let view = loop {
    ///     if let Some(view) = book.health_of_in_steps(&key, &HealthSheets::default(), &mut 10).unwrap() {
    ///         break view;
    ///     }
    /// };
    /// assert_eq!(view, book.health_of(&key, &HealthSheets::default()).unwrap());
    /// ```
    ///
    /// # Errors
    /// As [`Book::health_of`].
    pub fn health_of_in_steps(
        &mut self,
        key: &str,
        sheets: &HealthSheets,
        steps: &mut usize,
    ) -> Result<Option<ProductHealthView>> {
        let index = self.position(key)?;
        self.go_on_by(sheets, Asked::Product(key.to_owned()), steps, |book, by, doing, steps| {
            let Work::Sums(measuring) = doing.work else { return Ok(None) };
            if !book.go_on_measuring(by, measuring, steps)? {
                return Ok(None);
            }
            let abc = measuring.lines.get(index).and_then(|line| line.abc);
            book.product_health_view(by, sheets, index, abc).map(Some)
        })
    }

    /// Goes on with finding which products are slow by the lines of a worksheet, and turnover over all.
    ///
    /// # Errors
    /// As [`Book::health`].
    pub(in crate::book) fn slow_products_in_steps(
        &mut self,
        sheets: &HealthSheets,
        steps: &mut usize,
    ) -> Result<Option<SlowProducts>> {
        self.go_on_by(sheets, Asked::Slow, steps, |book, by, doing, steps| {
            let Work::Sums(measuring) = doing.work else { return Ok(None) };
            // Neither classes nor pictures are asked for. What is made of all products is a slice of its own.
            if measuring.lines.len() < book.products.len() || *steps == 0 {
                if book.go_on_counting(by, measuring, steps)? {
                    *steps = 0;
                }
                return Ok(None);
            }
            let is_slow = |line: &Line| line.pace.filter(|_| line.units > 0.0).map(|_| line.is_slow());
            let HealthTotals { products, slow, turnover, .. } = book.health_totals(by.held, &measuring.lines);
            Ok(Some(SlowProducts { is_slow: measuring.lines.iter().map(is_slow).collect(), products, slow, turnover }))
        })
    }

    /// Goes on with the answer to a question, or begins it; of many questions the oldest is given up.
    fn go_on_by<T>(
        &mut self,
        sheets: &HealthSheets,
        asked: Asked,
        steps: &mut usize,
        go_on: impl FnOnce(&Self, &By<'_>, &mut Doing<'_>, &mut usize) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        let all = &mut self.under_way.health;
        let mut begun = match all.iter().position(|begun| begun.is(sheets, &asked)) {
            Some(at) => all.remove(at),
            None => {
                all.retain(|begun| !asked.replaces(&begun.asked));
                self.begin(sheets, asked)?
            }
        };
        let Begun { said, work, fields, .. } = &mut begun;
        let answer = self.by_said(said, |book, by| go_on(book, by, &mut Doing { said, work, fields }, steps));
        if matches!(answer, Ok(None)) {
            let all = &mut self.under_way.health;
            all.push(begun);
            if all.len() > MOST_BEGUN {
                all.remove(0);
            }
        }
        answer
    }

    fn begin(&self, sheets: &HealthSheets, asked: Asked) -> Result<Begun> {
        let (said, fields) = self.said(sheets)?;
        let work = match &asked {
            Asked::Health(window) => Work::Sums(Box::new(Measuring::lacking(window.only.strip_prefix("lack:")))),
            Asked::Calendar(ask) => Work::Calendar(Box::new(self.gathering(ask)?)),
            Asked::Product(_) | Asked::Slow => Work::Sums(Box::default()),
        };
        Ok(Begun { sheets: sheets.clone(), asked, said, fields, work })
    }

    /// Whether every product is measured.
    fn go_on_counting(&self, by: &By<'_>, measuring: &mut Measuring, steps: &mut usize) -> Result<bool> {
        while *steps > 0 && measuring.lines.len() < self.products.len() {
            let Measuring { lines, lacks, room, heard, .. } = &mut *measuring;
            let until = self.products.len().min(lines.len().saturating_add(AT_ONCE));
            self.lines(by, until, heard, lines, |line, computed, alerts| {
                room.count(line, &computed.known);
                lacks.count(line, computed, alerts);
            })?;
            *steps -= 1;
        }
        Ok(measuring.lines.len() == self.products.len())
    }

    /// Whether every product is measured and has its class.
    fn go_on_measuring(&self, by: &By<'_>, measuring: &mut Measuring, steps: &mut usize) -> Result<bool> {
        if !self.go_on_counting(by, measuring, steps)? || *steps == 0 {
            return Ok(false);
        }
        if !measuring.is_classified {
            sums::classify(&mut measuring.lines, by.held);
            // What is sorted or summed at once ends the slice.
            (measuring.is_classified, *steps) = (true, 0);
        }
        Ok(*steps > 0)
    }

    /// All but the rows, once it is there.
    fn go_on_summing(
        &self,
        by: &By<'_>,
        said: &Said,
        measuring: &mut Measuring,
        steps: &mut usize,
    ) -> Result<Option<HealthBody>> {
        if !self.go_on_measuring(by, measuring, steps)? {
            return Ok(None);
        }
        if let Some(body) = measuring.body.take() {
            return Ok(Some(body));
        }
        let mut body = self.health_sums(by, said, &measuring.lines)?;
        body.lacks = measuring.lacks.views();
        body.utilization = measuring.room.views(by.context);
        (measuring.body, *steps) = (Some(body), 0);
        Ok(None)
    }
}
