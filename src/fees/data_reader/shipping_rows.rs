//! Rows of size tiers and of everything charged by tier and weight.

use super::super::data_shape::{
    Body, FulfilmentRow, LowInventoryExemptions, PriceLimit, Programme, Tier, TierRow, WeightsRow,
};
use super::bodies::{MINOR, Reading, by_code, choice, rows, step, tier, tiers};
use super::confidence;
use super::taker::{Read, Taker, numbers_in, scaled};
use toml::Value;

pub fn tier_row(row: &mut Taker) -> Read<TierRow> {
    let weight = row.text("weight")?;
    let mut thousandths = |key| -> Read<Option<u32>> {
        let number = row.decimal_opt(key, 3)?;
        number.map(u32::try_from).transpose().map_err(|_| format!("{}: `{key}` is out of range", row.place()))
    };
    let longest = thousandths("longest_in")?;
    let median = thousandths("median_in")?;
    let shortest = thousandths("shortest_in")?;
    let length_plus_girth = thousandths("length_plus_girth_in")?;
    let is_unit_weight = match weight.as_str() {
        "unit" => true,
        "greater" => false,
        other => return Err(row.wrong(format_args!("`weight` is unknown: {other}"))),
    };
    Ok(TierRow {
        tier: tier(row)?,
        is_unit_weight,
        max_oz: row.int_opt("max_oz")?,
        longest,
        median,
        shortest,
        length_plus_girth,
    })
}

pub fn weights(t: &mut Taker) -> Read<Body> {
    t.skip(&["dimensional_weight_lb", "rounding"]);
    let unit_only = tiers(t, "unit_weight_only")?;
    let greater = tiers(t, "greater_of_unit_and_dimensional")?;
    if let Some(tier) = Tier::ALL.into_iter().find(|tier| unit_only.contains(tier) == greater.contains(tier)) {
        return Err(t.wrong(format_args!("{} is billed by unit weight and by the greater, or by neither", tier.code())));
    }
    if t.decimal("packaging_weight_added", MINOR)? != 0 {
        return Err(t.wrong("`packaging_weight_added` is not zero: there is no rule for it"));
    }
    let side = t.decimal("minimum_width_and_height_in", 3)?;
    Ok(Body::Weights(WeightsRow {
        divisor: t.whole_text("dimensional_divisor")?,
        minimum_side: u32::try_from(side).map_err(|_| t.wrong("`minimum_width_and_height_in` is out of range"))?,
        minimum_applies_to: tiers(t, "minimum_applies_to")?,
        unit_only,
    }))
}

/// A row by programme, tier and weight with the named money columns.
pub fn weight_row(row: &mut Taker, columns: &[String]) -> Read<FulfilmentRow> {
    let programme = match row.text_opt("product")? {
        None => None,
        Some(text) => Some(
            by_code(&text, &Programme::ALL, Programme::code)
                .ok_or_else(|| row.wrong(format_args!("`product` is unknown: {text}")))?,
        ),
    };
    Ok(FulfilmentRow {
        programme,
        tier: tier(row)?,
        over_oz: row.int_opt("over_oz")?.unwrap_or(0),
        up_to_oz: row.int_opt("up_to_oz")?,
        amounts: columns.iter().map(|c| row.decimal_opt(c, MINOR)).collect::<Read<_>>()?,
        step: step(row)?,
    })
}

/// Sorts rows so that those of one programme and tier lie together, lightest first, and
/// keeps what was noted of each.
pub fn sorted(rows: Vec<FulfilmentRow>, reading: &mut Reading) -> Vec<FulfilmentRow> {
    let mut numbered: Vec<(u16, FulfilmentRow)> = (0..).zip(rows).collect();
    numbered.sort_by_key(|(_, r)| (r.programme, r.tier, r.up_to_oz.unwrap_or(u32::MAX)));
    let place = |old: u16| numbered.iter().position(|(n, _)| *n == old).and_then(|p| u16::try_from(p).ok());
    for (row, _) in &mut reading.row_confidence {
        *row = place(*row).unwrap_or(*row);
    }
    for (row, _) in &mut reading.row_notes {
        *row = place(*row).unwrap_or(*row);
    }
    numbered.into_iter().map(|(_, r)| r).collect()
}

/// The names of the columns of a table, over all its rows, that `of` recognizes, sorted by what it says.
pub fn columns<K: Ord>(t: &Taker, rows: &[Value], of: impl Fn(&str) -> Option<K>) -> Read<Vec<(K, String)>> {
    let mut found: Vec<(K, String)> = Vec::new();
    for key in rows.iter().filter_map(Value::as_table).flat_map(|row| row.keys()) {
        if found.iter().all(|(_, name)| name != key) {
            found.extend(of(key).map(|k| (k, key.clone())));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    if found.is_empty() { Err(t.wrong("no columns")) } else { Ok(found) }
}

pub fn peek_rows(t: &mut Taker) -> Read<(Vec<Value>, Taker)> {
    let value = t.take("rows").ok_or_else(|| t.wrong("no `rows`"))?;
    let list = value.as_array().cloned().unwrap_or_default();
    let mut table = toml::Table::new();
    table.insert("rows".to_owned(), value);
    Ok((list, Taker::new(t.place(), table)))
}

/// `under_10` → (10, exclusive); `from_10_to_50` → (50, inclusive); `over_50` → open.
pub fn price_column(key: &str) -> Option<(i64, bool)> {
    if let Some(numbers) = numbers_in(key, "under_#") {
        return Some((i64::from(*numbers.first()?), false));
    }
    if let Some(numbers) = numbers_in(key, "from_#_to_#") {
        return Some((i64::from(*numbers.get(1)?), true));
    }
    numbers_in(key, "over_#").map(|_| (i64::MAX, true))
}

pub fn fulfilment(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let (list, mut table) = peek_rows(t)?;
    let columns = columns(t, &list, price_column)?;
    let limits = columns.iter().map(|((amount, is_inclusive), _)| PriceLimit {
        amount: if *amount == i64::MAX { None } else { scaled(&amount.to_string(), MINOR) },
        is_inclusive: *is_inclusive,
    });
    let limits = limits.collect();
    let names: Vec<String> = columns.into_iter().map(|(_, name)| name).collect();
    let rows = rows(&mut table, reading, |r| weight_row(r, &names))?;
    let mut by_product = Vec::new();
    if t.has("confidence_by_product") {
        for mut row in t.rows("confidence_by_product")? {
            row.skip(&["readings"]);
            let word = row.text("confidence")?;
            let sure = confidence(&word).ok_or_else(|| row.wrong(format_args!("unknown confidence {word}")))?;
            by_product.push((choice(&mut row, "product", &Programme::ALL, Programme::code)?, sure));
            row.done()?;
        }
    }
    let rows = sorted(rows, reading);
    for (place, row) in (0_u16..).zip(&rows) {
        let stated = by_product.iter().find(|(p, _)| Some(*p) == row.programme);
        if let (Some((_, sure)), true) = (stated, reading.row_confidence.iter().all(|(r, _)| *r != place)) {
            reading.row_confidence.push((place, *sure));
        }
    }
    Ok(Body::Fulfilment { limits, rows })
}

pub fn multi_unit(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["needs", "quantity_columns"]);
    let (list, mut table) = peek_rows(t)?;
    let columns = columns(t, &list, |key| numbers_in(key, "units_#").and_then(|n| n.first().copied()))?;
    let (from_units, names): (Vec<u32>, Vec<String>) = columns.into_iter().unzip();
    let rows = rows(&mut table, reading, |r| weight_row(r, &names))?;
    Ok(Body::BusinessMultiUnitDiscount { from_units, rows: sorted(rows, reading) })
}

pub fn overmax(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let when = t.text("applies_when")?;
    let template = "extra-large up to # lb with longest side above # in or length plus girth above # in";
    let numbers =
        numbers_in(&when, template).ok_or_else(|| t.wrong(format_args!("`applies_when` is another rule: {when}")))?;
    let [_, longest, girth] = numbers.as_slice() else { return Err(t.wrong("`applies_when` is another rule")) };
    let rows = rows(t, reading, |r| Ok((tier(r)?, r.decimal("fee", MINOR)?)))?;
    Ok(Body::OvermaxHandling { longest_above: longest * 1000, length_plus_girth_above: girth * 1000, rows })
}

pub fn low_inventory(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["days_of_supply", "rule", "level"]);
    let mut exemptions = LowInventoryExemptions::default();
    if t.has("exempt") {
        let said = t.texts("exempt")?;
        let number = |template: &str| {
            let found = said.iter().find_map(|one| numbers_in(one, template)).and_then(|n| n.first().copied());
            found.ok_or_else(|| t.wrong(format_args!("`exempt` has nothing of the form: {template}")))
        };
        exemptions.fewer_units_in_7_days = Some(number("fewer than # units shipped in the last 7 days")?);
        exemptions.days_since_first_inbound = Some(number("new Professional sellers: # days after first inbound")?);
    }
    let (list, mut table) = peek_rows(t)?;
    let columns = columns(t, &list, |key| {
        let numbers = numbers_in(key, "under_#").or_else(|| numbers_in(key, "from_#_to_#"))?;
        numbers.last().and_then(|n| u16::try_from(*n).ok())
    })?;
    let (limits, names): (Vec<u16>, Vec<String>) = columns.into_iter().unzip();
    let rows = rows(&mut table, reading, |r| weight_row(r, &names))?;
    let rows = sorted(rows, reading);
    if t.has("confidence_by_tier") {
        for mut part in t.rows("confidence_by_tier")? {
            let word = part.text("confidence")?;
            let sure = confidence(&word).ok_or_else(|| part.wrong(format_args!("unknown confidence {word}")))?;
            let group = part.text("tier")?;
            let is_bulky = match group.as_str() {
                "standard rows" => false,
                "bulky rows" => true,
                other => return Err(part.wrong(format_args!("unknown rows: {other}"))),
            };
            part.done()?;
            let hits = (0_u16..).zip(&rows).filter(|(_, r)| r.tier.is_oversize() == is_bulky);
            reading.row_confidence.extend(hits.map(|(place, _)| (place, sure)));
        }
    }
    Ok(Body::LowInventory { limits, exemptions, rows })
}
