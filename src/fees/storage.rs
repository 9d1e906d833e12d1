//! What lying in the warehouse costs: monthly storage and the surcharges on it.

use super::category::{AgedExemption, Category};
use super::data_shape::{Body, Family, StorageRow, Table};
use super::lookup::{HoleReason, Known, Lookup};
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::rounding::{Ratio, Rounding};

/// What a storage rate hangs on beside the month.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Goods, Replenishment, SizeGroup, Stored}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-10-20").unwrap();
/// // Stock that Amazon's own warehouses send on keeps the summer's rate until the end of October.
/// let sent_on = Stored { replenishment: Replenishment::ByWarehouse, ..Stored::of(SizeGroup::Standard, Goods::Ordinary) };
/// assert_eq!(fees.storage(&sent_on, on).unwrap().value.micros(), 780_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored<'c> {
    /// Size group.
    pub group: SizeGroup,
    /// Dangerous or not.
    pub goods: Goods,
    /// How the stock comes.
    pub replenishment: Replenishment,
    /// Category in the storage table's own words ([`Category::storage_name`]); none = the general row.
    pub category: Option<&'c str>,
}

impl Stored<'_> {
    /// Sent by the seller, of no category with a row of its own.
    ///
    /// ```
    /// use clearfloor::fees::{Goods, Replenishment, SizeGroup, Stored};
    /// let stored = Stored::of(SizeGroup::Oversize, Goods::Ordinary);
    /// assert_eq!((stored.replenishment, stored.category), (Replenishment::BySeller, None));
    /// ```
    #[must_use]
    pub const fn of(group: SizeGroup, goods: Goods) -> Self {
        Self { group, goods, replenishment: Replenishment::BySeller, category: None }
    }

    fn is_in(&self, row: &StorageRow) -> bool {
        row.is_oversize.is_none_or(|is_oversize| is_oversize == (self.group == SizeGroup::Oversize))
            && row.is_dangerous.is_none_or(|is_dangerous| is_dangerous == (self.goods == Goods::Dangerous))
    }
}

/// The two groups of storage, removal and liquidation.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, SizeGroup}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let shelf = Package::parse(["48", "20", "6"], LengthUnit::In, "30", WeightUnit::Lb).unwrap();
/// assert_eq!(fees.size(&shelf, on).unwrap().value.group, SizeGroup::Oversize);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SizeGroup {
    /// Small and large standard.
    Standard,
    /// Bulky and extra-large.
    Oversize,
}

impl SizeGroup {
    /// Stable text: `standard`, `oversize`. Tables may have a word of their own
    /// ([`FeeTables::size_group_name`]).
    #[must_use]
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Oversize => "oversize",
        }
    }
}

/// Whether goods are under dangerous-goods rules.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Goods, SizeGroup}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let rate = |goods| fees.storage_per_volume(SizeGroup::Standard, goods, on).unwrap().value.micros();
/// // 2.40 and 3.63 USD a cubic foot in November.
/// assert_eq!((rate(Goods::Ordinary), rate(Goods::Dangerous)), (2_400_000, 3_630_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Goods {
    /// They are not.
    Ordinary,
    /// They are.
    Dangerous,
}

/// How stock reaches the fulfilment centre.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Goods, Replenishment, SizeGroup}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-10-20").unwrap();
/// let rate = |how| fees.storage_replenished(SizeGroup::Standard, Goods::Ordinary, how, on).unwrap().value.micros();
/// assert_eq!((rate(Replenishment::BySeller), rate(Replenishment::ByWarehouse)), (2_400_000, 780_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replenishment {
    /// The seller sends it.
    BySeller,
    /// Amazon Warehousing and Distribution sends it on by itself.
    ByWarehouse,
}

/// What decides on the utilization surcharge of a size group.
///
/// ```
/// use clearfloor::{fees::Utilization, rounding::Ratio};
/// let of = Utilization {
///     // 1,400 cubic feet in stock, 8 shipped a day: 175 days, 25 weeks.
///     ratio_weeks: Utilization::ratio(Ratio::whole(1_400), Ratio::whole(8)).unwrap(),
///     group_cubic_feet: Ratio::whole(1_400),
///     has_professional_plan: true,
///     days_since_first_inbound: 500,
/// };
/// assert_eq!(of.ratio_weeks, Ratio::whole(25));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Utilization {
    /// Average daily volume stored over 13 weeks / average daily volume shipped / 7.
    pub ratio_weeks: Ratio,
    /// Daily average volume of the size group in the month, in cubic feet.
    pub group_cubic_feet: Ratio,
    /// The seller is on the Professional plan.
    pub has_professional_plan: bool,
    /// Days since the first inbound shipment.
    pub days_since_first_inbound: u32,
}

impl Utilization {
    /// The ratio in weeks from the two 13-week daily averages of volume.
    ///
    /// ```
    /// use clearfloor::{fees::Utilization, rounding::Ratio};
    /// // 70 days of stock are 10 weeks.
    /// assert_eq!(Utilization::ratio(Ratio::whole(350), Ratio::whole(5)).unwrap(), Ratio::whole(10));
    /// assert_eq!(Utilization::ratio(Ratio::whole(350), Ratio::ZERO).unwrap_err().code(), "out_of_range");
    /// ```
    ///
    /// # Errors
    /// `out_of_range` if nothing was shipped.
    pub fn ratio(stored: Ratio, shipped_per_day: Ratio) -> Result<Ratio> {
        stored.over(shipped_per_day)?.over(Ratio::whole(7))
    }
}

/// A rate per unit of volume on a volume in that unit, rounded once, half away from zero.
///
/// # Errors
/// `out_of_range`.
pub(crate) fn charge_by_volume(rate: UnitAmount, volume: Ratio) -> Result<Money> {
    let currency = rate.currency();
    let minor = rate.to_ratio_major()?.times(volume)?.times(Ratio::whole(i128::from(currency.minor_per_major())))?;
    Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero)
}

/// Storage of one product in one month.
///
/// ```
/// use clearfloor::{fees::StorageBill, money::{Currency, UnitAmount}, rounding::Ratio};
/// let rate = UnitAmount::parse("2.40", Currency::USD).unwrap();
/// let bill = StorageBill::new(rate, Ratio::new(1, 2).unwrap(), 200).unwrap();
/// assert_eq!((bill.average_volume, bill.storage.to_string()), (Ratio::whole(100), "240.00".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StorageBill {
    /// Daily average volume of the month, in the unit of the rate.
    pub average_volume: Ratio,
    /// Monthly storage.
    pub storage: Money,
    /// Utilization surcharge.
    pub utilization: Money,
}

impl StorageBill {
    /// Storage of a daily average of units, rounded once.
    ///
    /// ```
    /// use clearfloor::{fees::StorageBill, money::{Currency, UnitAmount}, rounding::Ratio};
    /// // 30 units of a quarter of a cubic foot at 0.78: 5.85.
    /// let rate = UnitAmount::parse("0.78", Currency::USD).unwrap();
    /// let bill = StorageBill::new(rate, Ratio::new(1, 4).unwrap(), 30).unwrap();
    /// assert_eq!(bill.storage.to_string(), "5.85");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn new(per_volume: UnitAmount, volume_per_unit: Ratio, average_units: i64) -> Result<Self> {
        let average_volume = volume_per_unit.times(Ratio::whole(i128::from(average_units)))?;
        let storage = charge_by_volume(per_volume, average_volume)?;
        Ok(Self { average_volume, storage, utilization: Money::zero(per_volume.currency()) })
    }

    /// The same where the rate is charged for the days stored: rate × volume × days / days of the month
    /// (Japan). `average_units` is the average over those days.
    ///
    /// ```
    /// use clearfloor::{fees::StorageBill, money::{Currency, UnitAmount}, rounding::Ratio};
    /// // 30 units of 10 litres lie there for 10 of 30 days; 6 yen a litre and month.
    /// let rate = UnitAmount::parse("6", Currency::JPY).unwrap();
    /// let bill = StorageBill::by_days(rate, Ratio::whole(10), 30, (10, 30)).unwrap();
    /// assert_eq!(bill.storage.to_string(), "600");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn by_days(
        per_volume: UnitAmount,
        volume_per_unit: Ratio,
        average_units: i64,
        days: (i64, i64),
    ) -> Result<Self> {
        let share = Ratio::new(i128::from(days.0), i128::from(days.1))?;
        Self::new(per_volume, volume_per_unit.times(share)?, average_units)
    }

    /// The same with the utilization surcharge on the volume of the units that count for it.
    ///
    /// ```
    /// use clearfloor::{fees::StorageBill, money::{Currency, UnitAmount}, rounding::Ratio};
    /// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
    /// let bill = StorageBill::new(usd("2.40"), Ratio::ONE, 100).unwrap();
    /// // 60 of the 100 cubic feet are older than 30 days.
    /// let bill = bill.with_utilization(usd("0.44"), Ratio::whole(60)).unwrap();
    /// assert_eq!(bill.utilization.to_string(), "26.40");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn with_utilization(self, per_volume: UnitAmount, volume: Ratio) -> Result<Self> {
        Ok(Self { utilization: charge_by_volume(per_volume, volume)?, ..self })
    }

    /// Both lines.
    ///
    /// ```
    /// use clearfloor::{fees::StorageBill, money::{Currency, UnitAmount}, rounding::Ratio};
    /// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
    /// let bill = StorageBill::new(usd("2.40"), Ratio::ONE, 100).unwrap();
    /// let bill = bill.with_utilization(usd("0.44"), Ratio::whole(60)).unwrap();
    /// // 240.00 and 26.40.
    /// assert_eq!(bill.total().unwrap().to_string(), "266.40");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn total(&self) -> Result<Money> {
        self.storage.plus(self.utilization)
    }
}

/// One band of the aged inventory surcharge.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let last = fees.aged(on).unwrap().value.bands.last().unwrap();
/// assert_eq!((last.from_day, last.to_day, last.per_volume.micros()), (456, None, 7_900_000));
/// assert_eq!(last.min_per_unit.unwrap().to_string(), "0.35");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedBand {
    /// First day of age.
    pub from_day: u16,
    /// Last day of age; none = open.
    pub to_day: Option<u16>,
    /// Rate a unit of volume of the tables: a cubic foot in the US.
    pub per_volume: UnitAmount,
    /// Least per unit.
    pub min_per_unit: Option<Money>,
    /// Place of the row in the table, for [`super::RowRef::at_row`].
    pub row: u16,
}

/// The aged inventory surcharge: charged at each snapshot for stock that is old then.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let schedule = fees.aged(on).unwrap().value;
/// assert_eq!((schedule.snapshot_day, schedule.exempt_days), (15, (181, 270)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgedSchedule {
    /// Bands by age, youngest first, without gap; younger stock is free.
    pub bands: Vec<AgedBand>,
    /// Day of the month on which the stock is counted.
    pub snapshot_day: u8,
    /// First and last day of age in which exempt categories are free.
    pub exempt_days: (u16, u16),
    currency: Currency,
}

/// The surcharge of a cohort at one snapshot.
///
/// ```
/// use clearfloor::{date::Day, fees::{AgedExemption, FeeTables}, rounding::Ratio};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let schedule = fees.aged(on).unwrap().value;
/// // 100 small units in 2 cubic feet, more than a year old: 2 · 6.90, but 100 · 0.30 is more.
/// let charge = schedule.charge(100, Ratio::whole(2), 400, AgedExemption::Charged).unwrap();
/// assert_eq!((charge.by_volume.to_string(), charge.surcharge.to_string()), ("13.80".to_owned(), "30.00".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedCharge {
    /// Rate × volume.
    pub by_volume: Money,
    /// Least per unit × units; nothing where the band has none.
    pub by_unit: Money,
    /// The greater, which is charged.
    pub surcharge: Money,
}

impl AgedSchedule {
    pub(super) fn from_table(table: &Table, currency: Currency) -> Result<Option<Self>> {
        let Body::AgedInventory { snapshot_day, exempt_from, exempt_to, rows, .. } = &table.body else {
            return Ok(None);
        };
        // A schedule of which a rate is not known is none.
        if rows.iter().any(|row| row.micros.is_none()) {
            return Ok(None);
        }
        let bands = (0_u16..).zip(rows).map(|(row, r)| {
            Ok(AgedBand {
                from_day: r.from_day,
                to_day: r.to_day,
                per_volume: UnitAmount::from_micros(r.micros.unwrap_or(0), currency),
                min_per_unit: r.min_per_unit.map(|minor| Money::new(minor, currency)).transpose()?,
                row,
            })
        });
        Ok(Some(Self {
            bands: bands.collect::<Result<_>>()?,
            snapshot_day: *snapshot_day,
            exempt_days: (*exempt_from, *exempt_to),
            currency,
        }))
    }

    /// The band of an age that is charged: none for younger stock and for an exempt category within
    /// the exempt days.
    #[must_use]
    pub(crate) fn band(&self, age_days: u32, exemption: AgedExemption) -> Option<&AgedBand> {
        let (first, last) = self.exempt_days;
        if exemption == AgedExemption::Exempt && (u32::from(first)..=u32::from(last)).contains(&age_days) {
            return None;
        }
        let holds =
            |b: &&AgedBand| age_days >= u32::from(b.from_day) && b.to_day.is_none_or(|to| age_days <= u32::from(to));
        self.bands.iter().find(holds)
    }

    /// The surcharge of `units` that take `volume` together (in the unit of the tables) and are `age_days` old at the snapshot:
    /// the greater of rate × volume and least per unit × units, each rounded once.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{AgedExemption, FeeTables}, rounding::Ratio};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let schedule = fees.aged(on).unwrap().value;
    /// let charge = |age, exemption| schedule.charge(10, Ratio::whole(3), age, exemption).unwrap().surcharge.to_string();
    /// assert_eq!(charge(180, AgedExemption::Charged), "0.00");
    /// // 3 cubic feet at 0.50; clothing pays from day 271 on, 5.45.
    /// assert_eq!(charge(200, AgedExemption::Charged), "1.50");
    /// assert_eq!((charge(200, AgedExemption::Exempt), charge(271, AgedExemption::Exempt)), ("0.00".into(), "16.35".into()));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn charge(&self, units: i64, volume: Ratio, age_days: u32, exemption: AgedExemption) -> Result<AgedCharge> {
        let nothing = Money::zero(self.currency);
        let Some(band) = self.band(age_days, exemption) else {
            return Ok(AgedCharge { by_volume: nothing, by_unit: nothing, surcharge: nothing });
        };
        let by_volume = charge_by_volume(band.per_volume, volume)?;
        let by_unit = band.min_per_unit.map_or(Ok(nothing), |least| least.times(units))?;
        let surcharge = if by_unit.minor() > by_volume.minor() { by_unit } else { by_volume };
        Ok(AgedCharge { by_volume, by_unit, surcharge })
    }

    /// The snapshot of a day's month.
    ///
    /// # Errors
    /// `date_unknown` if the month has no such day.
    pub(crate) fn snapshot_of_month(&self, day: Day) -> Result<Day> {
        let number = i32::from(self.snapshot_day) - i32::from(day.day_of_month());
        if self.snapshot_day > day.days_in_month() {
            Err(Error::out_of_range("snapshot day"))
        } else {
            Ok(day.plus(number))
        }
    }
}

impl FeeTables {
    /// Monthly storage of one unit of volume ([`FeeTables::volume_unit`]; a cubic foot in the US) in the
    /// month of `day`.
    ///
    /// Billed on the daily average volume of the month (units × length × width × height). Where a
    /// category has a row of its own, that one; else the general row of group and goods. A table that
    /// does not tell dangerous goods apart holds for them too.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Goods, SizeGroup, Stored}};
    /// let fees = FeeTables::us().unwrap();
    /// let rate = |iso| fees.storage(&Stored::of(SizeGroup::Standard, Goods::Ordinary), Day::parse(iso).unwrap());
    /// assert_eq!(rate("2026-09-30").unwrap().value.micros(), 780_000);
    /// assert_eq!(rate("2026-10-01").unwrap().value.micros(), 2_400_000);
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `storage_monthly`: no table on the day, or no row.
    pub fn storage(&self, stored: &Stored<'_>, day: Day) -> Lookup<UnitAmount> {
        let hit = self.in_force(Family::StorageMonthly, day)?;
        let asked = [("group", stored.group.code())];
        let hole = || self.hole(Family::StorageMonthly, HoleReason::NoRow, Some(hit.table), &asked);
        let Body::StorageMonthly { seasons, awd_first_season_until, rows, .. } = &hit.table.body else {
            return Err(hole());
        };
        let own =
            |r: &StorageRow| stored.category.is_some() && r.category.as_deref() == stored.category && stored.is_in(r);
        let general = |r: &StorageRow| r.category.is_none() && stored.is_in(r);
        let place = rows.iter().position(own).or_else(|| rows.iter().position(general)).ok_or_else(hole)?;
        let is_first = stored.replenishment == Replenishment::ByWarehouse
            && awd_first_season_until.is_some_and(|until| day.number() <= until);
        let month = day.month();
        let season = seasons.iter().position(|(first, last)| is_first || (*first..=*last).contains(&month));
        let micros = season.and_then(|season| rows.get(place)?.micros.get(season).copied()).ok_or_else(hole)?;
        Ok(Known { value: self.micros(micros), row: hit.row(place) })
    }

    /// As [`FeeTables::storage`] of the general row.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Goods, SizeGroup}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let rate = fees.storage_per_volume(SizeGroup::Oversize, Goods::Ordinary, on).unwrap();
    /// assert_eq!(rate.value.micros(), 1_400_000);
    /// assert_eq!(fees.describe(rate.row).table, "storage_monthly");
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `storage_monthly`: no table on the day.
    pub fn storage_per_volume(&self, group: SizeGroup, goods: Goods, day: Day) -> Lookup<UnitAmount> {
        self.storage(&Stored::of(group, goods), day)
    }

    /// As [`FeeTables::storage_per_volume`]; stock that Amazon's warehouses send on keeps the
    /// rate of the first season for as long as the table says.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Goods, Replenishment, SizeGroup}};
    /// let fees = FeeTables::us().unwrap();
    /// let rate = |iso| {
    ///     let how = Replenishment::ByWarehouse;
    ///     fees.storage_replenished(SizeGroup::Standard, Goods::Ordinary, how, Day::parse(iso).unwrap()).unwrap().value
    /// };
    /// assert_eq!((rate("2026-10-31").micros(), rate("2026-11-01").micros()), (780_000, 2_400_000));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `storage_monthly`.
    pub fn storage_replenished(
        &self,
        group: SizeGroup,
        goods: Goods,
        replenishment: Replenishment,
        day: Day,
    ) -> Lookup<UnitAmount> {
        self.storage(&Stored { replenishment, ..Stored::of(group, goods) }, day)
    }

    /// Whether storage is charged by the days stored instead of the average of the month.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Market}};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert!(FeeTables::of(Market::Jp).unwrap().is_storage_by_days(on));
    /// assert!(!FeeTables::us().unwrap().is_storage_by_days(on));
    /// ```
    #[must_use]
    pub fn is_storage_by_days(&self, day: Day) -> bool {
        let table = self.find(Family::StorageMonthly, day).map(|hit| &hit.table.body);
        matches!(table, Some(Body::StorageMonthly { is_by_days: true, .. }))
    }

    /// The tables' own word for a size group: `large` instead of `oversize` in Mexico.
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Market, SizeGroup};
    /// let word = |market| FeeTables::of(market).unwrap().size_group_name(SizeGroup::Oversize).to_owned();
    /// assert_eq!((word(Market::Us), word(Market::Mx)), ("oversize".to_owned(), "large".to_owned()));
    /// ```
    #[must_use]
    pub fn size_group_name(&self, group: SizeGroup) -> &str {
        match group {
            SizeGroup::Standard => group.code(),
            SizeGroup::Oversize => &self.pack.oversize_name,
        }
    }

    /// The utilization surcharge per cubic foot in the month of `day`, on the volume of units older
    /// than [`FeeTables::utilization_free_days`]; nothing if a condition does not hold.
    ///
    /// Charged on the Professional plan, after the first year, from the least volume of the size
    /// group on, above the least ratio; on the ratio's band (limits inclusive, which the data mark as not certain).
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, SizeGroup, Utilization}, rounding::Ratio};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let of = Utilization {
    ///     ratio_weeks: Ratio::whole(25),
    ///     group_cubic_feet: Ratio::whole(300),
    ///     has_professional_plan: true,
    ///     days_since_first_inbound: 500,
    /// };
    /// let adder = |of: &Utilization| fees.utilization_surcharge(SizeGroup::Standard, of, on).unwrap().value.micros();
    /// // Above 22 and up to 28 weeks: 0.44 a cubic foot. Not in the first year.
    /// assert_eq!((adder(&of), adder(&Utilization { days_since_first_inbound: 365, ..of })), (440_000, 0));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `storage_utilization_surcharge`: the adders of oversize are not known.
    pub fn utilization_surcharge(&self, group: SizeGroup, of: &Utilization, day: Day) -> Lookup<UnitAmount> {
        let hit = self.in_force(Family::StorageUtilizationSurcharge, day)?;
        let asked = [("group", group.code())];
        let hole = || self.hole(Family::StorageUtilizationSurcharge, HoleReason::NoRow, Some(hit.table), &asked);
        let Body::StorageUtilizationSurcharge { terms, rows } = &hit.table.body else { return Err(hole()) };
        let applies = of.has_professional_plan
            && of.days_since_first_inbound > terms.days_since_first_inbound
            && of.group_cubic_feet >= Ratio::whole(i128::from(terms.volume))
            && of.ratio_weeks > Ratio::whole(i128::from(terms.weeks));
        if !applies {
            return Ok(Known { value: self.micros(0), row: hit.whole() });
        }
        let holds = |limit: Option<u32>| limit.is_none_or(|weeks| of.ratio_weeks <= Ratio::whole(i128::from(weeks)));
        let is_row = |r: &super::data_shape::UtilizationRow| {
            r.is_oversize == (group == SizeGroup::Oversize) && holds(r.up_to_weeks)
        };
        let place = rows.iter().position(is_row).ok_or_else(hole)?;
        let micros = rows.get(place).ok_or_else(hole)?.micros;
        Ok(Known { value: self.micros(micros), row: hit.row(place) })
    }

    /// Units up to this age are left out of the utilization surcharge.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert_eq!(fees.utilization_free_days(on).unwrap().value, 30);
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `storage_utilization_surcharge`: no table on the day.
    pub fn utilization_free_days(&self, day: Day) -> Lookup<u32> {
        let hit = self.in_force(Family::StorageUtilizationSurcharge, day)?;
        match &hit.table.body {
            Body::StorageUtilizationSurcharge { terms, .. } => {
                Ok(Known { value: terms.free_age_days, row: hit.whole() })
            }
            _ => Err(self.hole(Family::StorageUtilizationSurcharge, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// The aged inventory surcharge of the snapshot on a day. [`super::RowRef::at_row`] with [`AgedBand::row`] names the row of a band.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let from = |iso| FeeTables::us().unwrap().aged(Day::parse(iso).unwrap()).unwrap().value.bands.len();
    /// // The table of 2026 begins on 16 January and splits the stock above a year in two.
    /// assert_eq!((from("2026-01-15"), from("2026-01-16")), (7, 8));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `aged_inventory`: no table on the day.
    pub fn aged(&self, on: Day) -> Lookup<&AgedSchedule> {
        let hit = self.in_force(Family::AgedInventory, on)?;
        match self.aged.get(usize::from(hit.place)).and_then(Option::as_ref) {
            Some(schedule) => Ok(Known { value: schedule, row: hit.whole() }),
            None => Err(self.hole(Family::AgedInventory, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// The age from which the aged inventory surcharge is charged, also where its rates are not known.
    #[must_use]
    pub(crate) fn aged_from_day(&self, on: Day) -> Option<u32> {
        match &self.find(Family::AgedInventory, on)?.table.body {
            Body::AgedInventory { rows, .. } => rows.first().map(|row| u32::from(row.from_day)),
            _ => None,
        }
    }

    /// Whether a category is exempt at 181 to 270 days (see [`AgedSchedule::exempt_days`]).
    #[must_use]
    pub(crate) const fn aged_exemption(&self, category: &Category) -> AgedExemption {
        category.aged_exemption()
    }
}
