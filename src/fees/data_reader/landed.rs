//! Reads what an import costs besides the goods.

use super::super::data_shape::{BillLineRow, DutyApplies, DutyRow, EntryFeeRow, LandedBody, LandedPack, LandedTable};
use super::taker::{Read, Taker, day_number};
use super::text::{self, Value};
use super::{confidence, section};

const MINOR: usize = 2;

/// Reads `landed-cost.toml`.
pub fn read_landed(text: &str) -> Read<LandedPack> {
    let file = text::parse(text)?;
    let mut file = Taker::new("file", file);
    let mut meta = section(&mut file, "meta")?;
    let as_of = meta.day_opt("as_of")?.ok_or("meta: no `as_of`")?;
    let mut tables: Vec<LandedTable> = Vec::new();
    for row in file.rows("family")? {
        let table = table(row)?;
        if let Some(other) = tables.iter().find(|t| t.id == table.id) {
            apart(&table.id, span(other.from, other.to), span(table.from, table.to))?;
        }
        tables.push(table);
    }
    file.done()?;
    Ok(LandedPack { as_of, tables })
}

const fn span(from: Option<i32>, to: Option<i32>) -> (i32, i32) {
    let from = if let Some(day) = from { day } else { i32::MIN };
    (from, if let Some(day) = to { day } else { i32::MAX })
}

fn apart(place: &str, one: (i32, i32), other: (i32, i32)) -> Read<()> {
    if one.0 > one.1 || other.0 > other.1 {
        return Err(format!("{place}: `from` is after `to`"));
    }
    if one.0 <= other.1 && other.0 <= one.1 {
        return Err(format!("{place}: two figures are in force on one day"));
    }
    Ok(())
}

fn table(mut t: Taker) -> Read<LandedTable> {
    let id = t.text("id")?;
    let market = t.text("market")?;
    let start = t.text("effective_from")?;
    let from = match start.as_str() {
        "unknown" => None,
        day => Some(day_number(day).ok_or_else(|| t.wrong(format_args!("`effective_from` is no day: {day}")))?),
    };
    let to = t.day_opt("effective_to")?;
    let stated = t.text("confidence")?;
    let confidence = confidence(&stated).ok_or_else(|| t.wrong(format_args!("`confidence` is unknown: {stated}")))?;
    let (source, is_official) = best_source(t.rows("source")?)?;
    let seen_on = t.text_opt("seen_on")?;
    let note = t.text_opt("note")?;
    let members = texts_opt(&mut t, "members")?;
    t.skip(&["kind", "currency", "unit"]);
    let body = body(&id, &mut t)?;
    t.done()?;
    Ok(LandedTable { id, market, members, from, to, seen_on, source, is_official, confidence, note, body })
}

/// The first page that was read, an authority's own before others; else the page to check.
fn best_source(rows: Vec<Taker>) -> Read<(String, bool)> {
    let mut best: Option<(u8, String)> = None;
    for mut row in rows {
        let url = row.text("url")?;
        let is_official = row.text("kind")? == "official";
        let is_seen = row.text("seen")? != "not-seen";
        row.done()?;
        let rank = u8::from(is_seen) * 2 + u8::from(is_official);
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, url));
        }
    }
    best.map(|(rank, url)| (url, rank == 3)).ok_or_else(|| "a family without source".to_owned())
}

fn texts_opt(t: &mut Taker, key: &str) -> Read<Vec<String>> {
    if t.has(key) { t.texts(key) } else { Ok(Vec::new()) }
}

fn body(id: &str, t: &mut Taker) -> Read<LandedBody> {
    let named = t.text("body")?;
    Ok(match named.as_str() {
        "import_base" => {
            t.skip(&["adds", "low_value_relief_ends_by", "low_value_limit"]);
            let is_cif = match t.text("duty_base")?.as_str() {
                "fob" => false,
                "cif" => true,
                other => return Err(t.wrong(format_args!("`duty_base` is unknown: {other}"))),
            };
            let vat_adds_transport = match t.text_opt("vat_adds")?.as_deref() {
                None => None,
                Some("to_destination") => Some(true),
                Some("nothing") => Some(false),
                Some(other) => return Err(t.wrong(format_args!("`vat_adds` is unknown: {other}"))),
            };
            let vat_ppm = if t.has("vat_percent") { Some(t.percent("vat_percent")?) } else { None };
            let relief_limit = t.decimal_opt("low_value_relief_limit", MINOR)?;
            LandedBody::ImportBase { is_cif, vat_adds_transport, vat_ppm, relief_limit }
        }
        "entry_fee" => {
            let modes = texts_opt(t, "modes")?;
            let informal_limit = t.decimal_opt("informal_entry_limit", MINOR)?;
            let rows = t.rows("rate")?.into_iter().map(entry_fee_row).collect::<Read<Vec<_>>>()?;
            for (i, one) in rows.iter().enumerate() {
                if one.min.zip(one.max).is_some_and(|(min, max)| min > max) {
                    return Err(format!("{id}.rate[{i}]: `min` is above `max`"));
                }
                for other in rows.iter().skip(i + 1) {
                    apart(&format!("{id}.rate[{i}]"), span(one.from, one.to), span(other.from, other.to))?;
                }
            }
            LandedBody::EntryFee { modes, informal_limit, rows }
        }
        "duty" => {
            let origins = texts_opt(t, "origins")?;
            let not_with = texts_opt(t, "not_with")?;
            t.skip(&["stacking"]);
            let applies = match t.text("applies")?.as_str() {
                "typed" => DutyApplies::Typed,
                "by_choice" => DutyApplies::ByChoice,
                "by_origin" => DutyApplies::ByOrigin,
                other => return Err(t.wrong(format_args!("`applies` is unknown: {other}"))),
            };
            let is_first = t.has("nothing_before") && t.bool("nothing_before")?;
            let rows = t.rows("rate")?.into_iter().map(duty_row).collect::<Read<Vec<_>>>()?;
            for (i, one) in rows.iter().enumerate() {
                let same = |r: &&DutyRow| r.category == one.category && r.origins == one.origins;
                for other in rows.iter().skip(i + 1).filter(same) {
                    apart(&format!("{id}.rate[{i}]"), span(one.from, one.to), span(other.from, other.to))?;
                }
            }
            LandedBody::Duty { applies, is_first, origins, not_with, rows }
        }
        "low_value_ended" => {
            t.skip(&["rate"]);
            LandedBody::LowValueEnded { former_limit: t.decimal("former_limit", MINOR)? }
        }
        "flat_duty" => {
            t.skip(&["code_digits"]);
            LandedBody::FlatDuty {
                limit: t.decimal("intrinsic_value_limit", MINOR)?,
                each: t.decimal("amount_per_item", MINOR)?,
            }
        }
        "freight_by_volume" => LandedBody::FreightByVolume {
            kg_per_cbm: rule_values(t.rows("kg_per_cbm")?)?,
            minimum_cbm_micros: t.decimal("minimum_cbm", 6)?,
        },
        "freight_by_weight" => {
            LandedBody::FreightByWeight { cm3_per_kg: t.whole_text("divisor_cm3_per_kg")?, steps: steps(t)? }
        }
        "dimensional" => LandedBody::Dimensional(rule_values(t.rows("divisor_in3_per_lb")?)?),
        "bill_lines" => LandedBody::BillLines(t.rows("line")?.into_iter().map(bill_line).collect::<Read<_>>()?),
        other => return Err(t.wrong(format_args!("`body` is unknown: {other}"))),
    })
}

fn entry_fee_row(mut row: Taker) -> Read<EntryFeeRow> {
    row.take("fiscal_year")
        .filter(|year| !matches!(year, Value::Integer(2000..=2100)))
        .map_or(Ok(()), |year| Err(row.wrong(format_args!("`fiscal_year` is no year: {year}"))))?;
    let read = EntryFeeRow {
        from: row.day_opt("from")?,
        to: row.day_opt("to")?,
        ppm: row.percent("percent")?,
        min: row.decimal_opt("min", MINOR)?,
        max: row.decimal_opt("max", MINOR)?,
        informal: row.decimal_opt("informal", MINOR)?,
    };
    row.done()?;
    Ok(read)
}

fn duty_row(mut row: Taker) -> Read<DutyRow> {
    let read = DutyRow {
        category: row.text("category")?,
        origins: texts_opt(&mut row, "origins")?,
        ppm: row.percent("percent")?,
        from: row.day_opt("from")?,
        to: row.day_opt("to")?,
        basis: row.text_opt("basis")?,
    };
    row.done()?;
    Ok(read)
}

fn rule_values(rows: Vec<Taker>) -> Read<Vec<(String, u32)>> {
    let read = |mut row: Taker| {
        let pair = (row.text("rule")?, row.whole_text("value")?);
        if pair.1 == 0 {
            return Err(row.wrong("a divisor of nothing"));
        }
        row.done()?;
        Ok(pair)
    };
    rows.into_iter().map(read).collect()
}

fn steps(t: &mut Taker) -> Read<Vec<(Option<u32>, u32)>> {
    if !t.has("step_kg") {
        return Ok(Vec::new());
    }
    let read = |mut row: Taker| {
        let gram = |kg: Option<i64>| kg.and_then(|kg| u32::try_from(kg).ok());
        let pair = (gram(row.decimal_opt("up_to_kg", 3)?), gram(row.decimal_opt("step", 3)?));
        row.skip(&["confidence"]);
        let pair = (pair.0, pair.1.filter(|step| *step > 0).ok_or_else(|| row.wrong("no `step`"))?);
        row.done()?;
        Ok(pair)
    };
    t.rows("step_kg")?.into_iter().map(read).collect()
}

fn bill_line(mut row: Taker) -> Read<BillLineRow> {
    let one_of = |row: &mut Taker, key: &str, known: &[&str]| {
        let text = row.text(key)?;
        if known.contains(&text.as_str()) {
            Ok(text)
        } else {
            Err(row.wrong(format_args!("`{key}` is unknown: {text}")))
        }
    };
    let read = BillLineRow {
        id: row.text("id")?,
        per: one_of(&mut row, "per", &["bill", "chargeable", "percent", "unit"])?,
        allocate_by: one_of(
            &mut row,
            "allocate_by",
            &["value", "weight", "volume", "chargeable", "quantity", "equal"],
        )?,
        counts: one_of(&mut row, "counts", &["price", "to_border", "to_destination", "none"])?,
    };
    row.done()?;
    Ok(read)
}
