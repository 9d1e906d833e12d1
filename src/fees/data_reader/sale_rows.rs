//! Rows of what is taken of a sale, of returns and of promotions.

use super::super::data_shape::{
    Body, BulkReferralRow, DealEventRow, NewSelectionRow, NewSellerBonusRow, ReferralRow, ReturnsRow,
};
use super::bodies::{Reading, bands, rows};
use super::taker::{Read, Taker, day_number, number_word, numbers_in, scaled};

pub fn referral(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["base", "rule"]);
    let rows = rows(t, reading, |r| {
        let mode = r.text("mode")?;
        let bands = bands(r)?;
        let (is_portion, is_bent) = match mode.as_str() {
            "portion" => (true, false),
            "whole" => (false, false),
            "flat" if bands.len() == 1 => (false, false),
            "bent" if bands.len() > 1 => (false, true),
            other => return Err(r.wrong(format_args!("`mode` does not fit its bands: {other}"))),
        };
        Ok(ReferralRow {
            category: r.text("category")?,
            is_portion,
            minimum: r.money("min")?,
            bands,
            is_bent,
            is_bent_for_marketplace_only: r.text_opt("bend_only_if")?.is_some(),
            closing_fee: r.money_opt("closing_fee")?,
            from: r.day_opt("effective_from")?,
        })
    })?;
    Ok(Body::Referral(rows))
}

pub fn new_seller_bonus(t: &mut Taker) -> Read<Body> {
    t.skip(&["needs", "other_credits", "also_exempt_365_days"]);
    let paid = t.text("paid")?;
    let day = paid.strip_prefix("first buyable listing from ").and_then(|rest| day_number(rest.split(':').next()?));
    Ok(Body::NewSellerBonus(NewSellerBonusRow {
        ppm: t.percent("bonus_pct")?,
        up_to_sales: t.money("bonus_pct_up_to_sales")?,
        ppm_above: t.percent("bonus_pct_above")?,
        next_sales: t.money("bonus_pct_above_next_sales")?,
        cap: t.money("bonus_cap")?,
        days: t.int("lasts_days")?,
        at_once_from: day.ok_or_else(|| t.wrong("`paid` does not begin with the day of the first listing"))?,
    }))
}

pub fn bulk_referral(t: &mut Taker) -> Read<Body> {
    t.skip(&["needs"]);
    if t.text("mode")? != "portion" {
        return Err(t.wrong("`mode` is not portion"));
    }
    let category_rate_up_to = t.money("category_rate_up_to")?;
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

pub fn returns(t: &mut Taker, reading: &mut Reading) -> Read<Body> {
    t.skip(&["rule", "new_selection_units", "billed", "rows_source", "rows_year_of_data", "year_of_data"]);
    let threshold = |r: &mut Taker| Ok((r.text("category")?, r.percent("threshold_pct")?));
    Ok(Body::ReturnsProcessing(ReturnsRow {
        range: t.money_opt("fee_range_low")?.zip(t.money_opt("fee_range_high")?),
        every_return: t.texts_or_none("every_return_charged")?,
        exempt_below_units: t.int("small_volume_exemption_units")?,
        thresholds: if t.has("rows") { rows(t, reading, threshold)? } else { Vec::new() },
        every_return_ppm_of_fulfilment: t.percent_opt("every_return_pct_of_fulfilment")?,
    }))
}

pub fn deal_event_row(row: &mut Taker) -> Read<DealEventRow> {
    let variable = match (row.has("variable_pct"), row.has("variable_cap")) {
        (false, false) => None,
        (true, true) => Some((row.percent("variable_pct")?, row.money("variable_cap")?)),
        _ => return Err(row.wrong("`variable_pct` and `variable_cap` belong together")),
    };
    let credit = row.money_opt("early_credit")?;
    let by = row.day_opt("early_credit_if_scheduled_by")?;
    Ok(DealEventRow {
        event: row.text("event")?,
        deal: row.text("type")?,
        flat: row.money("flat")?,
        variable,
        early_credit: credit.zip(by),
        needs_sale: if row.has("only_if_at_least_one_sold") { row.bool("only_if_at_least_one_sold")? } else { false },
    })
}

pub fn subscribe(t: &mut Taker) -> Read<Body> {
    t.skip(&[
        "programme_fee",
        "programme_fee_confidence",
        "default_funding_pct",
        "stacks_with",
        "business_buyer_discount_pct",
    ]);
    let options = t.texts("seller_funding_pct_options")?;
    let ppm = options.iter().map(|o| scaled(o, 4)).collect::<Option<_>>();
    let funding_ppm = ppm.ok_or_else(|| t.wrong("`seller_funding_pct_options` are no percentages"))?;
    let from = |key: &str| number_word(key.strip_prefix("amazon_funded_pct_from_")?.strip_suffix("_subscriptions")?);
    let found = t.keys().into_iter().find_map(|key| Some((from(&key)?, key)));
    let (from_subscriptions, key) = found.ok_or_else(|| t.wrong("no `amazon_funded_pct_from_…_subscriptions`"))?;
    Ok(Body::SubscribeAndSave { funding_ppm, amazon_ppm: t.percent(&key)?, from_subscriptions })
}

pub fn new_selection(t: &mut Taker) -> Read<Body> {
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
