//! The book in each marketplace: currency, units, taxes, and rows that are of another one.
#![allow(clippy::unwrap_used, reason = "what cannot happen to a test ends it")]

use clearfloor::book::{Book, Day, Market, read_options};

fn book(market: Market) -> Book {
    Book::of(market, Day::parse("2026-11-21").unwrap()).unwrap()
}

/// A product of 20 × 15 × 5 cm and 400 g.
fn with_product(market: Market, price: &str) -> (Book, String) {
    let mut book = book(market);
    let key = book.add_product();
    for (field, text) in [
        ("price_list", price),
        ("category", "home"),
        ("side_longest", "20"),
        ("side_median", "15"),
        ("side_shortest", "5"),
        ("dim_unit", "cm"),
        ("weight", "0.4"),
        ("weight_unit", "kg"),
        ("units", "100"),
        ("units_sold_30", "15"),
    ] {
        let view = book.edit(Some(&key), field, text).unwrap();
        assert_eq!(view.problem, None, "{field}");
    }
    (book, key)
}

/// Known lines as `id amount`, joined.
fn lines(book: &mut Book, key: &str, minor: i64) -> String {
    let ledger = book.ledger(key, minor).unwrap();
    let known = ledger.lines.iter().filter_map(|line| Some(format!("{} {}", line.id.code(), line.amount?)));
    known.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_sale_in_britain_is_taken_apart_to_the_penny() {
    let (mut book, key) = with_product(Market::Uk, "24.99");
    book.edit(None, "seller_country", "CN").unwrap();
    // 24.99 / 1.20 = 20.825; 15 % of 24.99; standard parcel of 401 to 900 g, festive peak; 1.5 % of it;
    // 2 % of the referral fee as charged (7.5 pence, rounded up) and of what shipping costs.
    assert_eq!(
        lines(&mut book, &key, 2499),
        "price 24.99; tax_in_price -4.16; referral -3.75; fulfilment -3.01; fuel_surcharge -0.05; \
         digital_services -0.08; digital_services_fulfilment -0.06"
    );
    // Not registered: no tax is owed, and none is given back. A seller of any other country is billed without.
    book.edit(None, "is_tax_registered", "no").unwrap();
    assert!(!lines(&mut book, &key, 2499).contains("tax"));
    book.edit(None, "seller_country", "UK").unwrap();
    assert!(lines(&mut book, &key, 2499).ends_with("tax_on_fees -1.39"));
}

#[test]
fn the_country_of_the_seller_is_asked_where_a_fee_hangs_on_it() {
    let (mut book, key) = with_product(Market::It, "24.99");
    let ledger = book.ledger(&key, 2499).unwrap();
    let asks = ledger.left_out().any(|line| line.holes.iter().any(|hole| hole == "seller_country"));
    assert!(asks);
    assert!(book.settings().iter().any(|field| field.field == "seller_country"));
    let us = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    assert!(!us.settings().iter().any(|field| field.field == "seller_country"));
}

#[test]
fn every_marketplace_says_what_a_unit_nets_in_its_own_currency() {
    for market in Market::ALL {
        let price = if market == Market::Jp { "2499" } else { "249.90" };
        let (mut book, key) = with_product(market, price);
        let net = book.product(&key).unwrap().row.net_per_unit;
        let net = net.unwrap_or_else(|| panic!("{}: not known", market.code()));
        assert_eq!(net.currency(), book.currency(), "{}", market.code());
        assert!(net.minor() > 0, "{}", market.code());
    }
}

#[test]
fn a_price_to_compare_is_in_the_units_of_its_currency() {
    for (market, price, own, id) in
        [(Market::Jp, "2499", "1980", "price-1980"), (Market::De, "249.90", "199.90", "price-19990")]
    {
        let (mut book, key) = with_product(market, price);
        book.edit(Some(&key), "own_prices", own).unwrap();
        let view = book.product(&key).unwrap();
        let own: Vec<_> = view.outcomes.iter().map(|o| &o.scenario).filter(|s| s.is_own).map(|s| &s.id).collect();
        assert_eq!(own, [id], "{}", market.code());
    }
}

#[test]
fn every_marketplace_says_what_to_do_and_names_what_it_had_to_leave_out() {
    for market in Market::ALL {
        let price = if market == Market::Jp { "2499" } else { "249.90" };
        let (mut book, key) = with_product(market, price);
        let product = book.product(&key).unwrap();
        assert!(product.recommended.is_some(), "{}", market.code());
        let says_aged = product.problems.iter().any(|problem| problem.code == "aged_not_known");
        assert_eq!(says_aged, matches!(market, Market::Jp | Market::Au), "{}", market.code());
        book.finish().unwrap();
        let left_out = book.summary().not_counted;
        assert_eq!(left_out.iter().any(|family| family == "aged_inventory"), says_aged, "{}", market.code());
    }
}

#[test]
fn a_product_may_hold_less_tax_than_the_standard_rate() {
    let (mut book, key) = with_product(Market::De, "10.70");
    book.edit(None, "seller_country", "CN").unwrap();
    assert!(lines(&mut book, &key, 1070).contains("tax_in_price -1.71"));
    book.edit(Some(&key), "price_tax_rate", "7").unwrap();
    assert!(lines(&mut book, &key, 1070).contains("tax_in_price -0.70"));
    book.edit(Some(&key), "price_tax_rate", "0").unwrap();
    assert!(!lines(&mut book, &key, 1070).contains("tax_in_price"));
    let us = with_product(Market::Us, "10.70");
    let (mut us, key) = us;
    assert!(!us.product(&key).unwrap().fields.iter().any(|field| field.field == "price_tax_rate"));
}

#[test]
fn tax_that_fees_contain_is_given_back_only_if_the_seller_says_so() {
    let (mut book, key) = with_product(Market::Mx, "449.00");
    assert!(!lines(&mut book, &key, 44900).contains("tax_in_fees"));
    let before = book.ledger(&key, 44900).unwrap();
    book.edit(None, "is_fee_tax_recovered", "yes").unwrap();
    let after = book.ledger(&key, 44900).unwrap();
    let fees = before.marketplace_fees().unwrap().unwrap().minor();
    // 16 of 116 parts of what is charged, to the nearest centavo.
    let back = (fees * 16 * 2 + 116) / (116 * 2);
    assert_eq!(after.net_proceeds.unwrap().minor() - before.net_proceeds.unwrap().minor(), back);
    // Whoever is not registered gets nothing back.
    book.edit(None, "is_tax_registered", "no").unwrap();
    assert!(!lines(&mut book, &key, 44900).contains("tax_in_fees"));
}

#[test]
fn clothing_is_stored_at_the_rate_of_clothing() {
    let storage = |category: &str| {
        let (mut book, key) = with_product(Market::De, "24.99");
        book.edit(Some(&key), "category", category).unwrap();
        let product = book.product(&key).unwrap();
        product.outcomes.iter().find(|outcome| outcome.scenario.id == "hold").unwrap().storage.unwrap()
    };
    assert_ne!(storage("clothing"), storage("home"));
}

#[test]
fn rows_of_another_marketplace_are_left_out_and_counted() {
    let text = "sku,marketplace,price,units\nA,Amazon.co.uk,9.99,10\nB,Amazon.com,19.99,10\nC,Amazon.nl,8.00,1\n";
    let options = read_options("own.csv", false, None, &[]).unwrap();
    let mut uk = book(Market::Uk);
    let table = uk.add_table(text, &options);
    assert_eq!((table.rows_read, table.rows_set_aside), (1, 2));
    assert_eq!(uk.other_markets(), [(Market::Us, 1)]);
    let mut us = book(Market::Us);
    us.add_table(text, &options);
    assert_eq!(us.other_markets(), [(Market::Uk, 1)]);
    assert_eq!(us.summary().products, 1);
}
