//! The tables of one marketplace: loading, and which is in force on a day.

use super::category::Category;
use super::data_shape::{Body, Crosswalk, Family, HoleRow, InForce, Pack, Table};
use super::lookup::{Hole, HoleReason, RowRef};
use super::rule::{BandMode, Limit, ReferralBand, ReferralRule};
use super::storage::AgedSchedule;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::rate::Rate;

static CROSSWALK_PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/categories.pack"));

/// Days on which a table is in force.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: i32,
    to: i32,
    table: u16,
    is_assumed: bool,
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
    pub(super) referral_rules: Vec<Vec<ReferralRule>>,
    /// By table: the aged surcharge; none for other families.
    pub(super) aged: Vec<Option<AgedSchedule>>,
}

/// A table that is in force.
#[derive(Clone, Copy)]
pub(super) struct Hit<'t> {
    pub table: &'t Table,
    pub place: u16,
    pub is_assumed: bool,
}

impl Hit<'_> {
    pub fn row(&self, row: usize) -> RowRef {
        RowRef { table: self.place, row: u16::try_from(row).unwrap_or(RowRef::WHOLE), is_assumed: self.is_assumed }
    }

    pub const fn whole(&self) -> RowRef {
        RowRef { table: self.place, row: RowRef::WHOLE, is_assumed: self.is_assumed }
    }
}

/// How a table stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'t> {
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
    pub fn from_packs(pack: &[u8], crosswalk: &[u8]) -> Result<Self> {
        let unreadable = |_| Error::new(ErrorKind::Internal, "fee_data_unreadable");
        let pack: Pack = postcard::from_bytes(pack).map_err(unreadable)?;
        let crosswalk: Crosswalk = postcard::from_bytes(crosswalk).map_err(unreadable)?;
        let currency = Currency::parse(&pack.currency)?;
        let mut spans = vec![Vec::new(); Family::ALL.len()];
        let mut referral_rules = Vec::with_capacity(pack.tables.len());
        let mut aged = Vec::with_capacity(pack.tables.len());
        for (place, table) in (0_u16..).zip(&pack.tables) {
            if let Some(of_family) = spans.get_mut(table.family.index()) {
                of_family.extend(spans_of(table, place));
            }
            referral_rules.push(referral_rules_of(table, currency)?);
            aged.push(AgedSchedule::from_table(table, currency)?);
        }
        let categories = Category::all(&crosswalk, &pack)?;
        Ok(Self { pack, currency, spans, categories, crosswalk, referral_rules, aged })
    }

    /// Code of the marketplace, such as `US`.
    #[must_use]
    pub fn market(&self) -> &str {
        &self.pack.market
    }

    /// Currency of all figures.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Day on which the data were last checked.
    #[must_use]
    pub const fn as_of(&self) -> Day {
        Day::from_number(self.pack.as_of)
    }

    pub(super) fn find(&self, family: Family, on: Day) -> Option<Hit<'_>> {
        let of_family = self.spans.get(family.index())?;
        let span = of_family.iter().find(|s| (s.from..=s.to).contains(&on.number()))?;
        let table = self.pack.tables.get(usize::from(span.table))?;
        Some(Hit { table, place: span.table, is_assumed: span.is_assumed })
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
    pub fn change_days(&self, from: Day, to: Day) -> Vec<Day> {
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
    pub fn standings(&self, on: Day) -> Vec<Standing<'_>> {
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
    let again = table.resumes_on.map(|from| Span { from, to: i32::MAX, table: place, is_assumed: true });
    core::iter::once(Span { from, to, table: place, is_assumed }).chain(again)
}

fn referral_rules_of(table: &Table, currency: Currency) -> Result<Vec<ReferralRule>> {
    let Body::Referral(rows) = &table.body else { return Ok(Vec::new()) };
    let rule = |row: &super::data_shape::ReferralRow| {
        let mode = if row.is_portion { BandMode::Portion } else { BandMode::Whole };
        let bands = row.bands.iter().map(|(up_to, ppm)| {
            let limit = |minor| Ok(Limit { amount: Money::new(minor, currency)?, is_inclusive: true });
            Ok(ReferralBand { up_to: up_to.map(limit).transpose()?, rate: Rate::from_ppm(*ppm) })
        });
        ReferralRule::new(mode, bands.collect::<Result<_>>()?, Money::new(row.minimum, currency)?)
    };
    rows.iter().map(rule).collect()
}
