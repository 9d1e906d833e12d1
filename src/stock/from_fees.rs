//! The calendar of holding, made from the fee tables.

use super::calendar::{AgedBand, AgedSchedule, HoldingCalendar, Snapshot};
use crate::date::Day;
use crate::error::Result;
use crate::fees::{self, FeeTables, Goods, Hole, RowRef, SizeGroup};
use crate::money::{Money, UnitAmount};
use crate::rounding::Ratio;

/// Storage and surcharge of one size group over a horizon, in minor units a cubic foot.
#[derive(Clone, Debug)]
pub struct HoldingFees {
    /// The calendar; `None` if a table is missing for some day.
    pub calendar: Option<HoldingCalendar>,
    /// What is missing, each once.
    pub holes: Vec<Hole>,
    /// The rows and tables it rests on, in the order they come into force.
    pub rows: Vec<RowRef>,
}

impl HoldingFees {
    /// Reads the tables for each day from `start`.
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
    /// let calendar = holding.calendar.unwrap();
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
        let mut found = Self { calendar: None, holes: Vec::new(), rows: Vec::new() };
        let mut storage = Vec::new();
        let mut snapshots = Vec::new();
        for i in 0..horizon_days.max(0) {
            let day = start.plus(i);
            match tables.storage_per_cubic_foot(group, goods, day) {
                Ok(rate) => {
                    found.rest_on(rate.row);
                    storage.push(to_minor(rate.value)?);
                }
                Err(hole) => found.miss(hole),
            }
            match tables.aged(day) {
                Ok(aged) if aged.value.snapshot_day == day.day_of_month() => {
                    found.rest_on(aged.row);
                    snapshots.push(Snapshot { day: i, schedule: AgedSchedule::from_fees(aged.value)? });
                }
                Ok(_) => {}
                Err(hole) => found.miss(hole),
            }
        }
        if found.holes.is_empty() {
            let of_day = |day: Day| {
                let place = usize::try_from(day.days_since(start)).ok();
                place.and_then(|place| storage.get(place)).copied().unwrap_or(f64::NAN)
            };
            found.calendar = Some(HoldingCalendar::new(start, horizon_days, annual_rate, of_day, snapshots)?);
        }
        Ok(found)
    }

    fn rest_on(&mut self, row: RowRef) {
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }

    fn miss(&mut self, hole: Hole) {
        if !self.holes.contains(&hole) {
            self.holes.push(hole);
        }
    }
}

/// Minor units as an expectation; finer than [`Money::to_expectation`], which is for whole ones.
fn to_minor(amount: UnitAmount) -> Result<f64> {
    let per_major = Ratio::whole(i128::from(amount.currency().minor_per_major()));
    Ok(amount.to_ratio_major()?.times(per_major)?.to_f64())
}

impl AgedSchedule {
    /// The same table in minor units a cubic foot.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn from_fees(table: &fees::AgedSchedule) -> Result<Self> {
        let band = |b: &fees::AgedBand| {
            Ok(AgedBand {
                from_days: i32::from(b.from_day),
                to_days: b.to_day.map(i32::from),
                per_volume: to_minor(b.per_cubic_foot)?,
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
        let calendar = holding("2026-12-30", 10, Goods::Ordinary).calendar.unwrap();
        let month = |day| calendar.storage_per_volume(day) * 31.0;
        assert!((month(1) - 240.0).abs() < 1e-9);
        assert!((month(2) - 78.0).abs() < 1e-9);
    }

    #[test]
    fn surcharge_of_one_unit_is_that_of_the_fee_table() {
        let calendar = holding("2026-11-21", 365, Goods::Ordinary).calendar.unwrap();
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
        assert!(before.calendar.is_none());
        assert_eq!(before.holes.iter().filter(|h| h.family.code() == "storage_monthly").count(), 1);
    }
}
