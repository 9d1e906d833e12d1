//! Formulas of ledger lines with their amounts, for every kind of line: `tests/golden/spreadsheet.tsv` holds
//! them, and `tests/web/spreadsheet.test.mjs` puts each into a formula engine and compares to the cent.
//!
//! After a wanted change write the file anew with `WRITE_GOLDEN=1 cargo test --test spreadsheet`.
#![allow(clippy::unwrap_used, reason = "what cannot happen to a test ends it")]

use clearfloor::book::{Book, Filter, Sort, Window};
use clearfloor::date::Day;
use clearfloor::import::ReadOptions;
use clearfloor::quote::Ledger;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn all() -> Window {
    Window {
        offset: 0,
        count: 100,
        sort: Sort::Gain,
        is_descending: true,
        filter: Filter::default(),
        group: None,
        open: Vec::new(),
    }
}

/// A product of 17.5 x 3.2 x 3.1 in and 1.80 lb with more fields.
fn typed(book: &mut Book, more: &[(&str, &str)]) -> String {
    let key = book.add_product();
    let plain = [
        ("price_list", "24.99"),
        ("category", "office"),
        ("side_longest", "17.5"),
        ("side_median", "3.2"),
        ("side_shortest", "3.1"),
        ("weight", "1.80"),
        ("units", "249"),
        ("age_days", "200"),
        ("units_sold_30", "15"),
    ];
    for (field, text) in plain.iter().chain(more) {
        let view = book.edit(Some(&key), field, text).unwrap();
        assert_eq!(view.problem, None, "{field}");
    }
    key
}

/// Products that have every kind of line between them.
fn book() -> (Book, Vec<String>) {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    for name in ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
        // One printed referral fee that no category charges is carried over as a share.
        book.add_table(text.trim_start_matches('\u{feff}').replace("\t3.75\t", "\t3.33\t"), &options);
    }
    book.finish().unwrap();
    let mut keys: Vec<String> = book.rows(&all()).rows.into_iter().map(|row| row.key).collect();
    let of_own = [("fulfilment_channel", "own_fulfilment"), ("own_shipping", "4.35"), ("own_packing", "0.40")];
    keys.extend([
        typed(
            &mut book,
            &[("category", "furniture"), ("price_list", "249.90"), ("cost_unit", "31.40"), ("fx_rate", "6.77")],
        ),
        typed(&mut book, &[("category", "jewelry"), ("price_list", "399.50"), ("ad_rate", "7.5")]),
        typed(
            &mut book,
            &[("category", "books"), ("ad_rate", "10"), ("is_sipp", "yes"), ("has_lithium_battery", "yes")],
        ),
        typed(&mut book, &[("return_rate", "9"), ("unsellable_share", "33.3"), ("fee_returns_processing", "2.15")]),
        typed(
            &mut book,
            &[
                ("return_rate", "9"),
                ("unsellable_share", "50"),
                ("category", "clothing"),
                ("fee_returns_processing", "2.15"),
            ],
        ),
        typed(&mut book, &[("days_of_supply_30", "10"), ("days_of_supply_90", "12"), ("fee_referral_rate", "12.345")]),
        typed(
            &mut book,
            &[
                of_own[0],
                of_own[1],
                of_own[2],
                ("payment_rate", "2.9"),
                ("return_rate", "4"),
                ("unsellable_share", "20"),
            ],
        ),
        typed(
            &mut book,
            &[("fee_fulfilment", "5.55"), ("cost_unit", "18.20"), ("fx_rate", "7.10"), ("cost_duty_rate", "25.3")],
        ),
    ]);
    (book, keys)
}

fn collect(ledger: &Ledger, found: &mut BTreeMap<String, String>, kinds: &mut BTreeSet<(&'static str, &'static str)>) {
    for line in &ledger.lines {
        assert_eq!(line.spreadsheet.is_some(), line.amount.is_some(), "{:?}", line.id);
        let Some((formula, amount)) = line.spreadsheet.clone().zip(line.amount) else { continue };
        kinds.insert((line.id.code(), line.formula));
        found.insert(formula, amount.to_string());
    }
}

#[test]
fn formulas_of_all_lines_stand_in_the_golden_file() {
    let (mut book, keys) = book();
    let (mut found, mut kinds) = (BTreeMap::new(), BTreeSet::new());
    for key in keys {
        let price = book.product(&key).unwrap().row.price.unwrap().minor();
        // Tens and halves of a dollar bring shares to half a cent.
        for price in [price, 1250, 1290, 999, 1, price * 3 + 7] {
            collect(&book.ledger(&key, price).unwrap(), &mut found, &mut kinds);
        }
    }
    let formulas: BTreeSet<&str> = kinds.iter().map(|kind| kind.1).collect();
    for formula in [
        "share_of_price",
        "share_as_printed",
        "flat_fee",
        "as_given",
        "as_given_with_surcharge",
        "row_by_weight_and_price",
        "share_of_fulfilment",
        "by_days_of_supply",
        "share_and_fixed",
        "expected_returns",
        "expected_processing",
        "share_or_minimum",
        "share_by_slice_or_minimum",
        "sum_of_costs",
        "price",
    ] {
        assert!(formulas.contains(formula), "no line of the kind {formula}: {kinds:?}");
    }
    let text: String = found.iter().map(|(formula, amount)| format!("{formula}\t{amount}\n")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/spreadsheet.tsv");
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}
