//! One product with everything that is known of it, ways of it side by side, and the fee tables, as JSON.

use crate::look::{input_pairs, money, ranges};
use crate::offers::{field, outcome};
use crate::reading::problem;
use clearfloor::book::compare::{Change, Compared, Way};
use clearfloor::book::view::{CohortView, Deadline, FeeSource, ProductView};
use clearfloor::book::{Book, Market, Result};
use clearfloor::fees::schedule::{Cell, ListedRow, ListedTable, file_text};
use clearfloor::quote::{Ledger, LedgerLine};
use serde_json::{Value, json};

/// A product as the page shows it.
///
/// # Errors
/// `no_such_product`.
pub fn product(book: &mut Book, sku: &str) -> Result<Value> {
    let view = book.product(sku)?;
    Ok(shown(book, &view))
}

fn shown(book: &Book, view: &ProductView) -> Value {
    json!({
        "sku": view.row.sku,
        "condition": view.row.condition,
        "title": view.row.title,
        "units": view.row.units,
        "units_per_week": view.row.per_week,
        "cover_days": view.row.cover_days,
        "price": money(view.row.price),
        "floor": money(view.row.floor),
        "floor_unknown": view.floor_unknown,
        "charm_floor": money(view.charm_floor),
        "required_net": money(view.required_net),
        "affordable_cost": money(view.affordable_cost),
        "pays_full_cost": ranges(&view.pays_full_cost),
        "beats_exits": ranges(&view.beats_exits),
        "target": view.target.as_ref().map(|target| json!({ "kind": target.kind, "text": target.text })),
        "target_prices": ranges(&view.target_ranges),
        "ledger": view.ledger.as_ref().map(|of| ledger(book, of)),
        "recommended": view.recommended,
        "gain": money(view.row.gain),
        "wait_week_change": money(view.row.wait_week),
        "outcomes": view.outcomes.iter().map(outcome).collect::<Vec<_>>(),
        "remove_now_units": view.remove_now_units,
        "remove_now_gain": money(view.remove_now_gain),
        "cohorts": view.cohorts.iter().map(cohort).collect::<Vec<_>>(),
        "utilization": view.utilization,
        "fields": view.fields.iter().map(field).collect::<Vec<_>>(),
        "missing": view.row.missing,
        "problems": view.problems.iter().map(problem).collect::<Vec<_>>(),
    })
}

fn ledger(book: &Book, ledger: &Ledger) -> Value {
    let line = |line: &LedgerLine| {
        json!({
            "id": line.id.code(),
            "amount": money(line.amount),
            "formula": line.formula,
            "inputs": input_pairs(&line.inputs),
            "spreadsheet": line.spreadsheet,
            "fee": line.fee.map(|row| fee(&book.fee_source(row))),
            "status": line.status.code(),
            "is_sunk": line.is_sunk,
            "holes": line.holes,
        })
    };
    let ratios = ledger.ratios.iter().map(
        |ratio| json!({ "id": ratio.id, "base": ratio.base, "ratio": ratio.ratio.map(|ratio| ratio.to_string()) }),
    );
    json!({
        "price": money(Some(ledger.price)),
        "on": ledger.on.to_string(),
        "lines": ledger.lines.iter().map(line).collect::<Vec<_>>(),
        "net_proceeds": money(ledger.net_proceeds),
        "profit": money(ledger.profit),
        "ratios": ratios.collect::<Vec<_>>(),
    })
}

fn fee(fee: &FeeSource) -> Value {
    json!({ "table": fee.table, "row": fee.row, "source": fee.source })
}

fn cohort(cohort: &CohortView) -> Value {
    let last = |last: &Deadline| json!({ "date": last.date.to_string(), "reason": last.reason, "units": last.units, "cost": money(last.cost) });
    json!({
        "units": cohort.units,
        "age_days": cohort.age_days,
        "is_age_assumed": cohort.is_assumed,
        "best_stop": cohort.best_stop.map(|day| day.to_string()),
        "worse_than_now": cohort.worse_than_now.map(|day| day.to_string()),
        "last_removals": cohort.last_removals.iter().map(last).collect::<Vec<_>>(),
    })
}

/// Ways side by side, each against the first: `way=ID` names one that the product has, `price=TEXT` a price or discount.
///
/// # Errors
/// `no_such_product`; what is said is neither.
pub fn compare(book: &mut Book, sku: &str, said: &[(String, String)]) -> core::result::Result<Value, String> {
    let way = |(name, text): &(String, String)| match name.as_str() {
        "way" => Ok(Way::Scenario(text.clone())),
        "price" => Ok(Way::Typed(text.clone())),
        _ => Err(format!("--say {name}: compare takes way=ID and price=TEXT")),
    };
    let ways = said.iter().map(way).collect::<core::result::Result<Vec<_>, _>>()?;
    let columns = book.compare(sku, &ways, 0).map_err(|why| why.to_string())?;
    let column = |(said, column): (&(String, String), &Compared)| {
        json!({
            "asked": said.1,
            "outcome": column.outcome.as_ref().map(outcome),
            "problem": column.problem.as_ref().map(|problem| problem.code()),
            "fees": money(column.fees),
            "change": column.change.as_ref().map(change),
        })
    };
    Ok(Value::Array(said.iter().zip(&columns).map(column).collect()))
}

fn change(change: &Change) -> Value {
    json!({
        "net_per_unit": money(change.net_per_unit),
        "fees": money(change.fees),
        "units_per_week": change.units_per_week,
        "days_to_clear": change.days_to_clear,
        "storage": money(change.storage),
        "surcharge": money(change.surcharge),
        "units_left": change.units_left,
        "cash": money(change.cash),
        "present_value": money(change.present_value),
    })
}

/// Every fee table of a marketplace as it stands on a day.
///
/// # Errors
/// `fee_tables_not_loaded`.
pub fn fees(book: &Book, market: Market) -> Result<Value> {
    let library = book.fee_library(market, file_text(market), book.today())?;
    let cells = |cells: &[Cell]| {
        cells.iter().map(|cell| (cell.name.clone(), Value::from(cell.text.as_str()))).collect::<serde_json::Map<_, _>>()
    };
    let row = |row: &ListedRow| json!({ "cells": cells(&row.cells), "confidence": row.confidence, "note": row.note });
    let table = |table: &ListedTable| {
        json!({
            "name": table.name,
            "family": table.family,
            "is_used": table.is_used,
            "from": table.from.map(|day| day.to_string()),
            "to": table.to.map(|day| day.to_string()),
            "state": table.state.code(),
            "is_past_its_time": table.is_past_its_time,
            "unit": table.unit,
            "sources": table.sources,
            "confidence": table.confidence,
            "facts": cells(&table.facts),
            "holes": table.holes,
            "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        })
    };
    Ok(json!({
        "market": market.code(),
        "currency": library.currency,
        "as_of": library.as_of.map(|day| day.to_string()),
        "change_days": library.change_days.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "tables": library.tables.iter().map(table).collect::<Vec<_>>(),
    }))
}
