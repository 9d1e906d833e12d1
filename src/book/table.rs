//! How a table was read, for the page.

use super::join::LeftOut;
use super::view::{ColumnView, Problem, Severity, TableView};
use super::{Given, count};
use crate::import::{Answer, FieldKind, Table, Usage};

/// Problems handed out at most; `problem_count` is the whole number.
const MOST_PROBLEMS: usize = 200;

/// A view without content, for a table that is not there.
pub(super) fn empty_view(id: u32) -> TableView {
    TableView {
        id,
        name: String::new(),
        report: None,
        matched: 0,
        headings: 0,
        separator: String::new(),
        of_day: None,
        is_day_by_name: false,
        records: 0,
        rows_read: 0,
        rows_set_aside: 0,
        dropped: Vec::new(),
        columns: Vec::new(),
        problems: Vec::new(),
        problem_count: 0,
    }
}

/// A table as it was read; rows that the join left out stand among its problems.
pub(super) fn view(given: &Given, left_out: &[LeftOut]) -> TableView {
    let (id, table) = (given.id, &*given.table);
    let columns: Vec<ColumnView> = table
        .columns()
        .iter()
        .map(|column| ColumnView {
            heading: column.heading.clone(),
            field: column.field.map(str::to_owned),
            usage: column.usage.code(),
            kind: kind_code(column.kind).to_owned(),
            unit: column.currency.map(|c| c.code().to_owned()).or_else(|| column.unit.clone()),
            reading: column.reading.as_ref().map(answer_code),
            is_question: column.is_question,
            choices: column.choices.iter().map(answer_code).collect(),
        })
        .collect();
    let here = || left_out.iter().filter(|left| left.table == id);
    let mut problems: Vec<Problem> = table.problems().iter().take(MOST_PROBLEMS).map(|p| problem(table, p)).collect();
    problems.extend(here().take(MOST_PROBLEMS.saturating_sub(problems.len())).map(|left| Problem {
        file: Some(table.name().to_owned()),
        line: Some(left.line),
        ..Problem::of_note(&left.note, &left.sku, Severity::Error)
    }));
    let dropped = table.dropped();
    let named = [
        ("preamble", dropped.preamble),
        ("blank", dropped.blank),
        ("repeated_header", dropped.repeated_header),
        ("summary", dropped.summary),
        ("total", dropped.total),
    ];
    let rows = count(table.row_count());
    // A row without a SKU speaks of no product.
    let nameless = table.problem_counts().iter().find(|(code, _)| *code == "sku_missing").map_or(0, |(_, n)| *n);
    let set_aside = count(here().count()).saturating_add(u32::try_from(nameless).unwrap_or(u32::MAX));
    let dropped_count: u32 = named.iter().map(|(_, n)| n).sum();
    TableView {
        id,
        name: table.name().to_owned(),
        report: table.report().map(str::to_owned),
        matched: count(table.columns().iter().filter(|c| c.field.is_some() && c.usage != Usage::Buyer).count()),
        headings: count(columns.len()),
        separator: table.separator().code().to_owned(),
        of_day: given.dated.map(|dated| dated.day),
        is_day_by_name: given.dated.is_some_and(|dated| dated.is_by_name),
        records: rows.saturating_add(dropped_count).saturating_add(u32::from(table.header_record().is_some())),
        rows_read: rows.saturating_sub(set_aside),
        rows_set_aside: set_aside,
        dropped: named.iter().filter(|(_, n)| *n > 0).map(|(name, n)| ((*name).to_owned(), *n)).collect(),
        columns,
        problem_count: count(
            table
                .problem_counts()
                .iter()
                .map(|(_, n)| usize::try_from(*n).unwrap_or(usize::MAX))
                .fold(0, usize::saturating_add),
        )
        .saturating_add(count(here().count())),
        problems,
    }
}

fn problem(table: &Table, found: &crate::import::Problem) -> Problem {
    Problem {
        code: found.code.to_owned(),
        severity: match found.severity {
            crate::import::Severity::Error => Severity::Error,
            crate::import::Severity::Warning | crate::import::Severity::Question => Severity::Warning,
            crate::import::Severity::Note => Severity::Note,
        },
        file: Some(table.name().to_owned()),
        line: found.line,
        column: found.column,
        heading: found.heading.clone(),
        field: found.field.map(str::to_owned),
        sku: found.sku.clone(),
        params: found.params.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect(),
    }
}

pub(super) const fn kind_code(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Int => "int",
        FieldKind::Decimal => "decimal",
        FieldKind::Money => "money",
        FieldKind::Rate => "rate",
        FieldKind::Date => "date",
        FieldKind::Month => "month",
    }
}

/// How a column is read, as the seller chooses it.
#[must_use]
pub fn answer_code(answer: &Answer) -> String {
    match answer {
        Answer::DecimalPoint => "1,234.50".to_owned(),
        Answer::DecimalComma => "1.234,50".to_owned(),
        Answer::Percent => "percent".to_owned(),
        Answer::Share => "share".to_owned(),
        Answer::DayFirst => "day_first".to_owned(),
        Answer::MonthFirst => "month_first".to_owned(),
        Answer::Currency(currency) => currency.code().to_owned(),
    }
}
