//! A row in words, with its dates and where it was read.

use super::data_shape::{Body, Confidence, FulfilmentRow, Measures, Step, StepRounding, Table};
use super::fulfilment::confidence_of;
use super::lookup::RowRef;
use super::tables::FeeTables;
use crate::date::Day;

/// Where a figure comes from.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Programme}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let source = fees.describe(fees.fulfilment(&sized, Programme::NonApparel, on).unwrap().row);
/// assert_eq!(source.row, "non_apparel small_standard, up to 4 oz");
/// assert_eq!(source.effective_to, Some(Day::parse("2027-01-14").unwrap()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeSource {
    /// Family, such as `fulfilment`.
    pub family: &'static str,
    /// Table, such as `fulfilment_2026_peak`.
    pub table: String,
    /// The row in words; empty if the figure stands at the table itself.
    pub row: String,
    /// First day in force; none = not known.
    pub effective_from: Option<Day>,
    /// Last day in force; none = no end known.
    pub effective_to: Option<Day>,
    /// Address of the page.
    pub source: String,
    /// `official` or `secondary`.
    pub source_kind: &'static str,
    /// `official`, `cross-checked`, `single-source` or `yours`; of the row where it has its own.
    pub confidence: &'static str,
    /// The table is taken to hold though nothing says so for the day asked.
    pub is_assumed: bool,
    /// Unit of the figures.
    pub unit: String,
    /// Remark of the data on the row.
    pub note: Option<String>,
    /// What the seller calls a figure of the seller's own; none = the data say it.
    pub own: Option<String>,
}

impl FeeTables {
    /// Puts a row into words. A reference of other tables than these gives empty texts.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let source = fees.describe(fees.refund_administration(on).unwrap().row);
    /// assert_eq!((source.family, source.table.as_str()), ("refund_administration", "refund_administration"));
    /// // No end was read and no reading of this year: taken to hold.
    /// assert!(source.is_assumed);
    /// ```
    #[must_use]
    pub fn describe(&self, row: RowRef) -> FeeSource {
        let Some(table) = self.pack.tables.get(usize::from(row.table)) else {
            return FeeSource {
                family: "",
                table: String::new(),
                row: String::new(),
                effective_from: None,
                effective_to: None,
                source: String::new(),
                source_kind: "secondary",
                confidence: "single-source",
                is_assumed: true,
                unit: String::new(),
                note: None,
                own: None,
            };
        };
        // A resumed table is in force from its second start on, without a known end.
        let resumed = table.resumes_on.filter(|_| row.is_resumed);
        FeeSource {
            family: table.family.code(),
            table: table.name.clone(),
            row: row_in_words(&table.body, row.row, self.weight_word(), &self.pack.oversize_name),
            effective_from: resumed.or(table.from).map(Day::from_number),
            effective_to: if resumed.is_some() { None } else { table.to.map(Day::from_number) },
            source: table.source.clone(),
            source_kind: if table.is_official { "official" } else { "secondary" },
            confidence: confidence_of(table, row.row).code(),
            is_assumed: row.is_assumed,
            unit: table.unit.clone(),
            note: table.row_notes.iter().find(|(r, _)| *r == row.row).map(|(_, note)| note.clone()),
            own: own_name(table, row.row).map(str::to_owned),
        }
    }

    /// Whether the figure is the seller's own, from an override or a file.
    #[must_use]
    pub(crate) fn is_own(&self, row: RowRef) -> bool {
        let table = self.pack.tables.get(usize::from(row.table));
        table.is_some_and(|table| own_name(table, row.row).is_some())
    }
}

/// The seller's name for a row that is the seller's own, or for its whole table.
fn own_name(table: &Table, row: u16) -> Option<&str> {
    if confidence_of(table, row) != Confidence::Yours {
        return None;
    }
    let of_row = table.own.iter().find(|(own, _)| *own == row);
    of_row.or_else(|| table.own.iter().find(|(own, _)| *own == RowRef::WHOLE)).map(|(_, name)| name.as_str())
}

impl FeeTables {
    const fn weight_word(&self) -> &'static str {
        match self.pack.measures {
            Measures::Imperial => "oz",
            Measures::Metric => "g",
        }
    }
}

fn weight_row(row: &FulfilmentRow, unit: &str) -> String {
    let programme = row.programme.map_or(String::new(), |p| format!("{} ", p.code()));
    let above = if row.over == 0 { String::new() } else { format!(", above {} {unit}", row.over) };
    let (limit, step) = (up_to(row.up_to, unit), step(row.step.as_ref(), unit));
    format!("{programme}{}{above}{limit}{step}", row.tier.code())
}

fn up_to(limit: Option<u32>, unit: &str) -> String {
    limit.map_or(String::new(), |limit| format!(", up to {limit} {unit}"))
}

fn step(step: Option<&Step>, unit: &str) -> String {
    let Some(step) = step else { return String::new() };
    let begun = if step.rounding == StepRounding::InProportion { "for" } else { "each begun" };
    format!(", then {begun} {} {unit} above {} {unit}", step.size, step.first)
}

fn row_in_words(body: &Body, row: u16, unit: &str, oversize: &str) -> String {
    let group = |is_oversize: bool| if is_oversize { oversize } else { "standard" };
    let place = usize::from(row);
    let words = match body {
        Body::Referral(rows) => rows.get(place).map(|r| r.category.clone()),
        Body::BusinessBulkReferral { rows, .. } => rows.get(place).map(|r| r.group.clone()),
        Body::SizeTiers { rows, .. } => rows.get(place).map(|r| r.tier.code().to_owned()),
        Body::Fulfilment { rows, .. }
        | Body::SippDiscount(rows)
        | Body::BusinessMultiUnitDiscount { rows, .. }
        | Body::LowInventory { rows, .. }
        | Body::LowPriceFulfilment { rows, .. }
        | Body::SelectedFulfilment { rows, .. }
        | Body::ByBilledWeight(rows) => rows.get(place).map(|r| weight_row(r, unit)),
        Body::BulkyPackagingFee { rows, .. } => {
            rows.get(place).map(|r| format!("dimensional weight{}", up_to(r.up_to, unit)))
        }
        Body::ReferralMinimumBySize(rows) => rows.get(place).map(|(tier, _)| tier.code().to_owned()),
        Body::DigitalServicesFee(rows) => rows.get(place).map(|r| format!("seller in {}", r.country)),
        Body::VatOnFees(rows) => rows.get(place).map(|r| format!("seller in {}", r.country)),
        Body::PriceTax(tax) => tax.regions.get(place).map(|(region, ..)| region.clone()),
        Body::OvermaxHandling { rows, .. } => rows.get(place).map(|(tier, _)| tier.code().to_owned()),
        Body::StorageMonthly { rows, .. } => rows.get(place).map(|r| {
            let goods = if r.is_dangerous == Some(true) { ", dangerous goods" } else { "" };
            let category = r.category.as_ref().map_or(String::new(), |name| format!(", {name}"));
            format!("{}{category}{goods}", r.is_oversize.map_or("any size", group))
        }),
        Body::StorageUtilizationSurcharge { rows, .. } => {
            rows.get(place).map(|r| format!("{}{}", group(r.is_oversize), up_to(r.up_to_weeks, "weeks")))
        }
        Body::AgedInventory { rows, .. } => rows.get(place).map(|r| match r.to_day {
            Some(to) => format!("{} to {to} days", r.from_day),
            None => format!("{} days and more", r.from_day),
        }),
        Body::Removal { rows, .. } | Body::Liquidation { rows, .. } => rows.get(place).map(|r| {
            let group = if r.is_oversize_or_special { "oversize_or_special" } else { "standard" };
            format!("{group}{}{}", up_to(r.up_to, unit), step(r.step.as_ref(), unit))
        }),
        Body::GradeAndResell(rows) | Body::ReturnsProcessingApparel(rows) => {
            rows.get(place).map(|r| format!("{}{}", r.tier, up_to(r.up_to, unit)))
        }
        Body::ReturnsProcessing(table) => table.thresholds.get(place).map(|(category, _)| category.clone()),
        Body::InboundPlacement { rows, .. } => {
            rows.get(place).map(|r| format!("{}{}", r.tier.code(), up_to(r.up_to, unit)))
        }
        Body::Awd(rows) => rows.get(place).map(|r| format!("{}, {}", r.region, r.plan)),
        Body::DealEvents(rows) => rows.get(place).map(|r| format!("{}, {}", r.event, r.deal)),
        _ => None,
    };
    words.unwrap_or_default()
}
