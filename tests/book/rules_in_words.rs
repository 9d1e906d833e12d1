//! Rules in words: read one way and the other (`other` in `rules.json`), and the answer differs as the rule says.
#![allow(clippy::indexing_slicing, reason = "a part that an answer does not have is null, which no check takes")]

use super::rule_data::{Data, plain};
use super::rules::{days_of, figure, is, near, of_code, says};
use serde_json::{Value, json};

/// Whether a rule speaks in the health of a product.
fn speaks(health: &Value, rule: &str) -> bool {
    health["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == rule)
}

/// The level of a rule in the health of a product, by its own lines or the seller's word.
fn level(health: &Value, rule: &str) -> Option<u64> {
    let findings = health["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["rule"] == rule).and_then(|finding| finding["level"].as_u64())
}

/// The last price of the seller's own ladder, in cents.
fn last_own_price(plan: &Value) -> Option<f64> {
    let points = plan["answer"]["points"].as_array()?;
    points.iter().rev().find_map(|point| point["ownPrice"]["minor"].as_f64())
}

/// A sum of what waiting is worth, in cents.
fn waiting(doubts: &Value, of: &str) -> f64 {
    doubts["waiting"][of]["minor"].as_f64().unwrap()
}

/// A figure of a promotion.
fn offer(promotions: &Value, code: &str) -> String {
    of_code(&promotions[0]["lines"], code).to_string()
}

/// Answer of the view, and whether it follows the reading as the rule says.
pub fn run(rule: &str) -> (Value, bool) {
    let Some(other) = Data::other_of(rule) else { return alone(rule) };
    let Some(data) = Data::of(rule) else { return (Value::Null, false) };
    let told = |of: &dyn Fn(&Data) -> Value, check: &dyn Fn(&Value, &Value) -> bool| {
        let (one, two) = (of(&data), of(&other));
        let is_told = check(&one, &two);
        (one, is_told)
    };
    let stops = |alert: &'static str| told(&Data::health, &move |one, two| speaks(one, alert) && !speaks(two, alert));
    match rule {
        // Four turns a year, on the line itself.
        "open-turnover-line" => told(&Data::catalogue, &|one, two| {
            let is_good = |of: &Value| of["totals"]["isTurnoverGood"].as_bool();
            near(&one["totals"]["turnover"], 4.0) && (is_good(one), is_good(two)) == (Some(false), Some(true))
        }),
        // A fifth in all, and never a fifth from month to month.
        "open-turnover-trend" => told(&Data::health, &|one, two| {
            !speaks(one, "turnover_trend_trigger") && speaks(two, "turnover_trend_trigger")
        }),
        "open-launch-cliff" => stops("launch_cliff_plan"),
        "open-quadrant-cuts" => told(&Data::health, &|one, two| {
            one["row"]["quadrant"] == "promote_harder" && two["row"]["quadrant"] == "keep_as_is"
        }),
        "open-far-below" => told(&Data::catalogue, &|one, two| {
            let below = |of: &Value| of["categories"].as_array().unwrap().iter().any(|of| of["isFarBelow"] == true);
            below(one) && !below(two)
        }),
        // Above zero is short; 2,000 more on the way put it below.
        "open-shortage-sign" => told(&Data::restock, &|one, two| {
            let class = |of: &Value| figure(of, "shortage_indicator")["class"].clone();
            is(one, "shortage_indicator", 700.0) && class(one) == "short" && class(two) == "enough"
        }),
        // More than ten safety stocks; then only more than a quarter of the room.
        "open-overstock-lines" => told(&Data::health, &|one, two| {
            let code = |of: &Value| {
                let all = of["findings"].as_array().unwrap().iter();
                let said = all.filter(|finding| finding["rule"] == "overstock_indicator");
                said.map(|finding| finding["code"].clone()).collect::<Vec<_>>()
            };
            code(one) == ["overstock"] && code(two) == ["over_room"]
        }),
        // 91 days are more than 90, and one less than from 21 August to 21 November.
        "open-three-months" => told(&Data::health, &|one, two| {
            let class = |of: &Value| figure(of, "age_over_limit")["class"].clone();
            class(one) == "over_age" && class(two) != "over_age"
        }),
        "open-age-velocity" => told(&Data::health, &|one, two| {
            says(one, "old_but_steady") && !says(two, "old_but_steady") && says(two, "slow")
        }),
        // The day stands in each marketplace's own table.
        "open-long-term-storage-start" => told(&Data::health, &|one, two| {
            let after = |of: &Value| of["feeAfterDays"].as_u64().unwrap();
            after(one) == 180 && after(two) != after(one)
        }),
        // 24.99 at half price, in whole cents that promise no less, and at 30 % and then 50 % off.
        "open-ladder-base" => {
            told(&Data::plan, &|one, two| (last_own_price(one), last_own_price(two)) == (Some(1249.0), Some(875.0)))
        }
        "open-spend-save" => told(&Data::promotions, &|one, two| {
            // Four at 24.99 reach 40 twice.
            offer(one, "effective_price") != offer(two, "effective_price")
                && one.to_string().contains("\"order_spend_save\"")
                && two.to_string().contains("\"order_spend_save_every\"")
        }),
        // Dearer capital makes waiting worth less.
        "open-hold-versus-clear" => told(&Data::plan_doubts, &|one, two| {
            waiting(two, "hold") < waiting(one, "hold") && waiting(two, "decideLater") < waiting(one, "decideLater")
        }),
        // Nothing sells while it is held.
        "open-sell-down" => told(&Data::plan, &|one, two| one["answer"] != two["answer"]),
        "open-up-by" => {
            told(&Data::restock, &|one, two| is(one, "change_multiple", 4.0) && is(two, "change_multiple", 3.0))
        }
        // The second product lies across the cut of 80 %.
        "open-abc-definition" => told(&Data::catalogue, &|one, two| {
            let classes = |of: &Value| {
                let rows = of["rows"].as_array().unwrap();
                let mut found: Vec<_> = rows.iter().map(|row| row["abc"].to_string()).collect();
                found.sort();
                found
            };
            classes(one) == ["\"A\"", "\"A\""] && classes(two) == ["\"A\"", "\"C\""]
        }),
        // The one sells more, the other ties up more.
        "open-abc-measure" => told(&Data::catalogue, &|one, two| {
            let first = |of: &Value| of_code(&of["abcShares"], "A")["share"].as_f64().unwrap();
            one["abcMeasure"] != two["abcMeasure"] && (first(one) - first(two)).abs() > 0.01
        }),
        // Twice the safety stock, or two units more.
        "open-alert-thresholds" => told(&Data::health, &|one, two| {
            level(one, "alert_level") == Some(3) && level(two, "alert_level") == Some(1)
        }),
        "open-report-cadence" => told(&Data::calendar, &|one, two| {
            let reports = |of: &Value| days_of(of, "review", "report").first().map(|day| (*day).to_owned());
            reports(one).is_some_and(|day| day != "2026-12-31") && reports(two).as_deref() == Some("2026-12-31")
        }),
        // More days of capital change the return on its cost and not that on the capital.
        "open-clearance-roi" => told(&Data::review, &|one, two| {
            one["roi"]["onCapital"] == two["roi"]["onCapital"]
                && one["roi"]["onCapitalCost"].as_f64() > two["roi"]["onCapitalCost"].as_f64()
        }),
        "open-stocking-cycle" => told(&Data::restock, &|one, two| {
            // One, two and three months side by side: the longer, the fewer units missed and the more lie.
            let cycles = one["cycles"].as_array().unwrap();
            let falls = |of: &str| cycles.windows(2).all(|two| two[0][of].as_f64() >= two[1][of].as_f64());
            let rises = |of: &str| cycles.windows(2).all(|two| two[0][of].as_f64() < two[1][of].as_f64());
            cycles.len() == 3
                && falls("missed")
                && rises("averageUnits")
                && is(one, "cycle_demand", 1500.0)
                && is(two, "cycle_demand", 3000.0)
        }),
        "cadence-after-launch" => told(&Data::calendar, &|one, two| {
            days_of(one, "review", "checkpoint") == ["2026-11-28", "2026-12-21"]
                && days_of(two, "review", "checkpoint") == ["2026-12-08", "2026-12-31"]
        }),
        "three-alert-levels" => told(&Data::calendar, &|one, two| {
            let alerts = |of: &Value| {
                let all = of["alerts"].as_array().unwrap().iter();
                let low = all.filter_map(|alert| {
                    let findings = alert["findings"].as_array().unwrap();
                    findings.iter().find(|finding| finding["rule"] == "alert_level")
                });
                low.map(|finding| (finding["level"].clone(), finding["action"].clone())).collect::<Vec<_>>()
            };
            let levels = [
                (json!(3), json!("freeze_outbound_and_escalate")),
                (json!(2), json!("propose_transfer_or_promotion")),
                (json!(1), json!("notify_and_suggest_quantity")),
            ];
            // The seller's word with its reason, when it was dealt with, and whether it was right.
            alerts(one) == levels
                && alerts(two).iter().all(|(level, _)| *level != json!(3))
                && near(&two["record"]["hitRate"], 1.0)
                && near(&two["record"]["daysToHandle"], 2.0)
                && two["record"]["overridden"] == 1
        }),
        "long-term-storage-warning" => stops("aged_fee_status"),
        "forecast-judging" => told(&Data::restock, &|one, two| {
            let judged = |of: &Value, part: &str| of["outlook"]["judged"][0][part].is_number();
            let all = ["rmse", "mape", "wape", "bias"];
            all.iter().all(|part| judged(one, part)) && two["outlook"]["judged"] != one["outlook"]["judged"]
        }),
        // Each move has its reason; a way of 60 days longer than the days looked at moves nothing in time.
        "transfer-weights" => told(&Data::transfers, &|one, two| {
            let why = &one["moves"][0];
            let what_ifs = |of: &Value| of["whatIfs"].as_array().map_or(0, Vec::len);
            why.is_object() && what_ifs(one) == 0 && what_ifs(two) > 0
        }),
        "tier-deadlines" => told(&Data::plan, &|one, two| {
            let next = |of: &Value| figure(of, "probe_next")["class"].clone();
            figure(one, "ladder_tier")["figure"].is_number() && next(one) == "deepen" && next(two) == "hold"
        }),
        "post-clearance-report" => told(&Data::review, &|one, two| {
            let parts = ["groups", "recovery", "channels", "changes"];
            let has = |of: &Value, part: &str| of[part].as_array().is_some_and(|all| !all.is_empty());
            parts.iter().all(|part| has(one, part)) && one["roi"].is_object() && two["roi"].is_null()
        }),
        // Thirty days of 50, and seven.
        "response-time" => {
            told(&Data::restock, &|one, two| is(one, "way_demand", 1500.0) && is(two, "way_demand", 350.0))
        }
        _ => (Value::Null, false),
    }
}

/// Rules of one reading.
fn alone(rule: &str) -> (Value, bool) {
    let Some(data) = Data::of(rule) else { return (Value::Null, false) };
    match rule {
        "core-four-metrics" => {
            let totals = data.catalogue()["totals"].clone();
            let known = ["unitsPerDay", "daysOfSupply", "inbound", "slowShare"];
            let are_all = known.iter().all(|part| totals[*part].is_number());
            (totals, are_all)
        }
        "c-items" => {
            let found = data.catalogue();
            let has_c = of_code(&found["abcShares"], "C")["share"].is_number();
            (found, has_c)
        }
        "promo-forms" => {
            let found = data.promotions();
            let text = found.to_string();
            let are_all =
                ["order_buy_get", "order_spend_save", "order_every_nth"].iter().all(|form| text.contains(form));
            (plain(&found), are_all)
        }
        _ => (Value::Null, false),
    }
}
