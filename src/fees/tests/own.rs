//! Files and figures of the seller's own.

use super::super::data_reader::text::{self, Value};
use super::super::schedule::{OwnFees, OwnFigure, Schedule, TableState, file_text};
use super::super::*;
use crate::date::Day;
use crate::error::Error;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::units::{LengthUnit, Package, WeightUnit};

fn day(iso: &str) -> Day {
    Day::parse(iso).unwrap()
}

fn us_file() -> &'static str {
    file_text(Market::Us)
}

fn figure(table: &str, path: &str, from: &str, to: Option<&str>, text: &str) -> OwnFigure {
    OwnFigure {
        table: table.to_owned(),
        path: path.to_owned(),
        from: day(from),
        to: to.map(day),
        figure: Decimal::parse(text).unwrap(),
        name: "letter".to_owned(),
    }
}

fn with(figures: Vec<OwnFigure>) -> Result<FeeTables, Error> {
    let own = OwnFees { file: None, figures };
    Schedule::with_own(us_file(), Market::Us, &own)?.to_tables(FeeTables::us().unwrap())
}

fn with_file(from: &str, to: &str) -> Result<FeeTables, Error> {
    assert!(us_file().contains(from), "the file no longer has: {from}");
    let file = Some(("mine.toml".to_owned(), us_file().replacen(from, to, 1)));
    Schedule::with_own(us_file(), Market::Us, &OwnFees { file, figures: Vec::new() })?
        .to_tables(FeeTables::us().unwrap())
}

fn storage(fees: &FeeTables, on: &str) -> (String, String) {
    let known = fees.storage_per_volume(SizeGroup::Standard, Goods::Ordinary, day(on)).unwrap();
    (known.value.to_money().unwrap().to_string(), fees.describe(known.row).confidence.to_owned())
}

fn as_toml(value: &Value) -> toml::Value {
    match value {
        Value::String(text) => toml::Value::String(text.clone()),
        Value::Integer(number) => toml::Value::Integer(*number),
        Value::Boolean(is_true) => toml::Value::Boolean(*is_true),
        Value::Array(items) => toml::Value::Array(items.iter().map(as_toml).collect()),
        Value::Table(table) => {
            toml::Value::Table(table.iter().map(|(key, value)| (key.clone(), as_toml(value))).collect())
        }
    }
}

#[test]
fn reads_the_files_as_the_toml_crate_does() {
    for file in [us_file(), include_str!("../data/categories.toml")] {
        let theirs: toml::Table = toml::from_str(file).unwrap();
        let dates_as_text = |(key, value): (String, toml::Value)| match value {
            toml::Value::Datetime(day) => (key, toml::Value::String(day.to_string())),
            other => (key, other),
        };
        let theirs: toml::Table = theirs.into_iter().map(dates_as_text).collect();
        let ours = as_toml(&Value::Table(text::parse(file).unwrap()));
        assert_eq!(ours, toml::Value::Table(theirs));
    }
}

#[test]
fn says_the_line_of_what_is_no_file() {
    let line = |text: &str| text::parse(text).unwrap_err();
    assert!(line("a = 1\nb = ").starts_with("line 2"));
    assert!(line("[a]\nb = \"open\nc = 1").starts_with("line 2"));
    assert!(line("[a]\n[b]\n[a]").starts_with("line 3"));
    assert!(line("a = 1\n\na = 2").starts_with("line 3"));
    assert!(line("a = word").contains("quotes"));
    assert!(line(&format!("a = {}", "[".repeat(100_000))).contains("too deep"));
}

#[test]
fn puts_a_figure_in_force_from_its_day_and_says_whose_it_is() {
    let fees = with(vec![figure("storage_monthly", "rows.0.jan_sep", "2027-01-01", None, "0.90")]).unwrap();
    assert_eq!(storage(&fees, "2026-12-31"), ("2.40".to_owned(), "official".to_owned()));
    assert_eq!(storage(&fees, "2027-01-01"), ("0.90".to_owned(), "yours".to_owned()));
    let row = fees.storage_per_volume(SizeGroup::Standard, Goods::Ordinary, day("2027-02-01")).unwrap().row;
    let source = fees.describe(row);
    assert_eq!((source.own.as_deref(), source.effective_from), (Some("letter"), Some(day("2027-01-01"))));
    // The other rows of the table stay what they were.
    let other = fees.storage_per_volume(SizeGroup::Oversize, Goods::Ordinary, day("2027-02-01")).unwrap();
    assert!(!fees.is_own(other.row));
}

#[test]
fn takes_a_figure_out_of_force_after_its_last_day() {
    let own = figure("storage_monthly", "rows.0.jan_sep", "2027-01-01", Some("2027-02-28"), "0.90");
    let fees = with(vec![own]).unwrap();
    assert_eq!(storage(&fees, "2027-02-28").0, "0.90");
    assert_eq!(storage(&fees, "2027-03-01"), ("0.78".to_owned(), "official".to_owned()));
}

#[test]
fn puts_two_figures_of_one_table_together() {
    let fees = with(vec![
        figure("storage_monthly", "rows.0.jan_sep", "2027-01-01", None, "0.90"),
        figure("storage_monthly", "rows.0.oct_dec", "2026-11-01", None, "2.50"),
    ]);
    let fees = fees.unwrap();
    assert_eq!(storage(&fees, "2026-10-31").0, "2.40");
    assert_eq!(storage(&fees, "2026-11-01").0, "2.50");
    assert_eq!((storage(&fees, "2027-03-01").0, storage(&fees, "2027-10-01").0), ("0.90".into(), "2.50".into()));
}

#[test]
fn changes_the_table_that_resumes_only_from_then_on() {
    let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    let price = Money::parse("20.00", Currency::USD).unwrap();
    let path = "rows.1.from_10_to_50";
    let fees = with(vec![figure("fulfilment_2026", path, "2027-03-01", None, "9.99")]).unwrap();
    let all = |on: &str| {
        let sized = FeeTables::us().unwrap().size(&package, day(on)).unwrap().value;
        let ours = fees.fulfilment(&sized, Programme::NonApparel, day(on)).unwrap();
        let theirs = FeeTables::us().unwrap().fulfilment(&sized, Programme::NonApparel, day(on)).unwrap();
        (ours.value.fee.charge(price).unwrap() == theirs.value.fee.charge(price).unwrap(), ours.row.is_assumed())
    };
    assert_eq!(all("2026-12-01"), (true, false));
    // Resumed, and assumed as before.
    assert_eq!(all("2027-02-01"), (true, true));
    let sized = fees.size(&package, day("2027-03-01")).unwrap().value;
    let row = fees.fulfilment(&sized, Programme::NonApparel, day("2027-03-01")).unwrap();
    let changed = fees.pack.tables.iter().find(|table| table.name == "fulfilment_2027_03_01").unwrap();
    assert_eq!(changed.own.len(), 1);
    assert!(row.row.is_assumed());
}

#[test]
fn changes_a_figure_of_the_table_itself() {
    let fees = with(vec![figure("fuel_surcharge", "pct", "2027-01-01", None, "4.2")]).unwrap();
    let known = fees.fuel_surcharge(day("2027-01-01")).unwrap();
    assert_eq!((known.value.ppm(), fees.describe(known.row).confidence), (42_000, "yours"));
    assert_eq!(fees.fuel_surcharge(day("2026-12-31")).unwrap().value.ppm(), 35_000);
}

#[test]
fn refuses_a_figure_that_makes_bands_overlap() {
    let error = with(vec![figure("referral", "rows.9.bands.1.up_to", "2027-01-01", None, "12")]).unwrap_err();
    assert_eq!(error.code(), "fee_file_wrong");
    let params: Vec<&str> = error.params().iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(params.get(..2), Some(["referral_2027_01_01.rows[9]", "bands overlap at 1200"].as_slice()));
}

#[test]
fn refuses_a_figure_without_a_place_or_out_of_time() {
    let code = |own: OwnFigure| with(vec![own]).unwrap_err().code();
    assert_eq!(code(figure("storage_monthly", "rows.99.jan_sep", "2027-01-01", None, "1")), "own_fee_no_place");
    assert_eq!(code(figure("storage_monthly", "rows.0.group", "2027-01-01", None, "1")), "own_fee_no_place");
    assert_eq!(code(figure("no_table", "fee", "2027-01-01", None, "1")), "own_fee_no_place");
    assert_eq!(code(figure("fulfilment_2025", "rows.0.under_10", "2027-01-01", None, "1")), "own_fee_not_in_force");
    assert_eq!(
        code(figure("storage_monthly", "rows.0.jan_sep", "2027-02-01", Some("2027-01-01"), "1")),
        "own_fee_not_in_force"
    );
    assert_eq!(code(figure("aged_inventory_2026", "rows.0.from_day", "2027-01-01", None, "181.5")), "own_fee_wrong");
}

#[test]
fn reads_a_whole_file_and_marks_what_it_says_otherwise() {
    let fees = with_file("jan_sep = \"0.78\"", "jan_sep = \"0.81\"").unwrap();
    assert_eq!(storage(&fees, "2027-01-01"), ("0.81".to_owned(), "yours".to_owned()));
    let referral = fees.categories().iter().find_map(|category| fees.referral(category, day("2027-01-01")).ok());
    assert!(!fees.is_own(referral.unwrap().row));
}

#[test]
fn refuses_a_file_with_overlapping_bands_and_says_the_line() {
    let error = with_file("from_day = 211, to_day = 240", "from_day = 205, to_day = 240").unwrap_err();
    assert_eq!(error.code(), "fee_file_wrong");
    let line = us_file().lines().position(|line| line.contains("from_day = 211, to_day = 240")).unwrap() + 1;
    assert_eq!(error.position().unwrap().line.map(|line| line.to_string()), Some(line.to_string()));
    assert!(error.params().iter().any(|(name, text)| *name == "fee_fault" && text == "overlap at day 205"));
}

#[test]
fn refuses_a_file_of_another_marketplace() {
    assert_eq!(with_file("marketplace = \"US\"", "marketplace = \"UK\"").unwrap_err().code(), "fee_file_other_market");
}

#[test]
fn lists_every_table_with_how_it_stands() {
    let listed = Schedule::read(us_file(), Market::Us).unwrap().list(day("2026-11-26")).unwrap();
    let table = |name: &str| listed.iter().find(|table| table.name == name).unwrap();
    assert_eq!(table("fulfilment_2026_peak").state, TableState::InForce);
    assert_eq!(table("fulfilment_2026").state, TableState::NotYet);
    assert_eq!(table("fulfilment_2025").state, TableState::Ended);
    assert_eq!(table("high_volume_listing").state, TableState::Assumed);
    assert!(!table("donations").is_used && table("referral").is_used);
    assert!(!table("storage_utilization_surcharge").holes.is_empty());
    // A row with bands takes a line a band, each rate with a place of its own.
    let clothing = table("referral").rows.iter().filter_map(|row| row.cells.last()?.path.clone());
    assert!(clothing.into_iter().all(|path| path.starts_with("rows.")));
    let in_2028 = Schedule::read(us_file(), Market::Us).unwrap().list(day("2028-01-01")).unwrap();
    assert!(in_2028.iter().find(|table| table.name == "storage_monthly").unwrap().is_past_its_time);
}
