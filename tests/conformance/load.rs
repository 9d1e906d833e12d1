//! Finds the case files and reads them.
//!
//! Files are found by name, however deep they lie: `*.json` below a folder `oracles`,
//! `*-examples.toml`, `seed-cases.toml`, `expected.toml` with its samples beside it, and
//! `disputed.toml`. A file that is not there is simply absent.

use crate::adapters::{Case, ReportCase};
use crate::compare::Tolerance;
use crate::value::{Input, Value, read_figure};
use std::path::{Path, PathBuf};

/// Everything a folder holds.
#[derive(Debug, Default)]
pub struct Cases {
    /// Topics with their cases, in the order of the file names.
    pub topics: Vec<Topic>,
    /// Report samples.
    pub reports: Vec<ReportCase>,
    /// Cases whose expectation is in doubt.
    pub disputed: Vec<Disputed>,
    /// Files that could not be read: each counts as a failure.
    pub faults: Vec<String>,
}

/// One file of cases.
#[derive(Debug)]
pub struct Topic {
    /// Name of the topic.
    pub name: String,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// A case whose expectation is in doubt.
#[derive(Debug)]
pub struct Disputed {
    /// Topic, or none for any.
    pub topic: Option<String>,
    /// Id of the case.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// Reads everything below `folder`.
pub fn load(folder: &Path) -> Cases {
    let mut cases = Cases::default();
    let mut files = Vec::new();
    walk(folder, &mut files, &mut cases.faults);
    files.sort();
    for path in &files {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let step = if name == "expected.toml" {
            read(path).and_then(|file| report_cases(path, &file, &mut cases))
        } else if name == "disputed.toml" {
            read(path).map(|file| cases.disputed.extend(disputed(&file)))
        } else if name == "seed-cases.toml" || name.ends_with("-examples.toml") || name.ends_with(".json") {
            read(path).and_then(|file| topic(path, file)).map(|topic| cases.topics.extend(topic))
        } else {
            Ok(())
        };
        if let Err(fault) = step {
            cases.faults.push(format!("{}: {fault}", path.display()));
        }
    }
    cases
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, faults: &mut Vec<String>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            faults.push(format!("{}: {error}", folder.display()));
            return;
        }
    };
    for path in entries.filter_map(|entry| entry.ok().map(|e| e.path())) {
        if path.is_dir() {
            walk(&path, files, faults);
        } else {
            files.push(path);
        }
    }
}

fn read(path: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let text = text.trim_start_matches('\u{feff}');
    if path.extension().is_some_and(|e| e == "json") {
        serde_json::from_str::<serde_json::Value>(text).map(Value::from).map_err(|e| e.to_string())
    } else {
        toml::from_str::<toml::Table>(text).map(|t| Value::from(toml::Value::Table(t))).map_err(|e| e.to_string())
    }
}

/// None for a JSON file that holds no cases at all.
fn topic(path: &Path, file: Value) -> Result<Option<Topic>, String> {
    let Some(list) = file.get("cases").or_else(|| file.get("case")) else {
        return if path.extension().is_some_and(|e| e == "json") { Ok(None) } else { Err("no cases".to_owned()) };
    };
    let stem = path.file_stem().and_then(|n| n.to_str()).unwrap_or("cases");
    let name = file.get("topic").and_then(Value::as_text).unwrap_or(stem).to_owned();
    let kinds = file.get("kinds");
    let cases = list.items().iter().map(|case| case_of(&name, kinds, case)).collect::<Result<_, _>>()?;
    Ok(Some(Topic { name, cases }))
}

fn case_of(topic: &str, kinds: Option<&Value>, case: &Value) -> Result<Case, String> {
    let text = |key: &str| case.get(key).and_then(Value::as_text).map(str::to_owned);
    let id = text("id").ok_or("a case without id")?;
    let kind = text("kind").ok_or_else(|| format!("case {id} without kind"))?;
    let need = |key: &str| case.get(key).cloned().ok_or_else(|| format!("case {id} without {key}"));
    let tolerance = case.get("tol").map(|tol| Tolerance { abs: size(tol, "abs"), rel: size(tol, "rel") });
    Ok(Case {
        topic: topic.to_owned(),
        on: text("on"),
        market: text("market"),
        channel: text("channel"),
        inputs: Input::new("inputs", need("inputs")?),
        expected: need("expected")?,
        tolerance,
        declaration: kinds.and_then(|k| k.get(&kind)).cloned(),
        id,
        kind,
    })
}

fn size(tolerance: &Value, key: &str) -> f64 {
    match tolerance.get(key) {
        Some(Value::Number(text) | Value::Text(text)) => read_figure(text).map_or(0.0, |f| f.float),
        _ => 0.0,
    }
}

fn report_cases(path: &Path, file: &Value, cases: &mut Cases) -> Result<(), String> {
    let as_of = file.get("as_of").and_then(Value::as_text);
    for table in file.get("file").map_or(&[][..], Value::items) {
        let name = table.get("name").and_then(Value::as_text).ok_or("a file without name")?;
        let sample = path.with_file_name(name);
        let bytes = match std::fs::read(&sample) {
            Ok(bytes) => bytes,
            Err(error) => {
                cases.faults.push(format!("{}: {error}", sample.display()));
                continue;
            }
        };
        let Value::Map(entries) = table else { return Err("a file that is no table".to_owned()) };
        let asked = entries.iter().filter(|(key, _)| key != "name" && key != "pitfalls").cloned().collect();
        cases.reports.push(ReportCase {
            file: Input::new("file", Value::Map(asked)),
            name: name.to_owned(),
            bytes,
            as_of: as_of.map(str::to_owned),
        });
    }
    Ok(())
}

/// Any list of tables with an id and a reason, whatever its heading.
fn disputed(file: &Value) -> Vec<Disputed> {
    let Value::Map(entries) = file else { return Vec::new() };
    let rows = entries.iter().flat_map(|(_, value)| value.items());
    rows.filter_map(|row| {
        let text = |key: &str| row.get(key).and_then(Value::as_text).map(str::to_owned);
        Some(Disputed { topic: text("topic"), id: text("id")?, reason: text("reason").unwrap_or_default() })
    })
    .collect()
}
