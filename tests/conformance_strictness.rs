//! The conformance runner must be able to fail: an input left unread, an expected key left
//! uncompared, a wrong figure, a panic. Its modules are the runner's own.
#![allow(dead_code, reason = "the runner uses the rest of its modules")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

#[path = "conformance/adapters/mod.rs"]
mod adapters;
#[path = "conformance/compare.rs"]
mod compare;
#[path = "conformance/load.rs"]
mod load;
#[path = "conformance/run.rs"]
mod run;
#[path = "conformance/value.rs"]
mod value;

use adapters::{Case, Failure, Outcome, Registry};
use compare::{Tolerance, compare};
use run::{Verdict, run_case};
use value::{Input, Value};

fn json(text: &str) -> Value {
    Value::from(serde_json::from_str::<serde_json::Value>(text).unwrap())
}

fn case(kind: &str, inputs: &str, expected: &str) -> Case {
    Case {
        topic: "t".to_owned(),
        id: "t-1".to_owned(),
        kind: kind.to_owned(),
        on: None,
        market: None,
        channel: None,
        inputs: Input::new("inputs", json(inputs)),
        expected: json(expected),
        tolerance: Some(Tolerance { abs: 1e-9, rel: 0.0 }),
        declaration: None,
    }
}

fn doubled(case: &Case) -> Outcome {
    let a: i64 = case.inputs.key("a")?.int()?;
    Ok(Value::map([("b", Value::int(a * 2))]))
}

fn panicking(_: &Case) -> Outcome {
    panic!("on purpose")
}

fn unbuilt(_: &Case) -> Outcome {
    Err(Failure::Unsupported("market UK".to_owned()))
}

fn verdict(case: &Case) -> Verdict {
    let mut registry = Registry::default();
    registry.kind("doubled", doubled);
    registry.kind("panicking", panicking);
    registry.kind("unbuilt", unbuilt);
    run_case(&registry, case)
}

#[track_caller]
fn assert_fails_at(case: &Case, path: &str) {
    match verdict(case) {
        Verdict::Failed(differences) => assert_eq!(differences[0].path, path),
        other => panic!("{other:?}"),
    }
}

#[test]
fn passes_when_all_is_read_and_equal() {
    assert!(matches!(verdict(&case("doubled", r#"{"a": 2}"#, r#"{"b": 4}"#)), Verdict::Passed));
}

#[test]
fn fails_on_a_wrong_figure() {
    assert_fails_at(&case("doubled", r#"{"a": 2}"#, r#"{"b": 5}"#), "expected.b");
}

#[test]
fn fails_on_an_input_left_unread() {
    assert_fails_at(&case("doubled", r#"{"a": 2, "tax": [0.1]}"#, r#"{"b": 4}"#), "inputs.tax[0]");
}

#[test]
fn fails_on_an_expected_key_left_uncompared() {
    assert_fails_at(&case("doubled", r#"{"a": 2}"#, r#"{"b": 4, "c": 1}"#), "expected.c");
}

#[test]
fn fails_on_a_missing_input_and_on_a_panic() {
    assert_fails_at(&case("doubled", r#"{"x": 2}"#, r#"{"b": 4}"#), "error");
    assert_fails_at(&case("panicking", "{}", "{}"), "panic");
}

fn halved(case: &Case) -> Outcome {
    case.inputs.key("how")?.text()?;
    Ok(Value::map([("b", Value::float(case.inputs.key("a")?.f64()? / 2.0))]))
}

#[test]
fn a_declaration_may_hang_on_an_input_that_the_adapter_must_still_read() {
    let of = |how: &str, expected: &str, adapter: adapters::Adapter| {
        let mut registry = Registry::default();
        registry.kind("halved", adapter);
        let declaration = r#"{"expected": {"b": {"compare": "tol if how is loose, exact if strict"}}}"#;
        let inputs = format!(r#"{{"a": 1, "how": "{how}"}}"#);
        let near = case("halved", &inputs, expected);
        run_case(&registry, &Case { declaration: Some(json(declaration)), ..near })
    };
    assert!(matches!(of("loose", r#"{"b": 0.5000000001}"#, halved), Verdict::Passed));
    assert!(matches!(of("strict", r#"{"b": 0.5}"#, halved), Verdict::Passed));
    assert!(matches!(of("strict", r#"{"b": 0.5000000001}"#, halved), Verdict::Failed(_)));
    assert!(matches!(of("loose", r#"{"b": 0.6}"#, halved), Verdict::Failed(_)));
    let blind: adapters::Adapter = |case| Ok(Value::map([("b", Value::float(case.inputs.key("a")?.f64()? / 2.0))]));
    assert!(matches!(of("loose", r#"{"b": 0.5}"#, blind), Verdict::Failed(_)));
}

#[test]
fn a_rule_of_its_own_judges_only_the_keys_that_say_so() {
    let mut registry = Registry::default();
    registry.kind("doubled", doubled);
    registry.pass_rule("doubled", |_, answer, differences| {
        if answer.get("b") != Some(&Value::int(4)) {
            let (path, got, expected) = ("expected.b".to_owned(), String::new(), String::new());
            differences.push(compare::Difference { path, got, expected });
        }
    });
    let of = |inputs: &str, expected: &str| {
        let declaration = Some(json(r#"{"expected": {"b": {"compare": "pass rule"}}}"#));
        run_case(&registry, &Case { declaration, ..case("doubled", inputs, expected) })
    };
    assert!(matches!(of(r#"{"a": 2}"#, r#"{"b": 99}"#), Verdict::Passed));
    assert!(matches!(of(r#"{"a": 3}"#, r#"{"b": 6}"#), Verdict::Failed(_)));
    assert!(matches!(of(r#"{"a": 2}"#, r#"{"b": 4, "c": 1}"#), Verdict::Failed(_)));
}

#[test]
fn names_what_is_not_built() {
    let names = [("unknown", "unknown"), ("unbuilt", "unbuilt (market UK)")];
    for (kind, name) in names {
        match verdict(&case(kind, "{}", "{}")) {
            Verdict::Unsupported(what) => assert_eq!(what, name),
            other => panic!("{other:?}"),
        }
    }
}

#[track_caller]
fn agree(expected: &str, got: Value, declaration: &str, abs: f64) -> bool {
    let mut differences = Vec::new();
    let tolerance = Some(Tolerance { abs, rel: 0.0 });
    compare("x", &json(expected), &got, Some(&json(declaration)), tolerance, &mut differences);
    differences.is_empty()
}

#[test]
fn compares_by_declaration() {
    assert!(agree("0.1", Value::float(0.100_05), r#"{"compare": "tol"}"#, 1e-3));
    assert!(!agree("0.1", Value::float(0.1005), r#"{"compare": "tol"}"#, 1e-9));
    assert!(!agree("0.1", Value::float(0.1005), r#"{"compare": "exact"}"#, 1e-3));
    assert!(agree(r#""662/85""#, Value::float(662.0 / 85.0), r#"{"compare": "as number within 1e-12"}"#, 0.0));
    assert!(!agree(r#""662/85""#, Value::float(7.788_23), r#"{"compare": "as number within 1e-12"}"#, 1.0));
    assert!(agree(r#""2.50""#, Value::text("2.5"), r#"{"compare": "exact"}"#, 0.0));
    assert!(agree(r#""-0""#, Value::text("0"), r#"{"compare": "exact"}"#, 0.0));
    assert!(agree("null", Value::Null, r#"{"compare": "exact"}"#, 0.0));
    assert!(!agree("null", Value::int(0), r#"{"compare": "tol"}"#, 1.0));
    assert!(!agree("[1, 2]", Value::list([Value::int(1)]), r#"{"type": "list"}"#, 1.0));
    assert!(!agree(r#"{"a": 1}"#, json(r#"{"a": 1, "b": 2}"#), r#"{"type": "map"}"#, 1.0));
    assert!(!agree(r#"{"a": 1, "b": 2}"#, json(r#"{"a": 1}"#), r#"{"type": "object", "fields": {}}"#, 1.0));
}
