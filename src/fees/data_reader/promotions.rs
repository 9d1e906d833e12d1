//! Reads and checks the promotions.

use super::super::data_shape::{CheckCode, ConditionRow, FeeName, MechanicRow, PromotionPack, RuleCode};
use super::confidence;
use super::taker::{Read, Taker};
use super::text::{self, Value};

/// Reads `promotions.toml`.
pub fn read_promotions(text: &str) -> Read<PromotionPack> {
    let file = text::parse(text)?;
    let mut file = Taker::new("promotions", file);
    file.skip(&["schema", "as_of"]);
    let mechanics = file.rows("mechanic")?.into_iter().map(mechanic).collect::<Read<Vec<_>>>()?;
    let conditions = file.rows("condition")?.into_iter().map(condition).collect::<Read<Vec<_>>>()?;
    let Some(Value::Table(table)) = file.take("stacking") else { return Err("no table [stacking]".to_owned()) };
    file.done()?;
    let mut stacking = Taker::new("stacking", table);
    stacking.skip(&["effective_from", "markets", "source_kind"]);
    let stacking_order = stacking.texts("order")?;
    let matrix = matrix(&mut stacking, stacking_order.len())?;
    let stacking_source = stacking.text("source")?;
    let stated = stacking.text("confidence")?;
    let stacking_confidence =
        confidence(&stated).ok_or_else(|| stacking.wrong(format_args!("`confidence`: {stated}")))?;
    stacking.done()?;
    for row in &mechanics {
        if mechanics.iter().filter(|other| other.id == row.id).count() > 1 {
            return Err(format!("mechanic: the id {} stands twice", row.id));
        }
        if row.stack_as.as_ref().is_some_and(|name| !stacking_order.contains(name)) {
            return Err(format!("mechanic {}: `stack_as` is no row of the stacking table", row.id));
        }
    }
    Ok(PromotionPack { mechanics, stacking_order, matrix, stacking_source, stacking_confidence, conditions })
}

fn mechanic(mut row: Taker) -> Read<MechanicRow> {
    let rule = row.text("rule")?;
    let rule = match rule.as_str() {
        "percent" => RuleCode::Percent,
        "amount" => RuleCode::Amount,
        "buy_get" => RuleCode::BuyGet,
        "every_nth" => RuleCode::EveryNth,
        "spend_save" => RuleCode::SpendSave,
        "tiers" => RuleCode::Tiers,
        "gift" => RuleCode::Gift,
        "add_on" => RuleCode::AddOn,
        other => return Err(row.wrong(format_args!("`rule` is unknown: {other}"))),
    };
    let fee = row.text("fee")?;
    let mechanic = MechanicRow {
        id: row.text("id")?,
        rule,
        changes_item_price: row.bool("item_price")?,
        fee: match fee.as_str() {
            "none" => FeeName::Nothing,
            "coupons" => FeeName::Coupons,
            "outlet" => FeeName::Outlet,
            deal => FeeName::Deal(deal.to_owned()),
        },
        stack_as: row.text_opt("stack_as")?,
        days: row.int_opt("days")?,
        basket: row.int("basket")?,
        fields: row.texts("fields")?,
        who: row.text_opt("who")?,
    };
    if mechanic.basket == 0 || mechanic.fields.is_empty() {
        return Err(row.wrong("needs a basket and a field"));
    }
    row.done()?;
    Ok(mechanic)
}

fn condition(mut row: Taker) -> Read<ConditionRow> {
    let check = row.text("check")?;
    let check = match check.as_str() {
        "min_discount" => CheckCode::MinDiscount,
        "max_discount" => CheckCode::MaxDiscount,
        "below_reference" => CheckCode::BelowReference,
        "below_recent_low" => CheckCode::BelowRecentLow,
        "min_age" => CheckCode::MinAge,
        "min_rating" => CheckCode::MinRating,
        "professional_plan" => CheckCode::ProfessionalPlan,
        "sales_history" => CheckCode::SalesHistory,
        "fulfilled_by_amazon" => CheckCode::FulfilledByAmazon,
        "own_brand" => CheckCode::OwnBrand,
        "told" => CheckCode::Told,
        "becomes_recent_low" => CheckCode::BecomesRecentLow,
        "moves_reference" => CheckCode::MovesReference,
        other => return Err(row.wrong(format_args!("`check` is unknown: {other}"))),
    };
    let is_share = matches!(
        check,
        CheckCode::MinDiscount | CheckCode::MaxDiscount | CheckCode::BelowReference | CheckCode::BelowRecentLow
    );
    let limit = if !row.has("limit") {
        None
    } else if is_share {
        Some(row.percent("limit")?)
    } else {
        Some(row.decimal("limit", 6)?)
    };
    if limit.is_none() && (is_share || matches!(check, CheckCode::MinAge | CheckCode::MinRating)) {
        return Err(row.wrong("no `limit`"));
    }
    let stated = row.text("confidence")?;
    let condition = ConditionRow {
        id: row.text("id")?,
        of: row.texts("of")?,
        check,
        limit,
        days: row.int_opt("days")?,
        or_none: if row.has("or_none") { row.bool("or_none")? } else { false },
        from: row.day_opt("from")?,
        source: row.text("source")?,
        confidence: confidence(&stated).ok_or_else(|| row.wrong(format_args!("`confidence`: {stated}")))?,
    };
    row.done()?;
    Ok(condition)
}

/// Square, the same read across as down.
fn matrix(stacking: &mut Taker, size: usize) -> Read<Vec<Vec<u8>>> {
    let Some(Value::Array(rows)) = stacking.take("matrix") else { return Err(stacking.wrong("no `matrix`")) };
    let cell = |cell: &Value| match cell {
        Value::Integer(number) => u8::try_from(*number).ok().filter(|n| matches!(n, 0 | 1 | 2 | 9)),
        _ => None,
    };
    let row = |row: &Value| match row {
        Value::Array(cells) if cells.len() == size => cells.iter().map(cell).collect(),
        _ => None,
    };
    let matrix: Option<Vec<Vec<u8>>> = rows.iter().map(row).collect();
    let matrix = matrix.filter(|m| m.len() == size).ok_or_else(|| stacking.wrong("`matrix` is not square"))?;
    for (i, row) in matrix.iter().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            if matrix.get(j).and_then(|other| other.get(i)) != Some(cell) {
                return Err(stacking.wrong(format_args!("`matrix` says two things of {i} and {j}")));
            }
        }
    }
    Ok(matrix)
}
