//! What the reader of the data refuses. Each case changes the real file in one place.

use super::super::data_reader::{family_name, read_crosswalk, read_market};

const US: &str = include_str!("../data/us.toml");
const CATEGORIES: &str = include_str!("../data/categories.toml");

#[track_caller]
fn refusal(from: &str, to: &str) -> String {
    assert!(US.contains(from), "the file no longer has: {from}");
    let (_, markets) = read_crosswalk(CATEGORIES, &["us"]).unwrap();
    read_market(&US.replacen(from, to, 1), "US", markets.into_iter().next().unwrap()).unwrap_err()
}

#[test]
fn takes_the_file_as_it_is() {
    let (crosswalk, markets) = read_crosswalk(CATEGORIES, &["us"]).unwrap();
    let pack = read_market(US, "US", markets.into_iter().next().unwrap()).unwrap();
    assert_eq!(pack.categories.len(), crosswalk.categories.len());
}

#[test]
fn refuses_two_tables_of_one_family_on_one_day() {
    let text = refusal("effective_to = \"2027-01-14\"", "effective_to = \"2027-01-15\"");
    assert_eq!(text, "fulfilment_2026 and fulfilment_2026_peak are both in force on one day");
}

#[test]
fn refuses_an_unknown_key_of_a_row() {
    let row = "{ tier = \"xl_0_50\", fee = \"17.00\" }";
    let text = refusal(row, "{ tier = \"xl_0_50\", fee = \"17.00\", fee_new = \"18.00\" }");
    assert_eq!(text, "overmax_handling.rows[0]: unknown key `fee_new`");
}

#[test]
fn refuses_an_unknown_key_of_a_table_and_an_unknown_table() {
    assert!(
        refusal("[lithium_battery_fee]", "[lithium_battery_fee]\nfee_from_2027 = \"0.12\"").contains("fee_from_2027")
    );
    assert_eq!(refusal("[lithium_battery_fee]", "[zinc_battery_fee]"), "zinc_battery_fee: belongs to no known family");
}

#[test]
fn refuses_rows_that_overlap() {
    let text = refusal(
        "product = \"non_apparel\", tier = \"small_standard\", up_to_oz = 4, under_10 = \"2.49\"",
        "product = \"non_apparel\", tier = \"small_standard\", up_to_oz = 2, under_10 = \"2.49\"",
    );
    assert!(text.starts_with("fulfilment_2026.rows") && text.ends_with("rows overlap at 2"), "{text}");
}

#[test]
fn refuses_a_gap_between_ages() {
    let text = refusal("from_day = 211, to_day = 240", "from_day = 212, to_day = 240");
    assert_eq!(text, "aged_inventory_2026.rows[1]: gap from day 211");
}

#[test]
fn refuses_rows_that_end_early_unless_a_hole_says_so() {
    let text = refusal(
        "tier = \"xl_70_150\", up_to_oz = 2400, under_10 = \"50.55\"",
        "tier = \"xl_70_150\", up_to_oz = 2000, under_10 = \"50.55\"",
    );
    assert_eq!(text, "fulfilment_2026: rows of xl_70_150 end at 2000 and no hole says so");
}

#[test]
fn refuses_a_name_that_no_table_bears() {
    let text = refusal("category = \"Eyewear\"", "category = \"Spectacles\"");
    assert_eq!(text, "categories: Eyewear stands in no `referral` of US");
}

#[test]
fn refuses_a_statement_that_contradicts_the_dates() {
    let text = refusal("effective_from = \"2026-04-17\"", "effective_from = \"2026-12-17\"");
    assert_eq!(text, "fuel_surcharge: is said to be in force on a day outside its dates");
}

#[test]
fn refuses_figures_that_are_no_decimals() {
    assert!(refusal("fee = \"0.11\"", "fee = \"0.115\"").contains("no decimal with at most 2 places"));
    assert!(refusal("fee = \"0.11\"", "fee = 0.11").contains("decimals stand in quotes"));
}

#[test]
fn family_is_the_name_without_year_and_season() {
    let names =
        ["fulfilment_2026_peak", "inbound_placement_2025_02", "returns_processing_apparel_2023", "coupons_before"];
    let families = ["fulfilment", "inbound_placement", "returns_processing_apparel", "coupons"];
    assert_eq!(names.map(family_name), families);
}
