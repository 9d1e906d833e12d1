//! One error type for the whole core.
//!
//! An [`Error`] has a stable [`code`](Error::code) that translations and tests
//! hang on, parameters that fill the translated sentence, and, where a table was
//! read, a [`Position`]. Its `Display` text is English and meant for logs; the
//! page translates the code.

use core::fmt;

/// What kind of thing went wrong.
///
/// ```
/// use clearfloor::error::ErrorKind;
/// use clearfloor::money::{Currency, Money};
/// let kind = |text| Money::parse(text, Currency::USD).unwrap_err().kind();
/// assert_eq!(kind("twelve"), ErrorKind::Syntax);
/// assert_eq!(kind("12.505"), ErrorKind::Range);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A figure lies outside the range the product can hold.
    Range,
    /// Text could not be read as what it should be.
    Syntax,
    /// Two things that must agree do not (currencies, units, dates).
    Mismatch,
    /// Something that is needed was not given.
    Missing,
    /// The fee data or the program itself is at fault.
    Internal,
}

/// Where in a table a problem lies. Lines and columns count from 1.
///
/// ```
/// use clearfloor::error::{Error, ErrorKind, Position};
/// let place = Position { line: Some(7), column: Some(3), field: Some("price_list".to_owned()) };
/// let error = Error::new(ErrorKind::Syntax, "number_syntax").at(place);
/// assert_eq!(error.to_string(), "number_syntax (line 7)");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// Line of the file or paste.
    pub line: Option<u32>,
    /// Column of the table.
    pub column: Option<u32>,
    /// Canonical field name, such as `price_list`.
    pub field: Option<String>,
}

/// Why something could not be done.
///
/// ```
/// use clearfloor::error::{Error, ErrorKind};
/// let e = Error::new(ErrorKind::Range, "money_too_fine").with("text", "12.505");
/// assert_eq!(e.code(), "money_too_fine");
/// assert_eq!(e.to_string(), "money_too_fine: text `12.505`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    code: &'static str,
    params: Vec<(&'static str, String)>,
    position: Option<Position>,
}

/// Result of anything in the core that can fail.
pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    /// A new error with a stable code.
    ///
    /// ```
    /// use clearfloor::error::{Error, ErrorKind};
    /// let error = Error::new(ErrorKind::Missing, "reason_missing");
    /// assert_eq!((error.code(), error.params().len(), error.position()), ("reason_missing", 0, None));
    /// ```
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn new(kind: ErrorKind, code: &'static str) -> Self {
        Self { inner: Box::new(Inner { kind, code, params: Vec::new(), position: None }) }
    }

    /// Adds a parameter for the translated sentence.
    ///
    /// ```
    /// use clearfloor::error::{Error, ErrorKind};
    /// let error = Error::new(ErrorKind::Mismatch, "currency_mismatch").with("left", "USD").with("right", "EUR");
    /// assert_eq!(error.to_string(), "currency_mismatch: left `USD`, right `EUR`");
    /// ```
    #[must_use]
    pub fn with(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with_text(name, text.into())
    }

    // Apart and never inlined, as are the other makers of errors: hundreds of places call them, and
    // the page loads each copy.
    #[cold]
    #[inline(never)]
    fn with_text(mut self, name: &'static str, text: String) -> Self {
        self.inner.params.push((name, text));
        self
    }

    /// Adds the place in the table.
    ///
    /// ```
    /// use clearfloor::error::{Error, ErrorKind, Position};
    /// let error = Error::new(ErrorKind::Syntax, "date_unknown").with("text", "31.02.2026");
    /// let error = error.at(Position { line: Some(12), ..Position::default() });
    /// assert_eq!(error.to_string(), "date_unknown: text `31.02.2026` (line 12)");
    /// ```
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.inner.position = Some(position);
        self
    }

    /// What kind of thing went wrong.
    ///
    /// ```
    /// use clearfloor::{date::Day, error::ErrorKind};
    /// assert_eq!(Day::parse("soon").unwrap_err().kind(), ErrorKind::Syntax);
    /// ```
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// Stable code, such as `currency_mismatch`.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// let (price, fee) = (Money::new(2499, Currency::USD).unwrap(), Money::new(320, Currency::EUR).unwrap());
    /// assert_eq!(price.minus(fee).unwrap_err().code(), "currency_mismatch");
    /// ```
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.inner.code
    }

    /// Parameters of the translated sentence, in the order they were added.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// let error = Decimal::parse("1,234").unwrap_err();
    /// assert_eq!(error.params(), [("text", "1,234".to_owned())]);
    /// ```
    #[must_use]
    pub fn params(&self) -> &[(&'static str, String)] {
        &self.inner.params
    }

    /// Where in a table, if one was read.
    ///
    /// ```
    /// use clearfloor::{error::Position, number::Decimal};
    /// // One number by itself stands in no table; whoever reads one adds the place.
    /// let error = Decimal::parse("n/a").unwrap_err();
    /// assert_eq!(error.position(), None);
    /// let error = error.at(Position { line: Some(4), ..Position::default() });
    /// assert_eq!(error.position().unwrap().line, Some(4));
    /// ```
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        self.inner.position.as_ref()
    }

    /// A figure, or one on the way to it, left the range that is held: code `out_of_range`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub(crate) fn out_of_range(what: &'static str) -> Self {
        Self::new(ErrorKind::Range, "out_of_range").with("what", what)
    }

    /// A figure that cannot be negative is: code `below_zero`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub(crate) fn below_zero(what: &'static str) -> Self {
        Self::new(ErrorKind::Range, "below_zero").with("what", what)
    }

    /// A figure that must be above zero is not: code `not_above_zero`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub(crate) fn not_above_zero(what: &'static str) -> Self {
        Self::new(ErrorKind::Range, "not_above_zero").with("what", what)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.inner.code)?;
        for (i, (name, text)) in self.inner.params.iter().enumerate() {
            f.write_str(if i == 0 { ": " } else { ", " })?;
            write!(f, "{name} `{text}`")?;
        }
        if let Some(line) = self.inner.position.as_ref().and_then(|p| p.line) {
            write!(f, " (line {line})")?;
        }
        Ok(())
    }
}

impl core::error::Error for Error {}
