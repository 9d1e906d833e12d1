//! Runs the cases and counts.

use crate::adapters::{Case, Checks, Failure, Registry, ReportCase};
use crate::compare::{Difference, compare};
use crate::load::{Cases, Disputed};
use crate::value::{Input, Value};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How one case ended.
#[derive(Debug)]
pub enum Verdict {
    /// Every expected key agrees and every input was read.
    Passed,
    /// Differences, or an error.
    Failed(Vec<Difference>),
    /// No adapter, or one that says what is not built.
    Unsupported(String),
}

/// A failed case.
#[derive(Debug)]
pub struct FailedCase {
    /// Topic.
    pub topic: String,
    /// Id.
    pub id: String,
    /// Where and how it differs.
    pub differences: Vec<Difference>,
}

/// Counts of one topic.
#[derive(Debug, Default)]
pub struct Count {
    /// Name of the topic.
    pub topic: String,
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Without adapter.
    pub unsupported: usize,
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Summary {
    /// One a topic, in the order of the files.
    pub counts: Vec<Count>,
    /// Unsupported kinds, `topic: kind`, with the number of cases.
    pub unsupported: BTreeMap<String, usize>,
    /// Failures.
    pub failures: Vec<FailedCase>,
    /// Disputed cases: topic, id, verdict, reason.
    pub disputed: Vec<(String, String, &'static str, String)>,
    /// Files that could not be read.
    pub faults: Vec<String>,
}

/// Runs one case of a kind.
pub fn run_case(registry: &Registry, case: &Case) -> Verdict {
    let Some(adapter) = registry.adapter(&case.kind) else {
        return Verdict::Unsupported(case.kind.clone());
    };
    let answer = match catch_unwind(AssertUnwindSafe(|| adapter(case))) {
        Ok(Ok(answer)) => answer,
        Ok(Err(Failure::Unsupported(what))) => return Verdict::Unsupported(format!("{} ({what})", case.kind)),
        Ok(Err(Failure::Error(text))) => return failed("error", text, "a result"),
        Err(panic) => return failed("panic", message(panic.as_ref()), "a result"),
    };
    let mut differences = Vec::new();
    let declared = case.declaration.as_ref().and_then(|d| d.get("expected"));
    let Value::Map(expected) = &case.expected else {
        return failed("expected", "no map".to_owned(), "a map");
    };
    let pass_rule = registry.pass_rule_of(&case.kind);
    if let Some(rule) = pass_rule {
        rule(case, &answer, &mut differences);
    }
    for (key, wanted) in expected {
        let path = format!("expected.{key}");
        let declaration = declared.and_then(|d| d.get(key)).map(|d| chosen(d, &case.inputs));
        if pass_rule.is_some() && declaration.as_ref().and_then(compared_by) == Some("pass rule") {
            continue;
        }
        match answer.get(key) {
            Some(got) => compare(&path, wanted, got, declaration.as_ref(), case.tolerance, &mut differences),
            None => differences.push(Difference {
                path,
                got: "not compared: the adapter gives no such key".to_owned(),
                expected: wanted.to_string(),
            }),
        }
    }
    verdict(differences, case.inputs.unread())
}

fn compared_by(declaration: &Value) -> Option<&str> {
    declaration.get("compare").and_then(Value::as_text)
}

/// A declaration that hangs on an input (`tol if dist is normal, exact if poisson`) as it holds for these inputs.
fn chosen(declaration: &Value, inputs: &Input) -> Value {
    let (Value::Map(entries), Some(text)) = (declaration, compared_by(declaration)) else { return declaration.clone() };
    let mut key = "";
    let rule = text.split(", ").find_map(|part| {
        let (rule, when) = part.split_once(" if ")?;
        let is = when.split_once(" is ").map_or(when, |(named, is)| {
            key = named;
            is
        });
        (inputs.written(key)? == is).then_some(rule)
    });
    let Some(rule) = rule else { return declaration.clone() };
    Value::map(
        entries
            .iter()
            .map(|(name, value)| (name.clone(), if name == "compare" { Value::text(rule) } else { value.clone() })),
    )
}

/// Runs one sample of the reports.
pub fn run_report(registry: &Registry, case: &ReportCase) -> Verdict {
    let Some(adapter) = registry.report_adapter() else {
        return Verdict::Unsupported(case.name.clone());
    };
    let mut checks = Checks::default();
    match catch_unwind(AssertUnwindSafe(|| adapter(case, &mut checks))) {
        Ok(Ok(())) => verdict(checks.differences, case.file.unread()),
        Ok(Err(Failure::Unsupported(what))) => Verdict::Unsupported(format!("{} ({what})", case.name)),
        Ok(Err(Failure::Error(text))) => failed("error", text, "a result"),
        Err(panic) => failed("panic", message(panic.as_ref()), "a result"),
    }
}

fn verdict(mut differences: Vec<Difference>, unread: Vec<String>) -> Verdict {
    differences.extend(unread.into_iter().map(|path| Difference {
        path,
        got: "not read by the adapter".to_owned(),
        expected: "every key read".to_owned(),
    }));
    if differences.is_empty() { Verdict::Passed } else { Verdict::Failed(differences) }
}

fn failed(path: &str, got: String, expected: &str) -> Verdict {
    Verdict::Failed(vec![Difference { path: path.to_owned(), got, expected: expected.to_owned() }])
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panicked".to_owned())
}

impl Summary {
    fn add(&mut self, topic: &str, id: &str, verdict: Verdict, disputed: &[Disputed]) {
        if let Some(doubt) = disputed.iter().find(|d| d.id == id && d.topic.as_deref().is_none_or(|t| t == topic)) {
            let word = match verdict {
                Verdict::Passed => "passes",
                Verdict::Failed(_) => "fails",
                Verdict::Unsupported(_) => "unsupported",
            };
            self.disputed.push((topic.to_owned(), id.to_owned(), word, doubt.reason.clone()));
            return;
        }
        if self.counts.iter().all(|count| count.topic != topic) {
            self.counts.push(Count { topic: topic.to_owned(), ..Count::default() });
        }
        let Some(count) = self.counts.iter_mut().find(|count| count.topic == topic) else { return };
        match verdict {
            Verdict::Passed => count.passed += 1,
            Verdict::Unsupported(what) => {
                count.unsupported += 1;
                *self.unsupported.entry(format!("{topic}: {what}")).or_default() += 1;
            }
            Verdict::Failed(differences) => {
                count.failed += 1;
                self.failures.push(FailedCase { topic: topic.to_owned(), id: id.to_owned(), differences });
            }
        }
    }

    /// Whether nothing failed.
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty() && self.faults.is_empty()
    }
}

/// Runs all cases whose topic, kind or id contains one of `filters` (all if there are none).
pub fn run(registry: &Registry, cases: &Cases, filters: &[String]) -> Summary {
    let mut summary = Summary { faults: cases.faults.clone(), ..Summary::default() };
    let wanted = |words: [&str; 3]| filters.is_empty() || filters.iter().any(|f| words.iter().any(|w| w.contains(f)));
    for topic in &cases.topics {
        for case in topic.cases.iter().filter(|c| wanted([&c.topic, &c.kind, &c.id])) {
            summary.add(&topic.name, &case.id, run_case(registry, case), &cases.disputed);
        }
    }
    for case in cases.reports.iter().filter(|c| wanted(["reports", "reports", &c.name])) {
        summary.add("reports", &case.name, run_report(registry, case), &cases.disputed);
    }
    summary
}
