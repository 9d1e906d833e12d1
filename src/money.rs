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
    ///
    /// ```
    /// use clearfloor::money::Currency;
    /// assert_eq!(Currency::parse(" eur ").unwrap(), Currency::EUR);
    /// assert_eq!(Currency::parse("€").unwrap_err().code(), "currency_unknown");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::money::Currency;
    /// assert_eq!((Currency::USD.exponent(), Currency::JPY.exponent()), (2, 0));
    /// ```
    #[must_use]
    pub const fn exponent(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" => 0,
            _ => 2,
        }
    }

    /// Minor units in one major unit: 100, or 1 for the yen.
    ///
    /// ```
    /// use clearfloor::money::Currency;
    /// assert_eq!((Currency::GBP.minor_per_major(), Currency::JPY.minor_per_major()), (100, 1));
    /// ```
    #[must_use]
    pub const fn minor_per_major(self) -> i64 {
        if self.exponent() == 0 { 1 } else { 100 }
    }

    /// The three letters.
    ///
    /// ```
    /// use clearfloor::money::Currency;
    /// assert_eq!(Currency::CNY.code(), "CNY");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::money::{Currency, MAX_MINOR, Money};
    /// assert_eq!(Money::new(2499, Currency::USD).unwrap().to_string(), "24.99");
    /// assert_eq!(Money::new(2499, Currency::JPY).unwrap().to_string(), "2499");
    /// assert_eq!(Money::new(MAX_MINOR + 1, Currency::USD).unwrap_err().code(), "out_of_range");
    /// ```
    pub fn new(minor: i64, currency: Currency) -> Result<Self> {
        if minor.unsigned_abs() > MAX_MINOR.unsigned_abs() {
            return Err(Error::out_of_range("money"));
        }
        Ok(Self { minor, currency })
    }

    /// Nothing.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// let fees = [375, 637].map(|minor| Money::new(minor, Currency::USD).unwrap());
    /// let sum = fees.iter().try_fold(Money::zero(Currency::USD), |sum, fee| sum.plus(*fee)).unwrap();
    /// assert_eq!(sum.to_string(), "10.12");
    /// ```
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads a plain decimal (`-12.5`, no thousands sign).
    ///
    /// # Errors
    /// `number_syntax` if it is none; `money_too_fine` if it has more decimals than the currency.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// assert_eq!(Money::parse("-12.5", Currency::USD).unwrap().minor(), -1250);
    /// // Never rounded in silence.
    /// assert_eq!(Money::parse("12.505", Currency::USD).unwrap_err().code(), "money_too_fine");
    /// assert_eq!(Money::parse("1250.5", Currency::JPY).unwrap_err().code(), "money_too_fine");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, rounding::{Ratio, Rounding}};
    /// // Freight of 10.00 over 3 cartons, by the carton: 333 1/3 cents.
    /// let each = Ratio::new(1000, 3).unwrap();
    /// let of = |mode| Money::from_ratio_minor(each, Currency::USD, mode).unwrap().to_string();
    /// assert_eq!((of(Rounding::HalfAwayFromZero), of(Rounding::Ceiling)), ("3.33".to_owned(), "3.34".to_owned()));
    /// ```
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn from_ratio_minor(minor: Ratio, currency: Currency, mode: Rounding) -> Result<Self> {
        let minor = i64::try_from(minor.round(mode)?).map_err(|_| Error::out_of_range("money"))?;
        Self::new(minor, currency)
    }

    /// Minor units (cents; whole yen).
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// assert_eq!(Money::parse("24.99", Currency::USD).unwrap().minor(), 2499);
    /// assert_eq!(Money::parse("2499", Currency::JPY).unwrap().minor(), 2499);
    /// ```
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// assert_eq!(Money::parse("18.20", Currency::CNY).unwrap().currency(), Currency::CNY);
    /// ```
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
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// let (referral, fulfilment) = (Money::new(375, Currency::USD).unwrap(), Money::new(637, Currency::USD).unwrap());
    /// assert_eq!(referral.plus(fulfilment).unwrap().to_string(), "10.12");
    /// let vat = Money::new(375, Currency::GBP).unwrap();
    /// assert_eq!(referral.plus(vat).unwrap_err().code(), "currency_mismatch");
    /// ```
    pub fn plus(self, other: Self) -> Result<Self> {
        self.same_currency(other)?;
        Self::new(self.minor.checked_add(other.minor).ok_or_else(|| Error::out_of_range("money"))?, self.currency)
    }

    /// Difference.
    ///
    /// # Errors
    /// As [`Money::plus`].
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// assert_eq!(usd("9.99").minus(usd("10.12")).unwrap().to_string(), "-0.13");
    /// ```
    pub fn minus(self, other: Self) -> Result<Self> {
        self.plus(other.negated())
    }

    /// The same amount with the other sign.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// let refund = Money::parse("24.99", Currency::USD).unwrap().negated();
    /// assert_eq!(refund.to_string(), "-24.99");
    /// ```
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { minor: -self.minor, currency: self.currency }
    }

    /// A whole number of times this.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// let fee = Money::parse("6.37", Currency::USD).unwrap();
    /// assert_eq!(fee.times(100).unwrap().to_string(), "637.00");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// let price = Money::parse("24.99", Currency::USD).unwrap();
    /// // Half a unit is expected to sell: 12.495, which no price can be.
    /// assert_eq!(price.to_expectation() * 0.5, 1249.5);
    /// ```
    #[must_use]
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "at most 2^51, so exact; the named change")]
    pub const fn to_expectation(self) -> f64 {
        self.minor as f64
    }

    /// An expectation in minor units, rounded half away from zero, for showing.
    ///
    /// # Errors
    /// `out_of_range` if it is not finite or too large.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// assert_eq!(Money::from_expectation(1249.5, Currency::USD).unwrap().to_string(), "12.50");
    /// assert_eq!(Money::from_expectation(f64::NAN, Currency::USD).unwrap_err().code(), "out_of_range");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// let storage = UnitAmount::from_micros(780_000, Currency::USD);
    /// assert_eq!(storage, UnitAmount::parse("0.78", Currency::USD).unwrap());
    /// ```
    #[must_use]
    pub const fn from_micros(micros: i64, currency: Currency) -> Self {
        Self { micros, currency }
    }

    /// Reads a plain decimal with at most six decimals.
    ///
    /// # Errors
    /// `number_syntax`; `money_too_fine`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// assert_eq!(UnitAmount::parse("2.541", Currency::USD).unwrap().micros(), 2_541_000);
    /// assert_eq!(UnitAmount::parse("0.0000001", Currency::USD).unwrap_err().code(), "money_too_fine");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::{money::{Currency, UnitAmount}, rounding::Ratio};
    /// // 18 yuan at 7 yuan to the dollar.
    /// let cost = UnitAmount::from_ratio_major(Ratio::new(18, 7).unwrap(), Currency::USD).unwrap();
    /// assert_eq!(cost.micros(), 2_571_429);
    /// ```
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn from_ratio_major(major: Ratio, currency: Currency) -> Result<Self> {
        let micros = major.times(Ratio::whole(1_000_000))?.round(Rounding::HalfAwayFromZero)?;
        let micros = i64::try_from(micros).map_err(|_| Error::out_of_range("unit amount"))?;
        Ok(Self { micros, currency })
    }

    /// Millionths of the major unit.
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money, UnitAmount};
    /// let cent = UnitAmount::from(Money::new(1, Currency::USD).unwrap());
    /// assert_eq!(cent.micros(), 10_000);
    /// ```
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.micros
    }

    /// The currency.
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// assert_eq!(UnitAmount::parse("18.2", Currency::CNY).unwrap().currency(), Currency::CNY);
    /// ```
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// As an exact number of major units.
    ///
    /// # Errors
    /// None in practice; the type says so because fractions may overflow.
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// let rate = UnitAmount::parse("0.78", Currency::USD).unwrap();
    /// assert_eq!(rate.to_ratio_major().unwrap().to_string(), "39/50");
    /// ```
    pub fn to_ratio_major(self) -> Result<Ratio> {
        Ratio::new(i128::from(self.micros), 1_000_000)
    }

    /// As an exact number of minor units.
    ///
    /// # Errors
    /// None in practice; the type says so because fractions may overflow.
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// let minor = |currency| UnitAmount::parse("0.785", currency).unwrap().to_ratio_minor().unwrap().to_string();
    /// assert_eq!(minor(Currency::USD), "157/2"); // 78.5 cents
    /// assert_eq!(minor(Currency::JPY), "157/200"); // the yen is its own minor unit
    /// ```
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
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
    /// let landed = usd("2.571429").plus(usd("0.4")).unwrap();
    /// assert_eq!(landed.micros(), 2_971_429);
    /// ```
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
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// let amount = UnitAmount::parse("0.785", Currency::USD).unwrap();
    /// assert_eq!(amount.to_money().unwrap().to_string(), "0.79");
    /// ```
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
