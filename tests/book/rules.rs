//! Every row of `docs/rules.md` is run: its data go through the book, and the rule says what the row promises.
//!
//! What a row's words name (`health_figure.…`, `alert_rule.…`) is looked for in the answer of its view; what the others
//! promise is looked at by a check. A row without data here fails.
#![allow(clippy::indexing_slicing, reason = "a part that an answer does not have is null, which no check takes")]

use clearfloor::book::bundle::BundleSheet;
use clearfloor::book::health::{CalendarAsk, FieldText, HealthSheets, HealthWindow, OwnSheet};
use clearfloor::book::promotion::{PromotionSheet, PromotionText};
use clearfloor::book::review::{ActualText, PlannedText, ReviewSheet};
use clearfloor::book::transfers::{LaneText, SiteText, TransferSheet};
use clearfloor::book::{Book, Day};
use serde_json::{Value, json};

type Texts = &'static [(&'static str, &'static str)];

const LIST: &str = include_str!("../../docs/rules.md");

/// A row of the list: rule, view, words, data.
fn rows() -> Vec<[String; 4]> {
    let figures = LIST.split("## Rules in words").next().unwrap();
    let cells = figures
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| rule ") && !line.starts_with("| ---"));
    let cells = cells.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    cells.filter_map(|cells| <[String; 4]>::try_from(cells.get(1..5)?.to_vec()).ok()).collect()
}

fn book() -> Book {
    Book::new(Day::parse("2026-11-21").unwrap()).unwrap()
}

fn product(book: &mut Book, facts: Texts) -> String {
    let key = book.add_product();
    for (field, text) in facts {
        assert_eq!(book.edit(Some(&key), field, text).unwrap().problem, None, "{field}");
    }
    key
}

fn pairs(texts: Texts) -> Vec<(String, String)> {
    texts.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
}

fn json<T: serde::Serialize>(body: &T) -> Value {
    serde_json::to_value(body).unwrap()
}

fn sheets(key: &str, own: Texts) -> HealthSheets {
    let texts = own.iter().map(|(field, text)| FieldText { field: (*field).into(), text: (*text).into() }).collect();
    HealthSheets { own: vec![OwnSheet { key: key.to_owned(), texts }], ..HealthSheets::default() }
}

/// Health of a product, and its calendar.
fn health(facts: Texts, own: Texts) -> Value {
    let mut book = book();
    let key = product(&mut book, facts);
    json(&book.health_of(&key, &sheets(&key, own)).unwrap().body)
}

/// Health of a catalogue.
fn catalogue(products: &[Texts]) -> Value {
    let mut book = book();
    for facts in products {
        product(&mut book, facts);
    }
    book.finish().unwrap();
    let window = HealthWindow { count: 10, ..HealthWindow::default() };
    json(&book.health(&HealthSheets::default(), &window).unwrap().body)
}

fn restock(facts: Texts, typed: Texts) -> Value {
    let mut book = book();
    let key = product(&mut book, facts);
    let view = book.restock(&key, &pairs(typed)).unwrap();
    let wrong: Vec<_> = view.fields.iter().filter_map(|field| field.problem.as_ref().map(|p| &p.code)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    json(&view.body)
}

/// Weeks of sales up to the day, each with a market where one is named.
fn weeks(count: i32, units: i32, market: &str) -> String {
    let today = book().today();
    (0..count).map(|week| format!("{} {units} {market}\n", today.plus(-7 * week))).collect()
}

fn sold(sales: String, more: Texts) -> Value {
    let mut book = book();
    let key = product(&mut book, FAST);
    let texts = [vec![("sales".to_owned(), sales)], pairs(more)].concat();
    json(&book.restock(&key, &texts).unwrap().body)
}

fn plan(texts: Texts) -> Value {
    let mut book = book();
    let key = product(&mut book, PRICED);
    let near = [("deadline", "2026-12-21"), ("most_changes", "0"), ("menu", "50 %")];
    let texts = [pairs(texts), near.map(|(field, text)| (field.to_owned(), text.to_owned())).to_vec()].concat();
    json(&book.plan(&key, &texts).unwrap().body)
}

/// Lines of promotions side by side, and whether the one is the best.
fn promotions(columns: &[(&str, Texts)]) -> Value {
    let mut book = book();
    let key = product(&mut book, PRICED);
    let column =
        |(mechanic, texts): &(&str, Texts)| PromotionText { mechanic: (*mechanic).into(), texts: pairs(texts) };
    let sheet = PromotionSheet { shared: Vec::new(), columns: columns.iter().map(column).collect() };
    let found = book.promotions(&key, &sheet).unwrap();
    let lines = |column: &clearfloor::book::promotion::PromotionColumn| {
        let line = |line: &clearfloor::book::promotion::Line| json!({ "code": line.id, "amount": line.amount.map(|amount| amount.to_string()), "share": line.share.map(|share| share.to_string()) });
        json!({ "lines": column.lines.iter().map(line).collect::<Vec<_>>(), "hasOutcome": column.outcome.is_some() })
    };
    json!(found.columns.iter().map(lines).collect::<Vec<_>>())
}

fn review(sheet: &ReviewSheet) -> Value {
    json(&book().review(sheet, &HealthSheets::default()).unwrap())
}

fn planned(list: &str, price: &str, net: &str) -> PlannedText {
    let text = |text: &str| text.to_owned();
    PlannedText {
        sku: text("A"),
        units: text("100"),
        list: text(list),
        price: text(price),
        net: text(net),
        days: text("30"),
        cost: text("8"),
        ..PlannedText::default()
    }
}

fn came(channel: &str, on: &str, units: &str, price: &str, fees: &str) -> ActualText {
    let text = |text: &str| text.to_owned();
    ActualText {
        sku: text("A"),
        channel: text(channel),
        on: text(on),
        units: text(units),
        price: text(price),
        fees: text(fees),
        ..ActualText::default()
    }
}

/// Whether an answer has a code, at a figure, a finding or a class, and does not say that something lacks for it.
fn says(answer: &Value, code: &str) -> bool {
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
fn figure<'a>(answer: &'a Value, code: &str) -> &'a Value {
    of_code(&answer["figures"], code)
}

fn of_code<'a>(all: &'a Value, code: &str) -> &'a Value {
    all.as_array().and_then(|all| all.iter().find(|one| one["code"] == code)).unwrap_or(&Value::Null)
}

#[track_caller]
fn is(answer: &Value, code: &str, expected: f64) -> bool {
    let found = figure(answer, code)["figure"].as_f64();
    found.is_some_and(|found| (found - expected).abs() < 0.01)
}

const FAST: Texts = &[("units", "1000"), ("units_per_day", "50"), ("cost_landed", "4.00")];
const PRICED: Texts = &[
    ("price_list", "24.99"),
    ("category", "office"),
    ("side_longest", "17.5"),
    ("side_median", "3.2"),
    ("side_shortest", "3.1"),
    ("weight", "1.80"),
    ("cost_landed", "2.50"),
    ("units", "250"),
    ("age_days", "200"),
    ("units_sold_30", "15"),
    ("units_sold_60", "30"),
    ("units_sold_90", "45"),
];
const STEADY: Texts = &[
    ("units", "300"),
    ("age_days", "120"),
    ("price_list", "20.00"),
    ("cost_landed", "4.00"),
    ("units_sold_30", "150"),
    ("units_sold_60", "300"),
    ("units_sold_90", "450"),
];
const DEEP: Texts =
    &[("units", "200"), ("age_days", "60"), ("units_sold_30", "30"), ("units_sold_60", "60"), ("units_sold_90", "90")];
const DEAD: Texts = &[
    ("units", "100"),
    ("age_days", "200"),
    ("price_list", "15.00"),
    ("cost_landed", "5.00"),
    ("units_sold_30", "0"),
    ("units_sold_60", "0"),
    ("units_sold_90", "2"),
];
const FEW: Texts = &[
    ("units", "5"),
    ("age_days", "20"),
    ("price_list", "12.00"),
    ("cost_landed", "3.00"),
    ("units_sold_30", "30"),
    ("units_sold_60", "60"),
    ("units_sold_90", "90"),
];

/// Answer of the view, and whether it says what the words of the row do not name by a code.
fn run(rule: &str) -> (Value, bool) {
    let plain = |answer: Value| (answer, true);
    match rule {
        "turnover" | "sell_through" | "stock_to_sales" | "gross_margin" => plain(health(STEADY, &[])),
        "turnover_level" => {
            let found = catalogue(&[&[
                ("units", "365"),
                ("units_sold_30", "300"),
                ("units_sold_60", "600"),
                ("units_sold_90", "900"),
                ("cost_landed", "1.00"),
            ]]);
            let totals = &found["totals"];
            let is_ten = totals["turnover"].as_f64().is_some_and(|turns| (turns - 10.0).abs() < 0.01);
            let is_good = totals["isTurnoverGood"] == true;
            (found, is_ten && is_good)
        }
        "rounds_per_year" => {
            let found = restock(FAST, &[("lead_days", "30"), ("sell_days", "60"), ("payout_days", "14")]);
            let is_right = is(&found, "rounds_per_year", 365.0 / 104.0);
            (found, is_right)
        }
        "age_overrun_warning" => plain(health(
            &[
                ("units", "100"),
                ("age_days", "90"),
                ("units_sold_30", "3"),
                ("units_sold_60", "6"),
                ("units_sold_90", "9"),
            ],
            &[("expected_days", "45")],
        )),
        "turnover_trend_trigger" => plain(health(DEEP, &[("monthly_turnover", "8 6 4 3")])),
        "seasonal_drop_trigger" => plain(health(DEEP, &[("is_seasonal", "yes"), ("monthly_turnover", "8 4")])),
        "launch_cliff_plan" => plain(health(DEEP, &[("launch_on", "2026-12-01"), ("monthly_turnover", "8 3")])),
        "quadrant" => {
            let found = health(DEAD, &[]);
            let is_clear = says(&found, "clear_now") || found["row"]["quadrant"] == "clear_now";
            (found, is_clear)
        }
        "structural_clearance" => {
            let turning: Texts = &[
                ("category", "office"),
                ("cost_landed", "4.00"),
                ("units", "365"),
                ("units_sold_30", "300"),
                ("units_sold_60", "600"),
                ("units_sold_90", "900"),
            ];
            let still: Texts = &[
                ("category", "kitchen"),
                ("cost_landed", "4.00"),
                ("units", "73"),
                ("units_sold_30", "6"),
                ("units_sold_60", "12"),
                ("units_sold_90", "18"),
            ];
            let found = catalogue(&[turning, still]);
            let groups = found["categories"].as_array().unwrap();
            let below = groups.iter().filter(|group| group["isFarBelow"] == true).count();
            (found.clone(), below == 1)
        }
        "days_of_supply" => {
            let found = health(STEADY, &[]);
            let is_right = is(&found, "days_of_supply_30", 60.0);
            (found, is_right)
        }
        "reorder_start" => {
            let found = restock(FAST, &[("lead_days", "15")]);
            let own = health(FAST, &[("lead_days", "15")]);
            let is_day_five = found["latestStart"] == "2026-11-26";
            (json!([found, own]), is_day_five)
        }
        "low_stock_alert" => {
            let found = restock(FAST, &[("safety_units", "1001")]);
            let is_below = figure(&found, "low_stock_alert")["class"] == "below";
            (found, is_below)
        }
        "purchase_suggestion" => plain(health(FEW, &[])),
        "shortage_indicator" => {
            let found = restock(FAST, &[("safety_units", "300")]);
            let is_right = is(&found, "shortage_indicator", 700.0);
            (found, is_right)
        }
        "overstock_indicator" => plain(health(
            &[("units", "900"), ("units_sold_30", "60"), ("units_sold_60", "120"), ("units_sold_90", "180")],
            &[("safety_stock", "10")],
        )),
        "safety_band" => {
            let found = restock(FAST, &[("band_low", "1001"), ("band_high", "2000")]);
            let is_low = figure(&found, "safety_band")["class"] == "restock";
            (found, is_low)
        }
        "reasonable_stock" => {
            let found = restock(FAST, &[("target", "1000"), ("growth", "-250")]);
            let is_right = is(&found, "reasonable_stock", 750.0);
            (found, is_right)
        }
        "period_demand" => {
            let found = restock(FAST, &[("cycle_periods", "2"), ("lead_days", "15")]);
            let is_right = is(&found, "cycle_demand", 3000.0) && is(&found, "way_demand", 750.0);
            (found, is_right)
        }
        "leg_days" => {
            let found = restock(FAST, &[("legs", "maker 20-30; sea 25-35; 3")]);
            let is_right = is(&found, "leg_days", 68.0);
            (found, is_right)
        }
        "age_over_limit" => plain(health(STEADY, &[])),
        "age_level" | "discount_age" => plain(health(DEAD, &[])),
        "age_velocity_class" => plain(health(STEADY, &[])),
        "slow_by_weeks" => plain(health(DEAD, &[("weekly_sales", "9 1 0 0 0")])),
        "no_movement_trigger" => plain(health(DEAD, &[("monthly_sales", "4 0 0 0")])),
        "aged_fee_status" => plain(health(
            &[
                ("units", "100"),
                ("age_days", "170"),
                ("units_sold_30", "3"),
                ("units_sold_60", "6"),
                ("units_sold_90", "9"),
            ],
            &[],
        )),
        "aged_exit_choice" => {
            let mut book = book();
            let key = product(&mut book, PRICED);
            let found = json(&book.plan_exits(&key, &[], &[]).unwrap().body);
            let text = found.to_string();
            let has = ["hold", "remove", "dispose", "donate"].iter().all(|exit| text.contains(exit));
            (found, has)
        }
        "clearance_ladder" => {
            let found = plan(&[("own_ladder", "30 % 2026-11-21; 50 % 2026-12-05")]);
            let has = found["answer"]["points"].to_string().contains("\"ownPrice\":{");
            (found, has)
        }
        "ladder_tier_on_day" => {
            let found = plan(&[("own_ladder", "30 % 2026-11-01; 50 % 2026-12-05")]);
            let is_right = is(&found, "ladder_tier", 13.0);
            (found, is_right)
        }
        "probe_next" => {
            let found = plan(&[
                ("own_ladder", "20 % 2026-12-01; 30 % 2026-12-10"),
                ("probe_tier", "1"),
                ("probe_observed", "3.9"),
            ]);
            let is_deeper = figure(&found, "probe_next")["class"] == "deepen";
            (found, is_deeper)
        }
        "price_floor_advice" => {
            let found = plan(&[("market_price", "0.50")]);
            let is_weighed = figure(&found, "price_floor_advice")["class"] == "weigh";
            (found, is_weighed)
        }
        "wait_or_clear_value" => {
            let mut book = book();
            let key = product(&mut book, PRICED);
            let found = json(&book.plan_doubts(&key, &pairs(&[("deadline", "2026-12-21")])).unwrap().body);
            let has = found["waiting"].is_object();
            (found, has)
        }
        "discount_from_zhe" => {
            let found =
                promotions(&[("percent-off", &[("discount", "8折")]), ("percent-off", &[("discount", "20 %")])]);
            let is_same = found[0] == found[1];
            (found, is_same)
        }
        "promo_profit" => plain(promotions(&[("percent-off", &[("discount", "20 %")])])),
        "promo_compare" => {
            let found = promotions(&[("percent-off", &[("discount", "20 %")]), ("bogo", &[])]);
            let are_beside = (0..2).all(|at| found[at]["hasOutcome"] == true);
            (found, are_beside)
        }
        "promo_effective_price" => plain(promotions(&[("second-half-price", &[])])),
        "break_even_price" | "holding_vs_clearance" => {
            let mut book = book();
            let key = product(&mut book, PRICED);
            book.finish().unwrap();
            let view = book.product(&key).unwrap();
            let has =
                if rule == "break_even_price" { !view.pays_full_cost.is_empty() } else { !view.holding.is_empty() };
            (Value::Null, has)
        }
        "bundle_vs_markdown" => {
            let mut book = book();
            let slow = product(&mut book, PRICED);
            let fast = product(&mut book, PRICED);
            for (field, text) in
                [("units", "2000"), ("units_sold_30", "300"), ("age_days", "40"), ("price_list", "39.99")]
            {
                book.edit(Some(&fast), field, text).unwrap();
            }
            book.finish().unwrap();
            let texts = vec![("prep_cost".to_owned(), "0.60".to_owned())];
            let found = book.bundle(&slow, &BundleSheet { partner: None, texts }).unwrap();
            let text = format!("{found:?}");
            (Value::Null, text.contains("\"bundle_gain\"") && text.contains("\"markdown_gain\""))
        }
        "change_multiple" => {
            let found = restock(FAST, &[("change", "300")]);
            let other = restock(FAST, &[("change", "300"), ("change_wording", "up_to")]);
            let is_right = is(&found, "change_multiple", 4.0) && is(&other, "change_multiple", 3.0);
            (found, is_right)
        }
        "abc_class" => {
            let found = catalogue(&[STEADY, DEAD, FEW]);
            let has = found["matrix"].as_array().is_some_and(|groups| !groups.is_empty());
            let own = health(STEADY, &[]);
            (own, has)
        }
        "abc_share_check" => {
            let found = catalogue(&[STEADY, DEAD, FEW]);
            let share = of_code(&found["abcShares"], "A").clone();
            let is_told = share["share"].as_f64().is_some_and(|of| of > 0.8) && share["isUsual"] == false;
            (found, is_told)
        }
        "alert_level" => {
            let found = health(FEW, &[]);
            let findings = found["findings"].as_array().unwrap();
            let is_three = findings.iter().any(|finding| finding["rule"] == "alert_level" && finding["level"] == 3);
            (found, is_three)
        }
        "review_schedule" => {
            let mut book = book();
            let key = product(&mut book, STEADY);
            let ask = CalendarAsk { count: 50, only: String::new() };
            let found = json(&book.calendar(&sheets(&key, &[("review_from", "2026-11-21")]), &ask).unwrap());
            let entries = found["entries"].as_array().unwrap();
            let looks: Vec<&str> = entries
                .iter()
                .filter(|entry| entry["kind"] == "review")
                .filter_map(|entry| entry["on"].as_str())
                .collect();
            let is_both = looks.contains(&"2026-11-28") && looks.contains(&"2026-12-21");
            (found, is_both)
        }
        "forecast_error" => {
            let found = sold(weeks(20, 70, ""), &[]);
            let has = found["outlook"]["judged"].as_array().is_some_and(|all| !all.is_empty());
            (found, has)
        }
        "moving_average" => {
            let found = sold(weeks(20, 70, ""), &[("average_window", "3")]);
            let is_right = is(&found, "moving_average", 70.0);
            (found, is_right)
        }
        "exponential_smoothing" => {
            let found = sold(weeks(30, 70, ""), &[]);
            let is_simple = found["outlook"]["method"] == "simple";
            (json!([{ "code": found["outlook"]["method"] }]), is_simple)
        }
        "forecast_by_market" => {
            let found = sold(weeks(20, 40, "DE") + &weeks(20, 9, "US"), &[]);
            let has = found["outlook"]["markets"].as_array().is_some_and(|all| all.len() == 2);
            (found, has)
        }
        "transfer_quantity" => {
            let site = |site: &str, units: &str, sold: &str, net: &str| SiteText {
                sku: "A".into(),
                site: site.into(),
                units: units.into(),
                sold: sold.into(),
                net: net.into(),
                ..SiteText::default()
            };
            let lane = LaneText {
                from: "US".into(),
                to: "DE".into(),
                days: "15".into(),
                cost: "1.50".into(),
                ..LaneText::default()
            };
            let rows = vec![site("US", "900", "2", "2.00"), site("DE", "20", "4", "6.00")];
            let found =
                book().transfers(&TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() }).unwrap();
            let is_moved = found.moves.first().is_some_and(|one| one.units > 0.0);
            (Value::Null, is_moved)
        }
        "discount_depth" => {
            let rows = vec![came("", "2026-10-01", "50", "20", "100")];
            let found = review(&ReviewSheet { plans: vec![planned("30", "20", "9")], rows, ..ReviewSheet::default() });
            let is_third = of_code(&found["groups"][0]["against"], "depth")["actual"]
                .as_f64()
                .is_some_and(|depth| (depth - 1.0 / 3.0).abs() < 1e-9);
            (found, is_third)
        }
        "cost_recovery" | "clearance_roi" | "cash_recovery_speed" => {
            let rows = [("2026-10-01", "30"), ("2026-10-08", "20"), ("2026-10-15", "10")]
                .map(|(on, units)| came("", on, units, "20", "200"));
            let sheet = ReviewSheet {
                plans: vec![planned("30", "20", "9")],
                rows: rows.to_vec(),
                tied_days: "73".into(),
                annual: "10".into(),
                ..ReviewSheet::default()
            };
            let found = review(&sheet);
            let is_told = match rule {
                // 60 at 20 less 600 of fees, over 60 units at 8: ten each.
                "cost_recovery" => {
                    found["recovery"][0]["share"].as_f64().is_some_and(|share| (share - 1.25).abs() < 1e-9)
                }
                "clearance_roi" => found["roi"]["onCapital"].is_number() && found["roi"]["onCapitalCost"].is_number(),
                _ => {
                    found["cash"]["weeks"].as_array().is_some_and(|weeks| weeks.len() == 3)
                        && found["cash"]["target"].is_object()
                }
            };
            (found, is_told)
        }
        "slow_skus_removed" | "before_after" => {
            let changed = ReviewSheet {
                slow_before: "10".into(),
                slow_after: "4".into(),
                turnover_before: "3".into(),
                turnover_after: "6".into(),
                ..ReviewSheet::default()
            };
            let found = review(&changed);
            let is_told = if rule == "before_after" {
                found["changes"].as_array().is_some_and(|changes| !changes.is_empty())
            } else {
                found["slowRemoved"].is_number()
            };
            (found, is_told)
        }
        "slow_share" => {
            let found = catalogue(&[STEADY, DEAD]);
            let totals = &found["totals"];
            // One of two, by what they cost: 500 of 1,700.
            let is_told = totals["slow"] == 1
                && totals["slowShare"].as_f64().is_some_and(|share| (share - 5.0 / 17.0).abs() < 1e-9);
            (found.clone(), is_told)
        }
        "channel_efficiency" => {
            let rows =
                vec![came("Amazon", "2026-10-01", "60", "20", "600"), came("eBay", "2026-10-01", "10", "20", "100")];
            let plans = ["Amazon", "eBay"].map(|channel| PlannedText {
                channel: channel.into(),
                stock: "100".into(),
                ..planned("30", "20", "9")
            });
            let found = review(&ReviewSheet { plans: plans.to_vec(), rows, ..ReviewSheet::default() });
            let has_best = found["channels"].as_array().unwrap().iter().any(|channel| channel["isBest"] == true);
            (found, has_best)
        }
        _ => (Value::Null, false),
    }
}

/// Families of words whose rest is a code of the answer.
const CODED: [&str; 6] =
    ["health_figure", "health_class", "alert_rule", "restock_figure", "restock_code", "plan_figure"];

#[test]
fn every_rule_says_on_its_data_what_the_list_promises() {
    let rows = rows();
    assert!(rows.len() > 50, "{}", rows.len());
    let mut silent = Vec::new();
    for [rule, _, words, _] in &rows {
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
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn a_rule_that_is_not_run_is_told() {
    assert!(!run("no_such_rule").1);
    assert!(!says(&json!([{ "code": "turnover", "lacks": "sold" }]), "turnover"));
}
