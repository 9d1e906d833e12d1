//! The figures of each family: which keys a table and its rows have.

use super::super::data_shape::{Body, Confidence, Family, Step, Tier, WeightFeeRow};
use super::market_rows::{by_billed_weight, digital, low_price, minimum_by_size, price_tax, selected, vat_on_fees};
use super::sale_rows::{bulk_referral, deal_event_row, new_selection, new_seller_bonus, referral, returns, subscribe};
use super::shipping_rows::{fulfilment, low_inventory, multi_unit, overmax, size_tiers, sorted, weight_row, weights};
use super::stock_rows::{
    aged, awd_row, grade_row, liquidation, placement, placement_by_region, removal, storage, utilization,
};
use super::taker::{Read, Taker, scaled};

/// What is read of rows beside their figures.
#[derive(Default)]
pub struct Reading {
    /// Rows that state their own confidence.
    pub row_confidence: Vec<(u16, Confidence)>,
    /// Rows with a remark.
    pub row_notes: Vec<(u16, String)>,
    /// The table whose rows this one replaces for a season.
    pub replaces: Option<String>,
    /// What the table lists as oversize.
    pub oversize_tiers: Option<Vec<Tier>>,
    /// Confidence of all rows of a size group: oversize or not.
    pub confidence_by_group: Vec<(bool, Confidence)>,
    /// What a size table calls the oversize group.
    pub oversize_name: Option<String>,
    /// Rows of the seller's own, with the name the seller gave.
    pub row_own: Vec<(u16, String)>,
}

/// Decimals of amounts finer than a minor unit.
pub const MICROS: usize = 6;

/// Reads the figures of one table.
pub fn body(t: &mut Taker, name: &str, family: Family, reading: &mut Reading) -> Read<Body> {
    if is_open(t, family) {
        return open(t);
    }
    Ok(match family {
        Family::Plans => {
            t.skip(&["professional_monthly_low", "low_if_sales_below", "free_months"]);
            Body::Plans {
                professional_monthly: t.money("professional_monthly")?,
                individual_per_item: t.money_opt("individual_per_item")?,
            }
        }
        Family::ClosingFee => {
            // Which categories: the crosswalk says it, row by row.
            t.skip(&["applies_to"]);
            Body::ClosingFee { fee: t.money("fee")? }
        }
        Family::HighVolumeListing => Body::HighVolumeListing {
            free_listings: t.int("free_listings")?,
            micros_per_listing_above: t.decimal("fee_per_listing_above", MICROS)?,
        },
        Family::RefundAdministration => {
            t.skip(&["rule", "year_of_data"]);
            Body::RefundAdministration { cap: t.money_opt("cap")?, ppm_of_referral: t.percent("percent_of_referral")? }
        }
        Family::Referral => referral(t, reading)?,
        Family::NewSellerBonus => new_seller_bonus(t)?,
        Family::BusinessBulkReferral => bulk_referral(t)?,
        Family::SizeTiers => size_tiers(t, reading)?,
        Family::Weights => weights(t)?,
        Family::Fulfilment => fulfilment(t, reading)?,
        Family::FuelSurcharge => {
            t.skip(&["base", "applies_to", "does_not_apply_to", "rounding"]);
            Body::FuelSurcharge { ppm: t.percent("pct")? }
        }
        Family::SippDiscount => {
            let rows = rows(t, reading, |r| weight_row(r, &["discount".to_owned()]))?;
            Body::SippDiscount(sorted(rows, reading))
        }
        Family::BusinessMultiUnitDiscount => multi_unit(t, reading)?,
        Family::BulkyPackagingFee => Body::BulkyPackagingFee {
            tiers: tiers(t, "tiers")?,
            rows: rows(t, reading, |r| Ok(WeightFeeRow { up_to: r.weight_opt("up_to_dim")?, fee: r.money("fee")? }))?,
        },
        Family::OvermaxHandling => overmax(t, reading)?,
        Family::LithiumBatteryFee => Body::LithiumBatteryFee { fee: t.money("fee")? },
        Family::StorageMonthly => storage(t, reading)?,
        Family::StorageUtilizationSurcharge => utilization(t, reading)?,
        Family::AgedInventory => aged(t, name, reading)?,
        Family::LowInventory => low_inventory(t, reading)?,
        Family::Removal => removal(t, reading)?,
        Family::Liquidation => liquidation(t, reading)?,
        Family::GradeAndResell => {
            t.skip(&["no_fee_if"]);
            Body::GradeAndResell(rows(t, reading, grade_row)?)
        }
        Family::ReturnsProcessing => returns(t, reading)?,
        Family::ReturnsProcessingApparel => Body::ReturnsProcessingApparel(rows(t, reading, grade_row)?),
        Family::InboundPlacement => placement(t, reading)?,
        Family::InboundPlacementLargeBulky => placement_by_region(t, family)?,
        Family::Awd => {
            t.skip(&["charged"]);
            Body::Awd(rows(t, reading, awd_row)?)
        }
        Family::Coupons if t.has("per_redemption") => {
            Body::CouponsBefore { per_redemption: t.money("per_redemption")? }
        }
        Family::Coupons => {
            let is_on_list_price = t.flag("on_list_price")?;
            let cap = t.money_opt("variable_cap")?;
            let since = t.day_opt("variable_cap_for_coupons_created_from")?;
            Body::Coupons {
                fixed: t.money("fixed")?,
                ppm: t.percent("variable_pct")?,
                cap: cap.map(|cap| (cap, since.unwrap_or(i32::MIN))),
                is_on_list_price,
            }
        }
        Family::Deals if t.has("per_day") => {
            t.skip(&["cap_source"]);
            Body::Deals {
                per_day: t.money("per_day")?,
                ppm: t.percent("variable_pct")?,
                cap: t.money("variable_cap")?,
                types: t.texts("types")?,
            }
        }
        Family::Deals => {
            let flat =
                vec![("Lightning Deal".to_owned(), t.money("lightning")?), ("Best Deal".to_owned(), t.money("best")?)];
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
        Family::ReferralMinimumBySize => minimum_by_size(t, reading)?,
        Family::LowPriceFulfilment => low_price(t, reading)?,
        Family::SelectedFulfilment => selected(t, reading)?,
        Family::DangerousGoodsSurcharge => Body::DangerousGoodsSurcharge { fee: t.money("fee")? },
        Family::OversizePackagingFee | Family::PanEuOversizeSurcharge => by_billed_weight(t, reading)?,
        Family::CentralEuropeSurcharge => Body::CentralEuropeSurcharge { fee: t.money("fee")? },
        Family::Disposal => return Err(t.wrong("there is no rule for disposal rates yet")),
        Family::DigitalServicesFee => digital(t, reading)?,
        Family::VatOnFees => vat_on_fees(t, reading)?,
        Family::PriceTax => price_tax(t, reading)?,
    })
}

/// Whether a schedule is there of which no figure is known: its list of rows is empty, or a deal has
/// neither a fee a day nor a flat one.
fn is_open(t: &Taker, family: Family) -> bool {
    let has_terms = family == Family::StorageUtilizationSurcharge && t.has("starts_above_weeks");
    let is_deal = family == Family::Deals && !t.has("per_day") && !t.has("lightning");
    is_deal || (t.is_empty_list("rows") && !has_terms)
}

fn open(t: &mut Taker) -> Read<Body> {
    t.skip(&["rows", "variable_pct", "variable_cap", "types", "cap_source"]);
    Ok(Body::Open)
}

/// Reads the rows with their confidence and remarks.
pub fn rows<T>(t: &mut Taker, reading: &mut Reading, read: impl Fn(&mut Taker) -> Read<T>) -> Read<Vec<T>> {
    let mut out = Vec::new();
    for (i, mut row) in t.rows("rows")?.into_iter().enumerate() {
        let place = u16::try_from(i).map_err(|_| row.wrong("too many rows"))?;
        if let Some(name) = row.text_opt(super::OWN)? {
            reading.row_confidence.push((place, Confidence::Yours));
            reading.row_own.push((place, name));
        }
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
    let text = row.text("tier")?;
    Tier::new(&text).ok_or_else(|| row.wrong(format_args!("`tier` is no name of a tier: {text}")))
}

pub fn tiers(t: &mut Taker, key: &str) -> Read<Vec<Tier>> {
    let texts = t.texts(key)?;
    let read = texts.iter().map(|text| {
        Tier::new(text).ok_or_else(|| t.wrong(format_args!("`{key}` has what is no name of a tier: {text}")))
    });
    read.collect()
}

/// Tables list which tiers are oversize; the size tables must say the same.
pub fn oversize_list(t: &mut Taker, reading: &mut Reading) -> Read<()> {
    if t.has("oversize_tiers") {
        reading.oversize_tiers = Some(tiers(t, "oversize_tiers")?);
    }
    Ok(())
}

/// `standard`, or the oversize group by one of its names.
pub fn is_oversize(row: &mut Taker, oversize: &[&str]) -> Read<bool> {
    match row.text("group")?.as_str() {
        "standard" => Ok(false),
        group if oversize.contains(&group) => Ok(true),
        other => Err(row.wrong(format_args!("`group` is unknown: {other}"))),
    }
}

/// What is added for weight; `is_known` = the row has the figure that it is added to. Where a store
/// has no column, both are missing.
pub fn step(row: &mut Taker, is_known: bool) -> Read<Option<Step>> {
    let minor = row.units().minor;
    let fee = row.money_opt("step_fee")?;
    let fees = row.texts_or_none("step_fees")?;
    let fees: Option<Vec<i64>> = fees.iter().map(|text| scaled(text, minor)).chain(fee.map(Some)).collect();
    let fees = fees.ok_or_else(|| row.wrong("`step_fees` are no amounts"))?;
    match (row.weight_opt("first")?, row.weight_opt("step")?) {
        (None, None) if fees.is_empty() => Ok(None),
        (Some(_), Some(_)) if fees.is_empty() && !is_known => Ok(None),
        (Some(first), Some(size)) if size > 0 && !fees.is_empty() => {
            Ok(Some(Step { first, size, fees, rounding: row.units().rounding }))
        }
        _ => Err(row.wrong("`first`, `step` and `step_fee` belong together")),
    }
}

pub fn bands(row: &mut Taker) -> Read<Vec<(Option<i64>, i64)>> {
    let mut bands = Vec::new();
    for mut band in row.rows("bands")? {
        bands.push((band.money_opt("up_to")?, band.percent("pct")?));
        band.done()?;
    }
    Ok(bands)
}
