//! Reads the fee files, checks them and turns them into packs. Used by `build.rs`, and by the library
//! for files and figures of the seller's own: both are held to the same checks.

mod bodies;
mod categories;
mod channels;
mod check;
mod groups;
mod landed;
mod market_rows;
mod promotions;
mod sale_rows;
mod season;
mod shipping_rows;
mod stock_rows;
mod stores;
mod taker;
pub mod text;

use super::data_shape::{Confidence, Family, HoleRow, InForce, MarketCategory, Measures, Pack, Table, VolumeUnit};
#[allow(unused_imports, reason = "for build.rs and the tests of the data")]
pub use categories::read_crosswalk;
#[allow(unused_imports, reason = "for build.rs and the tests of the data")]
pub use channels::read_channels;
#[allow(unused_imports, reason = "for build.rs and the tests of the data")]
pub use landed::read_landed;
#[allow(unused_imports, reason = "for build.rs and the tests of the data")]
pub use promotions::read_promotions;
pub use taker::{Read, day_number};
use taker::{Taker, Units};
use text::Value;

/// Whether a calculation uses the tables of a family name.
pub fn is_used(family: &str) -> bool {
    !NOT_USED.contains(&family)
}

/// Tables that no calculation uses yet. A table in none of the lists fails the build, so that a new one is decided upon.
const NOT_USED: [&str; 8] = [
    "amazon_funded_fee_discount",
    "automated_removal",
    "capacity",
    "donations",
    "inbound_defect",
    "mcf",
    "prep_services",
    "prime_exclusive_discount",
];

/// Key under which a table or row of the seller's own says what the seller calls it.
pub const OWN: &str = "own";

/// Reads one marketplace's part of a file. `categories` is what the crosswalk calls its rows.
///
/// A figure that hangs on where the stock may lie makes the table stand once for each placement.
pub fn read_market(text: &str, market: &str, categories: Vec<MarketCategory>) -> Read<Pack> {
    read_file(&text::parse(text)?, market, categories)
}

/// Reads what stands in a file, changed or not.
pub fn read_file(file: &text::Table, market: &str, categories: Vec<MarketCategory>) -> Read<Pack> {
    let (placements, columns) = stores::columns_of(file, market)?;
    let mut pack: Option<Pack> = None;
    for (place, column) in (0_u8..).zip(&columns) {
        let read = read_column(column.take(file), market, &placements)?;
        let Some(pack) = &mut pack else {
            pack = Some(read);
            continue;
        };
        for table in read.tables {
            let first = pack.tables.iter_mut().find(|t| t.name == table.name && t.placement.unwrap_or(0) == 0);
            let first = first.ok_or_else(|| format!("{}: not in every column", table.name))?;
            if format!("{:?}", first.body) != format!("{:?}", table.body) {
                first.placement = Some(0);
                pack.tables.push(Table { placement: Some(place), ..table });
            }
        }
    }
    let pack = Pack { categories, ..pack.ok_or("no column")? };
    check::check(&pack)?;
    Ok(pack)
}

/// The file with what it says of one store. One whose figures hang on where the stock lies stays whole.
pub fn of_store(file: text::Table, market: &str) -> Read<text::Table> {
    let (_, columns) = stores::columns_of(&file, market)?;
    Ok(if let [column] = columns.as_slice() { column.take(&file) } else { file })
}

fn read_column(file: text::Table, market: &str, placements: &[String]) -> Read<Pack> {
    let mut file = Taker::new("file", file);
    let mut meta = section(&mut file, "meta")?;
    if meta.text_opt("marketplace")?.is_some_and(|stated| stated != market) {
        return Err(format!("meta: not the file of {market}"));
    }
    let currency = meta.text("currency")?;
    let as_of = meta.day_opt("as_of")?.ok_or("meta: no `as_of`")?;
    let measures = match meta.text("measures")?.as_str() {
        "imperial" => Measures::Imperial,
        "metric" => Measures::Metric,
        other => return Err(format!("meta: `measures` is unknown: {other}")),
    };
    let volume = bodies::choice(&mut meta, "storage_volume", &VolumeUnit::ALL, VolumeUnit::code)?;
    let units = match measures {
        Measures::Imperial => Units { weight: "oz", length: "in", ..Units::of(&currency) },
        Measures::Metric => Units { weight: "g", length: "mm", ..Units::of(&currency) },
    };
    let mut holes = Vec::new();
    for row in section(&mut file, "holes")?.rows("rows")? {
        holes.push(hole(row)?);
    }
    let mut read = Vec::new();
    for name in file.keys() {
        read.push((section(&mut file, &name)?.with(units), name));
    }
    let names: Vec<String> = read.iter().map(|(_, name)| name.clone()).collect();
    for hole in &mut holes {
        // A hole that names no table of the file speaks of the whole family.
        hole.table = hole.table.take().filter(|t| names.contains(t));
    }
    let mut tables = Vec::new();
    let mut later = Vec::new();
    for (taker, name) in read {
        let family = family_name(&name);
        if !is_used(family) {
            continue;
        }
        let family = Family::ALL.into_iter().find(|f| f.code() == family);
        let family = family.ok_or_else(|| format!("{name}: belongs to no known family"))?;
        let (table, reading) = table(taker, name, family, &currency)?;
        later.push(reading);
        tables.push(table);
    }
    stock_rows::inherit(&mut tables)?;
    season::overlay(&mut tables, &later)?;
    let oversize_name = groups::settle(&mut tables, &later)?;
    let (market, placements) = (market.to_owned(), placements.to_vec());
    let categories = Vec::new();
    Ok(Pack { market, currency, as_of, measures, volume, oversize_name, placements, tables, holes, categories })
}

fn section(file: &mut Taker, name: &str) -> Read<Taker> {
    match file.take(name) {
        Some(Value::Table(table)) => Ok(Taker::new(name, table)),
        _ => Err(format!("no table [{name}]")),
    }
}

/// The table name without its year, month or season ending: `fulfilment_2026_peak` → `fulfilment`.
pub fn family_name(table: &str) -> &str {
    let mut name = table;
    while let Some((front, end)) = name.rsplit_once('_') {
        let is_date = (end.len() == 4 || end.len() == 2) && end.bytes().all(|b| b.is_ascii_digit());
        // `xl_0_50` and the like never end a table name, so two digits are a month.
        if !is_date && !["peak", "before"].contains(&end) {
            break;
        }
        name = front;
    }
    name
}

fn table(mut taker: Taker, name: String, family: Family, currency: &str) -> Read<(Table, bodies::Reading)> {
    let start = taker.text("effective_from")?;
    let from = match start.as_str() {
        "unknown" => None,
        day => Some(day_number(day).ok_or_else(|| taker.wrong(format_args!("`effective_from` is no day: {day}")))?),
    };
    let to = taker.day_opt("effective_to")?;
    let resumes_on = taker.day_opt("resumes_on")?;
    let stated = taker.text("currency")?;
    if stated != currency {
        return Err(taker.wrong(format_args!("`currency` is {stated}, the file's is {currency}")));
    }
    let mut in_force = InForce::Unknown;
    for key in taker.keys().iter().filter(|k| k.starts_with("in_force_on_")) {
        in_force = match taker.take(key) {
            Some(Value::Boolean(true)) => InForce::Yes,
            Some(Value::Boolean(false)) => InForce::No,
            Some(Value::String(text)) if text == "unknown" => InForce::Unknown,
            _ => return Err(taker.wrong(format_args!("`{key}` is neither true, false nor \"unknown\""))),
        };
    }
    let unit = taker.text("unit")?;
    let source = taker.text("source")?;
    let source_kind = taker.text("source_kind")?;
    let is_official = match source_kind.as_str() {
        "official" => true,
        "secondary" => false,
        other => return Err(taker.wrong(format_args!("`source_kind` is unknown: {other}"))),
    };
    let stated = taker.text("confidence")?;
    let confidence =
        confidence(&stated).ok_or_else(|| taker.wrong(format_args!("`confidence` is unknown: {stated}")))?;
    taker.skip(&[
        "also",
        "source_other",
        "source_terms",
        "via",
        "seen_on",
        "chosen_by",
        "resumes_confidence",
        "unchanged_in_2026",
    ]);
    let mut reading = bodies::Reading { replaces: taker.text_opt("replaces_rows_of")?, ..bodies::Reading::default() };
    taker.round_steps()?;
    let own = taker.text_opt(OWN)?;
    let confidence = if own.is_some() { Confidence::Yours } else { confidence };
    let body = bodies::body(&mut taker, &name, family, &mut reading)?;
    taker.done()?;
    reading.row_confidence.retain(|(_, c)| *c != confidence);
    let (row_confidence, row_notes) =
        (std::mem::take(&mut reading.row_confidence), std::mem::take(&mut reading.row_notes));
    let row_own = std::mem::take(&mut reading.row_own);
    let table = Table {
        is_peak: name.ends_with("_peak"),
        name,
        family,
        from,
        to,
        resumes_on,
        in_force,
        unit,
        source,
        is_official,
        confidence,
        row_confidence,
        row_notes,
        own: own.map(|name| (u16::MAX, name)).into_iter().chain(row_own).collect(),
        placement: None,
        body,
    };
    Ok((table, reading))
}

/// Reads a confidence word.
pub fn confidence(text: &str) -> Option<Confidence> {
    Confidence::ALL.into_iter().find(|c| c.code() == text)
}

/// `field = "table.rows[tier=small_bulky,over_oz=160].fee"`.
fn hole(mut row: Taker) -> Read<HoleRow> {
    let family = row.text("family")?;
    let field = row.text("field")?;
    let text = row.text("text")?;
    row.done()?;
    let table = field.split('.').next().map(str::to_owned);
    let mut conditions = Vec::new();
    if let Some((_, rest)) = field.split_once('[') {
        let inside = rest.split(']').next().unwrap_or_default();
        for pair in inside.split(',') {
            let (key, value) = pair.split_once('=').ok_or_else(|| format!("holes: {field} is not readable"))?;
            conditions.push((key.trim().to_owned(), value.trim().to_owned()));
        }
        if let Some((_, column)) = rest.split_once("].") {
            conditions.push(("column".to_owned(), column.to_owned()));
        }
    }
    Ok(HoleRow { family, table, conditions, text })
}
