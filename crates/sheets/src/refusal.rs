//! Why a file is not read or written.

use core::fmt;

/// A refusal: a stable code, and what it is about.
///
/// ```
/// use clearfloor_sheets::read::Workbook;
/// let refusal = Workbook::open(b"SKU,Price\n".to_vec()).unwrap_err();
/// assert_eq!((refusal.code, refusal.params.len()), ("file_no_workbook", 0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Refusal {
    /// Stable code, such as `file_old_excel`.
    pub code: &'static str,
    /// Named texts that belong to it.
    pub params: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without more to say.
    ///
    /// ```
    /// use clearfloor_sheets::Refusal;
    /// assert_eq!(Refusal::new("file_broken").to_string(), "file_broken");
    /// ```
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    /// The same with a named text.
    ///
    /// ```
    /// use clearfloor_sheets::Refusal;
    /// assert_eq!(Refusal::new("sheet_missing").with("sheet", 3).to_string(), "sheet_missing sheet=3");
    /// ```
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
