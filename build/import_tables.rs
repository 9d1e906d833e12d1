//! Packs the words sellers' headings are known by: `fields.tsv`, `aliases.tsv`, `columns.toml`.
//!
//! Fails the build on a field without a kind, on one heading with two meanings, and on a report
//! that names a heading its own column list does not have.

#[allow(dead_code, reason = "the build makes letters small one by one")]
#[path = "../src/lower.rs"]
mod lower;
#[path = "../src/import/normal.rs"]
mod normal;
#[path = "../src/import/packed.rs"]
mod packed;

use normal::key;
use packed::{Packed, PackedField, PackedHeadings, PackedKind, PackedReport, PackedUsage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FOLDER: &str = "src/import/data";

/// Writes `import_tables.bin` where the library includes it from; a fault in the data stops the build.
#[allow(clippy::print_stdout, reason = "how a build script talks to cargo")]
pub fn write() -> Result<(), String> {
    for file in ["data", "normal.rs", "packed.rs"] {
        println!("cargo::rerun-if-changed=src/import/{file}");
    }
    println!("cargo::rerun-if-changed=build/import_tables.rs");
    println!("cargo::rerun-if-changed=src/lower.rs");
    pack().map_err(|fault| format!("{FOLDER}: {fault}"))
}

type Fault = Box<dyn std::error::Error>;

fn pack() -> Result<(), Fault> {
    let read = |name: &str| std::fs::read_to_string(Path::new(FOLDER).join(name));
    let (fields_text, aliases_text, columns_text) = (read("fields.tsv")?, read("aliases.tsv")?, read("columns.toml")?);
    let reports: toml::Table = columns_text.parse()?;
    let reports = list(&reports, "report");

    let field_rows: Vec<Vec<&str>> = fields_text.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let place: BTreeMap<&str, u16> = field_rows
        .iter()
        .enumerate()
        .map(|(i, row)| Ok((*row.first().ok_or("a field has no name")?, u16::try_from(i)?)))
        .collect::<Result<_, Fault>>()?;
    let field = |name: &str| place.get(name).copied().ok_or_else(|| Fault::from(format!("field {name} has no kind")));
    let fields = field_rows.iter().map(|row| packed_field(row, &field)).collect::<Result<Vec<_>, _>>()?;

    // The words that hold everywhere: the alias list, and what every report agrees on.
    let mut meaning: BTreeMap<String, Option<u16>> = BTreeMap::new();
    for line in aliases_text.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(name), Some(word)) = (cells.next(), cells.next()) else { continue };
        let before = meaning.insert(key(word), Some(field(name)?));
        if before.is_some_and(|b| b != Some(field(name).unwrap_or(u16::MAX))) {
            return Err(format!("alias {word} has two meanings").into());
        }
    }
    for report in &reports {
        for column in list(report, "columns") {
            let canonical = text(&column, "canonical");
            let of_report = if canonical.is_empty() { None } else { Some(field(canonical)?) };
            meaning.entry(key(text(&column, "name"))).or_insert(of_report);
        }
    }
    let headings: Vec<(&str, Option<u16>)> = meaning.iter().map(|(word, field)| (word.as_str(), *field)).collect();
    let heading = |word: &str| -> Result<u16, Fault> {
        let key = key(word);
        let at = headings.binary_search_by(|(known, _)| (*known).cmp(key.as_str()));
        Ok(u16::try_from(at.map_err(|_| format!("heading {word} is not among the columns"))?)?)
    };

    let mut packed_reports = Vec::new();
    let mut letters = String::new();
    for report in &reports {
        packed_reports.push(packed_report(report, &field_rows, &headings, &field, &heading)?);
    }
    let packed =
        Packed { headings: packed_headings(&headings, fields.len(), &mut letters)?, fields, reports: packed_reports };
    let bytes = postcard::to_allocvec(&packed)?;
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("import_tables.bin"), bytes)?;
    Ok(())
}

/// Headings grouped by their field, each without what it has in common with the one before.
fn packed_headings<'a>(
    headings: &[(&str, Option<u16>)],
    fields: usize,
    letters: &'a mut String,
) -> Result<PackedHeadings<'a>, Fault> {
    let (mut counts, mut shared, mut lengths) = (vec![0; fields + 1], Vec::new(), Vec::new());
    let mut sorted = headings.to_vec();
    sorted.sort_by_key(|&(word, field)| (field, word));
    let mut before = "";
    for (word, field) in sorted {
        let place = field.map_or(0, |field| usize::from(field) + 1);
        *counts.get_mut(place).ok_or("a heading names a field that is not there")? += 1;
        let mut common = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        while !word.is_char_boundary(common) {
            common -= 1;
        }
        let (_, own) = word.split_at(common);
        shared.push(u8::try_from(common)?);
        lengths.push(u8::try_from(own.len())?);
        letters.push_str(own);
        before = word;
    }
    Ok(PackedHeadings { counts, shared, lengths, letters })
}

/// Places of columns among those of the report, and the columns by how far each is from the one before.
fn packed_places(columns: &[u16], layouts: &[Vec<u16>]) -> Result<(Vec<u16>, Vec<Vec<u16>>), Fault> {
    let place = |column: &u16| -> Result<u16, Fault> {
        Ok(u16::try_from(columns.binary_search(column).map_err(|_| "a layout has a column that the report has not")?)?)
    };
    let layouts = layouts.iter().map(|layout| layout.iter().map(place).collect()).collect::<Result<_, Fault>>()?;
    let before = std::iter::once(0).chain(columns.iter().copied());
    Ok((columns.iter().zip(before).map(|(column, before)| column - before).collect(), layouts))
}

fn packed_field<'a>(row: &[&'a str], field: &dyn Fn(&str) -> Result<u16, Fault>) -> Result<PackedField<'a>, Fault> {
    let [name, kind, several, twin, unpacks, _, usage] = row else {
        return Err(format!("fields.tsv: not seven cells in {row:?}").into());
    };
    let kind = match *kind {
        "text" => PackedKind::Text,
        "int" => PackedKind::Int,
        "days" => PackedKind::Days,
        "decimal" => PackedKind::Decimal,
        "money" => PackedKind::Money,
        "cost" => PackedKind::Cost,
        "rate" => PackedKind::Rate,
        "date" => PackedKind::Date,
        "month" => PackedKind::Month,
        "packed" => PackedKind::Packed,
        other => return Err(format!("{name} is of no known kind: {other}").into()),
    };
    let usage = match *usage {
        "used" => PackedUsage::Used,
        "computed" => PackedUsage::Computed,
        "repeated" => PackedUsage::Repeated,
        "typed" => PackedUsage::Typed,
        "ended" => PackedUsage::Ended,
        "spare" => PackedUsage::Spare,
        "buyer" => PackedUsage::Buyer,
        other => return Err(format!("{name} is put to no known use: {other}").into()),
    };
    Ok(PackedField {
        name,
        kind,
        adds: *several == "add",
        rate_twin: if twin.is_empty() { None } else { Some(field(twin)?) },
        unpacks: unpacks.split_whitespace().map(field).collect::<Result<_, _>>()?,
        usage,
    })
}

fn packed_report<'a>(
    report: &'a toml::Table,
    field_rows: &[Vec<&str>],
    headings: &[(&str, Option<u16>)],
    field: &dyn Fn(&str) -> Result<u16, Fault>,
    heading: &dyn Fn(&str) -> Result<u16, Fault>,
) -> Result<PackedReport<'a>, Fault> {
    let id = text(report, "id");
    let columns = list(report, "columns");
    let mut places = BTreeSet::new();
    let mut exceptions = Vec::new();
    let mut currencies = Vec::new();
    for column in &columns {
        let at = heading(text(column, "name"))?;
        places.insert(at);
        let canonical = text(column, "canonical");
        let here = if canonical.is_empty() { None } else { Some(field(canonical)?) };
        if headings.get(usize::from(at)).is_some_and(|(_, anywhere)| *anywhere != here) {
            exceptions.push((at, here));
        }
        match text(column, "unit") {
            "CNY" => currencies.push((at, "CNY")),
            "JPY" => currencies.push((at, "JPY")),
            _ => {}
        }
    }
    let mut layouts = Vec::new();
    // Labels nobody has seen in a file are no ground to call a table a known report.
    let is_seen = matches!(text(report, "verified").split(';').next(), Some("seen" | "assembled"));
    let generic = id == "CN_SELLER_SHEET";
    for source in std::iter::once(report.clone()).chain(list(report, "variant")) {
        for name in ["header", "guess_headers"] {
            let words = strings(&source, name);
            if words.is_empty() || generic || (name == "guess_headers" && !is_seen) {
                continue;
            }
            // Headings of a layout that no column describes cannot be told from any other word.
            let layout: BTreeSet<u16> = words.iter().filter_map(|word| heading(word).ok()).collect();
            places.extend(&layout);
            layouts.push(layout.into_iter().collect());
        }
        // What a localised download calls its columns, as `theirs=ours`; the others stay as they are.
        let theirs = strings(&source, "pairs").into_iter().filter_map(|pair| heading(pair.split('=').next()?).ok());
        let layout: BTreeSet<u16> = theirs.collect();
        if !layout.is_empty() {
            places.extend(&layout);
            layouts.push(layout.into_iter().collect());
        }
    }
    let zero_is_no_value = field_rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.get(5).is_some_and(|reports| reports.split_whitespace().any(|known| known == id)))
        .map(|(i, _)| u16::try_from(i))
        .collect::<Result<_, _>>()?;
    let places: Vec<u16> = places.into_iter().collect();
    let (columns, layouts) = packed_places(&places, &layouts)?;
    Ok(PackedReport {
        id,
        is_decimal_point: text(report, "number_format").starts_with("dot decimals"),
        identity: strings(report, "identity").into_iter().map(heading).collect::<Result<_, _>>()?,
        columns,
        layouts,
        exceptions,
        currencies,
        zero_is_no_value,
    })
}

fn list(table: &toml::Table, name: &str) -> Vec<toml::Table> {
    let items = table.get(name).and_then(toml::Value::as_array);
    items.into_iter().flatten().filter_map(|item| item.as_table().cloned()).collect()
}

fn strings<'a>(table: &'a toml::Table, name: &str) -> Vec<&'a str> {
    let items = table.get(name).and_then(toml::Value::as_array);
    items.into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

fn text<'a>(table: &'a toml::Table, name: &str) -> &'a str {
    table.get(name).and_then(toml::Value::as_str).unwrap_or("")
}
