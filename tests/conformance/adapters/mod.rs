//! From a case to the public API and back.
//!
//! One file an area; each has `pub fn register(registry: &mut Registry)` and is listed in
//! [`registry`]. An adapter is a function `fn(&Case) -> Outcome`:
//!
//! - It reads **every** input of the case from [`Case::inputs`] (typed: `text`, `ratio`, `f64`,
//!   `int`, `day`, `bool`, lists by `items`, free keys by `entries`, may-be-missing keys by
//!   `optional`). What stays unread fails the case.
//! - It asks the public API and does no arithmetic beyond changing units and formats.
//! - It returns an answer: `Ok(Value::map([("fee", Value::text(fee)), …]))`. It never sees the
//!   expected results. The runner compares every expected key by the declarations of the file;
//!   an expected key that is not in the answer fails the case. Answering more than is asked is fine.
//! - `Err(Failure::Unsupported(what))` for the whole of what is not built (a marketplace, a
//!   report), never for a single case. `Err("text".into())` fails the case; so does `?` on an
//!   error of the core.
//! - Cases are dispatched on `kind` alone. A kind that two files use (`referral_fee` of the US and
//!   of other marketplaces) has one adapter, which looks at [`Case::market`] and [`Case::channel`].
//!
//! Reports are cases of another shape: one `[[file]]` table each, with the bytes of the sample.
//! The adapter is a `fn(&ReportCase, &mut Checks) -> Result<(), Failure>` registered once with
//! [`Registry::report`]; it reads the whole table through [`ReportCase::file`] (what it leaves
//! unread fails the file) and compares each expected leaf through [`Checks::equal`].

use crate::compare::{Difference, compare};
use crate::value::{Input, Value};
use std::collections::BTreeMap;

mod breakeven;
mod bundle;
mod channels;
mod clearance;
mod elasticity;
mod fees_intl;
mod fees_us;
mod forecast;
mod gvr;
mod health;
mod hold_vs_liquidate;
mod inventory;
mod landed;
mod markdown;
mod offer;
mod promo;
mod quote;
mod replenish;
mod reports;
mod review;
mod rounding;
mod seed_supply;
mod transfer;

/// All adapters.
pub fn registry() -> Registry {
    let mut registry = Registry::default();
    breakeven::register(&mut registry);
    bundle::register(&mut registry);
    offer::register(&mut registry);
    channels::register(&mut registry);
    elasticity::register(&mut registry);
    hold_vs_liquidate::register(&mut registry);
    landed::register(&mut registry);
    markdown::register(&mut registry);
    promo::register(&mut registry);
    fees_us::register(&mut registry);
    gvr::register(&mut registry);
    fees_intl::register(&mut registry);
    reports::register(&mut registry);
    quote::register(&mut registry);
    rounding::register(&mut registry);
    forecast::register(&mut registry);
    inventory::register(&mut registry);
    replenish::register(&mut registry);
    seed_supply::register(&mut registry);
    health::register(&mut registry);
    clearance::register(&mut registry);
    review::register(&mut registry);
    transfer::register(&mut registry);
    registry
}

/// A case as an adapter sees it.
#[derive(Debug)]
pub struct Case {
    /// Topic of the file, such as `fees-us`.
    pub topic: String,
    /// Id of the case.
    pub id: String,
    /// What is asked.
    pub kind: String,
    /// The day the case is for, `YYYY-MM-DD`.
    pub on: Option<String>,
    /// Marketplace, such as `US`.
    pub market: Option<String>,
    /// Channel, such as `ebay`.
    pub channel: Option<String>,
    /// The inputs, to be read completely.
    pub inputs: Input,
    /// Expected results, for the runner.
    pub expected: Value,
    /// Tolerance of the case, for the runner.
    pub tolerance: Option<crate::compare::Tolerance>,
    /// `kinds.<kind>` of the file.
    pub declaration: Option<Value>,
}

impl Case {
    /// The day the case is for.
    pub fn day(&self) -> Result<clearfloor::date::Day, Failure> {
        let text = self.on.as_deref().ok_or("the case has no day")?;
        Ok(clearfloor::date::Day::parse(text)?)
    }

    /// Points at which a result is wanted: of each element of the expected list `key`, the part
    /// whose declaration says `compare = "given"`. Empty if the key is not asked for.
    pub fn points(&self, key: &str) -> Vec<Input> {
        let declared = self.declaration.as_ref().and_then(|d| d.get("expected")).and_then(|d| d.get(key));
        let parts = declared.and_then(|d| d.get("items")).and_then(|d| d.get("items")).map_or(&[][..], Value::items);
        let given = parts.iter().position(|p| p.get("compare").and_then(Value::as_text) == Some("given"));
        let rows = self.expected.get(key).map_or(&[][..], Value::items);
        rows.iter()
            .filter_map(|row| row.items().get(given?))
            .map(|point| Input::new(&format!("expected.{key}"), point.clone()))
            .collect()
    }

    /// Whether an expected key is asked for at all (for results that cost time).
    pub fn asks(&self, key: &str) -> bool {
        self.expected.get(key).is_some()
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Failure {
    /// This part is not built: named in the report, not counted as failed.
    Unsupported(String),
    /// Went wrong.
    Error(String),
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Self::Error(text)
    }
}

impl From<&str> for Failure {
    fn from(text: &str) -> Self {
        Self::Error(text.to_owned())
    }
}

impl From<clearfloor::error::Error> for Failure {
    fn from(error: clearfloor::error::Error) -> Self {
        Self::Error(error.to_string())
    }
}

/// An answer (a map from expected key to value), or why there is none.
pub type Outcome = Result<Value, Failure>;

/// An adapter of a kind.
pub type Adapter = fn(&Case) -> Outcome;

/// The adapter of all reports.
pub type ReportAdapter = fn(&ReportCase, &mut Checks) -> Result<(), Failure>;

/// One sample file of `expected.toml`.
#[derive(Debug)]
pub struct ReportCase {
    /// The `[[file]]` table without `name` and `pitfalls` (prose for people).
    pub file: Input,
    /// Name of the sample.
    pub name: String,
    /// The sample, byte for byte.
    pub bytes: Vec<u8>,
    /// `as_of` of the file of expectations.
    pub as_of: Option<String>,
}

/// Collects what a report adapter compares.
#[derive(Debug, Default)]
pub struct Checks {
    /// What differs.
    pub differences: Vec<Difference>,
}

impl Checks {
    /// Compares a whole expected value with what was read; numbers compare as numbers.
    /// For text that must agree letter for letter use [`Checks::same_text`].
    pub fn equal(&mut self, expected: &Input, got: &Value) {
        compare(expected.path(), &expected.value(), got, None, None, &mut self.differences);
    }

    /// Compares text letter for letter: `0012345` is not `12345`.
    pub fn same_text(&mut self, expected: &Input, got: &str) {
        if expected.value() != Value::text(got) {
            self.differences.push(Difference {
                path: expected.path().to_owned(),
                got: format!("{got:?}"),
                expected: expected.value().to_string(),
            });
        }
    }
}

/// Judges the keys of a kind that are compared by a rule of its own (`pass` of the kind): the case, the answer, and
/// where to put what differs. It asks the public API, as an adapter does.
pub type PassRule = fn(&Case, &Value, &mut Vec<Difference>);

/// Adapters by kind.
#[derive(Default)]
pub struct Registry {
    kinds: BTreeMap<&'static str, Adapter>,
    pass_rules: BTreeMap<&'static str, PassRule>,
    report: Option<ReportAdapter>,
}

impl Registry {
    /// Adds the adapter of a kind; a kind has one.
    pub fn kind(&mut self, kind: &'static str, adapter: Adapter) {
        let before = self.kinds.insert(kind, adapter);
        assert!(before.is_none(), "kind {kind} has two adapters");
    }

    /// Adds the rule by which a kind passes where its keys say `pass rule`.
    pub fn pass_rule(&mut self, kind: &'static str, rule: PassRule) {
        self.pass_rules.insert(kind, rule);
    }

    /// The rule by which a kind passes.
    pub fn pass_rule_of(&self, kind: &str) -> Option<PassRule> {
        self.pass_rules.get(kind).copied()
    }

    /// Sets the adapter of the reports.
    pub fn report(&mut self, adapter: ReportAdapter) {
        assert!(self.report.is_none(), "reports have two adapters");
        self.report = Some(adapter);
    }

    /// The adapter of a kind.
    pub fn adapter(&self, kind: &str) -> Option<Adapter> {
        self.kinds.get(kind).copied()
    }

    /// The adapter of the reports.
    pub fn report_adapter(&self) -> Option<ReportAdapter> {
        self.report
    }
}
