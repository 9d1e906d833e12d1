//! Entries as sellers type them.

use super::field::*;
use crate::error::Result;
use crate::money::Currency;
use crate::number::Decimal;
use crate::rate::Rate;

fn number(text: &str) -> Result<Entry> {
    parse(product_field("weight").unwrap(), text)
}

#[test]
fn reads_both_decimal_signs_and_groups() {
    for (text, plain) in [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("12,5", "12.5"),
        ("1 234,5", "1234.5"),
        ("１２．５", "12.5"),
        ("0,125", "0.125"),
        ("1,234,567", "1234567"),
    ] {
        let Entry::Number(read) = number(text).unwrap() else { panic!("{text}") };
        assert_eq!(read.to_ratio().unwrap(), Decimal::parse(plain).unwrap().to_ratio().unwrap(), "{text}");
    }
}

#[test]
fn asks_when_a_number_can_be_read_two_ways() {
    assert_eq!(number("1,234").unwrap_err().code(), "number_two_ways");
    assert_eq!(parse(product_field("ad_rate").unwrap(), "0.15").unwrap_err().code(), "rate_two_ways");
}

#[test]
fn refuses_what_is_no_number() {
    for text in ["", "abc", "1e5", "12,50,0", "NaN", "--", "1.2.3,4,5", "😀"] {
        assert_eq!(number(text).unwrap_err().code(), "number_syntax", "{text}");
    }
    assert_eq!(number("-3").unwrap_err().code(), "number_not_positive");
    assert_eq!(number("0").unwrap_err().code(), "number_not_positive");
}

#[test]
fn reads_prices_and_cuts_in_both_grammars() {
    let read = parse(product_field("own_prices").unwrap(), "19.99; 30 %; 7折；-15%; 85折").unwrap();
    assert_eq!(
        read,
        Entry::Prices(vec![
            OwnPrice::Hundredths(1999),
            OwnPrice::Cut(Rate::from_ppm(300_000)),
            OwnPrice::Cut(Rate::from_ppm(300_000)),
            OwnPrice::Cut(Rate::from_ppm(150_000)),
            OwnPrice::Cut(Rate::from_ppm(150_000)),
        ])
    );
}

#[test]
fn return_on_cost_may_be_above_the_whole_and_a_share_may_not() {
    let read = |field| parse(product_field(field).unwrap(), "150 %");
    assert_eq!(read("target_share").unwrap(), Entry::Rate(Rate::from_ppm(1_500_000)));
    assert_eq!(read("ad_rate").unwrap_err().code(), "rate_above_one");
    let slip = parse(product_field("target_share").unwrap(), "1000000");
    assert_eq!(slip.unwrap_err().code(), "out_of_range");
}

#[test]
fn reads_grades_with_their_shares_and_prices() {
    let read = |text| parse(product_field("grades").unwrap(), text);
    let percent = |percent: i64| Rate::from_ppm(percent * 10_000);
    let both = Entry::Grades(vec![(percent(40), 1500), (percent(30), 1200)]);
    assert_eq!(read("40 % 15.00; 30% $12").unwrap(), both);
    for (text, code) in [("15.00", "grades_syntax"), ("40 %", "grades_syntax"), ("60% 9; 50% 8", "grades_above_whole")]
    {
        assert_eq!(read(text).unwrap_err().code(), code, "{text}");
    }
}

#[test]
fn keeps_money_exact() {
    let cost = parse(product_field("cost_unit").unwrap(), "¥18.20").unwrap();
    assert_eq!(cost.as_amount(Currency::CNY).unwrap().unwrap().micros(), 18_200_000);
    assert_eq!(price_of(198_000, Currency::JPY).unwrap().minor(), 1980);
    assert_eq!(parse(product_field("cost_unit").unwrap(), "0.1234567").unwrap_err().code(), "number_too_fine");
}
