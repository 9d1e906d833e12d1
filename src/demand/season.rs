//! How demand goes through the year: factors by month and by dated window.

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};

/// Greatest factor that is taken for one: a hundred times the demand of today.
const GREATEST: f64 = 100.0;

/// Multiples of the demand of today: 1 = as now. A dated window beats a month, a later entry an earlier one.
///
/// ```
/// use clearfloor::{date::Day, demand::Season};
/// let day = |text| Day::parse(text).unwrap();
/// let mut season = Season::default();
/// season.set_month(12, 1.5).unwrap();
/// season.set_window(day("2026-12-20"), day("2026-12-24"), 3.0).unwrap();
/// assert_eq!(season.on(day("2026-12-01")), 1.5);
/// assert_eq!(season.on(day("2026-12-24")), 3.0);
/// assert_eq!(season.mean(day("2026-12-23"), 4), (3.0 + 3.0 + 1.5 + 1.5) / 4.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Season {
    months: Vec<(u8, f64)>,
    windows: Vec<(Day, Day, f64)>,
    /// Days by which the months are late.
    months_late: i32,
}

fn checked(factor: f64) -> Result<f64> {
    if (0.0..=GREATEST).contains(&factor) {
        return Ok(factor);
    }
    Err(Error::new(ErrorKind::Range, "season_range").with("most", GREATEST.to_string()))
}

impl Season {
    /// The factor of a month of every year, 1 to 12.
    ///
    /// # Errors
    /// `season_range` unless the month is one and the factor lies between 0 and 100.
    pub fn set_month(&mut self, month: u8, factor: f64) -> Result<()> {
        if !(1..=12).contains(&month) {
            return Err(Error::new(ErrorKind::Range, "season_range").with("most", GREATEST.to_string()));
        }
        self.months.push((month, checked(factor)?));
        Ok(())
    }

    /// The factor of the days from `from` to `to`, both included.
    ///
    /// # Errors
    /// `season_range` if the window ends before it begins, or the factor does not lie between 0 and 100.
    pub fn set_window(&mut self, from: Day, to: Day, factor: f64) -> Result<()> {
        if to < from {
            return Err(Error::new(ErrorKind::Range, "season_range").with("most", GREATEST.to_string()));
        }
        self.windows.push((from, to, checked(factor)?));
        Ok(())
    }

    /// Nothing was said: every day is as today.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.months.is_empty() && self.windows.is_empty()
    }

    /// The same season some days later: each month's factor begins and ends so much later too.
    #[must_use]
    pub fn later(&self, days: i32) -> Self {
        let windows = self.windows.iter().map(|(from, to, factor)| (from.plus(days), to.plus(days), *factor));
        Self { months: self.months.clone(), windows: windows.collect(), months_late: self.months_late + days }
    }

    /// The factor of a day.
    #[must_use]
    pub fn on(&self, day: Day) -> f64 {
        let window = self.windows.iter().rev().find(|(from, to, _)| *from <= day && day <= *to);
        if let Some((_, _, factor)) = window {
            return *factor;
        }
        let of = day.plus(-self.months_late).month();
        let month = self.months.iter().rev().find(|(month, _)| *month == of);
        month.map_or(1.0, |(_, factor)| *factor)
    }

    /// The mean factor of `days` days from a day on; 1 for none.
    #[must_use]
    pub fn mean(&self, from: Day, days: i32) -> f64 {
        if self.is_flat() || days <= 0 {
            return 1.0;
        }
        (0..days).map(|day| self.on(from.plus(day))).sum::<f64>() / f64::from(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn later_entries_and_windows_win() {
        let mut season = Season::default();
        assert_eq!(season.mean(day("2026-12-01"), 31), 1.0);
        season.set_month(12, 2.0).unwrap();
        season.set_month(12, 1.2).unwrap();
        season.set_window(day("2026-12-10"), day("2026-12-10"), 0.0).unwrap();
        assert_eq!([season.on(day("2026-12-09")), season.on(day("2026-12-10"))], [1.2, 0.0]);
        assert_eq!(season.on(day("2027-12-10")), 1.2);
        let late = season.later(10);
        assert_eq!(
            [late.on(day("2026-12-10")), late.on(day("2026-12-20")), late.on(day("2027-01-05"))],
            [1.0, 0.0, 1.2]
        );
        assert_eq!(season.on(day("2027-01-10")), 1.0);
    }

    #[test]
    fn refuses_what_is_no_season() {
        let mut season = Season::default();
        assert_eq!(season.set_month(13, 1.0).unwrap_err().code(), "season_range");
        assert_eq!(season.set_month(1, -0.1).unwrap_err().code(), "season_range");
        assert_eq!(season.set_month(1, f64::NAN).unwrap_err().code(), "season_range");
        assert_eq!(season.set_window(day("2026-12-10"), day("2026-12-09"), 1.0).unwrap_err().code(), "season_range");
        assert!(season.is_flat());
    }
}
