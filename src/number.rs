//! Exact decimals.
//!
//! [`Decimal`] reads one plain decimal as written in data files and fields; how a
//! whole column of a pasted table is read is decided in [`crate::import`].

use crate::error::{Error, ErrorKind, Result};
use crate::rounding::{Ratio, Rounding, divide};

/// A decimal number: `coefficient / 10^scale`, exact.
///
/// ```
/// use clearfloor::number::Decimal;
/// use clearfloor::rounding::Rounding;
/// let x = Decimal::parse("-2.675").unwrap();
/// assert_eq!(x.round(2, Rounding::HalfAwayFromZero).unwrap().to_string(), "-2.68");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    coefficient: i128,
    scale: u32,
}

/// Most digits read; more is refused, never cut.
const MAX_DIGITS: u32 = 36;

impl Decimal {
    /// `coefficient / 10^scale`.
    ///
    /// # Errors
    /// `out_of_range` if `scale` is above 36.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// assert_eq!(Decimal::new(2499, 2).unwrap().to_string(), "24.99");
    /// assert_eq!(Decimal::new(1, 37).unwrap_err().code(), "out_of_range");
    /// ```
    pub fn new(coefficient: i128, scale: u32) -> Result<Self> {
        if scale > MAX_DIGITS {
            return Err(Error::out_of_range("decimal"));
        }
        Ok(Self { coefficient, scale })
    }

    /// Reads an optional sign, ASCII digits and at most one dot; no exponent, no thousands sign.
    ///
    /// # Errors
    /// `number_syntax` with the text; `out_of_range` beyond 36 digits.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// // Zeros at the end stay: they say how fine the figure is.
    /// assert_eq!(Decimal::parse("-12.50").unwrap().to_string(), "-12.50");
    /// for text in ["1,234", "1e5", "12.5.0", ""] {
    ///     assert_eq!(Decimal::parse(text).unwrap_err().code(), "number_syntax");
    /// }
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        let syntax = || Error::new(ErrorKind::Syntax, "number_syntax").with("text", text);
        let trimmed = text.trim();
        let (negative, body) = match trimmed.as_bytes().first() {
            Some(b'-') => (true, trimmed.get(1..).unwrap_or("")),
            Some(b'+') => (false, trimmed.get(1..).unwrap_or("")),
            _ => (false, trimmed),
        };
        let (mut coefficient, mut scale, mut digits, mut significant, mut seen_dot) =
            (0_i128, 0_u32, 0_u32, 0_u32, false);
        for byte in body.bytes() {
            match byte {
                b'0'..=b'9' => {
                    digits = digits.saturating_add(1);
                    significant += u32::from(significant > 0 || byte != b'0');
                    scale += u32::from(seen_dot);
                    if significant > MAX_DIGITS || scale > MAX_DIGITS {
                        return Err(Error::out_of_range("decimal").with("text", text));
                    }
                    coefficient = coefficient * 10 + i128::from(byte - b'0');
                }
                b'.' if !seen_dot => seen_dot = true,
                _ => return Err(syntax()),
            }
        }
        if digits == 0 {
            return Err(syntax());
        }
        Ok(Self { coefficient: if negative { -coefficient } else { coefficient }, scale })
    }

    /// The expectation as a decimal of at most `places` decimals, half away from zero, without zeros at its
    /// end; for printing what is no money.
    ///
    /// # Errors
    /// `out_of_range` if it is not finite, or has more than fifteen digits.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// assert_eq!(Decimal::nearest(-2.60, 4).unwrap().to_string(), "-2.6");
    /// assert_eq!(Decimal::nearest(1250.0, 2).unwrap().to_string(), "1250");
    /// ```
    #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "range checked; for printing")]
    pub fn nearest(expectation: f64, places: u32) -> Result<Self> {
        let shifted = (expectation * 10_f64.powi(i32::try_from(places).unwrap_or(i32::MAX))).round();
        if !shifted.is_finite() || shifted.abs() >= 1e15 {
            return Err(Error::out_of_range("decimal"));
        }
        let (mut coefficient, mut scale) = (shifted as i64, places);
        while scale > 0 && coefficient % 10 == 0 {
            coefficient /= 10;
            scale -= 1;
        }
        Self::new(i128::from(coefficient), scale)
    }

    /// Digits without the point.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// assert_eq!(Decimal::parse("24.90").unwrap().coefficient(), 2490);
    /// ```
    #[must_use]
    pub const fn coefficient(self) -> i128 {
        self.coefficient
    }

    /// Digits behind the point.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// assert_eq!(Decimal::parse("24.90").unwrap().scale(), 2);
    /// ```
    #[must_use]
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// Rounds to `places` decimals; a shorter number is written out with zeros.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{number::Decimal, rounding::Rounding};
    /// let rounded = |text, mode| Decimal::parse(text).unwrap().round(2, mode).unwrap().to_string();
    /// assert_eq!(rounded("4.275", Rounding::HalfAwayFromZero), "4.28");
    /// assert_eq!(rounded("4.265", Rounding::HalfEven), "4.26");
    /// assert_eq!(rounded("4.2", Rounding::Floor), "4.20");
    /// ```
    pub fn round(self, places: u32, mode: Rounding) -> Result<Self> {
        let err = || Error::out_of_range("decimal");
        if places > MAX_DIGITS {
            return Err(err());
        }
        let power = |n: u32| 10_i128.checked_pow(n).ok_or_else(err);
        let coefficient = if places >= self.scale {
            self.coefficient.checked_mul(power(places - self.scale)?).ok_or_else(err)?
        } else {
            divide(self.coefficient, power(self.scale - places)?, mode)?
        };
        Ok(Self { coefficient, scale: places })
    }

    /// As an exact fraction.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// assert_eq!(Decimal::parse("0.15").unwrap().to_ratio().unwrap().to_string(), "3/20");
    /// ```
    pub fn to_ratio(self) -> Result<Ratio> {
        let denominator = 10_i128.checked_pow(self.scale).ok_or_else(|| Error::out_of_range("decimal"))?;
        Ratio::new(self.coefficient, denominator)
    }

    /// The value in millionths, if it has no finer part.
    ///
    /// # Errors
    /// `number_too_fine` beyond six decimals; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// assert_eq!(Decimal::parse("1.8").unwrap().to_micros().unwrap(), 1_800_000);
    /// assert_eq!(Decimal::parse("0.0000001").unwrap().to_micros().unwrap_err().code(), "number_too_fine");
    /// ```
    pub fn to_micros(self) -> Result<i64> {
        // Nearly all numbers: few digits, none finer.
        if let (Ok(small), Some(power)) = (i64::try_from(self.coefficient), 6_u32.checked_sub(self.scale))
            && let Some(micros) = small.checked_mul(10_i64.pow(power))
        {
            return Ok(micros);
        }
        let exact = self.to_ratio()?.times(Ratio::whole(1_000_000))?;
        if exact.denominator() != 1 {
            return Err(Error::new(ErrorKind::Range, "number_too_fine").with("text", self.to_string()));
        }
        i64::try_from(exact.numerator()).map_err(|_| Error::out_of_range("decimal"))
    }

    /// The nearest float, for showing and for expectations; never for a charge. Exactly the nearest up
    /// to fifteen digits and 22 decimals, where dividend and divisor are exact themselves.
    ///
    /// ```
    /// use clearfloor::number::Decimal;
    /// assert_eq!(Decimal::parse("24.99").unwrap().to_f64(), 24.99);
    /// ```
    #[must_use]
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "the named change from exact to float")]
    pub fn to_f64(self) -> f64 {
        // Not by reading the text back: the tables of the standard reader are a twentieth of the page.
        self.coefficient as f64 / 10_f64.powi(i32::try_from(self.scale).unwrap_or(i32::MAX))
    }
}

impl core::fmt::Display for Decimal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let sign = if self.coefficient < 0 { "-" } else { "" };
        let scale = usize::try_from(self.scale).unwrap_or(0);
        let digits = format!("{:0>width$}", self.coefficient.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}
