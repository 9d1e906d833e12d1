//! Units that were moved to another channel, day by day.

use crate::fees::channel::{ChannelTables, DaySteps};
use crate::scenario::CashPoint;
use crate::stock::HoldingCalendar;

/// Fewer units than this are none.
const NO_UNITS: f64 = 1e-9;

/// What lying there costs.
///
/// ```
/// use clearfloor::channels::{Moving, StorageThere};
/// use clearfloor::{date::Day, stock::HoldingCalendar};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 73, 0.0, |_| 0.0, Vec::new()).unwrap();
/// // 0.50 a unit and month are 6.00 a year, of which 73 days are a fifth.
/// let moving = Moving {
///     calendar: &calendar, units: 1.0, at_once: 0.0, lead_days: 0, per_day: 0.0, net: 0.0,
///     storage: StorageThere::PerUnitMonth(50.0),
/// };
/// assert!((moving.follow().unwrap().storage - 120.0).abs() < 1e-9);
/// ```
#[derive(Clone, Debug)]
pub enum StorageThere {
    /// Nothing.
    Free,
    /// Minor units a unit and month; a month is a twelfth of a year.
    PerUnitMonth(f64),
    /// A rate per cubic foot and day that changes with the days in stock.
    Steps {
        /// The rates.
        steps: DaySteps,
        /// Cubic feet of a unit.
        volume: f64,
    },
    /// A rate per cubic foot and month of a family such as `walmart-wfs-storage`.
    Months {
        /// Id of the family.
        family: &'static str,
        /// Cubic feet of a unit.
        volume: f64,
    },
}

/// Units on their way to a channel and then sold there at a steady pace.
///
/// ```
/// use clearfloor::channels::{Moving, StorageThere};
/// use clearfloor::{date::Day, stock::HoldingCalendar};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 365, 0.0, |_| 0.0, Vec::new()).unwrap();
/// // Ten units moved for 1.00 each, there after twelve days, two sold a day for 8.00.
/// let moving = Moving {
///     calendar: &calendar, units: 10.0, at_once: -100.0, lead_days: 12, per_day: 2.0, net: 800.0,
///     storage: StorageThere::Free,
/// };
/// assert_eq!(moving.follow().unwrap().days_to_clear, Some(17));
/// ```
#[derive(Clone, Debug)]
pub struct Moving<'a> {
    /// Days, and what waiting costs.
    pub calendar: &'a HoldingCalendar,
    /// Units moved.
    pub units: f64,
    /// What moving a unit brings on the day, in minor units; below zero = it costs.
    pub at_once: f64,
    /// Days until the first sale.
    pub lead_days: i32,
    /// Units sold a day.
    pub per_day: f64,
    /// Net of a sale before storage, in minor units.
    pub net: f64,
    /// What lying there costs.
    pub storage: StorageThere,
}

/// What comes of it until the horizon; units that are left then count as nothing.
///
/// ```
/// use clearfloor::channels::{Moving, StorageThere};
/// use clearfloor::{date::Day, stock::HoldingCalendar};
/// let start = Day::parse("2026-11-01").unwrap();
/// let calendar = HoldingCalendar::new(start, 30, 0.0, |_| 0.0, Vec::new()).unwrap();
/// let moving = Moving {
///     calendar: &calendar, units: 50.0, at_once: -100.0, lead_days: 10, per_day: 2.0, net: 800.0,
///     storage: StorageThere::Free,
/// };
/// // Twenty days of selling: forty units for 8.00, fifty moved for 1.00, ten left.
/// let moved = moving.follow().unwrap();
/// assert_eq!((moved.cash, moved.units_left, moved.days_to_clear), (32_000.0 - 5_000.0, 10.0, None));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Money in less money out, minor units.
    pub cash: f64,
    /// The same, each day discounted to today.
    pub present_value: f64,
    /// Storage there, within `cash`.
    pub storage: f64,
    /// Days until nothing is left; none = some is.
    pub days_to_clear: Option<i32>,
    /// Units left at the horizon.
    pub units_left: f64,
    /// Cash over time: today, ends of months, the end.
    pub path: Vec<CashPoint>,
}

impl StorageThere {
    /// Minor units a unit for one day; `day` is the day in stock, from 1. None = not known for that day.
    fn per_unit_day(&self, tables: &ChannelTables, day: i32, on: crate::date::Day) -> Option<f64> {
        match self {
            Self::Free => Some(0.0),
            Self::PerUnitMonth(minor) => Some(minor * 12.0 / 365.0),
            Self::Steps { steps, volume } => {
                let day = u32::try_from(day).ok()?;
                let rate = steps.steps().iter().rev().find(|(from, _)| *from <= day);
                let rate = rate.map_or(Some(0.0), |(_, rate)| Some(rate.to_ratio_major().ok()?.to_f64()))?;
                Some(rate * f64::from(u32::try_from(steps.currency()?.minor_per_major()).ok()?) * volume)
            }
            Self::Months { family, volume } => {
                let rate = tables.month_storage(family, u32::try_from(day).ok()?, on).ok()?.value;
                let major = rate.to_ratio_major().ok()?.to_f64();
                let minor = f64::from(u32::try_from(rate.currency().minor_per_major()).ok()?);
                Some(major * minor * volume / f64::from(on.days_in_month()))
            }
        }
    }
}

impl Moving<'_> {
    /// Follows the units; none if storage there is not known for a day on which some lie there.
    ///
    /// Storage of a day is that of the units there in the morning; they sell in the course of it.
    ///
    /// ```
    /// use clearfloor::channels::{Moving, StorageThere};
    /// use clearfloor::{date::Day, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-01").unwrap();
    /// let calendar = HoldingCalendar::new(start, 365, 0.21, |_| 0.0, Vec::new()).unwrap();
    /// let moving = Moving {
    ///     calendar: &calendar, units: 1.0, at_once: 0.0, lead_days: 182, per_day: 1.0, net: 800.0,
    ///     storage: StorageThere::Free,
    /// };
    /// // Sold in half a year: 8.00 / 1.10, nearly.
    /// let moved = moving.follow().unwrap();
    /// assert_eq!((moved.cash, moved.present_value.round()), (800.0, 727.0));
    /// ```
    #[must_use]
    pub fn follow(&self) -> Option<Moved> {
        let tables = ChannelTables::all().ok()?;
        let calendar = self.calendar;
        let horizon = calendar.horizon_days();
        let cash = self.at_once * self.units;
        let mut moved = Moved {
            cash,
            present_value: cash,
            storage: 0.0,
            days_to_clear: None,
            units_left: self.units,
            path: vec![
                CashPoint { day: calendar.start(), minor: 0.0, units: self.units },
                CashPoint { day: calendar.start(), minor: cash, units: self.units },
            ],
        };
        if self.units < NO_UNITS {
            moved.days_to_clear = Some(0);
            return Some(moved);
        }
        let first = self.lead_days.clamp(0, horizon);
        for day in first..horizon {
            let on = calendar.date(day);
            let rate = self.storage.per_unit_day(tables, day - first + 1, on)?;
            let stored = moved.units_left * rate;
            let sold = self.per_day.min(moved.units_left).max(0.0);
            let flow = sold * self.net - stored;
            moved.cash += flow;
            moved.storage += stored;
            moved.present_value += flow * calendar.discount(day);
            moved.units_left -= sold;
            let is_over = moved.units_left < NO_UNITS;
            if is_over || day + 1 == horizon || on.plus(1).day_of_month() == 1 {
                moved.path.push(CashPoint { day: on, minor: moved.cash, units: moved.units_left.max(0.0) });
            }
            if is_over {
                moved.units_left = 0.0;
                moved.days_to_clear = Some(day + 1);
                break;
            }
        }
        Some(moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::money::{Currency, UnitAmount};

    fn calendar(rate: f64) -> HoldingCalendar {
        HoldingCalendar::new(Day::parse("2026-11-21").unwrap(), 365, rate, |_| 78.0, Vec::new()).unwrap()
    }

    fn moving(calendar: &HoldingCalendar, storage: StorageThere) -> Moving<'_> {
        Moving { calendar, units: 20.0, at_once: -153.0, lead_days: 30, per_day: 2.0, net: 900.0, storage }
    }

    #[test]
    fn units_bring_their_net_after_the_way_and_cost_the_move_today() {
        let calendar = calendar(0.0);
        let moved = moving(&calendar, StorageThere::Free).follow().unwrap();
        assert!((moved.cash - (20.0 * 900.0 - 20.0 * 153.0)).abs() < 1e-9);
        assert_eq!(moved.days_to_clear, Some(40));
        assert_eq!(moved.path.last().map(|point| point.units), Some(0.0));
    }

    #[test]
    fn waiting_costs_what_the_setting_says() {
        let calendar = calendar(0.10);
        let moved = Moving { per_day: 20.0, lead_days: 364, ..moving(&calendar, StorageThere::Free) }.follow().unwrap();
        let expected = 20.0 * 900.0 * calendar.discount(364) - 20.0 * 153.0;
        assert!((moved.present_value - expected).abs() < 1e-9);
    }

    #[test]
    fn what_does_not_sell_within_the_year_is_said_and_counts_as_nothing() {
        let calendar = calendar(0.0);
        let moved = Moving { per_day: 0.01, ..moving(&calendar, StorageThere::Free) }.follow().unwrap();
        assert_eq!(moved.days_to_clear, None);
        assert!((moved.units_left - (20.0 - 3.35)).abs() < 1e-9);
    }

    #[test]
    fn steps_of_storage_count_from_the_arrival() {
        let calendar = calendar(0.0);
        let rate = |text| UnitAmount::parse(text, Currency::USD).unwrap();
        let steps = DaySteps::new(vec![(1, rate("0.00")), (8, rate("0.10"))]).unwrap();
        let moved = moving(&calendar, StorageThere::Steps { steps, volume: 0.5 }).follow().unwrap();
        // 20 units at 2 a day: days 8, 9 and 10 find 6, 4 and 2 units, each half a cubic foot at 10 cents.
        assert!((moved.storage - (6.0 + 4.0 + 2.0) * 0.5 * 10.0).abs() < 1e-9);
    }

    #[test]
    fn months_of_the_holidays_cost_more_from_the_thirty_first_day_there() {
        let calendar = calendar(0.0);
        let storage = StorageThere::Months { family: "walmart-wfs-storage", volume: 1.0 };
        let moved = Moving { per_day: 0.0, lead_days: 0, units: 1.0, ..moving(&calendar, storage) }.follow().unwrap();
        // To 20 December 0.75 a month, to 31 December 2.25, then to 20 November of the next year by the month.
        let rest = 75.0 * 9.0 + 225.0 + 225.0 * 20.0 / 30.0;
        let expected = 75.0 * 10.0 / 30.0 + 75.0 * 20.0 / 31.0 + 225.0 * 11.0 / 31.0 + rest;
        assert!((moved.storage - expected).abs() < 1e-6, "{} is not {expected}", moved.storage);
    }
}
