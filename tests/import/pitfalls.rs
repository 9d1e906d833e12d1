//! The wrong readings that the samples were made to catch, where the expected cells and sums alone do not show them.
//! `docs/reports.md` names for each pitfall of each sample what holds it; the last test here holds that list.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test stops where it fails")]

use super::{counts, number, paste, sample};
use clearfloor::book::reconcile::{ReconcileBody, ReconcileWindow};
use clearfloor::book::view::Problem;
use clearfloor::book::{Book, Filter, Sort, Window};
use clearfloor::date::Day;
use clearfloor::fees::Market;
use clearfloor::import::{ReadOptions, Severity, Usage, detect, read};
use std::path::Path;

fn text_of(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name);
    let bytes = std::fs::read(path).expect("a sample");
    let decoder = encoding_rs::Encoding::for_label(detect(&bytes).label().as_bytes()).expect("a label");
    decoder.decode(&bytes).0.into_owned()
}

fn book(market: Market, tables: &[(&str, &str)]) -> Book {
    let mut book = Book::of(market, Day::parse("2026-11-21").expect("a day")).expect("tables of the market");
    for (name, text) in tables {
        let is_clipboard = name.ends_with(".tsv");
        book.add_table(*text, &ReadOptions { name: (*name).to_owned(), is_clipboard, ..ReadOptions::default() });
    }
    book.finish().expect("it calculates");
    book
}

fn of_samples(market: Market, names: &[&str]) -> Book {
    let texts: Vec<(&str, String)> = names.iter().map(|name| (*name, text_of(name))).collect();
    let tables: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    book(market, &tables)
}

/// The three US files that together hold what a calculator needs.
const US: [&str; 3] = ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"];

/// Keys and SKUs of all products.
fn products(book: &mut Book) -> Vec<(String, String)> {
    let window = Window {
        offset: 0,
        count: 100,
        sort: Sort::Sku,
        is_descending: false,
        filter: Filter::default(),
        group: None,
        open: Vec::new(),
    };
    book.rows(&window).rows.into_iter().map(|row| (row.key, row.sku)).collect()
}

fn standing(book: &mut Book, key: &str, field: &str) -> String {
    let view = book.product(key).expect("a product");
    view.fields.into_iter().find(|view| view.field == field).expect("a field").text
}

fn problems(book: &mut Book, key: &str) -> Vec<Problem> {
    book.product(key).expect("a product").problems
}

fn reconciled(book: &mut Book) -> ReconcileBody {
    book.reconcile(&ReconcileWindow { count: 100, ..ReconcileWindow::default() }).expect("it compares")
}

#[test]
fn finer_age_columns_are_no_further_units() {
    let mut book = of_samples(Market::Us, &US);
    // Were they counted on top, every product would have more aged units than stock.
    for (key, sku) in products(&mut book) {
        let told = problems(&mut book, &key);
        let above: Vec<_> = told.iter().filter(|problem| problem.code.starts_with("ages_")).collect();
        assert_eq!(above.len(), usize::from(sku == "TEA-TIN-GRN"), "{sku}: {above:?}");
        assert!(above.iter().all(|problem| problem.params == [("units".to_owned(), "3".to_owned())]), "{above:?}");
    }
}

#[test]
fn units_in_removal_are_not_planned_again() {
    let mut book = of_samples(Market::Us, &US);
    let mut leaving = Vec::new();
    for (key, sku) in products(&mut book) {
        let told = problems(&mut book, &key).into_iter().find(|problem| problem.code == "removal_pending");
        leaving.extend(told.map(|problem| (sku, problem.params[0].1.clone(), standing(&mut book, &key, "units"))));
    }
    // Available and reserved, less what is promised and what leaves.
    let wanted = [("LUNA-LAMP-BLK", "8", "129"), ("YOGA-STRAP-2", "4", "50")];
    assert_eq!(leaving, wanted.map(|(sku, leaves, stays)| (sku.into(), leaves.into(), stays.into())));
}

#[test]
fn each_condition_of_a_sku_has_its_own_price_and_fees() {
    let mut book = of_samples(Market::Us, &US);
    let lamps: Vec<_> = products(&mut book).into_iter().filter(|(_, sku)| sku == "LUNA-LAMP-BLK").collect();
    let mut prices: Vec<String> = lamps.iter().map(|(key, _)| standing(&mut book, key, "price_list")).collect();
    prices.sort();
    assert_eq!(prices, ["24.00", "34.50"]);
    // With the fees of the other condition the printed ones would differ from the tables.
    let differs = reconciled(&mut book).rows;
    let of_lamps = differs.iter().filter(|row| row.sku == "LUNA-LAMP-BLK" && row.file == "fee_preview_us.txt");
    assert_eq!(of_lamps.count(), 0);
}

#[test]
fn printed_fees_hold_the_fuel_surcharge_once() {
    let mut book = of_samples(Market::Us, &US);
    let body = reconciled(&mut book);
    let of_preview: Vec<_> = body
        .rows
        .iter()
        .filter(|row| row.file == "fee_preview_us.txt")
        .map(|row| (row.sku.as_str(), row.fee))
        .collect();
    // Added again it would make every fulfilment fee 3.5 % too small. Only the fee of 2025 differs.
    assert_eq!(of_preview, [("GIFT-BOW-100", "fulfilment")]);
    let compared: u32 =
        body.tables.iter().filter(|total| total.file == "fee_preview_us.txt").map(|total| total.entries).sum();
    assert_eq!(compared, 23);
}

#[test]
fn ounces_of_one_row_are_not_the_pounds_of_the_others() {
    let mut book = of_samples(Market::Us, &US);
    let weight = |book: &mut Book, key| (standing(book, key, "weight"), standing(book, key, "weight_unit"));
    assert_eq!(weight(&mut book, "AB 12-xy"), ("1.6".to_owned(), "oz".to_owned()));
    assert_eq!(weight(&mut book, "0012345").1, "lb");
}

#[test]
fn a_preview_of_several_stores_is_one_product_a_store() {
    let mut german = of_samples(Market::De, &["fee_preview_eu.txt"]);
    let table = &german.tables()[0];
    assert_eq!((table.rows_read, table.rows_set_aside), (5, 5), "{:?}", table.problems);
    assert_eq!(products(&mut german).len(), 5);
    // The zero is a gap, so nothing is free: the fee of the tables stands.
    let ledger = german.product("000-777").expect("a product").ledger;
    let free = ledger
        .iter()
        .flat_map(|l| &l.lines)
        .filter(|l| l.id.code() == "fulfilment" && l.amount.is_some_and(|a| a.minor() == 0));
    assert_eq!(free.count(), 0);
    let british = of_samples(Market::Uk, &["fee_preview_eu.txt"]);
    assert_eq!(british.tables()[0].rows_read + british.tables()[0].rows_set_aside, 10);
}

#[test]
fn surcharges_are_no_stock_and_no_product_a_line() {
    let mut book = of_samples(Market::Us, &["aged_surcharge_us.txt"]);
    let found = products(&mut book);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|(key, _)| standing(&mut book, key, "units").is_empty()));
}

#[test]
fn an_incentive_is_taken_off_the_bill_once() {
    // Of the bill of 46.17 an incentive of 5.00 is off already; what storage costs by the tables is the whole.
    let own = "SKU,ASIN,Price ($)\nMUG,B0SYN00005,24.99\n";
    let text = text_of("storage_fee_us.csv");
    let without_base = text.replace("est_base_msf", "est_base_unknown");
    for storage in [text, without_base] {
        let mut book = book(Market::Us, &[("own.csv", own), ("storage_fee_us.csv", &storage)]);
        let body = reconciled(&mut book);
        let total = body.tables.iter().find(|total| total.fee == "storage").expect("storage is compared");
        assert_eq!(total.charged.to_string(), "51.17");
    }
}

#[test]
fn volume_in_centimetres_is_no_cubic_feet() {
    let mut book = of_samples(Market::Jp, &["manage_fba_inventory_jp.csv"]);
    let key = products(&mut book)[0].0.clone();
    // 6,489 cubic feet of one lamp would cost a fortune to store; without a size no fee is known.
    let ledger = book.product(&key).expect("a product").ledger;
    assert!(ledger.iter().flat_map(|l| &l.lines).all(|line| line.amount.is_none_or(|a| a.minor().abs() < 10_000)));
    assert!(book.missing().iter().any(|fact| fact.field == "side_longest"));
}

#[test]
fn a_period_that_nobody_names_is_no_month() {
    let own = "SKU\tASIN\tPrice (EUR)\tBestand\nPRESSE\tB0SYD00003\t12,99\t40\n";
    let mut book =
        book(Market::De, &[("own.tsv", own), ("business_report_de.csv", &text_of("business_report_de.csv"))]);
    for field in ["units_sold_7", "units_sold_30", "units_sold_60", "units_sold_90"] {
        assert_eq!(standing(&mut book, "PRESSE", field), "", "{field}");
    }
}

#[test]
fn no_sessions_make_no_share() {
    let table = sample("business_report_de.csv", None);
    let row = table.rows().find(|row| number(&table, *row, "sessions").as_deref() == Some("0")).expect("the last row");
    // What is printed beside it stands as printed; nothing is worked out of it.
    assert_eq!(number(&table, row, "sales_amount_period").as_deref(), Some("0.00"));
    assert!(table.problems().iter().all(|problem| problem.severity != Severity::Error), "{:?}", table.problems());
}

#[test]
fn lines_of_the_account_belong_to_no_product() {
    let own = "SKU\tPrice (EUR)\n0012345\t24,99\nZitruspresse-Grün\t12,99\n";
    let mut book = book(Market::De, &[("own.tsv", own), ("settlement_v2_de.txt", &text_of("settlement_v2_de.txt"))]);
    let body = reconciled(&mut book);
    for description in ["Storage Fee", "StorageRenewalBilling", "RemovalComplete", "DisposalComplete"] {
        let line = body.types.iter().find(|line| line.description == description).expect(description);
        assert!(!line.is_compared, "{description}");
    }
    // Units of a sale count on its price alone, a refund is no sale, and no line makes stock.
    let judged = body.rows.iter().filter(|row| row.file == "settlement_v2_de.txt");
    assert!(judged.clone().all(|row| row.units <= 52), "{:?}", judged.map(|row| row.units).collect::<Vec<_>>());
    assert_eq!(standing(&mut book, "0012345", "units"), "");
}

#[test]
fn a_second_warehouse_is_not_added_to_the_first() {
    let mut book = of_samples(Market::Us, &["mabang_stock.tsv"]);
    assert_eq!(standing(&mut book, "SYN-LAMP-01", "units"), "132");
    let table = &book.tables()[0];
    let told = |code: &str| table.problems.iter().any(|problem| problem.code == code);
    assert!(told("sku_in_several_warehouses") && table.rows_set_aside == 1, "{:?}", table.problems);
    // Sales of 28 days are none of 30.
    assert_eq!(standing(&mut book, "SYN-BOX-001", "units_sold_30"), "");
    assert_eq!(standing(&mut book, "SYN-BOX-001", "units_sold_7"), "12");
}

#[test]
fn money_of_an_order_line_is_no_price_of_a_unit() {
    let own = "SKU,On hand\n0012345,40\n1E5,12\nAB 12-xy,9\n";
    let mut book = book(Market::Us, &[("own.csv", own), ("all_orders_us.txt", &text_of("all_orders_us.txt"))]);
    for sku in ["0012345", "1E5", "AB 12-xy"] {
        assert_eq!(standing(&mut book, sku, "price_list"), "", "{sku}");
    }
}

#[test]
fn what_orders_say_of_buyers_is_emptied_before_it_is_kept() {
    let text = text_of("all_orders_us.txt");
    let options = ReadOptions { name: "all_orders_us.txt".to_owned(), ..ReadOptions::default() };
    let table = read(text.as_str(), &options);
    let of_buyers: Vec<&str> =
        table.columns().iter().filter(|c| c.usage == Usage::Buyer).map(|c| c.heading.as_str()).collect();
    assert_eq!(of_buyers, ["ship-city", "ship-state", "ship-postal-code", "ship-country", "cpf"]);
    let told = table.problems().iter().find(|problem| problem.code == "buyers_emptied").expect("it is told");
    assert_eq!(told.params, [("headings", of_buyers.join(", "))]);
    let kept = table.without_buyers(&text).expect("it speaks of buyers");
    assert!(text.contains("SYNVILLE") && !kept.contains("SYNVILLE"));
    // Everything else stays: lines, columns, figures.
    let again = read(kept.as_str(), &options);
    let figures = |table: &clearfloor::import::Table| -> Vec<_> {
        table
            .rows()
            .map(|row| (table.line(row), number(table, row, "units"), number(table, row, "line_amount")))
            .collect()
    };
    assert_eq!(figures(&again), figures(&table));
    let buyer = again.field("buyer").expect("the columns are still there");
    assert!(again.rows().all(|row| again.text(row, buyer).is_none()));
}

#[test]
fn other_costs_of_a_sheet_are_in_the_landed_cost() {
    let text = "SKU\tPrice ($)\tCost ($)\tPackaging ($)\tLabel cost ($)\tOther cost ($)\nA\t20\t5\t0.25\t0.10\t0.40\n";
    let table = paste(text);
    assert!(table.columns().iter().all(|c| c.usage == Usage::Used), "{:?}", table.columns());
    let mut book = book(Market::Us, &[("costs.tsv", text)]);
    assert_eq!(standing(&mut book, "A", "cost_packaging"), "0.75");
}

/// The report of transactions as a store of another language heads it, below its explanation.
fn transactions(headings: &str, row: &str) -> String {
    let quoted = |line: &str| line.split('|').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    let above = "\"Includes Amazon Marketplace, Fulfilment by Amazon (FBA), and Amazon Webstore transactions\"\n";
    format!("{above}\"All amounts in USD, unless specified\"\n{}\n{}\n", quoted(headings), quoted(row))
}

#[test]
fn transactions_in_english_are_read_below_their_explanation() {
    let headings = "date/time|settlement id|type|order id|sku|description|quantity|marketplace|order city|product sales|\
                    selling fees|fba fees|other transaction fees|other|total";
    let row =
        "Nov 5, 2026 11:02:59 PM PST|9|Order|111-1|PAD|Desk pad|1|amazon.com|Synville|24.99|-4.25|-6.37|0|0|14.37";
    let text = transactions(headings, row);
    let options = ReadOptions { name: "MonthlyTransaction.csv".to_owned(), ..ReadOptions::default() };
    let table = read(text.as_str(), &options);
    assert_eq!((table.report(), table.row_count()), (Some("DATE_RANGE_TRANSACTIONS"), 1));
    assert!(table.problems().iter().all(|problem| problem.severity != Severity::Error), "{:?}", table.problems());
    let day = table.field("posted_date").and_then(|field| table.day(0, field)).expect("a day");
    assert_eq!(day.to_string(), "2026-11-05");
    assert!(!table.without_buyers(&text).expect("a city").contains("Synville"));
    let own = "SKU\tPrice\tcategory\tlongest-side\tmedian-side\tshortest-side\tunit-of-dimension\t\
               item-package-weight\tunit-of-weight\nPAD\t24.99\toffice\t17.5\t3.2\t3.1\tinches\t1.80\tpounds\n";
    let mut book = book(Market::Us, &[("own.tsv", own), ("MonthlyTransaction.csv", &text)]);
    let body = reconciled(&mut book);
    // The fee of 17 % is found, the one of the tables is not; the quantity is no stock.
    let found: Vec<_> = body.rows.iter().map(|row| (row.fee, row.cause.code)).collect();
    assert_eq!(found, [("referral", "category")], "{:?}", body.left_out);
    assert_eq!((body.charged.entries, standing(&mut book, "PAD", "units")), (2, String::new()));
}

#[test]
fn transactions_in_other_languages_are_named_and_never_guessed() {
    let of = [
        ("de", "Datum/Uhrzeit|Abrechnungsnummer|Typ|Bestellnummer|SKU|Beschreibung|Menge|Marketplace|Umsätze|Gesamt"),
        ("fr", "date/heure|numéro de versement|type|sku|quantité|marketplace|ventes de produits|total"),
        ("it", "Data/Ora:|Numero pagamento|Tipo|Numero ordine|SKU|Quantità|Marketplace|Vendite|totale"),
        ("es", "fecha y hora|identificador de pago|tipo|sku|cantidad|web de Amazon|ventas de productos|total"),
    ];
    for (language, headings) in of {
        let count = headings.split('|').count();
        let text = transactions(headings, &vec!["7"; count].join("|"));
        let options = ReadOptions { name: "transactions.csv".to_owned(), ..ReadOptions::default() };
        let table = read(text.as_str(), &options);
        assert_eq!(table.report(), Some("DATE_RANGE_TRANSACTIONS"), "{language}");
        let told = table.problems().iter().find(|problem| problem.code == "report_language").expect(language);
        assert_eq!((told.severity, told.params[0].1.as_str()), (Severity::Error, language));
        assert_eq!(table.fields().count(), 0, "{language}: {:?}", table.fields().collect::<Vec<_>>());
        let mut book = book(Market::Us, &[("transactions.csv", &text)]);
        assert_eq!(products(&mut book), [], "{language}");
    }
}

#[test]
fn the_older_settlement_makes_no_stock_and_no_charge() {
    let headings = "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\t\
                    transaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\t\
                    shipment-fee-type\tshipment-fee-amount\torder-fee-type\torder-fee-amount\tfulfillment-id\t\
                    posted-date\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\tsku\t\
                    quantity-purchased\tprice-type\tprice-amount\titem-related-fee-type\titem-related-fee-amount";
    let row = "9\t\t\t\t\tUSD\tOrder\t111-1\t\t\tS1\tAmazon.com\t\t\t\t\tAFN\t2026-11-05\t7\t\t\tPAD\t3\tPrincipal\t24.99\t\t";
    let mut book = book(Market::Us, &[("settlement.txt", &format!("{headings}\n{row}\n"))]);
    assert_eq!(products(&mut book), []);
    let body = reconciled(&mut book);
    assert_eq!(body.left_out.iter().map(|left| left.why).collect::<Vec<_>>(), ["no_amount"]);
}

#[test]
fn characters_that_hide_or_turn_text_change_no_figure() {
    // NUL, right-to-left override, a lone surrogate as a decoder leaves it, markup, a formula, a number beyond all.
    let odd = ["\u{0}", "\u{202E}gpj.exe", "\u{FFFD}", "<img src=x onerror=alert(1)>", "=HYPERLINK(\"x\")", "\u{FEFF}"];
    let mut text = "SKU\tTitle\tPrice (USD)\tOn hand\tSupplier\tCategory\n".to_owned();
    for word in odd {
        text.push_str(&format!("S{word}\t{word}\t1e400\t7\t{word}\t{word}\n"));
    }
    let table = paste(&text);
    assert_eq!(table.row_count(), odd.len());
    for row in table.rows() {
        assert_eq!(
            (number(&table, row, "price_list"), number(&table, row, "units_available").as_deref()),
            (None, Some("7"))
        );
    }
    assert!(counts(&table).contains(&("number_scientific", 6)), "{:?}", counts(&table));
    let mut book = book(Market::Us, &[("odd.tsv", &text)]);
    assert_eq!(products(&mut book).len(), odd.len());
    // In a file for a spreadsheet no text begins a formula.
    let csv = book.sheet().expect("it calculates").to_csv();
    let is_formula = |cell: &str| cell.trim_matches('"').starts_with(['=', '@', '+']);
    assert!(!csv.lines().flat_map(|line| line.split(',')).any(is_formula), "{csv}");
}

#[test]
fn ten_thousand_columns_are_read_for_the_few_that_are_known() {
    let wide = (0..10_000).map(|i| format!("column {i}")).collect::<Vec<_>>().join("\t");
    let text = format!("SKU\tPrice (USD)\t{wide}\nA\t9.99\t{}\n", vec!["1"; 10_000].join("\t"));
    let table = paste(&text);
    assert_eq!((table.columns().len(), number(&table, 0, "price_list").as_deref()), (10_002, Some("9.99")));
    let unknown = table.columns().iter().filter(|column| column.usage == Usage::Unknown).count();
    assert_eq!(unknown, 10_000);
    let mut book = book(Market::Us, &[("wide.tsv", &text)]);
    assert_eq!(products(&mut book).len(), 1);
}

/// Whether the expectations of a sample hold what a reference names: `cells.sku`, `sums.units`, `drop_rows.total`.
fn is_expected(file: &toml::Value, reference: &str) -> bool {
    let (part, field) = reference.split_once('.').unwrap_or((reference, ""));
    match file.get(part) {
        Some(toml::Value::Array(entries)) => entries.iter().any(|entry| match part {
            "subsets" => {
                entry["where"].get(field).is_some() || entry.get("field").and_then(|f| f.as_str()) == Some(field)
            }
            _ => entry["field"].as_str() == Some(field),
        }),
        Some(toml::Value::Table(entries)) => entries.contains_key(field),
        Some(_) => field.is_empty(),
        None => false,
    }
}

#[test]
fn every_pitfall_of_every_sample_is_held_by_a_test_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let from = |path: &str| std::fs::read_to_string(root.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"));
    let expected: toml::Table = from("tests/conformance/reports/expected.toml").parse().expect("TOML");
    let page = from("docs/reports.md");
    let mut rows: Vec<(&str, &str, &str)> = Vec::new();
    let pitfalls = page.split("## Pitfalls").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("the list");
    for line in pitfalls.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| sample |")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [file, pitfall, held] = cells[..] else { continue };
        if file != "---" {
            rows.push((file, pitfall, held));
        }
    }
    let mut wanted = 0;
    for file in expected["file"].as_array().expect("samples") {
        let name = file["name"].as_str().expect("a name");
        for pitfall in file["pitfalls"].as_array().expect("pitfalls") {
            let pitfall = pitfall.as_str().expect("words");
            wanted += 1;
            let found: Vec<_> = rows.iter().filter(|row| row.0 == name && row.1 == pitfall).collect();
            assert_eq!(found.len(), 1, "{name}: {pitfall}");
            for held in found[0].2.split("; ") {
                let held = held.trim_matches('`');
                match held.split_once(": ") {
                    Some(("expected", reference)) => assert!(is_expected(file, reference), "{name}: {pitfall}: {held}"),
                    Some((path, test)) => {
                        assert!(from(path).contains(&format!("fn {test}()")), "{name}: {pitfall}: {held}");
                    }
                    None => panic!("{name}: {pitfall}: {held}"),
                }
            }
        }
    }
    assert_eq!(rows.len(), wanted, "a row of the list is of no sample");
    // The other two lists name tests that are there, too.
    let mut named = 0;
    for title in ["## Input made to do harm", "## Getting in and staying"] {
        let list = page.split(title).nth(1).and_then(|rest| rest.split("\n## ").next()).expect(title);
        for held in list.split('`').filter(|held| held.contains(".rs: ") || held.contains(".ts: ")) {
            let (path, test) = held.split_once(": ").expect("a place and a test");
            let source = from(path);
            let is_there = source.contains(&format!("fn {test}("))
                || source.contains(&format!("test(\"{test}"))
                || source.contains(&format!("test(`{test}"));
            assert!(is_there, "{held}");
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}
