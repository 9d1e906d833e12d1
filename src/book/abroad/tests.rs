//! One product in several marketplaces, from what is typed to what is answered.

use super::super::fixture::{self, product};
use super::super::{Book, read_options};
use super::{AbroadMarket, AbroadView};
use crate::date::Day;
use crate::fees::Market;

fn book() -> (Book, String) {
    product("24.99", "home")
}

fn ask(book: &mut Book, key: &str, texts: &[(&str, &str)]) -> AbroadView {
    book.abroad(key, &fixture::texts(texts)).unwrap()
}

fn view(texts: &[(&str, &str)]) -> AbroadView {
    let (mut book, key) = book();
    ask(&mut book, &key, texts)
}

fn market(view: &AbroadView, code: &str) -> AbroadMarket {
    view.markets.iter().find(|market| market.market == code).cloned().unwrap()
}

fn amount(market: &AbroadMarket, id: &str) -> Option<String> {
    market.lines.iter().find(|line| line.id == id)?.amount.map(|amount| amount.to_string())
}

const ALL: &str = "US UK DE FR IT ES JP CA MX AU";

const RATES: [(&str, &str); 6] = [
    ("fx.GBP", "1.25"),
    ("fx.EUR", "1.10"),
    ("fx.JPY", "0.0064"),
    ("fx.CAD", "0.72"),
    ("fx.MXN", "0.054"),
    ("fx.AUD", "0.66"),
];

const PRICES: [(&str, &str); 9] = [
    ("UK.price", "19.99"),
    ("DE.price", "22.99"),
    ("FR.price", "22.99"),
    ("IT.price", "22.99"),
    ("ES.price", "22.99"),
    ("JP.price", "2980"),
    ("CA.price", "32.99"),
    ("MX.price", "449"),
    ("AU.price", "34.99"),
];

#[test]
fn ten_marketplaces_stand_side_by_side_with_a_net_each_or_the_reason_why_not() {
    let texts: Vec<_> = [("markets", ALL), ("seller_country", "CN")].into_iter().chain(RATES).chain(PRICES).collect();
    let view = view(&texts);
    for market in &view.markets {
        assert!(market.is_chosen && market.is_loaded && market.price.is_some(), "{}", market.market);
        let says_why =
            market.lines.iter().any(|line| line.amount.is_none() && line.is_needed && !line.holes.is_empty());
        assert!(market.net.is_some() || says_why, "{}: {:?}", market.market, market.lines);
        assert!(market.storage.is_some(), "{}", market.market);
    }
    let known: Vec<_> = view.markets.iter().filter(|m| m.profit_compared.is_some()).map(|m| m.market).collect();
    assert!(known.len() >= 8, "{known:?}");
    assert!(view.best_profit.is_some());
}

#[test]
fn the_marketplace_of_the_book_is_as_the_product_says() {
    let (mut book, key) = book();
    let home = market(&ask(&mut book, &key, &[]), "US");
    let product = book.product(&key).unwrap();
    assert_eq!(home.net, product.row.net_per_unit);
    assert_eq!(home.floor, product.row.floor);
    assert_eq!(home.pays_full_cost, product.pays_full_cost);
}

#[test]
fn nothing_is_converted_without_the_rate_of_the_seller() {
    let uk = market(&view(&[("markets", "UK"), ("UK.price", "19.99")]), "UK");
    assert_eq!((amount(&uk, "landed_cost"), uk.profit, uk.profit_compared), (None, None, None));
    assert!(uk.net.is_some(), "the sale itself needs no rate");
    let zero = view(&[("markets", "UK"), ("UK.price", "19.99"), ("fx.GBP", "0")]);
    let field = zero.fields.iter().find(|field| field.name == "GBP").unwrap();
    assert_eq!(field.problem.as_ref().unwrap().code, "number_not_positive");
    assert_eq!(market(&zero, "UK").profit, None);
}

#[test]
fn landed_cost_there_may_be_the_sellers_own() {
    let uk = market(&view(&[("markets", "UK"), ("UK.price", "19.99"), ("UK.landed", "5.55")]), "UK");
    assert_eq!(amount(&uk, "landed_cost").unwrap(), "-5.55");
    assert!(!uk.notes.contains(&"landed_as_here"));
    let bad =
        market(&view(&[("markets", "UK"), ("UK.price", "19.99"), ("UK.landed", "cheap"), ("fx.GBP", "1.25")]), "UK");
    assert_eq!(bad.profit, None);
}

#[test]
fn amounts_can_be_compared_in_yuan() {
    let texts =
        [("markets", "US UK"), ("UK.price", "19.99"), ("fx_base", "CNY"), ("fx.USD", "7.10"), ("fx.GBP", "9.10")];
    let view = view(&texts);
    assert_eq!(view.base, "CNY");
    let uk = market(&view, "UK");
    // 6.00 dollars are 42.60 yuan, and those 4.68 pounds.
    assert_eq!(amount(&uk, "landed_cost").unwrap(), "-4.68");
    let us = market(&view, "US");
    let net = us.net.unwrap().minor();
    assert_eq!(us.net_compared.unwrap().minor(), (net * 71 + 5) / 10);
}

#[test]
fn price_of_the_marketplaces_own_rows_is_taken() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let text = "sku\tmarketplace\tprice\tavailable\nlamp\tAmazon.com\t24.99\t40\nlamp\tAmazon.co.uk\t18.49\t10\n";
    book.add_table(text, &read_options("", true, None, &[]).unwrap());
    let view = ask(&mut book, "lamp", &[]);
    let uk = market(&view, "UK");
    assert!(uk.is_chosen, "there are rows of it");
    assert_eq!(uk.price.unwrap().to_string(), "18.49");
    assert_eq!(uk.price.unwrap().currency().code(), "GBP");
    let field = uk.fields.iter().find(|field| field.name == "price").unwrap();
    assert_eq!((field.text.as_str(), field.source), ("18.49", "report"));
    assert!(!market(&view, "DE").is_chosen);
}

#[test]
fn a_rate_the_wrong_way_round_is_questioned() {
    let jp = market(&view(&[("markets", "US JP"), ("JP.price", "2980"), ("fx.JPY", "156")]), "JP");
    assert_eq!(jp.problem.unwrap().code, "fx_doubtful");
    let jp = market(&view(&[("markets", "US JP"), ("JP.price", "2980"), ("fx.JPY", "0.0064")]), "JP");
    assert_eq!(jp.problem, None);
}

#[test]
fn registration_decides_on_the_tax_in_the_price() {
    let texts = [("markets", "UK"), ("UK.price", "19.99"), ("seller_country", "CN")];
    let registered = market(&view(&texts), "UK");
    let not = market(&view(&[texts.as_slice(), &[("UK.registered", "no")]].concat()), "UK");
    assert_eq!((amount(&registered, "tax_in_price"), amount(&not, "tax_in_price")), (Some("-3.33".into()), None));
    assert!(registered.margin_net.is_none(), "no cost there without a rate");
}

#[test]
fn figures_of_the_sellers_own_beat_the_tables() {
    let texts = [("markets", "AU"), ("AU.price", "34.99"), ("AU.referral_rate", "12"), ("AU.fulfilment_fee", "5.00")];
    let au = market(&view(&texts), "AU");
    assert_eq!(
        (amount(&au, "referral").unwrap(), amount(&au, "fulfilment").unwrap()),
        ("-4.20".into(), "-5.00".into())
    );
}

#[test]
fn a_marketplace_that_is_not_chosen_says_nothing() {
    let view = view(&[("markets", "UK")]);
    assert_eq!(view.markets.len(), Market::ALL.len());
    let us = market(&view, "US");
    assert!(!us.is_chosen && us.lines.is_empty() && us.fields.is_empty());
}

#[test]
fn stock_there_makes_the_floor_of_that_marketplace_and_the_way_out_of_it() {
    let texts = [("markets", "UK"), ("UK.price", "19.99"), ("fx.GBP", "1.25"), ("seller_country", "CN")];
    let none = market(&view(&texts), "UK");
    assert_eq!((none.units, none.best.clone(), none.best_value), (None, None, None));
    assert!(none.notes.contains(&"no_stock_there"));
    let some = [texts.as_slice(), &[("UK.units", "200"), ("UK.units_per_day", "0.5")]].concat();
    let some = market(&view(&some), "UK");
    assert!(some.best.is_some() && some.best_value.is_some(), "{:?}", some.floor_unknown);
    assert!(some.notes.contains(&"age_there_assumed") && !some.notes.contains(&"no_stock_there"));
    // Letting two hundred units go saves more storage than letting none.
    assert!(some.floor.unwrap().minor() > none.floor.unwrap().minor());
    let wrong = [texts.as_slice(), &[("UK.units", "many")]].concat();
    assert_eq!(market(&view(&wrong), "UK").units, None);
}

#[test]
fn rows_of_the_marketplace_bring_their_stock_with_them() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let text = "sku\tmarketplace\tprice\tavailable\nlamp\tAmazon.com\t24.99\t40\nlamp\tAmazon.co.uk\t18.49\t10\n";
    book.add_table(text, &read_options("", true, None, &[]).unwrap());
    let uk = market(&ask(&mut book, "lamp", &[]), "UK");
    let field = uk.fields.iter().find(|field| field.name == "units").unwrap();
    assert_eq!((uk.units, field.text.as_str(), field.source), (Some(10.0), "10", "report"));
}

#[test]
fn a_marketplace_without_a_floor_says_what_it_would_take() {
    let texts: Vec<_> = [("markets", ALL), ("seller_country", "CN")].into_iter().chain(RATES).chain(PRICES).collect();
    for market in &view(&texts).markets {
        assert_eq!(market.floor.is_none(), !market.floor_unknown.is_empty(), "{}: {:?}", market.market, market.floor);
    }
    let without = market(&view(&[("markets", "UK")]), "UK");
    assert_eq!(without.floor_unknown, ["price_list"]);
}

#[test]
fn tax_that_comes_back_is_no_part_of_storage_either() {
    let texts = [("markets", "JP"), ("JP.price", "2980")];
    let kept = market(&view(&texts), "JP").storage.unwrap();
    let back = market(&view(&[texts.as_slice(), &[("JP.fee_tax_recovered", "yes")]].concat()), "JP").storage.unwrap();
    let yen = |line: &crate::book::channels::ChannelLine| -line.amount.unwrap().minor();
    // The figures contain a tenth.
    assert_eq!(yen(&back), (yen(&kept) * 20 + 11) / 22, "{kept:?}");
    assert_eq!(back.formula, "rate_times_volume_less_tax");
}

#[test]
fn what_a_margin_is_a_share_of_is_said() {
    let uk = market(&view(&[("markets", "UK"), ("UK.price", "19.99"), ("fx.GBP", "1.25")]), "UK");
    assert_eq!((uk.net_revenue.unwrap().to_string(), uk.rate.as_deref()), ("16.66".into(), Some("1.25")));
}
