//! Rows of size tiers and of everything charged by tier and weight.

use super::super::data_shape::{
    Body, FirstTest, Fits, FulfilmentRow, LowInventoryExemptions, PriceLimit, Programme, Tier, TierRow, WeightsRow,
};
use super::bodies::{Reading, by_code, choice, is_oversize, rows, step, tier, tiers};
use super::confidence;
use super::taker::{Read, Taker, numbers_in, scaled};
use super::text::{self, Value};

/// How a row of a size table is billed.
enum Billing {
    Unit,
    Greater,
}

fn tier_row(row: &mut Taker) -> Read<(TierRow, Option<Billing>)> {
    let is_oversize = is_oversize(row, &["oversize", "large"])?;
    let (mut max_unit, mut max_dimensional) = (row.weight_opt("max_unit")?, row.weight_opt("max_dim")?);
    // The US say one limit and of which weight it is.
    if let Some(weight) = row.text_opt("weight")? {
        max_unit = row.weight_opt("max")?;
        max_dimensional = match weight.as_str() {
            "unit" => None,
            "greater" => max_unit,
            other => return Err(row.wrong(format_args!("`weight` is unknown: {other}"))),
        };
    }
    let billing = match row.text_opt("billing")?.as_deref() {
        None => None,
        Some("unit") => Some(Billing::Unit),
        Some("greater") => Some(Billing::Greater),
        Some(other) => return Err(row.wrong(format_args!("`billing` is unknown: {other}"))),
    };
    let read = TierRow {
        tier: tier(row)?,
        is_oversize,
        max_unit,
        over_unit: row.weight_opt("over_unit")?,
        max_dimensional,
        sides: [row.length_opt("longest")?, row.length_opt("median")?, row.length_opt("shortest")?],
        length_plus_girth: row.length_opt("length_plus_girth")?,
        sum: row.length_opt("sum")?,
        round_up_to: row.weight_opt("round_up")?.unwrap_or(1),
    };
    Ok((read, billing))
}

pub fn size_tiers(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["rule", "beyond_last"]);
    let girth = t.text_opt("girth")?;
    if girth.is_some_and(|g| g != "2 * (median + shortest)") {
        return Err(t.wrong("`girth` is another rule than 2 * (median + shortest)"));
    }
    let divisor = t.int_opt::<u32>("dim_divisor_cm3_per_kg")?;
    let test = t.table_opt("first_test")?;
    let groups = t.groups();
    reading.oversize_name = groups.into_iter().find(|group| group != "standard");
    let (rows, billings): (Vec<TierRow>, Vec<Option<Billing>>) = rows(t, reading, tier_row)?.into_iter().unzip();
    let first = match test {
        None => None,
        Some(mut test) => {
            let tier = tier(&mut test)?;
            let place = rows.iter().position(|r| r.tier == tier).and_then(|place| u16::try_from(place).ok());
            let read = FirstTest {
                tier: place.ok_or_else(|| test.wrong("`tier` has no row"))?,
                unit_over: test.weight("unit_over")?,
                longest_over: test.length("longest_over")?,
                length_plus_girth_over: test.length("length_plus_girth_over")?,
            };
            test.done()?;
            Some(read)
        }
    };
    let unit_only = rows.iter().zip(&billings).filter(|(_, b)| matches!(b, Some(Billing::Unit) | None));
    let unit_only: Vec<Tier> = unit_only.map(|(row, _)| row.tier).collect();
    if divisor.is_none() && billings.iter().any(|b| matches!(b, Some(Billing::Greater))) {
        return Err(t.wrong("billed by volume, but there is no divisor"));
    }
    // The US have a table of their own for it. Cubic centimetres a kilogram are cubic millimetres a gram.
    let weights = billings.iter().any(Option::is_some).then(|| WeightsRow {
        per_volume: divisor.map_or((0, 1), |divisor| (1, divisor)),
        minimum_side: 0,
        minimum_applies_to: Vec::new(),
        unit_only,
    });
    Ok(Body::SizeTiers { rows, first, weights })
}

pub fn weights(t: &mut Taker) -> Read<Body> {
    t.skip(&["dimensional_weight_lb", "rounding"]);
    let unit_only = tiers(t, "unit_weight_only")?;
    let greater = tiers(t, "greater_of_unit_and_dimensional")?;
    if let Some(tier) = unit_only.iter().find(|tier| greater.contains(tier)) {
        return Err(t.wrong(format_args!("{} is billed by unit weight and by the greater", tier.code())));
    }
    if t.money("packaging_weight_added")? != 0 {
        return Err(t.wrong("`packaging_weight_added` is not zero: there is no rule for it"));
    }
    let side = t.decimal("minimum_width_and_height_in", 3)?;
    Ok(Body::Weights(WeightsRow {
        // Cubic inches a pound, which has 16 ounces.
        per_volume: (16, t.whole_text("dimensional_divisor")?),
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
    let amounts: Vec<Option<i64>> = columns.iter().map(|c| row.money_opt(c)).collect::<Read<_>>()?;
    let is_known = amounts.iter().any(Option::is_some);
    Ok(FulfilmentRow {
        programme,
        tier: tier(row)?,
        over: row.weight_opt("over")?.unwrap_or(0),
        up_to: row.weight_opt("up_to")?,
        step: step(row, is_known)?,
        amounts,
        fits: fits(row)?,
    })
}

fn fits(row: &mut Taker) -> Read<Option<Fits>> {
    let sides = [row.length_opt("longest")?, row.length_opt("median")?, row.length_opt("shortest")?];
    match (sides, row.weight_opt("max_unit")?) {
        ([None, None, None], None) => Ok(None),
        ([Some(longest), Some(median), Some(shortest)], Some(max_unit)) => {
            Ok(Some(Fits { sides: [longest, median, shortest], max_unit }))
        }
        _ => Err(row.wrong("three sides and `max_unit` belong together")),
    }
}

/// Sorts rows so that those of one programme and tier lie together, lightest first, and
/// keeps what was noted of each.
pub fn sorted(rows: Vec<FulfilmentRow>, reading: &mut Reading) -> Vec<FulfilmentRow> {
    let mut numbered: Vec<(u16, FulfilmentRow)> = (0..).zip(rows).collect();
    numbered.sort_by_key(|(_, r)| (r.programme, r.tier, r.up_to.unwrap_or(u32::MAX)));
    let place = |old: u16| numbered.iter().position(|(n, _)| *n == old).and_then(|p| u16::try_from(p).ok());
    for (row, _) in &mut reading.row_confidence {
        *row = place(*row).unwrap_or(*row);
    }
    for (row, _) in reading.row_notes.iter_mut().chain(&mut reading.row_own) {
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
    let mut table = text::Table::new();
    table.insert("rows".to_owned(), value);
    Ok((list, Taker::new(t.place(), table).with(t.units())))
}

/// `under_10` → (10, exclusive); `up_to_1000` → (1000, inclusive); `from_10_to_50` → (50, inclusive);
/// `over_50`, `from_13`, `fee` → open.
pub fn price_column(key: &str) -> Option<(i64, bool)> {
    if let Some(numbers) = numbers_in(key, "under_#") {
        return Some((i64::from(*numbers.first()?), false));
    }
    if let Some(numbers) = numbers_in(key, "from_#_to_#") {
        return Some((i64::from(*numbers.get(1)?), true));
    }
    if let Some(numbers) = numbers_in(key, "up_to_#") {
        return Some((i64::from(*numbers.first()?), true));
    }
    let is_open = key == "fee" || numbers_in(key, "over_#").is_some() || numbers_in(key, "from_#").is_some();
    is_open.then_some((i64::MAX, true))
}

/// Price columns and rows of a fulfilment table, the rows in the order of the file.
pub fn fulfilment_rows(t: &mut Taker, reading: &mut Reading) -> Read<(Vec<PriceLimit>, Vec<FulfilmentRow>)> {
    let low_price = t.text_opt("low_price_column")?;
    let (list, mut table) = peek_rows(t)?;
    let mut columns: Vec<_> = columns(t, &list, price_column).unwrap_or_default();
    if columns.is_empty() && reading.replaces.is_some() {
        // A season of which this store has no column: the rows are there, the figures are not known.
        columns.push(((i64::MAX, true), "fee".to_owned()));
    }
    if columns.is_empty() {
        return Err(t.wrong("no columns"));
    }
    let minor = t.units().minor;
    let limits = columns.iter().map(|((amount, is_inclusive), name)| PriceLimit {
        amount: if *amount == i64::MAX { None } else { scaled(&amount.to_string(), minor) },
        is_inclusive: *is_inclusive,
        is_low_price: low_price.as_ref() == Some(name),
    });
    let limits = limits.collect();
    let names: Vec<String> = columns.into_iter().map(|(_, name)| name).collect();
    let rows = rows(&mut table, reading, |r| weight_row(r, &names))?;
    if let Some(row) = rows.iter().find(|r| r.step.as_ref().is_some_and(|s| ![1, names.len()].contains(&s.fees.len())))
    {
        return Err(t.wrong(format_args!("{} has neither one step fee nor one a column", row.tier.code())));
    }
    Ok((limits, rows))
}

pub fn fulfilment(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["spot_check"]);
    let (limits, rows) = fulfilment_rows(t, reading)?;
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
    let rows = rows(t, reading, |r| Ok((tier(r)?, r.money("fee")?)))?;
    Ok(Body::OvermaxHandling { longest_above: longest * 1000, length_plus_girth_above: girth * 1000, rows })
}

pub fn low_inventory(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["days_of_supply", "rule", "level"]);
    let mut exemptions = LowInventoryExemptions {
        is_pan_european_only: t.flag("pan_european_only")?,
        is_low_price_free: t.flag("low_price_free")?,
        ..LowInventoryExemptions::default()
    };
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
            reading.confidence_by_group.push((is_bulky, sure));
        }
    }
    Ok(Body::LowInventory { limits, exemptions, rows })
}
