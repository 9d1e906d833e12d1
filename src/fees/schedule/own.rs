//! Figures of the seller's own put into a fee file: the table is cut where they begin and end.

use super::super::data_reader::text::{Table, Value};
use super::super::data_reader::{OWN, family_name};
use super::listing::{day, text_of};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Decimal;
use std::collections::BTreeSet;

/// A figure in the place of one of a table, from a day on.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::{FeeTables, Market};
/// use clearfloor::fees::schedule::{OwnFees, OwnFigure, Schedule, file_text};
/// use clearfloor::number::Decimal;
/// let on = Day::parse("2026-11-21").unwrap();
/// let figure = OwnFigure {
///     table: "plans".to_owned(),
///     path: "professional_monthly".to_owned(),
///     from: on,
///     to: None,
///     figure: Decimal::parse("19.99").unwrap(),
///     name: "my rate".to_owned(),
/// };
/// let own = OwnFees { figures: vec![figure], ..OwnFees::default() };
/// let schedule = Schedule::with_own(file_text(Market::Us), Market::Us, &own).unwrap();
/// let fees = schedule.to_tables(FeeTables::us().unwrap()).unwrap();
/// assert_eq!(fees.plans(on).unwrap().value.professional_monthly.to_string(), "19.99");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFigure {
    /// The table, such as `storage_monthly`.
    pub table: String,
    /// Where in it, such as `rows.0.jan_sep`.
    pub path: String,
    /// First day.
    pub from: Day,
    /// Last day; none = as long as the table.
    pub to: Option<Day>,
    /// The figure as the file writes figures: percent for rates, else units of money.
    pub figure: Decimal,
    /// What the seller calls it.
    pub name: String,
}

fn no_place(own: &OwnFigure) -> Error {
    let error = Error::new(ErrorKind::Missing, "own_fee_no_place");
    error.with("name", own.name.clone()).with("table", own.table.clone()).with("place", own.path.clone())
}

/// Days of a table, both included. A table that resumes has two of them, the second assumed.
#[derive(Clone, Copy)]
struct Span {
    from: i32,
    to: i32,
    is_resumed: bool,
}

/// Puts figures into a file.
pub fn put(file: &mut Table, figures: &[OwnFigure]) -> Result<()> {
    let mut done: Vec<&str> = Vec::new();
    for figure in figures {
        if !done.contains(&figure.table.as_str()) {
            done.push(&figure.table);
            let of_table: Vec<&OwnFigure> = figures.iter().filter(|other| other.table == figure.table).collect();
            cut(file, figure, &of_table)?;
        }
    }
    Ok(())
}

fn cut(file: &mut Table, first: &OwnFigure, figures: &[&OwnFigure]) -> Result<()> {
    let name = first.table.as_str();
    let base = file.get(name).and_then(Value::as_table).cloned().ok_or_else(|| no_place(first))?;
    let number = |key: &str| day(&base, key).map(Day::number);
    let end = number("effective_to").unwrap_or(i32::MAX);
    let mut spans = vec![Span { from: number("effective_from").unwrap_or(i32::MIN), to: end, is_resumed: false }];
    spans.extend(number("resumes_on").map(|from| Span { from, to: i32::MAX, is_resumed: true }));
    for own in figures {
        let (from, to) = (own.from.number(), own.to.map_or(i32::MAX, Day::number));
        if from > to || !spans.iter().any(|span| from <= span.to && span.from <= to) {
            return Err(Error::new(ErrorKind::Range, "own_fee_not_in_force")
                .with("name", own.name.clone())
                .with("table", name));
        }
    }
    let cuts: BTreeSet<i32> = figures
        .iter()
        .flat_map(|own| [Some(own.from.number()), own.to.map(|to| to.number().saturating_add(1))])
        .flatten()
        .collect();
    let pieces: Vec<Span> = spans.iter().flat_map(|span| in_pieces(*span, &cuts)).collect();
    let as_of = file.get("meta").and_then(Value::as_table).and_then(|meta| day(meta, "as_of"));
    let mut names: Vec<String> = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let mut table = base.clone();
        for own in figures.iter().filter(|own| is_within(own, *piece)) {
            set(&mut table, own)?;
        }
        dated(&mut table, *piece, as_of);
        let new = if place == 0 { name.to_owned() } else { name_from(name, piece.from) };
        names.push(new.clone());
        if place > 0 && file.contains_key(&new) {
            return Err(no_place(first));
        }
        file.insert(new, Value::Table(table));
    }
    repeat_holes(file, name, names.get(1..).unwrap_or_default());
    Ok(())
}

fn is_within(own: &OwnFigure, piece: Span) -> bool {
    own.from.number() <= piece.from && own.to.is_none_or(|to| piece.to <= to.number())
}

fn in_pieces(span: Span, cuts: &BTreeSet<i32>) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut from = span.from;
    for &cut in cuts.iter().filter(|cut| **cut > span.from && **cut <= span.to) {
        pieces.push(Span { from, to: cut.saturating_sub(1), ..span });
        from = cut;
    }
    pieces.push(Span { from, ..span });
    pieces
}

/// The name of a table that begins on a day: the family, the day, and the season if the name says one.
fn name_from(name: &str, from: i32) -> String {
    let day = Day::from_number(from);
    let season = if name.ends_with("_peak") { "_peak" } else { "" };
    format!("{}_{:04}_{:02}_{:02}{season}", family_name(name), day.year(), day.month(), day.day_of_month())
}

/// Writes the days of a piece.
fn dated(table: &mut Table, piece: Span, as_of: Option<Day>) {
    let mut write = |key: &str, number: i32, open: i32| {
        if number == open {
            table.remove(key);
        } else {
            table.insert(key.to_owned(), Value::String(Day::from_number(number).to_string()));
        }
    };
    write("effective_from", piece.from, i32::MIN);
    write("effective_to", piece.to, i32::MAX);
    if piece.from == i32::MIN {
        table.insert("effective_from".to_owned(), Value::String("unknown".to_owned()));
    }
    table.remove("resumes_on");
    let covers = as_of.is_some_and(|day| (piece.from..=piece.to).contains(&day.number()));
    let key = table.keys().find(|key| key.starts_with("in_force_on_")).cloned();
    let key = key.unwrap_or_else(|| "in_force_on_day_of_data".to_owned());
    let is_unknown = table.get(&key).is_none_or(|value| value.as_str().is_some());
    let word =
        if piece.is_resumed || is_unknown { Value::String("unknown".to_owned()) } else { Value::Boolean(covers) };
    table.insert(key, word);
}

/// Puts one figure into its place and marks the row, or the table, as the seller's.
fn set(table: &mut Table, own: &OwnFigure) -> Result<()> {
    let steps: Vec<&str> = own.path.split('.').collect();
    let (Some((last, above)), false) = (steps.split_last(), own.path.is_empty()) else { return Err(no_place(own)) };
    if !above.is_empty() {
        // A row of its own: the row is marked, not the table.
        let [list, row, ..] = above else { return Err(no_place(own)) };
        let row = table.get_mut(list).and_then(|list| item(list, row)).ok_or_else(|| no_place(own))?;
        row.insert(OWN.to_owned(), Value::String(own.name.clone()));
    } else {
        // The rows stay what they were.
        let standing = text_of(table, "confidence").unwrap_or_default();
        if !table.contains_key(OWN)
            && let Some(Value::Array(rows)) = table.get_mut("rows")
        {
            for row in rows {
                if let Value::Table(row) = row
                    && !row.contains_key("confidence")
                    && !row.contains_key(OWN)
                {
                    row.insert("confidence".to_owned(), Value::String(standing.clone()));
                }
            }
        }
        table.insert(OWN.to_owned(), Value::String(own.name.clone()));
    }
    let mut at = table;
    let mut steps = above.iter();
    while let Some(step) = steps.next() {
        let value = at.get_mut(step).ok_or_else(|| no_place(own))?;
        at = match value {
            Value::Table(table) => table,
            list => item(list, steps.next().ok_or_else(|| no_place(own))?).ok_or_else(|| no_place(own))?,
        };
    }
    let wrong = || {
        Error::new(ErrorKind::Range, "own_fee_wrong")
            .with("name", own.name.clone())
            .with("text", own.figure.to_string())
    };
    if own.figure.coefficient() < 0 {
        return Err(wrong());
    }
    let value = match at.get(last) {
        Some(Value::Integer(_)) => Value::Integer(own.figure.to_string().parse().map_err(|_| wrong())?),
        Some(Value::String(text)) if Decimal::parse(text).is_ok() => Value::String(own.figure.to_string()),
        None => Value::String(own.figure.to_string()),
        Some(_) => return Err(no_place(own)),
    };
    at.insert((*last).to_owned(), value);
    Ok(())
}

fn item<'t>(list: &'t mut Value, place: &str) -> Option<&'t mut Table> {
    let Value::Array(items) = list else { return None };
    match items.get_mut(place.parse::<usize>().ok()?)? {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

/// What is missing in a table is missing in its copies too.
fn repeat_holes(file: &mut Table, name: &str, copies: &[String]) {
    let Some(Value::Table(holes)) = file.get_mut("holes") else { return };
    let Some(Value::Array(rows)) = holes.get_mut("rows") else { return };
    let named: Vec<(Table, String)> = rows
        .iter()
        .filter_map(Value::as_table)
        .filter_map(|row| Some((row.clone(), text_of(row, "field")?.strip_prefix(name)?.to_owned())))
        .filter(|(_, rest)| rest.starts_with(['.', '[']))
        .collect();
    for (row, rest) in named {
        for copy in copies {
            let mut again = row.clone();
            again.insert("field".to_owned(), Value::String(format!("{copy}{rest}")));
            rows.push(Value::Table(again));
        }
    }
}

/// A file of the seller's with everything marked that the project's own does not say.
pub fn marked(mut theirs: Table, ours: &Table, name: &str) -> Table {
    let names: Vec<String> = theirs.keys().filter(|key| !matches!(key.as_str(), "meta" | "holes")).cloned().collect();
    for key in names {
        let known = ours.get(&key).and_then(Value::as_table);
        if let Some(Value::Table(table)) = theirs.get_mut(&key) {
            mark(table, known, name);
        }
    }
    theirs
}

fn mark(table: &mut Table, known: Option<&Table>, name: &str) {
    let own = || Value::String(name.to_owned());
    let Some(known) = known else {
        table.insert(OWN.to_owned(), own());
        return;
    };
    let differs = |key: &String, value: &Value| known.get(key).map(plain_value) != Some(plain_value(value));
    let of_time = ["effective_from", "effective_to", "resumes_on"];
    let is_dated_anew = of_time.iter().any(|key| table.get(key) != known.get(key));
    let is_changed =
        table.iter().any(|(key, value)| key != "rows" && !of_time.contains(&key.as_str()) && differs(key, value));
    let standing = text_of(table, "confidence").unwrap_or_default();
    let old: Vec<Table> = known
        .get("rows")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_table)
        .map(plain)
        .collect();
    if let Some(Value::Array(rows)) = table.get_mut("rows") {
        for row in rows {
            let Value::Table(row) = row else { continue };
            if is_dated_anew || !old.contains(&plain(row)) {
                row.insert(OWN.to_owned(), own());
            } else if is_changed && !row.contains_key("confidence") {
                row.insert("confidence".to_owned(), Value::String(standing.clone()));
            }
        }
    }
    if is_dated_anew || is_changed {
        table.insert(OWN.to_owned(), own());
    }
}

/// A row without its line, and without those of bands in it.
fn plain(row: &Table) -> Table {
    let mut copy = Table::new();
    for (key, value) in row.iter() {
        copy.insert(key.clone(), plain_value(value));
    }
    copy
}

fn plain_value(value: &Value) -> Value {
    match value {
        Value::Table(table) => Value::Table(plain(table)),
        Value::Array(items) => Value::Array(items.iter().map(plain_value).collect()),
        other => other.clone(),
    }
}

/// The seller's name in a table or the first of its rows that has one.
pub fn name_in(table: Option<&Value>) -> Option<String> {
    let table = table?.as_table()?;
    let rows = table.get("rows").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table);
    text_of(table, OWN).or_else(|| rows.into_iter().find_map(|row| text_of(row, OWN)))
}
