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

/// 0000-01-01 and 9999-12-31: what prints as four digits of a year.
const FIRST: Day = Day(-719_528);
const LAST: Day = Day(2_932_896);

impl Day {
    /// Days since 1970-01-01.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// assert_eq!(Day::from_number(365).to_string(), "1971-01-01");
    /// assert_eq!(Day::from_number(-1).to_string(), "1969-12-31");
    /// ```
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// assert_eq!(Day::parse("1970-02-01").unwrap().number(), 31);
    /// ```
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a year, month (1–12) and day of the month.
    ///
    /// # Errors
    /// `date_unknown` if there is no such day.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// assert_eq!(Day::new(2028, 2, 29).unwrap().to_string(), "2028-02-29");
    /// assert_eq!(Day::new(2027, 2, 29).unwrap_err().code(), "date_unknown");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// assert_eq!(Day::parse("2026-11-27").unwrap(), Day::new(2026, 11, 27).unwrap());
    /// // Which of the two is the month would be a guess.
    /// assert_eq!(Day::parse("11/12/2026").unwrap_err().code(), "date_unknown");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// assert_eq!(Day::parse("2026-12-31").unwrap().plus(1).year(), 2027);
    /// ```
    #[must_use]
    pub fn year(self) -> i16 {
        self.civil().year()
    }

    /// The month, 1 to 12.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// let shipped = Day::parse("2026-10-14").unwrap();
    /// assert!(shipped.month() >= 10, "the storage rates of October to December hold");
    /// ```
    #[must_use]
    pub fn month(self) -> u8 {
        self.civil().month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// let snapshot = Day::parse("2026-11-15").unwrap();
    /// assert_eq!(snapshot.day_of_month(), 15);
    /// ```
    #[must_use]
    pub fn day_of_month(self) -> u8 {
        self.civil().day().unsigned_abs()
    }

    /// How many days this day's month has.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// let days = |text| Day::parse(text).unwrap().days_in_month();
    /// assert_eq!((days("2026-02-10"), days("2028-02-10"), days("2026-11-27")), (28, 29, 30));
    /// ```
    #[must_use]
    pub fn days_in_month(self) -> u8 {
        self.civil().days_in_month().unsigned_abs()
    }

    /// `days` later, or earlier if negative.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// let today = Day::parse("2026-11-27").unwrap();
    /// assert_eq!(today.plus(-30).to_string(), "2026-10-28");
    /// ```
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// `days` later, or earlier if negative, within the years 0 to 9999.
    ///
    /// # Errors
    /// `out_of_range` beyond them.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// let received = Day::parse("2026-06-01").unwrap();
    /// assert_eq!(received.later(180).unwrap().to_string(), "2026-11-28");
    /// assert_eq!(received.later(3_000_000).unwrap_err().code(), "out_of_range");
    /// ```
    pub fn later(self, days: i64) -> Result<Self> {
        let number = i64::from(self.0).checked_add(days).ok_or_else(|| Error::out_of_range("date"))?;
        let within = FIRST.0..=LAST.0;
        let number = i32::try_from(number).ok().filter(|number| within.contains(number));
        number.map(Self).ok_or_else(|| Error::out_of_range("date"))
    }

    /// The same day of the month `months` later, the last day of that month where it has no such day.
    ///
    /// # Errors
    /// `out_of_range` beyond the years 0 to 9999.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// let day = Day::parse("2025-11-30").unwrap();
    /// assert_eq!(day.plus_months(3).unwrap().to_string(), "2026-02-28");
    /// ```
    pub fn plus_months(self, months: i64) -> Result<Self> {
        let beyond = || Error::out_of_range("date");
        let since_zero = i64::from(self.year()) * 12 + i64::from(self.month()) - 1;
        let month = since_zero.checked_add(months).ok_or_else(beyond)?;
        let year = i16::try_from(month.div_euclid(12)).ok().filter(|year| (0..=9999).contains(year));
        let year = year.ok_or_else(beyond)?;
        let month = i8::try_from(month.rem_euclid(12) + 1).map_err(|_| beyond())?;
        let first = Self::new(year, month, 1)?;
        Ok(first.plus(i32::from(self.day_of_month().min(first.days_in_month())) - 1))
    }

    /// Days from `earlier` to this day.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// let (received, today) = (Day::parse("2026-08-29").unwrap(), Day::parse("2026-11-27").unwrap());
    /// assert_eq!(today.days_since(received), 90);
    /// assert_eq!(received.days_since(today), -90);
    /// ```
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

/// A day and a minute on the clock of the place, without a zone: hours are added as the clock of a
/// place without summer time would show them.
///
/// ```
/// use clearfloor::date::LocalMinute;
/// let seen = LocalMinute::parse("2026-11-21T09:30").unwrap();
/// assert_eq!(seen.plus_hours(24).unwrap().to_string(), "2026-11-22T09:30");
/// assert_eq!(seen.plus_hours(-10).unwrap().to_string(), "2026-11-20T23:30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalMinute {
    day: Day,
    minute: i32,
}

const MINUTES: i64 = 1440;

impl LocalMinute {
    /// Reads `YYYY-MM-DDTHH:MM`.
    ///
    /// # Errors
    /// `date_unknown`.
    ///
    /// ```
    /// use clearfloor::date::LocalMinute;
    /// assert_eq!(LocalMinute::parse("2026-11-27T19:15").unwrap().to_string(), "2026-11-27T19:15");
    /// assert_eq!(LocalMinute::parse("2026-11-27 19:15").unwrap_err().code(), "date_unknown");
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        let unknown = || Error::new(ErrorKind::Syntax, "date_unknown").with("text", text);
        let (day, clock) = text.trim().split_once('T').ok_or_else(unknown)?;
        let (hour, minute) = clock.split_once(':').ok_or_else(unknown)?;
        let part = |digits: &str, below: i32| {
            let is_two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse::<i32>().ok().filter(|number| is_two && *number < below).ok_or_else(unknown)
        };
        Ok(Self { day: Day::parse(day)?, minute: part(hour, 24)? * 60 + part(minute, 60)? })
    }

    /// The day.
    ///
    /// ```
    /// use clearfloor::date::{Day, LocalMinute};
    /// let seen = LocalMinute::parse("2026-11-27T23:59").unwrap();
    /// assert_eq!(seen.day(), Day::parse("2026-11-27").unwrap());
    /// ```
    #[must_use]
    pub const fn day(self) -> Day {
        self.day
    }

    /// `hours` later, or earlier if negative.
    ///
    /// # Errors
    /// `out_of_range` beyond the years 0 to 9999.
    ///
    /// ```
    /// use clearfloor::date::LocalMinute;
    /// let seen = LocalMinute::parse("2026-12-30T18:00").unwrap();
    /// assert_eq!(seen.plus_hours(36).unwrap().to_string(), "2027-01-01T06:00");
    /// ```
    pub fn plus_hours(self, hours: i64) -> Result<Self> {
        let beyond = || Error::out_of_range("date");
        let minutes = hours.checked_mul(60).and_then(|m| m.checked_add(i64::from(self.minute))).ok_or_else(beyond)?;
        let minute = i32::try_from(minutes.rem_euclid(MINUTES)).map_err(|_| beyond())?;
        Ok(Self { day: self.day.later(minutes.div_euclid(MINUTES))?, minute })
    }
}

impl core::fmt::Display for LocalMinute {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day, self.minute / 60, self.minute % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn bounds_are_the_first_and_last_day_of_four_digit_years() {
        assert_eq!((FIRST.to_string(), LAST.to_string()), ("0000-01-01".to_owned(), "9999-12-31".to_owned()));
        assert_eq!(LAST.later(1).unwrap_err().code(), "out_of_range");
        assert_eq!(day("2026-11-21").later(i64::MAX).unwrap_err().code(), "out_of_range");
    }

    #[test]
    fn months_end_on_the_last_day_where_the_day_is_missing() {
        assert_eq!(day("2024-01-31").plus_months(1).unwrap(), day("2024-02-29"));
        assert_eq!(day("2026-12-31").plus_months(-10).unwrap(), day("2026-02-28"));
        assert_eq!(day("2026-11-21").plus_months(14).unwrap(), day("2028-01-21"));
        assert_eq!(day("2026-11-21").plus_months(i64::MIN).unwrap_err().code(), "out_of_range");
    }

    #[test]
    fn clock_refuses_what_is_no_time() {
        for text in ["2026-11-21", "2026-11-21T24:00", "2026-11-21T9:30", "2026-11-21T09:60", "2026-02-30T09:00"] {
            assert_eq!(LocalMinute::parse(text).unwrap_err().code(), "date_unknown", "{text}");
        }
    }
}
