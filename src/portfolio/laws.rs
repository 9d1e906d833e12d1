//! The catalogue pass says what the single product says.

use super::*;
use crate::exits::Exit;
use crate::money::Currency;
use crate::scenario::{Bulk, BulkSituation, cut_price};
use crate::units::{Length, LengthUnit, Weight, WeightUnit};
use proptest::prelude::*;

const TODAY: &str = "2026-11-21";

fn terms(cuts: &[i64]) -> Terms {
    Terms {
        today: Day::parse(TODAY).unwrap(),
        annual_rate: 0.1,
        cuts: cuts.iter().map(|cut| Rate::from_ppm(cut * 10_000)).collect(),
        recovery: None,
    }
}

fn package(hundredths: [i64; 3], hundredths_oz: i64) -> Package {
    let side = |hundredths: i64| Length { micros: hundredths * 10_000, unit: LengthUnit::In };
    let [a, b, c] = hundredths;
    Package {
        sides: [side(a), side(b), side(c)],
        weight: Weight { micros: hundredths_oz * 10_000, unit: WeightUnit::Oz },
    }
}

/// The same by the lookups of one product and the path of one product.
fn one_by_one(product: &Product<'_>, cuts: &[i64]) -> Vec<Option<f64>> {
    let fees = FeeTables::us().unwrap();
    let terms = terms(cuts);
    let today = terms.today;
    let sized = fees.size(product.package, today).unwrap().value;
    let category = &fees.categories()[product.category];
    let changes = fees.change_days(today, today.plus(HORIZON_DAYS));
    let segments: Vec<i32> = core::iter::once(0)
        .chain(changes.iter().map(|day| day.days_since(today)).filter(|days| *days < HORIZON_DAYS))
        .collect();
    let group = sized.group;
    let holding = HoldingFees::new(fees, today, HORIZON_DAYS, terms.annual_rate, group, product.goods).unwrap();
    let calendar = holding.into_known().unwrap();
    let mut prices = Vec::new();
    let mut nets = Vec::new();
    for cut in core::iter::once(0).chain(cuts.iter().copied()) {
        let price = cut_price(product.price, Rate::from_ppm(cut * 10_000)).unwrap();
        prices.push(price.to_expectation());
        for segment in &segments {
            let on = today.plus(*segment);
            let fulfilment =
                fees.fulfilment(&sized, category.programme(), on).unwrap().value.fee.charge(price).unwrap();
            let charges = [
                fees.referral(category, on).unwrap().value.charge(price).unwrap(),
                fees.closing_fee(category, on).unwrap().value,
                fulfilment,
                fulfilment.share(fees.fuel_surcharge(on).unwrap().value).unwrap(),
            ];
            let net = charges.into_iter().try_fold(price, Money::minus).unwrap();
            nets.push(Some(net.to_expectation()));
        }
    }
    let terms = fees.liquidation(&sized, product.handling, today).unwrap().value;
    let days = i32::try_from(terms.payout_days_mid()).unwrap();
    let removal = fees.removal(&sized, product.handling, today).unwrap().value;
    let exits = [
        Exit::liquidation(Ok(terms), product.price, terms.recovery_mid, days, product.goods).unwrap(),
        Exit::removal(Ok(removal)),
        Exit::disposal(Ok(removal)),
    ];
    let exits: Vec<_> = exits.iter().map(|exit| exit.value_per_unit(&calendar)).collect();
    let mut bulk = Bulk::default();
    bulk.compare(&BulkSituation {
        calendar: &calendar,
        cohorts: product.cohorts,
        volume: Some(sized.cubic_feet.to_f64()),
        is_exempt: fees.aged_exemption(category) == AgedExemption::Exempt,
        units_per_day: Some(product.units_per_day),
        season: &[],
        elasticity: product.elasticity,
        price_in_force: product.price.to_expectation(),
        prices: &prices,
        segment_starts: &segments,
        nets: &nets,
        exits: &exits,
    });
    bulk.present_values().to_vec()
}

fn product<'a>(package: &'a Package, cohorts: &'a [Cohort], category: usize, minor: i64) -> Product<'a> {
    Product {
        package,
        category,
        goods: Goods::Ordinary,
        handling: Handling::Ordinary,
        price: Money::new(minor, Currency::USD).unwrap(),
        cohorts,
        units_per_day: 0.7,
        elasticity: -2.6,
    }
}

proptest! {
    #[test]
    fn values_are_those_of_one_product_to_a_tenth_of_a_cent(
        sides in [50_i64..3_000, 50_i64..2_000, 10_i64..1_200],
        hundredths_oz in 10_i64..40_000,
        (category, is_special) in (0_usize..60, any::<bool>()),
        minor in 60_i64..30_000,
        stock in prop::collection::vec((1_u32..400, 0_i32..700), 1..6),
        (sold, elasticity) in (0_u32..300, prop::sample::select(vec![-2.6, -2.6, -0.4, -4.1])),
    ) {
        let fees = FeeTables::us().unwrap();
        let cuts = [10, 20, 30, 45, 70, 80];
        let package = package(sides, hundredths_oz);
        let cohorts: Vec<Cohort> = stock
            .iter()
            .map(|(units, age_days)| Cohort { units: f64::from(*units), age_days: *age_days, is_assumed: false })
            .collect();
        let product = Product {
            handling: if is_special { Handling::Special } else { Handling::Ordinary },
            units_per_day: f64::from(sold) / 30.0,
            elasticity,
            ..product(&package, &cohorts, category, minor)
        };
        let mut portfolio = Portfolio::new(fees, terms(&cuts)).unwrap();
        // Asked twice, since the second time the fees of the class are there already.
        for _ in 0..2 {
            let Some(best) = portfolio.value(&product) else {
                prop_assert!(fees.categories()[category].referral_name().is_none()
                    || fees.aged_exemption(&fees.categories()[category]) == AgedExemption::NotWritten
                    || fees.size(&package, Day::parse(TODAY).unwrap()).is_err());
                return Ok(());
            };
            let units: f64 = cohorts.iter().map(|cohort| cohort.units).sum();
            let singly = one_by_one(&product, &cuts);
            prop_assert_eq!(portfolio.present_values().len(), singly.len());
            for (bulk, single) in portfolio.present_values().iter().zip(&singly) {
                prop_assert!((bulk - single.unwrap()).abs() / units < 0.1, "{bulk} against {single:?}");
            }
            let highest = singly.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert!((best.present_value - highest).abs() / units < 0.1);
            prop_assert!(best.gain >= 0.0);
        }
    }
}

#[test]
fn equal_classes_share_fees_but_not_volume() {
    let fees = FeeTables::us().unwrap();
    let mut portfolio = Portfolio::new(fees, terms(&[50])).unwrap();
    let home = fees.categories().iter().position(|category| category.id() == "home").unwrap();
    let cohorts = [Cohort { units: 100.0, age_days: 400, is_assumed: false }];
    let (flat, thick) = (package([1_000, 800, 100], 640), package([1_000, 800, 110], 640));
    portfolio.value(&product(&flat, &cohorts, home, 2_000)).unwrap();
    let of_flat = portfolio.present_values().to_vec();
    portfolio.value(&product(&thick, &cohorts, home, 2_000)).unwrap();
    let of_thick = portfolio.present_values();
    assert!(of_thick[0] < of_flat[0], "the thicker one pays more for storage");
    assert_eq!(of_thick[2..], of_flat[2..], "and the same for leaving");
}

#[test]
fn says_nothing_of_what_is_not_known() {
    let fees = FeeTables::us().unwrap();
    let mut portfolio = Portfolio::new(fees, terms(&[50])).unwrap();
    let place = |id: &str| fees.categories().iter().position(|category| category.id() == id).unwrap();
    let cohorts = [Cohort { units: 1.0, age_days: 30, is_assumed: false }];
    let box_ = package([1_000, 800, 100], 640);
    assert!(portfolio.value(&product(&box_, &cohorts, place("home"), 2_000)).is_some());
    // No US referral row; an exemption that nobody wrote down; a price in another currency; no price.
    assert_eq!(portfolio.value(&product(&box_, &cohorts, place("beer"), 2_000)), None);
    assert_eq!(portfolio.value(&product(&box_, &cohorts, place("luggage"), 2_000)), None);
    let yen = Money::new(2_000, Currency::JPY).unwrap();
    assert_eq!(portfolio.value(&Product { price: yen, ..product(&box_, &cohorts, place("home"), 1) }), None);
    assert_eq!(portfolio.value(&product(&box_, &cohorts, place("home"), 0)), None);
    let metric = Package::parse(["20", "10", "5"], LengthUnit::Cm, "8", WeightUnit::Oz).unwrap();
    assert_eq!(portfolio.value(&product(&metric, &cohorts, place("home"), 2_000)), None);
}

#[test]
fn dangerous_goods_cannot_be_liquidated_and_pay_their_own_fees() {
    let fees = FeeTables::us().unwrap();
    let mut portfolio = Portfolio::new(fees, terms(&[50])).unwrap();
    let home = fees.categories().iter().position(|category| category.id() == "home").unwrap();
    let cohorts = [Cohort { units: 10.0, age_days: 30, is_assumed: false }];
    let box_ = package([1_000, 800, 100], 640);
    let ordinary = product(&box_, &cohorts, home, 2_000);
    portfolio.value(&ordinary).unwrap();
    let of_ordinary = portfolio.present_values()[0];
    let dangerous = Product { goods: Goods::Dangerous, ..ordinary };
    let best = portfolio.value(&dangerous).unwrap();
    assert_eq!(portfolio.present_values()[2], f64::NEG_INFINITY);
    assert!(portfolio.present_values()[0] < of_ordinary && best.place != 2);
}
