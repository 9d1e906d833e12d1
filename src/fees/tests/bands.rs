//! Which side of a limit a value falls on.

use super::super::rule::{BandMode, Limit, PriceBand, PriceBandedFee, ReferralBand, ReferralRule};
use super::super::*;
use super::{day, flat, named, shipping, unit, us, usd};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::units::{LengthUnit, Package, WeightUnit};
use proptest::prelude::*;

const ON: &str = "2026-06-10";

#[test]
fn price_bands_begin_at_ten_and_end_at_fifty() {
    let unit = flat("8", ON);
    let at = |price| shipping(&unit, price, ON);
    assert_eq!([at("9.99"), at("10.00"), at("50.00"), at("50.01")], ["2.66", "3.54", "3.54", "3.80"]);
}

#[test]
fn weight_limits_hold_for_the_limit_itself() {
    assert_eq!(shipping(&flat("8", ON), "20.00", ON), "3.54");
    assert_eq!(shipping(&flat("8.000001", ON), "20.00", ON), "3.68");
}

#[test]
fn a_begun_step_counts_whole() {
    // 6.97 up to 48 oz, then 0.08 for each begun 4 oz.
    let fee = |oz: &str| shipping(&unit(["12", "9", "3"], oz, WeightUnit::Oz, ON), "20.00", ON);
    assert_eq!([fee("48"), fee("48.01"), fee("52"), fee("52.01")], ["6.67", "7.05", "7.05", "7.13"]);
}

#[test]
fn sides_at_the_limit_of_small_standard_still_fit() {
    let tier = |sides| unit(sides, "16", WeightUnit::Oz, ON).tier;
    assert_eq!(tier(["15", "12", "0.75"]), named("small_standard"));
    assert_eq!(tier(["0.75", "15.001", "12"]), named("large_standard"));
    assert_eq!(tier(["15", "12", "0.751"]), named("large_standard"));
}

#[test]
fn a_side_in_centimetres_is_compared_exactly_in_inches() {
    // 38.1 cm are exactly 15 inches.
    let tier = |longest| {
        let package = Package::parse([longest, "20", "1.5"], LengthUnit::Cm, "400", WeightUnit::G).unwrap();
        us().size(&package, day(ON)).unwrap().value.tier
    };
    assert_eq!(tier("38.1"), named("small_standard"));
    assert_eq!(tier("38.100001"), named("large_standard"));
}

#[test]
fn thin_bulky_goods_count_as_two_inches_high() {
    let board = unit(["40", "25", "1"], "72", WeightUnit::Oz, ON);
    assert_eq!(board.tier, named("large_bulky"));
    assert_eq!(board.billed_by, BilledBy::Dimensional);
    assert_eq!(board.dimensional_weight, Ratio::new(40 * 25 * 2 * 16, 139).ok());
}

#[test]
fn the_weight_of_voluminous_light_goods_is_a_hole() {
    // 60 × 40 × 40 in / 139 = 690 lb by volume, 100 lb on the scale.
    let package = Package::parse(["60", "40", "40"], LengthUnit::In, "100", WeightUnit::Lb).unwrap();
    let hole = us().size(&package, day(ON)).unwrap_err();
    assert_eq!((hole.family, hole.reason), (Family::Weights, HoleReason::NotSettled));
    assert!(hole.texts.iter().any(|t| t.contains("above 150 lb")), "{:?}", hole.texts);
}

#[test]
fn absurd_sizes_are_out_of_range_and_never_panic() {
    let package =
        Package::parse(["9000000000000", "9000000000000", "9000000000000"], LengthUnit::Cm, "1", WeightUnit::Kg);
    assert_eq!(us().size(&package.unwrap(), day(ON)).unwrap_err().reason, HoleReason::OutOfRange);
}

#[test]
fn low_inventory_fee_begins_below_each_limit() {
    let rule = us().low_inventory(&flat("8", ON), day(ON)).unwrap().value;
    let days = |text: &str| crate::number::Decimal::parse(text).unwrap().to_ratio().unwrap();
    let fee = |greater: &str| rule.charge(days("1"), days(greater)).to_string();
    assert_eq!([fee("13.99"), fee("14"), fee("21"), fee("27.99"), fee("28")], ["0.89", "0.63", "0.32", "0.32", "0.00"]);
}

#[test]
fn aged_bands_include_both_their_days() {
    let schedule = us().aged(day("2026-06-15")).unwrap().value;
    let rate = |age| schedule.band(age, AgedExemption::Charged).map(|b| b.per_volume.micros());
    assert_eq!([rate(180), rate(181), rate(210), rate(211)], [None, Some(500_000), Some(500_000), Some(1_000_000)]);
    assert_eq!([rate(455), rate(456), rate(9999)], [Some(6_900_000), Some(7_900_000), Some(7_900_000)]);
}

#[test]
fn exempt_categories_pay_from_day_271_on() {
    let schedule = us().aged(day("2026-06-15")).unwrap().value;
    let is_charged = |age| schedule.band(age, AgedExemption::Exempt).is_some();
    assert_eq!([is_charged(181), is_charged(270), is_charged(271)], [false, false, true]);
}

#[test]
fn utilization_surcharge_needs_every_condition() {
    let good = Utilization {
        ratio_weeks: Ratio::whole(25),
        group_cubic_feet: Ratio::whole(25),
        has_professional_plan: true,
        days_since_first_inbound: 366,
    };
    let adder = |of: Utilization| us().utilization_surcharge(SizeGroup::Standard, &of, day(ON)).unwrap().value.micros();
    assert_eq!(adder(good), 440_000);
    assert_eq!(adder(Utilization { ratio_weeks: Ratio::whole(22), ..good }), 0);
    assert_eq!(adder(Utilization { group_cubic_feet: Ratio::new(2499, 100).unwrap(), ..good }), 0);
    assert_eq!(adder(Utilization { has_professional_plan: false, ..good }), 0);
    assert_eq!(adder(Utilization { days_since_first_inbound: 365, ..good }), 0);
    let hole = us().utilization_surcharge(SizeGroup::Oversize, &good, day(ON)).unwrap_err();
    assert_eq!(hole.texts.first().map(String::as_str), Some("the adders for oversize are not known"));
}

#[test]
fn referral_limits_are_inclusive() {
    let fee = |category: &str, price: &str| {
        let category = us().category(category).unwrap();
        us().referral(category, day(ON)).unwrap().value.charge(usd(price)).unwrap().to_string()
    };
    assert_eq!([fee("beauty", "10.00"), fee("beauty", "10.01")], ["0.80", "1.50"]);
    assert_eq!(
        [fee("clothing", "15.00"), fee("clothing", "15.01"), fee("clothing", "20.01")],
        ["0.75", "1.50", "3.40"]
    );
    assert_eq!(
        [fee("electronics_accessories", "100.00"), fee("electronics_accessories", "100.13")],
        ["15.00", "15.01"]
    );
    assert_eq!([fee("home", "1.99"), fee("home", "2.03"), fee("grocery", "0.50")], ["0.30", "0.30", "0.04"]);
}

#[test]
fn bands_that_do_not_rise_are_refused() {
    let limit = |text, is_inclusive| Some(Limit { amount: usd(text), is_inclusive });
    let fee = |up_to| PriceBand { up_to, fee: Some(usd("1.00")) };
    let code = |bands| PriceBandedFee::new(bands).map(|_| "accepted").unwrap_or_else(|e| e.code());
    assert_eq!(code(vec![]), "fee_bands_wrong");
    assert_eq!(code(vec![fee(limit("10.00", true))]), "fee_bands_wrong");
    assert_eq!(code(vec![fee(None), fee(None)]), "fee_bands_wrong");
    assert_eq!(code(vec![fee(limit("10.00", true)), fee(limit("10.00", false)), fee(None)]), "fee_bands_wrong");
    assert_eq!(code(vec![fee(limit("10.00", false)), fee(limit("10.00", true)), fee(None)]), "accepted");
}

#[test]
fn returns_above_the_threshold_are_charged_and_an_unknown_threshold_is_said() {
    let rule = |id: &str| us().returns_processing(us().category(id).unwrap(), day(ON)).unwrap().value;
    let counts = |rule: ReturnsRule, shipped, returned| rule.counts(shipped, returned).unwrap();
    assert_eq!(counts(rule("home"), 1000, 90), Some(ReturnCounts { allowed: 81, charged: 9 }));
    assert_eq!(counts(rule("home"), 24, 20), Some(ReturnCounts { allowed: 20, charged: 0 }));
    assert_eq!(counts(rule("clothing"), 1000, 90), Some(ReturnCounts { allowed: 0, charged: 90 }));
    assert_eq!(counts(rule("sports"), 1000, 90), None);
    let own = rule("sports").with_threshold(Rate::from_ppm(100_000));
    assert_eq!(counts(own, 1000, 120), Some(ReturnCounts { allowed: 100, charged: 20 }));
}

fn money(minor: i64) -> Money {
    Money::new(minor, us().currency()).unwrap()
}

proptest! {
    #[test]
    fn a_heavier_unit_is_never_of_a_smaller_tier_nor_cheaper(
        sides in prop::array::uniform3(1_u32..7000),
        weight in 1_u32..300_000,
        more in 0_u32..50_000,
    ) {
        let hundredths = |n: u32| format!("{}.{:02}", n / 100, n % 100);
        let [a, b, c] = sides.map(hundredths);
        let sized = |w: u32| {
            let package = Package::parse([&a, &b, &c], LengthUnit::In, &hundredths(w), WeightUnit::Oz).unwrap();
            us().size(&package, day(ON))
        };
        if let (Ok(light), Ok(heavy)) = (sized(weight), sized(weight + more)) {
            prop_assert!(light.row.row <= heavy.row.row);
            let (light, heavy) = (light.value, heavy.value);
            prop_assert!(light.billed_weight <= heavy.billed_weight);
            let fee = |unit: &SizedUnit| us().removal(unit, Handling::Ordinary, day(ON)).unwrap().value.minor();
            prop_assert!(fee(&light) <= fee(&heavy));
        }
    }

    #[test]
    fn the_order_of_the_sides_changes_nothing(sides in prop::array::uniform3(1_u32..9000), weight in 1_u32..200_000) {
        let hundredths = |n: u32| format!("{}.{:02}", n / 100, n % 100);
        let [a, b, c] = sides.map(hundredths);
        let weight = hundredths(weight);
        let sized = |sides: [&str; 3]| {
            let package = Package::parse(sides, LengthUnit::Cm, &weight, WeightUnit::Oz).unwrap();
            us().size(&package, day(ON)).map(|k| (k.value.tier, k.value.billed_weight, k.value.length_plus_girth))
        };
        let first = sized([&a, &b, &c]);
        prop_assert_eq!(&first, &sized([&c, &a, &b]));
        prop_assert_eq!(&first, &sized([&b, &a, &c]));
    }

    #[test]
    fn a_sliced_rate_never_falls_and_a_charge_is_the_exact_share_rounded(cents in 1_i64..2_000_000) {
        let band = |up_to: Option<i64>, ppm| ReferralBand {
            up_to: up_to.map(|minor| Limit { amount: money(minor), is_inclusive: true }),
            rate: Rate::from_ppm(ppm),
        };
        let bands = vec![band(Some(10_000), 200_000), band(Some(100_000), 150_000), band(None, 50_000)];
        let rule = ReferralRule::new(BandMode::Portion, bands, money(100)).unwrap();
        let (here, next) = (rule.charge(money(cents)).unwrap(), rule.charge(money(cents + 1)).unwrap());
        prop_assert!(here.minor() <= next.minor());
        let exact = rule.exact_share(money(cents)).unwrap();
        let off = exact.minus(Ratio::whole(i128::from(here.minor()))).unwrap();
        prop_assert!(here.minor() == 100 || off.times(Ratio::whole(2)).unwrap() <= Ratio::ONE);
    }
}
