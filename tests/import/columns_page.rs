//! What becomes of every known column of every known report: `docs/reports.md` lists what reading a file of such
//! headings gives, and this holds it. `WRITE_GOLDEN=1 cargo test --test import columns_page` writes it anew.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test stops where it fails")]

use clearfloor::import::{Column, ReadOptions, Table, Usage, read};
use std::fmt::Write;
use std::path::Path;

const BEGIN: &str = "<!-- columns: written by tests/import/columns_page.rs -->\n";
const END: &str = "<!-- end of columns -->\n";

/// A file of a heading line and a row, as the report comes.
fn file(headings: &[&str]) -> Table {
    let row = vec![""; headings.len().saturating_sub(1)].join("\t");
    let text = format!("{}\nx{row}\n", headings.join("\t"));
    read(text, &ReadOptions { name: "report.txt".to_owned(), ..ReadOptions::default() })
}

fn strings<'a>(table: &'a toml::Value, name: &str) -> Vec<&'a str> {
    table.get(name).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

fn text<'a>(table: &'a toml::Value, name: &str) -> &'a str {
    table.get(name).and_then(toml::Value::as_str).unwrap_or_default()
}

/// The headings a report is known to come with: its own, then those of its variants and the columns in none of them.
fn headings(report: &toml::Value) -> (Vec<&str>, Vec<&str>) {
    let own = strings(report, "header");
    let all =
        report.get("columns").and_then(toml::Value::as_array).into_iter().flatten().map(|column| text(column, "name"));
    let rest = all.filter(|name| !own.iter().any(|known| known.trim() == name.trim())).collect();
    (own, rest)
}

const fn words(usage: Usage) -> &'static str {
    match usage {
        Usage::Used => "used",
        Usage::Computed => "worked out here instead",
        Usage::Repeated => "says once more what other columns say",
        Usage::Typed => "asked for in the view that needs it",
        Usage::Ended => "of a fee that is no longer charged, or not yet",
        Usage::Spare => "read and shown; no figure hangs on it",
        Usage::Buyer => "about the buyer: emptied before anything is kept",
        Usage::NotNeeded => "not read: nothing here needs it",
        Usage::LeftOut => "left out",
        Usage::Unknown => "not known",
    }
}

fn row(page: &mut String, column: &Column) {
    let field = column.field.map(|field| format!("`{field}`")).unwrap_or_default();
    let heading = column.heading.replace('|', "\\|");
    writeln!(page, "| {heading} | {field} | {} |", words(column.usage)).expect("room");
}

fn page() -> String {
    let data = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/data/columns.toml"));
    let data: toml::Table = data.expect("the data").parse().expect("TOML");
    let mut page = BEGIN.to_owned();
    let mut without = Vec::new();
    for report in data["report"].as_array().expect("reports") {
        let (own, rest) = headings(report);
        let id = text(report, "id");
        if own.is_empty() && rest.is_empty() {
            without.push((id, text(report, "verified")));
            continue;
        }
        let whole = file(&own);
        let is_told = whole.report() == Some(id);
        writeln!(page, "\n### {id}\n").expect("room");
        let how = if is_told {
            "Told by its headings."
        } else if own.is_empty() {
            "No file of it was seen, so its columns are known one by one."
        } else {
            "Read as a table of the seller's own: its headings alone do not tell it."
        };
        writeln!(page, "{how} Headings: {}.\n", text(report, "verified")).expect("room");
        page.push_str("| heading | read as | what becomes of it |\n| --- | --- | --- |\n");
        for column in whole.columns() {
            row(&mut page, column);
        }
        // Columns of other regions and versions stand beside the headings that tell the report.
        let mut with_rest = own.clone();
        with_rest.extend(&rest);
        for column in file(&with_rest).columns().iter().skip(own.len()) {
            row(&mut page, column);
        }
    }
    page.push_str("\n### Reports of which no columns are known\n\n");
    page.push_str("A file of these is read as a table of the seller's own, by the words of its headings.\n\n");
    for (id, verified) in without {
        writeln!(page, "- {id} ({verified})").expect("room");
    }
    page.push('\n');
    page.push_str(END);
    page
}

#[test]
fn every_known_column_is_read_or_listed_with_the_reason() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reports.md");
    let docs = std::fs::read_to_string(&path).expect("docs/reports.md");
    let (before, from) = docs.split_once(BEGIN).expect("the begin of the columns");
    let (_, after) = from.split_once(END).expect("the end of the columns");
    let wanted = page();
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::write(&path, format!("{before}{wanted}{after}")).expect("room for a file");
        return;
    }
    let listed = docs.get(before.len()..docs.len() - after.len()).expect("the columns");
    for (line, (listed, wanted)) in listed.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(listed, wanted, "line {line} of the columns; WRITE_GOLDEN=1 writes them anew");
    }
    assert_eq!(listed.len(), wanted.len());
}

#[test]
fn every_report_that_was_seen_is_told_and_none_of_its_columns_is_unknown() {
    let data = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/data/columns.toml"));
    let data: toml::Table = data.expect("the data").parse().expect("TOML");
    let mut looked_at = 0;
    for report in data["report"].as_array().expect("reports") {
        let (own, rest) = headings(report);
        let is_seen = text(report, "verified").starts_with("seen") || text(report, "verified").starts_with("assembled");
        if !is_seen || own.is_empty() || text(report, "id") == "CN_SELLER_SHEET" {
            continue;
        }
        let mut all = own.clone();
        all.extend(&rest);
        let table = file(&all);
        looked_at += table.columns().len();
        assert_eq!(file(&own).report(), Some(text(report, "id")));
        let unknown: Vec<_> =
            table.columns().iter().filter(|c| c.usage == Usage::Unknown && !c.heading.is_empty()).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", text(report, "id"));
    }
    assert!(looked_at > 700, "{looked_at}");
}

/// Whether a source of the core names a field: as text, or among the columns that a row is read by.
#[test]
fn a_field_is_called_used_only_where_the_core_names_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["src/import", "src/book", "src/book/reconcile"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("a folder").flatten() {
            let path = entry.path();
            let is_source = path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("tests.rs")
                && !path.ends_with("spoken.rs");
            if is_source {
                let source = std::fs::read_to_string(&path).expect("a source");
                // Elsewhere the same words name what is typed.
                let reads_tables = folder != "src/book" || source.contains("FieldId") || path.ends_with("dated.rs");
                if reads_tables {
                    sources.push_str(source.split("#[cfg(test)]").next().unwrap_or_default());
                }
            }
        }
    }
    let row = std::fs::read_to_string(root.join("src/book/row.rs")).expect("a source");
    let of_rows: Vec<&str> = row
        .split("\nfields! {")
        .nth(1)
        .and_then(|rest| rest.split('}').next())
        .expect("the columns of a row")
        .split_whitespace()
        .collect();
    let fields = std::fs::read_to_string(root.join("src/import/data/fields.tsv")).expect("the fields");
    let mut packed: Vec<&str> = Vec::new();
    for line in fields.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, _, _, _, unpacks, _, usage] = cells[..] else { panic!("{line}") };
        if usage == "buyer" {
            continue;
        }
        let is_named = of_rows.contains(&name) || sources.contains(&format!("\"{name}\""));
        if unpacks.is_empty() {
            assert_eq!(
                is_named,
                usage == "used",
                "{name} is {usage} in fields.tsv; docs/reports.md follows with WRITE_GOLDEN=1"
            );
        } else {
            packed.push(name);
            assert_eq!(usage, "used", "{name} is taken apart");
        }
    }
    assert_eq!(packed, ["item_volume_text", "units_sold_7_28_42"]);
}
