use super::*;
use crate::money::{Currency, Money};
use crate::rounding::Ratio;
use proptest::prelude::*;

fn cents(n: i128) -> Ratio {
    Ratio::whole(n)
}

fn percent(n: i128) -> Ratio {
    Ratio::new(n, 100).unwrap()
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

fn up_to(price: i128, is_included: bool, figure: Ratio) -> Band {
    Band { end: Some(BandEnd { price: cents(price), is_included }), figure: Some(figure) }
}

fn open(figure: Ratio) -> Band {
    Band { end: None, figure: Some(figure) }
}

/// Standard size in the shape of the US card: below 10.00, up to 50.00, above.
fn us_like(unit_cost: i128) -> PriceModel {
    let fulfilment =
        PriceLine::by_band(&[up_to(1000, false, cents(262)), up_to(5000, true, cents(338)), open(cents(364))]).unwrap();
    let referral = PriceLine::share(percent(15)).unwrap().at_least(cents(30)).unwrap();
    PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO)
        .unwrap()
        .with_fee(referral)
        .with_fee(fulfilment)
        .with_unit_cost(cents(unit_cost))
}

const WIDE: Within = Within { low: Ratio::ONE, high: Ratio::whole(6000) };

#[test]
fn names_the_hole_between_two_paying_stretches() {
    let found = us_like(540).intervals(Target::BREAK_EVEN, WIDE).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].high, cents(1000));
    assert!(!found[0].is_high_closed, "10.00 itself already pays the dearer band");
    assert_eq!(found[1].low, Ratio::new(87_800, 85).unwrap());
}

#[test]
fn keeps_a_single_paying_price() {
    let found = us_like(3912).intervals(Target::BREAK_EVEN, WIDE).unwrap();
    assert_eq!((found[0].low, found[0].high), (cents(5000), cents(5000)));
    assert!(found[0].is_low_closed && found[0].is_high_closed);
    let grid = us_like(3912).cent_ranges(Target::BREAK_EVEN, WIDE).unwrap();
    assert_eq!(grid[0], PriceRange { first: usd(5000), last: usd(5000) });
}

#[test]
fn says_that_no_price_pays() {
    assert!(us_like(900_000).intervals(Target::BREAK_EVEN, WIDE).unwrap().is_empty());
    assert!(us_like(900_000).rounded_cent_ranges(Target::BREAK_EVEN, WIDE).unwrap().is_empty());
}

#[test]
fn minimum_holds_below_its_kink_and_cap_above() {
    let referral = PriceLine::share(percent(15)).unwrap().at_least(cents(30)).unwrap();
    assert_eq!(referral.at(cents(199)).unwrap(), cents(30));
    assert_eq!(referral.at(cents(201)).unwrap(), Ratio::new(201 * 15, 100).unwrap());
    let capped = referral.at_most(cents(500)).unwrap();
    assert_eq!(capped.at(cents(10_000)).unwrap(), cents(500));
    assert_eq!(capped.at(cents(1_000)).unwrap(), cents(150));
}

#[test]
fn minimum_cuts_into_every_band_it_reaches() {
    // 50 % up to 1.00, 5 % above: the minimum of 0.30 rules below 0.60 and from just above 1.00 to 6.00.
    let line = PriceLine::threshold(&[up_to(100, true, percent(50)), open(percent(5))]).unwrap();
    let line = line.at_least(cents(30)).unwrap();
    for (price, fee) in [(1, 30), (60, 30), (80, 40), (100, 50), (101, 30), (600, 30), (800, 40)] {
        assert_eq!(line.at(cents(price)).unwrap(), cents(fee), "at {price}");
    }
}

#[test]
fn slices_pay_their_own_rates() {
    let line = PriceLine::marginal(&[up_to(10_000, true, percent(15)), open(percent(8))]).unwrap();
    assert_eq!(line.at(cents(20_000)).unwrap(), cents(2300));
    assert_eq!(line.rounded_at(10_000).unwrap(), 1500);
}

#[test]
fn refuses_bands_that_do_not_rise() {
    let found = PriceLine::by_band(&[up_to(500, false, cents(1)), up_to(500, false, cents(2))]);
    assert_eq!(found.unwrap_err().code(), "bands_not_rising");
    assert_eq!(PriceLine::by_band(&[]).unwrap_err().code(), "bands_not_rising");
}

#[test]
fn is_silent_above_the_last_band() {
    let line = PriceLine::by_band(&[up_to(500, false, cents(7))]).unwrap();
    assert_eq!(line.rounded_at(500).unwrap_err().code(), "price_above_bands");
    let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap().with_fee(line);
    let found = model.cent_ranges(Target::BREAK_EVEN, WIDE).unwrap();
    assert_eq!(found, [PriceRange { first: usd(7), last: usd(499) }]);
}

#[test]
fn says_nothing_of_prices_whose_fee_is_not_known() {
    let gap = Band { figure: None, ..up_to(900, true, cents(0)) };
    let line = PriceLine::by_band(&[up_to(500, false, cents(7)), gap, open(cents(9))]).unwrap();
    assert_eq!(line.rounded_at(500).unwrap_err().code(), "fee_not_known");
    assert_eq!(line.at(cents(900)).unwrap_err().code(), "fee_not_known");
    let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap().with_fee(line);
    let expected = [PriceRange { first: usd(7), last: usd(499) }, PriceRange { first: usd(901), last: usd(6000) }];
    assert_eq!(model.cent_ranges(Target::BREAK_EVEN, WIDE).unwrap(), expected);
    assert_eq!(model.rounded_cent_ranges(Target::BREAK_EVEN, WIDE).unwrap(), expected);
    let exact = model.intervals(Target::BREAK_EVEN, WIDE).unwrap();
    assert!(!exact[0].is_high_closed && !exact[1].is_low_closed);
}

#[test]
fn charm_price_skips_the_hole() {
    // Cost 5.40 pays from 9.43 to 9.99 and from 10.33: nothing between 9.99 and 10.99 helps a floor of 10.00.
    let ranges = us_like(540).rounded_cent_ranges(Target::BREAK_EVEN, WIDE).unwrap();
    let charm = |floor| charm_in_ranges(&ranges, usd(floor), CharmEnding::NinetyNine).unwrap();
    assert_eq!(charm(900), Some(usd(999)));
    assert_eq!(charm(1000), Some(usd(1099)));
    assert_eq!(charm(5999), Some(usd(5999)));
    assert_eq!(charm(6000), None);
}

#[test]
fn affordable_cost_is_the_edge() {
    let model = us_like(0);
    for target in [Target::Profit(cents(100)), Target::MarginGross(percent(10)), Target::Roi(percent(30))] {
        let cost = affordable_cost(&model, usd(1499), target).unwrap().unwrap();
        let meets = |cost: i64| {
            let model = us_like(i128::from(cost));
            let only = Within::between(usd(1499), usd(1499));
            !model.rounded_cent_ranges(target, only).unwrap().is_empty()
        };
        assert!(meets(cost.minor()), "{target:?}");
        assert!(!meets(cost.minor() + 1), "{target:?}");
    }
}

/// A model with up to three referral bands of either grammar, three fulfilment bands, VAT or none.
fn any_model() -> impl Strategy<Value = PriceModel> {
    let ends = proptest::collection::btree_set((1_i128..4000, any::<bool>()), 0..3);
    let rates = proptest::collection::vec(0_i128..60, 3);
    let fees = proptest::collection::vec(0_i128..900, 3);
    let fee_ends = proptest::collection::btree_set((1_i128..4000, any::<bool>()), 0..3);
    let shares = (0_i128..25, 0_i128..25, 0_i128..30);
    (ends, rates, fee_ends, fees, shares, 0_i128..120, -900_i128..2500, any::<bool>()).prop_map(
        |(ends, rates, fee_ends, fees, (vat, vat_on_fees, ads), minimum, cost, is_marginal)| {
            let bands = |ends: std::collections::BTreeSet<(i128, bool)>, figures: Vec<Ratio>| {
                let mut bands: Vec<Band> = ends
                    .into_iter()
                    .zip(figures.iter())
                    .map(|((price, is_included), &figure)| up_to(price, is_included, figure))
                    .collect();
                bands.push(open(figures[bands.len()]));
                bands
            };
            let rates = bands(ends, rates.into_iter().map(percent).collect());
            let referral = if is_marginal { PriceLine::marginal(&rates) } else { PriceLine::threshold(&rates) };
            let fulfilment = bands(fee_ends, fees.into_iter().map(cents).collect());
            PriceModel::new(Currency::EUR, percent(vat), percent(vat_on_fees))
                .unwrap()
                .with_fee(referral.unwrap().at_least(cents(minimum)).unwrap())
                .with_fee(PriceLine::by_band(&fulfilment).unwrap())
                .with_other(PriceLine::share(percent(ads)).unwrap())
                .with_unit_cost(cents(cost))
        },
    )
}

fn any_target() -> impl Strategy<Value = Target> {
    (0_i128..40, 0..4).prop_map(|(figure, kind)| match kind {
        0 => Target::Profit(cents(figure * 10)),
        1 => Target::MarginNet(percent(figure)),
        2 => Target::MarginGross(percent(figure)),
        _ => Target::Roi(percent(figure)),
    })
}

/// Exact slack at a price, straight from the definition in math.md §5.
fn meets(model: &PriceModel, target: Target, vat: Ratio, price: Ratio) -> bool {
    let net = price.over(Ratio::ONE.plus(vat).unwrap()).unwrap();
    let asked = match target {
        Target::Profit(amount) => amount,
        Target::MarginNet(share) => share.times(net).unwrap(),
        Target::MarginGross(share) => share.times(price).unwrap(),
        Target::Roi(share) => share.times(model.unit_cost()).unwrap(),
    };
    model.profit(price).unwrap() >= asked
}

fn holds(found: &[PriceInterval], price: Ratio) -> bool {
    found.iter().any(|i| {
        (price > i.low || (i.is_low_closed && price == i.low))
            && (price < i.high || (i.is_high_closed && price == i.high))
    })
}

fn grid_of(is_met: impl Fn(i64) -> bool, last: i64) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for price in (1..=last).filter(|&price| is_met(price)) {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == price => run.1 = price,
            _ => runs.push((price, price)),
        }
    }
    runs
}

fn pairs(found: &[PriceRange]) -> Vec<(i64, i64)> {
    found.iter().map(|range| (range.first.minor(), range.last.minor())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn intervals_equal_brute_force_over_every_cent(model in any_model(), target in any_target()) {
        let vat = model.vat();
        let within = Within { low: Ratio::ONE, high: cents(4500) };
        let found = model.intervals(target, within).unwrap();
        let expected = grid_of(|price| meets(&model, target, vat, cents(i128::from(price))), 4500);
        let from_exact = grid_of(|price| holds(&found, cents(i128::from(price))), 4500);
        prop_assert_eq!(&expected, &from_exact);
        prop_assert_eq!(&expected, &pairs(&model.cent_ranges(target, within).unwrap()));
    }

    #[test]
    fn intervals_equal_the_definition_between_the_cents(
        model in any_model(), target in any_target(), top in 1_i128..4_500_000,
    ) {
        let price = Ratio::new(top, 1000).unwrap();
        let within = Within { low: Ratio::new(1, 1000).unwrap(), high: cents(4500) };
        let found = model.intervals(target, within).unwrap();
        prop_assert_eq!(holds(&found, price), meets(&model, target, model.vat(), price));
        // Ends that belong to it meet the target; maximal means that neighbours do not touch.
        for interval in &found {
            if interval.is_low_closed {
                prop_assert!(meets(&model, target, model.vat(), interval.low));
            }
        }
        for pair in found.windows(2) {
            let touch = pair[0].high == pair[1].low;
            prop_assert!(pair[0].high < pair[1].low || (touch && !pair[0].is_high_closed && !pair[1].is_low_closed));
        }
    }

    #[test]
    fn rounded_ranges_equal_brute_force_over_every_cent(model in any_model(), profit in -50_i128..400) {
        let within = Within { low: Ratio::ONE, high: cents(4500) };
        let found = model.rounded_cent_ranges(Target::Profit(cents(profit)), within).unwrap();
        let met = |price| {
            let price = Money::new(price, Currency::EUR).unwrap();
            i128::from(model.rounded_profit(price).unwrap().minor()) >= profit
        };
        prop_assert_eq!(pairs(&found), grid_of(met, 4500));
    }

    #[test]
    fn rounded_margins_equal_brute_force_over_every_cent(model in any_model(), target in any_target()) {
        let within = Within { low: Ratio::ONE, high: cents(2500) };
        let found = model.rounded_cent_ranges(target, within).unwrap();
        // Each price alone has no neighbours to be inferred from.
        let met = |price: i64| {
            let only = Within { low: cents(i128::from(price)), high: cents(i128::from(price)) };
            let money = Money::new(price, Currency::EUR).unwrap();
            let cost = affordable_cost(&model, money, target).unwrap().unwrap();
            let by_cost = i128::from(cost.minor()) >= model.unit_cost().numerator();
            let alone = !model.rounded_cent_ranges(target, only).unwrap().is_empty();
            assert_eq!(alone, by_cost, "at {price}");
            alone
        };
        prop_assert_eq!(pairs(&found), grid_of(met, 2500));
    }
}
