//! Charges made from the tables themselves, some of them planted wrong, read back from the reports sellers have.

use super::super::Book;
use super::*;
use crate::date::Day;
use crate::import::ReadOptions;

fn book() -> Book {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    give(
        &mut book,
        "own.tsv",
        "SKU\tASIN\tFNSKU\tPrice\tcategory\tlongest-side\tmedian-side\tshortest-side\tunit-of-dimension\t\
         item-package-weight\tunit-of-weight\n\
         PAD\tB0SYN00001\tX00SYN0001\t24.99\toffice\t17.5\t3.2\t3.1\tinches\t1.80\tpounds\n\
         LID\tB0SYN00002\tX00SYN0002\t12.99\tkitchen\t9\t8.5\t2\tinches\t0.75\tpounds\n",
    );
    book
}

fn give(book: &mut Book, name: &str, text: &str) {
    book.add_table(text, &ReadOptions { name: name.into(), ..ReadOptions::default() });
}

fn asked(book: &mut Book, only: &str) -> ReconcileBody {
    book.reconcile(&ReconcileWindow { count: 100, only: only.to_owned(), ..ReconcileWindow::default() }).unwrap()
}

const STATEMENT: &str = "settlement-id\tsettlement-start-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\t\
     marketplace-name\tamount-type\tamount-description\tamount\tposted-date\tsku\tquantity-purchased\n\
     9\t2026-11-01 07:00:00 UTC\t0.00\tUSD\t\t\t\t\t\t\t\t\t\n";

fn line(order: &str, kind: &str, what: (&str, &str), amount: &str, sku: &str, units: &str) -> String {
    format!("9\t\t\t\t{kind}\t{order}\tAmazon.com\t{}\t{}\t{amount}\t2026-11-05\t{sku}\t{units}\n", what.0, what.1)
}

fn order(number: &str, sku: &str, (units, price, referral, fulfilment): (&str, &str, &str, &str)) -> String {
    [
        line(number, "Order", ("ItemPrice", "Principal"), price, sku, units),
        line(number, "Order", ("ItemPrice", "Tax"), "2.10", sku, ""),
        line(number, "Order", ("ItemFees", "Commission"), referral, sku, ""),
        line(number, "Order", ("ItemFees", "FBAPerUnitFulfillmentFee"), fulfilment, sku, ""),
    ]
    .concat()
}

#[test]
fn finds_nothing_where_everything_is_right() {
    let mut book = book();
    let lines = [STATEMENT.to_owned(), order("1", "PAD", ("1", "24.99", "-3.75", "-6.37"))].concat();
    give(&mut book, "statement.txt", &lines);
    let body = asked(&mut book, "");
    assert_eq!((body.total, body.raised, body.unknown), (0, 0, 0), "{:?}", body.rows);
    assert_eq!((body.charged.entries, body.charged.agreeing), (2, 2));
    assert_eq!(body.left_out, []);
    // What is in the statement stands by type, compared or not.
    assert!(body.types.iter().any(|t| t.description == "Tax" && !t.is_compared));
}

#[test]
fn ranks_what_was_planted_and_adds_up() {
    let mut book = book();
    let refund = [
        line("3", "Refund", ("ItemPrice", "Principal"), "-24.99", "PAD", ""),
        line("3", "Refund", ("ItemFees", "Commission"), "3.75", "PAD", ""),
        line("3", "Refund", ("ItemFees", "RefundCommission"), "-3.75", "PAD", ""),
        line("", "other-transaction", ("other-transaction", "Storage Fee"), "-118.42", "", ""),
    ];
    let lines = [
        STATEMENT.to_owned(),
        order("1", "PAD", ("1", "24.99", "-4.25", "-6.37")),
        order("2", "PAD", ("2", "49.98", "-8.50", "-12.74")),
        order("4", "NOBODY", ("1", "24.99", "-3.75", "-6.37")),
        refund.concat(),
    ]
    .concat();
    give(&mut book, "statement.txt", &lines);
    let body = asked(&mut book, "");
    let found: Vec<_> = body.rows.iter().map(|row| (row.fee, row.cause.code, row.entries)).collect();
    // A share of 17 % instead of 15: the rate of other categories; and the whole fee kept at a refund.
    assert_eq!(found, [("refund_administration", "not_explained", 1), ("referral", "category", 2)]);
    let sum: i64 = body.rows.iter().map(|row| row.difference.unwrap().minor()).sum();
    assert_eq!(body.charged.difference.minor(), sum);
    assert_eq!((body.raised, body.raised_sum.minor()), (2, sum));
    assert_eq!(body.left_out.iter().map(|l| (l.why, l.rows)).collect::<Vec<_>>(), [("no_product", 3)]);
    let evidence = &body.rows[1].evidence;
    assert_eq!(evidence.iter().map(|row| row.order.as_deref()).collect::<Vec<_>>(), [Some("1"), Some("2")]);
    // The line that says the fee.
    assert_eq!(evidence[0].line, 5);
    assert_eq!(body.rows[1].lines[0].fee.as_ref().map(|fee| fee.family), Some("referral"));
    // The list of cases has a line a row of evidence, and only cases.
    let csv = book.reconcile_sheet(false).unwrap().to_csv();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(
        csv.lines().nth(2).unwrap().starts_with(
            "PAD,B0SYN00001,X00SYN0001,referral,statement.txt,5,2026-11-05,1,1,4.25,3.75,0.50,USD,category,"
        ),
        "{csv}"
    );
}

#[test]
fn shows_the_size_of_another_report_that_gives_the_fee() {
    let mut book = book();
    // The preview measured the pad heavier; the seller's word on the weight is believed.
    give(
        &mut book,
        "preview.txt",
        "sku\tfnsku\tasin\tamazon-store\tyour-price\tsales-price\tlongest-side\tmedian-side\tshortest-side\t\
         unit-of-dimension\titem-package-weight\tunit-of-weight\tcurrency\testimated-fee-total\t\
         estimated-referral-fee-per-unit\texpected-fulfillment-fee-per-unit\n\
         PAD\tX00SYN0001\tB0SYN00001\tUS\t24.99\t24.99\t17.5\t3.2\t3.1\tinches\t2.90\tpounds\tUSD\t11.00\t3.75\t7.33\n",
    );
    book.edit(Some("PAD"), "weight", "1.8").unwrap();
    book.edit(Some("PAD"), "weight_unit", "lb").unwrap();
    let body = asked(&mut book, "fee:fulfilment");
    let row = &body.rows[0];
    assert!(row.is_estimate);
    if row.cause.code == "size" {
        assert_eq!(row.cause.shown_by.as_ref().map(|by| (by.file.as_str(), by.line)), Some(("preview.txt", 2)));
    }
    assert_eq!(row.cause.code, "size", "{row:?}");
}

#[test]
fn keeps_nothing_that_rests_on_what_changed() {
    let mut book = book();
    let lines = [STATEMENT.to_owned(), order("1", "PAD", ("1", "24.99", "-4.25", "-6.37"))].concat();
    give(&mut book, "statement.txt", &lines);
    assert_eq!(asked(&mut book, "").total, 1);
    book.edit(Some("PAD"), "category", "clothing").unwrap();
    let body = asked(&mut book, "fee:referral");
    assert_eq!(body.total, 0, "{:?}", body.rows);
    book.edit(Some("PAD"), "fee_referral_rate", "8").unwrap();
    assert_eq!(asked(&mut book, "fee:referral").rows[0].cause.code, "own_figure");
}

#[test]
fn a_statement_makes_no_products_and_no_stock() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let lines = [STATEMENT.to_owned(), order("1", "PAD", ("1", "24.99", "-3.75", "-6.37"))].concat();
    give(&mut book, "statement.txt", &lines);
    assert_eq!(book.progress().total, 0);
    let body = asked(&mut book, "");
    assert_eq!(body.left_out.iter().map(|l| l.why).collect::<Vec<_>>(), ["no_product"]);
    assert_eq!(book.tables()[0].rows_set_aside, 0);
}

#[test]
fn holds_storage_and_surcharge_against_the_tables() {
    let mut book = book();
    give(
        &mut book,
        "storage.csv",
        "asin,fnsku,product_name,fulfillment_center,country_code,item_volume,volume_units,average_quantity_on_hand,\
         average_quantity_pending_removal,month_of_charge,base_rate,est_base_msf,currency,estimated_monthly_storage_fee\n\
         B0SYN00001,X00SYN0001,Pad,SYN1,US,0.1005,cubic feet,100.0,0.0,2026-09,0.78,7.8390,USD,7.8390\n\
         B0SYN00001,X00SYN0001,Pad,SYN2,US,0.1005,cubic feet,20.0,0.0,2026-09,0.78,1.5678,USD,1.5678\n\
         B0SYN00009,X00SYN0009,Other,SYN2,US,0.1,cubic feet,20.0,0.0,2026-09,0.78,1.5678,USD,1.5678\n",
    );
    give(
        &mut book,
        "surcharge.txt",
        "snapshot-date\tsku\tfnsku\tasin\tproduct-name\tcondition\tper-unit-volume\tcurrency\tvolume-unit\tcountry\t\
         qty-charged\tamount-charged\tsurcharge-age-tier\trate-surcharge\n\
         2026-11-15\tPAD\tX00SYN0001\tB0SYN00001\tPad\tNew\t0.1005\tUSD\tcubic feet\tUS\t40\t2.01\t181-210\t0.5\n\
         2026-11-15\tPAD\tX00SYN0001\tB0SYN00001\tPad\tNew\t0.1005\tUSD\tcubic feet\tUS\t\t3.02\t211-240\t1.0\n",
    );
    let body = asked(&mut book, "");
    let storage = body.tables.iter().find(|total| total.fee == "storage").unwrap();
    // Two centres of one product are one bill.
    assert_eq!((storage.entries, storage.charged.to_string()), (1, "9.41".to_owned()));
    let aged = body.tables.iter().find(|total| total.fee == "aged").unwrap();
    assert_eq!((aged.entries, aged.agreeing), (1, 1), "{:?}", body.rows);
    assert_eq!(
        body.left_out.iter().map(|l| (l.file.as_str(), l.why)).collect::<Vec<_>>(),
        [("storage.csv", "no_product"), ("surcharge.txt", "no_units")]
    );
}
