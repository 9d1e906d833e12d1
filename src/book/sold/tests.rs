//! Orders, ledgers, sheets and reports, from the file to what a product sold.

use super::super::Book;
use super::super::fixture::texts;
use super::super::restock::RestockBody;
use super::SoldSource;
use crate::date::Day;
use crate::import::ReadOptions;

const ORDERS: &str = "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tsku\tasin\titem-status\tquantity\t\
     currency\titem-price\n";
const STOCK: &str = "SKU\tFNSKU\tASIN\tQuantity\nPAD\tX1\tB1\t90\nLID\tX2\tB2\t40\n";

fn give(book: &mut Book, name: &str, text: &str) {
    book.add_table(text, &ReadOptions { name: name.into(), ..ReadOptions::default() });
}

fn book(tables: &[(&str, &str)]) -> Book {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    give(&mut book, "stock.tsv", STOCK);
    for (name, text) in tables {
        give(&mut book, name, text);
    }
    book
}

fn order(number: usize, day: &str, (status, channel, sku): (&str, &str, &str), units: i64) -> String {
    format!("1-{number}\t{day}T09:00:00+00:00\t{status}\t{channel}\t{sku}\tB1\t{status}\t{units}\tUSD\t9.99\n")
}

/// An order of so many units of PAD each week, up to today.
fn weekly(weeks: i32, units: i64) -> String {
    let today = Day::parse("2026-11-21").unwrap();
    let line = |week: i32| {
        let day = today.plus(7 * (week + 1 - weeks)).to_string();
        order(usize::try_from(week).unwrap(), &day, ("Shipped", "Amazon.com", "PAD"), units)
    };
    ORDERS.to_owned() + &(0..weeks).map(line).collect::<String>()
}

fn restock(book: &mut Book, typed: &[(&str, &str)]) -> RestockBody {
    book.restock("PAD", &texts(typed)).unwrap().body
}

fn known(body: &RestockBody) -> Vec<Option<f64>> {
    body.outlook.as_ref().unwrap().past.iter().map(|past| past.units).collect()
}

fn source<'a>(body: &'a RestockBody, file: &str) -> &'a SoldSource {
    body.sources.iter().find(|source| source.file == file).unwrap()
}

#[test]
fn orders_are_the_history_and_make_the_pace() {
    let mut book = book(&[("orders.txt", &weekly(20, 14))]);
    let body = restock(&mut book, &[("lead_days", "20")]);
    assert_eq!(known(&body), [Some(14.0); 20]);
    assert_eq!((body.basis, body.outlook.as_ref().unwrap().basis), ("forecast", "tables"));
    assert!((body.per_day.unwrap() - 2.0).abs() < 1e-6);
    let source = source(&body, "orders.txt");
    assert_eq!((source.kind, source.rows, source.to.unwrap().to_string().as_str()), ("orders", 20, "2026-11-21"));
    // No planning report says what sold lately, so the orders do, and it is said.
    let view = book.product("PAD").unwrap();
    assert!(view.problems.iter().any(|note| note.code == "sold_by_tables"), "{:?}", view.problems);
    let lately = book.products.get(1).unwrap().sold.map(|sold| sold.unwrap().value);
    assert_eq!(lately, [14, 70, 126, 182]);
    // LID stands in no order, so it did not sell.
    assert_eq!(book.products.first().unwrap().sold[3].unwrap().value, 0);
}

#[test]
fn a_report_of_the_marketplace_comes_before_orders() {
    let planning = "sku\tfnsku\tasin\tavailable\tinv-age-91-to-180-days\tunits-shipped-t7\tunits-shipped-t30\t\
         units-shipped-t60\tunits-shipped-t90\tyour-price\nPAD\tX1\tB1\t90\t0\t1\t9\t18\t27\t20.00\n";
    let mut book = book(&[("orders.txt", &weekly(20, 14)), ("planning.txt", planning)]);
    let view = book.product("PAD").unwrap();
    assert!((view.row.per_week.unwrap() - 9.0 * 7.0 / 30.0).abs() < 1e-9);
    assert!(view.problems.iter().all(|note| note.code != "sold_by_tables"));
}

#[test]
fn cancelled_and_returned_lines_and_days_to_come_are_left_out_and_counted() {
    let lines = [
        weekly(12, 10),
        order(90, "2026-11-20", ("Cancelled", "Amazon.com", "PAD"), 50),
        order(91, "2026-11-20", ("Shipped - Returned to Seller", "Amazon.com", "PAD"), 50),
        order(92, "2026-12-20", ("Shipped", "Amazon.com", "PAD"), 50),
        order(93, "2026-11-20", ("Shipped", "Amazon.com", "NOBODY"), 50),
        "1-94\t\tShipped\tAmazon.com\tPAD\tB1\tShipped\t50\tUSD\t9\n".to_owned(),
        // An item cancelled in an order that was shipped.
        "1-95\t2026-11-20T09:00:00+00:00\tShipped\tAmazon.com\tPAD\tB1\tCancelled\t50\tUSD\t9\n".to_owned(),
    ];
    let mut book = book(&[("orders.txt", &lines.concat())]);
    let body = restock(&mut book, &[]);
    assert_eq!(known(&body), [Some(10.0); 12]);
    let source = source(&body, "orders.txt");
    let left = [source.cancelled, source.returned, source.future, source.not_told, source.unread];
    assert_eq!((source.rows, left), (12, [2, 1, 1, 1, 1]));
}

#[test]
fn places_of_the_orders_are_markets_of_the_history() {
    let mut lines = weekly(12, 10);
    for week in 0..12 {
        let day = Day::parse("2026-11-21").unwrap().plus(-7 * week).to_string();
        let number = usize::try_from(week).unwrap();
        lines += &order(100 + number, &day, ("Shipped", "Amazon.ca", "PAD"), 3);
        lines += &order(200 + number, &day, ("Shipped", "Non-Amazon US", "PAD"), 2);
    }
    let mut book = book(&[("orders.txt", &lines)]);
    let outlook = restock(&mut book, &[]).outlook.unwrap();
    let found: Vec<_> = outlook.markets.iter().map(|market| (market.name.as_str(), market.next.unwrap())).collect();
    assert_eq!((outlook.market.as_deref(), found[0].0), (Some("US"), "US"));
    assert!(found.iter().any(|(name, units)| *name == "CA" && (units - 3.0).abs() < 1e-6), "{found:?}");
    assert!(found.iter().any(|(name, units)| *name == "Non-Amazon US" && (units - 2.0).abs() < 1e-6));
    // The pace of the product is that of its own marketplace: 40 in four weeks and two days.
    assert_eq!(book.products.get(1).unwrap().sold[1].unwrap().value, 50);
    let other = restock(&mut book, &[("market", "CA")]).outlook.unwrap();
    assert_eq!(other.market.as_deref(), Some("CA"));
}

#[test]
fn an_order_in_two_files_counts_once_and_the_newer_file_says_what_became_of_it() {
    let old = ORDERS.to_owned()
        + &order(1, "2026-11-06", ("Pending", "Amazon.com", "PAD"), 5)
        + &order(2, "2026-11-07", ("Pending", "Amazon.com", "PAD"), 5);
    let new = ORDERS.to_owned()
        + &order(1, "2026-11-06", ("Shipped", "Amazon.com", "PAD"), 5)
        + &order(3, "2026-11-21", ("Shipped", "Amazon.com", "PAD"), 5);
    for tables in [[("a.txt", &old), ("b.txt", &new)], [("a.txt", &new), ("b.txt", &old)]] {
        let tables: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let mut book = book(&tables);
        let body = restock(&mut book, &[]);
        assert_eq!(body.sources.iter().map(|source| source.rows).sum::<u32>(), 3);
        assert_eq!(body.sources.iter().map(|source| source.repeated).sum::<u32>(), 1);
    }
}

#[test]
fn pasted_rows_win_and_say_so() {
    let mut book = book(&[("orders.txt", &weekly(20, 14))]);
    let body = restock(&mut book, &[("sales", "2026-11-14 3\n2026-11-21 4")]);
    assert_eq!((known(&body).len(), body.outlook.as_ref().unwrap().basis), (2, "pasted"));
    // The tables are still named.
    assert_eq!(body.sources.len(), 1);
    // What the tables say stands in the field, to be edited.
    let view = book.restock("PAD", &[]).unwrap();
    let field = view.fields.iter().find(|field| field.name == "sales").unwrap();
    assert_eq!((field.source, field.text.lines().count()), ("report", 20));
    assert_eq!(field.text.lines().last(), Some("2026-11-21 14"));
    let text = field.text.clone();
    let edited = restock(&mut book, &[("sales", &text)]);
    assert_eq!(known(&edited), known(&view.body));
}

#[test]
fn a_ledger_says_when_nothing_was_there() {
    let mut lines =
        "Date\tFNSKU\tASIN\tMSKU\tDisposition\tCustomer Shipments\tEnding Warehouse Balance\tLocation\n".to_owned();
    let today = Day::parse("2026-11-21").unwrap();
    for back in (0..28).rev() {
        let day = today.plus(-back);
        // Sold out for the last two weeks.
        let (sold, left) = if back < 14 { (0, 0) } else { (-2, 2 * (back - 13)) };
        lines += &format!("{day}\tX1\tB1\tPAD\tSELLABLE\t{sold}\t{left}\tUS\n");
        lines += &format!("{day}\tX1\tB1\tPAD\tDEFECTIVE\t0\t3\tUS\n");
    }
    let mut book = book(&[("ledger.tsv", &lines)]);
    let body = restock(&mut book, &[]);
    assert_eq!(known(&body), [Some(14.0), Some(14.0), None, None]);
    let fields = book.restock("PAD", &[]).unwrap().fields;
    let out = fields.iter().find(|field| field.name == "out_of_stock").unwrap();
    assert_eq!((out.text.as_str(), out.source), ("2026-11-08 2026-11-21", "report"));
    // Each further day is history and no row left out; the newest says what is there.
    let tables = book.tables();
    assert!(tables.iter().all(|table| table.problems.iter().all(|problem| problem.code != "sku_twice")));
}

#[test]
fn a_business_report_counts_by_the_days_in_its_name() {
    let report = "(Parent) ASIN,(Child) ASIN,Title,Units Ordered,Ordered Product Sales\nB0,B1,Pad,30,\"$300.00\"\n";
    let mut named = book(&[("BusinessReport 2026-10-01_2026-10-30.csv", report)]);
    let body = restock(&mut named, &[("period", "day")]);
    let past = known(&body);
    assert_eq!((past.len(), past[0], past[29], past[30]), (52, Some(1.0), Some(1.0), None));
    // One day in its name is the day it was made, so what it is of is not known.
    let mut unnamed = book(&[("BusinessReport-10-31-26.csv", report)]);
    let body = restock(&mut unnamed, &[]);
    assert!(body.outlook.is_none());
    assert_eq!(source(&body, "BusinessReport-10-31-26.csv").from, None);
    // Orders know the days better: of the report only what they do not cover counts.
    let orders = ORDERS.to_owned()
        + &order(1, "2026-10-26", ("Shipped", "Amazon.com", "PAD"), 9)
        + &order(2, "2026-11-21", ("Shipped", "Amazon.com", "PAD"), 9);
    let mut both = book(&[("BusinessReport 2026-10-01_2026-10-30.csv", report), ("orders.txt", &orders)]);
    let past = known(&restock(&mut both, &[("period", "day")]));
    assert_eq!((past[24], past[25], past[26]), (Some(1.0), Some(9.0), Some(0.0)));
    // A number that two products have tells neither.
    let mut shared = book(&[("BusinessReport 2026-10-01_2026-10-30.csv", report)]);
    give(&mut shared, "more.tsv", "SKU\tASIN\tQuantity\nPAD-FBM\tB1\t7\n");
    assert!(restock(&mut shared, &[]).outlook.is_none());
}

#[test]
fn gaps_between_files_are_not_known_and_no_weeks_without_sales() {
    let lines = |from: i32, to: i32| {
        let today = Day::parse("2026-11-21").unwrap();
        let line = |back: i32| {
            let number = usize::try_from(back).unwrap();
            order(number, &today.plus(-back).to_string(), ("Shipped", "Amazon.com", "PAD"), 1)
        };
        ORDERS.to_owned() + &(to..=from).rev().map(line).collect::<String>()
    };
    let (early, late) = (lines(41, 28), lines(13, 0));
    let mut book = book(&[("early.txt", &early), ("late.txt", &late)]);
    let body = restock(&mut book, &[]);
    assert_eq!(known(&body), [Some(7.0), Some(7.0), None, None, Some(7.0), Some(7.0)]);
    // Thirty days are not covered, seven are.
    let sold = book.products.get(1).unwrap().sold;
    assert_eq!(sold.map(|sold| sold.map(|sold| sold.value)), [Some(7), None, None, None]);
}

#[test]
fn one_point_zeros_returns_and_repeated_days_are_answered() {
    let dated = |rows: &str| format!("日期\tSKU\t销量\n{rows}");
    let one = dated("2026-11-14\tPAD\t5\n2026-11-21\tLID\t1\n");
    let zeros = dated("2026-11-01\tPAD\t0\n2026-11-08\tPAD\t0\n2026-11-21\tPAD\t0\n");
    let returns = dated("2026-11-08\tPAD\t-3\n2026-11-15\tPAD\t9\n2026-11-15\tPAD\t2\n2026-11-21\tPAD\t1\n");
    let past = |rows: &str| known(&restock(&mut book(&[("daily.tsv", rows)]), &[]));
    assert_eq!(past(&one), [Some(5.0), Some(0.0)]);
    assert_eq!(past(&zeros), [Some(0.0), Some(0.0), Some(0.0)]);
    assert_eq!(past(&returns), [Some(0.0), Some(12.0)]);
}

#[test]
fn two_currencies_are_two_places() {
    let head = "shipment-date\tsku\tfnsku\tasin\tquantity\tamazon-order-id\tcurrency\titem-price-per-unit\n";
    let line = |order: u32, day: u32, currency: &str| {
        format!("2026-11-{day:02}T08:00:00+00:00\tPAD\tX1\tB1\t2\t1-{order}\t{currency}\t9.99\n")
    };
    let text = [head.to_owned(), line(1, 1, "USD"), line(2, 8, "CAD"), line(3, 15, "USD"), line(4, 21, "CAD")].concat();
    let mut book = book(&[("shipped.txt", &text)]);
    let outlook = restock(&mut book, &[]).outlook.unwrap();
    let names: Vec<_> = outlook.markets.iter().map(|market| market.name.as_str()).collect();
    assert_eq!(names, ["US", "CAD"]);
    // A total in euros is none of this marketplace.
    let euros = "(Parent) ASIN,(Child) ASIN,Title,Units Ordered,Ordered Product Sales\nB0,B1,Pad,30,\"€300.00\"\n";
    let mut book = super::tests::book(&[("BusinessReport 2026-10-01_2026-10-28.csv", euros)]);
    assert_eq!(book.products.get(1).unwrap().sold, [None; 4]);
    let week = known(&restock(&mut book, &[]))[1].unwrap();
    assert!((week - 7.5).abs() < 1e-9, "{week}");
}

#[test]
fn orders_of_a_sku_in_two_conditions_count_for_none_and_say_so_until_it_is_one_product() {
    let stock = "SKU\tFNSKU\tASIN\tCondition\tQuantity\nPAD\tX1\tB1\tNew\t90\nPAD\tX3\tB1\tUsed - Good\t4\nLID\tX2\tB2\tNew\t40\n";
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    give(&mut book, "stock.tsv", stock);
    give(&mut book, "orders.txt", &weekly(12, 14));
    let key = "PAD\u{1f}New";
    let body = book.restock(key, &[]).unwrap().body;
    assert!(body.is_sold_unclear && body.outlook.is_none());
    let told = source(&body, "orders.txt");
    assert_eq!((told.rows, told.unclear, told.not_told), (0, 12, 0));
    // Another product is told apart.
    let other = book.restock("LID", &[]).unwrap().body;
    assert!(!other.is_sold_unclear && other.sources.iter().all(|source| source.unclear == 0));
    book.edit(None, "sku_conditions", "one_product").unwrap();
    let body = restock(&mut book, &[]);
    assert!(!body.is_sold_unclear && known(&body) == [Some(14.0); 12]);
}

#[test]
fn another_day_moves_what_lies_ahead() {
    let mut book = book(&[("orders.txt", &weekly(20, 14))]);
    book.set_today(Day::parse("2026-11-07").unwrap());
    let body = restock(&mut book, &[]);
    assert_eq!(known(&body).len(), 18);
    assert_eq!(source(&body, "orders.txt").future, 2);
}
