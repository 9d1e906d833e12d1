//! What tables were read as: how each was taken, what its fields come to, and every cell.

use crate::arguments::Request;
use crate::compute::{Outcome, Read, read};
use clearfloor::book::as_read::{ReadCell, ReadTotal};
use clearfloor::book::view::{ColumnView, Problem, TableView};
use clearfloor::book::{Book, Format};
use serde_json::{Value, json};

/// Rows made into text at a time.
const AT_ONCE: usize = 4096;

/// How each table was read, as JSON.
///
/// # Errors
/// As [`read`].
pub fn tables(request: &Request) -> Result<Outcome, String> {
    let Read { mut book, told, is_complete } = read(request)?;
    let views: Vec<Value> = book.tables().iter().map(|view| table(&mut book, view)).collect();
    let told = told.into_iter().map(|line| line + "\n").collect();
    Ok(Outcome { results: format!("{:#}\n", Value::Array(views)).into_bytes(), told, is_complete })
}

/// Every row of one table as read, those set aside too.
///
/// # Errors
/// As [`read`]; more than one table, or a form that is none of a list of cells.
pub fn rows(request: &Request) -> Result<Outcome, String> {
    if request.format != Format::Csv {
        return Err("--format: rows are printed as csv; `tables` tells of them as JSON".to_owned());
    }
    let [_] = request.files.as_slice() else {
        return Err("--in: rows are those of one table; ask for each by itself".to_owned());
    };
    let Read { book, told, is_complete } = read(request)?;
    let mut results = Vec::new();
    for id in book.tables().iter().map(|view| view.id) {
        for offset in (0..).step_by(AT_ONCE) {
            let text = book.as_read_csv(id, offset, AT_ONCE);
            if text.is_empty() {
                break;
            }
            results.extend(text.into_bytes());
        }
    }
    Ok(Outcome { results, told: told.into_iter().map(|line| line + "\n").collect(), is_complete })
}

fn table(book: &mut Book, view: &TableView) -> Value {
    let totals = book.read_totals(view.id, usize::MAX).fields;
    let fields = book.as_read(view.id, 0, 0).fields;
    let total = |total: &ReadTotal| {
        let sum = |sum: &ReadCell| json!({ "sum": sum.text, "currency": sum.currency });
        json!({ "rows_with_value": total.filled, "sums": total.sums.iter().map(sum).collect::<Vec<_>>() })
    };
    let field = |(field, found): (&clearfloor::book::as_read::ReadField, &ReadTotal)| {
        let mut told = total(found);
        if let Some(told) = told.as_object_mut() {
            told.insert("field".to_owned(), field.field.into());
            told.insert("kind".to_owned(), field.kind.into());
        }
        told
    };
    let dropped = view.dropped.iter().map(|(name, count)| (name.clone(), Value::from(*count)));
    json!({
        "name": view.name,
        "report": view.report,
        "headings_found": view.matched,
        "headings": view.headings,
        "separator": view.separator,
        "of_day": view.of_day.map(|day| day.to_string()),
        "is_day_by_name": view.is_day_by_name,
        "records": view.records,
        "rows_read": view.rows_read,
        "rows_set_aside": view.rows_set_aside,
        "dropped": dropped.collect::<serde_json::Map<_, _>>(),
        "columns": view.columns.iter().map(column).collect::<Vec<_>>(),
        "fields": fields.iter().zip(&totals).map(field).collect::<Vec<_>>(),
        "problems": view.problems.iter().map(problem).collect::<Vec<_>>(),
        "problem_count": view.problem_count,
    })
}

fn column(column: &ColumnView) -> Value {
    json!({
        "heading": column.heading,
        "field": column.field,
        "usage": column.usage,
        "kind": column.kind,
        "unit": column.unit,
        "reading": column.reading,
        "is_question": column.is_question,
        "choices": column.choices,
    })
}

/// A remark with its place.
pub fn problem(problem: &Problem) -> Value {
    let params = problem.params.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str())));
    json!({
        "code": problem.code,
        "severity": problem.severity.code(),
        "line": problem.line,
        "column": problem.column,
        "heading": problem.heading,
        "field": problem.field,
        "sku": problem.sku,
        "params": params.collect::<serde_json::Map<_, _>>(),
    })
}
