//! What the law and the carriers charge on an import, by date: duties, entry fees, tax bases, freight divisors.
//!
//! The figures are those of `src/fees/data/landed-cost.toml`. What the tables do not hold (the ordinary rate of
//! a tariff code, the rate of an origin that no reading names) is not known and never taken to be nothing.

use super::data_shape::{Confidence, DutyApplies, DutyRow, LandedBody, LandedPack, LandedTable};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/landed_cost.pack"));
// Made by who asks, not by the static itself: what nobody asks for can then be left out of a module.
static TABLES: OnceLock<Result<LandedTables>> = OnceLock::new();

/// How goods travel to the border.
///
/// ```
/// use clearfloor::{date::Day, fees::{FreightMode, LandedTables}, money::Currency};
/// let imports = LandedTables::get().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let due = |mode| {
///     let fees = imports.entry_fees("US", mode, on, Currency::USD).unwrap();
///     fees.into_iter().flatten().any(|fee| fee.id == "us-hmf" && fee.is_due)
/// };
/// // The harbour maintenance fee is for ships.
/// assert!(due(FreightMode::Ocean) && !due(FreightMode::Air));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FreightMode {
    /// Ship.
    Ocean,
    /// Aeroplane, as freight.
    Air,
    /// Aeroplane, parcel by parcel with a courier.
    Express,
    /// Train.
    Rail,
    /// Lorry.
    Truck,
}

impl FreightMode {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Ocean, Self::Air, Self::Express, Self::Rail, Self::Truck];

    /// Stable text: `ocean`, `air`, `express`, `rail`, `truck`.
    #[must_use]
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Ocean => "ocean",
            Self::Air => "air",
            Self::Express => "express",
            Self::Rail => "rail",
            Self::Truck => "truck",
        }
    }

    /// Reads the stable text.
    ///
    /// ```
    /// use clearfloor::fees::FreightMode;
    /// assert_eq!(FreightMode::from_code("express"), Some(FreightMode::Express));
    /// assert_eq!(FreightMode::from_code("pipeline"), None);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }
}

/// Where a figure of an import comes from.
///
/// ```
/// use clearfloor::fees::LandedTables;
/// let imports = LandedTables::get().unwrap();
/// let source = imports.freight_source("freight-air").unwrap();
/// assert_eq!((source.table, source.row), ("freight-air", ""));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportSource {
    /// Table, such as `us-mpf`.
    pub table: &'static str,
    /// Row in the words of the data; empty = the table itself.
    pub row: &'static str,
    /// First day in force; none = not known.
    pub from: Option<Day>,
    /// Last day in force; none = no end known.
    pub to: Option<Day>,
    /// Day, month or year of the last reading.
    pub seen_on: Option<&'static str>,
    /// Address of the page; empty = trade knowledge.
    pub page: &'static str,
    /// The authority's own page was read.
    pub is_official: bool,
    /// How sure the figure is.
    pub confidence: Confidence,
    /// Remark of the data, in English.
    pub note: Option<&'static str>,
}

/// A fee on a whole entry, such as the merchandise processing fee.
///
/// ```
/// use clearfloor::{date::Day, fees::{FreightMode, LandedTables}, money::Currency};
/// let imports = LandedTables::get().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let fees = imports.entry_fees("US", FreightMode::Ocean, on, Currency::USD).unwrap();
/// let fee = fees.into_iter().flatten().find(|fee| fee.id == "us-mpf").unwrap();
/// // 0.3464 % of the customs value, from 34.58 to 670.86.
/// assert_eq!((fee.rate.ppm(), fee.is_due), (3_464, true));
/// assert_eq!([fee.min, fee.max].map(|bound| bound.unwrap().to_string()), ["34.58", "670.86"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryFee {
    /// Table, such as `us-mpf`.
    pub id: &'static str,
    /// Charged for the mode at all.
    pub is_due: bool,
    /// Share of the customs value.
    pub rate: Rate,
    /// Least.
    pub min: Option<Money>,
    /// Most.
    pub max: Option<Money>,
    /// Flat fee of an informal entry instead, where there is one.
    pub informal: Option<Money>,
    /// Largest customs value of an informal entry.
    pub informal_limit: Option<Money>,
    /// Where it stands.
    pub source: ImportSource,
}

/// What is asked about the duties on goods.
///
/// ```
/// use clearfloor::{date::Day, fees::{DutyQuestion, LandedTables}, rate::Rate};
/// let imports = LandedTables::get().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let listed = ["List 3 (9903.88.03, .04)"];
/// let ordinary = Some(Rate::from_ppm(34_000));
/// let asked = DutyQuestion { market: "US", origin: "CN", on, ordinary, listed: &listed, section_232: None };
/// let parts = imports.duties(&asked).unwrap();
/// assert_eq!((parts[0].rate, parts[1].rate), (ordinary, Some(Rate::from_ppm(250_000))));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DutyQuestion<'a> {
    /// Where they are entered: `US`, `DE`, …
    pub market: &'a str,
    /// Country of origin: `CN`.
    pub origin: &'a str,
    /// Day of the entry.
    pub on: Day,
    /// Rate of the tariff code; none = not known.
    pub ordinary: Option<Rate>,
    /// What the tariff code is listed under, in the words of the data.
    pub listed: &'a [&'a str],
    /// Rate of a Section 232 action that the seller knows.
    pub section_232: Option<Rate>,
}

/// Why a part of the duty is what it is.
///
/// ```
/// use clearfloor::{date::Day, fees::{DutyQuestion, DutyWhy, LandedTables}};
/// let imports = LandedTables::get().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let asked = DutyQuestion { market: "US", origin: "CN", on, ordinary: None, listed: &[], section_232: None };
/// let parts = imports.duties(&asked).unwrap();
/// // The rate of the tariff code is never taken to be nothing.
/// assert_eq!((parts[0].programme, parts[0].why), ("ordinary", DutyWhy::Unknown));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyWhy {
    /// A row of the tables.
    Table,
    /// The seller's own figure.
    Typed,
    /// Not charged beside another programme that is.
    Replaced,
    /// The tables do not say.
    Unknown,
}

/// One programme of the duty on goods.
///
/// ```
/// use clearfloor::{date::Day, fees::{DutyQuestion, DutyWhy, LandedTables}};
/// let imports = LandedTables::get().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let asked = DutyQuestion { market: "US", origin: "VN", on, ordinary: None, listed: &[], section_232: None };
/// let parts = imports.duties(&asked).unwrap();
/// let part = parts.iter().find(|part| part.programme == "us-301-forced-labor").unwrap();
/// assert_eq!((part.rate.unwrap().ppm(), part.why), (125_000, DutyWhy::Table));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyPart {
    /// `ordinary`, `us-232-typed`, or the table: `us-301-china`.
    pub programme: &'static str,
    /// Share of the customs value; none = not known.
    pub rate: Option<Rate>,
    /// Why.
    pub why: DutyWhy,
    /// Where it stands; none for the seller's own figure.
    pub source: Option<ImportSource>,
}

/// What the customs value and the base of the import tax are made of.
///
/// ```
/// use clearfloor::{date::Day, fees::LandedTables};
/// let imports = LandedTables::get().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let base = imports.import_base("UK", on).unwrap();
/// // Freight to the border is in the customs value, the way on in the base of the tax of 20 %.
/// assert_eq!((base.is_cif, base.vat_adds_transport, base.vat.unwrap().ppm()), (true, Some(true), 200_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportBase {
    /// Freight and insurance to the border are part of the customs value (CIF, not FOB).
    pub is_cif: bool,
    /// The tax base adds transport to the first destination; none = no import tax.
    pub vat_adds_transport: Option<bool>,
    /// The usual rate of the tax, where the tables name one.
    pub vat: Option<Rate>,
    /// Where it stands.
    pub source: ImportSource,
}

/// The flat duty of a small consignment to a consumer.
///
/// ```
/// use clearfloor::{date::Day, fees::LandedTables, money::Currency};
/// let imports = LandedTables::get().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let flat = imports.flat_duty("DE", on, Currency::EUR).unwrap().unwrap();
/// assert_eq!((flat.limit.to_string(), flat.each.to_string()), ("150.00".to_owned(), "3.00".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatDuty {
    /// Consignments up to this value, without freight and tax.
    pub limit: Money,
    /// Duty for each distinct tariff code.
    pub each: Money,
    /// Where it stands.
    pub source: ImportSource,
}

/// A usual line of a forwarder's bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UsualBillLine {
    /// Stable text: `freight`, `insurance`, …
    pub id: &'static str,
    /// What is counted: `bill`, `chargeable`, `percent`, `unit`.
    pub per: &'static str,
    /// How it is shared out: `value`, `weight`, `volume`, `chargeable`, `quantity`, `equal`.
    pub allocate_by: &'static str,
    /// Tax bases it goes into: `price`, `to_border`, `to_destination`, `none`.
    pub counts: &'static str,
}

/// The tables of imports.
///
/// ```
/// use clearfloor::fees::LandedTables;
/// let imports = LandedTables::get().unwrap();
/// // Air freight: 6,000 cubic centimetres count as a kilogram.
/// let (divisor, source) = imports.weight_divisor("freight-air").unwrap();
/// assert_eq!((divisor, source.table), (6_000, "freight-air"));
/// ```
#[derive(Debug)]
pub struct LandedTables {
    pack: LandedPack,
}

/// Whether a day lies between two that may be open.
fn is_within(on: Day, from: Option<i32>, to: Option<i32>) -> bool {
    from.is_none_or(|from| on.number() >= from) && to.is_none_or(|to| on.number() <= to)
}

fn holds_for(table: &LandedTable, market: &str) -> bool {
    table.market == market || table.market == "global" || table.members.iter().any(|m| m == market)
}

fn source(table: &'static LandedTable, row: &'static str, from: Option<i32>, to: Option<i32>) -> ImportSource {
    ImportSource {
        table: &table.id,
        row,
        from: from.or(table.from).map(Day::from_number),
        to: to.or(table.to).map(Day::from_number),
        seen_on: table.seen_on.as_deref(),
        page: &table.source,
        is_official: table.is_official,
        confidence: table.confidence,
        note: table.note.as_deref(),
    }
}

impl LandedTables {
    /// The tables.
    ///
    /// ```
    /// use clearfloor::fees::LandedTables;
    /// assert!(LandedTables::get().unwrap().all().count() > 10);
    /// ```
    ///
    /// # Errors
    /// `fee_data_unreadable` if the embedded tables are damaged.
    pub fn get() -> Result<&'static Self> {
        let made = TABLES.get_or_init(|| {
            let unreadable = |_| Error::new(ErrorKind::Internal, "fee_data_unreadable");
            Ok(Self { pack: postcard::from_bytes(PACK).map_err(unreadable)? })
        });
        made.as_ref().map_err(Clone::clone)
    }

    /// Day on which the data were last checked.
    ///
    /// ```
    /// use clearfloor::fees::LandedTables;
    /// assert_eq!(LandedTables::get().unwrap().as_of().to_string(), "2026-11-21");
    /// ```
    #[must_use]
    pub const fn as_of(&self) -> Day {
        Day::from_number(self.pack.as_of)
    }

    /// Each table: where it holds and where it stands.
    ///
    /// ```
    /// use clearfloor::fees::LandedTables;
    /// let imports = LandedTables::get().unwrap();
    /// let of_us = imports.all().filter(|(market, _)| *market == "US").map(|(_, source)| source.table);
    /// assert!(of_us.collect::<Vec<_>>().contains(&"us-301-china"));
    /// ```
    pub fn all(&'static self) -> impl Iterator<Item = (&'static str, ImportSource)> {
        self.pack.tables.iter().map(|table| (table.market.as_str(), source(table, "", None, None)))
    }

    fn named(&'static self, id: &str) -> Option<&'static LandedTable> {
        self.pack.tables.iter().find(|table| table.id == id)
    }

    /// Fees on an entry in a market on a day, due or not, in the order of the data. `Err` holds the table that
    /// is there and has no figure for the day.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FreightMode, LandedTables}, money::Currency};
    /// let imports = LandedTables::get().unwrap();
    /// let year = |iso| {
    ///     let fees = imports.entry_fees("US", FreightMode::Air, Day::parse(iso).unwrap(), Currency::USD).unwrap();
    ///     fees.into_iter().flatten().find(|fee| fee.id == "us-mpf").unwrap().min.unwrap().to_string()
    /// };
    /// // A new fiscal year begins on 1 October.
    /// assert_eq!((year("2026-09-30"), year("2026-10-01")), ("33.58".to_owned(), "34.58".to_owned()));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn entry_fees(
        &'static self,
        market: &str,
        mode: FreightMode,
        on: Day,
        currency: Currency,
    ) -> Result<Vec<core::result::Result<EntryFee, ImportSource>>> {
        let mut fees = Vec::new();
        for table in self.pack.tables.iter().filter(|table| holds_for(table, market)) {
            let LandedBody::EntryFee { modes, informal_limit, rows } = &table.body else { continue };
            let Some(row) = rows.iter().find(|row| is_within(on, row.from.or(table.from), row.to.or(table.to))) else {
                fees.push(Err(source(table, "", None, None)));
                continue;
            };
            let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency)).transpose();
            // A courier's parcel flies.
            let code = if mode == FreightMode::Express { FreightMode::Air } else { mode }.code();
            fees.push(Ok(EntryFee {
                id: &table.id,
                is_due: modes.is_empty() || modes.iter().any(|m| m == code),
                rate: Rate::from_ppm(row.ppm),
                min: money(row.min)?,
                max: money(row.max)?,
                informal: money(row.informal)?,
                informal_limit: money(*informal_limit)?,
                source: source(table, "", row.from, row.to),
            }));
        }
        Ok(fees)
    }

    /// The duties on goods, programme by programme: the ordinary one, those they are listed under, and those
    /// that bear on their origin. What is not due is left out; what is displaced by another or not known is named.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{DutyQuestion, LandedTables}};
    /// let imports = LandedTables::get().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let listed = ["List 9"];
    /// let asked = DutyQuestion { market: "US", origin: "CN", on, ordinary: None, listed: &listed, section_232: None };
    /// assert_eq!(imports.duties(&asked).unwrap_err().code(), "duty_category_unknown");
    /// let parts = imports.duties(&DutyQuestion { listed: &["List 4A (9903.88.15)"], ..asked }).unwrap();
    /// assert_eq!(parts[1].rate.unwrap().ppm(), 75_000);
    /// ```
    ///
    /// # Errors
    /// `duty_category_unknown` with the category if no table has it.
    pub fn duties(&'static self, asked: &DutyQuestion<'_>) -> Result<Vec<DutyPart>> {
        let typed = |programme, rate| DutyPart { programme, rate, why: DutyWhy::Typed, source: None };
        let mut parts = vec![DutyPart {
            why: if asked.ordinary.is_some() { DutyWhy::Typed } else { DutyWhy::Unknown },
            ..typed("ordinary", asked.ordinary)
        }];
        let tables = || self.pack.tables.iter().filter(|table| holds_for(table, asked.market));
        for category in asked.listed {
            let mut found = tables().filter_map(|table| part_by_choice(table, category, asked));
            let part = found
                .next()
                .ok_or_else(|| Error::new(ErrorKind::Missing, "duty_category_unknown").with("category", *category))?;
            parts.extend(part);
        }
        parts.extend(asked.section_232.map(|rate| typed("us-232-typed", Some(rate))));
        let mut of_origin = Vec::new();
        for table in tables() {
            of_origin.extend(part_by_origin(table, &parts, asked));
        }
        parts.extend(of_origin);
        Ok(parts)
    }

    /// What tariff codes may be listed under in a market: table and category, in the order of the data.
    #[must_use]
    pub(crate) fn duty_categories(&'static self, market: &str) -> Vec<(&'static str, &'static str)> {
        let mut categories = Vec::new();
        for table in self.pack.tables.iter().filter(|table| holds_for(table, market)) {
            let LandedBody::Duty { applies: DutyApplies::ByChoice, rows, .. } = &table.body else { continue };
            for row in rows {
                let pair = (table.id.as_str(), row.category.as_str());
                if !categories.contains(&pair) {
                    categories.push(pair);
                }
            }
        }
        categories
    }

    /// What the bases are made of in a market; none = the tables do not say.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::LandedTables};
    /// let imports = LandedTables::get().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// // In the US the value is that at the port it left, and there is no import tax.
    /// let base = imports.import_base("US", on).unwrap();
    /// assert_eq!((base.is_cif, base.vat_adds_transport), (false, None));
    /// ```
    #[must_use]
    pub fn import_base(&'static self, market: &str, on: Day) -> Option<ImportBase> {
        self.pack.tables.iter().filter(|table| holds_for(table, market)).find_map(|table| match table.body {
            LandedBody::ImportBase { is_cif, vat_adds_transport, vat_ppm, .. }
                if is_within(on, table.from, table.to) =>
            {
                let vat = vat_ppm.map(Rate::from_ppm);
                Some(ImportBase { is_cif, vat_adds_transport, vat, source: source(table, "", None, None) })
            }
            _ => None,
        })
    }

    /// The flat duty of small consignments in a market on a day; none = there is none.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::LandedTables, money::Currency};
    /// let imports = LandedTables::get().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert!(imports.flat_duty("FR", on, Currency::EUR).unwrap().is_some());
    /// assert!(imports.flat_duty("US", on, Currency::USD).unwrap().is_none());
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn flat_duty(&'static self, market: &str, on: Day, currency: Currency) -> Result<Option<FlatDuty>> {
        for table in self.pack.tables.iter().filter(|table| holds_for(table, market)) {
            if let LandedBody::FlatDuty { limit, each } = table.body
                && is_within(on, table.from, table.to)
            {
                let money = |minor| Money::new(minor, currency);
                let source = source(table, "", None, None);
                return Ok(Some(FlatDuty { limit: money(limit)?, each: money(each)?, source }));
            }
        }
        Ok(None)
    }

    /// Rules of sea freight by volume or weight: name and the kilograms that count as one cubic metre.
    pub(crate) fn sea_rules(&'static self) -> impl Iterator<Item = (&'static str, u32)> {
        let rows = match self.named("freight-sea-lcl").map(|table| &table.body) {
            Some(LandedBody::FreightByVolume { kg_per_cbm, .. }) => kg_per_cbm.as_slice(),
            _ => &[],
        };
        rows.iter().map(|(rule, kg)| (rule.as_str(), *kg))
    }

    /// The usual divisor of a freight by weight, cubic centimetres per kilogram: `freight-air`, `freight-express`.
    ///
    /// ```
    /// use clearfloor::fees::LandedTables;
    /// let imports = LandedTables::get().unwrap();
    /// let divisor = |id| imports.weight_divisor(id).map(|(cubic_centimetres, _)| cubic_centimetres);
    /// assert_eq!((divisor("freight-air"), divisor("freight-express")), (Some(6_000), Some(5_000)));
    /// // Sea freight has none.
    /// assert_eq!(divisor("freight-sea-lcl"), None);
    /// ```
    #[must_use]
    pub fn weight_divisor(&'static self, id: &str) -> Option<(u32, ImportSource)> {
        let table = self.named(id)?;
        match table.body {
            LandedBody::FreightByWeight { cm3_per_kg, .. } => Some((cm3_per_kg, source(table, "", None, None))),
            _ => None,
        }
    }

    /// Where the freight of a table stands.
    ///
    /// ```
    /// use clearfloor::fees::LandedTables;
    /// let imports = LandedTables::get().unwrap();
    /// assert_eq!(imports.freight_source("freight-sea-lcl").unwrap().table, "freight-sea-lcl");
    /// assert!(imports.freight_source("freight-pipeline").is_none());
    /// ```
    #[must_use]
    pub fn freight_source(&'static self, id: &str) -> Option<ImportSource> {
        self.named(id).map(|table| source(table, "", None, None))
    }

    /// The usual lines of a bill.
    pub(crate) fn bill_lines(&'static self) -> impl Iterator<Item = UsualBillLine> {
        let rows = match self.named("freight-fee-lines").map(|table| &table.body) {
            Some(LandedBody::BillLines(rows)) => rows.as_slice(),
            _ => &[],
        };
        rows.iter().map(|row| UsualBillLine {
            id: &row.id,
            per: &row.per,
            allocate_by: &row.allocate_by,
            counts: &row.counts,
        })
    }
}

fn part(table: &'static LandedTable, row: Option<&'static DutyRow>, rate: Option<Rate>, why: DutyWhy) -> DutyPart {
    let source = match row {
        Some(row) => source(table, &row.category, row.from, row.to),
        None => source(table, "", None, None),
    };
    DutyPart { programme: &table.id, rate, why, source: Some(source) }
}

/// Outer none: the table does not have the category. Inner none: it has it and nothing is due.
fn part_by_choice(table: &'static LandedTable, category: &str, asked: &DutyQuestion<'_>) -> Option<Option<DutyPart>> {
    let LandedBody::Duty { applies: DutyApplies::ByChoice, is_first, origins, rows, .. } = &table.body else {
        return None;
    };
    let of_category: Vec<&'static DutyRow> = rows.iter().filter(|row| row.category == category).collect();
    let first = of_category.first()?;
    if !origins.is_empty() && !origins.iter().any(|origin| origin == asked.origin) {
        return Some(None);
    }
    let is_before = |from: Option<i32>| from.is_some_and(|from| asked.on.number() < from);
    if is_before(table.from) {
        // Either nothing was charged yet, or it was and these tables do not say how much.
        return Some((!*is_first).then(|| part(table, None, None, DutyWhy::Unknown)));
    }
    if of_category.iter().all(|row| is_before(row.from)) {
        return Some(None);
    }
    let row = of_category.iter().find(|row| is_within(asked.on, row.from, row.to.or(table.to)));
    Some(Some(match row {
        Some(row) => part(table, Some(row), Some(Rate::from_ppm(row.ppm)), DutyWhy::Table),
        None => part(table, Some(first), None, DutyWhy::Unknown),
    }))
}

fn part_by_origin(table: &'static LandedTable, so_far: &[DutyPart], asked: &DutyQuestion<'_>) -> Option<DutyPart> {
    let LandedBody::Duty { applies: DutyApplies::ByOrigin, is_first, not_with, rows, .. } = &table.body else {
        return None;
    };
    let is_before = table.from.is_some_and(|from| asked.on.number() < from);
    let is_over = table.to.is_some_and(|to| asked.on.number() > to);
    if is_over || (is_before && *is_first) {
        return None;
    }
    let of_origin = |row: &&DutyRow| row.origins.is_empty() || row.origins.iter().any(|o| o == asked.origin);
    let row = rows.iter().filter(of_origin).find(|row| !is_before && is_within(asked.on, row.from, row.to));
    let displaces = |other: &DutyPart| {
        other.rate != Some(Rate::ZERO) && not_with.iter().any(|start| other.programme.starts_with(start.as_str()))
    };
    if so_far.iter().any(displaces) {
        return Some(part(table, row, Some(Rate::ZERO), DutyWhy::Replaced));
    }
    Some(match row {
        Some(row) => part(table, Some(row), Some(Rate::from_ppm(row.ppm)), DutyWhy::Table),
        None => part(table, None, None, DutyWhy::Unknown),
    })
}
