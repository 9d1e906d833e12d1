//! Forecasts of a catalogue, from the files to the list.

use super::super::Book;
use super::super::health::{FieldText, HealthSheets, OwnSheet};
use super::{ForecastWindow, ForecastsBody};
use crate::date::Day;
use crate::import::ReadOptions;

fn give(book: &mut Book, name: &str, text: &str) {
    book.add_table(text, &ReadOptions { name: name.into(), ..ReadOptions::default() });
}

/// Stock of products, and what each sold in the weeks up to 21 November 2026.
fn book(products: &[(&str, i64, &[i64])]) -> Book {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let stock: String = products.iter().map(|(sku, units, _)| format!("{sku}\t{units}\n")).collect();
    give(&mut book, "stock.tsv", &format!("SKU\tQuantity\n{stock}NOBODY\t7\n"));
    let mut sold = "Date\tSKU\tUnits sold\n".to_owned();
    for (sku, _, weeks) in products {
        let count = i32::try_from(weeks.len()).unwrap();
        for (week, units) in (0..).zip(*weeks) {
            sold += &format!("{}\t{sku}\t{units}\n", book.today().plus(7 * (week + 1 - count)));
        }
    }
    give(&mut book, "sold.tsv", &sold);
    book
}

fn all(book: &mut Book, sheets: &[OwnSheet], window: ForecastWindow) -> ForecastsBody {
    let mut calls = 0;
    while book.forecast_some(sheets, 8).unwrap().done < u32::try_from(book.products.len()).unwrap() {
        calls += 1;
        assert!(calls < 1000);
    }
    book.forecasts(&ForecastWindow { count: 100, ..window })
}

const RISING: [i64; 20] = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

#[test]
fn a_slice_does_a_product_and_the_list_says_how_each_was_foretold() {
    let mut book = book(&[("FLAT", 90, &[14; 20]), ("RISING", 1000, &RISING), ("DEAD", 50, &[0; 20])]);
    let first = book.forecast_some(&[], 8).unwrap();
    assert!(first.done < first.total);
    let body = all(&mut book, &[], ForecastWindow { is_descending: true, ..ForecastWindow::default() });
    assert_eq!((body.forecast, body.without, body.problems, body.count), (3, 1, 0, 3));
    let skus: Vec<&str> = body.rows.iter().map(|row| row.sku.as_str()).collect();
    assert_eq!(skus, ["RISING", "FLAT", "DEAD"]);
    let [rising, flat, dead] = body.rows.as_slice() else { panic!("{skus:?}") };
    assert!((flat.next_13.unwrap() - 182.0).abs() < 1e-6 && flat.trend.unwrap().abs() < 1e-9);
    assert!((flat.lasts_days.unwrap() - 45.0).abs() < 1e-6);
    assert!(rising.trend.unwrap() > 0.15, "{rising:?}");
    assert_eq!((dead.next_13, dead.trend, dead.lasts_days), (Some(0.0), None, Some(f64::INFINITY)));
    assert!((body.next_13 - body.rows.iter().filter_map(|row| row.next_13).sum::<f64>()).abs() < 1e-9);
    assert_eq!(body.methods.iter().map(|method| method.products).sum::<u32>(), 3);
    let only = book.forecasts(&ForecastWindow { count: 9, only: "method:damped_trend".into(), ..Default::default() });
    assert_eq!((only.count, only.rows[0].sku.as_str()), (1, "RISING"));
    let sheet = book.forecasts_sheet();
    assert_eq!((sheet.rows.len(), sheet.rows[0].len()), (3, sheet.headings.len()));
}

#[test]
fn what_is_pasted_comes_first_and_wrong_texts_are_named() {
    let mut book = book(&[("FLAT", 90, &[14; 20]), ("OTHER", 5, &[3; 20])]);
    let pasted = |key: &str, text: &str| OwnSheet {
        key: key.into(),
        texts: vec![
            FieldText { field: "sales".into(), text: text.into() },
            FieldText { field: "period".into(), text: "month".into() },
        ],
    };
    let sheets = [pasted("FLAT", "2026-11-14 70\n2026-11-21 70"), pasted("OTHER", "soon 5")];
    let body = all(&mut book, &sheets, ForecastWindow { sort: "sku".into(), ..ForecastWindow::default() });
    assert_eq!((body.rows[0].basis, body.rows[0].next_4.map(f64::round)), (Some("pasted"), Some(280.0)));
    assert_eq!((body.rows[1].problem.as_deref(), body.problems), (Some("sales_row"), 1));
    // Other texts begin anew.
    assert_eq!(book.forecast_some(&[], 8).unwrap().done, 1);
    let body = all(&mut book, &[], ForecastWindow { sort: "sku".into(), ..ForecastWindow::default() });
    assert_eq!((body.rows[0].basis, body.problems), (Some("tables"), 0));
}

#[test]
fn health_looks_ahead_by_the_forecast_where_it_is_made() {
    // At the pace of the last month eight weeks sell 37 and 83 are left over, below ten safety stocks; what is foretold of
    // falling sales leaves more.
    let falling: Vec<i64> = (0..40).map(|week| (80 - 2 * week).max(0)).collect();
    let mut book = book(&[("FALLING", 120, &falling)]);
    let safety = FieldText { field: "safety_stock".into(), text: "10".into() };
    let own = vec![OwnSheet { key: "FALLING".into(), texts: vec![safety] }];
    let sheets = HealthSheets { own, ..HealthSheets::default() };
    let is_overstock = |book: &mut Book| {
        let findings = book.health_of("FALLING", &sheets).unwrap().body.findings;
        findings.iter().any(|finding| finding.rule == "overstock_indicator")
    };
    assert!(!is_overstock(&mut book));
    all(&mut book, &[], ForecastWindow::default());
    assert!(is_overstock(&mut book));
}

#[test]
fn markets_of_orders_are_summed_over_products() {
    let mut book = book(&[("PAD", 90, &[0]), ("LID", 40, &[0])]);
    let mut orders = "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tsku\tasin\titem-status\tquantity\t\
         currency\titem-price\n"
        .to_owned();
    for week in 0..20 {
        let day = book.today().plus(-7 * week);
        for (place, sku, units) in [("Amazon.com", "PAD", 7), ("Amazon.ca", "PAD", 2), ("Amazon.com", "LID", 4)] {
            orders += &format!("{week}{sku}{place}\t{day}\tShipped\t{place}\t{sku}\tB\tShipped\t{units}\tUSD\t9\n");
        }
    }
    give(&mut book, "orders.txt", &orders);
    let body = all(&mut book, &[], ForecastWindow { sort: "sku".into(), ..ForecastWindow::default() });
    let markets: Vec<(&str, u32, f64)> =
        body.markets.iter().map(|market| (market.name.as_str(), market.products, market.next_13.round())).collect();
    // LID sells in one place only, which needs no name.
    assert_eq!(markets, [("US", 1, 91.0), ("CA", 1, 26.0)]);
    assert_eq!(body.rows[1].market.as_deref(), Some("US"));
}
