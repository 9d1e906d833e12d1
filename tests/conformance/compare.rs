//! Whether an answer agrees with what a case expects, by the file's own declarations.

use crate::value::{Figure, Value, read_figure};
use clearfloor::rounding::Ratio;

/// How far a number may lie off: `abs + rel * |expected|`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tolerance {
    /// In units of the number.
    pub abs: f64,
    /// Share of the expected number.
    pub rel: f64,
}

/// Closeness of rational strings: 1e-12, absolute below 1 and relative above.
const RATIONAL_WITHIN: f64 = 1e-12;

/// One place where the answer differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Place in the case, such as `expected.intervals[0].lo`.
    pub path: String,
    /// What the program answered.
    pub got: String,
    /// What the case expects.
    pub expected: String,
}

/// How the numbers of one declaration are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    WithinTolerance,
    Exact,
    AsRational,
    Given,
}

/// Compares `got` with `expected`. `declaration` is the entry of `kinds.<kind>.expected` for
/// this key; files without declarations (TOML) compare exactly unless the case has a tolerance.
pub fn compare(
    path: &str,
    expected: &Value,
    got: &Value,
    declaration: Option<&Value>,
    tolerance: Option<Tolerance>,
    differences: &mut Vec<Difference>,
) {
    let mut differ = || {
        differences.push(Difference { path: path.to_owned(), got: got.to_string(), expected: expected.to_string() });
    };
    match (expected, got) {
        (Value::List(wanted), Value::List(found)) => {
            if wanted.len() != found.len() {
                differ();
                return;
            }
            let items = declaration.and_then(|d| d.get("items"));
            for (i, (wanted, found)) in wanted.iter().zip(found).enumerate() {
                let item = match items {
                    Some(Value::List(by_place)) => by_place.get(i),
                    other => other,
                };
                compare(&format!("{path}[{i}]"), wanted, found, item, tolerance, differences);
            }
        }
        (Value::Map(wanted), Value::Map(found)) => {
            let fields = declaration.and_then(|d| d.get("fields"));
            let any = declaration.and_then(|d| d.get("values_are"));
            for (key, wanted) in wanted {
                let path = format!("{path}.{key}");
                match got.get(key) {
                    Some(found) => {
                        let field = fields.and_then(|f| f.get(key)).or(any);
                        compare(&path, wanted, found, field, tolerance, differences);
                    }
                    None => differences.push(Difference {
                        path,
                        got: "not compared: the adapter gives no such key".to_owned(),
                        expected: wanted.to_string(),
                    }),
                }
            }
            // A map with free keys must agree in its keys, and an object may leave out only what is optional.
            for (key, found) in found {
                if expected.get(key).is_none() && fields.is_none() {
                    differences.push(Difference {
                        path: format!("{path}.{key}"),
                        got: found.to_string(),
                        expected: "no such key".to_owned(),
                    });
                }
            }
        }
        (Value::Null, Value::Null) => {}
        (Value::Bool(wanted), Value::Bool(found)) if wanted == found => {}
        (Value::Number(wanted) | Value::Text(wanted), Value::Number(found) | Value::Text(found)) => {
            let rule = rule_of(declaration, expected, tolerance);
            if !leaves_agree(wanted, found, rule, tolerance.unwrap_or_default()) {
                differ();
            }
        }
        _ => differ(),
    }
}

fn rule_of(declaration: Option<&Value>, expected: &Value, tolerance: Option<Tolerance>) -> Rule {
    let word = |key| declaration.and_then(|d: &Value| d.get(key)).and_then(Value::as_text);
    match word("compare") {
        Some("tol") => Rule::WithinTolerance,
        Some("given") => Rule::Given,
        Some(text) if text.starts_with("as number within 1e-12") => Rule::AsRational,
        Some(_) => Rule::Exact,
        None if word("type").is_some_and(|t| t.starts_with("rational string")) => Rule::AsRational,
        None if tolerance.is_some() && !is_whole(expected) => Rule::WithinTolerance,
        None => Rule::Exact,
    }
}

/// Whole numbers without a declaration are counts and choices.
fn is_whole(expected: &Value) -> bool {
    matches!(expected, Value::Number(text) if text.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
}

fn leaves_agree(wanted: &str, found: &str, rule: Rule, tolerance: Tolerance) -> bool {
    let (Some(wanted_figure), Some(found_figure)) = (read_figure(wanted), read_figure(found)) else {
        return wanted == found;
    };
    match rule {
        // Equal as numbers, or the same text; "007" and "7" of a text key are told apart by the adapter.
        Rule::Exact | Rule::Given => match (wanted_figure.exact, found_figure.exact) {
            (Some(a), Some(b)) => a == b,
            _ => wanted_figure.float.to_bits() == found_figure.float.to_bits(),
        },
        Rule::AsRational => near(wanted_figure, found_figure, RATIONAL_WITHIN * wanted_figure.float.abs().max(1.0)),
        Rule::WithinTolerance => {
            near(wanted_figure, found_figure, tolerance.abs + tolerance.rel * wanted_figure.float.abs())
        }
    }
}

fn near(wanted: Figure, found: Figure, within: f64) -> bool {
    // Of large numbers the floats are coarser than the tolerance.
    let apart = wanted.exact.zip(found.exact).and_then(|(wanted, found)| wanted.minus(found).ok());
    apart.map_or(wanted.float - found.float, Ratio::to_f64).abs() <= within
}
