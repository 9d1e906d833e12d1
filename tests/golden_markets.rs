//! One unit sold in each marketplace, worked out by hand (`tests/golden/markets/cases.tsv`).
#![allow(clippy::unwrap_used, reason = "what cannot happen to a test ends it")]

use clearfloor::date::Day;
use clearfloor::fees::{Carriage, FeeTables, Market, Programme};
use clearfloor::money::Money;
use clearfloor::tax::extract_vat;
use clearfloor::units::{LengthUnit, Package, WeightUnit};
use proptest::prelude::*;

const CASES: &str = include_str!("golden/markets/cases.tsv");

/// Market, day, three sides, weight, category, price, placement and what is expected.
fn cases() -> impl Iterator<Item = [&'static str; 14]> {
    let lines = CASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 14, "cells of {line}");
        cells.try_into().unwrap()
    })
}

#[test]
fn a_unit_is_charged_as_worked_out_by_hand() {
    for case in cases() {
        let [market, day, a, b, c, weight, category, price, placement, tier, billed, fulfilment, fuel, referral] = case;
        let fees = FeeTables::of(Market::parse(market).unwrap()).unwrap();
        let on = Day::parse(day).unwrap();
        let package = Package::parse([a, b, c], LengthUnit::Mm, weight, WeightUnit::G).unwrap();
        let price = Money::parse(price, fees.currency()).unwrap();
        let sized = fees.size(&package, on).unwrap_or_else(|hole| panic!("{case:?}: {hole:?}")).value;
        let category = fees.category(category).unwrap();
        let placement = (placement != "-").then_some(placement);
        let carriage = Carriage { programme: Programme::NonApparel, category: Some(category), placement };
        // Where no band has a figure there is no row to tell the tier from: the size says it.
        let found = fees.fulfilment_of(&sized, &carriage, on).map(|known| known.value);
        let fee = found.as_ref().ok().and_then(|found| found.fee.charge(price).ok());
        let cell = found.as_ref().ok().and_then(|found| found.cell_at(price));
        let (got_tier, got_billed) =
            cell.map_or((sized.tier, sized.billed_weight), |cell| (cell.tier, cell.billed_weight));
        let or_unknown = |money: Option<Money>| money.map_or("?".to_owned(), |money| money.to_string());
        let rate = fees.fuel_surcharge(on).unwrap().value;
        let rule = fees.referral_of(category, Default::default(), Some(&sized), on).unwrap().value;
        let got = [
            got_tier.code().to_owned(),
            got_billed.to_string(),
            or_unknown(fee),
            or_unknown(fee.map(|fee| fee.share(rate).unwrap())),
            rule.charge(price).unwrap().to_string(),
        ];
        assert_eq!(got, [tier, billed, fulfilment, fuel, referral], "{case:?}");
    }
}

#[test]
fn every_marketplace_has_a_case() {
    for market in Market::ALL.into_iter().filter(|market| *market != Market::Us) {
        assert!(cases().any(|[code, ..]| code == market.code()), "{}", market.code());
    }
}

proptest! {
    #[test]
    fn tax_taken_out_and_laid_on_again_gives_the_price(minor in 0_i64..10_000_000) {
        let on = Day::parse("2026-11-21").unwrap();
        for market in Market::ALL.into_iter().filter(|market| *market != Market::Us) {
            let fees = FeeTables::of(market).unwrap();
            let Some(rate) = fees.price_tax(on).unwrap().value.standard else { continue };
            let gross = Money::new(minor, fees.currency()).unwrap();
            let split = extract_vat(gross, rate).unwrap();
            prop_assert_eq!(split.net.plus(split.vat).unwrap(), gross);
            let again = split.net.plus(split.net.share(rate).unwrap()).unwrap();
            prop_assert!((again.minor() - gross.minor()).abs() <= 1);
        }
    }
}
