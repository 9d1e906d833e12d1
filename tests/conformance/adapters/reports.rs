//! Report samples (`expected.toml`): bytes in, everything the table says out.

use super::{Checks, Failure, Registry, ReportCase};
use crate::value::{Input, Value};
use clearfloor::import::{Encoding, FieldKind, LineEnd, ReadOptions, Separator, Table, detect, has_mark, read};
use clearfloor::money::Currency;
use clearfloor::number::Decimal;

/// Sets the adapter of the reports.
pub fn register(registry: &mut Registry) {
    registry.report(report);
}

fn report(case: &ReportCase, checks: &mut Checks) -> Result<(), Failure> {
    let file = &case.file;
    let encoding = detect(&case.bytes);
    let decoder = encoding_rs::Encoding::for_label(encoding.label().as_bytes()).ok_or("no decoder")?;
    let (text, _, _) = decoder.decode(&case.bytes);
    let given = match file.optional("given") {
        Some(given) => Some(Currency::parse(given.key("currency")?.text()?)?),
        None => None,
    };
    let options = ReadOptions {
        name: case.name.clone(),
        // The samples that end in .tsv are copied from a spreadsheet.
        is_clipboard: case.name.ends_with(".tsv"),
        currency: given,
        ..ReadOptions::default()
    };
    let table = read(text.into_owned(), &options);

    checks.equal(file.key("report")?, &Value::text(table.report().unwrap_or("none")));
    checks.equal(file.key("encoding")?, &Value::text(usual_name(encoding)));
    checks.equal(file.key("bom")?, &Value::Bool(has_mark(&case.bytes)));
    checks.equal(file.key("separator")?, &Value::text(separator(table.separator())));
    checks.equal(file.key("line_end")?, &Value::text(line_end(table.line_end())));
    checks.equal(file.key("header_record")?, &Value::int(i64::from(table.header_record().unwrap_or(0))));
    checks.equal(file.key("data_rows")?, &count(table.row_count())?);
    if let Some(expected) = file.optional("drop_rows") {
        checks.equal(expected, &dropped(&table));
    } else if dropped(&table) != Value::map(Vec::<(String, Value)>::new()) {
        return Err(format!("rows dropped that should stay: {}", dropped(&table)).into());
    }
    if let Some(expected) = file.optional("duplicate_rows") {
        checks.equal(expected, &count(table.duplicates().len())?);
    }
    distinct(file, &table, checks)?;
    if let Some(sums) = file.optional("sums") {
        for (field, expected) in sums.entries()? {
            checks.equal(expected, &sum(&table, field, None, &|_| true));
        }
    }
    for entry in file.optional("money").map_or(Ok(&[][..]), Input::items)? {
        let (field, currency) = (entry.key("field")?.text()?, Currency::parse(entry.key("currency")?.text()?)?);
        checks.equal(entry.key("sum")?, &sum(&table, field, Some(currency), &|_| true));
    }
    for subset in file.optional("subsets").map_or(Ok(&[][..]), Input::items)? {
        check_subset(subset, &table, checks)?;
    }
    for cell in file.optional("cells").map_or(Ok(&[][..]), Input::items)? {
        check_cell(cell, &table, checks)?;
    }
    Ok(())
}

fn usual_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::ShiftJis => "cp932",
        Encoding::Windows1252 => "cp1252",
        other => other.label(),
    }
}

fn separator(separator: Separator) -> &'static str {
    match separator {
        Separator::Tab => "tab",
        Separator::Comma => "comma",
        Separator::Semicolon => "semicolon",
        Separator::Pipe => "pipe",
        Separator::Cells => "cells",
    }
}

fn line_end(line_end: LineEnd) -> &'static str {
    match line_end {
        LineEnd::Lf => "lf",
        LineEnd::Crlf => "crlf",
        LineEnd::Cr => "cr",
    }
}

fn count(number: usize) -> Result<Value, Failure> {
    Ok(Value::int(i64::try_from(number).map_err(|e| e.to_string())?))
}

fn dropped(table: &Table) -> Value {
    let dropped = table.dropped();
    let counts = [
        ("preamble", dropped.preamble),
        ("blank", dropped.blank),
        ("repeated_header", dropped.repeated_header),
        ("summary", dropped.summary),
        ("total", dropped.total),
    ];
    Value::map(counts.into_iter().filter(|(_, n)| *n > 0).map(|(name, n)| (name.to_owned(), Value::int(i64::from(n)))))
}

fn distinct(file: &Input, table: &Table, checks: &mut Checks) -> Result<(), Failure> {
    let of = |fields: &[&str]| {
        let found: Vec<_> = fields.iter().filter_map(|name| table.field(name)).collect();
        if found.is_empty() { 0 } else { table.distinct(&found) }
    };
    let without_case = table.field("sku").map_or(0, |sku| table.distinct_ignoring_case(sku));
    for (key, found) in [
        ("distinct_sku", of(&["sku"])),
        ("distinct_asin", of(&["asin"])),
        ("distinct_order", of(&["order_id"])),
        ("distinct_sku_store", of(&["sku", "marketplace"])),
        ("distinct_sku_ignore_case", without_case),
    ] {
        if let Some(expected) = file.optional(key) {
            checks.equal(expected, &count(found)?);
        }
    }
    Ok(())
}

/// Sum of a field over the rows chosen, in one currency if one is named.
fn sum(table: &Table, field: &str, currency: Option<Currency>, is_chosen: &dyn Fn(usize) -> bool) -> Value {
    let sums = if field == "settlement_total" {
        table.settlement_totals()
    } else {
        let Some(id) = table.field(field) else { return Value::text(format!("no field {field}")) };
        if (table.kind(id) == FieldKind::Money) != currency.is_some() {
            return Value::text(format!("{field} is {:?}", table.kind(id)));
        }
        table.sums(id, table.rows().filter(|row| is_chosen(*row)))
    };
    Value::text(sums.iter().find(|(known, _)| *known == currency).map_or("0".to_owned(), |(_, sum)| sum.to_string()))
}

fn check_subset(subset: &Input, table: &Table, checks: &mut Checks) -> Result<(), Failure> {
    let conditions = subset
        .key("where")?
        .entries()?
        .map(|(field, wanted)| Ok((field.to_owned(), wanted.text()?.to_owned())))
        .collect::<Result<Vec<_>, Failure>>()?;
    let is_chosen = |row| conditions.iter().all(|(field, wanted)| matches(table, row, field, wanted));
    if let Some(expected) = subset.optional("rows") {
        checks.equal(expected, &count(table.rows().filter(|row| is_chosen(*row)).count())?);
    }
    if let Some(expected) = subset.optional("sum") {
        let currency = match subset.optional("currency") {
            Some(code) => Some(Currency::parse(code.text()?)?),
            None => None,
        };
        checks.equal(expected, &sum(table, subset.key("field")?.text()?, currency, &is_chosen));
    }
    Ok(())
}

fn matches(table: &Table, row: usize, field: &str, wanted: &str) -> bool {
    let found = printed(table, row, field);
    match found {
        None => wanted == "none",
        Some((_, FieldKind::Text | FieldKind::Date | FieldKind::Month)) => {
            found.is_some_and(|(text, _)| text == wanted)
        }
        Some((text, _)) => {
            let number = |text: &str| Decimal::parse(text).and_then(Decimal::to_ratio).ok();
            number(&text).is_some_and(|n| number(wanted) == Some(n))
        }
    }
}

/// The value of a cell in the form of the expectations, with its kind.
fn printed(table: &Table, row: usize, field: &str) -> Option<(String, FieldKind)> {
    let id = table.field(field)?;
    let kind = table.kind(id);
    let text = match kind {
        FieldKind::Text => table.text(row, id).map(str::to_owned),
        FieldKind::Date => table.day(row, id).map(|day| day.to_string()),
        FieldKind::Month => table.day(row, id).and_then(|day| day.to_string().get(..7).map(str::to_owned)),
        FieldKind::Money => table.money(row, id).map(|(amount, _)| amount.to_string()),
        FieldKind::Int | FieldKind::Decimal | FieldKind::Rate => table.number(row, id).map(|number| number.to_string()),
    };
    text.map(|text| (text, kind))
}

fn check_cell(cell: &Input, table: &Table, checks: &mut Checks) -> Result<(), Failure> {
    let row: usize = cell.key("row")?.int()?;
    let row = row.checked_sub(1).ok_or("rows count from 1")?;
    let field = cell.key("field")?.text()?;
    let (value, kind) = (cell.key("value")?, cell.key("kind")?);
    let found = printed(table, row, field);
    let name = match found.as_ref().map(|(_, kind)| *kind) {
        None => "none",
        Some(FieldKind::Text) => "text",
        Some(FieldKind::Int) => "int",
        Some(FieldKind::Decimal) => "decimal",
        Some(FieldKind::Money) => "money",
        Some(FieldKind::Rate) => "rate",
        Some(FieldKind::Date) => "date",
        Some(FieldKind::Month) => "month",
    };
    checks.equal(kind, &Value::text(name));
    match &found {
        None => checks.same_text(value, "none"),
        Some((text, FieldKind::Text)) => checks.same_text(value, text),
        Some((text, _)) => checks.equal(value, &Value::text(text)),
    }
    if let Some(expected) = cell.optional("currency") {
        let code = table.field(field).and_then(|id| table.money(row, id)).map(|(_, currency)| currency);
        checks.equal(expected, &Value::text(code.as_ref().map_or("none", Currency::code)));
    }
    Ok(())
}
