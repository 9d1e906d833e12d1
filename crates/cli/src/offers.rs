//! Promotions and a bundle of one product, as JSON.

use crate::look::{input_pairs, money, problem};
use clearfloor::book::bundle::{Bundle, BundleSheet, BundleWay};
use clearfloor::book::promotion::{Line, PromotionColumn, PromotionSheet, PromotionText, Promotions};
use clearfloor::book::view::FieldView;
use clearfloor::book::{Book, Outcome, Result as Answered};
use serde_json::{Map, Value, json};
use std::path::Path;

/// What a sheet asks: promotions side by side, and a bundle if it names one.
#[derive(Debug)]
pub struct Sheets {
    promotions: PromotionSheet,
    bundle: Option<BundleSheet>,
}

/// Reads a sheet: `shared` and `columns` (each a `mechanic` with its `texts`), and `bundle` (a `partner` by SKU and
/// its `texts`), every text as it would be typed.
///
/// # Errors
/// A file that cannot be read or is of another shape.
pub fn read(path: &Path) -> Result<Sheets, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|why| format!("{name}: {why}"))?;
    let sheet: Map<String, Value> = serde_json::from_str(&text).map_err(|why| format!("{name}: {why}"))?;
    let of = |why: String| format!("{name}: {why}");
    for known in sheet.keys() {
        if !["shared", "columns", "bundle"].contains(&known.as_str()) {
            return Err(of(format!("`{known}` is neither `shared`, `columns` nor `bundle`")));
        }
    }
    let columns = match sheet.get("columns") {
        None => Vec::new(),
        Some(Value::Array(columns)) => columns.iter().map(column).collect::<Result<_, _>>().map_err(of)?,
        Some(_) => return Err(of("`columns` is not a list".to_owned())),
    };
    let shared = texts(sheet.get("shared"), "shared").map_err(of)?;
    let bundle = match sheet.get("bundle") {
        None => None,
        Some(bundle) => {
            let partner = bundle.get("partner").and_then(Value::as_str).map(str::to_owned);
            Some(BundleSheet { partner, texts: texts(bundle.get("texts"), "bundle.texts").map_err(of)? })
        }
    };
    Ok(Sheets { promotions: PromotionSheet { shared, columns }, bundle })
}

fn column(column: &Value) -> Result<PromotionText, String> {
    let mechanic = column.get("mechanic").and_then(Value::as_str).ok_or("a column has no `mechanic`")?;
    Ok(PromotionText { mechanic: mechanic.to_owned(), texts: texts(column.get("texts"), "texts")? })
}

/// Fields with their texts; a number stands for its digits.
fn texts(texts: Option<&Value>, name: &str) -> Result<Vec<(String, String)>, String> {
    let Some(texts) = texts else { return Ok(Vec::new()) };
    let fields = texts.as_object().ok_or_else(|| format!("`{name}` does not hold texts by field"))?;
    let text = |(field, text): (&String, &Value)| match text {
        Value::String(text) => Ok((field.clone(), text.clone())),
        Value::Number(number) => Ok((field.clone(), number.to_string())),
        _ => Err(format!("`{name}.{field}` is no text")),
    };
    fields.iter().map(text).collect()
}

/// Answers a sheet.
///
/// # Errors
/// `no_such_product`; `out_of_range`.
pub fn answer(book: &mut Book, sku: &str, sheets: &Sheets) -> Answered<Value> {
    let mut answer = promotions(&book.promotions(sku, &sheets.promotions)?);
    if let (Some(bundle), Some(answer)) = (&sheets.bundle, answer.as_object_mut()) {
        answer.insert("bundle".to_owned(), bundled(&book.bundle(sku, bundle)?));
    }
    Ok(answer)
}

fn promotions(answer: &Promotions) -> Value {
    let stack = answer.stack.as_ref().map(|stack| {
        let meeting = |meeting: &clearfloor::book::promotion::MeetingView| json!({ "places": meeting.places, "code": meeting.code });
        json!({
            "meetings": stack.meetings.iter().map(meeting).collect::<Vec<_>>(),
            "applies": stack.applies,
            "additive": stack.additive.to_string(),
            "sequential": stack.sequential.to_string(),
        })
    });
    json!({
        "price": money(answer.price),
        "shared": answer.shared.iter().map(field).collect::<Vec<_>>(),
        "promotions": answer.columns.iter().map(promotion).collect::<Vec<_>>(),
        "best": answer.best_column,
        "is_best_without": answer.is_best_without,
        "hold": answer.hold.as_ref().map(outcome),
        "best_without": answer.best.as_ref().map(outcome),
        "stack": stack,
    })
}

fn promotion(column: &PromotionColumn) -> Value {
    let conditions = column.conditions.iter().map(
        |condition| json!({ "id": condition.id, "status": condition.status, "inputs": input_pairs(&condition.inputs) }),
    );
    json!({
        "mechanic": column.mechanic,
        "fields": column.fields.iter().map(field).collect::<Vec<_>>(),
        "asked": column.asked,
        "lines": column.lines.iter().map(line).collect::<Vec<_>>(),
        "conditions": conditions.collect::<Vec<_>>(),
        "outcome": column.outcome.as_ref().map(outcome),
    })
}

fn bundled(answer: &Bundle) -> Value {
    let way = |way: &BundleWay| {
        let gains = way.gains.iter().map(|at| {
            json!({
                "cannibal": at.cannibal.to_string(),
                "gain": money(at.gain),
                "least_price": money(at.least_price),
                "least_against_markdown": money(at.least_against_markdown),
            })
        });
        json!({
            "way": way.code,
            "lines": way.lines.iter().map(line).collect::<Vec<_>>(),
            "gains": gains.collect::<Vec<_>>(),
            "most_cannibal": way.most_cannibal.map(|share| share.to_string()),
        })
    };
    let outcomes = answer.outcomes.iter().map(
        |found| json!({ "way": found.way, "attach": found.attach.to_string(), "outcome": outcome(&found.outcome) }),
    );
    json!({
        "partner": answer.partner.as_ref().map(|partner| partner.sku.clone()),
        "partners": answer.partners.iter().map(|partner| partner.sku.clone()).collect::<Vec<_>>(),
        "fields": answer.fields.iter().map(field).collect::<Vec<_>>(),
        "ways": answer.ways.iter().map(way).collect::<Vec<_>>(),
        "lines": answer.lines.iter().map(line).collect::<Vec<_>>(),
        "best": answer.best,
        "outcomes": outcomes.collect::<Vec<_>>(),
    })
}

fn line(line: &Line) -> Value {
    json!({
        "id": line.id,
        "amount": money(line.amount),
        "share": line.share.map(|share| share.to_string()),
        "number": line.number,
        "formula": line.formula,
        "inputs": input_pairs(&line.inputs),
        "status": line.status.code(),
        "holes": line.holes,
    })
}

/// What a way brings.
pub fn outcome(outcome: &Outcome) -> Value {
    json!({
        "id": outcome.scenario.id,
        "price": money(outcome.scenario.price),
        "net_per_unit": money(outcome.net_per_unit),
        "units_per_week": outcome.units_per_week,
        "days_to_clear": outcome.days_to_clear,
        "units_left": outcome.units_left,
        "cash": money(outcome.cash),
        "present_value": money(outcome.present_value),
        "against_hold": money(outcome.against_hold),
        "unknown": outcome.unknown,
    })
}

/// A field with what stands in it.
pub fn field(field: &FieldView) -> Value {
    json!({ "field": field.field, "text": field.text, "source": field.source, "problem": field.problem.as_ref().map(problem) })
}
