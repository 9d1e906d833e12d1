//! Rows that only some marketplaces have: low prices, selected categories, taxes, uplifts.

use super::super::data_shape::{Body, DigitalRow, FeeClass, FeeTaxRow, LowPriceLimits, PriceTaxRow};
use super::bodies::{Reading, by_code, rows, tier, tiers};
use super::shipping_rows::{fulfilment_rows, sorted, weight_row};
use super::taker::{Read, Taker};

pub fn low_price(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["limit_source", "restricted_source"]);
    let limits = LowPriceLimits {
        general: t.money("limit")?,
        restricted: t.money_opt("restricted_limit")?,
        restricted_categories: t.texts_or_none("restricted_categories")?,
    };
    if let Some(discount) = t.money_opt("discount")? {
        return Ok(Body::LowPriceDiscount { limits, discount, is_known_in_peak: t.bool("known_in_peak")? });
    }
    let rows = rows(t, reading, |r| weight_row(r, &["fee".to_owned()]))?;
    Ok(Body::LowPriceFulfilment { limits, rows: sorted(rows, reading) })
}

pub fn selected(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["categories_confidence"]);
    let (replaces, categories) = if reading.replaces.is_some() {
        (Vec::new(), Vec::new())
    } else {
        (tiers(t, "replaces")?, t.texts("categories")?)
    };
    let (limits, rows) = fulfilment_rows(t, reading)?;
    // The order of the file is the order in which the rows are tried.
    Ok(Body::SelectedFulfilment { replaces, categories, limits, rows })
}

pub fn minimum_by_size(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    Ok(Body::ReferralMinimumBySize(rows(t, reading, |r| Ok((tier(r)?, r.money("min")?)))?))
}

pub fn by_billed_weight(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let rows = rows(t, reading, |r| weight_row(r, &["fee".to_owned()]))?;
    Ok(Body::ByBilledWeight(sorted(rows, reading)))
}

fn classes(t: &mut Taker, key: &str) -> Read<Vec<FeeClass>> {
    let texts = t.texts(key)?;
    let class = |text: &String| {
        by_code(text, &FeeClass::ALL, FeeClass::code)
            .ok_or_else(|| t.wrong(format_args!("`{key}` has an unknown class of fees: {text}")))
    };
    texts.iter().map(class).collect()
}

pub fn digital(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let row = |r: &mut Taker| {
        Ok(DigitalRow { country: r.text("seller")?, ppm: r.percent("pct")?, classes: classes(r, "applies_to")? })
    };
    Ok(Body::DigitalServicesFee(rows(t, reading, row)?))
}

pub fn vat_on_fees(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let row = |r: &mut Taker| {
        Ok(FeeTaxRow { country: r.text("seller")?, ppm: r.percent("pct")?, is_recoverable: r.bool("recoverable")? })
    };
    Ok(Body::VatOnFees(rows(t, reading, row)?))
}

pub fn price_tax(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    let mut regions = Vec::new();
    if t.has("rows") {
        regions = rows(t, reading, |r| {
            r.skip(&["kind"]);
            Ok((r.text("region")?, r.percent("pct")?, r.percent("provincial_pct")?))
        })?;
    }
    Ok(Body::PriceTax(PriceTaxRow {
        is_in_price: t.bool("included_in_price")?,
        ppm: t.percent_opt("pct")?,
        regions,
        fees_with_tax: classes(t, "fees_with_tax")?,
        fees_taxed_on_top: classes(t, "fees_taxed_on_top")?,
    }))
}
