//! Rows of storage, of the ways out and of inbound.

use super::super::data_shape::{
    AgedRow, AwdRow, Body, ExitRow, Family, GradeRow, LiquidationRow, PlacementRow, StorageRow, Table, Tier,
    UtilizationRow, UtilizationTerms,
};
use super::bodies::{MICROS, Reading, is_oversize, oversize_list, rows, step, tier};
use super::shipping_rows::{columns, peek_rows};
use super::taker::{Read, Taker, number_word, numbers_in};

/// `jan_sep` → (1, 9).
pub fn months(key: &str) -> Option<(u8, u8)> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = |name: &str| NAMES.iter().position(|n| *n == name).and_then(|i| u8::try_from(i + 1).ok());
    let (first, last) = key.split_once('_')?;
    Some((number(first)?, number(last)?))
}

pub fn storage(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["volume", "billed"]);
    oversize_list(t, reading)?;
    let is_by_days = t.flag("pro_rata_by_days")?;
    let awd_first_season_until = t.day_opt("awd_auto_replenished_pays_jan_sep_until")?;
    let (list, mut table) = peek_rows(t)?;
    let (seasons, names): (Vec<(u8, u8)>, Vec<String>) = columns(t, &list, months)?.into_iter().unzip();
    let rows = rows(&mut table, reading, |r| {
        let category = r.text_opt("category")?;
        let is_general = category.as_deref().is_none_or(|name| name.starts_with("all") || name == "general");
        let (category, general_name) = if is_general { (None, category) } else { (category, None) };
        Ok(StorageRow {
            is_oversize: if r.is_text("group", "any") { None } else { Some(is_oversize(r, &["oversize", "large"])?) },
            category,
            general_name,
            is_dangerous: if r.has("dangerous") { Some(r.bool("dangerous")?) } else { None },
            micros: names.iter().map(|n| r.decimal(n, MICROS)).collect::<Read<_>>()?,
        })
    })?;
    Ok(Body::StorageMonthly { seasons, awd_first_season_until, is_by_days, rows })
}

pub fn utilization(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["ratio_weeks", "waivers"]);
    if let Some(weeks) = t.int_opt("starts_above_weeks")? {
        // When it begins is known, what it costs is not.
        t.skip(&["exempt", "rows"]);
        let terms = UtilizationTerms {
            days_since_first_inbound: t.int("free_days_after_first_inbound")?,
            volume: 0,
            weeks,
            free_age_days: t.int("free_age_days")?,
        };
        return Ok(Body::StorageUtilizationSurcharge { terms, rows: Vec::new() });
    }
    let conditions = t.texts("applies_when")?;
    let number = |template: &str| {
        let found = conditions.iter().find_map(|c| numbers_in(c, template)).and_then(|n| n.first().copied());
        found.ok_or_else(|| t.wrong(format_args!("`applies_when` has no condition of the form: {template}")))
    };
    let days_since_first_inbound = number("more than # days since the first inbound shipment")?;
    let volume = number("at least # cubic feet daily average in that size group")?;
    let weeks = number("ratio above # weeks")?;
    if conditions.len() != 4 || !conditions.iter().any(|c| c == "Professional plan") {
        return Err(t.wrong("`applies_when` has other conditions than the four known"));
    }
    let excluded = t.text("excluded_units")?;
    let free = numbers_in(&excluded, "units aged 0 to # days").and_then(|n| n.first().copied());
    let free_age_days = free.ok_or_else(|| t.wrong(format_args!("`excluded_units` is another rule: {excluded}")))?;
    let rows = rows(t, reading, |r| {
        let weeks = if r.has("up_to_weeks") { Some(r.whole_text("up_to_weeks")?) } else { None };
        Ok(UtilizationRow {
            is_oversize: is_oversize(r, &["oversize"])?,
            up_to_weeks: weeks,
            micros: r.decimal("adder", MICROS)?,
        })
    })?;
    let terms = UtilizationTerms { days_since_first_inbound, volume, weeks, free_age_days };
    Ok(Body::StorageUtilizationSurcharge { terms, rows })
}

pub fn aged(t: &mut Taker, name: &str, reading: &mut Reading) -> Read<Body> {
    t.skip(&["first_snapshot", "charged_days", "ageing", "avoid_by"]);
    let rule = t.text_opt("rule")?.unwrap_or_default();
    // Filled in by `inherit` where the rule points to another table.
    let (mut snapshot_day, mut exempt, mut days) = (0, Vec::new(), (0, 0));
    if t.has("snapshot_day") {
        snapshot_day = t.int("snapshot_day")?;
        if let Some(key) = t.keys().into_iter().find(|k| k.starts_with("exempt_")) {
            match numbers_in(&key, "exempt_#_to_#").as_deref() {
                Some([first, last]) => days = (*first, *last),
                _ => return Err(t.wrong(format_args!("`{key}` is no range of days"))),
            }
            exempt = t.texts(&key)?;
        }
    } else if !rule.starts_with("same as ") {
        return Err(t.wrong(format_args!("{name} has no `snapshot_day`")));
    }
    let rows = rows(t, reading, |r| {
        Ok(AgedRow {
            from_day: r.int("from_day")?,
            to_day: r.int_opt("to_day")?,
            micros: match r.decimal_opt("per_cubic_foot", MICROS)? {
                None => r.decimal_opt("per_volume", MICROS)?,
                rate => rate,
            },
            min_per_unit: r.money_opt("min_per_unit")?,
        })
    })?;
    let day = |n: u32| u16::try_from(n).map_err(|_| t.wrong("exempt days are out of range"));
    Ok(Body::AgedInventory { snapshot_day, exempt, exempt_from: day(days.0)?, exempt_to: day(days.1)?, rows })
}

/// A table with the rule "same as" takes snapshot day and exemption from its successor.
pub fn inherit(tables: &mut [Table]) -> Read<()> {
    let whole = tables.iter().find_map(|t| match &t.body {
        Body::AgedInventory { snapshot_day, .. } if *snapshot_day > 0 => Some(t.body.clone()),
        _ => None,
    });
    for table in tables {
        let (Body::AgedInventory { snapshot_day, exempt, exempt_from, exempt_to, .. }, name) =
            (&mut table.body, &table.name)
        else {
            continue;
        };
        if *snapshot_day > 0 {
            continue;
        }
        match &whole {
            Some(Body::AgedInventory {
                snapshot_day: day, exempt: names, exempt_from: from, exempt_to: to, ..
            }) => {
                (*snapshot_day, *exempt, *exempt_from, *exempt_to) = (*day, names.clone(), *from, *to);
            }
            _ => return Err(format!("{name}: no table to take the rule from")),
        }
    }
    Ok(())
}

fn exit_row(row: &mut Taker) -> Read<ExitRow> {
    Ok(ExitRow {
        is_oversize_or_special: is_oversize(row, &["oversize", "oversize_or_special"])?,
        up_to: row.weight_opt("up_to")?,
        fee: row.money("fee")?,
        step: step(row, true)?,
    })
}

/// Whether exits go by the weight on the scale; else by the billed weight.
fn is_by_unit_weight(t: &mut Taker) -> Read<bool> {
    match t.text_opt("weight")?.as_deref() {
        None | Some("billed") => Ok(false),
        Some("unit") => Ok(true),
        Some(other) => Err(t.wrong(format_args!("`weight` is unknown: {other}"))),
    }
}

pub fn removal(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["rate_date", "billed_from_2026_02_15", "special_handling_may_include", "weight_rounding", "rule"]);
    t.skip(&["shape_source", "year_of_data"]);
    oversize_list(t, reading)?;
    let is_by_unit_weight = is_by_unit_weight(t)?;
    let is_disposal_too = !t.has("disposal_same_as_removal") || t.bool("disposal_same_as_removal")?;
    Ok(Body::Removal { is_by_unit_weight, is_disposal_too, rows: rows(t, reading, exit_row)? })
}

pub fn liquidation(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["net", "facilitation_days", "storage_stops", "default_exit_since"]);
    let is_by_unit_weight = is_by_unit_weight(t)?;
    let not_eligible = t.texts("not_eligible")?;
    let terms = LiquidationRow {
        referral_ppm: t.percent("referral_pct_of_gross")?,
        recovery_low_ppm: t.percent("gross_recovery_pct_of_average_selling_price_low")?,
        recovery_high_ppm: t.percent("gross_recovery_pct_of_average_selling_price_high")?,
        recovery_mid_ppm: t.percent("gross_recovery_pct_midpoint_used_by_pages")?,
        is_cancellable: t.bool("cancellable")?,
        payout_days_low: t.int("payout_days_low")?,
        payout_days_high: t.int("payout_days_high")?,
        is_dangerous_eligible: !not_eligible.iter().any(|g| g == "dangerous goods"),
        is_terms_assumed: t.text_opt("terms_assumed_from")?.is_some(),
    };
    Ok(Body::Liquidation { terms, is_by_unit_weight, rows: rows(t, reading, exit_row)? })
}

pub fn grade_row(row: &mut Taker) -> Read<GradeRow> {
    Ok(GradeRow {
        tier: row.text("tier")?,
        up_to: row.weight_opt("up_to")?,
        fee: row.money("fee")?,
        step: step(row, true)?,
    })
}

pub fn range(row: &mut Taker, low: &str, high: &str) -> Read<Option<(i64, i64)>> {
    match (row.money_opt(low)?, row.money_opt(high)?) {
        (None, None) => Ok(None),
        (Some(low), Some(high)) if low <= high => Ok(Some((low, high))),
        _ => Err(row.wrong(format_args!("`{low}` and `{high}` are no range"))),
    }
}

pub fn placement(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["charged", "partial_split_for_standard"]);
    let optimized_fee = t.money_opt("optimized_split_fee")?;
    let optimized_cartons = match t.text_opt("optimized_needs")? {
        None => None,
        Some(text) => {
            let least = text.split_once(" or more identical cartons").and_then(|(word, _)| number_word(word));
            Some(least.ok_or_else(|| t.wrong(format_args!("`optimized_needs` is another rule: {text}")))?)
        }
    };
    let mut since = Vec::new();
    for key in t.keys() {
        if let Some(tier) = key.strip_suffix("_since").and_then(Tier::new) {
            since.extend(t.day_opt(&key)?.map(|day| (tier, day)));
        }
    }
    let rows = rows(t, reading, |r| {
        let (mut minimal, mut partial) =
            (range(r, "minimal_low", "minimal_high")?, range(r, "partial_low", "partial_high")?);
        match r.text_opt("split")?.as_deref() {
            None => {}
            Some("minimal") => minimal = range(r, "low", "high")?,
            Some("partial") => partial = range(r, "low", "high")?,
            Some(other) => return Err(r.wrong(format_args!("`split` is unknown: {other}"))),
        }
        Ok(PlacementRow { tier: tier(r)?, up_to: r.weight_opt("up_to")?, minimal, partial })
    })?;
    Ok(Body::InboundPlacement { optimized_fee, optimized_cartons, since, rows })
}

/// The 2024 card of large bulky gives one fee a region: the ends of the range over the regions are kept.
pub fn placement_by_region(t: &mut Taker, family: Family) -> Read<Body> {
    let tier = family.code().strip_prefix("inbound_placement_").and_then(Tier::new);
    let tier = tier.ok_or_else(|| t.wrong("the name says no tier"))?;
    let mut out: Vec<PlacementRow> = Vec::new();
    for mut row in t.rows("rows")? {
        let split = row.text("split")?;
        row.skip(&["region"]);
        let up_to = row.weight_opt("up_to")?;
        let fee = row.money("fee")?;
        let place = out.iter().position(|r| r.up_to == up_to);
        let place = place.unwrap_or_else(|| {
            out.push(PlacementRow { tier, up_to, minimal: None, partial: None });
            out.len() - 1
        });
        let entry = out.get_mut(place).map(|r| if split == "minimal" { &mut r.minimal } else { &mut r.partial });
        let entry = entry.ok_or_else(|| row.wrong("lost"))?;
        let (low, high) = entry.unwrap_or((fee, fee));
        *entry = Some((low.min(fee), high.max(fee)));
        row.done()?;
    }
    Ok(Body::InboundPlacement { optimized_fee: None, optimized_cartons: None, since: Vec::new(), rows: out })
}

pub fn awd_row(row: &mut Taker) -> Read<AwdRow> {
    Ok(AwdRow {
        region: row.text("region")?,
        plan: row.text("plan")?,
        storage_micros: row.decimal("storage", MICROS)?,
        inbound_box: row.money("inbound_box")?,
        outbound_box: row.money("outbound_box")?,
        transport_micros: row.decimal("transport", MICROS)?,
    })
}
