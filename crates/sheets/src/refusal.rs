//! Why a file is not read or written.

use core::fmt;

/// A refusal: a stable code, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Refusal {
    /// Stable code, such as `file_old_excel`.
    pub code: &'static str,
    /// Named texts that belong to it.
    pub params: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without more to say.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    /// The same with a named text.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl fmt::Display) -> Self {
        self.params.push((name, text.to_string()));
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        self.params.iter().try_for_each(|(name, text)| write!(f, " {name}={text}"))
    }
}

impl core::error::Error for Refusal {}
