//! Problems as lines a program can read: `file:line:column: code (severity) name=value …`.

use clearfloor::book::view::{MissingFact, Problem};

/// One problem; parts of the place that are not known are left out.
#[must_use]
pub fn problem_line(problem: &Problem) -> String {
    let mut line = place(problem);
    line.push_str(&problem.code);
    line.push_str(&format!(" ({})", problem.severity.code()));
    let known = [("sku", &problem.sku), ("field", &problem.field), ("heading", &problem.heading)];
    for (name, value) in known {
        if let Some(value) = value {
            push(&mut line, name, value);
        }
    }
    for (name, value) in &problem.params {
        push(&mut line, name, value);
    }
    line
}

fn place(problem: &Problem) -> String {
    let Some(file) = &problem.file else { return String::new() };
    let numbers = [problem.line, problem.column].into_iter().map_while(|number| number);
    let place: String = numbers.map(|number| format!(":{number}")).collect();
    format!("{file}{place}: ")
}

/// One fact that is asked for.
#[must_use]
pub fn missing_line(fact: &MissingFact) -> String {
    let mut line = "fact_missing (question)".to_owned();
    if fact.key.is_some() {
        push(&mut line, "sku", &fact.sku);
    }
    push(&mut line, "field", fact.field);
    push(&mut line, "blocks", &fact.blocks.join(","));
    if !fact.suggestions.is_empty() {
        push(&mut line, "suggestions", &fact.suggestions.join(","));
    }
    line
}

/// ` name=value`; quoted where it would not be one word, so that a cell cannot break the line.
fn push(line: &mut String, name: &str, value: &str) {
    let is_word = !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c.is_control() || c == '"');
    line.push(' ');
    line.push_str(name);
    line.push('=');
    if is_word {
        line.push_str(value);
    } else {
        line.push_str(&format!("{value:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{missing_line, problem_line};
    use clearfloor::book::view::{MissingFact, Problem, Severity};

    fn problem() -> Problem {
        Problem {
            code: "number_syntax".to_owned(),
            severity: Severity::Error,
            file: Some("costs.csv".to_owned()),
            line: Some(3),
            column: Some(2),
            heading: Some("Unit cost".to_owned()),
            field: Some("cost_unit".to_owned()),
            sku: None,
            params: vec![("text".to_owned(), "12\n\"x".to_owned())],
        }
    }

    #[test]
    fn a_problem_stands_on_one_line_with_its_place() {
        assert_eq!(
            problem_line(&problem()),
            r#"costs.csv:3:2: number_syntax (error) field=cost_unit heading="Unit cost" text="12\n\"x""#
        );
    }

    #[test]
    fn a_column_without_a_line_is_no_place() {
        let line = problem_line(&Problem { line: None, ..problem() });
        assert!(line.starts_with("costs.csv: number_syntax"), "{line}");
    }

    #[test]
    fn a_missing_fact_says_what_it_blocks() {
        let fact = MissingFact {
            key: Some("A".to_owned()),
            sku: "A 1".to_owned(),
            title: String::new(),
            field: "category",
            stake: None,
            unit: None,
            blocks: vec!["quote", "exits"],
            suggestions: Vec::new(),
        };
        assert_eq!(missing_line(&fact), r#"fact_missing (question) sku="A 1" field=category blocks=quote,exits"#);
    }
}
