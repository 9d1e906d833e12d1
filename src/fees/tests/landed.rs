//! What the reader of the import tables refuses. Each case changes the real file in one place.

use super::super::data_reader::read_landed;

const LANDED: &str = include_str!("../data/landed-cost.toml");

#[track_caller]
fn refusal(from: &str, to: &str) -> String {
    assert!(LANDED.contains(from), "the file no longer has: {from}");
    read_landed(&LANDED.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn takes_the_import_tables_as_they_are() {
    assert!(read_landed(LANDED).unwrap().tables.iter().any(|table| table.id == "us-mpf"));
}

#[test]
fn refuses_two_rates_of_one_duty_on_one_day() {
    let text = refusal("percent = \"50\", from = \"2027-01-01\"", "percent = \"50\", from = \"2026-12-31\"");
    assert_eq!(text, "us-232-other.rate[0]: two figures are in force on one day");
}

#[test]
fn refuses_fiscal_years_that_overlap_and_a_least_above_the_most() {
    let text = refusal("to = \"2026-09-30\", percent = \"0.3464\"", "to = \"2026-10-01\", percent = \"0.3464\"");
    assert_eq!(text, "us-mpf.rate[1]: two figures are in force on one day");
    assert_eq!(refusal("min = \"33.58\"", "min = \"733.58\""), "us-mpf.rate[1]: `min` is above `max`");
}

#[test]
fn refuses_a_key_it_does_not_know() {
    assert!(refusal("percent = \"0.125\"", "percent = \"0.125\", least = \"1\"").ends_with("unknown key `least`"));
    assert!(refusal("applies = \"by_origin\"", "applies = \"sometimes\"").ends_with("`applies` is unknown: sometimes"));
}
