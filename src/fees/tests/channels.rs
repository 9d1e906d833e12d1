//! What the data of other channels say at their edges, and what their reader refuses.

use super::super::Goods;
use super::super::channel::{ChannelTables, DaySteps};
use super::super::data_reader::read_channels;
use super::super::lookup::HoleReason;
use crate::date::Day;
use crate::money::{Currency, Money, UnitAmount};
use crate::rounding::Ratio;
use crate::units::{LengthUnit, Package, WeightUnit};

const FILE: &str = include_str!("../data/channels.toml");

fn on(day: &str) -> Day {
    Day::parse(day).unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

fn tables() -> &'static ChannelTables {
    ChannelTables::all().unwrap()
}

fn parcel(sides: [&str; 3], pounds: &str) -> Package {
    Package::parse(sides, LengthUnit::In, pounds, WeightUnit::Lb).unwrap()
}

#[track_caller]
fn refusal(from: &str, to: &str) -> String {
    assert!(FILE.contains(from), "the file no longer has: {from}");
    let crosswalk = super::super::data_reader::read_crosswalk(include_str!("../data/categories.toml"), &["us"]);
    let crosswalk = crosswalk.unwrap().0;
    let ours: Vec<&str> = crosswalk.categories.iter().map(|c| c.id.as_str()).collect();
    read_channels(&FILE.replacen(from, to, 1), &ours).unwrap_err()
}

#[test]
fn reader_refuses_steps_of_storage_that_leave_a_day_out() {
    let text = refusal("{ from_day = 61, to_day = 90,", "{ from_day = 62, to_day = 90,");
    assert!(text.ends_with("gap or overlap at day 62"), "{text}");
}

#[test]
fn reader_refuses_a_month_that_two_rows_charge() {
    let text = refusal("months = [1, 9], from_day = 0", "months = [1, 10], from_day = 0");
    assert!(text.ends_with("2 rows for day 0 of month 10"), "{text}");
}

#[test]
fn reader_refuses_bands_that_fall() {
    let text = refusal("{ up_to = \"20.00\", percent = \"10\" }", "{ up_to = \"15.00\", percent = \"10\" }");
    assert!(text.ends_with("bands overlap at 1500"), "{text}");
}

#[test]
fn reader_refuses_a_proposed_name_that_no_row_bears() {
    let text = refusal("name = \"toys and games\"", "name = \"toys\"");
    assert!(text.ends_with("toys stands in no row of walmart-us-referral"), "{text}");
}

#[test]
fn reader_refuses_an_unknown_key() {
    let text = refusal("packaging_lb = \"0.25\"", "packaging_lb = \"0.25\"\npackaging_oz = \"4\"");
    assert!(text.ends_with("unknown key `packaging_oz`"), "{text}");
}

#[test]
fn nothing_is_answered_from_a_hole_or_before_the_first_day() {
    let hole = tables().share_fee("ebay-greater-china", "most categories", on("2026-11-21")).unwrap_err();
    assert_eq!((hole.reason, hole.texts.len()), (HoleReason::NotSettled, 1));
    let early = tables().share_fee("walmart-us-referral", "books", on("2025-03-24")).unwrap_err();
    assert_eq!(early.reason, HoleReason::NoTable);
    let switch = tables().amount("tiktok-us-referral", "per_order", on("2026-11-21")).unwrap_err();
    assert_eq!(switch.reason, HoleReason::NotSettled);
    let unnamed = tables().share_fee("walmart-us-referral", "no such row", on("2026-11-21")).unwrap_err();
    assert_eq!(unnamed.reason, HoleReason::NoRow);
}

#[test]
fn whole_pounds_step_where_packaging_passes_them() {
    let wfs = tables().pound_fulfilment("walmart-wfs-fulfillment", on("2026-11-21")).unwrap().value;
    let fee = |sides, pounds| {
        let known = wfs.fee(&parcel(sides, pounds), false, Goods::Ordinary).unwrap();
        known.value.fee.charge(usd("30.00")).unwrap().to_string()
    };
    // 0.75 + 0.25 is one pound, a little more is two.
    assert_eq!(fee(["6", "4", "2"], "0.75"), "3.45");
    assert_eq!(fee(["6", "4", "2"], "0.76"), "4.95");
    // 20 lb: 5.75 + 16 · 0.40; 31 lb is cheaper than 30 lb on purpose.
    assert_eq!(fee(["6", "4", "2"], "19.75"), "12.15");
    assert_eq!(fee(["6", "4", "2"], "29.75"), "19.15");
    assert_eq!(fee(["6", "4", "2"], "30.75"), "14.55");
    // Longest side over 48 in.
    assert_eq!(fee(["48", "2", "2"], "3"), "5.75");
    assert_eq!(fee(["48.1", "2", "2"], "3"), "8.75");
    // Over 96 in: 20.00 instead of 3.00, and at least 90 lb: 17.55 + 39 · 0.40 + 20.00.
    assert_eq!(fee(["97", "2", "2"], "3"), "53.15");
    // Over 108 in: 155.00 and 0.80 for each pound above 90.
    assert_eq!(fee(["109", "2", "2"], "3"), "155.00");
    assert_eq!(fee(["20", "20", "20"], "150.75"), "203.80");
    assert_eq!(
        wfs.fee(&parcel(["20", "20", "20"], "500"), false, Goods::Ordinary).unwrap_err().reason,
        HoleReason::NoRow
    );
}

#[test]
fn cheap_goods_apparel_and_dangerous_goods_pay_more_with_walmart() {
    let wfs = tables().pound_fulfilment("walmart-wfs-fulfillment", on("2026-11-21")).unwrap().value;
    let fee = wfs.fee(&parcel(["6", "4", "2"], "0.5"), true, Goods::Dangerous).unwrap().value;
    assert_eq!(fee.fee.charge(usd("9.99")).unwrap().to_string(), "5.45");
    assert_eq!(fee.fee.charge(usd("10.00")).unwrap().to_string(), "4.45");
}

#[test]
fn small_parcels_count_by_their_own_weight_with_tiktok() {
    let fbt = tables().unit_fulfilment("tiktok-us-fbt-fulfillment", on("2026-11-21")).unwrap().value;
    let fee = |sides, pounds, units| fbt.fee(&parcel(sides, pounds), units);
    // 332 cubic inches and 2 lb are still small; a little more is 332.1 / 166 = 2.0006 lb.
    assert_eq!(fee(["8.3", "8", "5"], "0.2", 1).unwrap().value.fee.to_string(), "4.28");
    assert_eq!(fee(["8.3025", "8", "5"], "0.2", 1).unwrap().value.fee.to_string(), "6.27");
    // Four and more units share a column.
    assert_eq!(fee(["6", "4", "2"], "0.5", 9).unwrap().value.order_fee.to_string(), "17.37");
    assert_eq!(fee(["6", "4", "2"], "16.1", 1).unwrap_err().reason, HoleReason::NoRow);
    assert_eq!(fee(["109", "4", "2"], "1", 1).unwrap_err().reason, HoleReason::OutOfRange);
    assert_eq!(fee(["6", "4", "2"], "1", 0).unwrap_err().reason, HoleReason::OutOfRange);
}

#[test]
fn months_of_the_holidays_charge_what_is_stored_over_thirty_days() {
    let rate = |age, day| tables().month_storage("walmart-wfs-storage", age, on(day)).map(|k| k.value.micros());
    assert_eq!(rate(30, "2026-10-01"), Ok(750_000));
    assert_eq!(rate(31, "2026-12-31"), Ok(2_250_000));
    assert_eq!(rate(31, "2027-01-01"), Ok(750_000));
    assert_eq!(rate(451, "2026-06-30"), Ok(7_500_000));
    // The row of that age begins on that day.
    assert_eq!(rate(451, "2026-06-29").unwrap_err().reason, HoleReason::NoRow);
}

#[test]
fn steps_of_storage_must_rise_and_charge_nothing_before_the_first() {
    let rate = |text| UnitAmount::parse(text, Currency::USD).unwrap();
    let code = |steps| DaySteps::new(steps).unwrap_err().code();
    assert_eq!(code(vec![]), "steps_not_rising");
    assert_eq!(code(vec![(8, rate("1")), (8, rate("2"))]), "steps_not_rising");
    let steps = DaySteps::new(vec![(8, rate("1.00"))]).unwrap();
    assert_eq!(steps.charge(Ratio::ONE, 7).unwrap(), usd("0.00"));
    assert_eq!(steps.charge(Ratio::ONE, 8).unwrap(), usd("1.00"));
}

#[test]
fn proposed_names_are_asked_for_where_nothing_is_proposed() {
    let name = |family, ours| tables().suggested_category(family, ours);
    assert_eq!(name("walmart-us-referral", "toys"), Some("toys and games"));
    assert_eq!(name("ebay-us-fvf-no-store", "toys"), Some("most categories"));
    assert_eq!(name("ebay-us-fvf-no-store", "shoes"), None);
    assert_eq!(name("tiktok-us-referral", "jewelry"), None);
    assert_eq!(name("walmart-us-referral", "gift_cards"), None);
}

#[test]
fn rows_are_described_with_source_day_and_how_sure_they_are() {
    let rate = tables().month_storage("walmart-wfs-storage", 500, on("2026-11-21")).unwrap();
    let source = tables().describe(rate.row);
    assert_eq!((source.row.as_str(), source.confidence), ("aged over 450 days", "single-source"));
    assert_eq!(source.effective_from, Some(on("2025-06-09")));
    let listing = tables().amount("etsy-us", "listing", on("2027-02-01")).unwrap();
    assert!(tables().describe(listing.row).is_assumed, "nothing was read for that year");
    assert_eq!(tables().describe(listing.row).row, "listing");
}
