//! The form of what an import costs besides the goods: duties, entry fees, tax bases, freight units.

use super::codes::Confidence;
use serde::{Deserialize, Serialize};

/// Everything known about imports.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LandedPack {
    /// Day on which the data were last checked.
    pub as_of: i32,
    /// Tables, in the order of the file.
    pub tables: Vec<LandedTable>,
}

/// One dated table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LandedTable {
    /// Name in the file, such as `us-mpf`.
    pub id: String,
    /// Country or group it holds for; `global` = all.
    pub market: String,
    /// Countries of a group.
    pub members: Vec<String>,
    /// First day in force; none = not known.
    pub from: Option<i32>,
    /// Last day in force; none = no end known.
    pub to: Option<i32>,
    /// Day, month or year of the last reading.
    pub seen_on: Option<String>,
    /// Address of a page that was read, else of the page to check; empty = trade knowledge.
    pub source: String,
    /// The page is the authority's own and was read, itself or in a copy.
    pub is_official: bool,
    /// How sure the figures are.
    pub confidence: Confidence,
    /// Remark for the reader, in English.
    pub note: Option<String>,
    /// The figures.
    pub body: LandedBody,
}

/// What a table of imports says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum LandedBody {
    /// What the customs value and the base of the import tax are made of.
    ImportBase {
        /// Freight and insurance to the border are part of the customs value.
        is_cif: bool,
        /// The tax base adds transport to the first destination; none = no such tax.
        vat_adds_transport: Option<bool>,
        /// The usual tax rate in parts per million, where the table names one.
        vat_ppm: Option<i64>,
        /// Consignments to consumers up to this value are free of duty, minor units.
        relief_limit: Option<i64>,
    },
    /// A fee on the whole entry.
    EntryFee {
        /// Modes it is charged for; empty = all.
        modes: Vec<String>,
        /// Largest value of an informal entry, minor units.
        informal_limit: Option<i64>,
        /// Figures by date.
        rows: Vec<EntryFeeRow>,
    },
    /// A duty programme.
    Duty {
        /// Whether the seller chooses the row, or the origin does.
        applies: DutyApplies,
        /// Nothing of the kind was charged before the table's first day.
        is_first: bool,
        /// Origins it bears on; empty = those of the rows, or all.
        origins: Vec<String>,
        /// Programmes beside which it is not charged, by the start of their names.
        not_with: Vec<String>,
        /// The rates.
        rows: Vec<DutyRow>,
    },
    /// An exemption of low values that is no longer there.
    LowValueEnded {
        /// What was free, minor units.
        former_limit: i64,
    },
    /// A flat duty for each tariff code of a small consignment, minor units.
    FlatDuty {
        /// Consignments up to this value.
        limit: i64,
        /// Duty for each tariff code.
        each: i64,
    },
    /// Sea freight by volume or weight, whichever is more.
    FreightByVolume {
        /// Rule and the kilograms that count as one cubic metre.
        kg_per_cbm: Vec<(String, u32)>,
        /// Least volume billed, millionths of a cubic metre.
        minimum_cbm_micros: i64,
    },
    /// Freight by weight with a divisor in cubic centimetres per kilogram.
    FreightByWeight {
        /// The divisor.
        cm3_per_kg: u32,
        /// Rounding up: largest weight (none = open) and step, thousandths of a kilogram.
        steps: Vec<(Option<u32>, u32)>,
    },
    /// Dimensional weight of parcels: rule and cubic inches per pound.
    Dimensional(Vec<(String, u32)>),
    /// Lines of a bill.
    BillLines(Vec<BillLineRow>),
}

/// What decides which row of a duty programme holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyApplies {
    /// The seller types the rate of the tariff code.
    Typed,
    /// The seller chooses what the tariff code is listed under.
    ByChoice,
    /// The origin, for all goods.
    ByOrigin,
}

/// A fee on an entry, between two days.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryFeeRow {
    /// First day.
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
    /// Parts per million of the customs value.
    pub ppm: i64,
    /// Least, minor units.
    pub min: Option<i64>,
    /// Most, minor units.
    pub max: Option<i64>,
    /// Flat fee of an informal entry, minor units.
    pub informal: Option<i64>,
}

/// A duty rate.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DutyRow {
    /// What it is charged on, in the words of the data.
    pub category: String,
    /// Origins; empty = those of the table.
    pub origins: Vec<String>,
    /// Parts per million of the customs value.
    pub ppm: i64,
    /// First day.
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
    /// What it is taken of, where that is in doubt.
    pub basis: Option<String>,
}

/// A line of a bill.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BillLineRow {
    /// Stable text: `freight`, `insurance`, …
    pub id: String,
    /// What is usually counted: `bill`, `chargeable`, `percent`, `unit`.
    pub per: String,
    /// How it is usually shared out.
    pub allocate_by: String,
    /// Which tax bases it goes into: `price`, `to_border`, `to_destination`, `none`.
    pub counts: String,
}
