//! The command as a shell calls it.
#![allow(clippy::expect_used, reason = "what cannot happen to a test ends it")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/reports")
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clearfloor")).args(arguments).current_dir(samples()).output().expect("it starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The three US samples, as in the README.
const US: [&str; 9] = [
    "compute",
    "--in",
    "fba_inventory_us.txt",
    "--in",
    "fee_preview_us.txt",
    "--in",
    "cost_sheet_us.csv",
    "--on",
    "2026-11-21",
];

fn us(more: &[&str]) -> Output {
    run(&[&US, more].concat())
}

#[test]
fn orders_are_the_history_of_a_forecast_and_of_buying_again() {
    let tables = ["--in", "fba_inventory_us.txt", "all_orders_us.txt", "--on", "2026-11-21"];
    let listed = run(&[&["forecast"], &tables[..], &["--format", "json"]].concat());
    let text = out(&listed);
    let body: Value = serde_json::from_str(&text).expect("JSON");
    let rows = body.get("rows").and_then(Value::as_array).expect("rows");
    let pad = rows.iter().find(|row| row.get("sku") == Some(&Value::from("0012345"))).expect("its orders");
    assert_eq!(pad.get("basis"), Some(&Value::from("tables")), "{}", told(&listed));
    let again = run(&[&["restock"], &tables[..], &["--sku", "0012345", "--say", "lead_days=30"]].concat());
    let found: Value = serde_json::from_str(&out(&again)).expect("JSON");
    let restock = found.get("restock").expect("an answer");
    let source = restock.pointer("/sources/0").expect("a file");
    // Ten lines: one cancelled, three of a SKU that lies there in two conditions or not at all.
    assert_eq!(
        (source.get("rows"), source.get("cancelled")),
        (Some(&Value::from(6)), Some(&Value::from(1))),
        "{source}"
    );
    assert_eq!(restock.pointer("/outlook/basis"), Some(&Value::from("tables")));
}

#[test]
fn forecasts_are_taken_over_into_pace_and_season_when_asked() {
    let tables = ["--in", "fba_inventory_us.txt", "all_orders_us.txt", "--on", "2026-11-21"];
    let taken = run(&[&["forecast", "--take-over", "--format", "json"], &tables[..]].concat());
    let body: Value = serde_json::from_str(&out(&taken)).expect("JSON");
    let pad = body.as_array().and_then(|all| all.iter().find(|one| one.get("sku") == Some(&Value::from("0012345"))));
    let text = |field: &str| pad.and_then(|pad| pad.get(field)).and_then(Value::as_str).expect("taken over");
    assert!(text("salesSeason").starts_with("forecast 2026-11-21 "), "{}", out(&taken));
    // One product then goes by the pace that the list prints.
    let look = ["--sku", "0012345"];
    let again = run(&[&["product", "--take-over"], &tables[..], &look].concat());
    assert!(out(&again).contains(&format!("\"{}\"", text("unitsPerDay"))), "{}", out(&again));
    assert_ne!(out(&again), out(&run(&[&["product"], &tables[..], &look].concat())));
    let refused = run(&[&["health", "--take-over"], &tables[..]].concat());
    assert!(told(&refused).contains("--take-over goes with compute"), "{}", told(&refused));
}

#[test]
fn ets_is_tried_on_the_list_when_asked_and_on_one_product_always() {
    // A level that wanders, which is what a library of such models is for.
    let weeks = [31, 38, 35, 44, 41, 48, 45, 50, 44, 47, 41, 45, 39, 41, 35, 38, 34, 31, 37, 35, 42, 38, 44, 47];
    let day = |week: usize| {
        clearfloor::book::Day::parse("2026-06-13").expect("a day").plus(7 * i32::try_from(week).expect("few"))
    };
    let rows: Vec<String> = weeks.iter().enumerate().map(|(week, units)| format!("{} {units}", day(week))).collect();
    let sheet = std::env::temp_dir().join(format!("clearfloor-ets-{}.json", std::process::id()));
    let pasted = serde_json::json!([{ "key": "0012345", "texts": [{ "field": "sales", "text": rows.join("\n") }] }]);
    std::fs::write(&sheet, pasted.to_string()).expect("written");
    let path = sheet.to_str().expect("text");
    let tables = ["--in", "fba_inventory_us.txt", "--on", "2026-11-28"];
    let list = |more: &[&str]| -> Value {
        let output = run(&[&["forecast"], &tables[..], &["--format", "json", "--sheet", path], more].concat());
        serde_json::from_str(&out(&output)).expect("JSON")
    };
    let (plain, tried) = (list(&[]), list(&["--ets"]));
    assert_eq!((plain.get("etsTried"), plain.get("etsJudged")), (Some(&Value::from(0)), Some(&Value::from(0))));
    assert_eq!(tried.get("etsJudged"), Some(&Value::from(1)), "{tried}");
    // It is chosen only where it errs less, so the list as a whole never errs more.
    let mase = |body: &Value| body.pointer("/rows/0/mase").and_then(Value::as_f64).expect("judged");
    assert!(mase(&tried) <= mase(&plain), "{} {}", mase(&tried), mase(&plain));
    let sales = format!("sales={}", rows.join("\n"));
    let again = run(&[&["restock"], &tables[..], &["--sku", "0012345", "--say", &sales]].concat());
    let found: Value = serde_json::from_str(&out(&again)).expect("JSON");
    assert_eq!(found.pointer("/restock/outlook/ets"), Some(&Value::from("judged")), "{}", told(&again));
    let judged = found.pointer("/restock/outlook/judged").and_then(Value::as_array).expect("a list");
    let own = judged.iter().find(|one| one.get("code") == Some(&Value::from("ets"))).expect("judged");
    assert!(own.get("rmse").and_then(Value::as_f64).is_some_and(|error| error > 0.0), "{own}");
    let refused = run(&[&["restock"], &tables[..], &["--sku", "0012345", "--ets"]].concat());
    assert!(told(&refused).contains("--ets goes with forecast"), "{}", told(&refused));
    std::fs::remove_file(&sheet).expect("removed");
}

#[test]
fn gives_a_row_for_each_product_and_points_out_what_is_odd() {
    let output = us(&["--format", "json", "--fx", "CNY=7.1"]);
    let rows: Vec<Value> = serde_json::from_str(&out(&output)).expect("JSON");
    let skus: BTreeSet<&str> = rows.iter().filter_map(|row| row.get("sku")?.as_str()).collect();
    // One of the eleven lies there in two conditions.
    assert_eq!((skus.len(), rows.len()), (11, 12), "{}", told(&output));
    for name in ["sku", "net_per_unit", "floor", "pays_full_cost", "value_hold", "recommended", "gain", "next_deadline"]
    {
        assert!(rows.iter().all(|row| row.get(name).is_some()), "{name}");
    }
    // One fee of the sample is deliberately old, one item deliberately not measured.
    assert!(told(&output).contains("preview_fee_outdated (warning) sku=GIFT-BOW-100"), "{}", told(&output));
    assert!(told(&output).contains("fee_preview_us.txt:12:11: not_measured (warning) sku=TEA-TIN-GRN"));
    // The seller's own sheet measures it, so nothing is left to ask.
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
}

#[test]
fn results_are_printed_when_facts_are_missing() {
    let output = run(&["compute", "--in", "fba_inventory_us.txt", "fee_preview_us.txt", "--on", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 13);
    let asked = |line: &str| line.starts_with("fact_missing (question) sku=TEA-TIN-GRN field=side_longest");
    assert!(told(&output).lines().any(asked), "{}", told(&output));
}

#[test]
fn gives_the_same_figures_in_both_forms() {
    let csv = out(&us(&["--fx", "CNY=7.1"]));
    let json: Vec<Value> = serde_json::from_str(&out(&us(&["--format", "json", "--fx", "CNY=7.1"]))).expect("JSON");
    let headings: Vec<&str> = csv.lines().next().expect("headings").split(',').collect();
    let first = json.first().and_then(Value::as_object).expect("a product");
    assert_eq!(headings, first.keys().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(csv.lines().count(), 1 + json.len());
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let turned = run(&[
        "compute",
        "--in",
        "cost_sheet_us.csv",
        "fee_preview_us.txt",
        "fba_inventory_us.txt",
        "--on",
        "2026-11-21",
    ]);
    let sorted = |output: &Output| {
        let mut lines: Vec<String> = out(output).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&turned), sorted(&us(&[])));
}

#[test]
fn reads_bytes_by_the_encoding_found_in_them() {
    let folder = std::env::temp_dir().join(format!("clearfloor-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder of its own");
    let table = "SKU,标题,库存,售价\nA-1,桌垫 大号 加厚防滑,12,19.99\n";
    let mut rows = Vec::new();
    for (name, bytes) in [
        ("utf-8.csv", table.as_bytes().to_vec()),
        ("gbk.csv", encoding_rs::GB18030.encode(table).0.into_owned()),
        ("utf-16.csv", [0xFF, 0xFE].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect()),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("written");
        let output = run(&["compute", "--in", &path.display().to_string(), "--on", "2026-11-21"]);
        assert!(out(&output).contains("桌垫 大号 加厚防滑"), "{name}: {}", told(&output));
        rows.push(out(&output));
    }
    std::fs::remove_dir_all(&folder).expect("removed");
    assert!(rows.iter().all(|row| Some(row) == rows.first()));
}

#[test]
fn says_where_an_encoding_is_a_guess_and_takes_another_by_word() {
    let folder = std::env::temp_dir().join(format!("clearfloor-guess-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder of its own");
    let path = folder.join("own.csv").display().to_string();
    let table = "SKU|Title|Units|Price\nA-1|PROMOÇÃO|12|19.99\n";
    std::fs::write(&path, encoding_rs::WINDOWS_1252.encode(table).0).expect("written");
    let calculate = |more: &[&str]| run(&[&["compute", "--in", &path, "--on", "2026-11-21"], more].concat());
    let found = calculate(&[]);
    let chosen = calculate(&["--encoding", "cp1252", "--separator", "pipe"]);
    std::fs::remove_dir_all(&folder).expect("removed");
    assert!(told(&found).contains("encoding_guessed gb18030, windows-1252 as likely"), "{}", told(&found));
    assert!(!out(&found).contains("PROMOÇÃO"));
    assert!(out(&chosen).contains("PROMOÇÃO"), "{}", told(&chosen));
    assert!(!told(&chosen).contains("encoding_guessed"));
}

#[test]
fn a_problem_stands_with_file_and_line() {
    let folder = std::env::temp_dir().join(format!("clearfloor-problem-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder of its own");
    let path = folder.join("own.csv");
    std::fs::write(&path, "SKU,Units,Price (USD)\nA-1,12,19.99\nA-2,3,about ten\n").expect("written");
    let output = run(&["compute", "--in", &path.display().to_string(), "--on", "2026-11-21"]);
    std::fs::remove_dir_all(&folder).expect("removed");
    assert_eq!(output.status.code(), Some(1));
    let place = format!("{}:3:3: ", path.display());
    assert!(told(&output).lines().any(|line| line.starts_with(&place)), "{}", told(&output));
}

#[test]
fn refuses_a_wrong_call_and_a_file_that_is_not_there() {
    for arguments in [
        vec![],
        vec!["compute", "--in", "fba_inventory_us.txt"],
        vec!["compute", "--in", "fba_inventory_us.txt", "--on", "yesterday"],
        vec!["compute", "--in", "not-there.txt", "--on", "2026-11-21"],
        vec!["compute", "--in", ".", "--on", "2026-11-21"],
        vec!["compute", "--in", "fba_inventory_us.txt", "--on", "2026-11-21", "--fx", "CNY=many"],
        vec!["compute", "--in", "fba_inventory_us.txt", "--on", "2026-11-21", "--format", "pdf"],
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(out(&output), "", "{arguments:?}");
        assert!(told(&output).starts_with("clearfloor: "), "{arguments:?}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let help = run(&["--help"]);
    assert!(help.status.success() && out(&help).contains("--in FILE") && told(&help).is_empty());
    assert_eq!(out(&run(&["--version"])), concat!("clearfloor ", env!("CARGO_PKG_VERSION"), "\n"));
}

/// A copy of the project's fee file with one place changed.
fn fee_file(name: &str, from: &str, to: &str) -> PathBuf {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/fees/data/us.toml");
    let text = std::fs::read_to_string(data).expect("the project's file");
    assert!(text.contains(from), "the file no longer has: {from}");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text.replace(from, to)).expect("room for a file");
    path
}

#[test]
fn calculates_with_an_edited_fee_file() {
    let edited = fee_file("dear.toml", "pct = \"3.5\"", "pct = \"35\"");
    let edited = edited.to_str().expect("a path in UTF-8");
    assert_ne!(out(&us(&["--fees", edited])), out(&us(&[])));
}

#[test]
fn refuses_a_fee_file_with_overlapping_bands_and_says_where() {
    let edited = fee_file("overlap.toml", "from_day = 211, to_day = 240", "from_day = 205, to_day = 240");
    let output = us(&["--fees", edited.to_str().expect("a path in UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("overlap at day 205") && told(&output).contains("(line "), "{}", told(&output));
}

#[test]
fn looks_at_one_product_in_several_marketplaces_and_on_channels() {
    let tables = ["--in", "fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv", "--on", "2026-11-21"];
    let of = ["--sku", "0012345", "--fx", "CNY=7.1"];
    let said = ["--say", "markets=US UK", "--say", "UK.price=24.99", "--say", "fx.GBP=1.25"];
    let output = run(&[["markets"].as_slice(), &tables, &of, &said].concat());
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let markets = answer.get("markets").and_then(Value::as_array).expect("markets");
    let uk = markets.iter().find(|market| market.get("market").is_some_and(|code| code == "UK")).expect("UK");
    assert!(uk.get("net_proceeds").is_some_and(Value::is_string), "{uk}");
    let output = run(&[["channels"].as_slice(), &tables, &of, &["--say", "ebay.ship_cost=5.20"]].concat());
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert!(answer.get("channels").and_then(Value::as_array).is_some_and(|channels| channels.len() == 8));
    let said = ["--say", "deadline=2027-02-15", "--say", "most_changes=1"];
    let output = run(&[["plan"].as_slice(), &tables, &of, &said].concat());
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let steps = answer.pointer("/plan/answer/steps").and_then(Value::as_array).expect("steps");
    // A step begins where units are let go too; the price changes at most once.
    let mut prices: Vec<_> = steps.iter().map(|step| step.pointer("/price/minor")).collect();
    prices.dedup();
    assert!((1..=2).contains(&prices.len()), "{answer}");
    let length = |pointer: &str| answer.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len);
    assert!(length("/exits/rows") > 8 && length("/doubts/swings") > 3, "{answer}");
    let output = run(&[["markets"].as_slice(), &tables, &["--sku", "none"]].concat());
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn plans_the_whole_catalogue_for_a_target_and_says_when_it_is_out_of_reach() {
    let tables = ["--in", "fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv", "--on", "2026-11-21"];
    let plan = |said: &[&str]| run(&[["plan", "--fx", "CNY=7.1"].as_slice(), &tables, said].concat());
    let answer = |said: &[&str]| -> Value {
        serde_json::from_str(&out(&plan(&[said, &["--format", "json"]].concat()))).expect("JSON")
    };
    let target = answer(&["--say", "need_cash=100", "--say", "by=2026-12-15"]);
    assert_eq!(target.pointer("/plan/plan/isMet"), Some(&Value::Bool(true)), "{target}");
    assert_eq!(target.pointer("/plan/by").and_then(Value::as_str), Some("2026-12-15"));
    let beyond = answer(&["--say", "need_cash=9000000"]);
    assert_eq!(beyond.pointer("/plan/plan/isImpossible"), Some(&Value::Bool(true)), "{beyond}");
    let csv = plan(&[]);
    let products = target.pointer("/plan/plan/products").and_then(Value::as_u64).expect("products");
    assert_eq!(u64::try_from(out(&csv).lines().count()), Ok(products + 1));
    let wrong = plan(&["--say", "need_cash=much"]);
    assert!(told(&wrong).contains("--say need_cash:"), "{}", told(&wrong));
    assert_eq!(wrong.status.code(), Some(1));
}

#[test]
fn says_how_healthy_the_stock_is_and_which_days_matter() {
    let tables = ["--in", "fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv", "--on", "2026-11-21"];
    let look = |command: &str, said: &[&str]| run(&[[command, "--fx", "CNY=7.1"].as_slice(), &tables, said].concat());
    let answer: Value = serde_json::from_str(&out(&look("health", &[]))).expect("JSON");
    let number = |pointer: &str| answer.pointer(pointer).and_then(Value::as_u64).unwrap_or_default();
    assert!(number("/health/totals/products") > 5 && number("/health/totals/slow") > 0, "{answer}");
    let one: Value = serde_json::from_str(&out(&look("health", &["--sku", "0012345"]))).expect("JSON");
    assert!(one.pointer("/health/figures").and_then(Value::as_array).is_some_and(|figures| figures.len() > 15));
    // The reports give windows of sales alone, so no base line can be held for a week or a month.
    let drawn = |by: &str| {
        let one = look("health", &["--sku", "0012345", "--say", by]);
        let one: Value = serde_json::from_str(&out(&one)).expect("JSON");
        (text_at(&one, "/health/drawn/code").to_owned(), text_at(&one, "/health/drawn/on").to_owned())
    };
    assert_eq!(drawn("worked_out=month"), ("not_dated".to_owned(), "2026-11-01".to_owned()));
    assert_eq!(drawn("worked_out=each_look"), (String::new(), String::new()));
    let wrong = look("health", &["--say", "slow_after=soon"]);
    assert!(told(&wrong).contains("--say slow_after:"), "{}", told(&wrong));
    let path =
        sheet("health.json", r#"{ "own": [{ "key": "1E5", "texts": [{ "field": "lead_days", "text": "15" }] }] }"#);
    let days: Value = serde_json::from_str(&out(&look("calendar", &["--sheet", &path]))).expect("JSON");
    let entries = days.pointer("/entries").and_then(Value::as_array).expect("entries");
    for kind in ["deadline", "surcharge", "fees", "restock", "review"] {
        assert!(entries.iter().any(|entry| text_at(entry, "/kind") == kind), "{kind}");
    }
    // A product stands among the alerts once, with what its rules say.
    let alerts = days.pointer("/alerts").and_then(Value::as_array).expect("alerts");
    let keys: BTreeSet<&str> = alerts.iter().map(|alert| text_at(alert, "/key")).collect();
    assert!(keys.len() == alerts.len() && alerts.iter().all(|alert| alert.pointer("/findings/0/rule").is_some()));
}

fn sheet_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A file of this test alone.
fn sheet(name: &str, text: &str) -> String {
    let path = sheet_path(name);
    std::fs::write(&path, text).expect("room for a file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn text_at<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn costs_a_shipment_to_the_cent() {
    let path = sheet(
        "order.json",
        r#"{ "entryOn": "2026-11-21", "rates": [{ "currency": "CNY", "text": "7.10" }], "duty": "6.5",
             "listed": "List 3 (9903.88.03, .04)", "freights": [{ "mode": "ocean", "rate": "900", "days": "35" }],
             "rows": [{ "sku": "A", "units": "300", "price": "18.20", "weight": "0.35", "size": "20x10x8" },
                      { "sku": "B", "units": "120", "price": "56", "weight": "1.1", "size": "30x20x12" }] }"#,
    );
    let output = run(&["shipment", "--sheet", &path, "--on", "2026-11-21"]);
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let minor = |pointer: &str| answer.pointer(pointer).and_then(Value::as_i64);
    // 18.20 · 300 / 7.10 and 56 · 120 / 7.10; 1.344 m³ at 900 yuan; 6.5 % + 25 % + 12.5 % of the goods.
    assert_eq!(
        (minor("/lines/0/goods/minor"), minor("/lines/1/goods/minor")),
        (Some(76_901), Some(94_648)),
        "{answer}"
    );
    assert_eq!((minor("/charges/0/amount/minor"), minor("/lines/0/duty/minor")), (Some(17_037), Some(33_837)));
    let landed = |row: usize| minor(&format!("/lines/{row}/landed/minor"));
    assert_eq!(landed(0).zip(landed(1)).map(|(a, b)| a + b), minor("/sums/landed/minor"));
}

#[test]
fn moves_stock_to_where_it_sells_and_names_what_a_lane_lacks() {
    let of = |name: &str, cost: &str| {
        let text = format!(
            r#"{{ "rows": [{{ "sku": "A", "site": "US", "units": "900", "sold": "2", "net": "2.00", "storage": "0.30" }},
                         {{ "sku": "A", "site": "DE", "units": "20", "sold": "4", "net": "6.00", "storage": "0.60" }}],
                 "lanes": [{{ "from": "US", "to": "DE", "days": "15", "cost": "{cost}" }}] }}"#
        );
        let output = run(&["transfers", "--sheet", &sheet(name, &text), "--on", "2026-11-21"]);
        (output.status.code(), serde_json::from_str::<Value>(&out(&output)).expect("JSON"))
    };
    let (status, answer) = of("moves.json", "1.50");
    let figure = |pointer: &str| answer.pointer(pointer).and_then(Value::as_f64);
    // 45 days of four a day are left after the way: 180 of the 240 can come; each adds 4.50.
    assert_eq!(
        (status, figure("/moves/0/units"), figure("/moves/0/gain/minor")),
        (Some(0), Some(180.0), Some(81_000.0))
    );
    assert_eq!(text_at(&answer, "/moves/0/why"), "idle_here");
    let (_, without) = of("moves-without-cost.json", "");
    assert!(without.to_string().contains("lane_cost_unknown"), "{without}");
    assert_eq!(without.pointer("/moves").and_then(Value::as_array).map(Vec::len), Some(0));
    let moves = sheet_path("moves.json").display().to_string();
    let draft = |form: &str, way: &str| {
        run(&["transfers", "--sheet", &moves, "--on", "2026-11-21", "--draft", form, "--way", way])
    };
    assert_eq!(out(&draft("list", "US=DE")).lines().nth(1), Some("US,DE,A,180,,,,2026-11-21,2026-12-06"));
    assert_eq!(out(&draft("upload", "US=DE")).lines().nth(1), Some("A\t180\t\t"));
    assert_eq!(draft("list", "DE=US").status.code(), Some(2));
    let misspelt = sheet("moves-misspelt.json", r#"{ "rows": [{ "sku": "A", "sites": "US" }], "lane": [] }"#);
    let output = run(&["transfers", "--sheet", &misspelt, "--on", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("there is no such part: rows.0.sites, lane"), "{}", told(&output));
    let wrong = sheet("moves-wrong.json", r#"{ "lanes": 3 }"#);
    assert_eq!(run(&["transfers", "--sheet", &wrong, "--on", "2026-11-21"]).status.code(), Some(2));
    assert_eq!(run(&["transfers", "--on", "2026-11-21"]).status.code(), Some(2));
}

#[test]
fn says_when_to_buy_again_and_writes_what_the_order_brings() {
    let tables = ["--in", "fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv", "--on", "2026-11-21"];
    let said = ["--sku", "0012345", "--say", "box_units=25", "--say"];
    let days = |days: &'static str, more: &[&str]| {
        run(&[["restock", "--fx", "CNY=7.1"].as_slice(), &tables, &said, &[days], more].concat())
    };
    let look = |more: &[&str]| days("lead_days=700", more);
    let answer: Value = serde_json::from_str(&out(&look(&[]))).expect("JSON");
    let units = answer.pointer("/restock/order/units").and_then(Value::as_u64).expect("an order");
    assert!(units > 0 && units.is_multiple_of(25), "{answer}");
    let upload = out(&look(&["--draft", "upload"]));
    assert_eq!(upload.lines().nth(1), Some(format!("0012345\t{units}\t25\t{}", units / 25).as_str()));
    assert_eq!(upload.lines().count(), 2);
    // 249 on hand last longer than the way: there is nothing to order.
    let none = days("lead_days=90", &["--draft", "list"]);
    assert!(told(&none).contains("nothing_to_order") && none.status.code() == Some(2), "{}", told(&none));
}

#[test]
fn holds_what_came_against_what_was_planned() {
    let path = sheet(
        "cleared.json",
        r#"{ "plans": [{ "sku": "A", "units": "100", "list": "30", "price": "21", "net": "10", "days": "30", "cost": "8" }],
             "rows": [{ "sku": "A", "channel": "Amazon", "on": "2026-10-01", "units": "60", "price": "20", "fees": "600" },
                      { "sku": "A", "channel": "Amazon", "on": "2026-10-15", "units": "20", "price": "18", "fees": "200" },
                      { "sku": "A", "channel": "Amazon", "on": "2026-12-24", "units": "5", "price": "18", "fees": "0" }] }"#,
    );
    let output = run(&["review", "--sheet", &path, "--on", "2026-11-21"]);
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let against = answer.pointer("/groups/0/against").and_then(Value::as_array).expect("figures");
    let of = |code: &str, what: &str| {
        against.iter().find(|one| text_at(one, "/code") == code).and_then(|one| one.get(what)?.as_f64())
    };
    assert_eq!((of("units", "planned"), of("units", "actual")), (Some(100.0), Some(80.0)), "{answer}");
    assert_eq!(of("net", "actual"), Some(76_000.0));
    // A day to come is no day of what came.
    assert!(answer.to_string().contains("actual_in_future"), "{answer}");
    assert_eq!(run(&["review", "--on", "2026-11-21"]).status.code(), Some(2));
}

#[test]
fn puts_promotions_and_a_bundle_side_by_side() {
    let tables = ["--in", "fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv", "--on", "2026-11-21"];
    let path = sheet(
        "offers.json",
        r#"{ "columns": [{ "mechanic": "percent-off", "texts": { "discount": "8折" } },
                         { "mechanic": "percent-off", "texts": { "discount": "20 %" } },
                         { "mechanic": "coupon", "texts": { "discount": "8 折 off" } }],
             "bundle": { "texts": { "prep_cost": "0.60" } } }"#,
    );
    let of = ["--sku", "0012345", "--fx", "CNY=7.1", "--sheet", &path];
    let output = run(&[["promotions"].as_slice(), &tables, &of].concat());
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert!(!text_at(&answer, "/promotions/0/lines/0/amount").is_empty(), "{answer}");
    assert_eq!(answer.pointer("/promotions/0/lines"), answer.pointer("/promotions/1/lines"));
    let fields = answer.pointer("/promotions/2/fields").and_then(Value::as_array).expect("fields");
    assert!(fields.iter().any(|field| field.pointer("/problem/code").is_some()), "{answer}");
    assert!(answer.pointer("/bundle/ways").is_some_and(Value::is_array));
    let wrong = sheet("wrong.json", r#"{ "coloumns": [] }"#);
    let output = run(&[["promotions"].as_slice(), &tables, &["--sku", "0012345", "--sheet", &wrong]].concat());
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_workbook_gives_what_its_tables_give() {
    let tables = ["#Stock", "#Fees", "#Costs"].map(|sheet| format!("../../golden/samples.xlsx{sheet}"));
    let [stock, fees, costs] = tables.each_ref().map(String::as_str);
    let of_workbook = ["compute", "--in", stock, "--in", fees, "--in", costs, "--on", "2026-11-21"];
    let (read, given) = (run(&of_workbook), us(&[]));
    assert_eq!(out(&read), out(&given), "{}", told(&read));
    // Without a name the first sheet is read, and the others are said.
    let first = run(&["compute", "--in", "../../golden/samples.xlsx", "--on", "2026-11-21"]);
    assert!(told(&first).contains("samples.xlsx: sheets_left_out Fees, Costs (note)"), "{}", told(&first));
    let none = run(&["compute", "--in", "../../golden/samples.xlsx#Nothing", "--on", "2026-11-21"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(told(&none).contains("sheet_missing sheet=Nothing there=Stock, Fees, Costs"), "{}", told(&none));
}

#[test]
fn a_name_that_lies_is_not_believed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (text, workbook) = (folder.join("text.xlsx"), folder.join("workbook.csv"));
    std::fs::copy(samples().join("cost_sheet_us.csv"), &text).expect("room for a file");
    std::fs::copy(samples().join("../../golden/samples.xlsx"), &workbook).expect("room for a file");
    let compute = |path: &Path| run(&["compute", "--in", path.to_str().expect("UTF-8"), "--on", "2026-11-21"]);
    // What a file is stands in its first bytes.
    assert_eq!(out(&compute(&text)).lines().count(), 12);
    let read = compute(&workbook);
    assert!(told(&read).contains("workbook.csv: sheets_left_out Fees, Costs (note)"), "{}", told(&read));
    assert_eq!(out(&read).lines().count(), 13);
}

#[test]
fn a_workbook_holds_the_same_figures_and_is_read_again() {
    let output = us(&["--fx", "CNY=7.1", "--format", "xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let mut workbook = clearfloor_sheets::read::Workbook::open(output.stdout).expect("a workbook");
    let table = workbook.table(0).expect("its sheet");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\u{1f}').collect()).collect();
    let csv = out(&us(&["--fx", "CNY=7.1"]));
    let heads: Vec<&str> = csv.lines().next().expect("headings").split(',').collect();
    assert_eq!(rows.first(), Some(&heads));
    assert_eq!(rows.len(), csv.lines().count());
    let place = heads.iter().position(|heading| *heading == "net_per_unit").expect("the net");
    let nets: Vec<f64> = rows.iter().skip(1).filter_map(|row| row.get(place)?.parse().ok()).collect();
    assert!(nets.len() > 8 && nets.iter().all(|net| net.is_finite()), "{nets:?}");
    // Beside it the rows of the tables that the figures rest on, each with its page.
    let sources = workbook.table(1).expect("its second sheet");
    let rows: Vec<Vec<&str>> = sources.lines().map(|line| line.split('\u{1f}').collect()).collect();
    assert_eq!(rows[0][..3], ["fee", "table", "row"]);
    let families: BTreeSet<&str> = rows.iter().skip(1).map(|row| row[0]).collect();
    for family in ["referral", "fulfilment", "storage_monthly", "aged_inventory", "removal", "liquidation"] {
        assert!(families.contains(family), "{families:?}");
    }
    assert!(rows.iter().skip(1).all(|row| row[5].starts_with("http") && !row[6].is_empty()), "{rows:?}");
}

#[test]
fn prints_where_the_tables_contradict_each_other_with_both_files() {
    let older = sheet("stock-2026-10-01.csv", "SKU,Price ($),On hand\nPAD-1,19.99,10\nMUG-1,9.99,5\n");
    let newer = sheet("stock-2026-11-12.csv", "SKU,Price ($),On hand\nPAD-1,24.99,10\nMUG-1,9.99,4\n");
    let asked = |format: &str| run(&["conflicts", "--in", &older, &newer, "--on", "2026-11-21", "--format", format]);
    let csv = out(&asked("csv"));
    let ends: Vec<&str> = csv.lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default()).collect();
    assert_eq!(ends, ["differ_newer", "differ_newer"], "{csv}");
    let rows: Vec<Value> = serde_json::from_str(&out(&asked("json"))).expect("JSON");
    let of_pad = rows.iter().find(|row| text_at(row, "/sku") == "PAD-1").expect("the pad");
    assert_eq!([text_at(of_pad, "/field"), text_at(of_pad, "/value")], ["price_list", "24.99 USD"]);
    assert_eq!([text_at(of_pad, "/of_day"), text_at(of_pad, "/other_day")], ["2026-11-12", "2026-10-01"]);
    assert_eq!((text_at(of_pad, "/other"), of_pad.pointer("/other_line")), ("19.99 USD", Some(&Value::from(2))));
    assert!(text_at(of_pad, "/file").ends_with("stock-2026-11-12.csv"), "{of_pad}");
    // A workbook is one; a call without tables is refused.
    assert!(asked("xlsx").stdout.starts_with(b"PK"));
    assert_eq!(run(&["conflicts", "--on", "2026-11-21"]).status.code(), Some(2));
}

#[test]
fn prints_how_tables_were_read_and_every_row_of_one() {
    let on = ["--on", "2026-11-21"];
    let told = run(&[&["tables", "--in", "cn_seller_sheet.csv", "mabang_stock.tsv"], &on[..]].concat());
    let tables: Value = serde_json::from_str(&out(&told)).expect("JSON");
    assert_eq!(text_at(&tables, "/0/report"), "CN_SELLER_SHEET");
    assert_eq!(tables.pointer("/0/dropped/total"), Some(&Value::from(1)));
    let fields = tables.pointer("/1/fields").and_then(Value::as_array).expect("fields");
    let units = fields.iter().find(|field| text_at(field, "/field") == "units_available").expect("units");
    // A second warehouse is set aside by the join; what was read holds it.
    assert_eq!((text_at(units, "/sums/0/sum"), tables.pointer("/1/rows_set_aside")), ("1767", Some(&Value::from(1))));

    let rows = out(&run(&[&["rows", "--in", "mabang_stock.tsv"], &on[..]].concat()));
    assert!(rows.starts_with("line,set_aside,"), "{rows}");
    assert_eq!(rows.matches(",sku_twice,SYN-LAMP-01,").count(), 1, "{rows}");
    assert!(!run(&[&["rows", "--in", "mabang_stock.tsv", "cost_sheet_us.csv"], &on[..]].concat()).status.success());
}

#[test]
fn reads_a_table_from_a_pipe() {
    let mut running = Command::new(env!("CARGO_BIN_EXE_clearfloor"))
        .args(["rows", "--in", "-", "--on", "2026-11-21"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let bytes = std::fs::read(samples().join("cn_seller_sheet.csv")).expect("the sample");
    running.stdin.take().expect("a pipe").write_all(&bytes).expect("it reads");
    let read = running.wait_with_output().expect("it ends");
    let named = run(&["rows", "--in", "cn_seller_sheet.csv", "--on", "2026-11-21"]);
    // GB18030 by its bytes, as from a file.
    assert_eq!(out(&read), out(&named));
    assert_eq!(out(&read).lines().count(), 7);
}

#[test]
fn prints_a_product_ways_side_by_side_and_the_fee_tables() {
    let tables = [&US[1..], &["--sku", "0012345"]].concat();
    let product: Value = serde_json::from_str(&out(&run(&[&["product"], &tables[..]].concat()))).expect("JSON");
    assert_eq!(text_at(&product, "/ledger/price"), "24.99");
    let lines = product.pointer("/ledger/lines").and_then(Value::as_array).expect("lines");
    let fulfilment = lines.iter().find(|line| text_at(line, "/id") == "fulfilment").expect("a fee");
    assert_eq!((text_at(fulfilment, "/amount"), text_at(fulfilment, "/fee/table")), ("-6.15", "fulfilment_2026_peak"));

    let said = ["--say", "way=hold", "--say", "price=7折", "--say", "price=nothing"];
    let compared: Value = serde_json::from_str(&out(&run(&[&["compare"], &tables[..], &said].concat()))).expect("JSON");
    assert_eq!(text_at(&compared, "/1/outcome/price"), "17.49");
    assert_eq!(compared.pointer("/0/change"), Some(&Value::Null));
    assert!(compared.pointer("/1/change/present_value").is_some_and(Value::is_string));
    assert!(compared.pointer("/2/problem").is_some_and(Value::is_string));

    let fees: Value =
        serde_json::from_str(&out(&run(&["fees", "--market", "JP", "--on", "2026-11-21"]))).expect("JSON");
    assert_eq!(text_at(&fees, "/currency"), "JPY");
    assert!(fees.pointer("/tables").and_then(Value::as_array).is_some_and(|tables| tables.len() > 5));
}
