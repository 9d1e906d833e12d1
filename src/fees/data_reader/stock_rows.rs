//! Rows of storage, of the ways out and of inbound.

use super::super::data_shape::{
    AgedRow, AwdRow, Body, ExitRow, GradeRow, LiquidationRow, PlacementRow, StorageRow, Table, Tier, UtilizationRow,
    UtilizationTerms,
};
use super::bodies::{MICROS, MINOR, Reading, is_oversize, oversize_list, rows, step, tier};
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
    oversize_list(t)?;
    let awd_first_season_until = t.day_opt("awd_auto_replenished_pays_jan_sep_until")?;
    let (list, mut table) = peek_rows(t)?;
    let (seasons, names): (Vec<(u8, u8)>, Vec<String>) = columns(t, &list, months)?.into_iter().unzip();
    let rows = rows(&mut table, reading, |r| {
        Ok(StorageRow {
            is_oversize: is_oversize(r, "oversize")?,
            is_dangerous: r.bool("dangerous")?,
            micros: names.iter().map(|n| r.decimal(n, MICROS)).collect::<Read<_>>()?,
        })
    })?;
    Ok(Body::StorageMonthly { seasons, awd_first_season_until, rows })
}

pub fn utilization(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["ratio_weeks", "waivers"]);
    let conditions = t.texts("applies_when")?;
    let number = |template: &str| {
        let found = conditions.iter().find_map(|c| numbers_in(c, template)).and_then(|n| n.first().copied());
        found.ok_or_else(|| t.wrong(format_args!("`applies_when` has no condition of the form: {template}")))
    };
    let days_since_first_inbound = number("more than # days since the first inbound shipment")?;
    let cubic_feet = number("at least # cubic feet daily average in that size group")?;
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
            is_oversize: is_oversize(r, "oversize")?,
            up_to_weeks: weeks,
            micros: r.decimal("adder", MICROS)?,
        })
    })?;
    let terms = UtilizationTerms { days_since_first_inbound, cubic_feet, weeks, free_age_days };
    Ok(Body::StorageUtilizationSurcharge { terms, rows })
}

pub fn aged(t: &mut Taker, name: &str, reading: &mut Reading) -> Read<Body> {
    t.skip(&["first_snapshot", "charged_days", "ageing", "avoid_by"]);
    let rule = t.text("rule")?;
    // Filled in by `inherit` where the rule points to another table.
    let (mut snapshot_day, mut exempt, mut days) = (0, Vec::new(), (0, 0));
    if t.has("snapshot_day") {
        snapshot_day = t.int("snapshot_day")?;
        let key = t.keys().into_iter().find(|k| k.starts_with("exempt_"));
        let key = key.ok_or_else(|| t.wrong("no exemption"))?;
        match numbers_in(&key, "exempt_#_to_#").as_deref() {
            Some([first, last]) => days = (*first, *last),
            _ => return Err(t.wrong(format_args!("`{key}` is no range of days"))),
        }
        exempt = t.texts(&key)?;
    } else if !rule.starts_with("same as ") {
        return Err(t.wrong(format_args!("{name} has no `snapshot_day`")));
    }
    let rows = rows(t, reading, |r| {
        Ok(AgedRow {
            from_day: r.int("from_day")?,
            to_day: r.int_opt("to_day")?,
            micros: r.decimal("per_cubic_foot", MICROS)?,
            min_per_unit: r.decimal_opt("min_per_unit", MINOR)?,
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

pub fn exit_row(row: &mut Taker) -> Read<ExitRow> {
    Ok(ExitRow {
        is_oversize_or_special: is_oversize(row, "oversize_or_special")?,
        up_to_oz: row.int_opt("up_to_oz")?,
        fee: row.decimal("fee", MINOR)?,
        step: step(row)?,
    })
}

pub fn liquidation(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["net", "facilitation_days", "storage_stops", "default_exit_since"]);
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
    };
    Ok(Body::Liquidation { terms, rows: rows(t, reading, exit_row)? })
}

pub fn grade_row(row: &mut Taker) -> Read<GradeRow> {
    Ok(GradeRow {
        tier: row.text("tier")?,
        up_to_oz: row.int_opt("up_to_oz")?,
        fee: row.decimal("fee", MINOR)?,
        step: step(row)?,
    })
}

pub fn range(row: &mut Taker, low: &str, high: &str) -> Read<Option<(i64, i64)>> {
    match (row.decimal_opt(low, MINOR)?, row.decimal_opt(high, MINOR)?) {
        (None, None) => Ok(None),
        (Some(low), Some(high)) if low <= high => Ok(Some((low, high))),
        _ => Err(row.wrong(format_args!("`{low}` and `{high}` are no range"))),
    }
}

pub fn placement(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["charged", "partial_split_for_standard"]);
    let optimized_fee = t.decimal_opt("optimized_split_fee", MINOR)?;
    let optimized_cartons = match t.text_opt("optimized_needs")? {
        None => None,
        Some(text) => {
            let least = text.split_once(" or more identical cartons").and_then(|(word, _)| number_word(word));
            Some(least.ok_or_else(|| t.wrong(format_args!("`optimized_needs` is another rule: {text}")))?)
        }
    };
    let mut since = Vec::new();
    for tier in Tier::ALL {
        since.extend(t.day_opt(&format!("{}_since", tier.code()))?.map(|day| (tier, day)));
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
        Ok(PlacementRow { tier: tier(r)?, up_to_oz: r.int_opt("up_to_oz")?, minimal, partial })
    })?;
    Ok(Body::InboundPlacement { optimized_fee, optimized_cartons, since, rows })
}

/// The 2024 card of large bulky gives one fee a region: the ends of the range over the regions are kept.
pub fn placement_by_region(t: &mut Taker) -> Read<Body> {
    let mut out: Vec<PlacementRow> = Vec::new();
    for mut row in t.rows("rows")? {
        let split = row.text("split")?;
        row.skip(&["region"]);
        let up_to_oz = row.int_opt("up_to_oz")?;
        let fee = row.decimal("fee", MINOR)?;
        let place = out.iter().position(|r| r.up_to_oz == up_to_oz);
        let place = place.unwrap_or_else(|| {
            out.push(PlacementRow { tier: Tier::LargeBulky, up_to_oz, minimal: None, partial: None });
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
        inbound_box: row.decimal("inbound_box", MINOR)?,
        outbound_box: row.decimal("outbound_box", MINOR)?,
        transport_micros: row.decimal("transport", MICROS)?,
    })
}
