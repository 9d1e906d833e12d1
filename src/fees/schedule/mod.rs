//! Fee files at run time: what stands in them, and tables made of them with the seller's own figures.
//!
//! A [`Schedule`] is the text of a file of `src/fees/data/`, or of the seller's edited copy of one. It
//! is held to the same checks as the data when the library is built (`data_reader`).

mod listing;
mod own;

use super::data_reader::{self, text};
use super::market::Market;
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Position, Result};
use std::sync::Mutex;

pub use listing::{Cell, ListedRow, ListedTable, TableState};
pub use own::OwnFigure;

/// Largest file that is read; the largest of the project has 110 KB.
pub const MOST_BYTES: usize = 2_000_000;

/// A fee file that was read, not yet checked.
///
/// ```
/// use clearfloor::fees::{Market, schedule::{Schedule, file_text}};
/// use clearfloor::date::Day;
/// let schedule = Schedule::read(file_text(Market::Us), Market::Us).unwrap();
/// let tables = schedule.list(Day::parse("2026-11-21").unwrap()).unwrap();
/// assert!(tables.iter().any(|table| table.family == "referral"));
/// ```
#[derive(Clone, Debug)]
pub struct Schedule {
    file: text::Table,
    market: Market,
}

/// What the seller puts in the place of a marketplace's tables.
///
/// ```
/// use clearfloor::fees::{Market, schedule::{OwnFees, Schedule, file_text}};
/// // A copy of the project's file in its place, unchanged.
/// let text = file_text(Market::Us);
/// let own = OwnFees { file: Some(("ours.toml".to_owned(), text.to_owned())), ..OwnFees::default() };
/// assert!(Schedule::with_own(text, Market::Us, &own).is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFees {
    /// A whole file in the place of the project's, with its name.
    pub file: Option<(String, String)>,
    /// Single figures.
    pub figures: Vec<OwnFigure>,
}

impl OwnFees {
    /// Whether the tables stay as they are.
    ///
    /// ```
    /// use clearfloor::fees::schedule::OwnFees;
    /// assert!(OwnFees::default().is_empty());
    /// let file = Some(("ours.toml".to_owned(), String::new()));
    /// assert!(!OwnFees { file, ..OwnFees::default() }.is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.file.is_none() && self.figures.is_empty()
    }
}

/// The text of the project's own fee file of a marketplace; for a program that carries the files.
/// In the browser they lie beside the page.
///
/// ```
/// use clearfloor::fees::{Market, schedule::file_text};
/// assert!(file_text(Market::Uk).contains("currency = \"GBP\""));
/// // One file serves the euro area.
/// assert_eq!(file_text(Market::De), file_text(Market::Fr));
/// ```
#[must_use]
pub const fn file_text(market: Market) -> &'static str {
    match market {
        Market::Us => include_str!("../data/us.toml"),
        Market::Uk => include_str!("../data/uk.toml"),
        Market::De | Market::Fr | Market::It | Market::Es => include_str!("../data/eu.toml"),
        Market::Jp => include_str!("../data/jp.toml"),
        Market::Ca => include_str!("../data/ca.toml"),
        Market::Mx => include_str!("../data/mx.toml"),
        Market::Au => include_str!("../data/au.toml"),
    }
}

/// Tables of the seller's own, each kept once.
type Kept = Vec<(Market, String, OwnFees, &'static FeeTables)>;

static KEPT: Mutex<Kept> = Mutex::new(Vec::new());

impl Schedule {
    /// Reads what the text of a file says of a marketplace.
    ///
    /// # Errors
    /// `fee_file_wrong` with `fee_place` and `fee_fault`, and the line; `fee_file_too_large`;
    /// `fee_file_other_market`.
    ///
    /// ```
    /// use clearfloor::fees::{Market, schedule::{Schedule, file_text}};
    /// assert!(Schedule::read(file_text(Market::Uk), Market::Uk).is_ok());
    /// let other = Schedule::read(file_text(Market::Uk), Market::Us).unwrap_err();
    /// assert_eq!(other.code(), "fee_file_other_market");
    /// let wrong = Schedule::read("[meta\n", Market::Us).unwrap_err();
    /// assert_eq!((wrong.code(), wrong.position().unwrap().line), ("fee_file_wrong", Some(1)));
    /// ```
    pub fn read(text: &str, market: Market) -> Result<Self> {
        if text.len() > MOST_BYTES {
            return Err(Error::new(ErrorKind::Range, "fee_file_too_large"));
        }
        let file = text::parse(text).map_err(|what| fault(None, &what))?;
        let meta = file.get("meta").and_then(text::Value::as_table);
        if let Some(stated) = meta.and_then(|meta| listing::text_of(meta, "marketplace"))
            && stated != market.code()
        {
            let wrong = Error::new(ErrorKind::Mismatch, "fee_file_other_market");
            return Err(wrong.with("market", market.code()).with("pack", stated));
        }
        let file = data_reader::of_store(file, market.code()).map_err(|what| fault(None, &what))?;
        Ok(Self { file, market })
    }

    /// The project's file, or the seller's in its place, with the seller's figures put in.
    ///
    /// # Errors
    /// `fee_file_wrong`; `own_fee_no_place` if a figure has no place in the file, `own_fee_wrong` if it
    /// is none, `own_fee_not_in_force` if its table is not in force in its time.
    ///
    /// ```
    /// use clearfloor::fees::{Market, schedule::{OwnFees, Schedule, file_text}};
    /// // A file of another marketplace is refused, also as the seller's own.
    /// let file = Some(("ours.toml".to_owned(), file_text(Market::Uk).to_owned()));
    /// let own = OwnFees { file, ..OwnFees::default() };
    /// let refused = Schedule::with_own(file_text(Market::Us), Market::Us, &own).unwrap_err();
    /// assert_eq!(refused.code(), "fee_file_other_market");
    /// ```
    pub fn with_own(built_in: &str, market: Market, own: &OwnFees) -> Result<Self> {
        let mut schedule = Self::read(built_in, market)?;
        if let Some((name, text)) = &own.file {
            let theirs = Self::read(text, market)?;
            schedule = Self { file: own::marked(theirs.file, &schedule.file, name), market };
        }
        own::put(&mut schedule.file, &own.figures)?;
        Ok(schedule)
    }

    /// The tables of the file after all checks. `built_in` are those of the same marketplace that the
    /// program carries; its categories hold.
    ///
    /// # Errors
    /// `fee_file_wrong` with `fee_place` and `fee_fault`, and the line; `fee_file_other_market`.
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Market, schedule::{Schedule, file_text}};
    /// let built_in = FeeTables::us().unwrap();
    /// let read = Schedule::read(file_text(Market::Us), Market::Us).unwrap().to_tables(built_in).unwrap();
    /// assert_eq!((read.market(), read.categories().len()), ("US", built_in.categories().len()));
    /// ```
    pub fn to_tables(&self, built_in: &FeeTables) -> Result<FeeTables> {
        let pack = data_reader::read_file(&self.file, self.market.code(), built_in.pack.categories.clone());
        let mut pack = pack.map_err(|what| fault(Some(&self.file), &what))?;
        if pack.market != built_in.pack.market || pack.currency != built_in.pack.currency {
            let wrong = Error::new(ErrorKind::Mismatch, "fee_file_other_market");
            return Err(wrong.with("market", built_in.market()).with("pack", pack.market));
        }
        // Rows that a reader takes together carry no mark of their own: then it is the table's.
        for table in &mut pack.tables {
            if table.own.is_empty()
                && let Some(name) = own::name_in(self.file.get(&table.name))
            {
                table.confidence = super::Confidence::Yours;
                table.own.push((u16::MAX, name));
            }
        }
        FeeTables::new(pack, built_in.crosswalk.clone())
    }

    /// The tables of a marketplace with what the seller puts in their place. They stay in memory, so
    /// that the same answer to a step back is found again.
    ///
    /// # Errors
    /// As [`Schedule::with_own`] and [`Schedule::to_tables`].
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Market, schedule::{OwnFees, Schedule, file_text}};
    /// let built_in = FeeTables::us().unwrap();
    /// // With nothing of the seller's own they are those of the program.
    /// let tables = Schedule::own_tables(Market::Us, file_text(Market::Us), built_in, &OwnFees::default()).unwrap();
    /// assert!(core::ptr::eq(tables, built_in));
    /// ```
    pub fn own_tables(
        market: Market,
        file: &str,
        built_in: &'static FeeTables,
        own: &OwnFees,
    ) -> Result<&'static FeeTables> {
        if own.is_empty() {
            return Ok(built_in);
        }
        let is_it = |kept: &&(Market, String, OwnFees, &'static FeeTables)| {
            kept.0 == market && kept.2 == *own && kept.1 == file
        };
        if let Some(known) = KEPT.lock().ok().and_then(|kept| kept.iter().find(is_it).map(|(.., tables)| *tables)) {
            return Ok(known);
        }
        let tables = Self::with_own(file, market, own)?.to_tables(built_in)?;
        let tables: &'static FeeTables = Box::leak(Box::new(tables));
        if let Ok(mut kept) = KEPT.lock() {
            kept.push((market, file.to_owned(), own.clone(), tables));
        }
        Ok(tables)
    }

    /// Every table of the file on a day, in the order of the file, those of one family together.
    ///
    /// # Errors
    /// `fee_file_wrong` if the file does not say what it is of.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{Market, schedule::{Schedule, file_text}};
    /// let schedule = Schedule::read(file_text(Market::Us), Market::Us).unwrap();
    /// let on = |text| schedule.list(Day::parse(text).unwrap()).unwrap();
    /// // The same tables on any day; what differs is which of them are in force.
    /// assert_eq!(on("2026-11-21").len(), on("2027-01-15").len());
    /// assert_ne!(on("2026-11-21"), on("2027-01-15"));
    /// ```
    pub fn list(&self, on: Day) -> Result<Vec<ListedTable>> {
        listing::list(&self.file, on)
    }

    /// Day on which the data were last checked, if the file says it.
    ///
    /// ```
    /// use clearfloor::fees::{Market, schedule::Schedule};
    /// let text = "[meta]\nmarketplace = \"US\"\nas_of = \"2026-11-20\"\n";
    /// let schedule = Schedule::read(text, Market::Us).unwrap();
    /// assert_eq!(schedule.as_of().map(|day| day.to_string()).as_deref(), Some("2026-11-20"));
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Option<Day> {
        let meta = self.file.get("meta").and_then(text::Value::as_table)?;
        listing::day(meta, "as_of")
    }
}

/// What the reader says, with its place apart and the line of it.
fn fault(file: Option<&text::Table>, said: &str) -> Error {
    let (place, what) = said.split_once(": ").unwrap_or(("", said));
    let stated = place.strip_prefix("line ").and_then(|number| number.parse().ok());
    let line = stated.or_else(|| line_of(file?, place));
    let place = if stated.is_some() { "" } else { place };
    Error::new(ErrorKind::Syntax, "fee_file_wrong")
        .with("fee_place", place)
        .with("fee_fault", what)
        .at(Position { line, ..Position::default() })
}

/// The line of a place such as `storage_monthly.rows[1]`, or of its table.
fn line_of(file: &text::Table, place: &str) -> Option<u32> {
    let name: String = place.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let table = file.get(&name)?.as_table()?;
    let rest = place.get(name.len()..).unwrap_or_default();
    let row = rest.strip_prefix(".rows[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let rows = table.get("rows").and_then(text::Value::as_array);
    let row = row.and_then(|row| rows?.get(row)?.as_table()).map(|row| row.line);
    row.or(Some(table.line)).filter(|line| *line > 0)
}
