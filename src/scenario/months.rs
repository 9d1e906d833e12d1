//! Holding month by month, doing nothing.

use crate::date::Day;
use crate::stock::event_wise::Holding;
use crate::stock::{HoldingCalendar, Phase};

/// Cost of holding in one month, in minor units.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, event_wise::Holding};
/// use clearfloor::{date::Day, scenario::holding_months};
/// let start = Day::parse("2026-11-21").unwrap();
/// let rate = |day: Day| 10.0 * f64::from(day.days_in_month());
/// let calendar = HoldingCalendar::new(start, 41, 0.0, rate, Vec::new()).unwrap();
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &[Cohort { units: 2.0, age_days: 30, is_assumed: false }], 1.0, false);
/// // Ten cents a unit and day: ten days of November, all of December.
/// let months = holding_months(&calendar, &holding, &[], None);
/// assert_eq!([months[0].storage.round(), months[1].storage.round()], [200.0, 620.0]);
/// assert_eq!((months[0].from, months[1].from.to_string().as_str()), (start, "2026-12-01"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoldingMonth {
    /// First day of it that is looked at: today, else the first of the month.
    pub from: Day,
    /// Units on that morning.
    pub units: f64,
    /// Storage.
    pub storage: f64,
    /// Aged surcharge.
    pub surcharge: f64,
    /// Storage utilization surcharge, as far as it is known.
    pub utilization: f64,
    /// Return given up on the money the units would bring if let go; `None` = no exit is known.
    pub capital: Option<f64>,
}

/// Each calendar month until the last unit or the horizon. `value` is what a unit let go brings
/// (discounted for its lag); below zero nothing is tied up in it.
///
/// ```
/// use clearfloor::stock::{Cohort, HoldingCalendar, event_wise::Holding};
/// use clearfloor::{date::Day, scenario::holding_months};
/// let start = Day::parse("2026-11-21").unwrap();
/// let rate = |day: Day| 10.0 * f64::from(day.days_in_month());
/// let calendar = HoldingCalendar::new(start, 41, 0.0, rate, Vec::new()).unwrap();
/// let mut holding = Holding::default();
/// holding.prepare(&calendar, &[Cohort { units: 2.0, age_days: 30, is_assumed: false }], 1.0, false);
/// // Without a return on capital nothing is given up by waiting; without an exit it is not known.
/// let capital = |value| holding_months(&calendar, &holding, &[], value)[0].capital;
/// assert_eq!([capital(Some(400.0)), capital(None)], [Some(0.0), None]);
/// ```
#[must_use]
pub fn holding_months(
    calendar: &HoldingCalendar,
    holding: &Holding,
    phases: &[Phase],
    value: Option<f64>,
) -> Vec<HoldingMonth> {
    let tied_up = value.map(|v| v.max(0.0) * calendar.daily_return());
    let mut months: Vec<HoldingMonth> = Vec::new();
    let mut at = holding.at_start();
    for day in 0..calendar.horizon_days() {
        if at.is_sold_out() {
            break;
        }
        let date = calendar.date(day);
        if day == 0 || date.day_of_month() == 1 {
            let capital = tied_up.map(|_| 0.0);
            let (storage, surcharge, utilization) = (0.0, 0.0, 0.0);
            months.push(HoldingMonth { from: date, units: at.units, storage, surcharge, utilization, capital });
        }
        let next = holding.advance::<true>(calendar, phases, at, day + 1);
        if let Some(month) = months.last_mut() {
            month.storage += next.storage - at.storage;
            month.surcharge += next.surcharge - at.surcharge;
            month.utilization += next.utilization - at.utilization;
            month.capital = month.capital.zip(tied_up).map(|(sum, per_unit)| sum + per_unit * at.units);
        }
        at = next;
    }
    months
}
