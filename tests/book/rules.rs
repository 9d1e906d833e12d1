//! Every row of `docs/rules.md` is run: its data (`rules.json`) go through the book, and the rule says what the row promises.
//!
//! What a row's words name (`health_figure.…`, `alert_rule.…`) is looked for in the answer of its view; what the others
//! promise is looked at by a check. A row without data or without a check fails.
#![allow(clippy::indexing_slicing, reason = "a part that an answer does not have is null, which no check takes")]

use super::rule_data::{Data, known};
use super::rules_in_words::run as run_in_words;
use serde_json::{Value, json};

const LIST: &str = include_str!("../../docs/rules.md");

/// Rows of one of the two tables: rule, view, words, data.
fn rows(part: usize) -> Vec<[String; 4]> {
    let table = LIST.split("## Rules in words").nth(part).unwrap();
    let cells = table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| rule ") && !line.starts_with("| ---"));
    let cells = cells.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    cells.filter_map(|cells| <[String; 4]>::try_from(cells.get(1..5)?.to_vec()).ok()).collect()
}

/// Whether an answer has a code, at a figure, a finding or a class, and does not say that something lacks for it.
pub fn says(answer: &Value, code: &str) -> bool {
    match answer {
        Value::Array(all) => all.iter().any(|one| says(one, code)),
        Value::Object(of) => {
            let is = |name: &str| of.get(name).and_then(Value::as_str) == Some(code);
            let is_known = of.get("lacks").is_none_or(Value::is_null);
            ((is("code") || is("rule")) && is_known) || is("class") || of.values().any(|one| says(one, code))
        }
        _ => false,
    }
}

/// The figure of a code; null where there is none, which no check takes.
pub fn figure<'a>(answer: &'a Value, code: &str) -> &'a Value {
    of_code(&answer["figures"], code)
}

pub fn of_code<'a>(all: &'a Value, code: &str) -> &'a Value {
    all.as_array().and_then(|all| all.iter().find(|one| one["code"] == code)).unwrap_or(&Value::Null)
}

/// Whether a number is there and is the one expected.
pub fn near(found: &Value, expected: f64) -> bool {
    found.as_f64().is_some_and(|found| (found - expected).abs() < 0.01)
}

pub fn is(answer: &Value, code: &str, expected: f64) -> bool {
    near(&figure(answer, code)["figure"], expected)
}

/// Products of a group of the catalogue's quadrant, category or matrix.
fn has_some(list: &Value) -> bool {
    list.as_array().is_some_and(|all| !all.is_empty())
}

/// Answer of the view, and whether it says what the words of the row do not name by a code.
fn run(rule: &str) -> (Value, bool) {
    let Some(data) = Data::of(rule) else { return (Value::Null, false) };
    let told = |answer: Value, check: &dyn Fn(&Value) -> bool| {
        let is_told = check(&answer);
        (answer, is_told)
    };
    let of_code_alone = |answer: Value| (answer, true);
    match rule {
        "turnover"
        | "sell_through"
        | "stock_to_sales"
        | "gross_margin"
        | "age_overrun_warning"
        | "turnover_trend_trigger"
        | "seasonal_drop_trigger"
        | "launch_cliff_plan"
        | "purchase_suggestion"
        | "overstock_indicator"
        | "age_over_limit"
        | "age_level"
        | "age_velocity_class"
        | "slow_by_weeks"
        | "no_movement_trigger"
        | "aged_fee_status" => of_code_alone(data.health()),
        "turnover_level" => {
            let slower = Data::other_of(rule).unwrap().catalogue();
            told(data.catalogue(), &|found| {
                let good = |of: &Value| of["totals"]["isTurnoverGood"].as_bool();
                near(&found["totals"]["turnover"], 10.0) && good(found) == Some(true) && good(&slower) == Some(false)
            })
        }
        "rounds_per_year" => told(data.restock(), &|found| is(found, "rounds_per_year", 365.0 / 104.0)),
        "quadrant" => told(data.health(), &|found| found["row"]["quadrant"] == "clear_now"),
        "structural_clearance" => told(data.catalogue(), &|found| {
            let groups = found["categories"].as_array().unwrap();
            groups.iter().filter(|group| group["isFarBelow"] == true).count() == 1
        }),
        "days_of_supply" => told(data.health(), &|found| is(found, "days_of_supply_30", 60.0)),
        "reorder_start" => {
            let found = data.restock();
            let is_day_five = found["latestStart"] == "2026-11-26";
            (json!([found, data.health()]), is_day_five)
        }
        "low_stock_alert" => told(data.restock(), &|found| figure(found, "low_stock_alert")["class"] == "below"),
        "shortage_indicator" => told(data.restock(), &|found| is(found, "shortage_indicator", 700.0)),
        "safety_band" => told(data.restock(), &|found| figure(found, "safety_band")["class"] == "restock"),
        "reasonable_stock" => told(data.restock(), &|found| is(found, "reasonable_stock", 750.0)),
        "period_demand" => {
            told(data.restock(), &|found| is(found, "cycle_demand", 3000.0) && is(found, "way_demand", 750.0))
        }
        "leg_days" => told(data.restock(), &|found| is(found, "leg_days", 68.0)),
        "aged_exit_choice" => told(data.plan_exits(), &|found| {
            let text = found.to_string();
            ["hold", "remove", "dispose", "donate"].iter().all(|exit| text.contains(exit))
        }),
        "clearance_ladder" => {
            told(data.plan(), &|found| found["answer"]["points"].to_string().contains("\"ownPrice\":{"))
        }
        "ladder_tier_on_day" => told(data.plan(), &|found| is(found, "ladder_tier", 13.0)),
        "probe_next" => told(data.plan(), &|found| figure(found, "probe_next")["class"] == "deepen"),
        "price_floor_advice" => told(data.plan(), &|found| figure(found, "price_floor_advice")["class"] == "weigh"),
        "wait_or_clear_value" => told(data.plan_doubts(), &|found| found["waiting"].is_object()),
        "discount_from_zhe" => {
            let unclear = Data::other_of(rule).unwrap().promotions();
            told(data.promotions(), &|found| {
                found[0]["lines"] == found[1]["lines"] && unclear[0]["wrong"][0] == "discount_or_zhe"
            })
        }
        "promo_profit" | "promo_effective_price" => of_code_alone(data.promotions()),
        "promo_compare" => told(data.promotions(), &|found| (0..2).all(|at| found[at]["hasOutcome"] == true)),
        "break_even_price" => (Value::Null, !data.product().pays_full_cost.is_empty()),
        "holding_vs_clearance" => (Value::Null, !data.product().holding.is_empty()),
        "bundle_vs_markdown" => {
            let text = format!("{:?}", data.bundle());
            (Value::Null, text.contains("\"bundle_gain\"") && text.contains("\"markdown_gain\""))
        }
        "change_multiple" => {
            let up_to = Data::other_of(rule).unwrap().restock();
            told(data.restock(), &|found| is(found, rule, 4.0) && is(&up_to, rule, 3.0))
        }
        "abc_class" => (data.health(), has_some(&data.catalogue()["matrix"])),
        "abc_share_check" => told(data.catalogue(), &|found| {
            let share = of_code(&found["abcShares"], "A");
            share["share"].as_f64().is_some_and(|of| of > 0.8) && share["isUsual"] == false
        }),
        "alert_level" => told(data.health(), &|found| {
            let findings = found["findings"].as_array().unwrap();
            findings.iter().any(|finding| finding["rule"] == "alert_level" && finding["level"] == 3)
        }),
        "review_schedule" => told(data.calendar(), &|found| {
            let looks: Vec<_> = days_of(found, "review", "checkpoint");
            looks == ["2026-11-28", "2026-12-21"]
        }),
        "forecast_error" => told(data.restock(), &|found| has_some(&found["outlook"]["judged"])),
        "moving_average" => told(data.restock(), &|found| is(found, "moving_average", 70.0)),
        "exponential_smoothing" => {
            let method = data.restock()["outlook"]["method"].clone();
            let is_simple = method == "simple";
            (json!([{ "code": method }]), is_simple)
        }
        "forecast_by_market" => {
            told(data.restock(), &|found| found["outlook"]["markets"].as_array().is_some_and(|all| all.len() == 2))
        }
        "transfer_quantity" => {
            told(data.transfers(), &|found| found["moves"][0]["units"].as_f64().is_some_and(|units| units > 0.0))
        }
        "discount_depth" => told(data.review(), &|found| {
            let depth = &of_code(&found["groups"][0]["against"], "depth")["actual"];
            depth.as_f64().is_some_and(|depth| (depth - 1.0 / 3.0).abs() < 1e-9)
        }),
        // 60 at 20 less 600 of fees, over 60 units at 8: ten each.
        "cost_recovery" => told(data.review(), &|found| near(&found["recovery"][0]["share"], 1.25)),
        "clearance_roi" => told(data.review(), &|found| {
            found["roi"]["onCapital"].is_number() && found["roi"]["onCapitalCost"].is_number()
        }),
        "cash_recovery_speed" => told(data.review(), &|found| {
            found["cash"]["weeks"].as_array().is_some_and(|weeks| weeks.len() == 3)
                && found["cash"]["target"].is_object()
        }),
        "before_after" => told(data.review(), &|found| has_some(&found["changes"])),
        "slow_skus_removed" => told(data.review(), &|found| near(&found["slowRemoved"], 0.6)),
        "slow_share" => told(data.catalogue(), &|found| {
            // One of two, by what they cost: 500 of 1,700.
            found["totals"]["slow"] == 1 && near(&found["totals"]["slowShare"], 5.0 / 17.0)
        }),
        "channel_efficiency" => told(data.review(), &|found| {
            found["channels"].as_array().unwrap().iter().any(|channel| channel["isBest"] == true)
        }),
        _ => (Value::Null, false),
    }
}

/// Days of one kind in the calendar.
pub fn days_of<'a>(calendar: &'a Value, kind: &str, code: &str) -> Vec<&'a str> {
    let entries = calendar["entries"].as_array().unwrap();
    let wanted = entries.iter().filter(|entry| entry["kind"] == kind && entry["code"] == code);
    wanted.filter_map(|entry| entry["on"].as_str()).collect()
}

/// Families of words whose rest is a code of the answer.
const CODED: [&str; 6] =
    ["health_figure", "health_class", "alert_rule", "restock_figure", "restock_code", "plan_figure"];

/// What the rows promise and the book does not say.
fn silent(rows: &[[String; 4]], run: fn(&str) -> (Value, bool)) -> Vec<String> {
    let mut silent = Vec::new();
    for [rule, _, words, _] in rows {
        let (answer, is_told) = run(rule);
        if !is_told {
            silent.push(format!("{rule}: not what the row promises"));
        }
        for (family, code) in words.split(", ").filter_map(|word| word.split_once('.')) {
            if CODED.contains(&family) && !says(&answer, code) {
                silent.push(format!("{rule}: {family}.{code} is silent"));
            }
        }
    }
    silent
}

#[test]
fn every_rule_says_on_its_data_what_the_list_promises() {
    let rows = rows(0);
    assert!(rows.len() > 50, "{}", rows.len());
    let silent = silent(&rows, run);
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_rule_in_words_follows_its_reading() {
    let rows = rows(1);
    assert!(rows.len() > 30, "{}", rows.len());
    let silent = silent(&rows, run_in_words);
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn data_are_of_a_row_each() {
    let mut wanted: Vec<String> = [rows(0), rows(1)].concat().into_iter().map(|[rule, ..]| rule).collect();
    let mut found: Vec<_> = known();
    wanted.sort();
    found.sort_unstable();
    assert_eq!(found, wanted);
}

#[test]
fn a_rule_that_is_not_run_is_told() {
    assert!(!run("no_such_rule").1 && !run_in_words("no_such_rule").1);
    assert!(!run("open-turnover-line").1 && !run_in_words("turnover").1);
    assert!(!says(&json!([{ "code": "turnover", "lacks": "sold" }]), "turnover"));
}
