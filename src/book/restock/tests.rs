//! Buying a product again, from what is typed to what is answered.

use super::super::Book;
use super::super::fixture::{product, texts};
use super::RestockBody;
use crate::book::health::FigureView;
use crate::date::Day;

fn plain(facts: &[(&str, &str)], typed: &[(&str, &str)]) -> RestockBody {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let key = book.add_product();
    for (field, text) in facts {
        book.edit(Some(&key), field, text).unwrap();
    }
    book.restock(&key, &texts(typed)).unwrap().body
}

/// Weeks of sales that end on 21 November 2026.
fn weeks(units: &[i64]) -> String {
    let today = Day::parse("2026-11-21").unwrap();
    let count = i32::try_from(units.len()).unwrap();
    let line = |(place, units): (i32, &i64)| format!("{} {units}", today.plus(-7 * (count - 1 - place)));
    (0..).zip(units).map(line).collect::<Vec<_>>().join("\n")
}

const FAST: [(&str, &str); 3] = [("units", "1000"), ("units_per_day", "50"), ("cost_landed", "4.00")];

#[test]
fn a_thousand_at_fifty_a_day_and_fifteen_on_the_way_start_by_day_five() {
    let body = plain(&FAST, &[("lead_days", "15"), ("review_days", "0")]);
    assert_eq!(body.latest_start.unwrap().to_string(), "2026-11-26");
    // The order point holds 750 for the way and 1.645 · √(15 · 50) against chance.
    assert!((body.order_point.unwrap() - 795.046).abs() < 0.01, "{:?}", body.order_point);
    assert_eq!(body.order_on.unwrap().to_string(), "2026-11-25");
    assert_eq!(body.basis, "pace");
}

#[test]
fn the_order_keeps_to_least_quantity_boxes_room_and_budget() {
    let order = |typed: &[(&str, &str)]| {
        let all = [&[("lead_days", "30"), ("review_days", "0")], typed].concat();
        plain(&FAST, &all).order.unwrap()
    };
    let free = order(&[]);
    assert_eq!(free.units, free.needed);
    assert_eq!(order(&[("box_units", "24")]).units % 24, 0);
    assert_eq!(order(&[("minimum_units", "2000")]).units, 2000);
    let poor = order(&[("budget", "400")]);
    assert_eq!((poor.units, poor.cost.unwrap().minor()), (100, 40_000));
    assert!(poor.limits.contains(&"lowered_to_budget"));
}

#[test]
fn a_history_chooses_its_method_and_says_how_it_would_have_done() {
    let body = plain(&FAST, &[("lead_days", "20"), ("sales", &weeks(&[70; 30]))]);
    assert_eq!(body.basis, "forecast");
    assert!((body.per_day.unwrap() - 10.0).abs() < 1e-6);
    let outlook = body.outlook.unwrap();
    assert_eq!((outlook.past.len(), outlook.method), (30, "simple"));
    assert!(outlook.judged.iter().any(|judged| judged.is_chosen));
    assert!(outlook.next.iter().all(|next| next.low <= next.units && next.units <= next.high));
}

#[test]
fn bad_histories_are_told_and_the_pace_stands() {
    let (mut book, key) = product("24.99", "toys");
    let mut with = |sales: &str| {
        let view = book.restock(&key, &texts(&[("lead_days", "20"), ("sales", sales)])).unwrap();
        let problem = view.fields.iter().find_map(|field| Some(field.problem.as_ref()?.code.clone()));
        (problem, view.body)
    };
    assert_eq!(with("soon 5\n2026-11-01 x").0.as_deref(), Some("sales_row"));
    // One day only, or only days to come, make no whole week.
    assert_eq!(with("2026-12-24 5").0.as_deref(), Some("history_empty"));
    let (problem, body) = with("2026-01-01 5");
    assert!(problem.is_none() && body.outlook.is_some_and(|outlook| outlook.past.len() > 40));
    let nothing = with(&weeks(&[0; 20])).1;
    assert!(nothing.per_day.unwrap() < 0.5 && nothing.cover_days.unwrap() > 200.0, "{:?}", nothing.per_day);
    let (problem, body) = with("2026-10-01 5\n2026-10-01 2\n2026-10-20 -3\n2026-12-24 9\n2026-11-10 4");
    assert_eq!(problem, None);
    let notes: Vec<_> = body.outlook.unwrap().notes.iter().map(|note| note.code).collect();
    for code in ["future_rows", "repeated_days", "returns"] {
        assert!(notes.contains(&code), "{code} {notes:?}");
    }
}

#[test]
fn what_no_longer_earns_or_sells_is_not_bought_again() {
    let advice = |sold: [&str; 3], price: &str| {
        let (mut book, key) = product(price, "toys");
        for (field, text) in ["units_sold_30", "units_sold_60", "units_sold_90"].into_iter().zip(sold) {
            book.edit(Some(&key), field, text).unwrap();
        }
        let body = book.restock(&key, &texts(&[("lead_days", "30")])).unwrap().body;
        (body.advice.unwrap(), body.reasons.iter().map(|reason| reason.code).collect::<Vec<_>>())
    };
    assert_eq!(advice(["60", "120", "180"], "24.99").0, "buy");
    assert_eq!(advice(["0", "0", "5"], "24.99"), ("stop", vec!["nothing_sold"]));
    assert_eq!(advice(["60", "120", "180"], "9.99").1, ["loses_on_each"]);
    assert_eq!(advice(["10", "40", "90"], "24.99").1, ["declines_and_lasts", "lasts_long"]);
}

#[test]
fn what_is_not_known_is_named() {
    let body = plain(&[("units", "10")], &[]);
    assert_eq!(body.lacks, ["lead_days", "sold", "unit_cost"]);
    assert!(body.order.is_none() && body.advice.is_none());
}

#[test]
fn the_fee_for_low_stock_threatens_before_an_order_is_there() {
    let (mut book, key) = product("24.99", "toys");
    book.edit(Some(&key), "units_per_day", "3").unwrap();
    let mut of = |lead: &str| book.restock(&key, &texts(&[("lead_days", lead)])).unwrap().body;
    let low = of("30").low_stock.unwrap();
    // 100 units at 3 a day: in 5 days fewer than 28 days of supply are left.
    assert_eq!((low.days, low.falls_on.unwrap().to_string().as_str()), (28, "2026-11-26"));
    assert_eq!((low.is_before_order, of("2").low_stock.unwrap().is_before_order), (Some(true), Some(false)));
    assert_eq!(of("30").unit_cost.unwrap().to_string(), "6.00");
}

fn figure<'a>(body: &'a RestockBody, code: &str) -> &'a FigureView {
    body.figures.iter().find(|figure| figure.code == code).unwrap()
}

#[test]
fn each_plain_rule_answers_with_its_figure_and_its_word() {
    let typed = [("lead_days", "30"), ("review_days", "0"), ("safety_units", "300"), ("cycle_periods", "2")];
    let body = plain(&FAST, &typed);
    // 50 a day: 60 days of a cycle sell 3,000, the 30 of the way 1,500.
    assert_eq!(figure(&body, "cycle_demand").figure, Some(3000.0));
    assert_eq!(figure(&body, "way_demand").figure, Some(1500.0));
    assert_eq!(figure(&body, "low_stock_alert").class, Some("enough"));
    // Four weeks sell 1,400; with 300 against chance 700 more than the 1,000 there are.
    let short = figure(&body, "shortage_indicator");
    assert_eq!((short.figure, short.class), (Some(700.0), Some("short")));
    assert_eq!(figure(&body, "safety_band").class, Some("hold"));
    assert_eq!(figure(&body, "reasonable_stock").figure, Some(3300.0));
    assert_eq!(figure(&body, "moving_average").lacks, Some("sales"));
    // 30 on the way, 60 until sold, 14 until paid.
    let round = figure(&body, "rounds_per_year");
    assert!((round.figure.unwrap() - 365.0 / 104.0).abs() < 1e-9, "{round:?}");
    assert_eq!(figure(&body, "leg_days").lacks, Some("legs"));
}

#[test]
fn a_line_of_the_sellers_changes_the_word() {
    let with = |typed: &[(&str, &str)]| plain(&FAST, &[&[("lead_days", "15"), ("review_days", "0")], typed].concat());
    let class = |body: &RestockBody, code| figure(body, code).class;
    assert_eq!(class(&with(&[("safety_units", "1001")]), "low_stock_alert"), Some("below"));
    assert_eq!(class(&with(&[("safety_units", "1000")]), "low_stock_alert"), Some("enough"));
    let band = |low, high| class(&with(&[("band_low", low), ("band_high", high)]), "safety_band");
    assert_eq!((band("1001", "2000"), band("1000", "1000")), (Some("restock"), Some("hold")));
    assert_eq!(band("100", "999"), Some("hold_back_purchasing"));
    let weeks = with(&[("safety_units", "0"), ("shortage_weeks", "2")]);
    assert_eq!(figure(&weeks, "shortage_indicator").figure, Some(-300.0));
    // What is on the way is there for the shortage, not yet for the alert.
    let inbound = with(&[("safety_units", "1200"), ("inbound", "2000")]);
    assert_eq!(
        (class(&inbound, "low_stock_alert"), class(&inbound, "shortage_indicator")),
        (Some("below"), Some("enough"))
    );
}

#[test]
fn a_worded_change_grows_the_stock_by_its_reading() {
    let total = |typed: &[(&str, &str)]| {
        let all = [&[("lead_days", "15"), ("review_days", "0"), ("target", "1000")], typed].concat();
        let body = plain(&FAST, &all);
        (figure(&body, "change_multiple").figure, figure(&body, "reasonable_stock").figure.unwrap())
    };
    assert_eq!(total(&[("change", "300")]), (Some(4.0), 4000.0));
    assert_eq!(total(&[("change", "300"), ("change_wording", "up_to")]), (Some(3.0), 3000.0));
    assert_eq!(total(&[("change", "90"), ("change_wording", "down_by")]), (Some(0.1), 100.0));
    // Units named stand before what a change would make.
    assert_eq!(total(&[("change", "300"), ("growth", "-250")]), (Some(4.0), 750.0));
}

#[test]
fn what_cannot_be_used_is_said_at_its_field_and_leaves_what_stands() {
    let (mut book, key) = product("24.99", "toys");
    for (field, text, code) in [
        ("shortage_weeks", "0", "weeks_range"),
        ("shortage_weeks", "60", "weeks_range"),
        ("cycle_periods", "0", "periods_range"),
        ("average_window", "0", "periods_range"),
        ("legs", "by sea", "leg_row"),
        ("legs", "35-25", "leg_reversed"),
        ("growth", "a lot", "number_syntax"),
        ("growth", "0.5", "number_not_whole"),
        ("events", "2026-11-11 0", "event_range"),
        ("events", "soon", "event_row"),
        ("factor_black_friday", "0", "number_not_positive"),
        ("sales", "2026-11-01 4 DE\n2026-11-02 5", "history_market_missing"),
    ] {
        let view = book.restock(&key, &texts(&[("lead_days", "20"), (field, text)])).unwrap();
        let problem = view.fields.iter().find(|of| of.name == field).and_then(|of| of.problem.as_ref());
        assert_eq!(problem.map(|problem| problem.code.as_str()), Some(code), "{field} {text}");
        assert!(view.body.order_point.is_some(), "{field} {text}");
    }
    let turned = texts(&[("lead_days", "20"), ("band_low", "500"), ("band_high", "400")]);
    let view = book.restock(&key, &turned).unwrap();
    assert!(view.fields.iter().any(|of| of.problem.as_ref().is_some_and(|problem| problem.code == "band_reversed")));
    let deep = texts(&[("change", "150"), ("change_wording", "down_by")]);
    let view = book.restock(&key, &deep).unwrap();
    assert!(view.fields.iter().any(|of| of.problem.as_ref().is_some_and(|problem| problem.code == "change_range")));
}

#[test]
fn legs_of_the_way_add_up_and_their_longest_stands_for_the_days() {
    let body = plain(&FAST, &[("legs", "maker 20-30; sea 25-35; 3")]);
    let way = figure(&body, "leg_days");
    let of = |name| way.params.iter().find(|param| param.name == name).unwrap().text.as_str();
    assert_eq!((way.figure, of("shortest"), of("longest")), (Some(68.0), "48", "68"));
    assert_eq!(body.days_covered, Some(75));
    assert_eq!(plain(&FAST, &[("legs", "20-30"), ("lead_days", "25")]).days_covered, Some(32));
}

#[test]
fn a_longer_cycle_misses_less_and_ties_up_more() {
    let body = plain(&FAST, &[("lead_days", "20")]);
    assert_eq!(
        body.cycles.iter().map(|of| (of.periods, of.units)).collect::<Vec<_>>(),
        [(1, 1500), (2, 3000), (3, 4500)]
    );
    for (one, next) in body.cycles.iter().zip(body.cycles.iter().skip(1)) {
        assert!(
            one.missed > next.missed && one.tied_up.unwrap().minor() < next.tied_up.unwrap().minor(),
            "{one:?} {next:?}"
        );
    }
    let long = plain(&FAST, &[("lead_days", "20"), ("cycle_periods", "5")]);
    assert_eq!(long.cycles.iter().map(|of| of.periods).collect::<Vec<_>>(), [5, 6, 7]);
}

#[test]
fn a_forecast_is_made_for_each_market_and_the_order_follows_its_own() {
    let today = Day::parse("2026-11-21").unwrap();
    let rows: Vec<String> = (0..20)
        .flat_map(|week| {
            let day = today.plus(-7 * week);
            [format!("{day} 70 DE"), format!("{day} 7 US")]
        })
        .collect();
    let sales = rows.join("\n");
    let of = |typed: &[(&str, &str)]| plain(&FAST, &[&[("lead_days", "20"), ("sales", &sales)], typed].concat());
    // The book is of the US; nothing is pooled.
    let here = of(&[]);
    let outlook = here.outlook.as_ref().unwrap();
    assert_eq!((outlook.market.as_deref(), outlook.pooled_mean), (Some("US"), Some(77.0)));
    let means: Vec<_> =
        outlook.markets.iter().map(|market| (market.name.as_str(), market.mean, market.is_chosen)).collect();
    assert_eq!(means, [("DE", Some(70.0), false), ("US", Some(7.0), true)]);
    assert!((here.per_day.unwrap() - 1.0).abs() < 1e-6);
    assert!((of(&[("market", "DE")]).per_day.unwrap() - 10.0).abs() < 1e-6);
    assert!(plain(&FAST, &[("lead_days", "20")]).outlook.is_none());
}

#[test]
fn days_of_an_event_do_not_raise_what_is_expected_of_usual_ones() {
    // Ten a day; the four days of Black Friday 2025 sold three times as much.
    let today = Day::parse("2026-11-21").unwrap();
    let first = Day::parse("2025-11-28").unwrap();
    let line = |back: i32| {
        let day = today.plus(-back);
        let units = if (first..=first.plus(3)).contains(&day) { 30 } else { 10 };
        format!("{day} {units}")
    };
    let sales: Vec<String> = (0..371).map(line).collect();
    let sales = sales.join("\n");
    let of = |typed: &[(&str, &str)]| plain(&FAST, &[&[("lead_days", "7"), ("sales", &sales)], typed].concat());
    let usual = of(&[]);
    let friday = |body: &RestockBody| {
        body.outlook.as_ref().unwrap().events.iter().find(|event| event.code == "black_friday").cloned().unwrap()
    };
    let seen = friday(&usual);
    assert_eq!((seen.factor, seen.learned, seen.spans.len()), (1.0, Some(3.0), 2));
    let counted = of(&[("factor_black_friday", "3")]);
    let next = |body: &RestockBody| body.outlook.as_ref().unwrap().next[0].units;
    // The week from 22 November has two of its four days: 5 · 10 + 2 · 30.
    assert!((next(&counted) - 110.0).abs() < 2.0, "{}", next(&counted));
    assert!(next(&usual) < 90.0, "{}", next(&usual));
    let own = of(&[("events", "2026-11-24 2 Coupon week")]);
    let named = own.outlook.as_ref().unwrap().events.last().unwrap();
    assert_eq!((named.name.as_deref(), named.factor, named.learned), (Some("Coupon week"), 2.0, None));
    assert!(next(&own) > next(&usual) + 5.0);
}
