//! Calendar days.
//!
//! A [`Day`] is a whole number of days since 1970-01-01. The core never asks what day
//! it is; today is an argument.

use crate::error::{Error, ErrorKind, Result};
use jiff::civil;

/// A calendar day without time or zone.
///
/// ```
/// use clearfloor::date::Day;
/// let day = Day::parse("2026-11-21").unwrap();
/// assert_eq!(day.plus(10).to_string(), "2026-12-01");
/// assert_eq!(day.month(), 11);
/// assert_eq!(Day::parse("2027-01-15").unwrap().days_since(day), 55);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

const SECONDS: i64 = 86_400;

impl Day {
    /// Days since 1970-01-01.
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a year, month (1–12) and day of the month.
    ///
    /// # Errors
    /// `date_unknown` if there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self> {
        let date = civil::Date::new(year, month, day)
            .map_err(|_| Error::new(ErrorKind::Syntax, "date_unknown").with("text", format!("{year}-{month}-{day}")))?;
        let seconds = date.duration_since(civil::date(1970, 1, 1)).as_secs();
        i32::try_from(seconds / SECONDS).map(Self).map_err(|_| Error::out_of_range("date"))
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// `date_unknown`.
    pub fn parse(text: &str) -> Result<Self> {
        let unknown = || Error::new(ErrorKind::Syntax, "date_unknown").with("text", text);
        let mut parts = text.trim().split('-');
        let mut next = |digits: usize| {
            parts
                .next()
                .filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|p| p.parse::<i16>().ok())
                .ok_or_else(unknown)
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        if parts.next().is_some() {
            return Err(unknown());
        }
        let small = |x: i16| i8::try_from(x).map_err(|_| unknown());
        Self::new(year, small(month)?, small(day)?).map_err(|_| unknown())
    }

    fn civil(self) -> civil::Date {
        let distance = jiff::SignedDuration::from_secs(i64::from(self.0) * SECONDS);
        civil::date(1970, 1, 1).saturating_add(distance)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.civil().year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.civil().month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day_of_month(self) -> u8 {
        self.civil().day().unsigned_abs()
    }

    /// How many days this day's month has.
    #[must_use]
    pub fn days_in_month(self) -> u8 {
        self.civil().days_in_month().unsigned_abs()
    }

    /// `days` later, or earlier if negative.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this day.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl core::fmt::Display for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

impl serde::Serialize for Day {
    /// Text `YYYY-MM-DD` for people, the day number for compact formats.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_i32(self.0) }
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = <String as serde::Deserialize>::deserialize(deserializer)?;
            Self::parse(&text).map_err(serde::de::Error::custom)
        } else {
            <i32 as serde::Deserialize>::deserialize(deserializer).map(Self)
        }
    }
}
