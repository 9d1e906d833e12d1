//! The calendar of holding, made from the fee tables.

use super::calendar::{AgedBand, AgedSchedule, HoldingCalendar, Snapshot};
use crate::date::Day;
use crate::error::{Error, Result};
use crate::fees::{self, FeeTables, Goods, Hole, RowRef, SizeGroup, Stored, Utilization};
use crate::money::{Money, UnitAmount};
use crate::rounding::Ratio;

/// What the seller says of the account's storage in one size group; it decides on the utilization
/// surcharge of the group.
///
/// ```
/// use clearfloor::fees::{FeeTables, Goods, SizeGroup};
/// use clearfloor::stock::{AccountStorage, HoldingFees, UtilizationStanding};
/// use clearfloor::{date::Day, rounding::Ratio};
/// let (fees, today) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let account = AccountStorage {
///     ratio_weeks: Ratio::whole(25), cubic_feet: Some(Ratio::whole(10)),
///     has_professional_plan: true, first_inbound: None,
/// };
/// // 25 weeks of stock, but only ten cubic feet of it: below what is charged.
/// let holding = HoldingFees::new(fees, today, 365, 0.10, SizeGroup::Standard, Goods::Ordinary).unwrap();
/// let holding = holding.with_utilization(fees, SizeGroup::Standard, &account).unwrap();
/// assert_eq!(holding.utilization, UtilizationStanding::Nothing);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountStorage {
    /// Average volume stored over 13 weeks / average volume shipped in a day / 7. Taken to stay so.
    pub ratio_weeks: Ratio,
    /// Daily average volume of the group in cubic feet; `None` = taken as enough to be charged.
    pub cubic_feet: Option<Ratio>,
    /// The seller is on the Professional plan.
    pub has_professional_plan: bool,
    /// First inbound shipment; `None` = taken as more than the free year ago.
    pub first_inbound: Option<Day>,
}

impl AccountStorage {
    fn on(&self, day: Day) -> Utilization {
        let days = self.first_inbound.map(|first| u32::try_from(day.days_since(first)).unwrap_or(0));
        Utilization {
            ratio_weeks: self.ratio_weeks,
            group_cubic_feet: self.cubic_feet.unwrap_or(Ratio::whole(i128::from(i64::MAX))),
            has_professional_plan: self.has_professional_plan,
            days_since_first_inbound: days.unwrap_or(u32::MAX),
        }
    }
}

/// How it stands with the utilization surcharge.
///
/// ```
/// use clearfloor::fees::{FeeTables, Goods, SizeGroup};
/// use clearfloor::{date::Day, stock::{HoldingFees, UtilizationStanding}};
/// let (fees, today) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let holding = HoldingFees::new(fees, today, 365, 0.10, SizeGroup::Standard, Goods::Ordinary).unwrap();
/// // Not asked for yet, so nothing of it is in the calendar.
/// assert_eq!(holding.utilization, UtilizationStanding::NotGiven);
/// assert!(holding.calendar.utilization().is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UtilizationStanding {
    /// The ratio of the account was not given: not counted.
    NotGiven,
    /// A condition does not hold on any day looked at: it is nothing.
    Nothing,
    /// Counted.
    Charged,
    /// It applies, and the tables do not say how much: not counted.
    NotKnown(Hole),
}

/// Storage and surcharges of one size group over a horizon, in minor units a cubic foot.
///
/// ```
/// use clearfloor::fees::{FeeTables, Goods, SizeGroup};
/// use clearfloor::{date::Day, stock::HoldingFees};
/// let (fees, today) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let holding = HoldingFees::new(fees, today, 30, 0.10, SizeGroup::Oversize, Goods::Ordinary).unwrap();
/// // Every day has its table, so there is no hole.
/// assert!(holding.holes.is_empty() && !holding.rows.is_empty());
/// assert_eq!(holding.calendar.horizon_days(), 30);
/// ```
#[derive(Clone, Debug)]
pub struct HoldingFees {
    /// The calendar. A day without a table costs nothing in it: see `holes`.
    pub calendar: HoldingCalendar,
    /// Tables that are missing for some day, each once.
    pub holes: Vec<Hole>,
    /// Whether the utilization surcharge is in the calendar.
    pub utilization: UtilizationStanding,
    /// The rows and tables it rests on, in the order they come into force.
    pub rows: Vec<RowRef>,
}

impl HoldingFees {
    /// Reads the tables for each day from `start`; the utilization surcharge is not counted.
    ///
    /// # Errors
    /// As [`HoldingCalendar::new`]; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Goods, SizeGroup};
    /// use clearfloor::{date::Day, stock::HoldingFees};
    /// let fees = FeeTables::us().unwrap();
    /// let today = Day::parse("2026-11-21").unwrap();
    /// let holding = HoldingFees::new(fees, today, 365, 0.10, SizeGroup::Standard, Goods::Ordinary).unwrap();
    /// let calendar = holding.into_known().unwrap();
    /// // 2.40 dollars a cubic foot in November, which has thirty days.
    /// assert!((calendar.storage_per_volume(0) - 8.0).abs() < 1e-12);
    /// assert_eq!(calendar.snapshot_offsets().next(), Some(24));
    /// ```
    pub fn new(
        tables: &FeeTables,
        start: Day,
        horizon_days: i32,
        annual_rate: f64,
        group: SizeGroup,
        goods: Goods,
    ) -> Result<Self> {
        Self::of_category(tables, start, horizon_days, annual_rate, &Stored::of(group, goods))
    }

    /// As [`HoldingFees::new`], for a category that has storage rates of its own.
    ///
    /// # Errors
    /// As [`HoldingFees::new`].
    pub(crate) fn of_category(
        tables: &FeeTables,
        start: Day,
        horizon_days: i32,
        annual_rate: f64,
        stored: &Stored<'_>,
    ) -> Result<Self> {
        let (mut holes, mut rows) = (Vec::new(), Vec::new());
        let cubic_feet = tables.cubic_feet_per_volume().to_f64();
        let mut storage = Vec::new();
        let mut snapshots = Vec::new();
        for i in 0..horizon_days.max(0) {
            let day = start.plus(i);
            match tables.storage(stored, day) {
                Ok(rate) => {
                    add(&mut rows, rate.row);
                    storage.push(to_minor(rate.value)? / cubic_feet);
                }
                Err(hole) => {
                    add(&mut holes, hole);
                    storage.push(0.0);
                }
            }
            match tables.aged(day) {
                Ok(aged) if aged.value.snapshot_day == day.day_of_month() => {
                    add(&mut rows, aged.row);
                    snapshots.push(Snapshot {
                        day: i,
                        schedule: AgedSchedule::from_fees(aged.value, tables.cubic_feet_per_volume())?,
                    });
                }
                Ok(_) => {}
                Err(hole) => add(&mut holes, hole),
            }
        }
        let rate_on = by_day(start, &storage);
        let calendar = HoldingCalendar::new(start, horizon_days, annual_rate, rate_on, snapshots)?;
        Ok(Self { calendar, holes, utilization: UtilizationStanding::NotGiven, rows })
    }

    /// The same with the utilization surcharge of an account.
    ///
    /// # Errors
    /// As [`HoldingFees::new`].
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Goods, SizeGroup};
    /// use clearfloor::stock::{AccountStorage, HoldingFees, UtilizationStanding};
    /// use clearfloor::{date::Day, rounding::Ratio};
    /// let fees = FeeTables::us().unwrap();
    /// let today = Day::parse("2026-11-21").unwrap();
    /// let holding = HoldingFees::new(fees, today, 365, 0.10, SizeGroup::Standard, Goods::Ordinary).unwrap();
    /// let account = AccountStorage {
    ///     ratio_weeks: Ratio::whole(25),
    ///     cubic_feet: None,
    ///     has_professional_plan: true,
    ///     first_inbound: None,
    /// };
    /// let holding = holding.with_utilization(fees, SizeGroup::Standard, &account).unwrap();
    /// assert_eq!(holding.utilization, UtilizationStanding::Charged);
    /// // 0.44 dollars a cubic foot and month on units older than thirty days.
    /// let surcharge = holding.calendar.utilization().unwrap();
    /// assert_eq!(surcharge.free_age_days(), 30);
    /// assert!((surcharge.per_volume(0) - 44.0 / 30.0).abs() < 1e-12);
    /// ```
    pub fn with_utilization(self, tables: &FeeTables, group: SizeGroup, account: &AccountStorage) -> Result<Self> {
        let Self { calendar, holes, mut rows, .. } = self;
        let start = calendar.start();
        let mut rates = Vec::new();
        let mut free = None;
        let mut hole = None;
        for i in 0..calendar.horizon_days() {
            let day = start.plus(i);
            let found = tables.utilization_free_days(day).and_then(|days| {
                free = free.or(Some(days.value));
                tables.utilization_surcharge(group, &account.on(day), day)
            });
            match found {
                Ok(rate) => {
                    add(&mut rows, rate.row);
                    rates.push(to_minor(rate.value)?);
                }
                Err(missing) => {
                    hole = hole.or(Some(missing));
                    rates.push(0.0);
                }
            }
        }
        let utilization = match hole {
            Some(hole) => UtilizationStanding::NotKnown(hole),
            None if rates.iter().all(|rate| *rate <= 0.0) => UtilizationStanding::Nothing,
            None => UtilizationStanding::Charged,
        };
        let calendar = match free {
            Some(days) if utilization == UtilizationStanding::Charged => {
                let days = i32::try_from(days).map_err(|_| Error::out_of_range("days"))?;
                calendar.with_utilization(days, by_day(start, &rates))?
            }
            _ => calendar,
        };
        Ok(Self { calendar, holes, utilization, rows })
    }

    /// Goods the seller stores himself: nothing is charged.
    ///
    /// # Errors
    /// As [`HoldingCalendar::new`].
    ///
    /// ```
    /// use clearfloor::{date::Day, stock::HoldingFees};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let calendar = HoldingFees::nothing(start, 365, 0.10).unwrap().into_known().unwrap();
    /// assert_eq!(calendar.storage_per_volume(0), 0.0);
    /// // Money later is still worth less.
    /// assert!((calendar.discount(365) - 1.0 / 1.1).abs() < 1e-12);
    /// ```
    pub fn nothing(start: Day, horizon_days: i32, annual_rate: f64) -> Result<Self> {
        let calendar = HoldingCalendar::new(start, horizon_days, annual_rate, |_| 0.0, Vec::new())?;
        Ok(Self { calendar, holes: Vec::new(), utilization: UtilizationStanding::Nothing, rows: Vec::new() })
    }

    /// The calendar; `None` if a table is missing for some day.
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Goods, SizeGroup};
    /// use clearfloor::{date::Day, stock::HoldingFees};
    /// let known_on = |text| {
    ///     let start = Day::parse(text).unwrap();
    ///     let fees = HoldingFees::new(FeeTables::us().unwrap(), start, 30, 0.1, SizeGroup::Standard, Goods::Ordinary);
    ///     fees.unwrap().into_known().is_some()
    /// };
    /// assert!(known_on("2026-11-21"));
    /// // No table reaches back so far.
    /// assert!(!known_on("1999-01-01"));
    /// ```
    #[must_use]
    pub fn into_known(self) -> Option<HoldingCalendar> {
        self.holes.is_empty().then_some(self.calendar)
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

/// Figures of the days from `start`, asked for by day.
fn by_day(start: Day, figures: &[f64]) -> impl Fn(Day) -> f64 {
    move |day| {
        let place = usize::try_from(day.days_since(start)).ok();
        place.and_then(|place| figures.get(place)).copied().unwrap_or(0.0)
    }
}

/// Minor units as an expectation; finer than [`Money::to_expectation`], which is for whole ones.
fn to_minor(amount: UnitAmount) -> Result<f64> {
    let per_major = Ratio::whole(i128::from(amount.currency().minor_per_major()));
    Ok(amount.to_ratio_major()?.times(per_major)?.to_f64())
}

impl AgedSchedule {
    /// The same table in minor units a cubic foot; `cubic_feet` are in a unit of volume of the table.
    ///
    /// # Errors
    /// `out_of_range`.
    pub(crate) fn from_fees(table: &fees::AgedSchedule, cubic_feet: Ratio) -> Result<Self> {
        let cubic_feet = cubic_feet.to_f64();
        let band = |b: &fees::AgedBand| {
            Ok(AgedBand {
                from_days: i32::from(b.from_day),
                to_days: b.to_day.map(i32::from),
                per_volume: to_minor(b.per_volume)? / cubic_feet,
                min_per_unit: b.min_per_unit.map_or(0.0, Money::to_expectation),
            })
        };
        let (first, last) = table.exempt_days;
        Ok(Self {
            bands: table.bands.iter().map(band).collect::<Result<_>>()?,
            exempt_ages: Some((i32::from(first), i32::from(last))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fees::AgedExemption;

    fn holding(start: &str, horizon: i32, goods: Goods) -> HoldingFees {
        let start = Day::parse(start).unwrap();
        HoldingFees::new(FeeTables::us().unwrap(), start, horizon, 0.1, SizeGroup::Standard, goods).unwrap()
    }

    #[test]
    fn rate_changes_with_the_season() {
        let calendar = holding("2026-12-30", 10, Goods::Ordinary).into_known().unwrap();
        let month = |day| calendar.storage_per_volume(day) * 31.0;
        assert!((month(1) - 240.0).abs() < 1e-9);
        assert!((month(2) - 78.0).abs() < 1e-9);
    }

    #[test]
    fn surcharge_of_one_unit_is_that_of_the_fee_table() {
        let calendar = holding("2026-11-21", 365, Goods::Ordinary).into_known().unwrap();
        let day = calendar.snapshot_offsets().next().unwrap();
        let ours = calendar.schedule_on(day).unwrap();
        let table = FeeTables::us().unwrap().aged(calendar.date(day)).unwrap().value;
        for age in [100_u16, 180, 181, 270, 271, 365, 366, 455, 456, 900] {
            for (exemption, is_exempt) in [(AgedExemption::Exempt, true), (AgedExemption::Charged, false)] {
                let charged = table.charge(1, Ratio::whole(2), u32::from(age), exemption).unwrap().surcharge;
                let per_unit = ours.per_unit(i32::from(age), 2.0, is_exempt);
                assert_eq!(per_unit, charged.to_expectation(), "age {age}");
            }
        }
    }

    #[test]
    fn day_without_a_table_is_a_hole_and_no_calendar() {
        let before = holding("2023-01-01", 30, Goods::Ordinary);
        assert_eq!(before.holes.iter().filter(|h| h.family.code() == "storage_monthly").count(), 1);
        assert!(before.into_known().is_none());
    }

    fn utilization(group: SizeGroup, weeks: i128, change: impl Fn(&mut AccountStorage)) -> HoldingFees {
        let fees = FeeTables::us().unwrap();
        let start = Day::parse("2026-11-21").unwrap();
        let holding = HoldingFees::new(fees, start, 60, 0.1, group, Goods::Ordinary).unwrap();
        let mut account = AccountStorage {
            ratio_weeks: Ratio::whole(weeks),
            cubic_feet: None,
            has_professional_plan: true,
            first_inbound: None,
        };
        change(&mut account);
        holding.with_utilization(fees, group, &account).unwrap()
    }

    #[test]
    fn utilization_is_nothing_below_the_threshold_and_where_a_condition_fails() {
        let standing =
            |weeks, change: fn(&mut AccountStorage)| utilization(SizeGroup::Standard, weeks, change).utilization;
        assert_eq!(standing(22, |_| {}), UtilizationStanding::Nothing);
        assert_eq!(standing(23, |_| {}), UtilizationStanding::Charged);
        assert_eq!(standing(23, |a| a.has_professional_plan = false), UtilizationStanding::Nothing);
        assert_eq!(standing(23, |a| a.cubic_feet = Some(Ratio::whole(24))), UtilizationStanding::Nothing);
        assert_eq!(standing(23, |a| a.cubic_feet = Some(Ratio::whole(25))), UtilizationStanding::Charged);
    }

    #[test]
    fn utilization_begins_when_the_first_year_is_over() {
        let first = Day::parse("2025-12-01").unwrap();
        let holding = utilization(SizeGroup::Standard, 60, |account| account.first_inbound = Some(first));
        let surcharge = holding.calendar.utilization().unwrap();
        let day = |text: &str| Day::parse(text).unwrap().days_since(holding.calendar.start());
        // Day 365 since the first shipment is 2026-12-01; the day after it is charged, 1.88 a month.
        assert_eq!(surcharge.per_volume(day("2026-12-01")), 0.0);
        assert!((surcharge.per_volume(day("2026-12-02")) - 188.0 / 31.0).abs() < 1e-9);
    }

    #[test]
    fn utilization_of_oversize_is_a_hole_and_no_guess() {
        let holding = utilization(SizeGroup::Oversize, 30, |_| {});
        let UtilizationStanding::NotKnown(hole) = &holding.utilization else { panic!("{:?}", holding.utilization) };
        assert_eq!(hole.family.code(), "storage_utilization_surcharge");
        assert!(holding.calendar.utilization().is_none() && holding.holes.is_empty());
        assert_eq!(utilization(SizeGroup::Oversize, 20, |_| {}).utilization, UtilizationStanding::Nothing);
    }
}
