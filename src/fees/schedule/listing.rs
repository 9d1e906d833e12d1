//! What stands in a fee file, table by table, for people to read.

use super::super::data_reader::text::{Table, Value};
use super::super::data_reader::{OWN, day_number, family_name, is_used};
use super::own::name_in;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Decimal;

/// How a table stands on a day.
///
/// ```
/// use clearfloor::{date::Day, fees::Market, fees::schedule::{Schedule, TableState, file_text}};
/// let schedule = Schedule::read(file_text(Market::Us), Market::Us).unwrap();
/// let tables = schedule.list(Day::parse("2026-11-21").unwrap()).unwrap();
/// let state = |name| tables.iter().find(|table| table.name == name).unwrap().state;
/// assert_eq!((state("removal_2026"), state("aged_inventory_2025")), (TableState::InForce, TableState::Ended));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableState {
    /// In force.
    InForce,
    /// Taken to be in force though nothing says so.
    Assumed,
    /// Not yet.
    NotYet,
    /// No more.
    Ended,
}

impl TableState {
    /// Stable text: `in_force`, `assumed`, `not_yet`, `ended`.
    ///
    /// ```
    /// use clearfloor::fees::schedule::TableState;
    /// assert_eq!(TableState::NotYet.code(), "not_yet");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Assumed => "assumed",
            Self::NotYet => "not_yet",
            Self::Ended => "ended",
        }
    }
}

/// One value of a table.
///
/// ```
/// use clearfloor::{date::Day, fees::Market, fees::schedule::{Schedule, file_text}};
/// let schedule = Schedule::read(file_text(Market::Us), Market::Us).unwrap();
/// let tables = schedule.list(Day::parse("2026-11-21").unwrap()).unwrap();
/// let plans = tables.iter().find(|table| table.name == "plans").unwrap();
/// let monthly = plans.facts.iter().find(|cell| cell.name == "professional_monthly").unwrap();
/// assert_eq!((monthly.text.as_str(), monthly.path.as_deref()), ("39.99", Some("professional_monthly")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Key in the file, such as `up_to_oz`, `fee`, `jan_sep`.
    pub name: String,
    /// As it stands in the file; empty = not there.
    pub text: String,
    /// Where it stands in the table, such as `rows.3.fee`; none = it is no figure.
    pub path: Option<String>,
}

/// One line of a table.
///
/// ```
/// use clearfloor::{date::Day, fees::Market, fees::schedule::{Schedule, file_text}};
/// let schedule = Schedule::read(file_text(Market::Us), Market::Us).unwrap();
/// let tables = schedule.list(Day::parse("2026-11-21").unwrap()).unwrap();
/// let storage = tables.iter().find(|table| table.name == "storage_monthly").unwrap();
/// let column = storage.columns.iter().position(|name| name == "oct_dec").unwrap();
/// assert_eq!(storage.rows[0].cells[column].text, "2.40");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRow {
    /// One value a column.
    pub cells: Vec<Cell>,
    /// `official`, `cross-checked`, `single-source`, `yours`.
    pub confidence: String,
    /// Remark of the data.
    pub note: Option<String>,
    /// The seller's name for it, where the row is the seller's own.
    pub own: Option<String>,
}

/// One table of a fee file.
///
/// ```
/// use clearfloor::{date::Day, fees::Market, fees::schedule::{Schedule, file_text}};
/// let schedule = Schedule::read(file_text(Market::Us), Market::Us).unwrap();
/// let tables = schedule.list(Day::parse("2026-11-21").unwrap()).unwrap();
/// let table = tables.iter().find(|table| table.name == "removal_2026").unwrap();
/// assert_eq!((table.family.as_str(), table.confidence.as_str()), ("removal", "cross-checked"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTable {
    /// Name in the file, such as `fulfilment_2026_peak`.
    pub name: String,
    /// The name without year and season, such as `fulfilment`.
    pub family: String,
    /// A calculation uses it.
    pub is_used: bool,
    /// First day in force; none = not known.
    pub from: Option<Day>,
    /// Last day in force; none = no end known.
    pub to: Option<Day>,
    /// In force again from this day, assumed.
    pub resumes_on: Option<Day>,
    /// How it stands on the day.
    pub state: TableState,
    /// The day lies in a later year than the last check of the data, and the table names no end.
    pub is_past_its_time: bool,
    /// Unit of the figures, in English.
    pub unit: String,
    /// Address of the page, then further ones.
    pub sources: Vec<String>,
    /// `official` or `secondary`.
    pub source_kind: String,
    /// Of the figures, where a row says nothing else.
    pub confidence: String,
    /// When the page was last seen, as the data say it.
    pub seen_on: Option<String>,
    /// Figures and rules that hold for the whole table.
    pub facts: Vec<Cell>,
    /// Keys of the rows.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ListedRow>,
    /// What the data say is missing, in English.
    pub holes: Vec<String>,
    /// The seller's name for it, if any of it is the seller's own.
    pub own: Option<String>,
}

/// Keys that are no figures of the table.
const ABOUT: [&str; 16] = [
    "effective_from",
    "effective_to",
    "resumes_on",
    "resumes_confidence",
    "currency",
    "unit",
    "source",
    "source_other",
    "source_terms",
    "source_kind",
    "confidence",
    "via",
    "seen_on",
    "chosen_by",
    "rows",
    OWN,
];

/// Keys of a row that are shown beside its figures.
const OF_ROW: [&str; 3] = ["confidence", "note", OWN];

/// Every table of a file, those of one family together.
pub fn list(file: &Table, on: Day) -> Result<Vec<ListedTable>> {
    let meta = file.get("meta").and_then(Value::as_table);
    let as_of = meta.and_then(|meta| day(meta, "as_of")).ok_or_else(|| {
        Error::new(ErrorKind::Missing, "fee_file_wrong").with("fee_place", "meta").with("fee_fault", "no `as_of`")
    })?;
    let holes = file.get("holes").and_then(Value::as_table).and_then(|holes| holes.get("rows")?.as_array());
    let holes: Vec<&Table> = holes.into_iter().flatten().filter_map(Value::as_table).collect();
    let tables: Vec<(&String, &Table)> = file
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "meta" | "holes"))
        .filter_map(|(name, value)| Some((name, value.as_table()?)))
        .collect();
    let mut listed: Vec<ListedTable> = Vec::with_capacity(tables.len());
    for (name, _) in &tables {
        let family = family_name(name);
        if listed.iter().any(|known| known.family == family) {
            continue;
        }
        let mut of_family: Vec<&(&String, &Table)> =
            tables.iter().filter(|(other, _)| family_name(other) == family).collect();
        of_family.sort_by_key(|(_, table)| core::cmp::Reverse(day(table, "effective_from")));
        for (name, table) in of_family {
            let about = holes.iter().filter(|hole| speaks_of(hole, family, name, &tables));
            let holes = about.filter_map(|hole| text_of(hole, "text")).collect();
            listed.push(listed_table(name, family, table, on, as_of, holes));
        }
    }
    Ok(listed)
}

/// Whether a hole names the table, or its family and no table of the file.
fn speaks_of(hole: &Table, family: &str, name: &str, tables: &[(&String, &Table)]) -> bool {
    let of_family = text_of(hole, "family").is_some_and(|stated| stated == family);
    let field = text_of(hole, "field").unwrap_or_default();
    let named = field.split(['.', '[']).next().unwrap_or_default();
    of_family && (named == name || !tables.iter().any(|(table, _)| table.as_str() == named))
}

/// A text of a table.
pub fn text_of(table: &Table, key: &str) -> Option<String> {
    table.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// A day of a table; none = not there, or not known.
pub fn day(table: &Table, key: &str) -> Option<Day> {
    table.get(key).and_then(Value::as_str).and_then(day_number).map(Day::from_number)
}

fn listed_table(name: &str, family: &str, table: &Table, on: Day, as_of: Day, holes: Vec<String>) -> ListedTable {
    let (from, to, resumes_on) = (day(table, "effective_from"), day(table, "effective_to"), day(table, "resumes_on"));
    let is_unknown = table
        .iter()
        .any(|(key, value)| key.starts_with("in_force_on_") && value.as_str().is_some_and(|word| word == "unknown"));
    let state = if from.is_some_and(|from| on < from) {
        TableState::NotYet
    } else if to.is_none_or(|to| on <= to) {
        if is_unknown { TableState::Assumed } else { TableState::InForce }
    } else if resumes_on.is_some_and(|day| on >= day) {
        TableState::Assumed
    } else if resumes_on.is_some() {
        TableState::NotYet
    } else {
        TableState::Ended
    };
    let confidence = text_of(table, "confidence").unwrap_or_default();
    let own = text_of(table, OWN);
    let standing = if own.is_some() { "yours".to_owned() } else { confidence.clone() };
    let raw: Vec<&Table> =
        table.get("rows").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).collect();
    let columns = columns(&raw);
    let rows = raw.iter().enumerate().flat_map(|(place, row)| lines(place, row, &columns, &standing)).collect();
    let facts = table.iter().filter(|(key, _)| !ABOUT.contains(&key.as_str()) && !key.starts_with("in_force_on_"));
    let mut shown = Vec::new();
    for (key, value) in facts {
        facts_of(key, key, value, &mut shown);
    }
    let texts = |key: &str| table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let sources = ["source", "source_other"].into_iter().filter_map(|key| text_of(table, key));
    ListedTable {
        name: name.to_owned(),
        family: family.to_owned(),
        is_used: is_used(family),
        from,
        to,
        resumes_on,
        state,
        is_past_its_time: state != TableState::Ended && to.is_none() && on.year() > as_of.year(),
        unit: text_of(table, "unit").unwrap_or_default(),
        sources: sources.chain(texts("via").map(str::to_owned)).collect(),
        source_kind: text_of(table, "source_kind").unwrap_or_default(),
        confidence: standing,
        seen_on: text_of(table, "seen_on"),
        facts: shown,
        columns,
        rows,
        holes,
        own: own.or_else(|| name_in(Some(&Value::Table(table.clone())))),
    }
}

/// What holds for the whole table: figures and rules; tables in it are taken apart.
fn facts_of(name: &str, path: &str, value: &Value, shown: &mut Vec<Cell>) {
    match value {
        Value::Array(items) if items.iter().any(|item| item.as_table().is_some()) => {
            for (place, item) in items.iter().enumerate() {
                facts_of(name, &format!("{path}.{place}"), item, shown);
            }
        }
        Value::Table(table) => {
            let words: Vec<String> = table.iter().map(|(key, value)| format!("{key} {}", plain(value))).collect();
            shown.push(Cell { name: name.to_owned(), text: words.join(", "), path: None });
        }
        _ => shown.push(cell(name, Some(value), path)),
    }
}

/// The keys of the rows in the order in which they first stand; those of bands in a row among them.
fn columns(rows: &[&Table]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |key: &str| {
        if !names.iter().any(|known| known == key) && !OF_ROW.contains(&key) {
            names.push(key.to_owned());
        }
    };
    for row in rows {
        for (key, value) in row.iter() {
            match bands(value) {
                Some(bands) => bands.iter().flat_map(|band| band.keys()).for_each(|key| add(key)),
                None => add(key),
            }
        }
    }
    names
}

fn bands(value: &Value) -> Option<Vec<&Table>> {
    let items = value.as_array()?;
    let tables: Vec<&Table> = items.iter().filter_map(Value::as_table).collect();
    if tables.is_empty() { None } else { Some(tables) }
}

/// The lines of a row: one, or one a band. What holds for all bands stands in the first.
fn lines(place: usize, row: &Table, columns: &[String], standing: &str) -> Vec<ListedRow> {
    let banded = row.iter().find_map(|(key, value)| Some((key, bands(value)?)));
    let count = banded.as_ref().map_or(1, |(_, bands)| bands.len());
    let own = text_of(row, OWN);
    let confidence = if own.is_some() { Some("yours".to_owned()) } else { text_of(row, "confidence") };
    let line = |number: usize| {
        let cells = columns.iter().map(|column| {
            let in_band = banded.as_ref().and_then(|(key, bands)| Some((key, bands.get(number)?)));
            if let Some((key, value)) = in_band.and_then(|(key, band)| Some((key, band.get(column)?))) {
                return cell(column, Some(value), &format!("rows.{place}.{key}.{number}.{column}"));
            }
            let value = row.get(column).filter(|_| number == 0);
            let is_of_band =
                banded.as_ref().is_some_and(|(_, bands)| bands.iter().any(|band| band.contains_key(column)));
            let mut cell = cell(column, value, &format!("rows.{place}.{column}"));
            if number > 0 || is_of_band {
                cell.path = None;
            }
            cell
        });
        ListedRow {
            cells: cells.collect(),
            confidence: confidence.clone().unwrap_or_else(|| standing.to_owned()),
            note: text_of(row, "note").filter(|_| number == 0),
            own: own.clone(),
        }
    };
    (0..count).map(line).collect()
}

fn cell(name: &str, value: Option<&Value>, path: &str) -> Cell {
    let text = value.map(plain).unwrap_or_default();
    let is_figure = match value {
        Some(Value::Integer(_)) | None => true,
        Some(Value::String(text)) => Decimal::parse(text).is_ok(),
        _ => false,
    };
    Cell { name: name.to_owned(), text, path: is_figure.then(|| path.to_owned()) }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
        Value::Table(table) => {
            let words: Vec<String> = table.iter().map(|(key, value)| format!("{key} {}", plain(value))).collect();
            words.join(", ")
        }
        other => other.to_string(),
    }
}
