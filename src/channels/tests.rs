//! Sales on other channels, by hand from the tables.

use super::{Gateway, Offered, Place, SaleElsewhere, Ships, Word};
use crate::break_even::{Target, Within};
use crate::date::Day;
use crate::fees::Goods;
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::units::{LengthUnit, Package, WeightUnit};

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

fn offered() -> Offered<'static> {
    Offered {
        on: Day::parse("2026-11-21").unwrap(),
        market: "US",
        shipping: usd("0.00"),
        sales_tax: None,
        package: Some(Package::parse(["12", "10", "10"], LengthUnit::In, "6", WeightUnit::Lb).unwrap()),
        goods: Goods::Ordinary,
        is_apparel: false,
        ads: None,
        tax_in_price: None,
        is_fee_tax_recovered: true,
        own_terms: (None, None),
        landed: Some(usd("8.00")),
    }
}

fn ebay(category: &str) -> Place {
    Place::Ebay {
        has_store: false,
        category: Word::said(Some(category.to_owned())),
        is_greater_china: Word::said(Some(false)),
        own_rate: None,
        own_international: None,
    }
}

fn amount(sale: &SaleElsewhere, id: &str, price: &str) -> Option<String> {
    let line = sale.lines.iter().find(|line| line.id == id)?;
    line.amount(usd(price)).map(|money| money.to_string())
}

#[test]
fn ebay_charges_on_price_shipping_and_tax_together() {
    let offered = Offered { shipping: usd("10.00"), sales_tax: Some(Rate::from_ppm(80_000)), ..offered() };
    let sale = SaleElsewhere::new(&ebay("most categories"), Ships::Own(Some(usd("6.00"))), &offered).unwrap();
    // (50 + 10) · 1.08 = 64.80, of which 13.6 % are 8.8128.
    assert_eq!(amount(&sale, "final_value", "50.00").as_deref(), Some("-8.81"));
    assert_eq!(amount(&sale, "order_fee", "50.00").as_deref(), Some("-0.40"));
    assert_eq!(sale.net(usd("50.00")).unwrap().to_string(), "44.79");
}

#[test]
fn fee_of_an_order_falls_away_where_the_category_says_so() {
    let shoes = ebay("men's and women's athletic shoes");
    let sale = SaleElsewhere::new(&shoes, Ships::Own(Some(usd("6.00"))), &offered()).unwrap();
    assert_eq!(amount(&sale, "order_fee", "10.00").as_deref(), Some("-0.30"));
    assert_eq!(amount(&sale, "order_fee", "149.99").as_deref(), Some("-0.40"));
    assert_eq!(amount(&sale, "order_fee", "150.00").as_deref(), Some("0.00"));
    assert_eq!(amount(&sale, "final_value", "150.00").as_deref(), Some("-12.00"));
}

#[test]
fn other_rates_of_greater_china_are_asked_for_and_never_taken_from_the_table() {
    let Place::Ebay { category, .. } = ebay("most categories") else { return };
    let place = |own_rate, own_international| Place::Ebay {
        has_store: false,
        category: category.clone(),
        is_greater_china: Word::said(Some(true)),
        own_rate,
        own_international,
    };
    let ships = Ships::Own(Some(usd("6.00")));
    let sale = SaleElsewhere::new(&place(None, None), ships, &offered()).unwrap();
    assert_eq!(sale.net(usd("50.00")), None);
    assert_eq!(sale.missing().collect::<Vec<_>>(), ["final_value_rate", "international_rate"]);
    let rate = |ppm| Some(Rate::from_ppm(ppm));
    let sale = SaleElsewhere::new(&place(rate(120_000), rate(10_000)), ships, &offered()).unwrap();
    assert_eq!(sale.net(usd("50.00")).unwrap().to_string(), "37.10");
}

#[test]
fn what_is_not_given_is_asked_for_and_leaves_no_result() {
    let place = Place::Walmart { category: Word::UNKNOWN };
    let sale = SaleElsewhere::new(&place, Ships::Own(None), &Offered { package: None, ..offered() }).unwrap();
    assert_eq!(sale.missing().collect::<Vec<_>>(), ["category", "ship_cost"]);
    assert!(sale.price_model(usd("0.00")).unwrap().is_none());
    let sale = SaleElsewhere::new(&Place::Etsy, Ships::Mcf(None), &offered()).unwrap();
    assert_eq!(sale.missing().collect::<Vec<_>>(), ["ship_cost"]);
}

#[test]
fn walmart_ships_by_its_table_and_cheap_goods_pay_more() {
    let place = Place::Walmart { category: Word::said(Some("toys and games".to_owned())) };
    let sale = SaleElsewhere::new(&place, Ships::Wfs, &offered()).unwrap();
    assert_eq!(amount(&sale, "channel_fulfilment", "30.00").as_deref(), Some("-7.75"));
    assert_eq!(amount(&sale, "channel_fulfilment", "9.99").as_deref(), Some("-8.75"));
    assert_eq!(sale.net(usd("30.00")).unwrap().to_string(), "17.75");
}

#[test]
fn shops_take_their_share_beside_another_gateway() {
    let place = |gateway| Place::Shopify { plan: Word::said(Some("Basic".to_owned())), gateway };
    let ships = Ships::Own(Some(usd("6.00")));
    let own = SaleElsewhere::new(&place(Gateway::Shop), ships, &offered()).unwrap();
    assert_eq!(amount(&own, "payment", "64.80").as_deref(), Some("-2.18"));
    let other = SaleElsewhere::new(&place(Gateway::Other(Some(Rate::from_ppm(30_000)))), ships, &offered()).unwrap();
    assert_eq!(amount(&other, "payment", "64.80").as_deref(), Some("-1.30"));
    assert_eq!(amount(&other, "gateway", "64.80").as_deref(), Some("-1.94"));
}

#[test]
fn lot_brings_its_price_less_carriage() {
    let sale = SaleElsewhere::new(&Place::Lot, Ships::Fetched(Some(usd("0.50"))), &offered()).unwrap();
    assert_eq!(sale.net(usd("4.00")).unwrap().to_string(), "3.50");
}

#[test]
fn prices_that_pay_agree_with_the_ledger_to_the_cent() {
    let taxed = Offered { shipping: usd("3.99"), sales_tax: Some(Rate::from_ppm(73_125)), ..offered() };
    let places = [
        (ebay("men's and women's athletic shoes"), Ships::Own(Some(usd("6.00")))),
        (Place::Walmart { category: Word::said(Some("apparel and accessories".to_owned())) }, Ships::Wfs),
        (Place::Tiktok { category: Word::said(Some("most categories".to_owned())) }, Ships::Fbt),
        (Place::Etsy, Ships::Own(Some(usd("5.25")))),
    ];
    for (place, ships) in places {
        let sale = SaleElsewhere::new(&place, ships, &taxed).unwrap();
        let model = sale.price_model(usd("8.00")).unwrap().unwrap();
        let ranges =
            model.rounded_cent_ranges(Target::BREAK_EVEN, Within::between(usd("0.01"), usd("200.00"))).unwrap();
        for minor in 1..=20_000 {
            let price = Money::new(minor, Currency::USD).unwrap();
            let pays = sale.net(price).unwrap().minor() >= 800;
            assert_eq!(ranges.iter().any(|range| range.contains(price)), pays, "{place:?} at {price}");
        }
    }
}

#[test]
fn business_sale_on_ebay_uk_pays_shares_of_the_total_and_owes_the_tax_in_the_price() {
    let gbp = |text| Money::parse(text, Currency::GBP).unwrap();
    let place = Place::Ebay {
        has_store: false,
        category: Word::said(Some("most categories".to_owned())),
        is_greater_china: Word::said(Some(false)),
        own_rate: None,
        own_international: None,
    };
    let offered = Offered {
        market: "UK",
        shipping: gbp("0.00"),
        tax_in_price: Some(Word::said(Some(Rate::from_ppm(200_000)))),
        landed: None,
        ..offered()
    };
    let sale = SaleElsewhere::new(&place, Ships::Own(Some(gbp("3.00"))), &offered).unwrap();
    // 24.99 / 1.2 = 20.825, charged as 20.83; 12.9 % of 24.99 = 3.22; 0.35 % = 0.09; an order above 10.00 pays 0.40.
    assert_eq!(sale.net(gbp("24.99")), Some(gbp("14.12")));
    let ranges = sale.price_model(gbp("14.12")).unwrap().unwrap();
    assert_eq!(ranges.rounded_profit(gbp("24.99")).unwrap(), gbp("0.00"));
    let unregistered = Offered { tax_in_price: None, is_fee_tax_recovered: false, ..offered };
    let sale = SaleElsewhere::new(&place, Ships::Own(Some(gbp("3.00"))), &unregistered).unwrap();
    // 24.99 − 3.22 − 0.09 − 0.40 − 3.00, and 20 % of 3.71 on the fees.
    assert_eq!(sale.net(gbp("24.99")), Some(gbp("17.54")));
    // The tax is of what is charged, so the search for prices and the sale agree on every one of them.
    let ranges = sale.price_model(gbp("0.00")).unwrap().unwrap();
    for minor in 900..1_100 {
        let price = Money::new(minor, Currency::GBP).unwrap();
        assert_eq!(sale.net(price), Some(ranges.rounded_profit(price).unwrap()), "{price}");
    }
    // 0.3 % and 12.9 % of 9.70 are 0.03 and 1.25 as charged: 20 % of 1.58 with 0.30 an order.
}

#[test]
fn channel_without_a_table_takes_what_the_seller_says() {
    let eur = |text| Money::parse(text, Currency::EUR).unwrap();
    let offered = Offered { market: "DE", shipping: eur("0.00"), landed: None, ..offered() };
    let ships = Ships::Own(Some(eur("4.00")));
    let asked = SaleElsewhere::new(&Place::Etsy, ships, &offered).unwrap();
    assert_eq!(asked.net(eur("20.00")), None);
    assert!(asked.missing().any(|field| field == "own_rate"));
    let said = Offered { own_terms: (Some(Rate::from_ppm(100_000)), Some(eur("0.35"))), ..offered };
    let sale = SaleElsewhere::new(&Place::Etsy, ships, &said).unwrap();
    assert_eq!(sale.net(eur("20.00")), Some(eur("13.65")));
}
