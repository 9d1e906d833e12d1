//! The seller's way through the book: typing, tables, results, and what is asked for.
#![allow(clippy::unwrap_used, reason = "what cannot happen to a test ends it")]

#[path = "book/rule_data.rs"]
mod rule_data;
#[path = "book/rules.rs"]
mod rules;
#[path = "book/rules_in_words.rs"]
mod rules_in_words;

use clearfloor::book::compare::Way;
use clearfloor::book::own_fees::{TypedFees, TypedFigure};
use clearfloor::book::{Book, Filter, Sort, Window, read_options};
use clearfloor::date::Day;
use clearfloor::fees::{Market, schedule};
use clearfloor::import::ReadOptions;
use clearfloor::quote::{LineId, Status};

fn day(iso: &str) -> Day {
    Day::parse(iso).unwrap()
}

fn us_file() -> &'static str {
    schedule::file_text(Market::Us)
}

fn book() -> Book {
    Book::new(Day::parse("2026-11-21").unwrap()).unwrap()
}

/// The desk pad of the samples, typed by hand.
fn typed() -> (Book, String) {
    let mut book = book();
    let key = book.add_product();
    for (field, text) in [
        ("title", "Desk pad"),
        ("price_list", "24.99"),
        ("category", "office"),
        ("side_longest", "17.5"),
        ("side_median", "3.2"),
        ("side_shortest", "3.1"),
        ("weight", "1.80"),
        ("cost_unit", "18.20"),
        ("cost_currency", "CNY"),
        ("fx_rate", "7.10"),
        ("cost_freight", "0.92"),
        ("cost_duty_rate", "25.3"),
        ("cost_packaging", "0.25"),
        ("units", "249"),
        ("age_days", "200"),
        ("units_sold_30", "15"),
    ] {
        let view = book.edit(Some(&key), field, text).unwrap();
        assert_eq!(view.problem, None, "{field}");
        assert_eq!((view.source, view.text.as_str()), ("typed", text));
    }
    book.finish().unwrap();
    (book, key)
}

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

#[test]
fn typed_product_has_a_ledger_that_sums_and_every_way_out() {
    let (mut book, key) = typed();
    assert_eq!(book.missing(), []);
    let view = book.product(&key).unwrap();
    let ledger = view.ledger.unwrap();
    // 24.99 − 3.75 referral − 6.15 peak fulfilment − 0.22 fuel surcharge, as in the samples' table.
    assert_eq!(ledger.net_proceeds.unwrap().to_string(), "14.87");
    let sum: i64 = ledger.lines.iter().filter(|l| !l.is_sunk).filter_map(|l| l.amount).map(|a| a.minor()).sum();
    assert_eq!(sum, 1487);
    // Purchase 18.20 / 7.10, duty 25.3 % of it, freight and prep.
    assert_eq!(ledger.profit.unwrap().minor(), 1487 - 438);
    let ids: Vec<&str> = view.outcomes.iter().map(|o| o.scenario.id.as_str()).collect();
    assert_eq!((ids.len(), ids[0]), (15 + 4, "hold"));
    assert_eq!(ids[15..], ["liquidate", "remove", "dispose", "grade_resell"]);
    // What graded units bring only the seller can say.
    let unvalued = view.outcomes.iter().filter(|outcome| outcome.present_value.is_none());
    let unvalued: Vec<_> = unvalued.map(|outcome| (outcome.scenario.id.as_str(), outcome.blocks)).collect();
    assert_eq!(unvalued, [("grade_resell", &["needs_expected_grades"][..])]);
    let best = view.outcomes.iter().find(|outcome| outcome.is_best).unwrap();
    assert_eq!(Some(&best.scenario.id), view.recommended.as_ref());
    let row = &book.rows(&all()).rows[0];
    assert_eq!(row.best.as_ref().map(|b| &b.id), view.recommended.as_ref());
    assert_eq!(row.best_value, best.present_value);
}

#[test]
fn wrong_text_keeps_the_last_good_result_and_says_why() {
    let (mut book, key) = typed();
    let before = book.product(&key).unwrap();
    let view = book.edit(Some(&key), "price_list", "24,99,1").unwrap();
    assert_eq!(view.problem.map(|p| p.code), Some("number_syntax".to_owned()));
    assert_eq!(view.text, "24,99,1");
    let after = book.product(&key).unwrap();
    assert_eq!((after.row.price, after.row.best_value), (before.row.price, before.row.best_value));
    assert_eq!(book.edit(Some(&key), "no_such", "1").unwrap_err().code(), "no_such_field");
    assert_eq!(book.edit(Some("nobody"), "price_list", "1").unwrap_err().code(), "no_such_product");
}

#[test]
fn asks_for_the_exchange_rate_once_for_all() {
    let (mut book, key) = typed();
    book.edit(Some(&key), "fx_rate", "").unwrap();
    book.finish().unwrap();
    let asked = book.missing();
    assert_eq!((asked.len(), asked[0].field, asked[0].key.as_deref()), (1, "fx_rate", None));
    book.edit(None, "fx_rate", "7.10").unwrap();
    book.finish().unwrap();
    assert_eq!(book.missing(), []);
}

#[test]
fn own_prices_stand_beside_the_ladder() {
    let (mut book, key) = typed();
    book.edit(Some(&key), "own_prices", "9.99; 30 %; 8.5折").unwrap();
    let view = book.product(&key).unwrap();
    let own: Vec<&str> = view.outcomes.iter().filter(|o| o.scenario.is_own).map(|o| o.scenario.id.as_str()).collect();
    assert_eq!(own, ["cut-150000", "cut-300000", "price-999"]);
}

#[test]
fn targets_by_profit_margin_and_return_have_their_own_prices() {
    let (mut book, key) = typed();
    let mut ranges = |kind: &str, field: &str, text: &str| {
        book.edit(Some(&key), "target_kind", kind).unwrap();
        let view = book.edit(Some(&key), field, text).unwrap();
        assert_eq!(view.problem, None, "{kind}");
        let view = book.product(&key).unwrap();
        assert_eq!(view.target.unwrap().kind, kind);
        view.target_ranges.first().map(|range| range.from.to_string()).unwrap()
    };
    // Unit cost 4.38; from 10.01 to 50.00 a sale leaves p − 15 % − 6.37.
    // Profit 4.00: p · 0.85 ≥ 14.75, and 17.35 is charged 2.60.
    assert_eq!(ranges("profit", "target_profit", "4.00"), "17.35");
    // A margin of 20 % of the price: p · 0.65 ≥ 10.75, 16.538.
    assert_eq!(ranges("margin_displayed_price", "target_share", "20"), "16.54");
    assert_eq!(ranges("margin_net_revenue", "target_share", "20"), "16.54");
    // Twice the landed cost as profit, 8.76: p · 0.85 ≥ 19.51.
    assert_eq!(ranges("roi_landed_cost", "target_share", "200"), "22.95");
    // Twice the purchase of 18.20 / 7.10, 5.127, as profit: 5.13, p · 0.85 ≥ 15.88.
    assert_eq!(ranges("roi_purchase_cost", "target_share", "200"), "18.68");
    book.edit(Some(&key), "target_kind", "").unwrap();
    assert_eq!(book.product(&key).unwrap().target, None);
}

#[test]
fn target_of_the_book_holds_where_a_product_has_none_and_needs_the_cost() {
    let (mut book, key) = typed();
    book.edit(None, "target_kind", "profit").unwrap();
    book.edit(None, "target_profit", "4").unwrap();
    let view = book.product(&key).unwrap();
    assert_eq!(view.target.map(|target| (target.kind, target.text)), Some(("profit", "4.00".to_owned())));
    assert!(!view.target_ranges.is_empty());
    book.edit(Some(&key), "cost_unit", "").unwrap();
    let view = book.product(&key).unwrap();
    assert!(view.target.is_some() && view.target_ranges.is_empty());
}

#[test]
fn utilization_surcharge_is_named_until_the_ratio_is_known_and_then_counted() {
    let (mut book, key) = typed();
    let codes = |view: &clearfloor::book::view::ProductView| -> Vec<String> {
        view.problems.iter().map(|problem| problem.code.clone()).collect()
    };
    let open = book.product(&key).unwrap();
    assert_eq!((open.utilization, open.outcomes[0].utilization), ("not_given", None));
    assert!(codes(&open).contains(&"utilization_not_counted".to_owned()));
    assert_eq!(book.summary().not_counted, ["low_inventory", "storage_utilization_surcharge"]);

    book.edit(None, "utilization_weeks_standard", "22").unwrap();
    let below = book.product(&key).unwrap();
    assert_eq!((below.utilization, below.outcomes[0].utilization.map(|paid| paid.minor())), ("nothing", Some(0)));
    assert!(codes(&below).contains(&"utilization_nothing".to_owned()));
    assert_eq!(below.outcomes[0].present_value, open.outcomes[0].present_value);

    book.edit(None, "utilization_weeks_standard", "30").unwrap();
    let above = book.product(&key).unwrap();
    assert_eq!(above.utilization, "charged");
    let (paid, storage) = (above.outcomes[0].utilization.unwrap(), above.outcomes[0].storage.unwrap());
    // All 249 units are 200 days old; 0.76 a month beside 2.40 until December and 0.78 from January.
    assert!(paid.minor() > 0 && paid.minor() < storage.minor());
    let months: f64 = above.holding.iter().map(|month| month.utilization).sum();
    assert!((months - paid.to_expectation()).abs() <= 0.5);
    let lost = open.outcomes[0].cash.unwrap().minus(above.outcomes[0].cash.unwrap()).unwrap();
    assert!((lost.minor() - paid.minor()).abs() <= 1);
    assert!(above.required_net.unwrap().minor() > open.required_net.unwrap().minor());
    book.finish().unwrap();
    assert_eq!(book.summary().not_counted, ["low_inventory"]);

    book.edit(Some(&key), "is_new_selection", "yes").unwrap();
    assert_eq!(book.product(&key).unwrap().utilization, "nothing");
}

#[test]
fn grade_and_resell_is_a_way_out_once_the_seller_says_what_to_expect() {
    let (mut book, key) = typed();
    book.edit(Some(&key), "grades", "40 % 15.00; 30 % 12.00").unwrap();
    let view = book.product(&key).unwrap();
    let outcome = |id: &str| view.outcomes.iter().find(|outcome| outcome.scenario.id == id).unwrap();
    let graded = outcome("grade_resell");
    assert_eq!((graded.blocks, graded.irrevocable), (&[][..], &["sold_as_used"][..]));
    // Net of a sale 15.00 − 2.25 − 6.15 − 0.22 = 6.38 and 12.00 − 1.80 − 6.15 − 0.22 = 3.83; thirty days of storage
    // 0.1005 · (10 · 2.40/30 + 20 · 2.40/31) = 0.24; grading 1.80. 0.4 · 4.34 + 0.3 · 1.79 = 2.273 -> 2.27 later,
    // 0.3 · 2.27 = 0.681 -> 0.68 for disposal at once.
    assert_eq!(outcome("dispose").net_per_unit.unwrap().to_string(), "-2.27");
    assert_eq!(graded.net_per_unit.unwrap().to_string(), "1.59");
    assert_eq!(graded.cash_path.last().unwrap().day.to_string(), "2026-12-21");
    // It takes part in the list, the floor and what is left at the end.
    book.edit(Some(&key), "grades", "100 % 24.00").unwrap();
    let better = book.product(&key).unwrap();
    assert!(better.required_net.unwrap().minor() > view.required_net.unwrap().minor());
    assert_eq!(book.edit(Some(&key), "grades", "24.00").unwrap().problem.unwrap().code, "grades_syntax");
    for (field, text) in [("grades", "90 % 20"), ("side_longest", "30")] {
        book.edit(Some(&key), field, text).unwrap();
    }
    // How the old names of oversize tiers map is not published.
    let oversize = book.product(&key).unwrap();
    let graded = oversize.outcomes.iter().find(|outcome| outcome.scenario.id == "grade_resell").unwrap();
    assert_eq!((graded.present_value, graded.unknown.as_slice()), (None, &["grade_and_resell".to_owned()][..]));
}

#[test]
fn low_inventory_fee_is_charged_named_or_free_by_what_is_known() {
    let (mut book, key) = typed();
    let mut line = |fields: &[(&str, &str)]| {
        for (field, text) in fields {
            assert_eq!(book.edit(Some(&key), field, text).unwrap().problem, None, "{field}");
        }
        let view = book.product(&key).unwrap();
        let not_counted = view.problems.iter().any(|problem| problem.field.as_deref() == Some("low_inventory"));
        let ledger = view.ledger.unwrap();
        let amount = ledger.line(LineId::LowInventory).and_then(|line| line.amount).map(|amount| amount.to_string());
        (amount, not_counted)
    };
    // Nothing known: it is named. Fewer than 20 units in the week: free.
    assert_eq!(line(&[]), (None, true));
    assert_eq!(line(&[("units_sold_7", "19")]), (None, false));
    assert_eq!(line(&[("units_sold_7", "20")]), (None, true));
    // Large standard up to 3 lb: 0.70 a unit from 14 to 21 days.
    let charged = line(&[("days_of_supply_30", "12.5"), ("days_of_supply_90", "20.9")]);
    assert_eq!(charged, (Some("-0.70".to_owned()), false));
    assert_eq!(line(&[("days_of_supply_90", "28")]), (None, false));
    assert_eq!(line(&[("days_of_supply_90", "20"), ("is_low_inventory_exempt", "yes")]), (None, false));
    assert_eq!(line(&[("is_low_inventory_exempt", ""), ("is_auto_replenished", "yes")]), (None, false));
}

#[test]
fn table_out_names_what_is_recommended() {
    let (mut book, _) = typed();
    let csv = book.sheet().unwrap().to_csv();
    let mut lines = csv.lines();
    let headings: Vec<&str> = lines.next().unwrap().split(',').collect();
    let cells: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(headings.len(), cells.len());
    let cell = |name: &str| cells[headings.iter().position(|h| *h == name).unwrap()];
    assert_eq!((cell("net_per_unit"), cell("fulfilment"), cell("profit")), ("14.87", "-6.15", "10.49"));
    assert!(!cell("recommended").is_empty() && !cell("floor").is_empty());
}

/// The three US samples on the day they were made for.
fn samples() -> Book {
    let mut book = book();
    for name in ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
        let view = book.add_table(text.trim_start_matches('\u{feff}'), &options);
        assert_eq!(view.rows_set_aside, 0, "{name}");
    }
    book.finish().unwrap();
    book
}

#[test]
fn samples_give_every_product_its_way_out() {
    let mut book = samples();
    let rows = book.rows(&Window { sort: Sort::Sku, is_descending: false, ..all() });
    let read: Vec<_> = rows
        .rows
        .iter()
        .map(|row| {
            let net = row.net_per_unit.map(|m| m.to_string()).unwrap_or_default();
            (row.sku.as_str(), row.units, net, row.best.as_ref().map_or("", |best| best.id.as_str()))
        })
        .collect();
    let expected = [
        ("000-777", 36.0, "21.56", "liquidate"),
        ("0012345", 249.0, "14.87", "cut-150000"),
        ("1E5", 90.0, "5.51", "hold"),
        ("AB 12-xy", 1265.0, "2.26", "liquidate"),
        ("BIG-BASKET-3", 64.0, "15.06", "liquidate"),
        ("CAFÉ-MUG-12", 442.0, "4.25", "hold"),
        ("GIFT-BOW-100", 304.0, "3.01", "liquidate"),
        ("LUNA-LAMP-BLK", 129.0, "18.16", "hold"),
        ("LUNA-LAMP-BLK", 7.0, "13.07", "hold"),
        ("OOS-MAT-01", 0.0, "5.86", "hold"),
        ("TEA-TIN-GRN", 99.0, "4.50", "hold"),
        ("YOGA-STRAP-2", 50.0, "4.13", "hold"),
    ];
    assert_eq!(read, expected.map(|(sku, units, net, best)| (sku, units, net.to_owned(), best)));
    assert_eq!(book.missing(), []);
    let summary = book.summary();
    assert_eq!((summary.products, summary.ready, summary.to_act), (12, 12, 5));
    assert_eq!(summary.deadline.unwrap().date.to_string(), "2026-12-14");
    assert_eq!(summary.assumed_tables, ["fulfilment_2026"]);
}

#[test]
fn samples_point_out_the_old_fee_the_unmeasured_item_and_what_does_not_add_up() {
    let mut book = samples();
    let mut codes = |key: &str| -> Vec<String> {
        book.product(key).unwrap().problems.into_iter().map(|problem| problem.code).collect()
    };
    assert!(codes("GIFT-BOW-100").contains(&"preview_fee_outdated".to_owned()));
    assert!(codes("TEA-TIN-GRN").contains(&"size_by_own_sheet".to_owned()));
    assert!(codes("TEA-TIN-GRN").contains(&"ages_above_stock".to_owned()));
    assert!(codes("YOGA-STRAP-2").contains(&"removal_pending".to_owned()));
    assert!(codes("LUNA-LAMP-BLK\u{1f}New").contains(&"sku_in_conditions".to_owned()));
    // The printed fee of 2025 is not used: 6.29 and 0.22 are charged today.
    let ledger = book.product("GIFT-BOW-100").unwrap().ledger.unwrap();
    let price = ledger.line(LineId::Price).unwrap();
    assert_eq!(price.status, Status::Report);
    let amounts: Vec<i64> = ledger.lines.iter().filter_map(|line| line.amount).map(|amount| amount.minor()).collect();
    assert!(amounts.contains(&-629) && amounts.contains(&-22) && !amounts.contains(&-587));
}

#[test]
fn order_of_tables_and_rows_does_not_matter() {
    let straight = samples().sheet().unwrap();
    let mut book = book();
    for name in ["cost_sheet_us.csv", "fee_preview_us.txt", "fba_inventory_us.txt"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        let headings = if name.starts_with("cost") { 2 } else { 1 };
        lines[headings..].reverse();
        book.add_table(lines.join("\r\n"), &ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
    }
    assert_eq!(book.sheet().unwrap(), straight);
}

#[test]
fn own_sheet_with_bare_dollar_signs_is_in_the_currency_of_the_store() {
    let mut book = book();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports/pasted_from_excel.tsv");
    let text = std::fs::read_to_string(path).unwrap();
    let options = ReadOptions { name: "paste".to_owned(), is_clipboard: true, ..ReadOptions::default() };
    let view = book.add_table(&text, &options);
    assert!(view.columns.iter().all(|column| !column.is_question), "{:?}", view.columns);
    book.finish().unwrap();
    let rows = book.rows(&Window { sort: Sort::Sku, is_descending: false, ..all() }).rows;
    let pad = rows.iter().find(|row| row.sku == "0012345").unwrap();
    // The seller's own fee, 5.42, and referral rate stand in the sheet: 24.99 − 3.75 − 5.42.
    assert_eq!(pad.price.unwrap().to_string(), "24.99");
    assert_eq!(pad.net_per_unit.unwrap().to_string(), "15.82");
    assert_eq!(pad.units, 250.0);
}

#[test]
fn chinese_sheet_keeps_costs_in_yuan_and_asks_for_the_rate() {
    let mut book = book();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports/cn_seller_sheet.csv");
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(clearfloor::import::detect(&bytes).label(), "gb18030");
    let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
    book.add_table(text, &ReadOptions { name: "cn_seller_sheet.csv".to_owned(), ..ReadOptions::default() });
    book.finish().unwrap();
    let asked = book.missing();
    assert_eq!((asked[0].field, asked[0].key.as_deref()), ("fx_rate", None));
    assert!(asked.iter().any(|fact| fact.field == "category" && fact.sku == "BIG-BASKET-3"));
    // Sizes are asked for in the unit they will be read in: the marketplace's until the seller chooses another.
    let key = asked.iter().find_map(|fact| fact.key.clone()).unwrap();
    let units = |book: &Book| -> Vec<_> {
        let of_product = book.missing().into_iter().filter(|fact| fact.key.as_ref() == Some(&key));
        of_product.filter(|fact| fact.unit.is_some()).map(|fact| (fact.field, fact.unit.unwrap())).collect()
    };
    assert_eq!(units(&book)[0], ("side_longest", "in"));
    book.edit_many(std::slice::from_ref(&key), "dim_unit", "cm").unwrap();
    book.edit_many(std::slice::from_ref(&key), "weight_unit", "g").unwrap();
    book.finish().unwrap();
    let asked = [("side_longest", "cm"), ("side_median", "cm"), ("side_shortest", "cm"), ("weight", "g")];
    assert_eq!(units(&book), asked);
}

#[test]
fn chinese_sheet_with_units_on_its_words_and_a_day_of_receipt_needs_no_more_measures_and_ages() {
    let mut book = book();
    let sheet = "SKU\t售价\t库存\t近30天销量\t长cm\t宽cm\t高cm\t重量g\t入库日期\nA-1\t$12.99\t0.3万\t120\t40\t30\t2\t350\t2026年2月3日\n";
    book.add_table(sheet, &ReadOptions { name: "paste".to_owned(), is_clipboard: true, ..ReadOptions::default() });
    book.finish().unwrap();
    let asked: Vec<_> = book.missing().iter().map(|fact| fact.field).collect();
    assert!(!asked.iter().any(|field| field.starts_with("side_") || *field == "weight"), "{asked:?}");
    let key = book.rows(&all()).rows[0].key.clone();
    let view = book.product(&key).unwrap();
    let field = |name: &str| view.fields.iter().find(|field| field.field == name).unwrap().text.clone();
    assert_eq!((field("age_days"), field("weight"), field("weight_unit")), ("291".into(), "350".into(), "g".into()));
    assert_eq!(field("units"), "3000");
}

#[test]
fn price_under_the_hand_brings_what_the_same_own_price_would_and_changes_nothing() {
    let (mut book, key) = typed();
    let before = book.product(&key).unwrap();
    let tried = book.try_price(&key, 1749).unwrap().unwrap();
    assert_eq!(book.product(&key).unwrap(), before);
    book.edit(Some(&key), "own_prices", "17.49").unwrap();
    let own = book.product(&key).unwrap().outcomes.into_iter().find(|o| o.scenario.is_own).unwrap();
    assert_eq!(tried.present_value, own.present_value);
    assert_eq!(tried.against_hold, own.against_hold);
    assert_eq!(tried.clears_on, own.clears_on);
    assert!(book.try_price(&key, -1).is_err());
}

#[test]
fn compared_ways_say_what_each_changes_against_the_base_to_the_cent() {
    let (mut book, key) = typed();
    let typed = |text: &str| Way::Typed(text.to_owned());
    let ways = [Way::Scenario("hold".to_owned()), typed("17.49"), typed("7折"), typed("17.4x")];
    let columns = book.compare(&key, &ways, 0).unwrap();
    let outcome = |place: usize| columns[place].outcome.as_ref().unwrap();
    assert_eq!(columns[0].change, None);
    // 24.99 − 14.87.
    assert_eq!(columns[0].fees.unwrap().to_string(), "10.12");
    let change = columns[1].change.as_ref().unwrap();
    assert_eq!(change.present_value, outcome(1).against_hold);
    let fees = columns[1].fees.unwrap();
    assert_eq!(change.fees, Some(fees.minus(columns[0].fees.unwrap()).unwrap()));
    assert_eq!(fees.plus(outcome(1).net_per_unit.unwrap()).unwrap().minor(), 1749);
    assert_eq!(outcome(2).scenario.price.unwrap().minor(), 1749);
    assert!(columns[3].problem.is_some() && columns[3].outcome.is_none());
    let turned = book.compare(&key, &ways, 1).unwrap();
    let back = turned[0].change.as_ref().unwrap();
    assert_eq!(back.cash.unwrap().minor(), -change.cash.unwrap().minor());
}

#[test]
fn what_if_answers_as_an_edit_would_and_leaves_the_book_as_it_was() {
    let (mut book, key) = typed();
    let before = (book.product(&key).unwrap(), book.progress(), book.rows(&all()));
    let would = book.what_if(&key, "price_list", "19.99").unwrap();
    assert_eq!((book.product(&key).unwrap(), book.progress(), book.rows(&all())), before);
    assert!(book.what_if(&key, "price_list", "cheap").unwrap().field.problem.is_some());
    assert_eq!(book.product(&key).unwrap(), before.0);
    book.edit(Some(&key), "price_list", "19.99").unwrap();
    assert_eq!(would.product, book.product(&key).unwrap());
}

/// The seller's own figure for the referral fee of office products, as typed.
fn own_referral(figure: &str) -> TypedFees {
    let library = book().fee_library(Market::Us, us_file(), day("2026-11-21")).unwrap();
    let referral = library.tables.iter().find(|table| table.name == "referral").unwrap();
    let row = referral.rows.iter().find(|row| row.cells.iter().any(|cell| cell.text == "Office Products")).unwrap();
    let path = row.cells.iter().find(|cell| cell.name == "pct").unwrap().path.clone().unwrap();
    let text = |text: &str| text.to_owned();
    let own = TypedFigure {
        table: text("referral"),
        path,
        from: text("2026-11-01"),
        to: String::new(),
        text: figure.to_owned(),
        name: text("letter"),
    };
    TypedFees { file: None, figures: vec![own] }
}

#[test]
fn own_fee_is_used_marked_and_taken_back() {
    let (mut book, key) = typed();
    let line = |book: &mut Book| {
        let ledger = book.product(&key).unwrap().ledger.unwrap();
        let line = ledger.line(LineId::Referral).unwrap();
        (line.amount.unwrap().minor(), line.status, line.fee)
    };
    let before = line(&mut book);
    let taken = book.set_own_fees(Market::Us, us_file(), &own_referral("12 %")).unwrap();
    assert_eq!(taken.figure_problems, [None]);
    let (amount, status, row) = line(&mut book);
    // 12 % of 24.99.
    assert_eq!((amount, status), (-300, Status::Yours));
    assert_eq!(book.fee_source(row.unwrap()).own.as_deref(), Some("letter"));
    book.set_own_fees(Market::Us, us_file(), &TypedFees::default()).unwrap();
    assert_eq!(line(&mut book), before);
}

#[test]
fn own_fee_that_cannot_be_read_leaves_the_tables_in_force() {
    let (mut book, key) = typed();
    let net = |book: &mut Book| book.product(&key).unwrap().row.net_per_unit;
    let before = net(&mut book);
    let taken = book.set_own_fees(Market::Us, us_file(), &own_referral("twelve")).unwrap();
    assert_eq!(taken.figure_problems[0].as_ref().map(|problem| problem.code()), Some("number_syntax"));
    assert_eq!(net(&mut book), before);
}

#[test]
fn two_days_differ_by_what_the_ledgers_of_both_days_say() {
    let (mut book, key) = typed();
    let (now, then) = (day("2026-11-21"), day("2027-01-15"));
    let progress = book.compare_fees(now, then, 10).unwrap();
    assert_eq!((progress.done, progress.total), (1, 1));
    let found = book.fee_change(10).unwrap();
    let net = |book: &mut Book, on| {
        book.set_today(on);
        book.product(&key).unwrap().row.net_per_unit.unwrap()
    };
    let more = net(&mut book, now).minus(net(&mut book, then)).unwrap();
    let change = &found.rows[0];
    // The peak ends: a unit sold is cheaper, and so is a month of storage.
    assert!(more.minor() < 0);
    assert_eq!(change.per_unit, Some(more));
    let families: Vec<&str> = found.families.iter().map(|family| family.part.family()).collect();
    assert!(families.contains(&"fulfilment") && families.contains(&"storage_monthly"), "{families:?}");
    // 2.40 − 0.78 a cubic foot and month, for 249 units of 17.5 × 3.2 × 3.1 inches.
    let storage = found.families.iter().find(|family| family.part.family() == "storage_monthly").unwrap();
    assert_eq!(storage.per_month.unwrap().to_string(), "-40.53");
    assert!(found.assumed.iter().any(|table| table == "fulfilment_2026"));
    assert!(book.fee_change(10).is_none(), "another day is another book");
}

#[test]
fn a_box_in_centimetres_typed_as_inches_is_questioned() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let key = book.add_product();
    for (field, text) in [
        ("price_list", "24.99"),
        ("category", "home"),
        ("side_longest", "25"),
        ("side_median", "18"),
        ("side_shortest", "12"),
        ("dim_unit", "in"),
        ("weight", "0.9"),
        ("weight_unit", "lb"),
        ("units", "40"),
    ] {
        book.edit(Some(&key), field, text).unwrap();
    }
    let question = |book: &mut Book| {
        book.product(&key).unwrap().problems.into_iter().find(|problem| problem.code == "length_unit_question")
    };
    let asked = question(&mut book).unwrap();
    assert_eq!(asked.field.as_deref(), Some("side_longest"));
    assert!(asked.params.contains(&("second".to_owned(), "cm".to_owned())));
    book.edit(Some(&key), "dim_unit", "cm").unwrap();
    assert_eq!(question(&mut book), None);
}

#[test]
fn the_unit_of_a_size_is_switched_without_loss() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let text = "SKU\tPackage dimensions (in)\tPackage weight (lb)\nlamp\t17.5 x 3.2 x 3.1\t1.8\n";
    book.add_table(text, &read_options("", true, None, &[]).unwrap());
    for (field, text) in [("price_list", "24.99"), ("category", "home"), ("units", "40"), ("units_sold_30", "9")] {
        book.edit(Some("lamp"), field, text).unwrap();
    }
    let shown = |book: &mut Book, field: &str| {
        book.product("lamp").unwrap().fields.into_iter().find(|view| view.field == field).unwrap().text
    };
    let before = book.product("lamp").unwrap();
    assert_eq!((shown(&mut book, "side_longest").as_str(), shown(&mut book, "weight").as_str()), ("17.5", "1.8"));
    book.edit(Some("lamp"), "dim_unit", "cm").unwrap();
    book.edit(Some("lamp"), "weight_unit", "g").unwrap();
    assert_eq!((shown(&mut book, "side_longest").as_str(), shown(&mut book, "weight").as_str()), ("44.45", "816.4663"));
    let after = book.product("lamp").unwrap();
    assert_eq!((after.ledger, after.outcomes), (before.ledger, before.outcomes));
    book.edit(Some("lamp"), "dim_unit", "in").unwrap();
    assert_eq!(shown(&mut book, "side_longest"), "17.5");
}
