//! What is answered about charges; plain, so that it crosses as it is.

use super::super::plan::Param;
use crate::date::Day;
use crate::fees::FeeSource;
use crate::money::{Currency, Money};
use crate::quote::Input;
use serde::Serialize;

impl From<&Input> for Param {
    fn from(input: &Input) -> Self {
        Self { name: input.name, text: input.text.clone() }
    }
}

/// Sums of charges that were compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// Charges compared.
    pub entries: u32,
    /// Of these, how many agree.
    pub agreeing: u32,
    /// What was taken for them.
    pub charged: Money,
    /// What the tables give.
    pub computed: Money,
    /// Taken less computed.
    pub difference: Money,
    /// Charges that could not be compared.
    pub unknown: u32,
    /// What was taken for these.
    pub unknown_charged: Money,
}

/// The same of one table and fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableTotals {
    /// Number of the table.
    pub table: u32,
    /// Its name.
    pub file: String,
    /// Which report it is.
    pub report: Option<&'static str>,
    /// Which fee.
    pub fee: &'static str,
    /// Only foretold, not taken.
    pub is_estimate: bool,
    /// Charges compared.
    pub entries: u32,
    /// Of these, how many agree.
    pub agreeing: u32,
    /// Units of those compared.
    pub units: i64,
    /// What was taken for them.
    pub charged: Money,
    /// What the tables give.
    pub computed: Money,
    /// Taken less computed.
    pub difference: Money,
    /// Charges that could not be compared.
    pub unknown: u32,
    /// What was taken for these.
    pub unknown_charged: Money,
}

/// Differences of one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sum {
    /// Code of the cause.
    pub code: &'static str,
    /// How many.
    pub findings: u32,
    /// What they come to.
    pub difference: Money,
}

/// A kind of line of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineType {
    /// Name of the file.
    pub file: String,
    /// Kind of transaction, as printed.
    pub transaction: String,
    /// What the money is, as printed.
    pub description: String,
    /// How many lines.
    pub lines: u32,
    /// Their sum, signed as in the statement: what the seller gets is positive.
    pub amount: Money,
    /// Held against the tables, or part of what is.
    pub is_compared: bool,
}

/// Rows that are not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeftOutRows {
    /// Name of the file.
    pub file: String,
    /// `other_market`, `other_currency`, `no_product`, `no_date`, `no_amount`, `no_price`, `no_units`, `no_sku`.
    pub why: &'static str,
    /// How many.
    pub rows: u32,
    /// The first of them.
    pub first_line: u32,
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowSource {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
}

/// Why charged and computed differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CauseView {
    /// Code, see [`crate::reconcile::Cause`].
    pub code: &'static str,
    /// What it hangs on.
    pub params: Vec<Param>,
    /// The row of another table that shows it.
    pub shown_by: Option<RowSource>,
    /// A second cause, where only both together give what was charged.
    pub and: Option<SecondCause>,
}

/// A second cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecondCause {
    /// Code, see [`crate::reconcile::Cause`].
    pub code: &'static str,
    /// What it hangs on.
    pub params: Vec<Param>,
}

/// A fee row, as far as it is shown here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeRow {
    /// Family.
    pub family: &'static str,
    /// Table.
    pub table: String,
    /// The row in words.
    pub row: String,
    /// First day in force.
    pub effective_from: Option<Day>,
    /// Last day in force.
    pub effective_to: Option<Day>,
    /// Address of the page.
    pub source: String,
    /// What the seller calls a figure of the seller's own.
    pub own: Option<String>,
}

impl FeeRow {
    pub(super) fn of(source: &FeeSource) -> Self {
        Self {
            family: source.family,
            table: source.table.clone(),
            row: source.row.clone(),
            effective_from: source.effective_from,
            effective_to: source.effective_to,
            source: source.source.clone(),
            own: source.own.clone(),
        }
    }
}

/// One line of a calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalculationLine {
    /// What it is.
    pub code: &'static str,
    /// Code of the rule.
    pub formula: &'static str,
    /// Values in it.
    pub inputs: Vec<Param>,
    /// What it comes to for one unit of a sale, else for all.
    pub amount: Money,
    /// The fee row.
    pub fee: Option<FeeRow>,
    /// What it rests on, see [`crate::quote::Status`].
    pub status: &'static str,
}

/// A row that shows a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceRow {
    /// Line of the file, from 1.
    pub line: u32,
    /// Day of the charge.
    pub on: Day,
    /// Order.
    pub order: Option<String>,
    /// Units.
    pub units: i64,
    /// What was taken.
    pub charged: Money,
    /// What the tables give.
    pub computed: Option<Money>,
}

/// A difference of one product, one file and one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceRow {
    /// Identity of the product in the book.
    pub key: String,
    /// Its SKU.
    pub sku: String,
    /// Its title.
    pub title: String,
    /// Name of the file.
    pub file: String,
    /// Which report it is.
    pub report: Option<&'static str>,
    /// Which fee.
    pub fee: &'static str,
    /// Why.
    pub cause: CauseView,
    /// Only foretold, not taken.
    pub is_estimate: bool,
    /// How many charges.
    pub entries: u32,
    /// Units they are for.
    pub units: i64,
    /// What was taken.
    pub charged: Money,
    /// What the tables give; none = not known.
    pub computed: Option<Money>,
    /// Taken less computed.
    pub difference: Option<Money>,
    /// More was taken than computed, and the cause is not the seller's.
    pub is_worth_raising: bool,
    /// How the computed amount of the first row comes about.
    pub lines: Vec<CalculationLine>,
    /// The calculation that gives what was taken there.
    pub instead: Vec<CalculationLine>,
    /// What is missing, where nothing could be computed.
    pub holes: Vec<String>,
    /// Its rows, at most fifty.
    pub evidence: Vec<EvidenceRow>,
}

/// Everything about what was charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReconcileBody {
    /// The day calculated for.
    pub today: Day,
    /// Code of the marketplace.
    pub market: &'static str,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Day on which the fee tables were last checked.
    pub as_of: Day,
    /// What reports charged.
    pub charged: Compared,
    /// What reports foretold.
    pub foretold: Compared,
    /// Cases worth raising.
    pub raised: u32,
    /// What they come to.
    pub raised_sum: Money,
    /// Differences by cause, the most money first.
    pub causes: Vec<Sum>,
    /// Totals by file and fee.
    pub tables: Vec<TableTotals>,
    /// What statements hold, by type.
    pub types: Vec<LineType>,
    /// Rows that are not compared, and why.
    pub left_out: Vec<LeftOutRows>,
    /// Groups of charges for which nothing could be computed.
    pub unknown: u32,
    /// How many differences pass.
    pub total: u32,
    /// Those of the window.
    pub rows: Vec<DifferenceRow>,
}
