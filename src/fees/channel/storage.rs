//! Storage at channels and in warehouses.

use super::super::data_shape::ChannelBody;
use super::super::lookup::HoleReason;
use super::super::storage::charge_by_volume;
use super::tables::{ChannelLookup, ChannelTables};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::rounding::Ratio;

/// A rate per volume and day that changes with the days in stock.
///
/// ```
/// use clearfloor::{fees::channel::DaySteps, money::{Currency, UnitAmount}, rounding::Ratio};
/// let rate = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let steps = DaySteps::new(vec![(1, rate("0.00")), (8, rate("1.00")), (31, rate("2.00"))]).unwrap();
/// // 3 cubic metres · (23 days · 1.00 + 45 days · 2.00)
/// assert_eq!(steps.charge(Ratio::whole(3), 75).unwrap().to_string(), "339.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySteps {
    steps: Vec<(u32, UnitAmount)>,
    least_volume: Ratio,
}

impl DaySteps {
    /// First day in stock (the day of arrival is day 1) and rate of each step. Days before the first are free.
    ///
    /// ```
    /// use clearfloor::{fees::channel::DaySteps, money::{Currency, UnitAmount}};
    /// let rate = |text| UnitAmount::parse(text, Currency::USD).unwrap();
    /// assert!(DaySteps::new(vec![(1, rate("0.00")), (8, rate("1.00"))]).is_ok());
    /// let refused = DaySteps::new(vec![(8, rate("1.00")), (8, rate("2.00"))]).unwrap_err();
    /// assert_eq!(refused.code(), "steps_not_rising");
    /// ```
    ///
    /// # Errors
    /// `steps_not_rising` if there are none or a day does not lie above the one before;
    /// `currency_mismatch`.
    pub fn new(steps: Vec<(u32, UnitAmount)>) -> Result<Self> {
        let wrong = || Error::new(ErrorKind::Range, "steps_not_rising");
        let (_, first) = steps.first().ok_or_else(wrong)?;
        if steps.windows(2).any(|pair| matches!(pair, [a, b] if b.0 <= a.0)) {
            return Err(wrong());
        }
        for (_, rate) in &steps {
            first.plus(*rate)?;
        }
        Ok(Self { steps, least_volume: Ratio::ZERO })
    }

    /// Currency of the rates.
    #[must_use]
    pub(crate) fn currency(&self) -> Option<Currency> {
        self.steps.first().map(|(_, rate)| rate.currency())
    }

    /// First day and rate of each step.
    #[must_use]
    pub(crate) fn steps(&self) -> &[(u32, UnitAmount)] {
        &self.steps
    }

    /// Rates of all days up to `days`, summed: major units per volume, exact.
    ///
    /// # Errors
    /// `out_of_range`.
    pub(crate) fn rate_until(&self, days: u32) -> Result<Ratio> {
        let mut sum = Ratio::ZERO;
        for (place, (from, rate)) in self.steps.iter().enumerate() {
            let next = place.checked_add(1).and_then(|next| self.steps.get(next));
            let end = next.map_or(days, |(next, _)| next.saturating_sub(1).min(days));
            let in_step = end.saturating_sub(from.saturating_sub(1));
            sum = sum.plus(rate.to_ratio_major()?.times(Ratio::whole(i128::from(in_step)))?)?;
        }
        Ok(sum)
    }

    /// What a volume in stock for `days` is charged in all, rounded once.
    ///
    /// ```
    /// use clearfloor::{fees::channel::DaySteps, money::{Currency, UnitAmount}, rounding::Ratio};
    /// let rate = UnitAmount::parse("0.50", Currency::USD).unwrap();
    /// let steps = DaySteps::new(vec![(31, rate)]).unwrap();
    /// // 30 days are free; 15 days of 2 cubic metres.
    /// assert_eq!(steps.charge(Ratio::whole(2), 45).unwrap().to_string(), "15.00");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn charge(&self, volume: Ratio, days: u32) -> Result<Money> {
        let currency = self.currency().ok_or_else(|| Error::new(ErrorKind::Range, "steps_not_rising"))?;
        let major = self.rate_until(days)?.times(volume.max(self.least_volume))?;
        let minor = major.times(Ratio::whole(i128::from(currency.minor_per_major())))?;
        Money::from_ratio_minor(minor, currency, crate::rounding::Rounding::HalfAwayFromZero)
    }
}

impl ChannelTables {
    /// Rate per cubic foot and month of units that are in stock since `days_in_stock` days, such as of
    /// `walmart-wfs-storage`.
    ///
    /// # Errors
    /// A [`super::ChannelHole`].
    pub(crate) fn month_storage(&self, family: &str, days_in_stock: u32, on: Day) -> ChannelLookup<UnitAmount> {
        let hit = self.settled(family, on)?;
        let ChannelBody::Months(rows) = &hit.family.body else { return Err(hit.hole(HoleReason::NoFigure)) };
        let place = rows.iter().position(|row| {
            (row.months.0..=row.months.1).contains(&on.month())
                && row.from_day <= days_in_stock
                && row.to_day.is_none_or(|to| days_in_stock <= to)
        });
        let found = place.and_then(|place| Some((place, rows.get(place)?)));
        let (place, row) = found.ok_or_else(|| hit.hole(HoleReason::NoRow))?;
        if row.from.is_some_and(|from| from > on.number()) {
            return Err(hit.hole(HoleReason::NoRow));
        }
        hit.known(place, UnitAmount::from_micros(row.micros, hit.currency))
    }

    /// What `cubic_feet` in stock since `days_in_stock` days cost for the month of a day, rounded once.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables, rounding::Ratio};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fee = |days| {
    ///     let fee = channels.month_storage_fee("walmart-wfs-storage", Ratio::whole(40), days, on);
    ///     fee.unwrap().value.to_string()
    /// };
    /// // 0.75 a cubic foot; 2.25 for what lies there over 30 days before the holidays.
    /// assert_eq!((fee(30), fee(31)), ("30.00".to_owned(), "90.00".to_owned()));
    /// ```
    ///
    /// # Errors
    /// As `ChannelTables::month_storage`.
    pub fn month_storage_fee(
        &self,
        family: &str,
        cubic_feet: Ratio,
        days_in_stock: u32,
        on: Day,
    ) -> ChannelLookup<Money> {
        let rate = self.month_storage(family, days_in_stock, on)?;
        let fee = charge_by_volume(rate.value, cubic_feet);
        let fee = fee.map_err(|_| super::ChannelHole {
            family: family.to_owned(),
            reason: HoleReason::OutOfRange,
            texts: Vec::new(),
        })?;
        Ok(rate.map(|_| fee))
    }

    /// Rates per cubic foot and day by days in stock, such as of `tiktok-us-fbt-storage`.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables, rounding::Ratio};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let steps = channels.day_storage("tiktok-us-fbt-storage", on).unwrap().value;
    /// // 60 days are free; then 30 days at 0.03 for 10 cubic feet.
    /// assert_eq!(steps.charge(Ratio::whole(10), 90).unwrap().to_string(), "9.00");
    /// ```
    ///
    /// # Errors
    /// A [`super::ChannelHole`].
    pub fn day_storage(&self, family: &str, on: Day) -> ChannelLookup<DaySteps> {
        let hit = self.settled(family, on)?;
        let beyond = |_: Error| hit.hole(HoleReason::OutOfRange);
        match &hit.family.body {
            ChannelBody::Days { least_cubic_feet_micros, rows } => {
                let steps = rows.iter().map(|row| (row.from_day, UnitAmount::from_micros(row.micros, hit.currency)));
                let mut steps = DaySteps::new(steps.collect()).map_err(beyond)?;
                steps.least_volume = Ratio::new(i128::from(*least_cubic_feet_micros), 1_000_000).map_err(beyond)?;
                hit.known(usize::from(u16::MAX), steps)
            }
            _ => Err(hit.hole(HoleReason::NoFigure)),
        }
    }
}
