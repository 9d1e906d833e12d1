//! What a seller may type into every field of the plan, sense or not: each is planned with or refused beside its field.

use super::super::Book;
use super::super::fixture::{product, texts as sheet};
use super::PlanBody;
use crate::money::Money;

fn book() -> (Book, String) {
    let (mut book, key) = product("24.99", "toys");
    for (field, text) in [("units", "60"), ("age_days", "150")] {
        book.edit(Some(&key), field, text).unwrap();
    }
    (book, key)
}

/// Few looks at few prices, so that each case is quick.
const SHORT: [(&str, &str); 3] = [("deadline", "2027-01-30"), ("review_days", "14"), ("menu", "20 %; 50 %")];

/// The worksheet with one field as it is typed.
fn with(field: &str, text: &str) -> Vec<(String, String)> {
    let others = SHORT.into_iter().filter(|(name, _)| *name != field);
    sheet(&others.chain([(field, text)]).collect::<Vec<_>>())
}

const NONSENSE: [&str; 10] =
    ["abc", "-5", "0", "0.5", "1000000", "99999999999999999999999999", "NaN", "1e9", "2020-01-01", "买一送一 🦀"];

/// A plan that is one: worth no less than doing nothing, nothing sold that is not there.
#[track_caller]
fn assert_sound(body: &PlanBody, units: f64, of: &str) {
    let Some(answer) = &body.answer else {
        assert!(!body.missing.is_empty() || !body.notes.is_empty(), "{of}: no plan, and not a word of why");
        return;
    };
    let way = |code: &str| answer.ways.iter().find(|way| way.code == code).unwrap();
    let minor = |money: Option<Money>| money.unwrap_or_else(|| panic!("{of}: no value")).minor();
    let (plan, hold) = (way("plan"), way("hold"));
    assert!(minor(plan.present_value) >= minor(hold.present_value) - 1, "{of}");
    assert!(!answer.steps.is_empty(), "{of}");
    for way in &answer.ways {
        let all = way.sold + way.let_go + way.left;
        assert!((all - units).abs() < 1.0, "{of}: {} of {units} units in {}", all, way.code);
        assert!(way.regret.is_some_and(|regret| regret.minor() >= 0), "{of}");
    }
}

#[test]
fn every_field_plans_with_what_is_typed_or_says_what_is_wrong_with_it() {
    let (mut book, key) = book();
    let known: Vec<&'static str> =
        book.plan(&key, &sheet(&SHORT)).unwrap().fields.iter().map(|field| field.name).collect();
    assert!(known.len() >= 19, "{known:?}");
    for name in known {
        for text in NONSENSE {
            let view = book.plan(&key, &with(name, text)).unwrap();
            let field = view.fields.iter().find(|field| field.name == name).unwrap();
            let of = format!("{name} = {text}");
            assert_eq!(field.text, text, "{of}: what was typed stands there");
            if let Some(problem) = &field.problem {
                assert!(!problem.code.is_empty(), "{of}");
            }
            let units = view.body.units.unwrap() - if name == "sold_since" { sold(text) } else { 0.0 };
            if units > 0.0 {
                assert_sound(&view.body, units, &of);
            }
        }
        // No field takes a word that is none of its own.
        let view = book.plan(&key, &with(name, "abc")).unwrap();
        let field = view.fields.iter().find(|field| field.name == name).unwrap();
        assert!(field.problem.is_some(), "{name} takes abc");
    }
}

fn sold(text: &str) -> f64 {
    text.parse::<u32>().map_or(0.0, f64::from).min(60.0)
}

#[test]
fn what_is_wrong_has_a_code_of_its_own_and_the_bound_that_mends_it() {
    let (mut book, key) = book();
    let cases: [(&str, &str, &str); 19] = [
        ("deadline", "2020-01-01", "plan_deadline_past"),
        ("deadline", "2026-11-21", "plan_deadline_past"),
        ("deadline", "2031-01-01", "plan_deadline_far"),
        ("deadline", "soon", "date_unknown"),
        ("elasticity", "1.5", "elasticity_not_negative"),
        ("elasticity", "0", "elasticity_not_negative"),
        ("elasticity", "steep", "number_syntax"),
        ("units_per_day", "-1", "number_negative"),
        ("floor", "-1", "number_negative"),
        ("menu", "cheap", "number_syntax"),
        ("own_ladder", "7折 2026-12-01; soon", "own_ladder_syntax"),
        ("own_ladder", "7折; 5折", "own_ladder_syntax"),
        ("history", "24.99 thirty 12", "history_row"),
        ("history", "price days units", "history_row"),
        ("sold_since", "61", "units_above_stock"),
        ("sold_since", "-1", "number_negative"),
        ("season", "13 2", "season_range"),
        ("season", "12 -2", "season_syntax"),
        ("lets_go", "maybe", "choice_unknown"),
    ];
    let mut said = Vec::new();
    for (name, text, _) in cases {
        let view = book.plan(&key, &with(name, text)).unwrap();
        let field = view.fields.iter().find(|field| field.name == name).unwrap();
        let problem = field.problem.as_ref().unwrap_or_else(|| panic!("{name} = {text} is taken"));
        said.push((name, text, problem.code.clone()));
    }
    assert_eq!(said, cases.map(|(name, text, code)| (name, text, code.to_owned())));
}

#[test]
fn products_at_the_edge_are_planned_or_told_what_they_lack() {
    // What is known of the product, what the plan is asked with, and what it says to it.
    type Case<'c> = (&'c [(&'c str, &'c str)], &'c [(&'c str, &'c str)], &'c str);
    let cases: [Case<'_>; 9] = [
        (&[("units_sold_30", "")], &[], "missing velocity"),
        (&[("units_sold_30", "0")], &[], "no_sales"),
        (&[], &[("units_per_day", "0")], "no_sales"),
        (&[], &[("elasticity", "-0.4")], "cuts_do_not_pay"),
        (&[("age_days", "3000")], &[], ""),
        (&[("units", "1000000")], &[], "counted_in_lots"),
        (&[("units", "0")], &[], "no_units"),
        (&[], &[("sold_since", "60")], "no_units"),
        (&[("price_list", "")], &[], "missing price_list"),
    ];
    for (facts, typed, said) in cases {
        let (mut book, key) = book();
        for (field, text) in facts {
            book.edit(Some(&key), field, text).unwrap();
        }
        let asked: Vec<_> = SHORT.iter().chain(typed).copied().collect();
        let of = format!("{facts:?} {typed:?}");
        let view = book.plan(&key, &sheet(&asked)).unwrap();
        let body = &view.body;
        let heard = body.missing.iter().map(|name| format!("missing {name}"));
        let heard: Vec<String> = heard.chain(body.notes.iter().map(|note| note.code.to_owned())).collect();
        assert!(said.is_empty() || heard.iter().any(|one| one == said), "{of}: {heard:?}");
        assert_eq!(body.answer.is_none(), said.starts_with("missing") || said == "no_units", "{of}: {heard:?}");
        if let Some(units) = body.units.filter(|_| body.answer.is_some()) {
            assert_sound(body, units, &of);
        }
        // What follows the plan has an answer too, or says the same.
        let exits = book.plan_exits(&key, &sheet(&asked), &[]).unwrap().body;
        assert_eq!(exits.split.is_some(), body.answer.is_some(), "{of}");
        let doubts = book.plan_doubts(&key, &sheet(&asked)).unwrap().body;
        assert_eq!(doubts.value.is_some(), body.answer.is_some(), "{of}");
    }
}

#[test]
fn fields_of_exits_and_of_the_test_are_taken_or_refused_too() {
    let (mut book, key) = book();
    let exits: Vec<String> =
        book.plan_exits(&key, &sheet(&SHORT), &[]).unwrap().fields.into_iter().map(|field| path(&field)).collect();
    assert!(exits.len() > 5, "{exits:?}");
    for name in &exits {
        for text in ["abc", "-5", "99999999999999999999999999"] {
            // Where a quantity is only a limit, as much as one likes is none.
            let is_limit = text.len() > 9 && name.ends_with("per_week");
            let view = book.plan_exits(&key, &with(name, text), &[]).unwrap();
            let field = view.fields.iter().find(|field| path(field) == *name).unwrap();
            assert!(field.problem.is_some() || is_limit, "{name} takes {text}");
            assert!(view.body.split.is_some(), "{name} = {text}");
        }
    }
    for name in ["probe_days", "probe_price"] {
        for text in ["abc", "-5"] {
            let view = book.plan_doubts(&key, &with(name, text)).unwrap();
            let field = view.fields.iter().find(|field| field.name == name).unwrap();
            assert!(field.problem.is_some(), "{name} takes {text}");
        }
    }
}

fn path(field: &super::ChannelField) -> String {
    if field.place.is_empty() { field.name.to_owned() } else { format!("{}.{}", field.place, field.name) }
}
