//! Shares: fee rates, discounts, tax rates, as whole parts per million.

use crate::error::{Error, ErrorKind, Result};
use crate::rounding::{Ratio, Rounding};

/// A share in parts per million: 15 % is 150,000.
///
/// ```
/// use clearfloor::rate::Rate;
/// assert_eq!(Rate::parse("0.15").unwrap(), Rate::from_ppm(150_000));
/// assert_eq!(Rate::parse_percent("3.5").unwrap().to_string(), "0.035");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Rate(i64);

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The whole.
    pub const ONE: Self = Self(1_000_000);

    /// A rate of `ppm` parts per million.
    ///
    /// ```
    /// use clearfloor::rate::Rate;
    /// assert_eq!(Rate::from_ppm(80_000).to_string(), "0.08");
    /// ```
    #[must_use]
    pub const fn from_ppm(ppm: i64) -> Self {
        Self(ppm)
    }

    /// Parts per million.
    ///
    /// ```
    /// use clearfloor::rate::Rate;
    /// assert_eq!(Rate::parse_percent("12.5").unwrap().ppm(), 125_000);
    /// ```
    #[must_use]
    pub const fn ppm(self) -> i64 {
        self.0
    }

    fn from_ratio(share: Ratio, text: &str) -> Result<Self> {
        let ppm = share.times(Ratio::whole(1_000_000))?;
        if ppm.denominator() != 1 {
            return Err(Error::new(ErrorKind::Range, "rate_too_fine").with("text", text));
        }
        i64::try_from(ppm.numerator()).map(Self).map_err(|_| Error::out_of_range("rate"))
    }

    /// Reads a share such as `0.15`.
    ///
    /// # Errors
    /// `number_syntax`; `rate_too_fine` beyond six decimals; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::rate::Rate;
    /// assert_eq!(Rate::parse("0.15").unwrap().ppm(), 150_000);
    /// assert_eq!(Rate::parse("15").unwrap(), Rate::from_ppm(15_000_000)); // fifteen times, no percentage
    /// assert_eq!(Rate::parse("0.1234567").unwrap_err().code(), "rate_too_fine");
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        Self::from_ratio(crate::number::Decimal::parse(text)?.to_ratio()?, text)
    }

    /// Reads a percentage such as `15` or `3.5`.
    ///
    /// # Errors
    /// As [`Rate::parse`].
    ///
    /// ```
    /// use clearfloor::rate::Rate;
    /// assert_eq!(Rate::parse_percent("15").unwrap(), Rate::parse("0.15").unwrap());
    /// assert_eq!(Rate::parse_percent("15 %").unwrap_err().code(), "number_syntax");
    /// ```
    pub fn parse_percent(text: &str) -> Result<Self> {
        let percent = crate::number::Decimal::parse(text)?.to_ratio()?;
        Self::from_ratio(percent.over(Ratio::whole(100))?, text)
    }

    /// The nearest rate to a fraction.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{rate::Rate, rounding::Ratio};
    /// assert_eq!(Rate::nearest(Ratio::new(2, 3).unwrap()).unwrap().ppm(), 666_667);
    /// ```
    pub fn nearest(share: Ratio) -> Result<Self> {
        let ppm = share.times(Ratio::whole(1_000_000))?.round(Rounding::HalfAwayFromZero)?;
        i64::try_from(ppm).map(Self).map_err(|_| Error::out_of_range("rate"))
    }

    /// As an exact fraction.
    ///
    /// # Errors
    /// None in practice.
    ///
    /// ```
    /// use clearfloor::rate::Rate;
    /// assert_eq!(Rate::from_ppm(150_000).to_ratio().unwrap().to_string(), "3/20");
    /// ```
    pub fn to_ratio(self) -> Result<Ratio> {
        Ratio::new(i128::from(self.0), 1_000_000)
    }

    /// As a float, for expectations.
    ///
    /// ```
    /// use clearfloor::rate::Rate;
    /// assert_eq!(Rate::parse_percent("12.5").unwrap().to_f64(), 0.125);
    /// ```
    #[must_use]
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "the named change from exact to float")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl core::fmt::Display for Rate {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let (whole, rest) = (size / 1_000_000, size % 1_000_000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{rest:06}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}
