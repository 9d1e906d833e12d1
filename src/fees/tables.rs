//! The tables of one marketplace: loading, and which is in force on a day.

use super::category::Category;
use super::data_shape::{
    Body, Crosswalk, Family, HoleRow, InForce, Measures, Pack, ReferralRow, Table, Tier, VolumeUnit,
};
use super::lookup::{Hole, HoleReason, RowRef};
use super::rule::{BandMode, Limit, ReferralBand, ReferralRule};
use super::storage::AgedSchedule;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::units::{LengthUnit, WeightUnit};
use crate::unpack::unpack;

static CROSSWALK_PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/categories.pack"));

/// Days on which a table is in force.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: i32,
    to: i32,
    table: u16,
    is_assumed: bool,
    is_resumed: bool,
    placement: Option<u8>,
}

/// The rules of one referral row.
#[derive(Debug)]
pub(super) struct RowRules {
    /// As the table says, for what the marketplace ships.
    pub marketplace: ReferralRule,
    /// For what the seller ships, where it differs.
    pub seller: Option<ReferralRule>,
    /// With a minimum by size instead, in the order of [`FeeTables::size_minimums`].
    pub by_size: Vec<ReferralRule>,
}

/// A minimum of the referral fee that a tier has.
#[derive(Debug)]
pub(super) struct SizeMinimum {
    pub table: u16,
    pub row: u16,
    pub tier: Tier,
}

/// All fee tables of one marketplace.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Programme}, money::{Currency, Money}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let fee = fees.fulfilment(&sized, Programme::NonApparel, on).unwrap();
/// let price = Money::parse("20.00", Currency::USD).unwrap();
/// assert_eq!(fee.value.fee.charge(price).unwrap().to_string(), "3.61");
/// assert_eq!(fees.describe(fee.row).table, "fulfilment_2026_peak");
/// ```
#[derive(Debug)]
pub struct FeeTables {
    pub(super) pack: Pack,
    pub(super) currency: Currency,
    /// By [`Family::index`].
    spans: Vec<Vec<Span>>,
    pub(super) categories: Vec<Category>,
    pub(super) crosswalk: Crosswalk,
    /// By table: the referral rules in the order of its rows; empty for other families.
    pub(super) referral_rules: Vec<Vec<RowRules>>,
    pub(super) size_minimums: Vec<SizeMinimum>,
    /// By table: the aged surcharge; none for other families.
    pub(super) aged: Vec<Option<AgedSchedule>>,
}

/// A table that is in force.
#[derive(Clone, Copy)]
pub(super) struct Hit<'t> {
    pub table: &'t Table,
    pub place: u16,
    pub is_assumed: bool,
    pub is_resumed: bool,
}

impl Hit<'_> {
    pub fn row(&self, row: usize) -> RowRef {
        RowRef { row: u16::try_from(row).unwrap_or(RowRef::WHOLE), ..self.whole() }
    }

    pub const fn whole(&self) -> RowRef {
        RowRef { table: self.place, row: RowRef::WHOLE, is_assumed: self.is_assumed, is_resumed: self.is_resumed }
    }
}

/// How a table stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing<'t> {
    /// Kind of fee.
    pub family: Family,
    /// Name of the table.
    pub table: &'t str,
    /// Taken to hold on the day though nothing says so.
    pub is_assumed: bool,
    /// The day lies in a later year than the last check of the data and the table names no
    /// end: fees change each year, and none were announced when the data were read.
    pub is_past_its_time: bool,
    /// The first day in force is not known.
    pub is_start_unknown: bool,
}

impl FeeTables {
    pub(super) fn from_pack(pack: &[u8]) -> Result<Self> {
        Self::from_packs(pack, CROSSWALK_PACK)
    }

    /// Tables from a pack and the crosswalk of categories, as `build.rs` writes them.
    ///
    /// # Errors
    /// `fee_data_unreadable`.
    pub(crate) fn from_packs(pack: &[u8], crosswalk: &[u8]) -> Result<Self> {
        let unreadable = || Error::new(ErrorKind::Internal, "fee_data_unreadable");
        let pack: Pack = unpack(pack).ok_or_else(unreadable)?;
        Self::new(pack, unpack(crosswalk).ok_or_else(unreadable)?)
    }

    /// Tables that were read and checked.
    ///
    /// # Errors
    /// `currency_unknown`; `out_of_range` for a figure beyond what money can hold.
    pub(super) fn new(pack: Pack, crosswalk: Crosswalk) -> Result<Self> {
        let currency = Currency::parse(&pack.currency)?;
        let mut spans = vec![Vec::new(); Family::ALL.len()];
        let mut referral_rules = Vec::with_capacity(pack.tables.len());
        let (size_minimums, minimums) = size_minimums_of(&pack, currency)?;
        let mut aged = Vec::with_capacity(pack.tables.len());
        for (place, table) in (0_u16..).zip(&pack.tables) {
            if let Some(of_family) = spans.get_mut(table.family.index()) {
                of_family.extend(spans_of(table, place));
            }
            referral_rules.push(referral_rules_of(table, &minimums, currency)?);
            aged.push(AgedSchedule::from_table(table, currency)?);
        }
        let categories = Category::all(&crosswalk, &pack)?;
        Ok(Self { pack, currency, spans, categories, crosswalk, referral_rules, size_minimums, aged })
    }

    /// Code of the marketplace, such as `US`.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// assert_eq!(FeeTables::us().unwrap().market(), "US");
    /// ```
    #[must_use]
    pub fn market(&self) -> &str {
        &self.pack.market
    }

    /// Currency of all figures.
    ///
    /// ```
    /// use clearfloor::{fees::{FeeTables, Market}, money::Currency};
    /// assert_eq!(FeeTables::of(Market::Jp).unwrap().currency(), Currency::JPY);
    /// ```
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Day on which the data were last checked.
    #[must_use]
    pub(crate) const fn as_of(&self) -> Day {
        Day::from_number(self.pack.as_of)
    }

    /// Where a seller may let the stock be placed, where fees hang on it: in Germany `DE_CEP`
    /// (Poland and Czechia too) and `DE` (Germany only). The first is taken where none is named.
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Market};
    /// let german = FeeTables::of(Market::De).unwrap();
    /// assert_eq!(german.placements().collect::<Vec<_>>(), ["DE_CEP", "DE"]);
    /// assert_eq!(FeeTables::us().unwrap().placements().count(), 0);
    /// ```
    pub fn placements(&self) -> impl Iterator<Item = &str> {
        self.pack.placements.iter().map(String::as_str)
    }

    /// Cubic feet in one unit of volume of the storage rates, exactly: 1 in the US and the UK.
    ///
    /// ```
    /// use clearfloor::{fees::{FeeTables, Market}, rounding::Ratio};
    /// assert_eq!(FeeTables::us().unwrap().cubic_feet_per_volume(), Ratio::ONE);
    /// // Japan charges by the litre; a cubic foot has 28.316846592 of them.
    /// let litre = FeeTables::of(Market::Jp).unwrap().cubic_feet_per_volume();
    /// assert_eq!(litre, Ratio::new(1_000_000_000, 28_316_846_592).unwrap());
    /// ```
    #[must_use]
    pub fn cubic_feet_per_volume(&self) -> Ratio {
        // A foot has 30.48 centimetres.
        let cubic_feet = match self.pack.volume {
            VolumeUnit::CubicFoot => return Ratio::ONE,
            VolumeUnit::CubicMetre => (1_000_000_000_000, 28_316_846_592),
            VolumeUnit::CubicDecimetre => (1_000_000_000, 28_316_846_592),
        };
        Ratio::new(cubic_feet.0, cubic_feet.1).unwrap_or(Ratio::ONE)
    }

    /// Units of length and weight that sizes are given in unless something says otherwise: those the
    /// marketplace measures in.
    #[must_use]
    pub(crate) const fn usual_units(&self) -> (LengthUnit, WeightUnit) {
        match self.pack.measures {
            Measures::Imperial => (LengthUnit::In, WeightUnit::Lb),
            Measures::Metric => (LengthUnit::Cm, WeightUnit::Kg),
        }
    }

    /// Unit of volume of the storage rates.
    ///
    /// ```
    /// use clearfloor::fees::{FeeTables, Market, VolumeUnit};
    /// let unit = |market| FeeTables::of(market).unwrap().volume_unit();
    /// assert_eq!((unit(Market::Us), unit(Market::De)), (VolumeUnit::CubicFoot, VolumeUnit::CubicMetre));
    /// ```
    #[must_use]
    pub const fn volume_unit(&self) -> VolumeUnit {
        self.pack.volume
    }

    /// Whether the marketplace has any table of a family, on whatever day; without one there is no such fee.
    #[must_use]
    pub(crate) fn has_family(&self, family: Family) -> bool {
        self.spans.get(family.index()).is_some_and(|spans| !spans.is_empty())
    }

    pub(super) fn find(&self, family: Family, on: Day) -> Option<Hit<'_>> {
        self.find_placed(family, None, on)
    }

    /// As [`FeeTables::find`] for stock placed so; without a word the first placement is taken.
    pub(super) fn find_placed(&self, family: Family, placement: Option<&str>, on: Day) -> Option<Hit<'_>> {
        let of_family = self.spans.get(family.index())?;
        let place = placement.and_then(|name| self.pack.placements.iter().position(|known| known == name));
        let wanted = u8::try_from(place.unwrap_or(0)).ok()?;
        let holds = |s: &&Span| {
            (s.from..=s.to).contains(&on.number()) && s.placement.is_none_or(|placement| placement == wanted)
        };
        let span = of_family.iter().find(holds)?;
        let table = self.pack.tables.get(usize::from(span.table))?;
        Some(Hit { table, place: span.table, is_assumed: span.is_assumed, is_resumed: span.is_resumed })
    }

    pub(super) fn in_force(&self, family: Family, on: Day) -> core::result::Result<Hit<'_>, Hole> {
        self.find(family, on).ok_or_else(|| self.hole(family, HoleReason::NoTable, None, &[]))
    }

    /// A hole with what the data say about it: rows of the family that speak of the table and do not
    /// contradict what was asked. What is open in the family at large explains no missing figure.
    pub(super) fn hole(
        &self,
        family: Family,
        reason: HoleReason,
        table: Option<&Table>,
        asked: &[(&str, &str)],
    ) -> Hole {
        let fits =
            |h: &&HoleRow| h.conditions.iter().all(|(key, value)| asked.iter().all(|(k, v)| k != key || v == value));
        let of_table = |h: &&HoleRow| h.table.is_some() && h.table.as_ref() == table.map(|t| &t.name);
        let rows = self.pack.holes.iter().filter(|h| h.family == family.code()).filter(of_table).filter(fits);
        Hole { family, reason, texts: rows.map(|h| h.text.clone()).collect() }
    }

    /// What the data say is open about a family on a day, though a figure may be known: rows that
    /// speak of the table in force or of the family at large. In English.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{Family, FeeTables}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert!(fees.open_points(Family::InboundPlacement, on).any(|text| text == "the 2026 amounts for bulky are not known"));
    /// ```
    pub fn open_points(&self, family: Family, on: Day) -> impl Iterator<Item = &str> {
        let table = self.find(family, on).map(|hit| &hit.table.name);
        let rows = self.pack.holes.iter().filter(move |h| h.family == family.code());
        rows.filter(move |h| h.table.is_none() || h.table.as_ref() == table).map(|h| h.text.as_str())
    }

    pub(super) fn out_of_range(&self, family: Family) -> Hole {
        self.hole(family, HoleReason::OutOfRange, None, &[])
    }

    pub(super) fn money(&self, family: Family, minor: i64) -> core::result::Result<Money, Hole> {
        Money::new(minor, self.currency).map_err(|_| self.out_of_range(family))
    }

    pub(super) const fn micros(&self, micros: i64) -> UnitAmount {
        UnitAmount::from_micros(micros, self.currency)
    }

    /// Days after `from`, up to and including `to`, on which a table of the sale, of storage or of
    /// an exit starts, ends or changes its season; rising, without repeats.
    ///
    /// Between two of them every fee of a product stays the same, so a year falls into segments.
    #[must_use]
    pub(crate) fn change_days(&self, from: Day, to: Day) -> Vec<Day> {
        let is_within = |day: i32| day > from.number() && day <= to.number();
        let mut days = Vec::new();
        for family in Family::ALL.into_iter().filter(|f| f.is_of_sale_or_stock()) {
            for span in self.spans.get(family.index()).into_iter().flatten() {
                days.extend([span.from, span.to.saturating_add(1)]);
            }
        }
        for table in &self.pack.tables {
            if let Body::StorageMonthly { seasons, awd_first_season_until, .. } = &table.body {
                days.extend(awd_first_season_until.map(|day| day.saturating_add(1)));
                for year in from.year()..=to.year() {
                    let starts =
                        seasons.iter().filter_map(|(first, _)| Day::new(year, i8::try_from(*first).ok()?, 1).ok());
                    days.extend(starts.map(Day::number));
                }
            }
        }
        days.retain(|day| is_within(*day));
        days.sort_unstable();
        days.dedup();
        days.into_iter().map(Day::from_number).collect()
    }

    /// How each table in force on a day stands, in the order of the families.
    #[must_use]
    pub(crate) fn standings(&self, on: Day) -> Vec<Standing<'_>> {
        let hits = Family::ALL.into_iter().filter_map(|family| self.find(family, on));
        hits.map(|hit| Standing {
            family: hit.table.family,
            table: &hit.table.name,
            is_assumed: hit.is_assumed,
            is_past_its_time: hit.table.to.is_none() && on.year() > self.as_of().year(),
            is_start_unknown: hit.table.from.is_none(),
        })
        .collect()
    }
}

fn spans_of(table: &Table, place: u16) -> impl Iterator<Item = Span> {
    let is_assumed = table.in_force == InForce::Unknown;
    let (from, to) = (table.from.unwrap_or(i32::MIN), table.to.unwrap_or(i32::MAX));
    let first = Span { from, to, table: place, is_assumed, is_resumed: false, placement: table.placement };
    let again = table.resumes_on.map(|from| Span { from, to: i32::MAX, is_assumed: true, is_resumed: true, ..first });
    core::iter::once(first).chain(again)
}

/// The minimums of the referral fee by size, and their amounts.
fn size_minimums_of(pack: &Pack, currency: Currency) -> Result<(Vec<SizeMinimum>, Vec<Money>)> {
    let (mut minimums, mut amounts) = (Vec::new(), Vec::new());
    for (table, of_size) in (0_u16..).zip(&pack.tables) {
        let Body::ReferralMinimumBySize(rows) = &of_size.body else { continue };
        for (row, (tier, minor)) in (0_u16..).zip(rows) {
            minimums.push(SizeMinimum { table, row, tier: *tier });
            amounts.push(Money::new(*minor, currency)?);
        }
    }
    Ok((minimums, amounts))
}

fn referral_rules_of(table: &Table, minimums: &[Money], currency: Currency) -> Result<Vec<RowRules>> {
    let Body::Referral(rows) = &table.body else { return Ok(Vec::new()) };
    let band = |(up_to, ppm): &(Option<i64>, i64)| {
        let limit = |minor| Ok(Limit { amount: Money::new(minor, currency)?, is_inclusive: true });
        Ok(ReferralBand { up_to: up_to.map(limit).transpose()?, rate: Rate::from_ppm(*ppm) })
    };
    let rules = |row: &ReferralRow| {
        let mode = match (row.is_portion, row.is_bent) {
            (true, _) => BandMode::Portion,
            (false, true) => BandMode::Bent,
            (false, false) => BandMode::Whole,
        };
        let bands = row.bands.iter().map(band).collect::<Result<Vec<_>>>()?;
        let minimum = Money::new(row.minimum, currency)?;
        let seller = if row.is_bent_for_marketplace_only {
            // The rate before the bend goes on without end.
            let mut straight = bands.clone();
            straight.pop();
            if let Some(last) = straight.last_mut() {
                last.up_to = None;
            }
            Some(ReferralRule::new(BandMode::Whole, straight, minimum)?)
        } else {
            None
        };
        let by_size = minimums.iter().map(|least| ReferralRule::new(mode, bands.clone(), *least));
        Ok(RowRules {
            by_size: by_size.collect::<Result<_>>()?,
            seller,
            marketplace: ReferralRule::new(mode, bands, minimum)?,
        })
    };
    rows.iter().map(rules).collect()
}
