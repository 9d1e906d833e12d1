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

/// From a day on, until the next one, demand is so many times the usual.
///
/// ```
/// use clearfloor::{date::Day, demand::{Season, Stretch}};
/// let mut season = Season::default();
/// season.set_month(12, 1.5).unwrap();
/// let year = season.stretches(Day::parse("2026-11-21").unwrap(), 365);
/// let stretch = |from_day, factor| Stretch { from_day, factor };
/// assert_eq!(year, [stretch(0, 1.0), stretch(10, 1.5), stretch(41, 1.0)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Days after the start.
    pub from_day: i32,
    /// Multiple of the usual demand.
    pub factor: f64,
}

/// The factor of a day; 1 before the first stretch.
///
/// ```
/// use clearfloor::demand::{Stretch, factor_on};
/// let season = [Stretch { from_day: 0, factor: 0.5 }, Stretch { from_day: 10, factor: 2.0 }];
/// assert_eq!([factor_on(&season, 9), factor_on(&season, 10), factor_on(&[], 10)], [0.5, 2.0, 1.0]);
/// ```
#[must_use]
pub fn factor_on(season: &[Stretch], day: i32) -> f64 {
    let place = season.partition_point(|stretch| stretch.from_day <= day).checked_sub(1);
    place.and_then(|place| season.get(place)).map_or(1.0, |stretch| stretch.factor)
}

/// What `days` days from the start sell, in days of usual demand: the sum of their factors.
///
/// ```
/// use clearfloor::demand::{Stretch, usual_days};
/// let season = [Stretch { from_day: 0, factor: 0.5 }, Stretch { from_day: 10, factor: 2.0 }];
/// assert_eq!([usual_days(&season, 4), usual_days(&season, 12), usual_days(&[], 12)], [2.0, 9.0, 12.0]);
/// ```
#[must_use]
pub fn usual_days(season: &[Stretch], days: i32) -> f64 {
    let (mut sum, mut from, mut factor) = (0.0, 0, 1.0);
    for stretch in season.iter().take_while(|stretch| stretch.from_day < days) {
        sum += factor * f64::from(stretch.from_day - from);
        (from, factor) = (stretch.from_day, stretch.factor);
    }
    sum + factor * f64::from(days.max(0) - from)
}

/// Days until `units` have sold at `per_day` units a day of usual demand, when a year goes by the season and every year
/// after it likewise; none if they never do.
///
/// ```
/// use clearfloor::demand::{Stretch, days_to_sell};
/// let season = [Stretch { from_day: 0, factor: 0.5 }, Stretch { from_day: 10, factor: 2.0 }];
/// // Ten days sell five, the other fifteen take 7.5 days.
/// assert_eq!(days_to_sell(&season, 365, 20.0, 1.0), Some(17.5));
/// assert_eq!(days_to_sell(&[], 365, 20.0, 4.0), Some(5.0));
/// assert_eq!(days_to_sell(&season, 365, 20.0, 0.0), None);
/// ```
#[must_use]
pub fn days_to_sell(season: &[Stretch], year_days: i32, units: f64, per_day: f64) -> Option<f64> {
    let needed = units / per_day;
    if per_day.is_nan() || per_day <= 0.0 || !needed.is_finite() {
        return None;
    }
    if season.is_empty() || year_days <= 0 {
        return Some(needed);
    }
    let of_year = usual_days(season, year_days);
    if of_year <= 0.0 {
        return (needed <= 0.0).then_some(0.0);
    }
    let years = (needed / of_year).floor();
    let mut left = needed - years * of_year;
    let mut from = 0;
    let mut days = years * f64::from(year_days);
    let ends = season.iter().map(|stretch| stretch.from_day).chain([year_days]).filter(|day| *day > 0);
    for end in ends {
        let factor = factor_on(season, from);
        let sold = factor * f64::from(end - from);
        if left <= sold {
            return Some(days + if left > 0.0 { left / factor } else { 0.0 });
        }
        left -= sold;
        days += f64::from(end - from);
        from = end;
    }
    Some(days)
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
    ///
    /// ```
    /// use clearfloor::{date::Day, demand::Season};
    /// let mut season = Season::default();
    /// season.set_month(12, 1.5).unwrap();
    /// assert_eq!(season.on(Day::parse("2027-12-09").unwrap()), 1.5);
    /// assert_eq!(season.set_month(13, 1.5).unwrap_err().code(), "season_range");
    /// ```
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
    ///
    /// ```
    /// use clearfloor::{date::Day, demand::Season};
    /// let mut season = Season::default();
    /// let day = |text| Day::parse(text).unwrap();
    /// season.set_window(day("2026-11-27"), day("2026-11-30"), 4.0).unwrap();
    /// assert_eq!([season.on(day("2026-11-30")), season.on(day("2026-12-01"))], [4.0, 1.0]);
    /// assert!(season.set_window(day("2026-11-30"), day("2026-11-27"), 4.0).is_err());
    /// ```
    pub fn set_window(&mut self, from: Day, to: Day, factor: f64) -> Result<()> {
        if to < from {
            return Err(Error::new(ErrorKind::Range, "season_range").with("most", GREATEST.to_string()));
        }
        self.windows.push((from, to, checked(factor)?));
        Ok(())
    }

    /// Nothing was said: every day is as today.
    ///
    /// ```
    /// use clearfloor::demand::Season;
    /// let mut season = Season::default();
    /// assert!(season.is_flat());
    /// season.set_month(12, 1.5).unwrap();
    /// assert!(!season.is_flat());
    /// ```
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.months.is_empty() && self.windows.is_empty()
    }

    /// The same season some days later: each month's factor begins and ends so much later too.
    ///
    /// ```
    /// use clearfloor::{date::Day, demand::Season};
    /// let mut season = Season::default();
    /// season.set_month(12, 1.5).unwrap();
    /// let late = season.later(10);
    /// let on = |text| late.on(Day::parse(text).unwrap());
    /// assert_eq!([on("2026-12-10"), on("2026-12-11"), on("2027-01-10"), on("2027-01-11")], [1.0, 1.5, 1.5, 1.0]);
    /// ```
    #[must_use]
    pub fn later(&self, days: i32) -> Self {
        let windows = self.windows.iter().map(|(from, to, factor)| (from.plus(days), to.plus(days), *factor));
        Self { months: self.months.clone(), windows: windows.collect(), months_late: self.months_late + days }
    }

    /// The factor of a day.
    ///
    /// ```
    /// use clearfloor::{date::Day, demand::Season};
    /// let mut season = Season::default();
    /// season.set_month(12, 1.5).unwrap();
    /// assert_eq!(["2026-11-30", "2026-12-01"].map(|text| season.on(Day::parse(text).unwrap())), [1.0, 1.5]);
    /// ```
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

    /// The `days` days from a day on, cut where the factor changes, the first from day 0; none at all where every factor
    /// is 1.
    ///
    /// ```
    /// use clearfloor::{date::Day, demand::Season};
    /// let mut season = Season::default();
    /// season.set_month(12, 1.5).unwrap();
    /// let found = season.stretches(Day::parse("2026-11-21").unwrap(), 60);
    /// assert_eq!(found.iter().map(|stretch| stretch.from_day).collect::<Vec<_>>(), [0, 10, 41]);
    /// ```
    #[must_use]
    pub fn stretches(&self, from: Day, days: i32) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        if self.is_flat() {
            return found;
        }
        for day in 0..days {
            let factor = self.on(from.plus(day));
            if found.last().is_none_or(|last| last.factor.to_bits() != factor.to_bits()) {
                found.push(Stretch { from_day: day, factor });
            }
        }
        if matches!(found.as_slice(), [Stretch { factor, .. }] if factor.to_bits() == 1.0_f64.to_bits()) {
            found.clear();
        }
        found
    }

    /// The mean factor of `days` days from a day on; 1 for none.
    ///
    /// ```
    /// use clearfloor::{date::Day, demand::Season};
    /// let mut season = Season::default();
    /// season.set_month(12, 1.5).unwrap();
    /// // Ten days of November and ten of December.
    /// assert_eq!(season.mean(Day::parse("2026-11-21").unwrap(), 20), 1.25);
    /// ```
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
    fn stretches_are_the_factors_of_the_days_they_hold() {
        let mut season = Season::default();
        assert!(season.stretches(day("2026-11-21"), 365).is_empty());
        season.set_month(11, 1.0).unwrap();
        assert!(season.stretches(day("2026-11-21"), 365).is_empty());
        season.set_month(12, 1.5).unwrap();
        season.set_window(day("2026-12-20"), day("2026-12-24"), 3.0).unwrap();
        season.set_window(day("2027-02-01"), day("2027-02-28"), 0.0).unwrap();
        for (from, days) in [("2026-11-21", 365), ("2026-12-22", 30), ("2027-06-01", 400)] {
            let found = season.stretches(day(from), days);
            let on = |at: i32| season.on(day(from).plus(at));
            assert!((0..days).all(|at| factor_on(&found, at) == on(at)), "{from}");
            assert!((0..days).all(|at| (usual_days(&found, at) - (0..at).map(on).sum::<f64>()).abs() < 1e-9));
        }
        assert_eq!(season.stretches(day("2026-12-20"), 5), [Stretch { from_day: 0, factor: 3.0 }]);
    }

    #[test]
    fn what_lasts_longer_than_a_year_meets_the_season_again() {
        let season = [Stretch { from_day: 0, factor: 0.0 }, Stretch { from_day: 5, factor: 2.0 }];
        // A year of ten days sells ten, all in its second half.
        assert_eq!(days_to_sell(&season, 10, 20.0, 1.0), Some(20.0));
        assert_eq!(days_to_sell(&season, 10, 21.0, 1.0), Some(25.5));
        let still = [Stretch { from_day: 0, factor: 0.0 }];
        assert_eq!([days_to_sell(&still, 10, 1.0, 1.0), days_to_sell(&still, 10, 0.0, 1.0)], [None, Some(0.0)]);
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
