//! Fees of the seller's own in the place of the tables: single figures, or a whole file.
//!
//! What cannot be used is left out and said; the rest holds. It is the seller's input, so it is given
//! again whenever a book is filled.

use super::Book;
use super::calculation::HORIZON_DAYS;
use crate::date::Day;
use crate::error::{Error, Result};
pub use crate::fees::schedule::{Cell, ListedRow, ListedTable};
use crate::fees::schedule::{OwnFees, OwnFigure, Schedule, file_text};
use crate::fees::{FeeTables, Market};
use crate::state::field::typed_figure;

/// A figure as the seller typed it.
///
/// ```
/// use clearfloor::book::{Book, Day, own_fees::{TypedFees, TypedFigure}};
/// use clearfloor::fees::{Market, schedule};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let figure = TypedFigure {
///     table: "no_such_table".to_owned(), path: "rows.0.jan_sep".to_owned(),
///     from: "2027-01-01".to_owned(), text: "0.90".to_owned(), ..TypedFigure::default()
/// };
/// let fees = TypedFees { file: None, figures: vec![figure] };
/// let taken = book.set_own_fees(Market::Us, schedule::file_text(Market::Us), &fees).unwrap();
/// // A figure that fits nowhere says why, and changes nothing.
/// assert!(taken.figure_problems[0].is_some());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedFigure {
    /// The table, such as `storage_monthly`.
    pub table: String,
    /// Where in it, such as `rows.0.jan_sep`.
    pub path: String,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day; empty = as long as the table.
    pub to: String,
    /// The figure.
    pub text: String,
    /// What the seller calls it.
    pub name: String,
}

/// What the seller puts in the place of a marketplace's tables, as typed.
///
/// ```
/// use clearfloor::book::{Book, Day, own_fees::TypedFees};
/// use clearfloor::fees::{Market, schedule};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let file = ("mine.toml".to_owned(), schedule::file_text(Market::Us).to_owned());
/// let fees = TypedFees { file: Some(file), figures: Vec::new() };
/// let taken = book.set_own_fees(Market::Us, schedule::file_text(Market::Us), &fees).unwrap();
/// assert_eq!(taken.file_problem, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedFees {
    /// A whole file: its name and its text.
    pub file: Option<(String, String)>,
    /// Single figures, put into the file.
    pub figures: Vec<TypedFigure>,
}

/// What of it is in use.
///
/// ```
/// use clearfloor::book::{Book, Day, own_fees::{Taken, TypedFees}};
/// use clearfloor::fees::{Market, schedule};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let fees = TypedFees { file: Some(("mine.toml".to_owned(), "storage = ".to_owned())), figures: Vec::new() };
/// let taken = book.set_own_fees(Market::Us, schedule::file_text(Market::Us), &fees).unwrap();
/// assert_eq!(taken.file_problem.unwrap().code(), "fee_file_wrong");
/// // None of both brings the project's tables back.
/// let back = book.set_own_fees(Market::Us, schedule::file_text(Market::Us), &TypedFees::default()).unwrap();
/// assert_eq!(back, Taken::default());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Why the file is not used.
    pub file_problem: Option<Error>,
    /// Why a figure is not used, in the order of the figures.
    pub figure_problems: Vec<Option<Error>>,
}

/// The fee tables of a marketplace.
///
/// ```
/// use clearfloor::book::{Book, Day};
/// use clearfloor::fees::{Market, schedule};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let library = book.fee_library(Market::Us, schedule::file_text(Market::Us), book.today()).unwrap();
/// assert_eq!(library.currency, "USD");
/// // The fees of the season end on that day.
/// assert!(library.change_days.contains(&Day::parse("2027-01-15").unwrap()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FeeLibrary {
    /// Currency of the figures, ISO 4217.
    pub currency: String,
    /// Day on which the data were last checked.
    pub as_of: Option<Day>,
    /// Days of the year ahead on which a table begins, ends or changes its season.
    pub change_days: Vec<Day>,
    /// Every table, those of one family together.
    pub tables: Vec<ListedTable>,
}

/// Tables of the seller's own for one marketplace.
#[derive(Clone, Debug)]
pub(super) struct InUse {
    market: Market,
    own: OwnFees,
    tables: &'static FeeTables,
}

impl Book {
    /// Puts the seller's figures and file in the place of what was put there before; none of both
    /// brings the tables back. `project_file` is the text of the project's own fee file of the
    /// marketplace ([`crate::fees::schedule::file_text`]).
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, own_fees::{TypedFees, TypedFigure}};
    /// use clearfloor::fees::{Market, schedule};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let text = |text: &str| text.to_owned();
    /// let figure = TypedFigure {
    ///     table: text("storage_monthly"), path: text("rows.0.jan_sep"), from: text("2027-01-01"),
    ///     text: text("0,90"), name: text("letter of November"), ..TypedFigure::default()
    /// };
    /// let unread = TypedFigure { text: text("ninety"), ..figure.clone() };
    /// let fees = TypedFees { file: None, figures: vec![figure, unread] };
    /// let taken = book.set_own_fees(Market::Us, schedule::file_text(Market::Us), &fees).unwrap();
    /// assert_eq!(taken.figure_problems[0], None);
    /// assert_eq!(taken.figure_problems[1].as_ref().unwrap().code(), "number_syntax");
    /// ```
    ///
    /// # Errors
    /// `fee_tables_not_loaded`; `fee_file_wrong` if the project's own file cannot be read.
    pub fn set_own_fees(&mut self, market: Market, project_file: &str, typed: &TypedFees) -> Result<Taken> {
        let built_in = FeeTables::of(market)?;
        let mut taken = Taken::default();
        let mut own = OwnFees::default();
        if let Some(file) = &typed.file {
            own.file = Some(file.clone());
            if let Err(problem) = Schedule::own_tables(market, project_file, built_in, &own) {
                taken.file_problem = Some(problem);
                own.file = None;
            }
        }
        let read: Vec<Result<OwnFigure>> = typed.figures.iter().map(read).collect();
        let all = OwnFees { figures: read.iter().flatten().cloned().collect(), ..own.clone() };
        if Schedule::own_tables(market, project_file, built_in, &all).is_ok() {
            taken.figure_problems = read.into_iter().map(core::result::Result::err).collect();
            own = all;
        } else {
            // One of them does not go with the others: each that does is kept, in their order.
            for figure in read {
                taken.figure_problems.push(match figure {
                    Err(problem) => Some(problem),
                    Ok(figure) => {
                        let mut with = own.clone();
                        with.figures.push(figure);
                        let tried =
                            Schedule::with_own(project_file, market, &with).and_then(|file| file.to_tables(built_in));
                        if tried.is_ok() {
                            own = with;
                        }
                        tried.err()
                    }
                });
            }
        }
        let tables = Schedule::own_tables(market, project_file, built_in, &own)?;
        self.own_fees.retain(|other| other.market != market);
        if !own.is_empty() {
            self.own_fees.push(InUse { market, own, tables });
        }
        if self.fees.market() == market.code() {
            self.fees = self.tables_of(market)?;
        }
        self.invalidate();
        Ok(taken)
    }

    /// Puts a whole fee file of the seller's in the place of the marketplace's tables; for a program
    /// that carries the project's files.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// use clearfloor::fees::{Market, schedule};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.use_fee_file("mine.toml", schedule::file_text(Market::Us)).unwrap();
    /// assert_eq!(book.use_fee_file("mine.toml", "storage = ").unwrap_err().code(), "fee_file_wrong");
    /// ```
    ///
    /// # Errors
    /// `fee_file_wrong` and the others of [`Schedule::with_own`] and [`Schedule::to_tables`].
    pub fn use_fee_file(&mut self, name: &str, text: &str) -> Result<()> {
        let market = self.market;
        let typed = TypedFees { file: Some((name.to_owned(), text.to_owned())), figures: Vec::new() };
        self.set_own_fees(market, file_text(market), &typed)?.file_problem.map_or(Ok(()), Err)
    }

    /// The tables in use for a marketplace: the seller's own, or those of the project.
    ///
    /// # Errors
    /// `fee_tables_not_loaded`.
    pub(super) fn tables_of(&self, market: Market) -> Result<&'static FeeTables> {
        match self.own_fees.iter().find(|in_use| in_use.market == market) {
            Some(in_use) => Ok(in_use.tables),
            None => FeeTables::of(market),
        }
    }

    /// Every fee table of a marketplace as it stands on a day, the seller's own among them.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// use clearfloor::fees::{Market, schedule};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let library = book.fee_library(Market::Us, schedule::file_text(Market::Us), book.today()).unwrap();
    /// let names: Vec<&str> = library.tables.iter().map(|table| table.name.as_str()).collect();
    /// assert!(names.contains(&"storage_monthly") && names.contains(&"fulfilment_2026_peak"));
    /// ```
    ///
    /// # Errors
    /// `fee_file_wrong`; `fee_tables_not_loaded`.
    pub fn fee_library(&self, market: Market, project_file: &str, on: Day) -> Result<FeeLibrary> {
        let own = self.own_fees.iter().find(|in_use| in_use.market == market).map(|in_use| in_use.own.clone());
        let file = Schedule::with_own(project_file, market, &own.unwrap_or_default())?;
        let tables = self.tables_of(market)?;
        Ok(FeeLibrary {
            currency: tables.currency().code().to_owned(),
            as_of: file.as_of(),
            change_days: tables.change_days(on, on.plus(HORIZON_DAYS)),
            tables: file.list(on)?,
        })
    }
}

fn read(typed: &TypedFigure) -> Result<OwnFigure> {
    let day = |text: &str| Day::parse(text.trim());
    Ok(OwnFigure {
        table: typed.table.clone(),
        path: typed.path.clone(),
        from: day(&typed.from)?,
        to: if typed.to.trim().is_empty() { None } else { Some(day(&typed.to)?) },
        figure: typed_figure(&typed.text)?,
        name: typed.name.trim().to_owned(),
    })
}
