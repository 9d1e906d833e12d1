//! The data of promotions: what is written in the file is what is asked of the library.

use super::super::data_reader::read_promotions;
use super::super::{Meeting, PromotionRules};

const FILE: &str = include_str!("../data/promotions.toml");

#[test]
fn every_condition_is_of_a_promotion_or_bundle_there_is() {
    let pack = read_promotions(FILE).unwrap();
    let is_known = |id: &String| {
        pack.mechanics.iter().any(|row| row.id == *id) || ["physical-bundle", "virtual-bundle"].contains(&id.as_str())
    };
    for condition in &pack.conditions {
        assert!(condition.of.iter().all(is_known), "{}", condition.id);
        assert!(condition.source.starts_with("http"), "{}", condition.id);
    }
}

#[test]
fn table_that_says_two_things_of_a_pair_is_refused() {
    // Coupon and business price apply together from either side.
    let torn = FILE.replacen("[9, 1, 2, 2, 2, 1, 1, 1, 1, 1, 0, 1]", "[9, 0, 2, 2, 2, 1, 1, 1, 1, 1, 0, 1]", 1);
    assert_ne!(torn, FILE);
    assert!(read_promotions(&torn).unwrap_err().contains("two things"));
}

#[test]
fn mechanic_of_an_unknown_rule_or_row_is_refused() {
    let rule = FILE.replacen("rule = \"percent\"", "rule = \"per cent\"", 1);
    assert!(read_promotions(&rule).unwrap_err().contains("`rule` is unknown"));
    let row = FILE.replacen("stack_as = \"coupon\"", "stack_as = \"coupons\"", 1);
    assert!(read_promotions(&row).unwrap_err().contains("no row of the stacking table"));
}

#[test]
fn pairs_meet_as_the_table_says() {
    let rules = PromotionRules::built_in().unwrap();
    assert_eq!(rules.meeting("coupon", "lightning-deal"), Meeting::Both);
    assert_eq!(rules.meeting("brand-tailored-coupon", "coupon"), Meeting::Larger);
    assert_eq!(rules.meeting("coupon", "promotion-unrestricted"), Meeting::SellerChooses);
    assert_eq!(rules.meeting("coupon", "no-such-row"), Meeting::NotSaid);
}
