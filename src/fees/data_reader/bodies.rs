//! The figures of each family: which keys a table and its rows have.

use super::super::data_shape::*;
use super::taker::{Read, Taker, day_number, numbers_in};
use toml::Value;

/// What is read of rows beside their figures.
pub struct Reading {
    /// Rows that state their own confidence.
    pub row_confidence: Vec<(u16, Confidence)>,
    /// Rows with a remark.
    pub row_notes: Vec<(u16, String)>,
}

/// Decimals of the currency's minor unit; all marketplaces of the data but Japan have two.
const MINOR: usize = 2;
const MICROS: usize = 6;

/// Reads the figures of one table.
pub fn body(t: &mut Taker, name: &str, family: Family, reading: &mut Reading) -> Read<Body> {
    Ok(match family {
        Family::Plans => Body::Plans {
            professional_monthly: t.decimal("professional_monthly", MINOR)?,
            individual_per_item: t.decimal("individual_per_item", MINOR)?,
        },
        Family::ClosingFee => {
            // Which categories: the crosswalk says it, row by row.
            t.skip(&["applies_to"]);
            Body::ClosingFee { fee: t.decimal("fee", MINOR)? }
        }
        Family::HighVolumeListing => Body::HighVolumeListing {
            free_listings: t.int("free_listings")?,
            micros_per_listing_above: t.decimal("fee_per_listing_above", MICROS)?,
        },
        Family::RefundAdministration => {
            t.skip(&["rule"]);
            Body::RefundAdministration {
                cap: t.decimal("cap", MINOR)?,
                ppm_of_referral: t.percent("percent_of_referral")?,
            }
        }
        Family::Referral => referral(t, reading)?,
        Family::NewSellerBonus => new_seller_bonus(t)?,
        Family::BusinessBulkReferral => bulk_referral(t)?,
        Family::SizeTiers => {
            t.skip(&["rule"]);
            let girth = t.text_opt("girth")?;
            if girth.is_some_and(|g| g != "2 * (median + shortest)") {
                return Err(t.wrong("`girth` is another rule than 2 * (median + shortest)"));
            }
            Body::SizeTiers(rows(t, reading, tier_row)?)
        }
        Family::Weights => weights(t)?,
        Family::Fulfilment => fulfilment(t, reading)?,
        Family::FuelSurcharge => {
            t.skip(&["base", "applies_to", "does_not_apply_to", "rounding"]);
            Body::FuelSurcharge { ppm: t.percent("pct")? }
        }
        Family::SippDiscount => Body::SippDiscount(rows(t, reading, |r| weight_row(r, &["discount".to_owned()]))?),
        Family::BusinessMultiUnitDiscount => multi_unit(t, reading)?,
        Family::BulkyPackagingFee => Body::BulkyPackagingFee(rows(t, reading, |r| {
            Ok(WeightFeeRow { up_to_oz: r.int_opt("up_to_dim_oz")?, fee: r.decimal("fee", MINOR)? })
        })?),
        Family::OvermaxHandling => overmax(t, reading)?,
        Family::LithiumBatteryFee => Body::LithiumBatteryFee { fee: t.decimal("fee", MINOR)? },
        Family::StorageMonthly => storage(t, reading)?,
        Family::StorageUtilizationSurcharge => utilization(t, reading)?,
        Family::AgedInventory => aged(t, name, reading)?,
        Family::LowInventory => low_inventory(t, reading)?,
        Family::Removal => {
            t.skip(&[
                "disposal_same_as_removal",
                "rate_date",
                "billed_from_2026_02_15",
                "special_handling_may_include",
            ]);
            t.skip(&["weight_rounding", "rule"]);
            oversize_list(t)?;
            Body::Removal(rows(t, reading, exit_row)?)
        }
        Family::Liquidation => liquidation(t, reading)?,
        Family::GradeAndResell => {
            t.skip(&["no_fee_if"]);
            Body::GradeAndResell(rows(t, reading, grade_row)?)
        }
        Family::ReturnsProcessing => returns(t, reading)?,
        Family::ReturnsProcessingApparel => Body::ReturnsProcessingApparel(rows(t, reading, grade_row)?),
        Family::InboundPlacement => placement(t, reading)?,
        Family::InboundPlacementLargeBulky => placement_by_region(t)?,
        Family::Awd => {
            t.skip(&["charged"]);
            Body::Awd(rows(t, reading, awd_row)?)
        }
        Family::Coupons if t.has("per_redemption") => {
            Body::CouponsBefore { per_redemption: t.decimal("per_redemption", MINOR)? }
        }
        Family::Coupons => {
            let cap = t.decimal_opt("variable_cap", MINOR)?;
            let since = t.day_opt("variable_cap_for_coupons_created_from")?;
            Body::Coupons {
                fixed: t.decimal("fixed", MINOR)?,
                ppm: t.percent("variable_pct")?,
                cap: cap.map(|cap| (cap, since.unwrap_or(i32::MIN))),
            }
        }
        Family::Deals if t.has("per_day") => Body::Deals {
            per_day: t.decimal("per_day", MINOR)?,
            ppm: t.percent("variable_pct")?,
            cap: t.decimal("variable_cap", MINOR)?,
            types: t.texts("types")?,
        },
        Family::Deals => {
            let flat = vec![
                ("Lightning Deal".to_owned(), t.decimal("lightning", MINOR)?),
                ("Best Deal".to_owned(), t.decimal("best", MINOR)?),
            ];
            Body::DealsBefore { flat }
        }
        Family::DealEvents => Body::DealEvents(rows(t, reading, deal_event_row)?),
        Family::Outlet => {
            t.skip(&[
                "deal_fee",
                "duration_days",
                "min_days_in_fulfilment_centre",
                "min_rating",
                "cooldown_days",
                "needs_plan",
            ]);
            Body::Outlet { min_discount_ppm: t.percent("min_discount_pct")? }
        }
        Family::SubscribeAndSave => subscribe(t)?,
        Family::NewSelection => new_selection(t)?,
    })
}

/// Reads the rows with their confidence and remarks.
fn rows<T>(t: &mut Taker, reading: &mut Reading, read: impl Fn(&mut Taker) -> Read<T>) -> Read<Vec<T>> {
    let mut out = Vec::new();
    for (i, mut row) in t.rows("rows")?.into_iter().enumerate() {
        let place = u16::try_from(i).map_err(|_| row.wrong("too many rows"))?;
        if let Some(word) = row.text_opt("confidence")? {
            let c =
                super::confidence(&word).ok_or_else(|| row.wrong(format_args!("`confidence` is unknown: {word}")))?;
            reading.row_confidence.push((place, c));
        }
        match row.text_opt("note")? {
            Some(note) if super::confidence(&note).is_some() => {
                reading.row_confidence.extend(super::confidence(&note).map(|c| (place, c)));
            }
            Some(note) => reading.row_notes.push((place, note)),
            None => {}
        }
        out.push(read(&mut row)?);
        row.done()?;
    }
    if out.is_empty() { Err(t.wrong("no rows")) } else { Ok(out) }
}

/// Reads a choice by its code.
fn choice<T: Copy>(row: &mut Taker, key: &str, all: &[T], code: fn(T) -> &'static str) -> Read<T> {
    let text = row.text(key)?;
    by_code(&text, all, code).ok_or_else(|| row.wrong(format_args!("`{key}` is unknown: {text}")))
}

fn by_code<T: Copy>(text: &str, all: &[T], code: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|&x| code(x) == text)
}

fn tier(row: &mut Taker) -> Read<Tier> {
    choice(row, "tier", &Tier::ALL, Tier::code)
}

fn tiers(t: &mut Taker, key: &str) -> Read<Vec<Tier>> {
    let texts = t.texts(key)?;
    let read = texts.iter().map(|text| {
        by_code(text, &Tier::ALL, Tier::code)
            .ok_or_else(|| t.wrong(format_args!("`{key}` has an unknown tier: {text}")))
    });
    read.collect()
}

/// Tables list which tiers are oversize; the library asks the tier itself, so the lists must say the same.
fn oversize_list(t: &mut Taker) -> Read<()> {
    if !t.has("oversize_tiers") {
        return Ok(());
    }
    let listed = tiers(t, "oversize_tiers")?;
    match Tier::ALL.into_iter().find(|tier| tier.is_oversize() != listed.contains(tier)) {
        None => Ok(()),
        Some(tier) => Err(t.wrong(format_args!("`oversize_tiers` and the tier disagree on {}", tier.code()))),
    }
}

/// `standard` or `oversize`.
fn is_oversize(row: &mut Taker, oversize: &str) -> Read<bool> {
    match row.text("group")?.as_str() {
        "standard" => Ok(false),
        group if group == oversize => Ok(true),
        other => Err(row.wrong(format_args!("`group` is unknown: {other}"))),
    }
}

fn step(row: &mut Taker) -> Read<Option<Step>> {
    let parts = (row.int_opt("first_oz")?, row.int_opt("step_oz")?, row.decimal_opt("step_fee", MINOR)?);
    match parts {
        (None, None, None) => Ok(None),
        (Some(first_oz), Some(step_oz), Some(fee)) if step_oz > 0 => Ok(Some(Step { first_oz, step_oz, fee })),
        _ => Err(row.wrong("`first_oz`, `step_oz` and `step_fee` belong together")),
    }
}

fn bands(row: &mut Taker) -> Read<Vec<(Option<i64>, i64)>> {
    let mut bands = Vec::new();
    for mut band in row.rows("bands")? {
        bands.push((band.decimal_opt("up_to", MINOR)?, band.percent("pct")?));
        band.done()?;
    }
    Ok(bands)
}

fn referral(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["base", "rule"]);
    let rows = rows(t, reading, |r| {
        let mode = r.text("mode")?;
        let bands = bands(r)?;
        let is_portion = match mode.as_str() {
            "portion" => true,
            "whole" => false,
            "flat" if bands.len() == 1 => false,
            other => return Err(r.wrong(format_args!("`mode` does not fit its bands: {other}"))),
        };
        Ok(ReferralRow {
            category: r.text("category")?,
            is_portion,
            minimum: r.decimal("min", MINOR)?,
            bands,
            closing_fee: r.decimal_opt("closing_fee", MINOR)?,
            from: r.day_opt("effective_from")?,
        })
    })?;
    Ok(Body::Referral(rows))
}

fn new_seller_bonus(t: &mut Taker) -> Read<Body> {
    t.skip(&["needs", "other_credits", "also_exempt_365_days"]);
    let paid = t.text("paid")?;
    let day = paid.strip_prefix("first buyable listing from ").and_then(|rest| day_number(rest.split(':').next()?));
    Ok(Body::NewSellerBonus(NewSellerBonusRow {
        ppm: t.percent("bonus_pct")?,
        up_to_sales: t.decimal("bonus_pct_up_to_sales", MINOR)?,
        ppm_above: t.percent("bonus_pct_above")?,
        next_sales: t.decimal("bonus_pct_above_next_sales", MINOR)?,
        cap: t.decimal("bonus_cap", MINOR)?,
        days: t.int("lasts_days")?,
        at_once_from: day.ok_or_else(|| t.wrong("`paid` does not begin with the day of the first listing"))?,
    }))
}

fn bulk_referral(t: &mut Taker) -> Read<Body> {
    t.skip(&["needs"]);
    if t.text("mode")? != "portion" {
        return Err(t.wrong("`mode` is not portion"));
    }
    let category_rate_up_to = t.decimal("category_rate_up_to", MINOR)?;
    let mut out = Vec::new();
    for mut row in t.rows("rows")? {
        out.push(BulkReferralRow {
            group: row.text("group")?,
            bands: bands(&mut row)?,
            categories: row.texts("categories")?,
        });
        row.done()?;
    }
    Ok(Body::BusinessBulkReferral { category_rate_up_to, rows: out })
}

fn tier_row(row: &mut Taker) -> Read<TierRow> {
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

fn weights(t: &mut Taker) -> Read<Body> {
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
fn weight_row(row: &mut Taker, columns: &[String]) -> Read<FulfilmentRow> {
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
fn sorted(rows: Vec<FulfilmentRow>, reading: &mut Reading) -> Vec<FulfilmentRow> {
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
fn columns<K: Ord>(t: &Taker, rows: &[Value], of: impl Fn(&str) -> Option<K>) -> Read<Vec<(K, String)>> {
    let mut found: Vec<(K, String)> = Vec::new();
    for key in rows.iter().filter_map(Value::as_table).flat_map(|row| row.keys()) {
        if found.iter().all(|(_, name)| name != key) {
            found.extend(of(key).map(|k| (k, key.clone())));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    if found.is_empty() { Err(t.wrong("no columns")) } else { Ok(found) }
}

fn peek_rows(t: &mut Taker) -> Read<(Vec<Value>, Taker)> {
    let value = t.take("rows").ok_or_else(|| t.wrong("no `rows`"))?;
    let list = value.as_array().cloned().unwrap_or_default();
    let mut table = toml::Table::new();
    table.insert("rows".to_owned(), value);
    Ok((list, Taker::new(t.place(), table)))
}

/// `under_10` → (10, exclusive); `from_10_to_50` → (50, inclusive); `over_50` → open.
fn price_column(key: &str) -> Option<(i64, bool)> {
    if let Some(numbers) = numbers_in(key, "under_#") {
        return Some((i64::from(*numbers.first()?), false));
    }
    if let Some(numbers) = numbers_in(key, "from_#_to_#") {
        return Some((i64::from(*numbers.get(1)?), true));
    }
    numbers_in(key, "over_#").map(|_| (i64::MAX, true))
}

fn fulfilment(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let (list, mut table) = peek_rows(t)?;
    let columns = columns(t, &list, price_column)?;
    let limits = columns.iter().map(|((amount, is_inclusive), _)| PriceLimit {
        amount: if *amount == i64::MAX { None } else { Some(amount * 10_i64.pow(2)) },
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
            let sure = super::confidence(&word).ok_or_else(|| row.wrong(format_args!("unknown confidence {word}")))?;
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

fn multi_unit(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["needs", "quantity_columns"]);
    let (list, mut table) = peek_rows(t)?;
    let columns = columns(t, &list, |key| numbers_in(key, "units_#").and_then(|n| n.first().copied()))?;
    let (from_units, names): (Vec<u32>, Vec<String>) = columns.into_iter().unzip();
    let rows = rows(&mut table, reading, |r| weight_row(r, &names))?;
    Ok(Body::BusinessMultiUnitDiscount { from_units, rows: sorted(rows, reading) })
}

fn overmax(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let when = t.text("applies_when")?;
    let template = "extra-large up to # lb with longest side above # in or length plus girth above # in";
    let numbers =
        numbers_in(&when, template).ok_or_else(|| t.wrong(format_args!("`applies_when` is another rule: {when}")))?;
    let [_, longest, girth] = numbers.as_slice() else { return Err(t.wrong("`applies_when` is another rule")) };
    let rows = rows(t, reading, |r| Ok((tier(r)?, r.decimal("fee", MINOR)?)))?;
    Ok(Body::OvermaxHandling { longest_above: longest * 1000, length_plus_girth_above: girth * 1000, rows })
}

/// `jan_sep` → (1, 9).
fn months(key: &str) -> Option<(u8, u8)> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = |name: &str| NAMES.iter().position(|n| *n == name).and_then(|i| u8::try_from(i + 1).ok());
    let (first, last) = key.split_once('_')?;
    Some((number(first)?, number(last)?))
}

fn storage(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
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

fn utilization(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
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

fn aged(t: &mut Taker, name: &str, reading: &mut Reading) -> Read<Body> {
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

fn low_inventory(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["days_of_supply", "rule", "level", "exempt"]);
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
            let sure = super::confidence(&word).ok_or_else(|| part.wrong(format_args!("unknown confidence {word}")))?;
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
    Ok(Body::LowInventory { limits, rows })
}

fn exit_row(row: &mut Taker) -> Read<ExitRow> {
    Ok(ExitRow {
        is_oversize_or_special: is_oversize(row, "oversize_or_special")?,
        up_to_oz: row.int_opt("up_to_oz")?,
        fee: row.decimal("fee", MINOR)?,
        step: step(row)?,
    })
}

fn liquidation(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
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

fn grade_row(row: &mut Taker) -> Read<GradeRow> {
    Ok(GradeRow {
        tier: row.text("tier")?,
        up_to_oz: row.int_opt("up_to_oz")?,
        fee: row.decimal("fee", MINOR)?,
        step: step(row)?,
    })
}

fn returns(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["rule", "new_selection_units", "billed"]);
    Ok(Body::ReturnsProcessing(ReturnsRow {
        low: t.decimal("fee_range_low", MINOR)?,
        high: t.decimal("fee_range_high", MINOR)?,
        every_return: t.texts("every_return_charged")?,
        exempt_below_units: t.int("small_volume_exemption_units")?,
        thresholds: rows(t, reading, |r| Ok((r.text("category")?, r.percent("threshold_pct")?)))?,
    }))
}

fn range(row: &mut Taker, low: &str, high: &str) -> Read<Option<(i64, i64)>> {
    match (row.decimal_opt(low, MINOR)?, row.decimal_opt(high, MINOR)?) {
        (None, None) => Ok(None),
        (Some(low), Some(high)) if low <= high => Ok(Some((low, high))),
        _ => Err(row.wrong(format_args!("`{low}` and `{high}` are no range"))),
    }
}

fn placement(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["charged", "partial_split_for_standard"]);
    let optimized_fee = t.decimal_opt("optimized_split_fee", MINOR)?;
    let optimized_cartons = match t.text_opt("optimized_needs")? {
        None => None,
        Some(text) if text.starts_with("five or more identical cartons") => Some(5),
        Some(other) => return Err(t.wrong(format_args!("`optimized_needs` is another rule: {other}"))),
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
fn placement_by_region(t: &mut Taker) -> Read<Body> {
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

fn awd_row(row: &mut Taker) -> Read<AwdRow> {
    Ok(AwdRow {
        region: row.text("region")?,
        plan: row.text("plan")?,
        storage_micros: row.decimal("storage", MICROS)?,
        inbound_box: row.decimal("inbound_box", MINOR)?,
        outbound_box: row.decimal("outbound_box", MINOR)?,
        transport_micros: row.decimal("transport", MICROS)?,
    })
}

fn deal_event_row(row: &mut Taker) -> Read<DealEventRow> {
    let variable = match (row.has("variable_pct"), row.has("variable_cap")) {
        (false, false) => None,
        (true, true) => Some((row.percent("variable_pct")?, row.decimal("variable_cap", MINOR)?)),
        _ => return Err(row.wrong("`variable_pct` and `variable_cap` belong together")),
    };
    let credit = row.decimal_opt("early_credit", MINOR)?;
    let by = row.day_opt("early_credit_if_scheduled_by")?;
    Ok(DealEventRow {
        event: row.text("event")?,
        deal: row.text("type")?,
        flat: row.decimal("flat", MINOR)?,
        variable,
        early_credit: credit.zip(by),
        needs_sale: if row.has("only_if_at_least_one_sold") { row.bool("only_if_at_least_one_sold")? } else { false },
    })
}

fn subscribe(t: &mut Taker) -> Read<Body> {
    t.skip(&[
        "programme_fee",
        "programme_fee_confidence",
        "default_funding_pct",
        "stacks_with",
        "business_buyer_discount_pct",
    ]);
    let options = t.texts("seller_funding_pct_options")?;
    let ppm = options.iter().map(|o| super::taker::scaled(o, 4));
    Ok(Body::SubscribeAndSave {
        funding_ppm: ppm
            .collect::<Option<_>>()
            .ok_or_else(|| t.wrong("`seller_funding_pct_options` are no percentages"))?,
        amazon_ppm: t.percent("amazon_funded_pct_from_five_subscriptions")?,
        from_subscriptions: 5,
    })
}

fn new_selection(t: &mut Taker) -> Read<Body> {
    if t.has("rebate_pct_average") {
        let keys = t.keys();
        t.skip(&keys.iter().map(String::as_str).collect::<Vec<_>>());
        return Ok(Body::NewSelectionBefore);
    }
    t.skip(&[
        "referral_meaning",
        "free",
        "exempt_units_from",
        "coupon_credit",
        "vine_credit",
        "ipi_at_least_if_scored",
    ]);
    t.skip(&["needs_plan"]);
    let units = |key: &str, template: &str| numbers_in(key, template).and_then(|n| n.first().copied());
    let (mut first, mut next) = (None, None);
    for key in t.keys() {
        if let Some(n) = units(&key, "referral_pct_first_#_units") {
            first = Some((n, t.percent(&key)?));
        } else if let Some(n) = units(&key, "referral_pct_next_#_units") {
            next = Some((n, t.percent(&key)?));
        }
    }
    let (first_units, first_ppm) = first.ok_or_else(|| t.wrong("no `referral_pct_first_…_units`"))?;
    let (next_units, next_ppm) = next.ok_or_else(|| t.wrong("no `referral_pct_next_…_units`"))?;
    Ok(Body::NewSelection(NewSelectionRow {
        first_ppm,
        first_units,
        next_ppm,
        next_units,
        enrol_by: t.day_opt("enrol_by")?.ok_or_else(|| t.wrong("no `enrol_by`"))?,
        free_units: t.int("free_units")?,
        free_days: t.int("free_days")?,
    }))
}
