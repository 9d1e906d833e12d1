//! The other marketplaces: what differs in kind from the US, and what holds in all of them.

use super::super::data_reader::{read_crosswalk, read_market};
use super::super::*;
use super::{day, named};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::units::{LengthUnit, Package, WeightUnit};
use proptest::prelude::*;

const ON: &str = "2026-09-15";

fn of(market: Market) -> &'static FeeTables {
    FeeTables::of(market).unwrap()
}

fn package(sides: [u32; 3], grams: u32) -> Package {
    let [a, b, c] = sides.map(|side| side.to_string());
    Package::parse([&a, &b, &c], LengthUnit::Mm, &grams.to_string(), WeightUnit::G).unwrap()
}

fn unit(market: Market, sides: [u32; 3], grams: u32) -> SizedUnit {
    of(market).size(&package(sides, grams), day(ON)).unwrap().value
}

fn amount(market: Market, text: &str) -> Money {
    Money::parse(text, of(market).currency()).unwrap()
}

#[test]
fn each_marketplace_has_its_tables_and_the_day_they_were_checked() {
    for market in Market::ALL {
        let fees = of(market);
        assert_eq!((fees.market(), fees.as_of()), (market.code(), day("2026-11-21")));
        assert!(fees.fuel_surcharge(day("2026-11-21")).is_ok(), "{}", market.code());
    }
    let currencies = Market::ALL.map(|market| of(market).currency().code().to_owned());
    assert_eq!(currencies, ["USD", "GBP", "EUR", "EUR", "EUR", "EUR", "JPY", "CAD", "MXN", "AUD"]);
}

#[test]
fn a_pack_of_another_marketplace_is_refused() {
    assert_eq!(supply(Market::Uk, b"no pack").unwrap_err().code(), "fee_data_unreadable");
    assert_eq!(Market::parse("GB").unwrap_err().code(), "market_unknown");
}

#[test]
fn special_oversize_is_tested_before_the_walk() {
    let tier = |sides, grams| unit(Market::Uk, sides, grams).tier;
    assert_eq!(tier([300, 200, 20], 31_501), named("special-oversize"));
    assert_eq!(tier([1751, 100, 20], 400), named("special-oversize"));
    assert_eq!(tier([1200, 600, 601], 400), named("special-oversize"));
    // Longest side, girth and weight on their limits.
    assert_eq!(tier([1200, 600, 600], 23_000), named("standard-oversize-large"));
    assert_eq!(tier([1200, 600, 600], 31_500), named("heavy-oversize"));
}

#[test]
fn a_side_in_inches_is_compared_exactly_in_millimetres() {
    let tier = |side| {
        let package = Package::parse([side, "9", "0.9"], LengthUnit::In, "3", WeightUnit::Oz).unwrap();
        of(Market::Uk).size(&package, day(ON)).unwrap().value.tier
    };
    // 12.992 in are 329.9968 mm, 12.993 in 330.0222 mm.
    assert_eq!(tier("12.992"), named("light-envelope"));
    assert_eq!(tier("12.993"), named("small-parcel"));
}

#[test]
fn a_unit_beyond_the_last_tier_is_not_eligible() {
    let hole = of(Market::Jp).size(&package([1000, 900, 701], 400), day(ON)).unwrap_err();
    assert_eq!((hole.family, hole.reason), (Family::SizeTiers, HoleReason::NoRow));
    assert!(of(Market::Au).size(&package([1200, 700, 700], 250_001), day(ON)).is_err());
}

#[test]
fn a_begun_kilogram_counts_whole_and_says_that_this_is_assumed() {
    let fees = of(Market::Uk);
    let known = |grams| {
        let found = fees.fulfilment(&unit(Market::Uk, [800, 400, 40], grams), Programme::NonApparel, day(ON)).unwrap();
        (found.value.fee.charge(amount(Market::Uk, "60.00")).unwrap().to_string(), found.row.is_assumed())
    };
    assert_eq!(known(4760), ("4.95".to_owned(), false));
    assert_eq!(known(4761), ("5.10".to_owned(), true));
}

#[test]
fn a_part_of_a_kilogram_is_charged_in_proportion_where_the_data_say_so() {
    let removal = |grams| {
        let sized = unit(Market::Jp, [300, 200, 100], grams);
        of(Market::Jp).removal(&sized, Handling::Ordinary, day(ON)).unwrap().value.to_string()
    };
    assert_eq!([removal(1000), removal(1001), removal(1500), removal(1513)], ["60", "100", "120", "121"]);
    let uk = |grams| {
        let sized = unit(Market::Uk, [300, 200, 100], grams);
        of(Market::Uk).removal(&sized, Handling::Ordinary, day(ON)).unwrap().value.to_string()
    };
    assert_eq!([uk(1000), uk(1001), uk(2000), uk(2001)], ["1.57", "2.83", "2.83", "3.63"]);
}

#[test]
fn clothing_shipped_by_the_seller_has_no_bend() {
    let fees = of(Market::Uk);
    let clothing = fees.category("clothing").unwrap();
    let fee = |carrier, price: &str| {
        let rule = fees.referral_of(clothing, carrier, None, day(ON)).unwrap().value;
        rule.charge(amount(Market::Uk, price)).unwrap().to_string()
    };
    assert_eq!([fee(Carrier::Marketplace, "40.00"), fee(Carrier::Marketplace, "100.00")], ["6.00", "10.20"]);
    assert_eq!([fee(Carrier::Seller, "40.00"), fee(Carrier::Seller, "100.00")], ["6.00", "15.00"]);
    assert_eq!(fee(Carrier::Seller, "15.00"), "0.75");
}

#[test]
fn the_minimum_by_size_begins_with_its_table() {
    let fees = of(Market::De);
    let home = fees.category("home").unwrap();
    let heavy = unit(Market::De, [800, 500, 400], 25_000);
    let fee = |on| {
        let rule = fees.referral_of(home, Carrier::Marketplace, Some(&heavy), day(on)).unwrap().value;
        rule.charge(amount(Market::De, "50.00")).unwrap().to_string()
    };
    assert_eq!([fee("2026-06-30"), fee("2026-07-01")], ["7.50", "20.00"]);
    let least = fees.referral_minimum_by_size(&heavy, day(ON)).unwrap();
    assert_eq!(fees.describe(least.row).row, "heavy-oversize");
}

#[test]
fn the_season_replaces_only_the_rows_it_lists() {
    let fees = of(Market::Uk);
    let on = day("2026-11-21");
    let row = |sides, grams| {
        let sized = fees.size(&package(sides, grams), on).unwrap().value;
        fees.describe(fees.fulfilment(&sized, Programme::NonApparel, on).unwrap().row)
    };
    let listed = row([300, 150, 100], 900);
    assert_eq!(
        (listed.table.as_str(), listed.confidence, listed.note),
        ("fulfilment_2026_peak", "single-source", None)
    );
    let other = row([200, 150, 20], 80);
    assert_eq!((other.table.as_str(), other.confidence), ("fulfilment_2026_peak", "cross-checked"));
    assert!(other.note.is_some());
    // France, Italy and Spain have no festive column.
    assert_eq!(of(Market::Fr).season(on), Some("non_peak"));
    assert_eq!([Market::De, Market::Ca].map(|market| of(market).season(on)), [Some("peak"); 2]);
}

#[test]
fn where_the_stock_may_lie_picks_the_column_in_germany_only() {
    assert_eq!(of(Market::De).placements().collect::<Vec<_>>(), ["DE_CEP", "DE"]);
    assert_eq!(of(Market::Es).placements().count(), 0);
}

#[test]
fn storage_of_fashion_has_its_own_row_for_standard_size() {
    let on = day("2026-11-21");
    let rate = |market: Market, group, category: Option<&str>| {
        let stored = Stored { category, ..Stored::of(group, Goods::Ordinary) };
        of(market).storage(&stored, on).unwrap().value.micros()
    };
    let fashion = of(Market::Uk).category("clothing").unwrap().storage_name();
    assert_eq!(rate(Market::Uk, SizeGroup::Standard, fashion), 820_000);
    assert_eq!(rate(Market::Uk, SizeGroup::Standard, None), 1_510_000);
    assert_eq!(rate(Market::Uk, SizeGroup::Oversize, fashion), 870_000);
    let fashion = of(Market::Jp).category("bags").unwrap().storage_name();
    assert_eq!(rate(Market::Jp, SizeGroup::Oversize, fashion), 5_500_000);
}

#[test]
fn what_is_not_known_is_a_hole_with_words() {
    let on = day("2026-11-21");
    let parcel = |market| of(market).size(&package([300, 200, 100], 500), on).unwrap().value;
    let says = |hole: Hole| (hole.family, !hole.texts.is_empty());
    let uk = of(Market::Uk);
    assert_eq!(says(uk.disposal(&parcel(Market::Uk), Handling::Ordinary, on).unwrap_err()), (Family::Disposal, true));
    assert_eq!(says(uk.coupon(on).unwrap_err()), (Family::Coupons, true));
    assert_eq!(says(uk.deal("Best Deal", on).unwrap_err()), (Family::Deals, true));
    let jp = of(Market::Jp);
    assert_eq!(says(jp.aged(on).unwrap_err()), (Family::AgedInventory, true));
    assert_eq!(jp.disposal(&parcel(Market::Jp), Handling::Ordinary, on).unwrap().value.to_string(), "45");
    let liquidation = jp.liquidation(&parcel(Market::Jp), Handling::Ordinary, on).unwrap_err();
    assert_eq!(says(liquidation), (Family::Liquidation, true));
    let books = of(Market::De).category("books").unwrap();
    assert_eq!(says(of(Market::De).closing_fee(books, on).unwrap_err()), (Family::ClosingFee, true));
    let home = of(Market::De).category("home").unwrap();
    assert_eq!(of(Market::De).closing_fee(home, on).unwrap().value.minor(), 0);
    assert_eq!(says(of(Market::Au).refund_administration(on).unwrap_err()), (Family::RefundAdministration, true));
}

#[test]
fn taxes_stand_as_the_marketplace_says() {
    let on = day("2026-11-21");
    let price = |market: Market| of(market).price_tax(on).unwrap().value;
    assert_eq!(price(Market::De), PriceTax { is_in_price: true, standard: Some(Rate::from_ppm(190_000)) });
    assert_eq!(price(Market::Ca), PriceTax { is_in_price: false, standard: None });
    let (federal, provincial) = of(Market::Ca).regional_tax("qc", on).unwrap().value;
    assert_eq!([federal.ppm(), provincial.ppm()], [50_000, 99_750]);
    let taxing = |market: Market, class| of(market).fee_taxing(class, on).unwrap().value;
    assert_eq!(taxing(Market::Jp, FeeClass::Selling), FeeTaxing::Added);
    assert_eq!(taxing(Market::Jp, FeeClass::Fba), FeeTaxing::Contained);
    assert_eq!(taxing(Market::Uk, FeeClass::Fba), FeeTaxing::ByCountry);
    let chinese = of(Market::Uk).vat_on_fees("CN", on).unwrap().value;
    assert_eq!(chinese.rate, Rate::ZERO);
    let uplift =
        |market: Market, country, class| of(market).digital_services_fee(country, class, on).unwrap().value.ppm();
    assert_eq!(uplift(Market::It, "CN", FeeClass::Selling), 30_000);
    assert_eq!(uplift(Market::It, "CN", FeeClass::Fba), 0);
    assert_eq!(uplift(Market::Fr, "CN", FeeClass::Fba), 30_000);
    assert_eq!(uplift(Market::De, "CN", FeeClass::Selling), 0);
}

#[test]
fn low_inventory_in_europe_is_for_pan_european_stock_at_standard_rates() {
    let (fees, on) = (of(Market::De), day(ON));
    let home = fees.category("home");
    let carriage = Carriage { programme: Programme::NonApparel, category: home, placement: None };
    let parcel = unit(Market::De, [250, 180, 80], 300);
    let fee = |is_pan_european, price: &str| {
        let days = (Ratio::whole(12), Ratio::whole(19));
        let sale = (&carriage, amount(Market::De, price));
        fees.low_inventory_fee(&parcel, sale, is_pan_european, days, on).unwrap().value.to_string()
    };
    assert_eq!([fee(true, "30.00"), fee(false, "30.00"), fee(true, "20.00")], ["0.27", "0.00", "0.00"]);
}

const UK: &str = include_str!("../data/uk.toml");
const CATEGORIES: &str = include_str!("../data/categories.toml");

#[track_caller]
fn refusal(from: &str, to: &str) -> String {
    assert!(UK.contains(from), "the file no longer has: {from}");
    let (_, markets) = read_crosswalk(CATEGORIES, &["uk"]).unwrap();
    read_market(&UK.replacen(from, to, 1), "UK", markets.into_iter().next().unwrap()).unwrap_err()
}

#[test]
fn the_reader_refuses_what_contradicts_itself() {
    let text = refusal(
        "{ tier = \"small-parcel\", up_to_g = 150, fee = \"3.02\" }",
        "{ tier = \"small-parcel\", up_to_g = 160, fee = \"3.02\" }",
    );
    assert_eq!(text, "fulfilment_2026_peak: a row that fulfilment_2026 does not have");
    let text = refusal("{ tier = \"heavy-oversize\", min = \"20.00\"", "{ tier = \"heavy\", min = \"20.00\"");
    assert_eq!(text, "referral_minimum_by_size: heavy stands in no size table");
    let text = refusal("{ seller = \"SE\"", "{ seller = \"BE\"");
    assert_eq!(text, "vat_on_fees: BE stands twice");
}

fn sides() -> impl Strategy<Value = [u32; 3]> {
    prop::array::uniform3(1_u32..1300)
}

proptest! {
    #[test]
    fn a_heavier_unit_of_one_tier_never_pays_less(
        sides in sides(), grams in 1_u32..40_000, more in 0_u32..20_000, minor in 1_i64..60_000,
    ) {
        for market in Market::ALL.into_iter().skip(1) {
            let fees = of(market);
            let size = |grams| fees.size(&package(sides, grams), day(ON)).map(|known| known.value);
            let (Ok(light), Ok(heavy)) = (size(grams), size(grams + more)) else { continue };
            if light.tier != heavy.tier {
                continue;
            }
            let price = Money::new(minor, fees.currency()).unwrap();
            let fee = |unit: &SizedUnit| {
                let found = fees.fulfilment(unit, Programme::NonApparel, day(ON)).unwrap().value;
                (found.fee.charge(price).unwrap().minor(), found.cell_at(price).unwrap().is_low_price)
            };
            let ((light_fee, is_light_low), (heavy_fee, is_heavy_low)) = (fee(&light), fee(&heavy));
            // Low-price rows end at a weight: above it the usual row holds.
            prop_assert!(light_fee <= heavy_fee || is_light_low != is_heavy_low, "{} {:?}", market.code(), sides);
            if let (Ok(light), Ok(heavy)) = (
                fees.removal(&light, Handling::Ordinary, day(ON)),
                fees.removal(&heavy, Handling::Ordinary, day(ON)),
            ) {
                prop_assert!(light.value.minor() <= heavy.value.minor());
            }
        }
    }

    #[test]
    fn the_bands_of_a_fee_and_their_cells_go_together(sides in sides(), grams in 1_u32..40_000, minor in 1_i64..60_000) {
        for market in Market::ALL.into_iter().skip(1) {
            let fees = of(market);
            let Ok(sized) = fees.size(&package(sides, grams), day(ON)) else { continue };
            for category in [None, fees.category("clothing"), fees.category("grocery")] {
                let carriage = Carriage { programme: Programme::NonApparel, category, placement: None };
                let found = fees.fulfilment_of(&sized.value, &carriage, day(ON)).unwrap().value;
                prop_assert_eq!(found.fee.bands().len(), found.cells.len());
                let price = Money::new(minor, fees.currency()).unwrap();
                prop_assert!(found.fee.charge(price).is_ok() && found.cell_at(price).is_some());
            }
        }
    }
}
