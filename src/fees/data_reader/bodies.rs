//! The figures of each family: which keys a table and its rows have.

use super::super::data_shape::{Body, Confidence, Family, Step, Tier, WeightFeeRow};
use super::sale_rows::{bulk_referral, deal_event_row, new_selection, new_seller_bonus, referral, returns, subscribe};
use super::shipping_rows::{fulfilment, low_inventory, multi_unit, overmax, tier_row, weight_row, weights};
use super::stock_rows::{
    aged, awd_row, exit_row, grade_row, liquidation, placement, placement_by_region, storage, utilization,
};
use super::taker::{Read, Taker};

/// What is read of rows beside their figures.
pub struct Reading {
    /// Rows that state their own confidence.
    pub row_confidence: Vec<(u16, Confidence)>,
    /// Rows with a remark.
    pub row_notes: Vec<(u16, String)>,
}

/// Decimals of the currency's minor unit; all marketplaces of the data but Japan have two.
pub const MINOR: usize = 2;
/// Decimals of amounts finer than a minor unit.
pub const MICROS: usize = 6;

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
pub fn rows<T>(t: &mut Taker, reading: &mut Reading, read: impl Fn(&mut Taker) -> Read<T>) -> Read<Vec<T>> {
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
pub fn choice<T: Copy>(row: &mut Taker, key: &str, all: &[T], code: fn(T) -> &'static str) -> Read<T> {
    let text = row.text(key)?;
    by_code(&text, all, code).ok_or_else(|| row.wrong(format_args!("`{key}` is unknown: {text}")))
}

pub fn by_code<T: Copy>(text: &str, all: &[T], code: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|&x| code(x) == text)
}

pub fn tier(row: &mut Taker) -> Read<Tier> {
    choice(row, "tier", &Tier::ALL, Tier::code)
}

pub fn tiers(t: &mut Taker, key: &str) -> Read<Vec<Tier>> {
    let texts = t.texts(key)?;
    let read = texts.iter().map(|text| {
        by_code(text, &Tier::ALL, Tier::code)
            .ok_or_else(|| t.wrong(format_args!("`{key}` has an unknown tier: {text}")))
    });
    read.collect()
}

/// Tables list which tiers are oversize; the library asks the tier itself, so the lists must say the same.
pub fn oversize_list(t: &mut Taker) -> Read<()> {
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
pub fn is_oversize(row: &mut Taker, oversize: &str) -> Read<bool> {
    match row.text("group")?.as_str() {
        "standard" => Ok(false),
        group if group == oversize => Ok(true),
        other => Err(row.wrong(format_args!("`group` is unknown: {other}"))),
    }
}

pub fn step(row: &mut Taker) -> Read<Option<Step>> {
    let parts = (row.int_opt("first_oz")?, row.int_opt("step_oz")?, row.decimal_opt("step_fee", MINOR)?);
    match parts {
        (None, None, None) => Ok(None),
        (Some(first_oz), Some(step_oz), Some(fee)) if step_oz > 0 => Ok(Some(Step { first_oz, step_oz, fee })),
        _ => Err(row.wrong("`first_oz`, `step_oz` and `step_fee` belong together")),
    }
}

pub fn bands(row: &mut Taker) -> Read<Vec<(Option<i64>, i64)>> {
    let mut bands = Vec::new();
    for mut band in row.rows("bands")? {
        bands.push((band.decimal_opt("up_to", MINOR)?, band.percent("pct")?));
        band.done()?;
    }
    Ok(bands)
}
