use super::tax::SaleTaxes;
use super::*;
use crate::date::Day;
use crate::fees::{FeeTables, Known, Split};
use crate::landed::{CostFacts, UnitCost};
use crate::money::{Currency, Money, UnitAmount};
use crate::offer::Channel;
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::units::{LengthUnit, Package, WeightUnit};
use proptest::prelude::*;

fn fees() -> &'static FeeTables {
    FeeTables::us().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn percent(text: &str) -> Option<Rate> {
    Some(Rate::parse_percent(text).unwrap())
}

fn package(sides: [&str; 3], ounces: &str) -> Option<Package> {
    Some(Package::parse(sides, LengthUnit::In, ounces, WeightUnit::Oz).unwrap())
}

fn mat() -> Product {
    Product {
        package: package(["17.5", "3.2", "3.1"], "28.8"),
        category: Some("home".to_owned()),
        ..Product::default()
    }
}

fn ledger(product: &Product, price: &str, on: &str) -> Ledger {
    SaleModel::new(fees(), product, Channel::AmazonFba, day(on)).unwrap().ledger(usd(price)).unwrap()
}

fn amount(ledger: &Ledger, id: LineId) -> Option<String> {
    ledger.line(id).and_then(|line| line.amount).map(|amount| amount.to_string())
}

const PEAK: &str = "2026-11-21";

#[test]
fn names_the_category_it_lacks_and_gives_no_result() {
    let ledger = ledger(&Product { category: None, ..mat() }, "24.99", PEAK);
    assert_eq!(ledger.net_proceeds, None);
    let missing: Vec<_> = ledger.missing().map(|line| (line.id, line.holes.clone())).collect();
    assert_eq!(missing[0], (LineId::Referral, vec!["category".to_owned()]));
    assert!(missing.iter().any(|(id, _)| *id == LineId::Fulfilment), "the card hangs on the category, too");
}

#[test]
fn says_what_was_not_given_and_counts_it_as_nothing() {
    let ledger = ledger(&mat(), "24.99", PEAK);
    let left_out: Vec<_> = ledger.left_out().map(|line| line.holes[0].as_str()).collect();
    assert_eq!(left_out, ["ad_rate", "return_rate"]);
    assert_eq!(ledger.net_proceeds, Some(usd("14.87")));
    assert_eq!(ledger.profit, None);
    assert_eq!(ledger.missing().map(|line| line.id).collect::<Vec<_>>(), [LineId::LandedCost]);
}

#[test]
fn a_category_of_no_list_is_refused() {
    let product = Product { category: Some("gadgets".to_owned()), ..mat() };
    let error = SaleModel::new(fees(), &product, Channel::AmazonFba, day(PEAK)).unwrap_err();
    assert_eq!(error.code(), "category_unknown");
}

#[test]
fn another_currency_is_no_price_here() {
    let product = mat();
    let sale = SaleModel::new(fees(), &product, Channel::AmazonFba, day(PEAK)).unwrap();
    let euro = Money::parse("24.99", Currency::EUR).unwrap();
    assert_eq!(sale.net_proceeds(euro), None);
    assert_eq!(sale.ledger(euro).unwrap_err().code(), "currency_mismatch");
    assert_eq!(sale.ledger(usd("-1")).unwrap_err().code(), "price_negative");
}

#[test]
fn a_printed_referral_fee_holds_at_its_price_and_is_assumed_elsewhere() {
    let fee = OwnFigure { amount: usd("3.00"), source: FigureSource::Report };
    let referral = Some(OwnReferral::AtPrice { fee, price: usd("24.99") });
    let product = Product { own_fees: OwnFees { referral, ..OwnFees::default() }, ..mat() };
    let printed = ledger(&product, "24.99", PEAK);
    assert_eq!(amount(&printed, LineId::Referral), Some("-3.00".to_owned()));
    assert_eq!(printed.line(LineId::Referral).unwrap().status, Status::Report);
    let half = ledger(&product, "12.50", PEAK);
    assert_eq!(amount(&half, LineId::Referral), Some("-1.50".to_owned()));
    assert_eq!(half.line(LineId::Referral).unwrap().status, Status::Assumed);
}

#[test]
fn an_own_fulfilment_fee_without_surcharge_gets_it_on_top() {
    let fee = OwnFigure { amount: usd("6.00"), source: FigureSource::Yours };
    let fulfilment = Some(OwnFulfilment { fee, includes_surcharge: false });
    let product = Product { own_fees: OwnFees { fulfilment, ..OwnFees::default() }, package: None, ..mat() };
    let ledger = ledger(&product, "24.99", PEAK);
    assert_eq!(amount(&ledger, LineId::Fulfilment), Some("-6.00".to_owned()));
    assert_eq!(amount(&ledger, LineId::FuelSurcharge), Some("-0.21".to_owned()));
    assert_eq!(ledger.line(LineId::Fulfilment).unwrap().status, Status::Yours);
    assert_eq!(ledger.net_proceeds, Some(usd("15.03")));
}

#[test]
fn returned_clothes_name_the_processing_fee_that_is_not_known() {
    let returns = Returns { rate: percent("10"), unsellable_share: percent("20") };
    let product = Product { category: Some("clothing".to_owned()), returns, ..mat() };
    let open = ledger(&product, "24.99", PEAK);
    let line = open.line(LineId::ReturnsProcessing).unwrap();
    assert_eq!((line.amount, line.status, line.is_needed), (None, Status::Unknown, false));
    assert!(line.holes[0].contains("per-unit fee table"), "{:?}", line.holes);
    let fee = OwnFigure { amount: usd("3.50"), source: FigureSource::Yours };
    let own_fees = OwnFees { returns_processing: Some(fee), ..OwnFees::default() };
    let closed = ledger(&Product { own_fees, ..product }, "24.99", PEAK);
    assert_eq!(amount(&closed, LineId::ReturnsProcessing), Some("-0.35".to_owned()));
    let difference = open.net_proceeds.unwrap().minus(closed.net_proceeds.unwrap()).unwrap();
    assert_eq!(difference, usd("0.35"));
}

#[test]
fn only_returns_above_the_threshold_are_processed_for_a_fee() {
    let at = |rate| {
        let returns = Returns { rate: percent(rate), unsellable_share: percent("0") };
        let fee = OwnFigure { amount: usd("10.00"), source: FigureSource::Yours };
        let own_fees = OwnFees { returns_processing: Some(fee), ..OwnFees::default() };
        amount(&ledger(&Product { returns, own_fees, ..mat() }, "24.99", PEAK), LineId::ReturnsProcessing)
    };
    assert_eq!(at("8.1"), None);
    assert_eq!(at("9.1"), Some("-0.10".to_owned()));
}

#[test]
fn a_return_rate_alone_does_not_make_a_cost() {
    let returns = Returns { rate: percent("4"), unsellable_share: None };
    let ledger = ledger(&Product { returns, ..mat() }, "24.99", PEAK);
    assert_eq!(ledger.line(LineId::Returns).unwrap().holes, ["unsellable_share"]);
    assert_eq!(ledger.net_proceeds, Some(usd("14.87")));
}

#[test]
fn extras_are_charged_where_they_apply() {
    // Small standard up to 4 oz: discount 0.04; lithium 0.11.
    let light =
        Product { package: package(["12", "9", "0.6"], "4"), is_sipp: true, has_lithium_battery: true, ..mat() };
    let light = ledger(&light, "20.00", PEAK);
    assert_eq!(amount(&light, LineId::SippDiscount), Some("0.04".to_owned()));
    assert_eq!(amount(&light, LineId::Lithium), Some("-0.11".to_owned()));
    assert_eq!(amount(&light, LineId::Overmax), None);
    // 100 in long and 71.94 lb by volume: extra-large 70 to 150 lb.
    let long = ledger(&Product { package: package(["100", "10", "10"], "400"), ..mat() }, "200.00", PEAK);
    assert_eq!(amount(&long, LineId::Overmax), Some("-25.00".to_owned()));
    // 22 x 18 x 16 in, 729 oz dimensional, overboxed.
    let bulky = Product { package: package(["22", "18", "16"], "99.2"), is_overboxed: true, ..mat() };
    let overboxed = ledger(&bulky, "200.00", PEAK);
    assert_eq!(amount(&overboxed, LineId::BulkyPackaging), Some("-4.04".to_owned()));
    let sipp = ledger(&Product { is_sipp: true, ..bulky }, "200.00", PEAK);
    assert_eq!(amount(&sipp, LineId::BulkyPackaging), None);
    assert!(sipp.left_out().any(|line| line.id == LineId::SippDiscount), "no bulky discount is known");
}

#[test]
fn low_stock_pays_only_if_both_windows_are_low_and_nothing_exempts() {
    let with = |days_30, days_90, is_exempt, category: &str| {
        let facts = LowInventory {
            days_of_supply_30: Some(Ratio::whole(days_30)),
            days_of_supply_90: Some(Ratio::whole(days_90)),
            is_exempt,
        };
        let product = Product { low_inventory: Some(facts), category: Some(category.to_owned()), ..mat() };
        amount(&ledger(&product, "24.99", PEAK), LineId::LowInventory)
    };
    assert_eq!(with(10, 20, false, "home"), Some("-0.70".to_owned()));
    assert_eq!(with(10, 28, false, "home"), None);
    assert_eq!(with(10, 20, true, "home"), None);
    assert_eq!(with(10, 20, false, "grocery"), None);
}

#[test]
fn low_stock_not_known_is_named_only_where_it_decides() {
    let with = |days_30: Option<i128>, days_90: Option<i128>| {
        let facts = LowInventory {
            days_of_supply_30: days_30.map(Ratio::whole),
            days_of_supply_90: days_90.map(Ratio::whole),
            is_exempt: false,
        };
        let ledger = ledger(&Product { low_inventory: Some(facts), ..mat() }, "24.99", PEAK);
        assert!(ledger.net_proceeds.is_some());
        ledger.left_out().filter(|line| line.id == LineId::LowInventory).flat_map(|line| line.holes.clone()).collect()
    };
    let named: Vec<String> = with(None, None);
    assert_eq!(named, ["days_of_supply_30", "days_of_supply_90"]);
    assert_eq!(with(Some(12), None), ["days_of_supply_90"]);
    // One window that is not low is enough to be free.
    assert_eq!(with(Some(28), None), Vec::<String>::new());
    assert_eq!(with(None, Some(90)), Vec::<String>::new());
}

#[test]
fn stock_already_received_pays_no_placement() {
    let with = |inbound| ledger(&Product { inbound, ..mat() }, "24.99", PEAK);
    assert_eq!(with(Inbound::AlreadyReceived).line(LineId::InboundPlacement), None);
    let split = with(Inbound::Split(Split::Minimal));
    assert_eq!(split.net_proceeds, None);
    assert_eq!(split.line(LineId::InboundPlacement).unwrap().inputs[1].text, "0.34");
    let typed = with(Inbound::Amount(usd("0.45")));
    assert_eq!(typed.net_proceeds, Some(usd("14.42")));
}

#[test]
fn each_line_knows_how_sure_it_is() {
    let status = |product: &Product, on, id| ledger(product, "24.99", on).line(id).unwrap().status;
    assert_eq!(status(&mat(), PEAK, LineId::Fulfilment), Status::CrossChecked);
    let apparel = Product { category: Some("clothing".to_owned()), ..mat() };
    assert_eq!(status(&apparel, PEAK, LineId::Fulfilment), Status::SingleSource);
    assert_eq!(status(&mat(), "2027-02-01", LineId::Fulfilment), Status::Assumed);
    assert_eq!(status(&mat(), PEAK, LineId::LandedCost), Status::Unknown);
    let line = ledger(&mat(), "24.99", PEAK);
    let source = fees().describe(line.line(LineId::Fulfilment).unwrap().fee.unwrap());
    assert_eq!(source.table, "fulfilment_2026_peak");
}

#[test]
fn a_cost_in_yuan_without_a_rate_asks_for_it() {
    let facts =
        CostFacts { purchase: Some(UnitAmount::parse("18.20", Currency::CNY).unwrap()), ..CostFacts::default() };
    let landed = Some(UnitCost::of(&facts, Currency::USD).unwrap());
    let ledger = ledger(&Product { landed, ..mat() }, "24.99", PEAK);
    assert_eq!(ledger.profit, None);
    assert_eq!(ledger.line(LineId::LandedCost).unwrap().holes[0], "fx_rate");
    assert_eq!(ledger.net_proceeds, Some(usd("14.87")), "what was paid is sunk");
}

#[test]
fn ratios_name_their_base() {
    let facts = CostFacts { landed: Some(UnitAmount::parse("5.00", Currency::USD).unwrap()), ..CostFacts::default() };
    let landed = Some(UnitCost::of(&facts, Currency::USD).unwrap());
    let product = Product { landed, ad_share: percent("8"), ..mat() };
    let ledger = ledger(&product, "25.00", PEAK);
    // 25.00 − 3.75 − 6.15 − 0.22 − 2.00 = 12.88; less 5.00 = 7.88
    let ratio = |id, base| {
        let found = ledger.ratios.iter().find(|r| r.id == id && r.base == base).unwrap();
        found.ratio.unwrap().ppm()
    };
    assert_eq!(ratio("margin", "displayed_price"), 315_200);
    assert_eq!(ratio("roi", "landed_cost"), 1_576_000);
    assert_eq!(ratio("markup", "landed_cost"), 4_000_000);
    assert_eq!(ratio("break_even_acos", "displayed_price"), 395_200);
}

/// Products of all tiers, programmes, referral grammars and channels, with everything that can be set.
fn any_product() -> impl Strategy<Value = Product> {
    let sides = (1_u32..400, 1_u32..300, 1_u32..200);
    let category = proptest::option::weighted(
        0.95,
        proptest::sample::select(vec![
            "home",
            "clothing",
            "jewelry",
            "beauty",
            "grocery",
            "books",
            "electronics_accessories",
            "watches",
            "fine_art",
            "shoes",
            "gift_cards",
        ]),
    );
    let flags = proptest::array::uniform4(any::<bool>());
    let share = || proptest::option::of((0_i64..=1_000_000).prop_map(Rate::from_ppm));
    let cost = proptest::option::of(0_i64..60_000_000);
    let own = (proptest::option::of(0_i64..2000), any::<bool>(), proptest::option::of(0_i64..900));
    (sides, 1_u32..900, category, flags, (share(), share(), share()), cost, own).prop_map(
        |((a, b, c), ounces, category, [dangerous, sipp, lithium, boxed], (rate, unsellable, ads), cost, own)| {
            let tenth = |n: u32| format!("{}.{}", n / 10, n % 10);
            let package =
                Package::parse([&tenth(a), &tenth(b), &tenth(c)], LengthUnit::In, &ounces.to_string(), WeightUnit::Oz);
            let figure =
                |minor| OwnFigure { amount: Money::new(minor, Currency::USD).unwrap(), source: FigureSource::Report };
            let (fulfilment, includes_surcharge, shipping) = own;
            let landed = cost.map(|micros| {
                let landed = Some(UnitAmount::from_micros(micros, Currency::USD));
                UnitCost::of(&CostFacts { landed, ..CostFacts::default() }, Currency::USD).unwrap()
            });
            Product {
                package: package.ok(),
                category: category.map(str::to_owned),
                is_dangerous: dangerous,
                is_sipp: sipp,
                has_lithium_battery: lithium,
                is_overboxed: boxed,
                returns: Returns { rate, unsellable_share: unsellable },
                ad_share: ads,
                own_shipping: OwnShipping {
                    shipping: shipping.map(|minor| Money::new(minor, Currency::USD).unwrap()),
                    payment_rate: ads,
                    ..OwnShipping::default()
                },
                landed,
                own_fees: OwnFees {
                    fulfilment: fulfilment
                        .filter(|minor| minor % 3 == 0)
                        .map(|minor| OwnFulfilment { fee: figure(minor), includes_surcharge }),
                    ..OwnFees::default()
                },
                ..Product::default()
            }
        },
    )
}

fn any_channel() -> impl Strategy<Value = Channel> {
    proptest::sample::select(vec![Channel::AmazonFba, Channel::AmazonFba, Channel::OwnFulfilment])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn known_lines_sum_to_the_result_to_the_cent(
        product in any_product(), channel in any_channel(), days in 0_i32..800, price in 0_i64..40_000,
    ) {
        let on = day("2026-04-20").plus(days);
        let price = Money::new(price, Currency::USD).unwrap();
        let sale = SaleModel::new(fees(), &product, channel, on).unwrap();
        let ledger = sale.ledger(price).unwrap();
        let sum = |sunk: bool| {
            let lines = ledger.lines.iter().filter(|line| sunk || !line.is_sunk);
            lines.filter_map(|line| line.amount).map(Money::minor).sum::<i64>()
        };
        prop_assert_eq!(sale.net_proceeds(price), ledger.net_proceeds);
        prop_assert_eq!(ledger.net_proceeds.is_none(), ledger.missing().any(|line| !line.is_sunk));
        if let Some(net) = ledger.net_proceeds {
            prop_assert_eq!(net.minor(), sum(false));
            let model = sale.price_model(Ratio::ZERO).unwrap().unwrap();
            prop_assert_eq!(model.rounded_profit(price).unwrap(), net);
        }
        if let Some(profit) = ledger.profit {
            prop_assert_eq!(profit.minor(), sum(true));
        }
        for line in &ledger.lines {
            prop_assert_eq!(line.amount.is_none(), line.status == Status::Unknown, "{:?}", line);
        }
    }
}

/// Taxes as some marketplace has them, with a row of the tables at hand as their source.
fn any_taxes() -> impl Strategy<Value = SaleTaxes> {
    let row = fees().fuel_surcharge(day(PEAK)).unwrap().row;
    let rate = move |most: i64| {
        proptest::option::of((0..=most).prop_map(move |ppm| Known { value: Rate::from_ppm(ppm), row }))
    };
    (rate(270_000), rate(250_000), rate(30_000), rate(30_000), rate(200_000)).prop_map(
        |(in_price, on_fees, digital_on_selling, digital_on_fulfilment, in_fees)| SaleTaxes {
            in_fees: in_fees.map(|rate| (rate, [LineId::Referral, LineId::Fulfilment].as_slice())),
            in_price: in_price.map(Ok),
            on_fees,
            digital_on_selling,
            digital_on_fulfilment,
            ..SaleTaxes::default()
        },
    )
}

#[test]
fn takes_the_tax_out_of_the_price_and_puts_it_on_the_fees() {
    let row = fees().fuel_surcharge(day(PEAK)).unwrap().row;
    let known = |text| Known { value: Rate::parse_percent(text).unwrap(), row };
    let taxes = SaleTaxes {
        in_price: Some(Ok(known("20"))),
        on_fees: Some(known("20")),
        digital_on_selling: Some(known("2")),
        digital_on_fulfilment: Some(known("2")),
        ..SaleTaxes::default()
    };
    let product = mat();
    let sale = SaleModel::with_taxes(fees(), &product, Channel::AmazonFba, day(PEAK), taxes).unwrap();
    let ledger = sale.ledger(usd("24.99")).unwrap();
    // 24.99 − 24.99 / 1.2 = 24.99 − 20.83 (half a cent, rounded up); 2 % of 3.75 referral (half a cent,
    // rounded up); 2 % of 6.15 + 0.22; 20 % of 3.75 + 6.15 + 0.22 + 0.08 + 0.13.
    assert_eq!(amount(&ledger, LineId::TaxInPrice).as_deref(), Some("-4.16"));
    assert_eq!(amount(&ledger, LineId::DigitalServices).as_deref(), Some("-0.08"));
    assert_eq!(amount(&ledger, LineId::DigitalServicesFulfilment).as_deref(), Some("-0.13"));
    assert_eq!(amount(&ledger, LineId::TaxOnFees).as_deref(), Some("-2.07"));
    assert_eq!(ledger.net_proceeds, Some(usd("8.43")));
    let text = |id| ledger.line(id).unwrap().spreadsheet.clone().unwrap();
    assert_eq!(text(LineId::TaxInPrice), "=-(24.99-ROUND(24.99/(1+20%)+0.00000001,2))");
    assert_eq!(text(LineId::TaxOnFees), "=-ROUND(10.33*20%,2)");
}

#[test]
fn half_a_cent_of_tax_stays_with_the_net_price() {
    // 0.03 / 1.2 = 0.025, charged as 0.03 net (math.md §12); the tax is what is left.
    let row = fees().fuel_surcharge(day(PEAK)).unwrap().row;
    let in_price = Some(Ok(Known { value: Rate::parse_percent("20").unwrap(), row }));
    let (product, taxes) = (mat(), SaleTaxes { in_price, ..SaleTaxes::default() });
    let sale = SaleModel::with_taxes(fees(), &product, Channel::AmazonFba, day(PEAK), taxes).unwrap();
    assert_eq!(amount(&sale.ledger(usd("0.03")).unwrap(), LineId::TaxInPrice).as_deref(), Some("0.00"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn ledger_net_and_price_model_agree_under_any_taxes(
        product in any_product(), channel in any_channel(), taxes in any_taxes(), price in 0_i64..40_000,
    ) {
        let price = Money::new(price, Currency::USD).unwrap();
        let sale = SaleModel::with_taxes(fees(), &product, channel, day(PEAK), taxes).unwrap();
        let ledger = sale.ledger(price).unwrap();
        prop_assert_eq!(sale.net_proceeds(price), ledger.net_proceeds);
        if let Some(net) = ledger.net_proceeds {
            let lines = ledger.lines.iter().filter(|line| !line.is_sunk).filter_map(|line| line.amount);
            prop_assert_eq!(net.minor(), lines.map(Money::minor).sum::<i64>());
            let model = sale.price_model(Ratio::ZERO).unwrap().unwrap();
            prop_assert_eq!(model.rounded_profit(price).unwrap(), net);
        }
    }
}
