//! What an import has to say: stable codes with parameters and the place in the file.

/// How much a problem matters.
///
/// ```
/// use clearfloor::import::{ReadOptions, Severity, read};
/// let table = read("SKU\tDate received\nA-1\t03/10/2026\n", &ReadOptions::default());
/// // March or October: only the seller can say.
/// assert!(table.problems().iter().any(|problem| problem.severity == Severity::Question));
/// assert!(Severity::Error < Severity::Note);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A cell or row cannot be used.
    Error,
    /// Used, but the seller should look.
    Warning,
    /// Only the seller can say; until then the figures concerned are left out.
    Question,
    /// Worth knowing.
    Note,
}

/// One thing found in a table.
///
/// The page puts `code` and `params` into words; lines and columns count from 1.
///
/// ```
/// use clearfloor::import::{ReadOptions, read};
/// let table = read("SKU\tPrice ($)\nA-1\t9.99\nA-2\tcheap\n", &ReadOptions::default());
/// let problem = &table.problems()[0];
/// assert_eq!((problem.code, problem.line, problem.column), ("number_unreadable", Some(3), Some(2)));
/// assert_eq!((problem.heading.as_deref(), problem.sku.as_deref()), (Some("Price ($)"), Some("A-2")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// Stable code, such as `number_unreadable`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Line of the file or paste.
    pub line: Option<u32>,
    /// Column of the table.
    pub column: Option<u32>,
    /// Heading of the column as printed.
    pub heading: Option<String>,
    /// Canonical field of the column.
    pub field: Option<&'static str>,
    /// SKU of the row.
    pub sku: Option<String>,
    /// Parameters of the sentence, in a fixed order.
    pub params: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem without a place.
    #[must_use]
    pub(super) fn new(code: &'static str, severity: Severity) -> Self {
        Self { code, severity, line: None, column: None, heading: None, field: None, sku: None, params: Vec::new() }
    }

    /// Adds a parameter for the translated sentence; long text is cut after 80 characters.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.params.push((name, cut(text.into())));
        self
    }
}

/// Text of a cell as far as a message needs it: a megabyte of junk in one cell stays out of it.
fn cut(mut text: String) -> String {
    const LONGEST: usize = 80;
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// Problems in the order found: the first of each code with their places, all of them counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problems {
    kept: Vec<Problem>,
    counts: Vec<(&'static str, u64)>,
}

/// Problems of one code kept with their places; more are only counted.
const KEPT_PER_CODE: u64 = 200;

impl Problems {
    /// Whether a further problem of `code` would be kept; counts it either way.
    pub(crate) fn count(&mut self, code: &'static str) -> bool {
        match self.counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => {
                *count += 1;
                *count <= KEPT_PER_CODE
            }
            None => {
                self.counts.push((code, 1));
                true
            }
        }
    }

    /// Keeps a problem that was counted and has room.
    pub(crate) fn keep(&mut self, problem: Problem) {
        self.kept.push(problem);
    }

    /// Counts and, if there is room, keeps a problem.
    pub(crate) fn push(&mut self, problem: Problem) {
        if self.count(problem.code) {
            self.kept.push(problem);
        }
    }

    /// Puts those of other codes behind these.
    pub(crate) fn append(&mut self, others: Self) {
        self.kept.extend(others.kept);
        self.counts.extend(others.counts);
    }

    /// Problems kept with their places: at most 200 of each code.
    #[must_use]
    pub(super) fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// How often each code was found, kept or not.
    #[must_use]
    pub(super) fn counts(&self) -> &[(&'static str, u64)] {
        &self.counts
    }
}
