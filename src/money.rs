//! Amounts of money as whole minor units, and finer exact amounts.
//!
//! [`Money`] is what is charged, paid or compared with a fee band. [`UnitAmount`] is
//! for rates per volume and for landed cost, which are finer than a cent; it becomes
//! [`Money`] by one named rounding where the charge happens. Expectations (units times
//! probability, present values) are `f64` and cross over in
//! [`Money::to_expectation`] and [`Money::from_expectation`] only.

use crate::error::{Error, ErrorKind, Result};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding, divide};

/// Largest amount in minor units: 2^51 − 1, so that a JavaScript number holds it exactly.
pub const MAX_MINOR: i64 = (1 << 51) - 1;

/// An ISO 4217 currency.
///
/// ```
/// use clearfloor::money::Currency;
/// assert_eq!(Currency::parse("usd").unwrap(), Currency::USD);
/// assert_eq!(Currency::JPY.exponent(), 0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar.
    pub const USD: Self = Self(*b"USD");
    /// Chinese yuan.
    pub const CNY: Self = Self(*b"CNY");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");
    /// Pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// Japanese yen, which has no minor unit.
    pub const JPY: Self = Self(*b"JPY");
    /// Canadian dollar.
    pub const CAD: Self = Self(*b"CAD");
    /// Mexican peso.
    pub const MXN: Self = Self(*b"MXN");
    /// Australian dollar.
    pub const AUD: Self = Self(*b"AUD");

    /// A code known when the program is compiled.
    pub(crate) const fn from_letters(letters: [u8; 3]) -> Self {
        Self(letters)
    }

    /// Reads a three-letter code in any letter case.
    ///
    /// # Errors
    /// `currency_unknown` if it is not three ASCII letters.
    pub fn parse(text: &str) -> Result<Self> {
        let bytes: [u8; 3] = text
            .trim()
            .as_bytes()
            .try_into()
            .map_err(|_| Error::new(ErrorKind::Syntax, "currency_unknown").with("text", text))?;
        if bytes.iter().all(u8::is_ascii_alphabetic) {
            Ok(Self(bytes.map(|b| b.to_ascii_uppercase())))
        } else {
            Err(Error::new(ErrorKind::Syntax, "currency_unknown").with("text", text))
        }
    }

    /// Digits behind the decimal point of the minor unit.
    #[must_use]
    pub const fn exponent(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" => 0,
            _ => 2,
        }
    }

    /// Minor units in one major unit: 100, or 1 for the yen.
    #[must_use]
    pub const fn minor_per_major(self) -> i64 {
        if self.exponent() == 0 { 1 } else { 100 }
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl core::fmt::Debug for Currency {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

impl core::fmt::Display for Currency {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        let text = <std::string::String as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A whole number of minor units of one currency, at most [`MAX_MINOR`] either way.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// let price = Money::parse("24.99", Currency::USD).unwrap();
/// let fee = Money::new(375, Currency::USD).unwrap();
/// assert_eq!(price.minus(fee).unwrap().to_string(), "21.24");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// `minor` units of `currency`.
    ///
    /// # Errors
    /// `out_of_range` beyond [`MAX_MINOR`].
    pub fn new(minor: i64, currency: Currency) -> Result<Self> {
        if minor.unsigned_abs() > MAX_MINOR.unsigned_abs() {
            return Err(Error::out_of_range("money"));
        }
        Ok(Self { minor, currency })
    }

    /// Nothing.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads a plain decimal (`-12.5`, no thousands sign).
    ///
    /// # Errors
    /// `number_syntax` if it is none; `money_too_fine` if it has more decimals than the currency.
    pub fn parse(text: &str, currency: Currency) -> Result<Self> {
        let decimal = crate::number::Decimal::parse(text)?;
        let exact = decimal.to_ratio()?.times(Ratio::whole(i128::from(currency.minor_per_major())))?;
        if exact.denominator() != 1 {
            return Err(Error::new(ErrorKind::Range, "money_too_fine").with("text", text));
        }
        Self::from_ratio_minor(exact, currency, Rounding::HalfAwayFromZero)
    }

    /// Rounds an exact number of minor units.
    ///
    /// # Errors
    /// `out_of_range` if the result does not fit.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn from_ratio_minor(minor: Ratio, currency: Currency, mode: Rounding) -> Result<Self> {
        let minor = i64::try_from(minor.round(mode)?).map_err(|_| Error::out_of_range("money"))?;
        Self::new(minor, currency)
    }

    /// Minor units (cents; whole yen).
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    fn same_currency(self, other: Self) -> Result<()> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::Mismatch, "currency_mismatch")
                .with("left", self.currency.code())
                .with("right", other.currency.code()))
        }
    }

    /// Sum.
    ///
    /// # Errors
    /// `currency_mismatch`; `out_of_range`.
    pub fn plus(self, other: Self) -> Result<Self> {
        self.same_currency(other)?;
        Self::new(self.minor.checked_add(other.minor).ok_or_else(|| Error::out_of_range("money"))?, self.currency)
    }

    /// Difference.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn minus(self, other: Self) -> Result<Self> {
        self.plus(other.negated())
    }

    /// The same amount with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { minor: -self.minor, currency: self.currency }
    }

    /// A whole number of times this.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn times(self, count: i64) -> Result<Self> {
        Self::new(self.minor.checked_mul(count).ok_or_else(|| Error::out_of_range("money"))?, self.currency)
    }

    /// A share of this, rounded half away from zero: the rule for every percentage fee.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let price = Money::parse("28.50", Currency::USD).unwrap();
    /// assert_eq!(price.share(Rate::parse("0.15").unwrap()).unwrap().to_string(), "4.28");
    /// ```
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn share(self, rate: Rate) -> Result<Self> {
        let product = i128::from(self.minor) * i128::from(rate.ppm());
        let minor = divide(product, 1_000_000, Rounding::HalfAwayFromZero)?;
        Self::new(i64::try_from(minor).map_err(|_| Error::out_of_range("money"))?, self.currency)
    }

    /// Minor units as a float, for expectations.
    #[must_use]
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "at most 2^51, so exact; the named change")]
    pub const fn to_expectation(self) -> f64 {
        self.minor as f64
    }

    /// An expectation in minor units, rounded half away from zero, for showing.
    ///
    /// # Errors
    /// `out_of_range` if it is not finite or too large.
    #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "range checked; the named change")]
    pub fn from_expectation(minor: f64, currency: Currency) -> Result<Self> {
        let rounded = minor.round();
        if !rounded.is_finite() || rounded.abs() > 2_251_799_813_685_247.0 {
            return Err(Error::out_of_range("money"));
        }
        Self::new(rounded as i64, currency)
    }
}

impl core::fmt::Display for Money {
    /// A plain decimal without the currency: `-12.50`, or `1250` for yen.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let size = self.minor.unsigned_abs();
        if self.currency.exponent() == 0 {
            write!(f, "{sign}{size}")
        } else {
            write!(f, "{sign}{}.{:02}", size / 100, size % 100)
        }
    }
}

/// An exact amount finer than a minor unit: millionths of the major unit.
///
/// For storage rates per cubic foot, costs in yuan turned into dollars, and the landed
/// cost of one unit. It is no charge until [`UnitAmount::to_money`] makes it one.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// let rate = UnitAmount::parse("0.78", Currency::USD).unwrap();
/// assert_eq!(rate.micros(), 780_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct UnitAmount {
    micros: i64,
    currency: Currency,
}

impl UnitAmount {
    /// `micros` millionths of the major unit.
    #[must_use]
    pub const fn from_micros(micros: i64, currency: Currency) -> Self {
        Self { micros, currency }
    }

    /// Reads a plain decimal with at most six decimals.
    ///
    /// # Errors
    /// `number_syntax`; `money_too_fine`; `out_of_range`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self> {
        let exact = crate::number::Decimal::parse(text)?.to_ratio()?.times(Ratio::whole(1_000_000))?;
        if exact.denominator() != 1 {
            return Err(Error::new(ErrorKind::Range, "money_too_fine").with("text", text));
        }
        Self::from_ratio_major(exact.over(Ratio::whole(1_000_000))?, currency)
    }

    /// The nearest millionth to an exact number of major units.
    ///
    /// # Errors
    /// `out_of_range`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn from_ratio_major(major: Ratio, currency: Currency) -> Result<Self> {
        let micros = major.times(Ratio::whole(1_000_000))?.round(Rounding::HalfAwayFromZero)?;
        let micros = i64::try_from(micros).map_err(|_| Error::out_of_range("unit amount"))?;
        Ok(Self { micros, currency })
    }

    /// Millionths of the major unit.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.micros
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// As an exact number of major units.
    ///
    /// # Errors
    /// None in practice; the type says so because fractions may overflow.
    pub fn to_ratio_major(self) -> Result<Ratio> {
        Ratio::new(i128::from(self.micros), 1_000_000)
    }

    /// As an exact number of minor units.
    ///
    /// # Errors
    /// None in practice; the type says so because fractions may overflow.
    pub fn to_ratio_minor(self) -> Result<Ratio> {
        Ratio::new(i128::from(self.micros) * i128::from(self.currency.minor_per_major()), 1_000_000)
    }

    /// This much for each of `count`, rounded once, half away from zero.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{money::{Currency, UnitAmount}, rounding::Ratio};
    /// let storage = UnitAmount::parse("0.585", Currency::USD).unwrap();
    /// assert_eq!(storage.for_each(Ratio::whole(3)).unwrap().to_string(), "1.76");
    /// ```
    pub fn for_each(self, count: Ratio) -> Result<Money> {
        Money::from_ratio_minor(self.to_ratio_minor()?.times(count)?, self.currency, Rounding::HalfAwayFromZero)
    }

    /// Sum.
    ///
    /// # Errors
    /// `currency_mismatch`; `out_of_range`.
    pub fn plus(self, other: Self) -> Result<Self> {
        if self.currency != other.currency {
            return Err(Error::new(ErrorKind::Mismatch, "currency_mismatch")
                .with("left", self.currency.code())
                .with("right", other.currency.code()));
        }
        let micros = self.micros.checked_add(other.micros).ok_or_else(|| Error::out_of_range("unit amount"))?;
        Ok(Self { micros, currency: self.currency })
    }

    /// Rounded half away from zero to the minor unit.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn to_money(self) -> Result<Money> {
        Money::from_ratio_minor(self.to_ratio_minor()?, self.currency, Rounding::HalfAwayFromZero)
    }
}

impl From<Money> for UnitAmount {
    fn from(money: Money) -> Self {
        // At most 2^51 · 10^6 / 1: fits for two-decimal currencies; yen amounts are far smaller than the bound.
        let per_minor = 1_000_000 / money.currency.minor_per_major();
        Self { micros: money.minor.saturating_mul(per_minor), currency: money.currency }
    }
}
