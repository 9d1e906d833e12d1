//! Fulfilment by channels: which weight is billed and what it costs.

use super::super::data_shape::{ChannelBody, PoundBand, PoundRules, UnitRules};
use super::super::lookup::HoleReason;
use super::super::rule::{Limit, PriceBand, PriceBandedFee};
use super::super::storage::Goods;
use super::tables::{ChannelLookup, ChannelTables, Hit, OVERSIZE};
use crate::date::Day;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::rounding::{Ratio, Rounding};
use crate::units::{LengthUnit, Package, WeightUnit};

/// Weights of a parcel in exact pounds.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::channel::ChannelTables;
/// use clearfloor::rounding::Ratio;
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let wfs = channels.pound_fulfilment("walmart-wfs-fulfillment", on).unwrap().value;
/// let package = Package::parse(["10", "8", "4"], LengthUnit::In, "1.5", WeightUnit::Lb).unwrap();
/// let weight = wfs.weigh(&package).unwrap();
/// // 320 cubic inches / 139 are 2.3 lb; with 0.25 lb of packaging 2.55, billed as 3.
/// assert_eq!((weight.dimensional_lb, weight.billed_lb), (Ratio::new(320, 139).unwrap(), Ratio::whole(3)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParcelWeight {
    /// Volume over the channel's divisor.
    pub dimensional_lb: Ratio,
    /// The weight that decides, before any rounding step.
    pub chargeable_lb: Ratio,
    /// The weight that is billed: with packaging and in whole pounds where the channel does so.
    pub billed_lb: Ratio,
}

/// Fulfilment that is billed by whole pounds.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::Goods;
/// use clearfloor::fees::channel::ChannelTables;
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let wfs = channels.pound_fulfilment("walmart-wfs-fulfillment", on).unwrap().value;
/// let package = Package::parse(["6", "4", "2"], LengthUnit::In, "19.75", WeightUnit::Lb).unwrap();
/// // 20 lb: 5.75 and 0.40 for each of 16 lb above the fourth.
/// assert_eq!(wfs.fee(&package, false, Goods::Ordinary).unwrap().value.base.to_string(), "12.15");
/// ```
#[derive(Clone, Copy)]
pub struct PoundFulfilment<'t> {
    rules: &'t PoundRules,
    hit: Hit<'t>,
}

/// What a unit is charged, and why.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::Goods;
/// use clearfloor::fees::channel::ChannelTables;
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let wfs = channels.pound_fulfilment("walmart-wfs-fulfillment", on).unwrap().value;
/// let package = Package::parse(["48.1", "2", "2"], LengthUnit::In, "3", WeightUnit::Lb).unwrap();
/// let fee = wfs.fee(&package, true, Goods::Ordinary).unwrap().value;
/// // 4 lb, a side over 48 inches, apparel.
/// assert_eq!([fee.base, fee.oversize, fee.goods].map(|part| part.to_string()), ["5.75", "3.00", "0.50"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoundFee {
    /// The weight billed.
    pub weight: ParcelWeight,
    /// Band of the weight.
    pub base: Money,
    /// Added for its size.
    pub oversize: Money,
    /// Added for apparel or dangerous goods.
    pub goods: Money,
    /// The fee of a unit by its price.
    pub fee: PriceBandedFee,
}

/// Fulfilment by weight and units in the order.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables, units::{LengthUnit, Package, WeightUnit}};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let fbt = channels.unit_fulfilment("tiktok-us-fbt-fulfillment", on).unwrap().value;
/// let package = Package::parse(["6", "4", "2"], LengthUnit::In, "0.5", WeightUnit::Lb).unwrap();
/// let fee = |units| fbt.fee(&package, units).unwrap().value.fee.to_string();
/// assert_eq!((fee(1), fee(4)), ("4.52".to_owned(), "1.93".to_owned()));
/// ```
#[derive(Clone, Copy)]
pub struct UnitFulfilment<'t> {
    rules: &'t UnitRules,
    hit: Hit<'t>,
}

/// What a unit is charged.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables, units::{LengthUnit, Package, WeightUnit}};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let fbt = channels.unit_fulfilment("tiktok-us-fbt-fulfillment", on).unwrap().value;
/// let package = Package::parse(["6", "4", "2"], LengthUnit::In, "0.5", WeightUnit::Lb).unwrap();
/// let fee = fbt.fee(&package, 9).unwrap().value;
/// // Nine of 1.93.
/// assert_eq!((fee.fee.to_string(), fee.order_fee.to_string()), ("1.93".to_owned(), "17.37".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitFee {
    /// The weight that decides.
    pub weight: ParcelWeight,
    /// Of one unit.
    pub fee: Money,
    /// Of all units of the order.
    pub order_fee: Money,
}

fn micros(number: i64) -> Result<Ratio> {
    Ratio::new(i128::from(number), 1_000_000)
}

fn volume_in3(package: &Package) -> Result<Ratio> {
    let [a, b, c] = package.sorted_sides(LengthUnit::In)?;
    a.times(b)?.times(c)
}

impl ChannelTables {
    /// Fulfilment billed by whole pounds, such as `walmart-wfs-fulfillment`.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert!(channels.pound_fulfilment("walmart-wfs-fulfillment", on).is_ok());
    /// assert!(channels.pound_fulfilment("tiktok-us-fbt-fulfillment", on).is_err());
    /// ```
    ///
    /// # Errors
    /// A [`super::ChannelHole`].
    pub fn pound_fulfilment(&self, family: &str, on: Day) -> ChannelLookup<PoundFulfilment<'_>> {
        let hit = self.settled(family, on)?;
        match &hit.family.body {
            ChannelBody::Pounds(rules) => hit.known(usize::from(u16::MAX), PoundFulfilment { rules, hit }),
            _ => Err(hit.hole(HoleReason::NoFigure)),
        }
    }

    /// Fulfilment by weight and units in the order, such as `tiktok-us-fbt-fulfillment`.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables};
    /// let fbt = |iso| {
    ///     let channels = ChannelTables::all().unwrap();
    ///     channels.unit_fulfilment("tiktok-us-fbt-fulfillment", Day::parse(iso).unwrap()).is_ok()
    /// };
    /// // The card begins on 13 July 2026.
    /// assert!(!fbt("2026-07-12") && fbt("2026-07-13"));
    /// ```
    ///
    /// # Errors
    /// A [`super::ChannelHole`].
    pub fn unit_fulfilment(&self, family: &str, on: Day) -> ChannelLookup<UnitFulfilment<'_>> {
        let hit = self.settled(family, on)?;
        match &hit.family.body {
            ChannelBody::Units(rules) => hit.known(usize::from(u16::MAX), UnitFulfilment { rules, hit }),
            _ => Err(hit.hole(HoleReason::NoFigure)),
        }
    }
}

impl PoundFulfilment<'_> {
    /// The weights of a unit: below a limit its own weight, else the greater of it and the dimensional
    /// weight; packaging is added and the sum rounded up to whole pounds.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::channel::ChannelTables;
    /// use clearfloor::rounding::Ratio;
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let wfs = channels.pound_fulfilment("walmart-wfs-fulfillment", on).unwrap().value;
    /// let billed = |pounds| {
    ///     let package = Package::parse(["6", "4", "2"], LengthUnit::In, pounds, WeightUnit::Lb).unwrap();
    ///     wfs.weigh(&package).unwrap().billed_lb
    /// };
    /// // 0.75 and 0.25 of packaging are one pound, a little more is two.
    /// assert_eq!((billed("0.75"), billed("0.76")), (Ratio::ONE, Ratio::whole(2)));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn weigh(&self, package: &Package) -> Result<ParcelWeight> {
        let unit = package.weight.in_unit(WeightUnit::Lb)?;
        let dimensional_lb = volume_in3(package)?.over(micros(self.rules.divisor)?)?;
        let is_light = unit < micros(self.rules.unit_weight_below)?;
        let chargeable_lb = if is_light { unit } else { unit.max(dimensional_lb) };
        let billed = chargeable_lb.plus(micros(self.rules.packaging)?)?.round(Rounding::Ceiling)?;
        Ok(ParcelWeight { dimensional_lb, chargeable_lb, billed_lb: Ratio::whole(billed) })
    }

    /// The fee of a unit. Length plus girth is the longest side and twice the others.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::Goods;
    /// use clearfloor::fees::channel::ChannelTables;
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let wfs = channels.pound_fulfilment("walmart-wfs-fulfillment", on).unwrap().value;
    /// let package = Package::parse(["6", "4", "2"], LengthUnit::In, "0.5", WeightUnit::Lb).unwrap();
    /// let fee = wfs.fee(&package, true, Goods::Dangerous).unwrap().value.fee;
    /// // 3.45 and twice 0.50; below 10.00 one dollar more.
    /// assert_eq!((fee.charge(usd("10.00")).unwrap(), fee.charge(usd("9.99")).unwrap()), (usd("4.45"), usd("5.45")));
    /// ```
    ///
    /// # Errors
    /// A [`super::ChannelHole`]: heavier than any row, or beyond what can be calculated.
    pub fn fee(&self, package: &Package, is_apparel: bool, goods: Goods) -> ChannelLookup<PoundFee> {
        let beyond = |_: Error| self.hit.hole(HoleReason::OutOfRange);
        let mut weight = self.weigh(package).map_err(beyond)?;
        let oversize = self.oversize(package).map_err(beyond)?;
        let row = oversize.and_then(|place| self.rules.oversize.get(place));
        if let Some(least) = row.and_then(|row| row.least) {
            weight.billed_lb = weight.billed_lb.max(micros(least).map_err(beyond)?);
        }
        let is_within = |limit: Option<i64>| -> Result<bool> {
            Ok(match limit {
                Some(limit) => weight.billed_lb <= micros(limit)?,
                None => true,
            })
        };
        if !is_within(row.and_then(|row| row.most)).map_err(beyond)? {
            return Err(self.hit.hole(HoleReason::NoRow));
        }
        let mut of_band = 0;
        let band = match row.and_then(|row| row.instead.as_ref()) {
            Some(band) => band,
            None => {
                let ends: Vec<bool> =
                    self.rules.bands.iter().map(|band| is_within(band.up_to)).collect::<Result<_>>().map_err(beyond)?;
                let place = ends.iter().position(|holds| *holds);
                of_band = place.unwrap_or(usize::MAX);
                place.and_then(|place| self.rules.bands.get(place)).ok_or_else(|| self.hit.hole(HoleReason::NoRow))?
            }
        };
        let base = self.hit.money(of_weight(band, weight.billed_lb).map_err(beyond)?)?;
        let added = self.hit.money(row.map_or(0, |row| row.amount))?;
        let of_goods = if is_apparel { self.rules.apparel } else { 0 }
            + if goods == Goods::Dangerous { self.rules.hazmat } else { 0 };
        let of_goods = self.hit.money(of_goods)?;
        let fee = base.plus(added).and_then(|sum| sum.plus(of_goods)).map_err(beyond)?;
        let open = PriceBand { up_to: None, fee: Some(fee) };
        let bands = match self.rules.price_below {
            Some(limit) => {
                let limit = Limit { amount: self.hit.money(limit)?, is_inclusive: false };
                let cheap = fee.plus(self.hit.money(self.rules.low_price)?).map_err(beyond)?;
                vec![PriceBand { up_to: Some(limit), fee: Some(cheap) }, open]
            }
            None => vec![open],
        };
        let banded = PriceBandedFee::new(bands).map_err(beyond)?;
        let place = oversize.map_or(of_band, |place| OVERSIZE + place);
        self.hit.known(place, PoundFee { weight, base, oversize: added, goods: of_goods, fee: banded })
    }

    fn oversize(&self, package: &Package) -> Result<Option<usize>> {
        let [longest, median, shortest] = package.sorted_sides(LengthUnit::In)?;
        let around = longest.plus(median.plus(shortest)?.times(Ratio::whole(2))?)?;
        let unit = package.weight.in_unit(WeightUnit::Lb)?;
        for (place, row) in self.rules.oversize.iter().enumerate() {
            let pairs = [
                (row.unit_above, unit),
                (row.longest_above, longest),
                (row.median_above, median),
                (row.length_plus_girth_above, around),
            ];
            for (limit, size) in pairs {
                if let Some(limit) = limit
                    && size > micros(limit)?
                {
                    return Ok(Some(place));
                }
            }
        }
        Ok(None)
    }
}

/// Base and the amount for each pound above, in minor units.
fn of_weight(band: &PoundBand, billed_lb: Ratio) -> Result<i64> {
    let above = billed_lb.minus(micros(band.per_lb_above)?)?.max(Ratio::ZERO).round(Rounding::Ceiling)?;
    let above = i64::try_from(above).map_err(|_| Error::out_of_range("weight"))?;
    let steps = above.checked_mul(band.per_lb).ok_or_else(|| Error::out_of_range("fee"))?;
    band.base.checked_add(steps).ok_or_else(|| Error::out_of_range("fee"))
}

impl UnitFulfilment<'_> {
    /// The weights of a unit: its own if both it and the volume are small, else the greater of it and
    /// the dimensional weight. Nothing is rounded.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::channel::ChannelTables;
    /// use clearfloor::rounding::Ratio;
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fbt = channels.unit_fulfilment("tiktok-us-fbt-fulfillment", on).unwrap().value;
    /// let package = Package::parse(["10", "8", "8.3"], LengthUnit::In, "2", WeightUnit::Lb).unwrap();
    /// // 664 cubic inches are more than 332: by volume, 664 / 166.
    /// assert_eq!(fbt.weigh(&package).unwrap().chargeable_lb, Ratio::whole(4));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn weigh(&self, package: &Package) -> Result<ParcelWeight> {
        let unit = package.weight.in_unit(WeightUnit::Lb)?;
        let volume = volume_in3(package)?;
        let dimensional_lb = volume.over(micros(self.rules.divisor)?)?;
        let is_small = unit <= micros(self.rules.actual_up_to)? && volume <= micros(self.rules.actual_up_to_in3)?;
        let chargeable_lb = if is_small { unit } else { unit.max(dimensional_lb) };
        Ok(ParcelWeight { dimensional_lb, chargeable_lb, billed_lb: chargeable_lb })
    }

    /// The fee of a unit in an order of `units`; the last column holds for that many and more.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables, units::{LengthUnit, Package, WeightUnit}};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fbt = channels.unit_fulfilment("tiktok-us-fbt-fulfillment", on).unwrap().value;
    /// let fee = |longest| {
    ///     let package = Package::parse([longest, "4", "2"], LengthUnit::In, "1", WeightUnit::Lb).unwrap();
    ///     fbt.fee(&package, 2).map(|known| known.value.order_fee.to_string())
    /// };
    /// assert_eq!(fee("6").unwrap(), "6.32");
    /// // Longer than it is taken.
    /// assert_eq!(fee("109").unwrap_err().reason.code(), "out_of_range");
    /// ```
    ///
    /// # Errors
    /// A [`super::ChannelHole`]: too heavy or too long to be taken, heavier than any row, no unit.
    pub fn fee(&self, package: &Package, units: u32) -> ChannelLookup<UnitFee> {
        let beyond = |_: Error| self.hit.hole(HoleReason::OutOfRange);
        let weight = self.weigh(package).map_err(beyond)?;
        let [longest, ..] = package.sorted_sides(LengthUnit::In).map_err(beyond)?;
        let unit = package.weight.in_unit(WeightUnit::Lb).map_err(beyond)?;
        let fits = || Ok(unit <= micros(self.rules.most)? && longest <= micros(self.rules.most_side)?);
        if !fits().map_err(beyond)? || units == 0 {
            return Err(self.hit.hole(HoleReason::OutOfRange));
        }
        let no_row = || self.hit.hole(HoleReason::NoRow);
        let mut found = None;
        for (place, (up_to, fees)) in self.rules.bands.iter().enumerate() {
            if weight.chargeable_lb <= micros(*up_to).map_err(beyond)? {
                found = Some((place, fees));
                break;
            }
        }
        let (place, fees) = found.ok_or_else(no_row)?;
        let column = usize::try_from(units).unwrap_or(usize::MAX).min(fees.len()).checked_sub(1).ok_or_else(no_row)?;
        let fee = self.hit.money(*fees.get(column).ok_or_else(no_row)?)?;
        let order_fee = fee.times(i64::from(units)).map_err(beyond)?;
        self.hit.known(place, UnitFee { weight, fee, order_fee })
    }
}
