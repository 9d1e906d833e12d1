//! Buying a product again, from what is typed to what is answered.

use super::super::Book;
use super::super::fixture::{product, texts};
use super::RestockBody;
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
    assert_eq!(with("soon 5\n2026-11-01 x").0.as_deref(), Some("history_row"));
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
